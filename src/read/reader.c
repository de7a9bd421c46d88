/*
 * reader.c: the reader itself: one file after the other, each by the format that takes it. What cannot be
 * read is reported and passed over; only running out of memory ends the reading.
 */
#include <stdio.h>
#include <stdlib.h>
#include <poll.h>
#include <string.h>

#include "internal.h"

static bool reader_prepare(struct gz_reader *r, size_t count, struct gz_error *err)
{
	if (r->options.format != NULL) {
		r->forced = gz_format_find(r->options.format);
		if (r->forced == NULL)
			return gz_fail(err, GZ_EUSAGE, "unknown input format \"%s\"", r->options.format);
	}
	if (!gz_keys_open(&r->keys, r->options.map, err) ||
	    !gz_dates_open(&r->dates, r->options.date_from, r->options.date_order, err))
		return false;
	if (!gz_digest_open(&r->digest, err))
		return false;
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
	r->path_count = count;
	r->options = *options;
	r->max_document = options->max_document != 0 ? options->max_document : GZ_MAX_DOCUMENT_DEFAULT;
	if (r->max_document > GZ_MAX_DOCUMENT_LIMIT)
		r->max_document = GZ_MAX_DOCUMENT_LIMIT;
	r->source_root = GZ_NONE;
	r->input.raw_count = &r->bytes_read;
	r->input.count = &r->bytes_text;
	r->input.budget = &r->budget;
	r->budget.read = &r->bytes_read;
	if (options->plan != NULL)
		r->input.digest = &r->digest;
	r->budget.times = options->max_expansion != 0 ? options->max_expansion : GZ_EXPANSION;
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
	struct gz_file *file = &r->walk.items.ptr[r->next_item - 1].file;
	char message[GZ_MESSAGE_MAX];
	struct gz_error err;
	va_list args;

	file->rejected++;
	file->broken |= code != GZ_ENOTFOUND; /* nobody knows which document it was */
	if (file->documents < r->pass)
		return; /* it was reported before */
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	gz_fail_at(&err, code, gz_reader_file(r), line, column, "%s", message);
	gz_count(&r->rejected, 1);
	if (r->options.reject != NULL)
		r->options.reject(r->options.self, &err);
}

void gz_reader_lost(struct gz_reader *r)
{
	r->walk.items.ptr[r->next_item - 1].file.broken = true;
}

/* Its place among the documents of its file. False: it was taken before. */
static bool give(struct gz_reader *r, struct gz_doc *doc)
{
	struct gz_file *file = &r->walk.items.ptr[r->next_item - 1].file;

	doc->file = (uint32_t)r->next_item - 1;
	doc->number = ++file->documents;
	if (doc->number <= r->pass)
		return false;
	if (doc->field[GZ_TEXT].len == 0)
		gz_reader_note_title(r, file, doc);
	return true;
}

enum gz_read_status gz_reader_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				   struct gz_error *err)
{
	for (;;) {
		enum gz_read_status status;

		while (r->format == NULL) {
			if (r->depth == 0 && r->next_item == r->walk.items.len)
				return GZ_READ_END;
			if (!gz_reader_advance(r, err))
				return GZ_READ_FAILED;
		}
		status = r->format->next(r, arena, doc, err);
		if (status == GZ_READ_FAILED)
			return status;
		if (status == GZ_READ_END)
			gz_reader_leave(r);
		else if (give(r, doc))
			return status;
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
		.files_done = (uint32_t)counted(&r->files_done),
		.files_same = counted(&r->files_same),
		.archives = counted(&r->archives),
		.files = counted(&r->files),
		.files_skipped = counted(&r->files_skipped),
		.records_passed = counted(&r->records_passed),
		.rejected = counted(&r->rejected),
		.bad_dates = counted(&r->bad_dates),
		.orderless_dates = counted(&r->orderless_dates),
		.titles_alone = counted(&r->titles_alone),
		.repaired = counted(&r->repaired),
	};
	gz_charset_report(r, out);
}

void gz_reader_close(struct gz_reader *r)
{
	if (r == NULL)
		return;
	if (r->format != NULL)
		r->format->close(r);
	gz_input_close(&r->input);
	gz_input_free(&r->input);
	for (unsigned i = GZ_NESTING; i-- > 0;) {
		gz_archive_close(r->level[i].archive);
		gz_input_close(&r->level[i].input);
		gz_input_free(&r->level[i].input);
		gz_arena_free(&r->level[i].arena);
		gz_arena_free(&r->level[i].member_arena);
	}
	gz_keys_close(&r->keys);
	gz_walk_free(&r->walk);
	gz_arena_free(&r->source_arena);
	gz_buf_free(&r->scratch);
	gz_digest_close(&r->digest);
	gz_charset_close(r);
	free(r);
}

bool gz_reader_waits(const struct gz_reader *r)
{
	const struct gz_raw *raw = r->input.raw;
	struct pollfd asked = {.events = POLLIN};

	/* What is left in the block may be half a record; a regular file is always ready. */
	if (r->format == NULL || raw->end || raw->fd < 0 ||
	    memchr(r->input.block + r->input.at, '\n', r->input.len - r->input.at) != NULL)
		return false;
	asked.fd = raw->fd;
	return poll(&asked, 1, 0) == 0;
}
