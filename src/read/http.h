/* http.h: an HTTP response as it came over the line: status, what the body is, and the body without its
 * codings. */
#ifndef GAZET_READ_HTTP_H
#define GAZET_READ_HTTP_H

#include "headers.h"

/* Longest status line and headers. */
#define GZ_HTTP_HEAD_MAX ((size_t)64 << 10)
/* What a compressed body may unpack to: this much, and beyond it so many times its own length. */
#define GZ_BODY_FREE  ((size_t)16 << 20)
#define GZ_BODY_RATIO 100

struct gz_http {
	int status;
	struct gz_str type;	/* Content-Type, with its parameters */
	struct gz_str language; /* Content-Language */
	struct gz_str transfer; /* Transfer-Encoding */
	struct gz_str coding;	/* Content-Encoding */
	struct gz_str body;	/* as it came */
};

/* False where `response` does not begin with a status line. Views into it, whose headers it unfolds in place.
 */
bool gz_http_read(struct gz_str response, struct gz_http *http);
/* The body without transfer and content codings, in the response itself (changed in place) or in one of
 * `buf`. A body that was stored without the coding that its header names is taken as it is. `cut`: the body
 * is known to be cut short, and what there is will do. False: damaged, of a coding that nobody knows
 * (GZ_EFORMAT), more than `limit` bytes or more than the limit of expansion (GZ_ELIMIT), or no memory. */
bool gz_http_body(const struct gz_http *http, size_t limit, bool cut, struct gz_buf buf[2],
		  struct gz_str *body, struct gz_error *err);

#endif
