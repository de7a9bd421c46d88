/*
 * source.c owns what concerns a source as a whole: that the documents of an archive stand in another one
 * already, and taking some out of the database: their documents, what is known of the files these stood in,
 * and readings, entities and names that no other document needs. The end is the database that was never given
 * those sources.
 */
#include <stdlib.h>

#include "internal.h"

/* ---- the same documents under another name ------------------------------------- */

/* Which source a document is of; its name in `spelling`. */
static bool source_of(struct gz_store *s, int64_t document, int64_t *id, struct gz_error *err)
{
	sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_DOCUMENT_SOURCE_NAME, err);
	bool good = true;
	int code;

	*id = 0;
	gz_buf_clear(&s->spelling);
	if (!find)
		return false;
	sqlite3_bind_int64(find, 1, document);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW) {
		*id = sqlite3_column_int64(find, 0);
		good = gz_buf_str(&s->spelling, gz_store_blob(find, 1)) || gz_fail_nomem(err);
	} else if (code != SQLITE_DONE) {
		good = gz_store_fail(s->db, s->path, code, "read", err);
	}
	sqlite3_reset(find);
	return good;
}

bool gz_store_namesake(struct gz_store *s, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_standing there;
	int64_t original, source;

	if (!gz_store_original(s, doc, &original, err))
		return false;
	if (!original)
		return true;
	if (!source_of(s, original, &source, err))
		return false;
	if (!source || gz_str_eq(gz_buf_view(&s->spelling), doc->source))
		return true;
	if (!gz_store_standing(s, doc, source, &there, err))
		return false;
	if (there.same && s->namesakes++ == 0)
		s->namesake = gz_arena_str(&s->texts, gz_buf_view(&s->spelling));
	return !there.same || s->namesake.ptr || gz_fail_nomem(err);
}

uint64_t gz_store_namesakes(const struct gz_store *s, struct gz_str *source)
{
	*source = s->namesake;
	return s->namesakes;
}

/* ---- its documents ----------------------------------------------------------- */

static bool read_documents(struct gz_store *s, int64_t source, gz_range_vec *out, struct gz_error *err)
{
	sqlite3_stmt *list = gz_store_statement(s, GZ_SQL_DOCUMENT_SOURCE, err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!list)
		return false;
	sqlite3_bind_int64(list, 1, source);
	while (good && (code = sqlite3_step(list)) == SQLITE_ROW)
		good = gz_range_add(out, sqlite3_column_int64(list, 0)) || gz_fail_nomem(err);
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	return good;
}

bool gz_store_source_count(struct gz_store *s, struct gz_str source, bool *known, uint64_t *documents,
			   struct gz_error *err)
{
	gz_range_vec ranges = {0};
	int64_t id;
	bool good;

	*documents = 0;
	*known = false;
	if (!gz_store_usable(s, err) || !gz_store_source_find(s, source, &id, err))
		return false;
	*known = id != 0;
	good = !id || read_documents(s, id, &ranges, err);
	*documents = gz_range_count(&ranges);
	GZ_VEC_FREE(&ranges);
	return good;
}

static bool remove_documents(struct gz_store *s, const gz_range_vec *documents, struct gz_error *err)
{
	for (size_t i = 0; i < documents->len; i++) {
		for (int64_t id = documents->ptr[i].first; id <= documents->ptr[i].last; id++) {
			if (!gz_store_remove(s, id, err))
				return false;
		}
	}
	return true;
}

/* ---- the files they stood in --------------------------------------------------- */

/* Does one of the ranges, which are sorted, touch this one? */
static bool meets(const gz_range_vec *ranges, struct gz_range range)
{
	size_t low = 0, high = ranges->len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ranges->ptr[middle].last < range.first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ranges->len && ranges->ptr[low].first <= range.last;
}

struct holders {
	const gz_range_vec *documents;
	gz_range_vec *files;
};

static bool add_holder(void *self, int64_t file, struct gz_range held, struct gz_error *err)
{
	struct holders *h = self;

	return !meets(h->documents, held) || gz_range_add(h->files, file) || gz_fail_nomem(err);
}

/* Each file that holds some of them, as a range of its number: sorted, and once. */
static bool find_files(struct gz_store *s, const gz_range_vec *documents, gz_range_vec *files,
		       struct gz_error *err)
{
	struct holders holders = {documents, files};
	bool good = gz_store_origins_each(s, add_holder, &holders, err);

	gz_range_sort(files);
	return good;
}

/* One that holds documents of other sources too goes on with these, and is read again; else it is forgotten.
 */
static bool take_from_file(struct gz_store *s, int64_t file, const gz_range_vec *documents,
			   struct gz_error *err)
{
	gz_range_vec before = {0}, rest = {0}, living = {0};
	bool good = gz_store_origins(s, file, &before, err) &&
		    (gz_range_subtract(&before, documents, &rest) || gz_fail_nomem(err));

	for (size_t i = 0; good && i < rest.len; i++)
		good = gz_store_living(s, rest.ptr[i], &living, err);
	if (good && living.len)
		good = gz_store_origins_put(s, file, &living, err) &&
		       gz_store_run_with(s, GZ_SQL_FILE_UNREAD, file, 0, err);
	else if (good)
		good = gz_store_file_forget(s, file, err);
	GZ_VEC_FREE(&before);
	GZ_VEC_FREE(&rest);
	GZ_VEC_FREE(&living);
	return good;
}

static bool take_from_files(struct gz_store *s, const gz_range_vec *documents, struct gz_error *err)
{
	gz_range_vec files = {0};
	bool good = find_files(s, documents, &files, err);

	for (size_t i = 0; good && i < files.len; i++) {
		for (int64_t id = files.ptr[i].first; good && id <= files.ptr[i].last; id++)
			good = take_from_file(s, id, documents, err);
	}
	GZ_VEC_FREE(&files);
	return good;
}

/* ---- what hung on them ------------------------------------------------------------ */

/* Without a gazetteer it is not known which names are no entity's own, but only words that documents had for
 * it. */
static bool drop_rows(struct gz_store *s, struct gz_error *err)
{
	static const enum gz_statement steps[] = {GZ_SQL_READING_PRUNE, GZ_SQL_ENTITY_PRUNE,
						  GZ_SQL_NAME_PRUNE, GZ_SQL_KEYS_DROP};

	for (size_t i = 0; i < GZ_COUNT(steps); i++) {
		if (!gz_store_run_with(s, steps[i], 0, 0, err))
			return false;
	}
	gz_memory_forget(&s->memory);
	gz_keys_forget(s);
	return gz_keys_rebuild(s, err);
}

/* Numbers of rows that go may be given again: nothing that was packed or remembered may know them. */
static bool drop_unused(struct gz_store *s, const gz_range_vec *sources, struct gz_error *err)
{
	int64_t last;

	if (!gz_index_unsegment(s, err))
		return false;
	for (size_t i = 0; i < sources->len; i++) {
		for (int64_t id = sources->ptr[i].first; id <= sources->ptr[i].last; id++) {
			if (!gz_store_run_with(s, GZ_SQL_SOURCE_DELETE, id, 0, err))
				return false;
		}
	}
	/* What stands behind the last document is nobody's. */
	if (!gz_store_last(s, GZ_SQL_DOCUMENT_LAST, "document", &last, err) ||
	    !gz_store_run_with(s, GZ_SQL_TAGGED_DROP, last + 1, INT64_MAX, err))
		return false;
	return (s->names ? gz_store_settle(s, err) : drop_rows(s, err)) &&
	       gz_index_segments(s, s->segment_minimum, err);
}

/* ---- the whole ---------------------------------------------------------------------- */

/* Those that are known, as a range of its number each: sorted, and once. */
static bool find_sources(struct gz_store *s, const struct gz_str *names, size_t count, gz_range_vec *out,
			 struct gz_error *err)
{
	int64_t id;

	for (size_t i = 0; i < count; i++) {
		if (!gz_store_source_find(s, names[i], &id, err))
			return false;
		if (id && !gz_range_add(out, id))
			return gz_fail_nomem(err);
	}
	gz_range_sort(out);
	return true;
}

static bool take_documents(struct gz_store *s, int64_t source, uint64_t *removed, struct gz_error *err)
{
	gz_range_vec documents = {0};
	bool good = read_documents(s, source, &documents, err);

	*removed += gz_range_count(&documents);
	good = good && take_from_files(s, &documents, err) && remove_documents(s, &documents, err);
	GZ_VEC_FREE(&documents);
	return good;
}

static bool take_out(struct gz_store *s, const gz_range_vec *sources, uint64_t *removed, struct gz_error *err)
{
	for (size_t i = 0; i < sources->len; i++) {
		for (int64_t id = sources->ptr[i].first; id <= sources->ptr[i].last; id++) {
			if (!take_documents(s, id, removed, err))
				return false;
		}
	}
	return gz_store_flush(s, err) && drop_unused(s, sources, err) && gz_clusters_settle(s, err);
}

static bool remove_sources(struct gz_store *s, const struct gz_str *names, size_t count, uint64_t *removed,
			   struct gz_error *err)
{
	gz_range_vec sources = {0};
	bool good = gz_store_batch(s, err) && find_sources(s, names, count, &sources, err) &&
		    (!sources.len || take_out(s, &sources, removed, err));

	GZ_VEC_FREE(&sources);
	if (!good)
		return gz_store_abort(s);
	s->loaded = false;
	return gz_store_unlock(s, err);
}

bool gz_store_sources_remove(struct gz_store *s, const struct gz_str *sources, size_t count,
			     const struct gz_names *names, uint64_t *removed, struct gz_error *err)
{
	const struct gz_names *run = s->names;
	bool good;

	*removed = 0;
	if (!gz_store_usable(s, err) || !gz_store_current(s, err) || !gz_store_commit(s, err))
		return false;
	s->names = names;
	good = remove_sources(s, sources, count, removed, err);
	s->names = run;
	return good;
}
