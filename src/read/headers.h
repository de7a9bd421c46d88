/*
 * headers.h: blocks of header lines ("Name: value", continued on lines that begin with a blank, ended by an
 * empty line) and their values, as WARC, HTTP and mail have them. Nothing is allocated: values are views into
 * the block.
 */
#ifndef GAZET_READ_HEADERS_H
#define GAZET_READ_HEADERS_H

#include "internal.h"

/* Length of the block at the front of `bytes`, its empty line included; 0 where that line is not there. */
size_t gz_headers_end(struct gz_str bytes);
/* values[i] becomes the trimmed value of the first header called names[i], in whatever case; empty where
 * there is none. Line breaks inside values are made blanks, in place. */
void gz_headers_read(struct gz_str block, const char *const *names, size_t count, struct gz_str *values);
/* Where at or behind `from` the next line begins that starts so (s.len: nowhere). Faster than memmem: it
 * looks for the first byte, which is rare in text. */
size_t gz_line_find(struct gz_str s, size_t from, struct gz_str start);
/* Does a line of a header begin here ("Name:")? */
bool gz_header_here(struct gz_str s);
/* Equal but for the case of ASCII letters. */
bool gz_header_is(struct gz_str s, const char *word);
bool gz_header_starts(struct gz_str s, const char *word);
/* The value without its parameters. */
struct gz_str gz_header_value(struct gz_str value);
/* The value of a parameter, without quotation marks; empty where there is none. */
struct gz_str gz_header_param(struct gz_str value, const char *name);
/* The parameter charset of a Content-Type as a C string in `out`; NULL when it says nothing of worth: none,
 * or US-ASCII, which is said of everything. */
const char *gz_header_charset(struct gz_str value, char out[GZ_CHARSET_NAME_MAX]);

#endif
