/* whole.c: formats in which a file is one document: all its bytes, and what its name says of it. */
#include <string.h>

#include "internal.h"

/* False after the file was rejected, or with err when memory ran out. */
static bool read_whole(struct gz_reader *r, struct gz_buf *out, struct gz_error *err)
{
	struct gz_input *in = &r->input;
	enum gz_input_status status = GZ_INPUT_DATA;
	struct gz_error damage;

	while (status == GZ_INPUT_DATA) {
		if (out->len + (in->len - in->at) > r->max_document) {
			gz_reader_reject_at(r, GZ_ELIMIT, 0, 0, "larger than the limit of %zu bytes; skipped",
					    r->max_document);
			return false;
		}
		if (!gz_buf_add(out, in->block + in->at, in->len - in->at))
			return gz_fail_nomem(err);
		in->at = in->len;
		status = gz_input_fill(in, &damage);
	}
	if (status == GZ_INPUT_DAMAGED) {
		gz_reader_reject_at(r, damage.code, 0, 0, "%s; the document is skipped", damage.message);
		return false;
	}
	return true;
}

enum gz_read_status gz_reader_whole(struct gz_reader *r, struct gz_buf *out, struct gz_error *err)
{
	err->code = GZ_OK;
	if (!read_whole(r, out, err))
		return err->code == GZ_ENOMEM ? GZ_READ_FAILED : GZ_READ_END;
	return gz_reader_filled(r, gz_buf_view(out)) ? GZ_READ_DOC : GZ_READ_END;
}

void gz_reader_reject_void(struct gz_reader *r, const char *why)
{
	/* A member of a sound archive is as it was meant; a file may have lost what it held. */
	gz_reader_reject_at(r, r->depth > 0 ? GZ_ENOTFOUND : GZ_EFORMAT, 0, 0, "no text: %s", why);
}

bool gz_reader_filled(struct gz_reader *r, struct gz_str text)
{
	if (gz_str_trim(text).len > 0)
		return true;
	gz_reader_reject_void(r, "the file is empty");
	return false;
}

void gz_record_of_file(const struct gz_reader *r, struct gz_record *record)
{
	if (strcmp(r->item->path, "-") == 0)
		return;
	record->of_file = true;
	if (record->value[GZ_KEY_ID].len == 0)
		record->value[GZ_KEY_ID] = gz_str(r->item->relative);
}
