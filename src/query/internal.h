/*
 * internal.h: what the files of src/query share: the connection, the scan over the packed documents
 * that all questions make, windows of tokens, rows looked up by id, and sorting.
 */
#ifndef GAZET_QUERY_INTERNAL_H
#define GAZET_QUERY_INTERNAL_H

#include <sqlite3.h>

#include "gazet/block.h"
#include "gazet/query.h"

struct gz_query {
	sqlite3 *db;
	char *path;
	/* Of the question, once a scan has needed it: a bit for each document that it leaves out. */
	uint64_t *left_out;
	int64_t left_out_last; /* the last document that has a bit */
	struct gz_uniqueness uniqueness;
};

/* ---- open.c: the connection ---------------------------------------------- */

/* What SQLite said last, as an error; always false. */
bool gz_query_fail(struct gz_query *q, struct gz_error *err);
/* The packed index contradicts itself or the tables; always false. */
bool gz_query_damaged(struct gz_query *q, struct gz_error *err);
/* The statement of schema/queries/query_<name>.sql; the caller finalises it. */
bool gz_query_prepare(struct gz_query *q, const char *name, sqlite3_stmt **out, struct gz_error *err);
/* *row: whether there is a row to read. */
bool gz_query_step(struct gz_query *q, sqlite3_stmt *stmt, bool *row, struct gz_error *err);
bool gz_query_bind_text(struct gz_query *q, sqlite3_stmt *stmt, int index, struct gz_str text,
			struct gz_error *err);
/* Valid until the statement moves; .ptr is never NULL. */
struct gz_str gz_query_text(sqlite3_stmt *stmt, int column);
struct gz_str gz_query_blob(sqlite3_stmt *stmt, int column);
/* One question sees one state of the database, and takes its lock once. */
bool gz_query_begin(struct gz_query *q, struct gz_error *err);
void gz_query_finish(struct gz_query *q);

/* ---- zeros.c: large arrays of zeros --------------------------------------- */

struct gz_zeros {
	void *at;
	void *map; /* what was mapped for it; NULL: it is malloc's */
	size_t mapped;
};
/* Free it also after a failure. */
bool gz_zeros_make(struct gz_zeros *z, size_t count, size_t size, struct gz_error *err);
void gz_zeros_free(struct gz_zeros *z);

/* ---- window.c: mentions that stand close to each other ------------------- */

/* A lane is what distances are measured in: a field by its tokens or, in sentence windows, by its sentences.
 */
struct gz_window_point {
	uint32_t lane, term;
	int64_t at;
};
struct gz_window_range {
	uint32_t lane;
	int64_t from, to;
};
/* Scratch for one document after the other; zero-initialised plus kind and tokens. */
struct gz_windows {
	enum gz_window kind;
	uint32_t tokens;
	GZ_VEC(struct gz_window_point) points;
	GZ_VEC(uint32_t) seen;
	/* Where a further mention may stand; by lane and from, disjoint. */
	GZ_VEC(struct gz_window_range) ranges;
};
void gz_windows_clear(struct gz_windows *w);
/* A mention of term number `term`; false when memory ran out. */
bool gz_windows_add(struct gz_windows *w, uint32_t term, uint32_t place, int32_t sentence);
/* Fills `ranges` for terms 0 .. terms - 1; none: they are nowhere close. False when memory ran out. */
bool gz_windows_solve(struct gz_windows *w, uint32_t terms);
/* Whether a mention here is in a window with mentions of all terms. */
bool gz_windows_hold(const struct gz_windows *w, uint32_t place, int32_t sentence);
/* In which lane a mention stands and where; and how far mentions of that lane may be apart. */
void gz_windows_locate(const struct gz_windows *w, uint32_t place, int32_t sentence, uint32_t *lane,
		       int64_t *at);
int64_t gz_windows_reach(const struct gz_windows *w, uint32_t lane);
void gz_windows_free(struct gz_windows *w);

/* ---- select.c: the documents of a selection -------------------------------- */

enum gz_scan_how {
	GZ_SCAN_FILTER = 0, /* every document that passes days and sources */
	GZ_SCAN_TERMS,	    /* of these, those with all terms */
	GZ_SCAN_WINDOW	    /* of these, those whose terms satisfy the window; places are read */
};

/* Documents from .. to, ascending and apart. */
struct gz_span {
	int64_t from, to;
};
typedef GZ_VEC(struct gz_span) gz_span_vec;

struct gz_least;
struct gz_scan {
	struct gz_query *q;
	const struct gz_selection *s;
	enum gz_scan_how how;
	bool heads_only; /* set before opening: entities are needed only where there are no postings */
	bool bare;	 /* set before opening: entities are not needed at all */
	bool places;	 /* set before opening: places are read without terms too */
	bool ids_only;	 /* set before opening: of entities only their ids are needed (not with a window) */
	int64_t behind;	 /* set before opening: only documents with greater ids; 0: all */
	const gz_span_vec *skip; /* set before opening: segments to pass over, with terms; NULL: none */
	/* Set before opening: days' ranks; blocks of later documents alone are passed over. NULL: none are.
	 */
	const struct gz_least *early;
	bool passed_over; /* whether one was */
	sqlite3_stmt *heads, *blocks, *pieces;
	struct gz_buf positions;
	int64_t *sources;
	gz_span_vec posted;  /* what has posting lists */
	size_t span;	     /* the one that the scan is in or before */
	uint64_t *maybe;     /* a bit a document, from `first` on: may hold all terms; NULL: read all */
	int64_t first, last; /* of the index, while `maybe` is there */
	int64_t block_first, block_last, previous;
	bool in_block, attached, empty;
	uint64_t read;
	struct gz_block_reader reader;
	struct gz_windows windows; /* of the document given last, when how is GZ_SCAN_WINDOW */
};

/* The parts of the index that have posting lists. */
bool gz_spans_read(struct gz_query *q, gz_span_vec *spans, struct gz_error *err);
/* Whether days and source are those asked for. */
bool gz_selection_passes(const struct gz_selection *s, const int64_t *sources, const struct gz_head *head);
/* GZ_EINTR when the caller wants to stop. */
bool gz_selection_goes_on(const struct gz_selection *s, struct gz_error *err);
/* `scan` is zeroed; close it also after a failure. GZ_SCAN_WINDOW without a window reads no places. */
bool gz_scan_open(struct gz_scan *scan, struct gz_query *q, const struct gz_selection *s,
		  enum gz_scan_how how, struct gz_error *err);
/* *out is NULL at the end. Documents come in the order of their ids, with their entities. */
bool gz_scan_next(struct gz_scan *scan, const struct gz_block_document **out, struct gz_error *err);
void gz_scan_close(struct gz_scan *scan);

/* ---- leftout.c: documents that a question leaves out ----------------------------- */

/* By what mentions, or what they repeat; day and source are looked at elsewhere. */
static inline bool gz_leaves_out(const struct gz_selection *s)
{
	return s->unique || s->without_count > 0;
}
/* Finds them, where the question has not yet done so. */
bool gz_left_out_find(struct gz_query *q, const struct gz_selection *s, struct gz_error *err);
void gz_left_out_forget(struct gz_query *q);
static inline bool gz_left_out_has(const struct gz_query *q, int64_t document)
{
	return document <= q->left_out_last && (q->left_out[document / 64] >> document % 64 & 1);
}
static inline void gz_left_out_add(struct gz_query *q, int64_t document)
{
	q->left_out[document / 64] |= (uint64_t)1 << document % 64;
}

/* ---- unique.c: one document of each cluster ----------------------------------- */

/* Leaves out what repeats another document of the filter. */
bool gz_unique_find(struct gz_query *q, const struct gz_selection *s, struct gz_error *err);

/* ---- group.c: selectors -------------------------------------------------------------- */

bool gz_is_selector(struct gz_str what);
/* Not yet begun is the question. */
bool gz_group_find(struct gz_query *q, struct gz_str selector, struct gz_term *out, struct gz_error *err);

/* ---- source.c ---------------------------------------------------------------- */

/* The sources of the selection by id; free() it. NULL where there are none. */
bool gz_sources_find(struct gz_query *q, const struct gz_selection *s, int64_t **out, struct gz_error *err);

/* ---- term.c: a term in a document ------------------------------------------ */

/* The next entity of the document that belongs to the term, or NULL; *at starts at 0. */
const struct gz_block_entity *gz_term_next(const struct gz_term *term, const struct gz_block_document *doc,
					   size_t *at);
/* Mentions of a term in a document. */
uint64_t gz_term_mentions(const struct gz_term *term, const struct gz_block_document *doc);
/* Of all terms together: what several of them mean counts once. Without a term: all that it mentions. */
uint64_t gz_terms_mentions(const struct gz_selection *s, const struct gz_block_document *doc);
bool gz_term_has(const struct gz_term *term, int64_t entity);
/* Whether a term before this one means the same entities. */
bool gz_term_repeats(const struct gz_selection *s, size_t number);
/* How many ids the terms have together. */
size_t gz_terms_ids(const struct gz_selection *s);
/* Whether all terms are there. */
bool gz_terms_in(const struct gz_selection *s, const struct gz_block_document *doc);
/* GZ_EUSAGE when there is no term; `question` names what needs one. */
bool gz_terms_needed(const struct gz_selection *s, const char *question, struct gz_error *err);

/* ---- find.c: names to ids -------------------------------------------------------- */

typedef GZ_VEC(int64_t) gz_id_vec;
/* The entities of a name, by id, canonical name, any name and spelling, whichever finds any first. */
bool gz_find_ids(struct gz_query *q, struct gz_str what, struct gz_str folded, gz_id_vec *ids,
		 struct gz_error *err);

/* ---- offer.c: what a name may have meant ---------------------------------------- */

/* Of several entities of a name the dominant one, which `told` is told with the others; GZ_EAMBIGUOUS, with
 * the candidates, where there is none, or `told` is NULL. */
bool gz_offer_choose(struct gz_query *q, struct gz_str what, const gz_id_vec *ids, struct gz_buf *told,
		     int64_t *chosen, struct gz_error *err);
/* GZ_ENOTFOUND, with the nearest names; always false. */
bool gz_offer_nearest(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_error *err);

/* ---- keys.c: rows by hash ------------------------------------------------------ */

/* Appends the ids under a hash; the caller looks which of them are meant. */
bool gz_query_keys(struct gz_query *q, enum gz_key_kind kind, uint32_t hash, gz_id_vec *ids,
		   struct gz_error *err);

/* ---- postings.c: the posting lists of an entity, one after the other ------------- */

struct gz_postings {
	struct gz_query *q;
	sqlite3_stmt *lists;
	int64_t first, last;	     /* of the segment */
	struct gz_posting_list list; /* stands on the next document: INT64_MAX at the end */
};
bool gz_postings_open(struct gz_postings *p, struct gz_query *q, int64_t entity, struct gz_error *err);
/* To the lists of another entity. */
bool gz_postings_move(struct gz_postings *p, int64_t entity, struct gz_error *err);
/* Behind the last one of a list. */
bool gz_postings_turn(struct gz_postings *p, struct gz_error *err);
static inline bool gz_postings_next(struct gz_postings *p, struct gz_error *err)
{
	if (!gz_posting_list_next(&p->list))
		return gz_postings_turn(p, err);
	return (p->list.document >= p->first && p->list.document <= p->last) || gz_query_damaged(p->q, err);
}
/* As gz_posting_list_pass, over all lists. */
bool gz_postings_pass(struct gz_postings *p, int64_t last, struct gz_posted *sum, struct gz_error *err);
void gz_postings_close(struct gz_postings *p);

/* ---- family.c: series and their editions --------------------------------------- */

/* Those that are an edition or have one: few, so that nearly every entity is answered with a look at one
 * byte. A document of an edition counts for its series too, once. */
struct gz_member {
	uint32_t id, series; /* series: 0: none */
	uint32_t lineage;    /* itself, its series, the series of that, ...: how many different ones */
	uint32_t seen;	     /* for who counts: the document that counted last */
};
struct gz_families {
	size_t count;			  /* the last entity id + 1 */
	unsigned char *has;		  /* by entity id: whether it is a member */
	GZ_VEC(struct gz_member) members; /* by id */
};
bool gz_families_read(struct gz_query *q, struct gz_families *f, struct gz_error *err);
/* Appends one entity and, where it is a series, its editions, and theirs: ascending. Without all families
 * being read. */
bool gz_family_read(struct gz_query *q, int64_t id, gz_id_vec *ids, struct gz_error *err);
/* NULL where it is none. */
struct gz_member *gz_family_find(const struct gz_families *f, int64_t id);
/* Appends an entity and, where it is a series, its editions, and theirs: ascending. */
bool gz_family_ids(const struct gz_families *f, uint32_t id, gz_id_vec *ids);
/* Whether one is an edition of the other, or both are the same. */
bool gz_family_related(const struct gz_families *f, uint32_t a, uint32_t b);
/* The terms of a selection and the series that they are editions of, some of them twice: what is asked about
 * by name, not what a selector chose. */
void gz_family_named(const struct gz_families *f, const struct gz_selection *s,
		     void (*meet)(void *self, size_t id), void *self);
/* Sets mark[id] for these. */
void gz_family_mark(const struct gz_families *f, const struct gz_selection *s, unsigned char *mark);
void gz_families_free(struct gz_families *f);

/* ---- tally.c: counting entities ---------------------------------------------- */

/* What is added up for each entity, in an array by id. A document of an edition counts for its series too. */
struct gz_tally {
	uint32_t documents;
	uint32_t counted;    /* number of the document that was counted last, from 1 on */
	int32_t first, last; /* GZ_NO_DAY while no dated document was counted */
	uint64_t mentions;
};
/* Documents, mentions and days of every entity over the documents of the selection. `count` is the last
 * entity id + 1; free() it. */
bool gz_tally_all(struct gz_query *q, const struct gz_selection *s, struct gz_tally **out, size_t *count,
		  struct gz_error *err);

/* ---- tests.c: chances, and what is left of them where many were looked at ------------ */

struct gz_test {
	uint32_t a, b;	/* the counts that are tested */
	uint64_t count; /* how many have them */
	double log_p,
		log_q; /* natural logarithms: of the chance, and of that corrected for the number of tests */
};
/* Zero-initialised is empty. */
struct gz_tests {
	struct gz_test *slots; /* in no order; count == 0: empty */
	size_t len, cap;
	uint64_t total;
};
/* False when memory ran out; so is gz_tests_solve. */
bool gz_tests_add(struct gz_tests *t, uint32_t a, uint32_t b);
/* `untold`: further tests, of which each has the chance 1; `chance` gives log_p. */
bool gz_tests_solve(struct gz_tests *t, uint64_t untold,
		    double (*chance)(const void *self, uint32_t a, uint32_t b), const void *self);
/* NULL: it was never added. */
const struct gz_test *gz_tests_find(const struct gz_tests *t, uint32_t a, uint32_t b);
void gz_tests_free(struct gz_tests *t);

/* ---- automaton.c: bursts in counts that come in batches -------------------------------- */

/* A period, counted from 0 on, in which there are documents of the entity. */
struct gz_run {
	uint32_t period, docs;
};
struct gz_burst_counts {
	const struct gz_run *runs; /* ascending */
	size_t count;
	const uint64_t *before; /* by period: documents, whatever they are about, in front of it; one more
				   behind the last */
	double rate;		/* documents of the entity among them, as a share */
};
struct gz_burst {
	uint32_t first, last, peak; /* periods; both ends are in it */
	uint64_t docs, total_docs;  /* of the entity, and all */
	double weight;
};
struct gz_automaton {
	GZ_VEC(unsigned char) steps;
	GZ_VEC(struct gz_burst) bursts; /* the last one first */
};
double gz_burst_weight(uint64_t docs, uint64_t of, double rate);
/* Fills `bursts`; `cost`: of a beginning. False when memory ran out. */
bool gz_automaton_solve(struct gz_automaton *a, const struct gz_burst_counts *c, double cost);
void gz_automaton_free(struct gz_automaton *a);

/* ---- top.c: the document that says most ------------------------------------------------- */

struct gz_document_row;
struct gz_top {
	sqlite3_stmt *look_up;
	struct gz_arena arena;
	struct gz_document_row *row; /* NULL: there is none */
	uint64_t documents;	     /* of the selection */
	int32_t day;
};
/* The first one of `gazet docs` for the selection, ordered by mentions; valid until the next one is found. */
bool gz_top_find(struct gz_top *top, struct gz_query *q, const struct gz_selection *s, struct gz_error *err);
void gz_top_close(struct gz_top *top);

/* ---- near.c: names that may have been meant ---------------------------------- */

#define GZ_NEAREST 5

struct gz_near {
	int64_t id;
	uint32_t distance, documents;
};
/* The nearest, at most GZ_NEAREST: by distance, then by documents. */
bool gz_near_find(struct gz_query *q, struct gz_str what, struct gz_str folded,
		  const struct gz_tally *tallies, size_t tally_count, struct gz_near near[GZ_NEAREST],
		  size_t *count, struct gz_error *err);

/* ---- period.c: days, weeks, months, years ------------------------------------ */

/* The nearest day that can be written: of the years 1 to 9999. */
int32_t gz_period_clamp(int64_t day);
/* Consecutive numbers for consecutive periods. */
int32_t gz_period_of(int32_t day, enum gz_period by);
void gz_period_days(int32_t period, enum gz_period by, int32_t *first, int32_t *last);
/* Is a document of this day (GZ_NO_DAY: undated) and precision of one period? One dated to a month or a year is of
 * no shorter one. */
bool gz_period_has(enum gz_period by, int32_t day, uint8_t precision);
/* 2017-07-07, 2017-W27, 2017-07, 2017; returns `out`. */
const char *gz_period_format(int32_t period, enum gz_period by, char out[16]);

/* ---- order.c: sorting, limit and offset ------------------------------------ */

struct gz_order_key {
	unsigned column; /* from column_count on: hidden ones that only order */
	bool descending;
};

/*
 * Items are numbered; an item gives one row, or several (kwic: a document and its mentions). Some columns
 * are known early, others (names, titles) cost a look-up. Items are sorted by the known ones first, and only
 * those that tie around the wanted rows are completed.
 */
struct gz_order {
	const struct gz_column *columns;
	size_t column_count;
	/* The default order; with the item number it makes every sort total. */
	const struct gz_order_key *keys;
	size_t key_count;
	uint32_t early; /* bit a column */
	size_t count;
	/* Whether the item is there at all. May be NULL: all are. */
	bool (*has)(const void *self, size_t item);
	/* The cell by which items are sorted; NULL cells come last in either direction. */
	void (*key)(const void *self, size_t item, unsigned column, struct gz_cell *cell);
	/* Looks the rest up; *rows (set to 1 before) = 0 drops the item. May be NULL. */
	bool (*complete)(void *self, size_t item, uint64_t *rows, struct gz_error *err);
	/* Gives rows from .. to - 1 of the item to the sink. */
	bool (*emit)(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
		     struct gz_error *err);
	/* The items completed so far are done with. May be NULL. */
	void (*release)(void *self);
	void *self;
};

/* Whether `sort` (may be NULL) names a column; GZ_EUSAGE lists them. */
bool gz_order_check(const struct gz_column *columns, size_t count, const char *sort, struct gz_error *err);
/* begin, the rows, end. */
bool gz_order_run(const struct gz_order *o, const struct gz_selection *s, struct gz_sink *sink,
		  struct gz_error *err);

/* ---- rows.c: what is printed of entities and documents --------------------- */

/* A day as a number, for sorting; NULL cell for GZ_NO_DAY. */
struct gz_cell gz_cell_day_number(int32_t day);
/* A chance from its logarithm, for printing: sorting goes by the logarithm. */
struct gz_cell gz_cell_chance(double log_p);

/* Small: all entities of an answer have one, those that are printed have names. */
struct gz_entity_row {
	uint64_t mentions;
	uint32_t id, docs;
	uint32_t documents; /* of the entity alone: what npmi and g2 are computed from, where they are wanted
			     */
	int32_t first, last;
	uint32_t names; /* number of its names + 1; 0: not looked up */
};
struct gz_entity_names {
	struct gz_str entity, name, type;
};
/* What a column of such a row can show. */
enum gz_entity_column {
	GZ_SHOW_ENTITY,
	GZ_SHOW_NAME,
	GZ_SHOW_TYPE,
	GZ_SHOW_DOCS,
	GZ_SHOW_MENTIONS,
	GZ_SHOW_SHARE,
	GZ_SHOW_NPMI,
	GZ_SHOW_G2,
	GZ_SHOW_FIRST,
	GZ_SHOW_LAST,
	GZ_SHOW_JACCARD,
	GZ_SHOW_P,
	GZ_SHOW_Q,
	GZ_SHOW_COLUMNS
};
struct gz_entity_rows {
	struct gz_query *q;
	const enum gz_entity_column *shows; /* of each column of the answer */
	size_t columns;
	unsigned types; /* of the selection */
	uint64_t within, terms,
		total; /* documents with the terms in the window, with the terms, of the filter */
	const struct gz_tests *tests; /* by docs and documents; NULL: p and q have no value */
	sqlite3_stmt *look_up;
	unsigned char *others; /* by entity: it is of another type, for certain; NULL: not looked up */
	size_t others_count;
	struct gz_arena arena;
	GZ_VEC(struct gz_entity_row) rows;
	GZ_VEC(struct gz_entity_names) names;
};
bool gz_entity_rows_open(struct gz_entity_rows *r, struct gz_query *q, const struct gz_selection *s,
			 struct gz_error *err);
/* Where types are asked for and rows are many: which entities are of other types, in one pass, for not each
 * of them to be looked up in the order of the rows. `count`: the last entity id + 1. */
bool gz_entity_rows_sort_out(struct gz_entity_rows *r, size_t rows, size_t count, struct gz_error *err);
static inline bool gz_entity_rows_other(const struct gz_entity_rows *r, size_t id)
{
	return r->others != NULL && id < r->others_count && r->others[id];
}
/* Of a row that stands anywhere, the same as below. */
bool gz_entity_row_complete(struct gz_entity_rows *r, struct gz_entity_row *row, uint64_t *rows,
			    struct gz_error *err);
void gz_entity_row_key(const struct gz_entity_rows *r, const struct gz_entity_row *row, unsigned column,
		       struct gz_cell *cell);
bool gz_entity_row_emit(const struct gz_entity_rows *r, const struct gz_entity_row *row, struct gz_sink *sink,
			struct gz_error *err);
/* The type of a term; .ptr is NULL where it is not one entity (with its editions). */
bool gz_term_type(struct gz_query *q, const struct gz_term *term, struct gz_str *type, struct gz_error *err);
/* For struct gz_order: fetches id, name, type; drops other types. */
bool gz_entity_rows_complete(void *self, size_t item, uint64_t *rows, struct gz_error *err);
void gz_entity_rows_key(const void *self, size_t item, unsigned column, struct gz_cell *cell);
bool gz_entity_rows_emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
			 struct gz_error *err);
void gz_entity_rows_release(void *self);
void gz_entity_rows_close(struct gz_entity_rows *r);

struct gz_document_row {
	struct gz_str source, doc, title, url;
	bool has_url;
	enum gz_precision precision;
};
/* NULL cell where there is none. */
struct gz_cell gz_cell_title(const struct gz_document_row *row);
/* By query_document; NULL (and err set) when it fails. */
struct gz_document_row *gz_document_row_read(struct gz_query *q, sqlite3_stmt *look_up, int64_t document,
					     struct gz_arena *arena, struct gz_error *err);

/* ---- context.c: the words around a mention --------------------------------- */

/* Up to `width` code points in front of byte `at`, white space folded. A space next to `at` is kept. */
bool gz_context_left(struct gz_buf *out, struct gz_str text, size_t at, uint32_t width);
/* The same behind byte `at`. */
bool gz_context_right(struct gz_buf *out, struct gz_str text, size_t at, uint32_t width);
/* White space folded to single spaces. */
bool gz_context_fold(struct gz_buf *out, struct gz_str text);

#endif
