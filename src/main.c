/* main.c: gazet's entry: parse, choose the command, give its exit status. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "cmd/cmd.h"

int main(int argc, char **argv)
{
	const struct command *command;
	struct settings s;
	int status;

	signal(SIGPIPE, SIG_IGN); /* who reads us may leave: seen as EPIPE, and a quiet end */
	signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error like a full disk */
	if (!options_parse(argc, argv, &s, &command))
		return EXIT_FATAL;
	if (s.version) {
		version_print(stdout);
		status = EXIT_DONE;
	} else if (s.help) {
		struct settings help = {.arg_count = command != NULL};

		help.args[0] = command ? command->name : NULL;
		status = cmd_help(&help);
	} else if (command == NULL) {
		help_overview(stderr); /* not asked for: no data */
		status = EXIT_FATAL;
	} else {
		status = command_run(command, &s);
	}
	errno = 0;
	if (fflush(stdout) != 0 && errno != EPIPE && errno != EBADF) {
		say("cannot write the output: %s", strerror(errno));
		return EXIT_FATAL;
	}
	return status;
}
