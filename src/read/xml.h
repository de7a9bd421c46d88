/*
 * xml.h: XML for the formats made of it: a stream of elements and text that can stop behind a record and go
 * on later. Several XML documents may follow one another in a file. Whatever the file's encoding, everything
 * that handlers see is UTF-8.
 *
 * Limits: GZ_XML_DEPTH elements inside one another, GZ_XML_TOKEN bytes for one tag, comment or declaration
 * and for all in front of the root element, GZ_XML_NAMES names. Entities expand as far as expat's protection
 * allows (100 times what was read, from 8 MiB on); nothing outside the file is ever loaded. Behind the first
 * error of a document, or a limit, the rest of the file is lost.
 */
#ifndef GAZET_READ_XML_H
#define GAZET_READ_XML_H

#include "internal.h"

#define GZ_XML_DEPTH ((size_t)256)
#define GZ_XML_TOKEN ((uint64_t)1 << 20)
#define GZ_XML_NAMES ((size_t)16384)

/* The vocabularies that formats ask for. A prefix that was not declared counts as what it usually stands for.
 */
enum gz_xml_space {
	GZ_XML_NONE = 0, /* no namespace */
	GZ_XML_OTHER,
	GZ_XML_ATOM,
	GZ_XML_RSS,
	GZ_XML_RDF,
	GZ_XML_DC, /* elements and terms of Dublin Core */
	GZ_XML_CONTENT,
	GZ_XML_XHTML,
	GZ_XML_NITF,
	GZ_XML_NEWSML,
	GZ_XML_MEDIAWIKI
};

/* A local name that a format knows; the code is not 0. */
struct gz_xml_word {
	const char *name;
	int code;
};

/* Valid while its handler runs. */
struct gz_xml_element {
	enum gz_xml_space space;
	int word; /* code of its name, 0 for all others */
	struct gz_str name;
	const char *const *attributes; /* names and values by turns, NULL at the end; NULL for an end tag */
	size_t depth;		       /* 1 for the root */
};

/* Text comes in pieces of any length. */
struct gz_xml_events {
	void (*start)(void *self, const struct gz_xml_element *element);
	void (*end)(void *self, const struct gz_xml_element *element);
	void (*text)(void *self, struct gz_str text);
};

struct gz_xml;
/* Reads r->input; words, events and self are the caller's and must live as long. */
bool gz_xml_open(struct gz_reader *r, const struct gz_xml_word *words, size_t count,
		 const struct gz_xml_events *events, void *self, struct gz_xml **out, struct gz_error *err);
void gz_xml_close(struct gz_xml *x);

enum gz_xml_status {
	GZ_XML_STOPPED, /* by gz_xml_stop */
	GZ_XML_END,	/* of the file, or of what can be read of it: what is wrong was reported */
	GZ_XML_FAILED	/* out of memory */
};
/* Calls handlers until one of them stops it. */
enum gz_xml_status gz_xml_next(struct gz_xml *x, struct gz_error *err);
/* Only in an `end` handler: gz_xml_next returns behind this element. */
void gz_xml_stop(struct gz_xml *x);

/* In a `start` handler: reads no further, for that reason. */
void gz_xml_refuse(struct gz_xml *x, const char *why);

/* Value of the attribute of that (qualified) name; .ptr NULL when there is none. Only in a `start` handler.
 */
struct gz_str gz_xml_attribute(const struct gz_xml_element *element, const char *name);

/* ---- records: in handlers ------------------------------------------------------- */

/* A record begins with this element: counts it in r->record. What is kept is bounded by r->max_document. */
void gz_xml_record(struct gz_xml *x);
/* Appends to one of the record's buffers, as it is or with all white space as single blanks (none at the
 * beginning of the buffer or behind a line break). Beyond the limit it empties the buffer. Memory that ran
 * out is noted. */
void gz_xml_keep(struct gz_xml *x, struct gz_buf *out, struct gz_str text);
void gz_xml_keep_words(struct gz_xml *x, struct gz_buf *out, struct gz_str text);
/* Ends what stands in `out` as a paragraph (`breaks` 2) or a line (1). */
void gz_xml_keep_break(struct gz_xml *x, struct gz_buf *out, unsigned breaks);
/* The record has ended, at the `end` handler that stopped: its number and size. False when it was too long,
 * which is reported. */
bool gz_xml_record_end(struct gz_xml *x, struct gz_record *record);
/* After gz_record_finish: what had to be repaired so that it could be read at all. */
void gz_xml_repaired(struct gz_xml *x, struct gz_doc *doc);

/* ---- the beginning of a file --------------------------------------------------------- */

/* What a probe sees: the root element's name (with its prefix) and the text of its tag, as far as it is
 * there. */
struct gz_xml_root {
	struct gz_str name, local, tag;
	bool declared;		    /* begins with <?xml */
	char plain[GZ_PROBE_BYTES]; /* of UTF-16 */
};
/* False when no root element is in sight. */
bool gz_xml_root(struct gz_str head, struct gz_xml_root *root);

/* ---- inside ------------------------------------------------------------------------------ */

/* The file's bytes as UTF-8 without control characters (xmlbytes.c). */
struct gz_xml_bytes {
	struct gz_reader *r;
	char encoding[64]; /* as declared; empty: UTF-8, until the bytes are something else */
	size_t unit;	   /* bytes in which the file is counted: 2 and 4 are UTF-16 and UTF-32 */
	struct gz_buf decoded, sound;
	uint64_t repaired; /* malformed sequences and control characters replaced */
	bool begun, ended;
	bool taken;   /* what could be of what was read */
	bool damaged; /* already when the declaration was read */
	struct gz_error damage;
};
/* GZ_INPUT_DATA: *out, never empty, is valid until the next call. Memory that ran out: GZ_INPUT_DAMAGED and
 * GZ_ENOMEM. */
enum gz_input_status gz_xml_bytes_next(struct gz_xml_bytes *b, struct gz_str *out, struct gz_error *err);
void gz_xml_bytes_close(struct gz_xml_bytes *b);

enum gz_xml_space gz_xml_space_of(struct gz_str uri);
enum gz_xml_space gz_xml_space_of_prefix(struct gz_str prefix);

#endif
