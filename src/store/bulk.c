/*
 * bulk.c owns gz_batch, a virtual table over the mention rows of the open batch, so that they go in with one
 * `INSERT ... SELECT`: twice as fast as binding each. It is eponymous-only (there is nothing to create, and
 * it ends with the connection) and direct-only (no view or trigger may name it), so the file never depends on
 * it.
 */
#include "internal.h"

enum column {
	COLUMN_DOCUMENT,
	COLUMN_FIELD,
	COLUMN_START,
	COLUMN_LENGTH,
	COLUMN_TOKEN,
	COLUMN_TOKENS,
	COLUMN_SENTENCE,
	COLUMN_ENTITY,
	COLUMN_NAME,
	COLUMN_VIA,
	COLUMN_SCORE,
	COLUMN_NESTED
};

struct table {
	sqlite3_vtab base;
	const gz_row_vec *rows;
};

struct cursor {
	sqlite3_vtab_cursor base;
	const gz_row_vec *rows;
	size_t at;
};

static int bulk_connect(sqlite3 *db, void *rows, int argc, const char *const *argv, sqlite3_vtab **out,
			char **message)
{
	struct table *table;
	int code;

	(void)argc;
	(void)argv;
	(void)message;
	code = sqlite3_declare_vtab(
		db, "CREATE TABLE gz_batch (document_id INTEGER, field INTEGER, start INTEGER,"
		    " length INTEGER, token INTEGER, tokens INTEGER, sentence INTEGER,"
		    " entity_id INTEGER, name_id INTEGER, via INTEGER, score REAL,"
		    " nested INTEGER)");
	if (code == SQLITE_OK)
		code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
	if (code != SQLITE_OK)
		return code;
	table = sqlite3_malloc64(sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	*table = (struct table){.rows = rows};
	*out = &table->base;
	return SQLITE_OK;
}

static int bulk_disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int bulk_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = 100000;
	info->estimatedRows = 100000;
	return SQLITE_OK;
}

static int bulk_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	struct cursor *cursor = sqlite3_malloc64(sizeof(*cursor));

	if (!cursor)
		return SQLITE_NOMEM;
	*cursor = (struct cursor){.rows = ((struct table *)table)->rows};
	*out = &cursor->base;
	return SQLITE_OK;
}

static int bulk_close(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int bulk_filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
		       sqlite3_value **argv)
{
	(void)number;
	(void)text;
	(void)argc;
	(void)argv;
	((struct cursor *)base)->at = 0;
	return SQLITE_OK;
}

static int bulk_next(sqlite3_vtab_cursor *base)
{
	((struct cursor *)base)->at++;
	return SQLITE_OK;
}

static int bulk_eof(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (const struct cursor *)base;

	return cursor->at >= cursor->rows->len;
}

/* Six decimals: the double nearest to the float 0.9 would read 0.899999976. */
static double score_of(float score)
{
	if (!(score > 0))
		return 0;
	if (score > 1)
		return 1;
	return (double)(int64_t)((double)score * 1e6 + 0.5) / 1e6;
}

static int bulk_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
	const struct cursor *cursor = (const struct cursor *)base;
	const struct gz_row *row = &cursor->rows->ptr[cursor->at];

	switch ((enum column)column) {
	case COLUMN_DOCUMENT: sqlite3_result_int64(out, row->document); break;
	case COLUMN_FIELD: sqlite3_result_int(out, row->field); break;
	case COLUMN_START: sqlite3_result_int64(out, row->start); break;
	case COLUMN_LENGTH: sqlite3_result_int64(out, row->length); break;
	case COLUMN_TOKEN: sqlite3_result_int64(out, row->token); break;
	case COLUMN_TOKENS: sqlite3_result_int64(out, row->tokens); break;
	case COLUMN_SENTENCE:
		if (row->sentence >= 0)
			sqlite3_result_int(out, row->sentence);
		break;
	case COLUMN_ENTITY: sqlite3_result_int64(out, row->entity); break;
	case COLUMN_NAME: sqlite3_result_int64(out, row->name); break;
	case COLUMN_VIA: sqlite3_result_int(out, row->via); break;
	case COLUMN_SCORE: sqlite3_result_double(out, score_of(row->score)); break;
	case COLUMN_NESTED: sqlite3_result_int(out, row->nested); break;
	}
	return SQLITE_OK;
}

static int bulk_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
	*out = (sqlite3_int64)((const struct cursor *)base)->at;
	return SQLITE_OK;
}

static const sqlite3_module module = {
	.iVersion = 0,
	.xConnect = bulk_connect, /* without xCreate: eponymous only */
	.xBestIndex = bulk_best_index,
	.xDisconnect = bulk_disconnect,
	.xOpen = bulk_open,
	.xClose = bulk_close,
	.xFilter = bulk_filter,
	.xNext = bulk_next,
	.xEof = bulk_eof,
	.xColumn = bulk_column,
	.xRowid = bulk_rowid,
};

int gz_bulk_register(sqlite3 *db, gz_row_vec *rows)
{
	return sqlite3_create_module_v2(db, "gz_batch", &module, rows, NULL);
}
