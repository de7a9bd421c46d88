/*
 * block.h: the packed forward index: for runs of consecutive documents, which entities each one
 * holds, how often and where. The store writes blocks, queries read them; both can make them
 * again from the mention table. The shape is that of an inverted index kept in ordinary tables.
 *
 * A block is two blobs. `entities`, per document:
 *     varint  document id minus the id before it (the first: minus the block's first id)
 *     varint  0 = undated, else 1 + zigzag(day minus the block's base day)
 *     varint  source id
 *     varint  number of distinct entities, then for each, ascending:
 *         varint  entity id minus the id before it (the first: the id itself)
 *         varint  mentions of it
 * `positions`, per document and entity in the same order:
 *     varint  per mention, ascending: place minus the place before it,
 *             where place = token * 2 + field
 *     varint  per mention, in the same order: 0 where the field has no sentences, else 1 + sentence
 * A document that was removed has no entities, no day, and source 0.
 */
#ifndef GAZET_BLOCK_H
#define GAZET_BLOCK_H

#include "gazet/base.h"

/* A block is closed when its entities blob reaches this many bytes: it then fills one 16 KiB page. */
#define GZ_BLOCK_BYTES 15000
/* ... or when its positions blob reaches this many: documents that name few entities very often. */
#define GZ_BLOCK_POSITION_BYTES 240000

/* One mention of one entity, as the index keeps it. */
struct gz_posting {
	int64_t entity;   /* database id */
	uint32_t place;   /* token * 2 + field */
	int32_t sentence; /* -1: none */
};

/* Builds one block. Zero-initialised, then gz_block_start. */
struct gz_block_writer {
	struct gz_buf entities, positions;
	int64_t first, last;       /* document ids */
	int32_t base_day;          /* day that the others are relative to */
	int32_t first_day, last_day; /* GZ_NO_DAY while no document is dated */
	uint32_t documents;        /* removed ones are not counted */
};

/* Empties it; the next document added is its first. */
void gz_block_start(struct gz_block_writer *w);
/* `postings` sorted by entity, place. Documents come in ascending order. A removed document: source 0,
 * GZ_NO_DAY, no postings. False when memory ran out. */
bool gz_block_add(struct gz_block_writer *w, int64_t document, int32_t day, int64_t source,
		  const struct gz_posting *postings, size_t count);
bool gz_block_full(const struct gz_block_writer *w);
void gz_block_free(struct gz_block_writer *w);

/* One document of a block, as read. The arrays are valid until the next call. */
struct gz_block_entity {
	int64_t entity;
	uint32_t mentions;
	uint32_t first; /* index into place[] and sentence[] when positions were read */
};
struct gz_block_document {
	int64_t document;
	int32_t day;    /* GZ_NO_DAY when undated */
	int64_t source; /* 0: removed */
	uint32_t count;
	struct gz_block_entity *entity;
	uint32_t *place;    /* NULL when no positions were given */
	int32_t *sentence;
};
struct gz_block_reader {
	const unsigned char *at, *end, *pos, *pos_end;
	int64_t previous;
	int32_t base_day;
	struct gz_block_document doc;
	size_t entity_cap, place_cap;
	bool damaged; /* the bytes do not follow the format */
	bool failed;  /* memory ran out */
	bool started; /* the first document was read */
};

/* `positions` may be empty (ptr NULL) where places are not needed; where they are, give an empty blob a
 * pointer (sqlite3_column_blob returns NULL for it): a block whose positions are missing is then reported as
 * damaged. The reader, zero-initialised at first, may be opened again for another block and keeps its memory. */
void gz_block_open(struct gz_block_reader *r, int64_t first, int32_t base_day, struct gz_str entities,
		   struct gz_str positions);
/* The next document, or NULL at the end or when `damaged` or `failed` is set. */
const struct gz_block_document *gz_block_next(struct gz_block_reader *r);
void gz_block_close(struct gz_block_reader *r);

/* A posting list: ascending document ids as delta varints, the first one whole (*previous starts at 0). */
bool gz_list_add(struct gz_buf *list, int64_t *previous, int64_t document);

#endif
