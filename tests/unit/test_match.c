/* test_match.c: tokens into candidates: what the walk of the trie finds. */
#include "match_bench.h"

static void test_nothing(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "", NULL);
	assert_string_equal(show(&b, ""), "");
	assert_string_equal(show(&b, "Any words in any order."), "");
	bench_close(&b);
	bench_open(&b, HEADER "org/a\torg\tAlpha\n", NULL);
	assert_string_equal(show(&b, ""), "");
	assert_string_equal(show(&b, " . "), "");
	assert_string_equal(show(&b, "beta"), "");
	bench_close(&b);
}

static void test_all_readings(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
		   HEADER "place/n\tplace\tNew York\tYork\n"
			  "place/c\tplace\tNew York City\n"
			  "org/t\torg\tNew York City Times\tCity Times\n"
			  "place/y\tplace\tYork\n",
		   NULL);
	assert_string_equal(show(&b, "in new york city times were"),
			    "new york city times=org/t; new york city=place/c; new york=place/n; "
			    "york=place/n; york=place/y; city times=org/t");
	assert_string_equal(show(&b, "New-York City, Times"),
			    "New-York City=place/c; New-York=place/n; York=place/n; York=place/y");
	assert_string_equal(show(&b, "York York"), "York=place/n; York=place/y; York=place/n; York=place/y");
	bench_close(&b);
}

static void test_gaps(void **state)
{
	static const char *const soft[] = {"India China", "India-China",  "India/China", "India\nChina",
					   "INDIA CHINA", "India – China"}; /* the last: below */
	static const char *const hard[] = {
		"India, China",	   "India; China", "India: China",   "India (China)",
		"India \"China\"", "India. China", "India\n\nChina", "India \xe2\x80\x94 China",
		"India! China"};
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "event/ic\tevent\tIndia-China\n", NULL);
	for (size_t i = 0; i + 1 < GZ_COUNT(soft); i++) {
		match(&b, soft[i]);
		assert_int_equal(b.found.count, 1);
		assert_int_equal(b.found.ptr[0].count, 2);
	}
	for (size_t i = 0; i < GZ_COUNT(hard); i++)
		assert_string_equal(show(&b, hard[i]), "");
	assert_string_equal(show(&b, soft[GZ_COUNT(soft) - 1]), ""); /* a dash with spaces separates */
	bench_close(&b);
}

static void test_own_hard_gaps(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "place/dc\tplace\tWashington, D.C.\nplace/ab\tplace\tA (B), C\n", NULL);
	assert_string_equal(show(&b, "in Washington, D.C., today"), "Washington, D.C=place/dc");
	assert_string_equal(show(&b, "in washington d c today"), "washington d c=place/dc");
	/* Another sign than its own is a gap like any other. */
	assert_string_equal(show(&b, "in Washington: D.C. today"), "");
	assert_string_equal(show(&b, "in Washington (D.C.) today"), "");
	/* A hard gap where the name has none. */
	assert_string_equal(show(&b, "in Washington, D, C"), "");
	assert_string_equal(show(&b, "Washington\n\nD.C."), "");
	assert_string_equal(show(&b, "a b c"), "a b c=place/ab");
	assert_string_equal(show(&b, "a (b), c"), "a (b), c=place/ab");
	assert_string_equal(show(&b, "a: b; c"), "");
	bench_close(&b);
}

static void test_initials(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
		   HEADER "person/rt\tperson\tRex Tillerson\t=Rexy Tillerson\n"
			  "person/xy\tperson\tAnn Mary Lee\n"
			  "person/aw\tperson\tJohn W Smith\tJohn Smith\n"
			  "org/rt\torg\tRex Till\n",
		   NULL);
	assert_string_equal(show(&b, "Rex Tillerson"), "Rex Tillerson=person/rt; Tillerson=person/rt~");
	assert_string_equal(show(&b, "rex w tillerson"), "rex w tillerson=person/rt^; tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex W. Tillerson"),
			    "Rex W. Tillerson=person/rt^; Tillerson=person/rt~");
	/* Where others are written with capitals, the initial is. */
	assert_string_equal(show(&b, "The hat was Rex's. Tillerson left."), "Tillerson=person/rt~");
	/* One initial only, of one Latin letter, with soft gaps, and in persons' names only. */
	assert_string_equal(show(&b, "Rex W. H. Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex Wa Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex 7 Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex, W. Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex W, Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex W. Till"), "");
	assert_string_equal(show(&b, "Rexy W. Tillerson"), "Tillerson=person/rt~");
	assert_string_equal(show(&b, "Ann Q Mary Lee"), "Ann Q Mary Lee=person/xy^; Lee=person/xy~");
	assert_string_equal(show(&b, "Ann Mary Q Lee"), "Ann Mary Q Lee=person/xy^; Lee=person/xy~");
	assert_string_equal(show(&b, "Ann Q Mary Q Lee"), "Lee=person/xy~");
	/* A name that has the initial itself, and one that gets there by passing over it. */
	assert_string_equal(show(&b, "John W. Smith"),
			    "John W. Smith=person/aw^; John W. Smith=person/aw; Smith=person/aw~");
	assert_string_equal(show(&b, "John Q. Smith"), "John Q. Smith=person/aw^; Smith=person/aw~");
	assert_string_equal(show(&b, "Rex W."), "");
	assert_string_equal(show(&b, "Rex W"), "");
	bench_close(&b);
}

/* Where a field has case, small letters never mean a name of one token with a capital; a title they do. Who
 * asks for all finds them apart. */
static void test_small_letters(void **state)
{
	struct bench b;
	struct gz_candidates all;
	struct gz_error err;

	(void)state;
	bench_open(&b,
		   HEADER "country/cn\tcountry\tChina\tMiddle Kingdom\norg/e\torg\tebay\t\n"
			  "person/xi\tperson\tXi China\t\n",
		   "title\ttype\nPresident\trank\n");
	assert_string_equal(show(&b, "Blue china of China from ebay"),
			    "China=country/cn; China=person/xi~; ebay=org/e");
	assert_string_equal(show(&b, "The president of the middle kingdom"),
			    "president=title; middle kingdom=country/cn");
	assert_string_equal(show(&b, "blue china"), "china=country/cn; china=person/xi~");
	match(&b, "Blue china of China from ebay");
	assert_int_equal(b.found.small_count, 0);
	assert_true(gz_match(b.matcher, &b.tokens, &b.arena, true, &all, &err));
	assert_int_equal(all.count, b.found.count);
	assert_int_equal(all.small_count, 1); /* surnames are not told */
	assert_int_equal(all.small[0].first, 1);
	bench_close(&b);
}

static void test_exact(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "country/us\tcountry\tUnited States\t=US | =EE.UU. | =Élan Vital | =J&J\n", NULL);
	assert_string_equal(show(&b, "US"), "US=country/us!");
	assert_string_equal(show(&b, "Us uS"), "Us=country/us; uS=country/us");
	assert_string_equal(show(&b, "us and us"), "us=country/us; us=country/us");
	assert_string_equal(show(&b, "EE.UU."), "EE.UU=country/us!");
	assert_string_equal(show(&b, "ee uu"), "ee uu=country/us");
	assert_string_equal(show(&b, "EE UU"), "EE UU=country/us!");
	/* Periods are no part of it where its own spelling has none. */
	assert_string_equal(show(&b, "J&J, J.J. and J J"), "J&J=country/us!; J.J=country/us; J J=country/us!");
	assert_string_equal(show(&b, "Élan Vital Elan Vital"),
			    "Élan Vital=country/us!; Elan Vital=country/us");
	bench_close(&b);
}

static void test_vetoes(void **state)
{
	struct bench b;

	(void)state;
	*(&b) = (struct bench){0};
	world_open(&b.w);
	world_add(&b.w, "entities.tsv",
		  HEADER "country/jo\tcountry\tJordan\nplace/rj\tplace\tRiver Jordan\n");
	world_add(&b.w, "vetoes.tsv", "name\tleft\tright\nJordan\tMichael | Air Force\tSpieth | shoes of\n");
	world_load(&b.w);
	assert_true(gz_matcher_open(b.w.gaz, &b.matcher, &b.w.err));
	assert_string_equal(show(&b, "Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Michael Jordan"), "Jordan=country/jo-");
	assert_string_equal(show(&b, "michael jordan"), "jordan=country/jo-");
	assert_string_equal(show(&b, "Michael, Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Michael of Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Jordan Michael"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Jordan Spieth"), "Jordan=country/jo-");
	assert_string_equal(show(&b, "Jordan. Spieth"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Spieth Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Air Force Jordan"), "Jordan=country/jo-");
	assert_string_equal(show(&b, "Force Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Air, Force Jordan"), "Jordan=country/jo");
	assert_string_equal(show(&b, "Jordan shoes of"), "Jordan=country/jo-");
	assert_string_equal(show(&b, "Jordan shoes"), "Jordan=country/jo");
	/* The veto is of this name only. */
	assert_string_equal(show(&b, "River Jordan Spieth"), "River Jordan=place/rj; Jordan=country/jo-");
	bench_close(&b);
}

static void test_surnames_and_titles(void **state)
{
	struct bench b = {0};

	(void)state;
	world_open(&b.w);
	world_add(&b.w, "entities.tsv",
		  HEADER "person/am\tperson\tAngela Merkel\nperson/bm\tperson\tBernd Merkel\n");
	world_add(&b.w, "more.tsv",
		  "id\ttype\tname\taliases\tsurname\nperson/ul\tperson\tUrsula L\t\tvon der Leyen\n");
	world_add(&b.w, "titles.tsv", "title\ttype\nchancellor\trank\nvice chancellor\trank\n");
	world_load(&b.w);
	assert_true(gz_matcher_open(b.w.gaz, &b.matcher, &b.w.err));
	assert_string_equal(show(&b, "Vice Chancellor Merkel"),
			    "Vice Chancellor=title; Chancellor=title; Merkel=person/am~; Merkel=person/bm~");
	/* No initial is passed over in either. */
	assert_string_equal(show(&b, "Vice W. Chancellor"), "Chancellor=title");
	assert_string_equal(show(&b, "von K. der Leyen"), "");
	bench_close(&b);
}

static void test_folding_meets(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b,
		   HEADER "event/g20\tevent\tG20\t二十国集团 | مجموعة العشرين\n"
			  "country/us\tcountry\tU.S.\tСША | États-Unis\n",
		   NULL);
	assert_string_equal(show(&b, "G20"), "G20=event/g20");
	assert_string_equal(show(&b, "the G-20, g 20"), "G-20=event/g20; g 20=event/g20");
	assert_string_equal(show(&b, "the u s and U.S. and US"), "u s=country/us; U.S=country/us");
	assert_string_equal(show(&b, "etats unis ÉTATS-UNIS"),
			    "etats unis=country/us; ÉTATS-UNIS=country/us");
	assert_string_equal(show(&b, "из США, Сша"), "США=country/us; Сша=country/us");
	assert_string_equal(show(&b, "из сша"), "сша=country/us");
	assert_string_equal(show(&b, "在二十国集团峰会"), "二十国集团=event/g20");
	assert_string_equal(show(&b, "قمة مجموعة العشرين"), "مجموعة العشرين=event/g20");
	bench_close(&b);
}

/* A word of katakana is not taken apart; its end is where another script or a sign begins. */
static void test_katakana(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "country/th\tcountry\tタイ\ncountry/cl\tcountry\tチリ\n", NULL);
	assert_string_equal(show(&b, "タイの首都、タイ・チリ、ﾀｲ首相"),
			    "タイ=country/th; タイ=country/th; チリ=country/cl; ﾀｲ=country/th");
	assert_string_equal(show(&b, "タイ チリ"), "タイ=country/th; チリ=country/cl");
	assert_string_equal(show(&b, "タイトル、チリソース、ネクタイ、バチリ、タイー"), "");
	bench_close(&b);
}

/* Web and mail addresses name nobody. */
static void test_addresses(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "org/alpha\torg\tAlpha\norg/ba\torg\tBank of Alpha\n",
		   PATTERNS "alpha\t[a-z]+ alpha\tevent/a\tA\tevent\n");
	assert_string_equal(show(&b, "see the alpha site"), "the alpha=event/a; alpha=org/alpha");
	assert_string_equal(show(&b, "see alpha.com and www.alpha.com/alpha or alpha@beta.org, http://alpha"),
			    "");
	assert_string_equal(show(&b, "the Bank of alpha.com"), "");
	bench_close(&b);
}

/* A name may be as long as 64 tokens, all of which count. */
static void test_longest_name(void **state)
{
	struct bench b;
	char name[256] = "", table[512], text[512];

	(void)state;
	for (int i = 0; i < 64; i++)
		strcat(name, i % 2 ? "b " : "a ");
	snprintf(table, sizeof(table), HEADER "org/long\torg\t%s\n", name);
	bench_open(&b, table, NULL);
	snprintf(text, sizeof(text), "%s a b", name);
	match(&b, text);
	assert_int_equal(b.found.count, 2); /* at the first a and at the second */
	assert_int_equal(b.found.ptr[0].count, 64);
	assert_int_equal(b.found.ptr[1].first, 2);
	snprintf(text, sizeof(text), "%.126s, b", name);
	match(&b, text);
	assert_int_equal(b.found.count, 0);
	bench_close(&b);
}

static uint64_t tokens_hash(const struct bench *b, uint32_t from, uint32_t to)
{
	uint64_t hash = b->tokens.token[from].hash;

	while (++from < to)
		hash = gz_pair_hash(hash, b->tokens.token[from].hash);
	return hash;
}

/* Names whose hashes have the same upper half, which is all that a slot keeps: the text decides. */
static void test_same_tags(void **state)
{
	static const struct {
		const char *front, *one, *other;
	} pairs[] = {
		{"", "fikuveba", "meresaba"},
		{"", "mesopiba", "pivokaba"},
		{"mount ", "torofuba", "daviviba"},
		{"mount ", "befivuba", "sibumoba"},
		{"mount saint ", "rumipaba", "suvimaba"},
		{"mount saint ", "safupuba", "maboreba"},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(pairs) * 3; i++) {
		const char *front = pairs[i / 3].front, *name[2] = {pairs[i / 3].one, pairs[i / 3].other};
		bool has[2] = {i % 3 != 1, i % 3 != 2}; /* the gazetteer knows both, or one of them */
		char entities[256] = HEADER, text[128], expected[160] = "";
		struct bench b;
		uint32_t half;

		for (size_t k = 0; k < 2; k++) {
			size_t len = strlen(entities), to = strlen(expected);

			if (!has[k])
				continue;
			snprintf(entities + len, sizeof(entities) - len, "place/%s\tplace\t%s%s\n", name[k],
				 front, name[k]);
			snprintf(expected + to, sizeof(expected) - to, "%s%s%s=place/%s", to > 0 ? "; " : "",
				 front, name[k], name[k]);
		}
		bench_open(&b, entities, NULL);
		snprintf(text, sizeof(text), "%s%s and %s%s", front, name[0], front, name[1]);
		assert_string_equal(show(&b, text), expected);
		half = b.tokens.count / 2; /* "and" */
		assert_true(tokens_hash(&b, 0, half) != tokens_hash(&b, half + 1, b.tokens.count));
		assert_int_equal(gz_slot_tag(tokens_hash(&b, 0, half)),
				 gz_slot_tag(tokens_hash(&b, half + 1, b.tokens.count)));
		bench_close(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_all_readings),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_own_hard_gaps),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_small_letters),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_vetoes),
		cmocka_unit_test(test_surnames_and_titles),
		cmocka_unit_test(test_folding_meets),
		cmocka_unit_test(test_katakana),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_longest_name),
		cmocka_unit_test(test_same_tags),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
