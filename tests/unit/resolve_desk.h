/*
 * resolve_desk.h: a tagger over a small gazetteer that has some of everything, for the tests of the resolver.
 * Mentions are compared as text: "words=entity/via" joined by "; ", with ^ in front of a nested one and T: in
 * front of one in the title. What must hold of any mention is checked with each document.
 */
#ifndef RESOLVE_DESK_H
#define RESOLVE_DESK_H

#include "gaz_world.h"

#include "gazet/pipeline.h"

static const char entities[] =
	"id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\tsurname\tgender\n"
	"country/us\tcountry\tUnited States\tU.S. | =US | USA | США | 美国 | ?America\tAmerican | estadounidense\tAmericans\n"
	"country/ru\tcountry\tRussia\tРоссия\tRussian | ruso\tRussians\n"
	"country/de\tcountry\tGermany\t\tGerman\tGermans\n"
	"country/fr\tcountry\tFrance\t\tFrench | Franco-\n"
	"country/sy\tcountry\tSyria\tسوريا\tSyrian\n"
	"country/cn\tcountry\tChina\t中国\tChinese\n"
	"country/in\tcountry\tIndia\n"
	"country/tr\tcountry\t?Turkey\t\tTurkish\n"
	"country/jo\tcountry\t?Jordan\t\tJordanian\n"
	"country/lu\tcountry\tLuxembourg\n"
	"place/luxembourg\tplace\tLuxembourg\t\t\t\tcountry/lu\n"
	"place/amman\tplace\tAmman\t\t\t\tcountry/jo\n"
	"place/ankara\tplace\tAnkara\t\t\t\tcountry/tr\n"
	"place/springfield-il\tplace\tSpringfield\t\t\t\tcountry/us\n"
	"place/springfield-ma\tplace\tSpringfield\t\t\t\tcountry/us\n"
	"place/hamburg\tplace\tHamburg\t\t\t\tcountry/de\n"
	"place/crimea\tplace\tCrimea\n"
	"place/london\tplace\tLondon\n"
	"place/pittsburgh\tplace\tPittsburgh\t\t\t\tcountry/us\n"
	"place/virginia\tplace\tVirginia\t\t\t\tcountry/us\n"
	"place/washington\tplace\tWashington\tWashington, D.C.\t\t\tcountry/us\n"
	"org/un\torg\tUnited Nations\t=UN | U.N.\n"
	"org/boa\torg\tBank of America\n"
	"org/rt\torg\tRussia Today\n"
	"org/rh\torg\tRussia Housing\t?Russia House\n"
	"org/acme\torg\tAcme Inc.\n"
	"org/opec\torg\tOPEC\t=?WHO\n"
	"org/rfm\torg\tMinistry of Foreign Affairs of Russia\tRussian foreign ministry | Russian Foreign Bank | "
	"German-Russian foreign ministry | Russia's highest court\t\t\tcountry/ru\n"
	"event/long-war\tevent\tGreat Long War\n"
	"event/long-war-2001\tevent\tSecond Long War\t\t\t\t\tevent/long-war\t\t2001-10-07\t2014-12-28\n"
	"event/fair\tevent\tGreat Fair\tGreat Fair 2017\t\t\t\t\t\t2017-07-07\t2017-07-08\n"
	"event/g20\tevent\tG20\tG20 summit | Group of 20 summit\n"
	"event/g20-2008\tevent\tG20 in Washington\t\t\t\t\tevent/g20\tplace/washington\t2008-11-14\t2008-11-15\n"
	"event/g20-2009-london\tevent\tLondon G20\t\t\t\t\tevent/g20\tplace/london\t2009-04-02\t2009-04-02\n"
	"event/g20-2009-pittsburgh\tevent\tPittsburgh G20\t\t\t\t\tevent/g20\tplace/pittsburgh\t2009-09-24\t2009-09-25\n"
	"event/g20-2017\tevent\tHamburg G20\t\t\t\t\tevent/g20\tplace/hamburg\t2017-07-07\t2017-07-08\n"
	"event/syria-war\tevent\tSyrian civil war\tSyria civil war | war in Syria\n"
	"event/crimea\tevent\tRussian annexation of Crimea\n"
	"event/iraq-war\tevent\tIraq War\n"
	"person/putin\tperson\tVladimir Putin\tВладимир Путин\t\t\tcountry/ru\t\t\t\t\tPutin | Путин\tm\n"
	"person/trump\tperson\tDonald Trump\tDonald J. Trump\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/warner\tperson\t?Mark Warner\t\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/melania\tperson\tMelania Trump\t\t\t\tcountry/us\t\t\t\t\t\tf\n"
	"person/tillerson\tperson\tRex Tillerson\t\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/merkel\tperson\tAngela Merkel\tMutti\t\t\tcountry/de\t\t\t\t\t\tf\n"
	"person/bill\tperson\tBill Clinton\t\t\t\tcountry/us\t\t\t\t\t\tm\n"
	"person/hillary\tperson\tHillary Clinton\t\t\t\tcountry/us\t\t\t\t\t\tf\n"
	"person/bush41\tperson\tGeorge H.W. Bush\t\t\t\tcountry/us\t\t\t\t\tBush | 布什 | Буш\tm\n"
	"person/bush43\tperson\tGeorge W. Bush\t\t\t\tcountry/us\t\t\t\t\tBush | 布什 | Буш\tm\n"
	"person/xi\tperson\tXi Jinping\t习近平\t\t\tcountry/cn\t\t\t\t\tXi\tm\n"
	"person/pope\tperson\tPope Francis\n"
	"person/franco\tperson\tFrancisco Franco\n"
	"person/said\tperson\tKhaled Said\n"
	"person/may\tperson\tTheresa May\t\t\t\t\t\t\t\t\t\tf\n";

static const char offices[] =
	"office\tcountry\tholder\tfrom\tto\taliases\n"
	"president\tcountry/us\tperson/bush41\t1989-01-20\t1993-01-20\n"
	"president\tcountry/us\tperson/bill\t1993-01-20\t2001-01-20\n"
	"president\tcountry/us\tperson/bush43\t2001-01-20\t2009-01-20\n"
	"president\tcountry/us\tperson/trump\t2017-01-20\t2021-01-20\n"
	"president\tcountry/ru\tperson/putin\t2000-05-07\t2008-05-07\n"
	"president\tcountry/ru\tperson/putin\t2012-05-07\t\n"
	"prime minister\tcountry/ru\tperson/putin\t2008-05-08\t2012-05-07\tpremier\n"
	"virginia governor\tcountry/us\tperson/warner\t2002-01-12\t2006-01-14\tvirginia gov\n"
	"first lady\tcountry/us\tperson/melania\t2017-01-20\t2021-01-20\n"
	"secretary of state\tcountry/us\tperson/tillerson\t2017-02-01\t2018-03-31\n"
	"secretary of state\tcountry/us\tperson/hillary\t2009-01-21\t2013-02-01\n"
	"chancellor\tcountry/de\tperson/merkel\t2005-11-22\t2021-12-08\n"
	"president\tcountry/cn\tperson/xi\t2013-03-14\t\n";

static const char titles[] =
	"title\ttype\tgender\toffice\nmr\tcourtesy\tm\nM.\tcourtesy\tm\nMM.\tcourtesy\tm\nmrs\tcourtesy\tf\nms\tcourtesy\tf\n"
	"miss\tcourtesy\tf\npresident\trank\npresidente\trank\t\tpresident\nfirst lady\tconsort\tf\nsenator\trank\ngovernor\trank\n"
	"Regierungschef\trank\t\tpremier | prime minister | chancellor\nпрезидент\trank\t\tpresident\n总统\trank\t\tpresident\n";

/* The articles tell where a phrase begins. */
static const char neutral[] = "neutral\tkind\nThe\tdefinite\nA\tarticle\nIn\tpreposition\n";

static const char given[] =
	"given\nNeil\nMichael\nIvanka\nDonald\nMelania\nRex\nVladimir\nAngela\nBill\nHillary\nGeorge\nEric\n";

static const char surnames[] = "surname\nSmith\nLong\nTrump\n";
static const char words[] = "word\nlong\nmiss\nturkey\nun\nwho\n";

static const char vetoes[] =
	"name\tleft\tright\nTurkey\twild\tsandwich | sandwiches\nChina\tfine | bone\tplates\n";

static const char patterns[] =
	"anchor\tregex\tid\tname\ttype\tseries\tcountry\n"
	"election\t(?<year>\\d{4}) (?:(?<country>[^ ]+(?: [^ ]+)?) )?presidential election(?= |$)\t"
	"event/${country}-election-${year}\t${year} ${country} presidential election\tevent\t\tcountry/${country}\n";

struct desk {
	struct world w;
	struct gz_tagger *tagger;
	struct gz_arena arena;
	struct gz_tagged tagged;
	char shown[16384];
};

static inline int desk_open(void **state)
{
	struct desk *d = calloc(1, sizeof(*d));
	struct gz_error err;

	if (d == NULL)
		return -1;
	world_open(&d->w);
	world_add(&d->w, "entities.tsv", entities);
	world_add(&d->w, "offices.tsv", offices);
	world_add(&d->w, "titles.tsv", titles);
	world_add(&d->w, "given.tsv", given);
	world_add(&d->w, "surnames.tsv", surnames);
	world_add(&d->w, "words.tsv", words);
	world_add(&d->w, "neutral.tsv", neutral);
	world_add(&d->w, "vetoes.tsv", vetoes);
	world_add(&d->w, "patterns.tsv", patterns);
	world_load(&d->w);
	*state = d;
	return gz_tagger_open(d->w.gaz, &(const struct gz_tagger_options){0}, &d->tagger, &err) ? 0 : -1;
}

static inline int desk_close(void **state)
{
	struct desk *d = *state;

	gz_tagger_close(d->tagger);
	gz_arena_free(&d->arena);
	world_close(&d->w);
	free(d);
	return 0;
}

/* What holds of every mention, whatever was tagged. */
static inline void check_mention(const struct gz_tagged *t, size_t i)
{
	const struct gz_mention *m = &t->mentions[i];
	struct gz_str text = t->doc.field[m->field];

	assert_non_null(m->entity);
	assert_true(m->name.len > 0 && m->entity->id.len > 0);
	assert_true(m->score > 0 && m->score <= 1);
	assert_true(m->via < GZ_VIAS && m->field < GZ_FIELDS);
	assert_true(m->length > 0 && m->tokens > 0);
	assert_true(m->byte_start + m->byte_length <= text.len);
	assert_int_equal(m->start, gz_utf8_count(gz_str_of(text.ptr, m->byte_start)));
	assert_int_equal(m->length, gz_utf8_count(gz_str_of(text.ptr + m->byte_start, m->byte_length)));
	if (i == 0)
		return;
	for (size_t k = 0; k < i; k++) {
		const struct gz_mention *before = &t->mentions[k];

		assert_true(before->field <= m->field);
		if (before->field != m->field)
			continue;
		assert_true(before->byte_start <= m->byte_start);
		if (before->byte_start == m->byte_start)
			assert_true(before->byte_length > m->byte_length);
		if (before->byte_start + before->byte_length > m->byte_start)
			assert_true(m->nested && m->byte_start + m->byte_length <=
							 before->byte_start + before->byte_length);
	}
}

static inline void tag(struct desk *d, const char *title, const char *text, const char *date)
{
	struct gz_doc doc = {.source = GZ_STR("test"), .id = GZ_STR("1"), .day = GZ_NO_DAY};
	struct gz_error err;
	int32_t last;

	doc.field[GZ_TITLE] = gz_str(title);
	doc.field[GZ_TEXT] = gz_str(text);
	if (date != NULL)
		assert_true(gz_day_parse(gz_str(date), &doc.day, &last, &doc.precision));
	gz_arena_reset(&d->arena);
	assert_true(gz_tagger_tag(d->tagger, &doc, &d->arena, &d->tagged, &err));
	for (size_t i = 0; i < d->tagged.count; i++)
		check_mention(&d->tagged, i);
}

static inline const char *show(struct desk *d, const char *title, const char *text, const char *date)
{
	size_t len = 0;

	tag(d, title, text, date);
	d->shown[0] = '\0';
	for (size_t i = 0; i < d->tagged.count; i++) {
		const struct gz_mention *m = &d->tagged.mentions[i];

		len += (size_t)snprintf(d->shown + len, sizeof(d->shown) - len, "%s%s%s%.*s=%.*s/%s",
					i ? "; " : "", m->nested ? "^" : "", m->field == GZ_TITLE ? "T:" : "",
					(int)m->byte_length,
					d->tagged.doc.field[m->field].ptr + m->byte_start,
					GZ_ARG(m->entity->id), gz_via_name((enum gz_via)m->via));
	}
	return d->shown;
}

/* Text alone, undated. */
#define SHOW(text) show(*state, "", text, NULL)
#define SHOW_ON(text, date) show(*state, "", text, date)
#define EXPECT(text, mentions) assert_string_equal(SHOW(text), mentions)
#define EXPECT_ON(text, date, mentions) assert_string_equal(SHOW_ON(text, date), mentions)

#endif
