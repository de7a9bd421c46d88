/*
 * open.c: from one file to the next, and into archives: which bytes come next, and which format reads them.
 * What cannot be read is reported and passed over.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "xml.h"

/* A tar archive is known by its first block. */
#define ARCHIVE_HEAD 512

static bool choose_source(struct gz_reader *r, struct gz_error *err)
{
	const char *path = r->paths[r->item->root];
	char *real;

	if (r->source_root == r->item->root)
		return true;
	gz_arena_reset(&r->source_arena);
	r->source = r->options.source_name;
	if (r->source.len == 0)
		r->source = gz_path_source(path, &r->source_arena);
	real = strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
	r->root_path = NULL;
	if (real != NULL)
		r->root_path = gz_arena_str(&r->source_arena, gz_str(real)).ptr;
	if (r->source.ptr == NULL || (real != NULL && r->root_path == NULL)) {
		free(real);
		return gz_fail_nomem(err);
	}
	free(real);
	r->source_root = r->item->root;
	return true;
}

/* ---- what is it? --------------------------------------------------------------------- */

/* Text begins otherwise than binary data, of which more has to be seen. */
static bool is_enough(struct gz_str head, bool forced)
{
	if (head.len > 0 && memchr(head.ptr, '\0', head.len) != NULL)
		return head.len >= ARCHIVE_HEAD;
	return forced || gz_str_trim(head).len > 0;
}

/* Enough of the beginning to probe it, without waiting for more than that takes; a byte order mark is passed
 * over. False when there is nothing but damage. */
static bool read_head(struct gz_reader *r, struct gz_head *head, struct gz_error *err)
{
	struct gz_input *in = &r->input;
	enum gz_input_status status = GZ_INPUT_DATA;

	for (;;) {
		bool mark = in->len < 3 && (in->len == 0 || in->block[0] == '\xef');

		head->bytes = gz_str_of(in->block, in->len);
		if (!mark && (in->len >= GZ_PROBE_BYTES || is_enough(head->bytes, r->forced != NULL)))
			break;
		if (status != GZ_INPUT_DATA)
			break;
		status = gz_input_fill(in, err);
	}
	r->utf8_marked = gz_str_starts(head->bytes, GZ_STR("\xef\xbb\xbf"));
	if (r->utf8_marked) {
		in->at = 3;
		head->bytes = gz_str_of(in->block + 3, in->len - 3);
	}
	if (head->bytes.len > GZ_PROBE_BYTES)
		head->bytes.len = GZ_PROBE_BYTES;
	return status != GZ_INPUT_DAMAGED || in->len > in->at;
}

/* ---- archives ---------------------------------------------------------------------------- */

/* "a.zip" holds "b.txt": the file "a.zip/b.txt", or "b.txt" of the PATH "a.zip". */
static bool name_level(struct gz_reader *r, struct gz_level *level, struct gz_error *err)
{
	bool outermost = r->depth == 0 && !r->item->walked;
	struct gz_buf prefix = {0};
	bool good;

	if (!outermost) {
		gz_buf_str(&prefix, gz_str(r->item->relative));
		gz_buf_byte(&prefix, '/');
	}
	level->self = *r->item;
	level->path = gz_arena_str(&level->arena, gz_str(gz_reader_file(r))).ptr;
	level->prefix = gz_arena_str(&level->arena, gz_buf_view(&prefix)).ptr;
	good = !prefix.failed && level->path != NULL && level->prefix != NULL;
	gz_buf_free(&prefix);
	return good || gz_fail_nomem(err);
}

/* The input becomes the archive's, and its members come next. */
static bool enter(struct gz_reader *r, struct gz_error *err)
{
	struct gz_level *level = &r->level[r->depth];
	struct gz_input spare = level->input;

	gz_arena_reset(&level->arena);
	if (!name_level(r, level, err))
		return false;
	/* What is unpacked of it is no text. */
	gz_count(&r->bytes_text, 0 - (uint64_t)(r->input.len));
	level->input = r->input;
	level->input.count = &r->bytes_packed;
	r->input = spare;
	r->input.count = &r->bytes_text;
	r->input.raw_count = &r->bytes_read;
	r->input.budget = &r->budget;
	r->input.digest = NULL;
	r->depth++;
	gz_count(&r->archives, 1);
	if (!gz_archive_open(&level->input, &level->archive, err))
		return false;
	/* It may be that memory ran out: libarchive says the same then. The next run looks again. */
	r->digest.cut |= gz_archive_refused(level->archive);
	return true;
}

static void leave_archive(struct gz_reader *r)
{
	struct gz_level *level = &r->level[--r->depth];

	gz_archive_close(level->archive);
	level->archive = NULL;
	if (level->input.damaged)
		gz_reader_lost(r);
	gz_input_close(&level->input);
	/* The blocks are used again; a file that follows is digested. */
	if (r->depth == 0 && r->options.plan != NULL)
		r->input.digest = &r->digest;
}

/* Names that begin with a dot are passed over, as in directories. */
static bool is_hidden(struct gz_str name)
{
	for (size_t at = 0; at < name.len; at++) {
		if (name.ptr[at] == '.' && (at == 0 || name.ptr[at - 1] == '/') &&
		    !(at + 1 == name.len || name.ptr[at + 1] == '/' ||
		      (name.ptr[at + 1] == '.' && (at + 2 == name.len || name.ptr[at + 2] == '/'))))
			return true;
	}
	return false;
}

static const char *join(struct gz_arena *arena, const char *head, const char *between, struct gz_str name)
{
	size_t front = strlen(head), middle = strlen(between);
	char *path = gz_arena_alloc(arena, front + middle + name.len + 1);

	if (path == NULL)
		return NULL;
	memcpy(path, head, front);
	memcpy(path + front, between, middle);
	memcpy(path + front + middle, name.ptr, name.len);
	path[front + middle + name.len] = '\0';
	return path;
}

static bool name_member(struct gz_level *level, struct gz_str name, uint32_t root, struct gz_error *err)
{
	gz_arena_reset(&level->member_arena);
	level->member = (struct gz_item){
		.path = join(&level->member_arena, level->path, "/", name),
		.relative = join(&level->member_arena, level->prefix, "", name),
		.root = root,
		.walked = true,
	};
	return (level->member.path != NULL && level->member.relative != NULL) || gz_fail_nomem(err);
}

/* ---- one file or member ------------------------------------------------------------------ */

/* What is of no known format is looked at again by every run. */
static void mark_read(struct gz_reader *r)
{
	r->walk.items.ptr[r->next_item - 1].file.state = GZ_FILE_READ;
}

/* What it is: "of no known format", with what is known all the same. */
static void describe(const struct gz_head *head, char out[GZ_PROBE_BYTES])
{
	const char *foreign = gz_format_foreign(head->bytes);
	char names[GZ_CSV_NAMES];
	struct gz_xml_root root;

	if (foreign != NULL)
		snprintf(out, GZ_PROBE_BYTES, "of no known format (%s)", foreign);
	else if (gz_xml_root(head->bytes, &root))
		snprintf(out, GZ_PROBE_BYTES, "of no known format (XML whose root is <%.*s>)",
			 GZ_ARG(root.name));
	else if (gz_csv_is_unnamed(head, names))
		snprintf(out, GZ_PROBE_BYTES,
			 "of no known format (a table whose first row names no column of text: --map "
			 "text=COLUMN does; there are %s)",
			 names);
	else
		snprintf(out, GZ_PROBE_BYTES, "of no known format (binary data)");
}

static void skip(struct gz_reader *r, const char *why)
{
	gz_count(&r->files_skipped, 1);
	if (r->options.skipped != NULL)
		r->options.skipped(r->options.self, gz_reader_file(r), why);
}

/* Passed over where it was found, refused where it was named. */
static void leave_unknown(struct gz_reader *r, const struct gz_head *head)
{
	char why[GZ_PROBE_BYTES];

	describe(head, why);
	if (r->item->walked)
		skip(r, why);
	else
		gz_reader_reject_at(r, GZ_EFORMAT, 0, 0, "%s", why);
}

/* What is in r->input: an archive, records in some format, or nothing that can be read. */
static bool open_content(struct gz_reader *r, struct gz_error *err)
{
	struct gz_head head = {.path = r->item->path, .keys = &r->keys};
	const struct gz_format *format = r->forced;
	struct gz_error why;

	if (!read_head(r, &head, &why)) {
		gz_reader_reject_at(r, why.code, 0, 0, "%s", why.message);
		return true;
	}
	/* Of no records as good as of one text: it may have lost what it held. */
	if (r->depth == 0 && gz_str_trim(head.bytes).len == 0)
		gz_reader_lost(r);
	/* Behind a byte order mark there is text, whatever it begins with. */
	if (!r->utf8_marked && gz_archive_probe(head.bytes) &&
	    (r->forced != NULL || !gz_archive_is_package(head.bytes))) {
		mark_read(r);
		if (r->depth < GZ_NESTING)
			return enter(r, err);
		/* Nor was it before: none of its documents can be missed. */
		gz_reader_reject_at(r, GZ_ENOTFOUND, 0, 0,
				    "an archive in an archive in an archive is not unpacked");
		return true;
	}
	if (format == NULL)
		format = gz_format_probe(&head);
	if (format == NULL) {
		leave_unknown(r, &head);
		return true;
	}
	if (!format->open(r, err))
		return false;
	gz_count(&r->files, 1);
	r->format = format;
	mark_read(r);
	return true;
}

/* After gz_input_open: false only when memory ran out. */
static bool input_failed(struct gz_reader *r, const struct gz_error *why, struct gz_error *err)
{
	if (why->code == GZ_ENOMEM)
		return gz_fail_nomem(err);
	if (why->code == GZ_EUSAGE)
		skip(r, why->message);
	else {
		gz_reader_reject_at(r, why->code, 0, 0, "%s", why->message);
		gz_reader_lost(r);
	}
	return true;
}

static bool advance_member(struct gz_reader *r, struct gz_error *err)
{
	struct gz_level *level = &r->level[r->depth - 1];
	uint64_t skipped = 0;
	struct gz_str name;
	struct gz_error why;
	enum gz_archive_status status;

	do {
		status = gz_archive_next(level->archive, &name, &skipped, &why);
	} while (status == GZ_ARCHIVE_MEMBER && is_hidden(name));
	gz_count(&r->files_skipped, skipped);
	if (status == GZ_ARCHIVE_NO_MEMORY)
		return gz_fail_nomem(err);
	if (status == GZ_ARCHIVE_DAMAGED) {
		r->item = &level->self;
		gz_reader_lost(r);
		gz_reader_reject_at(r, why.code, 0, 0, "%s; what follows is lost", why.message);
	}
	if (status != GZ_ARCHIVE_MEMBER) {
		leave_archive(r);
		return true;
	}
	if (!name_member(level, name, r->walk.items.ptr[r->next_item - 1].root, err))
		return false;
	r->item = &level->member;
	r->record = 0;
	if (!gz_input_open_member(&r->input, level->archive, &why))
		return input_failed(r, &why, err);
	return open_content(r, err);
}

static bool advance_file(struct gz_reader *r, struct gz_error *err)
{
	struct gz_item *item = &r->walk.items.ptr[r->next_item++];
	struct gz_error why;
	bool passed;

	r->item = item;
	r->record = 0;
	r->pass = 0;
	r->budget.read_before = r->bytes_read;
	r->budget.unpacked = 0;
	if (item->error != 0) {
		gz_reader_reject_at(r, GZ_EIO, 0, 0, "cannot %s: %s",
				    item->directory ? "read the directory" : "open", strerror(item->error));
		return true;
	}
	if (item->directory) {
		skip(r, "what a browser saved beside a page");
		return true;
	}
	if (!choose_source(r, err) || !gz_file_plan(r, item, &passed, err))
		return false;
	if (passed)
		return true;
	if (!gz_input_open(&r->input, item->path, item->walked, &why))
		return input_failed(r, &why, err);
	return open_content(r, err);
}

/* The file is done with: the progress knows its size better now. */
static void file_done(struct gz_reader *r)
{
	struct gz_item *item = &r->walk.items.ptr[r->next_item - 1];

	gz_file_end(r, item);
	if (!r->walk.unsized)
		gz_count(&r->bytes_total, r->bytes_read - r->budget.read_before - item->size);
	gz_count(&r->files_done, 1);
}

static void close_input(struct gz_reader *r)
{
	if (r->input.damaged)
		gz_reader_lost(r);
	r->input.damaged = false;
	gz_input_close(&r->input);
}

bool gz_reader_advance(struct gz_reader *r, struct gz_error *err)
{
	unsigned depth = r->depth;
	bool good = depth > 0 ? advance_member(r, err) : advance_file(r, err);

	if (!good)
		return false;
	if (r->format == NULL && r->depth <= depth)
		close_input(r);
	if (r->format == NULL && r->depth == 0)
		file_done(r);
	return true;
}

void gz_reader_leave(struct gz_reader *r)
{
	if (r->format != NULL)
		r->format->close(r);
	r->format = NULL;
	close_input(r);
	if (r->depth == 0)
		file_done(r);
}
