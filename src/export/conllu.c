/*
 * conllu.c: CoNLL-U of Universal Dependencies: ten columns, of which words and MISC are filled: NE= (IOB2),
 * Entity= (the id), SpaceAfter=No, and SpacesAfter= or SpacesBefore= where the white space is another than
 * one space, so that the field can be put together again. Of nested mentions the outermost.
 */
#include <stdlib.h>

#include "internal.h"

struct conllu {
	gz_unit_vec units;  /* first: gz_export_units_close frees it */
	uint64_t sentences; /* of the document so far */
	bool told;	    /* the provenance stands in front of the first document */
};

static bool conllu_begin(struct gz_exporter *e, struct gz_error *err)
{
	e->state = calloc(1, sizeof(struct conllu));
	return e->state != NULL || gz_fail_nomem(err);
}

/* SOURCE/ID, with no white space and no other slash; of a sentence with another sign between them, as
 * Universal Dependencies have a use for the slash. */
static void add_id(struct gz_buf *out, const struct gz_doc *doc, char between)
{
	gz_export_encoded(out, doc->source, "-._~:,;()@+=");
	gz_buf_byte(out, between);
	gz_export_encoded(out, doc->id, "-._~:,;()@+=");
}

/* White space in the escapes of UDPipe; what it has none for as \u000b. */
static void add_spaces(struct gz_buf *out, struct gz_str spaces)
{
	for (size_t at = 0; at < spaces.len;) {
		uint32_t code = 0;
		size_t len = gz_utf8_decode(spaces.ptr + at, spaces.len - at, &code);

		switch (code) {
		case ' ': gz_buf_str(out, GZ_STR("\\s")); break;
		case '\t': gz_buf_str(out, GZ_STR("\\t")); break;
		case '\r': gz_buf_str(out, GZ_STR("\\r")); break;
		case '\n': gz_buf_str(out, GZ_STR("\\n")); break;
		default: gz_buf_printf(out, "\\u%04x", (unsigned)code);
		}
		at += len > 0 ? len : 1;
	}
}

static void add_attribute(struct gz_buf *out, bool *some, struct gz_str attribute)
{
	if (*some)
		gz_buf_byte(out, '|');
	*some = true;
	gz_buf_str(out, attribute);
}

/* `before`: white space in front of a field's first unit; `behind`: that up to the next unit, or, of the
 * `last` one, to the field's end. There nothing is told of, and any white space is: what follows is another
 * field, and no part of the word. */
static void add_misc(struct gz_buf *out, const struct gz_unit *unit, struct gz_str before,
		     struct gz_str behind, bool last)
{
	bool some = false, plain = !last && gz_str_eq(behind, GZ_STR(" "));

	if (unit->mention != NULL) {
		add_attribute(out, &some, GZ_STR("Entity="));
		gz_export_encoded(out, unit->mention->entity->id, "-._~:/,;()@+");
		add_attribute(out, &some, unit->begins ? GZ_STR("NE=B-") : GZ_STR("NE=I-"));
		gz_buf_str(out, gz_str(gz_export_label(unit->mention->entity->type, GZ_LABELS_CONLL)));
	}
	if (behind.len == 0 && !last)
		add_attribute(out, &some, GZ_STR("SpaceAfter=No"));
	if (behind.len > 0 && !plain) {
		add_attribute(out, &some, GZ_STR("SpacesAfter="));
		add_spaces(out, behind);
	}
	if (before.len > 0) {
		add_attribute(out, &some, GZ_STR("SpacesBefore="));
		add_spaces(out, before);
	}
	if (!some)
		gz_buf_byte(out, '_');
}

/* The units from .. to - 1 with one space where there is white space. */
static void add_text(struct gz_buf *out, struct gz_str text, const struct gz_unit *units, size_t from,
		     size_t to)
{
	for (size_t i = from; i < to; i++) {
		gz_buf_add(out, text.ptr + units[i].start, units[i].end - units[i].start);
		if (i + 1 < to && units[i + 1].start > units[i].end)
			gz_buf_byte(out, ' ');
	}
}

static void add_sentence(struct gz_exporter *e, const struct gz_doc *doc, struct gz_str text, size_t from,
			 size_t to)
{
	struct conllu *c = e->state;
	const struct gz_unit *units = c->units.ptr;
	struct gz_buf *out = &e->buf;

	gz_buf_str(out, GZ_STR("# sent_id = "));
	add_id(out, doc, '|');
	gz_buf_printf(out, "-%llu\n# text = ", (unsigned long long)++c->sentences);
	add_text(out, text, units, from, to);
	gz_buf_byte(out, '\n');
	for (size_t i = from; i < to; i++) {
		size_t next = i + 1 < c->units.len ? units[i + 1].start : text.len;
		struct gz_str before = i == 0 ? gz_str_of(text.ptr, units[0].start) : GZ_STR("");

		gz_buf_number(out, (int64_t)(i - from) + 1);
		gz_buf_byte(out, '\t');
		gz_buf_add(out, text.ptr + units[i].start, units[i].end - units[i].start);
		gz_buf_str(out, GZ_STR("\t_\t_\t_\t_\t_\t_\t_\t"));
		add_misc(out, &units[i], before, gz_str_of(text.ptr + units[i].end, next - units[i].end),
			 i + 1 == c->units.len);
		gz_buf_byte(out, '\n');
	}
	gz_buf_byte(out, '\n');
}

static void add_document(struct gz_exporter *e, const struct gz_doc *doc)
{
	const struct gz_provenance *p = e->options.provenance;
	struct conllu *c = e->state;
	struct gz_buf *out = &e->buf;
	char day[16];

	gz_buf_str(out, GZ_STR("# newdoc id = "));
	add_id(out, doc, '/');
	gz_buf_byte(out, '\n');
	if (p != NULL && !c->told) {
		gz_buf_str(out, GZ_STR("# generator = gazet "));
		gz_export_line(out, p->version);
		gz_buf_str(out, GZ_STR("\n# gazetteer = "));
		gz_export_line(out, p->gazetteer);
		gz_buf_str(out, GZ_STR("\n# filter = "));
		gz_export_line(out, p->filter);
		gz_buf_byte(out, '\n');
	}
	c->told = true;
	gz_day_format(doc->day, doc->precision, day);
	if (day[0] != '\0')
		gz_buf_printf(out, "# date = %s\n", day);
	if (doc->url.len > 0) {
		gz_buf_str(out, GZ_STR("# url = "));
		gz_export_line(out, doc->url);
		gz_buf_byte(out, '\n');
	}
}

static bool conllu_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			    const struct gz_tokens *tokens, struct gz_error *err)
{
	struct conllu *c = e->state;

	c->sentences = 0;
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_export_units(tagged, (enum gz_field)field, &tokens[field], &c->units))
			return gz_fail_nomem(err);
		for (size_t from = 0, to; from < c->units.len; from = to) {
			for (to = from + 1; to < c->units.len && !c->units.ptr[to].first;)
				to++;
			/* What is said of a document stands in front of its first sentence. */
			if (c->sentences == 0)
				add_document(e, &tagged->doc);
			if (from == 0)
				gz_buf_printf(&e->buf, "# field = %s\n", gz_field_name((enum gz_field)field));
			add_sentence(e, &tagged->doc, tagged->doc.field[field], from, to);
		}
	}
	return true;
}

const struct gz_document_format gz_export_as_conllu = {
	.name = "conllu",
	.help = "CoNLL-U of Universal Dependencies, with NE= and Entity= in MISC",
	.extension = ".conllu",
	.tokens = true,
	.begin = conllu_begin,
	.document = conllu_document,
	.close = gz_export_units_close,
};
