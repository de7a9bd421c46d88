/*
 * read_folder.h: a temporary folder for the tests of the reader, files and compressed files in it, and what was
 * read from them. Rejections are caught as messages, with the folder left out.
 */
#ifndef READ_FOLDER_H
#define READ_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "gazet/read.h"

#define FFFD "\xef\xbf\xbd"
#define MANY 200
/* Under which a text is looked for. */
#define TEXT_KEYS \
	"text, body, content, maintext, articleBody, article_body, article, full_text, fullText, fulltext"

static char folder[256];

/* ---- files --------------------------------------------------------------------- */

static inline const char *in_folder(const char *name)
{
	static char path[4][512];
	static unsigned turn;
	char *out = path[turn++ % 4];

	snprintf(out, 512, "%s/%s", folder, name);
	return out;
}

static inline const char *put(const char *name, const void *bytes, size_t len)
{
	const char *path = in_folder(name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	return path;
}

#define PUT(name, literal) put(name, literal, sizeof(literal) - 1)

static inline int make_folder(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/gazet-read-XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) == NULL;
}

static inline int remove_folder(void **state)
{
	char command[300];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

/* Compresses with libarchive; returns the length. */
static inline size_t compress_as(int filter, const void *bytes, size_t len, char *out, size_t size)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	size_t used = 0;

	assert_int_equal(archive_write_add_filter(a, filter), ARCHIVE_OK);
	assert_int_equal(archive_write_set_format_raw(a), ARCHIVE_OK);
	assert_int_equal(archive_write_set_bytes_per_block(a, 1), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(a, out, size, &used), ARCHIVE_OK);
	archive_entry_set_filetype(entry, AE_IFREG);
	assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
	assert_int_equal(archive_write_data(a, bytes, len), len);
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_entry_free(entry);
	archive_write_free(a);
	return used;
}

/* ---- what was read --------------------------------------------------------------- */

struct result {
	struct gz_arena arena;
	struct gz_doc doc[MANY];
	size_t docs;
	char reject[MANY][GZ_MESSAGE_MAX + 600];
	enum gz_code code[MANY];
	size_t rejects;
	struct gz_read_progress progress;
};

static inline void note_reject(void *self, const struct gz_error *err)
{
	struct result *result = self;
	struct gz_error copy = *err;
	size_t head = strlen(folder);

	assert_true(result->rejects < MANY);
	if (strncmp(copy.file, folder, head) == 0)
		memmove(copy.file, copy.file + head + 1, strlen(copy.file + head + 1) + 1);
	result->code[result->rejects] = err->code;
	gz_error_text(&copy, result->reject[result->rejects], sizeof(result->reject[0]));
	result->rejects++;
}

static inline struct result *read_paths(const char *const *paths, size_t count, struct gz_read_options options)
{
	struct result *result = calloc(1, sizeof(*result));
	struct gz_reader *reader;
	struct gz_error err;
	enum gz_read_status status;

	assert_non_null(result);
	options.reject = note_reject;
	options.self = result;
	if (!gz_reader_open(paths, count, &options, &reader, &err))
		fail_msg("%s", err.message);
	for (;;) {
		status = gz_reader_next(reader, &result->arena, &result->doc[result->docs], &err);
		if (status != GZ_READ_DOC)
			break;
		assert_true(++result->docs < MANY);
	}
	assert_int_equal(status, GZ_READ_END);
	assert_int_equal(gz_reader_next(reader, &result->arena, &result->doc[MANY - 1], &err), GZ_READ_END);
	gz_reader_progress(reader, &result->progress);
	assert_int_equal(result->progress.rejected, result->rejects);
	gz_reader_close(reader);
	return result;
}

static inline struct result *read_one(const char *path, struct gz_read_options options)
{
	return read_paths(&path, 1, options);
}

#define PLAIN ((struct gz_read_options){0})

static inline void done(struct result *result)
{
	gz_arena_free(&result->arena);
	free(result);
}

static inline void check_str(struct gz_str s, const char *expected)
{
	if (!gz_str_eq(s, gz_str(expected)))
		fail_msg("\"%.*s\" is not \"%s\"", GZ_ARG(s), expected);
}

#endif
