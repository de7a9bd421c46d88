/*
 * diff.c: what two gazetteers say differently. Each is turned into a sorted list of statements (an entity,
 * what is said of it, the value), and the lists are merged.
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
	uint32_t *parent; /* of each node: the node before it */
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
			      GZ_ARG(gz_gaz_spelling(s->g, name)));
		state_made(s, gz_id_of(s->g, gz_gaz_entry(s->g, entity)), ALIAS, gz_via_name(gz_via_of(name)),
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
			country = gz_id_of(s->g, gz_gaz_entry(s->g, tenures[i].country));
		if (tenures[i].from != GZ_NO_DAY)
			gz_day_format(tenures[i].from, GZ_DAY, from);
		if (tenures[i].to != GZ_NO_DAY)
			gz_day_format(tenures[i].to, GZ_DAY, to);
		gz_buf_printf(&text, "%.*s%s%.*s %s..%s",
			      GZ_ARG(gz_gaz_text(s->g, gz_gaz_title(s->g, tenures[i].title)->text)),
			      country.len ? " " : "", GZ_ARG(country), from, to);
		state_made(s, gz_id_of(s->g, gz_gaz_entry(s->g, entity)), OFFICE, "office", &text);
	}
}

static void state_entities(struct statements *s)
{
	static const char *const genders[] = {"", "m", "f"};

	for (uint32_t i = 0; i < s->g->entity_count; i++) {
		const struct gz_entity entity = gz_gaz_entity(s->g, i), *e = &entity;

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

static bool find_parents(struct statements *s)
{
	uint32_t next = 1;

	s->parent = calloc((size_t)s->g->node_count + 1, sizeof(*s->parent));
	for (uint32_t node = 0; s->parent != NULL && node < s->g->node_count; node++) {
		uint32_t first, end;

		gz_gaz_edge(s->g, node, &first, &end);
		/* Children come behind their parent and in a row; in a damaged gazetteer only those that do
		 * count. */
		first = first < next ? next : first;
		for (next = end > first ? end : first; first < end; first++)
			s->parent[first] = first > node ? node : GZ_TRIE_ROOT;
	}
	return s->parent != NULL;
}

static void add_path(const struct statements *s, uint32_t node, struct gz_buf *out)
{
	uint32_t path[GZ_NAME_TOKENS_MAX], depth = 0;

	for (; node != GZ_TRIE_ROOT && depth < GZ_NAME_TOKENS_MAX; node = s->parent[node])
		path[depth++] = s->g->nodes[node].token;
	while (depth-- > 0)
		gz_buf_printf(out, "%s%.*s", out->len ? " " : "",
			      GZ_ARG(gz_gaz_token_text(s->g, path[depth])));
}

static void add_tokens(const struct statements *s, const struct gz_veto *veto, struct gz_buf *out)
{
	const uint32_t *tokens = gz_gaz_veto_tokens(s->g, veto);

	for (uint32_t t = 0; t < veto->count; t++)
		gz_buf_printf(out, "%s%.*s", t ? " " : "", GZ_ARG(gz_gaz_token_text(s->g, tokens[t])));
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
	for (uint32_t node = 0; node < s->g->node_count; node++) {
		uint32_t count;
		const struct gz_veto *vetoes = gz_gaz_vetoes(s->g, node, &count);

		for (uint32_t i = 0; i < count; i++)
			state_veto(s, node, &vetoes[i]);
	}
}

/* What the rules around a word call the same thing in different countries: "general ${kind}: federal au de | general". */
static void state_kinds(struct statements *s)
{
	for (size_t i = 0; i < s->g->pattern_count; i++) {
		const struct gz_pattern *rule = &s->g->patterns[i];
		struct gz_buf text = {0};

		if (rule->kinds.len == 0)
			continue;
		gz_buf_printf(&text, "%.*s ${kind}", GZ_ARG(gz_gaz_token_text(s->g, rule->anchor)));
		for (size_t at = 0; at < rule->kinds.len; at++) {
			if (at == 0 || rule->kinds.ptr[at - 1] == '\n')
				gz_buf_str(&text, at == 0 ? GZ_STR(": ") : GZ_STR(" | "));
			if (rule->kinds.ptr[at] != '\n')
				gz_buf_byte(&text, rule->kinds.ptr[at]);
		}
		state_made(s, gz_str_of("", 0), WORD, "kinds", &text);
	}
}

static void state_words(struct statements *s)
{
	static const struct {
		uint16_t flag;
		const char *label;
	} kinds[] = {{GZ_TOKEN_GIVEN, "given name"},
		     {GZ_TOKEN_GIVEN_WORD, "given name, also a word"},
		     {GZ_TOKEN_GIVEN_PLACE, "given name, also a place"},
		     {GZ_TOKEN_SURNAME, "surname"},
		     {GZ_TOKEN_WORD, "word"},
		     {GZ_TOKEN_NEUTRAL, "neutral word"},
		     {GZ_TOKEN_ARTICLE, "article"},
		     {GZ_TOKEN_DEFINITE, "definite article"},
		     {GZ_TOKEN_PREPOSITION, "preposition"}};

	for (uint32_t token = 0; token < s->g->token_count; token++) {
		for (size_t k = 0; k < GZ_COUNT(kinds); k++) {
			if (gz_token_flags(s->g, token) & kinds[k].flag)
				state(s, gz_str_of("", 0), WORD, kinds[k].label,
				      gz_gaz_token_text(s->g, token));
		}
	}
	for (size_t i = 0; i < s->g->title_count; i++)
		state(s, gz_str_of("", 0), WORD, s->g->titles[i].courtesy ? "courtesy title" : "title",
		      gz_gaz_text(s->g, s->g->titles[i].text));
	for (size_t i = 0; i < s->g->pattern_count; i++)
		state(s, gz_str_of("", 0), WORD, "pattern", s->g->patterns[i].regex);
	state_kinds(s);
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

/* What is said twice, as of two rules in the same words, is said once. */
static void drop_repeated(struct statements *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->list.len; i++) {
		if (kept == 0 || by_statement(&s->list.ptr[kept - 1], &s->list.ptr[i]) != 0)
			s->list.ptr[kept++] = s->list.ptr[i];
	}
	s->list.len = kept;
}

static bool collect(struct statements *s, const struct gz_gaz *g)
{
	s->g = g;
	if (!find_parents(s))
		return false;
	state_entities(s);
	state_words(s);
	if (!s->failed && s->list.len > 1)
		qsort(s->list.ptr, s->list.len, sizeof(*s->list.ptr), by_statement);
	drop_repeated(s);
	return !s->failed;
}

static void release(struct statements *s)
{
	GZ_VEC_FREE(&s->list);
	gz_arena_free(&s->arena);
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
