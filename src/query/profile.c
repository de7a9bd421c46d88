/*
 * profile.c: one entity: what the database knows of it, its documents and mentions inside the filter, the
 * names by which they name it, and the editions of a series.
 */
#include <stdlib.h>
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

/* Of an entity with more documents than this the names are not counted: each of them would have to be read.
 */
#define COUNTED_DOCUMENTS 100000

struct profile {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_arena *arena;
	struct gz_profile *out;
	int64_t id;
	uint32_t *name_of; /* by reading: number of its name + 1; 0: another entity's */
	size_t readings;
	GZ_VEC(struct gz_profile_name) names;
	GZ_VEC(int64_t) documents;
	struct gz_map by_text; /* number of a name */
};

static bool keep(struct profile *p, sqlite3_stmt *stmt, int column, struct gz_str *out, struct gz_error *err)
{
	*out = gz_arena_str(p->arena, gz_query_text(stmt, column));
	return out->ptr != NULL || gz_fail_nomem(err);
}

static int32_t day_of(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL ? GZ_NO_DAY
								: sqlite3_column_int(stmt, column);
}

/* Of a term with its editions the entity itself; none where the term is a group. */
static bool read_entity(struct profile *p, struct gz_error *err)
{
	const struct gz_term *term = &p->s->terms[0];
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(p->q, "profile_entity", &stmt, err);

	p->id = -1;
	for (size_t i = 0; ok && p->id < 0 && i < term->count; i++) {
		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, term->ids[i]) != SQLITE_OK)
			ok = gz_query_fail(p->q, err);
		ok = ok && gz_query_step(p->q, stmt, &row, err);
		if (ok && row && gz_str_eq(gz_query_text(stmt, 0), gz_str(term->entity)))
			p->id = term->ids[i];
	}
	if (ok && p->id < 0)
		ok = gz_fail(err, GZ_EUSAGE, "this takes one entity, and '%s' is a group of them",
			     term->entity);
	if (ok) {
		struct gz_profile *out = p->out;

		out->type = gz_type_of(gz_query_text(stmt, 2));
		out->from = day_of(stmt, 7);
		out->to = day_of(stmt, 8);
		ok = keep(p, stmt, 0, &out->entity, err) && keep(p, stmt, 1, &out->name, err) &&
		     keep(p, stmt, 3, &out->country, err) && keep(p, stmt, 4, &out->country_name, err) &&
		     keep(p, stmt, 5, &out->series, err) && keep(p, stmt, 6, &out->series_name, err);
		if (ok && out->type == GZ_TYPES)
			ok = gz_query_damaged(p->q, err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

/* ---- documents and names ------------------------------------------------------------- */

static bool count_documents(struct profile *p, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_profile *out = p->out;
	struct gz_scan scan = {0};
	bool ok = gz_scan_open(&scan, p->q, p->s, GZ_SCAN_TERMS, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		out->docs++;
		out->mentions += gz_term_mentions(&p->s->terms[0], doc);
		if (doc->day != GZ_NO_DAY && (out->first == GZ_NO_DAY || doc->day < out->first))
			out->first = doc->day;
		if (doc->day != GZ_NO_DAY && (out->last == GZ_NO_DAY || doc->day > out->last))
			out->last = doc->day;
		if (out->docs <= COUNTED_DOCUMENTS && !GZ_PUSH(&p->documents, doc->document))
			ok = gz_fail_nomem(err);
	}
	gz_scan_close(&scan);
	return ok;
}

/* Numbers the name of a reading, which other readings and editions may share. */
static bool add_name(struct profile *p, sqlite3_stmt *look_up, int64_t name, uint32_t *number,
		     struct gz_error *err)
{
	struct gz_profile_name item = {.mentions = 0};
	uint32_t *at;
	bool row, added;

	sqlite3_reset(look_up);
	if (sqlite3_bind_int64(look_up, 1, name) != SQLITE_OK)
		return gz_query_fail(p->q, err);
	if (!gz_query_step(p->q, look_up, &row, err))
		return false;
	if (!row)
		return gz_query_damaged(p->q, err);
	if (!keep(p, look_up, 0, &item.name, err))
		return false;
	at = gz_map_put(&p->by_text, item.name, (uint32_t)p->names.len, &added);
	if (at == NULL || (added && !GZ_PUSH(&p->names, item)))
		return gz_fail_nomem(err);
	*number = *at;
	return true;
}

static bool grow_readings(struct profile *p, size_t reading, struct gz_error *err)
{
	size_t count = reading + 1 > p->readings * 2 ? reading + 1 : p->readings * 2;
	uint32_t *grown = realloc(p->name_of, count * sizeof(*grown));

	if (grown == NULL)
		return gz_fail_nomem(err);
	memset(grown + p->readings, 0, (count - p->readings) * sizeof(*grown));
	p->name_of = grown;
	p->readings = count;
	return true;
}

static bool read_readings(struct profile *p, struct gz_error *err)
{
	sqlite3_stmt *all = NULL, *look_up = NULL;
	bool row, ok = gz_query_prepare(p->q, "profile_readings", &all, err) &&
		       gz_query_prepare(p->q, "profile_name", &look_up, err);

	while (ok && (ok = gz_query_step(p->q, all, &row, err)) && row) {
		int64_t reading = sqlite3_column_int64(all, 0);
		uint32_t number = 0;

		if (!gz_term_has(&p->s->terms[0], sqlite3_column_int64(all, 1)))
			continue;
		if (reading < 0 || reading > gz_sql_numbers(p->q->db))
			ok = gz_query_damaged(p->q, err);
		else if ((size_t)reading >= p->readings)
			ok = grow_readings(p, (size_t)reading, err);
		ok = ok && add_name(p, look_up, sqlite3_column_int64(all, 2), &number, err);
		if (ok)
			p->name_of[reading] = number + 1;
	}
	sqlite3_finalize(all);
	sqlite3_finalize(look_up);
	return ok;
}

static bool count_names(struct profile *p, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(p->q, "profile_occurrences", &stmt, err);

	for (size_t i = 0; ok && i < p->documents.len; i++) {
		if (i % 256 == 0 && !gz_selection_goes_on(p->s, err))
			ok = false;
		sqlite3_reset(stmt);
		if (ok && sqlite3_bind_int64(stmt, 1, p->documents.ptr[i]) != SQLITE_OK)
			ok = gz_query_fail(p->q, err);
		while (ok && (ok = gz_query_step(p->q, stmt, &row, err)) && row) {
			int64_t reading = sqlite3_column_int64(stmt, 0);

			if (reading >= 0 && (size_t)reading < p->readings && p->name_of[reading] != 0)
				p->names.ptr[p->name_of[reading] - 1].mentions++;
		}
	}
	sqlite3_finalize(stmt);
	return ok;
}

static int compare_names(const void *a, const void *b)
{
	const struct gz_profile_name *x = a, *y = b;

	if (x->mentions != y->mentions)
		return x->mentions < y->mentions ? 1 : -1;
	return gz_str_cmp(x->name, y->name);
}

/* The names that occur, the commonest first. */
static bool give_names(struct profile *p, struct gz_error *err)
{
	struct gz_profile *out = p->out;

	out->names_counted = out->docs <= COUNTED_DOCUMENTS;
	if (!read_readings(p, err) || (out->names_counted && !count_names(p, err)))
		return false;
	if (p->names.len == 0)
		return true;
	qsort(p->names.ptr, p->names.len, sizeof(*p->names.ptr), compare_names);
	while (out->name_count < p->names.len &&
	       (!out->names_counted || p->names.ptr[out->name_count].mentions > 0))
		out->name_count++;
	out->names = gz_arena_alloc(p->arena, p->names.len * sizeof(*out->names));
	if (out->names == NULL)
		return gz_fail_nomem(err);
	memcpy(out->names, p->names.ptr, p->names.len * sizeof(*out->names));
	return true;
}

/* ---- editions ------------------------------------------------------------------------ */

static bool give_editions(struct profile *p, struct gz_error *err)
{
	GZ_VEC(struct gz_profile_edition) editions = {0};
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(p->q, "profile_editions", &stmt, err);

	if (ok && sqlite3_bind_int64(stmt, 1, p->id) != SQLITE_OK)
		ok = gz_query_fail(p->q, err);
	while (ok && (ok = gz_query_step(p->q, stmt, &row, err)) && row) {
		struct gz_profile_edition edition = {.from = day_of(stmt, 2), .to = day_of(stmt, 3)};

		ok = keep(p, stmt, 0, &edition.entity, err) && keep(p, stmt, 1, &edition.name, err);
		if (ok && !GZ_PUSH(&editions, edition))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	if (ok && editions.len > 0) {
		p->out->editions = gz_arena_alloc(p->arena, editions.len * sizeof(*editions.ptr));
		ok = p->out->editions != NULL || gz_fail_nomem(err);
		if (ok)
			memcpy(p->out->editions, editions.ptr, editions.len * sizeof(*editions.ptr));
		p->out->edition_count = editions.len;
	}
	GZ_VEC_FREE(&editions);
	return ok;
}

bool gz_query_profile(struct gz_query *q, const struct gz_selection *s, struct gz_arena *arena,
		      struct gz_profile *out, struct gz_error *err)
{
	struct profile p = {.q = q, .s = s, .arena = arena, .out = out};
	bool ok;

	*out = (struct gz_profile){.first = GZ_NO_DAY, .last = GZ_NO_DAY};
	if (!gz_terms_needed(s, "a profile", err) || !gz_query_begin(q, err))
		return false;
	ok = read_entity(&p, err) && count_documents(&p, err) && give_names(&p, err) &&
	     give_editions(&p, err);
	free(p.name_of);
	GZ_VEC_FREE(&p.names);
	GZ_VEC_FREE(&p.documents);
	gz_map_free(&p.by_text);
	gz_query_finish(q);
	return ok;
}
