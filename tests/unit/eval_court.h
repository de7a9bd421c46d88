/* eval_court.h: a small gazetteer with its articles, gold documents and scores, for the tests of eval. */
#ifndef EVAL_COURT_H
#define EVAL_COURT_H

#include "gaz_world.h"

#include "gazet/eval.h"

static const char entities[] =
	"id\ttype\tname\taliases\tcountry\tseries\tplace\tfrom\tto\twikipedia\n"
	"country/us\tcountry\tUnited States\n"
	"country/gb\tcountry\tUnited Kingdom\n"
	"country/tr\tcountry\tTurkey\t\t\t\t\t\t\tTürkiye\n"
	"country/sy\tcountry\tSyria\n"
	"country/ge\tcountry\tGeorgia\t\t\t\t\t\t\tGeorgia (country)\n"
	"country/suhh\tcountry\tSoviet Union\n"
	"place/england\tplace\tEngland\t\tcountry/gb\n"
	"place/leeds\tplace\tLeeds\t\tcountry/gb\n"
	"place/georgia\tplace\tGeorgia\t\tcountry/us\t\t\t\t\tGeorgia (U.S. state)\n"
	"org/un\torg\tUnited Nations\t\t\t\t\t\t\tUnited Nations | UN | A\\|B\n"
	"org/harbour-trust\torg\tHarbour Trust\n"
	"org/mercury\torg\tMercury\n"
	"person/ada-okafor\tperson\tAda Okafor\n"
	"person/mercury\tperson\tMercury\n"
	"event/syrian-war\tevent\tSyrian war\n";

struct court {
	struct world w;
	struct gz_articles *articles;
	struct gz_eval *eval;
	struct gz_arena arena;
	struct gz_gold_doc gold;
	struct gz_error err;
	struct gz_buf shown;
};

static inline int court_open(void **state)
{
	struct court *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return -1;
	world_open(&c->w);
	world_add(&c->w, "entities.tsv", entities);
	world_load(&c->w);
	*state = c;
	return gz_articles_open(c->w.gaz, &c->articles, &c->err) ? 0 : -1;
}

static inline int court_close(void **state)
{
	struct court *c = *state;

	gz_eval_close(c->eval);
	gz_articles_close(c->articles);
	gz_arena_free(&c->arena);
	gz_buf_free(&c->shown);
	world_close(&c->w);
	free(c);
	return 0;
}

/* Each test begins with an empty arena and no scores. */
static inline int court_clear(void **state)
{
	struct court *c = *state;

	gz_eval_close(c->eval);
	c->eval = NULL;
	gz_arena_reset(&c->arena);
	return 0;
}

static inline void take(struct court *c, const char *line)
{
	c->err = (struct gz_error){0};
	if (!gz_gold_read(c->articles, gz_str(line), &c->arena, &c->gold, &c->err))
		fail_msg("%s: %s", line, c->err.message);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, court_clear, court_clear)

#endif
