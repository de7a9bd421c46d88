/* csvrow.c: see csvrow.h. */
#include "csvrow.h"

#include <stdio.h>
#include <string.h>

enum state { AT_FIELD = 0, IN_PLAIN, IN_QUOTES, AFTER_QUOTE, AFTER_BLANK };

static void field_done(struct gz_csv_scan *scan, struct gz_csv_field *fields, size_t room, size_t end)
{
	if (scan->count < room)
		fields[scan->count] = (struct gz_csv_field){scan->field, end - scan->field, scan->doubled};
	scan->count++;
	scan->state = AT_FIELD;
	scan->doubled = false;
}

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static size_t plain_run(const char *at, const char *end, char delimiter)
{
	const char *start = at;

	while (at < end && *at != delimiter && *at != '\n' && *at != '\r')
		at++;
	return (size_t)(at - start);
}

/* A field that only looked quoted: "Yes," he said, in a table that is not quoted at all. */
static void take_plainly(struct gz_csv_scan *scan)
{
	scan->field--;
	scan->again += scan->at - scan->field;
	scan->at = scan->field;
	scan->state = IN_PLAIN;
	scan->doubled = false;
}

/* Goes on in a field up to its delimiter or line break, which scan->at then is. False when the bytes were not
 * enough, or when what follows its closing mark does not belong there. */
static bool field_run(struct gz_csv_scan *scan, struct gz_str bytes, char delimiter)
{
	while (scan->at < bytes.len) {
		const char *at = bytes.ptr + scan->at, *mark;

		switch (scan->state) {
		case AT_FIELD:
			scan->state = *at == '"' ? IN_QUOTES : IN_PLAIN;
			scan->at += *at == '"';
			scan->field = scan->at;
			break;
		case IN_PLAIN:
			scan->at += plain_run(at, bytes.ptr + bytes.len, delimiter);
			return scan->at < bytes.len;
		case IN_QUOTES:
			mark = memchr(at, '"', bytes.len - scan->at);
			scan->at = mark != NULL ? (size_t)(mark - bytes.ptr) + 1 : bytes.len;
			if (mark == NULL)
				return false;
			scan->closed = scan->at - 1;
			scan->state = AFTER_QUOTE;
			break;
		default:
			if (*at == delimiter || is_break(*at))
				return true;
			if (*at == '"' && scan->state == AFTER_QUOTE) {
				scan->state = IN_QUOTES;
				scan->doubled = true;
			} else if (*at == ' ') {
				scan->state = AFTER_BLANK;
			} else {
				return false;
			}
			scan->at++;
		}
	}
	return false;
}

enum gz_csv_status gz_csv_scan(struct gz_csv_scan *scan, struct gz_str bytes, bool ended, char delimiter,
			       struct gz_csv_field *fields, size_t room)
{
	for (;;) {
		bool done = field_run(scan, bytes, delimiter);
		bool stray = !done && scan->at < bytes.len;

		if (!done && !stray && !ended)
			return GZ_CSV_MORE;
		if (stray || (!done && scan->state == IN_QUOTES)) {
			if (delimiter != '\t' || scan->again > bytes.len)
				return GZ_CSV_STRAY;
			take_plainly(scan);
			continue;
		}
		if (scan->state == AT_FIELD)
			scan->field = scan->at;
		field_done(scan, fields, room, scan->state >= AFTER_QUOTE ? scan->closed : scan->at);
		if (!done)
			return GZ_CSV_ROW;
		if (is_break(bytes.ptr[scan->at++]))
			return GZ_CSV_ROW;
	}
}

struct gz_str gz_csv_value(const struct gz_csv_field *field, struct gz_str row)
{
	char *start = (char *)row.ptr + field->at, *end = start + field->len, *at, *to, *mark;

	if (!field->doubled)
		return gz_str_of(start, field->len);
	to = memchr(start, '"', field->len);
	for (at = to; at < end; at = mark) {
		at++; /* the first of two */
		mark = memchr(at + 1, '"', (size_t)(end - at) - 1);
		if (mark == NULL)
			mark = end;
		memmove(to, at, (size_t)(mark - at));
		to += mark - at;
	}
	return gz_str_of(start, (size_t)(to - start));
}

/* ---- the first row ------------------------------------------------------------------------ */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool same_name(struct gz_str a, const char *name, size_t len)
{
	if (a.len != len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (lower(a.ptr[i]) != lower(name[i]))
			return false;
	}
	return true;
}

static struct gz_str column_name(struct gz_str row, const struct gz_csv_field *field)
{
	return gz_str_trim(gz_str_of(row.ptr + field->at, field->len));
}

/* The first of that name; -1: there is none. */
static int column_of(const char *name, size_t len, struct gz_str row, const struct gz_csv_field *fields,
		     size_t count, bool *twice)
{
	int first = -1;

	for (size_t i = 0; i < count && !*twice; i++) {
		if (!same_name(column_name(row, &fields[i]), name, len))
			continue;
		*twice = first >= 0;
		first = first < 0 ? (int)i : first;
	}
	return first;
}

void gz_csv_names(char out[GZ_CSV_NAMES], struct gz_str row, const struct gz_csv_field *fields, size_t count)
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		struct gz_str name = gz_utf8_head(column_name(row, &fields[i]), 40);

		if (len + name.len + 8 > GZ_CSV_NAMES) {
			snprintf(out + len, GZ_CSV_NAMES - len, ", ...");
			return;
		}
		len += (size_t)snprintf(out + len, GZ_CSV_NAMES - len, "%s%.*s", i > 0 ? ", " : "",
					GZ_ARG(name));
	}
}

void gz_csv_header(struct gz_csv_header *header, const struct gz_keys *keys, struct gz_str row,
		   const struct gz_csv_field *fields, size_t count)
{
	memset(header, 0, sizeof(*header));
	header->columns = count;
	for (int key = 0; key < GZ_KEYS; key++) {
		for (int i = 0; i < GZ_KEY_NAMES; i++) {
			const char *name = keys->name[key][i];
			bool twice = false;

			header->column[key][i] = -1;
			if (name == NULL)
				continue;
			header->column[key][i] =
				column_of(name, keys->length[key][i], row, fields, count, &twice);
			header->twice = twice && header->twice == NULL ? name : header->twice;
			header->text |= key == GZ_KEY_TEXT && header->column[key][i] >= 0;
			header->title |= key == GZ_KEY_TITLE && header->column[key][i] >= 0;
		}
	}
}

size_t gz_csv_sep(struct gz_str bytes, char *delimiter)
{
	size_t len = 5;

	if (bytes.len < 6 || !same_name(gz_str_of(bytes.ptr, 4), "sep=", 4) || !is_break(bytes.ptr[5]))
		return 0;
	*delimiter = bytes.ptr[4];
	while (len < bytes.len && is_break(bytes.ptr[len]) && len < 7)
		len++;
	return len;
}

/* How good a header it makes: 0: none. */
static size_t worth(struct gz_str bytes, const struct gz_keys *keys, char delimiter,
		    struct gz_csv_header *header)
{
	struct gz_csv_field fields[256];
	struct gz_csv_scan scan = {0};
	enum gz_csv_status status;

	status = gz_csv_scan(&scan, bytes, true, delimiter, fields, GZ_COUNT(fields));
	if (status != GZ_CSV_ROW)
		return 0;
	gz_csv_header(header, keys, bytes, fields,
		      scan.count < GZ_COUNT(fields) ? scan.count : GZ_COUNT(fields));
	header->columns = scan.count;
	header->length = scan.at;
	if (!header->text && !header->title)
		return 0;
	return scan.count + (header->text ? (size_t)1 << 32 : 0);
}

bool gz_csv_choose(struct gz_str bytes, const struct gz_keys *keys, char *delimiter,
		   struct gz_csv_header *header)
{
	const char known[] = {',', ';', '\t', '|'};
	size_t best = 0;

	if (*delimiter != '\0')
		return worth(bytes, keys, *delimiter, header) > 0;
	for (size_t i = 0; i < GZ_COUNT(known); i++) {
		struct gz_csv_header found;
		size_t value = worth(bytes, keys, known[i], &found);

		if (value <= best)
			continue;
		best = value;
		*delimiter = known[i];
		*header = found;
	}
	return best > 0;
}
