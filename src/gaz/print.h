/* print.h: the bytes of a print: PRINT_HEAD of them, then TABLES tables of sums, four bytes each, lowest
 * first. */
#ifndef GAZET_GAZ_PRINT_H
#define GAZET_GAZ_PRINT_H

#include <string.h>

#include "internal.h"

#define PRINT_VERSION 3
#define PRINT_HEAD    8
#define BUCKETS_LEAST 7 /* of a table; powers of two */
#define BUCKETS_MOST  19
#define TABLES	      2

/* The two longest tokens in front of a node; of one token both are it. GZ_NONE: the node was not met. */
struct gz_longest {
	uint32_t token[TABLES];
};

/* What is asked of a token again and again. */
struct gz_printed_token {
	uint64_t hash; /* gz_text_hash */
	uint64_t len;  /* bytes */
};

/* What is asked of an id again and again. */
struct gz_printed_id {
	uint64_t hash;
	uint64_t head; /* its first bytes, zeros behind it */
};

struct gz_printer {
	const struct gz_gaz *g;
	struct gz_printed_token *token; /* each, and the blank one behind the last */
	struct gz_printed_id *id;	/* of each entity */
	uint64_t *title;		/* of each title: its cells */
	uint64_t *held;			/* who held it; 0: not asked yet */
	uint64_t *shallow;		/* of each entity: its own cells */
	uint64_t *deep;			/* with what is reached from it */
	struct gz_longest *longest;	/* of each node */
	uint32_t *sums[TABLES];
	unsigned bits;
};

static inline uint64_t gz_mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 31;
}

static inline uint64_t gz_mix_str(uint64_t hash, struct gz_str s)
{
	return gz_mix(gz_mix(hash, s.len), gz_str_hash(s));
}

/* The first `most` bytes, eight at most; zeros behind. */
static inline uint64_t gz_print_head(struct gz_str s, size_t most)
{
	uint64_t head = 0;

	if (s.len > 0)
		memcpy(&head, s.ptr, s.len < most ? s.len : most);
	return head;
}

/* Bytes of the print of a gazetteer of so many tokens. */
size_t gz_print_size(uint32_t tokens);

/* ---- print_reach.c ---- */

/* Fills in .id, .title, .shallow and .deep: of each entity all that the tagger can reach from it. */
void gz_print_reach(struct gz_printer *p);
/* The cells of a title. */
uint64_t gz_print_title(const struct gz_printer *p, uint32_t number);
/* All who held it, and who held what it stands for where it is of another language. */
uint64_t gz_print_holders(const struct gz_printer *p, uint64_t hash, uint32_t title);

#endif
