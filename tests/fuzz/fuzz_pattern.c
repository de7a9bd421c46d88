/*
 * fuzz_pattern.c: any pattern rule on any text. The loader or the matcher refuses the rule with its place, or the rule
 * finds what lies in the text, comes to an end and finds the same again; one that takes too long is stopped and
 * named. Input: cells that 0x1F separates (anchor, regex, id, name, type, series, country); 0x1E; the text.
 */
#include <stdint.h>

#include "gazet/match.h"
#include "gazet/pipeline.h"
#include "mutator.h"
#include "tables.h"

static const char entities[] = "id\ttype\tname\taliases\tcountry\n"
			       "country/us\tcountry\tUnited States\tU.S. | =US | ?America\n"
			       "country/ru\tcountry\tRussia\tРоссия\n"
			       "event/g20\tevent\tG20\n"
			       "place/hh\tplace\tHamburg\n";

/* The rule of the last input; a change of the text alone needs no other. */
struct rule {
	struct gz_buf cells;
	struct gz_gaz *gaz;
	struct gz_tagger *tagger; /* NULL: it was refused */
};

static void add_cells(struct gz_buf *table, struct gz_str cells)
{
	struct gz_buf clean = {0};
	uint64_t replaced = 0;

	must(gz_utf8_repair(&clean, cells, &replaced));
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.ptr[i] == 0x1f)
			gz_buf_byte(table, '\t');
		else
			gz_buf_byte(table, (unsigned char)clean.ptr[i] < ' ' ? ' ' : clean.ptr[i]);
	}
	gz_buf_byte(table, '\n');
	gz_buf_free(&clean);
}

static void forget(struct rule *r)
{
	gz_tagger_close(r->tagger);
	gz_gaz_free(r->gaz);
	gz_buf_free(&r->cells);
	*r = (struct rule){0};
}

static void make(struct rule *r, struct gz_str cells)
{
	struct gz_buf table = {0};
	struct gz_str tables[2] = {gz_str(entities)};
	const struct gz_tagger_options options = {.keep_boilerplate = true};
	struct gz_error err = {0};

	forget(r);
	must(gz_buf_str(&r->cells, cells));
	gz_buf_str(&table, GZ_STR("anchor\tregex\tid\tname\ttype\tseries\tcountry\tnear\tkinds\n"));
	add_cells(&table, cells);
	must(!table.failed);
	tables[1] = gz_buf_view(&table);
	if (!fuzz_load(tables, 2, &r->gaz, &err) ||
	    !gz_tagger_open(r->gaz, &options, &r->tagger, &err))
		must(err.code == GZ_EFORMAT && err.file[0] != '\0' && err.line > 0 && err.message[0] != '\0');
	gz_buf_free(&table);
}

static bool tag(struct rule *r, struct gz_str text, struct gz_arena *arena, struct gz_tagged *out)
{
	struct gz_doc doc = {.source = GZ_STR("s"), .id = GZ_STR("i"), .day = 17354, .precision = GZ_DAY,
			     .field = {[GZ_TITLE] = GZ_STR(""), [GZ_TEXT] = text}};
	struct gz_error err = {0};

	if (gz_tagger_tag(r->tagger, &doc, arena, out, &err))
		return true;
	/* What takes too long. */
	must(err.code != GZ_OK && err.file[0] != '\0' && err.line > 0 && err.message[0] != '\0');
	return false;
}

static void check(const struct gz_tagged *a, const struct gz_tagged *b, struct gz_str text)
{
	must(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct gz_mention *m = &a->mentions[i];

		must(m->byte_length > 0 && m->byte_start <= text.len && m->byte_length <= text.len - m->byte_start);
		must(gz_utf8_valid(gz_str_of(text.ptr + m->byte_start, m->byte_length)));
		must(m->entity->id.len > 0 && m->name.len > 0 && gz_utf8_valid(m->entity->id) && gz_utf8_valid(m->name));
		must(gz_gaz_is_id(m->entity->id, m->entity->type));
		must(gz_str_eq(m->entity->id, b->mentions[i].entity->id) && m->start == b->mentions[i].start);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct rule r;
	struct gz_str all = gz_str_of((const char *)data, size), cells, text;
	struct gz_arena arena = {0};
	struct gz_buf clean = {0};
	struct gz_tagged a, b;
	uint64_t replaced = 0;

	cells = gz_str_of(all.ptr, gz_str_find(all, 0x1e));
	if (cells.len == size)
		return 0;
	if (!gz_str_eq(gz_buf_view(&r.cells), cells) || r.cells.len == 0)
		make(&r, cells);
	if (r.tagger == NULL)
		return 0;
	must(gz_utf8_repair(&clean, gz_str_of(all.ptr + cells.len + 1, size - cells.len - 1), &replaced));
	text = gz_buf_view(&clean);
	if (tag(&r, text, &arena, &a)) {
		must(tag(&r, text, &arena, &b));
		check(&a, &b, text);
	}
	gz_arena_free(&arena);
	gz_buf_free(&clean);
	return 0;
}

/* The text and the rule in turn. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	return fuzz_mutate_behind(data, size, most, seed, 0x1e, 3);
}
