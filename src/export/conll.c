/*
 * conll.c: the data format of the CoNLL-2003 shared task: a token a line in four columns, of which the second
 * and third (part of speech, chunk) are not known here; a blank line behind each sentence, a -DOCSTART- line
 * before each document; tags in IOB2. Of nested mentions the outermost.
 */
#include <stdlib.h>

#include "internal.h"

static bool conll_begin(struct gz_exporter *e, struct gz_error *err)
{
	e->state = calloc(1, sizeof(gz_unit_vec));
	return e->state != NULL || gz_fail_nomem(err);
}

static void add_units(struct gz_buf *out, struct gz_str text, const gz_unit_vec *units)
{
	for (size_t i = 0; i < units->len; i++) {
		const struct gz_unit *unit = &units->ptr[i];

		if (unit->first && i > 0)
			gz_buf_byte(out, '\n');
		gz_buf_add(out, text.ptr + unit->start, unit->end - unit->start);
		if (unit->mention == NULL)
			gz_buf_str(out, GZ_STR(" -X- -X- O\n"));
		else
			gz_buf_printf(out, " -X- -X- %c-%s\n", unit->begins ? 'B' : 'I',
				      gz_export_label(unit->mention->entity->type, GZ_LABELS_CONLL));
	}
	if (units->len > 0)
		gz_buf_byte(out, '\n');
}

static bool conll_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			   const struct gz_tokens *tokens, struct gz_error *err)
{
	gz_buf_str(&e->buf, GZ_STR("-DOCSTART- -X- -X- O\n\n"));
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_export_units(tagged, (enum gz_field)field, &tokens[field], e->state))
			return gz_fail_nomem(err);
		add_units(&e->buf, tagged->doc.field[field], e->state);
	}
	return true;
}

void gz_export_units_close(struct gz_exporter *e)
{
	gz_unit_vec *units = e->state;

	if (units != NULL)
		GZ_VEC_FREE(units);
}

const struct gz_document_format gz_export_as_conll = {
	.name = "conll2003",
	.help = "a token a line with IOB2 tags (PER, ORG, LOC, MISC), as the CoNLL-2003 task has them",
	.extension = ".conll",
	.tokens = true,
	.begin = conll_begin,
	.document = conll_document,
	.close = gz_export_units_close,
};
