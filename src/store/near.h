/*
 * near.h: which documents are near-duplicates, decided by their sketches alone: a function of the documents
 * and their order, whatever the order in which it was found out. Without the database.
 */
#ifndef GAZET_STORE_NEAR_H
#define GAZET_STORE_NEAR_H

#include <string.h>

#include "gazet/model.h"

struct gz_near_rows {
	uint8_t row[GZ_SKETCH_ROWS]; /* at most GZ_SKETCH_VALUES */
};
/* A document and the first one of its cluster. */
struct gz_cluster {
	uint32_t document, cluster;
};
typedef GZ_VEC(struct gz_cluster) gz_cluster_vec;
#define GZ_NEAR_BYTES (GZ_SKETCH_ROWS * 6 / 8)
struct gz_near_sketch {
	unsigned char bytes[GZ_NEAR_BYTES]; /* six bits a row */
};
/* Zero-initialised is empty. */
struct gz_near {
	GZ_VEC(uint32_t) documents; /* ascending */
	GZ_VEC(struct gz_near_sketch) sketches;
	uint32_t *parent; /* of a document, by number: one that stands before it in its cluster, or itself */
};

/* Six bits a row. */
void gz_near_pack(const struct gz_near_rows *rows, unsigned char out[GZ_NEAR_BYTES]);
void gz_near_unpack(const unsigned char in[GZ_NEAR_BYTES], struct gz_near_rows *out);
/* The sketch as it is kept: that of a brief document is made of the hash of its content, so that nothing but
 * the same content resembles it. */
void gz_near_rows_of(const struct gz_sketch *sketch, const unsigned char hash[16], struct gz_near_rows *out);
/* At least half of the rows that say something agree, but for those that agree by chance. */
bool gz_near_alike(const unsigned char a[GZ_NEAR_BYTES], const unsigned char b[GZ_NEAR_BYTES]);

/* ---- bands ----------------------------------------------------------------------- */

/* Documents whose keys agree in a band are compared: two ways to deal 64 rows out to 16 bands of four, and
 * one band of all rows. */
#define GZ_NEAR_DEALT (GZ_SKETCH_ROWS / 4)
#define GZ_NEAR_BANDS (2 * GZ_NEAR_DEALT + 1)
uint32_t gz_near_key_of_all(const unsigned char sketch[GZ_NEAR_BYTES]);

static inline uint32_t gz_near_four_rows(const unsigned char *at)
{
	uint16_t two;

	memcpy(&two, at, sizeof(two));
	return two | (uint32_t)at[2] << 16;
}

static inline uint32_t gz_near_key(const unsigned char sketch[GZ_NEAR_BYTES], unsigned band)
{
	/* Rows that stand together; rows that are a quarter of the sketch apart; all. */
	const unsigned char *at = sketch + (band & (GZ_NEAR_DEALT - 1)) / 4 * 3;
	unsigned shift = band % 4 * 6;

	if (band < GZ_NEAR_DEALT)
		return gz_near_four_rows(sketch + (size_t)3 * band);
	if (band == GZ_NEAR_BANDS - 1)
		return gz_near_key_of_all(sketch);
	return (gz_near_four_rows(at) >> shift & 63) | (gz_near_four_rows(at + 12) >> shift & 63) << 6 |
	       (gz_near_four_rows(at + 24) >> shift & 63) << 12 |
	       (gz_near_four_rows(at + 36) >> shift & 63) << 18;
}

/* False where the rows of the band say too little: most brief documents would meet there. */
static inline bool gz_near_says(unsigned band, uint32_t key)
{
	int said = ((key & 63) != 0) + ((key >> 6 & 63) != 0) + ((key >> 12 & 63) != 0) + (key >> 18 != 0);

	return said >= 2 || band == GZ_NEAR_BANDS - 1;
}

/* ---- documents and clusters -------------------------------------------------------- */

/* Documents come in ascending order. False when memory ran out. */
bool gz_near_add(struct gz_near *n, uint32_t document, const unsigned char sketch[GZ_NEAR_BYTES]);
/* After the last document: each is a cluster of its own. False when memory ran out. */
bool gz_near_start(struct gz_near *n);
/* The number of a document; documents.len where there is none. */
size_t gz_near_number(const struct gz_near *n, uint32_t document);
void gz_near_join(struct gz_near *n, size_t a, size_t b);
/* The number of the first one of its cluster. */
size_t gz_near_first(const struct gz_near *n, size_t number);
/* The documents that are not alone, ascending. False when memory ran out. */
bool gz_near_clusters(const struct gz_near *n, gz_cluster_vec *out);
void gz_near_free(struct gz_near *n);

/* ---- near_solve.c -------------------------------------------------------------- */

/* Of a key the last so many documents that were like none of these are compared with what comes. */
#define GZ_NEAR_RING 8
struct gz_near_item {
	uint32_t key, number;
};
/* Finds and joins what is alike. False when memory ran out. */
bool gz_near_solve(struct gz_near *n);
/* Of documents with the first numbers clusters are known: what is alike is in one. */
struct gz_near_known {
	const uint32_t *clusters; /* 0: it is alone */
	size_t count;
};
/* The same for the documents of one band, in their order; `spare` has room for as many. */
void gz_near_solve_band(struct gz_near *n, struct gz_near_item *items, struct gz_near_item *spare,
			size_t count, struct gz_near_known known);

/* ---- near_new.c: where documents came to others --------------------------------- */

/* At most so many at a time: what is kept of them is looked up for every document that was there. */
#define GZ_NEAR_NEW_MOST 65536
#define GZ_NEAR_BLOCK	 1024
#define GZ_NEAR_MASKS	 1024
/* A key of new documents, plus one (0: the place is free), and of what was there with it how many in a row,
 * from the end, are alone. */
struct gz_near_place {
	uint32_t key, alone;
};
struct gz_near_new {
	struct gz_near n;	   /* what was there and may be near, then what is new */
	GZ_VEC(uint32_t) clusters; /* of what was there the first one of its cluster, 0 where it is alone */
	unsigned bits;		   /* of a mark's number */
	uint32_t *marks; /* of each band a few bits a key, so that nearly all are known not to be there */
	uint32_t masks[GZ_NEAR_MASKS];
	struct gz_near_place *places;			  /* of each band, by hash */
	GZ_VEC(struct gz_near_item) items[GZ_NEAR_BANDS]; /* of what was there, the last one in front */
	/* What was there and is yet to be looked up. */
	size_t waiting;
	struct gz_near_sketch *block;
	uint32_t *block_keys; /* of each band those of the block */
	uint32_t document[GZ_NEAR_BLOCK], cluster[GZ_NEAR_BLOCK];
	bool kept[GZ_NEAR_BLOCK];
};
/* False when memory ran out, here and below. `x` is empty (zeros). */
bool gz_near_new_start(struct gz_near_new *x, const struct gz_near *fresh);
/* A document that was there, the last one first, and the first one of its cluster, 0 where it is alone; these
 * first ones are in x->n whatever they are like: others of their cluster may be near to something new. */
bool gz_near_new_meet(struct gz_near_new *x, uint32_t document, uint32_t cluster,
		      const unsigned char sketch[GZ_NEAR_BYTES]);
/* Behind all these, what is new; then what is alike is found and joined, but for what was alike before:
 * joined with that it is what gz_near_solve() would find. x->n must be started in between. */
bool gz_near_new_add(struct gz_near_new *x, const struct gz_near *fresh);
bool gz_near_new_solve(struct gz_near_new *x);
void gz_near_new_free(struct gz_near_new *x);

/* ---- cluster.c ------------------------------------------------------------------ */

struct gz_store;
/* The rows of the table, by document. */
bool gz_clusters_read(struct gz_store *s, gz_cluster_vec *rows, struct gz_error *err);

#endif
