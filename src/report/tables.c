/* tables.c: the tables of a page: associates, words in context, documents. */
#include <string.h>

#include "internal.h"

bool gz_page_left_out(struct gz_buf *out, uint64_t seen, uint64_t shown, const char *what)
{
	if (seen <= shown)
		return !out->failed;
	gz_buf_str(out, GZ_STR("<p class=\"quiet\">There are "));
	gz_markup_count(out, seen);
	gz_buf_str(out, GZ_STR("; "));
	gz_markup_count(out, seen - shown);
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

/* A chance, which is sorted and copied as it is, and read to the third digit. */
static void add_chance(struct gz_buf *out, const struct gz_cell *cell)
{
	if (cell == NULL || cell->kind != GZ_CELL_REAL) {
		gz_buf_str(out, GZ_STR("<td class=\"n\"></td>"));
		return;
	}
	gz_buf_printf(out, "<td class=\"n\" data-value=\"%.3g\">", cell->real);
	if (cell->real < 0.001)
		gz_buf_str(out, GZ_STR("&lt;\xc2\xa0"
				       "0.001"));
	else
		gz_markup_real(out, cell->real, 3);
	gz_buf_str(out, GZ_STR("</td>"));
}

/* Columns, and what they say: as a tooltip, and in words below the table. */
static const struct {
	const char *name, *attributes, *says;
} heads[] = {
	{"name", "", NULL},
	{"type", "", NULL},
	{"documents", " class=\"n\" aria-sort=\"descending\"", "documents of this page that name it"},
	{"share", " class=\"n\"", "of the documents of this page the part that name it: 1 is all of them"},
	{"Jaccard", " class=\"n\"",
	 "of the documents with the question or with it the part with both: high where two are hardly named "
	 "without "
	 "each other"},
	{"NPMI", " class=\"n\"",
	 "how much more often than by chance they are together: 1 always, 0 as by chance, -1 never"},
	{"G\xc2\xb2", " class=\"n\"",
	 "log-likelihood ratio, how sure it is that this is no chance: the larger, the surer"},
	{"q", " class=\"n\"",
	 "chance of so many documents together if nothing joined them, corrected for the number of rows: "
	 "below 0.05 it "
	 "is significant"},
	{"first", " class=\"d\"", "day of the first document with both"},
	{"last", " class=\"d\"", "day of the last document with both"},
};

static void add_heads(struct gz_buf *out)
{
	for (size_t i = 0; i < GZ_COUNT(heads); i++) {
		gz_buf_printf(out, "<th scope=\"col\"%s", heads[i].attributes);
		if (heads[i].says != NULL)
			gz_buf_printf(out, " title=\"%s\"", heads[i].says);
		gz_buf_printf(out, ">%s</th>", heads[i].name);
	}
}

static void add_meaning(struct gz_buf *out)
{
	gz_buf_str(out, GZ_STR("<details class=\"meaning\"><summary>What the columns say</summary><dl>"));
	for (size_t i = 0; i < GZ_COUNT(heads); i++) {
		if (heads[i].says != NULL)
			gz_buf_printf(out, "<dt>%s</dt><dd>%s</dd>", heads[i].name, heads[i].says);
	}
	gz_buf_str(out, GZ_STR("</dl></details>\n"));
}

static void add_associate(struct gz_buf *out, const struct gz_report_rows *rows, size_t i)
{
	struct gz_str type = gz_cell_words(gz_report_cell(rows, i, "type"));

	gz_buf_str(out, GZ_STR("<tr data-entity=\""));
	gz_markup_text(out, gz_cell_words(gz_report_cell(rows, i, "entity")));
	gz_buf_str(out, GZ_STR("\">"));
	add_text(out, "name", gz_cell_words(gz_report_cell(rows, i, "name")));
	gz_buf_str(out, GZ_STR("<td><span class=\"badge t-"));
	gz_markup_text(out, type);
	gz_buf_str(out, GZ_STR("\">"));
	gz_markup_text(out, type);
	gz_buf_str(out, GZ_STR("</span></td>"));
	add_number(out, gz_report_cell(rows, i, "docs"), 0);
	add_number(out, gz_report_cell(rows, i, "share"), 3);
	add_number(out, gz_report_cell(rows, i, "jaccard"), 3);
	add_number(out, gz_report_cell(rows, i, "npmi"), 3);
	add_number(out, gz_report_cell(rows, i, "g2"), 1);
	add_chance(out, gz_report_cell(rows, i, "q"));
	add_date(out, gz_report_cell(rows, i, "first"));
	add_date(out, gz_report_cell(rows, i, "last"));
	gz_buf_str(out, GZ_STR("</tr>\n"));
}

bool gz_page_associates(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_report_rows *rows = r->associates;

	if (rows->count == 0)
		return gz_buf_str(out, GZ_STR("<p>Nothing else is named in these documents.</p>"));
	gz_buf_str(out, GZ_STR("<div class=\"scroll\"><table id=\"associates-table\" class=\"sorts pages\" "
			       "data-filter=\"type\">"
			       "<caption>Who and what occurs in the same documents</caption><thead><tr>"));
	add_heads(out);
	gz_buf_str(out, GZ_STR("</tr></thead><tbody>\n"));
	for (size_t i = 0; i < rows->count; i++)
		add_associate(out, rows, i);
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	add_meaning(out);
	return gz_page_left_out(out, rows->seen, rows->count, "with the fewest documents");
}

/* ---- words in context ------------------------------------------------------------------ */

static struct gz_str type_of(struct gz_str entity)
{
	return gz_str_of(entity.ptr, gz_str_find(entity, '/'));
}

/* The document's identity inside of the page, the same in both tables. */
static void add_document(struct gz_buf *out, const struct gz_report_rows *rows, size_t row)
{
	gz_buf_str(out, GZ_STR("<tr data-source=\""));
	gz_markup_text(out, gz_cell_words(gz_report_cell(rows, row, "source")));
	gz_buf_str(out, GZ_STR("\" data-doc=\""));
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

/* Newest first, undated last; of a day by source and document. */
static int compare_contexts(const struct gz_report_rows *a, size_t i, const struct gz_report_rows *b,
			    size_t k)
{
	int order = gz_str_cmp(gz_cell_words(gz_report_cell(b, k, "date")),
			       gz_cell_words(gz_report_cell(a, i, "date")));

	if (order == 0)
		order = gz_str_cmp(gz_cell_words(gz_report_cell(a, i, "source")),
				   gz_cell_words(gz_report_cell(b, k, "source")));
	return order != 0 ? order
			  : gz_str_cmp(gz_cell_words(gz_report_cell(a, i, "doc")),
				       gz_cell_words(gz_report_cell(b, k, "doc")));
}

/* Each term's rows have that order; here they are merged. */
static void add_in_order(struct gz_buf *out, const struct gz_report *r)
{
	size_t at[GZ_REPORT_CONTEXTS] = {0};

	for (;;) {
		size_t best = r->context_count;

		for (size_t k = 0; k < r->context_count; k++) {
			if (at[k] < r->contexts[k].count &&
			    (best == r->context_count ||
			     compare_contexts(&r->contexts[k], at[k], &r->contexts[best], at[best]) < 0))
				best = k;
		}
		if (best == r->context_count)
			return;
		add_context(out, &r->contexts[best], at[best]++);
	}
}

bool gz_page_contexts(struct gz_buf *out, const struct gz_report *r)
{
	uint64_t count = 0, seen = 0;

	for (size_t k = 0; k < r->context_count; k++) {
		count += r->contexts[k].count;
		seen += r->contexts[k].seen;
	}
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
	add_in_order(out, r);
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	return gz_page_left_out(out, seen, count, "older mentions");
}

/* ---- documents ---------------------------------------------------------------------------- */

/* Who published it matters where there are several. */
static bool has_sources(const struct gz_report_rows *rows)
{
	for (size_t i = 1; i < rows->count; i++) {
		if (!gz_str_eq(gz_cell_words(gz_report_cell(rows, i, "source")),
			       gz_cell_words(gz_report_cell(rows, 0, "source"))))
			return true;
	}
	return false;
}

static void add_article(struct gz_buf *out, const struct gz_report *r, size_t i, bool sources)
{
	const struct gz_report_rows *rows = r->articles;
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
	gz_markup_link(out, gz_cell_words(gz_report_cell(rows, i, "url")), title.len > 0 ? title : doc);
	gz_buf_str(out, GZ_STR("</td>"));
	add_number(out, gz_report_cell(rows, i, "mentions"), 0);
	if (sources)
		add_text(out, "source", gz_cell_words(gz_report_cell(rows, i, "source")));
	add_text(out, "id", doc);
	gz_buf_str(out, GZ_STR("</tr>\n"));
}

bool gz_page_articles(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_report_rows *rows = r->articles;
	bool sources = has_sources(rows);

	if (rows->count == 0)
		return gz_buf_str(out, GZ_STR("<p>No document fits.</p>"));
	gz_buf_str(out, GZ_STR("<div class=\"scroll\"><table id=\"documents-table\" class=\"sorts pages "
			       "follows\"><caption>"
			       "The documents that all numbers of this page come from, newest "
			       "first</caption><thead><tr>"
			       "<th scope=\"col\" class=\"d\" aria-sort=\"descending\">date</th><th "
			       "scope=\"col\">title</th>"
			       "<th scope=\"col\" class=\"n\">mentions</th>"));
	if (sources)
		gz_buf_str(out, GZ_STR("<th scope=\"col\" class=\"source\">source</th>"));
	gz_buf_str(out, GZ_STR("<th scope=\"col\" class=\"id\">document</th></tr></thead><tbody>\n"));
	for (size_t i = 0; i < rows->count; i++)
		add_article(out, r, i, sources);
	gz_buf_str(out, GZ_STR("</tbody></table></div>\n"));
	return gz_page_left_out(out, r->docs, rows->count, "older ones");
}
