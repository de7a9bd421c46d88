/*
 * truth.c owns the way back from the readable tables to postings: it walks `document` and `mention` side by
 * side, in memory bounded by one document and the readings. Rebuilding writes what it gives; checking
 * compares with it.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { DOCUMENT_ID, DOCUMENT_DAY, DOCUMENT_SOURCE, DOCUMENT_PRECISION };
enum { MENTION_DOCUMENT, MENTION_READING, MENTION_TOKEN, MENTION_SENTENCE };

/* Documents have some thirty mentions: shorter than what it takes to set qsort up. */
#define SHORT 48

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
	struct gz_posting *p = postings->ptr;

	if (postings->len > SHORT) {
		qsort(p, postings->len, sizeof(*p), compare);
		return;
	}
	for (size_t i = 1; i < postings->len; i++) {
		struct gz_posting moved = p[i];
		size_t at = i;

		for (; at > 0 && compare(&p[at - 1], &moved) > 0; at--)
			p[at] = p[at - 1];
		p[at] = moved;
	}
}

static int step_mention(struct gz_truth *t)
{
	int code = sqlite3_step(t->mentions);

	t->more = code == SQLITE_ROW;
	return code == SQLITE_DONE ? SQLITE_ROW : code;
}

/* Readings are few: in memory they cost no look-up for each mention. */
static int load_readings(struct gz_truth *t)
{
	int64_t most = gz_sql_numbers(sqlite3_db_handle(t->readings));
	int code;

	while ((code = sqlite3_step(t->readings)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(t->readings, 0),
			entity = sqlite3_column_int64(t->readings, 1);
		int64_t field = sqlite3_column_int64(t->readings, 2);
		size_t before = t->meaning.len;

		if (id < 1 || id > most || entity < 1 || entity > most || field < 0 ||
		    field >= GZ_FIELDS) {
			t->strange++;
			continue;
		}
		if ((size_t)id >= before) {
			if (!GZ_GROW(&t->meaning, (size_t)id + 1 - before))
				return SQLITE_NOMEM;
			t->meaning.len = (size_t)id + 1;
			memset(t->meaning.ptr + before, 0,
			       (t->meaning.len - before) * sizeof(*t->meaning.ptr));
		}
		t->meaning.ptr[id] = (uint64_t)(entity * 2 + field);
	}
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

int gz_truth_start(struct gz_truth *t)
{
	int code;

	t->strange = t->disordered = 0;
	t->meaning.len = 0;
	code = load_readings(t);
	if (code == SQLITE_OK)
		code = step_mention(t);
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

void gz_truth_free(struct gz_truth *t)
{
	GZ_VEC_FREE(&t->postings);
	GZ_VEC_FREE(&t->meaning);
}

static bool read_mention(struct gz_truth *t, int64_t order[GZ_FIELDS])
{
	int64_t reading = sqlite3_column_int64(t->mentions, MENTION_READING);
	int64_t token = sqlite3_column_int64(t->mentions, MENTION_TOKEN);
	uint64_t meaning = reading > 0 && (uint64_t)reading < t->meaning.len ? t->meaning.ptr[reading] : 0;
	int64_t sentence = -1;
	unsigned field = meaning & 1;

	if (sqlite3_column_type(t->mentions, MENTION_SENTENCE) != SQLITE_NULL) {
		sentence = sqlite3_column_int64(t->mentions, MENTION_SENTENCE);
		if (sentence < 0)
			sentence = INT64_MAX;
	}
	/* One of no reading is the foreign keys' matter. */
	if (!meaning || token < 0 || token > INT32_MAX || sentence > INT32_MAX) {
		t->strange++;
		return true;
	}
	/* Mentions come by start, so in each field their tokens ascend. */
	if (token < order[field])
		t->disordered++;
	order[field] = token;
	return GZ_PUSH(&t->postings, ((struct gz_posting){(int64_t)(meaning >> 1),
							  (uint32_t)(token * 2 + field), (int32_t)sentence}));
}

static void read_document(struct gz_truth *t)
{
	int64_t day = sqlite3_column_int64(t->documents, DOCUMENT_DAY);
	int64_t precision = sqlite3_column_int64(t->documents, DOCUMENT_PRECISION);

	t->head = (struct gz_head){.document = sqlite3_column_int64(t->documents, DOCUMENT_ID),
				   .source = sqlite3_column_int64(t->documents, DOCUMENT_SOURCE),
				   .day = GZ_NO_DAY};
	if (t->head.document < 1 || t->head.source < 1 || day <= INT32_MIN || day > INT32_MAX ||
	    precision < 0 || precision > GZ_DAY) {
		t->strange++;
	} else if (sqlite3_column_type(t->documents, DOCUMENT_DAY) != SQLITE_NULL) {
		t->head.day = (int32_t)day;
		t->head.precision = (uint8_t)precision;
	}
}

int gz_truth_next(struct gz_truth *t)
{
	int64_t mention, order[GZ_FIELDS] = {0};
	int code = sqlite3_step(t->documents);

	if (code != SQLITE_ROW)
		return code;
	read_document(t);
	t->postings.len = 0;
	while (t->more) {
		mention = sqlite3_column_int64(t->mentions, MENTION_DOCUMENT);
		if (mention > t->head.document)
			break;
		/* One of no document is the foreign keys' matter. */
		if (mention == t->head.document && !read_mention(t, order))
			return SQLITE_NOMEM;
		code = step_mention(t);
		if (code != SQLITE_ROW)
			return code;
	}
	gz_posting_sort(&t->postings);
	return SQLITE_ROW;
}
