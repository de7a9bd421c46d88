/* strangers.c: people whom the gazetteer does not have, who bear a surname of somebody whom it has. */
#include "internal.h"

/* Does a name of one who bears the surname begin with the letter of the word: of those whom the document
 * names, if `named`? */
static bool has_bearer_of(const struct gz_case *c, const struct gz_candidate *candidate, struct gz_str word,
			  bool named)
{
	uint32_t bearers = candidate->bearers > 0 ? candidate->bearers : 1;

	if (gz_name_if(c, candidate, GZ_NAME_SURNAME) == NULL)
		return false;
	for (uint32_t b = 0; b < bearers; b++) {
		uint32_t person = gz_gaz_name(c->g, candidate->name + b)->target;

		if ((!named || gz_evidence_of(c, person) > 0) && gz_has_initial(c, person, word))
			return true;
	}
	return false;
}

/* The word that makes it a stranger's, initials between them or not: Dudley Taft, Dudley S. Taft. GZ_NONE:
 * none does. */
static uint32_t stranger_before(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_span rest = {span->field, GZ_NONE, .token = gz_initial_before(c, span), .count = 1};
	uint32_t who;

	gz_has_stranger(c, rest.token != GZ_NONE ? &rest : span, true, false, &who);
	return who;
}

/* Does a name of who bears the surname begin with it, and go on with the letter (0: with any)? */
static bool has_surname_first(const struct gz_case *c, uint32_t surname, uint32_t next)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(c->g, gz_gaz_name(c->g, surname)->target, &count);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t letter = gz_gaz_name(c->g, names[i])->kind == GZ_NAME_ENTITY
					  ? gz_gaz_letter_behind(c->g, names[i], surname)
					  : 0;

		if (letter != 0 && (next == 0 || letter == next))
			return true;
	}
	return false;
}

/* The same of all who bear the surname. */
static bool is_first_of_any(const struct gz_case *c, const struct gz_candidate *candidate, uint32_t next)
{
	uint32_t bearers = candidate->bearers > 0 ? candidate->bearers : 1;

	if (gz_name_if(c, candidate, GZ_NAME_SURNAME) == NULL)
		return false;
	for (uint32_t b = 0; b < bearers; b++) {
		if (has_surname_first(c, candidate->name + b, next))
			return true;
	}
	return false;
}

/* Is it a surname behind a word that makes it a stranger's, unless that may be a bearer's first name in
 * another spelling? Or, where the surname stands first, in front of one: Xiang Junbo. */
static bool is_strangers(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_str word;
	bool first = false;
	uint32_t who, letter = 0;

	if ((span->kinds & GZ_SPAN_SURNAME) == 0)
		return false;
	who = span->token == 0 ? GZ_NONE : stranger_before(c, span);
	if (who == GZ_NONE) {
		if (!gz_has_stranger(c, span, false, true, &who))
			return false;
		first = true;
	}
	word = gz_token_at(c, span->field, who)->norm;
	gz_utf8_decode(word.ptr, word.len, &letter);
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);

		if (first ? !is_first_of_any(c, candidate, 0) || is_first_of_any(c, candidate, letter)
			  : has_bearer_of(c, candidate, word, false))
			return false;
	}
	return true;
}

static void gather_strangers(const struct gz_case *c)
{
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		for (uint32_t i = 0; i < c->page[field].count; i++) {
			const struct gz_span *span = &c->page[field].span[i];

			if (is_strangers(c, span))
				c->strangers->failed |=
					gz_numbers_put(&c->strangers->tokens,
						       gz_number(c, field, span->token), 1) == NULL;
		}
	}
	c->strangers->gathered = true;
}

bool gz_is_strangers(const struct gz_case *c, uint32_t number)
{
	if (!c->strangers->gathered)
		gather_strangers(c);
	return gz_numbers_get(&c->strangers->tokens, number) != NULL;
}

/* Has the word the first letter of a bearer whom the document names? */
static bool may_be_named(const struct gz_case *c, const struct gz_span *span, struct gz_str word)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		if (has_bearer_of(c, gz_candidate_of(c, span, i), word, true))
			return true;
	}
	return false;
}

void gz_meet_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t who)
{
	struct gz_strangers *strangers = c->strangers;
	uint32_t given = gz_number(c, span->field, who), number = gz_number(c, span->field, span->token), *at;

	if (who + 1 != span->token || number == GZ_NONE ||
	    !(gz_gaz_is_given(c->g, given) || gz_gaz_is_given_word(c->g, given) ||
	      gz_gaz_is_given_place(c->g, given)) ||
	    !(gz_gaz_is_surname(c->g, number) || gz_gaz_is_given(c->g, number) ||
	      gz_gaz_is_word(c->g, number)) ||
	    may_be_named(c, span, gz_token_at(c, span->field, who)->norm))
		return;
	at = gz_numbers_put(&strangers->met, number, (uint32_t)strangers->last.len);
	if (at == NULL ||
	    (*at == strangers->last.len && !GZ_PUSH(&strangers->last, (struct gz_stranger){0}))) {
		strangers->failed = true;
		return;
	}
	strangers->last.ptr[*at].times++;
	strangers->last.ptr[*at].mentions = (uint32_t)c->mentions.len;
}

bool gz_is_behind_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t person)
{
	const uint32_t *at = gz_numbers_get(&c->strangers->met, gz_number(c, span->field, span->token));
	const struct gz_stranger *met = at != NULL ? &c->strangers->last.ptr[*at] : NULL;
	uint32_t times = 0;

	if (met == NULL || gz_known_of(c, person)->ranked > 0)
		return false;
	for (size_t i = c->mentions.len; i > 0 && c->mentions.len - i < GZ_BACK; i--) {
		const struct gz_made *m = &c->mentions.ptr[i - 1];

		if (m->entity->index != person || m->via > GZ_VIA_ACRONYM)
			continue;
		if (i > met->mentions || ++times > met->times)
			return false;
	}
	return true;
}
