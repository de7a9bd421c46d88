/*
 * replay.c: runs a fuzz target without libFuzzer, as a test of `make check`: over its saved corpus, so that
 * every saved finding stays found, and over a fixed number of inputs made of it (mutate.h). Speaks TAP.
 *
 *   replay_fuzz_NAME          the corpus, then FUZZ_RUNS inputs of seed FUZZ_SEED (1,000, or fuzz_runs of the target)
 *   replay_fuzz_NAME FILE...  these alone
 *
 * It runs in a child: an input that ends it is written to build/fuzz-NAME-NUMBER.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mutate.h"

#define RUNS 1000
/* Seconds that no single input may take; so that what never ends is found. */
#define LONGEST 60

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct corpus {
	struct fuzz_bytes *ptr;
	size_t count;
};

/* In memory of the child and of its parent. */
struct shared {
	uint64_t number; /* of the input that is being run */
	bool ended;	 /* all were run */
};

static int tests;

static void *checked(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

static bool load(const char *path, struct fuzz_bytes *out)
{
	FILE *file = fopen(path, "rb");
	size_t cap = 0, got;

	*out = (struct fuzz_bytes){NULL, 0};
	if (file == NULL)
		return false;
	do {
		cap += 65536;
		out->data = checked(realloc(out->data, cap));
		got = fread(out->data + out->size, 1, cap - out->size, file);
		out->size += got;
	} while (got > 0);
	fclose(file);
	return true;
}

/* In memory of just that size, so that a sanitizer sees every byte read too far. */
static void run_one(const uint8_t *data, size_t size)
{
	uint8_t *copy = checked(malloc(size > 0 ? size : 1));

	if (size > 0)
		memcpy(copy, data, size);
	alarm(LONGEST);
	LLVMFuzzerTestOneInput(copy, size);
	alarm(0);
	free(copy);
}

/* Does the child come to a good end? It leaves by exit(), where leaks are looked for. */
static bool ends_well(pid_t child, int *status)
{
	return child > 0 && waitpid(child, status, 0) == child && WIFEXITED(*status) &&
	       WEXITSTATUS(*status) == 0;
}

static pid_t start(void)
{
	fflush(stdout);
	return fork();
}

static void replay(const char *path, struct corpus *corpus)
{
	struct fuzz_bytes file;
	bool good = load(path, &file);
	int status = 0;
	pid_t child;

	if (good) {
		child = start();
		if (child == 0) {
			run_one(file.data, file.size);
			exit(0);
		}
		good = ends_well(child, &status);
		corpus->ptr = checked(realloc(corpus->ptr, (corpus->count + 1) * sizeof(*corpus->ptr)));
		corpus->ptr[corpus->count++] = file;
	}
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++tests, path);
}

static void replay_folder(const char *folder, struct corpus *corpus)
{
	struct dirent **entries = NULL;
	int found = scandir(folder, &entries, NULL, alphasort);
	char path[1024];

	for (int i = 0; i < found; i++) {
		if (entries[i]->d_name[0] != '.') {
			snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
			replay(path, corpus);
		}
		free(entries[i]);
	}
	free(entries);
}

static uint64_t wanted(const char *variable, uint64_t otherwise)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0' ? strtoull(value, NULL, 10) : otherwise;
}

/* Says what ended the child, and keeps the input. */
static void explain(const char *name, const struct corpus *corpus, uint64_t seed, const struct shared *shared,
		    int status)
{
	uint8_t *input = checked(malloc(FUZZ_LARGEST));
	char path[1024];
	FILE *file;

	if (shared->ended) {
		printf("# memory was not freed (exit status %d)\n", WEXITSTATUS(status));
		free(input);
		return;
	}
	snprintf(path, sizeof(path), "build/fuzz-%s-%llu", name, (unsigned long long)shared->number);
	file = fopen(path, "wb");
	if (file != NULL) {
		fwrite(input, 1, fuzz_mutate(corpus->ptr, corpus->count, seed, shared->number, input), file);
		fclose(file);
	}
	printf("# input %llu of seed %llu, in %s, ended it by %s %d\n", (unsigned long long)shared->number,
	       (unsigned long long)seed, path, WIFSIGNALED(status) ? "signal" : "exit status",
	       WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	free(input);
}

static void run_all(const struct corpus *corpus, uint64_t seed, uint64_t runs, struct shared *shared)
{
	uint8_t *input = checked(malloc(FUZZ_LARGEST));

	for (uint64_t i = 0; i < runs; i++) {
		shared->number = i;
		run_one(input, fuzz_mutate(corpus->ptr, corpus->count, seed, i, input));
	}
	free(input);
	shared->ended = true;
}

static void mutate(const char *name, const struct corpus *corpus)
{
	uint64_t seed = wanted("FUZZ_SEED", 1), runs = wanted("FUZZ_RUNS", &fuzz_runs != NULL ? fuzz_runs : RUNS);
	struct shared *shared =
		mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = 0;
	pid_t child;
	bool good;

	if (shared == MAP_FAILED)
		abort();
	child = start();
	if (child == 0) {
		run_all(corpus, seed, runs, shared);
		exit(0);
	}
	good = ends_well(child, &status);
	if (!good)
		explain(name, corpus, seed, shared, status);
	printf("%s %d - fuzz_%s: %llu inputs of seed %llu\n", good ? "ok" : "not ok", ++tests, name,
	       (unsigned long long)runs, (unsigned long long)seed);
	munmap(shared, sizeof(*shared));
}

int main(int argc, char **argv)
{
	const char *name = strstr(argv[0], "replay_fuzz_");
	struct corpus corpus = {0};
	char folder[256];

	if (name == NULL)
		return 1;
	name += strlen("replay_fuzz_");
	snprintf(folder, sizeof(folder), "tests/fuzz/corpus/%s", name);
	for (int i = 1; i < argc; i++)
		replay(argv[i], &corpus);
	if (argc == 1)
		replay_folder(folder, &corpus);
	if (corpus.count == 0)
		printf("not ok %d - there is nothing in %s\n", ++tests, folder);
	else if (argc == 1)
		mutate(name, &corpus);
	printf("1..%d\n", tests);
	for (size_t i = 0; i < corpus.count; i++)
		free(corpus.ptr[i].data);
	free(corpus.ptr);
	return 0;
}
