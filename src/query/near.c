/*
 * near.c: names that somebody may have meant. The distance is the optimal string alignment distance over
 * code points (Damerau-Levenshtein in which no part is edited twice): insertions, deletions, substitutions
 * and swaps of neighbours, given up as soon as it cannot stay inside its bound.
 */
#include <string.h>

#include "internal.h"

#define LONGEST 96 /* code points; nobody mistypes more */

/* What is looked for, as code points, and the best so far. */
struct search {
	uint32_t wanted[LONGEST];
	size_t length;
	uint32_t bound;
	const struct gz_tally *tallies;
	size_t tally_count;
	struct gz_near *near;
	size_t count;
};

/* False when it is too long. */
static bool decode(struct gz_str text, uint32_t out[LONGEST], size_t *length)
{
	*length = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gz_utf8_decode(text.ptr + at, text.len - at, &code);

		if (*length == LONGEST || step == 0)
			return false;
		out[(*length)++] = code;
		at += step;
	}
	return true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Distance of the wanted text to `other`; more than the bound: some number above it. */
static uint32_t distance(const struct search *s, const uint32_t *other, size_t length)
{
	uint32_t rows[3][LONGEST + 1];
	uint32_t *before = rows[0], *above = rows[1], *row = rows[2];
	size_t difference = s->length > length ? s->length - length : length - s->length;

	if (difference > s->bound)
		return s->bound + 1;
	for (uint32_t i = 0; i <= s->length; i++)
		above[i] = before[i] = i;
	for (size_t j = 1; j <= length; j++) {
		uint32_t best, *spare;

		best = row[0] = (uint32_t)j;
		for (size_t i = 1; i <= s->length; i++) {
			bool same = s->wanted[i - 1] == other[j - 1];

			row[i] = least(least(row[i - 1], above[i]) + 1, above[i - 1] + !same);
			if (i > 1 && j > 1 && s->wanted[i - 1] == other[j - 2] &&
			    s->wanted[i - 2] == other[j - 1])
				row[i] = least(row[i], before[i - 2] + 1);
			best = least(best, row[i]);
		}
		if (best > s->bound)
			return s->bound + 1;
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[s->length];
}

/* Whether `words` stand in `name` as whole words; both are folded, with single spaces. */
static bool has_words(struct gz_str name, struct gz_str words)
{
	if (words.len == 0 || words.len >= name.len)
		return false;
	for (size_t at = 0; at + words.len <= name.len; at++) {
		if ((at == 0 || name.ptr[at - 1] == ' ') &&
		    memcmp(name.ptr + at, words.ptr, words.len) == 0 &&
		    (at + words.len == name.len || name.ptr[at + words.len] == ' '))
			return true;
	}
	return false;
}

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

/* Short names forgive less. */
static bool start(struct search *s, struct gz_str text)
{
	if (text.len == 0 || !decode(text, s->wanted, &s->length))
		return false;
	s->bound = s->length <= 4 ? 1 : s->length <= 8 ? 2 : 3;
	return true;
}

/* The rows (entity id, text) of a statement. Names with `words` in them are as near
 * as those with one slip: "angela" may well mean Angela Merkel. */
static bool search_rows(struct gz_query *q, struct search *s, const char *name, struct gz_str words,
			struct gz_error *err)
{
	uint32_t other[LONGEST];
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;
	size_t length;

	if (!gz_query_prepare(q, name, &stmt, err))
		goto out;
	while ((ok = gz_query_step(q, stmt, &row, err)) && row) {
		struct gz_str text = gz_query_text(stmt, 1);
		uint32_t apart = s->bound + 1;

		if (text.len <= 4 * (s->length + s->bound) && decode(text, other, &length))
			apart = distance(s, other, length);
		if (has_words(text, words))
			apart = least(apart, 1);
		if (apart <= s->bound)
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
	bool ok = true;

	if (start(&s, folded))
		ok = search_rows(q, &s, "names", folded, err);
	/* Only an id has a slash. */
	if (ok && gz_str_find(what, '/') < what.len && start(&s, what))
		ok = search_rows(q, &s, "entity_ids", GZ_STR(""), err);
	*count = s.count;
	return ok;
}
