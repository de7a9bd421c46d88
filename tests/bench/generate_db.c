/*
 * generate_db.c: a database for measuring questions, the same one for the same arguments, written through the
 * store without tagging anything. The n-th most frequent entity is drawn with a chance proportional to 1/n
 * (Zipf's law): with 200,000 entities and twelve mentions a document the first one stands in three documents
 * of five, and a document has seven to eight different ones. The texts are short: the names, and a few words
 * around each. The days run through twenty years, several documents a day; a few documents are dated to the
 * month, or not at all; one entity in a thousand is an edition of a series.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gazet/store.h"

#define ENTITIES	  200000
#define FIRST_DAY	  10957 /* 2000-01-01 */
#define DAYS		  7305
#define COMMIT_DOCUMENTS  8192
#define NAME_SIZE	  24
#define ID_SIZE		  32
#define EDITIONS_EVERY	  1000
#define EDITIONS_A_SERIES 10

struct generator {
	uint64_t state;
	uint32_t entities;
	struct gz_entity *entity;
	char (*name)[NAME_SIZE], (*id)[ID_SIZE];
	double *chance; /* cumulative, up to 1 */
	struct gz_buf text;
	GZ_VEC(struct gz_mention) mentions;
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

static uint32_t draw_entity(struct generator *g)
{
	double at = (double)(draw(g) >> 11) * 0x1p-53;
	uint32_t low = 0, high = g->entities - 1;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (g->chance[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* ---- entities ------------------------------------------------------------------ */

static void make_entity(struct generator *g, uint32_t i)
{
	static const char *const types[] = {"person", "org", "place", "country", "event"};
	struct gz_entity *e = &g->entity[i];
	uint32_t edition = i % EDITIONS_EVERY;
	/* An edition stands behind its series, which is the first of ten numbers a thousand apart. */
	bool is_event = edition == EDITIONS_EVERY - 1;
	const char *type = is_event ? "event" : types[i % 4];

	snprintf(g->name[i], NAME_SIZE, "Name %u", i + 1);
	snprintf(g->id[i], ID_SIZE, "%s/name-%u", type, i + 1);
	*e = (struct gz_entity){.id = gz_str(g->id[i]),
				.name = gz_str(g->name[i]),
				.from = GZ_NO_DAY,
				.to = GZ_NO_DAY,
				.index = i,
				.type = gz_type_of(gz_str(type))};
	if (is_event && i / EDITIONS_EVERY % EDITIONS_A_SERIES)
		e->series = gz_str(g->id[i - i / EDITIONS_EVERY % EDITIONS_A_SERIES * EDITIONS_EVERY]);
}

static bool make_entities(struct generator *g)
{
	double sum = 0;

	g->entity = calloc(g->entities, sizeof(*g->entity));
	g->name = calloc(g->entities, sizeof(*g->name));
	g->id = calloc(g->entities, sizeof(*g->id));
	g->chance = calloc(g->entities, sizeof(*g->chance));
	if (!g->entity || !g->name || !g->id || !g->chance)
		return false;
	for (uint32_t i = 0; i < g->entities; i++) {
		make_entity(g, i);
		sum += 1.0 / (i + 1);
		g->chance[i] = sum;
	}
	for (uint32_t i = 0; i < g->entities; i++)
		g->chance[i] /= sum;
	return true;
}

/* The names as text/fold would fold them: ASCII with single spaces. */
static bool fold(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	char *copy = gz_arena_alloc(arena, name.len + 1);

	(void)self;
	if (!copy)
		return false;
	for (size_t i = 0; i < name.len; i++)
		copy[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32 : name.ptr[i]);
	*folded = gz_str_of(copy, name.len);
	return true;
}

static bool each_name(const void *self, const struct gz_entity *entity,
		      bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	(void)self;
	(void)entity;
	(void)add;
	(void)to;
	return true; /* the canonical one is all there is */
}

static bool find(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct generator *g = self;
	const char *number = strrchr(id.ptr, '-');
	uint32_t i = number ? (uint32_t)strtoul(number + 1, NULL, 10) : 0;

	if (i == 0 || i > g->entities)
		return false;
	*out = g->entity[i - 1];
	return true;
}

/* ---- documents ------------------------------------------------------------------- */

static void make_text(struct generator *g, uint32_t mentions)
{
	static const char *const words[] = {"the", "of",     "said",  "on",  "a",
					    "new", "report", "about", "and", "with"};
	uint32_t token = 0, sentence = 0;

	gz_buf_clear(&g->text);
	g->mentions.len = 0;
	for (uint32_t i = 0; i < mentions; i++) {
		const struct gz_entity *e = &g->entity[draw_entity(g)];
		uint32_t before = draw_below(g, 6);

		for (uint32_t k = 0; k < before; k++)
			gz_buf_printf(&g->text, "%s ", words[draw_below(g, GZ_COUNT(words))]);
		token += before;
		if (!GZ_PUSH(&g->mentions, ((struct gz_mention){.entity = e,
								.name = e->name,
								.start = (uint32_t)g->text.len,
								.length = (uint32_t)e->name.len,
								.token = token,
								.tokens = 2,
								.sentence = (int32_t)sentence,
								.score = 0.95f,
								.field = GZ_TEXT})))
			g->text.failed = true;
		gz_buf_str(&g->text, e->name);
		token += 2;
		if (draw_below(g, 3) == 0) {
			gz_buf_byte(&g->text, '.');
			sentence++;
		}
		gz_buf_byte(&g->text, ' ');
	}
}

static bool put_document(struct generator *g, struct gz_store *s, uint32_t number, uint32_t documents,
			 uint32_t mean, struct gz_error *err)
{
	struct gz_tagged t = {.doc = {.source = GZ_STR("generated"), .precision = GZ_DAY}};
	uint64_t hash = (uint64_t)number * 0x9e3779b97f4a7c15;
	char id[24], title[40];
	enum gz_put what;
	bool duplicate;

	/* On average `mean`, at least one. */
	make_text(g, 1 + draw_below(g, 2 * mean - 1));
	if (g->text.failed)
		return gz_fail_nomem(err);
	snprintf(id, sizeof(id), "d%u", number);
	snprintf(title, sizeof(title), "Document number %u", number);
	t.doc.id = gz_str(id);
	t.doc.field[GZ_TITLE] = gz_str(title);
	t.doc.field[GZ_TEXT] = gz_buf_view(&g->text);
	t.doc.day = FIRST_DAY + (int32_t)((uint64_t)number * DAYS / documents);
	if (draw_below(g, 100) == 0)
		t.doc.day = GZ_NO_DAY;
	else if (draw_below(g, 200) == 0)
		t.doc.precision = GZ_MONTH;
	for (size_t i = 0; i < sizeof(hash); i++)
		t.doc.hash[i] = t.doc.hash[15 - i] = (unsigned char)(hash >> 8 * i);
	t.mentions = g->mentions.ptr;
	t.count = g->mentions.len;
	return gz_store_put(s, &t, &what, &duplicate, err);
}

static bool fill(struct generator *g, struct gz_store *s, uint32_t from, uint32_t to, uint32_t documents,
		 uint32_t mean, struct gz_error *err)
{
	struct gz_counts counts = {.added = to - from};

	for (uint32_t i = from; i < to; i++) {
		if (!put_document(g, s, i, documents, mean, err))
			return false;
		if ((i + 1) % COMMIT_DOCUMENTS == 0 && !gz_store_commit(s, err))
			return false;
	}
	return gz_store_end(s, &counts, false, err);
}

static double processor(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct generator g = {.entities = ENTITIES};
	struct gz_names names = {&g, each_name, find, fold, NULL};
	struct gz_run run = {
		.tool_version = GZ_STR("bench"), .gazetteer_hash = GZ_STR("bench"), .options = GZ_STR("{}")};
	struct gz_store *s = NULL;
	struct gz_error err = {.code = GZ_OK}, close_err;
	uint32_t documents, mean, from = 0, to;
	double start = gz_clock(), cpu = processor();
	bool good;

	if (argc < 5 || argc > 8 || strtoul(argv[2], NULL, 10) < 1 || strtoul(argv[3], NULL, 10) < 1) {
		fputs("usage: generate_db PATH DOCUMENTS MENTIONS SEED [ENTITIES [FROM [TO]]]\n"
		      "FROM and TO: only these of the documents, to measure how a database grows\n",
		      stderr);
		return 2;
	}
	documents = to = (uint32_t)strtoul(argv[2], NULL, 10);
	mean = (uint32_t)(strtoull(argv[3], NULL, 10) / documents);
	g.state = strtoull(argv[4], NULL, 10);
	if (argc > 5)
		g.entities = (uint32_t)strtoul(argv[5], NULL, 10);
	if (argc > 6)
		from = (uint32_t)strtoul(argv[6], NULL, 10);
	if (argc > 7)
		to = (uint32_t)strtoul(argv[7], NULL, 10);
	g.state += from;
	good = g.entities > 0 && make_entities(&g) && gz_store_open(argv[1], &s, &err) &&
	       gz_store_begin(s, &run, &names, &err) &&
	       fill(&g, s, from, to, documents, mean ? mean : 1, &err);
	good = gz_store_close(s, &close_err) && good;
	if (good)
		printf("%u documents in %.2f s, %.1f us of processor time each\n", to - from,
		       gz_clock() - start, 1e6 * (processor() - cpu) / (to - from));
	else
		fprintf(stderr, "generate_db: %s\n", err.code != GZ_OK ? err.message : "failed");
	free(g.entity);
	free(g.name);
	free(g.id);
	free(g.chance);
	gz_buf_free(&g.text);
	GZ_VEC_FREE(&g.mentions);
	return good ? 0 : 2;
}
