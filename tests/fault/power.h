/*
 * power.h: the power fails. What a run does with the files of its database is written down, call by call;
 * after any of them, the disk has what was synced, and of the rest a choice of pages, in no order. A file is
 * made, gone or as long as it was when its folder, or it, was synced, or as it was later.
 */
#ifndef GAZET_FAULT_POWER_H
#define GAZET_FAULT_POWER_H

#include "fault.h"

enum power_call {
	POWER_OPEN, /* a file that is made where there was none */
	POWER_WRITE,
	POWER_TRUNCATE,
	POWER_SYNC,
	POWER_DELETE, /* size 1: and its folder synced */
	POWER_COMMIT, /* what was written until now is one transaction more */
};

enum power_file { POWER_DATABASE, POWER_LOG, POWER_JOURNAL, POWER_FILES };

struct power_record {
	enum power_call call;
	enum power_file file;
	uint64_t at, size; /* POWER_WRITE: so many bytes follow; POWER_TRUNCATE: the size */
};

/* Which of them a name is; POWER_FILES: none (what is temporary). */
enum power_file power_file_of(const char *name);
/* In the child: appends to the record. */
void power_note(enum power_call call, enum power_file file, uint64_t at, uint64_t size, const void *bytes);

struct power_run {
	unsigned char *bytes; /* of the record, until it is freed */
	size_t size;
	const struct power_record **calls; /* `count` of them */
	size_t count;
};

/* What survives of what was not synced. */
enum power_luck { POWER_NONE, POWER_HALF, POWER_MOST, POWER_ALL, POWER_LUCKS };

bool power_load(const char *path, struct power_run *run);
void power_free(struct power_run *run);
/* Makes the files as they are after the first `calls` calls, when they began with `start` (NULL: nothing). */
bool power_make(const struct power_run *run, const char *start, size_t calls, enum power_luck luck,
		uint64_t seed);
/* How many transactions had been committed then, and how many of them the disk was told to keep. */
void power_commits(const struct power_run *run, size_t calls, size_t *made, size_t *kept);

#endif
