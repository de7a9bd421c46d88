/* commands.c: the table of commands. A new command is one row here and one function. */
#include <string.h>

#include "cmd.h"

#define ASKS (TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_ROWS | TAKES_SORT)

const struct command commands[] = {
	{"index", "PATH|-...", "archives into the database",
	 "Reads files, folders, tar and zip archives in many formats (gazet help formats), tags documents and stores them with\n"
	 "their mentions. A document is known by its source and id: indexing the same archive again changes nothing, a\n"
	 "changed document is replaced. A second run reads only files that have changed (gazet help archives). Work is\n"
	 "committed in batches; an interrupted run keeps what was committed, and running it again completes it. With --json\n"
	 "the summary is an object on standard output.",
	 1, LIST_MAX, TAKES_DB | TAKES_GAZETTEER | TAKES_INPUT | TAKES_THREADS | TAKES_TAGGER | TAKES_PROGRESS | TAKES_FORMAT |
	 TAKES_INDEX, cmd_index},
	{"tag", "[FILE|-]", "documents in, documents with mentions out; no database",
	 "Prints a line of JSON for each document; another --format prints a row for each mention. Reads what index reads.",
	 0, LIST_MAX, TAKES_GAZETTEER | TAKES_INPUT | TAKES_THREADS | TAKES_TAGGER | TAKES_OFFSETS | TAKES_FORMAT | TAKES_PROGRESS, cmd_tag},
	{"entities", "[PATTERN]", "what is in the database, with counts",
	 "PATTERN selects entities of which a name contains these words or their beginnings; case and "
	 "diacritics do not\n"
	 "matter.",
	 0, 1, ASKS | TAKES_TYPE | TAKES_MIN_DOCS, cmd_entities},
	{"cooc", "ENTITY...", "who and what occurs together with all of these",
	 "An ENTITY is an id (event/g20), an exact name or an alias. A series counts with its editions. "
	 "Measures are\n"
	 "explained in `gazet help measures`. Counts and marginals are made inside the filter.",
	 1, LIST_MAX, ASKS | TAKES_TYPE | TAKES_WINDOW | TAKES_MIN_DOCS, cmd_cooc},
	{"timeline", "ENTITY...", "documents per day, week, month or year",
	 "One series for each entity, zeros included; --all gives one series of the documents with all of "
	 "them.\n"
	 "Documents without a date that fits are counted apart. --format svg draws it: bars for one series, lines for\n"
	 "several, in dark and light; with --share in hundredths of all documents. -o FILE writes it there.",
	 1, LIST_MAX, ASKS | TAKES_PERIOD | TAKES_WINDOW, cmd_timeline},
	{"kwic", "ENTITY [--with ENTITY]", "the words around each mention",
	 "--with keeps mentions in documents (or, with --window, near mentions) of the other entities.", 1, 1,
	 ASKS | TAKES_WITH | TAKES_WINDOW, cmd_kwic},
	{"docs", "[ENTITY...]", "the documents with all of these",
	 "Newest first; `mentions` counts all of them together. Without an ENTITY, all documents of the "
	 "filter.",
	 0, LIST_MAX, ASKS | TAKES_WINDOW, cmd_docs},
	{"export", "FORMAT [ENTITY...]", "documents with their mentions, for other tools",
	 "The documents that `gazet docs` gives for the same ENTITY and options, oldest first, with all their mentions (of --type).\n"
	 "FORMAT is one of those that `gazet help exports` describes. A file or folder appears, or is replaced, when it is\n"
	 "complete; beside a file stands PATH.meta.json, in a folder _gazet.json: what it was made from. --partition\n"
	 "makes a folder of day=2011-01-03/part-0000.jsonl and the like, which DuckDB, ClickHouse and Spark read.",
	 1, LIST_MAX, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_TYPE | TAKES_WINDOW | TAKES_SELECT | TAKES_EXPORT | TAKES_CSV, cmd_export},
	{"graph", "[ENTITY...]", "who occurs with whom: a picture, or a network for other tools",
	 "With an ENTITY, its network: what occurs with it (with all, of several), and which of these occur together in those\n"
	 "documents. Without one, the network of all documents of the filter. --format svg draws it; gexf (Gephi), graphml,\n"
	 "dot (Graphviz), json (D3) and cypher (Neo4j) are for other tools; table, csv, tsv, jsonl and md list the links, the\n"
	 "strongest first. --type is of the nodes, --min-docs of nodes and links. Which are chosen, and what the numbers mean:\n"
	 "gazet help networks.",
	 0, LIST_MAX, TAKES_DB | TAKES_FILTER | TAKES_UNIQUE | TAKES_SELECT | TAKES_ROWS | TAKES_TYPE | TAKES_WINDOW | TAKES_MIN_DOCS |
	 TAKES_GRAPH, cmd_graph},
	{"explain", "[DOC|FILE|-]", "why each mention was linked, or not",
	 "DOC is a stored document's id. Without it, or with -, standard input is read, and where there is no --db, a file of that\n"
	 "name: text, or JSON Lines of documents. It is tagged with the gazetteer in use, and every span that can be read as an\n"
	 "entity is shown with what was chosen (+), its score and evidence, and the readings that were rejected (-) with the\n"
	 "reason; names inside others, words that would have to be written otherwise, and more than three rejected alike\n"
	 "only with -v. A --format gives rows.",
	 0, 1, TAKES_DB | TAKES_GAZETTEER | TAKES_INPUT | TAKES_TAGGER | TAKES_EXPLAIN | TAKES_FORMAT, cmd_explain},
	{"eval", "GOLD...", "precision, recall and F1 against annotated documents",
	 "GOLD is JSON Lines of documents with `spans` or `countries`; see `gazet help gold`. A row for each type that is\n"
	 "annotated, and one for all. --errors prints each mistake in context, --confusions counts them by text and entities.\n"
	 "--as tags the same documents in small letters, in capitals, or without punctuation.",
	 1, LIST_MAX, TAKES_GAZETTEER | TAKES_TAGGER | TAKES_TYPE | TAKES_EVAL | TAKES_ROWS, cmd_eval},
	{"retag", "", "stored documents tagged again after a change of the gazetteer",
	 "Tags from the stored text, with the gazetteer of -g or the installed one: only documents that hold a word of a\n"
	 "name, title or rule that was added, changed or removed since they were tagged. Prints which entities gained and\n"
	 "lost mentions, with examples; --dry-run prints it and writes nothing. Work is committed in batches; an interrupted\n"
	 "run goes on where it stopped when the command is given again. The end is the same database as one that was\n"
	 "indexed anew. Documents of an older gazet, of which nothing is known, are all tagged.",
	 0, 0, TAKES_DB | TAKES_GAZETTEER | TAKES_THREADS | TAKES_TAGGER | TAKES_RETAG | TAKES_PROGRESS | TAKES_ROWS, cmd_retag},
	{"db", "stats|check|rebuild|dump|merge|vacuum ...", "figures, soundness, care and copies of databases",
	 "stats: what is in the database and how large it is. check: integrity, references, offsets against "
	 "the stored\n"
	 "text, derived tables against the mentions; exit status 2 if anything is wrong. rebuild: makes the "
	 "derived tables\n"
	 "again from documents and mentions. dump: documents, mentions and entities as JSON Lines in an order of their own:\n"
	 "databases with equal dumps are equal. merge OUT IN...: copies the documents of databases into one, as if\n"
	 "their archives had been indexed one after the other; again, it changes nothing. vacuum: makes the file small\n"
	 "after much was replaced.",
	 1, LIST_MAX, TAKES_DB | TAKES_UNIQUE | TAKES_FORMAT | TAKES_MERGE | TAKES_GAZETTEER | TAKES_TAGGER | TAKES_THREADS | TAKES_PROGRESS, cmd_db},
	{"gaz", "lint|list|lookup|diff|stats|compile|import|export ...", "care of gazetteers: faults, contents, meanings, differences",
	 "lint [PATH...]: what is wrong or risky in files and folders (else those of -g, else the installed set), as\n"
	 "file:line:column; exit status 3 if there are errors or warnings. list [PATTERN]: the entities. lookup NAME: all\n"
	 "that the words can mean, with marks; of an office (\"russian president\", \"fed chairman\") the holders, with\n"
	 "--date the one of that day. diff OLD NEW: what NEW has and OLD has not, and the other way round. stats [PATH...]:\n"
	 "how much there is of everything, and the rows of each file. compile -o FILE [PATH...]: all as one file, which -g\n"
	 "opens in no time; it stands alone. import FORMAT FILE...: another tool's gazetteer\n"
	 "(spacy, petrarch, jrc, popolo, wikidata) as tables. export spacy: patterns for spaCy's EntityRuler.",
	 1, LIST_MAX, TAKES_GAZETTEER | TAKES_TYPE | TAKES_ROWS | TAKES_DATE | TAKES_IMPORT, cmd_gaz},
	{"help", "[TOPIC]", "help for a command or a topic", "", 0, 1, 0, cmd_help},
	{NULL, NULL, NULL, NULL, 0, 0, 0, NULL},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name != NULL; command++) {
		if (strcmp(command->name, name) == 0)
			return command;
	}
	return NULL;
}
