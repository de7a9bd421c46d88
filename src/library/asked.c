/* asked.c: the options of a question, which are names and values in turn, into a selection. */
#include <stddef.h>
#include <string.h>

#include "asked.h"
#include "gazet/text.h"

struct option {
	const char *name;
	enum takes takes;
	bool (*take)(struct asked *a, const struct option *option, const char *value, struct gz_error *err);
	size_t at; /* of the value in struct asked */
};
#define AT(member) offsetof(struct asked, member)

static void *place_of(struct asked *a, const struct option *option)
{
	return (char *)a + option->at;
}

/* ---- entities ------------------------------------------------------------------------ */

static bool read_text(struct asked *a, const struct option *option, const char *value, struct gz_str *folded,
		      struct gz_error *err)
{
	if (!gz_utf8_valid(gz_str(value)))
		return gz_fail(err, GZ_EUSAGE, "%s is not valid UTF-8", option->name);
	return gz_text_fold(gz_str(value), &a->arena, folded, err);
}

static bool add_entity(struct asked *a, const struct option *option, const char *value, struct gz_term *terms,
		       size_t *count, struct gz_error *err)
{
	struct gz_str folded;

	if (*count == ASKED_MOST_ENTITIES)
		return gz_fail(err, GZ_EUSAGE, "more than %d entities", ASKED_MOST_ENTITIES);
	if (!read_text(a, option, value, &folded, err) ||
	    !gz_query_find(a->query, gz_str(value), folded, &terms[*count], err))
		return false;
	++*count;
	return true;
}

static bool take_entity(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	return add_entity(a, option, value, a->terms, &a->selection.term_count, err);
}

static bool take_without(struct asked *a, const struct option *option, const char *value,
			 struct gz_error *err)
{
	return add_entity(a, option, value, a->without, &a->selection.without_count, err);
}

static bool take_any(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	if (a->any_count == 0)
		a->any_place = a->selection.term_count;
	return add_entity(a, option, value, a->any, &a->any_count, err);
}

/* One term, where the first of them was named: kwic shows what comes first. */
static bool join_any(struct asked *a, struct gz_error *err)
{
	struct gz_term *place = &a->terms[a->any_place], joined;

	if (a->any_count == 0)
		return true;
	if (!gz_term_join(a->any, a->any_count, &joined, err))
		return false;
	memmove(place + 1, place, (a->selection.term_count - a->any_place) * sizeof(*place));
	*place = joined;
	a->selection.term_count++;
	return true;
}

/* ---- values -------------------------------------------------------------------------- */

static bool take_day(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	bool last = strcmp(option->name, "to") == 0 || strcmp(option->name, "vs-to") == 0;
	enum gz_precision precision;
	int32_t days[2];

	if (!gz_day_parse(gz_str(value), &days[0], &days[1], &precision))
		return gz_fail(err, GZ_EUSAGE, "%s is YYYY, YYYY-MM or YYYY-MM-DD, not '%.*s'", option->name,
			       GZ_ARG(gz_utf8_head(gz_str(value), 100)));
	*(int32_t *)place_of(a, option) = days[last];
	return true;
}

static bool take_source(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	struct gz_str kept = gz_arena_str(&a->arena, gz_str(value));

	(void)option;
	if (kept.ptr == NULL || !GZ_PUSH(&a->sources, kept))
		return gz_fail_nomem(err);
	a->selection.sources = a->sources.ptr;
	a->selection.source_count = a->sources.len;
	return true;
}

static bool take_type(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	struct gz_str rest = gz_str(value);
	bool more = true;

	while (more) { /* nothing, too, is no type: it would mean all of them */
		size_t end = gz_str_find(rest, ',');
		struct gz_str name = gz_str_of(rest.ptr, end);
		enum gz_type type = gz_type_of(name);

		if (type == GZ_TYPES)
			return gz_fail(err, GZ_EUSAGE,
				       "%s is person, country, org, place or event, not '%.*s'", option->name,
				       GZ_ARG(gz_utf8_head(name, 100)));
		a->selection.types |= 1u << type;
		more = end < rest.len;
		end += more;
		rest = gz_str_of(rest.ptr + end, rest.len - end);
	}
	return true;
}

static bool take_window(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	uint64_t tokens;

	if (strcmp(value, "sentence") == 0) {
		a->selection.window = GZ_WINDOW_SENTENCE;
		return true;
	}
	if (!gz_option_number(option->name, value, &tokens, err) || tokens == 0 || tokens > INT32_MAX)
		return gz_fail(err, GZ_EUSAGE, "%s is a number of tokens or sentence, not '%.*s'",
			       option->name, GZ_ARG(gz_utf8_head(gz_str(value), 100)));
	a->selection.window = GZ_WINDOW_TOKENS;
	a->selection.window_tokens = (uint32_t)tokens;
	return true;
}

static bool take_by(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	static const char *const periods[] = {"day", "week", "month", "year"};

	for (size_t i = 0; i < GZ_COUNT(periods); i++) {
		if (strcmp(value, periods[i]) == 0) {
			a->by = (enum gz_period)i;
			return true;
		}
	}
	return gz_fail(err, GZ_EUSAGE, "%s is day, week, month or year, not '%.*s'", option->name,
		       GZ_ARG(gz_utf8_head(gz_str(value), 100)));
}

static bool take_pattern(struct asked *a, const struct option *option, const char *value,
			 struct gz_error *err)
{
	struct gz_str folded;

	if (!gz_query_is_reference(gz_str(value)))
		return read_text(a, option, value, &a->pattern, err) &&
		       gz_query_check_words(gz_str(value), a->pattern, err);
	gz_term_free(&a->only);
	if (!read_text(a, option, value, &folded, err) ||
	    !gz_query_find(a->query, gz_str(value), folded, &a->only, err))
		return false;
	a->selection.only = &a->only;
	return true;
}

static bool take_sort(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	(void)option;
	a->selection.sort = gz_arena_str(&a->arena, gz_str(value)).ptr;
	return a->selection.sort != NULL || gz_fail_nomem(err);
}

static bool take_flag(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	return gz_option_bool(option->name, value, place_of(a, option), err);
}

static bool take_number(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	return gz_option_number(option->name, value, place_of(a, option), err);
}

/* Where none would quietly be as many as usual. */
static bool take_some(struct asked *a, const struct option *option, const char *value, struct gz_error *err)
{
	uint64_t *number = place_of(a, option);

	return gz_option_number(option->name, value, number, err) &&
	       (*number > 0 || gz_fail(err, GZ_EUSAGE, "%s is at least 1, not 0", option->name));
}

static const struct option known[] = {
	{"entity", TAKES_ENTITIES, take_entity, 0},
	{"any", TAKES_ANY, take_any, 0},
	{"not", TAKES_FILTER, take_without, 0},
	{"from", TAKES_FILTER, take_day, AT(selection.from)},
	{"to", TAKES_FILTER, take_day, AT(selection.to)},
	{"vs-from", TAKES_OTHER_PERIOD, take_day, AT(vs_from)},
	{"vs-to", TAKES_OTHER_PERIOD, take_day, AT(vs_to)},
	{"source", TAKES_FILTER, take_source, 0},
	{"type", TAKES_TYPES, take_type, 0},
	{"via-type", TAKES_CHAIN, take_type, 0},
	{"steps", TAKES_CHAIN, take_some, AT(steps)},
	{"window", TAKES_WINDOW, take_window, 0},
	{"by", TAKES_PERIOD, take_by, 0},
	{"all", TAKES_TOGETHER, take_flag, AT(all)},
	{"pattern", TAKES_PATTERN, take_pattern, 0},
	{"sort", TAKES_SORT, take_sort, 0},
	{"unique", TAKES_FILTER, take_flag, AT(selection.unique)},
	{"limit", TAKES_FILTER, take_number, AT(selection.limit)},
	{"offset", TAKES_FILTER, take_number, AT(selection.offset)},
	{"min-docs", TAKES_MIN_DOCS, take_number, AT(selection.min_docs)},
	{"width", TAKES_WIDTH, take_some, AT(width)},
};

/* ---- all of them --------------------------------------------------------------------- */

static const struct option *find_option(const char *question, unsigned takes, const char *name,
					struct gz_error *err)
{
	struct gz_buf names = {0};

	for (size_t i = 0; i < GZ_COUNT(known); i++) {
		if ((known[i].takes & takes) != 0 && strcmp(known[i].name, name) == 0)
			return &known[i];
	}
	for (size_t i = 0; i < GZ_COUNT(known); i++) {
		if ((known[i].takes & takes) != 0)
			gz_buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", known[i].name);
	}
	gz_fail(err, GZ_EUSAGE, "%s takes no option '%.*s': there are %.*s", question,
		GZ_ARG(gz_utf8_head(gz_str(name), 100)), (int)names.len, names.len > 0 ? names.ptr : "");
	gz_buf_free(&names);
	return NULL;
}

bool gz_asked_read(struct asked *a, const char *question, unsigned takes, const char *const *options,
		   struct gz_error *err)
{
	struct gz_selection *s = &a->selection;
	char from[16], to[16];

	for (; options != NULL && options[0] != NULL; options += 2) {
		const struct option *option = find_option(question, takes, options[0], err);

		if (option == NULL)
			return false;
		if (options[1] == NULL)
			return gz_fail(err, GZ_EUSAGE, "the option %s has no value", option->name);
		if (!option->take(a, option, options[1], err))
			return false;
	}
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY && s->to < s->from)
		return gz_fail(err, GZ_EUSAGE, "the first day, %s, is after the last one, %s",
			       gz_day_format(s->from, GZ_DAY, from), gz_day_format(s->to, GZ_DAY, to));
	s->terms = a->terms;
	s->without = a->without;
	return join_any(a, err);
}

static void free_terms(struct gz_term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gz_term_free(&terms[i]);
}

void gz_asked_release(struct asked *a)
{
	free_terms(a->terms, a->selection.term_count);
	free_terms(a->without, a->selection.without_count);
	free_terms(a->any, a->any_count);
	gz_term_free(&a->only);
	GZ_VEC_FREE(&a->sources);
	gz_arena_free(&a->arena);
}
