/*
 * stages.c: how fast each stage of the tagger is alone, on one thread. Every document of the archive's front
 * goes through all stages, and the time of each stage is added up: as in a real run the next stage finds in
 * the cache what the one before has left there. Unpacking is the time that the packed archive's lines take
 * beyond the plain one's. Then the documents go through the tagger as programs call it; boilerplate, which is
 * no stage here, is kept, so that both find the same. The first run warms up, the others count. Prints a line
 * for each stage:
 *
 *   rate MB/s STAGE RUN...      tab-separated; MB of (uncompressed) input, by the seconds of that stage alone
 *   share % STAGE RUN...        of the seconds from parsing to output
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazetteer.h"
#include "gazet/match.h"
#include "gazet/pipeline.h"
#include "gazet/render.h"
#include "gazet/resolve.h"
#include "gazet/text.h"

#define RUNS 7

enum stage { UNPACK, PARSE, TOKENIZE, MATCH, RESOLVE, OUTPUT, SUM, TAGGER, STAGES };

static const char *const names[STAGES] = {
	"decompress", "parse",	"tokenize",	   "match",
	"resolve",    "output", "parse to output", "tagger as called",
};

struct bench {
	const char *plain, *packed; /* the same archive */
	uint64_t bytes;		    /* of its front */
	struct gz_gaz *gaz;
	struct gz_matcher *matcher;
	struct gz_resolver *resolver;
	struct gz_tagger *tagger;
	struct gz_arena doc, scratch, result;
	struct gz_buf line;
	double seconds[STAGES];
	uint64_t documents, done, tokens, mentions, tagged; /* of a run; done: bytes */
};

/* Adds the time since *from to a stage and goes on from now. */
static void clocked(struct bench *b, enum stage stage, double *from)
{
	double now = gz_clock();

	b->seconds[stage] += now - *from;
	*from = now;
}

static bool stages(struct bench *b, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_tokens tokens[GZ_FIELDS];
	struct gz_candidates candidates[GZ_FIELDS];
	struct gz_tagged tagged = {.doc = *doc};
	double now = gz_clock();

	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_tokenize(doc->field[field], &b->scratch, &tokens[field], err))
			return false;
		b->tokens += tokens[field].count;
	}
	clocked(b, TOKENIZE, &now);
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_match(b->matcher, &tokens[field], &b->scratch, false, &candidates[field], err))
			return false;
	}
	clocked(b, MATCH, &now);
	if (!gz_resolve(b->resolver, doc, tokens, candidates, &(const struct gz_resolve_options){0},
			&b->result, &tagged.mentions, &tagged.count, err))
		return false;
	clocked(b, RESOLVE, &now);
	gz_buf_clear(&b->line);
	if (!gz_render_tagged(&b->line, &tagged, GZ_OFFSETS_CODEPOINT))
		return gz_fail_nomem(err);
	clocked(b, OUTPUT, &now);
	b->mentions += tagged.count;
	return true;
}

static bool tagger(struct bench *b, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_tagged tagged;
	double now = gz_clock();

	if (!gz_tagger_tag(b->tagger, doc, &b->result, &tagged, err))
		return false;
	clocked(b, TAGGER, &now);
	b->tagged += tagged.count;
	return true;
}

/* Goes through the archive's front, and gives each document to `take`. */
static bool walk(struct bench *b, bool (*take)(struct bench *, const struct gz_doc *, struct gz_error *),
		 struct gz_error *err)
{
	struct gz_reader *reader;
	enum gz_read_status status = GZ_READ_DOC;
	bool good = true;

	b->documents = b->done = 0;
	if (!gz_reader_open(&b->plain, 1, &(const struct gz_read_options){0}, &reader, err))
		return false;
	while (good && b->done < b->bytes) {
		struct gz_doc doc;
		double now = gz_clock();

		gz_arena_reset(&b->doc);
		gz_arena_reset(&b->scratch);
		gz_arena_reset(&b->result);
		status = gz_reader_next(reader, &b->doc, &doc, err);
		if (take == stages)
			clocked(b, PARSE, &now);
		if (status != GZ_READ_DOC)
			break;
		good = take(b, &doc, err);
		b->done += doc.bytes;
		b->documents++;
	}
	gz_reader_close(reader);
	return good && status != GZ_READ_FAILED;
}

/* Seconds of going through the front's lines. */
static bool lines(const struct bench *b, const char *path, double *seconds, struct gz_error *err)
{
	struct gz_lines *lines;
	struct gz_str line;
	uint64_t bytes = 0;
	double start = gz_clock();

	if (!gz_lines_open(path, GZ_MAX_DOCUMENT_DEFAULT, &lines, err))
		return false;
	while (bytes < b->done && gz_lines_next(lines, &line, err) == GZ_LINE)
		bytes += line.len + 1;
	gz_lines_close(lines);
	*seconds = gz_clock() - start;
	return true;
}

static bool run(struct bench *b, struct gz_error *err)
{
	double packed, plain;

	memset(b->seconds, 0, sizeof(b->seconds));
	b->tokens = b->mentions = b->tagged = 0;
	if (!walk(b, stages, err) || !walk(b, tagger, err) || !lines(b, b->packed, &packed, err) ||
	    !lines(b, b->plain, &plain, err))
		return false;
	if (b->done == 0)
		return gz_fail(err, GZ_ENOTFOUND, "no documents");
	if (b->mentions != b->tagged)
		return gz_fail(err, GZ_EFORMAT, "the tagger finds other mentions than its stages");
	b->seconds[UNPACK] = packed > plain ? packed - plain : 1e-9;
	for (int stage = PARSE; stage < SUM; stage++)
		b->seconds[SUM] += b->seconds[stage];
	return true;
}

static bool bench(struct bench *b, struct gz_error *err)
{
	const struct gz_tagger_options options = {.keep_boilerplate = true};
	double rate[STAGES][RUNS];

	if (!gz_matcher_open(b->gaz, &b->matcher, err) || !gz_resolver_open(b->gaz, &b->resolver, err) ||
	    !gz_tagger_open(b->gaz, &options, &b->tagger, err))
		return false;
	for (int i = -1; i < RUNS; i++) {
		if (!run(b, err))
			return false;
		for (int stage = 0; i >= 0 && stage < STAGES; stage++)
			rate[stage][i] = (double)b->done / 1e6 / b->seconds[stage];
	}
	for (int stage = 0; stage < STAGES; stage++) {
		printf("rate\tMB/s\t%s", names[stage]);
		for (int i = 0; i < RUNS; i++)
			printf("\t%.4g", rate[stage][i]);
		printf("\nshare\t%%\t%s", names[stage]);
		for (int i = 0; i < RUNS; i++)
			printf("\t%.4g", 100 * rate[SUM][i] / rate[stage][i]);
		putchar('\n');
	}
	printf("count\tdocuments\tall\t%llu\ncount\tMB\tall\t%.3f\n", (unsigned long long)b->documents,
	       (double)b->done / 1e6);
	printf("count\ttokens\tall\t%llu\ncount\tmentions\tall\t%llu\n", (unsigned long long)b->tokens,
	       (unsigned long long)b->mentions);
	return true;
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	const char *gazetteer = argc == 5 ? argv[1] : NULL;
	bool good;

	if (gazetteer == NULL) {
		fputs("usage: stages GAZETTEER MEGABYTES ARCHIVE PACKED-ARCHIVE\n", stderr);
		return 2;
	}
	b.bytes = strtoull(argv[2], NULL, 10) * 1000000;
	b.plain = argv[3];
	b.packed = argv[4];
	good = gazetteer_open(gazetteer, &b.gaz, &err) && bench(&b, &err);
	if (!good)
		fprintf(stderr, "stages: %s\n", gz_error_text(&err, message, sizeof(message)));
	gz_tagger_close(b.tagger);
	gz_matcher_close(b.matcher);
	gz_resolver_close(b.resolver);
	gz_arena_free(&b.doc);
	gz_arena_free(&b.scratch);
	gz_arena_free(&b.result);
	gz_buf_free(&b.line);
	gz_gaz_free(b.gaz);
	return good ? 0 : 2;
}
