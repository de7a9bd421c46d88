/*
 * file.c: files as one run remembers them for the next: what a file is called, how large it was and when it
 * was changed, and what its bytes hash to. What has not changed is passed over, where the caller's plan says
 * so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "internal.h"

/* The PATH's own name, or one below it. */
static const char *absolute(struct gz_reader *r, const struct gz_item *item)
{
	size_t root, rest;
	char *path;

	if (!item->walked)
		return gz_arena_str(&r->walk.arena, gz_str(r->root_path)).ptr;
	root = strlen(r->root_path);
	rest = strlen(item->relative);
	path = gz_arena_alloc(&r->walk.arena, root + rest + 2);
	if (path == NULL)
		return NULL;
	memcpy(path, r->root_path, root);
	if (root > 0 && path[root - 1] != '/')
		path[root++] = '/';
	memcpy(path + root, item->relative, rest + 1);
	return path;
}

/* Leaves item->file.path NULL for what no later run can know again. */
static bool name_file(struct gz_reader *r, struct gz_item *item, struct gz_error *err)
{
	if (r->root_path == NULL || !gz_utf8_valid(gz_str(r->root_path)) ||
	    !gz_utf8_valid(gz_str(item->relative)))
		return true;
	item->file.path = absolute(r, item);
	return item->file.path != NULL || gz_fail_nomem(err);
}

/* Its size and time now; *moved: they were others. False where it is no file. */
static bool look(struct gz_item *item, bool *moved)
{
	struct gz_file *file = &item->file;
	struct gz_file before = *file;
	struct stat st;

	if (stat(item->path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	file->size = (uint64_t)st.st_size;
	file->changed = gz_nanoseconds(st.st_mtim);
	*moved = file->size != before.size || file->changed != before.changed;
	return true;
}

/* A file that cannot be read is not the same: opening it will say why. */
static bool is_same(struct gz_reader *r, struct gz_item *item, const unsigned char hash[16])
{
	struct gz_error ignored;

	r->digest.broken = true;
	return gz_digest_end(&r->digest, item->path, item->file.size, item->file.hash, &ignored) &&
	       memcmp(hash, item->file.hash, 16) == 0;
}

static enum gz_plan ask(struct gz_reader *r, const struct gz_item *item, unsigned char hash[16])
{
	return r->options.plan(r->options.self, &item->file, hash, &r->pass);
}

/* What becomes of the file by what is known of it. What the walk saw is enough to pass it over; else that may
 * be long ago. */
static enum gz_plan plan_of(struct gz_reader *r, struct gz_item *item, unsigned char hash[16])
{
	enum gz_plan plan = item->walked ? ask(r, item, hash) : GZ_PLAN_READ;
	bool moved;

	if (plan == GZ_PLAN_PASS)
		return plan;
	if (!look(item, &moved)) {
		item->file.path = NULL;
		r->pass = 0;
		return GZ_PLAN_READ;
	}
	return moved || !item->walked ? ask(r, item, hash) : plan;
}

bool gz_file_plan(struct gz_reader *r, struct gz_item *item, bool *passed, struct gz_error *err)
{
	unsigned char hash[16];
	enum gz_plan plan;

	*passed = false;
	gz_digest_start(&r->digest);
	r->digest.cut = false;
	if (r->options.plan == NULL) {
		r->digest.broken = true; /* nobody will ask */
		return true;
	}
	if (!name_file(r, item, err))
		return false;
	if (item->file.path == NULL)
		return true;
	plan = plan_of(r, item, hash);
	*passed = plan == GZ_PLAN_PASS || (plan == GZ_PLAN_COMPARE && is_same(r, item, hash));
	if (plan == GZ_PLAN_PASS)
		memcpy(item->file.hash, hash, 16);
	gz_digest_start(&r->digest);
	if (*passed) {
		item->file.state = GZ_FILE_SAME;
		gz_count(&r->files_same, 1);
	}
	return true;
}

void gz_file_end(struct gz_reader *r, struct gz_item *item)
{
	struct gz_file *file = &item->file;
	struct gz_error ignored;
	struct stat st;

	if (file->path == NULL || file->state != GZ_FILE_READ)
		return;
	if (r->digest.cut)
		file->state = GZ_FILE_CUT;
	else if (stat(item->path, &st) != 0 || (uint64_t)st.st_size != file->size ||
		 gz_nanoseconds(st.st_mtim) != file->changed ||
		 !gz_digest_end(&r->digest, item->path, file->size, file->hash, &ignored))
		file->state = GZ_FILE_MOVED;
}

uint32_t gz_reader_count(const struct gz_reader *r)
{
	return (uint32_t)r->walk.items.len;
}

const struct gz_file *gz_reader_file_at(const struct gz_reader *r, uint32_t index, uint32_t *root)
{
	if (root != NULL)
		*root = r->walk.items.ptr[index].root;
	return &r->walk.items.ptr[index].file;
}

bool gz_reader_is_partial(const struct gz_reader *r)
{
	for (size_t i = 0; i < r->walk.items.len; i++) {
		if (r->walk.items.ptr[i].error != 0)
			return true;
	}
	return false;
}

const char *gz_reader_empty(const struct gz_reader *r, uint32_t *at)
{
	while (*at < r->path_count) {
		uint32_t root = (*at)++;
		bool empty = true;

		for (size_t i = 0; i < r->walk.items.len && empty; i++)
			empty = r->walk.items.ptr[i].root != root;
		if (empty)
			return r->paths[root];
	}
	return NULL;
}
