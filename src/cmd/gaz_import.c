/* gaz_import.c: `gazet gaz import` and `gazet gaz export`: other tools' gazetteers into tables, and ours into
 * theirs. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "gaz.h"
#include "gazet/convert.h"
#include "gazet/export.h"
#include "gazet/read.h"

/* A line of a dump may be large; this bounds the memory. */
#define LINE_MAX_BYTES ((size_t)256 << 20)
/* So many refusals are shown, unless -v asks for all. */
#define REFUSALS_SHOWN 20

struct refusals {
	const struct settings *s;
	unsigned long count;
};

static void refuse(void *self, const struct gz_error *err)
{
	struct refusals *r = self;

	r->count++;
	if (r->s->verbose || (!r->s->quiet && r->count <= REFUSALS_SHOWN))
		say_error(err);
	if (!r->s->verbose && !r->s->quiet && r->count == REFUSALS_SHOWN + 1)
		say("... and more (-v shows all)");
}

static const char *format_name(size_t index)
{
	const char *about;

	return gz_import_format(index, &about);
}

static int say_formats(const char *wrong)
{
	const char *about, *name, *near = wrong ? nearest_word(wrong, format_name) : NULL;

	if (wrong != NULL)
		say("there is no import format '%s'%s%s%s", wrong, near ? "; did you mean '" : "",
		    near ? near : "", near ? "'?" : "");
	for (size_t i = 0; (name = gz_import_format(i, &about)) != NULL; i++)
		say("  %-9s %s", name, about);
	return EXIT_FATAL;
}

static bool read_file(struct gz_import *im, const char *path, struct gz_error *err)
{
	struct gz_lines *lines;
	enum gz_lines_status status;
	struct gz_str line;
	bool good = gz_lines_open(path, LINE_MAX_BYTES, &lines, err) && gz_import_file(im, path, err);

	while (good && (status = gz_lines_next(lines, &line, err)) != GZ_LINES_END) {
		if (status == GZ_LINE)
			good = gz_import_line(im, line, err);
		else
			good = gz_import_lost(
				im, status == GZ_LINE_TOO_LONG ? "a line of more than 256 MB" : err->message,
				err);
		if (status == GZ_LINES_DAMAGED)
			break;
	}
	gz_lines_close(lines);
	return good;
}

/* Writes beside the name and renames, so that a table is whole or not there. */
static bool write_table(const char *folder, const char *name, const struct gz_buf *table,
			struct gz_error *err)
{
	char path[GAZETTEER_PATH_MAX], aside[GAZETTEER_PATH_MAX];
	FILE *file;
	bool good;

	if (snprintf(path, sizeof(path), "%s/%s.tsv", folder, name) >= (int)sizeof(path) ||
	    snprintf(aside, sizeof(aside), "%s/.%s.tsv", folder, name) >= (int)sizeof(aside))
		return gz_fail(err, GZ_EUSAGE, "the path of --output is too long");
	file = fopen(aside, "wbe");
	if (file == NULL)
		return gz_fail_at(err, GZ_EIO, aside, 0, 0, "%s", strerror(errno));
	good = fwrite(table->ptr, 1, table->len, file) == table->len;
	good &= fclose(file) == 0;
	if (!good || rename(aside, path) != 0) {
		int code = errno;

		remove(aside);
		return gz_fail_at(err, GZ_EIO, path, 0, 0, "%s", strerror(code));
	}
	return true;
}

static bool write_tables(const struct settings *s, const struct gz_import *im, struct gz_error *err)
{
	const char *folder = output_path(s);
	struct gz_buf entities = {0}, offices = {0};
	bool good = gz_import_entities(im, &entities, err) && gz_import_offices(im, &offices, err);

	if (good && folder != NULL && mkdir(folder, 0777) != 0 && errno != EEXIST)
		good = gz_fail_at(err, GZ_EIO, folder, 0, 0, "%s", strerror(errno));
	if (good && folder != NULL) {
		good = (entities.len == 0 || write_table(folder, "entities", &entities, err)) &&
		       (offices.len == 0 || write_table(folder, "offices", &offices, err));
	} else if (good && entities.len > 0 &&
		   (fwrite(entities.ptr, 1, entities.len, stdout) != entities.len || fflush(stdout) != 0)) {
		good = gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
			       strerror(errno));
	}
	gz_buf_free(&entities);
	gz_buf_free(&offices);
	return good;
}

static void say_counts(const struct settings *s, struct gz_import *im)
{
	struct gz_import_counts counts;
	const char *reason;
	uint64_t count;
	bool refused;

	gz_import_count(im, &counts);
	say("%llu entities, %llu names, %llu offices; %llu skipped, %llu refused",
	    (unsigned long long)counts.entities, (unsigned long long)counts.names,
	    (unsigned long long)counts.offices, (unsigned long long)counts.skipped,
	    (unsigned long long)counts.refused);
	for (size_t i = 0; (reason = gz_import_reason(im, i, &refused, &count)) != NULL; i++)
		say("  %8llu %s: %s", (unsigned long long)count, refused ? "refused" : "skipped", reason);
	if (counts.offices > 0 && output_path(s) == NULL)
		say("the offices are left out: --output FOLDER writes them too");
}

int gaz_import(const struct settings *s)
{
	struct refusals refusals = {.s = s};
	struct gz_import_options options = {.map = s->map, .refuse = refuse, .self = &refusals};
	struct gz_import *im = NULL;
	struct gz_gaz *known = NULL;
	struct gz_error err;
	const char *about, *name = NULL;
	int status = EXIT_FATAL;
	bool good;

	for (size_t i = 0; (name = gz_import_format(i, &about)) != NULL && strcmp(name, s->args[0]) != 0; i++)
		;
	if (name == NULL)
		return say_formats(s->args[0]);
	if (!gazetteer_load(s, &known, &status))
		return status;
	options.known = known;
	good = gz_import_open(name, &options, &im, &err);
	for (size_t i = 1; i < s->arg_count && good; i++)
		good = read_file(im, s->args[i], &err);
	good = good && gz_import_finish(im, &err) && write_tables(s, im, &err);
	if (good && !s->quiet)
		say_counts(s, im);
	if (good)
		status = refusals.count > 0 ? EXIT_REJECTED : EXIT_DONE;
	else
		status = err.code == GZ_EPIPE ? EXIT_DONE : say_error(&err);
	gz_import_close(im);
	gz_gaz_free(known);
	return status;
}

/* Where patterns go, and how many went there. */
struct patterns {
	FILE *file;
	uint64_t count;
};

static bool print_pattern(void *self, struct gz_str text, struct gz_error *err)
{
	struct patterns *p = self;

	p->count++;
	if (fwrite(text.ptr, 1, text.len, p->file) == text.len)
		return true;
	return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
		       strerror(errno));
}

/* To the file of -o, which is there when it is complete, or to standard output. */
static bool write_patterns(const struct settings *s, const struct gz_gaz *g, struct patterns *p,
			   uint64_t *left_out, struct gz_error *err)
{
	struct gz_place *place = NULL;
	bool good = output_path(s) == NULL || gz_place_file(output_path(s), &place, &p->file, err);

	good = good && gz_export_spacy(g, s->all, print_pattern, p, left_out, err);
	if (good && place != NULL)
		good = gz_place_finish(place, err);
	else if (good && fflush(p->file) != 0)
		good = gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
			       strerror(errno));
	gz_place_close(place);
	return good;
}

int gaz_export(const struct settings *s)
{
	struct patterns patterns = {.file = stdout};
	struct gz_gaz *g;
	struct gz_error err;
	uint64_t left_out = 0;
	int status;
	bool good;

	if (strcmp(s->args[0], "spacy") != 0) {
		say("there is no export format '%s'; there is spacy", s->args[0]);
		return EXIT_FATAL;
	}
	if (!gazetteer_load(s, &g, &status))
		return status;
	good = write_patterns(s, g, &patterns, &left_out, &err);
	gz_gaz_free(g);
	if (!good)
		return err.code == GZ_EPIPE ? EXIT_DONE : say_error(&err);
	if (output_path(s) != NULL && !s->quiet)
		say("%s: %llu patterns", s->output, (unsigned long long)patterns.count);
	if (left_out > 0 && !s->quiet)
		say("%llu ambiguous names are left out: --all exports them too",
		    (unsigned long long)left_out);
	return EXIT_DONE;
}
