/* test_store_cluster.c: clusters of near-duplicates while documents come, change and go. */
#include "store_fixture.h"

#include "../../src/store/near.h"

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

/* A story that links two others and goes: they part. */
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
	end_store(s);
	answer_is(p->db, CLUSTERS, "one=1 two=1 link=1");
	is_stable(p->db);
	s = open_store(p->db);
	put_text(s, "link", "nothing", GZ_PUT_REPLACED, false);
	end_store(s);
	answer_is(p->db, CLUSTERS, "-");
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

/* ---- without a database ------------------------------------------------------------ */

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005 + 1442695040888963407;
	return *seed >> 33;
}

static struct gz_near_rows random_rows(uint64_t *seed)
{
	struct gz_near_rows rows;

	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++)
		rows.row[i] = (uint8_t)(1 + next_random(seed) % GZ_SKETCH_VALUES);
	return rows;
}

static bool alike(const struct gz_near_rows *a, const struct gz_near_rows *b)
{
	unsigned char x[GZ_NEAR_BYTES], y[GZ_NEAR_BYTES];

	gz_near_pack(a, x);
	gz_near_pack(b, y);
	assert_int_equal(gz_near_alike(y, x), gz_near_alike(x, y));
	return gz_near_alike(x, y);
}

static void add_rows(struct gz_near *n, uint32_t document, const struct gz_near_rows *rows)
{
	unsigned char packed[GZ_NEAR_BYTES];

	gz_near_pack(rows, packed);
	assert_true(gz_near_add(n, document, packed));
}

static void test_alike(void **state)
{
	struct gz_near_rows a = {{0}}, b = {{0}};
	uint64_t seed = 5;

	(void)state;
	assert_false(alike(&a, &b)); /* nothing is said */
	a.row[3] = b.row[3] = a.row[4] = b.row[4] = 9;
	assert_true(alike(&a, &b));
	a.row[5] = 1;
	assert_true(alike(&a, &b));
	b.row[6] = 1;
	assert_false(alike(&a, &b)); /* half of them, one of which may be chance */
	a = b = random_rows(&seed);
	for (size_t i = 0; i < GZ_SKETCH_ROWS / 2 - 1; i++)
		b.row[i] = (uint8_t)(1 + b.row[i] % GZ_SKETCH_VALUES);
	assert_true(alike(&a, &b));
	b.row[GZ_SKETCH_ROWS - 1] = (uint8_t)(1 + b.row[GZ_SKETCH_ROWS - 1] % GZ_SKETCH_VALUES);
	assert_false(alike(&a, &b));
}

static void test_packed(void **state)
{
	uint64_t seed = 17;

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct gz_near_rows rows = random_rows(&seed), back;
		unsigned char packed[GZ_NEAR_BYTES];

		rows.row[next_random(&seed) % GZ_SKETCH_ROWS] = 0;
		gz_near_pack(&rows, packed);
		gz_near_unpack(packed, &back);
		assert_memory_equal(&rows, &back, sizeof(rows));
	}
}

/* Fifty thousand documents that are all alike, and as many that share half of a band's rows and more with all
 * others and are like none: both take time in proportion. */
static void test_hostile(void **state)
{
	const uint32_t count = 50000;
	uint64_t seed = 11;
	struct gz_near_rows base = random_rows(&seed);
	double took[2];

	(void)state;
	for (int kind = 0; kind < 2; kind++) {
		struct gz_near n = {.parent = NULL};
		gz_cluster_vec found = {.len = 0};
		double began;

		for (uint32_t i = 1; i <= count; i++) {
			struct gz_near_rows rows = base;

			/* Rows 24 of 64 stay: all meet in six bands. */
			for (size_t row = kind ? 24 : 60; row < GZ_SKETCH_ROWS; row++)
				rows.row[row] = (uint8_t)(1 + next_random(&seed) % GZ_SKETCH_VALUES);
			add_rows(&n, i, &rows);
		}
		began = gz_clock();
		assert_true(gz_near_start(&n));
		assert_true(gz_near_solve(&n));
		took[kind] = gz_clock() - began;
		assert_true(gz_near_clusters(&n, &found));
		if (kind == 0)
			assert_int_equal(found.len, count);
		for (size_t i = 0; kind == 0 && i < found.len; i++)
			assert_int_equal(found.ptr[i].cluster, 1);
		/* Nine more in common by chance hardly happen. */
		assert_true(kind == 0 || found.len < count / 10);
		GZ_VEC_FREE(&found);
		gz_near_free(&n);
	}
	/* Quadratic would be minutes. */
	assert_true(took[0] < 10 && took[1] < 10);
}

/* Whether `b` is found to be near where it comes to `a`. */
static bool meet_later(const struct gz_near_rows *a, const struct gz_near_rows *b)
{
	struct gz_near fresh = {.parent = NULL};
	struct gz_near_new x = {.bits = 0};
	unsigned char packed[GZ_NEAR_BYTES];
	bool met;

	gz_near_pack(a, packed);
	add_rows(&fresh, 2, b);
	assert_true(gz_near_new_start(&x, &fresh) && gz_near_new_meet(&x, 1, packed, false) &&
		    gz_near_new_add(&x, &fresh) && gz_near_start(&x.n) && gz_near_new_solve(&x));
	met = gz_near_first(&x.n, x.n.documents.len - 1) != x.n.documents.len - 1;
	gz_near_new_free(&x);
	gz_near_free(&fresh);
	return met;
}

/* Of pairs that agree in so many rows of 64, so many meet in a band: what near_solve.c promises. */
static void test_recall(void **state)
{
	static const struct {
		unsigned same, least; /* of a thousand */
	} shares[] = {{64, 1000}, {48, 995}, {38, 930}, {33, 750}, {32, 0}};
	uint64_t seed = 3;

	(void)state;
	for (size_t share = 0; share < GZ_COUNT(shares); share++) {
		unsigned met = 0;

		for (int round = 0; round < 1000; round++) {
			struct gz_near n = {.parent = NULL};
			struct gz_near_rows a = random_rows(&seed), b = a;

			for (unsigned changed = 0; changed < GZ_SKETCH_ROWS - shares[share].same;) {
				size_t row = next_random(&seed) % GZ_SKETCH_ROWS;

				if (b.row[row] != a.row[row])
					continue;
				b.row[row] = (uint8_t)(1 + next_random(&seed) % GZ_SKETCH_VALUES);
				changed += b.row[row] != a.row[row];
			}
			if (round % 2) {
				met += meet_later(&a, &b);
				continue;
			}
			add_rows(&n, 1, &a);
			add_rows(&n, 2, &b);
			assert_true(gz_near_start(&n) && gz_near_solve(&n));
			met += gz_near_first(&n, 1) == 0;
			gz_near_free(&n);
		}
		if (met < shares[share].least || (shares[share].same < 33 && met))
			fail_msg("%u of 64 rows: %u of 1000", shares[share].same, met);
	}
}

static void test_damage(void **state)
{
	struct place *p = *state;
	static const char *const damages[] = {
		"UPDATE ix_cluster SET cluster_id = 2 WHERE document_id = 3",
		"DELETE FROM ix_cluster WHERE document_id = 3",
		"INSERT INTO ix_cluster VALUES (77, 1)",
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_clusters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_merged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_link_removed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
		cmocka_unit_test(test_alike),
		cmocka_unit_test(test_packed),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_recall),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
