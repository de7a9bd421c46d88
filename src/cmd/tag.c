/* tag.c: `gazet tag`: documents in, documents with mentions out; no database, no state. */
#include <errno.h>
#include <string.h>

#include "archive.h"

struct tagging {
	struct archive archive;
	enum gz_offsets offsets;
	struct output output;
	bool flat;  /* a row for each mention instead of an object for each document */
	bool array; /* the objects in one JSON array */
	uint64_t documents;
};

static const struct gz_column columns[] = {
	{"doc", GZ_CELL_TEXT, 0},   {"field", GZ_CELL_TEXT, 0},	 {"start", GZ_CELL_INT, 0},
	{"end", GZ_CELL_INT, 0},    {"text", GZ_CELL_TEXT, 0},	 {"entity", GZ_CELL_TEXT, 0},
	{"name", GZ_CELL_TEXT, 0},  {"type", GZ_CELL_TEXT, 0},	 {"via", GZ_CELL_TEXT, 0},
	{"score", GZ_CELL_REAL, 2}, {"series", GZ_CELL_TEXT, 0}, {"nested", GZ_CELL_INT, 0},
};

static struct gz_cell text_cell(struct gz_str s)
{
	return (struct gz_cell){.kind = GZ_CELL_TEXT, .text = s};
}

static struct gz_cell int_cell(int64_t value)
{
	return (struct gz_cell){.kind = GZ_CELL_INT, .integer = value};
}

static bool take_row(struct tagging *t, const struct gz_doc *doc, const struct gz_mention *m,
		     struct gz_error *err)
{
	struct gz_cell cells[GZ_COUNT(columns)] = {
		text_cell(doc->id),
		text_cell(gz_str(gz_field_name((enum gz_field)m->field))),
		int_cell(m->start),
		int_cell((int64_t)m->start + m->length),
		text_cell(gz_str_of(doc->field[m->field].ptr + m->byte_start, m->byte_length)),
		text_cell(m->entity->id),
		text_cell(m->entity->name),
		text_cell(gz_str(gz_type_name(m->entity->type))),
		text_cell(gz_str(gz_via_name((enum gz_via)m->via))),
		{.kind = GZ_CELL_REAL, .real = (double)m->score},
		text_cell(m->entity->series),
		int_cell(m->nested),
	};

	return t->output.sink.row(t->output.sink.self, cells, err);
}

/* A row for each mention. */
static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct tagging *t = self;

	t->documents++;
	for (size_t i = 0; i < tagged->count; i++) {
		if (!take_row(t, &tagged->doc, &tagged->mentions[i], err))
			return false;
	}
	return true;
}

/* An object for each document; in the taggers' threads, where its number is not known. */
static bool render(void *self, const struct gz_tagged *tagged, struct gz_buf *out, struct gz_error *err)
{
	const struct tagging *t = self;

	if (t->array)
		gz_buf_str(out, GZ_STR(",\n"));
	gz_render_tagged(out, tagged, t->offsets);
	if (!t->array)
		gz_buf_byte(out, '\n');
	return !out->failed || gz_fail_nomem(err);
}

static bool put(struct gz_str bytes, struct gz_error *err)
{
	if (fwrite(bytes.ptr, 1, bytes.len, stdout) == bytes.len)
		return true;
	return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
		       strerror(errno));
}

static bool write_documents(void *self, struct gz_str bytes, size_t documents, struct gz_error *err)
{
	struct tagging *t = self;
	bool first = t->documents == 0;

	t->documents += documents;
	if (t->array && first) { /* the array begins where a comma would stand */
		if (!put(GZ_STR("["), err))
			return false;
		bytes = gz_str_of(bytes.ptr + 1, bytes.len - 1);
	}
	return put(bytes, err);
}

static bool batch(void *self, const struct gz_read_progress *progress, struct gz_error *err)
{
	struct tagging *t = self;

	archive_show(&t->archive, progress, t->documents);
	/* Who reads a pipe from us sees each batch when it is done. */
	if (t->flat || fflush(stdout) == 0)
		return true;
	return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
		       strerror(errno));
}

static enum gz_offsets read_offsets(const struct settings *s)
{
	if (s->offsets == NULL || strcmp(s->offsets, "codepoint") == 0)
		return GZ_OFFSETS_CODEPOINT;
	return strcmp(s->offsets, "byte") == 0 ? GZ_OFFSETS_BYTE : GZ_OFFSETS_UTF16;
}

static int finish(struct tagging *t, const struct settings *s, bool good, const struct gz_error *err)
{
	int status = EXIT_DONE;

	if (t->flat) {
		status = output_finish(&t->output, s, good, err);
	} else if (t->array && good && fputs(t->documents == 0 ? "[]\n" : "\n]\n", stdout) < 0) {
		say("cannot write the output: %s", strerror(errno));
		status = EXIT_FATAL;
	} else if (!good && err->code != GZ_EPIPE) {
		fflush(stdout);
		status = say_error(err);
	} else if (good && fflush(stdout) != 0 && errno != EPIPE) {
		say("cannot write the output: %s", strerror(errno));
		status = EXIT_FATAL;
	}
	if (status == EXIT_DONE && t->archive.progress.rejected > 0)
		status = EXIT_REJECTED;
	return status;
}

int cmd_tag(const struct settings *s)
{
	static const char *const standard_input[] = {"-"};
	struct settings all = *s;
	const char *format = s->format ? s->format : "jsonl";
	struct tagging t = {.array = strcmp(format, "json") == 0};
	struct gz_pipeline p = {.batch = batch, .self = &t};
	struct gz_error err;
	int status;
	bool good;

	t.flat = !t.array && strcmp(format, "jsonl") != 0;
	if (t.flat) {
		p.take = take;
	} else {
		p.render = render;
		p.write = write_documents;
	}
	if (s->date != GZ_NO_DAY) {
		p.day = s->date;
		p.precision = s->date_precision;
	}
	t.offsets = read_offsets(s);
	if (t.flat && t.offsets != GZ_OFFSETS_CODEPOINT) {
		say("--offsets %s needs --format jsonl or json", s->offsets);
		return EXIT_FATAL;
	}
	all.limit_given = true; /* nothing that was found is left out */
	if (t.flat && !output_open(&t.output, &all, &err))
		return say_error(&err);
	if (!archive_open(&t.archive, s, s->arg_count ? s->args : standard_input,
			  s->arg_count ? s->arg_count : 1, NULL, &status)) {
		if (t.flat)
			gz_render_close(&t.output.renderer);
		return status;
	}
	t.archive.no_sketch = true; /* it is for the store */
	good = !t.flat || t.output.sink.begin(t.output.sink.self, columns, GZ_COUNT(columns), &err);
	good = good && archive_run(&t.archive, &p, &err);
	good = good && (!t.flat || t.output.sink.end(t.output.sink.self, &err));
	status = finish(&t, s, good, &err);
	if (good && !s->quiet)
		archive_say_found(&t.archive, t.documents);
	archive_close(&t.archive);
	return status;
}
