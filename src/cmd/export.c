/* export.c: `gazet export`: documents with their mentions for other tools. */
#include <string.h>

#include "cmd.h"
#include "gazet/export.h"
#include "gazet/text.h"

static const char *format_name(size_t index)
{
	const struct gz_document_format *format = gz_document_format_at(index);

	return format != NULL ? format->name : NULL;
}

static const struct gz_document_format *find_format(const char *name)
{
	const struct gz_document_format *format = gz_document_format_find(name);
	const char *near;

	if (format != NULL)
		return format;
	near = nearest_word(name, format_name);
	say("there is no export format '%s'%s%s%s (gazet help exports lists them)", name,
	    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	return NULL;
}

static bool read_options(const struct settings *s, struct gz_export_options *options)
{
	*options = (struct gz_export_options){.stream = stdout, .bom = s->bom, .safe = s->spreadsheet_safe};
	if ((s->bom || s->spreadsheet_safe) && strcmp(s->args[0], "csv") != 0) {
		say("--%s goes with csv, not with %s", s->bom ? "bom" : "spreadsheet-safe", s->args[0]);
		return false;
	}
	options->path = output_path(s);
	if (s->partition == NULL)
		return true;
	options->partition = gz_partition_of(s->partition);
	if (options->partition != GZ_PARTITIONS)
		return true;
	say("--partition is day, month, year, source or type, not '%s'", s->partition);
	return false;
}

struct export
{
	struct gz_exporter *exporter;
	bool tokens; /* the format needs them */
	struct gz_arena arena;
};

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct export *x = self;
	struct gz_tokens tokens[GZ_FIELDS];

	if (!x->tokens)
		return gz_export_document(x->exporter, tagged, NULL, err);
	gz_arena_reset(&x->arena);
	for (size_t field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_tokenize(tagged->doc.field[field], &x->arena, &tokens[field], err))
			return false;
	}
	return gz_export_document(x->exporter, tagged, tokens, err);
}

/* Is less asked for than the whole database? */
static bool chooses(const struct settings *s)
{
	return s->arg_count > 1 || s->any.count + s->without.count + s->types.count + s->sources.count > 0 ||
	       s->from != GZ_NO_DAY || s->to != GZ_NO_DAY || s->unique || s->window != NULL;
}

static void say_done(const struct settings *s, const struct gz_document_format *format, const char *path,
		     const struct gz_exporter *e)
{
	if (s->quiet)
		return;
	if (format->document == NULL && chooses(s))
		say("%s describes the whole database: the entities and filters asked for do not matter",
		    format->name);
	else if (s->arg_count == 1 && s->any.count == 0)
		say_idle_window(s, EXIT_DONE, "an ENTITY");
	if (path != NULL && format->document != NULL)
		say("%s: %llu documents, %llu mentions", path, (unsigned long long)gz_export_documents(e),
		    (unsigned long long)gz_export_mentions(e));
}

/* What was asked for, for formats that say it. */
static bool tell_question(struct question *q, const struct settings *s, struct gz_export_options *options,
			  struct gz_provenance *provenance, struct gz_error *err)
{
	struct gz_str database = gz_str(database_path(s));

	options->title = selection_names(&q->selection, &q->arena);
	if (options->title.ptr == NULL)
		return gz_fail_nomem(err);
	for (size_t slash; (slash = gz_str_find(database, '/')) < database.len;)
		database = gz_str_of(database.ptr + slash + 1, database.len - slash - 1);
	options->database = database;
	for (size_t i = database.len; i-- > 1;) {
		if (database.ptr[i] == '.') {
			options->database.len = i;
			break;
		}
	}
	options->provenance = provenance;
	return gz_query_provenance(q->query, &q->selection, &q->arena, provenance, err);
}

static bool read_limit(const struct settings *s, const struct gz_document_format *format,
		       struct gz_export_options *options)
{
	if (s->limit_given)
		options->limit = s->limit > 0 ? s->limit : INT32_MAX;
	if (!s->limit_given || format->limited)
		return true;
	say("%s has all documents of the selection: --limit is for timelinejs", format->name);
	return false;
}

int cmd_export(const struct settings *s)
{
	const struct gz_document_format *format = find_format(s->args[0]);
	struct gz_export_options options;
	struct gz_provenance provenance;
	struct export x = {0};
	const struct gz_tagged_taker taker = {take, &x};
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (format == NULL || !read_options(s, &options) || !read_limit(s, format, &options))
		return EXIT_FATAL;
	if (!question_open(&q, s, s->args + 1, s->arg_count - 1, &status))
		return status;
	q.selection.limit = 0; /* all of them, whatever a table would show */
	x.tokens = format->tokens;
	good = tell_question(&q, s, &options, &provenance, &err) &&
	       gz_export_open(format, &options, &x.exporter, &err) &&
	       (format->document == NULL || gz_query_tagged(q.query, &q.selection, &taker, &err)) &&
	       gz_export_finish(x.exporter, &err);
	if (good) {
		say_done(s, format, options.path, x.exporter);
		q.tells = format->document != NULL;
		q.output.rows = gz_export_documents(x.exporter);
	}
	gz_export_close(x.exporter);
	gz_arena_free(&x.arena);
	return question_close(&q, s, good, &err);
}
