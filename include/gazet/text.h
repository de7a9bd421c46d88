/*
 * text.h: folding and tokens. The only place that knows utf8proc.
 *
 * Folding: NFKC, case folding, diacritics removed from Latin, Greek, Cyrillic, Arabic and Hebrew
 * (marks of other scripts carry vowels and stay), Chinese characters simplified, letters of Persian
 * and Hindi made one. A token is a run of letters and marks or a run of digits; each Han, kana or
 * Thai character is a token of its own. Gazetteer names and documents
 * go through the same functions, so that they meet.
 */
#ifndef GAZET_TEXT_H
#define GAZET_TEXT_H

#include "gazet/model.h"

/* Cuts a valid UTF-8 field into tokens. Everything lives in `arena`; byte spans refer to `text`.
 * A round trip holds, until gz_gaz_stems cuts tokens: folding text[start, end) gives norm again. Fields over 4 GiB are refused. */
bool gz_text_tokenize(struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
		      struct gz_error *err);

/* ---- stems ------------------------------------------------------------------------ */

/* The words by which languages are told, by hash; const once it is filled. */
#define GZ_LANGUAGE_SLOTS 256
struct gz_languages {
	uint64_t hash[GZ_LANGUAGE_SLOTS]; /* 0: free */
	int8_t side[GZ_LANGUAGE_SLOTS];   /* 1: of a language that adds an s, -1: of another */
};
void gz_text_fill_languages(struct gz_languages *l);
/* Looks at the first words of a document for languages that write something at names without a sign between: an s for the
 * genitive (Merkels Partei), for both fields; particles, prepositions, for each. */
void gz_text_find_languages(const struct gz_languages *l, struct gz_tokens tokens[GZ_FIELDS]);
/* Is the folded token of such a script: Hangul, Hebrew, Arabic? */
bool gz_text_attaches(struct gz_str norm);
/* What may be left of a token of these languages without it, folded text and hash, all else as it was; there may be
 * several, `nth` counts them from 0. False: no more. */
bool gz_text_stem(const struct gz_tokens *tokens, uint32_t at, unsigned nth, struct gz_token *stem);

/* ---- boilerplate ------------------------------------------------------------------ */

/* Knows datelines, credits, bylines, photo credits, copyright lines, share bars and the like by general rules: by the words
 * of a table, where they stand and how they are written. Frozen once it is open: threads may share it. */
struct gz_boilerplate;
bool gz_boilerplate_open(struct gz_boilerplate **out, struct gz_error *err);
void gz_boilerplate_close(struct gz_boilerplate *b);

/* Asks whoever knows names whether `count` tokens at `first` are the name of a place or country. Needed only in text without
 * case, where nothing else tells `london reuters` from `apple sues reuters`. */
struct gz_place_asker {
	bool (*is_place)(const void *self, const struct gz_token *first, uint32_t count);
	const void *self;
};

/* Finds the boilerplate of a document's text (of a title there is none), in time linear in its length, and bars its tokens:
 * no name stands in them, and a hard gap is in front of and behind them. All else of the tokens stays as it is. Omissions
 * are made in `arena`. */
bool gz_boilerplate_omit(const struct gz_boilerplate *b, struct gz_tokens *tokens, const struct gz_place_asker *asker,
			 struct gz_arena *arena, struct gz_omissions *out, struct gz_error *err);

/* The hash of a folded token, as gz_text_tokenize leaves it in every token: the same on every machine of one byte order,
 * and well mixed in all its bits. Different tokens may share one: compare the token too. */
uint64_t gz_text_hash(struct gz_str norm);

/* Counted up whenever a token is cut, folded or hashed in another way; and the version of Unicode by which it is. What was
 * folded under another one may not meet. */
#define GZ_TEXT_REVISION 3
const char *gz_text_unicode(void);

/* The folded tokens of `text`, joined by single spaces, in `arena`: the key by which names are looked up. Malformed UTF-8 has
 * none. */
bool gz_text_fold(struct gz_str text, struct gz_arena *arena, struct gz_str *out, struct gz_error *err);

/* The sketch of a document that is cut into tokens, and of one that is not (a gz_sketch_maker). Fewer than
 * GZ_BRIEF tokens are too few: what short texts share is mostly what a source puts on all of them. */
#define GZ_BRIEF 32
void gz_text_sketch_tokens(const struct gz_tokens tokens[GZ_FIELDS], struct gz_sketch *out);
bool gz_text_sketch(const struct gz_str field[GZ_FIELDS], struct gz_arena *scratch, struct gz_sketch *out,
		    struct gz_error *err);

/* Ways to spoil a text as archives do: the same documents measure how robust tagging is. */
enum gz_form {
	GZ_FORM_CASED = 0, /* as written */
	GZ_FORM_LOWER,     /* small letters */
	GZ_FORM_UPPER,     /* capitals */
	GZ_FORM_STRIPPED,  /* small letters, and every sign a space; letters, marks, digits, white space and joiners stay */
	GZ_FORMS
};
const char *gz_form_name(enum gz_form form);
/* Valid UTF-8 (else nothing) in another form, in `arena`. Code point by code point (simple case mapping), so offsets in code points
 * stay what they were. */
bool gz_text_reform(struct gz_str text, enum gz_form form, struct gz_arena *arena, struct gz_str *out,
		    struct gz_error *err);

/* Is a valid UTF-8 text in normal form C? Also true where memory ran out. */
bool gz_text_is_nfc(struct gz_str text);

/* utf8proc. See gz_base_library. */
bool gz_text_library(size_t index, struct gz_library *out);

#endif
