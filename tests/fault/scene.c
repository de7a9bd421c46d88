/* scene.c: the archives, the gazetteers and the commands. */
#include <stdio.h>
#include <sys/stat.h>

#include "scene.h"

#define DOCUMENTS 60

const struct scene scenes[] = {
	{"index",
	 NULL,
	 NULL,
	 false,
	 true,
	 {"index", "-q", "-j", "1", "--commit", "10", "-d", "x.db", "-g", "old", "one"}},
	{"index again",
	 "one.db",
	 NULL,
	 false,
	 true,
	 {"index", "-q", "-j", "1", "--commit", "10", "--prune", "-d", "x.db", "-g", "old", "two"}},
	{"retag", "one.db", NULL, false, true, {"retag", "-q", "-j", "1", "-d", "x.db", "-g", "new"}},
	{"rebuild", "one.db", NULL, false, true, {"db", "rebuild", "-q", "-d", "x.db"}},
	{"merge", NULL, NULL, false, true, {"db", "merge", "-q", "x.db", "left.db", "right.db"}},
	{"merge into one", "left.db", NULL, false, true, {"db", "merge", "-q", "x.db", "one.db", "right.db"}},
	{"entities", "one.db", NULL, false, false, {"entities", "-d", "x.db", "--unique"}},
	{"cooc",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"cooc", "-d", "x.db", "--window", "sentence", "person/angela-merkel"}},
	{"cooc of a group",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"cooc", "-d", "x.db", "--format", "csv", "--not", "org/nato", "country:ru"}},
	{"timeline",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"timeline", "-d", "x.db", "--by", "day", "Russia", "Germany"}},
	{"timeline drawn",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"timeline", "-d", "x.db", "--format", "svg", "Russia"}},
	{"kwic", "one.db", NULL, false, false, {"kwic", "-d", "x.db", "--format", "json", "type:person"}},
	{"docs",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"docs", "-d", "x.db", "--format", "tsv", "--from", "2017-07-02", "Russia", "Germany"}},
	{"show", "one.db", NULL, false, false, {"show", "-d", "x.db", "-g", "old", "event/g20"}},
	{"diff",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"diff", "-d", "x.db", "--from", "2017-07-10", "--to", "2017-07-20"}},
	{"bursts", "one.db", NULL, false, false, {"bursts", "-d", "x.db"}},
	{"path", "one.db", NULL, false, false, {"path", "-d", "x.db", "person/angela-merkel", "org/nato"}},
	{"sql",
	 "one.db",
	 NULL,
	 false,
	 false,
	 {"sql", "-d", "x.db", "SELECT kind, count(*) FROM (SELECT 1 AS kind) GROUP BY 1"}},
	{"stats", "one.db", NULL, false, false, {"db", "stats", "-d", "x.db"}},
	{"check", "one.db", NULL, false, false, {"db", "check", "-d", "x.db"}},
	{"dump", "one.db", NULL, false, false, {"db", "dump", "-d", "x.db"}},
	{"graph", "one.db", NULL, false, false, {"graph", "-d", "x.db", "--format", "gexf", "Russia"}},
	{"graph to a file",
	 "one.db",
	 "out",
	 false,
	 false,
	 {"graph", "-d", "x.db", "--format", "svg", "-o", "out", "Russia"}},
	{"report",
	 "one.db",
	 "out",
	 false,
	 false,
	 {"report", "-q", "-d", "x.db", "-o", "out", "Russia", "Germany"}},
	{"export", "one.db", "out", false, false, {"export", "-q", "-d", "x.db", "-o", "out", "jsonl"}},
	{"tag", NULL, NULL, false, false, {"tag", "-q", "-j", "1", "-g", "old", "one"}},
	{"tag known formats", NULL, NULL, false, false, {"tag", "-q", "-j", "1", "-g", "old", "formats"}},
	{"compile", NULL, "out", true, false, {"gaz", "compile", "-q", "-o", "out", "old"}},
	{"check a gazetteer", NULL, NULL, true, false, {"gaz", "stats", "old"}},
	{NULL, NULL, NULL, false, false, {NULL}},
};

const char *const *scene_preparation(size_t index)
{
	static const char *const all[][16] = {
		{"index", "-q", "-d", "one.db", "-g", "old", "one", NULL},
		{"index", "-q", "-d", "left.db", "-g", "old", "left", NULL},
		{"index", "-q", "-d", "right.db", "-g", "old", "two", NULL},
	};

	return index < GZ_COUNT(all) ? all[index] : NULL;
}

static bool write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	return file != NULL && (fputs(text, file) >= 0) & (fclose(file) == 0);
}

/* `more`: of person/vladimir-putin another name, so that some documents are tagged otherwise. */
static bool write_gazetteer(const char *folder, const char *more)
{
	char path[64], text[2048];

	mkdir(folder, 0777);
	snprintf(text, sizeof(text),
		 "id\ttype\tname\taliases\tadjectives\tcountry\tseries\tplace\tfrom\tto\n"
		 "country/ru\tcountry\tRussia\tRussian Federation\tRussian\n"
		 "country/de\tcountry\tGermany\tDeutschland\tGerman\n"
		 "place/hamburg\tplace\tHamburg\t\t\tcountry/de\n"
		 "org/nato\torg\tNATO\tNorth Atlantic Treaty Organization\n"
		 "person/angela-merkel\tperson\tAngela Merkel\t\t\tcountry/de\n"
		 "person/vladimir-putin\tperson\tVladimir Putin\t%s\t\tcountry/ru\n"
		 "person/john-smith\tperson\tJohn Smith\n"
		 "person/adam-smith\tperson\tAdam Smith\tJohn Smith\n"
		 "event/g20\tevent\tG20\tGroup of 20\n"
		 "event/g20-2017\tevent\t2017 G20 Hamburg summit\t\t\tcountry/de\tevent/g20\tplace/hamburg\t"
		 "2017-07-07\t2017-07-08\n",
		 more);
	snprintf(path, sizeof(path), "%s/entities.tsv", folder);
	if (!write_text(path, text))
		return false;
	snprintf(path, sizeof(path), "%s/patterns.tsv", folder);
	if (!write_text(
		    path,
		    "anchor\tregex\tid\tname\ttype\tseries\tcountry\n"
		    "vote\t(?<year>\\d{4}) (?<country>[a-z]+) vote(?= |$)\tevent/${country}-vote-${year}\t"
		    "${year} ${country} vote\tevent\t\tcountry/${country}\n"))
		return false;
	snprintf(path, sizeof(path), "%s/titles.tsv", folder);
	return write_text(path, "title\ttype\nmr\tcourtesy\npresident\trank\nchancellor\trank\n");
}

/* Stories of which every ninth is a copy, every eleventh replaces the one before, and in another version
 * every tenth has another text. */
static bool write_stories(const char *path, unsigned from, unsigned to, unsigned version)
{
	static const char *const sentences[] = {
		"Angela Merkel met Vladimir Putin in Hamburg .",
		"Germany and Russia spoke of NATO at the G20 summit .",
		"Mr John Smith counted the 2016 Russia vote .",
		"The story of a word is long , said Chancellor Merkel .",
		"Nobody came from the Russian Federation .",
	};
	FILE *file = fopen(path, "wb");

	if (file == NULL)
		return false;
	for (unsigned i = from; i < to; i++) {
		unsigned seed = (i % 9 == 8 ? i - 1 : i) * 7 + (i % 10 == 0 ? version : 0);

		fprintf(file,
			"{\"id\":\"%u\",\"date\":\"2017-07-%02u\",\"title\":\"Story of %s\",\"text\":\"",
			i % 11 == 10 ? i - 1 : i, i % 28 + 1, seed % 2 ? "Germany" : "a word");
		for (unsigned k = 0; k < 3 + seed % 5; k++)
			fprintf(file, "%s %u . ",
				sentences[(seed + k * (seed % 3 + 1)) % GZ_COUNT(sentences)], seed * 31 + k);
		fputs("\"}\n", file);
	}
	return fclose(file) == 0;
}

/* One small file for each way to read. */
static bool write_formats(void)
{
	return write_text("formats/a.csv", "id,date,title,text\n1,2017-07-01,A,Russia met NATO\n") &&
	       write_text("formats/b.html",
			  "<html><title>B</title><body><p>Angela Merkel in &Hamburg; caf\351</p>") &&
	       write_text("formats/c.txt", "Vladimir Putin\n\nspoke of the G20 summit\n") &&
	       write_text("formats/d.eml",
			  "From: a@example.org\nSubject: =?utf-8?Q?Russia?=\nMIME-Version: 1.0\n"
			  "Content-Type: text/plain; charset=utf-8\n\nGermany\n") &&
	       write_text("formats/e.xml", "<?xml version=\"1.0\"?><nitf><head><title>E</title></head><body>"
					   "<body.content><p>Russia</p></body.content></body></nitf>") &&
	       write_text("formats/f.json", "[{\"id\":\"1\",\"text\":\"Germany\"}]") &&
	       write_text("formats/g.rss",
			  "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>G</title><item>"
			  "<title>Russia</title><description>NATO</description></item></channel></rss>");
}

bool scene_files(void)
{
	return mkdir("one", 0777) == 0 && mkdir("two", 0777) == 0 && mkdir("left", 0777) == 0 &&
	       mkdir("formats", 0777) == 0 && write_gazetteer("old", "") && write_gazetteer("new", "Word") &&
	       write_stories("one/a.jsonl", 0, 40, 0) && write_stories("one/b.jsonl", 40, DOCUMENTS, 0) &&
	       write_stories("two/a.jsonl", 0, 40, 1) && write_stories("two/b.jsonl", 40, DOCUMENTS + 5, 1) &&
	       write_stories("left/a.jsonl", 0, 30, 0) && write_formats();
}
