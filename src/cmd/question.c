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
					   .sources = q->sources,
					   .source_count = s->sources.count};
	for (size_t i = 0; i < s->sources.count; i++)
		q->sources[i] = gz_str(s->sources.item[i]);
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY && s->to < s->from)
		return gz_fail(err, GZ_EUSAGE, "--to is before --from");
	return read_window(s, selection, err) && read_types(s, &selection->types, err);
}

static bool add_entity(struct question *q, const char *name, int *status)
{
	struct gz_str folded, text = gz_str(name);
	struct gz_error err;

	if (q->selection.term_count == LIST_MAX)
		gz_fail(&err, GZ_EUSAGE, "more than %d entities", LIST_MAX);
	else if (!gz_utf8_valid(text))
		gz_fail(&err, GZ_EUSAGE, "the name is not valid UTF-8: is that what the terminal uses?");
	else if (gz_text_fold(text, &q->arena, &folded, &err) &&
		 gz_query_find(q->query, text, folded, &q->terms[q->selection.term_count], &err)) {
		q->selection.term_count++;
		return true;
	}
	*status = say_error(&err);
	return false;
}

static void release(struct question *q)
{
	for (size_t i = 0; i < q->selection.term_count; i++)
		gz_term_free(&q->terms[i]);
	gz_query_close(q->query);
	gz_arena_free(&q->arena);
}

bool question_open(struct question *q, const struct settings *s, const char *const *names, size_t count,
		   int *status)
{
	struct gz_error err;

	memset(q, 0, sizeof(*q));
	interrupts_catch();
	if (s->verbose)
		say("database: %s", database_path(s));
	if (!read_selection(q, s, &err) || !gz_query_open(database_path(s), &q->query, &err)) {
		*status = say_error(&err);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (!add_entity(q, names[i], status)) {
			release(q);
			return false;
		}
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

/* Which options may have left out everything. */
static void say_nothing(const struct settings *s)
{
	const struct {
		bool given;
		const char *name;
	} filters[] = {{s->from != GZ_NO_DAY, "--from"},   {s->to != GZ_NO_DAY, "--to"},
		       {s->sources.count > 0, "--source"}, {s->types.count > 0, "--type"},
		       {s->window != NULL, "--window"},	   {s->min_docs > 0, "--min-docs"},
		       {s->offset > 0, "--offset"}};
	char names[128] = "", list[160];
	size_t used = 0;

	for (size_t i = 0; i < GZ_COUNT(filters); i++) {
		if (filters[i].given)
			used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s",
						 used > 0 ? "|" : "", filters[i].name);
	}
	if (used == 0) {
		say("nothing was found");
		return;
	}
	list_words(names, list, sizeof(list));
	say("nothing was found; without %s there may be more", list);
}

int question_close(struct question *q, const struct settings *s, bool good, const struct gz_error *err)
{
	int status = output_finish(&q->output, s, good, err);

	if (good)
		say_counted(q, s);
	if (good && q->output.rows == 0 && !s->quiet &&
	    (s->format == NULL || strcmp(s->format, "table") == 0))
		say_nothing(s);
	release(q);
	return status;
}
