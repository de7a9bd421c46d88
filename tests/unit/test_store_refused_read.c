/*
 * test_store_refused_read.c: every statement of what only reads (the check, the dump, contents, looking) is
 * refused once: the error is told, nothing is left beside the file, and the next time all is read.
 */
#include "refusing.h"

#include "store_fixture.h"

struct reading {
	const char *path;
	struct gz_buf out;
};

/* ---- what is read ----------------------------------------------------------------------------- */

static bool any_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self;
	(void)columns;
	(void)count;
	(void)err;
	return true;
}

static bool add_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	(void)err;
	return gz_buf_printf(self, "%.*s %.*s\n", GZ_ARG(cells[0].text), GZ_ARG(cells[1].text));
}

static bool read_check(void *self, struct gz_error *err)
{
	struct reading *r = self;
	struct gz_sink sink = {&r->out, any_begin, add_row, sink_end};
	bool sound;

	gz_buf_clear(&r->out);
	/* What cannot be read is damage, told in its row. */
	return gz_store_check(r->path, &sink, &sound, err) && (sound || gz_fail(err, GZ_EDB, "a check failed"));
}

static bool quote(struct gz_buf *out, struct gz_str text)
{
	return gz_buf_printf(out, "\"%.*s\"", GZ_ARG(text));
}

static bool collect(void *self, struct gz_str text, struct gz_error *err)
{
	(void)err;
	return gz_buf_str(self, text);
}

static bool read_dump(void *self, struct gz_error *err)
{
	struct reading *r = self;

	gz_buf_clear(&r->out);
	return gz_store_dump(r->path, quote, collect, &r->out, err);
}

static bool add_total(void *self, struct gz_str entity, uint64_t mentions)
{
	return gz_buf_printf(self, "%.*s %d\n", GZ_ARG(entity), (int)mentions);
}

static bool add_name(void *self, struct gz_str name, struct gz_str folded)
{
	return gz_buf_printf(self, "%.*s %.*s\n", GZ_ARG(name), GZ_ARG(folded));
}

static bool add_entity(struct gz_buf *out, const struct gz_names *all)
{
	struct gz_entity entity;

	return all->find(all->self, GZ_STR("person/vladimir-putin"), &entity) &&
	       !all->find(all->self, GZ_STR("person/nobody"), &entity) &&
	       all->find(all->self, GZ_STR("person/vladimir-putin"), &entity) &&
	       all->each_name(all->self, &entity, add_name, out);
}

static bool add_documents(struct reading *r, struct gz_contents *c, struct gz_error *err)
{
	struct gz_arena arena = {0};
	enum gz_contents_status status = GZ_CONTENTS_DOC;

	while (status == GZ_CONTENTS_DOC) {
		struct gz_mention *mentions;
		struct gz_doc doc;
		size_t count;

		status = gz_contents_next(c, &arena, &doc, err);
		if (status != GZ_CONTENTS_DOC)
			break;
		if (!gz_contents_mentions(c, (int64_t)doc.record, &arena, &mentions, &count, err)) {
			status = GZ_CONTENTS_FAILED;
			break;
		}
		assert_true(gz_buf_printf(&r->out, "%.*s %d\n", GZ_ARG(doc.id), (int)count));
	}
	gz_arena_free(&arena);
	return status == GZ_CONTENTS_END;
}

static bool read_contents(void *self, struct gz_error *err)
{
	struct reading *r = self;
	const struct gz_tagged_range *ranges;
	struct gz_contents *c = NULL;
	struct gz_names all;
	uint64_t documents;
	size_t count;
	int64_t last;
	bool done;

	gz_buf_clear(&r->out);
	done = gz_contents_open(r->path, &c, err) && gz_contents_ranges(c, &ranges, &count, err) &&
	       gz_contents_count(c, &documents, &last, err) &&
	       gz_contents_totals(c, add_total, &r->out, err) && add_documents(r, c, err);
	gz_contents_close(c);
	if (!done)
		return false;
	c = NULL;
	done = gz_contents_open(r->path, &c, err) && gz_contents_names(c, &all, err) &&
	       add_entity(&r->out, &all);
	gz_contents_close(c);
	return done && gz_buf_printf(&r->out, "%d %d %d\n", (int)documents, (int)count, (int)last);
}

static bool add_file(void *self, const struct gz_file_row *row)
{
	return gz_buf_printf(self, "%.*s\n", GZ_ARG(row->path));
}

static bool read_look(void *self, struct gz_error *err)
{
	struct reading *r = self;
	struct gz_store *s = NULL;
	struct gz_tagged seen = document("1", TEXT, NULL, 0), other = document("9", "Another text.", NULL, 0);
	enum gz_put what[2];
	bool duplicate[2], done;
	uint64_t in_clusters, clusters;
	struct gz_error closing;

	gz_buf_clear(&r->out);
	done = gz_store_open_look(r->path, &s, err) &&
	       gz_store_files(s, GZ_STR("/a"), add_file, &r->out, err) &&
	       gz_store_look(s, &seen.doc, &what[0], &duplicate[0], err) &&
	       gz_store_look(s, &other.doc, &what[1], &duplicate[1], err) &&
	       gz_store_clusters(s, &in_clusters, &clusters, err);
	assert_true(gz_store_close(s, &closing));
	return done && gz_buf_printf(&r->out, "%d %d %d %d %d %d\n", what[0], duplicate[0], what[1],
				     duplicate[1], (int)in_clusters, (int)clusters);
}

/* ---- refused, and read again ---------------------------------------------------------------------- */

static void make_database(const char *path)
{
	struct gz_file_row row = {.path = GZ_STR("/a/one.jsonl"), .size = 10, .changed = 20};
	struct gz_store *s = open_store(path);
	struct gz_mention m[2] = {mention(PUTIN, 0, 14, 0), mention(G20_2017, 38, 3, 5)};
	struct gz_error err;

	assert_true(gz_store_file_begin(s, &row, false, &err));
	assert_int_equal(put(s, document("1", TEXT, m, 2), NULL), GZ_PUT_ADDED);
	assert_int_equal(put(s, document("2", TEXT, m, 2), NULL), GZ_PUT_ADDED);
	assert_int_equal(put(s, document("3", "Not a word of it.", NULL, 0), NULL), GZ_PUT_ADDED);
	row.complete = true;
	assert_true(gz_store_file_put(s, &row, &err));
	end_store(s);
}

static struct gz_buf copy(const struct gz_buf *text)
{
	struct gz_buf out = {0};

	assert_true(gz_buf_add(&out, text->ptr, text->len));
	return out;
}

/* Settings that change no answer, and a first look, after which the second one would find the same. */
static bool is_of_opening(enum refuse how, const char *sql)
{
	return strstr(sql, "trusted_schema") || strstr(sql, "cache_size") ||
	       strstr(sql, "FROM sqlite_schema LIMIT 1") ||
	       (how == REFUSE_PREPARE && strcmp(sql, "21 - - -") == 0);
}

static void refuse_each(struct reading *r, enum refuse how, bool (*work)(void *self, struct gz_error *err))
{
	int places[2000], count = places_to_refuse(how, work, r, places);
	struct gz_buf whole = copy(&r->out);
	struct gz_error err;

	assert_true(count > 3);
	for (int i = 0; i < count; i++) {
		if (!with_refusal(places[i], work, r, &err))
			assert_true(err.code != GZ_OK && err.message[0] != '\0');
		else if (is_of_opening(how, refusing.sql))
			assert_true(gz_str_eq(gz_buf_view(&whole), gz_buf_view(&r->out)));
		else
			fail_msg("'%s' was refused, and nobody says so", refusing.sql);
		assert_true(refusing.refused);
		is_at_rest(r->path);
		if (!with_refusal(-1, work, r, &err))
			fail_msg("after '%s' was refused: %s", refusing.sql, err.message);
		assert_true(gz_str_eq(gz_buf_view(&whole), gz_buf_view(&r->out)));
	}
	gz_buf_free(&whole);
}

static void refuse_both(void **state, bool (*work)(void *self, struct gz_error *err), const char *begins)
{
	struct place *p = *state;
	struct reading r = {.path = p->db};
	struct gz_error err;

	make_database(p->db);
	if (!with_refusal(-1, work, &r, &err))
		fail_msg("%s", err.message);
	if (!gz_str_starts(gz_buf_view(&r.out), gz_str(begins)))
		fail_msg("%.*s", GZ_ARG(gz_buf_view(&r.out)));
	refuse_each(&r, REFUSE_RUN, work);
	refuse_each(&r, REFUSE_PREPARE, work);
	gz_buf_free(&r.out);
}

static void test_check(void **state)
{
	refuse_both(state, read_check, "version ok\nintegrity ok\n");
}

static void test_dump(void **state)
{
	refuse_both(state, read_dump, "{");
}

static void test_contents(void **state)
{
	refuse_both(state, read_contents, "");
}

static void test_look(void **state)
{
	refuse_both(state, read_look, "/a/one.jsonl\n1 0 0 0 2 1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(test_check), TEST(test_dump), TEST(test_contents),
					   TEST(test_look)};

	return cmocka_run_group_tests(tests, watch_sqlite, leave_sqlite);
}
