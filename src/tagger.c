/* tagger.c: text, match and resolve for one document at a time. */
#include <stdlib.h>

#include "gazet/match.h"
#include "gazet/pipeline.h"
#include "gazet/resolve.h"
#include "gazet/text.h"

struct gz_tagger {
	struct gz_tagger_options options;
	const struct gz_gaz *g;
	struct gz_languages languages;
	struct gz_boilerplate *boilerplate; /* NULL: it is kept */
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
	t->g = g;
	gz_text_fill_languages(&t->languages);
	if ((!options->keep_boilerplate && !gz_boilerplate_open(&t->boilerplate, err)) ||
	    !gz_matcher_open(g, &t->matcher, err) || !gz_resolver_open(g, &t->resolver, err)) {
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
	gz_boilerplate_close(t->boilerplate);
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

/* Does the gazetteer know the tokens as a place or country? */
static bool is_place(const void *self, const struct gz_token *first, uint32_t count)
{
	const struct gz_gaz *g = self;
	uint32_t node = GZ_TRIE_ROOT, names, number;

	for (uint32_t i = 0; i < count; i++) {
		number = gz_gaz_token(g, first[i].norm);
		node = number == GZ_NONE ? GZ_NONE : gz_gaz_child(g, node, number);
		if (node == GZ_NONE)
			return false;
	}
	number = gz_gaz_at(g, node, &names);
	for (uint32_t i = 0; i < names; i++) {
		const struct gz_name *name = gz_gaz_name(g, number + i);
		enum gz_type type;

		if (name->kind != GZ_NAME_ENTITY)
			continue;
		type = gz_type_of_entry(gz_gaz_entry(g, name->target));
		if (type == GZ_PLACE || (type == GZ_COUNTRY && name->via <= GZ_VIA_ALIAS))
			return true;
	}
	return false;
}

/* Tokens, without those of boilerplate where it is left out. */
static bool cut(struct gz_tagger *t, const struct gz_doc *doc, struct gz_tokens tokens[GZ_FIELDS],
		struct gz_omissions *omissions, struct gz_error *err)
{
	const struct gz_place_asker asker = {is_place, t->g};

	*omissions = (struct gz_omissions){NULL, 0};
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_tokenize(doc->field[field], &t->scratch, &tokens[field], err))
			return false;
	}
	return t->boilerplate == NULL ||
	       gz_boilerplate_omit(t->boilerplate, &tokens[GZ_TEXT], &asker, &t->scratch, omissions, err);
}

/* The rules that took too long in any field. */
static bool gather_given_up(const struct gz_candidates found[GZ_FIELDS], struct gz_arena *arena,
			    struct gz_tagged *out)
{
	uint32_t count = 0;

	for (int field = 0; field < GZ_FIELDS; field++)
		count += found[field].given_up_count;
	if (count == 0)
		return true;
	out->given_up = gz_arena_alloc(arena, count * sizeof(*out->given_up));
	if (out->given_up == NULL)
		return false;
	for (int field = 0; field < GZ_FIELDS; field++) {
		for (uint32_t i = 0; i < found[field].given_up_count; i++) {
			uint32_t at = 0;

			while (at < out->given_up_count && out->given_up[at] != found[field].given_up[i])
				at++;
			out->given_up[at] = found[field].given_up[i];
			out->given_up_count += at == out->given_up_count;
		}
	}
	return true;
}

/* Tags; with `told`, also how every span was read. */
static bool tag(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena, struct gz_tagged *out,
		struct gz_judgements *told, struct gz_omissions *omissions,
		struct gz_tokens tokens[GZ_FIELDS], struct gz_error *err)
{
	const struct gz_resolve_options options = {.no_follow_ups = t->options.no_follow_ups,
						   .judgements = told};
	struct gz_candidates candidates[GZ_FIELDS];
	struct gz_sketch sketch = {.made = false};
	struct gz_mention *mentions;
	size_t count;

	gz_arena_reset(&t->scratch);
	if (!cut(t, doc, tokens, omissions, err))
		return false;
	gz_text_find_languages(&t->languages, tokens);
	if (t->options.wanted != NULL && !t->options.wanted(t->options.self, doc, tokens)) {
		*out = (struct gz_tagged){.doc = *doc, .passed = true};
		return true;
	}
	if (told == NULL && !t->options.no_sketch)
		gz_text_sketch_tokens(tokens, &sketch);
	for (int field = 0; field < GZ_FIELDS; field++) {
		gz_gaz_stems(t->g, &tokens[field]);
		if (!gz_match(t->matcher, &tokens[field], &t->scratch, told != NULL, &candidates[field], err))
			return false;
	}
	if (!gz_resolve(t->resolver, doc, tokens, candidates, &options, arena, &mentions, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (mentions[i].entity->index == GZ_NONE && !keep_minted(&mentions[i], arena))
			return gz_fail_nomem(err);
	}
	*out = (struct gz_tagged){.doc = *doc, .mentions = mentions, .count = count, .sketch = sketch};
	return gather_given_up(candidates, arena, out) || gz_fail_nomem(err);
}

bool gz_tagger_tag(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		   struct gz_tagged *out, struct gz_error *err)
{
	struct gz_tokens tokens[GZ_FIELDS];
	struct gz_omissions omissions;

	return tag(t, doc, arena, out, NULL, &omissions, tokens, err);
}

bool gz_tagger_explain(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		       struct gz_explained *out, struct gz_error *err)
{
	return tag(t, doc, arena, &out->tagged, &out->judgements, &out->omissions, out->tokens, err);
}
