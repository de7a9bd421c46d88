/*
 * fuzz_gaz.c: any bytes as gazetteer files. The loader takes them or refuses them with a place; what it takes
 * tags a fixed text, and the linter has its words for each finding. Input: files of one gazetteer, separated
 * by the byte 0x1E, a layer each (8 at most).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/pipeline.h"
#include "must.h"

#define LAYERS 8

static const char text[] =
	"President Rex W. Tillerson met Mr. Putin in Washington, D.C. on the U.S. G20 of 2017. A Jordan "
	"shoe, a turkey! "
	"the 2016 u s presidential election in Russia \xd0\xa0\xd0\xbe\xd1\x81\xd1\x81\xd0\xb8\xd1\x8f "
	"\xe4\xb8\xad\xe5\x9b\xbd a a a a a b b \xf0\x9f\x98\x80 (anchor) aaaaaaaaaaaaaaaaaaaaaaaaaaaaab "
	"anchor";

/* Every fault has its place and its words. */
static void fault(void *self, const struct gz_error *err)
{
	unsigned *faults = self;

	must(err->code == GZ_EFORMAT && err->file[0] != '\0' && err->line > 0 && err->message[0] != '\0');
	++*faults;
}

static void tag(const struct gz_gaz *g)
{
	struct gz_doc doc = {.source = GZ_STR("s"),
			     .id = GZ_STR("i"),
			     .day = 17354,
			     .precision = GZ_DAY,
			     .field = {GZ_STR("Putin in Jordan"), {text, sizeof(text) - 1}}};
	struct gz_tagger *tagger;
	struct gz_tagged tagged;
	struct gz_arena arena = {0};
	struct gz_error err;

	if (!gz_tagger_open(g, &(const struct gz_tagger_options){0}, &tagger, &err)) {
		must(err.code == GZ_EFORMAT && err.line > 0);
		return;
	}
	must(gz_tagger_tag(tagger, &doc, &arena, &tagged, &err));
	for (size_t i = 0; i < tagged.count; i++) {
		const struct gz_mention *m = &tagged.mentions[i];

		must(m->byte_start + m->byte_length <= doc.field[m->field].len && m->byte_length > 0);
		must(m->entity->id.len > 0 && m->name.len > 0);
	}
	gz_arena_free(&arena);
	gz_tagger_close(tagger);
}

/* What the accessors promise of a frozen gazetteer. */
static void walk(const struct gz_gaz *g)
{
	must(gz_gaz_hash(g).len == 32);
	for (uint32_t i = 0; i < gz_gaz_entity_count(g); i++) {
		const struct gz_entry *e = gz_gaz_entry(g, i);
		uint32_t count;
		const uint32_t *names = gz_gaz_names_of(g, i, &count);

		must(e->index == i && gz_gaz_find(g, gz_id_of(g, e)) == e && e->type < GZ_TYPES);
		must(count > 0 && gz_str_eq(gz_gaz_spelling(g, gz_gaz_name(g, names[0])), gz_name_of(g, e)));
		must(gz_gaz_country(g, i) == GZ_NONE || gz_gaz_country(g, i) < gz_gaz_entity_count(g));
		gz_gaz_editions(g, i, &count);
		gz_gaz_tenures(g, i, &count);
	}
	for (uint32_t i = 0; i < gz_gaz_name_count(g); i++) {
		const struct gz_name *name = gz_gaz_name(g, i);

		must(name->tokens > 0 && name->tokens <= 64 && (name->hard & 1) == 0 &&
		     gz_gaz_spelling(g, name).len > 0);
		must(name->exact == (name->written != 0));
	}
}

struct findings {
	unsigned all, errors;
};

static void take_finding(void *self, const struct gz_finding *finding)
{
	struct findings *f = self;

	must(finding->severity <= GZ_ERROR && finding->where.message[0] != '\0');
	must(finding->where.file[0] != '\0' && finding->where.line > 0);
	must(gz_utf8_valid(gz_str(finding->where.message)));
	f->all++;
	f->errors += finding->severity == GZ_ERROR;
}

/* What is loaded is linted; what is not has an error for each fault, of which the loader tells the first
 * hundred. */
static void lint(const char *const *paths, size_t count, unsigned faults)
{
	struct findings found = {0, 0};
	struct gz_error err;
	struct gz_gaz *gaz;

	must(gz_gaz_lint(paths, count, 17354, take_finding, &found, &gaz, &err));
	must((gaz == NULL) == (faults > 0) && found.errors >= faults);
	gz_gaz_free(gaz);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str rest = gz_str_of((const char *)data, size);
	char paths[LAYERS][64];
	const char *path[LAYERS];
	int fd[LAYERS];
	unsigned layers = 0, faults = 0;
	struct gz_gaz *gaz;
	struct gz_error err;

	do {
		size_t end = layers + 1 < LAYERS ? gz_str_find(rest, 0x1e) : rest.len;

		fd[layers] = memfd_create("layer", MFD_CLOEXEC);
		must(fd[layers] >= 0 && write(fd[layers], rest.ptr, end) == (ssize_t)end);
		snprintf(paths[layers], sizeof(paths[0]), "/proc/self/fd/%d", fd[layers]);
		path[layers] = paths[layers];
		layers++;
		if (end == rest.len)
			break;
		rest = gz_str_of(rest.ptr + end + 1, rest.len - end - 1);
	} while (true);
	if (gz_gaz_load(path, layers, fault, &faults, &gaz, &err)) {
		must(faults == 0);
		walk(gaz);
		tag(gaz);
		gz_gaz_free(gaz);
	} else {
		must(faults > 0 && gaz == NULL && err.code == GZ_EFORMAT && err.line > 0);
	}
	lint(path, layers, faults);
	for (unsigned i = 0; i < layers; i++)
		close(fd[i]);
	return 0;
}
