/* document.c: a document of the public header becomes one of the stages, as the reader would have read it:
 * the same content is the same document, whichever way it comes. */
#include <string.h>

#include "gazet/read.h"
#include "internal.h"

/* A valid copy in the arena. */
static bool keep(struct gz_str s, struct gz_arena *arena, struct gz_str *out, uint64_t *repaired,
		 struct gz_error *err)
{
	struct gz_buf valid = {0};
	bool good = true;

	if (gz_utf8_clean(s) < s.len) {
		good = gz_utf8_repair(&valid, s, repaired);
		s = gz_buf_view(&valid);
	}
	if (good)
		*out = s.len > 0 ? gz_arena_str(arena, s) : GZ_STR("");
	gz_buf_free(&valid);
	return (good && out->ptr != NULL) || gz_fail_nomem(err);
}

static struct gz_str field(const char *text, size_t length)
{
	if (text == NULL)
		return GZ_STR("");
	return length > 0 ? gz_str_of(text, length) : gz_str(text);
}

bool gz_document_read(const struct gz_document *document, struct gz_arena *arena, struct gz_doc *out,
		      struct gz_error *err)
{
	struct gz_document d = {0};
	struct gz_str title, text, date;

	*out = (struct gz_doc){.day = GZ_NO_DAY};
	if (document == NULL || document->size == 0)
		return gz_fail(err, GZ_EUSAGE, "a document says its size: gz_document_of sets it");
	/* Members that the caller's header has not are NULL; those that this library has not are passed over.
	 */
	memcpy(&d, document, document->size < sizeof(d) ? document->size : sizeof(d));
	title = field(d.title, d.title_length);
	text = field(d.text, d.text_length);
	date = field(d.date, 0);
	if (title.len > UINT32_MAX || text.len > UINT32_MAX)
		return gz_fail(err, GZ_ELIMIT, "a title or text has more than 4 GiB");
	if (!keep(title, arena, &out->field[GZ_TITLE], &out->repaired, err) ||
	    !keep(text, arena, &out->field[GZ_TEXT], &out->repaired, err) ||
	    !keep(date, arena, &out->date, &out->repaired, err) ||
	    !keep(field(d.url, 0), arena, &out->url, &out->repaired, err) ||
	    !keep(field(d.lang, 0), arena, &out->lang, &out->repaired, err) ||
	    !keep(field(d.id, 0), arena, &out->id, &out->repaired, err) ||
	    !keep(field(d.source, 0), arena, &out->source, &out->repaired, err) ||
	    !gz_doc_hash(title, date, text, out->hash, err))
		return false;
	if (out->date.len > 0 && !gz_date_parse(out->date, &out->day, &out->precision)) {
		out->bad_date = true;
		out->day = GZ_NO_DAY;
		out->precision = GZ_UNDATED;
	}
	if (out->source.len == 0)
		out->source = GZ_STR("library");
	if (out->id.len == 0)
		out->id = gz_doc_hash_id(out->hash, arena);
	out->path = GZ_STR("");
	out->bytes = title.len + text.len;
	return out->id.ptr != NULL || gz_fail_nomem(err);
}
