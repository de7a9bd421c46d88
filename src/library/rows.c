/* rows.c: an answer that is gone through row by row. */
#include <stdlib.h>
#include <string.h>

#include "gazet/query.h"
#include "internal.h"

/* ---- taking rows ------------------------------------------------------------------ */

static bool begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct gz_rows *r = self;

	r->names = gz_arena_zalloc(&r->arena, (count + 1) * sizeof(*r->names));
	r->row = gz_arena_zalloc(&r->arena, (count + 1) * sizeof(*r->row));
	if (r->names == NULL || r->row == NULL)
		return gz_fail_nomem(err);
	r->columns = count;
	for (size_t i = 0; i < count; i++) {
		r->names[i] = gz_arena_str(&r->arena, gz_str(columns[i].name)).ptr;
		if (r->names[i] == NULL)
			return gz_fail_nomem(err);
	}
	return true;
}

static void put_cell(struct gz_buf *out, const struct gz_cell *cell)
{
	gz_buf_byte(out, (char)cell->kind);
	switch (cell->kind) {
	case GZ_CELL_NULL: break;
	case GZ_CELL_INT: gz_buf_varint(out, gz_zigzag(cell->integer)); break;
	case GZ_CELL_REAL: gz_buf_add(out, &cell->real, sizeof(cell->real)); break;
	case GZ_CELL_TEXT:
		gz_buf_varint(out, cell->text.len);
		gz_buf_str(out, cell->text);
		gz_buf_byte(out, '\0');
	}
}

/* Reads the row at r->at, which put_cell has written. */
static void read_row(struct gz_rows *r)
{
	const unsigned char *at = (const unsigned char *)r->bytes.ptr + r->at;
	const unsigned char *end = (const unsigned char *)r->bytes.ptr + r->bytes.len;
	uint64_t number = 0;

	for (size_t i = 0; i < r->columns; i++) {
		struct value *value = &r->row[i];

		*value = (struct value){.kind = (enum gz_kind) * at++, .text = ""};
		switch (value->kind) {
		case GAZET_NULL: break;
		case GAZET_INT:
			gz_varint_read(&at, end, &number);
			value->integer = gz_unzigzag(number);
			value->real = (double)value->integer;
			break;
		case GAZET_REAL:
			memcpy(&value->real, at, sizeof(value->real));
			at += sizeof(value->real);
			break;
		case GAZET_TEXT:
			gz_varint_read(&at, end, &number);
			value->text = (const char *)at;
			at += number + 1;
		}
	}
	r->at = (size_t)(at - (const unsigned char *)r->bytes.ptr);
}

static bool row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_rows *r = self;

	if (r->take != NULL)
		gz_buf_clear(&r->bytes);
	for (size_t i = 0; i < r->columns; i++)
		put_cell(&r->bytes, &cells[i]);
	if (r->bytes.failed)
		return gz_fail_nomem(err);
	r->count++;
	if (r->take == NULL)
		return true;
	r->at = 0;
	read_row(r);
	r->enough = !r->take(r->self, r);
	return !r->enough || gz_fail(err, GZ_EINTR, "the caller has seen enough");
}

static bool end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

struct gz_sink gz_rows_sink(struct gz_rows *rows)
{
	return (struct gz_sink){rows, begin, row, end};
}

/* ---- reading them -------------------------------------------------------------------- */

bool gz_rows_next(struct gz_rows *rows)
{
	if (rows->read < rows->count) {
		read_row(rows);
		rows->read++;
		return true;
	}
	for (size_t i = 0; i < rows->columns; i++)
		rows->row[i] = (struct value){.kind = GAZET_NULL};
	return false;
}

void gz_rows_close(struct gz_rows *rows)
{
	if (rows == NULL)
		return;
	gz_buf_free(&rows->bytes);
	gz_arena_free(&rows->arena);
	free(rows);
}

uint64_t gz_rows_count(const struct gz_rows *rows)
{
	return rows->count;
}

uint64_t gz_rows_undated(const struct gz_rows *rows)
{
	return rows->undated;
}

bool gz_rows_given_up(const struct gz_rows *rows)
{
	return rows->given_up;
}

static void put_day(int32_t day, char out[16])
{
	if (day != GZ_NO_DAY)
		gz_day_format(day, GZ_DAY, out);
	else
		out[0] = '\0';
}

uint64_t gz_rows_compared(const struct gz_rows *rows, bool other, char from[16], char to[16])
{
	static const struct gz_compared nothing = {GZ_NO_DAY, GZ_NO_DAY, GZ_NO_DAY, GZ_NO_DAY, 0, 0};
	const struct gz_compared *c = rows->compares ? &rows->compared : &nothing;

	put_day(other ? c->vs_from : c->from, from);
	put_day(other ? c->vs_to : c->to, to);
	return other ? c->vs_docs : c->docs;
}

size_t gz_rows_columns(const struct gz_rows *rows)
{
	return rows->columns;
}

const char *gz_rows_name(const struct gz_rows *rows, size_t column)
{
	return column < rows->columns ? rows->names[column] : NULL;
}

size_t gz_rows_column(const struct gz_rows *rows, const char *name)
{
	size_t i = 0;

	while (i < rows->columns && strcmp(rows->names[i], name) != 0)
		i++;
	return i;
}

enum gz_kind gz_rows_kind(const struct gz_rows *rows, size_t column)
{
	return column < rows->columns ? rows->row[column].kind : GAZET_NULL;
}

int64_t gz_rows_int(const struct gz_rows *rows, size_t column)
{
	return column < rows->columns ? rows->row[column].integer : 0;
}

double gz_rows_real(const struct gz_rows *rows, size_t column)
{
	return column < rows->columns ? rows->row[column].real : 0;
}

const char *gz_rows_text(const struct gz_rows *rows, size_t column)
{
	const char *text = column < rows->columns ? rows->row[column].text : NULL;

	return text != NULL ? text : "";
}
