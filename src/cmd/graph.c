/* graph.c: `gazet graph`: the co-occurrence network as a picture, as files of other tools, or as rows of its
 * links. */
#include <errno.h>
#include <string.h>

#include "cmd.h"
#include "gazet/export.h"
#include "gazet/network.h"
#include "gazet/picture.h"

#define PICTURE_NODES 60
#define FILE_NODES    500
#define MOST_EDGES    1000000

/* ---- what is wanted ------------------------------------------------------------------- */

/* Exactly one of the three. */
struct wanted {
	const struct settings *s;
	const struct gz_network_format *format;
	bool picture;
	const char *rows; /* a renderer's name */
	const char *path; /* NULL: standard output */
	struct gz_network_options options;
};

static const char *format_name(size_t index)
{
	const char *const *rows = gz_render_formats();
	size_t count = 0;

	for (; gz_network_format_at(count) != NULL; count++) {
		if (count == index)
			return gz_network_format_at(count)->name;
	}
	if (index == count)
		return "svg";
	for (index -= count + 1; *rows != NULL; rows++) {
		if (index-- == 0)
			return *rows;
	}
	return NULL;
}

static bool read_format(const struct settings *s, struct wanted *w)
{
	const char *name = s->format ? s->format : "table", *near;

	w->format = gz_network_format_find(name);
	w->picture = strcmp(name, "svg") == 0;
	if (w->format != NULL || w->picture)
		return true;
	for (const char *const *rows = gz_render_formats(); *rows != NULL; rows++) {
		if (strcmp(*rows, name) == 0)
			w->rows = *rows;
	}
	if (w->rows != NULL)
		return true;
	near = nearest_word(name, format_name);
	say("there is no format '%s' of networks%s%s%s (gazet help networks lists them)", name,
	    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	return false;
}

static bool read_period(const struct settings *s, struct wanted *w)
{
	static const char *const periods[] = {"day", "week", "month", "year"};
	size_t by = GZ_BY_MONTH;

	w->options.spells = s->dynamic || s->by != NULL;
	if (s->by != NULL) {
		for (by = 0; by < GZ_COUNT(periods) && strcmp(s->by, periods[by]) != 0;)
			by++;
	}
	if (by == GZ_COUNT(periods)) {
		say("--by is day, week, month or year, not '%s'", s->by);
		return false;
	}
	w->options.by = (enum gz_period)by;
	if (!w->options.spells || (w->format != NULL && w->format->dynamic))
		return true;
	say("only gexf and json have room for periods: --format gexf --dynamic");
	return false;
}

static bool read_wanted(const struct settings *s, struct wanted *w)
{
	*w = (struct wanted){.s = s, .options = {.nodes = FILE_NODES, .no_centre = s->without_centre}};
	if (!read_format(s, w) || !read_period(s, w))
		return false;
	if (w->rows == NULL && (s->limit_given || s->offset > 0)) {
		say("%s has the whole network: --limit and --offset choose rows; --nodes and --edges make it "
		    "smaller",
		    s->format);
		return false;
	}
	if (s->nodes > GZ_NETWORK_NODES || s->edges > MOST_EDGES) {
		say("a network has at most %d nodes and %d edges", GZ_NETWORK_NODES, MOST_EDGES);
		return false;
	}
	if (w->picture)
		w->options.nodes = PICTURE_NODES;
	if (s->nodes > 0)
		w->options.nodes = (uint32_t)s->nodes;
	if (w->picture && s->nodes > GZ_PICTURE_NODES) {
		say("a picture has at most %d nodes, not %llu: --nodes", GZ_PICTURE_NODES,
		    (unsigned long long)s->nodes);
		return false;
	}
	w->options.edges = (uint32_t)s->edges;
	if (s->measure != NULL)
		w->options.measure = gz_link_measure_of(gz_str(s->measure));
	if (w->options.measure == GZ_LINK_MEASURES) {
		say("--measure is g2, npmi, jaccard or docs, not '%s'", s->measure);
		return false;
	}
	w->path = output_path(s);
	if (w->format == NULL || w->format->parts == NULL || w->path != NULL)
		return true;
	say("%s is a folder of several files: name it with -o", w->format->name);
	return false;
}

/* ---- rows of links ------------------------------------------------------------------------ */

static bool give_rows(const struct gz_network *n, struct gz_sink *sink, struct gz_error *err)
{
	static const struct gz_column columns[] = {
		{"from", GZ_CELL_TEXT, 0},    {"to", GZ_CELL_TEXT, 0},	    {"from_name", GZ_CELL_TEXT, 0},
		{"to_name", GZ_CELL_TEXT, 0}, {"docs", GZ_CELL_INT, 0},	    {"npmi", GZ_CELL_REAL, 3},
		{"g2", GZ_CELL_REAL, 1},      {"jaccard", GZ_CELL_REAL, 3}, {"first", GZ_CELL_TEXT, 0},
		{"last", GZ_CELL_TEXT, 0},
	};

	if (!sink->begin(sink->self, columns, GZ_COUNT(columns), err))
		return false;
	for (size_t i = 0; i < n->edge_count; i++) {
		const struct gz_network_edge *e = &n->edges[i];
		const struct gz_network_node *from = &n->nodes[e->from], *to = &n->nodes[e->to];
		char first[16], last[16];
		const struct gz_cell cells[GZ_COUNT(columns)] = {
			gz_cell_text(from->entity),
			gz_cell_text(to->entity),
			gz_cell_text(from->name),
			gz_cell_text(to->name),
			gz_cell_count(e->docs),
			gz_cell_real(e->npmi),
			gz_cell_real(e->g2),
			gz_cell_real(e->jaccard),
			gz_cell_day(e->first, GZ_DAY, first),
			gz_cell_day(e->last, GZ_DAY, last),
		};

		if (!sink->row(sink->self, cells, err))
			return false;
	}
	return sink->end(sink->self, err);
}

/* What a table leaves out, on standard output and in a file. */
static const char *const hidden[] = {"from", "to", NULL};

/* Into a file; *written: how many. */
static bool write_rows(const struct wanted *w, const struct gz_network *n, FILE *out, uint64_t *written,
		       struct gz_error *err)
{
	struct output output;
	bool ok = output_open_file(&output, w->s, out, err);

	if (ok)
		output_hide(&output, w->s, hidden);
	ok = ok && give_rows(n, &output.sink, err);
	*written = output.rows;
	gz_render_close(&output.renderer);
	return ok;
}

/* ---- files --------------------------------------------------------------------------------- */

static bool write_picture(const struct gz_network *n, FILE *out, struct gz_error *err)
{
	struct gz_buf svg = {0};
	bool ok = gz_picture_network(n, &svg, err);

	if (ok && fwrite(svg.ptr, 1, svg.len, out) != svg.len)
		ok = gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write: %s", strerror(errno));
	gz_buf_free(&svg);
	return ok;
}

/* Where the nodes stand, as the picture would have them. */
static bool find_places(const struct gz_network *n, struct gz_arena *arena, struct gz_network_place **out,
			struct gz_error *err)
{
	struct gz_spot *spots;

	*out = NULL;
	if (n->node_count > GZ_PICTURE_NODES)
		return true; /* the reader's own layout is better for so many */
	*out = gz_arena_alloc(arena, (n->node_count + 1) * sizeof(**out));
	if (*out == NULL)
		return gz_fail_nomem(err);
	if (!gz_picture_layout(n, GZ_PICTURE_WIDTH, GZ_PICTURE_HEIGHT, arena, &spots, err))
		return false;
	for (size_t i = 0; i < n->node_count; i++)
		(*out)[i] = (struct gz_network_place){spots[i].x, spots[i].y, spots[i].radius * 2,
						      gz_picture_color(n->nodes[i].type, false)};
	return true;
}

static bool write_one(const struct wanted *w, const struct gz_network *n, struct gz_arena *arena, FILE *out,
		      struct gz_error *err)
{
	struct gz_network_place *places;

	if (w->picture)
		return write_picture(n, out, err);
	return find_places(n, arena, &places, err) && w->format->write(n, places, 0, out, err);
}

static bool write_parts(const struct wanted *w, const struct gz_network *n, struct gz_place *place,
			struct gz_error *err)
{
	for (size_t part = 0; w->format->parts[part] != NULL; part++) {
		struct gz_buf path = {0};
		FILE *file = NULL;
		bool ok;

		gz_buf_printf(&path, "%s/%s", gz_place_path(place), w->format->parts[part]);
		if (!gz_buf_byte(&path, '\0'))
			ok = gz_fail_nomem(err);
		else if ((file = fopen(path.ptr, "wb")) == NULL)
			ok = gz_fail_at(err, GZ_EIO, path.ptr, 0, 0, "cannot write: %s", strerror(errno));
		else
			ok = w->format->write(n, NULL, part, file, err);
		if (file != NULL && fclose(file) != 0 && ok)
			ok = gz_fail_at(err, GZ_EIO, path.ptr, 0, 0, "cannot write: %s", strerror(errno));
		gz_buf_free(&path);
		if (!ok)
			return false;
	}
	return true;
}

/* Rows and tables have no room for what they were made from: it stands beside them. */
static bool needs_description(const struct wanted *w)
{
	return !w->picture && (w->format == NULL || w->format->parts != NULL);
}

/* *written: rows, where there are some. */
static bool write_place(const struct wanted *w, const struct gz_network *n, struct gz_arena *arena,
			uint64_t *written, struct gz_error *err)
{
	struct gz_buf provenance = {0};
	struct gz_place *place = NULL;
	FILE *file = NULL;
	bool folder = w->format != NULL && w->format->parts != NULL, ok;

	ok = folder ? gz_place_folder(w->path, &place, err) : gz_place_file(w->path, &place, &file, err);
	ok = ok && (gz_network_provenance_json(&provenance, n) || gz_fail_nomem(err)) &&
	     (folder		? write_parts(w, n, place, err)
	      : w->rows != NULL ? write_rows(w, n, file, written, err)
				: write_one(w, n, arena, file, err)) &&
	     (!needs_description(w) || gz_place_describe(place, gz_buf_view(&provenance), err)) &&
	     gz_place_finish(place, err);
	gz_place_close(place);
	gz_buf_free(&provenance);
	return ok;
}

/* ---- the command ------------------------------------------------------------------------------ */

/* Nodes beside those that were asked for. */
static uint64_t count_found(const struct gz_network *n)
{
	uint64_t found = 0;

	for (size_t i = 0; i < n->node_count; i++)
		found += !n->nodes[i].centre;
	return found;
}

static bool answer(const struct settings *s, const struct wanted *w, struct question *q, struct gz_network *n,
		   struct gz_error *err)
{
	if (!gz_query_network(q->query, &q->selection, &w->options, &q->arena, n, err))
		return false;
	if (w->rows == NULL)
		q->output.rows = count_found(n); /* for -e */
	if (w->path != NULL)
		return write_place(w, n, &q->arena, &q->output.rows, err);
	if (w->rows == NULL)
		return write_one(w, n, &q->arena, stdout, err);
	output_hide(&q->output, s, hidden);
	q->output.skip = s->offset;
	return give_rows(n, &q->output.sink, err);
}

static void say_written(const struct wanted *w, const struct gz_network *n, uint64_t rows)
{
	unsigned long long within = n->within;

	if (w->rows != NULL && rows < n->edge_count)
		say("%s: %llu of %zu links, of %llu documents", w->path, (unsigned long long)rows,
		    n->edge_count, within);
	else
		say("%s: %zu nodes, %zu links, of %llu documents", w->path, n->node_count, n->edge_count,
		    within);
}

int cmd_graph(const struct settings *s)
{
	struct settings opened = *s;
	struct gz_network n = {.nodes = NULL};
	struct wanted w;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (!read_wanted(s, &w))
		return EXIT_FATAL;
	opened.format = w.rows; /* the output renders rows, whatever else is written */
	if (!question_open(&q, &opened, s->args, s->arg_count, &status))
		return status;
	good = answer(s, &w, &q, &n, &err);
	if (good && w.path != NULL && !s->quiet)
		say_written(&w, &n, q.output.rows);
	q.tells = true;
	q.otherwise = "nothing found: no two entities occur together in the documents that fit";
	return question_close(&q, &opened, good, &err);
}
