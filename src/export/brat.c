/*
 * brat.c: brat's standoff: for each document a .txt (title, blank line, text) and an .ann, in a folder a
 * month; T lines with offsets in characters, N lines with entity ids, notes on how the words led there. brat
 * has one line a line: a mention that goes over a line break is a discontinuous span.
 */
#include <string.h>

#include "internal.h"

#define ID_MOST 60   /* characters of a file's name that come from the document's id */
#define TRIES	1000 /* documents whose names would be equal */

static bool add_file(struct gz_exporter *e, const char *name, const char *content, struct gz_error *err)
{
	gz_buf_clear(&e->buf);
	gz_buf_str(&e->buf, gz_str(content));
	return gz_exporter_file(e, name, err);
}

static bool brat_begin(struct gz_exporter *e, struct gz_error *err)
{
	static const char annotation[] =
		"[entities]\nPerson\nCountry\nOrganization\nPlace\nEvent\n\n"
		"[relations]\n<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
		"[events]\n\n[attributes]\n";
	static const char visual[] =
		"[labels]\nPerson | Person | Per\nCountry | Country | Ctr\n"
		"Organization | Organization | Org\nPlace | Place | Plc\nEvent | Event | Evt\n\n"
		"[drawing]\nSPAN_DEFAULT fgColor:black, borderColor:darken\n"
		"Person bgColor:#c7b9ff\nCountry bgColor:#ffd9a0\nOrganization bgColor:#a6e3f0\n"
		"Place bgColor:#bfe8b0\nEvent bgColor:#ffb8c6\n";

	return add_file(e, "annotation.conf", annotation, err) && add_file(e, "visual.conf", visual, err);
}

/* ---- annotations ------------------------------------------------------------------ */

/* A mention in the parts that no line break or tab divides. */
struct piece {
	struct gz_range bytes, codes;
};

/* The next piece behind `from` (a byte and a code point); false when there is none. */
static bool next_piece(struct gz_str text, size_t end, struct gz_range *from, struct piece *out)
{
	size_t last = 0;

	out->bytes.start = SIZE_MAX;
	while (from->start < end) {
		uint32_t code = 0;
		size_t len = gz_utf8_decode(text.ptr + from->start, end - from->start, &code);
		bool space = gz_export_is_space(code), breaks = space && code != ' ' && code != 0xa0;

		if (out->bytes.start == SIZE_MAX && !space) {
			out->bytes.start = from->start;
			out->codes.start = from->end;
		}
		if (out->bytes.start != SIZE_MAX && breaks)
			break;
		from->start += len > 0 ? len : 1;
		from->end++;
		if (!space) {
			out->bytes.end = last = from->start;
			out->codes.end = from->end;
		}
	}
	return out->bytes.start != SIZE_MAX && last > 0;
}

static void add_span(struct gz_exporter *e, const struct gz_joined *j, const struct gz_mention *m,
		     size_t number)
{
	struct gz_range bytes = gz_joined_bytes(j, m), codes = gz_joined_codes(j, m);
	struct gz_range at = {bytes.start, codes.start};
	struct gz_buf *out = &e->buf;
	struct piece piece;

	gz_buf_printf(out, "T%zu\t%s", number, gz_export_label(m->entity->type, GZ_LABELS_BRAT));
	for (char before = ' '; next_piece(j->text, bytes.end, &at, &piece); before = ';')
		gz_buf_printf(out, "%c%zu %zu", before, piece.codes.start, piece.codes.end);
	at = (struct gz_range){bytes.start, codes.start};
	for (char before = '\t'; next_piece(j->text, bytes.end, &at, &piece); before = ' ') {
		gz_buf_byte(out, before);
		gz_buf_add(out, j->text.ptr + piece.bytes.start, piece.bytes.end - piece.bytes.start);
	}
	gz_buf_printf(out, "\nN%zu\tReference T%zu gazet:", number, number);
	gz_export_encoded(out, m->entity->id, "-._~/:");
	gz_buf_byte(out, '\t');
	gz_export_line(out, m->entity->name);
	gz_buf_printf(out, "\n#%zu\tAnnotatorNotes T%zu\tvia %s, score ", number, number,
		      gz_via_name((enum gz_via)m->via));
	gz_json_number(out, (double)m->score);
	gz_buf_byte(out, '\n');
}

/* ---- documents ---------------------------------------------------------------------- */

/* MONTH/DAY-ID-HASH, in `name`: as good as unique, and safe on every file system. */
static void add_name(struct gz_buf *name, const struct gz_doc *doc)
{
	char day[16];
	uint64_t hash = gz_str_hash(doc->source) * 31 + gz_str_hash(doc->id);

	gz_day_format(doc->day, doc->precision, day);
	if (day[0] == '\0')
		gz_buf_str(name, GZ_STR("undated/"));
	else
		gz_buf_printf(name, "%.7s/%s-", day, day);
	gz_export_file_name(name, doc->id, ID_MOST);
	gz_buf_printf(name, "-%08x", (unsigned)(hash >> 32));
}

static bool brat_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			  const struct gz_tokens *tokens, struct gz_error *err)
{
	struct gz_buf name = {0};
	struct gz_joined joined;
	size_t stem;
	bool good = false;

	(void)tokens;
	if (!gz_export_join(e, &tagged->doc, &joined))
		return gz_fail_nomem(err);
	add_name(&name, &tagged->doc);
	stem = name.len;
	for (int i = 2; !good && i < TRIES; i++) {
		gz_buf_str(&name, GZ_STR(".txt"));
		gz_buf_byte(&name, '\0');
		gz_buf_clear(&e->buf);
		gz_buf_str(&e->buf, joined.text);
		if (name.failed || e->buf.failed) {
			gz_fail_nomem(err);
			break;
		}
		good = gz_exporter_file(e, name.ptr, err);
		if (!good && err->code != GZ_EUSAGE)
			break;
		name.len = stem;
		if (!good)
			gz_buf_printf(&name, "-%d", i);
		stem = good ? stem : name.len;
	}
	if (good) {
		gz_buf_clear(&e->buf);
		for (size_t i = 0; i < tagged->count; i++)
			add_span(e, &joined, &tagged->mentions[i], i + 1);
		gz_buf_str(&name, GZ_STR(".ann"));
		gz_buf_byte(&name, '\0');
		good = name.failed ? gz_fail_nomem(err) : gz_exporter_file(e, name.ptr, err);
	}
	gz_buf_free(&name);
	return good;
}

const struct gz_document_format gz_export_as_brat = {
	.name = "brat",
	.help = "brat's standoff: a folder of .txt and .ann with annotation.conf and visual.conf",
	.extension = ".ann",
	.folder = true,
	.begin = brat_begin,
	.document = brat_document,
};
