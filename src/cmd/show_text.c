/*
 * show_text.c: a card as text or Markdown: facts first, then tables, which the renderers of tables make. In
 * Markdown the facts are a table too.
 */
#include <string.h>

#include "show.h"

#define NAMES_MAX 12
#define NARROW	  100 /* columns of a window in which editions are known by their ids alone */

struct printer {
	const struct card *c;
	const struct card_style *style;
	FILE *out;
	struct gz_sink sink;
	struct gz_buf text; /* the value of a fact */
};

/* ---- tables ------------------------------------------------------------------------------ */

static bool open_table(struct printer *p, const char *title, const struct gz_column *columns, size_t count,
		       const char *const *hidden, struct gz_error *err)
{
	const struct gz_render_options *o = &p->style->render;

	if (title != NULL && p->style->markdown)
		fprintf(p->out, "\n## %s\n\n", title);
	else if (title != NULL)
		fprintf(p->out, o->color ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
	if (!gz_render_open(p->style->markdown ? "md" : "table", p->out, o, &p->sink, err))
		return false;
	gz_render_hide(&p->sink, hidden);
	return p->sink.begin(p->sink.self, columns, count, err);
}

static bool close_table(struct printer *p, bool ok, struct gz_error *err)
{
	ok = ok && p->sink.end(p->sink.self, err);
	if (p->sink.self != NULL)
		gz_render_close(&p->sink);
	return ok;
}

static struct gz_cell day_cell(int32_t day, char text[16])
{
	return gz_cell_day(day, GZ_DAY, text);
}

static struct gz_cell some(struct gz_str text)
{
	return text.len > 0 ? gz_cell_text(text) : gz_cell_null();
}

static bool print_associates(struct printer *p, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"type", GZ_CELL_TEXT, 0},  {"entity", GZ_CELL_TEXT, 0},
						   {"name", GZ_CELL_TEXT, 0},  {"docs", GZ_CELL_INT, 0},
						   {"share", GZ_CELL_REAL, 3}, {"npmi", GZ_CELL_REAL, 3},
						   {"g2", GZ_CELL_REAL, 1}};
	bool ok, any = false;

	for (size_t type = 0; type < GZ_TYPES; type++)
		any = any || p->c->associates[type].count > 0;
	if (!any)
		return true;
	ok = open_table(p, "Together with", columns, GZ_COUNT(columns), NULL, err);
	for (size_t type = 0; type < GZ_TYPES; type++) {
		for (size_t i = 0; ok && i < p->c->associates[type].count; i++) {
			const struct card_associate *a = &p->c->associates[type].items[i];
			struct gz_cell cells[] = {gz_cell_text(gz_str(gz_type_name((enum gz_type)type))),
						  gz_cell_text(a->entity),
						  gz_cell_text(a->name),
						  gz_cell_count(a->docs),
						  gz_cell_real(a->share),
						  gz_cell_real(a->npmi),
						  gz_cell_real(a->g2)};

			ok = p->sink.row(p->sink.self, cells, err);
		}
	}
	return close_table(p, ok, err);
}

static bool print_offices(struct printer *p, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"office", GZ_CELL_TEXT, 0},
						   {"country", GZ_CELL_TEXT, 0},
						   {"from", GZ_CELL_TEXT, 0},
						   {"to", GZ_CELL_TEXT, 0}};
	bool ok;

	if (p->c->office_count == 0)
		return true;
	ok = open_table(p, "Offices", columns, GZ_COUNT(columns), NULL, err);
	for (size_t i = 0; ok && i < p->c->office_count; i++) {
		const struct card_office *o = &p->c->offices[i];
		char from[16], to[16];
		struct gz_cell cells[] = {gz_cell_text(o->title), some(o->country_name),
					  day_cell(o->from, from), day_cell(o->to, to)};

		ok = p->sink.row(p->sink.self, cells, err);
	}
	return close_table(p, ok, err);
}

static bool print_editions(struct printer *p, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},
						   {"from", GZ_CELL_TEXT, 0},	{"to", GZ_CELL_TEXT, 0},
						   {"place", GZ_CELL_TEXT, 0},	{"docs", GZ_CELL_INT, 0}};
	static const char *const hidden[] = {"name", NULL};
	bool narrow = !p->style->markdown && p->style->render.width > 0 && p->style->render.width < NARROW,
	     ok;

	if (p->c->edition_count == 0)
		return true;
	/* An id is needed to ask on, and tells as much as the name. */
	ok = open_table(p, "Editions", columns, GZ_COUNT(columns), narrow ? hidden : NULL, err);
	for (size_t i = 0; ok && i < p->c->edition_count; i++) {
		const struct card_edition *e = &p->c->editions[i];
		char from[16], to[16];
		struct gz_cell cells[] = {gz_cell_text(e->edition.entity),
					  gz_cell_text(e->edition.name),
					  day_cell(e->edition.from, from),
					  day_cell(e->edition.to, to),
					  some(e->place_name),
					  gz_cell_count(e->docs)};

		ok = p->sink.row(p->sink.self, cells, err);
	}
	return close_table(p, ok, err);
}

static bool print_newest(struct printer *p, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"date", GZ_CELL_TEXT, 0},
						   {"doc", GZ_CELL_TEXT, 0},
						   {"title", GZ_CELL_TEXT, 0},
						   {"mentions", GZ_CELL_INT, 0}};
	bool ok;

	if (p->c->newest_count == 0)
		return true;
	ok = open_table(p, "Newest documents", columns, GZ_COUNT(columns), NULL, err);
	for (size_t i = 0; ok && i < p->c->newest_count; i++) {
		const struct card_document *d = &p->c->newest[i];
		struct gz_cell cells[] = {some(d->date), gz_cell_text(d->doc), some(d->title),
					  gz_cell_count(d->mentions)};

		ok = p->sink.row(p->sink.self, cells, err);
	}
	return close_table(p, ok, err);
}

/* ---- facts --------------------------------------------------------------------------------- */

/* Words of the value go to the next line where they would leave the window. */
static void print_wrapped(struct printer *p, struct gz_str value)
{
	size_t width = p->style->render.width > 0 ? (size_t)p->style->render.width : SIZE_MAX,
	       column = CARD_LABEL;

	while (value.len > 0) {
		struct gz_str word = gz_str_of(value.ptr, gz_str_find(value, ' '));
		size_t columns = gz_display_width(word), next = word.len + (word.len < value.len);

		if (column > CARD_LABEL && column + 1 + columns > width) {
			fprintf(p->out, "\n%*s", CARD_LABEL, "");
			column = CARD_LABEL;
		} else if (column > CARD_LABEL) {
			fputc(' ', p->out);
			column++;
		}
		fwrite(word.ptr, 1, word.len, p->out);
		column += columns;
		value = gz_str_of(value.ptr + next, value.len - next);
	}
}

/* Prints p->text as the value of a fact, and empties it. */
static bool print_fact(struct printer *p, const char *label, struct gz_error *err)
{
	struct gz_buf safe = {0};
	bool ok = true;

	if (p->text.failed)
		return gz_fail_nomem(err);
	if (p->style->markdown) {
		struct gz_cell cells[] = {gz_cell_text(gz_str(label)), gz_cell_text(gz_buf_view(&p->text))};

		ok = p->sink.row(p->sink.self, cells, err);
	} else if (!gz_terminal_safe(&safe, gz_buf_view(&p->text))) {
		ok = gz_fail_nomem(err);
	} else {
		fprintf(p->out, "%-*s", CARD_LABEL, label);
		print_wrapped(p, gz_buf_view(&safe));
		fputc('\n', p->out);
	}
	gz_buf_free(&safe);
	gz_buf_clear(&p->text);
	return ok;
}

/* "Greece (country/gr)" */
static bool print_reference(struct printer *p, const char *label, struct gz_str id, struct gz_str name,
			    struct gz_error *err)
{
	if (id.len == 0)
		return true;
	gz_buf_printf(&p->text, "%.*s (%.*s)", GZ_ARG(name), GZ_ARG(id));
	return print_fact(p, label, err);
}

static bool print_days(struct printer *p, const char *label, int32_t from, int32_t to, struct gz_error *err)
{
	char first[16], last[16];

	if (from == GZ_NO_DAY && to == GZ_NO_DAY)
		return true;
	gz_day_format(from, from == GZ_NO_DAY ? GZ_UNDATED : GZ_DAY, first);
	gz_day_format(to, to == GZ_NO_DAY ? GZ_UNDATED : GZ_DAY, last);
	if (from == to)
		gz_buf_printf(&p->text, "%s", first);
	else if (from == GZ_NO_DAY || to == GZ_NO_DAY)
		gz_buf_printf(&p->text, "%s %s", to == GZ_NO_DAY ? "from" : "until",
			      to == GZ_NO_DAY ? first : last);
	else
		gz_buf_printf(&p->text, "%s to %s", first, last);
	return print_fact(p, label, err);
}

static bool print_names(struct printer *p, struct gz_error *err)
{
	const struct gz_profile *profile = &p->c->profile;
	size_t shown = profile->name_count < NAMES_MAX ? profile->name_count : NAMES_MAX;

	if (shown == 0)
		return true;
	for (size_t i = 0; i < shown; i++) {
		gz_buf_printf(&p->text, "%s%.*s", i > 0 ? ", " : "", GZ_ARG(profile->names[i].name));
		if (profile->names_counted)
			gz_buf_printf(&p->text, " %llu", (unsigned long long)profile->names[i].mentions);
	}
	if (shown < profile->name_count)
		gz_buf_printf(&p->text, ", and %zu more", profile->name_count - shown);
	return print_fact(p, "names", err);
}

/* The blocks are not wrapped: they are one picture. */
static bool print_trend(struct printer *p, struct gz_error *err)
{
	const struct trend *t = &p->c->trend;
	uint64_t docs[256];
	size_t count = t->count < GZ_COUNT(docs) ? t->count : GZ_COUNT(docs);
	char from[16], to[16];

	if (!p->style->trend || count == 0)
		return true;
	for (size_t i = 0; i < count; i++)
		docs[i] = t->cells[i].docs;
	if (!gz_sparkline(&p->text, docs, count))
		return gz_fail_nomem(err);
	while (p->text.len > 0 && p->text.ptr[p->text.len - 1] == ' ')
		p->text.len--;
	fprintf(p->out, "%-*s%.*s\n", CARD_LABEL, "trend", GZ_ARG(gz_buf_view(&p->text)));
	gz_buf_clear(&p->text);
	if (t->periods.merged > 1)
		gz_buf_printf(&p->text, "%u %ss a block", (unsigned)t->periods.merged,
			      period_name(t->periods.by));
	else
		gz_buf_printf(&p->text, "a %s a block", period_name(t->periods.by));
	gz_buf_printf(&p->text, ", %s to %s", gz_day_format(t->cells[0].from, GZ_DAY, from),
		      gz_day_format(t->cells[t->count - 1].to, GZ_DAY, to));
	return print_fact(p, "", err);
}

static bool print_facts(struct printer *p, struct gz_error *err)
{
	const struct gz_profile *profile = &p->c->profile;

	gz_buf_str(&p->text, gz_str(gz_type_name(profile->type)));
	if (!print_fact(p, "type", err) || !print_names(p, err) ||
	    (!gz_str_eq(profile->country, profile->entity) &&
	     !print_reference(p, "country", profile->country, profile->country_name, err)) ||
	    !print_reference(p, "series", profile->series, profile->series_name, err) ||
	    !print_days(p, "days", profile->from, profile->to, err))
		return false;
	gz_buf_printf(&p->text, "%llu of %llu", (unsigned long long)profile->docs,
		      (unsigned long long)p->c->documents);
	if (p->c->documents > 0)
		gz_buf_printf(&p->text, " (%.1f%%)", 100.0 * (double)profile->docs / (double)p->c->documents);
	if (!print_fact(p, "documents", err))
		return false;
	gz_buf_printf(&p->text, "%llu", (unsigned long long)profile->mentions);
	return print_fact(p, "mentions", err) &&
	       print_days(p, "first, last", profile->first, profile->last, err) && print_trend(p, err);
}

/* "Greece  country/gr" in the colour of its type; a row of the facts in Markdown, where a name is no heading
 * of ours. */
static bool print_head(struct printer *p, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"fact", GZ_CELL_TEXT, 0}, {"value", GZ_CELL_TEXT, 0}};
	static const int colors[GZ_TYPES] = {36, 32, 35, 34, 31};
	const struct gz_profile *profile = &p->c->profile;
	struct gz_buf name = {0};
	bool ok;

	if (p->style->markdown) {
		if (!open_table(p, NULL, columns, GZ_COUNT(columns), NULL, err))
			return false;
		gz_buf_str(&p->text, profile->name);
		if (!print_fact(p, "name", err))
			return false;
		gz_buf_str(&p->text, profile->entity);
		return print_fact(p, "entity", err);
	}
	ok = gz_terminal_safe(&name, profile->name) || gz_fail_nomem(err);
	if (ok && p->style->render.color)
		fprintf(p->out, "\033[1;%dm%.*s\033[0m  \033[%dm%.*s\033[0m\n", colors[profile->type],
			GZ_ARG(gz_buf_view(&name)), colors[profile->type], GZ_ARG(profile->entity));
	else if (ok)
		fprintf(p->out, "%.*s  %.*s\n", GZ_ARG(gz_buf_view(&name)), GZ_ARG(profile->entity));
	gz_buf_free(&name);
	return ok;
}

bool card_print(const struct card *c, const struct card_style *style, FILE *out, struct gz_error *err)
{
	struct printer p = {.c = c, .style = style, .out = out};
	bool ok = print_head(&p, err) && print_facts(&p, err);

	if (style->markdown)
		ok = close_table(&p, ok, err);
	ok = ok && print_associates(&p, err) && print_offices(&p, err) && print_editions(&p, err) &&
	     print_newest(&p, err);
	gz_buf_free(&p.text);
	return ok;
}
