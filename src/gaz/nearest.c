/* nearest.c: names of the gazetteer that somebody may have meant. */
#include <string.h>

#include "internal.h"

/* What is looked for, and the best so far: by distance, then in the gazetteer's order. */
struct search {
	struct gz_typed wanted;
	struct {
		uint32_t entity, apart;
	} near[GZ_GAZ_NEAREST];
	size_t count;
};

/* Keeps each entity once; they come in their order. */
static void offer(struct search *s, uint32_t entity, uint32_t apart)
{
	size_t at = s->count;

	if (apart > s->wanted.bound)
		return;
	while (at > 0 && s->near[at - 1].apart > apart)
		at--;
	if (at == GZ_COUNT(s->near))
		return;
	s->count += s->count < GZ_COUNT(s->near);
	memmove(&s->near[at + 1], &s->near[at], (s->count - at - 1) * sizeof(s->near[0]));
	s->near[at].entity = entity;
	s->near[at].apart = apart;
}

static bool search_names(struct search *s, const struct gz_gaz *g, struct gz_str folded, struct gz_error *err)
{
	struct gz_arena arena = {0};
	bool good = true;

	for (uint32_t e = 0; good && e < g->entity_count; e++) {
		uint32_t count, best = s->wanted.bound + 1;
		const uint32_t *names = gz_gaz_names_of(g, e, &count);

		for (uint32_t i = 0; good && i < count; i++) {
			struct gz_str name;
			uint32_t apart;

			good = gz_text_fold(gz_gaz_spelling(g, gz_gaz_name(g, names[i])), &arena, &name, err);
			if (!good)
				break;
			apart = gz_typed_distance(&s->wanted, name);
			/* "angela" may well mean Angela Merkel. */
			if (apart > 1 && gz_typed_has_words(name, folded))
				apart = 1;
			best = apart < best ? apart : best;
		}
		gz_arena_reset(&arena);
		offer(s, e, best);
	}
	gz_arena_free(&arena);
	return good;
}

bool gz_gaz_nearest(const struct gz_gaz *g, struct gz_str what, struct gz_buf *out, struct gz_error *err)
{
	struct search s = {.count = 0};
	struct gz_arena arena = {0};
	struct gz_str folded;
	bool good = gz_text_fold(what, &arena, &folded, err);

	if (good && gz_typed_start(&s.wanted, folded))
		good = search_names(&s, g, folded, err);
	/* Only an id has a slash. */
	if (good && gz_str_find(what, '/') < what.len && gz_typed_start(&s.wanted, what)) {
		s.count = 0;
		for (uint32_t e = 0; e < g->entity_count; e++)
			offer(&s, e, gz_typed_distance(&s.wanted, gz_id_of(g, gz_gaz_entry(g, e))));
	}
	for (size_t i = 0; good && i < s.count; i++) {
		const struct gz_entry *entry = gz_gaz_entry(g, s.near[i].entity);
		struct gz_str name = gz_name_of(g, entry), id = gz_id_of(g, entry);

		gz_buf_printf(out, "%s%.*s (%.*s)", i == 0 ? "" : ", ", (int)gz_utf8_offset(name, 80),
			      name.ptr, (int)gz_utf8_offset(id, 80), id.ptr);
	}
	gz_arena_free(&arena);
	return good && (!out->failed || gz_fail_nomem(err));
}
