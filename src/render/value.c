/* value.c: strings and numbers as JSON, and cells as text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

/* What JSON (RFC 8259, section 7) demands, and DEL and the C1 controls, which terminals obey. */
static bool must_escape(uint32_t code)
{
	return code < 0x20 || code == '"' || code == '\\' || (code >= 0x7f && code < 0xa0);
}

static char *put_escape(char *at, uint32_t code)
{
	static const char short_form[] = "\"\"\\\\\bb\ff\nn\rr\tt", digits[] = "0123456789abcdef";

	*at++ = '\\';
	for (size_t i = 0; i < sizeof(short_form) - 1; i += 2) {
		if ((unsigned char)short_form[i] == code) {
			*at++ = short_form[i + 1];
			return at;
		}
	}
	memcpy(at, "u00", 3);
	at[3] = digits[code >> 4 & 15];
	at[4] = digits[code & 15];
	return at + 5;
}

/* Writes what stands at *i, where gz_scan_written stopped, and moves *i behind it. At most six bytes for one.
 */
static char *put_stop(char *at, struct gz_str s, size_t *i)
{
	uint32_t code;
	size_t step = gz_utf8_decode(s.ptr + *i, s.len - *i, &code);

	if (step == 0) {
		memcpy(at, "\xef\xbf\xbd", 3);
		*i += gz_utf8_invalid(s.ptr + *i, s.len - *i);
		return at + 3;
	}
	if (must_escape(code)) {
		*i += step;
		return put_escape(at, code);
	}
	for (size_t k = 0; k < step; k++)
		*at++ = s.ptr[(*i)++];
	return at;
}

char *gz_json_put(char *at, struct gz_str s)
{
	*at++ = '"';
	for (size_t i = 0; i < s.len;) {
		size_t run = gz_scan_written(s.ptr + i, s.len - i);

		memcpy(at, s.ptr + i, run);
		at += run;
		i += run;
		if (i < s.len)
			at = put_stop(at, s, &i);
	}
	*at++ = '"';
	return at;
}

bool gz_json_string(struct gz_buf *out, struct gz_str s)
{
	gz_buf_byte(out, '"');
	for (size_t i = 0; i < s.len;) {
		size_t run = gz_scan_written(s.ptr + i, s.len - i);

		gz_buf_add(out, s.ptr + i, run);
		i += run;
		if (!gz_buf_reserve(out, 6))
			return false;
		if (i < s.len)
			out->len = (size_t)(put_stop(out->ptr + out->len, s, &i) - out->ptr);
	}
	return gz_buf_byte(out, '"');
}

/* Whatever the locale writes between the digits. */
static void decimal_point(char *number)
{
	char *comma = strchr(number, ',');

	if (comma != NULL)
		*comma = '.';
}

/* "1e-05" and "1e+16" in their shortest form. */
static void shorten_exponent(char *number)
{
	char *to = strchr(number, 'e'), *from;

	if (to == NULL)
		return;
	from = ++to;
	if (*from == '-')
		to = ++from;
	else if (*from == '+')
		from++;
	while (*from == '0')
		from++;
	memmove(to, from, strlen(from) + 1);
}

bool gz_json_number(struct gz_buf *out, double value)
{
	char number[64];

	if (!isfinite(value))
		return gz_buf_str(out, GZ_STR("null"));
	if (value == 0)
		return gz_buf_byte(out, '0');
	/* From here on six digits would need an exponent, or leave no room for a fraction. */
	if (fabs(value) >= 1e5 && fabs(value) <= 1e15)
		snprintf(number, sizeof(number), "%.0f", value);
	else
		snprintf(number, sizeof(number), "%.6g", value);
	decimal_point(number);
	shorten_exponent(number);
	return gz_buf_str(out, gz_str(number));
}

static bool fixed_number(struct gz_buf *out, double value, int decimals)
{
	char number[400];

	if (!isfinite(value))
		return true;
	if (decimals < 0)
		snprintf(number, sizeof(number), "%.*g", -decimals, value);
	else
		snprintf(number, sizeof(number), "%.*f", decimals > 15 ? 15 : decimals, value);
	decimal_point(number);
	if (decimals < 0)
		shorten_exponent(number);
	/* Not "-0.00". */
	if (number[0] == '-' && strspn(number + 1, "0.") == strlen(number + 1))
		return gz_buf_str(out, gz_str(number + 1));
	return gz_buf_str(out, gz_str(number));
}

bool gz_cell_fixed(struct gz_buf *out, const struct gz_cell *cell, int decimals)
{
	if (cell->kind == GZ_CELL_REAL)
		return fixed_number(out, cell->real, decimals);
	return gz_cell_exact(out, cell);
}

bool gz_cell_exact(struct gz_buf *out, const struct gz_cell *cell)
{
	switch (cell->kind) {
	case GZ_CELL_INT: return gz_buf_number(out, cell->integer);
	case GZ_CELL_REAL: return !isfinite(cell->real) || gz_json_number(out, cell->real);
	case GZ_CELL_TEXT: return gz_buf_str(out, cell->text);
	case GZ_CELL_NULL: break;
	}
	return true;
}

bool gz_cells_json(struct gz_buf *out, const struct gz_column *columns, size_t count,
		   const struct gz_cell *cells)
{
	gz_buf_byte(out, '{');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			gz_buf_byte(out, ',');
		gz_json_string(out, gz_str(columns[i].name));
		gz_buf_byte(out, ':');
		if (cells[i].kind == GZ_CELL_TEXT)
			gz_json_string(out, cells[i].text);
		else if (cells[i].kind == GZ_CELL_INT)
			gz_buf_number(out, cells[i].integer);
		else if (cells[i].kind == GZ_CELL_REAL)
			gz_json_number(out, cells[i].real);
		else
			gz_buf_str(out, GZ_STR("null"));
	}
	return gz_buf_byte(out, '}');
}
