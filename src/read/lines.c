/* lines.c: a file by lines, unpacked like an archive, for what holds no documents: other tools' gazetteers.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct gz_lines {
	struct gz_input input;
	_Atomic uint64_t raw_bytes, bytes;
	size_t longest;
	struct gz_buf line;
	bool ended;
};

bool gz_lines_open(const char *path, size_t longest, struct gz_lines **out, struct gz_error *err)
{
	struct gz_lines *lines = calloc(1, sizeof(*lines));

	*out = NULL;
	if (lines == NULL)
		return gz_fail_nomem(err);
	lines->longest = longest;
	lines->input.raw_count = &lines->raw_bytes;
	lines->input.count = &lines->bytes;
	if (!gz_input_open(&lines->input, path, false, err)) {
		struct gz_error cause = *err;

		gz_fail_at(err, cause.code, path, 0, 0, "%s", cause.message);
		gz_lines_close(lines);
		return false;
	}
	*out = lines;
	return true;
}

enum gz_lines_status gz_lines_next(struct gz_lines *lines, struct gz_str *line, struct gz_error *err)
{
	struct gz_input *in = &lines->input;
	bool too_long = false, any = false;

	gz_buf_clear(&lines->line);
	while (!lines->ended) {
		char *start = in->block + in->at, *lf = NULL;
		size_t len = in->len - in->at;
		enum gz_input_status status;

		if (len > 0)
			lf = memchr(start, '\n', len);
		if (lf != NULL)
			len = (size_t)(lf - start);
		any |= len > 0 || lf != NULL;
		too_long |= lines->line.len + len > lines->longest;
		if (!too_long && !gz_buf_add(&lines->line, start, len)) {
			gz_fail_nomem(err);
			return GZ_LINES_DAMAGED;
		}
		in->at += len + (lf != NULL);
		if (lf != NULL)
			break;
		status = gz_input_fill(in, err);
		if (status == GZ_INPUT_DAMAGED) {
			lines->ended = true;
			return GZ_LINES_DAMAGED;
		}
		lines->ended = status == GZ_INPUT_END;
	}
	*line = gz_buf_view(&lines->line);
	return !any ? GZ_LINES_END : too_long ? GZ_LINE_TOO_LONG : GZ_LINE;
}

void gz_lines_close(struct gz_lines *lines)
{
	if (lines == NULL)
		return;
	gz_input_close(&lines->input);
	gz_input_free(&lines->input);
	gz_buf_free(&lines->line);
	free(lines);
}
