/* meant.c: commands that do not exist, and what somebody who types them is likely to want. */
#include <string.h>
#include <strings.h>

#include "cmd.h"

static const struct {
	const char *word, *command;
} meanings[] = {
	{"network", "graph"},  {"search", "kwic"},	 {"find", "entities"},	  {"grep", "kwic"},
	{"context", "kwic"},   {"contexts", "kwic"},	 {"concordance", "kwic"}, {"list", "entities"},
	{"names", "entities"}, {"cooccurrence", "cooc"}, {"articles", "docs"},	  {"documents", "docs"},
	{"trend", "timeline"}, {"chart", "timeline"},	 {"plot", "timeline"},	  {"html", "report"},
	{"page", "report"},    {"query", "sql"},	 {"select", "sql"},	  {"add", "index"},
	{"read", "index"},     {"annotate", "tag"},	 {"compare", "diff"},	  {"peaks", "bursts"},
	{"card", "show"},      {"why", "explain"},	 {"evaluate", "eval"},	  {"gazetteer", "gaz"},
	{"database", "db"},
};

/* "db stats", in `out`; verbs of databases go first. */
static const char *find_verb(const char *word, char *out, size_t size)
{
	for (const struct command *c = commands; c->name != NULL; c++) {
		const struct verb *verb = verb_find(c, word);

		if (verb == NULL)
			continue;
		snprintf(out, size, "%s %s", c->name, verb->name);
		return out;
	}
	return NULL;
}

const char *command_meant(const char *word, char out[COMMAND_MEANT])
{
	for (size_t i = 0; i < GZ_COUNT(meanings); i++) {
		if (strcasecmp(word, meanings[i].word) == 0)
			return meanings[i].command;
	}
	for (const struct command *c = commands; c->name != NULL; c++) {
		if (strcasecmp(word, c->name) == 0)
			return c->name;
	}
	return find_verb(word, out, COMMAND_MEANT);
}
