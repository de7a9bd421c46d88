/* warc.h: a record of a WARC file, between the file (warc.c) and what its payload says (warc_page.c). */
#ifndef GAZET_READ_WARC_H
#define GAZET_READ_WARC_H

#include "http.h"
#include "window.h"

enum warc_header {
	WARC_TYPE,
	WARC_URI,
	WARC_DATE,
	WARC_ID,
	WARC_LENGTH,
	WARC_CONTENT,
	WARC_LANGUAGE,
	WARC_PAYLOAD,
	WARC_TRUNCATED,
	WARC_HEADERS
};

struct warc {
	struct gz_window window;
	struct gz_buf head; /* of the record: its version line and headers */
	struct gz_str header[WARC_HEADERS];
	uint64_t length; /* Content-Length */
	bool astray;	 /* what comes up to the next record is part of what was rejected */
	bool ended;
	struct gz_page page;
	struct gz_buf body[2], utf8, id;
};

void gz_warc_page_free(struct warc *w);
/* By its header. */
bool gz_warc_may_be_document(const struct warc *w);
/* By the beginning of its payload too. */
bool gz_warc_is_document(const struct warc *w, struct gz_str payload);
/* Makes a document of the payload, which it changes. *made is false when it was rejected, and that is said.
 * False only when memory ran out. */
bool gz_warc_document(struct gz_reader *r, struct warc *w, struct gz_str payload, struct gz_arena *arena,
		      struct gz_doc *doc, bool *made, struct gz_error *err);

#endif
