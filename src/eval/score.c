/* score.c: precision, recall and F1, and the mistakes behind them, as rows. */
#include <stdlib.h>

#include "internal.h"

static const char *const kind_names[GZ_MISTAKE_KINDS] = {"missed", "spurious", "wrong"};

bool gz_eval_open(const struct gz_articles *a, const struct gz_eval_options *options, struct gz_eval **out,
		  struct gz_error *err)
{
	*out = calloc(1, sizeof(**out));
	if (*out == NULL)
		return gz_fail_nomem(err);
	(*out)->articles = a;
	(*out)->options = *options;
	return true;
}

void gz_eval_close(struct gz_eval *e)
{
	if (e == NULL)
		return;
	GZ_VEC_FREE(&e->mistakes);
	GZ_VEC_FREE(&e->state);
	gz_arena_free(&e->arena);
	free(e);
}

bool gz_eval_scores_field(const struct gz_eval *e, uint8_t field)
{
	return field != GZ_TITLE || e->titles;
}

bool gz_eval_scores_type(const struct gz_eval *e, enum gz_type type)
{
	return (e->types >> type & 1) != 0;
}

/* ---- scores ---------------------------------------------------------------------- */

static const struct gz_column score_columns[] = {
	{"type", GZ_CELL_TEXT, 0},   {"gold", GZ_CELL_INT, 0},	     {"predicted", GZ_CELL_INT, 0},
	{"correct", GZ_CELL_INT, 0}, {"precision", GZ_CELL_REAL, 3}, {"recall", GZ_CELL_REAL, 3},
	{"f1", GZ_CELL_REAL, 3},
};

/* Of nothing there is no share: NULL. */
static struct gz_cell share(uint64_t part, uint64_t whole)
{
	return whole == 0 ? gz_cell_null() : gz_cell_real((double)part / (double)whole);
}

static bool give_score(const char *type, const struct gz_score *score, struct gz_sink *sink,
		       struct gz_error *err)
{
	const struct gz_cell cells[GZ_COUNT(score_columns)] = {
		gz_cell_text(gz_str(type)),
		gz_cell_count(score->gold),
		gz_cell_count(score->predicted),
		gz_cell_count(score->correct),
		share(score->correct, score->predicted),
		share(score->correct, score->gold),
		share(2 * score->correct, score->gold + score->predicted), /* the harmonic mean of the two */
	};

	return sink->row(sink->self, cells, err);
}

static struct gz_score score_of(const struct gz_eval *e, enum gz_type type)
{
	struct gz_score sum = {0};

	for (uint8_t field = 0; field < GZ_FIELDS; field++) {
		const struct gz_score *score = &e->scores[field][type];

		if (!gz_eval_scores_field(e, field))
			continue;
		sum.gold += score->gold;
		sum.correct += score->correct;
		sum.predicted += score->predicted - (e->nested ? 0 : score->nested);
	}
	return sum;
}

bool gz_eval_scores(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_score all = {0};

	if (!sink->begin(sink->self, score_columns, GZ_COUNT(score_columns), err))
		return false;
	for (int i = 0; i < GZ_TYPES; i++) {
		struct gz_score score = score_of(e, (enum gz_type)i);

		if (!gz_eval_scores_type(e, (enum gz_type)i))
			continue;
		if (!give_score(gz_type_name((enum gz_type)i), &score, sink, err))
			return false;
		all.gold += score.gold;
		all.predicted += score.predicted;
		all.correct += score.correct;
	}
	return give_score("all", &all, sink, err) && sink->end(sink->self, err);
}

/* ---- mistakes -------------------------------------------------------------------- */

/* Is it about something that this set annotates? */
static bool matters(const struct gz_eval *e, const struct gz_mistake *mistake)
{
	return gz_eval_scores_field(e, mistake->field) && gz_eval_scores_type(e, mistake->type) &&
	       (e->nested || !mistake->nested);
}

static const struct gz_column error_columns[] = {
	{"doc", GZ_CELL_TEXT, 0},   {"error", GZ_CELL_TEXT, 0},	    {"type", GZ_CELL_TEXT, 0},
	{"field", GZ_CELL_TEXT, 0}, {"start", GZ_CELL_INT, 0},	    {"end", GZ_CELL_INT, 0},
	{"left", GZ_CELL_TEXT, 0},  {"match", GZ_CELL_TEXT, 0},	    {"right", GZ_CELL_TEXT, 0},
	{"gold", GZ_CELL_TEXT, 0},  {"predicted", GZ_CELL_TEXT, 0}, {"via", GZ_CELL_TEXT, 0},
	{"score", GZ_CELL_REAL, 2},
};

static struct gz_cell id_cell(struct gz_str id)
{
	return id.len > 0 ? gz_cell_text(id) : gz_cell_null();
}

bool gz_eval_errors(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err)
{
	if (!sink->begin(sink->self, error_columns, GZ_COUNT(error_columns), err))
		return false;
	for (size_t i = 0; i < e->mistakes.len; i++) {
		const struct gz_mistake *m = &e->mistakes.ptr[i];
		bool predicted = m->predicted.len > 0;
		const struct gz_cell cells[GZ_COUNT(error_columns)] = {
			gz_cell_text(m->doc),
			gz_cell_text(gz_str(kind_names[m->kind])),
			gz_cell_text(gz_str(gz_type_name(m->type))),
			gz_cell_text(gz_str(gz_field_name((enum gz_field)m->field))),
			gz_cell_count(m->start),
			gz_cell_count(m->end),
			gz_cell_text(m->left),
			gz_cell_text(m->match),
			gz_cell_text(m->right),
			id_cell(m->gold),
			id_cell(m->predicted),
			predicted ? gz_cell_text(gz_str(gz_via_name((enum gz_via)m->via))) : gz_cell_null(),
			predicted ? gz_cell_real((double)m->score) : gz_cell_null(),
		};

		if (matters(e, m) && !sink->row(sink->self, cells, err))
			return false;
	}
	return sink->end(sink->self, err);
}

/* ---- confusions ------------------------------------------------------------------- */

/* By kind, text, gold and predicted. */
static int by_confusion(const void *a, const void *b)
{
	const struct gz_mistake *x = *(const struct gz_mistake *const *)a,
				*y = *(const struct gz_mistake *const *)b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	order = gz_str_cmp(x->key, y->key);
	if (order == 0)
		order = gz_str_cmp(x->gold, y->gold);
	return order != 0 ? order : gz_str_cmp(x->predicted, y->predicted);
}

/* Mistakes that are one confusion: order[first] .. order[first + count - 1]. */
struct confusion {
	const struct gz_mistake *mistake;
	uint64_t count;
};

static int by_count(const void *a, const void *b)
{
	const struct confusion *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return by_confusion(&x->mistake, &y->mistake);
}

/* Fills `out`, which has room for all mistakes; returns how many confusions there are. */
static size_t group(const struct gz_eval *e, const struct gz_mistake **order, struct confusion *out)
{
	size_t count = 0, groups = 0;

	for (size_t i = 0; i < e->mistakes.len; i++) {
		if (matters(e, &e->mistakes.ptr[i]))
			order[count++] = &e->mistakes.ptr[i];
	}
	qsort(order, count, sizeof(*order), by_confusion);
	for (size_t i = 0; i < count; i++) {
		if (groups > 0 && by_confusion(&order[i], &out[groups - 1].mistake) == 0)
			out[groups - 1].count++;
		else
			out[groups++] = (struct confusion){order[i], 1};
	}
	qsort(out, groups, sizeof(*out), by_count);
	return groups;
}

static const struct gz_column confusion_columns[] = {
	{"count", GZ_CELL_INT, 0}, {"error", GZ_CELL_TEXT, 0}, {"type", GZ_CELL_TEXT, 0},
	{"text", GZ_CELL_TEXT, 0}, {"gold", GZ_CELL_TEXT, 0},  {"predicted", GZ_CELL_TEXT, 0},
};

bool gz_eval_confusions(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_arena arena = {0};
	const struct gz_mistake **order = gz_arena_alloc(&arena, (e->mistakes.len + 1) * sizeof(*order));
	struct confusion *confusions = gz_arena_alloc(&arena, (e->mistakes.len + 1) * sizeof(*confusions));
	size_t count;
	bool good;

	if (order == NULL || confusions == NULL) {
		gz_arena_free(&arena);
		return gz_fail_nomem(err);
	}
	count = group(e, order, confusions);
	good = sink->begin(sink->self, confusion_columns, GZ_COUNT(confusion_columns), err);
	for (size_t i = 0; good && i < count; i++) {
		const struct gz_mistake *m = confusions[i].mistake;
		const struct gz_cell cells[GZ_COUNT(confusion_columns)] = {
			gz_cell_count(confusions[i].count),
			gz_cell_text(gz_str(kind_names[m->kind])),
			gz_cell_text(gz_str(gz_type_name(m->type))),
			gz_cell_text(m->key),
			id_cell(m->gold),
			id_cell(m->predicted),
		};

		good = sink->row(sink->self, cells, err);
	}
	gz_arena_free(&arena);
	return good && sink->end(sink->self, err);
}
