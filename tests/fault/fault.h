/*
 * fault.h: faults that are made to happen: the n-th call of a kind fails, or is the last thing that the
 * process does. The plan and the counts stand in memory that a child shares with the harness, which sees what
 * became of them.
 */
#ifndef GAZET_FAULT_H
#define GAZET_FAULT_H

#include <stdatomic.h>

#include "gazet/base.h"

enum fault_place {
	FAULT_NOWHERE,
	FAULT_MEMORY, /* malloc and its like, ours and that of every library linked statically */
	FAULT_ARENA,  /* pieces of arenas, which seldom need memory themselves */
	FAULT_THREAD,
	FAULT_OPEN, /* the rest but FAULT_FILE: of SQLite's files */
	FAULT_READ,
	FAULT_WRITE,
	FAULT_SYNC,
	FAULT_TRUNCATE,
	FAULT_SHARED, /* memory and locks of the log's index */
	FAULT_DELETE,
	FAULT_FILE,  /* files that are written otherwise: exports, compiled gazetteers, standard output */
	FAULT_INPUT, /* files and folders that are read: archives, gazetteers */
	FAULT_POWER, /* nothing fails: what is done with SQLite's files is written down, see power.h */
	FAULT_PLACES
};

enum fault_effect {
	FAULT_ERROR,
	FAULT_FULL,  /* no room on the disk */
	FAULT_SHORT, /* half of it is written, then there is no room */
	FAULT_KILL,  /* SIGKILL in front of the call */
	FAULT_TEAR,  /* half of it is written, then SIGKILL */
	FAULT_LESS,  /* a read gives half of what there is: no fault */
	FAULT_BREAK, /* a read is interrupted, and has to be begun again: no fault */
};

struct fault {
	enum fault_place place;
	enum fault_effect effect;
	bool lasting; /* every later call fails too */
	uint64_t at;  /* the first call is 1 */
	double tick;  /* seconds by which the clock goes on with each call */
	int record;   /* FAULT_POWER: the file that it is written to */
	atomic_bool fired;
	atomic_uint_fast64_t calls[FAULT_PLACES];
};
extern struct fault *fault;

/* Counts a call; true: it is to fail. */
bool fault_hit(enum fault_place place);
/* Makes SQLite's files fail, and what SQLite calls for them no files of ours. */
bool fault_vfs_register(void);
/* SQLite's own calls of the system are none of those that fail by wrap_files.c. */
void fault_spare_sqlite(void);

#endif
