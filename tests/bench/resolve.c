/*
 * resolve.c: how long the resolver takes for a document, by itself: tokens and candidates are made outside of
 * the clock. The archive (so many MB of it) is walked seven times; the first walk warms up. Prints one line:
 * the median and the range, in microseconds of processor time a document, with what a document holds on
 * average.
 *
 * With no walks (0) it walks once and is silent: for `valgrind --tool=callgrind
 * --toggle-collect=gz_resolve`, which counts instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gazet/match.h"
#include "gazet/read.h"
#include "gazet/resolve.h"
#include "gazet/text.h"

#define WALKS 7

struct bench {
	struct gz_gaz *gaz;
	struct gz_matcher *matcher;
	struct gz_resolver *resolver;
	struct gz_arena doc, scratch, result;
	uint64_t bytes; /* to walk */
	const char *const *paths;
	size_t path_count;
};

struct totals {
	uint64_t bytes, documents, tokens, candidates, mentions;
	double seconds; /* in the resolver */
};

/* Seconds of this thread, so that others on the machine count as little as possible. */
static double thread_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool resolve(struct bench *b, const struct gz_doc *doc, struct totals *t, struct gz_error *err)
{
	const struct gz_resolve_options options = {0};
	struct gz_tokens tokens[GZ_FIELDS];
	struct gz_candidates candidates[GZ_FIELDS];
	struct gz_mention *mentions;
	size_t count;
	double start;

	gz_arena_reset(&b->scratch);
	gz_arena_reset(&b->result);
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_tokenize(doc->field[field], &b->scratch, &tokens[field], err) ||
		    !gz_match(b->matcher, &tokens[field], &b->scratch, false, &candidates[field], err))
			return false;
		t->tokens += tokens[field].count;
		t->candidates += candidates[field].count;
	}
	start = thread_clock();
	if (!gz_resolve(b->resolver, doc, tokens, candidates, &options, &b->result, &mentions, &count, err))
		return false;
	t->seconds += thread_clock() - start;
	t->mentions += count;
	return true;
}

static bool walk(struct bench *b, struct totals *t, struct gz_error *err)
{
	const struct gz_read_options options = {0};
	enum gz_read_status status = GZ_READ_DOC;
	struct gz_reader *reader;
	struct gz_doc doc;
	bool good = true;

	*t = (struct totals){0};
	if (!gz_reader_open(b->paths, b->path_count, &options, &reader, err))
		return false;
	while (good && t->bytes < b->bytes) {
		gz_arena_reset(&b->doc);
		status = gz_reader_next(reader, &b->doc, &doc, err);
		if (status != GZ_READ_DOC)
			break;
		t->bytes += doc.bytes;
		t->documents++;
		good = resolve(b, &doc, t, err);
	}
	gz_reader_close(reader);
	return good && status != GZ_READ_FAILED;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool measure(struct bench *b, int walks, struct gz_error *err)
{
	double micros[WALKS];
	struct totals t;
	double n;

	if (walks == 0)
		return walk(b, &t, err);
	for (int i = -1; i < walks; i++) {
		if (!walk(b, &t, err))
			return false;
		if (t.documents == 0)
			return gz_fail(err, GZ_ENOTFOUND, "no documents");
		if (i >= 0)
			micros[i] = 1e6 * t.seconds / (double)t.documents;
	}
	qsort(micros, (size_t)walks, sizeof(*micros), by_size);
	n = (double)t.documents;
	printf("%.2f us a document (%.2f to %.2f); %llu documents of %.0f bytes, %.0f tokens, %.1f "
	       "candidates, %.1f "
	       "mentions\n",
	       micros[walks / 2], micros[0], micros[walks - 1], (unsigned long long)t.documents,
	       (double)t.bytes / n, (double)t.tokens / n, (double)t.candidates / n, (double)t.mentions / n);
	return true;
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	int walks;
	bool good;

	if (argc < 5) {
		fputs("usage: resolve GAZETTEER WALKS MEGABYTES PATH...\n", stderr);
		return 2;
	}
	walks = atoi(argv[2]);
	walks = walks < 0 ? 0 : walks > WALKS ? WALKS : walks;
	b.bytes = strtoull(argv[3], NULL, 10) * 1000000;
	b.paths = (const char *const *)argv + 4;
	b.path_count = (size_t)argc - 4;
	good = gz_gaz_load((const char *const *)&argv[1], 1, NULL, NULL, &b.gaz, &err) &&
	       gz_matcher_open(b.gaz, &b.matcher, &err) && gz_resolver_open(b.gaz, &b.resolver, &err) &&
	       measure(&b, walks, &err);
	if (!good)
		fprintf(stderr, "resolve: %s\n", gz_error_text(&err, message, sizeof(message)));
	gz_matcher_close(b.matcher);
	gz_resolver_close(b.resolver);
	gz_arena_free(&b.doc);
	gz_arena_free(&b.scratch);
	gz_arena_free(&b.result);
	gz_gaz_free(b.gaz);
	return good ? 0 : 2;
}
