/*
 * tables.c: `gazet help --tables`: commands, options and topics as lines of fields with tabs between them, of
 * which manual pages and completion are made.
 *
 *   version VERSION             then, for each command and what belongs to it:
 *   command NAME ARGS SUMMARY GROUP
 *   text PARAGRAPH              of the command, or of the verb that stands before
 *   option NAME LETTER VALUE CHOICES HELP
 *                               of the command and all its verbs, or of the verb that stands before
 *   note TEXT, run COMMAND      of its examples
 *   verb NAME ARGS
 *   word WORD                   what the first argument of the command, or of the verb before, may be
 *   topic NAME TITLE            at the end
 */
#include <string.h>

#include "options.h"
#include "tables.h"
#include "topics.h"

const char *group_title(enum group group)
{
	static const char *const titles[GROUPS] = {[GROUP_READ] = "reading an archive",
						   [GROUP_ASK] = "asking",
						   [GROUP_LOOK] = "looking at answers",
						   [GROUP_TAKE] = "taking answers elsewhere",
						   [GROUP_CARE] = "care"};

	return titles[group];
}

/* A line for each paragraph; white space in it becomes one space. */
static void print_text(FILE *out, const char *text)
{
	const char *before = "text\t";

	for (const char *word = text + strspn(text, " \n"); *word != '\0';) {
		size_t len = strcspn(word, " \n");

		fprintf(out, "%s%.*s", before, (int)len, word);
		before = strncmp(word + len, "\n\n", 2) == 0 ? "\ntext\t" : " ";
		word += len + strspn(word + len, " \n");
	}
	if (before[0] != 't')
		fputc('\n', out);
}

static void print_words(FILE *out, const char *(*word)(size_t index))
{
	for (size_t i = 0; word != NULL && word(i) != NULL; i++)
		fprintf(out, "word\t%s\n", word(i));
}

static void print_options(FILE *out, uint64_t takes)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (!option_is_for(o, takes))
			continue;
		fprintf(out, "option\t%s\t%.*s\t%s\t%s\t%s\n", o->name, o->letter != '\0', &o->letter,
			o->value ? o->value : "", o->choices ? o->choices : "", o->help);
	}
}

static void print_command(FILE *out, const struct command *command)
{
	fprintf(out, "command\t%s\t%s\t%s\t%s\n", command->name, command->args, command->summary,
		group_title(command->group));
	print_text(out, command->details);
	print_words(out, command->word);
	print_options(out, command_takes(command, NULL));
	for (const char *line = command->examples; line != NULL && *line != '\0';) {
		size_t len = strcspn(line, "\n");
		size_t mark = strncmp(line, "$ ", 2) == 0 ? 2 : 0;

		fprintf(out, "%s\t%.*s\n", mark ? "run" : "note", (int)(len - mark), line + mark);
		line += len + (line[len] != '\0');
	}
	for (const struct verb *v = command->verbs; v != NULL && v->name != NULL; v++) {
		fprintf(out, "verb\t%s\t%s\n", v->name, v->args);
		print_text(out, v->details);
		print_words(out, v->word);
		print_options(out, v->takes);
	}
}

void tables_print(FILE *out)
{
	fprintf(out, "version\t%s\n", GAZET_VERSION);
	for (const struct command *command = commands; command->name != NULL; command++)
		print_command(out, command);
	for (const struct topic *topic = topics; topic->name != NULL; topic++) {
		const char *title = topic->text + strspn(topic->text, "# ");

		fprintf(out, "topic\t%s\t%.*s\n", topic->name, (int)strcspn(title, "\n"), title);
	}
}
