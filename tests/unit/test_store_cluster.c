/* test_store_cluster.c: clusters of near-duplicates while documents come, change and go. */
#include "store_fixture.h"

#define CLUSTERS "SELECT group_concat(doc || '=' || cluster, ' ') FROM (SELECT * FROM v_cluster ORDER BY id)"
#define TABLE                                                                                                \
	"SELECT (SELECT group_concat(document_id || ' ' || cluster_id) FROM ix_cluster), count(*), "         \
	"sum(length(rows)) FROM ix_sketch"

/* An article of 120 words of its own, of which the last `changed` are other ones. */
static char *article(unsigned number, unsigned changed, unsigned edition)
{
	struct gz_buf b = {0};

	for (unsigned i = 0; i < 120; i++) {
		uint32_t word = (number * 1000 + i + (i >= 120 - changed ? edition * 200 : 0)) * 2654435761u;

		for (; word; word /= 26)
			gz_buf_byte(&b, (char)('a' + word % 26));
		gz_buf_byte(&b, ' ');
	}
	assert_true(gz_buf_byte(&b, '\0'));
	return b.ptr;
}

static void put_article(struct gz_store *s, const char *id, unsigned number, unsigned changed,
			unsigned edition)
{
	char *text = article(number, changed, edition);

	put(s, document(id, text, NULL, 0), NULL);
	free(text);
}

static void rebuild(const char *path)
{
	struct gz_store *s;
	struct gz_error err;

	assert_true(gz_store_open(path, &s, &err));
	gz_store_sketch_by(s, gz_text_sketch);
	if (!gz_store_rebuild(s, &err))
		fail_msg("%s", err.message);
	assert_true(gz_store_close(s, &err));
}

/* The table stays what it is when it is made again. */
static void is_stable(const char *path)
{
	struct gz_buf before = ask(path, TABLE);

	check_gives(path, "");
	rebuild(path);
	answer_is(path, TABLE, before.ptr);
	check_gives(path, "");
	gz_buf_free(&before);
}

static void test_clusters(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_error err;
	uint64_t documents, clusters;

	put_article(s, "a", 1, 0, 0);
	put_article(s, "b", 2, 0, 0);
	put_article(s, "a2", 1, 10, 1);
	put_text(s, "flash", "short", GZ_PUT_ADDED, false);
	commit(s);
	put_article(s, "c", 3, 0, 0);
	put_article(s, "b2", 2, 30, 1);
	put_article(s, "half", 1, 100, 2); /* one shingle of six is shared */
	put_text(s, "flash2", "short", GZ_PUT_ADDED, true);
	put_text(s, "flash3", "short too", GZ_PUT_ADDED, false);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a=1 b=2 a2=1 flash=4 b2=2 flash2=4");
	is_stable(p->db);
	/* What comes later is compared with what is there. */
	s = open_store(p->db);
	put_article(s, "c2", 3, 20, 1);
	put_article(s, "a3", 1, 5, 3);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a=1 b=2 a2=1 flash=4 c=5 b2=2 flash2=4 c2=5 a3=1");
	is_stable(p->db);
	s = open_store(p->db);
	assert_true(gz_store_clusters(s, &documents, &clusters, &err));
	assert_int_equal(documents, 9);
	assert_int_equal(clusters, 4);
	end_store(s);
}

static void test_replaced(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_article(s, "a", 1, 0, 0);
	put_article(s, "a2", 1, 10, 1);
	put_article(s, "a3", 1, 5, 2);
	put_article(s, "b", 2, 0, 0);
	put_article(s, "b2", 2, 5, 1);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a=1 a2=1 a3=1 b=4 b2=4");
	/* The first of three changes its story, and one of two: before the run has ended, too, clusters name
	 * what is there. */
	s = open_store(p->db);
	put_article(s, "a", 7, 0, 0);
	put_article(s, "b2", 8, 0, 0);
	commit(s);
	answer_is(p->db, CLUSTERS, "a2=2 a3=2");
	answer_is(p->db, "SELECT cluster_id FROM ix_cluster WHERE document_id = 0", "0");
	check_gives(p->db, "");
	put_article(s, "a4", 7, 10, 1);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a2=2 a3=2 a=6 a4=6");
	is_stable(p->db);
	/* The original of copies is replaced: they stay together. */
	s = open_store(p->db);
	put_text(s, "x", "one", GZ_PUT_ADDED, false);
	put_text(s, "y", "one", GZ_PUT_ADDED, true);
	put_text(s, "z", "one", GZ_PUT_ADDED, true);
	put_text(s, "x", "two", GZ_PUT_REPLACED, false);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a2=2 a3=2 a=6 a4=6 y=10 z=10");
	is_stable(p->db);
}

#define AWAY 60

/* Half of the words in which article 1 and its first edition differ by AWAY words are the one's, half the
 * other's. */
static void put_between(struct gz_store *s)
{
	char *one = article(1, 0, 0), *two = article(1, AWAY, 1);
	struct gz_buf between = {0};
	char *from_one = one, *from_two = two;

	for (unsigned i = 0; i < 120; i++) {
		char *end_one = strchr(from_one, ' ') + 1, *end_two = strchr(from_two, ' ') + 1;

		if (i < 90)
			gz_buf_add(&between, from_one, (size_t)(end_one - from_one));
		else
			gz_buf_add(&between, from_two, (size_t)(end_two - from_two));
		from_one = end_one;
		from_two = end_two;
	}
	gz_buf_byte(&between, '\0');
	put(s, document("link", between.ptr, NULL, 0), NULL);
	gz_buf_free(&between);
	free(one);
	free(two);
}

/* A story that links two others and goes: they part, and what comes behind them stays together. */
static void test_link_removed(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_article(s, "one", 1, 0, 0);
	put_article(s, "two", 1, AWAY, 1);
	end_store(s);
	answer_is(p->db, CLUSTERS, "-");
	s = open_store(p->db);
	put_between(s);
	put_article(s, "other", 5, 0, 0);
	put_article(s, "other2", 5, 0, 0);
	end_store(s);
	answer_is(p->db, CLUSTERS, "one=1 two=1 link=1 other=4 other2=4");
	is_stable(p->db);
	s = open_store(p->db);
	put_text(s, "link", "nothing", GZ_PUT_REPLACED, false);
	end_store(s);
	answer_is(p->db, CLUSTERS, "other=4 other2=4");
	is_stable(p->db);
}

/* One that comes later makes one cluster of two; what stood in neither stays as it is. */
static void test_merged(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_article(s, "other", 5, 0, 0);
	put_article(s, "one", 1, 0, 0);
	put_article(s, "two", 1, AWAY, 1);
	put_text(s, "copy", "a short text", GZ_PUT_ADDED, false);
	put_article(s, "other2", 5, 0, 0);
	put_text(s, "copy2", "a short text", GZ_PUT_ADDED, true);
	put_article(s, "two2", 1, AWAY, 1);
	put_article(s, "alone", 6, 0, 0);
	end_store(s);
	answer_is(p->db, CLUSTERS, "other=1 two=3 copy=4 other2=1 copy2=4 two2=3");
	s = open_store(p->db);
	put_between(s);
	end_store(s);
	answer_is(p->db, CLUSTERS, "other=1 one=2 two=2 copy=4 other2=1 copy2=4 two2=2 link=2");
	is_stable(p->db);
}

/* Two stories in two clusters, a third one, and documents that are like none, over two rows of sketches. */
static void put_stories(struct gz_store *s)
{
	char id[16];

	put_article(s, "alone", 9, 0, 0);
	put_article(s, "other", 5, 0, 0);
	put_article(s, "one", 1, 0, 0);
	put_article(s, "two", 1, AWAY, 1);
	put_article(s, "other2", 5, 0, 0);
	put_article(s, "two2", 1, AWAY, 1);
	for (int i = 7; i <= 40; i++) {
		snprintf(id, sizeof(id), "%d", i);
		put_text(s, id, id, GZ_PUT_ADDED, false);
	}
}

#define MERGED "other=2 one=3 two=3 other2=2 two2=3 link=3"

/* The same where a document was replaced, so that all are compared anew. */
static void test_merged_anew(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_stories(s);
	end_store(s);
	answer_is(p->db, CLUSTERS, "other=2 two=4 other2=2 two2=4");
	s = open_store(p->db);
	put_text(s, "7", "another text", GZ_PUT_REPLACED, false);
	put_between(s);
	end_store(s);
	answer_is(p->db, CLUSTERS, MERGED);
	is_stable(p->db);
}

/* However the run is cut, by commits or into several runs, the tables are the same. */
static void test_order(void **state)
{
	struct place *p = *state;
	struct gz_buf whole = {0}, cut;
	char id[16];

	for (int way = 0; way < 2; way++) {
		const char *path = way ? p->other : p->db;
		struct gz_store *s = open_store(path);

		for (unsigned i = 0; i < 3000; i++) {
			snprintf(id, sizeof(id), "%u", i);
			put_article(s, id, i * 7919 % 1000, i % 40, i % 3);
			if (way && i % 211 == 0) {
				commit(s);
				if (i % 3 == 0) {
					end_store(s);
					s = open_store(path);
				}
			}
		}
		end_store(s);
	}
	whole = ask(p->db, TABLE);
	assert_non_null(strstr(whole.ptr, "1000 1000,"));
	cut = ask(p->other, TABLE);
	assert_string_equal(cut.ptr, whole.ptr);
	gz_buf_free(&cut);
	gz_buf_free(&whole);
	is_stable(p->other);
}

static void test_damage(void **state)
{
	struct place *p = *state;
	static const char *const damages[] = {
		"UPDATE ix_cluster SET cluster_id = 2 WHERE document_id = 3",
		"UPDATE ix_cluster SET document_id = 2 WHERE document_id = 3",
		"DELETE FROM ix_cluster WHERE document_id = 3",
		"INSERT INTO ix_cluster VALUES (77, 1)",
		"INSERT INTO ix_cluster VALUES (4, 1)",
		"DELETE FROM ix_sketch",
		"UPDATE ix_sketch SET rows = CAST(substr(rows, 1, 48) || zeroblob(48) || substr(rows, 97) AS "
		"BLOB)",
		"UPDATE ix_sketch SET rows = substr(rows, 1, 96)",
		"UPDATE ix_sketch SET rows = CAST(rows || substr(rows, 1, 48) AS BLOB)",
		"INSERT INTO ix_sketch SELECT 99, rows FROM ix_sketch",
		"INSERT INTO ix_sketch VALUES (99, x'')",
		"INSERT INTO ix_sketch SELECT -1, rows FROM ix_sketch",
		"INSERT INTO ix_sketch SELECT 4611686018427387904, rows FROM ix_sketch",
		"UPDATE ix_sketch SET rows = x'01'",
		"UPDATE ix_sketch SET rows = CAST(rows || zeroblob(48) AS BLOB)",
		"UPDATE ix_sketch SET rows = CAST(rows || zeroblob(48 * 28) || substr(rows, 1, 96) AS BLOB)",
		"UPDATE ix_sketch SET rows = CAST(substr(rows, 1, 96) || substr(rows, 49, 48) AS BLOB)",
	};
	struct gz_store *s = open_store(p->db);

	put_article(s, "a", 1, 0, 0);
	put_article(s, "b", 2, 0, 0);
	put_article(s, "a2", 1, 10, 1);
	put_article(s, "c", 3, 0, 0);
	end_store(s);
	for (size_t i = 0; i < GZ_COUNT(damages); i++) {
		check_gives(p->db, "");
		change(p->db, damages[i]);
		check_gives(p->db, "clusters");
		rebuild(p->db);
	}
	answer_is(p->db, CLUSTERS, "a=1 a2=1");
	/* As an older gazet leaves it: the next run makes up for it. */
	change(p->db, "DELETE FROM ix_sketch; DELETE FROM ix_cluster");
	check_gives(p->db, "");
	s = open_store(p->db);
	put_article(s, "b2", 2, 10, 1);
	end_store(s);
	answer_is(p->db, CLUSTERS, "a=1 b=2 a2=1 b2=2");
	is_stable(p->db);
}

/* A run that only adds is told of what it has need of, and after a rebuild it comes to its end. */
static void test_adding_finds(void **state)
{
	static const char *const damages[] = {
		"UPDATE ix_sketch SET rows = x'01' WHERE id = 0",
		"UPDATE ix_sketch SET rows = x'01' WHERE id = 0; "
		"UPDATE ix_cluster SET cluster_id = 30 WHERE document_id = 0",
		"UPDATE ix_sketch SET rows = x'01' WHERE id = 0; "
		"UPDATE ix_cluster SET cluster_id = 0 WHERE document_id = 0",
		"UPDATE ix_cluster SET cluster_id = 9 WHERE document_id = 5",
		"UPDATE ix_cluster SET cluster_id = 1 WHERE document_id = 5",
		"UPDATE ix_cluster SET cluster_id = 1 WHERE document_id = 6",
	};
	struct gz_counts counts = {.added = 1};
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_buf base;
	struct gz_error err;

	put_stories(s);
	end_store(s);
	base = read_file(p->db);
	for (size_t i = 0; i < GZ_COUNT(damages); i++) {
		write_file(p->db, base.ptr, base.len);
		change(p->db, damages[i]);
		s = open_store(p->db);
		put_between(s);
		if (gz_store_end(s, &counts, false, &err))
			fail_msg("%s: nothing was told", damages[i]);
		assert_string_equal(err.message, "the index is damaged: run `gazet db rebuild`");
		assert_true(gz_store_close(s, &err));
		rebuild(p->db);
		s = open_store(p->db);
		put_between(s);
		end_store(s);
		answer_is(p->db, CLUSTERS, MERGED);
		check_gives(p->db, "");
	}
	gz_buf_free(&base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_clusters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_merged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_merged_anew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_link_removed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_adding_finds, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
