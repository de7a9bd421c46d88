/* test_resolve_followups.c: bare words that take up an event named before: the summit, the talks, the vote.
 */
#include "resolve_pages.h"

static const char events[] =
	"id\ttype\tname\taliases\tadjectives\tcountry\tseries\tplace\tfrom\tto\n"
	"country/arland\tcountry\tArland\t\tArlandish\n"
	"country/bordur\tcountry\tBordur\t\tBordurian\n"
	"place/calmar\tplace\tCalmar\t\t\tcountry/bordur\n"
	"event/harbour\tevent\tHarbour Group summit\tHarbour summit\n"
	"event/harbour-2004\tevent\t2004 Harbour "
	"summit\t\t\t\tevent/harbour\tplace/calmar\t2004-05-03\t2004-05-05\n"
	"event/harbour-2005\tevent\t2005 Harbour summit\t\t\t\tevent/harbour\t\t2005-06-07\t2005-06-08\n"
	"event/harbour-2006-march\tevent\tfirst Harbour summit of "
	"2006\t\t\t\tevent/harbour\t\t2006-03-10\t2006-03-11\n"
	"event/harbour-2006-october\tevent\tsecond Harbour summit of "
	"2006\t\t\t\tevent/harbour\t\t2006-10-20\t2006-10-21\n"
	"event/ballot\tevent\tArlandish election\n"
	"event/ballot-2001\tevent\t2001 Arlandish election\t\t\t\tevent/ballot\t\t2001-09-09\t2001-09-09\n"
	"event/ballot-2005\tevent\t2005 Arlandish election\t\t\t\tevent/ballot\t\t2005-09-11\t2005-09-11\n"
	"event/river\tevent\tRiver conference\t\t\t\t\t\t2003-02-01\t2003-02-03\n"
	"event/hills\tevent\tHill War\t\t\t\t\t\t1999-01-01\t2001-01-01\n"
	"event/storm\tevent\tHurricane Odo\t\t\t\t\t\t2005-08-01\t2005-08-03\n"
	"event/kolma\tevent\tKolma earthquake\t\t\t\t\t\t1990-01-17\t1990-01-17\n"
	"event/tosek\tevent\tTosek earthquake\t\t\t\t\t\t2005-03-11\t2005-03-11\n"
	"event/white-flag\tevent\tBordurian surrender in the Hill War\t\t\t\t\t\t2001-01-01\t2001-01-01\n"
	"event/trials\tevent\tCalmar war crimes trials\t\t\t\t\t\t2002-01-01\t2002-03-01\n"
	"event/war-two\tevent\tSea War Two\t\t\t\t\t\t2004-01-01\t2004-03-01\n"
	"event/wave\tevent\tOdo earthquake and tsunami\t\t\t\t\t\t2005-01-01\t2005-01-01\n"
	"event/pact\tevent\tCalmar treaty\t\t\t\t\t\t2005-01-01\t2005-01-01\n"
	"place/gillen\tplace\tGillen\t\t\tcountry/arland\n"
	"place/parts\tplace\tFarparts\n"
	"event/dike\tevent\tDike War\t\t\tcountry/arland\t\t\t2005-01-01\t2005-12-01\n";

static int open_desk(void **state)
{
	static const struct page pages[] = {{"events.tsv", events}};

	return DESK_WRITE(state, pages);
}

static int open_desk_without(void **state)
{
	static const struct page pages[] = {{"events.tsv", events}};

	return desk_write(state, pages, GZ_COUNT(pages),
			  &(const struct gz_tagger_options){.no_follow_ups = true});
}

#define SUMMIT_2005   "2005 Harbour summit=event/harbour-2005/name"
#define ELECTION_2005 "2005 Arlandish election=event/ballot-2005/name; ^Arlandish=country/arland/adjective"

static void test_the_words_of_a_kind(void **state)
{
	EXPECT("The 2005 Harbour summit opened. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	EXPECT("The 2005 Harbour summit opened. They left the talks, then the meeting and the gathering.",
	       SUMMIT_2005 "; talks=event/harbour-2005/follow-up; meeting=event/harbour-2005/follow-up; "
			   "gathering=event/harbour-2005/follow-up");
	EXPECT("The 2005 Arlandish election began. They lost the vote, the poll, the ballot and the "
	       "election.",
	       ELECTION_2005 "; vote=event/ballot-2005/follow-up; poll=event/ballot-2005/follow-up; "
			     "ballot=event/ballot-2005/follow-up; election=event/ballot-2005/follow-up");
	EXPECT("Hurricane Odo came. They feared the storm.",
	       "Hurricane Odo=event/storm/name; storm=event/storm/follow-up");
	/* Words of another kind take nothing up. */
	EXPECT("The 2005 Harbour summit opened. They lost the vote and the war.", SUMMIT_2005);
	EXPECT("The 2005 Arlandish election began. They left the summit and the talks.", ELECTION_2005);
	EXPECT("Hurricane Odo came. They felt the quake.", "Hurricane Odo=event/storm/name");
	/* A surrender in a war is no war. */
	EXPECT("They saw the Bordurian surrender in the Hill War and then they fled the war.",
	       "Bordurian surrender in the Hill War=event/white-flag/name; "
	       "^Bordurian=country/bordur/adjective");
	/* Nor are trials of war crimes: the last noun tells what it is, unless it only counts. */
	EXPECT("They saw the Calmar war crimes trials and then they fled the war.",
	       "Calmar war crimes trials=event/trials/name; ^Calmar=place/calmar/name");
	EXPECT("They saw Sea War Two and then they fled the war.",
	       "Sea War Two=event/war-two/name; war=event/war-two/follow-up");
	EXPECT("They saw the Odo earthquake and tsunami. The earthquake was worse than the tsunami.",
	       "Odo earthquake and tsunami=event/wave/name; earthquake=event/wave/follow-up; "
	       "tsunami=event/wave/follow-up");
}

/* Behind ten years there may have been another one: it is meant near its name only. */
#define DIKE_WAR "Dike War=event/dike/name"
#define UP	 "war=event/dike/follow-up"

/* In another place there is another one. */
static void test_elsewhere(void **state)
{
	EXPECT("They fled the Dike War. The war in Bordur went on.", DIKE_WAR "; Bordur=country/bordur/name");
	EXPECT("They fled the Dike War. The war in Calmar went on.", DIKE_WAR "; Calmar=place/calmar/name");
	EXPECT("They fled the Dike War. In Bordur, the war went on.", DIKE_WAR "; Bordur=country/bordur/name");
	EXPECT("They fled the Dike War. They left for Bordur, where the war went on.",
	       DIKE_WAR "; Bordur=country/bordur/name");
	EXPECT("they fled the dike war and in bordur the war went on", "dike war=event/dike/name; "
	       "bordur=country/bordur/name");
	/* All of its country, and what is in no country, is there. */
	EXPECT("They fled the Dike War. The war in Arland went on.", DIKE_WAR "; " UP "; Arland=country/arland/name");
	EXPECT("They fled the Dike War. The war in Gillen went on.", DIKE_WAR "; " UP "; Gillen=place/gillen/name");
	EXPECT("They fled the Dike War. The war in Farparts went on.", DIKE_WAR "; " UP "; Farparts=place/parts/name");
	EXPECT("They fled the Dike War. In Gillen, the war went on.", DIKE_WAR "; Gillen=place/gillen/name; " UP);
	/* Of what began elsewhere nothing is told. */
	EXPECT("They fled the Dike War. After talks in Bordur, the war went on.",
	       DIKE_WAR "; Bordur=country/bordur/name; " UP);
	/* Nobody knows where the other war was. */
	EXPECT("They fled the Hill War. The war in Bordur went on.",
	       "Hill War=event/hills/name; war=event/hills/follow-up; Bordur=country/bordur/name");
}

static void test_what_is_long_past(void **state)
{
	EXPECT_ON("They told of the Hill War. They ate. They slept. They fled the war.", "2005-01-01",
		  "Hill War=event/hills/name; war=event/hills/follow-up");
	EXPECT_ON("They told of the Hill War. They ate. They slept. They fled the war.", "2015-01-01",
		  "Hill War=event/hills/name");
	EXPECT_ON("They told of the Hill War. They fled the war.", "2015-01-01",
		  "Hill War=event/hills/name; war=event/hills/follow-up");
}

/* Of what strikes again and again, one long past is meant right behind its name only, and the last one else.
 */
static void test_what_strikes_again(void **state)
{
	EXPECT_ON("The Tosek earthquake was worse than the Kolma earthquake. They feared the earthquake.",
		  "2005-04-01",
		  "Tosek earthquake=event/tosek/name; Kolma earthquake=event/kolma/name; "
		  "earthquake=event/tosek/follow-up");
	EXPECT_ON("They told of the Kolma earthquake. They had feared the earthquake.", "2005-04-01",
		  "Kolma earthquake=event/kolma/name; earthquake=event/kolma/follow-up");
	EXPECT_ON("They told of the Kolma earthquake. They ate. They slept. They feared the earthquake.",
		  "2005-04-01", "Kolma earthquake=event/kolma/name");
	EXPECT_ON("They told of the Kolma earthquake. They ate. They slept. They feared the earthquake.",
		  "1990-04-01", "Kolma earthquake=event/kolma/name; earthquake=event/kolma/follow-up");
}

static void test_an_edition_told_by_its_series(void **state)
{
	EXPECT("The Harbour summit in 2005 opened. They left the summit.",
	       "Harbour summit=event/harbour-2005/edition; summit=event/harbour-2005/follow-up");
	EXPECT_ON("The Harbour summit opened. They left the summit.", "2005-06-07",
		  "Harbour summit=event/harbour-2005/edition; summit=event/harbour-2005/follow-up");
	EXPECT_ON("the harbour summit opened and they left the summit", "2005-06-07",
		  "harbour summit=event/harbour-2005/edition; summit=event/harbour-2005/follow-up");
	/* What happened once needs no edition. */
	EXPECT("The River conference opened. They left the conference and the talks.",
	       "River conference=event/river/name; conference=event/river/follow-up; "
	       "talks=event/river/follow-up");
	EXPECT("The Hill War began. They fled the war and the conflict.",
	       "Hill War=event/hills/name; war=event/hills/follow-up; conflict=event/hills/follow-up");
}

static void test_no_edition_is_not_taken_up(void **state)
{
	EXPECT("The Harbour summit opened. They left the summit.", "Harbour summit=event/harbour/alias");
	EXPECT_ON("The Harbour summit opened. They left the summit.", "1999-01-01",
		  "Harbour summit=event/harbour/alias");
	/* Nor does it fall back on one before it. */
	EXPECT("The 2005 Harbour summit closed. The Harbour summit is old. They left the summit.",
	       SUMMIT_2005 "; Harbour summit=event/harbour/alias");
}

static void test_only_bare_words(void **state)
{
	static const char *const rests[] = {
		"They left a summit.",
		"They left summit halls.",
		"They left for talks.",
		"They left this summit.",
		"They left the first summit.",
		"They left the, summit.",
		"They left the summit of the north.",
		"They left the summit between the two.",
		"They left the summit on trade.",
		"They left the summit with the north.",
		"They left the talks over trade.",
	};
	static const char *const law[] = {"rights", "obligations", "powers"};
	char text[256];

	for (size_t i = 0; i < GZ_COUNT(rests); i++) {
		snprintf(text, sizeof(text), "The 2005 Harbour summit opened. %s", rests[i]);
		EXPECT(text, SUMMIT_2005);
	}
	for (size_t i = 0; i < GZ_COUNT(law); i++) {
		snprintf(text, sizeof(text), "The Calmar treaty was read. They told of the treaty %s.", law[i]);
		EXPECT(text, "Calmar treaty=event/pact/name; ^Calmar=place/calmar/name");
	}
	/* Behind a comma, what follows belongs to something else. */
	EXPECT("The 2005 Harbour summit opened. They left the summit, of which they were tired.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	/* Nothing was named before. */
	EXPECT("They left the summit. The 2005 Harbour summit opened.", SUMMIT_2005);
	EXPECT("They left the summit.", "");
	EXPECT("In Arland they left the summit.", "Arland=country/arland/name");
}

static void test_the_last_one_is_meant(void **state)
{
	EXPECT("The 2004 Harbour summit was held before the 2005 Harbour summit. They left the summit.",
	       "2004 Harbour summit=event/harbour-2004/name; " SUMMIT_2005
	       "; summit=event/harbour-2005/follow-up");
	EXPECT("The 2005 Harbour summit was held after the 2004 Harbour summit. They left the summit.",
	       SUMMIT_2005
	       "; 2004 Harbour summit=event/harbour-2004/name; summit=event/harbour-2004/follow-up");
	/* Of the kind: what is named between them takes nothing away. */
	EXPECT("The 2005 Harbour summit was held before the 2005 Arlandish election. They left the summit "
	       "for the vote.",
	       SUMMIT_2005 "; " ELECTION_2005
			   "; summit=event/harbour-2005/follow-up; vote=event/ballot-2005/follow-up");
	/* A conference is held in talks, as summits are; a summit is no conference of that name. */
	EXPECT("The 2005 Harbour summit was held after the River conference. They left the talks and the "
	       "summit.",
	       SUMMIT_2005 "; River conference=event/river/name; talks=event/river/follow-up; "
			   "summit=event/harbour-2005/follow-up");
}

static void test_interrupted_by_another(void **state)
{
	EXPECT("The 2005 Harbour summit opened. They planned a summit. They left the summit.", SUMMIT_2005);
	EXPECT("The 2005 Harbour summit opened. They planned the Arab summit. They left the summit.",
	       SUMMIT_2005);
	EXPECT("the 2005 harbour summit opened and they planned the bordurian summit and left the summit",
	       "2005 harbour summit=event/harbour-2005/name; bordurian=country/bordur/adjective");
	EXPECT("The 2005 Harbour summit opened. At the Calmar summit it rained. They left the summit.",
	       SUMMIT_2005 "; Calmar=place/calmar/name");
	/* Another noun of the kind is not yet the other one. */
	EXPECT("The 2005 Harbour summit opened. They planned a meeting. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	/* Before the event was named it is no interruption. */
	EXPECT("They planned a summit. The 2005 Harbour summit opened. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	/* Named again, it is meant again. */
	EXPECT("The 2005 Harbour summit opened. They planned a summit. The 2005 Harbour summit closed. They "
	       "left the summit.",
	       SUMMIT_2005 "; " SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
}

/* An adjective may stand between the article and the noun. */
static void test_interrupted_by_a_regional_one(void **state)
{
	EXPECT("The 2005 Harbour summit opened. They planned a regional summit. They left the summit.",
	       SUMMIT_2005);
	EXPECT("the 2005 harbour summit opened and they planned a regional summit and left the summit",
	       "2005 harbour summit=event/harbour-2005/name");
	EXPECT("The 2005 Harbour summit opened. They planned a new regional summit. They left the summit.",
	       SUMMIT_2005);
	/* A two-day one may be the same. */
	EXPECT("The 2005 Harbour summit opened. It was a two-day summit. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
}

static void test_a_year_behind(void **state)
{
	EXPECT("The 2005 Harbour summit opened. They recalled the summit in 2005.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	/* The sibling of that year; no other noun is led astray by it. */
	EXPECT("The 2005 Harbour summit opened. They recalled the summit in 2004. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2004/follow-up; summit=event/harbour-2005/follow-up");
	EXPECT("The 2005 Arlandish election began. They recalled the vote in 2001.",
	       ELECTION_2005 "; vote=event/ballot-2001/follow-up");
	/* A series, too, has editions. */
	EXPECT("The Harbour summit is old. They recalled the summit in 2004.",
	       "Harbour summit=event/harbour/alias; summit=event/harbour-2004/follow-up");
	/* Two in that year, or none. */
	EXPECT("The 2005 Harbour summit opened. They recalled the summit in 2006.", SUMMIT_2005);
	EXPECT("The 2005 Harbour summit opened. They recalled the summit in 1996.", SUMMIT_2005);
	EXPECT("The River conference opened. They recalled the conference in 1996.",
	       "River conference=event/river/name");
	EXPECT("The Hill War began. They recalled the war in 2000.",
	       "Hill War=event/hills/name; war=event/hills/follow-up");
	/* A year behind a comma is of something else. */
	EXPECT("The 2005 Harbour summit opened. They left the summit, in 2004 a novelty.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
}

/* With a place an edition needs neither the article nor to have been named itself. */
static void test_a_place_behind(void **state)
{
	EXPECT_ON("The Harbour summit is old. They planned a summit in Calmar.", "2004-03-03",
		  "Harbour summit=event/harbour/alias; summit=event/harbour-2004/follow-up; "
		  "Calmar=place/calmar/name");
	EXPECT_ON("The 2005 Harbour summit opened. They recalled the talks in Calmar.", "2005-03-03",
		  SUMMIT_2005 "; talks=event/harbour-2004/follow-up; Calmar=place/calmar/name");
	/* Long ago, in another year, of another kind. */
	EXPECT_ON("The Harbour summit is old. They planned a summit in Calmar.", "2009-03-03",
		  "Harbour summit=event/harbour/alias; Calmar=place/calmar/name");
	EXPECT_ON("The Harbour summit is old. They planned a summit in 2007 in Calmar.", "2004-03-03",
		  "Harbour summit=event/harbour/alias; Calmar=place/calmar/name");
	EXPECT_ON("The Harbour summit is old. They planned a vote in Calmar.", "2004-03-03",
		  "Harbour summit=event/harbour/alias; Calmar=place/calmar/name");
	EXPECT_ON("They planned a summit in Calmar.", "2004-03-03", "Calmar=place/calmar/name");
}

/* Somebody else's meets there too. */
static void test_anothers_in_the_same_place(void **state)
{
	EXPECT_ON("The Harbour summit is old. They planned the Arab summit in Calmar.", "2004-03-03",
		  "Harbour summit=event/harbour/alias; Calmar=place/calmar/name");
}

static void test_across_title_and_text(void **state)
{
	assert_string_equal(
		show(*state, "2005 Harbour summit opens", "They left the summit.", NULL),
		"T:2005 Harbour summit=event/harbour-2005/name; summit=event/harbour-2005/follow-up");
	/* Interrupted in the text. */
	assert_string_equal(show(*state, "2005 Harbour summit opens",
				 "They planned a summit. They left the summit.", NULL),
			    "T:2005 Harbour summit=event/harbour-2005/name");
	/* The title is read first: what only the text names is not taken up there. */
	assert_string_equal(show(*state, "They left the summit", "The 2005 Harbour summit opened.", NULL),
			    SUMMIT_2005);
	/* A title that the text repeats is read once. */
	assert_string_equal(show(*state, "The 2005 Harbour summit opens",
				 "The 2005 Harbour summit opens. They left the summit.", NULL),
			    SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
}

static void test_interrupted_in_the_title(void **state)
{
	assert_string_equal(
		show(*state, "2005 Harbour summit before an Arab summit", "They left the summit.", NULL),
		"T:2005 Harbour summit=event/harbour-2005/name");
}

/* They are sure of little, and are told as what they are. */
static void test_scores(void **state)
{
	struct desk *d = *state;

	EXPECT("The 2005 Harbour summit opened. They left the summit.",
	       SUMMIT_2005 "; summit=event/harbour-2005/follow-up");
	assert_true(d->tagged.mentions[1].score < d->tagged.mentions[0].score);
	assert_str(d->tagged.mentions[1].name, "2005 Harbour summit");
	assert_int_equal(d->tagged.mentions[1].tokens, 1);
}

static void test_switched_off(void **state)
{
	EXPECT("The 2005 Harbour summit opened. They left the summit for the talks.", SUMMIT_2005);
	EXPECT_ON("The Harbour summit opened. They left the summit in 2004.", "2005-06-07",
		  "Harbour summit=event/harbour-2005/edition");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_words_of_a_kind),
		cmocka_unit_test(test_what_strikes_again),
		cmocka_unit_test(test_elsewhere),
		cmocka_unit_test(test_what_is_long_past),
		cmocka_unit_test(test_an_edition_told_by_its_series),
		cmocka_unit_test(test_no_edition_is_not_taken_up),
		cmocka_unit_test(test_only_bare_words),
		cmocka_unit_test(test_the_last_one_is_meant),
		cmocka_unit_test(test_interrupted_by_another),
		cmocka_unit_test(test_interrupted_by_a_regional_one),
		cmocka_unit_test(test_a_year_behind),
		cmocka_unit_test(test_a_place_behind),
		cmocka_unit_test(test_anothers_in_the_same_place),
		cmocka_unit_test(test_across_title_and_text),
		cmocka_unit_test(test_interrupted_in_the_title),
		cmocka_unit_test(test_scores),
		cmocka_unit_test_setup_teardown(test_switched_off, open_desk_without, desk_close),
	};

	return cmocka_run_group_tests_name("resolve_followups", tests, open_desk, desk_close);
}
