/*
 * mentions.c: one flat row for each mention, as JSON Lines and as CSV (RFC 4180), for databases and data
 * frames. Every row has every column, so that a reader guesses the same types from each file.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define COLUMNS(X)                                                                                           \
	X(doc)                                                                                               \
	X(source)                                                                                            \
	X(date)                                                                                              \
	X(title)                                                                                             \
	X(url) X(lang) X(field) X(start) X(end) X(text) X(entity) X(name) X(type) X(country) X(series)       \
		X(via) X(score) X(nested) X(sentence) X(token) X(tokens)
#define PLACE(name) column_##name,
#define NAME(name)  #name,
enum { COLUMNS(PLACE) column_count };
static const char *const names[] = {COLUMNS(NAME)};

/* An empty text is a value that is not there. */
static struct gz_cell optional(struct gz_str text)
{
	return text.len > 0 ? gz_cell_text(text) : gz_cell_null();
}

static void fill(struct gz_cell *cells, const struct gz_doc *doc, const struct gz_mention *m, char day[16])
{
	const struct gz_entity *e = m->entity;

	cells[column_doc] = gz_cell_text(doc->id);
	cells[column_source] = gz_cell_text(doc->source);
	cells[column_date] = gz_cell_day(doc->day, doc->precision, day);
	cells[column_title] = optional(doc->field[GZ_TITLE]);
	cells[column_url] = optional(doc->url);
	cells[column_lang] = optional(doc->lang);
	cells[column_field] = gz_cell_text(gz_str(gz_field_name((enum gz_field)m->field)));
	cells[column_start] = gz_cell_int(m->start);
	cells[column_end] = gz_cell_int((int64_t)m->start + m->length);
	cells[column_text] = gz_cell_text(gz_export_words(doc, m));
	cells[column_entity] = gz_cell_text(e->id);
	cells[column_name] = gz_cell_text(e->name);
	cells[column_type] = gz_cell_text(gz_str(gz_type_name(e->type)));
	cells[column_country] = optional(e->country);
	cells[column_series] = optional(e->series);
	cells[column_via] = gz_cell_text(gz_str(gz_via_name((enum gz_via)m->via)));
	cells[column_score] = gz_cell_real((double)m->score);
	cells[column_nested] = gz_cell_int(m->nested);
	cells[column_sentence] = m->sentence >= 0 ? gz_cell_int(m->sentence) : gz_cell_null();
	cells[column_token] = gz_cell_int(m->token);
	cells[column_tokens] = gz_cell_int(m->tokens);
}

/* ---- JSON Lines -------------------------------------------------------------------- */

static void add_json(struct gz_buf *out, unsigned column, const struct gz_cell *cell)
{
	gz_buf_printf(out, "%s\"%s\":", column == 0 ? "{" : ",", names[column]);
	if (column == column_nested)
		gz_buf_str(out, cell->integer != 0 ? GZ_STR("true") : GZ_STR("false"));
	else if (cell->kind == GZ_CELL_TEXT)
		gz_json_string(out, cell->text);
	else if (cell->kind == GZ_CELL_INT)
		gz_buf_number(out, cell->integer);
	else if (cell->kind == GZ_CELL_REAL)
		gz_json_number(out, cell->real);
	else
		gz_buf_str(out, GZ_STR("null"));
}

static bool json_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			  const struct gz_tokens *tokens, struct gz_error *err)
{
	char day[16];

	(void)tokens;
	for (size_t i = 0; i < tagged->count; i++) {
		struct gz_cell cells[column_count] = {0};

		fill(cells, &tagged->doc, &tagged->mentions[i], day);
		for (unsigned column = 0; column < column_count; column++)
			add_json(&e->buf, column, &cells[column]);
		gz_buf_str(&e->buf, GZ_STR("}\n"));
		if (!gz_exporter_row(e, &tagged->doc, tagged->mentions[i].entity->type, err))
			return false;
	}
	return true;
}

const struct gz_document_format gz_export_as_mentions_jsonl = {
	.name = "mentions",
	.help = "a flat row of JSON for each mention: DuckDB, ClickHouse, Spark, pandas",
	.extension = ".jsonl",
	.rows = true,
	.by_mention = true,
	.document = json_document,
};

/* ---- CSV ------------------------------------------------------------------------------ */

/* Rows are rendered as answers are, in memory, so that they can go to any part. */
struct csv {
	struct gz_sink sink;
	FILE *stream;
	char *made;
	size_t size;
};

/* Hands over what was rendered, and begins anew. */
static bool csv_take(struct csv *csv, struct gz_buf *out, struct gz_error *err)
{
	if (fflush(csv->stream) != 0 || ferror(csv->stream) || !gz_buf_add(out, csv->made, csv->size))
		return gz_fail_nomem(err);
	rewind(csv->stream);
	return true;
}

static bool csv_begin(struct gz_exporter *e, struct gz_error *err)
{
	struct gz_render_options options = {.header = true, .bom = e->options.bom, .safe = e->options.safe};
	struct gz_column columns[column_count];
	struct csv *csv = calloc(1, sizeof(*csv));

	e->state = csv;
	if (csv == NULL || (csv->stream = open_memstream(&csv->made, &csv->size)) == NULL)
		return gz_fail_nomem(err);
	for (unsigned column = 0; column < column_count; column++)
		columns[column] = (struct gz_column){.name = names[column], .kind = GZ_CELL_TEXT};
	if (!gz_render_open("csv", csv->stream, &options, &csv->sink, err) ||
	    !csv->sink.begin(csv->sink.self, columns, column_count, err))
		return false;
	return csv_take(csv, e->parts != NULL ? &e->header : &e->buf, err);
}

static bool csv_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			 const struct gz_tokens *tokens, struct gz_error *err)
{
	struct csv *csv = e->state;
	char day[16];

	(void)tokens;
	for (size_t i = 0; i < tagged->count; i++) {
		struct gz_cell cells[column_count] = {0};

		fill(cells, &tagged->doc, &tagged->mentions[i], day);
		if (!csv->sink.row(csv->sink.self, cells, err) || !csv_take(csv, &e->buf, err) ||
		    !gz_exporter_row(e, &tagged->doc, tagged->mentions[i].entity->type, err))
			return false;
	}
	return true;
}

static void csv_close(struct gz_exporter *e)
{
	struct csv *csv = e->state;

	if (csv == NULL)
		return;
	gz_render_close(&csv->sink);
	if (csv->stream != NULL)
		fclose(csv->stream);
	free(csv->made);
}

const struct gz_document_format gz_export_as_mentions_csv = {
	.name = "csv",
	.help = "the same as comma-separated values: spreadsheets, R",
	.extension = ".csv",
	.rows = true,
	.by_mention = true,
	.begin = csv_begin,
	.document = csv_document,
	.close = csv_close,
};
