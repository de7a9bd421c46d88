/* question.c: from options and arguments to a selection over an open database. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "gazet/text.h"

static bool read_window(const struct settings *s, struct gz_selection *selection, struct gz_error *err)
{
	char *end;
	unsigned long tokens;

	if (s->window == NULL)
		return true;
	if (strcmp(s->window, "sentence") == 0) {
		selection->window = GZ_WINDOW_SENTENCE;
		return true;
	}
	tokens = strtoul(s->window, &end, 10);
	if (s->window[0] < '0' || s->window[0] > '9' || *end != '\0' || tokens == 0 || tokens > INT32_MAX)
		return gz_fail(err, GZ_EUSAGE, "--window is a number of tokens or 'sentence', not '%s'",
			       s->window);
	selection->window = GZ_WINDOW_TOKENS;
	selection->window_tokens = (uint32_t)tokens;
	return true;
}

int say_idle_window(const struct settings *s, int status, const char *why)
{
	if (s->window != NULL && !s->quiet && status != EXIT_FATAL)
		say("--window has no meaning without %s", why);
	return status;
}

bool read_types(const struct settings *s, unsigned *types, struct gz_error *err)
{
	for (size_t i = 0; i < s->types.count; i++) {
		struct gz_str rest = gz_str(s->types.item[i]);

		while (rest.len > 0) {
			size_t end = gz_str_find(rest, ',');
			enum gz_type type = gz_type_of(gz_str_of(rest.ptr, end));

			if (type == GZ_TYPES)
				return gz_fail(err, GZ_EUSAGE,
					       "--type is person, country, org, place or event, not '%.*s'",
					       (int)end, rest.ptr);
			*types |= 1u << type;
			end += end < rest.len;
			rest = gz_str_of(rest.ptr + end, rest.len - end);
		}
	}
	return true;
}

static bool read_selection(struct question *q, const struct settings *s, struct gz_error *err)
{
	struct gz_selection *selection = &q->selection;

	*selection = (struct gz_selection){.from = s->from,
					   .to = s->to,
					   .offset = s->offset,
					   .sort = s->sort,
					   .min_docs = s->min_docs,
					   .interrupted = interrupted,
					   .unique = s->unique,
					   .terms = q->terms,
					   .without = q->without,
					   .sources = q->sources,
					   .source_count = s->sources.count};
	for (size_t i = 0; i < s->sources.count; i++)
		q->sources[i] = gz_str(s->sources.item[i]);
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY && s->to < s->from)
		return gz_fail(err, GZ_EUSAGE, "--to is before --from");
	return read_window(s, selection, err) && read_types(s, &selection->types, err);
}

/* What was guessed is told. */
static bool find_entity(struct question *q, struct gz_str text, struct gz_term *term, struct gz_error *err)
{
	struct gz_str folded;
	struct gz_buf told = {0};
	bool ok = gz_text_fold(text, &q->arena, &folded, err) &&
		  gz_query_guess(q->query, text, folded, term, &told, err);

	if (ok && told.len > 0 && !q->quiet)
		say("%.*s", (int)told.len, told.ptr);
	gz_buf_free(&told);
	return ok;
}

/* Appends the entities to `terms`, of which there are *count. */
static bool add_entities(struct question *q, const char *const *names, size_t more, struct gz_term *terms,
			 size_t *count, struct gz_error *err)
{
	for (size_t i = 0; i < more; i++) {
		struct gz_str text = gz_str(names[i]);

		if (*count == LIST_MAX)
			return gz_fail(err, GZ_EUSAGE, "more than %d entities", LIST_MAX);
		if (!gz_utf8_valid(text))
			return gz_fail(err, GZ_EUSAGE,
				       "the name is not valid UTF-8: is that what the terminal uses?");
		if (!find_entity(q, text, &terms[*count], err))
			return false;
		++*count;
	}
	return true;
}

static void free_terms(struct gz_term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gz_term_free(&terms[i]);
}

/* The entities of --any are one term. */
static bool add_any(struct question *q, const struct list *any, struct gz_error *err)
{
	struct gz_term terms[LIST_MAX];
	size_t count = 0;
	bool ok;

	if (any->count == 0)
		return true;
	if (q->selection.term_count == LIST_MAX)
		return gz_fail(err, GZ_EUSAGE, "more than %d entities", LIST_MAX);
	ok = add_entities(q, any->item, any->count, terms, &count, err) &&
	     gz_term_join(terms, count, &q->terms[q->selection.term_count], err);
	q->selection.term_count += ok;
	free_terms(terms, count);
	return ok;
}

/* Without an argument --any stands in its place: kwic shows the first term. */
static bool add_terms(struct question *q, const struct settings *s, const char *const *names, size_t count,
		      struct gz_error *err)
{
	bool first = s->arg_count == 0;

	return (!first || add_any(q, &s->any, err)) &&
	       add_entities(q, names, count, q->terms, &q->selection.term_count, err) &&
	       (first || add_any(q, &s->any, err)) &&
	       add_entities(q, s->without.item, s->without.count, q->without, &q->selection.without_count,
			    err);
}

bool question_only(struct question *q, const char *name, struct gz_error *err)
{
	size_t count = 0;

	if (!add_entities(q, &name, 1, &q->only, &count, err))
		return false;
	q->selection.only = &q->only;
	return true;
}

static void release(struct question *q)
{
	free_terms(q->terms, q->selection.term_count);
	free_terms(q->without, q->selection.without_count);
	gz_term_free(&q->only);
	gz_query_close(q->query);
	gz_arena_free(&q->arena);
}

bool question_open(struct question *q, const struct settings *s, const char *const *names, size_t count,
		   int *status)
{
	struct gz_error err;

	memset(q, 0, sizeof(*q));
	q->quiet = s->quiet;
	interrupts_catch();
	memory_prepare(MEMORY_OF_QUESTION);
	if (s->verbose)
		say("database: %s", database_path(s));
	if (!read_selection(q, s, &err) || !gz_query_open(database_path(s), &q->query, &err)) {
		*status = say_error(&err);
		return false;
	}
	if (!add_terms(q, s, names, count, &err)) {
		release(q);
		*status = say_error(&err);
		return false;
	}
	if (!output_open(&q->output, s, &err)) {
		release(q);
		*status = say_error(&err);
		return false;
	}
	q->selection.limit = output_query_limit(&q->output);
	return true;
}

/* Which documents were counted. */
static void say_counted(const struct question *q, const struct settings *s)
{
	struct gz_uniqueness u = gz_query_uniqueness(q->query);

	if (s->unique && !s->quiet)
		say("counted: one document of each cluster of near-duplicates, %llu of %llu documents",
		    (unsigned long long)u.unique, (unsigned long long)u.documents);
	else if (s->verbose)
		say("counted: all documents, near-duplicates too (--unique: one of each cluster)");
}

int question_close(struct question *q, const struct settings *s, bool good, const struct gz_error *err)
{
	int status = output_finish(&q->output, s, good, err);

	if (good && q->output.rows == 0 && q->tells && !s->quiet)
		say_nothing(q, s);
	if (good)
		say_counted(q, s);
	release(q);
	return status;
}
