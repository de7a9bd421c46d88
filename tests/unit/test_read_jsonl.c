/* test_read_jsonl.c: JSON Lines into documents, plain and compressed, and what can be wrong with them. */
#include "read_folder.h"

/* ---- JSON Lines ------------------------------------------------------------------ */

static void test_record(void **state)
{
	const char *path = PUT("full.jsonl", "{\"id\":\"a1\",\"date\":\"2017-07-07T16:22:00Z\","
					     "\"title\":\"T\","
					     "\"text\":\"X y\",\"url\":\"http://u\",\"lang\":\"en\","
					     "\"source\":\"s\",\"other\":[1,{\"a\":null}]}\n");
	struct result *r = read_one(path, PLAIN);
	struct gz_doc *d = &r->doc[0];

	(void)state;
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 0);
	check_str(d->id, "a1");
	check_str(d->date, "2017-07-07T16:22:00Z");
	assert_int_equal(d->day, 17354);
	assert_int_equal(d->precision, GZ_DAY);
	assert_false(d->bad_date);
	check_str(d->field[GZ_TITLE], "T");
	check_str(d->field[GZ_TEXT], "X y");
	check_str(d->url, "http://u");
	check_str(d->lang, "en");
	check_str(d->source, "s");
	check_str(d->path, path);
	assert_int_equal(d->record, 1);
	assert_int_equal(d->bytes, r->progress.bytes_text);
	assert_int_equal(r->progress.bytes_read, r->progress.bytes_total);
	assert_int_equal(r->progress.bytes_read, r->progress.bytes_text);
	assert_int_equal(r->progress.files, 1);
	done(r);
}

static void test_known_keys(void **state)
{
	struct result *r = read_one(PUT("keys.jsonl", "{\"body\":\"b\",\"headline\":\"h\",\"link\":\"l\","
						      "\"language\":\"de\",\"domain\":\"d.org\","
						      "\"pubDate\":\"Fri, 07 Jul 2017 16:22:00 +0000\"}\n"
						      "{\"content\":\"c\",\"publish_date\":\"2017-07\"}\n"
						      "{\"text\":\"\",\"maintext\":\"m\","
						      "\"Date\":\"2017\",\"date\":null}\n"
						      "{\"text\":\"n\",\"published\":20170707}\n"
						      "{\"text\":\"o\",\"date_publish\":\"next week\"}\n"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->docs, 5);
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[0].field[GZ_TEXT], "b");
	check_str(r->doc[0].field[GZ_TITLE], "h");
	check_str(r->doc[0].url, "l");
	check_str(r->doc[0].lang, "de");
	check_str(r->doc[0].source, "d.org");
	assert_int_equal(r->doc[0].day, 17354);
	check_str(r->doc[1].field[GZ_TEXT], "c");
	assert_int_equal(r->doc[1].precision, GZ_MONTH);
	check_str(r->doc[1].source, "keys.jsonl");
	check_str(r->doc[2].field[GZ_TEXT], "m");
	assert_int_equal(r->doc[2].precision, GZ_YEAR);
	assert_int_equal(r->doc[3].day, 17354);
	check_str(r->doc[4].date, "next week");
	assert_int_equal(r->doc[4].day, GZ_NO_DAY);
	assert_int_equal(r->doc[4].precision, GZ_UNDATED);
	assert_true(r->doc[4].bad_date);
	assert_int_equal(r->progress.bad_dates, 1);
	done(r);
}

static void test_map(void **state)
{
	const char *path = PUT("map.jsonl", "{\"text\":\"not this\",\"story\":\"s\",\"day\":\"2017-07-07\","
					    "\"date\":\"2011-01-01\",\"source\":7}\n"
					    "{\"text\":\"t\",\"source\":\"x\"}\n");
	struct result *r = read_one(path, (struct gz_read_options){.map = "text=story,date=day,source="});
	static const char *const bad[] = {"text", "words=text", "text=a,text=b", ",", "text=a,", "=a"};
	struct gz_reader *reader;
	struct gz_error err;

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "s");
	assert_int_equal(r->doc[0].day, 17354);
	check_str(r->doc[0].source, "map.jsonl");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "map.jsonl:2: no text (looked for story) and no title");
	done(r);
	for (size_t i = 0; i < GZ_COUNT(bad); i++) {
		struct gz_read_options options = {.map = bad[i]};

		assert_false(gz_reader_open(&path, 1, &options, &reader, &err));
		assert_int_equal(err.code, GZ_EUSAGE);
		assert_null(reader);
	}
}

static void test_lines(void **state)
{
	struct result *r = read_one(PUT("lines.jsonl", "\xef\xbb\xbf{\"id\":1,\"text\":\"a\"}\r\n"
						       "\n  \r\n"
						       " { \"id\" : -2.50 , \"text\" : \"b\\r\\n\" } \t\r\n"
						       "{\"id\":\"3\",\"text\":\"c\"}"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].id, "1");
	assert_int_equal(r->doc[0].record, 1);
	check_str(r->doc[1].id, "-2.50");
	check_str(r->doc[1].field[GZ_TEXT], "b\r\n");
	assert_int_equal(r->doc[1].record, 4);
	check_str(r->doc[2].id, "3");
	assert_int_equal(r->doc[2].record, 5);
	assert_int_equal(r->doc[2].bytes, 21);
	done(r);
}

static void test_rejected_lines(void **state)
{
	struct result *r = read_one(PUT("bad.jsonl", "{\"text\":\"one\"}\n"
						     "this is no JSON\n"
						     "{\"text\":\"\xc3\xa4\xc3\xa4\" \"x\"}\n"
						     "{\"text\":\"two\"}\n"
						     "[1,2]\n"
						     "\"text\"\n"
						     "{\"url\":\"no text\"}\n"
						     "{\"text\":\" \\n\"}\n"
						     "{\"text\":[\"a\",1]}\n"
						     "{\"text\":\"t\",\"title\":{\"a\":1}}\n"
						     "{\"text\":\"t\",\"url\":5}\n"
						     "{\"text\":\"t\",\"id\":true}\n"
						     "{\"text\":\"t\",\"id\":123456789012345678901234}\n"
						     "{\"text\":\"t\"} {\"text\":\"u\"}\n"
						     "{'text':'t'}\n"
						     "{\"text\":\"t\n"
						     "{\"text\":\"three\"}\n"
						     "{\"text\":\"the end is miss"),
				    PLAIN);
	static const char *const expected[] = {
		"bad.jsonl:2:2: not JSON: ", /* json-c's words vary */
		"bad.jsonl:3:14: not JSON: ",
		"bad.jsonl:5: not a JSON object (one record a line is expected)",
		"bad.jsonl:6: not a JSON object (one record a line is expected)",
		"bad.jsonl:7: no text (looked for " TEXT_KEYS ") and no title",
		"bad.jsonl:8: no text (looked for " TEXT_KEYS ") and no title",
		"bad.jsonl:9: key \"text\" is a list, not a string",
		"bad.jsonl:10: key \"title\" is an object, not a string",
		"bad.jsonl:11: key \"url\" is a number, not a string",
		"bad.jsonl:12: key \"id\" is true or false, not a string",
		"bad.jsonl:13: key \"id\" is a number beyond 64 bits; write it as a string",
		"bad.jsonl:14:14: not JSON: something follows the value",
		"bad.jsonl:15:",
		"bad.jsonl:16:11: not JSON: the line ends in the middle of a value",
		"bad.jsonl:18:25: truncated record: the file ends in the middle of it",
	};

	(void)state;
	assert_int_equal(r->docs, 3);
	check_str(r->doc[2].field[GZ_TEXT], "three");
	assert_int_equal(r->doc[2].record, 17);
	for (size_t i = 0; i < GZ_COUNT(expected); i++) {
		if (i >= r->rejects || strncmp(r->reject[i], expected[i], strlen(expected[i])) != 0)
			fail_msg("\"%s\" does not begin with \"%s\"", i < r->rejects ? r->reject[i] : "",
				 expected[i]);
		/* Only what says nothing is known to hold no document. */
		assert_int_equal(r->code[i], strstr(expected[i], ": no text") ? GZ_ENOTFOUND : GZ_EFORMAT);
	}
	assert_int_equal(r->rejects, GZ_COUNT(expected));
	done(r);
}

static void test_repair(void **state)
{
	static const char bytes[] = "{\"id\":\"a\",\"title\":\"x\0y\xff\","
				    "\"text\":\"n\\u0000m \xe2\x82 \xc3\xa9 \\ud83d\\ude00 \\ud83d!\"}\n"
				    "{\"id\":\"b\",\"text\":\"clean \xe6\xbc\xa2\"}\n"
				    "{\"id\":\"c\",\0\"text\":\"NUL outside a string\"}\n";
	struct result *r = read_one(put("repair.jsonl", bytes, sizeof(bytes) - 1), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	check_str(r->doc[0].field[GZ_TITLE], "x" FFFD "y" FFFD);
	check_str(r->doc[0].field[GZ_TEXT], "n" FFFD "m " FFFD " \xc3\xa9 \xf0\x9f\x98\x80 " FFFD "!");
	assert_int_equal(r->doc[0].repaired, 4);
	assert_int_equal(r->doc[1].repaired, 0);
	assert_int_equal(r->progress.repaired, 1);
	assert_int_equal(r->rejects, 1);
	assert_memory_equal(r->reject[0], "repair.jsonl:3:11: not JSON", 27);
	done(r);
}

static void test_long_line(void **state)
{
	size_t big = (size_t)3 << 20, limit = 1000;
	char *bytes = malloc(big + 4096);
	size_t len = 0;
	struct result *r;

	(void)state;
	assert_non_null(bytes);
	len += (size_t)sprintf(bytes, "{\"text\":\"one\"}\n{\"text\":\"");
	memset(bytes + len, 'x', big);
	len += big;
	len += (size_t)sprintf(bytes + len, "\"}\n{\"text\":\"two\"}\n");
	/* Exactly the limit, with LF and with CR LF, and one byte more. */
	for (int i = 0; i < 3; i++)
		len += (size_t)sprintf(bytes + len, "{\"text\":\"%0*d\"}%s\n", (int)limit - 11 + (i == 2), 0,
				       i == 1 ? "\r" : "");
	put("long.jsonl", bytes, len);
	r = read_one(in_folder("long.jsonl"), (struct gz_read_options){.max_document = limit});
	assert_int_equal(r->docs, 4);
	check_str(r->doc[1].field[GZ_TEXT], "two");
	assert_int_equal(r->doc[1].record, 3);
	assert_int_equal(r->doc[3].field[GZ_TEXT].len, limit - 11);
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0], "long.jsonl:2: longer than the limit of 1000 bytes; skipped");
	assert_int_equal(r->code[0], GZ_ELIMIT);
	assert_string_equal(r->reject[1], "long.jsonl:6: longer than the limit of 1000 bytes; skipped");
	done(r);
	/* Longer than a block, the limit too: begun to be put together, then given up. */
	r = read_one(in_folder("long.jsonl"), (struct gz_read_options){.max_document = (size_t)1 << 20});
	assert_int_equal(r->docs, 5);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "long.jsonl:2: longer than the limit of 1048576 bytes; skipped");
	done(r);
	/* Longer than a block and below the limit: put together. */
	r = read_one(in_folder("long.jsonl"), PLAIN);
	assert_int_equal(r->docs, 6);
	assert_int_equal(r->doc[1].field[GZ_TEXT].len, big);
	assert_int_equal(r->rejects, 0);
	done(r);
	free(bytes);
}

static void test_nesting(void **state)
{
	char bytes[4096];
	size_t len = (size_t)sprintf(bytes, "{\"text\":\"t\",\"a\":");
	struct result *r;

	(void)state;
	memset(bytes + len, '[', 1500);
	memset(bytes + len + 1500, ']', 1500);
	len += 3000;
	len += (size_t)sprintf(bytes + len, "}\n{\"text\":\"after\",\"a\":[[[[[[{\"b\":[]}]]]]]]}\n");
	put("deep.jsonl", bytes, len);
	r = read_one(in_folder("deep.jsonl"), PLAIN);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "after");
	assert_int_equal(r->rejects, 1);
	assert_memory_equal(r->reject[0], "deep.jsonl:1:", 13);
	assert_non_null(strstr(r->reject[0], "nesting too deep"));
	done(r);
}

static void test_many_keys(void **state)
{
	size_t count = 30000, len = 1;
	char *bytes = malloc(count * 24 + 100);
	struct result *r;

	(void)state;
	assert_non_null(bytes);
	bytes[0] = '{';
	for (size_t i = 0; i < count; i++)
		len += (size_t)sprintf(bytes + len, "\"key%zu\":%zu,", i, i);
	len += (size_t)sprintf(bytes + len, "\"text\":\"found\"}\n");
	put("wide.jsonl", bytes, len);
	free(bytes);
	r = read_one(in_folder("wide.jsonl"), PLAIN);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "found");
	done(r);
}

static void test_hash(void **state)
{
	struct result *r = read_one(PUT("hash.jsonl", "{\"title\":\"ab\",\"text\":\"c\"}\n"
						      "{\"title\":\"a\",\"text\":\"bc\"}\n"
						      "{\"text\":\"c\",\"title\":\"ab\","
						      "\"url\":\"u\",\"id\":\"x\"}\n"
						      "{\"title\":\"ab\",\"text\":\"c\",\"date\":\"2017\"}\n"
						      "{\"text\":\"\xff\"}\n"
						      "{\"text\":\"\xfe\"}\n"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->docs, 6);
	assert_memory_equal(r->doc[0].hash, r->doc[2].hash, 16);
	for (size_t i = 1; i < 6; i++) {
		if (i != 2)
			assert_memory_not_equal(r->doc[0].hash, r->doc[i].hash, 16);
	}
	/* As read, not as repaired. */
	check_str(r->doc[5].field[GZ_TEXT], FFFD);
	assert_memory_not_equal(r->doc[4].hash, r->doc[5].hash, 16);
	assert_int_equal(r->doc[0].id.len, 32);
	assert_int_equal(strspn(r->doc[0].id.ptr, "0123456789abcdef"), 32);
	check_str(r->doc[2].id, "x");
	done(r);
}

/* ---- compression -------------------------------------------------------------------- */

static size_t many_records(char *out)
{
	size_t len = 0;
	uint32_t random = 1;

	for (int i = 0; i < 100; i++) {
		len += (size_t)sprintf(out + len, "{\"id\":%d,\"text\":\"", i);
		for (int j = 0; j < 40; j++) {
			random = random * 1664525u + 1013904223u;
			len += (size_t)sprintf(out + len, "%x ", random >> 8);
		}
		len += (size_t)sprintf(out + len, "\"}\n");
	}
	return len;
}

static void test_compressed(void **state)
{
	static const struct {
		int filter;
		const char *name;
	} filters[] = {{ARCHIVE_FILTER_GZIP, "a.gz"},
		       {ARCHIVE_FILTER_BZIP2, "a.bz2"},
		       {ARCHIVE_FILTER_XZ, "a.xz"},
		       {ARCHIVE_FILTER_ZSTD, "a.zst"}};
	static char plain[100000], packed[200000];
	size_t len = many_records(plain);

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(filters); i++) {
		size_t size = compress_as(filters[i].filter, plain, len, packed, sizeof(packed));
		struct result *r = read_one(put(filters[i].name, packed, size), PLAIN);

		assert_int_equal(r->docs, 100);
		assert_int_equal(r->rejects, 0);
		check_str(r->doc[99].id, "99");
		assert_int_equal(r->progress.bytes_text, len);
		assert_int_equal(r->progress.bytes_read, size);
		assert_int_equal(r->progress.bytes_total, size);
		done(r);
	}
}

static void test_truncated_gzip(void **state)
{
	static char plain[100000], packed[100000];
	size_t len = many_records(plain);
	size_t size = compress_as(ARCHIVE_FILTER_GZIP, plain, len, packed, sizeof(packed));
	struct result *r = read_one(put("cut.jsonl.gz", packed, size / 2), PLAIN);
	char expected[100];

	(void)state;
	/* Half of the bytes are half of the records: nothing that could be unpacked is lost. */
	assert_in_range(r->docs, 45, 55);
	for (size_t i = 0; i < r->docs; i++)
		assert_int_equal(r->doc[i].record, i + 1);
	snprintf(expected, sizeof(expected), "cut.jsonl.gz:%zu: truncated gzip data; what follows is lost",
		 r->docs + 1);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], expected);
	done(r);
	/* Only the check sum is missing: every record is there, and still it is told. */
	r = read_one(put("cut.jsonl.gz", packed, size - 4), PLAIN);
	assert_int_equal(r->docs, 100);
	assert_int_equal(r->rejects, 1);
	done(r);
	for (size_t cut = 1; cut < 20; cut++) {
		r = read_one(put("cut.jsonl.gz", packed, cut), PLAIN);
		assert_int_equal(r->docs, 0);
		assert_int_equal(r->rejects, 1);
		done(r);
	}
}

static void test_damaged_gzip(void **state)
{
	static char plain[100000], packed[100000];
	size_t len = many_records(plain);
	size_t size = compress_as(ARCHIVE_FILTER_GZIP, plain, len, packed, sizeof(packed));
	struct result *r;

	(void)state;
	packed[size - 6] ^= 1; /* in the check sum */
	r = read_one(put("sum.gz", packed, size), PLAIN);
	assert_int_equal(r->docs, 100);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "sum.gz:101: damaged gzip data; what follows is lost");
	done(r);
}

static struct result *read_pipe(const char *bytes, size_t len)
{
	int ends[2];
	char path[64];
	struct result *r;

	assert_int_equal(pipe(ends), 0);
	assert_true(len <= 60000); /* what a pipe holds */
	assert_int_equal(write(ends[1], bytes, len), len);
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	r = read_one(path, (struct gz_read_options){.format = "jsonl"});
	close(ends[0]);
	return r;
}

/* What comes through a pipe is unpacked by zlib alone: files must not become anything else, whatever is
 * wrong. */
static void test_damaged_alike(void **state)
{
	static char plain[100000], packed[100000], damaged[100000];
	size_t len = many_records(plain);
	size_t size = compress_as(ARCHIVE_FILTER_GZIP, plain, len, packed, sizeof(packed));
	uint32_t random = 5;

	(void)state;
	for (int i = 0; i < 300; i++) {
		size_t cut = size, at;
		struct result *file, *piped;

		memcpy(damaged, packed, size);
		random = random * 1664525u + 1013904223u;
		at = (random >> 8) % size;
		if (i % 3 == 0)
			cut = at;
		else
			damaged[at] = (char)(damaged[at] ^ (1 << (random >> 4) % 8));
		file = read_one(put("damaged.gz", damaged, cut), (struct gz_read_options){.format = "jsonl"});
		piped = read_pipe(damaged, cut);
		assert_int_equal(file->docs, piped->docs);
		for (size_t k = 0; k < file->docs; k++)
			assert_memory_equal(file->doc[k].hash, piped->doc[k].hash, 16);
		assert_int_equal(file->rejects, piped->rejects);
		for (size_t k = 0; k < file->rejects; k++)
			assert_string_equal(strchr(file->reject[k], ':'), strchr(piped->reject[k], ':'));
		assert_int_equal(file->progress.bytes_text, piped->progress.bytes_text);
		done(file);
		done(piped);
	}
}

static void test_truncated_others(void **state)
{
	static const int filters[] = {ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD};
	static char plain[100000], packed[200000];
	size_t len = many_records(plain);

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(filters); i++) {
		size_t size = compress_as(filters[i], plain, len, packed, sizeof(packed));
		struct result *r = read_one(put("cut", packed, size / 2), PLAIN);

		assert_true(r->docs < 60);
		assert_int_equal(r->rejects, 1);
		assert_non_null(strstr(r->reject[0], "truncated or damaged compressed data"));
		done(r);
	}
}

static void test_two_members(void **state)
{
	static const char one[] = "{\"text\":\"one\"}\n{\"te", two[] = "xt\":\"two\"}\n";
	char packed[1000];
	size_t first = compress_as(ARCHIVE_FILTER_GZIP, one, sizeof(one) - 1, packed, sizeof(packed));
	size_t size = first + compress_as(ARCHIVE_FILTER_GZIP, two, sizeof(two) - 1, packed + first, 500);
	struct result *r;

	(void)state;
	r = read_one(put("two.gz", packed, size), PLAIN);
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[1].field[GZ_TEXT], "two");
	done(r);
	memset(packed + size, 0, 100); /* padding of tapes */
	r = read_one(put("two.gz", packed, size + 100), PLAIN);
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 0);
	done(r);
	packed[size] = 'x';
	r = read_one(put("two.gz", packed, size + 100), PLAIN);
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0],
			    "two.gz:3: what follows the gzip data is not gzip data; what follows is lost");
	done(r);
}

static void test_looks_packed(void **state)
{
	struct result *r = read_one(PUT("begin.txt", "begin 644 a story\nBZh9 is not a headline\n"), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "begin 644 a story\nBZh9 is not a headline\n");
	done(r);
	r = read_one(PUT("bz", "BZh9"), PLAIN);
	assert_int_equal(r->docs, 1);
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_record),
		cmocka_unit_test(test_known_keys),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_rejected_lines),
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_many_keys),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_compressed),
		cmocka_unit_test(test_truncated_gzip),
		cmocka_unit_test(test_damaged_gzip),
		cmocka_unit_test(test_damaged_alike),
		cmocka_unit_test(test_truncated_others),
		cmocka_unit_test(test_two_members),
		cmocka_unit_test(test_looks_packed),
	};

	return cmocka_run_group_tests_name("read_jsonl", tests, make_folder, remove_folder);
}
