/*
 * html_token.c: HTML as text, start tags and end tags, as browsers cut it (WHATWG, "Tokenization"): comments,
 * declarations and processing instructions left out, raw text (scripts, styles, titles) as a whole. Each byte
 * is looked at a fixed number of times.
 */
#include <string.h>

#include "html.h"

#define B GZ_EL_BLOCK
#define C (GZ_EL_BLOCK | GZ_EL_CONTAINER)
#define F GZ_EL_FORMAT
#define H (GZ_EL_BLOCK | GZ_EL_HEADING)
#define S GZ_EL_SKIP
#define A (GZ_EL_BLOCK | GZ_EL_CONTAINER | GZ_EL_ASIDE)

/* In bytewise order. */
static const struct gz_element elements[] = {
	{"a", F, GZ_EL_A},
	{"abbr", F, 0},
	{"address", C, 0},
	{"article", C, GZ_EL_ARTICLE},
	{"aside", A, 0},
	{"audio", S, 0},
	{"b", F, 0},
	{"base", GZ_EL_VOID, 0},
	{"big", F, 0},
	{"blockquote", C, 0},
	{"body", C, GZ_EL_BODY},
	{"br", GZ_EL_VOID, GZ_EL_BR},
	{"button", S, 0},
	{"canvas", S, 0},
	{"caption", C | GZ_EL_SCOPE, 0},
	{"center", C, 0},
	{"cite", F, 0},
	{"code", F, 0},
	{"col", GZ_EL_VOID, 0},
	{"datalist", S, 0},
	{"dd", C, GZ_EL_DD},
	{"details", C, 0},
	{"dialog", C, GZ_EL_DIALOG},
	{"dir", C, GZ_EL_LIST},
	{"div", C, 0},
	{"dl", C, GZ_EL_LIST},
	{"dt", C, GZ_EL_DD},
	{"em", F, 0},
	{"embed", GZ_EL_VOID, 0},
	{"fieldset", C, 0},
	{"figcaption", B, 0},
	{"figure", C, 0},
	{"font", F, 0},
	{"footer", A, 0},
	{"form", C, GZ_EL_FORM},
	{"frame", GZ_EL_VOID, 0},
	{"frameset", C, 0},
	{"h1", H, GZ_EL_H1},
	{"h2", H, 0},
	{"h3", H, 0},
	{"h4", H, 0},
	{"h5", H, 0},
	{"h6", H, 0},
	{"header", C, GZ_EL_HEADER},
	{"hgroup", C, 0},
	{"hr", B | GZ_EL_VOID, 0},
	{"html", C | GZ_EL_SCOPE, GZ_EL_HTML},
	{"i", F, 0},
	{"iframe", GZ_EL_RAW, 0},
	{"img", GZ_EL_VOID, 0},
	{"input", GZ_EL_VOID, 0},
	{"li", C, GZ_EL_LI},
	{"link", GZ_EL_VOID, GZ_EL_LINK},
	{"main", C, GZ_EL_MAIN},
	{"map", S, 0},
	{"math", S, 0},
	{"menu", A, GZ_EL_LIST},
	{"meta", GZ_EL_VOID, GZ_EL_META},
	{"nav", A, 0},
	{"noembed", GZ_EL_RAW, 0},
	{"noframes", GZ_EL_RAW, 0},
	{"noscript", S, 0},
	{"object", S, 0},
	{"ol", C, GZ_EL_LIST},
	{"optgroup", S, 0},
	{"option", S, 0},
	{"p", B, GZ_EL_P},
	{"param", GZ_EL_VOID, 0},
	{"pre", B, GZ_EL_PRE},
	{"q", F, GZ_EL_Q},
	{"rp", S, 0},
	{"rt", S, 0},
	{"s", F, 0},
	{"script", GZ_EL_RAW, GZ_EL_SCRIPT},
	{"search", A, 0},
	{"section", C, 0},
	{"select", S, 0},
	{"small", F, 0},
	{"source", GZ_EL_VOID, 0},
	{"strike", F, 0},
	{"strong", F, 0},
	{"style", GZ_EL_RAW, 0},
	{"sub", F, 0},
	{"summary", B, 0},
	{"sup", F, 0},
	{"svg", S, 0},
	{"table", C | GZ_EL_SCOPE, GZ_EL_TABLE},
	{"tbody", B, 0},
	{"td", C | GZ_EL_SCOPE, GZ_EL_CELL},
	{"template", S, 0},
	{"textarea", GZ_EL_RAW, 0},
	{"tfoot", B, 0},
	{"th", C | GZ_EL_SCOPE, GZ_EL_CELL},
	{"thead", B, 0},
	{"time", F, GZ_EL_TIME},
	{"title", GZ_EL_RAW, GZ_EL_TITLE},
	{"tr", B, GZ_EL_ROW},
	{"track", GZ_EL_VOID, 0},
	{"tt", F, 0},
	{"u", F, 0},
	{"ul", C, GZ_EL_LIST},
	{"video", S, 0},
	{"wbr", GZ_EL_VOID, 0},
	{"xmp", GZ_EL_RAW, 0},
};

#undef B
#undef C
#undef F
#undef H
#undef S
#undef A

static const char *const attr_names[GZ_ATTRS] = {
	"class",   "id",	 "role",     "hidden",	"aria-hidden", "style", "href",
	"name",	   "property",	 "itemprop", "content", "rel",	       "lang",	"type",
	"charset", "http-equiv", "datetime", "pubdate", "open"};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

bool gz_html_same(struct gz_str a, const char *lower_case)
{
	for (size_t i = 0; i < a.len; i++) {
		if (lower(a.ptr[i]) != lower_case[i] || lower_case[i] == '\0')
			return false;
	}
	return lower_case[a.len] == '\0';
}

bool gz_html_has_word(struct gz_str list, const char *word)
{
	for (size_t i = 0; i < list.len;) {
		size_t from;

		while (i < list.len && is_space(list.ptr[i]))
			i++;
		from = i;
		while (i < list.len && !is_space(list.ptr[i]))
			i++;
		if (i > from && gz_html_same(gz_str_of(list.ptr + from, i - from), word))
			return true;
	}
	return false;
}

const struct gz_element *gz_html_element(struct gz_str name)
{
	char plain[sizeof(elements[0].name)];
	size_t low = 0, high = GZ_COUNT(elements);

	if (name.len >= sizeof(plain))
		return NULL;
	for (size_t i = 0; i < name.len; i++)
		plain[i] = lower(name.ptr[i]);
	plain[name.len] = '\0';
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(elements[middle].name, plain);

		if (order == 0)
			return &elements[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void take_attr(struct gz_html_token *token, struct gz_str name, struct gz_str value)
{
	for (int i = 0; i < GZ_ATTRS; i++) {
		if (lower(name.ptr[0]) != attr_names[i][0] || !gz_html_same(name, attr_names[i]))
			continue;
		if (token->attr[i].ptr == NULL)
			token->attr[i] = value;
		return;
	}
	if (gz_html_same(name, "xml:lang") && token->attr[GZ_ATTR_LANG].ptr == NULL)
		token->attr[GZ_ATTR_LANG] = value;
}

/* One attribute at `at`; where it ends. */
static const char *read_attr(const char *at, const char *end, struct gz_html_token *token)
{
	const char *from = at, *name_end;
	struct gz_str value = {at, 0};

	at++; /* a stray '=' may begin a name */
	while (at < end && !is_space(*at) && *at != '/' && *at != '>' && *at != '=')
		at++;
	name_end = at;
	while (at < end && is_space(*at))
		at++;
	if (at < end && *at == '=') {
		at++;
		while (at < end && is_space(*at))
			at++;
		if (at < end && (*at == '"' || *at == '\'')) {
			const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));

			value = gz_str_of(at + 1, (size_t)((quote != NULL ? quote : end) - at - 1));
			at = quote != NULL ? quote + 1 : end;
		} else {
			value.ptr = at;
			while (at < end && !is_space(*at) && *at != '>')
				at++;
			value.len = (size_t)(at - value.ptr);
		}
	}
	if (token->kind == GZ_HTML_START)
		take_attr(token, gz_str_of(from, (size_t)(name_end - from)), value);
	return at;
}

/* What stands behind the name of a tag; NULL when it does not end. */
static const char *read_attrs(const char *at, const char *end, struct gz_html_token *token)
{
	while (at < end && *at != '>') {
		if (is_space(*at) || *at == '/')
			at++;
		else
			at = read_attr(at, end, token);
	}
	return at < end ? at + 1 : NULL;
}

/* Behind the end tag of a raw element; *text is what it holds. */
static const char *read_raw(const char *at, const char *end, struct gz_str name, struct gz_str *text)
{
	const char *from = at;

	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		const char *behind = at + 2 + name.len;

		if (behind <= end && at[1] == '/' && lower(at[2]) == lower(name.ptr[0])) {
			size_t i = 0;

			while (i < name.len && lower(at[2 + i]) == lower(name.ptr[i]))
				i++;
			if (i == name.len &&
			    (behind == end || is_space(*behind) || *behind == '>' || *behind == '/')) {
				const char *close = memchr(at, '>', (size_t)(end - at));

				*text = gz_str_of(from, (size_t)(at - from));
				return close != NULL ? close + 1 : end;
			}
		}
		at++;
	}
	*text = gz_str_of(from, (size_t)(end - from));
	return end;
}

/* <!-- -->, <!doctype>, <?xml?>, </ >: where it ends. */
static const char *pass_over(const char *at, const char *end)
{
	const char *close;

	if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
		at += 4;
		if (at < end && *at == '>')
			return at + 1;
		if (end - at >= 2 && at[0] == '-' && at[1] == '>')
			return at + 2;
		close = memmem(at, (size_t)(end - at), "-->", 3);
		return close != NULL ? close + 3 : end;
	}
	close = memchr(at, '>', (size_t)(end - at));
	return close != NULL ? close + 1 : end;
}

/* A tag at scan->at; false when it is broken off by the end. */
static bool read_tag(struct gz_html_scan *scan, struct gz_html_token *token)
{
	const char *at = scan->at + 1, *from, *behind;

	token->kind = GZ_HTML_START;
	if (*at == '/') {
		token->kind = GZ_HTML_CLOSE;
		at++;
	}
	from = at;
	while (at < scan->end && !is_space(*at) && *at != '/' && *at != '>')
		at++;
	token->name = gz_str_of(from, (size_t)(at - from));
	token->element = gz_html_element(token->name);
	memset(token->attr, 0, sizeof(token->attr));
	behind = read_attrs(at, scan->end, token);
	scan->at = behind != NULL ? behind : scan->end;
	if (behind == NULL)
		return false;
	token->text = GZ_STR("");
	if (token->kind == GZ_HTML_START && token->element != NULL && (token->element->flags & GZ_EL_RAW))
		scan->at = read_raw(scan->at, scan->end, token->name, &token->text);
	return true;
}

bool gz_html_next(struct gz_html_scan *scan, struct gz_html_token *token)
{
	while (scan->at < scan->end) {
		const char *from = scan->at, *at = from;
		bool markup = false;

		/* Text goes on behind a '<' that begins nothing. */
		while (!markup && at < scan->end &&
		       (at = memchr(at, '<', (size_t)(scan->end - at))) != NULL) {
			char next = at + 1 < scan->end ? at[1] : ' ';

			markup = is_letter(next) || next == '/' || next == '!' || next == '?';
			at += !markup;
		}
		if (at == NULL || at > scan->end)
			at = scan->end;
		if (at > from) {
			token->kind = GZ_HTML_TEXT;
			token->text = gz_str_of(from, (size_t)(at - from));
			scan->at = at;
			return true;
		}
		if (is_letter(at[1]) || (at[1] == '/' && at + 2 < scan->end && is_letter(at[2])))
			return read_tag(scan, token);
		scan->at = pass_over(at, scan->end);
	}
	return false;
}

bool gz_html_decode(struct gz_buf *out, struct gz_str s, bool attribute)
{
	bool space = out->len == 0;
	char bytes[4];
	uint32_t code;

	for (size_t i = 0; i < s.len;) {
		size_t step = 1;

		code = (unsigned char)s.ptr[i];
		if (s.ptr[i] == '&') {
			step = gz_html_entity(gz_str_of(s.ptr + i, s.len - i), attribute, &code);
			step = step > 0 ? step : 1;
		} else if (code >= 0x80) {
			gz_buf_byte(out, s.ptr[i++]);
			space = false;
			continue;
		}
		i += step;
		if (code == 0xa0 || (code < 0x80 && is_space((char)code))) {
			if (!space)
				gz_buf_byte(out, ' ');
			space = true;
			continue;
		}
		space = false;
		gz_buf_add(out, bytes, gz_utf8_encode(code, bytes));
	}
	while (out->len > 0 && out->ptr[out->len - 1] == ' ')
		out->len--;
	return !out->failed;
}
