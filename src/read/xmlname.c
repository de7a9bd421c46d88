/* xmlname.c: names of XML: the namespaces that formats know, attributes, and where the root element stands.
 */
#include <string.h>

#include "xml.h"

struct space {
	const char *uri; /* its beginning: versions differ behind it */
	const char *prefix;
	enum gz_xml_space space;
};

static const struct space spaces[] = {
	{"http://www.w3.org/2005/Atom", "atom", GZ_XML_ATOM},
	{"http://purl.org/atom/ns#", "atom03", GZ_XML_ATOM},
	{"http://purl.org/rss/1.0/modules/content", "content", GZ_XML_CONTENT},
	{"http://purl.org/rss/1.0/modules/", "", GZ_XML_OTHER},
	{"http://purl.org/rss/1.0", "rss", GZ_XML_RSS},
	{"http://my.netscape.com/", "", GZ_XML_RSS},
	{"http://channel.netscape.com/", "", GZ_XML_RSS},
	{"http://backend.userland.com/", "", GZ_XML_RSS},
	{"http://blogs.law.harvard.edu/", "", GZ_XML_RSS},
	{"http://purl.org/net/rss", "", GZ_XML_RSS},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf", GZ_XML_RDF},
	{"http://purl.org/dc/", "dc", GZ_XML_DC},
	{"http://purl.org/metadata/dublin_core", "dcterms", GZ_XML_DC},
	{"http://www.w3.org/1999/xhtml", "xhtml", GZ_XML_XHTML},
	{"http://iptc.org/std/NITF", "nitf", GZ_XML_NITF},
	{"http://www.nitf.org/", "", GZ_XML_NITF},
	{"http://iptc.org/std/nar", "nar", GZ_XML_NEWSML},
	{"http://iptc.org/std/newsml", "newsml", GZ_XML_NEWSML},
	{"http://iptc.org/std/NewsML", "", GZ_XML_NEWSML},
	{"http://www.mediawiki.org/xml/export", "mw", GZ_XML_MEDIAWIKI},
};

enum gz_xml_space gz_xml_space_of(struct gz_str uri)
{
	if (uri.len == 0)
		return GZ_XML_NONE;
	for (size_t i = 0; i < GZ_COUNT(spaces); i++) {
		if (gz_str_starts(uri, gz_str(spaces[i].uri)))
			return spaces[i].space;
	}
	return GZ_XML_OTHER;
}

enum gz_xml_space gz_xml_space_of_prefix(struct gz_str prefix)
{
	if (prefix.len == 0)
		return GZ_XML_NONE;
	for (size_t i = 0; i < GZ_COUNT(spaces); i++) {
		if (gz_str_eq(prefix, gz_str(spaces[i].prefix)))
			return spaces[i].space;
	}
	return GZ_XML_OTHER;
}

struct gz_str gz_xml_attribute(const struct gz_xml_element *element, const char *name)
{
	for (const char *const *at = element->attributes; at != NULL && *at != NULL; at += 2) {
		if (strcmp(at[0], name) == 0)
			return gz_str(at[1]);
	}
	return (struct gz_str){NULL, 0};
}

/* ---- the root ---------------------------------------------------------------------- */

static struct gz_str behind(struct gz_str s, size_t count)
{
	return count < s.len ? gz_str_of(s.ptr + count, s.len - count) : GZ_STR("");
}

/* What follows the first `mark` in s; empty when there is none. */
static struct gz_str behind_mark(struct gz_str s, const char *mark)
{
	const char *found = memmem(s.ptr, s.len, mark, strlen(mark));

	return found == NULL ? behind(s, s.len) : behind(s, (size_t)(found - s.ptr) + strlen(mark));
}

/* Behind a document type declaration, whose internal part may hold whole tags. */
static struct gz_str behind_doctype(struct gz_str s)
{
	size_t bracket = gz_str_find(s, '['), end = gz_str_find(s, '>');

	return bracket < end ? behind_mark(behind_mark(s, "]"), ">") : behind(s, end + 1);
}

/* UTF-16 as far as it is ASCII. */
static struct gz_str narrow(struct gz_str head, char *out)
{
	const char *p = head.ptr;
	size_t first, len = 0;

	if (head.len < 4)
		return head;
	if (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "<\0?\0", 4) == 0)
		first = 0;
	else if (memcmp(p, "\xfe\xff", 2) == 0 || memcmp(p, "\0<\0?", 4) == 0)
		first = 1;
	else
		return head;
	for (size_t i = first; i + (first == 0) < head.len && len < GZ_PROBE_BYTES; i += 2) {
		bool mark = i < 2 && p[0] != '<' && p[1] != '<';
		bool ascii = p[first == 0 ? i + 1 : i - 1] == 0;

		if (!mark)
			out[len++] = ascii ? p[i] : '?';
	}
	return gz_str_of(out, len);
}

static bool ends_name(char c)
{
	return c == '>' || c == '/' || c == '<' || (c >= 0 && c <= ' ');
}

/* The name at the front of s. */
static struct gz_str name_of(struct gz_str s)
{
	size_t len = 0;

	while (len < s.len && !ends_name(s.ptr[len]))
		len++;
	return gz_str_of(s.ptr, len);
}

bool gz_xml_root(struct gz_str head, struct gz_xml_root *root)
{
	struct gz_str s = gz_str_trim(narrow(head, root->plain)), type = GZ_STR("");

	root->declared = gz_str_starts(s, GZ_STR("<?xml"));
	for (;;) {
		s = gz_str_trim(s);
		if (gz_str_starts(s, GZ_STR("<?"))) {
			s = behind_mark(s, "?>");
		} else if (gz_str_starts(s, GZ_STR("<!--"))) {
			s = behind_mark(s, "-->");
		} else if (gz_str_starts(s, GZ_STR("<!DOCTYPE "))) {
			type = name_of(gz_str_trim(behind(s, 10)));
			s = behind_doctype(s);
		} else {
			break;
		}
	}
	root->name = s.len > 0 && s.ptr[0] == '<' ? name_of(behind(s, 1)) : GZ_STR("");
	/* A document type that goes on beyond what is seen names it too. */
	if (s.len == 0)
		root->name = type;
	root->local = behind(root->name, (gz_str_find(root->name, ':') + 1) % (root->name.len + 1));
	root->tag = gz_str_of(s.ptr, gz_str_find(s, '>'));
	return root->name.len > 0;
}
