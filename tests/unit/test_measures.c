/* test_measures.c: NPMI and G2 against values worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gazet/query.h"

static void assert_near(double found, double expected)
{
	if (!(fabs(found - expected) < 1e-9))
		fail_msg("%.12f, expected %.12f", found, expected);
}

static void test_npmi_by_hand(void **state)
{
	(void)state;
	/* p(xy) = 1/10, p(x) = 2/10, p(y) = 3/10: ln(0.1 / 0.06) / -ln 0.1 = 0.510825623766 / 2.302585092994
	 */
	assert_near(gz_measure_npmi(10, 20, 30, 100), 0.510825623766 / 2.302585092994);
	/* p(xy) = 1/4, p(x) = 1/2, p(y) = 3/4: ln(0.25 / 0.375) / ln 4 = -0.405465108108 / 1.386294361120 */
	assert_near(gz_measure_npmi(1, 2, 3, 4), -0.405465108108 / 1.386294361120);
}

static void test_npmi_limits(void **state)
{
	(void)state;
	/* They occur only together. */
	assert_near(gz_measure_npmi(1, 1, 1, 2), 1);
	assert_near(gz_measure_npmi(7, 7, 7, 1000000), 1);
	/* As often together as chance has it: 4/8 * 4/8 = 2/8. */
	assert_near(gz_measure_npmi(2, 4, 4, 8), 0);
	/* Never together. */
	assert_near(gz_measure_npmi(0, 5, 6, 100), -1);
	/* One of them everywhere, both everywhere, nothing at all. */
	assert_near(gz_measure_npmi(5, 10, 5, 10), 0);
	assert_near(gz_measure_npmi(10, 10, 10, 10), 0);
	assert_near(gz_measure_npmi(0, 0, 0, 0), 0);
	assert_near(gz_measure_npmi(0, 0, 3, 9), 0);
}

static void test_g2_by_hand(void **state)
{
	(void)state;
	/*
	 * Table 10 10 / 20 60, margins 20 80 / 30 70, expected 6 14 / 24 56:
	 *   10 ln(10/6)   =  5.108256237660
	 *   10 ln(10/14)  = -3.364722366212
	 *   20 ln(20/24)  = -3.646431135879
	 *   60 ln(60/56)  =  4.139572289217
	 *   sum 2.236675024786, twice 4.473350049572
	 */
	assert_near(gz_measure_g2(10, 20, 30, 100), 4.473350049572);
	/* Table 1 0 / 0 1: 1 ln(1/0.5) twice = 1.386294361120, twice that. */
	assert_near(gz_measure_g2(1, 1, 1, 2), 2.772588722240);
	/* Table 0 2 / 2 0: 2 ln(2/1) twice = 2.772588722240, twice that; less than expected counts too. */
	assert_near(gz_measure_g2(0, 2, 2, 4), 5.545177444480);
}

static void test_g2_limits(void **state)
{
	(void)state;
	assert_near(gz_measure_g2(2, 4, 4, 8), 0);
	assert_near(gz_measure_g2(10, 10, 10, 10), 0);
	assert_near(gz_measure_g2(5, 10, 5, 10), 0);
	assert_near(gz_measure_g2(0, 0, 0, 0), 0);
	assert_near(gz_measure_g2(3, 2, 2, 4), 0);
}

static void test_g2_of_a_window(void **state)
{
	(void)state;
	/*
	 * 10 of 12 documents hold x, 10 hold y, but only 5 hold them close together: x + y - joint = 15 > 12.
	 * Table 5 5 / 5 0 of 15, margins 10 5 / 10 5, expected 20/3 10/3 / 10/3 5/3:
	 *   5 ln(3/4) + 2 * 5 ln(3/2) = -1.438410362259 + 4.054651081082 = 2.616240718823,
	 * twice 5.232481437646
	 */
	assert_near(gz_measure_g2(5, 10, 10, 12), 5.232481437646);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_npmi_by_hand),   cmocka_unit_test(test_npmi_limits),
		cmocka_unit_test(test_g2_by_hand),     cmocka_unit_test(test_g2_limits),
		cmocka_unit_test(test_g2_of_a_window),
	};

	return cmocka_run_group_tests_name("measures", tests, NULL, NULL);
}
