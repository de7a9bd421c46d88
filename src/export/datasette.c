/*
 * datasette.c: metadata for Datasette: what tables and columns are, by which column a row is called, facets,
 * what is hidden, and queries with a field for the entity. Their SQL stands in schema/queries; hence sql.h.
 */
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

/* Lists are names with single spaces in between. */
struct table {
	const char *name;
	const char *description; /* NULL: hidden */
	const char *label;	 /* the column that a reference to a row shows */
	const char *facets;
	const char *sort; /* newest first by it */
};
static const struct table tables[] = {
	{"document", "Documents as they were read. v_document shows days as text and leaves the text out.",
	 "title", "source_id precision", "day"},
	{"source", "Where documents come from.", "name", NULL, NULL},
	{"entity", "People, countries, organisations, places and events that documents name.", "name",
	 "type country_id", NULL},
	{"name", "Names of these entities.", "name", NULL, NULL},
	{"reading", "How words were read: entity, name, way and score, which mentions share.", NULL,
	 "field via nested", NULL},
	{"occurrence", "Where readings stand in documents: the mentions.", NULL, NULL, NULL},
	{"via", "Ways by which words lead to an entity.", "name", NULL, NULL},
	{"run", "Runs of gazet index: with which gazetteer and options, and what they added.", "started",
	 NULL, "id"},
	{"file", "Files that documents were read from. v_file shows times as text.", "path", NULL, NULL},
	{"tagging", "With which gazetteer, and how, documents were tagged.", "gazetteer_hash", NULL, NULL},
	{"v_document", "Documents without their text, with days as text.", NULL, "source language", "date"},
	{"v_mention", "Mentions with document, entity and the words themselves.", NULL, "type via field",
	 NULL},
	{"v_document_entity", "Which document names which entity, and how often.", NULL, "type", NULL},
	{"v_file", "Files that documents were read from.", NULL, NULL, NULL},
	{"v_cluster", "Near-duplicates: documents of one cluster.", NULL, NULL, NULL},
	{"mention", "Mentions in numbers: v_mention has the words.", NULL, NULL, NULL},
	{"origin", NULL, NULL, NULL, NULL},
	{"tagged", NULL, NULL, NULL, NULL},
	{"ix_block", NULL, NULL, NULL, NULL},
	{"ix_cluster", NULL, NULL, NULL, NULL},
	{"ix_head", NULL, NULL, NULL, NULL},
	{"ix_key", NULL, NULL, NULL, NULL},
	{"ix_position", NULL, NULL, NULL, NULL},
	{"ix_posting", NULL, NULL, NULL, NULL},
	{"ix_segment", NULL, NULL, NULL, NULL},
	{"ix_sketch", NULL, NULL, NULL, NULL},
};

struct column {
	const char *table, *name, *description;
};
static const struct column columns[] = {
	{"document", "external_id", "the document's own id, unique in its source"},
	{"document", "day", "days since 1970-01-01, the first of its period; empty: undated"},
	{"document", "precision", "0 undated, 1 year, 2 month, 3 day"},
	{"document", "duplicate_of", "the first document with the same content"},
	{"entity", "entity", "the id in the gazetteer"},
	{"entity", "series_id", "the series that this is an edition of"},
	{"entity", "from_day", "days since 1970-01-01"},
	{"entity", "to_day", "days since 1970-01-01"},
	{"reading", "permille", "the score in thousandths"},
	{"reading", "field", "0 title, 1 text"},
	{"reading", "nested", "1: inside the name of another entity"},
	{"occurrence", "start", "code points from 0"},
	{"v_mention", "start", "code points from 0"},
	{"v_mention", "end", "code points, not included"},
	{"v_mention", "via", "how the words led to the entity"},
	{"v_mention", "score", "how sure, 0 to 1"},
	{"v_document", "doc", "the document's own id, unique in its source"},
};

struct canned {
	const char *name, *title, *description;
};
static const struct canned queries[] = {
	{"names", "Find an entity", "Entities of which a name has words that begin so."},
	{"cooc", "Who appears with an entity",
	 "entity: an id such as country/gr, or a name. As gazet cooc counts."},
	{"timeline", "Documents of an entity by month", "entity: an id such as country/gr, or a name."},
	{"kwic", "The words around an entity",
	 "entity: an id such as country/gr, or a name. The newest 200 mentions."},
	{"documents", "Documents of an entity",
	 "entity: an id such as country/gr, or a name. The newest 1000."},
};

/* ---- JSON --------------------------------------------------------------------------------- */

static void put_member(struct gz_buf *out, const char *key, const char *value)
{
	if (value != NULL)
		gz_export_member(out, key, gz_str(value));
}

/* "key":["a","b"] */
static void put_list(struct gz_buf *out, const char *key, const char *names)
{
	struct gz_str rest = names != NULL ? gz_str(names) : GZ_STR("");

	if (rest.len == 0)
		return;
	gz_buf_printf(out, ",\"%s\":[", key);
	while (rest.len > 0) {
		size_t end = gz_str_find(rest, ' ');

		gz_json_string(out, gz_str_of(rest.ptr, end));
		end += end < rest.len;
		rest = gz_str_of(rest.ptr + end, rest.len - end);
		gz_buf_str(out, rest.len > 0 ? GZ_STR(",") : GZ_STR("]"));
	}
}

static void put_columns(struct gz_buf *out, const char *table)
{
	bool any = false;

	for (size_t i = 0; i < GZ_COUNT(columns); i++) {
		if (strcmp(columns[i].table, table) != 0)
			continue;
		gz_buf_str(out, any ? GZ_STR("") : GZ_STR(",\"columns\":{"));
		put_member(out, columns[i].name, columns[i].description);
		any = true;
	}
	if (any)
		gz_buf_byte(out, '}');
}

static void put_table(struct gz_buf *out, const struct table *t)
{
	gz_buf_printf(out, "\"%s\":{", t->name);
	if (t->description == NULL) {
		gz_buf_str(out, GZ_STR("\"hidden\":true}"));
		return;
	}
	put_member(out, "description", t->description);
	put_member(out, "label_column", t->label);
	put_list(out, "facets", t->facets);
	put_member(out, "sort_desc", t->sort);
	put_columns(out, t->name);
	gz_buf_byte(out, '}');
}

static bool put_query(struct gz_buf *out, const struct canned *query, struct gz_error *err)
{
	char name[64];
	const char *sql;

	snprintf(name, sizeof(name), "queries/datasette_%s", query->name);
	sql = gz_sql_find(name);
	if (sql == NULL)
		return gz_fail(err, GZ_EUSAGE, "there is no query %s", name);
	/* Datasette wants it to begin with the statement. */
	while (strncmp(sql, "--", 2) == 0 && strchr(sql, '\n') != NULL)
		sql = strchr(sql, '\n') + 1;
	gz_buf_printf(out, "\"%s\":{", query->name);
	put_member(out, "title", query->title);
	put_member(out, "description", query->description);
	put_member(out, "sql", sql);
	gz_buf_byte(out, '}');
	return true;
}

static void put_head(struct gz_exporter *e)
{
	const struct gz_provenance *from = e->options.provenance;
	struct gz_buf *out = &e->buf;

	gz_buf_str(out, GZ_STR("{\"title\":\"Who and what is named in an archive\",\n\"databases\":{"));
	gz_json_string(out, e->options.database);
	gz_buf_str(out, GZ_STR(":{\n\"title\":\"Documents, and whom they name\""));
	if (from != NULL) {
		gz_export_scratch(e);
		gz_buf_printf(&e->scratch,
			      "%llu documents; database revision %llu, gazetteer %.*s, gazet %.*s.",
			      (unsigned long long)from->documents, (unsigned long long)from->revision,
			      GZ_ARG(from->gazetteer), GZ_ARG(from->version));
		gz_export_member(out, "description", gz_buf_view(&e->scratch));
	}
}

static bool end(struct gz_exporter *e, struct gz_error *err)
{
	struct gz_buf *out = &e->buf;

	put_head(e);
	gz_buf_str(out, GZ_STR(",\n\"tables\":{\n"));
	for (size_t i = 0; i < GZ_COUNT(tables); i++) {
		gz_buf_str(out, i > 0 ? GZ_STR(",\n") : GZ_STR(""));
		put_table(out, &tables[i]);
	}
	gz_buf_str(out, GZ_STR("},\n\"queries\":{\n"));
	for (size_t i = 0; i < GZ_COUNT(queries); i++) {
		gz_buf_str(out, i > 0 ? GZ_STR(",\n") : GZ_STR(""));
		if (!put_query(out, &queries[i], err))
			return false;
	}
	gz_buf_str(out, GZ_STR("}}}}\n"));
	return !e->scratch.failed || gz_fail_nomem(err);
}

const struct gz_document_format gz_export_as_datasette = {
	.name = "datasette",
	.help = "metadata for Datasette: labels, facets and queries for this database",
	.extension = ".json",
	.end = end,
};
