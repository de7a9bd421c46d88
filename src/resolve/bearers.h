/* bearers.h: names beside the title of an office. */
#ifndef GAZET_RESOLVE_BEARERS_H
#define GAZET_RESOLVE_BEARERS_H

#include "internal.h"

/* Does the title's bearer follow it, or its country, at once or behind a comma? `next`: the token behind. Also
 * where another than the holder is meant by what follows: the chancellor candidate. */
bool gz_bearer_behind(const struct gz_case *c, const struct gz_span *span, uint32_t next);
/* Does he stand in front of the phrase that begins at token `first`, of an office in that country (GZ_NONE: any)? */
bool gz_bearer_before(const struct gz_case *c, const struct gz_span *span, uint32_t first, uint32_t country);

#endif
