/* test_read.c: archives into documents: text files, directories, standard input, and what can be wrong. */
#include "read_folder.h"

/* ---- text files ------------------------------------------------------------------------ */

static void test_text_file(void **state)
{
	struct gz_read_options here = {.source_name = GZ_STR("here")};
	struct result *r =
		read_one(PUT("times-2017-07-07.txt", "\xef\xbb\xbf"
						     "A headline\r\n \r\n\nFirst line.\n\nSecond \xff.\n"),
			 PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "A headline");
	check_str(r->doc[0].field[GZ_TEXT], "First line.\n\nSecond " FFFD ".\n");
	check_str(r->doc[0].id, "times-2017-07-07.txt");
	check_str(r->doc[0].source, "times-2017-07-07.txt");
	check_str(r->doc[0].date, "2017-07-07");
	assert_int_equal(r->doc[0].day, 17354);
	assert_int_equal(r->doc[0].repaired, 1);
	assert_int_equal(r->doc[0].record, 1);
	done(r);
	r = read_one(PUT("plain", " one line\nanother line\n\nmore"), here);
	check_str(r->doc[0].field[GZ_TITLE], "");
	check_str(r->doc[0].field[GZ_TEXT], " one line\nanother line\n\nmore");
	check_str(r->doc[0].source, "here");
	assert_int_equal(r->doc[0].day, GZ_NO_DAY);
	assert_false(r->doc[0].bad_date);
	done(r);
	r = read_one(PUT("plain", "only a headline\n\n\n"), PLAIN);
	check_str(r->doc[0].field[GZ_TITLE], "");
	check_str(r->doc[0].field[GZ_TEXT], "only a headline\n\n\n");
	done(r);
}

/* A carriage return alone ends a line where no line feed does. */
static void test_text_of_old_macs(void **state)
{
	struct result *r = read_one(PUT("mac.txt", "A headline\r\rFirst line.\rSecond\r"), PLAIN);

	(void)state;
	check_str(r->doc[0].field[GZ_TITLE], "A headline");
	check_str(r->doc[0].field[GZ_TEXT], "First line.\nSecond\n");
	done(r);
	r = read_one(PUT("dos.txt", "A headline\r\n\r\nFirst\rline.\r\n"), PLAIN);
	check_str(r->doc[0].field[GZ_TITLE], "A headline");
	check_str(r->doc[0].field[GZ_TEXT], "First\rline.\r\n");
	done(r);
}

static void test_text_title_length(void **state)
{
	char bytes[300];

	(void)state;
	for (int len = 200; len <= 201; len++) {
		struct result *r;

		snprintf(bytes, sizeof(bytes), "%0*d\n\nText", len, 0);
		r = read_one(put("plain", bytes, strlen(bytes)), PLAIN);
		assert_int_equal(r->doc[0].field[GZ_TITLE].len, len == 200 ? 200 : 0);
		done(r);
	}
}

static void test_rejected_files(void **state)
{
	static const char binary[] = "\x7f"
				     "ELF\0\0\0\0\1\2\3";
	struct result *r;

	(void)state;
	PUT("empty", "");
	PUT("blank", " \n\t\n");
	PUT("bom.txt", "\xef\xbb\xbf");
	put("binary", binary, sizeof(binary) - 1);
	PUT("large.txt", "0123456789");
	const char *paths[] = {in_folder("empty"), in_folder("blank"), in_folder("bom.txt"),
			       in_folder("binary")};

	r = read_paths(paths, 4, PLAIN);
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 4);
	assert_string_equal(r->reject[0], "empty: no text: the file is empty");
	assert_string_equal(r->reject[1], "blank: no text: the file is empty");
	assert_string_equal(r->reject[2], "bom.txt: no text: the file is empty");
	assert_string_equal(r->reject[3], "binary: of no known format (binary data)");
	done(r);
	r = read_one(in_folder("large.txt"), (struct gz_read_options){.max_document = 9});
	assert_int_equal(r->docs, 0);
	assert_string_equal(r->reject[0], "large.txt: larger than the limit of 9 bytes; skipped");
	assert_int_equal(r->code[0], GZ_ELIMIT);
	done(r);
	r = read_one(in_folder("large.txt"), (struct gz_read_options){.max_document = 10});
	assert_int_equal(r->docs, 1);
	done(r);
	/* An archive without records is no fault. */
	r = read_one(PUT("none.jsonl", ""), PLAIN);
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
	r = read_one(in_folder("empty"), (struct gz_read_options){.format = "jsonl"});
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
}

static void test_nuls_in_text(void **state)
{
	static const char bytes[] = "A story with a \0 in it.";
	struct result *r = read_one(put("nul.txt", bytes, sizeof(bytes) - 1), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "A story with a " FFFD " in it.");
	done(r);
	r = read_one(put("nul", bytes, sizeof(bytes) - 1), PLAIN);
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	done(r);
	r = read_one(in_folder("nul"), (struct gz_read_options){.format = "text"});
	assert_int_equal(r->docs, 1);
	done(r);
}

static void test_missing(void **state)
{
	const char *paths[] = {PUT("first.txt", "first"), in_folder("absent"), PUT("last.txt", "last")};
	struct result *r = read_paths(paths, 3, PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "absent: cannot open: No such file or directory");
	assert_int_equal(r->code[0], GZ_EIO);
	done(r);
}

static void test_no_permission(void **state)
{
	struct result *r;

	(void)state;
	if (geteuid() == 0)
		skip();
	mkdir(in_folder("closed"), 0);
	PUT("secret.txt", "secret");
	chmod(in_folder("secret.txt"), 0);
	const char *paths[] = {in_folder("closed"), in_folder("secret.txt")};

	r = read_paths(paths, 2, PLAIN);
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0], "closed: cannot read the directory: Permission denied");
	assert_string_equal(r->reject[1], "secret.txt: cannot open: Permission denied");
	chmod(in_folder("closed"), 0700);
	done(r);
}

/* ---- directories ---------------------------------------------------------------------------- */

static void test_directory(void **state)
{
	static const char *const order[] = {"a-b/1.txt", "a.txt", "a/2017/07/07/z.txt",
					    "a/b.jsonl", "a/c",	  "link.txt"};
	static const char binary[] = "\0\1\2\3\0\0\0\0";
	char packed[500];
	size_t size = compress_as(ARCHIVE_FILTER_GZIP, "zipped", 6, packed, sizeof(packed));
	struct result *r;
	const char *path;

	(void)state;
	mkdir(in_folder("dir"), 0700);
	mkdir(in_folder("dir/a"), 0700);
	mkdir(in_folder("dir/a-b"), 0700);
	mkdir(in_folder("dir/.hidden"), 0700);
	mkdir(in_folder("dir/a/2017"), 0700);
	mkdir(in_folder("dir/a/2017/07"), 0700);
	mkdir(in_folder("dir/a/2017/07/07"), 0700);
	PUT("dir/a-b/1.txt", "1");
	PUT("dir/a.txt", "a");
	PUT("dir/a/2017/07/07/z.txt", "z");
	PUT("dir/a/b.jsonl", "{\"id\":\"a/b.jsonl\",\"text\":\"b\"}\n");
	put("dir/a/c", packed, size);
	PUT("dir/.hidden/x.txt", "x");
	PUT("dir/.dot", "x");
	put("dir/binary", binary, sizeof(binary) - 1);
	assert_int_equal(symlink("a.txt", in_folder("dir/link.txt")), 0);
	assert_int_equal(symlink("a", in_folder("dir/linked")), 0);
	assert_int_equal(symlink("nowhere", in_folder("dir/lost")), 0);
	assert_int_equal(mkfifo(in_folder("dir/pipe"), 0600), 0);
	for (int slash = 0; slash < 2; slash++) {
		path = in_folder(slash ? "dir/" : "dir");
		r = read_one(path, PLAIN);
		assert_int_equal(r->docs, GZ_COUNT(order));
		for (size_t i = 0; i < GZ_COUNT(order); i++) {
			check_str(r->doc[i].id, order[i]);
			check_str(r->doc[i].source, "dir");
		}
		assert_int_equal(r->doc[2].day, 17354);
		check_str(r->doc[4].field[GZ_TEXT], "zipped");
		check_str(r->doc[4].path, in_folder("dir/a/c"));
		assert_int_equal(r->rejects, 1);
		assert_string_equal(r->reject[0], "dir/lost: cannot open: No such file or directory");
		assert_int_equal(r->progress.files, 6);
		assert_int_equal(r->progress.files_skipped, 2);
		assert_int_equal(r->progress.bytes_read, r->progress.bytes_total);
		done(r);
	}
}

static void test_source_name(void **state)
{
	struct result *r;
	char before[1024];

	(void)state;
	mkdir(in_folder("base"), 0700);
	mkdir(in_folder("base/below"), 0700);
	PUT("base/x.txt", "x");
	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(in_folder("base")), 0);
	r = read_one(".", PLAIN);
	check_str(r->doc[0].source, "base");
	check_str(r->doc[0].id, "x.txt");
	done(r);
	assert_int_equal(chdir("below"), 0);
	r = read_one("..", PLAIN);
	check_str(r->doc[0].source, "base");
	done(r);
	r = read_one("../x.txt", PLAIN);
	check_str(r->doc[0].source, "x.txt");
	check_str(r->doc[0].id, "x.txt");
	done(r);
	assert_int_equal(chdir(before), 0);
}

/* ---- standard input, pipes -------------------------------------------------------------------- */

static struct result *read_stdin(const char *bytes, size_t len)
{
	int ends[2], saved = dup(0);
	struct result *r;

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, len), len);
	close(ends[1]);
	dup2(ends[0], 0);
	close(ends[0]);
	r = read_one("-", PLAIN);
	dup2(saved, 0);
	close(saved);
	return r;
}

static void test_stdin(void **state)
{
	struct result *r = read_stdin("{\"id\":\"a\",\"text\":\"t\"}\n{", 23);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].source, "stdin");
	assert_int_equal(r->progress.bytes_total, 0);
	assert_int_equal(r->progress.bytes_read, 23);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "stdin:2:2: truncated record: the file ends in the middle of it");
	done(r);
	r = read_stdin("mr putin", 8);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->doc[0].id.len, 32);
	check_str(r->doc[0].field[GZ_TEXT], "mr putin");
	done(r);
	r = read_stdin("", 0);
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
}

static void test_formats(void **state)
{
	const char *path = PUT("some.txt", "{\"text\":\"t\"}");
	struct gz_read_options options = {.format = "xml"};
	size_t formats = 0;
	struct gz_reader *reader;
	struct gz_error err;
	struct result *r;

	(void)state;
	assert_false(gz_reader_open(&path, 1, &options, &reader, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, "unknown input format \"xml\"");
	/* What takes nearly everything comes last. */
	while (gz_read_formats()[formats] != NULL)
		formats++;
	assert_true(formats > 1);
	assert_string_equal(gz_read_formats()[formats - 1], "text");
	r = read_one(path, (struct gz_read_options){.format = "text"});
	check_str(r->doc[0].field[GZ_TEXT], "{\"text\":\"t\"}");
	done(r);
	r = read_one(path, PLAIN);
	check_str(r->doc[0].field[GZ_TEXT], "t");
	done(r);
	/* The name tells, where the first line is damaged. */
	r = read_one(PUT("some.jsonl", "oops\n{\"text\":\"t\"}\n"), PLAIN);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 1);
	done(r);
}

static enum gz_plan read_it(void *self, const struct gz_file *file, unsigned char hash[16], uint64_t *pass)
{
	(void)file;
	(void)hash;
	*pass = *(const uint64_t *)self;
	return GZ_PLAN_READ;
}

/* What is written to while it is read is not what a later run would find; what was taken before is not given
 * again. */
static void test_growing_file(void **state)
{
	const char *path = PUT("grow.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
	struct gz_arena arena = {0};

	(void)state;
	for (int grows = 0; grows < 2; grows++) {
		uint64_t pass = grows == 0;
		struct gz_read_options options = {.plan = read_it, .self = &pass};
		struct gz_reader *reader;
		struct gz_error err;
		struct gz_doc doc;
		uint64_t documents = 0;

		assert_true(gz_reader_open(&path, 1, &options, &reader, &err));
		while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
			FILE *file = grows && documents++ == 0 ? fopen(path, "ab") : NULL;

			if (file != NULL) {
				fputs("{\"text\":\"c\"}\n", file);
				assert_int_equal(fclose(file), 0);
			}
			assert_int_equal(doc.file, 0);
			assert_true(doc.number > pass);
		}
		assert_int_equal(gz_reader_file_at(reader, 0, NULL)->state,
				 grows ? GZ_FILE_MOVED : GZ_FILE_READ);
		gz_reader_close(reader);
	}
	gz_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_file),	 cmocka_unit_test(test_text_title_length),
		cmocka_unit_test(test_text_of_old_macs), cmocka_unit_test(test_rejected_files),
		cmocka_unit_test(test_nuls_in_text),	 cmocka_unit_test(test_missing),
		cmocka_unit_test(test_no_permission),	 cmocka_unit_test(test_directory),
		cmocka_unit_test(test_source_name),	 cmocka_unit_test(test_stdin),
		cmocka_unit_test(test_formats),		 cmocka_unit_test(test_growing_file),
	};

	return cmocka_run_group_tests_name("read", tests, make_folder, remove_folder);
}
