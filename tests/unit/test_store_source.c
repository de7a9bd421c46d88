/* Tests of src/store/source.c: a source goes, out of segments too, and leaves what was never with it. */
#include "gazet/render.h"
#include "store_fixture.h"

#define MANY 600

static struct gz_store *open_small_segments(const char *path)
{
	struct gz_store *s = open_store(path);

	s->segment_minimum = 200;
	return s;
}

/* Every third one is of the other source, which alone names the Kremlin, and copies one of the first. */
static void put_one(struct gz_store *s, int i, bool other, enum gz_put what)
{
	struct gz_mention own = mention(PUTIN, 0, 1, 0), theirs = mention(KREMLIN, 0, 1, 0);
	char id[16], text[64];
	struct gz_tagged t;

	snprintf(id, sizeof(id), "d%d", i);
	snprintf(text, sizeof(text), "The text of number %d.", i - i % 6);
	t = document(id, text, other ? &theirs : &own, 1);
	if (other)
		t.doc.source = GZ_STR("other");
	assert_int_equal(put(s, t, NULL), what);
}

static void put_all(const char *path, bool with_other)
{
	struct gz_store *s = open_small_segments(path);

	for (int i = 0; i < MANY; i++) {
		if (with_other || i % 3 != 0)
			put_one(s, i, i % 3 == 0, GZ_PUT_ADDED);
	}
	end_store(s);
}

static uint64_t remove_other(const char *path)
{
	struct gz_str other = GZ_STR("other");
	uint64_t removed;
	struct gz_store *s;
	struct gz_error err;

	assert_true(gz_store_open(path, &s, &err));
	s->segment_minimum = 200;
	gz_store_sketch_by(s, gz_text_sketch);
	if (!gz_store_sources_remove(s, &other, 1, NULL, &removed, &err))
		fail_msg("%s", err.message);
	assert_true(gz_store_close(s, &err));
	return removed;
}

static bool write_dump(void *self, struct gz_str text, struct gz_error *err)
{
	(void)err;
	return gz_buf_str(self, text);
}

static struct gz_buf dump(const char *path)
{
	struct gz_buf out = {0};
	struct gz_error err;

	if (!gz_store_dump(path, gz_json_string, write_dump, &out, &err))
		fail_msg("%s", err.message);
	gz_buf_byte(&out, '\0');
	return out;
}

static void test_removed(void **state)
{
	struct place *p = *state;
	struct gz_buf left, without;

	put_all(p->db, true);
	put_all(p->other, false);
	answer_is(p->db, "SELECT count(*) > 0 FROM ix_segment", "1");
	assert_int_equal(remove_other(p->db), MANY / 3);
	check_gives(p->db, "");
	is_at_rest(p->db);
	left = dump(p->db);
	without = dump(p->other);
	assert_string_equal(left.ptr, without.ptr);
	gz_buf_free(&left);
	gz_buf_free(&without);
	answer_is(p->db, "SELECT count(*) > 0 FROM ix_segment", "1");
	answer_is(p->db, "SELECT count(*) FROM entity WHERE entity = 'place/kremlin'", "0");
	answer_is(p->db, "SELECT count(*) FROM name WHERE entity_id NOT IN (SELECT id FROM entity)", "0");
	assert_int_equal(remove_other(p->db), 0);
	check_gives(p->db, "");
}

/* Numbers of rows that went are given again. */
static void test_put_again(void **state)
{
	struct place *p = *state;
	struct gz_store *s;

	put_all(p->db, true);
	remove_other(p->db);
	s = open_small_segments(p->db);
	for (int i = 0; i < MANY; i++)
		put_one(s, i, i % 3 == 0, i % 3 == 0 ? GZ_PUT_ADDED : GZ_PUT_UNCHANGED);
	end_store(s);
	check_gives(p->db, "");
	answer_is(p->db, "SELECT count(*) FROM v_document_entity WHERE entity = 'place/kremlin'", "200");
}

/* A copy under its id in another source is counted, one under another id is not. */
static void test_namesakes(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	struct gz_tagged t = document("a", "The same.", NULL, 0);
	struct gz_str source;

	put(s, t, NULL);
	t.doc.id = GZ_STR("b");
	put(s, t, NULL);
	assert_int_equal(gz_store_namesakes(s, &source), 0);
	t.doc.source = GZ_STR("moved");
	put(s, t, NULL);
	assert_int_equal(gz_store_namesakes(s, &source), 1);
	assert_true(gz_str_eq(source, GZ_STR("test")));
	put(s, t, NULL);
	t.doc.id = GZ_STR("c");
	put(s, t, NULL);
	assert_int_equal(gz_store_namesakes(s, &source), 1);
	end_store(s);
	check_gives(p->db, "");
}

/* One that cannot be found is no error of the store: the caller says so. */
static void test_counted(void **state)
{
	struct place *p = *state;
	struct gz_error err;
	struct gz_store *s;
	uint64_t documents;
	bool known;

	put_all(p->db, true);
	assert_true(gz_store_open_look(p->db, &s, &err));
	assert_true(gz_store_source_count(s, GZ_STR("other"), &known, &documents, &err));
	assert_true(known);
	assert_int_equal(documents, MANY / 3);
	assert_true(gz_store_source_count(s, GZ_STR("none"), &known, &documents, &err));
	assert_false(known);
	assert_int_equal(documents, 0);
	gz_store_close(s, &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_removed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_put_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_namesakes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_counted, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
