/*
 * db_merge.c: `gazet db merge OUT IN...`: the documents of databases, with their mentions, into one, as if
 * their archives had been indexed one after the other. What is there already is left alone, so doing it again
 * changes nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gazet/text.h"
#include "tagging.h"

/* A batch is committed at the first of these. */
#define COMMIT_DOCUMENTS 2048
#define COMMIT_SECONDS	 2.0

enum conflict { NEWEST, FIRST, FAIL };

struct input {
	const char *path;
	struct gz_contents *contents;
	const struct gz_tagged_range *ranges;
	size_t count;
	uint64_t *ids; /* hashes of sources and ids, sorted: what is in it; only where the newest is asked for
			*/
	size_t id_count;
};

struct merging {
	const struct settings *s;
	const char *out;
	enum conflict conflict;
	struct input inputs[LIST_MAX];
	size_t count;
	struct gz_store *store;
	struct gz_names names; /* of the input that is copied */
	struct gz_arena arena;
	struct gz_counts counts;
	uint64_t kept; /* documents of another content that stayed */
	uint64_t uncommitted;
	double committed;
};

static bool fold(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	struct gz_error err;

	(void)self;
	return gz_text_fold(name, arena, folded, &err);
}

/* ---- before anything is written -------------------------------------------------------- */

static enum conflict read_conflict(const struct settings *s)
{
	if (s->on_conflict == NULL || strcmp(s->on_conflict, "newest") == 0)
		return NEWEST;
	return strcmp(s->on_conflict, "first") == 0 ? FIRST : FAIL;
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool open_inputs(struct merging *m, struct gz_error *err)
{
	for (size_t i = 1; i < m->s->arg_count; i++) {
		struct input *in = &m->inputs[m->count];

		*in = (struct input){.path = m->s->args[i]};
		if (is_same_file(in->path, m->out))
			return gz_fail(err, GZ_EUSAGE, "%s is to be merged into itself", in->path);
		if (!gz_contents_open(in->path, &in->contents, err))
			return false;
		m->count++;
		if (!gz_contents_ranges(in->contents, &in->ranges, &in->count, err))
			return false;
	}
	return true;
}

static bool is_alike(const struct gz_tagging *a, const struct gz_tagging *b)
{
	return gz_str_eq(a->gazetteer, b->gazetteer) && gz_str_eq(a->tool_version, b->tool_version) &&
	       gz_str_eq(a->options, b->options);
}

static bool compare_ranges(const struct gz_tagged_range *ranges, size_t count, const char *path,
			   const struct gz_tagging **first, const char **of, struct gz_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct gz_tagging *t = &ranges[i].tagging;

		if (*first == NULL) {
			*first = t;
			*of = path;
		}
		if (t->gazetteer.len == 0)
			return gz_fail(err, GZ_EUSAGE,
				       "it is not known with which gazetteer documents of %s were tagged: "
				       "--retag tags "
				       "them again, --as-is keeps the mentions they have",
				       path);
		if (!is_alike(*first, t))
			return gz_fail(err, GZ_EUSAGE,
				       "documents of %s were tagged with another gazetteer, version or "
				       "option than those "
				       "of %s: --retag tags them again, --as-is keeps the mentions they have",
				       path, *of);
	}
	return true;
}

/* All documents were tagged alike, or the options say what is to be done. */
static bool check_taggings(struct merging *m, struct gz_error *err)
{
	const struct gz_tagging *first = NULL;
	const char *of = NULL;
	struct gz_contents *out = NULL;
	const struct gz_tagged_range *ranges = NULL;
	struct stat st;
	size_t count = 0;
	bool good = true;

	if (m->s->retag || m->s->as_is)
		return true;
	if (stat(m->out, &st) == 0 && st.st_size > 0) {
		tagging_tidy(m->out);
		good = gz_contents_open(m->out, &out, err) && gz_contents_ranges(out, &ranges, &count, err);
	}
	good = good && compare_ranges(ranges, count, m->out, &first, &of, err);
	for (size_t i = 0; good && i < m->count; i++)
		good = compare_ranges(m->inputs[i].ranges, m->inputs[i].count, m->inputs[i].path, &first, &of,
				      err);
	gz_contents_close(out);
	return good;
}

/* ---- conflicts -------------------------------------------------------------------------- */

static uint64_t identity(const struct gz_doc *doc)
{
	return gz_str_hash(doc->source) * 0x9e3779b97f4a7c15 ^ gz_str_hash(doc->id);
}

static int compare_ids(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* At the first conflict: what an input has. */
static bool collect_ids(struct merging *m, struct input *in, struct gz_error *err)
{
	GZ_VEC(uint64_t) ids = {.len = 0};
	struct gz_contents *look = NULL;
	enum gz_contents_status status = GZ_CONTENTS_FAILED;
	struct gz_arena arena = {0};
	struct gz_doc doc;
	bool room = true;

	(void)m;
	if (in->ids != NULL)
		return true;
	if (!gz_contents_open(in->path, &look, err))
		return false;
	while (room && (status = gz_contents_next(look, &arena, &doc, err)) == GZ_CONTENTS_DOC) {
		room = GZ_PUSH(&ids, identity(&doc));
		gz_arena_reset(&arena);
	}
	gz_contents_close(look);
	gz_arena_free(&arena);
	room = room && GZ_GROW(&ids, 1); /* never NULL */
	if (!room || status == GZ_CONTENTS_FAILED) {
		GZ_VEC_FREE(&ids);
		return room ? false : gz_fail_nomem(err);
	}
	if (ids.len > 1)
		qsort(ids.ptr, ids.len, sizeof(*ids.ptr), compare_ids);
	in->ids = ids.ptr;
	in->id_count = ids.len;
	return true;
}

/* Does a later input have the document too? Then that one decides. */
static bool comes_again(struct merging *m, size_t input, const struct gz_doc *doc, bool *again,
			struct gz_error *err)
{
	uint64_t id = identity(doc);

	*again = false;
	for (size_t i = input + 1; i < m->count && !*again; i++) {
		if (!collect_ids(m, &m->inputs[i], err))
			return false;
		*again = m->inputs[i].id_count > 0 && bsearch(&id, m->inputs[i].ids, m->inputs[i].id_count,
							      sizeof(id), compare_ids) != NULL;
	}
	return true;
}

/* Shall a document take the place of one of another content? */
static bool decide(struct merging *m, size_t input, const struct gz_doc *doc, bool *put, struct gz_error *err)
{
	bool again;

	*put = false;
	if (m->conflict == FIRST)
		return true;
	if (m->conflict == FAIL)
		return gz_fail(
			err, GZ_EUSAGE,
			"document %.*s of source %.*s in %s has another content than the one that is there: "
			"--on-conflict newest or first decides",
			GZ_ARG(doc->id), GZ_ARG(doc->source), m->inputs[input].path);
	if (!comes_again(m, input, doc, &again, err))
		return false;
	*put = !again;
	return true;
}

/* ---- copying ------------------------------------------------------------------------------- */

static bool copy_document(struct merging *m, size_t input, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_tagged tagged = {.doc = *doc};
	enum gz_put what;
	bool put = true, duplicate = false;

	if (!gz_store_look(m->store, doc, &what, &duplicate, err))
		return false;
	if (what == GZ_PUT_REPLACED && !decide(m, input, doc, &put, err))
		return false;
	if (what == GZ_PUT_UNCHANGED || !put) {
		m->counts.unchanged++;
		m->kept += !put;
		return true;
	}
	if (!gz_contents_mentions(m->inputs[input].contents, (int64_t)doc->record, &m->arena,
				  &tagged.mentions, &tagged.count, err) ||
	    !gz_store_put(m->store, &tagged, &what, &duplicate, err))
		return false;
	m->counts.added += what == GZ_PUT_ADDED;
	m->counts.replaced += what == GZ_PUT_REPLACED;
	m->counts.duplicate += duplicate;
	m->counts.undated += doc->day == GZ_NO_DAY;
	m->uncommitted++;
	return true;
}

static bool commit(struct merging *m, struct gz_error *err)
{
	double now = gz_clock();

	if (m->uncommitted < COMMIT_DOCUMENTS && now - m->committed < COMMIT_SECONDS)
		return true;
	m->uncommitted = 0;
	m->committed = now;
	return gz_store_commit(m->store, err);
}

static bool copy(struct merging *m, size_t input, struct gz_error *err)
{
	struct input *in = &m->inputs[input];
	enum gz_contents_status status = GZ_CONTENTS_END;
	size_t range = SIZE_MAX;
	struct gz_doc doc;

	if (!gz_contents_names(in->contents, &m->names, err))
		return false;
	for (;;) {
		size_t at = range == SIZE_MAX ? 0 : range;

		if (interrupted(NULL))
			return gz_fail(err, GZ_EINTR, "interrupted");
		gz_arena_reset(&m->arena);
		status = gz_contents_next(in->contents, &m->arena, &doc, err);
		if (status != GZ_CONTENTS_DOC)
			return status == GZ_CONTENTS_END;
		while (at + 1 < in->count && in->ranges[at + 1].first <= (int64_t)doc.record)
			at++;
		if (at != range && at < in->count &&
		    !gz_store_tagging(m->store, &in->ranges[at].tagging, err))
			return false;
		range = at;
		if (!copy_document(m, input, &doc, err) || !commit(m, err))
			return false;
	}
}

static bool put_print(const void *self, struct gz_buf *out, struct gz_error *err)
{
	const struct gz_tagging *tagging = self;

	return gz_buf_str(out, tagging->print) || gz_fail_nomem(err);
}

static bool begin(struct merging *m, struct gz_error *err)
{
	static const struct gz_tagging nothing = {.id = 0};
	const struct gz_tagging *tagging = &nothing;
	struct gz_buf options = {0};
	struct gz_run run;
	bool good;

	/* The one that all have in common, or, where they keep what they have, the last one's. */
	for (size_t i = 0; i < m->count; i++)
		if (m->inputs[i].count > 0)
			tagging = &m->inputs[i].ranges[m->inputs[i].count - 1].tagging;
	gz_buf_str(&options, m->s->as_is ? GZ_STR("{\"as_is\":true,\"merge\":[") : GZ_STR("{\"merge\":["));
	for (size_t i = 0; i < m->count; i++) {
		gz_buf_str(&options, i > 0 ? GZ_STR(",") : GZ_STR(""));
		gz_json_string(&options, gz_str(m->inputs[i].path));
	}
	gz_buf_str(&options, GZ_STR("]}"));
	run = (struct gz_run){.tool_version = tagging->tool_version,
			      .gazetteer_hash = tagging->gazetteer,
			      .tagging = tagging->options,
			      .options = gz_buf_view(&options),
			      .print = tagging->print.len > 0 ? put_print : NULL,
			      .self = tagging};
	good = (!options.failed || gz_fail_nomem(err)) && gz_store_open(m->out, &m->store, err) &&
	       gz_store_begin(m->store, &run, &m->names, err);
	gz_buf_free(&options);
	return good;
}

static bool merge(struct merging *m, struct gz_error *err)
{
	struct gz_error failure;
	bool good = begin(m, err), stopped;

	m->committed = gz_clock();
	for (size_t i = 0; good && i < m->count; i++)
		good = copy(m, i, err);
	stopped = !good && m->store != NULL && err->code == GZ_EINTR;
	if ((good || stopped) && !gz_store_end(m->store, &m->counts, stopped, &failure)) {
		*err = failure;
		good = false;
	}
	if (!gz_store_close(m->store, &failure) && good) {
		*err = failure;
		good = false;
	}
	return good;
}

static void close_inputs(struct merging *m)
{
	for (size_t i = 0; i < m->count; i++) {
		gz_contents_close(m->inputs[i].contents);
		free(m->inputs[i].ids);
	}
	gz_arena_free(&m->arena);
}

/* Where nothing is tagged, what says how would be passed over. */
static bool check_retag_options(const struct settings *s)
{
	const struct {
		const char *name;
		bool given;
	} options[] = {
		{"gazetteer", s->gazetteers.count > 0},
		{"no-follow-ups", s->no_follow_ups},
		{"keep-boilerplate", s->keep_boilerplate},
		{"format", s->format != NULL},
	};

	for (size_t i = 0; !s->retag && i < GZ_COUNT(options); i++) {
		if (!options[i].given)
			continue;
		say("--%s goes with --retag: without it no document is tagged", options[i].name);
		return false;
	}
	return true;
}

int db_merge(const struct settings *s)
{
	struct merging m = {.s = s, .names = {.fold = fold, .sketch = gz_text_sketch}};
	struct gz_error err;
	bool good;

	if (s->retag && s->as_is) {
		say("--retag or --as-is, not both");
		return EXIT_FATAL;
	}
	if (!check_retag_options(s))
		return EXIT_FATAL;
	m.out = s->args[0];
	interrupts_catch();
	memory_prepare(MEMORY_OF_ARCHIVE);
	m.conflict = read_conflict(s);
	good = open_inputs(&m, &err) && check_taggings(&m, &err) && merge(&m, &err);
	close_inputs(&m);
	if (!good)
		return say_error(&err);
	if (!s->quiet) {
		const struct gz_counts *c = &m.counts;

		say("%llu added, %llu unchanged, %llu replaced, %llu duplicate", (unsigned long long)c->added,
		    (unsigned long long)c->unchanged, (unsigned long long)c->replaced,
		    (unsigned long long)c->duplicate);
		if (m.kept > 0)
			say("of another content, and left out: %llu", (unsigned long long)m.kept);
	}
	return s->retag ? retag_database(s, m.out) : EXIT_DONE;
}
