/*
 * check_schema.c owns the comparison of what tables, indexes and views are there with those that gazet makes:
 * by their text, comments and line ends aside, which differ where a database was brought up to date. Others
 * beside them are the user's own.
 */
#include <stdio.h>
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

/* SQL while it is compared. */
struct text {
	const char *at;
	char quote; /* inside of quotes: which; else 0 */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The next byte; of white space and comments in a row one space. 0 at the end. */
static char next(struct text *t)
{
	bool blank = false;

	while (t->quote == 0 && (is_space(*t->at) || (t->at[0] == '-' && t->at[1] == '-'))) {
		blank = true;
		if (*t->at == '-')
			t->at += strcspn(t->at, "\n");
		else
			t->at++;
	}
	if (blank)
		return ' ';
	if (t->quote == 0 && (*t->at == '\'' || *t->at == '"'))
		t->quote = *t->at;
	else if (t->quote == *t->at)
		t->quote = 0;
	return *t->at != '\0' ? *t->at++ : '\0';
}

static bool is_same(const char *one, const char *other)
{
	struct text a = {.at = one}, b = {.at = other};
	char got;

	do {
		got = next(&a);
		if (got != next(&b))
			return false;
	} while (got != '\0');
	return true;
}

static void say(char trouble[GZ_MESSAGE_MAX], const char *name, const char *what)
{
	char part[128];

	snprintf(part, sizeof(part), "%.80s %s", name, what);
	gz_check_append(trouble, part);
}

/* Both in the order of their names. */
static int compare(sqlite3_stmt *made, sqlite3_stmt *there, char *trouble)
{
	int code = sqlite3_step(there), wanted;

	while ((wanted = sqlite3_step(made)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(made, 0),
			   *sql = (const char *)sqlite3_column_text(made, 1);
		const char *other = NULL, *its = NULL;

		if (!name || !sql)
			return SQLITE_NOMEM;
		for (; code == SQLITE_ROW; code = sqlite3_step(there), other = NULL) {
			other = (const char *)sqlite3_column_text(there, 0);
			its = (const char *)sqlite3_column_text(there, 1);
			if (other && strcmp(other, name) >= 0)
				break;
		}
		if (code != SQLITE_ROW && code != SQLITE_DONE)
			return code;
		if (!other || strcmp(other, name)) /* NULL: there are no more */
			say(trouble, name, "is not there");
		else if (!its || !is_same(sql, its))
			say(trouble, name, "is not as gazet makes it");
	}
	return wanted == SQLITE_DONE ? SQLITE_OK : wanted;
}

/* An empty database as gazet makes it. */
static sqlite3 *make(bool derived)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(":memory:", &db) == SQLITE_OK &&
	    sqlite3_exec(db, gz_sql_find("core"), NULL, NULL, NULL) == SQLITE_OK &&
	    (!derived || sqlite3_exec(db, gz_sql_find("derived"), NULL, NULL, NULL) == SQLITE_OK))
		return db;
	sqlite3_close(db);
	return NULL;
}

bool gz_check_schema(struct gz_check *c, bool derived, char trouble[GZ_MESSAGE_MAX], struct gz_error *err)
{
	sqlite3 *model = make(derived);
	sqlite3_stmt *made = NULL, *there;
	bool done;
	int code;

	/* Nothing but memory can be missing. */
	if (!model)
		return gz_fail_nomem(err);
	there = gz_check_prepare(c, "queries/store_check_schema", &code);
	if (there && sqlite3_prepare_v2(model, sqlite3_sql(there), -1, &made, NULL) != SQLITE_OK)
		code = SQLITE_NOMEM;
	else if (there)
		code = compare(made, there, trouble);
	if (code == SQLITE_NOMEM)
		done = gz_fail_nomem(err);
	else
		done = code == SQLITE_OK || gz_check_trouble(c, code, trouble, err);
	sqlite3_finalize(made);
	sqlite3_finalize(there);
	sqlite3_close(model);
	return done;
}
