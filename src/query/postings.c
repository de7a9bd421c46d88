/* postings.c: the posting lists of an entity, segment after segment, document by document. */
#include "internal.h"

static bool next_list(struct gz_postings *p, struct gz_error *err)
{
	int64_t last = p->last;
	bool row;

	if (!gz_query_step(p->q, p->lists, &row, err))
		return false;
	if (!row) {
		p->list.document = INT64_MAX;
		return true;
	}
	p->first = sqlite3_column_int64(p->lists, 0);
	p->last = sqlite3_column_int64(p->lists, 1);
	if (p->first <= last)
		return gz_query_damaged(p->q, err);
	gz_posting_list_open(&p->list, gz_query_blob(p->lists, 2));
	return gz_postings_next(p, err);
}

bool gz_postings_open(struct gz_postings *p, struct gz_query *q, int64_t entity, struct gz_error *err)
{
	*p = (struct gz_postings){.q = q};
	return gz_query_prepare(q, "postings", &p->lists, err) && gz_postings_move(p, entity, err);
}

bool gz_postings_move(struct gz_postings *p, int64_t entity, struct gz_error *err)
{
	p->first = p->last = 0;
	p->list = (struct gz_posting_list){.document = 0};
	sqlite3_reset(p->lists);
	if (sqlite3_bind_int64(p->lists, 1, entity) != SQLITE_OK)
		return gz_query_fail(p->q, err);
	return next_list(p, err);
}

bool gz_postings_turn(struct gz_postings *p, struct gz_error *err)
{
	return p->list.damaged ? gz_query_damaged(p->q, err) : next_list(p, err);
}

bool gz_postings_pass(struct gz_postings *p, int64_t last, struct gz_posted *sum, struct gz_error *err)
{
	while (p->list.document <= last && p->list.document != INT64_MAX) {
		int64_t end = last < p->last ? last : p->last;

		if (!gz_posting_list_pass(&p->list, end, sum)) {
			if (!gz_postings_turn(p, err))
				return false;
		} else if (p->list.document > p->last) {
			return gz_query_damaged(p->q, err);
		}
	}
	return true;
}

void gz_postings_close(struct gz_postings *p)
{
	sqlite3_finalize(p->lists);
}
