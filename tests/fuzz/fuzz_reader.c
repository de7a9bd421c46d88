/*
 * fuzz_reader.c: any bytes as a file of which nothing is known: the probes, and every format as far as it is
 * probed, archives too. The first byte chooses the limit. From a pipe the same comes as from a file.
 */
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.max_document = size > 0 ? data[0] * 64u : 0};
	struct fuzz_sum file, piped;

	if (size == 0)
		return 0;
	file = fuzz_read_path(fuzz_file(data + 1, size - 1), &options);
	/* A zip file is read by its directory where one can go to it. */
	if (size > FUZZ_PIPE || (size > 2 && memcmp(data + 1, "PK", 2) == 0))
		return 0;
	piped = fuzz_read_pipe(data + 1, size - 1, &options);
	/* Ids of files that are documents are no part of the hash. */
	if (file.docs != piped.docs || file.rejected != piped.rejected || file.hash != piped.hash)
		abort();
	return 0;
}
