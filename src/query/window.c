/*
 * window.c: minimal windows. Given the mentions of all terms of a document it finds every place where a
 * mention of each stands close enough to the others, as ranges in which a further mention would still be
 * close to all of them. Distances are between first tokens of mentions: the largest minus the smallest.
 */
#include <stdlib.h>

#include "internal.h"

/* Lanes 0 and 1 are the fields by tokens, 2 and 3 the fields by sentences. */
#define LANE_SENTENCES 2

void gz_windows_locate(const struct gz_windows *w, uint32_t place, int32_t sentence, uint32_t *lane,
		       int64_t *at)
{
	*lane = place & 1;
	*at = place >> 1;
	if (w->kind == GZ_WINDOW_SENTENCE && sentence >= 0) {
		*lane += LANE_SENTENCES;
		*at = sentence;
	}
}

int64_t gz_windows_reach(const struct gz_windows *w, uint32_t lane)
{
	if (w->kind == GZ_WINDOW_TOKENS)
		return w->tokens;
	return lane >= LANE_SENTENCES ? 0 : GZ_WINDOW_UNPUNCTUATED;
}

void gz_windows_clear(struct gz_windows *w)
{
	w->points.len = 0;
	w->ranges.len = 0;
}

bool gz_windows_add(struct gz_windows *w, uint32_t term, uint32_t place, int32_t sentence)
{
	struct gz_window_point point = {.term = term};

	gz_windows_locate(w, place, sentence, &point.lane, &point.at);
	return GZ_PUSH(&w->points, point);
}

static int compare_points(const void *left, const void *right)
{
	const struct gz_window_point *a = left, *b = right;

	if (a->lane != b->lane)
		return a->lane < b->lane ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* Ranges of one lane come with both ends ascending, so that only the last one can touch the new one. */
static bool add_range(struct gz_windows *w, uint32_t lane, int64_t from, int64_t to)
{
	struct gz_window_range range = {lane, from, to};

	if (w->ranges.len > 0) {
		struct gz_window_range *last = &w->ranges.ptr[w->ranges.len - 1];

		if (last->lane == lane && from <= last->to + 1) {
			last->to = to;
			return true;
		}
	}
	return GZ_PUSH(&w->ranges, range);
}

/* The points of one lane, [begin, end): for each right end the closest left end that still sees all terms. */
static bool solve_lane(struct gz_windows *w, size_t begin, size_t end, uint32_t terms)
{
	const struct gz_window_point *points = w->points.ptr;
	int64_t limit = gz_windows_reach(w, points[begin].lane);
	uint32_t missing = terms;
	size_t left = begin;

	for (uint32_t i = 0; i < terms; i++)
		w->seen.ptr[i] = 0;
	for (size_t right = begin; right < end; right++) {
		if (w->seen.ptr[points[right].term]++ == 0)
			missing--;
		if (missing > 0)
			continue;
		while (w->seen.ptr[points[left].term] > 1)
			w->seen.ptr[points[left++].term]--;
		if (points[right].at - points[left].at <= limit &&
		    !add_range(w, points[left].lane, points[right].at - limit, points[left].at + limit))
			return false;
	}
	return true;
}

bool gz_windows_solve(struct gz_windows *w, uint32_t terms)
{
	size_t begin = 0;

	w->ranges.len = 0;
	w->seen.len = 0;
	if (!GZ_GROW(&w->seen, terms))
		return false;
	if (w->points.len > 1)
		qsort(w->points.ptr, w->points.len, sizeof(*w->points.ptr), compare_points);
	while (begin < w->points.len) {
		size_t end = begin;

		while (end < w->points.len && w->points.ptr[end].lane == w->points.ptr[begin].lane)
			end++;
		if (!solve_lane(w, begin, end, terms))
			return false;
		begin = end;
	}
	return true;
}

bool gz_windows_hold(const struct gz_windows *w, uint32_t place, int32_t sentence)
{
	size_t low = 0, high = w->ranges.len;
	uint32_t lane;
	int64_t at;

	gz_windows_locate(w, place, sentence, &lane, &at);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct gz_window_range *range = &w->ranges.ptr[middle];

		if (range->lane < lane || (range->lane == lane && range->to < at))
			low = middle + 1;
		else
			high = middle;
	}
	return low < w->ranges.len && w->ranges.ptr[low].lane == lane && w->ranges.ptr[low].from <= at;
}

void gz_windows_free(struct gz_windows *w)
{
	GZ_VEC_FREE(&w->points);
	GZ_VEC_FREE(&w->seen);
	GZ_VEC_FREE(&w->ranges);
}
