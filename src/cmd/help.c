/* help.c: `gazet help`: made from the tables of commands and options, and the texts of docs/. */
#include <string.h>

#include "options.h"
#include "tables.h"
#include "topics.h"

#define WIDTH 100 /* columns that text is filled to */
#define HANG  31  /* where the help of an option stands */

/* Fills lines with words; `column` is where the cursor is, `indent` where each further line begins. An empty
 * line stays. */
static void print_filled(FILE *out, const char *text, size_t column, size_t indent)
{
	bool first = true;

	for (const char *word = text + strspn(text, " \n"); *word != '\0';) {
		size_t len = strcspn(word, " \n"), gap = strspn(word + len, " \n");
		bool paragraph = strncmp(word + len, "\n\n", 2) == 0;

		if (!first && column + 1 + len > WIDTH) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
			first = true;
		}
		fprintf(out, "%s%.*s", first ? "" : " ", (int)len, word);
		column += len + !first;
		first = false;
		if (paragraph) {
			fprintf(out, "\n\n%*s", (int)indent, "");
			column = indent;
			first = true;
		}
		word += len + gap;
	}
	fputc('\n', out);
}

static void print_options(FILE *out, uint64_t takes)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		char left[64];

		if (!option_is_for(o, takes))
			continue;
		snprintf(left, sizeof(left), "%c%c%s --%s%s%s", o->letter ? '-' : ' ',
			 o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name, o->value ? " " : "",
			 o->value ? o->value : "");
		fprintf(out, "  %-28s ", left);
		print_filled(out, o->help, strlen(left) < HANG - 3 ? HANG : strlen(left) + 3, HANG);
	}
}

static void print_group(FILE *out, enum group group)
{
	bool any = false;

	for (const struct command *command = commands; command->name != NULL; command++) {
		char left[64];

		if (command->group != group)
			continue;
		if (!any)
			fprintf(out, "\n%s:\n", group_title(group));
		any = true;
		snprintf(left, sizeof(left), "%s %s", command->name,
			 command->verbs ? "VERB ..." : command->args);
		fprintf(out, "  %-28s ", left);
		print_filled(out, command->summary, strlen(left) < HANG - 3 ? HANG : strlen(left) + 3, HANG);
	}
}

void help_overview(FILE *out)
{
	static const enum group order[] = {GROUP_READ, GROUP_ASK, GROUP_LOOK, GROUP_TAKE, GROUP_CARE};
	size_t column = 7;

	fprintf(out,
		"gazet %s: who and what is named in an archive of articles, when, and with whom\n\nusage: "
		"gazet COMMAND ...\n",
		GAZET_VERSION);
	for (size_t i = 0; i < GZ_COUNT(order); i++)
		print_group(out, order[i]);
	fprintf(out, "\nfor every command:\n");
	print_options(out, 0);
	fprintf(out, "\ngazet help COMMAND shows its options, with examples.\nTopics:");
	for (const struct topic *topic = topics; topic->name != NULL; topic++) {
		if (column + 1 + strlen(topic->name) > WIDTH) {
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

/* "options: --db, --unique": what the verb takes besides the options of every command. */
static void print_names(FILE *out, uint64_t takes)
{
	char names[512] = "options:";
	size_t used = strlen(names);

	for (const struct option *o = option_table; o->name != NULL && used < sizeof(names); o++) {
		if (o->takes == 0 || !option_is_for(o, takes))
			continue;
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s --%s",
					 names[used - 1] == ':' ? "" : ",", o->name);
	}
	print_filled(out, names, 6, 6);
}

static void print_verb(const struct command *command, const struct verb *v)
{
	printf("usage: gazet %s %s%s%s\n\n", command->name, v->name, v->args[0] ? " " : "", v->args);
	print_filled(stdout, v->details, 0, 0);
	printf("\noptions:\n");
	print_options(stdout, command_takes(command, v->name));
}

static void print_verbs(const struct command *command)
{
	for (const struct verb *v = command->verbs; v != NULL && v->name != NULL; v++) {
		printf("\n  gazet %s %s%s%s\n      ", command->name, v->name, v->args[0] ? " " : "", v->args);
		print_filled(stdout, v->details, 6, 6);
		printf("      ");
		print_names(stdout, v->takes);
	}
}

static void print_examples(const char *examples)
{
	if (examples == NULL)
		return;
	printf("\nexamples:\n");
	for (const char *line = examples; *line != '\0';) {
		size_t len = strcspn(line, "\n");

		printf("%s%.*s\n", strncmp(line, "$ ", 2) == 0 ? "    " : "  ", (int)len, line);
		line += len + (line[len] != '\0');
	}
}

static void print_command(const struct command *command)
{
	printf("usage: gazet %s%s%s\n\n%s\n", command->name, command->args[0] ? " " : "", command->args,
	       command->summary);
	if (command->details[0] != '\0') {
		fputc('\n', stdout);
		print_filled(stdout, command->details, 0, 0);
	}
	print_verbs(command);
	printf("\noptions:\n");
	print_options(stdout, command_takes(command, NULL));
	print_examples(command->examples);
}

/* What is named behind a command or topic that has no verbs. */
static int no_verbs(const struct settings *s)
{
	say("'%s' has no verbs (see gazet help %s)", s->args[0], s->args[0]);
	return EXIT_FATAL;
}

/* Of a command, and of one of its verbs where that is named. */
static int help_command(const struct command *command, const struct settings *s)
{
	const struct verb *verb = s->arg_count > 1 ? verb_find(command, s->args[1]) : NULL;

	if (s->arg_count > 1 && command->verbs == NULL)
		return no_verbs(s);
	if (verb != NULL)
		print_verb(command, verb);
	else if (s->arg_count > 1)
		return verb_unknown(command, s->args[1]);
	else
		print_command(command);
	return EXIT_DONE;
}

int cmd_help(const struct settings *s)
{
	const struct command *command;
	char meant[COMMAND_MEANT];
	const char *near;

	if (s->tables) {
		tables_print(stdout);
		return EXIT_DONE;
	}
	if (s->arg_count == 0) {
		help_overview(stdout);
		return EXIT_DONE;
	}
	command = command_find(s->args[0]);
	if (command != NULL)
		return help_command(command, s);
	for (const struct topic *topic = topics; topic->name != NULL; topic++) {
		if (strcmp(topic->name, s->args[0]) == 0 && s->arg_count > 1)
			return no_verbs(s);
		if (strcmp(topic->name, s->args[0]) == 0) {
			fputs(topic->text, stdout);
			return EXIT_DONE;
		}
	}
	near = command_meant(s->args[0], meant);
	if (near == NULL)
		near = nearest_word(s->args[0], command_find("help")->word);
	say("there is no help on '%s'%s%s%s (gazet help lists commands and topics)", s->args[0],
	    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	return EXIT_FATAL;
}
