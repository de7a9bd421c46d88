/*
 * test_store_refused.c: every statement of the store is refused once, as it is prepared and as it runs: the
 * error is told, the database stays sound, and doing the work again gives the database of an undisturbed run.
 */
#include "refusing.h"
#include "store_works.h"

/* To what was there, some documents in another source, in a file of both. */
static bool index_other(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_file_row row = file_row("/b/three.jsonl");
	struct gz_counts counts = {.added = 6};
	struct gz_store *s = NULL;
	bool done = begin(p->db, &s, err) && gz_store_file_begin(s, &row, false, err) && try_put(s, 14, 1, err);

	for (int i = 1; done && i <= 5; i++)
		done = try_put(s, OTHER_SOURCE + i, 1, err);
	row.complete = true;
	done = done && gz_store_file_put(s, &row, err) && gz_store_end(s, &counts, false, err);
	return finish(s, done, err);
}

static bool remove_first(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_str first = GZ_STR("test");
	struct gz_store *s = NULL;
	uint64_t removed;
	bool done = gz_store_open(p->db, &s, err);

	if (done)
		gz_store_sketch_by(s, gz_text_sketch);
	return finish(s, done && gz_store_sources_remove(s, &first, 1, &names, &removed, err), err);
}

static void start_from(struct place *p, const struct gz_buf *bytes)
{
	static const char *const beside[] = {"-wal", "-shm", "-journal"};
	char path[400];

	for (size_t i = 0; i < GZ_COUNT(beside); i++) {
		snprintf(path, sizeof(path), "%s%s", p->db, beside[i]);
		remove(path);
	}
	remove(p->db);
	if (bytes->len)
		write_file(p->db, bytes->ptr, bytes->len);
}

/* The words are SQLite's own. */
static bool says_refused(enum refuse how, const char *message)
{
	if (how == REFUSE_RUN)
		return strstr(message, "interrupted");
	return strstr(message, "not authorized") || strstr(message, "authorization denied") ||
	       strstr(message, "vtable constructor failed");
}

/* A choice is looked at, of which the sanitizers, which take five times as long, look at fewer.
 * REFUSE_EVERY=1 looks at all. */
static int every(void)
{
	const char *value = getenv("REFUSE_EVERY");

	if (value != NULL && atoi(value) > 0)
		return atoi(value);
#ifdef __SANITIZE_ADDRESS__
	return 12;
#else
	return 3;
#endif
}

static void refuse_each(struct place *p, enum refuse how, bool (*work)(void *self, struct gz_error *err),
			const struct gz_buf *base)
{
	int places[2000], count;
	struct gz_buf whole, again;
	struct gz_error err;

	start_from(p, base);
	count = places_to_refuse(how, work, p, places);
	assert_true(count > 10);
	whole = dump_of(p->db);
	for (int i = 0; i < count; i += every()) {
		start_from(p, base);
		if (with_refusal(places[i], work, p, &err))
			fail_msg("'%s' was refused, and nobody says so", refusing.sql);
		assert_true(refusing.refused);
		assert_int_equal(err.code, GZ_EDB);
		assert_true(says_refused(how, err.message));
		if (!exists(p->db, ""))
			continue;
		if (!with_refusal(-1, work, p, &err))
			fail_msg("after '%s' was refused: %s", refusing.sql, err.message);
		check_gives(p->db, "");
		is_at_rest(p->db);
		again = dump_of(p->db);
		if (!gz_str_eq(gz_buf_view(&whole), gz_buf_view(&again)))
			fail_msg("after '%s' was refused, the end is another", refusing.sql);
		gz_buf_free(&again);
	}
	gz_buf_free(&whole);
}

static void refuse_both(void **state, bool (*work)(void *self, struct gz_error *err), bool fresh)
{
	struct place *p = *state;
	struct gz_buf base = {0};
	struct gz_error err;

	if (!fresh) {
		assert_true(index_first(p, &err));
		base = read_file(p->db);
	}
	refuse_each(p, REFUSE_RUN, work, &base);
	/* Making the index again prepares the same statements. */
	if (work != remake)
		refuse_each(p, REFUSE_PREPARE, work, &base);
	gz_buf_free(&base);
}

static void test_first(void **state)
{
	refuse_both(state, index_first, true);
}

static void test_again(void **state)
{
	refuse_both(state, index_again, false);
}

static void test_retag(void **state)
{
	refuse_both(state, retag, false);
}

static void test_remove(void **state)
{
	struct place *p = *state;
	struct gz_error err;
	struct gz_buf base;

	assert_true(index_first(p, &err) && index_other(p, &err));
	base = read_file(p->db);
	refuse_each(p, REFUSE_RUN, remove_first, &base);
	refuse_each(p, REFUSE_PREPARE, remove_first, &base);
	gz_buf_free(&base);
}

static void test_remake(void **state)
{
	refuse_both(state, remake, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_first), TEST(test_again), TEST(test_retag),
					   TEST(test_remove), TEST(test_remake)};

	return cmocka_run_group_tests(tests, watch_sqlite, leave_sqlite);
}
