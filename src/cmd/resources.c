/* resources.c: where the database and the gazetteers are, and signals. */
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"

static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	(void)number;
	signalled = 1;
}

void interrupts_catch(void)
{
	/* Once: a second Ctrl-C ends the program at once. No SA_RESTART: a waiting read returns. */
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void *unused)
{
	(void)unused;
	return signalled != 0;
}

const char *database_path(const struct settings *s)
{
	const char *environment = getenv("GAZET_DB");

	if (s->db != NULL)
		return s->db;
	return environment != NULL && environment[0] != '\0' ? environment : "gazet.db";
}

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The installed set: beside the program (an installation that was moved, or a build tree), else where it was
 * configured to be. */
static const char *installed_set(char *out, size_t size)
{
	static const char *const beside[] = {"../share/gazet/gazetteers", "../gazetteers", "../../gazetteers"};
	char program[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
	char *slash;

	if (len > 0) {
		program[len] = '\0';
		slash = strrchr(program, '/');
		if (slash != NULL)
			*slash = '\0';
		for (size_t i = 0; i < GZ_COUNT(beside); i++) {
			if (snprintf(out, size, "%s/%s", program, beside[i]) < (int)size && is_folder(out))
				return out;
		}
	}
	return GAZET_DATADIR "/gazetteers";
}

struct gz_tagger_options tagger_options(const struct settings *s)
{
	return (struct gz_tagger_options){.no_follow_ups = s->no_follow_ups};
}

static void say_fault(void *self, const struct gz_error *err)
{
	(void)self;
	say_error(err);
}

struct list gazetteer_paths(const struct settings *s, char found[GAZETTEER_PATH_MAX])
{
	struct list paths = s->gazetteers;

	if (paths.count == 0) {
		paths.item[paths.count++] = installed_set(found, GAZETTEER_PATH_MAX);
		if (s->verbose)
			say("gazetteer: %s", paths.item[0]);
	}
	return paths;
}

bool gazetteer_load(const struct settings *s, struct gz_gaz **out, int *status)
{
	char found[GAZETTEER_PATH_MAX];
	struct list paths = gazetteer_paths(s, found);
	struct gz_error err;

	if (gz_gaz_load(paths.item, paths.count, say_fault, NULL, out, &err))
		return true;
	say("the gazetteer was not loaded: nothing was done");
	*status = EXIT_FATAL;
	return false;
}
