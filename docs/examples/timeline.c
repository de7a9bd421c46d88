/* timeline.c: documents a year, of each of several entities. Rows are taken as they come, and none is kept.
 *
 *   cc -o timeline timeline.c $(pkg-config --cflags --libs gazet) && ./timeline my.db Greece Russia
 */
#include <stdio.h>

#include <gazet/gazet.h>

static bool take(void *self, const struct gz_rows *row)
{
	long long *total = self;

	*total += gz_rows_int(row, 2);
	if (gz_rows_int(row, 2) > 0)
		printf("%s %s %lld of %lld\n", gz_rows_text(row, 0), gz_rows_text(row, 1),
		       (long long)gz_rows_int(row, 2), (long long)gz_rows_int(row, 4));
	return true;
}

int main(int argc, char **argv)
{
	const char *options[2 + 2 * 16 + 1] = {"by", "year"}; /* the rest is NULL, and ends it */
	struct gz_problem problem;
	struct gz_db *db;
	long long total = 0;
	bool good;

	for (int i = 2; i < argc && i < 2 + 16; i++) {
		options[2 * i - 2] = "entity";
		options[2 * i - 1] = argv[i];
	}
	db = gz_db_open(argc > 1 ? argv[1] : "gazet.db", &problem);
	good = db != NULL && gz_ask_each(db, "timeline", options, take, &total, &problem);
	if (good)
		printf("%lld documents\n", total);
	else
		fprintf(stderr, "%s\n", problem.message);
	gz_db_close(db);
	return good ? 0 : 1;
}
