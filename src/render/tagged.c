/* tagged.c: a document with its mentions as one line of JSON, the contract of `gazet tag`. */
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

/* Everything of a mention but its strings: less than this. */
#define MENTION_ROOM 256

/* The end of what was written is returned by all of these; who calls them has made room. */
static char *put(char *at, struct gz_str s)
{
	memcpy(at, s.ptr, s.len);
	return at + s.len;
}

static char *put_number(char *at, uint64_t value)
{
	char *end = at + 1;

	for (uint64_t rest = value; rest >= 10; rest /= 10)
		end++;
	at = end;
	do {
		*--at = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	return end;
}

/* At most two decimals: 1, 0.9, 0.85. Scores are between 0 and 1. */
static char *put_score(char *at, float score)
{
	unsigned hundredths = score >= 1 ? 100 : score > 0 ? (unsigned)((double)score * 100 + 0.5) : 0;

	*at++ = (char)('0' + hundredths / 100);
	if (hundredths % 100 == 0)
		return at;
	*at++ = '.';
	*at++ = (char)('0' + hundredths / 10);
	if (hundredths % 10 > 0)
		*at++ = (char)('0' + hundredths % 10);
	return at;
}

static char *put_span(char *at, const struct gz_mention *m, struct gz_str field, enum gz_offsets offsets,
		      struct utf16 *utf16)
{
	uint64_t start = m->start, length = m->length;

	if (offsets == GZ_OFFSETS_BYTE) {
		start = m->byte_start;
		length = m->byte_length;
	} else if (offsets == GZ_OFFSETS_UTF16) {
		start = utf16_start(utf16, field, m);
		length = utf16_units(gz_str_of(field.ptr + m->byte_start, m->byte_length));
	}
	at = put_number(put(at, GZ_STR(",\"start\":")), start);
	return put_number(put(at, GZ_STR(",\"end\":")), start + length);
}

static void put_mention(struct gz_buf *out, const struct gz_doc *doc, const struct gz_mention *m,
			enum gz_offsets offsets, struct utf16 *utf16)
{
	const struct gz_entity *e = m->entity;
	struct gz_str field = doc->field[m->field];
	struct gz_str text = gz_str_of(field.ptr + m->byte_start, m->byte_length);
	char *at;

	if (!gz_buf_reserve(out, MENTION_ROOM + GZ_JSON_ROOM(text.len) + GZ_JSON_ROOM(e->id.len) +
					 GZ_JSON_ROOM(e->name.len) + GZ_JSON_ROOM(e->series.len)))
		return;
	at = put(out->ptr + out->len,
		 m->field == GZ_TITLE ? GZ_STR("{\"field\":\"title\"") : GZ_STR("{\"field\":\"text\""));
	at = put_span(at, m, field, offsets, utf16);
	at = gz_json_put(put(at, GZ_STR(",\"text\":")), text);
	at = gz_json_put(put(at, GZ_STR(",\"entity\":")), e->id);
	at = gz_json_put(put(at, GZ_STR(",\"name\":")), e->name);
	at = put(put(at, GZ_STR(",\"type\":\"")), gz_str(gz_type_name(e->type)));
	at = put(put(at, GZ_STR("\",\"via\":\"")), gz_str(gz_via_name((enum gz_via)m->via)));
	at = put_score(put(at, GZ_STR("\",\"score\":")), m->score);
	if (e->series.len > 0)
		at = gz_json_put(put(at, GZ_STR(",\"series\":")), e->series);
	if (m->nested)
		at = put(at, GZ_STR(",\"nested\":true"));
	*at++ = '}';
	out->len = (size_t)(at - out->ptr);
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
