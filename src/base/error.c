/* error.c: filling and printing struct gz_error. */
#include <stdio.h>
#include <string.h>

#include "gazet/base.h"

/* Made apart from `err`, whose own text may be among the arguments: "...: %s", err->message. What is too
 * long, as a path may be, loses its middle: the reason stands at the end. */
__attribute__((format(printf, 2, 0))) static struct gz_error make(enum gz_code code, const char *format,
								  va_list args)
{
	struct gz_error made = {.code = code};
	const size_t room = sizeof(made.message), head = room / 4;
	char whole[8192];
	size_t len;

	whole[0] = '\0';
	vsnprintf(whole, sizeof(whole), format, args);
	len = strlen(whole);
	if (len < room) {
		memcpy(made.message, whole, len + 1);
		return made;
	}
	memcpy(made.message, whole, head);
	memcpy(made.message + head, "...", 3);
	memcpy(made.message + head + 3, whole + len + 1 - (room - head - 3), room - head - 3);
	return made;
}

/* The end of a path tells more than its beginning. */
static void set_file(struct gz_error *err, const char *file)
{
	size_t len = strlen(file);

	if (len < sizeof(err->file)) {
		memcpy(err->file, file, len + 1);
		return;
	}
	memcpy(err->file, "...", 3);
	memcpy(err->file + 3, file + len - (sizeof(err->file) - 4), sizeof(err->file) - 3);
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
	if (file != NULL)
		set_file(&made, file);
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
	return out;
}
