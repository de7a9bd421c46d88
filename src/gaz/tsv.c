/*
 * tsv.c: tab-separated files into rows of cells, each row to the table that the header names. Faults are
 * reported with file, line and column, and reading goes on, so that one run shows them all.
 */
#include <stdio.h>
#include <string.h>

#include "internal.h"

static const struct gz_table *const tables[] = {
	&gz_table_entities, &gz_table_offices, &gz_table_patterns, &gz_table_titles, &gz_table_given,
	&gz_table_surname,  &gz_table_word,    &gz_table_neutral,  &gz_table_vetoes, &gz_table_cues,
};

bool gz_load_nomem(struct gz_loader *l)
{
	l->failed = true;
	return gz_fail_nomem(&l->first);
}

bool gz_load_fault_of(struct gz_loader *l, const char *rule, const struct gz_row *row, int cell,
		      const char *format, ...)
{
	struct gz_error err;
	char message[GZ_MESSAGE_MAX];
	uint32_t column = 0;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	if (cell >= 0)
		column = (size_t)cell < row->count ? row->column[cell] : row->end;
	gz_fail_at(&err, GZ_EFORMAT, row->file, row->line, column, "%s", message);
	if (l->faults++ == 0 && !l->failed)
		l->first = err;
	l->records.rule = rule;
	if (l->fault != NULL && (l->faults <= GZ_FAULTS_MAX || l->records.keep))
		l->fault(l->self, &err);
	return false;
}

struct gz_str gz_row_cell(const struct gz_row *row, const int *column, int own)
{
	if (column[own] < 0 || (size_t)column[own] >= row->count)
		return gz_str_of("", 0);
	return row->cell[column[own]];
}

struct gz_str gz_row_list(const struct gz_row *row, const int *column, int own)
{
	if (column[own] < 0 || (size_t)column[own] >= row->count)
		return gz_str_of("", 0);
	return row->written[column[own]];
}

/* What a backslash and this byte stand for; 0: for themselves, as in a pattern's \d. */
static char escape_of(char byte)
{
	switch (byte) {
	case 't': return '\t';
	case 'n': return '\n';
	case '\\':
	case '|': return byte;
	default: return 0;
	}
}

/* Undoes escapes: `out` has room for as many bytes. Returns how many there are then. */
static size_t unescape(struct gz_str s, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		char escape = s.ptr[i] == '\\' && i + 1 < s.len ? escape_of(s.ptr[i + 1]) : 0;

		out[len++] = escape ? escape : s.ptr[i];
		i += escape != 0;
	}
	return len;
}

static bool unescape_cell(struct gz_loader *l, struct gz_row *row, size_t cell)
{
	struct gz_str s = row->written[cell];
	size_t backslashes = 0;
	char *copy;

	if (gz_str_find(s, '\\') == s.len)
		return true;
	while (backslashes < s.len && s.ptr[s.len - 1 - backslashes] == '\\')
		backslashes++;
	if (backslashes % 2 != 0)
		return gz_load_fault(l, row, (int)cell, "a backslash at the end of a cell");
	copy = gz_arena_alloc(&l->scratch, s.len);
	if (copy == NULL)
		return gz_load_nomem(l);
	row->cell[cell] = gz_str_of(copy, unescape(s, copy));
	return true;
}

static bool split_row(struct gz_loader *l, struct gz_row *row, struct gz_str line)
{
	uint32_t column = 1;

	row->count = 0;
	for (;;) {
		size_t end = gz_str_find(line, '\t');

		row->end = column;
		if (row->count == GZ_CELLS_MAX)
			return gz_load_fault(l, row, GZ_CELLS_MAX, "more than %d cells", GZ_CELLS_MAX);
		row->cell[row->count] = row->written[row->count] = gz_str_trim(gz_str_of(line.ptr, end));
		row->column[row->count++] = column;
		column += (uint32_t)gz_utf8_count(gz_str_of(line.ptr, end)) + 1;
		row->end = column - 1;
		if (end == line.len)
			return true;
		line = gz_str_of(line.ptr + end + 1, line.len - end - 1);
	}
}

static int find_cell(const struct gz_row *header, const char *name)
{
	for (size_t i = 0; i < header->count; i++) {
		if (gz_str_eq(header->cell[i], gz_str(name)))
			return (int)i;
	}
	return -1;
}

/* Which table has this header; fills where its own columns stand. */
static const struct gz_table *table_of(const struct gz_row *header, int *column)
{
	for (size_t t = 0; t < GZ_COUNT(tables); t++) {
		int own = 0;
		bool all = true;

		for (const char *const *name = tables[t]->required; *name != NULL; name++) {
			column[own] = find_cell(header, *name);
			all = all && column[own++] >= 0;
		}
		for (const char *const *name = tables[t]->optional; *name != NULL; name++)
			column[own++] = find_cell(header, *name);
		if (all)
			return tables[t];
	}
	return NULL;
}

static bool check_line(struct gz_loader *l, struct gz_row *row, struct gz_str line)
{
	for (size_t i = 0; i < line.len;) {
		uint32_t code;
		size_t step;

		if (line.ptr[i] >= 0x20 && line.ptr[i] < 0x7f) {
			i++;
			continue;
		}
		step = gz_utf8_decode(line.ptr + i, line.len - i, &code);
		if (step == 0 || (code < 0x20 && code != '\t') || code == 0x7f) {
			row->count = 1;
			row->column[0] = (uint32_t)gz_utf8_count(gz_str_of(line.ptr, i)) + 1;
			return gz_load_fault_of(l, "encoding", row, 0,
						step == 0 ? "malformed UTF-8"
							  : "a control character (U+%04X)",
						step ? code : 0);
		}
		i += step;
	}
	return true;
}

/* Notes a row's `accept` cell and counts the row. */
static bool keep_records(struct gz_loader *l, const struct gz_row *row, int accept)
{
	struct gz_accepted accepted = {.origin = {row->file, row->line, 0}};

	if (!l->records.keep)
		return true;
	l->records.files.ptr[l->records.files.len - 1].rows++;
	if (accept < 0 || (size_t)accept >= row->count || row->written[accept].len == 0)
		return true;
	accepted.origin.column = row->column[accept];
	accepted.rules = gz_arena_str(&l->build->arena, row->written[accept]);
	return (accepted.rules.ptr != NULL && GZ_PUSH(&l->records.accepted, accepted)) || gz_load_nomem(l);
}

static bool load_row(struct gz_loader *l, struct gz_tsv *t, struct gz_str line)
{
	struct gz_row *row = &t->row;

	if (!check_line(l, row, line) || !split_row(l, row, line))
		return false;
	if (row->count > t->width)
		return gz_load_fault(l, row, (int)t->width, "%zu cells, but the header names %zu columns",
				     row->count, t->width);
	for (size_t i = 0; i < row->count; i++) {
		if (!unescape_cell(l, row, i))
			return false;
	}
	return keep_records(l, row, t->accept) && t->table->row(l, row, t->column);
}

/* The first line that is no comment: which table this is. False where it is none; the rest of the file is not
 * read. */
static bool load_header(struct gz_loader *l, struct gz_tsv *t, struct gz_str line)
{
	if (!check_line(l, &t->row, line) || !split_row(l, &t->row, line))
		return false;
	t->table = table_of(&t->row, t->column);
	t->width = t->row.count;
	t->accept = find_cell(&t->row, "accept");
	if (t->table == NULL)
		return gz_load_fault(
			l, &t->row, 0,
			"no kind of table has these columns (entities need: id type name aliases, with tabs "
			"between them)");
	if (l->records.keep &&
	    !GZ_PUSH(&l->records.files, ((struct gz_file_rows){t->row.file, t->table->name, 0})))
		return gz_load_nomem(l);
	return true;
}

bool gz_tsv_load(struct gz_loader *l, struct gz_tsv *t, struct gz_str lines)
{
	if (t->row.line == 0 && gz_str_starts(lines, GZ_STR("\xef\xbb\xbf")))
		lines = gz_str_of(lines.ptr + 3, lines.len - 3);
	while (lines.len > 0 && !l->failed) {
		size_t end = gz_str_find(lines, '\n');
		struct gz_str line = gz_str_of(lines.ptr, end);

		lines = gz_str_of(lines.ptr + end, lines.len - end);
		if (lines.len > 0)
			lines = gz_str_of(lines.ptr + 1, lines.len - 1);
		if (gz_str_ends(line, GZ_STR("\r")))
			line.len--;
		t->row.line++;
		t->row.count = 0;
		if (gz_str_trim(line).len == 0 || line.ptr[0] == '#')
			continue;
		if (t->table != NULL)
			load_row(l, t, line);
		else if (!load_header(l, t, line))
			return false;
		gz_arena_reset(&l->scratch);
	}
	return !l->failed;
}

/* Where the first item of a list ends: at a bar that is not escaped, or with the list. */
static size_t end_of_item(struct gz_str list)
{
	size_t i = 0;

	while (i < list.len && list.ptr[i] != '|')
		i += list.ptr[i] == '\\' && i + 1 < list.len && escape_of(list.ptr[i + 1]) != 0 ? 2 : 1;
	return i;
}

bool gz_list_next(struct gz_str *rest, struct gz_arena *arena, struct gz_str *item)
{
	while (rest->len > 0) {
		size_t end = end_of_item(*rest), behind = end + (end < rest->len);
		char *copy = gz_arena_alloc(arena, end + 1); /* of this item: a list may have very many */

		if (copy == NULL)
			return false;
		*item = gz_str_trim(gz_str_of(copy, unescape(gz_str_of(rest->ptr, end), copy)));
		*rest = gz_str_of(rest->ptr + behind, rest->len - behind);
		if (item->len > 0)
			return true;
	}
	return false;
}

bool gz_load_list_next(struct gz_loader *l, struct gz_str *rest, struct gz_str *item)
{
	return gz_list_next(rest, &l->scratch, item) || (rest->len > 0 && gz_load_nomem(l));
}
