/* names.c: what a selection asks for, in words. */
#include "cmd.h"

struct gz_str selection_names(const struct gz_selection *s, struct gz_arena *arena)
{
	struct gz_buf names = {0};
	struct gz_str joined;

	for (size_t i = 0; i < s->term_count; i++) {
		if (i > 0)
			gz_buf_str(&names, i + 1 < s->term_count ? GZ_STR(", ") : GZ_STR(" and "));
		if (s->term_count > 1 && gz_term_is_joined(&s->terms[i]))
			gz_buf_str(&names, GZ_STR("either "));
		gz_buf_str(&names, gz_str(s->terms[i].name));
	}
	joined = names.failed ? (struct gz_str){NULL, 0} : gz_arena_str(arena, gz_buf_view(&names));
	gz_buf_free(&names);
	return joined;
}
