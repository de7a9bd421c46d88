/*
 * address.c: web and mail addresses: r.reuters.com/abc names no agency. A run of tokens without white space
 * between is an address if it has a scheme (://), an @ between two tokens, or a lower-case host that begins
 * with www or has a well-known ending. A space forgotten behind a period makes no address of two words.
 */
#include <string.h>

#include "cutter.h"

static struct gz_str between(const struct gz_tokens *tokens, uint32_t i)
{
	return gz_str_of(tokens->text.ptr + tokens->token[i - 1].end,
			 tokens->token[i].start - tokens->token[i - 1].end);
}

/* Does white space, or nothing that an address could go on with, stand in front of token i? */
static bool begins_run(const struct gz_tokens *tokens, uint32_t i)
{
	struct gz_str gap = i == 0 ? gz_str_of(" ", 1) : between(tokens, i);

	for (size_t at = 0; at < gap.len; at++) {
		if (!gz_is_sign_of("./:@?&=%#~+-_", gap.ptr[at]))
			return true;
	}
	return false;
}

/* A part of a host name: two ASCII letters or more, all lower-case. */
static bool is_host_part(const struct gz_token *token)
{
	return token->shape == GZ_LOWER && token->norm.len >= 2 &&
	       token->norm.len == token->end - token->start;
}

static bool is_listed(struct gz_str word)
{
	static const char *const endings[] = {"biz",  "cn",  "com", "de",  "edu", "eu",	 "fr", "gov",
					      "info", "int", "jp",  "mil", "net", "org", "ru", "uk"};

	for (size_t i = 0; i < GZ_COUNT(endings); i++) {
		if (gz_str_eq(word, gz_str(endings[i])))
			return true;
	}
	return false;
}

bool gz_is_address_sign(struct gz_str text, const struct gz_token *next)
{
	const struct gz_token *last = next - 1;
	const char *gap = text.ptr + last->end;
	size_t len = next->start - last->end;

	if (len == 3)
		return memcmp(gap, "://", 3) == 0;
	if (len != 1 || (*gap != '.' && *gap != '@'))
		return false;
	if (*gap == '@')
		return true;
	if (!is_host_part(last) || !is_host_part(next))
		return false;
	return gz_str_eq(last->norm, GZ_STR("www")) || is_listed(next->norm);
}

void gz_tokens_mark_addresses(struct gz_tokens *tokens, uint32_t first, uint32_t last)
{
	uint32_t end;

	while (!begins_run(tokens, first))
		first--;
	for (; first <= last; first = end) {
		bool address = false;

		for (end = first + 1; end < tokens->count && !begins_run(tokens, end); end++)
			address = address || gz_is_address_sign(tokens->text, &tokens->token[end]);
		for (uint32_t i = first; address && i < end; i++)
			tokens->token[i].barred = GZ_BAR_ADDRESS;
	}
}
