/* values.c: what the values of options may be, in capitals or in small letters, and by what other words. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "options.h"

#define OTHERS "..." /* behind the last choice */

/* The choice of the row that is spelled so, but for capitals; "..." where the command looks at others; or
 * NULL.
 */
static const char *choice_in(const struct option *o, const char *word, size_t len)
{
	if (o->choices == NULL)
		return OTHERS;
	for (const char *choice = o->choices; *choice != '\0';) {
		size_t size = strcspn(choice, "|");

		if ((size == len && strncasecmp(choice, word, len) == 0) || strcmp(choice, OTHERS) == 0)
			return choice;
		choice += size + (choice[size] != '\0');
	}
	return NULL;
}

/* The choice of one of the rows that the command takes, one that is spelled so before others; NULL: none. */
static const char *find_choice(uint64_t takes, const char *name, const char *word, size_t len)
{
	const char *found = NULL;

	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (strcmp(o->name, name) == 0 && option_is_for(o, takes) &&
		    (found == NULL || strcmp(found, OTHERS) == 0)) {
			const char *choice = choice_in(o, word, len);

			found = choice != NULL ? choice : found;
		}
	}
	return found;
}

/* The choice that a word means, which may be another word for a type; NULL: it is none. */
static const char *find_meant(uint64_t takes, const char *name, const char *word, size_t len)
{
	const char *choice = find_choice(takes, name, word, len);
	enum gz_type type = choice == NULL ? gz_type_meant(gz_str_of(word, len)) : GZ_TYPES;

	return type == GZ_TYPES ? choice
				: find_choice(takes, name, gz_type_name(type), strlen(gz_type_name(type)));
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

/* ---- what is allowed -------------------------------------------------------------------- */

/* Writes the choices that are meant in the place of their words: commands know them alone. */
static bool spell(uint64_t takes, const struct option *o, const char *separator, char *value)
{
	char *to = value, choices[512];

	for (char *word = value;; word++) {
		size_t len = strcspn(word, separator), size = len;
		const char *choice = find_meant(takes, o->name, word, len);
		char end = word[len];

		if (choice == NULL) {
			list_words(o->choices, choices, sizeof(choices));
			say("--%s is %s, not '%.*s'", o->name, choices, (int)len, word);
			return false;
		}
		if (strcmp(choice, OTHERS) == 0)
			choice = word;
		else
			size = strcspn(choice, "|");
		memmove(to, choice, size);
		to += size;
		word += len;
		*to++ = end;
		if (end == '\0')
			return true;
	}
}

bool option_check_value(uint64_t takes, const struct option *given, char *value)
{
	const struct option *o = row_of(takes, given->name);
	const char *separator = o->value != NULL && strstr(o->value, ",...") != NULL ? "," : "";

	return value == NULL ||
	       ((o->choices == NULL || spell(takes, o, separator, value)) && check_least(o, value));
}
