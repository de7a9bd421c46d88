/* annotate.c: texts in, mentions out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct gz_annotator {
	const struct gz_gaz *gaz;
	struct gz_tagger *tagger;
	struct gz_arena arena; /* of the document */
	struct gz_tagged tagged;
	size_t next;
	struct gz_mark mark;
};

struct gz_annotator *gz_annotator_open(const struct gz_gazetteer *gazetteer, const char *const *options,
				       struct gz_problem *problem)
{
	struct gz_annotator *a = calloc(1, sizeof(*a));
	struct gz_tagger_options tagging;
	struct gz_error err;
	bool good = a != NULL || gz_fail_nomem(&err);

	good = good && gz_option_tagger(options, &tagging, &err);
	if (good) {
		a->gaz = gazetteer->gaz;
		good = gz_tagger_open(a->gaz, &tagging, &a->tagger, &err);
	}
	if (!good) {
		free(a);
		a = NULL;
	}
	gz_problem_end(problem, good, &err);
	return a;
}

void gz_annotator_close(struct gz_annotator *annotator)
{
	if (annotator == NULL)
		return;
	gz_tagger_close(annotator->tagger);
	gz_arena_free(&annotator->arena);
	free(annotator);
}

bool gz_annotator_tag(struct gz_annotator *annotator, const struct gz_document *document,
		      struct gz_problem *problem)
{
	struct gz_error err;
	struct gz_doc doc;
	bool good;

	gz_arena_reset(&annotator->arena);
	annotator->tagged = (struct gz_tagged){.count = 0};
	annotator->next = 0;
	good = gz_document_read(document, &annotator->arena, &doc, &err) &&
	       gz_tagger_tag(annotator->tagger, &doc, &annotator->arena, &annotator->tagged, &err);
	if (!good)
		annotator->tagged = (struct gz_tagged){.count = 0};
	return gz_problem_end(problem, good, &err);
}

/* With a NUL at its end; false when memory ran out. */
static bool put(struct gz_annotator *a, struct gz_str s, const char **out)
{
	*out = s.len > 0 ? gz_arena_str(&a->arena, s).ptr : "";
	return *out != NULL;
}

const struct gz_mark *gz_annotator_next(struct gz_annotator *annotator)
{
	struct gz_mark *mark = &annotator->mark;
	const struct gz_mention *m;
	struct gz_str text;

	if (annotator->next == annotator->tagged.count)
		return NULL;
	m = &annotator->tagged.mentions[annotator->next];
	text = annotator->tagged.doc.field[m->field];
	*mark = (struct gz_mark){.field = gz_field_name((enum gz_field)m->field),
				 .start = m->start,
				 .end = m->start + m->length,
				 .byte_start = m->byte_start,
				 .byte_end = m->byte_start + m->byte_length,
				 .type = gz_type_name(m->entity->type),
				 .via = gz_via_name((enum gz_via)m->via),
				 .score = round((double)m->score * 1e6) / 1e6,
				 .nested = m->nested};
	if (!put(annotator, gz_str_of(text.ptr + m->byte_start, m->byte_length), &mark->text) ||
	    !put(annotator, m->entity->id, &mark->entity) || !put(annotator, m->entity->name, &mark->name) ||
	    !put(annotator, m->entity->series, &mark->series) ||
	    !put(annotator, m->entity->country, &mark->country))
		return NULL;
	annotator->next++;
	return mark;
}

size_t gz_annotator_count(const struct gz_annotator *annotator)
{
	return annotator->tagged.count;
}

const char *gz_annotator_given_up(struct gz_annotator *annotator, size_t n)
{
	return gz_given_up_tell(&annotator->tagged, n, &annotator->arena);
}

const char *gz_annotator_field(const struct gz_annotator *annotator, const char *field, size_t *length)
{
	bool title = field != NULL && strcmp(field, "title") == 0;
	struct gz_str text = annotator->tagged.doc.field[title ? GZ_TITLE : GZ_TEXT];

	if (length != NULL)
		*length = text.len;
	return text.len > 0 ? text.ptr : "";
}
