/* changes.c owns what two prints of gazetteers tell: the tokens whose meaning has changed (print.c). */
#include <stdlib.h>
#include <string.h>

#include "gazet/text.h"
#include "internal.h"
#include "print.h"

static bool is_print(struct gz_str print, unsigned *bits)
{
	const unsigned char *head = (const unsigned char *)print.ptr;

	if (print.len < PRINT_HEAD || memcmp(head, "gzp", 3) || head[3] != PRINT_VERSION ||
	    head[4] < BUCKETS_LEAST || head[4] > BUCKETS_MOST || head[5] != GZ_TEXT_REVISION)
		return false;
	*bits = head[4];
	return print.len == PRINT_HEAD + ((size_t)4 * TABLES << *bits);
}

/* The sum of a bucket, counted through all tables, of the width that both prints have. */
static uint32_t bucket_of(struct gz_str print, unsigned bits, unsigned shared, size_t bucket)
{
	size_t each = (size_t)1 << (bits - shared);
	const unsigned char *at = (const unsigned char *)print.ptr + PRINT_HEAD + bucket * each * 4;
	uint32_t sum = 0;

	for (size_t i = 0; i < each; i++, at += 4)
		sum += at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
	return sum;
}

bool gz_changes_make(struct gz_str before, struct gz_str after, struct gz_changes *out, struct gz_error *err)
{
	unsigned a, b;

	*out = (struct gz_changes){.all = true};
	if (!is_print(before, &a) || !is_print(after, &b))
		return true;
	out->bits = a < b ? a : b;
	out->words = calloc(((size_t)TABLES << out->bits) / 64, sizeof(*out->words));
	if (!out->words)
		return gz_fail_nomem(err);
	out->all = false;
	for (size_t i = 0; i < (size_t)TABLES << out->bits; i++) {
		if (bucket_of(before, a, out->bits, i) == bucket_of(after, b, out->bits, i))
			continue;
		out->words[i / 64] |= (uint64_t)1 << (i % 64);
		out->count += i < (size_t)1 << out->bits;
	}
	return true;
}

static bool has_changed(const struct gz_changes *c, size_t table, uint64_t hash)
{
	size_t bucket = (table << c->bits) + (size_t)(hash >> (64 - c->bits));

	return c->words[bucket / 64] >> (bucket % 64) & 1;
}

static void meet(const struct gz_changes *c, uint64_t hash, bool met[TABLES])
{
	for (size_t table = 0; table < TABLES; table++)
		met[table] |= has_changed(c, table, hash);
}

/* Every name has its tokens in one field. Whether a token is cut to its stem depends on the gazetteer: both
 * are asked for. */
bool gz_changes_meet(const struct gz_changes *c, const struct gz_tokens *tokens)
{
	bool met[TABLES] = {false, false};

	if (c->all)
		return true;
	for (uint32_t i = 0; c->count > 0 && i < tokens->count && !(met[0] && met[1]); i++) {
		struct gz_token stem;

		meet(c, tokens->token[i].hash, met);
		for (unsigned nth = 0; gz_text_stem(tokens, i, nth, &stem); nth++)
			meet(c, stem.hash, met);
	}
	return met[0] && met[1];
}

void gz_changes_free(struct gz_changes *c)
{
	free(c->words);
	*c = (struct gz_changes){.all = true};
}
