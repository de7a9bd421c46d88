/*
 * site.h: with FAULT_SITES set, a call fails only where none has failed before: a place of the program is the
 * chain of its functions that lead to the call, whatever a library does below them. So a choice of faults
 * comes by many more places than chance would.
 */
#ifndef GAZET_FAULT_SITE_H
#define GAZET_FAULT_SITE_H

#include "fault.h"

/* True: a call from here has failed in this way already, in this or in another process. */
bool site_has_failed(const struct fault *plan);

/* Behind all functions of ours, and in front of those of libraries that are linked statically. */
void site_end(void);

#endif
