/*
 * scene.h: what faults are put into: commands of gazet on a small archive, each with what stands there before
 * it.
 */
#ifndef GAZET_FAULT_SCENE_H
#define GAZET_FAULT_SCENE_H

#include "gazet/base.h"

struct scene {
	const char *name;
	const char *start;     /* the database that it begins with; NULL: none */
	const char *target;    /* a file or folder that it makes as a whole; NULL: none */
	bool cold;	       /* no compiled gazetteer is kept */
	bool writes;	       /* x.db */
	bool once;	       /* done already, it says that there is nothing to do: status 2 */
	const char *words[20]; /* of the command, behind "gazet" */
	double tick; /* seconds that pass at each look at the clock, so that it commits often; 0: usual */
	bool large;  /* only faults of the database's files */
};
/* Ends with one without a name. */
extern const struct scene scenes[];

/* Archives and gazetteers, in the folder where we are. */
bool scene_files(void);
bool scene_archives(void);
/* The databases that scenes begin with, made by gazet: NULL behind the last one. */
const char *const *scene_preparation(size_t index);

#endif
