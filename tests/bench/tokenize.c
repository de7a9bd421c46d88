/*
 * tokenize.c: how fast fields are cut into tokens, by the plain way of the tests, with 64-bit words and with
 * SSE2, on one thread; and that all three find the same. The documents are read first, then the ways take
 * turns over all of them: the first turn warms up and compares, the others count. Prints rows of a Markdown
 * table, in MB/s of text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/read.h"

#include "../../src/text/cutter.h"
#include "../unit/text_reference.h"

#define RUNS 7

enum way { PLAIN, WORDS, BEST, WAYS };

static const char *const way_names[WAYS] = {"plain", "64-bit words", "best"};

struct bench {
	GZ_VEC(struct gz_str) fields;
	struct gz_arena text, doc, tokens;
	uint64_t bytes, token_count;
};

static bool tokenize(enum way way, struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
		     struct gz_error *err)
{
	if (way == PLAIN)
		return ref_tokenize(text, arena, out, err) || gz_fail_nomem(err);
	if (way == WORDS)
		return gz_tokenize_by(gz_scan_words, text, arena, out, err);
	return gz_text_tokenize(text, arena, out, err);
}

static bool read_all(struct bench *b, const char *const *paths, size_t count, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_reader *reader;
	enum gz_read_status status;
	struct gz_doc doc;

	if (!gz_reader_open(paths, count, &options, &reader, err))
		return false;
	while (gz_arena_reset(&b->doc),
	       (status = gz_reader_next(reader, &b->doc, &doc, err)) == GZ_READ_DOC) {
		for (int field = 0; field < GZ_FIELDS; field++) {
			if (!GZ_PUSH(&b->fields, gz_arena_str(&b->text, doc.field[field])))
				return gz_fail_nomem(err);
			b->bytes += doc.field[field].len;
		}
	}
	gz_reader_close(reader);
	return status != GZ_READ_FAILED;
}

static bool compare(struct bench *b, struct gz_error *err)
{
	struct gz_tokens tokens[WAYS];

	for (size_t i = 0; i < b->fields.len; i++) {
		gz_arena_reset(&b->tokens);
		for (int way = 0; way < WAYS; way++) {
			const char *differs;

			if (!tokenize((enum way)way, b->fields.ptr[i], &b->tokens, &tokens[way], err))
				return false;
			differs = tokens_differ(&tokens[0], &tokens[way]);
			if (differs != NULL)
				return gz_fail(err, GZ_EFORMAT, "field %zu: %s finds another %s", i,
					       way_names[way], differs);
		}
		b->token_count += tokens[0].count;
	}
	return true;
}

static bool run(struct bench *b, enum way way, double *rate, struct gz_error *err)
{
	double start = gz_clock();
	struct gz_tokens tokens;

	for (size_t i = 0; i < b->fields.len; i++) {
		if (i % GZ_FIELDS == 0)
			gz_arena_reset(&b->tokens);
		if (!tokenize(way, b->fields.ptr[i], &b->tokens, &tokens, err))
			return false;
	}
	*rate = (double)b->bytes / 1e6 / (gz_clock() - start);
	return true;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool measure(struct bench *b, struct gz_error *err)
{
	double rate[WAYS][RUNS];

	for (int i = 0; i < RUNS; i++) {
		for (int way = 0; way < WAYS; way++) {
			if (!run(b, (enum way)way, &rate[way][i], err))
				return false;
		}
	}
	for (int way = 0; way < WAYS; way++) {
		qsort(rate[way], RUNS, sizeof(rate[way][0]), by_size);
		printf("| %s | %.0f | %.0f | %.0f |\n", way_names[way], rate[way][RUNS / 2], rate[way][0],
		       rate[way][RUNS - 1]);
	}
	printf("\n%zu fields, %.1f MB, %llu tokens.\n", b->fields.len, (double)b->bytes / 1e6,
	       (unsigned long long)b->token_count);
	return true;
}

/* For a profiler: one way alone, once. */
static bool run_only(struct bench *b, const char *name, struct gz_error *err)
{
	double rate;

	for (int way = 0; way < WAYS; way++) {
		if (strcmp(name, way_names[way]) == 0)
			return run(b, (enum way)way, &rate, err);
	}
	return gz_fail(err, GZ_EUSAGE, "no way %s", name);
}

int main(int argc, char **argv)
{
	const char *only = getenv("ONLY");
	struct bench b = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	bool good;

	if (argc < 2) {
		fputs("usage: [ONLY=best] tokenize PATH...\n", stderr);
		return 2;
	}
	good = read_all(&b, (const char *const *)argv + 1, (size_t)argc - 1, &err);
	if (good && only != NULL)
		good = run_only(&b, only, &err);
	else if (good)
		good = compare(&b, &err) && measure(&b, &err);
	if (!good)
		fprintf(stderr, "tokenize: %s\n", gz_error_text(&err, message, sizeof(message)));
	GZ_VEC_FREE(&b.fields);
	gz_arena_free(&b.text);
	gz_arena_free(&b.doc);
	gz_arena_free(&b.tokens);
	return good ? 0 : 2;
}
