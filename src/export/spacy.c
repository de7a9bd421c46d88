/*
 * spacy.c: a task a line as Prodigy has them, which spaCy's tools read too: the document as one text (title,
 * blank line, text), spans in code points with the labels of OntoNotes and the entity as kb_id. `spans` do
 * not overlap; mentions inside of others are in `nested`.
 */
#include "internal.h"

static bool add_spans(struct gz_buf *out, const struct gz_tagged *tagged, const struct gz_joined *j,
		      bool outer)
{
	struct gz_outer last = {0};
	bool some = false;

	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];
		struct gz_range codes = gz_joined_codes(j, m);

		if (gz_export_is_outer(tagged, i, &last) != outer)
			continue;
		gz_buf_printf(out, "%s{\"start\":%zu,\"end\":%zu", some ? "," : "", codes.start, codes.end);
		gz_export_member(out, "label", gz_str(gz_export_label(m->entity->type, GZ_LABELS_ONTONOTES)));
		gz_export_member(out, "kb_id", m->entity->id);
		gz_buf_byte(out, '}');
		some = true;
	}
	return some;
}

static bool has_nested(const struct gz_tagged *tagged)
{
	struct gz_outer last = {0};

	for (size_t i = 0; i < tagged->count; i++) {
		if (!gz_export_is_outer(tagged, i, &last))
			return true;
	}
	return false;
}

static bool spacy_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			   const struct gz_tokens *tokens, struct gz_error *err)
{
	const struct gz_doc *doc = &tagged->doc;
	struct gz_buf *out = &e->buf;
	struct gz_joined joined;
	char day[16];

	(void)tokens;
	if (!gz_export_join(e, doc, &joined))
		return gz_fail_nomem(err);
	gz_buf_str(out, GZ_STR("{\"text\":"));
	gz_json_string(out, joined.text);
	gz_buf_str(out, GZ_STR(",\"spans\":["));
	add_spans(out, tagged, &joined, true);
	gz_buf_byte(out, ']');
	if (has_nested(tagged)) {
		gz_buf_str(out, GZ_STR(",\"nested\":["));
		add_spans(out, tagged, &joined, false);
		gz_buf_byte(out, ']');
	}
	gz_buf_str(out, GZ_STR(",\"meta\":{"));
	gz_export_member(out, "source", doc->source);
	gz_export_member(out, "doc", doc->id);
	gz_export_member(out, "date", gz_str(gz_day_format(doc->day, doc->precision, day)));
	gz_export_member(out, "url", doc->url);
	gz_export_member(out, "lang", doc->lang);
	gz_buf_printf(out, ",\"text_start\":%zu}}\n", joined.codes);
	return gz_exporter_row(e, doc, GZ_TYPES, err);
}

const struct gz_document_format gz_export_as_spacy = {
	.name = "spacy",
	.help = "a task a line for Prodigy and spaCy: text, spans with label and kb_id",
	.extension = ".jsonl",
	.rows = true,
	.document = spacy_document,
};
