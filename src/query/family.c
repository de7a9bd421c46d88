/* family.c: which entities are editions of which series. */
#include <stdlib.h>

#include "gazet/sql.h"
#include "internal.h"

struct link {
	uint32_t edition, series;
};
typedef GZ_VEC(struct link) link_vec;

static int compare_ids(const void *left, const void *right)
{
	const struct gz_member *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

struct gz_member *gz_family_find(const struct gz_families *f, int64_t id)
{
	struct gz_member key = {.id = (uint32_t)id};

	if (id < 0 || (uint64_t)id >= f->count || !f->has[id])
		return NULL;
	return bsearch(&key, f->members.ptr, f->members.len, sizeof(key), compare_ids);
}

static bool read_links(struct gz_query *q, const struct gz_families *f, link_vec *links, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "entity_series", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row) {
		int64_t edition = sqlite3_column_int64(stmt, 0), series = sqlite3_column_int64(stmt, 1);

		if (edition <= 0 || (uint64_t)edition >= f->count || series <= 0 ||
		    (uint64_t)series >= f->count)
			ok = gz_query_damaged(q, err);
		else if (!GZ_PUSH(links, ((struct link){(uint32_t)edition, (uint32_t)series})))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

static bool add_member(struct gz_families *f, uint32_t id)
{
	if (f->has[id])
		return true;
	f->has[id] = 1;
	return GZ_PUSH(&f->members, (struct gz_member){.id = id});
}

/* How many entities a document of the member counts for; a series may, through others, lead back to itself.
 */
static uint32_t count_lineage(const struct gz_families *f, struct gz_member *member)
{
	uint32_t count = 0;

	/* `seen` is free as long as nobody counts: here it says in which walk a member was seen. */
	for (struct gz_member *at = member; at != NULL && at->seen != member->id; count++) {
		at->seen = member->id;
		at = at->series ? gz_family_find(f, at->series) : NULL;
	}
	return count;
}

static bool make_members(struct gz_families *f, const link_vec *links)
{
	for (size_t i = 0; i < links->len; i++)
		if (!add_member(f, links->ptr[i].edition) || !add_member(f, links->ptr[i].series))
			return false;
	if (f->members.len > 1)
		qsort(f->members.ptr, f->members.len, sizeof(*f->members.ptr), compare_ids);
	for (size_t i = 0; i < links->len; i++)
		gz_family_find(f, links->ptr[i].edition)->series = links->ptr[i].series;
	for (size_t i = 0; i < f->members.len; i++)
		f->members.ptr[i].lineage = count_lineage(f, &f->members.ptr[i]);
	for (size_t i = 0; i < f->members.len; i++)
		f->members.ptr[i].seen = 0;
	return true;
}

bool gz_families_read(struct gz_query *q, struct gz_families *f, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	link_vec links = {.len = 0};
	int64_t last = 0;
	bool row, ok;

	ok = gz_query_prepare(q, "entity_last", &stmt, err) && gz_query_step(q, stmt, &row, err);
	if (ok && row)
		last = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (last < 0 || last > gz_sql_numbers(q->db))
		return gz_query_damaged(q, err);
	f->count = (size_t)last + 1;
	f->has = calloc(f->count, 1);
	ok = (f->has != NULL || gz_fail_nomem(err)) && read_links(q, f, &links, err) &&
	     (make_members(f, &links) || gz_fail_nomem(err));
	GZ_VEC_FREE(&links);
	return ok;
}

static int compare_numbers(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Nobody is an edition of two, so that none but the first can come up again. */
static bool read_editions(struct gz_query *q, sqlite3_stmt *editions, size_t first, gz_id_vec *ids,
			  struct gz_error *err)
{
	bool row, ok = true;

	for (size_t i = first; ok && i < ids->len; i++) {
		sqlite3_reset(editions);
		if (sqlite3_bind_int64(editions, 1, ids->ptr[i]) != SQLITE_OK)
			return gz_query_fail(q, err);
		while ((ok = gz_query_step(q, editions, &row, err)) && row) {
			int64_t edition = sqlite3_column_int64(editions, 0);

			if (edition != ids->ptr[first] && !GZ_PUSH(ids, edition))
				return gz_fail_nomem(err);
		}
	}
	return ok;
}

bool gz_family_read(struct gz_query *q, int64_t id, gz_id_vec *ids, struct gz_error *err)
{
	sqlite3_stmt *editions = NULL;
	size_t first = ids->len;
	bool ok = GZ_PUSH(ids, id) || gz_fail_nomem(err);

	ok = ok && gz_query_prepare(q, "entity_editions", &editions, err) &&
	     read_editions(q, editions, first, ids, err);
	sqlite3_finalize(editions);
	if (ok && ids->len - first > 1)
		qsort(ids->ptr + first, ids->len - first, sizeof(*ids->ptr), compare_numbers);
	return ok;
}

static bool descends(const struct gz_families *f, const struct gz_member *member, uint32_t id)
{
	for (uint32_t left = member->lineage; member && left > 0; left--) {
		if (member->id == id)
			return true;
		member = gz_family_find(f, member->series);
	}
	return false;
}

bool gz_family_ids(const struct gz_families *f, uint32_t id, gz_id_vec *ids)
{
	if (!f->has[id])
		return GZ_PUSH(ids, id);
	for (size_t i = 0; i < f->members.len; i++) {
		if (descends(f, &f->members.ptr[i], id) && !GZ_PUSH(ids, f->members.ptr[i].id))
			return false;
	}
	return true;
}

bool gz_family_related(const struct gz_families *f, uint32_t a, uint32_t b)
{
	const struct gz_member *left = gz_family_find(f, a), *right = gz_family_find(f, b);

	return a == b || (left != NULL && right != NULL && (descends(f, left, b) || descends(f, right, a)));
}

void gz_family_named(const struct gz_families *f, const struct gz_selection *s,
		     void (*meet)(void *self, size_t id), void *self)
{
	for (size_t term = 0; term < s->term_count; term++) {
		for (size_t i = 0; i < s->terms[term].count && !s->terms[term].open; i++) {
			int64_t id = s->terms[term].ids[i];
			const struct gz_member *member = gz_family_find(f, id);

			if (id >= 0 && (uint64_t)id < f->count)
				meet(self, (size_t)id);
			for (uint32_t left = member ? member->lineage : 0; member && left > 0; left--) {
				meet(self, member->id);
				member = gz_family_find(f, member->series);
			}
		}
	}
}

static void mark_one(void *self, size_t id)
{
	unsigned char *mark = self;

	mark[id] = 1;
}

void gz_family_mark(const struct gz_families *f, const struct gz_selection *s, unsigned char *mark)
{
	gz_family_named(f, s, mark_one, mark);
}

void gz_families_free(struct gz_families *f)
{
	free(f->has);
	GZ_VEC_FREE(&f->members);
}
