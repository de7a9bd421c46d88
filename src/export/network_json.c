/*
 * network_json.c: one object of nodes and links, as D3 and its like take it: source and target are ids of
 * entities.
 */
#include "network.h"

static void add_text(struct gz_buf *b, const char *key, struct gz_str value)
{
	gz_buf_printf(b, ",\"%s\":", key);
	gz_json_string(b, value);
}

static void add_real(struct gz_buf *b, const char *key, double value)
{
	gz_buf_printf(b, ",\"%s\":", key);
	gz_json_number(b, value);
}

static void add_day(struct gz_buf *b, const char *key, int32_t day)
{
	char text[16];

	if (day == GZ_NO_DAY)
		gz_buf_printf(b, ",\"%s\":null", key);
	else
		add_text(b, key, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void add_spells(struct gz_buf *b, const struct gz_spells *spells)
{
	gz_buf_str(b, GZ_STR(",\"periods\":["));
	for (size_t i = 0; i < spells->count; i++) {
		gz_buf_str(b, i > 0 ? GZ_STR(",{\"start\":\"") : GZ_STR("{\"start\":\""));
		gz_network_day_text(b, spells->ptr[i].first);
		gz_buf_str(b, GZ_STR("\",\"end\":\""));
		gz_network_day_text(b, spells->ptr[i].last);
		gz_buf_printf(b, "\",\"docs\":%u}", (unsigned)spells->ptr[i].docs);
	}
	gz_buf_byte(b, ']');
}

static void add_node(struct gz_buf *b, const struct gz_network *n, const struct gz_network_node *node,
		     const struct gz_network_place *place)
{
	gz_buf_str(b, GZ_STR("{\"id\":"));
	gz_json_string(b, node->entity);
	add_text(b, "name", node->name);
	add_text(b, "type", gz_str(gz_type_name(node->type)));
	gz_buf_printf(b, ",\"docs\":%llu,\"mentions\":%llu", (unsigned long long)node->docs,
		      (unsigned long long)node->mentions);
	add_day(b, "first", node->first);
	add_day(b, "last", node->last);
	gz_buf_printf(b, ",\"centre\":%s", node->centre ? "true" : "false");
	if (place != NULL) {
		add_real(b, "x", place->x);
		add_real(b, "y", place->y);
		add_real(b, "size", place->size);
		add_text(b, "color", gz_str(place->color));
	}
	if (n->by != NULL)
		add_spells(b, &node->spells);
	gz_buf_byte(b, '}');
}

static void add_link(struct gz_buf *b, const struct gz_network *n, const struct gz_network_edge *e)
{
	gz_buf_str(b, GZ_STR("{\"source\":"));
	gz_json_string(b, n->nodes[e->from].entity);
	add_text(b, "target", n->nodes[e->to].entity);
	gz_buf_printf(b, ",\"docs\":%llu", (unsigned long long)e->docs);
	add_real(b, "npmi", e->npmi);
	add_real(b, "g2", e->g2);
	add_real(b, "jaccard", e->jaccard);
	add_day(b, "first", e->first);
	add_day(b, "last", e->last);
	if (n->by != NULL)
		add_spells(b, &e->spells);
	gz_buf_byte(b, '}');
}

static bool write_json(const struct gz_network *n, const struct gz_network_place *places, size_t part, FILE *out,
		       struct gz_error *err)
{
	struct gz_buf b = {0};
	bool ok = true;

	(void)part;
	gz_buf_str(&b, GZ_STR("{\"provenance\":"));
	gz_network_provenance_json(&b, n);
	gz_buf_str(&b, GZ_STR(",\n\"nodes\":["));
	for (size_t i = 0; ok && i < n->node_count; i++) {
		gz_buf_str(&b, i > 0 ? GZ_STR(",\n") : GZ_STR("\n"));
		add_node(&b, n, &n->nodes[i], places ? &places[i] : NULL);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_str(&b, GZ_STR("],\n\"links\":["));
	for (size_t i = 0; ok && i < n->edge_count; i++) {
		gz_buf_str(&b, i > 0 ? GZ_STR(",\n") : GZ_STR("\n"));
		add_link(&b, n, &n->edges[i]);
		ok = gz_network_flush(&b, out, false, err);
	}
	gz_buf_str(&b, GZ_STR("]}\n"));
	ok = ok && gz_network_flush(&b, out, true, err);
	gz_buf_free(&b);
	return ok;
}

const struct gz_network_format gz_network_json = {"json", "nodes and links, for D3", true, NULL, write_json};
