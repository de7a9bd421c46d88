/* power.c: the record of a run, and the files that it leaves when the power fails. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "power.h"

#define PIECE 4096 /* bytes that survive together */

static const char *const names[POWER_FILES] = {"x.db", "x.db-wal", "x.db-journal"};

enum power_file power_file_of(const char *name)
{
	const char *slash = name != NULL ? strrchr(name, '/') : NULL;
	size_t i = 0;

	if (name == NULL)
		return POWER_FILES;
	while (i < POWER_FILES && strcmp(slash != NULL ? slash + 1 : name, names[i]) != 0)
		i++;
	return (enum power_file)i;
}

void power_note(enum power_call call, enum power_file file, uint64_t at, uint64_t size, const void *bytes)
{
	static const char padding[8];
	struct power_record record = {.call = call, .file = file, .at = at, .size = size};
	size_t after = bytes != NULL ? (size_t)(-size & 7) : 0;
	/* At once: two threads write. */
	const struct iovec parts[] = {{&record, sizeof(record)},
				      {(void *)(uintptr_t)bytes, bytes != NULL ? size : 0},
				      {(void *)(uintptr_t)padding, after}};
	ssize_t whole = (ssize_t)(sizeof(record) + parts[1].iov_len + after);

	if (fault->place != FAULT_POWER || file == POWER_FILES)
		return;
	if (writev(fault->record, parts, 3) != whole)
		_exit(125);
}

/* ---- the record ----------------------------------------------------------------------------- */

static size_t length_of(const struct power_record *r)
{
	return sizeof(*r) + (r->call == POWER_WRITE ? (size_t)((r->size + 7) & ~(uint64_t)7) : 0);
}

static bool read_whole(const char *path, unsigned char **bytes, size_t *size)
{
	FILE *file = fopen(path, "rb");
	long end = -1;

	*bytes = NULL;
	*size = 0;
	if (file == NULL)
		return false;
	if (fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0)
		*bytes = malloc((size_t)end + 1);
	if (*bytes != NULL)
		*size = fread(*bytes, 1, (size_t)end, file);
	fclose(file);
	return *bytes != NULL && *size == (size_t)end;
}

bool power_load(const char *path, struct power_run *run)
{
	size_t at = 0, room = 0;

	memset(run, 0, sizeof(*run));
	if (!read_whole(path, &run->bytes, &run->size))
		return false;
	while (at < run->size) {
		const struct power_record *r = (const void *)(run->bytes + at);

		if (run->count == room) {
			room = room * 2 + 64;
			run->calls = realloc(run->calls, room * sizeof(*run->calls));
			if (run->calls == NULL)
				return false;
		}
		run->calls[run->count++] = r;
		at += length_of(r);
	}
	return true;
}

void power_free(struct power_run *run)
{
	free(run->calls);
	free(run->bytes);
	memset(run, 0, sizeof(*run));
}

void power_commits(const struct power_run *run, size_t calls, size_t *made, size_t *kept)
{
	*made = *kept = 0;
	for (size_t i = 0; i < calls; i++) {
		const struct power_record *r = run->calls[i];

		if (r->call == POWER_COMMIT)
			++*made;
		else if (r->call == POWER_SYNC && r->file == POWER_LOG)
			*kept = *made;
	}
}

/* ---- files, on the disk and as the system shows them -------------------------------------------- */

/* A file under one name; one that was deleted and made again is another one. */
struct content {
	unsigned char *bytes;
	size_t size;
};

struct name {
	bool there, made; /* as the system shows it; since the folder was synced it was made or deleted */
	bool was_there;	  /* on the disk */
	struct content now;
	struct content old; /* of the file that was deleted since, as far as it was synced */
	size_t since;	    /* the first call that may touch it and was not synced */
};

static void drop(struct content *c)
{
	free(c->bytes);
	memset(c, 0, sizeof(*c));
}

static bool resize(struct content *c, size_t size)
{
	unsigned char *bytes = size > c->size ? realloc(c->bytes, size) : c->bytes;

	if (size > c->size) {
		if (bytes == NULL)
			return false;
		c->bytes = bytes;
		memset(bytes + c->size, 0, size - c->size);
	}
	c->size = size;
	return true;
}

static bool put(struct content *c, uint64_t at, const unsigned char *bytes, size_t len)
{
	if (at + len > c->size && !resize(c, (size_t)at + len))
		return false;
	memcpy(c->bytes + at, bytes, len);
	return true;
}

/* xorshift*: the same choice for the same seed. */
static bool lucky(uint64_t *state, enum power_luck luck)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	uint64_t draw = (*state * 2685821657736338717u) >> 61;

	return luck == POWER_ALL || (luck == POWER_MOST && draw != 0) || (luck == POWER_HALF && draw < 4);
}

/* One call that the disk was not told to keep, or was: then luck is POWER_ALL. */
static bool apply(struct content *c, const struct power_record *r, enum power_luck luck, uint64_t *state)
{
	const unsigned char *bytes = (const unsigned char *)(r + 1);

	if (r->call == POWER_TRUNCATE)
		return !lucky(state, luck) || resize(c, (size_t)r->size);
	/* The length may be there without the bytes. */
	if (r->at + r->size > c->size && lucky(state, luck) && !resize(c, (size_t)(r->at + r->size)))
		return false;
	for (uint64_t at = r->at, end; at < r->at + r->size; at = end) {
		end = (at / PIECE + 1) * PIECE < r->at + r->size ? (at / PIECE + 1) * PIECE : r->at + r->size;
		if (lucky(state, luck) && !put(c, at, bytes + (at - r->at), (size_t)(end - at)))
			return false;
	}
	return true;
}

/* `now` has what was synced; what came since is applied from the record. */
static bool apply_since(const struct power_run *run, struct name *n, enum power_file file, size_t calls,
			enum power_luck luck, uint64_t *state)
{
	for (size_t i = n->since; i < calls; i++) {
		const struct power_record *r = run->calls[i];

		if (r->file == file && (r->call == POWER_WRITE || r->call == POWER_TRUNCATE) &&
		    !apply(&n->now, r, luck, state))
			return false;
	}
	n->since = calls;
	return true;
}

static void sync_folder(struct name all[POWER_FILES])
{
	for (size_t i = 0; i < POWER_FILES; i++) {
		all[i].made = false;
		all[i].was_there = all[i].there;
		drop(&all[i].old);
	}
}

static bool follow(const struct power_run *run, struct name all[POWER_FILES], size_t i, uint64_t *state)
{
	const struct power_record *r = run->calls[i];
	struct name *n = &all[r->file];

	switch (r->call) {
	case POWER_OPEN:
		n->there = n->made = true;
		n->since = i;
		return true;
	case POWER_SYNC:
		if (!apply_since(run, n, r->file, i, POWER_ALL, state))
			return false;
		/* SQLite syncs the folder with a log or journal that it has made. */
		if (r->file != POWER_DATABASE && n->made)
			sync_folder(all);
		return true;
	case POWER_DELETE:
		if (n->was_there && !n->made)
			n->old = n->now;
		else
			drop(&n->now);
		n->now = (struct content){NULL, 0};
		n->there = false;
		n->made = true;
		if (r->size == 1)
			sync_folder(all);
		return true;
	default: return true;
	}
}

static bool write_file(const char *path, const struct content *c)
{
	FILE *file = fopen(path, "wb");
	bool good;

	if (file == NULL)
		return false;
	good = c->size == 0 || fwrite(c->bytes, 1, c->size, file) == c->size;
	return fclose(file) == 0 && good;
}

/* A name leads to what it led to when the folder was synced, or to what it leads to now. */
static bool settle(const struct power_run *run, struct name *n, enum power_file file, size_t calls,
		   enum power_luck luck, uint64_t *state)
{
	bool newer = !n->made || lucky(state, luck);

	if (newer && n->there)
		return apply_since(run, n, file, calls, luck, state) && write_file(names[file], &n->now);
	if (!newer && n->was_there)
		return write_file(names[file], &n->old);
	return true;
}

bool power_make(const struct power_run *run, const char *start, size_t calls, enum power_luck luck,
		uint64_t seed)
{
	struct name all[POWER_FILES] = {{.there = start != NULL, .was_there = start != NULL}};
	uint64_t state = seed * 0x9e3779b97f4a7c15u + calls * 0xd1342543de82ef95u + 1;
	bool good = start == NULL || read_whole(start, &all[0].now.bytes, &all[0].now.size);

	for (size_t i = 0; good && i < calls; i++)
		good = follow(run, all, i, &state);
	for (size_t i = 0; i < POWER_FILES; i++) {
		unlink(names[i]);
		good = good && settle(run, &all[i], (enum power_file)i, calls, luck, &state);
		drop(&all[i].now);
		drop(&all[i].old);
	}
	unlink("x.db-shm");
	return good;
}
