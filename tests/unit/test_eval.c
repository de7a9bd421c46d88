/*
 * test_eval.c: scores of mentions made by hand. A mention is written "8-13 country/sy" (code points of the text; T: in
 * front for the title, /office behind for the way it was found, ^ in front for a nested one); scores are shown as
 * "country 2/1/1" (gold, predicted, correct) and mistakes as "missed Syria=SY:-".
 */
#include "eval_court.h"

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
	struct gz_entity *entity;
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
	entity = gz_arena_alloc(&c->arena, sizeof(*entity));
	assert_non_null(entity);
	*entity = world_entity(&c->w, word);
	m.entity = entity;
	m.name = entity->name;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
