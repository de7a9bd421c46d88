/*
 * read.c: what reading and writing cost beside the tagger, on one thread: unpacking, cutting into lines,
 * parsing, the whole reader, and rendering what was found. The ways take turns; the first round warms up.
 * Prints rows of a Markdown table: seconds are those of the processor, MB are uncompressed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "../../src/read/internal.h"
#include "gazet/pipeline.h"
#include "gazet/render.h"

#define RUNS	   9
#define TAGGED_MAX 2000

enum way { UNPACK, LINES, PARSE, READ_PLAIN, READ_PACKED, RENDER, WAYS };

static const char *const way_names[WAYS] = {
	"unpack", "cut into lines", "parse", "whole reader, plain", "whole reader, as given", "render",
};

struct bench {
	const char *packed; /* as given */
	char plain[64];	    /* the same unpacked, in memory */
	struct gz_str text; /* its bytes */
	struct gz_keys keys;
	struct gz_tagged *tagged;
	size_t tagged_count;
	uint64_t tagged_bytes; /* input bytes of these */
	struct gz_arena found, doc;
	struct gz_buf out;
};

struct cost {
	uint64_t bytes, documents;
	double seconds[RUNS];
};

static double processor(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool unpack(const char *path, struct gz_buf *keep, struct cost *c, struct gz_error *err)
{
	_Atomic uint64_t raw = 0, plain = 0;
	struct gz_input in = {.raw_count = &raw, .count = &plain};
	enum gz_input_status status = GZ_INPUT_DATA;

	if (!gz_input_open(&in, path, false, err))
		return false;
	while (status == GZ_INPUT_DATA) {
		if (keep != NULL)
			gz_buf_add(keep, in.block + in.at, in.len - in.at);
		c->bytes += in.len - in.at;
		in.at = in.len;
		status = gz_input_fill(&in, err);
	}
	gz_input_close(&in);
	gz_input_free(&in);
	return status == GZ_INPUT_END;
}

static bool lines(const char *path, struct cost *c, struct gz_error *err)
{
	struct gz_lines *from;
	struct gz_str line;
	enum gz_lines_status status;

	if (!gz_lines_open(path, GZ_MAX_DOCUMENT_DEFAULT, &from, err))
		return false;
	while ((status = gz_lines_next(from, &line, err)) == GZ_LINE) {
		c->bytes += line.len + 1;
		c->documents++;
	}
	gz_lines_close(from);
	return status == GZ_LINES_END;
}

static bool parse(struct bench *b, struct cost *c)
{
	const char *at = b->text.ptr, *end = at + b->text.len, *lf;
	struct gz_values values;

	while (at < end && (lf = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		c->documents += gz_json_record(&b->keys, gz_str_of(at, (size_t)(lf - at)), &values);
		at = lf + 1;
	}
	c->bytes = b->text.len;
	return true;
}

static bool whole(struct bench *b, const char *path, struct cost *c, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_reader *reader;
	struct gz_doc doc;
	enum gz_read_status status;

	if (!gz_reader_open(&path, 1, &options, &reader, err))
		return false;
	while ((status = gz_reader_next(reader, &b->doc, &doc, err)) == GZ_READ_DOC) {
		c->bytes += doc.bytes;
		if (++c->documents % 256 == 0) /* as in the pipeline */
			gz_arena_reset(&b->doc);
	}
	gz_arena_reset(&b->doc);
	gz_reader_close(reader);
	return status == GZ_READ_END;
}

static bool render(struct bench *b, struct cost *c, struct gz_error *err)
{
	for (size_t i = 0; i < b->tagged_count; i++) {
		if (i % 256 == 0)
			gz_buf_clear(&b->out);
		gz_render_tagged(&b->out, &b->tagged[i], GZ_OFFSETS_CODEPOINT);
	}
	c->bytes = b->tagged_bytes;
	c->documents = b->tagged_count;
	return !b->out.failed || gz_fail_nomem(err);
}

static bool go(struct bench *b, enum way way, struct cost *c, struct gz_error *err)
{
	c->bytes = c->documents = 0;
	switch (way) {
	case UNPACK: return unpack(b->packed, NULL, c, err);
	case LINES: return lines(b->plain, c, err);
	case PARSE: return parse(b, c);
	case READ_PLAIN: return whole(b, b->plain, c, err);
	case READ_PACKED: return whole(b, b->packed, c, err);
	default: return render(b, c, err);
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print_rows(struct cost *cost)
{
	uint64_t documents = cost[READ_PACKED].documents;

	puts("| way | MB/s, median | min | max | us a document |\n| --- | ---: | ---: | ---: | ---: |");
	for (int way = 0; way < WAYS; way++) {
		struct cost *c = &cost[way];
		double mb = (double)c->bytes / 1e6;
		uint64_t count = way == RENDER ? c->documents : documents;

		qsort(c->seconds, RUNS, sizeof(c->seconds[0]), by_size);
		printf("| %s | %.0f | %.0f | %.0f | %.2f |\n", way_names[way], mb / c->seconds[RUNS / 2],
		       mb / c->seconds[RUNS - 1], mb / c->seconds[0],
		       count > 0 ? 1e6 * c->seconds[RUNS / 2] / (double)count : 0);
	}
	printf("\n%llu documents, %.1f MB; %llu of them are plain records.\n", (unsigned long long)documents,
	       (double)cost[READ_PACKED].bytes / 1e6, (unsigned long long)cost[PARSE].documents);
}

/* The first documents with what is found in them, for rendering. */
static bool tag(struct bench *b, const char *gazetteer, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_reader *reader = NULL;
	struct gz_gaz *gaz = NULL;
	struct gz_tagger *tagger = NULL;
	struct gz_doc doc;
	bool good;

	b->tagged = calloc(TAGGED_MAX, sizeof(*b->tagged));
	good = b->tagged != NULL && gz_gaz_load(&gazetteer, 1, NULL, NULL, &gaz, err) &&
	       gz_tagger_open(gaz, &(const struct gz_tagger_options){0}, &tagger, err) &&
	       gz_reader_open(&b->packed, 1, &options, &reader, err);
	while (good && b->tagged_count < TAGGED_MAX &&
	       gz_reader_next(reader, &b->found, &doc, err) == GZ_READ_DOC) {
		good = gz_tagger_tag(tagger, &doc, &b->found, &b->tagged[b->tagged_count++], err);
		b->tagged_bytes += doc.bytes;
	}
	gz_reader_close(reader);
	gz_tagger_close(tagger);
	/* The gazetteer stays: what was found points into it. */
	return good;
}

static bool prepare(struct bench *b, const char *gazetteer, struct gz_error *err)
{
	struct gz_buf text = {0};
	struct cost ignored = {0};
	int fd = memfd_create("plain", MFD_CLOEXEC);

	if (!unpack(b->packed, &text, &ignored, err) || !gz_keys_open(&b->keys, NULL, err))
		return false;
	for (size_t done = 0; done < text.len;) {
		ssize_t written = write(fd, text.ptr + done, text.len - done);

		if (written <= 0)
			return gz_fail(err, GZ_EIO, "cannot write to memory");
		done += (size_t)written;
	}
	b->text = gz_buf_view(&text);
	snprintf(b->plain, sizeof(b->plain), "/proc/self/fd/%d", fd);
	return tag(b, gazetteer, err);
}

int main(int argc, char **argv)
{
	static struct cost cost[WAYS];
	static struct bench b;
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	bool good;

	if (argc != 3) {
		fputs("usage: read GAZETTEER ARCHIVE\n", stderr);
		return 2;
	}
	b.packed = argv[2];
	good = prepare(&b, argv[1], &err);
	for (int i = -1; good && i < RUNS; i++) {
		for (int way = 0; good && way < WAYS; way++) {
			double start = processor();

			good = go(&b, (enum way)way, &cost[way], &err);
			if (i >= 0)
				cost[way].seconds[i] = processor() - start;
		}
	}
	if (good)
		print_rows(cost);
	else
		fprintf(stderr, "read: %s\n", gz_error_text(&err, message, sizeof(message)));
	return good ? 0 : 2;
}
