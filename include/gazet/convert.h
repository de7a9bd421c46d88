/*
 * convert.h: gazetteers of other tools into tables of ours, and ours into theirs. One file a format in
 * src/convert/, behind struct gz_importer.
 *
 * An import is fed the lines of its files, collects entities and dated offices, and gives them back as tables
 * that gz_gaz_load reads. What a format holds and a gazetteer does not is skipped and counted by its reason;
 * what cannot be understood is refused, reported with file and line, and counted too. Neither stops an
 * import.
 */
#ifndef GAZET_CONVERT_H
#define GAZET_CONVERT_H

#include "gazet/gaz.h"

struct gz_import;

struct gz_import_options {
	const struct gz_gaz
		*known;	 /* may be NULL: tells given names, and names that mean something else already */
	const char *map; /* "GPE=country,FAC=place": their label or class = our type; NULL: the usual ones */
	/* Called for what is refused; it must not keep `err`. May be NULL. */
	void (*refuse)(void *self, const struct gz_error *err);
	void *self;
};

/* Fails where there is no such format, or the map is no map. */
bool gz_import_open(const char *format, const struct gz_import_options *options, struct gz_import **out,
		    struct gz_error *err);
/* Begins a file; `name` is for messages and need not be kept. */
bool gz_import_file(struct gz_import *im, const char *name, struct gz_error *err);
/* One line, without its line break. False only when memory ran out. */
bool gz_import_line(struct gz_import *im, struct gz_str line, struct gz_error *err);
/* What could not even be given as a line (it is too long, the file breaks off) is refused with these words.
 */
bool gz_import_lost(struct gz_import *im, const char *why, struct gz_error *err);
/* After the last file: what refers to something read later is put in its place. */
bool gz_import_finish(struct gz_import *im, struct gz_error *err);
void gz_import_close(struct gz_import *im);

/* The tables, as TSV with a header; nothing is added where there are no rows. After gz_import_finish. */
bool gz_import_entities(const struct gz_import *im, struct gz_buf *out, struct gz_error *err);
bool gz_import_offices(const struct gz_import *im, struct gz_buf *out, struct gz_error *err);

struct gz_import_counts {
	uint64_t entities, names, offices, skipped, refused;
};
void gz_import_count(const struct gz_import *im, struct gz_import_counts *out);
/* The reasons, commonest first; NULL behind the last one. */
const char *gz_import_reason(struct gz_import *im, size_t index, bool *refused, uint64_t *count);

/* Names of the formats and what they are, for help; NULL behind the last one. */
const char *gz_import_format(size_t index, const char **about);

/* ---- export ------------------------------------------------------------------- */

/* spaCy's EntityRuler, JSON Lines: a pattern for each name of an entity, with its id. Exact names become
 * strings, others lists of LOWER. Ambiguous names are left out unless `all`; *left_out counts them. `line`
 * gets each line with its break. */
bool gz_export_spacy(const struct gz_gaz *g, bool all,
		     bool (*line)(void *self, struct gz_str text, struct gz_error *err), void *self,
		     uint64_t *left_out, struct gz_error *err);

#endif
