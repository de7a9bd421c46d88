/* test_gaz_faults.c: the gazetteer's loader: every fault with its place, several at once. */
#include "gaz_tables.h"

#define KINDS "anchor\tregex\tid\tname\ttype\tkinds\n"

#define SIXTEEN "a a a a a a a a a a a a a a a a "

struct fault_case {
	const char *content;
	const char *place; /* line:column */
	const char *words; /* in the message */
};

static void check_fault(const struct fault_case *c)
{
	struct world w;
	char place[64];

	world_open(&w);
	world_add(&w, "one.tsv", c->content);
	assert_false(world_try(&w));
	assert_null(w.gaz);
	assert_true(w.faults >= 1);
	snprintf(place, sizeof(place), "one.tsv:%s: ", c->place);
	if (w.faults != 1 || strncmp(w.fault[0], place, strlen(place)) != 0 ||
	    strstr(w.fault[0], c->words) == NULL)
		print_error("expected %s%s, got %zu: %s\n", place, c->words, w.faults, w.fault[0]);
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], place, strlen(place));
	assert_non_null(strstr(w.fault[0], c->words));
	assert_int_equal(w.err.code, GZ_EFORMAT);
	world_close(&w);
}

static void test_faults_of_lines(void **state)
{
	static const struct fault_case all[] = {
		{HEADER "org/a\torg\tA\n" "org/b\torg\tB\xc3(\n", "3:12", "UTF-8"},
		{HEADER "org/a\torg\t\xed\xa0\x80\n", "2:11", "UTF-8"},
		{HEADER "org/a\torg\té\xc3", "2:12", "UTF-8"},
		{HEADER "org/a\torg\tA\x01" "B\n", "2:12", "U+0001"},
		{HEADER "org/a\torg\té\x7f\n", "2:12", "U+007F"},
		{HEADER "org/a\torg\té\x1f\n", "2:12", "U+001F"},
		{HEADER "org/a\torg\tA\r\r\n", "2:12", "U+000D"},
		{"id\ttype\tname\x1b\taliases\n", "1:13", "U+001B"},
		{HEADER "org/a\torg\tÄÖ\tÜ\tsurplus\n", "2:16", "5 cells"},
		{HEADER "org/a\torg\tA\tB\t\t\n", "2:15", "6 cells"},
		{HEADER "org/a\torg\tA\tB\\\n", "2:13", "backslash"},
		{"id\ttype\tnom\taliases\norg/a\torg\tA\t\n", "1:1", "no kind of table"},
		{"# only a header that nobody knows\n\nfoo\tbar\n", "3:1", "no kind of table"},
		{"org/a\torg\tA\tB\n", "1:1", "no kind of table"},
		{"id,type,name,aliases\norg/a,org,A,\n", "1:1", "with tabs between them"},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++)
		check_fault(&all[i]);
}

static void test_faults_of_entities(void **state)
{
	static const struct fault_case all[] = {
		{HEADER "org/a\tcompany\tA\n", "2:7", "'company' is no type"},
		{HEADER "org/a\t\tA\n", "2:7", "no type"},
		{HEADER "org/a\tOrg\tA\n", "2:7", "'Org' is no type"},
		{HEADER "orga\torg\tA\n", "2:1", "'orga' is no id"},
		{HEADER "person/a\torg\tA\n", "2:1", "must be org/slug"},
		{HEADER "org/A\torg\tA\n", "2:1", "no id"},
		{HEADER "org/\torg\tA\n", "2:1", "no id"},
		{HEADER "org/-a\torg\tA\n", "2:1", "no id"},
		{HEADER "org/a-\torg\tA\n", "2:1", "no id"},
		{HEADER "org/a b\torg\tA\n", "2:1", "no id"},
		{HEADER "org/a/b\torg\tA\n", "2:1", "no id"},
		{HEADER "org/é\torg\tA\n", "2:1", "no id"},
		{HEADER "\torg\tA\n", "2:1", "no id"},
		{HEADER "org/a\torg\tA\norg/b\torg\tB\norg/a\torg\tC\n", "4:1", "org/a stands twice"},
		{HEADER "org/a\torg\t\tA\n", "2:11", "org/a has no name"},
		{HEADER "org/a\torg\t  \tA\n", "2:11", "no name"},
		{HEADER "org/a\torg\n", "2:10", "no name"},
		{HEADER "org/a\torg\t---\n", "2:11", "'---' has no letters"},
		{HEADER "org/a\torg\t=?\n", "2:11", "no letters"},
		{HEADER "org/a\torg\tÄ\tB | *** | C\n", "2:13", "'***' has no letters"},
		{HEADER "org/a\torg\tA\t?! | B\n", "2:13", "no letters"},
		{"id\ttype\tname\taliases\tadjectives\tdemonyms\norg/a\torg\tA\tB\t...\tC\n", "2:15",
		 "no letters"},
		{"id\ttype\tname\taliases\tadjectives\tdemonyms\norg/a\torg\tA\tB\tC\t...\n", "2:17",
		 "no letters"},
		{HEADER "org/a\torg\t" SIXTEEN SIXTEEN SIXTEEN SIXTEEN "a\n", "2:11", "65 tokens"},
		{WIDE "event/a\tevent\tA\t\t\t\t\t\t\t2017-02-30\n", "2:23", "'2017-02-30' is no day"},
		{WIDE "event/a\tevent\tA\t\t\t\t\t\t\t2017-07-07\t7 July\n", "2:34", "'7 July' is no day"},
		{WIDE "event/a\tevent\tA\t\t\t\t\t\t\t2017-07-08\t2017-07-07\n", "2:34",
		 "ends before it begins"},
		{WIDE "event/a\tevent\tA\t\t\t\t\t\t\t2018\t2017\n", "2:28", "ends before it begins"},
		{WIDE "org/a\torg\tA\t\t\t\tcountry/zz\n", "2:16", "country/zz is defined nowhere"},
		{WIDE "event/a\tevent\tA\t\t\t\t\tevent/zz\n", "2:21", "event/zz is defined nowhere"},
		{WIDE "event/a\tevent\tA\t\t\t\t\t\tplace/zz\n", "2:22", "place/zz is defined nowhere"},
		{WIDE "person/a\tperson\tA\t\t\t\t\t\t\t\t\tmale\n", "2:27", "'male'"},
		{WIDE "person/a\tperson\tA B\t\t\t\t\t\t\t\t\t\t***\n", "2:30", "'***' has no letters"},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++)
		check_fault(&all[i]);
}

/* References to entities that exist, but cannot stand there. */
static void test_faults_of_references(void **state)
{
	static const struct fault_case all[] = {
		{WIDE "org/a\torg\tA\norg/b\torg\tB\t\t\t\torg/a\n", "3:16", "org/a is of a type"},
		{WIDE "org/a\torg\tA\nevent/b\tevent\tB\t\t\t\t\torg/a\n", "3:21", "org/a is of a type"},
		{WIDE "org/a\torg\tA\nevent/b\tevent\tB\t\t\t\t\t\torg/a\n", "3:22", "org/a is of a type"},
		{WIDE "event/b\tevent\tB\t\t\t\t\tevent/b\n", "2:21", "event/b refers to itself"},
	};
	struct world w;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++)
		check_fault(&all[i]);
	world_open(&w);
	world_add(&w, "entities.tsv", HEADER "org/a\torg\tA\nperson/p\tperson\tP\n");
	world_add(&w, "offices.tsv", OFFICES "king\torg/a\torg/a\nking\t\tperson/p\n");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 2);
	assert_memory_equal(w.fault[0], "offices.tsv:2:6: ", 17);
	assert_memory_equal(w.fault[1], "offices.tsv:2:12: ", 18);
	world_close(&w);
}

static void test_faults_of_other_tables(void **state)
{
	static const struct fault_case all[] = {
		{OFFICES "\t\tperson/a\t2000\t2001\n", "2:1", "an office needs"},
		{OFFICES "king\t\t\t2000\t2001\n", "2:7", "an office needs"},
		{OFFICES "king\tcountry/zz\t\t2000\t2001\n", "2:17", "an office needs"},
		{OFFICES "king\t\tperson/zz\t2000\t2001\n", "2:7", "person/zz is defined nowhere"},
		{OFFICES "king\t\tperson/zz\t200\t2001\n", "2:17", "'200' is no day"},
		{OFFICES "king\t\tperson/zz\t2000\t2001-13\n", "2:22", "'2001-13' is no day"},
		{OFFICES "king\t\tperson/zz\t2000\t1999\n", "2:22", "ends before it begins"},
		{PATTERNS "two words\ta\tevent/a\tA\tevent\n", "2:1", "one token"},
		{PATTERNS "...\ta\tevent/a\tA\tevent\n", "2:1", "one token"},
		{PATTERNS "G20\ta\tevent/a\tA\tevent\n", "2:1", "this is 2"},
		{PATTERNS "\ta\tevent/a\tA\tevent\n", "2:1", "anchor is empty"},
		{PATTERNS "a\t\tevent/a\tA\tevent\n", "2:3", "regex is empty"},
		{PATTERNS "a\ta\t\tA\tevent\n", "2:5", "id is empty"},
		{PATTERNS "a\ta\torg/${x}\tA\tevent\n", "2:5", "must be event/slug"},
		{PATTERNS "a\ta\tevent/\tA\tevent\n", "2:5", "must be event/slug"},
		{PATTERNS "a\ta\tevent/${x} y\tA\tevent\n", "2:5", "must be event/slug"},
		{PATTERNS "a\ta\tevent/${x\tA\tevent\n", "2:5", "'${' without"},
		{PATTERNS "a\ta\tevent/${x}\tThe $ ${x} and ${y\tevent\n", "2:16", "'${' without"},
		{PATTERNS "a\ta\tevent/a\tA\tevent\t${s\n", "2:21", "'${' without"},
		{PATTERNS "a\ta\tevent/a\tA\tevent\t\tcountry/${\n", "2:22", "'${' without"},
		{PATTERNS "a\ta\tevent/a\t\tevent\n", "2:13", "name is empty"},
		{PATTERNS "a\ta\tevent/a\tA\tmeeting\n", "2:15", "'meeting' is no type"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tBig: aa\n", "2:33", "'Big' is no kind"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\ta | : aa\n", "2:33", "'' is no kind"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tb: country/aa\n", "2:33", "no code of a country"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tb: zz\n", "2:33", "country/zz is defined nowhere"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tb | c\n", "2:33", "second kind for all others"},
		{KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tb: | c\n", "2:33", "no country is of the kind"},
		{KINDS "a\t(?J)(?<country>b)|(?<country>c)\tevent/a\tA\tevent\tb\n", "2:51", "the group 'country'"},
		{KINDS "a\t(?<land>b)\tevent/a\tA\tevent\tb\n", "2:30", "the group 'country'"},
		{"title\ttype\tgender\n\trank\n", "2:1", "empty title"},
		{"title\ttype\tgender\nmr\tpolite\n", "2:4", "'polite'"},
		{"title\ttype\tgender\nmr\tcourtesy\tx\n", "2:13", "'x'"},
		{"title\ttype\tgender\n--\trank\n", "2:1", "no letters"},
		{"given\nRex\n...\n", "3:1", "without letters"},
		{"neutral\tkind\nMonday\n...\n", "3:1", "without letters"},
		{"neutral\tkind\nThe\tnoun\n", "2:5", "'noun'"},
		{"given\tkind\nMark\tcurrency\n", "2:6", "'currency'"},
		{"cue\tleft\tright\nUS\t\t\n", "2:1", "on its left or right"},
		{"name\tleft\tright\n***\ta\tb\n", "2:1", "a name is needed"},
		{"name\tleft\tright\nJordan\n", "2:1", "on its left or right"},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++)
		check_fault(&all[i]);
}

/* More cells than a row may have at all: the place of the first one too many. */
static void test_fault_far_too_many_cells(void **state)
{
	struct world w;
	char content[256] = HEADER;

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(content, "a\t");
	world_open(&w);
	world_add(&w, "one.tsv", content);
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], "one.tsv:2:65: ", 14);
	world_close(&w);
}

static void test_fault_of_nul(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	world_write(&w, "one.tsv", GZ_STR(HEADER "org/a\torg\tA\0B\n"));
	world_layer(&w, "one.tsv");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], "one.tsv:2:12: ", 14);
	assert_non_null(strstr(w.fault[0], "U+0000"));
	world_close(&w);
}

/* One run shows them all, in the order of the files; the first one is the error. */
static void test_several_faults(void **state)
{
	static const char *const places[] = {
		"a.tsv:2:1: ", "a.tsv:4:7: ", "a.tsv:5:11: ", "b.tsv:2:4: ", "c.tsv:2:7: "};
	struct world w;

	(void)state;
	world_open(&w);
	world_write(&w, "a.tsv",
		    GZ_STR(HEADER "org/A\torg\tA\norg/b\torg\tB\norg/c\tfirm\tC\norg/d\torg\t\n"));
	world_write(&w, "b.tsv", GZ_STR("title\ttype\nmr\tpolite\n"));
	world_write(&w, "c.tsv", GZ_STR(OFFICES "king\t\tperson/zz\t2000\t2001\n"));
	world_layer(&w, "");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, GZ_COUNT(places));
	for (size_t i = 0; i < GZ_COUNT(places); i++)
		assert_memory_equal(w.fault[i], places[i], strlen(places[i]));
	assert_int_equal(w.err.line, 2);
	assert_int_equal(w.err.column, 1);
	assert_true(gz_str_ends(gz_str(w.err.file), GZ_STR("a.tsv")));
	world_close(&w);
}

/* A damaged file is not allowed to flood the screen; *err is there without a callback, too. */
static void test_flood_of_faults(void **state)
{
	struct world w;
	struct gz_buf content = {0};
	struct gz_gaz *gaz = (struct gz_gaz *)&w;
	struct gz_error err;
	const char *path;

	(void)state;
	gz_buf_str(&content, GZ_STR(HEADER));
	for (int i = 0; i < 150; i++)
		gz_buf_str(&content, GZ_STR("x\torg\tX\n"));
	world_open(&w);
	world_write(&w, "one.tsv", gz_buf_view(&content));
	world_layer(&w, "one.tsv");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 100);
	assert_memory_equal(w.fault[99], "one.tsv:101:1: ", 15);
	path = w.path[0];
	assert_false(gz_gaz_load(&path, 1, NULL, NULL, &gaz, &err));
	assert_null(gaz);
	assert_int_equal(err.line, 2);
	gz_buf_free(&content);
	world_close(&w);
}

static void test_missing_file(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	world_layer(&w, "nothing.tsv");
	assert_false(world_try(&w));
	assert_int_equal(w.err.code, GZ_EIO);
	assert_true(gz_str_ends(gz_str(w.err.file), GZ_STR("/nothing.tsv")));
	assert_int_equal(w.faults, 1);
	world_close(&w);
	/* The first fault stays the error when the system refuses something later. */
	world_open(&w);
	world_add(&w, "one.tsv", HEADER "x\torg\tX\n");
	world_layer(&w, "nothing.tsv");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 2);
	assert_int_equal(w.err.code, GZ_EFORMAT);
	assert_int_equal(w.err.line, 2);
	world_close(&w);
}

/* As many countries as there are fit, and no flood of them. */
static void test_many_kinds(void **state)
{
	struct gz_buf rules = {0};
	struct world w;

	(void)state;
	gz_buf_str(&rules, GZ_STR(KINDS "a\t(?<country>b)\tevent/a\tA\tevent\tb:"));
	for (int i = 0; i < 200000; i++)
		gz_buf_printf(&rules, " x%d", i);
	gz_buf_str(&rules, GZ_STR("\n"));
	gz_buf_byte(&rules, '\0');
	assert_false(rules.failed);
	world_open(&w);
	world_add(&w, "rules.tsv", rules.ptr);
	assert_false(world_try(&w));
	assert_non_null(strstr(w.err.message, "longer than 4096 bytes"));
	world_close(&w);
	gz_buf_free(&rules);
}

/* A country is of one kind. */
static void test_two_kinds(void **state)
{
	static const char *const kinds[] = {"b: aa aa", "b: ab aa | c: aa", "b: aa | -: aa", "b: a aa | c: a"};
	struct world w;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(kinds); i++) {
		char rules[200];

		snprintf(rules, sizeof(rules), KINDS "a\t(?<country>b)\tevent/a\tA\tevent\t%s\n", kinds[i]);
		world_open(&w);
		world_add(&w, "countries.tsv",
			  "id\ttype\tname\taliases\ncountry/a\tcountry\tA\t\n"
			  "country/aa\tcountry\tAa\t\ncountry/ab\tcountry\tAb\t\n");
		world_add(&w, "rules.tsv", rules);
		assert_false(world_try(&w));
		assert_non_null(strstr(w.err.message, i < 3 ? "the country aa has two kinds" : "the country a has two kinds"));
		assert_int_equal(w.faults, 1);
		world_close(&w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_of_lines),
		cmocka_unit_test(test_faults_of_entities),
		cmocka_unit_test(test_faults_of_references),
		cmocka_unit_test(test_faults_of_other_tables),
		cmocka_unit_test(test_two_kinds),
		cmocka_unit_test(test_many_kinds),
		cmocka_unit_test(test_fault_far_too_many_cells),
		cmocka_unit_test(test_fault_of_nul),
		cmocka_unit_test(test_several_faults),
		cmocka_unit_test(test_flood_of_faults),
		cmocka_unit_test(test_missing_file),
	};

	return cmocka_run_group_tests_name("gaz_faults", tests, NULL, NULL);
}
