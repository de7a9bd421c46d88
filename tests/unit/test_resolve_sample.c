/* test_resolve_sample.c: the sample article, tagged with the shipped gazetteers as a person would mark it. */
#include "resolve_desk.h"

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 1 << 16);

	assert_non_null(text);
	if (file != NULL) {
		size_t len = fread(text, 1, (1 << 16) - 1, file);

		text[len] = '\0';
		fclose(file);
	}
	return text;
}

/* The first mention, nested or not, that reaches into this part of the text; NULL: none. */
static const struct gz_mention *covering(const struct gz_tagged *t, size_t start, size_t length, bool nested)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct gz_mention *m = &t->mentions[i];

		if (m->field == GZ_TEXT && m->nested == nested && m->byte_start < start + length &&
		    m->byte_start + m->byte_length > start)
			return m;
	}
	return NULL;
}

/* A phrase of the article: `words` behind `before` mean `entity`, or an edition of it; "event/": any event of
 * exactly these words; NULL: nothing may touch them. */
struct phrase {
	const char *before, *words;
	const char *entity;
	unsigned times;
	bool nested;
};

static bool phrase_holds(const struct gz_tagged *t, const struct phrase *p, size_t start)
{
	size_t length = strlen(p->words);
	const struct gz_mention *m = covering(t, start, length, p->nested);

	if (p->entity == NULL)
		return m == NULL;
	if (m == NULL || m->byte_start > start || m->byte_start + m->byte_length != start + length)
		return false;
	if (gz_str_ends(gz_str(p->entity), GZ_STR("/")))
		return gz_str_starts(m->entity->id, gz_str(p->entity)) && m->byte_start == start;
	return gz_str_eq(m->entity->id, gz_str(p->entity)) || gz_str_eq(m->entity->series, gz_str(p->entity));
}

static void check_phrase(const struct gz_tagged *t, const struct phrase *p)
{
	struct gz_str text = t->doc.field[GZ_TEXT];
	char *wanted = NULL;
	unsigned times = 0;

	assert_true(asprintf(&wanted, " %s%s ", p->before, p->words) > 0);
	for (const char *at = text.ptr; (at = strstr(at, wanted)) != NULL; at++, times++) {
		size_t start = (size_t)(at - text.ptr) + 1 + strlen(p->before);

		if (!phrase_holds(t, p, start))
			print_error("'%s%s' at byte %zu is not %s\n", p->before, p->words, start,
				    p->entity ? p->entity : "left alone");
		assert_true(phrase_holds(t, p, start));
	}
	if (times != p->times)
		print_error("'%s%s' stands there %u times\n", p->before, p->words, times);
	assert_int_equal(times, p->times);
	free(wanted);
}

static const struct phrase phrases[] = {
	{"", "tillerson", "person/rex-tillerson", 8, false},
	{"mr ", "tillerson", "person/rex-tillerson", 7, false},
	{"", "putin", "person/vladimir-putin", 7, false},
	{"president ", "putin", "person/vladimir-putin", 2, false},
	{"mr ", "trump", "person/donald-trump", 1, false},
	{"president ", "trump", "person/donald-trump", 1, false},
	{"", "melania trump", "person/melania-trump", 1, false},
	{"", "joe biden", "person/joe-biden", 2, false},
	{"", "g 20 summit", "event/g20", 1, false},
	{"", "group of 20 summit", "event/g20", 1, false},
	{"off at ", "g 20", "event/g20", 1, false},
	{"hindrance to ", "us", NULL, 1, false},
	{"both of ", "us", NULL, 1, false},
	{"in the ", "u s", "country/us", 1, true},
	{"with ", "u s", "country/us", 1, false},
	{"move the ", "u s", "country/us", 1, false},
	{"", "united states", "country/us", 1, false},
	{"regarding ", "russian", "country/ru", 1, false},
	{"in ", "hamburg", "place/hamburg", 1, false},
	{"", "syria civil war", "event/", 1, false},
	{"the ", "syria", "country/sy", 1, true},
	{"", "russian annexation of crimea", "event/", 1, false},
	{"disputed ", "russian", "country/ru", 1, true},
	{"annexation of ", "crimea", "place/crimea", 1, true},
	{"", "2016 presidential election", "event/", 1, false},
};

/* The article of the issue, lower-cased and without punctuation, with the shipped gazetteers. */
static void test_sample(void **state)
{
	const char *data = getenv("GAZET_TEST_DATA");
	struct desk *d = calloc(1, sizeof(*d));
	struct gz_error err;
	char path[1024], *text;

	(void)state;
	snprintf(path, sizeof(path), "%s/../samples/washington-times-2017-07-07.txt", data ? data : "");
	if (data == NULL || access(path, R_OK) != 0 || access("gazetteers/countries.tsv", R_OK) != 0) {
		free(d);
		print_message("GAZET_TEST_DATA names no folder beside the samples\n");
		skip();
	}
	assert_non_null(d);
	text = read_whole(path);
	world_open(&d->w);
	d->w.path[d->w.paths++] = strdup("gazetteers");
	world_load(&d->w);
	assert_true(gz_tagger_open(d->w.gaz, &(const struct gz_tagger_options){0}, &d->tagger, &err));
	tag(d, "", text, "2017-07-07");
	for (size_t i = 0; i < GZ_COUNT(phrases); i++)
		check_phrase(&d->tagged, &phrases[i]);
	free(text);
	desk_close((void **)&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sample),
	};

	return cmocka_run_group_tests_name("resolve_sample", tests, NULL, NULL);
}
