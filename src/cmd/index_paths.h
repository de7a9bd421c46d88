/* index_paths.h: a look at the PATHs of `index` before anything is made. */
#ifndef GAZET_CMD_INDEX_PATHS_H
#define GAZET_CMD_INDEX_PATHS_H

#include "cmd.h"

/* False, with a message, where a PATH looks like the database whose -d was forgotten. */
bool index_paths_right(const struct settings *s);
/* Can any of them be opened? */
bool index_paths_open(const char *const *paths, size_t count);

#endif
