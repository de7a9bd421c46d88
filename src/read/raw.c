/* raw.c: the bytes of a file as they are, in large blocks. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

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
	do {
		got = read(raw->fd, raw->block + raw->len, GZ_READ_BLOCK - raw->len);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		gz_fail(err, GZ_EIO, "cannot read: %s", strerror(errno));
		return GZ_INPUT_DAMAGED;
	}
	if (got == 0) {
		raw->end = true;
		return GZ_INPUT_END;
	}
	raw->len += (size_t)got;
	gz_count(raw->count, (uint64_t)got);
	return GZ_INPUT_DATA;
}
