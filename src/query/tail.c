/*
 * tail.c: how likely chance alone would put so many documents into one cell of a two by two table whose
 * margins are given: the tail of the hypergeometric distribution (Fisher's exact test), as a logarithm, so
 * that nothing becomes zero. Sources are in docs/analyses.md.
 */
#include <math.h>

#include "gazet/query.h"

#define TWO_PI	    6.28318530717958647692
#define SERIES_FROM 16 /* from here on four terms of the series are exact to the last digit */

/* ln n! less Stirling's approximation of it, for n > 0. */
static double stirling_rest(double n)
{
	double s = 1 / (n * n);

	if (n < SERIES_FROM)
		return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(TWO_PI);
	return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / n;
}

/* x ln(x / mean) + mean - x, without cancellation where both are near each other. */
static double deviance(double x, double mean)
{
	double v = (x - mean) / (x + mean), sum, term;

	if (fabs(v) > 0.1)
		return x * log(x / mean) + mean - x;
	sum = (x - mean) * v;
	term = 2 * x * v;
	for (int i = 3;; i += 2) {
		double next;

		term *= v * v;
		next = sum + term / i;
		if (next == sum)
			return sum;
		sum = next;
	}
}

/* ln of the chance of x successes among n, each with chance p = 1 - q, both above 0. */
static double log_binomial(double x, double n, double p, double q)
{
	if (n == 0)
		return 0;
	if (x == 0)
		return p < 0.1 ? n * log1p(-p) : n * log(q);
	if (x == n)
		return q < 0.1 ? n * log1p(-q) : n * log(p);
	return stirling_rest(n) - stirling_rest(x) - stirling_rest(n - x) - deviance(x, n * p) -
	       deviance(n - x, n * q) - 0.5 * log(TWO_PI * x * ((n - x) / n));
}

/* ln of the chance of exactly k: of y documents with the one, k have the other, and x - k of the rest. The
 * chance of a success cancels out; x / total keeps all three near their modes. */
static double log_point(double k, double x, double y, double total)
{
	double p = x / total, q = (total - x) / total;

	return log_binomial(k, y, p, q) + log_binomial(x - k, total - y, p, q) - log_binomial(x, total, p, q);
}

/* The chances of k, k + 1, ... up to the largest, divided by that of k: they fall from k on. */
static double sum_up(double k, double x, double y, double total)
{
	double sum = 1, term = 1;

	while (term > sum * 1e-17 && k < x && k < y) {
		term *= (x - k) / (k + 1) * ((y - k) / (total - x - y + k + 1));
		sum += term;
		k++;
	}
	return sum;
}

/* The same for k, k - 1, ... down to the least, `least`. */
static double sum_down(double k, double x, double y, double total, double least)
{
	double sum = 1, term = 1;

	while (term > sum * 1e-17 && k > least) {
		term *= k / (x - k + 1) * ((total - x - y + k) / (y - k + 1));
		sum += term;
		k--;
	}
	return sum;
}

double gz_measure_tail(uint64_t joint, uint64_t x, uint64_t y, uint64_t total)
{
	double k = (double)joint, a = (double)x, b = (double)y, n = (double)total, below, log_p;

	if (x > total || y > total || joint > x || joint > y)
		return 0;
	if (joint == 0 || joint + total <= x + y)
		return 0; /* it cannot be less */
	/* From the mean on upwards the chances fall; in front of it those below are summed. */
	if (k > a * b / n) {
		log_p = log_point(k, a, b, n) + log(sum_up(k, a, b, n));
		return log_p < 0 ? log_p : 0;
	}
	below = exp(log_point(k - 1, a, b, n)) * sum_down(k - 1, a, b, n, x + y > total ? a + b - n : 0);
	return below < 1 ? log1p(-below) : 0;
}

double gz_measure_p(double log_p)
{
	return log_p > GZ_LEAST_LOG_P ? exp(log_p) : GZ_LEAST_P;
}
