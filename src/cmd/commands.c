/* commands.c: the table of commands. A new command is one row here and one function. */
#include <string.h>

#include "cmd.h"
#include "gazet/export.h"
#include "topics.h"

/* A row leaves out at its end what it does not have. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define SELECTS (TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_SELECT | TAKES_SORT)
#define ASKS (SELECTS | TAKES_ROWS | TAKES_SAVE)

/* Commands, then topics. */
static const char *subject_name(size_t index)
{
	size_t i = 0;

	while (i < index && commands[i].name != NULL)
		i++;
	return commands[i].name != NULL ? commands[i].name : topics[index - i].name;
}

static const char *export_name(size_t index)
{
	const struct gz_document_format *format = gz_document_format_at(index);

	return format != NULL ? format->name : NULL;
}

const struct command commands[] = {
	{"index", "PATH|-...", "archives into the database",
	 "Reads files, folders, tar and zip archives in many formats (gazet help formats), tags documents and stores them with "
	 "their mentions in the database, which is made if it is not there; - is standard input. A document is known by its "
	 "source and id: indexing the same archive again changes nothing, a changed document is replaced. A second run reads "
	 "only files that have changed (gazet help archives).\n\n"
	 "Work is committed in batches, sooner when they are 64M of text or when 10 seconds have passed; an interrupted run "
	 "keeps what was committed, and running it again completes it. Memory does not grow with the archive: on their way "
	 "between reading and writing are at most 1M of text for each of 2N + 2 batches, N being the threads, or, where "
	 "documents are large, 64M and one document. The summary goes to standard error, and with --json also to standard "
	 "output.",
	 1, LIST_MAX, TAKES_DB | TAKES_GAZETTEER | TAKES_INPUT | TAKES_THREADS | TAKES_TAGGER | TAKES_PROGRESS | TAKES_FORMAT |
	 TAKES_INDEX, cmd_index, GROUP_READ,
	 "an archive and a folder of text files into gazet.db, twice: the second run has nothing to do\n"
	 "$ gazet index articles.jsonl notes\n"
	 "$ gazet index articles.jsonl notes\n"
	 "only what would be done, and with other keys\n"
	 "$ gazet index --dry-run -d other.db --map text=body,date=published articles.jsonl"},
	{"tag", "[FILE|-]", "documents in, documents with mentions out; no database",
	 "Prints each document's mentions as a line of JSON, with --json the same objects in one array; table, csv, tsv and md "
	 "print a row for each mention. Reads what index reads, without arguments standard input; while a pipe there waits, what "
	 "is done is passed on.",
	 0, LIST_MAX, TAKES_GAZETTEER | TAKES_INPUT | TAKES_THREADS | TAKES_TAGGER | TAKES_DAY | TAKES_OFFSETS | TAKES_FORMAT | TAKES_PROGRESS, cmd_tag, GROUP_READ,
	 "what is found in a sentence\n"
	 "$ echo 'mr putin met angela merkel; the u s had agreed' | gazet tag --format md\n"
	 "who the president is on a day\n"
	 "$ echo 'The French president spoke.' | gazet tag --date 2011-11-04 --format md\n"
	 "an archive, with offsets for JavaScript\n"
	 "$ gazet tag --offsets utf16 articles.jsonl | head -n 2"},
	{"entities", "[PATTERN]", "what is in the database, with counts",
	 "Entities with the number of their documents and mentions and their first and last day. PATTERN selects those of which "
	 "a name contains these words or their beginnings; case and diacritics do not matter. Or it is an id, which gives a "
	 "series with its editions, or a selector: type:person, country:ru, type:person+country:ru. A document of an edition "
	 "counts for its series too.",
	 0, 1, ASKS | TAKES_TYPE | TAKES_MIN_DOCS, cmd_entities, GROUP_ASK,
	 "the id of something called Hamburg\n"
	 "$ gazet entities hamburg\n"
	 "the persons of Russia\n"
	 "$ gazet entities type:person+country:ru\n"
	 "who was in the news in 2011, as a table for a spreadsheet\n"
	 "$ gazet entities --type person --from 2011 --to 2011 --limit 5 --format csv"},
	{"show", "ENTITY", "one entity's card",
	 "Its type, country and series, the names by which it is mentioned, documents and mentions with the first and last\n"
	 "day, who and what of each type occurs with it more than by chance (the greatest G2 first; gazet help measures),\n"
	 "offices held and the places of events (of the gazetteer in use), the editions of a series with their days, and the\n"
	 "newest documents. Everything is counted inside the filter: the numbers are those of entities, cooc, timeline and\n"
	 "docs. On a terminal with the course of the documents over time. --format is table (as text), json (one object) or md.",
	 1, 1, TAKES_DB | TAKES_GAZETTEER | TAKES_FILTER | TAKES_UNIQUE | TAKES_MIN_DOCS | TAKES_SELECT | TAKES_FORMAT, cmd_show, GROUP_ASK,
	 "all about the G20; and for another program\n"
	 "$ gazet show event/g20\n"
	 "$ gazet show merkel --from 2011 --format json"},
	{"cooc", "ENTITY...", "who and what occurs together with all of these",
	 "An ENTITY is an id (event/g20), an exact name or an alias, or a selector, which stands for any of several (type:person, "
	 "country:ru: gazet help asking). A series counts with its editions. Measures are "
	 "explained in `gazet help measures`. Counts and marginals are made inside the filter.",
	 1, LIST_MAX, ASKS | TAKES_TYPE | TAKES_WINDOW | TAKES_MIN_DOCS, cmd_cooc, GROUP_ASK,
	 "who appears with the G20, and with the G20 and Russia\n"
	 "$ gazet cooc event/g20 --type person\n"
	 "$ gazet cooc event/g20 country/ru --type person\n"
	 "what occurs with Russian persons where the United States do not\n"
	 "$ gazet cooc type:person+country:ru --not country/us --limit 5\n"
	 "what stands in one sentence with Greece, by association\n"
	 "$ gazet cooc Greece --window sentence --min-docs 2 --sort -npmi"},
	{"timeline", "ENTITY...", "documents per day, week, month or year",
	 "One series for each entity, zeros included; --all gives one series of the documents with all of them, and only there "
	 "--window has a meaning. Documents without a date that fits are counted apart.\n\n"
	 "On a terminal, and with --plot, it is drawn as wide as the\n"
	 "window: bars for one series, lines for up to six, a strip of bars for each of more; without --by the period suits\n"
	 "the span, and neighbouring periods are put together where they would not fit. --no-plot, --format, --sort and\n"
	 "--limit give rows. --format svg makes a picture: bars for one series, lines for several, in dark and light; with\n"
	 "--share in hundredths of all documents. -o FILE writes it there.",
	 1, LIST_MAX, SELECTS | TAKES_WHOLE | TAKES_PERIOD | TAKES_WINDOW | TAKES_PLOT, cmd_timeline, GROUP_ASK,
	 "Greece by month of 2011, as a spreadsheet\n"
	 "$ gazet timeline country/gr --from 2011 --to 2011 --format csv >greece.csv\n"
	 "two entities, and both together\n"
	 "$ gazet timeline country/us country/ru --by year\n"
	 "$ gazet timeline country/us country/ru --all --by year\n"
	 "drawn in the terminal, and as a picture for a page\n"
	 "$ gazet timeline country/gr --plot\n"
	 "$ gazet timeline country/gr country/de --by year --format svg -o timeline.svg"},
	{"kwic", "ENTITY [--with ENTITY]", "the words around each mention",
	 "--with keeps mentions in documents (or, with --window, near mentions) of the other entities. A table leaves "
	 "out title, field, start, entity and name; other formats have all columns.", 1, 1,
	 ASKS | TAKES_WITH | TAKES_WINDOW, cmd_kwic, GROUP_ASK,
	 "in which words Angela Merkel and Greece stand in one sentence\n"
	 "$ gazet kwic person/angela-merkel --with country/gr --window sentence --limit 5"},
	{"docs", "[ENTITY...]", "the documents with all of these",
	 "Newest first; `mentions` counts all of them together. Without an ENTITY, all documents of the filter, with all their mentions: "
	 "--sort -mentions has those first that name most.",
	 0, LIST_MAX, ASKS | TAKES_WINDOW, cmd_docs, GROUP_ASK,
	 "the documents behind a count of cooc\n"
	 "$ gazet docs event/g20 person/barack-obama\n"
	 "all documents of a year, for other programs\n"
	 "$ gazet docs --from 2011 --to 2011 --format jsonl"},
	{"report", "ENTITY...", "an answer as one page of HTML with charts and tables",
	 "Writes a single file that needs no network and can be sent on: a card for each entity, the timeline, the network of\n"
	 "what occurs together, ranked tables, the words around mentions, and the documents with links to their sources. With\n"
	 "several entities, all of them must be in the document. In a browser the timeline can be pointed at and zoomed by\n"
	 "dragging, the network picks documents, tables sort and filter; without scripts, and on paper, it is a page to read.\n"
	 "The same database gives the same bytes.",
	 1, LIST_MAX, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_TYPE | TAKES_WINDOW | TAKES_MIN_DOCS | TAKES_SELECT | TAKES_REPORT |
	 TAKES_GAZETTEER,
	 cmd_report, GROUP_LOOK,
	 "a page about the G20, to be sent on\n"
	 "$ gazet report event/g20 -o g20.html\n"
	 "two entities together, in one year\n"
	 "$ gazet report country/gr merkel --from 2011 --to 2011 -o greece.html"},
	{"diff", "[ENTITY...]", "what is mentioned more, and less, than before",
	 "Compares the documents of --from to --to with those of --vs-from to --vs-to, else with the period of the same\n"
	 "length right before: whom the ENTITY (all of them) appears with more and less; without one, whom all documents\n"
	 "mention. change counts doublings of the share: 1 is twice, -1 half. p is exact, q corrected for all entities that\n"
	 "were compared; the surest change comes first (gazet help analyses).",
	 0, LIST_MAX, ASKS | TAKES_TYPE | TAKES_MIN_DOCS | TAKES_DIFF, cmd_diff, GROUP_ASK,
	 "whom the news named more in 2011 than in 2010\n"
	 "$ gazet diff --from 2011 --to 2011 --limit 5\n"
	 "with whom Greece appears in 2011, against the five years before\n"
	 "$ gazet diff country/gr --from 2011 --to 2011 --vs-from 2006 --vs-to 2010 --limit 5"},
	{"bursts", "[ENTITY...]", "days and weeks of unusual attention",
	 "Times in which an ENTITY is in far more of the documents than usual, each with a headline: the document of the\n"
	 "peak that mentions it most. The base is how many documents there are of each day, so that weekends and growing\n"
	 "archives make no burst. Without an ENTITY the strongest bursts of all entities. Kleinberg's automaton finds them,\n"
	 "and what chance may have made is left out (gazet help analyses).",
	 0, LIST_MAX, ASKS | TAKES_TYPE | TAKES_MIN_DOCS | TAKES_BURSTS, cmd_bursts, GROUP_ASK,
	 "when the G20 was news, and with which headline\n"
	 "$ gazet bursts event/g20\n"
	 "the strongest of all, by week\n"
	 "$ gazet bursts --by week --limit 5"},
	{"path", "ENTITY ENTITY", "the strongest chain of co-occurrence between two entities",
	 "A row for each entity on the way, with the number of documents that it has with the one before it, and the one of\n"
	 "them that mentions both most. The chain is the one with the greatest product of Jaccard coefficients; where the\n"
	 "two occur together, that is a chain of one step. --via-type and --min-docs keep it from leading over\n"
	 "countries, or single documents (gazet help analyses).",
	 2, 2, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_ROWS | TAKES_SAVE | TAKES_MIN_DOCS | TAKES_CHAIN, cmd_path, GROUP_ASK,
	 "how two people are connected, over people only\n"
	 "$ gazet path merkel 'Vladimir Putin' --via-type person"},
	{"export", "FORMAT [ENTITY...]", "documents with their mentions, for other tools",
	 "The documents that `gazet docs` gives for the same ENTITY and options, oldest first, with all their mentions (of --type).\n"
	 "FORMAT is one of those that `gazet help exports` describes. A file or folder appears, or is replaced, when it is\n"
	 "complete; beside a file stands PATH.meta.json, in a folder _gazet.json: what it was made from. --partition\n"
	 "makes a folder of day=2011-01-03/part-0000.jsonl and the like, which DuckDB, ClickHouse and Spark read.",
	 1, LIST_MAX, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_TYPE | TAKES_WINDOW | TAKES_SELECT | TAKES_EXPORT | TAKES_CSV, cmd_export, GROUP_TAKE,
	 "a table of mentions for data frames, and documents for spaCy\n"
	 "$ gazet export csv event/g20 -o mentions.csv\n"
	 "$ gazet export spacy --from 2011 --to 2011 -o spacy.jsonl\n"
	 "a folder that DuckDB reads\n"
	 "$ gazet export mentions --partition day -o mentions", NULL, export_name},
	{"graph", "[ENTITY...]", "who occurs with whom: a picture, or a network for other tools",
	 "With an ENTITY, its network: what occurs with it (with all, of several), and which of these occur together in those\n"
	 "documents. Without one, the network of all documents of the filter. --format svg draws it; gexf (Gephi), graphml,\n"
	 "dot (Graphviz), json (D3) and cypher (Neo4j) are for other tools; table, csv, tsv, jsonl and md list the links, the\n"
	 "strongest first. --type is of the nodes, --min-docs of nodes and links. Which are chosen, and what the numbers mean:\n"
	 "gazet help networks.",
	 0, LIST_MAX, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_SELECT | TAKES_ROWS | TAKES_TYPE | TAKES_WINDOW | TAKES_MIN_DOCS |
	 TAKES_GRAPH, cmd_graph, GROUP_LOOK,
	 "the network around Greece as a picture, and for Gephi\n"
	 "$ gazet graph country/gr --format svg -o greece.svg\n"
	 "$ gazet graph --dynamic --by month --format gexf -o network.gexf\n"
	 "its strongest links\n"
	 "$ gazet graph country/gr --limit 5"},
	{"sql", "STATEMENT [VALUE...]", "a question in SQL, read-only",
	 "STATEMENT is a SELECT over the tables and views that `gazet help schema` describes; - reads it from standard input.\n"
	 "Values are bound to its parameters (?1, ?2, :name) in their order, as text. Nothing can be written, attached or\n"
	 "loaded. Two columns of one name become NAME and NAME_2; bytes are shown as x'00ff'.",
	 1, LIST_MAX, TAKES_DB | TAKES_ROWS | TAKES_SAVE, cmd_sql, GROUP_ASK,
	 "how many entities there are of each type\n"
	 "$ gazet sql 'SELECT type, count(*) AS entities FROM entity GROUP BY type'\n"
	 "what an entity was called, by a value that is bound\n"
	 "$ gazet sql 'SELECT text, count(*) FROM v_mention WHERE entity = ?1 GROUP BY text' country/us"},
	{"explain", "[DOC|FILE|-]", "why each mention was linked, or not",
	 "DOC is a stored document's id. Without it, or with -, standard input is read, and where there is no --db, a file of that\n"
	 "name: text, or JSON Lines of documents. It is tagged with the gazetteer in use, and every span that can be read as an\n"
	 "entity is shown with what was chosen (+), its score and evidence, and the readings that were rejected (-) with the\n"
	 "reason; names inside others, words that would have to be written otherwise, and more than three rejected alike\n"
	 "only with -v. A --format gives rows.",
	 0, 1, TAKES_DB | TAKES_GAZETTEER | TAKES_INPUT | TAKES_TAGGER | TAKES_EXPLAIN | TAKES_DAY | TAKES_FORMAT, cmd_explain, GROUP_READ,
	 "why Jordan is a person here\n"
	 "$ echo 'Andrzej Duda met Michael Jordan. Jordan spoke.' | gazet explain - --date 2017-07-06\n"
	 "a stored document\n"
	 "$ gazet explain demo-0018 -d gazet.db --source articles.jsonl"},
	{"eval", "GOLD...", "precision, recall and F1 against annotated documents",
	 "GOLD is JSON Lines of documents with `spans` or `countries`; see `gazet help gold`. A row for each type that is\n"
	 "annotated, and one for all. --errors prints each mistake in context, --confusions counts them by text and entities.\n"
	 "--as tags the same documents in small letters, in capitals, or without punctuation.",
	 1, LIST_MAX, TAKES_GAZETTEER | TAKES_TAGGER | TAKES_TYPE | TAKES_EVAL | TAKES_ROWS, cmd_eval, GROUP_CARE,
	 "by type, and what went wrong\n"
	 "$ gazet eval gold.jsonl\n"
	 "$ gazet eval gold.jsonl --as stripped --confusions"},
	{"retag", "", "stored documents tagged again after a change of the gazetteer",
	 "Tags from the stored text, with the gazetteer of -g or the installed one: only documents that hold a word of a\n"
	 "name, title or rule that was added, changed or removed since they were tagged. Prints which entities gained and\n"
	 "lost mentions, with examples; --dry-run prints it and writes nothing. Work is committed in batches; an interrupted\n"
	 "run goes on where it stopped when the command is given again. The end is the same database as one that was\n"
	 "indexed anew. Documents of an older gazet, of which nothing is known, are all tagged.",
	 0, 0, TAKES_DB | TAKES_GAZETTEER | TAKES_THREADS | TAKES_TAGGER | TAKES_RETAG | TAKES_PROGRESS | TAKES_ROWS, cmd_retag, GROUP_CARE,
	 "what a gazetteer of your own changes, and then do it\n"
	 "$ gazet retag -g gazetteers -g mine.tsv --dry-run\n"
	 "$ gazet retag -g gazetteers -g mine.tsv"},
	{"db", "stats|check|rebuild|dump|merge|remove|vacuum ...", "figures, soundness, care and copies of databases", "",
	 1, LIST_MAX, 0, NULL, GROUP_CARE,
	 "how much there is, and whether it is sound\n"
	 "$ gazet db stats\n"
	 "$ gazet db check\n"
	 "two databases into a third; what was tagged with another gazetteer is tagged again\n"
	 "$ gazet index -q -d more.db scraped\n"
	 "$ gazet db merge --retag both.db gazet.db more.db\n"
	 "a source out again\n"
	 "$ gazet db remove -d both.db --source scraped", db_verbs},
	{"gaz", "lint|list|lookup|diff|stats|compile|import|export ...", "care of gazetteers: faults, contents, meanings, differences", "",
	 1, LIST_MAX, 0, NULL, GROUP_CARE,
	 "what a name can mean, and who held an office\n"
	 "$ gazet gaz lookup jordan\n"
	 "$ gazet gaz lookup 'french president' --date 2011-11-04\n"
	 "is a gazetteer of your own in order; what does it add\n"
	 "$ gazet gaz lint gazetteers mine.tsv\n"
	 "$ gazet gaz list -g gazetteers -g mine.tsv okafor\n"
	 "one file that opens in milliseconds\n"
	 "$ gazet gaz compile -o news.gazetc gazetteers mine.tsv\n"
	 "$ gazet gaz stats news.gazetc", gaz_verbs},
	{"help", "[TOPIC [VERB]]", "help for a command or a topic", "Without a TOPIC all commands and topics in brief. The topics are the pages of gazet's documentation. Behind a command that has verbs, one of them is told by itself.",
	 0, 2, TAKES_HELP, cmd_help, GROUP_CARE,
	 "the options of a command, and how measures are computed\n"
	 "$ gazet help cooc\n"
	 "$ gazet help db merge\n"
	 "$ gazet help measures", NULL, subject_name},
	{NULL},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (strcmp(command->name, name) == 0)
			return command;
	}
	return NULL;
}

const struct verb *verb_find(const struct command *command, const char *name)
{
	for (const struct verb *v = command->verbs; v != NULL && v->name != NULL; v++) {
		if (strcmp(name, v->name) == 0)
			return v;
	}
	return NULL;
}

uint64_t command_takes(const struct command *command, const char *verb)
{
	const struct verb *one = verb != NULL ? verb_find(command, verb) : NULL;
	uint64_t takes = command->takes;

	for (const struct verb *v = command->verbs; v != NULL && v->name != NULL; v++)
		takes |= one == NULL || one == v ? v->takes : 0;
	return takes;
}

/* The names of verbs with | between them, for a message. */
static void verb_words(const struct verb *verbs, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (const struct verb *v = verbs; v->name != NULL && used < size; v++)
		used += (size_t)snprintf(out + used, size - used, "%s%s", v == verbs ? "" : "|", v->name);
}

int verb_unknown(const struct command *command, const char *wrong)
{
	const char *near = NULL;
	char words[256], list[256];

	for (const struct verb *v = command->verbs; v->name != NULL && near == NULL; v++)
		near = is_near(wrong, v->name) ? v->name : NULL;
	verb_words(command->verbs, words, sizeof(words));
	list_words(words, list, sizeof(list));
	say("gazet %s does %s, not '%s'%s%s%s (see gazet help %s)", command->name, list, wrong,
	    near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "", command->name);
	return EXIT_FATAL;
}

int command_run(const struct command *command, const struct settings *s)
{
	struct settings behind = *s;
	const struct verb *v;

	if (command->verbs == NULL)
		return save_wanted(command, s) ? save_run(command, s) : command->run(s);
	v = verb_find(command, s->args[0]);
	if (v == NULL)
		return verb_unknown(command, s->args[0]);
	behind.arg_count--;
	memmove(behind.args, behind.args + 1, behind.arg_count * sizeof(*behind.args));
	behind.arg_paths = v->paths && behind.arg_count > 0;
	if (v->paths && behind.arg_count + behind.gazetteers.count > LIST_MAX) {
		say("more than %d gazetteers", LIST_MAX);
		return EXIT_FATAL;
	}
	if (behind.arg_count >= v->least && behind.arg_count <= v->most)
		return v->run(&behind);
	say("usage: gazet %s %s%s%s (see gazet help %s)", command->name, v->name, v->args[0] ? " " : "", v->args,
	    command->name);
	return EXIT_FATAL;
}
