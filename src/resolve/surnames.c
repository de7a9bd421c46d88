/*
 * surnames.c: a surname alone means the person whose full name or title stands in the same document; a
 * title in front of it, with its date and country, may decide by itself.
 */
#include "surnames.h"
#include "when.h"

/* So long before another of the surname came into an office, who left it is not meant by it any more. */
#define LONG_BEFORE_DAYS (20 * 365)

/* Whom of several namesakes a test is about. */
enum who { EVER, NOW, NAMED };

static bool fits_title(const struct gz_surname *s, const struct gz_name *name)
{
	enum gz_gender wanted = s->titled.title ? s->titled.title->gender : GZ_GENDER_UNKNOWN, gender;

	if (wanted == GZ_GENDER_UNKNOWN)
		return true;
	gender = gz_gaz_entry(s->c->g, name->target)->gender;
	return gender == GZ_GENDER_UNKNOWN || gender == wanted;
}

/* The names that a candidate stands for: none where it is no surname, or not written as one. */
static void open_candidate(const struct gz_surname *s, const struct gz_candidate *candidate,
			   struct gz_bearers *at)
{
	const struct gz_name *name = gz_name_if(s->c, candidate, GZ_NAME_SURNAME);

	if (name == NULL || candidate->vetoed || (name->exact && !candidate->exact) ||
	    gz_is_lowered(s->span, name->shape))
		return;
	at->name = candidate->name;
	at->left = candidate->bearers > 0 ? candidate->bearers : 1;
}

/* The next name that the candidates of the span stand for; NULL: none is left. */
static inline const struct gz_name *next_name(const struct gz_surname *s, struct gz_bearers *at)
{
	while (at->left == 0) {
		if (s->span->first + at->candidate >= s->span->end)
			return NULL;
		open_candidate(s, gz_candidate_of(s->c, s->span, s->span->first + at->candidate++), at);
	}
	at->left--;
	return gz_gaz_name(s->c->g, at->name++);
}

const struct gz_name *gz_next_bearer(const struct gz_surname *s, struct gz_bearers *at)
{
	const struct gz_name *name = next_name(s, at);

	while (name != NULL && !fits_title(s, name))
		name = next_name(s, at);
	return name;
}

static bool is_named_in_full(const struct gz_case *c, uint32_t person)
{
	const struct gz_known *known = gz_known_of(c, person);

	return known->named > known->titled;
}

/* How many of the bearers held an office of the title, the last of them in *one. */
static uint32_t count_holders(const struct gz_surname *s, enum who who, const struct gz_name **one)
{
	const struct gz_name *name;
	uint32_t count = 0;

	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (who == NAMED && !is_named_in_full(s->c, name->target))
			continue;
		if (gz_held_title(s->c, name->target, &s->titled, who == NOW)) {
			*one = name;
			count++;
		}
	}
	return count;
}

/* The last one who held the office, if all others of the surname had left it in that country long before he
 * came: President Roosevelt is not Theodore, where either may be meant. NULL: there is none. */
static const struct gz_name *last_holder(const struct gz_surname *s)
{
	const struct gz_name *last = NULL, *name;
	struct gz_held his = {.from = GZ_NO_DAY}, term;

	if (s->c->first_day == GZ_NO_DAY)
		return NULL;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		term = gz_days_held(s->c, name->target, &s->titled);
		if (term.from != GZ_NO_DAY && (last == NULL || term.from > his.from)) {
			last = name;
			his = term;
		}
	}
	if (his.abroad)
		return NULL;
	for (struct gz_bearers at = {0}; last != NULL && (name = gz_next_bearer(s, &at)) != NULL;) {
		if (name->target == last->target || !gz_held_title(s->c, name->target, &s->titled, false))
			continue;
		term = gz_days_held(s->c, name->target, &s->titled);
		if (term.from == GZ_NO_DAY || term.to == GZ_NO_DAY || term.country != his.country ||
		    term.abroad || (int64_t)term.to + LONG_BEFORE_DAYS > his.from)
			return NULL;
	}
	return last;
}

static struct gz_reading reading_of(const struct gz_surname *s, const struct gz_name *name,
				    enum gz_reason reason)
{
	enum gz_via via = s->titled.title != NULL ? GZ_VIA_TITLE : GZ_VIA_SURNAME;
	struct gz_reading reading =
		gz_reading_of(gz_gaz_entry(s->c->g, name->target), gz_gaz_spelling(s->c->g, name), via);

	reading.witness = s->witness;
	gz_reading_weigh(&reading, reason);
	return reading;
}

/* Nobody is meant, for this reason. */
static struct gz_reading nobody(struct gz_surname *s, enum gz_reason against)
{
	s->against = against;
	return (struct gz_reading){0};
}

/* May the name be one of somebody whom the document names? */
static bool is_noted(const struct gz_case *c, uint32_t name)
{
	return (c->known_names[name >> 6 & 3] >> (name & 63) & 1) != 0;
}

/* Does the document name anybody of the surname? */
static bool may_be_known(const struct gz_surname *s)
{
	for (uint32_t i = s->span->first; i < s->span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(s->c, s->span, i);

		if (is_noted(s->c, candidate->name))
			return true;
		for (uint32_t b = 1; b < candidate->bearers; b++) {
			if (is_noted(s->c, candidate->name + b))
				return true;
		}
	}
	return false;
}

/* Of those whom the document establishes, the only one that passes; NULL when none or several do. *several:
 * more did. */
static const struct gz_name *only_known(const struct gz_surname *s,
					bool (*passes)(const struct gz_case *c, uint32_t person),
					bool *several)
{
	const struct gz_name *one = NULL, *name;

	*several = false;
	if (!may_be_known(s)) /* of many bearers, this is told without a look at any */
		return NULL;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (gz_evidence_of(s->c, name->target) == 0 || !passes(s->c, name->target))
			continue;
		if (one != NULL && one->target != name->target) {
			*several = true;
			return NULL;
		}
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

static bool is_ranked(const struct gz_case *c, uint32_t person)
{
	return gz_known_of(c, person)->ranked > 0;
}

/* Of several known, the last one named in full before: Mrs Clinton, of whom it was just told. */
static const struct gz_name *last_known(const struct gz_surname *s)
{
	const struct gz_case *c = s->c;

	for (size_t i = c->mentions.len; i > 0 && c->mentions.len - i < GZ_BACK; i--) {
		const struct gz_made *m = &c->mentions.ptr[i - 1];
		const struct gz_name *name;

		if (m->entity->type != GZ_PERSON || m->via > GZ_VIA_ACRONYM)
			continue;
		for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
			if (name->target == m->entity->index)
				return name;
		}
	}
	return NULL;
}

/* Is the title that of an office? A rank that is none's, general, says no more than Mr, where a capital tells
 * that no given name follows: ceo lew frankfort. */
static bool names_office(const struct gz_surname *s)
{
	const struct gz_title *title = s->titled.title;

	return title != NULL && !title->courtesy &&
	       (title->consort || !s->c->tokens[s->span->field].has_case ||
		gz_is_held(s->c, s->titled.number));
}

/* The one whom the document establishes; of several, the one whom a rank means in it, or else the one in
 * office on its day. Where it names nobody of the surname, who is prominent then. */
static struct gz_reading read_known(struct gz_surname *s, enum gz_reason reason)
{
	bool ranked = names_office(s), several, still;
	const struct gz_name *one = only_known(s, is_anybody, &several);

	if (one != NULL)
		return gz_is_behind_stranger(s->c, s->span, one->target) ? nobody(s, GZ_NOT_NAMESAKE)
									 : reading_of(s, one, reason);
	if (!several && ranked) /* the office is one that nobody of the surname held */
		return nobody(s, GZ_NOT_KNOWN);
	if (!several) {
		one = gz_only_prominent(s);
		if (one != NULL)
			return reading_of(s, one, GZ_FOR_PROMINENT);
		one = gz_only_bearer(s);
		return one != NULL ? reading_of(s, one, GZ_FOR_UNIQUE) : nobody(s, GZ_NOT_KNOWN);
	}
	one = only_known(s, is_ranked, &still);
	if (one != NULL)
		return reading_of(s, one, GZ_FOR_KNOWN_RANK);
	one = only_known(s, gz_in_office, &still);
	if (one == NULL && s->titled.title == NULL)
		one = only_known(s, gz_is_no_consort, &still); /* Obama is not Mrs. Obama */
	if (one != NULL)
		return reading_of(s, one, GZ_FOR_KNOWN_OFFICE);
	one = s->titled.title != NULL ? last_known(s) : NULL;
	return one != NULL ? reading_of(s, one, GZ_FOR_KNOWN_LAST) : nobody(s, GZ_NOT_ONE);
}

/* The only one who held it in the time that stands in front: In 1991 President Bush. NULL: none is told. */
static const struct gz_name *holder_then(const struct gz_surname *s)
{
	const struct gz_name *one = NULL;
	struct gz_surname earlier = *s;
	struct gz_case then;

	if (s->titled.first == 0 || !gz_then_in_front(s->c, s->span->field, s->titled.first, &then))
		return NULL;
	earlier.c = &then;
	return count_holders(&earlier, NOW, &one) == 1 ? one : NULL;
}

/* Behind a title that names an office. */
static struct gz_reading read_rank(struct gz_surname *s, bool titled_only)
{
	const struct gz_name *one = NULL;
	uint32_t holders;

	if (s->titled.country != GZ_NONE && count_holders(s, EVER, &one) == 0) {
		if (s->titled.bound) /* the Polish president of that name is somebody whom no table
					       knows */
			return nobody(s, GZ_NOT_HELD_THERE);
		s->titled.country =
			GZ_NONE; /* "in France President Obama met": it did not belong to the title */
	}
	one = holder_then(s);
	if (one != NULL)
		return reading_of(s, one, GZ_FOR_RANK_NOW);
	/* Who holds it goes before who once did, though he be named in full: President Bush, at his father's
	 * funeral. */
	if (count_holders(s, NOW, &one) == 1)
		return reading_of(s, one,
				  is_named_in_full(s->c, one->target) ? GZ_FOR_RANK_NAMED : GZ_FOR_RANK_NOW);
	if (count_holders(s, NAMED, &one) == 1)
		return reading_of(s, one, GZ_FOR_RANK_NAMED);
	holders = count_holders(s, EVER, &one);
	if (holders != 1)
		one = holders > 1 ? last_holder(s) : NULL;
	if (one != NULL)
		return reading_of(s, one, GZ_FOR_RANK_ONCE);
	if (holders > 1 || titled_only)
		return nobody(s, GZ_NOT_ONE);
	return read_known(s, GZ_FOR_KNOWN);
}

/* Does a name begin in front of the initial: Sanford C. Bernstein? Then the initial is not the first one. */
static bool is_middle(struct gz_surname *s, uint32_t initial)
{
	const struct gz_span rest = {s->span->field, GZ_NONE, .token = initial, .count = 1};

	return gz_has_stranger(s->c, &rest, true, false, &s->witness);
}

/* Is the person known for offices of a later time only? A batsman J. Ratcliffe of 1996 is not John Ratcliffe.
 */
static bool holds_later(const struct gz_case *c, uint32_t person)
{
	uint32_t count;

	gz_gaz_tenures(c->g, person, &count);
	return count > 0 && c->first_day != GZ_NO_DAY && !gz_has_held(c, person, GZ_NONE);
}

/* Behind an initial: of those it fits, the only one whom the document names, or the gazetteer has. */
static struct gz_reading read_initial(struct gz_surname *s, uint32_t first)
{
	struct gz_str initial = gz_token_at(s->c, s->span->field, first)->norm;
	const struct gz_name *known = NULL, *any = NULL, *name;
	uint32_t knowns = 0, all = 0;
	bool stranger;

	if (is_middle(s, first))
		return nobody(s, GZ_NOT_STRANGER);
	s->witness = s->span->token - 1;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (!gz_has_initial(s->c, name->target, initial))
			continue;
		if (gz_evidence_of(s->c, name->target) > 0 &&
		    (known == NULL || known->target != name->target)) {
			known = name;
			knowns++;
		}
		if ((any == NULL || any->target != name->target) &&
		    gz_has_initials(s->c, name, gz_token_at(s->c, s->span->field, first),
				    s->span->token - first)) {
			any = name;
			all++;
		}
	}
	if (knowns == 1)
		return reading_of(s, known, GZ_FOR_INITIAL);
	if (all + knowns == 0)
		return nobody(s, GZ_NOT_INITIAL);
	stranger = gz_is_strangers(s->c, gz_number(s->c, s->span->field, s->span->token));
	return knowns == 0 && all == 1 && gz_is_telling(s) && !stranger && !holds_later(s->c, any->target)
		       ? reading_of(s, any, GZ_FOR_INITIAL)
		       : nobody(s, GZ_NOT_ONE);
}

/* In text without case, a surname that is a word (may, brown, bush) needs a title in front, or a word behind
 * that shows a speaker. Of a common surname it is enough that the document names one of it in full, and never
 * has it behind an article; but he was in brown. Where capitals tell, a word is one behind an article of
 * another language than English: ein Koch. */
static bool is_word(const struct gz_surname *s)
{
	const struct gz_span *span = s->span;
	uint32_t number = gz_number(s->c, span->field, span->token);

	if (span->count > 1 || gz_is_speaker(s->c, span))
		return false;
	if (s->c->tokens[span->field].has_case)
		return gz_gaz_is_word(s->c->g, number) && gz_is_joined(s->c, span->field, span->token) &&
		       gz_is_foreign_article(s->c, span->field, span->token - 1);
	if (!gz_gaz_is_word(s->c->g, number))
		return false;
	return !gz_gaz_is_surname(s->c->g, number) || !may_be_known(s) ||
	       gz_is_told(s->c, number, GZ_TOLD_WORD) ||
	       (span->token > 0 && gz_token_is(s->c, span->field, span->token - 1, GZ_WORD_IN));
}

/* The code of a share (MRTI.BO), or an acronym (IP): of two or three capitals in a field that has small
 * letters. */
static bool is_code(const struct gz_surname *s)
{
	const struct gz_tokens *tokens = &s->c->tokens[s->span->field];
	const struct gz_token *token = &tokens->token[s->span->token];

	return s->span->count == 1 &&
	       (gz_is_share_code(tokens, s->span->token) ||
		(tokens->has_case && token->shape == GZ_UPPER && token->norm.len <= 3));
}

/* Nobody is meant, as is quickly told of most: a word, a name of many, of whom none is named. */
static bool is_nobody(const struct gz_surname *s)
{
	return s->titled.title == NULL && !may_be_known(s) && !gz_is_telling(s);
}

static struct gz_reading read_surname(struct gz_surname *s, bool titled_only)
{
	const struct gz_title *title;
	uint32_t initial = gz_initial_before(s->c, s->span);

	s->titled = gz_title_before(s->c, s->span);
	title = s->titled.title;
	if (s->c->log == NULL && is_nobody(s))
		return nobody(s, GZ_NOT_KNOWN);
	if (title == NULL && is_code(s))
		return nobody(s, GZ_NOT_CODE);
	if (gz_behind_vessel(s->c, s->span))
		return nobody(s, GZ_NOT_SHIP);
	if (gz_lends_name(s->c, s->span))
		return nobody(s, GZ_NOT_CALLED_AFTER);
	if (gz_is_town_of_state(s->c, s->span))
		return nobody(s, GZ_NOT_THERE);
	if (gz_is_of_generation(s->c, s->span))
		return nobody(s, GZ_NOT_STRANGER);
	if (gz_ends_small(s->c, s->span))
		return nobody(s, GZ_NOT_LOWERED);
	if (gz_goes_on_behind_dot(s->c, s->span))
		return nobody(s, GZ_NOT_HYPHEN);
	if (initial != GZ_NONE && title == NULL)
		return titled_only ? nobody(s, GZ_NOT_KNOWN) : read_initial(s, initial);
	if (title == NULL && is_word(s))
		return nobody(s, GZ_NOT_SPEAKER);
	if (gz_has_stranger(s->c, s->span, title == NULL, true, &s->witness)) {
		if (!titled_only)
			gz_meet_stranger(s->c, s->span, s->witness);
		return nobody(s, GZ_NOT_STRANGER);
	}
	s->witness = title != NULL ? s->span->token - 1 : GZ_NONE;
	if (title != NULL && !title->courtesy)
		return read_rank(s, titled_only);
	if (titled_only) /* mr and mrs establish nobody */
		return nobody(s, GZ_NOT_KNOWN);
	return read_known(s, title != NULL ? GZ_FOR_TITLED : GZ_FOR_KNOWN);
}

/* All who bear the surname and are not meant. */
static void log_others(const struct gz_surname *s, const struct gz_reading *meant)
{
	struct gz_surname all = *s;
	const struct gz_name *name;

	all.titled.title = NULL; /* of either gender */
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(&all, &at)) != NULL;) {
		struct gz_reading other;

		if (meant->entity != NULL && meant->entity->index == name->target)
			continue;
		other = reading_of(s, name,
				   !fits_title(s, name)	   ? GZ_NOT_GENDER
				   : meant->entity != NULL ? GZ_LESS_WEIGHT
							   : s->against);
		gz_log_note(s->c, s->span, &other, GZ_REJECTED);
	}
}

bool gz_weigh_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only,
		      struct gz_reading *reading)
{
	struct gz_surname s = {.c = c, .span = span, .against = GZ_NOT_KNOWN, .witness = GZ_NONE};

	*reading = read_surname(&s, titled_only);
	if (c->log != NULL)
		log_others(&s, reading);
	return reading->entity != NULL;
}
