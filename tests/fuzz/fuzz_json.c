/* fuzz_json.c: any bytes as lists of JSON records, forced and as they look, with paths too. */
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_read("json", NULL, data, size);
	fuzz_read("json", "text=a.b,title=t.text.x", data, size);
	fuzz_read(NULL, NULL, data, size);
	return 0;
}
