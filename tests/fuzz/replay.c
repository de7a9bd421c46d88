/*
 * replay.c: runs a fuzz target over its saved corpus without libFuzzer, so that every saved finding is
 * a regression test of `make check`. Speaks TAP: one test for each file.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t size = 0, cap = 0, got;

	if (file == NULL)
		return -1;
	do {
		cap += 65536;
		data = realloc(data, cap);
		if (data == NULL)
			abort();
		got = fread(data + size, 1, cap - size, file);
		size += got;
	} while (got > 0);
	fclose(file);
	data = realloc(data, size ? size : 1); /* so that a sanitizer sees every byte read too far */
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	const char *name = strstr(argv[0], "replay_fuzz_");
	char folder[256], path[1024];
	int count = 0;
	struct dirent **entries = NULL;
	int found;

	(void)argc;
	if (name == NULL)
		return 1;
	snprintf(folder, sizeof(folder), "tests/fuzz/corpus/%s", name + strlen("replay_fuzz_"));
	found = scandir(folder, &entries, NULL, alphasort);
	for (int i = 0; i < found; i++) {
		if (entries[i]->d_name[0] != '.') {
			snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
			printf("%s %d - %s\n", replay(path) == 0 ? "ok" : "not ok", ++count, path);
		}
		free(entries[i]);
	}
	free(entries);
	if (count == 0)
		printf("not ok %d - %s is empty\n", ++count, folder);
	printf("1..%d\n", count);
	return 0;
}
