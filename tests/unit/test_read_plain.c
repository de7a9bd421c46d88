/*
 * test_read_plain.c: records that are read without json-c, against json-c. Every line is written twice, the
 * second time with a number that only json-c reads in front: the same lines must become the same documents.
 */
#include "read_folder.h"

#define LINES 20000

static uint64_t seed = 88172645463325252u;

static uint32_t draw(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % below;
}

static const char *pick(const char *const *from, size_t count)
{
	return from[draw((uint32_t)count)];
}

static void add(struct gz_buf *out, const char *text)
{
	gz_buf_str(out, gz_str(text));
}

static void add_blanks(struct gz_buf *out)
{
	static const char *const blanks[] = {"", "", "", "", " ", "\t", "  ", "\r", "\v"};

	add(out, pick(blanks, draw(20) == 0 ? GZ_COUNT(blanks) : GZ_COUNT(blanks) - 1));
}

static void add_string(struct gz_buf *out)
{
	static const char *const pieces[] = {
		"word ",
		"a longer run of plain text without anything in it ",
		"\xc3\xa9",
		"\xe6\xbc\xa2",
		"\xf0\x9f\x98\x80",
		"\\n",
		"\\\"",
		"\\\\",
		"\\/",
		"\\b\\f\\r\\t",
		"\\u00e9",
		"\\u0041",
		"\\u0000",
		"\\u20AC",
		"\\ud83d\\ude00",
		"\\uD83D\\uDE00",
		" ",
		"'",
		"{",
		"}",
		",",
		":",
		"\x7f",
		/* From here on they are rare. */
		"\\ud83d",
		"\\ude00",
		"\\ud83d\\u0041",
		"\\ud83d\\ud83d\\ude00",
		"\\u12",
		"\\u12g4",
		"\\x",
		"\\",
		"\x01",
		"\t",
		"\"",
		"\xff",
		"\xe2\x82",
		"\xed\xa0\x80",
		"\xc0\x80",
	};
	uint32_t count = draw(6), usual = 23;

	gz_buf_byte(out, '"');
	while (count-- > 0)
		add(out, pick(pieces, draw(40) == 0 ? GZ_COUNT(pieces) : usual));
	if (draw(200) == 0)
		gz_buf_byte(out, '\0');
	gz_buf_byte(out, '"');
}

static void add_value(struct gz_buf *out, unsigned depth)
{
	static const char *const scalars[] = {
		"1",
		"0",
		"-7",
		"123456789012345678",
		"null",
		"true",
		"false",
		/* rare */
		"1234567890123456789",
		"12345678901234567890123",
		"-0",
		"01",
		"1.5",
		"-2.50",
		"1e5",
		"1E-3",
		"1.",
		".5",
		"-",
		"+1",
		"NaN",
		"Infinity",
		"-Infinity",
		"nul",
		"True",
		"NULL",
		"0x10",
		"1_0",
		"'a'",
		"",
		"1.0.0",
		"18446744073709551615",
		"9223372036854775807",
		"-9223372036854775808",
		"/* */1",
	};
	uint32_t what = draw(10);
	bool object;

	if (what < 6) {
		add_string(out);
		return;
	}
	if (what < 8 || depth > 20) {
		add(out, pick(scalars, draw(6) == 0 ? GZ_COUNT(scalars) : 7));
		return;
	}
	object = what == 8;
	gz_buf_byte(out, object ? '{' : '[');
	for (uint32_t i = draw(4); i > 0; i--) {
		add_blanks(out);
		if (object) {
			add_string(out);
			add_blanks(out);
			gz_buf_byte(out, ':');
		}
		add_blanks(out);
		add_value(out, depth + 1);
		add_blanks(out);
		if (i > 1 || draw(40) == 0)
			gz_buf_byte(out, ',');
	}
	gz_buf_byte(out, object ? '}' : ']');
}

static void add_member(struct gz_buf *out)
{
	static const char *const names[] = {"\"text\"",	   "\"text\"",	  "\"text\"", "\"body\"",
					    "\"content\"", "\"title\"",	  "\"id\"",   "\"id\"",
					    "\"date\"",	   "\"pubDate\"", "\"url\"",  "\"lang\"",
					    "\"source\"",  "\"other\"",	  "\"\"",     "\"te\\u0078t\""};

	add_blanks(out);
	add(out, pick(names, GZ_COUNT(names)));
	add_blanks(out);
	add(out, draw(200) == 0 ? "" : ":");
	add_blanks(out);
	add_value(out, 1);
	add_blanks(out);
}

/* Something is put in, taken out or changed. */
static void damage(struct gz_buf *line)
{
	static const char bytes[] = "{}[]\":,\\0-.eu \x1f\xff";
	size_t at = draw((uint32_t)line->len);

	switch (draw(3)) {
	case 0: line->ptr[at] = bytes[draw(sizeof(bytes) - 1)]; break;
	case 1: line->len = at; break;
	default: memmove(line->ptr + at, line->ptr + at + 1, line->len - at - 1); line->len--;
	}
}

static void make_line(struct gz_buf *line)
{
	gz_buf_clear(line);
	add_blanks(line);
	gz_buf_byte(line, '{');
	for (uint32_t i = draw(7); i > 0; i--) {
		add_member(line);
		if (i > 1 || draw(50) == 0)
			gz_buf_byte(line, ',');
	}
	add(line, "}");
	add_blanks(line);
	if (draw(30) == 0)
		add(line, draw(2) ? "x" : " {}");
	if (draw(4) == 0)
		damage(line);
}

/* The same record for json-c: "z":1e0 stands in front. */
static void force(struct gz_buf *out, struct gz_str line)
{
	size_t at = gz_str_find(line, '{'), next;

	if (at == line.len || gz_str_trim(gz_str_of(line.ptr, at)).len > 0) {
		gz_buf_str(out, line);
		return;
	}
	for (next = at + 1; next < line.len && strchr(" \t\r\v", line.ptr[next]) != NULL && line.ptr[next];)
		next++;
	gz_buf_add(out, line.ptr, at + 1);
	add(out, next < line.len && line.ptr[next] == '}' ? "\"z\":1e0" : "\"z\":1e0,");
	gz_buf_add(out, line.ptr + at + 1, line.len - at - 1);
}

static void same_str(struct gz_str a, struct gz_str b, uint64_t record, const char *what)
{
	if (!gz_str_eq(a, b))
		fail_msg("line %llu: %s is \"%.*s\", json-c says \"%.*s\"", (unsigned long long)record, what,
			 GZ_ARG(a), GZ_ARG(b));
}

static void same(const struct gz_doc *a, const struct gz_doc *b)
{
	if (a->record != b->record)
		fail_msg("line %llu is a document in one way only",
			 (unsigned long long)(a->record < b->record ? a->record : b->record));
	same_str(a->id, b->id, a->record, "id");
	same_str(a->field[GZ_TITLE], b->field[GZ_TITLE], a->record, "title");
	same_str(a->field[GZ_TEXT], b->field[GZ_TEXT], a->record, "text");
	same_str(a->date, b->date, a->record, "date");
	same_str(a->url, b->url, a->record, "url");
	same_str(a->lang, b->lang, a->record, "lang");
	same_str(a->source, b->source, a->record, "source");
	assert_memory_equal(a->hash, b->hash, sizeof(a->hash));
	assert_int_equal(a->day, b->day);
	assert_int_equal(a->precision, b->precision);
	assert_int_equal(a->repaired, b->repaired);
	assert_int_equal(a->bad_date, b->bad_date);
}

static void ignore(void *self, const struct gz_error *err)
{
	(void)self;
	(void)err;
}

static void compare(const char *path, const char *forced, const char *map)
{
	struct gz_read_options options = {
		.map = map, .format = "jsonl", .reject = ignore, .source_name = GZ_STR("s")};
	struct gz_reader *one, *two;
	struct gz_arena arena = {0};
	struct gz_doc a, b;
	struct gz_error err;
	enum gz_read_status status;
	unsigned documents = 0;

	assert_true(gz_reader_open(&path, 1, &options, &one, &err));
	assert_true(gz_reader_open(&forced, 1, &options, &two, &err));
	while ((status = gz_reader_next(one, &arena, &a, &err)) == GZ_READ_DOC) {
		if (gz_reader_next(two, &arena, &b, &err) != GZ_READ_DOC)
			fail_msg("line %llu is no document for json-c", (unsigned long long)a.record);
		same(&a, &b);
		gz_arena_reset(&arena);
		documents++;
	}
	assert_int_equal(status, GZ_READ_END);
	if (gz_reader_next(two, &arena, &b, &err) != GZ_READ_END)
		fail_msg("line %llu is a document for json-c only", (unsigned long long)b.record);
	assert_in_range(documents, LINES / 10, LINES * 9 / 10);
	gz_reader_close(one);
	gz_reader_close(two);
	gz_arena_free(&arena);
}

static void test_as_json_c(void **state)
{
	struct gz_buf lines = {0}, forced = {0}, line = {0};

	(void)state;
	for (unsigned i = 0; i < LINES; i++) {
		make_line(&line);
		gz_buf_str(&lines, gz_buf_view(&line));
		gz_buf_byte(&lines, '\n');
		force(&forced, gz_buf_view(&line));
		gz_buf_byte(&forced, '\n');
	}
	assert_false(lines.failed || forced.failed || line.failed);
	put("plain.jsonl", lines.ptr, lines.len);
	put("forced.jsonl", forced.ptr, forced.len);
	compare(in_folder("plain.jsonl"), in_folder("forced.jsonl"), NULL);
	compare(in_folder("plain.jsonl"), in_folder("forced.jsonl"), "title=text,id=title,url=text,source=");
	gz_buf_free(&lines);
	gz_buf_free(&forced);
	gz_buf_free(&line);
}

/* What decides in a record: the last of the same name, the first name that has something. */
static void test_which_value(void **state)
{
	struct result *r =
		read_one(PUT("which.jsonl", "{\"text\":\"a\",\"text\":\"b\"}\n"
					    "{\"text\":\"a\",\"text\":null,\"body\":\"c\"}\n"
					    "{\"body\":\"\\u0064\",\"text\":\"\"}\n"
					    "{\"text\":[\"\\\"]}\",{\"text\":\"x\"}],\"text\":\"e\"}\n"
					    "{\"text\":\"f\",\"text\":{\"n\":\"x\"}}\n"
					    "{\"text\":\" \\n\\t\\u0020\"}\n"
					    "{\"id\":007,\"text\":\"g\"}\n"),
			 PLAIN);

	(void)state;
	assert_int_equal(r->docs, 4);
	check_str(r->doc[0].field[GZ_TEXT], "b");
	check_str(r->doc[1].field[GZ_TEXT], "c");
	check_str(r->doc[2].field[GZ_TEXT], "d");
	check_str(r->doc[3].field[GZ_TEXT], "e");
	assert_int_equal(r->rejects, 3);
	assert_string_equal(r->reject[0], "which.jsonl:5: key \"text\" is an object, not a string "
					  "(--map text=text.n takes what is in it)");
	assert_string_equal(r->reject[1],
			    "which.jsonl:6: no text (looked for " TEXT_KEYS ") and no title");
	assert_memory_equal(r->reject[2], "which.jsonl:7:", 14);
	done(r);
}

/* json-c keeps half of a surrogate pair for its next text: it must not reach the next record. */
static void test_after_half_a_pair(void **state)
{
	struct result *r = read_one(PUT("half.jsonl", "{\"text\":\"\\ud83d\n"
						      "{\"z\":1e0,\"text\":\"\\u0041\"}\n"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->rejects, 1);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "A");
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_json_c),
		cmocka_unit_test(test_which_value),
		cmocka_unit_test(test_after_half_a_pair),
	};

	return cmocka_run_group_tests_name("read_plain", tests, make_folder, remove_folder);
}
