/* fuzz_date.c: any bytes as a date and as a path: what is understood is a day, cut to its precision. */
#include <stdlib.h>

#include "gazet/read.h"

static void check(bool found, int32_t day, enum gz_precision precision)
{
	char text[16];
	int32_t first, last;
	enum gz_precision again;

	if (!found)
		return;
	if (precision < GZ_YEAR || precision > GZ_DAY)
		abort();
	gz_day_format(day, precision, text);
	if (!gz_day_parse(gz_str(text), &first, &last, &again) || first != day || again != precision)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str s = gz_str_of((const char *)data, size);
	int32_t day = GZ_NO_DAY;
	enum gz_precision precision = GZ_UNDATED;
	bool found;

	found = gz_date_parse(s, &day, &precision);
	check(found, day, precision);
	for (int order = GZ_DATE_NO_ORDER; order <= GZ_DATE_YMD; order++) {
		found = gz_date_in_path(s, (enum gz_date_order)order, &day, &precision);
		check(found, day, precision);
	}
	return 0;
}
