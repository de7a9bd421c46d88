/*
 * measures.c: association measures of a two by two table of documents. Formulas and sources are in
 * docs/measures.md.
 */
#include <math.h>

#include "gazet/query.h"

/* Normalised pointwise mutual information (Bouma 2009): ln(p(xy) / (p(x) p(y))) / -ln p(xy). */
double gz_measure_npmi(uint64_t joint, uint64_t x, uint64_t y, uint64_t total)
{
	double share;

	if (total == 0 || x == 0 || y == 0)
		return 0; /* nothing is known about what never occurs */
	if (joint == 0)
		return -1; /* the limit */
	if (joint >= total)
		return 0; /* both are everywhere: their company says nothing */
	share = (double)joint / (double)total;
	return log(share * ((double)total / (double)x) * ((double)total / (double)y)) / -log(share);
}

/* One cell of the table: observed ln(observed / expected), whose limit at 0 is 0. */
static double cell(double observed, double row, double column, double total)
{
	return observed > 0 ? observed * log(observed * total / (row * column)) : 0;
}

/* Log-likelihood ratio (Dunning 1993): 2 times the sum over the cells of observed ln(observed / expected). */
double gz_measure_g2(uint64_t joint, uint64_t x, uint64_t y, uint64_t total)
{
	double both = (double)joint, only_x, only_y, neither, all, sum;

	if (total == 0 || joint > x || joint > y)
		return 0;
	only_x = (double)x - both;
	only_y = (double)y - both;
	/* Below zero when `joint` is counted in a window: what holds both apart stands in both margins. */
	neither = (double)total - (both + only_x + only_y);
	if (neither < 0)
		neither = 0;
	all = both + only_x + only_y + neither;
	sum = cell(both, both + only_x, both + only_y, all) +
	      cell(only_x, both + only_x, only_x + neither, all) +
	      cell(only_y, only_y + neither, both + only_y, all) +
	      cell(neither, only_y + neither, only_x + neither, all);
	return sum > 0 ? 2 * sum : 0; /* rounding may leave a hair below zero */
}

double gz_measure_jaccard(uint64_t joint, uint64_t x, uint64_t y)
{
	uint64_t either = x + y - joint;

	return joint > 0 && joint <= x && joint <= y ? (double)joint / (double)either : 0;
}
