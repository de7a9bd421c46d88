/* values.c: what the values of options may be, in capitals or in small letters, and by what other words. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "options.h"

/* Is this one of the choices of the row? */
static bool allows(const struct option *o, const char *value, size_t len)
{
	for (const char *choice = o->choices; choice != NULL && *choice != '\0';) {
		size_t size = strcspn(choice, "|");

		if ((size == len && strncmp(choice, value, len) == 0) ||
		    (size == 3 && strncmp(choice, "...", 3) == 0))
			return true;
		choice += size + (choice[size] != '\0');
	}
	return o->choices == NULL;
}

/* Does one of the rows that the command takes allow this value? */
static bool is_allowed(uint64_t takes, const char *name, const char *value, size_t len)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (strcmp(o->name, name) == 0 && option_is_for(o, takes) && allows(o, value, len))
			return true;
	}
	return false;
}

/* The row whose choices are told. */
static const struct option *row_of(uint64_t takes, const char *name)
{
	const struct option *o = option_table;

	while (strcmp(o->name, name) != 0 || !option_is_for(o, takes))
		o++;
	return o;
}

/* Nothing, and empty text, would quietly mean that the option is not given. `value` was read as what it is.
 */
static bool check_least(const struct option *o, const char *value)
{
	if (o->kind == TEXT && strlen(value) < o->least) {
		say("--%s is empty: it takes %s", o->name, o->value);
		return false;
	}
	if ((o->kind == NUMBER || o->kind == SIZE) && strtoull(value, NULL, 10) < o->least) {
		say("--%s is at least %llu, not %s", o->name, (unsigned long long)o->least, value);
		return false;
	}
	return true;
}

/* ---- spelling -------------------------------------------------------------------------- */

/* Other words for what an option may be; none is shorter than what it means. */
static const struct {
	const char *word, *choice;
} synonyms[] = {
	{"people", "person"},	  {"persons", "person"},   {"countries", "country"}, {"organisation", "org"},
	{"organisations", "org"}, {"organization", "org"}, {"organizations", "org"}, {"orgs", "org"},
	{"places", "place"},	  {"events", "event"},
};

static bool is_same(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return a_length == b_length && strncasecmp(a, b, a_length) == 0;
}

/* The choice of the command that is spelled so, but for capitals; NULL: there is none. */
static const char *find_choice(uint64_t takes, const char *name, const char *word, size_t len)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (strcmp(o->name, name) != 0 || !option_is_for(o, takes))
			continue;
		for (const char *choice = o->choices; choice != NULL && *choice != '\0';) {
			size_t size = strcspn(choice, "|");

			if (is_same(choice, size, word, len))
				return choice;
			choice += size + (choice[size] != '\0');
		}
	}
	return NULL;
}

/* The choice that a word means; NULL: it is none. */
static const char *find_meant(uint64_t takes, const char *name, const char *word, size_t len)
{
	const char *choice = find_choice(takes, name, word, len);

	for (size_t i = 0; choice == NULL && i < GZ_COUNT(synonyms); i++) {
		if (is_same(synonyms[i].word, strlen(synonyms[i].word), word, len))
			choice = find_choice(takes, name, synonyms[i].choice, strlen(synonyms[i].choice));
	}
	return choice;
}

/* Writes the choices that are meant in the place of their words: commands know them alone. */
static void spell(uint64_t takes, const char *name, const char *separator, char *value)
{
	char *to = value;

	for (char *word = value;; word++) {
		size_t len = strcspn(word, separator);
		const char *choice = find_meant(takes, name, word, len);
		size_t size = choice != NULL ? strcspn(choice, "|") : len;
		char end = word[len];

		memmove(to, choice != NULL ? choice : word, size);
		to += size;
		word += len;
		*to++ = end;
		if (end == '\0')
			return;
	}
}

/* ---- what is allowed -------------------------------------------------------------------- */

bool option_check_value(uint64_t takes, const struct option *given, char *value)
{
	const struct option *o = row_of(takes, given->name);
	const char *separator = o->value != NULL && strstr(o->value, ",...") != NULL ? "," : "";

	if (value == NULL)
		return true;
	if (o->choices != NULL)
		spell(takes, o->name, separator, value);
	for (const char *word = value; o->choices != NULL;) {
		size_t len = strcspn(word, separator);
		char choices[512];

		if (!is_allowed(takes, o->name, word, len)) {
			list_words(o->choices, choices, sizeof(choices));
			say("--%s is %s, not '%.*s'", o->name, choices, (int)len, word);
			return false;
		}
		if (word[len] == '\0')
			break;
		word += len + 1;
	}
	return check_least(o, value);
}
