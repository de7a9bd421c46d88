/*
 * tagging.c owns what is known of how documents were tagged: a row for each gazetteer (with the tool's
 * version and the options that shape mentions), and ranges of documents that were tagged alike. Documents are
 * numbered as they come, so there are few ranges; what is tagged again moves the border between two of them.
 */
#include "internal.h"

static sqlite3_stmt *find(struct gz_store *s, const struct gz_tagging *t, struct gz_error *err)
{
	sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_TAGGING_FIND, err);

	if (!find)
		return NULL;
	gz_store_bind_text(find, 1, t->gazetteer);
	gz_store_bind_text(find, 2, t->tool_version);
	gz_store_bind_text(find, 3, t->options);
	return find;
}

static bool insert(struct gz_store *s, const struct gz_tagging *t, int64_t *id, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_TAGGING_INSERT, err);

	if (!insert)
		return false;
	gz_store_bind_text(insert, 1, t->gazetteer);
	gz_store_bind_text(insert, 2, t->tool_version);
	gz_store_bind_text(insert, 3, t->options);
	if (t->print.len)
		sqlite3_bind_blob64(insert, 4, t->print.ptr, t->print.len, SQLITE_STATIC);
	if (!gz_store_run(s, insert, "write", err))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	return true;
}

bool gz_tagging_row(struct gz_store *s, const struct gz_run *run, int64_t *id, struct gz_error *err)
{
	struct gz_tagging tagging = {
		.gazetteer = run->gazetteer_hash, .tool_version = run->tool_version, .options = run->tagging};
	sqlite3_stmt *row = find(s, &tagging, err);
	struct gz_buf print = {0};
	bool done;

	if (!row || !gz_store_number(s, row, id, err))
		return false;
	if (*id)
		return true;
	done = run->print == NULL || run->print(run->self, &print, err);
	tagging.print = gz_buf_view(&print);
	done = done && insert(s, &tagging, id, err);
	gz_buf_free(&print);
	return done;
}

bool gz_store_tagging(struct gz_store *s, const struct gz_tagging *tagging, struct gz_error *err)
{
	sqlite3_stmt *row;

	if (!gz_store_usable(s, err))
		return false;
	if (!gz_store_batch(s, err))
		return gz_store_abort(s);
	row = find(s, tagging, err);
	if (!row || !gz_store_number(s, row, &s->tagging, err) ||
	    (!s->tagging && !insert(s, tagging, &s->tagging, err)))
		return gz_store_abort(s);
	return true;
}

static bool range_of(struct gz_store *s, int64_t document, int64_t *tagging, struct gz_error *err)
{
	sqlite3_stmt *of = gz_store_statement(s, GZ_SQL_TAGGED_OF, err);

	if (!of)
		return false;
	sqlite3_bind_int64(of, 1, document);
	return gz_store_number(s, of, tagging, err);
}

bool gz_tagging_load(struct gz_store *s, struct gz_error *err)
{
	return range_of(s, INT64_MAX, &s->tagging_last, err);
}

bool gz_tagging_extend(struct gz_store *s, int64_t document, struct gz_error *err)
{
	if (!s->tagging || s->tagging == s->tagging_last)
		return true;
	s->tagging_last = s->tagging;
	return gz_store_run_with(s, GZ_SQL_TAGGED_PUT, document, s->tagging, err);
}

bool gz_tagging_move(struct gz_store *s, int64_t document, struct gz_error *err)
{
	int64_t rest;

	if (!range_of(s, document + 1, &rest, err) ||
	    !gz_store_run_with(s, GZ_SQL_TAGGED_DROP, INT64_MIN, document + 1, err) ||
	    !gz_store_run_with(s, GZ_SQL_TAGGED_PUT, 1, s->tagging, err))
		return false;
	if (rest && rest != s->tagging && !gz_store_run_with(s, GZ_SQL_TAGGED_PUT, document + 1, rest, err))
		return false;
	return gz_tagging_load(s, err);
}

bool gz_store_is_mixed(struct gz_store *s, bool *mixed, struct gz_error *err)
{
	sqlite3_stmt *other = gz_store_statement(s, GZ_SQL_TAGGED_OTHER, err);
	int64_t count = 0;

	if (!other)
		return false;
	sqlite3_bind_int64(other, 1, s->tagging);
	if (!gz_store_number(s, other, &count, err))
		return false;
	*mixed = count > 0;
	return true;
}
