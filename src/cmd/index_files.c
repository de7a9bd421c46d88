/*
 * index_files.c: a second run reads only what has changed. A file is known again by its path, size and time,
 * else by its content; one that an interrupted run had begun is gone on with behind the last document that
 * was committed.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "index_files.h"

/* Counted up when files are read into other documents than before. */
#define READING_REVISION 1

struct known_file {
	struct gz_file_row row;
	bool met; /* it is still there */
};

/* ---- what is known ---------------------------------------------------------------------- */

static bool remember(void *self, const struct gz_file_row *row)
{
	struct files *f = self;
	struct known_file known = {.row = *row};
	uint32_t *place;

	known.row.path = gz_arena_str(&f->arena, row->path);
	if (known.row.path.ptr == NULL)
		return false;
	place = gz_map_put(&f->by_path, known.row.path, (uint32_t)f->known.len, NULL);
	if (place == NULL)
		return false;
	if (*place != f->known.len) { /* below two of the paths */
		f->known.ptr[*place].row = known.row;
		return true;
	}
	return GZ_PUSH(&f->known, known);
}

static void add_text(struct gz_buf *key, const char *text)
{
	gz_buf_str(key, gz_str(text != NULL ? text : ""));
	gz_buf_byte(key, '\0');
}

/* A file that was read in another manner is read again. */
static bool hash_manner(struct files *f, const struct settings *s, struct gz_error *err)
{
	struct gz_buf key = {0};
	bool good;

	add_text(&key, s->input_format);
	add_text(&key, s->map);
	add_text(&key, s->source_name);
	add_text(&key, s->date_from);
	add_text(&key, s->date_order);
	good = gz_buf_printf(&key, "%d %llu %llu", READING_REVISION, (unsigned long long)s->max_document,
			     (unsigned long long)s->max_expansion);
	f->manner = (int64_t)(gz_str_hash(gz_buf_view(&key)) >> 1);
	gz_buf_free(&key);
	return good || gz_fail_nomem(err);
}

bool files_open(struct files *f, const struct settings *s, struct gz_store *store, struct gz_error *err)
{
	bool good = hash_manner(f, s, err);

	f->store = s->dry_run ? NULL : store;
	f->look = s->dry_run ? store : NULL;
	f->full_scan = s->full_scan;
	f->prune = s->prune;
	f->current = GZ_NONE;
	for (size_t i = 0; good && store != NULL && i < s->arg_count; i++) {
		char *path = strcmp(s->args[i], "-") != 0 ? realpath(s->args[i], NULL) : NULL;

		if (path != NULL)
			good = gz_store_files(store, gz_str(path), remember, f, err);
		free(path);
	}
	return good;
}

static struct known_file *find_known(const struct files *f, const char *path)
{
	const uint32_t *place = path != NULL ? gz_map_get(&f->by_path, gz_str(path)) : NULL;

	return place != NULL ? &f->known.ptr[*place] : NULL;
}

static bool is_as_known(const struct files *f, const struct known_file *known, const struct gz_file *file)
{
	return known->row.manner == f->manner && known->row.size == file->size;
}

/* How many documents of the file an interrupted run has taken; 0: it is read from its beginning. */
static uint64_t taken(const struct files *f, const struct known_file *known, const struct gz_file *file)
{
	if (known == NULL || f->full_scan || known->row.complete || !is_as_known(f, known, file) ||
	    known->row.changed != file->changed)
		return 0;
	return known->row.documents;
}

enum gz_plan files_plan(void *self, const struct gz_file *file, unsigned char hash[16], uint64_t *pass)
{
	const struct files *f = self;
	const struct known_file *known = find_known(f, file->path);

	*pass = taken(f, known, file);
	if (known == NULL || f->full_scan || !known->row.complete || !is_as_known(f, known, file))
		return GZ_PLAN_READ;
	if (known->row.gone > 0 && f->prune)
		return GZ_PLAN_READ; /* what it no longer holds is known only from reading it */
	memcpy(hash, known->row.hash, sizeof(known->row.hash));
	return known->row.changed == file->changed ? GZ_PLAN_PASS : GZ_PLAN_COMPARE;
}

/* ---- during a run ---------------------------------------------------------------------- */

static struct gz_file_row row_of(const struct files *f, const struct gz_file *file)
{
	const struct known_file *known = find_known(f, file->path);
	struct gz_file_row row = {.path = gz_str(file->path),
				  .size = file->size,
				  .changed = file->changed,
				  .manner = f->manner};

	if (known != NULL) {
		row.id = known->row.id;
		row.gone = known->row.gone;
	}
	return row;
}

/* A file that was read before, if not to its end, and is begun anew: what it held then is compared at its
 * end. */
static bool begin(struct files *f, uint32_t index, struct gz_error *err)
{
	const struct gz_file *file = gz_reader_file_at(f->reader, index, NULL);
	const struct known_file *known = find_known(f, file->path);

	f->current = index;
	f->row = (struct gz_file_row){.id = 0};
	if (file->path == NULL)
		return gz_store_file_none(f->store, err);
	f->row = row_of(f, file);
	f->again = known != NULL && taken(f, known, file) == 0;
	return gz_store_file_begin(f->store, &f->row, f->again, err);
}

/* A file was read to its end. */
static bool end(struct files *f, uint32_t index, struct gz_error *err)
{
	const struct gz_file *file = gz_reader_file_at(f->reader, index, NULL);

	if (f->current != index && !begin(f, index, err))
		return false;
	f->current = GZ_NONE;
	if (file->path == NULL)
		return true;
	f->row.complete = file->state == GZ_FILE_READ;
	f->row.documents = f->row.complete ? file->documents : 0;
	f->row.rejected = file->rejected;
	f->row.broken = file->broken;
	memcpy(f->row.hash, file->hash, sizeof(f->row.hash));
	f->moved += file->state == GZ_FILE_MOVED;
	if (!gz_store_file_put(f->store, &f->row, err))
		return false;
	if (file->broken)
		f->documents_kept += f->row.gone;
	else
		f->documents_gone += f->row.gone;
	return true;
}

/* The same where nothing is written: only what a file no longer holds is asked. */
static void begin_look(struct files *f, uint32_t index)
{
	const struct gz_file *file = gz_reader_file_at(f->reader, index, NULL);
	const struct known_file *known = f->look != NULL ? find_known(f, file->path) : NULL;

	f->current = index;
	f->again = known != NULL && taken(f, known, file) == 0;
	if (f->again)
		gz_store_look_begin(f->look, known->row.id);
}

static bool end_look(struct files *f, uint32_t index, struct gz_error *err)
{
	uint64_t gone;

	if (f->current != index)
		begin_look(f, index);
	f->current = GZ_NONE;
	if (!f->again)
		return true;
	if (!gz_store_look_gone(f->look, &gone, err))
		return false;
	*(gz_reader_file_at(f->reader, index, NULL)->broken ? &f->documents_kept : &f->documents_gone) +=
		gone;
	return true;
}

/* It was passed over; only its time may be another one. */
static bool pass(struct files *f, const struct gz_file *file, struct gz_error *err)
{
	const struct known_file *known = find_known(f, file->path);
	struct gz_file_row row = known->row;

	f->same++;
	f->documents_same += row.documents;
	f->rejected_before += row.rejected;
	f->documents_gone += row.gone;
	f->doubtful |= row.gone > 0 && (row.rejected > 0 || row.documents == 0);
	if (row.changed == file->changed || f->store == NULL)
		return true;
	row.changed = file->changed;
	return gz_store_file_put(f->store, &row, err);
}

static bool end_until(struct files *f, uint32_t done, struct gz_error *err)
{
	for (; f->done < done; f->done++) {
		const struct gz_file *file = gz_reader_file_at(f->reader, f->done, NULL);
		bool good = true;

		if (file->state == GZ_FILE_SAME) {
			good = pass(f, file, err);
		} else if (file->state != GZ_FILE_UNREAD) {
			f->read++;
			good = f->store != NULL ? end(f, f->done, err) : end_look(f, f->done, err);
		}
		if (!good)
			return false;
	}
	return true;
}

bool files_enter(struct files *f, const struct gz_doc *doc, struct gz_error *err)
{
	/* Documents come in the order of the files: those before this one have ended. */
	if (!end_until(f, doc->file, err))
		return false;
	if (f->store != NULL && f->current != doc->file && !begin(f, doc->file, err))
		return false;
	if (f->store == NULL && f->current != doc->file)
		begin_look(f, doc->file);
	f->row.documents = doc->number;
	return true;
}

bool files_note(struct files *f, uint32_t done, struct gz_error *err)
{
	struct gz_file_row row;

	if (!end_until(f, done, err))
		return false;
	if (f->store == NULL || f->current == GZ_NONE || f->row.id == 0)
		return true;
	row = f->row;
	if (f->again)
		row.documents = 0; /* if it ends here, it begins anew */
	return gz_store_file_put(f->store, &row, err);
}

/* ---- at the end ------------------------------------------------------------------------- */

static void meet_all(struct files *f)
{
	for (uint32_t i = 0; i < gz_reader_count(f->reader); i++) {
		struct known_file *known = find_known(f, gz_reader_file_at(f->reader, i, NULL)->path);

		if (known != NULL)
			known->met = true;
	}
}

/* A PATH that is an empty folder may be where a disk was: what is known of files in it is left as it is. */
static bool pass_empty(struct files *f, struct gz_error *err)
{
	const char *path;
	uint32_t at = 0;

	while ((path = gz_reader_empty(f->reader, &at)) != NULL) {
		char *folder = realpath(path, NULL);
		size_t len = folder != NULL ? strlen(folder) : 0;

		if (folder == NULL && errno == ENOMEM)
			return gz_fail_nomem(err);
		for (size_t i = 0; folder != NULL && i < f->known.len; i++) {
			struct known_file *known = &f->known.ptr[i];

			if (known->met || !gz_str_starts(known->row.path, gz_str_of(folder, len)) ||
			    (len > 1 && known->row.path.len > len && known->row.path.ptr[len] != '/'))
				continue;
			known->met = true;
			f->documents_unseen += known->row.documents;
		}
		free(folder);
	}
	return true;
}

/* What walking does not come to may have been a PATH of its own: hidden, or saved beside a page. */
static bool is_there(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		return S_ISREG(st.st_mode);
	return errno != ENOENT && errno != ENOTDIR;
}

/* The same of a path that is not known to end; one that is too long is left as it is. */
static bool is_path_there(void *self, struct gz_str path)
{
	char copy[4200];

	(void)self;
	if (path.len >= sizeof(copy))
		return true;
	memcpy(copy, path.ptr, path.len);
	copy[path.len] = '\0';
	return is_there(copy);
}

/* What was read may be what another path was before: an archive that was moved. */
static bool forget_moved(struct files *f, struct gz_error *err)
{
	return f->store == NULL || f->read == 0 || gz_store_files_moved(f->store, is_path_there, NULL, err);
}

/* Of one that a run began anew and did not end, its row does not say how many it holds. */
static bool note_gone(struct files *f, const struct known_file *known, struct gz_error *err)
{
	struct gz_store *store = f->store != NULL ? f->store : f->look;
	uint64_t documents = known->row.documents;

	f->gone++;
	if (!known->row.complete && !gz_store_file_count(store, known->row.id, &documents, err))
		return false;
	f->documents_gone += documents;
	return !f->prune || f->store == NULL || gz_store_file_gone(f->store, known->row.id, err);
}

bool files_end(struct files *f, bool whole, struct gz_error *err)
{
	meet_all(f);
	if (!pass_empty(f, err))
		return false;
	for (size_t i = 0; whole && i < f->known.len; i++) {
		const struct known_file *known = &f->known.ptr[i];

		if (!known->met && !is_there(known->row.path.ptr) && !note_gone(f, known, err))
			return false;
	}
	if (!forget_moved(f, err))
		return false;
	return !f->prune || f->store == NULL || gz_store_prune(f->store, &f->pruned, err);
}

void files_close(struct files *f)
{
	gz_map_free(&f->by_path);
	GZ_VEC_FREE(&f->known);
	gz_arena_free(&f->arena);
}
