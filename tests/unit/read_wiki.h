/* read_wiki.h: dumps of a MediaWiki made of pages, for tests of the reader. */
#ifndef READ_WIKI_H
#define READ_WIKI_H

#include "read_folder.h"

#define WIKI_DE                                                                                              \
	"<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\" version=\"0.10\" xml:lang=\"de\">\n" \
	"<siteinfo><sitename>Probe</sitename><base>https://de.example.org/wiki/Probe:Start</base>\n"         \
	"<namespaces><namespace key=\"-1\">Spezial</namespace><namespace key=\"0\" />"                       \
	"<namespace key=\"1\">Diskussion</namespace><namespace key=\"6\">Datei</namespace>"                  \
	"<namespace key=\"14\">Kategorie</namespace></namespaces></siteinfo>\n"
#define WIKI_END "</mediawiki>\n"

static inline void escape(struct gz_buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '<')
			gz_buf_str(out, GZ_STR("&lt;"));
		else if (s[i] == '&')
			gz_buf_str(out, GZ_STR("&amp;"));
		else
			gz_buf_byte(out, s[i]);
	}
}

/* A dump of one article, which is called Seite. */
static inline const char *put_page(const char *root, const char *wikitext, size_t len)
{
	struct gz_buf out = {0};
	const char *path;

	gz_buf_str(&out, gz_str(root));
	gz_buf_str(&out, GZ_STR("<page><title>Seite</title><ns>0</ns><id>7</id><revision><id>1</id>"
				"<timestamp>2017-07-07T10:00:00Z</timestamp><model>wikitext</model><text>"));
	escape(&out, wikitext, len);
	gz_buf_str(&out, GZ_STR("</text></revision></page>\n" WIKI_END));
	assert_false(out.failed);
	path = put("dump.xml", out.ptr, out.len);
	gz_buf_free(&out);
	return path;
}

/* The text of a page. */
static inline void reads_in(const char *root, const char *wikitext, const char *expected)
{
	struct result *r = read_one(put_page(root, wikitext, strlen(wikitext)), PLAIN);

	if (r->docs != 1)
		fail_msg("%zu documents of: %s (%s)", r->docs, wikitext, r->rejects > 0 ? r->reject[0] : "");
	if (!gz_str_eq(r->doc[0].field[GZ_TEXT], gz_str(expected)))
		fail_msg("%s\nbecomes \"%.*s\"\nand not \"%s\"", wikitext, GZ_ARG(r->doc[0].field[GZ_TEXT]),
			 expected);
	done(r);
}

static inline void reads(const char *wikitext, const char *expected)
{
	reads_in(WIKI_DE, wikitext, expected);
}

#endif
