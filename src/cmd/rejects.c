/* rejects.c: the file of --rejects. It takes the place of another one only where that is nothing that is
 * read. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gazet/sql.h"
#include "rejects.h"

/* Where the file is or would be, symbolic links followed; NULL where no file can be. The caller frees it. */
static char *whereabouts(const char *path)
{
	char *real = realpath(path, NULL), *folder, *parted;
	const char *slash = strrchr(path, '/');

	if (real != NULL || errno != ENOENT)
		return real;
	parted = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
	folder = parted != NULL ? realpath(parted, NULL) : NULL;
	if (folder != NULL && asprintf(&real, "%s/%s", folder, slash == NULL ? path : slash + 1) < 0)
		real = NULL;
	free(folder);
	free(parted);
	return real;
}

/* Is `file`, as whereabouts gives it, this one, by whatever name, or does it lie below it? */
static bool is_of(const char *file, const char *place)
{
	char *real = whereabouts(place);
	size_t len = real != NULL ? strlen(real) : 0;
	struct stat one, other;
	bool below;

	if (real == NULL)
		return false;
	below = strncmp(file, real, len) == 0 && (file[len] == '\0' || file[len] == '/' || len == 1);
	free(real);
	return below || (stat(file, &one) == 0 && S_ISREG(one.st_mode) && stat(place, &other) == 0 &&
			 one.st_dev == other.st_dev && one.st_ino == other.st_ino);
}

static bool may_write(const char *path, const char *database, const char *const *paths, size_t count)
{
	char *file = whereabouts(path);
	bool good = true;

	if (file != NULL && (gz_sql_is_database(file) || (database != NULL && is_of(file, database)))) {
		say("%s is a gazet database: it is not overwritten", path);
		good = false;
	}
	for (size_t i = 0; good && file != NULL && i < count; i++) {
		if (strcmp(paths[i], "-") == 0 || !is_of(file, paths[i]))
			continue;
		say("%s is part of %s, which is read: --rejects needs a file elsewhere", path, paths[i]);
		good = false;
	}
	free(file);
	return good;
}

FILE *rejects_open(const char *path, const char *database, const char *const *paths, size_t count)
{
	FILE *out;

	if (strcmp(path, "-") == 0) {
		say("--rejects needs the name of a file: standard output is for --json");
		return NULL;
	}
	if (!may_write(path, database, paths, count))
		return NULL;
	out = fopen(path, "we");
	if (out == NULL)
		say("cannot write %s: %s", path, strerror(errno));
	return out;
}

/* {"file":"a.jsonl","record":3,"column":17,"reason":"not JSON: ..."} */
void rejects_write(FILE *out, const struct gz_error *err)
{
	struct gz_buf line = {0};

	gz_buf_str(&line, GZ_STR("{\"file\":"));
	gz_json_string(&line, gz_str(err->file));
	if (err->line > 0)
		gz_buf_printf(&line, ",\"record\":%llu", (unsigned long long)err->line);
	if (err->column > 0)
		gz_buf_printf(&line, ",\"column\":%u", err->column);
	gz_buf_str(&line, GZ_STR(",\"reason\":"));
	gz_json_string(&line, gz_str(err->message));
	gz_buf_str(&line, GZ_STR("}\n"));
	fwrite(line.ptr, 1, line.len, out);
	gz_buf_free(&line);
}

bool rejects_close(FILE *out, const char *path)
{
	bool good = !ferror(out);

	good &= fclose(out) == 0;
	if (!good)
		say("cannot write %s: %s", path, strerror(errno));
	return good;
}
