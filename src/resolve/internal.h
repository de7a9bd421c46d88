/*
 * internal.h: one document while it is resolved. First its candidates are ordered into spans, then its
 * evidence is gathered (what is named in full, which persons are established), then every span is decided
 * with it.
 *
 * What is costly to make is kept in the resolver from one document to the next: tables, arrays and the memory
 * of the spans are emptied, not freed.
 */
#ifndef GAZET_RESOLVE_INTERNAL_H
#define GAZET_RESOLVE_INTERNAL_H

#include "gazet/resolve.h"
#include "numbers.h"
#include "words.h"

/* What the document is known to say of an entity. */
struct gz_known {
	uint32_t named;	 /* times it stands there by an unambiguous name, or by title and surname */
	uint32_t titled; /* those by title and surname */
	uint32_t ranked; /* those, and by full name behind a rank: it is who the surname means here */
	uint32_t spoken; /* of a country: mentions of things that belong to it */
	const struct gz_entity *card; /* the entity in words, once it was told; in the document's arena */
};

/* A mention while the document is resolved: an entity is a number, places are tokens. */
struct gz_made {
	const struct gz_entry *entity;
	struct gz_str name; /* the gazetteer's spelling that matched */
	uint32_t byte_start, byte_length;
	uint32_t token, tokens;
	float score;
	uint8_t field, via;
	bool nested;
};

/* A mention of an event by a name of its own. */
struct gz_named_event {
	size_t mention;
	uint32_t kinds; /* bit a row of the table in words.c; GZ_NONE: nobody asked yet */
};

/* What the candidates of a span may be. */
enum {
	GZ_SPAN_NAME = 1 << 0,	  /* an entity by a name */
	GZ_SPAN_PATTERN = 1 << 1, /* what a rule found */
	GZ_SPAN_SURNAME = 1 << 2,
	GZ_SPAN_TITLE = 1 << 3,
	GZ_SPAN_SURE = 1 << 4,	  /* an entity by a name without `?` */
	GZ_SPAN_PERSON = 1 << 5,  /* a person by a name */
	GZ_SPAN_DOUBTED = 1 << 6, /* a person by a name with `?` */
	GZ_SPAN_COUNTRY = 1 << 7, /* a country by a name */
	GZ_SPAN_BEARER = 1 << 8,  /* a surname, and written so that it may be one */
};

/* The candidates that begin at one token and are equally long: ptr[first] .. ptr[end - 1] of their field. */
struct gz_span {
	uint32_t field;
	uint32_t number; /* of the field's spans; GZ_NONE: it is none of them */
	uint32_t first, end;
	uint32_t token, count;
	uint16_t kinds;
	bool small; /* all in small letters, in a field that has case */
};

/* What is known of a token by the spans around it. */
enum {
	GZ_MARK_INSIDE = 1,	   /* it is part of a span */
	GZ_MARK_TITLE_ENDS = 2,	   /* a title ends in front of it */
	GZ_MARK_COUNTRY_ENDS = 4,  /* a country's name does */
	GZ_MARK_TITLE_BEFORE = 8,  /* the same, and a title in front of that: presidente ruso */
	GZ_MARK_TITLE_BEGINS = 16, /* a title begins with it */
};

/* The spans of one field. */
struct gz_page {
	struct gz_span *span; /* ordered by first token, then longest first */
	uint32_t count;
	uint16_t kinds; /* of all of them */
	uint8_t *mark;	/* of each token, and one more */
	uint8_t *memo;	/* of each span, GZ_MEMO_... */
	int french;	/* 0, 1, or negative: nobody asked yet */
};

/* What was found out of a span before. The first three are questions of neighbours.c with two bits each: the
 * lower one says that it was asked, the higher one is the answer. */
enum {
	GZ_MEMO_STRANGER_BEFORE = 0,
	GZ_MEMO_STRANGER_BEHIND = 2,
	GZ_MEMO_GIVEN_BEFORE = 4,
	GZ_MEMO_HOLDS = 6, /* one bit: its only name needs no evidence, and nothing beside it refuses it */
};

/* What strangers and capitals tell of a token, wherever it stands. */
enum {
	GZ_TOLD_HEAD = 1,     /* first word of a longer organisation name: Rio, of Rio Tinto */
	GZ_TOLD_NAMESAKE = 2, /* name of a place that a stranger bears: Jordan, of Michael Jordan */
	GZ_TOLD_CAPITAL = 4,  /* ambiguous name with a capital inside a sentence: Turkey */
	GZ_TOLD_SPEAKER = 8,  /* in text without case, name that says or has something: apple said */
	GZ_TOLD_WORD = 16,    /* the same, surname that stands behind an article: the page */
};

/* Surnames that strangers bear (Perino, of Michael Perino): gathered when somebody asks for the first time.
 * Those whom the scan met by their full names: how often, and behind how many mentions the last time. */
struct gz_stranger {
	uint32_t times, mentions;
};

struct gz_strangers {
	struct gz_numbers tokens;
	struct gz_numbers met; /* number of `last` by the surname's token */
	GZ_VEC(struct gz_stranger) last;
	bool gathered;
	bool failed; /* memory ran out: told at the end */
};

struct gz_case {
	const struct gz_gaz *g;
	const struct gz_words *words;
	int32_t first_day, last_day;	/* the period that the document is dated to; GZ_NO_DAY when undated */
	const struct gz_tokens *tokens; /* of each field */
	const struct gz_candidates *candidates; /* of each field */
	struct gz_page page[GZ_FIELDS];
	struct gz_arena *arena;

	struct gz_numbers entities; /* number of `known` by entity */
	GZ_VEC(struct gz_known) known;
	struct gz_numbers told; /* GZ_TOLD_... by token */
	struct gz_strangers *strangers;
	struct gz_holder *holders;
	struct gz_event_kinds *event_kinds;
	uint64_t known_names[4]; /* bit (name & 255): surname of a person whom the document names */
	bool countries;		 /* is any country spoken of? */
	GZ_VEC(struct gz_made) mentions;
	GZ_VEC(struct gz_named_event) events;
	bool follow_ups;    /* `the summit` is a mention */
	struct gz_log *log; /* NULL: nobody asked why */
};

/* Who held an office on some day: news of one day ask for the same ones. */
#define GZ_HOLDERS 64
struct gz_holder {
	uint32_t title, country;
	int32_t first_day, last_day;
	uint32_t person;
	bool asked; /* false: the slot is free */
};

/* What kinds of event an entity is, by its names. */
#define GZ_EVENTS 256
struct gz_event_kinds {
	uint32_t entity, kinds; /* entity: its number + 1; 0: the slot is free */
};

/* One for each thread. */
struct gz_resolver {
	struct gz_words words;
	struct gz_arena spans; /* those of the document */
	struct gz_strangers strangers;
	struct gz_log *log;		     /* NULL until somebody asks why */
	/* From document to document: the gazetteer does not change. */
	struct gz_holder holder[GZ_HOLDERS];
	struct gz_event_kinds event_kinds[GZ_EVENTS];
	struct gz_case c;
};

/* The gazetteer's number of a token, or GZ_NONE. */
static inline uint32_t gz_number(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_token_number(c->g, &c->tokens[field], c->candidates[field].token, token);
}

static inline const struct gz_token *gz_token_at(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return &c->tokens[field].token[token];
}

/* Is the token of one of those classes? */
static inline bool gz_token_is(const struct gz_case *c, uint32_t field, uint32_t token, uint64_t classes)
{
	return gz_word_is(c->words, gz_token_at(c, field, token)->norm, classes);
}

/* Is it an article that no name of a person follows in most languages: der, il, im; but not the? */
static inline bool gz_is_foreign_article(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_token_at(c, field, token)->norm.len > 1 &&
	       (gz_token_is(c, field, token, GZ_WORD_WITH_ARTICLE) ||
		(gz_gaz_is_article(c->g, gz_number(c, field, token)) &&
		 !gz_token_is(c, field, token, GZ_WORD_ENGLISH_ARTICLE)));
}

/* Is there such a token, and does it follow the one in front without a comma or the like? */
static inline bool gz_is_joined(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return token > 0 && token < c->tokens[field].count && gz_token_at(c, field, token)->gap < GZ_GAP_HARD;
}

static inline bool gz_is_article(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_gaz_is_article(c->g, gz_number(c, field, token));
}

/* Does the tenure share a day with the document's period? Never in an undated one. */
static inline bool gz_is_current(const struct gz_case *c, const struct gz_tenure *tenure)
{
	return c->first_day != GZ_NO_DAY && (tenure->from == GZ_NO_DAY || tenure->from <= c->last_day) &&
	       (tenure->to == GZ_NO_DAY || c->first_day < tenure->to);
}

/* One reading of one span; entity NULL: none holds. */
struct gz_reading {
	const struct gz_entry *entity;
	struct gz_str name;
	enum gz_via via;
	float score;
	int weight;
	uint32_t witness; /* the token that decided, or GZ_NONE */
	uint64_t reasons; /* bit (1 << enum gz_reason) */
	bool refused;
};

/* ---- spans.c ---- */

/* Orders the candidates of every field into spans; false when memory ran out. */
bool gz_spans_make(struct gz_case *c, struct gz_arena *arena);

/* Number of the first span that begins at this token or behind it. */
uint32_t gz_first_span(const struct gz_case *c, uint32_t field, uint32_t token);

/* Names are looked for this many tokens in front of a word. */
#define GZ_REACH 8

/* Number of the first span that may reach as far as the end of this token. */
static inline uint32_t gz_first_near(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_first_span(c, field, token > GZ_REACH ? token - GZ_REACH : 0);
}

static inline const struct gz_candidate *gz_candidate_of(const struct gz_case *c, const struct gz_span *span,
							 uint32_t i)
{
	return &c->candidates[span->field].ptr[i];
}

/* The candidate's name, if it is of that kind; else NULL. */
static inline const struct gz_name *gz_name_if(const struct gz_case *c, const struct gz_candidate *candidate,
					       enum gz_name_kind kind)
{
	const struct gz_name *name = candidate->name == GZ_NONE ? NULL : gz_gaz_name(c->g, candidate->name);

	return name != NULL && name->kind == kind ? name : NULL;
}

/* Does a name that begins so stand in small letters although the field has case and the name has capitals? */
static inline bool gz_is_lowered(const struct gz_span *span, uint8_t name_shape)
{
	return span->small && name_shape >= GZ_CAPITALISED;
}

/* Byte behind the span: the final period of U.S. and of Jr. belongs to the name. */
uint32_t gz_span_end(const struct gz_tokens *tokens, const struct gz_span *span, struct gz_str name);

/* Is it the end of a person's longer name that is ambiguous: the Sharaf of another Essam Sharaf? */
bool gz_ends_doubted_name(const struct gz_case *c, const struct gz_span *span);
/* Does it end in small letters behind a space, where the field has case: La guardia, of guards? */
bool gz_ends_small(const struct gz_case *c, const struct gz_span *span);
/* Does a dot join a further name to it, as between names in Chinese and Japanese text: 克劳斯·约翰尼斯? */
bool gz_goes_on_behind_dot(const struct gz_case *c, const struct gz_span *span);

/* ---- told.c ---- */

/* The entity in words, in the document's arena; NULL when memory ran out. */
const struct gz_entity *gz_card(struct gz_case *c, const struct gz_entry *entry);
/* Orders the mentions and puts them into words, in the document's arena. */
bool gz_tell(struct gz_case *c, struct gz_mention **mentions, size_t *count);

/* ---- reasons.c ---- */

/* How sure a mention is by the way it was found. */
extern const float gz_base_score[GZ_VIAS];

/* A reading with the score of its way, before anything was weighed. */
static inline struct gz_reading gz_reading_of(const struct gz_entry *entity, struct gz_str name,
					      enum gz_via via)
{
	via = (enum gz_via)gz_clamp(via, GZ_VIAS); /* a damaged gazetteer may say anything */
	return (struct gz_reading){
		.entity = entity, .name = name, .via = via, .score = gz_base_score[via], .witness = GZ_NONE};
}

void gz_reading_weigh(struct gz_reading *reading, enum gz_reason reason);
/* The reading led on to what it means, in another way. */
void gz_reading_reach(struct gz_reading *reading, enum gz_via via, enum gz_reason reason);

/* ---- log.c: readings that were weighed, for who asks why; where nobody does, nothing is spent ---- */

struct gz_log;
struct gz_log *gz_log_open(void);
void gz_log_close(struct gz_log *log);
/* For the next document. */
void gz_log_empty(struct gz_log *log);
/* Names in small letters that need a capital, of a field that was read: refused for that, or inside of a
 * mention. */
void gz_log_small(const struct gz_case *c, uint32_t field);
bool gz_log_finish(struct gz_case *c, struct gz_judgements *out);
void gz_log_keep_watch(const struct gz_case *c, const struct gz_span *span);
void gz_log_keep(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		 enum gz_verdict verdict);
size_t gz_log_kept(const struct gz_case *c);
void gz_log_add_reason(const struct gz_case *c, size_t from, const struct gz_entry *kept,
		       enum gz_reason reason);
void gz_log_keep_inside(const struct gz_case *c, const struct gz_span *outer, const struct gz_entry *whole);

/* Readings of this span are kept from now on; NULL: of none (another span is looked at in passing). */
static inline void gz_log_watch(const struct gz_case *c, const struct gz_span *span)
{
	if (c->log != NULL)
		gz_log_keep_watch(c, span);
}

/* Keeps a reading of the span, if it is watched. */
static inline void gz_log_note(const struct gz_case *c, const struct gz_span *span,
			       const struct gz_reading *reading, enum gz_verdict verdict)
{
	if (c->log != NULL)
		gz_log_keep(c, span, reading, verdict);
}

/* How many were kept; gz_log_demote gives those since `from` that were not refused another reason, but for
 * `kept`. */
static inline size_t gz_log_count(const struct gz_case *c)
{
	return c->log != NULL ? gz_log_kept(c) : 0;
}

static inline void gz_log_demote(const struct gz_case *c, size_t from, const struct gz_entry *kept,
				 enum gz_reason reason)
{
	if (c->log != NULL)
		gz_log_add_reason(c, from, kept, reason);
}

/* Candidates inside a mention of the entity, which nobody read; but not its own other names. */
static inline void gz_log_inside(const struct gz_case *c, const struct gz_span *outer,
				 const struct gz_entry *whole)
{
	if (c->log != NULL)
		gz_log_keep_inside(c, outer, whole);
}

/* ---- evidence.c ---------------------------------------------------------- */

/* What is known of the entity; never NULL. */
const struct gz_known *gz_known_of(const struct gz_case *c, uint32_t entity);
/* The same to be written to, made where there is nothing; NULL when memory ran out. */
struct gz_known *gz_known_put(struct gz_case *c, uint32_t entity);
/* Mentions of other things of the same country. */
uint32_t gz_evidence_of_country(const struct gz_case *c, uint32_t entity);
/* Is this (GZ_TOLD_...) told of the token? */
bool gz_is_told(const struct gz_case *c, uint32_t number, uint32_t what);
bool gz_evidence_gather(struct gz_case *c);

static inline uint32_t gz_evidence_of(const struct gz_case *c, uint32_t entity)
{
	return gz_known_of(c, entity)->named;
}

/* ---- strangers.c ---- */

/* How far back in a document a full name is looked for, in mentions: none may take the tagger hostage. */
#define GZ_BACK 500

/* Does a stranger of the document bear the surname that begins with this token, and nobody whom the gazetteer
 * has by that first letter? */
bool gz_is_strangers(const struct gz_case *c, uint32_t number);
/* The scan meets somebody of the surname whom nobody knows, if the word `who` in front of it is a given name:
 * Pete Johnson, who may be meant by it from now on. Not if his name begins like that of one whom the document
 * names: it may be another spelling of it; nor where the surname is a rare one: the other Madoffs are kin. */
void gz_meet_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t who);
/* Was such a one met since the person was named in full, and as often as he so far? Not where a rank shows that
 * the person is meant. */
bool gz_is_behind_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t person);

/* ---- readings.c ------------------------------------------------------------ */

/* The best reading of a span by a name or pattern (not by surname). With `strong`, only names that need no
 * evidence count. */
bool gz_weigh_names(const struct gz_case *c, const struct gz_span *span, bool strong,
		    struct gz_reading *reading);

/* False, and entity NULL, where there is none. */
static inline bool gz_read_name(const struct gz_case *c, const struct gz_span *span, bool strong,
				struct gz_reading *reading)
{
	reading->entity = NULL;
	return (span->kinds & (GZ_SPAN_NAME | GZ_SPAN_PATTERN)) != 0 &&
	       gz_weigh_names(c, span, strong, reading);
}

/* ---- surnames.c --------------------------------------------------------------- */

/* The person whom a surname means here, by title or by the document. With `titled_only`, only what a title
 * decides without help of other mentions: that establishes a person. */
bool gz_weigh_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only,
		      struct gz_reading *reading);

static inline bool gz_read_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only,
				   struct gz_reading *reading)
{
	reading->entity = NULL;
	return (span->kinds & GZ_SPAN_BEARER) != 0 && gz_weigh_surname(c, span, titled_only, reading);
}

/* ---- people.c --------------------------------------------------------------- */

/* The title in front of a surname, and the country in front of the title, or behind it. */
struct gz_titled {
	const struct gz_title *title; /* NULL: none */
	uint32_t number;
	uint32_t country; /* entity, or GZ_NONE */
	bool bound;	  /* of the country: nobody else's president is the Russian president */
	uint32_t first;	  /* token at which it begins, with its country, in front of the name; 0: unknown */
};

/* The longest title that ends in front of the span, or of a country there (presidente ruso), or, in Chinese,
 * Japanese and Korean, begins behind it. */
struct gz_titled gz_title_before(const struct gz_case *c, const struct gz_span *span);
/* Does the name begin with the title of an office that the person holds on the document's day: King Edward? */
bool gz_holds_own_title(const struct gz_case *c, const struct gz_span *span, uint32_t person);
/* Is there one? */
bool gz_has_title(const struct gz_case *c, const struct gz_span *span);
/* Does a form of address stand in front: Mr, Herr? */
bool gz_is_addressed(const struct gz_case *c, const struct gz_span *span);
/* Is it part of the name of what is called after people: Clinton Avenue? Where capitals tell. */
bool gz_lends_name(const struct gz_case *c, const struct gz_span *span);
/* The same of a place: Washington Street. */
bool gz_lends_street(const struct gz_case *c, const struct gz_span *span);
/* Does a word for films, novels or bands stand at once in front of it: the film Brazil? */
bool gz_behind_work(const struct gz_case *c, const struct gz_span *span);
/* Does a word for ships stand at once in front of it: battleship, aircraft carrier? */
bool gz_behind_vessel(const struct gz_case *c, const struct gz_span *span);
/* Does a title that names an office stand in front of the span, but a consort's? */
bool gz_behind_rank(const struct gz_case *c, const struct gz_span *span);
/* Does a name of the person begin with the letter that a folded word begins with? */
bool gz_has_initial(const struct gz_case *c, uint32_t person, struct gz_str word);
/* Does a name of the surname's bearer begin so, and go on with the `count` - 1 letters behind that: J.C.
 * Bates is no Jeremy. */
bool gz_has_initials(const struct gz_case *c, const struct gz_name *surname, const struct gz_token *first,
		     uint32_t count);
/* Is nothing known of him but that he was no consort, or other offices besides? */
bool gz_is_no_consort(const struct gz_case *c, uint32_t person);
/* Did he hold any office, but that of a consort, when the document was written? Never in an undated one. */
bool gz_in_office(const struct gz_case *c, uint32_t person);
/* Had the person held one when the document was written: of the country, if one is given? */
bool gz_has_held(const struct gz_case *c, uint32_t person, uint32_t country);
/* Had he held one in the forty years before it was written, or at any time before an undated one? */
bool gz_has_held_lately(const struct gz_case *c, uint32_t person);
/* Does he hold one then, in a country that the document speaks of, or, if it is one of a part of it, in a
 * part that it names: Virginia's governor? */
bool gz_holds_here(const struct gz_case *c, uint32_t person);
/* Is the person the head of a body that the document names, on its day: of the ECB? */
bool gz_heads_body(const struct gz_case *c, uint32_t person);
/* Did the person hold an office of this title (in its country, if it has one) before the document was
 * written, or (`now`) just then? */
bool gz_held_title(const struct gz_case *c, uint32_t person, const struct gz_titled *titled, bool now);
/* From which day to which the person held it, as far as that had begun; GZ_NO_DAY twice: never, or nobody knows. */
struct gz_held {
	uint32_t country;
	bool abroad; /* in another country, too */
	int32_t from, to;
};
struct gz_held gz_days_held(const struct gz_case *c, uint32_t person, const struct gz_titled *titled);

/* ---- offices.c --------------------------------------------------------------- */

/* Does the title of an office of the country stand behind it: turkey s foreign minister? */
bool gz_is_before_office(const struct gz_case *c, const struct gz_span *span, uint32_t country);
/* Is the title one of an office that somebody held, and not only a rank: president, but not general? */
bool gz_is_held(const struct gz_case *c, uint32_t title);

/* The person whom an office means on the document's day, where no name stands beside it. The span's readings
 * as names and surnames go first; the mentions in front of it have been made. */
bool gz_weigh_office(const struct gz_case *c, const struct gz_span *span, struct gz_reading *reading);

static inline bool gz_read_office(const struct gz_case *c, const struct gz_span *span,
				  struct gz_reading *reading)
{
	reading->entity = NULL;
	return (span->kinds & GZ_SPAN_TITLE) != 0 && gz_weigh_office(c, span, reading);
}

/* ---- events.c ---------------------------------------------------------------- */

/* The edition that a mention of a series means here, and why; NULL: it stays with the series. */
const struct gz_entry *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
				       const struct gz_entry *series, enum gz_reason *why);

/* Days between the document and the edition of a series that a span means; more than a million years: none is
 * told. */
int32_t gz_edition_distance(const struct gz_case *c, const struct gz_span *span,
			    const struct gz_entry *series);
/* The edition of the place beside the span, as far as the time beside it fits; NULL: none. */
const struct gz_entry *gz_find_edition_at(const struct gz_case *c, const struct gz_span *span,
					  const struct gz_entry *series);

/* ---- followups.c ---- */

/* The event named before that bare words mean here: "the summit". The noun at `token` tells kinds of event;
 * *span gets it. */
bool gz_read_follow_up(struct gz_case *c, uint32_t field, uint32_t token, const struct gz_word *noun,
		       struct gz_span *span, struct gz_reading *reading);

/* ---- nested.c ---- */

/* Is there anything for which it is worth to read a span inside the whole? Quickly told. */
bool gz_may_hold(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		 const struct gz_span *inner);
/* May this be a mention of its own inside the whole? */
bool gz_may_nest(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		 const struct gz_span *inner, const struct gz_entry *entity);

/* Is the name of a person one with a description or a title in it, behind which a shorter name of his is read, too:
 * midfielder Mauro Silva? Then that is the mention; *first is its first token. */
bool gz_is_described(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		     uint32_t *first);

/* ---- codes.c ---- */

/* Is the name here a sum of money (US$), the code of a share, part of other initials (M.D.C.; the U.S. A new law), or of
 * what has a number (PD-18)? */
bool gz_is_code(const struct gz_tokens *tokens, const struct gz_span *span, const struct gz_name *name);

/* ---- bodies.c ---- */

/* Does another country than that of the body stand beside it, or one of its states: Mexico's Senate? */
bool gz_is_anothers(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *body);

/* ---- uncased.c ---- */

/* May a name that must be written exactly so count in text without case? */
bool gz_counts_uncased(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
		       const struct gz_entry *entity);
/* Does a verb of speech stand behind it, or the s of a genitive: apple said, apple's? */
bool gz_is_speaker(const struct gz_case *c, const struct gz_span *span);
/* Does another name of its entity stand at once in front of the name, or behind: group of five g 5? Of a
 * country by a word none is looked for: us americans. */
bool gz_is_beside_other(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name);
/* Does a name of several words end in front of it whose entity it may mean: department of justice doj? */
bool gz_is_introduced(const struct gz_case *c, const struct gz_span *span);

/* ---- neighbours.c ---- */

/* Is a neighbour of the span the other part of a longer name that nobody knows: Neil Jordan, Wu Hailong?
 * `left` and `right` say on which sides to look; *who is the neighbour, or GZ_NONE. */
bool gz_has_stranger(const struct gz_case *c, const struct gz_span *span, bool left, bool right,
		     uint32_t *who);
/* Does a preposition of place stand at once in front of it: in Jordan? */
bool gz_behind_preposition(const struct gz_case *c, const struct gz_span *span);
/* Does the field begin with it, and an agency that is left out stand behind it: washington reuters? */
bool gz_begins_dateline(const struct gz_case *c, const struct gz_span *span);
/* Does a hyphen join a given name to it, or, behind a title, its two parts, unlike in the gazetteer: Jean-Henri
 * Michel is no Henri Michel, Mr Kane-Williamson no Kane Williamson? */
bool gz_is_hyphenated(const struct gz_case *c, const struct gz_span *span, struct gz_str spelling);
/* Does a hyphen join it to the next word, or, in text without case, an adjective follow: Franco-German? */
bool gz_begins_compound(const struct gz_case *c, const struct gz_span *span);
/* Does a name go on behind a hyphen, with a capital: Wang Shi-Ting is not Wang Shi? */
bool gz_runs_on(const struct gz_case *c, const struct gz_span *span);
/* Does the span stand in a row with unambiguous names of that type (of a place, one of its country; of a person,
 * two): Armenia, Georgia and Turkey? Adjectives and demonyms stand with their like (`via`). */
bool gz_is_in_row(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity,
		  enum gz_via via);
/* Does a comma join it to a name that nobody knows: Howard, Weil, Labouisse, Friedrichs Inc? */
bool gz_is_among_strangers(const struct gz_case *c, const struct gz_span *span);
/* Does a comma and a state of another country follow, and no more of a row: Monrovia, California? */
bool gz_is_elsewhere(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity);
/* Does a comma and a state stand behind it: Clinton, Iowa? Then it is a town, known or not. */
bool gz_is_town_of_state(const struct gz_case *c, const struct gz_span *span);
/* Does a word with a capital stand behind it that tells of another generation, Sr., III: Henry Ford II? */
bool gz_is_of_generation(const struct gz_case *c, const struct gz_span *span);
/* Do quotation marks hold it alone: Luhrmann's "Australia"? */
bool gz_is_quoted_alone(const struct gz_case *c, const struct gz_span *span);
/* Is the token joined to another short one by a period, as in codes of shares: MRTI.BO? */
bool gz_is_share_code(const struct gz_tokens *tokens, uint32_t token);
/* Where capitals tell nothing: is no neighbour a given name or a surname? */
bool gz_stands_alone(const struct gz_case *c, const struct gz_span *span);
/* Does a given name stand in front of it that belongs to no known name: Michael Holland? */
bool gz_has_given_name(const struct gz_case *c, const struct gz_span *span);
/* Does an initial stand in front of it, and no name in front of that, where capitals tell: C. Jordan? */
bool gz_is_behind_initial(const struct gz_case *c, const struct gz_span *span);
/* Is it a given name itself, with a surname behind it: Sydney Miller, Austin Obama? Where capitals tell. */
bool gz_is_given_name(const struct gz_case *c, const struct gz_span *span);
/* Is it a given name among kin: her sons Jordan, Israel and Chad; a man named Israel? */
bool gz_is_among_kin(const struct gz_case *c, const struct gz_span *span);
/* The first token of the initials in front of the surname, S. Waugh, B. L. Kerr; GZ_NONE: there are none. */
uint32_t gz_initial_before(const struct gz_case *c, const struct gz_span *span);

#endif
