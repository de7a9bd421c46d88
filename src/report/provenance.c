/* provenance.c: what the page was made from. No clock: the same database gives the same page. */
#include "internal.h"

static void add(struct gz_buf *out, const char *what, struct gz_str value, bool code)
{
	if (value.len == 0)
		return;
	gz_buf_printf(out, "<div><dt>%s</dt><dd>%s", what, code ? "<code>" : "");
	gz_markup_name(out, value);
	gz_buf_printf(out, "%s</dd></div>\n", code ? "</code>" : "");
}

static void add_count(struct gz_buf *out, const char *what, uint64_t value)
{
	gz_buf_printf(out, "<div><dt>%s</dt><dd>", what);
	gz_markup_count(out, value);
	gz_buf_str(out, GZ_STR("</dd></div>\n"));
}

bool gz_page_provenance(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_provenance *p = r->provenance;

	gz_buf_str(out, GZ_STR("<dl class=\"facts\">\n"));
	add(out, "counted", p->filter.len > 0 ? p->filter : GZ_STR("all documents"), false);
	add_count(out, "documents in the database", p->documents);
	add(out, "newest document", r->newest, false);
	add_count(out, "revision of the database", p->revision);
	add(out, "gazetteer", p->gazetteer, true);
	add(out, "gazet", p->version, false);
	return gz_buf_str(out, GZ_STR("</dl>\n"));
}
