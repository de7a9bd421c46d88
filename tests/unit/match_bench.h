/*
 * match_bench.h: a matcher over a gazetteer of the test's own, and its candidates as text, for the tests of
 * the matcher.
 */
#ifndef MATCH_BENCH_H
#define MATCH_BENCH_H

#include "gaz_world.h"

#include "gazet/match.h"
#include "gazet/text.h"

#define HEADER "id\ttype\tname\taliases\n"
#define PATTERNS "anchor\tregex\tid\tname\ttype\tseries\tcountry\n"

struct bench {
	struct world w;
	struct gz_matcher *matcher;
	struct gz_arena arena;
	struct gz_tokens tokens;
	struct gz_candidates found;
	char shown[8192];
};

static inline void bench_open(struct bench *b, const char *entities, const char *patterns)
{
	struct gz_error err;

	*b = (struct bench){0};
	world_open(&b->w);
	world_add(&b->w, "entities.tsv", entities);
	if (patterns != NULL)
		world_add(&b->w, "patterns.tsv", patterns);
	world_load(&b->w);
	assert_true(gz_matcher_open(b->w.gaz, &b->matcher, &err));
}

static inline void bench_close(struct bench *b)
{
	gz_matcher_close(b->matcher);
	gz_arena_free(&b->arena);
	world_close(&b->w);
}

static inline void match(struct bench *b, const char *text)
{
	struct gz_error err;

	gz_arena_reset(&b->arena);
	assert_true(gz_text_tokenize(gz_str(text), &b->arena, &b->tokens, &err));
	assert_true(gz_match(b->matcher, &b->tokens, &b->arena, false, &b->found, &err));
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];

		assert_true(c->count > 0 && c->first + c->count <= b->tokens.count);
		assert_true((c->minted != NULL) == (c->name == GZ_NONE));
		if (i > 0)
			assert_true(c[-1].first < c->first ||
				    (c[-1].first == c->first && c[-1].count >= c->count));
	}
	for (uint32_t i = 0; i < b->tokens.count; i++)
		assert_int_equal(gz_token_number(b->w.gaz, &b->tokens, b->found.token, i),
				 gz_gaz_token(b->w.gaz, b->tokens.token[i].norm));
}

/* One reading of a candidate: itself, or of a surname one of its bearers. */
static inline size_t show_one(struct bench *b, size_t len, const struct gz_candidate *c, uint32_t number)
{
	const struct gz_token *first = &b->tokens.token[c->first], *last = first + c->count - 1;
	const struct gz_name *name = c->minted ? NULL : gz_gaz_name(b->w.gaz, number);
	struct gz_str id = name == NULL			 ? gz_id_of(b->w.gaz, c->minted)
			   : name->kind == GZ_NAME_TITLE ? GZ_STR("title")
							 : gz_gaz_entity(b->w.gaz, name->target).id;

	return len + (size_t)snprintf(b->shown + len, sizeof(b->shown) - len, "%s%.*s=%.*s%s%s%s%s", len ? "; " : "",
				      (int)(last->end - first->start), b->tokens.text.ptr + first->start, GZ_ARG(id),
				      name != NULL && name->kind == GZ_NAME_SURNAME ? "~" : "",
				      c->skipped_initial ? "^" : "", c->exact ? "!" : "", c->vetoed ? "-" : "");
}

/* The candidates as "words=entity" joined by "; ", with marks behind: ^ an initial was skipped, ! exact, -
 * vetoed; a surname is shown as entity~ for each who bears it, a title as "title". */
static inline const char *show(struct bench *b, const char *text)
{
	size_t len = 0;

	match(b, text);
	b->shown[0] = '\0';
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];

		len = show_one(b, len, c, c->name);
		for (uint32_t k = 1; k < c->bearers; k++)
			len = show_one(b, len, c, c->name + k);
	}
	return b->shown;
}

#endif
