/*
 * repeat.c: runs a command several times, a new process each, its output thrown away, and prints one line
 * of numbers: median, shortest and longest wall time, median processor time (user and system), all in
 * milliseconds, and the largest resident memory in MB. Several runs have one more before them to warm up.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gazet/base.h"

#define RUNS_MAX 101

struct cost {
	double wall, cpu, memory;
};

static double milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void become(char **command)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0)
		execvp(command[0], command);
	_exit(127);
}

static bool once(char **command, struct cost *out)
{
	struct rusage use;
	double start = gz_clock();
	pid_t child = fork();
	int status;

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &use) != child)
		return false;
	out->wall = 1e3 * (gz_clock() - start);
	out->cpu = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
	out->memory = (double)use.ru_maxrss * 1024 / 1e6;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	double wall[RUNS_MAX], cpu[RUNS_MAX], memory = 0;
	int runs = argc > 2 ? atoi(argv[1]) : 0;

	if (runs < 1 || runs > RUNS_MAX) {
		fprintf(stderr, "usage: repeat RUNS COMMAND [ARGUMENT...] (at most %d runs)\n", RUNS_MAX);
		return 2;
	}
	for (int i = runs > 1 ? -1 : 0; i < runs; i++) {
		struct cost cost;

		if (!once(argv + 2, &cost)) {
			fprintf(stderr, "repeat: %s failed\n", argv[2]);
			return 2;
		}
		if (i < 0)
			continue;
		wall[i] = cost.wall;
		cpu[i] = cost.cpu;
		memory = cost.memory > memory ? cost.memory : memory;
	}
	qsort(wall, (size_t)runs, sizeof(wall[0]), by_size);
	qsort(cpu, (size_t)runs, sizeof(cpu[0]), by_size);
	printf("%.1f %.1f %.1f %.1f %.1f\n", wall[runs / 2], wall[0], wall[runs - 1], cpu[runs / 2], memory);
	return 0;
}
