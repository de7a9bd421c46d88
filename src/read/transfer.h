/*
 * transfer.h: what mail wraps bytes in so that they survive the way: base64, quoted-printable, encoded words.
 */
#ifndef GAZET_READ_TRANSFER_H
#define GAZET_READ_TRANSFER_H

#include "headers.h"

/* Both decode in place and return the new length; what does not belong there is passed over (base64), or
 * stays as it is (quoted-printable), as mail programs do it. */
size_t gz_base64_decode(char *bytes, size_t len);
size_t gz_quoted_decode(char *bytes, size_t len);
/* The same by the value of Content-Transfer-Encoding; bytes of every other one stay as they are. */
struct gz_str gz_transfer_decode(struct gz_str bytes, struct gz_str encoding);

/* Appends a header's value as UTF-8 on one line: encoded words (RFC 2047) decoded, runs of white space made
 * one blank. Changes `value` in place. `utf8` is for its own use. False only when memory ran out. */
bool gz_words_decode(struct gz_reader *r, struct gz_str value, struct gz_buf *utf8, struct gz_buf *out,
		     struct gz_error *err);

#endif
