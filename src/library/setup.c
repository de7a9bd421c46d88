/* setup.c: what the store has to know of the gazetteer by which documents are tagged: entities, names, and
 * its print. */
#include "gazet/gazet.h"
#include "gazet/setup.h"
#include "gazet/text.h"

static bool each_name(const void *self, const struct gz_entity *entity,
		      bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	const struct gz_gaz *g = self;
	struct gz_arena arena = {0};
	uint32_t count = 0;
	const uint32_t *names;
	struct gz_error err;
	bool good = true;

	if (entity->index == GZ_NONE)
		return true;
	names = gz_gaz_names_of(g, entity->index, &count);
	for (uint32_t i = 0; i < count && good; i++) {
		struct gz_str folded, name = gz_gaz_spelling(g, gz_gaz_name(g, names[i]));

		good = gz_text_fold(name, &arena, &folded, &err) && add(to, name, folded);
	}
	gz_arena_free(&arena);
	return good;
}

static bool find_entity(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct gz_entry *found = gz_gaz_find(self, id);

	if (found != NULL)
		*out = gz_entity_of(self, found);
	return found != NULL;
}

static bool fold_name(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	struct gz_error err;

	(void)self;
	return gz_text_fold(name, arena, folded, &err);
}

struct gz_names gz_setup_names(const struct gz_gaz *g)
{
	return (struct gz_names){g, each_name, find_entity, fold_name, gz_text_sketch};
}

static bool print(const void *self, struct gz_buf *out, struct gz_error *err)
{
	return gz_gaz_print(self, out, err);
}

/* Options that shape mentions: documents that were tagged by others are tagged again. */
static struct gz_str tagging_options(const struct gz_tagger_options *options)
{
	static const char *const words[] = {"", "no-follow-ups", "keep-boilerplate",
					    "no-follow-ups keep-boilerplate"};

	return gz_str(words[options->no_follow_ups + 2 * options->keep_boilerplate]);
}

struct gz_run gz_setup_run(const struct gz_gaz *g, const struct gz_tagger_options *options)
{
	return (struct gz_run){.tool_version = GZ_STR(GAZET_VERSION),
			       .gazetteer_hash = gz_gaz_hash(g),
			       .tagging = tagging_options(options),
			       .print = print,
			       .self = g};
}
