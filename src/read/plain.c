/*
 * plain.c: records of JSON as they nearly always are, read without a tree of objects: strings without raw
 * control characters, escapes in pairs where they are surrogates, numbers without exponents, little nesting.
 * What is found is exactly what json-c finds; whatever is unusual, and with it all that is wrong, is left to
 * json-c.
 */
#include <string.h>

#include "internal.h"

#define DEPTH_MAX 16

/* What is left of the line. A function that returns false has met something for json-c; where it is then does
 * not matter. */
struct scan {
	const char *at, *end;
};

static void blanks(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n'))
		s->at++;
}

static bool byte(struct scan *s, char wanted)
{
	if (s->at == s->end || *s->at != wanted)
		return false;
	s->at++;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits at `at`, or -1. */
static int32_t hex_four(const char *at, const char *end)
{
	int32_t code = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(at[i]);

		if (digit < 0)
			return -1;
		code = code << 4 | digit;
	}
	return code;
}

static bool is_high(int32_t code)
{
	return code >= 0xd800 && code < 0xdc00;
}

static bool is_low(int32_t code)
{
	return code >= 0xdc00 && code < 0xe000;
}

/* Length of the escape at `at`, where a backslash stands; *code is what it means. 0: not a usual one. */
static size_t escape_at(const char *at, const char *end, uint32_t *code)
{
	static const char plain[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
	int32_t first, second;

	if (end - at < 2)
		return 0;
	if (at[1] != 'u') {
		for (size_t i = 0; i < sizeof(plain) - 1; i += 2) {
			if (plain[i] == at[1]) {
				*code = (unsigned char)plain[i + 1];
				return 2;
			}
		}
		return 0;
	}
	first = hex_four(at + 2, end);
	if (first < 0 || is_low(first))
		return 0;
	*code = (uint32_t)first;
	if (!is_high(first))
		return 6;
	if (end - at < 12 || at[6] != '\\' || at[7] != 'u')
		return 0;
	second = hex_four(at + 8, end);
	if (!is_low(second))
		return 0;
	*code = 0x10000 + ((uint32_t)(first - 0xd800) << 10) + (uint32_t)(second - 0xdc00);
	return 12;
}

/* A string with its quotation marks; *out is what stands between them. */
static bool string(struct scan *s, struct gz_str *out, bool *escaped)
{
	const char *start;
	uint32_t code;
	size_t step;

	*escaped = false;
	if (!byte(s, '"'))
		return false;
	start = s->at;
	for (;;) {
		s->at += gz_scan_read(s->at, (size_t)(s->end - s->at));
		if (s->at == s->end)
			return false;
		if (*s->at == '"')
			break;
		step = *s->at == '\\' ? escape_at(s->at, s->end, &code) : 0;
		if (step == 0)
			return false;
		*escaped = true;
		s->at += step;
	}
	*out = gz_str_of(start, (size_t)(s->at - start));
	s->at++;
	return true;
}

static size_t digits(struct scan *s)
{
	const char *start = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return (size_t)(s->at - start);
}

/* `whole`: of at most 18 digits, written as json-c writes it. */
static bool number(struct scan *s, struct gz_str *out, bool *whole)
{
	const char *start = s->at, *first;
	bool minus = byte(s, '-');
	size_t count;

	first = s->at;
	count = digits(s);
	if (count == 0 || (count > 1 && *first == '0'))
		return false;
	*whole = count <= 18 && !(minus && *first == '0');
	if (byte(s, '.')) {
		*whole = false;
		if (digits(s) == 0)
			return false;
	}
	*out = gz_str_of(start, (size_t)(s->at - start));
	/* 1e5, 1.2.3, 12abc */
	return s->at == s->end || *s->at == ',' || *s->at == '}' || *s->at == ']' || *s->at == ' ';
}

static bool word(struct scan *s, struct gz_str wanted)
{
	if ((size_t)(s->end - s->at) < wanted.len || memcmp(s->at, wanted.ptr, wanted.len) != 0)
		return false;
	s->at += wanted.len;
	return true;
}

static bool value(struct scan *s, unsigned depth, struct gz_value *out, bool *whole);

/* The rest of a list, or of an object, that nobody looks into. */
static bool nested(struct scan *s, unsigned depth, bool object)
{
	const char closing = object ? '}' : ']';
	struct gz_value ignored;
	struct gz_str name;
	bool any;

	if (depth == DEPTH_MAX)
		return false;
	blanks(s);
	if (byte(s, closing))
		return true;
	do {
		blanks(s);
		if (object) {
			if (!string(s, &name, &any))
				return false;
			blanks(s);
			if (!byte(s, ':'))
				return false;
			blanks(s);
		}
		if (!value(s, depth + 1, &ignored, &any))
			return false;
		blanks(s);
	} while (byte(s, ','));
	return byte(s, closing);
}

static bool value(struct scan *s, unsigned depth, struct gz_value *out, bool *whole)
{
	*whole = true;
	out->escaped = false;
	if (s->at == s->end)
		return false;
	switch (*s->at) {
	case '"': out->kind = GZ_VALUE_STRING; return string(s, &out->text, &out->escaped);
	case 'n': out->kind = GZ_VALUE_NONE; return word(s, GZ_STR("null"));
	case 't': out->kind = GZ_VALUE_BOOLEAN; return word(s, GZ_STR("true"));
	case 'f': out->kind = GZ_VALUE_BOOLEAN; return word(s, GZ_STR("false"));
	case '[':
	case '{':
		out->kind = *s->at == '[' ? GZ_VALUE_LIST : GZ_VALUE_OBJECT;
		return nested((s->at++, s), depth, out->kind == GZ_VALUE_OBJECT);
	default: out->kind = GZ_VALUE_NUMBER; return number(s, &out->text, whole);
	}
}

/* Puts the value where it is looked for; a later one of the same name takes its place. True when somebody
 * does. */
static bool put(const struct gz_keys *keys, struct gz_str name, const struct gz_value *found,
		struct gz_values *values)
{
	bool wanted = false;

	for (int key = 0; key < GZ_KEYS; key++) {
		for (int i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL; i++) {
			if (keys->length[key][i] == name.len &&
			    memcmp(keys->name[key][i], name.ptr, name.len) == 0) {
				values->of[key][i] = *found;
				wanted = true;
			}
		}
	}
	return wanted;
}

static bool member(struct scan *s, const struct gz_keys *keys, struct gz_values *values)
{
	struct gz_value found;
	struct gz_str name;
	bool escaped, whole;

	blanks(s);
	if (!string(s, &name, &escaped) || escaped)
		return false;
	blanks(s);
	if (!byte(s, ':'))
		return false;
	blanks(s);
	if (!value(s, 1, &found, &whole))
		return false;
	return !put(keys, name, &found, values) ||
	       (whole && found.kind != GZ_VALUE_LIST && found.kind != GZ_VALUE_OBJECT);
}

bool gz_json_record(const struct gz_keys *keys, struct gz_str line, struct gz_values *values)
{
	struct scan s = {line.ptr, line.ptr + line.len};

	memset(values, 0, sizeof(*values));
	blanks(&s);
	if (keys->paths || !byte(&s, '{'))
		return false;
	do {
		if (!member(&s, keys, values))
			return false;
		blanks(&s);
	} while (byte(&s, ','));
	if (!byte(&s, '}'))
		return false;
	blanks(&s);
	return s.at == s.end;
}

bool gz_json_unescape(struct gz_buf *out, struct gz_str escaped)
{
	const char *at = escaped.ptr, *end = at + escaped.len, *next;
	uint32_t code = 0;
	char *to;

	if (!gz_buf_reserve(out, escaped.len))
		return false;
	to = out->ptr + out->len;
	while ((next = memchr(at, '\\', (size_t)(end - at))) != NULL) {
		memcpy(to, at, (size_t)(next - at));
		to += next - at;
		at = next + escape_at(next, end, &code);
		if (code < 0x80)
			*to++ = (char)code;
		else
			to += gz_utf8_encode(code, to);
	}
	memcpy(to, at, (size_t)(end - at));
	out->len = (size_t)(to - out->ptr) + (size_t)(end - at);
	return true;
}
