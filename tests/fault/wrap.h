/* wrap.h: functions that stand in the place of others, by the linker's --wrap. */
#ifndef GAZET_FAULT_WRAP_H
#define GAZET_FAULT_WRAP_H

#include "fault.h"

#define WRAP(type, name, parameters)                                                                         \
	type __real_##name parameters;                                                                       \
	type __wrap_##name parameters;                                                                       \
	type __wrap_##name parameters

/* True: there is no memory; errno says so. */
bool no_memory(void);

#endif
