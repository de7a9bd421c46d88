/*
 * provenance.c: what an answer was made from: the newest run of the database, its gazetteer, this program,
 * and the selection in words.
 */
#include "internal.h"

/* Names and sources are anybody's: what would break a line becomes a space. */
static void add_plain(struct gz_buf *out, struct gz_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		gz_buf_byte(out, c < 0x20 || c == 0x7f ? ' ' : (char)c);
	}
}

static void add_terms(struct gz_buf *out, const struct gz_selection *s)
{
	gz_buf_str(out, s->term_count > 0 ? GZ_STR("documents with ") : GZ_STR("all documents"));
	for (size_t i = 0; i < s->term_count; i++) {
		if (i > 0)
			gz_buf_str(out, GZ_STR(" and "));
		if (s->term_count > 1 && gz_term_is_joined(&s->terms[i]))
			gz_buf_str(out, GZ_STR("either "));
		add_plain(out, gz_str(s->terms[i].name));
	}
	if (s->term_count == 0)
		return;
	if (s->window == GZ_WINDOW_SENTENCE)
		gz_buf_str(out, GZ_STR(" in one sentence"));
	else if (s->window == GZ_WINDOW_TOKENS)
		gz_buf_printf(out, " within %u tokens", (unsigned)s->window_tokens);
}

static void add_filter(struct gz_buf *out, const struct gz_selection *s)
{
	char day[16];

	if (s->from != GZ_NO_DAY)
		gz_buf_printf(out, "; from %s", gz_day_format(s->from, GZ_DAY, day));
	if (s->to != GZ_NO_DAY)
		gz_buf_printf(out, "%s to %s", s->from == GZ_NO_DAY ? ";" : "",
			      gz_day_format(s->to, GZ_DAY, day));
	for (size_t i = 0; i < s->source_count; i++) {
		gz_buf_str(out, i == 0 ? GZ_STR("; of ") : GZ_STR(" or "));
		add_plain(out, s->sources[i]);
	}
	for (size_t i = 0; i < s->without_count; i++) {
		gz_buf_str(out, i == 0 ? GZ_STR("; without ") : GZ_STR(" or "));
		add_plain(out, gz_str(s->without[i].name));
	}
	if (s->unique)
		gz_buf_str(out, GZ_STR("; one of each cluster of near-duplicates"));
}

static void add_rows(struct gz_buf *out, const struct gz_selection *s)
{
	bool first = true;

	for (unsigned type = 0; s->types != 0 && type < GZ_TYPES; type++) {
		if (!(s->types & 1u << type))
			continue;
		gz_buf_printf(out, "%s%s", first ? "; only " : ", ", gz_type_name((enum gz_type)type));
		first = false;
	}
	if (s->min_docs > 1)
		gz_buf_printf(out, "; in at least %llu documents", (unsigned long long)s->min_docs);
}

static bool tell_filter(const struct gz_selection *s, struct gz_arena *arena, struct gz_str *out,
			struct gz_error *err)
{
	struct gz_buf words = {0};

	add_terms(&words, s);
	add_filter(&words, s);
	add_rows(&words, s);
	*out = words.failed ? (struct gz_str){NULL, 0} : gz_arena_str(arena, gz_buf_view(&words));
	gz_buf_free(&words);
	return out->ptr != NULL || gz_fail_nomem(err);
}

bool gz_query_provenance(struct gz_query *q, const struct gz_selection *s, struct gz_arena *arena,
			 struct gz_provenance *out, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "provenance", &stmt, err) && gz_query_step(q, stmt, &row, err);

	*out = (struct gz_provenance){.version = GZ_STR(GAZET_VERSION), .filter = GZ_STR("")};
	if (ok && row) {
		out->revision = (uint64_t)sqlite3_column_int64(stmt, 0);
		out->gazetteer = gz_arena_str(arena, gz_query_text(stmt, 1));
		out->documents = (uint64_t)sqlite3_column_int64(stmt, 2);
		ok = out->gazetteer.ptr != NULL || gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	return ok && (s == NULL || tell_filter(s, arena, &out->filter, err));
}
