/*
 * patterns.c: pattern rules: regular expressions over the folded tokens, joined by single spaces, around a
 * literal anchor token. So one rule serves cased, lower-cased and punctuation-free text alike. A rule may
 * mint an entity that no table lists, from the text of its named groups.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "regex.h"

/* How far a rule sees on each side of its anchor: tokens, and bytes of them with a space for each. */
#define REACH	    12
#define REACH_BYTES 512
/* A rule that took too long so often in a field is left out in the rest of it. */
#define PATIENCE 3

struct rule {
	const struct gz_pattern *pattern;
	pcre2_code *code; /* NULL before it is run first: most never are, in a short text */
	uint32_t next;	  /* rule with the same anchor, or GZ_NONE */
	uint32_t gave_up; /* how often in this field */
	bool of_year;	  /* gz_pattern_is_of_year */
};

struct gz_patterns {
	const struct gz_gaz *g;
	struct rule *rules;
	uint32_t count;
	GZ_VEC(uint32_t) first_of; /* token number -> first rule, as far as tokens with rules go */
	struct gz_regexes compiler;
	struct gz_regex regex;
};

/* The first rule of each token that has some. */
static bool find_anchors(struct gz_patterns *p, struct gz_error *err)
{
	uint32_t tokens = 0;

	for (uint32_t i = 0; i < p->count; i++) {
		const struct gz_pattern *pattern = p->rules[i].pattern;

		if (pattern->anchor >= gz_gaz_token_count(p->g))
			return gz_fail_at(err, GZ_EFORMAT, pattern->file, pattern->line, 0,
					  "the rule has no anchor");
		if (tokens <= pattern->anchor)
			tokens = pattern->anchor + 1;
	}
	if (!GZ_GROW(&p->first_of, tokens))
		return gz_fail_nomem(err);
	while (p->first_of.len < tokens)
		p->first_of.ptr[p->first_of.len++] = GZ_NONE;
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t *first = &p->first_of.ptr[p->rules[i].pattern->anchor];

		p->rules[i].next = *first;
		*first = i;
	}
	return true;
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
	if (p->rules == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->rules[i].pattern = &patterns[i];
		p->rules[i].of_year = gz_pattern_is_of_year(&patterns[i]);
	}
	if (!gz_regexes_open(&p->compiler, err) || !gz_regex_open(&p->regex, err) || !find_anchors(p, err))
		goto out;
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
		gz_regex_free(p->rules[i].code);
	free(p->rules);
	GZ_VEC_FREE(&p->first_of);
	gz_regex_close(&p->regex);
	gz_regexes_close(&p->compiler);
	free(p);
}

/* The folded text around an anchor; made when the first rule wants it. */
struct window {
	uint32_t first, count;	       /* tokens */
	uint32_t start[2 * REACH + 2]; /* byte where each begins, and where the next would */
	struct gz_str text;
};

/* May the window go on to a token, across the gap in front of `right`? *left bytes may be taken on this side.
 */
static bool goes_on(const struct gz_token *token, const struct gz_token *right, size_t *left)
{
	if (right->gap >= GZ_GAP_HARD || token->barred || token->norm.len >= *left)
		return false;
	*left -= token->norm.len + 1;
	return true;
}

static void find_window(const struct gz_matching *m, uint32_t anchor, struct window *w)
{
	const struct gz_token *token = m->tokens->token;
	uint32_t first = anchor, last = anchor;
	size_t left = REACH_BYTES, right = REACH_BYTES;

	while (first > 0 && anchor - first < REACH && goes_on(&token[first - 1], &token[first], &left))
		first--;
	while (last + 1 < m->tokens->count && last - anchor < REACH &&
	       goes_on(&token[last + 1], &token[last + 1], &right))
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
 * A rule writes (?C1) behind its group `country`: there the engine asks whether the words so far are a
 * country's, and looks on if they are not. So one short rule serves names of any length on either side of the
 * anchor.
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

	if (number <= 0 || (uint32_t)number >= pcre2_get_ovector_count(g->match) ||
	    span[2 * number] == PCRE2_UNSET)
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
				/* words of an id are joined by hyphens */
				for (size_t at = from; at < to; at++)
					gz_buf_byte(&text, is_id && g->w->text.ptr[at] == ' '
								   ? '-'
								   : g->w->text.ptr[at]);
		}
		i = end;
	}
	*out = text.failed ? gz_str_of(NULL, 0) : gz_arena_str(g->m->arena, gz_buf_view(&text));
	gz_buf_free(&text);
	return out->ptr != NULL;
}

/* The entity that a match means: *out stays NULL where the rule makes no proper id of it. False when memory
 * ran out. */
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
	minted->entry = (struct gz_entry){.index = GZ_NONE,
					  .type = (uint8_t)p->type,
					  .country = GZ_NONE,
					  .series = GZ_NONE,
					  .place = GZ_NONE,
					  .from = GZ_NO_DAY,
					  .to = GZ_NO_DAY};
	minted->entity = (struct gz_entity){.id = id,
					    .name = name,
					    .type = p->type,
					    .index = GZ_NONE,
					    .from = GZ_NO_DAY,
					    .to = GZ_NO_DAY};
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

/* The rule finds nothing more around this anchor. Each is noted once a field. */
static bool give_up(struct rule *rule, struct gz_matching *m)
{
	return rule->gave_up++ > 0 || GZ_PUSH(&m->given_up, rule->pattern);
}

/* Who made the gazetteer has compiled each rule; but that may have been another version of PCRE2. */
static bool make_ready(struct gz_patterns *p, struct rule *rule, struct gz_error *err)
{
	struct gz_error why;

	if (rule->code != NULL || gz_regex_compile(&p->compiler, rule->pattern->regex, &rule->code, &why))
		return true;
	gz_regex_free(rule->code);
	rule->code = NULL;
	if (why.code == GZ_ENOMEM)
		return gz_fail_nomem(err);
	return gz_fail_at(err, why.code, rule->pattern->file, rule->pattern->line, 0, "%s", why.message);
}

static bool run_rule(struct gz_patterns *p, struct rule *rule, struct gz_matching *m, const struct window *w,
		     uint32_t anchor)
{
	struct asking asking = {m, w, pcre2_substring_number_from_name(rule->code, (PCRE2_SPTR) "country")};
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(p->regex.match);
	uint32_t at = 0;

	pcre2_set_callout(p->regex.matching, ask_country, &asking);
	while (at < w->text.len) {
		struct groups groups = {m, w, rule->code, p->regex.match, NULL, false, false};

		switch (gz_regex_find(&p->regex, rule->code, w->text, w->start, w->count, at)) {
		case GZ_REGEX_FOUND: break;
		case GZ_REGEX_NONE: return true;
		case GZ_REGEX_GAVE_UP: return give_up(rule, m);
		case GZ_REGEX_NO_MEMORY: return false;
		}
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

/* Is there a token in the window that may hold a year? One of other digits than ours may. */
static bool has_year(const struct gz_matching *m, const struct window *w)
{
	for (uint32_t i = 0; i < w->count; i++) {
		struct gz_str norm = m->tokens->token[w->first + i].norm;
		unsigned char first = (unsigned char)norm.ptr[0];

		if ((first >= '0' && first <= '9' && norm.len >= GZ_YEAR_DIGITS) || first >= 0x80)
			return true;
	}
	return false;
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
static bool match_around(struct gz_patterns *p, struct gz_matching *m, uint32_t anchor, struct gz_error *err)
{
	const struct gz_pattern *asked = NULL;
	struct window window;
	bool near = false, dated;

	find_window(m, anchor, &window);
	dated = has_year(m, &window);
	for (uint32_t r = p->first_of.ptr[gz_matching_number(m, anchor)]; r != GZ_NONE;
	     r = p->rules[r].next) {
		const struct gz_pattern *pattern = p->rules[r].pattern;

		if (p->rules[r].gave_up == PATIENCE || (p->rules[r].of_year && !dated))
			continue;
		if (asked == NULL || asked->near != pattern->near || asked->near_count != pattern->near_count)
			near = has_near(m, &window, pattern);
		asked = pattern;
		if (!near)
			continue;
		if (!make_ready(p, &p->rules[r], err))
			return false;
		if ((window.text.ptr == NULL && !fill_window(m, &window)) ||
		    !run_rule(p, &p->rules[r], m, &window, anchor))
			return gz_fail_nomem(err);
	}
	return true;
}

bool gz_patterns_match(struct gz_patterns *p, struct gz_matching *m, struct gz_error *err)
{
	bool good = true;

	for (size_t a = 0; good && a < m->anchors.len; a++)
		good = match_around(p, m, m->anchors.ptr[a], err);
	for (size_t i = 0; i < m->given_up.len; i++)
		p->rules[m->given_up.ptr[i] - p->rules->pattern].gave_up = 0;
	return good;
}
