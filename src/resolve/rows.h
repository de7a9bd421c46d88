/* rows.h: what stands between the names of a row. */
#ifndef GAZET_RESOLVE_ROWS_H
#define GAZET_RESOLVE_ROWS_H

#include "internal.h"

/* The place or country that a candidate names; NULL: none, or it is not written as it must be. */
const struct gz_entry *gz_place_of(const struct gz_case *c, const struct gz_candidate *candidate);
/* Does a name of a place or country begin at a token? */
bool gz_is_place_at(const struct gz_case *c, uint32_t field, uint32_t token);
/* Are the tokens behind `end` and in front of `next` a comma, or "and", "or"? */
bool gz_is_row_gap(const struct gz_case *c, uint32_t field, uint32_t end, uint32_t next);
/* Is the comma in the name of a place one of the sentence: In Rome, Georgia signed? */
bool gz_is_divided(const struct gz_case *c, const struct gz_span *span);

/* ---- compatriots.c ---- */

/* Does the country of a person without offices stand beside his name: Roger Black (Britain), Britain's Roger
 * Black? */
bool gz_is_with_country(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *person);

#endif
