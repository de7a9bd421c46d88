/* round.c: what a command has to leave behind when something failed. */
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "round.h"

#define LIBARCHIVE "Fatal Internal Error in libarchive: "
#define DOCUMENT   "{\"source\":"

static const char *const check_words[] = {"db", "check", "-d", "x.db", NULL};
static const char *const dump_words[] = {"db", "dump", "-d", "x.db", NULL};

static void complain(struct trial *t, const struct fault *plan, const char *what, const struct outcome *o)
{
	t->failures++;
	if (t->complaints++ >= 5 && getenv("FAULT_TRACE") == NULL)
		return;
	printf("# n = %llu: %s: status %d", (unsigned long long)plan->at, what, o->status);
	for (const char *c = o->complaint; *c != '\0'; c++) {
		if (c == o->complaint || c[-1] == '\n')
			fputs("\n#   ", stdout);
		if (*c != '\n')
			putchar(*c);
	}
	putchar('\n');
}

/* ---- how it ended ------------------------------------------------------------------------ */

/* An error has a reason: "gazet: " and nothing more, or nothing behind the last colon, is none. Of what fails
 * in the files of SQLite its code tells more than its words, which are always the same. */
static bool says_why(const char *complaint)
{
	size_t len = strlen(complaint);

	return strncmp(complaint, "gazet: ", 7) == 0 && len > 12 && complaint[len - 1] == '\n' &&
	       complaint[len - 2] != ' ' && complaint[len - 2] != ':' &&
	       strstr(complaint, "disk I/O error:") == NULL && strstr(complaint, "not an error") == NULL &&
	       strstr(complaint, "(null)") == NULL && strstr(complaint, "Success") == NULL;
}

/* What cannot be read is named: one of the command's words, or what is below it. */
static bool says_where(const struct scene *s, const char *complaint)
{
	for (size_t i = 1; s->words[i] != NULL; i++) {
		const char *at = complaint;
		size_t len = strlen(s->words[i]);

		while ((at = strstr(at, s->words[i])) != NULL) {
			if ((at == complaint || strchr(" /'\"", at[-1]) != NULL) &&
			    strchr(" :/'\"\n.", at[len]) != NULL)
				return true;
			at += len;
		}
	}
	return s->words[1] == NULL; /* a program, of which no file is known */
}

static bool kills(const struct fault *plan)
{
	return plan->effect == FAULT_KILL || plan->effect == FAULT_TEAR;
}

static bool is_fault(const struct fault *plan)
{
	return plan->effect != FAULT_LESS && plan->effect != FAULT_BREAK;
}

/* Where removing fails, or there is no memory to look into a folder with; the next run removes it. */
static bool keeps_from_tidying(const struct fault *plan)
{
	return plan->place == FAULT_FILE || (plan->place == FAULT_MEMORY && plan->lasting);
}

static void judge_end(struct trial *t, const struct fault *plan, const struct outcome *o)
{
	const struct scene *s = t->scene;
	uint64_t target = s->target != NULL ? run_hash_tree(s->target, 0) : 0;

	if (kills(plan) && o->fired && o->status == -SIGKILL)
		return;
	if (o->status < 0)
		complain(t, plan, o->status == -SIGALRM ? "it hangs" : "it crashes", o);
	else if ((!o->fired || !is_fault(plan)) && (o->status != t->end.status || o->out != t->end.out))
		complain(t, plan, "no fault, and another end", o);
	else if (o->status == t->end.status && (o->out != t->end.out || target != t->target))
		complain(t, plan, "success, and another answer", o);
	else if (plan->place == FAULT_INPUT && o->status != t->end.status && !says_where(s, o->complaint))
		complain(t, plan, "it does not say which file", o);
	else if (plan->place == FAULT_MEMORY && strstr(o->complaint, LIBARCHIVE) != NULL)
		return; /* libarchive ends the process itself, and says why */
	else if (o->status == 3 && says_why(o->complaint))
		return; /* an input could not be read, and was counted as such */
	else if (o->status != t->end.status && o->status != 2)
		complain(t, plan, "no status of ours", o);
	else if (o->status == 2 && t->end.status != 2 && !says_why(o->complaint))
		complain(t, plan, "no clear message", o);
	else if (o->status == 2 && target != 0 && target != t->target)
		complain(t, plan, "half of a file is left", o);
	else if (s->target != NULL && !keeps_from_tidying(plan) && access("out.gazet-partial", F_OK) == 0)
		complain(t, plan, "what was begun is left", o);
}

/* ---- what it left -------------------------------------------------------------------------- */

/* Hashes of source and id of the documents in the dump that was last made, in order. */
static uint64_t *documents_of(size_t *count)
{
	FILE *file = fopen("stdout", "rb");
	uint64_t *all = NULL;
	size_t room = 0, width = 0;
	char *line = NULL;

	*count = 0;
	while (file != NULL && getline(&line, &width, file) > 0) {
		const char *end = strstr(line, ",\"date\":");
		uint64_t hash = 14695981039346656037u;

		if (strncmp(line, DOCUMENT, strlen(DOCUMENT)) != 0 || end == NULL)
			continue;
		for (const char *c = line; c < end; c++)
			hash = (hash ^ (unsigned char)*c) * 1099511628211u;
		if (*count == room) {
			room = room * 2 + 64;
			all = realloc(all, room * sizeof(*all));
			if (all == NULL)
				abort();
		}
		all[(*count)++] = hash;
	}
	free(line);
	if (file != NULL)
		fclose(file);
	return all;
}

static bool has(const uint64_t *all, size_t count, uint64_t one)
{
	for (size_t i = 0; i < count; i++)
		if (all[i] == one)
			return true;
	return false;
}

/* What could not be read is not gone. */
static void judge_kept(struct trial *t, const struct fault *plan, const struct outcome *o)
{
	size_t count, lost = 0;
	uint64_t *now;

	if (access("x.db", F_OK) != 0 || run_gazet(dump_words, NULL, t->scene->tick).status != 0)
		return;
	now = documents_of(&count);
	for (size_t i = 0; i < t->documents; i++)
		lost += !has(now, count, t->kept[i]);
	free(now);
	if (lost > 0)
		complain(t, plan, "documents are removed whose file cannot be read", o);
}

/* Killed while the first tables were made, there is no database yet. */
static bool is_begun(const char *complaint)
{
	return strstr(complaint, "not a gazet database") != NULL ||
	       strstr(complaint, "was broken off") != NULL;
}

static bool is_new(struct trial *t, uint64_t state)
{
	if (has(t->seen, t->states, state))
		return false;
	if (t->states == t->room) {
		t->room = t->room * 2 + 256;
		t->seen = realloc(t->seen, t->room * sizeof(*t->seen));
		if (t->seen == NULL)
			abort();
	}
	t->seen[t->states++] = state;
	return true;
}

uint64_t trial_dump(const struct trial *t)
{
	struct outcome o = run_gazet(dump_words, NULL, t->scene->tick);

	return o.status == 0 ? o.out : 0;
}

/* The same of a database that waits for a writer to take back what was not finished. */
static uint64_t dump_rolled_back(const struct trial *t)
{
	static const char *const roll_back[] = {"roll-back", NULL};
	static const char *const dump[] = {"db", "dump", "-d", "y.db", NULL};
	struct outcome o;

	unlink("y.db-journal");
	if (!run_copy("x.db", "y.db") ||
	    (access("x.db-journal", F_OK) == 0 && !run_copy("x.db-journal", "y.db-journal")) ||
	    run_gazet(roll_back, NULL, t->scene->tick).status != 0)
		return 0;
	o = run_gazet(dump, NULL, t->scene->tick);
	return o.status == 0 ? o.out : 0;
}

/* 0: there is none. */
static uint64_t what_it_says(const struct trial *t, const struct outcome *check)
{
	if (access("x.db", F_OK) != 0)
		return 0;
	return check->status == 0 ? trial_dump(t) : dump_rolled_back(t);
}

void trial_examine(struct trial *t, const struct fault *plan, const struct outcome *o, const uint64_t *dumps,
		   size_t count)
{
	struct outcome check = {.status = 0}, again;

	/* What ended well is compared with the undisturbed end. */
	if (!is_new(t, run_state() ^ (uint64_t)(o->status == 0) ^ (count > 0 ? dumps[0] * 3 + count : 0)))
		return;
	t->examined++;
	if (access("x.db", F_OK) == 0) {
		check = run_gazet(check_words, NULL, t->scene->tick);
		if (check.status != 0 && !(o->status != 0 && is_begun(check.complaint)))
			complain(t, plan, "the database is not sound", &check);
	}
	if (count > 0 && !has(dumps, count, what_it_says(t, &check)))
		complain(t, plan, "it is not as after one of the commits that it may have", &check);
	if (o->status == 0 && trial_dump(t) != t->dump)
		complain(t, plan, "success, and another database", o);
	again = run_gazet(t->scene->words, NULL, t->scene->tick);
	if (again.status != t->end.status && !(t->scene->once && again.status == 2))
		complain(t, plan, "it cannot be finished", &again);
	again = run_gazet(dump_words, NULL, t->scene->tick);
	if (again.status != 0 || again.out != t->dump)
		complain(t, plan, "finished, it is another database", &again);
	again = run_gazet(check_words, NULL, t->scene->tick);
	if (again.status != 0)
		complain(t, plan, "finished, it is not sound", &again);
	if (access("x.db-wal", F_OK) == 0 || access("x.db-journal", F_OK) == 0)
		complain(t, plan, "something is left beside the database", &again);
}

/* ---- a round ---------------------------------------------------------------------------------- */

static int forget(const char *path, const struct stat *info, int flag, struct FTW *at)
{
	(void)info;
	(void)flag;
	(void)at;
	return remove(path);
}

bool trial_prepare(const struct trial *t)
{
	const struct scene *s = t->scene;

	if (s->target != NULL) {
		nftw(s->target, forget, 16, FTW_DEPTH | FTW_PHYS);
		nftw("out.gazet-partial", forget, 16, FTW_DEPTH | FTW_PHYS);
	}
	return run_place(s->start);
}

bool trial_round(struct trial *t, const struct fault *plan)
{
	const struct scene *s = t->scene;
	struct outcome o;

	if (s->writes || s->target != NULL)
		trial_prepare(t);
	o = run_gazet(s->words, plan, s->tick);
	t->rounds++;
	t->faults += o.fired;
	judge_end(t, plan, &o);
	if (s->writes && plan->place == FAULT_INPUT && o.fired)
		judge_kept(t, plan, &o);
	if (s->writes)
		trial_examine(t, plan, &o, NULL, 0);
	else if (run_state() != t->start)
		complain(t, plan, "a question has changed the database", &o);
	return o.fired;
}

/* ---- a scene ------------------------------------------------------------------------------------ */

/* Documents that are there before and after. */
static void note_kept(struct trial *t)
{
	size_t before, after;
	uint64_t *first, *last;

	trial_dump(t);
	last = documents_of(&after);
	trial_prepare(t);
	trial_dump(t);
	first = documents_of(&before);
	for (size_t i = 0; i < before; i++)
		if (has(last, after, first[i]))
			first[t->documents++] = first[i];
	t->kept = first;
	free(last);
}

bool trial_begin(struct trial *t, const struct scene *s)
{
	bool good;

	t->scene = s;
	setenv("GAZET_CACHE", s->cold ? "" : "cache", 1);
	good = trial_prepare(t);
	t->start = run_state();
	t->end = run_gazet(s->words, NULL, s->tick);
	good = good && (t->end.status == 0 || t->end.status == 3);
	t->target = s->target != NULL ? run_hash_tree(s->target, 0) : 0;
	t->dump = s->writes ? trial_dump(t) : 0;
	if (good && s->writes && s->start != NULL)
		note_kept(t);
	good = good && (s->target == NULL || t->target != 0) && (!s->writes || t->dump != 0);
	if (!good)
		printf("# %s undisturbed: status %d: %s\n", s->name, t->end.status, t->end.complaint);
	return good;
}

void trial_end(struct trial *t)
{
	free(t->seen);
	free(t->kept);
}
