/*
 * image.h: the compiled gazetteer: one flat, position-independent run of bytes, in memory or mapped from a file, that is
 * shared by threads and processes. A header with a table of sections, then the sections, each an array of plain
 * structs that refer to each other by number. src/gaz/compile.c makes it, src/gaz/image.c opens it.
 *
 * Only gaz.h includes this, so that its accessors are inline; outside of src/gaz nobody reads struct gz_gaz but its
 * filters. Numbers out of a
 * damaged image never lead outside of it: each accessor stays inside its section.
 */
#ifndef GAZET_IMAGE_H
#define GAZET_IMAGE_H

#include <string.h>

#include "gazet/model.h"

/* One number for each of many owners, or a list: those of owner i are item[first[i]] .. item[first[i + 1] - 1]. */
struct gz_list_section {
	const uint32_t *first; /* owners + 1 */
	const uint32_t *item;
	uint32_t owners, items;
};

/* A slot of an open-addressed table: the number of a text whose hash has this tag. */
struct gz_slot {
	uint32_t tag, number; /* number GZ_NONE: free */
};

/* A register-blocked Bloom filter over hashes of tokens: some bits of one word for each, which are cleared there. False is
 * sure, true is likely. */
struct gz_filter {
	const uint64_t *words; /* a power of two, at most 1 << 32 */
	uint32_t last;         /* of them */
};

/* So many bytes, which few tokens exceed, are compared at once. */
#define GZ_WORD_BYTES 12

/* A token: all that is asked of it when it stands alone lies side by side, in half a cache line. */
struct gz_token_row {
	uint32_t text;   /* where its text begins */
	uint16_t length;
	uint16_t flags;  /* GZ_TOKEN_... */
	uint32_t node;   /* behind it at the root, or GZ_NONE */
	uint32_t first_name, names; /* of that node */
	char head[GZ_WORD_BYTES]; /* its first bytes, zeros behind: most tokens are compared without a look at their text */
};

/* A node of the trie: its children and its names are numbered in a row, up to those of the next node. Nodes are numbered
 * by their depth. */
struct gz_node {
	uint32_t first_child, first_name;
	uint32_t token; /* in front of it; ascending among siblings */
	uint32_t path;  /* where the folded tokens from the root to it begin, a NUL behind each; unused at the root and behind it */
};

/* Tokens of the longest name, and so the deepest node. */
#define GZ_DEEPEST 64

struct gz_gaz {
	const struct gz_entry *entries;
	const struct gz_name *names;
	struct gz_filter stand, small; /* single tokens; those that stand in small letters */
	struct gz_filter pairs, longer; /* first two tokens of names; first three and more */
	struct gz_filter beside; /* words beside names, with these, that a veto or a cue may have */
	uint32_t entity_count, name_count, token_count;

	const struct gz_node *nodes; /* one more than there are: its children and names end those of the last */
	uint32_t node_count;

	struct gz_list_section of_entity, of_series, of_holder, of_title, stands_for;
	const struct gz_token_row *tokens;
	const struct gz_slot *token_slots, *id_slots;
	const struct gz_slot *path_slots; /* the node behind two tokens or more, by the hash of all */
	uint32_t token_slot_count, id_slot_count, path_slot_count;
	uint32_t level[GZ_DEEPEST + 2]; /* the first node of each depth, and where the last ends */
	const char *paths; /* what nodes call their path */
	uint32_t paths_length;
	const char *text;
	size_t text_length;
	const struct gz_title *titles;
	const struct gz_tenure *tenures;
	const struct gz_veto *vetoes;
	const uint32_t *veto_nodes; /* ascending: whose vetoes[i] is */
	const uint32_t *veto_tokens;
	uint32_t title_count, tenure_count, veto_count, veto_token_count;
	const struct gz_wikipedia *wikipedia;
	uint32_t wikipedia_count;
	struct gz_pattern *patterns; /* views, made when it was opened */
	uint32_t pattern_count;

	struct gz_str hash;
	struct gz_str print; /* zeros: it was not made yet */
	void *bytes; /* the image: mapped */
	size_t size;
	char *path; /* of the file that was opened; empty where it is in memory alone */
};

enum {
	GZ_TOKEN_GIVEN = 2,
	GZ_TOKEN_NEUTRAL = 4,
	GZ_TOKEN_ARTICLE = 8,
	GZ_TOKEN_SURNAME = 16,
	GZ_TOKEN_WORD = 32,
	GZ_TOKEN_DEFINITE = 64,
	GZ_TOKEN_PREPOSITION = 128,
	GZ_TOKEN_GIVEN_WORD = 256,
	GZ_TOKEN_ANCHOR = 512, /* of a pattern rule */
	GZ_TOKEN_GIVEN_PLACE = 1024,
};

/* The last one stands for every number that is none. Of none at all it is the first: sections that are asked so have a
 * blank one then. */
static inline uint32_t gz_clamp(uint32_t number, uint32_t count)
{
	return number < count ? number : count - (count > 0);
}

static inline const struct gz_entry *gz_gaz_entry(const struct gz_gaz *g, uint32_t entity)
{
	return &g->entries[gz_clamp(entity, g->entity_count)];
}

static inline bool gz_is_minted(const struct gz_gaz *g, const struct gz_entry *entry)
{
	/* One of the image is none, whatever it says of itself. */
	return entry->index == GZ_NONE && (uintptr_t)entry - (uintptr_t)g->bytes >= g->size;
}

static inline enum gz_type gz_type_of_entry(const struct gz_entry *entry)
{
	return (enum gz_type)gz_clamp(entry->type, GZ_TYPES);
}

static inline uint32_t gz_country_of(const struct gz_entry *entry)
{
	return entry->type == GZ_COUNTRY ? entry->index : entry->country;
}

static inline uint32_t gz_gaz_country(const struct gz_gaz *g, uint32_t entity)
{
	return gz_country_of(gz_gaz_entry(g, entity));
}

static inline const struct gz_name *gz_gaz_name(const struct gz_gaz *g, uint32_t name)
{
	return &g->names[gz_clamp(name, g->name_count)];
}

static inline enum gz_via gz_via_of(const struct gz_name *name)
{
	return (enum gz_via)gz_clamp(name->via, GZ_VIAS);
}

static inline bool gz_name_is_shared(const struct gz_name *name)
{
	return name->kind == GZ_NAME_SURNAME && !name->exact && name->hard == 0 && name->shape != GZ_LOWER;
}

static inline bool gz_name_needs_capital(const struct gz_name *name)
{
	return name->tokens == 1 && name->shape >= GZ_CAPITALISED && name->kind != GZ_NAME_TITLE;
}

static inline unsigned gz_token_flags(const struct gz_gaz *g, uint32_t token)
{
	return token < g->token_count ? g->tokens[token].flags : 0;
}

static inline bool gz_gaz_is_given(const struct gz_gaz *g, uint32_t token)
{
	/* "In" may be a given name somewhere; as a word it is everywhere. */
	return (gz_token_flags(g, token) & (GZ_TOKEN_GIVEN | GZ_TOKEN_NEUTRAL)) == GZ_TOKEN_GIVEN;
}

static inline bool gz_gaz_is_surname(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & (GZ_TOKEN_SURNAME | GZ_TOKEN_NEUTRAL)) == GZ_TOKEN_SURNAME;
}

static inline bool gz_gaz_is_word(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_WORD) != 0;
}

static inline bool gz_gaz_is_neutral(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_NEUTRAL) != 0;
}

static inline bool gz_gaz_is_given_word(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_GIVEN_WORD) != 0;
}

static inline bool gz_gaz_is_given_place(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_GIVEN_PLACE) != 0;
}

static inline bool gz_gaz_is_preposition(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_PREPOSITION) != 0;
}

static inline bool gz_gaz_is_definite(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_DEFINITE) != 0;
}

static inline bool gz_gaz_is_anchor(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_ANCHOR) != 0;
}

static inline bool gz_gaz_is_article(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_ARTICLE) != 0;
}

/* Of a damaged image, a list may say anything: it stays inside of the items. */
static inline const uint32_t *gz_list_of(const struct gz_list_section *lists, uint32_t owner, uint32_t *count)
{
	uint32_t first, end;

	*count = 0;
	if (owner >= lists->owners)
		return lists->item;
	first = lists->first[owner];
	end = lists->first[owner + 1];
	if (end > lists->items || first >= end)
		return lists->item;
	*count = end - first;
	return lists->item + first;
}

static inline uint32_t gz_gaz_at(const struct gz_gaz *g, uint32_t node, uint32_t *count)
{
	uint32_t first, end;

	*count = 0;
	if (node >= g->node_count)
		return 0;
	first = g->nodes[node].first_name;
	end = g->nodes[node + 1].first_name;
	if (end > g->name_count || first >= end)
		return 0;
	*count = end - first;
	return first;
}

/* Half of the hash is the tag, whose upper bits choose the slot: so a table grows without looking at its texts, and the lower
 * bits tell most texts of one place apart. */
static inline uint32_t gz_slot_tag(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static inline uint32_t gz_slot_first(uint32_t tag, uint32_t count)
{
	return (uint32_t)((uint64_t)tag * count >> 32);
}

/* Are 1 to GZ_WORD_BYTES bytes the same? By loads that overlap, never behind the end, and with one branch: how long tokens
 * are is hard to foresee. */
static inline bool gz_same_word(const char *a, const char *b, size_t len)
{
	uint32_t x[3], y[3];

	if (len < 4)
		return a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1];
	memcpy(&x[0], a, 4);
	memcpy(&y[0], b, 4);
	memcpy(&x[1], a + (len - 4) / 2, 4);
	memcpy(&y[1], b + (len - 4) / 2, 4);
	memcpy(&x[2], a + len - 4, 4);
	memcpy(&y[2], b + len - 4, 4);
	return ((x[0] ^ y[0]) | (x[1] ^ y[1]) | (x[2] ^ y[2])) == 0;
}

static inline bool gz_gaz_token_is(const struct gz_gaz *g, uint32_t token, struct gz_str norm)
{
	const struct gz_token_row *row = &g->tokens[token];

	if (token >= g->token_count || row->length != norm.len)
		return false;
	if (norm.len <= sizeof(row->head))
		return norm.len == 0 || gz_same_word(row->head, norm.ptr, norm.len);
	return row->text < g->text_length && norm.len < g->text_length - row->text &&
	       memcmp(g->text + row->text, norm.ptr, norm.len) == 0;
}

static inline uint32_t gz_gaz_token_hashed(const struct gz_gaz *g, struct gz_str norm, uint64_t hash)
{
	uint32_t tag = gz_slot_tag(hash), at = gz_slot_first(tag, g->token_slot_count);

	for (uint32_t probes = 0; probes < g->token_slot_count; probes++) {
		struct gz_slot slot = g->token_slots[at];

		if (slot.number == GZ_NONE)
			return GZ_NONE;
		if (slot.tag == tag && gz_gaz_token_is(g, slot.number, norm))
			return slot.number;
		at = at + 1 < g->token_slot_count ? at + 1 : 0;
	}
	return GZ_NONE;
}

static inline uint32_t gz_token_number(const struct gz_gaz *g, const struct gz_tokens *tokens, uint32_t *numbers,
				       uint32_t i)
{
	if (numbers[i] == GZ_UNASKED)
		numbers[i] = gz_gaz_token_hashed(g, tokens->token[i].norm, tokens->token[i].hash);
	return numbers[i];
}

/* ---- filters ------------------------------------------------------------- */

/* One hash for two tokens in a row; for more, that of those in front and the next one's. */
static inline uint64_t gz_pair_hash(uint64_t first, uint64_t second)
{
	return (first ^ (second << 21 | second >> 43)) * 0x9e3779b97f4a7c15u;
}

/* Which bits of a word stand for a hash: its lower bits choose among these, its upper half chooses the word. A look takes
 * two loads so, whatever the number of bits; four let the fewest through where filters are as full as ours
 * (src/gaz/compile.c). */
#define GZ_FILTER_KINDS 1024
extern const uint64_t gz_filter_kinds[GZ_FILTER_KINDS];

static inline uint64_t gz_filter_bits(uint64_t hash)
{
	return gz_filter_kinds[hash % GZ_FILTER_KINDS];
}

static inline size_t gz_filter_word(struct gz_filter filter, uint64_t hash)
{
	return (uint32_t)(hash >> 32) & filter.last;
}

static inline void gz_filter_expect(struct gz_filter filter, uint64_t hash)
{
	__builtin_prefetch(&filter.words[gz_filter_word(filter, hash)]);
}

static inline bool gz_filter_has(struct gz_filter filter, uint64_t hash)
{
	return (filter.words[gz_filter_word(filter, hash)] & gz_filter_bits(hash)) == 0;
}

/* A name's node and the token beside it, in front of it or behind: by it the filter of vetoes and cues is asked, which spares
 * seven of eight looks at them. */
static inline uint64_t gz_beside_hash(uint32_t node, uint32_t token, bool behind)
{
	uint64_t mixed = ((uint64_t)node << 32 | token) * 0x9e3779b97f4a7c15u + behind;

	return (mixed ^ mixed >> 32) * 0xe7037ed1c0aa90b5u;
}

/* ---- many at once ---------------------------------------------------------- */

/* The place of a hash among the slots of tokens, or of paths. */
static inline const struct gz_slot *gz_gaz_slot(const struct gz_gaz *g, uint64_t hash, bool path)
{
	const struct gz_slot *slots = path ? g->path_slots : g->token_slots;

	return slots + gz_slot_first(gz_slot_tag(hash), path ? g->path_slot_count : g->token_slot_count);
}

static inline void gz_gaz_expect(const struct gz_gaz *g, uint64_t hash, bool path)
{
	__builtin_prefetch(gz_gaz_slot(g, hash, path));
}

static inline uint32_t gz_gaz_guess(const struct gz_gaz *g, uint64_t hash, bool path)
{
	const struct gz_slot *slots = path ? g->path_slots : g->token_slots, *slot = gz_gaz_slot(g, hash, path);
	uint32_t limit = path ? g->node_count : g->token_count, left = path ? g->path_slot_count : g->token_slot_count;
	const struct gz_slot *end = slots + left;

	for (; left > 0 && slot->number != GZ_NONE; left--) {
		if (slot->tag == gz_slot_tag(hash) && slot->number < limit) {
			__builtin_prefetch(path ? (const void *)&g->nodes[slot->number]
						: (const void *)&g->tokens[slot->number]);
			return slot->number;
		}
		if (++slot == end)
			slot = slots;
	}
	return GZ_NONE;
}

static inline uint32_t gz_gaz_token_names(const struct gz_gaz *g, uint32_t token, uint32_t *count)
{
	const struct gz_token_row *row = &g->tokens[token];

	*count = 0;
	if (token >= g->token_count || row->first_name > g->name_count || row->names > g->name_count - row->first_name)
		return 0;
	*count = row->names;
	return row->first_name;
}

static inline uint32_t gz_gaz_token_node(const struct gz_gaz *g, uint32_t token)
{
	return token < g->token_count ? g->tokens[token].node : GZ_NONE;
}

static inline uint32_t gz_gaz_expect_names(const struct gz_gaz *g, uint32_t number, bool path, uint32_t *count)
{
	uint32_t names = path ? gz_gaz_at(g, number, count) : gz_gaz_token_names(g, number, count);

	__builtin_prefetch(&g->names[names]);
	if (path && g->nodes[number].path < g->paths_length)
		__builtin_prefetch(g->paths + g->nodes[number].path);
	return names;
}

static inline struct gz_str gz_gaz_along(const struct gz_gaz *g, uint32_t node, uint32_t depth)
{
	if (node >= g->level[depth + 1] || node < g->level[depth] || node >= g->node_count ||
	    g->nodes[node].path > g->paths_length)
		return gz_str_of("", 0);
	return gz_str_of(g->paths + g->nodes[node].path, g->paths_length - g->nodes[node].path);
}

#endif
