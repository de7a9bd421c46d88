/* test_resolve_reasons.c: the table of reasons, how spans are judged by it, and that judging changes no mention. */
#include "resolve_pages.h"

static const char own_entities[] =
	"id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\tgender\n"
	"country/us\tcountry\tUnited States\t=US | U.S.\tAmerican\n"
	"country/arland\tcountry\tArland\t\tArlandish\n"
	"country/bordur\tcountry\tBordur\t\tBordurian | Bordo-\n"
	"country/tr\tcountry\t?Turkey\t\tTurkish\n"
	"country/ge\tcountry\t?Georgia\t\tGeorgian\n"
	"country/jo\tcountry\t?Jordan\t\tJordanian\n"
	"country/kubar\tcountry\t?Kubar\n"
	"country/montan\tcountry\tMontan\n"
	"place/kubar\tplace\t?Kubar\t\t\t\tcountry/kubar\n"
	"place/ankara\tplace\tAnkara\t\t\t\tcountry/tr\n"
	"place/georgia\tplace\t?Georgia\t\t\t\tcountry/us\n"
	"place/ankara-nebra\tplace\tAnkara, Nebra\t\t\t\tcountry/us\n"
	"place/fornia\tplace\tFornia\t\t\t\tcountry/us\t\tcountry/us\n"
	"place/orel\tplace\tOrel\tcity of Orel\n"
	"place/orel-state\tplace\tOrel\tstate of Orel | Orelians\n"
	"place/calmar\tplace\tCalmar\n"
	"org/arms\torg\tDepartment of Arms\t=?ARM\n"
	"org/state\torg\tDepartment of State\t=State Department\t\t\tcountry/us\n"
	"event/harbour\tevent\tHarbour summit\n"
	"event/harbour-2005\tevent\tDornau Harbour\t?the Dornau "
	"days\t\t\t\tevent/harbour\tplace/calmar\t2005-06-07\t2005-06-08\n"
	"event/harbour-1999\tevent\tCalmar Harbour\t\t\t\t\tevent/harbour\t\t1999-06-07\t1999-06-08\n"
	"event/spring\tevent\tSpring Tourney\tPooled Tourney\n"
	"event/spring-2011\tevent\tSpring Tourney of 2011\t\t\t\t\tevent/spring\t\t2011-04-16\t2011-04-17\n"
	"event/autumn\tevent\tAutumn Tourney\tPooled Tourney\n"
	"event/autumn-2011\tevent\tAutumn Tourney of 2011\t\t\t\t\tevent/autumn\t\t2011-09-23\t2011-09-25\n"
	"event/fair\tevent\tGreat Fair\t\t\t\t\t\t\t2017-07-07\t2017-07-08\n"
	"event/war\tevent\twar in Arland\n"
	"person/xi\tperson\tXan Tsi\n"
	"person/anna-montan\tperson\tAnna Montan\t\t\t\t\t\t\t\t\tf\n"
	"person/steve-wogg\tperson\tSteve Wogg\t\t\t\t\t\t\t\t\tm\n"
	"person/mark-wogg\tperson\tMark Wogg\t\t\t\t\t\t\t\t\tm\n"
	"person/laura-kerr\tperson\tLaura Kerr\t\t\t\t\t\t\t\t\tf\n"
	"person/nora-kerr\tperson\tNora Kerr\t\t\t\t\t\t\t\t\tf\n"
	"person/rex-long\tperson\tRex Long\tRex W. Long\n"
	"person/rex-w-long\tperson\tRex Long\n"
	"person/ida-frost\tperson\tIda Frost\t\t\t\t\t\t\t\t\tf\n"
	"person/stefan-stern\tperson\t?Stefan Stern\t\t\t\tcountry/bordur\t\t\t\t\tm\n"
	"person/tomas-grolla\tperson\tTomas Grolla\t\t\t\tcountry/arland\t\t\t\t\tm\n"
	"person/rita-grolla\tperson\tRita Grolla\t\t\t\tcountry/arland\t\t\t\t\tf\n"
	"person/wim-jossik\tperson\tWim Jossik\t\t\t\tcountry/bordur\t\t\t\t\tm\n";

static const char own_offices[] = "office\tcountry\tholder\tfrom\tto\n"
				  "president\tcountry/arland\tperson/tomas-grolla\t2009-01-20\t2017-01-20\n"
				  "president\tcountry/bordur\tperson/wim-jossik\t1930-01-01\t1980-01-01\n"
				  "chancellor\tcountry/bordur\tperson/stefan-stern\t2009-01-01\t2012-01-01\n"
				  "harbour master\t\tperson/nora-kerr\t2009-01-01\t2012-01-01\n";

static const char own_given[] = "given\nMichael\nNeil\n";
static const char own_words[] = "word\nturkey\nfrost\n";
static const char own_vetoes[] = "name\tleft\tright\nArland\twild\tsandwich\n";
static const char own_cues[] = "cue\tleft\tright\nUS\tthe\ttroops\nTurkey\tnorthern\t\n";

static int open_desk(void **state)
{
	static const struct page pages[] = {
		{"entities.tsv", own_entities}, {"offices.tsv", own_offices}, {"given.tsv", own_given},
		{"words.tsv", own_words},	{"vetoes.tsv", own_vetoes},   {"cues.tsv", own_cues},
	};

	return DESK_WRITE(state, pages);
}

/* ---- the table ----------------------------------------------------------------------------------------- */

static void test_every_reason_has_code_and_words(void **state)
{
	(void)state;
	assert_true(GZ_REASONS <= 64); /* a bit for each */
	for (int i = 0; i < GZ_REASONS; i++) {
		const struct gz_reason_row *row = gz_reason_row((enum gz_reason)i);

		assert_non_null(row->code);
		assert_non_null(row->words);
		assert_true(strlen(row->code) > 1 && strlen(row->words) > 2);
		assert_int_equal(strspn(row->code, "abcdefghijklmnopqrstuvwxyz-"), strlen(row->code));
		assert_true(strlen(row->words) < 120 && row->words[strlen(row->words) - 1] != '.');
	}
}

static void test_codes_and_words_are_unique(void **state)
{
	(void)state;
	for (int i = 0; i < GZ_REASONS; i++) {
		for (int k = 0; k < i; k++)
			assert_string_not_equal(gz_reason_row((enum gz_reason)i)->code,
						gz_reason_row((enum gz_reason)k)->code);
	}
}

/* What refuses a reading need not weigh, and what speaks for one adds nothing that makes it impossible. */
static void test_weights(void **state)
{
	(void)state;
	for (int i = 0; i < GZ_REASONS; i++) {
		const struct gz_reason_row *row = gz_reason_row((enum gz_reason)i);

		assert_int_equal(row->refuses, i >= GZ_NOT_VETO);
		if (row->refuses) {
			assert_int_equal(row->weight, 0);
			assert_float_equal(row->score, 0, 0);
		}
		assert_true(row->score > -0.5f && row->score < 0.5f);
		if (i < GZ_DOUBT_AMBIGUOUS)
			assert_true(row->weight >= 0);
	}
}

/* ---- judgements ------------------------------------------------------------------------------------------ */

static void explain(struct desk *d, const char *title, const char *text, const char *date,
		    struct gz_explained *out)
{
	struct gz_doc doc = {.source = GZ_STR("test"), .id = GZ_STR("1"), .day = GZ_NO_DAY};
	struct gz_error err;
	int32_t last;

	doc.field[GZ_TITLE] = gz_str(title);
	doc.field[GZ_TEXT] = gz_str(text);
	if (date != NULL)
		assert_true(gz_day_parse(gz_str(date), &doc.day, &last, &doc.precision));
	assert_true(gz_tagger_explain(d->tagger, &doc, &d->arena, out, &err));
}

static bool has_reason(const struct gz_judgement *j, enum gz_reason reason)
{
	return (j->reasons >> reason & 1) != 0;
}

static bool is_refused(const struct gz_judgement *j)
{
	for (int i = 0; i < GZ_REASONS; i++) {
		if (has_reason(j, (enum gz_reason)i) && gz_reason_row((enum gz_reason)i)->refuses)
			return true;
	}
	return false;
}

/* An example: in this text, these words were (or were not) read as this entity, and that is why. */
struct example {
	enum gz_reason reason;
	enum gz_verdict verdict;
	const char *text, *date, *words, *entity;
};

static const struct example chosen[] = {
	{GZ_FOR_UNMARKED, GZ_CHOSEN, "They left Arland.", NULL, "Arland", "country/arland"},
	{GZ_FOR_NAMED, GZ_CHOSEN, "The Turkish side met in Ankara. They left Arland for Arland.", NULL,
	 "Arland", "country/arland"},
	{GZ_FOR_COUNTRY, GZ_CHOSEN, "they ate in ankara before turkey", NULL, "turkey", "country/tr"},
	{GZ_FOR_OFFICE, GZ_CHOSEN, "In Bordur they met Stefan Stern there.", "2010-05-05", "Stefan Stern",
	 "person/stefan-stern"},
	{GZ_FOR_CUE, GZ_CHOSEN, "they ate northern turkey", NULL, "turkey", "country/tr"},
	{GZ_FOR_CUE, GZ_CHOSEN, "they met us troops", NULL, "us", "country/us"},
	{GZ_FOR_UNCASED, GZ_CHOSEN, "the american envoy asked the state department", NULL, "state department",
	 "org/state"},
	{GZ_FOR_PREPOSITION, GZ_CHOSEN, "they ate in turkey", NULL, "turkey", "country/tr"},
	{GZ_FOR_LIST, GZ_CHOSEN, "they saw arland and turkey", NULL, "turkey", "country/tr"},
	{GZ_FOR_CAPITAL, GZ_CHOSEN, "They left Turkey.", NULL, "Turkey", "country/tr"},
	{GZ_FOR_BROADER, GZ_CHOSEN, "They left Kubar.", NULL, "Kubar", "country/kubar"},
	{GZ_FOR_MORE, GZ_CHOSEN, "The city of Orel is in the state of Orel. Orelians love Orel there.", NULL,
	 "Orel", "place/orel-state"},
	{GZ_FOR_NEARER, GZ_CHOSEN, "They left the Pooled Tourney there that day.", "2011-04-15", "Pooled Tourney", "event/spring-2011"},
	{GZ_FOR_ITS_SERIES, GZ_CHOSEN, "The Harbour summit was old. They left the Dornau days there.", NULL,
	 "the Dornau days", "event/harbour-2005"},
	{GZ_FOR_RANK_NAMED, GZ_CHOSEN, "Tomas Grolla came. Then President Grolla left.", "2018-05-05",
	 "Grolla", "person/tomas-grolla"},
	{GZ_FOR_RANK_NOW, GZ_CHOSEN, "Then President Grolla left.", "2010-05-05", "Grolla",
	 "person/tomas-grolla"},
	{GZ_FOR_RANK_ONCE, GZ_CHOSEN, "Then President Grolla left.", "2018-05-05", "Grolla",
	 "person/tomas-grolla"},
	{GZ_FOR_TITLED, GZ_CHOSEN, "Laura Kerr came. Then Mrs. Kerr left.", NULL, "Kerr",
	 "person/laura-kerr"},
	{GZ_FOR_KNOWN, GZ_CHOSEN, "Laura Kerr came. When she left, Kerr smiled.", NULL, "Kerr",
	 "person/laura-kerr"},
	{GZ_FOR_KNOWN_RANK, GZ_CHOSEN,
	 "President Tomas Grolla met Rita Grolla. When they left, Grolla smiled.", "2018-05-05", "Grolla",
	 "person/tomas-grolla"},
	{GZ_FOR_KNOWN_OFFICE, GZ_CHOSEN, "Tomas Grolla met Rita Grolla. When they left, Grolla smiled.",
	 "2010-05-05", "Grolla", "person/tomas-grolla"},
	{GZ_FOR_KNOWN_LAST, GZ_CHOSEN, "Laura Kerr met Nora Kerr. Then Mrs. Kerr left.", NULL, "Kerr",
	 "person/nora-kerr"},
	{GZ_FOR_INITIAL, GZ_CHOSEN, "Then S. Wogg left.", NULL, "Wogg", "person/steve-wogg"},
	{GZ_FOR_PROMINENT, GZ_CHOSEN, "In Arland they met Grolla there.", "2010-05-05", "Grolla",
	 "person/tomas-grolla"},
	{GZ_FOR_UNIQUE, GZ_CHOSEN, "In Bordur they met Jossik there.", "2010-05-05", "Jossik",
	 "person/wim-jossik"},
	{GZ_FOR_ITS_COUNTRY, GZ_CHOSEN, "The Arlandish president left.", "2010-05-05", "president",
	 "person/tomas-grolla"},
	{GZ_FOR_ONLY_ONE, GZ_CHOSEN, "The harbour master left.", "2010-05-05", "harbour master",
	 "person/nora-kerr"},
	{GZ_FOR_EDITION_YEAR, GZ_CHOSEN, "They left the Harbour summit in 1999.", NULL, "Harbour summit",
	 "event/harbour-1999"},
	{GZ_FOR_EDITION_PLACE, GZ_CHOSEN, "They left the Harbour summit in Calmar.", NULL, "Harbour summit",
	 "event/harbour-2005"},
	{GZ_FOR_EDITION_DAY, GZ_CHOSEN, "They left the Harbour summit.", "2005-06-06", "Harbour summit",
	 "event/harbour-2005"},
	{GZ_FOR_SERIES, GZ_CHOSEN, "They left the Harbour summit.", NULL, "Harbour summit", "event/harbour"},
	{GZ_FOR_FOLLOW_UP, GZ_CHOSEN, "They left the Harbour summit in 1999. Then the summit failed.", NULL,
	 "summit", "event/harbour-1999"},
	{GZ_FOR_NESTED, GZ_NESTED, "They fled the war in Arland.", NULL, "Arland", "country/arland"},
	{GZ_DOUBT_AMBIGUOUS, GZ_CHOSEN, "They left Turkey.", NULL, "Turkey", "country/tr"},
	{GZ_DOUBT_LOWERED, GZ_CHOSEN, "They left the united states.", NULL, "united states", "country/us"},
	{GZ_DOUBT_SKIPPED, GZ_CHOSEN, "They met Laura B. Kerr there.", NULL, "Laura B. Kerr",
	 "person/laura-kerr"},
};

static const struct example rejected[] = {
	{GZ_NOT_VETO, GZ_REJECTED, "They ate wild Arland there.", NULL, "Arland", "country/arland"},
	{GZ_NOT_EXACT, GZ_REJECTED, "They met us there.", NULL, "us", "country/us"},
	{GZ_NOT_EXACT, GZ_REJECTED, "the envoy asked the state department", NULL, "state department",
	 "org/state"},
	{GZ_NOT_CODE, GZ_REJECTED, "They paid US$5 there.", NULL, "US", "country/us"},
	{GZ_NOT_CODE, GZ_REJECTED, "The Department of Arms wrote ARM-18 there.", NULL, "ARM", "org/arms"},
	{GZ_NOT_CODE, GZ_REJECTED, "the department of arms in a 30-arm row", NULL, "arm", "org/arms"},
	{GZ_NOT_CODE, GZ_REJECTED, "They met M.U.S. Holdings there.", NULL, "U.S.", "country/us"},
	{GZ_NOT_CODE, GZ_REJECTED, "They met the U.S.S. Brzk there.", NULL, "U.S.", "country/us"},
	{GZ_NOT_LOWERED, GZ_REJECTED, "They left arland there.", NULL, "arland", "country/arland"},
	{GZ_NOT_YET, GZ_REJECTED, "They left the Great Fair.", "2010-05-05", "Great Fair", "event/fair"},
	{GZ_NOT_COMPOUND, GZ_REJECTED, "They left Bordo there.", NULL, "Bordo", "country/bordur"},
	{GZ_NOT_GIVEN, GZ_REJECTED, "They met Michael Arland there.", NULL, "Arland", "country/arland"},
	{GZ_NOT_GIVEN, GZ_REJECTED, "They met Michael T. Arland there.", NULL, "Arland", "country/arland"},
	{GZ_NOT_ADDRESSED, GZ_REJECTED, "They met Mr. Arland there.", NULL, "Arland", "country/arland"},
	{GZ_NOT_HYPHEN, GZ_REJECTED, "They met Xan Tsi-Brzk there.", NULL, "Xan Tsi", "person/xi"},
	{GZ_NOT_SHIP, GZ_REJECTED, "They left the cruiser Calmar there.", NULL, "Calmar", "place/calmar"},
	{GZ_NOT_SHIP, GZ_REJECTED, "They left the cruiser \"Calmar\" there.", NULL, "Calmar", "place/calmar"},
	{GZ_NOT_SHIP, GZ_REJECTED, "Das ist der Kreuzer \xe2\x80\x9e" "Calmar\xe2\x80\x9c.", NULL, "Calmar", "place/calmar"},
	{GZ_NOT_SHIP, GZ_REJECTED, "They left the battle ship Nora Kerr there.", NULL, "Nora Kerr",
	 "person/nora-kerr"},
	{GZ_NOT_CALLED_AFTER, GZ_REJECTED,
	 "Laura Kerr came to see them again. They left by Kerr Avenue in the cold of the night.", NULL, "Kerr",
	 "person/laura-kerr"},
	{GZ_NOT_WHOLE, GZ_REJECTED, "In Ankara, Nebra signed it.", NULL, "Ankara, Nebra", "place/ankara-nebra"},
	{GZ_NOT_THERE, GZ_REJECTED, "They left Ankara, Fornia that day.", NULL, "Ankara", "place/ankara"},
	{GZ_NOT_STRANGER, GZ_REJECTED, "They left Turkey Brzk there in the cold.", NULL, "Turkey",
	 "country/tr"},
	{GZ_NOT_STRANGER, GZ_REJECTED, "Laura Kerr came. They met Neil Kerr there.", NULL, "Kerr",
	 "person/laura-kerr"},
	{GZ_NOT_NAMESAKE, GZ_REJECTED, "They met Michael Montan there. When they left, Montan won.", NULL,
	 "Montan", "country/montan"},
	{GZ_NOT_WORD, GZ_REJECTED, "Turkey was cold there.", NULL, "Turkey", "country/tr"},
	{GZ_NOT_EVIDENT, GZ_REJECTED, "they ate turkey there", NULL, "turkey", "country/tr"},
	{GZ_NOT_KNOWN, GZ_REJECTED, "They met Kerr there.", NULL, "Kerr", "person/laura-kerr"},
	{GZ_NOT_ONE, GZ_REJECTED, "Laura Kerr met Nora Kerr. When they left, Kerr smiled.", NULL, "Kerr",
	 "person/nora-kerr"},
	{GZ_NOT_GENDER, GZ_REJECTED, "Steve Wogg came. Then Mrs. Wogg left.", NULL, "Wogg",
	 "person/steve-wogg"},
	{GZ_NOT_INITIAL, GZ_REJECTED, "Steve Wogg came. Then T. Wogg left.", NULL, "Wogg",
	 "person/steve-wogg"},
	{GZ_NOT_SPEAKER, GZ_REJECTED, "ida frost came and frost came", NULL, "frost", "person/ida-frost"},
	{GZ_NOT_HELD_THERE, GZ_REJECTED, "The Bordurian president Grolla left.", "2010-05-05", "Grolla",
	 "person/tomas-grolla"},
	{GZ_NOT_HOLDER, GZ_REJECTED, "The former Arlandish president left.", "2010-05-05", "president",
	 "person/tomas-grolla"},
	{GZ_NOT_BEARER, GZ_REJECTED, "The Arlandish president, Laura Kerr, left.", "2010-05-05", "president",
	 "person/tomas-grolla"},
	{GZ_LESS_TIE, GZ_REJECTED, "They left Orel there.", NULL, "Orel", "place/orel"},
	{GZ_LESS_WEIGHT, GZ_REJECTED, "They left the city of Orel. When they left, they wept for Orel.", NULL,
	 "Orel", "place/orel-state"},
	{GZ_LESS_WEIGHT, GZ_REJECTED, "Laura Kerr came. When she left, Kerr smiled.", NULL, "Kerr",
	 "person/nora-kerr"},
	{GZ_LESS_SURNAME, GZ_REJECTED, "Anna Montan came. When she left, Montan smiled.", NULL, "Montan",
	 "country/montan"},
	{GZ_LESS_INSIDE, GZ_REJECTED, "They left the city of Orel.", NULL, "Orel", "place/orel-state"},
};

/* Is it a judgement of the last such words in the text? */
static bool is_of(const struct gz_judgement *j, const struct example *e)
{
	const char *last = NULL;

	for (const char *at = e->text; (at = strstr(at, e->words)) != NULL; at++)
		last = at;
	return j->field == GZ_TEXT && last != NULL && e->text + j->byte_start == last &&
	       (j->byte_length == strlen(e->words) || j->byte_length + 1 == strlen(e->words)) &&
	       gz_str_eq(j->entity->id, gz_str(e->entity));
}

static void check_example(struct desk *d, const struct example *e)
{
	struct gz_explained explained;
	bool found = false;

	gz_arena_reset(&d->arena);
	explain(d, "", e->text, e->date, &explained);
	for (size_t i = 0; i < explained.judgements.count; i++) {
		const struct gz_judgement *j = &explained.judgements.ptr[i];

		found |= is_of(j, e) && j->verdict == e->verdict && has_reason(j, e->reason);
	}
	if (!found)
		print_error("'%s' in '%s' is not %s for '%s'\n", e->words, e->text,
			    e->verdict == GZ_REJECTED ? "rejected" : "chosen",
			    gz_reason_row(e->reason)->code);
	assert_true(found);
}

static void test_chosen_and_nested(void **state)
{
	for (size_t i = 0; i < GZ_COUNT(chosen); i++)
		check_example(*state, &chosen[i]);
}

static void test_rejected(void **state)
{
	for (size_t i = 0; i < GZ_COUNT(rejected); i++)
		check_example(*state, &rejected[i]);
}

/* Who adds a reason adds an example. */
static void test_every_reason_has_an_example(void **state)
{
	uint64_t seen = 0;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(chosen); i++)
		seen |= (uint64_t)1 << chosen[i].reason;
	for (size_t i = 0; i < GZ_COUNT(rejected); i++)
		seen |= (uint64_t)1 << rejected[i].reason;
	for (int i = 0; i < GZ_REASONS; i++) {
		if ((seen >> i & 1) == 0)
			print_error("no example of '%s'\n", gz_reason_row((enum gz_reason)i)->code);
		assert_true((seen >> i & 1) != 0);
	}
}

/* ---- what holds of all of them ----------------------------------------------------------------------------- */

static void check_judgement(const struct gz_explained *x, size_t i)
{
	const struct gz_judgement *j = &x->judgements.ptr[i], *before = i > 0 ? j - 1 : NULL;
	struct gz_str text = x->tagged.doc.field[j->field];

	assert_non_null(j->entity);
	assert_true(j->name.len > 0);
	assert_true(j->reasons != 0 ||
		    j->verdict == GZ_CHOSEN); /* what a rule finds has no reason but the rule */
	assert_true(j->tokens > 0 && j->token + j->tokens <= x->tokens[j->field].count);
	assert_true(j->byte_length > 0 && j->byte_start + j->byte_length <= text.len);
	assert_int_equal(j->byte_start, x->tokens[j->field].token[j->token].start);
	assert_int_equal(j->start, gz_utf8_count(gz_str_of(text.ptr, j->byte_start)));
	assert_int_equal(j->length, gz_utf8_count(gz_str_of(text.ptr + j->byte_start, j->byte_length)));
	assert_true(j->witness == GZ_NONE || j->witness < x->tokens[j->field].count);
	assert_true(j->via < GZ_VIAS && j->verdict <= GZ_REJECTED);
	if (j->verdict != GZ_REJECTED)
		assert_false(is_refused(j));
	assert_int_equal(has_reason(j, GZ_FOR_NESTED), j->verdict == GZ_NESTED);
	if (before == NULL || before->field != j->field)
		return;
	assert_true(before->token <= j->token);
	if (before->token == j->token)
		assert_true(before->tokens >= j->tokens);
	if (before->token == j->token && before->tokens == j->tokens)
		assert_true(before->verdict <= j->verdict);
}

/* Every mention was chosen or nested, and nothing else was. */
static void check_mentions(const struct gz_explained *x)
{
	size_t at = 0;

	for (size_t i = 0; i < x->judgements.count; i++) {
		const struct gz_judgement *j = &x->judgements.ptr[i];
		const struct gz_mention *m;

		if (j->verdict == GZ_REJECTED)
			continue;
		assert_true(at < x->tagged.count);
		m = &x->tagged.mentions[at++];
		assert_ptr_equal(m->entity, j->entity);
		assert_int_equal(m->field, j->field);
		assert_int_equal(m->token, j->token);
		assert_int_equal(m->tokens, j->tokens);
		assert_int_equal(m->via, j->via);
		assert_int_equal(m->nested, j->verdict == GZ_NESTED);
		assert_float_equal(m->score, j->score, 0.0001);
	}
	assert_int_equal(at, x->tagged.count);
}

static void check_same(const struct gz_tagged *a, const struct gz_tagged *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct gz_mention *x = &a->mentions[i], *y = &b->mentions[i];

		assert_true(gz_str_eq(x->entity->id, y->entity->id) && gz_str_eq(x->name, y->name));
		assert_true(x->start == y->start && x->length == y->length);
		assert_true(x->byte_start == y->byte_start && x->byte_length == y->byte_length);
		assert_true(x->token == y->token && x->tokens == y->tokens && x->sentence == y->sentence);
		assert_true(x->field == y->field && x->via == y->via && x->nested == y->nested);
		assert_float_equal(x->score, y->score, 0);
	}
}

static void check_document(struct desk *d, const char *title, const char *text, const char *date)
{
	struct gz_explained explained;

	tag(d, title, text, date);
	explain(d, title, text, date, &explained); /* in the same arena: the mentions before live on */
	check_same(&d->tagged, &explained.tagged);
	for (size_t i = 0; i < explained.judgements.count; i++)
		check_judgement(&explained, i);
	check_mentions(&explained);
}

static void test_judging_changes_nothing(void **state)
{
	static const char *const others[][3] = {
		{"", "", NULL},
		{"", "Nobody is named here.", NULL},
		{"Grolla leaves Arland",
		 "In \xc3\xa9t\xc3\xa9 \xf0\x9f\x98\x80 President Grolla left Arland for Turkey, Georgia and "
		 "Orel.",
		 "2010-05-05"},
		{"They left Arland", "They left Arland. Then the Arlandish president met Laura Kerr.",
		 "2010-05-05"},
		{"THE WAR IN ARLAND",
		 "the war in arland and the us troops of the american state department in ankara, turkey",
		 "2004"},
	};

	for (size_t i = 0; i < GZ_COUNT(others); i++)
		check_document(*state, others[i][0], others[i][1], others[i][2]);
	for (size_t i = 0; i < GZ_COUNT(chosen); i++) {
		check_document(*state, "", chosen[i].text, chosen[i].date);
		check_document(*state, chosen[i].text, rejected[i % GZ_COUNT(rejected)].text, chosen[i].date);
	}
	for (size_t i = 0; i < GZ_COUNT(rejected); i++)
		check_document(*state, "", rejected[i].text, rejected[i].date);
}

/* Nothing is rejected without a reason that refuses, also not who was chosen in the end. */
static void test_what_is_rejected_is_refused(void **state)
{
	struct desk *d = *state;
	struct gz_explained explained;

	for (size_t i = 0; i < GZ_COUNT(chosen) + GZ_COUNT(rejected); i++) {
		const struct example *e = i < GZ_COUNT(chosen) ? &chosen[i] : &rejected[i - GZ_COUNT(chosen)];

		gz_arena_reset(&d->arena);
		explain(d, "", e->text, e->date, &explained);
		for (size_t k = 0; k < explained.judgements.count; k++) {
			const struct gz_judgement *j = &explained.judgements.ptr[k];

			if (j->verdict == GZ_REJECTED && !is_refused(j))
				print_error("nothing refuses %.*s in '%s'\n", GZ_ARG(j->entity->id), e->text);
			assert_true(j->verdict != GZ_REJECTED || is_refused(j));
		}
	}
}

/* The word that decided is told. */
static void test_witness(void **state)
{
	struct gz_explained explained;
	struct desk *d = *state;
	bool found = false;

	gz_arena_reset(&d->arena);
	explain(d, "", "They left Turkey Brzk there in the cold.", NULL, &explained);
	for (size_t i = 0; i < explained.judgements.count; i++) {
		const struct gz_judgement *j = &explained.judgements.ptr[i];

		if (!has_reason(j, GZ_NOT_STRANGER))
			continue;
		assert_int_equal(j->witness, 3);
		assert_str(explained.tokens[GZ_TEXT].token[j->witness].norm, "brzk");
		found = true;
	}
	assert_true(found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_reason_has_code_and_words),
		cmocka_unit_test(test_codes_and_words_are_unique),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_chosen_and_nested),
		cmocka_unit_test(test_rejected),
		cmocka_unit_test(test_every_reason_has_an_example),
		cmocka_unit_test(test_judging_changes_nothing),
		cmocka_unit_test(test_what_is_rejected_is_refused),
		cmocka_unit_test(test_witness),
	};

	return cmocka_run_group_tests_name("resolve_reasons", tests, open_desk, desk_close);
}
