/* raw.c: the bytes of a file, or of a member of an archive, as they are, in large blocks. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

static void digest(struct gz_raw *raw, const char *bytes, size_t len)
{
	off_t behind = lseek(raw->fd, 0, SEEK_CUR);

	if (behind >= (off_t)len)
		gz_digest_add(raw->digest, (uint64_t)behind - len, bytes, len);
	else
		raw->digest->broken = true;
}

static ssize_t raw_read(struct gz_raw *raw, char *out, size_t size, struct gz_error *err)
{
	ssize_t got;

	if (raw->fd < 0)
		return raw->member(raw->archive, out, size, err);
	do {
		got = read(raw->fd, out, size);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		gz_fail(err, GZ_EIO, "cannot read: %s", strerror(errno));
		if (raw->digest != NULL)
			raw->digest->cut = true;
	} else if (raw->digest != NULL) {
		digest(raw, out, (size_t)got);
	}
	return got;
}

enum gz_input_status gz_raw_fill(struct gz_raw *raw, struct gz_error *err)
{
	ssize_t got;

	if (raw->at > 0) {
		memmove(raw->block, raw->block + raw->at, raw->len - raw->at);
		raw->len -= raw->at;
		raw->at = 0;
	}
	if (raw->end || raw->len == GZ_READ_BLOCK)
		return GZ_INPUT_END;
	got = raw_read(raw, raw->block + raw->len, GZ_READ_BLOCK - raw->len, err);
	if (got < 0)
		return GZ_INPUT_DAMAGED;
	if (got == 0) {
		raw->end = true;
		return GZ_INPUT_END;
	}
	raw->len += (size_t)got;
	if (raw->count != NULL)
		gz_count(raw->count, (uint64_t)got);
	return GZ_INPUT_DATA;
}

off_t gz_raw_tell(const struct gz_raw *raw)
{
	off_t end = lseek(raw->fd, 0, SEEK_CUR);

	return end < 0 ? -1 : end - (off_t)(raw->len - raw->at);
}

bool gz_raw_back(struct gz_raw *raw, off_t place)
{
	off_t now = lseek(raw->fd, 0, SEEK_CUR);

	if (now < place || lseek(raw->fd, place, SEEK_SET) != place)
		return false;
	if (raw->count != NULL)
		gz_count(raw->count, 0 - (uint64_t)(now - place));
	raw->at = raw->len = 0;
	raw->end = false;
	return true;
}
