/* fuzz_sgml.c: any bytes as Reuters-21578. */
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_read("reuters21578", NULL, data, size);
	return 0;
}
