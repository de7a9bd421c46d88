/* test_resolve_surnames.c: whom a surname means beside initials, offices, ranks, words and countries of the same name. */
#include "resolve_pages.h"

static const char own_entities[] = "id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tgender\n"
				   "country/arland\tcountry\tArland\t\tArlandish\n"
				   "country/bordur\tcountry\tBordur\t\tBordurian\n"
				   "country/tark\tcountry\tTarkia\t\tTarkish\tTark | Tarks\n"
				   "country/montan\tcountry\tMontan\n"
				   "country/unaland\tcountry\tUnaland\tU.A.\n"
				   "place/fellbach\tplace\tFellbach\n"
				   "org/ferrow\torg\tFerrow\tFerrow Motors\n"
				   "org/jossik\torg\tJossik Motors\n"
				   "person/anna-montan\tperson\tAnna Montan\t\t\t\t\tf\n"
				   "person/danilo-tark\tperson\tDanilo Tark\t\t\t\t\tm\n"
				   "person/gerald-ferrow\tperson\tGerald Ferrow\t\t\t\t\tm\n"
				   "person/lena-fellbach\tperson\tLena Fellbach\t\t\t\t\tf\n"
				   "person/steve-wogg\tperson\tSteve Wogg\t\t\t\t\tm\n"
				   "person/otto-nehle\tperson\tOtto Nehle\tOtto Bert Nehle\t\t\t\tm\n"
				   "person/mark-wogg\tperson\tMark Wogg\t\t\t\t\tm\n"
				   "person/paul-reidel\tperson\tPaul Reidel\t\t\t\t\tm\n"
				   "person/peter-reidel\tperson\tPeter Reidel\tJoop Reidel\t\t\t\tm\n"
				   "person/edite-vuck\tperson\tÉdite Vuck\t\t\t\tcountry/arland\tf\n"
				   "person/pjotr-malow\tperson\tПётр Малов\t\t\t\tcountry/arland\tm\n"
				   "person/laura-kerr\tperson\tLaura Kerr\t\t\t\t\tf\n"
				   "person/nora-kerr\tperson\tNora Kerr\t\t\t\t\tf\n"
				   "person/hugo-kerr\tperson\tHugo Kerr\t\t\t\t\tm\n"
				   "person/tomas-grolla\tperson\tTomas Grolla\t\t\t\tcountry/arland\tm\n"
				   "person/rita-grolla\tperson\tRita Grolla\t\t\t\tcountry/arland\tf\n"
				   "org/guild\torg\tGuild of Towns\tGOT\n"
				   "person/rolf-veltmar\tperson\tRolf Veltmar\t\t\t\tcountry/bordur\tm\n"
				   "person/jan-veltmar\tperson\tJan Veltmar\t\t\t\tcountry/bordur\tm\n"
				   "person/wim-jossik\tperson\tWim Jossik\t\t\t\tcountry/bordur\tm\n"
				   "person/karl-brendel\tperson\tKarl Brendel\t\t\t\tcountry/bordur\tm\n"
				   "person/ida-frost\tperson\tIda Frost\t\t\t\tcountry/arland\tf\n"
				   "person/rosa-heath\tperson\tRosa Heath\t\t\t\t\tf\n"
				   "org/heath\torg\tHeath Motor Works\t=Heath\t\t\tcountry/arland\n"
				   "person/ida-smith\tperson\tIda Smith\t\t\t\tcountry/arland\tf\n"
				   "person/ida-neil\tperson\tIda Neil\t\t\t\tcountry/arland\tf\n"
				   "person/old-busch\tperson\tGeorge H.W. Busch\t\t\t\tcountry/arland\tm\n"
				   "person/young-busch\tperson\tGeorge W. Busch\t\t\t\tcountry/arland\tm\n"
				   "person/old-adar\tperson\tJohn Adar\t\t\t\tcountry/arland\tm\n"
				   "person/young-adar\tperson\tJohn Q. Adar\t\t\t\tcountry/arland\tm\n"
				   "person/ada-ostrel\tperson\tAda Ostrel\t\t\t\tcountry/bordur\tf\n"
				   "person/ida-ostrel\tperson\tIda Ostrel\t\t\t\tcountry/arland\tf\n"
				   "person/ottokar-v\tperson\tOttokar V\t?President Ottokar\t\t\tcountry/bordur\tm\n"
				   "person/ottokar-vi\tperson\tOttokar VI\t?President Ottokar\t\t\tcountry/bordur\tm\n"
				   "person/bill-clin\tperson\tBill Clin\t\t\t\tcountry/arland\tm\n"
				   "person/hilda-clin\tperson\tHilda Clin\t\t\t\tcountry/arland\tf\n"
				   "person/ada-gostow\tperson\tAda Gostow\t\t\t\tcountry/bordur\tf\n"
				   "person/pia-gostow\tperson\tPia Gostow\t\t\t\tcountry/bordur\tf\n"
				   "person/stefan-stern\tperson\t?Stefan Stern\t\t\t\tcountry/bordur\tm\n";

static const char own_offices[] = "office\tcountry\tholder\tfrom\tto\n"
				  "president\tcountry/arland\tperson/old-busch\t1989-01-20\t1993-01-20\n"
				  "chancellor\tcountry/bordur\tperson/ada-ostrel\t1950-01-01\t1951-01-01\n"
				  "chancellor\tcountry/arland\tperson/ida-ostrel\t1990-01-01\t1991-01-01\n"
				  "president\tcountry/bordur\tperson/ottokar-v\t1930-01-01\t1940-01-01\n"
				  "president\tcountry/bordur\tperson/ottokar-vi\t1940-01-01\t1950-01-01\n"
				  "president\tcountry/arland\tperson/old-adar\t1897-03-04\t1901-03-04\n"
				  "president\tcountry/arland\tperson/young-adar\t1925-03-04\t1929-03-04\n"
				  "president\tcountry/arland\tperson/bill-clin\t1993-01-20\t2001-01-20\n"
				  "president\tcountry/arland\tperson/young-busch\t2001-01-20\t2009-01-20\n"
				  "president\tcountry/arland\tperson/tomas-grolla\t2009-01-20\t2017-01-20\n"
				  "president\tcountry/bordur\tperson/wim-jossik\t1930-01-01\t1980-01-01\n"
				  "guild of towns master\t\tperson/rolf-veltmar\t1960-01-01\t1970-01-01\n"
				  "guild of towns master\t\tperson/jan-veltmar\t2005-01-01\t2015-01-01\n"
				  "notary\tcountry/bordur\tperson/jan-veltmar\t2005-01-01\t2015-01-01\n"
				  "treasurer\tcountry/bordur\tperson/xiang-hua\t2009-01-01\t2012-01-01\n"
				  "warden\tcountry/bordur\tperson/ilo-la-torre\t2009-01-01\t2012-01-01\n"
				  "warden\tcountry/bordur\tperson/dan-malu\t2009-01-01\t2012-01-01\n"
				  "warden\tcountry/bordur\tperson/orba-agi\t2009-01-01\t2012-01-01\n"
				  "chancellor\tcountry/bordur\tperson/stefan-stern\t2009-01-01\t2012-01-01\n"
				  "warden\tcountry/bordur\tperson/ada-gostow\t2009-01-01\t2012-01-01\n"
				  "first lady\tcountry/bordur\tperson/pia-gostow\t2009-01-01\t2012-01-01\n"
				  "admiral\tcountry/arland\tperson/pjotr-malow\t2009-01-01\t2012-01-01\n"
				  "chancellor\tcountry/arland\tperson/ida-frost\t2009-01-01\t2012-01-01\n"
				  "treasurer\tcountry/arland\tperson/ida-smith\t2009-01-01\t2012-01-01\n"
				  "notary\tcountry/arland\tperson/ida-neil\t2009-01-01\t2012-01-01\n";

static const char own_first[] = "id\ttype\tname\taliases\tcountry\tsurname\n"
				"person/xiang-hua\tperson\tXiang Hua\t\tcountry/bordur\tXiang\n"
				"person/ilo-la-torre\tperson\tIlo La Torre\t\tcountry/bordur\tLa Torre\n"
				"person/dan-malu\tperson\t丹·马卢\t\tcountry/bordur\t马卢\n"
				"person/orba-agi\tperson\tOrba \xc3\x81gi\t\tcountry/bordur\tOrba\n";

static const char own_given[] =
	"given\tkind\nNeil\t\nLaura\t\nSteve\t\nGeorge\t\nBill\t\nIda\t\nMark\tword\n";
static const char own_surnames[] = "surname\nSmith\nKerr\nHeath\n";
static const char own_words[] = "word\nfrost\nmark\nheath\n";

static int open_desk(void **state)
{
	static const struct page pages[] = {{"entities.tsv", own_entities},
					    {"first.tsv", own_first},
					    {"offices.tsv", own_offices},
					    {"given.tsv", own_given},
					    {"surnames.tsv", own_surnames},
					    {"words.tsv", own_words}};

	return DESK_WRITE(state, pages);
}

/* ---- a person's surname that names something else ------------------------------------------------ */

static void test_before_a_country(void **state)
{
	EXPECT("Anna Montan came. When she left, Montan spoke.",
	       "Anna Montan=person/anna-montan/name; Montan=person/anna-montan/surname");
	EXPECT("When she left, Montan spoke. Anna Montan came.",
	       "Montan=person/anna-montan/surname; Anna Montan=person/anna-montan/name");
	/* A preposition of place shows the country. */
	EXPECT("Anna Montan came. When she left, they were in Montan.",
	       "Anna Montan=person/anna-montan/name; Montan=country/montan/name");
	EXPECT("Anna Montan came. She came from Montan.",
	       "Anna Montan=person/anna-montan/name; Montan=country/montan/name");
	/* She is not named. */
	EXPECT("When they left, Montan spoke.", "Montan=country/montan/name");
	/* Whoever Mrs. Montan is, she is no country. */
	EXPECT("When they left, Mrs. Montan spoke.", "");
	EXPECT("when they left mrs montan spoke to them of it and then she was heard no more", "");
}

static void test_before_a_people_place_or_company(void **state)
{
	EXPECT("Danilo Tark came. When he left, Tark spoke to Tarks.",
	       "Danilo Tark=person/danilo-tark/name; Tark=person/danilo-tark/surname; "
	       "Tarks=country/tark/demonym");
	EXPECT("Danilo Tark came. When he left, he saw a Tark.",
	       "Danilo Tark=person/danilo-tark/name; Tark=country/tark/demonym");
	EXPECT("When he left, Tark met Tark.", "Tark=country/tark/demonym; Tark=country/tark/demonym");
	EXPECT("Gerald Ferrow came. When he left, Ferrow spoke.",
	       "Gerald Ferrow=person/gerald-ferrow/name; Ferrow=person/gerald-ferrow/surname");
	EXPECT("Gerald Ferrow came. When he left, Ferrow Motors spoke.",
	       "Gerald Ferrow=person/gerald-ferrow/name; Ferrow Motors=org/ferrow/alias");
	EXPECT("When he left, Ferrow spoke.", "Ferrow=org/ferrow/name");
	EXPECT("Lena Fellbach came. When she left, Fellbach spoke of life in Fellbach.",
	       "Lena Fellbach=person/lena-fellbach/name; Fellbach=person/lena-fellbach/surname; "
	       "Fellbach=place/fellbach/name");
}

/* ---- initials ------------------------------------------------------------------------------------- */

static void test_an_initial_that_fits(void **state)
{
	EXPECT("Steve Wogg and Mark Wogg came. Then S. Wogg left.",
	       "Steve Wogg=person/steve-wogg/name; Mark Wogg=person/mark-wogg/name; "
	       "Wogg=person/steve-wogg/surname");
	EXPECT("Steve Wogg came. Then S Wogg left.",
	       "Steve Wogg=person/steve-wogg/name; Wogg=person/steve-wogg/surname");
	EXPECT("THEN S. WOGG AND STEVE WOGG LEFT",
	       "WOGG=person/steve-wogg/surname; STEVE WOGG=person/steve-wogg/name");
	/* Who is not named, if the gazetteer has one only. */
	EXPECT("Then S. Wogg left.", "Wogg=person/steve-wogg/surname");
	EXPECT("Mark Wogg came. Then S. Wogg left.",
	       "Mark Wogg=person/mark-wogg/name; Wogg=person/steve-wogg/surname");
	/* Of any of his names. */
	EXPECT("Then J. Reidel left.", "Reidel=person/peter-reidel/surname");
	/* Not before he was somebody, unless he is named. */
	EXPECT_ON("Then T. Grolla left.", "2010-05-05", "Grolla=person/tomas-grolla/surname");
	EXPECT_ON("Then T. Grolla left.", "1987-05-05", "");
	EXPECT_ON("Tomas Grolla came. Then T. Grolla left.", "1987-05-05",
		  "Tomas Grolla=person/tomas-grolla/name; Grolla=person/tomas-grolla/surname");
	/* As it is folded. */
	EXPECT("Then E. Vuck left.", "Vuck=person/edite-vuck/surname");
	EXPECT("Then \xc3\x89. Vuck left.", "Vuck=person/edite-vuck/surname");
}

static void test_an_initial_that_does_not_fit(void **state)
{
	EXPECT("Then T. Wogg left.", "");
	EXPECT("Mark Wogg came. Then T. Wogg left.", "Mark Wogg=person/mark-wogg/name");
	EXPECT("Laura Kerr came. Then B. Kerr left.", "Laura Kerr=person/laura-kerr/name");
	/* A common surname is not told by its initial alone. */
	EXPECT("Then H. Kerr left.", "");
	EXPECT("Hugo Kerr came. Then H. Kerr left.",
	       "Hugo Kerr=person/hugo-kerr/name; Kerr=person/hugo-kerr/surname");
	/* What is left of a possessive is no initial. */
	EXPECT("mark wogg came and arland s wogg left",
	       "mark wogg=person/mark-wogg/name; arland=country/arland/name; wogg=person/mark-wogg/surname");
}

static void test_an_initial_that_fits_several(void **state)
{
	EXPECT("Then P. Reidel left.", "");
	EXPECT("Paul Reidel came. Then P. Reidel left.",
	       "Paul Reidel=person/paul-reidel/name; Reidel=person/paul-reidel/surname");
	EXPECT("Paul Reidel met Peter Reidel. Then P. Reidel left.",
	       "Paul Reidel=person/paul-reidel/name; Peter Reidel=person/peter-reidel/name");
}

/* Of several initials the first one is the given name's, and the others are those of further words. */
static void test_two_initials(void **state)
{
	EXPECT("Then S. B. Wogg left.", "");
	EXPECT("Steve Wogg came. Then S. B. Wogg left.",
	       "Steve Wogg=person/steve-wogg/name; Wogg=person/steve-wogg/surname");
	EXPECT("Then O. B. Nehle left.", "Nehle=person/otto-nehle/surname");
	EXPECT("Then O. D. Nehle left.", "");
	EXPECT("Then O. B. C. Nehle left.", "");
	EXPECT("Laura Kerr came. Then B.L. Kerr left.", "Laura Kerr=person/laura-kerr/name");
}

/* Behind another given name, or in front of another surname, the initial is another's. */
static void test_an_initial_in_a_longer_name(void **state)
{
	EXPECT("Then Adelbert S. Wogg left as the trains were late.", "");
	EXPECT("Steve Wogg came. Then Ida S. Wogg left.", "Steve Wogg=person/steve-wogg/name");
	EXPECT("Steve Wogg came. Then Wogg S. Trumm left as the trains were late.", "Steve Wogg=person/steve-wogg/name");
	EXPECT("Steve Wogg came. Then Wogg said U.S. trains are late.",
	       "Steve Wogg=person/steve-wogg/name; Wogg=person/steve-wogg/surname");
}

/* What looks like one: the end of a possessive or of a decade, the hour, a country's letters. */
static void test_no_initial(void **state)
{
	EXPECT("Mark Wogg came. The hat was Steve's. Wogg left.",
	       "Mark Wogg=person/mark-wogg/name; Wogg=person/mark-wogg/surname");
	EXPECT("Mark Wogg was born in the 1930s. Wogg left.",
	       "Mark Wogg=person/mark-wogg/name; Wogg=person/mark-wogg/surname");
	EXPECT("Mark Wogg came. At 5 p.m. Wogg left.",
	       "Mark Wogg=person/mark-wogg/name; Wogg=person/mark-wogg/surname");
	EXPECT("Mark Wogg came to the U.A. Wogg left.",
	       "Mark Wogg=person/mark-wogg/name; U.A.=country/unaland/acronym; Wogg=person/mark-wogg/surname");
}

/* An initial tells of itself only: nobody is established by it. */
static void test_an_initial_establishes_nobody(void **state)
{
	EXPECT("Then S. Wogg left. When he left, Wogg smiled.", "Wogg=person/steve-wogg/surname");
}

/* ---- several who are named -------------------------------------------------------------------------- */

static void test_the_last_named_behind_a_form_of_address(void **state)
{
	EXPECT("Laura Kerr met Nora Kerr. Then Mrs. Kerr left.",
	       "Laura Kerr=person/laura-kerr/name; Nora Kerr=person/nora-kerr/name; "
	       "Kerr=person/nora-kerr/title");
	EXPECT("Laura Kerr met Nora Kerr. Then Mrs. Kerr left. Laura Kerr and Mrs. Kerr smiled.",
	       "Laura Kerr=person/laura-kerr/name; Nora Kerr=person/nora-kerr/name; "
	       "Kerr=person/nora-kerr/title; "
	       "Laura Kerr=person/laura-kerr/name; Kerr=person/laura-kerr/title");
	/* Of the gender that it is for. */
	EXPECT("Laura Kerr met Nora Kerr and Hugo Kerr. Then Mrs. Kerr left with Mr. Kerr.",
	       "Laura Kerr=person/laura-kerr/name; Nora Kerr=person/nora-kerr/name; Hugo "
	       "Kerr=person/hugo-kerr/name; "
	       "Kerr=person/nora-kerr/title; Kerr=person/hugo-kerr/title");
	/* Not without it, and not before she was named. */
	EXPECT("Laura Kerr met Nora Kerr. When they left, Kerr smiled.",
	       "Laura Kerr=person/laura-kerr/name; Nora Kerr=person/nora-kerr/name");
	EXPECT("Then Mrs. Kerr left. Laura Kerr met Nora Kerr.",
	       "Laura Kerr=person/laura-kerr/name; Nora Kerr=person/nora-kerr/name");
}

static void test_a_rank_before_a_full_name(void **state)
{
	EXPECT("President Bill Clin met Hilda Clin. When they left, Clin smiled.",
	       "Bill Clin=person/bill-clin/name; Hilda Clin=person/hilda-clin/name; "
	       "Clin=person/bill-clin/surname");
	EXPECT("Bill Clin met Hilda Clin. When they left, Clin smiled.",
	       "Bill Clin=person/bill-clin/name; Hilda Clin=person/hilda-clin/name");
	/* A form of address, or that of who is at another's side, is no rank. */
	EXPECT("Mr. Bill Clin met Hilda Clin. When they left, Clin smiled.",
	       "Bill Clin=person/bill-clin/name; Hilda Clin=person/hilda-clin/name");
	EXPECT("Bill Clin met first lady Hilda Clin. When they left, Clin smiled.",
	       "Bill Clin=person/bill-clin/name; Hilda Clin=person/hilda-clin/name");
	EXPECT("President Bill Clin met President Hilda Clin. When they left, Clin smiled.",
	       "Bill Clin=person/bill-clin/name; Hilda Clin=person/hilda-clin/name");
}

static void test_the_incumbent_before_a_namesake(void **state)
{
	EXPECT_ON("George H.W. Busch was old. Then President Busch left.", "2003-03-03",
		  "George H.W. Busch=person/old-busch/name; Busch=person/young-busch/title");
	EXPECT_ON("George H.W. Busch was old. Then President Busch left.", "1991-03-03",
		  "George H.W. Busch=person/old-busch/name; Busch=person/old-busch/title");
	/* When neither holds it, who is named. */
	EXPECT_ON("George H.W. Busch was old. Then President Busch left.", "1996-03-03",
		  "George H.W. Busch=person/old-busch/name; Busch=person/old-busch/title");
	EXPECT_ON("George H.W. Busch was old. Then President Busch left.", "2013-03-03",
		  "George H.W. Busch=person/old-busch/name; Busch=person/old-busch/title");
	EXPECT_ON("Then President Busch left.", "2013-03-03", "");
}

/* Of two who held the office, the last one, where the other had left it twenty years before he came. */
static void test_the_last_holder_by_far(void **state)
{
	EXPECT_ON("Then President Adar left.", "1999-03-03", "Adar=person/young-adar/title");
	EXPECT("Then President Adar left.", "");
	EXPECT_ON("Then President Adar left.", "1910-03-03", "Adar=person/old-adar/title");
	EXPECT_ON("Then President Adar left.", "1900-03-03", "Adar=person/old-adar/title");
	EXPECT_ON("John Adar was old. Then President Adar left.", "1999-03-03",
		  "John Adar=person/old-adar/name; Adar=person/old-adar/title");
	EXPECT_ON("Then President Busch left.", "2013-03-03", "");
	/* In two countries. */
	EXPECT_ON("Then Chancellor Ostrel left.", "2011-03-03", "");
	EXPECT_ON("Then the Bordurian chancellor Ostrel left.", "2011-03-03",
		  "Bordurian=country/bordur/adjective; Ostrel=person/ada-ostrel/title");
}

/* A year or month in front that is over tells the holder of that time, for a name and for a title alone. */
static void test_the_time_in_front(void **state)
{
	EXPECT_ON("In 1990 President Busch left the town.", "2003-03-03", "Busch=person/old-busch/title");
	EXPECT_ON("In 1990, President Busch left the town.", "2003-03-03", "Busch=person/old-busch/title");
	EXPECT_ON("In March 1990, President Busch left the town.", "2003-03-03", "Busch=person/old-busch/title");
	EXPECT_ON("President Busch left the town.", "2003-03-03", "Busch=person/young-busch/title");
	EXPECT_ON("The Arlandish president left.", "2003-03-03",
		  "Arlandish=country/arland/adjective; president=person/young-busch/office");
	EXPECT_ON("In 1995 the Arlandish president left.", "2003-03-03",
		  "Arlandish=country/arland/adjective; president=person/bill-clin/office");
	EXPECT("In May 1995 the Arlandish president left.",
	       "Arlandish=country/arland/adjective; president=person/bill-clin/office");
	EXPECT("The Arlandish president left.", "Arlandish=country/arland/adjective");
	/* Two of one year; the document's own year; a year of what was told before; no time at all. */
	EXPECT_ON("In 1993 the Arlandish president left.", "2003-03-03", "Arlandish=country/arland/adjective");
	EXPECT_ON("In 2003 the Arlandish president left.", "2003-03-03",
		  "Arlandish=country/arland/adjective; president=person/young-busch/office");
	EXPECT_ON("The worst since 1995, President Busch said to them.", "2003-03-03",
		  "Busch=person/young-busch/title");
	EXPECT_ON("Worse than in 1990, President Busch said to them.", "2003-03-03",
		  "Busch=person/young-busch/title");
	EXPECT_ON("They saw all 1990 President Busch dolls there.", "2003-03-03", "Busch=person/young-busch/title");
}

/* An ambiguous name that begins with the title of an office is evident of who holds that on the document's day. */
static void test_a_title_in_the_name(void **state)
{
	EXPECT_ON("Then President Ottokar left.", "1935-03-03", "President Ottokar=person/ottokar-v/alias");
	EXPECT_ON("then president ottokar left", "1935-03-03", "president ottokar=person/ottokar-v/alias");
	EXPECT_ON("Then President Ottokar left.", "1945-03-03", "President Ottokar=person/ottokar-vi/alias");
	EXPECT_ON("Then President Ottokar left.", "1955-03-03", "");
	EXPECT("Then President Ottokar left.", "");
	EXPECT_ON("Then it was told that President Ottokar Brzk left the town.", "1935-03-03", "");
}

/* ---- nobody is named: who is known to everybody ----------------------------------------------------- */

static void test_prominent(void **state)
{
	EXPECT_ON("In Arland it was cold when Grolla left.", "2010-05-05",
		  "Arland=country/arland/name; Grolla=person/tomas-grolla/surname");
	EXPECT_ON("in arland it was cold when grolla left", "2010-05-05",
		  "arland=country/arland/name; grolla=person/tomas-grolla/surname");
	EXPECT_ON("In the Arlandish north it was cold when Mr. Grolla left.", "2010-05-05",
		  "Arlandish=country/arland/adjective; Grolla=person/tomas-grolla/title");
	/* Out of office, undated, a country that nobody speaks of, another one. */
	EXPECT_ON("In Arland it was cold when Grolla left.", "2020-05-05", "Arland=country/arland/name");
	EXPECT_ON("In Arland it was cold when Grolla left.", "2008-05-05", "Arland=country/arland/name");
	EXPECT("In Arland it was cold when Grolla left.", "Arland=country/arland/name");
	EXPECT_ON("In the north it was cold when Grolla left.", "2010-05-05", "");
	EXPECT_ON("In Bordur it was cold when Grolla left.", "2010-05-05", "Bordur=country/bordur/name");
	/* A title that is not his, a first name that is not his. */
	EXPECT_ON("In Arland it was cold when Mrs. Grolla left.", "2010-05-05", "Arland=country/arland/name");
	EXPECT_ON("In Arland it was cold when Neil Grolla left.", "2010-05-05", "Arland=country/arland/name");
	EXPECT_ON("in arland it was cold when neil grolla left", "2010-05-05", "arland=country/arland/name");
	/* Nor where a stranger bears the surname, unless his first name may be his own in another spelling. */
	EXPECT_ON("In Arland it was cold when Павел Малов came and Малов left.", "2010-05-05",
		  "Arland=country/arland/name; Малов=person/pjotr-malow/surname");
	EXPECT_ON("In Arland it was cold when Иван Малов came and Малов left.", "2010-05-05",
		  "Arland=country/arland/name");
	/* Where another of the surname is named, she is meant. */
	EXPECT_ON("In Arland it was cold when Rita Grolla came and Grolla left.", "2010-05-05",
		  "Arland=country/arland/name; Rita Grolla=person/rita-grolla/name; "
		  "Grolla=person/rita-grolla/surname");
}

/* In a headline that stands alone, of whom nobody else bears the surname; else his country has to be named. */
static void test_prominent_in_a_headline(void **state)
{
	EXPECT_ON("Ally of Gostow met Grolla", "2010-05-05", "Gostow=person/ada-gostow/surname");
	EXPECT_ON("Ally of Gostow left Arland", "2010-05-05",
		  "Gostow=person/ada-gostow/surname; Arland=country/arland/name");
	EXPECT_ON("Ally of Gostow met Veltmar, as was told", "2010-05-05", "Gostow=person/ada-gostow/surname");
	EXPECT_ON("Ally of Gostow met Stern, as was told", "2010-05-05", "Gostow=person/ada-gostow/surname");
	/* Out of office, undated, in small letters, behind a title that is not hers. */
	EXPECT_ON("Ally of Gostow left", "2020-05-05", "");
	EXPECT("Ally of Gostow left", "");
	EXPECT_ON("ally of gostow left", "2010-05-05", "");
	EXPECT_ON("Ally of Mr. Gostow left", "2010-05-05", "");
	EXPECT_ON("Ally of Admiral Gostow left", "2010-05-05", "");
	/* No headline any more. */
	EXPECT_ON("Ally of Gostow left, and it was a cold day, for the wind came from the north as it often does "
		  "when the snow has gone and the days are long, so that they all went back into the house and "
		  "made a fire.",
		  "2010-05-05", "");
}

/* In text without case an article refuses him, but in front of what he governs. */
static void test_prominent_behind_an_article(void **state)
{
	EXPECT_ON("in arland the grolla administration left", "2010-05-05",
		  "arland=country/arland/name; grolla=person/tomas-grolla/surname");
	EXPECT_ON("in arland the grolla left", "2010-05-05", "arland=country/arland/name");
	EXPECT_ON("in arland he was the grolla", "2010-05-05", "arland=country/arland/name");
}

/* Who heads a body that is named, on that day; of two of the surname who headed it, only one is of the country. */
static void test_head_of_a_body(void **state)
{
	EXPECT_ON("When the GOT met, Veltmar spoke.", "2010-05-05",
		  "GOT=org/guild/acronym; Veltmar=person/jan-veltmar/surname");
	EXPECT_ON("when the guild of towns met veltmar spoke", "2010-05-05",
		  "guild of towns=org/guild/name; veltmar=person/jan-veltmar/surname");
	EXPECT_ON("When the Bordurians met in Bordur, Veltmar spoke.", "2010-05-05",
		  "Bordur=country/bordur/name; Veltmar=person/jan-veltmar/surname");
	EXPECT_ON("When the GOT met, Veltmar spoke.", "2018-05-05", "GOT=org/guild/acronym");
	EXPECT_ON("When they met, Veltmar spoke.", "2010-05-05", "");
}

/* A surname that stands first is a stranger's in front of a first name that is not its bearer's. */
static void test_strangers_surname_first(void **state)
{
	EXPECT_ON("In Bordur it was cold when they left with Xiang.", "2010-05-05",
		  "Bordur=country/bordur/name; Xiang=person/xiang-hua/surname");
	EXPECT_ON("In Bordur it was cold when Xiang Jun came. They left with Xiang.", "2010-05-05",
		  "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Xiang Hwa came. They left with Xiang.", "2010-05-05",
		  "Bordur=country/bordur/name; Xiang=person/xiang-hua/surname");
	/* As it is folded. */
	EXPECT_ON("In Bordur it was cold when Orba Aggi came. They left with Orba.", "2010-05-05",
		  "Bordur=country/bordur/name; Orba=person/orba-agi/surname");
	EXPECT_ON("In Bordur it was cold when Orba \xc3\x81ggi came. They left with Orba.", "2010-05-05",
		  "Bordur=country/bordur/name; Orba=person/orba-agi/surname");
	EXPECT_ON("In Bordur it was cold when Orba Zoli came. They left with Orba.", "2010-05-05",
		  "Bordur=country/bordur/name");
}

/* A ship's name is nobody's; nor is what only begins like a surname, or goes on as another's first name. */
static void test_other_things_of_that_name(void **state)
{
	EXPECT("Laura Kerr came. Then Kerr left the frigate Kerr for the aircraft carrier Kerr.",
	       "Laura Kerr=person/laura-kerr/name; Kerr=person/laura-kerr/surname");
	EXPECT_ON("In Bordur it was cold when La Torre left.", "2010-05-05",
		  "Bordur=country/bordur/name; La Torre=person/ilo-la-torre/surname");
	EXPECT_ON("In Bordur it was cold. La torre left.", "2010-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when 马卢 left.", "2010-05-05",
		  "Bordur=country/bordur/name; 马卢=person/dan-malu/surname");
	EXPECT_ON("In Bordur it was cold when 马卢·丁丁 left.", "2010-05-05", "Bordur=country/bordur/name");
}

static void test_known_neighbours(void **state)
{
	EXPECT_ON("in arland they saw grolla laura kerr left", "2010-05-05",
		  "arland=country/arland/name; grolla=person/tomas-grolla/surname; "
		  "laura kerr=person/laura-kerr/name");
	EXPECT_ON("in arland they saw grolla laura left", "2010-05-05", "arland=country/arland/name");
}

static void test_not_prominent_by_common_words_and_names(void **state)
{
	/* A word, a common surname, a given name: all three in office. */
	EXPECT_ON("In Arland it was cold when Frost left.", "2010-05-05", "Arland=country/arland/name");
	EXPECT_ON("In Arland it was cold when Smith left.", "2010-05-05", "Arland=country/arland/name");
	EXPECT_ON("In Arland it was cold when Neil left.", "2010-05-05", "Arland=country/arland/name");
	/* Named or titled they are. */
	EXPECT_ON("In Arland it was cold when Ida Smith came and Smith left.", "2010-05-05",
		  "Arland=country/arland/name; Ida Smith=person/ida-smith/name; "
		  "Smith=person/ida-smith/surname");
	EXPECT_ON("In Arland it was cold when Chancellor Frost left.", "2010-05-05",
		  "Arland=country/arland/name; Frost=person/ida-frost/title");
}

static void test_unique(void **state)
{
	EXPECT_ON("In Bordur it was cold when Jossik left.", "2010-05-05",
		  "Bordur=country/bordur/name; Jossik=person/wim-jossik/surname");
	EXPECT("In Bordur it was cold when Jossik left.",
	       "Bordur=country/bordur/name; Jossik=person/wim-jossik/surname");
	/* Before he was somebody, long after, in another country, beside another first name. */
	EXPECT_ON("In Bordur it was cold when Jossik left.", "2015-05-05",
		  "Bordur=country/bordur/name; Jossik=person/wim-jossik/surname");
	EXPECT_ON("In Bordur it was cold when Jossik left.", "2025-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Jossik left.", "1925-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Arland it was cold when Jossik left.", "2010-05-05", "Arland=country/arland/name");
	EXPECT_ON("In Bordur it was cold when Neil Jossik left.", "2010-05-05", "Bordur=country/bordur/name");
	/* Where a stranger bears the name, with a middle initial too; among the names of a firm. */
	EXPECT_ON("In Bordur it was cold when Neil S. Jossik came and Jossik left.", "2010-05-05",
		  "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Brzk, Jossik left.", "2010-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Jossik, Brzk and sons left.", "2010-05-05",
		  "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold on the day when Brendel, Jossik, Veltmar Inc left.", "2010-05-05",
		  "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Jossik Brothers left.", "2010-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Jossik Motors came and Jossik left.", "2010-05-05",
		  "Bordur=country/bordur/name; Jossik Motors=org/jossik/name");
	EXPECT_ON("In Bordur it was cold when Jossik, Brendel and Neil left, and Arland, Jossik said, too.",
		  "2010-05-05",
		  "Bordur=country/bordur/name; Jossik=person/wim-jossik/surname; Arland=country/arland/name; "
		  "Jossik=person/wim-jossik/surname");
	/* Who held no office is no such person, unless he is named. */
	EXPECT_ON("In Bordur it was cold when Brendel left.", "2010-05-05", "Bordur=country/bordur/name");
	EXPECT_ON("In Bordur it was cold when Karl Brendel came and Brendel left.", "2010-05-05",
		  "Bordur=country/bordur/name; Karl Brendel=person/karl-brendel/name; "
		  "Brendel=person/karl-brendel/surname");
}

/* Who is named is surer than who is in office, and he than who was. */
static void test_scores(void **state)
{
	struct desk *d = *state;
	float named, prominent;

	EXPECT_ON("In Arland it was cold when Tomas Grolla came and Grolla left.", "2010-05-05",
		  "Arland=country/arland/name; Tomas Grolla=person/tomas-grolla/name; "
		  "Grolla=person/tomas-grolla/surname");
	named = d->tagged.mentions[2].score;
	EXPECT_ON("In Arland it was cold when Grolla left.", "2010-05-05",
		  "Arland=country/arland/name; Grolla=person/tomas-grolla/surname");
	prominent = d->tagged.mentions[1].score;
	EXPECT_ON("In Bordur it was cold when Jossik left.", "2010-05-05",
		  "Bordur=country/bordur/name; Jossik=person/wim-jossik/surname");
	assert_true(named > prominent);
	assert_true(prominent > d->tagged.mentions[1].score);
}

/* ---- ambiguous full names, and words ---------------------------------------------------------------- */

static void test_a_doubtful_full_name(void **state)
{
	/* In office on that day, and his country spoken of: then the surname alone means him, too. */
	EXPECT_ON("In Bordur it was cold. When Stefan Stern came, Stern smiled.", "2010-05-05",
		  "Bordur=country/bordur/name; Stefan Stern=person/stefan-stern/name; "
		  "Stern=person/stefan-stern/surname");
	EXPECT_ON("In Arland it was cold. When Stefan Stern came, Stern smiled.", "2010-05-05",
		  "Arland=country/arland/name");
	EXPECT_ON("In the north it was cold. When Stefan Stern came, Stern smiled.", "2010-05-05", "");
	EXPECT_ON("In Bordur it was cold. When Stefan Stern Brzk came, they smiled.", "2010-05-05",
		  "Bordur=country/bordur/name");
	/* Titled elsewhere. */
	EXPECT_ON("Then Chancellor Stern came. When Stefan Stern left, they smiled.", "2010-05-05",
		  "Stern=person/stefan-stern/title; Stefan Stern=person/stefan-stern/name");
	/* Behind the title of an office that he held by then. */
	EXPECT_ON("Then Chancellor Stefan Stern came. When he left, Stern smiled.", "2020-05-05",
		  "Stefan Stern=person/stefan-stern/name; Stern=person/stefan-stern/surname");
	EXPECT_ON("Then Chancellor Stefan Stern came.", "2005-05-05", "");
	EXPECT_ON("Then President Stefan Stern came.", "2020-05-05", "");
	EXPECT_ON("Then the Arlandish chancellor Stefan Stern came.", "2020-05-05",
		  "Arlandish=country/arland/adjective");
}

static void test_a_surname_that_is_a_word(void **state)
{
	EXPECT("ida frost came and frost said that frost is cold",
	       "ida frost=person/ida-frost/name; frost=person/ida-frost/surname");
	EXPECT("ida frost came and frost s plan failed in the frost",
	       "ida frost=person/ida-frost/name; frost=person/ida-frost/surname");
	EXPECT("ida frost came and mrs frost left",
	       "ida frost=person/ida-frost/name; frost=person/ida-frost/title");
	EXPECT("IDA FROST CAME AND FROST CAME", "IDA FROST=person/ida-frost/name");
	/* Nor does one that is a common surname, where its bearer is named in full and the word is no word. */
	EXPECT("rosa heath came and they saw that heath left",
	       "rosa heath=person/rosa-heath/name; heath=person/rosa-heath/surname");
	EXPECT("rosa heath came and they saw that heath left the heath", "rosa heath=person/rosa-heath/name");
	EXPECT("rosa heath came and they lived in heath", "rosa heath=person/rosa-heath/name");
	EXPECT("they saw that heath left", "");
	/* She speaks, and no firm of that name. */
	EXPECT("in arland rosa heath came and heath said that they saw heath leave",
	       "arland=country/arland/name; rosa heath=person/rosa-heath/name; "
	       "heath=person/rosa-heath/surname; heath=person/rosa-heath/surname");
	EXPECT("in arland rosa heath and the heath said that they saw heath leave",
	       "arland=country/arland/name; rosa heath=person/rosa-heath/name; heath=org/heath/alias");
	/* No word: needs neither. */
	EXPECT("steve wogg came and wogg left",
	       "steve wogg=person/steve-wogg/name; wogg=person/steve-wogg/surname");
	/* But behind an article of another language. */
	EXPECT("Ida Frost kam. Als sie beim Frost war, ging sie.", "Ida Frost=person/ida-frost/name");
	EXPECT("Ida Frost came. When the Frost plan came, she left.",
	       "Ida Frost=person/ida-frost/name; Frost=person/ida-frost/surname");
	EXPECT("Steve Wogg kam. Als sie beim Wogg war, ging sie.",
	       "Steve Wogg=person/steve-wogg/name; Wogg=person/steve-wogg/surname");
	/* In text that has case its capital tells. */
	EXPECT("Ida Frost came. When Frost left, the frost came.",
	       "Ida Frost=person/ida-frost/name; Frost=person/ida-frost/surname");
}

static void test_given_names_that_are_words(void **state)
{
	EXPECT("Steve Wogg came. When Mark Wogg left, Wogg smiled.",
	       "Steve Wogg=person/steve-wogg/name; Mark Wogg=person/mark-wogg/name");
	EXPECT("Laura Kerr came. When Mark Kerr left, they smiled.", "Laura Kerr=person/laura-kerr/name");
	EXPECT("Laura Kerr Came to Town When Mark Kerr Left", "Laura Kerr=person/laura-kerr/name");
	/* In small letters it is a word. */
	EXPECT("Laura Kerr came. They will mark Kerr down.",
	       "Laura Kerr=person/laura-kerr/name; Kerr=person/laura-kerr/surname");
	EXPECT("laura kerr came and they will mark kerr down",
	       "laura kerr=person/laura-kerr/name; kerr=person/laura-kerr/surname");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_before_a_country),
		cmocka_unit_test(test_before_a_people_place_or_company),
		cmocka_unit_test(test_an_initial_that_fits),
		cmocka_unit_test(test_an_initial_that_does_not_fit),
		cmocka_unit_test(test_an_initial_that_fits_several),
		cmocka_unit_test(test_two_initials),
		cmocka_unit_test(test_an_initial_in_a_longer_name),
		cmocka_unit_test(test_no_initial),
		cmocka_unit_test(test_an_initial_establishes_nobody),
		cmocka_unit_test(test_the_last_named_behind_a_form_of_address),
		cmocka_unit_test(test_a_rank_before_a_full_name),
		cmocka_unit_test(test_the_incumbent_before_a_namesake),
		cmocka_unit_test(test_the_last_holder_by_far),
		cmocka_unit_test(test_the_time_in_front),
		cmocka_unit_test(test_a_title_in_the_name),
		cmocka_unit_test(test_prominent),
		cmocka_unit_test(test_prominent_in_a_headline),
		cmocka_unit_test(test_prominent_behind_an_article),
		cmocka_unit_test(test_head_of_a_body),
		cmocka_unit_test(test_strangers_surname_first),
		cmocka_unit_test(test_other_things_of_that_name),
		cmocka_unit_test(test_known_neighbours),
		cmocka_unit_test(test_not_prominent_by_common_words_and_names),
		cmocka_unit_test(test_unique),
		cmocka_unit_test(test_scores),
		cmocka_unit_test(test_a_doubtful_full_name),
		cmocka_unit_test(test_a_surname_that_is_a_word),
		cmocka_unit_test(test_given_names_that_are_words),
	};

	return cmocka_run_group_tests_name("resolve_surnames", tests, open_desk, desk_close);
}
