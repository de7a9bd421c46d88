/*
 * network_cypher.c: two files that `neo4j-admin database import` reads as they are, and LOAD CSV by the names
 * of their columns: every text is quoted, and no field breaks a line.
 */
#include "network.h"

enum { NODES, RELATIONSHIPS };
static const char *const parts[] = {[NODES] = "nodes.csv", [RELATIONSHIPS] = "relationships.csv", NULL};

static const char *const labels[GZ_TYPES] = {"Person", "Country", "Organisation", "Place", "Event"};

static void add_text(struct gz_buf *b, struct gz_str text)
{
	gz_buf_byte(b, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '"')
			gz_buf_byte(b, '"');
		gz_buf_byte(b, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
	gz_buf_byte(b, '"');
}

static void add_days(struct gz_buf *b, int32_t first, int32_t last)
{
	gz_buf_byte(b, ',');
	gz_network_day_text(b, first);
	gz_buf_byte(b, ',');
	gz_network_day_text(b, last);
	gz_buf_str(b, GZ_STR("\r\n"));
}

static void add_node(struct gz_buf *b, const struct gz_network_node *node)
{
	add_text(b, node->entity);
	gz_buf_byte(b, ',');
	add_text(b, node->name);
	gz_buf_printf(b, ",%s;Entity,%llu,%llu", labels[node->type], (unsigned long long)node->docs,
		      (unsigned long long)node->mentions);
	add_days(b, node->first, node->last);
}

static void add_relationship(struct gz_buf *b, const struct gz_network *n, const struct gz_network_edge *e)
{
	add_text(b, n->nodes[e->from].entity);
	gz_buf_byte(b, ',');
	add_text(b, n->nodes[e->to].entity);
	gz_buf_printf(b, ",OCCURS_WITH,%llu,", (unsigned long long)e->docs);
	gz_json_number(b, e->npmi);
	gz_buf_byte(b, ',');
	gz_json_number(b, e->g2);
	gz_buf_byte(b, ',');
	gz_json_number(b, e->jaccard);
	add_days(b, e->first, e->last);
}

static bool write_cypher(const struct gz_network *n, const struct gz_network_place *places, size_t part,
			 FILE *out, struct gz_error *err)
{
	struct gz_buf b = {0};
	bool ok = true;

	(void)places;
	gz_buf_str(&b, part == NODES ? GZ_STR("entity:ID,name,:LABEL,docs:long,mentions:long,first:date,last:date\r\n")
				     : GZ_STR(":START_ID,:END_ID,:TYPE,docs:long,npmi:double,g2:double,"
					      "jaccard:double,first:date,last:date\r\n"));
	for (size_t i = 0; ok && part == NODES && i < n->node_count; i++) {
		add_node(&b, &n->nodes[i]);
		ok = gz_network_flush(&b, out, false, err);
	}
	for (size_t i = 0; ok && part == RELATIONSHIPS && i < n->edge_count; i++) {
		add_relationship(&b, n, &n->edges[i]);
		ok = gz_network_flush(&b, out, false, err);
	}
	ok = ok && gz_network_flush(&b, out, true, err);
	gz_buf_free(&b);
	return ok;
}

const struct gz_network_format gz_network_cypher = {"cypher", "a folder of CSV for Neo4j", false, parts, write_cypher};
