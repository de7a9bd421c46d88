/*
 * test_store_damaged.c: writing where the index is damaged: it is told with what mends it, or does no harm;
 * the truth is not touched, and after a rebuild the work ends as in a sound database. And what no gazet
 * writes into the truth: it is told, not taken over.
 */
#include "../../src/store/internal.h"
#include "store_works.h"

/* Every column of the index that holds packed bytes. */
static const struct {
	const char *table, *column;
} packed[] = {
	{"ix_head", "heads"}, {"ix_block", "entities"}, {"ix_position", "positions"},
	{"ix_key", "keys"},   {"ix_sketch", "rows"},
};

static const char *const damages[] = {"x''", "x'ff'", "substr(bytes, 1, length(bytes) / 2)",
				      "zeroblob(length(bytes))", "bytes || x'ffffffffffffffffff'"};

static void damage(const char *path, const char *table, const char *column, const char *how)
{
	char sql[400];

	snprintf(sql, sizeof(sql), "UPDATE %s SET %s = (SELECT CAST(%s AS BLOB) FROM (SELECT %s AS bytes))",
		 table, column, how, column);
	change(path, sql);
}

static void copy_back(struct place *p, const struct gz_buf *bytes)
{
	remove(p->db);
	write_file(p->db, bytes->ptr, bytes->len);
}

static void work_on_damaged(void **state, bool (*work)(void *self, struct gz_error *err), int expected)
{
	struct place *p = *state;
	struct gz_buf base, whole, again;
	struct gz_error err;
	int told = 0;

	assert_true(index_first(p, &err));
	base = read_file(p->db);
	assert_true(work(p, &err));
	whole = dump_of(p->db);
	for (size_t i = 0; i < GZ_COUNT(packed) * GZ_COUNT(damages); i++) {
		const char *table = packed[i / GZ_COUNT(damages)].table,
			   *column = packed[i / GZ_COUNT(damages)].column;

		copy_back(p, &base);
		damage(p->db, table, column, damages[i % GZ_COUNT(damages)]);
		if (!work(p, &err)) {
			told++;
			assert_int_equal(err.code, GZ_EDB);
			if (!strstr(err.message, "the index is damaged: run `gazet db rebuild`"))
				fail_msg("%s.%s, %s: %s", table, column, damages[i % GZ_COUNT(damages)],
					 err.message);
		}
		is_at_rest(p->db);
		if (!remake(p, &err) || !work(p, &err))
			fail_msg("%s.%s, %s: %s", table, column, damages[i % GZ_COUNT(damages)], err.message);
		check_gives(p->db, "");
		again = dump_of(p->db);
		if (!gz_str_eq(gz_buf_view(&whole), gz_buf_view(&again)))
			fail_msg("%s.%s, %s: another end", table, column, damages[i % GZ_COUNT(damages)]);
		gz_buf_free(&again);
	}
	assert_int_equal(told, expected); /* the others are in bytes that this work has no need of */
	gz_buf_free(&base);
	gz_buf_free(&whole);
}

static void test_index(void **state)
{
	work_on_damaged(state, index_again, 20);
}

static void test_retag(void **state)
{
	work_on_damaged(state, retag, 19);
}

/* Each run of keys for itself: what no document is looked up by is read when runs are merged. */
static void test_keys(void **state)
{
	struct place *p = *state;
	struct gz_error err;
	struct gz_buf base;
	char sql[200];

	assert_true(index_first(p, &err));
	answer_is(p->db, "SELECT count(*), max(id >> 32) FROM ix_key WHERE id > 0", "7|7");
	base = read_file(p->db);
	for (int run = 1; run <= 7; run++) {
		copy_back(p, &base);
		snprintf(sql, sizeof(sql), "UPDATE ix_key SET keys = x'ff' WHERE id >> 32 = %d", run);
		change(p->db, sql);
		if (index_again(p, &err))
			fail_msg("run %d: nothing was told", run);
		assert_non_null(strstr(err.message, "the index is damaged: run `gazet db rebuild`"));
		is_at_rest(p->db);
	}
	gz_buf_free(&base);
}

/* The newest run gets another number. */
static void number_last_run(const char *path, int64_t number)
{
	char sql[300];

	snprintf(sql, sizeof(sql),
		 "UPDATE ix_key SET id = id - 2 * (%lld - (SELECT max(id >> 32) FROM ix_key)) "
		 "WHERE id <= -2 * (SELECT max(id >> 32) FROM ix_key)",
		 (long long)number);
	change(path, sql);
	snprintf(sql, sizeof(sql),
		 "UPDATE ix_key SET id = id + ((%lld - (id >> 32)) << 32) "
		 "WHERE id >> 32 = (SELECT max(id >> 32) FROM ix_key)",
		 (long long)number);
	change(path, sql);
}

/* Another score for a mention: a reading, which makes one run of keys. */
static bool add_reading(struct place *p, struct gz_error *err)
{
	struct gz_counts counts = {.replaced = 1};
	struct gz_mention m = mention(PUTIN, 0, 8, 0);
	struct gz_tagged t = document("ignored", "", &m, 1);
	struct gz_store *s = NULL;
	bool done;

	m.score = 0.1f;
	done = begin(p->db, &s, err) && gz_store_retag(s, 1, &t, err) &&
	       gz_store_retag_end(s, &counts, true, err);
	return finish(s, done, err);
}

/* The number behind the last one begins no chunk: there is no room for it in a row's number. */
static void test_last_run(void **state)
{
	struct place *p = *state;
	struct gz_error err;

	assert_true(index_first(p, &err));
	number_last_run(p->db, INT32_MAX - 1);
	check_gives(p->db, "");
	assert_false(add_reading(p, &err));
	assert_int_equal(err.code, GZ_ELIMIT);
	assert_string_equal(err.message, "too many runs of keys: run `gazet db rebuild`");
	check_gives(p->db, "");
	assert_true(remake(p, &err) && add_reading(p, &err));
	check_gives(p->db, "");
	number_last_run(p->db, INT32_MAX);
	check_gives(p->db, "keys");
}

/* ---- the truth ---------------------------------------------------------------------------- */

static bool dump(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_buf out = {0};
	bool done = gz_store_dump(p->db, quote, collect, &out, err);

	gz_buf_free(&out);
	return done;
}

/* A run without documents: sketches are made where there is no row of clusters. */
static bool index_nothing(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_counts counts = {.added = 0};
	struct gz_store *s = NULL;
	bool done = begin(p->db, &s, err) && gz_store_end(s, &counts, false, err);

	return finish(s, done, err);
}

static const struct {
	const char *sql;
	bool (*work)(void *self, struct gz_error *err);
	const char *told;
} strange[] = {
	{"UPDATE entity SET type = 'ship'", dump,
	 "damaged: the type of an entity: `gazet db check` says more"},
	{"UPDATE reading SET via = 99", dump, "damaged: the via of a mention: `gazet db check` says more"},
	{"UPDATE reading SET field = 9", dump, "damaged: the field of a mention: `gazet db check` says more"},
	{"UPDATE document SET id = 9223372036854775807 WHERE id = 3", index_again,
	 "damaged: no document has the number 9223372036854775807: `gazet db check` says more"},
	{"UPDATE document SET id = -4 WHERE id = 3; DELETE FROM ix_cluster WHERE document_id = 0",
	 index_nothing, "document -4 holds impossible values: run `gazet db check`"},
	{"UPDATE entity SET id = 4000000000 WHERE id = 1", index_again,
	 "damaged: no entity has the number 4000000000: `gazet db check` says more"},
	{"UPDATE entity SET id = -id", index_again,
	 "damaged: no entity has the number -1: `gazet db check` says more"},
	{"UPDATE ix_key SET id = -(1 << 40) WHERE id = (SELECT max(id) FROM ix_key WHERE id < 0 AND id % 2 = "
	 "0)",
	 index_again, "the index is damaged: run `gazet db rebuild`"},
};

static void test_strange(void **state)
{
	struct place *p = *state;
	struct gz_error err;
	struct gz_buf base;
	char sql[400];

	assert_true(index_first(p, &err));
	base = read_file(p->db);
	for (size_t i = 0; i < GZ_COUNT(strange); i++) {
		copy_back(p, &base);
		snprintf(sql, sizeof(sql), "PRAGMA ignore_check_constraints = ON; %s", strange[i].sql);
		change(p->db, sql);
		if (strange[i].work(p, &err))
			fail_msg("%s: nothing was told", strange[i].sql);
		assert_int_equal(err.code, GZ_EDB);
		assert_non_null(strstr(err.message, strange[i].told));
		is_at_rest(p->db);
	}
	gz_buf_free(&base);
}

static void test_type(void **state)
{
	struct place *p = *state;
	struct gz_error err;

	assert_true(index_first(p, &err));
	change(p->db, "PRAGMA ignore_check_constraints = ON; UPDATE entity SET type = 'ship' WHERE id = 1");
	check_gives(p->db, "entities");
}

/* Of a run that has ended there is a row that says so. */
static void test_clusters(void **state)
{
	struct place *p = *state;
	struct gz_error err;

	assert_true(index_first(p, &err));
	change(p->db, "DELETE FROM ix_cluster WHERE document_id = 0");
	check_gives(p->db, "clusters");
}

/* The last number that there is has none behind it, nor the first one any in front. */
static void test_ranges(void **state)
{
	struct gz_range whole[] = {{1, INT64_MAX}, {5, 6}, {INT64_MIN, INT64_MIN}},
			some[] = {{3, 3}, {9, INT64_MAX}};
	gz_range_vec all = {whole, 3, 0}, few = {some, 2, 0}, left = {0};

	(void)state;
	gz_range_sort(&all);
	assert_int_equal(all.len, 2);
	assert_int_equal(all.ptr[1].first, 1);
	assert_true(all.ptr[1].last == INT64_MAX);
	/* What one holds is not left, however far it goes. */
	assert_true(gz_range_subtract(&few, &all, &left));
	assert_int_equal(left.len, 0);
	assert_true(gz_range_subtract(&all, &few, &left));
	assert_int_equal(left.len, 3);
	assert_true(left.ptr[0].first == INT64_MIN && left.ptr[0].last == INT64_MIN);
	assert_true(left.ptr[1].first == 1 && left.ptr[1].last == 2);
	assert_true(left.ptr[2].first == 4 && left.ptr[2].last == 8);
	GZ_VEC_FREE(&left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_index),	TEST(test_retag),   TEST(test_keys),
					   TEST(test_last_run), TEST(test_strange), TEST(test_type),
					   TEST(test_clusters), TEST(test_ranges)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
