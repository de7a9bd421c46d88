/* mint.c: groups of a match become an entity. */
#include <stdlib.h>
#include <string.h>

#include "mint.h"

/* The code behind the slash of a country's id. */
static struct gz_str code_of(const struct gz_gaz *g, const struct gz_entry *country)
{
	struct gz_str id = gz_id_of(g, country), prefix = GZ_STR("country/");

	return gz_str_starts(id, prefix) ? gz_str_of(id.ptr + prefix.len, id.len - prefix.len) : id;
}

bool gz_pattern_takes(const struct gz_gaz *g, const struct gz_pattern *pattern, uint32_t country,
		      struct gz_str *kind)
{
	*kind = gz_str_of("", 0);
	return pattern->kinds.len == 0 ||
	       gz_gaz_kind_of(pattern->kinds, code_of(g, gz_gaz_entry(g, country)), kind);
}

bool gz_pattern_is_of_country(const struct gz_pattern *pattern)
{
	static const char hole[] = "${country}-";
	size_t type = gz_str_find(pattern->id, '/') + 1;

	return pattern->id.len > type + sizeof(hole) - 1 &&
	       memcmp(pattern->id.ptr + type, hole, sizeof(hole) - 1) == 0;
}

static bool group_span(const struct gz_groups *g, const char *name, size_t *from, size_t *to)
{
	int number = pcre2_substring_number_from_name(g->code, (PCRE2_SPTR)name);
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(g->match);

	if (number <= 0 || (uint32_t)number >= pcre2_get_ovector_count(g->match) ||
	    span[2 * number] == PCRE2_UNSET)
		return false;
	*from = span[2 * number];
	*to = span[2 * number + 1];
	return true;
}

static void find_country(struct gz_groups *g)
{
	const struct gz_name *name;
	size_t from, to;

	if (!group_span(g, "country", &from, &to) || from == to)
		return;
	name = gz_reach_country(g->reach, (uint32_t)from, (uint32_t)to);
	g->wrong_country = name == NULL || !gz_pattern_takes(g->m->g, g->pattern, name->target, &g->kind);
	if (!g->wrong_country) {
		g->country = gz_gaz_entry(g->m->g, name->target);
		g->doubtful_country = name->ambiguous;
	}
}

/* Adds the text of a group. Words of an id are joined by hyphens. */
static void put_group(const struct gz_groups *g, const char *name, bool is_id, struct gz_buf *text)
{
	size_t from, to;

	if (!group_span(g, name, &from, &to))
		return;
	for (size_t at = from; at < to; at++) {
		char c = g->reach->text.ptr[at];

		gz_buf_byte(text, is_id && c == ' ' ? '-' : c);
	}
}

/* In an id `${country}` is the code behind the slash, in a name the country's name; `${kind}` is what the rule
 * says of the country. */
static void put_hole(const struct gz_groups *g, const char *name, bool is_id, struct gz_buf *text)
{
	if (g->country != NULL && strcmp(name, "country") == 0)
		gz_buf_str(text, is_id ? code_of(g->m->g, g->country) : gz_name_of(g->m->g, g->country));
	else if (g->kind.len > 0 && strcmp(name, "kind") == 0)
		gz_buf_str(text, g->kind);
	else
		put_group(g, name, is_id, text);
}

/* Fills a template. */
static bool expand(const struct gz_groups *g, struct gz_str template, bool is_id, struct gz_str *out)
{
	struct gz_buf text = {0};

	for (size_t i = 0; i < template.len; i++) {
		char name[32];
		size_t end;

		if (template.ptr[i] != '$' || i + 1 >= template.len || template.ptr[i + 1] != '{') {
			gz_buf_byte(&text, template.ptr[i]);
			continue;
		}
		end = i + 2 + gz_str_find(gz_str_of(template.ptr + i + 2, template.len - i - 2), '}');
		if (end - i - 2 < sizeof(name)) {
			memcpy(name, template.ptr + i + 2, end - i - 2);
			name[end - i - 2] = '\0';
			put_hole(g, name, is_id, &text);
		}
		i = end;
	}
	*out = text.failed ? gz_str_of(NULL, 0) : gz_arena_str(g->m->arena, gz_buf_view(&text));
	gz_buf_free(&text);
	return out->ptr != NULL;
}

/* The entity that a match means: *out stays NULL where the rule makes no proper id of it. False when memory
 * ran out. */
static bool mint(const struct gz_groups *g, const struct gz_entry **out)
{
	const struct gz_pattern *p = g->pattern;
	struct gz_str id, name, country, series;
	const struct gz_entry *known, *its;
	struct gz_minted *minted;

	if (!expand(g, p->id, true, &id) || !expand(g, p->name, false, &name) ||
	    !expand(g, p->country, true, &country) || !expand(g, p->series, true, &series))
		return false;
	*out = NULL;
	/* A group that took no part may leave a hole: then the rule means nothing here. */
	if (!gz_gaz_is_id(id, p->type) || gz_str_trim(name).len == 0)
		return true;
	known = gz_gaz_find(g->m->g, id);
	if (known != NULL) {
		*out = known;
		return true;
	}
	minted = gz_arena_zalloc(g->m->arena, sizeof(*minted));
	if (minted == NULL)
		return false;
	minted->entry = (struct gz_entry){.index = GZ_NONE,
					  .type = (uint8_t)p->type,
					  .country = GZ_NONE,
					  .series = GZ_NONE,
					  .place = GZ_NONE,
					  .from = GZ_NO_DAY,
					  .to = GZ_NO_DAY};
	minted->entity = (struct gz_entity){.id = id,
					    .name = name,
					    .type = p->type,
					    .index = GZ_NONE,
					    .from = GZ_NO_DAY,
					    .to = GZ_NO_DAY};
	/* A country or series that no table knows is left out: the entity itself is sound without. */
	its = gz_gaz_find(g->m->g, country);
	if (its != NULL) {
		minted->entry.country = its->index;
		minted->entity.country = country;
	}
	its = gz_gaz_find(g->m->g, series);
	if (its != NULL) {
		minted->entry.series = its->index;
		minted->entity.series = series;
	}
	*out = &minted->entry;
	return true;
}

bool gz_groups_take(struct gz_groups *g, uint32_t anchor)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(g->match);
	struct gz_candidate candidate = {.first = GZ_NONE, .name = GZ_NONE};
	bool ends = false;

	for (uint32_t i = 0; i < g->reach->count; i++) {
		if (g->reach->start[i] == span[0])
			candidate.first = g->reach->first + i;
		if (g->reach->start[i] >= span[0] && g->reach->start[i] < span[1])
			candidate.count++;
		ends |= g->reach->start[i + 1] - 1 == span[1];
	}
	if (candidate.first == GZ_NONE || !ends || anchor < candidate.first ||
	    anchor >= candidate.first + candidate.count)
		return true;
	find_country(g);
	if (g->wrong_country)
		return true;
	candidate.doubtful = g->doubtful_country;
	if (!mint(g, &candidate.minted))
		return false;
	return candidate.minted == NULL || gz_matching_add(g->m, &candidate);
}
