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

/* The title in front of a surname, and the country in front of the title. */
struct titled {
	const struct gz_title *title; /* NULL: none */
	uint32_t number;
	uint32_t country;             /* entity, or GZ_NONE */
	bool by_adjective;            /* of the country: nobody else's president is the Russian president */
};

/* A surname in the text, and who may be meant by it. */
struct surname {
	const struct gz_case *c;
	const struct gz_span *span;
	struct titled titled;
};

/* Does the tenure share a day with the document's period? */
static bool is_current(const struct gz_case *c, const struct gz_tenure *tenure)
{
	return c->first_day != GZ_NO_DAY && (tenure->from == GZ_NO_DAY || tenure->from <= c->last_day) &&
	       (tenure->to == GZ_NO_DAY || c->first_day < tenure->to);
}

bool gz_in_office(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (is_current(c, &tenure[i]) && !gz_gaz_title(c->g, tenure[i].title)->consort)
			return true;
	}
	return false;
}

/* Whom of several namesakes a test is about. */
enum who { EVER, NOW, NAMED };

/* Had the tenure begun when the document was written? Who will be president one day is not called so. */
static bool has_begun(const struct gz_case *c, const struct gz_tenure *tenure)
{
	return c->first_day == GZ_NO_DAY || tenure->from == GZ_NO_DAY || tenure->from <= c->last_day;
}

/* Did the person hold an office of this title before the document was written, or (NOW) just then? */
static bool held(const struct gz_case *c, uint32_t person, const struct titled *titled, enum who who)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (tenure[i].title == titled->number &&
		    (who == NOW ? is_current(c, &tenure[i]) : has_begun(c, &tenure[i])) &&
		    (titled->country == GZ_NONE || tenure[i].country == titled->country))
			return true;
	}
	return false;
}

/* The country that ends in front of token `end`: "russian" in "russian president". */
static void find_country_before(const struct gz_case *c, uint32_t field, uint32_t end, struct titled *titled)
{
	const struct gz_candidates *candidates = &c->candidates[field];

	for (uint32_t i = gz_first_candidate(candidates, end > REACH ? end - REACH : 0);
	     i < candidates->count && candidates->ptr[i].first < end; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		const struct gz_name *name;

		if (candidate->first + candidate->count != end || candidate->name == GZ_NONE)
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind != GZ_NAME_ENTITY || gz_gaz_entity(c->g, name->target)->type != GZ_COUNTRY)
			continue;
		titled->country = name->target;
		titled->by_adjective = name->via == GZ_VIA_ADJECTIVE;
		return;
	}
}

/* The longest title that ends in front of the surname. */
static struct titled title_before(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	struct titled found = {NULL, 0, GZ_NONE, false};

	if (span->token == 0 || c->tokens[span->field].token[span->token].gap >= GZ_GAP_HARD)
		return found;
	for (uint32_t i = gz_first_candidate(candidates, span->token > REACH ? span->token - REACH : 0);
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
			find_country_before(c, span->field, candidate->first, &found);
		return found; /* ordered by first token: the longest comes first */
	}
	return found;
}

/* Those who bear the surname, one after the other; *at starts at 0. Whose gender the title contradicts is passed over. */
static const struct gz_name *next_bearer(const struct surname *s, uint32_t *at)
{
	const struct gz_case *c = s->c;
	enum gz_gender wanted = s->titled.title ? s->titled.title->gender : GZ_GENDER_UNKNOWN;

	while (s->span->first + *at < s->span->end) {
		const struct gz_candidate *candidate = &c->candidates[s->span->field].ptr[s->span->first + (*at)++];
		const struct gz_name *name;
		enum gz_gender gender;

		if (candidate->name == GZ_NONE || candidate->vetoed)
			continue;
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind != GZ_NAME_SURNAME || (name->exact && !candidate->exact) ||
		    gz_is_lowered(c, s->span->field, s->span->token, s->span->count, name->shape))
			continue;
		gender = gz_gaz_entity(c->g, name->target)->gender;
		if (wanted == GZ_GENDER_UNKNOWN || gender == GZ_GENDER_UNKNOWN || gender == wanted)
			return name;
	}
	return NULL;
}

static bool is_named_in_full(const struct gz_case *c, uint32_t person)
{
	return gz_evidence_of(c, person) > gz_evidence_titled(c, person);
}

/* How many of the bearers held an office of the title, the last of them in *one. */
static uint32_t count_holders(const struct surname *s, enum who who, const struct gz_name **one)
{
	const struct gz_name *name;
	uint32_t count = 0;

	for (uint32_t at = 0; (name = next_bearer(s, &at)) != NULL;) {
		if (who == NAMED && !is_named_in_full(s->c, name->target))
			continue;
		if (held(s->c, name->target, &s->titled, who)) {
			*one = name;
			count++;
		}
	}
	return count;
}

static struct gz_reading reading_of(const struct surname *s, const struct gz_name *name, enum gz_via via,
				    float score)
{
	return (struct gz_reading){gz_gaz_entity(s->c->g, name->target), name->text, via, score};
}

/* Of those whom the document establishes, the only one that passes; NULL when none or several do. */
static const struct gz_name *only_known(const struct surname *s,
					bool (*passes)(const struct gz_case *c, uint32_t person))
{
	const struct gz_name *one = NULL, *name;

	for (uint32_t at = 0; (name = next_bearer(s, &at)) != NULL;) {
		if (gz_evidence_of(s->c, name->target) == 0 || !passes(s->c, name->target))
			continue;
		if (one != NULL && one->target != name->target)
			return NULL;
		one = name;
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

/* The one whom the document establishes; of several, the one whom a title with this surname means in it, or else the
 * one in office on its day. */
static struct gz_reading read_known(const struct surname *s, enum gz_via via, float score)
{
	const struct gz_name *one = only_known(s, is_anybody);

	if (one == NULL) {
		score = SCORE_SURNAME_DATE;
		one = only_known(s, is_titled);
	}
	if (one == NULL)
		one = only_known(s, gz_in_office);
	return one == NULL ? (struct gz_reading){0} : reading_of(s, one, via, score);
}

/* Behind a title that names an office. */
static struct gz_reading read_rank(struct surname *s, bool titled_only)
{
	const struct gz_name *one = NULL;
	uint32_t holders;

	if (s->titled.country != GZ_NONE && count_holders(s, EVER, &one) == 0) {
		if (s->titled.by_adjective) /* the Polish president of that name is somebody whom no table knows */
			return (struct gz_reading){0};
		s->titled.country = GZ_NONE; /* "in France President Obama met": it did not belong to the title */
	}
	if (count_holders(s, NAMED, &one) == 1)
		return reading_of(s, one, GZ_VIA_TITLE, SCORE_TITLE_KNOWN);
	if (count_holders(s, NOW, &one) == 1)
		return reading_of(s, one, GZ_VIA_TITLE, SCORE_TITLE_OFFICE);
	holders = count_holders(s, EVER, &one);
	if (holders == 1)
		return reading_of(s, one, GZ_VIA_TITLE, SCORE_TITLE_ONCE);
	return holders > 1 || titled_only ? (struct gz_reading){0} : read_known(s, GZ_VIA_TITLE, SCORE_SURNAME);
}

struct gz_reading gz_read_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only)
{
	struct surname s = {.c = c, .span = span};
	uint32_t at = 0;

	if (next_bearer(&s, &at) == NULL)
		return (struct gz_reading){0};
	s.titled = title_before(c, span);
	if (gz_has_stranger(c, span, s.titled.title == NULL, true))
		return (struct gz_reading){0};
	if (s.titled.title != NULL && !s.titled.title->courtesy)
		return read_rank(&s, titled_only);
	if (titled_only) /* mr and mrs establish nobody */
		return (struct gz_reading){0};
	return s.titled.title != NULL ? read_known(&s, GZ_VIA_TITLE, SCORE_TITLE_KNOWN) :
					read_known(&s, GZ_VIA_SURNAME, SCORE_SURNAME);
}
