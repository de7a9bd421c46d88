/*
 * network.h: networks as files of other tools. One file per format in src/export/network_*.c behind struct
 * gz_network_format; a new one is a line in src/export/network.c besides. Each says what it was made from where the
 * format has a place for it.
 */
#ifndef GAZET_NETWORK_H
#define GAZET_NETWORK_H

#include <stdio.h>

#include "gazet/model.h"

/* Where a node stands in a picture of the network: x to the right, y down. */
struct gz_network_place {
	double x, y, size;
	const char *color; /* "#rrggbb" */
};

struct gz_network_format {
	const char *name;
	const char *help;         /* for whom: a phrase */
	bool dynamic;             /* it can have periods */
	const char *const *parts; /* names of its files, ending with NULL: it is a folder; NULL: it is one file */
	/* Writes file number `part`. `places`: one a node, or NULL. The stream is flushed by who opened it. */
	bool (*write)(const struct gz_network *n, const struct gz_network_place *places, size_t part, FILE *out,
		      struct gz_error *err);
};
/* NULL behind the last one. */
const struct gz_network_format *gz_network_format_at(size_t index);
/* NULL where there is none of that name. */
const struct gz_network_format *gz_network_format_find(const char *name);

/* What a network was made from, as an object of JSON. */
bool gz_network_provenance_json(struct gz_buf *out, const struct gz_network *n);

#endif
