/* test_resolve.c: names and their marks into mentions, through the tagger. */
#include "resolve_desk.h"

/* ---- names ------------------------------------------------------------------------------- */

static void test_vias(void **state)
{
	EXPECT("", "");
	EXPECT("Nobody is named here.", "");
	EXPECT("Russia and Russian and the Russians saw Angela Merkel, whom some call Mutti, at the U.N. in the USA.",
	       "Russia=country/ru/name; Russian=country/ru/adjective; Russians=country/ru/demonym; "
	       "Angela Merkel=person/merkel/name; Mutti=person/merkel/alias; U.N.=org/un/acronym; USA=country/us/acronym");
	EXPECT("russia and russian and the russians saw angela merkel whom some call mutti at the u n in the usa",
	       "russia=country/ru/name; russian=country/ru/adjective; russians=country/ru/demonym; "
	       "angela merkel=person/merkel/name; mutti=person/merkel/alias; u n=org/un/acronym; usa=country/us/acronym");
}

static void test_longest(void **state)
{
	EXPECT("Bank of America and Russia Today", "Bank of America=org/boa/name; Russia Today=org/rt/name");
	EXPECT("bank of america and russia today s russia",
	       "bank of america=org/boa/name; russia today=org/rt/name; "
	       "russia=country/ru/name");
	EXPECT("bank of, america", "");
	EXPECT("Pittsburgh G20",
	       "Pittsburgh G20=event/g20-2009-pittsburgh/name; ^Pittsburgh=place/pittsburgh/name");
	EXPECT("Washington, D.C. today", "Washington, D.C.=place/washington/alias");
	/* The longest whose evidence holds: nothing speaks for the house. */
	EXPECT("Russia House", "Russia=country/ru/name");
	EXPECT("Russia Housing came. The Russia House did.",
	       "Russia Housing=org/rh/name; Russia House=org/rh/alias");
	EXPECT("India, China", "India=country/in/name; China=country/cn/name");
}

static void test_city_and_country(void **state)
{
	EXPECT("A vote in Luxembourg today.", "Luxembourg=country/lu/name");
	/* Two places that nothing tells apart. */
	EXPECT("A vote in Springfield today.", "");
}

/* ---- marks ---------------------------------------------------------------------------------- */

static void test_exact_case(void **state)
{
	EXPECT("The US said it", "US=country/us/acronym");
	EXPECT("He told US envoys about us.", "US=country/us/acronym");
	EXPECT("A hindrance to us, to both of us and Us.", "");
	/* Text without case gives no evidence by itself, in lower case or capitals. */
	EXPECT("a hindrance to us and to both of us", "");
	EXPECT("ALL OF US SAW IT", "");
	EXPECT("the u s election", "u s=country/us/acronym");
	EXPECT("THE U.S. ELECTION", "U.S.=country/us/acronym");
	EXPECT("The UN said un chien.", "UN=org/un/acronym");
	EXPECT("the un said", "");
	/* ... but behind an article, where the long form or the country is named. */
	EXPECT("THE UNITED NATIONS AND THE UN", "UNITED NATIONS=org/un/name; UN=org/un/acronym");
	EXPECT("THE UNITED NATIONS AND UN IT IS", "UNITED NATIONS=org/un/name");
}

static void test_case_belongs_to_the_field(void **state)
{
	assert_string_equal(show(*state, "US HITS BACK", "The US said so to us.", NULL),
			    "US=country/us/acronym");
	assert_string_equal(show(*state, "US hits back", "us and them", NULL), "T:US=country/us/acronym");
	assert_string_equal(show(*state, "US hits back", "the us and them", NULL),
			    "T:US=country/us/acronym; us=country/us/acronym");
}

static void test_ambiguous(void **state)
{
	/* Nothing speaks for the country in text without case. */
	EXPECT("they ate turkey and met jordan", "");
	/* The capital that begins a sentence tells nothing of a common word. */
	EXPECT("Turkey was what they ate there.", "");
	EXPECT("Jordan was where they met then.", "Jordan=country/jo/name");
	EXPECT("Turkey was where they met, in Ankara.", "Turkey=country/tr/name; Ankara=place/ankara/name");
	EXPECT("THEY ATE TURKEY AND MET JORDAN", "");
	/* Something of the country does, before or behind. */
	EXPECT("they ate in ankara and flew over turkey", "ankara=place/ankara/name; turkey=country/tr/name");
	EXPECT("they flew over turkey to ankara", "turkey=country/tr/name; ankara=place/ankara/name");
	EXPECT("the turkish side said turkey would", "turkish=country/tr/adjective; turkey=country/tr/name");
	EXPECT("THEY FLEW OVER JORDAN TO AMMAN", "JORDAN=country/jo/name; AMMAN=place/amman/name");
	/* A capital is evidence for a country's name; a word in lower case is none. */
	EXPECT("They flew over Turkey in winter.", "Turkey=country/tr/name");
	EXPECT("They ate the turkey in winter.", "");
	EXPECT("They ate turkey in Ankara.", "Ankara=place/ankara/name");
	/* Nothing speaks for an organisation. */
	EXPECT("He asked WHO did it.", "");
	/* The entity is named without doubt. */
	EXPECT("OPEC met. He asked WHO did it.", "OPEC=org/opec/name; WHO=org/opec/acronym");
	EXPECT("opec met and he asked who did it", "opec=org/opec/name");
}

static void test_strangers(void **state)
{
	EXPECT("They saw Neil Jordan there when they went.", "");
	EXPECT("they saw neil jordan in amman", "amman=place/amman/name");
	/* Behind it a common surname, where it is neither a word nor a name of the gazetteer. */
	EXPECT("they saw jordan smith in amman", "amman=place/amman/name");
	EXPECT("they saw jordan long in amman", "jordan=country/jo/name; amman=place/amman/name");
	EXPECT("amman and jordan trump said", "amman=place/amman/name; jordan=country/jo/name");
	EXPECT("They saw Jordan Brzk there when they went.", "");
	EXPECT("They saw Neil in Jordan there when they went.", "Jordan=country/jo/name");
	EXPECT("They saw Neil, Jordan there when they went.", "Jordan=country/jo/name");
}

static void test_vetoes(void **state)
{
	EXPECT("A Turkey sandwich in Ankara and a wild turkey.", "Ankara=place/ankara/name");
	EXPECT("the turkish ate turkey sandwiches in turkey",
	       "turkish=country/tr/adjective; turkey=country/tr/name");
	EXPECT("Fine China is from China.", "China=country/cn/name");
	EXPECT("fine china is from china", "china=country/cn/name");
}

/* A name of several words in lower case where the field has case is doubtful, not lost. */
static void test_lowered(void **state)
{
	struct desk *d = *state;
	float proper;

	EXPECT("They went to Russia.", "Russia=country/ru/name");
	proper = d->tagged.mentions[0].score;
	EXPECT("they went to russia", "russia=country/ru/name");
	assert_float_equal(d->tagged.mentions[0].score, proper, 0.001);
	EXPECT("They went to the united states.", "united states=country/us/name");
	assert_true(d->tagged.mentions[0].score < proper);
	/* One word in lower case, where there is case, is another word: blue china; so is a surname. */
	EXPECT("They went to russia.", "");
	EXPECT("They like usa.", "");
	EXPECT("Theresa May said she may go.", "Theresa May=person/may/name");
	EXPECT("Donald Trump would trump that; Trump did.",
	       "Donald Trump=person/trump/name; Trump=person/trump/surname");
}

/* The first half of a compound of nationalities is a name only there. */
static void test_compounds(void **state)
{
	EXPECT("The Franco-German talks began.", "Franco=country/fr/adjective; German=country/de/adjective");
	EXPECT("the franco german talks began", "franco=country/fr/adjective; german=country/de/adjective");
	EXPECT("Francisco Franco died. Franco was old. It was Franco, German talks.",
	       "Francisco Franco=person/franco/name; Franco=person/franco/surname; Franco=person/franco/surname; "
	       "German=country/de/adjective");
	EXPECT("the franco talks", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vias),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_city_and_country),
		cmocka_unit_test(test_exact_case),
		cmocka_unit_test(test_case_belongs_to_the_field),
		cmocka_unit_test(test_ambiguous),
		cmocka_unit_test(test_strangers),
		cmocka_unit_test(test_vetoes),
		cmocka_unit_test(test_lowered),
		cmocka_unit_test(test_compounds),
	};

	return cmocka_run_group_tests_name("resolve", tests, desk_open, desk_close);
}
