/* gaz_lint.c: `gazet gaz lint`: what the linter finds, as lines for people and editors or as rows. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gaz.h"
#include "gazet/regex.h"

#define MANY_NOTES 100

static const struct gz_column columns[] = {
	{"file", GZ_CELL_TEXT, 0},     {"line", GZ_CELL_INT, 0},  {"column", GZ_CELL_INT, 0},
	{"severity", GZ_CELL_TEXT, 0}, {"rule", GZ_CELL_TEXT, 0}, {"message", GZ_CELL_TEXT, 0},
};

struct report {
	struct output output;
	bool lines;		 /* file:line:column: severity: message [rule] */
	bool quiet;		 /* no notes */
	char *own[LIST_MAX];	 /* absolute paths of what is judged on top of -g */
	size_t own_count;	 /* 0: everything is judged */
	GZ_VEC(uint64_t) before; /* hashes of what there is to be found in -g alone, sorted */
	bool failed;
	struct gz_error err;
	unsigned long count[GZ_ERROR + 1];
};

static void print_line(const struct gz_finding *finding)
{
	struct gz_buf safe = {0};
	char place[GZ_MESSAGE_MAX];
	struct gz_error where = finding->where;

	where.message[0] = '\0';
	gz_error_text(&where, place, sizeof(place));
	gz_terminal_safe(&safe, gz_str(place));
	gz_buf_str(&safe, gz_str(gz_severity_name(finding->severity)));
	gz_buf_str(&safe, GZ_STR(": "));
	gz_terminal_safe(&safe, gz_str(finding->where.message));
	gz_buf_printf(&safe, " [%s]\n", finding->rule);
	fwrite(safe.ptr ? safe.ptr : "", 1, safe.len, stdout);
	gz_buf_free(&safe);
}

/* Is a path what another one names, or below it? Both are absolute. */
static bool is_within(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

static uint64_t hash_of(const struct gz_finding *finding)
{
	const struct gz_error *where = &finding->where;
	uint64_t hash = gz_str_hash(gz_str(where->file)) ^ gz_str_hash(gz_str(where->message));

	return (hash * 31 + where->line) * 31 + where->column;
}

static int by_hash(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* Something of -g alone. */
static void found_before(void *self, const struct gz_finding *finding)
{
	struct report *r = self;

	if (!GZ_PUSH(&r->before, hash_of(finding)))
		r->failed = !gz_fail_nomem(&r->err);
}

/* Does a finding stand in what is judged, or come from it? An error of the set is said too: it hinders all
 * else. */
static bool is_judged(const struct report *r, const struct gz_finding *finding)
{
	uint64_t hash = hash_of(finding);
	char *real;
	bool judged = r->own_count == 0 || finding->severity == GZ_ERROR || r->before.len == 0 ||
		      bsearch(&hash, r->before.ptr, r->before.len, sizeof(hash), by_hash) == NULL;

	real = judged ? NULL : realpath(finding->where.file, NULL);
	for (size_t i = 0; i < r->own_count && real != NULL && !judged; i++)
		judged = is_within(real, r->own[i]);
	free(real);
	return judged;
}

static void found(void *self, const struct gz_finding *finding)
{
	struct report *r = self;
	const struct gz_error *where = &finding->where;
	const struct gz_cell cells[GZ_COUNT(columns)] = {
		gz_cell_text(gz_str(where->file)),
		where->line ? gz_cell_count(where->line) : gz_cell_null(),
		where->column ? gz_cell_count(where->column) : gz_cell_null(),
		gz_cell_text(gz_str(gz_severity_name(finding->severity))),
		gz_cell_text(gz_str(finding->rule)),
		gz_cell_text(gz_str(where->message)),
	};

	if (!is_judged(r, finding))
		return;
	r->count[finding->severity]++;
	if (r->quiet && finding->severity == GZ_NOTE)
		return;
	if (r->lines)
		print_line(finding);
	else if (!r->failed)
		r->failed = !r->output.sink.row(r->output.sink.self, cells, &r->err);
}

/* The rules of a compiled gazetteer: another version of PCRE2 may have made it. */
static void check_patterns(struct report *r, const struct gz_gaz *g)
{
	struct gz_finding finding = {.severity = GZ_ERROR, .rule = "pattern"};
	struct pcre2_real_code_8 *code;
	struct gz_regexes compiler;
	struct gz_error why;
	uint32_t count;
	const struct gz_pattern *pattern = gz_gaz_patterns(g, &count);
	bool open = gz_regexes_open(&compiler, &finding.where);

	if (!open)
		found(r, &finding);
	for (uint32_t i = 0; open && i < count; i++) {
		if (!gz_regex_compile(&compiler, pattern[i].regex, &code, &why)) {
			gz_fail_at(&finding.where, why.code, pattern[i].file, pattern[i].line, 0, "%s",
				   why.message);
			found(r, &finding);
		}
		gz_regex_free(code);
	}
	gz_regexes_close(&compiler);
}

/* Of a compiled gazetteer: all its bytes, for its rows stand elsewhere. NULL where it cannot be used. */
static struct gz_gaz *check_compiled(struct report *r, const char *path)
{
	struct gz_finding finding = {.severity = GZ_ERROR, .rule = "compiled"};
	struct gz_gaz *g;

	if (gz_gaz_open(path, &g, &finding.where) && gz_gaz_verify(g, &finding.where)) {
		if (!r->quiet)
			say("%s is compiled, and its checksum is right: its rows are judged in the TSV files",
			    path);
		check_patterns(r, g);
		return g;
	}
	gz_gaz_free(g);
	found(r, &finding);
	return NULL;
}

static int32_t today(void)
{
	return (int32_t)(time(NULL) / 86400);
}

/* As lines for people, or as rows. */
static bool give_rules(struct report *r, struct gz_error *err)
{
	static const struct gz_column of_rules[] = {
		{"rule", GZ_CELL_TEXT, 0}, {"severity", GZ_CELL_TEXT, 0}, {"about", GZ_CELL_TEXT, 0}};
	struct gz_sink *sink = &r->output.sink;
	enum gz_severity severity;
	const char *name, *about;

	if (!r->lines && !sink->begin(sink->self, of_rules, GZ_COUNT(of_rules), err))
		return false;
	for (size_t i = 0; (name = gz_lint_rule(i, &severity, &about)) != NULL; i++) {
		const struct gz_cell cells[] = {gz_cell_text(gz_str(name)),
						gz_cell_text(gz_str(gz_severity_name(severity))),
						gz_cell_text(gz_str(about))};

		if (r->lines)
			printf("%-16s %-8s %s\n", name, gz_severity_name(severity), about);
		else if (!sink->row(sink->self, cells, err))
			return false;
	}
	return r->lines || sink->end(sink->self, err);
}

/* What there is without what is judged: the rest comes from it, wherever it is found. */
static bool look_before(struct report *r, const struct settings *s, struct gz_error *err)
{
	struct gz_gaz *g;

	if (r->own_count == 0)
		return true;
	if (!gz_gaz_lint(s->gazetteers.item, s->gazetteers.count, today(), found_before, r, &g, err))
		return false;
	gz_gaz_free(g);
	if (r->failed)
		*err = r->err;
	else if (r->before.len > 1)
		qsort(r->before.ptr, r->before.len, sizeof(*r->before.ptr), by_hash);
	return !r->failed;
}

/* Of the gazetteer at these paths. */
static bool give_findings(struct report *r, const struct list *paths, struct gz_error *err)
{
	struct gz_sink *sink = &r->output.sink;
	struct gz_gaz *g;
	bool good = r->lines || sink->begin(sink->self, columns, GZ_COUNT(columns), err);

	if (!good)
		return false;
	if (gz_gaz_is_compiled(paths->item[0]))
		g = check_compiled(r, paths->item[0]);
	else
		good = gz_gaz_lint(paths->item, paths->count, today(), found, r, &g, err);
	gz_gaz_free(good ? g : NULL);
	if (good && r->failed)
		*err = r->err;
	return good && !r->failed && (r->lines || sink->end(sink->self, err));
}

static const char *plural(unsigned long count)
{
	return count == 1 ? "" : "s";
}

/* The shipped set alone has over a thousand notes: one's own three lines would be lost among them. */
static void say_counts(const struct report *r)
{
	const unsigned long *count = r->count;

	say("%lu error%s, %lu warning%s, %lu note%s%s", count[GZ_ERROR], plural(count[GZ_ERROR]),
	    count[GZ_WARNING], plural(count[GZ_WARNING]), count[GZ_NOTE], plural(count[GZ_NOTE]),
	    count[GZ_NOTE] > MANY_NOTES ? " (-q leaves the notes out)" : "");
}

/* Is what is at an absolute path read with one of -g? Of a folder that are its tables. */
static bool is_in_set(const struct settings *s, const char *path)
{
	size_t len = strlen(path);
	bool in = false, table = len > 4 && strcmp(path + len - 4, ".tsv") == 0;

	for (size_t i = 0; i < s->gazetteers.count && !in; i++) {
		char *real = realpath(s->gazetteers.item[i], NULL);

		in = real != NULL && is_within(path, real) && (table || strcmp(path, real) == 0);
		free(real);
	}
	return in;
}

/* With -g the arguments are judged on top of it: a file of the set is not read a second time. */
static bool find_own(struct report *r, const struct settings *s, struct list *paths, struct gz_error *err)
{
	*paths = s->gazetteers;
	for (size_t i = 0; i < s->arg_count; i++) {
		char *real = realpath(s->args[i], NULL);

		if (real == NULL || !is_in_set(s, real))
			paths->item[paths->count++] = s->args[i];
		if (real == NULL)
			real = strdup(s->args[i]); /* a pipe */
		if (real == NULL)
			return gz_fail_nomem(err);
		r->own[r->own_count++] = real;
	}
	return true;
}

static int lint(struct report *r, const struct settings *s, const struct list *paths)
{
	struct settings all = *s;
	struct gz_error err;
	bool rules = s->arg_count == 1 && strcmp(s->args[0], "rules") == 0, good;
	int status;

	if (!gazetteer_layers(paths))
		return EXIT_FATAL;
	all.limit_given = true;
	if (!output_open(&r->output, &all, &err))
		return say_error(&err);
	good = rules ? give_rules(r, &err) : look_before(r, s, &err) && give_findings(r, paths, &err);
	status = output_finish(&r->output, &all, good, &err);
	if (!good || rules || status == EXIT_FATAL)
		return status;
	if (!s->quiet)
		say_counts(r);
	return r->count[GZ_ERROR] + r->count[GZ_WARNING] > 0 ? EXIT_REJECTED : EXIT_DONE;
}

int gaz_lint(const struct settings *s)
{
	char installed[GAZETTEER_PATH_MAX];
	struct report r = {.lines = s->format == NULL || strcmp(s->format, "table") == 0, .quiet = s->quiet};
	struct list paths;
	struct gz_error err;
	int status;

	if (!s->arg_paths || s->gazetteers.count == 0) {
		paths = gazetteer_paths(s, installed);
		status = lint(&r, s, &paths);
	} else {
		status = find_own(&r, s, &paths, &err) ? lint(&r, s, &paths) : say_error(&err);
	}
	for (size_t i = 0; i < r.own_count; i++)
		free(r.own[i]);
	GZ_VEC_FREE(&r.before);
	return status;
}
