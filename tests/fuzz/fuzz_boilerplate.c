/*
 * fuzz_boilerplate.c: any bytes as a text: what is left out as boilerplate must be ordered, apart from each
 * other and inside the text, and only its own tokens barred; the same the second time. Input: 1 byte, even:
 * all is a place; odd: nothing is; then the text.
 */
#include <stdint.h>
#include <stdlib.h>

#include "gazet/text.h"
#include "must.h"

static bool is_place(const void *self, const struct gz_token *first, uint32_t count)
{
	must(count > 0 && first->norm.len > 0);
	return *(const uint8_t *)self % 2 == 0;
}

static void check(const struct gz_tokens *tokens, const struct gz_omissions *found)
{
	uint32_t token = 0, byte = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct gz_omission *o = &found->ptr[i];

		must(o->field == GZ_TEXT && o->kind < GZ_BOILERS && o->tokens > 0);
		must(o->token >= token && o->tokens <= tokens->count - o->token);
		must(o->byte_start >= byte && o->byte_length <= tokens->text.len - o->byte_start);
		must(o->byte_start <= tokens->token[o->token].start &&
		     o->byte_start + o->byte_length >= tokens->token[o->token + o->tokens - 1].end);
		must(gz_utf8_valid(gz_str_of(tokens->text.ptr + o->byte_start, o->byte_length)));
		for (; token < o->token; token++)
			must(tokens->token[token].barred != GZ_BAR_OMITTED);
		for (; token < o->token + o->tokens; token++)
			must(tokens->token[token].barred == GZ_BAR_OMITTED);
		byte = o->byte_start + o->byte_length;
	}
	for (; token < tokens->count; token++)
		must(tokens->token[token].barred != GZ_BAR_OMITTED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gz_boilerplate *b;
	struct gz_omissions found[2];
	struct gz_tokens tokens[2];
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	struct gz_place_asker asker = {is_place, data};
	struct gz_error err;
	uint64_t replaced = 0;

	if (size == 0)
		return 0;
	if (b == NULL)
		must(gz_boilerplate_open(&b, &err));
	must(gz_utf8_repair(&text, gz_str_of((const char *)data + 1, size - 1), &replaced));
	for (int i = 0; i < 2; i++) {
		must(gz_text_tokenize(gz_buf_view(&text), &arena, &tokens[i], &err));
		must(gz_boilerplate_omit(b, &tokens[i], &asker, &arena, &found[i], &err));
		check(&tokens[i], &found[i]);
	}
	must(found[0].count == found[1].count);
	gz_arena_free(&arena);
	gz_buf_free(&text);
	return 0;
}
