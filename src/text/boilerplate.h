/*
 * boilerplate.h: what the files that find boilerplate share: the phrases of phrases.c by their first word,
 * and a field while it is searched.
 */
#ifndef GAZET_TEXT_BOILERPLATE_H
#define GAZET_TEXT_BOILERPLATE_H

#include <string.h>

#include "internal.h"

/* Classes of phrases. */
enum {
	GZ_PHRASE_AGENCY = 1 << 0,
	GZ_PHRASE_DOUBTFUL =
		1 << 1, /* an agency whose name means other things too: in brackets, or with a date */
	GZ_PHRASE_MONTH = 1 << 2,
	GZ_PHRASE_WEEKDAY = 1 << 3,
	GZ_PHRASE_CREDIT = 1 << 4,	/* reporting by */
	GZ_PHRASE_WORK = 1 << 5,	/* written by: of songs, too; at the end of the text or of a line */
	GZ_PHRASE_CREDIT_WORD = 1 << 6, /* small words between the names of a credit */
	GZ_PHRASE_GAVE = 1 << 7,	/* contributed to this report: ends a credit */
	GZ_PHRASE_BY = 1 << 8,
	GZ_PHRASE_PHOTO = 1 << 9,    /* photo by */
	GZ_PHRASE_PICTURE = 1 << 10, /* photo: a colon or slash makes it one */
	GZ_PHRASE_COPYRIGHT = 1 << 11,
	GZ_PHRASE_SHARE = 1 << 12,	/* begins an invitation */
	GZ_PHRASE_SHARE_ACT = 1 << 13,	/* of a bar: share, tweet */
	GZ_PHRASE_SHARE_WORD = 1 << 14, /* of a bar: facebook, email */
	GZ_PHRASE_LINK = 1 << 15,	/* read more: a colon behind it, or a line of its own */
	GZ_PHRASE_NOTICE = 1 << 16,
	GZ_PHRASE_NO_NAME = 1 << 17,   /* no name of a reporter begins so: the, its */
	GZ_PHRASE_SPOKEN_OF = 1 << 18, /* behind an agency that the text is about */
	GZ_PHRASE_SURE = 1 << 19,      /* a credit that is hardly said otherwise */
};
#define GZ_PHRASE_ANY_AGENCY (GZ_PHRASE_AGENCY | GZ_PHRASE_DOUBTFUL)
#define GZ_PHRASE_ANY_CREDIT (GZ_PHRASE_CREDIT | GZ_PHRASE_WORK)
#define GZ_PHRASE_LONGEST    8 /* tokens */

struct gz_phrase_row {
	unsigned classes;
	const char *phrases; /* "reporting by | writing by" */
};
/* Ends with no phrases. */
extern const struct gz_phrase_row gz_phrase_rows[];

struct gz_phrase {
	struct gz_str norm[GZ_PHRASE_LONGEST];
	uint64_t hash; /* of the first token */
	uint32_t count;
	unsigned classes;
	uint32_t next; /* with the same slot; GZ_NONE: no more */
};

#define GZ_PHRASE_SLOTS 2048

struct gz_boilerplate {
	struct gz_arena arena;
	struct gz_phrase *phrase;
	size_t count, cap;
	uint32_t slot[GZ_PHRASE_SLOTS]; /* number of a phrase, or GZ_NONE */
};

/* A field while it is searched. */
struct gz_finder {
	const struct gz_boilerplate *b;
	const struct gz_tokens *tokens;
	const struct gz_place_asker *asker;
	struct gz_arena *arena;
	struct gz_omission *found;
	uint32_t count, cap;
	uint32_t behind; /* token behind the last omission */
	uint32_t line;	 /* number of the line, 0-based */
	bool failed;	 /* memory ran out */
};

static inline const struct gz_token *gz_finder_token(const struct gz_finder *f, uint32_t token)
{
	return &f->tokens->token[token];
}
static inline bool gz_is_small(const struct gz_finder *f, uint32_t token)
{
	return f->tokens->has_case && gz_finder_token(f, token)->shape == GZ_LOWER;
}
/* What stands in front of the token, from the token before it or from the beginning; of the number of tokens:
 * what stands behind the last. */
static inline struct gz_str gz_finder_gap(const struct gz_finder *f, uint32_t token)
{
	uint32_t from = token == 0 ? 0 : gz_finder_token(f, token - 1)->end;
	size_t to = token == f->tokens->count ? f->tokens->text.len : gz_finder_token(f, token)->start;

	return gz_str_of(f->tokens->text.ptr + from, to - from);
}
/* Most gaps are short: a space, a sign and a space. */
static inline bool gz_gap_has(struct gz_str gap, char sign)
{
	if (gap.len > 8)
		return memchr(gap.ptr, sign, gap.len) != NULL;
	for (size_t i = 0; i < gap.len; i++) {
		if (gap.ptr[i] == sign)
			return true;
	}
	return false;
}
/* A line begins at the token. */
static inline bool gz_begins_line(const struct gz_finder *f, uint32_t token)
{
	return token == 0 || gz_gap_has(gz_finder_gap(f, token), '\n');
}

/* ---- boilerplate.c ------------------------------------------------------------------ */

/* The tokens of the longest phrase of one of the classes that begins at the token; 0: none does. */
uint32_t gz_phrase_at(const struct gz_finder *f, uint32_t token, unsigned classes);
/* The classes of all phrases that begin with the token's word. */
unsigned gz_phrase_classes(const struct gz_finder *f, uint32_t token);
/* Behind the last token of the line, or `most` tokens behind `token` + 1, if that is less. */
uint32_t gz_line_end(const struct gz_finder *f, uint32_t token, uint32_t most);
/* Leaves out tokens `from` .. `to` - 1; nothing where one of them is left out already. True. */
bool gz_omit(struct gz_finder *f, uint32_t from, uint32_t to, enum gz_boiler kind);

/* Are the tokens written as names, or small words that stand between names in a credit? */
bool gz_are_names(const struct gz_finder *f, uint32_t from, uint32_t to);
/* 1800 to 2199, in digits. */
bool gz_is_year(const struct gz_token *token);

/* ---- dateline.c, credits.c, footers.c: each looks at one place ------------------------------------ */

/* A line begins at the token: its dateline, its byline. True where one was found. */
bool gz_find_dateline(struct gz_finder *f, uint32_t token);
bool gz_find_byline(struct gz_finder *f, uint32_t token);
/* A line begins at the token: a whole line. */
void gz_find_line(struct gz_finder *f, uint32_t token);
/* A line ends behind the token: REUTERS/Jane Roe. */
void gz_find_line_end(struct gz_finder *f, uint32_t token);
/* A bracket opens in front of the token, behind a sentence (or a line) or inside it. */
void gz_find_bracket(struct gz_finder *f, uint32_t token, bool behind_sentence);
/* The last sentences, and where there is no punctuation the last words. */
void gz_find_tail(struct gz_finder *f);

#endif
