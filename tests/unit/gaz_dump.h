/* gaz_dump.h: everything that the accessors of a gazetteer say, as text: two that give the same are the same.
 */
#ifndef GAZ_DUMP_H
#define GAZ_DUMP_H

#include "gaz_world.h"
#include "gazet/text.h"

static inline void dump_list(struct gz_buf *out, const char *what, const uint32_t *item, uint32_t count)
{
	gz_buf_printf(out, " %s", what);
	for (uint32_t i = 0; i < count; i++)
		gz_buf_printf(out, " %u", item[i]);
}

static inline void dump_entities(const struct gz_gaz *g, struct gz_buf *out)
{
	for (uint32_t i = 0; i < gz_gaz_entity_count(g); i++) {
		const struct gz_entry *entry = gz_gaz_entry(g, i);
		struct gz_entity e = gz_gaz_entity(g, i);
		const struct gz_tenure *tenure;
		const uint32_t *item;
		uint32_t count;

		gz_buf_printf(out, "entity %u %.*s/%.*s/%.*s/%.*s/%.*s/%.*s %d %d %d %d %u %u %u %u", e.index,
			      GZ_ARG(e.id), GZ_ARG(e.name), GZ_ARG(e.country), GZ_ARG(e.series),
			      GZ_ARG(e.place), GZ_ARG(e.wikipedia), e.from, e.to, (int)e.type, (int)e.gender,
			      gz_gaz_country(g, i), entry->country, entry->series, entry->place);
		gz_buf_printf(out, " found %d", gz_gaz_find(g, e.id) == entry);
		item = gz_gaz_names_of(g, i, &count);
		dump_list(out, "names", item, count);
		item = gz_gaz_editions(g, i, &count);
		dump_list(out, "editions", item, count);
		tenure = gz_gaz_tenures(g, i, &count);
		for (uint32_t t = 0; t < count; t++)
			gz_buf_printf(out, " tenure %u %u %u %d %d", tenure[t].title, tenure[t].holder,
				      tenure[t].country, tenure[t].from, tenure[t].to);
		gz_buf_byte(out, '\n');
	}
}

static inline void dump_names(const struct gz_gaz *g, struct gz_buf *out)
{
	for (uint32_t i = 0; i < gz_gaz_name_count(g); i++) {
		const struct gz_name *n = gz_gaz_name(g, i);

		gz_buf_printf(out, "name %u %llx %.*s %u %u %u %u %u %u %u %u %u", i,
			      (unsigned long long)n->hard, GZ_ARG(gz_gaz_spelling(g, n)), n->target, n->kind,
			      n->via, n->tokens, n->shape, n->exact, n->ambiguous, n->prefix, n->beside);
		for (uint32_t token = 0; n->exact && token < n->tokens; token++)
			gz_buf_printf(out, " %.*s", GZ_ARG(gz_gaz_written(g, n, token)));
		gz_buf_byte(out, '\n');
	}
	for (uint32_t i = 0; i < gz_gaz_title_count(g); i++) {
		const struct gz_title *t = gz_gaz_title(g, i);
		uint32_t count;
		const uint32_t *by = gz_gaz_tenures_by(g, i, &count);

		gz_buf_printf(out, "title %u %.*s %u %u %u", i, GZ_ARG(gz_gaz_text(g, t->text)), t->courtesy,
			      t->consort, t->gender);
		dump_list(out, "by", by, count);
		for (uint32_t k = 0; k < count; k++)
			gz_buf_printf(out, " %u", gz_gaz_tenure(g, by[k])->holder);
		gz_buf_byte(out, '\n');
	}
}

static inline void dump_tokens(const struct gz_gaz *g, struct gz_buf *out)
{
	for (uint32_t i = 0; i < gz_gaz_token_count(g); i++) {
		struct gz_str text = gz_gaz_token_text(g, i);
		uint64_t hash = gz_text_hash(text);

		gz_buf_printf(out, "token %u %.*s %u %u %d%d%d%d%d%d%d%d %d", i, GZ_ARG(text),
			      gz_gaz_token(g, text), gz_gaz_child(g, GZ_TRIE_ROOT, i), gz_gaz_is_given(g, i),
			      gz_gaz_is_given_word(g, i), gz_gaz_is_surname(g, i), gz_gaz_is_word(g, i),
			      gz_gaz_is_neutral(g, i), gz_gaz_is_preposition(g, i), gz_gaz_is_definite(g, i),
			      gz_gaz_is_article(g, i), gz_filter_has(g->stand, hash));
		for (uint32_t k = 0; k < gz_gaz_token_count(g) && k < 64; k++)
			gz_buf_byte(out,
				    gz_filter_has(g->pairs,
						  gz_pair_hash(hash, gz_text_hash(gz_gaz_token_text(g, k))))
					    ? '+'
					    : '-');
		gz_buf_byte(out, '\n');
	}
}

static inline void dump_trie(const struct gz_gaz *g, struct gz_buf *out)
{
	for (uint32_t node = 0; node < gz_gaz_node_count(g); node++) {
		uint32_t count, first, end, token = gz_gaz_edge(g, node, &first, &end);
		const struct gz_veto *veto = gz_gaz_vetoes(g, node, &count);

		gz_buf_printf(out, "node %u %u %u %u", node, token, first, end);
		for (uint32_t i = 0; i < count; i++) {
			gz_buf_printf(out, " veto %u %u", veto[i].behind, veto[i].cue);
			dump_list(out, "of", gz_gaz_veto_tokens(g, &veto[i]), veto[i].count);
		}
		for (uint32_t child = first; child < end; child++)
			gz_buf_printf(out, " %d",
				      gz_gaz_child(g, node, gz_gaz_edge(g, child, &count, &count)) == child);
		gz_buf_printf(out, " at %u", gz_gaz_at(g, node, &count));
		gz_buf_printf(out, " %u", count);
		gz_buf_byte(out, '\n');
	}
}

/* To be freed. */
static inline char *dump(const struct gz_gaz *g)
{
	struct gz_buf out = {0};
	uint32_t count;
	const struct gz_pattern *p = gz_gaz_patterns(g, &count);

	gz_buf_printf(&out, "hash %.*s\n", GZ_ARG(gz_gaz_hash(g)));
	dump_entities(g, &out);
	dump_names(g, &out);
	dump_tokens(g, &out);
	dump_trie(g, &out);
	for (uint32_t i = 0; i < count; i++) {
		gz_buf_printf(&out, "pattern %u %.*s/%.*s/%.*s/%.*s/%.*s %d %s:%llu", p[i].anchor,
			      GZ_ARG(p[i].regex), GZ_ARG(p[i].id), GZ_ARG(p[i].name), GZ_ARG(p[i].country),
			      GZ_ARG(p[i].series), (int)p[i].type, p[i].file, (unsigned long long)p[i].line);
		dump_list(&out, "near", p[i].near, p[i].near_count);
		gz_buf_byte(&out, '\n');
	}
	gz_buf_byte(&out, '\0');
	assert_false(out.failed);
	return out.ptr;
}

#endif
