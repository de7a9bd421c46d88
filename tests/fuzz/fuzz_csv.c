/* fuzz_csv.c: any bytes as separated values, forced and as they look. */
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_read("csv", NULL, data, size);
	fuzz_read("tsv", "text=body,source=", data, size);
	fuzz_read(NULL, NULL, data, size);
	return 0;
}
