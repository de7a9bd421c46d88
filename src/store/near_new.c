/*
 * near_new.c owns the finding of near-duplicates of documents that came to others: of those that were
 * there only what shares a key with a new one, and may stand in its ring (near_solve.c), is kept and
 * compared. They come from the last to the first: of those that are alike to nothing the last ones of a key
 * will do. They are looked up a thousand at a time, band by band, so that what is looked up in stays in the
 * processor's caches.
 */
#include <stdlib.h>
#include <string.h>

#include "near.h"

/* Of the marks of a band one in so many is set at most, of the places for keys one in two. */
#define MARKS_EACH  8
#define BITS_LEAST  12
#define PLACES_LESS 2 /* bits */
/* From a key of a band to that of the next one: no multiple of what the caches are addressed by. */
#define STRIDE (GZ_NEAR_BLOCK + 16)

static uint32_t hash_of(uint32_t key)
{
	return key * 0x9e3779b1u;
}

static size_t marks_of_band(const struct gz_near_new *x)
{
	return ((size_t)1 << x->bits) / 32;
}

/* One of the masks: two bits of a word. */
static size_t mask_of(uint32_t hash)
{
	return hash >> 8 & (GZ_NEAR_MASKS - 1);
}

/* What leaves the number of a key's word of its hash. */
static unsigned shift_of(const struct gz_near_new *x)
{
	return 32 - (x->bits - 5);
}

static size_t places_of_band(const struct gz_near_new *x)
{
	return (size_t)1 << (x->bits - PLACES_LESS);
}

/* The first place of the band where the key may stand. */
static size_t place_of(const struct gz_near_new *x, uint32_t key)
{
	return hash_of(key) >> (32 - (x->bits - PLACES_LESS));
}

/* Where the key stands, or would. */
static struct gz_near_place *find_place(const struct gz_near_new *x, unsigned band, uint32_t key)
{
	struct gz_near_place *places = x->places + band * places_of_band(x);
	size_t at = place_of(x, key);

	while (places[at].key && places[at].key != key + 1)
		at = (at + 1) & (places_of_band(x) - 1);
	return &places[at];
}

bool gz_near_new_start(struct gz_near_new *x, const struct gz_near *fresh)
{
	x->bits = BITS_LEAST;
	while ((size_t)1 << x->bits < fresh->documents.len * MARKS_EACH)
		x->bits++;
	for (size_t i = 0; i < GZ_NEAR_MASKS; i++)
		x->masks[i] = 1u << i % 32 | 1u << i / 32;
	x->marks = calloc(GZ_NEAR_BANDS * marks_of_band(x), sizeof(*x->marks));
	x->places = calloc(GZ_NEAR_BANDS * places_of_band(x), sizeof(*x->places));
	x->block = malloc(GZ_NEAR_BLOCK * sizeof(*x->block));
	x->block_keys = malloc((size_t)GZ_NEAR_BANDS * STRIDE * sizeof(*x->block_keys));
	for (unsigned band = 0; x->marks && x->places && band < GZ_NEAR_BANDS; band++) {
		for (size_t i = 0; i < fresh->documents.len; i++) {
			uint32_t key = gz_near_key(fresh->sketches.ptr[i].bytes, band);
			uint32_t hash = hash_of(key);

			if (!gz_near_says(band, key))
				continue;
			x->marks[band * marks_of_band(x) + (hash >> shift_of(x))] |= x->masks[mask_of(hash)];
			find_place(x, band, key)->key = key + 1;
		}
	}
	return x->marks && x->places && x->block && x->block_keys;
}

/* The keys of a sketch, as gz_near_key() gives them one by one: the first one to key[0], those of other bands
 * each a block further. */
static void work_out_keys(const unsigned char *sketch, uint32_t *key)
{
	const uint64_t two = 63 | 63ull << 32;
	uint32_t four[GZ_NEAR_DEALT];

	for (size_t i = 0; i < GZ_NEAR_DEALT; i++)
		key[i * STRIDE] = four[i] = gz_near_four_rows(sketch + 3 * i);
	key += GZ_NEAR_DEALT * STRIDE;
	for (size_t word = 0; word < GZ_NEAR_DEALT / 4; word++) {
		uint64_t x = four[word] | (uint64_t)four[word + 4] << 32;
		uint64_t y = four[word + 8] | (uint64_t)four[word + 12] << 32;

		for (unsigned row = 0; row < 4; row++, x >>= 6, y >>= 6, key += STRIDE) {
			uint64_t both = (x & two) | (y & two) << 12;

			*key = (uint32_t)(both | both >> 26) & 0xffffff;
		}
	}
	*key = gz_near_key_of_all(sketch);
}

/* What of the block may have a key of a new document: nearly nothing else. Without a branch that cannot be
 * foretold. */
static size_t pass_marks(const struct gz_near_new *x, unsigned band, uint32_t maybe[GZ_NEAR_BLOCK])
{
	const uint32_t *key = x->block_keys + (size_t)band * STRIDE;
	const uint32_t *marks = x->marks + band * marks_of_band(x);
	unsigned shift = shift_of(x);
	size_t count = 0;

	for (size_t i = 0; i < x->waiting; i++) {
		uint32_t hash = hash_of(key[i]), word = marks[hash >> shift];

		maybe[count] = (uint32_t)i;
		count += (word & x->masks[mask_of(hash)]) == x->masks[mask_of(hash)];
	}
	return count;
}

/* What of the block has a key of a new document and may stand in its ring, into the items of the band: by its
 * place in the block. */
static bool look_up(struct gz_near_new *x, unsigned band)
{
	const uint32_t *key = x->block_keys + (size_t)band * STRIDE;
	uint32_t maybe[GZ_NEAR_BLOCK];
	size_t count = pass_marks(x, band, maybe);

	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(x->places + band * places_of_band(x) + place_of(x, key[maybe[i]]));
	for (size_t i = 0; i < count; i++) {
		uint32_t at = maybe[i];
		struct gz_near_place *place = find_place(x, band, key[at]);

		/* So many in a row fill the ring, whatever stood in it before. */
		if (!place->key || place->alone == GZ_NEAR_RING)
			continue;
		place->alone = x->cluster[at] ? 0 : place->alone + 1;
		x->kept[at] = true;
		if (!GZ_PUSH(&x->items[band], ((struct gz_near_item){key[at], at})))
			return false;
	}
	return true;
}

static bool look_up_block(struct gz_near_new *x)
{
	size_t begin[GZ_NEAR_BANDS];
	uint32_t number[GZ_NEAR_BLOCK];

	for (size_t i = 0; i < x->waiting; i++)
		work_out_keys(x->block[i].bytes, x->block_keys + i);
	for (unsigned band = 0; band < GZ_NEAR_BANDS; band++) {
		begin[band] = x->items[band].len;
		if (!look_up(x, band))
			return false;
	}
	for (size_t i = 0; i < x->waiting; i++) {
		number[i] = (uint32_t)x->n.documents.len;
		if (x->kept[i] && (!gz_near_add(&x->n, x->document[i], x->block[i].bytes) ||
				   !GZ_PUSH(&x->clusters, x->cluster[i])))
			return false;
	}
	for (unsigned band = 0; band < GZ_NEAR_BANDS; band++)
		for (size_t i = begin[band]; i < x->items[band].len; i++)
			x->items[band].ptr[i].number = number[x->items[band].ptr[i].number];
	x->waiting = 0;
	return true;
}

bool gz_near_new_meet(struct gz_near_new *x, uint32_t document, uint32_t cluster,
		      const unsigned char sketch[GZ_NEAR_BYTES])
{
	memcpy(x->block[x->waiting].bytes, sketch, GZ_NEAR_BYTES);
	x->document[x->waiting] = document;
	x->cluster[x->waiting] = cluster;
	x->kept[x->waiting++] = cluster == document;
	return x->waiting < GZ_NEAR_BLOCK || look_up_block(x);
}

/* The documents came from the last to the first. */
static void turn_round(struct gz_near_new *x)
{
	size_t count = x->n.documents.len;

	for (size_t i = 0; i < count / 2; i++) {
		size_t other = count - 1 - i;
		struct gz_near_sketch sketch = x->n.sketches.ptr[i];
		uint32_t document = x->n.documents.ptr[i], cluster = x->clusters.ptr[i];

		x->n.sketches.ptr[i] = x->n.sketches.ptr[other];
		x->n.sketches.ptr[other] = sketch;
		x->n.documents.ptr[i] = x->n.documents.ptr[other];
		x->n.documents.ptr[other] = document;
		x->clusters.ptr[i] = x->clusters.ptr[other];
		x->clusters.ptr[other] = cluster;
	}
	for (unsigned band = 0; band < GZ_NEAR_BANDS; band++) {
		struct gz_near_item *items = x->items[band].ptr;
		size_t len = x->items[band].len;

		for (size_t i = 0; i < (len + 1) / 2; i++) {
			struct gz_near_item one = items[i], other = items[len - 1 - i];

			items[i] = (struct gz_near_item){other.key, (uint32_t)(count - 1 - other.number)};
			items[len - 1 - i] =
				(struct gz_near_item){one.key, (uint32_t)(count - 1 - one.number)};
		}
	}
}

bool gz_near_new_add(struct gz_near_new *x, const struct gz_near *fresh)
{
	if (!look_up_block(x))
		return false;
	turn_round(x);
	for (size_t i = 0; i < fresh->documents.len; i++) {
		const unsigned char *sketch = fresh->sketches.ptr[i].bytes;
		uint32_t number = (uint32_t)x->n.documents.len;

		if (!gz_near_add(&x->n, fresh->documents.ptr[i], sketch))
			return false;
		for (unsigned band = 0; band < GZ_NEAR_BANDS; band++) {
			uint32_t key = gz_near_key(sketch, band);

			if (gz_near_says(band, key) &&
			    !GZ_PUSH(&x->items[band], ((struct gz_near_item){key, number})))
				return false;
		}
	}
	return true;
}

bool gz_near_new_solve(struct gz_near_new *x)
{
	const struct gz_near_known known = {x->clusters.ptr, x->clusters.len};
	struct gz_near_item *spare;
	size_t most = 0;

	for (unsigned band = 0; band < GZ_NEAR_BANDS; band++)
		most = x->items[band].len > most ? x->items[band].len : most;
	spare = malloc((most + 1) * sizeof(*spare));
	for (unsigned band = 0; spare && band < GZ_NEAR_BANDS; band++)
		gz_near_solve_band(&x->n, x->items[band].ptr, spare, x->items[band].len, known);
	free(spare);
	return spare != NULL;
}

void gz_near_new_free(struct gz_near_new *x)
{
	gz_near_free(&x->n);
	GZ_VEC_FREE(&x->clusters);
	free(x->marks);
	free(x->places);
	free(x->block);
	free(x->block_keys);
	for (unsigned band = 0; band < GZ_NEAR_BANDS; band++)
		GZ_VEC_FREE(&x->items[band]);
}
