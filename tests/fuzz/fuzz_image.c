/*
 * fuzz_image.c: a compiled gazetteer of which bytes were changed by somebody who repaired the checksums. It
 * is refused, or whatever its numbers say, every accessor stays inside of it, and tagging, listing, looking
 * up, comparing and exporting come to an end. Input: edits of eight bytes: what to do, which section (one
 * behind the last: the table of sections), where in it (two bytes), a value (four bytes). The first byte also
 * chooses what is asked besides.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "../../src/gaz/layout.h"
#include "gazet/convert.h"
#include "gazet/pipeline.h"
#include "must.h"

#define EDIT_BYTES 8u
#define EDITS_MAX  64u

static const char *const tables[] = {
	"id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\tsurname\tgender\twi"
	"kipedia\n"
	"country/us\tcountry\tUnited States\tU.S. | =US | ?America\tAmerican\tAmericans\n"
	"country/ru\tcountry\tRussia\tРоссия | روسيا\tRussian\n"
	"country/tr\tcountry\t?Turkey\t\tTurkish\n"
	"country/ss\tcountry\tSouth Sudan\t\t\t\t\t\t\t2011-07-09\n"
	"place/hh\tplace\tHamburg\t\t\t\tcountry/tr\n"
	"place/dc\tplace\tWashington, D.C.\tA | A, A | A A A | Franco-\n"
	"org/boa\torg\tBank of America\t=?WHO\n"
	"event/g20\tevent\tG20\tgroup of 20 | G20 summit\n"
	"event/g20-2017\tevent\tHamburg G20\tHamburg "
	"summit\t\t\t\tevent/g20\tplace/hh\t2017-07-07\t2017-07-08\n"
	"event/g20-2011\tevent\tCannes G20\t\t\t\t\tevent/g20\t\t2011-11-03\t2011-11-04\n"
	"event/war\tevent\tRussia U.S. war\twar in A A | A, A, U.S. war\n"
	"person/vp\tperson\tVladimir Putin\t\t\t\tcountry/ru\t\t\t\t\t\tm\tPutin | Vlad\n"
	"person/xj\tperson\tXi Jinping\t\t\t\tcountry/ss\t\t\t\t\tXi\tm\n"
	"person/dt\tperson\tDonald Trump\t\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/mt\tperson\tMelania Trump\t\t\t\t\t\t\t\t\t\tf\n",
	"office\tcountry\tholder\tfrom\tto\n"
	"president\tcountry/us\tperson/dt\t2017-01-20\t2021-01-20\n"
	"president\tcountry/ru\tperson/vp\t2012-05-07\t\n"
	"prime minister\tcountry/ru\tperson/vp\t2008-05-08\t2012-05-07\n",
	"title\ttype\tgender\nmr\tcourtesy\tm\nmrs\tcourtesy\tf\npresident\trank\n",
	"given\tkind\nIvanka\nVladimir\nMark\tword\n",
	"surname\nMiller\n",
	"word\nwar\nturkey\n",
	"neutral\tkind\nMonday\nthe\tdefinite\nin\tpreposition\n",
	"name\tleft\tright\nTurkey\twild\tsandwich\nA\tb c\t\n",
	"cue\tleft\tright\nTurkey\tin\t\n",
	"anchor\tregex\tid\tname\ttype\tseries\tcountry\tnear\tkinds\n"
	"vote\t(?<year>\\d{4}) (?<country>.+?)(?C1) vote\\b\tevent/${country}-${kind}-${year}\t${year} "
	"${country}\tevent\t\tcountry/${country}\tvote\tpoll: us | vote\n"
	"a\t(?:a ?)+b\tevent/a\tA\tevent\n",
};

static const char title[] = "Putin in Turkey for the G20 summit, US says";
static const char text[] = "President Vladimir W. Putin met Mr. Trump and Mrs. Trump in Washington, D.C. on "
			   "the G20 in Hamburg. A wild turkey "
			   "sandwich! The Russian president left the summit of July 2017; the summit was in "
			   "Turkey. WHO? Xi Jinping, and Xi. The "
			   "2016 united states vote in \xd0\xa0\xd0\xbe\xd1\x81\xd1\x81\xd0\xb8\xd1\x8f a a "
			   "a a a b b c A, A. D. Trump of the "
			   "Bank of America; Franco-Russian war in A A. Donald Trump, the president of "
			   "Russia on Monday. Mark Trump. Turkish US.";
static const char *const asked[] = {
	"putin", "us",	  "president", "russian president", "president of Russia", "prime minister", "the",
	"trump", "a a a", "mark"};

/* The bytes of a good image, made once. */
static const char *sound(size_t *size)
{
	static char *bytes;
	static size_t length;
	char paths[GZ_COUNT(tables)][64], folder[] = "/tmp/gazet-fuzz-XXXXXX", file[64];
	const char *path[GZ_COUNT(tables)];
	struct gz_gaz *gaz;
	struct gz_error err;
	struct stat info;
	int fd;

	*size = length;
	if (bytes != NULL)
		return bytes;
	for (size_t i = 0; i < GZ_COUNT(tables); i++) {
		fd = memfd_create("table", MFD_CLOEXEC); /* stays open */
		must(fd >= 0 && write(fd, tables[i], strlen(tables[i])) == (ssize_t)strlen(tables[i]));
		snprintf(paths[i], sizeof(paths[0]), "/proc/self/fd/%d", fd);
		path[i] = paths[i];
	}
	must(gz_gaz_load(path, GZ_COUNT(tables), NULL, NULL, &gaz, &err) && mkdtemp(folder) != NULL);
	snprintf(file, sizeof(file), "%s/g", folder);
	must(gz_gaz_compile(gaz, file, &err));
	gz_gaz_free(gaz);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	must(fd >= 0 && fstat(fd, &info) == 0);
	bytes = malloc((size_t)info.st_size);
	must(bytes != NULL && read(fd, bytes, (size_t)info.st_size) == info.st_size);
	close(fd);
	unlink(file);
	rmdir(folder);
	*size = length = (size_t)info.st_size;
	return bytes;
}

/* ---- edits ---------------------------------------------------------------------- */

static void edit(char *bytes, const uint8_t *how)
{
	struct gz_image_header *h = (struct gz_image_header *)(void *)bytes;
	unsigned section = how[1] % (GZ_SECTIONS + 1);
	char *from = bytes + offsetof(struct gz_image_header, section);
	size_t length = sizeof(h->section), at = how[2] | (size_t)how[3] << 8;
	uint32_t value, old;

	memcpy(&value, how + 4, sizeof(value));
	if (section < GZ_SECTIONS) {
		const struct gz_image_section *s =
			&((const struct gz_image_header *)(const void *)sound(&at))->section[section];

		at = how[2] | (size_t)how[3] << 8;
		from = bytes + s->offset;
		length = s->count * gz_section_element((enum gz_section)section);
	}
	if (length < sizeof(value))
		return;
	switch (how[0] & 7) {
	case 0: from[at % length] = (char)value; return;
	case 1: value = (uint8_t)value; break;		 /* a small number */
	case 2: value = GZ_NONE - (uint8_t)value; break; /* a large one */
	case 3: memset(from, (int)value, length); return;
	default: break;
	}
	from += at % (length / sizeof(value)) * sizeof(value);
	memcpy(&old, from, sizeof(old));
	if ((how[0] & 7) == 4)
		value = old + 1;
	if ((how[0] & 7) == 5)
		value = old ^ value;
	memcpy(from, &value, sizeof(value));
}

/* Memory of its own, in front of a page that nobody may touch; a sanitizer sees the first byte behind it, too. */
void __asan_poison_memory_region(const volatile void *at, size_t size) __attribute__((weak));
void __asan_unpoison_memory_region(const volatile void *at, size_t size) __attribute__((weak));

static size_t whole_pages(size_t length)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (length + page - 1) / page * page;
}

static char *take(size_t length)
{
	size_t whole = whole_pages(length);
	char *bytes = mmap(NULL, whole + whole_pages(1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(bytes != MAP_FAILED && mprotect(bytes + whole, whole_pages(1), PROT_NONE) == 0);
	if (__asan_poison_memory_region != NULL)
		__asan_poison_memory_region(bytes + length, whole - length);
	return bytes;
}

/* The bytes themselves go with the gazetteer. */
static void give_back(const char *bytes, size_t length)
{
	size_t whole = whole_pages(length);

	if (__asan_unpoison_memory_region != NULL)
		__asan_unpoison_memory_region(bytes + length, whole - length);
	must(munmap((char *)(uintptr_t)bytes + whole, whole_pages(1)) == 0);
}

static char *edited(const uint8_t *data, size_t size, size_t *length)
{
	const char *good = sound(length);
	char *bytes = take(*length);
	struct gz_image_header *h = (struct gz_image_header *)(void *)bytes;

	memcpy(bytes, good, *length);
	for (size_t i = 0; i + EDIT_BYTES <= size && i < EDIT_BYTES * EDITS_MAX; i += EDIT_BYTES)
		edit(bytes, data + i);
	h->contents = XXH3_64bits(bytes + sizeof(*h), *length - sizeof(*h));
	h->header = XXH3_64bits(h, offsetof(struct gz_image_header, header));
	return bytes;
}

/* ---- use ------------------------------------------------------------------------- */

static uint64_t sum; /* so that nothing read is left out */

static void read_text(struct gz_str s)
{
	for (size_t i = 0; i < s.len; i++)
		sum += (unsigned char)s.ptr[i];
}

static void read_list(const uint32_t *item, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		sum += item[i];
}

static void walk_entities(const struct gz_gaz *g)
{
	for (uint32_t i = 0; i <= gz_gaz_entity_count(g); i++) {
		struct gz_entity e = gz_gaz_entity(g, i);
		const struct gz_tenure *tenures;
		const uint32_t *list;
		uint32_t count;

		must(e.type < GZ_TYPES && gz_type_name(gz_type_of_entry(gz_gaz_entry(g, i))) != NULL);
		read_text(e.id), read_text(e.name), read_text(e.country), read_text(e.series),
			read_text(e.place);
		read_text(e.wikipedia);
		gz_gaz_find(g, e.id);
		sum += gz_gaz_country(g, i);
		list = gz_gaz_editions(g, i, &count);
		read_list(list, count);
		list = gz_gaz_names_of(g, i, &count);
		read_list(list, count);
		tenures = gz_gaz_tenures(g, i, &count);
		for (uint32_t t = 0; t < count; t++)
			sum += tenures[t].title + tenures[t].holder + tenures[t].office;
	}
}

static void walk_names(const struct gz_gaz *g)
{
	for (uint32_t i = 0; i <= gz_gaz_name_count(g); i++) {
		const struct gz_name *name = gz_gaz_name(g, i);

		must(gz_via_name(gz_via_of(name)) != NULL);
		read_text(gz_gaz_spelling(g, name));
		for (uint32_t token = 0; token < name->tokens; token++)
			read_text(gz_gaz_written(g, name, token));
	}
	for (uint32_t i = 0; i <= gz_gaz_title_count(g); i++) {
		const uint32_t *list;
		uint32_t count;

		read_text(gz_gaz_text(g, gz_gaz_title(g, i)->text));
		list = gz_gaz_tenures_by(g, i, &count);
		read_list(list, count);
		sum += gz_gaz_tenure(g, i)->holder;
	}
}

static void walk_trie(const struct gz_gaz *g)
{
	for (uint32_t node = 0; node <= gz_gaz_node_count(g); node++) {
		uint32_t count, first, end, token = gz_gaz_edge(g, node, &first, &end);
		const struct gz_veto *veto = gz_gaz_vetoes(g, node, &count);

		must(end <= gz_gaz_node_count(g) || end == first);
		for (uint32_t i = 0; i < count; i++)
			read_list(gz_gaz_veto_tokens(g, &veto[i]), veto[i].count);
		sum += gz_gaz_at(g, node, &count);
		must(count == 0 || gz_gaz_at(g, node, &count) + count <= gz_gaz_name_count(g));
		read_text(gz_gaz_token_text(g, token));
		sum += gz_gaz_child(g, node, token);
		sum += gz_gaz_is_given(g, token) + gz_gaz_is_article(g, token);
	}
	for (uint32_t token = 0; token <= gz_gaz_token_count(g); token++) {
		sum += gz_gaz_token(g, gz_gaz_token_text(g, token));
		sum += gz_gaz_child(g, GZ_TRIE_ROOT, token);
	}
}

/* What is boilerplate does not depend on a gazetteer, and takes longer than all else. */
static void tag(const struct gz_gaz *g, bool boilerplate)
{
	const struct gz_tagger_options options = {.keep_boilerplate = !boilerplate};
	struct gz_doc doc = {.source = GZ_STR("s"),
			     .id = GZ_STR("i"),
			     .day = 17354,
			     .precision = GZ_DAY,
			     .field = {{title, sizeof(title) - 1}, {text, sizeof(text) - 1}}};
	struct gz_tagger *tagger;
	struct gz_tagged tagged;
	struct gz_arena arena = {0};
	struct gz_error err;

	if (!gz_tagger_open(g, &options, &tagger, &err)) {
		must(err.code == GZ_EFORMAT);
		return;
	}
	/* A rule that is run now is none any more. */
	if (!gz_tagger_tag(tagger, &doc, &arena, &tagged, &err)) {
		must(err.code == GZ_EFORMAT && err.message[0] != '\0');
		tagged.count = 0;
	}
	for (size_t i = 0; i < tagged.count; i++) {
		const struct gz_mention *m = &tagged.mentions[i];

		must(m->byte_start + m->byte_length <= doc.field[m->field].len && m->byte_length > 0);
		must(m->via < GZ_VIAS && m->entity->type < GZ_TYPES);
		read_text(m->entity->id), read_text(m->entity->name), read_text(m->name);
	}
	gz_arena_free(&arena);
	gz_tagger_close(tagger);
}

static bool begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)columns, (void)err;
	*(size_t *)self = count;
	return true;
}

static bool row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	(void)err;
	for (size_t i = 0; i < *(size_t *)self; i++) {
		if (cells[i].kind == GZ_CELL_TEXT)
			read_text(cells[i].text);
	}
	return true;
}

static bool end(void *self, struct gz_error *err)
{
	(void)self, (void)err;
	return true;
}

static bool line(void *self, struct gz_str written, struct gz_error *err)
{
	(void)self, (void)err;
	read_text(written);
	return true;
}

/* One of the questions, for each costs time. */
static void ask(const struct gz_gaz *g, const struct gz_gaz *good, unsigned which)
{
	size_t columns;
	struct gz_sink sink = {&columns, begin, row, end};
	struct gz_gaz_filter filter = {.pattern = GZ_STR("pu"), .types = 1u << GZ_PERSON | 1u << GZ_EVENT};
	uint64_t left_out;
	struct gz_error err;

	switch (which & 3) {
	case 0:
		must(gz_gaz_list(g, &filter, &sink, &err));
		must(gz_gaz_list(g, &(const struct gz_gaz_filter){0}, &sink, &err));
		return;
	case 1:
		for (size_t i = 0; i < GZ_COUNT(asked); i++)
			must(gz_gaz_lookup(g, gz_str(asked[i]), i % 2 ? 17354 : GZ_NO_DAY, &sink, &err));
		return;
	case 2: must(gz_gaz_diff(g, good, &sink, &err) && gz_gaz_diff(good, g, &sink, &err)); return;
	default: must(gz_export_spacy(g, true, line, NULL, &left_out, &err)); return;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gz_gaz *good;
	size_t length;
	char *bytes;
	struct gz_gaz *g;
	struct gz_error err;

	if (good == NULL) {
		bytes = edited(NULL, 0, &length);
		must(gz_image_open(bytes, length, "", &good, &err));
	}
	bytes = edited(data, size, &length);
	if (!gz_image_open(bytes, length, "edited", &g, &err)) {
		must(g == NULL && err.code == GZ_EFORMAT);
		give_back(bytes, length);
		return 0;
	}
	must(gz_gaz_verify(g, &err));
	walk_entities(g);
	walk_names(g);
	walk_trie(g);
	tag(g, size > 0 && data[0] >= 0xe0);
	ask(g, good, size > 0 ? data[0] >> 3 : 0);
	gz_gaz_free(g);
	give_back(bytes, length);
	return 0;
}
