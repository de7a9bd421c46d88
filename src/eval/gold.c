/* gold.c: annotated documents from JSON Lines: what each span means, and of which type it is. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/json.h"
#include "gazet/read.h"
#include "internal.h"

/* What other annotations call our types. Of the entity's own type is known more: MISC may be a country's
 * adjective. */
static const struct {
	const char *label;
	enum gz_type type;
} labels[] = {
	{"per", GZ_PERSON},	{"loc", GZ_PLACE},	  {"gpe", GZ_PLACE},
	{"fac", GZ_PLACE},	{"norp", GZ_COUNTRY},	  {"misc", GZ_EVENT},
	{"location", GZ_PLACE}, {"organization", GZ_ORG}, {"organisation", GZ_ORG},
};

static enum gz_type type_of_label(struct gz_str label)
{
	char lower[16];
	enum gz_type type;

	if (label.len > sizeof(lower))
		return GZ_TYPES;
	for (size_t i = 0; i < label.len; i++)
		lower[i] = (char)(label.ptr[i] | 0x20);
	type = gz_type_of(gz_str_of(lower, label.len));
	for (size_t i = 0; type == GZ_TYPES && i < GZ_COUNT(labels); i++) {
		if (gz_str_eq(gz_str_of(lower, label.len), gz_str(labels[i].label)))
			type = labels[i].type;
	}
	return type;
}

struct gz_str gz_country_code(struct gz_str country)
{
	struct gz_str prefix = GZ_STR("country/");

	if (!gz_str_starts(country, prefix) || country.len < prefix.len + 2)
		return GZ_STR("");
	return gz_str_of(country.ptr + prefix.len, 2);
}

static bool same_code(struct gz_str iso2, struct gz_str code)
{
	return code.len == 2 && iso2.len == 2 && (iso2.ptr[0] | 0x20) == code.ptr[0] &&
	       (iso2.ptr[1] | 0x20) == code.ptr[1];
}

bool gz_gold_accepts(const struct gz_articles *a, const struct gz_gold_span *span,
		     const struct gz_entity *entity)
{
	if (span->entity.len > 0)
		return gz_str_eq(span->entity, entity->id);
	if (span->iso2.len > 0) {
		if (entity->type == GZ_COUNTRY)
			return same_code(span->iso2, gz_country_code(entity->id));
		return span->constituent && entity->type == GZ_PLACE && entity->country.len > 0 &&
		       same_code(span->iso2, gz_country_code(entity->country));
	}
	if (span->wiki.len > 0)
		return gz_articles_match(a, entity, span->wiki);
	return entity->type == span->type;
}

/* Does the gazetteer have the country of two letters, retired or not? */
static bool has_country(const struct gz_gaz *g, struct gz_str iso2)
{
	for (uint32_t i = 0; i < gz_gaz_entity_count(g); i++) {
		const struct gz_entry *entity = gz_gaz_entry(g, i);

		if (entity->type == GZ_COUNTRY && same_code(iso2, gz_country_code(gz_id_of(g, entity))))
			return true;
	}
	return false;
}

/* What the annotation means, once its words are read. */
static void identify(const struct gz_articles *a, struct gz_gold_span *span)
{
	const struct gz_gaz *g = gz_articles_gaz(a);
	const struct gz_entry *entity = NULL;

	span->known = true;
	if (span->entity.len > 0) {
		/* Patterns mint what no table has: that is known too. */
		entity = gz_gaz_find(g, span->entity);
		for (int type = 0; entity == NULL && type < GZ_TYPES; type++) {
			if (gz_gaz_is_id(span->entity, (enum gz_type)type))
				span->type = (enum gz_type)type;
		}
		span->known = entity != NULL || span->type == GZ_EVENT;
	} else if (span->iso2.len > 0) {
		span->type = GZ_COUNTRY;
		span->known = has_country(g, span->iso2);
	} else if (span->wiki.len > 0) {
		entity = gz_articles_find(a, span->wiki, span->type);
		/* LOC may be a country, MISC its adjective: the entity knows better. A person is a person, or
		 * none of ours. */
		if (span->type == GZ_PERSON && entity != NULL && entity->type != GZ_PERSON)
			entity = NULL;
		span->known = entity != NULL;
	}
	if (entity != NULL)
		span->type = gz_type_of_entry(entity);
}

static struct gz_str keep(struct gz_arena *arena, struct gz_str text)
{
	return text.len > 0 ? gz_arena_str(arena, text) : text;
}

/* An article's title is written with underscores in addresses. */
static struct gz_str title_of(struct gz_arena *arena, struct gz_str title)
{
	struct gz_str kept = keep(arena, title);

	for (size_t i = 0; kept.ptr != NULL && i < kept.len; i++) {
		if (kept.ptr[i] == '_')
			((char *)kept.ptr)[i] = ' '; /* our own copy */
	}
	return kept;
}

static bool read_span(const struct gz_articles *a, struct json_object *from, bool country,
		      const uint32_t *lengths, struct gz_arena *arena, struct gz_gold_span *span,
		      struct gz_error *err)
{
	struct gz_str field = gz_json_text(from, "field"), type = gz_json_text(from, "type");

	*span = (struct gz_gold_span){.field = GZ_TEXT, .type = GZ_COUNTRY};
	if (gz_str_eq(field, GZ_STR("title")))
		span->field = GZ_TITLE;
	else if (field.len > 0 && !gz_str_eq(field, GZ_STR("text")))
		return gz_fail(err, GZ_EFORMAT, "a span's field is title or text, not '%.*s'", GZ_ARG(field));
	if (!gz_json_index(from, "start", &span->start) || !gz_json_index(from, "end", &span->end) ||
	    span->start >= span->end || span->end > lengths[span->field])
		return gz_fail(err, GZ_EFORMAT,
			       "a span needs start < end inside its %s of %" PRIu32 " code points",
			       gz_field_name((enum gz_field)span->field), lengths[span->field]);
	if (!country && type.len > 0)
		span->type = type_of_label(type);
	if (span->type == GZ_TYPES)
		return gz_fail(err, GZ_EFORMAT,
			       "'%.*s' is no type (person country org place event, or PER LOC ORG MISC)",
			       GZ_ARG(type));
	span->entity = keep(arena, gz_json_text(from, "entity"));
	span->iso2 = keep(arena, gz_json_text(from, "iso2"));
	span->wiki = title_of(arena, gz_json_text(from, "wiki"));
	if (span->entity.ptr == NULL || span->iso2.ptr == NULL || span->wiki.ptr == NULL)
		return gz_fail_nomem(err);
	if (!country && type.len == 0) {
		if (span->entity.len + span->iso2.len == 0 && !gz_json_has(from, "wiki"))
			return gz_fail(err, GZ_EFORMAT, "a span says neither its type nor what it means");
		span->type = GZ_PLACE; /* unless what it means tells */
	}
	span->constituent = gz_str_eq(gz_json_text(from, "kind"), GZ_STR("constituent"));
	span->unsure = gz_json_has(from, "wiki") && span->wiki.len == 0 && span->entity.len == 0 &&
		       span->iso2.len == 0;
	identify(a, span);
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct gz_gold_span *x = a, *y = b;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->end < y->end) - (x->end > y->end);
}

static bool read_spans(const struct gz_articles *a, struct json_object *from, struct gz_arena *arena,
		       struct gz_gold_doc *out, struct gz_error *err)
{
	struct json_object *countries = gz_json_get(from, "countries"),
			   *unsure = gz_json_get(from, "ambiguous");
	struct json_object *spans = countries != NULL ? countries : gz_json_get(from, "spans");
	size_t count = gz_json_count(spans), doubtful = gz_json_count(unsure);
	uint32_t lengths[GZ_FIELDS];

	if (!gz_json_is_array(spans))
		return gz_fail(err, GZ_EFORMAT,
			       "neither `spans` nor `countries` is an array: nothing is annotated");
	if (unsure != NULL && !gz_json_is_array(unsure))
		return gz_fail(err, GZ_EFORMAT, "`ambiguous` is no array");
	for (int field = 0; field < GZ_FIELDS; field++)
		lengths[field] = (uint32_t)gz_utf8_count(out->doc.field[field]);
	out->countries_only = countries != NULL;
	out->spans = gz_arena_alloc(arena, (count + doubtful + 1) * sizeof(*out->spans));
	if (out->spans == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < count + doubtful; i++) {
		struct json_object *span = i < count ? gz_json_at(spans, i) : gz_json_at(unsure, i - count);

		if (!read_span(a, span, out->countries_only || i >= count, lengths, arena, &out->spans[i],
			       err))
			return false;
		out->spans[i].unsure |= i >= count;
	}
	out->count = count + doubtful;
	qsort(out->spans, out->count, sizeof(*out->spans), by_place);
	for (size_t i = 1; i < out->count; i++)
		out->nested |= !out->spans[i].unsure && !out->spans[i - 1].unsure &&
			       out->spans[i].field == out->spans[i - 1].field &&
			       out->spans[i].start < out->spans[i - 1].end;
	return true;
}

/* The text of a key, or its number as text: "id": 7. */
static struct gz_str text_or_number(struct json_object *from, const char *key, struct gz_arena *arena)
{
	char digits[16];
	uint32_t number;

	if (!gz_json_index(from, key, &number))
		return keep(arena, gz_json_text(from, key));
	snprintf(digits, sizeof(digits), "%" PRIu32, number);
	return gz_arena_str(arena, gz_str(digits));
}

static bool read_doc(struct json_object *from, struct gz_arena *arena, struct gz_doc *doc,
		     struct gz_error *err)
{
	struct gz_str date = text_or_number(from, "date", arena);

	*doc = (struct gz_doc){.source = GZ_STR("gold"), .day = GZ_NO_DAY};
	doc->id = text_or_number(from, "id", arena);
	doc->date = date;
	doc->field[GZ_TITLE] = keep(arena, gz_json_text(from, "title"));
	doc->field[GZ_TEXT] = keep(arena, gz_json_text(from, "text"));
	if (doc->id.ptr == NULL || doc->date.ptr == NULL || doc->field[GZ_TITLE].ptr == NULL ||
	    doc->field[GZ_TEXT].ptr == NULL)
		return gz_fail_nomem(err);
	if (doc->id.len == 0)
		return gz_fail(err, GZ_EFORMAT, "the document has no id");
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_utf8_valid(doc->field[field]) ||
		    memchr(doc->field[field].ptr, '\0', doc->field[field].len) != NULL)
			return gz_fail(err, GZ_EFORMAT,
				       "%s: not valid UTF-8 without NUL, so its offsets mean nothing",
				       gz_field_name((enum gz_field)field));
	}
	if (date.len > 0 && !gz_date_parse(date, &doc->day, &doc->precision))
		return gz_fail(err, GZ_EFORMAT, "'%.*s' is no date", GZ_ARG(date));
	return true;
}

bool gz_gold_read(const struct gz_articles *a, struct gz_str line, struct gz_arena *arena,
		  struct gz_gold_doc *out, struct gz_error *err)
{
	struct json_object *value;
	bool good;

	*out = (struct gz_gold_doc){0};
	if (!gz_utf8_valid(line))
		return gz_fail(err, GZ_EFORMAT, "not valid UTF-8");
	value = gz_json_parse(line, err);
	if (value == NULL)
		return false;
	good = read_doc(value, arena, &out->doc, err) && read_spans(a, value, arena, out, err);
	gz_json_free(value);
	return good;
}
