/* mention.c: what formats say of a mention. */
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
