/*
 * near.c owns the finding of near-duplicates among sketches, by banding (Leskovec, Rajaraman, Ullman: Mining
 * of Massive Datasets, chapter 3): documents that agree in a band of four rows are compared. Two different
 * ways to deal the rows out make 32 bands: of pairs that have half of their shingles in common 7 of 8 meet,
 * of those with six tenths 98 of 100.
 *
 * However many agree in a band, each is compared with at most RING others: those before it that were like
 * none of theirs, the last ones first to stay. So what is near in the archive is found, a thousand copies
 * cost a thousand comparisons, and a text that a source puts on all its documents makes nothing quadratic.
 */
#include <stdlib.h>
#include <string.h>

#include "near.h"

#define BAND_ROWS 4
#define DEALT	  (GZ_SKETCH_ROWS / BAND_ROWS)
#define BANDS	  (2 * DEALT + 1) /* the last one is all rows: copies always meet; a multiple of GROUP */
#define RING	  8
/* Where little is new, the sketches are gone through once for so many bands. */
#define GROUP 11
/* Bits of the keys that new documents have: at least, and for each of them. Few are nearly empty then. */
#define MARKS_LEAST 18
#define MARKS_MOST  24
#define MARKS_EACH  16

struct item {
	uint32_t key, number;
};
typedef GZ_VEC(struct item) item_vec;
struct solver {
	struct gz_near *n;
	struct item *items, *spare;
	size_t count, later; /* later: the first document that is new */
	unsigned mark_bits;
	unsigned char *marks; /* of each band of a group: the keys that new documents have */
	item_vec some[GROUP]; /* of each band of a group: what has one of these keys */
};

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

bool gz_near_alike(const struct gz_near_rows *a, const struct gz_near_rows *b)
{
	unsigned same = 0, said = 0;

	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++) {
		said += (a->row[i] | b->row[i]) != 0;
		same += a->row[i] == b->row[i] && a->row[i] != 0;
	}
	/* Of rows that differ one in GZ_SKETCH_VALUES agrees by chance (Li, Koenig: b-Bit Minwise Hashing,
	 * 2010): (same / said - 1 / values) / (1 - 1 / values) is the share. */
	return said > 0 && 2 * GZ_SKETCH_VALUES * same >= (GZ_SKETCH_VALUES + 1) * said;
}

static uint32_t key_of_all(const struct gz_near_rows *rows)
{
	uint64_t all = 0, part;

	for (size_t i = 0; i < GZ_SKETCH_ROWS; i += sizeof(part)) {
		memcpy(&part, rows->row + i, sizeof(part));
		all = mix(all ^ part) + i;
	}
	return (uint32_t)all;
}

/* False where the rows of the band say too little: most brief documents would meet there. */
static inline bool band_key(const struct gz_near_rows *rows, unsigned band, uint32_t *key)
{
	const uint8_t *r = rows->row + (band < DEALT ? band * BAND_ROWS : band - DEALT);
	size_t step = band < DEALT ? 1 : DEALT;

	if (band == BANDS - 1) {
		*key = key_of_all(rows);
		return true;
	}
	*key = (uint32_t)r[0] << 24 | (uint32_t)r[step] << 16 | (uint32_t)r[2 * step] << 8 | r[3 * step];
	return (r[0] != 0) + (r[step] != 0) + (r[2 * step] != 0) + (r[3 * step] != 0) >= 2;
}

/* ---- documents and clusters ------------------------------------------------------ */

bool gz_near_add(struct gz_near *n, uint32_t document, const struct gz_near_rows *rows)
{
	return GZ_PUSH(&n->documents, document) && GZ_PUSH(&n->sketches, *rows);
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

/* ---- solving ------------------------------------------------------------------------ */

static size_t mark_of(const struct solver *v, uint32_t key)
{
	return (size_t)(key * 0x9e3779b1u) >> (32 - v->mark_bits);
}

static void collect(struct solver *v, unsigned band)
{
	uint32_t key;

	v->count = 0;
	for (size_t i = 0; i < v->n->documents.len; i++)
		if (band_key(&v->n->sketches.ptr[i], band, &key))
			v->items[v->count++] = (struct item){key, (uint32_t)i};
}

/* Of the bands from `first` on, what has the key of a new document, for which it may be a false alarm. */
static bool collect_some(struct solver *v, unsigned first, unsigned count)
{
	const struct gz_near *n = v->n;
	size_t bytes = ((size_t)1 << v->mark_bits) / 8;
	uint32_t key;

	memset(v->marks, 0, GROUP * bytes);
	for (size_t i = v->later; i < n->documents.len; i++)
		for (unsigned band = 0; band < count; band++)
			if (band_key(&n->sketches.ptr[i], first + band, &key)) {
				size_t mark = mark_of(v, key);

				v->marks[band * bytes + mark / 8] |= (unsigned char)(1u << mark % 8);
			}
	for (unsigned band = 0; band < count; band++)
		v->some[band].len = 0;
	for (size_t i = 0; i < n->documents.len; i++)
		for (unsigned band = 0; band < count; band++) {
			size_t mark;

			if (!band_key(&n->sketches.ptr[i], first + band, &key))
				continue;
			mark = mark_of(v, key);
			if ((v->marks[band * bytes + mark / 8] >> mark % 8 & 1) &&
			    !GZ_PUSH(&v->some[band], ((struct item){key, (uint32_t)i})))
				return false;
		}
	return true;
}

/* By key; those of one key stay in their order. Eleven bits at a time. */
static void sort_items(struct solver *v)
{
	enum { BITS = 11, VALUES = 1 << BITS };
	size_t begin[VALUES];

	for (unsigned shift = 0; shift < 32; shift += BITS) {
		struct item *sorted = v->spare;
		size_t before = 0;

		memset(begin, 0, sizeof(begin));
		for (size_t i = 0; i < v->count; i++)
			begin[v->items[i].key >> shift & (VALUES - 1)]++;
		for (size_t value = 0; value < VALUES; value++) {
			size_t here = begin[value];

			begin[value] = before;
			before += here;
		}
		for (size_t i = 0; i < v->count; i++)
			sorted[begin[v->items[i].key >> shift & (VALUES - 1)]++] = v->items[i];
		v->spare = v->items;
		v->items = sorted;
	}
}

/* Documents of one key, in their order. */
static void solve_group(struct gz_near *n, const struct item *items, size_t count)
{
	uint32_t ring[RING];
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t number = items[i].number;
		bool alike = false;

		for (size_t k = 0; k < RING && k < kept; k++) {
			if (!gz_near_alike(&n->sketches.ptr[number], &n->sketches.ptr[ring[k]]))
				continue;
			alike = true;
			gz_near_join(n, number, ring[k]);
		}
		if (!alike)
			ring[kept++ % RING] = number;
	}
}

/* What v->items has of a band. */
static void solve_band(struct solver *v)
{
	size_t end;

	sort_items(v);
	for (size_t at = 0; at < v->count; at = end) {
		for (end = at + 1; end < v->count && v->items[end].key == v->items[at].key; end++)
			;
		if (end - at > 1)
			solve_group(v->n, v->items + at, end - at);
	}
}

static bool solve_new(struct solver *v)
{
	size_t new = v->n->documents.len - v->later;

	v->mark_bits = MARKS_LEAST;
	while (v->mark_bits < MARKS_MOST && (size_t)1 << v->mark_bits < new *MARKS_EACH)
		v->mark_bits++;
	v->marks = malloc(GROUP * (((size_t)1 << v->mark_bits) / 8));
	if (!v->marks)
		return false;
	for (unsigned first = 0; first < BANDS; first += GROUP) {
		if (!collect_some(v, first, GROUP))
			return false;
		for (unsigned band = 0; band < GROUP; band++) {
			v->count = v->some[band].len;
			if (v->count)
				memcpy(v->items, v->some[band].ptr, v->count * sizeof(*v->items));
			solve_band(v);
		}
	}
	return true;
}

bool gz_near_solve(struct gz_near *n, uint32_t behind)
{
	struct solver v = {.n = n};
	size_t room = n->documents.len + 1;
	bool done = false;

	v.items = malloc(room * sizeof(*v.items));
	v.spare = malloc(room * sizeof(*v.spare));
	if (!v.items || !v.spare)
		goto out;
	while (behind && v.later < n->documents.len && n->documents.ptr[v.later] <= behind)
		v.later++;
	done = !v.later || solve_new(&v);
	for (unsigned band = 0; !v.later && band < BANDS; band++) {
		collect(&v, band);
		solve_band(&v);
	}
out:
	free(v.items);
	free(v.spare);
	free(v.marks);
	for (unsigned band = 0; band < GROUP; band++)
		GZ_VEC_FREE(&v.some[band]);
	return done;
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
