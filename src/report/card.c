/* card.c: who or what the page is about: what is counted, and a card for each. */
#include <string.h>

#include "internal.h"

#define SPARK_WIDTH 240.0
#define SPARK_HEIGHT 36.0
#define SPARK_POINTS 121

/* ---- the sentence below the heading ------------------------------------------------ */

bool gz_page_lede(struct gz_buf *out, const struct gz_report *r)
{
	char day[16];

	gz_buf_str(out, GZ_STR("<b>"));
	gz_markup_counted(out, r->docs, "document");
	gz_buf_str(out, GZ_STR("</b> of "));
	gz_markup_count(out, r->documents);
	if (r->documents > 0) {
		gz_buf_str(out, GZ_STR(" ("));
		gz_markup_real(out, 100.0 * (double)r->docs / (double)r->documents, 1);
		gz_buf_str(out, GZ_STR("\xc2\xa0%)"));
	}
	if (r->timeline->first != GZ_NO_DAY) {
		gz_buf_printf(out, ", <time>%s</time>", gz_day_format(r->timeline->first, GZ_DAY, day));
		gz_buf_printf(out, " to <time>%s</time>", gz_day_format(r->timeline->last, GZ_DAY, day));
	}
	if (r->provenance->filter.len > 0) {
		gz_buf_str(out, GZ_STR(".<br>Counted: "));
		gz_markup_name(out, r->provenance->filter);
	}
	return gz_buf_byte(out, '.');
}

/* ---- a small line ------------------------------------------------------------------- */

bool gz_page_spark(struct gz_buf *out, const struct gz_report_timeline *t, size_t series)
{
	uint64_t bins[SPARK_POINTS] = {0}, most = 1;
	int64_t days = (int64_t)t->last - t->first + 1;
	size_t count = days < SPARK_POINTS ? (size_t)days : SPARK_POINTS;

	if (series >= t->count || count < 2)
		return true;
	for (size_t i = 0; i < t->series[series].points.len; i++) {
		const struct gz_report_point *p = &t->series[series].points.ptr[i];
		uint64_t *bin = &bins[((int64_t)p->day - t->first) * (int64_t)count / days];

		*bin += p->docs;
		most = *bin > most ? *bin : most;
	}
	gz_buf_printf(out, "<svg class=\"spark\" viewBox=\"0 0 %g %g\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"", SPARK_WIDTH,
		      SPARK_HEIGHT);
	for (size_t i = 0; i < count; i++) {
		double x = SPARK_WIDTH * (double)i / (double)(count - 1);

		gz_buf_printf(out, "%s%.1f %.1f", i == 0 ? "M" : "L", x,
			      SPARK_HEIGHT - 2 - (SPARK_HEIGHT - 4) * (double)bins[i] / (double)most);
	}
	gz_buf_printf(out, "\" class=\"line s%zu\"/></svg>", series);
	return !out->failed;
}

/* ---- cards ---------------------------------------------------------------------------- */

static void add_fact(struct gz_buf *out, const char *what, uint64_t value)
{
	gz_buf_printf(out, "<div><dt>%s</dt><dd>", what);
	gz_markup_count(out, value);
	gz_buf_str(out, GZ_STR("</dd></div>"));
}

static void add_day(struct gz_buf *out, const char *what, struct gz_str day)
{
	if (day.len == 0)
		return;
	gz_buf_printf(out, "<div><dt>%s</dt><dd><time>", what);
	gz_markup_text(out, day);
	gz_buf_str(out, GZ_STR("</time></dd></div>"));
}

/* Names with a number or a span of days behind each. */
static void add_list(struct gz_buf *out, const char *heading, const struct gz_report_rows *rows)
{
	if (rows == NULL || rows->count == 0)
		return;
	gz_buf_printf(out, "<h4>%s</h4><ul class=\"plain\">", heading);
	for (size_t i = 0; i < rows->count; i++) {
		const struct gz_cell *docs = gz_report_cell(rows, i, "docs");
		struct gz_str from = gz_cell_words(gz_report_cell(rows, i, "from"));
		struct gz_str to = gz_cell_words(gz_report_cell(rows, i, "to"));

		gz_buf_str(out, GZ_STR("<li>"));
		gz_markup_name(out, gz_cell_words(gz_report_cell(rows, i, "name")));
		if (from.len > 0 || to.len > 0) {
			gz_buf_str(out, GZ_STR(" <span class=\"quiet\">"));
			gz_markup_text(out, from);
			gz_buf_str(out, GZ_STR(" \xe2\x80\x93 "));
			gz_markup_text(out, to);
			gz_buf_str(out, GZ_STR("</span>"));
		}
		if (docs != NULL) {
			gz_buf_str(out, GZ_STR(" <span class=\"quiet\">"));
			gz_markup_counted(out, (uint64_t)docs->integer, "document");
			gz_buf_str(out, GZ_STR("</span>"));
		}
		gz_buf_str(out, GZ_STR("</li>"));
	}
	gz_buf_str(out, GZ_STR("</ul>"));
	gz_page_left_out(out, rows, "more");
}

static void add_card(struct gz_buf *out, const struct gz_report *r, size_t number)
{
	const struct gz_report_subject *s = &r->subjects[number];

	gz_buf_str(out, GZ_STR("<article class=\"card\"><h3>"));
	gz_markup_name(out, s->name);
	gz_buf_str(out, GZ_STR("</h3><p class=\"quiet\">"));
	if (s->type.len > 0) {
		gz_buf_str(out, GZ_STR("<span class=\"badge t-"));
		gz_markup_text(out, s->type);
		gz_buf_str(out, GZ_STR("\">"));
		gz_markup_text(out, s->type);
		gz_buf_str(out, GZ_STR("</span> "));
	}
	gz_buf_str(out, GZ_STR("<code>"));
	gz_markup_name(out, s->entity);
	gz_buf_str(out, GZ_STR("</code></p>"));
	gz_page_spark(out, r->timeline, number);
	gz_buf_str(out, GZ_STR("<dl class=\"facts\">"));
	add_fact(out, "documents", s->docs);
	add_fact(out, "mentions", s->mentions);
	add_day(out, "first", s->first);
	add_day(out, "last", s->last);
	gz_buf_str(out, GZ_STR("</dl>"));
	add_list(out, "Offices", s->offices);
	add_list(out, "Editions", s->editions);
	gz_buf_str(out, GZ_STR("</article>\n"));
}

/* Of each type, what goes with the question most surely. */
static void add_strongest(struct gz_buf *out, const struct gz_report *r)
{
	static const char *const headings[GZ_TYPES] = {"People", "Countries", "Organisations", "Places", "Events"};

	gz_buf_str(out, GZ_STR("<div class=\"strongest\" role=\"group\" aria-label=\"Strongest associates\">\n"));
	for (unsigned type = 0; type < GZ_TYPES; type++) {
		const struct gz_report_rows *rows = &r->strongest[type];

		if (rows->count == 0)
			continue;
		gz_buf_printf(out, "<section><h3><span class=\"badge t-%s\">%s</span></h3><ol class=\"plain\">",
			      gz_type_name((enum gz_type)type), headings[type]);
		for (size_t i = 0; i < rows->count; i++) {
			gz_buf_str(out, GZ_STR("<li>"));
			gz_markup_name(out, gz_cell_words(gz_report_cell(rows, i, "name")));
			gz_buf_str(out, GZ_STR(" <span class=\"quiet\">"));
			gz_markup_count(out, (uint64_t)gz_report_cell(rows, i, "docs")->integer);
			gz_buf_str(out, GZ_STR("</span></li>"));
		}
		gz_buf_str(out, GZ_STR("</ol></section>\n"));
	}
	gz_buf_str(out, GZ_STR("</div>\n"));
}

bool gz_page_cards(struct gz_buf *out, const struct gz_report *r)
{
	gz_buf_str(out, GZ_STR("<div class=\"cards\">\n"));
	for (size_t i = 0; i < r->subject_count; i++)
		add_card(out, r, i);
	gz_buf_str(out, GZ_STR("</div>\n"));
	add_strongest(out, r);
	return !out->failed;
}
