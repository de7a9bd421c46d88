/* xmlparser.h: the inside of struct gz_xml, for xml.c and xmlrecord.c. */
#ifndef GAZET_READ_XMLPARSER_H
#define GAZET_READ_XMLPARSER_H

#include <expat.h>

#include "xml.h"

/* Declarations in force at once. */
#define BINDINGS_MAX ((size_t)256)

struct frame {
	enum gz_xml_space space;
	int word;
};

struct binding {
	size_t depth;
	size_t at, len; /* of the prefix, in `prefixes` */
	enum gz_xml_space space;
};

struct gz_xml {
	struct gz_reader *r;
	const struct gz_xml_word *words;
	size_t word_count;
	const struct gz_xml_events *events;
	void *self;
	XML_Parser parser;
	struct gz_xml_bytes bytes;
	struct gz_str piece; /* the last bytes that came */
	size_t given;	     /* of them to the parser */
	size_t slice;	     /* are given at once */
	uint64_t fed;	     /* bytes of this document given to the parser */
	uint64_t base;	     /* bytes in front of it */
	uint64_t lines;	     /* lines in front of it */
	uint64_t documents;  /* that have ended */
	bool begun;	     /* this one has a root element */
	uint64_t document_end, document_lines;
	struct gz_map names; /* of elements and attributes: their words */
	struct gz_arena name_arena;
	struct frame frame[GZ_XML_DEPTH];
	size_t depth;
	struct binding binding[BINDINGS_MAX];
	size_t bindings;
	struct gz_buf prefixes;
	uint64_t stopped_at;
	uint64_t record_at, kept; /* of the record: where it began, bytes kept */
	uint64_t repaired;	  /* told already */
	bool suspended, stopped, finished, final, over, too_long;
	bool no_memory;
	const char *halted; /* why, when the reason is not expat's */
	char refused[160];
};

/* Notes it, and ends the parsing. */
void gz_xml_no_memory(struct gz_xml *x);

#endif
