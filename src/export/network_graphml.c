/*
 * network_graphml.c: GraphML, for yEd, igraph, NetworkX, Cytoscape. Ids are XML name tokens, which those of
 * entities are not: those are data.
 */
#include "network.h"

struct key {
	const char *id, *domain, *name, *type;
};
static const struct key keys[] = {
	{"label", "node", "label", "string"},	{"entity", "node", "entity", "string"},
	{"type", "node", "type", "string"},	{"docs", "node", "docs", "long"},
	{"mentions", "node", "mentions", "long"}, {"first", "node", "first", "string"},
	{"last", "node", "last", "string"},	{"centre", "node", "centre", "boolean"},
	{"x", "node", "x", "double"},		{"y", "node", "y", "double"},
	{"size", "node", "size", "double"},	{"color", "node", "color", "string"},
	{"weight", "edge", "weight", "double"}, {"edge_docs", "edge", "docs", "long"},
	{"npmi", "edge", "npmi", "double"},	{"g2", "edge", "g2", "double"},
	{"jaccard", "edge", "jaccard", "double"}, {"edge_first", "edge", "first", "string"},
	{"edge_last", "edge", "last", "string"},
};

static void add_head(struct gz_buf *b, const struct gz_network *n)
{
	struct gz_network_mark marks[GZ_NETWORK_MARKS];
	size_t count = gz_network_marks(n, marks);

	gz_buf_str(b, GZ_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			     "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"));
	for (size_t i = 0; i < GZ_COUNT(keys); i++)
		gz_buf_printf(b, "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
			      keys[i].id, keys[i].domain, keys[i].name, keys[i].type);
	for (size_t i = 0; i < count; i++)
		gz_buf_printf(b,
			      "  <key id=\"graph_%s\" for=\"graph\" attr.name=\"%s\" attr.type=\"string\"/>\n",
			      marks[i].name, marks[i].name);
	gz_buf_str(b, GZ_STR("  <graph id=\"network\" edgedefault=\"undirected\">\n"));
	for (size_t i = 0; i < count; i++) {
		gz_buf_printf(b, "    <data key=\"graph_%s\">", marks[i].name);
		gz_export_markup(b, marks[i].value);
		gz_buf_str(b, GZ_STR("</data>\n"));
	}
}

static void add_text(struct gz_buf *b, const char *key, struct gz_str value)
{
	gz_buf_printf(b, "      <data key=\"%s\">", key);
	gz_export_markup(b, value);
	gz_buf_str(b, GZ_STR("</data>\n"));
}

static void add_count(struct gz_buf *b, const char *key, uint64_t value)
{
	gz_buf_printf(b, "      <data key=\"%s\">%llu</data>\n", key, (unsigned long long)value);
}

static void add_real(struct gz_buf *b, const char *key, double value)
{
	gz_buf_printf(b, "      <data key=\"%s\">", key);
	gz_json_number(b, value);
	gz_buf_str(b, GZ_STR("</data>\n"));
}

static void add_day(struct gz_buf *b, const char *key, int32_t day)
{
	char text[16];

	if (day != GZ_NO_DAY)
		add_text(b, key, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void add_node(struct gz_buf *b, const struct gz_network_node *node, size_t number,
		     const struct gz_network_place *place)
{
	gz_buf_printf(b, "    <node id=\"n%zu\">\n", number);
	add_text(b, "label", node->name);
	add_text(b, "entity", node->entity);
	add_text(b, "type", gz_str(gz_type_name(node->type)));
	add_count(b, "docs", node->docs);
	add_count(b, "mentions", node->mentions);
	add_day(b, "first", node->first);
	add_day(b, "last", node->last);
	add_text(b, "centre", gz_str(node->centre ? "true" : "false"));
	if (place != NULL) {
		add_real(b, "x", place->x);
		add_real(b, "y", place->y);
		add_real(b, "size", place->size);
		add_text(b, "color", gz_str(place->color));
	}
	gz_buf_str(b, GZ_STR("    </node>\n"));
}

static void add_edge(struct gz_buf *b, const struct gz_network_edge *e, size_t number)
{
	gz_buf_printf(b, "    <edge id=\"e%zu\" source=\"n%u\" target=\"n%u\">\n", number, (unsigned)e->from,
		      (unsigned)e->to);
	add_count(b, "weight", e->docs);
	add_count(b, "edge_docs", e->docs);
	add_real(b, "npmi", e->npmi);
	add_real(b, "g2", e->g2);
	add_real(b, "jaccard", e->jaccard);
	add_day(b, "edge_first", e->first);
	add_day(b, "edge_last", e->last);
	gz_buf_str(b, GZ_STR("    </edge>\n"));
}

static bool write_graphml(const struct gz_network *n, const struct gz_network_place *places, size_t part,
			  FILE *out, struct gz_error *err)
{
	struct gz_buf b = {0};
	bool ok = true;

	(void)part;
	add_head(&b, n);
	for (size_t i = 0; ok && i < n->node_count; i++) {
		add_node(&b, &n->nodes[i], i, places ? &places[i] : NULL);
		ok = gz_network_flush(&b, out, false, err);
	}
	for (size_t i = 0; ok && i < n->edge_count; i++) {
		add_edge(&b, &n->edges[i], i);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_str(&b, GZ_STR("  </graph>\n</graphml>\n"));
	ok = ok && gz_network_flush(&b, out, true, err);
	gz_buf_free(&b);
	return ok;
}

const struct gz_network_format gz_network_graphml = {"graphml", "GraphML, for yEd, igraph, NetworkX, Cytoscape", false, NULL, write_graphml};
