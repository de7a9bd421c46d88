/* test_store_near.c: which sketches are alike, and which meet and join, without a database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "../../src/store/near.h"
#include "gazet/base.h"

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
		clock_t began;

		for (uint32_t i = 1; i <= count; i++) {
			struct gz_near_rows rows = base;

			/* Rows 24 of 64 stay: all meet in six bands. */
			for (size_t row = kind ? 24 : 60; row < GZ_SKETCH_ROWS; row++)
				rows.row[row] = (uint8_t)(1 + next_random(&seed) % GZ_SKETCH_VALUES);
			add_rows(&n, i, &rows);
		}
		began = clock();
		assert_true(gz_near_start(&n));
		assert_true(gz_near_solve(&n));
		took[kind] = (double)(clock() - began) / CLOCKS_PER_SEC;
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
	/* Seconds of the processor. Quadratic would be minutes. */
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
	assert_true(gz_near_new_start(&x, &fresh) && gz_near_new_meet(&x, 1, 0, packed) &&
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

/* Three rows in four stay, and of all bands the first one. */
static void change_rows(struct gz_near_rows *rows, uint64_t *seed)
{
	for (size_t four = 1; four < GZ_SKETCH_ROWS / 4; four++)
		rows->row[4 * four + four / 4] = (uint8_t)(1 + next_random(seed) % GZ_SKETCH_VALUES);
	rows->row[32] = (uint8_t)(1 + next_random(seed) % GZ_SKETCH_VALUES);
}

/* Documents that share a band, one in four nearly a copy of another one that meets it only there. */
static void make_crowd(struct gz_near *n, uint32_t count, uint64_t *seed)
{
	struct gz_near_rows made[400], base = random_rows(seed);

	for (uint32_t i = 0; i < count; i++) {
		made[i] = random_rows(seed);
		if (next_random(seed) % 3)
			memcpy(made[i].row, base.row, 4);
		if (i > 0 && next_random(seed) % 4 == 0) {
			made[i] = made[i - 1 - next_random(seed) % (i < 16 ? i : 16)];
			change_rows(&made[i], seed);
		}
		add_rows(n, i + 1, &made[i]);
	}
}

static void test_number(void **state)
{
	const uint32_t documents[] = {3, 5, 9};
	const size_t numbers[] = {3, 3, 3, 0, 3, 1, 3, 3, 3, 2, 3};
	struct gz_near_rows rows = {{0}};
	struct gz_near n = {.parent = NULL};

	(void)state;
	assert_int_equal(gz_near_number(&n, 1), 0);
	for (size_t i = 0; i < GZ_COUNT(documents); i++)
		add_rows(&n, documents[i], &rows);
	for (uint32_t document = 0; document < GZ_COUNT(numbers); document++)
		assert_int_equal(gz_near_number(&n, document), numbers[document]); /* 3: none */
	gz_near_free(&n);
}

static void clusters_of(const struct gz_near *all, size_t count, gz_cluster_vec *out)
{
	struct gz_near n = {.parent = NULL};

	for (size_t i = 0; i < count; i++)
		assert_true(gz_near_add(&n, all->documents.ptr[i], all->sketches.ptr[i].bytes));
	assert_true(gz_near_start(&n) && gz_near_solve(&n) && gz_near_clusters(&n, out));
	gz_near_free(&n);
}

/* The same where the last ones come to those that were there: joined with what was alike before. */
static void clusters_later(const struct gz_near *all, size_t there, const gz_cluster_vec *old,
			   gz_cluster_vec *out)
{
	struct gz_near fresh = {.parent = NULL}, whole = {.parent = NULL};
	struct gz_near_new x = {.bits = 0};
	size_t at = old->len;

	for (size_t i = there; i < all->documents.len; i++)
		assert_true(gz_near_add(&fresh, all->documents.ptr[i], all->sketches.ptr[i].bytes));
	assert_true(gz_near_new_start(&x, &fresh));
	for (size_t i = there; i-- > 0;) {
		bool has = at > 0 && old->ptr[at - 1].document == all->documents.ptr[i];

		assert_true(gz_near_new_meet(&x, all->documents.ptr[i], has ? old->ptr[at - 1].cluster : 0,
					     all->sketches.ptr[i].bytes));
		at -= has;
	}
	assert_true(gz_near_new_add(&x, &fresh) && gz_near_start(&x.n) && gz_near_new_solve(&x));
	for (size_t i = 0; i < all->documents.len; i++)
		assert_true(gz_near_add(&whole, all->documents.ptr[i], all->sketches.ptr[i].bytes));
	assert_true(gz_near_start(&whole));
	for (size_t i = 0; i < old->len; i++)
		gz_near_join(&whole, old->ptr[i].document - 1, old->ptr[i].cluster - 1);
	for (size_t i = 0; i < x.n.documents.len; i++)
		gz_near_join(&whole, x.n.documents.ptr[i] - 1, x.n.documents.ptr[gz_near_first(&x.n, i)] - 1);
	assert_true(gz_near_clusters(&whole, out));
	gz_near_free(&whole);
	gz_near_free(&fresh);
	gz_near_new_free(&x);
}

/* Keys that many have: what is looked at of those that were there is enough. */
static void test_crowd(void **state)
{
	uint64_t seed = 23;

	(void)state;
	for (unsigned round = 0; round < 200; round++) {
		struct gz_near all = {.parent = NULL};
		gz_cluster_vec old = {.len = 0}, later = {.len = 0}, once = {.len = 0};
		size_t there = 1 + next_random(&seed) % 399;

		make_crowd(&all, 400, &seed);
		clusters_of(&all, there, &old);
		clusters_of(&all, 400, &once);
		clusters_later(&all, there, &old, &later);
		assert_in_range(once.len, 50, 300);
		assert_int_equal(later.len, once.len);
		assert_memory_equal(later.ptr, once.ptr, once.len * sizeof(*once.ptr));
		GZ_VEC_FREE(&old);
		GZ_VEC_FREE(&later);
		GZ_VEC_FREE(&once);
		gz_near_free(&all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alike),  cmocka_unit_test(test_packed), cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_recall), cmocka_unit_test(test_crowd),  cmocka_unit_test(test_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
