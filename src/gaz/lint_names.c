/* lint_names.c: rules about names that meet: twice in one entity, in two entities, or as ordinary words. */
#include <string.h>

#include "lint.h"

static bool is_marked(const struct gz_name *name)
{
	return name->exact || name->ambiguous;
}

static const struct gz_entry *entity_of(const struct gz_lint *lint, const struct gz_name *name)
{
	return gz_gaz_entry(lint->g, name->target);
}

static struct gz_str text_of(const struct gz_lint *lint, const struct gz_name *name)
{
	return gz_gaz_spelling(lint->g, name);
}

/* An edition may bear the name of its series, and two editions of a series one name. */
static bool of_one_series(const struct gz_entry *a, const struct gz_entry *b)
{
	return a->series == b->index || b->series == a->index || (a->series != GZ_NONE && a->series == b->series);
}

/* Of two names at one node: is it the same name twice? A hard gap makes another name. */
static void compare(struct gz_lint *lint, uint32_t earlier, uint32_t later)
{
	const struct gz_name *a = gz_gaz_name(lint->g, earlier), *b = gz_gaz_name(lint->g, later);
	const struct gz_origin *where = gz_lint_origin(lint, later), *first = gz_lint_origin(lint, earlier);
	const struct gz_entry *x = entity_of(lint, a), *y = entity_of(lint, b);

	if (a->hard != b->hard || a->kind != GZ_NAME_ENTITY || b->kind != GZ_NAME_ENTITY)
		return;
	if (x == y)
		gz_lint_report(lint, GZ_RULE_DUPLICATE_NAME, where,
			       "%.*s has the name '%.*s' already ('%.*s', line %llu)", GZ_ARG(gz_id_of(lint->g, y)),
			       GZ_ARG(text_of(lint, b)), GZ_ARG(text_of(lint, a)), (unsigned long long)first->line);
	else if (!is_marked(a) && !is_marked(b) && !of_one_series(x, y))
		gz_lint_report(lint, GZ_RULE_COLLISION, where,
			       "'%.*s' is a name of %.*s too (%s:%llu), unmarked on both",
			       GZ_ARG(text_of(lint, b)), GZ_ARG(gz_id_of(lint->g, x)), first->file, (unsigned long long)first->line);
}

/* What else a word means, or NULL. */
static const char *other_meaning(const struct gz_lint *lint, uint32_t token, const struct gz_name *name,
				 uint32_t first, uint32_t count)
{
	unsigned flags = gz_token_flags(lint->g, token);
	uint8_t type = entity_of(lint, name)->type;
	/* People bear the names of places: where both are meant, the resolver looks at what stands beside the
	 * name. */
	bool is_location = type == GZ_COUNTRY || type == GZ_PLACE;

	if (flags & GZ_TOKEN_WORD)
		return "a common word";
	if (flags & GZ_TOKEN_NEUTRAL)
		return "a neutral word";
	if (flags & GZ_TOKEN_GIVEN)
		return "a given name";
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *other = gz_gaz_name(lint->g, first + i);

		if (other->kind == GZ_NAME_TITLE)
			return "a title";
		if (other->kind == GZ_NAME_SURNAME && other->target != name->target && !is_location)
			return "a person's surname";
	}
	return flags & GZ_TOKEN_SURNAME && !is_location ? "a common surname" : NULL;
}

static void check_node(struct gz_lint *lint, uint32_t node, uint32_t token)
{
	uint32_t count;
	uint32_t first = gz_gaz_at(lint->g, node, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(lint->g, first + i);
		const char *meaning;

		for (uint32_t earlier = 0; earlier < i; earlier++)
			compare(lint, first + earlier, first + i);
		if (token == GZ_NONE || name->kind != GZ_NAME_ENTITY || is_marked(name) || name->prefix)
			continue;
		meaning = other_meaning(lint, token, name, first, count);
		/* In text with case an acronym must stand in capitals; only what is a word spoils the rest.
		 */
		if (meaning != NULL && (name->via != GZ_VIA_ACRONYM || strcmp(meaning, "a common word") == 0))
			gz_lint_report(
				lint, GZ_RULE_RISKY_NAME, gz_lint_origin(lint, first + i),
				"'%.*s', a name of %.*s, is also %s: mark it, or have it in a longer form",
				GZ_ARG(text_of(lint, name)), GZ_ARG(gz_id_of(lint->g, entity_of(lint, name))), meaning);
	}
}

/* Marked names need evidence, which only another name, a country or an office can be. */
static void check_reachable(struct gz_lint *lint, uint32_t entity)
{
	const struct gz_entry *e = gz_gaz_entry(lint->g, entity);
	uint32_t count, tenures, editions;
	const uint32_t *names = gz_gaz_names_of(lint->g, entity, &count);

	if (e->type == GZ_COUNTRY || e->type == GZ_PLACE || gz_gaz_tenures(lint->g, entity, &tenures) != NULL)
		return;
	gz_gaz_editions(lint->g, entity, &editions);
	if (e->type != GZ_PERSON && (gz_gaz_country(lint->g, entity) != GZ_NONE || e->place != GZ_NONE))
		return;
	if (e->series != GZ_NONE || editions > 0)
		return;
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(lint->g, names[i]);

		if (name->kind == GZ_NAME_ENTITY && !name->ambiguous)
			return;
	}
	gz_lint_report(lint, GZ_RULE_UNREACHABLE, &lint->l->records.entities.ptr[entity],
		       "every name of %.*s is marked '?', and no office, country or other name can be "
		       "evidence for it",
		       GZ_ARG(gz_id_of(lint->g, e)));
}

void gz_lint_names(struct gz_lint *lint)
{
	const struct gz_gaz *g = lint->g;

	uint32_t first, end;

	gz_gaz_edge(g, GZ_TRIE_ROOT, &first, &end);
	for (uint32_t node = 1; node < gz_gaz_node_count(g); node++)
		check_node(lint, node, node < end ? g->nodes[node].token : GZ_NONE);
	for (size_t i = 0; i < lint->l->records.vetoes.len; i++) {
		const struct gz_veto_row *veto = &lint->l->records.vetoes.ptr[i];
		uint32_t names;

		gz_gaz_at(g, veto->node, &names);
		if (names == 0)
			gz_lint_report(lint, GZ_RULE_UNUSED_VETO, &veto->origin, "nothing has this name");
	}
	for (uint32_t i = 0; i < gz_gaz_entity_count(g); i++)
		check_reachable(lint, i);
}
