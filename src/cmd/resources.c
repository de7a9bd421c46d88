/* resources.c: where the database and the gazetteers are, and signals. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "gazet/setup.h"

_Static_assert(GAZETTEER_PATH_MAX == GZ_SETUP_PATH_MAX, "paths fit");

static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	(void)number;
	signalled = 1;
}

void interrupts_catch(void)
{
	/* Once: a second Ctrl-C ends the program at once. No SA_RESTART: a waiting read returns. */
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND}, before;

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	/* The terminal was closed; nohup wants that ignored. */
	if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(SIGHUP, &action, NULL);
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

struct gz_tagger_options tagger_options(const struct settings *s)
{
	return (struct gz_tagger_options){.no_follow_ups = s->no_follow_ups,
					  .keep_boilerplate = s->keep_boilerplate};
}

static void say_fault(void *self, const struct gz_error *err)
{
	(void)self;
	say_error(err);
}

struct list gazetteer_paths(const struct settings *s, char found[GAZETTEER_PATH_MAX])
{
	struct list paths = s->gazetteers;

	for (size_t i = 0; s->arg_paths && i < s->arg_count; i++)
		paths.item[paths.count++] = s->args[i];
	if (paths.count == 0) {
		paths.item[paths.count++] = gz_setup_installed(found);
		if (s->verbose)
			say("gazetteer: %s", paths.item[0]);
	}
	return paths;
}

bool gazetteer_layers(const struct list *paths)
{
	for (size_t i = 0; i < paths->count && paths->count > 1; i++) {
		if (!gz_gaz_is_compiled(paths->item[i]))
			continue;
		say("%s is compiled, and a compiled gazetteer stands alone: give only this one, or compile "
		    "the files of all "
		    "into one",
		    paths->item[i]);
		return false;
	}
	return true;
}

static bool load(const struct settings *s, const struct list *paths, bool installed, struct gz_gaz **out)
{
	char folder[GAZETTEER_PATH_MAX];
	struct gz_error err;
	bool kept;

	if (paths->count == 1 && gz_gaz_is_compiled(paths->item[0])) {
		if (!gz_gaz_open(paths->item[0], out, &err)) {
			say_error(&err);
			return false;
		}
		return true;
	}
	if (!gz_setup_cache(installed, folder))
		return gz_gaz_load(paths->item, paths->count, say_fault, NULL, out, &err);
	if (!gz_gaz_load_cached(paths->item, paths->count, folder, say_fault, NULL, out, &kept, &err))
		return false;
	if (s->verbose && gz_gaz_path(*out)[0] != '\0')
		say("compiled gazetteer: %s (%s)", gz_gaz_path(*out), kept ? "there already" : "made now");
	else if (s->verbose)
		say("compiled gazetteer: none, %s cannot be used", folder);
	return true;
}

bool gazetteer_load(const struct settings *s, struct gz_gaz **out, int *status)
{
	char found[GAZETTEER_PATH_MAX];
	struct list paths = gazetteer_paths(s, found);

	*status = EXIT_FATAL;
	if (!gazetteer_layers(&paths))
		return false;
	if (load(s, &paths, paths.item[0] == found, out))
		return true;
	if (paths.item[0] == found && access(found, F_OK) != 0)
		say("no gazetteer is installed with this program: nothing was done; -g names one");
	else
		say("the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong "
		    "with one");
	return false;
}
