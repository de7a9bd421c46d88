/*
 * match.h: tokens into candidates: every reading of every span that the gazetteer knows, shorter ones too,
 * before any evidence is weighed.
 */
#ifndef GAZET_MATCH_H
#define GAZET_MATCH_H

#include "gazet/gaz.h"

struct gz_matcher;

/* One for each thread; `g` must outlive it. A rule of an anchor outside of `g` is an error with its file and line. */
bool gz_matcher_open(const struct gz_gaz *g, struct gz_matcher **out, struct gz_error *err);
void gz_matcher_close(struct gz_matcher *m);

/* Everything is made in `arena`. A pattern rule is compiled when it is run first; where that fails, which loading has
 * ruled out for its version of PCRE2, the error has the rule's file and line. Names that small letters never mean where a
 * field has case (gz_name_needs_capital) are no candidates there; with `all` they are listed apart. */
bool gz_match(struct gz_matcher *m, const struct gz_tokens *tokens, struct gz_arena *arena,
	      bool all, struct gz_candidates *out, struct gz_error *err);

/* PCRE2. See gz_base_library. */
bool gz_match_library(size_t index, struct gz_library *out);

#endif
