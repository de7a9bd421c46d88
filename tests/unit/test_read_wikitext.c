/* test_read_wikitext.c: what is left of wikitext: many small pages, and hostile ones. */
#include <time.h>

#include "read_wiki.h"

static void test_plain(void **state)
{
	(void)state;
	reads("One.\n\nTwo,\nstill two.\n\n\n\n\nThree.", "One.\n\nTwo,\nstill two.\n\nThree.");
	reads("\n\n  a  \n b\t\n", "a\nb");
	reads("1 < 2, a > b & c, x_y __ z!! {a} [b] | c } ] ]] don't",
	      "1 < 2, a > b & c, x_y __ z!! {a} [b] | c } ] ]] don't");
	reads("== Life ==\nText.\n===Later''' life'''=== \nMore.\n= = =\n==\n=x",
	      "Life\n\nText.\n\nLater life\n\nMore.\n\n=\n\n==\n=x");
	reads("__NOTOC__ a __KEIN_INHALTSVERZEICHNIS__ b __БЕЗ_ОГЛ__ c __x__ __A", "a b c __x__ __A");
	reads("* one\n** two\n# three\n:four\n;term: words\ntext\n----\nmore",
	      "one\n\ntwo\n\nthree\n\nfour\n\nterm: words\n\ntext\n\nmore");
}

static void test_quotes(void **state)
{
	(void)state;
	reads("''a'' '''b''' '''''c''''' d''e''f", "a b c def");
	reads("'''''both''' italic''", "both italic");
	reads("''''x'''' and ''''''y''''''", "'x' and 'y'");
	reads("L'''Iliade'' est longue.", "L'Iliade est longue.");
	reads("Dans l'''Odyssée'' et l'''Iliade'', '''non'''.", "Dans lOdyssée et lIliade, non.");
	reads("'''bold\nplain'' ok", "bold\nplain ok");
	reads("it's o'clock", "it's o'clock");
	reads("{{x|'''}} l'''Iliade'' z", "l'Iliade z");
}

static void test_links(void **state)
{
	(void)state;
	reads("[[Berlin]] [[Berlin|the city]] [[bus]]es [[Hamburg|Hamburg]]er [[#Part]] [[a#b|c]]",
	      "Berlin the city buses Hamburger #Part c");
	reads("a[[b| c]] [[Merkel|'''Angela''' ''Merkel'']] [[x|]] [[:Datei:a.jpg]] [[:en:Paris]] "
	      "[[:Kategorie:K|k]]",
	      "a c Angela Merkel x Datei:a.jpg en:Paris k");
	reads("Text.\n\n[[Kategorie:Mensch|Merkel]]\n[[category:People]] [[KATEGORIE: "
	      "x]]\n[[en:Merkel]]\n[[zh-yue:M]] [[simple:M]]",
	      "Text.");
	reads("[[wikt:word|a word]] [[Spezial:Suche|search]] [[Mission: Impossible]]",
	      "a word search Mission: Impossible");
	reads("see [http://example.org the [[site]] of it], [https://example.org/a], [//x.org y] [mailto:a@b "
	      "c] [a]",
	      "see the site of it, , y c [a]");
	reads("http://example.org/a_b [http://x.org broken\nnext]", "http://example.org/a_b broken\nnext]");
	reads("[[broken\n\nnext]] [[[http://x.org a]]] [[[b]]]", "broken\n\nnext]] [http://x.org a] [b]");
	reads("[[a|{{nowrap|b [[c}}]] d", "b c d");
	reads("[[a{{!}}b]]", "b");
}

static void test_files(void **state)
{
	(void)state;
	reads("[[Datei:a.jpg|mini|200px|links|Der [[Kreml|Kreml]] in [[Moskau]]]]Text.",
	      "Der Kreml in Moskau\n\nText.");
	reads("Text. [[file:a_b.jpg|thumb|upright=1.2|alt=An image|A caption with http://x.org/?a=b]] More.",
	      "Text.\n\nA caption with http://x.org/?a=b\n\nMore.");
	reads("[[Bild:F.svg|20px|Germany]] Germany [[Image:x.png]] [[Datei:x.png|rechts|100x50px]]x",
	      "Germany x");
	reads("[[Datei:x.png|240px|What one sees when it is shown]]", "What one sees when it is shown");
	reads_in("<mediawiki xml:lang=\"ru\"><siteinfo><namespaces><namespace key=\"6\">Файл</namespace>"
		 "<namespace key=\"14\">Категория</namespace></namespaces></siteinfo>",
		 "[[файл:а.jpg|мини|250пкс|справа|Кремль]]Слова. [[КАТЕГОРИЯ:Люди]] [[Категория_:Люди]]",
		 "Кремль\n\nСлова.");
	reads("<gallery widths=100>\nDatei:a.jpg|First "
	      "[[b|caption]]\nDatei:b.jpg\nc.jpg|alt=x|Third\n</gallery>\nEnd.",
	      "First caption\n\nThird\n\nEnd.");
	reads("<gallery>Datei:a.jpg|One</gallery> <gallery>\na.jpg|Two", "One\n\nTwo");
}

static void test_templates(void **state)
{
	(void)state;
	reads("{{Infobox person\n| name = X\n| born = {{birth date|1954|7|17}}\n}}\n'''X''' is "
	      "{{a}}{{b|c={{d}}}}y.",
	      "X is y.");
	reads("a{{{1|b}}}c {{ {{{x}}} }} {{{{{y}}}}} d", "ac d");
	reads("{{lang|fr|Bonjour}} {{Lang-de|Guten Tag}} {{langue|de|texte=Hallo}} {{ langx |ru| Привет}}",
	      "Bonjour Guten Tag Hallo Привет");
	reads("{{nowrap|Angela '''Merkel'''}}, {{small|1=x=y}}, {{Unité|5|km}}, {{convert|5|km|mi|abbr=on}}",
	      "Angela Merkel, x=y, 5 km, 5 km");
	reads("{{date|7|juillet|2017}}, {{Date|2017-07-07}}, {{dts|2017|7|7}}, {{start date|2017|12}}, "
	      "{{circa|1900}}",
	      "7 juillet 2017, 2017-07-07, 2017-07-07, 2017-12, c. 1900");
	reads("A\n{{Quote|We can do it.|[[Angela Merkel]]}}\nB {{Zitat|Text=Ja|Autor=N.N.}}",
	      "A\n\nWe can do it.\n\nAngela Merkel\n\nB\n\nJa\n\nN.N.");
	reads("{{Quote\n| quote = One.\n\nTwo.\n| author = N\n}}", "One.\n\nTwo.\n\nN");
	reads("{{sortname|Angela|Merkel|Merkel (politician)}}, {{flag|France}}{{flagicon|France}}, "
	      "{{ill|Hans Muster|de}}",
	      "Angela Merkel, France, Hans Muster");
	reads("{{formatnum:1234567}} {{#if:x|y|z}} {{PAGENAME}} {{'}}x{{=}}{{snd}}y",
	      "1234567 Seite 'x= – y");
	reads("{{ubl|Ann|Ben}}", "Ann\n\nBen");
	reads("{{cite web|title={{lang|fr|A}}|url=http://x}}{{Main|Y}}x", "x");
	reads("a {{unclosed|b [[c]] d", "a unclosed|b c d");
	reads("a }} b {{x}} c }}}", "a b c");
	reads("{{x|[[unclosed }} y", "y");
	reads("{{nowrap|{{nowrap|{{nowrap|x}}}}}}", "x");
}

static void test_tables(void **state)
{
	(void)state;
	reads("a\n{| class=\"wikitable\"\n|+ Who\n|-\n! Name !! width=2 | Office\n|- style=\"x\"\n| [[Angela "
	      "Merkel]] || Chancellor\n"
	      "|-\n|align=left|Joachim\nGauck||rowspan=2|\n|}\nb",
	      "a\n\nWho\n\nName | Office\n\nAngela Merkel | Chancellor\n\nJoachim\nGauck\n\nb");
	reads("{|\n| || || x || || y\n|-\n|\n|}", "x | y");
	reads("{|\n| a\n{|\n| b || c\n|}\n| d\n|}\ne", "a\n\nb | c | d\n\ne");
	reads("{|\n| {{x|a|b}} [[c|d]] | e\n| f\n|}", "d | e | f");
	reads(":{|\n|a\n|}", "a");
	reads("{|\n|+ class=\"x\"|Caption\n! a !! b\n|}", "Caption\n\na | b");
	reads("{|\n! a !! b\n|-\n| unclosed!! c\n== Next ==\ntext", "a | b\n\nunclosed!! c\n\nNext\n\ntext");
	reads("{{t|\n{|\n| a }}\nb", "b");
	reads("|x\n!y\n|}", "|x\n!y\n|}");
}

static void test_tags(void **state)
{
	(void)state;
	reads("a<ref>note {{cite|x}} [[b]]</ref>, b<ref name=\"n\"/>c<REF name=x >y</Ref >d", "a, bcd");
	reads("a<ref>never closed <b>b</b> <ref name=x />", "anever closed b");
	reads("a<!-- b -->c\n<!-- own line -->\nd\n\n<!-- x --><!-- y -->\n* e <!-- open", "ac\nd\n\ne");
	reads("H<sub>2</sub>O x<sup>2</sup> <span style=\"a\">b</span> <div "
	      "class='x'>c</div>d<br/>e<BR>f<hr>",
	      "H2O x2 b\n\nc\n\nd\ne\nf");
	reads("<nowiki>[[a]] ''b'' &lt;</nowiki> [[<nowiki/>c]] <pre>{{d}}</pre>", "[[a]] ''b'' < c {{d}}");
	reads("x <math>\\frac{a}{{b}}</math> <syntaxhighlight lang=c>int x;</syntaxhighlight> y <foo>z</foo> "
	      "<a b",
	      "x y <foo>z</foo> <a b");
	reads("a<noinclude>b</noinclude><includeonly>c</includeonly><onlyinclude>d</onlyinclude>", "abd");
	reads("<references>\n<ref name=a>x</ref>\n</references>a<references />", "a");
	reads("<blockquote>Words.</blockquote><poem>\nRose\nBlume\n</poem>", "Words.\n\nRose\nBlume");
	reads("<h2>Head</h2>text", "Head\n\ntext");
}

static void test_entities(void **state)
{
	(void)state;
	reads("a&nbsp;b &ndash; &#8211; &#x2013; &amp;lt; &lt;b&gt; &eacute; &nosuch; &; &#0; &#xD800; "
	      "&#99999999; &",
	      "a b – – – &lt; <b> é &nosuch; &; \xef\xbf\xbd \xef\xbf\xbd \xef\xbf\xbd &");
}

static void test_variants(void **state)
{
	static const char zh[] = "<mediawiki xml:lang=\"zh-hans\">";

	(void)state;
	reads_in(zh,
		 "用-{zh-hans:计算机; zh-hant:電腦;}-写-{字}--{H|zh-cn:a;zh-tw:b}-。-{A|zh-cn:甲;zh-tw:乙}-",
		 "用计算机写字。甲");
	reads_in(zh, "a - {b} -{[[a|c]]}- -{", "a - {b} c");
	reads("x-{y}-z", "x-{y}-z");
}

/* ---- hostile pages ------------------------------------------------------------------------- */

/* `unit` repeated to `size` bytes is read in little time: linear, not quadratic. */
static void quick(const char *unit, size_t size)
{
	size_t len = strlen(unit), count = size / len;
	char *page = malloc(count * len);
	struct timespec before, after;
	struct result *r;

	assert_non_null(page);
	for (size_t i = 0; i < count; i++)
		memcpy(page + i * len, unit, len);
	put_page(WIKI_DE, page, count * len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	r = read_one(in_folder("dump.xml"), PLAIN);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	assert_int_equal(r->docs, 1);
	if (after.tv_sec - before.tv_sec > 5)
		fail_msg("\"%s\" takes long", unit);
	done(r);
	free(page);
}

static void test_hostile(void **state)
{
	static const char *const units[] = {
		"{{",
		"[[",
		"{{{",
		"{{a|",
		"[[a|",
		"}}",
		"]]",
		"{|\n",
		"{|\n|a\n",
		"|}\n",
		"[http://a ",
		"<ref>",
		"<ref",
		"<!--",
		"<!-- -->",
		"<gallery>\n",
		"<nowiki>",
		"</ref>",
		"&",
		"&a",
		"'''",
		"''",
		"'''''a''b",
		"__A",
		"__A__",
		"_",
		"-{",
		"{{lang|fr|",
		"{{lang|fr|a}}",
		"=",
		"=a=\n",
		"\n",
		"\n\n",
		"* \n",
		"{{!}}",
		"[[Datei:a|",
		"[[Datei:a|b]]",
		"{{ubl|a|",
		"|",
		"||",
		"|-\n",
		"!!",
		"[[a\n",
		"{{a\n\n",
		"<b",
		"<b>",
		"{{quote|a}}",
		"{{quote|",
		"l'''a''\n",
		"l'''a'' ",
		"[[a|{{b|",
		"{{a|[[b|",
		"]] }}",
		"-{a|b:",
		"}-",
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(units); i++)
		quick(units[i], 1 << 20);
}

/* Deeper than what is kept track of: as text, and what follows is read. */
static void test_depth(void **state)
{
	struct gz_buf page = {0};
	struct result *r;

	(void)state;
	for (int i = 0; i < 5000; i++)
		gz_buf_str(&page, GZ_STR("{{a|"));
	for (int i = 0; i < 5000; i++)
		gz_buf_str(&page, GZ_STR("}}"));
	gz_buf_str(&page, GZ_STR("\n\nThe end [[a|b]]."));
	r = read_one(put_page(WIKI_DE, page.ptr, page.len), PLAIN);
	assert_int_equal(r->docs, 1);
	assert_true(gz_str_ends(r->doc[0].field[GZ_TEXT], GZ_STR("The end b.")));
	done(r);
	gz_buf_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),	  cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_links),	  cmocka_unit_test(test_files),
		cmocka_unit_test(test_templates), cmocka_unit_test(test_tables),
		cmocka_unit_test(test_tags),	  cmocka_unit_test(test_entities),
		cmocka_unit_test(test_variants),  cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_depth),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
