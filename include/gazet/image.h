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

/* A register-blocked Bloom filter over hashes of tokens: some bits of one word for each. False is sure, true is likely. */
struct gz_filter {
	const uint64_t *words; /* a power of two */
	unsigned shift;        /* hash >> shift is the word */
};

/* A token: all that a walk from the root asks lies side by side. */
struct gz_token_row {
	uint32_t text;   /* where its text begins */
	uint16_t length;
	uint16_t flags;  /* GZ_TOKEN_... */
	uint32_t node;   /* behind it at the root, or GZ_NONE */
	char head[8];    /* its first bytes, zeros behind: most tokens are compared without a look at their text */
};

/* A node of the trie: its children and its names are numbered in a row, up to those of the next node. */
struct gz_node {
	uint32_t first_child, first_name;
	uint32_t token; /* in front of it; ascending among siblings */
};

struct gz_gaz {
	const struct gz_entry *entries;
	const struct gz_name *names;
	struct gz_filter stand, small, pairs; /* single tokens; those that stand in small letters; first two tokens */
	uint32_t entity_count, name_count, token_count;

	const struct gz_node *nodes; /* one more than there are: its children and names end those of the last */
	uint32_t node_count;

	struct gz_list_section of_entity, of_series, of_holder, of_title;
	const struct gz_token_row *tokens;
	const struct gz_slot *token_slots, *id_slots;
	const struct gz_slot *pair_slots; /* the node behind two tokens: nodes near the root have very many children */
	uint32_t token_slot_count, id_slot_count, pair_slot_count;
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

static inline bool gz_gaz_is_preposition(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_PREPOSITION) != 0;
}

static inline bool gz_gaz_is_definite(const struct gz_gaz *g, uint32_t token)
{
	return (gz_token_flags(g, token) & GZ_TOKEN_DEFINITE) != 0;
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

/* Are 1 to 8 bytes the same? By loads that overlap, never behind the end. */
static inline bool gz_same_head(const char *a, const char *b, size_t len)
{
	uint32_t first[2], last[2];

	if (len < 4)
		return a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1];
	memcpy(&first[0], a, 4);
	memcpy(&first[1], b, 4);
	memcpy(&last[0], a + len - 4, 4);
	memcpy(&last[1], b + len - 4, 4);
	return ((first[0] ^ first[1]) | (last[0] ^ last[1])) == 0;
}

static inline bool gz_token_has(const struct gz_gaz *g, uint32_t token, struct gz_str norm)
{
	const struct gz_token_row *row = &g->tokens[token];

	if (token >= g->token_count || row->length != norm.len)
		return false;
	if (norm.len <= sizeof(row->head))
		return norm.len == 0 || gz_same_head(row->head, norm.ptr, norm.len);
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
		if (slot.tag == tag && gz_token_has(g, slot.number, norm))
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

static inline const struct gz_slot *gz_token_slot(const struct gz_gaz *g, uint64_t hash)
{
	return &g->token_slots[gz_slot_first(gz_slot_tag(hash), g->token_slot_count)];
}

static inline void gz_gaz_expect(const struct gz_gaz *g, uint64_t hash, enum gz_ahead ahead)
{
	const struct gz_slot *slot = gz_token_slot(g, hash);
	uint32_t node;

	if (ahead == GZ_AHEAD_SLOT || slot->number >= g->token_count) {
		__builtin_prefetch(slot);
		return;
	}
	if (ahead == GZ_AHEAD_TOKEN) {
		__builtin_prefetch(&g->tokens[slot->number]);
		return;
	}
	node = g->tokens[slot->number].node;
	if (node >= g->node_count)
		return;
	if (ahead == GZ_AHEAD_NODE) {
		__builtin_prefetch(&g->nodes[node]);
	} else if (g->nodes[node].first_name < g->name_count) {
		__builtin_prefetch(&g->names[g->nodes[node].first_name]);
	}
}

/* ---- filters ------------------------------------------------------------- */

/* One hash for two tokens in a row. */
static inline uint64_t gz_pair_hash(uint64_t first, uint64_t second)
{
	return (first ^ (second << 21 | second >> 43)) * 0x9e3779b97f4a7c15u;
}

/* Three bits of a word, from bits of the hash that do not choose the word. */
static inline uint64_t gz_pair_bits(uint64_t hash)
{
	return (uint64_t)1 << (hash & 63) | (uint64_t)1 << (hash >> 6 & 63) | (uint64_t)1 << (hash >> 12 & 63);
}

/* Two, for tokens that stand alone. */
static inline uint64_t gz_stand_bits(uint64_t hash)
{
	return (uint64_t)1 << (hash & 63) | (uint64_t)1 << (hash >> 6 & 63);
}

static inline bool gz_filter_pair(struct gz_filter pairs, uint64_t hash, uint64_t next)
{
	uint64_t pair = gz_pair_hash(hash, next), word = pairs.words[pair >> pairs.shift];

	return (word >> (pair & 63) & word >> (pair >> 6 & 63) & word >> (pair >> 12 & 63) & 1) != 0;
}

static inline bool gz_filter_stand(struct gz_filter stand, uint64_t hash)
{
	uint64_t word = stand.words[hash >> stand.shift];

	return (word >> (hash & 63) & word >> (hash >> 6 & 63) & 1) != 0;
}

/* The node behind a first token's node and the token of this text, by the hash of both; or GZ_NONE. */
static inline uint32_t gz_gaz_second(const struct gz_gaz *g, uint32_t first, uint64_t pair, struct gz_str norm)
{
	uint32_t tag = gz_slot_tag(pair), at = gz_slot_first(tag, g->pair_slot_count), low, high;

	if (first >= g->node_count)
		return GZ_NONE;
	low = g->nodes[first].first_child;
	high = g->nodes[first + 1].first_child;
	for (uint32_t probes = 0; probes < g->pair_slot_count; probes++) {
		struct gz_slot slot = g->pair_slots[at];

		if (slot.number == GZ_NONE)
			return GZ_NONE;
		if (slot.tag == tag && slot.number >= low && slot.number < high && slot.number < g->node_count &&
		    gz_token_has(g, g->nodes[slot.number].token, norm))
			return slot.number;
		at = at + 1 < g->pair_slot_count ? at + 1 : 0;
	}
	return GZ_NONE;
}

static inline void gz_gaz_expect_second(const struct gz_gaz *g, uint64_t pair, enum gz_ahead ahead)
{
	const struct gz_slot *slot = &g->pair_slots[gz_slot_first(gz_slot_tag(pair), g->pair_slot_count)];

	if (ahead == GZ_AHEAD_SLOT || slot->number >= g->node_count)
		__builtin_prefetch(slot);
	else if (ahead == GZ_AHEAD_TOKEN)
		__builtin_prefetch(&g->nodes[slot->number]);
	else if (ahead == GZ_AHEAD_NODE && g->nodes[slot->number].token < g->token_count)
		__builtin_prefetch(&g->tokens[g->nodes[slot->number].token]);
	else if (g->nodes[slot->number].first_name < g->name_count)
		__builtin_prefetch(&g->names[g->nodes[slot->number].first_name]);
}

#endif
