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

/* The shape of an ASCII token by the positions of its capitals. */
static uint8_t shape_of(uint64_t upper, uint64_t all)
{
	uint8_t shape = upper == 1 ? GZ_CAPITALISED : GZ_MIXED;

	shape = upper == all ? GZ_UPPER : shape;
	return upper == 0 ? GZ_LOWER : shape;
}

static uint8_t shape_of_long(struct gz_str written)
{
	size_t upper = 0;

	for (size_t i = 0; i < written.len; i++)
		upper += written.ptr[i] >= 'A' && written.ptr[i] <= 'Z';
	if (upper == 1 && written.ptr[0] <= 'Z')
		return GZ_CAPITALISED;
	return upper == 0 ? GZ_LOWER : upper == written.len ? GZ_UPPER : GZ_MIXED;
}

/* The capitals from `offset` on, counted from the front of the first block. */
static uint64_t upper_from(const struct gz_block *block, uint32_t offset)
{
	unsigned place = offset % GZ_BLOCK;

	block += offset / GZ_BLOCK;
	return block[0].upper >> place | block[1].upper << 1 << (63 - place);
}

/* `chunk` are the blocks from GZ_BLOCK bytes in front of `base` on: a short token begins in none before them.
 */
static inline void add_ascii(struct gz_cutter *c, const struct gz_block *chunk, size_t base, uint32_t start,
			     uint32_t end)
{
	struct gz_token *token = &c->token[c->count];
	char *norm = c->folded + start;
	uint32_t len = end - start;

	token->norm = gz_str_of(norm, len);
	token->start = start;
	token->end = end;
	token->dot = c->folded[end] == '.';
	if (len <= GZ_HASH_SHORT) {
		uint64_t all = (1u << len) - 1, upper = upper_from(chunk, start + GZ_BLOCK - (uint32_t)base);

		token->hash = gz_hash_short(norm, len);
		token->shape = shape_of(upper & all, all);
	} else {
		token->hash = gz_text_hash(token->norm);
		token->shape = shape_of_long(gz_str_of(c->text.ptr + start, len));
	}
	if (*norm <= '9')
		token->shape = GZ_CASELESS;
	gz_cutter_add(c, len > 1);
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

/* Cuts the block `now`, number `i` of those of the chunk that begins at `base`. `open` is where the run
 * begins that goes on over the block's front, and then the one that goes on over its end. */
static bool cut_block(struct gz_cutter *c, const struct gz_block *chunk, size_t i, size_t base,
		      uint32_t *open)
{
	const struct gz_block *before = chunk + i, *now = before + 1;
	uint64_t start = begins(now->letter, before->letter) | begins(now->digit, before->digit) |
			 begins(now->high, before->high);
	uint64_t end = ends(now->letter, before->letter) | ends(now->digit, before->digit) |
		       ends(now->high, before->high);
	uint32_t at = (uint32_t)(base + i * GZ_BLOCK), next = *open;

	if (!gz_cutter_reserve(c, at))
		return false;
	if ((before->letter | before->digit | before->high) >> 63 == 0 && start != 0) {
		next = at + first_bit(start);
		start &= start - 1;
	}
	for (; end != 0; end &= end - 1, start &= start - 1) {
		uint32_t first = next, last = at + first_bit(end);

		next = at + first_bit(start | 1ull << 63); /* of no meaning if nothing begins any more */
		if (((c->folded[first] | c->folded[last]) & 0x80) != 0 || first < c->resume) {
			if (!add_run(c, first, last))
				return false;
		} else {
			add_ascii(c, chunk, base, first, last);
		}
	}
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
			if (!cut_block(c, chunk, i, base, &open))
				return false;
		}
		chunk[0] = chunk[blocks];
		base += blocks * GZ_BLOCK;
	}
	return true;
}
