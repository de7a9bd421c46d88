/*
 * libarchive.c: bzip2, xz and zstd through libarchive. Which of them it is was decided by the first bytes, so
 * that plain text is never mistaken for a compressed file and no external program is ever run. Where the data
 * is damaged, the block that libarchive was unpacking (64 KiB or more) is lost with it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "internal.h"

struct unpack {
	struct gz_raw *raw;
	struct archive *archive;
	struct archive_entry *entry; /* libarchive does not look whether its own was made */
	struct gz_error raw_err;     /* why the file itself could not be read */
	bool opened;
	const char *at; /* unpacked and not given out yet */
	size_t left;
};

static la_ssize_t read_callback(struct archive *archive, void *data, const void **block)
{
	struct unpack *u = data;
	struct gz_raw *raw = u->raw;
	size_t given;

	if (raw->at == raw->len && gz_raw_fill(raw, &u->raw_err) == GZ_INPUT_DAMAGED) {
		archive_set_error(archive, EIO, "%s", u->raw_err.message);
		return -1;
	}
	*block = raw->block + raw->at;
	given = raw->len - raw->at;
	raw->at = raw->len;
	return (la_ssize_t)given;
}

static bool unpack_open(struct gz_raw *raw, void **state, struct gz_error *err)
{
	struct unpack *u = calloc(1, sizeof(*u));

	if (u == NULL)
		return gz_fail_nomem(err);
	u->raw = raw;
	u->archive = archive_read_new();
	u->entry = u->archive != NULL ? archive_entry_new2(u->archive) : NULL;
	if (u->entry == NULL || archive_read_support_filter_bzip2(u->archive) < ARCHIVE_WARN ||
	    archive_read_support_filter_xz(u->archive) < ARCHIVE_WARN ||
	    archive_read_support_filter_zstd(u->archive) < ARCHIVE_WARN ||
	    archive_read_support_format_raw(u->archive) < ARCHIVE_WARN ||
	    archive_read_support_format_empty(u->archive) < ARCHIVE_WARN) {
		archive_entry_free(u->entry);
		archive_read_free(u->archive);
		free(u);
		return gz_fail_nomem(err);
	}
	*state = u;
	return true;
}

static ssize_t unpack_failed(struct unpack *u, struct gz_error *err)
{
	const char *why = archive_error_string(u->archive);

	u->left = 0;
	if (u->raw_err.code != GZ_OK)
		*err = u->raw_err;
	else if (archive_errno(u->archive) == ENOMEM)
		gz_fail_nomem(err);
	else
		gz_fail(err, GZ_EFORMAT, "truncated or damaged compressed data: %s",
			why ? why : "unknown reason");
	return -1;
}

/* The data begins only with the first read, so that damage right there is damage like any other. */
static int unpack_begin(struct unpack *u)
{
	int status;

	if (u->opened)
		return ARCHIVE_OK;
	u->opened = true;
	status = archive_read_open(u->archive, u, NULL, read_callback, NULL);
	if (status == ARCHIVE_OK)
		status = archive_read_next_header2(u->archive, u->entry);
	/* It says the same where memory ran out: that is no reason to pass the file over next time. */
	if (status < ARCHIVE_WARN && u->raw->digest != NULL)
		u->raw->digest->cut = true;
	return status;
}

static ssize_t unpack_read(void *state, char *out, size_t size, struct gz_error *err)
{
	struct unpack *u = state;
	const void *block;
	la_int64_t offset;
	int status = unpack_begin(u);

	while (u->left == 0 && (status == ARCHIVE_OK || status == ARCHIVE_RETRY)) {
		status = archive_read_data_block(u->archive, &block, &u->left, &offset);
		u->at = block;
	}
	if (status == ARCHIVE_EOF && u->left == 0)
		return 0;
	if (status != ARCHIVE_OK && (status != ARCHIVE_WARN || u->left == 0))
		return unpack_failed(u, err);
	if (size > u->left)
		size = u->left;
	memcpy(out, u->at, size);
	u->at += size;
	u->left -= size;
	return (ssize_t)size;
}

static void unpack_close(void *state)
{
	struct unpack *u = state;

	archive_entry_free(u->entry);
	archive_read_free(u->archive);
	free(u);
}

static bool bzip2_probe(const unsigned char *head, size_t len)
{
	/* "BZh", the level, then the mark of a block or of the end. */
	return len >= 10 && memcmp(head, "BZh", 3) == 0 && head[3] >= '1' && head[3] <= '9' &&
	       (memcmp(head + 4, "\x31\x41\x59\x26\x53\x59", 6) == 0 ||
		memcmp(head + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

static bool xz_probe(const unsigned char *head, size_t len)
{
	return len >= 6 && memcmp(head, "\xfd" "7zXZ\0", 6) == 0;
}

static bool zstd_probe(const unsigned char *head, size_t len)
{
	return len >= 4 && memcmp(head, "\x28\xb5\x2f\xfd", 4) == 0;
}

const struct gz_codec gz_codec_bzip2 = {"bzip2", bzip2_probe, unpack_open, unpack_read, unpack_close};
const struct gz_codec gz_codec_xz = {"xz", xz_probe, unpack_open, unpack_read, unpack_close};
const struct gz_codec gz_codec_zstd = {"zstd", zstd_probe, unpack_open, unpack_read, unpack_close};
