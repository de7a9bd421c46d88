/*
 * key.c owns the hashes by which rows are found, the bytes of their sorted chunks, and the filter in front of
 * them (block.h).
 */

#include "gazet/block.h"

/* ---- hashes ------------------------------------------------------------------ */

static uint32_t shorten(uint64_t hash)
{
	return (uint32_t)(hash >> 32 ^ hash);
}

uint32_t gz_key_text(struct gz_str text)
{
	return shorten(gz_str_hash(text));
}

uint32_t gz_key_identity(int64_t source, struct gz_str external_id)
{
	/* An odd factor spreads small numbers over all bits (Knuth's multiplicative hash, 64 bits of the
	 * golden ratio). */
	return shorten(gz_str_hash(external_id) ^ (uint64_t)source * 0x9e3779b97f4a7c15);
}

uint32_t gz_key_number(int64_t number)
{
	return (uint32_t)((uint64_t)number * 0x9e3779b97f4a7c15 >> 32);
}

uint32_t gz_key_content(const unsigned char hash[16])
{
	return (uint32_t)hash[0] | (uint32_t)hash[1] << 8 | (uint32_t)hash[2] << 16 | (uint32_t)hash[3] << 24;
}

/* ---- chunks ------------------------------------------------------------------ */

void gz_key_open(struct gz_key_reader *r, uint32_t first, struct gz_str chunk)
{
	*r = (struct gz_key_reader){.at = (const unsigned char *)chunk.ptr, .key.hash = first};
	r->end = chunk.len ? r->at + chunk.len : r->at;
}

bool gz_key_next(struct gz_key_reader *r)
{
	const unsigned char *at = r->at;
	uint64_t delta, id;

	if (r->damaged || at == r->end)
		return false;
	if (!gz_varint_quick(&at, r->end, &delta) || !gz_varint_quick(&at, r->end, &id) ||
	    delta > UINT32_MAX - r->key.hash || !id || id > UINT32_MAX) {
		r->damaged = true;
		return false;
	}
	r->at = at;
	r->key.hash += (uint32_t)delta;
	r->key.id = (uint32_t)id;
	return true;
}

int64_t gz_key_chunk(int64_t run, uint32_t hash)
{
	return run * ((int64_t)UINT32_MAX + 1) + hash;
}

/* ---- runs -------------------------------------------------------------------- */

bool gz_key_run_write(struct gz_buf *out, const struct gz_key_run *run)
{
	gz_buf_clear(out);
	gz_buf_varint(out, run->kind);
	return gz_buf_varint(out, run->keys);
}

bool gz_key_run_read(struct gz_str bytes, struct gz_key_run *out)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr, *end = bytes.len ? at + bytes.len : at;
	uint64_t kind;

	if (!gz_varint_read(&at, end, &kind) || kind >= GZ_KEY_KINDS || !gz_varint_read(&at, end, &out->keys))
		return false;
	out->kind = (enum gz_key_kind)kind;
	return at == end;
}

int64_t gz_key_run_row(int64_t run)
{
	return -2 * run;
}

int64_t gz_key_run_of(int64_t row)
{
	return row / -2;
}

/* ---- filter ------------------------------------------------------------------ */

#define FILTER_BLOCK  64 /* bytes: what a processor fetches at once */
#define KEYS_A_BLOCK  64 /* 8 bits a key: about three in a hundred pass that are not there */
#define FILTER_PROBES 5

size_t gz_filter_bytes(uint64_t keys)
{
	return (size_t)(keys / KEYS_A_BLOCK + 1) * FILTER_BLOCK;
}

/* The hash is spread again: its own bits order the chunks. */
static uint64_t spread(uint32_t hash)
{
	uint64_t z = (hash + (uint64_t)1) * 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	return z ^ (z >> 27);
}

static size_t block_of(size_t bytes, uint64_t z)
{
	return (size_t)((z >> 32) * (bytes / FILTER_BLOCK) >> 32) * FILTER_BLOCK;
}

void gz_filter_add(unsigned char *filter, size_t bytes, uint32_t hash)
{
	uint64_t z = spread(hash), bits = z * 0x94d049bb133111eb;
	unsigned char *block = filter + block_of(bytes, z);

	for (int i = 0; i < FILTER_PROBES; i++, bits >>= 9)
		block[(bits & 511) / 8] = (unsigned char)(block[(bits & 511) / 8] | 1u << bits % 8);
}

bool gz_filter_has(const unsigned char *filter, size_t bytes, uint32_t hash)
{
	uint64_t z = spread(hash), bits = z * 0x94d049bb133111eb;
	const unsigned char *block;

	if (bytes < FILTER_BLOCK)
		return true;
	block = filter + block_of(bytes, z);
	for (int i = 0; i < FILTER_PROBES; i++, bits >>= 9)
		if (!(block[(bits & 511) / 8] >> bits % 8 & 1))
			return false;
	return true;
}
