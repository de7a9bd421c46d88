/*
 * network_nodes.c: the nodes of a network. One pass over the filter counts every entity alone and beside the
 * terms, one over the documents of the network those inside the window; then the strongest take the seats.
 */
#include <stdlib.h>

#include "network.h"

/* ---- counting ---------------------------------------------------------------------- */

enum part { FILTER, WHOLE, INSIDE };

static void count_one(struct gz_network_count *c, enum part part, uint32_t mentions, int32_t day)
{
	switch (part) {
	case FILTER: c->filter++; return;
	case WHOLE: c->whole++; return;
	case INSIDE: c->docs++; break;
	}
	c->mentions += mentions;
	gz_network_day(&c->early, &c->late, day);
}

/* A document counts once for a series, the mentions of all its editions do. */
static void count_entity(struct gz_networking *n, int64_t id, enum part part, uint32_t mentions, int32_t day)
{
	struct gz_member *member;

	if (!n->families.has[id]) {
		count_one(&n->counts[id], part, mentions, day);
		return;
	}
	member = gz_family_find(&n->families, id);
	for (uint32_t left = member->lineage; left > 0; left--) {
		if (member->seen != n->passed)
			count_one(&n->counts[member->id], part, mentions, day);
		else if (part == INSIDE)
			n->counts[member->id].mentions += mentions;
		member->seen = n->passed;
		member = gz_family_find(&n->families, member->series);
	}
}

/* Ids ascend: one that the entity table does not know would lie outside the arrays. */
static bool check_ids(struct gz_networking *n, const struct gz_block_document *doc, struct gz_error *err)
{
	return doc->count == 0 || (uint64_t)doc->entity[doc->count - 1].entity < n->families.count ||
	       gz_query_damaged(n->q, err);
}

static void count_document(struct gz_networking *n, const struct gz_block_document *doc, enum part part)
{
	n->passed++;
	for (uint32_t i = 0; i < doc->count; i++)
		count_entity(n, doc->entity[i].entity, part, 1, doc->day);
}

/* Documents of the filter, with the terms or without. */
static bool count_filter(struct gz_networking *n, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.ids_only = true};
	bool ok = gz_scan_open(&scan, n->q, n->s, GZ_SCAN_FILTER, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(n, doc, err)))
			break;
		n->total++;
		count_document(n, doc, FILTER);
		for (size_t i = 0; i < n->s->term_count; i++) {
			size_t at = 0;

			n->term_docs[i] += gz_term_next(&n->s->terms[i], doc, &at) != NULL;
		}
		if (!gz_terms_in(n->s, doc))
			continue;
		n->with_terms++;
		count_document(n, doc, WHOLE);
	}
	gz_scan_close(&scan);
	return ok;
}

/* Mentions of an entity that count: with terms and a window those inside it. */
static uint32_t mentions_inside(const struct gz_networking *n, const struct gz_scan *scan,
				const struct gz_block_document *doc, const struct gz_block_entity *e)
{
	uint32_t inside = 0;

	if (n->s->window == GZ_WINDOW_DOCUMENT || n->s->term_count == 0)
		return e->mentions;
	for (uint32_t i = e->first; i < e->first + e->mentions; i++)
		inside += gz_windows_hold(&scan->windows, doc->place[i], doc->sentence[i]);
	return inside;
}

static bool count_inside(struct gz_networking *n, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	bool ok = gz_scan_open(&scan, n->q, n->s, GZ_SCAN_WINDOW, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(n, doc, err)))
			break;
		n->within++;
		n->passed++;
		count_one(&n->centre, INSIDE, 0, doc->day);
		for (uint32_t i = 0; i < doc->count; i++) {
			uint32_t mentions = mentions_inside(n, &scan, doc, &doc->entity[i]);

			if (mentions > 0)
				count_entity(n, doc->entity[i].entity, INSIDE, mentions, doc->day);
		}
		for (size_t i = 0; i < n->terms; i++)
			n->seats.ptr[i].count.mentions +=
				gz_term_mentions(&n->s->terms[n->seats.ptr[i].term], doc);
	}
	gz_scan_close(&scan);
	return ok;
}

/* The type of what a term means: that of its first entity. */
static bool read_type(struct gz_networking *n, sqlite3_stmt *look_up, const struct gz_term *term,
		      enum gz_type *type, struct gz_error *err)
{
	bool row = false;

	*type = GZ_EVENT;
	if (term->count == 0)
		return true;
	sqlite3_reset(look_up);
	if (sqlite3_bind_int64(look_up, 1, term->ids[0]) != SQLITE_OK)
		return gz_query_fail(n->q, err);
	if (!gz_query_step(n->q, look_up, &row, err))
		return false;
	if (row)
		*type = gz_type_of(gz_query_text(look_up, 2));
	return *type != GZ_TYPES || gz_query_damaged(n->q, err);
}

/* The same entity may be asked for twice. */
static bool is_seated(const struct gz_networking *n, const char *entity)
{
	for (size_t i = 0; i < n->seats.len; i++) {
		if (gz_str_eq(n->seats.ptr[i].entity, gz_str(entity)))
			return true;
	}
	return false;
}

static bool seat_terms(struct gz_networking *n, struct gz_error *err)
{
	sqlite3_stmt *look_up = NULL;
	bool ok = gz_query_prepare(n->q, "entity", &look_up, err);

	for (uint32_t i = 0; ok && i < n->s->term_count && !n->options->no_centre; i++) {
		const struct gz_term *term = &n->s->terms[i];
		struct gz_network_seat seat = {.entity = gz_arena_str(n->arena, gz_str(term->entity)),
					       .name = gz_arena_str(n->arena, gz_str(term->name)),
					       .term = i};

		if (is_seated(n, term->entity))
			continue;
		ok = read_type(n, look_up, term, &seat.type, err);
		if (ok && (seat.entity.ptr == NULL || seat.name.ptr == NULL || !GZ_PUSH(&n->seats, seat)))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(look_up);
	n->terms = (uint32_t)n->seats.len;
	return ok;
}

bool gz_network_count_all(struct gz_networking *n, struct gz_error *err)
{
	if (!seat_terms(n, err))
		return false;
	if (n->s->term_count > 0 && !count_filter(n, err))
		return false;
	if (!count_inside(n, err))
		return false;
	if (n->s->term_count == 0) { /* a network of all: what is there alone is what is there */
		n->total = n->with_terms = n->within;
		for (size_t id = 0; id < n->families.count; id++)
			n->counts[id].filter = n->counts[id].whole = n->counts[id].docs;
	}
	for (uint32_t i = 0; i < n->terms; i++) {
		struct gz_network_count *c = &n->seats.ptr[i].count;

		c->filter = (uint32_t)n->term_docs[n->seats.ptr[i].term];
		c->whole = (uint32_t)n->with_terms;
		c->docs = (uint32_t)n->within;
		c->early = n->centre.early;
		c->late = n->centre.late;
	}
	return true;
}

/* ---- taking seats ---------------------------------------------------------------------- */

struct candidate {
	double score;
	uint32_t docs, id;
	struct gz_str entity, name; /* looked up late */
	enum gz_type type;
};
typedef GZ_VEC(struct candidate) candidate_vec;

static int compare_strength(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->docs != b->docs)
		return a->docs > b->docs ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static int compare_entities(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	return gz_str_cmp(a->entity, b->entity);
}

/* The order of the answer: by documents, then by id. */
static int compare_seats(const void *left, const void *right)
{
	const struct gz_network_seat *a = left, *b = right;

	if (a->count.docs != b->count.docs)
		return a->count.docs > b->count.docs ? -1 : 1;
	return gz_str_cmp(a->entity, b->entity);
}

/* Neither a term's editions nor the series that it is an edition of have a seat beside it. */
static void drop_families(struct gz_networking *n)
{
	for (size_t term = 0; term < n->s->term_count; term++) {
		for (size_t i = 0; i < n->s->terms[term].count; i++) {
			int64_t id = n->s->terms[term].ids[i];
			const struct gz_member *member = gz_family_find(&n->families, id);

			if (id >= 0 && (uint64_t)id < n->families.count)
				n->counts[id].docs = 0;
			for (uint32_t left = member ? member->lineage : 0; left > 0; left--) {
				n->counts[member->id].docs = 0;
				member = gz_family_find(&n->families, member->series);
			}
		}
	}
}

static bool find_candidates(struct gz_networking *n, candidate_vec *found, struct gz_error *err)
{
	enum gz_link_measure measure = n->s->term_count > 0 ? n->options->measure : GZ_LINK_DOCS;

	for (size_t id = 0; id < n->families.count; id++) {
		const struct gz_network_count *c = &n->counts[id];
		struct candidate candidate = {.docs = c->docs, .id = (uint32_t)id};

		if (c->docs == 0 || c->docs < n->s->min_docs)
			continue;
		n->entities++;
		if (!gz_network_score(measure, c->docs, n->with_terms, c->filter, n->total, &candidate.score))
			continue;
		if (!GZ_PUSH(found, candidate))
			return gz_fail_nomem(err);
	}
	if (found->len > 1)
		qsort(found->ptr, found->len, sizeof(*found->ptr), compare_strength);
	return true;
}

/* *wanted: whether its type is. */
static bool look_up(struct gz_networking *n, sqlite3_stmt *stmt, struct candidate *c, bool *wanted,
		    struct gz_error *err)
{
	bool row;

	sqlite3_reset(stmt);
	if (sqlite3_bind_int64(stmt, 1, c->id) != SQLITE_OK)
		return gz_query_fail(n->q, err);
	if (!gz_query_step(n->q, stmt, &row, err))
		return false;
	c->type = row ? gz_type_of(gz_query_text(stmt, 2)) : GZ_TYPES;
	if (c->type == GZ_TYPES)
		return gz_query_damaged(n->q, err);
	*wanted = n->s->types == 0 || (n->s->types & 1u << c->type) != 0;
	if (!*wanted)
		return true;
	c->entity = gz_arena_str(n->arena, gz_query_text(stmt, 0));
	c->name = gz_arena_str(n->arena, gz_query_text(stmt, 1));
	return (c->entity.ptr != NULL && c->name.ptr != NULL) || gz_fail_nomem(err);
}

/* Candidates that tie are taken in the order of their ids in the gazetteer, not of the database. */
static bool take_tied(struct gz_networking *n, sqlite3_stmt *stmt, struct candidate *tied, size_t count,
		      uint32_t most, struct gz_error *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		bool wanted = false;

		if (!look_up(n, stmt, &tied[i], &wanted, err))
			return false;
		if (wanted)
			tied[kept++] = tied[i];
	}
	if (kept > 1)
		qsort(tied, kept, sizeof(*tied), compare_entities);
	for (size_t i = 0; i < kept && n->seats.len - n->terms < most; i++) {
		struct gz_network_seat seat = {tied[i].entity, tied[i].name, tied[i].type, tied[i].id, 0, 0,
					       n->counts[tied[i].id]};

		if (!GZ_PUSH(&n->seats, seat))
			return gz_fail_nomem(err);
	}
	return true;
}

bool gz_network_seat_all(struct gz_networking *n, struct gz_error *err)
{
	candidate_vec found = {.len = 0};
	sqlite3_stmt *stmt = NULL;
	bool ok;

	drop_families(n);
	ok = find_candidates(n, &found, err) && gz_query_prepare(n->q, "entity", &stmt, err);
	for (size_t i = 0; ok && i < found.len && n->seats.len - n->terms < n->options->nodes;) {
		size_t end = i + 1;

		while (end < found.len && found.ptr[end].score == found.ptr[i].score &&
		       found.ptr[end].docs == found.ptr[i].docs)
			end++;
		ok = take_tied(n, stmt, found.ptr + i, end - i, n->options->nodes, err);
		i = end;
	}
	sqlite3_finalize(stmt);
	GZ_VEC_FREE(&found);
	if (!ok)
		return false;
	if (n->seats.len - n->terms > 1)
		qsort(n->seats.ptr + n->terms, n->seats.len - n->terms, sizeof(*n->seats.ptr), compare_seats);
	for (size_t i = n->terms; i < n->seats.len; i++)
		n->seat_of[n->seats.ptr[i].id] = (uint32_t)i + 1;
	return true;
}
