/*
 * check_index.c owns the comparison of the packed tables with the truth: blocks document by document against
 * the mentions, and posting lists against the blocks. The lists are compared by number and by the sum of a
 * hash of their (entity, document) pairs, so that one pass over each table suffices, in bounded memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct pairs {
	int64_t id, first, last;
	uint64_t count, sum;	/* what the blocks hold */
	uint64_t listed, found; /* what the lists hold */
};

struct walk {
	struct gz_check *check;
	struct gz_index_trouble *trouble;
	struct gz_truth truth;
	struct gz_block_reader reader;
	sqlite3_stmt *pieces;
	struct gz_buf positions;
	GZ_VEC(struct pairs) segments; /* by first document */
	GZ_VEC(int64_t) removed;
	GZ_VEC(struct gz_counting) counting; /* by entity: documents of the segments */
	uint32_t counted;
	size_t segment; /* the one that the walk is in or before */
	int64_t last;	/* last document of the block before */
	struct gz_error *err;
};

static uint64_t pair_hash(int64_t entity, int64_t document, uint32_t mentions)
{
	int64_t pair[3] = {entity, document, mentions};

	return gz_str_hash(gz_str_of((const char *)pair, sizeof(pair)));
}

/* Says what is wrong, once; returns false so that the walk ends. */
static bool wrong(char *trouble, const char *what, int64_t number)
{
	if (!trouble[0])
		snprintf(trouble, GZ_MESSAGE_MAX, "%s %lld", what, (long long)number);
	return false;
}

/* ---- blocks --------------------------------------------------------------------- */

static bool same_positions(const struct gz_block_document *doc, const gz_posting_vec *truth)
{
	const struct gz_posting *p = truth->ptr;
	size_t at = 0;

	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *e = &doc->entity[i];

		if (e->mentions > truth->len - at)
			return false;
		for (uint32_t k = 0; k < e->mentions; k++, at++)
			if (p[at].entity != e->entity || p[at].place != doc->place[e->first + k] ||
			    p[at].sentence != doc->sentence[e->first + k])
				return false;
	}
	return at == truth->len;
}

/* For the segment that holds the document. */
static void count_pairs(struct walk *w, const struct gz_block_document *doc)
{
	struct pairs *segment;

	while (w->segment < w->segments.len && w->segments.ptr[w->segment].last < doc->document)
		w->segment++;
	if (w->segment == w->segments.len)
		return;
	segment = &w->segments.ptr[w->segment];
	if (doc->document < segment->first) {
		wrong(w->trouble->postings, "no segment holds document", doc->document);
		return;
	}
	w->counted++;
	for (uint32_t i = 0; i < doc->count; i++) {
		int64_t id = doc->entity[i].entity;

		segment->count++;
		segment->sum += pair_hash(id, doc->document, doc->entity[i].mentions);
		for (uint32_t left = (uint64_t)id < w->counting.len ? w->counting.ptr[id].lineage : 0;
		     left > 0; left--) {
			struct gz_counting *c = &w->counting.ptr[id];

			c->more += c->seen != w->counted;
			c->seen = w->counted;
			id = c->series;
		}
	}
}

static bool next_truth(struct walk *w, int *code)
{
	*code = gz_truth_next(&w->truth);
	if (*code == SQLITE_ROW || *code == SQLITE_DONE)
		return true;
	return gz_check_trouble(w->check, *code, w->trouble->blocks, w->err);
}

/* False ends the comparison; *fatal where not even a row can be given. */
static bool compare_document(struct walk *w, const struct gz_block_document *doc, bool *fatal)
{
	char *trouble = w->trouble->blocks;
	uint64_t strange = w->truth.strange;
	int code;

	if (!doc->source) {
		*fatal = !GZ_PUSH(&w->removed, doc->document) && !gz_fail_nomem(w->err);
		return !*fatal;
	}
	if (!next_truth(w, &code)) {
		*fatal = true;
		return false;
	}
	if (trouble[0])
		return false;
	if (code == SQLITE_DONE)
		return wrong(trouble, "there is no document", doc->document);
	if (w->truth.strange != strange)
		return wrong(trouble, "impossible values in document", w->truth.head.document);
	if (w->truth.head.document != doc->document)
		return wrong(trouble, "the index lacks, or has too many: document",
			     w->truth.head.document < doc->document ? w->truth.head.document : doc->document);
	if (w->truth.head.day != doc->day || w->truth.head.precision != doc->precision)
		return wrong(trouble, "another day in document", doc->document);
	if (w->truth.head.source != doc->source)
		return wrong(trouble, "another source in document", doc->document);
	if (!same_positions(doc, &w->truth.postings))
		return wrong(trouble, "other mentions in document", doc->document);
	count_pairs(w, doc);
	return true;
}

/* What the block's columns say about it. */
static bool compare_block(struct walk *w, sqlite3_stmt *row, const struct gz_block_writer *seen)
{
	char *trouble = w->trouble->blocks;
	int64_t first = sqlite3_column_int64(row, 0);
	bool dated = sqlite3_column_type(row, 3) != SQLITE_NULL && sqlite3_column_type(row, 4) != SQLITE_NULL;

	if (sqlite3_column_int64(row, 1) != seen->last || sqlite3_column_int64(row, 2) != seen->documents)
		return wrong(trouble, "other documents than it says in block", first);
	if (dated != (seen->first_day != GZ_NO_DAY) ||
	    (dated && (sqlite3_column_int64(row, 3) != seen->first_day ||
		       sqlite3_column_int64(row, 4) != seen->last_day)))
		return wrong(trouble, "other days than it says in block", first);
	if (w->segment < w->segments.len && first <= w->segments.ptr[w->segment].last &&
	    seen->last > w->segments.ptr[w->segment].last)
		return wrong(w->trouble->postings, "a segment ends inside block", first);
	w->last = seen->last;
	return true;
}

static bool read_positions(struct walk *w, int64_t first)
{
	int code;

	gz_buf_clear(&w->positions);
	sqlite3_reset(w->pieces);
	sqlite3_bind_int64(w->pieces, 1, gz_position_piece(first));
	sqlite3_bind_int64(w->pieces, 2, gz_position_behind(first));
	while ((code = sqlite3_step(w->pieces)) == SQLITE_ROW)
		gz_buf_str(&w->positions, gz_store_blob(w->pieces, 0));
	if (code != SQLITE_DONE)
		return gz_check_trouble(w->check, code, w->trouble->blocks, w->err);
	return !w->positions.failed || gz_fail_nomem(w->err);
}

static bool walk_block(struct walk *w, sqlite3_stmt *row, bool *fatal)
{
	struct gz_block_writer seen = {.first_day = GZ_NO_DAY, .last_day = GZ_NO_DAY};
	char *trouble = w->trouble->blocks;
	int64_t first = sqlite3_column_int64(row, 0);
	struct gz_str entities = gz_store_blob(row, 6);
	const struct gz_block_document *doc;

	if (!read_positions(w, first)) {
		*fatal = true;
		return false;
	}
	if (trouble[0])
		return false;
	if (first <= w->last || !entities.ptr || !w->positions.len)
		return wrong(trouble, "out of order or incomplete: block", first);
	gz_block_open(&w->reader, first, gz_store_blob(row, 5));
	gz_block_attach(&w->reader, entities, gz_buf_view(&w->positions));
	while ((doc = gz_block_next(&w->reader)) && gz_block_load(&w->reader)) {
		seen.last = doc->document;
		seen.documents += doc->source != 0;
		if (doc->day != GZ_NO_DAY && (seen.first_day == GZ_NO_DAY || doc->day < seen.first_day))
			seen.first_day = doc->day;
		if (doc->day != GZ_NO_DAY && doc->day > seen.last_day)
			seen.last_day = doc->day;
		if (!compare_document(w, doc, fatal))
			return false;
	}
	if (w->reader.failed) {
		*fatal = true;
		return gz_fail_nomem(w->err);
	}
	if (w->reader.damaged)
		return wrong(trouble, "malformed: block", first);
	return compare_block(w, row, &seen);
}

static bool walk_blocks(struct walk *w, sqlite3_stmt *blocks)
{
	bool fatal = false;
	int code, end;

	while ((code = sqlite3_step(blocks)) == SQLITE_ROW)
		if (!walk_block(w, blocks, &fatal))
			return !fatal;
	if (code != SQLITE_DONE)
		return gz_check_trouble(w->check, code, w->trouble->blocks, w->err);
	if (!next_truth(w, &end))
		return false;
	if (end == SQLITE_ROW)
		wrong(w->trouble->blocks, "the index lacks document", w->truth.head.document);
	return true;
}

static bool check_blocks(struct walk *w)
{
	struct gz_truth *t = &w->truth;
	sqlite3_stmt *blocks;
	int code;
	bool done;

	blocks = gz_check_prepare(w->check, "queries/store_check_blocks", &code);
	if (blocks)
		w->pieces = gz_check_prepare(w->check, "queries/store_position_of", &code);
	if (w->pieces)
		t->documents = gz_check_prepare(w->check, "queries/store_truth_documents", &code);
	if (t->documents)
		t->readings = gz_check_prepare(w->check, "queries/store_truth_readings", &code);
	if (t->readings)
		t->mentions = gz_check_prepare(w->check, "queries/store_truth_mentions", &code);
	if (t->mentions)
		code = gz_truth_start(t);
	if (code == SQLITE_OK)
		done = walk_blocks(w, blocks);
	else
		done = gz_check_trouble(w->check, code, w->trouble->blocks, w->err);
	/* The walk may have ended early; the order of mentions is seen to the end all the same. */
	while (done && w->trouble->blocks[0] && t->mentions && (code = gz_truth_next(t)) == SQLITE_ROW)
		;
	if (t->disordered)
		snprintf(w->trouble->order, GZ_MESSAGE_MAX,
			 "%llu mentions begin at a token before that of an earlier one",
			 (unsigned long long)t->disordered);
	sqlite3_finalize(w->pieces);
	sqlite3_finalize(t->mentions);
	sqlite3_finalize(t->readings);
	sqlite3_finalize(t->documents);
	sqlite3_finalize(blocks);
	return done;
}

/* ---- postings --------------------------------------------------------------------- */

static bool load_segments(struct walk *w)
{
	int code;
	sqlite3_stmt *rows = gz_check_prepare(w->check, "queries/store_check_segments", &code);
	int64_t last = 0;
	bool done = true;

	while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct pairs p = {.id = sqlite3_column_int64(rows, 0),
				  .first = sqlite3_column_int64(rows, 1),
				  .last = sqlite3_column_int64(rows, 2)};

		if (p.first <= last || p.last < p.first)
			wrong(w->trouble->postings, "out of order: segment", p.id);
		last = p.last;
		if (!GZ_PUSH(&w->segments, p)) {
			sqlite3_finalize(rows);
			return gz_fail_nomem(w->err);
		}
	}
	if (code != SQLITE_DONE)
		done = gz_check_trouble(w->check, code, w->trouble->postings, w->err);
	sqlite3_finalize(rows);
	return done;
}

/* What an entity's documents count for. */
static bool load_lineages(struct walk *w)
{
	int code;
	sqlite3_stmt *rows = gz_check_prepare(w->check, "queries/store_entity_last", &code);
	size_t count = 1;
	bool done = true;

	if (rows && (code = sqlite3_step(rows)) == SQLITE_ROW && sqlite3_column_int64(rows, 0) > 0 &&
	    sqlite3_column_int64(rows, 0) <= gz_sql_numbers(w->check->db))
		count = (size_t)sqlite3_column_int64(rows, 0) + 1;
	if (code != SQLITE_ROW)
		done = gz_check_trouble(w->check, code, w->trouble->postings, w->err);
	sqlite3_finalize(rows);
	if (!done || w->trouble->postings[0])
		return done;
	if (!GZ_GROW(&w->counting, count))
		return gz_fail_nomem(w->err);
	w->counting.len = count;
	memset(w->counting.ptr, 0, count * sizeof(*w->counting.ptr));
	rows = gz_check_prepare(w->check, "queries/store_entity_series", &code);
	if (rows)
		code = gz_counting_read(rows, w->counting.ptr, count);
	if (code != SQLITE_DONE)
		done = gz_check_trouble(w->check, code, w->trouble->postings, w->err);
	sqlite3_finalize(rows);
	return done;
}

static int compare_number(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static int compare_segment(const void *left, const void *right)
{
	const struct pairs *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

/* Adds up one list without the removed documents; false where it is malformed. */
static bool add_list(const struct walk *w, struct pairs *segment, int64_t entity, int64_t documents,
		     struct gz_str bytes)
{
	struct gz_posting_list list;

	for (gz_posting_list_open(&list, bytes); gz_posting_list_next(&list); documents--) {
		if (list.document < segment->first || list.document > segment->last)
			return false;
		if (w->removed.len && bsearch(&list.document, w->removed.ptr, w->removed.len,
					      sizeof(list.document), compare_number))
			continue;
		segment->listed++;
		segment->found += pair_hash(entity, list.document, list.mentions);
	}
	return !list.damaged && documents == 0;
}

/* ---- counts ------------------------------------------------------------------------ */

/* Those of the last segment, which are the only ones. */
static bool compare_counts(struct walk *w, struct gz_str counts)
{
	const unsigned char *at = (const unsigned char *)counts.ptr, *end = counts.len ? at + counts.len : at;
	uint64_t count;

	for (size_t id = 0; at != end; id++) {
		if (!gz_varint_read(&at, end, &count) || id >= w->counting.len ||
		    (uint64_t)w->counting.ptr[id].more != count)
			return wrong(w->trouble->postings,
				     "another count than that of its documents has entity", (int64_t)id);
		w->counting.ptr[id].more = 0;
	}
	return true;
}

static bool walk_counts(struct walk *w)
{
	char *trouble = w->trouble->postings;
	int code;
	sqlite3_stmt *rows = gz_check_prepare(w->check, "queries/store_count_find", &code);
	bool done = true;

	if (rows && (code = sqlite3_step(rows)) == SQLITE_ROW && compare_counts(w, gz_store_blob(rows, 0)))
		code = SQLITE_DONE;
	if (code != SQLITE_DONE && !trouble[0])
		done = gz_check_trouble(w->check, code, trouble, w->err);
	sqlite3_finalize(rows);
	for (size_t id = 0; id < w->counting.len && !trouble[0]; id++)
		if (w->counting.ptr[id].more)
			wrong(trouble, "no count has entity", (int64_t)id);
	return done;
}

/* ---- all --------------------------------------------------------------------------- */

static bool walk_postings(struct walk *w)
{
	char *trouble = w->trouble->postings;
	int code;
	sqlite3_stmt *rows = gz_check_prepare(w->check, "queries/store_check_postings", &code);
	bool done = true;

	while (rows && !trouble[0] && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct pairs key = {.id = sqlite3_column_int64(rows, 1)}, *segment = NULL;
		int64_t entity = sqlite3_column_int64(rows, 0);

		if (w->segments.len)
			segment =
				bsearch(&key, w->segments.ptr, w->segments.len, sizeof(key), compare_segment);
		if (!segment)
			wrong(trouble, "postings of no segment:", key.id);
		else if (!add_list(w, segment, entity, sqlite3_column_int64(rows, 2), gz_store_blob(rows, 3)))
			wrong(trouble, "malformed: postings of entity", entity);
	}
	if (code != SQLITE_DONE && !trouble[0])
		done = gz_check_trouble(w->check, code, trouble, w->err);
	sqlite3_finalize(rows);
	for (size_t i = 0; i < w->segments.len && !trouble[0]; i++) {
		const struct pairs *p = &w->segments.ptr[i];

		if (p->count != p->listed || p->sum != p->found)
			wrong(trouble, "the postings differ from the blocks in segment", p->id);
	}
	return done;
}

static bool check_postings(struct walk *w)
{
	if (w->trouble->postings[0])
		return true;
	if (w->trouble->blocks[0]) {
		snprintf(w->trouble->postings, GZ_MESSAGE_MAX, "not compared: the index is damaged");
		return true;
	}
	if (w->segments.len)
		qsort(w->segments.ptr, w->segments.len, sizeof(*w->segments.ptr), compare_segment);
	return walk_postings(w) && walk_counts(w) &&
	       (w->trouble->postings[0] ||
		gz_check_joints(w->check, w->counting.ptr, w->counting.len, w->trouble->postings, w->err));
}

bool gz_check_index(struct gz_check *c, struct gz_index_trouble *t, struct gz_error *err)
{
	struct walk w = {.check = c, .trouble = t, .err = err};
	bool done = load_segments(&w) && load_lineages(&w) && check_blocks(&w) && check_postings(&w);

	gz_block_close(&w.reader);
	gz_truth_free(&w.truth);
	gz_buf_free(&w.positions);
	GZ_VEC_FREE(&w.counting);
	GZ_VEC_FREE(&w.segments);
	GZ_VEC_FREE(&w.removed);
	return done;
}
