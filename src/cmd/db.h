/* db.h: what the verbs of `gazet db` share that are a file each. */
#ifndef GAZET_CMD_DB_H
#define GAZET_CMD_DB_H

#include "cmd.h"
#include "gazet/store.h"

/* Opens the database of `s`, which must be there, for writing; lets `work` do, and closes. */
bool db_write(const struct settings *s, bool (*work)(void *self, struct gz_store *store, struct gz_error *err),
	      void *self, struct gz_error *err);

int db_remove(const struct settings *s);

#endif
