/* keys.c: under which keys a record's fields are looked for: the known ones, or those of --map. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* By enum gz_key; the first is also the name that --map knows it by. */
static const char *const known[GZ_KEYS][GZ_KEY_NAMES] = {
	[GZ_KEY_TEXT] = {"text", "body", "content", "maintext", "articleBody", "article_body", "article",
			 "full_text", "fullText", "fulltext"},
	[GZ_KEY_DATE] = {"date", "published", "publish_date", "pubDate", "date_publish", "Date",
			 "datePublished", "date_published", "publishedAt", "published_at"},
	[GZ_KEY_TITLE] = {"title", "headline"},
	[GZ_KEY_URL] = {"url", "link"},
	[GZ_KEY_ID] = {"id"},
	[GZ_KEY_SOURCE] = {"source", "domain"},
	[GZ_KEY_LANG] = {"lang", "language"},
};

/* Where an object stands for a text, the text in it: of WordPress, the New York Times, NewsAPI, MongoDB. */
static const char *const inner[] = {"rendered", "main",	 "text", "value",
				    "name",	"$date", "$oid", "$numberLong"};

const char *gz_key_inner(size_t index)
{
	return index < GZ_COUNT(inner) ? inner[index] : NULL;
}

const char *gz_key_name(enum gz_key key)
{
	return known[key][0];
}

static int key_of(const char *name)
{
	for (int key = 0; key < GZ_KEYS; key++) {
		if (strcmp(known[key][0], name) == 0)
			return key;
	}
	return -1;
}

static bool map_one(struct gz_keys *keys, char *pair, bool seen[GZ_KEYS], struct gz_error *err)
{
	char *equals = strchr(pair, '=');
	int key;

	if (equals == NULL)
		return gz_fail(err, GZ_EUSAGE,
			       "map: \"%s\" is not of the form ours=theirs, as in text=body,date=pub", pair);
	*equals = '\0';
	key = key_of(pair);
	if (key < 0)
		return gz_fail(err, GZ_EUSAGE,
			       "map: \"%s\" is none of text, date, title, url, id, source, lang", pair);
	if (seen[key])
		return gz_fail(err, GZ_EUSAGE, "map: \"%s\" is given twice", pair);
	seen[key] = true;
	keys->mapped[key] = equals[1] != '\0';
	memset(keys->name[key], 0, sizeof(keys->name[key]));
	if (equals[1] != '\0')
		keys->name[key][0] = equals + 1;
	return true;
}

static void measure(struct gz_keys *keys)
{
	for (int key = 0; key < GZ_KEYS; key++) {
		for (int i = 0; i < GZ_KEY_NAMES; i++) {
			const char *name = keys->name[key][i];

			keys->length[key][i] = name != NULL ? strlen(name) : 0;
			keys->paths |= name != NULL && strchr(name, '.') != NULL;
		}
	}
}

bool gz_keys_open(struct gz_keys *keys, const char *map, struct gz_error *err)
{
	bool seen[GZ_KEYS] = {false};
	char *at, *comma;

	memcpy(keys->name, known, sizeof(known));
	memset(keys->mapped, 0, sizeof(keys->mapped));
	memset(keys->met, 0, sizeof(keys->met));
	keys->records = 0;
	keys->copy = NULL;
	keys->paths = false;
	measure(keys);
	if (map == NULL || map[0] == '\0')
		return true;
	keys->copy = strdup(map);
	if (keys->copy == NULL)
		return gz_fail_nomem(err);
	for (at = keys->copy; at != NULL; at = comma) {
		comma = strchr(at, ',');
		if (comma != NULL)
			*comma++ = '\0';
		if (!map_one(keys, at, seen, err))
			return false;
	}
	measure(keys);
	return true;
}

void gz_keys_close(struct gz_keys *keys)
{
	free(keys->copy);
	keys->copy = NULL;
}
