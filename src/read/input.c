/*
 * input.c: a file as a stream of uncompressed bytes, whatever it is packed in. What the first bytes do not
 * mark as compressed passes through untouched.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

static const struct gz_codec *const codecs[] = {
	&gz_codec_gzip, &gz_codec_bzip2, &gz_codec_xz, &gz_codec_zstd, &gz_codec_utf16,
};

/* Enough for every codec's mark. */
#define HEAD_BYTES 10

static bool input_open_file(struct gz_input *in, const char *path, bool walked, struct gz_error *err)
{
	struct stat st;

	in->owned = true;
	in->raw.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (walked ? O_NONBLOCK : 0));
	if (in->raw.fd < 0)
		return gz_fail(err, GZ_EIO, "cannot open: %s", strerror(errno));
	if (fstat(in->raw.fd, &st) != 0)
		return gz_fail(err, GZ_EIO, "cannot read: %s", strerror(errno));
	if (walked && !S_ISREG(st.st_mode))
		return gz_fail(err, GZ_EUSAGE, "not a regular file");
	return true;
}

/* Reads until the codecs' marks can be seen. */
static bool input_choose_codec(struct gz_input *in, struct gz_error *err)
{
	enum gz_input_status status = GZ_INPUT_DATA;

	while (in->raw.len < HEAD_BYTES && status == GZ_INPUT_DATA) {
		/* Nothing that begins so is compressed: an interactive line must not wait for ten bytes. */
		if (in->raw.len > 0 && in->raw.block[0] != 0x1f && in->raw.block[0] != 'B' &&
		    (unsigned char)in->raw.block[0] < 0xfd && in->raw.block[0] != 0x28)
			break;
		status = gz_raw_fill(&in->raw, err);
	}
	if (status == GZ_INPUT_DAMAGED)
		return false;
	for (size_t i = 0; i < GZ_COUNT(codecs); i++) {
		if (codecs[i]->probe((const unsigned char *)in->raw.block, in->raw.len)) {
			if (!codecs[i]->open(&in->raw, &in->codec_state, err))
				return false;
			in->codec = codecs[i];
			break;
		}
	}
	return true;
}

bool gz_input_open(struct gz_input *in, const char *path, bool walked, struct gz_error *err)
{
	in->codec = NULL;
	in->codec_state = NULL;
	in->raw.at = in->raw.len = in->at = in->len = 0;
	in->raw.end = false;
	in->raw.fd = STDIN_FILENO;
	in->owned = false;
	if (in->raw.block == NULL)
		in->raw.block = malloc(GZ_READ_BLOCK);
	if (in->raw.block == NULL)
		return gz_fail_nomem(err);
	in->block = in->raw.block;
	if ((strcmp(path, "-") != 0 || walked) && !input_open_file(in, path, walked, err))
		return false;
	if (!input_choose_codec(in, err))
		return false;
	if (in->codec == NULL) {
		in->len = in->raw.len;
		gz_count(in->count, in->len);
		return true;
	}
	if (in->plain == NULL)
		in->plain = malloc(GZ_READ_BLOCK);
	in->block = in->plain;
	return in->plain != NULL || gz_fail_nomem(err);
}

/* Without a codec the raw block is the block, and only the positions are carried over. */
static enum gz_input_status fill_plain(struct gz_input *in, struct gz_error *err)
{
	enum gz_input_status status;
	size_t unread = in->len - in->at;

	in->raw.at = in->at;
	in->raw.len = in->len;
	status = gz_raw_fill(&in->raw, err);
	in->at = 0;
	in->len = in->raw.len;
	gz_count(in->count, in->len - unread);
	return status;
}

enum gz_input_status gz_input_fill(struct gz_input *in, struct gz_error *err)
{
	ssize_t got;

	if (in->codec == NULL)
		return fill_plain(in, err);
	if (in->at > 0) {
		memmove(in->block, in->block + in->at, in->len - in->at);
		in->len -= in->at;
		in->at = 0;
	}
	if (in->len == GZ_READ_BLOCK)
		return GZ_INPUT_END;
	got = in->codec->read(in->codec_state, in->block + in->len, GZ_READ_BLOCK - in->len, err);
	if (got < 0)
		return GZ_INPUT_DAMAGED;
	if (got == 0)
		return GZ_INPUT_END;
	in->len += (size_t)got;
	gz_count(in->count, (uint64_t)got);
	return GZ_INPUT_DATA;
}

void gz_input_close(struct gz_input *in)
{
	if (in->codec != NULL)
		in->codec->close(in->codec_state);
	in->codec = NULL;
	if (in->owned && in->raw.fd >= 0)
		close(in->raw.fd);
	in->owned = false;
}

void gz_input_free(struct gz_input *in)
{
	free(in->raw.block);
	free(in->plain);
	in->raw.block = in->plain = in->block = NULL;
}
