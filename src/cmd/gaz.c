/* gaz.c: `gazet gaz`: its verbs; list, lookup, stats and diff are short enough to stand here. */
#include <string.h>

#include "gaz.h"
#include "gazet/text.h"

static void say_fault(void *self, const struct gz_error *err)
{
	(void)self;
	say_error(err);
}

static int list(const struct settings *s)
{
	struct gz_gaz_filter filter = {.offset = s->offset};
	struct gz_arena arena = {0};
	struct output output;
	struct gz_gaz *g;
	struct gz_error err;
	int status;
	bool good;

	if (!read_types(s, &filter.types, &err) ||
	    (s->arg_count > 0 && !gz_utf8_valid(gz_str(s->args[0])) &&
	     !gz_fail(&err, GZ_EUSAGE, "the pattern is not valid UTF-8")) ||
	    !output_open(&output, s, &err))
		return say_error(&err);
	if (!gazetteer_load(s, &g, &status)) {
		gz_render_close(&output.renderer);
		return status;
	}
	filter.limit = output_query_limit(&output);
	good = (s->arg_count == 0 || gz_text_fold(gz_str(s->args[0]), &arena, &filter.pattern, &err)) &&
	       gz_gaz_list(g, &filter, &output.sink, &err);
	gz_arena_free(&arena);
	gz_gaz_free(g);
	return output_finish(&output, s, good, &err);
}

static int lookup(const struct settings *s)
{
	static const char *const hidden[] = {"type", NULL};
	struct output output;
	struct gz_gaz *g;
	struct gz_error err;
	int status;
	bool good;

	if (!gz_utf8_valid(gz_str(s->args[0]))) {
		say("the name is not valid UTF-8");
		return EXIT_FATAL;
	}
	if (!output_open(&output, s, &err))
		return say_error(&err);
	output_hide(&output, s, hidden);
	if (!gazetteer_load(s, &g, &status)) {
		gz_render_close(&output.renderer);
		return status;
	}
	good = gz_gaz_lookup(g, gz_str(s->args[0]), s->date, &output.sink, &err);
	gz_gaz_free(g);
	return output_finish(&output, s, good, &err);
}

static int stats(const struct settings *s)
{
	char installed[GAZETTEER_PATH_MAX];
	struct list paths = gazetteer_paths(s, installed);
	struct settings all = *s;
	struct output output;
	struct gz_error err;
	bool good;

	if (s->arg_count > 0) {
		memcpy(paths.item, s->args, s->arg_count * sizeof(*s->args));
		paths.count = s->arg_count;
	}
	all.limit_given = true;
	if (!output_open(&output, &all, &err))
		return say_error(&err);
	good = gz_gaz_stats(paths.item, paths.count, NULL, NULL, &output.sink, &err);
	return output_finish(&output, &all, good, &err);
}

static int diff(const struct settings *s)
{
	struct settings all = *s;
	struct gz_gaz *a = NULL, *b = NULL;
	struct output output;
	struct gz_error err;
	bool good;

	all.limit_given = true;
	all.limit = s->limit_given ? s->limit : 0;
	if (!gz_gaz_load(&s->args[0], 1, say_fault, NULL, &a, &err) ||
	    !gz_gaz_load(&s->args[1], 1, say_fault, NULL, &b, &err)) {
		gz_gaz_free(a);
		return EXIT_FATAL;
	}
	if (!output_open(&output, &all, &err)) {
		gz_gaz_free(a);
		gz_gaz_free(b);
		return say_error(&err);
	}
	good = gz_gaz_diff(a, b, &output.sink, &err);
	gz_gaz_free(a);
	gz_gaz_free(b);
	return output_finish(&output, &all, good, &err);
}

static const struct verb {
	const char *name;
	const char *args;
	size_t least, most;
	int (*run)(const struct settings *s);
} verbs[] = {
	{"lint", "[PATH...]", 0, LIST_MAX, gaz_lint},  {"list", "[PATTERN]", 0, 1, list},
	{"lookup", "NAME [--date DAY]", 1, 1, lookup}, {"diff", "OLD NEW", 2, 2, diff},
	{"stats", "[PATH...]", 0, LIST_MAX, stats},    {"import", "FORMAT FILE...", 2, LIST_MAX, gaz_import},
	{"export", "FORMAT", 1, 1, gaz_export},
};

static const char *verb_name(size_t index)
{
	return index < GZ_COUNT(verbs) ? verbs[index].name : NULL;
}

int cmd_gaz(const struct settings *s)
{
	struct settings behind = *s;
	const char *near;

	behind.arg_count--;
	memmove(behind.args, behind.args + 1, behind.arg_count * sizeof(*behind.args));
	for (size_t i = 0; i < GZ_COUNT(verbs); i++) {
		if (strcmp(s->args[0], verbs[i].name) != 0)
			continue;
		if (behind.arg_count >= verbs[i].least && behind.arg_count <= verbs[i].most)
			return verbs[i].run(&behind);
		say("usage: gazet gaz %s %s", verbs[i].name, verbs[i].args);
		return EXIT_FATAL;
	}
	near = nearest_word(s->args[0], verb_name);
	say("gazet gaz does lint, list, lookup, diff, stats, import or export, not '%s'%s%s%s", s->args[0],
	    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	return EXIT_FATAL;
}
