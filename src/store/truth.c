/*
 * truth.c owns the way back from the readable tables to postings: it walks `document` and `mention` side by
 * side, in memory bounded by one document. Rebuilding writes what it gives; checking compares with it.
 */
#include <stdlib.h>

#include "internal.h"

enum { DOCUMENT_ID, DOCUMENT_DAY, DOCUMENT_SOURCE };
enum { MENTION_DOCUMENT, MENTION_ENTITY, MENTION_FIELD, MENTION_TOKEN, MENTION_SENTENCE };

static int compare(const void *left, const void *right)
{
	const struct gz_posting *a = left, *b = right;

	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

void gz_posting_sort(gz_posting_vec *postings)
{
	if (postings->len > 1)
		qsort(postings->ptr, postings->len, sizeof(*postings->ptr), compare);
}

static int step_mention(struct gz_truth *t)
{
	int code = sqlite3_step(t->mentions);

	t->more = code == SQLITE_ROW;
	return code == SQLITE_DONE ? SQLITE_ROW : code;
}

int gz_truth_start(struct gz_truth *t, sqlite3_stmt *documents, sqlite3_stmt *mentions)
{
	int code;

	t->documents = documents;
	t->mentions = mentions;
	t->strange = t->disordered = 0;
	code = step_mention(t);
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

static bool read_mention(struct gz_truth *t, int64_t *order)
{
	int64_t entity = sqlite3_column_int64(t->mentions, MENTION_ENTITY);
	int64_t field = sqlite3_column_int64(t->mentions, MENTION_FIELD);
	int64_t token = sqlite3_column_int64(t->mentions, MENTION_TOKEN);
	int64_t sentence = -1;

	if (sqlite3_column_type(t->mentions, MENTION_SENTENCE) != SQLITE_NULL) {
		sentence = sqlite3_column_int64(t->mentions, MENTION_SENTENCE);
		if (sentence < 0)
			sentence = INT64_MAX;
	}
	if (entity < 1 || field < 0 || field >= GZ_FIELDS || token < 0 || token > INT32_MAX ||
	    sentence > INT32_MAX) {
		t->strange++;
		return true;
	}
	/* Mentions come by field and start, so their tokens ascend. */
	if (field * ((int64_t)INT32_MAX + 1) + token < *order)
		t->disordered++;
	*order = field * ((int64_t)INT32_MAX + 1) + token;
	return GZ_PUSH(&t->postings,
		       ((struct gz_posting){entity, (uint32_t)(token * 2 + field), (int32_t)sentence}));
}

static void read_document(struct gz_truth *t)
{
	int64_t day = sqlite3_column_int64(t->documents, DOCUMENT_DAY);

	t->document = sqlite3_column_int64(t->documents, DOCUMENT_ID);
	t->source = sqlite3_column_int64(t->documents, DOCUMENT_SOURCE);
	t->day = GZ_NO_DAY;
	if (t->document < 1 || t->source < 1 || day <= INT32_MIN || day > INT32_MAX)
		t->strange++;
	else if (sqlite3_column_type(t->documents, DOCUMENT_DAY) != SQLITE_NULL)
		t->day = (int32_t)day;
}

int gz_truth_next(struct gz_truth *t)
{
	int64_t mention, order = 0;
	int code = sqlite3_step(t->documents);

	if (code != SQLITE_ROW)
		return code;
	read_document(t);
	t->postings.len = 0;
	while (t->more) {
		mention = sqlite3_column_int64(t->mentions, MENTION_DOCUMENT);
		if (mention > t->document)
			break;
		/* One of no document is the foreign keys' matter. */
		if (mention == t->document && !read_mention(t, &order))
			return SQLITE_NOMEM;
		code = step_mention(t);
		if (code != SQLITE_ROW)
			return code;
	}
	gz_posting_sort(&t->postings);
	return SQLITE_ROW;
}
