/*
 * offices.c: an office without a name: "the Russian president" is who held it on the document's day. The
 * country stands in front (Russian, Russia's) or behind (of Russia); an office that only one country, or the
 * world, has needs none. Who held it before, or will, is nobody here: a former president, a president-elect.
 * A person named beside the title speaks for himself.
 */
#include "internal.h"

/* Names are looked for this many tokens in front of a word. */
#define REACH 8

/* Words in front of an office, or of its country, that mean another than its holder: a former one, or who
 * becomes it. */
static const char *const others[] = {
	"a",	   "an",       "ancien", "ancienne",  "another",   "any",	"appointed",  "as",
	"been",	   "served",   "was",	 "were",      "assistant", "associate", "became",     "become",
	"becomes", "becoming", "deputy", "designate", "each",	   "ehemalige", "ehemaliger", "ein",
	"eine",	   "elected",  "every",	 "ex",	      "former",	   "future",	"honorary",   "late",
	"named",   "next",     "no",	 "once",      "onetime",   "past",	"previous",   "shadow",
	"some",	   "then",     "time",	 "un",	      "under",	   "une",	"vice",	      "would",
};
/* Words behind it that do. */
static const char *const others_behind[] = {"candidate", "designate", "economist", "elect",
					    "emeritus",	 "executive", "hopeful"};
/* Words behind an office without country that say of what it is. */
static const char *const of_what[] = {"at", "for", "in", "of"};

static bool is_one_of(struct gz_str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
}

static const struct gz_token *token_at(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	return &c->tokens[span->field].token[token];
}

/* Does token `i` follow the one before it without a comma or the like? */
static bool is_joined(const struct gz_case *c, const struct gz_span *span, uint32_t i)
{
	return i > 0 && i < c->tokens[span->field].count && token_at(c, span, i)->gap < GZ_GAP_HARD;
}

static bool is_article(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	uint32_t number = gz_number(c, span->field, token);

	return number != GZ_NONE && gz_gaz_is_article(c->g, number);
}

/* Does one of those words stand in front of a token, or in front of the article there? */
static bool is_other_in_front(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	if (!is_joined(c, span, token))
		return false;
	if (is_one_of(token_at(c, span, token - 1)->norm, others, GZ_COUNT(others)))
		return true;
	return is_article(c, span, token - 1) && is_joined(c, span, token - 1) &&
	       is_one_of(token_at(c, span, token - 2)->norm, others, GZ_COUNT(others));
}

/* The mention that ends in front of a token, with at most a possessive s between; NULL: none. */
static const struct gz_made *mention_before(const struct gz_case *c, const struct gz_span *span,
					       uint32_t token)
{
	const struct gz_made *last = c->mentions.len ? &c->mentions.ptr[c->mentions.len - 1] : NULL;
	uint32_t end;

	if (last == NULL || last->field != span->field || !is_joined(c, span, token))
		return NULL;
	end = last->token + last->tokens;
	if (end + 1 == token && gz_str_eq(token_at(c, span, end)->norm, GZ_STR("s")) &&
	    is_joined(c, span, end))
		return last;
	return end == token ? last : NULL;
}

/* The country that stands behind the office: of Russia, of the United States; NULL: none. */
static const struct gz_entry *country_behind(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t at = span->token + span->count;
	struct gz_reading reading;
	struct gz_span place;
	uint32_t stranger;

	if (!is_joined(c, span, at) || !gz_str_eq(tokens->token[at].norm, GZ_STR("of")))
		return NULL;
	at++;
	if (is_joined(c, span, at) && gz_str_eq(tokens->token[at].norm, GZ_STR("the")))
		at++;
	if (!is_joined(c, span, at) ||
	    !gz_next_span(&c->candidates[span->field], span->field,
			  gz_first_candidate(&c->candidates[span->field], at), &place) ||
	    place.token != at)
		return NULL;
	reading = gz_read_name(c, &place, false);
	if (reading.entity == NULL || reading.entity->type != GZ_COUNTRY || reading.via > GZ_VIA_ACRONYM ||
	    gz_has_stranger(c, &place, false, true, &stranger))
		return NULL;
	at = place.token + place.count; /* neither of France's Socialists nor of the U.S. company */
	if (is_joined(c, span, at) &&
	    (reading.via == GZ_VIA_ACRONYM || gz_str_eq(tokens->token[at].norm, GZ_STR("s"))))
		return NULL;
	return reading.entity;
}

static bool is_current(const struct gz_case *c, const struct gz_tenure *tenure)
{
	return (tenure->from == GZ_NO_DAY || tenure->from <= c->last_day) &&
	       (tenure->to == GZ_NO_DAY || c->first_day < tenure->to);
}

/* Who held the title on the document's day: in a country, or (GZ_NONE) where only one has it. GZ_NONE:
 * nobody, or several. */
static uint32_t holder_of(const struct gz_case *c, uint32_t title, uint32_t country)
{
	uint32_t count, holder = GZ_NONE;
	const uint32_t *tenures = gz_gaz_tenures_by(c->g, title, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_tenure *tenure = gz_gaz_tenure(c->g, tenures[i]);

		if (country == GZ_NONE && tenure->country != gz_gaz_tenure(c->g, tenures[0])->country)
			return GZ_NONE;
		if ((country != GZ_NONE && tenure->country != country) || !is_current(c, tenure))
			continue;
		if (holder != GZ_NONE && holder != tenure->holder)
			return GZ_NONE;
		holder = tenure->holder;
	}
	return holder;
}

/* May the candidate be a person's name here? Not `said` for the surname Said, nor, in text without case,
 * another word. */
static bool may_be_name(const struct gz_case *c, const struct gz_span *span,
			const struct gz_candidate *candidate, const struct gz_name *name)
{
	uint32_t number = gz_number(c, span->field, candidate->first);

	if (name->exact && !candidate->exact)
		return false;
	if (c->tokens[span->field].has_case)
		return !gz_is_lowered(c, span->field, candidate->first, candidate->count, name->shape);
	return candidate->count > 1 || (number != GZ_NONE && !gz_gaz_is_word(c->g, number));
}

/* Is a person other than the holder named by the candidates that begin at a token (or, `ends`, that end in
 * front of it)? *himself: the holder is. */
static bool names_another(const struct gz_case *c, const struct gz_span *span, uint32_t token, bool ends,
			  uint32_t holder, bool *himself)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	bool another = false;

	*himself = false;
	for (uint32_t i = gz_first_candidate(candidates, ends ? (token > REACH ? token - REACH : 0) : token);
	     i < candidates->count && candidates->ptr[i].first <= token; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		const struct gz_name *name;

		if (candidate->name == GZ_NONE || (ends && candidate->first + candidate->count != token))
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind == GZ_NAME_TITLE || gz_gaz_entry(c->g, name->target)->type != GZ_PERSON ||
		    !may_be_name(c, span, candidate, name))
			continue;
		if (name->target == holder)
			*himself = true;
		else
			another = true;
	}
	return another && !*himself;
}

/* Is the token, whatever it names, the beginning of some person's name? */
static bool begins_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	uint32_t number = gz_number(c, span->field, token);
	const struct gz_token *t = token_at(c, span, token);

	if (number != GZ_NONE && gz_gaz_is_neutral(c->g, number))
		return false;
	if (c->tokens[span->field].has_case && t->shape < GZ_CAPITALISED)
		return false;
	if (number != GZ_NONE && gz_gaz_is_given(c->g, number))
		return true;
	/* In headlines every word has a capital. */
	if (number != GZ_NONE && gz_gaz_is_word(c->g, number))
		return false;
	return c->tokens[span->field].has_case || (number != GZ_NONE && gz_gaz_is_surname(c->g, number));
}

static bool is_in_waiting(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	return gz_str_eq(token_at(c, span, token)->norm, GZ_STR("in")) && is_joined(c, span, token + 1) &&
	       gz_str_eq(token_at(c, span, token + 1)->norm, GZ_STR("waiting"));
}

/* A name at once behind the title, or behind a comma, is its bearer's, and links itself or not. */
static bool is_somebody_else(const struct gz_case *c, const struct gz_span *span, uint32_t holder)
{
	uint32_t next = span->token + span->count;
	bool himself;

	if (is_joined(c, span, next)) {
		if (is_one_of(token_at(c, span, next)->norm, others_behind, GZ_COUNT(others_behind)) ||
		    is_in_waiting(c, span, next))
			return true;
		return names_another(c, span, next, false, holder, &himself) || himself ||
		       begins_name(c, span, next);
	}
	if (next >= c->tokens[span->field].count || token_at(c, span, next)->gap >= GZ_GAP_SENTENCE)
		return false;
	return names_another(c, span, next, false, holder, &himself) || himself ||
	       (c->tokens[span->field].has_case && begins_name(c, span, next));
}

/* Does a given name with a word behind it that belongs to no known name end in front of a token? */
static bool ends_unknown_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	uint32_t given;

	if (token < 2 || !is_joined(c, span, token - 1))
		return false;
	given = gz_number(c, span->field, token - 2);
	if (given == GZ_NONE || !gz_gaz_is_given(c->g, given) || !begins_name(c, span, token - 2))
		return false;
	for (uint32_t i = gz_first_candidate(candidates, token > REACH ? token - REACH : 0);
	     i < candidates->count && candidates->ptr[i].first < token; i++) {
		if (candidates->ptr[i].first + candidates->ptr[i].count == token &&
		    candidates->ptr[i].first + 1 < token)
			return false;
	}
	return true;
}

/* "Hans Muster, the German chancellor": said of another. `first` is the first token of the whole phrase. */
static bool is_said_of_another(const struct gz_case *c, const struct gz_span *span, uint32_t first,
			       uint32_t holder)
{
	bool himself;

	if (is_joined(c, span, first) && is_article(c, span, first - 1))
		first--;
	if (first == 0 || token_at(c, span, first)->gap != GZ_GAP_HARD)
		return false;
	return names_another(c, span, first, true, holder, &himself) || himself ||
	       ends_unknown_name(c, span, first);
}

/* In front of an office without country only an article may stand: the Texas attorney general is another. */
static bool stands_alone(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	if (is_joined(c, span, next) && is_one_of(token_at(c, span, next)->norm, of_what, GZ_COUNT(of_what)))
		return false;
	return !is_joined(c, span, span->token) || is_article(c, span, span->token - 1);
}

/* Is the mention a country that is no part of a longer name: Mercedes-Benz China? */
static bool is_country_alone(const struct gz_case *c, const struct gz_span *span,
			     const struct gz_made *mention)
{
	const struct gz_span country = {
		.field = span->field, .token = mention->token, .count = mention->tokens};
	const struct gz_made *earlier;
	uint32_t stranger;

	if (mention->entity->type != GZ_COUNTRY || mention->via == GZ_VIA_DEMONYM ||
	    mention->entity->index == GZ_NONE)
		return false;
	earlier = mention > c->mentions.ptr ? mention - 1 : NULL;
	if (earlier != NULL && earlier->field == span->field &&
	    earlier->token + earlier->tokens == mention->token && is_joined(c, span, mention->token))
		return false;
	return !gz_has_stranger(c, &country, true, false, &stranger);
}

/* The treasurer is Australia's only where Australia is spoken of; the Fed chairman says himself of what. */
static bool is_spoken_of(const struct gz_case *c, const struct gz_span *span, uint32_t title)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	uint32_t count, country = gz_gaz_tenure(c->g, gz_gaz_tenures_by(c->g, title, &count)[0])->country;

	if (country == GZ_NONE || gz_evidence_of_country(c, country) > 0)
		return true;
	for (uint32_t i = gz_first_candidate(candidates, span->token);
	     i < candidates->count && candidates->ptr[i].first < span->token + span->count; i++) {
		if (candidates->ptr[i].name != GZ_NONE &&
		    gz_gaz_name(c->g, candidates->ptr[i].name)->kind == GZ_NAME_ENTITY)
			return true;
	}
	return false;
}

/* The holder by one title of the span, with where the phrase begins and why; GZ_NONE: nobody. */
static uint32_t find_holder(const struct gz_case *c, const struct gz_span *span, uint32_t title,
			    uint32_t *first, enum gz_reason *why)
{
	const struct gz_made *before = mention_before(c, span, span->token);
	const struct gz_entry *behind;
	uint32_t holder;

	*first = span->token;
	*why = GZ_FOR_ITS_COUNTRY;
	if (before != NULL) {
		*first = before->token;
		return is_country_alone(c, span, before) ? holder_of(c, title, before->entity->index)
							 : GZ_NONE;
	}
	behind = country_behind(c, span);
	if (behind != NULL)
		return holder_of(c, title, behind->index);
	*why = GZ_FOR_ONLY_ONE;
	holder = stands_alone(c, span) ? holder_of(c, title, GZ_NONE) : GZ_NONE;
	return holder != GZ_NONE && is_spoken_of(c, span, title) ? holder : GZ_NONE;
}

/* Whom the title names here, or whom it would, and what is against it. */
static struct gz_reading read_title(const struct gz_case *c, const struct gz_span *span,
				    const struct gz_name *name)
{
	struct gz_reading reading;
	enum gz_reason why;
	uint32_t first, holder = find_holder(c, span, name->target, &first, &why);

	if (holder == GZ_NONE)
		return (struct gz_reading){0};
	reading = gz_reading_of(gz_gaz_entry(c->g, holder), gz_gaz_spelling(c->g, name), GZ_VIA_OFFICE);
	gz_reading_weigh(&reading, why);
	if (is_other_in_front(c, span, span->token) || is_other_in_front(c, span, first))
		gz_reading_weigh(&reading, GZ_NOT_HOLDER);
	else if (is_somebody_else(c, span, holder) || is_said_of_another(c, span, first, holder))
		gz_reading_weigh(&reading, GZ_NOT_BEARER);
	return reading;
}

struct gz_reading gz_read_office(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_reading nobody = {0};

	if (c->first_day == GZ_NO_DAY)
		return nobody;
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = &c->candidates[span->field].ptr[i];
		const struct gz_name *name =
			candidate->name == GZ_NONE ? NULL : gz_gaz_name(c->g, candidate->name);
		struct gz_reading reading;

		if (name == NULL || name->kind != GZ_NAME_TITLE || candidate->vetoed)
			continue;
		reading = read_title(c, span, name);
		if (reading.entity == NULL)
			continue;
		if (!reading.refused)
			return reading;
		gz_log_note(c, span, &reading, GZ_REJECTED);
	}
	return nobody;
}
