/*
 * fuzz_export.c: any text, title, id, source, url and language as a document that is tagged and exported: what is
 * written in each format is valid UTF-8 and read by its rules: JSON by json-c, values apart by commas and tabs, and
 * lines by hand, as many as went in. Input: a byte that picks the day, then strings that 0x1E ends: text, title, id,
 * source, url, lang.
 */
#include <json-c/json.h>
#include <stdint.h>

#include "gazet/export.h"
#include "gazet/pipeline.h"
#include "gazet/text.h"
#include "tables.h"

#define STRINGS 6

static const char entities[] =
	"id\ttype\tname\taliases\tcountry\tseries\tplace\tfrom\tto\n"
	"country/us\tcountry\tUnited States\tU.S. | =US\n"
	"country/cn\tcountry\tChina\t中国\n"
	"place/hh\tplace\tHamburg\n"
	"org/x\torg\tA \"B\" & C\tAT&T | <b> | x,y\n"
	"event/g20\tevent\tG20\tG20 summit\n"
	"event/g20-2017\tevent\tHamburg G20\tG20 summit in Hamburg\t\tevent/g20\tplace/hh\t2017-07-07\t2017-07-08\n"
	"person/dt\tperson\tDonald Trump\tTrump\tcountry/us\n";

static struct gz_tagger *tagger(void)
{
	static struct gz_tagger *made;
	static struct gz_gaz *gaz; /* lives as long as the tagger */
	struct gz_str table = gz_str(entities);
	struct gz_error err;

	if (made == NULL) {
		must(fuzz_load(&table, 1, &gaz, &err));
		must(gz_tagger_open(gaz, &(const struct gz_tagger_options){0}, &made, &err));
	}
	return made;
}

struct written {
	char *text;
	size_t size, documents, mentions;
};

static void write_as(const struct gz_document_format *format, const struct gz_tagged *tagged,
		     const struct gz_tokens *tokens, struct written *w)
{
	struct gz_export_options options = {.safe = tagged->doc.day == GZ_NO_DAY, .title = GZ_STR("a"),
					    .database = GZ_STR("b")};
	struct gz_exporter *e;
	struct gz_error err;

	options.stream = open_memstream(&w->text, &w->size);
	must(options.stream != NULL && gz_export_open(format, &options, &e, &err));
	for (int i = 0; i < 2 && format->document != NULL; i++)
		must(gz_export_document(e, tagged, format->tokens ? tokens : NULL, &err));
	/* A timeline without dates is refused. */
	must(gz_export_finish(e, &err) || (err.code == GZ_EUSAGE && tagged->doc.day == GZ_NO_DAY));
	w->documents = gz_export_documents(e);
	w->mentions = gz_export_mentions(e);
	gz_export_close(e);
	must(fclose(options.stream) == 0 && gz_utf8_valid(gz_str_of(w->text, w->size)));
}

static void parse(const char *text, size_t size)
{
	json_tokener *tokener = json_tokener_new();
	json_object *value;

	must(tokener != NULL);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	value = json_tokener_parse_ex(tokener, text, (int)size);
	must(value != NULL && json_tokener_get_error(tokener) == json_tokener_success);
	json_object_put(value);
	json_tokener_free(tokener);
}

/* How many lines; `json`: each is a value. `tabs` more than 0: so many in each that is not empty. */
static size_t read_lines(const struct written *w, bool json, size_t tabs)
{
	size_t lines = 0;

	for (const char *at = w->text, *end = w->text + w->size, *stop; at < end; at = stop + 1, lines++) {
		size_t found = 0;

		stop = memchr(at, '\n', (size_t)(end - at));
		must(stop != NULL);
		if (json)
			parse(at, (size_t)(stop - at));
		for (const char *c = at; c < stop; c++)
			found += *c == '\t';
		must(tabs == 0 || stop == at || at[0] == '#' || found == tabs);
	}
	return lines;
}

/* Rows of RFC 4180, all of as many cells. */
static size_t read_csv(const struct written *w)
{
	size_t cells = 1, first = 0, rows = 0;
	bool quoted = false;

	for (size_t i = 0; i < w->size; i++) {
		if (w->text[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && w->text[i] == ',') {
			cells++;
		} else if (!quoted && w->text[i] == '\n') {
			first = rows++ == 0 ? cells : first;
			must(cells == first);
			cells = 1;
		}
	}
	must(!quoted);
	return rows;
}

/* Nothing of the document is markup: what opens is what the format itself writes. */
static void read_page(const struct written *w)
{
	struct gz_str page = gz_str_of(w->text, w->size);

	must(memmem(page.ptr, page.len, "<b>", 3) == NULL && memmem(page.ptr, page.len, "<script", 7) == NULL);
}

static void check(const struct gz_document_format *format, const struct gz_tagged *tagged,
		  const struct gz_tokens *tokens)
{
	const char *name = format->name;
	struct written w;

	write_as(format, tagged, tokens, &w);
	must(format->document == NULL || (w.documents == 2 && w.mentions <= 2 * tagged->count));
	if (strcmp(name, "jsonl") == 0)
		must(read_lines(&w, true, 0) == 2);
	else if (strcmp(name, "mentions") == 0)
		must(read_lines(&w, true, 0) == 2 * tagged->count);
	else if (strcmp(name, "webannotation") == 0 || strcmp(name, "ftm") == 0)
		read_lines(&w, true, 0);
	else if (strcmp(name, "csv") == 0)
		must(read_csv(&w) == 2 * tagged->count + 1);
	else if (strcmp(name, "conllu") == 0)
		read_lines(&w, false, 9);
	else if (strcmp(name, "gkg") == 0)
		must(read_lines(&w, false, 26) == 2);
	else if (strcmp(name, "datasette") == 0 || (strcmp(name, "timelinejs") == 0 && w.size > 0))
		parse(w.text, w.size);
	else if (strcmp(name, "displacy") == 0)
		read_page(&w);
	free(w.text);
}

/* As a reader would have cleaned it; ids and sources are never empty. */
static struct gz_str clean(struct gz_str bytes, struct gz_arena *arena, const char *otherwise)
{
	struct gz_buf buf = {0};
	struct gz_str s;
	uint64_t replaced = 0;

	must(gz_utf8_repair(&buf, bytes, &replaced));
	s = gz_arena_str(arena, buf.len > 0 ? gz_buf_view(&buf) : gz_str(otherwise));
	must(s.ptr != NULL);
	gz_buf_free(&buf);
	return s;
}

static void read_document(struct gz_doc *doc, const uint8_t *data, size_t size, struct gz_arena *arena)
{
	static const int32_t days[] = {GZ_NO_DAY, 17354, 17353, -719162, 2932896};
	struct gz_str rest = gz_str_of((const char *)data + 1, size - 1), string[STRINGS];

	for (size_t i = 0; i < STRINGS; i++) {
		size_t len = gz_str_find(rest, 0x1e);

		string[i] = gz_str_of(rest.ptr, len);
		len += len < rest.len;
		rest = gz_str_of(rest.ptr + len, rest.len - len);
	}
	*doc = (struct gz_doc){.field = {[GZ_TEXT] = clean(string[0], arena, ""), [GZ_TITLE] = clean(string[1], arena, "")},
			       .id = clean(string[2], arena, "1"),
			       .source = clean(string[3], arena, "s"),
			       .url = clean(string[4], arena, ""),
			       .lang = clean(string[5], arena, ""),
			       .path = GZ_STR("")};
	doc->day = days[data[0] % GZ_COUNT(days)];
	doc->precision = doc->day == GZ_NO_DAY ? GZ_UNDATED : GZ_YEAR + data[0] / GZ_COUNT(days) % 3;
	doc->date = doc->day == GZ_NO_DAY ? GZ_STR("") : GZ_STR("2017-07-07");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct gz_document_format *format;
	struct gz_tokens tokens[GZ_FIELDS];
	struct gz_arena arena = {0};
	struct gz_tagged tagged;
	struct gz_error err;
	struct gz_doc doc;

	if (size == 0)
		return 0;
	read_document(&doc, data, size, &arena);
	must(gz_tagger_tag(tagger(), &doc, &arena, &tagged, &err));
	for (size_t i = 0; i < tagged.count; i++)
		tagged.mentions[i].asked = i % 3 > 0;
	for (int field = 0; field < GZ_FIELDS; field++)
		must(gz_text_tokenize(tagged.doc.field[field], &arena, &tokens[field], &err));
	for (size_t i = 0; (format = gz_document_format_at(i)) != NULL; i++) {
		if (!format->folder)
			check(format, &tagged, tokens);
	}
	gz_arena_free(&arena);
	return 0;
}
