/* test_eval_gold.c: annotated documents as they are read, and articles of entities. */
#include "eval_court.h"

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
	struct gz_entity meant = world_entity(&c->w, entity);

	return gz_articles_match(c->articles, &meant, gz_str(title));
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
	};

	return cmocka_run_group_tests_name("eval_gold", tests, court_open, court_close);
}
