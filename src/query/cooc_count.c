/*
 * cooc_count.c: inside a filter one pass over its documents counts totals and marginals of every entity.
 * Without one these are known (the counts of the last segment, and what is newer is counted), and only the
 * documents with the terms are read. With a window another pass, over the documents of the terms only, counts
 * what stands close to them.
 */
#include <string.h>

#include "cooc.h"

/* What makes an entity another one than most, where documents are counted. */
enum { IS_MEMBER = 1 /* of a family */, IS_TERM = 2 };

static inline void join_days(struct gz_associate *a, int32_t first, int32_t last)
{
	uint32_t early = (uint32_t)INT32_MAX - (uint32_t)first + 1,
		 late = (uint32_t)last - (uint32_t)INT32_MIN;

	a->early = early > a->early ? early : a->early;
	a->late = late > a->late ? late : a->late;
}

static inline void join_one(struct gz_associate *a, int32_t day)
{
	a->joint++;
	if (day != GZ_NO_DAY)
		join_days(a, day, day);
}

/* Counts a document for a member of a family and for its series, once each. */
static void join_family(struct gz_cooc *c, int64_t id, int32_t day)
{
	struct gz_member *member = gz_family_find(&c->families, id);

	for (uint32_t left = member->lineage; left > 0; left--) {
		if (member->seen != c->passed) {
			member->seen = c->passed;
			join_one(&c->associates[member->id], day);
		}
		member = gz_family_find(&c->families, member->series);
	}
}

/* All entities of a document. What is read of the arrays' places stays in registers. */
static void join_all(struct gz_cooc *c, const struct gz_block_document *doc)
{
	const struct gz_block_entity *e = doc->entity;
	const unsigned char *in_family = c->families.has;
	struct gz_associate *associates = c->associates;
	int32_t day = doc->day;

	for (uint32_t left = doc->count; left > 0; left--, e++) {
		if (in_family[e->entity])
			join_family(c, e->entity, day);
		else
			join_one(&associates[e->entity], day);
	}
}

static void add_joint(struct gz_cooc *c, const struct gz_block_document *doc,
		      const struct gz_windows *windows)
{
	c->passed++;
	if (windows == NULL) {
		join_all(c, doc);
		return;
	}
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];
		bool holds = false;

		for (uint32_t m = 0; m < entity->mentions && !holds; m++)
			holds = gz_windows_hold(windows, doc->place[entity->first + m],
						doc->sentence[entity->first + m]);
		if (holds && c->families.has[entity->entity])
			join_family(c, entity->entity, doc->day);
		else if (holds)
			join_one(&c->associates[entity->entity], doc->day);
	}
}

static void count_family(struct gz_cooc *c, int64_t id)
{
	struct gz_member *member = gz_family_find(&c->families, id);

	for (uint32_t up = member->lineage; up > 0; up--) {
		c->documents[member->id] += member->seen != c->passed;
		member->seen = c->passed;
		member = gz_family_find(&c->families, member->series);
	}
}

/* Returns what its entities are marked with. */
static unsigned add_marginals(struct gz_cooc *c, const struct gz_block_document *doc)
{
	const struct gz_block_entity *e = doc->entity;
	const unsigned char *const marks = c->marks;
	uint32_t *const documents = c->documents;
	unsigned met = 0;

	c->passed++;
	for (uint32_t left = doc->count; left > 0; left--, e++) {
		met |= marks[e->entity];
		if (marks[e->entity] & IS_MEMBER)
			count_family(c, e->entity);
		else
			documents[e->entity]++;
	}
	return met;
}

/* An id that the entity table does not know would lie outside the arrays. They ascend. */
static bool check_ids(struct gz_cooc *c, const struct gz_block_document *doc, struct gz_error *err)
{
	return doc->count == 0 || (uint64_t)doc->entity[doc->count - 1].entity < c->count ||
	       gz_query_damaged(c->q, err);
}

/* ---- one pass over the documents of a filter --------------------------------------- */

static bool count_filter(struct gz_cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.ids_only = true};
	bool ok;

	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->total++;
		if (!(add_marginals(c, doc) & IS_TERM) || (c->s->term_count > 1 && !gz_terms_in(c->s, doc)))
			continue;
		c->terms++;
		if (c->s->window == GZ_WINDOW_DOCUMENT)
			add_joint(c, doc, NULL);
	}
	gz_scan_close(&scan);
	return ok;
}

/* ---- everything: what is known already ----------------------------------------------- */

static bool read_counts(struct gz_cooc *c, struct gz_str counts, struct gz_error *err)
{
	const unsigned char *at = (const unsigned char *)counts.ptr, *end = at + counts.len;
	uint64_t count;

	for (size_t id = 0; at != end; id++) {
		if (!gz_varint_quick(&at, end, &count) || count > UINT32_MAX || id >= c->count)
			return gz_query_damaged(c->q, err);
		c->documents[id] = (uint32_t)count;
	}
	return true;
}

/* The documents behind the last segment are in no count. */
static bool count_newest(struct gz_cooc *c, int64_t behind, struct gz_error *err)
{
	struct gz_selection everything = {
		.from = GZ_NO_DAY, .to = GZ_NO_DAY, .interrupted = c->s->interrupted, .self = c->s->self};
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = behind, .ids_only = true};
	bool ok;

	ok = gz_scan_open(&scan, c->q, &everything, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if ((ok = check_ids(c, doc, err)))
			add_marginals(c, doc);
	}
	gz_scan_close(&scan);
	return ok;
}

static bool read_marginals(struct gz_cooc *c, struct gz_error *err)
{
	sqlite3_stmt *counts = NULL, *documents = NULL;
	gz_span_vec segments = {.len = 0};
	bool row, ok;

	ok = gz_query_prepare(c->q, "counts", &counts, err) &&
	     gz_query_prepare(c->q, "documents", &documents, err) &&
	     gz_query_step(c->q, documents, &row, err);
	if (ok && row)
		c->total = (uint64_t)sqlite3_column_int64(documents, 0);
	ok = ok && gz_query_step(c->q, counts, &row, err) &&
	     (!row || read_counts(c, gz_query_blob(counts, 0), err));
	sqlite3_finalize(counts);
	sqlite3_finalize(documents);
	ok = ok && gz_spans_read(c->q, &segments, err) &&
	     count_newest(c, segments.len > 0 ? segments.ptr[segments.len - 1].to : 0, err);
	GZ_VEC_FREE(&segments);
	return ok;
}

/* Adds a finished answer; that of the term with itself says in how many documents it stands. */
static bool add_answer(struct gz_cooc *c, struct gz_str bytes, struct gz_error *err)
{
	struct gz_joint_reader r;

	for (gz_joint_open(&r, bytes); gz_joint_next(&r);) {
		struct gz_associate *a;

		if ((uint64_t)r.joint.entity >= c->count)
			return gz_query_damaged(c->q, err);
		a = &c->associates[r.joint.entity];
		a->joint += r.joint.documents;
		if (r.joint.last != GZ_NO_DAY)
			join_days(a, r.joint.first, r.joint.last);
		if (r.joint.entity == c->s->terms[0].ids[0])
			c->terms += r.joint.documents;
	}
	return !r.damaged || gz_query_damaged(c->q, err);
}

/* What is known without reading documents; `answered` are the segments that it is about. */
static bool read_answers(struct gz_cooc *c, gz_span_vec *answered, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(c->q, "joint", &stmt, err);

	if (ok && sqlite3_bind_int64(stmt, 1, c->s->terms[0].ids[0]) != SQLITE_OK)
		ok = gz_query_fail(c->q, err);
	while (ok && (ok = gz_query_step(c->q, stmt, &row, err)) && row) {
		struct gz_span span = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1)};

		ok = (GZ_PUSH(answered, span) || gz_fail_nomem(err)) &&
		     add_answer(c, gz_query_blob(stmt, 2), err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

static bool count_terms(struct gz_cooc *c, struct gz_error *err)
{
	bool joins = c->s->window == GZ_WINDOW_DOCUMENT, ok = true;
	const struct gz_block_document *doc;
	gz_span_vec answered = {.len = 0};
	struct gz_scan scan = {.heads_only = !joins, .ids_only = true, .skip = &answered};

	if (joins && c->s->term_count == 1 && c->s->terms[0].count == 1 && !c->s->terms[0].open)
		ok = read_answers(c, &answered, err);
	ok = ok && gz_scan_open(&scan, c->q, c->s, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		c->terms++;
		if (joins && (ok = check_ids(c, doc, err)))
			add_joint(c, doc, NULL);
	}
	gz_scan_close(&scan);
	GZ_VEC_FREE(&answered);
	return ok;
}

/* ---- the window ------------------------------------------------------------------------ */

static bool count_windows(struct gz_cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	bool ok;

	c->within = 0;
	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->within++;
		add_joint(c, doc, &scan.windows);
	}
	gz_scan_close(&scan);
	return ok;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void mark(struct gz_cooc *c)
{
	memcpy(c->marks, c->families.has, c->count); /* 1: it is a member */
	for (size_t i = 0; i < c->s->term_count; i++) {
		const struct gz_term *term = &c->s->terms[i];

		for (size_t k = 0; k < term->count; k++)
			if ((uint64_t)term->ids[k] < c->count)
				c->marks[term->ids[k]] |= IS_TERM;
	}
}

static bool make_arrays(struct gz_cooc *c, struct gz_error *err)
{
	if (!gz_families_read(c->q, &c->families, err))
		return false;
	c->count = c->families.count;
	if (!gz_zeros_make(&c->memory, c->count,
			   sizeof(*c->associates) + sizeof(*c->documents) + sizeof(*c->marks), err))
		return false;
	c->associates = c->memory.at;
	c->documents = (uint32_t *)(c->associates + c->count);
	c->marks = (unsigned char *)(c->documents + c->count);
	mark(c);
	return true;
}

bool gz_cooc_count(struct gz_cooc *c, struct gz_error *err)
{
	const struct gz_selection *s = c->s;

	if (!make_arrays(c, err))
		return false;
	if (s->from == GZ_NO_DAY && s->to == GZ_NO_DAY && s->source_count == 0 && !gz_leaves_out(s)) {
		if (!read_marginals(c, err) || !count_terms(c, err))
			return false;
	} else if (!count_filter(c, err)) {
		return false;
	}
	c->within = c->terms;
	return s->window == GZ_WINDOW_DOCUMENT || count_windows(c, err);
}

void gz_cooc_free(struct gz_cooc *c)
{
	gz_families_free(&c->families);
	gz_zeros_free(&c->memory);
}
