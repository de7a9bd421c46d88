/*
 * setup.h: what the program and the library do alike before a document is tagged or stored: where the installed
 * gazetteer is, and what the store has to know of a gazetteer.
 */
#ifndef GAZET_SETUP_H
#define GAZET_SETUP_H

#include "gazet/gaz.h"
#include "gazet/pipeline.h"
#include "gazet/store.h"

#define GZ_SETUP_PATH_MAX 4200

/* The folder of the installed set: beside the program or library that this code is in (an installation that was
 * moved, or a build tree), else where it was configured to be. Returns `out`. */
const char *gz_setup_installed(char out[GZ_SETUP_PATH_MAX]);
/* Where compiled gazetteers are kept; false where none shall be. The user's cache folder is for the installed set: what
 * else is named may change with every run, and is kept only where GAZET_CACHE asks for it. */
bool gz_setup_cache(bool installed, char out[GZ_SETUP_PATH_MAX]);

/* Names and entities of the gazetteer, for gz_store_begin. */
struct gz_names gz_setup_names(const struct gz_gaz *g);
/* How documents are tagged with these options; .options is left to the caller. An option that shapes mentions belongs
 * into .tagging. */
struct gz_run gz_setup_run(const struct gz_gaz *g, const struct gz_tagger_options *options);

#endif
