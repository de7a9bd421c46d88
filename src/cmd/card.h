/*
 * card.h: what is to be said of one entity, gathered once and printed by whoever wants to: gazet show as
 * text, JSON or Markdown, a report as a page. Every number is what entities, cooc, timeline and docs give for
 * the same selection.
 */
#ifndef GAZET_CMD_CARD_H
#define GAZET_CMD_CARD_H

#include "gazet/gaz.h"
#include "periods.h"

struct card_associate {
	struct gz_str entity, name;
	uint64_t docs; /* with both */
	double share, npmi, g2;
};
struct card_associates {
	struct card_associate *items;
	size_t count;
};
struct card_office {
	struct gz_str title, country, country_name; /* country: empty where it has none */
	int32_t from, to;			    /* from <= day < to; GZ_NO_DAY where open */
};
struct card_edition {
	struct gz_profile_edition edition;
	struct gz_str place, place_name; /* empty: not known */
	uint64_t docs;
};
struct card_document {
	struct gz_str doc, date, title, url; /* empty: none */
	uint64_t mentions;
};

/* All texts stand in the arena; card_free gives it back. */
struct card {
	struct gz_arena arena;
	struct gz_profile profile;
	uint64_t documents; /* inside the filter, whatever they mention */
	struct trend trend;
	struct card_associates
		associates[GZ_TYPES]; /* that occur with it more than by chance, by G2, the greatest first */
	struct card_office *offices;  /* the newest first */
	size_t office_count;
	struct card_edition
		*editions; /* of a series, the newest first; those without documents inside the filter too */
	size_t edition_count;
	struct card_document *newest;
	size_t newest_count;
};

/* How much of what repeats. */
struct card_limits {
	size_t associates; /* of each type */
	size_t newest;
	size_t trend; /* cells at most */
};

/* The card of the selection's first term; `gaz` may be NULL: no offices, no places. Its limit, offset, sort
 * and types are not used, min_docs for associates. Free the card after a failure too. */
bool card_gather(struct card *c, struct gz_query *q, const struct gz_selection *s, const struct gz_gaz *gaz,
		 const struct card_limits *limits, struct gz_error *err);
void card_free(struct card *c);

#endif
