/*
 * regex.h: the regular expressions of pattern rules, compiled by PCRE2 under one set of limits: when a gazetteer is
 * loaded, to refuse what cannot be run, and by whoever runs them.
 */
#ifndef GAZET_REGEX_H
#define GAZET_REGEX_H

#include "gazet/base.h"

/* What is compiled by one gz_regexes takes so many bytes at most. */
#define GZ_REGEX_BYTES (64 << 20)

/* As in pcre2.h, for eight bits. */
struct pcre2_real_code_8;
struct pcre2_real_compile_context_8;

/* One for each thread. Zero-initialised it may be closed. */
struct gz_regexes {
	struct pcre2_real_compile_context_8 *context;
	size_t size; /* bytes of what was compiled */
};

/* False when memory ran out. */
bool gz_regexes_open(struct gz_regexes *r, struct gz_error *err);
void gz_regexes_close(struct gz_regexes *r);
/* *out belongs to the caller (gz_regex_free), also where all together are too large and false is returned; NULL after
 * any other failure. *err has no place. */
bool gz_regex_compile(struct gz_regexes *r, struct gz_str regex, struct pcre2_real_code_8 **out, struct gz_error *err);
void gz_regex_free(struct pcre2_real_code_8 *code);
/* Has it a group of that name, however that is written? Not where several of different numbers have it. */
bool gz_regex_has_group(const struct pcre2_real_code_8 *code, const char *name);

#endif
