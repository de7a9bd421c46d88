/*
 * order.c: sorting rows by a named column, with a total order, and limit and offset. What costs a look-up
 * in the database is looked up only for the rows that are wanted and for those that tie with them.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "least.h"

#define MOST_KEYS 8
#define ASK_EVERY 256 /* completed items between two questions whether to stop */

struct run {
	const struct gz_order *o;
	const struct gz_selection *s;
	struct gz_order_key keys[MOST_KEYS];
	size_t key_count;
	size_t early_count; /* leading keys that are known without a look-up */
	size_t from, to;    /* the keys in use while sorting */
	size_t *items;	    /* those that were chosen so far */
	size_t total;	    /* items there are */
	uint64_t *rows;	    /* by item, once completed */
	uint64_t skip, left;
	size_t ready; /* items in front that are sorted */
	uint64_t completed;
};

static bool find_column(const struct gz_column *columns, size_t count, const char *sort,
			struct gz_order_key *key)
{
	key->descending = *sort == '-';
	for (size_t i = 0; i < count; i++) {
		if (strcmp(columns[i].name, sort + key->descending) == 0) {
			key->column = (unsigned)i;
			return true;
		}
	}
	return false;
}

bool gz_order_check(const struct gz_column *columns, size_t count, const char *sort, struct gz_error *err)
{
	struct gz_buf names = {0};
	struct gz_order_key key;

	if (sort == NULL || find_column(columns, count, sort, &key))
		return true;
	for (size_t i = 0; i < count; i++)
		gz_buf_printf(&names, "%s%s", i > 0 ? ", " : "", columns[i].name);
	gz_fail(err, GZ_EUSAGE, "cannot sort by \"%.*s\"; the columns are %.*s (\"-\" in front reverses)",
		GZ_ARG(gz_utf8_head(gz_str(sort), 100)), (int)names.len, names.len > 0 ? names.ptr : "");
	gz_buf_free(&names);
	return false;
}

static int compare_cells(const struct gz_cell *a, const struct gz_cell *b)
{
	if (a->kind == GZ_CELL_INT)
		return (a->integer > b->integer) - (a->integer < b->integer);
	if (a->kind == GZ_CELL_REAL)
		return (a->real > b->real) - (a->real < b->real);
	return gz_str_cmp(a->text, b->text);
}

static int compare_items(const struct run *run, size_t a, size_t b)
{
	for (size_t i = run->from; i < run->to; i++) {
		const struct gz_order_key *key = &run->keys[i];
		struct gz_cell left = {0}, right = {0};
		int order;

		run->o->key(run->o->self, a, key->column, &left);
		run->o->key(run->o->self, b, key->column, &right);
		if (left.kind == GZ_CELL_NULL || right.kind == GZ_CELL_NULL) {
			if (left.kind == right.kind)
				continue;
			return left.kind == GZ_CELL_NULL ? 1 : -1;
		}
		order = compare_cells(&left, &right);
		if (order != 0)
			return key->descending ? -order : order;
	}
	return 0;
}

/* The item's number decides last, so that equal rows stay where they were found. */
static int compare_total(const void *left, const void *right, void *self)
{
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	int order = compare_items(self, a, b);

	return order != 0 ? order : (a > b) - (a < b);
}

static void sort_items(struct run *run, size_t begin, size_t end, size_t from, size_t to)
{
	run->from = from;
	run->to = to;
	if (end - begin > 1)
		qsort_r(run->items + begin, end - begin, sizeof(*run->items), compare_total, run);
}

static void choose_keys(struct run *run)
{
	const struct gz_order *o = run->o;

	if (run->s->sort != NULL && find_column(o->columns, o->column_count, run->s->sort, &run->keys[0]))
		run->key_count = 1;
	for (size_t i = 0; i < o->key_count && run->key_count < MOST_KEYS; i++)
		run->keys[run->key_count++] = o->keys[i];
	while (run->early_count < run->key_count && (o->early >> run->keys[run->early_count].column & 1))
		run->early_count++;
}

/* ---- the first ones without sorting all ------------------------------------------ */

/* A number that orders as the cell does. */
static uint64_t rank_of(const struct gz_cell *cell, bool descending)
{
	uint64_t rank;

	if (cell->kind == GZ_CELL_NULL)
		return UINT64_MAX;
	if (cell->kind == GZ_CELL_REAL) {
		double real = cell->real + 0.0; /* minus zero equals zero */

		memcpy(&rank, &real, sizeof(rank));
		rank = rank >> 63 ? ~rank : rank | (uint64_t)1 << 63;
	} else {
		rank = (uint64_t)cell->integer ^ (uint64_t)1 << 63;
	}
	if (descending)
		rank = ~rank;
	return rank == UINT64_MAX ? rank - 1 : rank;
}

/* The smallest ranks seen so far, and the items that may be among them: those that were at most the greatest
 * of these when they came. Where they come in no order these are few. */
struct candidate {
	uint64_t rank;
	size_t item;
};
struct first_ones {
	struct gz_least least;
	GZ_VEC(struct candidate) candidates;
	size_t crowded; /* so many candidates are looked through again */
};

static void drop_late(struct first_ones *f)
{
	uint64_t bound = gz_least_bound(&f->least);
	size_t kept = 0;

	for (size_t i = 0; i < f->candidates.len; i++) {
		if (f->candidates.ptr[i].rank <= bound)
			f->candidates.ptr[kept++] = f->candidates.ptr[i];
	}
	f->candidates.len = kept;
}

static bool offer(struct first_ones *f, uint64_t rank, size_t item)
{
	if (rank > gz_least_bound(&f->least))
		return true;
	gz_least_add(&f->least, rank);
	if (f->candidates.len >= f->crowded) {
		drop_late(f);
		f->crowded = 2 * f->candidates.len + 4 * f->least.wanted + 1024;
	}
	return GZ_PUSH(&f->candidates, ((struct candidate){rank, item}));
}

static bool is_there(const struct gz_order *o, size_t item)
{
	return o->has == NULL || o->has(o->self, item);
}

/* False when memory ran out; *numbers: whether the first key is one. */
static bool offer_all(struct run *run, struct first_ones *f, bool *numbers)
{
	const struct gz_order *o = run->o;

	run->total = 0;
	*numbers = true;
	for (size_t i = 0; i < o->count; i++) {
		struct gz_cell cell = {0};

		if (!is_there(o, i))
			continue;
		run->total++;
		o->key(o->self, i, run->keys[0].column, &cell);
		*numbers = cell.kind != GZ_CELL_TEXT;
		if (!*numbers)
			return true;
		if (!offer(f, rank_of(&cell, run->keys[0].descending), i))
			return false;
	}
	return true;
}

static bool choose_all(struct run *run)
{
	run->total = 0;
	run->items = malloc((run->o->count + 1) * sizeof(*run->items));
	if (run->items == NULL)
		return false;
	for (size_t i = 0; i < run->o->count; i++) {
		if (is_there(run->o, i))
			run->items[run->total++] = i;
	}
	run->ready = run->total;
	return true;
}

/*
 * Chooses the items that can be among the first `run->ready` ones (more, where they tie) by the first key;
 * all of them where that is unknown, or no number. False when memory ran out.
 */
static bool choose_first(struct run *run)
{
	struct first_ones f = {.crowded = 0};
	bool ok, numbers = false;

	if (!run->early_count || run->ready >= run->o->count / 4)
		return choose_all(run);
	ok = gz_least_make(&f.least, run->ready) && offer_all(run, &f, &numbers);
	if (ok && !numbers) {
		ok = choose_all(run);
		goto out;
	}
	if (ok)
		drop_late(&f);
	run->items = ok ? malloc((f.candidates.len + 1) * sizeof(*run->items)) : NULL;
	ok = run->items != NULL;
	run->ready = ok ? f.candidates.len : 0;
	for (size_t i = 0; i < run->ready; i++)
		run->items[i] = f.candidates.ptr[i].item;
out:
	gz_least_free(&f.least);
	GZ_VEC_FREE(&f.candidates);
	return ok;
}

/* All items, when those that were thought to be enough were not: the ready ones stay in front. */
static bool choose_rest(struct run *run)
{
	const struct gz_order *o = run->o;
	unsigned char *taken = calloc(o->count + 1, 1);
	size_t *items = realloc(run->items, (run->total + 1) * sizeof(*items));

	if (items != NULL)
		run->items = items;
	if (taken == NULL || items == NULL) {
		free(taken);
		return false;
	}
	for (size_t i = 0; i < run->ready; i++)
		taken[run->items[i]] = 1;
	for (size_t i = 0, at = run->ready; i < o->count; i++) {
		if (!taken[i] && is_there(o, i))
			run->items[at++] = i;
	}
	free(taken);
	sort_items(run, run->ready, run->total, 0, run->early_count);
	run->ready = run->total;
	return true;
}

static bool complete_group(struct run *run, size_t begin, size_t end, struct gz_error *err)
{
	for (size_t i = begin; i < end; i++) {
		size_t item = run->items[i];

		run->rows[item] = 1;
		if (++run->completed % ASK_EVERY == 0 && !gz_selection_goes_on(run->s, err))
			return false;
		if (run->o->complete != NULL && !run->o->complete(run->o->self, item, &run->rows[item], err))
			return false;
	}
	return true;
}

static bool emit_group(struct run *run, size_t begin, size_t end, struct gz_sink *sink, struct gz_error *err)
{
	for (size_t i = begin; i < end && run->left > 0; i++) {
		uint64_t rows = run->rows[run->items[i]], from, to;

		if (run->skip >= rows) {
			run->skip -= rows;
			continue;
		}
		from = run->skip;
		to = rows - from > run->left ? from + run->left : rows;
		run->skip = 0;
		run->left -= to - from;
		if (!run->o->emit(run->o->self, run->items[i], from, to, sink, err))
			return false;
	}
	return true;
}

static bool run_groups(struct run *run, struct gz_sink *sink, struct gz_error *err)
{
	bool decided = run->early_count == run->key_count;
	size_t begin = 0;

	if (!choose_first(run))
		return gz_fail_nomem(err);
	sort_items(run, 0, run->ready, 0, run->early_count);
	while (begin < run->total && run->left > 0) {
		size_t end = begin + 1;

		/* Items may give no row: then more are needed than rows are wanted. */
		if (begin == run->ready && !choose_rest(run))
			return gz_fail_nomem(err);
		run->from = 0;
		run->to = run->early_count;
		while (!decided && end < run->ready &&
		       compare_items(run, run->items[begin], run->items[end]) == 0)
			end++;
		if (!complete_group(run, begin, end, err))
			return false;
		sort_items(run, begin, end, run->early_count, run->key_count);
		if (!emit_group(run, begin, end, sink, err))
			return false;
		if (run->o->release != NULL)
			run->o->release(run->o->self);
		begin = end;
	}
	return true;
}

bool gz_order_run(const struct gz_order *o, const struct gz_selection *s, struct gz_sink *sink,
		  struct gz_error *err)
{
	struct run run = {.o = o, .s = s, .skip = s->offset, .left = s->limit == 0 ? UINT64_MAX : s->limit};
	bool ok = false;

	choose_keys(&run);
	run.rows = calloc(o->count + 1, sizeof(*run.rows));
	if (run.rows == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	/* One more than are printed, in case that one gives no row. */
	run.ready = run.left < SIZE_MAX - 1 - run.skip ? (size_t)(run.skip + run.left) + 1 : SIZE_MAX;
	ok = sink->begin(sink->self, o->columns, o->column_count, err) && run_groups(&run, sink, err) &&
	     sink->end(sink->self, err);
out:
	free(run.items);
	free(run.rows);
	return ok;
}
