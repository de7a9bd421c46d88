/* data.c: what the page shows, as JSON: the script draws from it, and a reader can take it along. */
#include "internal.h"

static void add_key(struct gz_buf *out, const char *key, struct gz_str value)
{
	gz_buf_printf(out, "\"%s\":", key);
	gz_json_string(out, value);
}

static void add_rows(struct gz_buf *out, const struct gz_report_rows *rows, bool *more)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct gz_cell *cells = &rows->cells.ptr[i * rows->column_count];

		gz_buf_str(out, *more ? GZ_STR(",\n{") : GZ_STR("\n{"));
		*more = true;
		for (size_t k = 0; k < rows->column_count; k++) {
			gz_buf_printf(out, "%s\"%s\":", k > 0 ? "," : "", rows->columns[k].name);
			switch (cells[k].kind) {
			case GZ_CELL_INT: gz_buf_number(out, cells[k].integer); break;
			case GZ_CELL_REAL: gz_json_number(out, cells[k].real); break;
			case GZ_CELL_TEXT: gz_json_string(out, cells[k].text); break;
			case GZ_CELL_NULL: gz_buf_str(out, GZ_STR("null")); break;
			}
		}
		gz_buf_byte(out, '}');
	}
}

/* Of a group. */
static void add_members(struct gz_buf *out, const struct gz_report_subject *s)
{
	for (size_t i = 0; i < s->member_count; i++) {
		gz_buf_str(out, i == 0 ? GZ_STR(",\"members\":[{") : GZ_STR(",{"));
		add_key(out, "name", s->members[i].name);
		gz_buf_printf(out, ",\"docs\":%llu}", (unsigned long long)s->members[i].docs);
	}
	if (s->member_count > 0)
		gz_buf_byte(out, ']');
}

static void add_subjects(struct gz_buf *out, const struct gz_report *r)
{
	char day[16];

	gz_buf_str(out, GZ_STR(",\n\"subjects\":["));
	for (size_t i = 0; i < r->subject_count; i++) {
		const struct gz_report_subject *s = &r->subjects[i];

		gz_buf_str(out, i > 0 ? GZ_STR(",{") : GZ_STR("{"));
		add_key(out, "entity", s->entity);
		gz_buf_byte(out, ',');
		add_key(out, "name", s->name);
		gz_buf_byte(out, ',');
		add_key(out, "type", s->type);
		gz_buf_printf(out, ",\"docs\":%llu,\"mentions\":%llu", (unsigned long long)s->docs,
			      (unsigned long long)s->mentions);
		gz_buf_printf(out, ",\"first\":\"%s\"", gz_day_format(s->first, GZ_DAY, day));
		gz_buf_printf(out, ",\"last\":\"%s\"", gz_day_format(s->last, GZ_DAY, day));
		add_members(out, s);
		gz_buf_byte(out, '}');
	}
	gz_buf_byte(out, ']');
}

/* Periods as [day since 1970, documents]; of a series [number of the period, documents, mentions], zeros left
 * out. */
static void add_timeline(struct gz_buf *out, const struct gz_report_timeline *t)
{
	char day[16];

	gz_buf_printf(out, ",\n\"timeline\":{\"by\":\"%s\"", t->by);
	gz_buf_printf(out, ",\"first\":\"%s\"", gz_day_format(t->first, GZ_DAY, day));
	gz_buf_printf(out, ",\"last\":\"%s\",\"periods\":[", gz_day_format(t->last, GZ_DAY, day));
	for (size_t i = 0; t->count > 0 && i < t->series[0].points.len; i++)
		gz_buf_printf(out, "%s[%d,%u]", i > 0 ? "," : "", t->series[0].points.ptr[i].day,
			      t->series[0].points.ptr[i].total);
	gz_buf_str(out, GZ_STR("],\n\"series\":["));
	for (size_t s = 0; s < t->count; s++) {
		bool more = false;

		gz_buf_str(out, s > 0 ? GZ_STR(",\n{") : GZ_STR("\n{"));
		add_key(out, "entity", t->series[s].entity);
		gz_buf_byte(out, ',');
		add_key(out, "name", t->series[s].name);
		gz_buf_str(out, GZ_STR(",\"points\":["));
		for (size_t i = 0; i < t->series[s].points.len; i++) {
			const struct gz_report_point *p = &t->series[s].points.ptr[i];

			if (p->docs == 0)
				continue;
			gz_buf_printf(out, "%s[%zu,%u,%u]", more ? "," : "", i, p->docs, p->mentions);
			more = true;
		}
		gz_buf_str(out, GZ_STR("]}"));
	}
	gz_buf_str(out, GZ_STR("]}"));
}

static void add_network(struct gz_buf *out, const struct gz_network *n)
{
	gz_buf_str(out, GZ_STR(",\n\"network\":{\"nodes\":["));
	for (size_t i = 0; n != NULL && i < n->node_count; i++) {
		gz_buf_str(out, i > 0 ? GZ_STR(",\n{") : GZ_STR("\n{"));
		add_key(out, "entity", n->nodes[i].entity);
		gz_buf_byte(out, ',');
		add_key(out, "name", n->nodes[i].name);
		gz_buf_printf(out, ",\"type\":\"%s\",\"docs\":%llu}", gz_page_node_type(&n->nodes[i]),
			      (unsigned long long)n->nodes[i].docs);
	}
	gz_buf_str(out, GZ_STR("],\n\"edges\":["));
	for (size_t i = 0; n != NULL && i < n->edge_count; i++) {
		const struct gz_network_edge *e = &n->edges[i];

		gz_buf_printf(out, "%s{\"from\":%u,\"to\":%u,\"docs\":%llu,\"npmi\":", i > 0 ? ",\n" : "\n",
			      e->from, e->to, (unsigned long long)e->docs);
		gz_json_number(out, e->npmi);
		gz_buf_str(out, GZ_STR(",\"g2\":"));
		gz_json_number(out, e->g2);
		gz_buf_byte(out, '}');
	}
	gz_buf_str(out, GZ_STR("]}"));
}

static void add_provenance(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_provenance *p = r->provenance;

	gz_buf_printf(out, ",\n\"provenance\":{\"revision\":%llu,\"documents\":%llu,",
		      (unsigned long long)p->revision, (unsigned long long)p->documents);
	add_key(out, "gazetteer", p->gazetteer);
	gz_buf_byte(out, ',');
	add_key(out, "version", p->version);
	gz_buf_byte(out, ',');
	add_key(out, "filter", p->filter);
	gz_buf_byte(out, ',');
	add_key(out, "newest", r->newest);
	gz_buf_byte(out, '}');
}

static void add_all(struct gz_buf *out, const struct gz_report *r)
{
	bool more = false;

	gz_buf_byte(out, '{');
	add_key(out, "title", r->title);
	gz_buf_printf(out, ",\"docs\":%llu,\"documents\":%llu", (unsigned long long)r->docs,
		      (unsigned long long)r->documents);
	add_provenance(out, r);
	add_subjects(out, r);
	add_timeline(out, r->timeline);
	add_network(out, r->network);
	gz_buf_str(out, GZ_STR(",\n\"associates\":["));
	add_rows(out, r->associates, &more);
	gz_buf_str(out, GZ_STR("],\n\"contexts\":["));
	more = false;
	for (size_t i = 0; i < r->context_count; i++)
		add_rows(out, &r->contexts[i], &more);
	gz_buf_str(out, GZ_STR("],\n\"articles\":["));
	more = false;
	add_rows(out, r->articles, &more);
	gz_buf_str(out, GZ_STR("]}\n"));
}

bool gz_page_data(struct gz_buf *out, const struct gz_report *r)
{
	struct gz_buf json = {0};
	bool ok;

	add_all(&json, r);
	ok = !json.failed && gz_markup_json(out, gz_buf_view(&json));
	gz_buf_free(&json);
	return ok;
}
