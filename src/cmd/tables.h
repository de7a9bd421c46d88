/* tables.h: the tables of commands and options as text, for what is made of them when gazet is built
 * (src/pages/). */
#ifndef GAZET_CMD_TABLES_H
#define GAZET_CMD_TABLES_H

#include "cmd.h"

/* Lines of fields with tabs between them; the first field says what a line is. See tables.c. */
void tables_print(FILE *out);
/* "asking": a heading for the commands of a group. */
const char *group_title(enum group group);

#endif
