/* internal.h: the handles of the public header, and what its functions share. */
#ifndef GAZET_LIBRARY_INTERNAL_H
#define GAZET_LIBRARY_INTERNAL_H

#include "gazet/gazet.h"
#include "gazet/query.h"
#include "gazet/setup.h"

struct gz_gazetteer {
	struct gz_gaz *gaz;
	char hash[40];
};

/* ---- problem.c ------------------------------------------------------------------ */

/* Tells an error, where anybody wants to know (`problem` may be NULL); always false. */
bool gz_problem_set(struct gz_problem *problem, const struct gz_error *err);
/* Nothing went wrong, if `good`; else tells. Returns `good`. */
bool gz_problem_end(struct gz_problem *problem, bool good, const struct gz_error *err);

/* ---- option.c: names and values in turn ------------------------------------------- */

/* "1", "yes", "true"; "0", "no", "false". */
bool gz_option_bool(const char *name, const char *value, bool *out, struct gz_error *err);
bool gz_option_number(const char *name, const char *value, uint64_t *out, struct gz_error *err);
/* How documents are tagged; NULL: as usual. */
bool gz_option_tagger(const char *const *options, struct gz_tagger_options *out, struct gz_error *err);

/* ---- document.c ------------------------------------------------------------------- */

/* What the reader makes of a record: UTF-8 repaired, the date understood, hashed, source and id filled in. In
 * `arena`. */
bool gz_document_read(const struct gz_document *document, struct gz_arena *arena, struct gz_doc *out,
		      struct gz_error *err);

/* ---- given_up.c ------------------------------------------------------------------- */

/* The n-th rule that was given up in a document, as a string in `arena`; NULL behind the last one, or where
 * memory ran out. */
const char *gz_given_up_tell(const struct gz_tagged *tagged, size_t n, struct gz_arena *arena);

/* ---- rows.c ------------------------------------------------------------------------ */

/* Rows as they come from a query: kept one behind the other, or given on. */
struct gz_rows {
	struct gz_arena arena; /* names of the columns */
	const char **names;
	size_t columns;
	struct gz_buf bytes; /* of each cell its kind and its value */
	size_t at;	     /* the next row in `bytes` */
	uint64_t count, read, undated;
	bool compares; /* it is a diff */
	struct gz_compared compared;
	bool given_up; /* of a path: the search for a stronger one */
	struct value {
		enum gz_kind kind;
		int64_t integer;
		double real;
		const char *text;
	} * row; /* the current one; all GAZET_NULL where there is none */
	bool (*take)(void *self, const struct gz_rows *row); /* NULL: rows are kept */
	void *self;
	bool enough; /* `take` has seen what it wanted */
};
struct gz_sink gz_rows_sink(struct gz_rows *rows);

#endif
