/* mention.c: what formats say of a mention, and a document as one text. */
#include "internal.h"

struct gz_str gz_export_words(const struct gz_doc *doc, const struct gz_mention *m)
{
	return gz_str_of(doc->field[m->field].ptr + m->byte_start, m->byte_length);
}

bool gz_export_mention(struct gz_buf *out, const struct gz_doc *doc, const struct gz_mention *m)
{
	const struct gz_entity *e = m->entity;

	gz_buf_printf(out, "{\"field\":\"%s\",\"start\":%lu,\"end\":%lu",
		      gz_field_name((enum gz_field)m->field), (unsigned long)m->start,
		      (unsigned long)m->start + m->length);
	gz_export_member(out, "text", gz_export_words(doc, m));
	gz_export_member(out, "entity", e->id);
	gz_export_member(out, "name", e->name);
	gz_export_member(out, "type", gz_str(gz_type_name(e->type)));
	gz_export_member(out, "country", e->country);
	gz_export_member(out, "via", gz_str(gz_via_name((enum gz_via)m->via)));
	gz_buf_str(out, GZ_STR(",\"score\":"));
	gz_json_number(out, (double)m->score);
	gz_export_member(out, "series", e->series);
	if (m->nested)
		gz_buf_str(out, GZ_STR(",\"nested\":true"));
	return gz_buf_byte(out, '}');
}

const char *gz_export_label(enum gz_type type, enum gz_labels labels)
{
	static const char *const names[GZ_LABEL_SETS][GZ_TYPES] = {
		[GZ_LABELS_CONLL] = {"PER", "LOC", "ORG", "LOC", "MISC"},
		[GZ_LABELS_ONTONOTES] = {"PERSON", "GPE", "ORG", "LOC", "EVENT"},
		[GZ_LABELS_BRAT] = {"Person", "Country", "Organization", "Place", "Event"},
	};

	return names[labels][type];
}

bool gz_export_join(struct gz_exporter *e, const struct gz_doc *doc, struct gz_joined *out)
{
	struct gz_str title = doc->field[GZ_TITLE];

	*out = (struct gz_joined){.text = doc->field[GZ_TEXT]};
	if (title.len == 0)
		return true;
	gz_export_scratch(e);
	gz_buf_str(&e->scratch, title);
	gz_buf_str(&e->scratch, GZ_STR("\n\n"));
	gz_buf_str(&e->scratch, doc->field[GZ_TEXT]);
	if (e->scratch.failed)
		return false;
	out->text = gz_buf_view(&e->scratch);
	out->bytes = title.len + 2;
	out->codes = gz_utf8_count(title) + 2;
	return true;
}

struct gz_range gz_joined_bytes(const struct gz_joined *j, const struct gz_mention *m)
{
	size_t start = m->byte_start + (m->field == GZ_TEXT ? j->bytes : 0);

	return (struct gz_range){start, start + m->byte_length};
}

struct gz_range gz_joined_codes(const struct gz_joined *j, const struct gz_mention *m)
{
	size_t start = m->start + (m->field == GZ_TEXT ? j->codes : 0);

	return (struct gz_range){start, start + m->length};
}

bool gz_export_is_outer(const struct gz_tagged *tagged, size_t number, struct gz_outer *last)
{
	const struct gz_mention *m = &tagged->mentions[number];

	if (m->field == last->field && m->start < last->end)
		return false;
	*last = (struct gz_outer){m->field, m->start + m->length};
	return true;
}

bool gz_export_urn(struct gz_buf *out, const struct gz_doc *doc)
{
	gz_buf_str(out, GZ_STR("urn:gazet:document:"));
	gz_export_encoded(out, doc->source, "-._~");
	gz_buf_byte(out, ':');
	return gz_export_encoded(out, doc->id, "-._~");
}
