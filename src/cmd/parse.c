/* parse.c: from the arguments to settings, by the table of options; says what is wrong with them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

static const char *option_name(size_t index)
{
	return option_table[index].name;
}

static bool read_number(const struct option *o, const char *text, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || errno != 0)
		end = (char *)text;
	if (o->kind == SIZE && end != text && *end != '\0' && end[1] == '\0') {
		unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;

		if (shift != 0 && *out <= UINT64_MAX >> shift) {
			*out <<= shift;
			end++;
		}
	}
	if (end != text && *end == '\0' && *out <= INT64_MAX)
		return true;
	say("--%s takes a number, not '%s'", o->name, text);
	return false;
}

static bool read_period(struct settings *s, const struct option *o, const char *text, int32_t *out)
{
	int32_t first, last;
	enum gz_precision precision;

	if (!gz_day_parse(gz_str(text), &first, &last, &precision)) {
		say("--%s takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not '%s'", o->name, text);
		return false;
	}
	*out = o->kind == PERIOD_FROM ? first : last;
	if (o->offset == AT(date))
		s->date_precision = precision;
	return true;
}

/* Columns are in small letters, whatever letters somebody types. */
static const char *column_of(char *value)
{
	for (char *at = value; *at != '\0'; at++)
		*at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
	return value;
}

static bool set(struct settings *s, const struct option *o, char *value)
{
	char *at = (char *)s + o->offset;
	struct list *list = (struct list *)(void *)at;

	switch (o->kind) {
	case FLAG: *(bool *)(void *)at = true; return true;
	case JSON: s->format = "json"; return true;
	case TEXT: *(const char **)(void *)at = value; return true;
	case COLUMN: *(const char **)(void *)at = column_of(value); return true;
	case LIST:
		if (list->count == LIST_MAX) {
			say("--%s stands more than %d times", o->name, LIST_MAX);
			return false;
		}
		list->item[list->count++] = value;
		return true;
	case NUMBER:
	case SIZE:
		s->limit_given |= o->offset == AT(limit);
		s->max_errors_given |= o->offset == AT(max_errors);
		return read_number(o, value, (uint64_t *)(void *)at);
	case PERIOD_FROM:
	case PERIOD_TO: return read_period(s, o, value, (int32_t *)(void *)at);
	}
	return false;
}

static const struct option *find_long(const char *name, size_t len)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (strlen(o->name) == len && strncmp(o->name, name, len) == 0)
			return o;
	}
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (o->letter == letter)
			return o;
	}
	return NULL;
}

/* What options were given, to be checked against the command when that is known. */
struct given {
	struct {
		const struct option *option;
		char *value;
	} item[LIST_MAX * 4];
	size_t count;
};

static bool give(struct settings *s, struct given *given, const struct option *o, char *value)
{
	if (given->count == GZ_COUNT(given->item)) {
		say("more than %zu options", GZ_COUNT(given->item));
		return false;
	}
	given->item[given->count].option = o;
	given->item[given->count++].value = value;
	return set(s, o, value);
}

static bool parse_long(int argc, char **argv, int *i, struct settings *s, struct given *given)
{
	char *name = argv[*i] + 2, *equals = strchr(name, '=');
	struct gz_str typed = gz_str_of(name, equals ? (size_t)(equals - name) : strlen(name));
	const struct option *o = find_long(typed.ptr, typed.len);

	if (o == NULL) {
		char word[32];
		const char *near;

		snprintf(word, sizeof(word), "%.*s", GZ_ARG(gz_utf8_head(typed, sizeof(word) - 1)));
		near = nearest_word(word, option_name);
		say("there is no option '--%s'%s%s%s", word, near ? "; did you mean --" : "",
		    near ? near : "", near ? "?" : " (see gazet help)");
		return false;
	}
	if (o->value == NULL && equals != NULL) {
		say("--%s takes no value", o->name);
		return false;
	}
	if (o->value != NULL && equals == NULL && ++*i >= argc) {
		say("--%s needs a value: %s", o->name, o->value);
		return false;
	}
	return give(s, given, o, o->value == NULL ? NULL : equals ? equals + 1 : argv[*i]);
}

/* All bytes of it. */
static struct gz_str character_at(const char *text)
{
	uint32_t code;
	size_t length = gz_utf8_decode(text, strlen(text), &code);

	return gz_str_of(text, length > 0 ? length : 1);
}

/* -qv, -j4, -j 4 */
static bool parse_letters(int argc, char **argv, int *i, struct settings *s, struct given *given)
{
	for (char *letter = argv[*i] + 1; *letter != '\0'; letter++) {
		const struct option *o = find_letter(*letter);

		if (o == NULL) {
			say("there is no option '-%.*s' (see gazet help)", GZ_ARG(character_at(letter)));
			return false;
		}
		if (o->value == NULL) {
			if (!give(s, given, o, NULL))
				return false;
			continue;
		}
		if (letter[1] != '\0')
			return give(s, given, o, letter + 1);
		if (++*i >= argc) {
			say("-%c needs a value: %s", *letter, o->value);
			return false;
		}
		return give(s, given, o, argv[*i]);
	}
	return true;
}

static const char *command_name(size_t index)
{
	return commands[index].name;
}

/* An option may have several rows, each with its help for some commands; its place in the settings is the
 * same. */
static bool takes_option(uint64_t takes, const char *name)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		if (strcmp(o->name, name) == 0 && option_is_for(o, takes))
			return true;
	}
	return false;
}

/* Better refused than passed over. */
static bool check_sheets(const struct settings *s, uint64_t takes)
{
	const char *format = s->format ? s->format : "the default";

	if ((!s->bom && !s->spreadsheet_safe) || (takes & (TAKES_ROWS | TAKES_WHOLE | TAKES_FORMAT)) == 0 ||
	    strcmp(format, "csv") == 0 || strcmp(format, "tsv") == 0)
		return true;
	say("--%s goes with --format csv or tsv, not with %s", s->bom ? "bom" : "spreadsheet-safe", format);
	return false;
}

/* --any may be all that is asked for, but not the word in front of it. */
static size_t any_stands_for_argument(const struct settings *s, const struct command *command)
{
	return s->any.count > 0 && strncmp(command->args, "ENTITY", 6) == 0;
}

static bool check(const struct settings *s, const struct command *command, const struct given *given)
{
	const char *verb = command->verbs != NULL && s->arg_count > 0 ? s->args[0] : NULL;
	uint64_t takes = command_takes(command, verb);
	bool answered = s->help || s->version; /* whatever the command would need */

	for (size_t i = 0; i < given->count; i++) {
		const struct option *o = given->item[i].option;

		if (!takes_option(takes, o->name)) {
			say("'%s%s%s' has no option --%s (see gazet help %s)", command->name, verb ? " " : "",
			    verb ? verb : "", o->name, command->name);
			return false;
		}
		if (!answered && !option_check_value(takes, o, given->item[i].value))
			return false;
	}
	if (answered)
		return true;
	if (!check_sheets(s, takes))
		return false;
	if (s->arg_count + any_stands_for_argument(s, command) < command->least ||
	    s->arg_count > command->most) {
		say("usage: gazet %s %s%s (see gazet help %s)", command->name, command->args,
		    s->arg_count > command->most && takes_option(takes, "with")
			    ? "; every further entity goes behind a --with of its own"
			    : "",
		    command->name);
		return false;
	}
	return true;
}

bool options_parse(int argc, char **argv, struct settings *s, const struct command **command)
{
	struct given given = {.count = 0};
	const char *name = NULL;
	bool ended = false;

	*s = (struct settings){.from = GZ_NO_DAY,
			       .to = GZ_NO_DAY,
			       .date = GZ_NO_DAY,
			       .vs_from = GZ_NO_DAY,
			       .vs_to = GZ_NO_DAY};
	*command = NULL;
	for (int i = 1; i < argc; i++) {
		bool good = true;

		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (!ended && strncmp(argv[i], "--", 2) == 0)
			good = parse_long(argc, argv, &i, s, &given);
		else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0')
			good = parse_letters(argc, argv, &i, s, &given);
		else if (name == NULL)
			name = argv[i];
		else if (s->arg_count < LIST_MAX)
			s->args[s->arg_count++] = argv[i];
		else {
			say("more than %d arguments", LIST_MAX);
			good = false;
		}
		if (!good)
			return false;
	}
	s->details = s->verbose;
	s->verbose &= !s->quiet;
	if (name == NULL)
		return true;
	*command = command_find(name);
	if (*command == NULL) {
		char meant[COMMAND_MEANT];
		const char *near = command_meant(name, meant);

		if (near == NULL)
			near = nearest_word(name, command_name);
		say("there is no command '%s'%s%s%s (see gazet help)", name, near ? "; did you mean '" : "",
		    near ? near : "", near ? "'?" : "");
		return false;
	}
	return check(s, *command, &given);
}
