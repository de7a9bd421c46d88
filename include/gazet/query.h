/*
 * query.h: questions to a database, as rows. Opens read-only and creates nothing beside the file.
 * Where SQLite itself left an empty log of a file in WAL mode, closing opens it once more, so that SQLite takes it away.
 *
 * A question is a selection (entities that must all be there, and a filter) and gives rows to a
 * struct gz_sink. Every count is made inside the filter, marginals too. Every ordering is total.
 *
 * A document that mentions an edition counts for its series too, once: in the terms and in the rows. So every
 * count of documents that a row shows is what gz_query_docs gives for the terms and the entity of the row.
 */
#ifndef GAZET_QUERY_H
#define GAZET_QUERY_H

#include "gazet/model.h"

struct gz_query;

/* Refuses what is not a gazet database, or of another schema version (err says which, and what to do). */
bool gz_query_open(const char *path, struct gz_query **out, struct gz_error *err);
void gz_query_close(struct gz_query *q);

/* One entity of a question: its database ids (itself, and for a series all its editions, and theirs). Or a group of
 * entities, of which any one will do. */
struct gz_term {
	char *entity; /* "event/g20"; of a group the ids or the selector: "event/g20 | event/g8", "type:person" */
	char *name;   /* "G20"; of a group in words: "G20 or G8", "any person (Russia)" */
	int64_t *ids; /* ascending; a selector may choose none */
	size_t count;
	bool open;    /* chosen by a selector: its entities have rows of their own in cooc */
};

/* `what` is an id, an exact name or an alias; `folded` the same folded by gz_text_fold. Or a selector: type:person,
 * type:person,org, country:ru (a code, or a name in ASCII), or several joined by +, which one entity must satisfy all:
 * type:person+country:ru. GZ_ENOTFOUND: the message
 * offers the nearest names. GZ_EAMBIGUOUS: the message lists the candidates (id, name, type, documents).
 * A name that is the canonical name of exactly one entity means that one, whoever else has it as an alias.
 * A name that a series shares with nothing but its own editions means the series.
 * An entity that the database knows as a series or country of others but that is never mentioned itself is found too. */
bool gz_query_find(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		   struct gz_error *err);
/* The same for a person who is told what was done: a name that several have, none of them as its full name, means the one
 * that has GZ_DOMINANT times as many documents of the database as the next one. Then a line is appended to `told`, with
 * the others and their documents. */
#define GZ_DOMINANT 20
bool gz_query_guess(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		    struct gz_buf *told, struct gz_error *err);
/* An id or a selector, which is no word of a name? */
bool gz_query_is_reference(struct gz_str what);
/* GZ_EUSAGE where there is something, but no word of a name: nothing is left of it when it is folded. */
bool gz_query_check_words(struct gz_str what, struct gz_str folded, struct gz_error *err);
/* Any of the entities of several terms, as one; they stay the caller's. */
bool gz_term_join(const struct gz_term *terms, size_t count, struct gz_term *out, struct gz_error *err);
void gz_term_free(struct gz_term *t);
/* Was it joined of several? */
bool gz_term_is_joined(const struct gz_term *t);

/* The names that are nearest to what was typed, "Angela Merkel (person/angela-merkel), ..."; nothing where none is near. */
bool gz_query_nearest(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_buf *out,
		      struct gz_error *err);

enum gz_window { GZ_WINDOW_DOCUMENT = 0, GZ_WINDOW_TOKENS, GZ_WINDOW_SENTENCE };
/* In a field without sentence boundaries a "sentence" is this many tokens. */
#define GZ_WINDOW_UNPUNCTUATED 25

enum gz_period { GZ_BY_DAY, GZ_BY_WEEK, GZ_BY_MONTH, GZ_BY_YEAR };

struct gz_selection {
	const struct gz_term *terms; /* all of them must be in the document */
	size_t term_count;
	const struct gz_term *without; /* of the filter: documents that mention any of these are not there */
	size_t without_count;
	int32_t from, to; /* days, both included; GZ_NO_DAY = open. An undated document fails any of them */
	const struct gz_str *sources;/* any of them; none = all */
	size_t source_count;
	const struct gz_term *only;  /* entities: rows of these alone; NULL: of all */
	unsigned types;              /* bit (1u << enum gz_type) of the entities in the answer; 0 = all */
	enum gz_window window;
	uint32_t window_tokens;      /* GZ_WINDOW_TOKENS: first tokens of the mentions at most this far apart */
	uint64_t limit;              /* 0 = no limit */
	uint64_t offset;
	const char *sort;            /* a column name of the answer, "-name" descending; NULL: the default order */
	uint64_t min_docs;           /* rows with fewer documents are left out (cooc, entities) */
	bool (*interrupted)(void *self); /* asked now and then; may be NULL */
	void *self;
	bool untested;               /* cooc: p and q are not wanted, and have no value */
	bool sourced;                /* docs, kwic: one column more, the source */
	bool unique;                 /* of each cluster of near-duplicates only the first document that fits the filter
				      * (days and sources) is there: for the counts, the terms and the rows */
};

/* What the last question with `unique` was about: documents that fit its filter, and those that were left of them. */
struct gz_uniqueness {
	uint64_t documents, unique;
};
struct gz_uniqueness gz_query_uniqueness(const struct gz_query *q);

/* {entity,name,type,docs,mentions,first,last}: what the documents with all terms mention. A series has the documents and
 * mentions of its editions as well. A window only chooses the documents. `folded_pattern` selects names that contain it at
 * the start of a word (empty: all). Default order: entities whose own name contains it first, docs descending, entity. */
bool gz_query_entities(struct gz_query *q, const struct gz_selection *s, struct gz_str folded_pattern,
		       struct gz_sink *sink, struct gz_error *err);

/* {entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q}: what occurs together with all terms. docs = documents with all of
 * them (inside the window, if one is given); share = docs / documents with the terms. Terms, their editions and the
 * series that they are editions of have no row. Default order: docs descending, g2 descending, entity. The formulas and
 * their sources are in docs/measures.md. */
bool gz_query_cooc(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err);

/* What a comparison of two periods was about: days as they were chosen, documents with the terms in each. */
struct gz_compared {
	int32_t from, to, vs_from, vs_to;
	uint64_t docs, vs_docs;
};
/* {entity,name,type,docs,vs_docs,share,vs_share,change,g2,p,q}: what the documents with all terms (no term: all of the
 * filter) mention more, and less, from s->from to s->to than from vs_from to vs_to. Without vs_from and vs_to (GZ_NO_DAY)
 * the period of equal length right before. GZ_EUSAGE where s->from is open or the periods overlap. min_docs: in one of
 * the periods. The window is not looked at. Default order: p, g2 descending, entity. Method: docs/analyses.md. */
bool gz_query_diff(struct gz_query *q, const struct gz_selection *s, int32_t vs_from, int32_t vs_to,
		   struct gz_compared *compared, struct gz_sink *sink, struct gz_error *err);

/* {entity,name,type,from,to,peak,docs,total_docs,expected,ratio,weight,p,q,doc,title}: times of unusual attention, by
 * day or week, for each term apart; no term: for all entities. doc and title: the document of the peak with the most
 * mentions. Default order: weight descending, entity, from. *undated: documents of the filter that have no day.
 * Method: docs/analyses.md. */
bool gz_query_bursts(struct gz_query *q, const struct gz_selection *s, enum gz_period by, struct gz_sink *sink,
		     uint64_t *undated, struct gz_error *err);

/* The strongest chain of co-occurrence from the first of two terms to the second, a row for each entity on it:
 * {step,entity,name,type,docs,jaccard,doc,date,title}: docs = documents with the one of the row before, doc the one of
 * them with the most mentions of both; in row 0 docs = documents of the first term. At most `steps` steps (0: 4), in
 * between only entities of s->types, every step in at least s->min_docs documents. No chain: no row.
 * *complete: false where the search was given up, and a stronger chain may exist. */
bool gz_query_path(struct gz_query *q, const struct gz_selection *s, uint32_t steps, bool *complete,
		   struct gz_sink *sink, struct gz_error *err);

/* {entity,period,docs,mentions,total_docs,share}: one series per term, or with `all` one of the documents with all terms
 * (entity = the ids joined by " + ", mentions of all terms together). Every period from the first to the last dated document that fits the
 * filter, zeros too (with --from and --to: from there to there). period: 2017-07-07, 2017-W27 (ISO 8601), 2017-07, 2017.
 * A document dated only to the month counts by month and year, not by day. *undated: documents with the terms without a usable day. */
bool gz_query_timeline(struct gz_query *q, const struct gz_selection *s, enum gz_period by, bool all,
		       struct gz_sink *sink, uint64_t *undated, struct gz_error *err);

/* {doc,date,title,field,start,left,match,right,entity,name}: words around each mention of the first term, `width` code points
 * each side, cut at word boundaries, white space folded to single spaces. The other terms must be in the same document, or inside the
 * window. `start` is a code point offset. Default order: date, source, doc, field, start. Undated last. */
bool gz_query_kwic(struct gz_query *q, const struct gz_selection *s, uint32_t width, struct gz_sink *sink,
		   struct gz_error *err);

/* How many rows that has, from the packed index alone; limit, offset and order are not looked at. */
bool gz_query_kwic_count(struct gz_query *q, const struct gz_selection *s, uint64_t *rows, struct gz_error *err);

/* {doc,date,title,url,mentions}: documents with all terms (all documents of the filter when there is no term);
 * mentions = of all terms together, each once; without a term, of all that the document mentions. Default order: date descending, source, doc. Undated last. */
bool gz_query_docs(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err);

/* Who takes documents with their mentions, one after the other; all of them is valid until it returns. */
struct gz_tagged_taker {
	bool (*take)(void *self, const struct gz_tagged *tagged, struct gz_error *err);
	void *self;
};
/* Every document that gz_query_docs has for the selection, in the order of day (undated last), source and id, with its words
 * and its mentions (of the selection's types; by field, start, longest first; with offsets in code points and bytes).
 * Of all documents a few bytes each are held, and one document. Not set: what only the gazetteer or the archive knows
 * (gender, place, wikipedia; hash, path, record). `sort` and `min_docs` of the selection do not matter. */
bool gz_query_tagged(struct gz_query *q, const struct gz_selection *s, const struct gz_tagged_taker *taker,
		     struct gz_error *err);

/* One entity as the database knows it. Texts stand in the arena that was given; empty: none. */
struct gz_profile_name {
	struct gz_str name;    /* as the gazetteer spells it */
	uint64_t mentions;     /* inside the filter by this name; 0 where names were not counted */
};
struct gz_profile_edition {
	struct gz_str entity, name;
	int32_t from, to;      /* its days; GZ_NO_DAY: open or not known */
};
struct gz_profile {
	struct gz_str entity, name, country, country_name, series, series_name;
	enum gz_type type;
	int32_t from, to;      /* its own days (an event's, a state's); GZ_NO_DAY: open or not known */
	uint64_t docs, mentions; /* inside the filter, with those of its editions, as in gz_query_entities */
	int32_t first, last;   /* days of the first and last of these documents */
	bool names_counted;    /* false: it has more than 100,000 documents */
	struct gz_profile_name *names; /* those that occur, the commonest first; not counted: all that ever occurred */
	size_t name_count;
	struct gz_profile_edition *editions; /* of a series: all that the database knows, the newest first */
	size_t edition_count;
};
/* Of the first term; other terms and the filter choose the documents. GZ_EUSAGE when it is no single entity. */
bool gz_query_profile(struct gz_query *q, const struct gz_selection *s, struct gz_arena *arena,
		      struct gz_profile *out, struct gz_error *err);

/* The days between which documents of the filter can lie, GZ_NO_DAY when nothing is dated: --from and --to where they are
 * given, else the first and last day of all documents. Costs nothing; good for choosing periods. */
bool gz_query_extent(struct gz_query *q, const struct gz_selection *s, int32_t *first, int32_t *last,
		     struct gz_error *err);

/* A document as it was stored, and the hash of the gazetteer of the newest run. */
struct gz_stored {
	struct gz_doc doc; /* source, id, day, title and text */
	struct gz_str gazetteer;
};
/* The document of an external id in one of the sources (none: any), in `arena`. GZ_ENOTFOUND, or GZ_EAMBIGUOUS where
 * several sources have it. */
bool gz_query_document(struct gz_query *q, struct gz_str id, const struct gz_str *sources, size_t count,
		       struct gz_arena *arena, struct gz_stored *out, struct gz_error *err);

/* {key,value}: documents, dated, undated, duplicates, documents in clusters, clusters, sources, entities, names, mentions, first and last day, text bytes, file bytes,
 * bytes per table group (dbstat where it is there), schema, runs, gazetteer hash, tool version.
 * Of a selection only `unique` counts. */
bool gz_query_stats(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink, struct gz_error *err);

/* One statement that only reads, its columns as they are; of two of one name the second is NAME_2, bytes are x'..'.
 * `values` are bound to its parameters. Of a selection limit, offset and interrupted count. GZ_EUSAGE: what is wrong
 * with the statement, or that it would do more than read. */
bool gz_query_sql(struct gz_query *q, const struct gz_selection *s, const char *sql, const struct gz_str *values,
		  size_t count, struct gz_sink *sink, struct gz_error *err);

/* How many documents the filter lets through, and how many hold all terms. */
bool gz_query_count(struct gz_query *q, const struct gz_selection *s, uint64_t *documents,
		    uint64_t *with_terms, struct gz_error *err);

/* Pointwise mutual information normalised to -1..1 and the log-likelihood ratio of a 2x2 table: `joint` of `total`
 * documents hold both, x and y hold each. Sources in docs/measures.md. */
double gz_measure_npmi(uint64_t joint, uint64_t x, uint64_t y, uint64_t total);
double gz_measure_g2(uint64_t joint, uint64_t x, uint64_t y, uint64_t total);
/* Documents with both as a share of those with either. */
double gz_measure_jaccard(uint64_t joint, uint64_t x, uint64_t y);
/* The natural logarithm of the chance that at least `joint` documents hold both, were x and y spread over `total`
 * independently of each other (hypergeometric; Fisher's exact test, one-sided). */
double gz_measure_tail(uint64_t joint, uint64_t x, uint64_t y, uint64_t total);
/* A chance from its logarithm; never 0: what is smaller than GZ_LEAST_P is printed as that. */
#define GZ_LEAST_P     1e-300
#define GZ_LEAST_LOG_P (-690.7755278982137)
double gz_measure_p(double log_p);

/* The database, its newest run, and the selection in words (NULL: no filter). Views live in `arena`. */
bool gz_query_provenance(struct gz_query *q, const struct gz_selection *s, struct gz_arena *arena,
			 struct gz_provenance *out, struct gz_error *err);

enum gz_link_measure { GZ_LINK_G2 = 0, GZ_LINK_NPMI, GZ_LINK_JACCARD, GZ_LINK_DOCS, GZ_LINK_MEASURES };
/* "g2" ...; GZ_LINK_MEASURES when the name is none of them. */
const char *gz_link_measure_name(enum gz_link_measure measure);
enum gz_link_measure gz_link_measure_of(struct gz_str name);

/* More nodes are refused: every pair of them is counted. */
#define GZ_NETWORK_NODES 5000

struct gz_network_options {
	uint32_t nodes;               /* at most so many beside the centre; 0: 60 */
	uint32_t edges;               /* at most so many; 0: those of the centre and two and a half a node */
	enum gz_link_measure measure; /* what nodes (beside a centre) and edges are chosen by; without a centre nodes by docs */
	bool no_centre;               /* leave the terms out of their own network */
	bool spells;                  /* documents of each period too */
	enum gz_period by;
};

/* The network of what the documents of the selection mention: without terms of all of the filter, with terms of those
 * with all terms; these are its centre. Chosen are the nodes first; then the edges of the centre, each node's best and
 * the best of all; with g2 and npmi only those that are together more often than by chance. A node that has no edge
 * is left out. `types` limits the nodes beside the centre, `min_docs` nodes and edges; limit, offset and sort are
 * not used. Every `docs` is what gz_query_docs gives for the terms and the entities of the node or edge. Terms have no
 * other nodes in their family (editions, series), and an edition has no edge with its series. In `arena`. */
bool gz_query_network(struct gz_query *q, const struct gz_selection *s, const struct gz_network_options *options,
		      struct gz_arena *arena, struct gz_network *out, struct gz_error *err);

#endif
