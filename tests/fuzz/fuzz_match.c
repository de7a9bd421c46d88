/*
 * fuzz_match.c: any names and any text: what the matcher finds by its trie and its filters is what the plain
 * comparison of every name with every place finds (tests/unit/match_naive.h). Input: lines, each a name of an
 * entity (after a byte that chooses its type and its mark) and its aliases behind `|`; 0x1E; the text.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../unit/match_naive.h"
#include "mutator.h"
#include "must.h"

#define ENTITIES 24
#define LARGEST	 2048 /* of the text: the plain way is slow */

/* What was made of the names of the last input; a change of the text alone needs no other. */
struct book {
	struct gz_buf names;
	struct gz_gaz *gaz; /* NULL: the loader refused it */
	struct gz_matcher *matcher;
	struct gz_arena arena;
	struct naive naive;
};

/* A row; tabs and the like would be other cells. */
static void add_row(struct gz_buf *table, struct gz_str line, unsigned number)
{
	static const char *const types[] = {"person", "org", "place"}, *const marks[] = {"", "=", "?", "?="};
	unsigned kind = (unsigned char)line.ptr[0];
	struct gz_buf clean = {0};
	struct gz_str name;
	uint64_t replaced = 0;
	size_t len;

	must(gz_utf8_repair(&clean, gz_str_of(line.ptr + 1, line.len - 1), &replaced));
	for (size_t i = 0; i < clean.len; i++)
		clean.ptr[i] = (unsigned char)clean.ptr[i] < ' ' ? ' ' : clean.ptr[i];
	name = gz_buf_view(&clean);
	len = gz_str_find(name, '|');
	gz_buf_printf(table, "%s/e%u\t%s\t%s%.*s\t", types[kind % 3], number, types[kind % 3], marks[kind / 3 % 4],
		      (int)len, name.ptr != NULL ? name.ptr : "");
	if (len < name.len)
		gz_buf_str(table, gz_str_of(name.ptr + len + 1, name.len - len - 1));
	gz_buf_str(table, GZ_STR("\t-\n"));
	gz_buf_free(&clean);
}

static void load(struct book *b, const struct gz_buf *table)
{
	char path[64];
	const char *paths[] = {path};
	int fd = memfd_create("names", MFD_CLOEXEC);
	struct gz_error err = {0};

	must(fd >= 0 && write(fd, table->ptr, table->len) == (ssize_t)table->len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (gz_gaz_load(paths, 1, NULL, NULL, &b->gaz, &err))
		must(gz_matcher_open(b->gaz, &b->matcher, &err) && naive_spell(&b->naive, b->gaz, &b->arena, &err));
	else
		must(err.code == GZ_EFORMAT && err.line > 0);
	close(fd);
}

static void forget(struct book *b)
{
	gz_matcher_close(b->matcher);
	gz_gaz_free(b->gaz);
	gz_arena_free(&b->arena);
	gz_buf_free(&b->names);
	*b = (struct book){0};
}

static void make(struct book *b, struct gz_str names)
{
	struct gz_buf table = {0};

	forget(b);
	must(gz_buf_str(&b->names, names));
	gz_buf_str(&table, GZ_STR("id\ttype\tname\taliases\tsurname\n"));
	for (unsigned i = 0; i < ENTITIES && names.len > 0; i++) {
		size_t len = gz_str_find(names, '\n');

		if (len > 1)
			add_row(&table, gz_str_of(names.ptr, len), i);
		len += len < names.len;
		names = gz_str_of(names.ptr + len, names.len - len);
	}
	must(!table.failed);
	load(b, &table);
	gz_buf_free(&table);
}

static void match(struct book *b, struct gz_str text)
{
	struct gz_arena arena = {0};
	struct gz_tokens tokens;
	struct gz_candidates found;
	struct gz_error err;
	const char *differs;

	must(gz_text_tokenize(text, &arena, &tokens, &err));
	must(gz_match(b->matcher, &tokens, &arena, false, &found, &err));
	differs = naive_differs(&b->naive, &tokens, &found);
	if (differs != NULL) {
		fprintf(stderr, "not true: %s\n", differs);
		abort();
	}
	gz_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct book b;
	struct gz_str all = gz_str_of((const char *)data, size), names, text;
	struct gz_buf clean = {0};
	uint64_t replaced = 0;

	names = gz_str_of(all.ptr, gz_str_find(all, 0x1e));
	if (names.len == size)
		return 0;
	text = gz_str_of(all.ptr + names.len + 1, size - names.len - 1);
	if (!gz_str_eq(gz_buf_view(&b.names), names) || b.names.len == 0)
		make(&b, names);
	if (b.gaz == NULL)
		return 0;
	must(gz_utf8_repair(&clean, gz_str_of(text.ptr, text.len < LARGEST ? text.len : LARGEST), &replaced));
	match(&b, gz_buf_view(&clean));
	gz_buf_free(&clean);
	return 0;
}

/* Most often only the text: names are taken from there. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	return fuzz_mutate_behind(data, size, most, seed, 0x1e, 4);
}
