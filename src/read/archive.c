/*
 * archive.c: the members of tar and zip archives, one after the other, through libarchive; nothing is written
 * to disk. A zip file that one can go about in is read by its directory, one that comes as a stream by what
 * stands in front of each member. What a member is called is only a name: nothing is ever opened by it.
 */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "internal.h"

#define TAR_BLOCK  512
#define ZIP_HEADER 30 /* bytes in front of the name of a member */

struct gz_archive {
	struct gz_input *in;
	struct archive *archive;
	struct archive_entry *entry; /* of the member; libarchive does not look whether its own was made */
	struct gz_error input_err;   /* why the archive's own bytes could not be read */
	bool damaged;
	bool member_ended;
	bool doubtful;	/* the member's length or check sum is wrong, which is told behind its last bytes */
	const char *at; /* unpacked and not given out yet */
	size_t left;
	uint64_t members;
	char name[32]; /* of a member that has none */
	locale_t utf8; /* in which names are written; 0: the C library has none */
};

/* ---- probe -------------------------------------------------------------------- */

/* Number in octal digits, as far as there are any. */
static unsigned long octal(const char *digits, size_t len)
{
	unsigned long value = 0;
	size_t i = 0;

	while (i < len && (digits[i] == ' ' || digits[i] == '\0'))
		i++;
	for (; i < len && digits[i] >= '0' && digits[i] <= '7'; i++)
		value = value * 8 + (unsigned long)(digits[i] - '0');
	return value;
}

/* The check sum of the first header: of its bytes, with blanks where the sum itself stands. */
static bool is_tar(struct gz_str head)
{
	unsigned long sum = 0;

	if (head.len < TAR_BLOCK || head.ptr[0] == '\0')
		return false;
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : (unsigned char)head.ptr[i];
	return sum == octal(head.ptr + 148, 8);
}

bool gz_archive_probe(struct gz_str head)
{
	return is_tar(head) || gz_str_starts(head, GZ_STR("PK\x03\x04")) ||
	       gz_str_starts(head, GZ_STR("PK\x05\x06"));
}

/* The name of the first member of a zip archive, as far as it is there. */
static struct gz_str first_name(struct gz_str head)
{
	const unsigned char *at = (const unsigned char *)head.ptr;
	size_t len;

	if (head.len < ZIP_HEADER || !gz_str_starts(head, GZ_STR("PK\x03\x04")))
		return GZ_STR("");
	len = (size_t)at[26] | (size_t)at[27] << 8;
	if (len > head.len - ZIP_HEADER)
		len = head.len - ZIP_HEADER;
	return gz_str_of(head.ptr + ZIP_HEADER, len);
}

bool gz_archive_is_package(struct gz_str head)
{
	/* OpenDocument and EPUB; Office Open XML; Java and Android. */
	static const char *const names[] = {"mimetype", "[Content_Types].xml"};
	static const char *const folders[] = {"META-INF/", "_rels/", "docProps/"};
	static const char *const parts[] = {"word/", "xl/", "ppt/"};
	struct gz_str name = first_name(head);

	for (size_t i = 0; i < GZ_COUNT(names); i++) {
		if (gz_str_eq(name, gz_str(names[i])))
			return true;
	}
	for (size_t i = 0; i < GZ_COUNT(folders); i++) {
		if (gz_str_starts(name, gz_str(folders[i])))
			return true;
	}
	for (size_t i = 0; i < GZ_COUNT(parts); i++) {
		if (gz_str_starts(name, gz_str(parts[i])) && gz_str_ends(name, GZ_STR(".xml")))
			return true;
	}
	return false;
}

/* ---- the archive's bytes --------------------------------------------------------- */

static la_ssize_t give_block(struct archive *archive, void *data, const void **block)
{
	struct gz_archive *a = data;
	struct gz_input *in = a->in;
	size_t given;

	if (in->at == in->len && gz_input_fill(in, &a->input_err) == GZ_INPUT_DAMAGED) {
		archive_set_error(archive, EIO, "%s", a->input_err.message);
		return -1;
	}
	*block = in->block + in->at;
	given = in->len - in->at;
	in->at = in->len;
	return (la_ssize_t)given;
}

static la_int64_t go_to(struct archive *archive, void *data, la_int64_t offset, int whence)
{
	struct gz_archive *a = data;
	off_t place = gz_input_seek(a->in, (off_t)offset, whence);

	if (place >= 0)
		return place;
	archive_set_error(archive, errno, "cannot read: %s", strerror(errno));
	return ARCHIVE_FATAL;
}

/* What libarchive has to know; it refuses only where memory runs out. */
static bool prepare(struct gz_archive *a)
{
	a->archive = archive_read_new();
	a->entry = a->archive != NULL ? archive_entry_new2(a->archive) : NULL;
	return a->entry != NULL && archive_read_support_format_tar(a->archive) >= ARCHIVE_WARN &&
	       archive_read_support_format_zip(a->archive) >= ARCHIVE_WARN &&
	       archive_read_set_read_callback(a->archive, give_block) == ARCHIVE_OK &&
	       archive_read_set_callback_data(a->archive, a) == ARCHIVE_OK;
}

bool gz_archive_open(struct gz_input *in, struct gz_archive **out, struct gz_error *err)
{
	struct gz_archive *a = calloc(1, sizeof(*a));

	*out = NULL;
	if (a == NULL)
		return gz_fail_nomem(err);
	a->in = in;
	if (!prepare(a)) {
		archive_entry_free(a->entry);
		archive_read_free(a->archive);
		free(a);
		return gz_fail_nomem(err);
	}
	/* Offsets count from the first unread byte, which is the file's first. */
	if (gz_input_can_seek(in) && gz_input_seek(in, 0, SEEK_SET) == 0)
		archive_read_set_seek_callback(a->archive, go_to);
	if (archive_read_open1(a->archive) != ARCHIVE_OK)
		a->damaged = true; /* the first member will tell */
	a->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	*out = a;
	return true;
}

bool gz_archive_refused(const struct gz_archive *a)
{
	return a->damaged && a->members == 0;
}

void gz_archive_close(struct gz_archive *a)
{
	if (a == NULL)
		return;
	archive_entry_free(a->entry);
	archive_read_free(a->archive);
	if (a->utf8 != (locale_t)0)
		freelocale(a->utf8);
	free(a);
}

/* ---- members ------------------------------------------------------------------- */

/* False only when memory ran out. */
static bool explain(struct gz_archive *a, struct gz_error *err)
{
	const char *why = archive_error_string(a->archive);

	if (archive_errno(a->archive) == ENOMEM)
		return gz_fail_nomem(err);
	if (a->input_err.code != GZ_OK)
		*err = a->input_err;
	else
		gz_fail(err, GZ_EFORMAT, "truncated or damaged archive: %s",
			why != NULL ? why : "unknown reason");
	return true;
}

/* libarchive knows names in the locale of the thread. */
static locale_t enter_locale(const struct gz_archive *a)
{
	return a->utf8 != (locale_t)0 ? uselocale(a->utf8) : (locale_t)0;
}

static void leave_locale(locale_t before)
{
	if (before != (locale_t)0)
		uselocale(before);
}

static int next_header(struct gz_archive *a)
{
	locale_t before = enter_locale(a);
	int status;

	do {
		status = archive_read_next_header2(a->archive, a->entry);
	} while (status == ARCHIVE_RETRY);
	leave_locale(before);
	return status;
}

static struct gz_str name_of(struct gz_archive *a)
{
	locale_t before = enter_locale(a);
	const char *name = archive_entry_pathname(a->entry);

	leave_locale(before);
	if (name == NULL) {
		snprintf(a->name, sizeof(a->name), "member %llu", (unsigned long long)a->members);
		name = a->name;
	}
	while (name[0] == '/' || (name[0] == '.' && name[1] == '/'))
		name += name[0] == '/' ? 1 : 2;
	return gz_str(name);
}

/* What stands behind the last member: a packed file ends with the check of all its bytes. */
static bool reach_end(struct gz_archive *a)
{
	enum gz_input_status status = GZ_INPUT_DATA;

	while (status == GZ_INPUT_DATA && !gz_input_can_seek(a->in)) {
		a->in->at = a->in->len;
		status = gz_input_fill(a->in, &a->input_err);
	}
	return status != GZ_INPUT_DAMAGED;
}

enum gz_archive_status gz_archive_next(struct gz_archive *a, struct gz_str *name, uint64_t *skipped,
				       struct gz_error *err)
{
	int status;

	while (!a->damaged) {
		status = next_header(a);
		if (status == ARCHIVE_EOF && reach_end(a))
			return GZ_ARCHIVE_END;
		if (status == ARCHIVE_EOF || status < ARCHIVE_WARN)
			break;
		a->left = 0;
		a->member_ended = a->doubtful = false;
		a->members++;
		if (archive_entry_filetype(a->entry) == AE_IFREG &&
		    archive_entry_hardlink(a->entry) == NULL) {
			*name = name_of(a);
			return GZ_ARCHIVE_MEMBER;
		}
		*skipped += archive_entry_filetype(a->entry) != AE_IFDIR;
	}
	a->damaged = true;
	return explain(a, err) ? GZ_ARCHIVE_DAMAGED : GZ_ARCHIVE_NO_MEMORY;
}

ssize_t gz_archive_read(void *archive, char *out, size_t size, struct gz_error *err)
{
	struct gz_archive *a = archive;
	int status = ARCHIVE_OK;

	while (a->left == 0 && !a->member_ended) {
		const void *block = NULL;
		la_int64_t offset;

		status = a->doubtful ? ARCHIVE_FAILED
				     : archive_read_data_block(a->archive, &block, &a->left, &offset);
		a->at = block;
		a->member_ended = status == ARCHIVE_EOF;
		if (status < ARCHIVE_WARN) {
			a->left = 0;
			a->member_ended = true;
			a->doubtful = false;
			a->damaged = status == ARCHIVE_FATAL;
			explain(a, err);
			return -1;
		}
		a->doubtful = status == ARCHIVE_WARN;
	}
	if (a->left == 0)
		return 0;
	if (size > a->left)
		size = a->left;
	if (!gz_budget_take(a->in->budget, size, err))
		return -1;
	memcpy(out, a->at, size);
	a->at += size;
	a->left -= size;
	return (ssize_t)size;
}
