/* run.c: children, what they say, and files. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"
#include "run.h"

/* Seconds; a run takes a few milliseconds: what takes so long hangs. */
#define PATIENCE 120

#define DEPTH 4 /* of the folders that a command makes */

int gazet_main(int argc, char **argv);

static const char *const beside[] = {"x.db", "x.db-wal", "x.db-shm", "x.db-journal"};

static void redirect(const char *path, int to)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd < 0 || dup2(fd, to) < 0)
		_exit(125);
	close(fd);
}

__attribute__((noreturn)) static void child(const char *const *words, const struct fault *plan)
{
	static char written[22][512]; /* a program may write into its arguments */
	char *argv[24] = {(char *)"gazet"};
	int argc = 1, status;

	redirect("stdout", STDOUT_FILENO);
	redirect("stderr", STDERR_FILENO);
	alarm(PATIENCE);
	for (; words[argc - 1] != NULL && argc < 22; argc++) {
		snprintf(written[argc], sizeof(written[0]), "%s", words[argc - 1]);
		argv[argc] = written[argc];
	}
	if (!fault_vfs_register())
		_exit(125);
	for (size_t i = 0; i < FAULT_PLACES; i++)
		fault->calls[i] = 0;
	fault->record = open("calls", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666);
	fault->effect = plan != NULL ? plan->effect : FAULT_ERROR;
	fault->lasting = plan != NULL && plan->lasting;
	fault->at = plan != NULL ? plan->at : 0;
	fault->place = plan != NULL ? plan->place : FAULT_NOWHERE;
	status = program_main(argc, argv);
	if (status < 0)
		status = gazet_main(argc, argv);
	fault->place = FAULT_NOWHERE;
	exit(status); /* leaks are looked for on the way */
}

static void read_complaint(char *out, size_t size)
{
	FILE *file = fopen("stderr", "rb");
	size_t len = file != NULL ? fread(out, 1, size - 1, file) : 0;

	out[len] = '\0';
	if (file != NULL)
		fclose(file);
}

struct outcome run_gazet(const char *const *words, const struct fault *plan, double tick)
{
	struct outcome o = {.status = 125};
	int status;
	pid_t pid;

	fflush(stdout);
	memset(fault, 0, sizeof(*fault));
	fault->tick = tick;
	pid = fork();
	if (pid == 0)
		child(words, plan);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return o;
	o.status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
	o.fired = fault->fired;
	for (size_t i = 0; i < FAULT_PLACES; i++)
		o.calls[i] = fault->calls[i];
	memset(fault, 0, sizeof(*fault));
	o.out = run_hash("stdout");
	read_complaint(o.complaint, sizeof(o.complaint));
	return o;
}

/* ---- files ------------------------------------------------------------------------------ */

static void add_words(uint64_t *hash, const unsigned char *bytes, size_t len)
{
	uint64_t word;

	for (size_t i = 0; i < len; i += sizeof(word)) {
		word = 0;
		memcpy(&word, bytes + i, len - i < sizeof(word) ? len - i : sizeof(word));
		*hash = (*hash ^ word) * 0x9e3779b97f4a7c15u;
		*hash ^= *hash >> 29;
	}
}

uint64_t run_hash(const char *path)
{
	static unsigned char chunk[65536];
	uint64_t hash = 14695981039346656037u;
	ssize_t got;
	int fd = open(path, O_RDONLY);

	if (fd < 0)
		return 0;
	while ((got = read(fd, chunk, sizeof(chunk))) > 0) {
		hash ^= (uint64_t)got;
		add_words(&hash, chunk, (size_t)got);
	}
	close(fd);
	return hash;
}

uint64_t run_hash_tree(const char *path, unsigned depth)
{
	uint64_t hash = run_hash(path);
	DIR *folder = depth < DEPTH ? opendir(path) : NULL;
	const struct dirent *entry;
	char inner[512];

	/* Names come in any order: a sum. */
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
		uint64_t name = 0;

		for (const char *c = entry->d_name; *c != '\0'; c++)
			name = name * 31 + (unsigned char)*c;
		hash += run_hash_tree(inner, depth + 1) * (name | 1);
	}
	if (folder != NULL)
		closedir(folder);
	return hash;
}

uint64_t run_state(void)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < GZ_COUNT(beside); i++) {
		if (strcmp(beside[i], "x.db-shm") != 0) /* made anew from the log */
			hash = hash * 31 + run_hash(beside[i]);
	}
	return hash;
}

bool run_copy(const char *from, const char *to)
{
	static char chunk[65536];
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	bool good = in >= 0 && out >= 0;
	ssize_t got;

	while (good && (got = read(in, chunk, sizeof(chunk))) != 0)
		good = got > 0 && write(out, chunk, (size_t)got) == got;
	close(in);
	close(out);
	return good;
}

bool run_place(const char *start)
{
	for (size_t i = 0; i < GZ_COUNT(beside); i++)
		unlink(beside[i]);
	return start == NULL || run_copy(start, "x.db");
}
