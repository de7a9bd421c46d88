/* test_read_json.c: lists of records in JSON, what may stand around them, and what can be wrong with them. */
#include "read_folder.h"

#define READ(name, literal) read_one(PUT(name, literal), PLAIN)

/* The ids (or, where there are none, texts) of all documents, with spaces between them. */
static void check_all(struct result *r, bool ids, const char *expected)
{
	char all[1000] = "";
	size_t len = 0;

	for (size_t i = 0; i < r->docs; i++)
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%.*s", i > 0 ? " " : "",
					GZ_ARG(ids ? r->doc[i].id : r->doc[i].field[GZ_TEXT]));
	assert_string_equal(all, expected);
}

static void test_list(void **state)
{
	struct result *r =
		READ("list.json", " [ {\"id\":1,\"text\":\"a\"},\n{\"id\":\"b\",\"text\":\"}]\\\"{\"}"
				  ",{\"id\":3,\"title\":\"headline\",\"text\":null} ,\n ]\n");

	(void)state;
	assert_int_equal(r->rejects, 0);
	check_all(r, true, "1 b 3");
	check_str(r->doc[1].field[GZ_TEXT], "}]\"{");
	assert_int_equal(r->doc[2].record, 3);
	check_str(r->doc[2].field[GZ_TITLE], "headline");
	check_str(r->doc[2].field[GZ_TEXT], "");
	done(r);
	r = READ("empty.json", "[]");
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
}

/* Objects around the list; other lists beside it. */
static void test_held(void **state)
{
	struct result *r = READ(
		"a.json", "{\"status\":\"ok\",\"n\":2,\"articles\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");

	(void)state;
	check_all(r, false, "a b");
	done(r);
	r = READ("b.json", "{\"title\":\"a feed\",\"facets\":[{\"name\":\"x\"}],\"tags\":[\"y\",1],\n"
			   "\"response\":{\"docs\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"more\":[]},\"z\":{"
			   "\"q\":null}}");
	assert_int_equal(r->rejects, 0);
	check_all(r, false, "a b");
	done(r);
	r = READ("c.json", "{\"took\":1,\"hits\":{\"total\":{\"value\":2},\"hits\":["
			   "{\"_index\":\"n\",\"_id\":\"x\",\"_source\":{\"text\":\"a\"}},"
			   "{\"_id\":\"y\",\"_source\":{\"id\":7,\"text\":\"b\"}}]}}");
	assert_int_equal(r->rejects, 0);
	check_all(r, true, "x 7");
	check_all(r, false, "a b");
	done(r);
	r = READ("d.json", "{\"a\":{\"b\":[{\"name\":\"x\"}]},\"c\":1}");
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	assert_non_null(
		strstr(r->reject[0], "no text (looked for " TEXT_KEYS ") and no title"));
	done(r);
}

/* A record that stands by itself, though it holds lists of objects. */
static void test_alone(void **state)
{
	struct result *r =
		READ("one.json", "{\n \"id\": \"1\",\n \"related\": [{\"title\": \"x\", \"text\": \"y\"}],\n"
				 " \"text\": \"a\"\n}\n{\n \"id\": \"2\",\n \"text\": \"b\"\n}\n");

	(void)state;
	assert_int_equal(r->rejects, 0);
	check_all(r, true, "1 2");
	assert_int_equal(r->doc[1].record, 2);
	done(r);
	r = READ("flash.json", "{\n\"title\":\"t\",\"related\":[{\"title\":\"x\"}]\n}");
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "t");
	done(r);
	r = READ("lines",
		 "{\"text\":\"a\",\"x\":[{\"text\":\"y\"}]}\n{\"text\":\"b\"}\nno json\n{\"text\":\"c\"}\n");
	check_all(r, false, "a b c"); /* that is JSON Lines */
	assert_int_equal(r->doc[2].record, 4);
	done(r);
}

static void test_paths(void **state)
{
	const char *path = PUT("p.jsonl", "{\"a\":{\"b\":\"one\",\"t\":[\"T\"]}}\n"
					  "{\"a\":{\"b\":[\"p\",null,\"q\"]}}\n"
					  "{\"a\":[{\"b\":\"r\"},{\"b\":\"s\",\"t\":\"U\"}]}\n"
					  "{\"a.b\":\"flat\"}\n"
					  "{\"a\":{\"b\":[\"p\",3]}}\n"
					  "{\"a\":\"b\"}\n");
	struct result *r = read_one(path, (struct gz_read_options){.map = "text=a.b,title=a.t"});

	(void)state;
	check_all(r, false, "one p\n\nq r\n\ns flat");
	check_str(r->doc[0].field[GZ_TITLE], "T");
	check_str(r->doc[2].field[GZ_TITLE], "U");
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0], "p.jsonl:5: key \"a.b\" is a list, not a string");
	assert_string_equal(r->reject[1], "p.jsonl:6: no text (looked for a.b) and no title");
	done(r);
	r = read_one(PUT("p.json", "{\"items\":[{\"doc\":{\"body\":[\"x\",\"y\"]}}]}"),
		     (struct gz_read_options){.map = "text=doc.body"});
	check_all(r, false, "x\n\ny");
	done(r);
}

/* An object that stands for a text: of WordPress, NewsAPI, the New York Times, MongoDB. */
static void test_inner(void **state)
{
	struct result *r =
		read_one(PUT("inner.jsonl",
			     "{\"title\":{\"rendered\":\"T\"},\"content\":{\"rendered\":\"a\",\"protected\":false},"
			     "\"source\":{\"id\":null,\"name\":\"S\"},\"date\":{\"$date\":\"2017-07-07T01:00:00Z\"}}\n"
			     "{\"headline\":{\"main\":\"U\"},\"articleBody\":[\"b\",\"c\"],\"id\":{\"$oid\":\"5f\"},"
			     "\"datePublished\":{\"$date\":915148799999}}\n"
			     "{\"article\":\"d\",\"date\":{\"$date\":{\"$numberLong\":\"-1\"}},"
			     "\"source\":{\"id\":\"x\",\"name\":null}}\n"
			     "{\"full_text\":\"e\",\"date\":{\"$date\":9223372036854775807}}\n"
			     "{\"fulltext\":\"f\",\"date\":{\"$date\":{\"$numberLong\":\"12 July\"}}}\n"
			     "{\"text\":\"g\",\"date\":{\"$date\":{\"$numberLong\":\"\"}}}\n"
			     "{\"text\":\"h\",\"date\":{\"$date\":null}}\n"),
			 PLAIN);

	(void)state;
	assert_int_equal(r->rejects, 0);
	check_all(r, false, "a b\n\nc d e f g h");
	check_str(r->doc[0].field[GZ_TITLE], "T");
	check_str(r->doc[0].source, "S");
	assert_int_equal(r->doc[0].day, 17354);
	check_str(r->doc[1].field[GZ_TITLE], "U");
	check_str(r->doc[1].id, "5f");
	assert_int_equal(r->doc[1].day, gz_day_of(1998, 12, 31));
	assert_int_equal(r->doc[2].day, -1);
	check_str(r->doc[2].source, "inner.jsonl");
	assert_int_equal(r->doc[3].day, GZ_NO_DAY);
	assert_int_equal(r->doc[4].day, GZ_NO_DAY);
	assert_int_equal(r->doc[5].day, GZ_NO_DAY);
	assert_int_equal(r->progress.bad_dates, 2);
	done(r);
}

/* Digits in a string are milliseconds only where MongoDB says so. */
static void test_inner_dates(void **state)
{
	struct result *r = read_one(PUT("dates.jsonl", "{\"text\":\"a\",\"date\":{\"$date\":\"2017\"}}\n"
						       "{\"text\":\"b\",\"date\":{\"$date\":\"20170831\"}}\n"
						       "{\"text\":\"c\",\"date\":{\"$date\":\"1504190000\"}}\n"
						       "{\"text\":\"d\",\"date\":{\"$date\":\"1504190000000\"}}\n"
						       "{\"text\":\"e\",\"date\":{\"$date\":\"-5\"}}\n"
						       "{\"text\":\"f\",\"date\":{\"$date\":20170831}}\n"
						       "{\"text\":\"g\",\"date\":{\"$date\":{\"$numberLong\":\"20170831\"}}}\n"),
				    PLAIN);

	(void)state;
	check_all(r, false, "a b c d e f g");
	assert_int_equal(r->doc[0].day, gz_day_of(2017, 1, 1));
	assert_int_equal(r->doc[0].precision, GZ_YEAR);
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(r->doc[i].day, gz_day_of(2017, 8, 31));
	assert_int_equal(r->doc[4].day, GZ_NO_DAY);
	assert_int_equal(r->doc[5].day, 0);
	assert_int_equal(r->doc[6].day, 0);
	assert_int_equal(r->progress.bad_dates, 1);
	done(r);
}

/* A null under a better name hides nothing. */
static void test_inner_null(void **state)
{
	struct result *r =
		read_one(PUT("null.jsonl", "{\"text\":{\"rendered\":null,\"text\":\"a\"}}\n"
					   "{\"text\":{\"value\":{\"main\":null,\"name\":\"b\"},\"main\":null}}\n"
					   "{\"text\":{\"rendered\":null,\"text\":null}}\n"),
			 PLAIN);

	(void)state;
	check_all(r, false, "a b");
	assert_int_equal(r->rejects, 1);
	assert_non_null(strstr(r->reject[0], "null.jsonl:3: no text"));
	done(r);
}

/* Others are named with what they hold. */
static void test_other_objects(void **state)
{
	struct result *r = read_one(PUT("o.jsonl", "{\"text\":{\"n\":1,\"html\":\"a\"}}\n"
						   "{\"text\":\"b\",\"date\":{\"year\":2017}}\n"
						   "{\"title\":\"c\",\"article\":{\"value\":{\"name\":{}}}}\n"
						   "{\"text\":{\"value\":[\"d\"]}}\n"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 4);
	assert_string_equal(r->reject[0], "o.jsonl:1: key \"text\" is an object, not a string "
					  "(--map text=text.html takes what is in it)");
	assert_string_equal(r->reject[1], "o.jsonl:2: key \"date\" is an object, not a string "
					  "(--map date=date.KEY takes what is in it)");
	assert_string_equal(r->reject[2], "o.jsonl:3: key \"article\" is an object, not a string "
					  "(--map text=article.KEY takes what is in it)");
	assert_string_equal(r->reject[3], "o.jsonl:4: key \"text\" is a list, not a string");
	done(r);
}

/* One object by itself is a record, though it holds lists of what could be some. */
static void test_inner_alone(void **state)
{
	struct result *r = READ("post.json", "{\"content\":{\"protected\":false,\"rendered\":\"a\"},"
					     "\"by\":[{\"id\":1,\"title\":\"x\"}]}");

	(void)state;
	check_all(r, false, "a");
	done(r);
}

static void test_damaged(void **state)
{
	struct result *r = READ("bad.json", "[\n"
					    "  {\"id\":1,\"text\":\"not closed},\n"
					    "  {\"id\":2,\"text\":\"b\",\"c\":{\n"
					    "    \"d\":1\n"
					    "  },\n"
					    "  {\"id\":3,\"text\":\"c\"},\n"
					    "  {\"id\":4,\"text\":\"d\"],\n"
					    "  {\"id\":5,\"text\":\"e\"},\n"
					    "  6, \"seven\", [8],\n"
					    "  {\"id\":9,\"text\":x},\n"
					    "  nonsense\n"
					    "  {\"id\":10,\"text\":\"f\"}\n");

	(void)state;
	check_all(r, true, "3 5 10");
	assert_true(r->rejects >= 7);
	assert_string_equal(r->reject[0],
			    "bad.json:1: not JSON: a line break in a string; on with the next record");
	assert_string_equal(r->reject[1],
			    "bad.json:2: not JSON: a bracket is missing; on with the next record");
	assert_non_null(
		strstr(r->reject[r->rejects - 1], "the file ends in the middle of a list or an object"));
	done(r);
	r = READ("cut.json", "[{\"text\":\"a\"},{\"text\":\"b");
	check_all(r, false, "a");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "cut.json:2: truncated record: the file ends in the middle of it");
	done(r);
}

static void test_deep(void **state)
{
	char bytes[8192];
	size_t len = (size_t)sprintf(bytes, "[{\"text\":\"a\",\"x\":");
	struct result *r;

	memset(bytes + len, '[', 3000);
	memset(bytes + len + 3000, ']', 3000);
	len += 6000;
	len += (size_t)sprintf(bytes + len, "},{\"text\":\"b\"}]");
	(void)state;
	r = read_one(put("deep.json", bytes, len), PLAIN);
	check_all(r, false, "b");
	assert_int_equal(r->rejects, 1);
	assert_non_null(strstr(r->reject[0], "nesting too deep"));
	done(r);
	len = (size_t)sprintf(bytes, "{\"a\":");
	for (size_t i = 0; i < 1000; i++)
		memcpy(bytes + 5 * i, "{\"a\":", 5);
	r = read_one(put("deep.json", bytes, 5000), (struct gz_read_options){.format = "json"});
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	done(r);
}

static void test_long(void **state)
{
	size_t big = (size_t)3 << 20, len = 0;
	char *bytes = malloc(big + 4096);
	struct result *r;

	(void)state;
	assert_non_null(bytes);
	len += (size_t)sprintf(bytes, "{\"x\":[1],\"articles\":[{\"text\":\"one\"},{\"text\":\"");
	memset(bytes + len, 'x', big);
	len += big;
	len += (size_t)sprintf(bytes + len, "\"},{\"text\":\"two\"}]}");
	put("long.json", bytes, len);
	r = read_one(in_folder("long.json"), (struct gz_read_options){.max_document = 1000});
	check_all(r, false, "one two");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "long.json:2: longer than the limit of 1000 bytes; skipped");
	done(r);
	r = read_one(in_folder("long.json"), PLAIN);
	assert_int_equal(r->docs, 3);
	assert_int_equal(r->doc[1].field[GZ_TEXT].len, big);
	done(r);
	free(bytes);
}

static void test_truncated_gzip(void **state)
{
	static char plain[100000], packed[100000];
	size_t len = 1, size;
	uint32_t random = 1;
	struct result *r;

	(void)state;
	plain[0] = '[';
	for (int i = 0; i < 100; i++) {
		len += (size_t)sprintf(plain + len, "%s\n{\"id\":%d,\"text\":\"", i > 0 ? "," : "", i + 1);
		for (int j = 0; j < 40; j++) {
			random = random * 1664525u + 1013904223u;
			len += (size_t)sprintf(plain + len, "%x ", random >> 8);
		}
		len += (size_t)sprintf(plain + len, "\"}");
	}
	len += (size_t)sprintf(plain + len, "]\n");
	size = compress_as(ARCHIVE_FILTER_GZIP, plain, len, packed, sizeof(packed));
	r = read_one(put("cut.json.gz", packed, size / 2), PLAIN);
	assert_in_range(r->docs, 45, 55);
	assert_int_equal(r->rejects, 1);
	assert_non_null(strstr(r->reject[0], "truncated gzip data; what follows is lost"));
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),	cmocka_unit_test(test_held),
		cmocka_unit_test(test_alone),	cmocka_unit_test(test_paths),
		cmocka_unit_test(test_inner),
		cmocka_unit_test(test_inner_dates),
		cmocka_unit_test(test_inner_null), cmocka_unit_test(test_other_objects),
		cmocka_unit_test(test_inner_alone), cmocka_unit_test(test_damaged), cmocka_unit_test(test_deep),
		cmocka_unit_test(test_long),	cmocka_unit_test(test_truncated_gzip),
	};

	return cmocka_run_group_tests_name("read_json", tests, make_folder, remove_folder);
}
