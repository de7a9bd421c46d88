/* report.c: `gazet report`: an answer as one page of HTML. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report.h"

#define ROWS	  400
#define ROWS_MOST 1200 /* a page of less than 3 MB, as articles are */

static bool write_all(FILE *file, const char *path, struct gz_str bytes, struct gz_error *err)
{
	if (fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len && fflush(file) == 0)
		return true;
	if (errno == EPIPE)
		return gz_fail(err, GZ_EPIPE, "who reads the output has left");
	return gz_fail(err, GZ_EIO, "cannot write %s: %s", path, strerror(errno));
}

/* Beside its place first, so that nobody ever sees half of it. */
static bool write_renamed(const char *path, struct gz_str bytes, struct gz_error *err)
{
	char real[PATH_MAX], part[PATH_MAX + 32];
	FILE *file;
	bool ok;

	if (realpath(path, real) != NULL) /* a link stays one */
		path = real;
	snprintf(part, sizeof(part), "%s.part-%ld", path, (long)getpid());
	file = fopen(part, "wx");
	if (file == NULL)
		return gz_fail(err, GZ_EIO, "cannot write %s: %s", part, strerror(errno));
	ok = write_all(file, path, bytes, err);
	if (fclose(file) != 0 && ok)
		ok = gz_fail(err, GZ_EIO, "cannot write %s: %s", path, strerror(errno));
	if (ok && rename(part, path) != 0)
		ok = gz_fail(err, GZ_EIO, "cannot write %s: %s", path, strerror(errno));
	if (!ok)
		unlink(part);
	return ok;
}

bool report_write(const char *path, struct gz_str bytes, struct gz_error *err)
{
	struct stat what;
	FILE *file;
	bool ok;

	if (strcmp(path, "-") == 0)
		return write_all(stdout, "the output", bytes, err);
	if (stat(path, &what) != 0 || S_ISREG(what.st_mode))
		return write_renamed(path, bytes, err);
	file = fopen(path, "w");
	if (file == NULL)
		return gz_fail(err, GZ_EIO, "cannot write %s: %s", path, strerror(errno));
	ok = write_all(file, path, bytes, err);
	return (fclose(file) == 0 || !ok)
		       ? ok
		       : gz_fail(err, GZ_EIO, "cannot write %s: %s", path, strerror(errno));
}

/* What only the gazetteer knows: offices of a person. Others do not wait for it. */
static bool open_gazetteer(struct report *r, int *status, struct gz_error *err)
{
	for (size_t i = 0; i < r->q->selection.term_count; i++) {
		if (strncmp(r->q->terms[i].entity, "person/", 7) == 0)
			return gazetteer_load(r->s, &r->gaz, status) ||
			       gz_fail(err, GZ_EUSAGE, "without it nobody knows offices; -g names one");
	}
	return true;
}

int cmd_report(const struct settings *s)
{
	struct gz_buf page = {0};
	struct report *r;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (s->output == NULL) {
		say("where to? -o page.html names the file, -o - is standard output");
		return EXIT_FATAL;
	}
	if (s->limit_given && (s->limit == 0 || s->limit > ROWS_MOST)) {
		say("--limit of a report is 1 to %d, so that the page opens at once", ROWS_MOST);
		return EXIT_FATAL;
	}
	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	r = calloc(1, sizeof(*r));
	good = r != NULL || gz_fail_nomem(&err);
	if (good) {
		r->s = s;
		r->q = &q;
		r->limit = s->limit_given ? s->limit : ROWS;
		good = open_gazetteer(r, &status, &err) && report_gather(r, &err) &&
		       gz_report_page(&page, &r->page, &err) &&
		       report_write(s->output, gz_buf_view(&page), &err);
		report_free(r);
	}
	if (good && !s->quiet && strcmp(s->output, "-") != 0)
		say("%s: %zu bytes", s->output, page.len);
	gz_buf_free(&page);
	return question_close(&q, s, good, &err);
}
