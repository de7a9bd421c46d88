/*
 * main.c: for every command and every kind of fault, the n-th call fails, for one n after the other until the
 * command passes without a fault. A command that failed has said why; the database is sound, and the same
 * command again comes to what it comes to undisturbed. Speaks TAP.
 *
 * FAULT_ROUNDS: at most so many of each command and fault, spread over all n (0: every n). FAULT_SCENE,
 * FAULT_KIND: these alone. FAULT_AT: this n alone; with FAULT_TRACE its message shows where the fault was.
 * FAULT_SEED chooses other n. FAULT_SITES=1: the n-th call, or one behind it at a place of the program where
 * none has failed like this before.
 */
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "run.h"
#include "scene.h"

struct kind {
	const char *name;
	struct fault plan;
	bool writes; /* only of commands that write the database */
};

static const struct kind kinds[] = {
	{"out of memory", {.place = FAULT_MEMORY}, false},
	{"memory stays out", {.place = FAULT_MEMORY, .lasting = true}, false},
	{"arena without room", {.place = FAULT_ARENA}, false},
	{"no thread", {.place = FAULT_THREAD}, false},
	{"open fails", {.place = FAULT_OPEN}, false},
	{"read error", {.place = FAULT_READ}, false},
	{"disk is unreadable", {.place = FAULT_READ, .lasting = true}, false},
	{"write error", {.place = FAULT_WRITE}, true},
	{"disk full", {.place = FAULT_WRITE, .effect = FAULT_FULL, .lasting = true}, true},
	{"short write", {.place = FAULT_WRITE, .effect = FAULT_SHORT}, true},
	{"failed fsync", {.place = FAULT_SYNC}, true},
	{"failed truncate", {.place = FAULT_TRUNCATE}, true},
	{"failed delete", {.place = FAULT_DELETE}, true},
	{"shared memory", {.place = FAULT_SHARED}, true},
	{"killed at a write", {.place = FAULT_WRITE, .effect = FAULT_KILL}, true},
	{"killed in a write", {.place = FAULT_WRITE, .effect = FAULT_TEAR}, true},
	{"killed at fsync", {.place = FAULT_SYNC, .effect = FAULT_KILL}, true},
	{"killed at truncate", {.place = FAULT_TRUNCATE, .effect = FAULT_KILL}, true},
	{"killed at delete", {.place = FAULT_DELETE, .effect = FAULT_KILL}, true},
	{"other files", {.place = FAULT_FILE, .effect = FAULT_FULL}, false},
	{"other files, lasting", {.place = FAULT_FILE, .effect = FAULT_FULL, .lasting = true}, false},
};

/* Under the sanitizers, which take their time, each command has only every so many-th kind, and others than
 * the next. */
#ifdef __SANITIZE_ADDRESS__
#define SPARSE 10
#else
#define SPARSE 1
#endif

/* How a scene ends undisturbed. */
struct reference {
	struct outcome end;
	uint64_t start, dump, target;
};

#define STATES 65536

struct harness {
	struct reference reference;
	uint64_t seen[STATES]; /* states of the scene's database that were found good */
	size_t states;
	unsigned long rounds, faults, examined, failures, tests;
	unsigned long failed; /* of this test */
};

static const char *const check_words[] = {"db", "check", "-d", "x.db", NULL};
static const char *const dump_words[] = {"db", "dump", "-d", "x.db", NULL};

static unsigned long setting(const char *name, unsigned long usual)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0' ? strtoul(value, NULL, 10) : usual;
}

static void complain(struct harness *h, const struct fault *plan, const char *what, const struct outcome *o)
{
	h->failures++;
	if (h->failed++ < 5) {
		printf("# n = %llu: %s: status %d", (unsigned long long)plan->at, what, o->status);
		for (const char *c = o->complaint; *c != '\0'; c++) {
			if (c == o->complaint || c[-1] == '\n')
				fputs("\n#   ", stdout);
			if (*c != '\n')
				putchar(*c);
		}
		putchar('\n');
	}
}

/* ---- one round ------------------------------------------------------------------------- */

/* An error has a reason: "gazet: " and nothing more, or nothing behind the last colon, is none. */
static bool says_why(const char *complaint)
{
	size_t len = strlen(complaint);

	return strncmp(complaint, "gazet: ", 7) == 0 && len > 12 && complaint[len - 1] == '\n' &&
	       complaint[len - 2] != ' ' && complaint[len - 2] != ':' &&
	       strstr(complaint, "not an error") == NULL && strstr(complaint, "(null)") == NULL &&
	       strstr(complaint, "Success") == NULL;
}

static bool kills(const struct fault *plan)
{
	return plan->effect == FAULT_KILL || plan->effect == FAULT_TEAR;
}

static void judge_end(struct harness *h, const struct scene *s, const struct fault *plan,
		      const struct outcome *o)
{
	const struct reference *r = &h->reference;
	uint64_t target = s->target != NULL ? run_hash(s->target) : 0;

	if (kills(plan) && o->fired && o->status == -SIGKILL)
		return;
	if (o->status < 0)
		complain(h, plan, o->status == -SIGALRM ? "it hangs" : "it crashes", o);
	else if (!o->fired && (o->status != r->end.status || o->out != r->end.out))
		complain(h, plan, "no fault, and another end", o);
	else if (o->status == r->end.status && (o->out != r->end.out || target != r->target))
		complain(h, plan, "success, and another answer", o);
	else if (o->status == 3 && says_why(o->complaint))
		return; /* an input could not be read, and was counted as such */
	else if (o->status != r->end.status && o->status != 2)
		complain(h, plan, "no status of ours", o);
	else if (o->status == 2 && r->end.status != 2 && !says_why(o->complaint))
		complain(h, plan, "no clear message", o);
	else if (o->status == 2 && target != 0 && target != r->target)
		complain(h, plan, "half of a file is left", o);
}

/* Killed while the first tables were made, there is no database yet. */
static bool is_begun(const char *complaint)
{
	return strstr(complaint, "not a gazet database") != NULL ||
	       strstr(complaint, "was broken off") != NULL;
}

static void judge_database(struct harness *h, const struct scene *s, const struct fault *plan,
			   const struct outcome *o)
{
	uint64_t state = run_state();
	struct outcome check, again;

	if (!s->writes) {
		if (state != h->reference.start)
			complain(h, plan, "a question has changed the database", o);
		return;
	}
	/* What ended well is compared with the undisturbed end; other states are looked at once. */
	for (size_t i = 0; i < h->states; i++)
		if (h->seen[i] == (state ^ (uint64_t)(o->status == 0)))
			return;
	if (h->states < STATES)
		h->seen[h->states++] = state ^ (uint64_t)(o->status == 0);
	h->examined++;
	if (access("x.db", F_OK) == 0) {
		check = run_gazet(check_words, NULL);
		if (check.status != 0 && !(o->status != 0 && is_begun(check.complaint)))
			complain(h, plan, "the database is not sound", &check);
	}
	if (o->status == 0 && run_gazet(dump_words, NULL).out != h->reference.dump)
		complain(h, plan, "success, and another database", o);
	again = run_gazet(s->words, NULL);
	if (again.status != h->reference.end.status)
		complain(h, plan, "it cannot be finished", &again);
	again = run_gazet(dump_words, NULL);
	if (again.status != 0 || again.out != h->reference.dump)
		complain(h, plan, "finished, it is another database", &again);
	again = run_gazet(check_words, NULL);
	if (again.status != 0)
		complain(h, plan, "finished, it is not sound", &again);
	if (access("x.db-wal", F_OK) == 0 || access("x.db-journal", F_OK) == 0)
		complain(h, plan, "something is left beside the database", &again);
}

static bool prepare(const struct scene *s)
{
	if (s->target != NULL)
		unlink(s->target);
	return run_place(s->start);
}

/* True when the fault came to pass. */
static bool round_of(struct harness *h, const struct scene *s, const struct fault *plan)
{
	struct outcome o;

	if (s->writes || s->target != NULL)
		prepare(s);
	o = run_gazet(s->words, plan);
	h->rounds++;
	h->faults += o.fired;
	judge_end(h, s, plan, &o);
	judge_database(h, s, plan, &o);
	return o.fired;
}

/* ---- all of them --------------------------------------------------------------------------- */

static void test_kind(struct harness *h, const struct scene *s, const struct kind *k, unsigned long limit)
{
	uint64_t calls = h->reference.end.calls[k->plan.place];
	uint64_t stride = limit > 0 ? calls / limit + 1 : 1, at = setting("FAULT_AT", 0);
	struct fault plan;
	unsigned long before = h->faults;

	if (calls == 0)
		return;
	h->failed = 0;
	memset(&plan, 0, sizeof(plan));
	plan.place = k->plan.place;
	plan.effect = k->plan.effect;
	plan.lasting = k->plan.lasting;
	plan.at = at > 0 ? at : stride == 1 ? 1 : (uint64_t)rand() % stride + 1;
	/* Threads take turns, so that a run has some calls more or fewer than another. Of a choice the last
	 * one is not waited for. */
	while ((round_of(h, s, &plan) || plan.at < calls / 10 * 9) && at == 0 &&
	       (limit == 0 || plan.at + stride <= calls))
		plan.at += stride;
	printf("%s %lu - %s, %s: %lu of %llu calls\n", h->failed > 0 ? "not ok" : "ok", ++h->tests, s->name,
	       k->name, h->faults - before, (unsigned long long)calls);
}

static void test_scene(struct harness *h, const struct scene *s)
{
	struct reference *r = &h->reference;
	const char *only = getenv("FAULT_KIND");
	bool good = prepare(s);

	setenv("GAZET_CACHE", s->cold ? "" : "cache", 1);
	h->states = 0;
	r->start = run_state();
	r->end = run_gazet(s->words, NULL);
	good = good && (r->end.status == 0 || r->end.status == 3);
	r->target = s->target != NULL ? run_hash(s->target) : 0;
	r->dump = s->writes ? run_gazet(dump_words, NULL).out : 0;
	if (!good || (s->target != NULL && r->target == 0)) {
		printf("not ok %lu - %s undisturbed: status %d: %s\n", ++h->tests, s->name, r->end.status,
		       r->end.complaint);
		h->failures++;
		return;
	}
	for (size_t i = 0; i < GZ_COUNT(kinds); i++) {
		bool chosen = only != NULL ? strcmp(only, kinds[i].name) == 0 : s->writes || !kinds[i].writes;

		if (only == NULL && getenv("FAULT_ROUNDS") == NULL &&
		    (i + (size_t)(s - scenes)) % SPARSE != 0)
			continue;
		/* Pieces are so many that only their places matter. */
		if (kinds[i].plan.place == FAULT_ARENA && getenv("FAULT_SITES") == NULL)
			continue;
		if (chosen)
			test_kind(h, s, &kinds[i], setting("FAULT_ROUNDS", 1));
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

	/* Thousands of databases are made, and reach the disk only to be removed. */
	if (access("/dev/shm", W_OK) == 0)
		base = "/dev/shm";
	snprintf(folder, 256, "%.200s/gazet-fault-XXXXXX", base != NULL ? base : "/tmp");
	fault = mmap(NULL, sizeof(*fault), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (fault == MAP_FAILED || mkdtemp(folder) == NULL || chdir(folder) != 0 || !scene_files())
		return false;
	setenv("GAZET_DB", "x.db", 1);
	for (size_t i = 0; (words = scene_preparation(i)) != NULL; i++) {
		struct outcome o = run_gazet(words, NULL);

		if (o.status != 0) {
			printf("# %s: %s\n", words[2], o.complaint);
			return false;
		}
	}
	return true;
}

int main(void)
{
	static struct harness h;
	char folder[256];
	const char *only = getenv("FAULT_SCENE");
	bool good = set_up(folder);

	srand((unsigned)setting("FAULT_SEED", 7));
	for (const struct scene *s = scenes; good && s->name != NULL; s++)
		if (only == NULL || strcmp(only, s->name) == 0)
			test_scene(&h, s);
	printf("# %lu rounds, %lu faults, %lu states of a database examined, %lu failures\n", h.rounds,
	       h.faults, h.examined, h.failures);
	printf(good ? "1..%lu\n" : "Bail out! the scenes cannot be made\n", h.tests);
	if (chdir("/") == 0)
		nftw(folder, forget, 16, FTW_DEPTH | FTW_PHYS);
	return h.failures > 0 || !good;
}
