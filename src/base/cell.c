/* cell.c: the cells of rows. */
#include "gazet/model.h"

struct gz_cell gz_cell_null(void)
{
	return (struct gz_cell){.kind = GZ_CELL_NULL};
}

struct gz_cell gz_cell_int(int64_t value)
{
	return (struct gz_cell){.kind = GZ_CELL_INT, .integer = value};
}

struct gz_cell gz_cell_count(uint64_t value)
{
	return gz_cell_int(value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

struct gz_cell gz_cell_real(double value)
{
	return (struct gz_cell){.kind = GZ_CELL_REAL, .real = value};
}

struct gz_cell gz_cell_text(struct gz_str text)
{
	return (struct gz_cell){.kind = text.ptr != NULL ? GZ_CELL_TEXT : GZ_CELL_NULL, .text = text};
}

struct gz_cell gz_cell_day(int32_t day, enum gz_precision precision, char out[16])
{
	if (day == GZ_NO_DAY)
		return gz_cell_null();
	return gz_cell_text(gz_str(gz_day_format(day, precision, out)));
}
