/*
 * jsonscan.h: the outer shape of JSON: where a value ends, and what names an object has. It looks at brackets
 * and quotation marks only; what is in a value is for who parses it.
 */
#ifndef GAZET_READ_JSONSCAN_H
#define GAZET_READ_JSONSCAN_H

#include "internal.h"

enum gz_jscan_status {
	GZ_JSCAN_END,  /* at: behind the value */
	GZ_JSCAN_MORE, /* it goes on behind the bytes given */
	GZ_JSCAN_BAD   /* at: a line break in a string, or a bracket where none belongs */
};

/* An object, a list or a string being looked at; may be continued with more bytes. Zeroed it begins one. */
struct gz_jscan {
	size_t at;	/* bytes looked at; may be set back with the bytes before it dropped */
	uint64_t kinds; /* of the innermost 64 brackets, a bit each: an object? */
	size_t depth;
	bool in_string;
	bool deep; /* more than 64 brackets: which closes which is no longer asked */
	char last; /* what stood last outside of strings, but for blanks */
};

enum gz_jscan_status gz_jscan_value(struct gz_jscan *scan, struct gz_str bytes);

/* Does the object at the front of `bytes`, which may be cut off, have a string (or a list of strings; for a
 * path, an object) under one of the key's names? */
bool gz_jscan_has(struct gz_str bytes, const struct gz_keys *keys, enum gz_key key);
/* Does the object hold, at most `depth` objects deep, a list whose first item is an object with a text (or
 * with a title, unless `text_only`)? */
bool gz_jscan_holds_records(struct gz_str bytes, const struct gz_keys *keys, bool text_only, unsigned depth);
/* Is it an object that looks like a record: with a name for a text or a title, or a search engine's hit? */
bool gz_jscan_is_record(struct gz_str bytes, const struct gz_keys *keys, bool text_only);

#endif
