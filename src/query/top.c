/*
 * top.c: the one document that stands for many: that with the most mentions of what was asked for; of several
 * the newest, then by source and id, as `gazet docs --sort -mentions` has them.
 */
#include "internal.h"

/* Whether `row` goes before the one that was best so far, where mentions and day are the same. */
static bool goes_before(const struct gz_document_row *row, const struct gz_document_row *best)
{
	int order = gz_str_cmp(row->source, best->source);

	return order < 0 || (order == 0 && gz_str_cmp(row->doc, best->doc) < 0);
}

static bool offer(struct gz_top *top, struct gz_query *q, const struct gz_block_document *doc, bool tied,
		  struct gz_error *err)
{
	struct gz_document_row *row;

	if (!tied) {
		gz_arena_reset(&top->arena);
		top->row = NULL;
	}
	row = gz_document_row_read(q, top->look_up, doc->document, &top->arena, err);
	if (row == NULL)
		return false;
	if (top->row == NULL || goes_before(row, top->row)) {
		top->row = row;
		top->day = doc->day;
	}
	return true;
}

bool gz_top_find(struct gz_top *top, struct gz_query *q, const struct gz_selection *s, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	uint64_t most = 0;
	bool ok;

	top->row = NULL;
	top->documents = 0;
	ok = top->look_up != NULL || gz_query_prepare(q, "document", &top->look_up, err);
	ok = ok && gz_scan_open(&scan, q, s, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		uint64_t mentions = gz_terms_mentions(s, doc);
		bool tied = top->row != NULL && mentions == most && doc->day == top->day;

		top->documents++;
		/* GZ_NO_DAY is the least day there is. */
		if (top->row != NULL && (mentions < most || (mentions == most && doc->day < top->day)))
			continue;
		most = mentions;
		ok = offer(top, q, doc, tied, err);
	}
	gz_scan_close(&scan);
	return ok;
}

void gz_top_close(struct gz_top *top)
{
	sqlite3_finalize(top->look_up);
	gz_arena_free(&top->arena);
}
