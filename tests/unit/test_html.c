/*
 * test_html.c: pieces of HTML as text: paragraphs, references, tables, what is hidden; pages: their main text
 * and what they say of themselves; what is hostile; and HTML as a format of the reader.
 */
#include "read_folder.h"

#include "../../src/read/html.h"

static void piece_of(struct gz_str html, const char *expected)
{
	struct gz_buf out = {0};
	struct gz_error err;

	assert_true(gz_html_text(html, &out, &err));
	check_str(gz_buf_view(&out), expected);
	gz_buf_free(&out);
}

#define PIECE(html, expected) piece_of(GZ_STR(html), expected)

static struct gz_page page;

static void page_of(const char *html)
{
	struct gz_error err;

	assert_true(gz_html_page(gz_str(html), &page, &err));
}

#define TITLE(html, expected) (page_of(html), check_str(gz_buf_view(&page.title), expected))
#define DATE(html, expected)  (page_of(html), check_str(gz_buf_view(&page.date), expected))
#define TEXT(html, expected)  (page_of(html), check_str(gz_buf_view(&page.text), expected))

static void test_paragraphs(void **state)
{
	(void)state;
	PIECE("", "");
	PIECE("  plain \n text ", "plain text");
	PIECE("<p>One<p>Two</p>three", "One\n\nTwo\n\nthree");
	PIECE("a<b>b</b><span>c</span> <i> d</i>", "abc d");
	PIECE("one<br>two<br/>\n<br>three", "one\ntwo\n\nthree");
	PIECE("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\n\nb\n\nc\n\nd");
	PIECE("<dl><dt>a<dd>b<dt>c</dl>", "a\n\nb\n\nc");
	PIECE("<pre>a\n  b\n\nc</pre>", "a\nb\n\nc");
	PIECE("<h2>Head</h3>text", "Head\n\ntext");
	PIECE("<q>so</q>, she said", "\"so\", she said");
	PIECE("<div>a</span></p></section>b</div>", "a\n\nb");
	PIECE("<a href=x>a</a>b", "ab");
	PIECE("x<o:p>y</o:p>z", "xyz");
}

static void test_references(void **state)
{
	(void)state;
	PIECE("&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9;&#XE9", "<b> &amp; \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
	PIECE("&nbsp;a&nbsp;&#160;\xc2\xa0"
	      "b",
	      "a b");
	PIECE("&copy 2011 &copyright &hellip;", "\xc2\xa9 2011 \xc2\xa9right \xe2\x80\xa6");
	PIECE("&unknown; & &; &# &#x; &#;", "&unknown; & &; &# &#x; &#;");
	PIECE("&#147;so&#148; &#0;&#xD800;&#x110000;&#99999999999;",
	      "\xe2\x80\x9cso\xe2\x80\x9d " FFFD FFFD FFFD FFFD);
	PIECE("hy&shy;phen hy\xc2\xadphen \xc2\xab"
	      "a",
	      "hyphen hyphen \xc2\xab"
	      "a");
	PIECE("&Scaron;&szlig;&alpha;&euro;&mdash;", "\xc5\xa0\xc3\x9f\xce\xb1\xe2\x82\xac\xe2\x80\x94");
}

static void test_cut(void **state)
{
	(void)state;
	PIECE("a < b <3 <- c", "a < b <3 <- c");
	PIECE("a<!-- <p> -->b<!-->c<!--->d<!x>e<?y?>f</ >g", "abcdefg");
	PIECE("a<!-- open", "a");
	PIECE("a<b", "a");
	PIECE("a<", "a<");
	PIECE("a<p class='>'>b<p x=\"</p>\">c", "a\n\nb\n\nc");
	PIECE("a<script>if (a<b) '</p>'</script >b<style>x</style>c", "abc");
	PIECE("a<SCRIPT>x</scripty></Script>b", "ab");
	PIECE("a<script>open", "a");
	PIECE("a<textarea><p>b</textarea>c<title>d</title>", "ac");
}

static void test_hidden(void **state)
{
	(void)state;
	PIECE("a<div hidden>b<div>c</div>d</div>e", "a\n\ne");
	PIECE("a<span style='color:red; display : none'>b<span>c</span>d</span>e", "ae");
	PIECE("a<div aria-hidden=true>b</div><p class='x sr-only'>c</p>", "a");
	PIECE("a<template>b</template><noscript>c</noscript><svg><path/><text>d</text></svg>e", "ae");
	PIECE("a<button>b</button><select><option>c<option>d</select><dialog>e</dialog>f", "a\n\nf");
	PIECE("\xe6\xbc\xa2<ruby>\xe5\xad\x97<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>",
	      "\xe6\xbc\xa2\xe5\xad\x97");
}

static void test_tables(void **state)
{
	(void)state;
	PIECE("<table><tr><th>Town<th>Degrees<tr><td>Oslo</td><td>12</td></tr></table>after",
	      "Town | Degrees\n\nOslo | 12\n\nafter");
	PIECE("<table><tr><td><p>a<p>b</td><td><table><tr><td>c<td>d</table></td></tr></table>",
	      "a\n\nb\n\nc | d");
	PIECE("<table><tr><td><div>x</table>y</div>", "x\n\ny");
}

static void test_titles(void **state)
{
	(void)state;
	TITLE("<title> A &amp; B\n</title>", "A & B");
	TITLE("<title>A - Site</title>", "A - Site");
	TITLE("<title>A - Site</title><meta property=og:site_name content=Site>", "A");
	TITLE("<title>Site: A</title><meta property=og:site_name content=Site>", "A");
	TITLE("<title>A \xc2\xab Site</title><h1>A</h1>", "A");
	TITLE("<title>Site | A</title><h1>A</h1>", "A");
	TITLE("<title>A B</title><h1>A</h1>", "A B");
	TITLE("<title>x</title><meta property='og:title' content='&quot;O&quot; | Site'><meta "
	      "property=og:site_name "
	      "content=Site>",
	      "\"O\"");
	TITLE("<title>x</title><script "
	      "type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"J\"}</script>",
	      "J");
	TITLE("<h1>Only <i>this</i></h1><p>text", "Only this");
	TITLE("<svg><title>Icon</title></svg><title>T</title>", "T");
}

static void test_dates(void **state)
{
	(void)state;
	DATE("<meta name=date content=2017-07-07>", "2017-07-07");
	DATE("<meta name=DC.Date content=2017-07-07><meta property=article:published_time "
	     "content=2016-01-02T00:00Z>",
	     "2016-01-02T00:00Z");
	DATE("<time datetime=2015-01-01>x</time>", "");
	DATE("<article><time datetime=2015-01-01>x</time></article>", "2015-01-01");
	DATE("<time pubdate datetime=2015-01-02>x</time>", "2015-01-02");
	DATE("<time itemprop=datePublished datetime=2015-01-03>x</time>", "2015-01-03");
	/* What is no day gives way to what is one. */
	DATE("<meta name=date content=yesterday><time pubdate datetime=2015-01-02>x</time>", "2015-01-02");
	DATE("<meta name=date content=yesterday>", "yesterday");
	DATE("<script type='application/ld+json'>[{\"@type\":\"WebPage\",\"datePublished\":\"2010-01-01\"},"
	     "{\"@graph\":[{\"@type\":[\"Thing\",\"BlogPosting\"],\"datePublished\":\"2011-02-03\"}]}]</"
	     "script>",
	     "2011-02-03");
	DATE("<script "
	     "type='application/ld+json'>//<![CDATA[\n{\"datePublished\":\"2011-02-03\"}\n//]]></script>",
	     "2011-02-03");
	DATE("<script type='application/ld+json'>{\"datePublished\":</script>", "");
	DATE("<script type='application/ld+json'>{\"datePublished\":[1],\"headline\":{}}</script>", "");
}

static void test_address_and_language(void **state)
{
	(void)state;
	page_of("<html lang=de-AT><link rel='nofollow Canonical' href=' https://a.example/?a=1&amp;b=2 '>x");
	check_str(gz_buf_view(&page.url), "https://a.example/?a=1&b=2");
	check_str(gz_buf_view(&page.lang), "de-AT");
	page_of("<html xml:lang=fr><link rel=canonical href=/a><meta property=og:url "
		"content=https://b.example/a>x");
	check_str(gz_buf_view(&page.url), "https://b.example/a");
	check_str(gz_buf_view(&page.lang), "fr");
	page_of("x");
	check_str(gz_buf_view(&page.url), "");
}

#define LONG "The committee of the town met on Monday to talk about the new school and its many costs."

static void test_main_text(void **state)
{
	(void)state;
	TEXT("<nav>a b c</nav><p>" LONG "</p><footer>x</footer>", LONG);
	TEXT("<title>T</title><h1>T</h1><p>" LONG, LONG);
	TEXT("<div class=share-bar>" LONG "</div><p>" LONG, LONG);
	TEXT("<body class=nav-open><div class='story has-sidebar'><h1>T</h1><p>" LONG "</div>", LONG);
	/* A class that contradicts the heading, a form around everything, nothing but doubts. */
	TEXT("<div class=sidebar-wrap><h1>T</h1><p>" LONG "</div>", LONG);
	TEXT("<form><p>" LONG "</form>", LONG);
	TEXT("<div class=comments>" LONG "</div>", LONG);
	/* Nothing passes: all of it. */
	TEXT("<nav><a href=a>One</a><ul><li><a href=b>Two</a></ul></nav>", "One\n\nTwo");
	TEXT("<article><p>Short.</p></article><footer>x</footer>", "Short.");
	TEXT("", "");
}

static char *repeat(const char *what, size_t times)
{
	size_t len = strlen(what);
	char *out = malloc(len * times + 1);

	assert_non_null(out);
	for (size_t i = 0; i < times; i++)
		memcpy(out + i * len, what, len);
	out[len * times] = '\0';
	return out;
}

/* A hundred thousand of each, in a time that shows no square. */
static void test_hostile(void **state)
{
	static const char *const pieces[] = {
		"<div>",
		"<b>",
		"<p><b>",
		"<table><tr><td>",
		"<a href=x>",
		"<ul><li>",
		"<!--",
		"<script>",
		"<",
		"&",
		"</p>",
		"<a b=\"",
		"<x-y hidden>",
		"<svg>",
		"<article><h1>x",
		"<div hidden>",
		"<li>x",
		"<dialog open>",
		"<title>",
		"<dd>x",
		"x<br>",
		"<div class='a-share b'>x",
		"<script type=application/ld+json>[{\"headline\":\"x\"}]</script>",
		"<meta name=date content=x>",
		"<time pubdate datetime=x>"};
	double before = gz_clock();

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(pieces); i++) {
		char *html = repeat(pieces[i], 100000);

		page_of(html);
		assert_true(gz_utf8_valid(gz_buf_view(&page.text)));
		free(html);
	}
	assert_true(gz_clock() - before < 60);
}

static void test_declared(void **state)
{
	char name[GZ_CHARSET_NAME_MAX];

	(void)state;
#define DECLARES(html, expected)                                                                             \
	(assert_non_null(gz_html_charset(GZ_STR(html), name)), assert_string_equal(name, expected))
	DECLARES("<meta charset=utf-8>", "utf-8");
	DECLARES("<!-- <meta charset=a> --><META CHARSET=' KOI8-R '>", "KOI8-R");
	DECLARES("<meta http-equiv=Content-Type content='text/html; charset = \"iso-8859-2\"'>",
		 "iso-8859-2");
	DECLARES("<?xml version='1.0' encoding='big5'?><html>", "big5");
	assert_null(gz_html_charset(GZ_STR("<meta name=x content='charset=a'>"), name));
	assert_null(gz_html_charset(GZ_STR("<meta charset=''>"), name));
	assert_null(gz_html_charset(GZ_STR(""), name));
#undef DECLARES
}

static void test_format(void **state)
{
	struct result *r;
	const char *path;

	(void)state;
	mkdir(in_folder("pages"), 0700);
	PUT("pages/2011-03-04.html", "<p>" LONG);
	PUT("pages/b",
	    "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE HTML PUBLIC 'x'><title>Only a title</title>");
	PUT("pages/c.HTM", "<meta charset=windows-1251><p>\xcc\xe8\xf0 \xe2\xf1\xe5\xec");
	PUT("pages/d.html", "<html></html>");
	PUT("pages/e", "\xff\xfe<\0h\0t\0m\0l\0>\0w\0i\0d\0e\0");
	PUT("pages/f.txt", "<b>not a page</b>");
	path = in_folder("pages");
	r = read_one(path, PLAIN);
	assert_int_equal(r->docs, 5);
	check_str(r->doc[0].field[GZ_TEXT], LONG);
	check_str(r->doc[0].id, "2011-03-04.html");
	check_str(r->doc[0].date, "2011-03-04");
	check_str(r->doc[1].field[GZ_TITLE], "Only a title");
	check_str(r->doc[1].field[GZ_TEXT], "");
	check_str(r->doc[2].field[GZ_TEXT], "\xd0\x9c\xd0\xb8\xd1\x80 \xd0\xb2\xd1\x81\xd0\xb5\xd0\xbc");
	check_str(r->doc[3].field[GZ_TEXT], "wide");
	check_str(r->doc[4].field[GZ_TEXT], "<b>not a page</b>");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "pages/d.html: no text: the page has neither text nor a title");
	done(r);
	r = read_one(in_folder("pages/2011-03-04.html"), (struct gz_read_options){.max_document = 50});
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->code[0], GZ_ELIMIT);
	done(r);
}

static int free_page(void **state)
{
	gz_page_free(&page);
	return remove_folder(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_references),
		cmocka_unit_test(test_cut),	   cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_tables),	   cmocka_unit_test(test_titles),
		cmocka_unit_test(test_dates),	   cmocka_unit_test(test_address_and_language),
		cmocka_unit_test(test_main_text),  cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_declared),   cmocka_unit_test(test_format),
	};

	return cmocka_run_group_tests_name("html", tests, make_folder, free_page);
}
