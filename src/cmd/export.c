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
	*options = (struct gz_export_options){.stream = stdout};
	if (s->output != NULL && strcmp(s->output, "-") != 0)
		options->path = s->output;
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

static void say_done(const struct settings *s, const struct gz_exporter *e)
{
	if (s->output != NULL && !s->quiet)
		say("%s: %llu documents, %llu mentions", s->output,
		    (unsigned long long)gz_export_documents(e), (unsigned long long)gz_export_mentions(e));
}

int cmd_export(const struct settings *s)
{
	const struct gz_document_format *format = find_format(s->args[0]);
	struct gz_export_options options;
	struct export x = {0};
	const struct gz_tagged_taker taker = {take, &x};
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (format == NULL || !read_options(s, &options))
		return EXIT_FATAL;
	if (!question_open(&q, s, s->args + 1, s->arg_count - 1, &status))
		return status;
	q.selection.limit = 0; /* all of them, whatever a table would show */
	x.tokens = format->tokens;
	good = gz_export_open(format, &options, &x.exporter, &err) &&
	       gz_query_tagged(q.query, &q.selection, &taker, &err) && gz_export_finish(x.exporter, &err);
	if (good)
		say_done(s, x.exporter);
	gz_export_close(x.exporter);
	gz_arena_free(&x.arena);
	return question_close(&q, s, good, &err);
}
