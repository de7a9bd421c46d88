/* version.c: `gazet --version`: ours, and those of the libraries in use. */
#include <stdlib.h>
#include <strings.h>

#include "cmd.h"
#include "gazet/match.h"
#include "gazet/read.h"
#include "gazet/store.h"
#include "gazet/text.h"

#define LIBRARIES_MAX 32

static int by_name(const void *a, const void *b)
{
	return strcasecmp(((const struct gz_library *)a)->name, ((const struct gz_library *)b)->name);
}

void version_print(FILE *out)
{
	bool (*const stages[])(size_t index, struct gz_library * library) = {
		gz_base_library, gz_read_library, gz_text_library, gz_match_library, gz_store_library};
	struct gz_library library[LIBRARIES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < GZ_COUNT(stages); i++) {
		for (size_t k = 0; count < LIBRARIES_MAX && stages[i](k, &library[count]); k++)
			count++;
	}
	qsort(library, count, sizeof(*library), by_name);
	fprintf(out, "gazet %s\n", GAZET_VERSION);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %s %s\n", library[i].name, library[i].version);
}
