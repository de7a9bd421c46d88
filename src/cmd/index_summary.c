/* index_summary.c: what `gazet index` says at its end. */
#include <string.h>

#include "charsets.h"
#include "index_run.h"

static void print_json(const struct indexing *x, double seconds)
{
	const struct gz_counts *c = &x->counts;
	const struct gz_read_progress *p = &x->archive.progress;
	const struct files *f = &x->files;
	struct gz_buf charsets = {0};

	charsets_json(p, &charsets);
	printf("{\"added\":%llu,\"unchanged\":%llu,\"replaced\":%llu,\"duplicate\":%llu,\"undated\":%llu,"
	       "\"rejected\":%llu,\"titles_alone\":%llu,"
	       "\"bad_dates\":%llu,\"repaired\":%llu,\"files\":%llu,\"unchanged_files\":%llu,"
	       "\"skipped_files\":%llu,\"passed_records\":%llu,"
	       "\"overwritten\":%llu,\"in_other_source\":%llu,\"gone_files\":%llu,\"gone\":%llu,\"pruned\":%"
	       "llu,\"near_duplicates\":%"
	       "llu,\"clusters\":%llu,"
	       "\"charsets\":%.*s,\"text_bytes\":%llu,"
	       "\"seconds\":%.3f}\n",
	       (unsigned long long)c->added, (unsigned long long)c->unchanged,
	       (unsigned long long)c->replaced, (unsigned long long)c->duplicate,
	       (unsigned long long)c->undated, (unsigned long long)c->rejected,
	       (unsigned long long)p->titles_alone, (unsigned long long)p->bad_dates,
	       (unsigned long long)p->repaired, (unsigned long long)p->files, (unsigned long long)f->same,
	       (unsigned long long)p->files_skipped, (unsigned long long)p->records_passed,
	       (unsigned long long)x->overwritten, (unsigned long long)x->namesakes,
	       (unsigned long long)f->gone, (unsigned long long)f->documents_gone,
	       (unsigned long long)f->pruned, (unsigned long long)x->near, (unsigned long long)x->clusters,
	       GZ_ARG(gz_buf_view(&charsets)), (unsigned long long)x->text_bytes, seconds);
	gz_buf_free(&charsets);
}

static void summarise_files(const struct indexing *x, const struct settings *s)
{
	const struct files *f = &x->files;

	if (f->same > 0)
		say("files that have not changed since they were read: %llu, with %llu documents%s",
		    (unsigned long long)f->same, (unsigned long long)f->documents_same,
		    s->verbose ? " (--full-scan reads them again)" : "");
	if (f->rejected_before > 0)
		say("records that were rejected in them then: %llu (--full-scan says which)",
		    (unsigned long long)f->rejected_before);
	if (f->moved > 0)
		say("files that were written to while they were read: %llu; the next run reads them again",
		    (unsigned long long)f->moved);
	if (s->prune && !s->dry_run)
		say("documents removed that are no longer there: %llu", (unsigned long long)f->pruned);
	else if (f->documents_gone > 0)
		say("documents that are no longer in their files: %llu%s",
		    (unsigned long long)f->documents_gone,
		    s->prune	  ? ""
		    : f->doubtful ? " (--prune removes them, but for what damaged files may have held)"
				  : " (--prune removes them)");
	if (f->documents_kept > 0)
		say("documents that stood in files that are damaged now, and are kept: %llu",
		    (unsigned long long)f->documents_kept);
	if (f->documents_unseen > 0)
		say("documents from folders that are empty now, and are kept: %llu (is their disk there?)",
		    (unsigned long long)f->documents_unseen);
	if (s->prune && gz_reader_is_partial(x->archive.reader))
		say("not all files could be seen: what may be gone was not removed (gazet db remove takes "
		    "out a "
		    "source whose archive is gone)");
}

static void say_charsets(const struct gz_read_progress *p)
{
	struct gz_buf charsets = {0};

	charsets_text(p, &charsets);
	if (charsets.len > 0)
		say("character sets: %.*s", GZ_ARG(gz_buf_view(&charsets)));
	gz_buf_free(&charsets);
}

/* The name of the folder is the source, and a moved or renamed one is another source. */
static void summarise_namesakes(const struct indexing *x, const struct settings *s)
{
	if (x->namesakes == 0 || s->source_name != NULL)
		return;
	say("documents that are there already under source %s, with the same id: %llu. If this is that "
	    "archive under another name,%s%s%s index it with --source-name '%s'",
	    x->namesake, (unsigned long long)x->namesakes,
	    s->dry_run ? "" : " take them out again (gazet db remove --source '", s->dry_run ? "" : x->named,
	    s->dry_run ? "" : "') and", x->namesake);
}

static void summarise_dates(const struct indexing *x)
{
	const char *first = gz_reader_bad_date(x->archive.reader, 0), *more;

	if (first == NULL)
		return;
	say("dates that could not be understood: %llu, such as %s",
	    (unsigned long long)x->archive.progress.bad_dates, first);
	for (size_t i = 1; (more = gz_reader_bad_date(x->archive.reader, i)) != NULL; i++)
		say("  and %s", more);
	if (x->archive.progress.orderless_dates > 0)
		say("  days in numbers alone: %llu of them (--date-order dmy, mdy or ymd says which number "
		    "is the day)",
		    (unsigned long long)x->archive.progress.orderless_dates);
}

void index_summarise(const struct indexing *x, const struct settings *s)
{
	const struct gz_counts *c = &x->counts;
	const struct gz_read_progress *p = &x->archive.progress;
	double seconds = gz_clock() - x->archive.started;

	if (s->format != NULL && strcmp(s->format, "table") != 0)
		print_json(x, seconds);
	if (s->quiet)
		return;
	say("%s%llu added, %llu unchanged, %llu replaced, %llu duplicate, %llu undated, %llu rejected",
	    s->dry_run ? "nothing is written; it would be: " : "", (unsigned long long)c->added,
	    (unsigned long long)c->unchanged, (unsigned long long)c->replaced,
	    (unsigned long long)c->duplicate, (unsigned long long)c->undated,
	    (unsigned long long)c->rejected);
	if (x->near > 0)
		say("in the database: %llu near-duplicates in %llu cluster%s", (unsigned long long)x->near,
		    (unsigned long long)x->clusters, x->clusters == 1 ? "" : "s");
	if (x->overwritten > 0)
		say("replaced by other documents of this run with the same source and id: %llu, the first "
		    "one by %s "
		    "(--source-name, or --map id=KEY, keeps apart what is not the same)",
		    (unsigned long long)x->overwritten, x->overwriting);
	summarise_namesakes(x, s);
	summarise_dates(x);
	archive_say_found(&x->archive, x->documents);
	if (p->repaired > 0)
		say("documents with malformed UTF-8 or NUL bytes, now U+FFFD: %llu",
		    (unsigned long long)p->repaired);
	say_charsets(p);
	if (p->records_passed > 0)
		say("records that are no documents by their kind: %llu",
		    (unsigned long long)p->records_passed);
	if (p->files_skipped > 0)
		say("files skipped, of no known format: %llu (%s-f NAME says what they are: gazet help "
		    "formats)",
		    (unsigned long long)p->files_skipped, s->verbose ? "" : "-v names them; ");
	if (x->documents == 0 && p->files_skipped == 0 && p->rejected == 0 && p->files == 0 &&
	    x->files.same == 0)
		say("nothing was there to be read: are these the right paths? (gazet help formats)");
	summarise_files(x, s);
	if (c->added + c->replaced + x->files.documents_gone + x->files.pruned == 0 && c->unchanged > 0)
		say("nothing has changed");
	if (x->documents == 0)
		say("%.2f s", seconds);
	else
		say("%.1f MB of text in %.2f s: %.0f documents/s, %.1f MB/s", (double)x->text_bytes / 1e6,
		    seconds, (double)x->documents / seconds, (double)x->text_bytes / 1e6 / seconds);
}
