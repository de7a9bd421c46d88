/*
 * html_jsonld.c: headline and day of publication from a page's JSON-LD, in the ways that sites write it: one
 * object, an array of them, a @graph. An article's are better than those of any other thing. What is no JSON,
 * or larger or deeper than anybody writes, is passed over.
 */
#include <json-c/json.h>

#include "html.h"

#define JSON_DEPTH 32
#define JSON_BYTES ((size_t)4 << 20)
/* Objects and lists inside each other that are looked into. */
#define LOOK_DEPTH 6
/* Objects that are looked at. */
#define LOOK_MAX 1000

struct look {
	struct gz_html_meta *meta;
	unsigned left;
	bool failed;
};

static struct gz_str text_of(struct json_object *object, const char *key)
{
	struct json_object *value = NULL;

	if (!json_object_object_get_ex(object, key, &value) || !json_object_is_type(value, json_type_string))
		return GZ_STR("");
	return gz_str_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

/* schema.org's kinds of articles end so; a report and a posting are others. */
static bool names_article(struct gz_str type)
{
	return gz_str_ends(type, GZ_STR("Article")) || gz_str_ends(type, GZ_STR("Posting")) ||
	       gz_str_eq(type, GZ_STR("Report"));
}

static bool is_article(struct json_object *object)
{
	struct json_object *type = NULL;

	if (!json_object_object_get_ex(object, "@type", &type))
		return false;
	if (!json_object_is_type(type, json_type_array))
		return names_article(text_of(object, "@type"));
	for (size_t i = 0; i < json_object_array_length(type); i++) {
		struct json_object *one = json_object_array_get_idx(type, i);

		if (json_object_is_type(one, json_type_string) &&
		    names_article(gz_str(json_object_get_string(one))))
			return true;
	}
	return false;
}

/* Texts of JSON-LD are HTML's: some hold references. */
static void set(struct look *l, struct gz_buf *to, struct gz_str value, bool better)
{
	if (value.len == 0 || (to->len > 0 && !better))
		return;
	gz_buf_clear(to);
	l->failed = l->failed || !gz_html_decode(to, value, false);
}

static void take(struct look *l, struct json_object *object)
{
	struct gz_html_meta *meta = l->meta;
	bool article = is_article(object), better = article && !meta->article;
	struct json_object *publisher = NULL;

	if (text_of(object, "headline").len == 0 && text_of(object, "datePublished").len == 0)
		return;
	set(l, &meta->title[GZ_TITLE_JSONLD], text_of(object, "headline"), better);
	set(l, &meta->date[GZ_DATE_JSONLD], text_of(object, "datePublished"), better);
	meta->article = meta->article || article;
	if (json_object_object_get_ex(object, "publisher", &publisher) &&
	    json_object_is_type(publisher, json_type_object))
		set(l, &meta->site, text_of(publisher, "name"), false);
}

static void look_into(struct look *l, struct json_object *value, unsigned depth)
{
	static const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage"};
	struct json_object *more = NULL;

	if (depth > LOOK_DEPTH || l->left == 0 || l->failed)
		return;
	l->left--;
	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value); i++)
			look_into(l, json_object_array_get_idx(value, i), depth + 1);
		return;
	}
	if (!json_object_is_type(value, json_type_object))
		return;
	take(l, value);
	for (size_t i = 0; i < GZ_COUNT(inside); i++) {
		if (json_object_object_get_ex(value, inside[i], &more))
			look_into(l, more, depth + 1);
	}
}

/* Some wrap it into a comment or a section for browsers of long ago. */
static struct gz_str unwrap(struct gz_str json)
{
	size_t from = 0, to = json.len;
	char last;

	for (;;) {
		while (from < to && json.ptr[from] != '{' && json.ptr[from] != '[')
			from++;
		if (!gz_str_starts(gz_str_of(json.ptr + from, to - from), GZ_STR("[CDATA[")))
			break;
		from += 7;
	}
	last = from < to && json.ptr[from] == '{' ? '}' : ']';
	while (to > from && json.ptr[to - 1] != last)
		to--;
	return gz_str_of(json.ptr + from, to - from);
}

bool gz_html_meta_jsonld(struct gz_html_meta *meta, struct gz_str json)
{
	struct look l = {.meta = meta, .left = LOOK_MAX};
	struct json_tokener *tokener;
	struct json_object *value;

	json = unwrap(json);
	if (json.len == 0 || json.len > JSON_BYTES)
		return true;
	tokener = json_tokener_new_ex(JSON_DEPTH);
	if (tokener == NULL)
		return false;
	value = json_tokener_parse_ex(tokener, json.ptr, (int)json.len);
	if (value != NULL)
		look_into(&l, value, 0);
	json_object_put(value);
	json_tokener_free(tokener);
	return !l.failed;
}
