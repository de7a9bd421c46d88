/* save.c: answers of rows into a file of -o, which is there when it is complete. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "gazet/export.h"

/* Pictures are written by who draws them. */
bool save_wanted(const struct command *command, const struct settings *s)
{
	bool picture = s->format != NULL && strcmp(s->format, "svg") == 0;

	return (command->takes & (TAKES_SAVE | TAKES_PERIOD)) != 0 && !picture && output_path(s) != NULL;
}

/* The command writes to standard output, which is the file from here on: no terminal, and nothing else. */
static int run_into(const struct command *command, const struct settings *s, FILE *file)
{
	struct settings plain = *s;

	plain.output = NULL;
	/* A table is read here, not looked at: it is whole. A timeline is in any case. */
	plain.limit_given |= (command->takes & TAKES_SAVE) != 0;
	if (dup2(fileno(file), STDOUT_FILENO) < 0) {
		say("cannot write %s: %s", s->output, strerror(errno));
		return EXIT_FATAL;
	}
	return command->run(&plain);
}

int save_run(const struct command *command, const struct settings *s)
{
	struct gz_place *place;
	struct gz_error err;
	struct stat now;
	FILE *file;
	int status;

	if (!gz_place_file(s->output, &place, &file, &err))
		return say_error(&err);
	status = run_into(command, s, file);
	if (status == EXIT_DONE || status == EXIT_NOTHING) {
		if (!gz_place_finish(place, &err))
			status = say_error(&err);
		else if (!s->quiet && fstat(STDOUT_FILENO, &now) == 0 && S_ISREG(now.st_mode))
			say("%s: %lld bytes", s->output, (long long)now.st_size);
	}
	gz_place_close(place);
	return status;
}
