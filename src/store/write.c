/*
 * write.c owns the run and its batches: a document is compared with what the database holds, its row and its
 * place in the index are written at once, its mentions are collected and go in together at the end of the
 * batch.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Mention rows kept in memory; a longer batch inserts them earlier, in the same transaction. */
#define ROWS_MAX 262144

/* ---- batches --------------------------------------------------------------- */

static bool load_state(struct gz_store *s, struct gz_error *err)
{
	int64_t version;

	if (!gz_store_ask(s, "PRAGMA data_version", &version, err))
		return false;
	if (s->loaded && s->data_version == version)
		return true;
	/* First batch, or another process has written since: nothing remembered can be trusted. */
	gz_memory_forget(&s->memory);
	gz_keys_forget(s);
	s->counting.len = 0;
	if (!gz_store_last(s, GZ_SQL_DOCUMENT_LAST, "document", &s->next_document, err) ||
	    !gz_store_last(s, GZ_SQL_ENTITY_LAST, "entity", &s->last_entity, err) ||
	    !gz_store_last(s, GZ_SQL_NAME_LAST, "name", &s->last_name, err))
		return false;
	s->next_document++;
	if (!gz_tagging_load(s, err) || !gz_index_load(s, err))
		return false;
	s->data_version = version;
	s->loaded = true;
	return true;
}

bool gz_store_batch(struct gz_store *s, struct gz_error *err)
{
	if (s->in_batch)
		return true;
	if (!gz_store_lock(s, err)) {
		s->broken = true;
		return false;
	}
	return load_state(s, err);
}

/* In two passes, so that pages are filled: bulk.c says why. */
bool gz_store_insert_rows(struct gz_store *s, bool all, struct gz_error *err)
{
	if (!s->rows.len || (!all && s->rows.len < ROWS_MAX))
		return true;
	for (int pass = 0; pass < 2; pass++) {
		sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_OCCURRENCE_INSERT, err);

		if (!insert)
			return false;
		sqlite3_bind_int(insert, 1, pass);
		if (!gz_store_run(s, insert, "write", err))
			return false;
	}
	s->rows.len = 0;
	return true;
}

bool gz_store_flush(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_insert_names(s, err) || !gz_store_insert_rows(s, true, err) ||
	    !gz_patch_close(s, err) || !gz_index_flush(s, err) || !gz_counts_flush(s, err) ||
	    !gz_store_successors(s, err))
		return false;
	/* A long run does not leave all its postings to the end. */
	return (s->retagging || s->tail < GZ_SEGMENT_DOCUMENTS ||
		gz_index_segments(s, GZ_SEGMENT_DOCUMENTS, err)) &&
	       gz_keys_flush(s, err) && gz_clusters_flush(s, err);
}

bool gz_store_commit(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_usable(s, err))
		return false;
	if (!s->in_batch)
		return true;
	if (!gz_store_flush(s, err))
		return gz_store_abort(s);
	return gz_store_unlock(s, err);
}

/* ---- runs ------------------------------------------------------------------- */

static bool insert_run(struct gz_store *s, const struct gz_run *run, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_RUN_INSERT, err);
	char now[24];

	if (!insert)
		return false;
	gz_store_bind_text(insert, 1, gz_str(gz_clock_iso(now)));
	gz_store_bind_text(insert, 2, run->tool_version);
	gz_store_bind_text(insert, 3, run->gazetteer_hash);
	gz_store_bind_text(insert, 4, run->options);
	if (!gz_store_run(s, insert, "write", err))
		return false;
	s->run = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool gz_store_current(const struct gz_store *s, struct gz_error *err)
{
	return !s->stale || gz_fail_at(err, GZ_EDB, s->path, 0, 0,
				       "its index is of an older version: run `gazet db rebuild`");
}

bool gz_store_begin(struct gz_store *s, const struct gz_run *run, const struct gz_names *names,
		    struct gz_error *err)
{
	struct gz_str hash = gz_arena_str(&s->texts, run->gazetteer_hash);

	if (!gz_store_usable(s, err))
		return false;
	if (!gz_store_current(s, err))
		return false;
	if (!hash.ptr)
		return gz_fail_nomem(err);
	s->gazetteer = hash;
	s->names = names;
	if (names->sketch)
		s->sketch = names->sketch;
	/* At once: another run may be looking for the same row of tagging, or removing those that nobody
	 * uses. */
	if (!gz_store_lock(s, err))
		return false;
	if (!insert_run(s, run, err) || !gz_tagging_row(s, run, &s->tagging, err))
		return gz_store_abort(s);
	return gz_store_unlock(s, err);
}

bool gz_store_finish(struct gz_store *s, const struct gz_counts *counts, bool interrupted,
		     struct gz_error *err)
{
	const uint64_t values[] = {counts->added,     counts->unchanged, counts->replaced,
				   counts->duplicate, counts->undated,	 counts->rejected};
	sqlite3_stmt *finish = gz_store_statement(s, GZ_SQL_RUN_FINISH, err);
	char now[24];

	if (!finish)
		return false;
	sqlite3_bind_int64(finish, 1, s->run);
	if (!interrupted)
		gz_store_bind_text(finish, 2, gz_str(gz_clock_iso(now)));
	for (size_t i = 0; i < GZ_COUNT(values); i++)
		sqlite3_bind_int64(finish, (int)i + 3, (sqlite3_int64)values[i]);
	return gz_store_run(s, finish, "write", err);
}

bool gz_store_end(struct gz_store *s, const struct gz_counts *counts, bool interrupted, struct gz_error *err)
{
	if (!gz_store_usable(s, err))
		return false;
	if (!s->names)
		return gz_fail(err, GZ_EUSAGE, "no run was begun");
	if (!gz_store_batch(s, err) || !gz_store_flush(s, err) ||
	    !gz_index_segments(s, s->segment_minimum, err) || !gz_keys_settle(s, err) ||
	    !gz_clusters_settle(s, err) || !gz_store_finish(s, counts, interrupted, err))
		return gz_store_abort(s);
	return gz_store_unlock(s, err);
}

/* ---- documents ------------------------------------------------------------------ */

bool gz_store_standing(struct gz_store *s, const struct gz_doc *doc, int64_t source, struct gz_standing *out,
		       struct gz_error *err)
{
	struct gz_str hash = gz_str_of((const char *)doc->hash, sizeof(doc->hash));

	*out = (struct gz_standing){0, false, false};
	if (!gz_keys_find(s, GZ_KEY_IDENTITY, gz_key_identity(source, doc->id), err))
		return false;
	for (size_t i = 0; i < s->candidates.len && !out->id; i++) {
		sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_DOCUMENT_FIND, err);
		int code;

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, s->candidates.ptr[i]);
		sqlite3_bind_int64(find, 2, source);
		gz_store_bind_text(find, 3, doc->id);
		code = sqlite3_step(find);
		if (code == SQLITE_ROW) {
			out->id = s->candidates.ptr[i];
			out->same = gz_str_eq(gz_store_blob(find, 0), hash) &&
				    gz_str_eq(gz_store_blob(find, 2), doc->url) &&
				    gz_str_eq(gz_store_blob(find, 3), doc->lang);
			out->duplicate = sqlite3_column_int(find, 1);
		} else if (code != SQLITE_DONE) {
			gz_store_fail(s->db, s->path, code, "read", err);
		}
		sqlite3_reset(find);
		if (code != SQLITE_ROW && code != SQLITE_DONE)
			return false;
	}
	return true;
}

bool gz_store_run_with(struct gz_store *s, enum gz_statement which, int64_t first, int64_t second,
		       struct gz_error *err)
{
	sqlite3_stmt *statement = gz_store_statement(s, which, err);

	if (!statement)
		return false;
	if (first)
		sqlite3_bind_int64(statement, 1, first);
	if (second)
		sqlite3_bind_int64(statement, 2, second);
	return gz_store_run(s, statement, "write", err);
}

/* Its mentions may still be waiting in this batch, or stand in the table. */
void gz_store_drop_rows(struct gz_store *s, int64_t document)
{
	gz_row_vec *rows = &s->rows;
	size_t first = 0, end = rows->len;

	/* They come in the order of documents. */
	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (rows->ptr[middle].document < document)
			first = middle + 1;
		else
			end = middle;
	}
	while (end < rows->len && rows->ptr[end].document == document)
		end++;
	if (end > first) {
		memmove(rows->ptr + first, rows->ptr + end, (rows->len - end) * sizeof(*rows->ptr));
		rows->len -= end - first;
	}
}

bool gz_store_duplicates(struct gz_store *s, int64_t document, struct gz_error *err)
{
	size_t kept = 0;

	if (!gz_keys_find(s, GZ_KEY_DUPLICATE, gz_key_number(document), err))
		return false;
	for (size_t i = 0; i < s->candidates.len; i++) {
		sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_DOCUMENT_HEIR, err);
		uint32_t candidate = s->candidates.ptr[i];
		int64_t id;

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, candidate);
		sqlite3_bind_int64(find, 2, document);
		if (!gz_store_number(s, find, &id, err))
			return false;
		if (!id)
			continue;
		s->candidates.ptr[kept] = candidate;
		/* The first one to the front. */
		if (candidate < s->candidates.ptr[0]) {
			s->candidates.ptr[kept] = s->candidates.ptr[0];
			s->candidates.ptr[0] = candidate;
		}
		kept++;
	}
	s->candidates.len = kept;
	return true;
}

static bool find_hash(struct gz_store *s, int64_t document, uint32_t *key, struct gz_error *err)
{
	sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_DOCUMENT_HASH, err);
	int code;

	if (!find)
		return false;
	sqlite3_bind_int64(find, 1, document);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW && sqlite3_column_bytes(find, 0) == 16)
		*key = gz_key_content(sqlite3_column_blob(find, 0));
	else
		code = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(find);
	return code == SQLITE_ROW;
}

/* The duplicates of `document` become duplicates of the first one among them, which becomes the original. */
static bool inherit(struct gz_store *s, int64_t document, struct gz_error *err)
{
	uint32_t key, heir;

	if (!gz_store_duplicates(s, document, err))
		return false;
	if (!s->candidates.len)
		return true;
	heir = s->candidates.ptr[0];
	if (!find_hash(s, document, &key, err) || !gz_keys_add(s, GZ_KEY_CONTENT, key, heir, err) ||
	    !gz_store_run_with(s, GZ_SQL_DOCUMENT_INHERIT, heir, 0, err))
		return false;
	for (size_t i = 1; i < s->candidates.len; i++) {
		uint32_t id = s->candidates.ptr[i];

		if (!gz_store_run_with(s, GZ_SQL_DOCUMENT_INHERIT, id, heir, err) ||
		    !gz_keys_add(s, GZ_KEY_DUPLICATE, gz_key_number(heir), id, err))
			return false;
	}
	return true;
}

bool gz_store_remove(struct gz_store *s, int64_t document, struct gz_error *err)
{
	if (!inherit(s, document, err))
		return false;
	gz_store_drop_rows(s, document);
	return gz_store_run_with(s, GZ_SQL_OCCURRENCE_DELETE, document, 0, err) &&
	       gz_store_run_with(s, GZ_SQL_DOCUMENT_DELETE, document, 0, err) &&
	       gz_clusters_remove(s, document, err) && gz_index_remove(s, document, err);
}

/* Duplicates have no key of content. */
bool gz_store_original(struct gz_store *s, const struct gz_doc *doc, int64_t *original, struct gz_error *err)
{
	*original = 0;
	if (!gz_keys_find(s, GZ_KEY_CONTENT, gz_key_content(doc->hash), err))
		return false;
	for (size_t i = 0; i < s->candidates.len && !*original; i++) {
		sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_DOCUMENT_ORIGINAL, err);

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, s->candidates.ptr[i]);
		sqlite3_bind_blob(find, 2, doc->hash, sizeof(doc->hash), SQLITE_STATIC);
		if (!gz_store_number(s, find, original, err))
			return false;
	}
	return true;
}

static bool insert_document(struct gz_store *s, const struct gz_doc *doc, int64_t id, int64_t source,
			    bool *duplicate, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_DOCUMENT_INSERT, err);
	int64_t original;

	if (!insert || !gz_store_original(s, doc, &original, err))
		return false;
	*duplicate = original != 0;
	sqlite3_bind_int64(insert, 1, id);
	sqlite3_bind_int64(insert, 2, source);
	gz_store_bind_text(insert, 3, doc->id);
	sqlite3_bind_blob(insert, 4, doc->hash, sizeof(doc->hash), SQLITE_STATIC);
	if (original)
		sqlite3_bind_int64(insert, 5, original);
	gz_store_bind_day(insert, 6, doc->day);
	sqlite3_bind_int(insert, 7, doc->day == GZ_NO_DAY ? GZ_UNDATED : (int)doc->precision);
	gz_store_bind_text(insert, 8, doc->field[GZ_TITLE]);
	if (doc->url.len)
		gz_store_bind_text(insert, 9, doc->url);
	if (doc->lang.len)
		gz_store_bind_text(insert, 10, doc->lang);
	gz_store_bind_text(insert, 11, doc->field[GZ_TEXT]);
	return gz_store_run(s, insert, "write", err) &&
	       gz_keys_add(s, GZ_KEY_IDENTITY, gz_key_identity(source, doc->id), id, err) &&
	       (original ? gz_keys_add(s, GZ_KEY_DUPLICATE, gz_key_number(original), id, err)
			 : gz_keys_add(s, GZ_KEY_CONTENT, gz_key_content(doc->hash), id, err));
}

/* ---- putting ------------------------------------------------------------------- */

static bool add_head(struct gz_store *s, const struct gz_doc *doc, int64_t id, int64_t source,
		     struct gz_error *err)
{
	struct gz_head head = {id, source, doc->day, GZ_UNDATED};

	if (doc->day != GZ_NO_DAY)
		head.precision = (uint8_t)doc->precision;
	return gz_index_add(s, &head, &s->postings, err);
}

static bool put(struct gz_store *s, const struct gz_tagged *tagged, enum gz_put *what, bool *duplicate,
		struct gz_error *err)
{
	const struct gz_doc *doc = &tagged->doc;
	struct gz_standing old;
	int64_t source, id;

	if (!gz_store_batch(s, err) || !gz_store_source(s, doc->source, &source, err) ||
	    !gz_store_standing(s, doc, source, &old, err))
		return false;
	if (old.same) {
		*what = GZ_PUT_UNCHANGED;
		*duplicate = old.duplicate;
		return gz_store_file_holds(s, old.id, err);
	}
	*what = old.id ? GZ_PUT_REPLACED : GZ_PUT_ADDED;
	if (old.id && !gz_store_remove(s, old.id, err))
		return false;
	id = s->next_document++;
	s->first_put = s->first_put ? s->first_put : id;
	s->overwritten += old.id >= s->first_put;
	if (!insert_document(s, doc, id, source, duplicate, err) ||
	    (*duplicate && !old.id && !gz_store_namesake(s, doc, err)) ||
	    !gz_store_mentions(s, tagged, id, err) || !gz_clusters_add(s, id, tagged, err) ||
	    !add_head(s, doc, id, source, err) || !gz_store_file_holds(s, id, err))
		return false;
	if (old.id && !GZ_PUSH(&s->successors, ((struct gz_successor){old.id, id})))
		return gz_fail_nomem(err);
	return gz_tagging_extend(s, id, err) && gz_store_insert_rows(s, false, err);
}

uint64_t gz_store_overwritten(const struct gz_store *s)
{
	return s->overwritten;
}

bool gz_store_put(struct gz_store *s, const struct gz_tagged *tagged, enum gz_put *what, bool *duplicate,
		  struct gz_error *err)
{
	const struct gz_doc *doc = &tagged->doc;
	size_t bytes = doc->field[GZ_TITLE].len + doc->field[GZ_TEXT].len + doc->url.len + doc->lang.len +
		       doc->id.len;
	char path[4096];

	*duplicate = false;
	if (!gz_store_usable(s, err))
		return false;
	if (!s->names)
		return gz_fail(err, GZ_EUSAGE, "no run was begun");
	/* A row's limit: this document's fault, and no reason to give up the batch. */
	if (bytes + 1024 > (size_t)sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, -1)) {
		snprintf(path, sizeof(path), "%.*s", GZ_ARG(doc->path));
		return gz_fail_at(err, GZ_ELIMIT, path, doc->record, 0,
				  "document %.*s is larger than a database row can be", GZ_ARG(doc->id));
	}
	return put(s, tagged, what, duplicate, err) || gz_store_abort(s);
}
