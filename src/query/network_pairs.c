/*
 * network_pairs.c: which nodes of a network stand together in a document. Without a window all that are
 * there; with one those of which mentions, and mentions of all terms, are close to each other: the mentions
 * are sorted, and a window slides over them.
 */
#include <stdlib.h>
#include <string.h>

#include "network.h"

bool gz_network_scan(struct gz_networking *n, struct gz_scan *scan, struct gz_error *err)
{
	scan->places = n->s->window != GZ_WINDOW_DOCUMENT;
	scan->ids_only = !scan->places;
	return gz_scan_open(scan, n->q, n->s, GZ_SCAN_WINDOW, err);
}

/* ---- who is there --------------------------------------------------------------------- */

static bool add_point(struct gz_networking *n, const struct gz_scan *scan,
		      const struct gz_block_document *doc, uint32_t mention, uint32_t seat)
{
	struct gz_network_point point = {.seat = seat};

	gz_windows_locate(&scan->windows, doc->place[mention], doc->sentence[mention], &point.lane,
			  &point.at);
	return GZ_PUSH(&n->view.points, point);
}

/* The seat of an entity of the document: it is there where one of its mentions counts. */
static bool see_seat(struct gz_networking *n, const struct gz_scan *scan, const struct gz_block_document *doc,
		     const struct gz_block_entity *e, uint32_t seat)
{
	bool window = n->s->window != GZ_WINDOW_DOCUMENT, inside = !window || n->s->term_count == 0;

	for (uint32_t i = e->first; window && i < e->first + e->mentions; i++) {
		if (n->s->term_count > 0 && !gz_windows_hold(&scan->windows, doc->place[i], doc->sentence[i]))
			continue;
		inside = true;
		if (!add_point(n, scan, doc, i, (uint32_t)n->s->term_count + seat))
			return false;
	}
	if (!inside || n->seats.ptr[seat].seen == n->passed)
		return true;
	n->seats.ptr[seat].seen = n->passed;
	return GZ_PUSH(&n->view.present, seat);
}

static bool see_entity(struct gz_networking *n, const struct gz_scan *scan,
		       const struct gz_block_document *doc, const struct gz_block_entity *e)
{
	const struct gz_member *member;

	if (!n->families.has[e->entity])
		return n->seat_of[e->entity] == 0 || see_seat(n, scan, doc, e, n->seat_of[e->entity] - 1);
	member = gz_family_find(&n->families, e->entity);
	for (uint32_t left = member->lineage; left > 0; left--) {
		if (n->seat_of[member->id] != 0 && !see_seat(n, scan, doc, e, n->seat_of[member->id] - 1))
			return false;
		member = gz_family_find(&n->families, member->series);
	}
	return true;
}

static bool see_terms(struct gz_networking *n, const struct gz_scan *scan,
		      const struct gz_block_document *doc)
{
	for (size_t term = 0; term < n->s->term_count; term++) {
		const struct gz_block_entity *e;
		size_t at = 0;

		while ((e = gz_term_next(&n->s->terms[term], doc, &at)) != NULL) {
			for (uint32_t i = e->first; i < e->first + e->mentions; i++) {
				if (!add_point(n, scan, doc, i, (uint32_t)term))
					return false;
			}
		}
	}
	return true;
}

/* ---- who meets ------------------------------------------------------------------------- */

/* Of however many mentions of two in a document only the first pair says something. */
static bool meet(struct gz_networking *n, uint32_t one, uint32_t other)
{
	struct gz_network_met met = {one < other ? one : other, one < other ? other : one};
	struct gz_network_pair *pair;

	if (one == other)
		return true;
	pair = &n->pairs[gz_network_pair_at(n, met.low, met.high)];
	if (pair->seen == n->passed)
		return true;
	pair->seen = n->passed;
	return GZ_PUSH(&n->view.met, met);
}

static bool meet_all(struct gz_networking *n)
{
	for (size_t i = 1; i < n->view.present.len; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!meet(n, n->view.present.ptr[i], n->view.present.ptr[j]))
				return false;
		}
	}
	return true;
}

static int compare_points(const void *left, const void *right)
{
	const struct gz_network_point *a = left, *b = right;

	if (a->lane != b->lane)
		return a->lane < b->lane ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->seat > b->seat) - (a->seat < b->seat);
}

/* A mention comes into the window; *missing: terms that are not there. False when memory ran out. */
static bool enter(struct gz_network_view *v, uint32_t seat, uint32_t terms, uint32_t *missing)
{
	struct gz_network_slot *slot = &v->slots.ptr[seat];

	if (slot->mentions++ > 0)
		return true;
	if (seat < terms) {
		--*missing;
		return true;
	}
	slot->place = (uint32_t)v->inside.len;
	return GZ_PUSH(&v->inside, seat);
}

static void leave(struct gz_network_view *v, uint32_t seat, uint32_t terms, uint32_t *missing)
{
	struct gz_network_slot *slot = &v->slots.ptr[seat];
	uint32_t last;

	if (--slot->mentions > 0)
		return;
	if (seat < terms) {
		++*missing;
		return;
	}
	last = v->inside.ptr[--v->inside.len];
	v->inside.ptr[slot->place] = last;
	v->slots.ptr[last].place = slot->place;
}

/* A seat with all that are in the window. */
static bool meet_inside(struct gz_networking *n, uint32_t seat, uint32_t terms)
{
	for (size_t i = 0; i < n->view.inside.len && seat >= terms; i++) {
		if (!meet(n, seat - terms, n->view.inside.ptr[i] - terms))
			return false;
	}
	return true;
}

/* Points [begin, end) of one lane. A window that had all terms has shown its pairs: only the new point's are
 * missing. */
static bool meet_lane(struct gz_networking *n, size_t begin, size_t end, int64_t reach)
{
	const struct gz_network_point *points = n->view.points.ptr;
	struct gz_network_view *v = &n->view;
	uint32_t terms = (uint32_t)n->s->term_count, missing = terms;
	bool had = terms == 0, ok = true;
	size_t left = begin;

	for (size_t right = begin; ok && right < end; right++) {
		ok = enter(v, points[right].seat, terms, &missing);
		for (; points[right].at - points[left].at > reach; left++)
			leave(v, points[left].seat, terms, &missing);
		if (missing == 0 && had)
			ok = ok && meet_inside(n, points[right].seat, terms);
		for (size_t i = 0; ok && missing == 0 && !had && i < v->inside.len; i++)
			ok = meet_inside(n, v->inside.ptr[i], terms);
		had = missing == 0;
	}
	for (; ok && left < end; left++)
		leave(v, points[left].seat, terms, &missing);
	return ok;
}

static bool meet_near(struct gz_networking *n, const struct gz_scan *scan)
{
	struct gz_network_view *v = &n->view;
	size_t begin = 0, count = n->s->term_count + n->seats.len;

	if (v->slots.len < count) {
		if (!GZ_GROW(&v->slots, count))
			return false;
		v->slots.len = count;
		memset(v->slots.ptr, 0, count * sizeof(*v->slots.ptr));
	}
	if (v->points.len > 1)
		qsort(v->points.ptr, v->points.len, sizeof(*v->points.ptr), compare_points);
	while (begin < v->points.len) {
		uint32_t lane = v->points.ptr[begin].lane;
		size_t end = begin;

		while (end < v->points.len && v->points.ptr[end].lane == lane)
			end++;
		if (!meet_lane(n, begin, end, gz_windows_reach(&scan->windows, lane)))
			return false;
		begin = end;
	}
	return true;
}

bool gz_network_look(struct gz_networking *n, const struct gz_scan *scan, const struct gz_block_document *doc,
		     struct gz_error *err)
{
	bool window = n->s->window != GZ_WINDOW_DOCUMENT, ok = true;

	n->passed++;
	n->view.present.len = n->view.met.len = n->view.points.len = 0;
	if (doc->count > 0 && (uint64_t)doc->entity[doc->count - 1].entity >= n->families.count)
		return gz_query_damaged(n->q, err);
	for (uint32_t i = 0; ok && i < doc->count; i++)
		ok = see_entity(n, scan, doc, &doc->entity[i]);
	if (ok && window)
		ok = see_terms(n, scan, doc);
	ok = ok && (window ? meet_near(n, scan) : meet_all(n));
	return ok || gz_fail_nomem(err);
}

void gz_network_view_free(struct gz_network_view *v)
{
	GZ_VEC_FREE(&v->present);
	GZ_VEC_FREE(&v->met);
	GZ_VEC_FREE(&v->points);
	GZ_VEC_FREE(&v->slots);
	GZ_VEC_FREE(&v->inside);
}

/* ---- counting ----------------------------------------------------------------------------- */

bool gz_network_count_pairs(struct gz_networking *n, struct gz_error *err)
{
	const struct gz_block_document *doc;
	size_t seats = n->seats.len - n->terms;
	struct gz_scan scan = {.behind = 0};
	bool ok;

	if (!gz_zeros_make(&n->pairs_memory, seats * (seats > 0 ? seats - 1 : 0) / 2 + 1, sizeof(*n->pairs),
			   err))
		return false;
	n->pairs = n->pairs_memory.at;
	ok = gz_network_scan(n, &scan, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = gz_network_look(n, &scan, doc, err)))
			break;
		for (size_t i = 0; i < n->view.met.len; i++) {
			const struct gz_network_met *met = &n->view.met.ptr[i];
			struct gz_network_pair *pair = &n->pairs[gz_network_pair_at(n, met->low, met->high)];

			pair->docs++;
			gz_network_day(&pair->early, &pair->late, doc->day);
		}
	}
	gz_scan_close(&scan);
	return ok;
}
