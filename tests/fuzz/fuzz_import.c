/*
 * fuzz_import.c: any bytes as another tool's gazetteer. The first byte chooses the format, the others are its
 * lines. Whatever comes in, the tables that come out load as a gazetteer (on top of the countries that they
 * may refer to).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/convert.h"
#include "must.h"

static void refuse(void *self, const struct gz_error *err)
{
	must(err->line > 0 && err->message[0] != '\0');
	++*(uint64_t *)self;
}

/* A table as a file; its path is in `path`. */
static int keep(const struct gz_buf *table, char path[64])
{
	int fd = memfd_create("table.tsv", MFD_CLOEXEC);

	must(fd >= 0 && write(fd, table->ptr, table->len) == (ssize_t)table->len);
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static void say(void *self, const struct gz_error *err)
{
	char text[2048];

	(void)self;
	fprintf(stderr, "%s\n", gz_error_text(err, text, sizeof(text)));
}

/* The countries that the tables may name. */
static void declare(const struct gz_buf *table, struct gz_buf *out)
{
	struct gz_str rest = gz_buf_view(table);
	struct gz_buf seen = {0};

	gz_buf_str(out, GZ_STR("id\ttype\tname\taliases\n"));
	for (size_t i = 0; i + 9 < rest.len; i++) {
		struct gz_str word =
			gz_str_of(rest.ptr + i, gz_str_find(gz_str_of(rest.ptr + i, rest.len - i), '\t'));
		struct gz_buf key = {0};

		if (word.len > 60 || (i > 0 && rest.ptr[i - 1] != '\t') || !gz_gaz_is_id(word, GZ_COUNTRY))
			continue;
		gz_buf_printf(&key, " %.*s ", GZ_ARG(word));
		if (seen.ptr == NULL || memmem(seen.ptr, seen.len, key.ptr, key.len) == NULL) {
			gz_buf_str(&seen, gz_buf_view(&key));
			gz_buf_printf(out, "%.*s\tcountry\tSomewhere\t\n", GZ_ARG(word));
		}
		gz_buf_free(&key);
	}
	gz_buf_free(&seen);
}

static void check_tables(struct gz_import *im)
{
	struct gz_buf table[3] = {{0}, {0}, {0}}, both = {0};
	char path[3][64];
	const char *paths[3];
	int fd[3];
	size_t count = 0;
	struct gz_gaz *g;
	struct gz_error err;

	must(gz_import_entities(im, &table[1], &err) && gz_import_offices(im, &table[2], &err));
	gz_buf_str(&both, gz_buf_view(&table[1]));
	gz_buf_str(&both, gz_buf_view(&table[2]));
	declare(&both, &table[0]);
	for (size_t i = 0; i < 3; i++) {
		if (table[i].len == 0)
			continue;
		fd[count] = keep(&table[i], path[count]);
		paths[count] = path[count];
		count++;
	}
	must(gz_gaz_load(paths, count, say, NULL, &g, &err));
	gz_gaz_free(g);
	for (size_t i = 0; i < count; i++)
		close(fd[i]);
	for (size_t i = 0; i < 3; i++)
		gz_buf_free(&table[i]);
	gz_buf_free(&both);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str rest = gz_str_of((const char *)data, size);
	uint64_t refused = 0, counted;
	struct gz_import_options options = {.refuse = refuse, .self = &refused};
	struct gz_import_counts counts;
	struct gz_import *im;
	struct gz_error err;
	const char *about, *name;
	bool is_refused;
	size_t formats = 0;

	if (size == 0)
		return 0;
	while (gz_import_format(formats, &about) != NULL)
		formats++;
	name = gz_import_format(data[0] % formats, &about);
	rest = gz_str_of(rest.ptr + 1, rest.len - 1);
	must(gz_import_open(name, &options, &im, &err) && gz_import_file(im, "input", &err));
	while (rest.len > 0) {
		size_t len = gz_str_find(rest, '\n');

		must(gz_import_line(im, gz_str_of(rest.ptr, len), &err));
		rest = len < rest.len ? gz_str_of(rest.ptr + len + 1, rest.len - len - 1) : GZ_STR("");
	}
	must(gz_import_finish(im, &err));
	gz_import_count(im, &counts);
	must(counts.refused == refused && counts.names >= counts.entities);
	for (size_t i = 0; gz_import_reason(im, i, &is_refused, &counted) != NULL; i++)
		must(counted > 0);
	check_tables(im);
	gz_import_close(im);
	return 0;
}
