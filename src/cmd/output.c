/* output.c: rows to stdout, at most as many as wanted. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd.h"

#define TABLE_LIMIT 20
#define WIDEST	    10000 /* columns that $COLUMNS may ask for */

static bool pass_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct output *o = self;

	return o->renderer.begin(o->renderer.self, columns, count, err);
}

static bool pass_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct output *o = self;

	if (o->skip > 0) {
		o->skip--;
		return true;
	}
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

bool ignore_columns(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self;
	(void)columns;
	(void)count;
	(void)err;
	return true;
}

bool ignore_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

bool tally_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	uint64_t *rows = self;

	(void)cells;
	(void)err;
	++*rows;
	return true;
}

/* auto, always, never */
static bool wanted(const char *when, bool automatic)
{
	if (when == NULL || strcmp(when, "auto") == 0)
		return automatic;
	return strcmp(when, "always") == 0;
}

/* What the environment says; 0: nothing. */
static int asked_width(void)
{
	const char *text = getenv("COLUMNS");
	char *end = NULL;
	unsigned long columns =
		text != NULL && text[0] >= '0' && text[0] <= '9' ? strtoul(text, &end, 10) : 0;

	return end != NULL && *end == '\0' && columns <= WIDEST ? (int)columns : 0;
}

bool output_is_terminal(void)
{
	return isatty(STDOUT_FILENO) != 0;
}

int output_width(void)
{
	struct winsize size;
	int asked = asked_width();

	if (!output_is_terminal())
		return 0;
	if (asked > 0)
		return asked;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

int output_plot_width(void)
{
	return output_is_terminal() ? output_width() : asked_width();
}

bool output_color(const struct settings *s)
{
	const char *no_color = getenv("NO_COLOR");

	return wanted(s->color, isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0'));
}

bool output_open(struct output *o, const struct settings *s, struct gz_error *err)
{
	const char *format = s->format ? s->format : "table";
	struct gz_render_options options = {.color = output_color(s),
					    .width = output_width(),
					    .header = true,
					    .bom = s->bom,
					    .safe = s->spreadsheet_safe};

	*o = (struct output){0};
	if (strcmp(format, "plot") == 0)
		options.width = output_plot_width();
	if (!gz_render_open(format, stdout, &options, &o->renderer, err))
		return false;
	o->limit = s->limit_given ? s->limit : strcmp(format, "table") == 0 ? TABLE_LIMIT : 0;
	o->sink = (struct gz_sink){o, pass_begin, pass_row, pass_end};
	return true;
}

bool output_open_file(struct output *o, const struct settings *s, FILE *file, struct gz_error *err)
{
	const struct gz_render_options options = {.header = true, .bom = s->bom, .safe = s->spreadsheet_safe};

	*o = (struct output){.limit = s->limit, .skip = s->offset};
	o->sink = (struct gz_sink){o, pass_begin, pass_row, pass_end};
	return gz_render_open(s->format ? s->format : "table", file, &options, &o->renderer, err);
}

bool output_hide(struct output *o, const struct settings *s, const char *const *columns)
{
	if (s->format != NULL && strcmp(s->format, "table") != 0)
		return false;
	gz_render_hide(&o->renderer, columns);
	return true;
}

void output_spare(struct output *o, const char *const *columns)
{
	gz_render_spare(&o->renderer, columns);
}

const char *output_path(const struct settings *s)
{
	return s->output != NULL && strcmp(s->output, "-") != 0 ? s->output : NULL;
}

uint64_t output_query_limit(const struct output *o)
{
	return o->limit == 0 || o->limit == UINT64_MAX ? 0 : o->limit + 1;
}

int output_finish(struct output *o, const struct settings *s, bool good, const struct gz_error *err)
{
	int status = EXIT_DONE;

	gz_render_close(&o->renderer);
	if (!good)
		return err->code == GZ_EPIPE ? EXIT_DONE : say_error(err); /* who read us has seen enough */
	if (fflush(stdout) != 0) {
		if (errno == EPIPE)
			return EXIT_DONE;
		say("cannot write the output: %s", strerror(errno));
		return EXIT_FATAL;
	}
	if (o->rows == 0 && s->exit_nothing)
		status = EXIT_NOTHING;
	if (o->more && !s->limit_given && !s->quiet)
		say("there are more rows; --limit 0 shows all, --limit N more");
	return status;
}
