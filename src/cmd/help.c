/* help.c: `gazet help`: made from the tables of commands and options, and the texts of docs/. */
#include <string.h>

#include "options.h"
#include "topics.h"

/* Commands, then topics. */
static const char *subject_name(size_t index)
{
	size_t i = 0;

	while (commands[i].name != NULL && i < index)
		i++;
	return commands[i].name != NULL ? commands[i].name : topics[index - i].name;
}

static void print_options(FILE *out, uint64_t takes)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		char left[64];

		if (!option_is_for(o, takes))
			continue;
		snprintf(left, sizeof(left), "%c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
			 o->letter ? "," : " ", o->name, o->value ? " " : "", o->value ? o->value : "");
		fprintf(out, "  %-28s %s\n", left, o->help);
	}
}

void help_overview(FILE *out)
{
	size_t column = 7;

	fprintf(out,
		"gazet %s: who and what is named in an archive of articles, when, and with whom\n\nusage: "
		"gazet COMMAND ...\n\n",
		GAZET_VERSION);
	for (const struct command *command = commands; command->name != NULL; command++) {
		char left[64];

		snprintf(left, sizeof(left), "%s %s", command->name, command->args);
		fprintf(out, "  %-30s %s\n", left, command->summary);
	}
	fprintf(out, "\nfor every command:\n");
	print_options(out, 0);
	fprintf(out, "\ngazet help COMMAND shows its options.\nTopics:");
	for (const struct topic *topic = topics; topic->name != NULL; topic++) {
		if (column + strlen(topic->name) >= 100) {
			fprintf(out, "\n       ");
			column = 7;
		}
		fprintf(out, " %s", topic->name);
		column += 1 + strlen(topic->name);
	}
	fprintf(out, "\nexit status: 0 done, 1 nothing found and -e given, 2 usage or failure, 3 some inputs "
		     "were rejected, "
		     "130 interrupted\n");
}

static void print_command(const struct command *command)
{
	printf("usage: gazet %s %s\n\n%s\n%s%s%s\noptions:\n", command->name, command->args, command->summary,
	       command->details[0] ? "\n" : "", command->details, command->details[0] ? "\n" : "");
	print_options(stdout, command->takes);
}

int cmd_help(const struct settings *s)
{
	const struct command *command;
	const char *near;

	if (s->arg_count == 0) {
		help_overview(stdout);
		return EXIT_DONE;
	}
	command = command_find(s->args[0]);
	if (command != NULL) {
		print_command(command);
		return EXIT_DONE;
	}
	for (const struct topic *topic = topics; topic->name != NULL; topic++) {
		if (strcmp(topic->name, s->args[0]) == 0) {
			fputs(topic->text, stdout);
			return EXIT_DONE;
		}
	}
	near = nearest_word(s->args[0], subject_name);
	say("there is no help on '%s'%s%s%s", s->args[0], near ? "; did you mean '" : "", near ? near : "",
	    near ? "'?" : "");
	return EXIT_FATAL;
}
