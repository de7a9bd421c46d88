/* test_resolve_offices.c: an office without a name, by country and day; and where somebody else is meant. */
#include "resolve_desk.h"

static void test_with_country(void **state)
{
	EXPECT_ON("The Russian president left.", "2017-07-07", "Russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("The Russian president left.", "2010-01-01", "Russian=country/ru/adjective");
	EXPECT_ON("Russia's prime minister left.", "2010-01-01", "Russia=country/ru/name; prime minister=person/putin/office");
	EXPECT_ON("The president of Russia left.", "2017-07-07", "president=person/putin/office; Russia=country/ru/name");
	EXPECT_ON("The president of the United States left.", "2003-07-07",
		  "president=person/bush43/office; United States=country/us/name");
	EXPECT_ON("the russian president met the german chancellor and russia s president", "2017-07-07",
		  "russian=country/ru/adjective; president=person/putin/office; german=country/de/adjective; "
		  "chancellor=person/merkel/office; russia=country/ru/name; president=person/putin/office");
	EXPECT_ON("THE U.S. PRESIDENT LEFT", "1995-05-05", "U.S.=country/us/acronym; PRESIDENT=person/bill/office");
}

static void test_days(void **state)
{
	EXPECT("The Russian president left.", "Russian=country/ru/adjective");
	/* Half-open: the day a successor takes over is his. */
	EXPECT_ON("the u s president", "2001-01-19", "u s=country/us/acronym; president=person/bill/office");
	EXPECT_ON("the u s president", "2001-01-20", "u s=country/us/acronym; president=person/bush43/office");
	/* A month or year in which two held it. */
	EXPECT_ON("the u s president", "2001-01", "u s=country/us/acronym");
	EXPECT_ON("the u s president", "2002", "u s=country/us/acronym; president=person/bush43/office");
}

static void test_alone(void **state)
{
	/* Only one country has secretaries of state, and it is spoken of. */
	EXPECT_ON("The secretary of state left the United States.", "2017-07-07",
		  "secretary of state=person/tillerson/office; United States=country/us/name");
	EXPECT_ON("The secretary of state left.", "2017-07-07", "");
	EXPECT_ON("The Springfield secretary of state left the U.S.", "2017-07-07", "U.S.=country/us/acronym");
	EXPECT_ON("The secretary of state for Wales left the United States.", "2017-07-07",
		  "United States=country/us/name");
	/* Several countries have presidents. */
	EXPECT_ON("The president left the United States.", "2017-07-07", "United States=country/us/name");
}

static void test_others(void **state)
{
	static const char *const texts[] = {
		"The former Russian president left.", "A Russian president left.",	 "The Russian president-elect left.",
		"The deputy Russian president left.", "He became Russian president.",	 "She hopes to follow him as the Russian president.",
		"The then Russian president left.",   "The next Russian president left.",
		"The Russian president-in-waiting left.", "The second Russian president left.",
		"The first Russian president left.",  "The Russian prime minister league played.",
		"She runs for Russian president.", "She was named the Russian president.",
		"The 4th Russian president left.", "The twelfth Russian president left.",
		"The slain Russian president left.", "The exiled Russian president left.",
		"She wants to be the Russian president.", "She wants the job of Russian president.",
		"The post of Russian president was free.", "Ella es Eva y sera Russian president.",
		"The election of the Russian president left them cold.", "The Russian president electo left.",
	};
	/* Words of time and place in front of an article say nothing of it. */
	static const char *const holders[] = {
		"Then the Russian president left.", "It was the last time the Russian president left.",
		"It grew under the Russian president.", "They ran past the Russian president.",
	};

	for (size_t i = 0; i < GZ_COUNT(texts); i++)
		EXPECT_ON(texts[i], "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("the former russian president left", "2017-07-07", "russian=country/ru/adjective");
	for (size_t i = 0; i < GZ_COUNT(holders); i++)
		EXPECT_ON(holders[i], "2017-07-07",
			  "Russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("She wrote for the Russian president.", "2017-07-07",
		  "Russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("It was too much for Russia's president.", "2017-07-07",
		  "Russia=country/ru/name; president=person/putin/office");
	EXPECT_ON("She may run for Russia's president.", "2017-07-07", "Russia=country/ru/name");
	EXPECT_ON("it was too much for russia s president", "2017-07-07",
		  "russia=country/ru/name; president=person/putin/office");
	EXPECT_ON("The first president of Russia left.", "2017-07-07", "Russia=country/ru/name");
	EXPECT_ON("He is the first president of Russia to leave.", "2017-07-07",
		  "president=person/putin/office; Russia=country/ru/name");
}

static void test_named_beside(void **state)
{
	/* The name speaks for itself. */
	EXPECT_ON("Russian President Vladimir Putin left.", "2017-07-07",
		  "Russian=country/ru/adjective; Vladimir Putin=person/putin/name");
	EXPECT_ON("the russian president putin left", "2017-07-07",
		  "russian=country/ru/adjective; putin=person/putin/title");
	EXPECT_ON("The Russian president, Vladimir Putin, left.", "2017-07-07",
		  "Russian=country/ru/adjective; Vladimir Putin=person/putin/name");
	/* What is a word here is no name: Khaled Said. */
	EXPECT_ON("The Russian president said so.", "2017-07-07",
		  "Russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("The Russian president Said left.", "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("the russian president long left", "2017-07-07",
		  "russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("the russian president smith left", "2017-07-07", "russian=country/ru/adjective");
	/* Another is named. */
	EXPECT_ON("Russian President Boris Gromov left.", "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("The Russian president, Boris Gromov, left.", "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("The president of Russia, Boris Gromov, left.", "2017-07-07", "Russia=country/ru/name");
	EXPECT_ON("russian president michael gromov left", "2017-07-07", "russian=country/ru/adjective");
	EXPECT_ON("The Russian president, Angela Merkel, left.", "2017-07-07",
		  "Russian=country/ru/adjective; Angela Merkel=person/merkel/name");
	EXPECT_ON("Neil Muster, the Russian president, left.", "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("Angela Merkel, the Russian president, left.", "2017-07-07",
		  "Angela Merkel=person/merkel/name; Russian=country/ru/adjective");
	EXPECT_ON("In Hamburg, the Russian president left.", "2017-07-07",
		  "Hamburg=place/hamburg/name; Russian=country/ru/adjective; president=person/putin/office");
}

static void test_part_of_a_name(void **state)
{
	EXPECT_ON("Hyundai Russia president Kim left.", "2017-07-07", "Russia=country/ru/name");
	EXPECT_ON("The president of Russia Today left.", "2017-07-07", "Russia Today=org/rt/name");
	EXPECT_ON("The president of Russia's railways left.", "2017-07-07", "Russia=country/ru/name");
	EXPECT_ON("The president of the U.S. company left.", "2017-07-07", "U.S.=country/us/acronym");
	EXPECT_ON("Russia, president of the group", "2017-07-07", "Russia=country/ru/name");
}

/* A title of another language stands for every office that is called by one of its words. */
static void test_translated(void **state)
{
	EXPECT_ON("The Russian Regierungschef left.", "2010-07-07",
		  "Russian=country/ru/adjective; Regierungschef=person/putin/office");
	EXPECT_ON("The German Regierungschef left.", "2010-07-07",
		  "German=country/de/adjective; Regierungschef=person/merkel/office");
	EXPECT_ON("The Russian Regierungschef left.", "2017-07-07", "Russian=country/ru/adjective");
	EXPECT_ON("Regierungschef de la Russia left.", "2010-07-07",
		  "Regierungschef=person/putin/office; Russia=country/ru/name");
	EXPECT_ON("They met Regierungschef Merkel.", "2010-07-07", "Merkel=person/merkel/title");
	EXPECT_ON("The U.S. президент left.", "2003-07-07",
		  "U.S.=country/us/acronym; президент=person/bush43/office");
	EXPECT_ON("Бывший U.S. президент left.", "2003-07-07", "U.S.=country/us/acronym");
}

/* Who held the office, in front of its title: it is his, with a comma or without. */
static void test_apposition(void **state)
{
	EXPECT_ON("Bill Clinton the American president left.", "2005-05-05",
		  "Bill Clinton=person/bill/name; American=country/us/adjective");
	EXPECT_ON("bill clinton the american president left", "2005-05-05",
		  "bill clinton=person/bill/name; american=country/us/adjective");
	EXPECT_ON("Bill Clinton the president of America left.", "2005-05-05",
		  "Bill Clinton=person/bill/name; America=country/us/alias");
	EXPECT_ON("Bill Clinton, then the American president, left.", "2005-05-05",
		  "Bill Clinton=person/bill/name; American=country/us/adjective");
	EXPECT_ON("Michael Brzk the American president left.", "2005-05-05", "American=country/us/adjective");
	EXPECT_ON("Michael met the Russian president.", "2005-05-05",
		  "Russian=country/ru/adjective; president=person/putin/office");
	EXPECT_ON("michael met the russian president", "2005-05-05",
		  "russian=country/ru/adjective; president=person/putin/office");
	/* Nobody's who did not. */
	EXPECT_ON("They told Bill Clinton the Russian president left.", "2005-05-05",
		  "Bill Clinton=person/bill/name; Russian=country/ru/adjective; president=person/putin/office");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_with_country), cmocka_unit_test(test_days),	  cmocka_unit_test(test_alone),
		cmocka_unit_test(test_others),	     cmocka_unit_test(test_named_beside), cmocka_unit_test(test_part_of_a_name),
		cmocka_unit_test(test_translated),
		cmocka_unit_test(test_apposition),
	};

	return cmocka_run_group_tests_name("resolve_offices", tests, desk_open, desk_close);
}
