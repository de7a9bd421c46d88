/* names.c: names with their marks into the trie, and titles. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Cuts the marks off. */
static struct gz_str without_marks(struct gz_str text, struct gz_name *name)
{
	while (text.len > 1 && (text.ptr[0] == '=' || text.ptr[0] == '?')) {
		name->exact |= text.ptr[0] == '=';
		name->ambiguous |= text.ptr[0] == '?';
		text = gz_str_of(text.ptr + 1, text.len - 1);
	}
	return gz_str_trim(text);
}

/* An alias in capitals, of few letters: NATO, U.S., BP. */
static bool is_acronym(const struct gz_tokens *tokens)
{
	size_t letters = 0;

	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *token = &tokens->token[i];

		if (token->shape == GZ_CASELESS && token->norm.len > 0 &&
		    (unsigned char)token->norm.ptr[0] >= 0x80)
			return false; /* a script without case */
		if (token->shape != GZ_CASELESS && token->shape != GZ_UPPER)
			return false;
		letters += token->shape == GZ_UPPER ? token->norm.len : 0;
	}
	return letters >= 2 && letters <= 8 && (tokens->count == 1 || letters <= tokens->count);
}

/* The tokens as written, a NUL behind each. 0 when memory ran out: nothing stands at the beginning of the
 * text. */
static uint32_t keep_written(struct gz_build *b, const struct gz_tokens *tokens)
{
	uint32_t at = (uint32_t)b->text.len;

	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *token = &tokens->token[i];
		struct gz_str written = gz_str_of(tokens->text.ptr + token->start, token->end - token->start);

		if (gz_build_text(b, written).at == GZ_NONE)
			return 0;
	}
	return at;
}

bool gz_load_tokens(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
		    struct gz_tokens *out)
{
	struct gz_error err;

	if (!gz_text_tokenize(text, &l->scratch, out, &err))
		return gz_load_nomem(l);
	for (uint32_t i = 0; i < out->count; i++) {
		if (out->token[i].norm.len > UINT16_MAX)
			return gz_load_fault(l, row, cell, "a word of %zu bytes (%u at most)",
					     out->token[i].norm.len, UINT16_MAX);
	}
	return true;
}

bool gz_name_add(struct gz_loader *l, const struct gz_row *row, int cell, const struct gz_new_name *new)
{
	struct gz_build *b = l->build;
	struct gz_name name = {.target = new->target, .kind = (uint8_t)(new->kind), .via = (uint8_t)(new->via)};
	struct gz_tokens tokens;
	struct gz_str text;

	text = without_marks(new->text, &name);
	if (!gz_load_tokens(l, row, cell, text, &tokens))
		return false;
	if (tokens.count == 0)
		return gz_load_fault_of(l, "empty-name", row, cell,
					"the name '%.*s' has no letters and no digits", GZ_ARG(new->text));
	if (tokens.count > GZ_NAME_TOKENS_MAX)
		return gz_load_fault(l, row, cell, "a name of %u tokens (%d at most)", tokens.count,
				     GZ_NAME_TOKENS_MAX);
	name.tokens = (uint8_t)tokens.count;
	for (uint32_t i = 0; i < tokens.count; i++) {
		if (i > 0 && tokens.token[i].gap >= GZ_GAP_HARD)
			name.hard |= (uint64_t)1 << i;
		if (name.shape == GZ_CASELESS)
			name.shape = tokens.token[i].shape;
	}
	if (name.via == GZ_VIA_ALIAS && is_acronym(&tokens))
		name.via = GZ_VIA_ACRONYM;
	name.prefix = text.len > 1 && text.ptr[text.len - 1] == '-';
	name.text = gz_build_text(b, text);
	name.written = name.exact ? keep_written(b, &tokens) : 0;
	if (name.text.at == GZ_NONE || (name.exact && name.written == 0) ||
	    gz_chain_add(b, &b->names_at, &tokens) == GZ_NONE || !GZ_PUSH(&b->names, name))
		return gz_load_nomem(l);
	if (l->records.keep &&
	    !GZ_PUSH(&l->records.names, ((struct gz_origin){row->file, row->line, row->column[cell]})))
		return gz_load_nomem(l);
	return true;
}

static bool record_title(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
			 uint32_t title)
{
	struct gz_title_cell written = {title, .origin = {row->file, row->line, row->column[cell]}};

	if (!l->records.keep)
		return true;
	written.text = gz_arena_str(&l->build->arena, text);
	return (written.text.ptr != NULL && GZ_PUSH(&l->records.titles, written)) || gz_load_nomem(l);
}

uint32_t gz_title_intern(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text)
{
	struct gz_build *b = l->build;
	struct gz_keys keys = gz_title_keys(b);
	uint32_t number = (uint32_t)b->titles.len, known;
	struct gz_title title = {0};
	struct gz_error err;
	struct gz_str folded;
	uint64_t hash;

	if (!gz_text_fold(text, &l->scratch, &folded, &err))
		return gz_load_nomem(l), GZ_NONE;
	hash = gz_text_hash(folded);
	known = gz_dictionary_find(&b->title_by_text, &keys, folded, hash);
	if (!record_title(l, row, cell, text, known == GZ_NONE ? number : known))
		return GZ_NONE;
	if (known != GZ_NONE)
		return known;
	title.text = gz_build_text(b, folded);
	if (title.text.at == GZ_NONE || !gz_dictionary_add(&b->title_by_text, hash, number) ||
	    !GZ_PUSH(&b->titles, title))
		return gz_load_nomem(l), GZ_NONE;
	if (!gz_name_add(l, row, cell, &(struct gz_new_name){text, GZ_NAME_TITLE, GZ_VIA_TITLE, number}))
		return GZ_NONE;
	return number;
}
