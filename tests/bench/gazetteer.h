/*
 * gazetteer.h: opens what is measured with: a compiled gazetteer, or tables.
 */
#ifndef GAZET_BENCH_GAZETTEER_H
#define GAZET_BENCH_GAZETTEER_H

#include "gazet/gaz.h"

static bool gazetteer_open(const char *path, struct gz_gaz **out, struct gz_error *err)
{
	if (gz_gaz_is_compiled(path))
		return gz_gaz_open(path, out, err);
	return gz_gaz_load(&path, 1, NULL, NULL, out, err);
}

#endif
