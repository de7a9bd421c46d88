/* test_query.c: finding entities, cooc with filters and windows, docs and entities, counted by hand. */
#include <stdarg.h>
#include <stdint.h>

#include "query_forty.h"

/* ---- find ----------------------------------------------------------------------------------- */

static void assert_found(struct world *w, const char *what, const char *id, size_t count)
{
	struct gz_term term = world_term(w, what);

	assert_string_equal(term.entity, id);
	assert_int_equal(term.count, count);
	for (size_t i = 1; i < count; i++)
		assert_true(term.ids[i - 1] < term.ids[i]);
	gz_term_free(&term);
}

static void assert_not_found(struct world *w, const char *what, enum gz_code code, const char *message)
{
	struct gz_term term;
	struct gz_error err;

	assert_false(gz_query_find(w->q, gz_str(what), world_fold(&w->arena, gz_str(what)), &term, &err));
	assert_int_equal(err.code, code);
	assert_string_equal(err.message, message);
	assert_null(term.entity);
}

static void test_find(void **state)
{
	struct world *w = *state;

	assert_found(w, "country/ru", "country/ru", 1);
	assert_found(w, "Merkel", "person/angela-merkel", 1);
	assert_found(w, "north atlantic treaty organization", "org/nato", 1);
	assert_found(w, "G-20", "event/g20", 3);
	assert_found(w, "event/g20-2017", "event/g20-2017", 1);
	/* RT has the alias Russia, but Russia is the canonical name of one entity only. */
	assert_found(w, "russia", "country/ru", 1);
	/* Never mentioned, known as the series of opec16. */
	assert_found(w, "event/opec", "event/opec", 2);
	assert_found(w, "OPEC meeting", "event/opec", 2);
}

static void test_find_fails(void **state)
{
	struct world *w = *state;

	assert_not_found(w, "georgia", GZ_EAMBIGUOUS,
			 "\"georgia\" may be one of these; give its id:\n"
			 "  place/georgia  Georgia (place, 2 documents)\n"
			 "  country/ge  Georgia (country, 1 document)");
	assert_not_found(w, "angela merkle", GZ_ENOTFOUND,
			 "no entity is called \"angela merkle\" in this database; nearest: "
			 "Angela Merkel (person/angela-merkel)");
	assert_not_found(w, "person/angela-merkle", GZ_ENOTFOUND,
			 "no entity is called \"person/angela-merkle\" in this database; nearest: "
			 "Angela Merkel (person/angela-merkel)");
	/* As a word of a name. */
	assert_not_found(
		w, "kohl", GZ_ENOTFOUND,
		"no entity is called \"kohl\" in this database; nearest: Helmut Kohl (person/helmut-kohl)");
	/* One edit from two entities: the one with more documents first; RT's alias Russia is one edit away
	 * too. */
	assert_not_found(
		w, "rusia", GZ_ENOTFOUND,
		"no entity is called \"rusia\" in this database; nearest: Russia (country/ru), RT (org/rt)");
	/* A swap of neighbours is one edit, all that four letters are forgiven. */
	assert_not_found(w, "ntao", GZ_ENOTFOUND,
			 "no entity is called \"ntao\" in this database; nearest: NATO (org/nato)");
	assert_not_found(
		w, "zzzzzzzz", GZ_ENOTFOUND,
		"no entity is called \"zzzzzzzz\" in this database; `gazet entities` lists those there are");
	assert_not_found(w, "", GZ_ENOTFOUND,
			 "no entity is called \"\" in this database; `gazet entities` lists those there are");
}

/* ---- guess ---------------------------------------------------------------------------------- */

static void assert_guessed(struct world *w, const char *what, const char *id, const char *told)
{
	struct gz_buf said = {0};
	struct gz_term term;
	struct gz_error err;

	if (!gz_query_guess(w->q, gz_str(what), world_fold(&w->arena, gz_str(what)), &term, &said, &err))
		fail_msg("%s: %s", what, err.message);
	assert_string_equal(term.entity, id);
	assert_true(gz_str_eq(gz_buf_view(&said), gz_str(told)));
	gz_buf_free(&said);
	gz_term_free(&term);
}

/* Of forty documents one entity is in twenty times as many as another. */
static void test_guess(void **state)
{
	struct world *w = *state;
	struct gz_buf said = {0};
	struct gz_term term;
	struct gz_error err;

	assert_guessed(w, "country/ru", "country/ru", "");
	assert_guessed(w, "russia", "country/ru", "");
	/* A full name of two is a question, whatever they are named. */
	assert_false(gz_query_guess(w->q, GZ_STR("georgia"), GZ_STR("georgia"), &term, &said, &err));
	assert_int_equal(err.code, GZ_EAMBIGUOUS);
	assert_false(gz_query_guess(w->q, GZ_STR("kohl"), GZ_STR("kohl"), &term, &said, &err));
	assert_int_equal(err.code, GZ_ENOTFOUND);
	assert_int_equal(said.len, 0);
	gz_buf_free(&said);
}

/* ---- cooc -------------------------------------------------------------------------------------- */

static void test_cooc(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);

	/* 40 documents, x = 18. nato: joint 10 of 12, ln(0.25 / (0.45 * 0.3)) / -ln 0.25 = 0.616186
	 * / 1.386294. p and q in fractions: 13 entities were looked at, which counts 13 (1 + 1/2 + .. + 1/13)
	 * fold. w07 has an edition of the G20 only, and counts for both. */
	run_cooc(w, asked);
	assert_lines(
		&asked->a,
		LINES("org/nato|NATO|org|10|0.5556|0.4445|10.7345|2017-07-07|2017-07-12|0.5000|0.0019|0.0801",
		      "country/"
		      "de|Germany|country|7|0.3889|0.1988|2.1344|2016-01-04|2017-07-12|0.3182|0.1351|1.0000",
		      "person/angela-merkel|Angela "
		      "Merkel|person|3|0.1667|0.0407|0.0710|2017-01-01|2017-07-07|0.1429|0.5655|1.0000",
		      "event/"
		      "g20|G20|event|2|0.1111|-0.0393|0.0581|2017-07-07|2017-07-08|0.0952|0.7599|1.0000",
		      "event/g20-2017|G20 "
		      "Hamburg|event|1|0.0556|0.0286|0.0212|2017-07-07|2017-07-07|0.0526|0.7038|1.0000"));
	done(asked);
	/* A series with its editions; these are not among its own associates. Merkel's 2 of 6 are more than
	 * Germany's 2 of 11, these more than Russia's 2 of 18. RT and Hamburg tie: the id decides. */
	asked = ask(w, "G20", NULL, NULL);
	run_cooc(w, asked);
	assert_lines(
		&asked->a,
		LINES("person/angela-merkel|Angela "
		      "Merkel|person|2|0.4000|0.3274|2.2098|2017-07-01|2017-07-07|0.2222|0.1542|1.0000",
		      "country/"
		      "de|Germany|country|2|0.4000|0.1251|0.4201|2017-07-07|2017-07-08|0.1429|0.4225|1.0000",
		      "country/"
		      "ru|Russia|country|2|0.4000|-0.0393|0.0581|2017-07-07|2017-07-08|0.0952|0.7599|1.0000",
		      "org/rt|RT|org|1|0.2000|0.5637|4.3485|2017-07-08|2017-07-08|0.2000|0.1250|1.0000",
		      "place/"
		      "hamburg|Hamburg|place|1|0.2000|0.5637|4.3485|2017-07-07|2017-07-07|0.2000|0.1250|1."
		      "0000"));
	done(asked);
	/* Undated company has no days. */
	asked = ask(w, "Helmut Kohl", NULL, NULL);
	asked->s.sort = "first";
	run_cooc(w, asked);
	assert_firsts(&asked->a, "person/angela-merkel country/de");
	assert_non_null(strstr(asked->a.lines[1], "|-|-"));
	asked->s.sort = "-first";
	run_cooc(w, asked);
	assert_firsts(&asked->a, "person/angela-merkel country/de");
	done(asked);
}

static void test_cooc_filters(void **state)
{
	static const struct gz_str blog[] = {GZ_STR("blog")}, both[] = {GZ_STR("wire"), GZ_STR("old")};
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);

	/* July 2017: 14 documents (w07-w11, b01-b08, b12), Russia in 11; w11 passes, w12 (the year) does not.
	 */
	asked->s.from = world_day("2017-07-01");
	asked->s.to = world_day("2017-07-31");
	asked->s.types = 1u << GZ_ORG | 1u << GZ_COUNTRY | 1u << GZ_PERSON;
	run_cooc(w, asked);
	assert_lines(
		&asked->a,
		LINES("org/nato|NATO|org|9|0.8182|0.5458|7.8181|2017-07-07|2017-07-12|0.8182|0.0275|0.5973",
		      "country/"
		      "de|Germany|country|5|0.4545|0.2342|3.0910|2017-07-07|2017-07-12|0.4545|0.2308|1.0000",
		      "person/angela-merkel|Angela "
		      "Merkel|person|1|0.0909|-0.1713|0.9622|2017-07-07|2017-07-07|0.0833|0.9670|1.0000"));
	asked->s.from = asked->s.to = GZ_NO_DAY;
	asked->s.types = 0;
	asked->s.sources = blog;
	asked->s.source_count = 1;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato country/de");
	assert_true(strncmp(asked->a.lines[0], "org/nato|NATO|org|9|1.0000|", 27) == 0);
	/* wire and old: w03 w05 w07 w09; w06 w07 w12; w07 w09; w07; w13 */
	asked->s.sources = both;
	asked->s.source_count = 2;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "country/de person/angela-merkel event/g20 event/g20-2017 org/nato");
	asked->s.source_count = 0;
	asked->s.min_docs = 3;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato country/de person/angela-merkel");
	asked->s.offset = 1;
	asked->s.limit = 1;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "country/de");
	asked->s.min_docs = asked->s.limit = 0;
	asked->s.offset = 4;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "event/g20-2017");
	asked->s.offset = 5;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "");
	assert_int_equal(asked->a.ended, 1);
	done(asked);
}

static void test_sorting(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);
	struct gz_sink sink = answer_sink(&asked->a);

	asked->s.sort = "name";
	run_cooc(w, asked);
	assert_firsts(&asked->a, "person/angela-merkel event/g20 event/g20-2017 country/de org/nato");
	asked->s.sort = "-name";
	asked->s.limit = 2;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato country/de");
	asked->s.sort = "docs";
	run_cooc(w, asked);
	assert_firsts(&asked->a, "event/g20-2017 event/g20");
	asked->s.sort = "type";
	asked->s.limit = 3;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "country/de event/g20 event/g20-2017");
	asked->s.sort = "-last";
	asked->s.limit = 0;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato country/de event/g20 person/angela-merkel event/g20-2017");
	asked->s.sort = "-colour";
	assert_false(gz_query_cooc(w->q, &asked->s, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_EUSAGE);
	assert_string_equal(asked->err.message,
			    "cannot sort by \"-colour\"; the columns are entity, name, type, docs, "
			    "share, npmi, g2, first, last, jaccard, p, q (\"-\" in front reverses)");
	done(asked);
}

/* ---- windows --------------------------------------------------------------------------------------- */

/* Documents in which nato stands inside the window with Russia, as cooc and as docs count them. */
static void assert_nato(struct world *w, enum gz_window window, uint32_t tokens, const char *line,
			size_t docs)
{
	struct asked *asked = ask(w, "country/ru", NULL, NULL);

	asked->s.window = window;
	asked->s.window_tokens = tokens;
	asked->s.types = 1u << GZ_ORG;
	run_cooc(w, asked);
	assert_int_equal(asked->a.count, *line != '\0');
	if (*line != '\0')
		assert_true(strncmp(asked->a.lines[0], line, strlen(line)) == 0);
	asked->terms[asked->s.term_count++] = world_term(w, "org/nato");
	run_docs(w, asked);
	assert_int_equal(asked->a.count, docs);
	done(asked);
}

static void test_windows(void **state)
{
	struct world *w = *state;

	/* w13 1, b03 2, b08 2, b02 3, b07 and b12 4, b01 10, b06 25, b05 26, b04 never: other fields. */
	assert_nato(w, GZ_WINDOW_DOCUMENT, 0, "org/nato|NATO|org|10|", 10);
	assert_nato(w, GZ_WINDOW_TOKENS, 0, "", 0);
	assert_nato(w, GZ_WINDOW_TOKENS, 1, "org/nato|NATO|org|1|0.0556|", 1);
	assert_nato(w, GZ_WINDOW_TOKENS, 9, "org/nato|NATO|org|6|0.3333|", 6);
	/* npmi and g2: joint 7, x = 18, y = 12 of 40 documents. */
	assert_nato(w, GZ_WINDOW_TOKENS, 10, "org/nato|NATO|org|7|0.3889|0.1489|1.2300|2017-07-07|2017-07-12",
		    7);
	assert_nato(w, GZ_WINDOW_TOKENS, 25, "org/nato|NATO|org|8|", 8);
	assert_nato(w, GZ_WINDOW_TOKENS, 26, "org/nato|NATO|org|9|", 9);
	assert_nato(w, GZ_WINDOW_TOKENS, UINT32_MAX, "org/nato|NATO|org|9|", 9);
	/* Not b02 (next sentence), b05 (26 words, unpunctuated). */
	assert_nato(w, GZ_WINDOW_SENTENCE, 0, "org/nato|NATO|org|7|", 7);
}

static void test_windows_of_two_terms(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", "country/de", NULL);
	uint64_t passing, with_terms;

	asked->s.window = GZ_WINDOW_TOKENS;
	/* Russia and Germany 2 apart or less: w03 w05 w07 w09 b07 b08 b12; nobody else within 2 of both. */
	asked->s.window_tokens = 2;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "");
	assert_true(gz_query_count(w->q, &asked->s, &passing, &with_terms, &asked->err));
	assert_int_equal(passing, 40);
	assert_int_equal(with_terms, 7);
	/* Within 4: nato in b07 b08 b12, Merkel in w07 (0 3 4); the G20 in w09 stands at 0 3 5. 3/7 = 0.4286
	 */
	asked->s.window_tokens = 4;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato person/angela-merkel");
	assert_true(strncmp(asked->a.lines[0], "org/nato|NATO|org|3|0.4286|", 27) == 0);
	asked->s.window_tokens = 5;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato event/g20 person/angela-merkel");
	/* Not w07, where the sentence ends between them. */
	asked->s.window = GZ_WINDOW_SENTENCE;
	run_cooc(w, asked);
	assert_firsts(&asked->a, "org/nato event/g20");
	assert_true(strncmp(asked->a.lines[0], "org/nato|NATO|org|3|0.5000|", 27) == 0);
	done(asked);
}

/* ---- docs, entities, count -------------------------------------------------------------------------- */

static void test_docs(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", "NATO", NULL);

	run_docs(w, asked);
	assert_firsts(&asked->a, "b07 b08 b12 b06 b04 b05 b02 b03 b01 w13");
	assert_string_equal(asked->a.lines[4], "b04|2017-07-10|Russia|-|2");
	assert_string_equal(asked->a.lines[7], "b03|2017-07-09|-|-|3");
	assert_string_equal(asked->a.lines[9], "w13|-|-|http://wire.example/|2");
	asked->s.offset = 2;
	asked->s.limit = 4;
	run_docs(w, asked);
	assert_firsts(&asked->a, "b12 b06 b04 b05");
	asked->s.offset = 0;
	asked->s.sort = "-mentions";
	run_docs(w, asked);
	assert_firsts(&asked->a, "b03 b07 b08 b12");
	asked->s.sort = "date";
	asked->s.limit = 2;
	run_docs(w, asked);
	assert_firsts(&asked->a, "b01 b02");
	asked->s.sort = "doc";
	asked->s.offset = 8;
	run_docs(w, asked);
	assert_firsts(&asked->a, "b12 w13");
	done(asked);
	/* The very first and the very last day of the index. */
	asked = ask(w, "place/georgia", NULL, NULL);
	asked->s.from = world_day("2019-01-01");
	run_docs(w, asked);
	assert_firsts(&asked->a, "b11");
	done(asked);
	asked = ask(w, "Helmut Kohl", NULL, NULL);
	asked->s.to = world_day("1998-09-27");
	run_docs(w, asked);
	assert_firsts(&asked->a, "o01");
	done(asked);
	/* No term: all documents of the filter, with all their mentions; a month and a year show as such. */
	asked = ask(w, NULL, NULL, NULL);
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 40);
	asked->s.from = world_day("2017-01-01");
	asked->s.to = world_day("2017-07-01");
	run_docs(w, asked);
	assert_lines(&asked->a,
		     LINES("w11|2017-07|-|http://wire.example/|2", "w06|2017-01-02|-|http://wire.example/|2",
			   "w05|2017-01-01|-|http://wire.example/|2", "w12|2017|-|http://wire.example/|2"));
	done(asked);
}

static void test_entities(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, NULL, NULL, NULL);

	run_entities(w, asked, "");
	assert_lines(&asked->a, LINES("country/ru|Russia|country|18|19|2015-12-31|2017-07-12",
				      "org/nato|NATO|org|12|12|2000-02-29|2017-07-12",
				      "country/de|Germany|country|11|11|2000-01-01|2017-07-12",
				      "person/angela-merkel|Angela Merkel|person|6|6|1998-09-27|2017-07-07",
				      "person/helmut-kohl|Helmut Kohl|person|6|8|1998-09-27|2017-09-02",
				      "event/g20|G20|event|5|5|2017-07-01|2017-07-08",
				      "event/g20-2017|G20 Hamburg|event|2|2|2017-07-07|2017-07-07",
				      "place/georgia|Georgia|place|2|2|2018-12-31|2019-01-01",
				      "country/ge|Georgia|country|1|1|2018-12-30|2018-12-30",
				      "event/g20-2016|G20 Hangzhou|event|1|1|2017-07-08|2017-07-08",
				      "event/opec|OPEC meeting|event|1|1|2017-08-06|2017-08-06",
				      "event/opec-2016|OPEC meeting 2016|event|1|1|2017-08-06|2017-08-06",
				      "org/rt|RT|org|1|1|2017-07-08|2017-07-08",
				      "place/hamburg|Hamburg|place|1|2|2017-07-07|2017-07-07"));
	/* Any name, at the start of a word in it: the alias G-20, but not "opec meetin[g 20]16". */
	run_entities(w, asked, "g 20");
	assert_firsts(&asked->a, "event/g20");
	/* Its edition's documents are all that it has. */
	run_entities(w, asked, "opec");
	assert_firsts(&asked->a, "event/opec event/opec-2016");
	run_entities(w, asked, "hamburg");
	assert_firsts(&asked->a, "event/g20-2017 place/hamburg");
	asked->s.types = 1u << GZ_PLACE;
	run_entities(w, asked, "hamburg");
	assert_firsts(&asked->a, "place/hamburg");
	asked->s.types = 0;
	asked->s.min_docs = 6;
	asked->s.to = world_day("2000-12-31");
	run_entities(w, asked, "");
	assert_firsts(&asked->a, "");
	asked->s.min_docs = 2;
	run_entities(w, asked, "");
	assert_firsts(&asked->a, "person/helmut-kohl country/de person/angela-merkel");
	done(asked);
	/* In the documents of a term only. */
	asked = ask(w, "place/hamburg", NULL, NULL);
	run_entities(w, asked, "");
	assert_firsts(&asked->a, "event/g20 event/g20-2017 place/hamburg");
	done(asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_find_fails),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_cooc),
		cmocka_unit_test(test_cooc_filters),
		cmocka_unit_test(test_sorting),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_windows_of_two_terms),
		cmocka_unit_test(test_docs),
		cmocka_unit_test(test_entities),
	};

	return cmocka_run_group_tests_name("query", tests, setup, teardown);
}
