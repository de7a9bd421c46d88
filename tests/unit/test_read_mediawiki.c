/* test_read_mediawiki.c: dumps of a MediaWiki: which pages are documents, their fields, and what can be
 * wrong. */
#include "read_wiki.h"

#define PAGE(title, ns, id, text)                                                                            \
	"<page><title>" title "</title><ns>" ns "</ns><id>" id "</id><revision><id>99</id>"                  \
	"<timestamp>2017-07-07T10:00:00Z</timestamp><contributor><username>U</username><id>5</id>"           \
	"</contributor><comment>text</comment><model>wikitext</model><format>text/x-wiki</format>"           \
	"<text bytes=\"9\" xml:space=\"preserve\">" text "</text><sha1>x</sha1></revision></page>\n"
#define REVISION(when, text)                                                                                 \
	"<revision><id>1</id><timestamp>" when "</timestamp><text>" text "</text></revision>"

static void test_fields(void **state)
{
	struct result *r = read_one(
		PUT("dump.xml", WIKI_DE PAGE("Angela Merkel", "0", "12", "'''Merkel''' &amp;amp; [[X|Y]]")
					PAGE("Diskussion:Merkel", "1", "13", "Talk")
						PAGE("Wer/Was ist „das“?", "0", "14", "Ä") WIKI_END),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[0].field[GZ_TITLE], "Angela Merkel");
	check_str(r->doc[0].field[GZ_TEXT], "Merkel & Y");
	check_str(r->doc[0].id, "12");
	check_str(r->doc[0].url, "https://de.example.org/wiki/Angela_Merkel");
	check_str(r->doc[0].lang, "de");
	check_str(r->doc[0].date, "");
	check_str(r->doc[0].source, "dump.xml");
	assert_int_equal(r->doc[0].day, GZ_NO_DAY);
	assert_false(r->doc[0].bad_date);
	assert_int_equal(r->doc[0].record, 1);
	check_str(r->doc[1].id, "14");
	assert_int_equal(r->doc[1].record, 3);
	check_str(r->doc[1].url, "https://de.example.org/wiki/Wer/Was_ist_%E2%80%9Edas%E2%80%9C%3F");
	done(r);
}

static void test_records_passed(void **state)
{
	struct result *r = read_one(
		PUT("dump.xml",
		    WIKI_DE "<page><title>A</title><ns>0</ns><id>1</id><redirect title=\"B\" />" REVISION(
			    "2017-01-01T00:00:00Z",
			    "#WEITERLEITUNG [[B]]") "</page>" PAGE("C", "0", "2",
								   "#REDIRECT [[B]]\n[[Category:X]]")
			    PAGE("D", "0", "3",
				 "#перенаправление: [[B|c]]") "<page><title>E</title><ns>0</ns><id>4</"
							      "id><revision><model>json</model><text>{}</"
							      "text></revision></page>" PAGE("F", "10", "5",
											     "Template")
								      PAGE("G", "0", "6",
									   "#List [[a]] and more")
									      PAGE("H", "0", "7", "")
										      WIKI_END),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[0].field[GZ_TEXT], "List a and more");
	check_str(r->doc[1].field[GZ_TITLE], "H");
	check_str(r->doc[1].field[GZ_TEXT], "");
	done(r);
}

/* Before version 0.6 a title alone says which namespace it is in; versions 0.11 have several contents. */
static void test_versions(void **state)
{
	struct result *r = read_one(
		PUT("old.xml", "<mediawiki version=\"0.3\" "
			       "xml:lang=\"fr\"><siteinfo><base>http://x.org/w/index.php?title=Accueil</base>"
			       "<namespaces><namespace key=\"1\">Discuter</namespace><namespace "
			       "key=\"0\"/></namespaces></siteinfo>"
			       "<page><title>Discuter:A</title><id>1</id>" REVISION(
				       "2005-01-01T00:00:00Z",
				       "no") "</page>"
					     "<page><title>2001: A Space Odyssey</title><id>2</id>" REVISION(
						     "2005-01-01T00:00:00Z", "yes") "</page>" WIKI_END),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "yes");
	check_str(r->doc[0].url, "http://x.org/w/index.php?title=2001:_A_Space_Odyssey");
	done(r);
	r = read_one(
		PUT("new.xml",
		    "<?xml version=\"1.0\"?>\n<!-- x -->\n<mw:mediawiki "
		    "xmlns:mw=\"http://www.mediawiki.org/xml/export-0.11/\">"
		    "<mw:page><mw:title>A</mw:title><mw:ns>0</mw:ns><mw:id>1</mw:id><mw:revision><mw:id>3</"
		    "mw:id>"
		    "<mw:model>wikitext</mw:model><mw:text>main</mw:text><mw:content><mw:role>data</mw:role>"
		    "<mw:model>json</mw:model><mw:text>{}</mw:text></mw:content></mw:revision></mw:page></"
		    "mw:mediawiki>"),
		PLAIN);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "main");
	check_str(r->doc[0].url, "");
	done(r);
}

static void test_history(void **state)
{
	struct result *r = read_one(
		PUT(
			"dump.xml",
			WIKI_DE "<page><title>A</title><ns>0</ns><id>1</id>" REVISION(
				"2017-01-01T00:00:00Z", "old") REVISION("2018-01-01T00:00:00Z", "new")
				REVISION("2016-01-01T00:00:00Z",
					 "older") "</page><page><title>B</title><ns>0</ns><id>2</"
						  "id>" REVISION("2015-01-01T00:00:00Z", "#REDIRECT [[X]]")
							  REVISION("2018-01-01T00:00:00Z",
								   "b") "</page><page><title>C</title><ns>0</"
									"ns><id>3</id></page>" WIKI_END),
		(struct gz_read_options){.max_document = 20});

	(void)state;
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].field[GZ_TEXT], "new");
	check_str(r->doc[1].field[GZ_TEXT], "b");
	check_str(r->doc[2].field[GZ_TEXT], "");
	assert_int_equal(r->rejects, 0);
	done(r);
}

static void test_limits(void **state)
{
	struct result *r = read_one(
		PUT(
			"dump.xml",
			WIKI_DE PAGE("A", "0", "1", "0123456789") PAGE("B", "0", "2", "0123456789a")
				PAGE(
					"C", "1", "3",
					"0123456789abc") "<page><title>D</title><ns>0</ns><id>4</"
							 "id>" REVISION("2017-01-01T00:00:00Z",
									"much too long indeed")
								 REVISION(
									 "2018-01-01T00:00:00Z",
									 "short") "</page>"
										  "<page><title></"
										  "title><ns>0</ns><id>5</"
										  "id>" REVISION(
											  "2017-01-01T00:00:"
											  "00Z",
											  "{{x}}") "</"
												   "page"
												   ">" WIKI_END),
		(struct gz_read_options){.max_document = 10});

	(void)state;
	assert_int_equal(r->docs, 2);
	check_str(r->doc[0].field[GZ_TITLE], "A");
	check_str(r->doc[1].field[GZ_TEXT], "short");
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0], "dump.xml:2: longer than the limit of 10 bytes; skipped");
	assert_int_equal(r->code[0], GZ_ELIMIT);
	assert_string_equal(r->reject[1], "dump.xml:5: a page without title and text");
	done(r);
}

static void test_damage(void **state)
{
	static const char whole[] = WIKI_DE PAGE("A", "0", "1", "One") PAGE("B", "0", "2", "Two");
	struct result *r = read_one(put("dump.xml", whole, sizeof(whole) - 60), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 1);
	if (strstr(r->reject[0], "dump.xml:2: XML, line ") == NULL ||
	    strstr(r->reject[0], "what follows is lost") == NULL)
		fail_msg("%s", r->reject[0]);
	done(r);
	r = read_one(PUT("dump.xml", WIKI_DE PAGE("A", "0", "1",
						  "a\x01"
						  "b\xff"
						  "c") PAGE("B", "0", "2", "</wrong>") WIKI_END),
		     PLAIN);
	assert_int_equal(r->docs, 1);
	assert_true(r->doc[0].repaired > 0);
	assert_int_equal(r->rejects, 1);
	done(r);
	r = read_one(PUT("feed.xml", "<rss><channel><title>x</title></channel></rss>"),
		     (struct gz_read_options){.format = "mediawiki"});
	assert_int_equal(r->docs, 0);
	assert_string_equal(r->reject[0], "feed.xml: not a dump of MediaWiki");
	done(r);
	r = read_one(PUT("empty.xml", WIKI_DE WIKI_END), PLAIN);
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
}

/* Elements where they do not belong change nothing. */
static void test_misplaced(void **state)
{
	struct result *r = read_one(
		PUT("dump.xml", WIKI_DE
		    "<page><title>A<b>x</b></title><upload><text>no</text></upload><ns>0</ns><id>1</id>"
		    "<discussion><page><title>no</title></page></discussion>"
		    "<revision><text>a<text>b</text>c</text></revision></page><text>no</text><page/"
		    ">" WIKI_END),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "A");
	check_str(r->doc[0].field[GZ_TEXT], "a");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "dump.xml:2: a page without title and text");
	done(r);
}

/* Several parts of a dump, one behind the other. */
static void test_parts(void **state)
{
	struct result *r = read_one(PUT("dump.xml", WIKI_DE PAGE("A", "0", "1", "a [[Datei:x.png]]") WIKI_END
					"<mediawiki xml:lang=\"en\">" PAGE("B", "0", "2", "b") WIKI_END),
				    PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	check_str(r->doc[1].lang, "en");
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),	  cmocka_unit_test(test_records_passed),
		cmocka_unit_test(test_versions),  cmocka_unit_test(test_history),
		cmocka_unit_test(test_limits),	  cmocka_unit_test(test_damage),
		cmocka_unit_test(test_misplaced), cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
