/*
 * stages.c: how fast each stage of the tagger is, on one thread. Each way is walked six times: reading only;
 * reading and cutting into tokens; matching too; resolving too; and the tagger as programs call it. The
 * first run warms up, the other five count. The ways take turns, so that a disturbance of the machine
 * hits them all. Prints rows of a Markdown table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/pipeline.h"
#include "gazet/match.h"
#include "gazet/resolve.h"
#include "gazet/text.h"

#define RUNS 5

enum way { READ, TOKENIZE, MATCH, RESOLVE, TAGGER, WAYS };

static const char *const way_names[WAYS] = {
	"read only", "read, tokenize", "read, tokenize, match", "read, tokenize, match, resolve",
	"read, whole tagger",
};

struct bench {
	const char *const *paths;
	size_t path_count;
	uint64_t bytes;        /* to take in a run: the archive is cut there, or read again from its front */
	struct gz_gaz *gaz;
	struct gz_matcher *matcher;
	struct gz_resolver *resolver;
	struct gz_tagger *tagger;
	struct gz_arena doc, scratch, result;
};

struct totals {
	uint64_t bytes, documents, tokens, mentions;
};

static bool stage(struct bench *b, enum way way, const struct gz_doc *doc, struct totals *t,
		  struct gz_error *err)
{
	struct gz_tokens tokens[GZ_FIELDS];
	struct gz_candidates candidates[GZ_FIELDS];
	struct gz_mention *mentions;
	struct gz_tagged tagged;
	size_t count = 0;

	gz_arena_reset(&b->scratch);
	gz_arena_reset(&b->result);
	if (way == TAGGER) {
		if (!gz_tagger_tag(b->tagger, doc, &b->result, &tagged, err))
			return false;
		t->mentions += tagged.count;
		return true;
	}
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (way >= TOKENIZE && !gz_text_tokenize(doc->field[field], &b->scratch, &tokens[field], err))
			return false;
		if (way >= MATCH &&
		    !gz_match(b->matcher, &tokens[field], &b->scratch, &candidates[field], err))
			return false;
		t->tokens += way >= TOKENIZE ? tokens[field].count : 0;
	}
	if (way == RESOLVE &&
	    !gz_resolve(b->resolver, doc, tokens, candidates, &(const struct gz_resolve_options){0}, &b->result, &mentions, &count, err))
		return false;
	t->mentions += count;
	return true;
}

/* Reads the archive once, or up to where the run's bytes are reached. */
static bool walk(struct bench *b, enum way way, struct totals *t, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_reader *reader;
	struct gz_doc doc;
	enum gz_read_status status = GZ_READ_DOC;
	bool good = true;

	if (!gz_reader_open(b->paths, b->path_count, &options, &reader, err))
		return false;
	while (good && t->bytes < b->bytes) {
		gz_arena_reset(&b->doc);
		status = gz_reader_next(reader, &b->doc, &doc, err);
		if (status != GZ_READ_DOC)
			break;
		t->bytes += doc.bytes;
		t->documents++;
		if (way != READ)
			good = stage(b, way, &doc, t, err);
	}
	gz_reader_close(reader);
	return good && status != GZ_READ_FAILED;
}

static bool run(struct bench *b, enum way way, double *rate, struct totals *t, struct gz_error *err)
{
	double start = gz_clock();

	*t = (struct totals){0};
	while (t->bytes < b->bytes) {
		uint64_t before = t->bytes;

		if (!walk(b, way, t, err))
			return false;
		if (t->bytes == before)
			return gz_fail(err, GZ_ENOTFOUND, "no documents");
	}
	*rate = (double)t->bytes / 1e6 / (gz_clock() - start);
	return true;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The share of the four stages comes from their fastest runs: what disturbed the others is no part of it. */
static void print_rows(double rate[WAYS][RUNS], const struct totals *t)
{
	double before = 0;

	for (int way = 0; way < WAYS; way++)
		qsort(rate[way], RUNS, sizeof(rate[way][0]), by_size);
	for (int way = 0; way < WAYS; way++) {
		double time = 1 / rate[way][RUNS - 1], whole = 1 / rate[RESOLVE][RUNS - 1];

		printf("| %s | %.1f | %.1f | %.1f | ", way_names[way], rate[way][RUNS / 2], rate[way][0],
		       rate[way][RUNS - 1]);
		if (way <= RESOLVE)
			printf("%.0f %% |\n", 100 * (time - before) / whole);
		else
			puts(" |");
		before = time;
	}
	printf("\n%llu documents, %.1f MB, %llu tokens, %llu mentions a run.\n",
	       (unsigned long long)t->documents, (double)t->bytes / 1e6, (unsigned long long)t->tokens,
	       (unsigned long long)t->mentions);
}

static bool stages(struct bench *b, struct gz_error *err)
{
	double rate[WAYS][RUNS], warm;
	struct totals totals[WAYS];

	if (!gz_matcher_open(b->gaz, &b->matcher, err) || !gz_resolver_open(b->gaz, &b->resolver, err) || !gz_tagger_open(b->gaz, &(const struct gz_tagger_options){0}, &b->tagger, err))
		return false;
	for (int i = -1; i < RUNS; i++) {
		for (int way = 0; way < WAYS; way++) {
			if (!run(b, (enum way)way, i < 0 ? &warm : &rate[way][i], &totals[way], err))
				return false;
		}
	}
	if (totals[RESOLVE].mentions != totals[TAGGER].mentions)
		return gz_fail(err, GZ_EFORMAT, "the tagger finds other mentions than its stages");
	print_rows(rate, &totals[RESOLVE]);
	return true;
}

static bool load(const char *gazetteer, struct gz_gaz **out, struct gz_error *err)
{
	double time[RUNS];

	for (int i = -1; i < RUNS; i++) {
		double start = gz_clock();

		if (i >= 0)
			gz_gaz_free(*out);
		if (!gz_gaz_load(&gazetteer, 1, NULL, NULL, out, err))
			return false;
		if (i >= 0)
			time[i] = 1e3 * (gz_clock() - start);
	}
	qsort(time, RUNS, sizeof(time[0]), by_size);
	printf("Loading the gazetteer (%u entities, %u names): median %.1f ms, %.1f to %.1f.\n",
	       gz_gaz_entity_count(*out), gz_gaz_name_count(*out), time[RUNS / 2], time[0], time[RUNS - 1]);
	return true;
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	bool good;

	if (argc != 2 && argc < 4) {
		fputs("usage: stages GAZETTEER [MEGABYTES PATH...]\n"
		      "times loading the gazetteer, or the stages on so many MB of the archive\n", stderr);
		return 2;
	}
	if (argc == 2) {
		good = load(argv[1], &b.gaz, &err);
	} else {
		const char *gazetteer = argv[1];

		b.bytes = strtoull(argv[2], NULL, 10) * 1000000;
		b.paths = (const char *const *)argv + 3;
		b.path_count = (size_t)argc - 3;
		good = gz_gaz_load(&gazetteer, 1, NULL, NULL, &b.gaz, &err) && stages(&b, &err);
	}
	if (!good)
		fprintf(stderr, "stages: %s\n", gz_error_text(&err, message, sizeof(message)));
	gz_tagger_close(b.tagger);
	gz_matcher_close(b.matcher);
	gz_resolver_close(b.resolver);
	gz_arena_free(&b.doc);
	gz_arena_free(&b.scratch);
	gz_arena_free(&b.result);
	gz_gaz_free(b.gaz);
	return good ? 0 : 2;
}
