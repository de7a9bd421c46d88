/*
 * test_query_network.c: the network against questions for documents: on generated documents every count of a
 * node and of an edge is what gz_query_count gives for the terms and the entities, and no pair is forgotten.
 */
#include <stdarg.h>
#include <stdint.h>

#include "query_world.h"

#define ENTITIES  24
#define DOCUMENTS 260

struct generated {
	struct world *w;
	struct world_entity entities[ENTITIES];
	char text[ENTITIES][3][40];
	uint64_t seed;
};

/* An edition, its series, and the series of that. */
static const uint8_t editions[][2] = {{4, 3}, {5, 3}, {3, 9}};

static uint32_t roll(struct generated *g, uint32_t below)
{
	g->seed = g->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((g->seed >> 33) % below);
}

static void generate_field(struct generated *g, struct gz_buf *out, uint32_t words)
{
	bool punctuated = roll(g, 2);

	for (uint32_t i = 0; i < words; i++) {
		if (roll(g, 4) == 0)
			gz_buf_printf(out, "{e%u} ", roll(g, roll(g, ENTITIES) + 1));
		else
			gz_buf_printf(out, punctuated && roll(g, 5) == 0 ? ". " : "w ");
	}
	gz_buf_byte(out, '\0');
}

static void generate(struct generated *g, uint32_t number)
{
	struct gz_buf title = {0}, text = {0};
	char id[32], date[16] = "";

	snprintf(id, sizeof(id), "d%04u", number);
	if (roll(g, 12) != 0)
		gz_day_format(gz_day_of(2014, 11, 20) + (int32_t)roll(g, 100),
			      (enum gz_precision)(roll(g, 10) < 8 ? GZ_DAY : GZ_YEAR + roll(g, 2)), date);
	generate_field(g, &title, roll(g, 6));
	generate_field(g, &text, 1 + roll(g, 40));
	world_put(g->w, number % 3 ? "north" : "south", id, date, title.ptr, text.ptr);
	gz_buf_free(&title);
	gz_buf_free(&text);
}

static int setup(void **state)
{
	struct generated *g = calloc(1, sizeof(*g));

	assert_non_null(g);
	g->seed = 20111103;
	for (int i = 0; i < ENTITIES; i++) {
		enum gz_type type = (enum gz_type)(i % GZ_TYPES);

		snprintf(g->text[i][0], sizeof(g->text[i][0]), "e%d", i);
		snprintf(g->text[i][1], sizeof(g->text[i][1]), "%s/e%d", gz_type_name(type), i);
		snprintf(g->text[i][2], sizeof(g->text[i][2]), "Entity %d", i);
		g->entities[i] =
			(struct world_entity){g->text[i][0], g->text[i][1], g->text[i][2], NULL, NULL, type};
	}
	for (size_t i = 0; i < GZ_COUNT(editions); i++)
		g->entities[editions[i][0]].series = g->text[editions[i][1]][1];
	g->w = world_make(g->entities, ENTITIES);
	world_begin(g->w);
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		generate(g, i);
	world_end(g->w);
	world_open(g->w);
	*state = g;
	return 0;
}

static int teardown(void **state)
{
	struct generated *g = *state;

	world_free(g->w);
	free(g);
	return 0;
}

/* ---- what is counted ------------------------------------------------------------------- */

/* Documents with the terms of the selection and up to two more entities. */
static uint64_t docs_of(struct generated *g, const struct gz_selection *s, const char *one, const char *other)
{
	struct gz_selection with = *s;
	struct gz_term terms[6];
	const char *more[] = {one, other};
	uint64_t documents, found;
	struct gz_error err;

	for (size_t i = 0; i < s->term_count; i++)
		terms[i] = s->terms[i];
	for (size_t i = 0; i < 2; i++) {
		if (more[i] != NULL)
			terms[with.term_count++] = world_term(g->w, more[i]);
	}
	with.terms = terms;
	if (!gz_query_count(g->w->q, &with, &documents, &found, &err))
		fail_msg("count: %s", err.message);
	for (size_t i = s->term_count; i < with.term_count; i++)
		gz_term_free(&terms[i]);
	return found;
}

static bool is_edition(const struct generated *g, const char *edition, const char *series)
{
	for (size_t up = 0; up < GZ_COUNT(editions); up++) {
		for (size_t i = 0; i < GZ_COUNT(editions); i++) {
			if (strcmp(g->text[editions[i][0]][1], edition) != 0)
				continue;
			edition = g->text[editions[i][1]][1];
			if (strcmp(edition, series) == 0)
				return true;
			break;
		}
	}
	return false;
}

static void check_nodes(struct generated *g, const struct gz_selection *s, const struct gz_network *n)
{
	for (size_t i = 0; i < n->node_count; i++) {
		const struct gz_network_node *node = &n->nodes[i];
		uint64_t spells = 0, dated = 0;
		struct gz_selection in_time = *s;

		assert_int_equal(node->docs,
				 node->centre ? n->within : docs_of(g, s, node->entity.ptr, NULL));
		assert_true(node->docs >= s->min_docs && node->mentions >= node->docs);
		assert_true(s->types == 0 || node->centre || (s->types >> node->type & 1) != 0);
		if (n->by == NULL)
			continue;
		in_time.from = s->from == GZ_NO_DAY ? gz_day_of(1, 1, 1) : s->from;
		dated = docs_of(g, &in_time, node->centre ? NULL : node->entity.ptr, NULL);
		for (size_t k = 0; k < node->spells.count; k++) {
			spells += node->spells.ptr[k].docs;
			assert_true(node->spells.ptr[k].first <= node->spells.ptr[k].last);
			assert_true(k == 0 || node->spells.ptr[k].first > node->spells.ptr[k - 1].last);
		}
		assert_int_equal(spells, dated);
	}
}

static void check_edges(struct generated *g, const struct gz_selection *s, const struct gz_network *n)
{
	struct gz_selection whole = *s, alone = *s;

	whole.window = alone.window = GZ_WINDOW_DOCUMENT;
	alone.term_count = 0;
	for (size_t i = 0; i < n->edge_count; i++) {
		const struct gz_network_edge *e = &n->edges[i];
		const struct gz_network_node *from = &n->nodes[e->from], *to = &n->nodes[e->to];

		assert_true(e->from < e->to);
		assert_true(to->centre ||
			    e->docs == docs_of(g, s, from->centre ? NULL : from->entity.ptr, to->entity.ptr));
		assert_true(!to->centre || e->docs == n->within);
		if (from->centre) {
			assert_int_equal(e->of, n->documents);
			assert_int_equal(e->with_to, docs_of(g, &alone, to->entity.ptr, NULL));
		} else {
			assert_int_equal(e->of, docs_of(g, &whole, NULL, NULL));
			assert_int_equal(e->with_from, docs_of(g, &whole, from->entity.ptr, NULL));
			assert_int_equal(e->with_to, docs_of(g, &whole, to->entity.ptr, NULL));
		}
		assert_true(e->npmi == gz_measure_npmi(e->docs, e->with_from, e->with_to, e->of));
		assert_true(e->g2 == gz_measure_g2(e->docs, e->with_from, e->with_to, e->of));
	}
}

/* With measure docs and without a limit every pair that meets has its edge, unless they are a family. */
static void check_complete(struct generated *g, const struct gz_selection *s, const struct gz_network *n)
{
	size_t edges = 0;

	for (size_t j = 0; j < n->node_count; j++) {
		for (size_t i = 0; i < j; i++) {
			const struct gz_network_node *a = &n->nodes[i], *b = &n->nodes[j];

			if (a->centre || b->centre || is_edition(g, a->entity.ptr, b->entity.ptr) ||
			    is_edition(g, b->entity.ptr, a->entity.ptr))
				continue;
			edges += docs_of(g, s, a->entity.ptr, b->entity.ptr) > 0;
		}
	}
	for (size_t i = 0; i < n->edge_count; i++)
		edges += n->nodes[n->edges[i].from].centre;
	assert_int_equal(n->edge_count, edges);
	assert_int_equal(n->pairs, edges);
}

static void check_network(struct generated *g, const struct gz_selection *s,
			  const struct gz_network_options *options, bool complete)
{
	struct gz_arena arena = {0};
	struct gz_network n;
	struct gz_error err;

	if (!gz_query_network(g->w->q, s, options, &arena, &n, &err))
		fail_msg("network: %s", err.message);
	assert_true(n.node_count > 3);
	assert_int_equal(n.within, docs_of(g, s, NULL, NULL));
	check_nodes(g, s, &n);
	check_edges(g, s, &n);
	if (complete)
		check_complete(g, s, &n);
	gz_arena_free(&arena);
}

/* ---- tests --------------------------------------------------------------------------------- */

static void check_windows(struct generated *g, struct gz_selection s)
{
	static const enum gz_window windows[] = {GZ_WINDOW_DOCUMENT, GZ_WINDOW_TOKENS, GZ_WINDOW_SENTENCE};
	struct gz_network_options options = {.edges = 100000, .measure = GZ_LINK_DOCS, .by = GZ_BY_YEAR};

	for (size_t i = 0; i < GZ_COUNT(windows); i++) {
		s.window = windows[i];
		s.window_tokens = 7;
		options.spells = i != 1;
		options.no_centre = i == 2;
		check_network(g, &s, &options, true);
	}
}

static void test_all_documents(void **state)
{
	check_windows(*state, world_selection(NULL, 0));
}

static void test_one_term(void **state)
{
	struct generated *g = *state;
	struct gz_term term = world_term(g->w, "person/e0");

	check_windows(g, world_selection(&term, 1));
	gz_term_free(&term);
}

/* Its editions and its own series are no nodes. */
static void test_series(void **state)
{
	struct generated *g = *state;
	struct gz_term term = world_term(g->w, g->text[3][1]);
	struct gz_selection s = world_selection(&term, 1);
	const struct gz_network_options options = {.edges = 1000};
	struct gz_arena arena = {0};
	struct gz_network n;
	struct gz_error err;

	check_windows(g, s);
	assert_true(gz_query_network(g->w->q, &s, &options, &arena, &n, &err));
	for (size_t i = 1; i < n.node_count; i++) {
		assert_string_not_equal(n.nodes[i].entity.ptr, g->text[3][1]);
		assert_string_not_equal(n.nodes[i].entity.ptr, g->text[4][1]);
		assert_string_not_equal(n.nodes[i].entity.ptr, g->text[9][1]);
	}
	gz_arena_free(&arena);
	gz_term_free(&term);
}

static void test_two_terms(void **state)
{
	struct generated *g = *state;
	struct gz_term terms[] = {world_term(g->w, "person/e0"), world_term(g->w, "country/e1")};

	check_windows(g, world_selection(terms, 2));
	gz_term_free(&terms[0]);
	gz_term_free(&terms[1]);
}

static void test_filter(void **state)
{
	static const enum gz_link_measure measures[] = {GZ_LINK_G2, GZ_LINK_NPMI, GZ_LINK_JACCARD};
	struct generated *g = *state;
	struct gz_term term = world_term(g->w, "country/e1");
	struct gz_selection s = world_selection(&term, 1);
	const struct gz_str source = GZ_STR("north");
	struct gz_network_options options = {.nodes = 8, .spells = true, .by = GZ_BY_YEAR};

	s.sources = &source;
	s.source_count = 1;
	for (size_t i = 0; i < GZ_COUNT(measures); i++) {
		options.measure = measures[i];
		s.from = i == 1 ? world_day("2014-12-01") : GZ_NO_DAY;
		s.types = i == 2 ? 1u << GZ_PERSON | 1u << GZ_ORG : 0;
		s.min_docs = 2;
		check_network(g, &s, &options, false);
	}
	gz_term_free(&term);
}

/* At most so many, each node with an edge, the same answer twice, and the same entity asked for twice is one.
 */
static void test_limits(void **state)
{
	struct generated *g = *state;
	struct gz_term terms[] = {world_term(g->w, "person/e0"), world_term(g->w, "person/e0")};
	struct gz_selection s = world_selection(terms, 2);
	struct gz_network_options options = {.nodes = 6, .edges = 9};
	struct gz_arena arena = {0};
	struct gz_network n, again;
	struct gz_error err;

	assert_true(gz_query_network(g->w->q, &s, &options, &arena, &n, &err));
	assert_true(n.node_count <= 7 && n.edge_count <= 9);
	assert_true(n.nodes[0].centre && !n.nodes[1].centre);
	assert_string_equal(n.provenance.filter.ptr, "documents with Entity 0 and Entity 0");
	assert_int_equal(n.provenance.documents, DOCUMENTS);
	assert_int_equal(n.provenance.revision, 1);
	assert_string_equal(n.provenance.gazetteer.ptr, "feedc0de");
	assert_true(gz_query_network(g->w->q, &s, &options, &arena, &again, &err));
	assert_int_equal(again.edge_count, n.edge_count);
	for (size_t i = 0; i < n.edge_count; i++)
		assert_true(again.edges[i].from == n.edges[i].from && again.edges[i].to == n.edges[i].to);
	s.term_count = 0;
	options.edges = 2;
	assert_true(gz_query_network(g->w->q, &s, &options, &arena, &n, &err));
	assert_int_equal(n.edge_count, 2);
	assert_true(n.node_count == 3 || n.node_count == 4);
	options.nodes = GZ_NETWORK_NODES + 1;
	assert_false(gz_query_network(g->w->q, &s, &options, &arena, &n, &err));
	assert_int_equal(err.code, GZ_ELIMIT);
	gz_arena_free(&arena);
	gz_term_free(&terms[0]);
	gz_term_free(&terms[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_documents), cmocka_unit_test(test_one_term),
		cmocka_unit_test(test_series),	      cmocka_unit_test(test_two_terms),
		cmocka_unit_test(test_filter),	      cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
