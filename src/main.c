/* main.c: gazet's entry: parse, choose the command, give its exit status. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"

/* A stream that was closed stays in place, as one that can be neither read nor written: else the next file
 * that is opened would become standard input or output, and what is said would stand in it. */
static bool hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return false;
	}
	return true;
}

/* Has all been written that was printed? A reader that left wanted no more of it. */
static bool finish_output(int status)
{
	struct pollfd reader = {.fd = STDOUT_FILENO};
	bool failed = ferror(stdout) != 0;

	if (fflush(stdout) != 0) {
		if (errno == EPIPE)
			return true;
		say("cannot write the output: %s", strerror(errno));
		return false;
	}
	/* A command that failed has said why. */
	if (!failed || status == EXIT_FATAL || (poll(&reader, 1, 0) > 0 && (reader.revents & POLLERR) != 0))
		return true;
	say("cannot write the output: a part of it is lost");
	return false;
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct settings s;
	int status;

	if (!hold_streams()) {
		say("cannot open /dev/null: %s", strerror(errno));
		return EXIT_FATAL;
	}
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
		if (command != NULL && s.arg_count > 0 && verb_find(command, s.args[0]) != NULL)
			help.args[help.arg_count++] = s.args[0];
		status = cmd_help(&help);
	} else if (command == NULL) {
		help_overview(stderr); /* not asked for: no data */
		status = EXIT_FATAL;
	} else {
		status = command_run(command, &s);
	}
	return finish_output(status) ? status : EXIT_FATAL;
}
