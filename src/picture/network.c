/*
 * network.c: a network as SVG: edges under nodes under labels, a legend of the types that are there, and
 * below it what was counted. Every node and edge says its numbers when pointed at.
 */
#include <stdlib.h>
#include <string.h>

#include "layout.h"

#define MARGIN 24
#define HEAD   76 /* title and legend */
#define FOOT   62 /* caption */
#define WIDTH  (GZ_PICTURE_WIDTH + 2 * MARGIN)
#define HEIGHT (GZ_PICTURE_HEIGHT + HEAD + FOOT)

#define THICKEST 7.0 /* of an edge, in pixels, among up to FEW nodes; thinner among more */
#define THINNEST 0.6
#define FEW	 60.0
#define TITLE	 22
#define SMALL	 13

/* ---- words --------------------------------------------------------------------------- */

/* For other words; where there was no memory for those before, the picture has failed. */
static void begin_words(struct gz_buf *words, struct gz_buf *out)
{
	out->failed |= words->failed;
	gz_buf_clear(words);
}

static void add_title(struct gz_buf *b, const struct gz_network *n)
{
	bool some = false;

	for (size_t i = 0; i < n->node_count && n->nodes[i].centre; i++) {
		gz_buf_str(b, some ? GZ_STR(" and ") : GZ_STR("Who occurs with "));
		gz_buf_str(b, n->nodes[i].name);
		some = true;
	}
	if (!some)
		gz_buf_str(b, GZ_STR("Who occurs with whom"));
}

static void add_thousands(struct gz_buf *b, uint64_t value)
{
	if (value >= 1000) {
		add_thousands(b, value / 1000);
		gz_buf_printf(b, ",%03u", (unsigned)(value % 1000));
	} else {
		gz_buf_printf(b, "%u", (unsigned)value);
	}
}

static void add_counts(struct gz_buf *b, const struct gz_network *n)
{
	gz_buf_printf(b, "%zu entities and %zu links, of ", n->node_count, n->edge_count);
	add_thousands(b, n->within);
	gz_buf_str(b, n->within == 1 ? GZ_STR(" document") : GZ_STR(" documents"));
	if (n->within != n->documents) {
		gz_buf_str(b, GZ_STR(" (of "));
		add_thousands(b, n->documents);
		gz_buf_str(b, GZ_STR(" that pass the filter)"));
	}
	gz_buf_str(b, GZ_STR(". Circles by documents, lines by "));
	gz_buf_str(b, strcmp(n->measure, "g2") == 0	? GZ_STR("G²")
		      : strcmp(n->measure, "npmi") == 0 ? GZ_STR("NPMI")
		      : strcmp(n->measure, "docs") == 0 ? GZ_STR("documents")
							: GZ_STR("the Jaccard index"));
	gz_buf_byte(b, '.');
}

static void add_source(struct gz_buf *b, const struct gz_network *n)
{
	const struct gz_provenance *p = &n->provenance;

	gz_buf_str(b, GZ_STR("Filter: "));
	gz_buf_str(b, p->filter);
	gz_buf_printf(b, ". gazet %.*s, revision %llu", GZ_ARG(p->version), (unsigned long long)p->revision);
	if (p->gazetteer.len > 0)
		gz_buf_printf(b, ", gazetteer %.*s", (int)(p->gazetteer.len < 12 ? p->gazetteer.len : 12),
			      p->gazetteer.ptr);
}

/* A line of text that is cut where the picture ends. */
static void add_line(struct gz_buf *out, const char *class, double y, double size, bool bold,
		     struct gz_str text)
{
	gz_buf_printf(out, "<text class=\"%s\" x=\"%d\" y=\"%.1f\">", class, MARGIN, y);
	gz_picture_text(out, text, size, bold, GZ_PICTURE_WIDTH);
	gz_buf_str(out, GZ_STR("</text>\n"));
}

/* ---- parts ------------------------------------------------------------------------------ */

static const char style[] = "svg{background:var(--ground)}"
			    "text{font-family:" GZ_PICTURE_FONT ";fill:var(--text)}"
			    ".title{font-size:22px;font-weight:bold}"
			    ".small{font-size:13px;fill:var(--quiet)}"
			    ".edge{stroke:var(--rule);fill:none}"
			    ".node{stroke:var(--ground);stroke-width:1.5}"
			    ".centre{stroke:var(--text);stroke-width:2.5}"
			    ".label{text-anchor:middle;dominant-baseline:central;unicode-bidi:isolate;paint-"
			    "order:stroke;stroke:var(--ground);"
			    "stroke-width:3px;stroke-linejoin:round}"
			    ".hub{font-weight:bold}"
			    ".person{fill:var(--person)}.country{fill:var(--country)}.org{fill:var(--org)}."
			    "place{fill:var(--place)}"
			    ".event{fill:var(--event)}\n";

static void add_head(struct gz_buf *out, const struct gz_network *n, struct gz_buf *words)
{
	gz_buf_printf(
		out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		"role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">",
		WIDTH, HEIGHT, WIDTH, HEIGHT);
	begin_words(words, out);
	add_title(words, n);
	gz_picture_text(out, gz_buf_view(words), TITLE, true, 0);
	gz_buf_str(out, GZ_STR("</title>\n<desc id=\"desc\">"));
	begin_words(words, out);
	add_counts(words, n);
	gz_buf_byte(words, ' ');
	add_source(words, n);
	gz_picture_text(out, gz_buf_view(words), SMALL, false, 0);
	gz_buf_str(out, GZ_STR("</desc>\n<style>\n"));
	gz_picture_style(out);
	gz_buf_str(out, gz_str(style));
	gz_buf_printf(out, "</style>\n<rect width=\"%d\" height=\"%d\" style=\"fill:var(--ground)\"/>\n",
		      WIDTH, HEIGHT);
	begin_words(words, out);
	add_title(words, n);
	add_line(out, "title", 36, TITLE, true, gz_buf_view(words));
	begin_words(words, out);
	add_counts(words, n);
	add_line(out, "small", HEIGHT - 34, SMALL, false, gz_buf_view(words));
	begin_words(words, out);
	add_source(words, n);
	add_line(out, "small", HEIGHT - 14, SMALL, false, gz_buf_view(words));
}

/* The types that are there, in a row. */
static void add_legend(struct gz_buf *out, const struct gz_network *n)
{
	double x = MARGIN;

	gz_buf_str(out, GZ_STR("<g class=\"legend\">\n"));
	for (unsigned type = 0; type < GZ_TYPES; type++) {
		const char *name = gz_type_name((enum gz_type)type);
		bool there = false;

		for (size_t i = 0; i < n->node_count && !there; i++)
			there = n->nodes[i].type == (enum gz_type)type;
		if (!there)
			continue;
		gz_buf_printf(out,
			      "<circle class=\"node %s\" cx=\"%.1f\" cy=\"58\" r=\"7\"/>"
			      "<text class=\"small\" x=\"%.1f\" y=\"62.5\">%s</text>\n",
			      name, x + 7, x + 19, name);
		x += 19 + gz_picture_text_width(gz_str(name), SMALL, false) + 22;
	}
	gz_buf_str(out, GZ_STR("</g>\n"));
}

static void add_edge(struct gz_buf *out, const struct gz_network *n, const struct gz_network_edge *e,
		     const struct gz_spot *spots, double strength, struct gz_buf *words)
{
	const struct gz_spot *from = &spots[e->from], *to = &spots[e->to];
	bool spoke = n->nodes[e->from].centre;
	double thick = (double)n->node_count > FEW ? THICKEST * FEW / (double)n->node_count : THICKEST;

	gz_buf_printf(
		out,
		"<line class=\"edge\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%.2f\" "
		"stroke-opacity=\"%.2f\"><title>",
		from->x, from->y, to->x, to->y, THINNEST + thick * strength * (spoke ? 0.6 : 1),
		spoke ? 0.14 + 0.3 * strength : 0.3 + 0.5 * strength);
	begin_words(words, out);
	gz_buf_printf(words, "%.*s and %.*s: ", GZ_ARG(n->nodes[e->from].name), GZ_ARG(n->nodes[e->to].name));
	add_thousands(words, e->docs);
	gz_buf_printf(words, " documents, G² %.1f, NPMI %.2f", e->g2, e->npmi);
	gz_picture_text(out, gz_buf_view(words), SMALL, false, 0);
	gz_buf_str(out, GZ_STR("</title></line>\n"));
}

static void add_node(struct gz_buf *out, const struct gz_network_node *node, const struct gz_spot *spot,
		     struct gz_buf *words)
{
	char first[16], last[16];

	gz_buf_printf(out, "<circle class=\"node %s%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>",
		      gz_type_name(node->type), node->centre ? " centre" : "", spot->x, spot->y,
		      spot->radius);
	begin_words(words, out);
	gz_buf_printf(words, "%.*s (%s): ", GZ_ARG(node->name), gz_type_name(node->type));
	add_thousands(words, node->docs);
	gz_buf_str(words, node->docs == 1 ? GZ_STR(" document") : GZ_STR(" documents"));
	if (node->first != GZ_NO_DAY)
		gz_buf_printf(words, ", %s to %s", gz_day_format(node->first, GZ_DAY, first),
			      gz_day_format(node->last, GZ_DAY, last));
	gz_picture_text(out, gz_buf_view(words), SMALL, false, 0);
	gz_buf_str(out, GZ_STR("</title></circle>\n"));
}

static void add_label(struct gz_buf *out, const struct gz_network_node *node, const struct gz_spot *spot)
{
	if (spot->label_width <= 0)
		return;
	gz_buf_printf(out, "<text class=\"label%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\">",
		      node->centre ? " hub" : "", spot->label_x + spot->label_width / 2,
		      spot->label_y + spot->label_height / 2, spot->label_size);
	gz_picture_text(out, node->name, spot->label_size, node->centre, spot->label_width + 0.01);
	gz_buf_str(out, GZ_STR("</text>\n"));
}

/* Weak edges first, that strong ones lie upon them; small nodes last, that none is hidden. */
static void add_all(struct gz_buf *out, const struct gz_network *n, const struct gz_spot *spots,
		    const double *strengths, struct gz_buf *words)
{
	add_head(out, n, words);
	add_legend(out, n);
	gz_buf_printf(out, "<g transform=\"translate(%d,%d)\">\n", MARGIN, HEAD);
	for (size_t i = n->edge_count; i-- > 0;)
		add_edge(out, n, &n->edges[i], spots, strengths[i], words);
	for (size_t i = 0; i < n->node_count; i++)
		add_node(out, &n->nodes[i], &spots[i], words);
	for (size_t i = n->node_count; i-- > 0;)
		add_label(out, &n->nodes[i], &spots[i]);
	gz_buf_str(out, GZ_STR("</g>\n"));
	if (n->node_count == 0)
		gz_buf_printf(out,
			      "<text class=\"small\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">Nothing was "
			      "found: no "
			      "entities occur together in these documents.</text>\n",
			      WIDTH / 2, HEIGHT / 2);
	gz_buf_str(out, GZ_STR("</svg>\n"));
}

bool gz_picture_network(const struct gz_network *n, struct gz_buf *out, struct gz_error *err)
{
	double *strengths = gz_layout_strengths(n);
	struct gz_arena arena = {0};
	struct gz_buf words = {0};
	struct gz_spot *spots;
	bool ok = strengths != NULL || gz_fail_nomem(err);

	if (ok)
		ok = gz_picture_layout(n, GZ_PICTURE_WIDTH, GZ_PICTURE_HEIGHT, &arena, &spots, err);
	if (ok)
		add_all(out, n, spots, strengths, &words);
	if (ok && (out->failed || words.failed))
		ok = gz_fail_nomem(err);
	free(strengths);
	gz_buf_free(&words);
	gz_arena_free(&arena);
	return ok;
}
