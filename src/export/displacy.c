/*
 * displacy.c: a page to read: documents with their mentions marked as displaCy marks them (mark.entity with
 * the label behind the words), nested ones inside. Self-contained: no script, nothing is fetched; light and
 * dark; hostile texts are text.
 */
#include <string.h>

#include "internal.h"

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	"'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta name=\"color-scheme\" content=\"light dark\">\n<title>Documents with "
	"entities</title>\n<style>\n"
	":root { color-scheme: light dark; --ground: #fff; --text: #1a1a1a; --quiet: #595959; --rule: #ccc; "
	"}\n"
	"@media (prefers-color-scheme: dark) {\n"
	"  :root { --ground: #16181c; --text: #e8e8e8; --quiet: #a8a8a8; --rule: #444; }\n}\n"
	"body { background: var(--ground); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; "
	"max-width: 48rem;\n"
	"  margin: 2rem auto; padding: 0 1rem; box-sizing: border-box; }\n"
	"article { border-top: 1px solid var(--rule); padding: 1rem 0; }\n"
	"h2 { font-size: 1.2rem; margin: 0; line-height: 2; }\n"
	".meta, footer { color: var(--quiet); font-size: .85rem; }\n.meta a { color: inherit; }\n"
	".entities { line-height: 2.3; white-space: pre-wrap; overflow-wrap: anywhere; }\n"
	"mark.entity { background: #ddd; color: #111; padding: .25em .4em; border-radius: .35em; "
	"line-height: 1;\n"
	"  -webkit-box-decoration-break: clone; box-decoration-break: clone; print-color-adjust: exact; }\n"
	"mark.entity > span { font-size: .7em; font-weight: bold; text-transform: uppercase; margin-left: "
	".5em; }\n"
	"mark.entity > mark.entity { padding: .1em .3em; outline: 1px solid #0006; }\n"
	"mark[data-type=person] { background: #c7b9ff; }\nmark[data-type=country] { background: #ffd9a0; }\n"
	"mark[data-type=org] { background: #a6e3f0; }\nmark[data-type=place] { background: #bfe8b0; }\n"
	"mark[data-type=event] { background: #ffb8c6; }\n"
	"@media print { article { break-inside: avoid; } }\n</style>\n</head>\n<body>\n<main>\n";

static bool displacy_begin(struct gz_exporter *e, struct gz_error *err)
{
	(void)err;
	gz_buf_str(&e->buf, gz_str(head));
	return true;
}

/* What would not be seen, or would turn the rest around, is shown as U+FFFD. */
static void add_seen(struct gz_buf *out, struct gz_str text, bool name)
{
	uint32_t code, before = 0;
	size_t plain = 0, step;

	for (size_t at = 0; at < text.len; at += step, before = code) {
		step = gz_utf8_decode(text.ptr + at, text.len - at, &code);
		if (step > 0 && !gz_page_hides(code, before, name))
			continue;
		step = step > 0 ? step : gz_utf8_invalid(text.ptr + at, text.len - at);
		code = 0;
		gz_export_markup(out, gz_str_of(text.ptr + plain, at - plain));
		gz_buf_str(out, GZ_STR("\xef\xbf\xbd"));
		plain = at + step;
	}
	gz_export_markup(out, gz_str_of(text.ptr + plain, text.len - plain));
}

static void open_mark(struct gz_buf *out, const struct gz_entity *e)
{
	gz_buf_printf(out, "<mark class=\"entity\" data-type=\"%s\" title=\"", gz_type_name(e->type));
	add_seen(out, e->name, true);
	gz_buf_str(out, GZ_STR(" ("));
	add_seen(out, e->id, true);
	gz_buf_str(out, GZ_STR(")\"><bdi>"));
}

static void close_mark(struct gz_buf *out, const struct gz_entity *e)
{
	gz_buf_printf(out, "</bdi><span>%s</span></mark>", gz_export_label(e->type, GZ_LABELS_ONTONOTES));
}

#define DEEPEST 16

/* A field on its way to the page: what is written up to byte `at`, and the mentions that are open there. */
struct marked {
	struct gz_buf *out;
	struct gz_str text;
	size_t at;
	const struct gz_mention *open[DEEPEST];
	size_t depth;
};

static size_t end_of(const struct gz_mention *m)
{
	return (size_t)m->byte_start + m->byte_length;
}

static void write_to(struct marked *w, size_t byte)
{
	add_seen(w->out, gz_str_of(w->text.ptr + w->at, byte - w->at), false);
	w->at = byte;
}

/* Closes what ends at `byte` or before. */
static void close_marks(struct marked *w, size_t byte)
{
	while (w->depth > 0 && end_of(w->open[w->depth - 1]) <= byte) {
		const struct gz_mention *m = w->open[--w->depth];

		write_to(w, end_of(m));
		close_mark(w->out, m->entity);
	}
}

/* One that crosses the end of another's cannot be marked inside it. */
static bool fits(const struct marked *w, const struct gz_mention *m)
{
	return w->depth == 0 || (w->depth < DEEPEST && end_of(m) <= end_of(w->open[w->depth - 1]));
}

/* The words of a field with its mentions marked. */
static void add_marked(struct gz_buf *out, const struct gz_tagged *tagged, enum gz_field field)
{
	struct marked w = {.out = out, .text = tagged->doc.field[field]};

	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];

		if (m->field != field)
			continue;
		close_marks(&w, m->byte_start);
		if (!fits(&w, m))
			continue;
		write_to(&w, m->byte_start);
		open_mark(out, m->entity);
		w.open[w.depth++] = m;
	}
	close_marks(&w, w.text.len);
	write_to(&w, w.text.len);
}

static void add_meta(struct gz_buf *out, const struct gz_doc *doc)
{
	char day[16];

	gz_day_format(doc->day, doc->precision, day);
	gz_buf_printf(out, "<p class=\"meta\">%s%s<bdi>", day, day[0] != '\0' ? " \u00b7 " : "");
	add_seen(out, doc->source, true);
	gz_buf_str(out, GZ_STR("</bdi> \u00b7 <bdi>"));
	if (gz_export_is_web(doc->url)) {
		gz_buf_str(out, GZ_STR("<a rel=\"noreferrer\" href=\""));
		gz_export_markup(out, doc->url);
		gz_buf_str(out, GZ_STR("\">"));
		add_seen(out, doc->id, true);
		gz_buf_str(out, GZ_STR("</a>"));
	} else {
		add_seen(out, doc->id, true);
	}
	gz_buf_str(out, GZ_STR("</bdi></p>\n"));
}

static bool displacy_document(struct gz_exporter *e, const struct gz_tagged *tagged,
			      const struct gz_tokens *tokens, struct gz_error *err)
{
	struct gz_buf *out = &e->buf;

	(void)tokens;
	(void)err;
	gz_buf_str(out, GZ_STR("<article>\n"));
	if (tagged->doc.field[GZ_TITLE].len > 0) {
		gz_buf_str(out, GZ_STR("<h2 dir=\"auto\">"));
		add_marked(out, tagged, GZ_TITLE);
		gz_buf_str(out, GZ_STR("</h2>\n"));
	}
	add_meta(out, &tagged->doc);
	gz_buf_str(out, GZ_STR("<div class=\"entities\" dir=\"auto\">"));
	add_marked(out, tagged, GZ_TEXT);
	gz_buf_str(out, GZ_STR("</div>\n</article>\n"));
	return true;
}

static bool displacy_end(struct gz_exporter *e, struct gz_error *err)
{
	const struct gz_provenance *p = e->options.provenance;
	struct gz_buf *out = &e->buf;

	(void)err;
	gz_buf_printf(out, "</main>\n<footer>%llu documents, %llu mentions", (unsigned long long)e->documents,
		      (unsigned long long)e->mentions);
	if (p != NULL) {
		gz_buf_str(out, GZ_STR(": "));
		add_seen(out, p->filter, true);
		gz_buf_printf(out, "; gazet %.*s, database revision %llu, gazetteer ", GZ_ARG(p->version),
			      (unsigned long long)p->revision);
		gz_export_markup(out, p->gazetteer);
	}
	gz_buf_str(out, GZ_STR("</footer>\n</body>\n</html>\n"));
	return true;
}

const struct gz_document_format gz_export_as_displacy = {
	.name = "displacy",
	.help = "a page of HTML with the mentions marked, as displaCy shows them",
	.extension = ".html",
	.begin = displacy_begin,
	.document = displacy_document,
	.end = displacy_end,
};
