/* options.h: a row of the table of options, which parser, help, manual pages and completion are made from. */
#ifndef GAZET_CMD_OPTIONS_H
#define GAZET_CMD_OPTIONS_H

#include <stddef.h>

#include "cmd.h"

enum kind { FLAG, TEXT, COLUMN, LIST, NUMBER, SIZE, PERIOD_FROM, PERIOD_TO, JSON };

struct option {
	const char *name; /* long */
	char letter;	  /* or '\0' */
	enum kind kind;
	const char
		*value; /* what stands for its value in help; NULL for flags; "X,..." is a list with commas */
	uint64_t takes; /* option groups; 0: every command */
	size_t offset;	/* in struct settings */
	const char *help;
	const char *choices; /* "auto|always|never", all that a value may be; behind a last "|..." other
			      * values are looked at by the command; NULL: any value */
	uint64_t least;	      /* of a number; of text its bytes */
};
#define AT(member) offsetof(struct settings, member)

/* Ends with a row without a name. */
extern const struct option option_table[];

/* Does a command with these groups take the option as this row has it? */
static inline bool option_is_for(const struct option *o, uint64_t takes)
{
	return o->takes == 0 || (o->takes & takes) != 0;
}
/* Is the value, NULL of a flag, one of the choices that a command with these groups has, or several with commas where the
 * option is so? Says what is wrong. Choices in capitals and other words for them are written over by the choices. */
bool option_check_value(uint64_t takes, const struct option *given, char *value);

#endif
