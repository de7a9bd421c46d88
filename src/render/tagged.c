/* tagged.c: a document with its mentions as one line of JSON, the contract of `gazet tag`. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

/* Where in a field the last mention began, in UTF-16 units: mentions come in order. */
struct utf16 {
	uint8_t field;
	uint32_t byte;
	uint64_t units;
};

/* One unit for a code point, two beyond U+FFFF. */
static uint64_t utf16_units(struct gz_str s)
{
	uint64_t units = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char byte = (unsigned char)s.ptr[i];

		units += ((byte & 0xc0) != 0x80) + (byte >= 0xf0);
	}
	return units;
}

static uint64_t utf16_start(struct utf16 *at, struct gz_str field, const struct gz_mention *m)
{
	if (m->field != at->field || m->byte_start < at->byte)
		*at = (struct utf16){.field = m->field};
	at->units += utf16_units(gz_str_of(field.ptr + at->byte, m->byte_start - at->byte));
	at->byte = m->byte_start;
	return at->units;
}

static void put_key(struct gz_buf *out, const char *key, struct gz_str value)
{
	gz_buf_printf(out, ",\"%s\":", key);
	gz_json_string(out, value);
}

/* At most two decimals: 1, 0.9, 0.85. */
static void put_score(struct gz_buf *out, float score)
{
	gz_buf_str(out, GZ_STR(",\"score\":"));
	gz_json_number(out, round((double)score * 100) / 100);
}

static void put_mention(struct gz_buf *out, const struct gz_doc *doc, const struct gz_mention *m,
			enum gz_offsets offsets, struct utf16 *at)
{
	struct gz_str field = doc->field[m->field];
	struct gz_str text = gz_str_of(field.ptr + m->byte_start, m->byte_length);
	uint64_t start = m->start, end = (uint64_t)m->start + m->length;

	if (offsets == GZ_OFFSETS_BYTE) {
		start = m->byte_start;
		end = start + m->byte_length;
	} else if (offsets == GZ_OFFSETS_UTF16) {
		start = utf16_start(at, field, m);
		end = start + utf16_units(text);
	}
	gz_buf_printf(out, "{\"field\":\"%s\",\"start\":%" PRIu64 ",\"end\":%" PRIu64,
		      gz_field_name((enum gz_field)m->field), start, end);
	put_key(out, "text", text);
	put_key(out, "entity", m->entity->id);
	put_key(out, "name", m->entity->name);
	put_key(out, "type", gz_str(gz_type_name(m->entity->type)));
	put_key(out, "via", gz_str(gz_via_name((enum gz_via)m->via)));
	put_score(out, m->score);
	if (m->entity->series.len > 0)
		put_key(out, "series", m->entity->series);
	if (m->nested)
		gz_buf_str(out, GZ_STR(",\"nested\":true"));
	gz_buf_byte(out, '}');
}

bool gz_render_tagged(struct gz_buf *out, const struct gz_tagged *tagged, enum gz_offsets offsets)
{
	const struct gz_doc *doc = &tagged->doc;
	struct utf16 at = {0};
	char day[16];

	gz_day_format(doc->day, doc->precision, day);
	gz_buf_str(out, GZ_STR("{\"id\":"));
	gz_json_string(out, doc->id);
	gz_buf_str(out, GZ_STR(",\"date\":"));
	if (day[0] != '\0')
		gz_json_string(out, gz_str(day));
	else
		gz_buf_str(out, GZ_STR("null"));
	gz_buf_str(out, GZ_STR(",\"mentions\":["));
	for (size_t i = 0; i < tagged->count; i++) {
		if (i > 0)
			gz_buf_byte(out, ',');
		put_mention(out, doc, &tagged->mentions[i], offsets, &at);
	}
	return gz_buf_str(out, GZ_STR("]}"));
}
