/*
 * resolve.h: candidates into mentions, by the evidence of the whole document.
 *
 * Leftmost-longest: scan left to right, take the longest name that starts here and whose evidence holds, go on
 * behind it. A country or place inside a longer event name is kept as a nested mention. Titles are evidence and not
 * part of the mention: in "mr tillerson" the mention is "tillerson".
 *
 * Everything that speaks for or against a reading is a reason: a row of one table with its weight (which decides
 * between readings of the same words), what it adds to the score, and words for people.
 */
#ifndef GAZET_RESOLVE_H
#define GAZET_RESOLVE_H

#include "gazet/gaz.h"

/* ---- reasons ---------------------------------------------------------------- */

enum gz_reason {
	/* for a name */
	GZ_FOR_UNMARKED = 0, GZ_FOR_NAMED, GZ_FOR_COUNTRY, GZ_FOR_OFFICE, GZ_FOR_CUE, GZ_FOR_UNCASED, GZ_FOR_PREPOSITION, GZ_FOR_LIST, GZ_FOR_CAPITAL,
	GZ_FOR_BROADER, GZ_FOR_MORE, GZ_FOR_NEARER, GZ_FOR_ITS_SERIES,
	/* for a surname */
	GZ_FOR_RANK_NAMED, GZ_FOR_RANK_NOW, GZ_FOR_RANK_ONCE, GZ_FOR_TITLED, GZ_FOR_KNOWN, GZ_FOR_KNOWN_RANK, GZ_FOR_KNOWN_OFFICE,
	GZ_FOR_KNOWN_LAST, GZ_FOR_INITIAL, GZ_FOR_PROMINENT, GZ_FOR_UNIQUE,
	/* for an office, an edition, a follow-up */
	GZ_FOR_ITS_COUNTRY, GZ_FOR_ONLY_ONE, GZ_FOR_EDITION_YEAR, GZ_FOR_EDITION_PLACE, GZ_FOR_EDITION_DAY,
	GZ_FOR_SERIES, GZ_FOR_FOLLOW_UP, GZ_FOR_NESTED,
	/* doubts */
	GZ_DOUBT_AMBIGUOUS, GZ_DOUBT_LOWERED, GZ_DOUBT_SKIPPED,
	/* against: any one refuses the reading */
	GZ_NOT_VETO, GZ_NOT_EXACT, GZ_NOT_CODE, GZ_NOT_LOWERED, GZ_NOT_YET, GZ_NOT_COMPOUND, GZ_NOT_GIVEN, GZ_NOT_ADDRESSED, GZ_NOT_HYPHEN, GZ_NOT_SHIP, GZ_NOT_CALLED_AFTER, GZ_NOT_THERE, GZ_NOT_WHOLE, GZ_NOT_STRANGER, GZ_NOT_NAMESAKE,
	GZ_NOT_WORD, GZ_NOT_EVIDENT, GZ_NOT_KNOWN, GZ_NOT_ONE, GZ_NOT_GENDER, GZ_NOT_INITIAL, GZ_NOT_SPEAKER, GZ_NOT_HELD_THERE,
	GZ_NOT_HOLDER, GZ_NOT_BEARER,
	/* weighed, and another reading goes first */
	GZ_LESS_TIE, GZ_LESS_WEIGHT, GZ_LESS_SURNAME, GZ_LESS_INSIDE,
	GZ_REASONS
};

struct gz_reason_row {
	const char *code;  /* "named" */
	const char *words; /* "the entity is named elsewhere in the document" */
	int weight;
	float score;       /* added to the score of the way of finding */
	bool refuses;
};
const struct gz_reason_row *gz_reason_row(enum gz_reason reason);

/* ---- judgements: how every span was read ------------------------------------ */

enum gz_verdict { GZ_CHOSEN = 0, GZ_NESTED, GZ_REJECTED };

struct gz_judgement {
	const struct gz_entity *entity;
	struct gz_str name;     /* the gazetteer's spelling */
	uint64_t reasons;       /* bit (1 << enum gz_reason) */
	uint32_t witness;       /* token of the field that decided: a stranger, a title, a year; or GZ_NONE */
	uint32_t token, tokens;
	uint32_t byte_start, byte_length, start, length; /* of the span; start and length are code points */
	float score;            /* of what was not refused */
	uint8_t field, via, verdict;
};
struct gz_judgements {
	struct gz_judgement *ptr; /* ordered by field, start, longest first, chosen first */
	size_t count;
};

/* ---- resolve ------------------------------------------------------------------ */

struct gz_resolve_options {
	bool no_follow_ups;
	struct gz_judgements *judgements; /* filled, until the resolver's next document; NULL: not wanted, and nothing is spent on it */
};

/* What is made once, and what is kept from one document to the next. One for each thread; `g` must outlive it. */
struct gz_resolver;
bool gz_resolver_open(const struct gz_gaz *g, struct gz_resolver **out, struct gz_error *err);
void gz_resolver_close(struct gz_resolver *r);

/* tokens and candidates: one for each field. Mentions are made in `arena`, ordered by field, start, longest first.
 * A title that the text repeats at its start is tagged in the text only. */
bool gz_resolve(struct gz_resolver *r, const struct gz_doc *doc, const struct gz_tokens *tokens,
		const struct gz_candidates *candidates, const struct gz_resolve_options *options, struct gz_arena *arena,
		struct gz_mention **mentions, size_t *count, struct gz_error *err);

#endif
