/* test_gaz_cache.c: compiled gazetteers that are kept in a folder for as long as the files they were made of
 * stay the same. */
#include <sys/time.h>
#include <time.h>

#include "gaz_rich.h"

/* Loads the layers through the folder "cache/deep"; tells whether it was kept there. */
static bool load_cached(struct world *w, char **said)
{
	const char *paths[WORLD_PATHS];
	struct gz_gaz *g;
	bool kept;

	for (size_t i = 0; i < w->paths; i++)
		paths[i] = w->path[i];
	world_forget(w);
	assert_true(
		gz_gaz_load_cached(paths, w->paths, in(w, "cache/deep"), world_fault, w, &g, &kept, &w->err));
	assert_int_equal(w->faults, 0);
	w->gaz = g;
	if (said != NULL)
		*said = dump(g);
	return kept;
}

static void test_cache(void **state)
{
	struct world w;
	struct stat info;
	char *made, *kept, *loaded, first[512];

	(void)state;
	world_open(&w);
	seed = 7;
	write_rich(&w, 50);
	assert_false(load_cached(&w, &made));
	snprintf(first, sizeof(first), "%s", gz_gaz_path(w.gaz));
	assert_int_equal(stat(in(&w, "cache"), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0700);
	assert_true(load_cached(&w, &kept));
	assert_string_equal(gz_gaz_path(w.gaz), first);
	world_load(&w);
	loaded = dump(w.gaz);
	assert_string_equal(made, loaded);
	assert_string_equal(kept, loaded);
	/* The time of a file tells nothing. */
	assert_int_equal(utimes(in(&w, "set/words.tsv"), NULL), 0);
	assert_true(load_cached(&w, NULL));
	/* Its content does. */
	world_write(&w, "set/words.tsv", GZ_STR("word\nalpha\n"));
	assert_false(load_cached(&w, NULL));
	assert_string_not_equal(gz_gaz_path(w.gaz), first);
	assert_true(load_cached(&w, NULL));
	assert_int_equal(count_files(in(&w, "cache/deep")), 2);
	free(made), free(kept), free(loaded);
	world_close(&w);
}

/* The same files in other layers are another gazetteer, or none. */
static void test_cache_layers(void **state)
{
	static const char row[] = "id\ttype\tname\taliases\norg/a\torg\tAlpha\t%s\n";
	char a[128], b[128];
	const char *folder;
	struct world w;
	struct gz_gaz *g;
	bool kept;

	(void)state;
	world_open(&w);
	snprintf(a, sizeof(a), "id\ttype\tname\taliases\norg/a\torg\tAlpha\tA\n");
	snprintf(b, sizeof(b), "%s", row);
	world_add(&w, "set/a.tsv", a);
	world_add(&w, "set/b.tsv", b);
	assert_false(load_cached(&w, NULL));
	assert_true(load_cached(&w, NULL));
	folder = in(&w, "set");
	assert_false(
		gz_gaz_load_cached(&folder, 1, in(&w, "cache/deep"), world_fault, &w, &g, &kept, &w.err));
	assert_null(g);
	assert_int_equal(w.faults, 1); /* the id stands twice in one layer */
	assert_int_equal(count_files(in(&w, "cache/deep")), 1);
	world_close(&w);
}

/* A sound compiled gazetteer of other files. */
static void put_another(const char *path)
{
	struct world other;
	struct gz_error err;

	world_open(&other);
	world_add(&other, "one.tsv", "word\nalpha\n");
	world_load(&other);
	assert_true(gz_gaz_compile(other.gaz, path, &err));
	world_close(&other);
}

static void test_cache_damage(void **state)
{
	char path[512], *before, *after;
	struct world w;
	struct stat info;

	(void)state;
	world_open(&w);
	write_rich(&w, 50);
	load_cached(&w, &before);
	snprintf(path, sizeof(path), "%s", gz_gaz_path(w.gaz));
	/* Cut off, empty, something else, and somebody else's. */
	for (int how = 0; how < 4; how++) {
		assert_int_equal(stat(path, &info), 0);
		world_forget(&w);
		if (how < 2) {
			assert_int_equal(truncate(path, how == 0 ? info.st_size / 2 : 0), 0);
		} else if (how == 2) {
			world_write(&w, path + strlen(w.folder) + 1, GZ_STR("id\ttype\tname\taliases\n"));
		} else {
			put_another(path);
		}
		assert_false(load_cached(&w, &after));
		assert_string_equal(gz_gaz_path(w.gaz), path);
		assert_string_equal(before, after);
		free(after);
		assert_true(load_cached(&w, NULL));
	}
	assert_int_equal(count_files(in(&w, "cache/deep")), 1);
	free(before);
	world_close(&w);
}

/* Where the folder cannot be used it loads. */
static void test_cache_nowhere(void **state)
{
	char *before, *after;
	struct world w;

	(void)state;
	world_open(&w);
	write_rich(&w, 20);
	world_write(&w, "cache", GZ_STR("no folder"));
	assert_false(load_cached(&w, &before));
	assert_string_equal(gz_gaz_path(w.gaz), "");
	assert_false(load_cached(&w, &after));
	assert_string_equal(before, after);
	free(before), free(after);
	world_close(&w);
}

/* A pipe is read once, by who loads it. */
static void test_cache_pipe(void **state)
{
	char path[64];
	struct world w;
	int ends[2];

	(void)state;
	world_open(&w);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "word\nalpha\n", 11), 11);
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	w.path[w.paths++] = strdup(path);
	assert_false(gz_gaz_is_compiled(path));
	assert_false(load_cached(&w, NULL));
	assert_string_equal(gz_gaz_path(w.gaz), "");
	assert_int_equal(gz_gaz_token_count(w.gaz), 1);
	close(ends[0]);
	world_close(&w);
}

/* A file of the cache's folder, last modified so many days ago. */
static void put_old(struct world *w, const char *name, int days)
{
	struct timeval times[2] = {{time(NULL) - days * 86400, 0}, {time(NULL) - days * 86400, 0}};
	char path[120];

	snprintf(path, sizeof(path), "cache/deep/%s", name);
	world_write(w, path, GZ_STR("old"));
	assert_int_equal(utimes(in(w, path), times), 0);
}

static void test_cache_old(void **state)
{
	static const char ours[] = "0123456789abcdef0123456789abcdef-01234567.gazetc";
	static const char aside[] = ".0123456789abcdef0123456789abcdef-01234567.gazetc.0123456789abcdef.tmp";
	static const char young[] = "1123456789abcdef0123456789abcdef-01234567.gazetc";
	static const char theirs[] = "notes.gazetc";
	struct timeval used[2] = {{time(NULL) - 20 * 86400, 0}, {time(NULL) - 20 * 86400, 0}};
	char path[512], other[600];
	struct world w;
	struct stat info;

	(void)state;
	world_open(&w);
	write_rich(&w, 20);
	put_old(&w, ours, 40);
	put_old(&w, aside, 40);
	put_old(&w, young, 20);
	put_old(&w, theirs, 40);
	assert_false(load_cached(&w, NULL));
	snprintf(path, sizeof(path), "%s", gz_gaz_path(w.gaz));
	assert_int_equal(count_files(in(&w, "cache/deep")), 3);
	snprintf(other, sizeof(other), "%s/%s", in(&w, "cache/deep"), young);
	assert_int_equal(access(other, F_OK), 0);
	snprintf(other, sizeof(other), "%s/%s", in(&w, "cache/deep"), theirs);
	assert_int_equal(access(other, F_OK), 0);
	/* What is opened is in use, and its time says so. */
	assert_int_equal(utimes(path, used), 0);
	assert_true(load_cached(&w, NULL));
	assert_int_equal(stat(path, &info), 0);
	assert_true(info.st_mtime > time(NULL) - 3600);
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cache),	     cmocka_unit_test(test_cache_layers),
		cmocka_unit_test(test_cache_damage), cmocka_unit_test(test_cache_nowhere),
		cmocka_unit_test(test_cache_pipe),   cmocka_unit_test(test_cache_old),
	};

	return cmocka_run_group_tests_name("gaz_cache", tests, NULL, NULL);
}
