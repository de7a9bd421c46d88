/*
 * layout.h: the bytes of a compiled gazetteer. The header, then the sections one behind the other, each at a multiple of
 * 64 bytes: arrays of the structs that the comments name. Little-endian, as the machine that wrote it; whoever opens it
 * compares `order`, and makes it anew where that fails.
 */
#ifndef GAZET_GAZ_LAYOUT_H
#define GAZET_GAZ_LAYOUT_H

#include "build.h"

#define GZ_IMAGE_MAGIC "gazetc\r\n" /* a transfer as text spoils it visibly */
#define GZ_IMAGE_VERSION 8u
#define GZ_IMAGE_ORDER 0x01020304u
#define GZ_IMAGE_ALIGN 64u
/* Ends the name of a file that is being written. */
#define GZ_ASIDE_SUFFIX ".tmp"

enum gz_section {
	GZ_SECTION_TEXT,         /* char: all strings, a NUL behind each */
	GZ_SECTION_ENTRIES,      /* struct gz_entry */
	GZ_SECTION_WIKIPEDIA,    /* struct gz_wikipedia, by entity */
	GZ_SECTION_NAMES,        /* struct gz_name, by node */
	GZ_SECTION_TITLES,       /* struct gz_title */
	GZ_SECTION_TENURES,      /* struct gz_tenure, by holder */
	GZ_SECTION_VETOES,       /* struct gz_veto, by node */
	GZ_SECTION_VETO_NODES,   /* uint32_t: the node of each */
	GZ_SECTION_VETO_TOKENS,  /* uint32_t */
	GZ_SECTION_PATTERNS,     /* struct gz_pattern_row */
	GZ_SECTION_TOKENS,       /* struct gz_token_row */
	GZ_SECTION_TOKEN_SLOTS,  /* struct gz_slot */
	GZ_SECTION_ID_SLOTS,     /* struct gz_slot */
	GZ_SECTION_NODES,        /* struct gz_node, and one more */
	GZ_SECTION_NAMES_FIRST,  /* of each entity: its names */
	GZ_SECTION_NAMES_ITEM,
	GZ_SECTION_SERIES_FIRST, /* of each entity: its editions */
	GZ_SECTION_SERIES_ITEM,
	GZ_SECTION_HOLDER_FIRST, /* of each entity: its tenures */
	GZ_SECTION_HOLDER_ITEM,
	GZ_SECTION_TITLE_FIRST,  /* of each title: its tenures */
	GZ_SECTION_TITLE_ITEM,
	GZ_SECTION_STANDS_FIRST, /* of each title: those of offices that it stands for in another language */
	GZ_SECTION_STANDS_ITEM,
	GZ_SECTION_PATHS,        /* char: what nodes call their path */
	GZ_SECTION_PATH_SLOTS,   /* struct gz_slot: the nodes behind two tokens or more, by the hash of all */
	GZ_SECTION_PAIRS,        /* uint64_t: the filter of first two tokens; a power of two */
	GZ_SECTION_LONGER,       /* uint64_t: of first three tokens and more; a power of two */
	GZ_SECTION_STAND,        /* uint64_t: the filter of single tokens; a power of two */
	GZ_SECTION_SMALL,        /* uint64_t: of those that are meant in small letters too */
	GZ_SECTION_BESIDE,       /* uint64_t: of the words of vetoes and cues that are next to the name */
	GZ_SECTION_PRINT,        /* char: gz_gaz_print; zeros before it is written to a file */
	GZ_SECTIONS
};

struct gz_image_section {
	uint64_t offset, count; /* bytes from the front; elements */
};

struct gz_image_header {
	char magic[8];
	uint32_t version, order;
	uint64_t size;           /* of the whole file */
	uint64_t folding;        /* by gz_image_sign: names and documents must be hashed alike, structs be the same */
	char hash[32];           /* gz_gaz_hash */
	char text_version[64];   /* gz_text_version of who made it */
	struct gz_image_section section[GZ_SECTIONS];
	uint64_t contents;       /* XXH3-64 of everything behind the header; 0 before it is written to a file */
	uint64_t header;         /* XXH3-64 of the header up to here */
};

/* Bytes of an element. */
size_t gz_section_element(enum gz_section section);
/* Fills in how this program folds and hashes. */
void gz_image_sign(struct gz_image_header *header);
/* Before an image that is in memory alone is written to a file: its print, for which large sets take a while, and the
 * checksum. Nothing changes of one that was opened. */
bool gz_image_seal(const struct gz_gaz *g, struct gz_error *err);

#endif
