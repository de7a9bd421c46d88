/* test_store.c: the writer: whose file it is, entities and mentions, identity and duplicates. */
#include "schema_1.h"
#include "store_fixture.h"

/* ---- whose file it is ---------------------------------------------------------------- */

static void test_create_and_reopen(void **state)
{
	struct place *p = *state;
	struct gz_store *s;
	struct gz_error err;

	assert_true(gz_store_open(p->db, &s, &err));
	assert_int_equal(gz_store_gazetteer(s).len, 0);
	assert_true(gz_store_close(s, &err));
	is_at_rest(p->db);
	answer_is(p->db, "PRAGMA application_id", "1736074612");
	assert_int_equal(GZ_APPLICATION_ID, 1736074612);
	answer_is(p->db, "PRAGMA user_version", "3003");
	answer_is(p->db, "PRAGMA page_size", "65536");
	answer_is(p->db, "PRAGMA journal_mode", "delete");
	answer_is(p->db, "SELECT count(*), min(name) FROM via WHERE id < 2", "2|alias");
	check_gives(p->db, "");

	s = open_store(p->db);
	put_text(s, "1", TEXT, GZ_PUT_ADDED, false);
	end_store(s);
	is_at_rest(p->db);
	assert_true(gz_store_open(p->db, &s, &err));
	assert_true(gz_str_eq(gz_store_gazetteer(s), GZ_STR("hash-1")));
	assert_true(gz_store_close(s, &err));

	/* An earlier version did not know the last way of finding. */
	change(p->db, "DELETE FROM via WHERE name = 'follow-up'");
	assert_true(gz_store_open(p->db, &s, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT id FROM via WHERE name = 'follow-up'", "10");
	answer_is(p->db, "SELECT tool_version, gazetteer_hash, options, added, finished IS NOT NULL FROM run",
		  "0.1|hash-1|{}|1|1");
	check_gives(p->db, "");
}

static void test_empty_file_is_adopted(void **state)
{
	struct place *p = *state;

	write_file(p->db, "", 0);
	end_store(open_store(p->db));
	check_gives(p->db, "");
}

static void test_foreign_files_are_refused(void **state)
{
	struct place *p = *state;
	struct gz_store *s;
	struct gz_error err;

	write_file(p->db, "Dear diary,\n", 12);
	is_refused(p->db, "not a gazet database: name another file");
	remove(p->db);
	change(p->db, "CREATE TABLE t (x)");
	is_refused(p->db, "not a gazet database: name another file");
	change(p->db, "PRAGMA application_id = 252006673"); /* Fossil's */
	is_refused(p->db, "not a gazet database: name another file");
	change(p->db, "PRAGMA journal_mode = WAL");
	is_refused(p->db, "not a gazet database: name another file");
	assert_false(gz_store_open(p->folder, &s, &err));
	assert_string_equal(err.message, "is a directory, not a database: name a file in it");
	assert_false(gz_store_open("/dev/null", &s, &err));
	assert_string_equal(err.message, "is not a regular file: name another one");
	assert_false(gz_store_open("", &s, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	snprintf(p->other, sizeof(p->other), "%.250s/none/b.db", p->folder);
	assert_false(gz_store_open(p->other, &s, &err));
	assert_non_null(strstr(err.message, "No such file or directory"));
	assert_int_equal(err.code, GZ_EDB);
}

static void test_versions(void **state)
{
	struct gz_run run = {
		.tool_version = GZ_STR("0.1"), .gazetteer_hash = GZ_STR("hash-1"), .options = GZ_STR("{}")};
	struct place *p = *state;
	struct gz_store *s;
	struct gz_buf failed = {0};
	struct gz_sink sink = {&failed, sink_begin, sink_row, sink_end};
	struct gz_error err;
	bool sound;

	end_store(open_store(p->db));
	change(p->db, "PRAGMA user_version = 4000");
	is_refused(p->db, "written by a newer gazet (schema 4); this gazet knows schema 3: update gazet");
	assert_false(gz_store_check(p->db, &sink, &sound, &err));
	assert_true(gz_str_eq(gz_buf_view(&failed), GZ_STR("version")));
	gz_buf_free(&failed);
	assert_string_equal(err.message,
			    "written by a newer gazet (schema 4); this gazet knows schema 3: update gazet");
	change(p->db, "PRAGMA user_version = 3004");
	is_refused(p->db, "written by a newer gazet (schema 3.4); this gazet knows schema 3.3: update gazet");
	change(p->db, "PRAGMA user_version = 0");
	is_refused(p->db, "not a gazet database (schema 0)");
	/* An older index: nothing is written until it was made again. */
	change(p->db, "PRAGMA user_version = 3001; DROP TABLE ix_posting");
	assert_true(gz_store_open(p->db, &s, &err));
	assert_false(gz_store_begin(s, &run, &names, &err));
	assert_non_null(strstr(err.message, "gazet db rebuild"));
	assert_true(gz_store_rebuild(s, &err));
	assert_true(gz_store_begin(s, &run, &names, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "PRAGMA user_version", "3003");
	check_gives(p->db, "");
}

#define MENTIONS                                                                                             \
	"SELECT document_id, field, start, length, token, tokens, sentence, entity_id, name_id, via, "       \
	"score, nested FROM mention ORDER BY 1, 2, 3, 4, 8"

/* `run` was left as it is, and the old one is written without its comments here. */
#define TABLES "SELECT type, name, sql FROM sqlite_schema WHERE name <> 'run' ORDER BY type, name"

static void make_old(const char *path)
{
	for (size_t i = 0; i < GZ_COUNT(schema_1); i++)
		change(path, schema_1[i]);
}

/* A database of schema 1 has the same content afterwards, in the tables of today. */
static void test_old_schema(void **state)
{
	static const char *const same[] = {
		MENTIONS,
		"SELECT * FROM document ORDER BY id",
		"SELECT * FROM entity",
		"SELECT id, entity_id, name, folded FROM name",
		"SELECT * FROM source",
		"SELECT * FROM v_mention ORDER BY document_id, field, start, entity",
		"SELECT started FROM run"};
	struct gz_buf before[GZ_COUNT(same)];
	struct place *p = *state;
	struct gz_store *s;

	make_old(p->db);
	check_gives(p->db, "version");
	for (size_t i = 0; i < GZ_COUNT(same); i++)
		before[i] = ask(p->db, same[i]);
	s = open_store(p->db);
	put_text(s, "c", "new", GZ_PUT_ADDED, false);
	end_store(s);
	is_at_rest(p->db);
	change(p->db, "DELETE FROM run WHERE id = 2");
	answer_is(p->db, "PRAGMA user_version", "3003");
	answer_is(p->db, "PRAGMA page_size", "65536");
	answer_is(p->db, "SELECT count(*), count(folding) FROM name WHERE entity_id = 2", "3|2");
	answer_is(p->db, "SELECT external_id FROM document WHERE id = 5", "c");
	check_gives(p->db, "");
	change(p->db, "DELETE FROM occurrence WHERE document_id = 5; DELETE FROM document WHERE id = 5; "
		      "DELETE FROM name WHERE id > 5");
	for (size_t i = 0; i < GZ_COUNT(same); i++) {
		answer_is(p->db, same[i], before[i].ptr);
		gz_buf_free(&before[i]);
	}
	/* The tables are those of a new database. */
	end_store(open_store(p->other));
	before[0] = ask(p->other, TABLES);
	answer_is(p->db, TABLES, before[0].ptr);
	gz_buf_free(&before[0]);
}

static void test_second_writer(void **state)
{
	struct place *p = *state;
	struct gz_store *a = open_store(p->db), *b = open_store(p->db);
	struct gz_mention m = mention(PUTIN, 0, 14, 0);
	struct gz_tagged t = document("2", "two", &m, 1);
	struct gz_error err;
	enum gz_put what;
	bool duplicate;

	/* In turns: each sees what the other has committed. */
	put_text(a, "1", "one", GZ_PUT_ADDED, false);
	commit(a);
	put_text(b, "1", "one", GZ_PUT_UNCHANGED, false);
	put_text(b, "2", "two", GZ_PUT_ADDED, false);
	commit(b);
	put_text(a, "2", "two", GZ_PUT_UNCHANGED, false);
	put_text(a, "3", "three", GZ_PUT_ADDED, false);
	/* At once: the second is told, and nothing of the first is lost. */
	sqlite3_busy_timeout(b->db, 10);
	assert_false(gz_store_put(b, &t, &what, &duplicate, &err));
	assert_int_equal(err.code, GZ_EDB);
	assert_non_null(strstr(err.message, "another process is writing to "));
	assert_non_null(strstr(err.message, p->db));
	assert_true(gz_store_close(b, &err));
	end_store(a);
	is_at_rest(p->db);
	answer_is(p->db, "SELECT external_id FROM document ORDER BY id", "1\n2\n3");
	answer_is(p->db, "SELECT count(*) FROM entity", "2");
	check_gives(p->db, "");
}

static void test_reader_keeps_log(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	sqlite3 *reader;
	struct gz_error err;

	put_text(s, "1", TEXT, GZ_PUT_ADDED, false);
	assert_int_equal(sqlite3_open(p->db, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM document", NULL, NULL, NULL),
			 SQLITE_OK);
	assert_true(gz_store_commit(s, &err));
	assert_true(gz_store_close(s, &err)); /* no error, though the log stays */
	assert_true(exists(p->db, "-wal"));
	assert_int_equal(sqlite3_close(reader), SQLITE_OK);
	/* The file stays in WAL mode with no log beside it: checking leaves none, the next writer ends it. */
	assert_false(exists(p->db, "-wal"));
	check_gives(p->db, "");
	is_at_rest(p->db);
	end_store(open_store(p->db));
	is_at_rest(p->db);
	answer_is(p->db, "PRAGMA journal_mode", "delete");
	answer_is(p->db, "SELECT count(*) FROM document", "1");
}

static void test_statements(void **state)
{
	struct place *p = *state;
	struct gz_store bare = {.db = NULL};
	sqlite3 *db;

	end_store(open_store(p->db));
	assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
	bare.db = db;
	assert_int_equal(gz_bulk_register(&bare), SQLITE_OK);
	for (const struct gz_sql *sql = gz_sql_all; sql->name; sql++) {
		sqlite3_stmt *statement = NULL;

		if (strncmp(sql->name, "queries/", 8))
			continue;
		if (sqlite3_prepare_v2(db, sql->text, -1, &statement, NULL) != SQLITE_OK)
			fail_msg("%s: %s", sql->name, sqlite3_errmsg(db));
		assert_non_null(statement);
		sqlite3_finalize(statement);
	}
	sqlite3_close(db);
	/* The handle's own table has a statement for each of its numbers. */
	struct gz_store *s = open_store(p->db);
	struct gz_error err;

	for (int i = 0; i < GZ_STATEMENTS; i++)
		if (!gz_store_statement(s, (enum gz_statement)i, &err))
			fail_msg("%d: %s", i, err.message);
	/* Nothing that stays in the file may refer to the tables of the batch. */
	assert_int_not_equal(sqlite3_exec(s->db, "CREATE VIEW v AS SELECT * FROM gz_batch; SELECT * FROM v",
					  NULL, NULL, NULL),
			     SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(s->db, "CREATE VIEW w AS SELECT * FROM gz_names; SELECT * FROM w",
					  NULL, NULL, NULL),
			     SQLITE_OK);
	end_store(s);
}

/* ---- entities and mentions ------------------------------------------------------------- */

static void test_entities(void **state)
{
	struct place *p = *state;
	struct gz_entity minted = {.id = GZ_STR("event/us-presidential-election-2016"),
				   .name = GZ_STR("2016 US presidential election"),
				   .country = GZ_STR("country/us"),
				   .from = 16801,
				   .to = 17166,
				   .index = GZ_NONE,
				   .type = GZ_EVENT};
	struct gz_mention m[5] = {mention(G20_2017, 0, 1, 0), mention(PUTIN, 2, 1, 1),
				  mention(LOOP_A, 4, 1, 2), mention(PUTIN, 6, 1, 3), mention(PUTIN, 8, 1, 4)};
	struct gz_store *s = open_store(p->db);

	m[3].name = GZ_STR("Putin himself");
	m[4].entity = &minted;
	m[4].name = minted.name;
	put(s, document("1", TEXT, m, 5), NULL);
	commit(s);
	/* From a handle that knows nothing yet. */
	end_store(s);
	s = open_store(p->db);
	put(s, document("2", TEXT " More.", m, 5), NULL);
	end_store(s);
	/* By first appearance; what is only referred to has a row, what nobody knows has none. */
	answer_is(
		p->db,
		"SELECT e.id, e.entity, e.type, e.name, c.entity, s.entity, e.from_day, e.to_day FROM entity "
		"e"
		" LEFT JOIN entity c ON c.id = e.country_id LEFT JOIN entity s ON s.id = e.series_id ORDER "
		"BY 1",
		"1|event/g20-2017|event|G20 Hamburg|-|event/g20|-|-\n"
		"2|event/g20|event|G20|-|-|-|-\n"
		"3|person/vladimir-putin|person|Vladimir Putin|country/ru|-|-|-\n"
		"4|country/ru|country|Russia|-|-|-|-\n"
		"5|event/loop-a|event|Loop A|-|event/loop-b|-|-\n"
		"6|event/loop-b|event|Loop B|-|event/loop-a|-|-\n"
		"7|event/us-presidential-election-2016|event|2016 US presidential election|-|-|16801|17166");
	answer_is(p->db, "SELECT name, folded FROM name WHERE entity_id = 3 ORDER BY id",
		  "Vladimir Putin|vladimir putin\nAn Alias|an alias\nPutin himself|putin himself");
	answer_is(p->db, "SELECT count(*) FROM name", "15");
	answer_is(p->db, "SELECT count(*), count(DISTINCT name_id), count(DISTINCT entity_id) FROM mention",
		  "10|5|4");
	check_gives(p->db, "");
}

/* Spellings that are new in a batch, so many that all readings are loaded in the middle of it: each is there
 * once, whether it was written by then or not. */
static void test_spellings(void **state)
{
	enum { MANY = 200 };
	struct place *p = *state;
	struct gz_mention m[2] = {mention(PUTIN, 0, 1, 0), mention(PUTIN, 2, 1, 1)};
	char spelled[MANY][16], ids[MANY][16];
	struct gz_store *s = open_store(p->db);

	put(s, document("first", TEXT, m, 2), NULL);
	end_store(s);
	s = open_store(p->db);
	for (int i = 0; i < 2 * MANY; i++) {
		char *name = spelled[i % MANY], *id = ids[i % MANY];

		snprintf(name, sizeof(spelled[0]), "Putin %d", i % MANY);
		snprintf(id, sizeof(ids[0]), "%d", i);
		m[0].name = m[1].name = gz_str(name);
		m[1].length = 3;
		put(s, document(id, i < MANY ? TEXT : TEXT " again", m, 2), NULL);
	}
	assert_true(s->memory.whole);
	end_store(s);
	answer_is(p->db, "SELECT count(*), count(DISTINCT name), max(id) FROM name WHERE entity_id = 1",
		  "202|202|204");
	answer_is(p->db, "SELECT count(*), count(DISTINCT name_id) FROM reading", "401|201");
	answer_is(p->db, "SELECT name, folded FROM name WHERE name = 'Putin 7'", "Putin 7|putin 7");
	check_gives(p->db, "");
}

static void test_mentions(void **state)
{
	struct place *p = *state;
	struct gz_mention m[6] = {mention(RUSSIA, 0, 6, 0),    mention(G20, 37, 10, 7),
				  mention(RUSSIA, 37, 3, 7),   mention(G20, 37, 10, 7),
				  mention(KREMLIN, 73, 7, 14), mention(PUTIN, 0, 14, 0)};
	struct gz_tagged t = document("1", TEXT, m, 6);
	struct gz_store *s = open_store(p->db);

	t.doc.field[GZ_TITLE] = GZ_STR("Russia");
	t.doc.url = GZ_STR("https://example.org/1");
	m[0].field = GZ_TITLE;
	m[0].sentence = -1;
	m[2].nested = true;
	m[3].via = GZ_VIA_ALIAS; /* the same span and entity again: the first is kept */
	m[4].score = 0.35f;
	put(s, t, NULL);
	put(s, document("2", "no mention here", NULL, 0), NULL);
	commit(s);
	end_store(s);
	answer_is(p->db,
		  "SELECT field, start, length, token, tokens, sentence, entity_id, via, score, nested FROM "
		  "mention ORDER BY field, start, length",
		  "0|0|6|0|1|-|1|0|0.9|0\n"
		  "1|0|14|0|1|0|4|0|0.9|0\n"
		  "1|37|3|7|1|0|1|0|0.9|1\n"
		  "1|37|10|7|1|0|2|0|0.9|0\n"
		  "1|73|7|14|1|0|3|0|0.35|0");
	answer_is(p->db, "SELECT source, doc, date, title, url, language, duplicate_of FROM v_document",
		  "test|1|2017-07-07|Russia|https://example.org/1|-|-\ntest|2|2017-07-07||-|-|-");
	answer_is(p->db, "SELECT text, entity, via, nested FROM v_mention WHERE field = 'text' AND nested",
		  "G20|country/ru|name|1");
	answer_is(p->db, "SELECT documents, first_document, last_document, first_day FROM ix_head",
		  "2|1|2|17354");
	check_gives(p->db, "");
}

/* ---- identity --------------------------------------------------------------------------- */

static void test_unchanged_and_replaced(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_text(s, "a", "one", GZ_PUT_ADDED, false);
	put_text(s, "b", "two", GZ_PUT_ADDED, false);
	put_text(s, "a", "one", GZ_PUT_UNCHANGED, false);
	commit(s);
	put_text(s, "a", "one", GZ_PUT_UNCHANGED, false);
	/* In another batch than it was written, then twice in the same one. */
	put_text(s, "a", "one, corrected", GZ_PUT_REPLACED, false);
	put_text(s, "c", "three", GZ_PUT_ADDED, false);
	put_text(s, "c", "three, corrected", GZ_PUT_REPLACED, false);
	end_store(s);
	answer_is(p->db, "SELECT id, external_id, text FROM document ORDER BY id",
		  "2|b|two\n3|a|one, corrected\n5|c|three, corrected");
	answer_is(p->db, "SELECT document_id FROM mention", "2\n3\n5");
	answer_is(p->db, "SELECT documents, first_document, last_document FROM ix_head", "3|1|5");
	check_gives(p->db, "");
	/* The last document removed, then a new handle: its id is not used again. */
	s = open_store(p->db);
	put_text(s, "c", "three, once more", GZ_PUT_REPLACED, false);
	end_store(s);
	s = open_store(p->db);
	put_text(s, "b", "two", GZ_PUT_UNCHANGED, false);
	put_text(s, "d", "four", GZ_PUT_ADDED, false);
	end_store(s);
	answer_is(p->db, "SELECT id FROM document ORDER BY id", "2\n3\n6\n7");
	check_gives(p->db, "");
}

static void test_same_id_other_source(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_tagged t = document("a", "one", NULL, 0);
	bool duplicate;

	assert_int_equal(put(s, t, NULL), GZ_PUT_ADDED);
	t.doc.source = GZ_STR("elsewhere");
	assert_int_equal(put(s, t, &duplicate), GZ_PUT_ADDED);
	assert_true(duplicate);
	end_store(s);
	answer_is(p->db, "SELECT source, doc, duplicate_of FROM v_document", "test|a|-\nelsewhere|a|1");
}

static void test_duplicates(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_text(s, "a", "same", GZ_PUT_ADDED, false);
	put_text(s, "b", "same", GZ_PUT_ADDED, true);
	put_text(s, "c", "same", GZ_PUT_ADDED, true);
	put_text(s, "b", "same", GZ_PUT_UNCHANGED, true);
	commit(s);
	answer_is(p->db, "SELECT external_id, duplicate_of FROM document ORDER BY id", "a|-\nb|1\nc|1");
	/* Without the first, the next one is the original. */
	put_text(s, "a", "other", GZ_PUT_REPLACED, false);
	commit(s);
	answer_is(p->db, "SELECT id, external_id, duplicate_of FROM document ORDER BY id",
		  "2|b|-\n3|c|2\n4|a|-");
	/* Back again, it comes last. */
	put_text(s, "a", "same", GZ_PUT_REPLACED, true);
	put_text(s, "c", "third", GZ_PUT_REPLACED, false);
	put_text(s, "d", "third", GZ_PUT_ADDED, true);
	end_store(s);
	answer_is(p->db, "SELECT id, external_id, duplicate_of FROM document ORDER BY id",
		  "2|b|-\n5|a|2\n6|c|-\n7|d|6");
	check_gives(p->db, "");
	change(p->db, "UPDATE document SET duplicate_of = 6 WHERE id = 5");
	check_gives(p->db, "duplicates keys");
	change(p->db, "UPDATE document SET duplicate_of = NULL WHERE id = 5");
	check_gives(p->db, "originals keys");
}

/* A process that dies with pages of an open transaction written: readers cannot take it back. */
static void die_while_writing(const char *path)
{
	sqlite3 *db;
	pid_t pid = fork();

	if (pid == 0)
		_exit(sqlite3_open(path, &db) == SQLITE_OK &&
				      sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE document SET title = 'lost'",
						   NULL, NULL, NULL) == SQLITE_OK &&
				      sqlite3_db_cacheflush(db) == SQLITE_OK
			      ? 0
			      : 1);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &(int){0}, 0), pid);
	assert_true(exists(path, "-journal"));
}

static void test_mend(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_contents *c;
	struct gz_error err;

	put_text(s, "a", "same", GZ_PUT_ADDED, false);
	end_store(s);
	assert_true(gz_store_mend(p->db, &err)); /* nothing to do */
	is_at_rest(p->db);
	die_while_writing(p->db);
	assert_false(gz_contents_open(p->db, &c, &err));
	assert_non_null(strstr(err.message, "a run was broken off"));
	assert_true(gz_store_mend(p->db, &err));
	is_at_rest(p->db);
	assert_true(gz_contents_open(p->db, &c, &err));
	gz_contents_close(c);
	answer_is(p->db, "SELECT count(*) FROM document WHERE title = 'lost'", "0");
	check_gives(p->db, "");
	assert_true(gz_store_mend(p->other, &err));
	assert_false(exists(p->other, ""));
	write_file(p->other, "Dear diary,\n", 12);
	assert_false(gz_store_mend(p->other, &err));
	assert_int_equal(err.code, GZ_EDB);
}

static void test_empty_run(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_counts counts = {.unchanged = 3};
	struct gz_error err;

	assert_true(gz_store_end(s, &counts, true, &err));
	assert_true(gz_store_close(s, &err));
	answer_is(p->db, "SELECT finished, unchanged FROM run", "-|3");
	assert_true(gz_store_open(p->db, &s, &err));
	assert_false(gz_store_end(s, &counts, false, &err)); /* never begun */
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_true(gz_store_close(s, &err));
	check_gives(p->db, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_create_and_reopen),
		TEST(test_empty_file_is_adopted),
		TEST(test_foreign_files_are_refused),
		TEST(test_versions),
		TEST(test_old_schema),
		TEST(test_second_writer),
		TEST(test_reader_keeps_log),
		TEST(test_statements),
		TEST(test_entities),
		TEST(test_spellings),
		TEST(test_mentions),
		TEST(test_unchanged_and_replaced),
		TEST(test_same_id_other_source),
		TEST(test_duplicates),
		TEST(test_mend),
		TEST(test_empty_run),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
