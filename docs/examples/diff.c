/* diff.c: what is mentioned more, and less, in a period than in the one before, with how many documents.
 *
 *   cc -o diff diff.c $(pkg-config --cflags --libs gazet) && ./diff my.db 2011-10 2011-12 Greece
 */
#include <stdio.h>

#include <gazet/gazet.h>

#define MOST_ENTITIES 16

static void print(struct gz_rows *rows)
{
	size_t name = gz_rows_column(rows, "name"), docs = gz_rows_column(rows, "docs"),
	       vs_docs = gz_rows_column(rows, "vs_docs"), q = gz_rows_column(rows, "q");
	char from[16], to[16];
	long long now = (long long)gz_rows_compared(rows, false, from, to), before;

	printf("%s to %s: %lld documents; ", from, to, now);
	before = (long long)gz_rows_compared(rows, true, from, to);
	printf("%s to %s: %lld\n", from, to, before);
	while (gz_rows_next(rows))
		printf("%s: %lld, before %lld, q = %.2g\n", gz_rows_text(rows, name),
		       (long long)gz_rows_int(rows, docs), (long long)gz_rows_int(rows, vs_docs),
		       gz_rows_real(rows, q));
}

int main(int argc, char **argv)
{
	const char *options[2 * (3 + MOST_ENTITIES) + 1];
	struct gz_problem problem;
	struct gz_rows *rows;
	struct gz_db *db;
	size_t n = 0;

	if (argc < 4 || argc > 4 + MOST_ENTITIES) {
		fprintf(stderr, "usage: diff DATABASE FROM TO [ENTITY...]\n");
		return 2;
	}
	options[n++] = "from";
	options[n++] = argv[2];
	options[n++] = "to";
	options[n++] = argv[3];
	options[n++] = "limit";
	options[n++] = "10";
	for (int i = 4; i < argc; i++) {
		options[n++] = "entity";
		options[n++] = argv[i];
	}
	options[n] = NULL;
	db = gz_db_open(argv[1], &problem);
	rows = db != NULL ? gz_ask(db, "diff", options, &problem) : NULL;
	if (rows != NULL)
		print(rows);
	else
		fprintf(stderr, "%s\n", problem.message);
	gz_rows_close(rows);
	gz_db_close(db);
	return rows != NULL ? 0 : 1;
}
