/* extension.c: a loadable extension of SQLite: what a connection gets, and what its functions share. */
#include <string.h>

#include "extension.h"
SQLITE_EXTENSION_INIT1

/* ---- the session ----------------------------------------------------------------------- */

void session_drop(void *session)
{
	struct session *s = session;

	if (--s->users > 0)
		return;
	gz_db_close(s->db);
	gz_annotator_close(s->annotator);
	gz_gazetteer_close(s->gazetteer);
	sqlite3_free(s->path);
	sqlite3_free(s);
}

struct gz_db *session_database(struct session *s, char **message)
{
	const char *path = sqlite3_db_filename(s->host, "main");
	struct gz_problem problem;

	if (path == NULL || path[0] == '\0') {
		*message = sqlite3_mprintf(
			"gazet: the main database is no file: open one that `gazet index` made");
		return NULL;
	}
	if (s->db != NULL && strcmp(path, s->path) == 0)
		return s->db;
	gz_db_close(s->db);
	sqlite3_free(s->path);
	s->db = NULL;
	s->path = sqlite3_mprintf("%s", path);
	if (s->path == NULL)
		return NULL;
	s->db = gz_db_open(path, &problem);
	if (s->db == NULL)
		*message = sqlite3_mprintf("gazet: %s", problem.message);
	return s->db;
}

const char *session_gazetteer(struct session *s, const char *path, char **message)
{
	const char *const paths[] = {path};
	struct gz_gazetteer *gazetteer;
	struct gz_annotator *annotator;
	struct gz_problem problem;

	if (path == NULL && s->gazetteer != NULL)
		return gz_gazetteer_hash(s->gazetteer);
	gazetteer = gz_gazetteer_open(paths, path != NULL ? 1 : 0, &problem);
	annotator = gazetteer != NULL ? gz_annotator_open(gazetteer, NULL, &problem) : NULL;
	if (annotator == NULL) {
		gz_gazetteer_close(gazetteer);
		*message = sqlite3_mprintf("gazet: %s", problem.message);
		return NULL;
	}
	gz_annotator_close(s->annotator);
	gz_gazetteer_close(s->gazetteer);
	s->annotator = annotator;
	s->gazetteer = gazetteer;
	return gz_gazetteer_hash(gazetteer);
}

struct gz_annotator *session_annotator(struct session *s, char **message)
{
	return session_gazetteer(s, NULL, message) != NULL ? s->annotator : NULL;
}

/* ---- functions --------------------------------------------------------------------------- */

static void give_error(sqlite3_context *context, char *message)
{
	if (message != NULL)
		sqlite3_result_error(context, message, -1);
	else
		sqlite3_result_error_nomem(context);
	sqlite3_free(message);
}

/* Whoever lets a connection load code lets it read a gazetteer; to others messages about a file may tell too
 * much. */
static bool may_read(sqlite3 *db)
{
	int may = 0;

	return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &may) == SQLITE_OK &&
	       may != 0;
}

/* gazet_gazetteer('PATH'): by what gazet_tag tags from here on; without a path, by what it does. Its hash. */
static void gazetteer(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *path = argc > 0 ? (const char *)sqlite3_value_text(argv[0]) : NULL, *hash;
	char *message = NULL;

	if (argc > 0 && path == NULL) {
		sqlite3_result_error(context, "gazet_gazetteer: the path is NULL", -1);
		return;
	}
	if (argc > 0 && !may_read(sqlite3_context_db_handle(context))) {
		sqlite3_result_error(
			context, "gazet_gazetteer: only a connection that may load extensions reads files",
			-1);
		return;
	}
	hash = session_gazetteer(sqlite3_user_data(context), path, &message);
	if (hash != NULL)
		sqlite3_result_text(context, hash, -1, SQLITE_TRANSIENT);
	else
		give_error(context, message);
}

/* gazet_fold(text): as names are compared. */
static void fold(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *text = (const char *)sqlite3_value_text(argv[0]);
	struct gz_problem problem;
	char *folded;

	(void)argc;
	if (text == NULL)
		return; /* NULL of NULL */
	folded = gz_fold(text, (size_t)sqlite3_value_bytes(argv[0]), &problem);
	if (folded != NULL)
		sqlite3_result_text(context, folded, -1, SQLITE_TRANSIENT);
	else
		sqlite3_result_error_nomem(context);
	gz_free(folded);
}

static void version(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc;
	(void)argv;
	sqlite3_result_text(context, gz_version(), -1, SQLITE_STATIC);
}

/* ---- loading ------------------------------------------------------------------------------- */

/* DIRECTONLY: reads files by name, which a view or a trigger of somebody else's database must not do. */
static const struct function {
	const char *name;
	int arguments, flags;
	void (*run)(sqlite3_context *context, int argc, sqlite3_value **argv);
} functions[] = {
	{"gazet_gazetteer", 0, SQLITE_DIRECTONLY, gazetteer},
	{"gazet_gazetteer", 1, SQLITE_DIRECTONLY, gazetteer},
	{"gazet_fold", 1, SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, fold},
	{"gazet_version", 0, SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, version},
};

static int offer(struct session *s)
{
	int status = table_create(s, &tag_kind);

	for (size_t i = 0; status == SQLITE_OK && question_kind(i) != NULL; i++)
		status = table_create(s, question_kind(i));
	for (size_t i = 0; status == SQLITE_OK && i < sizeof(functions) / sizeof(*functions); i++) {
		s->users++;
		/* The session is dropped where this fails, too. */
		status = sqlite3_create_function_v2(s->host, functions[i].name, functions[i].arguments,
						    functions[i].flags | SQLITE_UTF8, s, functions[i].run,
						    NULL, NULL, session_drop);
	}
	return status;
}

__attribute__((visibility("default"))) int sqlite3_gazet_init(sqlite3 *db, char **message,
							      const sqlite3_api_routines *api);

int sqlite3_gazet_init(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
	struct session *s;
	int status;

	SQLITE_EXTENSION_INIT2(api);
	/* 3.31: what is called here, and the flags of functions. */
	if (sqlite3_libversion_number() < 3031000) {
		*message = sqlite3_mprintf("gazet needs SQLite 3.31 or newer, not %s", sqlite3_libversion());
		return SQLITE_ERROR;
	}
	s = sqlite3_malloc64(sizeof(*s));
	if (s == NULL)
		return SQLITE_NOMEM;
	*s = (struct session){.host = db, .users = 1};
	status = offer(s);
	session_drop(s);
	return status;
}
