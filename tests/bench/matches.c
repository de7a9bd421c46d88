/*
 * matches.c: gazet's tokens and matcher alone, as an engine that run.py can ask (engine.h). Of the readings
 * that the matcher gives, the leftmost-longest names of entities count: what other engines are asked for.
 * `tokens` only folds and cuts, and `read` only reads the bytes: the bound of both.
 */
#include "engine.h"
#include "gazetteer.h"
#include "gazet/match.h"
#include "gazet/text.h"

struct matches {
	struct gz_gaz *gaz;
	struct gz_matcher *matcher;
	struct gz_arena arena;
};

static bool is_name(const struct gz_gaz *gaz, const struct gz_candidate *candidate)
{
	return candidate->minted == NULL && !candidate->skipped_initial &&
	       gz_gaz_name(gaz, candidate->name)->kind == GZ_NAME_ENTITY;
}

/* Candidates are ordered by first token, then longest first. */
static uint64_t longest(const struct matches *m, const struct gz_tokens *tokens,
			const struct gz_candidates *found, size_t offset, FILE *list)
{
	uint64_t count = 0;
	uint32_t behind = 0;

	for (uint32_t i = 0; i < found->count; i++) {
		const struct gz_candidate *c = &found->ptr[i];
		uint32_t start;

		if (c->first < behind || !is_name(m->gaz, c))
			continue;
		behind = c->first + c->count;
		count++;
		if (list == NULL)
			continue;
		start = tokens->token[c->first].start;
		engine_list(list, offset + start,
			    gz_str_of(tokens->text.ptr + start, tokens->token[behind - 1].end - start));
	}
	return count;
}

/* So that no byte can be left out: the sum of all, as words. */
static uint64_t sum(struct gz_str text)
{
	uint64_t total = 0, word;

	for (size_t i = 0; i + sizeof(word) <= text.len; i += sizeof(word)) {
		memcpy(&word, text.ptr + i, sizeof(word));
		total += word;
	}
	return total;
}

static bool document(void *self, const char *what, struct gz_str text, size_t offset, FILE *list,
		     uint64_t *matches, struct gz_error *err)
{
	struct matches *m = self;
	struct gz_tokens tokens;
	struct gz_candidates found;

	if (strcmp(what, "read") == 0) {
		*matches += sum(text);
		return true;
	}
	gz_arena_reset(&m->arena);
	if (!gz_text_tokenize(text, &m->arena, &tokens, err))
		return false;
	if (strcmp(what, "tokens") == 0) {
		*matches += tokens.count;
		return true;
	}
	if (!gz_match(m->matcher, &tokens, &m->arena, false, &found, err))
		return false;
	*matches += longest(m, &tokens, &found, offset, list);
	return true;
}

int main(int argc, char **argv)
{
	struct matches m = {0};
	const struct engine engine = {.self = &m, .document = document};
	const char *gazetteer = argc == 2 ? argv[1] : NULL;
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	double began = engine_clock();
	bool good;

	if (gazetteer == NULL) {
		fputs("usage: matches GAZETTEER\nthen says and obeys what tests/bench/engine.h tells\n",
		      stderr);
		return 2;
	}
	good = gazetteer_open(gazetteer, &m.gaz, &err) && gz_matcher_open(m.gaz, &m.matcher, &err) &&
	       engine_obey(&engine, began, gz_gaz_name_count(m.gaz), &err);
	if (!good)
		fprintf(stderr, "matches: %s\n", gz_error_text(&err, message, sizeof(message)));
	gz_matcher_close(m.matcher);
	gz_gaz_free(m.gaz);
	gz_arena_free(&m.arena);
	return good ? 0 : 2;
}
