/*
 * pipeline.c: a reader thread, tagger threads, and the writer in the caller's thread, round a ring of
 * batches. A batch is filled, tagged and written in turn; its number says where it stands, so the writer sees
 * the archive's order whatever the taggers do.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "gazet/pipeline.h"

#define BATCH_DOCUMENTS 512
#define BATCH_BYTES	((size_t)1 << 21)
#define THREADS_MAX	256
/* The reader waits while so much text is between it and the writer. */
#define TEXT_MAX ((size_t)64 << 20)
/* A batch keeps so much memory for what is rendered; more was needed for a huge document. */
#define BYTES_KEPT ((size_t)8 << 20)
/* How long a reader that is to stop may take to see it. */
#define PATIENCE_MS 500

enum state { EMPTY = 0, FILLED, TAGGED };

struct batch {
	enum state state;
	struct gz_arena arena;
	struct gz_doc docs[BATCH_DOCUMENTS];
	struct gz_tagged tagged[BATCH_DOCUMENTS];
	size_t count;
	size_t text;			  /* bytes of the documents' titles and texts */
	struct gz_buf bytes;		  /* what was rendered */
	struct gz_read_progress progress; /* when it was closed */
};

struct ring {
	const struct gz_pipeline *p;
	pthread_mutex_t lock;
	/* Who waits for what: the reader for room, taggers for a batch, the writer for the next one in order.
	 */
	pthread_cond_t can_fill, can_tag, can_write;
	struct batch *batches;
	unsigned size;
	uint64_t filled, taken, written; /* numbers of batches so far */
	size_t text;			 /* bytes in batches that are filled and not written */
	bool ended;			 /* the reader has no more */
	atomic_bool stopped;		 /* somebody failed: everybody leaves */
	struct gz_error err;		 /* of who failed first */
};

static void stop(struct ring *r, const struct gz_error *err)
{
	pthread_mutex_lock(&r->lock);
	if (!r->stopped)
		r->err = *err;
	r->stopped = true;
	pthread_cond_broadcast(&r->can_fill);
	pthread_cond_broadcast(&r->can_tag);
	pthread_cond_broadcast(&r->can_write);
	pthread_mutex_unlock(&r->lock);
}

/* The only place where the reader may be cancelled: it holds no lock here and may wait for input for ever. */
static enum gz_read_status read_next(struct ring *r, struct batch *b, struct gz_doc *doc,
				     struct gz_error *err)
{
	const struct gz_documents *documents = r->p->documents;
	enum gz_read_status status;

	if (documents != NULL)
		return documents->next(documents->self, &b->arena, doc, err);
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
	status = gz_reader_next(r->p->reader, &b->arena, doc, err);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	return status;
}

/* Fills one batch; false when reading failed or everybody is to leave. */
static bool fill(struct ring *r, struct batch *b, bool *ended)
{
	b->count = b->text = 0;
	*ended = false;
	while (b->count < BATCH_DOCUMENTS && b->text < BATCH_BYTES) {
		struct gz_doc *doc = &b->docs[b->count];
		struct gz_error err;
		enum gz_read_status status = read_next(r, b, doc, &err);

		if (atomic_load(&r->stopped))
			return false;
		if (status == GZ_READ_FAILED) {
			stop(r, &err);
			return false;
		}
		if (status == GZ_READ_END) {
			*ended = true;
			break;
		}
		if (doc->day == GZ_NO_DAY && r->p->precision != GZ_UNDATED) {
			doc->day = r->p->day;
			doc->precision = r->p->precision;
		}
		b->text += doc->field[GZ_TITLE].len + doc->field[GZ_TEXT].len;
		b->count++;
		if (r->p->documents == NULL && gz_reader_waits(r->p->reader))
			break;
	}
	if (r->p->documents == NULL)
		gz_reader_progress(r->p->reader, &b->progress);
	else if (r->p->documents->progress != NULL)
		r->p->documents->progress(r->p->documents->self, &b->progress);
	return true;
}

/* One document may be larger than all the text that may wait: it passes alone. */
static bool is_full(const struct ring *r)
{
	return r->filled - r->written == r->size || (r->text >= TEXT_MAX && r->filled > r->written);
}

static void *read_batches(void *arg)
{
	struct ring *r = arg;
	bool ended = false;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	while (!ended) {
		struct batch *b;

		pthread_mutex_lock(&r->lock);
		while (!r->stopped && is_full(r))
			pthread_cond_wait(&r->can_fill, &r->lock);
		b = &r->batches[r->filled % r->size];
		if (r->stopped)
			ended = true;
		pthread_mutex_unlock(&r->lock);
		if (ended || !fill(r, b, &ended))
			break;
		pthread_mutex_lock(&r->lock);
		b->state = FILLED;
		r->filled++;
		r->text += b->text;
		r->ended = ended;
		pthread_cond_signal(&r->can_tag);
		if (ended) {
			pthread_cond_broadcast(&r->can_tag);
			pthread_cond_signal(&r->can_write);
		}
		pthread_mutex_unlock(&r->lock);
	}
	return NULL;
}

/* The next batch in the archive's order, or NULL when there is none and none will come. */
static struct batch *take_batch(struct ring *r, uint64_t *number)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&r->lock);
	while (!r->stopped && r->taken == r->filled && !r->ended)
		pthread_cond_wait(&r->can_tag, &r->lock);
	if (!r->stopped && r->taken < r->filled) {
		*number = r->taken++;
		b = &r->batches[*number % r->size];
	}
	pthread_mutex_unlock(&r->lock);
	return b;
}

static bool tag_batch(const struct ring *r, struct gz_tagger *tagger, struct batch *b, struct gz_error *err)
{
	const struct gz_pipeline *p = r->p;

	for (size_t i = 0; i < b->count && !r->stopped; i++) {
		if (!gz_tagger_tag(tagger, &b->docs[i], &b->arena, &b->tagged[i], err))
			return false;
		if (p->render != NULL && !p->render(p->self, &b->tagged[i], &b->bytes, err))
			return false;
	}
	return !b->bytes.failed || gz_fail_nomem(err);
}

static void *tag_batches(void *arg)
{
	struct ring *r = arg;
	struct gz_tagger *tagger = NULL;
	struct batch *b;
	struct gz_error err;
	uint64_t number;

	if (!gz_tagger_open(r->p->gaz, &r->p->tagging, &tagger, &err)) {
		stop(r, &err);
		return NULL;
	}
	while ((b = take_batch(r, &number)) != NULL) {
		if (!tag_batch(r, tagger, b, &err)) {
			stop(r, &err);
			break;
		}
		pthread_mutex_lock(&r->lock);
		b->state = TAGGED;
		if (number == r->written)
			pthread_cond_signal(&r->can_write);
		pthread_mutex_unlock(&r->lock);
	}
	gz_tagger_close(tagger);
	return NULL;
}

/* The answer counts when it is given: the caller may say it only once. */
static bool stop_if_interrupted(struct ring *r)
{
	struct gz_error err;

	if (r->p->interrupted == NULL || !r->p->interrupted(r->p->self))
		return false;
	gz_fail(&err, GZ_EINTR, "interrupted");
	stop(r, &err);
	return true;
}

static struct timespec from_now(long milliseconds)
{
	struct timespec when;

	clock_gettime(CLOCK_REALTIME, &when);
	when.tv_nsec += milliseconds * 1000000;
	when.tv_sec += when.tv_nsec / 1000000000;
	when.tv_nsec %= 1000000000;
	return when;
}

/* The next batch in order, or NULL at the end and when somebody stopped. Wakes up now and then to see
 * interrupts. */
static struct batch *next_batch(struct ring *r)
{
	struct batch *b = &r->batches[r->written % r->size];
	bool ready = false, over = false;

	pthread_mutex_lock(&r->lock);
	while (!ready && !over) {
		over = r->stopped || (r->ended && r->written == r->filled);
		ready = !over && r->written < r->filled && b->state == TAGGED;
		if (!ready && !over) {
			struct timespec until = from_now(100);

			pthread_cond_timedwait(&r->can_write, &r->lock, &until);
			pthread_mutex_unlock(&r->lock);
			stop_if_interrupted(r);
			pthread_mutex_lock(&r->lock);
		}
	}
	pthread_mutex_unlock(&r->lock);
	return ready ? b : NULL;
}

static bool write_batch(struct ring *r, struct batch *b, struct gz_error *err)
{
	for (size_t i = 0; i < b->count; i++) {
		if (stop_if_interrupted(r))
			return gz_fail(err, GZ_EINTR, "interrupted");
		if (b->tagged[i].given_up_count > 0 && r->p->gave_up != NULL)
			r->p->gave_up(r->p->self, &b->tagged[i]);
		if (r->p->render == NULL && !r->p->take(r->p->self, &b->tagged[i], err))
			return false;
	}
	if (r->p->render != NULL && b->count > 0 &&
	    !r->p->write(r->p->self, gz_buf_view(&b->bytes), b->count, err))
		return false;
	return r->p->batch == NULL || r->p->batch(r->p->self, &b->progress, err);
}

/* The batch is empty again, and its memory ready for the next one. */
static void release(struct ring *r, struct batch *b)
{
	gz_arena_reset(&b->arena);
	if (b->bytes.cap > BYTES_KEPT)
		gz_buf_free(&b->bytes);
	gz_buf_clear(&b->bytes);
	pthread_mutex_lock(&r->lock);
	b->state = EMPTY;
	r->written++;
	r->text -= b->text;
	pthread_cond_signal(&r->can_fill);
	pthread_mutex_unlock(&r->lock);
}

static void write_batches(struct ring *r)
{
	struct gz_error err;
	struct batch *b;

	if (r->p->begin != NULL && !r->p->begin(r->p->self, &err)) {
		stop(r, &err);
		return;
	}
	while ((b = next_batch(r)) != NULL) {
		if (!write_batch(r, b, &err)) {
			stop(r, &err);
			return;
		}
		release(r, b);
	}
}

static unsigned thread_count(unsigned wanted)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	if (wanted == 0)
		wanted = online > 0 ? (unsigned)online : 1;
	return wanted < THREADS_MAX ? wanted : THREADS_MAX;
}

/* A reader that waits for input would never see that it is to stop; any other is left to finish its document,
 * for what it holds would be lost. */
static void join_reader(struct ring *r, pthread_t reader)
{
	struct timespec until = from_now(PATIENCE_MS);

	if (r->stopped && pthread_timedjoin_np(reader, NULL, &until) == 0)
		return;
	if (r->stopped)
		pthread_cancel(reader);
	pthread_join(reader, NULL);
}

static bool run_threads(struct ring *r, unsigned taggers, struct gz_error *err)
{
	pthread_t reader, tagger[THREADS_MAX];
	unsigned started = 0;
	bool reading;

	reading = pthread_create(&reader, NULL, read_batches, r) == 0;
	while (reading && started < taggers && pthread_create(&tagger[started], NULL, tag_batches, r) == 0)
		started++;
	if (started == 0) { /* fewer threads than wanted will do, none will not */
		gz_fail(err, GZ_ENOMEM, "cannot start a thread");
		stop(r, err);
	} else {
		write_batches(r);
	}
	if (reading)
		join_reader(r, reader);
	for (unsigned i = 0; i < started; i++)
		pthread_join(tagger[i], NULL);
	if (r->stopped)
		*err = r->err;
	return !r->stopped;
}

static pthread_cond_t *condition_of(struct ring *r, size_t i)
{
	pthread_cond_t *const all[] = {&r->can_fill, &r->can_tag, &r->can_write};

	return i < GZ_COUNT(all) ? all[i] : NULL;
}

/* `made`: how many of the conditions there are. */
static void drop_locks(struct ring *r, size_t made)
{
	while (made > 0)
		pthread_cond_destroy(condition_of(r, --made));
	pthread_mutex_destroy(&r->lock);
}

static bool make_locks(struct ring *r, size_t *made, struct gz_error *err)
{
	int code = pthread_mutex_init(&r->lock, NULL);

	*made = 0;
	if (code != 0)
		return gz_fail(err, GZ_EIO, "cannot start threads: %s", strerror(code));
	while (code == 0 && condition_of(r, *made) != NULL) {
		code = pthread_cond_init(condition_of(r, *made), NULL);
		*made += code == 0;
	}
	if (code == 0)
		return true;
	drop_locks(r, *made);
	return gz_fail(err, GZ_EIO, "cannot start threads: %s", strerror(code));
}

bool gz_pipeline_run(const struct gz_pipeline *p, struct gz_error *err)
{
	unsigned taggers = thread_count(p->threads);
	struct ring r = {.p = p, .size = 2 * taggers + 2};
	size_t made;
	bool good;

	r.batches = calloc(r.size, sizeof(*r.batches));
	if (r.batches == NULL)
		return gz_fail_nomem(err);
	good = make_locks(&r, &made, err);
	if (good) {
		good = run_threads(&r, taggers, err);
		drop_locks(&r, made);
	}
	for (unsigned i = 0; i < r.size; i++) {
		gz_arena_free(&r.batches[i].arena);
		gz_buf_free(&r.batches[i].bytes);
	}
	free(r.batches);
	return good;
}
