/*
 * test_picture.c: pictures of networks, large, small, hostile: nothing overlaps, nothing lies outside, the
 * greatest have their labels, what names say never becomes markup, and the same network is the same bytes.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/picture.h"

#define MOST 1000

struct made {
	struct gz_network network;
	struct gz_network_node nodes[MOST];
	struct gz_network_edge edges[MOST * 3];
	char names[MOST][96];
	uint64_t seed;
};

static uint32_t roll(struct made *m, uint32_t below)
{
	m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((m->seed >> 33) % below);
}

static const char *const oddities[] = {
	"<script>alert(\"1\")</script>",
	"O'Neill & \"Sons\" ]]>",
	"\xe2\x80\xae"
	"desrever \xe2\x81\xa7 marks",
	"\xe4\xbf\x84\xe7\xbd\x97\xe6\x96\xaf\xe8\x81\x94\xe9\x82\xa6\xe5\x85\xb1\xe5\x92\x8c\xe5\x9b\xbd",
	"a\x01\x02\tcontrolled\x7f\nname",
	"\xef\xbf\xbe\xef\xbf\xbf noncharacters",
	"",
	"International Organization of Securities Commissions and of Whatever Else there is",
};

/* `centres` of the nodes are centres, which all others hang on. */
static void make(struct made *m, uint32_t count, uint32_t centres, uint32_t edges, uint64_t seed)
{
	struct gz_network *n = &m->network;
	uint64_t docs = 20000;

	memset(m, 0, sizeof(*m));
	m->seed = seed;
	for (uint32_t i = 0; i < count; i++) {
		if (i % 9 == 8)
			snprintf(m->names[i], sizeof(m->names[i]), "%s",
				 oddities[i / 9 % GZ_COUNT(oddities)]);
		else
			snprintf(m->names[i], sizeof(m->names[i]), "Entity %u %.*s", i, (int)roll(m, 24),
				 "of the department of state");
		docs = docs * 19 / 20 + 1;
		m->nodes[i] = (struct gz_network_node){.entity = gz_str(m->names[i]),
						       .name = gz_str(m->names[i]),
						       .type = (enum gz_type)(i % GZ_TYPES),
						       .centre = i < centres,
						       .docs = docs,
						       .first = GZ_NO_DAY,
						       .last = GZ_NO_DAY};
	}
	for (uint32_t i = centres; i < count && centres > 0; i++)
		m->edges[n->edge_count++] = (struct gz_network_edge){
			.from = i % centres, .to = i, .docs = 1 + roll(m, 50), .g2 = roll(m, 100)};
	while (count > centres + 1 && n->edge_count < edges && n->edge_count < GZ_COUNT(m->edges)) {
		uint32_t a = centres + roll(m, count - centres), b = centres + roll(m, count - centres);

		if (a != b)
			m->edges[n->edge_count++] = (struct gz_network_edge){
				.from = a < b ? a : b, .to = a < b ? b : a, .docs = 1, .g2 = roll(m, 100)};
	}
	n->nodes = m->nodes;
	n->edges = m->edges;
	n->node_count = count;
	n->measure = "g2";
	n->provenance.version = GZ_STR("0.0.0");
	n->provenance.filter = GZ_STR("documents with <b>\xe2\x80\xae");
}

static bool apart(double x1, double y1, double w1, double h1, double x2, double y2, double w2, double h2)
{
	return x1 + w1 <= x2 || x2 + w2 <= x1 || y1 + h1 <= y2 || y2 + h2 <= y1;
}

static void check_spot(const struct gz_spot *s, double width, double height)
{
	assert_true(isfinite(s->x) && isfinite(s->y) && s->radius > 0);
	assert_true(s->x - s->radius >= 0 && s->x + s->radius <= width);
	assert_true(s->y - s->radius >= 0 && s->y + s->radius <= height);
	if (s->label_width > 0) {
		assert_true(s->label_x >= 0 && s->label_x + s->label_width <= width);
		assert_true(s->label_y >= 0 && s->label_y + s->label_height <= height);
	}
}

static void check_pair(const struct gz_spot *a, const struct gz_spot *b)
{
	assert_true(hypot(a->x - b->x, a->y - b->y) >= a->radius + b->radius);
	if (a->label_width <= 0)
		return;
	assert_true(apart(a->label_x, a->label_y, a->label_width, a->label_height, b->x - b->radius,
			  b->y - b->radius, 2 * b->radius, 2 * b->radius));
	if (b->label_width > 0)
		assert_true(apart(a->label_x, a->label_y, a->label_width, a->label_height, b->label_x,
				  b->label_y, b->label_width, b->label_height));
}

/* How many have labels. */
static size_t check_layout(const struct made *m)
{
	struct gz_arena arena = {0};
	struct gz_spot *spots;
	struct gz_error err;
	size_t labels = 0;

	if (!gz_picture_layout(&m->network, GZ_PICTURE_WIDTH, GZ_PICTURE_HEIGHT, &arena, &spots, &err))
		fail_msg("layout: %s", err.message);
	for (size_t i = 0; i < m->network.node_count; i++) {
		check_spot(&spots[i], GZ_PICTURE_WIDTH, GZ_PICTURE_HEIGHT);
		labels += spots[i].label_width > 0;
		if (i < 20 && spots[i].label_width <= 0 && m->network.nodes[i].name.len > 0)
			fail_msg("node %zu of %zu has no label: %s", i, m->network.node_count, m->names[i]);
		for (size_t j = 0; j < m->network.node_count; j++) {
			if (i != j)
				check_pair(&spots[i], &spots[j]);
		}
	}
	gz_arena_free(&arena);
	return labels;
}

static void test_layouts(void **state)
{
	static const struct {
		uint32_t nodes, centres, edges;
	} cases[] = {{1, 1, 0},	  {2, 0, 1},  {2, 2, 0},     {3, 1, 3},	    {61, 1, 200},  {62, 2, 250},
		     {60, 0, 40}, {60, 0, 0}, {61, 0, 1000}, {200, 1, 500}, {400, 0, 900}, {1000, 3, 3000}};
	struct made *m = malloc(sizeof(*m));

	(void)state;
	assert_non_null(m);
	for (size_t i = 0; i < GZ_COUNT(cases); i++) {
		for (uint64_t seed = 1; seed <= (cases[i].nodes > 100 ? 1 : 5); seed++) {
			size_t labels;

			make(m, cases[i].nodes, cases[i].centres, cases[i].edges, seed);
			labels = check_layout(m);
			if (cases[i].nodes <= 62)
				assert_true(labels + 2 >= cases[i].nodes);
		}
	}
	free(m);
}

static void draw(const struct made *m, struct gz_buf *out)
{
	struct gz_error err;

	if (!gz_picture_network(&m->network, out, &err))
		fail_msg("picture: %s", err.message);
	assert_true(gz_buf_byte(out, '\0'));
	out->len--;
}

static void test_hostile_names(void **state)
{
	struct made *m = malloc(sizeof(*m));
	struct gz_buf once = {0}, twice = {0};

	(void)state;
	assert_non_null(m);
	make(m, 80, 1, 200, 7);
	draw(m, &once);
	assert_null(strstr(once.ptr, "<script"));
	assert_null(strstr(once.ptr, "<b>"));
	assert_non_null(strstr(once.ptr, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"));
	assert_null(strstr(once.ptr, "\xe2\x80\xae"));
	assert_null(strstr(once.ptr, "\xe2\x81\xa7"));
	assert_null(strstr(once.ptr, "\xef\xbf\xbf"));
	for (size_t i = 0; i < once.len; i++)
		assert_true((unsigned char)once.ptr[i] >= ' ' || once.ptr[i] == '\n');
	assert_true(gz_utf8_valid(gz_buf_view(&once)));
	draw(m, &twice);
	assert_int_equal(once.len, twice.len);
	assert_memory_equal(once.ptr, twice.ptr, once.len);
	gz_buf_free(&once);
	gz_buf_free(&twice);
	free(m);
}

static void test_nothing(void **state)
{
	struct made *m = malloc(sizeof(*m));
	struct gz_buf out = {0};
	struct gz_error err;

	(void)state;
	assert_non_null(m);
	make(m, 0, 0, 0, 1);
	draw(m, &out);
	assert_non_null(strstr(out.ptr, "Nothing was found"));
	gz_buf_free(&out);
	m->network.node_count = GZ_PICTURE_NODES + 1;
	assert_false(gz_picture_network(&m->network, &out, &err));
	assert_int_equal(err.code, GZ_ELIMIT);
	gz_buf_free(&out);
	free(m);
}

/* Relative luminance and contrast as WCAG 2 defines them. */
static double luminance(const char *color)
{
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	double sum = 0;

	for (size_t i = 0; i < 3; i++) {
		char digits[3] = {color[1 + 2 * i], color[2 + 2 * i], '\0'};
		double part = (double)strtoul(digits, NULL, 16) / 255;

		sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(const char *one, const char *other)
{
	double a = luminance(one) + 0.05, b = luminance(other) + 0.05;

	return a > b ? a / b : b / a;
}

static void test_contrast(void **state)
{
	(void)state;
	for (int dark = 0; dark < 2; dark++) {
		const char *ground = gz_picture_ink(GZ_INK_GROUND, dark);

		for (unsigned type = 0; type < GZ_TYPES; type++)
			assert_true(contrast(gz_picture_color((enum gz_type)type, dark), ground) >= 3);
		assert_true(contrast(gz_picture_ink(GZ_INK_TEXT, dark), ground) >= 7);
		assert_true(contrast(gz_picture_ink(GZ_INK_QUIET, dark), ground) >= 4.5);
	}
}

static void test_text(void **state)
{
	struct gz_buf out = {0};
	double width = gz_picture_text_width(GZ_STR("European Union"), 10, false);

	(void)state;
	assert_true(width > 60 && width < 90);
	assert_true(gz_picture_text_width(GZ_STR("European Union"), 20, false) == 2 * width);
	assert_true(gz_picture_text(&out, GZ_STR("European Union"), 10, false, width + 0.01));
	assert_true(gz_str_eq(gz_buf_view(&out), GZ_STR("European Union")));
	gz_buf_clear(&out);
	assert_true(gz_picture_text(&out, GZ_STR("European Union"), 10, false, width / 2));
	assert_true(gz_str_ends(gz_buf_view(&out), GZ_STR("\xe2\x80\xa6")));
	assert_true(gz_picture_text_width(gz_buf_view(&out), 10, false) <= width / 2);
	gz_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layouts), cmocka_unit_test(test_hostile_names),
		cmocka_unit_test(test_nothing), cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
