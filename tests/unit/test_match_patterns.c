/* test_match_patterns.c: pattern rules: what they match and mint, and that no rule takes the tagger hostage.
 */
#include "match_bench.h"

#include "../../src/match/mint.h"

#define COUNTRIES \
	"id\ttype\tname\taliases\tadjectives\n" \
	"country/us\tcountry\tUnited States\tU.S.\tAmerican\n" \
	"country/fr\tcountry\tFrance\t\tFrench\n" \
	"event/fr-election-2017\tevent\tThe famous one\n" \
	"event/elections\tevent\tElections of the world\n"

#define ELECTION                                                                            \
	PATTERNS                                                                            \
	"election\t(?<year>(?:19|20)\\d\\d) (?<country>[^ ]+(?: [^ ]+)?) election(?= |$)\t" \
	"event/${country}-election-${year}\t${year} ${country} election\tevent\tevent/elections\tcountry/${country}\n"

static void test_minting(void **state)
{
	struct bench b;
	struct gz_entity minted;

	(void)state;
	bench_open(&b, COUNTRIES, ELECTION);
	assert_string_equal(show(&b, "the 2016 U.S. election was"),
			    "2016 U.S. election=event/us-election-2016; U.S=country/us");
	assert_non_null(b.found.ptr[0].minted);
	minted = gz_entity_of(b.w.gaz, b.found.ptr[0].minted);
	assert_str(minted.name, "2016 United States election");
	assert_str(minted.country, "country/us");
	assert_str(minted.series, "event/elections");
	assert_int_equal(minted.type, GZ_EVENT);
	assert_int_equal(minted.index, GZ_NONE);
	assert_int_equal(minted.from, GZ_NO_DAY);
	assert_string_equal(show(&b, "the 2012 french election"),
			    "2012 french election=event/fr-election-2012; french=country/fr");
	assert_string_equal(show(&b, "THE 2012 AMERICAN ELECTION"),
			    "2012 AMERICAN ELECTION=event/us-election-2012; AMERICAN=country/us");
	/* An id that a table has is that entity. */
	show(&b, "the 2017 french election");
	assert_ptr_equal(b.found.ptr[0].minted, world_entry(&b.w, "event/fr-election-2017"));
	/* No such country, no such year; not across a hard gap; not inside a word. */
	assert_string_equal(show(&b, "the 2012 big election"), "");
	assert_string_equal(show(&b, "the 1812 french election"), "french=country/fr");
	assert_string_equal(show(&b, "in 2012, french election"), "french=country/fr");
	assert_string_equal(show(&b, "in 2012 french. election"), "french=country/fr");
	assert_string_equal(show(&b, "the 2012 french elections"), "french=country/fr");
	/* Each anchor for itself. */
	assert_string_equal(show(&b, "2012 french election 2016 us american election"),
			    "2012 french election=event/fr-election-2012; "
			    "french=country/fr; american=country/us");
	assert_string_equal(show(&b, "2012 french election 2016 u s election"),
			    "2012 french election=event/fr-election-2012; "
			    "french=country/fr; 2016 u s election=event/us-election-2016; u s=country/us");
	bench_close(&b);
}

/* In ids, words are joined by hyphens; groups that took no part are empty; unknown countries and series are
 * left out. */
static void test_templates(void **state)
{
	struct bench b;
	struct gz_entity minted;

	(void)state;
	bench_open(
		&b, COUNTRIES,
		PATTERNS
		"cup\t(?:(?<year>\\d{4}) )?(?<sponsor>big bank|acme) cup\torg/${sponsor}-cup-${year}x\tThe ${sponsor} Cup $5 ${year}${none}\torg\t"
		"event/${sponsor}\tcountry/zz\n");
	assert_string_equal(show(&b, "a Big Bank Cup"), "Big Bank Cup=org/big-bank-cup-x");
	minted = gz_entity_of(b.w.gaz, b.found.ptr[0].minted);
	assert_str(minted.name, "The big bank Cup $5 ");
	assert_str(minted.country, "");
	assert_str(minted.series, "");
	assert_int_equal(minted.type, GZ_ORG);
	assert_string_equal(show(&b, "the 1999 acme cup"),
			    "1999 acme cup=org/acme-cup-1999x; acme cup=org/acme-cup-x");
	assert_str(gz_name_of(b.w.gaz, b.found.ptr[0].minted), "The acme Cup $5 1999");
	bench_close(&b);
}

/* What a template leaves empty is no entity: a group that took no part, or a match of nothing. */
static void test_empty_templates(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, COUNTRIES, PATTERNS "cup\t(?:(?<year>\\d{4}) )?cup\tevent/${year}\tThe Cup\tevent\n"
					   "bowl\t(?:(?<year>\\d{4}) )?bowl\tevent/bowl\t${year}\tevent\n");
	assert_string_equal(show(&b, "the 1999 cup and the 1999 bowl"),
			    "1999 cup=event/1999; 1999 bowl=event/bowl");
	assert_string_equal(show(&b, "the cup and the bowl"), "");
	bench_close(&b);
}

/* A match must hold the anchor and lie on token boundaries. */
static void test_anchors(void **state)
{
	struct bench b;
	char text[512];

	(void)state;
	bench_open(&b, HEADER, PATTERNS "summit\tsummit of all\tevent/a\tA\tevent\n"
			       "summit\tbig\tevent/b\tB\tevent\n"
			       "summit\tummit\tevent/c\tC\tevent\n"
			       "summit\tbig summ\tevent/d\tD\tevent\n"
			       "summit\tsummit ?\tevent/e\tE\tevent\n"
			       "峰\t二十国峰会\tevent/f\tF\tevent\n");
	assert_string_equal(show(&b, "a big summit"), "summit=event/e");
	assert_string_equal(show(&b, "big summit of all"), "summit of all=event/a");
	assert_string_equal(show(&b, "二 十 国 峰 会"), "");
	bench_close(&b);
	/* Nor may the group that names the country be half a word. */
	bench_open(&b, COUNTRIES, PATTERNS "fair\t(?<country>french?)h? fair\tevent/${country}-a\tA\tevent\n"
			       "fair\t(?<country>frenc)h fair\tevent/${country}-b\tB\tevent\n"
			       "fair\tfr(?<country>ench) fair\tevent/${country}-c\tC\tevent\n");
	assert_string_equal(show(&b, "a french fair"), "french fair=event/fr-a; french=country/fr");
	bench_close(&b);
	/* A rule sees twelve tokens on each side. */
	bench_open(&b, HEADER, PATTERNS "summit\tstart(?: x)* summit(?: y)* end\tevent/a\tA\tevent\n");
	for (int left = 10; left <= 12; left++) {
		strcpy(text, "start");
		for (int i = 0; i < left; i++)
			strcat(text, " x");
		strcat(text, " summit y y end");
		match(&b, text);
		assert_int_equal(b.found.count, left <= 11);
	}
	bench_close(&b);
}

static void test_bad_regex(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	world_add(&w, "rules.tsv",
		  "# rules\n" PATTERNS "a\ta b\tevent/a\tA\tevent\na\ta (b\tevent/b\tB\tevent\n"
		  "a\ta [b\tevent/c\tC\tevent\n");
	assert_false(world_try(&w));
	assert_int_equal(w.err.code, GZ_EFORMAT);
	assert_string_equal(w.err.file, w.path[0]);
	assert_int_equal(w.err.line, 4);
	assert_int_equal(w.err.column, 3);
	assert_non_null(strstr(w.err.message, "parenthesis"));
	assert_int_equal(w.faults, 2);
	world_close(&w);
	/* \C would look into the middle of a character. */
	world_open(&w);
	world_add(&w, "rules.tsv", PATTERNS "a\ta \\C\tevent/a\tA\tevent\n");
	assert_false(world_try(&w));
	assert_int_equal(w.err.line, 2);
	world_close(&w);
}

/* A rule is compiled when it is run first: one that another version of PCRE2 let pass fails then, with its
 * place, and those of which no anchor stands in the text do not matter. */
static void test_rule_of_another_version(void **state)
{
	struct bench b;
	struct gz_tokens tokens;
	struct gz_error err = {0};

	(void)state;
	bench_open(&b, HEADER,
		   PATTERNS "anchor\tbig anchor\tevent/a\tA\tevent\n"
			    "other\tsmall other\tevent/b\tB\tevent\n");
	b.w.gaz->patterns[1].regex = GZ_STR("small (other");
	match(&b, "a big anchor");
	assert_int_equal(b.found.count, 1);
	for (int again = 0; again < 2; again++) {
		assert_true(gz_text_tokenize(GZ_STR("a big anchor, a small other"), &b.arena, &tokens, &err));
		assert_false(gz_match(b.matcher, &tokens, &b.arena, false, &b.found, &err));
		assert_int_equal(err.code, GZ_EFORMAT);
		assert_string_equal(err.file, b.w.path[1]);
		assert_int_equal(err.line, 3);
		assert_non_null(strstr(err.message, "parenthesis"));
	}
	b.w.gaz->patterns[1].regex = GZ_STR("small other");
	match(&b, "a big anchor, a small other");
	assert_int_equal(b.found.count, 2);
	bench_close(&b);
}

/* A rule that would backtrack for ever finds nothing, soon, and takes nothing away from the others. */
static void test_catastrophic_regex(void **state)
{
	struct bench b;
	double start;

	(void)state;
	bench_open(&b, HEADER "org/z\torg\tBig Anchor\n",
		   PATTERNS "anchor\t(?:(?:a+ ?)+)+b anchor\tevent/a\tA\tevent\n"
			    "anchor\tbig anchor$\tevent/b\tB\tevent\n"
			    "anchor\t(?<country>(?:[a-z]+ ?)*)*x anchor\tevent/c\tC\tevent\n"
			    "anchor\t(?:.*.*.*.*.*.*)*Q\tevent/d\tD\tevent\n"
			    "anchor\t(?R)?x|(a(?1)?)+anchor\tevent/e\tE\tevent\n");
	start = gz_clock();
	for (int i = 0; i < 60; i++)
		assert_string_equal(show(&b, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
					     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa big anchor"),
				    "big anchor=org/z; big anchor=event/b");
	assert_true(gz_clock() - start < 10);
	/* What the others need never stands there, which is seen at once. */
	assert_int_equal(b.found.given_up_count, 2);
	assert_string_equal(b.found.given_up[0]->file, b.w.path[1]);
	assert_int_equal(b.found.given_up[0]->line, 4);
	assert_int_equal(b.found.given_up[1]->line, 2);
	show(&b, "anchor");
	assert_int_equal(b.found.given_up_count, 0);
	bench_close(&b);
}

/* A rule sees 512 bytes on each side: a word of a megabyte costs nothing. */
static void test_long_words(void **state)
{
	char text[1100], *word = text + sizeof(text) - 30;
	struct bench b;

	(void)state;
	bench_open(&b, HEADER, PATTERNS "anchor\t(?<who>[^ ]+) anchor\torg/a\tA\torg\n");
	memset(text, 'a', sizeof(text));
	memcpy(word, " anchor", 8);
	for (size_t len = 510; len <= 513; len++) {
		match(&b, word - len);
		assert_int_equal(b.found.count, len <= 511);
	}
	memset(text, 'a', sizeof(text));
	memcpy(text, "one anchor ", 11);
	text[sizeof(text) - 1] = '\0';
	assert_string_equal(show(&b, text), "one anchor=org/a");
	bench_close(&b);
}

/* Left out after three times in a field, and tried again in the next one. */
static void test_patience(void **state)
{
	static const char slow[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 1 anchor. ", good[] = "aab anchor. ";
	struct bench b;
	char text[512];

	(void)state;
	bench_open(&b, HEADER, PATTERNS "anchor\t(?:a+)+b anchor|(?:a+)+b(?= 1 anchor)\tevent/a\tA\tevent\n");
	for (int times = 0; times <= 4; times++) {
		text[0] = '\0';
		for (int i = 0; i < times; i++)
			strcat(text, slow);
		strcat(text, good);
		assert_string_equal(show(&b, text), times < 3 ? "aab anchor=event/a" : "");
		assert_int_equal(b.found.given_up_count, times > 0);
	}
	bench_close(&b);
}

/* A rule with `near` is tried only where one of these words stands in its reach. */
static void test_near(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, COUNTRIES,
		   "anchor\tregex\tid\tname\ttype\tnear\n"
		   "fair\t(?:big )?fair\torg/fair\tFair\torg\tbig | Tall\n"
		   "fair\tfair share\torg/share\tShare\torg\t\n");
	assert_string_equal(show(&b, "a fair day"), "");
	assert_string_equal(show(&b, "a big fair day"), "big fair=org/fair; fair=org/fair");
	assert_string_equal(show(&b, "a tall man at a fair"), "fair=org/fair");
	assert_string_equal(show(&b, "a tall man. A fair"), ""); /* beyond its reach */
	assert_string_equal(show(&b, "a fair share"), "fair share=org/share");
	bench_close(&b);
}

#define VOTES                                                                                      \
	"anchor\tregex\tid\tname\ttype\tseries\tkinds\n"                                             \
	"vote\t(?<year>\\d{4}) (?:of )?(?<country>[^ ]+(?: [^ ]+)?)(?C1) vote\t"                     \
	"event/${country}-${kind}-vote-${year}\t${year} ${country} ${kind} vote\tevent\tevent/elections\t"

/* One rule serves countries in which the same thing has other names; and of some it makes nothing. */
static void test_kinds(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, COUNTRIES, VOTES "grand: fr | small\n");
	assert_string_equal(show(&b, "the 2012 french vote"),
			    "2012 french vote=event/fr-grand-vote-2012; french=country/fr");
	assert_str(gz_name_of(b.w.gaz, b.found.ptr[0].minted), "2012 France grand vote");
	assert_string_equal(show(&b, "the 2012 U.S. vote"),
			    "2012 U.S. vote=event/us-small-vote-2012; U.S=country/us");
	assert_string_equal(show(&b, "the 2012 big vote"), "");
	bench_close(&b);
	/* However the group is written. */
	bench_open(&b, COUNTRIES,
		   "anchor\tregex\tid\tname\ttype\tkinds\n"
		   "vote\t(?P<country>[a-z]+) vote\tevent/${country}-${kind}\tA vote\tevent\tgrand: fr\n");
	assert_string_equal(show(&b, "a french vote"), "french vote=event/fr-grand; french=country/fr");
	bench_close(&b);
	/* Of those that no kind has, and of -, nothing; the words go on to one that has. */
	bench_open(&b, COUNTRIES, VOTES "grand : fr\n");
	assert_string_equal(show(&b, "the 2012 U.S. vote"), "U.S=country/us");
	assert_string_equal(show(&b, "the 2012 American French vote"), "American=country/us; French=country/fr");
	assert_string_equal(show(&b, "the 2012 vote French"), "French=country/fr");
	bench_close(&b);
	bench_open(&b, COUNTRIES, VOTES "open | -: us\n");
	assert_string_equal(show(&b, "the 2012 U.S. vote"), "U.S=country/us");
	assert_string_equal(show(&b, "the 2012 of French vote"),
			    "2012 of French vote=event/fr-open-vote-2012; French=country/fr");
	bench_close(&b);
}

static void assert_kind(const char *kinds, const char *code, const char *expected)
{
	struct gz_str kind;

	assert_int_equal(gz_gaz_kind_of(gz_str(kinds), gz_str(code), &kind), expected != NULL);
	if (expected != NULL)
		assert_str(kind, expected);
}

static void test_kind_of(void **state)
{
	static const char kinds[] = "other\na fr de\nb us\n- it\n";

	(void)state;
	assert_kind(kinds, "fr", "a");
	assert_kind(kinds, "de", "a");
	assert_kind(kinds, "us", "b");
	assert_kind(kinds, "d", "other");
	assert_kind(kinds, "it", NULL);
	assert_kind("a fr", "us", NULL);
	assert_kind("a fr", "fr", "a");
	assert_kind("", "us", "");
	assert_kind("\n \n", "us", NULL); /* of a damaged file */
}

static bool is_of_country(const char *id)
{
	const struct gz_pattern pattern = {.id = gz_str(id)};

	return gz_pattern_is_of_country(&pattern);
}

/* Without a country such a rule makes no id: it is tried only where one stands. */
static void test_country_in_reach(void **state)
{
	struct bench b;
	char text[400] = "";

	(void)state;
	assert_true(is_of_country("event/${country}-vote"));
	assert_true(is_of_country("org/${country}-${x}"));
	assert_false(is_of_country("event/${country}"));
	assert_false(is_of_country("event/x-${country}-vote"));
	assert_false(is_of_country("event/${country}s"));
	assert_false(is_of_country("event/vote"));
	/* Many countries, which are not all noted; and a rule that needs none. */
	bench_open(&b,
		   "id\ttype\tname\taliases\n"
		   "country/aa\tcountry\tAa\t\ncountry/bb\tcountry\tBb\t\ncountry/cc\tcountry\tCc\t\n"
		   "country/dd\tcountry\tDd\t\ncountry/ee\tcountry\tEe\t\ncountry/ff\tcountry\tFf\t\n"
		   "country/gg\tcountry\tGg\t\ncountry/hh\tcountry\tHh\t\ncountry/ii\tcountry\tIi\t\n"
		   "country/jj\tcountry\tJj jj\t\n",
		   "anchor\tregex\tid\tname\ttype\tkinds\n"
		   "vote\t(?<country>[a-z ]+?)(?C1) vote\tevent/${country}-vote\tA vote\tevent\tx: jj\n"
		   "fete\t(?:(?<country>[a-z]+)(?C1) )?fete\tevent/fete-${country}x\tA fete\tevent\t\n");
	strcat(text, "aa bb cc dd ee ff gg hh ii jj jj vote");
	match(&b, text);
	assert_int_equal(b.found.count, 11);
	assert_string_equal(show(&b, "bb jj jj vote"), "bb=country/bb; jj jj vote=event/jj-vote; jj jj=country/jj");
	assert_string_equal(show(&b, "jj vote"), "");
	assert_string_equal(show(&b, "aa vote"), "aa=country/aa");
	assert_string_equal(show(&b, "a fete"), "fete=event/fete-x");
	assert_string_equal(show(&b, "aa fete"), "aa fete=event/fete-aax; aa=country/aa; fete=event/fete-x");
	bench_close(&b);
}

static bool is_of_year(const char *regex, const char *id)
{
	const struct gz_pattern pattern = {.regex = gz_str(regex), .id = gz_str(id)};

	return gz_pattern_is_of_year(&pattern);
}

/* Which rules are not tried where no year stands. What is not understood is tried. */
static void test_year(void **state)
{
	static const char *const years[] = {"\\d{4}", "[0-9]{4}", "\\d\\d\\d\\d", "(?:19|20)\\d\\d",
					    "(?:18|19|20)[0-9]{2}", "2011", "20[0-9][0-9]", "\\d{5}"};
	static const char *const others[] = {"\\d{2}",  "\\d+",	      "\\d{4}|now", "(?:19|2)\\d{2}", "(?:19|20)?\\d\\d",
					     "[0-9]{,4}", "[0-9]{2,4}", "20..",	    "[a-z]{4}",	   "",
					     "\\d{4",	  "\\d{0}2011",	      "(?:19|xx)\\d\\d", "\\d{4}?"};
	char regex[100];

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(years); i++) {
		snprintf(regex, sizeof(regex), "the (?<year>%s) cup", years[i]);
		assert_true(is_of_year(regex, "event/cup-${year}"));
		assert_false(is_of_year(regex, "event/cup-${year}x"));
		assert_false(is_of_year(regex, "event/cup${year}"));
		assert_false(is_of_year(regex, "event/cup"));
	}
	for (size_t i = 0; i < GZ_COUNT(others); i++) {
		snprintf(regex, sizeof(regex), "the (?<year>%s) cup", others[i]);
		assert_false(is_of_year(regex, "event/cup-${year}"));
	}
	assert_false(is_of_year("the (?<when>\\d{4}) cup", "event/cup-${when}"));
	/* Of several groups of that name each must. */
	assert_true(is_of_year("(?|(?<year>\\d{4}) cup|cup of (?<year>20\\d\\d))", "event/cup-${year}"));
	assert_false(is_of_year("(?J)(?<year>\\d{4}) cup|(?<year>[a-z]+) cup", "event/cup-${year}"));
}

/* A year is found wherever it stands within reach, in a longer number too. */
static void test_year_in_reach(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, COUNTRIES,
		   PATTERNS "cup\tcup of (?<year>\\d{4})[0-9]*\tevent/cup-${year}\tThe Cup of ${year}\tevent\n"
			    "bowl\tbowl of (?<year>[0-9a-z]+)\tevent/bowl-${year}\tThe Bowl\tevent\n");
	assert_string_equal(show(&b, "the cup of 2011 was"), "cup of 2011=event/cup-2011");
	assert_string_equal(show(&b, "the cup of 20110704 was"), "cup of 20110704=event/cup-2011");
	assert_string_equal(show(&b, "the cup of old; 2011"), "");
	assert_string_equal(show(&b, "the bowl of mine was"), "bowl of mine=event/bowl-mine");
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_minting),
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_kind_of),
		cmocka_unit_test(test_country_in_reach),
		cmocka_unit_test(test_empty_templates),
		cmocka_unit_test(test_year),
		cmocka_unit_test(test_year_in_reach),
		cmocka_unit_test(test_anchors),
		cmocka_unit_test(test_bad_regex),
		cmocka_unit_test(test_rule_of_another_version),
		cmocka_unit_test(test_catastrophic_regex),
		cmocka_unit_test(test_long_words),
		cmocka_unit_test(test_patience),
	};

	return cmocka_run_group_tests_name("match_patterns", tests, NULL, NULL);
}
