/*
 * people.c: surnames. One alone means the person whose full name or title stands in the same document; a title in
 * front of it, with its date and country, may decide by itself.
 */
#include "internal.h"

#define SCORE_TITLE_KNOWN 0.9f   /* Chancellor Merkel, and she is named in full */
#define SCORE_TITLE_OFFICE 0.85f /* President Trump, who holds the office on that day */
#define SCORE_TITLE_ONCE 0.7f    /* the only one of that surname who ever held it */
#define SCORE_SURNAME 0.8f
#define SCORE_SURNAME_DATE 0.65f /* two of the surname are there, one is in office */

/* Titles and country names are looked for this many tokens in front of a surname. */
#define REACH 8

/* No list of namesakes in the gazetteer is longer. */
#define NAMESAKES_MAX 64

/* The title in front of a surname, and the country in front of the title. */
struct titled {
	const struct gz_title *title; /* NULL: none */
	uint32_t number;
	uint32_t country; /* entity, or GZ_NONE */
};

struct namesakes {
	uint32_t person[NAMESAKES_MAX];
	struct gz_str name[NAMESAKES_MAX];
	uint32_t count;
};

static bool covers(const struct gz_tenure *tenure, int32_t day)
{
	return (tenure->from == GZ_NO_DAY || tenure->from <= day) && (tenure->to == GZ_NO_DAY || day < tenure->to);
}

bool gz_in_office(const struct gz_gaz *g, uint32_t person, int32_t day)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (covers(&tenure[i], day))
			return true;
	}
	return false;
}

/* Did the person ever hold an office of this title (on `day`, unless it is GZ_NO_DAY)? */
static bool held(const struct gz_gaz *g, uint32_t person, const struct titled *titled, int32_t day)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (tenure[i].title == titled->number && (day == GZ_NO_DAY || covers(&tenure[i], day)) &&
		    (titled->country == GZ_NONE || tenure[i].country == titled->country))
			return true;
	}
	return false;
}

/* First candidate that begins within `reach` tokens in front of `token`: candidates are ordered by their begin. */
static uint32_t first_candidate_near(const struct gz_candidates *candidates, uint32_t token, uint32_t reach)
{
	uint32_t low = 0, high = candidates->count, from = token > reach ? token - reach : 0;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (candidates->ptr[middle].first < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The country that ends in front of token `end`: "russian" in "russian president". */
static uint32_t country_before(const struct gz_case *c, uint32_t field, uint32_t end)
{
	const struct gz_candidates *candidates = &c->candidates[field];

	for (uint32_t i = first_candidate_near(candidates, end, REACH);
	     i < candidates->count && candidates->ptr[i].first < end; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		const struct gz_name *name;

		if (candidate->first + candidate->count != end || candidate->name == GZ_NONE)
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind == GZ_NAME_ENTITY && gz_gaz_entity(c->g, name->target)->type == GZ_COUNTRY)
			return name->target;
	}
	return GZ_NONE;
}

/* The longest title that ends in front of the surname. */
static struct titled title_before(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	struct titled found = {NULL, 0, GZ_NONE};

	if (span->token == 0 || c->tokens[span->field].token[span->token].gap >= GZ_GAP_HARD)
		return found;
	for (uint32_t i = first_candidate_near(candidates, span->token, REACH);
	     i < candidates->count && candidates->ptr[i].first < span->token; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		const struct gz_name *name;

		if (candidate->first + candidate->count != span->token || candidate->name == GZ_NONE)
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind != GZ_NAME_TITLE)
			continue;
		found.title = gz_gaz_title(c->g, name->target);
		found.number = name->target;
		if (candidate->first > 0 && c->tokens[span->field].token[candidate->first].gap < GZ_GAP_HARD)
			found.country = country_before(c, span->field, candidate->first);
		return found; /* ordered by first token: the longest comes first */
	}
	return found;
}

static struct namesakes bearers(const struct gz_case *c, const struct gz_span *span)
{
	struct namesakes all = {.count = 0};

	for (uint32_t i = span->first; i < span->end && all.count < NAMESAKES_MAX; i++) {
		const struct gz_candidate *candidate = &c->candidates[span->field].ptr[i];
		const struct gz_name *name;

		if (candidate->name == GZ_NONE || candidate->vetoed)
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind != GZ_NAME_SURNAME || (name->exact && !candidate->exact) ||
		    gz_is_lowered(c, span->field, span->token, span->count, name->shape))
			continue;
		all.person[all.count] = name->target;
		all.name[all.count++] = name->text;
	}
	return all;
}

/* Keeps those for whom a test holds; returns how many, with the last of them in *one. */
static uint32_t count_holders(const struct gz_case *c, const struct namesakes *all, const struct titled *titled, int32_t day,
			      bool known_only, uint32_t *one)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		if (known_only && gz_evidence_of(c, all->person[i]) == 0)
			continue;
		if (held(c->g, all->person[i], titled, day)) {
			*one = i;
			count++;
		}
	}
	return count;
}

/* Those whose gender a title contradicts are not meant by it. */
static void drop_by_gender(const struct gz_case *c, struct namesakes *all, enum gz_gender gender)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		enum gz_gender own = gz_gaz_entity(c->g, all->person[i])->gender;

		if (gender != GZ_GENDER_UNKNOWN && own != GZ_GENDER_UNKNOWN && own != gender)
			continue;
		all->person[kept] = all->person[i];
		all->name[kept++] = all->name[i];
	}
	all->count = kept;
}

static struct gz_reading person_reading(const struct gz_case *c, const struct namesakes *all, uint32_t one, enum gz_via via,
					float score)
{
	return (struct gz_reading){gz_gaz_entity(c->g, all->person[one]), all->name[one], via, score};
}

/* Of those who are named in the document, the only one that passes; GZ_NONE when none or several do. */
static uint32_t only_known(const struct gz_case *c, const struct namesakes *all,
			   bool (*passes)(const struct gz_case *c, uint32_t person))
{
	uint32_t one = GZ_NONE;

	for (uint32_t i = 0; i < all->count; i++) {
		if (gz_evidence_of(c, all->person[i]) == 0 || !passes(c, all->person[i]))
			continue;
		if (one != GZ_NONE)
			return GZ_NONE;
		one = i;
	}
	return one;
}

static bool is_anybody(const struct gz_case *c, uint32_t person)
{
	(void)c;
	(void)person;
	return true;
}

static bool is_titled(const struct gz_case *c, uint32_t person)
{
	return gz_evidence_titled(c, person) > 0;
}

static bool is_in_office(const struct gz_case *c, uint32_t person)
{
	return c->doc->day != GZ_NO_DAY && gz_in_office(c->g, person, c->doc->day);
}

/* The one who is named in the document; of several, the one whom a title with this surname means in it, or else the
 * one in office on its day. */
static struct gz_reading read_known(const struct gz_case *c, const struct namesakes *all, enum gz_via via, float score)
{
	uint32_t one = only_known(c, all, is_anybody);

	if (one == GZ_NONE) {
		score = SCORE_SURNAME_DATE;
		one = only_known(c, all, is_titled);
	}
	if (one == GZ_NONE)
		one = only_known(c, all, is_in_office);
	return one == GZ_NONE ? (struct gz_reading){0} : person_reading(c, all, one, via, score);
}

static struct gz_reading read_rank(const struct gz_case *c, const struct namesakes *all, struct titled titled,
				   bool titled_only)
{
	uint32_t one = 0, holders;

	/* "U.S. President Obama" in a sentence about Canada: a country in front that fits nobody is no title's country. */
	if (titled.country != GZ_NONE && count_holders(c, all, &titled, GZ_NO_DAY, false, &one) == 0)
		titled.country = GZ_NONE;
	if (!titled_only && count_holders(c, all, &titled, GZ_NO_DAY, true, &one) == 1)
		return person_reading(c, all, one, GZ_VIA_TITLE, SCORE_TITLE_KNOWN);
	if (c->doc->day != GZ_NO_DAY && count_holders(c, all, &titled, c->doc->day, false, &one) == 1)
		return person_reading(c, all, one, GZ_VIA_TITLE, SCORE_TITLE_OFFICE);
	holders = count_holders(c, all, &titled, GZ_NO_DAY, false, &one);
	if (holders == 1)
		return person_reading(c, all, one, GZ_VIA_TITLE, SCORE_TITLE_ONCE);
	if (holders > 1 || titled_only)
		return (struct gz_reading){0};
	return read_known(c, all, GZ_VIA_TITLE, SCORE_SURNAME);
}

/* A given name in front of the surname that is none of the person's: somebody else is meant. */
static bool other_first_name(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t before;

	if (span->token == 0 || tokens->token[span->token].gap >= GZ_GAP_HARD)
		return false;
	before = c->candidates[span->field].token[span->token - 1];
	return before != GZ_NONE && gz_gaz_is_given(c->g, before) &&
	       (!tokens->has_case || tokens->token[span->token - 1].shape > GZ_LOWER);
}

struct gz_reading gz_read_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only)
{
	struct namesakes all = bearers(c, span);
	struct titled titled;

	if (all.count == 0)
		return (struct gz_reading){0};
	titled = title_before(c, span);
	if (titled.title != NULL) {
		drop_by_gender(c, &all, titled.title->gender);
		if (!titled.title->courtesy)
			return read_rank(c, &all, titled, titled_only);
		return titled_only ? (struct gz_reading){0} : read_known(c, &all, GZ_VIA_TITLE, SCORE_TITLE_KNOWN);
	}
	if (titled_only || other_first_name(c, span))
		return (struct gz_reading){0};
	return read_known(c, &all, GZ_VIA_SURNAME, SCORE_SURNAME);
}
