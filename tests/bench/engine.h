/*
 * engine.h: how a program that finds names is asked by run.py. It makes itself ready from a list of names,
 * says so on standard output, and then obeys lines of standard input until there are no more:
 *
 *   ready SECONDS MEMORY NAMES      is said once; NAMES is how many it looks for
 *   WHAT TEXT BYTES                 goes once through the front of so many bytes of that file; answer:
 *     ran SECONDS BYTES MATCHES MEMORY
 *   list TEXT BYTES FILE            the same, with a line for each match: byte offset, tab, name
 *
 * So several engines can take turns, each built only once. Every line of a text is a document; the text is in
 * memory when the time begins. Seconds are of processor time; memory is the largest so far, in MB, without
 * the text.
 */
#ifndef GAZET_BENCH_ENGINE_H
#define GAZET_BENCH_ENGINE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gazet/base.h"

struct engine {
	void *self;
	/* One document that begins at `offset` of the text: adds the number of names to *matches, and with a
	 * `list` writes them there. `what` is what was asked for: "run", or a word that only this engine
	 * knows. */
	bool (*document)(void *self, const char *what, struct gz_str document, size_t offset, FILE *list,
			 uint64_t *matches, struct gz_error *err);
};

/* Seconds of this thread's processor time: all work is in memory and on one thread, so it matters little who
 * else is on the machine. */
static double engine_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Megabytes of the largest resident set of this program so far; getrusage would count who started it too. */
static double engine_memory(void)
{
	FILE *status = fopen("/proc/self/status", "r");
	char line[256];
	double kilobytes = 0;

	while (status != NULL && fgets(line, sizeof(line), status) != NULL) {
		if (sscanf(line, "VmHWM: %lf", &kilobytes) == 1)
			break;
	}
	if (status != NULL)
		fclose(status);
	return kilobytes * 1024 / 1e6;
}

static bool engine_read(const char *path, struct gz_buf *out, struct gz_error *err)
{
	FILE *file = fopen(path, "rb");
	size_t got = 1;

	while (file != NULL && got > 0 && gz_buf_reserve(out, 1 << 20)) {
		got = fread(out->ptr + out->len, 1, 1 << 20, file);
		out->len += got;
	}
	if (file == NULL || ferror(file) != 0 || out->failed) {
		if (file != NULL)
			fclose(file);
		return gz_fail_at(err, GZ_EIO, path, 0, 0, "could not be read");
	}
	fclose(file);
	return true;
}

/* The next line of *rest, without its line break. */
static bool engine_line(struct gz_str *rest, struct gz_str *line)
{
	size_t end = gz_str_find(*rest, '\n');

	if (rest->len == 0)
		return false;
	*line = gz_str_of(rest->ptr, end);
	end += end < rest->len;
	*rest = gz_str_of(rest->ptr + end, rest->len - end);
	return true;
}

static void engine_list(FILE *list, size_t offset, struct gz_str name)
{
	fprintf(list, "%zu\t", offset);
	for (size_t i = 0; i < name.len; i++)
		putc(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32 : name.ptr[i], list);
	putc('\n', list);
}

struct engine_answer {
	double seconds;
	size_t bytes;
	uint64_t matches;
};

static bool engine_run(const struct engine *e, const char *what, struct gz_str text, FILE *list,
		       struct engine_answer *answer, struct gz_error *err)
{
	struct gz_str rest = text, line;
	double start = engine_clock();

	*answer = (struct engine_answer){.bytes = text.len};
	while (engine_line(&rest, &line)) {
		if (!e->document(e->self, what, line, (size_t)(line.ptr - text.ptr), list, &answer->matches,
				 err))
			return false;
	}
	answer->seconds = engine_clock() - start;
	return true;
}

/* The front of the text: whole lines, at least one. */
static struct gz_str engine_front(struct gz_str text, size_t bytes)
{
	if (bytes >= text.len)
		return text;
	while (bytes < text.len && text.ptr[bytes] != '\n')
		bytes++;
	return gz_str_of(text.ptr, bytes + (bytes < text.len));
}

struct engine_text {
	char path[512];
	struct gz_buf bytes;
};

static bool engine_order(const struct engine *e, const char *order, struct engine_text *text,
			 struct gz_error *err)
{
	struct engine_answer answer;
	char what[32], path[512], listing[512];
	FILE *list = NULL;
	size_t bytes;
	int parts = sscanf(order, "%31s %511s %zu %511s", what, path, &bytes, listing);
	bool good;

	if (parts < 3)
		return gz_fail(err, GZ_EUSAGE, "an order that is not understood");
	if (strcmp(path, text->path) != 0) {
		gz_buf_clear(&text->bytes);
		strcpy(text->path, path);
		if (!engine_read(path, &text->bytes, err))
			return false;
	}
	if (parts == 4 && (list = fopen(listing, "w")) == NULL)
		return gz_fail_at(err, GZ_EIO, listing, 0, 0, "cannot be written");
	good = engine_run(e, what, engine_front(gz_buf_view(&text->bytes), bytes), list, &answer, err);
	if (list != NULL && fclose(list) != 0 && good)
		return gz_fail_at(err, GZ_EIO, listing, 0, 0, "cannot be written");
	if (!good)
		return false;
	printf("ran %.6f %zu %llu %.1f\n", answer.seconds, answer.bytes, (unsigned long long)answer.matches,
	       engine_memory() - (double)text->bytes.len / 1e6);
	fflush(stdout);
	return true;
}

/* Obeys standard input. `began` is the engine_clock of when the engine began to make itself ready. */
static bool engine_obey(const struct engine *e, double began, uint64_t names, struct gz_error *err)
{
	struct engine_text text = {0};
	char order[2048];
	bool good = true;

	printf("ready %.6f %.1f %llu\n", engine_clock() - began, engine_memory(), (unsigned long long)names);
	fflush(stdout);
	while (good && fgets(order, sizeof(order), stdin) != NULL)
		good = engine_order(e, order, &text, err);
	gz_buf_free(&text.bytes);
	return good;
}

#endif
