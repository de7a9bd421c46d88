/*
 * patterns.c: pattern rules: regular expressions over the folded tokens, joined by single spaces, around a literal
 * anchor token. So one rule serves cased, lower-cased and punctuation-free text alike. A rule may mint an entity
 * that no table lists, from the text of its named groups.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* How far a rule sees on each side of its anchor, in tokens. */
#define REACH 12
/* No rule of a gazetteer may take the tagger hostage: enough for linear expressions over 25 tokens. */
#define MATCH_LIMIT 20000
#define HEAP_LIMIT_KIB 1024

struct rule {
	const struct gz_pattern *pattern;
	pcre2_code *code;
	uint32_t next; /* rule with the same anchor, or GZ_NONE */
};

struct gz_patterns {
	const struct gz_gaz *g;
	struct rule *rules;
	uint32_t count;
	GZ_VEC(uint32_t) first_of; /* token number -> first rule, as far as tokens with rules go */
	pcre2_match_data *match;
	pcre2_match_context *context;
};

static bool compile(struct rule *rule, struct gz_error *err)
{
	const struct gz_pattern *p = rule->pattern;
	PCRE2_UCHAR message[256];
	PCRE2_SIZE offset;
	int code;

	rule->code = pcre2_compile((PCRE2_SPTR)p->regex.ptr, p->regex.len, PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
				   PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
	if (rule->code != NULL)
		return true;
	pcre2_get_error_message(code, message, sizeof(message));
	return gz_fail_at(err, GZ_EFORMAT, p->file, p->line, 0, "the regex fails at its character %zu: %s",
			  offset + 1, (const char *)message);
}

bool gz_patterns_open(const struct gz_gaz *g, struct gz_patterns **out, struct gz_error *err)
{
	struct gz_patterns *p = calloc(1, sizeof(*p));
	const struct gz_pattern *patterns;

	*out = NULL;
	if (p == NULL)
		return gz_fail_nomem(err);
	p->g = g;
	patterns = gz_gaz_patterns(g, &p->count);
	p->rules = calloc(p->count + 1, sizeof(*p->rules));
	p->match = pcre2_match_data_create(32, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (p->rules == NULL || p->match == NULL || p->context == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	pcre2_set_match_limit(p->context, MATCH_LIMIT);
	pcre2_set_heap_limit(p->context, HEAP_LIMIT_KIB);
	for (uint32_t i = 0; i < p->count; i++) {
		p->rules[i].pattern = &patterns[i];
		if (!compile(&p->rules[i], err))
			goto out;
		if (patterns[i].anchor >= gz_gaz_token_count(g)) {
			gz_fail_at(err, GZ_EFORMAT, patterns[i].file, patterns[i].line, 0, "the rule has no anchor");
			goto out;
		}
		while (p->first_of.len <= patterns[i].anchor) {
			if (!GZ_PUSH(&p->first_of, GZ_NONE)) {
				gz_fail_nomem(err);
				goto out;
			}
		}
		p->rules[i].next = p->first_of.ptr[patterns[i].anchor];
		p->first_of.ptr[patterns[i].anchor] = i;
	}
	*out = p;
	return true;
out:
	gz_patterns_close(p);
	return false;
}

void gz_patterns_close(struct gz_patterns *p)
{
	if (p == NULL)
		return;
	for (uint32_t i = 0; p->rules != NULL && i < p->count; i++)
		pcre2_code_free(p->rules[i].code);
	free(p->rules);
	GZ_VEC_FREE(&p->first_of);
	pcre2_match_data_free(p->match);
	pcre2_match_context_free(p->context);
	free(p);
}

/* The folded text around an anchor; made when the first rule wants it. */
struct window {
	uint32_t first, count;          /* tokens */
	uint32_t start[2 * REACH + 2];  /* byte where each begins, and where the next would */
	struct gz_str text;
};

static void find_window(const struct gz_matching *m, uint32_t anchor, struct window *w)
{
	const struct gz_token *token = m->tokens->token;
	uint32_t first = anchor, last = anchor;

	while (first > 0 && anchor - first < REACH && token[first].gap < GZ_GAP_HARD && !token[first - 1].barred)
		first--;
	while (last + 1 < m->tokens->count && last - anchor < REACH && token[last + 1].gap < GZ_GAP_HARD &&
	       !token[last + 1].barred)
		last++;
	*w = (struct window){.first = first, .count = last - first + 1};
}

static bool fill_window(const struct gz_matching *m, struct window *w)
{
	const struct gz_token *token = m->tokens->token;
	uint32_t first = w->first, last = first + w->count - 1;
	size_t len = 0;
	char *text;

	for (uint32_t i = first; i <= last; i++)
		len += token[i].norm.len + 1;
	text = gz_arena_alloc(m->arena, len);
	if (text == NULL)
		return false;
	len = 0;
	for (uint32_t i = first; i <= last; i++) {
		w->start[i - first] = (uint32_t)len;
		memcpy(text + len, token[i].norm.ptr, token[i].norm.len);
		len += token[i].norm.len;
		text[len++] = ' ';
	}
	w->start[w->count] = (uint32_t)len;
	w->text = gz_str_of(text, len - 1);
	return true;
}

/* The name of a country that a group's words are, or NULL. */
static const struct gz_name *country_of(const struct gz_matching *m, const struct window *w, uint32_t from,
					uint32_t to)
{
	uint32_t node = GZ_TRIE_ROOT, count;
	uint32_t names;
	bool begins = false, ends = false;

	for (uint32_t i = 0; i < w->count; i++) {
		if (w->start[i] < from || w->start[i] >= to)
			continue;
		begins |= w->start[i] == from;
		ends |= w->start[i + 1] - 1 == to;
		if (gz_matching_number(m, w->first + i) == GZ_NONE)
			return NULL;
		node = gz_gaz_child(m->g, node, gz_matching_number(m, w->first + i));
		if (node == GZ_NONE)
			return NULL;
	}
	if (!begins || !ends) /* half a word */
		return NULL;
	names = gz_gaz_at(m->g, node, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(m->g, names + i);

		if (name->kind == GZ_NAME_ENTITY && gz_gaz_entry(m->g, name->target)->type == GZ_COUNTRY)
			return name;
	}
	return NULL;
}

/*
 * A rule writes (?C1) behind its group `country`: there the engine asks whether the words so far are a country's,
 * and looks on if they are not. So one short rule serves names of any length on either side of the anchor.
 */
struct asking {
	const struct gz_matching *m;
	const struct window *w;
	int group; /* number of `country` */
};

static int ask_country(pcre2_callout_block *block, void *data)
{
	const struct asking *asking = data;
	const PCRE2_SIZE *span = block->offset_vector;

	if (asking->group <= 0 || (uint32_t)asking->group >= block->capture_top ||
	    span[2 * asking->group] == PCRE2_UNSET)
		return 0;
	return country_of(asking->m, asking->w, (uint32_t)span[2 * asking->group],
			  (uint32_t)span[2 * asking->group + 1]) == NULL;
}

/* What the named groups of a match mean. */
struct groups {
	struct gz_matching *m;
	const struct window *w;
	const pcre2_code *code;
	pcre2_match_data *match;
	const struct gz_entry *country; /* of the group `country`, if the rule has one that took part */
	bool unknown_country;
	bool doubtful_country; /* its name is marked as ambiguous */
};

static bool group_span(const struct groups *g, const char *name, size_t *from, size_t *to)
{
	int number = pcre2_substring_number_from_name(g->code, (PCRE2_SPTR)name);
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(g->match);

	if (number <= 0 || (uint32_t)number >= pcre2_get_ovector_count(g->match) || span[2 * number] == PCRE2_UNSET)
		return false;
	*from = span[2 * number];
	*to = span[2 * number + 1];
	return true;
}

static void find_country(struct groups *g)
{
	const struct gz_name *name;
	size_t from, to;

	if (!group_span(g, "country", &from, &to) || from == to)
		return;
	name = country_of(g->m, g->w, (uint32_t)from, (uint32_t)to);
	g->unknown_country = name == NULL;
	if (name != NULL) {
		g->country = gz_gaz_entry(g->m->g, name->target);
		g->doubtful_country = name->ambiguous;
	}
}

/* The code behind the slash of its id, or its name. */
static struct gz_str country_text(const struct groups *g, bool is_id)
{
	struct gz_str id = gz_id_of(g->m->g, g->country), prefix = GZ_STR("country/");

	if (!is_id)
		return gz_name_of(g->m->g, g->country);
	return gz_str_starts(id, prefix) ? gz_str_of(id.ptr + prefix.len, id.len - prefix.len) : id;
}

/* Fills a template. In an id `${country}` is the code behind the slash, in a name the country's name. */
static bool expand(const struct groups *g, struct gz_str template, bool is_id, struct gz_str *out)
{
	struct gz_buf text = {0};

	for (size_t i = 0; i < template.len; i++) {
		char name[32];
		size_t end, from, to;

		if (template.ptr[i] != '$' || i + 1 >= template.len || template.ptr[i + 1] != '{') {
			gz_buf_byte(&text, template.ptr[i]);
			continue;
		}
		end = i + 2 + gz_str_find(gz_str_of(template.ptr + i + 2, template.len - i - 2), '}');
		if (end - i - 2 < sizeof(name)) {
			memcpy(name, template.ptr + i + 2, end - i - 2);
			name[end - i - 2] = '\0';
			if (strcmp(name, "country") == 0 && g->country != NULL)
				gz_buf_str(&text, country_text(g, is_id));
			else if (group_span(g, name, &from, &to))
				for (size_t at = from; at < to; at++) /* words of an id are joined by hyphens */
					gz_buf_byte(&text, is_id && g->w->text.ptr[at] == ' ' ? '-' : g->w->text.ptr[at]);
		}
		i = end;
	}
	*out = text.failed ? gz_str_of(NULL, 0) : gz_arena_str(g->m->arena, gz_buf_view(&text));
	gz_buf_free(&text);
	return out->ptr != NULL;
}

/* The entity that a match means: *out stays NULL where the rule makes no proper id of it. False when memory ran out. */
static bool mint(const struct groups *g, const struct gz_pattern *p, const struct gz_entry **out)
{
	struct gz_str id, name, country, series;
	const struct gz_entry *known, *its;
	struct gz_minted *minted;

	if (!expand(g, p->id, true, &id) || !expand(g, p->name, false, &name) ||
	    !expand(g, p->country, true, &country) || !expand(g, p->series, true, &series))
		return false;
	*out = NULL;
	/* A group that took no part may leave a hole: then the rule means nothing here. */
	if (!gz_gaz_is_id(id, p->type) || gz_str_trim(name).len == 0)
		return true;
	known = gz_gaz_find(g->m->g, id);
	if (known != NULL) {
		*out = known;
		return true;
	}
	minted = gz_arena_zalloc(g->m->arena, sizeof(*minted));
	if (minted == NULL)
		return false;
	minted->entry = (struct gz_entry){.index = GZ_NONE, .type = (uint8_t)p->type, .country = GZ_NONE,
					  .series = GZ_NONE, .place = GZ_NONE, .from = GZ_NO_DAY, .to = GZ_NO_DAY};
	minted->entity = (struct gz_entity){.id = id, .name = name, .type = p->type, .index = GZ_NONE,
					    .from = GZ_NO_DAY, .to = GZ_NO_DAY};
	/* A country or series that no table knows is left out: the entity itself is sound without. */
	its = gz_gaz_find(g->m->g, country);
	if (its != NULL) {
		minted->entry.country = its->index;
		minted->entity.country = country;
	}
	its = gz_gaz_find(g->m->g, series);
	if (its != NULL) {
		minted->entry.series = its->index;
		minted->entity.series = series;
	}
	*out = &minted->entry;
	return true;
}

/* Takes one match, if it lies on token boundaries and holds the anchor. */
static bool take(struct groups *g, const struct gz_pattern *p, uint32_t anchor)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(g->match);
	struct gz_candidate candidate = {.first = GZ_NONE, .name = GZ_NONE};
	bool ends = false;

	for (uint32_t i = 0; i < g->w->count; i++) {
		if (g->w->start[i] == span[0])
			candidate.first = g->w->first + i;
		if (g->w->start[i] >= span[0] && g->w->start[i] < span[1])
			candidate.count++;
		ends |= g->w->start[i + 1] - 1 == span[1];
	}
	if (candidate.first == GZ_NONE || !ends || anchor < candidate.first ||
	    anchor >= candidate.first + candidate.count)
		return true;
	find_country(g);
	if (g->unknown_country)
		return true;
	candidate.doubtful = g->doubtful_country;
	if (!mint(g, p, &candidate.minted))
		return false;
	return candidate.minted == NULL || gz_matching_add(g->m, &candidate);
}

static bool run_rule(struct gz_patterns *p, const struct rule *rule, struct gz_matching *m,
		     const struct window *w, uint32_t anchor)
{
	struct asking asking = {m, w, pcre2_substring_number_from_name(rule->code, (PCRE2_SPTR) "country")};
	size_t at = 0;

	pcre2_set_callout(p->context, ask_country, &asking);
	while (at < w->text.len) {
		struct groups groups = {m, w, rule->code, p->match, NULL, false, false};
		int got = pcre2_match(rule->code, (PCRE2_SPTR)w->text.ptr, w->text.len, at,
				      PCRE2_NO_UTF_CHECK, p->match, p->context);
		const PCRE2_SIZE *span = pcre2_get_ovector_pointer(p->match);

		if (got < 0) /* no match, or a limit: this rule finds nothing here */
			return got != PCRE2_ERROR_NOMEMORY;
		if (!take(&groups, rule->pattern, anchor))
			return false;
		/* From the next token on: a lazy group may begin nearer to the anchor. */
		for (uint32_t i = 0; i < w->count && w->start[i] <= span[0]; i++)
			at = w->start[i + 1];
	}
	return true;
}

bool gz_patterns_anchor(const struct gz_patterns *p, uint32_t number)
{
	return number < p->first_of.len && p->first_of.ptr[number] != GZ_NONE;
}

/* Does one of the words without which the rule cannot match stand in the window? */
static bool has_near(const struct gz_matching *m, const struct window *w, const struct gz_pattern *pattern)
{
	for (uint32_t i = 0; i < w->count; i++) {
		uint32_t number = gz_matching_number(m, w->first + i);

		for (uint32_t n = 0; n < pattern->near_count; n++) {
			if (pattern->near[n] == number)
				return true;
		}
	}
	return pattern->near_count == 0;
}

/* The rules of one anchor. */
static bool match_around(struct gz_patterns *p, struct gz_matching *m, uint32_t anchor)
{
	const struct gz_pattern *asked = NULL;
	struct window window;
	bool near = false;

	find_window(m, anchor, &window);
	for (uint32_t r = p->first_of.ptr[gz_matching_number(m, anchor)]; r != GZ_NONE; r = p->rules[r].next) {
		const struct gz_pattern *pattern = p->rules[r].pattern;

		if (asked == NULL || asked->near != pattern->near || asked->near_count != pattern->near_count)
			near = has_near(m, &window, pattern);
		asked = pattern;
		if (near && ((window.text.ptr == NULL && !fill_window(m, &window)) ||
			     !run_rule(p, &p->rules[r], m, &window, anchor)))
			return false;
	}
	return true;
}

bool gz_patterns_match(struct gz_patterns *p, struct gz_matching *m, struct gz_error *err)
{
	for (size_t a = 0; a < m->anchors.len; a++) {
		if (!match_around(p, m, m->anchors.ptr[a]))
			return gz_fail_nomem(err);
	}
	return true;
}
