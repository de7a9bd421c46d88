/*
 * ftm.c: FollowTheMoney entities, a line each, as Aleph loads them: articles, the people, organisations,
 * places and events in them (each once, in front of the first article that names it), and mentions, which tie
 * people and organisations to articles. Countries have no schema there: they are codes, of entities and of
 * articles.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct state {
	struct gz_map seen; /* entities that have been written */
	struct gz_arena arena;
	gz_distinct_vec named;	 /* in the document */
	struct gz_buf countries; /* named in the document: "gr","de" */
};

static bool begin(struct gz_exporter *e, struct gz_error *err)
{
	e->state = calloc(1, sizeof(struct state));
	return e->state != NULL || gz_fail_nomem(err);
}

/* 32 hexadecimal digits that depend on nothing but the keys. */
static void put_id(struct gz_exporter *e, const char *kind, struct gz_str a, struct gz_str b, struct gz_str c)
{
	uint64_t half[2];

	for (unsigned i = 0; i < 2; i++) {
		gz_export_scratch(e);
		gz_buf_printf(&e->scratch, "%u%s\n%.*s\n%.*s\n%.*s", i, kind, GZ_ARG(a), GZ_ARG(b),
			      GZ_ARG(c));
		half[i] = gz_str_hash(gz_buf_view(&e->scratch));
	}
	gz_buf_printf(&e->buf, "gazet-%s-%016llx%016llx", kind, (unsigned long long)half[0],
		      (unsigned long long)half[1]);
}

static void put_document_id(struct gz_exporter *e, const struct gz_doc *doc)
{
	put_id(e, "document", doc->source, doc->id, GZ_STR(""));
}

static void put_entity_id(struct gz_exporter *e, const struct gz_entity *entity)
{
	put_id(e, "entity", entity->id, GZ_STR(""), GZ_STR(""));
}

/* ,"key":["value"]; nothing where there is no value. */
static void put_property(struct gz_buf *out, const char *key, struct gz_str value)
{
	if (value.len == 0)
		return;
	if (out->len > 0 && out->ptr[out->len - 1] != '{')
		gz_buf_byte(out, ',');
	gz_buf_printf(out, "\"%s\":[", key);
	gz_json_string(out, value);
	gz_buf_byte(out, ']');
}

/* Countries that are none any more, as the model writes them. */
static const char *const retired[] = {"suhh", "yucs", "csxx", "cshh", "ddde", "ydye",
				      "vdvn", "anhh", "gehh", "pchh", "pzpa"};

static bool is_code(struct gz_str code)
{
	for (size_t i = 0; i < GZ_COUNT(retired); i++) {
		if (gz_str_eq(code, gz_str(retired[i])))
			return true;
	}
	return code.len == 2 && code.ptr[0] >= 'a' && code.ptr[0] <= 'z' && code.ptr[1] >= 'a' &&
	       code.ptr[1] <= 'z';
}

/* "country/gr" is "gr" there; bodies of several states have no code, nor what somebody else calls a country.
 */
static struct gz_str country_code(struct gz_str id)
{
	struct gz_str prefix = GZ_STR("country/"), code;

	if (!gz_str_starts(id, prefix))
		return GZ_STR("");
	code = gz_str_of(id.ptr + prefix.len, id.len - prefix.len);
	return is_code(code) ? code : GZ_STR("");
}

static struct gz_str code_of(const struct gz_entity *entity)
{
	return entity->type == GZ_COUNTRY ? country_code(entity->id) : country_code(entity->country);
}

/* ISO 639-3, which FollowTheMoney has for languages. */
static struct gz_str language_code(struct gz_str lang)
{
	static const char codes[][2][4] = {
		{"ar", "ara"}, {"cs", "ces"}, {"da", "dan"}, {"de", "deu"}, {"el", "ell"}, {"en", "eng"},
		{"es", "spa"}, {"fa", "fas"}, {"fi", "fin"}, {"fr", "fra"}, {"he", "heb"}, {"hi", "hin"},
		{"hu", "hun"}, {"it", "ita"}, {"ja", "jpn"}, {"ko", "kor"}, {"nl", "nld"}, {"no", "nor"},
		{"pl", "pol"}, {"pt", "por"}, {"ro", "ron"}, {"ru", "rus"}, {"sv", "swe"}, {"tr", "tur"},
		{"uk", "ukr"}, {"vi", "vie"}, {"zh", "zho"}};

	for (size_t i = 0; lang.len >= 2 && (lang.len == 2 || lang.ptr[2] == '-') && i < GZ_COUNT(codes);
	     i++) {
		if (memcmp(lang.ptr, codes[i][0], 2) == 0)
			return gz_str(codes[i][1]);
	}
	return GZ_STR("");
}

/* ---- entities ----------------------------------------------------------------------------- */

static const char *schema_of(enum gz_type type)
{
	static const char *const schemata[GZ_TYPES] = {[GZ_PERSON] = "Person",
						       [GZ_ORG] = "Organization",
						       [GZ_PLACE] = "Address",
						       [GZ_EVENT] = "Event"};

	return schemata[type];
}

static void open_entity(struct gz_exporter *e, const char *schema)
{
	gz_buf_printf(&e->buf, "\",\"schema\":\"%s\",\"properties\":{", schema);
}

static void put_entity(struct gz_exporter *e, const struct gz_entity *entity)
{
	struct gz_buf *out = &e->buf;
	char from[16], to[16];

	gz_buf_str(out, GZ_STR("{\"id\":\""));
	put_entity_id(e, entity);
	open_entity(e, schema_of(entity->type));
	put_property(out, "name", entity->name);
	if (entity->type == GZ_PLACE)
		put_property(out, "full", entity->name);
	put_property(out, "country", code_of(entity));
	if (entity->type == GZ_EVENT && entity->from != GZ_NO_DAY)
		put_property(out, "startDate", gz_str(gz_day_format(entity->from, GZ_DAY, from)));
	if (entity->type == GZ_EVENT && entity->to != GZ_NO_DAY)
		put_property(out, "endDate", gz_str(gz_day_format(entity->to, GZ_DAY, to)));
	gz_buf_str(out, GZ_STR("}}\n"));
}

static bool put_new_entity(struct gz_exporter *e, const struct gz_entity *entity, struct gz_error *err)
{
	struct state *s = e->state;
	struct gz_str key;

	if (schema_of(entity->type) == NULL || gz_map_get(&s->seen, entity->id) != NULL)
		return true;
	key = gz_arena_str(&s->arena, entity->id);
	if (key.ptr == NULL || gz_map_put(&s->seen, key, 0, NULL) == NULL)
		return gz_fail_nomem(err);
	put_entity(e, entity);
	return true;
}

/* ---- articles ------------------------------------------------------------------------------- */

/* "name", ... of what the document names of these types. */
static void list_names(struct gz_buf *out, const struct state *s, const struct gz_tagged *tagged,
		       unsigned types)
{
	bool any = false;

	for (size_t i = 0; i < s->named.len; i++) {
		const struct gz_entity *entity = tagged->mentions[s->named.ptr[i].mention].entity;
		struct gz_str name = entity->type == GZ_COUNTRY ? country_code(entity->id) : entity->name;

		if (!gz_distinct_begins(&s->named, i) || !(types >> entity->type & 1u) || name.len == 0)
			continue;
		if (any)
			gz_buf_byte(out, ',');
		any = true;
		gz_json_string(out, name);
	}
}

/* ,"key":[...]; nothing where the list is empty. */
static void put_list(struct gz_buf *out, const char *key, struct gz_str list)
{
	if (list.len > 0)
		gz_buf_printf(out, ",\"%s\":[%.*s]", key, GZ_ARG(list));
}

static void put_names(struct gz_exporter *e, const struct gz_tagged *tagged, const char *key, unsigned types)
{
	gz_export_scratch(e);
	list_names(&e->scratch, e->state, tagged, types);
	put_list(&e->buf, key, gz_buf_view(&e->scratch));
}

static void put_article(struct gz_exporter *e, const struct gz_tagged *tagged)
{
	const struct gz_doc *doc = &tagged->doc;
	struct gz_buf *out = &e->buf;
	char day[16];

	gz_buf_str(out, GZ_STR("{\"id\":\""));
	put_document_id(e, doc);
	open_entity(e, "Article");
	put_property(out, "name", doc->field[GZ_TITLE].len > 0 ? doc->field[GZ_TITLE] : doc->id);
	put_property(out, "title", doc->field[GZ_TITLE]);
	put_property(out, "publisher", doc->source);
	if (gz_export_is_web(doc->url))
		put_property(out, "sourceUrl", doc->url);
	put_property(out, "publishedAt", gz_str(gz_day_format(doc->day, doc->precision, day)));
	put_property(out, "language", language_code(doc->lang));
	put_property(out, "bodyText", doc->field[GZ_TEXT]);
	put_names(e, tagged, "peopleMentioned", 1u << GZ_PERSON);
	put_names(e, tagged, "locationMentioned", 1u << GZ_PLACE);
	put_names(e, tagged, "namesMentioned", 1u << GZ_PERSON | 1u << GZ_ORG | 1u << GZ_EVENT);
	put_list(out, "detectedCountry", gz_buf_view(&((const struct state *)e->state)->countries));
	gz_buf_str(out, GZ_STR("}}\n"));
}

/* ---- mentions --------------------------------------------------------------------------------- */

/* Of the entity that begins at place `first` of those named. */
static void put_mention(struct gz_exporter *e, const struct gz_tagged *tagged, size_t first)
{
	const struct state *s = e->state;
	const struct gz_doc *doc = &tagged->doc;
	const struct gz_entity *entity = tagged->mentions[s->named.ptr[first].mention].entity;

	gz_buf_str(&e->buf, GZ_STR("{\"id\":\""));
	put_id(e, "mention", doc->source, doc->id, entity->id);
	open_entity(e, "Mention");
	gz_buf_str(&e->buf, GZ_STR("\"document\":[\""));
	put_document_id(e, doc);
	gz_buf_str(&e->buf, GZ_STR("\"],\"resolved\":[\""));
	put_entity_id(e, entity);
	gz_buf_printf(&e->buf, "\"],\"detectedSchema\":[\"%s\"],\"name\":[", schema_of(entity->type));
	for (size_t i = first; i < s->named.len && (i == first || !gz_distinct_begins(&s->named, i)); i++) {
		if (i > first)
			gz_buf_byte(&e->buf, ',');
		gz_json_string(&e->buf, s->named.ptr[i].words);
	}
	gz_buf_byte(&e->buf, ']');
	put_list(&e->buf, "contextCountry", gz_buf_view(&s->countries));
	gz_buf_str(&e->buf, GZ_STR("}}\n"));
}

static bool document(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
		     struct gz_error *err)
{
	struct state *s = e->state;

	(void)tokens;
	if (!gz_export_distinct(tagged, &s->named))
		return gz_fail_nomem(err);
	gz_buf_clear(&s->countries);
	list_names(&s->countries, s, tagged, 1u << GZ_COUNTRY);
	for (size_t i = 0; i < s->named.len; i++) {
		if (!put_new_entity(e, tagged->mentions[s->named.ptr[i].mention].entity, err))
			return false;
	}
	put_article(e, tagged);
	for (size_t i = 0; i < s->named.len; i++) {
		enum gz_type type = tagged->mentions[s->named.ptr[i].mention].entity->type;

		if (gz_distinct_begins(&s->named, i) && (type == GZ_PERSON || type == GZ_ORG))
			put_mention(e, tagged, i);
	}
	return (!e->scratch.failed && !s->countries.failed) || gz_fail_nomem(err);
}

static void release(struct gz_exporter *e)
{
	struct state *s = e->state;

	if (s == NULL)
		return;
	gz_map_free(&s->seen);
	gz_arena_free(&s->arena);
	GZ_VEC_FREE(&s->named);
	gz_buf_free(&s->countries);
}

const struct gz_document_format gz_export_as_ftm = {
	.name = "ftm",
	.help = "FollowTheMoney entities for Aleph: articles, whom they name, mentions",
	.extension = ".ftm.json",
	.begin = begin,
	.document = document,
	.close = release,
};
