/*
 * generate.c: an archive for measuring, the same one for the same arguments and gazetteer: JSON Lines
 * documents on standard output whose words are invented or too common to be a name, with canonical names
 * of the gazetteer's entities among them. The n-th most frequent entity is drawn with a chance
 * proportional to 1/n (Zipf's law), and so are the words. The days run evenly through ten years.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/gaz.h"
#include "gazet/text.h"

#define WORDS 6000
#define WORD_SIZE 16
#define WORDS_A_MENTION 15 /* on average, in front of each mention */
#define FIRST_DAY 13879    /* 2008-01-01 */
#define DAYS 3653

/* Words that begin thousands of names, as they do in any English text. */
static const char *const common[] = {
	"the", "of", "and", "to", "a", "in", "for", "on", "that", "with", "was", "is", "by", "at", "from",
	"said", "as", "it", "has", "be", "but", "have", "its", "were", "new", "first", "after", "their", "two",
	"year",
};

struct generator {
	const struct gz_gaz *gaz;
	uint64_t state;
	char word[WORDS][WORD_SIZE];
	double *word_chance;   /* cumulative, up to 1 */
	uint32_t *entity;      /* from the most frequent one to the rarest */
	double *entity_chance;
	uint32_t entities;
};

/* ---- chance ------------------------------------------------------------------ */

/* SplitMix64 (Steele, Lea, Flood 2014): short, and the same everywhere. */
static uint64_t draw(struct generator *g)
{
	uint64_t z = (g->state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static uint32_t draw_below(struct generator *g, uint32_t limit)
{
	return (uint32_t)(draw(g) % limit);
}

static uint32_t draw_rank(struct generator *g, const double *chance, uint32_t count)
{
	double at = (double)(draw(g) >> 11) * 0x1p-53;
	uint32_t low = 0, high = count - 1;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (chance[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static double *zipf_new(uint32_t count)
{
	double *chance = malloc(count * sizeof(*chance)), sum = 0;

	if (chance == NULL)
		return NULL;
	for (uint32_t i = 0; i < count; i++) {
		sum += 1.0 / (i + 1.0);
		chance[i] = sum;
	}
	for (uint32_t i = 0; i < count; i++)
		chance[i] /= sum;
	return chance;
}

/* ---- what is drawn --------------------------------------------------------- */

static bool is_name(const struct gz_gaz *g, const char *word)
{
	uint32_t token = gz_gaz_token(g, gz_str(word)), node, count = 0;

	if (token == GZ_NONE)
		return false;
	node = gz_gaz_child(g, GZ_TRIE_ROOT, token);
	if (node != GZ_NONE)
		gz_gaz_at(g, node, &count);
	return count > 0;
}

static void invent_word(struct generator *g, char word[WORD_SIZE])
{
	uint32_t syllables = 1 + draw_below(g, 4);
	size_t at = 0;

	for (uint32_t i = 0; i < syllables; i++) {
		word[at++] = "bcdfghjklmnprstvwz"[draw_below(g, 18)];
		word[at++] = "aeiou"[draw_below(g, 5)];
		if (draw_below(g, 3) == 0)
			word[at++] = "lmnrst"[draw_below(g, 6)];
	}
	word[at] = '\0';
}

static bool words_make(struct generator *g)
{
	size_t made = 0;

	for (size_t i = 0; i < GZ_COUNT(common); i++) {
		if (!is_name(g->gaz, common[i]))
			strcpy(g->word[made++], common[i]);
	}
	while (made < WORDS) {
		invent_word(g, g->word[made]);
		if (gz_gaz_token(g->gaz, gz_str(g->word[made])) == GZ_NONE)
			made++;
	}
	g->word_chance = zipf_new(WORDS);
	return g->word_chance != NULL;
}

static bool entities_make(struct generator *g)
{
	g->entities = gz_gaz_entity_count(g->gaz);
	if (g->entities == 0)
		return false;
	g->entity = malloc(g->entities * sizeof(*g->entity));
	g->entity_chance = zipf_new(g->entities);
	if (g->entity == NULL || g->entity_chance == NULL)
		return false;
	for (uint32_t i = 0; i < g->entities; i++) {
		uint32_t other = draw_below(g, i + 1);

		g->entity[i] = g->entity[other];
		g->entity[other] = i;
	}
	return true;
}

/* ---- documents --------------------------------------------------------------- */

static void put_name(struct generator *g)
{
	uint32_t rank = draw_rank(g, g->entity_chance, g->entities);
	struct gz_str name = gz_gaz_entity(g->gaz, g->entity[rank]).name;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"' || name.ptr[i] == '\\')
			putchar('\\');
		putchar(name.ptr[i]);
	}
}

/* Some words, the first one of a sentence with a capital; *left counts down to the sentence's end. */
static void put_words(struct generator *g, uint32_t count, uint32_t *left)
{
	for (uint32_t i = 0; i < count; i++) {
		const char *word = g->word[draw_rank(g, g->word_chance, WORDS)];

		if (*left == 0) {
			*left = 8 + draw_below(g, 24);
			printf("%c%s", toupper((unsigned char)word[0]), word + 1);
		} else if (--*left == 0) {
			fputs(word, stdout);
			fputs(draw_below(g, 6) == 0 ? ".\\n" : ".", stdout);
		} else {
			fputs(word, stdout);
			if (draw_below(g, 12) == 0)
				putchar(',');
		}
		putchar(' ');
	}
}

static void put_document(struct generator *g, uint64_t number, uint64_t documents, uint32_t mentions)
{
	char day[16];
	uint32_t left = 0;

	gz_day_format(FIRST_DAY + (int32_t)(number * DAYS / documents), GZ_DAY, day);
	printf("{\"id\":\"%08llu\",\"date\":\"%s\",\"title\":\"", (unsigned long long)number, day);
	put_words(g, 3, &left);
	if (mentions > 0)
		put_name(g);
	fputs("\",\"text\":\"", stdout);
	left = 0;
	for (uint32_t i = 1; i < mentions; i++) {
		put_words(g, 1 + draw_below(g, 2 * WORDS_A_MENTION), &left);
		put_name(g);
		putchar(' ');
	}
	put_words(g, 1 + draw_below(g, 2 * WORDS_A_MENTION), &left);
	fputs("end.\"}\n", stdout);
}

int main(int argc, char **argv)
{
	static struct generator g;
	struct gz_gaz *gaz;
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	const char *path = argc == 5 ? argv[1] : NULL;
	uint64_t documents;
	bool good;

	if (path == NULL) {
		fputs("usage: generate GAZETTEER DOCUMENTS MENTIONS SEED\n", stderr);
		return 2;
	}
	if (!gz_gaz_load(&path, 1, NULL, NULL, &gaz, &err)) {
		fprintf(stderr, "generate: %s\n", gz_error_text(&err, message, sizeof(message)));
		return 2;
	}
	documents = strtoull(argv[2], NULL, 10);
	g.gaz = gaz;
	g.state = strtoull(argv[4], NULL, 10);
	good = words_make(&g) && entities_make(&g);
	for (uint64_t i = 0; good && i < documents; i++)
		put_document(&g, i, documents, (uint32_t)strtoul(argv[3], NULL, 10));
	if (fflush(stdout) != 0 || ferror(stdout))
		good = false;
	if (!good)
		fputs("generate: could not make the archive\n", stderr);
	free(g.word_chance);
	free(g.entity_chance);
	free(g.entity);
	gz_gaz_free(gaz);
	return good ? 0 : 2;
}
