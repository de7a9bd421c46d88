/* network.c: the network of what occurs together, as a picture and as a table. */
#include <math.h>

#include "internal.h"

static void add_legend(struct gz_buf *out)
{
	gz_buf_str(out, GZ_STR("<ul class=\"legend\" aria-label=\"Colours\">"));
	for (unsigned i = 0; i < GZ_TYPES; i++)
		gz_buf_printf(out, "<li><span class=\"badge t-%s\">%s</span></li>",
			      gz_type_name((enum gz_type)i), gz_type_name((enum gz_type)i));
	gz_buf_str(out, GZ_STR("<li class=\"quiet\">larger: more documents; thicker: more of them "
			       "together</li></ul>\n"));
}

static void add_edges(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_network *n = r->network;
	uint64_t most = 1;

	for (size_t i = 0; i < n->edge_count; i++)
		most = n->edges[i].docs > most ? n->edges[i].docs : most;
	gz_buf_str(out, GZ_STR("<g class=\"edges\">"));
	for (size_t i = n->edge_count; i > 0; i--) {
		const struct gz_network_edge *e = &n->edges[i - 1];
		const struct gz_spot *a = &r->spots[e->from], *b = &r->spots[e->to];

		gz_buf_printf(out,
			      "<path data-from=\"%u\" data-to=\"%u\" stroke-width=\"%.2f\" d=\"M%.1f "
			      "%.1fL%.1f %.1f\"/>",
			      e->from, e->to, 0.6 + 5 * sqrt((double)e->docs / (double)most), a->x, a->y,
			      b->x, b->y);
	}
	gz_buf_str(out, GZ_STR("</g>\n"));
}

const char *gz_page_node_type(const struct gz_network_node *node)
{
	return gz_str_find(node->entity, '|') < node->entity.len ? "group" : gz_type_name(node->type);
}

static void add_node(struct gz_buf *out, const struct gz_report *r, size_t number)
{
	const struct gz_network_node *node = &r->network->nodes[number];
	const struct gz_spot *spot = &r->spots[number];
	const char *type = gz_page_node_type(node);

	gz_buf_printf(out, "<g class=\"node t-%s%s\" data-node=\"%zu\"><title>", type,
		      node->centre ? " centre" : "", number);
	gz_markup_text(out, node->name);
	gz_buf_printf(out, ", %s, ", type);
	gz_markup_counted(out, node->docs, "document");
	gz_buf_printf(out, "</title><circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", spot->x, spot->y,
		      spot->radius);
	/* A name without room shows while it is pointed at. */
	if (spot->label_width > 0)
		gz_buf_printf(out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\">",
			      spot->label_x + spot->label_width / 2,
			      spot->label_y + spot->label_height * 0.78, spot->label_size);
	else
		gz_buf_printf(out, "<text class=\"late\" x=\"%.1f\" y=\"%.1f\" font-size=\"12\">", spot->x,
			      spot->y - spot->radius - 4);
	gz_picture_text(out, node->name, spot->label_width > 0 ? spot->label_size : 12, node->centre,
			spot->label_width > 0 ? spot->label_width + 1 : 240);
	gz_buf_str(out, GZ_STR("</text></g>\n"));
}

static void add_table(struct gz_buf *out, const struct gz_network *n)
{
	gz_buf_str(
		out,
		GZ_STR("<details class=\"equivalent\"><summary>The network as a table</summary>\n<div "
		       "class=\"scroll\">"
		       "<table id=\"network-table\" class=\"sorts\"><caption>Who and what occurs "
		       "together</caption>"
		       "<thead><tr><th scope=\"col\">one</th><th scope=\"col\">the other</th>"
		       "<th scope=\"col\" class=\"n\">documents</th><th scope=\"col\" class=\"n\">NPMI</th>"
		       "<th scope=\"col\" class=\"n\">G\xc2\xb2</th></tr></thead><tbody>\n"));
	for (size_t i = 0; i < n->edge_count; i++) {
		const struct gz_network_edge *e = &n->edges[i];

		gz_buf_str(out, GZ_STR("<tr><td>"));
		gz_markup_name(out, n->nodes[e->from].name);
		gz_buf_str(out, GZ_STR("</td><td>"));
		gz_markup_name(out, n->nodes[e->to].name);
		gz_buf_printf(out, "</td><td class=\"n\">%llu</td><td class=\"n\">",
			      (unsigned long long)e->docs);
		gz_markup_real(out, e->npmi, 3);
		gz_buf_str(out, GZ_STR("</td><td class=\"n\">"));
		gz_markup_real(out, e->g2, 1);
		gz_buf_str(out, GZ_STR("</td></tr>\n"));
	}
	gz_buf_str(out, GZ_STR("</tbody></table></div></details>\n"));
}

bool gz_page_network(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_network *n = r->network;

	if (n == NULL || n->edge_count == 0)
		return gz_buf_str(out, GZ_STR("<p>Nothing occurs together often enough.</p>"));
	add_legend(out);
	gz_buf_printf(
		out,
		"<div class=\"picture wide\"><svg class=\"net\" id=\"network-picture\" viewBox=\"0 0 %g "
		"%g\" role=\"group\" "
		"aria-label=\"Network of %zu names and %zu links; the table below has them\">\n",
		r->width, r->height, n->node_count, n->edge_count);
	add_edges(out, r);
	for (size_t i = 0; i < n->node_count; i++)
		add_node(out, r, i);
	gz_buf_str(out, GZ_STR("</svg></div>\n"));
	add_table(out, n);
	return !out->failed;
}
