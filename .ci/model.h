/*
 * model.h: what analyzers cannot know who see one file at a time. .ci/care puts it in front of every file that does not
 * define these functions itself; no program is compiled with it.
 */
#include "gazet/base.h"

/* They return false. */
#define gz_fail(...) ((void)gz_fail(__VA_ARGS__), false)
#define gz_fail_at(...) ((void)gz_fail_at(__VA_ARGS__), false)
#define gz_fail_nomem(...) ((void)gz_fail_nomem(__VA_ARGS__), false)

/* Where there is room for something, there is memory. */
#undef GZ_GROW
#define GZ_GROW(v, extra) \
	(((v)->len + (extra) <= (v)->cap || \
	  gz_vec_grow((void **)&(v)->ptr, &(v)->cap, sizeof(*(v)->ptr), (v)->len + (extra))) && \
	 ((extra) == 0 || (v)->ptr != NULL || (__builtin_unreachable(), false)))
