/* list.c: the entities of a gazetteer, and how much there is of everything, as rows. */
#include <string.h>

#include "internal.h"

static const struct gz_column list_columns[] = {
	{"entity", GZ_CELL_TEXT, 0},  {"name", GZ_CELL_TEXT, 0},   {"type", GZ_CELL_TEXT, 0},
	{"country", GZ_CELL_TEXT, 0}, {"series", GZ_CELL_TEXT, 0}, {"place", GZ_CELL_TEXT, 0},
	{"from", GZ_CELL_TEXT, 0},    {"to", GZ_CELL_TEXT, 0},	   {"names", GZ_CELL_INT, 0},
};

static struct gz_cell text_or_null(struct gz_str text)
{
	return gz_cell_text(text.len ? text : (struct gz_str){NULL, 0});
}

/* Does folded text hold the pattern at the beginning of a word? */
static bool holds(struct gz_str folded, struct gz_str pattern)
{
	for (size_t i = 0; i + pattern.len <= folded.len; i++) {
		if ((i == 0 || folded.ptr[i - 1] == ' ') &&
		    memcmp(folded.ptr + i, pattern.ptr, pattern.len) == 0)
			return true;
	}
	return false;
}

static bool is_wanted(const struct gz_gaz *g, uint32_t entity, const struct gz_gaz_filter *filter,
		      struct gz_arena *arena, bool *wanted, struct gz_error *err)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(g, entity, &count);

	*wanted = filter->types == 0 || (filter->types >> gz_type_of_entry(gz_gaz_entry(g, entity)) & 1u) != 0;
	if (!*wanted || filter->pattern.len == 0)
		return true;
	*wanted = false;
	for (uint32_t i = 0; i < count && !*wanted; i++) {
		struct gz_str folded;

		if (!gz_text_fold(gz_gaz_spelling(g, gz_gaz_name(g, names[i])), arena, &folded, err))
			return false;
		*wanted = holds(folded, filter->pattern);
	}
	gz_arena_reset(arena);
	return true;
}

static bool give_entity(const struct gz_gaz *g, uint32_t entity, struct gz_sink *sink, struct gz_error *err)
{
	const struct gz_entity e = gz_gaz_entity(g, entity);
	char from[16], to[16];
	uint32_t names;
	struct gz_cell cells[GZ_COUNT(list_columns)];

	gz_gaz_names_of(g, entity, &names);
	cells[0] = gz_cell_text(e.id);
	cells[1] = gz_cell_text(e.name);
	cells[2] = gz_cell_text(gz_str(gz_type_name(e.type)));
	cells[3] = text_or_null(e.country);
	cells[4] = text_or_null(e.series);
	cells[5] = text_or_null(e.place);
	cells[6] = gz_cell_day(e.from, GZ_DAY, from);
	cells[7] = gz_cell_day(e.to, GZ_DAY, to);
	cells[8] = gz_cell_int(names);
	return sink->row(sink->self, cells, err);
}

bool gz_gaz_list(const struct gz_gaz *g, const struct gz_gaz_filter *filter, struct gz_sink *sink,
		 struct gz_error *err)
{
	struct gz_arena arena = {0};
	uint64_t passed = 0, given = 0;
	bool good = sink->begin(sink->self, list_columns, GZ_COUNT(list_columns), err), wanted;

	for (uint32_t i = 0; good && i < g->entity_count && (filter->limit == 0 || given < filter->limit);
	     i++) {
		good = is_wanted(g, i, filter, &arena, &wanted, err);
		if (!good || !wanted || passed++ < filter->offset)
			continue;
		good = give_entity(g, i, sink, err);
		given++;
	}
	gz_arena_free(&arena);
	return good && sink->end(sink->self, err);
}

/* ---- stats ----------------------------------------------------------------------- */

static const struct gz_column stats_columns[] = {
	{"section", GZ_CELL_TEXT, 0}, {"item", GZ_CELL_TEXT, 0}, {"count", GZ_CELL_INT, 0}};

static bool give_count(struct gz_sink *sink, const char *section, const char *item, uint64_t count,
		       struct gz_error *err)
{
	const struct gz_cell cells[] = {gz_cell_text(gz_str(section)), gz_cell_text(gz_str(item)),
					gz_cell_count(count)};

	return sink->row(sink->self, cells, err);
}

static bool give_entities(const struct gz_gaz *g, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t of_type[GZ_TYPES] = {0}, editions = 0, series = 0;
	bool good = true;

	for (uint32_t i = 0; i < g->entity_count; i++) {
		uint32_t count;

		of_type[gz_gaz_entity(g, i).type]++;
		editions += gz_gaz_entry(g, i)->series != GZ_NONE;
		gz_gaz_editions(g, i, &count);
		series += count > 0;
	}
	for (int type = 0; type < GZ_TYPES && good; type++)
		good = give_count(sink, "entities", gz_type_name((enum gz_type)type), of_type[type], err);
	return good && give_count(sink, "events", "series", series, err) &&
	       give_count(sink, "events", "editions", editions, err) &&
	       give_count(sink, "events", "once", of_type[GZ_EVENT] - editions - series, err);
}

static bool give_names(const struct gz_gaz *g, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t of_via[GZ_VIAS] = {0}, exact = 0, ambiguous = 0;
	bool good = true;

	for (uint32_t i = 0; i < g->name_count; i++) {
		const struct gz_name *name = gz_gaz_name(g, i);

		if (name->kind == GZ_NAME_TITLE)
			continue;
		of_via[gz_via_of(name)]++;
		exact += name->exact != 0;
		ambiguous += name->ambiguous != 0;
	}
	for (int via = 0; via < GZ_VIAS && good; via++)
		good = of_via[via] == 0 ||
		       give_count(sink, "names", gz_via_name((enum gz_via)via), of_via[via], err);
	return good && give_count(sink, "marks", "=", exact, err) &&
	       give_count(sink, "marks", "?", ambiguous, err);
}

static uint64_t count_flag(const struct gz_gaz *g, uint16_t flag)
{
	uint64_t count = 0;

	for (uint32_t i = 0; i < g->token_count; i++)
		count += (gz_token_flags(g, i) & flag) != 0;
	return count;
}

static uint64_t count_vetoes(const struct gz_gaz *g, bool cues)
{
	uint64_t count = 0;

	for (uint32_t i = 0; i < g->veto_count; i++)
		count += (g->vetoes[i].cue != 0) == cues;
	return count;
}

/* How many offices there are is known where they were written: the gazetteer has a tenure for each title. */
static bool give_offices(const struct gz_loader *l, struct gz_sink *sink, struct gz_error *err)
{
	return l == NULL || give_count(sink, "rules", "tenures", l->offices.len, err);
}

static bool give_words(const struct gz_gaz *g, const struct gz_loader *l, struct gz_sink *sink,
		       struct gz_error *err)
{
	return give_count(sink, "words", "titles", g->title_count, err) &&
	       give_count(sink, "words", "given names", count_flag(g, GZ_TOKEN_GIVEN), err) &&
	       give_count(sink, "words", "given names, also words", count_flag(g, GZ_TOKEN_GIVEN_WORD),
			  err) &&
	       give_count(sink, "words", "given names, also places", count_flag(g, GZ_TOKEN_GIVEN_PLACE),
			  err) &&
	       give_count(sink, "words", "surnames", count_flag(g, GZ_TOKEN_SURNAME), err) &&
	       give_count(sink, "words", "common words", count_flag(g, GZ_TOKEN_WORD), err) &&
	       give_count(sink, "words", "neutral words", count_flag(g, GZ_TOKEN_NEUTRAL), err) &&
	       give_offices(l, sink, err) &&
	       give_count(sink, "rules", "vetoes", count_vetoes(g, false), err) &&
	       give_count(sink, "rules", "cues", count_vetoes(g, true), err) &&
	       give_count(sink, "rules", "patterns", g->pattern_count, err) &&
	       give_count(sink, "trie", "tokens", g->token_count, err) &&
	       give_count(sink, "trie", "nodes", g->node_count, err);
}

/* `l` is NULL of a compiled gazetteer, whose files are not known. */
static bool give_stats(const struct gz_gaz *g, const struct gz_loader *l, struct gz_sink *sink,
		       struct gz_error *err)
{
	bool good = sink->begin(sink->self, stats_columns, GZ_COUNT(stats_columns), err) &&
		    give_entities(g, sink, err) && give_names(g, sink, err) && give_words(g, l, sink, err);

	for (size_t i = 0; good && l != NULL && i < l->records.files.len; i++)
		good = give_count(sink, l->records.files.ptr[i].kind, l->records.files.ptr[i].file,
				  l->records.files.ptr[i].rows, err);
	return good && sink->end(sink->self, err);
}

bool gz_gaz_stats(const char *const *paths, size_t count,
		  void (*fault)(void *self, const struct gz_error *err), void *self, struct gz_sink *sink,
		  struct gz_error *err)
{
	struct gz_loader l = {.fault = fault, .self = self, .records = {.keep = true}};
	bool good;

	if (count == 1 && gz_gaz_is_compiled(paths[0])) {
		good = gz_gaz_open(paths[0], &l.gaz, err) && give_stats(l.gaz, NULL, sink, err);
	} else {
		good = gz_loader_run(&l, paths, count);
		if (!good)
			*err = l.first;
		good = good && give_stats(l.gaz, &l, sink, err);
	}
	gz_gaz_free(l.gaz);
	gz_loader_release(&l);
	return good;
}
