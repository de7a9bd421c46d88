/* report.c: `gazet report`: an answer as one page of HTML. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/export.h"
#include "report.h"

#define ROWS	  400
#define ROWS_MOST 1200 /* a page of less than 3 MB, as articles are */

/* To a file that is there when it is complete; "-" is standard output. */
static bool write_page(const char *path, struct gz_str bytes, struct gz_error *err)
{
	struct gz_place *place = NULL;
	FILE *out = stdout;
	bool good;

	if (strcmp(path, "-") != 0 && !gz_place_file(path, &place, &out, err))
		return false;
	errno = 0;
	good = (fwrite(bytes.ptr, 1, bytes.len, out) == bytes.len && fflush(out) == 0) ||
	       gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write %s: %s", path, strerror(errno));
	good = good && (place == NULL || gz_place_finish(place, err));
	gz_place_close(place);
	return good;
}

/* What only the gazetteer knows: offices of a person. Others do not wait for it. */
static bool open_gazetteer(struct report *r, int *status, struct gz_error *err)
{
	for (size_t i = 0; i < r->q->selection.term_count; i++) {
		const struct gz_term *term = &r->q->terms[i];

		if (strncmp(term->entity, "person/", 7) == 0 && !gz_term_is_joined(term))
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
		       write_page(s->output, gz_buf_view(&page), &err);
		q.tells = true;
		q.output.rows = r->page.docs;
		report_free(r);
	}
	if (good && !s->quiet && strcmp(s->output, "-") != 0)
		say("%s: %zu bytes", s->output, page.len);
	gz_buf_free(&page);
	return question_close(&q, s, good, &err);
}
