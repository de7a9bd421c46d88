/* test_resolve_people.c: whom a surname means: full names, titles, days, namesakes, first names. */
#include "resolve_desk.h"

static void test_surname_after_name(void **state)
{
	EXPECT("Angela Merkel spoke. Merkel left.",
	       "Angela Merkel=person/merkel/name; Merkel=person/merkel/surname");
	EXPECT("angela merkel spoke and merkel left",
	       "angela merkel=person/merkel/name; merkel=person/merkel/surname");
	EXPECT("ANGELA MERKEL SPOKE AND MERKEL LEFT",
	       "ANGELA MERKEL=person/merkel/name; MERKEL=person/merkel/surname");
	EXPECT("Merkel left.", "");
	EXPECT("merkel left", "");
	/* Before the name: a headline. */
	assert_string_equal(show(*state, "Merkel leaves", "On Monday Angela Merkel left.", NULL),
			    "T:Merkel=person/merkel/surname; Angela Merkel=person/merkel/name");
	EXPECT("Merkel leaves: Angela Merkel left.",
	       "Merkel=person/merkel/surname; Angela Merkel=person/merkel/name");
	EXPECT("Xi Jinping spoke. Xi left.", "Xi Jinping=person/xi/name; Xi=person/xi/surname");
	EXPECT("Владимир Путин сказал. Путин ушёл.",
	       "Владимир Путин=person/putin/alias; Путин=person/putin/surname");
}

/* A form of address that is a word too is one with a capital only, where there is case. */
static void test_address_and_word(void **state)
{
	EXPECT("Donald Trump left. They miss Trump.",
	       "Donald Trump=person/trump/name; Trump=person/trump/surname");
	EXPECT("Donald Trump left. Then Miss Trump left.", "Donald Trump=person/trump/name");
	EXPECT("donald trump left then miss trump left", "donald trump=person/trump/name");
}

/* M. is monsieur in French, in front of his name, and an initial elsewhere. */
static void test_monsieur(void **state)
{
	EXPECT("Donald Trump est dans la ville. M. Trump parle.",
	       "Donald Trump=person/trump/name; Trump=person/trump/title");
	EXPECT("Donald Trump est dans la ville. MM. Trump et Brzk ne parlent pas.",
	       "Donald Trump=person/trump/name; Trump=person/trump/title");
	EXPECT("donald trump est dans la ville et m trump parle",
	       "donald trump=person/trump/name; trump=person/trump/title");
	EXPECT("Donald Trump is in town. M. Trump spoke.", "Donald Trump=person/trump/name");
	EXPECT("Il est dans la ville. M. Syria parle, et 20 m Syria ne parle pas.",
	       "Syria=country/sy/name");
}

static void test_possessives(void **state)
{
	EXPECT("Russia's and Angela Merkel's and Merkel\xe2\x80\x99s plan", "Russia=country/ru/name; "
	       "Angela Merkel=person/merkel/name; Merkel=person/merkel/surname");
	EXPECT_ON("russia s plan and mr putin s denial after president putin s talk", "2017-07-07",
		  "russia=country/ru/name; putin=person/putin/title; putin=person/putin/title");
	EXPECT("RUSSIA'S PLAN", "RUSSIA=country/ru/name");
}

static void test_namesakes(void **state)
{
	/* Both are there: nobody knows which one. */
	EXPECT("Bill Clinton met Hillary Clinton. Clinton spoke.",
	       "Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name");
	/* One is there. */
	EXPECT("Hillary Clinton came. Clinton spoke.",
	       "Hillary Clinton=person/hillary/name; Clinton=person/hillary/surname");
	/* A title's gender decides. */
	EXPECT("Bill Clinton met Hillary Clinton. Mrs. Clinton spoke to Mr. Clinton.",
	       "Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name; Clinton=person/hillary/title; "
	       "Clinton=person/bill/title");
	/* An office that only one of them held. */
	EXPECT("Bill Clinton met Hillary Clinton. Secretary of State Clinton spoke to President Clinton.",
	       "Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name; Clinton=person/hillary/title; "
	       "Clinton=person/bill/title");
	/* The day: one of them is in office. */
	EXPECT_ON(
		"Bill Clinton met Hillary Clinton. Clinton spoke.", "2010-05-05",
		"Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name; Clinton=person/hillary/surname");
	EXPECT_ON(
		"Bill Clinton met Hillary Clinton. Clinton spoke.", "2013-01-31",
		"Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name; Clinton=person/hillary/surname");
	EXPECT_ON("Bill Clinton met Hillary Clinton. Clinton spoke.", "2013-02-01",
		  "Bill Clinton=person/bill/name; Hillary Clinton=person/hillary/name");
	EXPECT("Donald Trump came with Melania Trump. Mrs. Trump smiled.",
	       "Donald Trump=person/trump/name; Melania Trump=person/melania/name; Trump=person/melania/title");
}

static void test_titles(void **state)
{
	/* A title of office and the day, without the name anywhere. */
	EXPECT_ON("President Bush spoke.", "1990-05-05", "Bush=person/bush41/title");
	EXPECT_ON("President Bush spoke.", "2005-05-05", "Bush=person/bush43/title");
	EXPECT_ON("president bush spoke", "2005-05-05", "bush=person/bush43/title");
	EXPECT_ON("President Bush spoke.", "2009-01-19", "Bush=person/bush43/title");
	EXPECT("President Bush spoke.", "");
	/* The one who ever held it, in any year. */
	EXPECT("Chancellor Merkel spoke.", "Merkel=person/merkel/title");
	EXPECT_ON("Chancellor Merkel spoke.", "2030-01-01", "Merkel=person/merkel/title");
	/* Who will be chancellor one day is not called so. */
	EXPECT_ON("Chancellor Merkel spoke.", "1980-01-01", "");
	/* Titled once, she may go without it. */
	EXPECT("Chancellor Merkel spoke. Merkel left.",
	       "Merkel=person/merkel/title; Merkel=person/merkel/surname");
	EXPECT("Merkel left after Chancellor Merkel spoke.",
	       "Merkel=person/merkel/surname; Merkel=person/merkel/title");
	/* A form of address alone says nothing; nor does an office she never held. */
	EXPECT("Mrs. Merkel spoke.", "");
	EXPECT("Senator Merkel spoke.", "");
	EXPECT("Angela Merkel came. Mrs. Merkel spoke.",
	       "Angela Merkel=person/merkel/name; Merkel=person/merkel/title");
	EXPECT("Angela Merkel came. Mr. Merkel spoke.", "Angela Merkel=person/merkel/name");
	/* Across a hard gap it is no title. */
	EXPECT("He is president. Putin spoke.", "");
	EXPECT("the president, Putin, spoke", "");
	EXPECT_ON("secretary of state rex w tillerson said mr tillerson", "2017-07-07",
		  "rex w tillerson=person/tillerson/name; tillerson=person/tillerson/title");
	EXPECT_ON("Premier Putin", "2010-01-01", "Putin=person/putin/title");
}

/* An office of a part of a country speaks for an ambiguous name where that part is named. */
static void test_office_of_part(void **state)
{
	EXPECT_ON("Mark Warner left the United States.", "2005-05-05", "United States=country/us/name");
	EXPECT_ON("Mark Warner left Washington.", "2005-05-05", "Washington=place/washington/name");
	EXPECT_ON("Mark Warner left Virginia.", "2005-05-05",
		  "Mark Warner=person/warner/name; Virginia=place/virginia/name");
	EXPECT_ON("Mark Warner left Virginia.", "2007-05-05", "Virginia=place/virginia/name");
	/* Nor does its bare title without it. */
	EXPECT_ON("Governor Warner left Washington.", "2005-05-05", "Washington=place/washington/name");
	EXPECT_ON("Governor Warner left Virginia.", "2005-05-05",
		  "Warner=person/warner/title; Virginia=place/virginia/name");
	EXPECT_ON("Governor Mark Warner left Virginia.", "2010-05-05",
		  "Mark Warner=person/warner/name; Virginia=place/virginia/name");
	EXPECT_ON("Warner left Virginia.", "2005-05-05",
		  "Warner=person/warner/surname; Virginia=place/virginia/name");
}

static void test_title_country(void **state)
{
	EXPECT_ON(
		"U.S. President Bush and Russian President Putin", "2005-05-05",
		"U.S.=country/us/acronym; Bush=person/bush43/title; Russian=country/ru/adjective; Putin=person/putin/title");
	/* A country in front that fits nobody is not the title's. */
	EXPECT_ON("In Germany President Bush spoke.", "2005-05-05",
		  "Germany=country/de/name; Bush=person/bush43/title");
	EXPECT_ON("russian president putin", "2017-07-07",
		  "russian=country/ru/adjective; putin=person/putin/title");
}

/* In Romance languages and Arabic the adjective stands between them. */
static void test_adjective_between(void **state)
{
	EXPECT_ON("El presidente estadounidense Bush no estaba.", "1990-05-05",
		  "estadounidense=country/us/adjective; Bush=person/bush41/title");
	EXPECT_ON("el presidente estadounidense bush no estaba", "2005-05-05",
		  "estadounidense=country/us/adjective; bush=person/bush43/title");
	EXPECT_ON("El presidente ruso Bush no estaba.", "2005-05-05", "ruso=country/ru/adjective");
	EXPECT_ON("The presidente Ruso Bush left.", "2005-05-05", "Ruso=country/ru/adjective");
	EXPECT_ON("El presidente, estadounidense, Bush", "2005-05-05", "estadounidense=country/us/adjective");
}

/* In Russian the country stands between them as a noun; in Chinese the title stands behind the name. */
static void test_titles_elsewhere(void **state)
{
	EXPECT_ON("Президент США Буш не приехал.", "1990-05-05", "США=country/us/acronym; Буш=person/bush41/title");
	EXPECT_ON("Президент США Буш не приехал.", "2005-05-05", "США=country/us/acronym; Буш=person/bush43/title");
	EXPECT_ON("布什总统访问北京", "1990-05-05", "布什=person/bush41/title");
	EXPECT_ON("美国布什总统访问北京", "2005-05-05", "美国=country/us/alias; 布什=person/bush43/title");
	EXPECT_ON("布什，总统访问北京", "2005-05-05", "");
	/* Where words are written apart, no title stands behind. */
	EXPECT_ON("They saw Bush president or not.", "2005-05-05", "");
}

static void test_other_first_names(void **state)
{
	EXPECT("Donald Trump came with Ivanka Trump.", "Donald Trump=person/trump/name");
	EXPECT("donald trump came with ivanka trump", "donald trump=person/trump/name");
	EXPECT("Donald Trump came with Ivanka, Trump said.",
	       "Donald Trump=person/trump/name; Trump=person/trump/surname");
	EXPECT("president trump and first lady melania trump",
	       "trump=person/trump/title; melania trump=person/melania/name");
	/* A title in front of the other first name does not help. */
	EXPECT("Donald Trump came. Mr. Eric Trump did not.", "Donald Trump=person/trump/name");
}

static void test_initials(void **state)
{
	EXPECT("Donald J. Trump and Rex W. Tillerson", "Donald J. Trump=person/trump/alias; "
	       "Rex W. Tillerson=person/tillerson/name");
	EXPECT("George W. Bush and George H.W. Bush",
	       "George W. Bush=person/bush43/name; George H.W. Bush=person/bush41/name");
}

/* A hyphen may go on with the name, or with something else. */
static void test_hyphen(void **state)
{
	EXPECT("Xi Jinping-Brzk spoke.", "");
	EXPECT("the Xi Jinping-led party and the Xi Jinping-Trump talks", "Xi Jinping=person/xi/name; Xi Jinping=person/xi/name");
	EXPECT("the Xi Jinping - Brzk said", "Xi Jinping=person/xi/name");
	/* It may join a given name to the name, or two surnames. */
	EXPECT("He saw Neil-Donald Trump there.", "");
	EXPECT("He saw the Brzk-Donald Trump talks.", "Donald Trump=person/trump/name");
	EXPECT("He saw Mr Theresa-May there.", "");
	EXPECT("He saw a Theresa-May rally there.", "Theresa-May=person/may/name");
}

/* A stranger of a common surname, named in full, may be meant by it from then on. */
static void test_strangers(void **state)
{
	EXPECT("Donald Trump met Eric Trump there. Mr. Trump left. When he left, Trump smiled.",
	       "Donald Trump=person/trump/name");
	EXPECT("donald trump met eric trump and mr trump left and then trump smiled",
	       "donald trump=person/trump/name");
	EXPECT("Eric Trump met Donald Trump there. When he left, Trump smiled.",
	       "Donald Trump=person/trump/name; Trump=person/trump/surname");
	EXPECT("Donald Trump met Eric Trump there. Then Donald Trump left. When he left, Trump smiled.",
	       "Donald Trump=person/trump/name; Donald Trump=person/trump/name; Trump=person/trump/surname");
	/* The one of whom the document speaks. */
	EXPECT("Donald Trump came. Donald Trump met Eric Trump there. When he left, Trump smiled.",
	       "Donald Trump=person/trump/name; Donald Trump=person/trump/name; Trump=person/trump/surname");
	EXPECT_ON("Donald Trump met Eric Trump there. When he left, Trump smiled at President Trump.", "2018-01-01",
		  "Donald Trump=person/trump/name; Trump=person/trump/surname; Trump=person/trump/title");
	/* What may be another spelling of his name is no stranger. */
	EXPECT("Melania Trump came. When Michael Trump left, Trump smiled.",
	       "Melania Trump=person/melania/name; Trump=person/melania/surname");
	/* Of a rare surname they are kin. */
	EXPECT("Angela Merkel met Eric Merkel there. When she left, Merkel smiled.",
	       "Angela Merkel=person/merkel/name; Merkel=person/merkel/surname");
}

/* Sr., III: of another generation, unless the gazetteer has the name so. */
static void test_generations(void **state)
{
	EXPECT("Then Donald Trump III left.", "");
	EXPECT("Then Donald Trump, Sr., left.", "");
	EXPECT("then donald trump 3rd left", "");
	EXPECT("Then Donald Trump 2d left.", "");
	EXPECT("Then Donald Trump 2 left.", "Donald Trump=person/trump/name");
	EXPECT("Then Donald Trump Jr. left.", "Donald Trump=person/trump/name");
	EXPECT("Donald Trump met Trump II there.", "Donald Trump=person/trump/name");
	EXPECT("Then Donald Trump ii left.", "Donald Trump=person/trump/name");
}

/* The first word of a sentence may be a given name that nobody knows. */
static void test_first_words(void **state)
{
	EXPECT("Rex Tillerson came. Olympia Tillerson was there, too.", "Rex Tillerson=person/tillerson/name");
	EXPECT("Rex Tillerson came. Visiting Tillerson was good for him.",
	       "Rex Tillerson=person/tillerson/name; Tillerson=person/tillerson/surname");
	EXPECT("Rex Tillerson came. Then Tillerson was gone, and that was good.",
	       "Rex Tillerson=person/tillerson/name; Tillerson=person/tillerson/surname");
	assert_string_equal(show(*state, "Olympia Tillerson was there", "Then Rex Tillerson was there.", NULL),
			    "T:Tillerson=person/tillerson/surname; Rex Tillerson=person/tillerson/name");
}

/* A rank that is no office says no more than Mr. */
static void test_ranks(void **state)
{
	EXPECT_ON("Senator Tillerson left the United States.", "2017-07-07",
		  "Tillerson=person/tillerson/title; United States=country/us/name");
	EXPECT_ON("Senator Tillerson left Germany.", "2017-07-07", "Germany=country/de/name");
	EXPECT_ON("President Tillerson left the United States.", "2017-07-07", "United States=country/us/name");
	EXPECT_ON("Rex Tillerson came. Then Senator Tillerson left.", "2017-07-07",
		  "Rex Tillerson=person/tillerson/name; Tillerson=person/tillerson/title");
}

/* A bare surname is not the first lady's where her husband is named, in office or not. */
static void test_consorts(void **state)
{
	EXPECT_ON("Donald Trump met Melania Trump. When he left, Trump smiled.", "2022-01-01",
		  "Donald Trump=person/trump/name; Melania Trump=person/melania/name; Trump=person/trump/surname");
	EXPECT("Melania Trump left. Trump smiled.", "Melania Trump=person/melania/name; Trump=person/melania/surname");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_surname_after_name),
		cmocka_unit_test(test_address_and_word),
		cmocka_unit_test(test_monsieur),
		cmocka_unit_test(test_possessives),
		cmocka_unit_test(test_namesakes),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_office_of_part),
		cmocka_unit_test(test_title_country),
		cmocka_unit_test(test_adjective_between),
		cmocka_unit_test(test_titles_elsewhere),
		cmocka_unit_test(test_other_first_names),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_hyphen),
		cmocka_unit_test(test_strangers),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_generations),
		cmocka_unit_test(test_first_words),
		cmocka_unit_test(test_consorts),
	};

	return cmocka_run_group_tests_name("resolve_people", tests, desk_open, desk_close);
}
