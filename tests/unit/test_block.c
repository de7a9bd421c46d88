/* test_block.c: the packed forward index: what goes in comes out, and damage is seen. */
#include <limits.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/block.h"

static struct gz_block_writer started(void)
{
	struct gz_block_writer w = {0};

	gz_block_start(&w);
	return w;
}

/* The blobs of a block. */
struct blobs {
	struct gz_buf entities, positions;
};

static struct blobs make_blobs(const struct gz_block_writer *w)
{
	struct blobs b = {.entities = {.len = 0}};

	assert_true(gz_block_entities(w, &b.entities) && gz_block_positions(w, &b.positions));
	return b;
}

static void free_blobs(struct blobs *b)
{
	gz_buf_free(&b->entities);
	gz_buf_free(&b->positions);
}

static void open_writer(struct gz_block_reader *r, const struct gz_block_writer *w, const struct blobs *b,
			bool positions)
{
	gz_block_open(r, w->first, gz_buf_view(&w->heads));
	gz_block_attach(r, gz_buf_view(&b->entities),
			positions ? gz_buf_view(&b->positions) : (struct gz_str){NULL, 0});
}

/* The next document with its entities. */
static const struct gz_block_document *next(struct gz_block_reader *r)
{
	const struct gz_block_document *doc = gz_block_next(r);

	return doc && gz_block_load(r) ? doc : NULL;
}

static bool add(struct gz_block_writer *w, int64_t document, int32_t day, int64_t source,
		const struct gz_posting *postings, size_t count)
{
	struct gz_head head = {document, source, day, day == GZ_NO_DAY ? GZ_UNDATED : GZ_DAY};

	return gz_block_add(w, &head, postings, count);
}

static const struct gz_posting three[] = {
	{7, 2, 0}, {7, 2, 0}, {7, 11, 4}, {9, 3, -1}, {400000, UINT32_MAX, INT32_MAX},
};

/* Documents 10 (dated), 11 (removed), 500 (undated, without entities), 501 (long before), 502 (to the month),
 * 503 and 504 (as the one before, to the day). */
static void fill(struct gz_block_writer *w)
{
	struct gz_head month = {502, 2, 17000, GZ_MONTH};

	assert_true(add(w, 10, 17354, 3, three, GZ_COUNT(three)));
	assert_true(add(w, 11, GZ_NO_DAY, 0, NULL, 0));
	assert_true(add(w, 500, GZ_NO_DAY, 1, NULL, 0));
	assert_true(add(w, 501, -719162, 2, three + 3, 1));
	assert_true(gz_block_add(w, &month, NULL, 0));
	assert_true(add(w, 503, 17001, 2, three, 2));
	assert_true(add(w, 504, 16800, 2, three + 2, 3));
}

static const struct gz_head heads[] = {
	{10, 3, 17354, GZ_DAY},	   {11, 0, GZ_NO_DAY, GZ_UNDATED}, {500, 1, GZ_NO_DAY, GZ_UNDATED},
	{501, 2, -719162, GZ_DAY}, {502, 2, 17000, GZ_MONTH},	   {503, 2, 17001, GZ_DAY},
	{504, 2, 16800, GZ_DAY},
};

static void test_round_trip(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	const struct gz_block_document *doc;
	struct blobs b;

	(void)state;
	fill(&w);
	b = make_blobs(&w);
	assert_int_equal(w.first, 10);
	assert_int_equal(w.last, 504);
	assert_int_equal(w.documents, 6); /* the removed one is not counted */
	assert_int_equal(w.first_day, -719162);
	assert_int_equal(w.last_day, 17354);
	open_writer(&r, &w, &b, true);
	for (size_t i = 0; i < GZ_COUNT(heads); i++) {
		doc = next(&r);
		assert_non_null(doc);
		assert_int_equal(doc->document, heads[i].document);
		assert_int_equal(doc->source, heads[i].source);
		assert_int_equal(doc->day, heads[i].day);
		assert_int_equal(doc->precision, heads[i].precision);
		if (i == 0) {
			assert_int_equal(doc->count, 3);
			assert_int_equal(doc->entity[0].entity, 7);
			assert_int_equal(doc->entity[0].mentions, 3);
			assert_int_equal(doc->entity[1].entity, 9);
			assert_int_equal(doc->entity[1].first, 3);
			assert_int_equal(doc->entity[2].entity, 400000);
			for (size_t k = 0; k < GZ_COUNT(three); k++) {
				assert_int_equal(doc->place[k], three[k].place);
				assert_int_equal(doc->sentence[k], three[k].sentence);
			}
		}
		assert_true(i == 0 || doc->count == (i == 3 ? 1 : i == 5 ? 1 : i == 6 ? 3 : 0));
	}
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	assert_null(gz_block_next(&r));
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

/* Heads alone, one document among others, and entities of a few. */
static void test_parts(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	const struct gz_block_document *doc;
	struct gz_head_reader alone;
	struct blobs b;

	(void)state;
	fill(&w);
	b = make_blobs(&w);
	gz_head_open(&alone, w.first, gz_buf_view(&w.heads));
	for (size_t i = 0; i < GZ_COUNT(heads); i++) {
		const struct gz_head *head = gz_head_next(&alone);

		assert_non_null(head);
		assert_int_equal(head->document, heads[i].document);
		assert_int_equal(head->day, heads[i].day);
	}
	assert_null(gz_head_next(&alone));
	assert_false(alone.damaged);
	open_writer(&r, &w, &b, true);
	doc = gz_block_seek(&r, 400);
	assert_int_equal(doc->document, 500);
	assert_int_equal(doc->count, 0);
	doc = gz_block_seek(&r, 504);
	assert_int_equal(doc->document, 504);
	assert_true(gz_block_load(&r));
	assert_int_equal(doc->count, 3);
	assert_int_equal(doc->place[1], 3);
	assert_int_equal(doc->sentence[1], -1);
	assert_int_equal(doc->sentence[2], INT32_MAX);
	assert_null(gz_block_seek(&r, 505));
	assert_false(r.damaged);
	/* Without the blobs nothing can be loaded. */
	gz_block_open(&r, w.first, gz_buf_view(&w.heads));
	assert_non_null(gz_block_next(&r));
	assert_false(gz_block_load(&r));
	assert_true(r.damaged);
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

/* Passing what repeats gives as many documents as reading them one by one, and only such of the same day. */
static void test_repeats(void **state)
{
	unsigned random = 7;

	(void)state;
	for (unsigned round = 0; round < 200; round++) {
		struct gz_block_writer w = {0};
		struct gz_head head = {.source = 1, .day = 100, .precision = GZ_DAY};
		struct gz_head_reader quick, plain;
		const struct gz_head *next;

		gz_block_start(&w);
		for (unsigned i = 0; i < 60; i++) {
			random = random * 1103515245 + 12345;
			unsigned change = random >> 16 & 63;

			head.document += change == 1 ? 3 : 1;
			head.source = change == 2 ? 0 : change == 3 ? 2 : 1;
			head.day = change == 2 || change == 4 ? GZ_NO_DAY : change == 5 ? 101 : 100;
			head.precision = head.day == GZ_NO_DAY ? GZ_UNDATED : change == 6 ? GZ_MONTH : GZ_DAY;
			assert_true(gz_block_add(&w, &head, NULL, 0));
		}
		gz_head_open(&quick, w.first, gz_buf_view(&w.heads));
		gz_head_open(&plain, w.first, gz_buf_view(&w.heads));
		assert_int_equal(gz_head_repeat(&quick, 9), 0);
		while ((next = gz_head_next(&quick)) != NULL) {
			struct gz_head before = *gz_head_next(&plain);
			uint64_t most = random % 40, more;

			assert_memory_equal(&before, next, sizeof(before));
			more = gz_head_repeat(&quick, most);
			assert_true(more <= most);
			for (uint64_t i = 0; i < more; i++) {
				next = gz_head_next(&plain);
				assert_non_null(next);
				assert_int_equal(next->document, before.document + (int64_t)i + 1);
				assert_int_equal(next->day, before.day);
				assert_int_equal(next->source, before.source);
				assert_int_equal(next->precision, GZ_DAY);
			}
			assert_int_equal(quick.head.document, before.document + (int64_t)more);
		}
		assert_null(gz_head_next(&plain));
		assert_false(quick.damaged);
		gz_block_free(&w);
	}
}

static void test_without_positions(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	const struct gz_block_document *doc;
	struct blobs b;
	size_t count = 0;

	(void)state;
	fill(&w);
	b = make_blobs(&w);
	/* The same reader with, without and again with positions. */
	for (int round = 0; round < 3; round++) {
		open_writer(&r, &w, &b, round != 1);
		for (count = 0; (doc = next(&r)); count++)
			assert_true((doc->place != NULL) == (round != 1));
		assert_int_equal(count, GZ_COUNT(heads));
		assert_false(r.damaged);
	}
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

static void test_empty(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	struct blobs b;

	(void)state;
	b = make_blobs(&w);
	assert_int_equal(w.first_day, GZ_NO_DAY);
	open_writer(&r, &w, &b, true);
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	gz_block_open(&r, 1, (struct gz_str){NULL, 0});
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	/* Positions of no document are damage. */
	gz_block_open(&r, 1, (struct gz_str){NULL, 0});
	gz_block_attach(&r, gz_buf_view(&b.entities), gz_str_of("\0x", 2));
	assert_null(gz_block_next(&r));
	assert_true(r.damaged);
	gz_block_close(&r);
	free_blobs(&b);
}

static void test_full(void **state)
{
	struct gz_block_writer w = started();
	struct blobs b;
	int64_t id = 1;

	(void)state;
	while (!gz_block_full(&w))
		assert_true(add(&w, id++, 100, 1, three, GZ_COUNT(three)));
	b = make_blobs(&w);
	assert_true(b.entities.len >= GZ_BLOCK_BYTES - 3);
	assert_true(b.entities.len < GZ_BLOCK_BYTES + 20);
	/* A document like the one before it is one byte. */
	assert_int_equal(w.heads.len, (size_t)w.last - 1 + 6);
	gz_block_start(&w);
	assert_false(gz_block_full(&w));
	assert_int_equal(w.documents, 0);
	gz_block_free(&w);
	free_blobs(&b);
}

static void test_extremes(void **state)
{
	const int32_t days[] = {INT32_MAX,     INT32_MIN + 1, 0, INT32_MAX, INT32_MAX - 1,
				INT32_MIN + 1, INT32_MIN + 2};
	const struct gz_posting far = {INT64_MAX, 0, -1};
	int64_t first = INT64_MAX - (int64_t)GZ_COUNT(days) + 1;
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	const struct gz_block_document *doc;
	struct blobs b;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(days); i++)
		assert_true(add(&w, first + (int64_t)i, days[i], INT64_MAX, &far, 1));
	b = make_blobs(&w);
	open_writer(&r, &w, &b, true);
	for (size_t i = 0; i < GZ_COUNT(days); i++) {
		doc = next(&r);
		assert_non_null(doc);
		assert_true(doc->document == first + (int64_t)i);
		assert_int_equal(doc->day, days[i]);
		assert_true(doc->source == INT64_MAX);
		assert_true(doc->entity[0].entity == INT64_MAX);
	}
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

/* Sentences of a series of mentions: none, far on, back, the same. */
static void test_sentences(void **state)
{
	const int32_t sentences[] = {-1, 0, 0, 6, 7, 13, 20, 5, -1, 29, 30, 31, 38, 46, 1000000, 1000001, 3};
	struct gz_posting postings[GZ_COUNT(sentences) * 2];
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	const struct gz_block_document *doc;
	struct blobs b;
	size_t n = GZ_COUNT(sentences);

	(void)state;
	for (size_t i = 0; i < n; i++)
		postings[i] = (struct gz_posting){1, (uint32_t)i * 1000, sentences[i]};
	/* Each of them as the first mention of its entity. */
	for (size_t i = 0; i < n; i++)
		postings[n + i] = (struct gz_posting){2 + (int64_t)i, (uint32_t)i, sentences[i]};
	assert_true(add(&w, 1, 1, 1, postings, 2 * n));
	b = make_blobs(&w);
	open_writer(&r, &w, &b, true);
	doc = next(&r);
	assert_non_null(doc);
	for (size_t i = 0; i < 2 * n; i++) {
		assert_int_equal(doc->sentence[i], postings[i].sentence);
		assert_int_equal(doc->place[i], postings[i].place);
	}
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

static bool sound(struct gz_block_reader *r)
{
	while (next(r))
		;
	return !r->damaged;
}

/* Copies of their own, so that a sanitizer sees a byte read too far. */
static bool sound_bytes(struct gz_block_reader *r, struct gz_str head_bytes, struct gz_str entities)
{
	char *copy = malloc(head_bytes.len + 1), *other = malloc(entities.len + 1);
	bool result;

	assert_true(copy && other);
	memcpy(copy, head_bytes.ptr, head_bytes.len);
	memcpy(other, entities.ptr, entities.len);
	gz_block_open(r, 10, gz_str_of(copy, head_bytes.len));
	gz_block_attach(r, gz_str_of(other, entities.len), (struct gz_str){NULL, 0});
	result = sound(r);
	free(copy);
	free(other);
	return result;
}

static void test_damage(void **state)
{
	static const struct {
		struct gz_str heads, entities;
	} good[] =
		{
			{GZ_STR("\0\0\0\1"), GZ_STR("\1\1\0")},		    /* a document without anything */
			{GZ_STR("\0\0\0\0"), GZ_STR("\1\1\0")},		    /* a removed one */
			{GZ_STR("\0\0\4\2\1\1"), GZ_STR("\2\1\3\0\1\5\1")}, /* two dated ones, an entity */
		},
	  bad[] = {
		  {GZ_STR("\0\1\0\1"), GZ_STR("\1\1\0")}, /* the first document is not the block's first */
		  {GZ_STR("\0\0\0\1\0\0\0\1"), GZ_STR("\2\1\1\0\0")}, /* the same document again */
		  {GZ_STR("\1"), GZ_STR("\1\1\0")},		      /* the short form in front */
		  {GZ_STR("\0\0\0\0\1"), GZ_STR("\2\1\1\0\0")},	      /* behind a removed one */
		  {GZ_STR("\0\0\5\0\1"), GZ_STR("\1\1\0")},	      /* a precision that is none */
		  {GZ_STR("\0\0\4\0\0"), GZ_STR("\1\1\0")},	      /* removed, yet dated */
		  {GZ_STR("\0\0\0\0"), GZ_STR("\1\3\1\5\1")},	      /* removed, yet it holds an entity */
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\3\1\0\1")},	      /* entity 0 */
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\3\1\5\0")},	      /* no mention of it */
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\4\1\5\1\0")},	      /* more bytes than entities */
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\2\1\5\1")},	      /* fewer */
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\6\xff\xff\xff\xff\x0f\1")}, /* more entities than bytes */
		  {GZ_STR("\0\0\4\xff\xff\xff\xff\xff\xff\xff\xff\xff\1\1"),
		   GZ_STR("\1\1\0")}, /* an impossible day */
		  {GZ_STR("\0\0\0"), GZ_STR("\1\1\0")},
		  {GZ_STR("\x80"), GZ_STR("\1\1\0")},
		  {GZ_STR("\0\0\0\1"), GZ_STR("")},
		  {GZ_STR("\0\0\0\1"), GZ_STR("\x9")},
		  {GZ_STR("\0\0\0\1"), GZ_STR("\1\1\0\0")},
		  {GZ_STR("\0\0\0\1"), GZ_STR("\2\1\0\0")},
	  };
	struct gz_block_reader r = {.passed = 0};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(good); i++)
		if (!sound_bytes(&r, good[i].heads, good[i].entities))
			fail_msg("good block %zu was refused", i);
	for (size_t i = 0; i < GZ_COUNT(bad); i++)
		if (sound_bytes(&r, bad[i].heads, bad[i].entities))
			fail_msg("damage %zu was not seen", i);
	gz_block_close(&r);
}

static void test_cut_off(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {.passed = 0};
	struct blobs b;

	(void)state;
	fill(&w);
	b = make_blobs(&w);
	/* Less of any blob than the others ask for, or more. */
	for (int part = 0; part < 3; part++) {
		struct gz_buf *buf = part == 0 ? &w.heads : part == 1 ? &b.entities : &b.positions;
		size_t whole = buf->len;

		for (buf->len = 0; buf->len < whole; buf->len++) {
			open_writer(&r, &w, &b, true);
			assert_false(sound(&r));
		}
		assert_true(gz_buf_byte(buf, 1));
		open_writer(&r, &w, &b, true);
		assert_false(sound(&r));
		buf->len = whole;
		open_writer(&r, &w, &b, true);
		assert_true(sound(&r));
	}
	gz_block_close(&r);
	gz_block_free(&w);
	free_blobs(&b);
}

static void test_list(void **state)
{
	static const struct {
		int64_t id;
		uint32_t mentions;
	} entries[] = {{5, 1}, {6, 2}, {200, 3}, {1000000, UINT32_MAX}};
	static const struct gz_str bad[] = {GZ_STR("\0"), GZ_STR("\1"), GZ_STR("\3"), GZ_STR("\x80"),
					    GZ_STR("\3\xff\xff\xff\xff\x0f")};
	struct gz_buf list = {.len = 0};
	struct gz_posting_list l;
	int64_t previous = 0;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(entries); i++)
		assert_true(gz_posting_list_add(&list, &previous, entries[i].id, entries[i].mentions));
	assert_int_equal(previous, 1000000);
	assert_int_equal(list.len, 1 + 2 + 3 + 3 + 5);
	gz_posting_list_open(&l, gz_buf_view(&list));
	for (size_t i = 0; i < GZ_COUNT(entries); i++) {
		assert_true(gz_posting_list_next(&l));
		assert_int_equal(l.document, entries[i].id);
		assert_int_equal(l.mentions, entries[i].mentions);
	}
	assert_false(gz_posting_list_next(&l));
	assert_false(l.damaged);
	gz_buf_free(&list);
	for (size_t i = 0; i < GZ_COUNT(bad); i++) {
		gz_posting_list_open(&l, bad[i]);
		assert_false(gz_posting_list_next(&l));
		assert_true(l.damaged);
	}
}

/* What is passed over together is what one by one would be, however long the steps are. */
static void test_passing(void **state)
{
	uint64_t seed = 7, documents = 0, mentions = 0;
	struct gz_posted sum = {0, 0};
	struct gz_buf bytes = {.len = 0};
	struct gz_posting_list steps, passes;
	int64_t previous = 0, document = 0;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		uint32_t drawn = (uint32_t)((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 33);

		document += 1 + drawn % (drawn % 50 == 0 ? 100000 : 70);
		assert_true(gz_posting_list_add(&bytes, &previous, document,
						drawn % 3 == 0 ? 1 + drawn % 200 : 1));
	}
	gz_posting_list_open(&steps, gz_buf_view(&bytes));
	gz_posting_list_open(&passes, gz_buf_view(&bytes));
	assert_true(gz_posting_list_next(&steps));
	assert_true(gz_posting_list_next(&passes));
	for (int64_t last = 0; last < document; last += 1 + last / 9) {
		for (; steps.document <= last; assert_true(gz_posting_list_next(&steps))) {
			documents++;
			mentions += steps.mentions;
		}
		assert_true(gz_posting_list_pass(&passes, last, &sum));
		assert_int_equal(passes.document, steps.document);
		assert_int_equal(sum.documents, documents);
		assert_int_equal(sum.mentions, mentions);
	}
	assert_false(gz_posting_list_pass(&passes, document, &sum));
	assert_int_equal(sum.documents, 20000);
	assert_false(passes.damaged);
	gz_buf_free(&bytes);
}

static void test_keys(void **state)
{
	static const struct gz_str bad[] = {GZ_STR("\0\0"), GZ_STR("\0"), GZ_STR("\x80"),
					    GZ_STR("\xff\xff\xff\xff\x0f\1"),
					    GZ_STR("\0\xff\xff\xff\xff\x1f")};
	struct gz_key_run run, same = {GZ_KEY_NAME, 1000000};
	struct gz_buf bytes = {.len = 0};
	struct gz_key_reader r;

	(void)state;
	gz_key_open(&r, 100, GZ_STR("\0\5\0\6\7\1"));
	assert_true(gz_key_next(&r) && r.key.hash == 100 && r.key.id == 5);
	assert_true(gz_key_next(&r) && r.key.hash == 100 && r.key.id == 6);
	assert_true(gz_key_next(&r) && r.key.hash == 107 && r.key.id == 1);
	assert_false(gz_key_next(&r));
	assert_false(r.damaged);
	for (size_t i = 0; i < GZ_COUNT(bad); i++) {
		gz_key_open(&r, 100, bad[i]);
		assert_false(gz_key_next(&r));
		assert_true(r.damaged);
	}
	assert_true(gz_key_chunk(1, UINT32_MAX) < gz_key_chunk(2, 0));
	assert_int_equal(gz_key_run_of(gz_key_run_row(77)), 77);
	assert_int_equal(gz_key_run_of(gz_key_run_row(77) - 1), 77);
	assert_true(gz_key_run_write(&bytes, &same));
	assert_true(gz_key_run_read(gz_buf_view(&bytes), &run));
	assert_true(run.kind == same.kind && run.keys == same.keys);
	assert_false(gz_key_run_read(gz_str_of(bytes.ptr, bytes.len - 1), &run));
	assert_false(gz_key_run_read(GZ_STR("\x77\1"), &run));
	gz_buf_free(&bytes);
}

/* What was added passes; of the rest few do. */
static void test_filter(void **state)
{
	size_t bytes = gz_filter_bytes(10000), passed = 0;
	unsigned char *filter = calloc(bytes, 1);

	(void)state;
	assert_non_null(filter);
	assert_true(bytes >= 10000 && bytes < 10100);
	for (uint32_t i = 0; i < 10000; i++)
		gz_filter_add(filter, bytes, i * 2654435761u);
	for (uint32_t i = 0; i < 10000; i++)
		assert_true(gz_filter_has(filter, bytes, i * 2654435761u));
	for (uint32_t i = 10000; i < 110000; i++)
		passed += gz_filter_has(filter, bytes, i * 2654435761u);
	assert_true(passed < 5000);
	/* What is too short to be one hides nothing. */
	assert_true(gz_filter_has(filter, 63, 1));
	free(filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip), cmocka_unit_test(test_without_positions),
		cmocka_unit_test(test_empty),	   cmocka_unit_test(test_repeats),
		cmocka_unit_test(test_full),	   cmocka_unit_test(test_extremes),
		cmocka_unit_test(test_damage),	   cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_list),	   cmocka_unit_test(test_passing),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_sentences),  cmocka_unit_test(test_keys),
		cmocka_unit_test(test_filter),
	};

	return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
