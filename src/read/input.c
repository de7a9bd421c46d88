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

/* A codec whose bytes are the raw ones of another: packed text in UTF-16. */
struct gz_stage {
	const struct gz_codec *codec;
	void *state;
	struct gz_raw raw; /* what it writes */
};

/* Enough for every codec's mark. */
#define HEAD_BYTES 10

bool gz_budget_take(struct gz_budget *budget, size_t more, struct gz_error *err)
{
	uint64_t read;

	if (budget == NULL || budget->times == 0)
		return true;
	budget->unpacked += more;
	read = atomic_load_explicit(budget->read, memory_order_relaxed) - budget->read_before;
	if (budget->unpacked <= GZ_EXPANSION_FREE ||
	    (budget->unpacked - GZ_EXPANSION_FREE) / budget->times <= read)
		return true;
	return gz_fail(err, GZ_ELIMIT,
		       "unpacks to more than %llu times its size (see --max-expansion); the rest is left out",
		       (unsigned long long)budget->times);
}

static bool open_file(struct gz_input *in, const char *path, bool walked, struct gz_error *err)
{
	struct stat st;

	in->owned = true;
	in->raw->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (walked ? O_NONBLOCK : 0));
	if (in->raw->fd < 0)
		return gz_fail(err, GZ_EIO, "cannot open: %s", strerror(errno));
	if (fstat(in->raw->fd, &st) != 0)
		return gz_fail(err, GZ_EIO, "cannot read: %s", strerror(errno));
	if (walked && !S_ISREG(st.st_mode))
		return gz_fail(err, GZ_EUSAGE, "not a regular file");
	return true;
}

/* Reads until the codecs' marks can be seen. */
static bool choose_codec(struct gz_input *in, struct gz_error *err)
{
	enum gz_input_status status = GZ_INPUT_DATA;

	while (in->raw->len < HEAD_BYTES && status == GZ_INPUT_DATA) {
		/* Nothing that begins so is compressed: an interactive line must not wait for ten bytes. */
		if (in->raw->len > 0 && in->raw->block[0] != 0x1f && in->raw->block[0] != 'B' &&
		    (unsigned char)in->raw->block[0] < 0xfd && in->raw->block[0] != 0x28)
			break;
		status = gz_raw_fill(in->raw, err);
	}
	if (status == GZ_INPUT_DAMAGED)
		return false;
	for (size_t i = 0; i < GZ_COUNT(codecs); i++) {
		if (codecs[i]->probe((const unsigned char *)in->raw->block, in->raw->len)) {
			if (!codecs[i]->open(in->raw, &in->codec_state, err))
				return false;
			in->codec = codecs[i];
			break;
		}
	}
	return true;
}

/* Nothing is read yet, and nothing stands where it is to be read from. */
static bool prepare(struct gz_input *in, struct gz_error *err)
{
	in->codec = NULL;
	in->codec_state = NULL;
	in->late = in->damaged = false;
	in->at = in->len = 0;
	in->owned = false;
	if (in->raw == NULL)
		in->raw = calloc(1, sizeof(*in->raw));
	if (in->raw == NULL)
		return gz_fail_nomem(err);
	if (in->raw->block == NULL)
		in->raw->block = malloc(GZ_READ_BLOCK);
	if (in->raw->block == NULL)
		return gz_fail_nomem(err);
	in->block = in->raw->block;
	in->raw->at = in->raw->len = 0;
	in->raw->end = false;
	in->raw->count = in->raw_count;
	in->raw->digest = in->digest;
	return true;
}

static ssize_t read_stage(void *stage, char *out, size_t size, struct gz_error *err)
{
	struct gz_stage *first = stage;

	return first->codec->read(first->state, out, size, err);
}

static void close_stage(struct gz_input *in)
{
	if (in->stage == NULL)
		return;
	in->stage->codec->close(in->stage->state);
	free(in->stage->raw.block);
	free(in->stage);
	in->stage = NULL;
}

/* What was unpacked may be UTF-16: then that is turned into UTF-8 above the unpacking. Else what was read to
 * see it is the beginning of the text. Damage is met again by whoever reads on. */
static bool look_beneath(struct gz_input *in, struct gz_error *err)
{
	struct gz_stage *stage;
	enum gz_input_status status;

	if (in->codec == &gz_codec_utf16)
		return true;
	status = gz_input_fill(in, err);
	if (status != GZ_INPUT_DATA || !gz_codec_utf16.probe((const unsigned char *)in->block, in->len)) {
		if (status == GZ_INPUT_DAMAGED && err->code == GZ_ENOMEM)
			return false;
		in->late = status == GZ_INPUT_DAMAGED;
		if (in->late)
			in->late_err = *err;
		return true;
	}
	stage = calloc(1, sizeof(*stage));
	if (stage == NULL || (stage->raw.block = malloc(GZ_READ_BLOCK)) == NULL) {
		free(stage);
		return gz_fail_nomem(err);
	}
	stage->codec = in->codec;
	stage->state = in->codec_state;
	stage->raw.fd = -1;
	stage->raw.member = read_stage;
	stage->raw.archive = stage;
	memcpy(stage->raw.block, in->block, in->len);
	stage->raw.len = in->len;
	gz_count(in->count, 0 - (uint64_t)in->len);
	in->len = 0;
	in->stage = stage;
	in->codec = NULL;
	if (!gz_codec_utf16.open(&stage->raw, &in->codec_state, err))
		return false;
	in->codec = &gz_codec_utf16;
	return true;
}

static bool begin(struct gz_input *in, struct gz_error *err)
{
	if (!choose_codec(in, err))
		return false;
	if (in->codec == NULL) {
		in->len = in->raw->len;
		gz_count(in->count, in->len);
		return true;
	}
	if (in->plain == NULL)
		in->plain = malloc(GZ_READ_BLOCK);
	in->block = in->plain;
	return in->plain != NULL ? look_beneath(in, err) : gz_fail_nomem(err);
}

bool gz_input_open(struct gz_input *in, const char *path, bool walked, struct gz_error *err)
{
	if (!prepare(in, err))
		return false;
	in->raw->fd = STDIN_FILENO;
	if ((strcmp(path, "-") != 0 || walked) && !open_file(in, path, walked, err))
		return false;
	return begin(in, err);
}

bool gz_input_open_member(struct gz_input *in, struct gz_archive *archive, struct gz_error *err)
{
	if (!prepare(in, err))
		return false;
	in->raw->fd = -1;
	in->raw->member = gz_archive_read;
	in->raw->archive = archive;
	in->raw->count = NULL;
	in->raw->digest = NULL;
	return begin(in, err);
}

/* Without a codec the raw block is the block, and only the positions are carried over. */
static enum gz_input_status fill_plain(struct gz_input *in, struct gz_error *err)
{
	enum gz_input_status status;
	size_t unread = in->len - in->at;

	in->raw->at = in->at;
	in->raw->len = in->len;
	status = gz_raw_fill(in->raw, err);
	in->at = 0;
	in->len = in->raw->len;
	gz_count(in->count, in->len - unread);
	return status;
}

static enum gz_input_status fill(struct gz_input *in, struct gz_error *err)
{
	ssize_t got;

	if (in->codec == NULL)
		return fill_plain(in, err);
	if (in->late) {
		*err = in->late_err;
		return GZ_INPUT_DAMAGED;
	}
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
	if (!gz_budget_take(in->budget, (size_t)got, err))
		return GZ_INPUT_DAMAGED;
	in->len += (size_t)got;
	gz_count(in->count, (uint64_t)got);
	return GZ_INPUT_DATA;
}

enum gz_input_status gz_input_fill(struct gz_input *in, struct gz_error *err)
{
	enum gz_input_status status = fill(in, err);

	in->damaged |= status == GZ_INPUT_DAMAGED;
	return status;
}

bool gz_input_can_seek(const struct gz_input *in)
{
	struct stat st;

	return in->codec == NULL && in->raw->fd >= 0 && fstat(in->raw->fd, &st) == 0 && S_ISREG(st.st_mode);
}

off_t gz_input_seek(struct gz_input *in, off_t offset, int whence)
{
	off_t place;

	if (whence == SEEK_CUR)
		offset -= (off_t)(in->len - in->at);
	place = lseek(in->raw->fd, offset, whence);
	if (place < 0) {
		/* A place that is none is the fault of the file. */
		if (errno != EINVAL) {
			in->damaged = true;
			if (in->raw->digest != NULL)
				in->raw->digest->cut = true;
		}
		return -1;
	}
	in->at = in->len = in->raw->at = in->raw->len = 0;
	in->raw->end = false;
	return place;
}

void gz_input_close(struct gz_input *in)
{
	if (in->codec != NULL)
		in->codec->close(in->codec_state);
	in->codec = NULL;
	close_stage(in);
	if (in->owned && in->raw != NULL && in->raw->fd >= 0)
		close(in->raw->fd);
	in->owned = false;
}

void gz_input_free(struct gz_input *in)
{
	if (in->raw != NULL)
		free(in->raw->block);
	free(in->raw);
	free(in->plain);
	in->raw = NULL;
	in->plain = in->block = NULL;
}
