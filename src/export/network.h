/*
 * network.h: what the formats of networks share: writing piece by piece, days, and the marks of provenance.
 */
#ifndef GAZET_EXPORT_NETWORK_H
#define GAZET_EXPORT_NETWORK_H

#include "gazet/network.h"
#include "internal.h"

/* Writes the buffer where there is much in it, or `all` of it; GZ_EPIPE, GZ_EIO. */
bool gz_network_flush(struct gz_buf *b, FILE *out, bool all, struct gz_error *err);
/* "2011-05-01"; nothing for GZ_NO_DAY. */
bool gz_network_day_text(struct gz_buf *b, int32_t day);

/* One mark of provenance; marks that are empty are left out. */
struct gz_network_mark {
	const char *name;
	struct gz_str value;
	char number[24]; /* room for the value of a count */
};
#define GZ_NETWORK_MARKS 10
/* How many. They point into each other and into the network: they are not copied. */
size_t gz_network_marks(const struct gz_network *n, struct gz_network_mark marks[GZ_NETWORK_MARKS]);

/* A spell that joins those which follow each other at once; false behind the last one. *at starts at 0. */
bool gz_network_spell(const struct gz_spells *spells, size_t *at, int32_t *first, int32_t *last);

extern const struct gz_network_format gz_network_gexf, gz_network_graphml, gz_network_dot, gz_network_json,
	gz_network_cypher;

#endif
