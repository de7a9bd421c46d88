/* sparkline.c: numbers as a line of blocks. */
#include "internal.h"

bool gz_sparkline(struct gz_buf *out, const uint64_t *values, size_t count)
{
	uint64_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = values[i] > most ? values[i] : most;
	for (size_t i = 0; i < count; i++) {
		/* What is there is seen: one eighth at least. */
		unsigned eighths = most == 0 ? 0 : (unsigned)((double)values[i] / (double)most * 8 + 0.5);
		char bytes[4];

		if (eighths == 0 && values[i] > 0)
			eighths = 1;
		gz_buf_add(out, bytes, gz_utf8_encode(eighths == 0 ? ' ' : 0x2580 + eighths, bytes));
	}
	return !out->failed;
}
