/* fuzz_text.c: any bytes, repaired, cut into tokens: what must hold of the tokens of every field holds, and the
 * plain way finds the same. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/text_properties.h"
#include "../unit/text_reference.h"

/* Counting code points is quadratic in the checks: enough for any construction to appear. */
#define LARGEST 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	uint64_t replaced = 0;
	const char *broken;

	if (size > LARGEST)
		size = LARGEST;
	if (!gz_utf8_repair(&text, gz_str_of((const char *)data, size), &replaced) ||
	    !gz_utf8_valid(gz_buf_view(&text)))
		abort();
	broken = text_broken(gz_buf_view(&text), &arena);
	if (broken == NULL)
		broken = reference_differs(gz_buf_view(&text), &arena);
	if (broken != NULL) {
		fprintf(stderr, "not true: %s\n", broken);
		abort();
	}
	gz_arena_free(&arena);
	gz_buf_free(&text);
	return 0;
}
