/* gaz.h: the verbs of `gazet gaz`, a file each where they are more than a few lines. */
#ifndef GAZET_CMD_GAZ_H
#define GAZET_CMD_GAZ_H

#include "cmd.h"

/* `s->args` begins behind the verb. */
int gaz_lint(const struct settings *s);
int gaz_import(const struct settings *s);
int gaz_export(const struct settings *s);
int gaz_compile(const struct settings *s);

#endif
