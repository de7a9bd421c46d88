/*
 * mentions.c: one flat row for each mention, as JSON Lines and as CSV (RFC 4180), for databases and data
 * frames. Every row has every column, so that a reader guesses the same types from each file.
 */
#include <string.h>

#include "internal.h"

#define COLUMNS(X)                                                                                           \
	X(doc)                                                                                               \
	X(source) X(date) X(title) X(url) X(lang) X(field) X(start) X(end) X(text) X(entity) X(name) X(type) \
		X(country) X(series) X(via) X(score) X(nested) X(sentence) X(token) X(tokens)
#define PLACE(name) column_##name,
#define NAME(name)  #name,
enum { COLUMNS(PLACE) column_count };
static const char *const names[] = {COLUMNS(NAME)};

/* An empty text is a value that is not there. */
static struct gz_cell optional(struct gz_str text)
{
	return text.len > 0 ? gz_cell_text(text) : (struct gz_cell){.kind = GZ_CELL_NULL};
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
	cells[column_sentence] =
		m->sentence >= 0 ? gz_cell_int(m->sentence) : (struct gz_cell){.kind = GZ_CELL_NULL};
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

const struct gz_document_format gz_export_mentions_jsonl = {
	.name = "mentions",
	.help = "a flat row of JSON for each mention: DuckDB, ClickHouse, Spark, pandas",
	.extension = ".jsonl",
	.rows = true,
	.by_mention = true,
	.document = json_document,
};

/* ---- CSV ------------------------------------------------------------------------------ */

static void add_csv_text(struct gz_buf *out, struct gz_str text)
{
	bool quote = false;

	for (size_t i = 0; i < text.len && !quote; i++)
		quote = strchr("\",\r\n", text.ptr[i]) != NULL;
	if (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' '))
		quote = true;
	if (!quote) {
		gz_buf_str(out, text);
		return;
	}
	gz_buf_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			gz_buf_byte(out, '"');
		gz_buf_byte(out, text.ptr[i]);
	}
	gz_buf_byte(out, '"');
}

static void add_csv(struct gz_buf *out, unsigned column, const struct gz_cell *cell)
{
	if (column > 0)
		gz_buf_byte(out, ',');
	if (cell->kind == GZ_CELL_TEXT)
		add_csv_text(out, cell->text);
	else if (cell->kind == GZ_CELL_INT)
		gz_buf_number(out, cell->integer);
	else if (cell->kind == GZ_CELL_REAL)
		gz_json_number(out, cell->real);
}

static bool csv_begin(struct gz_exporter *e, struct gz_error *err)
{
	struct gz_buf *out = &e->header;

	if (e->options.bom)
		gz_buf_str(out, GZ_STR("\xef\xbb\xbf"));
	for (unsigned column = 0; column < column_count; column++)
		gz_buf_printf(out, "%s%s", column > 0 ? "," : "", names[column]);
	gz_buf_str(out, GZ_STR("\r\n"));
	if (e->parts == NULL)
		gz_buf_str(&e->buf, gz_buf_view(out));
	return !out->failed || gz_fail_nomem(err);
}

static bool csv_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			 const struct gz_tokens *tokens, struct gz_error *err)
{
	char day[16];

	(void)tokens;
	for (size_t i = 0; i < tagged->count; i++) {
		struct gz_cell cells[column_count] = {0};

		fill(cells, &tagged->doc, &tagged->mentions[i], day);
		for (unsigned column = 0; column < column_count; column++)
			add_csv(&e->buf, column, &cells[column]);
		gz_buf_str(&e->buf, GZ_STR("\r\n"));
		if (!gz_exporter_row(e, &tagged->doc, tagged->mentions[i].entity->type, err))
			return false;
	}
	return true;
}

const struct gz_document_format gz_export_mentions_csv = {
	.name = "csv",
	.help = "the same as comma-separated values: spreadsheets, R",
	.extension = ".csv",
	.rows = true,
	.by_mention = true,
	.begin = csv_begin,
	.document = csv_document,
};
