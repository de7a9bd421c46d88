/* jsonl.c: documents as `gazet index` reads them, with their mentions: an archive that can be indexed again.
 */
#include "internal.h"

static bool jsonl_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			   const struct gz_tokens *tokens, struct gz_error *err)
{
	const struct gz_doc *doc = &tagged->doc;
	struct gz_buf *out = &e->buf;
	char day[16];

	(void)tokens;
	gz_buf_byte(out, '{');
	gz_export_member(out, "id", doc->id);
	gz_export_member(out, "source", doc->source);
	gz_export_member(out, "date", gz_str(gz_day_format(doc->day, doc->precision, day)));
	gz_export_member(out, "title", doc->field[GZ_TITLE]);
	gz_buf_str(out, GZ_STR(",\"text\":"));
	gz_json_string(out, doc->field[GZ_TEXT]);
	gz_export_member(out, "url", doc->url);
	gz_export_member(out, "lang", doc->lang);
	gz_buf_str(out, GZ_STR(",\"mentions\":["));
	for (size_t i = 0; i < tagged->count; i++) {
		if (i > 0)
			gz_buf_byte(out, ',');
		gz_export_mention(out, doc, &tagged->mentions[i]);
	}
	gz_buf_str(out, GZ_STR("]}\n"));
	return gz_exporter_row(e, doc, GZ_TYPES, err);
}

const struct gz_document_format gz_export_jsonl = {
	.name = "jsonl",
	.help = "documents with their mentions, a line each, as index reads them",
	.extension = ".jsonl",
	.rows = true,
	.document = jsonl_document,
};
