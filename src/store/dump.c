/*
 * dump.c owns `db dump`: the truth as JSON Lines, in an order that does not depend on how it came there. A
 * document is a line with its mentions; then come the entities that mentions name, with their countries and
 * series, and their names.
 */

#include "contents.h"

/* Written when so much waits. */
#define PIECE ((size_t)1 << 16)

struct dump {
	struct gz_contents *c;
	struct gz_buf out;
	struct gz_arena arena; /* of one document */
	bool (*quote)(struct gz_buf *out, struct gz_str text);
	bool (*write)(void *self, struct gz_str text, struct gz_error *err);
	void *self;
};

static bool pass_on(struct dump *d, size_t least, struct gz_error *err)
{
	bool done = true;

	if (d->out.failed)
		return gz_fail_nomem(err);
	if (d->out.len >= least && d->out.len > 0) {
		done = d->write(d->self, gz_buf_view(&d->out), err);
		gz_buf_clear(&d->out);
	}
	return done;
}

static void put_key(struct dump *d, const char *key)
{
	gz_buf_printf(&d->out, ",\"%s\":", key);
}

static void put_text(struct dump *d, const char *key, struct gz_str text)
{
	put_key(d, key);
	d->quote(&d->out, text);
}

/* Nothing where there is none. */
static void put_column(struct dump *d, const char *key, sqlite3_stmt *row, int at)
{
	if (sqlite3_column_type(row, at) != SQLITE_NULL)
		put_text(d, key, gz_store_blob(row, at));
}

static void put_day(struct dump *d, const char *key, int32_t day, enum gz_precision precision)
{
	char text[16];

	if (day != GZ_NO_DAY)
		put_text(d, key, gz_str(gz_day_format(day, precision, text)));
}

static bool put_mention(struct dump *d, const struct gz_mention *m)
{
	const uint32_t *at = gz_map_get(&d->c->by_id, m->entity->id);

	if (at)
		d->c->entities.ptr[*at].named = true;
	gz_buf_printf(&d->out, "{\"field\":\"%s\",\"start\":%u,\"end\":%u,\"entity\":",
		      gz_field_name((enum gz_field)m->field), (unsigned)m->start,
		      (unsigned)(m->start + m->length));
	d->quote(&d->out, m->entity->id);
	put_text(d, "name", m->name);
	gz_buf_printf(&d->out, ",\"via\":\"%s\",\"score\":%.3f,\"nested\":%s,\"token\":%u,\"tokens\":%u",
		      gz_via_name((enum gz_via)m->via), (double)m->score, m->nested ? "true" : "false",
		      (unsigned)m->token, (unsigned)m->tokens);
	if (m->sentence >= 0)
		gz_buf_printf(&d->out, ",\"sentence\":%d", (int)m->sentence);
	return gz_buf_byte(&d->out, '}');
}

static bool put_document(struct dump *d, int64_t id, sqlite3_stmt *row, struct gz_error *err)
{
	int32_t day = sqlite3_column_type(row, 5) == SQLITE_NULL ? GZ_NO_DAY : sqlite3_column_int(row, 5);
	struct gz_mention *mentions;
	size_t count;

	gz_buf_str(&d->out, GZ_STR("{\"source\":"));
	d->quote(&d->out, gz_store_blob(row, 0));
	put_text(d, "doc", gz_store_blob(row, 1));
	put_day(d, "date", day, (enum gz_precision)sqlite3_column_int(row, 6));
	put_column(d, "url", row, 8);
	put_column(d, "lang", row, 9);
	put_text(d, "hash", gz_store_blob(row, 2));
	if (sqlite3_column_type(row, 4) != SQLITE_NULL) {
		gz_buf_str(&d->out, GZ_STR(",\"duplicate_of\":["));
		d->quote(&d->out, gz_store_blob(row, 3));
		gz_buf_byte(&d->out, ',');
		d->quote(&d->out, gz_store_blob(row, 4));
		gz_buf_byte(&d->out, ']');
	}
	put_text(d, "title", gz_store_blob(row, 7));
	put_text(d, "text", gz_store_blob(row, 10));
	gz_arena_reset(&d->arena);
	if (!gz_contents_mentions(d->c, id, &d->arena, &mentions, &count, err))
		return false;
	gz_buf_str(&d->out, GZ_STR(",\"mentions\":["));
	for (size_t i = 0; i < count; i++) {
		gz_buf_str(&d->out, i ? GZ_STR(",") : GZ_STR(""));
		put_mention(d, &mentions[i]);
	}
	gz_buf_str(&d->out, GZ_STR("]}\n"));
	return pass_on(d, PIECE, err);
}

static bool put_documents(struct dump *d, struct gz_error *err)
{
	struct gz_contents *c = d->c;
	sqlite3_stmt *order = gz_store_prepare(c->db, c->path, "queries/store_dump_documents", err);
	sqlite3_stmt *row =
		order ? gz_store_prepare(c->db, c->path, "queries/store_dump_document", err) : NULL;
	bool done = row != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(order)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(order, 0);

		sqlite3_bind_int64(row, 1, id);
		code = sqlite3_step(row);
		done = code == SQLITE_ROW ? put_document(d, id, row, err)
					  : gz_store_fail(c->db, c->path, code, "read", err);
		sqlite3_reset(row);
	}
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(c->db, c->path, code, "read", err);
	sqlite3_finalize(row);
	sqlite3_finalize(order);
	return done;
}

/* What an entity that is named belongs to is named too; until nothing is new. */
static void name_all(struct gz_contents *c)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < c->entities.len; i++) {
			const struct gz_contents_entity *e = &c->entities.ptr[i];
			const struct gz_str others[] = {e->entity.country, e->entity.series};

			for (size_t k = 0; e->named && k < GZ_COUNT(others); k++) {
				const uint32_t *at = gz_map_get(&c->by_id, others[k]);

				if (!at || c->entities.ptr[*at].named)
					continue;
				c->entities.ptr[*at].named = true;
				more = true;
			}
		}
	}
}

static void put_entity(struct dump *d, const struct gz_contents_entity *e)
{
	size_t count;
	const struct gz_contents_name *names = gz_contents_names_of(d->c, e->row, &count);

	gz_buf_str(&d->out, GZ_STR("{\"entity\":"));
	d->quote(&d->out, e->entity.id);
	put_text(d, "type", gz_str(gz_type_name(e->entity.type)));
	put_text(d, "name", e->entity.name);
	if (e->entity.country.len)
		put_text(d, "country", e->entity.country);
	if (e->entity.series.len)
		put_text(d, "series", e->entity.series);
	put_day(d, "from", e->entity.from, GZ_DAY);
	put_day(d, "to", e->entity.to, GZ_DAY);
	gz_buf_str(&d->out, GZ_STR(",\"names\":["));
	for (size_t i = 0; i < count; i++) {
		gz_buf_str(&d->out, i ? GZ_STR(",[") : GZ_STR("["));
		d->quote(&d->out, names[i].name);
		gz_buf_byte(&d->out, ',');
		d->quote(&d->out, names[i].folded);
		gz_buf_byte(&d->out, ']');
	}
	gz_buf_str(&d->out, GZ_STR("]}\n"));
}

bool gz_store_dump(const char *path, bool (*quote)(struct gz_buf *out, struct gz_str text),
		   bool (*write)(void *self, struct gz_str text, struct gz_error *err), void *self,
		   struct gz_error *err)
{
	struct dump d = {.quote = quote, .write = write, .self = self};
	bool done = gz_contents_open(path, &d.c, err);

	/* One transaction: all of it is one state. */
	if (done && sqlite3_exec(d.c->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
		done = gz_store_fail(d.c->db, path, sqlite3_errcode(d.c->db), "read", err);
	done = done && gz_contents_load(d.c, err) && put_documents(&d, err);
	if (done)
		name_all(d.c);
	for (size_t i = 0; done && i < d.c->entities.len; i++) {
		if (d.c->entities.ptr[i].named)
			put_entity(&d, &d.c->entities.ptr[i]);
		done = pass_on(&d, PIECE, err);
	}
	done = done && pass_on(&d, 0, err);
	gz_contents_close(d.c);
	gz_arena_free(&d.arena);
	gz_buf_free(&d.out);
	return done;
}
