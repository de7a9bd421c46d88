/* test_gaz.c: the gazetteer's loader: the format's freedoms, layers, the hash, lists, the shipped set. */
#include "gaz_tables.h"

/* The names of an entity: "text/via" with "=" and "?" in front, joined by "; ". */
static const char *names_of(const struct world *w, const char *id)
{
	static char text[4096];
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(w->gaz, world_entity(w, id).index, &count);
	size_t len = 0;

	text[0] = '\0';
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(w->gaz, names[i]);

		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s%s%.*s/%s", i ? "; " : "",
					name->exact ? "=" : "", name->ambiguous ? "?" : "",
					GZ_ARG(gz_gaz_spelling(w->gaz, name)), gz_via_name((enum gz_via)name->via));
	}
	return text;
}

/* Loads one file of this content. */
static void load_one(struct world *w, const char *content)
{
	world_open(w);
	world_add(w, "one.tsv", content);
	world_load(w);
}

/* ---- the format ------------------------------------------------------------------------ */

static void test_line_ends_and_bom(void **state)
{
	struct world w;

	(void)state;
	load_one(&w, "\xef\xbb\xbf# a comment\r\nid\ttype\tname\taliases\r\n\r\n   \r\n# another\r\n"
		     "org/a\torg\tA\tAlpha\r\n#org/b\torg\tB\n\norg/c\torg\tC\tGamma\r");
	assert_int_equal(gz_gaz_entity_count(w.gaz), 2);
	assert_string_equal(names_of(&w, "org/a"), "A/name; Alpha/alias");
	assert_string_equal(names_of(&w, "org/c"), "C/name; Gamma/alias");
	world_close(&w);
	/* No newline at the end, nor any row. */
	load_one(&w, "id\ttype\tname\taliases");
	assert_int_equal(gz_gaz_entity_count(w.gaz), 0);
	world_close(&w);
	load_one(&w, "");
	assert_int_equal(gz_gaz_entity_count(w.gaz), 0);
	assert_int_equal(gz_gaz_token(w.gaz, GZ_STR("a")), GZ_NONE);
	assert_int_equal(gz_gaz_child(w.gaz, GZ_TRIE_ROOT, 0), GZ_NONE);
	world_close(&w);
}

static void test_columns(void **state)
{
	struct world w;

	(void)state;
	/* In any order, with some that nobody knows, and rows that end early. */
	load_one(
		&w,
		"wikidata\tname\tto\tid\tfrom\ttype\taliases\nQ1\tBig Fair\t2001\tevent/big-fair\t2001-03\tevent\n"
		"\t  Small Fair \t\tevent/small-fair\t\tevent\t SF |  | the small one |\n");
	assert_int_equal(gz_gaz_entity_count(w.gaz), 2);
	assert_int_equal(world_entity(&w, "event/big-fair").from, gz_day_of(2001, 3, 1));
	assert_int_equal(world_entity(&w, "event/big-fair").to, gz_day_of(2001, 12, 31));
	assert_int_equal(world_entity(&w, "event/small-fair").from, GZ_NO_DAY);
	assert_int_equal(world_entity(&w, "event/small-fair").to, GZ_NO_DAY);
	assert_string_equal(names_of(&w, "event/small-fair"),
			    "Small Fair/name; SF/acronym; the small one/alias");
	world_close(&w);
}

static void test_escapes(void **state)
{
	struct world w;

	(void)state;
	load_one(
		&w, HEADER
		"org/a\torg\tThis\\tthat\tback\\\\slash | pipe\\|d | a\\nb\norg/b\torg\tA\\|B\tCe\\\\ | De\\\\|E\n");
	assert_string_equal(names_of(&w, "org/a"),
			    "This\tthat/name; back\\slash/alias; pipe|d/alias; a\nb/alias");
	assert_string_equal(names_of(&w, "org/b"), "A|B/name; Ce\\/alias; De\\/alias; E/alias");
	world_close(&w);
}

static void test_pattern_cells(void **state)
{
	struct world w;
	const struct gz_pattern *patterns;
	uint32_t count;

	(void)state;
	load_one(
		&w,
		"# rules\n" PATTERNS
		"fair\tthe (?<year>\\d{4}) (big|small) fair\tevent/fair-${year}\tFair\tevent\t\tcountry/us\n");
	patterns = gz_gaz_patterns(w.gaz, &count);
	assert_int_equal(count, 1);
	assert_str(patterns[0].regex, "the (?<year>\\d{4}) (big|small) fair");
	assert_str(patterns[0].id, "event/fair-${year}");
	assert_str(patterns[0].name, "Fair");
	assert_str(patterns[0].series, "");
	assert_str(patterns[0].country, "country/us");
	assert_int_equal(patterns[0].type, GZ_EVENT);
	assert_int_equal(patterns[0].anchor, gz_gaz_token(w.gaz, GZ_STR("fair")));
	assert_int_equal(patterns[0].line, 3);
	assert_string_equal(patterns[0].file, w.path[0]);
	world_close(&w);
}

static void test_marks(void **state)
{
	struct world w;
	const struct gz_name *name;
	uint32_t count;

	(void)state;
	load_one(
		&w,
		"id\ttype\tname\taliases\tadjectives\tdemonyms\n"
		"country/us\tcountry\tUnited States\t=US | U.S. | ?America | =?AmE | ?=USoA | = Sp | U.S\tAmerican\t?Yankees\n");
	assert_string_equal(
		names_of(&w, "country/us"),
		"United States/name; =US/acronym; U.S./acronym; ?America/alias; =?AmE/alias; =?USoA/alias; "
		"=Sp/alias; U.S/acronym; American/adjective; ?Yankees/demonym");
	name = gz_gaz_name(w.gaz, gz_gaz_names_of(w.gaz, 0, &count)[1]);
	assert_int_equal(name->tokens, 1);
	assert_int_equal(name->shape, GZ_UPPER);
	assert_true(name->written != 0);
	assert_str(gz_gaz_written(w.gaz, name, 0), "US");
	name = gz_gaz_name(w.gaz, gz_gaz_names_of(w.gaz, 0, &count)[2]);
	assert_int_equal(name->tokens, 2);
	assert_int_equal(name->written, 0);
	assert_int_equal(name->hard, 0);
	world_close(&w);
	/* A name may be marked as well as an alias; the entity's name is without the mark. */
	load_one(&w,
		 HEADER "place/r\tplace\t?Reading\t\nplace/d\tplace\tWashington, D.C.\tPort: of (Call)\n");
	assert_str(world_entity(&w, "place/r").name, "Reading");
	assert_string_equal(names_of(&w, "place/r"), "?Reading/name");
	name = gz_gaz_name(w.gaz, gz_gaz_names_of(w.gaz, world_entity(&w, "place/d").index, &count)[0]);
	assert_int_equal(name->tokens, 3);
	assert_int_equal(name->hard, 1u << 1);
	name = gz_gaz_name(w.gaz, gz_gaz_names_of(w.gaz, world_entity(&w, "place/d").index, &count)[1]);
	assert_int_equal(name->hard, 1u << 1 | 1u << 2);
	world_close(&w);
}

static void test_surnames(void **state)
{
	struct world w;

	(void)state;
	load_one(&w, "id\ttype\tname\taliases\tsurname\n"
		     "person/a\tperson\tAngela Merkel\t\t\n"
		     "person/b\tperson\tPelé\t\t\n"
		     "person/c\tperson\tXi Jinping\t\tXi\n"
		     "person/d\tperson\tMartin King Jr.\t\t\n"
		     "person/e\tperson\tUrsula von der Leyen\t\tvon der Leyen | Leyen\n"
		     "person/f\tperson\tJuan Carlos\t\t-\n"
		     "person/g\tperson\tHenry Ford III\t\t?Ford\n"
		     "person/h\tperson\tThe Artist ***\t\t\n"
		     "org/i\torg\tAcme Works\t\t\n");
	assert_string_equal(names_of(&w, "person/a"), "Angela Merkel/name; Merkel/surname");
	assert_string_equal(names_of(&w, "person/b"), "Pelé/name");
	assert_string_equal(names_of(&w, "person/c"), "Xi Jinping/name; Xi/surname");
	assert_string_equal(names_of(&w, "person/d"), "Martin King Jr./name; King/surname");
	assert_string_equal(names_of(&w, "person/e"),
			    "Ursula von der Leyen/name; von der Leyen/surname; Leyen/surname");
	assert_string_equal(names_of(&w, "person/f"), "Juan Carlos/name");
	assert_string_equal(names_of(&w, "person/g"), "Henry Ford III/name; ?Ford/surname");
	assert_string_equal(names_of(&w, "person/h"), "The Artist ***/name");
	assert_string_equal(names_of(&w, "org/i"), "Acme Works/name");
	world_close(&w);
}

/* Folding of names is that of documents. */
static void test_trie(void **state)
{
	struct world w;
	uint32_t g, number, node, count, name;

	(void)state;
	load_one(&w, HEADER "event/g20\tevent\tG20\tgroup of 20\norg/cite\torg\tCité\tΆλφα\n");
	g = gz_gaz_token(w.gaz, GZ_STR("g"));
	number = gz_gaz_token(w.gaz, GZ_STR("20"));
	assert_true(g != GZ_NONE && number != GZ_NONE);
	assert_int_equal(gz_gaz_child(w.gaz, GZ_TRIE_ROOT, number), GZ_NONE);
	assert_true(gz_gaz_token(w.gaz, GZ_STR("cite")) != GZ_NONE);
	assert_true(gz_gaz_token(w.gaz, GZ_STR("αλφα")) != GZ_NONE);
	assert_int_equal(gz_gaz_token(w.gaz, GZ_STR("Cité")), GZ_NONE);
	node = gz_gaz_child(w.gaz, GZ_TRIE_ROOT, g);
	assert_true(node != GZ_NONE);
	gz_gaz_at(w.gaz, node, &count);
	assert_int_equal(count, 0);
	assert_int_equal(gz_gaz_child(w.gaz, node, g), GZ_NONE);
	name = gz_gaz_at(w.gaz, gz_gaz_child(w.gaz, node, number), &count);
	assert_int_equal(count, 1);
	assert_str(gz_gaz_spelling(w.gaz, gz_gaz_name(w.gaz, name)), "G20");
	world_close(&w);
}

static void test_titles_given_vetoes(void **state)
{
	struct world w;
	uint32_t count, node, found = 0;
	const struct gz_veto *vetoes;

	(void)state;
	world_open(&w);
	world_add(&w, "titles.tsv",
		  "title\ttype\tgender\nMr.\tcourtesy\tm\nprime minister\trank\nQueen\trank\tf\n");
	world_add(&w, "given.tsv", "given\nRex\nJean-Claude\n");
	world_add(&w, "vetoes.tsv", "name\tleft\tright\nJordan\tMichael | Air Force\tShoes\n");
	world_load(&w);
	assert_true(gz_gaz_is_given(w.gaz, gz_gaz_token(w.gaz, GZ_STR("rex"))));
	assert_true(gz_gaz_is_given(w.gaz, gz_gaz_token(w.gaz, GZ_STR("claude"))));
	assert_false(gz_gaz_is_given(w.gaz, gz_gaz_token(w.gaz, GZ_STR("jordan"))));
	for (uint32_t i = 0; i < gz_gaz_name_count(w.gaz); i++) {
		const struct gz_name *name = gz_gaz_name(w.gaz, i);
		const struct gz_title *title = gz_gaz_title(w.gaz, name->target);
		struct gz_str text = gz_gaz_text(w.gaz, title->text);

		assert_int_equal(name->kind, GZ_NAME_TITLE);
		if (gz_str_eq(text, GZ_STR("mr")))
			found += title->courtesy && title->gender == GZ_MALE;
		if (gz_str_eq(text, GZ_STR("prime minister")))
			found += !title->courtesy && title->gender == GZ_GENDER_UNKNOWN && name->tokens == 2;
		if (gz_str_eq(text, GZ_STR("queen")))
			found += !title->courtesy && title->gender == GZ_FEMALE;
	}
	assert_int_equal(found, 3);
	node = gz_gaz_child(w.gaz, GZ_TRIE_ROOT, gz_gaz_token(w.gaz, GZ_STR("jordan")));
	vetoes = gz_gaz_vetoes(w.gaz, node, &count);
	assert_int_equal(count, 3);
	assert_int_equal(vetoes[0].count, 1);
	assert_false(vetoes[0].behind);
	assert_int_equal(vetoes[1].count, 2);
	assert_int_equal(gz_gaz_veto_tokens(w.gaz, &vetoes[1])[0], gz_gaz_token(w.gaz, GZ_STR("air")));
	assert_int_equal(gz_gaz_veto_tokens(w.gaz, &vetoes[1])[1], gz_gaz_token(w.gaz, GZ_STR("force")));
	assert_true(vetoes[2].behind);
	world_close(&w);
}

/* ---- layers and the hash ------------------------------------------------------------------- */

static void test_layers(void **state)
{
	struct world w;
	uint32_t merkel;

	(void)state;
	world_open(&w);
	world_add(&w, "base.tsv", WIDE "country/de\tcountry\tGermany\tDeutschland\tGerman\n"
				  "country/fr\tcountry\tFrance\n"
				  "person/am\tperson\tAngela Merkel\tMutti\t\t\tcountry/fr\t\t\t1950\t\tm\n"
				  "person/gs\tperson\tGerhard Schröder\t\t\t\tcountry/de\n");
	world_add(&w, "more.tsv", "id\ttype\tname\taliases\tcountry\tgender\tfrom\n"
				  "person/am\tperson\tAngela Dorothea Merkel\tthe chancellor\tcountry/de\tf\n"
				  "place/berlin\tplace\tBerlin\t\tcountry/de\n");
	world_load(&w);
	assert_int_equal(gz_gaz_entity_count(w.gaz), 5);
	merkel = world_entity(&w, "person/am").index;
	assert_str(world_entity(&w, "person/am").name, "Angela Dorothea Merkel");
	assert_str(world_entity(&w, "person/am").country, "country/de");
	assert_int_equal(world_entity(&w, "person/am").gender, GZ_FEMALE);
	assert_int_equal(world_entity(&w, "person/am").from,
			 gz_day_of(1950, 1, 1)); /* an empty cell overrides nothing */
	/* The canonical name stands first, every other one stays. */
	assert_string_equal(
		names_of(&w, "person/am"),
		"Angela Dorothea Merkel/name; Angela Merkel/alias; Mutti/alias; the chancellor/alias; Merkel/surname");
	assert_int_equal(gz_gaz_country(w.gaz, merkel), world_entity(&w, "country/de").index);
	assert_int_equal(gz_gaz_country(w.gaz, world_entity(&w, "country/de").index),
			 world_entity(&w, "country/de").index);
	assert_str(world_entity(&w, "person/gs").name, "Gerhard Schröder");
	world_close(&w);
	/* An earlier layer's id may stand once in a later one, not twice. */
	world_open(&w);
	world_add(&w, "a.tsv", HEADER "org/a\torg\tA\n");
	world_add(&w, "b.tsv", HEADER "org/a\torg\tA\norg/a\torg\tA\n");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], "b.tsv:3:1: ", 11);
	world_close(&w);
	/* The same two files in one folder are one layer: the id stands twice. */
	world_open(&w);
	world_write(&w, "d/a.tsv", GZ_STR(HEADER "org/a\torg\tA\n"));
	world_write(&w, "d/b.tsv", GZ_STR(HEADER "\norg/a\torg\tA\n"));
	world_layer(&w, "d");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], "d/b.tsv:3:1: ", 13);
	world_close(&w);
}

/* A later layer must repeat the name (the column is required); that adds none. */
static void test_layer_repeats_names(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	world_add(&w, "a.tsv", HEADER "org/a\torg\tAlpha\tAA\n");
	world_add(&w, "b.tsv", HEADER "org/a\torg\tAlpha\t?AA | AAA\n");
	world_load(&w);
	assert_string_equal(names_of(&w, "org/a"), "Alpha/name; AA/acronym; ?AA/acronym; AAA/acronym");
	world_close(&w);
}

static void test_layer_period(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	world_add(&w, "a.tsv", WIDE "event/a\tevent\tA\t\t\t\t\t\t\t2017-07-07\t2017-07-08\n");
	world_add(&w, "b.tsv", "id\ttype\tname\taliases\tfrom\nevent/a\tevent\tA\t\t2018\n");
	assert_false(world_try(&w));
	assert_int_equal(w.faults, 1);
	assert_memory_equal(w.fault[0], "b.tsv:2:", 8);
	assert_non_null(strstr(w.fault[0], "ends before it begins"));
	world_close(&w);
}

/* A folder: every *.tsv below it in bytewise order of the paths, whatever else lies there. */
static void test_folders(void **state)
{
	static const char *const order[] = {"org/b-1", "org/b-2", "org/b-3", "org/b-4", "org/b-5"};
	struct world w;

	(void)state;
	world_open(&w);
	world_write(&w, "d/b.tsv", GZ_STR(HEADER "org/b-3\torg\tThree\n"));      /* . < / */
	world_write(&w, "d/b/x.tsv", GZ_STR(HEADER "org/b-4\torg\tFour\n"));
	world_write(&w, "d/b-c/x.tsv", GZ_STR(HEADER "org/b-2\torg\tTwo\n"));    /* - < . */
	world_write(&w, "d/B.tsv", GZ_STR(HEADER "org/b-1\torg\tOne\n"));
	world_write(&w, "d/c/d/e.tsv", GZ_STR(HEADER "org/b-5\torg\tFive\n"));
	world_write(&w, "d/notes.txt", GZ_STR("no table"));
	world_write(&w, "d/.hidden.tsv", GZ_STR("no table"));
	world_write(&w, "d/.git/x.tsv", GZ_STR("no table"));
	world_layer(&w, "d");
	world_load(&w);
	assert_int_equal(gz_gaz_entity_count(w.gaz), GZ_COUNT(order));
	for (uint32_t i = 0; i < GZ_COUNT(order); i++)
		assert_str(gz_gaz_entity(w.gaz, i).id, order[i]);
	world_close(&w);
}

/* A link that leads back ends with an error instead of a stack overflow. */
static void test_folder_loop(void **state)
{
	struct world w;
	char link[256];

	(void)state;
	world_open(&w);
	world_write(&w, "d/a.tsv", GZ_STR(HEADER "org/a\torg\tA\n"));
	snprintf(link, sizeof(link), "%s/d/again", w.folder);
	assert_int_equal(symlink(".", link), 0);
	world_layer(&w, "d");
	assert_false(world_try(&w));
	assert_int_equal(w.err.code, GZ_EIO);
	world_close(&w);
}

static void hash_of(struct world *w, char out[33])
{
	world_load(w);
	assert_int_equal(gz_gaz_hash(w->gaz).len, 32);
	memcpy(out, gz_gaz_hash(w->gaz).ptr, 32);
	out[32] = '\0';
	assert_int_equal(strspn(out, "0123456789abcdef"), 32);
}

static void test_hash(void **state)
{
	struct world w, other;
	char first[33], again[33];

	(void)state;
	world_open(&w);
	world_write(&w, "d/a.tsv", GZ_STR(HEADER "org/a\torg\tA\n"));
	world_write(&w, "d/b.tsv", GZ_STR(HEADER "org/b\torg\tB\n"));
	world_layer(&w, "d");
	hash_of(&w, first);
	hash_of(&w, again);
	assert_string_equal(first, again);
	/* The same files elsewhere. */
	world_open(&other);
	world_write(&other, "elsewhere/b.tsv", GZ_STR(HEADER "org/b\torg\tB\n"));
	world_write(&other, "elsewhere/a.tsv", GZ_STR(HEADER "org/a\torg\tA\n"));
	world_write(&other, "elsewhere/README", GZ_STR("no part of it"));
	world_layer(&other, "elsewhere");
	hash_of(&other, again);
	assert_string_equal(first, again);
	/* One byte more, even in a comment; another name; a file more. */
	world_write(&other, "elsewhere/b.tsv", GZ_STR(HEADER "org/b\torg\tB\n#\n"));
	hash_of(&other, again);
	assert_string_not_equal(first, again);
	world_close(&other);
	world_open(&other);
	world_write(&other, "d/a.tsv", GZ_STR(HEADER "org/a\torg\tA\n"));
	world_write(&other, "d/c.tsv", GZ_STR(HEADER "org/b\torg\tB\n"));
	world_layer(&other, "d");
	hash_of(&other, again);
	assert_string_not_equal(first, again);
	world_write(&other, "d/b.tsv", GZ_STR(HEADER "org/b\torg\tB\n"));
	world_write(&other, "d/c.tsv", GZ_STR(HEADER));
	hash_of(&other, again);
	assert_string_not_equal(first, again);
	world_close(&other);
	/* The order of the layers decides what overrides what. */
	world_open(&other);
	world_add(&other, "b.tsv", HEADER "org/b\torg\tB\n");
	world_add(&other, "a.tsv", HEADER "org/a\torg\tA\n");
	hash_of(&other, again);
	assert_string_not_equal(first, again);
	world_close(&other);
	world_close(&w);
}

/* ---- lists ------------------------------------------------------------------------------------ */

static void test_editions(void **state)
{
	static const char *const order[] = {"event/g20-0", "event/g20-2008", "event/g20-2009",
					    "event/g20-2016", "event/g20-2017"};
	struct world w;
	const uint32_t *editions;
	uint32_t count;

	(void)state;
	load_one(&w, "id\ttype\tname\taliases\tseries\tfrom\tto\n"
		     "event/g20-2017\tevent\tG20 2017\t\tevent/g20\t2017-07-07\t2017-07-08\n"
		     "event/g20-2009\tevent\tG20 2009\t\tevent/g20\t2009-04-02\t2009-04-02\n"
		     "event/g20\tevent\tG20\n"
		     "event/g20-2016\tevent\tG20 2016\t\tevent/g20\t2016-09\t2016-09\n"
		     "event/g8-2000\tevent\tG8 2000\t\tevent/g8\t2000\t2000\n"
		     "event/g8\tevent\tG8\n"
		     "event/g20-0\tevent\tG20 somewhen\t\tevent/g20\n"
		     "event/g20-2008\tevent\tG20 2008\t\tevent/g20\t2008\t2008\n");
	editions = gz_gaz_editions(w.gaz, world_entity(&w, "event/g20").index, &count);
	assert_int_equal(count, GZ_COUNT(order));
	for (uint32_t i = 0; i < count; i++)
		assert_str(gz_gaz_entity(w.gaz, editions[i]).id, order[i]);
	gz_gaz_editions(w.gaz, world_entity(&w, "event/g8").index, &count);
	assert_int_equal(count, 1);
	gz_gaz_editions(w.gaz, world_entity(&w, "event/g8-2000").index, &count);
	assert_int_equal(count, 0);
	world_close(&w);
}

static const char *title_of(const struct world *w, const struct gz_tenure *tenure)
{
	return gz_gaz_text(w->gaz, gz_gaz_title(w->gaz, tenure->title)->text).ptr;
}

static void test_tenures(void **state)
{
	struct world w;
	const struct gz_tenure *tenures;
	uint32_t count;

	(void)state;
	world_open(&w);
	world_add(&w, "offices.tsv",
		  OFFICES "president\tcountry/us\tperson/trump\t2017-01-20\t2021-01-20\tPOTUS\n"
			  "president\tcountry/us\tperson/obama\t2009-01-20\t2017-01-20\n"
			  "senator\t\tperson/obama\t2005\t2008-11\n"
			  "president\tcountry/us\tperson/trump\t2025-01-20\t\n");
	world_add(&w, "people.tsv",
		  HEADER "person/obama\tperson\tBarack Obama\nperson/trump\tperson\tDonald Trump\n"
			 "person/nobody\tperson\tNo Body\ncountry/us\tcountry\tUnited States\n");
	world_load(&w);
	tenures = gz_gaz_tenures(w.gaz, world_entity(&w, "person/obama").index, &count);
	assert_int_equal(count, 2);
	assert_string_equal(title_of(&w, &tenures[0]), "president");
	assert_int_equal(tenures[0].country, world_entity(&w, "country/us").index);
	assert_int_equal(tenures[0].from, gz_day_of(2009, 1, 20));
	assert_int_equal(tenures[0].to, gz_day_of(2017, 1, 20)); /* = his successor's first day */
	assert_string_equal(title_of(&w, &tenures[1]), "senator");
	assert_int_equal(tenures[1].country, GZ_NONE);
	assert_int_equal(tenures[1].from, gz_day_of(2005, 1, 1));
	assert_int_equal(tenures[1].to, gz_day_of(2008, 11, 1));
	tenures = gz_gaz_tenures(w.gaz, world_entity(&w, "person/trump").index, &count);
	assert_int_equal(count, 3);
	assert_string_equal(title_of(&w, &tenures[0]), "president");
	assert_string_equal(title_of(&w, &tenures[1]), "potus");
	assert_int_equal(tenures[1].from, gz_day_of(2017, 1, 20));
	assert_int_equal(tenures[2].to, GZ_NO_DAY);
	assert_true(tenures[0].office == tenures[1].office && tenures[1].office != tenures[2].office);
	gz_gaz_tenures(w.gaz, world_entity(&w, "person/nobody").index, &count);
	assert_int_equal(count, 0);
	world_close(&w);
}

/* ---- the shipped set ------------------------------------------------------------------------------ */

static bool has_type(const struct world *w, struct gz_str id, enum gz_type type)
{
	const struct gz_entry *entity = gz_gaz_find(w->gaz, id);

	return entity != NULL && entity->type == type;
}

static void check_shipped_entity(const struct world *w, const struct gz_entity *e)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(w->gaz, e->index, &count);
	bool good = count > 0 && gz_str_eq(gz_gaz_spelling(w->gaz, gz_gaz_name(w->gaz, names[0])), e->name);

	good = good && (e->country.len == 0 || has_type(w, e->country, GZ_COUNTRY));
	good = good && (e->series.len == 0 || (e->type == GZ_EVENT && has_type(w, e->series, GZ_EVENT) &&
					       gz_gaz_find(w->gaz, e->series)->series == GZ_NONE));
	good = good &&
	       (e->place.len == 0 || has_type(w, e->place, GZ_PLACE) || has_type(w, e->place, GZ_COUNTRY));
	good = good && (e->from == GZ_NO_DAY || e->to == GZ_NO_DAY || e->from <= e->to);
	good = good && (e->series.len == 0 || e->from != GZ_NO_DAY);
	gz_gaz_tenures(w->gaz, e->index, &count);
	good = good && (count == 0 || e->type == GZ_PERSON);
	if (!good)
		print_error("shipped: %.*s\n", GZ_ARG(e->id));
	assert_true(good);
}

static void test_shipped(void **state)
{
	struct world w;
	uint32_t count, types[GZ_TYPES] = {0};
	bool good;

	(void)state;
	if (access("gazetteers/countries.tsv", R_OK) != 0)
		skip();
	world_open(&w);
	w.path[w.paths++] = strdup("gazetteers");
	good = world_try(&w);
	for (size_t i = 0; i < w.faults && i < WORLD_FAULTS; i++)
		print_error("%s\n", w.fault[i]);
	assert_true(good);
	for (uint32_t i = 0; i < gz_gaz_entity_count(w.gaz); i++) {
		struct gz_entity e = gz_gaz_entity(w.gaz, i);

		types[e.type]++;
		check_shipped_entity(&w, &e);
	}
	assert_true(types[GZ_COUNTRY] >= 195);
	assert_true(types[GZ_PERSON] > 100 && types[GZ_ORG] >= 20 && types[GZ_EVENT] >= 20 &&
		    types[GZ_PLACE] > 100);
	gz_gaz_editions(w.gaz, world_entity(&w, "event/g20").index, &count);
	assert_true(count >= 15);
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line_ends_and_bom),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_pattern_cells),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_surnames),
		cmocka_unit_test(test_trie),
		cmocka_unit_test(test_titles_given_vetoes),
		cmocka_unit_test(test_layers),
		cmocka_unit_test(test_layer_repeats_names),
		cmocka_unit_test(test_layer_period),
		cmocka_unit_test(test_folders),
		cmocka_unit_test(test_folder_loop),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_editions),
		cmocka_unit_test(test_tenures),
		cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests_name("gaz", tests, NULL, NULL);
}
