/* titles.c: the names of bodies and places that titles hold: the ECB, of ecb president; Virginia, of virginia
 * governor. */
#include "build.h"

/* One word of the title farther down the trie; false where no name goes on so. */
static bool next_word(const struct gz_gaz *g, struct gz_str title, struct gz_inside *at)
{
	struct gz_str rest = gz_str_of(title.ptr + at->byte, title.len - at->byte);
	struct gz_str word = gz_str_of(rest.ptr, gz_str_find(rest, ' '));
	uint32_t token = gz_gaz_token(g, word);

	at->node = token == GZ_NONE ? GZ_NONE : gz_gaz_child(g, at->node, token);
	if (at->node == GZ_NONE)
		return false;
	at->name = gz_gaz_at(g, at->node, &at->left);
	at->byte += word.len + (word.len < rest.len);
	return true;
}

uint32_t gz_gaz_next_body(const struct gz_gaz *g, uint32_t title, struct gz_inside *at)
{
	struct gz_str text = gz_gaz_text(g, gz_gaz_title(g, title)->text);

	do {
		while (at->left > 0) {
			const struct gz_name *name = gz_gaz_name(g, at->name++);

			at->left--;
			if (name->kind == GZ_NAME_ENTITY && gz_gaz_entry(g, name->target)->type == GZ_ORG)
				return name->target;
		}
	} while (at->byte < text.len && next_word(g, text, at));
	return GZ_NONE;
}

static bool has_entity(const struct gz_gaz *g, const struct gz_inside *at)
{
	for (uint32_t i = 0; i < at->left; i++) {
		if (gz_gaz_name(g, at->name + i)->kind == GZ_NAME_ENTITY)
			return true;
	}
	return false;
}

/* The longest name of an entity at the next word, or behind it, if none begins there. */
static void next_name(const struct gz_gaz *g, struct gz_str title, struct gz_inside *at)
{
	struct gz_inside along = {.byte = at->byte}, longest = along;

	while (along.byte < title.len && next_word(g, title, &along)) {
		if (has_entity(g, &along))
			longest = along;
	}
	if (longest.byte == at->byte) {
		struct gz_str rest = gz_str_of(title.ptr + at->byte, title.len - at->byte);
		size_t word = gz_str_find(rest, ' ');

		longest.byte += word + (word < rest.len);
	}
	*at = longest;
}

uint32_t gz_gaz_next_part(const struct gz_gaz *g, uint32_t title, uint32_t country, struct gz_inside *at)
{
	struct gz_str text = gz_gaz_text(g, gz_gaz_title(g, title)->text);

	for (;;) {
		while (at->left > 0) {
			const struct gz_name *name = gz_gaz_name(g, at->name++);
			const struct gz_entry *entry;

			at->left--;
			if (name->kind != GZ_NAME_ENTITY || name->prefix)
				continue;
			entry = gz_gaz_entry(g, name->target);
			if (entry->type == GZ_PLACE && entry->country == country)
				return name->target;
		}
		if (at->byte >= text.len)
			return GZ_NONE;
		next_name(g, text, at);
	}
}
