/*
 * html_tree.c: the tokens of a page as blocks of text in a tree of containers. Not the tree of a browser:
 * only what decides where paragraphs end, what is a link, what is hidden and what is below what. At most
 * DEPTH elements are open at once; deeper ones are as good as not there.
 */
#include <string.h>

#include "html.h"

#define DEPTH 300
/* More parts and blocks than this are taken together: the memory of a page stays within a few times its size.
 */
#define NODES_MAX  ((size_t)1 << 20)
#define BLOCKS_MAX ((size_t)1 << 21)

struct open {
	const struct gz_element *element; /* NULL: of no known name */
	struct gz_str name;
	uint32_t node, row, cell;
	bool skip, pre, heading, top, main;
};

struct builder {
	struct gz_html_tree *tree;
	struct gz_html_meta *meta;
	struct open open[DEPTH]; /* the first one is the page */
	size_t depth, deeper;
	uint32_t rows, cells;
	bool linked;
	size_t link_depth; /* where the link began */
	bool block_open;
	bool broken;  /* a line break was the last thing */
	char pending; /* white space that comes before the next word; 0: none */
	struct gz_block block;
	bool failed;
};

static struct open *top(struct builder *b)
{
	return &b->open[b->depth - 1];
}

static unsigned flags_of(const struct open *o)
{
	return o->element != NULL ? o->element->flags : 0;
}

static unsigned id_of(const struct open *o)
{
	return o->element != NULL ? o->element->id : GZ_EL_OTHER;
}

/* ---- text ----------------------------------------------------------------------- */

static void block_end(struct builder *b)
{
	struct gz_html_tree *t = b->tree;
	struct gz_block *last;

	b->pending = 0;
	b->broken = false;
	if (!b->block_open)
		return;
	b->block_open = false;
	b->block.len = t->text.len - b->block.start;
	b->block.words = gz_html_words(gz_str_of(t->text.ptr + b->block.start, b->block.len));
	if (t->blocks.len < BLOCKS_MAX) {
		b->failed = b->failed || !GZ_PUSH(&t->blocks, b->block);
		return;
	}
	last = &t->blocks.ptr[t->blocks.len - 1];
	last->len = t->text.len - last->start;
	last->words += b->block.words;
	last->linked += b->block.linked;
}

static void block_begin(struct builder *b)
{
	const struct open *o = top(b);

	if (b->tree->blocks.len >= BLOCKS_MAX)
		gz_buf_add(&b->tree->text, "\n\n", 2);
	b->block = (struct gz_block){.start = b->tree->text.len,
				     .node = o->node,
				     .row = o->row,
				     .cell = o->cell,
				     .heading = o->heading,
				     .top = o->top};
	b->block_open = true;
	b->pending = 0;
}

static void put(struct builder *b, const char *bytes, size_t len)
{
	size_t before;

	if (!b->block_open)
		block_begin(b);
	before = b->tree->text.len;
	if (b->pending != 0)
		gz_buf_byte(&b->tree->text, b->pending);
	gz_buf_add(&b->tree->text, bytes, len);
	b->pending = 0;
	b->broken = false;
	b->block.linked += b->linked ? b->tree->text.len - before : 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void put_space(struct builder *b, char c)
{
	bool pre = top(b)->pre;

	if (!b->block_open)
		return;
	if (pre && c == '\n' && b->pending == '\n') {
		block_end(b);
		return;
	}
	if (b->pending != '\n')
		b->pending = pre && c == '\n' ? '\n' : ' ';
}

static void put_code(struct builder *b, uint32_t code)
{
	char bytes[4];

	if (code == 0xa0 || (code < 0x80 && is_space((char)code)))
		put_space(b, ' ');
	else if (code != 0xad) /* a soft hyphen would part the word */
		put(b, bytes, gz_utf8_encode(code, bytes));
}

static void add_text(struct builder *b, struct gz_str s)
{
	if (top(b)->skip)
		return;
	for (size_t i = 0; i < s.len;) {
		size_t run = gz_html_run(s.ptr + i, s.len - i);
		uint32_t code;

		if (run > 0)
			put(b, s.ptr + i, run);
		i += run;
		if (i == s.len)
			break;
		if (is_space(s.ptr[i])) {
			put_space(b, s.ptr[i++]);
			continue;
		}
		if (s.ptr[i] == '&')
			run = gz_html_entity(gz_str_of(s.ptr + i, s.len - i), false, &code);
		else
			run = gz_utf8_decode(s.ptr + i, s.len - i, &code);
		if (run > 0 && (unsigned char)s.ptr[i] > ' ')
			put_code(b, code);
		else
			put(b, s.ptr + i, run = 1);
		i += run;
	}
}

/* ---- elements ---------------------------------------------------------------------- */

static void pop_to(struct builder *b, size_t depth)
{
	for (; b->depth > depth; b->depth--) {
		if (flags_of(top(b)) & GZ_EL_BLOCK)
			block_end(b);
	}
	/* Many forget to end a link; it ends with the part in which it began. */
	b->linked = b->linked && b->depth >= b->link_depth;
}

/* Does an element that is open end where `element` begins? *stop: nothing further out does. */
static bool ends_before(const struct open *o, const struct gz_element *element, bool *stop)
{
	unsigned id = id_of(o), flags = flags_of(o);

	switch (element->id) {
	case GZ_EL_LI: *stop = id == GZ_EL_LIST || (flags & GZ_EL_SCOPE); return id == GZ_EL_LI;
	case GZ_EL_DD: *stop = id == GZ_EL_LIST || (flags & GZ_EL_SCOPE); return id == GZ_EL_DD;
	case GZ_EL_CELL: *stop = id == GZ_EL_ROW || id == GZ_EL_TABLE; return id == GZ_EL_CELL;
	case GZ_EL_ROW: *stop = id == GZ_EL_TABLE; return id == GZ_EL_ROW || id == GZ_EL_CELL;
	default:
		*stop = (flags & GZ_EL_BLOCK) && id != GZ_EL_P;
		return (element->flags & GZ_EL_BLOCK) && id == GZ_EL_P;
	}
}

static void end_implied(struct builder *b, const struct gz_element *element)
{
	bool stop = false;
	size_t found = 0;

	if (!(element->flags & GZ_EL_BLOCK))
		return;
	for (size_t i = b->depth; i > 1 && !stop; i--) {
		if (ends_before(&b->open[i - 1], element, &stop))
			found = i - 1;
	}
	if (found > 0)
		pop_to(b, found);
}

static uint32_t node_of(struct builder *b, uint32_t parent, unsigned flags, unsigned marks)
{
	struct gz_html_tree *t = b->tree;

	if ((!(flags & GZ_EL_CONTAINER) && marks == 0) || t->nodes.len >= NODES_MAX)
		return parent;
	if (!GZ_PUSH(&t->nodes, ((struct gz_node){.parent = parent, .marks = (uint8_t)marks}))) {
		b->failed = true;
		return parent;
	}
	return (uint32_t)(t->nodes.len - 1);
}

static void open_element(struct builder *b, const struct gz_html_token *token)
{
	const struct gz_element *element = token->element;
	unsigned flags = element != NULL ? element->flags : 0,
		 id = element != NULL ? element->id : GZ_EL_OTHER;
	struct open o = *top(b);
	bool hidden;
	uint8_t marks = gz_html_marks(token, &hidden);

	if (id == GZ_EL_H1)
		b->tree->nodes.ptr[o.node].marks |= GZ_NODE_HEART;
	o.element = element;
	o.name = token->name;
	o.skip = o.skip || hidden || (flags & GZ_EL_SKIP);
	o.pre = o.pre || id == GZ_EL_PRE;
	o.heading = o.heading || (flags & GZ_EL_HEADING);
	o.top = o.top || id == GZ_EL_H1;
	o.main = o.main || (marks & (GZ_NODE_ARTICLE | GZ_NODE_MAIN));
	if (id == GZ_EL_ROW)
		o.row = ++b->rows;
	if (id == GZ_EL_CELL)
		o.cell = ++b->cells;
	/* Words are joined over formatting, which is of no interest unless it hides. */
	if (!(flags & GZ_EL_BLOCK) && !(o.skip && (hidden || !(flags & GZ_EL_FORMAT))))
		return;
	if (!o.skip)
		o.node = node_of(b, o.node, flags, marks);
	if (b->depth < DEPTH)
		b->open[b->depth++] = o;
	else if (flags & GZ_EL_BLOCK)
		b->deeper++;
}

static void line_break(struct builder *b)
{
	if (!b->block_open)
		return;
	if (b->broken) {
		block_end(b);
	} else {
		b->broken = true;
		b->pending = '\n';
	}
}

static void start_void(struct builder *b, const struct gz_html_token *token)
{
	if (token->element->id == GZ_EL_BR && !top(b)->skip)
		line_break(b);
	if (token->element->id == GZ_EL_META || token->element->id == GZ_EL_LINK)
		b->failed = b->failed || (b->meta != NULL && !gz_html_meta_element(b->meta, token));
}

static void start_raw(struct builder *b, const struct gz_html_token *token)
{
	bool good = true;

	if (token->element->id == GZ_EL_SCRIPT &&
	    gz_html_same(token->attr[GZ_ATTR_TYPE], "application/ld+json"))
		good = gz_html_meta_jsonld(b->meta, token->text);
	if (token->element->id == GZ_EL_TITLE && b->meta->title[GZ_TITLE_ELEMENT].len == 0 && !top(b)->skip)
		good = gz_html_decode(&b->meta->title[GZ_TITLE_ELEMENT], token->text, false);
	b->failed = b->failed || !good;
}

static void start(struct builder *b, const struct gz_html_token *token, bool closed)
{
	const struct gz_element *element = token->element;

	if (element == NULL) {
		if (!closed)
			open_element(b, token);
		return;
	}
	end_implied(b, element);
	if (element->flags & GZ_EL_BLOCK)
		block_end(b);
	if (element->flags & GZ_EL_VOID) {
		start_void(b, token);
	} else if (element->flags & GZ_EL_RAW) {
		if (b->meta != NULL)
			start_raw(b, token);
	} else if (element->id == GZ_EL_HTML || element->id == GZ_EL_BODY) {
		if (b->meta != NULL && b->meta->lang.len == 0 && token->attr[GZ_ATTR_LANG].len > 0)
			b->failed =
				b->failed || !gz_html_decode(&b->meta->lang, token->attr[GZ_ATTR_LANG], true);
	} else if (!(closed && (element->flags & GZ_EL_SKIP))) {
		if (element->id == GZ_EL_A) {
			b->linked = token->attr[GZ_ATTR_HREF].ptr != NULL;
			b->link_depth = b->depth;
		}
		if (element->id == GZ_EL_TIME && b->meta != NULL && !top(b)->skip)
			b->failed = b->failed || !gz_html_meta_time(b->meta, token, top(b)->main);
		if (element->id == GZ_EL_Q && !top(b)->skip)
			put(b, "\"", 1);
		open_element(b, token);
	}
}

/* Does the end tag of `token` end this element? *stop: nor one further out. */
static bool ends_with(const struct open *o, const struct gz_html_token *token, bool *stop)
{
	const struct gz_element *e = token->element;
	unsigned flags = flags_of(o), id = id_of(o);

	if (e == NULL || (e->flags & GZ_EL_FORMAT)) {
		*stop = flags & GZ_EL_BLOCK;
		return o->element == e &&
		       (e != NULL || (o->name.len == token->name.len &&
				      memcmp(o->name.ptr, token->name.ptr, o->name.len) == 0));
	}
	if (e->id == GZ_EL_ROW || e->id == GZ_EL_CELL)
		*stop = id == GZ_EL_TABLE;
	else
		*stop = (flags & GZ_EL_SCOPE) && e->id != GZ_EL_TABLE;
	if ((e->flags & GZ_EL_HEADING) && (flags & GZ_EL_HEADING))
		return true;
	return o->element == e;
}

static void end(struct builder *b, const struct gz_html_token *token)
{
	const struct gz_element *e = token->element;
	bool stop = false;

	if (e != NULL && e->id == GZ_EL_A)
		b->linked = false;
	if (e != NULL && e->id == GZ_EL_Q && !top(b)->skip)
		put(b, "\"", 1);
	if (e != NULL && (e->id == GZ_EL_HTML || e->id == GZ_EL_BODY))
		return;
	if (e != NULL && (e->flags & GZ_EL_BLOCK)) {
		block_end(b);
		if (b->deeper > 0) {
			b->deeper--;
			return;
		}
	}
	for (size_t i = b->depth; i > 1 && !stop; i--) {
		if (ends_with(&b->open[i - 1], token, &stop)) {
			pop_to(b, i - 1);
			return;
		}
	}
}

bool gz_html_build(struct gz_str html, struct gz_html_tree *tree, struct gz_html_meta *meta)
{
	struct builder b = {.tree = tree, .meta = meta, .depth = 1};
	struct gz_html_scan scan = {html.ptr, html.ptr + html.len};
	struct gz_html_token token;

	gz_buf_clear(&tree->text);
	tree->nodes.len = tree->blocks.len = 0;
	b.failed = !GZ_PUSH(&tree->nodes, ((struct gz_node){.parent = 0}));
	while (!b.failed && html.len > 0 && gz_html_next(&scan, &token)) {
		if (token.kind == GZ_HTML_TEXT)
			add_text(&b, token.text);
		else if (token.kind == GZ_HTML_START)
			start(&b, &token, scan.at[-2] == '/');
		else
			end(&b, &token);
	}
	block_end(&b);
	return !b.failed && !tree->text.failed;
}

void gz_html_tree_free(struct gz_html_tree *tree)
{
	gz_buf_free(&tree->text);
	GZ_VEC_FREE(&tree->nodes);
	GZ_VEC_FREE(&tree->blocks);
}
