/*
 * html_meta.c: what a page says of itself in <meta>, <link> and <time>: candidates as they come, the best of
 * them at the end. The name of the site is cut off a title only where the page tells it, or where its heading
 * is what is left.
 */
#include <string.h>

#include "html.h"

struct name {
	const char *name;
	int which;
};

static const struct name title_names[] = {{"og:title", GZ_TITLE_OG}, {"twitter:title", GZ_TITLE_TWITTER}};

/* Of the names for a day of publication that sites and their analysts use. */
static const struct name date_names[] = {
	{"article:published_time", GZ_DATE_ARTICLE},
	{"og:article:published_time", GZ_DATE_ARTICLE},
	{"og:published_time", GZ_DATE_ARTICLE},
	{"datepublished", GZ_DATE_ITEM},
	{"parsely-pub-date", GZ_DATE_NAME},
	{"sailthru.date", GZ_DATE_NAME},
	{"pubdate", GZ_DATE_NAME},
	{"publishdate", GZ_DATE_NAME},
	{"publish-date", GZ_DATE_NAME},
	{"publish_date", GZ_DATE_NAME},
	{"published_time", GZ_DATE_NAME},
	{"publication_date", GZ_DATE_NAME},
	{"publication-date", GZ_DATE_NAME},
	{"published-date", GZ_DATE_NAME},
	{"article_date_original", GZ_DATE_NAME},
	{"article.published", GZ_DATE_NAME},
	{"originalpublicationdate", GZ_DATE_NAME},
	{"cxenseparse:recs:publishtime", GZ_DATE_NAME},
	{"citation_publication_date", GZ_DATE_NAME},
	{"citation_date", GZ_DATE_NAME},
	{"dc.date.issued", GZ_DATE_NAME},
	{"dcterms.issued", GZ_DATE_NAME},
	{"dc.date.created", GZ_DATE_NAME},
	{"dcterms.created", GZ_DATE_NAME},
	{"dcterms.date", GZ_DATE_NAME},
	{"dc.date", GZ_DATE_NAME},
	{"dc:date", GZ_DATE_NAME},
	{"date", GZ_DATE_NAME},
	{"created", GZ_DATE_NAME},
};

static int find(const struct name *names, size_t count, struct gz_str name)
{
	for (size_t i = 0; name.len > 0 && i < count; i++) {
		if (gz_html_same(name, names[i].name))
			return names[i].which;
	}
	return -1;
}

/* The first one counts. */
static bool take(struct gz_buf *to, struct gz_str value)
{
	return to->len > 0 || gz_html_decode(to, value, true);
}

static bool understood(const struct gz_buf *date)
{
	enum gz_precision precision;
	int32_t day;

	return gz_date_parse(gz_str_trim(gz_buf_view(date)), &day, &precision);
}

/* The first one that is a day, or else the first one. */
static bool take_date(struct gz_buf *to, struct gz_str value)
{
	if (to->len > 0 && understood(to))
		return true;
	if (to->len > 0) {
		struct gz_buf next = {0};
		bool good = gz_html_decode(&next, value, true);

		if (good && next.len > 0 && understood(&next)) {
			gz_buf_free(to);
			*to = next;
		} else {
			gz_buf_free(&next);
		}
		return good;
	}
	return gz_html_decode(to, value, true);
}

static bool take_link(struct gz_html_meta *meta, const struct gz_html_token *token)
{
	if (!gz_html_has_word(token->attr[GZ_ATTR_REL], "canonical"))
		return true;
	return take(&meta->canonical, gz_str_trim(token->attr[GZ_ATTR_HREF]));
}

static bool take_name(struct gz_html_meta *meta, struct gz_str name, struct gz_str content)
{
	int which = find(title_names, GZ_COUNT(title_names), name);

	if (which >= 0)
		return take(&meta->title[which], content);
	which = find(date_names, GZ_COUNT(date_names), name);
	if (which >= 0)
		return take_date(&meta->date[which], content);
	if (gz_html_same(name, "og:site_name") || gz_html_same(name, "application-name"))
		return take(&meta->site, content);
	if (gz_html_same(name, "og:url"))
		return take(&meta->og_url, gz_str_trim(content));
	return true;
}

bool gz_html_meta_element(struct gz_html_meta *meta, const struct gz_html_token *token)
{
	static const enum gz_html_attr keys[] = {GZ_ATTR_PROPERTY, GZ_ATTR_NAME, GZ_ATTR_ITEMPROP};
	struct gz_str content = token->attr[GZ_ATTR_CONTENT];

	if (token->element->id == GZ_EL_LINK)
		return take_link(meta, token);
	if (content.len == 0)
		return true;
	for (size_t i = 0; i < GZ_COUNT(keys); i++) {
		if (token->attr[keys[i]].len > 0 && !take_name(meta, token->attr[keys[i]], content))
			return false;
	}
	if (gz_html_same(token->attr[GZ_ATTR_HTTP_EQUIV], "content-language"))
		return take(&meta->lang, content);
	return true;
}

bool gz_html_meta_time(struct gz_html_meta *meta, const struct gz_html_token *token, bool main)
{
	struct gz_str value = token->attr[GZ_ATTR_DATETIME];

	if (value.len == 0)
		return true;
	if (gz_html_has_word(token->attr[GZ_ATTR_ITEMPROP], "datepublished"))
		return take_date(&meta->date[GZ_DATE_ITEM], value);
	if (token->attr[GZ_ATTR_PUBDATE].ptr != NULL)
		return take_date(&meta->date[GZ_DATE_PUBDATE], value);
	return !main || take_date(&meta->date[GZ_DATE_TIME], value);
}

/* ---- the best of them -------------------------------------------------------------- */

static struct gz_str view(const struct gz_buf *b)
{
	return gz_buf_view(b);
}

/* What stands between a headline and the name of its site, with spaces around. */
static size_t separator_at(struct gz_str s, size_t at)
{
	static const char *const signs[] = {
		" - ",	      " | ",	       " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xb7 ",
		" \xc2\xab ", " \xc2\xbb ",    " :: ",		 " \xe2\x80\xa2 ", " / ",
		": ",	      " \xe2\x80\xba "};

	for (size_t i = 0; i < GZ_COUNT(signs); i++) {
		if (gz_str_starts(gz_str_of(s.ptr + at, s.len - at), gz_str(signs[i])))
			return strlen(signs[i]);
	}
	return 0;
}

/* `rest` stands at one end of the title, a separator between them and the other part. */
static struct gz_str cut_off(struct gz_str title, struct gz_str rest)
{
	if (rest.len == 0 || rest.len + 3 > title.len)
		return title;
	if (gz_str_ends(title, rest)) {
		for (size_t at = title.len - rest.len, back = 2; back <= 5 && back < at; back++) {
			if (separator_at(title, at - back) == back)
				return gz_str_trim(gz_str_of(title.ptr, at - back));
		}
	}
	if (gz_str_starts(title, rest)) {
		size_t step = separator_at(title, rest.len);

		if (step > 0)
			return gz_str_trim(
				gz_str_of(title.ptr + rest.len + step, title.len - rest.len - step));
	}
	return title;
}

/* The heading, where it and something behind or before a separator are the whole title. */
static struct gz_str cut_to(struct gz_str title, struct gz_str heading)
{
	if (heading.len == 0 || heading.len >= title.len)
		return title;
	if (gz_str_starts(title, heading) && separator_at(title, heading.len) > 0)
		return heading;
	if (gz_str_ends(title, heading)) {
		for (size_t at = title.len - heading.len, back = 2; back <= 5 && back < at; back++) {
			if (separator_at(title, at - back) == back)
				return heading;
		}
	}
	return title;
}

static struct gz_str best_title(const struct gz_html_meta *meta)
{
	for (size_t i = 0; i < GZ_META_TITLES; i++) {
		struct gz_str title = gz_str_trim(view(&meta->title[i])), cut;

		if (title.len == 0)
			continue;
		cut = cut_off(title, gz_str_trim(view(&meta->site)));
		return cut.len < title.len ? cut
					   : cut_to(title, gz_str_trim(view(&meta->title[GZ_TITLE_H1])));
	}
	return GZ_STR("");
}

/* The first that is a day; if none is, the first of all, so that it is reported. */
static struct gz_str best_date(const struct gz_html_meta *meta)
{
	struct gz_str first = GZ_STR("");

	for (size_t i = 0; i < GZ_META_DATES; i++) {
		if (meta->date[i].len > 0 && understood(&meta->date[i]))
			return gz_str_trim(view(&meta->date[i]));
		if (first.len == 0)
			first = gz_str_trim(view(&meta->date[i]));
	}
	return first;
}

static struct gz_str best_url(const struct gz_html_meta *meta)
{
	struct gz_str canonical = view(&meta->canonical), og = view(&meta->og_url);
	bool absolute =
		gz_str_starts(canonical, GZ_STR("http://")) || gz_str_starts(canonical, GZ_STR("https://"));

	return canonical.len > 0 && (absolute || og.len == 0) ? canonical : og;
}

bool gz_html_meta_finish(struct gz_html_meta *meta, struct gz_page *page)
{
	return gz_buf_str(&page->title, best_title(meta)) && gz_buf_str(&page->date, best_date(meta)) &&
	       gz_buf_str(&page->url, best_url(meta)) &&
	       gz_buf_str(&page->lang, gz_str_trim(view(&meta->lang)));
}

void gz_html_meta_free(struct gz_html_meta *meta)
{
	for (size_t i = 0; i < GZ_META_TITLES; i++)
		gz_buf_free(&meta->title[i]);
	for (size_t i = 0; i < GZ_META_DATES; i++)
		gz_buf_free(&meta->date[i]);
	gz_buf_free(&meta->site);
	gz_buf_free(&meta->canonical);
	gz_buf_free(&meta->og_url);
	gz_buf_free(&meta->lang);
}
