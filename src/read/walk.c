/*
 * walk.c: which files the PATH arguments name. Directories are walked before anything is read, so that the
 * order is bytewise by path and the size of everything is known. Names that begin with a dot are passed over,
 * and folders of what saved pages show; symbolic links lead to files, never to directories.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "internal.h"

/* A name in a directory, on the stack of those to visit. */
struct entry {
	const char *path;
	size_t relative; /* where the part below the PATH begins */
	int error;
	bool directory;
	bool beside; /* a directory that is passed over */
	uint64_t size;
	int64_t changed; /* nanoseconds since 1970 */
};

typedef GZ_VEC(struct entry) entry_list;

/* "a-b" comes before "a/c" and "a.c" before "a/b": a directory is compared as what its files begin with. */
static int entry_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	size_t i = 0;

	while (x->path[i] != '\0' && x->path[i] == y->path[i])
		i++;
	unsigned char p = (unsigned char)x->path[i], q = (unsigned char)y->path[i];

	if (p == '\0' && x->directory)
		p = '/';
	if (q == '\0' && y->directory)
		q = '/';
	return (p > q) - (p < q);
}

static bool add_item(struct gz_walk *w, const struct gz_item *item, struct gz_error *err)
{
	w->bytes += item->size;
	return GZ_PUSH(&w->items, *item) || gz_fail_nomem(err);
}

static char *join(struct gz_arena *arena, const char *directory, const char *name)
{
	size_t head = strlen(directory), tail = strlen(name);
	bool slash = head == 0 || directory[head - 1] != '/';
	char *path = gz_arena_alloc(arena, head + tail + 2);

	if (path == NULL)
		return NULL;
	memcpy(path, directory, head);
	if (slash)
		path[head++] = '/';
	memcpy(path + head, name, tail + 1);
	return path;
}

/* Browsers save the page NAME.html with a folder NAME_files, in the language of the system: pictures, styles,
 * scripts, and pages that stand in frames. The folder's name is `len` bytes of `path`. */
static bool is_of_page(int fd, const char *path, size_t len)
{
	static const char *const endings[] = {
		"_files",     "-Dateien",   "_fichiers",    "_archivos",  "_file",   "_arquivos",
		"_ficheiros", "_bestanden", "-filer",	    "_tiedostot", "_pliki",  "_soubory",
		"_elemei",    "_dosyalar",  "_datoteke",    "_fitxers",	  "_failid", "_fails",
		"_bylos",     "_fajlovi",   "_fitxategiak", ".files"};
	static const char *const pages[] = {".html", ".htm"};
	char page[PATH_MAX + 8];
	struct stat st;

	for (size_t i = 0; i < GZ_COUNT(endings); i++) {
		if (!gz_str_ends(gz_str_of(path, len), gz_str(endings[i])))
			continue;
		for (size_t k = 0; k < GZ_COUNT(pages); k++) {
			snprintf(page, sizeof(page), "%.*s%s", (int)(len - strlen(endings[i])), path,
				 pages[k]);
			if (fstatat(fd, page, &st, 0) == 0 && S_ISREG(st.st_mode))
				return true;
		}
	}
	return false;
}

bool gz_read_passes_over(const char *path, size_t folder)
{
	struct stat st;

	for (size_t at = folder, end; path[at] == '/'; at = end) {
		end = at + 1 + strcspn(path + at + 1, "/");
		if (path[at + 1] == '.')
			return true;
		if (is_of_page(AT_FDCWD, path, end) &&
		    (path[end] == '/' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode))))
			return true;
	}
	return false;
}

/* Looks at one name; nothing is added for what is never read. */
static bool list_name(struct gz_walk *w, int fd, const struct entry *parent, const char *name,
		      entry_list *list, struct gz_error *err)
{
	struct entry entry = {.relative = parent->relative};
	struct stat st;
	bool link = false;

	if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		entry.error = errno;
	else
		link = S_ISLNK(st.st_mode);
	if (link && fstatat(fd, name, &st, 0) != 0)
		entry.error = errno;
	if (entry.error == 0) {
		entry.directory = S_ISDIR(st.st_mode);
		if (entry.directory && link)
			return true;
		entry.beside = entry.directory && is_of_page(fd, name, strlen(name));
		if (!entry.directory && !S_ISREG(st.st_mode)) {
			w->skipped++;
			return true;
		}
		entry.size = entry.directory ? 0 : (uint64_t)st.st_size;
		entry.changed = gz_nanoseconds(st.st_mtim);
	}
	entry.path = join(&w->arena, parent->path, name);
	return (entry.path != NULL && GZ_PUSH(list, entry)) || gz_fail_nomem(err);
}

/* The names of a directory, last one first, so that the stack gives them in order. An unreadable one leaves
 * an errno in *error. */
static bool list_directory(struct gz_walk *w, const struct entry *parent, entry_list *list, int *error,
			   struct gz_error *err)
{
	DIR *directory = opendir(parent->path);
	struct dirent *found;
	size_t first = list->len;
	bool ok = true;

	*error = 0;
	if (directory == NULL) {
		*error = errno;
		return true;
	}
	while (ok) {
		errno = 0;
		found = readdir(directory);
		if (found == NULL) {
			*error = errno;
			break;
		}
		if (found->d_name[0] != '.')
			ok = list_name(w, dirfd(directory), parent, found->d_name, list, err);
	}
	closedir(directory);
	if (list->len > first)
		qsort(list->ptr + first, list->len - first, sizeof(*list->ptr), entry_order);
	for (size_t i = first, j = list->len; i + 1 < j; i++) {
		struct entry swap = list->ptr[i];

		list->ptr[i] = list->ptr[--j];
		list->ptr[j] = swap;
	}
	return ok;
}

static bool walk_directory(struct gz_walk *w, const char *path, uint32_t root, struct gz_error *err)
{
	entry_list stack = {0};
	size_t len = strlen(path);
	struct entry entry = {.path = path, .directory = true};
	bool ok;

	entry.relative = len + (len == 0 || path[len - 1] != '/');
	ok = GZ_PUSH(&stack, entry) || gz_fail_nomem(err);
	while (ok && stack.len > 0) {
		entry = stack.ptr[--stack.len];
		int error = entry.error;

		if (entry.directory && !entry.beside)
			ok = list_directory(w, &entry, &stack, &error, err);
		if (ok && (!entry.directory || entry.beside || error != 0)) {
			bool top = entry.path == path;
			struct gz_item item = {
				.path = entry.path,
				.relative = top ? path : entry.path + entry.relative,
				.root = root,
				.error = error,
				.walked = true,
				.directory = entry.directory,
				.size = entry.size,
				.file = {.size = entry.size, .changed = entry.changed},
			};

			ok = add_item(w, &item, err);
		}
	}
	GZ_VEC_FREE(&stack);
	return ok;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool gz_walk_add(struct gz_walk *w, const char *path, uint32_t root, struct gz_error *err)
{
	struct gz_item item = {.path = path, .relative = base_name(path), .root = root};
	struct stat st;

	if (strcmp(path, "-") == 0) {
		w->unsized = true;
		return add_item(w, &item, err);
	}
	if (stat(path, &st) != 0)
		item.error = errno;
	else if (S_ISDIR(st.st_mode))
		return walk_directory(w, path, root, err);
	else if (S_ISREG(st.st_mode))
		item.size = (uint64_t)st.st_size;
	else
		w->unsized = true;
	return add_item(w, &item, err);
}

void gz_walk_free(struct gz_walk *w)
{
	GZ_VEC_FREE(&w->items);
	gz_arena_free(&w->arena);
}

struct gz_str gz_path_source(const char *path, struct gz_arena *arena)
{
	struct gz_str name = gz_str(path), copy;
	char *real = NULL;
	size_t slash;

	if (strcmp(path, "-") == 0)
		return gz_arena_str(arena, GZ_STR("stdin"));
	while (name.len > 1 && name.ptr[name.len - 1] == '/')
		name.len--;
	for (slash = name.len; slash > 0 && name.ptr[slash - 1] != '/'; slash--)
		;
	if (slash < name.len)
		name = gz_str_of(name.ptr + slash, name.len - slash);
	if (gz_str_eq(name, GZ_STR(".")) || gz_str_eq(name, GZ_STR(".."))) {
		real = realpath(path, NULL);
		if (real != NULL)
			name = real[1] != '\0' ? gz_str(base_name(real)) : gz_str(real);
	}
	copy = gz_arena_str(arena, name);
	free(real);
	return copy;
}
