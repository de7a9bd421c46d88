/*
 * diff.c: what two gazetteers say differently. Each is turned into a sorted list of statements (an entity, what is said
 * of it, the value), and the lists are merged.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum what { ITSELF, NAME, COUNTRY, SERIES, PLACE, FROM, TO, GENDER, ALIAS, OFFICE, WORD };

struct statement {
	struct gz_str entity; /* id; empty for words and rules */
	enum what what;
	const char *label;
	struct gz_str value;
};

struct statements {
	const struct gz_gaz *g;
	struct gz_arena arena;
	GZ_VEC(struct statement) list;
	struct gz_str *token;	/* text of each token */
	struct gz_pair *parent; /* of each node: the node before it and the token between */
	bool failed;
};

static void state(struct statements *s, struct gz_str entity, enum what what, const char *label,
		  struct gz_str value)
{
	if (!GZ_PUSH(&s->list, ((struct statement){entity, what, label, value})))
		s->failed = true;
}

/* As state, of a buffer that is taken over. */
static void state_made(struct statements *s, struct gz_str entity, enum what what, const char *label,
		       struct gz_buf *value)
{
	struct gz_str kept = gz_arena_str(&s->arena, gz_buf_view(value));

	if (value->failed || kept.ptr == NULL)
		s->failed = true;
	else
		state(s, entity, what, label, kept);
	gz_buf_free(value);
}

static void state_cell(struct statements *s, const struct gz_entity *e, enum what what, const char *label,
		       struct gz_str value)
{
	if (value.len > 0)
		state(s, e->id, what, label, value);
}

static void state_day(struct statements *s, const struct gz_entity *e, enum what what, const char *label,
		      int32_t day)
{
	char text[16];

	if (day == GZ_NO_DAY)
		return;
	state(s, e->id, what, label, gz_arena_str(&s->arena, gz_str(gz_day_format(day, GZ_DAY, text))));
}

static void state_names(struct statements *s, uint32_t entity)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(s->g, entity, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(s->g, names[i]);
		struct gz_buf text = {0};

		if (name->via == GZ_VIA_NAME && !name->exact && !name->ambiguous)
			continue; /* it is the entity's name */
		gz_buf_printf(&text, "%s%s%.*s", name->exact ? "=" : "", name->ambiguous ? "?" : "",
			      GZ_ARG(name->text));
		state_made(s, s->g->entities.ptr[entity].id, ALIAS, gz_via_name((enum gz_via)name->via),
			   &text);
	}
}

static void state_offices(struct statements *s, uint32_t entity)
{
	uint32_t count;
	const struct gz_tenure *tenures = gz_gaz_tenures(s->g, entity, &count);

	for (uint32_t i = 0; i < count; i++) {
		struct gz_str country = gz_str_of("", 0);
		struct gz_buf text = {0};
		char from[16] = "", to[16] = "";

		if (tenures[i].country != GZ_NONE)
			country = s->g->entities.ptr[tenures[i].country].id;
		if (tenures[i].from != GZ_NO_DAY)
			gz_day_format(tenures[i].from, GZ_DAY, from);
		if (tenures[i].to != GZ_NO_DAY)
			gz_day_format(tenures[i].to, GZ_DAY, to);
		gz_buf_printf(&text, "%.*s%s%.*s %s..%s", GZ_ARG(s->g->titles.ptr[tenures[i].title].text),
			      country.len ? " " : "", GZ_ARG(country), from, to);
		state_made(s, s->g->entities.ptr[entity].id, OFFICE, "office", &text);
	}
}

static void state_entities(struct statements *s)
{
	static const char *const genders[] = {"", "m", "f"};

	for (uint32_t i = 0; i < s->g->entities.len; i++) {
		const struct gz_entity *e = &s->g->entities.ptr[i];

		state(s, e->id, ITSELF, "entity", e->name);
		state_cell(s, e, NAME, "name", e->name);
		state_cell(s, e, COUNTRY, "country", e->country);
		state_cell(s, e, SERIES, "series", e->series);
		state_cell(s, e, PLACE, "place", e->place);
		state_day(s, e, FROM, "from", e->from);
		state_day(s, e, TO, "to", e->to);
		state_cell(s, e, GENDER, "gender", gz_str(genders[e->gender]));
		state_names(s, i);
		state_offices(s, i);
	}
}

/* ---- words and rules --------------------------------------------------------------- */

static bool read_tokens(struct statements *s)
{
	struct gz_str key;
	uint32_t value;
	size_t at = 0;

	s->token = calloc(s->g->token_flags.len + 1, sizeof(*s->token));
	s->parent = calloc((size_t)s->g->trie.nodes + 1, sizeof(*s->parent));
	if (s->token == NULL || s->parent == NULL)
		return false;
	while (gz_map_next(&s->g->token_by_norm, &at, &key, &value))
		s->token[value] = key;
	for (size_t i = 0; i < s->g->trie.cap; i++) {
		const struct gz_edge *edge = &s->g->trie.edges[i];

		if (edge->child != GZ_NONE)
			s->parent[edge->child] = (struct gz_pair){edge->node, edge->token};
	}
	return true;
}

static void add_path(const struct statements *s, uint32_t node, struct gz_buf *out)
{
	if (node == GZ_TRIE_ROOT)
		return;
	add_path(s, s->parent[node].owner, out);
	gz_buf_printf(out, "%s%.*s", out->len ? " " : "", GZ_ARG(s->token[s->parent[node].item]));
}

static void add_tokens(const struct statements *s, const struct gz_veto *veto, struct gz_buf *out)
{
	for (uint32_t t = 0; t < veto->count; t++)
		gz_buf_printf(out, "%s%.*s", t ? " " : "", GZ_ARG(s->token[veto->tokens[t]]));
}

/* "[guinea] pig", "michael [jordan]" */
static void state_veto(struct statements *s, uint32_t node, const struct gz_veto *veto)
{
	struct gz_buf name = {0}, text = {0};

	add_path(s, node, &name);
	if (!veto->behind)
		add_tokens(s, veto, &text);
	gz_buf_printf(&text, "%s[%.*s]%s", veto->behind ? "" : " ", GZ_ARG(gz_buf_view(&name)),
		      veto->behind ? " " : "");
	if (veto->behind)
		add_tokens(s, veto, &text);
	gz_buf_free(&name);
	state_made(s, gz_str_of("", 0), WORD, veto->cue ? "cue" : "veto", &text);
}

static void state_vetoes(struct statements *s)
{
	for (uint32_t node = 0; node < s->g->trie.nodes; node++) {
		uint32_t count;
		const struct gz_veto *vetoes = gz_gaz_vetoes(s->g, node, &count);

		for (uint32_t i = 0; i < count; i++)
			state_veto(s, node, &vetoes[i]);
	}
}

static void state_words(struct statements *s)
{
	static const struct {
		uint16_t flag;
		const char *label;
	} kinds[] = {{GZ_TOKEN_GIVEN, "given name"},
		     {GZ_TOKEN_GIVEN_WORD, "given name, also a word"},
		     {GZ_TOKEN_SURNAME, "surname"},
		     {GZ_TOKEN_WORD, "word"},
		     {GZ_TOKEN_NEUTRAL, "neutral word"},
		     {GZ_TOKEN_ARTICLE, "article"},
		     {GZ_TOKEN_DEFINITE, "definite article"},
		     {GZ_TOKEN_PREPOSITION, "preposition"}};

	for (uint32_t token = 0; token < s->g->token_flags.len; token++) {
		for (size_t k = 0; k < GZ_COUNT(kinds); k++) {
			if (s->g->token_flags.ptr[token] & kinds[k].flag)
				state(s, gz_str_of("", 0), WORD, kinds[k].label, s->token[token]);
		}
	}
	for (size_t i = 0; i < s->g->titles.len; i++)
		state(s, gz_str_of("", 0), WORD, s->g->titles.ptr[i].courtesy ? "courtesy title" : "title",
		      s->g->titles.ptr[i].text);
	for (size_t i = 0; i < s->g->patterns.len; i++)
		state(s, gz_str_of("", 0), WORD, "pattern", s->g->patterns.ptr[i].regex);
	state_vetoes(s);
}

/* ---- merging --------------------------------------------------------------------- */

/* The same entity, and the same cell of it. */
static int by_cell(const struct statement *x, const struct statement *y)
{
	int order = gz_str_cmp(x->entity, y->entity);

	if (order == 0)
		order = (x->what > y->what) - (x->what < y->what);
	return order != 0 ? order : strcmp(x->label, y->label);
}

static int by_statement(const void *a, const void *b)
{
	const struct statement *x = a, *y = b;
	int order = by_cell(x, y);

	return order != 0 ? order : gz_str_cmp(x->value, y->value);
}

static bool collect(struct statements *s, const struct gz_gaz *g)
{
	s->g = g;
	if (!read_tokens(s))
		return false;
	state_entities(s);
	state_words(s);
	if (!s->failed && s->list.len > 1)
		qsort(s->list.ptr, s->list.len, sizeof(*s->list.ptr), by_statement);
	return !s->failed;
}

static void release(struct statements *s)
{
	GZ_VEC_FREE(&s->list);
	gz_arena_free(&s->arena);
	free(s->token);
	free(s->parent);
}

static const struct gz_column columns[] = {{"change", GZ_CELL_TEXT, 0},
					   {"entity", GZ_CELL_TEXT, 0},
					   {"what", GZ_CELL_TEXT, 0},
					   {"before", GZ_CELL_TEXT, 0},
					   {"after", GZ_CELL_TEXT, 0}};

/* One of them may be NULL. */
static bool give(struct gz_sink *sink, const struct statement *before, const struct statement *after,
		 struct gz_error *err)
{
	const struct statement *any = before ? before : after;
	struct gz_cell cells[GZ_COUNT(columns)] = {{0}};

	cells[0] = gz_cell_text(gz_str(before == NULL ? "added" : after == NULL ? "removed" : "changed"));
	if (any->entity.len > 0)
		cells[1] = gz_cell_text(any->entity);
	cells[2] = gz_cell_text(gz_str(any->label));
	if (before != NULL)
		cells[3] = gz_cell_text(before->value);
	if (after != NULL)
		cells[4] = gz_cell_text(after->value);
	return sink->row(sink->self, cells, err);
}

/* Passes over the rest of an entity that only one side has. */
static size_t skip(const struct statements *s, size_t at)
{
	size_t next = at + 1;

	if (s->list.ptr[at].what != ITSELF)
		return next;
	while (next < s->list.len && gz_str_eq(s->list.ptr[next].entity, s->list.ptr[at].entity))
		next++;
	return next;
}

static bool merge(const struct statements *a, const struct statements *b, struct gz_sink *sink,
		  struct gz_error *err)
{
	size_t i = 0, j = 0;
	bool good = true;

	while (good && (i < a->list.len || j < b->list.len)) {
		const struct statement *x = i < a->list.len ? &a->list.ptr[i] : NULL;
		const struct statement *y = j < b->list.len ? &b->list.ptr[j] : NULL;
		int order = x == NULL ? 1 : y == NULL ? -1 : by_cell(x, y);

		if (order == 0 && (x->what == ITSELF || gz_str_eq(x->value, y->value))) {
			i++;
			j++;
		} else if (order == 0 && x->what > ITSELF && x->what < ALIAS) {
			good = give(sink, x, y, err);
			i++;
			j++;
		} else if (order < 0 || (order == 0 && gz_str_cmp(x->value, y->value) < 0)) {
			good = give(sink, x, NULL, err);
			i = skip(a, i);
		} else {
			good = give(sink, NULL, y, err);
			j = skip(b, j);
		}
	}
	return good;
}

bool gz_gaz_diff(const struct gz_gaz *a, const struct gz_gaz *b, struct gz_sink *sink, struct gz_error *err)
{
	struct statements before = {0}, after = {0};
	bool good = true;

	if (!collect(&before, a) || !collect(&after, b))
		good = gz_fail_nomem(err);
	good = good && sink->begin(sink->self, columns, GZ_COUNT(columns), err) &&
	       merge(&before, &after, sink, err) && sink->end(sink->self, err);
	release(&before);
	release(&after);
	return good;
}
