/* given_up.h: pattern rules that took too long in a run: counted document by document, said at its end. */
#ifndef GAZET_CMD_GIVEN_UP_H
#define GAZET_CMD_GIVEN_UP_H

#include "cmd.h"

struct given_up_rule;

/* Zero-initialised is empty. */
struct given_up {
	GZ_VEC(struct given_up_rule) rules; /* in the order of their first documents */
};

void given_up_add(struct given_up *g, const struct gz_tagged *tagged);
/* A message for each rule; then it is empty. Before the gazetteer is freed. */
void given_up_say(struct given_up *g);

#endif
