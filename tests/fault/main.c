/*
 * main.c: for every kind of fault and every command, the n-th call fails, for one n after the other until the
 * command passes without a fault. A command that failed has said why; the database is sound, and the same
 * command again comes to what it comes to undisturbed. Speaks TAP; what everything took stands at the end.
 *
 * FAULT_ROUNDS: at most so many of each command and fault, spread over all n (0: every n; without it one, and
 * not of every kind). FAULT_SCENE, FAULT_KIND: these alone; FAULT_FROM: this kind and those behind it.
 * FAULT_AT: this n alone; with FAULT_TRACE its message shows where the fault was. FAULT_SEED chooses other n,
 * and other pages that a power failure spares. FAULT_SHARD=I/N: every N-th n from the I-th (1 to N) on.
 * FAULT_LAST: of lost power, after none but the first so many calls.
 * FAULT_SITES=1: the n-th call, or one behind it at a place of the program where none has failed like this
 * before.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "blackout.h"
#include "round.h"

/* In the order in which they matter, for who has not the time for all. */
struct kind {
	const char *name;
	struct fault plan;
	bool writes; /* only of commands that write the database */
};

static const struct kind kinds[] = {
	{"killed at a write", {.place = FAULT_WRITE, .effect = FAULT_KILL}, true},
	{"killed in a write", {.place = FAULT_WRITE, .effect = FAULT_TEAR}, true},
	{"killed at fsync", {.place = FAULT_SYNC, .effect = FAULT_KILL}, true},
	{"killed at truncate", {.place = FAULT_TRUNCATE, .effect = FAULT_KILL}, true},
	{"killed at delete", {.place = FAULT_DELETE, .effect = FAULT_KILL}, true},
	{"disk full", {.place = FAULT_WRITE, .effect = FAULT_FULL, .lasting = true}, true},
	{"short write", {.place = FAULT_WRITE, .effect = FAULT_SHORT}, true},
	{"failed fsync", {.place = FAULT_SYNC}, true},
	{"lost power", {.place = FAULT_POWER}, true},
	{"write error", {.place = FAULT_WRITE}, true},
	{"failed truncate", {.place = FAULT_TRUNCATE}, true},
	{"failed delete", {.place = FAULT_DELETE}, true},
	{"shared memory", {.place = FAULT_SHARED}, true},
	{"open fails", {.place = FAULT_OPEN}, false},
	{"read error", {.place = FAULT_READ}, false},
	{"disk is unreadable", {.place = FAULT_READ, .lasting = true}, false},
	{"input error", {.place = FAULT_INPUT}, false},
	{"input is unreadable", {.place = FAULT_INPUT, .lasting = true}, false},
	{"short reads", {.place = FAULT_INPUT, .effect = FAULT_LESS, .lasting = true}, false},
	{"interrupted read", {.place = FAULT_INPUT, .effect = FAULT_BREAK}, false},
	{"no thread", {.place = FAULT_THREAD}, false},
	{"other files", {.place = FAULT_FILE, .effect = FAULT_FULL}, false},
	{"other files stay so", {.place = FAULT_FILE, .effect = FAULT_FULL, .lasting = true}, false},
	{"out of memory", {.place = FAULT_MEMORY}, false},
	{"memory stays out", {.place = FAULT_MEMORY, .lasting = true}, false},
	{"arena without room", {.place = FAULT_ARENA}, false},
};

/* Without FAULT_ROUNDS each command has only every so many-th kind, and others than the next: what `make
 * check` has the time for. Under the sanitizers that is less. */
#ifdef __SANITIZE_ADDRESS__
#define SPARSE 32
#else
#define SPARSE 3
#endif

struct harness {
	struct trial *trials; /* one a scene */
	unsigned long tests, failed;
	unsigned long shard, shards;
};

static unsigned long setting(const char *name, unsigned long usual)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? strtoul(value, NULL, 10) : usual;
}

/* Seconds of processors, of those who have ended too. */
static double spent(void)
{
	struct rusage own, ended;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &ended);
	return (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec + ended.ru_utime.tv_sec +
			ended.ru_stime.tv_sec) +
	       (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec + ended.ru_utime.tv_usec +
			ended.ru_stime.tv_usec) /
		       1e6;
}

/* ---- one command, one kind of fault -------------------------------------------------------- */

static void every_call(struct harness *h, struct trial *t, const struct kind *k, uint64_t calls,
		       unsigned long limit)
{
	uint64_t stride = limit > 0 ? calls / limit + 1 : h->shards, at = setting("FAULT_AT", 0);
	struct fault plan;

	memset(&plan, 0, sizeof(plan));
	plan.place = k->plan.place;
	plan.effect = k->plan.effect;
	plan.lasting = k->plan.lasting;
	plan.at = at > 0 ? at : limit == 0 ? h->shard : stride == 1 ? 1 : (uint64_t)rand() % stride + 1;
	/* Threads take turns, so that a run has some calls more or fewer than another. Of a choice the last
	 * one is not waited for. */
	while ((trial_round(t, &plan) || plan.at < calls / 10 * 9) && at == 0 &&
	       (limit == 0 || plan.at + stride <= calls))
		plan.at += stride;
}

static void test_kind(struct harness *h, struct trial *t, const struct kind *k, unsigned long limit)
{
	uint64_t calls = t->end.calls[k->plan.place];
	unsigned long before = t->faults, examined = t->examined, rounds = t->rounds;
	double start = spent();

	t->complaints = 0;
	if (k->plan.place == FAULT_POWER)
		calls = blackout(t, limit, setting("FAULT_LAST", 0), setting("FAULT_SEED", 7), h->shard,
				 h->shards);
	else if (calls > 0)
		every_call(h, t, k, calls, limit);
	else
		return;
	h->failed += t->complaints > 0;
	printf("%s %lu - %s, %s: %lu of %llu calls\n", t->complaints > 0 ? "not ok" : "ok", ++h->tests,
	       t->scene->name, k->name, t->faults - before, (unsigned long long)calls);
	if (limit != 1)
		printf("# %lu rounds, %lu states examined, %.1f s\n", t->rounds - rounds,
		       t->examined - examined, spent() - start);
	fflush(stdout);
}

/* ---- all of them --------------------------------------------------------------------------- */

static bool is_chosen(const struct harness *h, size_t scene, size_t kind)
{
	const struct scene *s = h->trials[scene].scene;
	const char *only = getenv("FAULT_KIND"), *place = getenv("FAULT_SCENE"), *from = getenv("FAULT_FROM");
	const struct kind *k = &kinds[kind];

	if (s == NULL || (place != NULL && strcmp(place, s->name) != 0))
		return false;
	for (size_t i = kind + 1; from != NULL && i < GZ_COUNT(kinds); i++)
		if (strcmp(kinds[i].name, from) == 0)
			return false;
	/* Pieces of arenas are so many that only their places matter. */
	if (k->plan.place == FAULT_ARENA && getenv("FAULT_SITES") == NULL)
		return false;
	if (k->writes ? !s->writes : s->large)
		return false;
	if (only != NULL)
		return strcmp(only, k->name) == 0;
	if ((kind + scene) % SPARSE != 0 && getenv("FAULT_ROUNDS") == NULL)
		return false;
	return true;
}

static void test_all(struct harness *h, size_t count)
{
	for (size_t k = 0; k < GZ_COUNT(kinds); k++) {
		for (size_t i = 0; i < count; i++) {
			if (!is_chosen(h, i, k))
				continue;
			setenv("GAZET_CACHE", scenes[i].cold ? "" : "cache", 1);
			if (!scenes[i].writes && scenes[i].target == NULL)
				trial_prepare(&h->trials[i]);
			test_kind(h, &h->trials[i], &kinds[k], setting("FAULT_ROUNDS", 1));
		}
	}
}

static int forget(const char *path, const struct stat *info, int flag, struct FTW *at)
{
	(void)info;
	(void)flag;
	(void)at;
	return remove(path);
}

static bool set_up(char folder[256])
{
	const char *base = getenv("TMPDIR");
	const char *const *words;

	fault = mmap(NULL, sizeof(*fault), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	/* Thousands of databases are made, and reach the disk only to be removed. */
	if (access("/dev/shm", W_OK) == 0)
		base = "/dev/shm";
	snprintf(folder, 256, "%.200s/gazet-fault-XXXXXX", base != NULL ? base : "/tmp");
	if (fault == MAP_FAILED || mkdtemp(folder) == NULL || chdir(folder) != 0 || !scene_files())
		return false;
	setenv("GAZET_DB", "x.db", 1);
	/* SQLite's temporary files, whose names are the same in every harness (vfs_random): of another one's it
	 * would get a handle that cannot be written to. */
	setenv("SQLITE_TMPDIR", folder, 1);
	for (size_t i = 0; (words = scene_preparation(i)) != NULL; i++) {
		struct outcome o = run_gazet(words, NULL, 0);

		if (o.status != 0) {
			printf("# %s: %s\n", words[2], o.complaint);
			return false;
		}
	}
	return true;
}

static bool begin_all(struct harness *h, size_t count)
{
	const char *only = getenv("FAULT_SCENE"), *shard = getenv("FAULT_SHARD");
	bool good = true;

	h->shard = h->shards = 1;
	if (shard != NULL && *shard != '\0' &&
	    (sscanf(shard, "%lu/%lu", &h->shard, &h->shards) != 2 || h->shard < 1 || h->shard > h->shards))
		return false;
	h->trials = calloc(count, sizeof(*h->trials));
	for (size_t i = 0; h->trials != NULL && i < count; i++)
		if (only == NULL || strcmp(only, scenes[i].name) == 0)
			good &= trial_begin(&h->trials[i], &scenes[i]);
	return h->trials != NULL && good;
}

static void sum_up(struct harness *h, size_t count)
{
	unsigned long rounds = 0, faults = 0, examined = 0, failures = 0;

	for (size_t i = 0; h->trials != NULL && i < count; i++) {
		rounds += h->trials[i].rounds;
		faults += h->trials[i].faults;
		examined += h->trials[i].examined;
		failures += h->trials[i].failures;
		trial_end(&h->trials[i]);
	}
	printf("# %lu rounds, %lu faults, %lu states of a database examined, %lu failures, %.0f s\n", rounds,
	       faults, examined, failures, spent());
}

/* Most of the time goes into pages that are touched for the first time: the C library takes memory in large
 * ones. It looks at the environment when it starts. */
static void take_large_pages(char **argv)
{
#ifndef __SANITIZE_ADDRESS__
	if (getenv("GLIBC_TUNABLES") != NULL)
		return;
	setenv("GLIBC_TUNABLES",
	       "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1:glibc.malloc.top_pad=33554432:"
	       "glibc.malloc.trim_threshold=1000000000:glibc.malloc.mmap_threshold=1000000000",
	       1);
	execv("/proc/self/exe", argv);
#else
	(void)argv;
#endif
}

int main(int argc, char **argv)
{
	static struct harness h;
	char folder[256];
	size_t count = 0;
	bool good;

	(void)argc;
	take_large_pages(argv);
	while (scenes[count].name != NULL)
		count++;
	good = set_up(folder) && begin_all(&h, count);
	srand((unsigned)setting("FAULT_SEED", 7));
	if (good)
		test_all(&h, count);
	sum_up(&h, count);
	printf(good ? "1..%lu\n" : "Bail out! the scenes cannot be made\n", h.tests);
	free(h.trials);
	if (chdir("/") == 0)
		nftw(folder, forget, 16, FTW_DEPTH | FTW_PHYS);
	return h.failed > 0 || !good;
}
