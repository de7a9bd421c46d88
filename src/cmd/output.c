/* output.c: rows to stdout, at most as many as wanted. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd.h"

#define TABLE_LIMIT 20

static bool pass_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct output *o = self;

	return o->renderer.begin(o->renderer.self, columns, count, err);
}

static bool pass_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct output *o = self;

	if (o->limit != 0 && o->rows == o->limit) {
		o->more = true;
		return true;
	}
	o->rows++;
	return o->renderer.row(o->renderer.self, cells, err);
}

static bool pass_end(void *self, struct gz_error *err)
{
	struct output *o = self;

	return o->renderer.end(o->renderer.self, err);
}

/* auto, always, never */
static bool wanted(const char *when, bool automatic)
{
	if (when == NULL || strcmp(when, "auto") == 0)
		return automatic;
	return strcmp(when, "always") == 0;
}

static int terminal_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

bool output_open(struct output *o, const struct settings *s, struct gz_error *err)
{
	const char *no_color = getenv("NO_COLOR"), *format = s->format ? s->format : "table";
	bool terminal = isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');
	struct gz_render_options options = {wanted(s->color, terminal), terminal_width(), true};

	*o = (struct output){0};
	if (s->color != NULL && strcmp(s->color, "auto") != 0 && strcmp(s->color, "always") != 0 &&
	    strcmp(s->color, "never") != 0)
		return gz_fail(err, GZ_EUSAGE, "--color is auto, always or never, not '%s'", s->color);
	if (!gz_render_open(format, stdout, &options, &o->renderer, err))
		return false;
	o->limit = s->limit_given ? s->limit : strcmp(format, "table") == 0 ? TABLE_LIMIT : 0;
	o->sink = (struct gz_sink){o, pass_begin, pass_row, pass_end};
	return true;
}

uint64_t output_query_limit(const struct output *o)
{
	return o->limit == 0 || o->limit == UINT64_MAX ? 0 : o->limit + 1;
}

int output_finish(struct output *o, const struct settings *s, bool good, const struct gz_error *err)
{
	int status = EXIT_DONE;

	errno = 0;
	gz_render_close(&o->renderer);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		if (errno == EPIPE || errno == 0) /* who read us has seen enough */
			return EXIT_DONE;
		say("cannot write the output: %s", strerror(errno));
		return EXIT_FATAL;
	}
	if (!good)
		return say_error(err);
	if (o->rows == 0 && s->exit_nothing)
		status = EXIT_NOTHING;
	if (o->more && !s->limit_given && !s->quiet)
		say("there are more rows; --limit 0 shows all, --limit N more");
	return status;
}
