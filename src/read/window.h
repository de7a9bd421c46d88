/*
 * window.h: the bytes of a file from where a format stands, made as long as its record needs. What fits into
 * the input's block is shown there; only longer records are copied together. What was looked at and not
 * skipped is still there, so that a format may find that a record ends earlier than it said.
 */
#ifndef GAZET_READ_WINDOW_H
#define GAZET_READ_WINDOW_H

#include "internal.h"

struct gz_window {
	struct gz_input *in;
	struct gz_buf own; /* its bytes from `at` on come before those of the block */
	size_t at;
	size_t lent;  /* so many of the last ones of `own` still stand in front of the block's unread ones */
	bool ended;   /* nothing more will come */
	bool damaged; /* for the reason in `damage` */
	bool told;    /* and that was reported */
	struct gz_error damage;
};

void gz_window_open(struct gz_window *w, struct gz_input *in);
void gz_window_close(struct gz_window *w);
/* The bytes that can be seen, which may be changed in place; valid until the next call of another function.
 */
struct gz_str gz_window_view(const struct gz_window *w);
/* Shows `len` bytes at least, or all that are left. False only when memory ran out. */
bool gz_window_need(struct gz_window *w, size_t len, struct gz_error *err);
/* Shows more bytes than now; *more is false when there are none. False only when memory ran out. */
bool gz_window_more(struct gz_window *w, bool *more, struct gz_error *err);
/* The same for who asks only whether: what there is besides, w->ended and w->damaged tell. */
enum gz_window_status { GZ_WINDOW_MORE, GZ_WINDOW_END, GZ_WINDOW_NO_MEMORY };
enum gz_window_status gz_window_grow(struct gz_window *w);
/* Reports, once, where the file broke off. */
void gz_window_report(struct gz_window *w, struct gz_reader *r);
/* Passes over the first `len` bytes of the view. */
void gz_window_skip(struct gz_window *w, size_t len);

#endif
