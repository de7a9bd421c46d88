/*
 * csvrow.h: rows of separated values: where one ends, where its fields are (RFC 4180, and lines that end in
 * CR), and what a first row says about the delimiter.
 */
#ifndef GAZET_READ_CSVROW_H
#define GAZET_READ_CSVROW_H

#include "internal.h"

#define GZ_CSV_COLUMNS 4096

enum gz_csv_status {
	GZ_CSV_ROW,
	GZ_CSV_MORE, /* the row goes on behind the bytes given */
	GZ_CSV_STRAY /* something follows a closing quotation mark, or the last one is missing */
};

struct gz_csv_field {
	size_t at, len; /* between the quotation marks, if any; from the row's beginning */
	bool doubled;	/* holds doubled quotation marks */
};

/* A row being looked at; may be continued with more bytes behind the same ones. Zeroed it begins a row. */
struct gz_csv_scan {
	size_t at;     /* bytes looked at */
	size_t field;  /* where the current field begins */
	size_t closed; /* where its closing quotation mark is */
	uint8_t state; /* enum state of csvrow.c */
	bool doubled;
	size_t count; /* of complete fields, also those that were not kept */
	size_t again; /* bytes that were looked at twice */
};

/* Writes at most `room` fields. `ended`: nothing follows `bytes`. After GZ_CSV_ROW, scan->at is the length of
 * the row with its line break (of CR LF, only the CR). */
enum gz_csv_status gz_csv_scan(struct gz_csv_scan *scan, struct gz_str bytes, bool ended, char delimiter,
			       struct gz_csv_field *fields, size_t room);
/* Its bytes with doubled quotation marks made single, in place. */
struct gz_str gz_csv_value(const struct gz_csv_field *field, struct gz_str row);

/* For each key and each of its names the column that is called so, or -1. */
struct gz_csv_header {
	int column[GZ_KEYS][GZ_KEY_NAMES];
	size_t columns;
	size_t length;	  /* of the row with its line break (of CR LF, only the CR); set by gz_csv_choose */
	bool text, title; /* there is one of them */
	const char *twice; /* the name of a key that two columns have: the first one counts; NULL: none has */
};

void gz_csv_header(struct gz_csv_header *header, const struct gz_keys *keys, struct gz_str row,
		   const struct gz_csv_field *fields, size_t count);
/* What the columns are called, as far as that fits. */
void gz_csv_names(char out[GZ_CSV_NAMES], struct gz_str row, const struct gz_csv_field *fields, size_t count);
/* The length of a first line "sep=;" and its delimiter, or 0. */
size_t gz_csv_sep(struct gz_str bytes, char *delimiter);
/* Chooses among comma, semicolon, tab and bar (or only takes *delimiter where that is not NUL) by the first
 * row in `bytes`. False when it is no header with a text's name (a title's name). */
bool gz_csv_choose(struct gz_str bytes, const struct gz_keys *keys, char *delimiter,
		   struct gz_csv_header *header);

#endif
