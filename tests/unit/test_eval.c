/*
 * test_eval.c: gold documents, articles, and scores of mentions made by hand. A mention is written "8-13 country/sy"
 * (code points of the text; T: in front for the title, /office behind for the way it was found, ^ in front for a
 * nested one); scores are shown as "country 2/1/1" (gold, predicted, correct) and mistakes as "missed Syria=country/sy:".
 */
#include "gaz_world.h"

#include "gazet/eval.h"

static const char entities[] =
	"id\ttype\tname\taliases\tcountry\tseries\tplace\tfrom\tto\twikipedia\n"
	"country/us\tcountry\tUnited States\n"
	"country/gb\tcountry\tUnited Kingdom\n"
	"country/tr\tcountry\tTurkey\t\t\t\t\t\t\tTürkiye\n"
	"country/sy\tcountry\tSyria\n"
	"country/ge\tcountry\tGeorgia\t\t\t\t\t\t\tGeorgia (country)\n"
	"country/suhh\tcountry\tSoviet Union\n"
	"place/england\tplace\tEngland\t\tcountry/gb\n"
	"place/leeds\tplace\tLeeds\t\tcountry/gb\n"
	"place/georgia\tplace\tGeorgia\t\tcountry/us\t\t\t\t\tGeorgia (U.S. state)\n"
	"org/un\torg\tUnited Nations\t\t\t\t\t\t\tUnited Nations | UN | A\\|B\n"
	"org/harbour-trust\torg\tHarbour Trust\n"
	"org/mercury\torg\tMercury\n"
	"person/ada-okafor\tperson\tAda Okafor\n"
	"person/mercury\tperson\tMercury\n"
	"event/syrian-war\tevent\tSyrian war\n";

struct court {
	struct world w;
	struct gz_articles *articles;
	struct gz_eval *eval;
	struct gz_arena arena;
	struct gz_gold_doc gold;
	struct gz_error err;
	struct gz_buf shown;
};

static int court_open(void **state)
{
	struct court *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return -1;
	world_open(&c->w);
	world_add(&c->w, "entities.tsv", entities);
	world_load(&c->w);
	*state = c;
	return gz_articles_open(c->w.gaz, &c->articles, &c->err) ? 0 : -1;
}

static int court_close(void **state)
{
	struct court *c = *state;

	gz_eval_close(c->eval);
	gz_articles_close(c->articles);
	gz_arena_free(&c->arena);
	gz_buf_free(&c->shown);
	world_close(&c->w);
	free(c);
	return 0;
}

/* Each test begins with an empty arena and no scores. */
static int court_clear(void **state)
{
	struct court *c = *state;

	gz_eval_close(c->eval);
	c->eval = NULL;
	gz_arena_reset(&c->arena);
	return 0;
}

/* ---- reading gold ---------------------------------------------------------------- */

static void take(struct court *c, const char *line)
{
	c->err = (struct gz_error){0};
	if (!gz_gold_read(c->articles, gz_str(line), &c->arena, &c->gold, &c->err))
		fail_msg("%s: %s", line, c->err.message);
}

static void refuse_bytes(struct court *c, struct gz_str line, const char *message)
{
	c->err = (struct gz_error){0};
	if (gz_gold_read(c->articles, line, &c->arena, &c->gold, &c->err))
		fail_msg("taken: %.*s", GZ_ARG(line));
	assert_int_equal(c->err.code, GZ_EFORMAT);
	assert_string_equal(c->err.message, message);
	assert_string_equal(c->err.file, "");
}

static void refuse(struct court *c, const char *line, const char *message)
{
	refuse_bytes(c, gz_str(line), message);
}

static void test_gold_document(void **state)
{
	struct court *c = *state;

	take(c, "{\"id\":\"d1\",\"date\":\"2017-07\",\"title\":\"Leeds\",\"text\":\"Ada came.\",\"spans\":[],\"more\":{}}");
	assert_str(c->gold.doc.id, "d1");
	assert_str(c->gold.doc.date, "2017-07");
	assert_int_equal(c->gold.doc.day, gz_day_of(2017, 7, 1));
	assert_int_equal(c->gold.doc.precision, GZ_MONTH);
	assert_str(c->gold.doc.field[GZ_TITLE], "Leeds");
	assert_str(c->gold.doc.field[GZ_TEXT], "Ada came.");
	assert_true(c->gold.doc.source.len > 0);
	assert_int_equal(c->gold.count, 0);
	assert_false(c->gold.countries_only);
	assert_false(c->gold.nested);
	/* Without date, title and text. */
	take(c, "{\"id\":\"d2\",\"spans\":[]}");
	assert_int_equal(c->gold.doc.day, GZ_NO_DAY);
	assert_int_equal(c->gold.doc.precision, GZ_UNDATED);
	take(c, "{\"id\":\"d3\",\"date\":null,\"title\":null,\"text\":\"x\",\"spans\":[]}");
	assert_int_equal(c->gold.doc.day, GZ_NO_DAY);
}

static void test_spans_are_ordered_by_field_start_and_length(void **state)
{
	struct court *c = *state;
	const struct gz_gold_span *s;

	take(c, "{\"id\":\"1\",\"title\":\"In Leeds\",\"text\":\"The Syrian war in Syria\",\"spans\":["
		"{\"start\":18,\"end\":23,\"type\":\"country\",\"iso2\":\"sy\"},"
		"{\"start\":4,\"end\":10,\"type\":\"country\",\"iso2\":\"SY\",\"field\":\"text\"},"
		"{\"start\":4,\"end\":14,\"type\":\"event\",\"entity\":\"event/syrian-war\"},"
		"{\"start\":3,\"end\":8,\"type\":\"place\",\"entity\":\"place/leeds\",\"field\":\"title\"}]}");
	s = c->gold.spans;
	assert_int_equal(c->gold.count, 4);
	assert_true(c->gold.nested);
	assert_int_equal(s[0].field, GZ_TITLE);
	assert_int_equal(s[0].start, 3);
	assert_int_equal(s[0].end, 8);
	assert_str(s[0].entity, "place/leeds");
	assert_int_equal(s[1].end, 14);
	assert_int_equal(s[1].type, GZ_EVENT);
	assert_int_equal(s[2].end, 10);
	assert_str(s[2].iso2, "SY");
	assert_int_equal(s[3].start, 18);
	for (int i = 0; i < 4; i++) {
		assert_true(s[i].known);
		assert_false(s[i].unsure);
		assert_false(s[i].constituent);
	}
	/* Side by side is not inside. */
	take(c, "{\"id\":\"1\",\"title\":\"abcd\",\"text\":\"abcd\",\"spans\":[{\"start\":0,\"end\":2,\"type\":\"org\"},"
		"{\"start\":2,\"end\":4,\"type\":\"org\"},{\"start\":0,\"end\":4,\"type\":\"org\",\"field\":\"title\"}]}");
	assert_false(c->gold.nested);
}

static void test_countries_and_ambiguous_spans(void **state)
{
	struct court *c = *state;
	const struct gz_gold_span *s;

	take(c, "{\"id\":\"1\",\"text\":\"England and Syria or Georgia\",\"countries\":["
		"{\"start\":12,\"end\":17,\"iso2\":\"SY\",\"kind\":\"name\"},"
		"{\"start\":0,\"end\":7,\"iso2\":\"GB\",\"kind\":\"constituent\"}],"
		"\"ambiguous\":[{\"start\":21,\"end\":28,\"iso2\":\"GE\"}]}");
	s = c->gold.spans;
	assert_true(c->gold.countries_only);
	assert_int_equal(c->gold.count, 3);
	assert_true(s[0].constituent);
	assert_int_equal(s[0].type, GZ_COUNTRY);
	assert_false(s[1].constituent);
	assert_false(s[1].unsure);
	assert_true(s[2].unsure);
	/* Beside `spans` as well; it needs no type. */
	take(c, "{\"id\":\"1\",\"text\":\"Ada or Syria\",\"spans\":[{\"start\":0,\"end\":3,\"type\":\"person\"}],"
		"\"ambiguous\":[{\"start\":7,\"end\":12}]}");
	assert_false(c->gold.countries_only);
	assert_false(c->gold.spans[0].unsure);
	assert_true(c->gold.spans[1].unsure);
	/* `countries` goes first; null is as good as missing. */
	take(c, "{\"id\":\"1\",\"text\":\"x\",\"countries\":[],\"spans\":[{\"start\":0,\"end\":1,\"type\":\"org\"}]}");
	assert_int_equal(c->gold.count, 0);
	take(c, "{\"id\":\"1\",\"text\":\"x\",\"countries\":null,\"spans\":[{\"start\":0,\"end\":1,\"type\":\"org\"}],"
		"\"ambiguous\":null}");
	assert_int_equal(c->gold.count, 1);
}

static const struct gz_gold_span *span_of(struct court *c, const char *words)
{
	struct gz_buf line = {0};

	gz_buf_printf(&line, "{\"id\":\"1\",\"text\":\"0123456789\",\"spans\":[{\"start\":0,\"end\":5,%s}]}", words);
	assert_false(line.failed);
	gz_buf_byte(&line, '\0');
	take(c, line.ptr);
	gz_buf_free(&line);
	assert_int_equal(c->gold.count, 1);
	return c->gold.spans;
}

static void test_types_are_those_of_several_schemes(void **state)
{
	static const struct {
		const char *label;
		enum gz_type type;
	} labels[] = {
		{"person", GZ_PERSON}, {"country", GZ_COUNTRY}, {"org", GZ_ORG},	{"place", GZ_PLACE},
		{"event", GZ_EVENT},   {"PER", GZ_PERSON},	{"PERSON", GZ_PERSON}, {"LOC", GZ_PLACE},
		{"GPE", GZ_PLACE},     {"FAC", GZ_PLACE},	{"NORP", GZ_COUNTRY},	{"MISC", GZ_EVENT},
		{"ORG", GZ_ORG},       {"Location", GZ_PLACE},	{"ORGANIZATION", GZ_ORG}, {"Organisation", GZ_ORG},
	};
	struct court *c = *state;

	for (size_t i = 0; i < GZ_COUNT(labels); i++) {
		char words[64];

		snprintf(words, sizeof(words), "\"type\":\"%s\"", labels[i].label);
		assert_int_equal(span_of(c, words)->type, labels[i].type);
	}
}

/* What the span links to knows its type better than the label. */
static void test_the_type_is_that_of_the_entity(void **state)
{
	struct court *c = *state;

	assert_int_equal(span_of(c, "\"type\":\"LOC\",\"entity\":\"country/sy\"")->type, GZ_COUNTRY);
	assert_int_equal(span_of(c, "\"type\":\"LOC\",\"wiki\":\"Syria\"")->type, GZ_COUNTRY);
	assert_int_equal(span_of(c, "\"type\":\"MISC\",\"wiki\":\"Syria\"")->type, GZ_COUNTRY);
	assert_int_equal(span_of(c, "\"type\":\"LOC\",\"iso2\":\"SY\"")->type, GZ_COUNTRY);
	assert_int_equal(span_of(c, "\"type\":\"ORG\",\"entity\":\"person/nobody\"")->type, GZ_PERSON);
	assert_int_equal(span_of(c, "\"entity\":\"place/nowhere\"")->type, GZ_PLACE);
	/* Of several entities with the article, the one of the type. */
	assert_int_equal(span_of(c, "\"type\":\"PER\",\"wiki\":\"Mercury\"")->type, GZ_PERSON);
	assert_int_equal(span_of(c, "\"type\":\"ORG\",\"wiki\":\"Mercury\"")->type, GZ_ORG);
	/* A person is a person. */
	assert_int_equal(span_of(c, "\"type\":\"PER\",\"wiki\":\"Syria\"")->type, GZ_PERSON);
	assert_false(c->gold.spans[0].known);
}

static void test_known_is_what_the_gazetteer_has(void **state)
{
	struct court *c = *state;

	assert_true(span_of(c, "\"entity\":\"person/ada-okafor\"")->known);
	assert_false(span_of(c, "\"entity\":\"person/nobody\"")->known);
	assert_true(span_of(c, "\"entity\":\"event/from-a-pattern-2017\"")->known);
	assert_true(span_of(c, "\"iso2\":\"us\"")->known);
	assert_true(span_of(c, "\"iso2\":\"SU\"")->known);
	assert_false(span_of(c, "\"iso2\":\"zz\"")->known);
	assert_false(span_of(c, "\"iso2\":\"USA\"")->known);
	assert_true(span_of(c, "\"type\":\"ORG\",\"wiki\":\"UN\"")->known);
	assert_false(span_of(c, "\"type\":\"ORG\",\"wiki\":\"Nobody\"")->known);
	assert_true(span_of(c, "\"type\":\"ORG\"")->known);
}

static void test_wiki_null_is_unsure(void **state)
{
	struct court *c = *state;

	assert_true(span_of(c, "\"type\":\"PER\",\"wiki\":null")->unsure);
	assert_true(span_of(c, "\"type\":\"PER\",\"wiki\":\"\"")->unsure);
	assert_false(span_of(c, "\"type\":\"PER\"")->unsure);
	assert_false(span_of(c, "\"type\":\"PER\",\"wiki\":\"Ada Okafor\"")->unsure);
	assert_false(span_of(c, "\"type\":\"PER\",\"wiki\":null,\"entity\":\"person/ada-okafor\"")->unsure);
	assert_false(span_of(c, "\"type\":\"LOC\",\"wiki\":null,\"iso2\":\"SY\"")->unsure);
}

static void test_offsets_are_code_points_inside_the_field(void **state)
{
	static const char *const outside[] = {
		"\"start\":0,\"end\":6", "\"start\":5,\"end\":5", "\"start\":3,\"end\":2", "\"start\":-1,\"end\":2", "\"end\":2",
		"\"start\":0", "\"start\":0.5,\"end\":2", "\"start\":\"0\",\"end\":\"2\"", "\"start\":0,\"end\":4294967295",
		"\"start\":4294967290,\"end\":4294967294", "\"start\":null,\"end\":null",
	};
	struct court *c = *state;
	char line[256];

	take(c, "{\"id\":\"1\",\"text\":\"é😀中e\xcc\x81\",\"spans\":[{\"start\":0,\"end\":5,\"type\":\"org\"}]}");
	assert_int_equal(c->gold.spans[0].end, 5);
	for (size_t i = 0; i < GZ_COUNT(outside); i++) {
		snprintf(line, sizeof(line), "{\"id\":\"1\",\"title\":\"long enough\",\"text\":\"é😀中e\xcc\x81\",\"spans\":"
			 "[{%s,\"type\":\"org\"}]}", outside[i]);
		refuse(c, line, "a span needs start < end inside its text of 5 code points");
	}
	refuse(c, "{\"id\":\"1\",\"title\":\"ab\",\"text\":\"abcd\",\"spans\":[{\"start\":0,\"end\":3,\"type\":\"org\",\"field\":\"title\"}]}",
	       "a span needs start < end inside its title of 2 code points");
	refuse(c, "{\"id\":\"1\",\"title\":\"ab\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"org\"}]}",
	       "a span needs start < end inside its text of 0 code points");
	refuse(c, "{\"id\":\"1\",\"text\":\"abcd\",\"countries\":[],\"ambiguous\":[{\"start\":0,\"end\":5}]}",
	       "a span needs start < end inside its text of 4 code points");
	refuse(c, "{\"id\":\"1\",\"text\":\"abcd\",\"spans\":[7]}", "a span needs start < end inside its text of 4 code points");
	refuse(c, "{\"id\":\"1\",\"text\":\"abcd\",\"spans\":[null]}", "a span needs start < end inside its text of 4 code points");
}

static void test_what_is_no_gold_is_refused(void **state)
{
	static const char nothing[] = "neither `spans` nor `countries` is an array: nothing is annotated";
	struct court *c = *state;

	refuse(c, "{\"text\":\"x\",\"spans\":[]}", "the document has no id");
	refuse(c, "{\"id\":\"\",\"text\":\"x\",\"spans\":[]}", "the document has no id");
	refuse(c, "{\"id\":null,\"text\":\"x\",\"spans\":[]}", "the document has no id");
	refuse(c, "[]", "the document has no id");
	refuse(c, "{\"id\":\"1\",\"date\":\"someday\",\"spans\":[]}", "'someday' is no date");
	refuse(c, "{\"id\":\"1\",\"date\":\"2017-02-30\",\"spans\":[]}", "'2017-02-30' is no date");
	refuse(c, "{\"id\":\"1\",\"text\":\"x\"}", nothing);
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"spans\":null}", nothing);
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"spans\":{}}", nothing);
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"countries\":\"none\",\"spans\":[]}", nothing);
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"DATE\"}]}",
	       "'DATE' is no type (person country org place event, or PER LOC ORG MISC)");
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"organizationorganization\"}]}",
	       "'organizationorganization' is no type (person country org place event, or PER LOC ORG MISC)");
	refuse(c, "{\"id\":\"1\",\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":1,\"type\":\"org\",\"field\":\"body\"}]}",
	       "a span's field is title or text, not 'body'");
}

static void test_malformed_lines_are_refused(void **state)
{
	static const char in_title[] = "title: not valid UTF-8 without NUL, so its offsets mean nothing";
	static const char in_text[] = "text: not valid UTF-8 without NUL, so its offsets mean nothing";
	struct court *c = *state;

	refuse(c, "{\"id\":\"1\",\"text\":\"\xff\",\"spans\":[]}", "not valid UTF-8");
	refuse(c, "{\"id\":\"1\",\"text\":\"\xed\xa0\x80\",\"spans\":[]}", "not valid UTF-8");
	refuse(c, "{\"id\":\"1\",\"text\":\"a\\u0000b\",\"spans\":[]}", in_text);
	refuse(c, "{\"id\":\"1\",\"title\":\"\\u0000\",\"text\":\"x\",\"spans\":[]}", in_title);
	refuse(c, "", "no JSON object: it breaks off");
	refuse(c, "{\"id\":\"1\"", "no JSON object: it breaks off");
	refuse(c, "17", "no JSON object: another kind of value");
	assert_false(gz_gold_read(c->articles, GZ_STR("who knows"), &c->arena, &c->gold, &c->err));
	assert_int_equal(c->err.code, GZ_EFORMAT);
	assert_false(gz_gold_read(c->articles, GZ_STR("{\"id\":\"1\",\"spans\":[]}\0{}"), &c->arena, &c->gold, &c->err));
	assert_int_equal(c->err.code, GZ_EFORMAT);
}

/* ---- articles -------------------------------------------------------------------- */

static bool has(struct court *c, const char *entity, const char *title)
{
	return gz_articles_match(c->articles, world_entity(&c->w, entity), gz_str(title));
}

static void test_articles_are_those_of_the_column_else_the_name(void **state)
{
	struct court *c = *state;

	assert_true(has(c, "country/ge", "Georgia (country)"));
	assert_false(has(c, "country/ge", "Georgia (U.S. state)"));
	assert_true(has(c, "place/georgia", "Georgia (U.S. state)"));
	assert_false(has(c, "country/ge", "Georgia")); /* the name is not the title where there is one */
	assert_true(has(c, "country/sy", "Syria"));
	assert_false(has(c, "country/sy", "Syrians"));
	assert_true(has(c, "org/un", "United Nations"));
	assert_true(has(c, "org/un", "UN"));
	assert_true(has(c, "org/un", "A|B"));
	assert_true(has(c, "org/mercury", "Mercury"));
	assert_true(has(c, "person/mercury", "Mercury"));
	assert_false(has(c, "country/sy", ""));
	assert_false(has(c, "country/sy", "..."));
	assert_false(has(c, "country/sy", "Nobody"));
}

static void test_articles_are_compared_folded(void **state)
{
	struct court *c = *state;

	assert_true(has(c, "country/tr", "Türkiye"));
	assert_true(has(c, "country/tr", "Turkiye"));
	assert_true(has(c, "country/tr", "TU\xcc\x88RKIYE"));
	assert_false(has(c, "country/tr", "Turkey"));
	assert_true(has(c, "person/ada-okafor", "ada okafor"));
}

static void test_an_entity_of_a_pattern_has_no_article(void **state)
{
	struct court *c = *state;
	const struct gz_entity minted = {.id = GZ_STR("event/syrian-war-2"), .name = GZ_STR("Syrian war"), .index = GZ_NONE,
					 .type = GZ_EVENT};

	assert_false(gz_articles_match(c->articles, &minted, GZ_STR("Syrian war")));
	assert_false(gz_articles_match(c->articles, &minted, GZ_STR("Nobody")));
}

/* Addresses write the spaces of a title as underscores. */
static void test_underscores_of_a_title_are_spaces(void **state)
{
	struct court *c = *state;
	const struct gz_gold_span *s = span_of(c, "\"type\":\"LOC\",\"wiki\":\"Georgia_(U.S._state)\"");

	assert_str(s->wiki, "Georgia (U.S. state)");
	assert_int_equal(s->type, GZ_PLACE);
	assert_true(s->known);
}

/* ---- scores ---------------------------------------------------------------------- */

#define MENTIONS 16

static enum gz_via via_of(const char *name)
{
	for (int i = 0; i < GZ_VIAS; i++) {
		if (strcmp(name, gz_via_name((enum gz_via)i)) == 0)
			return (enum gz_via)i;
	}
	fail_msg("no way of finding is %s", name);
	return GZ_VIAS;
}

/* One mention of the notation above; moves behind it. */
static struct gz_mention read_mention(struct court *c, const char **at)
{
	struct gz_mention m = {.field = GZ_TEXT, .sentence = -1, .score = 0.5f};
	unsigned start, end;
	char word[128], *slash;
	int length = 0;

	while (**at == ' ' || **at == ';')
		++*at;
	if (**at == '^') {
		m.nested = true;
		++*at;
	}
	if (strncmp(*at, "T:", 2) == 0) {
		m.field = GZ_TITLE;
		*at += 2;
	}
	assert_int_equal(sscanf(*at, "%u-%u %127[^; ]%n", &start, &end, word, &length), 3);
	*at += length;
	m.start = start;
	m.length = end - start;
	slash = strrchr(word, '/');
	if (slash != strchr(word, '/')) { /* type/slug/via */
		m.via = (uint8_t)via_of(slash + 1);
		*slash = '\0';
	}
	m.entity = world_entity(&c->w, word);
	m.name = m.entity->name;
	return m;
}

/* Adds one document: gold as JSON without id and braces, and mentions in order. */
static void add(struct court *c, const char *gold, const char *mentions)
{
	struct gz_mention made[MENTIONS];
	struct gz_tagged tagged = {.mentions = made};
	struct gz_buf line = {0};

	gz_buf_printf(&line, "{\"id\":\"d\",%s}", gold);
	gz_buf_byte(&line, '\0');
	assert_false(line.failed);
	take(c, line.ptr);
	gz_buf_free(&line);
	while (*mentions != '\0') {
		assert_true(tagged.count < MENTIONS);
		made[tagged.count++] = read_mention(c, &mentions);
	}
	tagged.doc = c->gold.doc;
	assert_true(gz_eval_add(c->eval, &c->gold, &tagged, &c->err));
	/* Both may go afterwards. */
	memset(made, 0xff, sizeof(made));
	gz_arena_reset(&c->arena);
	memset(&c->gold, 0xff, sizeof(c->gold));
}

static void begin(struct court *c, struct gz_eval_options options)
{
	gz_eval_close(c->eval);
	c->eval = NULL;
	assert_true(gz_eval_open(c->articles, &options, &c->eval, &c->err));
}

/* Rows into text: cells by bars, rows by line breaks. */
static bool show_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct court *c = self;

	(void)err;
	gz_buf_clear(&c->shown);
	for (size_t i = 0; i < count; i++)
		gz_buf_printf(&c->shown, "%s%s", i ? "|" : "", columns[i].name);
	return true;
}

static bool show_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct court *c = self;
	size_t count = 1;

	(void)err;
	for (size_t i = 0; i < c->shown.len && c->shown.ptr[i] != '\n'; i++)
		count += c->shown.ptr[i] == '|';
	for (size_t i = 0; i < count; i++) {
		gz_buf_byte(&c->shown, i ? '|' : '\n');
		if (cells[i].kind == GZ_CELL_INT)
			gz_buf_printf(&c->shown, "%lld", (long long)cells[i].integer);
		else if (cells[i].kind == GZ_CELL_REAL)
			gz_buf_printf(&c->shown, "%.3f", cells[i].real);
		else if (cells[i].kind == GZ_CELL_TEXT)
			gz_buf_str(&c->shown, cells[i].text);
		else
			gz_buf_byte(&c->shown, '-');
	}
	return true;
}

static bool show_end(void *self, struct gz_error *err)
{
	struct court *c = self;

	(void)err;
	return gz_buf_byte(&c->shown, '\0');
}

#define SINK(court) (&(struct gz_sink){court, show_begin, show_row, show_end})

/* The rows without their header. */
static const char *rows_of(struct court *c, bool (*give)(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err))
{
	const char *first;

	assert_true(give(c->eval, SINK(c), &c->err));
	first = strchr(c->shown.ptr, '\n');
	return first != NULL ? first + 1 : "";
}

/* "country 2/1/1; all 2/1/1": type gold/predicted/correct. */
static void scores(struct court *c, const char *expected)
{
	char shown[512] = "", type[16];
	unsigned gold, predicted, correct;
	size_t len = 0;

	for (const char *row = rows_of(c, gz_eval_scores); row != NULL && *row != '\0'; row = strchr(row, '\n')) {
		row += *row == '\n';
		assert_int_equal(sscanf(row, "%15[^|]|%u|%u|%u|", type, &gold, &predicted, &correct), 4);
		len += (size_t)snprintf(shown + len, sizeof(shown) - len, "%s%s %u/%u/%u", len ? "; " : "", type, gold, predicted,
					correct);
	}
	assert_string_equal(shown, expected);
}

/* "wrong Mercury=org/mercury:person/mercury; missed ...". */
static void mistakes(struct court *c, const char *expected)
{
	char shown[1024] = "", error[16], match[64], gold[64], predicted[64];
	size_t len = 0;

	for (const char *row = rows_of(c, gz_eval_errors); row != NULL && *row != '\0'; row = strchr(row, '\n')) {
		row += *row == '\n';
		assert_int_equal(sscanf(row, "%*[^|]|%15[^|]|%*[^|]|%*[^|]|%*[^|]|%*[^|]|", error), 1);
		/* The context may be empty, which no pattern of scanf takes: by bars. */
		for (int bars = 0; bars < 7; row++)
			bars += *row == '|';
		assert_int_equal(sscanf(row, "%63[^|]", match), 1);
		for (int bars = 0; bars < 2; row++)
			bars += *row == '|';
		assert_int_equal(sscanf(row, "%63[^|]|%63[^|]|", gold, predicted), 2);
		len += (size_t)snprintf(shown + len, sizeof(shown) - len, "%s%s %s=%s:%s", len ? "; " : "", error, match, gold,
					predicted);
	}
	assert_string_equal(shown, expected);
}

#define PLAIN ((struct gz_eval_options){0})
/*             0123456789012345678901234567890123456789 */
#define TEXT "\"text\":\"Ada Okafor left Syria for Leeds today.\","
#define SPAN(start, end, words) "{\"start\":" #start ",\"end\":" #end "," words "}"
#define ADA SPAN(0, 10, "\"entity\":\"person/ada-okafor\"")
#define SYRIA SPAN(16, 21, "\"iso2\":\"SY\"")
#define LEEDS SPAN(26, 31, "\"type\":\"LOC\",\"wiki\":\"Leeds\"")
#define ALL_THREE TEXT "\"spans\":[" ADA "," SYRIA "," LEEDS "]"

static void test_nothing_gives_nulls(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	assert_string_equal(rows_of(c, gz_eval_scores), "all|0|0|0|-|-|-");
	assert_string_equal(rows_of(c, gz_eval_errors), "");
	assert_string_equal(rows_of(c, gz_eval_confusions), "");
	add(c, "\"text\":\"Nobody.\",\"spans\":[]", "");
	assert_string_equal(rows_of(c, gz_eval_scores), "all|0|0|0|-|-|-");
}

static void test_columns(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	rows_of(c, gz_eval_scores);
	assert_true(gz_str_starts(gz_str(c->shown.ptr), GZ_STR("type|gold|predicted|correct|precision|recall|f1\n")));
	rows_of(c, gz_eval_errors);
	assert_string_equal(c->shown.ptr, "doc|error|type|field|start|end|left|match|right|gold|predicted|via|score");
	rows_of(c, gz_eval_confusions);
	assert_string_equal(c->shown.ptr, "count|error|type|text|gold|predicted");
}

static void test_right_mentions(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, ALL_THREE, "0-10 person/ada-okafor; 16-21 country/sy; 26-31 place/leeds");
	assert_string_equal(rows_of(c, gz_eval_scores), "person|1|1|1|1.000|1.000|1.000\ncountry|1|1|1|1.000|1.000|1.000\n"
			    "place|1|1|1|1.000|1.000|1.000\nall|3|3|3|1.000|1.000|1.000");
	mistakes(c, "");
}

static void test_missed_spurious_and_wrong(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, ALL_THREE, "0-3 country/us; 16-21 country/ge; 32-37 country/gb");
	scores(c, "person 1/0/0; country 1/3/0; place 1/0/0; all 3/3/0");
	mistakes(c, "wrong Ada Okafor=person/ada-okafor:country/us; wrong Syria=SY:country/ge; missed Leeds=Leeds:-; "
		 "spurious today=-:country/gb");
}

static void test_precision_recall_and_f1(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" SYRIA "]", "16-21 country/sy; 26-31 country/us; 32-37 country/us");
	add(c, TEXT "\"spans\":[" SYRIA "]", "");
	add(c, TEXT "\"spans\":[" ADA "]", "");
	assert_string_equal(rows_of(c, gz_eval_scores), "person|1|0|0|-|0.000|0.000\ncountry|2|3|1|0.333|0.500|0.400\n"
			    "all|3|3|1|0.333|0.333|0.333");
}

static void test_types_that_are_not_annotated_have_no_row(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" SYRIA "]", "0-10 person/ada-okafor; 16-21 country/sy; 26-31 place/leeds");
	scores(c, "country 1/1/1; all 1/1/1");
	mistakes(c, "");
	/* Until a later document annotates them. */
	add(c, TEXT "\"spans\":[" LEEDS "]", "26-31 place/leeds");
	scores(c, "country 1/1/1; place 1/2/1; all 2/3/2");
	mistakes(c, "spurious Leeds=-:place/leeds");
}

static void test_a_mention_of_a_type_that_is_not_annotated_is_wrong_on_a_span(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" SYRIA "]", "16-21 person/mercury");
	scores(c, "country 1/0/0; all 1/0/0");
	mistakes(c, "wrong Syria=SY:person/mercury");
}

static void test_overlap_counts_unless_strict(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" ADA "," SYRIA "]", "4-10 person/ada-okafor; 11-21 country/sy");
	scores(c, "person 1/1/1; country 1/1/1; all 2/2/2");
	begin(c, (struct gz_eval_options){.strict = true});
	add(c, TEXT "\"spans\":[" ADA "," SYRIA "]", "4-10 person/ada-okafor; 16-21 country/sy");
	scores(c, "person 1/1/0; country 1/1/1; all 2/2/1");
	mistakes(c, "wrong Ada Okafor=person/ada-okafor:person/ada-okafor");
	/* Touching is not overlapping. */
	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" SYRIA "]", "11-16 country/sy; 21-25 country/sy");
	scores(c, "country 1/2/0; all 1/2/0");
	mistakes(c, "missed Syria=SY:-; spurious left =-:country/sy; spurious  for=-:country/sy");
}

static void test_a_title_is_not_the_text(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, "\"title\":\"Syria\",\"text\":\"Leeds and Syria\",\"spans\":[" SPAN(0, 5, "\"iso2\":\"SY\",\"field\":\"title\"") "]",
	    "0-5 country/sy");
	scores(c, "country 1/1/0; all 1/1/0");
	mistakes(c, "missed Syria=SY:-; spurious Leeds=-:country/sy");
}

static void test_titles_count_only_where_some_are_annotated(void **state)
{
	static const char text_only[] = "\"title\":\"Syria\",\"text\":\"Syria\",\"spans\":[" SPAN(0, 5, "\"iso2\":\"SY\"") "]";
	static const char both[] = "\"title\":\"Syria\",\"text\":\"Syria\",\"spans\":[" SPAN(0, 5, "\"iso2\":\"SY\"") ","
				   SPAN(0, 5, "\"iso2\":\"SY\",\"field\":\"title\"") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, text_only, "T:0-5 country/us; 0-5 country/sy");
	scores(c, "country 1/1/1; all 1/1/1");
	mistakes(c, "");
	/* One set annotates them or does not: the first document's title counts after all. */
	add(c, both, "T:0-5 country/sy; 0-5 country/sy");
	scores(c, "country 3/4/3; all 3/4/3");
	mistakes(c, "spurious Syria=-:country/us");
	begin(c, (struct gz_eval_options){.no_titles = true});
	add(c, both, "T:0-5 country/us; 0-5 country/sy");
	scores(c, "country 1/1/1; all 1/1/1");
	mistakes(c, "");
}

static void test_ambiguous_spans_are_neither_right_nor_wrong(void **state)
{
	static const char gold[] = TEXT "\"countries\":[" SYRIA "],\"ambiguous\":[" SPAN(26, 31, "\"iso2\":\"GB\"") "]";
	static const char unlinked[] = TEXT "\"spans\":[" SYRIA "," SPAN(0, 10, "\"type\":\"PER\",\"wiki\":null") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, gold, "16-21 country/sy; 26-31 country/gb");
	add(c, gold, "16-21 country/sy; 26-31 country/us");
	add(c, gold, "16-21 country/sy; 20-28 country/tr");
	add(c, gold, "16-21 country/sy");
	scores(c, "country 4/4/4; all 4/4/4");
	mistakes(c, "");
	begin(c, PLAIN);
	add(c, unlinked, "0-10 country/us; 16-21 country/sy");
	scores(c, "country 1/1/1; all 1/1/1");
	begin(c, (struct gz_eval_options){.strict = true});
	add(c, unlinked, "0-3 country/us; 16-21 country/sy");
	scores(c, "country 1/1/1; all 1/1/1");
}

/* Once more the same on one span is no second answer, and no fault. */
static void test_duplicates_on_one_span(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" ADA "]", "0-3 person/ada-okafor; 4-10 person/ada-okafor");
	scores(c, "person 1/1/1; all 1/1/1");
	mistakes(c, "");
	/* Something else on it is one. */
	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" ADA "]", "0-3 person/ada-okafor; 4-10 person/mercury");
	scores(c, "person 1/2/1; all 1/2/1");
	mistakes(c, "spurious Okafor=-:person/mercury");
	/* One mention answers one span. */
	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" SPAN(0, 3, "\"entity\":\"person/ada-okafor\"") "," SPAN(4, 10, "\"entity\":\"person/ada-okafor\"") "]",
	    "0-10 person/ada-okafor");
	scores(c, "person 2/1/1; all 2/1/1");
	mistakes(c, "missed Okafor=person/ada-okafor:-");
}

/*                    01234567890123456789012345 */
#define WAR "\"text\":\"The Syrian war began.\",\"spans\":["
#define WAR_SPAN SPAN(4, 14, "\"entity\":\"event/syrian-war\"")
#define SYRIAN SPAN(4, 10, "\"iso2\":\"SY\"")

static void test_nested_mentions_where_gold_has_none(void **state)
{
	struct court *c = *state;

	/* The set annotates countries, but none inside an event. */
	begin(c, PLAIN);
	add(c, WAR WAR_SPAN "]", "4-14 event/syrian-war; ^4-10 country/sy");
	add(c, TEXT "\"spans\":[" SYRIA "]", "16-21 country/sy");
	scores(c, "country 1/1/1; event 1/1/1; all 2/2/2");
	mistakes(c, "");
	assert_string_equal(rows_of(c, gz_eval_confusions), "");
	/* Where the gold has the country alone, the nested one answers it. */
	begin(c, PLAIN);
	add(c, WAR SYRIAN "]", "4-14 event/syrian-war; ^4-10 country/sy");
	scores(c, "country 1/1/1; all 1/1/1");
	mistakes(c, "");
}

static void test_nested_mentions_where_gold_has_some(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, WAR WAR_SPAN "]", "4-14 event/syrian-war; ^4-10 country/us");
	add(c, WAR WAR_SPAN "," SYRIAN "]", "4-14 event/syrian-war; ^4-10 country/sy");
	add(c, WAR WAR_SPAN "," SYRIAN "]", "4-14 event/syrian-war");
	scores(c, "country 2/2/1; event 3/3/3; all 5/5/4");
	mistakes(c, "spurious Syrian=-:country/us; missed Syrian=SY:-");
}

static void test_known_leaves_out_what_the_gazetteer_lacks(void **state)
{
	static const char gold[] = TEXT "\"spans\":[" SPAN(0, 10, "\"entity\":\"person/nobody\"") "," SYRIA ","
				   SPAN(26, 31, "\"type\":\"LOC\",\"wiki\":\"Nowhere\"") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, gold, "16-21 country/sy");
	scores(c, "person 1/0/0; country 1/1/1; place 1/0/0; all 3/1/1");
	mistakes(c, "missed Ada Okafor=person/nobody:-; missed Leeds=Nowhere:-");
	begin(c, (struct gz_eval_options){.known = true});
	add(c, gold, "16-21 country/sy");
	scores(c, "person 0/0/0; country 1/1/1; place 0/0/0; all 1/1/1");
	mistakes(c, "");
	/* A mention of somebody else there is wrong all the same. */
	begin(c, (struct gz_eval_options){.known = true});
	add(c, gold, "0-10 person/ada-okafor; 16-21 country/sy");
	scores(c, "person 0/1/0; country 1/1/1; place 0/0/0; all 1/2/1");
	mistakes(c, "wrong Ada Okafor=person/nobody:person/ada-okafor");
}

static void test_names_only_leaves_out_offices_and_follow_ups(void **state)
{
	struct court *c = *state;

	begin(c, (struct gz_eval_options){.names_only = true});
	add(c, TEXT "\"spans\":[" ADA "]", "0-10 person/ada-okafor; 16-21 person/mercury/office; 32-37 person/mercury/follow-up");
	scores(c, "person 1/1/1; all 1/1/1");
	mistakes(c, "");
	begin(c, PLAIN);
	add(c, TEXT "\"spans\":[" ADA "]", "0-10 person/ada-okafor; 16-21 person/mercury/office; 32-37 person/mercury/surname");
	scores(c, "person 1/3/1; all 1/3/1");
	begin(c, (struct gz_eval_options){.names_only = true});
	add(c, TEXT "\"spans\":[" ADA "]", "0-10 person/ada-okafor/surname; 16-21 person/mercury/title");
	scores(c, "person 1/2/1; all 1/2/1");
}

static void test_types_that_are_asked_for(void **state)
{
	struct court *c = *state;

	begin(c, (struct gz_eval_options){.types = 1u << GZ_PERSON | 1u << GZ_PLACE});
	add(c, ALL_THREE, "0-10 person/ada-okafor; 16-21 country/us; 32-37 place/leeds");
	scores(c, "person 1/1/1; place 1/1/0; all 2/2/1");
	mistakes(c, "missed Leeds=Leeds:-; spurious today=-:place/leeds");
}

static void test_the_type_alone(void **state)
{
	static const char gold[] = TEXT "\"spans\":[" SPAN(0, 10, "\"type\":\"PER\"") "," SPAN(26, 31, "\"type\":\"ORG\"") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, gold, "0-10 person/mercury; 26-31 person/mercury");
	scores(c, "person 1/2/1; org 1/0/0; all 2/2/1");
	mistakes(c, "wrong Leeds=org:person/mercury");
}

static void test_articles_of_several_entities(void **state)
{
	static const char gold[] = TEXT "\"spans\":[" SPAN(0, 10, "\"type\":\"PER\",\"wiki\":\"Mercury\"") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, gold, "0-10 person/mercury");
	add(c, gold, "0-10 org/mercury"); /* the article is theirs both */
	scores(c, "person 2/2/2; all 2/2/2");
}

/*                        0123456789012345678901234567 */
#define ENGLAND "\"text\":\"England beat Leeds and us.\",\"countries\":[" \
		SPAN(0, 7, "\"iso2\":\"GB\",\"kind\":\"constituent\"") "]"

static void test_a_part_of_a_country_answers_for_it(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, ENGLAND, "0-7 place/england; 13-18 place/leeds");
	add(c, ENGLAND, "0-7 country/gb");
	scores(c, "country 2/2/2; all 2/2/2");
	mistakes(c, "");
	/* Not that of another country; and it is no country elsewhere. */
	begin(c, PLAIN);
	add(c, ENGLAND, "0-7 place/georgia");
	add(c, TEXT "\"countries\":[" SPAN(16, 21, "\"iso2\":\"GB\"") "]", "16-21 place/england");
	scores(c, "country 2/0/0; all 2/0/0");
	mistakes(c, "missed England=GB:-; missed Syria=GB:-");
}

static void test_a_part_of_a_country_answers_for_it_where_only_countries_are_asked_for(void **state)
{
	struct court *c = *state;

	begin(c, (struct gz_eval_options){.types = 1u << GZ_COUNTRY});
	add(c, ENGLAND, "0-7 place/england; 13-18 place/leeds");
	scores(c, "country 1/1/1; all 1/1/1");
	mistakes(c, "");
}

static void test_gold_of_countries_says_nothing_of_others(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"countries\":[" SYRIA "]", "0-10 person/ada-okafor; 16-21 country/sy; 26-31 place/leeds");
	/* Beside it a set that does annotate people. */
	add(c, TEXT "\"spans\":[" ADA "]", "0-10 person/ada-okafor");
	scores(c, "person 1/1/1; country 1/1/1; all 2/2/2");
	mistakes(c, "");
}

/* Retired states have four letters, of which annotations use the first two. */
static void test_retired_states(void **state)
{
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, TEXT "\"countries\":[" SPAN(16, 21, "\"iso2\":\"SU\"") "]", "16-21 country/suhh");
	add(c, TEXT "\"countries\":[" SPAN(16, 21, "\"iso2\":\"su\"") "]", "16-21 country/suhh");
	add(c, TEXT "\"countries\":[" SPAN(16, 21, "\"iso2\":\"HH\"") "]", "16-21 country/suhh");
	scores(c, "country 3/3/2; all 3/3/2");
	mistakes(c, "wrong Syria=HH:country/suhh");
}

static void test_errors_stand_in_context(void **state)
{
	static const char gold[] = "\"text\":\"é😀 Ada\\nOkafor left 中国 again.\",\"spans\":[" SPAN(3, 13, "\"entity\":\"person/ada-okafor\"") "]";
	struct court *c = *state;

	begin(c, (struct gz_eval_options){.width = 5});
	add(c, gold, "3-6 person/mercury/surname; 19-21 person/mercury");
	assert_string_equal(rows_of(c, gz_eval_errors),
			    "d|wrong|person|text|3|13|é😀 |Ada\nOkafor| left|person/ada-okafor|person/mercury|surname|0.500\n"
			    "d|spurious|person|text|19|21|left |中国| agai|-|person/mercury|name|0.500");
	begin(c, PLAIN); /* 60 */
	add(c, gold, "");
	assert_string_equal(rows_of(c, gz_eval_errors),
			    "d|missed|person|text|3|13|é😀 |Ada\nOkafor| left 中国 again.|person/ada-okafor|-|-|-");
}

static void test_confusions_are_counted_by_folded_text_commonest_first(void **state)
{
	static const char gold[] = "\"text\":\"Ada ADA ada. Leeds Syria syria.\",\"spans\":["
		SPAN(0, 3, "\"entity\":\"person/ada-okafor\"") "," SPAN(4, 7, "\"entity\":\"person/ada-okafor\"") ","
		SPAN(8, 11, "\"entity\":\"person/ada-okafor\"") "," SPAN(19, 24, "\"iso2\":\"SY\"") ","
		SPAN(25, 30, "\"iso2\":\"SY\"") "]";
	struct court *c = *state;

	begin(c, PLAIN);
	add(c, gold, "0-3 person/mercury; 4-7 person/mercury; 13-18 person/mercury; 19-24 country/us; 25-30 country/ge");
	assert_string_equal(rows_of(c, gz_eval_confusions),
			    "2|wrong|person|ada|person/ada-okafor|person/mercury\n"
			    "1|missed|person|ada|person/ada-okafor|-\n"
			    "1|spurious|person|leeds|-|person/mercury\n"
			    "1|wrong|country|syria|SY|country/ge\n"
			    "1|wrong|country|syria|SY|country/us");
	/* Twice as much of all changes no order. */
	add(c, gold, "0-3 person/mercury; 4-7 person/mercury; 13-18 person/mercury; 19-24 country/ge; 25-30 country/us");
	assert_string_equal(rows_of(c, gz_eval_confusions),
			    "4|wrong|person|ada|person/ada-okafor|person/mercury\n"
			    "2|missed|person|ada|person/ada-okafor|-\n"
			    "2|spurious|person|leeds|-|person/mercury\n"
			    "2|wrong|country|syria|SY|country/ge\n"
			    "2|wrong|country|syria|SY|country/us");
}

/* What takes the rows may have enough of them. */
static bool stop(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	(void)self;
	(void)cells;
	return gz_fail(err, GZ_EPIPE, "enough");
}

static void test_a_sink_that_fails_ends_it(void **state)
{
	struct court *c = *state;
	struct gz_sink sink = {c, show_begin, stop, show_end};

	begin(c, PLAIN);
	add(c, ALL_THREE, "0-3 country/us");
	assert_false(gz_eval_scores(c->eval, &sink, &c->err));
	assert_int_equal(c->err.code, GZ_EPIPE);
	assert_false(gz_eval_errors(c->eval, &sink, &c->err));
	assert_false(gz_eval_confusions(c->eval, &sink, &c->err));
}

static void test_closing_nothing(void **state)
{
	(void)state;
	gz_eval_close(NULL);
	gz_articles_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, court_clear, court_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_gold_document),
		TEST(test_spans_are_ordered_by_field_start_and_length),
		TEST(test_countries_and_ambiguous_spans),
		TEST(test_types_are_those_of_several_schemes),
		TEST(test_the_type_is_that_of_the_entity),
		TEST(test_known_is_what_the_gazetteer_has),
		TEST(test_wiki_null_is_unsure),
		TEST(test_offsets_are_code_points_inside_the_field),
		TEST(test_what_is_no_gold_is_refused),
		TEST(test_malformed_lines_are_refused),
		TEST(test_articles_are_those_of_the_column_else_the_name),
		TEST(test_articles_are_compared_folded),
		TEST(test_an_entity_of_a_pattern_has_no_article),
		TEST(test_underscores_of_a_title_are_spaces),
		TEST(test_nothing_gives_nulls),
		TEST(test_columns),
		TEST(test_right_mentions),
		TEST(test_missed_spurious_and_wrong),
		TEST(test_precision_recall_and_f1),
		TEST(test_types_that_are_not_annotated_have_no_row),
		TEST(test_a_mention_of_a_type_that_is_not_annotated_is_wrong_on_a_span),
		TEST(test_overlap_counts_unless_strict),
		TEST(test_a_title_is_not_the_text),
		TEST(test_titles_count_only_where_some_are_annotated),
		TEST(test_ambiguous_spans_are_neither_right_nor_wrong),
		TEST(test_duplicates_on_one_span),
		TEST(test_nested_mentions_where_gold_has_none),
		TEST(test_nested_mentions_where_gold_has_some),
		TEST(test_known_leaves_out_what_the_gazetteer_lacks),
		TEST(test_names_only_leaves_out_offices_and_follow_ups),
		TEST(test_types_that_are_asked_for),
		TEST(test_the_type_alone),
		TEST(test_articles_of_several_entities),
		TEST(test_a_part_of_a_country_answers_for_it),
		TEST(test_a_part_of_a_country_answers_for_it_where_only_countries_are_asked_for),
		TEST(test_gold_of_countries_says_nothing_of_others),
		TEST(test_retired_states),
		TEST(test_errors_stand_in_context),
		TEST(test_confusions_are_counted_by_folded_text_commonest_first),
		TEST(test_a_sink_that_fails_ends_it),
		TEST(test_closing_nothing),
	};

	return cmocka_run_group_tests_name("eval", tests, court_open, court_close);
}
