/*
 * automaton.c: Kleinberg's automaton of two states for counts that come in batches: in each period it sends
 * its documents at the usual rate or at twice the odds of it, and going up costs. The cheapest sequence of
 * states is found; a burst is a longest run of the upper one. In periods without a document of the entity
 * nothing is gained, so that only the others are looked at. Source and formulas: docs/analyses.md.
 */
#include <math.h>

#include "internal.h"

/* What a period, or several, gain in the upper state: ln of how much likelier its counts are. With the odds
 * doubled, 2 p / (1 + p) in place of p, it is this. */
double gz_burst_weight(uint64_t docs, uint64_t of, double rate)
{
	return (double)docs * log(2) - (double)of * log1p(rate);
}

static uint64_t documents_of(const struct gz_burst_counts *c, uint32_t first, uint32_t last)
{
	return c->before[last + 1] - c->before[first];
}

/* Of a run: a burst ends with the one in front of it; the upper state is best entered here. */
enum { FROM_UPPER = 1, ENTERED = 2 };

static bool go_forward(struct gz_automaton *a, const struct gz_burst_counts *c, double cost, bool *upper)
{
	double usual = 0, burst = -INFINITY; /* gains so far when the state is this one now */

	a->steps.len = 0;
	for (size_t i = 0; i < c->count; i++) {
		const struct gz_run *run = &c->runs[i];
		uint32_t passed = i > 0 ? c->runs[i - 1].period + 1 : run->period;
		double best = usual > burst ? usual : burst, stay = burst;
		unsigned char step = burst > usual ? FROM_UPPER : 0;

		if (i > 0 && run->period > passed)
			stay += gz_burst_weight(0, documents_of(c, passed, run->period - 1), c->rate);
		if (best - cost > stay) {
			stay = best - cost;
			step |= ENTERED;
		}
		burst = stay + gz_burst_weight(run->docs, documents_of(c, run->period, run->period), c->rate);
		usual = best;
		if (!GZ_PUSH(&a->steps, step))
			return false;
	}
	*upper = burst > usual;
	return true;
}

static bool keep(struct gz_automaton *a, const struct gz_burst_counts *c, size_t first, size_t last)
{
	struct gz_burst burst = {.first = c->runs[first].period, .last = c->runs[last].period};
	double most = -INFINITY;

	for (size_t i = first; i <= last; i++) {
		const struct gz_run *run = &c->runs[i];
		double weight =
			gz_burst_weight(run->docs, documents_of(c, run->period, run->period), c->rate);

		burst.docs += run->docs;
		if (weight > most) {
			most = weight;
			burst.peak = run->period;
		}
	}
	burst.total_docs = documents_of(c, burst.first, burst.last);
	burst.weight = gz_burst_weight(burst.docs, burst.total_docs, c->rate);
	return GZ_PUSH(&a->bursts, burst);
}

bool gz_automaton_solve(struct gz_automaton *a, const struct gz_burst_counts *c, double cost)
{
	size_t end = c->count - 1;
	bool upper;

	a->bursts.len = 0;
	if (!go_forward(a, c, cost, &upper))
		return false;
	for (size_t i = c->count; i > 0; i--) {
		unsigned char step = a->steps.ptr[i - 1];

		if (upper && !(step & ENTERED))
			continue;
		if (upper && !keep(a, c, i - 1, end))
			return false;
		upper = (step & FROM_UPPER) != 0;
		end = i - 2;
	}
	return true;
}

void gz_automaton_free(struct gz_automaton *a)
{
	GZ_VEC_FREE(&a->steps);
	GZ_VEC_FREE(&a->bursts);
}
