/*
 * test_gaz_image.c: compiled gazetteers: what was written says what was loaded, whoever maps it and however
 * often; what is not whole, not sound or not ours is refused.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <xxhash.h>

#include "../../src/gaz/layout.h"
#include "gaz_rich.h"

static struct gz_gaz *open_good(const char *path)
{
	struct gz_error err = {0};
	struct gz_gaz *g;

	if (!gz_gaz_open(path, &g, &err))
		print_error("%s: %s\n", path, err.message);
	assert_non_null(g);
	assert_string_equal(gz_gaz_path(g), path);
	assert_true(gz_gaz_verify(g, &err));
	return g;
}

static void compile(const struct world *w, const char *path)
{
	struct gz_error err;

	assert_true(gz_gaz_compile(w->gaz, path, &err));
	assert_true(gz_gaz_is_compiled(path));
}

/* A loaded world with w->gaz compiled as "g". */
static void open_world(struct world *w, uint32_t entities)
{
	world_open(w);
	write_rich(w, entities);
	world_load(w);
	compile(w, in(w, "g"));
}

/* ---- what was written is what was loaded ---------------------------------------------- */

/* The print stands in the file, and is that of the same set anew. */
static void compare_prints(struct world *w, const struct gz_gaz *g)
{
	struct gz_buf print = {0};
	struct gz_error err;

	world_load(w);
	assert_int_equal(w->gaz->print.ptr[0], 0);
	assert_true(gz_gaz_print(w->gaz, &print, &err));
	assert_int_equal(print.len, g->print.len);
	assert_memory_equal(print.ptr, g->print.ptr, print.len);
	gz_buf_free(&print);
}

static void test_round_trip(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 30; round++) {
		struct world w;
		struct gz_gaz *g;
		struct gz_error err;
		char *loaded, *opened, *first, *again;
		size_t size, size_again;

		seed = round;
		open_world(&w, 5 + roll(round < 25 ? 40 : 2000));
		assert_string_equal(gz_gaz_path(w.gaz), "");
		g = open_good(in(&w, "g"));
		loaded = dump(w.gaz);
		opened = dump(g);
		assert_string_equal(loaded, opened);
		compare_prints(&w, g);
		/* What was opened can be written too, and is the same. */
		assert_true(gz_gaz_compile(g, in(&w, "again"), &err));
		first = content(in(&w, "g"), &size);
		again = content(in(&w, "again"), &size_again);
		assert_int_equal(size, size_again);
		assert_memory_equal(first, again, size);
		/* So it is where it goes while it is written. */
		assert_true(gz_gaz_unload(g, in(&w, "again"), &err));
		free(again);
		again = content(in(&w, "again"), &size_again);
		assert_int_equal(size, size_again);
		assert_memory_equal(first, again, size);
		free(first), free(again), free(loaded), free(opened);
		world_close(&w);
	}
}

/* Bytes of which nobody asks are written too, and must be the same each time. */
static void test_unused(void **state)
{
	struct world w;

	(void)state;
	world_open(&w);
	write_rich(&w, 50);
	world_load(&w);
	assert_true(w.gaz->entity_count > 0 && w.gaz->title_count > 0 && w.gaz->veto_count > 0);
	for (uint32_t i = 0; i < w.gaz->entity_count; i++)
		assert_int_equal(w.gaz->entries[i].unused, 0);
	for (uint32_t i = 0; i < w.gaz->title_count; i++)
		assert_int_equal(w.gaz->titles[i].unused, 0);
	for (uint32_t i = 0; i < w.gaz->veto_count; i++)
		assert_int_equal(w.gaz->vetoes[i].unused, 0);
	world_close(&w);
}

static void test_empty(void **state)
{
	struct world w;
	struct gz_gaz *g;
	char *loaded, *opened;

	(void)state;
	world_open(&w);
	world_add(&w, "none.tsv", "");
	world_load(&w);
	compile(&w, in(&w, "g"));
	g = open_good(in(&w, "g"));
	loaded = dump(w.gaz);
	opened = dump(g);
	assert_string_equal(loaded, opened);
	/* A number that is none leads nowhere. */
	assert_int_equal(gz_gaz_entity(g, 7).id.len, 0);
	assert_int_equal(gz_gaz_name(g, 7)->tokens, 0);
	assert_int_equal(gz_gaz_title(g, 7)->courtesy, 0);
	assert_int_equal(gz_gaz_tenure(g, 7)->from, GZ_NO_DAY);
	free(loaded), free(opened);
	gz_gaz_free(g);
	world_close(&w);
}

/* Mapped twice at once, and lying in memory at another place. */
static void test_anywhere(void **state)
{
	struct world w;
	struct gz_gaz *a, *b, *copy;
	struct gz_error err;
	char *of_a, *of_b, *of_copy, *bytes;
	void *elsewhere;
	size_t size;

	(void)state;
	open_world(&w, 60);
	a = open_good(in(&w, "g"));
	b = open_good(in(&w, "g"));
	bytes = content(in(&w, "g"), &size);
	elsewhere = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_true(elsewhere != MAP_FAILED);
	memcpy(elsewhere, bytes, size);
	free(bytes);
	assert_true(gz_image_open(elsewhere, size, "copy", &copy, &err));
	of_a = dump(a);
	gz_gaz_free(a);
	of_b = dump(b);
	of_copy = dump(copy);
	assert_string_equal(of_a, of_b);
	assert_string_equal(of_a, of_copy);
	/* Replacing the file leaves those that have it open alone. */
	compile(&w, in(&w, "g"));
	assert_int_equal(truncate(in(&w, "g"), 100), 0);
	free(of_a);
	of_a = dump(b);
	assert_string_equal(of_a, of_b);
	free(of_a), free(of_b), free(of_copy);
	gz_gaz_free(b), gz_gaz_free(copy);
	world_close(&w);
}

static void *dump_in_thread(void *g)
{
	return dump(g);
}

static void test_threads(void **state)
{
	pthread_t threads[4];
	struct world w;
	struct gz_gaz *g;
	char *mine;

	(void)state;
	open_world(&w, 300);
	g = open_good(in(&w, "g"));
	for (size_t i = 0; i < GZ_COUNT(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, dump_in_thread, g), 0);
	mine = dump(w.gaz);
	for (size_t i = 0; i < GZ_COUNT(threads); i++) {
		void *theirs;

		assert_int_equal(pthread_join(threads[i], &theirs), 0);
		assert_string_equal(mine, theirs);
		free(theirs);
	}
	free(mine);
	gz_gaz_free(g);
	world_close(&w);
}

/* ---- what is refused ------------------------------------------------------------------- */

static void refuse(const char *path, const char *why)
{
	struct gz_error err = {0};
	struct gz_gaz *g = (struct gz_gaz *)(uintptr_t)1;

	assert_false(gz_gaz_open(path, &g, &err));
	assert_null(g);
	assert_int_equal(err.code, GZ_EFORMAT);
	assert_string_equal(err.file, path);
	if (strstr(err.message, why) == NULL)
		print_error("%s, not %s\n", err.message, why);
	assert_non_null(strstr(err.message, why));
}

static void test_cut(void **state)
{
	struct world w;
	const char *path;
	size_t size;
	char *bytes;

	(void)state;
	open_world(&w, 5);
	path = in(&w, "g");
	bytes = content(path, &size);
	for (size_t length = size; length-- > 0;) {
		if (length > 4096 && length % 7 != 0)
			continue;
		assert_int_equal(truncate(path, (off_t)length), 0);
		refuse(path, length < 8 ? "no compiled" : "cut off");
		assert_int_equal(gz_gaz_is_compiled(path), length >= 8);
	}
	/* One byte too many is not it either. */
	world_write(&w, "long", gz_str_of(bytes, size));
	assert_int_equal(truncate(in(&w, "long"), (off_t)size + 1), 0);
	refuse(in(&w, "long"), "cut off");
	free(bytes);
	world_close(&w);
}

static void test_damage(void **state)
{
	struct world w;
	const char *path;
	size_t size;
	char *bytes;
	int file;

	(void)state;
	open_world(&w, 5);
	path = in(&w, "g");
	bytes = content(path, &size);
	file = open(path, O_RDWR | O_CLOEXEC);
	assert_true(file >= 0);
	for (size_t at = 0; at < size; at += at < 2048 ? 1 : 5) {
		char bad = (char)(bytes[at] ^ 1 << at % 8);

		assert_int_equal(pwrite(file, &bad, 1, (off_t)at), 1);
		refuse(path, "compiled gazetteer");
		assert_int_equal(pwrite(file, &bytes[at], 1, (off_t)at), 1);
	}
	gz_gaz_free(open_good(path));
	close(file);
	free(bytes);
	world_close(&w);
}

/* What changes while it is open is for the full check to see. */
static void test_verify(void **state)
{
	struct gz_error err = {0};
	struct world w;
	struct gz_gaz *g;
	int file;

	(void)state;
	open_world(&w, 20);
	g = open_good(in(&w, "g"));
	file = open(in(&w, "g"), O_RDWR | O_CLOEXEC);
	assert_int_equal(pwrite(file, "?", 1, sizeof(struct gz_image_header) + 200), 1);
	close(file);
	assert_false(gz_gaz_verify(g, &err));
	assert_int_equal(err.code, GZ_EFORMAT);
	assert_string_equal(err.file, in(&w, "g"));
	gz_gaz_free(g);
	world_close(&w);
}

enum change { VERSION, ORDER, FOLDING, TEXT_VERSION, HASH, MAGIC, CHANGES };

static void change_header(struct gz_image_header *h, enum change what)
{
	switch (what) {
	case VERSION: h->version++; break;
	case ORDER: h->order = 0x04030201u; break;
	case FOLDING: h->folding++; break;
	case TEXT_VERSION: h->text_version[0]++; break;
	case HASH: h->hash[3] = 'x'; break;
	case MAGIC:
	case CHANGES: h->magic[7] = '\r'; break;
	}
	h->header = XXH3_64bits(h, offsetof(struct gz_image_header, header));
}

static void test_versions(void **state)
{
	static const char *const why[CHANGES] = {[VERSION] = "another version",
						 [ORDER] = "another version",
						 [FOLDING] = "another version",
						 [TEXT_VERSION] = "another version",
						 [HASH] = "damaged",
						 [MAGIC] = "no compiled"};
	struct world w;
	size_t size;
	char *bytes;

	(void)state;
	open_world(&w, 20);
	for (int what = 0; what < CHANGES; what++) {
		bytes = content(in(&w, "g"), &size);
		change_header((struct gz_image_header *)(void *)bytes, (enum change)what);
		world_write(&w, "other", gz_str_of(bytes, size));
		refuse(in(&w, "other"), why[what]);
		assert_int_equal(gz_gaz_is_compiled(in(&w, "other")), what != MAGIC);
		free(bytes);
	}
	world_close(&w);
}

static void test_no_file(void **state)
{
	struct gz_error err = {0};
	struct world w;
	struct gz_gaz *g;

	(void)state;
	open_world(&w, 6);
	assert_false(gz_gaz_open(in(&w, "missing"), &g, &err));
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.file, in(&w, "missing"));
	refuse(in(&w, "set"), "no compiled");
	refuse(in(&w, "set/entities.tsv"), "no compiled");
	refuse("/dev/null", "no compiled");
	assert_false(gz_gaz_is_compiled(in(&w, "missing")));
	assert_false(gz_gaz_is_compiled(in(&w, "set")));
	assert_false(gz_gaz_is_compiled(in(&w, "set/entities.tsv")));
	world_close(&w);
}

/* ---- writing that fails ------------------------------------------------------------------ */

static void test_unwritable(void **state)
{
	struct gz_error err = {0};
	struct rlimit before, small = {4096, 4096};
	struct world w;
	uint32_t files;

	(void)state;
	open_world(&w, 300);
	files = count_files(w.folder);
	assert_false(gz_gaz_compile(w.gaz, in(&w, "missing/g"), &err));
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.file, in(&w, "missing/g"));
	assert_false(gz_gaz_compile(w.gaz, in(&w, "g/g"), &err));
	assert_false(gz_gaz_compile(w.gaz, in(&w, "set"), &err)); /* a folder with files in it */
	/* As on a full disk: what was there stays, and nothing else is left. */
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(gz_gaz_compile(w.gaz, in(&w, "g"), &err));
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.file, in(&w, "g"));
	err = (struct gz_error){0};
	assert_false(gz_gaz_unload(w.gaz, in(&w, "g"), &err));
	w.gaz = NULL;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.file, in(&w, "g"));
	assert_int_equal(count_files(w.folder), files);
	gz_gaz_free(open_good(in(&w, "g")));
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip), cmocka_unit_test(test_unused),
		cmocka_unit_test(test_empty),	   cmocka_unit_test(test_anywhere),
		cmocka_unit_test(test_threads),	   cmocka_unit_test(test_cut),
		cmocka_unit_test(test_damage),	   cmocka_unit_test(test_verify),
		cmocka_unit_test(test_versions),   cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_unwritable),
	};

	return cmocka_run_group_tests_name("gaz_image", tests, NULL, NULL);
}
