/*
 * store_works.h: the works that a store does, from opening to closing, for tests that disturb them: a first
 * run, another one over the same files, tagging again, making the index again; and the dump that they end
 * with.
 */
#ifndef GAZET_STORE_WORKS_H
#define GAZET_STORE_WORKS_H

#include "store_fixture.h"

#define DOCUMENTS 12

/* ---- what is done ----------------------------------------------------------------------- */

static bool begin(const char *path, struct gz_store **s, struct gz_error *err)
{
	struct gz_run run = {
		.tool_version = GZ_STR("0.1"), .gazetteer_hash = GZ_STR("hash-2"), .options = GZ_STR("{}")};

	return gz_store_open(path, s, err) && gz_store_begin(*s, &run, &names, err);
}

static bool finish(struct gz_store *s, bool done, struct gz_error *err)
{
	struct gz_error closing = {.code = GZ_OK};
	bool closed = gz_store_close(s, &closing);

	if (done && !closed)
		*err = closing;
	return done && closed;
}

/* Where documents from here on stand. */
#define OTHER_SOURCE 30

/* Document `number` in an edition of its own text; 3 is a copy of 2, 5 nearly 4, and those of the other source of
 * the ones of the first. */
static bool try_put(struct gz_store *s, int number, int edition, struct gz_error *err)
{
	struct gz_mention m[3] = {mention(PUTIN, 0, 8, 0), mention(RUSSIA, 9, 6, 1),
				  mention(G20_2017, 16, 3, 2)};
	int first = number % OTHER_SOURCE, same = first == 3 ? 2 : first;
	char id[16], text[400];
	size_t len = 0;
	struct gz_tagged t;
	enum gz_put what;
	bool duplicate;

	snprintf(id, sizeof(id), "%d", number);
	for (int i = 0; i < 40; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "w%d ",
					(same == 5 && i < 38 ? 4 : same) * 50 + i);
	snprintf(text + len, sizeof(text) - len, "edition %d", edition);
	t = document(id, text, m, (size_t)(number % 4));
	if (number >= OTHER_SOURCE)
		t.doc.source = GZ_STR("other");
	t.doc.day = number % 3 ? 17000 + number : GZ_NO_DAY;
	return gz_store_put(s, &t, &what, &duplicate, err);
}

static struct gz_file_row file_row(const char *path)
{
	return (struct gz_file_row){.path = gz_str(path), .size = 10, .changed = 20, .manner = 30};
}

struct files {
	int64_t one, two;
};

static bool remember(void *self, const struct gz_file_row *row)
{
	struct files *files = self;

	*(gz_str_eq(row->path, GZ_STR("/a/one.jsonl")) ? &files->one : &files->two) = row->id;
	return true;
}

static bool index_first(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_file_row row = file_row("/a/one.jsonl"), two = file_row("/a/two.jsonl");
	struct gz_counts counts = {.added = DOCUMENTS + 1};
	struct gz_store *s = NULL;
	bool done = begin(p->db, &s, err) && gz_store_file_begin(s, &row, false, err);

	for (int i = 1; done && i <= DOCUMENTS; i++)
		done = try_put(s, i, 1, err);
	row.complete = two.complete = true;
	done = done && gz_store_file_put(s, &row, err) && gz_store_file_begin(s, &two, false, err) &&
	       try_put(s, 20, 1, err) && gz_store_file_put(s, &two, err) &&
	       gz_store_end(s, &counts, false, err);
	return finish(s, done, err);
}

/* The file again: some documents as they were, others changed, gone or new, in two batches; the other one is
 * gone. */
static bool index_again(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_file_row row = file_row("/a/one.jsonl");
	struct gz_counts counts = {.replaced = 2};
	struct gz_store *s = NULL;
	struct files files = {0, 0};
	uint64_t removed;
	bool done = begin(p->db, &s, err) && gz_store_files(s, GZ_STR("/a"), remember, &files, err);

	row.id = files.one;
	done = done && gz_store_file_begin(s, &row, true, err);
	for (int i = 1; done && i <= DOCUMENTS + 3; i++) {
		if (i == 6 || i == 9)
			continue;
		done = try_put(s, i, i == 2 || i == 10 ? 2 : 1, err) && (i != 8 || gz_store_commit(s, err));
	}
	row.complete = true;
	done = done && gz_store_file_put(s, &row, err) && gz_store_file_none(s, err) &&
	       (!files.two || gz_store_file_gone(s, files.two, err)) && gz_store_prune(s, &removed, err) &&
	       gz_store_end(s, &counts, false, err);
	return finish(s, done, err);
}

static bool retag(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_mention m[2] = {mention(KREMLIN, 0, 2, 0), mention(PUTIN, 3, 2, 1)};
	struct gz_counts counts = {.replaced = DOCUMENTS};
	struct gz_entity minted = entities[KREMLIN];
	struct gz_store *s = NULL;
	bool mixed, done = begin(p->db, &s, err) && gz_store_retag_all(s, err) &&
			   gz_store_is_mixed(s, &mixed, err);

	for (int64_t i = 1; done && i <= DOCUMENTS; i++) {
		struct gz_tagged t = document("ignored", "", m, (size_t)(i % 3));

		done = gz_store_retag(s, i, &t, err) && gz_store_retagged(s, i, err) &&
		       (i != 7 || gz_store_commit(s, err));
	}
	done = done && gz_store_retag_minted(s, &minted, err) && gz_store_retag_end(s, &counts, false, err);
	return finish(s, done, err);
}

static bool remake(void *self, struct gz_error *err)
{
	struct place *p = self;
	struct gz_store *s = NULL;
	bool done = gz_store_open(p->db, &s, err);

	if (done)
		gz_store_sketch_by(s, gz_text_sketch);
	return finish(s, done && gz_store_rebuild(s, err) && gz_store_vacuum(s, err), err);
}

/* ---- what is found afterwards --------------------------------------------------------------- */

static bool quote(struct gz_buf *out, struct gz_str text)
{
	return gz_buf_printf(out, "\"%.*s\"", GZ_ARG(text));
}

static bool collect(void *self, struct gz_str text, struct gz_error *err)
{
	(void)err;
	return gz_buf_str(self, text);
}

static struct gz_buf dump_of(const char *path)
{
	struct gz_buf out = {0};
	struct gz_error err;

	if (!gz_store_dump(path, quote, collect, &out, &err))
		fail_msg("%s", err.message);
	assert_true(out.len > 1000);
	return out;
}

#endif
