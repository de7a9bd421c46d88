/*
 * eval.h: how well documents are tagged, measured against documents that people annotated (gold).
 *
 * A gold set is JSON Lines: a document's `id date title text`, and either
 *
 *   spans      [{start, end, type, field, entity, iso2, wiki}]  field is "text" unless it says "title"
 *   countries  [{start, end, iso2, kind}]                       type country; kind "constituent": England, of gb
 *
 * with offsets in code points, the end excluded, and perhaps `ambiguous`: spans that are neither right nor wrong.
 */
#ifndef GAZET_EVAL_H
#define GAZET_EVAL_H

#include "gazet/gaz.h"
#include "gazet/text.h"

/* ---- gold -------------------------------------------------------------------- */

struct gz_gold_span {
	uint32_t start, end; /* code points */
	uint8_t field;       /* enum gz_field */
	enum gz_type type;   /* of the entity if that is known, else as the annotation says */
	bool constituent;    /* iso2 is the country of a part of one: England, gb */
	bool unsure;         /* neither right nor wrong: marked so, or an annotation that links to nothing (wiki null) */
	bool known;          /* the gazetteer has the entity */
	/* What it means; all empty where only the type was annotated. */
	struct gz_str entity; /* id */
	struct gz_str iso2;   /* as written */
	struct gz_str wiki;   /* title of an article, with spaces */
};

struct gz_gold_doc {
	struct gz_doc doc;
	struct gz_gold_span *spans; /* ordered by field, start, longest first */
	size_t count;
	bool countries_only;        /* it has `countries`: nothing else is annotated */
	bool nested;                /* some spans stand inside others */
};

/* Which entities have which article; for reading gold. */
struct gz_articles;
bool gz_articles_open(const struct gz_gaz *g, struct gz_articles **out, struct gz_error *err);
void gz_articles_close(struct gz_articles *a);
/* Is the article (spaces, not underscores) that of the entity? */
bool gz_articles_match(const struct gz_articles *a, const struct gz_entity *entity, struct gz_str title);

/* One line of a gold set; everything lives in `arena`. Errors carry no place: the caller knows it. */
bool gz_gold_read(const struct gz_articles *a, struct gz_str line, struct gz_arena *arena,
		  struct gz_gold_doc *out, struct gz_error *err);

/* ---- scores ------------------------------------------------------------------ */

struct gz_eval_options {
	bool strict;      /* a span must be the same; else it must overlap */
	bool known;       /* gold entities that the gazetteer does not have are not asked for */
	bool names_only;  /* what was linked by an office or as a follow-up is neither right nor wrong */
	unsigned types;   /* bit (1u << enum gz_type); 0 = those that the gold annotates */
	uint32_t width;   /* code points of context on each side of an error; 0 = 60 */
};

struct gz_eval;
bool gz_eval_open(const struct gz_articles *a, const struct gz_eval_options *options, struct gz_eval **out,
		  struct gz_error *err);
void gz_eval_close(struct gz_eval *e);
/* Compares one document with its mentions. Both may go afterwards. */
bool gz_eval_add(struct gz_eval *e, const struct gz_gold_doc *gold, const struct gz_tagged *tagged,
		 struct gz_error *err);

/* {type,gold,predicted,correct,precision,recall,f1}: a row for each type that was annotated, and `all` (micro). */
bool gz_eval_scores(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err);
/* {doc,error,type,field,start,end,left,match,right,gold,predicted,via,score}: each error in context. `error` is missed (no
 * mention), spurious (no gold) or wrong (another entity: both a false positive and a false negative). */
bool gz_eval_errors(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err);
/* {count,error,type,text,gold,predicted}: the same errors by folded text and entities, commonest first. */
bool gz_eval_confusions(const struct gz_eval *e, struct gz_sink *sink, struct gz_error *err);

#endif
