/*
 * print.c owns the print of a gazetteer: what its documents depend on, by the tokens that must stand in a
 * document for it to matter, in a table small enough to be kept beside the documents. Two prints tell the
 * tokens whose meaning has changed: a document without any of them is tagged as before.
 *
 * What the tagger asks of a gazetteer it asks by way of tokens of the document: a name (all of its tokens
 * stand there: the two longest count), a word, a pattern's anchor. So each of these goes into the sums of its
 * tokens' buckets, one table for the longest and one for the other, with everything that the tagger can reach
 * from it (print_reach.c).
 */
#include <stdlib.h>
#include <string.h>

#include "gazet/text.h"
#include "print.h"

/* ---- tokens -------------------------------------------------------------------- */

/* Of a damaged image a number may be that of no token. */
static const struct gz_printed_token *token_of(const struct gz_printer *p, uint32_t token)
{
	uint32_t count = gz_gaz_token_count(p->g);

	return &p->token[token < count ? token : count];
}

static void hash_tokens(struct gz_printer *p)
{
	uint32_t count = gz_gaz_token_count(p->g);

	for (uint32_t i = 0; i <= count; i++) {
		struct gz_str text = gz_gaz_token_text(p->g, i);

		p->token[i] = (struct gz_printed_token){gz_text_hash(text), text.len};
	}
}

static void add(struct gz_printer *p, struct gz_longest keys, uint64_t unit)
{
	for (size_t i = 0; i < TABLES; i++) {
		uint64_t key = token_of(p, keys.token[i])->hash;

		p->sums[i][key >> (64 - p->bits)] += (uint32_t)(gz_mix(unit, key) >> 32);
	}
}

static struct gz_longest alone(uint32_t token)
{
	return (struct gz_longest){{token, token}};
}

/* ---- names ------------------------------------------------------------------------ */

static uint64_t hash_name(const struct gz_printer *p, uint64_t hash, const struct gz_name *name)
{
	hash = gz_mix_str(gz_mix(hash, name->hard), gz_gaz_spelling(p->g, name));
	hash = gz_mix(hash, (uint64_t)name->kind << 40 | (uint64_t)name->via << 32 |
				    (uint64_t)name->shape << 24 | (uint64_t)name->exact << 16 |
				    (uint64_t)name->ambiguous << 8 | name->prefix);
	if (name->kind == GZ_NAME_TITLE)
		return gz_print_holders(p, gz_mix(hash, gz_print_title(p, name->target)), name->target);
	return name->target < gz_gaz_entity_count(p->g) ? gz_mix(hash, p->deep[name->target]) : hash;
}

static uint64_t hash_vetoes(const struct gz_printer *p, uint64_t hash, uint32_t node)
{
	uint32_t count;
	const struct gz_veto *vetoes = gz_gaz_vetoes(p->g, node, &count);

	for (uint32_t i = 0; i < count; i++) {
		const uint32_t *tokens = gz_gaz_veto_tokens(p->g, &vetoes[i]);

		hash = gz_mix(hash, (uint64_t)vetoes[i].count << 16 | (uint64_t)vetoes[i].behind << 8 |
					    vetoes[i].cue);
		for (uint32_t k = 0; k < vetoes[i].count; k++)
			hash = gz_mix(hash, token_of(p, tokens[k])->hash);
	}
	return hash;
}

/* All names that these tokens are, in their order: together they are weighed. */
static void add_node(struct gz_printer *p, uint32_t node)
{
	uint32_t count;
	const uint32_t first = gz_gaz_at(p->g, node, &count);
	uint64_t hash = 4;

	if (count == 0)
		return;
	for (uint32_t i = 0; i < count; i++)
		hash = hash_name(p, hash, gz_gaz_name(p->g, first + i));
	add(p, p->longest[node], hash_vetoes(p, hash, node));
}

/* One more token. Which they are follows from the name alone, whatever else the gazetteer has. */
static struct gz_longest longer(const struct gz_printer *p, uint32_t node, uint32_t token)
{
	struct gz_longest best = p->longest[node];
	uint64_t len = token_of(p, token)->len;

	if (node == GZ_TRIE_ROOT)
		return alone(token);
	if (token_of(p, best.token[0])->len < len) {
		best.token[1] = best.token[0];
		best.token[0] = token;
	} else if (best.token[1] == best.token[0] || token_of(p, best.token[1])->len < len) {
		best.token[1] = token;
	}
	return best;
}

/* From the root down. Of a damaged image nodes may lead in a circle: each is met once. */
static bool add_names(struct gz_printer *p)
{
	uint32_t count = gz_gaz_node_count(p->g), first, end;
	GZ_VEC(uint32_t) left = {.len = 0};
	bool good = GZ_PUSH(&left, GZ_TRIE_ROOT);

	while (good && left.len > 0) {
		uint32_t node = left.ptr[--left.len];

		if (node != GZ_TRIE_ROOT)
			add_node(p, node);
		gz_gaz_edge(p->g, node, &first, &end);
		for (uint32_t child = first; good && child < end && child < count; child++) {
			uint32_t low, high, token = gz_gaz_edge(p->g, child, &low, &high);

			if (child == GZ_TRIE_ROOT || p->longest[child].token[0] != GZ_NONE)
				continue;
			p->longest[child] = longer(p, node, token);
			good = GZ_PUSH(&left, child);
		}
	}
	GZ_VEC_FREE(&left);
	return good;
}

/* ---- words and patterns --------------------------------------------------------------- */

static void add_words(struct gz_printer *p)
{
	uint32_t count = gz_gaz_token_count(p->g);

	for (uint32_t i = 0; i < count; i++)
		if (gz_token_flags(p->g, i) != 0)
			add(p, alone(i), gz_mix(5, gz_token_flags(p->g, i)));
}

/* Whether a token is known decides of what others are cut to (stems.c): where words are put together, of
 * which of several stems is taken; else that a word with s is left whole. */
static void add_whole(struct gz_printer *p)
{
	uint32_t count = gz_gaz_token_count(p->g);
	bool stems;

	for (uint32_t i = 0; i < count; i++) {
		struct gz_token token = {.norm = gz_gaz_token_text(p->g, i)}, stem;
		const struct gz_tokens whole = {
			.token = &token, .count = 1, .adds_s = true, .attaches = true};

		stems = gz_text_attaches(token.norm);
		for (unsigned nth = 0; !stems && gz_text_stem(&whole, 0, nth, &stem); nth++)
			stems = gz_gaz_token_hashed(p->g, stem.norm, stem.hash) != GZ_NONE;
		if (stems)
			add(p, alone(i), 9);
	}
}

/* Where the next ${...} begins, from `at` on, or where the template ends. */
static size_t hole_at(struct gz_str template, size_t at)
{
	for (; at < template.len; at++) {
		at += gz_str_find(gz_str_of(template.ptr + at, template.len - at), '$');
		if (at + 1 < template.len && template.ptr[at + 1] == '{')
			return at;
	}
	return template.len;
}

/* Can the template become this id: each ${...} stands for anything? What is between two of them is taken
 * where it comes first, so that most is left for the rest. */
static bool may_become(struct gz_str template, struct gz_str id)
{
	size_t hole = hole_at(template, 0), len = hole, text = hole;

	if (id.len < len || memcmp(id.ptr, template.ptr, len) != 0)
		return false;
	while (hole < template.len) {
		size_t at = hole + gz_str_find(gz_str_of(template.ptr + hole, template.len - hole), '}') + 1;
		const char *found;

		at = at < template.len ? at : template.len;
		hole = hole_at(template, at);
		len = hole - at;
		if (hole == template.len)
			return id.len - text >= len &&
			       memcmp(id.ptr + id.len - len, template.ptr + at, len) == 0;
		found = memmem(id.ptr + text, id.len - text, template.ptr + at, len);
		if (found == NULL)
			return false;
		text = (size_t)(found - id.ptr) + len;
	}
	return text == id.len;
}

/* The entities that a rule may name by its templates: where one is known it is meant. The bytes in front of
 * the first ${...} tell most of them apart. */
static uint64_t hash_known(const struct gz_printer *p, uint64_t hash, struct gz_str template,
			   const uint64_t *of)
{
	static const char ones[sizeof(uint64_t)] = {-1, -1, -1, -1, -1, -1, -1, -1};
	uint32_t count = gz_gaz_entity_count(p->g);
	size_t plain = gz_str_find(template, '$'), most = plain < sizeof(ones) ? plain : sizeof(ones);
	uint64_t head = gz_print_head(template, most),
		 seen = gz_print_head(gz_str_of(ones, sizeof(ones)), most), sum = 0;

	for (uint32_t i = 0; template.len > 0 && i < count; i++)
		if ((p->id[i].head & seen) == head &&
		    may_become(template, gz_id_of(p->g, gz_gaz_entry(p->g, i))))
			sum += gz_mix(6, of[i]);
	return gz_mix(gz_mix_str(hash, template), sum);
}

/* Rules are many and their templates few: what the last ones gave is remembered. */
#define TEMPLATES_KNOWN 32

struct known_templates {
	struct templates {
		struct gz_str id, country, series;
		uint64_t hash;
	} known[TEMPLATES_KNOWN];
	size_t count; /* of all that were put there, one in the place of another */
};

static bool are_of(const struct templates *t, const struct gz_pattern *rule)
{
	return gz_str_eq(t->id, rule->id) && gz_str_eq(t->country, rule->country) &&
	       gz_str_eq(t->series, rule->series);
}

static uint64_t hash_templates(const struct gz_printer *p, const struct gz_pattern *rule,
			       struct known_templates *k)
{
	size_t there = k->count < TEMPLATES_KNOWN ? k->count : TEMPLATES_KNOWN;
	uint64_t hash = 7;

	for (size_t i = 0; i < there; i++)
		if (are_of(&k->known[i], rule))
			return k->known[i].hash;
	hash = hash_known(p, hash, rule->id, p->deep);
	hash = hash_known(p, hash, rule->country, p->shallow);
	hash = hash_known(p, hash, rule->series, p->deep);
	k->known[k->count++ % TEMPLATES_KNOWN] =
		(struct templates){rule->id, rule->country, rule->series, hash};
	return hash;
}

static void add_patterns(struct gz_printer *p)
{
	uint32_t count;
	const struct gz_pattern *rules = gz_gaz_patterns(p->g, &count);
	struct known_templates known = {.count = 0};

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_pattern *rule = &rules[i];
		uint64_t hash = gz_mix(gz_mix_str(gz_mix_str(8, rule->regex), rule->name), rule->type);

		hash = rule->kinds.len > 0 ? gz_mix_str(hash, rule->kinds) : hash;
		for (uint32_t k = 0; k < rule->near_count; k++)
			hash = gz_mix(hash, token_of(p, rule->near[k])->hash);
		add(p, alone(rule->anchor), gz_mix(hash, hash_templates(p, rule, &known)));
	}
}

/* ---- prints ----------------------------------------------------------------------------- */

static unsigned bits_for(uint32_t tokens)
{
	unsigned bits = BUCKETS_LEAST;

	while (bits < BUCKETS_MOST && (size_t)1 << (bits + 2) <= tokens)
		bits++;
	return bits;
}

size_t gz_print_size(uint32_t tokens)
{
	return PRINT_HEAD + ((size_t)TABLES * sizeof(uint32_t) << bits_for(tokens));
}

static void fill_head(unsigned bits, unsigned char head[PRINT_HEAD])
{
	memcpy(head,
	       ((const unsigned char[PRINT_HEAD]){'g', 'z', 'p', PRINT_VERSION, (unsigned char)bits,
						  GZ_TEXT_REVISION}),
	       PRINT_HEAD);
}

/* Was it made when the gazetteer was compiled, and by one that makes it alike? */
static bool is_kept(const struct gz_gaz *g)
{
	unsigned char head[PRINT_HEAD];

	fill_head(bits_for(gz_gaz_token_count(g)), head);
	return g->print.len == gz_print_size(gz_gaz_token_count(g)) &&
	       memcmp(g->print.ptr, head, sizeof(head)) == 0;
}

static bool write_print(const struct gz_printer *p, struct gz_buf *out)
{
	unsigned char head[PRINT_HEAD];

	fill_head(p->bits, head);
	gz_buf_clear(out);
	gz_buf_add(out, head, sizeof(head));
	for (size_t i = 0; i < (size_t)TABLES << p->bits; i++) {
		uint32_t sum = p->sums[i >> p->bits][i & (((size_t)1 << p->bits) - 1)];
		const unsigned char bytes[4] = {(unsigned char)sum, (unsigned char)(sum >> 8),
						(unsigned char)(sum >> 16), (unsigned char)(sum >> 24)};

		gz_buf_add(out, bytes, sizeof(bytes));
	}
	return !out->failed;
}

bool gz_gaz_print(const struct gz_gaz *g, struct gz_buf *out, struct gz_error *err)
{
	struct gz_printer p = {.g = g, .bits = bits_for(gz_gaz_token_count(g))};
	size_t entities = gz_gaz_entity_count(g), nodes = gz_gaz_node_count(g);
	bool good;

	if (is_kept(g)) {
		gz_buf_clear(out);
		return gz_buf_str(out, g->print) || gz_fail_nomem(err);
	}
	p.token = calloc((size_t)gz_gaz_token_count(g) + 1, sizeof(*p.token));
	p.id = calloc(entities + 1, sizeof(*p.id));
	p.title = calloc((size_t)g->title_count + 1, sizeof(*p.title));
	p.held = calloc((size_t)g->title_count + 1, sizeof(*p.held));
	p.shallow = calloc(entities + 1, sizeof(*p.shallow));
	p.deep = calloc(entities + 1, sizeof(*p.deep));
	p.longest = malloc((nodes + 1) * sizeof(*p.longest));
	for (size_t i = 0; i < TABLES; i++)
		p.sums[i] = calloc((size_t)1 << p.bits, sizeof(**p.sums));
	good = p.token && p.id && p.title && p.held && p.shallow && p.deep && p.longest && p.sums[0] &&
	       p.sums[1];
	if (good) {
		memset(p.longest, 0xff, (nodes + 1) * sizeof(*p.longest));
		hash_tokens(&p);
		gz_print_reach(&p);
		add_words(&p);
		add_whole(&p);
		add_patterns(&p);
		good = add_names(&p) && write_print(&p, out);
	}
	free(p.token);
	free(p.id);
	free(p.title);
	free(p.held);
	free(p.shallow);
	free(p.deep);
	free(p.longest);
	for (size_t i = 0; i < TABLES; i++)
		free(p.sums[i]);
	return good || gz_fail_nomem(err);
}
