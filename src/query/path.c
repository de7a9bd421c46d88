/*
 * path.c: the strongest chain of co-occurrence between two terms: the one whose steps have the greatest
 * product of Jaccard's coefficients. It is a shortest path with the lengths -ln Jaccard, found best first
 * (Dijkstra, with the least cost of a last step as a bound): what occurs together with an entity is read only
 * when its turn comes.
 */
#include <math.h>
#include <stdlib.h>

#include "path.h"

/* What a search may cost before it is given up: entities looked around, and documents read for it. */
#define MOST_EXPANDED 256
#define MOST_READ     4000000

/* ---- counting -------------------------------------------------------------------------- */

static bool meet(struct gz_path *p, uint32_t id)
{
	return p->joint[id]++ > 0 || GZ_PUSH(&p->met, id);
}

/* Counts the entities of a document, and the series of editions, once each. */
static bool meet_all(struct gz_path *p, const struct gz_block_document *doc, struct gz_error *err)
{
	bool ok = true;

	p->passed++;
	for (uint32_t i = 0; ok && i < doc->count; i++) {
		int64_t id = doc->entity[i].entity;
		struct gz_member *member;

		if (id < 0 || (uint64_t)id >= p->families.count)
			return gz_query_damaged(p->q, err);
		member = gz_family_find(&p->families, id);
		if (member == NULL)
			ok = meet(p, (uint32_t)id);
		for (uint32_t left = member ? member->lineage : 0; ok && left > 0; left--) {
			if (member->seen != p->passed)
				ok = meet(p, member->id);
			member->seen = p->passed;
			member = gz_family_find(&p->families, member->series);
		}
	}
	return ok || gz_fail_nomem(err);
}

/* Looks around a term (NULL: at every document of the filter). *documents: how many were read. */
static bool look_around(struct gz_path *p, const struct gz_term *term, uint64_t *documents,
			struct gz_error *err)
{
	struct gz_selection s = *p->s;
	const struct gz_block_document *doc;
	struct gz_scan scan = {.ids_only = true};
	bool ok;

	for (size_t i = 0; i < p->met.len; i++)
		p->joint[p->met.ptr[i]] = 0;
	p->met.len = 0;
	*documents = 0;
	s.terms = term;
	s.term_count = term != NULL;
	s.window = GZ_WINDOW_DOCUMENT;
	ok = gz_scan_open(&scan, p->q, &s, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		size_t at = 0;

		++*documents;
		if (term == p->s->terms)
			p->direct += gz_term_next(term + 1, doc, &at) != NULL;
		ok = meet_all(p, doc, err);
	}
	gz_scan_close(&scan);
	p->read += *documents;
	return ok;
}

/* ---- what the search stands on ------------------------------------------------------------ */

static bool make_arrays(struct gz_path *p, struct gz_error *err)
{
	size_t count;

	if (!gz_families_read(p->q, &p->families, err))
		return false;
	count = p->families.count;
	p->documents = calloc(count, sizeof(*p->documents));
	p->joint = calloc(count, sizeof(*p->joint));
	p->to_end = calloc(count, sizeof(*p->to_end));
	p->closed = calloc(count, 1);
	p->cheapest = calloc(count, sizeof(*p->cheapest) * (p->steps + 1));
	return (p->documents != NULL && p->joint != NULL && p->to_end != NULL && p->closed != NULL &&
		p->cheapest != NULL) ||
	       gz_fail_nomem(err);
}

/* Entities of other types are no way; the terms and their series are no step in between either. */
static bool close_entities(struct gz_path *p, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = true;

	gz_family_mark(&p->families, p->s, p->closed);
	if (p->s->types == 0)
		return true;
	ok = gz_query_prepare(p->q, "entity_types", &stmt, err);
	while (ok && (ok = gz_query_step(p->q, stmt, &row, err)) && row) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		enum gz_type type = gz_type_of(gz_query_text(stmt, 1));

		if (id >= 0 && (uint64_t)id < p->families.count &&
		    (type == GZ_TYPES || !(p->s->types >> type & 1)))
			p->closed[id] = 1;
	}
	sqlite3_finalize(stmt);
	return ok;
}

static double step_cost(uint64_t joint, uint64_t x, uint64_t y)
{
	double jaccard = gz_measure_jaccard(joint, x, y);

	return jaccard > 0 ? -log(jaccard) : INFINITY;
}

static double end_cost(const struct gz_path *p, uint32_t id)
{
	return step_cost(p->to_end[id], p->documents[id], p->ends[1]);
}

static bool is_enough(const struct gz_path *p, uint64_t documents)
{
	return documents > 0 && documents >= p->s->min_docs;
}

static bool read_ends(struct gz_path *p, struct gz_error *err)
{
	uint64_t all;

	if (!look_around(p, NULL, &all, err))
		return false;
	for (size_t i = 0; i < p->met.len; i++)
		p->documents[p->met.ptr[i]] = p->joint[p->met.ptr[i]];
	if (!look_around(p, &p->s->terms[1], &p->ends[1], err))
		return false;
	p->last_step = INFINITY;
	for (size_t i = 0; i < p->met.len; i++) {
		uint32_t id = p->met.ptr[i];

		if (p->closed[id] || !is_enough(p, p->joint[id]))
			continue;
		p->to_end[id] = p->joint[id];
		p->last_step = fmin(p->last_step, end_cost(p, id));
	}
	p->read = 0; /* so much every search costs */
	return look_around(p, &p->s->terms[0], &p->ends[0], err);
}

/* ---- the heap ------------------------------------------------------------------------------- */

static bool goes_before(const struct gz_path *p, uint32_t a, uint32_t b)
{
	double left = p->labels.ptr[a].least, right = p->labels.ptr[b].least;

	return left < right || (left == right && a < b);
}

static bool heap_push(struct gz_path *p, uint32_t label)
{
	size_t at = p->heap.len;

	if (!GZ_PUSH(&p->heap, label))
		return false;
	for (; at > 0 && goes_before(p, label, p->heap.ptr[(at - 1) / 2]); at = (at - 1) / 2)
		p->heap.ptr[at] = p->heap.ptr[(at - 1) / 2];
	p->heap.ptr[at] = label;
	return true;
}

static uint32_t heap_pop(struct gz_path *p)
{
	uint32_t first = p->heap.ptr[0], last = p->heap.ptr[--p->heap.len];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < p->heap.len) {
		child +=
			child + 1 < p->heap.len && goes_before(p, p->heap.ptr[child + 1], p->heap.ptr[child]);
		if (!goes_before(p, p->heap.ptr[child], last))
			break;
		p->heap.ptr[at] = p->heap.ptr[child];
		at = child;
	}
	p->heap.ptr[at] = last;
	return first;
}

/* ---- the search --------------------------------------------------------------------------------- */

/* Whether a way of no more steps is known that costs no more. */
static bool is_dominated(const struct gz_path *p, uint32_t id, uint32_t steps, double cost)
{
	for (uint32_t fewer = 1; fewer <= steps; fewer++) {
		double known = p->cheapest[(size_t)fewer * p->families.count + id];

		if (known > 0 && known <= cost)
			return true;
	}
	return false;
}

/* A way that leads to `id`, one step further than label `before`; costs are above 0 but where two always
 * occur together: a hair keeps them from being taken for none. */
static bool reach(struct gz_path *p, uint32_t id, uint32_t before, double cost)
{
	uint32_t steps = before == GZ_NONE ? 1 : p->labels.ptr[before].steps + 1;
	double end = end_cost(p, id), least;
	struct gz_path_label label = {cost > 0 ? cost : 1e-300, 0, id, steps, before};

	if (steps >= p->steps || is_dominated(p, id, steps, label.cost))
		return true;
	/* The last step, at once where no other is left. */
	least = steps + 1 == p->steps ? end : fmin(end, p->last_step);
	label.least = label.cost + least;
	if (!(label.least < p->best))
		return true;
	if (!GZ_PUSH(&p->labels, label))
		return false;
	p->cheapest[(size_t)steps * p->families.count + id] = label.cost;
	if (label.cost + end < p->best) {
		p->best = label.cost + end;
		p->best_label = (uint32_t)p->labels.len - 1;
	}
	return steps + 1 == p->steps || heap_push(p, (uint32_t)p->labels.len - 1);
}

/* Ways on from what was looked around last. */
static bool go_on(struct gz_path *p, uint32_t label, uint64_t documents, struct gz_error *err)
{
	for (size_t i = 0; i < p->met.len; i++) {
		uint32_t id = p->met.ptr[i];
		double cost = label == GZ_NONE ? 0 : p->labels.ptr[label].cost;

		if (p->closed[id] || !is_enough(p, p->joint[id]) ||
		    (label != GZ_NONE && gz_family_related(&p->families, p->labels.ptr[label].entity, id)))
			continue;
		cost += step_cost(p->joint[id], documents, p->documents[id]);
		if (!reach(p, id, label, cost))
			return gz_fail_nomem(err);
	}
	return true;
}

static bool expand(struct gz_path *p, uint32_t label, struct gz_error *err)
{
	gz_id_vec ids = {.len = 0};
	struct gz_term term = {.entity = NULL};
	uint64_t documents;
	bool ok = gz_family_ids(&p->families, p->labels.ptr[label].entity, &ids) || gz_fail_nomem(err);

	term.ids = ids.ptr;
	term.count = ids.len;
	ok = ok && look_around(p, &term, &documents, err) && go_on(p, label, documents, err);
	GZ_VEC_FREE(&ids);
	return ok;
}

static bool search(struct gz_path *p, struct gz_error *err)
{
	p->best = is_enough(p, p->direct) ? step_cost(p->direct, p->ends[0], p->ends[1]) : INFINITY;
	p->best_label = GZ_NONE;
	p->complete = true;
	if (!go_on(p, GZ_NONE, p->ends[0], err))
		return false;
	for (unsigned expanded = 0; p->heap.len > 0; expanded++) {
		uint32_t label = heap_pop(p);

		if (!(p->labels.ptr[label].least < p->best))
			break;
		if (expanded == MOST_EXPANDED || p->read > MOST_READ) {
			p->complete = false;
			break;
		}
		if (!expand(p, label, err))
			return false;
	}
	return true;
}

/* Two terms, apart from each other. */
static bool check_terms(const struct gz_selection *s, uint32_t steps, struct gz_error *err)
{
	if (s->term_count != 2)
		return gz_fail(err, GZ_EUSAGE, "path needs two entities");
	if (steps > GZ_PATH_MOST)
		return gz_fail(err, GZ_EUSAGE, "a path has at most %d steps", GZ_PATH_MOST);
	for (size_t i = 0; i < s->terms[0].count; i++) {
		if (gz_term_has(&s->terms[1], s->terms[0].ids[i]))
			return gz_fail(err, GZ_EUSAGE, "%s and %s are the same, or one is part of the other",
				       s->terms[0].entity, s->terms[1].entity);
	}
	return true;
}

static void release(struct gz_path *p)
{
	gz_families_free(&p->families);
	free(p->documents);
	free(p->joint);
	free(p->to_end);
	free(p->closed);
	free(p->cheapest);
	GZ_VEC_FREE(&p->met);
	GZ_VEC_FREE(&p->labels);
	GZ_VEC_FREE(&p->heap);
}

bool gz_query_path(struct gz_query *q, const struct gz_selection *s, uint32_t steps, bool *complete,
		   struct gz_sink *sink, struct gz_error *err)
{
	struct gz_path p = {.q = q, .s = s, .steps = steps > 0 ? steps : GZ_PATH_STEPS};
	bool ok;

	*complete = true;
	if (!check_terms(s, steps, err) || !gz_query_begin(q, err))
		return false;
	ok = make_arrays(&p, err) && close_entities(&p, err) && read_ends(&p, err) && search(&p, err) &&
	     gz_path_rows(&p, sink, err);
	*complete = p.complete;
	release(&p);
	gz_query_finish(q);
	return ok;
}
