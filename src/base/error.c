/* error.c: filling and printing struct gz_error. */
#include <stdio.h>
#include <string.h>

#include "gazet/base.h"

#define LEFT_OUT "..."

/* What is too long, as a path may be, loses its middle: the reason stands at the end. No character is cut. */
static void shorten(struct gz_str text, size_t head, char *out, size_t size)
{
	struct gz_str first = text, last = gz_str_of("", 0);
	size_t room = size - 1 - strlen(LEFT_OUT);

	if (text.len >= size) {
		first = gz_utf8_head(text, head);
		last = gz_utf8_tail(text, room - head);
	}
	snprintf(out, size, "%.*s%s%.*s", GZ_ARG(first), text.len < size ? "" : LEFT_OUT, GZ_ARG(last));
}

/* Made apart from `err`, whose own text may be among the arguments: "...: %s", err->message. */
__attribute__((format(printf, 2, 0))) static struct gz_error make(enum gz_code code, const char *format,
								  va_list args)
{
	struct gz_error made = {.code = code};
	char whole[8192];

	whole[0] = '\0';
	vsnprintf(whole, sizeof(whole), format, args);
	shorten(gz_utf8_head(gz_str(whole), sizeof(whole)), sizeof(made.message) / 4, made.message,
		sizeof(made.message));
	return made;
}

bool gz_fail(struct gz_error *err, enum gz_code code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	*err = make(code, format, args);
	va_end(args);
	return false;
}

bool gz_fail_at(struct gz_error *err, enum gz_code code, const char *file, uint64_t line, uint32_t column,
		const char *format, ...)
{
	struct gz_error made;
	va_list args;

	va_start(args, format);
	made = make(code, format, args);
	va_end(args);
	if (file != NULL) /* the end of a path tells more than its beginning */
		shorten(gz_str(file), 0, made.file, sizeof(made.file));
	made.line = line;
	made.column = column;
	*err = made;
	return false;
}

bool gz_fail_nomem(struct gz_error *err)
{
	return gz_fail(err, GZ_ENOMEM, "out of memory");
}

const char *gz_error_text(const struct gz_error *err, char *out, size_t size)
{
	char line[32] = "", column[32] = "";

	if (err->line != 0)
		snprintf(line, sizeof(line), "%llu:", (unsigned long long)err->line);
	if (err->column != 0)
		snprintf(column, sizeof(column), "%u:", err->column);
	snprintf(out, size, "%s%s%s%s%s%s", err->file, err->file[0] ? ":" : "", line, column,
		 err->file[0] || line[0] ? " " : "", err->message);
	out[gz_utf8_head(gz_str(out), size).len] = '\0';
	return out;
}
