/*
 * names.c: a gazetteer for measuring, the same one for the same text, number and seed: a table of entities on
 * standard output, each with one name of one to five words.
 *
 * What makes matching hard in real gazetteers is kept: 57 of 100 words of the text begin some name, for there
 * are names that begin with `the` and `of`; frequent words stand in many names; and a good part of what is
 * capitalised in the text is a name, the more frequent first. The others are put together from words of the
 * text, frequent ones more often (with the square root of their frequency at the front, the cube root behind
 * it), and from invented ones.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/base.h"

#define WORDS_MAX    5 /* in a name */
#define NAME_MAX     256
#define BEGINNING    0.57  /* of the words of the text, so many begin a name if names enough are drawn */
#define FIRST_SINGLE 12000 /* a name of one word is none of so many of the most frequent words */

struct word {
	struct gz_str text; /* in small letters */
	uint32_t count, capital;
	bool begins; /* may it begin a name? */
};

struct run {
	struct gz_str text; /* as written: "Angela Merkel" */
	uint32_t count;
};

struct names {
	struct gz_arena arena;
	struct gz_map word_map, run_map, made; /* made: names in small letters */
	GZ_VEC(struct word) words;
	GZ_VEC(struct run) runs;
	double *any, *first; /* cumulative chances of the words; of those that begin */
	uint64_t state;
	uint32_t count, wanted;
};

/* ---- chance ------------------------------------------------------------------ */

/* SplitMix64 (Steele, Lea, Flood 2014): short, and the same everywhere. */
static uint64_t draw(struct names *n)
{
	uint64_t z = (n->state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static uint32_t draw_below(struct names *n, uint32_t limit)
{
	return (uint32_t)(draw(n) % limit);
}

static const struct word *draw_word(struct names *n, const double *chance)
{
	double at = (double)(draw(n) >> 11) * 0x1p-53 * chance[n->words.len - 1];
	size_t low = 0, high = n->words.len - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (chance[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return &n->words.ptr[low];
}

/* ---- the text ------------------------------------------------------------------ */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_wordlike(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The next word of ASCII letters alone; *joined: one space stands between it and the one before. */
static bool next_word(struct gz_str text, size_t *at, struct gz_str *word, bool *joined)
{
	size_t before = *at, i = *at;

	for (;;) {
		size_t start, end;

		while (i < text.len && !is_wordlike(text.ptr[i]))
			i++;
		if (i == text.len)
			return false;
		start = end = i;
		while (i < text.len && is_wordlike(text.ptr[i])) {
			end += is_letter(text.ptr[i]) && end == i;
			i++;
		}
		if (end == i) {
			*word = gz_str_of(text.ptr + start, end - start);
			*joined = start == before + 1 && text.ptr[before] == ' ';
			*at = end;
			return true;
		}
	}
}

static bool is_capital(struct gz_str word)
{
	return word.len > 1 && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
}

static struct gz_str lowered(struct gz_str s, char out[NAME_MAX])
{
	size_t len = s.len < NAME_MAX ? s.len : NAME_MAX - 1;

	for (size_t i = 0; i < len; i++)
		out[i] = (char)tolower((unsigned char)s.ptr[i]);
	return gz_str_of(out, len);
}

static bool count_word(struct names *n, struct gz_str written)
{
	char small[NAME_MAX];
	struct gz_str key = lowered(written, small);
	uint32_t *place = gz_map_get(&n->word_map, key);

	if (place == NULL) {
		struct word word = {.text = gz_arena_str(&n->arena, key)};

		place = gz_map_put(&n->word_map, word.text, (uint32_t)n->words.len, NULL);
		if (word.text.ptr == NULL || place == NULL || !GZ_PUSH(&n->words, word))
			return false;
	}
	n->words.ptr[*place].count++;
	n->words.ptr[*place].capital += is_capital(written);
	return true;
}

static bool count_words(struct names *n, struct gz_str text)
{
	struct gz_str word;
	size_t at = 0;
	bool joined;

	while (next_word(text, &at, &word, &joined)) {
		if (word.len < 32 && !count_word(n, word))
			return false;
	}
	return n->words.len > 0;
}

static bool count_run(struct names *n, struct gz_str written)
{
	uint32_t *place = gz_map_get(&n->run_map, written);

	if (place == NULL) {
		struct run run = {.text = written};

		place = gz_map_put(&n->run_map, written, (uint32_t)n->runs.len, NULL);
		if (place == NULL || !GZ_PUSH(&n->runs, run))
			return false;
	}
	n->runs.ptr[*place].count++;
	return true;
}

/* Is this a word with which a name of the text begins: mostly capitalised, not only at the front of
 * sentences? */
static bool opens_run(const struct names *n, struct gz_str written)
{
	char small[NAME_MAX];
	const uint32_t *place = gz_map_get(&n->word_map, lowered(written, small));
	const struct word *word = place != NULL ? &n->words.ptr[*place] : NULL;

	return word != NULL && word->begins && is_capital(written) && word->capital * 2 > word->count;
}

/* Capitalised words with one space between them. The text stays, so its own bytes are the keys. */
static bool count_runs(struct names *n, struct gz_str text)
{
	struct gz_str word, run = {0};
	size_t at = 0;
	uint32_t words = 0;
	bool joined;

	while (next_word(text, &at, &word, &joined)) {
		bool capital = is_capital(word) && word.len < 32;

		if (words > 0 && joined && capital && words < WORDS_MAX) {
			run.len = (size_t)(word.ptr + word.len - run.ptr);
			words++;
			continue;
		}
		if (words > 0 && !count_run(n, run))
			return false;
		words = opens_run(n, word) ? 1 : 0;
		run = word;
	}
	return true;
}

/* ---- what may be drawn ------------------------------------------------------- */

static int by_frequency(uint32_t a, uint32_t b, struct gz_str x, struct gz_str y)
{
	return a != b ? (a < b) - (a > b) : gz_str_cmp(x, y);
}

static int word_order(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	return by_frequency(x->count, y->count, x->text, y->text);
}

static int run_order(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	return by_frequency(x->count, y->count, x->text, y->text);
}

/* From the most frequent word on, a word may begin names while too few words of the text before it do. */
static bool words_make(struct names *n)
{
	double seen = 0, begun = 0, any = 0, first = 0;

	qsort(n->words.ptr, n->words.len, sizeof(n->words.ptr[0]), word_order);
	n->any = malloc(n->words.len * sizeof(n->any[0]));
	n->first = malloc(n->words.len * sizeof(n->first[0]));
	if (n->any == NULL || n->first == NULL)
		return false;
	for (size_t i = 0; i < n->words.len; i++) {
		struct word *word = &n->words.ptr[i];

		*gz_map_get(&n->word_map, word->text) = (uint32_t)i;
		seen += word->count;
		word->begins = begun < BEGINNING * seen;
		begun += word->begins ? word->count : 0;
		any += cbrt(word->count);
		first += word->begins ? sqrt(word->count) : 0;
		n->any[i] = any;
		n->first[i] = first;
	}
	return true;
}

static void invent(struct names *n, char out[NAME_MAX])
{
	uint32_t syllables = 2 + draw_below(n, 3);
	size_t at = 0;

	for (uint32_t i = 0; i < syllables; i++) {
		out[at++] = "bcdfghjklmnprstvwz"[draw_below(n, 18)];
		out[at++] = "aeiou"[draw_below(n, 5)];
		if (draw_below(n, 3) == 0)
			out[at++] = "lmnrst"[draw_below(n, 6)];
	}
	out[at] = '\0';
}

/* ---- names ------------------------------------------------------------------- */

static void print_name(struct names *n, struct gz_str name, bool person)
{
	static const char *const types[] = {"org", "org", "place", "event"};
	const char *type = person ? "person" : types[draw_below(n, 4)];

	printf("%s/n%07u\t%s\t%.*s\t\n", type, n->count, type, GZ_ARG(name));
}

/* Keeps it if it is new. */
static bool add_name(struct names *n, struct gz_str name, bool person)
{
	char small[NAME_MAX];
	struct gz_str key = gz_arena_str(&n->arena, lowered(name, small));
	bool added = false;

	if (key.ptr == NULL || gz_map_put(&n->made, key, n->count, &added) == NULL)
		return false;
	if (added) {
		print_name(n, name, person);
		n->count++;
	}
	return true;
}

/* The most frequent runs of the text, every other one, up to half of the names. */
static bool add_runs(struct names *n)
{
	if (n->runs.len > 1)
		qsort(n->runs.ptr, n->runs.len, sizeof(n->runs.ptr[0]), run_order);
	for (size_t i = 0; i < n->runs.len && n->count < n->wanted / 2; i++) {
		struct gz_str name = n->runs.ptr[i].text;
		bool person = gz_str_find(name, ' ') < name.len && draw_below(n, 2) == 0;

		if (draw_below(n, 2) == 0 && !add_name(n, name, person))
			return false;
	}
	return true;
}

static uint32_t draw_length(struct names *n)
{
	static const uint8_t upto[WORDS_MAX] = {4, 58, 84, 95, 100}; /* of 100 names */
	uint32_t at = draw_below(n, 100), length = 0;

	while (upto[length] <= at)
		length++;
	return length + 1;
}

static void add_word(struct gz_buf *out, const char *word, size_t len, bool capital)
{
	if (out->len > 0)
		gz_buf_byte(out, ' ');
	if (capital)
		gz_buf_byte(out, (char)toupper((unsigned char)word[0]));
	gz_buf_add(out, word + capital, len - capital);
}

static bool add_composed(struct names *n, struct gz_buf *name)
{
	uint32_t length = draw_length(n);
	bool invented = length == 1 || draw_below(n, 8) >= length;
	char word[NAME_MAX];

	gz_buf_clear(name);
	for (uint32_t i = 0; i < length; i++) {
		const struct word *drawn = draw_word(n, i == 0 ? n->first : n->any);
		bool rare = drawn - n->words.ptr >= FIRST_SINGLE && drawn->begins;

		if (i + 1 == length && invented && !(length == 1 && rare)) {
			invent(n, word);
			add_word(name, word, strlen(word), true);
		} else {
			add_word(name, drawn->text.ptr, drawn->text.len, i == 0 || drawn->text.len > 3);
		}
	}
	return !name->failed &&
	       add_name(n, gz_buf_view(name), invented && length > 1 && draw_below(n, 3) < 2);
}

static bool names_make(struct names *n, struct gz_str text)
{
	struct gz_buf name = {0};
	bool good = count_words(n, text) && words_make(n) && count_runs(n, text);

	puts("id\ttype\tname\taliases");
	good = good && add_runs(n);
	while (good && n->count < n->wanted)
		good = add_composed(n, &name);
	gz_buf_free(&name);
	return good;
}

static bool read_all(const char *path, struct gz_buf *out)
{
	FILE *file = fopen(path, "rb");
	size_t got = 1;

	while (file != NULL && got > 0 && gz_buf_reserve(out, 1 << 20)) {
		got = fread(out->ptr + out->len, 1, 1 << 20, file);
		out->len += got;
	}
	if (file == NULL || ferror(file) != 0)
		out->failed = true;
	if (file != NULL)
		fclose(file);
	return !out->failed;
}

int main(int argc, char **argv)
{
	static struct names n;
	struct gz_buf text = {0};
	bool good;

	if (argc != 4) {
		fputs("usage: names TEXT NUMBER SEED\n", stderr);
		return 2;
	}
	n.wanted = (uint32_t)strtoul(argv[2], NULL, 10);
	n.state = strtoull(argv[3], NULL, 10);
	good = read_all(argv[1], &text) && names_make(&n, gz_buf_view(&text));
	if (fflush(stdout) != 0 || ferror(stdout) || !good) {
		fputs("names: could not make the names\n", stderr);
		good = false;
	}
	gz_map_free(&n.word_map);
	gz_map_free(&n.run_map);
	gz_map_free(&n.made);
	GZ_VEC_FREE(&n.words);
	GZ_VEC_FREE(&n.runs);
	free(n.any);
	free(n.first);
	gz_arena_free(&n.arena);
	gz_buf_free(&text);
	return good ? 0 : 2;
}
