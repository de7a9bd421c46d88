/*
 * html_main.c: which blocks of a page are its main text.
 *
 * Blocks that are navigation by element, role or class are out. Of the others, shallow text features say
 * which are prose: the words and the share of links of a block and of those beside it (C. Kohlschuetter, P.
 * Fankhauser, W. Nejdl: Boilerplate Detection using Shallow Text Features, WSDM 2010, the rules over number
 * of words). Where the prose is says which part of the page is the article: what is marked as such, or the
 * smallest part that holds three quarters of it. That part is kept, but for its runs of links.
 */
#include "html.h"

enum out {
	OUT = 1 << 0,	 /* beside the main text */
	INSIDE = 1 << 1, /* of an article */
	CHOSEN = 1 << 2,
};

/* Longer runs of short blocks between paragraphs are lists of something else. */
#define GAP_MAX 8
/* A cell of a table of data has no more words. */
#define CELL_WORDS 12

static bool links_over(const struct gz_block *b, unsigned percent)
{
	return b->linked * 100 > b->len * percent;
}

static bool is_out(const struct gz_html_tree *t, const struct gz_block *b)
{
	return t->nodes.ptr[b->node].out & OUT;
}

/* The main parts by what elements say; with `doubts` also by classes and ids. */
static void leave_out(struct gz_html_tree *t, bool doubts)
{
	struct gz_node *nodes = t->nodes.ptr;

	for (size_t i = 0; i < t->nodes.len; i++) {
		struct gz_node *n = &nodes[i];
		unsigned out = i > 0 ? nodes[n->parent].out & (OUT | INSIDE) : 0;

		if (n->marks & GZ_NODE_ASIDE)
			out |= OUT;
		if ((n->marks & GZ_NODE_HEADER) && !(out & INSIDE))
			out |= OUT;
		if (doubts && (n->marks & (GZ_NODE_DOUBT | GZ_NODE_HEART)) == GZ_NODE_DOUBT)
			out |= OUT;
		if (n->marks & (GZ_NODE_ARTICLE | GZ_NODE_BODY))
			out |= INSIDE;
		n->out = (uint8_t)out;
		n->words = 0;
	}
}

/* What holds the page's heading, or its main part, is not beside it. */
static void find_heart(struct gz_html_tree *t)
{
	leave_out(t, false);
	for (size_t i = 0; i < t->blocks.len; i++) {
		const struct gz_block *b = &t->blocks.ptr[i];

		if (b->top && !is_out(t, b))
			t->nodes.ptr[b->node].marks |= GZ_NODE_HEART;
	}
	for (size_t i = t->nodes.len; i > 1; i--)
		t->nodes.ptr[t->nodes.ptr[i - 1].parent].marks |= t->nodes.ptr[i - 1].marks & GZ_NODE_HEART;
}

/* The rules of the paper, over one block and its neighbours. Where they find nothing: long blocks by
 * themselves, as those of a front page, which stand between links. */
static bool is_prose(const struct gz_block *before, const struct gz_block *b, const struct gz_block *after,
		     bool alone)
{
	uint32_t next = after != NULL ? after->words : 0, last = before != NULL ? before->words : 0;

	if (links_over(b, 33))
		return false;
	if (alone)
		return b->words > 16;
	if (before != NULL && links_over(before, 55))
		return b->words > 40 || next > 17;
	return b->words > 16 || next > 15 || last > 4;
}

/* Says of each block whether it is prose, and adds up the words of prose below each node. */
static uint32_t find_prose(struct gz_html_tree *t, bool alone)
{
	struct gz_node *nodes = t->nodes.ptr;
	struct gz_block *before = NULL, *b = NULL;

	for (size_t i = 0; i <= t->blocks.len; i++) {
		struct gz_block *after = i < t->blocks.len ? &t->blocks.ptr[i] : NULL;

		if (after != NULL) {
			after->content = after->keep = false;
			if (is_out(t, after))
				continue;
		}
		/* Short blocks are prose by their neighbours, but count for nothing by themselves. */
		if (b != NULL && is_prose(before, b, after, alone)) {
			b->content = true;
			nodes[b->node].words += b->words >= 10 ? b->words : 0;
		}
		before = b;
		b = after;
	}
	for (size_t i = t->nodes.len; i > 1; i--)
		nodes[nodes[i - 1].parent].words += nodes[i - 1].words;
	return nodes[0].words;
}

/* ---- the part of the page ------------------------------------------------------------ */

/* Nodes with this mark that are not out, nor inside another one: how many, their words, the largest. */
struct group {
	uint32_t count, words, best;
};

static bool in_group(const struct gz_html_tree *t, uint32_t node, unsigned mark)
{
	const struct gz_node *nodes = t->nodes.ptr;

	if (!(nodes[node].marks & mark) || (nodes[node].out & OUT))
		return false;
	/* Inside another one only that one counts: the innermost is found first for none of these. */
	return node == 0 || !(nodes[nodes[node].parent].out & INSIDE) || mark == GZ_NODE_BODY;
}

static struct group group_of(const struct gz_html_tree *t, unsigned mark)
{
	struct group g = {.best = GZ_NONE};

	for (uint32_t i = 0; i < t->nodes.len; i++) {
		if (!in_group(t, i, mark))
			continue;
		g.count++;
		g.words += t->nodes.ptr[i].words;
		if (g.best == GZ_NONE || t->nodes.ptr[i].words > t->nodes.ptr[g.best].words)
			g.best = i;
	}
	return g;
}

/* The article around its text, where there is little else in it. */
static uint32_t around(const struct gz_html_tree *t, uint32_t node)
{
	const struct gz_node *nodes = t->nodes.ptr;

	for (uint32_t i = node; i > 0; i = nodes[i].parent) {
		if ((nodes[i].marks & GZ_NODE_ARTICLE) && !(nodes[i].out & OUT))
			return nodes[i].words <= nodes[node].words + nodes[node].words / 2 ? i : node;
	}
	return node;
}

/* From `node` down, as long as one part holds three quarters of the prose. Parts come after what they are in.
 */
static uint32_t smallest_part(const struct gz_html_tree *t, uint32_t node)
{
	const struct gz_node *nodes = t->nodes.ptr;
	uint32_t at = node;

	for (uint32_t i = node + 1; i < t->nodes.len; i++) {
		if (nodes[i].parent == at && (uint64_t)nodes[i].words * 4 >= (uint64_t)nodes[at].words * 3)
			at = i;
	}
	return at;
}

static void choose_below(struct gz_html_tree *t)
{
	for (size_t i = 1; i < t->nodes.len; i++)
		t->nodes.ptr[i].out |= t->nodes.ptr[t->nodes.ptr[i].parent].out & CHOSEN;
}

/* Marks the part of the page. True: the page itself says that it is the article. */
static bool choose_part(struct gz_html_tree *t, uint32_t total)
{
	struct gz_node *nodes = t->nodes.ptr;
	struct group body = group_of(t, GZ_NODE_BODY), article = group_of(t, GZ_NODE_ARTICLE);
	struct group main = group_of(t, GZ_NODE_MAIN);
	uint32_t from = 0;

	if (body.count > 0 && nodes[body.best].words * 2 >= total) {
		nodes[around(t, body.best)].out |= CHOSEN;
		return true;
	}
	if (article.count > 0 && nodes[article.best].words * 2 >= article.words &&
	    nodes[article.best].words * 3 >= total) {
		nodes[article.best].out |= CHOSEN;
		return true;
	}
	if (article.count > 1 && article.words * 2 >= total) { /* several of a kind: a blog's front page */
		for (uint32_t i = 0; i < t->nodes.len; i++)
			nodes[i].out |= in_group(t, i, GZ_NODE_ARTICLE) ? CHOSEN : 0;
		return true;
	}
	if (main.count > 0 && nodes[main.best].words * 3 >= total)
		from = main.best;
	nodes[smallest_part(t, from)].out |= CHOSEN;
	return false;
}

/* ---- its blocks ---------------------------------------------------------------------- */

static bool is_chosen(const struct gz_html_tree *t, const struct gz_block *b)
{
	return (t->nodes.ptr[b->node].out & (CHOSEN | OUT)) == CHOSEN;
}

/* From the first block of prose to the last one; beyond them only what hardly links. */
static void keep_article(struct gz_html_tree *t)
{
	size_t first = t->blocks.len, last = 0;

	for (size_t i = 0; i < t->blocks.len; i++) {
		if (!is_chosen(t, &t->blocks.ptr[i]) || !t->blocks.ptr[i].content)
			continue;
		first = first < i ? first : i;
		last = i;
	}
	for (size_t i = 0; i < t->blocks.len; i++) {
		struct gz_block *b = &t->blocks.ptr[i];

		b->keep = is_chosen(t, b) && !links_over(b, i >= first && i <= last ? 50 : 20);
	}
}

/* One of several short cells of a row: data, not layout. */
static bool is_data(const struct gz_html_tree *t, size_t i)
{
	const struct gz_block *b = &t->blocks.ptr[i];
	bool beside = false;

	if (b->row == 0 || b->words > CELL_WORDS || links_over(b, 33))
		return false;
	if (i > 0)
		beside = b[-1].row == b->row && b[-1].cell != b->cell && b[-1].words <= CELL_WORDS;
	if (!beside && i + 1 < t->blocks.len)
		beside = b[1].row == b->row && b[1].cell != b->cell && b[1].words <= CELL_WORDS;
	return beside;
}

/* The rows of a table go with what stands before them. */
static void keep_data(struct gz_html_tree *t)
{
	bool kept = false;

	for (size_t i = 0; i < t->blocks.len; i++) {
		struct gz_block *b = &t->blocks.ptr[i];

		if (!is_chosen(t, b))
			continue;
		b->keep = b->keep || (kept && is_data(t, i));
		kept = b->keep;
	}
}

/* Prose, the headings before it, and short runs of short blocks between. */
static void keep_prose(struct gz_html_tree *t)
{
	size_t gap = 0, behind = t->blocks.len;

	for (size_t i = 0; i < t->blocks.len; i++) {
		struct gz_block *b = &t->blocks.ptr[i];

		if (!is_chosen(t, b))
			continue;
		if (!b->content) {
			gap += !is_data(t, i);
			continue;
		}
		b->keep = true;
		for (size_t j = behind + 1; behind < t->blocks.len && gap <= GAP_MAX && j < i; j++)
			t->blocks.ptr[j].keep =
				is_chosen(t, &t->blocks.ptr[j]) && !links_over(&t->blocks.ptr[j], 33);
		for (size_t j = i;
		     j > 0 && t->blocks.ptr[j - 1].heading && is_chosen(t, &t->blocks.ptr[j - 1]); j--)
			t->blocks.ptr[j - 1].keep = true;
		behind = i;
		gap = 0;
	}
}

/* Prose or not: what stands in the part that is marked as the text, the article, or the main part. */
static void keep_marked(struct gz_html_tree *t)
{
	static const enum gz_node_mark marks[] = {GZ_NODE_BODY, GZ_NODE_ARTICLE, GZ_NODE_MAIN};

	for (size_t i = 0; i < GZ_COUNT(marks); i++) {
		struct group g = group_of(t, marks[i]);

		if (g.count != 1)
			continue;
		t->nodes.ptr[g.best].out |= CHOSEN;
		choose_below(t);
		for (size_t j = 0; j < t->blocks.len; j++)
			t->blocks.ptr[j].keep =
				is_chosen(t, &t->blocks.ptr[j]) && !links_over(&t->blocks.ptr[j], 50);
		return;
	}
}

static bool keeps_something(const struct gz_html_tree *t)
{
	for (size_t i = 0; i < t->blocks.len; i++) {
		if (t->blocks.ptr[i].keep && !t->blocks.ptr[i].heading)
			return true;
	}
	return false;
}

void gz_html_choose(struct gz_html_tree *t)
{
	find_heart(t);
	for (unsigned way = 0; way < 4; way++) {
		bool alone = way % 2 == 1;
		uint32_t total;

		leave_out(t, way < 2);
		total = find_prose(t, alone);
		if (total == 0) {
			if (alone)
				keep_marked(t);
		} else if (choose_part(t, total)) {
			choose_below(t);
			keep_article(t);
		} else {
			choose_below(t);
			keep_prose(t);
			keep_data(t);
		}
		if (keeps_something(t))
			return;
	}
	for (size_t i = 0; i < t->blocks.len; i++)
		t->blocks.ptr[i].keep = true;
}

bool gz_html_write(const struct gz_html_tree *t, struct gz_str title, struct gz_buf *out)
{
	const struct gz_block *last = NULL;
	bool titled = title.len == 0;

	for (size_t i = 0; i < t->blocks.len; i++) {
		const struct gz_block *b = &t->blocks.ptr[i];
		struct gz_str text = gz_str_of(t->text.ptr + b->start, b->len);

		if (!b->keep)
			continue;
		if (!titled && gz_str_eq(text, title)) {
			titled = true;
			continue;
		}
		if (last != NULL && b->row != 0 && b->row == last->row && b->cell != last->cell &&
		    b->words <= CELL_WORDS && last->words <= CELL_WORDS)
			gz_buf_str(out, GZ_STR(" | "));
		else if (out->len > 0)
			gz_buf_str(out, GZ_STR("\n\n"));
		gz_buf_str(out, text);
		last = b;
	}
	return !out->failed;
}
