/*
 * fuzz_written.c: any text as names, ids and titles in rows, networks and timelines. What is written must be
 * read by the rules of its format, with as many rows, nodes and edges as went in: JSON by json-c, XML by
 * expat, the rest by hand. Input: strings, each ended by 0x1E; the first byte of the first one picks numbers
 * and types.
 */
#include <expat.h>
#include <json-c/json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/network.h"
#include "gazet/picture.h"
#include "gazet/render.h"
#include "must.h"

#define STRINGS 24
#define COLUMNS 4
#define PERIODS 5

struct strings {
	struct gz_str at[STRINGS];
	size_t count;
	unsigned pick;
	struct gz_arena arena;
};

struct written {
	char *text;
	size_t size;
	FILE *out;
};

static void take_strings(struct strings *s, const uint8_t *data, size_t size)
{
	struct gz_str rest = gz_str_of((const char *)data, size);

	s->pick = size > 0 ? data[0] : 0;
	while (s->count < STRINGS && (rest.len > 0 || s->count == 0)) {
		size_t len = gz_str_find(rest, 0x1e);
		struct gz_buf clean = {0};
		uint64_t replaced;

		must(gz_utf8_repair(&clean, gz_str_of(rest.ptr, len), &replaced));
		s->at[s->count] = gz_arena_str(&s->arena, clean.len > 0 ? gz_buf_view(&clean) : GZ_STR(""));
		must(s->at[s->count++].ptr != NULL);
		gz_buf_free(&clean);
		len += len < rest.len;
		rest = gz_str_of(rest.ptr + len, rest.len - len);
	}
}

static struct gz_str string(const struct strings *s, size_t number)
{
	return s->at[number % s->count];
}

static void begin(struct written *w)
{
	w->text = NULL;
	w->out = open_memstream(&w->text, &w->size);
	must(w->out != NULL);
}

static void end(struct written *w)
{
	must(fclose(w->out) == 0 && gz_utf8_valid(gz_str_of(w->text, w->size)));
}

/* ---- rows ---------------------------------------------------------------------- */

static void write_rows(struct written *w, const struct strings *s, const char *format)
{
	static const struct gz_column columns[COLUMNS] = {{"a", GZ_CELL_TEXT, 0},
							  {"number", GZ_CELL_INT, 0},
							  {"b", GZ_CELL_TEXT, 0},
							  {"real", GZ_CELL_REAL, 4}};
	struct gz_render_options options = {.header = true, .bom = s->pick & 1, .safe = s->pick & 2};
	struct gz_sink sink = {0};
	struct gz_error err;

	begin(w);
	must(gz_render_open(format, w->out, &options, &sink, &err));
	must(sink.begin(sink.self, columns, COLUMNS, &err));
	for (size_t i = 0; i < s->count; i++) {
		struct gz_cell cells[COLUMNS] = {gz_cell_text(string(s, i)), gz_cell_int((int64_t)i - 3),
						 gz_cell_text(string(s, i + s->pick)),
						 gz_cell_real((double)s->pick / 7)};

		must(sink.row(sink.self, cells, &err));
	}
	must(sink.end(sink.self, &err));
	gz_render_close(&sink);
	end(w);
}

static json_object *parse(const char *text, size_t size)
{
	json_tokener *tokener = json_tokener_new();
	json_object *value;

	must(tokener != NULL);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	value = json_tokener_parse_ex(tokener, text, (int)size);
	must(json_tokener_get_error(tokener) == json_tokener_success || value != NULL);
	json_tokener_free(tokener);
	return value;
}

static void check_row(json_object *row, const struct strings *s, size_t number)
{
	json_object *a = json_object_object_get(row, "a");
	struct gz_str want = string(s, number);

	must(json_object_is_type(row, json_type_object) && json_object_object_length(row) == COLUMNS);
	must(gz_str_eq(want, gz_str_of(json_object_get_string(a), (size_t)json_object_get_string_len(a))));
}

static void check_json(const struct strings *s)
{
	struct written w;
	json_object *rows;

	write_rows(&w, s, "json");
	rows = parse(w.text, w.size);
	must(json_object_is_type(rows, json_type_array) && json_object_array_length(rows) == s->count);
	for (size_t i = 0; i < s->count; i++)
		check_row(json_object_array_get_idx(rows, i), s, i);
	json_object_put(rows);
	free(w.text);
}

static void check_json_lines(const struct strings *s)
{
	struct written w;
	const char *at;
	size_t count = 0;

	write_rows(&w, s, "jsonl");
	for (at = w.text; at < w.text + w.size; count++) {
		const char *line = memchr(at, '\n', (size_t)(w.text + w.size - at));
		json_object *row;

		must(line != NULL);
		row = parse(at, (size_t)(line - at));
		check_row(row, s, count);
		json_object_put(row);
		at = line + 1;
	}
	must(count == s->count);
	free(w.text);
}

/* RFC 4180: quotes are doubled inside of quotes, and stand nowhere else. */
static void check_csv(const struct strings *s)
{
	struct written w;
	size_t cells = 1, rows = 0;
	bool quoted = false;

	write_rows(&w, s, "csv");
	for (size_t i = 0; i < w.size; i++) {
		if (w.text[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && w.text[i] == ',') {
			cells++;
		} else if (!quoted && w.text[i] == '\r') {
			must(i + 1 < w.size && w.text[i + 1] == '\n' && cells == COLUMNS);
			cells = 1;
			rows++;
			i++;
		} else {
			must(quoted || w.text[i] != '\n');
		}
	}
	must(!quoted && cells == 1 && rows == s->count + 1);
	free(w.text);
}

/* Lines of a table, of so many cells; `bar` in front of it frees what separates them. */
static void check_lines(const struct strings *s, const char *format, char separator, size_t cells,
			size_t heads)
{
	struct written w;
	size_t found = 0, rows = 0;

	write_rows(&w, s, format);
	for (size_t i = 0; i < w.size; i++) {
		unsigned char byte = (unsigned char)w.text[i];

		must(byte >= 0x20 || byte == '\n' || separator == '\t');
		must(separator == '\t' || byte != 0x7f);
		must(separator == '\t' || byte != 0xc2 || (unsigned char)w.text[i + 1] >= 0xa0);
		if (byte == '\\' && separator == '|')
			i++;
		else if (w.text[i] == separator)
			found++;
		if (byte == '\n') {
			must(found == cells);
			found = 0;
			rows++;
		}
	}
	must(rows == s->count + heads);
	free(w.text);
}

static void check_table(const struct strings *s)
{
	struct written w;
	size_t rows = 0;

	write_rows(&w, s, "table");
	for (size_t i = 0; i < w.size; i++) {
		unsigned char byte = (unsigned char)w.text[i];

		must((byte >= 0x20 && byte != 0x7f) || byte == '\n');
		must(byte != 0xc2 || (unsigned char)w.text[i + 1] >= 0xa0);
		rows += byte == '\n';
	}
	must(rows == s->count + 1);
	free(w.text);
}

/* ---- networks -------------------------------------------------------------------- */

struct elements {
	size_t nodes, edges, scripts;
};

static void count_element(void *self, const XML_Char *name, const XML_Char **attributes)
{
	struct elements *e = self;

	e->nodes += strcmp(name, "node") == 0;
	e->edges += strcmp(name, "edge") == 0;
	e->scripts += strcmp(name, "script") == 0 || strcmp(name, "a") == 0 || strcmp(name, "image") == 0;
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		e->scripts += strncmp(attributes[i], "on", 2) == 0 || strstr(attributes[i], "href") != NULL;
}

static struct elements read_xml(struct gz_str text)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	struct elements found = {0};

	must(parser != NULL);
	XML_SetUserData(parser, &found);
	XML_SetElementHandler(parser, count_element, NULL);
	must(XML_Parse(parser, text.ptr, (int)text.len, 1) == XML_STATUS_OK);
	XML_ParserFree(parser);
	must(found.scripts == 0);
	return found;
}

static void fill_network(struct gz_network *n, struct strings *s)
{
	struct gz_network_node *nodes = gz_arena_zalloc(&s->arena, s->count * sizeof(*nodes));
	struct gz_network_edge *edges = gz_arena_zalloc(&s->arena, s->count * sizeof(*edges));

	must(nodes != NULL && edges != NULL);
	for (size_t i = 0; i < s->count; i++) {
		char *id = gz_arena_alloc(&s->arena, string(s, i + 1).len + 16);

		must(id != NULL);
		snprintf(id, string(s, i + 1).len + 16, "%zu/%.*s", i, (int)string(s, i + 1).len,
			 string(s, i + 1).ptr);
		nodes[i] = (struct gz_network_node){.entity = gz_str(id),
						    .name = string(s, i),
						    .type = (enum gz_type)((i + s->pick) % GZ_TYPES),
						    .docs = i + 1,
						    .mentions = i + 1,
						    .first = i % 2 ? GZ_NO_DAY : 17000,
						    .last = i % 2 ? GZ_NO_DAY : 17001};
	}
	for (size_t i = 1; i < s->count; i++)
		edges[i - 1] = (struct gz_network_edge){.from = (uint32_t)(i * s->pick % i),
							.to = (uint32_t)i,
							.docs = 1,
							.with_from = 1,
							.with_to = i,
							.of = s->count,
							.npmi = 0.5,
							.g2 = 3,
							.jaccard = 0.1,
							.first = GZ_NO_DAY,
							.last = GZ_NO_DAY};
	*n = (struct gz_network){.nodes = nodes,
				 .node_count = s->count,
				 .edges = edges,
				 .edge_count = s->count - 1,
				 .documents = s->count,
				 .within = s->count,
				 .entities = s->count,
				 .measure = "g2",
				 .provenance = {1, s->count, string(s, 0), GZ_STR("0"), string(s, 1)}};
}

/* Quotes of DOT hold everything but a quote without a backslash in front. */
static void check_dot(struct gz_str text)
{
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		if (quoted && text.ptr[i] == '\\')
			i++;
		else if (text.ptr[i] == '"')
			quoted = !quoted;
	}
	must(!quoted);
}

static void check_network(const struct gz_network *n, const struct gz_network_format *format)
{
	bool is_xml = strcmp(format->name, "gexf") == 0 || strcmp(format->name, "graphml") == 0;
	struct elements found;
	struct gz_error err;
	struct written w;

	begin(&w);
	must(format->write(n, NULL, 0, w.out, &err));
	end(&w);
	if (is_xml) {
		found = read_xml(gz_str_of(w.text, w.size));
		must(found.nodes == n->node_count && found.edges == n->edge_count);
	} else if (strcmp(format->name, "json") == 0) {
		json_object_put(parse(w.text, w.size));
	} else if (strcmp(format->name, "dot") == 0) {
		check_dot(gz_str_of(w.text, w.size));
	}
	free(w.text);
}

static void check_networks(struct strings *s)
{
	const struct gz_network_format *format;
	struct gz_network n;
	struct gz_buf picture = {0};
	struct gz_error err;

	fill_network(&n, s);
	for (size_t i = 0; (format = gz_network_format_at(i)) != NULL; i++)
		check_network(&n, format);
	must(gz_picture_network(&n, &picture, &err));
	read_xml(gz_buf_view(&picture));
	gz_buf_free(&picture);
}

/* ---- timelines --------------------------------------------------------------------- */

static void check_timeline(const struct strings *s)
{
	static const uint64_t docs[PERIODS] = {1, 0, 3, 2, 9}, total[PERIODS] = {9, 0, 9, 9, 9};
	static const int32_t edges[PERIODS + 1] = {17000, 17001, 17002, 17003, 17004, 17005};
	struct gz_str periods[PERIODS];
	struct gz_series series[8];
	struct gz_chart chart = {.title = string(s, 0),
				 .caption = string(s, 1),
				 .unit = GZ_STR("day"),
				 .series = series,
				 .series_count = 1 + s->pick % GZ_COUNT(series),
				 .period = periods,
				 .edge = edges,
				 .total = total,
				 .periods = PERIODS,
				 .share = s->pick & 8};
	struct gz_buf picture = {0};
	struct gz_error err;

	for (size_t i = 0; i < GZ_COUNT(series); i++)
		series[i] = (struct gz_series){string(s, i), docs};
	for (size_t i = 0; i < PERIODS; i++)
		periods[i] = string(s, i + 2);
	must(gz_picture_timeline(&picture, &chart, &err));
	read_xml(gz_buf_view(&picture));
	gz_buf_free(&picture);
}

static void check_rows(const struct strings *s)
{
	check_json(s);
	check_json_lines(s);
	check_csv(s);
	check_lines(s, "md", '|', COLUMNS + 1, 2);
	check_lines(s, "tsv", '\t', COLUMNS - 1, 1);
	check_table(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strings s = {.count = 0};
	unsigned part;

	take_strings(&s, data, size);
	part = s.pick >> 5 & 3; /* of what is written; 3: all */
	if (part == 0 || part == 3)
		check_rows(&s);
	if (part == 1 || part == 3)
		check_networks(&s);
	if (part >= 2)
		check_timeline(&s);
	gz_arena_free(&s.arena);
	return 0;
}
