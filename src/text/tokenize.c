/*
 * tokenize.c: first pass over a field: token boundaries, folded forms, letter shapes. ASCII tokens
 * take a table and never see utf8proc; a token with any other character is folded as a whole.
 */
#include <string.h>

#include "internal.h"

/* More marks on one letter are no text, and ordering them takes quadratic time: the limit of Unicode's
 * Stream-Safe Text Format (UAX #15). */
#define MOST_MARKS 30

/* A token while it is cut. */
struct run {
	size_t end;          /* behind its last letter, mark or digit */
	enum gz_class kind;
	bool ascii;
};

static enum gz_class ascii_class(unsigned char byte)
{
	if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
		return GZ_CLASS_LETTER;
	if (byte >= '0' && byte <= '9')
		return GZ_CLASS_DIGIT;
	return GZ_CLASS_BREAK;
}

/* Class and length in bytes of the code point at `at`. The field is valid UTF-8. */
static enum gz_class class_at(struct gz_str text, size_t at, size_t *step)
{
	uint32_t code;

	if ((unsigned char)text.ptr[at] < 0x80) {
		*step = 1;
		return ascii_class((unsigned char)text.ptr[at]);
	}
	*step = gz_utf8_decode(text.ptr + at, text.len - at, &code);
	if (*step == 0) { /* never in a valid field */
		*step = 1;
		return GZ_CLASS_BREAK;
	}
	return gz_class_of(code);
}

/* The token that starts at `start` with a code point of class `kind`. */
static struct run cut(struct gz_str text, size_t start, enum gz_class kind)
{
	struct run run = {start, kind, true};
	size_t at = start, marks = 0, step;

	if (kind != GZ_CLASS_SINGLE) {
		while (at < text.len && ascii_class((unsigned char)text.ptr[at]) == kind)
			at++;
		run.end = at;
		if (at == text.len || (unsigned char)text.ptr[at] < 0x80)
			return run;
	}
	for (; at < text.len; at += step) {
		enum gz_class class = class_at(text, at, &step);
		bool more = class == GZ_CLASS_MARK || (kind == class && (kind != GZ_CLASS_SINGLE || at == start));

		marks = class == GZ_CLASS_MARK ? marks + 1 : more ? 0 : marks;
		if ((!more && class != GZ_CLASS_IGNORED) || marks > MOST_MARKS)
			break;
		if (more) {
			run.end = at + step;
			run.ascii = false;
		}
	}
	return run;
}

static uint8_t shape_of(struct gz_str written)
{
	size_t upper = 0, lower = 0, letters = 0;
	bool first_upper = false;

	for (size_t i = 0, step; i < written.len; i += step) {
		unsigned char byte = (unsigned char)written.ptr[i];
		enum gz_shape shape = GZ_CASELESS;
		uint32_t code;

		step = 1;
		if (byte < 0x80) {
			if (byte >= 'a' && byte <= 'z')
				shape = GZ_LOWER;
			else if (byte >= 'A' && byte <= 'Z')
				shape = GZ_UPPER;
		} else if ((step = gz_utf8_decode(written.ptr + i, written.len - i, &code)) > 0) {
			shape = gz_case_of(code);
		} else {
			step = 1;
		}
		if (shape == GZ_CASELESS)
			continue;
		if (letters++ == 0)
			first_upper = shape == GZ_UPPER;
		upper += shape == GZ_UPPER;
		lower += shape == GZ_LOWER;
	}
	if (letters == 0)
		return GZ_CASELESS;
	if (upper == 0)
		return GZ_LOWER;
	if (lower == 0)
		return GZ_UPPER;
	return first_upper && upper == 1 ? GZ_CAPITALISED : GZ_MIXED;
}

/* Folds an ASCII token into `folded`, and finds its shape on the way. */
static uint8_t fold_ascii(struct gz_str written, char *folded)
{
	size_t upper = 0;
	bool letters = ascii_class((unsigned char)written.ptr[0]) == GZ_CLASS_LETTER;

	for (size_t i = 0; i < written.len; i++) {
		bool is_upper = written.ptr[i] >= 'A' && written.ptr[i] <= 'Z';

		upper += is_upper;
		folded[i] = (char)(written.ptr[i] | (is_upper ? 0x20 : 0));
	}
	if (!letters)
		return GZ_CASELESS;
	if (upper == 0)
		return GZ_LOWER;
	if (upper == written.len)
		return GZ_UPPER;
	return upper == 1 && written.ptr[0] <= 'Z' ? GZ_CAPITALISED : GZ_MIXED;
}

uint64_t gz_text_hash(struct gz_str norm)
{
	return gz_str_hash(norm);
}

/* Room for one token more. Old room is left to the arena: it goes with the document. */
static bool grow(struct gz_tokens *tokens, size_t *cap, struct gz_arena *arena)
{
	struct gz_token *moved;

	if (tokens->count < *cap)
		return true;
	*cap *= 2;
	moved = gz_arena_alloc(arena, *cap * sizeof(*moved));
	if (moved == NULL)
		return false;
	memcpy(moved, tokens->token, tokens->count * sizeof(*moved));
	tokens->token = moved;
	return true;
}

bool gz_text_tokenize(struct gz_str text, struct gz_arena *arena, struct gz_tokens *out, struct gz_error *err)
{
	size_t cap = text.len / 5 + 16;
	char *folded; /* ASCII tokens one after the other: never longer than the field */
	size_t step;

	*out = (struct gz_tokens){.text = text};
	if (text.len >= UINT32_MAX)
		return gz_fail(err, GZ_ELIMIT, "a field of %zu bytes is too long (4 GiB at most)", text.len);
	folded = gz_arena_alloc(arena, text.len + 1);
	out->token = gz_arena_alloc(arena, cap * sizeof(*out->token));
	if (folded == NULL || out->token == NULL)
		return gz_fail_nomem(err);
	for (size_t at = 0; at < text.len;) {
		enum gz_class kind = class_at(text, at, &step);
		struct gz_token token = {.start = (uint32_t)at};
		struct gz_str written;
		struct run run;

		if (kind == GZ_CLASS_BREAK || kind == GZ_CLASS_MARK || kind == GZ_CLASS_IGNORED) {
			at += step;
			continue;
		}
		run = cut(text, at, kind);
		written = gz_str_of(text.ptr + at, run.end - at);
		token.end = (uint32_t)run.end;
		token.dot = run.end < text.len && text.ptr[run.end] == '.';
		at = run.end;
		if (run.ascii) {
			token.shape = fold_ascii(written, folded);
			token.norm = gz_str_of(folded, written.len);
			folded += written.len;
		} else {
			if (!gz_fold_token(written, kind, arena, &token.norm))
				return gz_fail_nomem(err);
			if (token.norm.len == 0)
				continue;
			token.shape = shape_of(written);
		}
		if (!grow(out, &cap, arena))
			return gz_fail_nomem(err);
		token.hash = gz_text_hash(token.norm);
		out->token[out->count++] = token;
	}
	gz_tokens_mark_gaps(out);
	return true;
}

bool gz_text_fold(struct gz_str text, struct gz_arena *arena, struct gz_str *out, struct gz_error *err)
{
	struct gz_tokens tokens;
	size_t len = 0;
	char *joined;

	*out = gz_str_of("", 0);
	if (!gz_utf8_valid(text)) /* a damaged gazetteer's */
		return true;
	if (!gz_text_tokenize(text, arena, &tokens, err))
		return false;
	for (uint32_t i = 0; i < tokens.count; i++)
		len += tokens.token[i].norm.len + 1;
	joined = gz_arena_alloc(arena, len + 1);
	if (joined == NULL)
		return gz_fail_nomem(err);
	len = 0;
	for (uint32_t i = 0; i < tokens.count; i++) {
		if (i > 0)
			joined[len++] = ' ';
		memcpy(joined + len, tokens.token[i].norm.ptr, tokens.token[i].norm.len);
		len += tokens.token[i].norm.len;
	}
	*out = gz_str_of(joined, len);
	return true;
}
