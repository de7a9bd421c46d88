/* render.c: the table of output formats, and what a sink does for all of them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define FORMATS(X)                                                                                           \
	X(table)                                                                                             \
	X(json)                                                                                              \
	X(jsonl)                                                                                             \
	X(csv)                                                                                               \
	X(tsv)                                                                                               \
	X(md)                                                                                                \
	X(plot)

#define RENDERER(name) &gz_renderer_##name,
#define NAME(name)     #name,

static const struct gz_renderer *const renderers[] = {FORMATS(RENDERER)};
static const char *const names[] = {FORMATS(NAME) NULL};

const char *const *gz_render_formats(void)
{
	return names;
}

static bool write_failed(struct gz_error *err)
{
	int why = errno;

	if (why == EPIPE)
		return gz_fail(err, GZ_EPIPE, "broken pipe");
	return gz_fail(err, GZ_EIO, "cannot write the output: %s", why ? strerror(why) : "unknown reason");
}

bool gz_render_write(struct gz_render *r, struct gz_error *err)
{
	if (r->line.failed)
		return gz_fail_nomem(err);
	errno = 0;
	if (r->line.len > 0 && fwrite(r->line.ptr, 1, r->line.len, r->out) != r->line.len)
		return write_failed(err);
	gz_buf_clear(&r->line);
	return true;
}

static void drop_columns(struct gz_render *r)
{
	for (size_t i = 0; i < r->count; i++)
		free((char *)r->columns[i].name);
	free(r->columns);
	r->columns = NULL;
	r->count = 0;
}

/* A table needs the names after the query may have gone. */
static bool copy_columns(struct gz_render *r, const struct gz_column *columns, size_t count,
			 struct gz_error *err)
{
	drop_columns(r);
	r->columns = calloc(count > 0 ? count : 1, sizeof(*r->columns));
	if (r->columns == NULL)
		return gz_fail_nomem(err);
	for (; r->count < count; r->count++) {
		struct gz_column *copy = &r->columns[r->count];

		*copy = columns[r->count];
		copy->name = strdup(columns[r->count].name);
		if (copy->name == NULL)
			return gz_fail_nomem(err);
	}
	return true;
}

static bool sink_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct gz_render *r = self;

	return copy_columns(r, columns, count, err) && r->renderer->begin(r, err) && gz_render_write(r, err);
}

static bool sink_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_render *r = self;

	if (!r->renderer->row(r, cells, err) || !gz_render_write(r, err))
		return false;
	r->rows++;
	return true;
}

static bool sink_end(void *self, struct gz_error *err)
{
	struct gz_render *r = self;

	if (!r->renderer->end(r, err) || !gz_render_write(r, err))
		return false;
	errno = 0;
	return (fflush(r->out) == 0 && !ferror(r->out)) || write_failed(err);
}

/* Says which formats there are; a plot, which only a timeline has, is asked for by --plot. */
static bool fail_format(const char *format, struct gz_error *err)
{
	char known[128];
	size_t used = 0;

	for (size_t i = 0; i < GZ_COUNT(renderers) && used < sizeof(known); i++) {
		if (renderers[i] != &gz_renderer_plot)
			used += (size_t)snprintf(known + used, sizeof(known) - used, "%s%s",
						 i == 0 ? "" : ", ", renderers[i]->name);
	}
	return gz_fail(err, GZ_EUSAGE, "unknown output format \"%s\"; there are: %s", format, known);
}

bool gz_render_open(const char *format, FILE *out, const struct gz_render_options *options,
		    struct gz_sink *sink, struct gz_error *err)
{
	struct gz_render *r;
	size_t i = 0;

	while (i < GZ_COUNT(renderers) && strcmp(renderers[i]->name, format) != 0)
		i++;
	if (i == GZ_COUNT(renderers))
		return fail_format(format, err);
	r = calloc(1, sizeof(*r));
	if (r == NULL)
		return gz_fail_nomem(err);
	r->renderer = renderers[i];
	r->out = out;
	r->options = *options;
	*sink = (struct gz_sink){.self = r, .begin = sink_begin, .row = sink_row, .end = sink_end};
	return true;
}

void gz_render_hide(struct gz_sink *sink, const char *const *columns)
{
	struct gz_render *r = sink->self;

	r->hide = columns;
}

void gz_render_spare(struct gz_sink *sink, const char *const *columns)
{
	struct gz_render *r = sink->self;

	r->spare = columns;
}

void gz_render_close(struct gz_sink *sink)
{
	struct gz_render *r = sink->self;

	if (r == NULL)
		return;
	drop_columns(r);
	gz_buf_free(&r->line);
	gz_buf_free(&r->text);
	gz_buf_free(&r->scratch);
	GZ_VEC_FREE(&r->cells);
	GZ_VEC_FREE(&r->types);
	gz_plot_free(r);
	free(r);
	sink->self = NULL;
}
