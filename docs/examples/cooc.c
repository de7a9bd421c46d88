/* cooc.c: indexes strings, one argument a document, and asks who and what occurs together with an entity.
 *
 *   cc -o cooc cooc.c $(pkg-config --cflags --libs gazet) && ./cooc my.db Greece 'Merkel spoke of Greece.' ...
 */
#include <stdio.h>

#include <gazet/gazet.h>

static bool add(const char *path, char **texts, struct gz_problem *problem)
{
	struct gz_gazetteer *gazetteer = gz_gazetteer_open(NULL, 0, problem);
	struct gz_writer *writer = gazetteer ? gz_writer_open(path, gazetteer, NULL, problem) : NULL;
	bool good = writer != NULL;

	for (; good && *texts != NULL; texts++) {
		struct gz_document document = gz_document_of(*texts);

		document.source = "arguments"; /* and no id: the same text again is the same document */
		good = gz_writer_add(writer, &document, NULL, problem);
	}
	if (good)
		good = gz_writer_close(writer, problem);
	else
		gz_writer_discard(writer);
	gz_gazetteer_close(gazetteer);
	return good;
}

static bool ask(const char *path, const char *entity, struct gz_problem *problem)
{
	const char *const options[] = {"entity", entity, "limit", "10", NULL};
	struct gz_db *db = gz_db_open(path, problem);
	struct gz_rows *rows = db ? gz_ask(db, "cooc", options, problem) : NULL;
	bool good = rows != NULL;

	while (good && gz_rows_next(rows))
		printf("%s: %lld\n", gz_rows_text(rows, gz_rows_column(rows, "name")),
		       (long long)gz_rows_int(rows, gz_rows_column(rows, "docs")));
	gz_rows_close(rows);
	gz_db_close(db);
	return good;
}

int main(int argc, char **argv)
{
	struct gz_problem problem;

	if (argc < 4) {
		fprintf(stderr, "usage: cooc DATABASE ENTITY TEXT...\n");
		return 2;
	}
	if (add(argv[1], argv + 3, &problem) && ask(argv[1], argv[2], &problem))
		return 0;
	fprintf(stderr, "%s\n", problem.message);
	return 1;
}
