/*
 * pipeline.h: a reader thread, tagger threads, one writer: the whole way from an archive to tagged documents.
 *
 * Batches of documents, each with its own arena, go round in a fixed ring, so memory is bounded whatever the
 * archive's size: (2 * threads + 2) batches, each closed at 256 documents or 1 MiB of text (one larger
 * document ends a batch). Where documents are large the reader waits once 64 MiB of text are on their way, so
 * that at most 64 MiB and one document of up to max_document bytes are held, with what was found in them and,
 * in each tagger, the tokens of the document that it tags. The writer runs in the caller's thread and sees
 * the documents in the order of the archive, whatever the number of threads.
 */
#ifndef GAZET_PIPELINE_H
#define GAZET_PIPELINE_H

#include "gazet/gaz.h"
#include "gazet/read.h"
#include "gazet/resolve.h"

/* Text, match and resolve for one document at a time. One for each thread. */
struct gz_tagger;
struct gz_tagger_options {
	bool no_follow_ups; /* `the summit` is no mention of a summit named before */
	bool keep_boilerplate; /* datelines, credits and the like are tagged as any text */
	bool no_sketch;        /* nobody asks for gz_tagged's sketch, which stays empty */
	/* Shall the document be tagged? Asked when it was cut into tokens, in the taggers' threads; of others
	 * out->passed is set, and they have no mentions. NULL: all. */
	bool (*wanted)(const void *self, const struct gz_doc *doc, const struct gz_tokens tokens[GZ_FIELDS]);
	const void *self;
};
bool gz_tagger_open(const struct gz_gaz *g, const struct gz_tagger_options *options, struct gz_tagger **out,
		    struct gz_error *err);
void gz_tagger_close(struct gz_tagger *t);
/* Mentions are made in `arena`; out->doc is a copy of *doc. */
bool gz_tagger_tag(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		   struct gz_tagged *out, struct gz_error *err);

/* The same, with how every span was read, for people. */
struct gz_explained {
	struct gz_tagged tagged;
	struct gz_judgements judgements; /* these, the omissions and the tokens: until the tagger's next document */
	struct gz_omissions omissions;   /* boilerplate of the text, which was left out */
	struct gz_tokens tokens[GZ_FIELDS];
};
bool gz_tagger_explain(struct gz_tagger *t, const struct gz_doc *doc, struct gz_arena *arena,
		       struct gz_explained *out, struct gz_error *err);

/* Where documents come from, if not from a reader: read in one thread. `next` as
 * gz_reader_next, and never waits for anybody; `progress` may be NULL. */
struct gz_documents {
	enum gz_read_status (*next)(void *self, struct gz_arena *arena, struct gz_doc *doc, struct gz_error *err);
	void (*progress)(void *self, struct gz_read_progress *out);
	void *self;
};

struct gz_pipeline {
	const struct gz_gaz *gaz;
	struct gz_tagger_options tagging;
	struct gz_reader *reader;
	const struct gz_documents *documents; /* in place of the reader; NULL: the reader */
	int32_t day;                /* of documents that have none, */
	enum gz_precision precision; /* if this is not GZ_UNDATED */
	unsigned threads; /* taggers; 0 = as many as there are processors */
	/* Called once, in front of all that follows and while the first documents are read and tagged. May be
	 * NULL. False stops as below. */
	bool (*begin)(void *self, struct gz_error *err);
	/* Takes one document; in archive order. False stops the pipeline with its error. Not called, and may
	 * be NULL, with `render`. */
	bool (*take)(void *self, const struct gz_tagged *tagged, struct gz_error *err);
	/* Instead of it, in two steps: in the taggers' threads, several at once, appends what becomes of one
	 * document; then takes these bytes, of a batch of documents together and in archive order. May be
	 * NULL, both or none. */
	bool (*render)(void *self, const struct gz_tagged *tagged, struct gz_buf *out, struct gz_error *err);
	bool (*write)(void *self, struct gz_str bytes, size_t documents, struct gz_error *err);
	/* Of a document in which rules were given up (tagged->given_up), before it is taken or written. May be NULL. */
	void (*gave_up)(void *self, const struct gz_tagged *tagged);
	/* Between two batches: progress, commits. May be NULL. False stops as above. */
	bool (*batch)(void *self, const struct gz_read_progress *progress, struct gz_error *err);
	bool (*interrupted)(void *self); /* asked often; true ends with GZ_EINTR. May be NULL. */
	void *self;
};

bool gz_pipeline_run(const struct gz_pipeline *p, struct gz_error *err);

#endif
