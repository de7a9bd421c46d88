/*
 * parts.c: the files of a partitioned export, in folders as Hive names them (day=2011-01-03/part-0000.jsonl).
 * Rows may come in any order of partitions, of which there may be thousands: a few files are open, the one
 * used longest ago is closed for the next and opened again when it is needed.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "internal.h"

#define OPEN_MOST 32

struct part {
	const char *path;
	FILE *file; /* NULL: closed */
	uint64_t used;
};

struct gz_parts {
	struct gz_buf folder;
	const char *extension;
	struct gz_map numbers; /* of parts, by value */
	struct gz_arena arena;
	GZ_VEC(struct part) parts;
	size_t open[OPEN_MOST], open_count;
	uint64_t clock;
	struct gz_buf path;
};

bool gz_parts_open(const char *folder, const char *extension, struct gz_parts **out, struct gz_error *err)
{
	struct gz_parts *p = calloc(1, sizeof(*p));

	*out = p;
	if (p == NULL)
		return gz_fail_nomem(err);
	p->extension = extension;
	return gz_buf_str(&p->folder, gz_str(folder)) || gz_fail_nomem(err);
}

static bool close_part(struct part *part, struct gz_error *err)
{
	FILE *file = part->file;

	part->file = NULL;
	return fclose(file) == 0 || gz_export_failed(part->path, err);
}

static bool close_oldest(struct gz_parts *p, struct gz_error *err)
{
	size_t oldest = 0, number;

	for (size_t i = 1; i < p->open_count; i++) {
		if (p->parts.ptr[p->open[i]].used < p->parts.ptr[p->open[oldest]].used)
			oldest = i;
	}
	number = p->open[oldest];
	p->open[oldest] = p->open[--p->open_count];
	return close_part(&p->parts.ptr[number], err);
}

static bool open_part(struct gz_parts *p, size_t number, const char *mode, struct gz_error *err)
{
	struct part *part = &p->parts.ptr[number];

	if (p->open_count == OPEN_MOST && !close_oldest(p, err))
		return false;
	part->file = fopen(part->path, mode);
	/* The system may grant fewer than we would use. */
	while (part->file == NULL && errno == EMFILE && p->open_count > 0) {
		if (!close_oldest(p, err))
			return false;
		part->file = fopen(part->path, mode);
	}
	if (part->file == NULL)
		return gz_export_failed(part->path, err);
	p->open[p->open_count++] = number;
	return true;
}

/* A folder and a file for a value that comes for the first time. */
static bool add_part(struct gz_parts *p, const char *key, struct gz_str value, struct gz_str header,
		     struct gz_error *err)
{
	struct part part = {NULL, NULL, 0};
	size_t number = p->parts.len;

	gz_buf_clear(&p->path);
	gz_buf_printf(&p->path, "%.*s/%s=", GZ_ARG(gz_buf_view(&p->folder)), key);
	gz_export_partition_value(&p->path, value);
	if (!gz_buf_byte(&p->path, '\0'))
		return gz_fail_nomem(err);
	if (mkdir(p->path.ptr, 0777) != 0 && errno != EEXIST)
		return gz_export_failed(p->path.ptr, err);
	p->path.len--;
	gz_buf_printf(&p->path, "/part-0000%s", p->extension);
	if (!gz_buf_byte(&p->path, '\0'))
		return gz_fail_nomem(err);
	part.path = gz_arena_str(&p->arena, gz_buf_view(&p->path)).ptr;
	value = gz_arena_str(&p->arena, value);
	if (part.path == NULL || value.ptr == NULL || !GZ_PUSH(&p->parts, part) ||
	    gz_map_put(&p->numbers, value, (uint32_t)number, NULL) == NULL)
		return gz_fail_nomem(err);
	if (!open_part(p, number, "wbx", err))
		return false;
	return header.len == 0 ||
	       fwrite(header.ptr, 1, header.len, p->parts.ptr[number].file) == header.len ||
	       gz_export_failed(part.path, err);
}

bool gz_parts_write(struct gz_parts *p, const char *key, struct gz_str value, struct gz_str header,
		    struct gz_str content, struct gz_error *err)
{
	const uint32_t *found = gz_map_get(&p->numbers, value);
	size_t number = found != NULL ? *found : p->parts.len;
	struct part *part;

	if (found == NULL && !add_part(p, key, value, header, err))
		return false;
	if (p->parts.ptr[number].file == NULL && !open_part(p, number, "ab", err))
		return false;
	part = &p->parts.ptr[number];
	part->used = ++p->clock;
	errno = 0;
	return fwrite(content.ptr, 1, content.len, part->file) == content.len ||
	       gz_export_failed(part->path, err);
}

bool gz_parts_finish(struct gz_parts *p, struct gz_error *err)
{
	bool good = true;

	while (p->open_count > 0 && good)
		good = close_part(&p->parts.ptr[p->open[--p->open_count]], err);
	return good;
}

void gz_parts_close(struct gz_parts *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->open_count; i++)
		fclose(p->parts.ptr[p->open[i]].file);
	gz_map_free(&p->numbers);
	GZ_VEC_FREE(&p->parts);
	gz_arena_free(&p->arena);
	gz_buf_free(&p->folder);
	gz_buf_free(&p->path);
	free(p);
}
