/*
 * dates.c: where the date of a document comes from: its own field, its address, the path of its file, when it
 * was fetched, when the file was changed; in the order of --date-from. The first that gives a day decides. No
 * zone is ever converted: the day as it is written is the day where it was written.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "internal.h"

static const char *const names[GZ_DATE_SOURCES] = {"field", "url", "path", "fetched", "modified"};

/* ---- the order --------------------------------------------------------------------------- */

static bool add_source(struct gz_dates *d, struct gz_str name, struct gz_error *err)
{
	for (unsigned i = 0; i < GZ_DATE_SOURCES; i++) {
		if (!gz_str_eq(name, gz_str(names[i])))
			continue;
		for (size_t j = 0; j < d->count; j++) {
			if (d->order[j] == i)
				return gz_fail(err, GZ_EUSAGE, "date-from: \"%s\" is given twice", names[i]);
		}
		d->order[d->count++] = (uint8_t)i;
		return true;
	}
	return gz_fail(err, GZ_EUSAGE, "date-from: \"%.*s\" is none of field, url, path, fetched, modified",
		       GZ_ARG(name));
}

bool gz_dates_open(struct gz_dates *d, const char *from, const char *order, struct gz_error *err)
{
	struct gz_str rest = gz_str(from != NULL ? from : "field,url,path");

	d->given = from != NULL;
	d->count = 0;
	for (;;) {
		size_t len = gz_str_find(rest, ',');

		if (!add_source(d, gz_str_of(rest.ptr, len), err))
			return false;
		if (len == rest.len)
			break;
		rest = gz_str_of(rest.ptr + len + 1, rest.len - len - 1);
	}
	d->numbers = GZ_DATE_NO_ORDER;
	if (order == NULL)
		return true;
	if (strcmp(order, "dmy") == 0)
		d->numbers = GZ_DATE_DMY;
	else if (strcmp(order, "mdy") == 0)
		d->numbers = GZ_DATE_MDY;
	else if (strcmp(order, "ymd") == 0)
		d->numbers = GZ_DATE_YMD;
	else
		return gz_fail(err, GZ_EUSAGE, "date-order: \"%s\" is none of dmy, mdy, ymd", order);
	return true;
}

/* ---- the sources --------------------------------------------------------------------------- */

struct found {
	int32_t day;
	enum gz_precision precision;
	bool as_written; /* the field's own words tell the day, whatever the options */
};

static bool from_field(const struct gz_dates *d, const struct gz_record *record, struct gz_str field,
		       struct found *out)
{
	out->day = record->day;
	out->precision = record->precision;
	out->as_written = true;
	if (out->day != GZ_NO_DAY)
		return true;
	if (field.len == 0)
		return false;
	if (gz_date_parse(field, &out->day, &out->precision))
		return true;
	out->as_written = false;
	return gz_date_numbers(field, d->numbers, &out->day, &out->precision);
}

/* What comes behind the host, up to the query. */
static struct gz_str path_of_url(struct gz_str url)
{
	size_t at = 0, end = 0;

	for (size_t i = 0; i + 2 < url.len && at == 0; i++) {
		if (url.ptr[i] == ':' && url.ptr[i + 1] == '/' && url.ptr[i + 2] == '/')
			at = i + 3;
	}
	while (at < url.len && url.ptr[at] != '/')
		at++;
	for (end = at; end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#'; end++)
		;
	return gz_str_of(url.ptr + at, end - at);
}

/* Day of UTC: a file's time has no zone. It may be any number. */
static bool from_file(const struct gz_reader *r, struct found *out)
{
	struct stat st;
	int64_t day;

	if (r->depth > 0 || r->input.raw == NULL || r->input.raw->fd < 0 ||
	    fstat(r->input.raw->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	day = st.st_mtim.tv_sec / 86400 - (st.st_mtim.tv_sec % 86400 < 0);
	if (day < gz_day_of(1, 1, 1) || day > gz_day_of(9999, 12, 31))
		return false;
	out->day = (int32_t)day;
	out->precision = GZ_DAY;
	return true;
}

static bool from_source(const struct gz_reader *r, const struct gz_record *record, const struct gz_doc *doc,
			unsigned source, struct found *out)
{
	const struct gz_dates *d = &r->dates;

	out->as_written = false;
	switch (source) {
	case GZ_DATE_FIELD: return from_field(d, record, gz_str_trim(doc->date), out);
	case GZ_DATE_URL: return gz_date_in_url(path_of_url(doc->url), &out->day, &out->precision);
	case GZ_DATE_PATH:
		/* What an archive of many is called tells little of each, unless somebody says that it does.
		 */
		return (record->of_file || d->given) && strcmp(r->item->path, "-") != 0 &&
		       gz_date_in_path(gz_str(r->item->path), d->numbers, &out->day, &out->precision);
	case GZ_DATE_FETCHED: return gz_date_parse(record->crawled, &out->day, &out->precision);
	default: return from_file(r, out);
	}
}

/* ---- a record ---------------------------------------------------------------------------------- */

/* Would it be a day, if somebody said which number is which? */
static bool is_orderless(const struct gz_dates *d, struct gz_str date)
{
	enum gz_precision precision;
	int32_t day;

	return d->numbers == GZ_DATE_NO_ORDER && (gz_date_numbers(date, GZ_DATE_DMY, &day, &precision) ||
						  gz_date_numbers(date, GZ_DATE_MDY, &day, &precision) ||
						  gz_date_numbers(date, GZ_DATE_YMD, &day, &precision));
}

/* The first few, for the report. */
static void note_bad(struct gz_reader *r, const struct gz_record *record, struct gz_str date)
{
	uint64_t before = atomic_fetch_add_explicit(&r->bad_dates, 1, memory_order_relaxed);
	char place[GZ_PLACE];

	gz_count(&r->orderless_dates, is_orderless(&r->dates, date));
	if (before >= GZ_BAD_DATES)
		return;
	snprintf(r->bad_date[before], sizeof(r->bad_date[0]), "%s:%llu: \"%.*s\"", gz_reader_place(r, place),
		 (unsigned long long)record->record, GZ_ARG(gz_utf8_head(date, 40)));
}

bool gz_dates_record(struct gz_reader *r, const struct gz_record *record, struct gz_arena *arena,
		     struct gz_doc *doc, struct gz_error *err)
{
	struct gz_str field = gz_str_trim(doc->date);
	struct found found = {GZ_NO_DAY, GZ_UNDATED, false};
	bool dated = false;
	char iso[16];

	for (size_t i = 0; i < r->dates.count && !dated; i++) {
		dated = from_source(r, record, doc, r->dates.order[i], &found);
		if (!dated && r->dates.order[i] == GZ_DATE_FIELD && field.len > 0) {
			doc->bad_date = true;
			note_bad(r, record, field);
		}
	}
	doc->day = dated ? found.day : GZ_NO_DAY;
	doc->precision = dated ? found.precision : GZ_UNDATED;
	if (!dated || found.as_written)
		return true;
	doc->date = gz_arena_str(arena, gz_str(gz_day_format(found.day, found.precision, iso)));
	return doc->date.ptr != NULL || gz_fail_nomem(err);
}

const char *gz_reader_bad_date(const struct gz_reader *r, size_t index)
{
	return index < GZ_BAD_DATES && r->bad_date[index][0] != '\0' ? r->bad_date[index] : NULL;
}
