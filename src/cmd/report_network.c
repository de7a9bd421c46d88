/* report_network.c: the network of a report, and which documents of its list each node is in. */
#include "gazet/text.h"
#include "report.h"

#define NODES  36
#define WIDTH  960.0
#define HEIGHT 640.0

/* A document as a key: ids are unique in a source only. */
static struct gz_str key_of(struct gz_arena *arena, struct gz_buf *buf, const struct gz_report_rows *rows,
			    size_t row)
{
	gz_buf_clear(buf);
	gz_buf_str(buf, gz_report_cell(rows, row, "source")->text);
	gz_buf_byte(buf, '\0');
	gz_buf_str(buf, gz_report_cell(rows, row, "doc")->text);
	return buf->failed ? gz_str_of(NULL, 0) : gz_arena_str(arena, gz_buf_view(buf));
}

/* What is known of the list while nodes are looked up in it. */
struct marking {
	struct report *r;
	struct gz_map numbers; /* of the documents, by key */
	struct gz_buf *nodes;  /* of each document */
	struct gz_buf key;
};

static bool mark(struct marking *m, size_t node, const struct gz_report_rows *rows, struct gz_error *err)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct gz_str key = key_of(&m->r->arena, &m->key, rows, i);
		const uint32_t *number = key.ptr != NULL ? gz_map_get(&m->numbers, key) : NULL;

		if (key.ptr == NULL)
			return gz_fail_nomem(err);
		if (number != NULL)
			gz_buf_printf(&m->nodes[*number], "%s%zu", m->nodes[*number].len > 0 ? " " : "",
				      node);
	}
	return true;
}

/* Marks the documents of the list that mention a node, too. */
static bool mark_node(struct marking *m, size_t node, struct gz_error *err)
{
	struct question *q = m->r->q;
	struct gz_selection selection = q->selection;
	struct gz_report_rows rows = {.limit = m->r->articles.count};
	struct gz_sink sink = gz_report_rows_sink(&rows);
	struct gz_term terms[LIST_MAX + 1];
	struct gz_str id = m->r->network.nodes[node].entity, folded;
	bool ok;

	for (size_t i = 0; i < selection.term_count; i++)
		terms[i] = q->terms[i];
	selection.terms = terms;
	selection.limit = m->r->articles.count;
	selection.offset = 0;
	selection.sort = NULL;
	selection.sourced = true;
	if (!gz_text_fold(id, &m->r->arena, &folded, err) ||
	    !gz_query_find(q->query, id, folded, &terms[selection.term_count], err))
		return false;
	selection.term_count++;
	ok = gz_query_docs(q->query, &selection, &sink, err) && mark(m, node, &rows, err);
	gz_term_free(&terms[selection.term_count - 1]);
	gz_report_rows_free(&rows);
	return ok;
}

static bool mark_all(struct marking *m, struct gz_str *out, struct gz_error *err)
{
	const struct gz_report_rows *articles = &m->r->articles;

	for (size_t i = 0; i < articles->count; i++) {
		struct gz_str key = key_of(&m->r->arena, &m->key, articles, i);

		if (key.ptr == NULL || gz_map_put(&m->numbers, key, (uint32_t)i, NULL) == NULL)
			return gz_fail_nomem(err);
	}
	for (size_t node = 0; node < m->r->network.node_count; node++) {
		if (!m->r->network.nodes[node].centre && !mark_node(m, node, err))
			return false;
	}
	for (size_t i = 0; i < articles->count; i++) {
		out[i] = gz_arena_str(&m->r->arena, gz_buf_view(&m->nodes[i]));
		if (out[i].ptr == NULL || m->nodes[i].failed)
			return gz_fail_nomem(err);
	}
	return true;
}

static bool mark_articles(struct report *r, struct gz_error *err)
{
	size_t count = r->articles.count;
	struct marking m = {.r = r};
	struct gz_str *out = gz_arena_zalloc(&r->arena, (count + 1) * sizeof(*out));
	bool ok;

	m.nodes = gz_arena_zalloc(&r->arena, (count + 1) * sizeof(*m.nodes));
	ok = out != NULL && m.nodes != NULL ? mark_all(&m, out, err) : gz_fail_nomem(err);
	for (size_t i = 0; i < count && m.nodes != NULL; i++)
		gz_buf_free(&m.nodes[i]);
	gz_map_free(&m.numbers);
	gz_buf_free(&m.key);
	r->page.article_nodes = out;
	return ok;
}

bool report_network(struct report *r, struct gz_error *err)
{
	struct gz_network_options options = {.nodes = NODES};
	struct gz_selection selection = r->q->selection;
	struct gz_spot *spots;

	if (!gz_query_network(r->q->query, &selection, &options, &r->arena, &r->network, err))
		return false;
	if (r->network.node_count == 0)
		return true;
	if (!gz_picture_layout(&r->network, WIDTH, HEIGHT, &r->arena, &spots, err))
		return false;
	r->page.network = &r->network;
	r->page.spots = spots;
	r->page.width = WIDTH;
	r->page.height = HEIGHT;
	return mark_articles(r, err);
}
