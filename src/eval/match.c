/* match.c: gold spans and mentions of one document: which belong together, and what is left over. */
#include "internal.h"

#define WIDTH 60 /* code points of context */

/* What became of a mention. */
enum { FREE = 0, SETTLED };

static uint32_t end_of(const struct gz_mention *m)
{
	return m->start + m->length;
}

static bool overlaps(const struct gz_gold_span *span, const struct gz_mention *m)
{
	return span->field == m->field && m->start < span->end && span->start < end_of(m);
}

static bool wants_type(const struct gz_eval *e, enum gz_type type)
{
	return e->options.types == 0 || (e->options.types >> type & 1) != 0;
}

/* Is it a mention of the kind that was annotated? */
static bool counts(const struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_mention *m)
{
	if (e->options.names_only && (m->via == GZ_VIA_OFFICE || m->via == GZ_VIA_FOLLOW_UP))
		return false;
	if (wants_type(e, m->entity->type) && (m->entity->type == GZ_COUNTRY || !gold->countries_only))
		return true;
	/* A part of a country answers for it. */
	for (size_t i = 0; i < gold->count; i++) {
		if (gold->spans[i].constituent && wants_type(e, gold->spans[i].type) &&
		    overlaps(&gold->spans[i], m) && gz_gold_accepts(e->articles, &gold->spans[i], m->entity))
			return true;
	}
	return false;
}

/* Spans that are asked for. */
static bool is_asked(const struct gz_eval *e, const struct gz_gold_span *span)
{
	return !span->unsure && wants_type(e, span->type);
}

/* The text of a span with its context, copied. */
static bool cut(struct gz_eval *e, struct gz_str field, struct gz_mistake *mistake)
{
	uint32_t width = e->options.width ? e->options.width : WIDTH;
	uint32_t first = mistake->start > width ? mistake->start - width : 0;
	size_t from = gz_utf8_offset(field, first);
	size_t start =
		from + gz_utf8_offset(gz_str_of(field.ptr + from, field.len - from), mistake->start - first);
	size_t end = start + gz_utf8_offset(gz_str_of(field.ptr + start, field.len - start),
					    mistake->end - mistake->start);
	size_t to = end + gz_utf8_offset(gz_str_of(field.ptr + end, field.len - end), width);
	struct gz_error err;

	mistake->left = gz_arena_str(&e->arena, gz_str_of(field.ptr + from, start - from));
	mistake->match = gz_arena_str(&e->arena, gz_str_of(field.ptr + start, end - start));
	mistake->right = gz_arena_str(&e->arena, gz_str_of(field.ptr + end, to - end));
	return mistake->left.ptr != NULL && mistake->match.ptr != NULL && mistake->right.ptr != NULL &&
	       gz_text_fold(mistake->match, &e->arena, &mistake->key, &err);
}

static bool note(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_gold_span *span,
		 const struct gz_mention *m)
{
	struct gz_mistake mistake = {.kind = span == NULL ? GZ_SPURIOUS : m == NULL ? GZ_MISSED : GZ_WRONG};

	if (span != NULL) {
		mistake.type = span->type;
		mistake.field = span->field;
		mistake.start = span->start;
		mistake.end = span->end;
		mistake.gold =
			gz_arena_str(&e->arena, span->entity.len > 0 ? span->entity
						: span->iso2.len > 0 ? span->iso2
						: span->wiki.len > 0 ? span->wiki
								     : gz_str(gz_type_name(span->type)));
	}
	if (m != NULL) {
		mistake.predicted = gz_arena_str(&e->arena, m->entity->id);
		mistake.via = m->via;
		mistake.score = m->score;
	}
	if (span == NULL) {
		mistake.type = m->entity->type;
		mistake.field = m->field;
		mistake.start = m->start;
		mistake.end = end_of(m);
		mistake.nested = m->nested;
	}
	mistake.doc = gz_arena_str(&e->arena, gold->doc.id);
	if (mistake.doc.ptr == NULL || (span != NULL && mistake.gold.ptr == NULL) ||
	    (m != NULL && mistake.predicted.ptr == NULL))
		return false;
	return cut(e, gold->doc.field[mistake.field], &mistake) && GZ_PUSH(&e->mistakes, mistake);
}

/* The first free mention at a gold span: one that answers it, or any. GZ_NONE: none. */
static uint32_t find(const struct gz_eval *e, const struct gz_gold_span *span, const struct gz_tagged *tagged,
		     bool answers)
{
	for (uint32_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		if (m->field > span->field || (m->field == span->field && m->start >= span->end))
			break;
		if (e->state.ptr[i] != FREE || !overlaps(span, m))
			continue;
		if (!answers)
			return i;
		if ((!e->options.strict || (m->start == span->start && end_of(m) == span->end)) &&
		    gz_gold_accepts(e->articles, span, m->entity))
			return i;
	}
	return GZ_NONE;
}

/* Is the mention at a span that is no question, or once more at one that was answered? */
static bool is_neither(const struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_mention *m)
{
	for (size_t i = 0; i < gold->count; i++) {
		const struct gz_gold_span *span = &gold->spans[i];

		if (overlaps(span, m) &&
		    (span->unsure || (!e->options.strict && gz_gold_accepts(e->articles, span, m->entity))))
			return true;
	}
	return false;
}

/* Settles the gold spans that are answered; the others, asked and known or not, are left in `open`. */
static void settle_right(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_tagged *tagged,
			 bool *open)
{
	for (size_t i = 0; i < gold->count; i++) {
		const struct gz_gold_span *span = &gold->spans[i];
		struct gz_score *score = &e->scores[span->field][span->type];
		uint32_t at;

		open[i] = false;
		if (!is_asked(e, span))
			continue;
		e->types |= 1u << span->type;
		e->titles |= span->field == GZ_TITLE;
		at = find(e, span, tagged, true);
		if (at != GZ_NONE) {
			e->state.ptr[at] = SETTLED;
			score->gold++;
			score->predicted++;
			score->correct++;
		} else {
			open[i] = true;
		}
	}
}

static bool settle_open(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_tagged *tagged,
			const bool *open)
{
	for (size_t i = 0; i < gold->count; i++) {
		const struct gz_gold_span *span = &gold->spans[i];
		bool asked = span->known || !e->options.known;
		uint32_t at;

		if (!open[i])
			continue;
		at = find(e, span, tagged, false);
		e->scores[span->field][span->type].gold += asked;
		if (at != GZ_NONE) {
			e->state.ptr[at] = SETTLED;
			e->scores[span->field][tagged->mentions[at].entity->type].predicted++;
		}
		if ((at != GZ_NONE || asked) &&
		    !note(e, gold, span, at == GZ_NONE ? NULL : &tagged->mentions[at]))
			return false;
	}
	return true;
}

static bool settle_rest(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_tagged *tagged)
{
	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];
		struct gz_score *score = &e->scores[m->field][m->entity->type];

		if (e->state.ptr[i] != FREE)
			continue;
		score->predicted++;
		score->nested += m->nested;
		if (!note(e, gold, NULL, m))
			return false;
	}
	return true;
}

bool gz_eval_add(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_tagged *tagged,
		 struct gz_error *err)
{
	struct gz_arena scratch = {0};
	bool *open = gz_arena_alloc(&scratch, gold->count + 1);
	bool good = open != NULL && GZ_GROW(&e->state, tagged->count);

	e->nested |= gold->nested;
	for (size_t i = 0; good && i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		e->state.ptr[i] = counts(e, gold, m) ? FREE : SETTLED;
	}
	if (good) {
		settle_right(e, gold, tagged, open);
		for (size_t i = 0; i < tagged->count; i++) {
			if (e->state.ptr[i] == FREE && is_neither(e, gold, &tagged->mentions[i]))
				e->state.ptr[i] = SETTLED;
		}
		good = settle_open(e, gold, tagged, open) && settle_rest(e, gold, tagged);
	}
	gz_arena_free(&scratch);
	return good || gz_fail_nomem(err);
}
