/*
 * internal.h: one document while it is resolved. First the document's evidence is gathered (what is named in
 * full, which persons are established), then every span is decided with it.
 */
#ifndef GAZET_RESOLVE_INTERNAL_H
#define GAZET_RESOLVE_INTERNAL_H

#include "gazet/resolve.h"

/* What the document is known to talk about. */
struct gz_known {
	uint32_t named;	 /* times it stands there by an unambiguous name, or by title and surname */
	uint32_t titled; /* those by title and surname */
	uint32_t ranked; /* those, and by full name behind a rank: it is who the surname means here */
};

/* Counts by entity. A document may name very many: found by hash, not by looking through. */
struct gz_counted {
	GZ_VEC(struct gz_known) known;
	struct gz_map by_id;
};

/* A mention while the document is resolved: an entity is a number, places are tokens. */
struct gz_made {
	const struct gz_entry *entity;
	struct gz_str name;       /* the gazetteer's spelling that matched */
	uint32_t byte_start, byte_length;
	uint32_t token, tokens;
	float score;
	uint8_t field, via;
	bool nested;
};

/* A mention of an event by a name of its own. */
struct gz_named_event {
	size_t mention;
	uint32_t kinds; /* bit a row of the table in followups.c */
};

struct gz_case {
	const struct gz_gaz *g;
	int32_t first_day, last_day;	/* the period that the document is dated to; GZ_NO_DAY when undated */
	const struct gz_tokens *tokens; /* of each field */
	const struct gz_candidates *candidates; /* of each field */
	struct gz_arena *arena;

	struct gz_counted entities;
	struct gz_counted countries; /* mentions of things that belong to them */
	struct gz_map heads;	     /* first words of longer organisation names: Rio, of Rio Tinto */
	struct gz_map namesakes;     /* names of places that strangers bear: Jordan, of Michael Jordan */
	struct gz_map strangers;     /* surnames that strangers bear: Perino, of Michael Perino */
	struct gz_map capitals;	     /* ambiguous names with a capital inside a sentence: Turkey */
	GZ_VEC(struct gz_made) mentions;
	GZ_VEC(const struct gz_entity *) cards; /* entities in words, for what is told: gz_card */
	GZ_VEC(struct gz_named_event) events;
	bool follow_ups;    /* `the summit` is a mention */
	struct gz_log *log; /* NULL: nobody asked why */
};

/* The gazetteer's number of a token, or GZ_NONE. */
static inline uint32_t gz_number(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_token_number(c->g, &c->tokens[field], c->candidates[field].token, token);
}

/* One reading of one span; entity NULL: none holds. */
struct gz_reading {
	const struct gz_entry *entity;
	struct gz_str name;
	enum gz_via via;
	float score;
	int weight;
	uint64_t reasons; /* bit (1 << enum gz_reason) */
	uint32_t witness; /* the token that decided, or GZ_NONE */
	bool refused;
};

/* The candidates that begin at one token and are equally long: ptr[first] .. ptr[end - 1] of their field. */
struct gz_span {
	uint32_t field;
	uint32_t first, end;
	uint32_t token, count;
};

/* ---- resolve.c ---- */

/* The entity in words, in the document's arena; NULL when memory ran out. */
const struct gz_entity *gz_card(struct gz_case *c, const struct gz_entry *entry);

/* ---- reasons.c ---- */

/* A reading with the score of its way, before anything was weighed. */
struct gz_reading gz_reading_of(const struct gz_entry *entity, struct gz_str name, enum gz_via via);
void gz_reading_weigh(struct gz_reading *reading, enum gz_reason reason);
/* The reading led on to what it means, in another way. */
void gz_reading_reach(struct gz_reading *reading, enum gz_via via, enum gz_reason reason);

/* ---- log.c: readings that were weighed, for who asks why ---- */

struct gz_log;
bool gz_log_open(struct gz_case *c);
void gz_log_close(struct gz_case *c);
/* Readings of this span are kept from now on; NULL: of none (another span is looked at in passing). */
void gz_log_watch(const struct gz_case *c, const struct gz_span *span);
/* Keeps a reading of the span, if it is watched. */
void gz_log_note(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		 enum gz_verdict verdict);
/* How many were kept; gz_log_demote gives those since `from` that were not refused another reason, but for
 * `kept`. */
size_t gz_log_count(const struct gz_case *c);
void gz_log_demote(const struct gz_case *c, size_t from, const struct gz_entry *kept, enum gz_reason reason);
/* Candidates inside a mention of the entity, which nobody read; but not its own other names. */
void gz_log_inside(const struct gz_case *c, const struct gz_span *outer, const struct gz_entry *whole);
bool gz_log_finish(struct gz_case *c, struct gz_judgements *out);

/* ---- evidence.c ---------------------------------------------------------- */

/* Is the token the first word of an organisation that the document names in full? */
bool gz_evidence_is_head(const struct gz_case *c, struct gz_str norm);
/* Does a stranger of the document bear this name? */
bool gz_evidence_is_namesake(const struct gz_case *c, struct gz_str norm);
/* Does a stranger of the document bear this surname, and nobody whom the gazetteer has by that first letter?
 */
bool gz_evidence_is_stranger(const struct gz_case *c, struct gz_str norm);
/* Does the ambiguous name stand in the document with a capital inside a sentence? */
bool gz_evidence_is_capital(const struct gz_case *c, struct gz_str norm);
bool gz_evidence_gather(struct gz_case *c);
void gz_evidence_free(struct gz_case *c);
uint32_t gz_evidence_of(const struct gz_case *c, uint32_t entity);
/* Mentions of other things of the same country. */
uint32_t gz_evidence_of_country(const struct gz_case *c, uint32_t entity);
uint32_t gz_evidence_titled(const struct gz_case *c, uint32_t entity);
uint32_t gz_evidence_ranked(const struct gz_case *c, uint32_t entity);

/* ---- readings.c ------------------------------------------------------------ */

/* The best reading of a span by a name or pattern (not by surname). With `strong`, only names that need no
 * evidence count. */
struct gz_reading gz_read_name(const struct gz_case *c, const struct gz_span *span, bool strong);
/* Does the candidate's name stand in the text in lower case although the field has case and the name has
 * capitals? */
bool gz_is_lowered(const struct gz_case *c, uint32_t field, uint32_t token, uint32_t count,
		   uint8_t name_shape);

/* ---- people.c --------------------------------------------------------------- */

/* The person whom a surname means here, by title or by the document. With `titled_only`, only what a title
 * decides without help of other mentions: that establishes a person. */
struct gz_reading gz_read_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only);
/* Does a name of the person begin with the letter? */
bool gz_has_initial(const struct gz_case *c, uint32_t person, char initial);
/* Does a title that names an office stand in front of the span, but a consort's? */
bool gz_behind_rank(const struct gz_case *c, const struct gz_span *span);
/* Did the person hold any office, but that of a consort, when the document was written? Never in an undated
 * one. */
bool gz_in_office(const struct gz_case *c, uint32_t person);

/* ---- offices.c --------------------------------------------------------------- */

/* The person whom an office means on the document's day, where no name stands beside it. The span's readings
 * as names and surnames go first; the mentions in front of it have been made. */
struct gz_reading gz_read_office(const struct gz_case *c, const struct gz_span *span);

/* ---- events.c ---------------------------------------------------------------- */

/* The edition that a mention of a series means here, and why; NULL: it stays with the series. */
const struct gz_entry *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
					const struct gz_entry *series, enum gz_reason *why);

/* Days between the document and the edition of a series that a span means; INT32_MAX: none is told. */
int32_t gz_edition_distance(const struct gz_case *c, const struct gz_span *span,
			    const struct gz_entry *series);
/* The edition of the place beside the span, as far as the time beside it fits; NULL: none. */
const struct gz_entry *gz_find_edition_at(const struct gz_case *c, const struct gz_span *span,
					   const struct gz_entry *series);

/* ---- followups.c ---- */

/* The kinds of event that a mention is of, for struct gz_named_event. */
uint32_t gz_event_kinds(const struct gz_case *c, const struct gz_made *m);
/* Is it a word for an event: summit, talks, election, games? */
bool gz_is_event_noun(struct gz_str word);
/* The event named before that bare words mean here: "the summit". They begin at `token`; *span gets them,
 * without the article. */
struct gz_reading gz_read_follow_up(const struct gz_case *c, uint32_t field, uint32_t token,
				    struct gz_span *span);

/* ---- neighbours.c ---- */

/* Is a neighbour of the span the other part of a longer name that nobody knows: Neil Jordan, Wu Hailong?
 * `left` and `right` say on which sides to look; *who is the neighbour, or GZ_NONE. */
bool gz_has_stranger(const struct gz_case *c, const struct gz_span *span, bool left, bool right,
		     uint32_t *who);
/* Does a preposition of place stand at once in front of it: in Jordan? */
bool gz_behind_preposition(const struct gz_case *c, const struct gz_span *span);
/* Does a hyphen join the span to the next word, or, in text without case, an adjective follow: Franco-German?
 */
bool gz_begins_compound(const struct gz_case *c, const struct gz_span *span);
/* Does a name go on behind a hyphen, with a capital: Wang Shi-Ting is not Wang Shi? */
bool gz_runs_on(const struct gz_case *c, const struct gz_span *span);
/* Does the span stand in a row with unambiguous names of that type (and for places, of that country):
 * Armenia, Georgia and Turkey? */
bool gz_is_in_row(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity);
/* Is the token joined to another short one by a period, as in codes of shares: MRTI.BO? */
bool gz_is_share_code(const struct gz_tokens *tokens, uint32_t token);
/* Where capitals tell nothing: is no neighbour a given name or a surname? */
bool gz_stands_alone(const struct gz_case *c, const struct gz_span *span);
/* Does a given name stand in front of it that belongs to no known name: Michael Holland? */
bool gz_has_given_name(const struct gz_case *c, const struct gz_span *span);

/* Byte behind the span: the final period of U.S. and of Jr. belongs to the name. */
uint32_t gz_span_end(const struct gz_tokens *tokens, const struct gz_span *span, struct gz_str name);
/* First candidate that begins at this token or behind it. */
uint32_t gz_first_candidate(const struct gz_candidates *candidates, uint32_t token);
/* The next span at or after candidate *at of a field; false at the end. */
bool gz_next_span(const struct gz_candidates *candidates, uint32_t field, uint32_t at, struct gz_span *span);

#endif
