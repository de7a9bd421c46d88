/*
 * cmd.h: what the subcommands share: the command table's rows, the options as parsed, and ways to say things.
 * Library code never prints and never exits; this is where both happens.
 */
#ifndef GAZET_CMD_H
#define GAZET_CMD_H

#include <stdio.h>

#include "gazet/gaz.h"
#include "gazet/pipeline.h"
#include "gazet/query.h"
#include "gazet/render.h"

enum exit_status {
	EXIT_DONE = 0,
	EXIT_NOTHING = 1,     /* nothing found, and -e given */
	EXIT_FATAL = 2,       /* usage, or it could not be done */
	EXIT_REJECTED = 3,    /* finished, but some inputs were rejected */
	EXIT_INTERRUPTED = 130
};

#define LIST_MAX 64
#define GAZETTEER_PATH_MAX 4200

/* A repeatable option's values; they live in argv. */
struct list {
	const char *item[LIST_MAX];
	size_t count;
};

/* Every option of every command; which command takes which is in options.c. */
struct settings {
	const char *db, *format, *input_format, *color, *progress, *sort, *map, *source_name, *offsets, *by, *window, *output, *as, *rejects, *date_from, *date_order, *on_conflict, *partition;
	const char *from_text, *to_text;
	struct list gazetteers, sources, types, with, any, without;
	int32_t from, to, date;
	int32_t vs_from, vs_to;
	uint64_t steps;
	enum gz_precision date_precision;
	uint64_t limit, offset, min_docs, width, threads, max_document, max_expansion, max_errors, commit;
	bool strict, known, names_only, errors, confusions, no_follow_ups, keep_boilerplate, full_scan, prune, dry_run, retag, as_is;
	const char *measure; /* graph */
	uint64_t nodes, edges;
	bool dynamic, without_centre;
	bool plot, no_plot;
	bool details; /* -v of what goes to standard output, in which -q has no say */
	bool max_errors_given;
	bool arg_paths; /* `args` are paths of gazetteers, on top of those of -g; both fit a list */
	bool bom, spreadsheet_safe, share;
	bool limit_given, all, unique, exit_nothing, quiet, verbose, help, version, tables;
	const char *args[LIST_MAX]; /* what is not an option */
	size_t arg_count;
};

/* Groups of options that a command takes: bits for struct command. */
#define TAKES_DB (UINT64_C(1) << 0)
#define TAKES_GAZETTEER (UINT64_C(1) << 1)
#define TAKES_INPUT (UINT64_C(1) << 2)
#define TAKES_FILTER (UINT64_C(1) << 3) /* --from --to --source */
#define TAKES_TYPE (UINT64_C(1) << 4)
#define TAKES_ROWS (UINT64_C(1) << 5) /* --format --limit --offset -e */
#define TAKES_FORMAT (UINT64_C(1) << 6) /* --format alone */
#define TAKES_WINDOW (UINT64_C(1) << 7)
#define TAKES_MIN_DOCS (UINT64_C(1) << 8)
#define TAKES_PERIOD (UINT64_C(1) << 9)
#define TAKES_WITH (UINT64_C(1) << 10)
#define TAKES_PROGRESS (UINT64_C(1) << 11)
#define TAKES_OFFSETS (UINT64_C(1) << 12)
#define TAKES_SORT (UINT64_C(1) << 13)
#define TAKES_DATE (UINT64_C(1) << 14)
#define TAKES_IMPORT (UINT64_C(1) << 15) /* of other tools' gazetteers */
#define TAKES_EVAL (UINT64_C(1) << 16)
#define TAKES_TAGGER (UINT64_C(1) << 17) /* how documents are tagged */
#define TAKES_EXPLAIN (UINT64_C(1) << 18)
#define TAKES_THREADS (UINT64_C(1) << 19)
#define TAKES_INDEX (UINT64_C(1) << 20) /* what a run does to the database */
#define TAKES_RETAG (UINT64_C(1) << 21)
#define TAKES_MERGE (UINT64_C(1) << 22)
#define TAKES_UNIQUE (UINT64_C(1) << 23)
#define TAKES_SELECT (UINT64_C(1) << 24) /* --any --not */
#define TAKES_PLOT (UINT64_C(1) << 25)
#define TAKES_EXPORT (UINT64_C(1) << 26) /* files for other tools */
#define TAKES_GRAPH (UINT64_C(1) << 27)
#define TAKES_DIFF (UINT64_C(1) << 28)
#define TAKES_BURSTS (UINT64_C(1) << 29)
#define TAKES_CHAIN (UINT64_C(1) << 30)
#define TAKES_REPORT (UINT64_C(1) << 31)
#define TAKES_CSV (UINT64_C(1) << 32) /* --bom */
#define TAKES_HELP (UINT64_C(1) << 33)
#define TAKES_COMPILE (UINT64_C(1) << 34)
#define TAKES_PATTERNS (UINT64_C(1) << 35) /* of a gazetteer for other tools */
#define TAKES_WHOLE (UINT64_C(1) << 36)    /* those of TAKES_ROWS, where a table has all rows */
#define TAKES_SAVE (UINT64_C(1) << 37)     /* --output, for rows */
#define TAKES_REMOVE (UINT64_C(1) << 38)   /* what is taken out of a database */
#define TAKES_DAY (UINT64_C(1) << 39)      /* --date of text that has none */

/* Parts of the overview. */
enum group { GROUP_ASK, GROUP_READ, GROUP_LOOK, GROUP_TAKE, GROUP_CARE, GROUPS };

/* `gazet db VERB`, `gazet gaz VERB`. */
struct verb {
	const char *name;
	const char *args;
	const char *details;
	size_t least, most;   /* arguments behind the verb */
	uint64_t takes;       /* option groups */
	int (*run)(const struct settings *s); /* `s->args` begins behind the verb */
	bool paths;           /* its arguments are gazetteers */
	const char *(*word)(size_t index); /* what the first argument may be; NULL: anything */
};

struct command {
	const char *name;
	const char *args;     /* "ENTITY..." for the usage line; a name stands for what completion offers there */
	const char *summary;
	const char *details;  /* a paragraph or two for `gazet help NAME`; filled when it is shown */
	size_t least, most;   /* arguments */
	uint64_t takes;       /* option groups; verbs have their own */
	int (*run)(const struct settings *s); /* NULL where there are verbs */
	enum group group;
	const char *examples; /* lines: what one shows, then the commands behind "$ " */
	const struct verb *verbs; /* ends with a row without a name */
	const char *(*word)(size_t index); /* what the first argument may be; NULL: anything */
};
extern const struct command commands[];
extern const struct verb db_verbs[], gaz_verbs[];
const struct command *command_find(const char *name);
/* The command that a word which is none is likely to stand for, "graph" or "db stats", in `out` where it is not constant;
 * NULL: nobody knows. */
#define COMMAND_MEANT 64
const char *command_meant(const char *word, char out[COMMAND_MEANT]);
/* NULL where it has no such verb. */
const struct verb *verb_find(const struct command *command, const char *name);
/* Says which verbs it has, and that `wrong` is none. */
int verb_unknown(const struct command *command, const char *wrong);
/* The option groups of a command with this verb; where it is none of its verbs, or NULL, those of all. */
uint64_t command_takes(const struct command *command, const char *verb);
/* save.c: are rows to be written to the file of --output? Runs the command so. */
bool save_wanted(const struct command *command, const struct settings *s);
int save_run(const struct command *command, const struct settings *s);
/* Does what the command is for. */
int command_run(const struct command *command, const struct settings *s);

int cmd_index(const struct settings *s);
int cmd_tag(const struct settings *s);
int cmd_entities(const struct settings *s);
int cmd_cooc(const struct settings *s);
int cmd_timeline(const struct settings *s);
int cmd_kwic(const struct settings *s);
int cmd_docs(const struct settings *s);
int cmd_report(const struct settings *s);
int cmd_show(const struct settings *s);
int cmd_sql(const struct settings *s);
int cmd_diff(const struct settings *s);
int cmd_bursts(const struct settings *s);
int cmd_path(const struct settings *s);
int cmd_explain(const struct settings *s);
int cmd_export(const struct settings *s);
int cmd_eval(const struct settings *s);
int cmd_retag(const struct settings *s);
int cmd_graph(const struct settings *s);
int cmd_help(const struct settings *s);
/* All commands, in brief. */
void help_overview(FILE *out);
/* The version, and those of the libraries in use. */
void version_print(FILE *out);

/* ---- parse.c ----------------------------------------------------------------- */

/* Options stand anywhere; `--` ends them. False after a message on stderr. */
bool options_parse(int argc, char **argv, struct settings *s, const struct command **command);

/* ---- say.c ------------------------------------------------------------------- */

/* "gazet: ..." on stderr. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Says an error; returns EXIT_FATAL, or EXIT_INTERRUPTED. */
int say_error(const struct gz_error *err);
/* "a, b or c" of words that stand with | between them. */
void list_words(const char *words, char *out, size_t size);
/* The known word nearest to a mistyped one, or NULL. */
const char *nearest_word(const char *word, const char *(*next)(size_t index));
/* Might the one be meant for the other? */
bool is_near(const char *word, const char *known);

/* ---- output.c ------------------------------------------------------------------ */

/* A renderer on stdout that passes on at most --limit rows. */
struct output {
	struct gz_sink sink;     /* give this to a query */
	struct gz_sink renderer;
	uint64_t rows, limit;    /* 0: unlimited */
	uint64_t skip;           /* rows that are left out first; a query with --offset leaves them out itself */
	bool more;               /* there were more rows than the limit */
};
bool output_open(struct output *o, const struct settings *s, struct gz_error *err);
/* The same into a file: a table as wide as it is, and whole unless --limit is given; gz_render_close ends it. */
bool output_open_file(struct output *o, const struct settings *s, FILE *file, struct gz_error *err);
/* In a table, which a person reads, these columns are left out; other formats have all. Tells whether they are. */
bool output_hide(struct output *o, const struct settings *s, const char *const *columns);
/* What a table leaves out first where the terminal is too narrow. */
void output_spare(struct output *o, const char *const *columns);
/* Is standard output shown with colours? */
bool output_color(const struct settings *s);
/* Is it a terminal, and how many columns has it? $COLUMNS goes first; 0: it is none. A plot has a width elsewhere too: 0: as
 * the renderer likes. */
bool output_is_terminal(void);
int output_width(void);
int output_plot_width(void);
/* The path of --output; NULL: standard output, by its absence or as -. */
const char *output_path(const struct settings *s);
/* What to pass on as gz_selection.limit: one row more than is shown, to know whether there are more. */
uint64_t output_query_limit(const struct output *o);
/* Flushes and closes; gives the exit status for a query that ended with `good`. */
int output_finish(struct output *o, const struct settings *s, bool good, const struct gz_error *err);

/* For a sink to which only rows matter. */
bool ignore_columns(void *self, const struct gz_column *columns, size_t count, struct gz_error *err);
bool ignore_end(void *self, struct gz_error *err);
/* Counts rows; self is a uint64_t. */
bool tally_row(void *self, const struct gz_cell *cells, struct gz_error *err);

/* ---- memory.c ------------------------------------------------------------------- */

/* Once, before a question is asked or threads begin; room: bytes, a multiple of 2 MB. */
#define MEMORY_OF_QUESTION ((size_t)16 << 20)
#define MEMORY_OF_ARCHIVE  ((size_t)128 << 20)
void memory_prepare(size_t room);

/* ---- question.c ----------------------------------------------------------------- */

/* Which of its entities documents must mention for a question to have rows. */
enum terms_needed {
	NEEDS_TOGETHER, /* all, in one document (and inside the window) */
	NEEDS_EACH,     /* all, each in some document */
	NEEDS_ANY       /* each has rows of its own */
};

/* An open database with the selection that the options and arguments describe. */
struct question {
	struct gz_query *query;
	struct gz_selection selection;
	struct gz_term terms[LIST_MAX], without[LIST_MAX];
	struct gz_str sources[LIST_MAX];
	struct output output;
	struct gz_arena arena;
	struct gz_str pattern; /* of names, folded; empty: none */
	struct gz_term only;   /* entities: whose rows; where the selection has it */
	enum gz_period by;     /* bursts */
	bool quiet;	       /* what was guessed is not told */
	bool tells;	       /* a question about documents: why there is no row can be told, by what follows */
	enum terms_needed needs;
	/* The question again, of another selection; NULL: options that choose among rows leave none only where there are some. */
	bool (*again)(struct question *q, const struct gz_selection *s, struct gz_sink *sink, struct gz_error *err);
	const char *otherwise; /* what to say where documents are there, and no option left out a row */
};
/* Opens the database, resolves `count` entity arguments from `names`. False: *status is the exit status. */
bool question_open(struct question *q, const struct settings *s, const char *const *names, size_t count,
		   int *status);
/* The rows of `entities` are those of this id or selector. */
bool question_only(struct question *q, const char *name, struct gz_error *err);
/* After an answer in which entities need not stand near to each other: says so where --window is given. */
int say_idle_window(const struct settings *s, int status, const char *why);
int question_close(struct question *q, const struct settings *s, bool good, const struct gz_error *err);

/* ---- nothing.c ---------------------------------------------------------------------- */

/* Why there was no row, and which names may have been meant. */
void say_nothing(struct question *q, const struct settings *s);
/* Of a timeline, whose rows count so many documents: zeros alone, where there is no document, are nothing found. */
void timeline_found(struct question *q, const struct settings *s, uint64_t docs, uint64_t undated);

/* ---- chart.c -------------------------------------------------------------------- */

/* Is a picture asked for? Draws the timeline of the arguments. */
bool chart_wanted(const struct settings *s);
int chart_timeline(const struct settings *s, enum gz_period by);

/* names.c: "Greece, Germany and France"; .ptr is NULL when memory ran out. */
struct gz_str selection_names(const struct gz_selection *s, struct gz_arena *arena);

/* Reads --type into bits (1u << enum gz_type). */
bool read_types(const struct settings *s, unsigned *types, struct gz_error *err);

/* ---- resources.c ------------------------------------------------------------------ */

const char *database_path(const struct settings *s);
/* The paths of -g and the arguments on top of them, else of the installed set; *found keeps the latter's. */
struct list gazetteer_paths(const struct settings *s, char found[GAZETTEER_PATH_MAX]);
/* How the options say that documents are tagged. */
struct gz_tagger_options tagger_options(const struct settings *s);
/* Can these be combined? Says why not: a compiled one stands alone. */
bool gazetteer_layers(const struct list *paths);
/* Loads the gazetteers of -g, else the installed set, or opens what was compiled of them. Says every fault. */
bool gazetteer_load(const struct settings *s, struct gz_gaz **out, int *status);
/* Ctrl-C, SIGTERM and SIGHUP set a flag that this tells. */
void interrupts_catch(void);
bool interrupted(void *unused);

#endif
