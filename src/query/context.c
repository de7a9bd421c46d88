/*
 * context.c: the words around a mention: so many code points to one side, cut between words, with runs of
 * white space shown as one space. A word is what stands between white space; text of scripts that
 * are written without spaces may be cut anywhere but in front of a mark.
 */
#include "internal.h"

struct range {
	uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++) {
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	}
	return false;
}

static bool is_space(uint32_t code)
{
	static const struct range ranges[] = {
		{0x09, 0x0d},	  {0x20, 0x20},	    {0x85, 0x85},     {0xa0, 0xa0},	{0x1680, 0x1680},
		{0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
	};

	return within(ranges, GZ_COUNT(ranges), code);
}

/* Han, kana, their punctuation and full-width forms, and Thai. */
static bool is_unspaced(uint32_t code)
{
	static const struct range ranges[] = {
		{0x0e00, 0x0e7f}, {0x2e80, 0x30ff}, {0x31f0, 0x31ff}, {0x3400, 0x4dbf},
		{0x4e00, 0x9fff}, {0xf900, 0xfaff}, {0xff00, 0xff9f}, {0x20000, 0x3ffff},
	};

	return within(ranges, GZ_COUNT(ranges), code);
}

/* What belongs to the character in front of it. */
static bool is_mark(uint32_t code)
{
	static const struct range ranges[] = {
		{0x0300, 0x036f}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},	  {0x200d, 0x200d},
		{0x302a, 0x302f}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xe0100, 0xe01ef},
	};

	return within(ranges, GZ_COUNT(ranges), code);
}

/* The code point at byte `at` (< text.len) and where the next begins. A file can hold anything, even here. */
static uint32_t code_at(struct gz_str text, size_t at, size_t *next)
{
	uint32_t code;
	size_t len = gz_utf8_decode(text.ptr + at, text.len - at, &code);

	*next = at + (len > 0 ? len : 1);
	return len > 0 ? code : 0xfffd;
}

/* The code point in front of byte `at` (> 0) and where it begins. */
static uint32_t code_before(struct gz_str text, size_t at, size_t *begin)
{
	size_t from = at - 1, next;
	uint32_t code;

	while (from > 0 && at - from < 4 && ((unsigned char)text.ptr[from] & 0xc0) == 0x80)
		from--;
	code = code_at(text, from, &next);
	*begin = next == at ? from : at - 1;
	return next == at ? code : 0xfffd;
}

/* Whether text may be cut at byte `at`. */
static bool is_boundary(struct gz_str text, size_t at)
{
	uint32_t before, after;
	size_t ignored;

	if (at == 0 || at >= text.len)
		return true;
	before = code_before(text, at, &ignored);
	after = code_at(text, at, &ignored);
	if (is_space(before) || is_space(after))
		return true;
	return !is_mark(after) && before != 0x200d && (is_unspaced(before) || is_unspaced(after));
}

bool gz_context_fold(struct gz_buf *out, struct gz_str text)
{
	bool in_space = false;
	size_t at = 0;

	while (at < text.len) {
		size_t next;

		if (is_space(code_at(text, at, &next))) {
			if (!in_space)
				gz_buf_byte(out, ' ');
			in_space = true;
		} else {
			gz_buf_add(out, text.ptr + at, next - at);
			in_space = false;
		}
		at = next;
	}
	return gz_buf_reserve(out, 1); /* also makes an empty one a valid pointer */
}

bool gz_context_left(struct gz_buf *out, struct gz_str text, size_t at, uint32_t width)
{
	size_t from = at, next;
	uint32_t taken = 0;
	bool in_space = false;

	while (from > 0) {
		size_t begin;
		bool space = is_space(code_before(text, from, &begin));

		if (!(space && in_space)) {
			if (taken == width)
				break;
			taken++;
		}
		in_space = space;
		from = begin;
	}
	while (from < at && !is_boundary(text, from)) {
		code_at(text, from, &next);
		from = next;
	}
	while (from < at && is_space(code_at(text, from, &next)) && next < at)
		from = next;
	return gz_context_fold(out, gz_str_of(text.ptr + from, at - from));
}

bool gz_context_right(struct gz_buf *out, struct gz_str text, size_t at, uint32_t width)
{
	size_t to = at, begin;
	uint32_t taken = 0;
	bool in_space = false;

	while (to < text.len) {
		size_t next;
		bool space = is_space(code_at(text, to, &next));

		if (!(space && in_space)) {
			if (taken == width)
				break;
			taken++;
		}
		in_space = space;
		to = next;
	}
	while (to > at && !is_boundary(text, to)) {
		code_before(text, to, &begin);
		to = begin;
	}
	while (to > at && is_space(code_before(text, to, &begin)))
		to = begin;
	return gz_context_fold(out, gz_str_of(text.ptr + at, to - at));
}
