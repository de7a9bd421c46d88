/*
 * make_unicode.c: a program of the build, no part of the library: writes the tables of unicode.h as C to the
 * file that is its argument. What a code point folds to is asked of gz_fold_token, a character at a time; it
 * counts as known only where neither order nor composition can tie it to its neighbours.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "unicode.h"

#define MOST_CODES 32 /* of one decomposition; Unicode's longest has 18 */

struct maker {
	uint32_t (*row)[GZ_UNICODE_BLOCK];
	uint16_t *number;
	size_t rows;
	struct gz_buf folds, text;
	bool *composed; /* code points that may be composed with the one before them */
	struct gz_arena arena;
	bool failed;
};

static size_t decompose(uint32_t code, utf8proc_option_t options, int32_t out[MOST_CODES])
{
	int boundary = 0;
	utf8proc_ssize_t count =
		utf8proc_decompose_char((utf8proc_int32_t)code, out, MOST_CODES, options, &boundary);

	return count < 0 || count > MOST_CODES ? 0 : (size_t)count;
}

static bool is_surrogate(uint32_t code)
{
	return code >= 0xd800 && code < 0xe000;
}

/* Hangul letters are composed into syllables. */
static bool is_jamo(uint32_t code)
{
	return (code >= 0x1100 && code < 0x1200) || (code >= 0xa960 && code < 0xa980) ||
	       (code >= 0xd7b0 && code < 0xd800);
}

static void find_composed(struct maker *m)
{
	int32_t codes[MOST_CODES];

	for (uint32_t code = 0x80; code < GZ_UNICODE_END; code++) {
		size_t count = is_surrogate(code) ? 0 : decompose(code, UTF8PROC_DECOMPOSE, codes);

		for (size_t i = 1; i < count; i++)
			m->composed[codes[i]] = true;
	}
}

/* Marks that gather to a vowel, which gz_fold_token composes. */
static bool is_part_of_am(uint32_t code)
{
	return code == 0x0e4d || code == 0x0ecd;
}

static uint32_t entry_of_mark(const struct maker *m, uint32_t code)
{
	int32_t codes[MOST_CODES];
	size_t count = decompose(code, GZ_FOLD_OPTIONS, codes);
	bool loses = !is_part_of_am(code), keeps;
	uint32_t entry = 0;

	for (size_t i = 0; i < count; i++) {
		enum gz_class class = gz_class_of((uint32_t)codes[i]);

		loses = loses && (class == GZ_CLASS_MARK || class == GZ_CLASS_IGNORED);
	}
	keeps = loses && !m->composed[code] && count == 1 && codes[0] == (int32_t)code;
	if (utf8proc_get_property((utf8proc_int32_t)code)->combining_class != 0)
		entry |= GZ_ENTRY_MOVES;
	return entry | (loses ? GZ_ENTRY_LOSES : 0) | (keeps ? GZ_ENTRY_KEEPS : 0);
}

/* Does the folded character hold nothing that marks, or letters behind it, could change? */
static bool stands_alone(struct gz_str folded)
{
	uint32_t code;

	for (size_t at = 0; at < folded.len;) {
		at += gz_utf8_decode(folded.ptr + at, folded.len - at, &code);
		if (gz_class_of(code) == GZ_CLASS_MARK || is_jamo(code))
			return false;
	}
	return true;
}

/* Where the bytes are in the common pool, GZ_NONE if there is no room for them. */
static uint32_t place_of(struct maker *m, struct gz_str bytes)
{
	const char *found =
		bytes.len ? memmem(m->folds.ptr, m->folds.len, bytes.ptr, bytes.len) : m->folds.ptr;
	uint32_t place = found ? (uint32_t)(found - m->folds.ptr) : (uint32_t)m->folds.len;

	if (bytes.len > GZ_ENTRY_LONGEST || place > GZ_ENTRY_LAST_PLACE)
		return GZ_NONE;
	if (found == NULL)
		m->failed = !gz_buf_str(&m->folds, bytes) || m->failed;
	return place;
}

static uint32_t entry_of_letter(struct maker *m, uint32_t code, enum gz_class class)
{
	char bytes[4];
	struct gz_str written = gz_str_of(bytes, gz_utf8_encode(code, bytes)), folded;
	int32_t codes[MOST_CODES], base = 0;
	size_t count = decompose(code, GZ_FOLD_OPTIONS, codes);
	uint32_t entry = 0, place;

	gz_arena_reset(&m->arena);
	if (!gz_fold_token(written, class, &m->arena, &folded)) {
		m->failed = true;
		return 0;
	}
	if (count == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		enum gz_class part = gz_class_of((uint32_t)codes[i]);

		base = part == GZ_CLASS_MARK || part == GZ_CLASS_IGNORED ? base : codes[i];
	}
	if (gz_fold_loses_marks(base))
		entry |= GZ_ENTRY_LOSES;
	if (count == 1 && codes[0] == (int32_t)code && !(entry & GZ_ENTRY_LOSES))
		entry |= GZ_ENTRY_KEEPS;
	if (gz_str_eq(folded, written))
		return is_jamo(code) ? entry : entry | GZ_ENTRY_SAME;
	place = stands_alone(folded) && gz_class_of((uint32_t)codes[0]) != GZ_CLASS_MARK ? place_of(m, folded)
											 : GZ_NONE;
	return place == GZ_NONE ? entry : entry | GZ_ENTRY_FOLDS | (uint32_t)folded.len << 10 | place << 16;
}

static uint32_t entry_of(struct maker *m, uint32_t code)
{
	enum gz_class class = is_surrogate(code) ? GZ_CLASS_BREAK : gz_class_of(code);
	uint32_t entry = class | (is_surrogate(code) ? GZ_CASELESS : (uint32_t)gz_case_of(code) << 3);

	if (class == GZ_CLASS_LETTER || class == GZ_CLASS_DIGIT || class == GZ_CLASS_SINGLE)
		return entry | entry_of_letter(m, code, class);
	return class == GZ_CLASS_MARK ? entry | entry_of_mark(m, code) : entry;
}

static void make(struct maker *m)
{
	find_composed(m);
	for (uint32_t first = 0; first < GZ_UNICODE_END; first += GZ_UNICODE_BLOCK) {
		uint32_t *row = m->row[m->rows];
		size_t same = 0;

		for (uint32_t i = 0; i < GZ_UNICODE_BLOCK; i++)
			row[i] = entry_of(m, first + i);
		while (memcmp(m->row[same], row, sizeof(m->row[0])) != 0)
			same++;
		m->number[first / GZ_UNICODE_BLOCK] = (uint16_t)same;
		m->rows += same == m->rows;
	}
}

static void write_rows(struct maker *m)
{
	gz_buf_printf(&m->text, "/* Made by src/text/make_unicode.c. */\n#include \"src/text/unicode.h\"\n\n"
				"const uint16_t gz_unicode_row[GZ_UNICODE_END / GZ_UNICODE_BLOCK] = {");
	for (size_t i = 0; i < GZ_UNICODE_END / GZ_UNICODE_BLOCK; i++)
		gz_buf_printf(&m->text, "%s%u,", i % 24 ? "" : "\n\t", m->number[i]);
	gz_buf_printf(&m->text, "\n};\n\nconst uint32_t gz_unicode_entry[][GZ_UNICODE_BLOCK] = {");
	for (size_t i = 0; i < m->rows; i++) {
		gz_buf_printf(&m->text, "\n\t{");
		for (size_t k = 0; k < GZ_UNICODE_BLOCK; k++)
			gz_buf_printf(&m->text, "%s%u,", k % 16 || k == 0 ? "" : "\n\t ", m->row[i][k]);
		gz_buf_printf(&m->text, "},");
	}
	gz_buf_printf(&m->text, "\n};\n\n/* UTF-8, without ends: the entries know place and length. */\n"
				"const unsigned char gz_unicode_folds[] = {");
	for (size_t i = 0; i < m->folds.len; i++)
		gz_buf_printf(&m->text, "%s%u,", i % 24 ? "" : "\n\t", (unsigned char)m->folds.ptr[i]);
	gz_buf_printf(&m->text, "\n};\n");
}

static bool save(const char *path, struct gz_str text)
{
	FILE *file = fopen(path, "w");
	bool good = file != NULL && fwrite(text.ptr, 1, text.len, file) == text.len;

	return file != NULL && fclose(file) == 0 && good;
}

int main(int argc, char **argv)
{
	struct maker m = {0};
	bool good;

	m.row = calloc(GZ_UNICODE_END / GZ_UNICODE_BLOCK + 1, sizeof(m.row[0]));
	m.number = calloc(GZ_UNICODE_END / GZ_UNICODE_BLOCK, sizeof(m.number[0]));
	m.composed = calloc(GZ_UNICODE_END, sizeof(m.composed[0]));
	good = argc == 2 && m.row != NULL && m.number != NULL && m.composed != NULL &&
	       gz_buf_byte(&m.folds, ' ');
	if (good) {
		make(&m);
		write_rows(&m);
		good = !m.failed && !m.folds.failed && !m.text.failed && save(argv[1], gz_buf_view(&m.text));
	}
	free(m.row);
	free(m.number);
	free(m.composed);
	gz_buf_free(&m.folds);
	gz_buf_free(&m.text);
	gz_arena_free(&m.arena);
	return good ? 0 : 2;
}
