/*
 * test_resolve_nested.c: which mentions stand inside others: countries of bodies and places, what events and offices
 * name.
 */
#include "resolve_pages.h"

static const char own_entities[] =
	"id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\n"
	"country/us\tcountry\tUnited States\tU.S. | America\tAmerican\n"
	"country/ru\tcountry\tRussia\t\tRussian\n"
	"country/de\tcountry\tGermany\t\tGerman\n"
	"country/lb\tcountry\tLebanon\t\tLebanese\n"
	"country/tr\tcountry\tTurkey\t\tTurkish\n"
	"country/mx\tcountry\tMexico\t\tMexican\n"
	"place/south-lebanon\tplace\tsouth Lebanon\tsouthern Lebanon\t\t\tcountry/lb\n"
	"place/van\tplace\tVan\tVan, Turkey\t\t\tcountry/tr\n"
	"place/mexico-city\tplace\tMexico City\t\t\t\tcountry/mx\n"
	"place/germany-us\tplace\tNew Germany\t\t\t\tcountry/us\n"
	"place/springfield\tplace\tSpringfield\tSpringfield, Old Dominion\t\t\tcountry/us\n"
	"place/hall\tplace\tLong Hall\tU.S. Long Hall\t\t\tcountry/us\n"
	"place/dominion\tplace\tOld Dominion\t\t\t\tcountry/us\n"
	"place/dominion-hills\tplace\tHills of Old Dominion\t\t\t\tcountry/us\n"
	"org/army\torg\tUnited States Army\tU.S. Army | American Army\t\t\tcountry/us\n"
	"org/agriculture\torg\tUnited States Department of Agriculture\tU.S. Department of "
	"Agriculture\t\t\tcountry/us\n"
	"org/orchards\torg\tAmerican Orchard Board\tOrchard Board\t\t\tcountry/us\n"
	"org/airlines\torg\tAmerican Airlines\tAmerican\t\t\tcountry/us\n"
	"org/foreign\torg\tRussian foreign ministry\tRussia's foreign ministry | Russian Foreign "
	"Trade\t\t\tcountry/ru\n"
	"org/court\torg\tGermany's Supreme Court\tGerman Embassy\t\t\tcountry/de\n"
	"org/friends\torg\tGerman Ministry Friends\t\t\t\tcountry/us\n"
	"org/bank\torg\tBank of Russia\t\t\t\tcountry/ru\n"
	"org/harbour\torg\tHarbour Bank\n"
	"event/killing\tevent\tkilling of Olof Falk\n"
	"event/scandal\tevent\tHarbour Bank scandal in Springfield\n"
	"event/war\tevent\tRussian-Turkish war in south Lebanon\n"
	"person/falk\tperson\tOlof Falk\n"
	"person/rik-toms\tperson\t?Rik Toms\tmidfielder Rik Toms | Harbour Bank president Rik Toms | President Rik Toms\n"
	"person/ola-rik\tperson\tOla bin Rik\tPresident Ola bin Rik | President Ola\n"
	"person/luis-lua\tperson\tLuis Inac Lua da Silv\tLua da Silv\n"
	"person/no-other\tperson\t?Una Dov\tmidfielder Una Dov of Ankar\n"
	"person/brendel\tperson\tKarl Brendel\n"
	"person/stern\tperson\tStefan Stern\tStefan of Springfield\n";

static const char own_offices[] =
	"office\tcountry\tholder\tfrom\tto\taliases\n"
	"president of the harbour bank\t\tperson/brendel\t2001-01-01\t\n"
	"head of the olof falk house\t\tperson/stern\t2001-01-01\t\tspringfield mayor\n"
	"bank of russia governor\tcountry/ru\tperson/falk\t2001-01-01\t\n";

static int open_desk(void **state)
{
	static const struct page pages[] = {{"entities.tsv", own_entities}, {"offices.tsv", own_offices}};

	return DESK_WRITE(state, pages);
}

static void test_bodies_of_the_state(void **state)
{
	EXPECT("They left the U.S. Army that day.", "U.S. Army=org/army/alias; ^U.S.=country/us/acronym");
	EXPECT("They left the United States Army that day.",
	       "United States Army=org/army/name; ^United States=country/us/name");
	EXPECT("they left the american army that day",
	       "american army=org/army/alias; ^american=country/us/adjective");
	EXPECT("They left the U.S. Department of Agriculture that day.",
	       "U.S. Department of Agriculture=org/agriculture/alias; ^U.S.=country/us/acronym");
	/* By its last word, and behind a possessive. */
	EXPECT("They left the German Embassy that day.",
	       "German Embassy=org/court/alias; ^German=country/de/adjective");
	EXPECT("They left Germany's Supreme Court that day.",
	       "Germany's Supreme Court=org/court/name; ^Germany=country/de/name");
	EXPECT("they left germany s supreme court that day",
	       "germany s supreme court=org/court/name; ^germany=country/de/name");
	/* Only the country that it belongs to, and only in front. */
	EXPECT("They left the German Ministry Friends that day.", "German Ministry Friends=org/friends/name");
	EXPECT("They left the Bank of Russia that day.", "Bank of Russia=org/bank/name");
}

static void test_descriptions_and_names(void **state)
{
	EXPECT("They left the Russian foreign ministry that day.",
	       "Russian foreign ministry=org/foreign/name; ^Russian=country/ru/adjective");
	EXPECT("They left Russia's foreign ministry that day.",
	       "Russia's foreign ministry=org/foreign/alias; ^Russia=country/ru/name");
	/* What follows names the body by itself. */
	EXPECT("They left the American Orchard Board that day.",
	       "American Orchard Board=org/orchards/name; ^American=country/us/adjective");
	EXPECT("They left the Orchard Board that day.", "Orchard Board=org/orchards/alias");
	/* Neither: a name of its own. */
	EXPECT("They flew with American Airlines that day.", "American Airlines=org/airlines/name");
	EXPECT("they flew with american airlines that day", "american airlines=org/airlines/name");
	EXPECT("They left Russian Foreign Trade that day.", "Russian Foreign Trade=org/foreign/alias");
}

static void test_places(void **state)
{
	EXPECT("They left south Lebanon that day.",
	       "south Lebanon=place/south-lebanon/name; ^Lebanon=country/lb/name");
	EXPECT("They left southern Lebanon that day.",
	       "southern Lebanon=place/south-lebanon/alias; ^Lebanon=country/lb/name");
	EXPECT("They left Van, Turkey that day.", "Van, Turkey=place/van/alias; ^Turkey=country/tr/name");
	/* Another place only where a comma sets it off. */
	EXPECT("They left Springfield, Old Dominion that day.",
	       "Springfield, Old Dominion=place/springfield/alias; ^Old Dominion=place/dominion/name");
	EXPECT("they left springfield old dominion that day",
	       "springfield old dominion=place/springfield/alias; ^old dominion=place/dominion/name");
	EXPECT("They left Hills of Old Dominion that day.", "Hills of Old Dominion=place/dominion-hills/name");
	/* In front of what names it by itself. */
	EXPECT("They left the U.S. Long Hall that day.",
	       "U.S. Long Hall=place/hall/alias; ^U.S.=country/us/acronym");
	/* Else not in front, and not another's. */
	EXPECT("They left Mexico City that day.", "Mexico City=place/mexico-city/name");
	EXPECT("They left New Germany that day.", "New Germany=place/germany-us/name");
}

static void test_events(void **state)
{
	EXPECT("They saw the killing of Olof Falk that day.",
	       "killing of Olof Falk=event/killing/name; ^Olof Falk=person/falk/name");
	/* Places, but no organisations. */
	EXPECT("They saw the Harbour Bank scandal in Springfield that day.",
	       "Harbour Bank scandal in Springfield=event/scandal/name; ^Springfield=place/springfield/name");
	/* One level of them: no country in the place in the event. */
	EXPECT("They saw the Russian-Turkish war in south Lebanon that day.",
	       "Russian-Turkish war in south Lebanon=event/war/name; ^Russian=country/ru/adjective; "
	       "^Turkish=country/tr/adjective; ^south Lebanon=place/south-lebanon/name");
}

/* Who is named in full in an event is named: his surname alone means him. */
static void test_surname_behind_an_event(void **state)
{
	EXPECT("They saw the killing of Olof Falk that day. When they left, Falk died.",
	       "killing of Olof Falk=event/killing/name; ^Olof Falk=person/falk/name; "
	       "Falk=person/falk/surname");
}

static void test_offices(void **state)
{
	EXPECT_ON("The president of the Harbour Bank left.", "2010-05-05",
		  "president of the Harbour Bank=person/brendel/office; ^Harbour Bank=org/harbour/name");
	EXPECT_ON("The Bank of Russia governor left.", "2010-05-05",
		  "Bank of Russia governor=person/falk/office; ^Bank of Russia=org/bank/name");
	EXPECT_ON("The Springfield mayor left.", "2010-05-05",
		  "Springfield mayor=person/stern/office; ^Springfield=place/springfield/name");
	/* No persons. */
	EXPECT_ON("The head of the Olof Falk house left.", "2010-05-05",
		  "head of the Olof Falk house=person/stern/office");
	/* A person's own name holds nothing. */
	EXPECT("They met Stefan of Springfield that day.", "Stefan of Springfield=person/stern/alias");
	/* Nobody holds it: what it names stands for itself. */
	EXPECT("The president of the Harbour Bank left.", "Harbour Bank=org/harbour/name");
}

/* A nested mention is told as such, with its own score. */
static void test_marked_as_nested(void **state)
{
	struct desk *d = *state;

	EXPECT("They left the U.S. Army that day.", "U.S. Army=org/army/alias; ^U.S.=country/us/acronym");
	assert_false(d->tagged.mentions[0].nested);
	assert_true(d->tagged.mentions[1].nested);
	assert_int_equal(d->tagged.mentions[1].token, d->tagged.mentions[0].token);
	assert_true(d->tagged.mentions[1].tokens < d->tagged.mentions[0].tokens);
}

/* A description or a title in the name of a person is no part of the mention, and what stands in it is free. */
static void test_descriptions(void **state)
{
	EXPECT("Then the midfielder Rik Toms left.", "Rik Toms=person/rik-toms/name");
	EXPECT("The midfielder Rik Toms left. Rik Toms smiled.",
	       "Rik Toms=person/rik-toms/name; Rik Toms=person/rik-toms/name");
	EXPECT("Then Harbour Bank president Rik Toms left.",
	       "Harbour Bank=org/harbour/name; Rik Toms=person/rik-toms/name");
	EXPECT("Then President Rik Toms left.", "Rik Toms=person/rik-toms/name");
	EXPECT("then president rik toms left", "rik toms=person/rik-toms/name");
	EXPECT("Then President Ola bin Rik left.", "Ola bin Rik=person/ola-rik/name");
	EXPECT("Then President Ola left.", "President Ola=person/ola-rik/alias");
	/* What has no description in it is one name. */
	EXPECT("Then Luis Inac Lua da Silv left.", "Luis Inac Lua da Silv=person/luis-lua/name");
	EXPECT("Then the midfielder Una Dov of Ankar left.", "midfielder Una Dov of Ankar=person/no-other/alias");
	EXPECT("Then Rik Toms left.", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_descriptions),
		cmocka_unit_test(test_bodies_of_the_state),
		cmocka_unit_test(test_descriptions_and_names),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_surname_behind_an_event),
		cmocka_unit_test(test_offices),
		cmocka_unit_test(test_marked_as_nested),
	};

	return cmocka_run_group_tests_name("resolve_nested", tests, open_desk, desk_close);
}
