/*
 * reader.c: the reader itself: one file after the other, each by the format that takes it. What cannot be
 * read is reported and passed over; only running out of memory ends the reading.
 */
#include <stdio.h>
#include <stdlib.h>
#include <poll.h>
#include <string.h>

#include <xxhash.h>

#include "internal.h"

static bool reader_prepare(struct gz_reader *r, size_t count, struct gz_error *err)
{
	if (r->options.format != NULL) {
		r->forced = gz_format_find(r->options.format);
		if (r->forced == NULL)
			return gz_fail(err, GZ_EUSAGE, "unknown input format \"%s\"", r->options.format);
	}
	if (!gz_keys_open(&r->keys, r->options.map, err))
		return false;
	r->hash = XXH3_createState();
	if (r->hash == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < count; i++) {
		if (!gz_walk_add(&r->walk, r->paths[i], (uint32_t)i, err))
			return false;
	}
	r->bytes_total = r->walk.bytes;
	r->files_skipped = r->walk.skipped;
	return true;
}

bool gz_reader_open(const char *const *paths, size_t count, const struct gz_read_options *options,
		    struct gz_reader **out, struct gz_error *err)
{
	struct gz_reader *r = calloc(1, sizeof(*r));

	*out = NULL;
	if (r == NULL)
		return gz_fail_nomem(err);
	r->paths = paths;
	r->options = *options;
	r->max_document = options->max_document != 0 ? options->max_document : GZ_MAX_DOCUMENT_DEFAULT;
	if (r->max_document > GZ_MAX_DOCUMENT_LIMIT)
		r->max_document = GZ_MAX_DOCUMENT_LIMIT;
	r->source_root = GZ_NONE;
	r->input.raw.count = &r->bytes_read;
	r->input.count = &r->bytes_text;
	if (!reader_prepare(r, count, err)) {
		gz_reader_close(r);
		return false;
	}
	*out = r;
	return true;
}

const char *gz_reader_file(const struct gz_reader *r)
{
	return strcmp(r->item->path, "-") == 0 ? "stdin" : r->item->path;
}

void gz_reader_reject_at(struct gz_reader *r, enum gz_code code, uint64_t line, uint32_t column,
			 const char *format, ...)
{
	char message[GZ_MESSAGE_MAX];
	struct gz_error err;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	gz_fail_at(&err, code, gz_reader_file(r), line, column, "%s", message);
	gz_count(&r->rejected, 1);
	if (r->options.reject != NULL)
		r->options.reject(r->options.self, &err);
}

/* Whatever of the file was not read is not to come any more. */
static void close_item(struct gz_reader *r)
{
	if (r->format != NULL)
		r->format->close(r);
	r->format = NULL;
	gz_input_close(&r->input);
	if (!r->walk.unsized)
		gz_count(&r->bytes_total, r->bytes_read - r->read_before - r->item->size);
}

static bool choose_source(struct gz_reader *r, struct gz_error *err)
{
	if (r->source_root == r->item->root)
		return true;
	gz_arena_reset(&r->source_arena);
	r->source = r->options.source_name;
	if (r->source.len == 0)
		r->source = gz_path_source(r->paths[r->item->root], &r->source_arena);
	if (r->source.ptr == NULL)
		return gz_fail_nomem(err);
	r->source_root = r->item->root;
	return true;
}

/* Enough of the file's beginning to probe it, without waiting for more than that takes; a byte order mark is
 * passed over. False when there is nothing but damage. */
static bool read_head(struct gz_reader *r, struct gz_head *head, struct gz_error *err)
{
	struct gz_input *in = &r->input;
	enum gz_input_status status = GZ_INPUT_DATA;

	for (;;) {
		bool mark = in->len < 3 && (in->len == 0 || in->block[0] == '\xef');
		bool enough = r->forced != NULL || in->len >= GZ_PROBE_BYTES;

		head->bytes = gz_str_of(in->block, in->len);
		if (!mark && (enough || gz_str_trim(head->bytes).len > 0))
			break;
		if (status != GZ_INPUT_DATA)
			break;
		status = gz_input_fill(in, err);
	}
	if (gz_str_starts(head->bytes, GZ_STR("\xef\xbb\xbf"))) {
		in->at = 3;
		head->bytes = gz_str_of(in->block + 3, in->len - 3);
	}
	if (head->bytes.len > GZ_PROBE_BYTES)
		head->bytes.len = GZ_PROBE_BYTES;
	return status != GZ_INPUT_DAMAGED || in->len > in->at;
}

/* True also when the file was rejected or skipped: r->format is NULL then. */
static bool open_input(struct gz_reader *r, struct gz_error *err)
{
	struct gz_head head = {.path = r->item->path, .keys = &r->keys};
	const struct gz_format *format = r->forced;
	struct gz_error why;

	if (!gz_input_open(&r->input, r->item->path, r->item->walked, &why)) {
		if (why.code == GZ_ENOMEM)
			return gz_fail_nomem(err);
		if (why.code == GZ_EUSAGE)
			gz_count(&r->files_skipped, 1);
		else
			gz_reader_reject_at(r, why.code, 0, 0, "%s", why.message);
		return true;
	}
	if (!read_head(r, &head, &why)) {
		gz_reader_reject_at(r, why.code, 0, 0, "%s", why.message);
		return true;
	}
	if (format == NULL)
		format = gz_format_probe(&head);
	if (format == NULL && r->item->walked) {
		gz_count(&r->files_skipped, 1);
		return true;
	}
	if (format == NULL) {
		gz_reader_reject_at(r, GZ_EFORMAT, 0, 0, "neither JSON Lines nor text (binary data)");
		return true;
	}
	if (!format->open(r, err))
		return false;
	gz_count(&r->files, 1);
	r->format = format;
	return true;
}

static bool open_item(struct gz_reader *r, struct gz_error *err)
{
	r->item = &r->walk.items.ptr[r->next_item++];
	r->record = 0;
	r->read_before = r->bytes_read;
	if (r->item->error != 0) {
		gz_reader_reject_at(r, GZ_EIO, 0, 0, "cannot %s: %s",
				    r->item->directory ? "read the directory" : "open",
				    strerror(r->item->error));
		return true;
	}
	if (!choose_source(r, err) || !open_input(r, err))
		return false;
	if (r->format == NULL)
		close_item(r);
	return true;
}

enum gz_read_status gz_reader_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				   struct gz_error *err)
{
	for (;;) {
		enum gz_read_status status;

		while (r->format == NULL) {
			if (r->next_item == r->walk.items.len)
				return GZ_READ_END;
			if (!open_item(r, err))
				return GZ_READ_FAILED;
		}
		status = r->format->next(r, arena, doc, err);
		if (status != GZ_READ_END)
			return status;
		close_item(r);
	}
}

static uint64_t counted(const _Atomic uint64_t *counter)
{
	return atomic_load_explicit(counter, memory_order_relaxed);
}

void gz_reader_progress(const struct gz_reader *r, struct gz_read_progress *out)
{
	*out = (struct gz_read_progress){
		.bytes_read = counted(&r->bytes_read),
		.bytes_total = r->walk.unsized ? 0 : counted(&r->bytes_total),
		.bytes_text = counted(&r->bytes_text),
		.files = counted(&r->files),
		.files_skipped = counted(&r->files_skipped),
		.rejected = counted(&r->rejected),
		.bad_dates = counted(&r->bad_dates),
		.repaired = counted(&r->repaired),
	};
}

void gz_reader_close(struct gz_reader *r)
{
	if (r == NULL)
		return;
	if (r->format != NULL)
		r->format->close(r);
	gz_input_close(&r->input);
	gz_input_free(&r->input);
	gz_keys_close(&r->keys);
	gz_walk_free(&r->walk);
	gz_arena_free(&r->source_arena);
	gz_buf_free(&r->scratch);
	XXH3_freeState(r->hash);
	free(r);
}

bool gz_reader_waits(const struct gz_reader *r)
{
	const struct gz_raw *raw = &r->input.raw;
	struct pollfd asked = {.fd = raw->fd, .events = POLLIN};

	/* What is left in the block may be half a record; a regular file is always ready. */
	if (r->format == NULL || raw->end ||
	    memchr(r->input.block + r->input.at, '\n', r->input.len - r->input.at) != NULL)
		return false;
	return poll(&asked, 1, 0) == 0;
}
