/* postings.c owns the bytes of posting lists (block.h). The reader checks every number before it uses it. */
#include "gazet/block.h"

bool gz_posting_list_add(struct gz_buf *list, int64_t *previous, int64_t document, uint32_t mentions)
{
	gz_buf_varint(list, (uint64_t)(document - *previous) * 2 + (mentions > 1));
	if (mentions > 1)
		gz_buf_varint(list, mentions - 2);
	*previous = document;
	return !list->failed;
}

void gz_posting_list_open(struct gz_posting_list *l, struct gz_str list)
{
	*l = (struct gz_posting_list){.at = (const unsigned char *)list.ptr};
	l->end = list.len ? l->at + list.len : l->at;
}

bool gz_posting_list_next_slowly(struct gz_posting_list *l)
{
	uint64_t code, more = 0;

	if (l->damaged || l->at == l->end)
		return false;
	if (!gz_varint_read(&l->at, l->end, &code) || code < 2 ||
	    code / 2 > (uint64_t)(INT64_MAX - l->document))
		goto damaged;
	if (code & 1 && (!gz_varint_read(&l->at, l->end, &more) || more > UINT32_MAX - 2))
		goto damaged;
	l->document += (int64_t)(code / 2);
	l->mentions = code & 1 ? (uint32_t)more + 2 : 1;
	return true;
damaged:
	l->damaged = true;
	l->at = l->end;
	return false;
}
