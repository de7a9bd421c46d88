/*
 * fuzz_archive.c: any bytes as tar and zip archives: headers that lie, members in members, packed ones. Bits
 * of the first byte: 1, from a pipe, where one cannot go back; 2, the check sums of tar are made right, so
 * that more than the first header is looked at; the others are the limit of a document. Reading ends, and
 * what comes out is sound.
 */
#include "reader.h"

#define BLOCK ((size_t)512)
/* Where a header has its check sum, of so many bytes. */
#define SUM	 148
#define SUM_SIZE 8

static void mend(uint8_t *header)
{
	unsigned sum = 0;
	char digits[SUM_SIZE];

	memset(header + SUM, ' ', SUM_SIZE);
	for (size_t i = 0; i < BLOCK; i++)
		sum += header[i];
	snprintf(digits, sizeof(digits), "%06o", sum);
	memcpy(header + SUM, digits, sizeof(digits) - 1);
}

/* The headers are the blocks that say so. */
static void mend_all(uint8_t *data, size_t size)
{
	for (size_t at = 0; at + BLOCK <= size; at += BLOCK) {
		if (memcmp(data + at + 257, "ustar", 5) == 0)
			mend(data + at);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.max_document = size > 0 ? (data[0] >> 2) * 64u : 0};
	uint8_t *copy = malloc(size + 1);

	if (copy == NULL)
		abort();
	if (size == 0 || size - 1 > FUZZ_PIPE) {
		free(copy);
		return 0;
	}
	memcpy(copy, data + 1, size - 1);
	if ((data[0] & 2) != 0)
		mend_all(copy, size - 1);
	if ((data[0] & 1) != 0)
		fuzz_read_pipe(copy, size - 1, &options);
	else
		fuzz_read_path(fuzz_file(copy, size - 1), &options);
	free(copy);
	return 0;
}
