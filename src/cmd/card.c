/* card.c: gathers what is to be said of one entity, by the questions that anybody can ask. */
#include <stdlib.h>
#include <string.h>

#include "card.h"

#define CELLS_MAX 16

/* A sink that hands rows on with the columns that it was asked for, by name. */
struct picker {
	const char *const *names;
	size_t count, at[CELLS_MAX];
	bool (*row)(void *self, const struct gz_cell *const *cells, struct gz_error *err);
	void *self;
};

static bool pick_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct picker *p = self;

	for (size_t i = 0; i < p->count; i++) {
		p->at[i] = 0;
		while (p->at[i] < count && strcmp(columns[p->at[i]].name, p->names[i]) != 0)
			p->at[i]++;
		if (p->at[i] == count)
			return gz_fail(err, GZ_EUSAGE, "an answer has no column %s", p->names[i]);
	}
	return true;
}

static bool pick_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	const struct picker *p = self;
	const struct gz_cell *picked[CELLS_MAX];

	for (size_t i = 0; i < p->count; i++)
		picked[i] = &cells[p->at[i]];
	return p->row(p->self, picked, err);
}

static bool pick_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

static struct gz_sink picker_sink(struct picker *p)
{
	return (struct gz_sink){p, pick_begin, pick_row, pick_end};
}

static bool keep(struct card *c, struct gz_str text, struct gz_str *out, struct gz_error *err)
{
	*out = gz_arena_str(&c->arena, text.ptr != NULL ? text : GZ_STR(""));
	return out->ptr != NULL || gz_fail_nomem(err);
}

static struct gz_str text_of(const struct gz_cell *cell)
{
	return cell->kind == GZ_CELL_TEXT ? cell->text : GZ_STR("");
}

/* ---- associates ---------------------------------------------------------------------- */

struct associates {
	struct card *c;
	size_t limit;
	uint64_t seen; /* rows */
};

/* Rows of a type come by G2, the greatest first. */
static bool take_associate(void *self, const struct gz_cell *const *cells, struct gz_error *err)
{
	struct associates *a = self;
	enum gz_type type = gz_type_of(text_of(cells[2]));
	struct card_associates *list;
	struct card_associate *item;

	a->seen++;
	if (type == GZ_TYPES || cells[5]->real <= 0) /* they avoid each other */
		return true;
	list = &a->c->associates[type];
	if (list->count == a->limit)
		return true;
	item = &list->items[list->count++];
	item->docs = (uint64_t)cells[3]->integer;
	item->share = cells[4]->real;
	item->npmi = cells[5]->real;
	item->g2 = cells[6]->real;
	return keep(a->c, cells[0]->text, &item->entity, err) && keep(a->c, cells[1]->text, &item->name, err);
}

static bool gather_associates(struct card *c, struct gz_query *q, const struct gz_selection *s, size_t limit,
			      struct gz_error *err)
{
	static const char *const names[] = {"entity", "name", "type", "docs", "share", "npmi", "g2"};
	struct associates a = {c, limit, 0};
	struct picker picker = {.names = names, .count = GZ_COUNT(names), .row = take_associate, .self = &a};
	struct gz_sink sink = picker_sink(&picker);
	struct gz_selection ranked = *s;
	bool ok = true;

	for (size_t type = 0; type < GZ_TYPES; type++) {
		c->associates[type].items =
			gz_arena_zalloc(&c->arena, (limit + 1) * sizeof(struct card_associate));
		if (c->associates[type].items == NULL)
			return gz_fail_nomem(err);
	}
	ranked.sort = "-g2";
	ranked.untested = true;
	for (size_t type = 0; ok && limit > 0 && type < GZ_TYPES; type++) {
		size_t *count = &c->associates[type].count;

		ranked.types = 1u << type;
		ranked.limit = limit;
		/* Rows that avoid it may stand in front of the ones looked for; to name all rows would take
		 * seconds in a large archive. */
		do {
			*count = 0;
			a.seen = 0;
			ranked.limit *= 4;
			ok = gz_query_cooc(q, &ranked, &sink, err);
		} while (ok && *count < limit && a.seen == ranked.limit);
	}
	return ok;
}

/* ---- editions and offices ------------------------------------------------------------- */

struct editions {
	struct card *c;
	struct gz_map by_id;
};

static bool take_edition(void *self, const struct gz_cell *const *cells, struct gz_error *err)
{
	struct editions *e = self;
	const uint32_t *at = gz_map_get(&e->by_id, cells[0]->text);

	(void)err;
	if (at != NULL)
		e->c->editions[*at].docs = (uint64_t)cells[1]->integer;
	return true;
}

static bool gather_editions(struct card *c, struct gz_query *q, const struct gz_selection *s,
			    struct gz_error *err)
{
	static const char *const names[] = {"entity", "docs"};
	struct editions e = {.c = c};
	struct picker picker = {.names = names, .count = GZ_COUNT(names), .row = take_edition, .self = &e};
	struct gz_sink sink = picker_sink(&picker);
	struct gz_selection all = *s;
	bool ok = true;

	if (c->profile.edition_count == 0)
		return true;
	c->edition_count = c->profile.edition_count;
	c->editions = gz_arena_zalloc(&c->arena, c->edition_count * sizeof(*c->editions));
	if (c->editions == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; ok && i < c->edition_count; i++) {
		c->editions[i].edition = c->profile.editions[i];
		ok = gz_map_put(&e.by_id, c->editions[i].edition.entity, (uint32_t)i, NULL) != NULL ||
		     gz_fail_nomem(err);
	}
	all.min_docs = 0;
	ok = ok && gz_query_entities(q, &all, GZ_STR(""), &sink, err);
	gz_map_free(&e.by_id);
	return ok;
}

static bool add_places(struct card *c, const struct gz_gaz *gaz, struct gz_error *err)
{
	for (size_t i = 0; i < c->edition_count; i++) {
		const struct gz_entry *entry = gz_gaz_find(gaz, c->editions[i].edition.entity), *place;

		if (entry == NULL || entry->place == GZ_NONE)
			continue;
		place = gz_gaz_entry(gaz, entry->place);
		if (!keep(c, gz_id_of(gaz, place), &c->editions[i].place, err) ||
		    !keep(c, gz_name_of(gaz, place), &c->editions[i].place_name, err))
			return false;
	}
	return true;
}

/* The newest first; what is open at its beginning comes last. */
static int compare_offices(const void *a, const void *b)
{
	const struct card_office *x = a, *y = b;
	int order = (x->from < y->from) - (x->from > y->from);

	order = order != 0 ? order : gz_str_cmp(x->title, y->title);
	order = order != 0 ? order : gz_str_cmp(x->country, y->country);
	return order != 0 ? order : (x->to < y->to) - (x->to > y->to);
}

/* Two gazetteers may tell of one office. */
static void sort_offices(struct card *c)
{
	size_t kept = 0;

	qsort(c->offices, c->office_count, sizeof(*c->offices), compare_offices);
	for (size_t i = 0; i < c->office_count; i++) {
		if (kept == 0 || compare_offices(&c->offices[kept - 1], &c->offices[i]) != 0)
			c->offices[kept++] = c->offices[i];
	}
	c->office_count = kept;
}

static bool add_offices(struct card *c, const struct gz_gaz *gaz, struct gz_error *err)
{
	const struct gz_entry *person = gz_gaz_find(gaz, c->profile.entity);
	const struct gz_tenure *tenure;
	uint32_t count = 0;

	tenure = person != NULL && !gz_is_minted(gaz, person) ? gz_gaz_tenures(gaz, person->index, &count)
							      : NULL;
	if (tenure == NULL || count == 0)
		return true;
	c->offices = gz_arena_zalloc(&c->arena, count * sizeof(*c->offices));
	if (c->offices == NULL)
		return gz_fail_nomem(err);
	for (uint32_t i = 0; i < count; i++) {
		struct card_office *office = &c->offices[c->office_count];

		/* Of the titles of an office, which stand side by side, the first is its name. */
		if (i > 0 && tenure[i].office == tenure[i - 1].office)
			continue;
		c->office_count++;
		office->from = tenure[i].from;
		office->to = tenure[i].to;
		if (!keep(c, gz_gaz_text(gaz, gz_gaz_title(gaz, tenure[i].title)->text), &office->title, err))
			return false;
		if (tenure[i].country != GZ_NONE) {
			const struct gz_entry *country = gz_gaz_entry(gaz, tenure[i].country);

			if (!keep(c, gz_id_of(gaz, country), &office->country, err) ||
			    !keep(c, gz_name_of(gaz, country), &office->country_name, err))
				return false;
		}
	}
	sort_offices(c);
	return true;
}

/* ---- documents ------------------------------------------------------------------------ */

static bool take_document(void *self, const struct gz_cell *const *cells, struct gz_error *err)
{
	struct card *c = self;
	struct card_document *doc = &c->newest[c->newest_count++];

	doc->mentions = (uint64_t)cells[4]->integer;
	return keep(c, text_of(cells[0]), &doc->doc, err) && keep(c, text_of(cells[1]), &doc->date, err) &&
	       keep(c, text_of(cells[2]), &doc->title, err) && keep(c, text_of(cells[3]), &doc->url, err);
}

static bool gather_documents(struct card *c, struct gz_query *q, const struct gz_selection *s, size_t limit,
			     struct gz_error *err)
{
	static const char *const names[] = {"doc", "date", "title", "url", "mentions"};
	struct picker picker = {.names = names, .count = GZ_COUNT(names), .row = take_document, .self = c};
	struct gz_sink sink = picker_sink(&picker);
	struct gz_selection newest = *s;

	if (limit == 0)
		return true;
	newest.limit = limit;
	c->newest = gz_arena_zalloc(&c->arena, limit * sizeof(*c->newest));
	if (c->newest == NULL)
		return gz_fail_nomem(err);
	return gz_query_docs(q, &newest, &sink, err);
}

bool card_gather(struct card *c, struct gz_query *q, const struct gz_selection *s, const struct gz_gaz *gaz,
		 const struct card_limits *limits, struct gz_error *err)
{
	struct gz_selection plain = *s;
	uint64_t with_terms;

	*c = (struct card){.documents = 0};
	plain.limit = plain.offset = 0;
	plain.sort = NULL;
	plain.types = 0;
	return gz_query_profile(q, &plain, &c->arena, &c->profile, err) &&
	       gz_query_count(q, &plain, &c->documents, &with_terms, err) &&
	       trend_read(q, &plain, limits->trend, plain.term_count > 1, &c->arena, &c->trend, err) &&
	       gather_associates(c, q, &plain, limits->associates, err) &&
	       gather_editions(c, q, &plain, err) && gather_documents(c, q, &plain, limits->newest, err) &&
	       (gaz == NULL || (add_places(c, gaz, err) && add_offices(c, gaz, err)));
}

void card_free(struct card *c)
{
	gz_arena_free(&c->arena);
}
