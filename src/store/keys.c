/*
 * keys.c owns the finding of rows by hash. New keys stand in memory until the batch ends and then become a
 * sorted run; a run that is not much larger than the new one is merged into it, so that there are few runs
 * (a logarithm of the keys) and each key is written a few times. In front of a run of documents stands a
 * filter: a document that is new, as nearly all are, costs no look into the table. Unlike an index in random
 * order, appending touches no page of what was there but for an occasional merge.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define SLOTS_FIRST 1024
/* A run is merged when it has less than so many times the new keys. */
#define MERGE_BELOW 4
/* Keys that are written once more at the end of a run, a few hundredths of a second. */
#define SETTLE_MOST 65536

/* Keys are sorted in parts: so many bits tell them apart at most, and more keys than these are sorted by
 * qsort. */
#define PART_BITS_MOST 16
#define PART_MOST      32

typedef GZ_VEC(struct gz_key) key_vec;

/* ---- in memory ---------------------------------------------------------------- */

/* Multiplying spreads the hash once more: runs of equal hashes would otherwise fill neighbouring slots. */
static size_t slot_of(const struct gz_key_set *set, uint32_t hash)
{
	return (size_t)((uint64_t)hash * 0x9e3779b97f4a7c15 >> 32) & (set->cap - 1);
}

static void set_put(struct gz_key_set *set, struct gz_key key)
{
	size_t at = slot_of(set, key.hash);

	while (set->slots[at].id)
		at = (at + 1) & (set->cap - 1);
	set->slots[at] = key;
	set->count++;
}

static bool set_grow(struct gz_key_set *set)
{
	struct gz_key_set larger = *set;

	larger.cap = set->cap ? set->cap * 2 : SLOTS_FIRST;
	larger.count = 0;
	larger.slots = calloc(larger.cap, sizeof(*larger.slots));
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < set->cap; i++)
		if (set->slots[i].id)
			set_put(&larger, set->slots[i]);
	free(set->slots);
	*set = larger;
	return true;
}

bool gz_keys_add(struct gz_store *s, enum gz_key_kind kind, uint32_t hash, int64_t id, struct gz_error *err)
{
	struct gz_key_set *set = &s->keys[kind];

	if (id <= 0 || id > UINT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0, "too many documents, entities or names");
	if ((set->count + 1) * 2 > set->cap && !set_grow(set))
		return gz_fail_nomem(err);
	set_put(set, (struct gz_key){hash, (uint32_t)id});
	return true;
}

static void forget_runs(struct gz_key_set *set)
{
	for (size_t i = 0; i < set->runs.len; i++)
		free((char *)set->runs.ptr[i].filter.ptr);
	GZ_VEC_FREE(&set->runs);
}

void gz_keys_forget(struct gz_store *s)
{
	for (size_t kind = 0; kind < GZ_KEY_KINDS; kind++) {
		forget_runs(&s->keys[kind]);
		free(s->keys[kind].slots);
		s->keys[kind] = (struct gz_key_set){.cap = 0};
	}
	s->key_run = 0;
	s->runs_loaded = false;
}

/* ---- finding ------------------------------------------------------------------ */

static bool load_run(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	struct gz_run_info run = {.id = gz_key_run_of(sqlite3_column_int64(row, 0))};
	struct gz_str filter = gz_store_blob(row, 2);
	struct gz_key_run what;
	char *copy = NULL;

	if (run.id < 1 || run.id >= INT32_MAX || !gz_key_run_read(gz_store_blob(row, 1), &what))
		return gz_index_damaged(s, err);
	run.keys = what.keys;
	if (filter.len) {
		copy = malloc(filter.len);
		if (!copy)
			return gz_fail_nomem(err);
		memcpy(copy, filter.ptr, filter.len);
		run.filter = (struct gz_str){copy, filter.len};
	}
	if (s->key_run < run.id)
		s->key_run = run.id;
	if (GZ_PUSH(&s->keys[what.kind].runs, run))
		return true;
	free(copy);
	return gz_fail_nomem(err);
}

static int compare_runs(const void *left, const void *right)
{
	const struct gz_run_info *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

/* All of them, at first use: the oldest, which is the longest, in front. */
static bool load_runs(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *list;
	bool done = true;
	int code = SQLITE_DONE;

	if (s->runs_loaded)
		return true;
	list = gz_store_statement(s, GZ_SQL_KEY_RUN_LIST, err);
	if (!list)
		return false;
	while (done && (code = sqlite3_step(list)) == SQLITE_ROW)
		done = load_run(s, list, err);
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	for (size_t kind = 0; kind < GZ_KEY_KINDS; kind++)
		if (s->keys[kind].runs.len > 1)
			qsort(s->keys[kind].runs.ptr, s->keys[kind].runs.len, sizeof(struct gz_run_info),
			      compare_runs);
	s->runs_loaded = done;
	return done;
}

static bool find_in_chunk(struct gz_store *s, sqlite3_stmt *row, uint32_t hash, struct gz_error *err)
{
	struct gz_key_reader r;

	gz_key_open(&r, (uint32_t)sqlite3_column_int64(row, 0), gz_store_blob(row, 1));
	while (gz_key_next(&r) && r.key.hash <= hash)
		if (r.key.hash == hash && !GZ_PUSH(&s->candidates, r.key.id))
			return gz_fail_nomem(err);
	return !r.damaged || gz_index_damaged(s, err);
}

static bool find_in_run(struct gz_store *s, const struct gz_run_info *run, uint32_t hash,
			struct gz_error *err)
{
	sqlite3_stmt *find;
	bool done = true;
	int code;

	if (run->filter.len && !gz_filter_has((const unsigned char *)run->filter.ptr, run->filter.len, hash))
		return true;
	find = gz_store_statement(s, GZ_SQL_KEY_FIND, err);
	if (!find)
		return false;
	sqlite3_bind_int64(find, 1, gz_key_chunk(run->id, 0));
	sqlite3_bind_int64(find, 2, gz_key_chunk(run->id, hash));
	code = sqlite3_step(find);
	if (code == SQLITE_ROW)
		done = find_in_chunk(s, find, hash, err);
	else if (code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(find);
	return done;
}

bool gz_keys_find(struct gz_store *s, enum gz_key_kind kind, uint32_t hash, struct gz_error *err)
{
	const struct gz_key_set *set = &s->keys[kind];

	s->candidates.len = 0;
	for (size_t at = set->cap ? slot_of(set, hash) : 0; set->cap && set->slots[at].id;
	     at = (at + 1) & (set->cap - 1))
		if (set->slots[at].hash == hash && !GZ_PUSH(&s->candidates, set->slots[at].id))
			return gz_fail_nomem(err);
	if (!load_runs(s, err))
		return false;
	for (size_t i = 0; i < set->runs.len; i++)
		if (!find_in_run(s, &set->runs.ptr[i], hash, err))
			return false;
	return true;
}

/* ---- writing ------------------------------------------------------------------ */

static int compare_keys(const void *left, const void *right)
{
	const struct gz_key *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Which keys are in which part: those of part i end in front of end[i]. */
struct parts {
	unsigned shift; /* of a hash, whose highest bits are its part */
	size_t count;
	size_t *end;
};

static size_t part_of(const struct parts *parts, struct gz_key key)
{
	return key.hash >> parts->shift;
}

/* Four keys to a part, or more. */
static bool make_parts(struct parts *parts, const key_vec *keys)
{
	unsigned bits = 1;

	while (bits < PART_BITS_MOST && keys->len >> bits > 4)
		bits++;
	*parts = (struct parts){.shift = 32 - bits, .count = (size_t)1 << bits};
	parts->end = calloc(parts->count, sizeof(*parts->end));
	if (!parts->end)
		return false;
	for (size_t i = 0; i < keys->len; i++)
		parts->end[part_of(parts, keys->ptr[i])]++;
	for (size_t i = 1; i < parts->count; i++)
		parts->end[i] += parts->end[i - 1];
	return true;
}

static void sort_part(struct gz_key *keys, size_t count)
{
	if (count > PART_MOST) {
		qsort(keys, count, sizeof(*keys), compare_keys);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct gz_key moved = keys[i];
		size_t at = i;

		for (; at > 0 && compare_keys(&keys[at - 1], &moved) > 0; at--)
			keys[at] = keys[at - 1];
		keys[at] = moved;
	}
}

/* Hashes are spread evenly: their highest bits leave a few keys to be sorted in each part. */
static bool sort_keys(key_vec *keys)
{
	struct gz_key *sorted = malloc((keys->len + 1) * sizeof(*sorted));
	struct parts parts = {.end = NULL};
	bool done = sorted && make_parts(&parts, keys);

	if (done) {
		for (size_t i = keys->len; i > 0; i--)
			sorted[--parts.end[part_of(&parts, keys->ptr[i - 1])]] = keys->ptr[i - 1];
		memcpy(keys->ptr, sorted, keys->len * sizeof(*sorted));
		/* Now they say where each part begins. */
		for (size_t i = 0; i < parts.count; i++)
			sort_part(keys->ptr + parts.end[i],
				  (i + 1 < parts.count ? parts.end[i + 1] : keys->len) - parts.end[i]);
	}
	free(parts.end);
	free(sorted);
	return done;
}

/* Appends the keys of a written run, and deletes it. */
static bool take_run(struct gz_store *s, int64_t run, key_vec *keys, struct gz_error *err)
{
	sqlite3_stmt *scan = gz_store_statement(s, GZ_SQL_KEY_SCAN, err);
	sqlite3_stmt *drop = gz_store_statement(s, GZ_SQL_KEY_DELETE, err);
	sqlite3_stmt *drop_run = gz_store_statement(s, GZ_SQL_KEY_RUN_DELETE, err);
	struct gz_key_reader r = {.damaged = false};
	bool room = true;
	int code = SQLITE_DONE;

	if (!scan || !drop || !drop_run)
		return false;
	sqlite3_bind_int64(scan, 1, gz_key_chunk(run, 0));
	sqlite3_bind_int64(scan, 2, gz_key_chunk(run + 1, 0));
	while (room && !r.damaged && (code = sqlite3_step(scan)) == SQLITE_ROW) {
		gz_key_open(&r, (uint32_t)sqlite3_column_int64(scan, 0), gz_store_blob(scan, 1));
		while (room && gz_key_next(&r))
			room = GZ_PUSH(keys, r.key);
	}
	if (room && !r.damaged && code != SQLITE_DONE)
		return gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(scan);
	if (!room)
		return gz_fail_nomem(err);
	if (r.damaged)
		return gz_index_damaged(s, err);
	sqlite3_bind_int64(drop, 1, gz_key_chunk(run, 0));
	sqlite3_bind_int64(drop, 2, gz_key_chunk(run + 1, 0));
	sqlite3_bind_int64(drop_run, 1, gz_key_run_row(run));
	return gz_store_run(s, drop, "write", err) && gz_store_run(s, drop_run, "write", err);
}

static bool put_chunk(struct gz_store *s, int64_t run, uint32_t first, struct gz_error *err)
{
	sqlite3_stmt *put = gz_store_statement(s, GZ_SQL_KEY_PUT, err);

	if (!put)
		return false;
	sqlite3_bind_int64(put, 1, gz_key_chunk(run, first));
	sqlite3_bind_blob64(put, 2, s->key.ptr, s->key.len, SQLITE_STATIC);
	return gz_store_run(s, put, "write", err);
}

static bool put_chunks(struct gz_store *s, int64_t run, const key_vec *keys, struct gz_error *err)
{
	uint32_t first = 0, hash = 0;

	gz_buf_clear(&s->key);
	for (size_t i = 0; i < keys->len; i++) {
		struct gz_key key = keys->ptr[i];

		if (s->key.len >= GZ_KEY_CHUNK && key.hash != hash) {
			if (!put_chunk(s, run, first, err))
				return false;
			gz_buf_clear(&s->key);
		}
		if (!s->key.len)
			first = hash = key.hash;
		gz_buf_varint(&s->key, key.hash - hash);
		if (!gz_buf_varint(&s->key, key.id))
			return gz_fail_nomem(err);
		hash = key.hash;
	}
	return put_chunk(s, run, first, err);
}

static bool put_row(struct gz_store *s, int64_t id, struct gz_str bytes, struct gz_error *err)
{
	sqlite3_stmt *put = gz_store_statement(s, GZ_SQL_KEY_RUN_PUT, err);

	if (!put)
		return false;
	sqlite3_bind_int64(put, 1, id);
	sqlite3_bind_blob64(put, 2, bytes.ptr, bytes.len, SQLITE_STATIC);
	return gz_store_run(s, put, "write", err);
}

static bool make_filter(struct gz_run_info *run, const key_vec *keys)
{
	size_t bytes = gz_filter_bytes(keys->len);
	unsigned char *filter = calloc(bytes, 1);

	if (!filter)
		return false;
	for (size_t i = 0; i < keys->len; i++)
		gz_filter_add(filter, bytes, keys->ptr[i].hash);
	run->filter = gz_str_of((const char *)filter, bytes);
	return true;
}

static bool put_run(struct gz_store *s, enum gz_key_kind kind, const key_vec *keys, struct gz_error *err)
{
	struct gz_run_info run = {.id = ++s->key_run, .keys = keys->len};
	bool filtered = kind == GZ_KEY_IDENTITY || kind == GZ_KEY_CONTENT;

	if (run.id >= INT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0,
				  "too many runs of keys: run `gazet db rebuild`");
	if (filtered && !make_filter(&run, keys))
		return gz_fail_nomem(err);
	if (!GZ_PUSH(&s->keys[kind].runs, run)) {
		free((char *)run.filter.ptr);
		return gz_fail_nomem(err);
	}
	if (!gz_key_run_write(&s->blob, &(struct gz_key_run){kind, run.keys}))
		return gz_fail_nomem(err);
	return put_row(s, gz_key_run_row(run.id), gz_buf_view(&s->blob), err) &&
	       (!filtered || put_row(s, gz_key_run_row(run.id) - 1, run.filter, err)) &&
	       put_chunks(s, run.id, keys, err);
}

static bool flush_kind(struct gz_store *s, enum gz_key_kind kind, struct gz_error *err)
{
	struct gz_key_set *set = &s->keys[kind];
	key_vec keys = {.len = 0};
	size_t count = set->count;
	bool done = true;

	if (!count)
		return true;
	if (!load_runs(s, err))
		return false;
	if (!GZ_GROW(&keys, count))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < set->cap; i++)
		if (set->slots[i].id)
			keys.ptr[keys.len++] = set->slots[i];
	while (done && set->runs.len && set->runs.ptr[set->runs.len - 1].keys < MERGE_BELOW * keys.len) {
		struct gz_run_info *last = &set->runs.ptr[--set->runs.len];

		free((char *)last->filter.ptr);
		done = take_run(s, last->id, &keys, err);
	}
	done = done && (sort_keys(&keys) || gz_fail_nomem(err)) && put_run(s, kind, &keys, err);
	GZ_VEC_FREE(&keys);
	memset(set->slots, 0, set->cap * sizeof(*set->slots));
	set->count = 0;
	return done;
}

/* Takes small runs back into memory. */
static bool gather_runs(struct gz_store *s, enum gz_key_kind kind, struct gz_error *err)
{
	struct gz_key_set *set = &s->keys[kind];
	key_vec keys = {.len = 0};
	bool done = true;

	if (set->runs.len < 2)
		return true;
	while (done && set->runs.len && keys.len + set->runs.ptr[set->runs.len - 1].keys <= SETTLE_MOST) {
		struct gz_run_info *last = &set->runs.ptr[--set->runs.len];

		free((char *)last->filter.ptr);
		done = take_run(s, last->id, &keys, err);
	}
	for (size_t i = 0; done && i < keys.len; i++)
		done = gz_keys_add(s, kind, keys.ptr[i].hash, keys.ptr[i].id, err);
	GZ_VEC_FREE(&keys);
	return done;
}

bool gz_keys_settle(struct gz_store *s, struct gz_error *err)
{
	/* All are taken out before the first is written again. */
	if (!load_runs(s, err))
		return false;
	for (int kind = 0; kind < GZ_KEY_KINDS; kind++)
		if (!gather_runs(s, (enum gz_key_kind)kind, err))
			return false;
	return gz_keys_flush(s, err);
}

bool gz_keys_flush(struct gz_store *s, struct gz_error *err)
{
	for (int kind = 0; kind < GZ_KEY_KINDS; kind++)
		if (!flush_kind(s, (enum gz_key_kind)kind, err))
			return false;
	return true;
}
