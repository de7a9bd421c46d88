/*
 * resolve.h: candidates into mentions, by the evidence of the whole document.
 *
 * Leftmost-longest: scan left to right, take the longest name that starts here and whose evidence holds, go on
 * behind it. A country or place inside a longer event name is kept as a nested mention. Titles are evidence and not
 * part of the mention: in "mr tillerson" the mention is "tillerson".
 */
#ifndef GAZET_RESOLVE_H
#define GAZET_RESOLVE_H

#include "gazet/gaz.h"

/* tokens and candidates: one for each field. Mentions are made in `arena`, ordered by field, start, longest first.
 * A title that the text repeats at its start is tagged in the text only. */
bool gz_resolve(const struct gz_gaz *g, const struct gz_doc *doc, const struct gz_tokens *tokens,
		const struct gz_candidates *candidates, struct gz_arena *arena, struct gz_mention **mentions,
		size_t *count, struct gz_error *err);

#endif
