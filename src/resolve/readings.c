/*
 * readings.c: which entity a name means here: each candidate is weighed by the reasons that hold, and the
 * highest weight wins. Readings that tie leave the span unlinked.
 */
#include <limits.h>

#include "rows.h"

/* What happens once is not written about by name long before it does, unless its year is in the name.
 * Editions are announced long before: Olympic Games are given to a city seven years and more ahead. */
#define AHEAD_DAYS	   366
#define AHEAD_DAYS_EDITION (366 * 10)

/* What is announced is named before, but no country long before it is one (south Sudan), nor a firm (the
 * river Amazon, in 1853); and nobody before he is born. */
static bool is_too_early(const struct gz_case *c, const struct gz_entry *entity, const struct gz_name *name)
{
	struct gz_str text;
	int32_t ahead = entity->type == GZ_PERSON   ? 0
			: entity->series != GZ_NONE ? AHEAD_DAYS_EDITION
						    : AHEAD_DAYS;

	if (entity->type == GZ_PLACE || entity->from == GZ_NO_DAY || c->last_day == GZ_NO_DAY ||
	    entity->from <= c->last_day + ahead)
		return false;
	text = gz_gaz_spelling(c->g, name);
	for (size_t i = 0, digits = 0; i < text.len; i++) {
		digits = text.ptr[i] >= '0' && text.ptr[i] <= '9' ? digits + 1 : 0;
		if (digits == 4)
			return false;
	}
	return true;
}

/* A common word with the capital that begins a sentence: Turkey is what they ate. Not Turkey's economy. */
static bool is_word_at_start(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_token *token = gz_token_at(c, span->field, span->token);
	uint32_t next = span->token + 1;

	if (span->count > 1 || token->gap < GZ_GAP_SENTENCE || token->shape != GZ_CAPITALISED ||
	    !gz_gaz_is_word(c->g, gz_number(c, span->field, span->token)))
		return false;
	return next >= c->tokens[span->field].count || (token + 1)->start != token->end + 1 ||
	       !gz_token_is(c, span->field, next, GZ_WORD_S);
}

/* A proper name in small letters, where the field has capitals: blue china, two genes. */
static bool may_be_lowered(const struct gz_span *span, const struct gz_name *name, bool strong)
{
	return !name->ambiguous && !strong && span->count > 1;
}

/* Jordan alone, where the document has a Michael Jordan: the stranger, unless a word beside it shows the
 * place. */
static bool is_namesake(const struct gz_case *c, const struct gz_span *span,
			const struct gz_candidate *candidate, const struct gz_entry *entity)
{
	return span->count == 1 && (entity->type == GZ_COUNTRY || entity->type == GZ_PLACE) &&
	       !candidate->cued && gz_is_told(c, gz_number(c, span->field, span->token), GZ_TOLD_NAMESAKE) &&
	       !gz_behind_preposition(c, span) && !gz_is_in_row(c, span, entity, GZ_VIA_NAME);
}

/* The battleship Texas, the aircraft carrier Dwight D. Eisenhower, USS Mississippi: the name of a ship. Not
 * a country: the submarine France sold. */
static bool is_ship(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity)
{
	return (entity->type == GZ_PLACE || entity->type == GZ_PERSON) && gz_behind_vessel(c, span);
}

/* Is it the name of a place or country, and no adjective: a British Road is none called after Britain? */
static bool is_proper_place(const struct gz_name *name, const struct gz_entry *entity)
{
	return (entity->type == GZ_PLACE || entity->type == GZ_COUNTRY) && name->via <= GZ_VIA_ACRONYM;
}

/* A place or country that stands alone in quotation marks may be the title of a work. */
static bool is_title_of_work(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
			     const struct gz_entry *entity)
{
	return is_proper_place(name, entity) && gz_is_quoted_alone(c, span);
}

/* What refuses a candidate whatever the document says; GZ_REASONS: nothing. */
static enum gz_reason refusal(const struct gz_case *c, const struct gz_span *span,
			      const struct gz_candidate *candidate, const struct gz_name *name,
			      const struct gz_entry *entity, bool strong)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];

	if (strong && name->ambiguous)
		return GZ_NOT_EVIDENT;
	if (candidate->vetoed)
		return GZ_NOT_VETO;
	if (name->exact &&
	    (tokens->has_case ? !candidate->exact
			      : strong || !(candidate->cued || gz_counts_uncased(c, span, name, entity))))
		return GZ_NOT_EXACT;
	if (gz_is_code(tokens, span, name))
		return GZ_NOT_CODE;
	if (gz_is_lowered(span, name->shape) && !may_be_lowered(span, name, strong))
		return GZ_NOT_LOWERED;
	if (is_too_early(c, entity, name))
		return GZ_NOT_YET;
	if (name->prefix && !gz_begins_compound(c, span))
		return GZ_NOT_COMPOUND;
	if (span->count == 1 && entity->type != GZ_PERSON && entity->type != GZ_EVENT) {
		if (gz_has_given_name(c, span) || gz_is_among_kin(c, span))
			return GZ_NOT_GIVEN;
		if (gz_is_given_name(c, span))
			return GZ_NOT_STRANGER;
		if (gz_is_addressed(c, span))
			return GZ_NOT_ADDRESSED;
	}
	if (is_ship(c, span, entity))
		return GZ_NOT_SHIP;
	if (entity->type == GZ_PLACE && span->count > 1 && gz_is_divided(c, span))
		return GZ_NOT_WHOLE;
	if ((entity->type == GZ_PLACE || (entity->type == GZ_COUNTRY && name->ambiguous)) &&
	    gz_is_elsewhere(c, span, entity))
		return GZ_NOT_THERE;
	if (is_namesake(c, span, candidate, entity))
		return GZ_NOT_NAMESAKE;
	if (entity->type == GZ_PERSON && gz_is_of_generation(c, span))
		return GZ_NOT_STRANGER;
	if (strong && is_title_of_work(c, span, name, entity))
		return GZ_NOT_EVIDENT;
	if (entity->type == GZ_PERSON &&
	    (gz_runs_on(c, span) || gz_is_hyphenated(c, span, gz_gaz_spelling(c->g, name))))
		return GZ_NOT_HYPHEN;
	if (is_proper_place(name, entity))
		return gz_lends_street(c, span)				   ? GZ_NOT_CALLED_AFTER
		       : span->count == 1 && gz_is_behind_initial(c, span) ? GZ_NOT_GIVEN
		       : gz_behind_work(c, span)			   ? GZ_NOT_SHIP
									   : GZ_REASONS;
	return GZ_REASONS;
}

/* The same in the scan; what the first look at a span found out is not asked again. */
static enum gz_reason refusal_now(const struct gz_case *c, const struct gz_span *span,
				  const struct gz_candidate *candidate, const struct gz_name *name,
				  const struct gz_entry *entity)
{
	if ((c->page[span->field].memo[span->number] >> GZ_MEMO_HOLDS & 1) != 0)
		return is_namesake(c, span, candidate, entity) ? GZ_NOT_NAMESAKE : GZ_REASONS;
	return refusal(c, span, candidate, name, entity, false);
}

/* What the document says for an entity. Somebody in office is a reason only where what he governs is spoken
 * of: there are many Stephen Smiths. */
static void weigh_document(const struct gz_case *c, const struct gz_entry *entity, struct gz_reading *reading)
{
	if (gz_evidence_of(c, entity->index) > 0)
		gz_reading_weigh(reading, GZ_FOR_NAMED);
	if (entity->series != GZ_NONE && gz_evidence_of(c, entity->series) > 0)
		gz_reading_weigh(reading, GZ_FOR_ITS_SERIES);
	if (entity->type != GZ_PERSON && gz_evidence_of_country(c, entity->index) > 0)
		gz_reading_weigh(reading, GZ_FOR_COUNTRY);
	if (entity->type == GZ_PERSON && gz_holds_here(c, entity->index))
		gz_reading_weigh(reading, GZ_FOR_OFFICE);
}

/* A capital tells Turkey from turkey where the field has case, but for the first word of a sentence; it does
 * not tell one Jordan from another. */
static enum gz_reason weigh_capital(const struct gz_case *c, const struct gz_span *span,
				    const struct gz_name *name, const struct gz_entry *entity, bool lowered)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t number = gz_number(c, span->field, span->token);

	if (is_word_at_start(c, span) && !gz_is_told(c, number, GZ_TOLD_CAPITAL))
		return GZ_NOT_WORD;
	if ((entity->type == GZ_COUNTRY || entity->type == GZ_PLACE) && tokens->has_case && !lowered &&
	    name->shape >= GZ_CAPITALISED && name->via <= GZ_VIA_ACRONYM &&
	    !gz_is_told(c, number, GZ_TOLD_HEAD))
		return GZ_FOR_CAPITAL;
	return GZ_NOT_EVIDENT;
}

/* Behind the title of an office that he held, a person's ambiguous name is his: President George Bush; and
 * with that of one that he holds in it: King Edward, in 1908. */
static void weigh_rank(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity,
		       struct gz_reading *reading)
{
	struct gz_titled titled;

	if (entity->type != GZ_PERSON)
		return;
	if (span->count > 1 && gz_holds_own_title(c, span, entity->index))
		gz_reading_weigh(reading, GZ_FOR_RANK_NOW);
	if (!gz_has_title(c, span))
		return;
	titled = gz_title_before(c, span);
	if (titled.title != NULL && !titled.title->courtesy &&
	    gz_held_title(c, entity->index, &titled, false))
		gz_reading_weigh(reading, GZ_FOR_RANK_NAMED);
}

/* Does a preposition of place show what is meant: a country, or, in text without case, a place by a name that
 * is neither a common word nor a country's? */
static bool is_located(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity)
{
	return gz_behind_preposition(c, span) &&
	       (entity->type == GZ_COUNTRY ||
		(entity->type == GZ_PLACE && !c->tokens[span->field].has_case &&
		 (span->kinds & GZ_SPAN_COUNTRY) == 0 &&
		 !(span->count == 1 && gz_gaz_is_word(c->g, gz_number(c, span->field, span->token)))));
}

/* An ambiguous name needs a reason, and no stranger. */
static void weigh_ambiguous(const struct gz_case *c, const struct gz_span *span,
			    const struct gz_candidate *candidate, const struct gz_name *name,
			    const struct gz_entry *entity, struct gz_reading *reading)
{
	const uint64_t beside = (uint64_t)1 << GZ_FOR_PREPOSITION | (uint64_t)1 << GZ_FOR_LIST;
	/* In German every noun has a capital, and no town an article, nor have most elsewhere: beim Essen. */
	bool noun = entity->type == GZ_PLACE && gz_is_joined(c, span->field, span->token) &&
		    gz_is_foreign_article(c, span->field, span->token - 1);
	uint64_t reasons = noun ? reading->reasons & (uint64_t)1 << GZ_FOR_NAMED : reading->reasons;
	bool evident = reasons != 0, lowered = gz_is_lowered(span, name->shape);
	bool cued = candidate->cued || (entity->type == GZ_PLACE && gz_begins_dateline(c, span)) ||
		    (entity->type == GZ_COUNTRY && gz_is_before_office(c, span, entity->index)) ||
		    (name->exact && !candidate->exact && gz_is_beside_other(c, span, name)) ||
		    gz_is_with_country(c, span, entity);

	weigh_rank(c, span, entity, reading);
	evident |= entity->type == GZ_PERSON && reading->reasons != 0;
	gz_reading_weigh(reading, GZ_DOUBT_AMBIGUOUS);
	if (gz_has_stranger(c, span, true, true, &reading->witness)) {
		gz_reading_weigh(reading, GZ_NOT_STRANGER);
		return;
	}
	if (gz_is_anothers(c, span, entity))
		gz_reading_weigh(reading, GZ_NOT_THERE);
	if (cued)
		gz_reading_weigh(reading, GZ_FOR_CUE);
	if (is_located(c, span, entity))
		gz_reading_weigh(reading, GZ_FOR_PREPOSITION);
	if (gz_is_in_row(c, span, entity, (enum gz_via)name->via))
		gz_reading_weigh(reading, GZ_FOR_LIST);
	if (!evident && !cued && (reading->reasons & beside) == 0)
		gz_reading_weigh(reading,
				 noun ? GZ_NOT_EVIDENT : weigh_capital(c, span, name, entity, lowered));
}

/* What the document says of an entity decides between readings, and adds to no score: where there is one
 * reading that needs no evidence, nobody asks for it, unless its reasons are to be told. */
static bool needs_document(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name)
{
	return c->log != NULL || name->ambiguous || span->end - span->first > 1 ||
	       gz_is_lowered(span, name->shape);
}

/* Weighs one candidate; false: it is refused. What is refused is filled in only where somebody asks why. */
static bool weigh(const struct gz_case *c, const struct gz_span *span, const struct gz_candidate *candidate,
		  const struct gz_name *name, bool strong, struct gz_reading *reading)
{
	const struct gz_entry *entity = gz_gaz_entry(c->g, name->target);
	enum gz_reason against = strong ? refusal(c, span, candidate, name, entity, true)
					: refusal_now(c, span, candidate, name, entity);

	if (against != GZ_REASONS && c->log == NULL)
		return false;
	*reading = gz_reading_of(entity, gz_gaz_spelling(c->g, name), (enum gz_via)name->via);
	if (against != GZ_REASONS) {
		gz_reading_weigh(reading, against);
		return false;
	}
	if (!strong && needs_document(c, span, name)) {
		weigh_document(c, entity, reading);
		if (name->ambiguous)
			weigh_ambiguous(c, span, candidate, name, entity, reading);
	}
	if (!strong && is_title_of_work(c, span, name, entity) && gz_evidence_of(c, entity->index) == 0)
		gz_reading_weigh(reading, GZ_NOT_EVIDENT);
	if (!name->ambiguous)
		gz_reading_weigh(reading, GZ_FOR_UNMARKED);
	if (name->exact && !candidate->exact)
		gz_reading_weigh(reading, candidate->cued ? GZ_FOR_CUE : GZ_FOR_UNCASED);
	if (candidate->skipped_initial)
		gz_reading_weigh(reading, GZ_DOUBT_SKIPPED);
	/* Difficult financial times: what may be a phrase counts in small letters only where it is named
	 * otherwise. */
	if (gz_is_lowered(span, name->shape)) {
		bool phrase = entity->type != GZ_COUNTRY && entity->type != GZ_EVENT;

		gz_reading_weigh(reading, phrase && (reading->reasons >> GZ_FOR_NAMED & 1) == 0
						  ? GZ_NOT_LOWERED
						  : GZ_DOUBT_LOWERED);
	}
	return !reading->refused;
}

/* Of a city and its country by one name (Luxembourg), the country is meant. Returns the one to keep, or NULL.
 */
static const struct gz_entry *broader(const struct gz_case *c, const struct gz_entry *a,
				      const struct gz_entry *b)
{
	if (a->type == GZ_COUNTRY && gz_gaz_country(c->g, b->index) == a->index)
		return a;
	if (b->type == GZ_COUNTRY && gz_gaz_country(c->g, a->index) == b->index)
		return b;
	return NULL;
}

/* The one that the document names more often without doubt (Georgians, or the state of Georgia); NULL:
 * neither. */
static const struct gz_entry *commoner(const struct gz_case *c, const struct gz_entry *a,
				       const struct gz_entry *b)
{
	uint32_t of_a = gz_evidence_of(c, a->index), of_b = gz_evidence_of(c, b->index);

	return of_a == of_b || a->type == GZ_PERSON ? NULL : of_a > of_b ? a : b;
}

/* Of two series the one whose edition, which is meant here, is nearer to the document's day: annual or spring
 * meetings. NULL: neither. */
static const struct gz_entry *nearer(const struct gz_case *c, const struct gz_span *span,
				     const struct gz_entry *a, const struct gz_entry *b)
{
	int32_t to_a, to_b;

	if (a->type != GZ_EVENT || b->type != GZ_EVENT || c->first_day == GZ_NO_DAY)
		return NULL;
	to_a = gz_edition_distance(c, span, a);
	to_b = gz_edition_distance(c, span, b);
	return to_a == to_b ? NULL : to_a < to_b ? a : b;
}

/* What a rule found: of a country by an ambiguous name (the election in Georgia) only where the document
 * speaks of it, or a capital shows a name. */
static bool read_pattern(const struct gz_case *c, const struct gz_span *span,
			 const struct gz_candidate *candidate, struct gz_reading *reading)
{
	uint32_t country = candidate->minted->country;

	*reading = gz_reading_of(candidate->minted, gz_name_of(c->g, candidate->minted), GZ_VIA_PATTERN);
	if (!candidate->doubtful || country == GZ_NONE)
		return true;
	if (gz_evidence_of_country(c, country) > 0)
		gz_reading_weigh(reading, GZ_FOR_COUNTRY);
	else
		gz_reading_weigh(reading, c->tokens[span->field].has_case ? GZ_FOR_CAPITAL : GZ_NOT_EVIDENT);
	return !reading->refused;
}

/* The readings of a span so far. */
struct contest {
	struct gz_reading best;
	bool tie;
	bool strong; /* evidence is gathered: what only the day decides is none */
};

/* One more reading, which was not refused. */
static void enter(const struct gz_case *c, const struct gz_span *span, struct contest *contest,
		  const struct gz_reading *reading)
{
	const struct gz_entry *kept;
	enum gz_reason why = GZ_FOR_BROADER;

	if (contest->best.entity == NULL || reading->weight > contest->best.weight) {
		contest->best = *reading;
		contest->tie = false;
		return;
	}
	/* Another name of the same entity that folds alike: the first one stands. */
	if (reading->weight < contest->best.weight || reading->entity == contest->best.entity)
		return;
	kept = broader(c, contest->best.entity, reading->entity);
	if (kept == NULL) {
		kept = commoner(c, contest->best.entity, reading->entity);
		why = GZ_FOR_MORE;
	}
	if (kept == NULL && !contest->strong) {
		kept = nearer(c, span, contest->best.entity, reading->entity);
		why = GZ_FOR_NEARER;
	}
	contest->tie |= kept == NULL;
	if (kept == reading->entity)
		contest->best = *reading;
	if (kept != NULL)
		gz_reading_weigh(&contest->best, why);
}

/* The one or other of several candidates. */
static void choose(const struct gz_case *c, const struct gz_span *span, bool strong,
		   struct gz_reading *chosen)
{
	struct contest contest = {.best = {.weight = INT_MIN}, .strong = strong};
	struct gz_reading pattern = {0};
	size_t from = gz_log_count(c);

	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);
		const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_ENTITY);
		struct gz_reading reading;
		bool holds;

		if (name != NULL)
			holds = weigh(c, span, candidate, name, strong, &reading);
		else if (candidate->minted != NULL && pattern.entity == NULL)
			holds = read_pattern(c, span, candidate, &reading);
		else
			continue;
		gz_log_note(c, span, &reading, GZ_REJECTED);
		if (!holds)
			continue;
		if (name == NULL)
			pattern = reading;
		else
			enter(c, span, &contest, &reading);
	}
	if (contest.tie)
		contest.best.entity = NULL;
	else if (contest.best.entity == NULL)
		contest.best = pattern;
	gz_log_demote(c, from, contest.best.entity, contest.tie ? GZ_LESS_TIE : GZ_LESS_WEIGHT);
	*chosen = contest.best;
}

bool gz_weigh_names(const struct gz_case *c, const struct gz_span *span, bool strong,
		    struct gz_reading *reading)
{
	const struct gz_candidate *only = gz_candidate_of(c, span, span->first);

	if (c->log != NULL || span->end - span->first > 1) {
		choose(c, span, strong, reading);
		return reading->entity != NULL;
	}
	if (only->name == GZ_NONE ? read_pattern(c, span, only, reading)
				  : weigh(c, span, only, gz_gaz_name(c->g, only->name), strong, reading)) {
		if (strong)
			c->page[span->field].memo[span->number] |= 1 << GZ_MEMO_HOLDS;
		return true;
	}
	reading->entity = NULL;
	return false;
}
