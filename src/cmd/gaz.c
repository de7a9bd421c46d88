/* gaz.c: `gazet gaz`: its verbs; list, lookup, stats and diff are short enough to stand here. */
#include <string.h>

#include "gaz.h"
#include "gazet/text.h"

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

	if (!gazetteer_layers(&paths))
		return EXIT_FATAL;
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
	if (!gazetteer_open(s, s->args[0], &a) || !gazetteer_open(s, s->args[1], &b)) {
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
	bool paths; /* its arguments are gazetteers */
} verbs[] = {
	{"lint", "[PATH...]", 0, LIST_MAX, gaz_lint, true},
	{"list", "[PATTERN]", 0, 1, list, false},
	{"lookup", "NAME [--date DAY]", 1, 1, lookup, false},
	{"diff", "OLD NEW", 2, 2, diff, false},
	{"stats", "[PATH...]", 0, LIST_MAX, stats, true},
	{"compile", "-o FILE [PATH...]", 0, LIST_MAX, gaz_compile, true},
	{"import", "FORMAT FILE...", 2, LIST_MAX, gaz_import, false},
	{"export", "FORMAT", 1, 1, gaz_export, false},
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
		behind.arg_paths = verbs[i].paths && behind.arg_count > 0;
		if (behind.arg_count >= verbs[i].least && behind.arg_count <= verbs[i].most)
			return verbs[i].run(&behind);
		say("usage: gazet gaz %s %s", verbs[i].name, verbs[i].args);
		return EXIT_FATAL;
	}
	near = nearest_word(s->args[0], verb_name);
	say("gazet gaz does lint, list, lookup, diff, stats, compile, import or export, not '%s'%s%s%s",
	    s->args[0], near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	return EXIT_FATAL;
}
