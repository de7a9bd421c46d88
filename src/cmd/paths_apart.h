/* paths_apart.h: PATHs of which none is in another one. */
#ifndef GAZET_CMD_PATHS_APART_H
#define GAZET_CMD_PATHS_APART_H

#include "cmd.h"

struct paths_apart {
	const char **path; /* those of the command line that are read, in their order; NULL before the first
			      call */
	size_t count;
};

/* A file that is given twice would be read twice, under two names, and known to the next run by one of them:
 * a PATH that is there already, or below another one, is left out, and that is said. */
bool paths_apart_open(struct paths_apart *p, const struct settings *s, struct gz_error *err);
void paths_apart_close(struct paths_apart *p);

#endif
