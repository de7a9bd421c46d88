/* rejects.h: the file of --rejects: what was rejected, and why, as JSON Lines. */
#ifndef GAZET_CMD_REJECTS_H
#define GAZET_CMD_REJECTS_H

#include "cmd.h"

/* Opens the file, emptying it. NULL, with a message and nothing changed, where it cannot be written, is a database or
 * shall become this one (NULL: none), or is what is read: one of `paths`, or in one of their folders. */
FILE *rejects_open(const char *path, const char *database, const char *const *paths, size_t count);
void rejects_write(FILE *out, const struct gz_error *err);
/* False, with a message, where not all could be written. */
bool rejects_close(FILE *out, const char *path);

#endif
