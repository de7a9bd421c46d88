/* evidence.c: what a document is known to talk about before any doubtful name is decided. */
#include "internal.h"

static const struct gz_known nothing = {0, 0, 0};

static const struct gz_known *find(const struct gz_case *c, const struct gz_counted *counted, uint32_t entity)
{
	const uint32_t *at = entity == GZ_NONE ? NULL : gz_map_get(&counted->by_id, gz_id_of(c->g, gz_gaz_entry(c->g, entity)));

	return at ? &counted->known.ptr[*at] : &nothing;
}

uint32_t gz_evidence_of(const struct gz_case *c, uint32_t entity)
{
	return find(c, &c->entities, entity)->named;
}

uint32_t gz_evidence_titled(const struct gz_case *c, uint32_t entity)
{
	return find(c, &c->entities, entity)->titled;
}

uint32_t gz_evidence_of_country(const struct gz_case *c, uint32_t entity)
{
	return find(c, &c->countries, gz_gaz_country(c->g, entity))->named;
}

/* A rank in front of a full name tells whom the surname means, too. */
static bool count(const struct gz_case *c, struct gz_counted *counted, uint32_t entity, bool titled,
		  bool ranked)
{
	uint32_t *at = gz_map_put(&counted->by_id, gz_id_of(c->g, gz_gaz_entry(c->g, entity)),
				  (uint32_t)counted->known.len, NULL);

	if (at == NULL || (*at == counted->known.len && !GZ_PUSH(&counted->known, nothing)))
		return false;
	counted->known.ptr[*at].named++;
	counted->known.ptr[*at].titled += titled;
	counted->known.ptr[*at].ranked += titled || ranked;
	return true;
}

static bool add(struct gz_case *c, uint32_t entity, bool titled, bool ranked)
{
	uint32_t country = gz_gaz_country(c->g, entity);

	return count(c, &c->entities, entity, titled, ranked) &&
	       (country == GZ_NONE || count(c, &c->countries, country, false, false));
}

uint32_t gz_evidence_ranked(const struct gz_case *c, uint32_t entity)
{
	return find(c, &c->entities, entity)->ranked;
}

bool gz_evidence_is_namesake(const struct gz_case *c, struct gz_str norm)
{
	return gz_map_get(&c->namesakes, norm) != NULL;
}

bool gz_evidence_is_stranger(const struct gz_case *c, struct gz_str norm)
{
	return gz_map_get(&c->strangers, norm) != NULL;
}

bool gz_evidence_is_capital(const struct gz_case *c, struct gz_str norm)
{
	return gz_map_get(&c->capitals, norm) != NULL;
}

bool gz_evidence_is_head(const struct gz_case *c, struct gz_str norm)
{
	return gz_map_get(&c->heads, norm) != NULL;
}

void gz_evidence_free(struct gz_case *c)
{
	gz_map_free(&c->heads);
	gz_map_free(&c->namesakes);
	gz_map_free(&c->capitals);
	gz_map_free(&c->strangers);
	GZ_VEC_FREE(&c->entities.known);
	gz_map_free(&c->entities.by_id);
	GZ_VEC_FREE(&c->countries.known);
	gz_map_free(&c->countries.by_id);
}

uint32_t gz_first_candidate(const struct gz_candidates *candidates, uint32_t token)
{
	uint32_t low = 0, high = candidates->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (candidates->ptr[middle].first < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool gz_next_span(const struct gz_candidates *candidates, uint32_t field, uint32_t at, struct gz_span *span)
{
	const struct gz_candidate *ptr = candidates->ptr;
	uint32_t end = at;

	if (at >= candidates->count)
		return false;
	while (end < candidates->count && ptr[end].first == ptr[at].first && ptr[end].count == ptr[at].count)
		end++;
	*span = (struct gz_span){field, at, end, ptr[at].first, ptr[at].count};
	return true;
}

static bool keep(struct gz_map *map, const struct gz_token *token)
{
	return gz_map_put(map, token->norm, 0, NULL) != NULL;
}

/* Names of places that strangers bear (a given name stands in front), and ambiguous ones inside sentences. */
static bool gather_names_of_places(struct gz_case *c, uint32_t field)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	struct gz_span span;

	for (uint32_t at = 0; gz_next_span(&c->candidates[field], field, at, &span); at = span.end) {
		const struct gz_token *token = &tokens->token[span.token];
		const struct gz_name *name;
		enum gz_type type;
		uint32_t who;

		if (span.count > 1 || c->candidates[field].ptr[span.first].name == GZ_NONE)
			continue;
		name = gz_gaz_name(c->g, c->candidates[field].ptr[span.first].name);
		if (name->kind != GZ_NAME_ENTITY)
			continue;
		type = gz_gaz_entry(c->g, name->target)->type;
		if (type != GZ_COUNTRY && type != GZ_PLACE)
			continue;
		if (gz_has_given_name(c, &span)) {
			if (!keep(&c->namesakes, token))
				return false;
		} else if (name->ambiguous && tokens->has_case && token->shape >= GZ_CAPITALISED &&
			   token->gap < GZ_GAP_SENTENCE && !gz_has_stranger(c, &span, true, true, &who) &&
			   !keep(&c->capitals, token)) {
			return false;
		}
	}
	return true;
}

/* Surnames behind a word that makes them a stranger's, unless it may be a bearer's first name in another
 * spelling. */
static bool gather_strangers(struct gz_case *c, uint32_t field)
{
	const struct gz_candidates *candidates = &c->candidates[field];
	const struct gz_tokens *tokens = &c->tokens[field];
	struct gz_span span;

	for (uint32_t at = 0; gz_next_span(candidates, field, at, &span); at = span.end) {
		bool surname = false, fits = false;
		uint32_t who;

		if (span.token == 0)
			continue;
		for (uint32_t i = span.first; i < span.end; i++) {
			const struct gz_name *name = candidates->ptr[i].name == GZ_NONE
							     ? NULL
							     : gz_gaz_name(c->g, candidates->ptr[i].name);

			if (name == NULL || name->kind != GZ_NAME_SURNAME)
				continue;
			surname = true;
			fits |= gz_has_initial(c, name->target, tokens->token[span.token - 1].norm.ptr[0]);
		}
		if (surname && !fits && gz_has_stranger(c, &span, true, false, &who) &&
		    !keep(&c->strangers, &tokens->token[span.token]))
			return false;
	}
	return true;
}

/* Leftmost-longest over the names that need no evidence. */
static bool gather_named(struct gz_case *c, uint32_t field)
{
	const struct gz_candidates *candidates = &c->candidates[field];
	struct gz_span span;
	uint32_t behind = 0, event = 0; /* ends of what was read, and of the event around it */

	for (uint32_t at = 0; gz_next_span(candidates, field, at, &span); at = span.end) {
		struct gz_reading reading;

		if (span.token < behind)
			continue;
		reading = gz_read_name(c, &span, true);
		/* In the name of an event only persons are looked for: the death of Diana. */
		if (reading.entity == NULL || (span.token < event && reading.entity->type != GZ_PERSON))
			continue;
		if (reading.entity->type == GZ_EVENT)
			event = span.token + span.count;
		else
			behind = span.token + span.count;
		if (reading.entity->index != GZ_NONE &&
		    !add(c, reading.entity->index, false,
			 reading.entity->type == GZ_PERSON && gz_behind_rank(c, &span)))
			return false;
		if (reading.entity->type == GZ_ORG && span.count > 1 &&
		    gz_map_put(&c->heads, c->tokens[field].token[span.token].norm, 0, NULL) == NULL)
			return false;
	}
	return true;
}

/* Persons by full names that need evidence, and have it: then the surname alone means them as well. */
static bool gather_doubtful(struct gz_case *c, uint32_t field)
{
	struct gz_span span;

	for (uint32_t at = 0; gz_next_span(&c->candidates[field], field, at, &span); at = span.end) {
		struct gz_reading reading;

		if (span.count < 2)
			continue;
		reading = gz_read_name(c, &span, false);
		if (reading.entity != NULL && reading.entity->type == GZ_PERSON &&
		    (reading.reasons >> GZ_DOUBT_AMBIGUOUS & 1) != 0 &&
		    !add(c, reading.entity->index, false, gz_behind_rank(c, &span)))
			return false;
	}
	return true;
}

/* Persons whom a title establishes: "president trump" without a first name anywhere. */
static bool gather_titled(struct gz_case *c, uint32_t field)
{
	struct gz_span span;

	for (uint32_t at = 0; gz_next_span(&c->candidates[field], field, at, &span); at = span.end) {
		struct gz_reading reading = gz_read_surname(c, &span, true);

		if (reading.entity != NULL && !add(c, reading.entity->index, true, true))
			return false;
	}
	return true;
}

bool gz_evidence_gather(struct gz_case *c)
{
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_named(c, field) || !gather_names_of_places(c, field) ||
		    !gather_strangers(c, field))
			return false;
	}
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_doubtful(c, field))
			return false;
	}
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_titled(c, field))
			return false;
	}
	return true;
}
