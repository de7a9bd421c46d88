/* window.c: see window.h. */
#include "window.h"

#include <string.h>

/* Memory larger than this is given back. */
#define KEEP ((size_t)8 << 20)

static enum gz_window_status fill(struct gz_window *w, struct gz_input *in)
{
	enum gz_input_status status = GZ_INPUT_END;

	if (!w->ended)
		status = gz_input_fill(in, &w->damage);
	w->cut |= status == GZ_INPUT_DAMAGED;
	w->ended = status != GZ_INPUT_DATA;
	return w->ended ? GZ_WINDOW_END : GZ_WINDOW_MORE;
}

/* The block's bytes behind the own ones. */
static bool take_block(struct gz_window *w, struct gz_input *in)
{
	if (!gz_buf_add(&w->own, in->block + in->at, in->len - in->at))
		return false;
	in->at = in->len;
	return true;
}

enum gz_window_status gz_window_grow(struct gz_window *w, struct gz_input *in)
{
	enum gz_window_status status;

	if (w->own.len == 0 && (in->at > 0 || in->len < GZ_READ_BLOCK))
		return fill(w, in);
	if (w->own.len == 0 && !take_block(w, in))
		return GZ_WINDOW_NO_MEMORY;
	if (w->at > w->own.len / 2) {
		memmove(w->own.ptr, w->own.ptr + w->at, w->own.len - w->at);
		w->own.len -= w->at;
		w->at = 0;
	}
	status = fill(w, in);
	return take_block(w, in) ? status : GZ_WINDOW_NO_MEMORY;
}

void gz_window_eat(struct gz_window *w, struct gz_input *in, size_t count)
{
	if (w->own.len == 0) {
		in->at += count;
		return;
	}
	w->at += count;
	if (w->at < w->own.len)
		return;
	w->at = 0;
	if (w->own.cap > KEEP)
		gz_buf_free(&w->own);
	gz_buf_clear(&w->own);
}

void gz_window_report(struct gz_window *w, struct gz_reader *r)
{
	if (!w->cut || w->told)
		return;
	w->told = true;
	gz_reader_reject_at(r, w->damage.code, r->record + 1, 0, "%s; what follows is lost",
			    w->damage.message);
}

void gz_window_free(struct gz_window *w)
{
	gz_buf_free(&w->own);
}
