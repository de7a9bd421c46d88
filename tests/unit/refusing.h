/*
 * refusing.h: SQLite that refuses one statement. A hook on every connection counts statements as they
 * begin to run, or as they are prepared, and stops the one that is asked for; what the library makes of it is
 * for the test.
 */
#ifndef GAZET_REFUSING_H
#define GAZET_REFUSING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "gazet/base.h"

enum refuse { REFUSE_RUN, REFUSE_PREPARE };

struct refusing {
	enum refuse how;
	int count;     /* of statements so far */
	int at;	       /* the one that is refused; 0: none */
	bool refused;  /* it was */
	bool watching; /* only then anything is counted */
	char sql[160]; /* what was refused, as far as it is known */
	/* The first and the last place of each text, where they are written down. */
	struct seen {
		uint64_t hash;
		int first, last;
	} seen[1000];
	int distinct;
};

/* Tests are programs of one thread; SQLite's hooks for new connections have no argument. */
static struct refusing refusing;

static inline void write_down(uint64_t hash)
{
	int i = 0;

	while (i < refusing.distinct && refusing.seen[i].hash != hash)
		i++;
	assert_true(i < (int)GZ_COUNT(refusing.seen));
	if (i == refusing.distinct) {
		refusing.seen[i].hash = hash;
		refusing.seen[i].first = refusing.count;
		refusing.distinct++;
	}
	refusing.seen[i].last = refusing.count;
}

static inline bool is_refused_now(uint64_t hash, const char *sql)
{
	refusing.count++;
	if (!refusing.at)
		write_down(hash);
	if (refusing.at != refusing.count)
		return false;
	refusing.refused = true;
	snprintf(refusing.sql, sizeof(refusing.sql), "%s", sql);
	return true;
}

static inline int on_run(unsigned kind, void *self, void *statement, void *text)
{
	const char *sql = sqlite3_sql(statement);

	(void)kind;
	(void)self;
	(void)text;
	if (refusing.watching && refusing.how == REFUSE_RUN && sql &&
	    is_refused_now(gz_str_hash(gz_str(sql)), sql))
		sqlite3_interrupt(sqlite3_db_handle(statement));
	return 0;
}

/* Columns and functions are passed over: one refusal a statement, or a few, is enough. */
static inline int on_prepare(void *self, int action, const char *a, const char *b, const char *c,
			     const char *d)
{
	char words[160];

	(void)self;
	(void)c;
	if (!refusing.watching || refusing.how != REFUSE_PREPARE || action == SQLITE_READ ||
	    action == SQLITE_FUNCTION)
		return SQLITE_OK;
	snprintf(words, sizeof(words), "%d %s %s %s", action, a ? a : "-", b ? b : "-", d ? d : "-");
	return is_refused_now(gz_str_hash(gz_str(words)), words) ? SQLITE_DENY : SQLITE_OK;
}

static inline int on_connection(sqlite3 *db, const char **message, const struct sqlite3_api_routines *api)
{
	(void)message;
	(void)api;
	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, on_run, NULL);
	sqlite3_set_authorizer(db, on_prepare, NULL);
	return SQLITE_OK;
}

static inline int watch_sqlite(void **state)
{
	(void)state;
	return sqlite3_auto_extension((void (*)(void))on_connection) == SQLITE_OK ? 0 : -1;
}

static inline int leave_sqlite(void **state)
{
	(void)state;
	sqlite3_reset_auto_extension();
	return 0;
}

/* One run of `work`, in which statement `at` is refused. */
static inline bool with_refusal(int at, bool (*work)(void *self, struct gz_error *err), void *self,
				struct gz_error *err)
{
	bool done;

	refusing.count = 0;
	refusing.at = at;
	refusing.refused = false;
	refusing.watching = true;
	*err = (struct gz_error){.code = GZ_OK};
	done = work(self, err);
	refusing.watching = false;
	return done;
}

static inline int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Where `work` can be refused, ascending: every statement once as it is prepared, the first and the last time
 * it runs. */
static inline int places_to_refuse(enum refuse how, bool (*work)(void *self, struct gz_error *err),
				   void *self, int places[2000])
{
	struct gz_error err;
	int count = 0;

	refusing.how = how;
	refusing.distinct = 0;
	if (!with_refusal(0, work, self, &err))
		fail_msg("%s", err.message);
	for (int i = 0; i < refusing.distinct; i++) {
		places[count++] = refusing.seen[i].first;
		if (how == REFUSE_RUN && refusing.seen[i].last != refusing.seen[i].first)
			places[count++] = refusing.seen[i].last;
	}
	qsort(places, (size_t)count, sizeof(*places), by_number);
	return count;
}

#endif
