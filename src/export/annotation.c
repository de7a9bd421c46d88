/*
 * annotation.c: the Web Annotation Data Model of the W3C: a complete annotation a line, for each mention,
 * with a quote and a position in the document as one text (title, blank line, text). The context is named,
 * not fetched.
 */
#include "internal.h"

#define AROUND 32 /* code points in front of and behind the quote */

static size_t back(struct gz_str text, size_t at)
{
	for (int i = 0; i < AROUND && at > 0; i++) {
		at--;
		while (at > 0 && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
			at--;
	}
	return at;
}

static void add_selectors(struct gz_buf *out, const struct gz_joined *j, const struct gz_mention *m)
{
	struct gz_range bytes = gz_joined_bytes(j, m), codes = gz_joined_codes(j, m);
	size_t from = back(j->text, bytes.start), to = bytes.end;
	struct gz_str behind = gz_str_of(j->text.ptr + to, j->text.len - to);

	behind.len = gz_utf8_offset(behind, AROUND);
	gz_buf_str(out, GZ_STR("[{\"type\":\"TextQuoteSelector\",\"exact\":"));
	gz_json_string(out, gz_str_of(j->text.ptr + bytes.start, bytes.end - bytes.start));
	gz_export_member(out, "prefix", gz_str_of(j->text.ptr + from, bytes.start - from));
	gz_export_member(out, "suffix", behind);
	gz_buf_printf(out, "},{\"type\":\"TextPositionSelector\",\"start\":%zu,\"end\":%zu}]", codes.start,
		      codes.end);
}

static void add_body(struct gz_buf *out, const struct gz_entity *e)
{
	gz_buf_str(out, GZ_STR("\"body\":[{\"type\":\"SpecificResource\",\"purpose\":\"identifying\","
			       "\"source\":{\"id\":\"urn:gazet:entity:"));
	gz_export_encoded(out, e->id, "-._~/");
	gz_buf_str(out, GZ_STR("\",\"label\":"));
	gz_json_string(out, e->name);
	gz_buf_str(out, GZ_STR("}},{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"format\":\"text/"
			       "plain\",\"value\":\""));
	gz_buf_printf(out, "%s\"}]", gz_type_name(e->type));
}

static void add_target(struct gz_buf *out, const struct gz_doc *doc, const struct gz_joined *j,
		       const struct gz_mention *m)
{
	gz_buf_str(out, GZ_STR("\"target\":{\"source\":"));
	if (gz_export_is_web(doc->url)) {
		gz_json_string(out, doc->url);
	} else {
		gz_buf_byte(out, '"');
		gz_export_urn(out, doc);
		gz_buf_byte(out, '"');
	}
	gz_buf_str(out, GZ_STR(",\"selector\":"));
	add_selectors(out, j, m);
	gz_buf_byte(out, '}');
}

static void add_annotation(struct gz_exporter *e, const struct gz_doc *doc, const struct gz_joined *j,
			   const struct gz_mention *m)
{
	struct gz_range codes = gz_joined_codes(j, m);
	struct gz_buf *out = &e->buf;

	gz_buf_str(out, GZ_STR("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\""));
	gz_export_urn(out, doc);
	gz_buf_printf(out, ":%zu-%zu:", codes.start, codes.end);
	gz_export_encoded(out, m->entity->id, "-._~/");
	gz_buf_str(out, GZ_STR("\",\"type\":\"Annotation\",\"motivation\":\"identifying\","));
	if (e->options.provenance != NULL) {
		gz_buf_str(out, GZ_STR("\"generator\":{\"id\":\"urn:gazet:software:"));
		gz_export_encoded(out, e->options.provenance->version, "-._~");
		gz_buf_str(out, GZ_STR("\",\"type\":\"Software\",\"name\":\"gazet\"},"));
	}
	add_body(out, m->entity);
	gz_buf_byte(out, ',');
	add_target(out, doc, j, m);
	gz_buf_str(out, GZ_STR("}\n"));
}

static bool annotation_document(struct gz_exporter *e, const struct gz_tagged *tagged,
				const struct gz_tokens *tokens, struct gz_error *err)
{
	struct gz_joined joined;

	(void)tokens;
	if (!gz_export_join(e, &tagged->doc, &joined))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		add_annotation(e, &tagged->doc, &joined, m);
		if (!gz_exporter_row(e, &tagged->doc, m->entity->type, err))
			return false;
	}
	return true;
}

const struct gz_document_format gz_export_as_annotation = {
	.name = "webannotation",
	.help = "W3C Web Annotations, one a line (JSON-LD), with quote and position",
	.extension = ".jsonl",
	.rows = true,
	.by_mention = true,
	.document = annotation_document,
};
