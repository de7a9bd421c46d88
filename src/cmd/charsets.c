/* charsets.c: what the summary of `index`, and -v, say of documents that were not UTF-8. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "charsets.h"

struct row {
	const char *name;
	enum gz_charset_way way;
	uint64_t documents;
};

static int by_documents(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->documents != y->documents)
		return x->documents < y->documents ? 1 : -1;
	if (strcmp(x->name, y->name) != 0)
		return strcmp(x->name, y->name);
	return (int)x->way - (int)y->way;
}

static size_t rows_of(const struct gz_read_progress *progress, struct row rows[GZ_CHARSETS * GZ_CHARSET_WAYS])
{
	size_t count = 0;

	for (size_t i = 0; gz_charset_name(i) != NULL; i++) {
		for (int way = 0; way < GZ_CHARSET_WAYS; way++) {
			uint64_t documents = progress->charsets[i][way];

			if (documents > 0)
				rows[count++] =
					(struct row){gz_charset_name(i), (enum gz_charset_way)way, documents};
		}
	}
	qsort(rows, count, sizeof(rows[0]), by_documents);
	return count;
}

void charsets_text(const struct gz_read_progress *progress, struct gz_buf *out)
{
	struct row rows[GZ_CHARSETS * GZ_CHARSET_WAYS];
	size_t count = rows_of(progress, rows);

	for (size_t i = 0; i < count; i++)
		gz_buf_printf(out, "%s%llu %s (%s)", i > 0 ? ", " : "", (unsigned long long)rows[i].documents,
			      rows[i].name, gz_charset_way_name(rows[i].way));
}

void charsets_json(const struct gz_read_progress *progress, struct gz_buf *out)
{
	struct row rows[GZ_CHARSETS * GZ_CHARSET_WAYS];
	size_t count = rows_of(progress, rows);

	gz_buf_byte(out, '[');
	for (size_t i = 0; i < count; i++)
		gz_buf_printf(out, "%s{\"charset\":\"%s\",\"known\":\"%s\",\"documents\":%llu}",
			      i > 0 ? "," : "", rows[i].name, gz_charset_way_name(rows[i].way),
			      (unsigned long long)rows[i].documents);
	gz_buf_byte(out, ']');
}

void say_charset(void *self, const char *file, uint64_t record, const char *name, enum gz_charset_way way)
{
	struct gz_buf safe = {0};
	int before;

	(void)self;
	gz_terminal_safe(&safe, gz_str(file));
	gz_buf_byte(&safe, '\0');
	/* A thread must not be cancelled while it holds stderr. */
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
	if (!safe.failed)
		say("%s:%llu: %s (%s)", safe.ptr, (unsigned long long)record, name, gz_charset_way_name(way));
	pthread_setcancelstate(before, NULL);
	gz_buf_free(&safe);
}
