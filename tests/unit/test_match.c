/*
 * test_match.c: tokens into candidates: what the trie walk and the pattern rules find, and, over random gazetteers
 * and texts in several scripts, the same as a naive comparison of every name with every place.
 */
#include "gaz_world.h"

#include "gazet/match.h"
#include "gazet/text.h"

#define HEADER "id\ttype\tname\taliases\n"
#define PATTERNS "anchor\tregex\tid\tname\ttype\tseries\tcountry\n"

struct bench {
	struct world w;
	struct gz_matcher *matcher;
	struct gz_arena arena;
	struct gz_tokens tokens;
	struct gz_candidates found;
	char shown[8192];
};

static void bench_open(struct bench *b, const char *entities, const char *patterns)
{
	struct gz_error err;

	*b = (struct bench){0};
	world_open(&b->w);
	world_add(&b->w, "entities.tsv", entities);
	if (patterns != NULL)
		world_add(&b->w, "patterns.tsv", patterns);
	world_load(&b->w);
	assert_true(gz_matcher_open(b->w.gaz, &b->matcher, &err));
}

static void bench_close(struct bench *b)
{
	gz_matcher_close(b->matcher);
	gz_arena_free(&b->arena);
	world_close(&b->w);
}

static void match(struct bench *b, const char *text)
{
	struct gz_error err;

	gz_arena_reset(&b->arena);
	assert_true(gz_text_tokenize(gz_str(text), &b->arena, &b->tokens, &err));
	assert_true(gz_match(b->matcher, &b->tokens, &b->arena, &b->found, &err));
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];

		assert_true(c->count > 0 && c->first + c->count <= b->tokens.count);
		assert_true((c->minted != NULL) == (c->name == GZ_NONE));
		if (i > 0)
			assert_true(c[-1].first < c->first || (c[-1].first == c->first && c[-1].count >= c->count));
	}
	for (uint32_t i = 0; i < b->tokens.count; i++)
		assert_int_equal(b->found.token[i], gz_gaz_token(b->w.gaz, b->tokens.token[i].norm));
}

/* The candidates as "words=entity" joined by "; ", with marks behind: ^ an initial was skipped, ! exact, - vetoed; a
 * surname is shown as entity~, a title as "title". */
static const char *show(struct bench *b, const char *text)
{
	size_t len = 0;

	match(b, text);
	b->shown[0] = '\0';
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];
		const struct gz_token *first = &b->tokens.token[c->first], *last = first + c->count - 1;
		const struct gz_name *name = c->minted ? NULL : gz_gaz_name(b->w.gaz, c->name);
		struct gz_str id = name == NULL                    ? c->minted->id
				   : name->kind == GZ_NAME_TITLE ? GZ_STR("title")
								  : gz_gaz_entity(b->w.gaz, name->target)->id;

		len += (size_t)snprintf(b->shown + len, sizeof(b->shown) - len, "%s%.*s=%.*s%s%s%s%s", i ? "; " : "",
					(int)(last->end - first->start), b->tokens.text.ptr + first->start, GZ_ARG(id),
					name != NULL && name->kind == GZ_NAME_SURNAME ? "~" : "",
					c->skipped_initial ? "^" : "", c->exact ? "!" : "", c->vetoed ? "-" : "");
	}
	return b->shown;
}

/* ---- the trie walk ------------------------------------------------------------------- */

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
	bench_open(&b, HEADER "place/n\tplace\tNew York\tYork\n"
			      "place/c\tplace\tNew York City\n"
			      "org/t\torg\tNew York City Times\tCity Times\n"
			      "place/y\tplace\tYork\n", NULL);
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
	static const char *const soft[] = {"India China", "India-China", "India/China", "India\nChina", "INDIA CHINA",
					   "India – China"}; /* the last: below */
	static const char *const hard[] = {"India, China", "India; China", "India: China", "India (China)", "India \"China\"",
					   "India. China", "India\n\nChina", "India \xe2\x80\x94 China", "India! China"};
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
	assert_string_equal(show(&b, "in Washington: D.C. today"), "Washington: D.C=place/dc");
	/* A hard gap where the name has none. */
	assert_string_equal(show(&b, "in Washington, D, C"), "");
	assert_string_equal(show(&b, "Washington\n\nD.C."), "");
	assert_string_equal(show(&b, "a b c"), "a b c=place/ab");
	assert_string_equal(show(&b, "a: b; c"), "a: b; c=place/ab");
	bench_close(&b);
}

static void test_initials(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "person/rt\tperson\tRex Tillerson\t=Rexy Tillerson\n"
			      "person/xy\tperson\tAnn Mary Lee\n"
			      "person/aw\tperson\tJohn W Smith\tJohn Smith\n"
			      "org/rt\torg\tRex Till\n", NULL);
	assert_string_equal(show(&b, "Rex Tillerson"), "Rex Tillerson=person/rt; Tillerson=person/rt~");
	assert_string_equal(show(&b, "rex w tillerson"), "rex w tillerson=person/rt^; tillerson=person/rt~");
	assert_string_equal(show(&b, "Rex W. Tillerson"), "Rex W. Tillerson=person/rt^; Tillerson=person/rt~");
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
			    "John W. Smith=person/aw; John W. Smith=person/aw^; Smith=person/aw~");
	assert_string_equal(show(&b, "John Q. Smith"), "John Q. Smith=person/aw^; Smith=person/aw~");
	assert_string_equal(show(&b, "Rex W."), "");
	assert_string_equal(show(&b, "Rex W"), "");
	bench_close(&b);
}

static void test_exact(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "country/us\tcountry\tUnited States\t=US | =EE.UU. | =Élan Vital\n", NULL);
	assert_string_equal(show(&b, "US"), "US=country/us!");
	assert_string_equal(show(&b, "us Us uS"), "us=country/us; Us=country/us; uS=country/us");
	assert_string_equal(show(&b, "EE.UU."), "EE.UU=country/us!");
	assert_string_equal(show(&b, "ee uu"), "ee uu=country/us");
	assert_string_equal(show(&b, "EE UU"), "EE UU=country/us!");
	assert_string_equal(show(&b, "Élan Vital Elan Vital"), "Élan Vital=country/us!; Elan Vital=country/us");
	bench_close(&b);
}

static void test_vetoes(void **state)
{
	struct bench b;

	(void)state;
	*(&b) = (struct bench){0};
	world_open(&b.w);
	world_add(&b.w, "entities.tsv", HEADER "country/jo\tcountry\tJordan\nplace/rj\tplace\tRiver Jordan\n");
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
	world_add(&b.w, "entities.tsv", HEADER "person/am\tperson\tAngela Merkel\nperson/bm\tperson\tBernd Merkel\n");
	world_add(&b.w, "titles.tsv", "title\ttype\nchancellor\trank\nvice chancellor\trank\n");
	world_load(&b.w);
	assert_true(gz_matcher_open(b.w.gaz, &b.matcher, &b.w.err));
	assert_string_equal(show(&b, "Vice Chancellor Merkel"),
			    "Vice Chancellor=title; Chancellor=title; Merkel=person/am~; Merkel=person/bm~");
	bench_close(&b);
}

static void test_folding_meets(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, HEADER "event/g20\tevent\tG20\t二十国集团 | مجموعة العشرين\n"
			      "country/us\tcountry\tU.S.\tСША | États-Unis\n", NULL);
	assert_string_equal(show(&b, "G20"), "G20=event/g20");
	assert_string_equal(show(&b, "the G-20, g 20"), "G-20=event/g20; g 20=event/g20");
	assert_string_equal(show(&b, "the u s and U.S. and US"), "u s=country/us; U.S=country/us");
	assert_string_equal(show(&b, "etats unis ÉTATS-UNIS"), "etats unis=country/us; ÉTATS-UNIS=country/us");
	assert_string_equal(show(&b, "из США, сша"), "США=country/us; сша=country/us");
	assert_string_equal(show(&b, "在二十国集团峰会"), "二十国集团=event/g20");
	assert_string_equal(show(&b, "قمة مجموعة العشرين"), "مجموعة العشرين=event/g20");
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

/* ---- pattern rules ------------------------------------------------------------------------ */

#define COUNTRIES \
	"id\ttype\tname\taliases\tadjectives\n" \
	"country/us\tcountry\tUnited States\tU.S.\tAmerican\n" \
	"country/fr\tcountry\tFrance\t\tFrench\n" \
	"event/fr-election-2017\tevent\tThe famous one\n" \
	"event/elections\tevent\tElections of the world\n"

#define ELECTION \
	PATTERNS "election\t(?<year>(?:19|20)\\d\\d) (?<country>[^ ]+(?: [^ ]+)?) election(?= |$)\t" \
		 "event/${country}-election-${year}\t${year} ${country} election\tevent\tevent/elections\tcountry/${country}\n"

static void test_minting(void **state)
{
	struct bench b;
	const struct gz_entity *minted;

	(void)state;
	bench_open(&b, COUNTRIES, ELECTION);
	assert_string_equal(show(&b, "the 2016 U.S. election was"),
			    "2016 U.S. election=event/us-election-2016; U.S=country/us");
	minted = b.found.ptr[0].minted;
	assert_non_null(minted);
	assert_str(minted->name, "2016 United States election");
	assert_str(minted->country, "country/us");
	assert_str(minted->series, "event/elections");
	assert_int_equal(minted->type, GZ_EVENT);
	assert_int_equal(minted->index, GZ_NONE);
	assert_int_equal(minted->from, GZ_NO_DAY);
	assert_string_equal(show(&b, "the 2012 french election"), "2012 french election=event/fr-election-2012; french=country/fr");
	assert_string_equal(show(&b, "THE 2012 AMERICAN ELECTION"),
			    "2012 AMERICAN ELECTION=event/us-election-2012; AMERICAN=country/us");
	/* An id that a table has is that entity. */
	show(&b, "the 2017 french election");
	assert_ptr_equal(b.found.ptr[0].minted, world_entity(&b.w, "event/fr-election-2017"));
	/* No such country, no such year; not across a hard gap; not inside a word. */
	assert_string_equal(show(&b, "the 2012 big election"), "");
	assert_string_equal(show(&b, "the 1812 french election"), "french=country/fr");
	assert_string_equal(show(&b, "in 2012, french election"), "french=country/fr");
	assert_string_equal(show(&b, "in 2012 french. election"), "french=country/fr");
	assert_string_equal(show(&b, "the 2012 french elections"), "french=country/fr");
	/* Each anchor for itself. */
	assert_string_equal(show(&b, "2012 french election 2016 us american election"), "2012 french election=event/fr-election-2012; "
			    "french=country/fr; american=country/us");
	assert_string_equal(show(&b, "2012 french election 2016 u s election"), "2012 french election=event/fr-election-2012; "
			    "french=country/fr; 2016 u s election=event/us-election-2016; u s=country/us");
	bench_close(&b);
}

/* In ids, words are joined by hyphens; groups that took no part are empty; unknown countries and series are left out. */
static void test_templates(void **state)
{
	struct bench b;
	const struct gz_entity *minted;

	(void)state;
	bench_open(&b, COUNTRIES, PATTERNS
		   "cup\t(?:(?<year>\\d{4}) )?(?<sponsor>big bank|acme) cup\torg/${sponsor}-cup-${year}x\tThe ${sponsor} Cup $5 ${year}${none}\torg\t"
		   "event/${sponsor}\tcountry/zz\n");
	assert_string_equal(show(&b, "a Big Bank Cup"), "Big Bank Cup=org/big-bank-cup-x");
	minted = b.found.ptr[0].minted;
	assert_str(minted->name, "The big bank Cup $5 ");
	assert_str(minted->country, "");
	assert_str(minted->series, "");
	assert_int_equal(minted->type, GZ_ORG);
	assert_string_equal(show(&b, "the 1999 acme cup"), "1999 acme cup=org/acme-cup-1999x; acme cup=org/acme-cup-x");
	assert_str(b.found.ptr[0].minted->name, "The acme Cup $5 1999");
	bench_close(&b);
}

/* A match must hold the anchor and lie on token boundaries. */
static void test_anchors(void **state)
{
	struct bench b;
	char text[512];

	(void)state;
	bench_open(&b, HEADER, PATTERNS "summit\tbig|ummit|big summ|summit of all\tevent/a\tA\tevent\n"
			       "峰\t二十国峰会\tevent/b\tB\tevent\n");
	assert_string_equal(show(&b, "big summit"), "");
	assert_string_equal(show(&b, "big summit of all"), "summit of all=event/a");
	assert_string_equal(show(&b, "二 十 国 峰 会"), "");
	bench_close(&b);
	/* A rule sees twelve tokens on each side. */
	bench_open(&b, HEADER, PATTERNS "summit\tstart(?: x)* summit(?: y)* end\tevent/a\tA\tevent\n");
	for (int left = 10; left <= 12; left++) {
		strcpy(text, "start");
		for (int i = 0; i < left; i++)
			strcat(text, " x");
		strcat(text, " summit y y end");
		match(&b, text);
		assert_int_equal(b.found.count, left <= 11);
	}
	bench_close(&b);
}

static void test_bad_regex(void **state)
{
	struct world w;
	struct gz_matcher *matcher = (struct gz_matcher *)&w;
	struct gz_error err = {0};

	(void)state;
	world_open(&w);
	world_add(&w, "rules.tsv", "# rules\n" PATTERNS "a\ta b\tevent/a\tA\tevent\na\ta (b\tevent/b\tB\tevent\n");
	world_load(&w);
	assert_false(gz_matcher_open(w.gaz, &matcher, &err));
	assert_null(matcher);
	assert_int_equal(err.code, GZ_EFORMAT);
	assert_string_equal(err.file, w.path[0]);
	assert_int_equal(err.line, 4);
	assert_non_null(strstr(err.message, "parenthesis"));
	world_close(&w);
	/* \C would look into the middle of a character. */
	world_open(&w);
	world_add(&w, "rules.tsv", PATTERNS "a\ta \\C\tevent/a\tA\tevent\n");
	world_load(&w);
	assert_false(gz_matcher_open(w.gaz, &matcher, &err));
	assert_int_equal(err.line, 2);
	world_close(&w);
}

/* A rule that would backtrack for ever finds nothing, soon, and takes nothing away from the others. */
static void test_catastrophic_regex(void **state)
{
	struct bench b;
	double start;

	(void)state;
	bench_open(&b, HEADER "org/z\torg\tBig Anchor\n",
		   PATTERNS "anchor\t(?:(?:a+ ?)+)+b anchor\tevent/a\tA\tevent\n"
			    "anchor\tbig anchor$\tevent/b\tB\tevent\n"
			    "anchor\t(?<country>(?:[a-z]+ ?)*)*x anchor\tevent/c\tC\tevent\n"
			    "anchor\t(?:.*.*.*.*.*.*)*Q\tevent/d\tD\tevent\n"
			    "anchor\t(?R)?x|(a(?1)?)+anchor\tevent/e\tE\tevent\n");
	start = gz_clock();
	for (int i = 0; i < 20; i++)
		assert_string_equal(show(&b, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
					     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa big anchor"),
				    "big anchor=org/z; big anchor=event/b");
	assert_true(gz_clock() - start < 10);
	bench_close(&b);
}

/* ---- the naive matcher --------------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Words that meet often, in several scripts, some alike after folding. */
static const char *const words[] = {"a", "b", "u", "s", "G", "20", "Big", "big", "état", "Etat", "ЕС", "Год",
				    "峰", "会", "北", "قمة", "العشرين", "Ω", "ώ", "x1", "na\xc3\xafve", "नेपाल"};
static const char *const joints[] = {" ", " ", " ", " ", "-", "'", "/", ", ", ": ", ". ", "; ", "\n", "\n\n", " (", ") ",
				     "\"", " \xe2\x80\x94 ", "."};

static void random_words(struct gz_buf *out, uint32_t count, uint32_t joint_kinds)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			gz_buf_str(out, gz_str(joints[roll(joint_kinds)]));
		gz_buf_str(out, gz_str(words[roll(GZ_COUNT(words))]));
	}
}

static void random_gazetteer(struct gz_buf *out)
{
	static const char *const types[] = {"person", "org", "place"};

	gz_buf_str(out, GZ_STR("id\ttype\tname\taliases\tsurname\n"));
	for (int i = 0; i < 60; i++) {
		const char *type = types[roll(3)];

		gz_buf_printf(out, "%s/e%d\t%s\t", type, i, type);
		random_words(out, 1 + roll(5), 11);
		gz_buf_byte(out, '\t');
		for (uint32_t n = roll(4); n > 0; n--) {
			gz_buf_str(out, gz_str((const char *const[]){"", "=", "?", "?="}[roll(4)]));
			random_words(out, 1 + roll(4), 11);
			gz_buf_str(out, GZ_STR(" | "));
		}
		gz_buf_str(out, GZ_STR("\t-\n"));
	}
}

/* Does the name stand at `first`, with `skip` (a token number in the text, or none) passed over? Taken from what the
 * contract says about names, not from the trie. */
static bool stands(const struct bench *b, const struct gz_name *name, const struct gz_tokens *spelled, uint32_t first,
		   uint32_t skip)
{
	const struct gz_token *text = b->tokens.token;
	uint32_t at = first;

	for (uint32_t i = 0; i < spelled->count; i++, at++) {
		bool gap_in_text, gap_in_name = i > 0 && spelled->token[i].gap >= GZ_GAP_HARD;

		if (at == skip) {
			if (at + 1 >= b->tokens.count || text[at].gap >= GZ_GAP_HARD)
				return false;
			if (text[at].norm.len != 1 || text[at].norm.ptr[0] < 'a' || text[at].norm.ptr[0] > 'z')
				return false;
			at++;
			gap_in_name = false;
		}
		if (at >= b->tokens.count || !gz_str_eq(text[at].norm, spelled->token[i].norm))
			return false;
		gap_in_text = i > 0 && text[at].gap >= GZ_GAP_HARD;
		if (gap_in_text && (!gap_in_name || text[at].gap == GZ_GAP_PARAGRAPH))
			return false;
	}
	return skip == GZ_NONE || (gz_gaz_entity(b->w.gaz, name->target)->type == GZ_PERSON && !name->exact);
}

static bool written_alike(const struct bench *b, const struct gz_tokens *spelled, uint32_t first)
{
	for (uint32_t i = 0; i < spelled->count; i++) {
		const struct gz_token *text = &b->tokens.token[first + i], *own = &spelled->token[i];

		if (!gz_str_eq(gz_str_of(b->tokens.text.ptr + text->start, text->end - text->start),
			       gz_str_of(spelled->text.ptr + own->start, own->end - own->start)))
			return false;
	}
	return true;
}

static bool was_found(const struct bench *b, uint32_t first, uint32_t count, uint32_t name, bool skipped, bool exact)
{
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];

		if (c->first == first && c->count == count && c->name == name && c->skipped_initial == skipped)
			return c->exact == exact && !c->vetoed;
	}
	return false;
}

/* Each name at each token, directly and with each token but its first passed over. */
static uint32_t count_naively(const struct bench *b, uint32_t name_number, const struct gz_tokens *spelled)
{
	const struct gz_name *name = gz_gaz_name(b->w.gaz, name_number);
	uint32_t expected = 0;

	for (uint32_t first = 0; first < b->tokens.count; first++) {
		uint32_t found = 0;

		if (stands(b, name, spelled, first, GZ_NONE)) {
			assert_true(was_found(b, first, spelled->count, name_number, false,
					      name->exact && written_alike(b, spelled, first)));
			expected++;
		}
		for (uint32_t skip = first + 1; skip < first + spelled->count; skip++)
			found += stands(b, name, spelled, first, skip);
		if (found > 0)
			assert_true(was_found(b, first, spelled->count + 1, name_number, true, false));
		expected += found; /* "a a a" holds "a a" in one way only for each token passed over */
	}
	return expected;
}

static void compare_once(struct bench *b, const struct gz_tokens *spelled)
{
	struct gz_buf text = {0};
	uint32_t expected = 0;

	random_words(&text, 1 + roll(120), GZ_COUNT(joints));
	gz_buf_byte(&text, '\0');
	assert_false(text.failed);
	match(b, text.ptr);
	for (uint32_t i = 0; i < gz_gaz_name_count(b->w.gaz); i++)
		expected += count_naively(b, i, &spelled[i]);
	if (expected != b->found.count)
		print_error("seed %u: %u expected, %u found in \"%s\"\n", seed, expected, b->found.count, text.ptr);
	assert_int_equal(b->found.count, expected);
	gz_buf_free(&text);
}

static void test_naive(void **state)
{
	uint32_t found = 0;

	(void)state;
	for (uint32_t round = 0; round < 12; round++) {
		struct gz_buf table = {0};
		struct gz_arena arena = {0};
		struct gz_tokens *spelled;
		struct bench b;
		uint32_t names;

		seed = round;
		random_gazetteer(&table);
		gz_buf_byte(&table, '\0');
		assert_false(table.failed);
		bench_open(&b, table.ptr, NULL);
		names = gz_gaz_name_count(b.w.gaz);
		assert_true(names >= 60);
		spelled = gz_arena_alloc(&arena, names * sizeof(*spelled));
		assert_non_null(spelled);
		for (uint32_t i = 0; i < names; i++)
			assert_true(gz_text_tokenize(gz_gaz_name(b.w.gaz, i)->text, &arena, &spelled[i], &b.w.err));
		for (int i = 0; i < 25; i++) {
			compare_once(&b, spelled);
			found += b.found.count;
		}
		bench_close(&b);
		gz_arena_free(&arena);
		gz_buf_free(&table);
	}
	assert_true(found > 1000); /* the comparison compares something */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_all_readings),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_own_hard_gaps),
		cmocka_unit_test(test_initials),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_vetoes),
		cmocka_unit_test(test_surnames_and_titles),
		cmocka_unit_test(test_folding_meets),
		cmocka_unit_test(test_longest_name),
		cmocka_unit_test(test_minting),
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_anchors),
		cmocka_unit_test(test_bad_regex),
		cmocka_unit_test(test_catastrophic_regex),
		cmocka_unit_test(test_naive),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
