/* tables.c: the tables of a page: associates, words in context, documents. */
#include <string.h>

#include "internal.h"

bool gz_page_left_out(struct gz_buf *out, const struct gz_report_rows *rows, const char *what)
{
	if (rows->seen <= rows->count)
		return !out->failed;
	gz_buf_str(out, GZ_STR("<p class=\"quiet\">There are "));
	gz_markup_count(out, rows->seen);
	gz_buf_str(out, GZ_STR("; "));
	gz_markup_count(out, rows->seen - rows->count);
	return gz_buf_printf(out, " %s are left out of this page.</p>\n", what);
}

static void add_number(struct gz_buf *out, const struct gz_cell *cell, int decimals)
{
	gz_buf_str(out, GZ_STR("<td class=\"n\">"));
	if (cell != NULL && cell->kind == GZ_CELL_REAL)
		gz_markup_real(out, cell->real, decimals);
	else if (cell != NULL && cell->kind == GZ_CELL_INT)
		gz_markup_count(out, (uint64_t)cell->integer);
	gz_buf_str(out, GZ_STR("</td>"));
}

static void add_text(struct gz_buf *out, const char *class, struct gz_str text)
{
	gz_buf_printf(out, "<td%s%s%s>", class ? " class=\"" : "", class ? class : "", class ? "\"" : "");
	gz_markup_name(out, text);
	gz_buf_str(out, GZ_STR("</td>"));
}

static void add_date(struct gz_buf *out, const struct gz_cell *cell)
{
	gz_buf_str(out, GZ_STR("<td class=\"d\"><time>"));
	gz_markup_text(out, gz_cell_words(cell));
	gz_buf_str(out, GZ_STR("</time></td>"));
}

/* ---- associates -------------------------------------------------------------------- */

bool gz_page_associates(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_report_rows *rows = r->associates;

	if (rows->count == 0)
		return gz_buf_str(out, GZ_STR("<p>Nothing else is named in these documents.</p>"));
	gz_buf_str(
		out,
		GZ_STR("<div class=\"scroll\"><table id=\"associates-table\" class=\"sorts pages\" "
		       "data-filter=\"type\">"
		       "<caption>Who and what occurs in the same documents</caption><thead><tr>"
		       "<th scope=\"col\">name</th><th scope=\"col\">type</th>"
		       "<th scope=\"col\" class=\"n\" aria-sort=\"descending\">documents</th>"
		       "<th scope=\"col\" class=\"n\">share</th><th scope=\"col\" class=\"n\">NPMI</th>"
		       "<th scope=\"col\" class=\"n\">G\xc2\xb2</th><th scope=\"col\" class=\"d\">first</th>"
		       "<th scope=\"col\" class=\"d\">last</th></tr></thead><tbody>\n"));
	for (size_t i = 0; i < rows->count; i++) {
		struct gz_str type = gz_cell_words(gz_report_cell(rows, i, "type"));

		gz_buf_str(out, GZ_STR("<tr data-entity=\""));
		gz_markup_text(out, gz_cell_words(gz_report_cell(rows, i, "entity")));
		gz_buf_str(out, GZ_STR("\">"));
		add_text(out, NULL, gz_cell_words(gz_report_cell(rows, i, "name")));
		gz_buf_str(out, GZ_STR("<td><span class=\"badge t-"));
		gz_markup_text(out, type);
		gz_buf_str(out, GZ_STR("\">"));
		gz_markup_text(out, type);
		gz_buf_str(out, GZ_STR("</span></td>"));
		add_number(out, gz_report_cell(rows, i, "docs"), 0);
		add_number(out, gz_report_cell(rows, i, "share"), 3);
		add_number(out, gz_report_cell(rows, i, "npmi"), 3);
		add_number(out, gz_report_cell(rows, i, "g2"), 1);
		add_date(out, gz_report_cell(rows, i, "first"));
		add_date(out, gz_report_cell(rows, i, "last"));
		gz_buf_str(out, GZ_STR("</tr>\n"));
	}
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	return gz_page_left_out(out, rows, "with the fewest documents");
}

/* ---- words in context ------------------------------------------------------------------ */

static struct gz_str type_of(struct gz_str entity)
{
	return gz_str_of(entity.ptr, gz_str_find(entity, '/'));
}

/* The document's identity inside of the page, the same in both tables. */
static void add_document(struct gz_buf *out, const struct gz_report_rows *rows, size_t row)
{
	gz_buf_str(out, GZ_STR("<tr data-doc=\""));
	gz_markup_text(out, gz_cell_words(gz_report_cell(rows, row, "doc")));
	gz_buf_str(out, GZ_STR("\""));
}

static void add_context(struct gz_buf *out, const struct gz_report_rows *rows, size_t i)
{
	struct gz_str type = type_of(gz_cell_words(gz_report_cell(rows, i, "entity")));

	add_document(out, rows, i);
	gz_buf_byte(out, '>');
	add_date(out, gz_report_cell(rows, i, "date"));
	add_text(out, "left", gz_cell_words(gz_report_cell(rows, i, "left")));
	gz_buf_str(out, GZ_STR("<td class=\"match\"><mark class=\"t-"));
	gz_markup_text(out, type);
	gz_buf_str(out, GZ_STR("\">"));
	gz_markup_name(out, gz_cell_words(gz_report_cell(rows, i, "match")));
	gz_buf_str(out, GZ_STR("</mark></td>"));
	add_text(out, "right", gz_cell_words(gz_report_cell(rows, i, "right")));
	add_text(out, "source", gz_cell_words(gz_report_cell(rows, i, "title")));
	gz_buf_str(out, GZ_STR("</tr>\n"));
}

bool gz_page_contexts(struct gz_buf *out, const struct gz_report *r)
{
	size_t count = 0;

	for (size_t k = 0; k < r->context_count; k++)
		count += r->contexts[k].count;
	if (count == 0)
		return gz_buf_str(out, GZ_STR("<p>There are no words to show.</p>"));
	gz_buf_str(
		out,
		GZ_STR("<div class=\"scroll\"><table id=\"contexts-table\" class=\"sorts pages follows "
		       "kwic\">"
		       "<caption>The words around each mention, newest first</caption><thead><tr>"
		       "<th scope=\"col\" class=\"d\">date</th><th scope=\"col\" class=\"left\">before</th>"
		       "<th scope=\"col\" class=\"match\">named as</th><th scope=\"col\">after</th>"
		       "<th scope=\"col\" class=\"source\">document</th></tr></thead><tbody>\n"));
	for (size_t k = 0; k < r->context_count; k++) {
		for (size_t i = 0; i < r->contexts[k].count; i++)
			add_context(out, &r->contexts[k], i);
	}
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	for (size_t k = 0; k < r->context_count; k++) {
		if (r->contexts[k].seen > r->contexts[k].count)
			return gz_buf_str(
				out,
				GZ_STR("<p class=\"quiet\">Older mentions are left out of this page.</p>\n"));
	}
	return !out->failed;
}

/* ---- documents ---------------------------------------------------------------------------- */

bool gz_page_articles(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_report_rows *rows = r->articles;

	if (rows->count == 0)
		return gz_buf_str(out, GZ_STR("<p>No document fits.</p>"));
	gz_buf_str(out, GZ_STR("<div class=\"scroll\"><table id=\"documents-table\" class=\"sorts pages "
			       "follows\"><caption>"
			       "The documents that all numbers of this page come from, newest "
			       "first</caption><thead><tr>"
			       "<th scope=\"col\" class=\"d\" aria-sort=\"descending\">date</th><th "
			       "scope=\"col\">title</th>"
			       "<th scope=\"col\" class=\"n\">mentions</th><th scope=\"col\" "
			       "class=\"id\">document</th></tr></thead>"
			       "<tbody>\n"));
	for (size_t i = 0; i < rows->count; i++) {
		struct gz_str doc = gz_cell_words(gz_report_cell(rows, i, "doc"));
		struct gz_str title = gz_cell_words(gz_report_cell(rows, i, "title"));

		add_document(out, rows, i);
		if (r->article_nodes != NULL) {
			gz_buf_str(out, GZ_STR(" data-nodes=\""));
			gz_markup_text(out, r->article_nodes[i]);
			gz_buf_byte(out, '"');
		}
		gz_buf_byte(out, '>');
		add_date(out, gz_report_cell(rows, i, "date"));
		gz_buf_str(out, GZ_STR("<td class=\"title\">"));
		gz_markup_link(out, gz_cell_words(gz_report_cell(rows, i, "url")),
			       title.len > 0 ? title : doc);
		gz_buf_str(out, GZ_STR("</td>"));
		add_number(out, gz_report_cell(rows, i, "mentions"), 0);
		add_text(out, "id", doc);
		gz_buf_str(out, GZ_STR("</tr>\n"));
	}
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	if (r->docs > rows->count) {
		gz_buf_str(out, GZ_STR("<p class=\"quiet\">There are "));
		gz_markup_count(out, r->docs);
		gz_buf_str(out, GZ_STR("; "));
		gz_markup_count(out, r->docs - rows->count);
		gz_buf_str(out, GZ_STR(" older ones are left out of this page.</p>\n"));
	}
	return !out->failed;
}
