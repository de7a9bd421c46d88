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

/* What an ASCII token is by its letters, without a branch: capitals come as they please. */
#define IS_LOWER 1u      /* no capital */
#define IS_CAPITALISED 2u /* the first letter alone */
#define IS_UPPER 4u      /* all of them */
#define IS_DIGITS 8u     /* and no capital */
#define IS_ONE 16u       /* a single byte */

static const uint8_t shape_by_letters[32] = {
	[0] = GZ_MIXED,
	[IS_LOWER] = GZ_LOWER,
	[IS_CAPITALISED] = GZ_CAPITALISED,
	[IS_UPPER] = GZ_UPPER,
	[IS_LOWER | IS_DIGITS] = GZ_CASELESS,
	[IS_ONE | IS_LOWER] = GZ_LOWER,
	[IS_ONE | IS_LOWER | IS_DIGITS] = GZ_CASELESS,
	[IS_ONE | IS_UPPER | IS_CAPITALISED] = GZ_UPPER,
};

static unsigned letters_of_long(struct gz_str written)
{
	size_t upper = 0;

	for (size_t i = 0; i < written.len; i++)
		upper += written.ptr[i] >= 'A' && written.ptr[i] <= 'Z';
	return (upper == 0 ? IS_LOWER : 0) | (upper == written.len ? IS_UPPER : 0) |
	       (upper == 1 && written.ptr[0] <= 'Z' ? IS_CAPITALISED : 0);
}

/* The capitals from `offset` on, counted from the front of the first block. */
static uint64_t upper_from(const struct gz_block *block, uint32_t offset)
{
	unsigned place = offset % GZ_BLOCK;

	block += offset / GZ_BLOCK;
	return block[0].upper >> place | block[1].upper << 1 << (63 - place);
}

/* `chunk` are the blocks from GZ_BLOCK bytes in front of `base` on: a short token begins in none before them. */
static inline __attribute__((always_inline)) void
add_ascii(struct gz_cutter *c, struct gz_token *token, const struct gz_block *chunk, uint32_t base, uint32_t start,
	  uint32_t end)
{
	char *norm = c->folded + start;
	uint32_t len = end - start;
	unsigned letters;

	token->norm = (struct gz_str){norm, len};
	token->start = start;
	token->end = end;
	token->dot = norm[len] == '.';
	if (len <= GZ_HASH_SHORT) {
		uint32_t all = (1u << len) - 1;
		uint32_t upper = (uint32_t)upper_from(chunk, start + GZ_BLOCK - base) & all;

		token->hash = gz_hash_short(norm, len);
		letters = (upper == 0) * IS_LOWER | (upper == 1) * IS_CAPITALISED | (upper == all) * IS_UPPER |
			  (len == 1) * IS_ONE;
	} else {
		token->hash = gz_text_hash(token->norm);
		letters = letters_of_long(gz_str_of(c->text.ptr + start, len));
	}
	letters |= (*norm <= '9') * IS_DIGITS;
	token->shape = shape_by_letters[letters];
	c->lower += letters == IS_LOWER;
	c->capital += letters < IS_DIGITS && letters != IS_LOWER;
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

/* Cuts the block `now`, number `i` of those of the chunk that begins at `base`. `open` is where the run begins that goes on
 * over the block's front, and then the one that goes on over its end. */
static bool cut_block(struct gz_cutter *c, const struct gz_block *chunk, size_t i, uint32_t base, uint32_t *open)
{
	const struct gz_block *before = chunk + i, *now = before + 1;
	uint64_t start = begins(now->letter, before->letter) | begins(now->digit, before->digit) |
			 begins(now->high, before->high);
	uint64_t end = ends(now->letter, before->letter) | ends(now->digit, before->digit) |
		       ends(now->high, before->high);
	uint32_t at = base + (uint32_t)i * GZ_BLOCK, next = *open, behind;
	bool mixed = (now->high | before->high >> 63) != 0 || at <= c->resume;
	struct gz_token *token;

	if (!gz_cutter_reserve(c, at))
		return false;
	token = c->next;
	behind = c->behind;
	if ((before->letter | before->digit | before->high) >> 63 == 0 && start != 0) {
		next = at + first_bit(start);
		start &= start - 1;
	}
	for (; end != 0; end &= end - 1, start &= start - 1) {
		uint32_t first = next, last = at + first_bit(end);

		next = at + first_bit(start | 1ull << 63); /* of no meaning if nothing begins any more */
		if (mixed && is_mixed(c, first, last)) {
			c->next = token;
			c->behind = behind;
			if (!add_run(c, first, last))
				return false;
			token = c->next;
			behind = c->behind;
		} else {
			add_ascii(c, token, chunk, base, first, last);
			gz_cutter_place(c, token++, behind);
			behind = last;
		}
	}
	c->next = token;
	c->behind = behind;
	*open = next;
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
	struct gz_block chunk[CHUNK + 2] = {
		0}; /* one more on either side, empty or the last of the chunk before */
	uint32_t open = 0;

	/* One byte behind the field belongs to a block too: there the last token ends. */
	for (size_t base = 0; base <= c->text.len;) {
		size_t blocks = scan_chunk(c, scan, base, chunk + 1);

		for (size_t i = 0; i < blocks; i++) {
			if (!cut_block(c, chunk, i, (uint32_t)base, &open))
				return false;
		}
		chunk[0] = chunk[blocks];
		base += blocks * GZ_BLOCK;
	}
	return true;
}
