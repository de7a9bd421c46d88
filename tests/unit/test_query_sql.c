/*
 * test_query_sql.c: the engine against plain SQL over the mention table, on generated documents: while they
 * are being written (blocks without postings), when postings are there, and after some were replaced. The
 * counts that cooc and entities print are also the rows that docs gives for the terms and that entity.
 */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>

#include "../../src/store/internal.h"
#include "query_world.h"

#define ENTITIES  200
#define DOCUMENTS 5600
#define FIRST_RUN 4400 /* enough for posting lists */

struct generated {
	struct world *w;
	struct world_entity entities[ENTITIES];
	char text[ENTITIES][3][40];
	uint64_t seed;
	sqlite3 *db; /* for the expected answers */
};

/* Editions and their series: frequent ones, one inside another, a long line, and a circle. */
static const uint8_t editions[][2] = {
	{3, 1},	  {4, 1},   {21, 20}, {22, 20}, {23, 20}, {24, 20}, {25, 23}, {26, 23},
	{20, 19}, {31, 30}, {30, 31}, {7, 40},	{40, 41}, {41, 42}, {42, 43}, {43, 44},
	{44, 45}, {45, 46}, {46, 47}, {47, 48}, {48, 49}, {49, 50}, {12, 12},
};

static uint32_t roll(struct generated *g, uint32_t below)
{
	g->seed = g->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((g->seed >> 33) % below);
}

/* ---- documents -------------------------------------------------------------------------- */

static void generate_field(struct generated *g, struct gz_buf *out, uint32_t words)
{
	bool punctuated = roll(g, 2);

	for (uint32_t i = 0; i < words; i++) {
		/* Small numbers are frequent. */
		if (roll(g, 5) == 0)
			gz_buf_printf(out, "{e%u} ", roll(g, roll(g, ENTITIES) + 1));
		else
			gz_buf_printf(out, punctuated && roll(g, 8) == 0 ? ". " : "w ");
	}
	gz_buf_byte(out, '\0');
}

static void generate(struct generated *g, uint32_t number, const char *suffix)
{
	static const char *const sources[] = {"north", "south", "east"};
	struct gz_buf title = {0}, text = {0};
	char id[32], date[16] = "";

	snprintf(id, sizeof(id), "d%04u", number);
	if (roll(g, 20) != 0)
		gz_day_format(gz_day_of(2014, 12, 20) + (int32_t)(number / 4) + (int32_t)roll(g, 30),
			      (enum gz_precision)(roll(g, 10) < 8 ? GZ_DAY : GZ_YEAR + roll(g, 2)), date);
	generate_field(g, &title, roll(g, 8));
	generate_field(g, &text, 1 + roll(g, 70));
	gz_buf_clear(&title);
	gz_buf_printf(&title, "%s", suffix);
	generate_field(g, &title, roll(g, 8));
	world_put(g->w, sources[number % 7 % 3], id, date, title.ptr, text.ptr);
	gz_buf_free(&title);
	gz_buf_free(&text);
}

static int setup(void **state)
{
	struct generated *g = calloc(1, sizeof(*g));

	assert_non_null(g);
	g->seed = 20170707;
	for (int i = 0; i < ENTITIES; i++) {
		snprintf(g->text[i][0], sizeof(g->text[i][0]), "e%d", i);
		snprintf(g->text[i][1], sizeof(g->text[i][1]), "%s/e%d",
			 gz_type_name((enum gz_type)(i % GZ_TYPES)), i);
		snprintf(g->text[i][2], sizeof(g->text[i][2]), "Entity %d", i);
		g->entities[i] =
			(struct world_entity){g->text[i][0], g->text[i][1], g->text[i][2],
					      NULL,	     NULL,	    (enum gz_type)(i % GZ_TYPES)};
	}
	for (size_t i = 0; i < GZ_COUNT(editions); i++)
		g->entities[editions[i][0]].series = g->text[editions[i][1]][1];
	g->w = world_make(g->entities, ENTITIES);
	*state = g;
	return 0;
}

static int teardown(void **state)
{
	struct generated *g = *state;

	sqlite3_close(g->db);
	world_free(g->w);
	free(g);
	return 0;
}

/* ---- the same in SQL ------------------------------------------------------------------------ */

static void execute(struct generated *g, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(g->db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", message, sql);
}

/* Temporary tables: counts_for (an entity, and itself and each series that its documents count for), whole
 * (what is mentioned, in the terms of these). */
static void prepare_series(struct generated *g)
{
	execute(g, "DROP TABLE IF EXISTS temp.counts_for; CREATE TEMP TABLE counts_for AS "
		   "WITH RECURSIVE up(id, whole) AS (SELECT id, id FROM entity UNION "
		   "SELECT up.id, series_id FROM up JOIN entity e ON e.id = up.whole "
		   "WHERE series_id IS NOT NULL) "
		   "SELECT * FROM up; "
		   "DROP TABLE IF EXISTS temp.whole; CREATE TEMP TABLE whole AS "
		   "SELECT document_id, field, token, sentence, c.whole AS id FROM mention m "
		   "JOIN counts_for c ON c.id = m.entity_id; "
		   "CREATE INDEX temp.whole_document ON whole(document_id, field)");
}

/* Temporary tables: passing (documents of the filter), term (its entities by number), pair (mentions of the
 * first and the last term that are close to each other), marginal (documents of each entity). */
static void prepare_selection(struct generated *g, const struct gz_selection *s)
{
	struct gz_buf sql = {0};

	gz_buf_printf(&sql, "DROP TABLE IF EXISTS temp.passing; DROP TABLE IF EXISTS temp.term; "
			    "CREATE TEMP TABLE passing AS SELECT d.id, d.day, d.precision FROM document d "
			    "JOIN source s ON s.id = d.source_id WHERE 1");
	if (s->from != GZ_NO_DAY)
		gz_buf_printf(&sql, " AND d.day >= %d", s->from);
	if (s->to != GZ_NO_DAY)
		gz_buf_printf(&sql, " AND d.day <= %d", s->to);
	if (s->source_count > 0)
		gz_buf_printf(&sql, " AND s.name = '%.*s'", GZ_ARG(s->sources[0]));
	gz_buf_printf(&sql, " AND d.id NOT IN (SELECT document_id FROM mention WHERE entity_id IN (0");
	for (size_t i = 0; i < s->without_count; i++) {
		for (size_t j = 0; j < s->without[i].count; j++)
			gz_buf_printf(&sql, ", %lld", (long long)s->without[i].ids[j]);
	}
	gz_buf_printf(&sql, ")); CREATE TEMP TABLE term(number, id, open);");
	for (size_t i = 0; i < s->term_count; i++) {
		for (size_t j = 0; j < s->terms[i].count; j++)
			gz_buf_printf(&sql, "INSERT INTO term VALUES (%zu, %lld, %d);", i,
				      (long long)s->terms[i].ids[j], s->terms[i].open);
	}
	gz_buf_byte(&sql, '\0');
	execute(g, sql.ptr);
	gz_buf_clear(&sql);
	gz_buf_printf(
		&sql,
		"DROP TABLE IF EXISTS temp.pair; CREATE TEMP TABLE pair AS "
		"SELECT DISTINCT a.document_id, a.field, a.token AS t1, b.token AS t2, a.sentence AS s1, "
		"b.sentence AS s2 "
		"FROM mention a JOIN mention b ON b.document_id = a.document_id "
		"WHERE a.document_id IN (SELECT id FROM passing) "
		"AND a.entity_id IN (SELECT id FROM term WHERE number = 0) "
		"AND b.entity_id IN (SELECT id FROM term WHERE number = %zu)",
		s->term_count - 1);
	if (s->term_count == 1) /* each with itself */
		gz_buf_printf(&sql, " AND a.field = b.field AND a.token = b.token");
	if (s->window == GZ_WINDOW_TOKENS)
		gz_buf_printf(&sql, " AND a.field = b.field AND abs(a.token - b.token) <= %u",
			      s->window_tokens);
	if (s->window == GZ_WINDOW_SENTENCE)
		gz_buf_printf(&sql, " AND a.field = b.field AND a.sentence IS b.sentence "
				    "AND (a.sentence IS NOT NULL OR abs(a.token - b.token) <= 25)");
	gz_buf_printf(&sql, "; CREATE INDEX temp.pair_document ON pair(document_id); "
			    "DROP TABLE IF EXISTS temp.marginal; CREATE TEMP TABLE marginal(id INTEGER "
			    "PRIMARY KEY, docs); "
			    "INSERT INTO marginal SELECT id, count(DISTINCT document_id) FROM whole "
			    "WHERE document_id IN (SELECT id FROM passing) GROUP BY id");
	gz_buf_byte(&sql, '\0');
	execute(g, sql.ptr);
	gz_buf_free(&sql);
}

static sqlite3_stmt *select_rows(struct generated *g, const char *sql)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(g->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(g->db), sql);
	return stmt;
}

static uint64_t select_number(struct generated *g, const char *sql)
{
	sqlite3_stmt *stmt = select_rows(g, sql);
	uint64_t number;

	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	number = (uint64_t)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

static const char *text_or(sqlite3_stmt *stmt, int column, const char *otherwise)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text != NULL ? text : otherwise;
}

/* ---- comparisons --------------------------------------------------------------------------- */

/* The terms, their editions and their series are nobody's company; what a selector chose may be. */
#define COMPANY "e.id NOT IN (SELECT whole FROM counts_for JOIN term USING (id) WHERE NOT open) "

static const char windowless[] =
	"SELECT e.entity, e.name, e.type, count(DISTINCT m.document_id), "
	"date(min(p.day) * 86400, 'unixepoch'), date(max(p.day) * 86400, 'unixepoch'), "
	"(SELECT y.docs FROM marginal y WHERE y.id = e.id) "
	"FROM whole m JOIN passing p ON p.id = m.document_id JOIN entity e ON e.id = m.id "
	"WHERE m.document_id IN (SELECT document_id FROM pair) AND " COMPANY "GROUP BY e.id";
static const char near_tokens[] =
	"SELECT e.entity, e.name, e.type, count(DISTINCT m.document_id), "
	"date(min(p.day) * 86400, 'unixepoch'), date(max(p.day) * 86400, 'unixepoch'), "
	"(SELECT y.docs FROM marginal y WHERE y.id = e.id) "
	"FROM pair CROSS JOIN whole m USING (document_id, field) JOIN passing p ON p.id = m.document_id "
	"JOIN entity e ON e.id = m.id "
	"WHERE (max(t1, t2, m.token) - min(t1, t2, m.token) <= ?1 AND (?2 IS NULL OR m.sentence IS NULL) "
	"   OR ?2 IS NOT NULL AND m.sentence = s1) AND " COMPANY "GROUP BY e.id";

static void check_cooc(struct generated *g, const struct gz_selection *s)
{
	struct answer *found = calloc(1, sizeof(*found)), *expected = calloc(1, sizeof(*expected));
	struct gz_sink sink = answer_sink(found);
	struct gz_error err;
	struct gz_buf line = {0};
	uint64_t total = select_number(g, "SELECT count(*) FROM passing"), x, within, documents, with_terms;
	sqlite3_stmt *stmt = select_rows(g, s->window == GZ_WINDOW_DOCUMENT ? windowless : near_tokens);

	assert_non_null(found);
	assert_non_null(expected);
	x = select_number(g, "SELECT count(*) FROM passing WHERE id IN (SELECT m.document_id FROM mention m "
			     "JOIN term t ON t.id = m.entity_id GROUP BY m.document_id "
			     "HAVING count(DISTINCT t.number) = (SELECT count(DISTINCT number) FROM term))");
	within = select_number(g, "SELECT count(DISTINCT document_id) FROM pair");
	if (s->window != GZ_WINDOW_DOCUMENT)
		sqlite3_bind_int64(stmt, 1, s->window == GZ_WINDOW_TOKENS ? s->window_tokens : 25);
	if (s->window == GZ_WINDOW_SENTENCE)
		sqlite3_bind_int(stmt, 2, 1);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		uint64_t docs = (uint64_t)sqlite3_column_int64(stmt, 3),
			 y = (uint64_t)sqlite3_column_int64(stmt, 6);

		gz_buf_printf(&line, "%s|%s|%s|%llu|%.4f|%.4f|%.4f|%s|%s|%.4f|%.4f", text_or(stmt, 0, ""),
			      text_or(stmt, 1, ""), text_or(stmt, 2, ""), (unsigned long long)docs,
			      (double)docs / (double)within, gz_measure_npmi(docs, x, y, total),
			      gz_measure_g2(docs, x, y, total), text_or(stmt, 4, "-"), text_or(stmt, 5, "-"),
			      gz_measure_jaccard(docs, x, y),
			      gz_measure_p(gz_measure_tail(docs, x, y, total)));
		add_line(expected, &line);
	}
	sqlite3_finalize(stmt);
	if (!gz_query_cooc(g->w->q, s, &sink, &err))
		fail_msg("cooc: %s", err.message);
	/* What q has to be, test_analyses.c and T35 say: it depends on all entities of the filter. */
	for (size_t i = 0; i < found->count; i++)
		*strrchr(found->lines[i], '|') = '\0';
	assert_equal_lines(found, expected, false);
	assert_true(gz_query_count(g->w->q, s, &documents, &with_terms, &err));
	assert_int_equal(documents, total);
	assert_int_equal(with_terms, within);
	free(found);
	free(expected);
}

/* Every entity of the documents with the terms. */
static void check_entities(struct generated *g, const struct gz_selection *s)
{
	struct answer *found = calloc(1, sizeof(*found)), *expected = calloc(1, sizeof(*expected));
	struct gz_sink sink = answer_sink(found);
	struct gz_error err;
	struct gz_buf line = {0};
	sqlite3_stmt *stmt = select_rows(
		g, "SELECT e.entity, e.name, e.type, count(DISTINCT m.document_id), count(*), "
		   "date(min(p.day) * 86400, 'unixepoch'), date(max(p.day) * 86400, 'unixepoch') "
		   "FROM whole m JOIN passing p ON p.id = m.document_id JOIN entity e ON e.id = m.id "
		   "WHERE m.document_id IN (SELECT document_id FROM pair) GROUP BY e.id");

	assert_non_null(found);
	assert_non_null(expected);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		gz_buf_printf(&line, "%s|%s|%s|%s|%s|%s|%s", text_or(stmt, 0, ""), text_or(stmt, 1, ""),
			      text_or(stmt, 2, ""), text_or(stmt, 3, ""), text_or(stmt, 4, ""),
			      text_or(stmt, 5, "-"), text_or(stmt, 6, "-"));
		add_line(expected, &line);
	}
	sqlite3_finalize(stmt);
	if (!gz_query_entities(g->w->q, s, GZ_STR(""), &sink, &err))
		fail_msg("entities: %s", err.message);
	assert_equal_lines(found, expected, false);
	free(found);
	free(expected);
}

/* Some of the printed counts, as docs sees them: the terms and that entity. */
static void check_counts(struct generated *g, const struct gz_selection *s, const struct answer *rows)
{
	struct answer *docs = calloc(1, sizeof(*docs));
	struct gz_sink sink = answer_sink(docs);
	struct gz_term terms[3];
	struct gz_selection with = *s;
	struct gz_error err;

	assert_non_null(docs);
	memcpy(terms, s->terms, s->term_count * sizeof(*terms));
	with.terms = terms;
	with.term_count = s->term_count + 1;
	for (size_t i = 0; i < rows->count; i++) {
		unsigned long long printed;
		char id[64];

		assert_int_equal(sscanf(rows->lines[i], "%63[^|]|%*[^|]|%*[^|]|%llu|", id, &printed), 2);
		terms[s->term_count] = world_term(g->w, id);
		if (i % (1 + rows->count / 6) == 0 || (terms[s->term_count].count > 1 && i % 4 == 0)) {
			assert_true(gz_query_docs(g->w->q, &with, &sink, &err));
			assert_int_equal(docs->count, printed);
		}
		answer_clear(docs);
		gz_term_free(&terms[s->term_count]);
	}
	free(docs);
}

static void check_all_counts(struct generated *g, const struct gz_selection *s)
{
	struct answer *rows = calloc(1, sizeof(*rows));
	struct gz_sink sink = answer_sink(rows);
	struct gz_error err;

	assert_non_null(rows);
	assert_true(gz_query_cooc(g->w->q, s, &sink, &err));
	check_counts(g, s, rows);
	answer_clear(rows);
	/* Entities are those of whole documents, a window only chooses these. */
	if (s->window == GZ_WINDOW_DOCUMENT) {
		assert_true(gz_query_entities(g->w->q, s, GZ_STR(""), &sink, &err));
		check_counts(g, s, rows);
		answer_clear(rows);
	}
	free(rows);
}

static void check_docs(struct generated *g, const struct gz_selection *s)
{
	struct answer *found = calloc(1, sizeof(*found)), *expected = calloc(1, sizeof(*expected));
	struct gz_sink sink = answer_sink(found);
	struct gz_selection part = *s;
	struct gz_error err;
	struct gz_buf line = {0};
	sqlite3_stmt *stmt = select_rows(
		g, "SELECT v.doc, v.date, nullif(v.title, ''), v.url, (SELECT count(*) FROM mention m "
		   "WHERE m.document_id = v.id AND m.entity_id IN (SELECT id FROM term)) "
		   "FROM v_document v JOIN passing p USING (id) "
		   "WHERE v.id IN (SELECT document_id FROM pair) ORDER BY p.day DESC NULLS LAST, v.source, "
		   "v.doc");
	size_t all;

	assert_non_null(found);
	assert_non_null(expected);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		gz_buf_printf(&line, "%s|%s|%s|%s|%s", text_or(stmt, 0, ""), text_or(stmt, 1, "-"),
			      text_or(stmt, 2, "-"), text_or(stmt, 3, "-"), text_or(stmt, 4, ""));
		add_line(expected, &line);
	}
	sqlite3_finalize(stmt);
	if (!gz_query_docs(g->w->q, s, &sink, &err))
		fail_msg("docs: %s", err.message);
	all = found->count;
	part.offset = all / 3;
	part.limit = all / 3;
	/* The same part in the middle, when only that is asked for. */
	if (part.limit > 0) {
		struct answer *middle = calloc(1, sizeof(*middle));
		struct gz_sink middle_sink = answer_sink(middle);

		assert_non_null(middle);
		assert_true(gz_query_docs(g->w->q, &part, &middle_sink, &err));
		assert_int_equal(middle->count, part.limit);
		for (size_t i = 0; i < middle->count; i++)
			assert_string_equal(middle->lines[i], found->lines[part.offset + i]);
		answer_clear(middle);
		free(middle);
	}
	assert_equal_lines(found, expected, true);
	free(found);
	free(expected);
}

static const struct {
	const char *format;	/* of the days of table passing, p */
	enum gz_precision from; /* coarser documents have no period */
} periods[] = {
	[GZ_BY_DAY] = {"date(p.day * 86400, 'unixepoch')", GZ_DAY},
	[GZ_BY_WEEK] = {"strftime('%Y', date(p.day * 86400, 'unixepoch', '-3 days', 'weekday 4')) || '-W' || "
			"substr('0' || ((strftime('%j', date(p.day * 86400, 'unixepoch', '-3 days', 'weekday "
			"4')) - 1) "
			"/ 7 + 1), -2)",
			GZ_DAY},
	[GZ_BY_MONTH] = {"strftime('%Y-%m', p.day * 86400, 'unixepoch')", GZ_MONTH},
	[GZ_BY_YEAR] = {"strftime('%Y', p.day * 86400, 'unixepoch')", GZ_YEAR},
};

/* The series of the common documents; rows without any document at all are passed over. */
static void check_timeline(struct generated *g, const struct gz_selection *s, enum gz_period by)
{
	struct answer *found = calloc(1, sizeof(*found)), *expected = calloc(1, sizeof(*expected));
	struct gz_sink sink = answer_sink(found);
	struct gz_error err;
	struct gz_buf sql = {0}, line = {0};
	uint64_t undated;
	sqlite3_stmt *stmt;
	size_t kept = 0;

	assert_non_null(found);
	assert_non_null(expected);
	gz_buf_printf(
		&sql,
		"SELECT period, sum(chosen), sum(mentions), count(*) FROM (SELECT %s AS period, "
		"id IN (SELECT document_id FROM pair) AS chosen, iif(id IN (SELECT document_id FROM pair), "
		"(SELECT count(*) FROM mention m WHERE m.document_id = p.id "
		"AND m.entity_id IN (SELECT id FROM term)), 0) "
		"AS mentions FROM passing p WHERE precision >= %d) GROUP BY period ORDER BY period",
		periods[by].format, (int)periods[by].from);
	gz_buf_byte(&sql, '\0');
	stmt = select_rows(g, sql.ptr);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		gz_buf_printf(&line, "%s", s->terms[0].entity);
		for (size_t i = 1; i < s->term_count; i++)
			gz_buf_printf(&line, " + %s", s->terms[i].entity);
		gz_buf_printf(&line, "|%s|%s|%s|%s|%.4f", text_or(stmt, 0, ""), text_or(stmt, 1, ""),
			      text_or(stmt, 2, ""), text_or(stmt, 3, ""),
			      (double)sqlite3_column_int64(stmt, 1) / (double)sqlite3_column_int64(stmt, 3));
		add_line(expected, &line);
	}
	sqlite3_finalize(stmt);
	if (!gz_query_timeline(g->w->q, s, by, true, &sink, &undated, &err))
		fail_msg("timeline: %s", err.message);
	for (size_t i = 0; i < found->count; i++) {
		if (strstr(found->lines[i], "|0|0|0|") != NULL)
			free(found->lines[i]);
		else
			found->lines[kept++] = found->lines[i];
	}
	found->count = kept;
	assert_equal_lines(found, expected, true);
	gz_buf_clear(&sql);
	gz_buf_printf(
		&sql,
		"SELECT count(*) FROM passing WHERE id IN (SELECT document_id FROM pair) AND precision < %d",
		(int)periods[by].from);
	gz_buf_byte(&sql, '\0');
	assert_int_equal(undated, select_number(g, sql.ptr));
	gz_buf_free(&sql);
	free(found);
	free(expected);
}

/* Several series in one answer are those of each term alone, one after the other. */
static void check_series(struct generated *g, const struct gz_selection *s, enum gz_period by)
{
	struct answer *found = calloc(1, sizeof(*found));
	struct gz_sink sink = answer_sink(found);
	struct gz_selection one = *s;
	struct gz_error err;
	uint64_t undated;
	size_t at = 0;

	assert_non_null(found);
	assert_true(gz_query_timeline(g->w->q, s, by, false, &sink, &undated, &err));
	one.term_count = 1;
	for (size_t i = 0; i < s->term_count; i++) {
		struct answer *alone = calloc(1, sizeof(*alone));

		assert_non_null(alone);
		sink = answer_sink(alone);
		one.terms = s->terms + i;
		assert_true(gz_query_timeline(g->w->q, &one, by, false, &sink, &undated, &err));
		assert_true(at + alone->count <= found->count);
		for (size_t line = 0; line < alone->count; line++)
			assert_string_equal(found->lines[at++], alone->lines[line]);
		answer_clear(alone);
		free(alone);
	}
	assert_int_equal(at, found->count);
	answer_clear(found);
	free(found);
}

/* The same where one of the terms is a selector that chooses nothing. */
static void check_series_with_none(struct generated *g, const struct gz_selection *s, enum gz_period by)
{
	static char selector[] = "type:nothing", words[] = "nothing";
	const struct gz_term nothing = {.entity = selector, .name = words, .open = true};
	struct gz_selection pair = *s;
	struct gz_term terms[2];

	pair.terms = terms;
	pair.term_count = 2;
	for (size_t none = 0; none < 2; none++) {
		terms[none] = nothing;
		terms[1 - none] = s->terms[0];
		check_series(g, &pair, by);
	}
}

/* A term: an entity, now and then any of two, or what a selector chooses. */
static struct gz_term choose_term(struct generated *g, const char *id)
{
	struct gz_term two[2], joined;
	struct gz_error err;

	switch (roll(g, 6)) {
	case 0: return world_term(g->w, roll(g, 2) ? "type:org" : "type:place,event");
	case 1:
		two[0] = world_term(g->w, id);
		two[1] = world_term(g->w, g->entities[roll(g, 60)].id);
		assert_true(gz_term_join(two, 2, &joined, &err));
		gz_term_free(&two[0]);
		gz_term_free(&two[1]);
		return joined;
	default: return world_term(g->w, id);
	}
}

/* Selections at random; the first term is now and then a series, an edition, both. */
static void check(struct generated *g)
{
	static const struct gz_str south = {"south", 5};
	static const uint32_t related[] = {20, 23, 1, 3, 31, 40};

	prepare_series(g);

	for (uint32_t i = 0; i < 12; i++) {
		struct gz_term terms[2], without[2];
		struct gz_selection s = world_selection(terms, 1 + roll(g, 2));

		for (size_t term = 0; term < s.term_count; term++)
			terms[term] = choose_term(
				g, g->entities[i % 2 == 0 && term == 0 ? related[i / 2] : roll(g, 18)].id);
		s.without = without;
		s.without_count = roll(g, 3);
		for (size_t term = 0; term < s.without_count; term++)
			without[term] = world_term(g->w, g->entities[roll(g, 60)].id);
		if (roll(g, 3) == 0)
			s.from = gz_day_of(2015, 1, 1) + (int32_t)roll(g, 300);
		if (roll(g, 3) == 0)
			s.to = gz_day_of(2015, 12, 1) + (int32_t)roll(g, 300);
		s.sources = &south;
		s.source_count = roll(g, 3) == 0;
		s.window = (enum gz_window)(i % 3);
		s.window_tokens = roll(g, 30);
		prepare_selection(g, &s);
		check_cooc(g, &s);
		check_entities(g, &s);
		check_all_counts(g, &s);
		check_docs(g, &s);
		check_timeline(g, &s, (enum gz_period)(i % 4));
		check_series(g, &s, (enum gz_period)(i % 4));
		check_series_with_none(g, &s, (enum gz_period)(i % 4));
		for (size_t term = 0; term < s.term_count; term++)
			gz_term_free(&terms[term]);
		for (size_t term = 0; term < s.without_count; term++)
			gz_term_free(&without[term]);
	}
}

static void open_both(struct generated *g)
{
	world_open(g->w);
	assert_int_equal(sqlite3_open_v2(g->w->path, &g->db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
}

static void close_both(struct generated *g)
{
	gz_query_close(g->w->q);
	g->w->q = NULL;
	assert_int_equal(sqlite3_close(g->db), SQLITE_OK);
	g->db = NULL;
}

static void test_against_sql(void **state)
{
	struct generated *g = *state;

	world_begin(g->w);
	g->w->store->segment_minimum = FIRST_RUN;
	g->w->store->joint_share = 20;
	for (uint32_t i = 0; i < FIRST_RUN; i++)
		generate(g, i, "");
	world_commit(g->w);
	/* A writer at work, nothing has postings. */
	open_both(g);
	assert_int_equal(select_number(g, "SELECT count(*) FROM ix_segment"), 0);
	check(g);
	close_both(g);
	world_end(g->w);
	open_both(g);
	assert_true(select_number(g, "SELECT count(*) FROM ix_segment") > 0);
	assert_true(select_number(g, "SELECT count(*) FROM ix_posting WHERE id < 0") > 10);
	check(g);
	close_both(g);
	/* More documents, and every tenth of the old ones anew; first without, then with postings. */
	world_begin(g->w);
	g->w->store->segment_minimum = 1000;
	g->w->store->joint_share = 20;
	for (uint32_t i = 0; i < FIRST_RUN; i += 10)
		generate(g, i, "w ");
	for (uint32_t i = FIRST_RUN; i < DOCUMENTS; i++)
		generate(g, i, "");
	world_commit(g->w);
	open_both(g);
	assert_int_equal(select_number(g, "SELECT count(*) FROM document"), DOCUMENTS);
	assert_true(select_number(g, "SELECT count(*) FROM ix_block") > 3);
	check(g);
	close_both(g);
	world_end(g->w);
	open_both(g);
	assert_int_equal(select_number(g, "SELECT count(*) FROM ix_segment"), 2);
	check(g);
	close_both(g);
	/* Once more, inside both segments: the counts have to follow. */
	world_begin(g->w);
	for (uint32_t i = 5; i < DOCUMENTS; i += 10)
		generate(g, i, "v ");
	world_end(g->w);
	open_both(g);
	check(g);
	close_both(g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_sql)};

	return cmocka_run_group_tests_name("query_sql", tests, setup, teardown);
}
