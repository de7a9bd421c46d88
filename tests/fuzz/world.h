/*
 * world.h: a small gazetteer and a small database of it in a folder of their own, for the fuzz targets that ask.
 * Made once; what is left when the process ends is removed.
 */
#ifndef FUZZ_WORLD_H
#define FUZZ_WORLD_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazet/gazet.h"
#include "must.h"
#include "unwatched.h"

struct fuzz_world {
	char folder[64], gazetteer[96], database[96];
	char *bytes; /* of the database, as it was made */
	size_t size;
	struct timespec written;
};

static inline char *fuzz_read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct stat about;
	char *bytes;

	must(file != NULL && fstat(fileno(file), &about) == 0);
	*size = (size_t)about.st_size;
	bytes = malloc(*size + 1);
	must(bytes != NULL && fread(bytes, 1, *size, file) == *size);
	fclose(file);
	return bytes;
}

static inline void fuzz_world_fill(const struct fuzz_world *w)
{
	static const char *const texts[][3] = {
		{"2017-07-07", "Talks",
		 "Angela Merkel met NATO in Hamburg. Russia was at the G20, the Hamburg summit."},
		{"2017-07", "Again", "John Smith and Russia. Germany."},
		{"2016", "", "Angela Merkel, NATO, NATO and 俄罗斯."},
		{NULL, "No day", "Adam Smith of Hamburg"},
		{"2018-01-01", "No one", "Nothing"},
	};
	const char *const paths[] = {w->gazetteer};
	struct gz_problem problem;
	struct gz_gazetteer *names = gz_gazetteer_open(paths, 1, &problem);
	struct gz_writer *writer;

	must(names != NULL);
	writer = gz_writer_open(w->database, names, NULL, &problem);
	must(writer != NULL);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct gz_document doc = gz_document_of(texts[i][2]);

		doc.date = texts[i][0];
		doc.title = texts[i][1];
		doc.source = i % 2 ? "north" : "south";
		must(gz_writer_add(writer, &doc, NULL, &problem));
	}
	must(gz_writer_close(writer, &problem));
	gz_gazetteer_close(names);
}

static inline void fuzz_world_make(struct fuzz_world *w)
{
	static const char gazetteer[] = "id\ttype\tname\taliases\tcountry\tseries\n"
					"country/ru\tcountry\tRussia\t俄罗斯\t\t\n"
					"country/de\tcountry\tGermany\t\t\t\n"
					"place/hh\tplace\tHamburg\t\tcountry/de\t\n"
					"org/nato\torg\tNATO\t\t\t\n"
					"person/am\tperson\tAngela Merkel\t\tcountry/de\t\n"
					"person/js\tperson\tJohn Smith\t\t\t\n"
					"person/as\tperson\tAdam Smith\tJohn Smith\t\t\n"
					"event/g20\tevent\tG20\t\t\t\n"
					"event/g20-2017\tevent\tHamburg summit\t\tcountry/de\tevent/g20\n";
	const char *tmp = getenv("TMPDIR");
	struct stat about;
	FILE *file;

	snprintf(w->folder, sizeof(w->folder), "%.40s/fuzz-world.XXXXXX", tmp != NULL ? tmp : "/tmp");
	must(mkdtemp(w->folder) != NULL);
	snprintf(w->gazetteer, sizeof(w->gazetteer), "%s/names.tsv", w->folder);
	snprintf(w->database, sizeof(w->database), "%s/a.db", w->folder);
	file = fopen(w->gazetteer, "wb");
	must(file != NULL && fputs(gazetteer, file) >= 0 && fclose(file) == 0);
	fuzz_world_fill(w);
	w->bytes = fuzz_read_all(w->database, &w->size);
	must(stat(w->database, &about) == 0);
	w->written = about.st_mtim;
}

/* Was the file left alone? */
static inline void fuzz_world_look(const struct fuzz_world *w)
{
	struct stat about;

	must(stat(w->database, &about) == 0 && (size_t)about.st_size == w->size);
	must(about.st_mtim.tv_sec == w->written.tv_sec && about.st_mtim.tv_nsec == w->written.tv_nsec);
}

/* Is it what it was, byte for byte? */
static inline void fuzz_world_compare(const struct fuzz_world *w)
{
	size_t size;
	char *bytes = fuzz_read_all(w->database, &size);

	must(size == w->size && memcmp(bytes, w->bytes, size) == 0);
	free(bytes);
}

/* The process may go on with open files: only their names go. */
static inline void fuzz_world_forget(struct fuzz_world *w)
{
	free(w->bytes);
	unlink(w->database);
	unlink(w->gazetteer);
	must(rmdir(w->folder) == 0); /* nothing was left beside it */
}

#endif
