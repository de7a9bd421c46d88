/*
 * block.h: the packed index: for runs of consecutive documents, what each one is, which entities it
 * holds, how often and where; posting lists; and sorted keys. The store writes them, queries read them;
 * all can be made again from the readable tables. The shape is that of an inverted index kept in
 * ordinary tables.
 *
 * A block is three blobs. `heads`, per document, a varint that is
 *     1 + zigzag(day minus that of the dated document before it): it follows the document before it
 *         (id + 1), is of the same source, and dated to the day; or
 *     0, and then varint id minus the id before it (the first: minus the block's first id), varint
 *         0 = undated, else 1 + precision, where dated varint zigzag(day minus that of the dated document
 *         before it, at first 0), varint source
 * `entities`: varint how many bytes the sizes take; the sizes, per document a varint, how many bytes its
 * entities take; the entities, per document
 *     varint  number of distinct entities
 *     varint  per entity, ascending: its id minus the id before it (the first: the id itself)
 *     varint  per entity, in the same order: mentions of it
 * `positions`: sizes likewise; per document and entity in the same order, per mention, ascending, a varint:
 *     of an entity's first mention in the document: place * 32 + least(sentence number, 31)
 *     of a further one: (place minus the place before it) * 8 + least(sentences passed since, 7)
 * where place = token * 2 + field, and the sentence number is 0 where the field has no sentences, else
 * 1 + sentence. Where it is 31, or 7 (or the number is less than before), a varint with the number follows.
 * A document that was removed has no entities, no day, and source 0. By the sizes a single document is read
 * without those in front of it.
 */
#ifndef GAZET_BLOCK_H
#define GAZET_BLOCK_H

#include "gazet/model.h"

/* A block is closed when its entities blob reaches this many bytes: four then fill a page of 64 KiB. */
#define GZ_BLOCK_BYTES 16000
/* ... or when its positions blob reaches this many: documents that name few entities very often. */
#define GZ_BLOCK_POSITION_BYTES 240000
/* Bits of a sentence number beside the place: of the first mention, and how far on of a further one. */
#define GZ_FIRST_BITS 5
#define GZ_MORE_BITS  3
/* Positions are kept in pieces of this many bytes, thirty-two to a page. */
#define GZ_POSITION_PIECE 2030
/* The number of the first piece of a block, and what the numbers of its pieces are below. Of a number that no
 * document has, one that no piece has, or that of another block. */
static inline int64_t gz_position_piece(int64_t first)
{
	return (int64_t)((uint64_t)first << 20);
}
static inline int64_t gz_position_behind(int64_t first)
{
	return (int64_t)(((uint64_t)first + 1) << 20);
}

/* The one that decides how fast a scan is: up to three bytes are nearly all there is. Where it is inlined,
 * *at stays in a register, for nothing else takes its address. */
static inline bool gz_varint_quick(const unsigned char **at, const unsigned char *end, uint64_t *value)
{
	const unsigned char *p = *at, *slow = p;
	uint64_t slow_value;

	if (end - p >= 3) {
		if (p[0] < 0x80) {
			*value = p[0];
			*at = p + 1;
			return true;
		}
		if (p[1] < 0x80) {
			*value = (uint64_t)(p[0] & 0x7f) | (uint64_t)p[1] << 7;
			*at = p + 2;
			return true;
		}
		if (p[2] < 0x80) {
			*value =
				(uint64_t)(p[0] & 0x7f) | (uint64_t)(p[1] & 0x7f) << 7 | (uint64_t)p[2] << 14;
			*at = p + 3;
			return true;
		}
	}
	if (!gz_varint_read(&slow, end, &slow_value))
		return false;
	*at = slow;
	*value = slow_value;
	return true;
}

/* The same without a branch for how long the number is, up to three bytes: where one long and one short number
 * follow each other in no order, which no processor foresees. */
static inline bool gz_varint_even(const unsigned char **at, const unsigned char *end, uint64_t *value)
{
	const unsigned char *p = *at, *slow;
	uint64_t slow_value;
	uint32_t bytes, stop;

	if (end - p >= 4) {
		bytes = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24; /* one load */
		stop = ~bytes & 0x808080;
		if (stop != 0) {
			bytes &= stop ^ (stop - 1);
			*value = (bytes & 0x7f) | (bytes >> 1 & 0x3f80) | (bytes >> 2 & 0x1fc000);
			*at = p + ((unsigned)__builtin_ctz(stop) + 1) / 8;
			return true;
		}
	}
	slow = p;
	if (!gz_varint_read(&slow, end, &slow_value))
		return false;
	*at = slow;
	*value = slow_value;
	return true;
}

/* One mention of one entity, as the index keeps it. */
struct gz_posting {
	int64_t entity;	  /* database id */
	uint32_t place;	  /* token * 2 + field */
	int32_t sentence; /* -1: none */
};

/* What is known of a document without its entities. */
struct gz_head {
	int64_t document;
	int64_t source;	   /* 0: removed */
	int32_t day;	   /* GZ_NO_DAY when undated */
	uint8_t precision; /* enum gz_precision */
};

/* Builds one block. Zero-initialised, then gz_block_start. */
struct gz_block_writer {
	struct gz_buf heads, entities, positions, entity_sizes, position_sizes;
	int64_t first, last;	     /* document ids */
	int32_t first_day, last_day; /* GZ_NO_DAY while no document is dated */
	uint32_t documents;	     /* removed ones are not counted */
	int32_t day;		     /* of the last dated document, at first 0 */
	int64_t source;		     /* of the last document */
};

/* Empties it; the next document added is its first. */
void gz_block_start(struct gz_block_writer *w);
/* `postings` sorted by entity, place. Documents come in ascending order. A removed document: source 0,
 * GZ_NO_DAY, no postings. False when memory ran out. */
bool gz_block_add(struct gz_block_writer *w, const struct gz_head *head, const struct gz_posting *postings,
		  size_t count);
bool gz_block_full(const struct gz_block_writer *w);
/* The blobs of entities and of positions, as block.h describes them; `out` is emptied first. */
bool gz_block_entities(const struct gz_block_writer *w, struct gz_buf *out);
bool gz_block_positions(const struct gz_block_writer *w, struct gz_buf *out);
void gz_block_free(struct gz_block_writer *w);

/* Reads heads alone. */
struct gz_head_reader {
	const unsigned char *at, *end;
	struct gz_head head;
	int32_t day;
	bool started, damaged;
};
void gz_head_open(struct gz_head_reader *r, int64_t first, struct gz_str heads);
const struct gz_head *gz_head_next_slowly(struct gz_head_reader *r);
/* Passes the documents behind the last one that follow it number by number, of its source and day, dated to the
 * day; r->head.document is then the last of them. How many; at most `limit`. */
uint64_t gz_head_repeat(struct gz_head_reader *r, uint64_t limit);
/* The next document, or NULL at the end and where `damaged` is set; valid until the next call. Inline for the
 * one byte that nearly all documents are. */
static inline const struct gz_head *gz_head_next(struct gz_head_reader *r)
{
	unsigned char code;

	if (r->at == r->end || !r->started || !r->head.source || r->head.document == INT64_MAX ||
	    r->day > INT32_MAX - 64 || r->day < INT32_MIN + 64)
		return gz_head_next_slowly(r);
	code = *r->at;
	if (code == 0 || code > 0x7f)
		return gz_head_next_slowly(r);
	r->at++;
	code--;
	r->day += code & 1 ? -(code >> 1) - 1 : code >> 1;
	r->head.document++;
	r->head.day = r->day;
	r->head.precision = GZ_DAY;
	return &r->head;
}

/* One document of a block, as read. The arrays are valid until the next call. */
struct gz_block_entity {
	int64_t entity;
	uint32_t mentions;
	uint32_t first; /* index into place[] and sentence[] when positions were read */
};
struct gz_block_document {
	int64_t document;
	int64_t source; /* 0: removed */
	int32_t day;	/* GZ_NO_DAY when undated */
	uint8_t precision;
	uint32_t count;
	struct gz_block_entity *entity;
	uint32_t *place; /* NULL when no positions were given */
	int32_t *sentence;
};
/* Documents of one blob that are sized one by one. */
struct gz_block_part {
	const unsigned char *size, *size_end, *at, *end;
	uint64_t passed; /* documents whose sizes were read */
	bool given;
};
struct gz_block_reader {
	struct gz_head_reader heads;
	struct gz_block_part entities, positions;
	uint64_t passed; /* heads read so far */
	struct gz_block_document doc;
	size_t entity_cap, place_cap;
	bool damaged; /* the bytes do not follow the format */
	bool failed;  /* memory ran out */
};

/* The reader, zero-initialised at first, may be opened again for another block and keeps its memory. */
void gz_block_open(struct gz_block_reader *r, int64_t first, struct gz_str heads);
/* Where entities are wanted, before the first gz_block_load. `positions` may be empty (ptr NULL) where places
 * are not needed; where they are, give an empty blob a pointer (sqlite3_column_blob returns NULL for it). */
void gz_block_attach(struct gz_block_reader *r, struct gz_str entities, struct gz_str positions);
/* The next document, as yet without entities (count 0), or NULL at the end or when `damaged` is set. */
const struct gz_block_document *gz_block_next(struct gz_block_reader *r);
/* The same, but not before document `from`. */
const struct gz_block_document *gz_block_seek(struct gz_block_reader *r, int64_t from);
/* Reads the entities of the document that gz_block_next gave; false when `damaged` or `failed` is set. */
bool gz_block_load(struct gz_block_reader *r);
/* The same, but of the entities only their ids: who asks what occurs together needs no more. */
bool gz_block_load_ids(struct gz_block_reader *r);
void gz_block_close(struct gz_block_reader *r);

/* A posting list: ascending document ids with how often the entity is mentioned in each. A varint: twice the
 * id minus the id before it (the first: the id itself), plus 1 where it is mentioned more than once; then
 * another varint: mentions - 2. *previous starts at 0. */
bool gz_posting_list_add(struct gz_buf *list, int64_t *previous, int64_t document, uint32_t mentions);
struct gz_posting_list {
	const unsigned char *at, *end;
	int64_t document;
	uint32_t mentions;
	bool damaged;
};
void gz_posting_list_open(struct gz_posting_list *l, struct gz_str list);
bool gz_posting_list_next_slowly(struct gz_posting_list *l);
/* False at the end and where `damaged` is set. Inline for the byte or two that most entries of long lists
 * are.
 */
static inline bool gz_posting_list_next(struct gz_posting_list *l)
{
	const unsigned char *at = l->at;

	if (at == l->end)
		return false;
	if (at[0] < 2 || at[0] > 0x7f || l->document > INT64_MAX - 64 || l->end - at < 2)
		return gz_posting_list_next_slowly(l);
	if (!(at[0] & 1)) {
		l->at = at + 1;
		l->mentions = 1;
	} else if (at[1] < 0x80) {
		l->at = at + 2;
		l->mentions = at[1] + 2u;
	} else {
		return gz_posting_list_next_slowly(l);
	}
	l->document += at[0] >> 1;
	return true;
}

/* Documents of a list, and how often the entity is mentioned in them. */
struct gz_posted {
	uint64_t documents, mentions;
};
/* Adds the document that the list stands on to *sum, and those behind it up to `last`, and stands on the next
 * one then. False as gz_posting_list_next. For who needs no single one: a third of the time. */
static inline bool gz_posting_list_pass(struct gz_posting_list *l, int64_t last, struct gz_posted *sum)
{
	const int64_t quick = last < INT64_MAX - 64 ? last : INT64_MAX - 64;
	uint64_t documents = 0, mentions = 0;
	bool more = true;

	while (more && l->document <= last) {
		const unsigned char *at = l->at, *const safe = l->end - at < 2 ? at : l->end - 1;
		int64_t document = l->document;
		uint64_t here = l->mentions;

		/* Without a branch for the second byte, which is as hard to foresee as the text. */
		while (document <= quick && at < safe && (unsigned char)(at[0] - 2) < 0x7e &&
		       ((unsigned)at[0] << 7 & at[1] & 0x80) == 0) {
			uint64_t many = at[0] & 1;

			documents++;
			mentions += here;
			document += at[0] >> 1;
			here = 1 + (-many & (at[1] + 1u));
			at += 1 + many;
		}
		l->at = at;
		l->document = document;
		l->mentions = (uint32_t)here;
		if (document > last)
			break;
		documents++;
		mentions += here;
		more = gz_posting_list_next(l);
	}
	sum->documents += documents;
	sum->mentions += mentions;
	return more;
}

/* A finished answer: varint zigzag(base day); then what occurs with the entity, itself too, ascending by id:
 * varint id minus the id before it, varint documents with both, varint 0 = none of them dated, else 1 +
 * zigzag(first day minus base day) and varint days from the first to the last. */
struct gz_joint {
	int64_t entity;
	uint32_t documents;
	int32_t first, last; /* GZ_NO_DAY: none is dated */
};
bool gz_joint_start(struct gz_buf *out, int32_t base);
/* *previous starts at 0. */
bool gz_joint_add(struct gz_buf *out, int64_t *previous, int32_t base, const struct gz_joint *joint);
struct gz_joint_reader {
	const unsigned char *at, *end;
	int64_t base;
	struct gz_joint joint;
	bool damaged;
};
void gz_joint_open(struct gz_joint_reader *r, struct gz_str bytes);
bool gz_joint_next(struct gz_joint_reader *r);

/* ---- keys ------------------------------------------------------------------- */

/* What can be found by a hash of its content, each with ids of its own: the rows that have it have to be
 * looked at, for a hash may be shared. */
enum gz_key_kind {
	GZ_KEY_IDENTITY = 0, /* document by source and external id */
	GZ_KEY_CONTENT,	     /* document that is no duplicate, by content hash */
	GZ_KEY_DUPLICATE,    /* duplicate by the document that it is one of */
	GZ_KEY_SOURCE,	     /* source by name */
	GZ_KEY_ENTITY,	     /* entity by its id */
	GZ_KEY_NAME,	     /* name by its folded form */
	GZ_KEY_READING,	     /* reading by all that it consists of */
	GZ_KEY_KINDS
};
uint32_t gz_key_identity(int64_t source, struct gz_str external_id);
uint32_t gz_key_content(const unsigned char hash[16]);
uint32_t gz_key_text(struct gz_str text);
uint32_t gz_key_number(int64_t number);

/* Keys come in chunks, sorted by hash, then id: per key varint hash minus the hash before it (the first:
 * minus the chunk's first hash), varint id. Keys of one hash stand in one chunk. */
#define GZ_KEY_CHUNK 1000 /* a chunk is closed when it has that many bytes */
struct gz_key {
	uint32_t hash, id;
};
struct gz_key_reader {
	const unsigned char *at, *end;
	struct gz_key key;
	bool damaged;
};
void gz_key_open(struct gz_key_reader *r, uint32_t first, struct gz_str chunk);
bool gz_key_next(struct gz_key_reader *r);
/* The number by which a chunk is kept: of all chunks of a run the one with the greatest number not above that
 * of a hash is where the hash would be. */
int64_t gz_key_chunk(int64_t run, uint32_t hash);

/* What a run is: varint kind, varint number of keys. It is kept under gz_key_run_row, its filter one below.
 */
struct gz_key_run {
	enum gz_key_kind kind;
	uint64_t keys;
};
bool gz_key_run_write(struct gz_buf *out, const struct gz_key_run *run);
/* False where it is none. */
bool gz_key_run_read(struct gz_str bytes, struct gz_key_run *out);
int64_t gz_key_run_row(int64_t run);
/* The run of a row. */
int64_t gz_key_run_of(int64_t row);

/* A Bloom filter over hashes, blocks of 64 bytes: one look into memory says "surely not" or "perhaps". */
size_t gz_filter_bytes(uint64_t keys);
void gz_filter_add(unsigned char *filter, size_t bytes, uint32_t hash);
bool gz_filter_has(const unsigned char *filter, size_t bytes, uint32_t hash);

#endif
