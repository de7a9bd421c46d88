/* tagging.h: what commands that tag documents of a database share. */
#ifndef GAZET_CMD_TAGGING_H
#define GAZET_CMD_TAGGING_H

#include "cmd.h"
#include "gazet/store.h"

/* Names and entities of the gazetteer, for gz_store_begin. */
struct gz_names tagging_names(const struct gz_gaz *g);
/* How documents are tagged with these options; .options is left to the caller. An option that shapes mentions
 * belongs into .tagging. */
struct gz_run tagging_run(const struct settings *s, const struct gz_gaz *g);
bool tagging_is(const struct gz_run *run, const struct gz_tagging *tagging);

/* Takes back what a run that was killed had begun, and makes the database one file again. Where that cannot be, whoever
 * opens it next says why. */
void tagging_tidy(const char *path);

/* ---- retag.c --------------------------------------------------------------------- */

/* Tags the documents of the database again, as `gazet retag`; the exit status. */
int retag_database(const struct settings *s, const char *path);

/* ---- db_merge.c --------------------------------------------------------------------- */

int db_merge(const struct settings *s);

#endif
