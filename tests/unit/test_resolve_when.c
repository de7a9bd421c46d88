/* test_resolve_when.c: editions by the time that words beside them tell: months, last week, next year. */
#include "resolve_pages.h"

static const char events[] =
	"id\ttype\tname\taliases\tseries\tplace\tfrom\tto\n"
	"place/calmar\tplace\tCalmar\n"
	"place/dornau\tplace\tDornau\n"
	"event/harbour\tevent\tHarbour summit\tHarbour Seven\n"
	"event/harbour-2004\tevent\tCalmar Harbour\t\tevent/harbour\tplace/calmar\t2004-05-03\t2004-05-05\n"
	"event/harbour-2005\tevent\tDornau Harbour\t\tevent/harbour\tplace/dornau\t2005-06-07\t2005-06-08\n"
	"event/harbour-2006-march\tevent\tfirst Harbour of 2006\t\tevent/harbour\t\t2006-03-10\t2006-03-11\n"
	"event/harbour-2006-october\tevent\tsecond Harbour of "
	"2006\t\tevent/harbour\t\t2006-10-31\t2006-11-01\n"
	"event/fair\tevent\tGreat Fair\n"
	"event/fair-2005\tevent\tGreat Fair 2005\t\tevent/fair\t\t2005-04-01\t2005-09-30\n";

static int open_desk(void **state)
{
	static const struct page pages[] = {{"events.tsv", events}};

	return DESK_WRITE(state, pages);
}

#define SERIES	     "Harbour summit=event/harbour/name"
#define MAY_2004     "Harbour summit=event/harbour-2004/edition"
#define JUNE_2005    "Harbour summit=event/harbour-2005/edition"
#define MARCH_2006   "Harbour summit=event/harbour-2006-march/edition"
#define OCTOBER_2006 "Harbour summit=event/harbour-2006-october/edition"

static void test_months(void **state)
{
	EXPECT_ON("The Harbour summit in June failed.", "2005-09-01", JUNE_2005);
	EXPECT_ON("The June Harbour summit failed.", "2005-09-01", JUNE_2005);
	EXPECT_ON("In June the Harbour summit failed.", "2005-09-01", JUNE_2005);
	EXPECT_ON("The Harbour summit held by the seven in Jun. failed.", "2005-09-01", JUNE_2005);
	EXPECT_ON("the harbour summit in june failed", "2005-09-01",
		  "harbour summit=event/harbour-2005/edition");
	/* "And" parts what happens then from it. */
	EXPECT_ON("The ball in May and the Harbour summit in June failed.", "2005-02-01", JUNE_2005);
	EXPECT_ON("The 7 and 8 June Harbour summit failed.", "2005-09-01", JUNE_2005);
	/* Before it happens, too. */
	EXPECT_ON("The Harbour summit in June will fail.", "2005-02-01", JUNE_2005);
	/* The first and the last month of an edition. */
	EXPECT_ON("The Harbour summit in October failed.", "2006-12-24", OCTOBER_2006);
	EXPECT_ON("The Harbour summit in November failed.", "2006-12-24", OCTOBER_2006);
	/* Too far off, another sentence, behind a comma, too many words behind. */
	EXPECT_ON("The Harbour summit in June failed.", "2006-09-01", SERIES);
	EXPECT_ON("The Harbour summit failed. June was cold.", "2005-09-01", SERIES);
	EXPECT_ON("The Harbour summit failed, June being cold.", "2005-09-01", SERIES);
	EXPECT_ON("The Harbour summit of the seven and of the eight others in June failed.", "2005-09-01",
		  SERIES);
	/* An undated document tells no year by itself. */
	EXPECT("The Harbour summit in June failed.", SERIES);
	EXPECT("The Harbour summit in June 2005 failed.", JUNE_2005);
}

/* In calendars the day stands in front of a dash. */
static void test_calendars(void **state)
{
	EXPECT_ON("October 31 - Harbour summit.", "2006-06-01", OCTOBER_2006);
	EXPECT_ON("November 2 - Harbour summit.", "2006-06-01", OCTOBER_2006);
	EXPECT_ON("10 March \xe2\x80\x93 Harbour summit.", "2006-01-24", MARCH_2006);
	/* Another day, no day, no dash. */
	EXPECT_ON("March 20 - Harbour summit.", "2006-01-24", SERIES);
	EXPECT_ON("October 15 - Harbour summit.", "2006-06-01", SERIES);
	EXPECT_ON("November 20 - Harbour summit.", "2006-06-01", SERIES);
	EXPECT_ON("March - Harbour summit.", "2006-01-24", SERIES);
	EXPECT_ON("March 10; Harbour summit.", "2006-01-24", SERIES);
}

static void test_a_month_that_contradicts(void **state)
{
	/* On the very day of an edition another one is spoken of. */
	EXPECT_ON("The Harbour summit failed.", "2005-06-07", JUNE_2005);
	EXPECT_ON("The Harbour summit in December failed.", "2005-06-07", SERIES);
	EXPECT_ON("The Harbour summit in October failed.", "2006-03-10", OCTOBER_2006);
	EXPECT("The Harbour summit in July 2005 failed.", SERIES);
	EXPECT_ON("The Harbour summit in July 2005 failed.", "2005-06-07", SERIES);
	/* Nor does the place help against it. */
	EXPECT_ON("The July Harbour summit in Dornau failed.", "2005-09-01",
		  SERIES "; Dornau=place/dornau/name");
	EXPECT_ON("The June Harbour summit in Dornau failed.", "2005-09-01",
		  JUNE_2005 "; Dornau=place/dornau/name");
	/* Of what went on for months any month is right. */
	EXPECT("The Great Fair in January 2005 failed.", "Great Fair=event/fair-2005/edition");
	EXPECT("The Great Fair in January 2006 failed.", "Great Fair=event/fair/name");
}

static void test_months_that_are_words(void **state)
{
	EXPECT_ON("The Harbour summit in May failed.", "2004-08-01", MAY_2004);
	EXPECT_ON("Last May's Harbour summit failed.", "2004-08-01", MAY_2004);
	EXPECT_ON("The Harbour summit of early March failed.", "2006-05-01", MARCH_2006);
	EXPECT_ON("the harbour summit this march failed", "2006-05-01",
		  "harbour summit=event/harbour-2006-march/edition");
	/* It may fail; they march. */
	EXPECT_ON("The Harbour summit may fail.", "2004-08-01", SERIES);
	EXPECT_ON("the harbour summit may fail", "2004-08-01", "harbour summit=event/harbour/name");
	EXPECT_ON("Before the Harbour summit thousands march.", "2006-05-01", SERIES);
	/* Then the document's day says what it would without the word. */
	EXPECT_ON("The Harbour summit may fail.", "2005-06-07", JUNE_2005);
	EXPECT_ON("At the Harbour summit thousands march.", "2005-06-07", JUNE_2005);
}

static void test_a_year_with_two_editions(void **state)
{
	EXPECT("The 2006 Harbour summit failed.", SERIES);
	EXPECT("The Harbour summit in October 2006 failed.", OCTOBER_2006);
	EXPECT("The October 2006 Harbour summit failed.", OCTOBER_2006);
	EXPECT("The Harbour summit in March 2006 failed.", MARCH_2006);
	EXPECT("The Harbour summit in July 2006 failed.", SERIES);
	EXPECT_ON("The 2006 Harbour summit failed.", "2006-03-12", MARCH_2006);
	EXPECT_ON("The 2006 Harbour summit failed.", "2006-04-12", SERIES);
}

/* A year behind the word shows a month, as a preposition in front of it does. */
static void test_march_with_its_year(void **state)
{
	EXPECT("The March 2006 Harbour summit failed.", MARCH_2006);
	EXPECT("The Harbour summit, and the March 2006 Harbour summit, failed.", SERIES "; " MARCH_2006);
}

static void test_weeks(void **state)
{
	EXPECT_ON("Last week's Harbour summit failed.", "2005-06-14", JUNE_2005);
	EXPECT_ON("The Harbour summit last week failed.", "2005-06-14", JUNE_2005);
	EXPECT_ON("last week s harbour summit failed", "2005-06-14",
		  "harbour summit=event/harbour-2005/edition");
	EXPECT_ON("The Harbour summit of the past week failed.", "2005-06-14", JUNE_2005);
	EXPECT_ON("Next week's Harbour summit will fail.", "2005-05-31", JUNE_2005);
	EXPECT_ON("The upcoming Harbour summit this week will fail.", "2005-06-03", JUNE_2005);
	EXPECT_ON("Last weekend's Harbour summit failed.", "2005-06-13", JUNE_2005);
	/* There was none, or it was not then. */
	EXPECT_ON("Last week's Harbour summit failed.", "2005-07-14", SERIES);
	EXPECT_ON("Next week's Harbour summit will fail.", "2005-06-11", SERIES);
	EXPECT_ON("Last week's Harbour summit failed.", "2005-06-05", SERIES);
	/* Undated, nobody knows which week. */
	EXPECT("Last week's Harbour summit failed.", SERIES);
	/* Another word in front tells nothing. */
	EXPECT_ON("Every week's Harbour summit failed.", "2005-06-14", SERIES);
}

static void test_months_from_the_day(void **state)
{
	EXPECT_ON("Next month's Harbour summit will fail.", "2005-05-02", JUNE_2005);
	EXPECT_ON("Last month's Harbour summit failed.", "2005-07-20", JUNE_2005);
	EXPECT_ON("This month's Harbour summit failed.", "2005-06-24", JUNE_2005);
	EXPECT_ON("Next month's Harbour summit will fail.", "2005-02-01", SERIES);
	EXPECT_ON("Last month's Harbour summit failed.", "2005-09-01", SERIES);
}

static void test_years_from_the_day(void **state)
{
	EXPECT_ON("This year's Harbour summit failed.", "2005-12-24", JUNE_2005);
	EXPECT_ON("This year's Harbour summit will fail.", "2005-01-01", JUNE_2005);
	EXPECT_ON("The Harbour summit last year failed.", "2006-12-24", JUNE_2005);
	EXPECT_ON("Next year's Harbour summit will fail.", "2004-12-24", JUNE_2005);
	EXPECT_ON("the harbour summit last year failed", "2005-06-07",
		  "harbour summit=event/harbour-2004/edition");
	/* Two that year, or none. */
	EXPECT_ON("Last year's Harbour summit failed.", "2007-03-03", SERIES);
	EXPECT_ON("This year's Harbour summit failed.", "2007-03-03", SERIES);
	EXPECT_ON("Last year's Harbour summit in Dornau failed.", "2007-03-03",
		  SERIES "; Dornau=place/dornau/name");
	/* The month chooses. */
	EXPECT_ON("The Harbour summit last year in October failed.", "2007-03-03", OCTOBER_2006);
	/* Known to the year only. */
	EXPECT_ON("Last year's Harbour summit failed.", "2006", JUNE_2005);
}

/* Where no time is told, and only one edition ever was there, it is meant however long ago. */
static void test_the_only_one_there(void **state)
{
	EXPECT_ON("The Harbour summit in Calmar failed.", "2015-06-14",
		  MAY_2004 "; Calmar=place/calmar/name");
	EXPECT_ON("The Calmar Harbour summit failed.", "2015-06-14",
		  "Calmar Harbour=event/harbour-2004/name; ^Calmar=place/calmar/name");
	EXPECT_ON("The Harbour summit last year in Calmar failed.", "2015-06-14",
		  SERIES "; Calmar=place/calmar/name");
	/* Not where the place stands further off, nor by a name that does not say that it was a summit. */
	EXPECT_ON("The Harbour summit that failed in Calmar was cold.", "2015-06-14",
		  SERIES "; Calmar=place/calmar/name");
	EXPECT_ON("The Harbour Seven in Calmar failed.", "2015-06-14",
		  "Harbour Seven=event/harbour/alias; Calmar=place/calmar/name");
	EXPECT_ON("The Harbour Seven in Calmar failed.", "2004-06-14",
		  "Harbour Seven=event/harbour-2004/edition; Calmar=place/calmar/name");
}

/* By a year an edition is surer than by a month or week. */
static void test_scores(void **state)
{
	struct desk *d = *state;
	float year, week;

	EXPECT_ON("The Harbour summit in 2005 failed.", "2005-06-14", JUNE_2005);
	year = d->tagged.mentions[0].score;
	EXPECT_ON("Last week's Harbour summit failed.", "2005-06-14", JUNE_2005);
	week = d->tagged.mentions[0].score;
	EXPECT_ON("The Harbour summit in June failed.", "2005-06-14", JUNE_2005);
	assert_true(year > week);
	assert_float_equal(d->tagged.mentions[0].score, week, 0.001);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_calendars),
		cmocka_unit_test(test_a_month_that_contradicts),
		cmocka_unit_test(test_months_that_are_words),
		cmocka_unit_test(test_a_year_with_two_editions),
		cmocka_unit_test(test_march_with_its_year),
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_months_from_the_day),
		cmocka_unit_test(test_years_from_the_day),
		cmocka_unit_test(test_the_only_one_there),
		cmocka_unit_test(test_scores),
	};

	return cmocka_run_group_tests_name("resolve_when", tests, open_desk, desk_close);
}
