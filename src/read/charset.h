/*
 * charset.h: what the files of charset*.c share: the table of character sets and their names
 * (charset_names.c), conversion to UTF-8 (charset_convert.c); charset.c decides which one it is.
 */
#ifndef GAZET_READ_CHARSET_H
#define GAZET_READ_CHARSET_H

#include "internal.h"

enum gz_charset_kind {
	GZ_CHARSET_NOTHING, /* a name that says nothing: US-ASCII */
	GZ_CHARSET_UTF8,
	GZ_CHARSET_SINGLE, /* one byte a character */
	GZ_CHARSET_MULTI,  /* one byte or more, the first of several not ASCII */
	GZ_CHARSET_SEVEN,  /* all bytes are ASCII: escape sequences */
	GZ_CHARSET_WIDE2,
	GZ_CHARSET_WIDE4
};

struct gz_charset {
	const char *name;   /* for reports; NULL behind the last one */
	const char *iconv;  /* what the C library calls it */
	const char *labels; /* other names, without punctuation and in small letters, spaces between */
	enum gz_charset_kind kind;
};
extern const struct gz_charset gz_charset_table[];

/* Number in the table by a name as people write it ("ISO_8859-1", "x-sjis"); GZ_NONE when nobody knows it. */
uint32_t gz_charset_find(struct gz_str label);

/* Converts; keeps what it needs for the character set of the call before. Zero-initialised is empty. */
struct gz_converter {
	uint32_t of;	   /* number in the table + 1; 0: none yet */
	bool open;	   /* handle is one (not for GZ_CHARSET_SINGLE) */
	void *handle;	   /* of iconv */
	char byte[256][4]; /* of GZ_CHARSET_SINGLE: what each byte becomes */
	unsigned char length[256];
};

enum gz_convert_status { GZ_CONVERTED, GZ_CONVERT_UNKNOWN /* not to this C library */, GZ_CONVERT_NOMEM };
/* Appends `bytes` as valid UTF-8; each byte that means nothing becomes U+FFFD and adds to *lost. */
enum gz_convert_status gz_converter_run(struct gz_converter *c, uint32_t charset, struct gz_str bytes,
					struct gz_buf *out, uint64_t *lost);
void gz_converter_close(struct gz_converter *c);

#endif
