/* scene.c: the archives, the gazetteers and the commands. */
#include <stdio.h>
#include <sys/stat.h>

#include "scene.h"

#define DOCUMENTS 60

const struct scene scenes[] = {
	{.name = "index",
	 .writes = true,
	 .words = {"index", "-q", "-j", "1", "--commit", "10", "-d", "x.db", "-g", "old", "one"}},
	{.name = "index again",
	 .start = "one.db",
	 .writes = true,
	 .words = {"index", "-q", "-j", "1", "--commit", "10", "--prune", "-d", "x.db", "-g", "old", "two"}},
	{.name = "retag",
	 .start = "one.db",
	 .writes = true,
	 .words = {"retag", "-q", "-j", "1", "-d", "x.db", "-g", "new"}},
	{.name = "rebuild",
	 .start = "one.db",
	 .writes = true,
	 .words = {"db", "rebuild", "-q", "-d", "x.db"}},
	{.name = "merge", .writes = true, .words = {"db", "merge", "-q", "x.db", "left.db", "right.db"}},
	{.name = "merge into one",
	 .start = "left.db",
	 .writes = true,
	 .words = {"db", "merge", "-q", "x.db", "one.db", "right.db"}},
	{.name = "merge of two",
	 .writes = true,
	 .words = {"db", "merge", "-q", "--as-is", "x.db", "many.db", "other.db"},
	 .large = true},
	{.name = "remove",
	 .start = "three.db",
	 .writes = true,
	 .once = true,
	 .words = {"db", "remove", "-q", "-g", "old", "-d", "x.db", "--source", "one", "--source", "left"}},
	{.name = "retag in parts",
	 .start = "many.db",
	 .writes = true,
	 .words = {"retag", "-q", "--all", "-j", "1", "-d", "x.db", "-g", "new"},
	 .tick = 1000,
	 .large = true},
	{.name = "index packed",
	 .writes = true,
	 .words = {"index", "-q", "-j", "1", "--commit", "2", "-d", "x.db", "-g", "old.gazetc", "packed"}},
	{.name = "write by the library", .writes = true, .words = {"library-write"}},
	{.name = "entities", .start = "one.db", .words = {"entities", "-d", "x.db", "--unique"}},
	{.name = "cooc",
	 .start = "one.db",
	 .words = {"cooc", "-d", "x.db", "--window", "sentence", "person/angela-merkel"}},
	{.name = "cooc of a group",
	 .start = "one.db",
	 .words = {"cooc", "-d", "x.db", "--format", "csv", "--not", "org/nato", "country:ru"}},
	{.name = "timeline",
	 .start = "one.db",
	 .words = {"timeline", "-d", "x.db", "--by", "day", "Russia", "Germany"}},
	{.name = "timeline drawn",
	 .start = "one.db",
	 .words = {"timeline", "-d", "x.db", "--format", "svg", "Russia"}},
	{.name = "kwic",
	 .start = "one.db",
	 .words = {"kwic", "-d", "x.db", "--format", "json", "type:person"}},
	{.name = "docs",
	 .start = "one.db",
	 .words = {"docs", "-d", "x.db", "--format", "tsv", "--from", "2017-07-02", "Russia", "Germany"}},
	{.name = "show", .start = "one.db", .words = {"show", "-d", "x.db", "-g", "old", "event/g20"}},
	{.name = "diff",
	 .start = "one.db",
	 .words = {"diff", "-d", "x.db", "--from", "2017-07-10", "--to", "2017-07-20"}},
	{.name = "bursts", .start = "one.db", .words = {"bursts", "-d", "x.db"}},
	{.name = "path",
	 .start = "one.db",
	 .words = {"path", "-d", "x.db", "person/angela-merkel", "org/nato"}},
	{.name = "sql",
	 .start = "one.db",
	 .words = {"sql", "-d", "x.db", "SELECT kind, count(*) FROM (SELECT 1 AS kind) GROUP BY 1"}},
	{.name = "stats", .start = "one.db", .words = {"db", "stats", "-d", "x.db"}},
	{.name = "check", .start = "one.db", .words = {"db", "check", "-d", "x.db"}},
	{.name = "dump", .start = "one.db", .words = {"db", "dump", "-d", "x.db"}},
	{.name = "graph", .start = "one.db", .words = {"graph", "-d", "x.db", "--format", "gexf", "Russia"}},
	{.name = "graph to a file",
	 .start = "one.db",
	 .target = "out",
	 .words = {"graph", "-d", "x.db", "--format", "svg", "-o", "out", "Russia"}},
	{.name = "report",
	 .start = "one.db",
	 .target = "out",
	 .words = {"report", "-q", "-d", "x.db", "-o", "out", "Russia", "Germany"}},
	{.name = "export",
	 .start = "one.db",
	 .target = "out",
	 .words = {"export", "-q", "-d", "x.db", "-o", "out", "jsonl"}},
	{.name = "export in parts",
	 .start = "one.db",
	 .target = "out",
	 .words = {"export", "-q", "-d", "x.db", "-o", "out", "--partition", "type", "mentions"}},
	{.name = "export of a network",
	 .start = "one.db",
	 .target = "out",
	 .words = {"export", "-q", "-d", "x.db", "-o", "out", "ftm", "Russia"}},
	{.name = "tag by the library", .words = {"library-tag"}},
	{.name = "ask by the library", .start = "one.db", .words = {"library-ask"}},
	{.name = "ask in SQL", .start = "one.db", .words = {"extension"}},
	{.name = "tag packed", .words = {"tag", "-q", "-j", "1", "-g", "old.gazetc", "packed"}},
	{.name = "tag", .words = {"tag", "-q", "-j", "1", "-g", "old", "one"}},
	{.name = "tag known formats", .words = {"tag", "-q", "-j", "1", "-g", "old", "formats"}},
	{.name = "compile",
	 .target = "out",
	 .cold = true,
	 .words = {"gaz", "compile", "-q", "-o", "out", "old"}},
	{.name = "check a gazetteer", .cold = true, .words = {"gaz", "stats", "old"}},
	{.name = NULL},
};

const char *const *scene_preparation(size_t index)
{
	static const char *const all[][16] = {
		{"index", "-q", "-d", "one.db", "-g", "old", "one", NULL},
		{"index", "-q", "-d", "left.db", "-g", "old", "left", NULL},
		{"index", "-q", "-d", "right.db", "-g", "old", "two", NULL},
		{"index", "-q", "-d", "many.db", "-g", "old", "many", NULL},
		{"index", "-q", "-d", "other.db", "-g", "new", "many/b.jsonl", NULL},
		{"index", "-q", "-d", "three.db", "-g", "old", "one", "left", "two", NULL},
		{"gaz", "compile", "-q", "-o", "old.gazetc", "old", NULL},
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
		    "anchor\tregex\tid\tname\ttype\tseries\tcountry\tkinds\n"
		    "vote\t(?<year>\\d{4}) (?<country>[a-z]+) vote(?= |$)\tevent/${country}-${kind}-${year}\t"
		    "${year} ${country} vote\tevent\t\tcountry/${country}\tvote: de | vote\n"))
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

/* Short ones, of several batches. */
static bool write_many(const char *path, unsigned from, unsigned to)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL)
		return false;
	for (unsigned i = from; i < to; i++)
		fprintf(file, "{\"id\":\"%u\",\"date\":\"2017-07-%02u\",\"text\":\"Mr %s, a word, %u\"}\n", i,
			i % 28 + 1, i % 3 ? "Putin of Russia" : "Angela Merkel", i);
	return fclose(file) == 0;
}

bool scene_files(void)
{
	return mkdir("one", 0777) == 0 && mkdir("two", 0777) == 0 && mkdir("left", 0777) == 0 &&
	       mkdir("formats", 0777) == 0 && mkdir("packed", 0777) == 0 && mkdir("many", 0777) == 0 &&
	       scene_archives() && write_many("many/a.jsonl", 0, 700) &&
	       write_many("many/b.jsonl", 600, 900) && write_gazetteer("old", "") &&
	       write_gazetteer("new", "Word") && write_stories("one/a.jsonl", 0, 40, 0) &&
	       write_stories("one/b.jsonl", 40, DOCUMENTS, 0) && write_stories("two/a.jsonl", 0, 40, 1) &&
	       write_stories("two/b.jsonl", 40, DOCUMENTS + 5, 1) &&
	       write_stories("left/a.jsonl", 0, 30, 0) && write_formats();
}
