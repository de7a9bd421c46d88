/* internal.h: what the files of src/eval/ share. */
#ifndef GAZET_EVAL_INTERNAL_H
#define GAZET_EVAL_INTERNAL_H

#include "gazet/eval.h"

/* What is not right: no mention, no gold, or a mention of something else. */
enum gz_mistake_kind { GZ_MISSED = 0, GZ_SPURIOUS, GZ_WRONG, GZ_MISTAKE_KINDS };

struct gz_mistake {
	enum gz_mistake_kind kind;
	enum gz_type type;
	struct gz_str doc;
	struct gz_str left, match, right; /* context */
	struct gz_str key;		  /* folded match: what mistakes are counted by */
	struct gz_str gold, predicted;	  /* ids, or what the gold says instead; empty where there is none */
	uint32_t start, end;		  /* code points */
	uint8_t field, via;
	bool nested;
	float score;
};

struct gz_score {
	uint64_t gold, predicted, correct;
	uint64_t
		nested; /* of `predicted`, the spurious ones inside others: right where nothing nested is annotated */
};

/* What is annotated (fields, types, nested spans) is known when the whole set was seen: scores are kept apart until then. */
struct gz_eval {
	const struct gz_articles *articles;
	struct gz_eval_options options;
	struct gz_arena arena; /* of the mistakes */
	struct gz_score scores[GZ_FIELDS][GZ_TYPES];
	unsigned types;	     /* bits of types that gold spans had */
	bool titles, nested; /* gold spans stood in titles, or inside others */
	GZ_VEC(struct gz_mistake) mistakes;
	GZ_VEC(uint8_t) state; /* of each mention of a document: enum in match.c */
};

/* ---- articles.c, gold.c ---- */

/* The entity of an article (spaces, not underscores), or NULL. Of several, one of the type if there is one. */
const struct gz_entry *gz_articles_find(const struct gz_articles *a, struct gz_str title, enum gz_type type);
/* The two letters by which a country is known: of a retired one the first two of its four. Empty: no country. */
struct gz_str gz_country_code(struct gz_str country);
const struct gz_gaz *gz_articles_gaz(const struct gz_articles *a);
/* Does the entity answer what the gold span asks for? */
bool gz_gold_accepts(const struct gz_articles *a, const struct gz_gold_span *span,
		     const struct gz_entity *entity);

/* ---- score.c ---- */

bool gz_eval_scores_field(const struct gz_eval *e, uint8_t field);
bool gz_eval_scores_type(const struct gz_eval *e, enum gz_type type);

#endif
