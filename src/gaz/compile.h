/*
 * compile.h: a gazetteer while it is laid out as an image, for compile.c and paths.c.
 */
#ifndef GAZET_GAZ_COMPILE_H
#define GAZET_GAZ_COMPILE_H

#include "layout.h"

/* What is known of the way from the root to a node. */
struct gz_way {
	uint64_t hash;	 /* of the tokens so far, as the matcher makes it */
	uint32_t parent; /* a node */
	uint32_t length; /* bytes of the tokens, with a NUL behind each */
};

struct gz_layout {
	struct gz_build *b;
	struct gz_trie trie; /* its arrays until the nodes are laid */
	uint32_t *numbers;   /* of each name as it was added, its new one */
	struct gz_way *ways; /* of each node */
	uint32_t second;     /* the first node behind two tokens */
	uint64_t paths_length;
	struct gz_image_header *header;
	char *bytes;
	size_t size;
};

static inline void *gz_section(const struct gz_layout *l, enum gz_section which)
{
	return l->bytes + l->header->section[which].offset;
}

/* In the image, where the text is copied first. */
static inline struct gz_str gz_layout_text(const struct gz_layout *l, struct gz_ref ref)
{
	return gz_str_of((const char *)gz_section(l, GZ_SECTION_TEXT) + ref.at, ref.len);
}

/* ---- paths.c ---- */

/* Measures the ways through the trie, which is laid out. False when memory ran out, or they
 * are longer than an image can have (4 GiB). */
bool gz_paths_open(struct gz_layout *l);
/* Lays out paths, their slots, and the filters; nodes and names are there. */
void gz_paths_lay(const struct gz_layout *l);
void gz_paths_close(struct gz_layout *l);

#endif
