/*
 * surnames.h: a surname in the text while it is read, and the walk over those who bear it.
 */
#ifndef GAZET_RESOLVE_SURNAMES_H
#define GAZET_RESOLVE_SURNAMES_H

#include "internal.h"

/* A surname in the text, and who may be meant by it. */
struct gz_surname {
	const struct gz_case *c;
	const struct gz_span *span;
	struct gz_titled titled;
	enum gz_reason against; /* why nobody is meant, when nobody is */
	uint32_t witness;
};

/* Where a walk over the bearers of a surname stands; starts at zero. */
struct gz_bearers {
	uint32_t candidate;  /* of the span: the next one */
	uint32_t name, left; /* of the one before: names that are still to come */
};

/* Those who bear the surname, one after the other; NULL: none is left. Whose gender the title contradicts is
 * passed over. */
const struct gz_name *gz_next_bearer(const struct gz_surname *s, struct gz_bearers *at);
/* Is the surname one that means its bearer to everybody: no word, no given name, no common surname? */
bool gz_is_telling(const struct gz_surname *s);
/* The only one of the surname in office on the document's day, in a document that speaks of what he governs
 * or names the body that he heads, or in a headline alone the only one at all: Obama, without a first name or
 * title anywhere. NULL: none, or several. */
const struct gz_name *gz_only_prominent(const struct gz_surname *s);
/* The only one of the surname whom the gazetteer has, who held an office, in a document that speaks of his
 * country: Volcker, in 2011. NULL: there is none. */
const struct gz_name *gz_only_bearer(const struct gz_surname *s);

#endif
