/*
 * fuzz_library.c: the library as a program calls it: documents of any bytes, with and without their members, older
 * headers, any options. What it gives is text, and lies where it says. Input: a byte of flags, a byte that is the
 * size of the caller's struct, then strings that 0x1E ends: text, title, date, id, source, url, lang, and options.
 */
#include <string.h>

#include "../../include/gazet/base.h"
#include "world.h"

#define STRINGS	 7
#define OPTIONS	 8
#define BY_BYTES 1u /* the lengths are given, and the text may have NULs */
#define ABSENT	 2u /* what is empty is NULL */
#define CHOSEN	 4u /* the options are those of the input */

struct input {
	char *string[STRINGS + 2 * OPTIONS + 1];
	size_t length[STRINGS + 2 * OPTIONS];
	size_t count;
};

static void cut(struct input *in, char *bytes, size_t size)
{
	char *at = bytes, *end = bytes + size;

	while (in->count < GZ_COUNT(in->length)) {
		char *stop = memchr(at, 0x1e, (size_t)(end - at));

		stop = stop != NULL ? stop : end;
		*stop = '\0';
		in->string[in->count] = at;
		in->length[in->count++] = (size_t)(stop - at);
		if (stop == end)
			break;
		at = stop + 1;
	}
}

static const char *member(const struct input *in, size_t index, unsigned flags)
{
	if (index >= in->count || ((flags & ABSENT) != 0 && in->length[index] == 0))
		return NULL;
	return in->string[index];
}

static struct gz_document document(const struct input *in, unsigned flags, size_t size)
{
	struct gz_document d = gz_document_of(member(in, 0, flags));

	d.title = member(in, 1, flags);
	if ((flags & BY_BYTES) != 0) {
		d.text_length = d.text != NULL ? in->length[0] : 0;
		d.title_length = d.title != NULL ? in->length[1] : 0;
	}
	d.date = member(in, 2, flags);
	d.id = member(in, 3, flags);
	d.source = member(in, 4, flags);
	d.url = member(in, 5, flags);
	d.lang = member(in, 6, flags);
	d.size = size < sizeof(d) ? size / sizeof(void *) * sizeof(void *) : sizeof(d); /* whole members */
	return d;
}

static size_t code_points(const char *text, size_t length)
{
	return gz_utf8_count(gz_str_of(text, length));
}

static void check_mark(struct gz_annotator *a, const struct gz_mark *m)
{
	size_t length;
	const char *text = gz_annotator_field(a, m->field, &length);

	must(strcmp(m->field, "title") == 0 || strcmp(m->field, "text") == 0);
	must(m->byte_start < m->byte_end && m->byte_end <= length && m->start < m->end);
	must(strlen(m->text) == m->byte_end - m->byte_start);
	must(memcmp(m->text, text + m->byte_start, m->byte_end - m->byte_start) == 0);
	must(code_points(text, m->byte_start) == m->start && code_points(text, m->byte_end) == m->end);
	must(m->entity[0] != '\0' && m->name[0] != '\0' && m->type[0] != '\0' && m->via[0] != '\0');
	must(m->score > 0 && m->score <= 1 && m->series != NULL && m->country != NULL);
}

static void tag(struct gz_annotator *a, const struct gz_document *d)
{
	struct gz_problem problem = {0};
	const struct gz_mark *m;
	size_t count = 0, length;

	if (!gz_annotator_tag(a, d, &problem)) {
		must(d->size == 0 && problem.code == GAZET_USAGE && gz_annotator_count(a) == 0);
		return;
	}
	while ((m = gz_annotator_next(a)) != NULL) {
		check_mark(a, m);
		count++;
	}
	must(count == gz_annotator_count(a) && gz_annotator_next(a) == NULL);
	must(gz_utf8_valid(gz_str(gz_annotator_field(a, "text", &length))));
	gz_annotator_field(a, NULL, NULL);
}

/* Folding what is folded changes nothing. */
static void fold(const char *text, size_t length)
{
	struct gz_problem problem;
	char *once = gz_fold(text, length, &problem), *twice;

	must(once != NULL && gz_utf8_valid(gz_str(once)));
	twice = gz_fold(once, strlen(once), &problem);
	must(twice != NULL && strcmp(once, twice) == 0);
	gz_free(once);
	gz_free(twice);
}

static struct gz_gazetteer *gazetteer(void)
{
	static struct gz_gazetteer *g;
	struct fuzz_world w = {0};
	const char *const paths[] = {w.gazetteer};
	struct gz_problem problem;

	if (g != NULL)
		return g;
	fuzz_world_make(&w);
	g = gz_gazetteer_open(paths, 1, &problem);
	must(g != NULL && gz_gazetteer_count(g) == 9 && strlen(gz_gazetteer_hash(g)) == 32);
	fuzz_world_forget(&w);
	return g;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gz_annotator *plain;
	struct input in = {.count = 0};
	struct gz_annotator *chosen;
	struct gz_problem problem = {0};
	struct gz_document d;
	char *bytes;

	if (size < 2)
		return 0;
	bytes = malloc(size - 1);
	must(bytes != NULL);
	memcpy(bytes, data + 2, size - 2);
	cut(&in, bytes, size - 2);
	d = document(&in, data[0], data[1]);
	fold(in.string[0], in.length[0]);
	if (plain == NULL)
		plain = gz_annotator_open(gazetteer(), NULL, &problem);
	must(plain != NULL);
	tag(plain, &d);
	if ((data[0] & CHOSEN) != 0) {
		chosen = gz_annotator_open(gazetteer(),
					   in.count > STRINGS ? (const char *const *)in.string + STRINGS : NULL,
					   &problem);
		must(chosen != NULL || (problem.code == GAZET_USAGE && problem.message[0] != '\0'));
		if (chosen != NULL)
			tag(chosen, &d);
		gz_annotator_close(chosen);
	}
	free(bytes);
	return 0;
}
