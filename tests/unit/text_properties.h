/*
 * text_properties.h: what must hold of the tokens of any valid field, for the property tests and the fuzz
 * target. Each function returns NULL, or the sentence that is not true.
 */
#ifndef GAZET_TEXT_PROPERTIES_H
#define GAZET_TEXT_PROPERTIES_H

#include <string.h>

#include "gazet/text.h"

static inline bool on_boundary(struct gz_str text, size_t at)
{
	return at == text.len || ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
}

/* The span alone: the same token, and nothing else. */
static inline const char *broken_span(struct gz_str text, const struct gz_token *token, struct gz_arena *arena)
{
	struct gz_str span = gz_str_of(text.ptr + token->start, token->end - token->start), folded;
	struct gz_tokens alone;
	struct gz_error err;

	if (!gz_text_fold(span, arena, &folded, &err) || !gz_text_tokenize(span, arena, &alone, &err))
		return "memory suffices";
	if (!gz_str_eq(folded, token->norm))
		return "a token's span folds to the token";
	if (alone.count != 1 || alone.token[0].start != 0 || alone.token[0].end != span.len)
		return "a token's span is one token";
	if (alone.token[0].shape != token->shape)
		return "a token's shape is that of its span";
	return NULL;
}

/* Text in front of, between or behind tokens. */
static inline const char *broken_rest(struct gz_str text, size_t from, size_t to, struct gz_arena *arena)
{
	struct gz_tokens none;
	struct gz_error err;

	if (!gz_text_tokenize(gz_str_of(text.ptr + from, to - from), arena, &none, &err))
		return "memory suffices";
	return none.count > 0 ? "text between tokens holds no token" : NULL;
}

static inline const char *broken_token(const struct gz_tokens *tokens, uint32_t i)
{
	const struct gz_token *token = &tokens->token[i], *last = i ? token - 1 : NULL;
	struct gz_str text = tokens->text;
	uint32_t behind = last ? last->end : 0, sentence = last ? last->sentence : 0;

	if (token->start < behind || token->start >= token->end || token->end > text.len)
		return "spans ascend, hold something and do not overlap";
	if (!on_boundary(text, token->start) || !on_boundary(text, token->end))
		return "spans lie on code point boundaries";
	if (token->norm.len == 0 || !gz_utf8_valid(token->norm) || gz_str_find(token->norm, ' ') < token->norm.len)
		return "a folded token is valid UTF-8, not empty, without spaces";
	if (token->gap > GZ_GAP_PARAGRAPH || token->shape > GZ_MIXED)
		return "gap and shape are of their enumerations";
	if (token->gap != GZ_GAP_PARAGRAPH && last == NULL)
		return "a field opens with a paragraph";
	if (last != NULL && (token->gap == GZ_GAP_NONE) != (token->start == behind))
		return "no gap means that nothing is between";
	if (token->sentence != sentence + (last != NULL && token->gap >= GZ_GAP_SENTENCE))
		return "a sentence begins where a gap says so";
	if (token->dot != (token->end < text.len && text.ptr[token->end] == '.'))
		return "dot says that a period follows";
	return NULL;
}

static inline const char *broken_field(const struct gz_tokens *tokens)
{
	size_t lower = 0, capital = 0;

	for (uint32_t i = 0; i < tokens->count; i++) {
		if (gz_utf8_count(tokens->token[i].norm) < 2)
			continue;
		lower += tokens->token[i].shape == GZ_LOWER;
		capital += tokens->token[i].shape > GZ_LOWER;
	}
	if (tokens->has_case != (lower > 0 && capital > 0 && lower <= 50 * capital))
		return "a field has case if it has lower-case words, and a capitalised one to each fifty of them";
	if (tokens->title_case != (tokens->has_case && capital > lower))
		return "a field is in title case if more words are capitalised than not";
	if (!tokens->punctuated && tokens->count <= 80)
		return "a short field may be one sentence";
	return NULL;
}

/* What is one token as written and folds to two: digraphs of Japanese, and the Greek iota subscript, a mark
 * that folds to a letter, below a letter that is not Greek. */
static inline bool folds_oddly(struct gz_str text)
{
	static const char *const odd[] = {"ゟ", "ヿ", "\xcd\x85"};

	for (size_t i = 0; i < GZ_COUNT(odd); i++) {
		if (memmem(text.ptr, text.len, odd[i], strlen(odd[i])) != NULL)
			return true;
	}
	return false;
}

/* Folding joins the tokens, and folding again changes nothing. */
static inline const char *broken_fold(const struct gz_tokens *tokens, struct gz_arena *arena)
{
	struct gz_str folded, twice;
	struct gz_error err;
	size_t at = 0;

	if (!gz_text_fold(tokens->text, arena, &folded, &err) || !gz_text_fold(folded, arena, &twice, &err))
		return "memory suffices";
	for (uint32_t i = 0; i < tokens->count; i++) {
		struct gz_str norm = tokens->token[i].norm;

		if (i > 0 && (at >= folded.len || folded.ptr[at++] != ' '))
			return "folded tokens are joined by spaces";
		if (folded.len - at < norm.len || memcmp(folded.ptr + at, norm.ptr, norm.len) != 0)
			return "the folded field is its folded tokens";
		at += norm.len;
	}
	if (at != folded.len)
		return "the folded field ends with its last token";
	if (!gz_str_eq(folded, twice) && !folds_oddly(tokens->text))
		return "folding twice is folding once";
	return NULL;
}

/* All of it. `text` is valid UTF-8. */
static inline const char *text_broken(struct gz_str text, struct gz_arena *arena)
{
	struct gz_codepoints points = {.text = text};
	struct gz_tokens tokens;
	struct gz_error err;
	const char *broken;
	size_t behind = 0;

	if (!gz_text_tokenize(text, arena, &tokens, &err))
		return "memory suffices";
	if (tokens.text.ptr != text.ptr || tokens.text.len != text.len)
		return "tokens keep their field";
	for (uint32_t i = 0; i < tokens.count; i++) {
		const struct gz_token *token = &tokens.token[i];

		if ((broken = broken_token(&tokens, i)) != NULL)
			return broken;
		if ((broken = broken_span(text, token, arena)) != NULL)
			return broken;
		if ((broken = broken_rest(text, behind, token->start, arena)) != NULL)
			return broken;
		if (gz_codepoints_at(&points, token->start) != gz_utf8_count(gz_str_of(text.ptr, token->start)) ||
		    gz_utf8_offset(text, gz_codepoints_at(&points, token->end)) != token->end)
			return "code points and bytes of an offset name the same place";
		behind = token->end;
	}
	if ((broken = broken_rest(text, behind, text.len, arena)) != NULL)
		return broken;
	if ((broken = broken_field(&tokens)) != NULL)
		return broken;
	return broken_fold(&tokens, arena);
}

#endif
