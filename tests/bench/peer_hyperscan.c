/*
 * peer_hyperscan.c: Hyperscan as an engine that run.py can ask (engine.h). The names are compiled as literals
 * without case; of the matches those at word boundaries count, and of these the leftmost, then longest.
 */
#include <hs.h>

#include "engine.h"

struct span {
	uint32_t start, end;
};

struct hyperscan {
	hs_database_t *database;
	hs_scratch_t *scratch;
	GZ_VEC(const char *) names; /* in `list`, not NUL-terminated */
	GZ_VEC(size_t) lengths;
	GZ_VEC(struct span) spans; /* of one document */
	struct gz_buf list;
	struct gz_str document;
	bool failed;
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static int keep(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *self)
{
	struct hyperscan *h = self;
	struct span span = {.start = (uint32_t)(to - h->lengths.ptr[id]), .end = (uint32_t)to};

	(void)from;
	(void)flags;
	if (span.start > 0 && is_word(h->document.ptr[span.start - 1]))
		return 0;
	if (span.end < h->document.len && is_word(h->document.ptr[span.end]))
		return 0;
	if (!GZ_PUSH(&h->spans, span))
		h->failed = true;
	return h->failed;
}

static int leftmost_longest(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return x->start != y->start ? (x->start > y->start) - (x->start < y->start)
				    : (x->end < y->end) - (x->end > y->end);
}

static bool document(void *self, const char *what, struct gz_str text, size_t offset, FILE *list,
		     uint64_t *matches, struct gz_error *err)
{
	struct hyperscan *h = self;
	uint32_t behind = 0;

	(void)what;
	h->document = text;
	h->spans.len = 0;
	if (hs_scan(h->database, text.ptr, (unsigned)text.len, 0, h->scratch, keep, h) != HS_SUCCESS ||
	    h->failed)
		return gz_fail(err, GZ_EFORMAT, "the scan failed");
	if (h->spans.len > 1)
		qsort(h->spans.ptr, h->spans.len, sizeof(h->spans.ptr[0]), leftmost_longest);
	for (size_t i = 0; i < h->spans.len; i++) {
		struct span span = h->spans.ptr[i];

		if (span.start < behind)
			continue;
		behind = span.end;
		++*matches;
		if (list != NULL)
			engine_list(list, offset + span.start,
				    gz_str_of(text.ptr + span.start, span.end - span.start));
	}
	return true;
}

static bool names_read(struct hyperscan *h, const char *path, struct gz_error *err)
{
	struct gz_str rest, line;

	if (!engine_read(path, &h->list, err))
		return false;
	rest = gz_buf_view(&h->list);
	while (engine_line(&rest, &line)) {
		if (!GZ_PUSH(&h->names, line.ptr) || !GZ_PUSH(&h->lengths, line.len))
			return gz_fail_nomem(err);
	}
	return true;
}

static bool compile(struct hyperscan *h, struct gz_error *err)
{
	size_t count = h->names.len;
	unsigned *flags = malloc((count + 1) * sizeof(*flags)), *ids = malloc((count + 1) * sizeof(*ids));
	hs_compile_error_t *fault = NULL;
	hs_error_t status = HS_NOMEM;

	for (size_t i = 0; flags != NULL && ids != NULL && i < count; i++) {
		flags[i] = HS_FLAG_CASELESS;
		ids[i] = (unsigned)i;
	}
	if (flags != NULL && ids != NULL)
		status = hs_compile_lit_multi(h->names.ptr, flags, ids, h->lengths.ptr, (unsigned)count,
					      HS_MODE_BLOCK, NULL, &h->database, &fault);
	if (status == HS_SUCCESS)
		status = hs_alloc_scratch(h->database, &h->scratch);
	free(flags);
	free(ids);
	if (status == HS_SUCCESS)
		return true;
	gz_fail(err, GZ_EFORMAT, "the names cannot be compiled: %s",
		fault != NULL ? fault->message : "no memory");
	hs_free_compile_error(fault);
	return false;
}

int main(int argc, char **argv)
{
	struct hyperscan h = {0};
	const struct engine engine = {.self = &h, .document = document};
	struct gz_error err;
	char message[GZ_MESSAGE_MAX + 600];
	double began = engine_clock();
	bool good;

	if (argc != 2) {
		fputs("usage: peer_hyperscan NAMES\nthen says and obeys what tests/bench/engine.h tells\n",
		      stderr);
		return 2;
	}
	good = names_read(&h, argv[1], &err) && compile(&h, &err) &&
	       engine_obey(&engine, began, h.names.len, &err);
	if (!good)
		fprintf(stderr, "peer_hyperscan: %s\n", gz_error_text(&err, message, sizeof(message)));
	hs_free_scratch(h.scratch);
	hs_free_database(h.database);
	GZ_VEC_FREE(&h.names);
	GZ_VEC_FREE(&h.lengths);
	GZ_VEC_FREE(&h.spans);
	gz_buf_free(&h.list);
	return good ? 0 : 2;
}
