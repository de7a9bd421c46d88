/*
 * wikitext.h: the markup of MediaWiki reduced to text that can be read. Time is linear in the page's length
 * and depth is bounded: what is nested deeper is taken as text.
 *
 * One pass over the page writes into a buffer. An opening bracket notes where in the buffer it stands; the
 * closing one decides what of the words since then stays (a link's label, nothing of a template). What is
 * never closed simply stays text.
 */
#ifndef GAZET_READ_WIKITEXT_H
#define GAZET_READ_WIKITEXT_H

#include "gazet/base.h"

/* Brackets open at once. */
#define GZ_WIKI_DEPTH ((size_t)400)
/* Pipes of one link or template that are remembered; the last one always is. */
#define GZ_WIKI_ARGS 24
/* Bytes of a name (of a namespace, a template, an option) that is looked up; longer ones are none of ours. */
#define GZ_WIKI_NAME ((size_t)96)

/* Numbers of the namespaces that links are treated by. */
enum { GZ_WIKI_ARTICLES = 0, GZ_WIKI_FILE = 6, GZ_WIKI_CATEGORY = 14 };

/* ---- for formats ---------------------------------------------------------------------- */

struct gz_wiki;
/* The English names of files and categories, which every wiki understands, are known from the beginning. */
bool gz_wiki_open(struct gz_wiki **out, struct gz_error *err);
void gz_wiki_close(struct gz_wiki *wiki);
/* A namespace of this wiki. */
bool gz_wiki_add_space(struct gz_wiki *wiki, int number, struct gz_str name, struct gz_error *err);
/* In the wiki's language: some convert between scripts, with markup of their own. */
void gz_wiki_set_language(struct gz_wiki *wiki, struct gz_str lang);
/* Appends the text of a page, without blank lines at its ends. False only when memory ran out. */
bool gz_wiki_text(struct gz_wiki *wiki, struct gz_str title, struct gz_str page, struct gz_buf *out,
		  struct gz_error *err);
/* Is the page nothing but a pointer to another one, in whatever language? */
bool gz_wiki_is_redirect(struct gz_str page);

/* ---- inside ------------------------------------------------------------------------------ */

enum gz_wiki_kind {
	GZ_WIKI_BRACES,	  /* {{template|...}} and {{{parameter}}} */
	GZ_WIKI_LINK,	  /* [[target|label]] */
	GZ_WIKI_EXTERNAL, /* [http://... label] */
	GZ_WIKI_TABLE,	  /* {| ... |} */
	GZ_WIKI_GALLERY,  /* <gallery> lines of file|caption </gallery> */
	GZ_WIKI_VARIANT,  /* -{zh-hans:...;zh-hant:...}- */
	GZ_WIKI_KINDS
};

/* Something open. Places are offsets in the output. */
struct gz_wiki_frame {
	enum gz_wiki_kind kind;
	size_t start;
	size_t braces; /* of BRACES: how many are open */
	unsigned args;
	size_t arg[GZ_WIKI_ARGS]; /* behind each pipe */
	size_t cell;		  /* of a TABLE: where the cell begins, */
	size_t row;		  /* and its row */
	bool attributes;	  /* what was read of the cell may be its attributes */
	bool header;		  /* a line of header cells, which !! separates */
	bool caption;		  /* what is read is the caption, up to the first cell */
	unsigned quotes;	  /* as they stood when it was opened */
};

enum { GZ_WIKI_ITALIC = 1, GZ_WIKI_BOLD = 2 };
/* Places of ''' in a line, by what stands in front: see gz_wiki_quotes. */
enum { GZ_WIKI_AFTER_LETTER, GZ_WIKI_AFTER_WORD, GZ_WIKI_AFTER_SPACE, GZ_WIKI_AFTER };

struct gz_wiki_scan {
	const struct gz_wiki *wiki;
	struct gz_str title;
	const char *begin, *at, *end;
	struct gz_buf *out;
	size_t base; /* where in `out` this page begins */
	size_t line; /* where the line begins */
	bool apart;  /* the line is a paragraph of its own */
	unsigned quotes;
	size_t bold_at[GZ_WIKI_AFTER]; /* 0: nowhere (+1 else) */
	uint64_t unclosed;	       /* tags by number whose end does not come any more */
	struct gz_wiki_frame *frame;
	size_t depth;
	size_t open[GZ_WIKI_KINDS];
	struct gz_buf scratch;
};

/* wikitext.c */
void gz_wiki_push(struct gz_wiki_scan *w, enum gz_wiki_kind kind, size_t start);
/* The innermost open thing, or NULL. */
struct gz_wiki_frame *gz_wiki_top(struct gz_wiki_scan *w);
void gz_wiki_pop(struct gz_wiki_scan *w);
/* What lies below this place in the output is somebody else's, and stays. */
size_t gz_wiki_floor(struct gz_wiki_scan *w);
/* Leaves of the output behind `start` only from..to. */
void gz_wiki_leave(struct gz_wiki_scan *w, size_t start, size_t from, size_t to);
void gz_wiki_cut(struct gz_wiki_scan *w, size_t start);
/* Ends a paragraph, if there is one. */
void gz_wiki_break(struct gz_wiki_scan *w);
void gz_wiki_newline(struct gz_wiki_scan *w);
/* Of the output, from..to. */
struct gz_str gz_wiki_piece(const struct gz_wiki_scan *w, size_t from, size_t to);
/* Argument number i of a frame, trimmed; the last one ends at `end`. */
struct gz_str gz_wiki_arg(const struct gz_wiki_scan *w, const struct gz_wiki_frame *frame, unsigned i,
			  size_t end);

/* wikiline.c: what the beginning and the end of a line mean. */
void gz_wiki_line_begin(struct gz_wiki_scan *w);
void gz_wiki_line_end(struct gz_wiki_scan *w);
/* A run of apostrophes. */
void gz_wiki_quotes(struct gz_wiki_scan *w);

/* wikitable.c */
void gz_wiki_table_open(struct gz_wiki_scan *w);
/* The line begins with a sign of the innermost table. */
void gz_wiki_table_line(struct gz_wiki_scan *w);
void gz_wiki_table_cell(struct gz_wiki_scan *w, struct gz_wiki_frame *table);

/* wikilink.c */
void gz_wiki_bracket_open(struct gz_wiki_scan *w);
void gz_wiki_bracket_close(struct gz_wiki_scan *w);

/* wikibrace.c, wikitemplate.c */
void gz_wiki_brace_open(struct gz_wiki_scan *w);
void gz_wiki_brace_close(struct gz_wiki_scan *w);
/* The template in `frame`, already popped, whose words end at the end of the output: leaves what of it is
 * content. */
void gz_wiki_template(struct gz_wiki_scan *w, const struct gz_wiki_frame *frame);

/* wikitag.c: at < and at &. */
void gz_wiki_tag(struct gz_wiki_scan *w);
void gz_wiki_entity(struct gz_wiki_scan *w);

/* wikiname.c */
#define GZ_WIKI_NO_SPACE INT32_MIN
/* Number of the namespace of that name. */
int gz_wiki_space(const struct gz_wiki *wiki, struct gz_str name);
bool gz_wiki_variants(const struct gz_wiki *wiki);
struct gz_wiki_frame *gz_wiki_frames(struct gz_wiki *wiki);
/* Writes `s`, trimmed, in small letters, with blanks for underscores; returns its length, 0 when it is too
 * long. */
size_t gz_wiki_fold(struct gz_str s, char out[GZ_WIKI_NAME]);

#endif
