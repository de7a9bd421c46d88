/* test_store_index.c: many documents, rebuilding, kills and failures; what the check finds. */
#include "store_fixture.h"

#define BLOCKS                                                                                               \
	"SELECT sum(documents), min(first_document), max(last_document), min(first_day), max(last_day) "     \
	"FROM ix_head"
#define LISTS "SELECT count(*), sum(documents), sum(length(list)) FROM ix_posting WHERE id > 0"
#define BYTES                                                                                                \
	"SELECT hex(heads), hex(entities), (SELECT group_concat(hex(positions)) FROM ix_position) "          \
	"FROM ix_head JOIN ix_block USING (first_document) ORDER BY first_document"

/* With segments of a size that a test can fill. */
static struct gz_store *open_small(const char *path)
{
	struct gz_store *s = open_store(path);

	s->segment_minimum = 4000;
	s->joint_share = 40;
	return s;
}

static void rebuild(const char *path)
{
	struct gz_store *s;
	struct gz_error err;

	assert_true(gz_store_open(path, &s, &err));
	s->segment_minimum = 4000;
	s->joint_share = 40;
	assert_true(gz_store_rebuild(s, &err));
	assert_true(gz_store_close(s, &err));
}

static void test_many_and_rebuild(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_small(p->db);
	struct many *m = many_new();
	struct gz_buf bytes, blocks, lists, again;

	for (uint32_t i = 0; i < 10000; i++) {
		assert_int_equal(put_many(s, m, i, 0), GZ_PUT_ADDED);
		if (i % 999 == 0)
			commit(s);
	}
	end_store(s);
	answer_is(p->db, "SELECT count(*) FROM document", "10000");
	answer_is(p->db, "SELECT id, first_document, last_document FROM ix_segment", "1|1|10000");
	check_gives(p->db, "");
	bytes = ask(p->db, BYTES);
	blocks = ask(p->db, BLOCKS);
	lists = ask(p->db, LISTS);

	/* Nothing was replaced: made again, the index is the same to the byte. */
	rebuild(p->db);
	is_at_rest(p->db);
	again = ask(p->db, BYTES);
	assert_true(gz_str_eq(gz_buf_view(&again), gz_buf_view(&bytes)));
	answer_is(p->db, BLOCKS, blocks.ptr);
	answer_is(p->db, LISTS, lists.ptr);
	check_gives(p->db, "");
	gz_buf_free(&again);
	gz_buf_free(&bytes);
	gz_buf_free(&blocks);
	gz_buf_free(&lists);

	/* Replaced ones inside the segment and behind it, unchanged ones, a tail too short for a segment. */
	s = open_small(p->db);
	for (uint32_t i = 0; i < 2000; i++) {
		bool changed = i % 3 == 0 && i < 1400;
		enum gz_put what = changed ? GZ_PUT_REPLACED : GZ_PUT_UNCHANGED;

		if (i * 7 >= 10000)
			what = GZ_PUT_ADDED;
		assert_int_equal(put_many(s, m, i * 7, changed), what);
	}
	for (uint32_t i = 0; i < 50; i++)
		assert_int_equal(put_many(s, m, i * 21, 2), GZ_PUT_REPLACED);
	end_store(s);
	answer_is(p->db, "SELECT count(*), max(last_document) FROM ix_segment", "1|10000");
	answer_is(p->db,
		  "SELECT count(*) FROM ix_head WHERE first_document <= 10000 AND last_document > 10000",
		  "0");
	answer_is(p->db, "SELECT (SELECT sum(documents) FROM ix_head) - (SELECT count(*) FROM document)",
		  "0");
	check_gives(p->db, "");
	s = open_small(p->db);
	for (uint32_t i = 20000; i < 24000; i++)
		put_many(s, m, i, 0);
	end_store(s);
	answer_is(p->db, "SELECT count(*) FROM ix_segment", "2");
	check_gives(p->db, "");
	rebuild(p->db);
	answer_is(p->db, "SELECT count(*) FROM ix_segment", "1");
	check_gives(p->db, "");
	free(m);
}

/* ---- failures -------------------------------------------------------------------------- */

static void test_kill(void **state)
{
	struct place *p = *state;
	struct many *m = many_new();
	struct gz_store *s;
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		s = open_store(p->db);
		for (uint32_t i = 0; i < 500; i++) {
			put_many(s, m, i, 0);
			if (i % 200 == 199)
				commit(s);
		}
		_exit(7);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
	check_gives(p->db, "");
	/* The repeated run completes it. */
	s = open_store(p->db);
	for (uint32_t i = 0; i < 500; i++)
		assert_int_equal(put_many(s, m, i, 0), i < 400 ? GZ_PUT_UNCHANGED : GZ_PUT_ADDED);
	end_store(s);
	answer_is(p->db, "SELECT count(*), max(id) FROM document", "500|500");
	answer_is(p->db, "SELECT finished IS NULL FROM run ORDER BY id", "1\n0");
	is_at_rest(p->db);
	check_gives(p->db, "");
	free(m);
}

static void test_rolled_back(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;

	put_text(s, "a", "one", GZ_PUT_ADDED, false);
	commit(s);
	put_text(s, "b", "two", GZ_PUT_ADDED, false);
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT external_id FROM document", "a");
	is_at_rest(p->db);
	check_gives(p->db, "");
}

static void test_full(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_mention m = mention(PUTIN, 0, 1, 0);
	struct gz_tagged t;
	struct gz_error err;
	enum gz_put what;
	bool duplicate, done = true;
	char *text = calloc(1, 40001), id[16];

	assert_non_null(text);
	memset(text, 'x', 40000);
	put_text(s, "first", "one", GZ_PUT_ADDED, false);
	commit(s);
	assert_int_equal(sqlite3_exec(s->db, "PRAGMA max_page_count = 60", NULL, NULL, NULL), SQLITE_OK);
	for (int i = 0; i < 100 && done; i++) {
		snprintf(id, sizeof(id), "%d", i);
		text[0] = (char)('0' + i);
		t = document(id, text, &m, 1);
		done = gz_store_put(s, &t, &what, &duplicate, &err);
	}
	assert_false(done);
	assert_int_equal(err.code, GZ_EDB);
	assert_non_null(strstr(err.message, "full"));
	/* Nothing more but closing. */
	assert_false(gz_store_put(s, &t, &what, &duplicate, &err));
	assert_false(gz_store_commit(s, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT external_id FROM document", "first");
	is_at_rest(p->db);
	check_gives(p->db, "");
	free(text);
}

static void test_too_large(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	char *text = calloc(1, 60001);
	struct gz_tagged t;
	struct gz_error err;
	enum gz_put what;
	bool duplicate;

	assert_non_null(text);
	memset(text, 'x', 60000);
	sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, 50000);
	put_text(s, "a", "one", GZ_PUT_ADDED, false);
	t = document("b", text, NULL, 0);
	t.doc.path = GZ_STR("archive.jsonl");
	t.doc.record = 12;
	assert_false(gz_store_put(s, &t, &what, &duplicate, &err));
	assert_int_equal(err.code, GZ_ELIMIT);
	assert_string_equal(err.file, "archive.jsonl");
	assert_int_equal(err.line, 12);
	put_text(s, "c", "three", GZ_PUT_ADDED, false);
	end_store(s);
	answer_is(p->db, "SELECT external_id FROM document ORDER BY id", "a\nc");
	check_gives(p->db, "");
	free(text);
}

/* ---- damage ------------------------------------------------------------------------------ */

static void copy_file(const char *from, const char *to)
{
	struct gz_buf bytes = read_file(from);

	write_file(to, bytes.ptr, bytes.len);
	gz_buf_free(&bytes);
}

/* What is done to the tables, and the checks that find it. */
static const struct {
	const char *sql, *failed;
} damages[] = {
	{"UPDATE reading SET length = 1000 WHERE id = 9", "offsets keys"},
	{"UPDATE reading SET tokens = 0 WHERE id = 9", "offsets keys"},
	{"UPDATE reading SET name_id = 1 WHERE id = 9", "names keys"},
	{"UPDATE reading SET name_id = 99999 WHERE id = 9", "foreign keys keys"},
	{"UPDATE reading SET via = 99 WHERE id = 9", "foreign keys keys"},
	{"UPDATE occurrence SET token = 90 - token WHERE document_id = 9", "order index postings"},
	{"UPDATE occurrence SET sentence = 77 WHERE document_id = 9", "index postings"},
	{"UPDATE occurrence SET sentence = -5 WHERE document_id = 9", "index postings"},
	{"UPDATE occurrence SET reading_id = 99999 WHERE document_id = 9 AND token = 1",
	 "foreign keys index postings"},
	{"DELETE FROM occurrence WHERE document_id = 9", "index postings"},
	{"UPDATE document SET day = 5 WHERE id = 9", "index postings"},
	{"UPDATE document SET precision = 1 WHERE id = 9", "index postings"},
	{"INSERT INTO source (name) VALUES ('x'); UPDATE document SET source_id = 2 WHERE id = 9",
	 "index postings keys"},
	{"INSERT INTO source (name) VALUES ('test')", "sources keys"},
	{"UPDATE document SET external_id = 'doc-7' WHERE id = 9", "identities keys"},
	{"UPDATE document SET external_id = 'doc-9999' WHERE id = 9", "keys"},
	{"UPDATE document SET content_hash = zeroblob(16) WHERE id = 9", "keys"},
	{"UPDATE document SET content_hash = x'00' WHERE id = 9", "keys"},
	{"UPDATE entity SET entity = 'person/nobody' WHERE id = 5", "keys"},
	{"UPDATE entity SET entity = (SELECT entity FROM entity WHERE id = 6) WHERE id = 5", "entities keys"},
	{"UPDATE name SET folding = 'other' WHERE id = 5", "keys"},
	{"DELETE FROM occurrence WHERE document_id = 9; DELETE FROM document WHERE id = 9",
	 "index postings clusters"},
	{"DELETE FROM ix_position WHERE id = 1 << 20", "index postings"},
	{"DELETE FROM ix_position", "index postings"},
	{"DELETE FROM ix_block WHERE first_document = 1", "index postings"},
	{"DELETE FROM ix_head WHERE first_document = 1", "foreign keys index postings"},
	{"DELETE FROM ix_head WHERE first_document = (SELECT max(first_document) FROM ix_head)",
	 "foreign keys index postings"},
	{"UPDATE ix_head SET documents = 0 WHERE first_document = 1", "index postings"},
	{"UPDATE ix_head SET first_day = 0 WHERE first_document = 1", "index postings"},
	{"UPDATE ix_head SET heads = zeroblob(100)", "index postings"},
	{"UPDATE ix_block SET entities = zeroblob(100)", "index postings"},
	{"UPDATE ix_position SET positions = zeroblob(100)", "index postings"},
	{"DELETE FROM ix_posting WHERE id = (1 << 32) + 5", "postings"},
	{"UPDATE ix_posting SET id = (1 << 32) + 100000 WHERE id = (1 << 32) + 5", "postings"},
	{"UPDATE ix_posting SET documents = 1 WHERE id = (1 << 32) + 5", "postings"},
	{"UPDATE ix_posting SET list = x'00' WHERE id = (1 << 32) + 5", "postings"},
	{"UPDATE ix_posting SET list = x'0300' WHERE id = (1 << 32) + 5", "postings"},
	{"UPDATE ix_posting SET id = (8 << 32) + 5 WHERE id = (1 << 32) + 5", "postings"},
	{"DELETE FROM ix_segment", "postings"},
	{"INSERT INTO ix_segment SELECT 2, last_document + 1, 5000, NULL FROM ix_head WHERE first_document = "
	 "1; "
	 "UPDATE ix_segment SET last_document = (SELECT last_document FROM ix_head WHERE first_document = 1) "
	 "WHERE id = 1; UPDATE ix_posting SET id = id + (1 << 32) WHERE id > 0",
	 "postings"},
	{"UPDATE ix_segment SET last_document = 100", "postings"},
	{"UPDATE ix_segment SET first_document = 100", "postings"},
	{"UPDATE ix_posting SET id = id - 100000 WHERE id = (SELECT min(id) FROM ix_posting)", "postings"},
	{"UPDATE ix_posting SET id = id - (8 << 32) WHERE id = (SELECT min(id) FROM ix_posting)", "postings"},
	{"UPDATE ix_posting SET list = x'00' WHERE id = (SELECT min(id) FROM ix_posting)", "postings"},
	{"UPDATE ix_posting SET list = x'00ff' WHERE id = (SELECT min(id) FROM ix_posting)", "postings"},
	{"UPDATE ix_posting SET list = CAST(list || x'630100' AS BLOB) WHERE id < 0", "postings"},
	{"UPDATE ix_segment SET counts = NULL", "postings"},
	{"UPDATE ix_segment SET counts = x'0001'", "postings"},
	{"UPDATE ix_segment SET counts = CAST(counts || x'01' AS BLOB)", "postings"},
	{"DELETE FROM ix_key WHERE id > 0 AND id % 7 = 0", "keys"},
	{"DELETE FROM ix_key WHERE id = (SELECT max(id) FROM ix_key WHERE id < 0 AND id % 2 = 0)", "keys"},
	{"UPDATE ix_key SET keys = zeroblob(10) WHERE id > 0", "keys"},
	{"UPDATE ix_key SET keys = CAST(keys || x'0001' AS BLOB) WHERE id = (SELECT max(id) FROM ix_key)",
	 "keys"},
	{"INSERT INTO ix_key SELECT max(id) + (9 << 32), keys FROM ix_key", "keys"},
	{"UPDATE ix_key SET keys = zeroblob(64) WHERE id < 0 AND id % 2 <> 0", "keys"},
	{"UPDATE ix_key SET id = id + 1 WHERE id = (SELECT max(id) FROM ix_key)", "keys"},
	{"DROP TABLE ix_key", "schema keys"},
	{"DROP VIEW v_cluster; DROP TABLE ix_cluster", "schema clusters"},
	{"DROP TABLE ix_sketch", "schema clusters"},
	{"DROP TABLE ix_posting", "schema postings"},
	{"DROP TABLE ix_block", "schema index postings"},
	{"DROP TABLE ix_head", "foreign keys schema index postings"},
};

/* A segment, in which the slot of document 20 is empty. */
static void make_segment(const char *path)
{
	struct gz_store *s = open_small(path);
	struct many *m = many_new();

	for (uint32_t i = 0; i < 5000; i++)
		put_many(s, m, i, 0);
	assert_int_equal(put_many(s, m, 19, 1), GZ_PUT_REPLACED);
	end_store(s);
	free(m);
}

static void test_check_finds(void **state)
{
	struct place *p = *state;

	make_segment(p->db);
	answer_is(p->db, "SELECT count(*) > 1 FROM mention WHERE document_id = 9", "1");
	answer_is(p->db, "SELECT count(*) BETWEEN 2 AND 100 FROM ix_posting WHERE id < 0", "1");
	for (size_t i = 0; i < GZ_COUNT(damages); i++) {
		copy_file(p->db, p->other);
		change(p->other, damages[i].sql);
		print_message("# %s\n", damages[i].sql);
		check_gives(p->other, damages[i].failed);
		is_at_rest(p->other);
	}
}

/* Document `number` of put_many() with another text. */
static struct gz_tagged document_of(char id[32], int64_t number)
{
	snprintf(id, 32, "doc-%d", (int)number - 1);
	return document(id, "a text of its own", NULL, 0);
}

static bool replace(struct gz_store *s, int64_t document, struct gz_error *err)
{
	char id[32];
	struct gz_tagged t = document_of(id, document);
	enum gz_put what;
	bool duplicate;

	/* The slot is emptied at the end of the batch. */
	return gz_store_put(s, &t, &what, &duplicate, err) && gz_store_commit(s, err);
}

static bool retag(struct gz_store *s, int64_t document, struct gz_error *err)
{
	char id[32];
	struct gz_tagged t = document_of(id, document);

	return gz_store_retag(s, document, &t, err);
}

static void count_heads(void *heads, int what, const char *database, const char *table, sqlite3_int64 row)
{
	(void)what;
	(void)database;
	(void)row;
	*(unsigned *)heads += strcmp(table, "ix_head") == 0;
}

/* However many documents of a block are replaced in one batch, it is written once; in whatever order they
 * come. */
static void test_replaced_together(void **state)
{
	struct place *p = *state;
	struct many *m = many_new();
	struct gz_store *s;
	unsigned heads = 0;

	make_segment(p->db);
	s = open_small(p->db);
	sqlite3_update_hook(s->db, count_heads, &heads);
	for (uint32_t i = 0; i < 900; i++)
		assert_int_equal(put_many(s, m, i * 7 % 1000 + 20, 2), GZ_PUT_REPLACED);
	/* Those that are replaced twice stand in the block that is being filled. */
	for (uint32_t i = 0; i < 50; i++)
		assert_int_equal(put_many(s, m, i * 7 % 1000 + 20, 3), GZ_PUT_REPLACED);
	end_store(s);
	assert_in_range(heads, 2, 20);
	check_gives(p->db, "");
	free(m);
}

/* What is damaged in front of the last block, and the writing that finds it. */
static void test_writing_finds(void **state)
{
	static const struct {
		const char *sql;
		bool (*work)(struct gz_store *s, int64_t document, struct gz_error *err);
		int64_t document;
	} found[] = {
		{"DELETE FROM entity WHERE id > 5", replace, 9},
		{"UPDATE ix_block SET entities = x'ff' WHERE first_document = 1", replace, 9},
		{"UPDATE ix_position SET positions = zeroblob(length(positions))", retag, 1},
		{"UPDATE document SET id = 20 WHERE external_id = 'doc-19'", replace, 20},
		{"UPDATE document SET id = 20 WHERE external_id = 'doc-19'", retag, 20},
	};
	struct place *p = *state;

	make_segment(p->db);
	for (size_t i = 0; i < GZ_COUNT(found); i++) {
		struct gz_store *s;
		struct gz_error err;

		copy_file(p->db, p->other);
		change(p->other, found[i].sql);
		s = open_small(p->other);
		if (found[i].work(s, found[i].document, &err))
			fail_msg("%s: nothing was told", found[i].sql);
		assert_string_equal(err.message, "the index is damaged: run `gazet db rebuild`");
		assert_true(gz_store_close(s, &err));
		is_at_rest(p->other);
	}
}

static void test_damaged_bytes(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct many *m = many_new();
	struct gz_buf whole, found = {0};
	struct gz_sink sink = {&found, sink_begin, sink_row, sink_end};
	unsigned unsound = 0;

	for (uint32_t i = 0; i < 300; i++)
		put_many(s, m, i, 0);
	end_store(s);
	whole = read_file(p->db);
	for (uint32_t round = 0; round < 80; round++) {
		struct gz_buf copy = {0};
		struct gz_error err;
		bool sound = true;

		m->seed = round;
		gz_buf_add(&copy, whole.ptr, whole.len);
		if (round % 5 == 0) /* cut off */
			copy.len = draw(m, (uint32_t)copy.len);
		for (uint32_t i = 0; i < 1 + round % 40 && copy.len > 100; i++)
			copy.ptr[100 + draw(m, (uint32_t)copy.len - 100)] = (char)draw(m, 256);
		write_file(p->other, copy.ptr, copy.len);
		/* Found or not, refused or not: it must end. */
		if (!gz_store_check(p->other, &sink, &sound, &err))
			assert_int_equal(err.code, GZ_EDB);
		unsound += !sound;
		if (gz_store_open(p->other, &s, &err)) {
			gz_store_rebuild(s, &err);
			gz_store_close(s, &err);
		}
		gz_buf_free(&copy);
	}
	assert_true(unsound > 50);
	gz_buf_free(&found);
	gz_buf_free(&whole);
	free(m);
}

static void test_check_refuses(void **state)
{
	struct place *p = *state;
	struct gz_buf found = {0};
	struct gz_sink sink = {&found, sink_begin, sink_row, sink_end};
	struct gz_error err;
	bool sound;

	assert_false(gz_store_check(p->db, &sink, &sound, &err));
	assert_string_equal(err.message, "no such database: `gazet index` makes one");
	assert_false(exists(p->db, ""));
	write_file(p->db, "", 0);
	assert_false(gz_store_check(p->db, &sink, &sound, &err));
	assert_string_equal(err.message, "not a gazet database: name another file");
	assert_false(sound);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_many_and_rebuild), TEST(test_kill),
		TEST(test_rolled_back),	     TEST(test_full),
		TEST(test_too_large),	     TEST(test_check_finds),
		TEST(test_writing_finds),    TEST(test_damaged_bytes),
		TEST(test_check_refuses),    TEST(test_replaced_together),
	};

	return cmocka_run_group_tests_name("store index", tests, NULL, NULL);
}
