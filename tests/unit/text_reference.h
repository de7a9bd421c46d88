/*
 * text_reference.h: the plain way to the tokens of a field, character by character with utf8proc's own tables
 * and nothing clever. What gz_text_tokenize finds must be what ref_tokenize finds.
 */
#ifndef GAZET_TEXT_REFERENCE_H
#define GAZET_TEXT_REFERENCE_H

#include "../../src/text/cutter.h"

#include "text_reference_gaps.h"

/* More marks on one letter are no text, and ordering them takes quadratic time: the limit of Unicode's
 * Stream-Safe Text Format (UAX #15). */
#define REF_MOST_MARKS 30

/* A token while it is cut. */
struct ref_run {
	size_t end; /* behind its last letter, mark or digit */
	enum gz_class kind;
	bool ascii;
};

static inline enum gz_class ref_ascii_class(unsigned char byte)
{
	if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
		return GZ_CLASS_LETTER;
	if (byte >= '0' && byte <= '9')
		return GZ_CLASS_DIGIT;
	return GZ_CLASS_BREAK;
}

/* Class and length in bytes of the code point at `at`. The field is valid UTF-8. */
static inline enum gz_class ref_class_at(struct gz_str text, size_t at, size_t *step)
{
	uint32_t code;

	if ((unsigned char)text.ptr[at] < 0x80) {
		*step = 1;
		return ref_ascii_class((unsigned char)text.ptr[at]);
	}
	*step = gz_utf8_decode(text.ptr + at, text.len - at, &code);
	if (*step == 0) { /* never in a valid field */
		*step = 1;
		return GZ_CLASS_BREAK;
	}
	return gz_class_of(code);
}

/* The non-joiner behind a letter of U+0600 to U+06FF. */
static inline bool ref_parts_words(struct gz_str text, size_t at)
{
	uint32_t code = 0, before = 0;

	gz_utf8_decode(text.ptr + at, text.len - at, &code);
	return code == 0x200c && at >= 2 && gz_utf8_decode(text.ptr + at - 2, 2, &before) == 2 && before >= 0x600 &&
	       before < 0x700;
}

/* The token that starts at `start` with a code point of class `kind`. */
static inline struct ref_run ref_cut(struct gz_str text, size_t start, enum gz_class kind)
{
	struct ref_run run = {start, kind, true};
	size_t at = start, marks = 0, step;

	if (kind != GZ_CLASS_SINGLE) {
		while (at < text.len && ref_ascii_class((unsigned char)text.ptr[at]) == kind)
			at++;
		run.end = at;
		if (at == text.len || (unsigned char)text.ptr[at] < 0x80)
			return run;
	}
	for (; at < text.len; at += step) {
		enum gz_class class = ref_class_at(text, at, &step);
		bool more =
			class == GZ_CLASS_MARK || (kind == class && (kind != GZ_CLASS_SINGLE || at == start));

		marks = class == GZ_CLASS_MARK ? marks + 1 : more ? 0 : marks;
		if ((!more && class != GZ_CLASS_IGNORED) || marks > REF_MOST_MARKS)
			break;
		if (class == GZ_CLASS_IGNORED && ref_parts_words(text, at))
			break;
		if (more) {
			run.end = at + step;
			run.ascii = false;
		}
	}
	return run;
}

static inline uint8_t ref_shape_of(struct gz_str written)
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
static inline uint8_t ref_fold_ascii(struct gz_str written, char *folded)
{
	size_t upper = 0;
	bool letters = ref_ascii_class((unsigned char)written.ptr[0]) == GZ_CLASS_LETTER;

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

/* Room for one token more. Old room is left to the arena: it goes with the document. */
static inline bool ref_grow(struct gz_tokens *tokens, size_t *cap, struct gz_arena *arena)
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

static inline bool ref_tokenize(struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
				struct gz_error *err)
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
		enum gz_class kind = ref_class_at(text, at, &step);
		struct gz_token token = {.start = (uint32_t)at};
		struct gz_str written;
		struct ref_run run;

		if (kind == GZ_CLASS_BREAK || kind == GZ_CLASS_MARK || kind == GZ_CLASS_IGNORED) {
			at += step;
			continue;
		}
		run = ref_cut(text, at, kind);
		written = gz_str_of(text.ptr + at, run.end - at);
		token.end = (uint32_t)run.end;
		token.dot = run.end < text.len && text.ptr[run.end] == '.';
		at = run.end;
		if (run.ascii) {
			token.shape = ref_fold_ascii(written, folded);
			token.norm = gz_str_of(folded, written.len);
			folded += written.len;
		} else {
			if (!gz_fold_token(written, kind, arena, &token.norm))
				return gz_fail_nomem(err);
			if (token.norm.len == 0)
				continue;
			token.shape = ref_shape_of(written);
		}
		if (!ref_grow(out, &cap, arena))
			return gz_fail_nomem(err);
		token.hash = gz_text_hash(token.norm);
		out->token[out->count++] = token;
	}
	ref_mark_gaps(out);
	return true;
}

/* Whether both ways found the same; NULL, or the member that is not. Tokens need not lie in the same place.
 */
static inline const char *tokens_differ(const struct gz_tokens *a, const struct gz_tokens *b)
{
	if (a->count != b->count)
		return "count";
	if (a->has_case != b->has_case || a->title_case != b->title_case || a->punctuated != b->punctuated)
		return "case or punctuation of the field";
	for (uint32_t i = 0; i < a->count; i++) {
		const struct gz_token *x = &a->token[i], *y = &b->token[i];

		if (x->start != y->start || x->end != y->end)
			return "span";
		if (!gz_str_eq(x->norm, y->norm))
			return "norm";
		if (x->hash != y->hash)
			return "hash";
		if (x->shape != y->shape)
			return "shape";
		if (x->gap != y->gap)
			return "gap";
		if (x->sentence != y->sentence)
			return "sentence";
		if (x->dot != y->dot || x->barred != y->barred)
			return "dot or address";
	}
	return NULL;
}

/* How gz_text_tokenize, with the scanner of this machine and with the portable one, differs from the plain
 * way; NULL if in nothing. */
static inline const char *reference_differs(struct gz_str text, struct gz_arena *arena)
{
	struct gz_tokens plain, fast, words;
	struct gz_error err;
	const char *differs;

	if (!ref_tokenize(text, arena, &plain, &err) || !gz_text_tokenize(text, arena, &fast, &err) ||
	    !gz_tokenize_by(gz_scan_words, text, arena, &words, &err))
		return "memory suffices";
	differs = tokens_differ(&plain, &fast);
	return differs ? differs : tokens_differ(&plain, &words);
}

#endif
