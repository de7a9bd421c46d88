/* show_json.c: a card as one object. */
#include "show.h"

/* Puts `,"key":` in front of a value; the first one of an object has no comma. */
static void put_key(struct gz_buf *out, const char *key)
{
	if (out->len > 0 && out->ptr[out->len - 1] != '{')
		gz_buf_byte(out, ',');
	gz_json_string(out, gz_str(key));
	gz_buf_byte(out, ':');
}

static void put_text(struct gz_buf *out, const char *key, struct gz_str value)
{
	put_key(out, key);
	gz_json_string(out, value);
}

/* null where there is none */
static void put_some(struct gz_buf *out, const char *key, struct gz_str value)
{
	put_key(out, key);
	if (value.len > 0)
		gz_json_string(out, value);
	else
		gz_buf_str(out, GZ_STR("null"));
}

static void put_count(struct gz_buf *out, const char *key, uint64_t value)
{
	put_key(out, key);
	gz_buf_printf(out, "%llu", (unsigned long long)value);
}

static void put_real(struct gz_buf *out, const char *key, double value)
{
	put_key(out, key);
	gz_json_number(out, value);
}

static void put_day(struct gz_buf *out, const char *key, int32_t day)
{
	char text[16];

	put_some(out, key, day == GZ_NO_DAY ? GZ_STR("") : gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void open_item(struct gz_buf *out, size_t number)
{
	gz_buf_str(out, number > 0 ? GZ_STR(",{") : GZ_STR("{"));
}

static void put_trend(struct gz_buf *out, const struct trend *t)
{
	put_key(out, "trend");
	gz_buf_byte(out, '{');
	put_text(out, "by", gz_str(period_name(t->periods.by)));
	put_count(out, "merged", t->periods.merged);
	put_count(out, "undated", t->undated);
	put_key(out, "periods");
	gz_buf_byte(out, '[');
	for (size_t i = 0; i < t->count; i++) {
		open_item(out, i);
		put_day(out, "from", t->cells[i].from);
		put_day(out, "to", t->cells[i].to);
		put_count(out, "docs", t->cells[i].docs);
		put_count(out, "mentions", t->cells[i].mentions);
		gz_buf_byte(out, '}');
	}
	gz_buf_str(out, GZ_STR("]}"));
}

static void put_associates(struct gz_buf *out, const struct card *c)
{
	put_key(out, "associates");
	gz_buf_byte(out, '{');
	for (size_t type = 0; type < GZ_TYPES; type++) {
		put_key(out, gz_type_name((enum gz_type)type));
		gz_buf_byte(out, '[');
		for (size_t i = 0; i < c->associates[type].count; i++) {
			const struct card_associate *a = &c->associates[type].items[i];

			open_item(out, i);
			put_text(out, "entity", a->entity);
			put_text(out, "name", a->name);
			put_count(out, "docs", a->docs);
			put_real(out, "share", a->share);
			put_real(out, "npmi", a->npmi);
			put_real(out, "g2", a->g2);
			gz_buf_byte(out, '}');
		}
		gz_buf_byte(out, ']');
	}
	gz_buf_byte(out, '}');
}

static void put_names(struct gz_buf *out, const struct gz_profile *p)
{
	put_key(out, "names");
	gz_buf_byte(out, '[');
	for (size_t i = 0; i < p->name_count; i++) {
		open_item(out, i);
		put_text(out, "name", p->names[i].name);
		if (p->names_counted)
			put_count(out, "mentions", p->names[i].mentions);
		gz_buf_byte(out, '}');
	}
	gz_buf_byte(out, ']');
}

static void put_offices(struct gz_buf *out, const struct card *c)
{
	put_key(out, "offices");
	gz_buf_byte(out, '[');
	for (size_t i = 0; i < c->office_count; i++) {
		open_item(out, i);
		put_text(out, "office", c->offices[i].title);
		put_some(out, "country", c->offices[i].country);
		put_some(out, "country_name", c->offices[i].country_name);
		put_day(out, "from", c->offices[i].from);
		put_day(out, "to", c->offices[i].to);
		gz_buf_byte(out, '}');
	}
	gz_buf_byte(out, ']');
}

static void put_editions(struct gz_buf *out, const struct card *c)
{
	put_key(out, "editions");
	gz_buf_byte(out, '[');
	for (size_t i = 0; i < c->edition_count; i++) {
		const struct card_edition *e = &c->editions[i];

		open_item(out, i);
		put_text(out, "entity", e->edition.entity);
		put_text(out, "name", e->edition.name);
		put_day(out, "from", e->edition.from);
		put_day(out, "to", e->edition.to);
		put_some(out, "place", e->place);
		put_some(out, "place_name", e->place_name);
		put_count(out, "docs", e->docs);
		gz_buf_byte(out, '}');
	}
	gz_buf_byte(out, ']');
}

static void put_newest(struct gz_buf *out, const struct card *c)
{
	put_key(out, "newest");
	gz_buf_byte(out, '[');
	for (size_t i = 0; i < c->newest_count; i++) {
		const struct card_document *d = &c->newest[i];

		open_item(out, i);
		put_text(out, "doc", d->doc);
		put_some(out, "date", d->date);
		put_some(out, "title", d->title);
		put_some(out, "url", d->url);
		put_count(out, "mentions", d->mentions);
		gz_buf_byte(out, '}');
	}
	gz_buf_byte(out, ']');
}

bool card_print_json(const struct card *c, FILE *out, struct gz_error *err)
{
	const struct gz_profile *p = &c->profile;
	struct gz_buf text = {0};
	bool ok;

	gz_buf_byte(&text, '{');
	put_text(&text, "entity", p->entity);
	put_text(&text, "name", p->name);
	put_text(&text, "type", gz_str(gz_type_name(p->type)));
	put_some(&text, "country", p->country);
	put_some(&text, "country_name", p->country_name);
	put_some(&text, "series", p->series);
	put_some(&text, "series_name", p->series_name);
	put_day(&text, "from", p->from);
	put_day(&text, "to", p->to);
	put_count(&text, "docs", p->docs);
	put_count(&text, "mentions", p->mentions);
	put_count(&text, "total_docs", c->documents);
	put_day(&text, "first", p->first);
	put_day(&text, "last", p->last);
	put_names(&text, p);
	put_trend(&text, &c->trend);
	put_associates(&text, c);
	put_offices(&text, c);
	put_editions(&text, c);
	put_newest(&text, c);
	gz_buf_str(&text, GZ_STR("}\n"));
	ok = !text.failed || gz_fail_nomem(err);
	if (ok)
		fwrite(text.ptr, 1, text.len, out);
	gz_buf_free(&text);
	return ok;
}
