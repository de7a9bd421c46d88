/*
 * csv.c: separated values, a document a row. The first row names the columns as keys name the members of a
 * JSON record. A row that is damaged costs itself: reading goes on behind the line that it begins in, with
 * the first row that has as many fields as the header.
 */
#include <stdlib.h>
#include <string.h>

#include "csvrow.h"
#include "objects.h"
#include "window.h"

/* How much of a file is looked at for its header. */
#define HEADER_BYTES ((size_t)64 << 10)
/* Of a column on the average, where only the first row tells that it is a table. */
#define NAME_BYTES 32
/* Bytes that may be looked at again after damage, beyond those of the file so far. */
#define AGAIN_BYTES ((uint64_t)4 << 20)

struct csv {
	struct gz_window window;
	struct gz_csv_field *fields;
	struct gz_csv_header header;
	struct gz_buf decoded; /* a row that is not in UTF-8 */
	char delimiter;	       /* NUL: not chosen yet */
	bool begun;
	bool after_cr; /* an LF may follow that belongs to the row before */
	bool lost;     /* behind a damaged row: rows that do not fit belong to it */
	uint64_t eaten, again;
};

enum row_status { ROW_GOOD, ROW_BAD, ROW_NONE, ROW_NO_MEMORY };

static const char delimiters[] = {',', ';', '\t', '|'};

/* ---- probing --------------------------------------------------------------------------------- */

/* The row behind the header has as many fields, as far as it can be seen. */
static bool second_fits(struct gz_str rest, char delimiter, size_t columns)
{
	struct gz_csv_scan scan = {0};
	struct gz_csv_field field;

	while (rest.len > 0 && (rest.ptr[0] == '\n' || rest.ptr[0] == '\r')) {
		rest.ptr++;
		rest.len--;
	}
	if (rest.len == 0)
		return true; /* a table without rows, or they are still to come */
	switch (gz_csv_scan(&scan, rest, false, delimiter, &field, 0)) {
	case GZ_CSV_ROW: return scan.count == columns;
	case GZ_CSV_MORE: return scan.count < columns;
	default: return false;
	}
}

/* Names, not a sentence with a comma in it: short ones, and a second one that is known, or one that was asked
 * for. */
static bool looks_named(const struct gz_csv_header *header, const struct gz_keys *keys)
{
	bool second = keys->copy != NULL;

	for (int key = 0; key < GZ_KEYS; key++) {
		for (int i = 0; i < GZ_KEY_NAMES; i++)
			second |= key != GZ_KEY_TEXT && header->column[key][i] >= 0;
	}
	return second && header->columns > 1 && header->length <= header->columns * NAME_BYTES;
}

static bool probe(const struct gz_head *head, char delimiter, bool named)
{
	const struct gz_keys *keys = head->keys;
	struct gz_str bytes = head->bytes;
	struct gz_csv_header header;
	struct gz_keys known;
	struct gz_error err;
	char chosen = delimiter;
	size_t skip = gz_csv_sep(bytes, &chosen);

	bytes = gz_str_of(bytes.ptr + skip, bytes.len - skip);
	if (keys == NULL && !gz_keys_open(&known, NULL, &err))
		return false;
	keys = keys != NULL ? keys : &known;
	if (!gz_csv_choose(bytes, keys, &chosen, &header))
		return false;
	/* Headlines alone are a table where it is called one, unless the text was to be elsewhere. */
	if (!header.text && (keys->mapped[GZ_KEY_TEXT] || !(named || skip > 0)))
		return false;
	if (delimiter == '\0' && chosen == '\t' && skip == 0)
		return false; /* that is the other format */
	if (named || skip > 0)
		return true;
	return looks_named(&header, keys) &&
	       second_fits(gz_str_of(bytes.ptr + header.length, bytes.len - header.length), chosen,
			   header.columns);
}

static bool csv_probe(const struct gz_head *head)
{
	return probe(head, '\0', gz_path_named(head->path, ".csv"));
}

static bool tsv_probe(const struct gz_head *head)
{
	return probe(head, '\t', gz_path_named(head->path, ".tsv") || gz_path_named(head->path, ".tab"));
}

bool gz_csv_is_unnamed(const struct gz_head *head, char names[GZ_CSV_NAMES])
{
	struct gz_csv_field fields[64];

	if (!gz_path_named(head->path, ".csv") && !gz_path_named(head->path, ".tsv") &&
	    !gz_path_named(head->path, ".tab"))
		return false;
	for (size_t i = 0; i < GZ_COUNT(delimiters); i++) {
		struct gz_csv_scan scan = {0};

		if (gz_csv_scan(&scan, head->bytes, false, delimiters[i], fields, GZ_COUNT(fields)) !=
			    GZ_CSV_ROW ||
		    scan.count < 2 ||
		    !second_fits(gz_str_of(head->bytes.ptr + scan.at, head->bytes.len - scan.at),
				 delimiters[i], scan.count))
			continue;
		if (names != NULL)
			gz_csv_names(names, head->bytes, fields,
				     scan.count < GZ_COUNT(fields) ? scan.count : GZ_COUNT(fields));
		return true;
	}
	return false;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool format_open(struct gz_reader *r, char delimiter, struct gz_error *err)
{
	struct csv *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return gz_fail_nomem(err);
	c->delimiter = delimiter;
	c->fields = malloc(GZ_CSV_COLUMNS * sizeof(*c->fields));
	if (c->fields == NULL) {
		free(c);
		return gz_fail_nomem(err);
	}
	gz_window_open(&c->window, &r->input);
	r->format_state = c;
	return true;
}

static bool csv_open(struct gz_reader *r, struct gz_error *err)
{
	return format_open(r, '\0', err);
}

static bool tsv_open(struct gz_reader *r, struct gz_error *err)
{
	return format_open(r, '\t', err);
}

static void csv_close(struct gz_reader *r)
{
	struct csv *c = r->format_state;

	gz_window_close(&c->window);
	gz_buf_free(&c->decoded);
	free(c->fields);
	free(c);
	r->format_state = NULL;
}

static void eat(struct csv *c, size_t count)
{
	gz_window_skip(&c->window, count);
	c->eaten += count;
}

/* Passes over the line that the view begins with; `seen` bytes of it were looked at. */
static enum row_status drop_line(struct csv *c, size_t seen)
{
	enum gz_window_status status = GZ_WINDOW_MORE;
	struct gz_str view = gz_window_view(&c->window);
	bool affordable = c->again < c->eaten + AGAIN_BYTES;
	size_t from = affordable ? 0 : seen;

	for (;;) {
		size_t at = from;

		while (at < view.len && view.ptr[at] != '\n' && view.ptr[at] != '\r')
			at++;
		if (at < view.len) {
			c->after_cr = view.ptr[at] == '\r';
			c->again += seen > at ? seen - at : 0;
			eat(c, at + 1);
			return ROW_BAD;
		}
		eat(c, view.len);
		from = seen = 0;
		if (status != GZ_WINDOW_MORE)
			return status == GZ_WINDOW_NO_MEMORY ? ROW_NO_MEMORY : ROW_BAD;
		status = gz_window_grow(&c->window);
		view = gz_window_view(&c->window);
	}
}

/* Reports a row that costs itself, unless it is the wake of another one. */
static enum row_status row_damaged(struct gz_reader *r, struct csv *c, size_t seen, enum gz_code code)
{
	if (!c->lost && code == GZ_ELIMIT)
		gz_reader_reject_at(r, code, r->record, 0, "longer than the limit of %zu bytes; skipped",
				    r->max_document);
	else if (!c->lost)
		gz_reader_reject_at(r, code, r->record, 0,
				    "a quoted field is not closed, or something follows its closing mark");
	c->lost = true;
	return drop_line(c, seen);
}

/* Before a row: the LF of CR LF, and is there anything at all? */
static enum row_status row_begin(struct csv *c)
{
	for (;;) {
		struct gz_str view = gz_window_view(&c->window);
		enum gz_window_status status;

		if (view.len > 0) {
			if (c->after_cr && view.ptr[0] == '\n')
				eat(c, 1);
			else
				return ROW_GOOD;
			c->after_cr = false;
			continue;
		}
		status = gz_window_grow(&c->window);
		if (status != GZ_WINDOW_MORE && gz_window_view(&c->window).len == 0)
			return status == GZ_WINDOW_END ? ROW_NONE : ROW_NO_MEMORY;
	}
}

/* A whole row in view, with `scan` saying where its fields are; it is to be eaten (scan->at bytes). */
static enum row_status row_read(struct gz_reader *r, struct csv *c, struct gz_csv_scan *scan,
				struct gz_str *row)
{
	enum row_status begun = row_begin(c);

	if (begun != ROW_GOOD)
		return begun;
	c->after_cr = false;
	memset(scan, 0, sizeof(*scan));
	r->record++;
	for (;;) {
		struct gz_str view = gz_window_view(&c->window);
		bool ended = c->window.ended && !c->window.damaged;
		enum gz_csv_status status =
			gz_csv_scan(scan, view, ended, c->delimiter, c->fields, GZ_CSV_COLUMNS);

		*row = gz_str_of(view.ptr, scan->at);
		if (scan->at > r->max_document + 2)
			return row_damaged(r, c, scan->at, GZ_ELIMIT);
		if (status == GZ_CSV_ROW)
			return ROW_GOOD;
		if (status == GZ_CSV_STRAY)
			return row_damaged(r, c, scan->at, GZ_EFORMAT);
		if (c->window
			    .ended) { /* what a file that breaks off leaves of a row is part of that damage */
			r->record--;
			return ROW_NONE;
		}
		if (gz_window_grow(&c->window) == GZ_WINDOW_NO_MEMORY)
			return ROW_NO_MEMORY;
	}
}

/* ---- the header -------------------------------------------------------------------------------- */

static void reject_header(struct gz_reader *r, const struct csv *c, struct gz_str row)
{
	char names[GZ_CSV_NAMES];
	struct gz_error why;

	gz_record_empty(&r->keys, &why);
	gz_csv_names(names, row, c->fields, c->header.columns);
	gz_reader_reject_at(r, GZ_EFORMAT, 1, 0,
			    "the first row does not name a column of text: %s; there are %s", why.message,
			    names);
}

/* Which of the columns hold what. False: none holds a text or a title. */
static bool header_take(struct gz_reader *r, struct csv *c, struct gz_str row, size_t count)
{
	gz_csv_header(&c->header, &r->keys, row, c->fields, count);
	for (int key = 0; key < GZ_KEYS; key++)
		r->keys.met[key] |= c->header.column[key][0] >= 0;
	if (c->header.twice != NULL)
		gz_reader_note_twice(r, c->header.twice);
	return c->header.text || c->header.title;
}

/* By which the first row has the most columns; one column tells nothing. */
static char widest(struct gz_str bytes)
{
	size_t most = 1;
	char best = ',';

	for (size_t i = 0; i < GZ_COUNT(delimiters); i++) {
		struct gz_csv_scan scan = {0};
		struct gz_csv_field field;

		gz_csv_scan(&scan, bytes, true, delimiters[i], &field, 0);
		if (scan.count > most)
			best = delimiters[i];
		most = scan.count > most ? scan.count : most;
	}
	return best;
}

/* Is the first row in view? A name in quotation marks may hold line breaks. */
static bool row_seen(struct gz_str view)
{
	bool quoted = false;

	for (size_t i = 0; i < view.len; i++) {
		quoted ^= view.ptr[i] == '"';
		if (!quoted && (view.ptr[i] == '\n' || view.ptr[i] == '\r'))
			return true;
	}
	return false;
}

/* Chooses the delimiter by the first row. ROW_NONE: there is nothing. */
static enum row_status choose(struct gz_reader *r, struct csv *c)
{
	enum gz_window_status status = GZ_WINDOW_MORE;
	struct gz_csv_header header;
	struct gz_str view;
	size_t skip;

	do {
		view = gz_window_view(&c->window);
		if (row_seen(view) || view.len >= HEADER_BYTES)
			break;
		status = gz_window_grow(&c->window);
	} while (status == GZ_WINDOW_MORE);
	if (status == GZ_WINDOW_NO_MEMORY)
		return ROW_NO_MEMORY;
	skip = gz_csv_sep(view, &c->delimiter);
	if (skip > 0) {
		eat(c, skip);
		r->record++;
		return ROW_GOOD;
	}
	gz_csv_choose(view, &r->keys, &c->delimiter, &header);
	if (c->delimiter == '\0')
		c->delimiter = widest(view);
	return ROW_GOOD;
}

/* ROW_NONE: the file is no table, and that was said. */
static enum row_status header_read(struct gz_reader *r, struct csv *c)
{
	struct gz_csv_scan scan;
	enum row_status status = choose(r, c);
	struct gz_str row;

	if (status == ROW_GOOD)
		status = row_read(r, c, &scan, &row);
	if (status == ROW_BAD)
		return ROW_NONE;
	if (status != ROW_GOOD)
		return status;
	if (scan.count > GZ_CSV_COLUMNS) {
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0, "more than %d columns", GZ_CSV_COLUMNS);
		return ROW_NONE;
	}
	if (!header_take(r, c, row, scan.count)) {
		reject_header(r, c, row);
		status = ROW_NONE;
	}
	c->after_cr = row.ptr[row.len - 1] == '\r';
	eat(c, scan.at);
	return status;
}

/* ---- documents --------------------------------------------------------------------------------- */

/* The first of the key's columns that holds something. */
static struct gz_str value_of(const struct csv *c, int key, struct gz_str row)
{
	struct gz_str value = GZ_STR("");

	for (int i = 0; i < GZ_KEY_NAMES && value.len == 0; i++) {
		int column = c->header.column[key][i];

		if (column >= 0) {
			value = gz_csv_value(&c->fields[column], row);
			c->fields[column].doubled = false; /* it was made plain in its place */
			c->fields[column].len = value.len;
		}
	}
	return value;
}

/* A row of another character set, as a whole: a title alone is too little to detect one by. */
static bool row_decode(struct gz_reader *r, struct csv *c, struct gz_str *row, struct gz_error *err)
{
	struct gz_csv_scan scan = {0};

	if (gz_utf8_clean(*row) == row->len)
		return true;
	if (!gz_charset_decode(r, *row, NULL, &c->decoded, row, err))
		return false;
	return (gz_csv_scan(&scan, *row, true, c->delimiter, c->fields, c->header.columns) == GZ_CSV_ROW &&
		scan.count == c->header.columns) ||
	       gz_fail(err, GZ_EFORMAT, "the row is in a character set that does not suit such a table");
}

static bool row_document(struct gz_reader *r, struct csv *c, struct gz_str row, struct gz_arena *arena,
			 struct gz_doc *doc, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = r->record, .bytes = row.len};

	if (!row_decode(r, c, &row, err))
		return false;
	for (int key = 0; key < GZ_KEYS; key++)
		record.value[key] = value_of(c, key, row);
	return gz_record_keyed(r, &record, arena, doc, err);
}

/* A row in view. True: it is a document; false: it is none, which was said, or memory ran out, which err
 * says. */
static bool row_take(struct gz_reader *r, struct csv *c, const struct gz_csv_scan *scan, struct gz_str row,
		     struct gz_arena *arena, struct gz_doc *doc, struct gz_error *err)
{
	bool blank = scan->count == 1 && c->fields[0].len == 0;

	err->code = GZ_OK;
	if (scan->count != c->header.columns && !c->lost && !blank)
		gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0, "%zu fields, but the first row has %zu",
				    scan->count, c->header.columns);
	if (scan->count != c->header.columns || blank)
		return false;
	c->lost = false;
	if (row_document(r, c, row, arena, doc, err))
		return true;
	if (err->code != GZ_ENOMEM)
		gz_reader_reject_at(r, err->code, r->record, 0, "%s", err->message);
	return false;
}

static enum gz_read_status csv_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				    struct gz_error *err)
{
	struct csv *c = r->format_state;
	enum row_status status = ROW_GOOD;
	struct gz_csv_scan scan;
	struct gz_str row;

	if (!c->begun) {
		c->begun = true;
		status = header_read(r, c);
		c->window.told |= status == ROW_NONE && r->record > 0;
	}
	while (status == ROW_GOOD || status == ROW_BAD) {
		bool taken;

		status = row_read(r, c, &scan, &row);
		if (status != ROW_GOOD)
			continue;
		taken = row_take(r, c, &scan, row, arena, doc, err);
		c->after_cr = row.ptr[row.len - 1] == '\r';
		eat(c, scan.at);
		if (taken)
			return GZ_READ_DOC;
		if (err->code == GZ_ENOMEM)
			return GZ_READ_FAILED;
	}
	if (status == ROW_NO_MEMORY) {
		gz_fail_nomem(err);
		return GZ_READ_FAILED;
	}
	gz_window_report(&c->window, r);
	return GZ_READ_END;
}

const struct gz_format gz_format_csv = {"csv", csv_probe, csv_open, csv_next, csv_close};
const struct gz_format gz_format_tsv = {"tsv", tsv_probe, tsv_open, csv_next, csv_close};
