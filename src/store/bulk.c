/*
 * bulk.c owns gz_batch, a virtual table over the occurrences of the open batch, so that they go in with one
 * `INSERT ... SELECT`: twice as fast as binding each. It is eponymous-only (there is nothing to create, and
 * it ends with the connection) and direct-only (no view or trigger may name it), so the file never depends on
 * it.
 */
#include "internal.h"

enum column { COLUMN_DOCUMENT, COLUMN_START, COLUMN_TOKEN, COLUMN_SENTENCE, COLUMN_READING, COLUMN_PASS };

/*
 * The rows come in two passes: first eight of nine, then the others. SQLite splits the last page of a
 * table WITHOUT ROWID in the middle when it is full, which leaves pages seven eighths full where rows are
 * appended; the second pass fills them. With 471,150 rows: 142 pages in one pass, 124 in two.
 */
static bool is_late(size_t row)
{
	return row % 9 == 8;
}

struct table {
	sqlite3_vtab base;
	const gz_row_vec *rows;
};

struct cursor {
	sqlite3_vtab_cursor base;
	const gz_row_vec *rows;
	size_t at;
	int pass; /* -1: all rows */
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
		db,
		"CREATE TABLE gz_batch (document_id INTEGER, start INTEGER, token INTEGER, sentence INTEGER,"
		" reading_id INTEGER, pass INTEGER HIDDEN)");
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
	for (int i = 0; i < info->nConstraint; i++) {
		if (info->aConstraint[i].usable && info->aConstraint[i].iColumn == COLUMN_PASS &&
		    info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ) {
			info->aConstraintUsage[i].argvIndex = 1;
			info->aConstraintUsage[i].omit = 1;
			info->idxNum = 1;
		}
	}
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

/* From where it stands to the next row of the pass. */
static void settle(struct cursor *c)
{
	while (c->pass >= 0 && c->at < c->rows->len && is_late(c->at) != (c->pass == 1))
		c->at++;
}

static int bulk_filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
		       sqlite3_value **argv)
{
	struct cursor *c = (struct cursor *)base;

	(void)text;
	c->at = 0;
	c->pass = number && argc ? sqlite3_value_int(argv[0]) : -1;
	settle(c);
	return SQLITE_OK;
}

static int bulk_next(sqlite3_vtab_cursor *base)
{
	struct cursor *c = (struct cursor *)base;

	c->at++;
	settle(c);
	return SQLITE_OK;
}

static int bulk_eof(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (const struct cursor *)base;

	return cursor->at >= cursor->rows->len;
}

static int bulk_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
	const struct cursor *cursor = (const struct cursor *)base;
	const struct gz_row *row = &cursor->rows->ptr[cursor->at];

	switch ((enum column)column) {
	case COLUMN_DOCUMENT: sqlite3_result_int64(out, row->document); break;
	case COLUMN_START: sqlite3_result_int64(out, row->start); break;
	case COLUMN_TOKEN: sqlite3_result_int64(out, row->token); break;
	case COLUMN_SENTENCE:
		if (row->sentence >= 0)
			sqlite3_result_int(out, row->sentence);
		break;
	case COLUMN_READING: sqlite3_result_int64(out, row->reading); break;
	case COLUMN_PASS: break;
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
