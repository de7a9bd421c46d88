/* regex.h: what patterns.c asks of PCRE2. */
#ifndef GAZET_MATCH_REGEX_H
#define GAZET_MATCH_REGEX_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "gazet/gaz.h"

/* The compiled rules of one thread take so many bytes at most. */
#define GZ_REGEX_BYTES (64 << 20)

/* One for each thread. Zero-initialised it may be closed. */
struct gz_regex {
	pcre2_match_data *match; /* of what was found last */
	pcre2_match_context *matching;
	pcre2_compile_context *compiling;
	size_t size; /* bytes of what was compiled */
};

bool gz_regex_open(struct gz_regex *r, struct gz_error *err);
void gz_regex_close(struct gz_regex *r);
/* *out belongs to the caller, also where it is too large and false is returned. */
bool gz_regex_compile(struct gz_regex *r, const struct gz_pattern *p, pcre2_code **out, struct gz_error *err);

enum gz_regex_end { GZ_REGEX_FOUND, GZ_REGEX_NONE, GZ_REGEX_GAVE_UP /* at a limit */, GZ_REGEX_NO_MEMORY };
/* The next match from byte `at` on, where a word begins, as all `count` of `words` do; it may begin inside of
 * a word. */
enum gz_regex_end gz_regex_find(struct gz_regex *r, const pcre2_code *code, struct gz_str text,
				const uint32_t *words, uint32_t count, uint32_t at);

#endif
