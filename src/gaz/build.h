/*
 * build.h: the gazetteer while it is loaded: growing arrays of the same flat structs that the compiled image has.
 * Loading fills them, gz_freeze settles what only the whole can tell, gz_image_make lays them out.
 */
#ifndef GAZET_GAZ_BUILD_H
#define GAZET_GAZ_BUILD_H

#include "gazet/gaz.h"
#include "gazet/text.h"

struct gz_pair {
	uint32_t owner, item;
};
typedef GZ_VEC(struct gz_pair) gz_pairs;

/* Trie edges: open addressing on (node, token). */
struct gz_edge {
	uint32_t node, token, child; /* child GZ_NONE: free */
};
struct gz_trie {
	struct gz_edge *edges;
	size_t cap, count;
	uint32_t nodes;
};

/* Numbers of texts: an open-addressed table over an array of keys that somebody else has. */
struct gz_dictionary {
	struct gz_slot *slots;
	uint32_t cap, count;
};
/* The keys of a dictionary: one struct gz_ref every `stride` bytes, so many, and what they refer to. */
struct gz_keys {
	const void *first;
	size_t stride;
	const char *text;
	uint32_t count;
	size_t text_length;
};

/* Titles of an entity's encyclopedia article. */
struct gz_wikipedia {
	uint32_t entity;
	struct gz_ref titles;
};

/* A pattern rule as the image has it. */
struct gz_pattern_row {
	struct gz_ref regex, id, name, country, series, file;
	uint32_t anchor, type, line;
	uint32_t near, near_count; /* words, among those of vetoes */
};

struct gz_build {
	struct gz_buf text;    /* all strings, a NUL behind each */
	struct gz_arena arena; /* what only loading needs */

	GZ_VEC(struct gz_entry) entries;
	GZ_VEC(struct gz_wikipedia) wikipedia; /* a later one of an entity replaces an earlier one */
	GZ_VEC(struct gz_name) names;
	GZ_VEC(struct gz_title) titles;
	GZ_VEC(struct gz_tenure) tenures;
	GZ_VEC(struct gz_veto) vetoes;
	GZ_VEC(uint32_t) veto_tokens;
	GZ_VEC(struct gz_pattern_row) patterns;
	GZ_VEC(struct gz_ref) tokens;
	GZ_VEC(uint16_t) flags; /* of each token: GZ_TOKEN_... */
	struct gz_dictionary token_by_norm, entity_by_id, title_by_text;
	struct gz_trie trie;

	gz_pairs names_at;   /* node, name */
	gz_pairs names_of;   /* entity, name */
	gz_pairs vetoes_at;  /* node, veto */
	gz_pairs editions;   /* series, entity */
	gz_pairs tenures_of; /* entity, tenure */
	gz_pairs tenures_by; /* title, tenure */
};

void gz_build_free(struct gz_build *b);

/* ---- dictionary.c ---- */

/* A copy in b->text; .at is GZ_NONE when memory ran out or there is too much text (4 GiB). */
struct gz_ref gz_build_text(struct gz_build *b, struct gz_str s);
struct gz_str gz_build_view(const struct gz_build *b, struct gz_ref ref);

/* The slot of a text with this hash, or the free one where it belongs; NULL in an empty table. */
const struct gz_slot *gz_slot_find(const struct gz_slot *slots, uint32_t count, const struct gz_keys *keys,
				   struct gz_str text, uint64_t hash);
/* Puts a slot, which is not there yet, into a table that has room. */
void gz_slot_place(struct gz_slot *slots, uint32_t count, struct gz_slot slot);
/* Its number, or GZ_NONE. */
uint32_t gz_dictionary_find(const struct gz_dictionary *d, const struct gz_keys *keys, struct gz_str text, uint64_t hash);
/* Notes that a text of this hash, which is not there yet, has that number; its key may be added afterwards. */
bool gz_dictionary_add(struct gz_dictionary *d, uint64_t hash, uint32_t number);
/* The same numbers in a table of this many slots: more than there are numbers. */
void gz_dictionary_lay(const struct gz_dictionary *d, struct gz_slot *slots, uint32_t count);
void gz_dictionary_free(struct gz_dictionary *d);

struct gz_keys gz_token_keys(const struct gz_build *b);
struct gz_keys gz_entity_keys(const struct gz_build *b);
struct gz_keys gz_title_keys(const struct gz_build *b);

/* ---- trie.c ---- */

/* Walks or makes the path of a name's tokens; GZ_NONE when memory ran out. */
uint32_t gz_trie_insert(struct gz_build *b, const struct gz_tokens *tokens);
uint32_t gz_token_intern(struct gz_build *b, const struct gz_token *token);
/* Numbers the nodes anew, so that children stand in a row, ordered by token: first_child (nodes + 1) and edge (nodes)
 * as in struct gz_node; the nodes of b->names_at and b->vetoes_at follow, and *renumbered (nodes; to be freed) tells the
 * new number of each. False when memory ran out. */
bool gz_trie_lay(struct gz_build *b, uint32_t *first_child, uint32_t *edge, uint32_t **renumbered);
void gz_trie_free(struct gz_trie *t);

/* ---- compile.c, image.c ---- */

/* A laid-out image, for gz_image_open, and the new number of each node and name, for the caller to free. */
struct gz_made_image {
	void *bytes; /* mapped */
	size_t size;
	uint32_t *nodes, *names;
};
/* Lays everything out as one run of bytes. What is in b is used up. */
bool gz_image_make(struct gz_build *b, struct gz_str hash, struct gz_made_image *out);
/* Opens a run of bytes that came from gz_image_make; takes it over, also where it fails. `path` is for messages. */
bool gz_image_open(void *bytes, size_t size, const char *path, struct gz_gaz **out, struct gz_error *err);

#endif
