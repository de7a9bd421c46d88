/*
 * test_query_open.c: what opening refuses, reading beside a writer, nothing left beside the file, and
 * questions to a database whose index is damaged: an error that says what to do, never a crash.
 */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>

#include "gazet/block.h"
#include "query_forty.h"

static int make_world(void **state)
{
	return setup(state);
}

static int free_world(void **state)
{
	return teardown(state);
}

static void assert_refused(const char *path, enum gz_code code, const char *message)
{
	struct gz_query *q = (struct gz_query *)1;
	struct gz_error err;

	assert_false(gz_query_open(path, &q, &err));
	assert_null(q);
	assert_int_equal(err.code, code);
	assert_string_equal(err.message, message);
	assert_string_equal(err.file, path);
}

static void execute(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int count_files(const struct world *w)
{
	DIR *dir = opendir(w->dir);
	struct dirent *entry;
	int files = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		files += entry->d_name[0] != '.';
	closedir(dir);
	return files;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void test_refused_files(void **state)
{
	struct world *w = *state;
	char path[200];

	snprintf(path, sizeof(path), "%s/none.db", w->dir);
	assert_refused(path, GZ_ENOTFOUND, "no such database: `gazet index` makes one");
	assert_refused(w->dir, GZ_EDB, "not a gazet database: not a regular file");
	write_file(path, "");
	assert_refused(path, GZ_EDB, "not a gazet database: name another file");
	write_file(path, "id,date,title\n1,2017-07-07,This is a table and nothing else, but long enough to "
			 "be looked at.\n"
			 "2,2017-07-08,SQLite reads a header of a hundred bytes before it says that this is "
			 "none of its own.\n");
	assert_refused(path, GZ_EDB, "not a gazet database: name another file");
	unlink(path);
	execute(path, "CREATE TABLE t(x)");
	assert_refused(path, GZ_EDB, "not a gazet database: name another file");
}

static void test_refused_versions(void **state)
{
	struct world *w = *state;

	gz_query_close(w->q);
	w->q = NULL;
	execute(w->path, "PRAGMA user_version = 4001");
	assert_refused(w->path, GZ_EDB, "made by a newer gazet (schema 4.1, not 3.3): update gazet");
	execute(w->path, "PRAGMA user_version = 3004");
	assert_refused(w->path, GZ_EDB, "made by a newer gazet (schema 3.4, not 3.3): update gazet");
	execute(w->path, "PRAGMA user_version = 3001");
	assert_refused(w->path, GZ_EDB,
		       "made by an older gazet (schema 3.1, not 3.3): run `gazet db rebuild`");
	execute(w->path, "PRAGMA user_version = 1001");
	assert_refused(w->path, GZ_EDB,
		       "made by an older gazet (schema 1.1, not 3.3): run `gazet db rebuild`");
	execute(w->path, "PRAGMA user_version = 3003");
	world_open(w);
}

static void test_at_rest_and_beside_a_writer(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);

	run_cooc(w, asked);
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 18);
	assert_int_equal(count_files(w), 1);
	gz_query_close(w->q);
	w->q = NULL;
	assert_int_equal(count_files(w), 1);
	/* A writer has begun; what it has committed is seen, what not is not, and a question is not in its
	 * way. */
	world_begin(w);
	world_put(w, "wire", "n1", "2020-01-01", "", "{ru}");
	world_commit(w);
	world_put(w, "wire", "n2", "2020-01-02", "", "{ru}");
	world_open(w);
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 19);
	world_commit(w);
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 20);
	gz_query_close(w->q);
	w->q = NULL;
	world_end(w);
	assert_int_equal(count_files(w), 1);
	done(asked);
}

/* A database that was left in WAL mode, in a folder that nobody may write to. */
static void test_wal_in_a_closed_folder(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, NULL, NULL, NULL);

	if (geteuid() == 0) {
		done(asked);
		skip(); /* root may write everywhere */
	}
	gz_query_close(w->q);
	w->q = NULL;
	execute(w->path, "PRAGMA journal_mode = WAL");
	assert_int_equal(count_files(w), 1);
	assert_int_equal(chmod(w->dir, 0500), 0);
	world_open(w);
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 40);
	assert_int_equal(count_files(w), 1);
	assert_int_equal(chmod(w->dir, 0700), 0);
	done(asked);
}

/* Asks everything; whatever fails must say that the database is damaged. */
static void ask_everything(struct world *w, int *failures)
{
	struct asked *asked = calloc(1, sizeof(*asked));
	struct gz_sink sink = answer_sink(&asked->a);
	uint64_t undated, passing, with_terms;
	int64_t ids[2] = {1, 2};

	for (int question = 0; question < 18; question++) {
		struct gz_term terms[2] = {{.entity = "a", .name = "a", .ids = ids, .count = 1},
					   {.entity = "b", .name = "b", .ids = ids + 1, .count = 1}};
		struct gz_selection s = world_selection(terms, 1 + (size_t)(question % 2));
		bool ok = false;

		s.window = (enum gz_window)(question % 3);
		s.window_tokens = 5;
		switch (question / 3) {
		case 0: ok = gz_query_cooc(w->q, &s, &sink, &asked->err); break;
		case 1: ok = gz_query_docs(w->q, &s, &sink, &asked->err); break;
		case 2: ok = gz_query_kwic(w->q, &s, 20, &sink, &asked->err); break;
		case 3:
			ok = gz_query_timeline(w->q, &s, GZ_BY_YEAR, question % 2, &sink, &undated,
					       &asked->err);
			break;
		case 4: ok = gz_query_entities(w->q, &s, GZ_STR(""), &sink, &asked->err); break;
		default: ok = gz_query_count(w->q, &s, &passing, &with_terms, &asked->err); break;
		}
		if (!ok) {
			assert_int_equal(asked->err.code, GZ_EDB);
			assert_string_equal(asked->err.message, "the index is damaged: see `gazet db check`; "
								"`gazet db rebuild` makes it again");
			(*failures)++;
		}
		answer_clear(&asked->a);
	}
	free(asked);
}

static void damage_blob(struct world *w, const char *table, const char *column, int64_t row, uint64_t *seed)
{
	sqlite3 *db;
	sqlite3_blob *blob;
	unsigned char byte;

	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_blob_open(db, "main", table, column, row, 1, &blob), SQLITE_OK);
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	byte = (unsigned char)(*seed >> 40);
	assert_int_equal(
		sqlite3_blob_write(blob, &byte, 1, (int)((*seed >> 48) % (uint64_t)sqlite3_blob_bytes(blob))),
		SQLITE_OK);
	assert_int_equal(sqlite3_blob_close(blob), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_damaged_index(void **state)
{
	struct world *w = *state;
	uint64_t seed = 1;
	int failures = 0;

	ask_everything(w, &failures);
	assert_int_equal(failures, 0);
	execute(w->path, "CREATE TABLE sound AS SELECT * FROM ix_block; CREATE TABLE sound_positions AS "
			 "SELECT * FROM ix_position; CREATE TABLE sound_heads AS SELECT * FROM ix_head");
	for (int round = 0; round < 300; round++) {
		switch (round % 3) {
		case 0: damage_blob(w, "ix_position", "positions", gz_position_piece(1), &seed); break;
		case 1: damage_blob(w, "ix_block", "entities", 1, &seed); break;
		case 2: damage_blob(w, "ix_head", "heads", 1, &seed); break;
		}
		ask_everything(w, &failures);
		execute(w->path, "UPDATE ix_block SET entities = (SELECT entities FROM sound); "
				 "UPDATE ix_position SET positions = (SELECT positions FROM sound_positions);"
				 "UPDATE ix_head SET heads = (SELECT heads FROM sound_heads)");
	}
	/* Most single bytes of a block are counts or deltas: many, not all, are noticed. */
	assert_true(failures > 300);
	failures = 0;
	execute(w->path, "DELETE FROM ix_position");
	ask_everything(w, &failures);
	assert_int_equal(failures,
			 9); /* not kwic, nor a series of each term: they need no places from the index */
	failures = 0;
	execute(w->path, "UPDATE ix_head SET heads = x'0000048080808010'");
	ask_everything(w, &failures);
	assert_int_equal(failures, 18);
	failures = 0;
	execute(w->path, "UPDATE ix_head SET last_document = 4611686018427387904");
	ask_everything(w, &failures);
	assert_true(failures >= 12);
}

static void test_damaged_postings(void **state)
{
	static const char *const damages[] = {
		"x'80'",	 "x'ffffffffffffffffffff01'", "x'8000'",
		"x'ffffffff7f'", "x'02ffffffffffffffff7f'",   "x'00'",
		"x'03'",
	};
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);
	struct gz_sink sink = answer_sink(&asked->a);
	char sql[200];

	execute(w->path, "INSERT INTO ix_segment VALUES (1, 1, 30, NULL)");
	for (size_t i = 0; i < GZ_COUNT(damages); i++) {
		snprintf(sql, sizeof(sql), "REPLACE INTO ix_posting VALUES ((1 << 32) + %lld, 1, %s)",
			 (long long)asked->terms[0].ids[0], damages[i]);
		execute(w->path, sql);
		assert_false(gz_query_docs(w->q, &asked->s, &sink, &asked->err));
		assert_int_equal(asked->err.code, GZ_EDB);
	}
	/* Documents 1 and 3 of those to 30, and what is newer. */
	snprintf(sql, sizeof(sql), "REPLACE INTO ix_posting VALUES ((1 << 32) + %lld, 2, x'0204')",
		 (long long)asked->terms[0].ids[0]);
	execute(w->path, sql);
	run_docs(w, asked);
	assert_firsts(&asked->a, "b12 w03 w01");
	done(asked);
}

int main(void)
{
#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, make_world, free_world)
	const struct CMUnitTest tests[] = {
		WITH_WORLD(test_refused_files),
		WITH_WORLD(test_refused_versions),
		WITH_WORLD(test_at_rest_and_beside_a_writer),
		WITH_WORLD(test_wal_in_a_closed_folder),
		WITH_WORLD(test_damaged_index),
		WITH_WORLD(test_damaged_postings),
	};

	return cmocka_run_group_tests_name("query_open", tests, NULL, NULL);
}
