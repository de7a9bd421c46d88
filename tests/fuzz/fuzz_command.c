/*
 * fuzz_command.c: any arguments for the program, and what the commands that only ask make of them, on a small
 * database: each comes to its exit status, messages and answers are valid UTF-8, and the file stays as it was. Input:
 * the arguments, a line each. The database, the gazetteer and where the output goes are ours, whatever they say.
 */
#include "../../src/cmd/cmd.h"
#include "world.h"

#define ARGUMENTS 48

static struct fuzz_world world;

static void forget(void)
{
	fuzz_world_compare(&world);
	fuzz_world_forget(&world);
}

/* Commands that ask, print, and read nothing but the database and the gazetteer. */
static bool may_run(const struct command *c, const struct settings *s)
{
	static const char *const names[] = {"entities", "show", "cooc", "timeline", "kwic",  "docs",
					    "report",	"diff", "path", "bursts",   "graph", "export"};
	const char *verb = s->arg_count > 0 ? s->args[0] : "";

	if (s->help || s->version)
		return false;
	for (size_t i = 0; i < GZ_COUNT(names); i++) {
		if (strcmp(c->name, names[i]) == 0)
			return true;
	}
	return strcmp(c->name, "help") == 0 ||
	       (strcmp(c->name, "gaz") == 0 && (strcmp(verb, "list") == 0 || strcmp(verb, "lookup") == 0)) ||
	       (strcmp(c->name, "db") == 0 && strcmp(verb, "stats") == 0 && s->arg_count == 1);
}

static void check_status(int status, const struct settings *s)
{
	must(status == EXIT_DONE || status == EXIT_FATAL || (status == EXIT_NOTHING && s->exit_nothing));
}

/* A choice of the table, or none at all. */
static void check_settings(const struct settings *s)
{
	must(s->arg_count <= LIST_MAX && s->types.count <= LIST_MAX && s->any.count <= LIST_MAX);
	must(s->from == GZ_NO_DAY || s->from <= 2932896);
	must(s->limit <= INT64_MAX && s->offset <= INT64_MAX);
}

static void run(int argc, char **argv)
{
	const struct command *command;
	struct settings s;

	if (!options_parse(argc, argv, &s, &command))
		return;
	check_settings(&s);
	if (command == NULL || !may_run(command, &s))
		return;
	s.db = world.database;
	s.gazetteers = (struct list){.item = {world.gazetteer}, .count = 1};
	s.output = s.output != NULL || strcmp(command->name, "report") == 0 ? "-" : NULL;
	check_status(command_run(command, &s), &s);
	fuzz_world_look(&world);
}

static int cut(char *text, char **argv)
{
	int argc = 1;
	char *line = text, *end;

	argv[0] = "gazet";
	for (; argc < ARGUMENTS && line != NULL; argc++, line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		argv[argc] = line;
	}
	argv[argc] = NULL;
	return argc;
}

/* What was printed on one of the streams. */
struct printed {
	char *text;
	size_t size;
	FILE *stream, *before;
};

static void catch(struct printed *p, FILE **stream)
{
	p->before = *stream;
	p->stream = open_memstream(&p->text, &p->size);
	must(p->stream != NULL);
	*stream = p->stream;
}

static void look(struct printed *p, FILE **stream)
{
	*stream = p->before;
	must(fclose(p->stream) == 0 && gz_utf8_valid(gz_str_of(p->text, p->size)));
	free(p->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct printed out, messages;
	char *argv[ARGUMENTS + 1], *text;
	int argc;

	if (world.bytes == NULL) {
		fuzz_world_make(&world);
		must(atexit(forget) == 0);
	}
	text = malloc(size + 1);
	must(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	argc = cut(text, argv);
	catch(&out, &stdout);
	catch(&messages, &stderr);
	run(argc, argv);
	look(&messages, &stderr);
	look(&out, &stdout);
	free(text);
	return 0;
}
