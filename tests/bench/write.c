/*
 * write.c: how fast the store is alone: an archive is read and tagged into memory, and then the tagged
 * documents are put into a database, which is closed and synced. Prints wall and processor time, in all and a
 * document.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gazet/pipeline.h"
#include "gazet/store.h"
#include "gazet/text.h"

#define COMMIT_DOCUMENTS 8192

struct bench {
	struct gz_gaz *gaz;
	struct gz_arena arena; /* all documents */
	GZ_VEC(struct gz_tagged) tagged;
	uint64_t bytes;
};

static bool each_name(const void *self, const struct gz_entity *entity,
		      bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	const struct gz_gaz *g = self;
	struct gz_arena arena = {0};
	uint32_t count = 0;
	const uint32_t *names;
	struct gz_error err;
	bool good = true;

	if (entity->index == GZ_NONE)
		return true;
	names = gz_gaz_names_of(g, entity->index, &count);
	for (uint32_t i = 0; i < count && good; i++) {
		struct gz_str folded, name = gz_gaz_spelling(g, gz_gaz_name(g, names[i]));

		good = gz_text_fold(name, &arena, &folded, &err) && add(to, name, folded);
	}
	gz_arena_free(&arena);
	return good;
}

static bool find_entity(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct gz_entry *found = gz_gaz_find(self, id);

	if (found != NULL)
		*out = gz_entity_of(self, found);
	return found != NULL;
}

static bool fold_name(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	struct gz_error err;

	(void)self;
	return gz_text_fold(name, arena, folded, &err);
}

static bool tag_all(struct bench *b, const char *const *paths, size_t count, struct gz_error *err)
{
	struct gz_read_options options = {0};
	struct gz_tagger *tagger = NULL;
	struct gz_reader *reader = NULL;
	enum gz_read_status status = GZ_READ_FAILED;
	struct gz_tagged tagged;
	struct gz_doc doc;
	bool good;

	good = gz_tagger_open(b->gaz, &(const struct gz_tagger_options){0}, &tagger, err) &&
	       gz_reader_open(paths, count, &options, &reader, err);
	while (good && (status = gz_reader_next(reader, &b->arena, &doc, err)) == GZ_READ_DOC) {
		good = gz_tagger_tag(tagger, &doc, &b->arena, &tagged, err) &&
		       (GZ_PUSH(&b->tagged, tagged) || gz_fail_nomem(err));
		b->bytes += doc.bytes;
	}
	gz_reader_close(reader);
	gz_tagger_close(tagger);
	return good && status == GZ_READ_END;
}

__attribute__((noinline)) static bool write_all(struct bench *b, const char *path, struct gz_error *err)
{
	struct gz_names names = {b->gaz, each_name, find_entity, fold_name, gz_text_sketch};
	struct gz_run run = {
		.tool_version = GZ_STR("bench"), .gazetteer_hash = GZ_STR("bench"), .options = GZ_STR("{}")};
	struct gz_counts counts = {.added = b->tagged.len};
	struct gz_store *s = NULL;
	struct gz_error ignored;
	bool good = gz_store_open(path, &s, err) && gz_store_begin(s, &run, &names, err);

	for (size_t i = 0; good && i < b->tagged.len; i++) {
		enum gz_put what;
		bool duplicate;

		good = gz_store_put(s, &b->tagged.ptr[i], &what, &duplicate, err) &&
		       ((i + 1) % COMMIT_DOCUMENTS != 0 || gz_store_commit(s, err));
	}
	good = good && gz_store_end(s, &counts, false, err);
	return gz_store_close(s, good ? err : &ignored) && good;
}

static double processor(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool measure(struct bench *b, const char *path, int runs, struct gz_error *err)
{
	for (int i = 0; i < runs; i++) {
		double start = gz_clock(), cpu = processor(), wall;

		unlink(path);
		if (!write_all(b, path, err))
			return false;
		wall = gz_clock() - start;
		cpu = processor() - cpu;
		printf("%zu documents, %.1f MB: %.3f s wall (%.1f MB/s), %.3f s processor (%.1f us a "
		       "document)\n",
		       b->tagged.len, (double)b->bytes / 1e6, wall, (double)b->bytes / 1e6 / wall, cpu,
		       1e6 * cpu / (double)b->tagged.len);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct bench b = {0};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	const char *gazetteer = argc > 1 ? argv[1] : NULL;
	bool good;

	if (argc < 5 || atoi(argv[3]) < 1) {
		fputs("usage: write GAZETTEER DATABASE RUNS PATH...\n"
		      "the database is made anew in each run\n",
		      stderr);
		return 2;
	}
	good = gz_gaz_load(&gazetteer, 1, NULL, NULL, &b.gaz, &err) &&
	       tag_all(&b, (const char *const *)argv + 4, (size_t)argc - 4, &err) &&
	       measure(&b, argv[2], atoi(argv[3]), &err);
	if (!good)
		fprintf(stderr, "write: %s\n", gz_error_text(&err, message, sizeof(message)));
	GZ_VEC_FREE(&b.tagged);
	gz_arena_free(&b.arena);
	gz_gaz_free(b.gaz);
	return good ? 0 : 2;
}
