/*
 * fuzz_gold.c: any bytes as a line of a gold set, read with a small gazetteer, tagged, scored, and the rows given to
 * nowhere. What is taken must be ordered and inside its fields; the figures must fit together, and the same document
 * again must count twice. Input: 1 byte for the options and the form of the text, then the line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/eval.h"
#include "gazet/pipeline.h"
#include "must.h"

static const char *const tables[] = {
	"id\ttype\tname\taliases\tadjectives\tcountry\tseries\tplace\tfrom\tto\twikipedia\n"
	"country/us\tcountry\tUnited States\tU.S. | =US\tAmerican\n"
	"country/gb\tcountry\tBritain\t\t\t\t\t\t\t\tUnited Kingdom | Great Britain\n"
	"country/sy\tcountry\tSyria\tسوريا\tSyrian\n"
	"country/suhh\tcountry\tSoviet Union\t\tSoviet\n"
	"place/england\tplace\tEngland\t\t\tcountry/gb\n"
	"place/hh\tplace\tHamburg\n"
	"org/a\torg\tMercury\t=?WHO\n"
	"person/a\tperson\tMercury Ada\tMercury\n"
	"person/ada\tperson\tAda Okafor\t阿达\t\tcountry/gb\n"
	"event/war\tevent\tSyrian war\twar in Syria\n"
	"event/g20\tevent\tG20\tG20 summit\n"
	"event/g20-2017\tevent\tHamburg G20\t\t\t\tevent/g20\tplace/hh\t2017-07-07\t2017-07-08\n",
	"office\tcountry\tholder\tfrom\tto\n"
	"president\tcountry/us\tperson/ada\t2017-01-20\t2021-01-20\n",
	"title\ttype\npresident\trank\n",
	"neutral\tkind\nThe\tdefinite\n",
	"anchor\tregex\tid\tname\ttype\tseries\tcountry\n"
	"vote\t(?<year>\\d{4}) vote\\b\tevent/vote-${year}\t${year} vote\tevent\t\t\n",
};

static struct gz_articles *articles;
static struct gz_tagger *tagger;

static void prepare(void)
{
	char paths[GZ_COUNT(tables)][64];
	const char *path[GZ_COUNT(tables)];
	int fd[GZ_COUNT(tables)];
	struct gz_error err;
	static struct gz_gaz *gaz; /* lives as long as the tagger */

	for (size_t i = 0; i < GZ_COUNT(tables); i++) {
		struct gz_str table = gz_str(tables[i]);

		fd[i] = memfd_create("table", MFD_CLOEXEC);
		must(fd[i] >= 0 && write(fd[i], table.ptr, table.len) == (ssize_t)table.len);
		snprintf(paths[i], sizeof(paths[0]), "/proc/self/fd/%d", fd[i]);
		path[i] = paths[i];
	}
	must(gz_gaz_load(path, GZ_COUNT(tables), NULL, NULL, &gaz, &err));
	must(gz_articles_open(gaz, &articles, &err));
	must(gz_tagger_open(gaz, &(const struct gz_tagger_options){0}, &tagger, &err));
	for (size_t i = 0; i < GZ_COUNT(tables); i++)
		close(fd[i]);
}

static void check_gold(const struct gz_gold_doc *gold)
{
	const struct gz_doc *doc = &gold->doc;

	must(doc->id.len > 0 && doc->source.len > 0);
	for (int field = 0; field < GZ_FIELDS; field++) {
		must(gz_utf8_valid(doc->field[field]));
		must(memchr(doc->field[field].ptr, '\0', doc->field[field].len) == NULL);
	}
	for (size_t i = 0; i < gold->count; i++) {
		const struct gz_gold_span *span = &gold->spans[i], *before = i > 0 ? span - 1 : NULL;

		must(span->field < GZ_FIELDS && span->type < GZ_TYPES && span->start < span->end);
		must(span->end <= gz_utf8_count(doc->field[span->field]));
		must(memchr(span->wiki.ptr, '_', span->wiki.len) == NULL);
		must(before == NULL || before->field < span->field ||
		     (before->field == span->field && (before->start < span->start ||
						       (before->start == span->start && before->end >= span->end))));
	}
}

/* ---- rows to nowhere --------------------------------------------------------------- */

struct nowhere {
	const struct gz_column *columns;
	size_t count, rows;
	int64_t sum[3]; /* of the types: gold, predicted, correct */
	int64_t counted; /* of the confusions */
};

static bool nowhere_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct nowhere *n = self;

	(void)err;
	n->columns = columns;
	n->count = count;
	return true;
}

static void check_score(struct nowhere *n, const struct gz_cell *cells)
{
	bool all = gz_str_eq(cells[0].text, GZ_STR("all"));

	must(cells[3].integer <= cells[1].integer && cells[3].integer <= cells[2].integer);
	for (int i = 0; i < 3; i++) {
		must(!all || n->sum[i] == cells[1 + i].integer);
		n->sum[i] += all ? 0 : cells[1 + i].integer;
	}
}

static bool nowhere_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct nowhere *n = self;

	(void)err;
	n->rows++;
	for (size_t i = 0; i < n->count; i++) {
		must(cells[i].kind == GZ_CELL_NULL || cells[i].kind == n->columns[i].kind);
		must(cells[i].kind != GZ_CELL_INT || cells[i].integer >= 0);
		must(cells[i].kind != GZ_CELL_REAL || (cells[i].real >= 0 && cells[i].real <= 1));
		must(cells[i].kind != GZ_CELL_TEXT || gz_utf8_valid(cells[i].text));
	}
	if (strcmp(n->columns[0].name, "count") == 0)
		n->counted += cells[0].integer;
	if (strcmp(n->columns[0].name, "type") == 0)
		check_score(n, cells);
	return true;
}

static bool nowhere_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

typedef bool giver(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err);

static struct nowhere rows_of(const struct gz_eval *e, giver *give)
{
	struct nowhere n = {0};
	struct gz_sink sink = {&n, nowhere_begin, nowhere_row, nowhere_end};
	struct gz_error err;

	must(give(e, &sink, &err));
	return n;
}

static void score(const struct gz_gold_doc *gold, const struct gz_tagged *tagged, unsigned bits)
{
	const struct gz_eval_options options = {
		.strict = bits & 1, .known = bits & 2, .names_only = bits & 4,
		.types = bits & 16 ? 1u << GZ_COUNTRY | 1u << GZ_EVENT : 0, .width = bits & 32 ? 3 : 0,
	};
	struct nowhere once, twice, errors, confusions;
	struct gz_eval *eval;
	struct gz_error err;

	must(gz_eval_open(articles, &options, &eval, &err));
	must(gz_eval_add(eval, gold, tagged, &err));
	once = rows_of(eval, gz_eval_scores);
	must((size_t)once.sum[0] <= gold->count && (size_t)once.sum[1] <= tagged->count);
	errors = rows_of(eval, gz_eval_errors);
	confusions = rows_of(eval, gz_eval_confusions);
	must((int64_t)errors.rows == confusions.counted && confusions.rows <= errors.rows);
	must(gz_eval_add(eval, gold, tagged, &err));
	twice = rows_of(eval, gz_eval_scores);
	for (int i = 0; i < 3; i++)
		must(twice.sum[i] == 2 * once.sum[i]);
	must(rows_of(eval, gz_eval_errors).rows == 2 * errors.rows);
	must(rows_of(eval, gz_eval_confusions).rows == confusions.rows);
	gz_eval_close(eval);
}

static void check_line(struct gz_str line, unsigned bits, struct gz_arena *arena)
{
	struct gz_gold_doc gold;
	struct gz_tagged tagged;
	struct gz_error err = {0};

	if (!gz_gold_read(articles, line, arena, &gold, &err)) {
		must(err.code == GZ_EFORMAT && err.message[0] != '\0' && err.file[0] == '\0');
		return;
	}
	check_gold(&gold);
	for (int field = 0; field < GZ_FIELDS; field++) {
		struct gz_str *text = &gold.doc.field[field];
		size_t count = gz_utf8_count(*text);

		must(gz_text_reform(*text, (enum gz_form)(bits >> 6), arena, text, &err));
		must(gz_utf8_valid(*text) && gz_utf8_count(*text) == count);
	}
	must(gz_tagger_tag(tagger, &gold.doc, arena, &tagged, &err));
	score(&gold, &tagged, bits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_arena arena = {0};

	if (size == 0)
		return 0;
	if (tagger == NULL)
		prepare();
	check_line(gz_str_of((const char *)data + 1, size - 1), data[0], &arena);
	gz_arena_free(&arena);
	return 0;
}
