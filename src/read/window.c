/* window.c: as much of a file as a record needs, in the input's block where it fits. */
#include <string.h>

#include "window.h"

/* Memory beyond this is given back after the record that needed it. */
#define WINDOW_KEEP ((size_t)8 << 20)

void gz_window_open(struct gz_window *w, struct gz_input *in)
{
	memset(w, 0, sizeof(*w));
	w->in = in;
}

void gz_window_close(struct gz_window *w)
{
	gz_buf_free(&w->own);
}

struct gz_str gz_window_view(const struct gz_window *w)
{
	if (w->own.len > w->at)
		return gz_str_of(w->own.ptr + w->at, w->own.len - w->at);
	return gz_str_of(w->in->block + w->in->at, w->in->len - w->in->at);
}

static bool window_fill(struct gz_window *w)
{
	enum gz_input_status status;

	if (w->ended)
		return false;
	w->lent = 0; /* the block moves */
	status = gz_input_fill(w->in, &w->damage);
	w->damaged = status == GZ_INPUT_DAMAGED;
	w->ended = status != GZ_INPUT_DATA;
	return !w->ended;
}

/* Copies together what does not fit into the block. */
static bool window_collect(struct gz_window *w, size_t len, struct gz_error *err)
{
	struct gz_input *in = w->in;

	if (w->at > w->own.len / 2) {
		memmove(w->own.ptr, w->own.ptr + w->at, w->own.len - w->at);
		w->own.len -= w->at;
		w->at = 0;
	}
	while (w->own.len - w->at < len) {
		size_t wanted = len - (w->own.len - w->at), there = in->len - in->at;

		if (there == 0 && !window_fill(w))
			break;
		there = in->len - in->at;
		if (there < wanted)
			wanted = there;
		if (!gz_buf_add(&w->own, in->block + in->at, wanted))
			return gz_fail_nomem(err);
		in->at += wanted;
		w->lent += wanted;
	}
	return true;
}

bool gz_window_need(struct gz_window *w, size_t len, struct gz_error *err)
{
	if (w->own.len > w->at || len > GZ_READ_BLOCK)
		return window_collect(w, len, err);
	while (w->in->len - w->in->at < len && window_fill(w))
		;
	return true;
}

bool gz_window_more(struct gz_window *w, bool *more, struct gz_error *err)
{
	size_t before = gz_window_view(w).len;

	if (!gz_window_need(w, before + (before < GZ_READ_BLOCK ? 1 : GZ_READ_BLOCK), err))
		return false;
	*more = gz_window_view(w).len > before;
	return true;
}

enum gz_window_status gz_window_grow(struct gz_window *w)
{
	struct gz_error ignored;
	bool more;

	if (!gz_window_more(w, &more, &ignored))
		return GZ_WINDOW_NO_MEMORY;
	return more ? GZ_WINDOW_MORE : GZ_WINDOW_END;
}

void gz_window_report(struct gz_window *w, struct gz_reader *r)
{
	if (!w->damaged || w->told)
		return;
	w->told = true;
	gz_reader_reject_at(r, w->damage.code, r->record + 1, 0, "%s; what follows is lost",
			    w->damage.message);
}

void gz_window_skip(struct gz_window *w, size_t len)
{
	size_t rest;

	if (w->own.len == w->at) {
		w->in->at += len;
		return;
	}
	w->at += len;
	rest = w->own.len - w->at;
	if (rest > w->lent)
		return;
	w->in->at -= rest; /* they are still there */
	w->at = w->lent = 0;
	if (w->own.cap > WINDOW_KEEP)
		gz_buf_free(&w->own);
	else
		gz_buf_clear(&w->own);
}
