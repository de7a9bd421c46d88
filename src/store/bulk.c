/*
 * bulk.c owns the virtual tables over the rows that the open batch has yet to insert: gz_batch, its
 * occurrences, and gz_names, names that are new. They go in with one `INSERT ... SELECT`: a third of the time
 * of binding each. Both are eponymous-only (there is nothing to create, and they end with the connection) and
 * direct-only (no view or trigger may name them), so the file never depends on them.
 */
#include "internal.h"

struct bulk {
	const char *name, *declaration;
	int pass; /* number of a hidden column that chooses rows; -1: there is none */
	size_t (*count)(const struct gz_store *s);
	void (*column)(sqlite3_context *out, const struct gz_store *s, size_t row, int column);
};

/* ---- occurrences ------------------------------------------------------------- */

enum { COLUMN_DOCUMENT, COLUMN_START, COLUMN_TOKEN, COLUMN_SENTENCE, COLUMN_READING, COLUMN_PASS };

/*
 * The rows come in two passes: first eight of nine, then the others. SQLite splits the last page of a
 * table WITHOUT ROWID in the middle when it is full, which leaves pages seven eighths full where rows are
 * appended; the second pass fills them. With 471,150 rows: 142 pages in one pass, 124 in two.
 */
static bool is_late(size_t row)
{
	return row % 9 == 8;
}

static size_t count_rows(const struct gz_store *s)
{
	return s->rows.len;
}

static void give_row(sqlite3_context *out, const struct gz_store *s, size_t at, int column)
{
	const struct gz_row *row = &s->rows.ptr[at];

	switch (column) {
	case COLUMN_DOCUMENT: sqlite3_result_int64(out, row->document); break;
	case COLUMN_START: sqlite3_result_int64(out, row->start); break;
	case COLUMN_TOKEN: sqlite3_result_int64(out, row->token); break;
	case COLUMN_SENTENCE:
		if (row->sentence >= 0)
			sqlite3_result_int(out, row->sentence);
		break;
	case COLUMN_READING: sqlite3_result_int64(out, row->reading); break;
	}
}

/* ---- names ------------------------------------------------------------------- */

enum { COLUMN_ID, COLUMN_ENTITY, COLUMN_NAME, COLUMN_FOLDING };

static size_t count_names(const struct gz_store *s)
{
	return s->memory.new_names.len;
}

static void give_text(sqlite3_context *out, struct gz_str text)
{
	sqlite3_result_text64(out, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void give_name(sqlite3_context *out, const struct gz_store *s, size_t at, int column)
{
	const struct gz_new_name *name = &s->memory.new_names.ptr[at];

	switch (column) {
	case COLUMN_ID: sqlite3_result_int64(out, name->id); break;
	case COLUMN_ENTITY: sqlite3_result_int64(out, name->entity); break;
	case COLUMN_NAME: give_text(out, name->name); break;
	case COLUMN_FOLDING:
		if (name->folding.ptr)
			give_text(out, name->folding);
		break;
	}
}

/* ---- both -------------------------------------------------------------------- */

static const struct bulk bulks[] = {
	{"gz_batch",
	 "CREATE TABLE gz_batch (document_id INTEGER, start INTEGER, token INTEGER, sentence INTEGER,"
	 " reading_id INTEGER, pass INTEGER HIDDEN)",
	 COLUMN_PASS, count_rows, give_row},
	{"gz_names", "CREATE TABLE gz_names (id INTEGER, entity_id INTEGER, name TEXT, folding TEXT)", -1,
	 count_names, give_name},
};

struct table {
	sqlite3_vtab base;
	const struct bulk *bulk;
	const struct gz_store *store;
};

struct cursor {
	sqlite3_vtab_cursor base;
	const struct table *table;
	size_t at, count;
	int pass; /* -1: all rows */
};

/* What a module is registered with. */
struct origin {
	const struct bulk *bulk;
	const struct gz_store *store;
};

static int bulk_connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out,
			char **message)
{
	const struct origin *origin = aux;
	struct table *table;
	int code;

	(void)argc;
	(void)argv;
	(void)message;
	code = sqlite3_declare_vtab(db, origin->bulk->declaration);
	if (code == SQLITE_OK)
		code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
	if (code != SQLITE_OK)
		return code;
	table = sqlite3_malloc64(sizeof(*table));
	if (!table)
		return SQLITE_NOMEM;
	*table = (struct table){.bulk = origin->bulk, .store = origin->store};
	*out = &table->base;
	return SQLITE_OK;
}

static int bulk_disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int bulk_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
	const struct table *table = (const struct table *)base;

	/* The first condition on the pass is ours, a second one is SQLite's. A column of -1 is the rowid. */
	for (int i = 0; table->bulk->pass >= 0 && info->idxNum == 0 && i < info->nConstraint; i++) {
		if (info->aConstraint[i].usable && info->aConstraint[i].iColumn == table->bulk->pass &&
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
	*cursor = (struct cursor){.table = (const struct table *)table};
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
	while (c->pass >= 0 && c->at < c->count && is_late(c->at) != (c->pass == 1))
		c->at++;
}

static int bulk_filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
		       sqlite3_value **argv)
{
	struct cursor *c = (struct cursor *)base;

	(void)text;
	c->at = 0;
	c->count = c->table->bulk->count(c->table->store);
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

	return cursor->at >= cursor->count;
}

static int bulk_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column)
{
	const struct cursor *cursor = (const struct cursor *)base;

	cursor->table->bulk->column(out, cursor->table->store, cursor->at, column);
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

int gz_bulk_register(struct gz_store *s)
{
	int code = SQLITE_OK;

	for (size_t i = 0; i < GZ_COUNT(bulks) && code == SQLITE_OK; i++) {
		struct origin *origin = sqlite3_malloc64(sizeof(*origin));

		if (!origin)
			return SQLITE_NOMEM;
		*origin = (struct origin){&bulks[i], s};
		/* Frees it in any case. */
		code = sqlite3_create_module_v2(s->db, bulks[i].name, &module, origin, sqlite3_free);
	}
	return code;
}
