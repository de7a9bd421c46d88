/*
 * model.h: the plain structs that the stages pass on.
 *
 *   archive ─ read ─▶ doc ─ text ─▶ tokens ─ match ─▶ candidates ─ resolve ─▶ mentions ─ store ─▶ gazet.db
 *                                     ▲                                                            │
 *                      gazetteer (loaded once, then frozen)                     query ◀────────────┘
 *                                                                                 │
 *                tables, pictures, a page, other tools' files ◀ render, picture, report, export
 *
 * Stages meet only here: each includes base.h and this header, never another stage's
 * (match and resolve may read gaz.h; gaz uses text.h, so that names and documents fold alike).
 */
#ifndef GAZET_MODEL_H
#define GAZET_MODEL_H

#include "gazet/base.h"

/* ---- entities ------------------------------------------------------------ */

enum gz_type { GZ_PERSON = 0, GZ_COUNTRY, GZ_ORG, GZ_PLACE, GZ_EVENT, GZ_TYPES };

/* "person" ... ; GZ_TYPES when the name is none of them. */
const char *gz_type_name(enum gz_type type);
enum gz_type gz_type_of(struct gz_str name);
/* "organisation": as a sentence has it. `type` is one of them. */
const char *gz_type_word(enum gz_type type);
/* The type that somebody typed, in capitals too, or in the plural: "Org", "people"; GZ_TYPES: it is none. No word is shorter
 * than the name of its type. */
enum gz_type gz_type_meant(struct gz_str word);

/* How the words led to the entity. */
enum gz_via {
	GZ_VIA_NAME = 0,  /* its canonical name */
	GZ_VIA_ALIAS,     /* another name */
	GZ_VIA_ACRONYM,   /* an alias in capitals: NATO, U.S. */
	GZ_VIA_ADJECTIVE, /* Russian */
	GZ_VIA_DEMONYM,   /* Russians */
	GZ_VIA_SURNAME,   /* Merkel, after Angela Merkel in the same document */
	GZ_VIA_TITLE,     /* Chancellor Merkel, mr putin: the surname behind a title */
	GZ_VIA_EDITION,   /* a series named, one of its editions meant */
	GZ_VIA_PATTERN,   /* a pattern rule */
	GZ_VIA_OFFICE,    /* the Russian president: who held the office on the document's day */
	GZ_VIA_FOLLOW_UP, /* the summit, after the G20 summit of Cannes */
	GZ_VIAS
};
const char *gz_via_name(enum gz_via via);

enum gz_gender { GZ_GENDER_UNKNOWN = 0, GZ_MALE, GZ_FEMALE };

/* Bytes of the gazetteer's text; gz_gaz_text gives the view. */
struct gz_ref {
	uint32_t at, len;
};

/* An entity as the gazetteer keeps it: numbers and offsets only, so that a compiled gazetteer is mapped as it is. */
struct gz_entry {
	struct gz_ref id, name;
	uint32_t index;   /* its number; GZ_NONE when a pattern minted it: then it begins a struct gz_minted */
	uint32_t country; /* the cell, as a number, or GZ_NONE; gz_country_of knows that a country is its own */
	uint32_t series;  /* it is an edition of, or GZ_NONE */
	uint32_t place;   /* or GZ_NONE */
	int32_t from, to; /* days, both included; GZ_NO_DAY when open */
	uint8_t type;     /* enum gz_type */
	uint8_t gender;   /* enum gz_gender */
	uint8_t wikipedia; /* flag: the gazetteer says which article is its own */
	uint8_t unused;    /* 0: written as it lies in memory, it has no byte that nobody set */
};

/* An entity in words, for who stores or prints it. Views point into the gazetteer or into the document's arena. */
struct gz_entity {
	struct gz_str id;      /* "country/ru" */
	struct gz_str name;    /* canonical name as written: "Russia" */
	struct gz_str country; /* id, or empty */
	struct gz_str series;  /* id of the series it is an edition of, or empty */
	struct gz_str place;   /* id, or empty */
	struct gz_str wikipedia; /* titles of its article as in the gazetteer's cell (a list), or empty: its name is */
	int32_t from, to;      /* days, both included; GZ_NO_DAY when open */
	uint32_t index;        /* its number in the gazetteer; GZ_NONE when minted */
	enum gz_type type;
	enum gz_gender gender;
};

/* An entity that a pattern made for a document, in the document's arena. */
struct gz_minted {
	struct gz_entry entry; /* .id and .name are empty */
	struct gz_entity entity;
};

/* ---- documents ------------------------------------------------------------- */

enum gz_field { GZ_TITLE = 0, GZ_TEXT = 1, GZ_FIELDS = 2 };
const char *gz_field_name(enum gz_field field);

/* All text is valid UTF-8 without NUL: the reader has repaired it. Views point into the
 * document's arena. */
struct gz_doc {
	struct gz_str source;           /* never empty */
	struct gz_str id;               /* external id, never empty */
	struct gz_str field[GZ_FIELDS]; /* title, text */
	struct gz_str url, lang;        /* may be empty */
	struct gz_str date;             /* as written, for messages; may be empty */
	int32_t day;                    /* GZ_NO_DAY when undated; else the first day of its period */
	enum gz_precision precision;
	unsigned char hash[16];         /* XXH3-128 of title, date and text, over the bytes as read */
	struct gz_str path;             /* the file it came from, for messages */
	uint64_t record;                /* its 1-based number (line) in that file */
	uint64_t bytes;                 /* input bytes it took, uncompressed */
	uint64_t repaired;              /* malformed UTF-8 subparts and NULs replaced by U+FFFD */
	uint32_t file;                  /* number of the file among those that the reader goes through, from 0 on */
	uint64_t number;                /* of the document in that file (in all of an archive), from 1 on */
	bool bad_date;                  /* a date was given and could not be understood */
};

/* gz_doc.hash: over title, date (as written) and text as they were read. */
bool gz_doc_hash(struct gz_str title, struct gz_str date, struct gz_str text, unsigned char out[16],
		 struct gz_error *err);
/* 32 hexadecimal digits in `arena`: the id of a document that has none. .ptr is NULL when memory ran out. */
struct gz_str gz_doc_hash_id(const unsigned char hash[16], struct gz_arena *arena);

/* ---- tokens ------------------------------------------------------------------ */

/* What stands between a token and the one before it. */
enum gz_gap {
	GZ_GAP_NONE = 0, /* nothing: G20, and neighbouring Han characters */
	GZ_GAP_SOFT,     /* space, line break, hyphen, slash, apostrophe, period of an abbreviation */
	GZ_GAP_HARD,     /* comma, semicolon, colon, bracket, quotation mark that opens, dash */
	GZ_GAP_SENTENCE, /* sentence end */
	GZ_GAP_PARAGRAPH /* blank line; also in front of the first token */
};

/* Letters as written; GZ_CASELESS for digits and scripts without case. */
enum gz_shape { GZ_CASELESS = 0, GZ_LOWER, GZ_CAPITALISED, GZ_UPPER, GZ_MIXED };

/* Why a token is part of no name. */
enum gz_bar { GZ_BAR_NONE = 0, GZ_BAR_ADDRESS /* of a web or mail address */, GZ_BAR_OMITTED /* of boilerplate */ };

struct gz_token {
	struct gz_str norm; /* folded; behind gz_gaz_stems its stem, where it was cut */
	uint64_t hash;      /* gz_text_hash of it: what the matcher and the gazetteer meet by */
	uint32_t start;     /* bytes in the field */
	uint32_t end;
	uint32_t sentence;  /* 0-based; meaningless where the field is unpunctuated */
	uint8_t gap;        /* enum gz_gap in front of it */
	uint8_t shape;      /* enum gz_shape */
	bool dot;           /* a period follows at once: "U." in U.S., "Corp." */
	uint8_t barred;     /* enum gz_bar: no name stands here */
};

/* A field cut into tokens. */
struct gz_tokens {
	struct gz_str text;
	struct gz_token *token;
	uint32_t count;
	bool has_case;   /* both capitalised and lower-case words: case is evidence */
	bool title_case; /* most words are capitalised, as in headlines: a capital beside a name says little */
	bool punctuated; /* has sentence boundaries */
	bool adds_s;     /* of a language that writes an s at names for the genitive (gz_text_find_languages) */
	bool attaches;   /* of one that writes other words together with names: Korean, Hebrew, Arabic */
};

/* ---- omissions ------------------------------------------------------------------- */

/* Kinds of boilerplate: what an archive or an agency adds to an article. */
enum gz_boiler {
	GZ_BOILER_DATELINE = 0, /* agency and date in front of the text; not the place */
	GZ_BOILER_BYLINE,       /* who wrote it, in front */
	GZ_BOILER_CREDIT,       /* who reported, wrote, edited it */
	GZ_BOILER_PHOTO,        /* whose picture it is */
	GZ_BOILER_COPYRIGHT,
	GZ_BOILER_SHARE,        /* share bars, invitations to follow or to subscribe */
	GZ_BOILER_LINK,         /* lines that lead to other articles */
	GZ_BOILER_NOTICE,       /* the publisher's standing notices */
	GZ_BOILERS
};
/* "dateline" ...; and a phrase for people. */
const char *gz_boiler_name(enum gz_boiler kind);
const char *gz_boiler_words(enum gz_boiler kind);

/* Tokens that are left out: they name nothing and are no evidence. */
struct gz_omission {
	uint32_t token, tokens;
	uint32_t byte_start, byte_length; /* with the brackets or signs that belong to it */
	uint8_t field;                    /* enum gz_field */
	uint8_t kind;                     /* enum gz_boiler */
};

struct gz_omissions {
	struct gz_omission *ptr; /* of one field, ordered, apart from each other */
	size_t count;
};

/* ---- candidates -------------------------------------------------------------- */

/* One reading of one span: what the matcher found, before any evidence was weighed. */
struct gz_candidate {
	uint32_t first;  /* token */
	uint32_t count;  /* tokens */
	uint32_t name;   /* the gazetteer's name number (struct gz_name), or GZ_NONE for a pattern's */
	uint32_t bearers; /* of a surname: so many bear it, whose names are numbered from `name` on; 0: it is one name */
	const struct gz_entry *minted; /* a pattern's entity, else NULL */
	bool skipped_initial; /* a middle initial of the text was passed over: Rex W. Tillerson */
	bool exact;      /* of a name marked `=`: written exactly as in the gazetteer */
	bool vetoed;     /* a veto's words stand beside it */
	bool cued;       /* a cue's words do */
	bool doubtful;   /* of a pattern: its country is named by an ambiguous name */
};

struct gz_pattern; /* gaz.h */

/* What the matcher found in one field. */
struct gz_candidates {
	struct gz_candidate *ptr; /* ordered by first token, then longest first */
	uint32_t count;
	struct gz_candidate *small; /* names in small letters that need a capital: only for who asks why they are none */
	uint32_t small_count;
	uint32_t *token;          /* the gazetteer's number of each token of the field, as far as asked: gz_token_number */
	const struct gz_pattern **given_up; /* rules that took too long somewhere in it; each once */
	uint32_t given_up_count;
};

/* ---- mentions ------------------------------------------------------------------ */

struct gz_mention {
	const struct gz_entity *entity;
	struct gz_str name;       /* the gazetteer's spelling that matched */
	uint32_t start, length;   /* code points in the field */
	uint32_t byte_start, byte_length;
	uint32_t token, tokens;   /* first token and number of tokens */
	int32_t sentence;         /* -1 where the field is unpunctuated */
	float score;              /* 0..1 */
	uint8_t field;            /* enum gz_field */
	uint8_t via;              /* enum gz_via */
	bool nested;              /* a country or place inside a longer event name */
	bool asked;               /* of a stored one: by a term of the selection; without terms all are */
};

/* What a document resembles others by: of each of GZ_SKETCH_ROWS parts of the set of its shingles (runs of
 * GZ_SHINGLE folded tokens in one field) six bits of the least hash. Two documents have so many rows in common as
 * their sets do, as a share, and a few by chance. src/text/sketch.c makes it, src/store/near.c compares. */
#define GZ_SKETCH_ROWS 64
#define GZ_SKETCH_VALUES 63
#define GZ_SHINGLE 3
struct gz_sketch {
	uint8_t row[GZ_SKETCH_ROWS]; /* 1 to GZ_SKETCH_VALUES; 0: no shingle fell into this part */
	bool made;  /* false: nobody has looked yet */
	bool brief; /* too few tokens to say anything; the rows are not set */
};
/* Makes one of a document's fields, in `scratch` as memory; how the store gets those that it lacks. */
typedef bool gz_sketch_maker(const struct gz_str field[GZ_FIELDS], struct gz_arena *scratch, struct gz_sketch *out,
			     struct gz_error *err);

/* A document with its mentions, ordered by field, start, longest first. */
struct gz_tagged {
	struct gz_doc doc;
	struct gz_mention *mentions;
	size_t count;
	bool passed; /* it was not wanted, and is not tagged */
	const struct gz_pattern **given_up; /* rules that took too long somewhere in it; each once */
	uint32_t given_up_count;
	struct gz_sketch sketch;
};

/* ---- rows ------------------------------------------------------------------------ */

enum gz_cell_kind { GZ_CELL_NULL = 0, GZ_CELL_INT, GZ_CELL_REAL, GZ_CELL_TEXT };

struct gz_cell {
	enum gz_cell_kind kind;
	int64_t integer;
	double real;
	struct gz_str text; /* valid until the row callback returns */
};

struct gz_cell gz_cell_int(int64_t value);
struct gz_cell gz_cell_count(uint64_t value);
struct gz_cell gz_cell_real(double value);
struct gz_cell gz_cell_null(void);
/* NULL for an empty text of no place (.ptr NULL). */
struct gz_cell gz_cell_text(struct gz_str text);
/* NULL cell for GZ_NO_DAY; `out` keeps the text. */
struct gz_cell gz_cell_day(int32_t day, enum gz_precision precision, char out[16]);

struct gz_column {
	const char *name;        /* the key in JSON, the header elsewhere */
	enum gz_cell_kind kind;  /* numbers are right-aligned in tables */
	int decimals;            /* of a real number in tables (negative: so many significant digits, 1e-9 for tiny ones);
				  * JSON prints up to 6 significant decimals */
};

/* Who takes the rows of a query. begin is called once, before the first row; end once, at success. */
struct gz_sink {
	void *self;
	bool (*begin)(void *self, const struct gz_column *columns, size_t count, struct gz_error *err);
	bool (*row)(void *self, const struct gz_cell *cells, struct gz_error *err);
	bool (*end)(void *self, struct gz_error *err);
};

/* ---- provenance ------------------------------------------------------------------ */

/* What an answer that leaves the terminal was made from. The views live in the arena of who asked. */
struct gz_provenance {
	uint64_t revision;       /* number of the newest run of the database; 0: none */
	uint64_t documents;      /* in the database */
	struct gz_str gazetteer; /* hash of the gazetteer of that run; may be empty */
	struct gz_str version;   /* of this program: "0.1.0" */
	struct gz_str filter;    /* the selection in words, of one line: "documents with Greece; from 2011-05-01" */
};

/* ---- networks ---------------------------------------------------------------------- */

/* Documents of one period with an entity, or with both of a pair. */
struct gz_spell {
	int32_t first, last; /* days of the period, both included */
	uint32_t docs;       /* never 0 */
};
struct gz_spells {
	const struct gz_spell *ptr; /* ascending and apart; none where they were not asked for */
	size_t count;
};

struct gz_network_node {
	struct gz_str entity, name; /* "country/gr", "Greece" */
	enum gz_type type;
	bool centre;         /* an entity that was asked for */
	uint64_t docs;       /* documents of the network with it (and the centre, inside the window) */
	uint64_t mentions;   /* in these documents */
	int32_t first, last; /* day of the first and of the last; GZ_NO_DAY when none is dated */
	struct gz_spells spells;
};

struct gz_network_edge {
	uint32_t from, to;   /* numbers of nodes, from < to */
	uint64_t docs;       /* documents of the network with both (and the centre, inside the window) */
	/* What the measures were computed from: of `of` documents so many hold `from`, `to` (window or not). For an edge of
	 * the centre these are all documents of the filter, for another one those with the centre. */
	uint64_t with_from, with_to, of;
	double npmi, g2, jaccard;
	int32_t first, last;
	struct gz_spells spells;
};

/* Who occurs with whom. Nodes by documents, descending, then by id, but those of the centre first; edges by the
 * measure they were chosen by, descending. */
struct gz_network {
	const struct gz_network_node *nodes;
	size_t node_count;
	const struct gz_network_edge *edges;
	size_t edge_count;
	uint64_t documents;  /* that pass the filter */
	uint64_t within;     /* of these, documents of the network: with the centre, inside the window; all without one */
	uint64_t entities;   /* that could have been nodes */
	uint64_t pairs;      /* of the nodes, that could have been edges */
	const char *measure; /* "g2", "npmi", "jaccard", "docs" */
	const char *by;      /* "day", "week", "month", "year" of the spells; NULL: there are none */
	struct gz_provenance provenance;
};

#endif
