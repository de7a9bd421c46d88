/*
 * build.h: the gazetteer while it is loaded: growing arrays of the same flat structs that the compiled image
 * has. Loading fills them, gz_freeze settles what only the whole can tell, gz_image_make lays them out.
 */
#ifndef GAZET_GAZ_BUILD_H
#define GAZET_GAZ_BUILD_H

#include "gazet/gaz.h"
#include "gazet/text.h"

struct gz_pair {
	uint32_t owner, item;
};
typedef GZ_VEC(struct gz_pair) gz_pairs;

/* Token numbers of names, one name behind the other: what the trie is made of. */
struct gz_chains {
	GZ_VEC(uint32_t)
	links; /* the last one of a chain has the highest bit too; when laid, the node of each chain */
	uint32_t count;
};
/* The trie as it is laid out: of each node its first child (and one more number), and the token in front of
 * it. */
struct gz_trie {
	uint32_t nodes, *first_child, *edge;
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
	struct gz_ref regex, id, name, country, series, kinds, file;
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
	GZ_VEC(struct gz_token_row) tokens; /* all but what they are in the trie */
	struct gz_dictionary token_by_norm, entity_by_id, title_by_text;

	struct gz_chains names_at;  /* of each name */
	struct gz_chains vetoes_of; /* names beside which vetoes stand */
	gz_pairs vetoes_at;	    /* chain of vetoes_of, veto; when laid: node */
	gz_pairs editions;	    /* series, entity */
	gz_pairs tenures_of;	    /* entity, tenure */
	gz_pairs tenures_by;	    /* title, tenure */
	gz_pairs stands_for;	    /* title of another language, title of an office */
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
uint32_t gz_dictionary_find(const struct gz_dictionary *d, const struct gz_keys *keys, struct gz_str text,
			    uint64_t hash);
/* Notes that a text of this hash, which is not there yet, has that number; its key may be added afterwards.
 */
bool gz_dictionary_add(struct gz_dictionary *d, uint64_t hash, uint32_t number);
/* The same numbers in a table of this many slots: more than there are numbers. */
void gz_dictionary_lay(const struct gz_dictionary *d, struct gz_slot *slots, uint32_t count);
void gz_dictionary_free(struct gz_dictionary *d);

struct gz_keys gz_entity_keys(const struct gz_build *b);
struct gz_keys gz_title_keys(const struct gz_build *b);

/* ---- trie.c ---- */

/* Adds a name's tokens, one or more, as a chain: its number; GZ_NONE when memory ran out. */
uint32_t gz_chain_add(struct gz_build *b, struct gz_chains *chains, const struct gz_tokens *tokens);
uint32_t gz_token_intern(struct gz_build *b, const struct gz_token *token);
/* Makes the trie of b->names_at and b->vetoes_of, whose links become the nodes of their chains. The children
 * of a node stand in a row, ordered by token. False when memory ran out; gz_trie_free is due then too. */
bool gz_trie_lay(struct gz_build *b, struct gz_trie *out);
void gz_trie_free(struct gz_trie *t);

/* ---- compile.c, image.c ---- */

/* A laid-out image, for gz_image_open, and the new number of each name, for the caller to free. */
struct gz_made_image {
	void *bytes; /* mapped */
	size_t size;
	uint32_t *names;
};
/* Lays everything out as one run of bytes. What is in b is used up, but for the nodes of b->vetoes_of. */
bool gz_image_make(struct gz_build *b, struct gz_str hash, struct gz_made_image *out);
/* Opens a run of bytes that came from gz_image_make; takes it over, also where it fails. `path` is for
 * messages. */
bool gz_image_open(void *bytes, size_t size, const char *path, struct gz_gaz **out, struct gz_error *err);

#endif
