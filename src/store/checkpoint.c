/*
 * checkpoint.c: what was committed stands in the write-ahead log; a checkpoint brings it into the database's
 * file, which has to wait for the disk twice. A thread of its own does that, over a connection of its own,
 * while the next batch is written. A log that grows all the same is waited for: it is begun again when all of
 * it was brought over.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "internal.h"

struct gz_checkpoints {
	sqlite3 *db; /* the thread's */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool wanted;  /* the log has grown since a checkpoint began */
	bool working; /* one goes on */
	bool leaving;
};

/* What cannot be brought over now stays in the log, where it is as safe: it is left to the next checkpoint or
 * to that of gz_store_close, which tells what fails. */
static void *work(void *arg)
{
	struct gz_checkpoints *c = arg;

	pthread_mutex_lock(&c->lock);
	for (;;) {
		while (!c->wanted && !c->leaving)
			pthread_cond_wait(&c->changed, &c->lock);
		if (c->leaving)
			break;
		c->wanted = false;
		c->working = true;
		pthread_mutex_unlock(&c->lock);
		sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		pthread_mutex_lock(&c->lock);
		c->working = false;
		pthread_cond_broadcast(&c->changed);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* Another file may have taken the place of the one that is open. */
static bool has_moved(sqlite3 *db)
{
	int moved = 0;

	sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved != 0;
}

/* To the very file of the store, by the full name that SQLite found for it: the program may work in another
 * folder by now. Into a file that stands there instead, the log would be brought too: the pragma, which
 * reads the file, opens the log. */
static sqlite3 *connect(sqlite3 *store)
{
	const char *path = sqlite3_db_filename(store, "main");
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
	    !has_moved(store) &&
	    sqlite3_exec(db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL) == SQLITE_OK)
		return db;
	sqlite3_close(db);
	return NULL;
}

/* A signal that the caller's threads hold back must not come by this one: it gets those of its own faults
 * only. */
static bool start_thread(struct gz_checkpoints *c)
{
	sigset_t others, before;
	bool done;

	sigfillset(&others);
	sigdelset(&others, SIGBUS);
	sigdelset(&others, SIGFPE);
	sigdelset(&others, SIGILL);
	sigdelset(&others, SIGSEGV);
	pthread_sigmask(SIG_SETMASK, &others, &before);
	done = pthread_create(&c->thread, NULL, work, c) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return done;
}

/* NULL where there can be no thread. */
static struct gz_checkpoints *start(sqlite3 *store)
{
	struct gz_checkpoints *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	c->db = connect(store);
	if (c->db == NULL)
		goto out;
	if (pthread_mutex_init(&c->lock, NULL) != 0)
		goto close;
	if (pthread_cond_init(&c->changed, NULL) != 0)
		goto destroy_lock;
	if (start_thread(c))
		return c;
	pthread_cond_destroy(&c->changed);
destroy_lock:
	pthread_mutex_destroy(&c->lock);
close:
	sqlite3_close(c->db);
out:
	free(c);
	return NULL;
}

/* Behind a commit, with so many pages in the log. */
static int committed(void *store, sqlite3 *db, const char *name, int pages)
{
	struct gz_store *s = store;
	struct gz_checkpoints *c;

	if (pages < s->log_worth)
		return SQLITE_OK;
	if (s->checkpoints == NULL)
		s->checkpoints = start(db);
	c = s->checkpoints;
	if (c == NULL) {
		sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		return SQLITE_OK;
	}
	pthread_mutex_lock(&c->lock);
	c->wanted = true;
	pthread_cond_broadcast(&c->changed);
	while (pages >= s->log_most && (c->wanted || c->working))
		pthread_cond_wait(&c->changed, &c->lock);
	pthread_mutex_unlock(&c->lock);
	return SQLITE_OK;
}

void gz_checkpoints_watch(struct gz_store *s)
{
	sqlite3_wal_hook(s->db, committed, s);
}

void gz_checkpoints_end(struct gz_store *s)
{
	struct gz_checkpoints *c = s->checkpoints;

	if (c == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	c->leaving = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
	pthread_join(c->thread, NULL);
	pthread_cond_destroy(&c->changed);
	pthread_mutex_destroy(&c->lock);
	sqlite3_close(c->db);
	free(c);
	s->checkpoints = NULL;
}
