/* tag.c: who and what is named in a sentence, with the installed gazetteer.
 *
 *   cc -o tag tag.c $(pkg-config --cflags --libs gazet) && ./tag 'Angela Merkel flew to Paris.' 2011-11-04
 */
#include <stdio.h>

#include <gazet/gazet.h>

int main(int argc, char **argv)
{
	struct gz_problem problem;
	struct gz_gazetteer *gazetteer = gz_gazetteer_open(NULL, 0, &problem);
	struct gz_annotator *annotator = gazetteer ? gz_annotator_open(gazetteer, NULL, &problem) : NULL;
	struct gz_document document = gz_document_of(argc > 1 ? argv[1] : "");
	const struct gz_mark *mark;
	int status = 1;

	document.date = argc > 2 ? argv[2] : NULL;
	if (annotator == NULL || !gz_annotator_tag(annotator, &document, &problem)) {
		fprintf(stderr, "%s\n", problem.message);
	} else {
		while ((mark = gz_annotator_next(annotator)) != NULL)
			printf("%u-%u %s: %s (%s)\n", mark->start, mark->end, mark->text, mark->entity,
			       mark->via);
		status = 0;
	}
	gz_annotator_close(annotator);
	gz_gazetteer_close(gazetteer);
	return status;
}
