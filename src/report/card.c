/* card.c: who or what the page is about: what is counted, and a card for each. */
#include <string.h>

#include "internal.h"

#define SPARK_WIDTH  240.0
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

/* Of the first subjects only: the others have no series, but there is one of all together. */
static void add_spark(struct gz_buf *out, const struct gz_report_timeline *t, size_t series,
		      struct gz_str entity)
{
	uint64_t bins[SPARK_POINTS] = {0}, most = 1;
	int64_t days = (int64_t)t->last - t->first + 1;
	size_t count = days < SPARK_POINTS ? (size_t)days : SPARK_POINTS;

	if (series >= t->count || !gz_str_eq(t->series[series].entity, entity) || count < 2)
		return;
	for (size_t i = 0; i < t->series[series].points.len; i++) {
		const struct gz_report_point *p = &t->series[series].points.ptr[i];
		uint64_t *bin = &bins[((int64_t)p->day - t->first) * (int64_t)count / days];

		*bin += p->docs;
		most = *bin > most ? *bin : most;
	}
	gz_buf_printf(out,
		      "<svg class=\"spark\" viewBox=\"0 0 %g %g\" preserveAspectRatio=\"none\" "
		      "aria-hidden=\"true\"><path d=\"",
		      SPARK_WIDTH, SPARK_HEIGHT);
	for (size_t i = 0; i < count; i++) {
		double x = SPARK_WIDTH * (double)i / (double)(count - 1);

		gz_buf_printf(out, "%s%.1f %.1f", i == 0 ? "M" : "L", x,
			      SPARK_HEIGHT - 2 - (SPARK_HEIGHT - 4) * (double)bins[i] / (double)most);
	}
	gz_buf_printf(out, "\" class=\"line s%zu\"/></svg>", series);
}

/* ---- cards ---------------------------------------------------------------------------- */

static void add_fact(struct gz_buf *out, const char *what, uint64_t value)
{
	gz_buf_printf(out, "<div><dt>%s</dt><dd>", what);
	gz_markup_count(out, value);
	gz_buf_str(out, GZ_STR("</dd></div>"));
}

static void add_day(struct gz_buf *out, const char *what, int32_t day)
{
	char text[16];

	if (day != GZ_NO_DAY)
		gz_buf_printf(out, "<div class=\"day\"><dt>%s</dt><dd><time>%s</time></dd></div>", what,
			      gz_day_format(day, GZ_DAY, text));
}

/* " 2005-11-22 to 2021-12-08", open where an end is not known. */
static void add_span(struct gz_buf *out, int32_t from, int32_t to)
{
	char first[16], last[16];

	if (from == GZ_NO_DAY && to == GZ_NO_DAY)
		return;
	gz_day_format(from, GZ_DAY, first);
	gz_day_format(to, GZ_DAY, last);
	gz_buf_str(out, GZ_STR(" <span class=\"quiet\">"));
	if (from == GZ_NO_DAY || to == GZ_NO_DAY || from == to)
		gz_buf_printf(out, "%s%s",
			      from == GZ_NO_DAY ? "until "
			      : to == GZ_NO_DAY ? "since "
						: "",
			      from == GZ_NO_DAY ? last : first);
	else
		gz_buf_printf(out, "%s to %s", first, last);
	gz_buf_str(out, GZ_STR("</span>"));
}

static void add_list(struct gz_buf *out, const char *heading, const struct gz_report_line *lines,
		     size_t count, const char *counted)
{
	if (count == 0)
		return;
	gz_buf_printf(out, "<h4>%s</h4><ul class=\"plain columns\">", heading);
	for (size_t i = 0; i < count; i++) {
		gz_buf_str(out, GZ_STR("<li>"));
		gz_markup_name(out, lines[i].name);
		add_span(out, lines[i].from, lines[i].to);
		if (counted != NULL) {
			gz_buf_str(out, GZ_STR(" <span class=\"quiet\">"));
			gz_markup_counted(out, lines[i].docs, counted);
			gz_buf_str(out, GZ_STR("</span>"));
		}
		gz_buf_str(out, GZ_STR("</li>"));
	}
	gz_buf_str(out, GZ_STR("</ul>"));
}

/* Type, id, country, series and days of its own, in a line. */
static void add_identity(struct gz_buf *out, const struct gz_report_subject *s)
{
	gz_buf_str(out, GZ_STR("<p class=\"quiet\">"));
	if (s->type.len > 0) {
		gz_buf_str(out, GZ_STR("<span class=\"badge t-"));
		gz_markup_text(out, s->type);
		gz_buf_str(out, GZ_STR("\">"));
		gz_markup_text(out, s->type);
		gz_buf_str(out, GZ_STR("</span> "));
	}
	gz_buf_str(out, GZ_STR("<code>"));
	gz_markup_name(out, s->entity);
	gz_buf_str(out, GZ_STR("</code>"));
	if (s->country.len > 0) {
		gz_buf_str(out, GZ_STR(", "));
		gz_markup_name(out, s->country);
	}
	if (s->series.len > 0) {
		gz_buf_str(out, GZ_STR(", an edition of "));
		gz_markup_name(out, s->series);
	}
	add_span(out, s->from, s->to);
	gz_buf_str(out, GZ_STR("</p>"));
}

/* What a reader opens: names, offices, editions. */
static void add_more(struct gz_buf *out, const struct gz_report_subject *s)
{
	const char *const parts[] = {s->name_count > 0 ? "Names" : NULL,
				     s->office_count > 0 ? "offices" : NULL,
				     s->edition_count > 0 ? "editions" : NULL};
	bool any = false;

	for (size_t i = 0; i < GZ_COUNT(parts); i++) {
		if (parts[i] == NULL)
			continue;
		gz_buf_printf(out, "%s%s", any ? ", " : "<details><summary>", parts[i]);
		any = true;
	}
	if (!any)
		return;
	gz_buf_str(out, GZ_STR("</summary>"));
	add_list(out, "Named as", s->names, s->name_count, "mention");
	add_list(out, "Offices", s->offices, s->office_count, NULL);
	add_list(out, "Editions", s->editions, s->edition_count, "document");
	if (s->editions_left_out > 0) {
		gz_buf_str(out, GZ_STR("<p class=\"quiet\">"));
		gz_markup_counted(out, s->editions_left_out, "more edition");
		gz_buf_str(out, GZ_STR(" left out</p>"));
	}
	gz_buf_str(out, GZ_STR("</details>"));
}

static void add_card(struct gz_buf *out, const struct gz_report *r, size_t number)
{
	const struct gz_report_subject *s = &r->subjects[number];

	gz_buf_str(out, GZ_STR("<article class=\"card\"><h3>"));
	gz_markup_name(out, s->name);
	gz_buf_str(out, GZ_STR("</h3>"));
	add_identity(out, s);
	add_spark(out, r->timeline, number, s->entity);
	gz_buf_str(out, GZ_STR("<dl class=\"facts\">"));
	add_fact(out, "documents", s->docs);
	if (s->mentions > 0)
		add_fact(out, "mentions", s->mentions);
	add_day(out, "first document", s->first);
	add_day(out, "last document", s->last);
	gz_buf_str(out, GZ_STR("</dl>"));
	add_list(out, s->members_chosen ? "Those in the most documents" : "Each of them", s->members,
		 s->member_count, "document");
	add_more(out, s);
	gz_buf_str(out, GZ_STR("</article>\n"));
}

/* Of each type, what goes with the question most surely. */
static void add_strongest(struct gz_buf *out, const struct gz_report *r)
{
	static const char *const headings[GZ_TYPES] = {"People", "Countries", "Organisations", "Places",
						       "Events"};

	bool any = false;

	for (unsigned type = 0; type < GZ_TYPES; type++)
		any |= r->strongest[type].count > 0;
	if (!any)
		return;
	gz_buf_str(out, GZ_STR("<p class=\"quiet\" id=\"strongest\">Named in these documents more often than "
			       "by chance, "
			       "the surest first; with the number of documents:</p>\n"
			       "<div class=\"strongest\" role=\"group\" aria-labelledby=\"strongest\">\n"));
	for (unsigned type = 0; type < GZ_TYPES; type++) {
		const struct gz_report_rows *rows = &r->strongest[type];

		if (rows->count == 0)
			continue;
		gz_buf_printf(out,
			      "<section><h3><span class=\"badge t-%s\">%s</span></h3><ol class=\"plain\">",
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
