/*
 * offices.c: an office without a name: "the Russian president" is who held it on the document's day. The
 * country stands in front (Russian, Russia's) or behind (of Russia, russe); an office that only one country,
 * or the world, has needs none. Who held it before, or will, is nobody here: a former president, a
 * president-elect. A person named beside the title speaks for himself.
 */
#include "bearers.h"
#include "when.h"

#define TO_REACH 8 /* tokens behind the title: in history to say so, of the United States to visit Cuba */

/* Do words for the office itself stand in front of a token: the post of prime minister, the election of the
 * president, la elección del presidente? */
static bool is_of_post(const struct gz_case *c, uint32_t field, uint32_t token)
{
	bool article =
		gz_is_article(c, field, token - 1) && !gz_token_is(c, field, token - 1, GZ_WORD_OF_OFFICE);
	uint32_t of = article ? token - 1 : token;

	return gz_is_joined(c, field, of) && gz_token_is(c, field, of - 1, GZ_WORD_OF_OFFICE) &&
	       gz_is_joined(c, field, of - 1) &&
	       gz_token_is(c, field, of - 2, article ? GZ_WORD_ELECTION : GZ_WORD_ELECTION | GZ_WORD_POST);
}

/* Does one of the words that mean another than the holder stand in front of a token, or, if it is such a one,
 * of the article there? */
static bool is_other_in_front(const struct gz_case *c, uint32_t field, uint32_t token)
{
	if (!gz_is_joined(c, field, token))
		return false;
	if (gz_token_is(c, field, token - 1, GZ_WORD_OTHER) || is_of_post(c, field, token))
		return true;
	return gz_is_joined(c, field, token - 1) && gz_is_article(c, field, token - 1) &&
	       gz_token_is(c, field, token - 2, GZ_WORD_BECOMES);
}

/* The first president of the United States is another than the holder; the first one to visit Cuba need not
 * be. */
static bool is_first_ever(const struct gz_case *c, const struct gz_span *span, uint32_t first)
{
	uint32_t at = span->token + span->count;

	if (!gz_is_joined(c, span->field, first) || !gz_token_is(c, span->field, first - 1, GZ_WORD_FIRST))
		return false;
	for (uint32_t reach = 0; reach < TO_REACH && gz_is_joined(c, span->field, at); reach++, at++) {
		if (gz_token_is(c, span->field, at, GZ_WORD_TO))
			return false;
	}
	return true;
}

/* Who runs for U.S. president is not the holder; what is meant for him is for the president, or for France's
 * president, if nobody runs. */
static bool is_run_for(const struct gz_case *c, const struct gz_span *span, uint32_t first)
{
	if (!gz_is_joined(c, span->field, first) || !gz_token_is(c, span->field, first - 1, GZ_WORD_FOR))
		return false;
	return first == span->token || !gz_token_is(c, span->field, span->token - 1, GZ_WORD_S) ||
	       (gz_is_joined(c, span->field, first - 1) &&
		gz_token_is(c, span->field, first - 2, GZ_WORD_RUNS));
}

/* The mention that ends in front of a token, with at most a possessive s between; NULL: none. */
static const struct gz_made *mention_before(const struct gz_case *c, const struct gz_span *span,
					    uint32_t token)
{
	const struct gz_made *last = c->mentions.len ? &c->mentions.ptr[c->mentions.len - 1] : NULL;
	uint32_t end;

	if (last == NULL || last->field != span->field || !gz_is_joined(c, span->field, token))
		return NULL;
	end = last->token + last->tokens;
	if (end + 1 == token && gz_token_is(c, span->field, end, GZ_WORD_S) &&
	    gz_is_joined(c, span->field, end))
		return last;
	return end == token ? last : NULL;
}

/* The country that the words at a token name, in no longer name; NULL: none. `end`: the token behind it. */
static const struct gz_entry *country_at(const struct gz_case *c, uint32_t field, uint32_t at,
					 enum gz_via *via, uint32_t *end)
{
	const struct gz_page *page = &c->page[field];
	uint32_t number = gz_first_span(c, field, at), stranger;
	const struct gz_span *place;
	struct gz_reading reading;

	if (!gz_is_joined(c, field, at) || number >= page->count || page->span[number].token != at)
		return NULL;
	place = &page->span[number];
	if (!gz_read_name(c, place, false, &reading) || reading.entity->type != GZ_COUNTRY ||
	    gz_has_stranger(c, place, false, true, &stranger))
		return NULL;
	*via = reading.via;
	*end = place->token + place->count;
	return reading.entity;
}

/* Is the title of a script whose languages need no word for "of" (президент России, رئیس جمهور ایران)?
 */
static bool has_genitive(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_str norm = gz_token_at(c, span->field, span->token)->norm;

	return norm.len > 1 && (unsigned char)norm.ptr[0] >= 0xd0 && (unsigned char)norm.ptr[0] <= 0xdb;
}

/* Does it end in a word with the article of Arabic? */
static bool has_own_article(const struct gz_case *c, const struct gz_span *span)
{
	return gz_str_starts(gz_token_at(c, span->field, span->token + span->count - 1)->norm, GZ_STR("ال"));
}

/* The country that stands behind the office: of Russia, of the United States; NULL: none. `end`: the token
 * behind it. */
static const struct gz_entry *country_behind(const struct gz_case *c, const struct gz_span *span,
					     uint32_t *end)
{
	uint32_t at = span->token + span->count, behind;
	const struct gz_entry *country;
	enum gz_via via;

	if (!gz_is_joined(c, span->field, at))
		return NULL;
	if (gz_token_is(c, span->field, at, GZ_WORD_OF))
		at++;
	else if (!has_genitive(c, span))
		return NULL;
	if (gz_is_joined(c, span->field, at) && gz_token_is(c, span->field, at, GZ_WORD_THE))
		at++;
	country = country_at(c, span->field, at, &via, &behind);
	/* neither of France's Socialists nor of the U.S. company */
	if (country == NULL || via > GZ_VIA_ACRONYM ||
	    (gz_is_joined(c, span->field, behind) &&
	     (via == GZ_VIA_ACRONYM || gz_token_is(c, span->field, behind, GZ_WORD_S))))
		return NULL;
	*end = behind;
	return country;
}

/* The same by its adjective, in the Romance languages and Arabic: le président russe, del primer ministro
 * británico. In small letters it is, where a field has case. The Russian president of a bank is another. */
static const struct gz_entry *adjective_behind(const struct gz_case *c, const struct gz_span *span,
					       uint32_t *end)
{
	uint32_t at = span->token + span->count, behind;
	const struct gz_entry *country;
	enum gz_via via;

	if (!has_own_article(c, span) && (!gz_is_joined(c, span->field, span->token) ||
					  !gz_token_is(c, span->field, span->token - 1, GZ_WORD_OF_ROMANCE)))
		return NULL;
	country = country_at(c, span->field, at, &via, &behind);
	if (country == NULL || via != GZ_VIA_ADJECTIVE ||
	    (c->tokens[span->field].has_case && gz_token_at(c, span->field, at)->shape > GZ_LOWER) ||
	    (gz_is_joined(c, span->field, behind) && gz_token_is(c, span->field, behind, GZ_WORD_OF)))
		return NULL;
	*end = behind;
	return country;
}

/* Of all who ever held the title; NULL: nobody did. */
static const struct gz_tenure *first_tenure(const struct gz_case *c, uint32_t title)
{
	uint32_t meant;

	for (uint32_t which = 0; (meant = gz_gaz_meant_title(c->g, title, which)) != GZ_NONE; which++) {
		uint32_t count;
		const uint32_t *tenures = gz_gaz_tenures_by(c->g, meant, &count);

		if (count > 0)
			return gz_gaz_tenure(c->g, tenures[0]);
	}
	return NULL;
}

bool gz_is_held(const struct gz_case *c, uint32_t title)
{
	return first_tenure(c, title) != NULL;
}

/* Who held the title on the document's day: in a country, or (GZ_NONE) where only one has it. GZ_NONE:
 * nobody, or several. Of what a title stands for the first that the country has is meant: el canciller de
 * Alemania is its chancellor, that of Mexico the foreign minister. */
static uint32_t find_holder(const struct gz_case *c, uint32_t title, uint32_t country)
{
	const struct gz_tenure *first = first_tenure(c, title);
	uint32_t meant, holder = GZ_NONE;

	for (uint32_t which = 0; (meant = gz_gaz_meant_title(c->g, title, which)) != GZ_NONE; which++) {
		uint32_t count;
		const uint32_t *tenures = gz_gaz_tenures_by(c->g, meant, &count);

		if (country != GZ_NONE && holder != GZ_NONE)
			break;
		for (uint32_t i = 0; i < count; i++) {
			const struct gz_tenure *tenure = gz_gaz_tenure(c->g, tenures[i]);

			if (country == GZ_NONE && tenure->country != first->country)
				return GZ_NONE;
			if ((country != GZ_NONE && tenure->country != country) || !gz_is_current(c, tenure))
				continue;
			if (holder != GZ_NONE && holder != tenure->holder)
				return GZ_NONE;
			holder = tenure->holder;
		}
	}
	return holder;
}

/* The same, from before where it was asked before. */
static uint32_t holder_of(const struct gz_case *c, uint32_t title, uint32_t country)
{
	struct gz_holder *known = &c->holders[(title * 31 + country) % GZ_HOLDERS];

	if (!known->asked || known->title != title || known->country != country ||
	    known->first_day != c->first_day || known->last_day != c->last_day)
		*known = (struct gz_holder){
			title, country, c->first_day, c->last_day, find_holder(c, title, country), true};
	return known->person;
}

/* Was the title ever that of an office of the country? */
static bool is_title_of(const struct gz_case *c, uint32_t title, uint32_t country)
{
	uint32_t meant;

	for (uint32_t which = 0; (meant = gz_gaz_meant_title(c->g, title, which)) != GZ_NONE; which++) {
		uint32_t count;
		const uint32_t *tenures = gz_gaz_tenures_by(c->g, meant, &count);

		for (uint32_t i = 0; i < count; i++) {
			if (gz_gaz_tenure(c->g, tenures[i])->country == country)
				return true;
		}
	}
	return false;
}

bool gz_is_before_office(const struct gz_case *c, const struct gz_span *span, uint32_t country)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t at = span->token + span->count;

	if (gz_is_joined(c, span->field, at) && gz_token_is(c, span->field, at, GZ_WORD_S))
		at++;
	if (!gz_is_joined(c, span->field, at) || (page->mark[at] & GZ_MARK_TITLE_BEGINS) == 0)
		return false;
	for (uint32_t i = gz_first_span(c, span->field, at); i < page->count && page->span[i].token == at;
	     i++) {
		for (uint32_t k = page->span[i].first; k < page->span[i].end; k++) {
			const struct gz_name *name =
				gz_name_if(c, gz_candidate_of(c, &page->span[i], k), GZ_NAME_TITLE);

			if (name != NULL && is_title_of(c, name->target, country))
				return true;
		}
	}
	return false;
}

/* In front of an office without country only an article may stand: the Texas attorney general is another. */
static bool stands_alone(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	if (gz_is_joined(c, span->field, next) && gz_token_is(c, span->field, next, GZ_WORD_OF_OFFICE))
		return false;
	return !gz_is_joined(c, span->field, span->token) || gz_is_article(c, span->field, span->token - 1);
}

/* Is the mention a country that is no part of a longer name: Mercedes-Benz China? */
static bool is_country_alone(const struct gz_case *c, const struct gz_span *span,
			     const struct gz_made *mention)
{
	const struct gz_span country = {
		.field = span->field, .number = GZ_NONE, .token = mention->token, .count = mention->tokens};
	const struct gz_made *earlier;
	uint32_t stranger;

	if (mention->entity->type != GZ_COUNTRY || mention->via == GZ_VIA_DEMONYM ||
	    mention->entity->index == GZ_NONE)
		return false;
	earlier = mention > c->mentions.ptr ? mention - 1 : NULL;
	if (earlier != NULL && earlier->field == span->field &&
	    earlier->token + earlier->tokens == mention->token &&
	    gz_is_joined(c, span->field, mention->token))
		return false;
	return !gz_has_stranger(c, &country, true, false, &stranger);
}

/* The treasurer is Australia's only where Australia is spoken of; the Fed chairman says himself of what. */
static bool is_spoken_of(const struct gz_case *c, const struct gz_span *span, uint32_t title)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t country = first_tenure(c, title)->country;

	if (country == GZ_NONE || gz_evidence_of_country(c, country) > 0)
		return true;
	for (uint32_t i = gz_first_span(c, span->field, span->token);
	     i < page->count && page->span[i].token < span->token + span->count; i++) {
		if ((page->span[i].kinds & GZ_SPAN_NAME) != 0)
			return true;
	}
	return false;
}

/* Is it the beginning of a longer office's name, read or not: Chancellor of the Exchequer George Osborne? */
static bool is_cut_short(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_page *page = &c->page[span->field];

	for (uint32_t i = span->number == GZ_NONE ? 0 : span->number;
	     i-- > 0 && page->span[i].token == span->token;) {
		const struct gz_span *longer = &page->span[i];

		for (uint32_t k = longer->first; k < longer->end; k++) {
			const struct gz_name *name =
				gz_name_if(c, gz_candidate_of(c, longer, k), GZ_NAME_TITLE);

			if (name != NULL && first_tenure(c, name->target) != NULL)
				return true;
		}
	}
	return false;
}

/* The words around an office that tell whose it is. */
struct phrase {
	bool told;	  /* false: they name nobody */
	uint32_t first;	  /* token at which they begin */
	uint32_t end;	  /* token behind them */
	uint32_t country; /* GZ_NONE: the office is one that only one country, or the world, has */
	enum gz_reason why;
};

static struct phrase phrase_of(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_made *before = mention_before(c, span, span->token);
	const struct gz_entry *behind;
	uint32_t end = span->token + span->count;

	if (before != NULL) /* the U.S. secretary of trade has a title of his own */
		return (struct phrase){is_country_alone(c, span, before) &&
					       !(gz_is_joined(c, span->field, end) &&
						 gz_token_is(c, span->field, end, GZ_WORD_OF)),
				       before->token, end, before->entity->index, GZ_FOR_ITS_COUNTRY};
	behind = country_behind(c, span, &end);
	if (behind == NULL)
		behind = adjective_behind(c, span, &end);
	if (behind != NULL)
		return (struct phrase){true, span->token, end, behind->index, GZ_FOR_ITS_COUNTRY};
	return (struct phrase){stands_alone(c, span), span->token, end, GZ_NONE, GZ_FOR_ONLY_ONE};
}

/* What is against that the holder is meant; GZ_REASONS: nothing. */
static enum gz_reason refusal(const struct gz_case *c, const struct gz_span *span,
			      const struct phrase *phrase)
{
	if (is_other_in_front(c, span->field, span->token) ||
	    is_other_in_front(c, span->field, phrase->first) || is_first_ever(c, span, phrase->first) ||
	    is_run_for(c, span, phrase->first))
		return GZ_NOT_HOLDER;
	if (gz_bearer_behind(c, span, phrase->end) ||
	    gz_bearer_before(c, span, phrase->first, phrase->country))
		return GZ_NOT_BEARER;
	return GZ_REASONS;
}

/* Whom the title names in the phrase, or would name, if nothing were against it. */
static struct gz_reading read_title(const struct gz_case *c, const struct gz_span *span,
				    const struct gz_name *name, const struct phrase *phrase,
				    enum gz_reason against)
{
	uint32_t holder = holder_of(c, name->target, phrase->country);
	struct gz_reading reading;

	if (holder == GZ_NONE || (phrase->country == GZ_NONE && !is_spoken_of(c, span, name->target)))
		return (struct gz_reading){0};
	reading = gz_reading_of(gz_gaz_entry(c->g, holder), gz_gaz_spelling(c->g, name), GZ_VIA_OFFICE);
	gz_reading_weigh(&reading, phrase->why);
	if (against != GZ_REASONS)
		gz_reading_weigh(&reading, against);
	return reading;
}

bool gz_weigh_office(const struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	const struct phrase phrase = phrase_of(c, span);
	const struct gz_case *day = c; /* that on which it was held */
	struct gz_case then;
	enum gz_reason against;

	if (!phrase.told || is_cut_short(c, span))
		return false;
	if (gz_then_in_front(c, span->field, phrase.first, &then))
		day = &then;
	if (day->first_day == GZ_NO_DAY)
		return false;
	against = refusal(c, span, &phrase);
	if (against != GZ_REASONS && c->log == NULL) /* nobody asks whom it would have been */
		return false;
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);
		const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_TITLE);

		if (name == NULL || candidate->vetoed)
			continue;
		*reading = read_title(day, span, name, &phrase, against);
		if (reading->entity != NULL && !reading->refused)
			return true;
		gz_log_note(c, span, reading, GZ_REJECTED);
	}
	reading->entity = NULL;
	return false;
}
