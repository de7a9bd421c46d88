/*
 * jsonl.c: JSON Lines, one record a line. Lines that fit into the input's block are parsed where they stand,
 * others are put together in a buffer that never grows beyond the limit. What a line says is for objects.c.
 */
#include <stdlib.h>
#include <string.h>

#include "objects.h"

/* After a line longer than this, its memory is given back. */
#define LINE_KEEP ((size_t)8 << 20)

struct jsonl {
	struct gz_objects objects;
	struct gz_buf line;
	bool ended;
	bool cut; /* the file broke off, for the reason in `damage` */
	struct gz_error damage;
};

enum line_status { LINE_READ, LINE_LAST, LINE_TOO_LONG, LINE_NONE, LINE_NO_MEMORY };

static bool jsonl_name(const char *path)
{
	return gz_path_named(path, ".jsonl") || gz_path_named(path, ".ndjson");
}

static bool jsonl_probe(const struct gz_head *head)
{
	struct gz_str s = gz_str_trim(head->bytes);

	if (s.len == 0) /* an empty stream is an archive without records */
		return jsonl_name(head->path) || strcmp(head->path, "-") == 0;
	return s.ptr[0] == '{' || jsonl_name(head->path);
}

static bool jsonl_open(struct gz_reader *r, struct gz_error *err)
{
	struct jsonl *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return gz_fail_nomem(err);
	if (!gz_objects_open(&j->objects, err)) {
		free(j);
		return false;
	}
	r->format_state = j;
	return true;
}

static void jsonl_close(struct gz_reader *r)
{
	struct jsonl *j = r->format_state;

	gz_objects_close(&j->objects);
	gz_buf_free(&j->line);
	free(j);
	r->format_state = NULL;
}

/* Takes bytes up to the line's end, or all there are; *view is the line so far. True at the end of the line.
 * What stands in the block as a whole is not copied. One byte more than the limit is kept: it may be a CR. */
static bool line_take(struct gz_reader *r, struct jsonl *j, struct gz_str *view, uint64_t *bytes,
		      bool *too_long)
{
	struct gz_input *in = &r->input;
	char *start = in->block + in->at;
	char *lf = memchr(start, '\n', in->len - in->at);
	size_t len = lf != NULL ? (size_t)(lf - start) : in->len - in->at;

	in->at += len + (lf != NULL);
	*bytes += len + (lf != NULL);
	if (*too_long || j->line.len + len > r->max_document + 1) {
		*too_long = true;
		*view = GZ_STR("");
		gz_buf_free(&j->line);
	} else if (lf == NULL || j->line.len > 0) {
		gz_buf_add(&j->line, start, len);
		*view = gz_buf_view(&j->line);
	} else {
		*view = gz_str_of(start, len);
	}
	return lf != NULL;
}

static enum line_status line_next(struct gz_reader *r, struct jsonl *j, struct gz_str *line, uint64_t *bytes)
{
	enum gz_input_status status;
	bool too_long = false, done = false;

	if (j->line.cap > LINE_KEEP)
		gz_buf_free(&j->line);
	gz_buf_clear(&j->line);
	*line = GZ_STR("");
	*bytes = 0;
	while (!done && !j->line.failed) {
		if (r->input.at == r->input.len) {
			status = gz_input_fill(&r->input, &j->damage);
			j->cut = status == GZ_INPUT_DAMAGED;
			j->ended = status != GZ_INPUT_DATA;
			if (j->ended)
				break;
		}
		done = line_take(r, j, line, bytes, &too_long);
	}
	if (j->line.failed)
		return LINE_NO_MEMORY;
	if (*bytes == 0)
		return LINE_NONE;
	if (line->len > 0 && line->ptr[line->len - 1] == '\r')
		line->len--;
	if (too_long || line->len > r->max_document)
		return LINE_TOO_LONG;
	return done ? LINE_READ : LINE_LAST;
}

static void report_damage(struct gz_reader *r, struct jsonl *j)
{
	if (!j->cut)
		return;
	j->cut = false;
	gz_reader_reject_at(r, j->damage.code, r->record, 0, "%s; what follows is lost", j->damage.message);
}

static enum gz_read_status jsonl_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				      struct gz_error *err)
{
	struct jsonl *j = r->format_state;

	while (!j->ended) {
		struct gz_record record = {.day = GZ_NO_DAY};
		struct gz_str line;
		enum line_status status = line_next(r, j, &line, &record.bytes);

		if (status == LINE_NO_MEMORY) {
			gz_fail_nomem(err);
			return GZ_READ_FAILED;
		}
		record.record = ++r->record;
		if (status == LINE_TOO_LONG) {
			gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0,
					    "longer than the limit of %zu bytes; skipped", r->max_document);
			continue;
		}
		if (status == LINE_NONE || gz_str_trim(line).len == 0)
			continue;
		if (gz_objects_read(r, &j->objects, line,
				    status == LINE_LAST
					    ? "truncated record: the file ends in the middle of it"
					    : "not JSON: the line ends in the middle of a value",
				    &record, arena, doc, err))
			return GZ_READ_DOC;
		if (err->code == GZ_ENOMEM)
			return GZ_READ_FAILED;
		/* What damaged data leaves of a line is part of that damage. */
		if (!j->cut)
			gz_reader_reject_at(r, err->code, r->record, err->column, "%s", err->message);
	}
	report_damage(r, j);
	return GZ_READ_END;
}

const struct gz_format gz_format_jsonl = {"jsonl", jsonl_probe, jsonl_open, jsonl_next, jsonl_close};
