/*
 * internal.h: one document while it is resolved. First the document's evidence is gathered (what is named in full,
 * which persons are established), then every span is decided with it.
 */
#ifndef GAZET_RESOLVE_INTERNAL_H
#define GAZET_RESOLVE_INTERNAL_H

#include "gazet/resolve.h"

/* What the document is known to talk about. */
struct gz_known {
	uint32_t named;  /* times it stands there by an unambiguous name, or by title and surname */
	uint32_t titled; /* those by title and surname: it is who the surname means here */
};

/* Counts by entity. A document may name very many: found by hash, not by looking through. */
struct gz_counted {
	GZ_VEC(struct gz_known) known;
	struct gz_map by_id;
};

struct gz_case {
	const struct gz_gaz *g;
	const struct gz_doc *doc;
	const struct gz_tokens *tokens;          /* of each field */
	const struct gz_candidates *candidates;  /* of each field */
	struct gz_arena *arena;

	struct gz_counted entities;
	struct gz_counted countries; /* mentions of things that belong to them */
	GZ_VEC(struct gz_mention) mentions;
};

/* One reading of one span with its weight; entity NULL: none holds. */
struct gz_reading {
	const struct gz_entity *entity;
	struct gz_str name;
	enum gz_via via;
	float score;
};

/* The candidates that begin at one token and are equally long: ptr[first] .. ptr[end - 1] of their field. */
struct gz_span {
	uint32_t field;
	uint32_t first, end;
	uint32_t token, count;
};

/* ---- evidence.c ---------------------------------------------------------- */

bool gz_evidence_gather(struct gz_case *c);
void gz_evidence_free(struct gz_case *c);
uint32_t gz_evidence_of(const struct gz_case *c, uint32_t entity);
/* Mentions of other things of the same country. */
uint32_t gz_evidence_of_country(const struct gz_case *c, uint32_t entity);
uint32_t gz_evidence_titled(const struct gz_case *c, uint32_t entity);

/* ---- readings.c ------------------------------------------------------------ */

/* The best reading of a span by a name or pattern (not by surname). With `strong`, only names that need no
 * evidence count. */
struct gz_reading gz_read_name(const struct gz_case *c, const struct gz_span *span, bool strong);
/* Does the candidate's name stand in the text in lower case although the field has case and the name has capitals? */
bool gz_is_lowered(const struct gz_case *c, uint32_t field, uint32_t token, uint32_t count, uint8_t name_shape);

/* ---- people.c --------------------------------------------------------------- */

/* The person whom a surname means here, by title or by the document. With `titled_only`, only what a title decides
 * without help of other mentions: that establishes a person. */
struct gz_reading gz_read_surname(const struct gz_case *c, const struct gz_span *span, bool titled_only);
/* Did the person hold any office on that day? */
bool gz_in_office(const struct gz_gaz *g, uint32_t person, int32_t day);

/* ---- events.c ---------------------------------------------------------------- */

/* The edition that a mention of a series means here; NULL: it stays with the series. *score is lowered by doubt. */
const struct gz_entity *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
					const struct gz_entity *series, float *score);

/* The next span at or after candidate *at of a field; false at the end. */
bool gz_next_span(const struct gz_candidates *candidates, uint32_t field, uint32_t at, struct gz_span *span);

#endif
