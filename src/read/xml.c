/*
 * xml.c: an XML file as events, over expat. Handlers stop it behind a record; what follows a document's root
 * element is read as another document, by a fresh parser. What is wrong ends the file: expat cannot go on
 * behind an error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "xmlparser.h"

/* A parser is given as much as its document is likely to need, and this much more. */
#define SLICE_MIN ((size_t)1 << 10)

/* ---- names ----------------------------------------------------------------------- */

static void halt(struct gz_xml *x, const char *why)
{
	if (x->halted == NULL)
		x->halted = why;
	XML_StopParser(x->parser, XML_FALSE);
}

void gz_xml_refuse(struct gz_xml *x, const char *why)
{
	snprintf(x->refused, sizeof(x->refused), "%s", why);
	halt(x, x->refused);
}

void gz_xml_no_memory(struct gz_xml *x)
{
	x->no_memory = true;
	halt(x, "out of memory");
}

static int word_of(const struct gz_xml *x, struct gz_str local)
{
	for (size_t i = 0; i < x->word_count; i++) {
		if (gz_str_eq(local, gz_str(x->words[i].name)))
			return x->words[i].code;
	}
	return 0;
}

/* Word of a qualified name. expat keeps every name that it met, hence a limit. */
static int meet_name(struct gz_xml *x, struct gz_str name)
{
	const uint32_t *known = gz_map_get(&x->names, name);
	size_t colon = gz_str_find(name, ':');
	struct gz_str local = name, copy;
	int word;

	if (known != NULL)
		return (int)*known;
	if (x->names.count == GZ_XML_NAMES) {
		halt(x, "too many different names");
		return 0;
	}
	if (colon < name.len)
		local = gz_str_of(name.ptr + colon + 1, name.len - colon - 1);
	word = word_of(x, local);
	copy = gz_arena_str(&x->name_arena, name);
	if (copy.ptr == NULL || gz_map_put(&x->names, copy, (uint32_t)word, NULL) == NULL)
		gz_xml_no_memory(x);
	return word;
}

static void bind(struct gz_xml *x, struct gz_str prefix, const char *uri)
{
	if (x->bindings == BINDINGS_MAX) {
		halt(x, "too many namespaces");
		return;
	}
	x->binding[x->bindings++] =
		(struct binding){x->depth, x->prefixes.len, prefix.len, gz_xml_space_of(gz_str(uri))};
	if (!gz_buf_str(&x->prefixes, prefix))
		gz_xml_no_memory(x);
}

static enum gz_xml_space space_of(const struct gz_xml *x, struct gz_str prefix)
{
	for (size_t i = x->bindings; i-- > 0;) {
		const struct binding *b = &x->binding[i];

		if (b->len == prefix.len &&
		    (b->len == 0 || memcmp(x->prefixes.ptr + b->at, prefix.ptr, b->len) == 0))
			return b->space;
	}
	return gz_xml_space_of_prefix(prefix);
}

/* ---- what expat calls ---------------------------------------------------------------- */

static void on_start(void *self, const XML_Char *qname, const XML_Char **attributes)
{
	struct gz_xml *x = self;
	struct gz_str name = gz_str(qname);
	size_t colon = gz_str_find(name, ':');
	struct gz_xml_element element = {.attributes = (const char *const *)attributes};
	struct frame *frame;

	if (x->halted != NULL)
		return;
	if (x->depth == GZ_XML_DEPTH) {
		halt(x, "elements nested too deeply");
		return;
	}
	x->begun = true;
	frame = &x->frame[x->depth++];
	for (const XML_Char **at = attributes; *at != NULL; at += 2) {
		meet_name(x, gz_str(at[0]));
		if (strncmp(at[0], "xmlns", 5) == 0 && (at[0][5] == '\0' || at[0][5] == ':'))
			bind(x, gz_str(at[0][5] == ':' ? at[0] + 6 : ""), at[1]);
	}
	frame->word = meet_name(x, name);
	frame->space = space_of(x, gz_str_of(qname, colon < name.len ? colon : 0));
	if (x->halted != NULL)
		return;
	element.space = frame->space;
	element.word = frame->word;
	element.depth = x->depth;
	element.name = colon < name.len ? gz_str_of(qname + colon + 1, name.len - colon - 1) : name;
	x->events->start(x->self, &element);
}

/* Bytes of this document up to the end of what a handler was called for. */
static uint64_t place(const struct gz_xml *x)
{
	return (uint64_t)XML_GetCurrentByteIndex(x->parser) + (uint64_t)XML_GetCurrentByteCount(x->parser);
}

static void on_end(void *self, const XML_Char *qname)
{
	struct gz_xml *x = self;
	const char *colon = strchr(qname, ':');
	struct gz_xml_element element;

	if (x->halted != NULL)
		return;
	element = (struct gz_xml_element){.space = x->frame[x->depth - 1].space,
					  .word = x->frame[x->depth - 1].word,
					  .name = gz_str(colon != NULL ? colon + 1 : qname),
					  .depth = x->depth};
	x->events->end(x->self, &element);
	if (x->stopped)
		x->stopped_at = x->base + place(x);
	while (x->bindings > 0 && x->binding[x->bindings - 1].depth >= x->depth)
		x->prefixes.len = x->binding[--x->bindings].at;
	x->depth--;
	if (x->depth == 0) {
		x->finished = true;
		x->document_end = place(x);
		x->document_lines = XML_GetCurrentLineNumber(x->parser) - 1;
	}
	if (x->stopped || x->finished)
		XML_StopParser(x->parser, XML_TRUE);
}

static void on_text(void *self, const XML_Char *text, int len)
{
	struct gz_xml *x = self;

	if (x->halted == NULL)
		x->events->text(x->self, gz_str_of(text, (size_t)len));
}

/* An entity that was not declared, or is somewhere outside: feeds use the names of HTML. */
static void on_skipped(void *self, const XML_Char *name, int is_parameter)
{
	struct gz_xml *x = self;
	char reference[32], bytes[4];
	size_t len = strlen(name);
	uint32_t code;

	if (is_parameter || len + 2 > sizeof(reference) || x->halted != NULL || x->depth == 0)
		return;
	reference[0] = '&';
	memcpy(reference + 1, name, len);
	reference[len + 1] = ';';
	if (gz_html_entity(gz_str_of(reference, len + 2), false, &code) == len + 2)
		x->events->text(x->self, gz_str_of(bytes, gz_utf8_encode(code, bytes)));
}

/* ---- opening ------------------------------------------------------------------------- */

static void set_handlers(struct gz_xml *x)
{
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetSkippedEntityHandler(x->parser, on_skipped);
	/* As if there were declarations outside: then an entity nobody declared is skipped, not an error. */
	XML_UseForeignDTD(x->parser, XML_TRUE);
}

bool gz_xml_open(struct gz_reader *r, const struct gz_xml_word *words, size_t count,
		 const struct gz_xml_events *events, void *self, struct gz_xml **out, struct gz_error *err)
{
	struct gz_xml *x = calloc(1, sizeof(*x));

	*out = NULL;
	if (x == NULL)
		return gz_fail_nomem(err);
	x->r = x->bytes.r = r;
	x->words = words;
	x->word_count = count;
	x->events = events;
	x->self = self;
	x->slice = GZ_READ_BLOCK;
	x->parser = XML_ParserCreate("UTF-8");
	if (x->parser == NULL) {
		free(x);
		return gz_fail_nomem(err);
	}
	set_handlers(x);
	*out = x;
	return true;
}

void gz_xml_close(struct gz_xml *x)
{
	if (x == NULL)
		return;
	XML_ParserFree(x->parser);
	gz_xml_bytes_close(&x->bytes);
	gz_map_free(&x->names);
	gz_arena_free(&x->name_arena);
	gz_buf_free(&x->prefixes);
	free(x);
}

/* ---- parsing --------------------------------------------------------------------------- */

/* Makes ready for another document behind the end of this one's root. */
static bool next_document(struct gz_xml *x)
{
	size_t used = x->given - (size_t)(x->fed - x->document_end);

	x->piece = gz_str_of(x->piece.ptr + used, x->piece.len - used);
	x->given = 0;
	/* What it was given in excess was copied in vain: no more than the next one is likely to need. */
	x->slice = x->document_end < GZ_READ_BLOCK ? (size_t)x->document_end + SLICE_MIN : GZ_READ_BLOCK;
	x->base += x->document_end;
	x->lines += x->document_lines;
	x->fed = 0;
	x->bindings = 0;
	x->documents++;
	x->finished = x->suspended = x->begun = false;
	gz_buf_clear(&x->prefixes);
	if (!XML_ParserReset(x->parser, "UTF-8"))
		return false;
	set_handlers(x);
	return true;
}

/* No XML begins with white space if it has a declaration; feeds do. */
static void skip_blanks(struct gz_xml *x)
{
	size_t n = 0;

	for (; n < x->piece.len && memchr(" \t\r\n", x->piece.ptr[n], 4) != NULL; n++)
		x->lines += x->piece.ptr[n] == '\n';
	x->piece = gz_str_of(x->piece.ptr + n, x->piece.len - n);
	x->base += n;
}

static void report(struct gz_xml *x)
{
	enum XML_Error code = XML_GetErrorCode(x->parser);
	uint64_t line = x->lines + XML_GetCurrentLineNumber(x->parser);
	uint64_t column = XML_GetCurrentColumnNumber(x->parser) + 1;
	bool limit = x->halted != NULL || code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH;
	const char *why = x->halted != NULL ? x->halted : XML_ErrorString(code);

	/* What follows a document may be a comment. */
	if (code == XML_ERROR_NO_ELEMENTS && x->documents > 0 && !x->begun)
		return;
	gz_reader_lost(x->r);
	if (x->halted == x->refused) {
		gz_reader_reject_at(x->r, GZ_EFORMAT, x->r->record, 0, "%s%s", why,
				    x->r->record > 0 ? "; what follows is lost" : "");
		return;
	}
	if (x->halted == NULL && x->final)
		why = "the file ends in the middle of it";
	gz_reader_reject_at(x->r, limit ? GZ_ELIMIT : GZ_EFORMAT, x->r->record, 0,
			    "XML, line %llu, column %llu: %s; what follows is lost", (unsigned long long)line,
			    (unsigned long long)column, why);
}

/* Gives the parser more. Without a document begun, *end at the end of the file. */
static enum XML_Status feed(struct gz_xml *x, bool *end, struct gz_error *damage)
{
	enum gz_input_status status = GZ_INPUT_DATA;
	const char *from;
	size_t len;

	do {
		if (x->given == x->piece.len) {
			status = gz_xml_bytes_next(&x->bytes, &x->piece, damage);
			x->given = 0;
		}
		if (status == GZ_INPUT_DAMAGED)
			return XML_STATUS_ERROR;
		if (x->fed == 0)
			skip_blanks(x);
	} while (x->piece.len == 0 && status == GZ_INPUT_DATA);
	x->final = status == GZ_INPUT_END;
	*end = x->final && x->fed == 0;
	if (*end)
		return XML_STATUS_OK;
	from = x->piece.ptr + x->given;
	len = x->piece.len - x->given < x->slice ? x->piece.len - x->given : x->slice;
	x->fed += len;
	x->given += len;
	x->slice *= x->slice < GZ_READ_BLOCK ? 2 : 1;
	return XML_Parse(x->parser, from, (int)len, x->final);
}

/* What has no end yet is kept by the parser, all of it. */
static bool within_limits(struct gz_xml *x)
{
	int64_t at = (int64_t)XML_GetCurrentByteIndex(x->parser);
	uint64_t done = x->depth == 0 || at < 0 ? 0 : (uint64_t)at;

	if (x->fed - done <= GZ_XML_TOKEN)
		return true;
	x->halted = x->depth == 0 ? "no element in sight" : "a tag or comment that is too long";
	return false;
}

static enum gz_xml_status over(struct gz_xml *x)
{
	x->over = true;
	return GZ_XML_END;
}

enum gz_xml_status gz_xml_next(struct gz_xml *x, struct gz_error *err)
{
	bool end = x->over;

	while (!end) {
		struct gz_error damage = {.code = GZ_OK};
		bool resume = x->suspended;
		enum XML_Status status;

		x->suspended = x->stopped = false;
		status = resume ? XML_ResumeParser(x->parser) : feed(x, &end, &damage);
		if (x->no_memory || damage.code == GZ_ENOMEM ||
		    (status == XML_STATUS_ERROR && XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY)) {
			gz_fail_nomem(err);
			return GZ_XML_FAILED;
		}
		if (damage.code != GZ_OK) {
			gz_reader_reject_at(x->r, damage.code, x->r->record, 0, "%s; what follows is lost",
					    damage.message);
			return over(x);
		}
		if (status == XML_STATUS_ERROR || (status == XML_STATUS_OK && !end && !within_limits(x))) {
			report(x);
			return over(x);
		}
		x->suspended = status == XML_STATUS_SUSPENDED;
		if (x->finished && !next_document(x)) {
			gz_fail_nomem(err);
			return GZ_XML_FAILED;
		}
		if (x->stopped)
			return GZ_XML_STOPPED;
	}
	return over(x);
}

void gz_xml_stop(struct gz_xml *x)
{
	x->stopped = true;
}
