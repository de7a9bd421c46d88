/* test_resolve_events.c: events, their editions and what is nested in them; fields, offsets, sentences. */
#include "resolve_desk.h"

/* ---- events ------------------------------------------------------------------------------------- */

static void test_nested(void **state)
{
	EXPECT("the syria civil war and the russian annexation of crimea",
	       "syria civil war=event/syria-war/alias; ^syria=country/sy/name; russian annexation of crimea=event/crimea/name; "
	       "^russian=country/ru/adjective; ^crimea=place/crimea/name");
	EXPECT("The war in Syria", "war in Syria=event/syria-war/alias; ^Syria=country/sy/name");
	/* Not in organisations, unless small letters in the gazetteer show that the name describes them. */
	EXPECT("Russia Today", "Russia Today=org/rt/name");
	EXPECT("The Russian Foreign Bank", "Russian Foreign Bank=org/rfm/alias");
	EXPECT("The Russian Foreign Ministry", "Russian Foreign Ministry=org/rfm/alias; ^Russian=country/ru/adjective");
	EXPECT("Ministry of Foreign Affairs of Russia", "Ministry of Foreign Affairs of Russia=org/rfm/name");
	EXPECT("russia s highest court", "russia s highest court=org/rfm/alias; ^russia=country/ru/name");
	EXPECT("So Russia's Highest Court said",
	       "Russia's Highest Court=org/rfm/alias; ^Russia=country/ru/name");
	EXPECT("The German-Russian foreign ministry", "German-Russian foreign ministry=org/rfm/alias");
}

static void test_patterns(void **state)
{
	struct desk *d = *state;
	struct gz_doc doc = {.source = GZ_STR("s"), .id = GZ_STR("i"), .day = GZ_NO_DAY};
	struct gz_arena other = {0};
	struct gz_buf longer = {0};
	struct gz_tagged second;
	struct gz_error err;

	EXPECT("the 2016 U.S. presidential election ended",
	       "2016 U.S. presidential election=event/us-election-2016/pattern; ^U.S.=country/us/acronym");
	assert_str(d->tagged.mentions[0].name, "2016 United States presidential election");
	assert_str(d->tagged.mentions[0].entity->country, "country/us");
	assert_int_equal(d->tagged.mentions[0].entity->index, GZ_NONE);
	EXPECT("the 2012 french presidential election and the 2012 odd presidential election",
	       "2012 french presidential election=event/fr-election-2012/pattern; ^french=country/fr/adjective");
	/* What was minted lives as long as the mention: tag something longer in another arena, then look. */
	for (int i = 0; i < 200; i++)
		gz_buf_str(&longer, GZ_STR("the 1999 german presidential election and "));
	assert_false(longer.failed);
	doc.field[GZ_TEXT] = gz_buf_view(&longer);
	assert_true(gz_tagger_tag(d->tagger, &doc, &other, &second, &err));
	assert_str(second.mentions[0].entity->id, "event/de-election-1999");
	assert_str(d->tagged.mentions[0].entity->id, "event/fr-election-2012");
	assert_str(d->tagged.mentions[0].entity->name, "2012 France presidential election");
	assert_str(d->tagged.mentions[0].name, "2012 France presidential election");
	assert_str(d->tagged.mentions[0].entity->country, "country/fr");
	gz_arena_free(&other);
	gz_buf_free(&longer);
}

static void test_editions_by_year(void **state)
{
	EXPECT("the 2017 G20 summit", "G20 summit=event/g20-2017/edition");
	EXPECT("the G20 summit of 2017", "G20 summit=event/g20-2017/edition");
	EXPECT("g 20 in 2017", "g 20=event/g20-2017/edition");
	/* The year wins over the day; one without an edition leaves the series. */
	EXPECT_ON("the 2017 G20 summit", "2009-04-02", "G20 summit=event/g20-2017/edition");
	EXPECT_ON("the 1987 G20 summit", "2017-07-07", "G20 summit=event/g20/alias");
	/* Two in that year: the day or the place chooses, or none is chosen. */
	EXPECT("the 2009 G20 summit", "G20 summit=event/g20/alias");
	EXPECT_ON("the 2009 G20 summit", "2009-09-25", "G20 summit=event/g20-2009-pittsburgh/edition");
	EXPECT("the 2009 G20 summit in London",
	       "G20 summit=event/g20-2009-london/edition; London=place/london/name");
	/* Any year of one that went on for several. */
	EXPECT("the Great Long War in 2010", "Great Long War=event/long-war-2001/edition");
	EXPECT("the Great Long War in 2015", "Great Long War=event/long-war/name");
	/* A year in another sentence is another matter. */
	EXPECT("It was 2017. The G20 summit came.", "G20 summit=event/g20/alias");
}

static void test_editions_by_place(void **state)
{
	EXPECT("the group of 20 summit in hamburg germany",
	       "group of 20 summit=event/g20-2017/edition; hamburg=place/hamburg/name; germany=country/de/name");
	EXPECT_ON("the G20 summit in London", "2009-09-24",
		  "G20 summit=event/g20-2009-london/edition; London=place/london/name");
	/* At once in front of it; not anywhere in front. */
	EXPECT_ON("the Washington group of 20 summit", "2008-12-01",
		  "Washington=place/washington/name; group of 20 summit=event/g20-2008/edition");
	EXPECT_ON("in Washington, Group of 20 summit", "2008-12-01",
		  "Washington=place/washington/name; Group of 20 summit=event/g20/alias");
	EXPECT("the G20 summit. In London it rained.",
	       "G20 summit=event/g20/alias; London=place/london/name");
	EXPECT("the G20 summit in Crimea", "G20 summit=event/g20/alias; Crimea=place/crimea/name");
}

static void test_editions_by_day(void **state)
{
	EXPECT_ON("the G20 summit", "2017-07-07", "G20 summit=event/g20-2017/edition");
	EXPECT_ON("the G20 summit", "2017-07-05", "G20 summit=event/g20-2017/edition");
	EXPECT_ON("the G20 summit", "2009-04-03", "G20 summit=event/g20-2009-london/edition");
	EXPECT_ON("the G20 summit", "2012-01-01", "G20 summit=event/g20/alias");
	EXPECT("the G20 summit", "G20 summit=event/g20/alias");
	/* Within two weeks where no other is within a year, unless a word says that another is meant. */
	EXPECT_ON("the G20 summit", "2017-07-22", "G20 summit=event/g20-2017/edition");
	EXPECT_ON("the G20 summit", "2017-07-23", "G20 summit=event/g20/alias");
	EXPECT_ON("the G20 summit", "2009-04-12", "G20 summit=event/g20/alias");
	EXPECT_ON("the next G20 summit", "2017-07-18", "G20 summit=event/g20/alias");
	EXPECT_ON("another G20 summit", "2017-07-18", "G20 summit=event/g20/alias");
	/* An edition by its own name. */
	EXPECT_ON("the Hamburg G20", "2009-04-02",
		  "Hamburg G20=event/g20-2017/name; ^Hamburg=place/hamburg/name");
	/* An event that is no series. */
	EXPECT_ON("the Iraq War", "2017-07-07", "Iraq War=event/iraq-war/name");
}

/* A document dated by its year or month only does not say that it was that first day. */
static void test_coarse_dates(void **state)
{
	EXPECT_ON("President Bush spoke.", "2005", "Bush=person/bush43/title");
	EXPECT_ON("President Bush spoke.", "2001", "Bush=person/bush43/title");
	EXPECT_ON("President Bush spoke.", "1989-01", "Bush=person/bush41/title");
	EXPECT_ON("the G20 summit", "2009-04", "G20 summit=event/g20-2009-london/edition");
	EXPECT_ON("the G20 summit", "2009-07", "G20 summit=event/g20/alias");
	EXPECT_ON("the G20 summit", "2009-09", "G20 summit=event/g20-2009-pittsburgh/edition");
}

/* ---- fields and offsets ---------------------------------------------------------------------------- */

static void test_repeated_title(void **state)
{
	assert_string_equal(show(*state, "Russia and China", "Russia and China met.", NULL),
			    "Russia=country/ru/name; China=country/cn/name");
	assert_string_equal(show(*state, "RUSSIA AND CHINA", "russia and china, they met", NULL),
			    "russia=country/ru/name; china=country/cn/name");
	assert_string_equal(
		show(*state, "Russia and China", "Russia or China met.", NULL),
		"T:Russia=country/ru/name; T:China=country/cn/name; Russia=country/ru/name; China=country/cn/name");
	assert_string_equal(
		show(*state, "Russia and China met", "Russia and China", NULL),
		"T:Russia=country/ru/name; T:China=country/cn/name; Russia=country/ru/name; China=country/cn/name");
	assert_string_equal(show(*state, "Russia", "", NULL), "T:Russia=country/ru/name");
	assert_string_equal(show(*state, "...", "Russia", NULL), "Russia=country/ru/name");
	/* A surname is not counted twice either. */
	assert_string_equal(show(*state, "Angela Merkel left", "Angela Merkel left on Monday.", NULL),
			    "Angela Merkel=person/merkel/name");
}

static void test_final_period(void **state)
{
	EXPECT("in the U.S. and U.S., too, not the U.S",
	       "U.S.=country/us/acronym; U.S.=country/us/acronym; U.S=country/us/acronym");
	EXPECT("He left the U.S.", "U.S.=country/us/acronym");
	EXPECT("He left Russia.", "Russia=country/ru/name");
	EXPECT("He left Acme Inc. for Acme Inc", "Acme Inc.=org/acme/name; Acme Inc=org/acme/name");
	EXPECT("He left the USA.", "USA=country/us/acronym");
}

static void check_place(struct desk *d, size_t i, uint32_t start, uint32_t length)
{
	assert_true(i < d->tagged.count);
	assert_int_equal(d->tagged.mentions[i].start, start);
	assert_int_equal(d->tagged.mentions[i].length, length);
}

static void test_offsets(void **state)
{
	struct desk *d = *state;

	EXPECT("Russia", "Russia=country/ru/name");
	check_place(d, 0, 0, 6);
	EXPECT("\xf0\x9f\x98\x80\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa Germany \xf0\x9f\x98\x80 Russia",
	       "Germany=country/de/name; Russia=country/ru/name");
	check_place(d, 0, 4, 7);
	check_place(d, 1, 14, 6);
	EXPECT("قال في سوريا اليوم", "سوريا=country/sy/alias");
	check_place(d, 0, 7, 5);
	EXPECT("他说中国和习近平", "中国=country/cn/alias; 习近平=person/xi/alias");
	check_place(d, 0, 2, 2);
	check_place(d, 1, 5, 3);
	EXPECT("e\xcc\x81t\xc3\xa9 Россия, \xef\xbf\xbd U.S.",
	       "Россия=country/ru/alias; U.S.=country/us/acronym");
	check_place(d, 0, 5, 6);
	check_place(d, 1, 15, 4);
	/* Title and text are counted each for itself; nested ones, too. */
	assert_string_equal(
		show(d, "\xf0\x9f\x98\x80 Russia", "The war in Syria", NULL),
		"T:Russia=country/ru/name; war in Syria=event/syria-war/alias; ^Syria=country/sy/name");
	check_place(d, 0, 2, 6);
	check_place(d, 1, 4, 12);
	check_place(d, 2, 11, 5);
}

static void test_sentences(void **state)
{
	struct desk *d = *state;
	struct gz_buf text = {0};

	tag(d, "", "Russia came. China left, and Germany. France", NULL);
	assert_int_equal(d->tagged.count, 4);
	assert_int_equal(d->tagged.mentions[0].sentence, 0);
	assert_int_equal(d->tagged.mentions[1].sentence, 1);
	assert_int_equal(d->tagged.mentions[2].sentence, 1);
	assert_int_equal(d->tagged.mentions[3].sentence, 2);
	assert_int_equal(d->tagged.mentions[3].token, 6);
	assert_int_equal(d->tagged.mentions[3].tokens, 1);
	for (int i = 0; i < 60; i++)
		gz_buf_str(&text, GZ_STR("russia and china "));
	gz_buf_byte(&text, '\0');
	assert_false(text.failed);
	tag(d, "", text.ptr, NULL);
	assert_int_equal(d->tagged.count, 120);
	for (size_t i = 0; i < d->tagged.count; i++)
		assert_int_equal(d->tagged.mentions[i].sentence, -1);
	gz_buf_free(&text);
}

/* What happens once has no name long before it does. */
static void test_too_early(void **state)
{
	assert_string_equal(SHOW_ON("The Great Fair opens", "2016-07-07"), "Great Fair=event/fair/name");
	assert_string_equal(SHOW_ON("The Great Fair opens", "2016-07-05"), "");
	assert_string_equal(SHOW_ON("The Great Fair opens", "2016"), "Great Fair=event/fair/name");
	assert_string_equal(SHOW_ON("The Great Fair opens", "2015"), "");
	assert_string_equal(SHOW_ON("The Great Fair opened", "2020"), "Great Fair=event/fair/name");
	assert_string_equal(SHOW_ON("The Great Fair 2017 opens", "2001"), "Great Fair 2017=event/fair/alias");
	EXPECT("The Great Fair opens", "Great Fair=event/fair/name");
	assert_string_equal(SHOW_ON("The Second Long War", "1995-01-01"), "Second Long War=event/long-war-2001/name");
	assert_string_equal(SHOW_ON("The Second Long War", "1991-01-01"), "");
}

/* The same document gives the same mentions, whatever the tagger saw before. */
static void test_no_memory_of_documents(void **state)
{
	EXPECT("Angela Merkel spoke.", "Angela Merkel=person/merkel/name");
	EXPECT("Merkel spoke.", "");
	EXPECT("They ate turkey.", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_editions_by_year),
		cmocka_unit_test(test_editions_by_place),
		cmocka_unit_test(test_editions_by_day),
		cmocka_unit_test(test_coarse_dates),
		cmocka_unit_test(test_repeated_title),
		cmocka_unit_test(test_final_period),
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_too_early),
		cmocka_unit_test(test_no_memory_of_documents),
	};

	return cmocka_run_group_tests_name("resolve_events", tests, desk_open, desk_close);
}
