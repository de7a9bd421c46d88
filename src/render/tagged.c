/* tagged.c: a document with its mentions as one line of JSON, the contract of `gazet tag`. */
#include <math.h>
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

/* `key` stands with its comma and colon. Most values have nothing to escape. */
static void put_key(struct gz_buf *out, struct gz_str key, struct gz_str value)
{
	char *at;

	if (!gz_buf_reserve(out, key.len + value.len + 2))
		return;
	at = out->ptr + out->len;
	memcpy(at, key.ptr, key.len);
	out->len += key.len;
	if (value.len == 0 || gz_scan_written(value.ptr, value.len) < value.len) {
		gz_json_string(out, value);
		return;
	}
	at += key.len;
	*at = '"';
	memcpy(at + 1, value.ptr, value.len);
	at[value.len + 1] = '"';
	out->len += value.len + 2;
}

/* At most two decimals: 1, 0.9, 0.85. */
static void put_score(struct gz_buf *out, float score)
{
	char digits[4] = {'0', '.', '0', '0'};
	unsigned hundredths;

	if (!(score >= 0 && score <= 1)) {
		gz_json_number(out, round((double)score * 100) / 100);
		return;
	}
	hundredths = (unsigned)((double)score * 100 + 0.5);
	if (hundredths == 100) {
		gz_buf_byte(out, '1');
		return;
	}
	digits[2] = (char)('0' + hundredths / 10);
	digits[3] = (char)('0' + hundredths % 10);
	gz_buf_add(out, digits, hundredths == 0 ? 1 : hundredths % 10 == 0 ? 3 : 4);
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
	put_key(out, GZ_STR("{\"field\":"), gz_str(gz_field_name((enum gz_field)m->field)));
	gz_buf_str(out, GZ_STR(",\"start\":"));
	gz_buf_number(out, (int64_t)start);
	gz_buf_str(out, GZ_STR(",\"end\":"));
	gz_buf_number(out, (int64_t)end);
	put_key(out, GZ_STR(",\"text\":"), text);
	put_key(out, GZ_STR(",\"entity\":"), m->entity->id);
	put_key(out, GZ_STR(",\"name\":"), m->entity->name);
	put_key(out, GZ_STR(",\"type\":"), gz_str(gz_type_name(m->entity->type)));
	put_key(out, GZ_STR(",\"via\":"), gz_str(gz_via_name((enum gz_via)m->via)));
	gz_buf_str(out, GZ_STR(",\"score\":"));
	put_score(out, m->score);
	if (m->entity->series.len > 0)
		put_key(out, GZ_STR(",\"series\":"), m->entity->series);
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
	put_key(out, GZ_STR("{\"id\":"), doc->id);
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
