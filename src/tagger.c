/* tagger.c: text, match and resolve for one document at a time. */
#include <stdlib.h>

#include "gazet/match.h"
#include "gazet/pipeline.h"
#include "gazet/resolve.h"
#include "gazet/text.h"

struct gz_tagger {
	struct gz_tagger_options options;
	struct gz_matcher *matcher;
	struct gz_resolver *resolver;
	struct gz_arena scratch; /* tokens and candidates: gone with the next document */
};

bool gz_tagger_open(const struct gz_gaz *g, const struct gz_tagger_options *options, struct gz_tagger **out,
		    struct gz_error *err)
{
	struct gz_tagger *t = calloc(1, sizeof(*t));

	*out = NULL;
	if (t == NULL)
		return gz_fail_nomem(err);
	t->options = *options;
	if (!gz_matcher_open(g, &t->matcher, err) || !gz_resolver_open(g, &t->resolver, err)) {
		gz_tagger_close(t);
		return false;
	}
	*out = t;
	return true;
}

void gz_tagger_close(struct gz_tagger *t)
{
	if (t == NULL)
		return;
	gz_matcher_close(t->matcher);
	gz_resolver_close(t->resolver);
	gz_arena_free(&t->scratch);
	free(t);
}

/* A pattern's entity was minted in the scratch arena and must live as long as the mention. */
static bool keep_minted(struct gz_mention *mention, struct gz_arena *arena)
{
	struct gz_entity *kept = gz_arena_alloc(arena, sizeof(*kept));

	if (kept == NULL)
		return false;
	*kept = *mention->entity;
	kept->id = gz_arena_str(arena, kept->id);
	kept->name = gz_arena_str(arena, kept->name);
	kept->country = gz_arena_str(arena, kept->country);
	kept->series = gz_arena_str(arena, kept->series);
	mention->entity = kept;
	mention->name = kept->name;
	return kept->id.ptr != NULL && kept->name.ptr != NULL && kept->country.ptr != NULL &&
	       kept->series.ptr != NULL;
}

/* Tags; with `told`, also how every span was read. */
static bool tag(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena, struct gz_tagged *out,
		struct gz_judgements *told, struct gz_tokens tokens[GZ_FIELDS], struct gz_error *err)
{
	const struct gz_resolve_options options = {.no_follow_ups = t->options.no_follow_ups,
						   .judgements = told};
	struct gz_candidates candidates[GZ_FIELDS];
	struct gz_mention *mentions;
	size_t count;

	gz_arena_reset(&t->scratch);
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_tokenize(doc->field[field], &t->scratch, &tokens[field], err) ||
		    !gz_match(t->matcher, &tokens[field], &t->scratch, told != NULL, &candidates[field], err))
			return false;
	}
	if (!gz_resolve(t->resolver, doc, tokens, candidates, &options, arena, &mentions, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (mentions[i].entity->index == GZ_NONE && !keep_minted(&mentions[i], arena))
			return gz_fail_nomem(err);
	}
	*out = (struct gz_tagged){*doc, mentions, count, .sketch = {.made = false}};
	if (told == NULL)
		gz_text_sketch_tokens(tokens, &out->sketch);
	return true;
}

bool gz_tagger_tag(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		   struct gz_tagged *out, struct gz_error *err)
{
	struct gz_tokens tokens[GZ_FIELDS];

	return tag(t, doc, arena, out, NULL, tokens, err);
}

bool gz_tagger_explain(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		       struct gz_explained *out, struct gz_error *err)
{
	return tag(t, doc, arena, &out->tagged, &out->judgements, out->tokens, err);
}
