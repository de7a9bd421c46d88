/* access.c: reading the frozen gazetteer; the smallest accessors are inline, in image.h. */
#include "build.h"

/* No token of a name is longer, and no wild number makes anybody look farther. */
#define WRITTEN_MAX ((size_t)1 << 16)

struct gz_str gz_gaz_text(const struct gz_gaz *g, struct gz_ref ref)
{
	if (ref.at >= g->text_length || ref.len >= g->text_length - ref.at)
		return gz_str_of("", 0);
	return gz_str_of(g->text + ref.at, ref.len);
}

struct gz_str gz_gaz_hash(const struct gz_gaz *g)
{
	return g->hash;
}

const char *gz_gaz_path(const struct gz_gaz *g)
{
	return g->path;
}

/* ---- entities ----------------------------------------------------------------- */

uint32_t gz_gaz_entity_count(const struct gz_gaz *g)
{
	return g->entity_count;
}

struct gz_str gz_id_of(const struct gz_gaz *g, const struct gz_entry *entry)
{
	return gz_is_minted(g, entry) ? ((const struct gz_minted *)entry)->entity.id
				      : gz_gaz_text(g, entry->id);
}

struct gz_str gz_name_of(const struct gz_gaz *g, const struct gz_entry *entry)
{
	return gz_is_minted(g, entry) ? ((const struct gz_minted *)entry)->entity.name
				      : gz_gaz_text(g, entry->name);
}

static struct gz_str id_or_empty(const struct gz_gaz *g, uint32_t entity)
{
	return entity == GZ_NONE ? gz_str_of("", 0) : gz_gaz_text(g, gz_gaz_entry(g, entity)->id);
}

/* The first of an entity is the newest. */
static struct gz_str wikipedia_of(const struct gz_gaz *g, uint32_t entity)
{
	uint32_t low = 0, high = g->wikipedia_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (g->wikipedia[middle].entity < entity)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->wikipedia_count && g->wikipedia[low].entity == entity
		       ? gz_gaz_text(g, g->wikipedia[low].titles)
		       : gz_str_of("", 0);
}

struct gz_entity gz_entity_of(const struct gz_gaz *g, const struct gz_entry *entry)
{
	if (gz_is_minted(g, entry))
		return ((const struct gz_minted *)entry)->entity;
	return (struct gz_entity){
		.id = gz_gaz_text(g, entry->id),
		.name = gz_gaz_text(g, entry->name),
		.country = id_or_empty(g, entry->country),
		.series = id_or_empty(g, entry->series),
		.place = id_or_empty(g, entry->place),
		.wikipedia = entry->wikipedia ? wikipedia_of(g, entry->index) : gz_str_of("", 0),
		.from = entry->from,
		.to = entry->to,
		.index = entry->index,
		.type = gz_type_of_entry(entry),
		.gender = (enum gz_gender)gz_clamp(entry->gender, GZ_FEMALE + 1),
	};
}

struct gz_entity gz_gaz_entity(const struct gz_gaz *g, uint32_t entity)
{
	return gz_entity_of(g, gz_gaz_entry(g, entity));
}

const struct gz_entry *gz_gaz_find(const struct gz_gaz *g, struct gz_str id)
{
	struct gz_keys keys = {&g->entries->id, sizeof(*g->entries), g->text, g->entity_count,
			       g->text_length};
	const struct gz_slot *slot = gz_slot_find(g->id_slots, g->id_slot_count, &keys, id, gz_text_hash(id));

	return slot != NULL && slot->number < g->entity_count ? &g->entries[slot->number] : NULL;
}

const uint32_t *gz_gaz_editions(const struct gz_gaz *g, uint32_t series, uint32_t *count)
{
	return gz_list_of(&g->of_series, series, count);
}

/* ---- names ---------------------------------------------------------------------- */

uint32_t gz_gaz_name_count(const struct gz_gaz *g)
{
	return g->name_count;
}

struct gz_str gz_gaz_spelling(const struct gz_gaz *g, const struct gz_name *name)
{
	return gz_gaz_text(g, name->text);
}

/* The node at which a name ends: names are numbered by their nodes. */
static uint32_t node_of(const struct gz_gaz *g, uint32_t name)
{
	uint32_t low = 0, high = g->node_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (g->nodes[middle + 1].first_name <= name)
			low = middle + 1;
		else
			high = middle;
	}
	return gz_clamp(low, g->node_count);
}

/* How many tokens a name has. */
static uint32_t tokens_of(const struct gz_gaz *g, uint32_t name)
{
	uint32_t node = node_of(g, name), depth = 1;

	while (depth < GZ_DEEPEST && node >= g->level[depth + 1])
		depth++;
	return depth;
}

/* Its folded token number `which`. */
static struct gz_str folded_token(const struct gz_gaz *g, uint32_t name, uint32_t which)
{
	uint32_t node = node_of(g, name), path = g->nodes[node].path;
	struct gz_str rest;

	if (node < g->level[2] || path > g->paths_length) /* of the latter a damaged image */
		return gz_gaz_token_text(g, g->nodes[node].token);
	rest = gz_str_of(g->paths + path, g->paths_length - path);
	if (rest.len > WRITTEN_MAX)
		rest.len = WRITTEN_MAX;
	for (size_t end; which > 0 && (end = gz_str_find(rest, '\0')) < rest.len; which--)
		rest = gz_str_of(rest.ptr + end + 1, rest.len - end - 1);
	return gz_str_of(rest.ptr, gz_str_find(rest, '\0'));
}

/* One of ASCII folds to itself; for others the folded name is looked up. */
static bool is_plain_letter(char written, uint32_t *letter)
{
	*letter = (uint32_t)(unsigned char)written | 0x20;
	return *letter >= 'a' && *letter <= 'z';
}

static uint32_t folded_letter(const struct gz_gaz *g, uint32_t name, uint32_t which)
{
	struct gz_str token = folded_token(g, name, which);
	uint32_t letter = 0;

	if (token.len > 0)
		gz_utf8_decode(token.ptr, token.len, &letter);
	return letter;
}

uint32_t gz_gaz_first_letter(const struct gz_gaz *g, uint32_t name)
{
	struct gz_str text = gz_gaz_spelling(g, gz_gaz_name(g, name));
	uint32_t letter;

	return text.len > 0 && is_plain_letter(text.ptr[0], &letter) ? letter : folded_letter(g, name, 0);
}

uint32_t gz_gaz_letter(const struct gz_gaz *g, uint32_t name, uint32_t token)
{
	return token < tokens_of(g, name) ? folded_letter(g, name, token) : 0;
}

bool gz_gaz_ends_with(const struct gz_gaz *g, uint32_t name, const struct gz_name *surname)
{
	struct gz_str text = gz_gaz_spelling(g, gz_gaz_name(g, name)), end = gz_gaz_spelling(g, surname);

	return text.len > end.len && text.ptr[text.len - end.len - 1] == ' ' && gz_str_ends(text, end);
}

uint32_t gz_gaz_letter_behind(const struct gz_gaz *g, uint32_t name, uint32_t surname)
{
	struct gz_str text = gz_gaz_spelling(g, gz_gaz_name(g, name));
	struct gz_str first = gz_gaz_spelling(g, gz_gaz_name(g, surname));
	uint32_t letter;

	if (text.len <= first.len + 1 || text.ptr[first.len] != ' ' || !gz_str_starts(text, first))
		return 0;
	return is_plain_letter(text.ptr[first.len + 1], &letter)
		       ? letter
		       : folded_letter(g, name, tokens_of(g, surname));
}

struct gz_str gz_gaz_written(const struct gz_gaz *g, const struct gz_name *name, uint32_t token)
{
	size_t at = name->written;

	/* Each ends with a NUL, and the text does. */
	for (; at < g->text_length; token--) {
		size_t left = g->text_length - at;
		struct gz_str rest = gz_str_of(g->text + at, left < WRITTEN_MAX ? left : WRITTEN_MAX);
		size_t len = gz_str_find(rest, '\0');

		if (token == 0)
			return gz_str_of(rest.ptr, len);
		at += len + 1;
	}
	return gz_str_of("", 0);
}

const uint32_t *gz_gaz_names_of(const struct gz_gaz *g, uint32_t entity, uint32_t *count)
{
	return gz_list_of(&g->of_entity, entity, count);
}

/* ---- trie -------------------------------------------------------------------------- */

uint32_t gz_gaz_token(const struct gz_gaz *g, struct gz_str norm)
{
	return gz_gaz_token_hashed(g, norm, gz_text_hash(norm));
}

uint32_t gz_gaz_token_count(const struct gz_gaz *g)
{
	return g->token_count;
}

struct gz_str gz_gaz_token_text(const struct gz_gaz *g, uint32_t token)
{
	return token < g->token_count
		       ? gz_gaz_text(g, (struct gz_ref){g->tokens[token].text, g->tokens[token].length})
		       : gz_str_of("", 0);
}

uint32_t gz_gaz_node_count(const struct gz_gaz *g)
{
	return g->node_count;
}

uint32_t gz_gaz_child(const struct gz_gaz *g, uint32_t node, uint32_t token)
{
	uint32_t low, high;

	if (token >= g->token_count || node >= g->node_count)
		return GZ_NONE;
	if (node == GZ_TRIE_ROOT)
		return gz_gaz_token_node(g, token);
	low = g->nodes[node].first_child;
	high = g->nodes[node + 1].first_child;
	if (high > g->node_count)
		return GZ_NONE;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (g->nodes[middle].token < token)
			low = middle + 1;
		else if (g->nodes[middle].token > token)
			high = middle;
		else
			return middle;
	}
	return GZ_NONE;
}

uint32_t gz_gaz_edge(const struct gz_gaz *g, uint32_t node, uint32_t *first, uint32_t *end)
{
	node = gz_clamp(node, g->node_count);
	*first = g->nodes[node].first_child;
	*end = g->nodes[node + 1].first_child <= g->node_count ? g->nodes[node + 1].first_child : *first;
	return g->nodes[node].token;
}

/* ---- titles, tenures, vetoes, patterns ---------------------------------------------- */

uint32_t gz_gaz_title_count(const struct gz_gaz *g)
{
	return g->title_count;
}

const struct gz_title *gz_gaz_title(const struct gz_gaz *g, uint32_t title)
{
	return &g->titles[gz_clamp(title, g->title_count)];
}

const struct gz_tenure *gz_gaz_tenures(const struct gz_gaz *g, uint32_t person, uint32_t *count)
{
	const uint32_t *item = gz_list_of(&g->of_holder, person, count);

	/* Those of a holder stand in a row. */
	if (*count == 0 || *item >= g->tenure_count || *count > g->tenure_count - *item) {
		*count = 0;
		return NULL;
	}
	return g->tenures + *item;
}

const uint32_t *gz_gaz_tenures_by(const struct gz_gaz *g, uint32_t title, uint32_t *count)
{
	return gz_list_of(&g->of_title, title, count);
}

uint32_t gz_gaz_meant_title(const struct gz_gaz *g, uint32_t title, uint32_t which)
{
	uint32_t count;
	const uint32_t *others = gz_list_of(&g->stands_for, title, &count);

	if (which == 0)
		return title;
	return which <= count ? others[which - 1] : GZ_NONE;
}

bool gz_gaz_title_means(const struct gz_gaz *g, uint32_t title, uint32_t held)
{
	uint32_t meant;

	for (uint32_t which = 0; (meant = gz_gaz_meant_title(g, title, which)) != GZ_NONE; which++) {
		if (meant == held)
			return true;
	}
	return false;
}

const struct gz_tenure *gz_gaz_tenure(const struct gz_gaz *g, uint32_t tenure)
{
	return &g->tenures[gz_clamp(tenure, g->tenure_count)];
}

const struct gz_veto *gz_gaz_vetoes(const struct gz_gaz *g, uint32_t node, uint32_t *count)
{
	const uint32_t *nodes = g->veto_nodes;
	uint32_t low = 0, left = g->veto_count, end;

	/* The half that goes is chosen without a branch, which would be foreseen every other time. */
	while (left > 1) {
		uint32_t half = left / 2;

		low += half & -(uint32_t)(nodes[low + half - 1] < node);
		left -= half;
	}
	low += left == 1 && nodes[low] < node;
	for (end = low; end < g->veto_count && nodes[end] == node; end++)
		;
	*count = end - low;
	return *count > 0 ? g->vetoes + low : NULL;
}

const uint32_t *gz_gaz_veto_tokens(const struct gz_gaz *g, const struct gz_veto *veto)
{
	static const uint32_t none[UINT8_MAX];

	return veto->tokens <= g->veto_token_count && veto->count <= g->veto_token_count - veto->tokens
		       ? g->veto_tokens + veto->tokens
		       : none;
}

const struct gz_pattern *gz_gaz_patterns(const struct gz_gaz *g, uint32_t *count)
{
	*count = g->pattern_count;
	return g->patterns;
}
