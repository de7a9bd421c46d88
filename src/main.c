/* main.c: gazet's entry: parse, choose the command, give its exit status. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"

/* Where a standard stream was closed, the next file that is opened would get its number, and our messages. To
 * use one still fails. */
static void hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct settings s;
	int status;

	hold_streams();
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
	if (fflush(stdout) != 0 && errno != EPIPE) {
		say("cannot write the output: %s", strerror(errno));
		return EXIT_FATAL;
	}
	return status;
}
