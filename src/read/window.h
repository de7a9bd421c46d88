/*
 * window.h: the unread bytes of a file in one piece, as many as a record needs. They stand in the input's
 * block as long as they fit, then in memory of the window's own; what was looked at may be left for the next
 * record.
 */
#ifndef GAZET_READ_WINDOW_H
#define GAZET_READ_WINDOW_H

#include "internal.h"

/* Zero-initialised is empty: it begins where the input is. */
struct gz_window {
	struct gz_buf own; /* in use while not empty: at.. of it are unread, and nothing of the block is */
	size_t at;
	bool ended;
	bool cut;  /* the file broke off, for the reason in `damage` */
	bool told; /* and that was reported */
	struct gz_error damage;
};

/* All that is there; may be changed in place. Valid until gz_window_grow or gz_window_eat. */
static inline struct gz_str gz_window_view(const struct gz_window *w, const struct gz_input *in)
{
	if (w->own.len > 0)
		return gz_str_of(w->own.ptr + w->at, w->own.len - w->at);
	return gz_str_of(in->block + in->at, in->len - in->at);
}

enum gz_window_status { GZ_WINDOW_MORE, GZ_WINDOW_END, GZ_WINDOW_NO_MEMORY };
/* Adds bytes behind those in view. GZ_WINDOW_END (w->ended): there are no more. */
enum gz_window_status gz_window_grow(struct gz_window *w, struct gz_input *in);
/* The first `count` bytes of the view are done with. */
void gz_window_eat(struct gz_window *w, struct gz_input *in, size_t count);
/* Reports, once, where the file broke off. */
void gz_window_report(struct gz_window *w, struct gz_reader *r);
void gz_window_free(struct gz_window *w);

#endif
