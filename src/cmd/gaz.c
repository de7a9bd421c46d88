/* gaz.c: `gazet gaz`: its verbs; list, lookup, stats and diff are short enough to stand here. */
#include <string.h>

#include "gaz.h"
#include "gazet/convert.h"
#include "gazet/text.h"

/* A row leaves out at its end what it does not have. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* Of what no row says anything: what may have been meant. */
static void say_nearest(const struct gz_gaz *g, struct gz_str what)
{
	int shown = (int)gz_utf8_offset(what, 80);
	struct gz_buf nearest = {0};
	struct gz_error err;

	if (gz_gaz_nearest(g, what, &nearest, &err))
		say("nothing in the gazetteer is called \"%.*s\"%s%.*s", shown, what.ptr,
		    nearest.len > 0 ? "; nearest: " : "; `gazet gaz list` lists what there is",
		    (int)nearest.len, nearest.ptr);
	else
		say_error(&err);
	gz_buf_free(&nearest);
}

/* Why there was no row; `wider` is how many there are without the options that leave some out. */
static void say_none(const struct gz_gaz *g, const struct settings *s, uint64_t wider)
{
	if (wider > 0)
		say("nothing found: without%s%s%s there would be %llu row%s",
		    s->types.count > 0 ? " --type" : "", s->date != GZ_NO_DAY ? " --date" : "",
		    s->offset > 0 ? " --offset" : "", (unsigned long long)wider, wider == 1 ? "" : "s");
	else if (s->arg_count > 0)
		say_nearest(g, gz_str(s->args[0]));
	else
		say("nothing found: the gazetteer has no entity");
}

/* A pattern without a letter would be every word's beginning. */
static bool read_pattern(const struct settings *s, struct gz_arena *arena, struct gz_str *out,
			 struct gz_error *err)
{
	struct gz_str pattern = gz_str(s->arg_count > 0 ? s->args[0] : "");

	if (!gz_utf8_valid(pattern))
		return gz_fail(err, GZ_EUSAGE,
			       "the pattern is not valid UTF-8: is that what the terminal uses?");
	return gz_text_fold(pattern, arena, out, err) && gz_query_check_words(pattern, *out, err);
}

static int list_of(const struct gz_gaz *g, const struct settings *s, struct gz_gaz_filter filter,
		   struct output *output)
{
	struct gz_error err;
	uint64_t wider = 0;
	struct gz_sink counting = {&wider, ignore_columns, tally_row, ignore_end};
	bool good;
	int status;

	filter.limit = output_query_limit(output);
	good = gz_gaz_list(g, &filter, &output->sink, &err);
	status = output_finish(output, s, good, &err);
	filter = (struct gz_gaz_filter){.pattern = filter.pattern};
	if (good && output->rows == 0 && !s->quiet && gz_gaz_list(g, &filter, &counting, &err))
		say_none(g, s, wider);
	return status;
}

static int list(const struct settings *s)
{
	struct gz_gaz_filter filter = {.offset = s->offset};
	struct gz_arena arena = {0};
	struct output output;
	struct gz_gaz *g;
	struct gz_error err;
	int status = EXIT_FATAL;

	if (!read_types(s, &filter.types, &err) || !read_pattern(s, &arena, &filter.pattern, &err) ||
	    !output_open(&output, s, &err)) {
		say_error(&err);
	} else if (!gazetteer_load(s, &g, &status)) {
		gz_render_close(&output.renderer);
	} else {
		status = list_of(g, s, filter, &output);
		gz_gaz_free(g);
	}
	gz_arena_free(&arena);
	return status;
}

static int lookup(const struct settings *s)
{
	static const char *const hidden[] = {"type", NULL};
	struct gz_str name = gz_str(s->args[0]);
	uint64_t wider = 0;
	struct gz_sink counting = {&wider, ignore_columns, tally_row, ignore_end};
	struct output output;
	struct gz_gaz *g;
	struct gz_error err;
	int status;
	bool good;

	if (!gz_utf8_valid(name)) {
		say("the name is not valid UTF-8: is that what the terminal uses?");
		return EXIT_FATAL;
	}
	if (!output_open(&output, s, &err))
		return say_error(&err);
	output_hide(&output, s, hidden);
	output.skip = s->offset;
	if (!gazetteer_load(s, &g, &status)) {
		gz_render_close(&output.renderer);
		return status;
	}
	good = gz_gaz_lookup(g, name, s->date, &output.sink, &err);
	status = output_finish(&output, s, good, &err);
	if (good && output.rows == 0 && !s->quiet && gz_gaz_lookup(g, name, GZ_NO_DAY, &counting, &err))
		say_none(g, s, wider);
	gz_gaz_free(g);
	return status;
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

/* The paths of -g with one more on top; without a path, or where there is no -g, the one or the other. */
static bool open_layer(const struct settings *s, const char *path, struct gz_gaz **out)
{
	struct settings layered = *s;
	int status;

	layered.arg_paths = path != NULL;
	layered.arg_count = path != NULL;
	layered.args[0] = path;
	if (layered.gazetteers.count < LIST_MAX || path == NULL)
		return gazetteer_load(&layered, out, &status);
	say("more than %d gazetteers", LIST_MAX);
	return false;
}

static int diff(const struct settings *s)
{
	struct settings all = *s;
	struct gz_gaz *a = NULL, *b = NULL;
	struct output output;
	struct gz_error err;
	bool good;

	all.limit_given = true; /* a table has all of it, too */
	if (s->arg_count == 1 && s->gazetteers.count == 0) {
		say("usage: gazet gaz diff OLD NEW, or -g SET NEW: what NEW changes on top of the set");
		return EXIT_FATAL;
	}
	if (!open_layer(s, s->arg_count > 1 ? s->args[0] : NULL, &a) ||
	    !open_layer(s, s->args[s->arg_count - 1], &b)) {
		gz_gaz_free(a);
		return EXIT_FATAL;
	}
	if (!output_open(&output, &all, &err)) {
		gz_gaz_free(a);
		gz_gaz_free(b);
		return say_error(&err);
	}
	output.skip = s->offset;
	good = gz_gaz_diff(a, b, &output.sink, &err);
	gz_gaz_free(a);
	gz_gaz_free(b);
	return output_finish(&output, &all, good, &err);
}

static const char *import_format(size_t index)
{
	const char *about;

	return gz_import_format(index, &about);
}

static const char *export_format(size_t index)
{
	return index == 0 ? "spacy" : NULL;
}

const struct verb gaz_verbs[] = {
	{"lint", "[PATH...]",
	 "What is wrong or risky in files and folders (else those of -g, else the installed set; with -g on "
	 "top "
	 "of that, which is not judged itself), a line each as "
	 "file:line:column: severity: message [rule], or rows with --format. Exit status 3 if there are "
	 "errors or warnings; "
	 "notes do not count, and -q leaves them out. `gaz lint rules` lists the rules.",
	 0, LIST_MAX, TAKES_GAZETTEER | TAKES_FORMAT, gaz_lint, true},
	{"list", "[PATTERN]", "The entities; with PATTERN those with a name of which a word begins so.", 0, 1,
	 TAKES_GAZETTEER | TAKES_TYPE | TAKES_ROWS, list},
	{"lookup", "NAME",
	 "All that the words can mean: names with their marks, surnames, titles, given names, common words; "
	 "of an office "
	 "(\"russian president\", \"fed chairman\") the holders, with --date the one of that day.",
	 1, 1, TAKES_GAZETTEER | TAKES_DATE | TAKES_ROWS, lookup},
	{"diff", "[OLD] NEW",
	 "What NEW has and OLD has not, and the other way round. With -g both are laid on top of these, and "
	 "OLD "
	 "may be left out: then it is what NEW changes.",
	 1, 2, TAKES_GAZETTEER | TAKES_WHOLE, diff},
	{"stats", "[PATH...]",
	 "How many entities, names, marks, words and rules there are, and rows of each file; with -g the "
	 "files are on top of these.",
	 0, LIST_MAX, TAKES_GAZETTEER | TAKES_FORMAT, stats, true},
	{"compile", "-o FILE [PATH...]",
	 "All as one file, which -g opens in milliseconds however many names there are, and whose memory all "
	 "processes share. "
	 "It stands alone, and has all that tagging needs, but not the lines it came from. FILE is replaced "
	 "only if it is a "
	 "compiled gazetteer already. Another version of gazet may refuse it; then compile it again.",
	 0, LIST_MAX, TAKES_GAZETTEER | TAKES_COMPILE, gaz_compile, true},
	{"import", "FORMAT FILE...",
	 "Another tool's gazetteer as tables: to standard output, or with -o into entities.tsv and "
	 "offices.tsv of a folder. "
	 "FORMAT is spacy (patterns of spaCy's EntityRuler), petrarch (actor dictionaries of PETRARCH and "
	 "TABARI), jrc "
	 "(JRC-Names), popolo (Popolo JSON, as EveryPolitician has it) or wikidata (lines of a dump). Files "
	 "may be packed; - is "
	 "standard input. What is left out is counted by its reason; what cannot be understood is refused, "
	 "named by its line, "
	 "and makes the exit status 3.",
	 2, LIST_MAX, TAKES_GAZETTEER | TAKES_IMPORT, gaz_import, false, import_format},
	{"export", "FORMAT",
	 "FORMAT is spacy: patterns for spaCy's EntityRuler. Ambiguous names only with --all.", 1, 1,
	 TAKES_GAZETTEER | TAKES_PATTERNS, gaz_export, false, export_format},
	{NULL},
};
