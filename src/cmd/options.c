/*
 * options.c: one table defines every option; parser and help are made from it. A row says where its value goes and
 * which commands take it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

enum kind { FLAG, TEXT, LIST, NUMBER, SIZE, PERIOD_FROM, PERIOD_TO, JSON };

struct option {
	const char *name;     /* long */
	char letter;          /* or '\0' */
	enum kind kind;
	const char *value;    /* what stands for its value in help; NULL for flags */
	uint64_t takes;       /* option groups; 0: every command */
	size_t offset;        /* in struct settings */
	const char *help;
};

#define AT(member) offsetof(struct settings, member)
#define ROWS (TAKES_ROWS)
#define ANY_FORMAT (TAKES_ROWS | TAKES_FORMAT)

static const struct option options[] = {
	{"db", 'd', TEXT, "FILE", TAKES_DB, AT(db), "the database (else $GAZET_DB, else gazet.db)"},
	{"gazetteer", 'g', LIST, "PATH", TAKES_GAZETTEER, AT(gazetteers),
	 "a gazetteer file or folder, or a compiled one; repeated, later ones add to and override earlier ones (else the "
	 "installed set)"},
	{"input-format", 'f', TEXT, "NAME", TAKES_INPUT, AT(input_format),
	 "jsonl, html or text (else by looking at the content)"},
	{"map", 0, TEXT, "OUR=THEIRS,...", TAKES_INPUT, AT(map), "other keys or columns: text=body,date=pub; a path goes down: text=article.body"},
	{"map", 0, TEXT, "LABEL=TYPE,...", TAKES_IMPORT, AT(map), "import: what their labels or classes are: NORP=org,Q515=place"},
	{"output", 'o', TEXT, "FOLDER", TAKES_IMPORT, AT(output), "import: a folder for the tables (else entities to standard output)"},
	{"output", 'o', TEXT, "FILE", TAKES_IMPORT, AT(output), "compile: the file to be written"},
	{"output", 'o', TEXT, "PATH", TAKES_EXPORT, AT(output),
	 "the file or folder to be written, replaced when the new one is complete (else, or -, standard output)"},
	{"limit", 0, NUMBER, "N", TAKES_EXPORT, AT(limit), "timelinejs: at most N events, 0 for all (default 300)"},
	{"partition", 0, TEXT, "BY", TAKES_EXPORT, AT(partition),
	 "of rows: a folder of files by day, month, year, source or type (of the entity)"},
	{"output", 'o', TEXT, "PATH", TAKES_GRAPH, AT(output),
	 "the file (of cypher, the folder) to be written, replaced when the new one is complete (else, or -, standard output)"},
	{"nodes", 0, NUMBER, "N", TAKES_GRAPH, AT(nodes),
	 "at most N entities beside those asked for (default 60 in a picture, else 500)"},
	{"edges", 0, NUMBER, "N", TAKES_GRAPH, AT(edges),
	 "at most N links (default: those of the entities asked for, and five for every two nodes)"},
	{"measure", 0, TEXT, "NAME", TAKES_GRAPH, AT(measure),
	 "the strength of a link: g2 (default), npmi, jaccard or docs (gazet help networks)"},
	{"without-centre", 0, FLAG, NULL, TAKES_GRAPH, AT(without_centre),
	 "leave the entities asked for out of their own network"},
	{"dynamic", 0, FLAG, NULL, TAKES_GRAPH, AT(dynamic), "gexf, json: documents of each period too"},
	{"by", 0, TEXT, "PERIOD", TAKES_GRAPH, AT(by), "--dynamic by day, week, month (default) or year"},
	{"date-from", 0, TEXT, "SOURCE,...", TAKES_INPUT, AT(date_from),
	 "where dates come from, best first: field,url,path,fetched,modified (default field,url,path)"},
	{"date-order", 0, TEXT, "ORDER", TAKES_INPUT, AT(date_order), "what 07/08/2017 is: dmy, mdy or ymd (else no date)"},
	{"source-name", 0, TEXT, "NAME", TAKES_INPUT, AT(source_name),
	 "source of documents that name none (else the base name of PATH)"},
	{"max-document", 0, SIZE, "BYTES", TAKES_INPUT, AT(max_document),
	 "longer documents are rejected; K, M and G are understood (default 256M)"},
	{"max-expansion", 0, NUMBER, "N", TAKES_INPUT, AT(max_expansion),
	 "a file that unpacks to more than N times its size is given up (default 1000)"},
	{"threads", 'j', NUMBER, "N", TAKES_THREADS, AT(threads), "tagger threads (default: the processors)"},
	{"full-scan", 0, FLAG, NULL, TAKES_INDEX, AT(full_scan), "read files that have not changed since the last run too"},
	{"prune", 0, FLAG, NULL, TAKES_INDEX, AT(prune),
	 "remove documents that are no longer there: of files that are gone below PATH, or that changed"},
	{"dry-run", 0, FLAG, NULL, TAKES_INDEX, AT(dry_run), "say what would be done, and write nothing"},
	{"commit", 0, NUMBER, "N", TAKES_INDEX, AT(commit), "documents written together, which an interrupted run keeps (default 8192)"},
	{"rejects", 0, TEXT, "FILE", TAKES_INDEX, AT(rejects), "write what was rejected, and why, to FILE as JSON Lines"},
	{"max-errors", 0, NUMBER, "N", TAKES_INDEX, AT(max_errors), "stop when more than N records were rejected"},
	{"from", 0, PERIOD_FROM, "DAY", TAKES_FILTER, AT(from),
	 "documents of this day and later: YYYY, YYYY-MM or YYYY-MM-DD"},
	{"to", 0, PERIOD_TO, "DAY", TAKES_FILTER, AT(to),
	 "documents of this day and earlier; the whole period counts"},
	{"source", 0, LIST, "NAME", TAKES_FILTER, AT(sources), "documents of this source; may be repeated"},
	{"unique", 0, FLAG, NULL, TAKES_UNIQUE, AT(unique),
	 "of each cluster of near-duplicates only the first document of the filter"},
	{"type", 0, LIST, "TYPE", TAKES_TYPE, AT(types),
	 "person, country, org, place or event; may be repeated or a,b"},
	{"date", 0, PERIOD_FROM, "DAY", TAKES_DATE, AT(date), "who held an office on this day"},
	{"date", 0, PERIOD_FROM, "DAY", TAKES_EXPLAIN, AT(date), "the date of text on standard input that has none"},
	{"source", 0, LIST, "NAME", TAKES_EXPLAIN, AT(sources), "the stored document of this source"},
	{"window", 0, TEXT, "N|sentence", TAKES_WINDOW, AT(window),
	 "together within N tokens, or in one sentence (else anywhere in the document)"},
	{"min-docs", 0, NUMBER, "N", TAKES_MIN_DOCS, AT(min_docs), "leave out rows of fewer documents"},
	{"by", 0, TEXT, "PERIOD", TAKES_PERIOD, AT(by), "day, week, month (default) or year"},
	{"output", 'o', TEXT, "FILE", TAKES_PERIOD, AT(output), "svg: the file to be written (else standard output)"},
	{"share", 0, FLAG, NULL, TAKES_PERIOD, AT(share), "svg: the share of all documents of each period"},
	{"all", 0, FLAG, NULL, TAKES_PERIOD, AT(all), "one series: the documents with all the entities"},
	{"all", 0, FLAG, NULL, TAKES_IMPORT, AT(all), "export: ambiguous names too"},
	{"all", 0, FLAG, NULL, TAKES_RETAG, AT(all), "all documents, whether anything changed for them or not"},
	{"dry-run", 0, FLAG, NULL, TAKES_RETAG, AT(dry_run), "show what would change, and write nothing"},
	{"retag", 0, FLAG, NULL, TAKES_MERGE, AT(retag),
	 "merge: tag documents again that were tagged with another gazetteer than the one of -g"},
	{"as-is", 0, FLAG, NULL, TAKES_MERGE, AT(as_is),
	 "merge: keep the mentions, though they come from different gazetteers"},
	{"on-conflict", 0, TEXT, "WHICH", TAKES_MERGE, AT(on_conflict),
	 "merge: of documents with one id and different content the newest (the last database's; default) or the first "
	 "stays; or fail"},
	{"with", 0, LIST, "ENTITY", TAKES_WITH, AT(with),
	 "only where this entity occurs too; may be repeated"},
	{"width", 0, NUMBER, "N", TAKES_WITH, AT(width), "code points of context on each side (default 60)"},
	{"as", 0, TEXT, "FORM", TAKES_EVAL, AT(as), "the documents cased (as they are), lower, upper or stripped"},
	{"strict", 0, FLAG, NULL, TAKES_EVAL, AT(strict), "a mention must be the same span, not only overlap"},
	{"known", 0, FLAG, NULL, TAKES_EVAL, AT(known), "do not ask for entities that the gazetteer does not have"},
	{"names-only", 0, FLAG, NULL, TAKES_EVAL, AT(names_only),
	 "gold that has no offices and follow-ups: leave out what was linked so"},
	{"errors", 0, FLAG, NULL, TAKES_EVAL, AT(errors), "each mistake in context"},
	{"confusions", 0, FLAG, NULL, TAKES_EVAL, AT(confusions), "mistakes counted by text, gold and prediction"},
	{"width", 0, NUMBER, "N", TAKES_EVAL, AT(width), "code points of context on each side (default 60)"},
	{"no-follow-ups", 0, FLAG, NULL, TAKES_TAGGER, AT(no_follow_ups),
	 "do not link `the summit` to a summit named before it"},
	{"keep-boilerplate", 0, FLAG, NULL, TAKES_TAGGER, AT(keep_boilerplate),
	 "tag datelines, credits, copyright lines and share bars like any text"},
	{"offsets", 0, TEXT, "UNIT", TAKES_OFFSETS, AT(offsets), "codepoint (default), byte or utf16"},
	{"format", 0, TEXT, "NAME", ANY_FORMAT, AT(format), "table, json, jsonl, csv, tsv or md"},
	{"format", 0, TEXT, "NAME", TAKES_PERIOD, AT(format), "also svg: a picture"},
	{"format", 0, TEXT, "NAME", TAKES_GRAPH, AT(format),
	 "also svg, gexf, graphml, dot and cypher; json is nodes and links"},
	{"bom", 0, FLAG, NULL, ANY_FORMAT | TAKES_CSV, AT(bom), "csv, tsv: the mark of UTF-8 in front, for Excel"},
	{"spreadsheet-safe", 0, FLAG, NULL, ANY_FORMAT | TAKES_CSV, AT(spreadsheet_safe),
	 "csv, tsv: an apostrophe in front of text that a spreadsheet would compute"},
	{"json", 0, JSON, NULL, ANY_FORMAT, AT(format), "the same as --format json"},
	{"limit", 0, NUMBER, "N", ROWS, AT(limit),
	 "at most N rows, 0 for all (default: 20 in a table, else all)"},
	{"offset", 0, NUMBER, "N", ROWS, AT(offset), "leave out the first N rows"},
	{"sort", 0, TEXT, "COLUMN", TAKES_SORT, AT(sort), "order by this column; -COLUMN for the reverse"},
	{"exit-nothing", 'e', FLAG, NULL, ROWS, AT(exit_nothing), "exit with 1 when nothing was found"},
	{"progress", 0, TEXT, "WHEN", TAKES_PROGRESS, AT(progress), "auto (on a terminal), always or never"},
	{"color", 0, TEXT, "WHEN", ANY_FORMAT, AT(color),
	 "auto (on a terminal, unless NO_COLOR is set), always or never"},
	{"quiet", 'q', FLAG, NULL, 0, AT(quiet), "say only errors"},
	{"verbose", 'v', FLAG, NULL, 0, AT(verbose), "say more: which gazetteer and which database are used"},
	{"help", 'h', FLAG, NULL, 0, AT(help), "help for the command"},
	{"version", 0, FLAG, NULL, 0, AT(version), "the version"},
};

const char *option_name(size_t index)
{
	return index < GZ_COUNT(options) ? options[index].name : NULL;
}

static bool read_number(const struct option *o, const char *text, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || errno != 0)
		end = (char *)text;
	if (o->kind == SIZE && end != text && *end != '\0' && end[1] == '\0') {
		unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;

		if (shift != 0 && *out <= UINT64_MAX >> shift) {
			*out <<= shift;
			end++;
		}
	}
	if (end != text && *end == '\0' && *out <= INT64_MAX)
		return true;
	say("--%s takes a number, not '%s'", o->name, text);
	return false;
}

static bool read_period(struct settings *s, const struct option *o, const char *text, int32_t *out)
{
	int32_t first, last;
	enum gz_precision precision;

	if (!gz_day_parse(gz_str(text), &first, &last, &precision)) {
		say("--%s takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not '%s'", o->name, text);
		return false;
	}
	*out = o->kind == PERIOD_FROM ? first : last;
	if (o->offset == AT(date))
		s->date_precision = precision;
	return true;
}

static bool set(struct settings *s, const struct option *o, const char *value)
{
	char *at = (char *)s + o->offset;
	struct list *list = (struct list *)(void *)at;

	switch (o->kind) {
	case FLAG:
		*(bool *)(void *)at = true;
		return true;
	case JSON:
		s->format = "json";
		return true;
	case TEXT:
		*(const char **)(void *)at = value;
		return true;
	case LIST:
		if (list->count == LIST_MAX) {
			say("--%s stands more than %d times", o->name, LIST_MAX);
			return false;
		}
		list->item[list->count++] = value;
		return true;
	case NUMBER:
	case SIZE:
		s->limit_given |= o->offset == AT(limit);
		s->max_errors_given |= o->offset == AT(max_errors);
		return read_number(o, value, (uint64_t *)(void *)at);
	case PERIOD_FROM:
	case PERIOD_TO:
		return read_period(s, o, value, (int32_t *)(void *)at);
	}
	return false;
}

static const struct option *find_long(const char *name, size_t len)
{
	for (size_t i = 0; i < GZ_COUNT(options); i++) {
		if (strlen(options[i].name) == len && strncmp(options[i].name, name, len) == 0)
			return &options[i];
	}
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (size_t i = 0; i < GZ_COUNT(options); i++) {
		if (options[i].letter == letter)
			return &options[i];
	}
	return NULL;
}

/* What an option was given, to be checked against its command when that is known. */
struct given {
	const struct option *option[LIST_MAX * 4];
	size_t count;
};

static bool give(struct settings *s, struct given *given, const struct option *o, const char *value)
{
	if (given->count < GZ_COUNT(given->option))
		given->option[given->count++] = o;
	return set(s, o, value);
}

static bool parse_long(int argc, char **argv, int *i, struct settings *s, struct given *given)
{
	const char *name = argv[*i] + 2, *equals = strchr(name, '=');
	const struct option *o = find_long(name, equals ? (size_t)(equals - name) : strlen(name));

	if (o == NULL) {
		char word[32];
		const char *near;

		snprintf(word, sizeof(word), "%.*s", (int)(equals ? equals - name : (ptrdiff_t)strlen(name)), name);
		near = nearest_word(word, option_name);

		say("there is no option '--%s'%s%s%s", word, near ? "; did you mean --" : "",
		    near ? near : "", near ? "?" : "");
		return false;
	}
	if (o->value == NULL && equals != NULL) {
		say("--%s takes no value", o->name);
		return false;
	}
	if (o->value != NULL && equals == NULL && ++*i >= argc) {
		say("--%s needs a value: %s", o->name, o->value);
		return false;
	}
	return give(s, given, o, o->value == NULL ? NULL : equals ? equals + 1 : argv[*i]);
}

/* -qv, -j4, -j 4 */
static bool parse_letters(int argc, char **argv, int *i, struct settings *s, struct given *given)
{
	for (const char *letter = argv[*i] + 1; *letter != '\0'; letter++) {
		const struct option *o = find_letter(*letter);

		if (o == NULL) {
			say("there is no option '-%c'", *letter);
			return false;
		}
		if (o->value == NULL) {
			if (!give(s, given, o, NULL))
				return false;
			continue;
		}
		if (letter[1] != '\0')
			return give(s, given, o, letter + 1);
		if (++*i >= argc) {
			say("-%c needs a value: %s", *letter, o->value);
			return false;
		}
		return give(s, given, o, argv[*i]);
	}
	return true;
}

static const char *command_name(size_t index)
{
	return commands[index].name;
}

/* An option may have several rows, each with its help for some commands; its place in the settings is the same. */
static bool takes_option(const struct command *command, const char *name)
{
	for (size_t i = 0; i < GZ_COUNT(options); i++) {
		if (strcmp(options[i].name, name) == 0 && (options[i].takes == 0 || (options[i].takes & command->takes) != 0))
			return true;
	}
	return false;
}

/* Better refused than passed over. */
static bool check_sheets(const struct settings *s, const struct command *command)
{
	const char *format = s->format ? s->format : "the default";

	if ((!s->bom && !s->spreadsheet_safe) || (command->takes & ANY_FORMAT) == 0 || strcmp(format, "csv") == 0 ||
	    strcmp(format, "tsv") == 0)
		return true;
	say("--%s goes with --format csv or tsv, not with %s", s->bom ? "bom" : "spreadsheet-safe", format);
	return false;
}

static bool check(const struct settings *s, const struct command *command, const struct given *given)
{
	for (size_t i = 0; i < given->count; i++) {
		const struct option *o = given->option[i];

		if (!takes_option(command, o->name)) {
			say("'%s' has no option --%s (see gazet help %s)", command->name, o->name, command->name);
			return false;
		}
	}
	if (s->help)
		return true;
	if (!check_sheets(s, command))
		return false;
	if (s->arg_count < command->least || s->arg_count > command->most) {
		say("usage: gazet %s %s (see gazet help %s)", command->name, command->args, command->name);
		return false;
	}
	return true;
}

bool options_parse(int argc, char **argv, struct settings *s, const struct command **command)
{
	struct given given = {.count = 0};
	const char *name = NULL;
	bool ended = false;

	*s = (struct settings){.from = GZ_NO_DAY, .to = GZ_NO_DAY, .date = GZ_NO_DAY};
	*command = NULL;
	for (int i = 1; i < argc; i++) {
		bool good = true;

		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (!ended && strncmp(argv[i], "--", 2) == 0)
			good = parse_long(argc, argv, &i, s, &given);
		else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
			good = parse_letters(argc, argv, &i, s, &given);
		else if (name == NULL)
			name = argv[i];
		else if (s->arg_count < LIST_MAX)
			s->args[s->arg_count++] = argv[i];
		else {
			say("more than %d arguments", LIST_MAX);
			good = false;
		}
		if (!good)
			return false;
	}
	if (name == NULL)
		return true;
	*command = command_find(name);
	if (*command == NULL) {
		const char *near = nearest_word(name, command_name);

		say("there is no command '%s'%s%s%s (see gazet help)", name, near ? "; did you mean '" : "",
		    near ? near : "", near ? "'?" : "");
		return false;
	}
	return check(s, *command, &given);
}

void options_print(FILE *out, uint64_t takes)
{
	for (size_t i = 0; i < GZ_COUNT(options); i++) {
		const struct option *o = &options[i];
		char left[64];

		if (o->takes != 0 && (o->takes & takes) == 0)
			continue;
		snprintf(left, sizeof(left), "%c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
			 o->letter ? "," : " ", o->name, o->value ? " " : "", o->value ? o->value : "");
		fprintf(out, "  %-28s %s\n", left, o->help);
	}
}
