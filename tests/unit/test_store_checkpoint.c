/* test_store_checkpoint.c: the log is brought into the database's file while more is written. */
#include <signal.h>
#include <sys/stat.h>
#include <time.h>

#include "store_fixture.h"

#define PAGE  65536
#define FRAME (PAGE + 24)

static char text[100000];

static void put_large(struct gz_store *s, unsigned number)
{
	char id[16];

	snprintf(id, sizeof(id), "%u", number);
	memset(text, 'a' + (int)(number % 26), sizeof(text) - 1);
	memcpy(text, id, strlen(id)); /* no two are alike */
	put_text(s, id, text, GZ_PUT_ADDED, false);
	commit(s);
}

static off_t size_of(const char *path, const char *suffix)
{
	char name[4200];
	struct stat info;

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	return stat(name, &info) == 0 ? info.st_size : -1;
}

/* Waits for what a thread does: ten seconds at most. */
static bool grows_beyond(const char *path, off_t size)
{
	const struct timespec pause = {.tv_nsec = 10000000};

	for (int i = 0; i < 1000 && size_of(path, "") <= size; i++)
		nanosleep(&pause, NULL);
	return size_of(path, "") > size;
}

static void test_while_open(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	off_t before = size_of(p->db, "");

	s->log_worth = 8;
	for (unsigned i = 1; i <= 20; i++)
		put_large(s, i);
	assert_non_null(s->checkpoints);
	assert_true(grows_beyond(p->db, before + 4 * PAGE));
	end_store(s);
	is_at_rest(p->db);
	answer_is(p->db, "SELECT count(*), sum(length(text)) FROM document", "20|1999980");
	check_gives(p->db, "");
}

static void test_little_needs_no_thread(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);

	put_large(s, 1);
	assert_null(s->checkpoints);
	end_store(s);
	is_at_rest(p->db);
}

static void test_log_is_bounded(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	off_t largest = 0;

	s->log_worth = 8;
	s->log_most = 32;
	for (unsigned i = 1; i <= 200; i++) {
		put_large(s, i);
		if (size_of(p->db, "-wal") > largest)
			largest = size_of(p->db, "-wal");
	}
	/* What there may be before the commit that waits, and that one. */
	assert_in_range(largest, 8 * FRAME, (32 + 24) * FRAME);
	end_store(s);
	is_at_rest(p->db);
	answer_is(p->db, "SELECT count(*) FROM document", "200");
}

/* The log cannot be begun again while somebody reads what is older: nothing waits for that. */
static void test_reader_is_not_waited_for(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	sqlite3 *reader;

	s->log_worth = 8;
	s->log_most = 32;
	put_large(s, 1);
	assert_int_equal(sqlite3_open(p->db, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM document", NULL, NULL, NULL),
			 SQLITE_OK);
	for (unsigned i = 2; i <= 60; i++)
		put_large(s, i);
	assert_true(size_of(p->db, "-wal") > (off_t)60 * FRAME);
	assert_int_equal(sqlite3_close(reader), SQLITE_OK);
	end_store(s);
	answer_is(p->db, "SELECT count(*) FROM document", "60");
	check_gives(p->db, "");
}

/* The path was relative, and in the folder where the program works now is a file of that name. */
static void test_another_folder(void **state)
{
	struct place *p = *state;
	char before[4096], folder[300];
	struct gz_store *s;
	off_t size;

	assert_non_null(getcwd(before, sizeof(before)));
	snprintf(folder, sizeof(folder), "%s/below", p->folder);
	assert_int_equal(mkdir(folder, 0777), 0);
	assert_int_equal(chdir(folder), 0);
	end_store(open_store("a.db"));
	assert_int_equal(chdir(p->folder), 0);
	s = open_store("a.db");
	assert_int_equal(chdir(folder), 0);
	s->log_worth = s->log_most = 8;
	size = size_of(p->db, "");
	for (unsigned i = 1; i <= 20; i++)
		put_large(s, i);
	assert_true(size_of(p->db, "") > size + 4 * PAGE);
	end_store(s);
	is_at_rest(p->db);
	is_at_rest("a.db");
	assert_int_equal(remove("a.db"), 0);
	assert_int_equal(chdir(before), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void test_another_file(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->other);
	struct gz_buf before, after;
	struct gz_error ignored;

	put_large(s, 1000);
	end_store(s);
	s = open_store(p->db);
	s->log_worth = s->log_most = 8;
	before = read_file(p->other);
	assert_int_equal(rename(p->other, p->db), 0);
	for (unsigned i = 1; i <= 20; i++)
		put_large(s, i);
	gz_store_close(s, &ignored);
	after = read_file(p->db);
	assert_true(gz_str_eq(gz_buf_view(&before), gz_buf_view(&after)));
	is_at_rest(p->db);
	gz_buf_free(&before);
	gz_buf_free(&after);
}

/* What the program holds back is delivered to no thread that it does not know. */
static void test_signals(void **state)
{
	struct place *p = *state;
	struct gz_store *s = open_store(p->db);
	sigset_t user, before, waiting;
	int number;

	s->log_worth = 8;
	for (unsigned i = 1; i <= 20; i++)
		put_large(s, i);
	assert_non_null(s->checkpoints);
	sigemptyset(&user);
	sigaddset(&user, SIGUSR1);
	assert_int_equal(pthread_sigmask(SIG_BLOCK, &user, &before), 0);
	assert_int_equal(kill(getpid(), SIGUSR1), 0);
	end_store(s);
	assert_int_equal(sigpending(&waiting), 0);
	assert_int_equal(sigismember(&waiting, SIGUSR1), 1);
	assert_int_equal(sigwait(&user, &number), 0);
	assert_int_equal(pthread_sigmask(SIG_SETMASK, &before, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_while_open),	   TEST(test_little_needs_no_thread),
		TEST(test_log_is_bounded), TEST(test_reader_is_not_waited_for),
		TEST(test_another_folder), TEST(test_another_file),
		TEST(test_signals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
