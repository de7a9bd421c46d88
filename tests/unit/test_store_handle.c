/*
 * test_store_handle.c: what a handle is asked outside of a run, or for what is not there; and values at their
 * limits: paths, scores, numbers of rows.
 */
#include <math.h>

#include "store_fixture.h"

#define KEPT "SELECT external_id, text FROM document ORDER BY id"

/* ---- writing ------------------------------------------------------------------------------ */

static void is_unused(bool done, const struct gz_error *err)
{
	assert_false(done);
	assert_int_equal(err->code, GZ_EUSAGE);
	assert_string_equal(err->message, "no run was begun");
}

static void test_no_run(void **state)
{
	struct gz_tagged t = document("1", "Another text.", NULL, 0);
	struct gz_counts counts = {.replaced = 1};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;
	enum gz_put what;
	bool duplicate;

	put_text(s, "1", TEXT, GZ_PUT_ADDED, false);
	end_store(s);
	assert_true(gz_store_open(p->db, &s, &err));
	is_unused(gz_store_put(s, &t, &what, &duplicate, &err), &err);
	is_unused(gz_store_retag(s, 1, &t, &err), &err);
	is_unused(gz_store_retagged(s, 1, &err), &err);
	is_unused(gz_store_retag_minted(s, &entities[KREMLIN], &err), &err);
	is_unused(gz_store_retag_end(s, &counts, false, &err), &err);
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, KEPT, "1|" TEXT);
	check_gives(p->db, "");
}

/* It was removed since its number was read: there is nothing to do. */
static void test_retag_gone(void **state)
{
	struct gz_mention m = mention(KREMLIN, 73, 7, 14);
	struct gz_tagged t = document("ignored", "", &m, 1);
	struct gz_counts counts = {.replaced = 1};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;

	put_text(s, "1", TEXT, GZ_PUT_ADDED, false);
	end_store(s);
	s = open_store(p->db);
	assert_true(gz_store_retag(s, 77, &t, &err));
	assert_true(gz_store_retag_end(s, &counts, false, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT document_id, entity FROM v_mention", "1|person/vladimir-putin");
	check_gives(p->db, "");
}

/* The segments that the first one gave up are made again at the end of the same run. */
static void test_retag_segments(void **state)
{
	struct gz_mention m = mention(KREMLIN, 73, 7, 14);
	struct gz_tagged t = document("ignored", TEXT, &m, 1);
	struct gz_counts counts = {.replaced = 1};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;
	char id[16];

	s->segment_minimum = 100;
	for (int i = 0; i < 300; i++) {
		snprintf(id, sizeof(id), "%d", i);
		put_text(s, id, TEXT, GZ_PUT_ADDED, i > 0);
	}
	end_store(s);
	answer_is(p->db, "SELECT first_document, last_document FROM ix_segment", "1|300");
	s = open_store(p->db);
	s->segment_minimum = 100;
	assert_true(gz_store_retag(s, 7, &t, &err));
	assert_true(gz_store_retag_end(s, &counts, false, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT first_document, last_document FROM ix_segment", "1|300");
	check_gives(p->db, "");
}

static void test_scores(void **state)
{
	static const float scores[] = {0, -1, NAN, 0.0004f, 1, 1.5f, INFINITY};
	struct gz_mention m[GZ_COUNT(scores)];
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	for (size_t i = 0; i < GZ_COUNT(scores); i++) {
		m[i] = mention(RUSSIA, (uint32_t)i, 1, (uint32_t)i);
		m[i].score = scores[i];
		m[i].name = GZ_STR(""); /* its entity's */
	}
	put(s, document("1", TEXT, m, GZ_COUNT(m)), NULL);
	end_store(s);
	answer_is(p->db, "SELECT group_concat(score, ' ') FROM (SELECT score FROM mention ORDER BY start)",
		  "0.0 0.0 0.0 0.0 1.0 1.0 1.0");
	answer_is(p->db, "SELECT DISTINCT n.name FROM mention m JOIN name n ON n.id = m.name_id", "Russia");
	check_gives(p->db, "");
}

/* Of one beginning: a longer name of the same entity, another entity by the same words. */
static void test_same_place(void **state)
{
	struct gz_mention m[] = {mention(G20, 37, 10, 7), mention(G20, 37, 3, 7),
				 mention(KREMLIN, 37, 10, 7)};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put(s, document("1", TEXT, m, GZ_COUNT(m)), NULL);
	end_store(s);
	answer_is(p->db, "SELECT entity, start, end FROM v_mention ORDER BY entity, end",
		  "event/g20|37|40\nevent/g20|37|47\nplace/kremlin|37|47");
	check_gives(p->db, "");
}

/* ---- files ---------------------------------------------------------------------------------- */

static bool add_path(void *self, const struct gz_file_row *row)
{
	return gz_buf_printf(self, " %.*s", GZ_ARG(row->path));
}

static void test_files(void **state)
{
	static const char *const paths[] = {"/a", "/a/one", "/a.b", "/a/two/three", "/c"};
	static const struct {
		const char *below, *found;
	} asked[] = {{"/a", " /a /a/one /a/two/three"},
		     {"/a/", " /a/one /a/two/three"},
		     {"/a/one", " /a/one"},
		     {"/a/two", " /a/two/three"},
		     {"/a/t", ""},
		     {"/", " /a /a/one /a.b /a/two/three /c"}};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;

	for (size_t i = 0; i < GZ_COUNT(paths); i++) {
		struct gz_file_row row = {.path = gz_str(paths[i])};

		assert_true(gz_store_file_begin(s, &row, false, &err) && gz_store_file_put(s, &row, &err));
	}
	for (size_t i = 0; i < GZ_COUNT(asked); i++) {
		struct gz_buf found = {0};

		assert_true(gz_store_files(s, gz_str(asked[i].below), add_path, &found, &err));
		gz_buf_byte(&found, '\0');
		assert_string_equal(found.ptr, asked[i].found);
		gz_buf_free(&found);
	}
	end_store(s);
}

/* Longer than SQLite takes, though the system does. */
static void test_long_path(void **state)
{
	struct place *p = *state;
	struct gz_store *s;
	struct gz_error err;
	char path[1200];
	size_t len = (size_t)snprintf(path, sizeof(path), "%s", p->folder);

	for (int i = 0; i < 3; i++) {
		len += (size_t)snprintf(path + len, sizeof(path) - len, "/%0240d", i);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	snprintf(path + len, sizeof(path) - len, "/a.db");
	write_file(path, "", 0);
	assert_false(gz_store_open(path, &s, &err));
	assert_int_equal(err.code, GZ_EDB);
	assert_string_equal(err.message, "cannot open: the path is too long or leads in a circle");
	assert_int_equal(remove(path), 0);
	for (int i = 0; i < 3; i++) {
		*strrchr(path, '/') = '\0';
		assert_int_equal(rmdir(path), 0);
	}
}

/* Of a database that no writer of ours may open, nothing is taken back. */
static void test_mend_refused(void **state)
{
	struct place *p = *state;
	struct gz_error err;
	char journal[400];

	end_store(open_store(p->db));
	change(p->db, "PRAGMA user_version = 4000");
	snprintf(journal, sizeof(journal), "%s-journal", p->db);
	write_file(journal, "", 0);
	assert_false(gz_store_mend(p->db, &err));
	assert_non_null(strstr(err.message, "written by a newer gazet"));
}

/* ---- reading ---------------------------------------------------------------------------------- */

static void test_look(void **state)
{
	struct place *p = *state;
	struct gz_store *s;
	struct gz_error err;

	assert_true(gz_store_open_look(p->db, &s, &err)); /* all would be added */
	assert_null(s);
	assert_false(exists(p->db, ""));
	assert_false(gz_store_open_look(p->folder, &s, &err));
	assert_string_equal(err.message, "is a directory, not a database: name a file in it");
	end_store(open_store(p->db));
	assert_true(gz_store_open_look(p->db, &s, &err));
	assert_true(gz_store_close(s, &err));
	change(p->db, "PRAGMA user_version = 3002");
	assert_false(gz_store_open_look(p->db, &s, &err));
	assert_null(s);
	assert_string_equal(err.message,
			    "its tables are of an older version: a run that writes brings them up to date");
}

/* The next document's id and the first byte of its hash. */
static void next_is(struct gz_contents *c, const char *id, unsigned char hash)
{
	struct gz_arena arena = {0};
	struct gz_doc doc;
	struct gz_error err;

	assert_int_equal(gz_contents_next(c, &arena, &doc, &err), id ? GZ_CONTENTS_DOC : GZ_CONTENTS_END);
	if (id) {
		assert_true(gz_str_eq(doc.id, gz_str(id)));
		assert_int_equal(doc.hash[0], hash);
	}
	gz_arena_free(&arena);
}

static void test_contents(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_contents *c;
	struct gz_error err;

	put_text(s, "a", "one", GZ_PUT_ADDED, false);
	put_text(s, "b", "two", GZ_PUT_ADDED, false);
	put_text(s, "c", "three", GZ_PUT_ADDED, false);
	end_store(s);
	/* One of another length is none, as where a document was not read by a reader. */
	change(p->db, "UPDATE document SET content_hash = CASE id WHEN 2 THEN x'0101' ELSE "
		      "CAST(x'aa' || zeroblob(15) AS BLOB) END");
	assert_true(gz_contents_open(p->db, &c, &err));
	gz_contents_seek(c, 1); /* before the first one was asked for */
	next_is(c, "b", 0);
	gz_contents_seek(c, 0);
	next_is(c, "a", 0xaa);
	next_is(c, "b", 0);
	gz_contents_seek(c, 2); /* where it stands */
	next_is(c, "c", 0xaa);
	next_is(c, NULL, 0);
	gz_contents_seek(c, 2);
	next_is(c, "c", 0xaa);
	gz_contents_seek(c, 1000);
	next_is(c, NULL, 0);
	gz_contents_close(c);
}

/* ---- numbers ------------------------------------------------------------------------------------ */

static void numbers_are(const char *path, int64_t bytes, int64_t most)
{
	sqlite3 *db;

	if (bytes)
		assert_int_equal(truncate(path, bytes), 0);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(gz_sql_numbers(db), most);
	sqlite3_close(db);
}

static void test_numbers(void **state)
{
	struct place *p = *state;

	end_store(open_store(p->db));
	numbers_are(p->db, 0, 1 << 24);
	numbers_are(p->db, (1 << 24) + 5, (1 << 24) + 5);
	numbers_are(p->db, (int64_t)5 << 30, UINT32_MAX);
	numbers_are(":memory:", 0, 1 << 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_run),   TEST(test_retag_gone), TEST(test_scores),	     TEST(test_same_place),
		TEST(test_files),    TEST(test_long_path),  TEST(test_mend_refused), TEST(test_look),
		TEST(test_contents), TEST(test_numbers),    TEST(test_retag_segments)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
