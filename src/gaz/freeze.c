/*
 * freeze.c: what is left to do when all files are read: check references between files, derive surnames, give
 * tenures to their holders, and settle which name of an entity is its canonical one.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static bool check_references(struct gz_loader *l)
{
	bool good = true;

	for (size_t i = 0; i < l->references.len; i++)
		good &= gz_refer(l, &l->references.ptr[i]);
	return good;
}

/* Jr., III and the like are no surnames. */
static bool is_generation(struct gz_str word)
{
	static const char *const words[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};

	for (size_t i = 0; i < GZ_COUNT(words); i++) {
		if (gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
}

/* The last word of a name of two words or more. */
static struct gz_str last_word(struct gz_str name)
{
	size_t end = name.len, start;

	for (;;) {
		for (start = end; start > 0 && name.ptr[start - 1] != ' '; start--)
			;
		if (start == 0)
			return gz_str_of("", 0);
		if (!is_generation(gz_str_of(name.ptr + start, end - start)))
			return gz_str_of(name.ptr + start, end - start);
		end = start - 1;
	}
}

/* The last word of the name, if it has letters. */
static bool add_last_word(struct gz_loader *l, const struct gz_row *row, struct gz_new_name *name)
{
	struct gz_str folded;
	struct gz_error err;

	name->text = last_word(gz_build_view(l->build, l->build->entries.ptr[name->target].name));
	name->text = gz_arena_str(&l->scratch, name->text); /* the build's text moves while it grows */
	if (name->text.ptr == NULL || !gz_text_fold(name->text, &l->scratch, &folded, &err))
		return gz_load_nomem(l);
	return folded.len == 0 || gz_name_add(l, row, 0, name);
}

static bool add_surnames(struct gz_loader *l, uint32_t person)
{
	static const struct gz_surnames none = {NULL, 0, 0, {NULL, 0}};
	uint32_t at = l->surnames_of.ptr[person];
	const struct gz_surnames *cell = at == GZ_NONE ? &none : &l->surnames.ptr[at];
	const struct gz_row row = {
		.file = cell->file, .line = cell->line, .column = {cell->column}, .count = 1};
	struct gz_new_name name = {.kind = GZ_NAME_SURNAME, .via = GZ_VIA_SURNAME, .target = person};
	struct gz_str list = cell->list;
	bool good = true;

	if (list.len == 0)
		good = add_last_word(l, &row, &name);
	else if (!gz_str_eq(list, GZ_STR("-")))
		while (gz_load_list_next(l, &list, &name.text))
			good &= gz_name_add(l, &row, 0, &name);
	gz_arena_reset(&l->scratch);
	return good && !l->failed;
}

static bool add_tenures(struct gz_loader *l)
{
	struct gz_build *b = l->build;

	for (uint32_t i = 0; i < l->offices.len; i++) {
		const struct gz_office_row *office = &l->offices.ptr[i];

		for (uint32_t t = 0; t < office->title_count; t++) {
			struct gz_tenure tenure = {.title = office->titles[t],
						   .holder = office->holder,
						   .country = office->country,
						   .from = office->from,
						   .to = office->to,
						   .office = i};

			if (!GZ_PUSH(&b->tenures, tenure) ||
			    !GZ_PUSH(&b->tenures_of,
				     ((struct gz_pair){office->holder, (uint32_t)(b->tenures.len - 1)})))
				return gz_load_nomem(l);
		}
	}
	return true;
}

static bool link_entities(struct gz_loader *l)
{
	struct gz_build *b = l->build;
	bool good = true;

	for (uint32_t i = 0; i < b->entries.len; i++) {
		uint32_t series = b->entries.ptr[i].series;

		if (series != GZ_NONE && !GZ_PUSH(&b->editions, ((struct gz_pair){series, i})))
			return gz_load_nomem(l);
		if (b->entries.ptr[i].type == GZ_PERSON)
			good &= add_surnames(l, i);
	}
	return good;
}

/* A later layer's name goes in front of those that it replaced; they stay, as aliases. */
static void settle_canonical(struct gz_build *b)
{
	for (size_t i = 0; i < b->names.len; i++) {
		struct gz_name *name = &b->names.ptr[i];

		if (name->kind == GZ_NAME_ENTITY && name->via == GZ_VIA_NAME &&
		    name->text.at != b->entries.ptr[name->target].name.at)
			name->via = GZ_VIA_ALIAS;
	}
}

bool gz_freeze(struct gz_loader *l)
{
	if (!check_references(l) || !link_entities(l) || !add_tenures(l))
		return false;
	settle_canonical(l->build);
	return true;
}
