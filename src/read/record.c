/*
 * record.c: a record as it was read becomes a document: UTF-8 repaired, date understood, content hashed,
 * source and id filled in. The same for every format.
 */
#include <string.h>

#include "internal.h"

/* A valid copy in the arena. */
static bool keep(struct gz_reader *r, struct gz_str s, struct gz_arena *arena, struct gz_str *out,
		 uint64_t *repaired, struct gz_error *err)
{
	if (s.len == 0) {
		*out = GZ_STR("");
		return true;
	}
	if (gz_utf8_clean(s) < s.len) {
		gz_buf_clear(&r->scratch);
		if (!gz_utf8_repair(&r->scratch, s, repaired)) {
			gz_buf_free(&r->scratch);
			return gz_fail_nomem(err);
		}
		s = gz_buf_view(&r->scratch);
	}
	*out = gz_arena_str(arena, s);
	return out->ptr != NULL || gz_fail_nomem(err);
}

bool gz_record_finish(struct gz_reader *r, const struct gz_record *record, struct gz_arena *arena,
		      struct gz_doc *doc, struct gz_error *err)
{
	const struct gz_str *value = record->value;
	const char *written;
	uint64_t ignored = 0;

	memset(doc, 0, sizeof(*doc));
	if (!gz_charset_note_file(r, err))
		return false;
	if (!keep(r, value[GZ_KEY_TITLE], arena, &doc->field[GZ_TITLE], &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_TEXT], arena, &doc->field[GZ_TEXT], &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_DATE], arena, &doc->date, &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_URL], arena, &doc->url, &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_LANG], arena, &doc->lang, &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_ID], arena, &doc->id, &doc->repaired, err) ||
	    !keep(r, value[GZ_KEY_SOURCE].len > 0 ? value[GZ_KEY_SOURCE] : r->source, arena, &doc->source,
		  &doc->repaired, err) ||
	    !keep(r, gz_str(gz_reader_file(r)), arena, &doc->path, &ignored, err))
		return false;
	written = doc->date.ptr;
	if (!gz_dates_record(r, record, arena, doc, err))
		return false;
	/* Over the bytes as read; a date that the field does not tell by itself counts as understood. */
	if (!gz_doc_hash(value[GZ_KEY_TITLE], doc->date.ptr == written ? value[GZ_KEY_DATE] : doc->date,
			 value[GZ_KEY_TEXT], doc->hash, err))
		return false;
	if (doc->id.len == 0)
		doc->id = gz_doc_hash_id(doc->hash, arena);
	if (doc->id.ptr == NULL)
		return gz_fail_nomem(err);
	doc->record = record->record;
	doc->bytes = record->bytes;
	gz_count(&r->repaired, doc->repaired > 0);
	return true;
}
