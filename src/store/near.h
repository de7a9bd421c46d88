/*
 * near.h: which documents are near-duplicates, decided by their sketches alone: a function of the documents
 * and their order, whatever the order in which it was found out. Without the database.
 */
#ifndef GAZET_STORE_NEAR_H
#define GAZET_STORE_NEAR_H

#include "gazet/model.h"

struct gz_near_rows {
	uint8_t row[GZ_SKETCH_ROWS]; /* at most GZ_SKETCH_VALUES */
};
/* A document and the first one of its cluster. */
struct gz_cluster {
	uint32_t document, cluster;
};
typedef GZ_VEC(struct gz_cluster) gz_cluster_vec;
/* Zero-initialised is empty. */
struct gz_near {
	GZ_VEC(uint32_t) documents; /* ascending */
	GZ_VEC(struct gz_near_rows) sketches;
	uint32_t *parent; /* of a document, by number: one that stands before it in its cluster, or itself */
};

#define GZ_NEAR_BYTES (GZ_SKETCH_ROWS * 6 / 8)

/* Six bits a row. */
void gz_near_pack(const struct gz_near_rows *rows, unsigned char out[GZ_NEAR_BYTES]);
void gz_near_unpack(const unsigned char in[GZ_NEAR_BYTES], struct gz_near_rows *out);
/* The sketch as it is kept: that of a brief document is made of the hash of its content, so that nothing but
 * the same content resembles it. */
void gz_near_rows_of(const struct gz_sketch *sketch, const unsigned char hash[16], struct gz_near_rows *out);
/* At least half of the rows that say something agree, but for those that agree by chance. */
bool gz_near_alike(const struct gz_near_rows *a, const struct gz_near_rows *b);

/* Documents come in ascending order. False when memory ran out. */
bool gz_near_add(struct gz_near *n, uint32_t document, const struct gz_near_rows *rows);
/* After the last document: each is a cluster of its own. False when memory ran out. */
bool gz_near_start(struct gz_near *n);
/* The number of a document; documents.len where there is none. */
size_t gz_near_number(const struct gz_near *n, uint32_t document);
void gz_near_join(struct gz_near *n, size_t a, size_t b);
/* The number of the first one of its cluster. */
size_t gz_near_first(const struct gz_near *n, size_t number);
/* Finds and joins what is alike; where `behind` is not 0, only what later documents than that one have a part
 * in: joined with what was found for those up to it, that is all. False when memory ran out. */
bool gz_near_solve(struct gz_near *n, uint32_t behind);
/* The documents that are not alone, ascending. False when memory ran out. */
bool gz_near_clusters(const struct gz_near *n, gz_cluster_vec *out);
void gz_near_free(struct gz_near *n);

#endif
