/* load.c: which files make a gazetteer, in which order and layer, and the hash over them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "internal.h"

#define FILE_MAX  ((size_t)4 << 30)
#define DEPTH_MAX 16
/* Read at once. */
#define READ_BYTES ((size_t)256 << 10)

static bool path_fault(struct gz_loader *l, const char *path, const char *why)
{
	struct gz_error err;

	l->failed = true;
	gz_fail_at(&err, GZ_EIO, path, 0, 0, "%s", why);
	l->records.rule = "io";
	if (l->faults++ == 0)
		l->first = err;
	if (l->fault != NULL)
		l->fault(l->self, &err);
	return false;
}

static bool system_fault(struct gz_loader *l, const char *path, int code)
{
	return path_fault(l, path, strerror(code));
}

static void hash_name(const char *path, XXH3_state_t *hash)
{
	const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;

	XXH3_128bits_update(hash, base, strlen(base) + 1);
}

/* Loads the lines of which the end is there, and keeps what is left of the last `got` bytes at the front; no
 * line ends in front of these. At the end of the file, where there are none, nothing is left. */
static bool load_lines(struct gz_loader *l, struct gz_tsv *tsv, struct gz_buf *content, size_t got)
{
	const char *last = got == 0 ? NULL : memrchr(content->ptr + content->len - got, '\n', got);
	size_t whole = got == 0 ? content->len : last != NULL ? (size_t)(last - content->ptr) + 1 : 0;

	if (whole == 0)
		return true;
	if (!gz_tsv_load(l, tsv, gz_str_of(content->ptr, whole)))
		return false;
	content->len -= whole;
	memmove(content->ptr, content->ptr + whole, content->len);
	return true;
}

/* Reads block after block: no file stands in memory as a whole, unless it is one line. */
static bool read_file(struct gz_loader *l, FILE *file, const char *path, XXH3_state_t *hash)
{
	struct gz_tsv tsv = {.row = {.file = path}};
	struct gz_buf content = {0};
	size_t got = 1, size = 0;
	bool good = true;

	while (good && got > 0) {
		if (size > FILE_MAX || !gz_buf_reserve(&content, READ_BYTES)) {
			good = gz_load_nomem(l);
			break;
		}
		got = fread(content.ptr + content.len, 1, content.cap - content.len, file);
		XXH3_128bits_update(hash, content.ptr + content.len, got);
		size += got;
		content.len += got;
		if (ferror(file))
			good = system_fault(l, path, errno);
		else
			good = load_lines(l, &tsv, &content, got);
	}
	gz_buf_free(&content);
	return good;
}

static void load_file(struct gz_loader *l, const char *path, XXH3_state_t *hash)
{
	FILE *file = fopen(path, "rbe");

	if (file == NULL) {
		system_fault(l, path, errno);
		return;
	}
	setvbuf(file, NULL, _IONBF, 0); /* straight to where it is read */
	hash_name(path, hash);
	read_file(l, file, path, hash);
	fclose(file);
}

static bool collect(struct gz_loader *l, const char *path, unsigned depth);

static bool collect_folder(struct gz_loader *l, const char *path, unsigned depth)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool good = true;

	if (folder == NULL)
		return system_fault(l, path, errno);
	while (good && (errno = 0, entry = readdir(folder)) != NULL) {
		struct gz_buf inner = {0};
		struct stat info;

		if (entry->d_name[0] == '.')
			continue;
		if (!gz_buf_printf(&inner, "%s/%s", path, entry->d_name) || !gz_buf_byte(&inner, '\0'))
			good = gz_load_nomem(l);
		else if (gz_str_ends(gz_str(entry->d_name), GZ_STR(".tsv")) ||
			 (stat(inner.ptr, &info) == 0 && S_ISDIR(info.st_mode)))
			good = collect(l, inner.ptr, depth + 1);
		gz_buf_free(&inner);
	}
	if (good && errno != 0)
		good = system_fault(l, path, errno);
	closedir(folder);
	return good;
}

/* Notes a file, or those of a folder. */
static bool collect(struct gz_loader *l, const char *path, unsigned depth)
{
	struct gz_str kept;
	struct stat info;

	if (stat(path, &info) != 0)
		return system_fault(l, path, errno);
	if (S_ISDIR(info.st_mode))
		return depth > DEPTH_MAX ? system_fault(l, path, ELOOP) : collect_folder(l, path, depth);
	kept = gz_arena_str(&l->build->arena, gz_str(path));
	return (kept.ptr != NULL && GZ_PUSH(&l->files, kept)) || gz_load_nomem(l);
}

static int bytewise(const void *a, const void *b)
{
	return gz_str_cmp(*(const struct gz_str *)a, *(const struct gz_str *)b);
}

/* The files of one path. */
static bool find_files(struct gz_loader *l, const char *path)
{
	l->files.len = 0;
	if (!collect(l, path, 0))
		return false;
	if (l->files.len > 1)
		qsort(l->files.ptr, l->files.len, sizeof(*l->files.ptr), bytewise);
	return true;
}

/* Every file is read, whatever is wrong with the one before, unless the system refuses. */
static void load_layer(struct gz_loader *l, const char *path, XXH3_state_t *hash)
{
	l->layer++;
	if (!find_files(l, path))
		return;
	if (l->files.len == 0)
		path_fault(l, path, "no file in this folder ends in .tsv");
	for (size_t i = 0; i < l->files.len && !l->failed; i++)
		load_file(l, l->files.ptr[i].ptr, hash);
}

static void hash_text(XXH3_state_t *state, char text[33])
{
	XXH128_hash_t value = XXH3_128bits_digest(state);

	snprintf(text, 33, "%016llx%016llx", (unsigned long long)value.high64,
		 (unsigned long long)value.low64);
}

void gz_loader_release(struct gz_loader *l)
{
	gz_arena_free(&l->scratch);
	GZ_VEC_FREE(&l->references);
	GZ_VEC_FREE(&l->offices);
	GZ_VEC_FREE(&l->layer_of);
	GZ_VEC_FREE(&l->surnames);
	GZ_VEC_FREE(&l->surnames_of);
	GZ_VEC_FREE(&l->files);
	gz_regexes_close(&l->rules);
	GZ_VEC_FREE(&l->records.names);
	GZ_VEC_FREE(&l->records.entities);
	GZ_VEC_FREE(&l->records.accepted);
	GZ_VEC_FREE(&l->records.titles);
	GZ_VEC_FREE(&l->records.vetoes);
	GZ_VEC_FREE(&l->records.files);
	gz_build_free(l->build);
	l->build = NULL;
}

/* The linter knows chains and names by their numbers while loading. */
static bool renumber_records(struct gz_loader *l, const struct gz_made_image *image)
{
	size_t count = l->records.names.len;
	struct gz_origin *names = malloc((count + 1) * sizeof(*names));

	if (names == NULL)
		return gz_load_nomem(l);
	for (size_t i = 0; i < count; i++)
		names[image->names[i]] = l->records.names.ptr[i];
	if (count > 0)
		memcpy(l->records.names.ptr, names, count * sizeof(*names));
	free(names);
	for (size_t i = 0; i < l->records.vetoes.len; i++)
		l->records.vetoes.ptr[i].node = l->build->vetoes_of.links.ptr[l->records.vetoes.ptr[i].node];
	return true;
}

static bool finish(struct gz_loader *l, XXH3_state_t *hash)
{
	struct gz_made_image image;
	char text[33];
	bool good;

	hash_text(hash, text);
	GZ_VEC_FREE(&l->layer_of); /* what they told is settled; the image can use their memory */
	GZ_VEC_FREE(&l->surnames_of);
	if (!gz_image_make(l->build, gz_str(text), &image))
		return gz_load_nomem(l);
	good = renumber_records(l, &image);
	free(image.names);
	if (gz_image_open(image.bytes, image.size, "", &l->gaz, &l->first))
		return good;
	l->failed = true;
	return false;
}

bool gz_loader_run(struct gz_loader *l, const char *const *paths, size_t count)
{
	XXH3_state_t *hash = XXH3_createState();

	l->build = calloc(1, sizeof(*l->build));
	if (l->build == NULL || hash == NULL || !gz_buf_byte(&l->build->text, '\0')) {
		gz_load_nomem(l);
	} else {
		XXH3_128bits_reset(hash);
		for (size_t i = 0; i < count && !l->failed; i++)
			load_layer(l, paths[i], hash);
		if (!l->failed && gz_freeze(l) && l->faults == 0)
			finish(l, hash);
	}
	XXH3_freeState(hash);
	return l->gaz != NULL;
}

/* ---- the hash alone ------------------------------------------------------------ */

/* What is no regular file (a pipe) can be read once only, by who loads it. */
static bool hash_file(const char *path, char *block, XXH3_state_t *hash)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat info;
	ssize_t got = -1;

	if (file < 0)
		return false;
	hash_name(path, hash);
	if (fstat(file, &info) == 0 && S_ISREG(info.st_mode)) {
		while ((got = read(file, block, READ_BYTES)) > 0 || (got < 0 && errno == EINTR))
			XXH3_128bits_update(hash, block, got > 0 ? (size_t)got : 0);
	}
	close(file);
	return got == 0;
}

bool gz_paths_hash(const char *const *paths, size_t count, char text[33], uint64_t *layers)
{
	struct gz_loader l = {.build = calloc(1, sizeof(*l.build))};
	XXH3_state_t *hash = XXH3_createState();
	char *block = malloc(READ_BYTES);
	bool good = l.build != NULL && hash != NULL && block != NULL;

	*layers = 0;
	if (good)
		XXH3_128bits_reset(hash);
	for (size_t i = 0; good && i < count; i++) {
		good = find_files(&l, paths[i]);
		for (size_t k = 0; good && k < l.files.len; k++)
			good = hash_file(l.files.ptr[k].ptr, block, hash);
		*layers = XXH3_64bits_withSeed(paths[i], strlen(paths[i]), *layers + l.files.len);
	}
	if (good)
		hash_text(hash, text);
	free(block);
	XXH3_freeState(hash);
	gz_loader_release(&l);
	return good;
}

bool gz_gaz_load(const char *const *paths, size_t count,
		 void (*fault)(void *self, const struct gz_error *err), void *self, struct gz_gaz **out,
		 struct gz_error *err)
{
	struct gz_loader loader = {.fault = fault, .self = self};
	bool good = gz_loader_run(&loader, paths, count);

	*out = loader.gaz;
	if (!good)
		*err = loader.first;
	gz_loader_release(&loader);
	return good;
}

void gz_build_free(struct gz_build *b)
{
	if (b == NULL)
		return;
	gz_buf_free(&b->text);
	gz_arena_free(&b->arena);
	GZ_VEC_FREE(&b->entries);
	GZ_VEC_FREE(&b->wikipedia);
	GZ_VEC_FREE(&b->names);
	GZ_VEC_FREE(&b->titles);
	GZ_VEC_FREE(&b->tenures);
	GZ_VEC_FREE(&b->vetoes);
	GZ_VEC_FREE(&b->veto_tokens);
	GZ_VEC_FREE(&b->patterns);
	GZ_VEC_FREE(&b->tokens);
	gz_dictionary_free(&b->token_by_norm);
	gz_dictionary_free(&b->entity_by_id);
	gz_dictionary_free(&b->title_by_text);
	GZ_VEC_FREE(&b->names_at.links);
	GZ_VEC_FREE(&b->vetoes_of.links);
	GZ_VEC_FREE(&b->vetoes_at);
	GZ_VEC_FREE(&b->editions);
	GZ_VEC_FREE(&b->tenures_of);
	GZ_VEC_FREE(&b->tenures_by);
	GZ_VEC_FREE(&b->stands_for);
	free(b);
}
