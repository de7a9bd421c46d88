/* sql.c: `gazet sql`: a question in SQL, read-only. */
#include <stdio.h>
#include <string.h>

#include "cmd.h"

/* From standard input, with a NUL behind it. */
static bool read_statement(struct gz_buf *out, struct gz_error *err)
{
	char part[4096];
	size_t got;

	while ((got = fread(part, 1, sizeof(part), stdin)) > 0) {
		if (!gz_buf_add(out, part, got))
			return gz_fail_nomem(err);
	}
	if (ferror(stdin))
		return gz_fail(err, GZ_EIO, "standard input cannot be read");
	if (out->len > 0 && memchr(out->ptr, '\0', out->len) != NULL)
		return gz_fail(err, GZ_EUSAGE, "SQL: there is a NUL in the statement");
	return gz_buf_byte(out, '\0') || gz_fail_nomem(err);
}

int cmd_sql(const struct settings *s)
{
	static const char *const none[] = {NULL}; /* what was asked for by name is shown */
	struct settings plain = *s;
	struct gz_str values[LIST_MAX];
	struct gz_buf text = {0};
	struct gz_error err;
	struct question q;
	size_t count = s->arg_count - 1;
	bool good = true, piped = strcmp(s->args[0], "-") == 0;
	int status;

	plain.arg_count = 0; /* no entities */
	for (size_t i = 0; i < count; i++)
		values[i] = gz_str(s->args[i + 1]);
	if (!question_open(&q, &plain, NULL, 0, &status))
		return status;
	output_spare(&q.output, none);
	for (size_t i = 0; good && i < s->arg_count; i++)
		good = gz_utf8_valid(gz_str(s->args[i])) ||
		       gz_fail(&err, GZ_EUSAGE, "SQL: not valid UTF-8: the %s",
			       i == 0 ? "statement" : "value");
	good = good && (!piped || read_statement(&text, &err)) &&
	       gz_query_sql(q.query, &q.selection, piped ? text.ptr : s->args[0], values, count,
			    &q.output.sink, &err);
	gz_buf_free(&text);
	return question_close(&q, s, good, &err);
}
