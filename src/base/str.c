/* str.c: string views over bytes that somebody else owns. */
#include <string.h>

#include <xxhash.h>

#include "gazet/base.h"

struct gz_str gz_str(const char *nul_terminated)
{
	return (struct gz_str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

struct gz_str gz_str_of(const char *ptr, size_t len)
{
	return (struct gz_str){ptr, len};
}

bool gz_str_eq(struct gz_str a, struct gz_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int gz_str_cmp(struct gz_str a, struct gz_str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool gz_str_starts(struct gz_str s, struct gz_str prefix)
{
	return s.len >= prefix.len && gz_str_eq(gz_str_of(s.ptr, prefix.len), prefix);
}

bool gz_str_ends(struct gz_str s, struct gz_str suffix)
{
	return s.len >= suffix.len && gz_str_eq(gz_str_of(s.ptr + (s.len - suffix.len), suffix.len), suffix);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct gz_str gz_str_trim(struct gz_str s)
{
	while (s.len > 0 && is_blank(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

size_t gz_str_find(struct gz_str s, char byte)
{
	const char *at = s.len ? memchr(s.ptr, byte, s.len) : NULL;

	return at ? (size_t)(at - s.ptr) : s.len;
}

uint64_t gz_str_hash(struct gz_str s)
{
	return XXH3_64bits(s.len ? s.ptr : "", s.len);
}
