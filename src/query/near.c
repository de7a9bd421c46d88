/* near.c: names of the database that somebody may have meant. */
#include <string.h>

#include "internal.h"

/* What is looked for, and the best so far. */
struct search {
	struct gz_typed wanted;
	const struct gz_tally *tallies;
	size_t tally_count;
	struct gz_near *near;
	size_t count;
};

static bool is_nearer(const struct gz_near *a, const struct gz_near *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->documents != b->documents)
		return a->documents > b->documents;
	return a->id < b->id;
}

/* Keeps the best few, each entity once. */
static void offer(struct search *s, int64_t id, uint32_t apart)
{
	struct gz_near candidate = {.id = id, .distance = apart};
	size_t at;

	if (id >= 0 && (uint64_t)id < s->tally_count)
		candidate.documents = s->tallies[id].documents;
	for (at = 0; at < s->count; at++) {
		if (s->near[at].id != id)
			continue;
		if (!is_nearer(&candidate, &s->near[at]))
			return;
		memmove(&s->near[at], &s->near[at + 1], (s->count - at - 1) * sizeof(*s->near));
		s->count--;
		break;
	}
	for (at = s->count; at > 0 && is_nearer(&candidate, &s->near[at - 1]); at--)
		;
	if (at == GZ_NEAREST)
		return;
	if (s->count < GZ_NEAREST)
		s->count++;
	memmove(&s->near[at + 1], &s->near[at], (s->count - at - 1) * sizeof(*s->near));
	s->near[at] = candidate;
}

/* How far a name is from what was typed, which `words` of it may be: "angela" means Angela Merkel sooner than
 * Angola. Beyond the bound: not near. */
static uint32_t distance(const struct search *s, struct gz_str name, struct gz_str words)
{
	uint32_t slips = gz_typed_distance(&s->wanted, name);

	if (slips == 0)
		return 0;
	return gz_typed_has_words(name, words) ? 1 : slips + 1;
}

/* The rows (entity id, text) of a statement. */
static bool search_rows(struct gz_query *q, struct search *s, const char *name, struct gz_str words,
			struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	if (!gz_query_prepare(q, name, &stmt, err))
		goto out;
	while ((ok = gz_query_step(q, stmt, &row, err)) && row) {
		struct gz_str text = gz_query_text(stmt, 1);
		uint32_t apart = distance(s, text, words);

		if (apart <= s->wanted.bound + 1)
			offer(s, sqlite3_column_int64(stmt, 0), apart);
	}
out:
	sqlite3_finalize(stmt);
	return ok;
}

bool gz_near_find(struct gz_query *q, struct gz_str what, struct gz_str folded,
		  const struct gz_tally *tallies, size_t tally_count, struct gz_near near[GZ_NEAREST],
		  size_t *count, struct gz_error *err)
{
	struct search s = {.tallies = tallies, .tally_count = tally_count, .near = near};
	bool is_id = gz_str_find(what, '/') < what.len; /* nothing else has a slash */
	size_t type = gz_str_find(folded, ' ');
	bool ok = true;

	/* Of an id that was guessed the words behind the type may be a name: person/merkel, country/uk. */
	if (is_id && type < folded.len)
		folded = gz_str_of(folded.ptr + type + 1, folded.len - type - 1);
	if (gz_typed_start(&s.wanted, folded))
		ok = search_rows(q, &s, "names", folded, err);
	if (ok && is_id && gz_typed_start(&s.wanted, what))
		ok = search_rows(q, &s, "entity_ids", GZ_STR(""), err);
	*count = s.count;
	return ok;
}
