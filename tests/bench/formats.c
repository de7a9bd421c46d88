/*
 * formats.c: what the reader alone takes for an archive, on one thread: some runs, with one before them to
 * warm up. Prints one line: documents, rejected, MB uncompressed, MB of title and text, hashes of all words,
 * of all titles and texts, and of all days (none depends on the order of the documents), then seconds of the
 * processor, a run each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gazet/read.h"

struct found {
	struct gz_read_progress progress;
	uint64_t documents, text, words, fields, days;
};

static double processor(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Adds the words: how they are parted by blank space is the format's. */
static void add_words(struct gz_buf *words, struct gz_str s)
{
	bool blank = words->len > 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\r' || s.ptr[i] == '\t') {
			blank = words->len > 0;
			continue;
		}
		if (blank)
			gz_buf_byte(words, ' ');
		blank = false;
		gz_buf_byte(words, s.ptr[i]);
	}
}

/* What a document says, wherever in the archive it stands. */
static void look(const struct gz_doc *doc, struct found *f, struct gz_buf *words)
{
	struct gz_str title, both;
	size_t end;

	gz_buf_clear(words);
	add_words(words, doc->field[GZ_TITLE]);
	end = words->len;
	add_words(words, doc->field[GZ_TEXT]);
	both = gz_buf_view(words);
	title = gz_str_of(both.ptr, end);
	f->text += doc->field[GZ_TITLE].len + doc->field[GZ_TEXT].len;
	f->words += gz_str_hash(both);
	f->fields += gz_str_hash(both) * (2 * gz_str_hash(title) + 1);
	f->days += gz_str_hash(both) * (2 * (uint64_t)(uint32_t)doc->day + 1);
}

static bool read_all(const char *path, bool looks, struct found *f, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_buf words = {0};
	struct gz_doc doc;
	enum gz_read_status status;

	if (!gz_reader_open(&path, 1, &options, &reader, err))
		return false;
	while ((status = gz_reader_next(reader, &arena, &doc, err)) == GZ_READ_DOC) {
		if (looks)
			look(&doc, f, &words);
		if (++f->documents % 256 == 0) /* as in the pipeline */
			gz_arena_reset(&arena);
	}
	gz_reader_progress(reader, &f->progress);
	gz_reader_close(reader);
	gz_arena_free(&arena);
	gz_buf_free(&words);
	return status == GZ_READ_END;
}

int main(int argc, char **argv)
{
	struct found first = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	unsigned long runs = argc == 3 ? strtoul(argv[1], NULL, 10) : 0;
	bool good = true;

	if (runs == 0) {
		fputs("usage: formats RUNS PATH\n", stderr);
		return 2;
	}
	for (unsigned long i = 0; good && i <= runs; i++) {
		struct found again = {0};
		double start = processor();

		good = read_all(argv[2], i == 0, i == 0 ? &first : &again, &err);
		if (good && i > 0)
			printf("\t%.6f", processor() - start);
		else if (good)
			printf("%llu\t%llu\t%.6f\t%.6f\t%016llx\t%016llx\t%016llx",
			       (unsigned long long)first.documents,
			       (unsigned long long)first.progress.rejected,
			       (double)first.progress.bytes_text / 1e6, (double)first.text / 1e6,
			       (unsigned long long)first.words, (unsigned long long)first.fields,
			       (unsigned long long)first.days);
	}
	putchar('\n');
	if (!good)
		fprintf(stderr, "formats: %s\n", gz_error_text(&err, message, sizeof(message)));
	return good ? 0 : 2;
}
