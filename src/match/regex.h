/* regex.h: what patterns.c asks of PCRE2 when it matches. */
#ifndef GAZET_MATCH_REGEX_H
#define GAZET_MATCH_REGEX_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "gazet/regex.h"

/* One for each thread. Zero-initialised it may be closed. */
struct gz_regex {
	pcre2_match_data *match; /* of what was found last */
	pcre2_match_context *matching;
};

bool gz_regex_open(struct gz_regex *r, struct gz_error *err);
void gz_regex_close(struct gz_regex *r);

enum gz_regex_end { GZ_REGEX_FOUND, GZ_REGEX_NONE, GZ_REGEX_GAVE_UP /* at a limit */, GZ_REGEX_NO_MEMORY };
/* The next match from byte `at` on, where a word begins, as all `count` of `words` do; it may begin inside of
 * a word. */
enum gz_regex_end gz_regex_find(struct gz_regex *r, const pcre2_code *code, struct gz_str text,
				const uint32_t *words, uint32_t count, uint32_t at);

#endif
