/*
 * year.c: which rules find nothing where no year stands. Most rules are of elections, and their expressions
 * are long: a look at the digits around an anchor saves nearly all of them.
 */
#include <string.h>

#include "internal.h"

static bool take(struct gz_str *rest, const char *what)
{
	size_t len = strlen(what);

	if (rest->len < len || memcmp(rest->ptr, what, len) != 0)
		return false;
	*rest = gz_str_of(rest->ptr + len, rest->len - len);
	return true;
}

static bool take_digit(struct gz_str *rest)
{
	if (rest->len == 0 || rest->ptr[0] < '0' || rest->ptr[0] > '9')
		return false;
	*rest = gz_str_of(rest->ptr + 1, rest->len - 1);
	return true;
}

static size_t take_digits(struct gz_str *rest)
{
	size_t count = 0;

	while (take_digit(rest))
		count++;
	return count;
}

/* Behind (?: of (?:18|19|20) and the like: how many digits each of these has; 0: not all as many, or it is
 * something else. */
static size_t take_choice(struct gz_str *rest)
{
	size_t each = take_digits(rest);

	while (take(rest, "|")) {
		if (take_digits(rest) != each)
			return 0;
	}
	return take(rest, ")") ? each : 0;
}

/* How many digits one item of an expression takes; 0: it may take others, or other things. */
static size_t take_item(struct gz_str *rest)
{
	size_t digits, times = 1;

	if (take(rest, "(?:"))
		digits = take_choice(rest);
	else
		digits = take(rest, "[0-9]") || take(rest, "\\d") || take_digit(rest);
	if (take(rest, "{")) {
		times = rest->len > 0 ? (size_t)(rest->ptr[0] - '0') : 0;
		if (!take_digit(rest) || !take(rest, "}"))
			return 0;
	}
	return digits * times;
}

/* Behind (?<year>: does the group take a year's digits at least? */
static bool takes_year(struct gz_str rest)
{
	size_t digits = 0, item = 1;

	while (item > 0 && !take(&rest, ")")) {
		item = take_item(&rest);
		digits += item;
	}
	return item > 0 && digits >= GZ_YEAR_DIGITS;
}

bool gz_pattern_is_of_year(const struct gz_pattern *pattern)
{
	static const char group[] = "(?<year>", end[] = "-${year}";
	struct gz_str rest = pattern->regex, id = pattern->id;
	const char *at = memmem(rest.ptr, rest.len, group, sizeof(group) - 1);

	/* Without the year such an id ends with a hyphen, and is none. */
	if (at == NULL || !gz_str_ends(id, gz_str(end)))
		return false;
	/* There may be several groups of that name, of alternatives. */
	for (; at != NULL; at = memmem(rest.ptr, rest.len, group, sizeof(group) - 1)) {
		at += sizeof(group) - 1;
		rest = gz_str_of(at, (size_t)(rest.ptr + rest.len - at));
		if (!takes_year(rest))
			return false;
	}
	return true;
}
