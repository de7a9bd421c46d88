/*
 * fuzz_tag.c: any bytes as a document, tagged with a small gazetteer that has some of everything. Mentions
 * must be ordered, inside their field, counted rightly, apart from each other unless nested, and the same the
 * second time. Input: 1 byte that picks the document's day, title, 0x1E, text (without 0x1E, all is text).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/pipeline.h"
#include "must.h"

static const char *const tables[] = {
	"id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\tsurname\tgender\n"
	"country/us\tcountry\tUnited States\tU.S. | =US | ?America\tAmerican\tAmericans\n"
	"country/ru\tcountry\tRussia\tРоссия | روسيا\tRussian\n"
	"country/tr\tcountry\t?Turkey\t\tTurkish\n"
	"country/cn\tcountry\tChina\t中国\n"
	"place/hh\tplace\tHamburg\n"
	"place/dc\tplace\tWashington, D.C.\tA | A, A | A A A\n"
	"org/boa\torg\tBank of America\t=?WHO\n"
	"event/g20\tevent\tG20\tgroup of 20\n"
	"event/g20-2017\tevent\tHamburg G20\t\t\t\t\tevent/g20\tplace/hh\t2017-07-07\t2017-07-08\n"
	"event/war\tevent\tRussia U.S. war\twar in A A | A, A, U.S. war\n"
	"person/vp\tperson\tVladimir Putin\t\t\t\tcountry/ru\t\t\t\t\t\tm\n"
	"person/dt\tperson\tDonald Trump\t\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/mt\tperson\tMelania Trump\t\t\t\t\t\t\t\t\t\tf\n",
	"office\tcountry\tholder\tfrom\tto\n"
	"president\tcountry/us\tperson/dt\t2017-01-20\t2021-01-20\n"
	"president\tcountry/ru\tperson/vp\t2012-05-07\t\n",
	"title\ttype\tgender\nmr\tcourtesy\tm\nmrs\tcourtesy\tf\npresident\trank\n",
	"given\nIvanka\nVladimir\n",
	"name\tleft\tright\nTurkey\twild\tsandwich\nA\tb c\t\n",
	"anchor\tregex\tid\tname\ttype\tseries\tcountry\n"
	"vote\t(?<year>\\d{4}) (?<country>.+?) vote\\b\tevent/${country}-${year}\t${year} ${country}\tevent\t\tcountry/${country}\n"
	"a\t(?:a ?)+b\tevent/a\tA\tevent\n",
};

static struct gz_tagger *make_tagger(void)
{
	char paths[GZ_COUNT(tables)][64];
	const char *path[GZ_COUNT(tables)];
	int fd[GZ_COUNT(tables)];
	struct gz_tagger *tagger = NULL;
	struct gz_error err;
	static struct gz_gaz *gaz; /* lives as long as the tagger */

	for (size_t i = 0; i < GZ_COUNT(tables); i++) {
		struct gz_str table = gz_str(tables[i]);

		fd[i] = memfd_create("table", MFD_CLOEXEC);
		must(fd[i] >= 0 && write(fd[i], table.ptr, table.len) == (ssize_t)table.len);
		snprintf(paths[i], sizeof(paths[0]), "/proc/self/fd/%d", fd[i]);
		path[i] = paths[i];
	}
	must(gz_gaz_load(path, GZ_COUNT(tables), NULL, NULL, &gaz, &err));
	must(gz_tagger_open(gaz, &(const struct gz_tagger_options){0}, &tagger, &err));
	for (size_t i = 0; i < GZ_COUNT(tables); i++)
		close(fd[i]);
	return tagger;
}

static uint32_t end_of(const struct gz_mention *m)
{
	return m->byte_start + m->byte_length;
}

/* `outer` is the last mention in front of m that is not nested; NULL: none. */
static void check(const struct gz_doc *doc, const struct gz_mention *m, const struct gz_mention *outer)
{
	struct gz_str text = doc->field[m->field];

	must(m->field < GZ_FIELDS && m->via < GZ_VIAS && m->score > 0 && m->score <= 1);
	must(m->byte_length > 0 && m->byte_start <= text.len && m->byte_length <= text.len - m->byte_start);
	must(gz_utf8_valid(gz_str_of(text.ptr, m->byte_start)));
	must(gz_utf8_valid(gz_str_of(text.ptr + m->byte_start, m->byte_length)));
	must(m->start == gz_utf8_count(gz_str_of(text.ptr, m->byte_start)));
	must(m->length == gz_utf8_count(gz_str_of(text.ptr + m->byte_start, m->byte_length)));
	must(m->entity->id.len > 0 && m->entity->name.len > 0 && m->name.len > 0 && m->tokens > 0);
	if (m->nested) {
		must(outer != NULL && outer->field == m->field);
		must(outer->entity->type == GZ_EVENT ||
		     (outer->entity->type == GZ_PLACE && end_of(m) == end_of(outer)));
		must(m->byte_start >= outer->byte_start && end_of(m) <= end_of(outer) &&
		     m->tokens < outer->tokens);
		must(m->entity->type == GZ_COUNTRY || m->entity->type == GZ_PLACE);
	} else if (outer != NULL) {
		must(outer->field < m->field || (outer->field == m->field && end_of(outer) <= m->byte_start &&
						 outer->token + outer->tokens <= m->token));
	}
}

static void check_all(const struct gz_tagged *t)
{
	const struct gz_mention *outer = NULL;

	for (size_t i = 0; i < t->count; i++) {
		const struct gz_mention *m = &t->mentions[i];

		check(&t->doc, m, outer);
		if (i > 0 && m->nested && m[-1].nested)
			must(end_of(&m[-1]) <= m->byte_start);
		if (!m->nested)
			outer = m;
	}
}

static void compare(const struct gz_tagged *a, const struct gz_tagged *b)
{
	must(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct gz_mention *x = &a->mentions[i], *y = &b->mentions[i];

		must(gz_str_eq(x->entity->id, y->entity->id) && x->field == y->field &&
		     x->start == y->start && x->length == y->length && x->via == y->via &&
		     x->nested == y->nested);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int32_t days[] = {GZ_NO_DAY, 17354, 17353, 15000, -719162, 2932896};
	static struct gz_tagger *tagger;
	struct gz_doc doc = {.source = GZ_STR("s"), .id = GZ_STR("i"), .day = GZ_NO_DAY};
	struct gz_buf title = {0}, text = {0};
	struct gz_arena arena = {0};
	struct gz_tagged first, second;
	struct gz_str rest;
	struct gz_error err;
	uint64_t replaced = 0;
	size_t split;

	if (size == 0)
		return 0;
	if (tagger == NULL)
		tagger = make_tagger();
	doc.day = days[data[0] % GZ_COUNT(days)];
	doc.precision = doc.day == GZ_NO_DAY ? GZ_UNDATED : GZ_DAY;
	rest = gz_str_of((const char *)data + 1, size - 1);
	split = gz_str_find(rest, 0x1e);
	if (split < rest.len) {
		must(gz_utf8_repair(&title, gz_str_of(rest.ptr, split), &replaced));
		rest = gz_str_of(rest.ptr + split + 1, rest.len - split - 1);
	}
	must(gz_utf8_repair(&text, rest, &replaced));
	doc.field[GZ_TITLE] = gz_buf_view(&title);
	doc.field[GZ_TEXT] = gz_buf_view(&text);
	must(gz_tagger_tag(tagger, &doc, &arena, &first, &err));
	check_all(&first);
	must(gz_tagger_tag(tagger, &doc, &arena, &second, &err));
	compare(&first, &second);
	gz_arena_free(&arena);
	gz_buf_free(&title);
	gz_buf_free(&text);
	return 0;
}
