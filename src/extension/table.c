/* table.c: table-valued functions: virtual tables that are there without being created, whose arguments are
 * hidden columns. */
#include <string.h>

#include "extension.h"
SQLITE_EXTENSION_INIT3

/* A host of 3.38 or newer offers them, whatever this is compiled with. */
#ifndef SQLITE_INDEX_CONSTRAINT_LIMIT
#define SQLITE_INDEX_CONSTRAINT_LIMIT  73
#define SQLITE_INDEX_CONSTRAINT_OFFSET 74
#endif

/* What a module is told of: the kind of table, for this connection. */
struct module {
	struct session *session;
	const struct kind *kind;
};
struct table {
	sqlite3_vtab base;
	struct module *module;
	unsigned columns, parameters;
};

static unsigned count(const char *const *names)
{
	unsigned n = 0;

	while (names[n] != NULL)
		n++;
	return n;
}

unsigned table_parameter(const struct kind *kind, const char *name)
{
	unsigned i = 0;

	while (kind->parameters[i] != NULL && strcmp(kind->parameters[i], name) != 0)
		i++;
	return i;
}

/* ---- the table ------------------------------------------------------------------------- */

static char *declaration(const struct kind *kind)
{
	sqlite3_str *sql = sqlite3_str_new(NULL);

	for (unsigned i = 0; kind->columns[i] != NULL; i++)
		sqlite3_str_appendf(sql, "%s%s", i > 0 ? ", " : "CREATE TABLE x(", kind->columns[i]);
	for (unsigned i = 0; kind->parameters[i] != NULL; i++)
		sqlite3_str_appendf(sql, ", \"%w\" HIDDEN", kind->parameters[i]);
	sqlite3_str_appendchar(sql, 1, ')');
	return sqlite3_str_finish(sql);
}

static int connect(sqlite3 *db, void *module, int argc, const char *const *argv, sqlite3_vtab **out,
		   char **message)
{
	struct module *m = module;
	char *sql = declaration(m->kind);
	struct table *t;
	int status;

	(void)argc;
	(void)argv;
	(void)message;
	if (sql == NULL)
		return SQLITE_NOMEM;
	status = sqlite3_declare_vtab(db, sql);
	sqlite3_free(sql);
	if (status != SQLITE_OK)
		return status;
	t = sqlite3_malloc64(sizeof(*t));
	if (t == NULL)
		return SQLITE_NOMEM;
	*t = (struct table){
		.module = m, .columns = count(m->kind->columns), .parameters = count(m->kind->parameters)};
	*out = &t->base;
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

/* What SQLite compares itself, it needs all rows for. */
struct plan {
	char order[TABLE_MOST_PARAMETERS + 3]; /* of argv: letters of parameters, LIMIT and OFFSET */
	int used;
	uint32_t given;
	bool whole; /* every condition is an argument */
};
#define LIMIT  'L'
#define OFFSET 'O'

static void plan_value(struct plan *p, sqlite3_index_info *info, int constraint, char letter)
{
	p->order[p->used] = letter;
	info->aConstraintUsage[constraint].argvIndex = ++p->used;
}

/* Arguments are what hidden columns are equal to. False: what one depends on has to be read first. */
static bool plan_arguments(struct plan *p, const struct table *t, sqlite3_index_info *info)
{
	for (int i = 0; i < info->nConstraint; i++) {
		const struct sqlite3_index_constraint *c = &info->aConstraint[i];
		int parameter = c->iColumn - (int)t->columns;

		if (c->op == SQLITE_INDEX_CONSTRAINT_LIMIT || c->op == SQLITE_INDEX_CONSTRAINT_OFFSET)
			continue;
		if (parameter < 0 || parameter >= (int)t->parameters || c->op != SQLITE_INDEX_CONSTRAINT_EQ ||
		    (c->usable && (p->given >> parameter & 1) != 0)) { /* given twice */
			p->whole = false;
			continue;
		}
		if (!c->usable)
			return false;
		p->given |= UINT32_C(1) << parameter;
		plan_value(p, info, i, (char)('a' + parameter));
		info->aConstraintUsage[i].omit = 1;
	}
	return true;
}

/* Rows behind LIMIT and OFFSET need not be found. SQLite counts all the same: they are no promise. */
static void plan_limit(struct plan *p, sqlite3_index_info *info)
{
	for (int i = 0; i < info->nConstraint && p->whole && info->nOrderBy == 0; i++) {
		const struct sqlite3_index_constraint *c = &info->aConstraint[i];

		if (c->op != SQLITE_INDEX_CONSTRAINT_LIMIT && c->op != SQLITE_INDEX_CONSTRAINT_OFFSET)
			continue;
		if (c->usable)
			plan_value(p, info, i, c->op == SQLITE_INDEX_CONSTRAINT_LIMIT ? LIMIT : OFFSET);
		else
			p->whole = false;
	}
}

/* idxStr says what stands in argv. */
static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	const struct table *t = (const struct table *)table;
	struct plan plan = {.whole = true};

	if (!plan_arguments(&plan, t, info))
		return SQLITE_CONSTRAINT;
	plan_limit(&plan, info);
	info->idxStr = sqlite3_mprintf("%s", plan.order);
	if (info->idxStr == NULL)
		return SQLITE_NOMEM;
	info->needToFreeIdxStr = 1;
	info->estimatedCost = (plan.given & 1) != 0 ? 1000 : 1000000;
	info->estimatedRows = (plan.given & 1) != 0 ? 100 : 100000;
	return SQLITE_OK;
}

/* ---- rows -------------------------------------------------------------------------------- */

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	struct cursor *c = sqlite3_malloc64(sizeof(*c));

	(void)table;
	if (c == NULL)
		return SQLITE_NOMEM;
	memset(c, 0, sizeof(*c));
	c->end = true;
	*out = &c->base;
	return SQLITE_OK;
}

static const struct kind *kind_of(const struct cursor *c)
{
	return ((const struct table *)c->base.pVtab)->module->kind;
}

static void clear(struct cursor *c)
{
	kind_of(c)->stop(c);
	for (size_t i = 0; i < TABLE_MOST_PARAMETERS; i++) {
		sqlite3_value_free(c->argument[i]);
		c->argument[i] = NULL;
	}
	c->row = 0;
	c->most = 0;
	c->end = true;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
	clear((struct cursor *)cursor);
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
	struct cursor *c = (struct cursor *)cursor;

	c->row++;
	c->end = !kind_of(c)->next(c);
	return SQLITE_OK;
}

static bool is_null(sqlite3_value *value)
{
	return value != NULL && sqlite3_value_type(value) == SQLITE_NULL;
}

/* LIMIT and OFFSET together say how many rows are read; none of them, or too many: 0. */
static void set_most(struct cursor *c, sqlite3_int64 limit, sqlite3_int64 offset)
{
	if (limit >= 0 && limit < UINT32_MAX && offset < UINT32_MAX - limit)
		c->most = limit + (offset > 0 ? offset : 0);
	if (limit == 0 && c->most == 0)
		c->most = 1; /* none: not even that one is read */
}

static int take_arguments(struct cursor *c, const char *order, int argc, sqlite3_value **argv)
{
	sqlite3_int64 limit = -1, offset = 0;

	for (int i = 0; i < argc; i++) {
		if (order[i] == LIMIT) {
			limit = sqlite3_value_int64(argv[i]);
		} else if (order[i] == OFFSET) {
			offset = sqlite3_value_int64(argv[i]);
		} else {
			c->argument[order[i] - 'a'] = sqlite3_value_dup(argv[i]);
			if (c->argument[order[i] - 'a'] == NULL)
				return SQLITE_NOMEM;
		}
	}
	set_most(c, limit, offset);
	return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *cursor, int number, const char *order, int argc, sqlite3_value **argv)
{
	struct cursor *c = (struct cursor *)cursor;
	struct table *t = (struct table *)cursor->pVtab;
	const struct kind *kind = t->module->kind;
	unsigned first = 0;
	char *message = NULL;

	(void)number;
	clear(c);
	if (take_arguments(c, order, argc, argv) != SQLITE_OK)
		return SQLITE_NOMEM;
	if (c->argument[0] == NULL && kind->needed && kind->instead != NULL)
		first = table_parameter(kind, kind->instead);
	/* As everywhere in SQL: what is not known has no answer. */
	if (is_null(c->argument[first]))
		return SQLITE_OK;
	if (kind->needed && c->argument[first] == NULL)
		message = sqlite3_mprintf("%s needs an argument: %s(%s)", kind->name, kind->name,
					  kind->parameters[0]);
	else if (kind->start(t->module->session, kind, c, &message))
		return next_row(cursor);
	sqlite3_free(t->base.zErrMsg);
	t->base.zErrMsg = message;
	return message != NULL ? SQLITE_ERROR : SQLITE_NOMEM;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
	return ((struct cursor *)cursor)->end;
}

static int give_column(sqlite3_vtab_cursor *cursor, sqlite3_context *out, int column)
{
	const struct cursor *c = (const struct cursor *)cursor;
	unsigned columns = ((const struct table *)cursor->pVtab)->columns, number = (unsigned)column;

	if (number < columns)
		kind_of(c)->column(c, number, out);
	else if (c->argument[number - columns] != NULL)
		sqlite3_result_value(out, c->argument[number - columns]);
	return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
	*out = ((struct cursor *)cursor)->row;
	return SQLITE_OK;
}

static const sqlite3_module methods = {
	.xConnect = connect,
	.xBestIndex = best_index,
	.xDisconnect = disconnect,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter,
	.xNext = next_row,
	.xEof = at_end,
	.xColumn = give_column,
	.xRowid = give_rowid,
};

static void drop_module(void *module)
{
	struct module *m = module;

	session_drop(m->session);
	sqlite3_free(m);
}

int table_create(struct session *session, const struct kind *kind)
{
	struct module *m = sqlite3_malloc64(sizeof(*m));

	if (m == NULL)
		return SQLITE_NOMEM;
	*m = (struct module){session, kind};
	session->users++;
	/* It is dropped where this fails, too. */
	return sqlite3_create_module_v2(session->host, kind->name, &methods, m, drop_module);
}
