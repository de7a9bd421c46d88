/* jsonscan.c: see jsonscan.h. */
#include "jsonscan.h"

#include <string.h>

/* ---- where a value ends -------------------------------------------------------------------- */

/* On in a string, up to behind its closing mark. */
static enum gz_jscan_status string_run(struct gz_jscan *scan, struct gz_str bytes)
{
	while (scan->at < bytes.len) {
		char c;

		scan->at += gz_scan_read(bytes.ptr + scan->at, bytes.len - scan->at);
		if (scan->at == bytes.len)
			break;
		c = bytes.ptr[scan->at];
		if (c == '\n')
			return GZ_JSCAN_BAD;
		if (c == '\\') {
			if (scan->at + 1 == bytes.len)
				break; /* what it escapes decides: both are looked at again */
			if (bytes.ptr[++scan->at] == '\n')
				return GZ_JSCAN_BAD;
		}
		scan->at++;
		if (c == '"') {
			scan->in_string = false;
			return GZ_JSCAN_END;
		}
	}
	return GZ_JSCAN_MORE;
}

/* A value in an object stands behind its name, one in a list behind a comma: else a bracket is missing before
 * it. */
static bool opens(struct gz_jscan *scan, char c)
{
	bool fits = (scan->kinds & 1) != 0 ? scan->last == ':' : scan->last == ',' || scan->last == '[';

	if (scan->depth > 0 && !scan->deep && !fits)
		return false;
	scan->kinds = scan->kinds << 1 | (c == '{');
	scan->deep |= ++scan->depth > 64;
	return true;
}

static bool closes(struct gz_jscan *scan, char c)
{
	if (scan->depth == 0 || (!scan->deep && (scan->kinds & 1) != (c == '}')))
		return false;
	scan->kinds >>= 1;
	scan->depth--;
	return true;
}

/* One byte outside of strings. */
static bool outside(struct gz_jscan *scan, char c)
{
	switch (c) {
	case ' ':
	case '\t':
	case '\r':
	case '\n': return true;
	case '"': scan->in_string = true; break;
	case '{':
	case '[':
		if (!opens(scan, c))
			return false;
		break;
	case '}':
	case ']':
		if (!closes(scan, c))
			return false;
		break;
	default: break;
	}
	scan->last = c;
	return true;
}

enum gz_jscan_status gz_jscan_value(struct gz_jscan *scan, struct gz_str bytes)
{
	while (scan->at < bytes.len) {
		if (scan->in_string) {
			enum gz_jscan_status status = string_run(scan, bytes);

			if (status != GZ_JSCAN_END || scan->depth == 0)
				return status;
			continue;
		}
		if (!outside(scan, bytes.ptr[scan->at]))
			return GZ_JSCAN_BAD;
		scan->at++;
		if (scan->depth == 0 && !scan->in_string)
			return GZ_JSCAN_END;
	}
	return GZ_JSCAN_MORE;
}

/* ---- what an object has ---------------------------------------------------------------------- */

struct peek {
	const char *at, *end;
};

static void blanks(struct peek *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r' || *p->at == '\n'))
		p->at++;
}

static bool peek_string(struct peek *p, struct gz_str *out)
{
	struct gz_str bytes = gz_str_of(p->at, (size_t)(p->end - p->at));
	struct gz_jscan scan = {0};

	if (bytes.len == 0 || bytes.ptr[0] != '"' || gz_jscan_value(&scan, bytes) != GZ_JSCAN_END)
		return false;
	*out = gz_str_of(p->at + 1, scan.at - 2);
	p->at += scan.at;
	return true;
}

static bool peek_skip(struct peek *p)
{
	struct gz_jscan scan = {0};
	struct gz_str ignored;

	if (p->at == p->end)
		return false;
	if (*p->at == '"')
		return peek_string(p, &ignored);
	if (*p->at == '{' || *p->at == '[') {
		if (gz_jscan_value(&scan, gz_str_of(p->at, (size_t)(p->end - p->at))) != GZ_JSCAN_END)
			return false;
		p->at += scan.at;
		return true;
	}
	while (p->at < p->end && *p->at != ',' && *p->at != '}' && *p->at != ']')
		p->at++;
	return p->at < p->end;
}

/* The next member: its name, with p at its value. False at the end or where the bytes end. */
static bool peek_member(struct peek *p, struct gz_str *name)
{
	blanks(p);
	while (p->at < p->end && *p->at == ',') {
		p->at++;
		blanks(p);
	}
	if (!peek_string(p, name))
		return false;
	blanks(p);
	if (p->at == p->end || *p->at != ':')
		return false;
	p->at++;
	blanks(p);
	return p->at < p->end;
}

static bool peek_open(struct peek *p, struct gz_str bytes, char kind)
{
	*p = (struct peek){bytes.ptr, bytes.ptr + bytes.len};
	blanks(p);
	return p->at < p->end && *p->at++ == kind;
}

/* Is `name` one of the key's, or the beginning of a path? */
static bool names_key(struct gz_str name, const struct gz_keys *keys, enum gz_key key, bool *path)
{
	for (int i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL; i++) {
		const char *known = keys->name[key][i];

		*path = known[name.len < keys->length[key][i] ? name.len : 0] == '.';
		if (name.len <= keys->length[key][i] && memcmp(known, name.ptr, name.len) == 0 &&
		    (name.len == keys->length[key][i] || *path))
			return true;
	}
	return false;
}

/* An object with a text under one of the usual names. */
static bool holds_text(struct peek p)
{
	const char *known;
	struct gz_str name;

	for (p.at++; peek_member(&p, &name);) {
		for (size_t i = 0; *p.at == '"' && (known = gz_key_inner(i)) != NULL; i++) {
			if (gz_str_eq(name, gz_str(known)))
				return true;
		}
		if (!peek_skip(&p))
			return false;
	}
	return false;
}

/* Text, or a list of texts, or what a path leads through. */
static bool could_be_text(struct peek p, bool path)
{
	if (*p.at == '"')
		return true;
	if (*p.at == '{')
		return path || holds_text(p);
	if (*p.at != '[')
		return false;
	p.at++;
	blanks(&p);
	return p.at < p.end && (*p.at == '"' || path);
}

bool gz_jscan_has(struct gz_str bytes, const struct gz_keys *keys, enum gz_key key)
{
	struct gz_str name;
	struct peek p;
	bool path;

	if (!peek_open(&p, bytes, '{'))
		return false;
	while (peek_member(&p, &name)) {
		if (names_key(name, keys, key, &path) && could_be_text(p, path))
			return true;
		if (!peek_skip(&p))
			return false;
	}
	return false;
}

bool gz_jscan_is_record(struct gz_str bytes, const struct gz_keys *keys, bool text_only)
{
	struct gz_str name;
	struct peek p;
	bool path;

	if (!peek_open(&p, bytes, '{'))
		return false;
	while (peek_member(&p, &name)) {
		if (names_key(name, keys, GZ_KEY_TEXT, &path) || gz_str_eq(name, GZ_STR("_source")))
			return true;
		if (!text_only && names_key(name, keys, GZ_KEY_TITLE, &path))
			return true;
		if (!peek_skip(&p))
			return false;
	}
	return false;
}

bool gz_jscan_holds_records(struct gz_str bytes, const struct gz_keys *keys, bool text_only, unsigned depth)
{
	struct gz_str name;
	struct peek p;

	if (depth == 0 || !peek_open(&p, bytes, '{'))
		return false;
	while (peek_member(&p, &name)) {
		struct gz_str value = gz_str_of(p.at, (size_t)(p.end - p.at));
		struct peek list;

		if (*p.at == '{' && gz_jscan_holds_records(value, keys, text_only, depth - 1))
			return true;
		if (peek_open(&list, value, '[') &&
		    gz_jscan_is_record(gz_str_of(list.at, (size_t)(list.end - list.at)), keys, text_only))
			return true;
		if (!peek_skip(&p))
			return false;
	}
	return false;
}
