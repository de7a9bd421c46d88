/* gaz_rich.h: random gazetteers with something of everything, for the tests of compiled ones, and files
 * beside them. */
#ifndef GAZ_RICH_H
#define GAZ_RICH_H

#include <dirent.h>

#include "gaz_dump.h"

static uint32_t seed;

static inline uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* ---- random gazetteers with everything --------------------------------------------- */

static const char *const words[] = {"Alpha",  "beta", "Gamma",	   "U.S.", "état",   "Россия", "峰会",
				    "Jordan", "Mark", "President", "of",   "O'Neil", "نهر",    "delta-x"};

static inline void add_words(struct gz_buf *out, uint32_t most)
{
	for (uint32_t i = 0, count = 1 + roll(most); i < count; i++)
		gz_buf_printf(out, "%s%s%u", i ? " " : "", words[roll(GZ_COUNT(words))], roll(9));
}

static inline void add_entity(struct gz_buf *out, uint32_t i)
{
	static const char *const types[] = {"country", "person", "org", "place", "event"};
	const char *type = i < 5 ? types[i] : types[roll(5)];
	bool event = strcmp(type, "event") == 0, person = strcmp(type, "person") == 0;

	gz_buf_printf(out, "%s/e%u\t%s\t", type, i, type);
	add_words(out, 3);
	gz_buf_byte(out, '\t');
	for (uint32_t n = roll(5); n > 0; n--) {
		gz_buf_str(out, gz_str((const char *const[]){"", "=", "?", "?="}[roll(4)]));
		add_words(out, 4);
		gz_buf_str(out, GZ_STR(" | "));
	}
	gz_buf_str(out, roll(9) == 0 ? GZ_STR("Fran-\tAdjo\tDemo") : GZ_STR("\t\t"));
	gz_buf_printf(out, "\t%s\t%s\t%s", i > 5 && roll(2) ? "country/e0" : "",
		      event && i > 5 && roll(2) ? "event/e4" : "", event && roll(3) == 0 ? "place/e3" : "");
	gz_buf_printf(out, "\t%s\t%s\t%s", event && roll(2) ? "2011-03-04" : "",
		      event && roll(2) ? "2012-03-05" : "",
		      person ? (const char *const[]){"m", "f", ""}[roll(3)] : "");
	gz_buf_str(out, roll(4) ? GZ_STR("\t\n") : GZ_STR("\tAn article | Another\n"));
}

static inline void write_rich(struct world *w, uint32_t entities)
{
	struct gz_buf out = {0};

	gz_buf_str(&out, GZ_STR("id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom"
				"\tto\tgender\twikipedia\n"));
	for (uint32_t i = 0; i < entities; i++)
		add_entity(&out, i);
	world_write(w, "set/entities.tsv", gz_buf_view(&out));
	gz_buf_clear(&out);
	gz_buf_str(&out, GZ_STR("office\tcountry\tholder\tfrom\tto\taliases\n"));
	for (uint32_t i = 0; i < entities / 4; i++)
		gz_buf_printf(&out, "%s\t%s\tperson/e1\t%u\t%u\t%s\n", i % 3 ? "president" : "first lady",
			      i % 2 ? "country/e0" : "", 1900 + i, 1901 + i, i % 5 ? "" : "head of state");
	world_write(w, "set/offices.tsv", gz_buf_view(&out));
	gz_buf_free(&out);
	world_write(
		w, "set/titles.tsv",
		GZ_STR("title\ttype\tgender\nmr\tcourtesy\tm\npresident\trank\nfirst lady\tconsort\tf\n"));
	world_write(w, "set/given.tsv", GZ_STR("given\tkind\nMark\tword\nIvanka\n"));
	world_write(w, "set/surnames.tsv", GZ_STR("surname\nJordan\n"));
	world_write(w, "set/words.tsv", GZ_STR("word\nbeta\nJordan\n"));
	world_write(w, "set/neutral.tsv",
		    GZ_STR("neutral\tkind\nthe\tdefinite\na\tarticle\nin\tpreposition\nMonday\n"));
	world_write(w, "set/vetoes.tsv",
		    GZ_STR("name\tleft\tright\nAdjo\twild\tturkey sandwich\nFran-\tb c\t\n"));
	world_write(w, "set/cues.tsv", GZ_STR("cue\tleft\tright\nAdjo\tin the\t\n"));
	world_write(w, "set/patterns.tsv",
		    GZ_STR("anchor\tregex\tid\tname\ttype\tnear\tkinds\nvote\t(\\d{4}) vote\tevent/v\tVote\tevent\t\t\n"
			   "poll\t(?<country>[a-z]+) poll\tevent/${country}-${kind}\tPoll\tevent\tbig\tvote: e0 | poll\n"));
	world_layer(w, "set");
}

/* The path of a file in the world's folder; a ring of four. */
static inline const char *in(const struct world *w, const char *name)
{
	static char paths[4][512];
	static unsigned at;
	char *path = paths[at++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", w->folder, name);
	return path;
}

static inline char *content(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct gz_buf out = {0};

	assert_non_null(file);
	while (gz_buf_reserve(&out, 65536) && (*size = fread(out.ptr + out.len, 1, 65536, file)) > 0)
		out.len += *size;
	fclose(file);
	*size = out.len;
	return out.ptr;
}

static inline uint32_t count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	uint32_t count = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	if (dir != NULL)
		closedir(dir);
	return count;
}

#endif
