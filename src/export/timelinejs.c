/*
 * timelinejs.c: documents as the events of a TimelineJS 3 timeline: the title, a passage around the first
 * mention of what was asked for, and a link. The page becomes slow beyond some hundreds of events: those
 * documents are chosen that name the entities most often. Its texts are HTML, so everything is escaped.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define EVENTS	 300
#define ERAS	 40
#define BEFORE	 140 /* code points of the passage in front of the mention, and with and behind it */
#define BEHIND	 220
#define HEADLINE 90 /* code points of a document that has no title */

struct event {
	uint64_t mentions, number; /* of what was asked for; in the order of days */
	int32_t day;
	char *json;
};

struct era {
	int32_t from, to;
	struct gz_str name;
};

struct state {
	struct event *heap; /* the one that goes first on top */
	size_t count, limit;
	struct era eras[ERAS];
	size_t era_count;
	struct gz_arena arena; /* names of eras */
	uint64_t dated, undated;
};

static bool begin(struct gz_exporter *e, struct gz_error *err)
{
	struct state *s = e->state = calloc(1, sizeof(*s));

	if (s == NULL)
		return gz_fail_nomem(err);
	s->limit = e->options.limit > 0 ? e->options.limit : EVENTS;
	return true;
}

/* ---- which documents ------------------------------------------------------------------- */

/* Were entities asked for? */
static bool has_question(const struct gz_exporter *e)
{
	return e->options.title.len > 0;
}

/* Does a go before b is worth keeping? */
static bool is_worse(const struct event *a, const struct event *b)
{
	return a->mentions != b->mentions ? a->mentions < b->mentions : a->number > b->number;
}

static void sift_up(struct state *s, size_t i)
{
	while (i > 0 && is_worse(&s->heap[i], &s->heap[(i - 1) / 2])) {
		struct event moved = s->heap[i];

		s->heap[i] = s->heap[(i - 1) / 2];
		s->heap[(i - 1) / 2] = moved;
		i = (i - 1) / 2;
	}
}

static void sift_down(struct state *s)
{
	for (size_t i = 0, worst;; i = worst) {
		struct event moved = s->heap[i];

		worst = i;
		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < s->count; child++) {
			if (is_worse(&s->heap[child], &s->heap[worst]))
				worst = child;
		}
		if (worst == i)
			return;
		s->heap[i] = s->heap[worst];
		s->heap[worst] = moved;
	}
}

/* A place for the event, or NULL: it is no better than those that are there. */
static bool find_place(struct state *s, const struct event *new, struct event **out, struct gz_error *err)
{
	*out = NULL;
	if (s->count == s->limit) {
		if (!is_worse(&s->heap[0], new))
			return true;
		free(s->heap[0].json);
		s->heap[0] = *new;
		*out = &s->heap[0];
		return true;
	}
	if ((s->count & (s->count - 1)) == 0) { /* full at each power of two */
		struct event *grown = realloc(s->heap, (s->count > 0 ? 2 * s->count : 1) * sizeof(*grown));

		if (grown == NULL)
			return gz_fail_nomem(err);
		s->heap = grown;
	}
	s->heap[s->count] = *new;
	*out = &s->heap[s->count++];
	return true;
}

/* ---- what is said of one ------------------------------------------------------------------ */

static void put_date(struct gz_buf *out, const char *key, int32_t day, enum gz_precision precision)
{
	int y, m, d;

	gz_day_split(day, &y, &m, &d);
	gz_buf_printf(out, "\"%s\":{\"year\":%d", key, y);
	if (precision >= GZ_MONTH)
		gz_buf_printf(out, ",\"month\":%d", m);
	if (precision >= GZ_DAY)
		gz_buf_printf(out, ",\"day\":%d", d);
	gz_buf_byte(out, '}');
}

/* "key":"text" of what is HTML: markup of the text is shown and not obeyed. */
static void put_html(struct gz_exporter *e, const char *key, struct gz_str text)
{
	gz_export_scratch(e);
	gz_export_markup(&e->scratch, text);
	gz_buf_printf(&e->buf, "\"%s\":", key);
	gz_json_string(&e->buf, gz_buf_view(&e->scratch));
}

/* Where so many code points before `at` begin: behind a space, if one is near. */
static size_t step_back(struct gz_str text, size_t at, size_t codes)
{
	size_t space = 0;

	while (at > 0 && codes > 0) {
		at--;
		codes -= ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
		if (text.ptr[at] == ' ' || text.ptr[at] == '\n')
			space = at + 1;
	}
	return at > 0 && space > 0 ? space : at;
}

static size_t step_on(struct gz_str text, size_t at, size_t codes)
{
	size_t space = 0;

	while (at < text.len && codes > 0) {
		if (text.ptr[at] == ' ' || text.ptr[at] == '\n')
			space = at;
		at++;
		while (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
			at++;
		codes--;
	}
	return at < text.len && space > 0 ? space : at;
}

static struct gz_str part(struct gz_str text, size_t from, size_t to)
{
	return gz_str_of(text.ptr + from, to > from ? to - from : 0);
}

/* The words around a mention, which is in bold letters; without one, the beginning. */
static void put_passage(struct gz_exporter *e, struct gz_str text, const struct gz_mention *m)
{
	size_t start = m != NULL ? m->byte_start : 0, end = m != NULL ? start + m->byte_length : 0;
	size_t from = step_back(text, start, BEFORE), to = step_on(text, start, BEHIND);

	to = to > end ? to : end;
	gz_buf_str(&e->scratch, from > 0 ? GZ_STR("<p>\xe2\x80\xa6 ") : GZ_STR("<p>"));
	gz_export_markup(&e->scratch, part(text, from, start));
	if (m != NULL) {
		gz_buf_str(&e->scratch, GZ_STR("<b>"));
		gz_export_markup(&e->scratch, part(text, start, end));
		gz_buf_str(&e->scratch, GZ_STR("</b>"));
	}
	gz_export_markup(&e->scratch, part(text, end, to));
	gz_buf_str(&e->scratch, to < text.len ? GZ_STR(" \xe2\x80\xa6</p>") : GZ_STR("</p>"));
}

static void put_text(struct gz_exporter *e, const struct gz_doc *doc, const struct gz_mention *m)
{
	struct gz_str title = doc->field[GZ_TITLE], text = doc->field[GZ_TEXT];

	gz_buf_str(&e->buf, GZ_STR(",\"text\":{"));
	put_html(e, "headline", title.len > 0 ? title : part(text, 0, step_on(text, 0, HEADLINE)));
	gz_export_scratch(e);
	put_passage(e, text, m);
	gz_buf_str(&e->scratch, GZ_STR("<p>"));
	if (gz_export_is_web(doc->url)) {
		gz_buf_str(&e->scratch, GZ_STR("<a href=\""));
		gz_export_markup(&e->scratch, doc->url);
		gz_buf_str(&e->scratch, GZ_STR("\">"));
	}
	gz_export_markup(&e->scratch, doc->source);
	gz_buf_str(&e->scratch, GZ_STR(", "));
	gz_export_markup(&e->scratch, doc->id);
	gz_buf_str(&e->scratch, gz_export_is_web(doc->url) ? GZ_STR("</a></p>") : GZ_STR("</p>"));
	gz_buf_str(&e->buf, GZ_STR(",\"text\":"));
	gz_json_string(&e->buf, gz_buf_view(&e->scratch));
	gz_buf_byte(&e->buf, '}');
}

static void put_event(struct gz_exporter *e, const struct gz_doc *doc, const struct gz_mention *first,
		      const struct gz_mention *in_text)
{
	gz_export_scratch(e);
	gz_buf_printf(&e->scratch, "%.*s\n%.*s", GZ_ARG(doc->source), GZ_ARG(doc->id));
	gz_buf_printf(&e->buf, "{\"unique_id\":\"gazet-%016llx\",",
		      (unsigned long long)gz_str_hash(gz_buf_view(&e->scratch)));
	put_date(&e->buf, "start_date", doc->day, doc->precision);
	put_text(e, doc, in_text);
	gz_buf_byte(&e->buf, ',');
	put_html(e, "group", first != NULL && has_question(e) ? first->entity->name : doc->source);
	gz_buf_str(&e->buf, GZ_STR(",\"autolink\":false}"));
}

/* ---- one after the other -------------------------------------------------------------------- */

/* Editions that were asked for have days of their own. */
static bool add_era(struct state *s, const struct gz_entity *entity, struct gz_error *err)
{
	struct era era = {entity->from, entity->to, {NULL, 0}};

	if (entity->type != GZ_EVENT || era.from == GZ_NO_DAY || era.to == GZ_NO_DAY || s->era_count == ERAS)
		return true;
	for (size_t i = 0; i < s->era_count; i++) {
		if (gz_str_eq(s->eras[i].name, entity->name))
			return true;
	}
	era.name = gz_arena_str(&s->arena, entity->name);
	if (era.name.ptr == NULL)
		return gz_fail_nomem(err);
	s->eras[s->era_count++] = era;
	return true;
}

static bool document(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
		     struct gz_error *err)
{
	struct state *s = e->state;
	struct event new = {.number = s->dated, .day = tagged->doc.day}, *place;
	const struct gz_mention *first = NULL, *in_text = NULL;

	(void)tokens;
	if (new.day == GZ_NO_DAY) {
		s->undated++;
		return true;
	}
	s->dated++;
	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		if (!m->asked)
			continue;
		new.mentions++;
		first = first != NULL ? first : m;
		in_text = in_text != NULL || m->field != GZ_TEXT ? in_text : m;
		if (has_question(e) && !add_era(s, m->entity, err))
			return false;
	}
	if (!find_place(s, &new, &place, err) || place == NULL)
		return place != NULL || s->count == s->limit;
	gz_buf_clear(&e->buf);
	put_event(e, &tagged->doc, first, in_text);
	gz_buf_byte(&e->buf, '\0');
	place->json = e->buf.failed || e->scratch.failed ? NULL : strdup(e->buf.ptr);
	gz_buf_clear(&e->buf);
	if (place->json == NULL)
		return gz_fail_nomem(err);
	if (place == s->heap && s->count == s->limit)
		sift_down(s);
	else
		sift_up(s, s->count - 1);
	return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

static void put_title(struct gz_exporter *e, const struct state *s)
{
	const struct gz_provenance *from = e->options.provenance;

	gz_buf_str(&e->buf, GZ_STR("{\"title\":{\"text\":{"));
	put_html(e, "headline", e->options.title.len > 0 ? e->options.title : GZ_STR("All documents"));
	gz_export_scratch(e);
	gz_buf_printf(&e->scratch, "<p>%llu of %llu dated documents", (unsigned long long)s->count,
		      (unsigned long long)s->dated);
	gz_buf_str(&e->scratch,
		   s->count < s->dated ? GZ_STR(": those with most mentions.</p>") : GZ_STR(".</p>"));
	if (s->undated > 0)
		gz_buf_printf(&e->scratch, "<p>Without a date, not shown: %llu.</p>",
			      (unsigned long long)s->undated);
	if (from != NULL) {
		gz_buf_str(&e->scratch, GZ_STR("<p>"));
		gz_export_markup(&e->scratch, from->filter);
		gz_buf_printf(&e->scratch, ". Database revision %llu, gazetteer %.*s, gazet %.*s.</p>",
			      (unsigned long long)from->revision, GZ_ARG(from->gazetteer),
			      GZ_ARG(from->version));
	}
	gz_buf_str(&e->buf, GZ_STR(",\"text\":"));
	gz_json_string(&e->buf, gz_buf_view(&e->scratch));
	gz_buf_str(&e->buf, GZ_STR("},\"autolink\":false},\n\"scale\":\"human\",\n\"events\":[\n"));
}

/* Those that are at the time of the events. */
static void put_eras(struct gz_exporter *e, const struct state *s)
{
	bool any = false;

	for (size_t i = 0; i < s->era_count; i++) {
		const struct era *era = &s->eras[i];

		if (era->to < s->heap[0].day || era->from > s->heap[s->count - 1].day)
			continue;
		gz_buf_str(&e->buf, any ? GZ_STR(",\n{") : GZ_STR(",\n\"eras\":[\n{"));
		put_date(&e->buf, "start_date", era->from, GZ_DAY);
		gz_buf_byte(&e->buf, ',');
		put_date(&e->buf, "end_date", era->to, GZ_DAY);
		gz_buf_str(&e->buf, GZ_STR(",\"text\":{"));
		put_html(e, "headline", era->name);
		gz_buf_str(&e->buf, GZ_STR("}}"));
		any = true;
	}
	gz_buf_str(&e->buf, any ? GZ_STR("\n]") : GZ_STR(""));
}

static bool end(struct gz_exporter *e, struct gz_error *err)
{
	struct state *s = e->state;

	if (s->count == 0)
		return gz_fail(err, GZ_EUSAGE,
			       "no document of the selection has a date, and a timeline without events "
			       "cannot be shown: "
			       "ask for other entities or days (gazet docs shows the documents)");
	qsort(s->heap, s->count, sizeof(*s->heap), by_number);
	put_title(e, s);
	for (size_t i = 0; i < s->count; i++) {
		gz_buf_str(&e->buf, gz_str(s->heap[i].json));
		gz_buf_str(&e->buf, i + 1 < s->count ? GZ_STR(",\n") : GZ_STR("\n"));
		if (!gz_exporter_flush(e, err))
			return false;
	}
	gz_buf_byte(&e->buf, ']');
	put_eras(e, s);
	gz_buf_str(&e->buf, GZ_STR("}\n"));
	return !e->scratch.failed || gz_fail_nomem(err);
}

static void release(struct gz_exporter *e)
{
	struct state *s = e->state;

	for (size_t i = 0; s != NULL && i < s->count; i++)
		free(s->heap[i].json);
	if (s == NULL)
		return;
	free(s->heap);
	gz_arena_free(&s->arena);
}

const struct gz_document_format gz_export_as_timelinejs = {
	.name = "timelinejs",
	.help = "TimelineJS 3: the documents as events of a timeline",
	.extension = ".json",
	.limited = true,
	.begin = begin,
	.document = document,
	.end = end,
	.close = release,
};
