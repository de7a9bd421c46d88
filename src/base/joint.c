/* joint.c owns the bytes of finished answers (block.h). The reader checks every number before it uses it. */
#include "gazet/block.h"

bool gz_joint_start(struct gz_buf *out, int32_t base)
{
	gz_buf_clear(out);
	return gz_buf_varint(out, gz_zigzag(base));
}

bool gz_joint_add(struct gz_buf *out, int64_t *previous, int32_t base, const struct gz_joint *joint)
{
	gz_buf_varint(out, (uint64_t)(joint->entity - *previous));
	gz_buf_varint(out, joint->documents);
	*previous = joint->entity;
	if (joint->last == GZ_NO_DAY)
		return gz_buf_varint(out, 0);
	gz_buf_varint(out, 1 + gz_zigzag((int64_t)joint->first - base));
	return gz_buf_varint(out, (uint64_t)((int64_t)joint->last - joint->first));
}

void gz_joint_open(struct gz_joint_reader *r, struct gz_str bytes)
{
	uint64_t base;

	*r = (struct gz_joint_reader){.at = (const unsigned char *)bytes.ptr};
	r->end = bytes.len ? r->at + bytes.len : r->at;
	r->damaged =
		!gz_varint_read(&r->at, r->end, &base) || gz_unzigzag(base) != (int32_t)gz_unzigzag(base);
	r->base = r->damaged ? 0 : gz_unzigzag(base);
}

static bool read_joint(struct gz_joint_reader *r, const unsigned char **at)
{
	uint64_t delta, documents, first, span;
	int64_t day;

	if (!gz_varint_quick(at, r->end, &delta) || !gz_varint_quick(at, r->end, &documents) ||
	    !gz_varint_quick(at, r->end, &first) || !delta ||
	    delta > (uint64_t)(INT64_MAX - r->joint.entity) || !documents || documents > UINT32_MAX)
		return false;
	r->joint.entity += (int64_t)delta;
	r->joint.documents = (uint32_t)documents;
	r->joint.first = r->joint.last = GZ_NO_DAY;
	if (!first)
		return true;
	first--;
	day = (int64_t)(first >> 1) ^ -(int64_t)(first & 1);
	if (day > (int64_t)UINT32_MAX || day < -(int64_t)UINT32_MAX || !gz_varint_quick(at, r->end, &span) ||
	    span > UINT32_MAX)
		return false;
	day += r->base;
	if (day <= INT32_MIN || day > INT32_MAX || day + (int64_t)span > INT32_MAX)
		return false;
	r->joint.first = (int32_t)day;
	r->joint.last = (int32_t)(day + (int64_t)span);
	return true;
}

bool gz_joint_next(struct gz_joint_reader *r)
{
	const unsigned char *at = r->at;

	if (r->damaged || at == r->end)
		return false;
	r->damaged = !read_joint(r, &at);
	r->at = at;
	return !r->damaged;
}
