/*
 * cut.c: tokens from bit masks. A field is scanned a few KB at a time; runs of letters, of digits and of
 * other bytes begin and end where the masks change, and what touches no other byte is a token. The rest is
 * for mixed.c.
 */
#include "cutter.h"

#define CHUNK 32 /* blocks scanned at once: they stay in the first cache until they are cut */

static unsigned first_bit(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

/* Bytes whose class is not that of the byte before them, and that have one. */
static uint64_t begins(uint64_t now, uint64_t before)
{
	return now & ~(now << 1 | before >> 63);
}

static uint64_t ends(uint64_t now, uint64_t before)
{
	return ~now & (now << 1 | before >> 63);
}

/* ---- shapes ------------------------------------------------------------------------------------ */

/* Properties of the runs of letters that end in a block, each a bit where its run ends. A run can begin some
 * blocks before: what is known of it by then is carried over. */
struct letters {
	uint64_t first; /* a capital comes first */
	uint64_t upper; /* a capital comes later */
	uint64_t lower; /* a small letter comes later */
};

/* The shapes of the runs that end in a block, their three bits apart, and those of two letters or more. */
struct shapes {
	uint64_t bit[3];
	uint64_t lower_words, capital_words;
};
_Static_assert(GZ_CASELESS == 0 && GZ_LOWER == 1 && GZ_CAPITALISED == 2 && GZ_UPPER == 3 && GZ_MIXED == 4,
	       "the bits are those of these numbers");

/* Moves the bits `some` of runs to where the runs end: a bit that is added inside a run of ones is carried to
 * its end, where the first zero is. */
static inline uint64_t move_to_ends(uint64_t runs, uint64_t some, uint64_t *carry)
{
	uint64_t sum = runs + some, all = sum + *carry;

	*carry = (sum < runs) | (all < sum);
	return all & ~runs;
}

static inline struct shapes see_shapes(const struct gz_block *now, const struct gz_block *before,
				       struct letters *carry)
{
	uint64_t begin = begins(now->letter, before->letter), end = ends(now->letter, before->letter);
	uint64_t first = move_to_ends(now->letter, now->upper & begin, &carry->first);
	uint64_t upper = move_to_ends(now->letter, now->upper & ~begin, &carry->upper);
	uint64_t lower = move_to_ends(now->letter, now->letter & ~now->upper & ~begin, &carry->lower);
	uint64_t mixed = upper & (lower | ~first);

	return (struct shapes){
		.bit = {end & ~(first & lower) & ~mixed, first & ~mixed, mixed},
		.lower_words = lower & ~first & ~upper,
		.capital_words = upper | (first & lower),
	};
}

static unsigned count_bits(uint64_t bits)
{
	bits -= bits >> 1 & 0x5555555555555555u;
	bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
	bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0fu;
	return (unsigned)(bits * 0x0101010101010101u >> 56);
}

/* ---- tokens ------------------------------------------------------------------------------------ */

/* Where runs begin and end in a block: those of letters, of digits and of other bytes. `first` begins in
 * front of it, if one does that ends in it. */
struct runs {
	uint64_t start, end;
	uint32_t first;
};

/* Writes the token of ASCII from `start` to `end`, which is bit `place` of its block, but for its third bit
 * of shape. */
static inline __attribute__((always_inline)) void write_ascii(struct gz_token *token, char *folded,
							      uint32_t start, uint32_t end,
							      const struct shapes *shapes, unsigned place)
{
	uint32_t len = end - start;

	token->norm = (struct gz_str){folded + start, len};
	token->start = start;
	token->end = end;
	token->hash = len <= GZ_HASH_SHORT ? gz_hash_short(folded + start, len) : gz_text_hash(token->norm);
	token->shape = (uint8_t)((shapes->bit[0] >> place & 1) + (shapes->bit[1] >> place & 1) * 2);
}

/* The block at `at` has nothing but ASCII, and no run of GZ_MIXED ends in it. Returns where the run begins
 * that goes on behind it. What changes with each token is kept here, not in *c: a token might lie there, as
 * far as the compiler knows. */
static uint32_t cut_plain(struct gz_cutter *c, struct runs runs, uint32_t at, struct shapes shapes)
{
	struct gz_token *token = c->next;
	char *const folded = c->folded;
	uint32_t behind = c->behind, next = runs.first;

	for (; runs.end != 0; runs.end &= runs.end - 1, runs.start &= runs.start - 1) {
		unsigned place = first_bit(runs.end);
		uint32_t first = next, last = at + place;

		next = at + first_bit(runs.start);
		write_ascii(token, folded, first, last, &shapes, place);
		gz_cutter_place(c, folded, token++, behind);
		behind = last;
	}
	c->words += count_bits(shapes.lower_words) * GZ_LOWER_WORD +
		    count_bits(shapes.capital_words) * GZ_CAPITAL_WORD;
	c->next = token;
	c->behind = behind;
	return next;
}

/* A run that is no token by itself: in front of other bytes, or of such, or cut in part already. */
static bool add_run(struct gz_cutter *c, uint32_t start, uint32_t end)
{
	if (end <= c->resume)
		return true;
	if (start < c->resume)
		start = c->resume;
	return gz_cutter_mixed(c, start, end);
}

static bool is_mixed(const struct gz_cutter *c, uint32_t start, uint32_t end)
{
	return ((c->folded[start] | c->folded[end]) & 0x80) != 0 || start < c->resume;
}

/* The same of any block: one that has other bytes too, or where a token goes on that has. */
static bool cut_mixed(struct gz_cutter *c, struct runs runs, uint32_t at, struct shapes shapes,
		      uint32_t *next)
{
	for (*next = runs.first; runs.end != 0; runs.end &= runs.end - 1, runs.start &= runs.start - 1) {
		unsigned place = first_bit(runs.end);
		uint32_t first = *next, last = at + place;

		*next = at + first_bit(runs.start);
		if (is_mixed(c, first, last)) {
			if (!add_run(c, first, last))
				return false;
			continue;
		}
		write_ascii(c->next, c->folded, first, last, &shapes, place);
		c->next->shape |= (uint8_t)((shapes.bit[2] >> place & 1) * GZ_MIXED);
		c->words += (shapes.lower_words >> place & 1) * GZ_LOWER_WORD +
			    (shapes.capital_words >> place & 1) * GZ_CAPITAL_WORD;
		gz_cutter_place(c, c->folded, c->next, c->behind);
		c->next++;
		c->behind = last;
	}
	return true;
}

/* Cuts the block `now`, which begins at `at` and has the one before it in front of it. `open` is where the
 * run begins that goes on over the block's front, and then the one that goes on over its end. */
static bool cut_block(struct gz_cutter *c, const struct gz_block *now, uint32_t at, uint32_t *open,
		      struct letters *carry)
{
	const struct gz_block *before = now - 1;
	struct runs runs = {
		.start = begins(now->letter, before->letter) | begins(now->digit, before->digit) |
			 begins(now->high, before->high),
		.end = ends(now->letter, before->letter) | ends(now->digit, before->digit) |
		       ends(now->high, before->high),
		.first = *open,
	};
	struct shapes shapes = see_shapes(now, before, carry);

	if (!gz_cutter_reserve(c, at))
		return false;
	if ((before->letter | before->digit | before->high) >> 63 == 0 && runs.start != 0) {
		runs.first = at + first_bit(runs.start);
		runs.start &= runs.start - 1;
	}
	runs.start |=
		1ull << 63; /* never empty: what is found when nothing begins any more is of no meaning */
	if ((now->high | before->high >> 63 | shapes.bit[2]) != 0 || at <= c->resume)
		return cut_mixed(c, runs, at, shapes, open);
	*open = cut_plain(c, runs, at, shapes);
	return true;
}

/* Scans up to CHUNK blocks at `base`, the last one of the field filled up with zeros. Returns their number.
 */
static size_t scan_chunk(struct gz_cutter *c, gz_scan_fn *scan, size_t base, struct gz_block *out)
{
	size_t left = c->text.len - base, blocks = left / GZ_BLOCK;
	char tail[GZ_BLOCK] = {0};

	if (blocks > CHUNK)
		blocks = CHUNK;
	if (blocks > 0)
		scan(c->text.ptr + base, blocks, c->folded + base, out);
	c->scanned = base + blocks * GZ_BLOCK;
	if (blocks == CHUNK)
		return blocks;
	left -= blocks * GZ_BLOCK;
	if (left > 0)
		memcpy(tail, c->text.ptr + c->scanned, left);
	scan(tail, 1, c->folded + c->scanned, out + blocks);
	c->scanned += GZ_BLOCK;
	return blocks + 1;
}

bool gz_cutter_cut(struct gz_cutter *c, gz_scan_fn *scan)
{
	struct gz_block chunk[CHUNK + 1]; /* behind the last block of the chunk before */
	struct letters carry = {0};
	uint32_t open = 0;

	chunk[0] = (struct gz_block){0};
	/* One byte behind the field belongs to a block too: there the last token ends. */
	for (size_t base = 0; base <= c->text.len;) {
		size_t blocks = scan_chunk(c, scan, base, chunk + 1);

		for (size_t i = 1; i <= blocks; i++, base += GZ_BLOCK) {
			if (!cut_block(c, chunk + i, (uint32_t)base, &open, &carry))
				return false;
		}
		chunk[0] = chunk[blocks];
	}
	return true;
}
