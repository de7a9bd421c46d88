/* output.c: rows to stdout, at most as many as wanted. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd.h"

#define TABLE_LIMIT 20
#define COLUMNS_MAX 16 /* no answer that hides some has more */

static bool is_hidden(const struct output *o, const char *column)
{
	for (const char *const *hidden = o->hidden; hidden != NULL && *hidden != NULL; hidden++) {
		if (strcmp(*hidden, column) == 0)
			return true;
	}
	return false;
}

static bool pass_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct output *o = self;
	struct gz_column shown[COLUMNS_MAX];
	size_t kept = 0;

	o->columns = count;
	if (o->hidden == NULL)
		return o->renderer.begin(o->renderer.self, columns, count, err);
	for (size_t i = 0; i < count && i < COLUMNS_MAX; i++) {
		if (is_hidden(o, columns[i].name))
			continue;
		o->shown |= 1u << i;
		shown[kept++] = columns[i];
	}
	return o->renderer.begin(o->renderer.self, shown, kept, err);
}

static bool pass_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct output *o = self;
	struct gz_cell shown[COLUMNS_MAX];
	size_t kept = 0;

	if (o->skip > 0) {
		o->skip--;
		return true;
	}
	if (o->limit != 0 && o->rows == o->limit) {
		o->more = true;
		return true;
	}
	o->rows++;
	if (o->hidden == NULL)
		return o->renderer.row(o->renderer.self, cells, err);
	for (size_t i = 0; i < o->columns && i < COLUMNS_MAX; i++) {
		if ((o->shown >> i & 1) != 0)
			shown[kept++] = cells[i];
	}
	return o->renderer.row(o->renderer.self, shown, err);
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

bool output_color(const struct settings *s)
{
	const char *no_color = getenv("NO_COLOR");

	return wanted(s->color, isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0'));
}

bool output_open(struct output *o, const struct settings *s, struct gz_error *err)
{
	const char *format = s->format ? s->format : "table";
	struct gz_render_options options = {.color = output_color(s),
					    .width = terminal_width(),
					    .header = true,
					    .bom = s->bom,
					    .safe = s->spreadsheet_safe};

	*o = (struct output){0};
	if (!gz_render_open(format, stdout, &options, &o->renderer, err))
		return false;
	o->limit = s->limit_given ? s->limit : strcmp(format, "table") == 0 ? TABLE_LIMIT : 0;
	o->sink = (struct gz_sink){o, pass_begin, pass_row, pass_end};
	return true;
}

void output_hide(struct output *o, const struct settings *s, const char *const *columns)
{
	if (s->format == NULL || strcmp(s->format, "table") == 0)
		o->hidden = columns;
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
