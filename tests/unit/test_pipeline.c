/*
 * test_pipeline.c: the ring of batches: the same documents with the same mentions in the archive's order for
 * any number of threads, and its ways to end early: an error of who takes the documents, an interrupt, a bad
 * rule.
 */
#include <fcntl.h>

#include "gaz_world.h"

#include "gazet/pipeline.h"

#define DOCUMENTS 3000
#define BATCH	  512 /* documents, as src/pipeline.c has them */

static const char entities[] =
	"id\ttype\tname\taliases\tadjectives\n"
	"country/ru\tcountry\tRussia\tРоссия\tRussian\n"
	"country/us\tcountry\tUnited States\t=US | U.S.\tAmerican\n"
	"event/war\tevent\tRussian war\n"
	"person/am\tperson\tAngela Merkel\n"
	"person/vp\tperson\tVladimir Putin\n";

static const char patterns[] =
	"anchor\tregex\tid\tname\ttype\tseries\tcountry\n"
	"vote\t(?<year>\\d{4}) (?<country>[a-z]+) vote(?= |$)\tevent/${country}-vote-${year}\t${year} ${country} vote\tevent\t\t"
	"country/${country}\n";

struct archive {
	struct world w;
	char path[256];
};

/* What a run handed over. */
struct taken {
	struct gz_buf text; /* a line for each document with its mentions */
	uint64_t documents, mentions, batches;
	uint64_t record, bytes; /* last seen */
	uint64_t fail_at;       /* document whose taking fails; 0: none */
	uint64_t fail_batch;
	uint64_t asked, interrupt_at;
	bool once; /* the interrupt is told once only */
	double patience;
};

/* Documents whose words follow from their number. */
static void write_archive(const struct archive *a, unsigned documents)
{
	static const char *const words[] = {"Russia", "the",	"U.S.",	  "vote",     "2016",  "Russian",
					    "war",    "Merkel", "Angela", "Vladimir", "Putin", "putin",
					    "us",     "Россия", "and",	  "american", ".",     ","};
	FILE *file = fopen(a->path, "wb");
	uint32_t seed = 1;

	assert_non_null(file);
	for (unsigned i = 1; i <= documents; i++) {
		unsigned count = i == 1000 ? 300000 : i % 50; /* one is larger than a batch */

		fprintf(file,
			"{\"id\":\"d%u\",\"date\":\"2017-%02u-01\",\"title\":\"Angela Merkel %u\",\"text\":\"",
			i, i % 12 + 1, i);
		for (unsigned k = 0; k < count; k++) {
			seed = seed * 1664525u + 1013904223u;
			fprintf(file, "%s ", words[(seed >> 10) % GZ_COUNT(words)]);
		}
		fputs(i % 100 == 0 ? "\"\n" : "x\"}\n", file); /* some lines are cut off */
	}
	assert_int_equal(fclose(file), 0);
}

static void archive_open(struct archive *a, unsigned documents, const char *rules)
{
	world_open(&a->w);
	world_add(&a->w, "entities.tsv", entities);
	world_add(&a->w, "patterns.tsv", rules);
	world_load(&a->w);
	snprintf(a->path, sizeof(a->path), "%.100s/archive.jsonl", a->w.folder);
	write_archive(a, documents);
}

static void describe(struct gz_buf *out, const struct gz_tagged *tagged)
{
	gz_buf_printf(out, "%.*s %d %zu:", GZ_ARG(tagged->doc.id), tagged->doc.day,
		      tagged->doc.field[GZ_TEXT].len);
	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		gz_buf_printf(out, " %u/%u+%u %.*s %.*s %s %.2f%s", m->field, m->start, m->length,
			      GZ_ARG(m->entity->id), GZ_ARG(m->name), gz_via_name((enum gz_via)m->via),
			      (double)m->score, m->nested ? " nested" : "");
	}
	gz_buf_byte(out, '\n');
}

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct taken *t = self;

	t->documents++;
	if (t->documents == t->fail_at)
		return gz_fail_at(err, GZ_EDB, "the file", 7, 0, "no room for document %llu",
				  (unsigned long long)t->documents);
	if (tagged->doc.record <= t->record)
		return gz_fail(err, GZ_EUSAGE, "record %llu out of order",
			       (unsigned long long)tagged->doc.record);
	t->record = tagged->doc.record;
	t->mentions += tagged->count;
	describe(&t->text, tagged);
	return true;
}

/* In the taggers' threads: nothing of `self` may be changed. */
static bool render(void *self, const struct gz_tagged *tagged, struct gz_buf *out, struct gz_error *err)
{
	const struct taken *t = self;

	if (t->fail_at > 0 && tagged->doc.record == t->fail_at)
		return gz_fail(err, GZ_EUSAGE, "cannot render record %llu", (unsigned long long)t->fail_at);
	describe(out, tagged);
	return true;
}

static bool write_bytes(void *self, struct gz_str bytes, size_t documents, struct gz_error *err)
{
	struct taken *t = self;

	(void)err;
	t->documents += documents;
	gz_buf_str(&t->text, bytes);
	return true;
}

static bool batch(void *self, const struct gz_read_progress *progress, struct gz_error *err)
{
	struct taken *t = self;

	if (++t->batches == t->fail_batch)
		return gz_fail(err, GZ_EIO, "no batch %llu", (unsigned long long)t->batches);
	if (progress->bytes_text < t->bytes)
		return gz_fail(err, GZ_EUSAGE, "progress goes back");
	t->bytes = progress->bytes_text;
	return true;
}

static bool interrupted(void *self)
{
	struct taken *t = self;

	t->asked++;
	if (t->patience > 0)
		return gz_clock() > t->patience;
	return t->interrupt_at > 0 && (t->once ? t->asked == t->interrupt_at : t->asked >= t->interrupt_at);
}

static bool run_pipeline(const struct archive *a, struct gz_pipeline p, struct taken *t, struct gz_error *err)
{
	const char *path = a->path;
	struct gz_read_options options = {0};
	bool good;

	p.gaz = a->w.gaz;
	p.batch = batch;
	p.interrupted = interrupted;
	p.self = t;
	alarm(120); /* a ring that hangs must not hang the tests */
	assert_true(gz_reader_open(&path, 1, &options, &p.reader, err));
	good = gz_pipeline_run(&p, err);
	gz_reader_close(p.reader);
	alarm(0);
	return good;
}

static bool run(const struct archive *a, unsigned threads, struct taken *t, struct gz_error *err)
{
	return run_pipeline(a, (struct gz_pipeline){.threads = threads, .take = take}, t, err);
}

static bool run_rendered(const struct archive *a, unsigned threads, struct taken *t, struct gz_error *err)
{
	return run_pipeline(
		a, (struct gz_pipeline){.threads = threads, .render = render, .write = write_bytes}, t, err);
}

static void forget(struct taken *t)
{
	gz_buf_free(&t->text);
	*t = (struct taken){0};
}

static void test_any_number_of_threads(void **state)
{
	static const unsigned threads[] = {2, 5, 0, 1};
	struct archive a;
	struct taken first = {0}, again = {0};
	struct gz_error err;

	(void)state;
	archive_open(&a, DOCUMENTS, patterns);
	assert_true(run(&a, 1, &first, &err));
	assert_int_equal(first.documents, DOCUMENTS - DOCUMENTS / 100);
	assert_true(first.mentions > 10000);
	assert_true(first.batches >= DOCUMENTS / BATCH);
	assert_non_null(strstr(first.text.ptr, "event/ru-vote-2016"));
	assert_non_null(strstr(first.text.ptr, " surname "));
	assert_non_null(strstr(first.text.ptr, " nested"));
	for (size_t i = 0; i < GZ_COUNT(threads); i++) {
		assert_true(run(&a, threads[i], &again, &err));
		assert_int_equal(again.documents, first.documents);
		assert_int_equal(again.text.len, first.text.len);
		assert_memory_equal(again.text.ptr, first.text.ptr, first.text.len);
		forget(&again);
		assert_true(run_rendered(&a, threads[i], &again, &err));
		assert_int_equal(again.documents, first.documents);
		assert_int_equal(again.batches, first.batches);
		assert_int_equal(again.text.len, first.text.len);
		assert_memory_equal(again.text.ptr, first.text.ptr, first.text.len);
		forget(&again);
	}
	forget(&first);
	world_close(&a.w);
}

static void test_no_documents(void **state)
{
	struct archive a;
	struct taken t = {0};
	struct gz_error err;

	(void)state;
	archive_open(&a, 0, patterns);
	for (unsigned threads = 0; threads < 4; threads++) {
		assert_true(run(&a, threads, &t, &err));
		assert_int_equal(t.documents, 0);
		forget(&t);
	}
	world_close(&a.w);
}

static void test_take_fails(void **state)
{
	static const uint64_t places[] = {1, 2, BATCH, BATCH + 1, 700, 2970};
	struct archive a;
	struct gz_error err;

	(void)state;
	archive_open(&a, DOCUMENTS, patterns);
	for (size_t i = 0; i < GZ_COUNT(places); i++) {
		struct taken t = {.fail_at = places[i]};

		assert_false(run(&a, 1 + (unsigned)i % 3, &t, &err));
		assert_int_equal(t.documents, places[i]); /* and none behind it */
		assert_int_equal(err.code, GZ_EDB);
		assert_string_equal(err.file, "the file");
		assert_int_equal(err.line, 7);
		assert_memory_equal(err.message, "no room for document ", 21);
		forget(&t);
	}
	world_close(&a.w);
}

static void test_render_fails(void **state)
{
	static const uint64_t places[] = {1, BATCH, 701, 2971};
	struct archive a;
	struct gz_error err;

	(void)state;
	archive_open(&a, DOCUMENTS, patterns);
	for (size_t i = 0; i < GZ_COUNT(places); i++) {
		struct taken t = {.fail_at = places[i]};

		assert_false(run_rendered(&a, 1 + (unsigned)i % 3, &t, &err));
		assert_true(t.documents < places[i]);
		assert_int_equal(err.code, GZ_EUSAGE);
		assert_memory_equal(err.message, "cannot render record ", 21);
		forget(&t);
	}
	world_close(&a.w);
}

/* More text than may be on its way at once: the reader waits, and everything comes through. */
static void test_large_documents(void **state)
{
	struct archive a;
	struct taken t = {0};
	struct gz_error err;
	FILE *file;

	(void)state;
	archive_open(&a, 0, patterns);
	file = fopen(a.path, "wb");
	assert_non_null(file);
	for (unsigned i = 0; i < 24; i++)
		fprintf(file, "{\"id\":\"%u\",\"text\":\"Russia%*s\"}\n", i, 5 << 20, ".");
	assert_int_equal(fclose(file), 0);
	assert_true(run(&a, 8, &t, &err));
	assert_int_equal(t.documents, 24);
	assert_int_equal(t.mentions, 24);
	forget(&t);
	world_close(&a.w);
}

static void test_batch_fails(void **state)
{
	struct taken t = {.fail_batch = 3};
	struct archive a;
	struct gz_error err;

	(void)state;
	archive_open(&a, DOCUMENTS, patterns);
	assert_false(run(&a, 3, &t, &err));
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.message, "no batch 3");
	assert_int_equal(t.batches, 3);
	forget(&t);
	world_close(&a.w);
}

static void test_interrupted(void **state)
{
	static const uint64_t places[] = {1, 2, 300, 2000};
	struct archive a;
	struct taken whole = {0};
	struct gz_error err;

	(void)state;
	archive_open(&a, DOCUMENTS, patterns);
	assert_true(run(&a, 2, &whole, &err));
	for (size_t i = 0; i < 2 * GZ_COUNT(places); i++) {
		struct taken t = {.interrupt_at = places[i / 2], .once = i % 2};

		assert_false(run(&a, 1 + (unsigned)i % 3, &t, &err));
		assert_int_equal(err.code, GZ_EINTR);
		assert_true(t.documents < places[i / 2]);
		/* What was taken is the beginning of the archive. */
		assert_true(t.text.len < whole.text.len);
		if (t.text.len > 0)
			assert_memory_equal(t.text.ptr, whole.text.ptr, t.text.len);
		forget(&t);
	}
	forget(&whole);
	world_close(&a.w);
}

/* Whoever waits for input that does not come can be interrupted all the same. */
static void test_interrupted_while_waiting(void **state)
{
	static const char begun[] = "{\"id\":\"1\",\"text\":\"Russia\"}\n{\"id\"";
	struct archive a;
	struct taken t = {0};
	struct gz_error err;
	double start = gz_clock();
	int fd;

	(void)state;
	archive_open(&a, 0, patterns);
	assert_int_equal(unlink(a.path), 0);
	assert_int_equal(mkfifo(a.path, 0600), 0);
	fd = open(a.path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, begun, sizeof(begun) - 1), sizeof(begun) - 1);
	t.patience = start + 0.3;
	assert_false(run(&a, 2, &t, &err));
	assert_int_equal(err.code, GZ_EINTR);
	assert_true(gz_clock() - start < 30);
	assert_int_equal(close(fd), 0);
	forget(&t);
	world_close(&a.w);
}

/* One that another version of PCRE2 let pass fails in a tagger, when it is run first. */
/* Who made the gazetteer compiled the rule; here it is of another version, and fails when it is run. */
static void test_bad_rule(void **state)
{
	struct archive a;
	struct taken t = {0};
	struct gz_error err;

	(void)state;
	archive_open(&a, 600, "anchor\tregex\tid\tname\ttype\n\nvote\tvote\tevent/v\tV\tevent\n");
	a.w.gaz->patterns[0].regex = GZ_STR("(vote");
	for (unsigned threads = 1; threads < 5; threads++) {
		assert_false(run(&a, threads, &t, &err));
		assert_int_equal(err.code, GZ_EFORMAT);
		assert_int_equal(err.line, 3);
		assert_true(gz_str_ends(gz_str(err.file), GZ_STR("patterns.tsv")));
		assert_int_equal(t.documents, 0);
		forget(&t);
	}
	world_close(&a.w);
}

/* Without the callbacks that may be missing. */
static void test_take_alone(void **state)
{
	struct archive a;
	struct taken t = {0};
	struct gz_read_options options = {0};
	struct gz_pipeline p = {.threads = 2, .take = take, .self = &t};
	struct gz_error err;
	const char *path;

	(void)state;
	archive_open(&a, 600, patterns);
	path = a.path;
	p.gaz = a.w.gaz;
	assert_true(gz_reader_open(&path, 1, &options, &p.reader, &err));
	assert_true(gz_pipeline_run(&p, &err));
	assert_int_equal(t.documents, 594);
	gz_reader_close(p.reader);
	forget(&t);
	world_close(&a.w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_number_of_threads),
		cmocka_unit_test(test_no_documents),
		cmocka_unit_test(test_take_fails),
		cmocka_unit_test(test_render_fails),
		cmocka_unit_test(test_large_documents),
		cmocka_unit_test(test_batch_fails),
		cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_interrupted_while_waiting),
		cmocka_unit_test(test_bad_rule),
		cmocka_unit_test(test_take_alone),
	};

	return cmocka_run_group_tests_name("pipeline", tests, NULL, NULL);
}
