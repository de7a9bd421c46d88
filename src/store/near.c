/*
 * near.c owns sketches as they are kept, six bits a row, what they are compared by, and the clusters that
 * come of it. What is compared with what, near_solve.c says, and near_new.c.
 */
#include <stdlib.h>
#include <string.h>

#include "near.h"

/* ---- sketches ---------------------------------------------------------------- */

static uint64_t mix(uint64_t z)
{
	/* splitmix64 (Steele, Lea, Flood 2014) */
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

void gz_near_rows_of(const struct gz_sketch *sketch, const unsigned char hash[16], struct gz_near_rows *out)
{
	uint64_t seed = 0;

	memcpy(out->row, sketch->row, sizeof(out->row));
	if (!sketch->brief)
		return;
	for (int i = 0; i < 16; i++)
		seed = mix(seed + hash[i] + 1);
	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++) {
		seed += 0x9e3779b97f4a7c15;
		out->row[i] = (uint8_t)(1 + mix(seed) % GZ_SKETCH_VALUES);
	}
}

void gz_near_pack(const struct gz_near_rows *rows, unsigned char out[GZ_NEAR_BYTES])
{
	for (size_t i = 0; i < GZ_SKETCH_ROWS; i += 4, out += 3) {
		const uint8_t *r = rows->row + i;
		uint32_t four = r[0] | (uint32_t)r[1] << 6 | (uint32_t)r[2] << 12 | (uint32_t)r[3] << 18;

		out[0] = (unsigned char)four;
		out[1] = (unsigned char)(four >> 8);
		out[2] = (unsigned char)(four >> 16);
	}
}

void gz_near_unpack(const unsigned char in[GZ_NEAR_BYTES], struct gz_near_rows *out)
{
	for (size_t i = 0; i < GZ_SKETCH_ROWS; i += 4, in += 3) {
		uint32_t four = in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16;

		out->row[i] = four & 63;
		out->row[i + 1] = four >> 6 & 63;
		out->row[i + 2] = four >> 12 & 63;
		out->row[i + 3] = (uint8_t)(four >> 18);
	}
}

/* ---- comparing ----------------------------------------------------------------- */

/* Eight rows at a time: the low five bits of each, and the sixth. */
#define EIGHT_ROWS 6 /* bytes */
#define LOW_BITS   0x7df7df7df7dfull
#define HIGH_BITS  0x820820820820ull
#define EVEN_ROWS  0x03f03f03f03full

static uint64_t eight_rows(const unsigned char *at)
{
	uint32_t low;
	uint16_t high;

	memcpy(&low, at, sizeof(low));
	memcpy(&high, at + sizeof(low), sizeof(high));
	return low | (uint64_t)high << 32;
}

/* 1 in each row that is not 0. */
static uint64_t rows_set(uint64_t rows)
{
	return (((rows & LOW_BITS) + LOW_BITS) | rows) >> 5 & HIGH_BITS >> 5;
}

/* The sum of what eight rows hold; at most eight each. */
static unsigned sum_rows(uint64_t rows)
{
	rows = (rows & EVEN_ROWS) + (rows >> 6 & EVEN_ROWS);
	return (unsigned)(rows * 0x001001001001ull >> 36 & 0xfff);
}

bool gz_near_alike(const unsigned char a[GZ_NEAR_BYTES], const unsigned char b[GZ_NEAR_BYTES])
{
	uint64_t said_by = 0, apart_by = 0;
	unsigned said, same;

	for (size_t at = 0; at < GZ_NEAR_BYTES; at += EIGHT_ROWS) {
		uint64_t x = eight_rows(a + at), y = eight_rows(b + at);

		said_by += rows_set(x | y);
		apart_by += rows_set(x ^ y);
	}
	said = sum_rows(said_by);
	same = said - sum_rows(apart_by);
	/* Of rows that differ one in GZ_SKETCH_VALUES agrees by chance (Li, Koenig: b-Bit Minwise Hashing,
	 * 2010): (same / said - 1 / values) / (1 - 1 / values) is the share. */
	return said > 0 && 2 * GZ_SKETCH_VALUES * same >= (GZ_SKETCH_VALUES + 1) * said;
}

uint32_t gz_near_key_of_all(const unsigned char sketch[GZ_NEAR_BYTES])
{
	uint64_t all = 0, part;

	for (size_t at = 0; at < GZ_NEAR_BYTES; at += sizeof(part)) {
		memcpy(&part, sketch + at, sizeof(part));
		all = (all ^ part) * 0x9e3779b97f4a7c15;
		all ^= all >> 32;
	}
	return (uint32_t)(all * 0x9e3779b97f4a7c15 >> 33);
}

/* ---- documents and clusters ------------------------------------------------------ */

bool gz_near_add(struct gz_near *n, uint32_t document, const unsigned char sketch[GZ_NEAR_BYTES])
{
	struct gz_near_sketch copy;

	memcpy(copy.bytes, sketch, sizeof(copy.bytes));
	return GZ_PUSH(&n->documents, document) && GZ_PUSH(&n->sketches, copy);
}

bool gz_near_start(struct gz_near *n)
{
	n->parent = malloc((n->documents.len + 1) * sizeof(*n->parent));
	for (size_t i = 0; n->parent && i < n->documents.len; i++)
		n->parent[i] = (uint32_t)i;
	return n->parent != NULL;
}

void gz_near_free(struct gz_near *n)
{
	GZ_VEC_FREE(&n->documents);
	GZ_VEC_FREE(&n->sketches);
	free(n->parent);
	n->parent = NULL;
}

size_t gz_near_number(const struct gz_near *n, uint32_t document)
{
	size_t low = 0, high = n->documents.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (n->documents.ptr[middle] < document)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n->documents.len && n->documents.ptr[low] == document ? low : n->documents.len;
}

size_t gz_near_first(const struct gz_near *n, size_t number)
{
	while (n->parent[number] != number) {
		n->parent[number] = n->parent[n->parent[number]]; /* the way is shorter next time */
		number = n->parent[number];
	}
	return number;
}

void gz_near_join(struct gz_near *n, size_t a, size_t b)
{
	a = gz_near_first(n, a);
	b = gz_near_first(n, b);
	if (a < b)
		n->parent[b] = (uint32_t)a;
	else
		n->parent[a] = (uint32_t)b;
}

bool gz_near_clusters(const struct gz_near *n, gz_cluster_vec *out)
{
	unsigned char *shared = calloc(n->documents.len + 1, 1);
	bool done = shared != NULL;

	for (size_t i = 0; done && i < n->documents.len; i++)
		if (gz_near_first(n, i) != i)
			shared[i] = shared[gz_near_first(n, i)] = 1;
	for (size_t i = 0; done && i < n->documents.len; i++)
		if (shared[i])
			done = GZ_PUSH(out, ((struct gz_cluster){n->documents.ptr[i],
								 n->documents.ptr[gz_near_first(n, i)]}));
	free(shared);
	return done;
}
