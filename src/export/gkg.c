/*
 * gkg.c: a line for each document with the 27 columns of GDELT's Global Knowledge Graph 2.1, separated by
 * tabs and without a header, so that programs made for it read our documents. What we do not know is empty:
 * themes, counts, tone, quotations. Names are those of the gazetteer; offsets are code points in title, line
 * break and text.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define COLUMNS(X)                                                                                           \
	X(GKGRECORDID)                                                                                       \
	X(DATE)                                                                                              \
	X(SourceCollectionIdentifier)                                                                        \
	X(SourceCommonName) X(DocumentIdentifier) X(Counts) X(V2Counts) X(Themes) X(V2Themes) X(Locations)   \
		X(V2Locations) X(Persons) X(V2Persons) X(Organizations) X(V2Organizations) X(V2Tone)         \
			X(Dates) X(GCAM) X(SharingImage) X(RelatedImages) X(SocialImageEmbeds)               \
				X(SocialVideoEmbeds) X(Quotations) X(AllNames) X(Amounts) X(TranslationInfo) \
					X(Extras)
#define PLACE(name) column_##name,
enum { COLUMNS(PLACE) column_count };

struct state {
	/* Of the documents before, by precision: a month comes between its first days, in the order of
	 * sources. */
	char stamps[GZ_DAY + 1][16];
	uint64_t numbers[GZ_DAY + 1];
	const char *stamp; /* of the document */
	uint64_t number;   /* of the document among those of one stamp */
	gz_distinct_vec named;
};

static bool begin(struct gz_exporter *e, struct gz_error *err)
{
	e->state = calloc(1, sizeof(struct state));
	return e->state != NULL || gz_fail_nomem(err);
}

/* YYYYMMDD000000; parts of a date that are not known are zeros. */
static void put_stamp(const struct gz_doc *doc, char stamp[16])
{
	int y = 0, m = 0, d = 0;

	if (doc->day != GZ_NO_DAY)
		gz_day_split(doc->day, &y, &m, &d);
	snprintf(stamp, 16, "%04u%02u%02u000000", (unsigned)y % 10000,
		 doc->precision >= GZ_MONTH ? (unsigned)m % 100 : 0,
		 doc->precision >= GZ_DAY ? (unsigned)d % 100 : 0);
}

/* Signs that divide the parts of a column, and control characters, become spaces. */
static void put_plain(struct gz_buf *out, struct gz_str text, const char *signs, bool small)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c < 0x20 || c == 0x7f || strchr(signs, c) != NULL)
			gz_buf_byte(out, ' ');
		else
			gz_buf_byte(out, (char)(small && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
	}
}

/* In code points of title, line break and text. */
static size_t offset_of(const struct gz_mention *m, size_t title)
{
	return m->start + (m->field == GZ_TEXT && title > 0 ? title + 1 : 0);
}

/* Names of these types in small letters, each once. */
static void put_names(struct gz_buf *out, const struct gz_tagged *tagged, const gz_distinct_vec *named,
		      enum gz_type type)
{
	bool any = false;

	for (size_t i = 0; i < named->len; i++) {
		const struct gz_entity *entity = tagged->mentions[named->ptr[i].mention].entity;

		if (entity->type != type || !gz_distinct_begins(named, i))
			continue;
		if (any)
			gz_buf_byte(out, ';');
		any = true;
		put_plain(out, entity->name, ";", true);
	}
}

/* Every mention of these types with its place. */
static void put_mentions(struct gz_buf *out, const struct gz_tagged *tagged, unsigned types)
{
	bool any = false;
	size_t title = gz_utf8_count(tagged->doc.field[GZ_TITLE]);

	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		if (!(types >> m->entity->type & 1u))
			continue;
		if (any)
			gz_buf_byte(out, ';');
		any = true;
		put_plain(out, m->entity->name, ",;", false);
		gz_buf_printf(out, ",%llu", (unsigned long long)offset_of(m, title));
	}
}

/* Kind 1 is a country, 4 a place in the world. Codes are FIPS there and coordinates of another list: ours are
 * empty, and the entity's id stands for the feature. `divides`: the fields in between. */
static void put_location(struct gz_buf *out, const struct gz_entity *entity, const char *divides)
{
	gz_buf_str(out, entity->type == GZ_COUNTRY ? GZ_STR("1#") : GZ_STR("4#"));
	put_plain(out, entity->name, ";#", false);
	gz_buf_str(out, gz_str(divides));
	put_plain(out, entity->id, ";#", false);
}

static bool is_location(const struct gz_entity *entity)
{
	return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE;
}

static void put_locations(struct gz_buf *out, const struct gz_tagged *tagged, const gz_distinct_vec *named)
{
	bool any = false;

	for (size_t i = 0; i < named->len; i++) {
		const struct gz_entity *entity = tagged->mentions[named->ptr[i].mention].entity;

		if (!is_location(entity) || !gz_distinct_begins(named, i))
			continue;
		if (any)
			gz_buf_byte(out, ';');
		any = true;
		put_location(out, entity, "#####");
	}
}

static void put_placed_locations(struct gz_buf *out, const struct gz_tagged *tagged)
{
	bool any = false;
	size_t title = gz_utf8_count(tagged->doc.field[GZ_TITLE]);

	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		if (!is_location(m->entity))
			continue;
		if (any)
			gz_buf_byte(out, ';');
		any = true;
		put_location(out, m->entity, "######");
		gz_buf_printf(out, "#%llu", (unsigned long long)offset_of(m, title));
	}
}

/* Where the document is: 1 on the web, 2 in a collection that it is cited from. */
static void put_identifier(struct gz_buf *out, const struct gz_doc *doc, bool web)
{
	if (web) {
		put_plain(out, doc->url, "", false);
		return;
	}
	put_plain(out, doc->source, "", false);
	gz_buf_byte(out, '/');
	put_plain(out, doc->id, "", false);
}

static void put_extras(struct gz_exporter *e, const struct gz_doc *doc)
{
	if (doc->field[GZ_TITLE].len == 0)
		return;
	gz_export_scratch(e);
	gz_export_markup(&e->scratch, doc->field[GZ_TITLE]);
	gz_buf_str(&e->buf, GZ_STR("<PAGE_TITLE>"));
	put_plain(&e->buf, gz_buf_view(&e->scratch), "", false);
	gz_buf_str(&e->buf, GZ_STR("</PAGE_TITLE>"));
}

static void put_column(struct gz_exporter *e, const struct gz_tagged *tagged, int column)
{
	const struct gz_doc *doc = &tagged->doc;
	const struct state *s = e->state;
	bool web = gz_export_is_web(doc->url);

	switch (column) {
	case column_GKGRECORDID:
		gz_buf_printf(&e->buf, "%s-%llu", s->stamp, (unsigned long long)s->number);
		break;
	case column_DATE: gz_buf_str(&e->buf, doc->day == GZ_NO_DAY ? GZ_STR("") : gz_str(s->stamp)); break;
	case column_SourceCollectionIdentifier: gz_buf_byte(&e->buf, web ? '1' : '2'); break;
	case column_SourceCommonName: put_plain(&e->buf, doc->source, "", false); break;
	case column_DocumentIdentifier: put_identifier(&e->buf, doc, web); break;
	case column_Locations: put_locations(&e->buf, tagged, &s->named); break;
	case column_V2Locations: put_placed_locations(&e->buf, tagged); break;
	case column_Persons: put_names(&e->buf, tagged, &s->named, GZ_PERSON); break;
	case column_V2Persons: put_mentions(&e->buf, tagged, 1u << GZ_PERSON); break;
	case column_Organizations: put_names(&e->buf, tagged, &s->named, GZ_ORG); break;
	case column_V2Organizations: put_mentions(&e->buf, tagged, 1u << GZ_ORG); break;
	case column_AllNames: put_mentions(&e->buf, tagged, (1u << GZ_TYPES) - 1); break;
	case column_Extras: put_extras(e, doc); break;
	default: break;
	}
}

static bool document(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
		     struct gz_error *err)
{
	struct state *s = e->state;
	char stamp[16], *known;
	uint64_t *number;

	(void)tokens;
	if (!gz_export_distinct(tagged, &s->named))
		return gz_fail_nomem(err);
	put_stamp(&tagged->doc, stamp);
	known = s->stamps[tagged->doc.precision];
	number = &s->numbers[tagged->doc.precision];
	*number = strcmp(stamp, known) == 0 ? *number + 1 : 0;
	memcpy(known, stamp, sizeof(stamp));
	s->stamp = known;
	s->number = *number;
	for (int column = 0; column < column_count; column++) {
		if (column > 0)
			gz_buf_byte(&e->buf, '\t');
		put_column(e, tagged, column);
	}
	gz_buf_byte(&e->buf, '\n');
	if (e->scratch.failed)
		return gz_fail_nomem(err);
	return gz_exporter_row(e, &tagged->doc, GZ_TYPES, err);
}

static void release(struct gz_exporter *e)
{
	struct state *s = e->state;

	if (s != NULL)
		GZ_VEC_FREE(&s->named);
}

const struct gz_document_format gz_export_as_gkg = {
	.name = "gkg",
	.help = "lines in the shape of GDELT's Global Knowledge Graph 2.1",
	.extension = ".gkg.csv",
	.rows = true,
	.begin = begin,
	.document = document,
	.close = release,
};
