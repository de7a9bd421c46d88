/*
 * network_dot.c: the language of Graphviz. Every text is a quoted string, in which nothing but quotation mark and
 * backslash means anything.
 */
#include "network.h"

/* A backslash would begin an escape of labels, a line break would break the line. */
static void add_quoted(struct gz_buf *b, struct gz_str text)
{
	gz_buf_byte(b, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '"' || c == '\\')
			gz_buf_byte(b, '\\');
		gz_buf_byte(b, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
	gz_buf_byte(b, '"');
}

static void add_text(struct gz_buf *b, const char *name, struct gz_str value)
{
	gz_buf_printf(b, ", %s=", name);
	add_quoted(b, value);
}

static void add_real(struct gz_buf *b, const char *name, double value)
{
	gz_buf_printf(b, ", %s=", name);
	gz_json_number(b, value);
}

static void add_day(struct gz_buf *b, const char *name, int32_t day)
{
	char text[16];

	if (day != GZ_NO_DAY)
		add_text(b, name, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void add_head(struct gz_buf *b, const struct gz_network *n)
{
	struct gz_network_mark marks[GZ_NETWORK_MARKS];
	size_t count = gz_network_marks(n, marks);

	gz_buf_str(b, GZ_STR("graph gazet {\n  graph [charset=\"UTF-8\", overlap=\"prism\", outputorder=\"edgesfirst\""));
	for (size_t i = 0; i < count; i++) {
		char name[40];

		snprintf(name, sizeof(name), "gazet_%s", marks[i].name);
		add_text(b, name, marks[i].value);
	}
	gz_buf_str(b, GZ_STR("];\n  node [shape=\"ellipse\", style=\"filled\", fontname=\"Helvetica\"];\n"
			     "  edge [color=\"#8b95a180\"];\n"));
}

static void add_node(struct gz_buf *b, const struct gz_network_node *node,
		     const struct gz_network_place *place)
{
	gz_buf_str(b, GZ_STR("  "));
	add_quoted(b, node->entity);
	gz_buf_str(b, GZ_STR(" [label="));
	add_quoted(b, node->name);
	add_text(b, "type", gz_str(gz_type_name(node->type)));
	gz_buf_printf(b, ", docs=%llu, mentions=%llu", (unsigned long long)node->docs,
		      (unsigned long long)node->mentions);
	add_day(b, "first", node->first);
	add_day(b, "last", node->last);
	if (place != NULL) {
		add_text(b, "fillcolor", gz_str(place->color));
		gz_buf_str(b, GZ_STR(", fontcolor=\"#ffffff\", pos=\""));
		gz_json_number(b, place->x);
		gz_buf_byte(b, ',');
		gz_json_number(b, -place->y); /* up is more */
		gz_buf_byte(b, '"');
	}
	gz_buf_str(b, GZ_STR("];\n"));
}

static void add_edge(struct gz_buf *b, const struct gz_network *n, const struct gz_network_edge *e, double most)
{
	gz_buf_str(b, GZ_STR("  "));
	add_quoted(b, n->nodes[e->from].entity);
	gz_buf_str(b, GZ_STR(" -- "));
	add_quoted(b, n->nodes[e->to].entity);
	gz_buf_printf(b, " [weight=%llu, docs=%llu", (unsigned long long)e->docs, (unsigned long long)e->docs);
	add_real(b, "npmi", e->npmi);
	add_real(b, "g2", e->g2);
	add_real(b, "jaccard", e->jaccard);
	add_real(b, "penwidth", 0.5 + 5.5 * (double)e->docs / most);
	add_day(b, "first", e->first);
	add_day(b, "last", e->last);
	gz_buf_str(b, GZ_STR("];\n"));
}

static bool write_dot(const struct gz_network *n, const struct gz_network_place *places, size_t part, FILE *out,
		      struct gz_error *err)
{
	struct gz_buf b = {0};
	uint64_t most = 1;
	bool ok = true;

	(void)part;
	for (size_t i = 0; i < n->edge_count; i++)
		most = n->edges[i].docs > most ? n->edges[i].docs : most;
	add_head(&b, n);
	for (size_t i = 0; ok && i < n->node_count; i++) {
		add_node(&b, &n->nodes[i], places ? &places[i] : NULL);
		ok = gz_network_flush(&b, out, false, err);
	}
	for (size_t i = 0; ok && i < n->edge_count; i++) {
		add_edge(&b, n, &n->edges[i], (double)most);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_str(&b, GZ_STR("}\n"));
	ok = ok && gz_network_flush(&b, out, true, err);
	gz_buf_free(&b);
	return ok;
}

const struct gz_network_format gz_network_dot = {"dot", "Graphviz", false, NULL, write_dot};
