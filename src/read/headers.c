/* headers.c: header lines and what stands in them. */
#include <string.h>
#include <strings.h>

#include "headers.h"

size_t gz_headers_end(struct gz_str bytes)
{
	size_t at = 0;

	while (at < bytes.len) {
		const char *lf = memchr(bytes.ptr + at, '\n', bytes.len - at);
		size_t end = lf != NULL ? (size_t)(lf - bytes.ptr) : bytes.len;

		if (lf == NULL)
			return 0;
		if (end == at || (end == at + 1 && bytes.ptr[at] == '\r'))
			return end + 1;
		at = end + 1;
	}
	return 0;
}

/* Where the line that begins at `at` ends, behind its line break and those of its continuations. */
static size_t logical_end(struct gz_str block, size_t at)
{
	for (;;) {
		const char *lf = memchr(block.ptr + at, '\n', block.len - at);

		if (lf == NULL)
			return block.len;
		at = (size_t)(lf - block.ptr) + 1;
		if (at == block.len || (block.ptr[at] != ' ' && block.ptr[at] != '\t'))
			return at;
	}
}

static void take_line(struct gz_str line, const char *const *names, size_t count, struct gz_str *values)
{
	size_t colon = gz_str_find(line, ':');
	struct gz_str name = gz_str_trim(gz_str_of(line.ptr, colon)), value;

	if (colon == line.len)
		return;
	for (size_t i = 0; i < count; i++) {
		char *at;

		if (values[i].ptr != NULL || !gz_header_is(name, names[i]))
			continue;
		value = gz_str_trim(gz_str_of(line.ptr + colon + 1, line.len - colon - 1));
		at = (char *)value.ptr;
		for (size_t k = 0; k < value.len; k++) {
			if (at[k] == '\r' || at[k] == '\n')
				at[k] = ' ';
		}
		values[i] = value;
		return;
	}
}

void gz_headers_read(struct gz_str block, const char *const *names, size_t count, struct gz_str *values)
{
	memset(values, 0, count * sizeof(*values));
	for (size_t at = 0; at < block.len;) {
		size_t end = logical_end(block, at);

		take_line(gz_str_of(block.ptr + at, end - at), names, count, values);
		at = end;
	}
	for (size_t i = 0; i < count; i++) {
		if (values[i].ptr == NULL)
			values[i] = GZ_STR("");
	}
}

size_t gz_line_find(struct gz_str s, size_t from, struct gz_str start)
{
	while (from + start.len <= s.len) {
		const char *found = memchr(s.ptr + from, start.ptr[0], s.len - from - start.len + 1);
		size_t at;

		if (found == NULL)
			break;
		at = (size_t)(found - s.ptr);
		if ((at == 0 || found[-1] == '\n') && memcmp(found, start.ptr, start.len) == 0)
			return at;
		from = at + 1;
	}
	return s.len;
}

bool gz_header_here(struct gz_str s)
{
	size_t at = 0;

	while (at < s.len && s.ptr[at] > ' ' && s.ptr[at] < 0x7f && s.ptr[at] != ':')
		at++;
	return at > 0 && at < s.len && s.ptr[at] == ':';
}

bool gz_header_is(struct gz_str s, const char *word)
{
	return s.len == strlen(word) && strncasecmp(s.ptr, word, s.len) == 0;
}

bool gz_header_starts(struct gz_str s, const char *word)
{
	size_t len = strlen(word);

	return s.len >= len && strncasecmp(s.ptr, word, len) == 0;
}

struct gz_str gz_header_value(struct gz_str value)
{
	return gz_str_trim(gz_str_of(value.ptr, gz_str_find(value, ';')));
}

/* The end of what stands up to a semicolon that is in no quotation marks. */
static size_t param_end(struct gz_str s)
{
	bool quoted = false;
	size_t at = 0;

	for (; at < s.len && (quoted || s.ptr[at] != ';'); at++) {
		if (s.ptr[at] == '"')
			quoted = !quoted;
		else if (quoted && s.ptr[at] == '\\' && at + 1 < s.len)
			at++;
	}
	return at;
}

static struct gz_str unquoted(struct gz_str s)
{
	size_t end;

	if (s.len == 0 || s.ptr[0] != '"')
		return gz_str_of(s.ptr, gz_str_find(s, ' '));
	s = gz_str_of(s.ptr + 1, s.len - 1);
	end = gz_str_find(s, '"');
	return gz_str_trim(gz_str_of(s.ptr, end));
}

struct gz_str gz_header_param(struct gz_str value, const char *name)
{
	size_t at = param_end(value);

	while (at < value.len) {
		struct gz_str rest = gz_str_of(value.ptr + at + 1, value.len - at - 1);
		struct gz_str one = gz_str_of(rest.ptr, param_end(rest));
		size_t equals = gz_str_find(one, '=');

		if (equals < one.len && gz_header_is(gz_str_trim(gz_str_of(one.ptr, equals)), name))
			return unquoted(gz_str_trim(gz_str_of(one.ptr + equals + 1, one.len - equals - 1)));
		at += 1 + one.len;
	}
	return GZ_STR("");
}

const char *gz_header_charset(struct gz_str value, char out[GZ_CHARSET_NAME_MAX])
{
	struct gz_str name = gz_header_param(value, "charset");

	if (name.len == 0 || name.len >= GZ_CHARSET_NAME_MAX || memchr(name.ptr, '\0', name.len) != NULL)
		return NULL;
	if (gz_header_is(name, "us-ascii") || gz_header_is(name, "ascii"))
		return NULL;
	memcpy(out, name.ptr, name.len);
	out[name.len] = '\0';
	return out;
}
