/* xmlrecord.c: what a handler keeps of a record in XML, never more than a record may have. */
#include <string.h>

#include "xmlparser.h"

void gz_xml_record(struct gz_xml *x)
{
	x->record_at = x->base + (uint64_t)XML_GetCurrentByteIndex(x->parser);
	x->kept = 0;
	x->too_long = false;
	x->r->record++;
}

/* Room for so many bytes more? */
static bool keeps(struct gz_xml *x, struct gz_buf *out, size_t len)
{
	if (!x->too_long && x->kept + len > x->r->max_document)
		x->too_long = true;
	if (x->too_long) {
		gz_buf_free(out);
		return false;
	}
	x->kept += len;
	if (!gz_buf_reserve(out, len))
		gz_xml_no_memory(x);
	return !out->failed;
}

void gz_xml_keep(struct gz_xml *x, struct gz_buf *out, struct gz_str text)
{
	if (keeps(x, out, text.len))
		gz_buf_str(out, text);
}

/* Two blanks side by side, or anything below a blank: perhaps, true is no promise. */
static bool has_runs(struct gz_str text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);

	for (size_t i = 0; i + 9 <= text.len; i += 8) {
		uint64_t here, next;

		memcpy(&here, text.ptr + i, 8);
		memcpy(&next, text.ptr + i + 1, 8);
		if (((here - 0x20 * ones) & ~here & highs) != 0)
			return true;
		here ^= 0x20 * ones;
		next ^= 0x20 * ones;
		if (((here - ones) & ~here & (next - ones) & ~next & highs) != 0)
			return true;
	}
	return false;
}

void gz_xml_keep_words(struct gz_xml *x, struct gz_buf *out, struct gz_str text)
{
	const char *at = text.ptr, *end = text.ptr + text.len, *plain;
	bool blank;
	char *to;

	if (!keeps(x, out, text.len))
		return;
	to = out->ptr + out->len;
	/* The last few bytes are looked at in any case. */
	if (text.len > 16 && *at != ' ' && !has_runs(text)) {
		plain = end - 9;
		memcpy(to, at, (size_t)(plain - at));
		to += plain - at;
		at = plain;
	}
	blank = to == out->ptr || to[-1] == ' ' || to[-1] == '\n';
	for (; at < end; at++) {
		bool here = *at == ' ' || *at == '\n' || *at == '\t' || *at == '\r';

		*to = here ? ' ' : *at;
		to += !(here && blank);
		blank = here;
	}
	out->len = (size_t)(to - out->ptr);
}

void gz_xml_keep_break(struct gz_xml *x, struct gz_buf *out, unsigned breaks)
{
	size_t len = out->len;

	while (len > 0 && out->ptr[len - 1] == ' ')
		len--;
	out->len = len;
	while (len > 0 && out->ptr[len - 1] == '\n')
		len--;
	if (len == 0)
		return;
	for (size_t have = out->len - len; have < breaks; have++)
		gz_xml_keep(x, out, GZ_STR("\n"));
}

bool gz_xml_record_end(struct gz_xml *x, struct gz_record *record)
{
	record->record = x->r->record;
	record->bytes = x->stopped_at - x->record_at;
	if (!x->too_long && record->bytes <= x->r->max_document)
		return true;
	gz_reader_reject_at(x->r, GZ_ELIMIT, x->r->record, 0, "longer than the limit of %zu bytes; skipped",
			    x->r->max_document);
	return false;
}

void gz_xml_repaired(struct gz_xml *x, struct gz_doc *doc)
{
	uint64_t more = x->bytes.repaired - x->repaired;

	x->repaired = x->bytes.repaired;
	if (more > 0 && doc->repaired == 0)
		gz_count(&x->r->repaired, 1);
	doc->repaired += more;
}
