/*
 * group.c: selectors, which choose entities by what they are: type:person, country:ru. Conditions are joined
 * by +, and one entity must satisfy all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define TYPE	"type:"
#define COUNTRY "country:"

struct conditions {
	struct gz_buf types; /* their names, with commas; empty: any */
	int64_t country;     /* 0: any */
	struct gz_buf country_name;
};

static bool takes(struct gz_str *text, const char *prefix)
{
	size_t len = strlen(prefix);

	if (text->len < len || memcmp(text->ptr, prefix, len) != 0)
		return false;
	*text = gz_str_of(text->ptr + len, text->len - len);
	return true;
}

bool gz_is_selector(struct gz_str what)
{
	return takes(&what, TYPE) || takes(&what, COUNTRY);
}

bool gz_query_is_reference(struct gz_str what)
{
	size_t end = gz_str_find(what, '/');

	return gz_is_selector(what) || (end < what.len && gz_type_of(gz_str_of(what.ptr, end)) != GZ_TYPES);
}

bool gz_query_check_words(struct gz_str what, struct gz_str folded, struct gz_error *err)
{
	if (what.len == 0 || folded.len > 0)
		return true;
	return gz_fail(err, GZ_EUSAGE,
		       "'%.*s' is no word of a name (it has no letter and no digit), no id and no selector",
		       GZ_ARG(gz_utf8_head(what, 100)));
}

static bool read_types(struct gz_str list, struct gz_buf *types, struct gz_error *err)
{
	for (struct gz_str rest = list;;) {
		size_t end = gz_str_find(rest, ',');
		enum gz_type type = gz_type_meant(gz_str_of(rest.ptr, end));

		if (type == GZ_TYPES)
			return gz_fail(err, GZ_EUSAGE,
				       "type: takes person, country, org, place or event, or several with "
				       "commas, not '%.*s'",
				       GZ_ARG(gz_str_of(rest.ptr, end)));
		gz_buf_printf(types, "%s%s", types->len > 0 ? "," : "", gz_type_name(type));
		if (end == rest.len)
			return !types->failed || gz_fail_nomem(err);
		rest = gz_str_of(rest.ptr + end + 1, rest.len - end - 1);
	}
}

/* Of the ids the one that is a country; 0: none is, or several. */
static bool choose_country(struct gz_query *q, const gz_id_vec *ids, struct conditions *c,
			   struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	size_t found = 0;
	bool row, ok = gz_query_prepare(q, "entity", &stmt, err);

	for (size_t i = 0; ok && i < ids->len; i++) {
		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, ids->ptr[i]) != SQLITE_OK)
			ok = gz_query_fail(q, err);
		else if ((ok = gz_query_step(q, stmt, &row, err)) && row &&
			 gz_type_of(gz_query_text(stmt, 2)) == GZ_COUNTRY) {
			c->country = ids->ptr[i];
			gz_buf_clear(&c->country_name);
			gz_buf_str(&c->country_name, gz_query_text(stmt, 1));
			found++;
		}
	}
	sqlite3_finalize(stmt);
	if (found != 1)
		c->country = 0;
	return ok;
}

/* A code, or a name: of what is written in ASCII the small letters are its folding. */
static bool find_country(struct gz_query *q, struct gz_str value, struct conditions *c, struct gz_error *err)
{
	struct gz_buf id = {0};
	struct gz_str name;
	gz_id_vec ids = {.len = 0};
	bool ok = false;

	gz_buf_printf(&id, "country/%.*s", GZ_ARG(value));
	if (id.failed) {
		gz_fail_nomem(err);
		goto out;
	}
	for (size_t i = 0; i < id.len; i++) {
		if (id.ptr[i] >= 'A' && id.ptr[i] <= 'Z')
			id.ptr[i] = (char)(id.ptr[i] - 'A' + 'a');
	}
	name = gz_str_of(id.ptr + sizeof("country/") - 1, value.len);
	ok = gz_find_ids(q, gz_buf_view(&id), gz_str(""), &ids, err) &&
	     (ids.len > 0 || gz_find_ids(q, value, name, &ids, err)) && choose_country(q, &ids, c, err);
	if (ok && c->country == 0)
		ok = gz_fail(err, GZ_ENOTFOUND,
			     "no country of this database is '%.*s'; give its code, as country:ru (they are "
			     "listed by "
			     "gazet entities --type country)",
			     GZ_ARG(value));
out:
	gz_buf_free(&id);
	GZ_VEC_FREE(&ids);
	return ok;
}

static bool read_conditions(struct gz_query *q, struct gz_str rest, struct conditions *c,
			    struct gz_error *err)
{
	for (;;) {
		size_t end = gz_str_find(rest, '+');
		struct gz_str value = gz_str_of(rest.ptr, end);

		if (takes(&value, TYPE)) {
			if (c->types.len > 0)
				return gz_fail(err, GZ_EUSAGE,
					       "type: stands twice; several types are given with commas");
			if (!read_types(value, &c->types, err))
				return false;
		} else if (takes(&value, COUNTRY)) {
			if (c->country != 0)
				return gz_fail(err, GZ_EUSAGE,
					       "country: stands twice; an entity has one country");
			if (!find_country(q, value, c, err))
				return false;
		} else {
			return gz_fail(err, GZ_EUSAGE,
				       "a selector is type:... or country:..., or both with +, not '%.*s'",
				       GZ_ARG(value));
		}
		if (end == rest.len)
			return true;
		rest = gz_str_of(rest.ptr + end + 1, rest.len - end - 1);
	}
}

static bool read_ids(struct gz_query *q, const struct conditions *c, struct gz_term *out,
		     struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	gz_id_vec ids = {.len = 0};
	bool row, ok;

	ok = gz_query_prepare(q, "entity_group", &stmt, err) &&
	     gz_query_bind_text(q, stmt, 1, gz_buf_view(&c->types), err);
	if (ok && sqlite3_bind_int64(stmt, 2, c->country) != SQLITE_OK)
		ok = gz_query_fail(q, err);
	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row)
		ok = GZ_PUSH(&ids, sqlite3_column_int64(stmt, 0)) || gz_fail_nomem(err);
	sqlite3_finalize(stmt);
	out->ids = ids.ptr;
	out->count = ids.len;
	return ok;
}

/* "any person or organisation", "any person (Russia)", "anything of Russia", allocated. */
static char *tell(const struct conditions *c)
{
	struct gz_str country = gz_buf_view(&c->country_name);
	struct gz_buf text = {0};

	for (struct gz_str rest = gz_buf_view(&c->types); rest.len > 0;) {
		size_t end = gz_str_find(rest, ',');

		gz_buf_printf(&text, "%s%s",
			      text.len == 0    ? "any "
			      : end < rest.len ? ", "
					       : " or ",
			      gz_type_word(gz_type_of(gz_str_of(rest.ptr, end))));
		end += end < rest.len;
		rest = gz_str_of(rest.ptr + end, rest.len - end);
	}
	if (country.len > 0)
		gz_buf_printf(&text, c->types.len > 0 ? " (%.*s)" : "anything of %.*s", GZ_ARG(country));
	if (!text.failed && gz_buf_add(&text, "", 1))
		return text.ptr;
	gz_buf_free(&text);
	return NULL;
}

bool gz_group_find(struct gz_query *q, struct gz_str selector, struct gz_term *out, struct gz_error *err)
{
	struct conditions c = {.country = 0};
	bool ok = read_conditions(q, selector, &c, err);

	if (ok) {
		out->open = true;
		out->entity = strndup(selector.ptr, selector.len);
		out->name = tell(&c);
		ok = (out->entity != NULL && out->name != NULL) || gz_fail_nomem(err);
		ok = ok && read_ids(q, &c, out, err);
	}
	gz_buf_free(&c.types);
	gz_buf_free(&c.country_name);
	if (!ok)
		gz_term_free(out);
	return ok;
}
