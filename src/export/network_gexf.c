/*
 * network_gexf.c: GEXF 1.3, for Gephi and whoever reads it. With periods the graph is dynamic: nodes and edges
 * have spells, and docs and weight a value for each period that has documents.
 */
#include "network.h"

/* One block of attributes a class: readers take the first, or the last. */
struct column {
	const char *id, *title, *type;
};
static const struct column node_columns[] = {
	{"type", "type", "string"},	{"docs", "docs", "long"},    {"mentions", "mentions", "long"},
	{"first", "first", "string"},	{"last", "last", "string"},  {"centre", "centre", "boolean"},
};
static const struct column edge_columns[] = {
	{"docs", "docs", "long"},	{"npmi", "npmi", "double"},  {"g2", "g2", "double"},
	{"jaccard", "jaccard", "double"}, {"first", "first", "string"}, {"last", "last", "string"},
};
/* What Gephi takes for the weight of an edge in time. */
static const struct column weight_column = {"weight", "Weight", "double"};

static void add_columns(struct gz_buf *b, const char *class, const struct column *columns, size_t count,
			bool dynamic)
{
	gz_buf_printf(b, "    <attributes class=\"%s\" mode=\"%s\">\n", class, dynamic ? "dynamic" : "static");
	for (size_t i = 0; i < count; i++)
		gz_buf_printf(b, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", columns[i].id,
			      columns[i].title, columns[i].type);
	if (dynamic && columns == edge_columns)
		gz_buf_printf(b, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", weight_column.id,
			      weight_column.title, weight_column.type);
	gz_buf_str(b, GZ_STR("    </attributes>\n"));
}

static void add_head(struct gz_buf *b, const struct gz_network *n)
{
	struct gz_network_mark marks[GZ_NETWORK_MARKS];
	size_t count = gz_network_marks(n, marks);

	gz_buf_str(b, GZ_STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			     "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" "
			     "version=\"1.3\">\n  <meta>\n    <creator>gazet "));
	gz_export_markup(b, n->provenance.version);
	gz_buf_str(b, GZ_STR("</creator>\n    <description>Who occurs with whom"));
	for (size_t i = 0; i < count; i++) {
		gz_buf_printf(b, "; %s: ", marks[i].name);
		gz_export_markup(b, marks[i].value);
	}
	gz_buf_str(b, GZ_STR("</description>\n  </meta>\n"));
	gz_buf_printf(b, "  <graph defaultedgetype=\"undirected\" idtype=\"string\" mode=\"%s\"%s>\n",
		      n->by ? "dynamic" : "static",
		      n->by ? " timeformat=\"date\" timerepresentation=\"interval\"" : "");
	add_columns(b, "node", node_columns, GZ_COUNT(node_columns), n->by != NULL);
	add_columns(b, "edge", edge_columns, GZ_COUNT(edge_columns), n->by != NULL);
}

/* ---- values ----------------------------------------------------------------------- */

static void add_text(struct gz_buf *b, const char *id, struct gz_str value)
{
	gz_buf_printf(b, "          <attvalue for=\"%s\" value=\"", id);
	gz_export_markup(b, value);
	gz_buf_str(b, GZ_STR("\"/>\n"));
}

static void add_count(struct gz_buf *b, const char *id, uint64_t value)
{
	gz_buf_printf(b, "          <attvalue for=\"%s\" value=\"%llu\"/>\n", id, (unsigned long long)value);
}

static void add_real(struct gz_buf *b, const char *id, double value)
{
	gz_buf_printf(b, "          <attvalue for=\"%s\" value=\"", id);
	gz_json_number(b, value);
	gz_buf_str(b, GZ_STR("\"/>\n"));
}

static void add_day(struct gz_buf *b, const char *id, int32_t day)
{
	char text[16];

	if (day != GZ_NO_DAY)
		add_text(b, id, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void add_interval(struct gz_buf *b, int32_t first, int32_t last)
{
	gz_buf_str(b, GZ_STR(" start=\""));
	gz_network_day_text(b, first);
	gz_buf_str(b, GZ_STR("\" end=\""));
	gz_network_day_text(b, last);
	gz_buf_str(b, GZ_STR("\"/>\n"));
}

static void add_periods(struct gz_buf *b, const char *id, const struct gz_spells *spells)
{
	for (size_t i = 0; i < spells->count; i++) {
		gz_buf_printf(b, "          <attvalue for=\"%s\" value=\"%u\"", id,
			      (unsigned)spells->ptr[i].docs);
		add_interval(b, spells->ptr[i].first, spells->ptr[i].last);
	}
}

static void add_spells(struct gz_buf *b, const struct gz_spells *spells)
{
	int32_t first, last;
	size_t at = 0;

	if (spells->count == 0)
		return;
	gz_buf_str(b, GZ_STR("        <spells>\n"));
	while (gz_network_spell(spells, &at, &first, &last)) {
		gz_buf_str(b, GZ_STR("          <spell"));
		add_interval(b, first, last);
	}
	gz_buf_str(b, GZ_STR("        </spells>\n"));
}

/* ---- nodes and edges ------------------------------------------------------------------ */

static uint8_t hexadecimal(const char *digits)
{
	uint8_t value = 0;

	for (size_t i = 0; i < 2; i++) {
		char c = digits[i];

		value = (uint8_t)(value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10));
	}
	return value;
}

static void add_place(struct gz_buf *b, const struct gz_network_place *place)
{
	gz_buf_printf(b, "        <viz:color r=\"%u\" g=\"%u\" b=\"%u\"/>\n",
		      (unsigned)hexadecimal(place->color + 1), (unsigned)hexadecimal(place->color + 3),
		      (unsigned)hexadecimal(place->color + 5));
	gz_buf_str(b, GZ_STR("        <viz:position x=\""));
	gz_json_number(b, place->x);
	gz_buf_str(b, GZ_STR("\" y=\""));
	gz_json_number(b, -place->y); /* up is more */
	gz_buf_str(b, GZ_STR("\" z=\"0\"/>\n        <viz:size value=\""));
	gz_json_number(b, place->size);
	gz_buf_str(b, GZ_STR("\"/>\n"));
}

static void add_node(struct gz_buf *b, const struct gz_network_node *node,
		     const struct gz_network_place *place, bool dynamic)
{
	gz_buf_str(b, GZ_STR("      <node id=\""));
	gz_export_markup(b, node->entity);
	gz_buf_str(b, GZ_STR("\" label=\""));
	gz_export_markup(b, node->name);
	gz_buf_str(b, GZ_STR("\">\n        <attvalues>\n"));
	add_text(b, "type", gz_str(gz_type_name(node->type)));
	if (dynamic)
		add_periods(b, "docs", &node->spells);
	else
		add_count(b, "docs", node->docs);
	add_count(b, "mentions", node->mentions);
	add_day(b, "first", node->first);
	add_day(b, "last", node->last);
	add_text(b, "centre", gz_str(node->centre ? "true" : "false"));
	gz_buf_str(b, GZ_STR("        </attvalues>\n"));
	add_spells(b, &node->spells);
	if (place != NULL)
		add_place(b, place);
	gz_buf_str(b, GZ_STR("      </node>\n"));
}

static void add_edge(struct gz_buf *b, const struct gz_network *n, size_t number)
{
	const struct gz_network_edge *e = &n->edges[number];

	gz_buf_printf(b, "      <edge id=\"%zu\" source=\"", number);
	gz_export_markup(b, n->nodes[e->from].entity);
	gz_buf_str(b, GZ_STR("\" target=\""));
	gz_export_markup(b, n->nodes[e->to].entity);
	gz_buf_printf(b, "\" weight=\"%llu\">\n        <attvalues>\n", (unsigned long long)e->docs);
	add_count(b, "docs", e->docs);
	add_real(b, "npmi", e->npmi);
	add_real(b, "g2", e->g2);
	add_real(b, "jaccard", e->jaccard);
	add_day(b, "first", e->first);
	add_day(b, "last", e->last);
	if (n->by != NULL)
		add_periods(b, "weight", &e->spells);
	gz_buf_str(b, GZ_STR("        </attvalues>\n"));
	add_spells(b, &e->spells);
	gz_buf_str(b, GZ_STR("      </edge>\n"));
}

static bool write_gexf(const struct gz_network *n, const struct gz_network_place *places, size_t part,
		       FILE *out, struct gz_error *err)
{
	struct gz_buf b = {0};
	bool ok = true;

	(void)part;
	add_head(&b, n);
	gz_buf_printf(&b, "    <nodes count=\"%zu\">\n", n->node_count);
	for (size_t i = 0; ok && i < n->node_count; i++) {
		add_node(&b, &n->nodes[i], places ? &places[i] : NULL, n->by != NULL);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_printf(&b, "    </nodes>\n    <edges count=\"%zu\">\n", n->edge_count);
	for (size_t i = 0; ok && i < n->edge_count; i++) {
		add_edge(&b, n, i);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_str(&b, GZ_STR("    </edges>\n  </graph>\n</gexf>\n"));
	ok = ok && gz_network_flush(&b, out, true, err);
	gz_buf_free(&b);
	return ok;
}

const struct gz_network_format gz_network_gexf = {"gexf", "GEXF 1.3, for Gephi; --dynamic: in time", true, NULL, write_gexf};
