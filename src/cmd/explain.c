/* explain.c: `gazet explain`: how every span of a document was read: of a stored one, or of standard input.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "explain.h"
#include "given_up.h"
#include "gazet/read.h"

struct explaining {
	const struct settings *s;
	struct gz_gaz *gaz;
	struct gz_tagger *tagger;
	struct gz_arena arena;
	struct gz_buf lines, codes, words; /* the text of a document; of one judgement's reasons */
	struct output output;
	bool rows, color;
	uint64_t documents, rejected;
	struct given_up given_up;
};

static const struct gz_column columns[] = {
	{"doc", GZ_CELL_TEXT, 0},    {"field", GZ_CELL_TEXT, 0},   {"start", GZ_CELL_INT, 0},
	{"end", GZ_CELL_INT, 0},     {"text", GZ_CELL_TEXT, 0},	   {"verdict", GZ_CELL_TEXT, 0},
	{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},	   {"type", GZ_CELL_TEXT, 0},
	{"via", GZ_CELL_TEXT, 0},    {"score", GZ_CELL_REAL, 2},   {"reasons", GZ_CELL_TEXT, 0},
	{"why", GZ_CELL_TEXT, 0},    {"witness", GZ_CELL_TEXT, 0},
};

const char *explain_verdict(const struct gz_judgement *j)
{
	static const char *const names[] = {"chosen", "nested", "rejected"};

	return names[j->verdict];
}

struct gz_str explain_witness(const struct gz_explained *told, const struct gz_judgement *j)
{
	const struct gz_tokens *tokens = &told->tokens[j->field];
	const struct gz_token *token;

	if (j->witness == GZ_NONE || j->witness >= tokens->count)
		return GZ_STR("");
	token = &tokens->token[j->witness];
	return gz_str_of(tokens->text.ptr + token->start, token->end - token->start);
}

bool explain_omitted_before(const struct gz_explained *told, size_t omission, const struct gz_judgement *j)
{
	const struct gz_omission *o = &told->omissions.ptr[omission];

	if (omission >= told->omissions.count)
		return false;
	return j == NULL || j->field > o->field || (j->field == o->field && j->byte_start >= o->byte_start);
}

/* The codes (or the words) of the reasons, joined. */
static struct gz_str join(const struct gz_judgement *j, bool words, struct gz_buf *out)
{
	gz_buf_clear(out);
	for (int i = 0; i < GZ_REASONS; i++) {
		const struct gz_reason_row *row = gz_reason_row((enum gz_reason)i);

		if ((j->reasons >> i & 1) == 0)
			continue;
		if (out->len > 0)
			gz_buf_str(out, words ? GZ_STR("; ") : GZ_STR(" "));
		gz_buf_str(out, gz_str(words ? row->words : row->code));
	}
	return gz_buf_view(out);
}

static struct gz_cell text_cell(struct gz_str text)
{
	return (struct gz_cell){.kind = GZ_CELL_TEXT, .text = text};
}

static bool give_row(struct explaining *x, const struct gz_explained *told, const struct gz_judgement *j,
		     struct gz_error *err)
{
	const struct gz_doc *doc = &told->tagged.doc;
	struct gz_str witness = explain_witness(told, j);
	const struct gz_cell cells[GZ_COUNT(columns)] = {
		text_cell(doc->id),
		text_cell(gz_str(gz_field_name((enum gz_field)j->field))),
		gz_cell_count(j->start),
		gz_cell_count((uint64_t)j->start + j->length),
		text_cell(gz_str_of(doc->field[j->field].ptr + j->byte_start, j->byte_length)),
		text_cell(gz_str(explain_verdict(j))),
		text_cell(j->entity->id),
		text_cell(j->entity->name),
		text_cell(gz_str(gz_type_name(j->entity->type))),
		text_cell(gz_str(gz_via_name((enum gz_via)j->via))),
		j->verdict == GZ_REJECTED ? gz_cell_null() : gz_cell_real((double)j->score),
		text_cell(join(j, false, &x->codes)),
		text_cell(join(j, true, &x->words)),
		witness.len > 0 ? text_cell(witness) : gz_cell_null(),
	};

	if (x->codes.failed || x->words.failed)
		return gz_fail_nomem(err);
	return x->output.sink.row(x->output.sink.self, cells, err);
}

/* What was left out is no reading of anything: no entity, a verdict of its own. */
static bool give_omission(struct explaining *x, const struct gz_doc *doc, const struct gz_omission *o,
			  struct gz_error *err)
{
	struct gz_str text = doc->field[o->field];
	struct gz_str left_out = gz_str_of(text.ptr + o->byte_start, o->byte_length);
	uint64_t start = gz_utf8_count(gz_str_of(text.ptr, o->byte_start));
	const struct gz_cell nothing = gz_cell_null();
	const struct gz_cell cells[GZ_COUNT(columns)] = {
		text_cell(doc->id),
		text_cell(gz_str(gz_field_name((enum gz_field)o->field))),
		gz_cell_count(start),
		gz_cell_count(start + gz_utf8_count(left_out)),
		text_cell(left_out),
		text_cell(gz_str(EXPLAIN_OMITTED)),
		nothing,
		nothing,
		nothing,
		nothing,
		nothing,
		text_cell(gz_str(gz_boiler_name((enum gz_boiler)o->kind))),
		text_cell(gz_str(gz_boiler_words((enum gz_boiler)o->kind))),
		nothing,
	};

	return x->output.sink.row(x->output.sink.self, cells, err);
}

/* Judgements and omissions in the order of the text. */
static bool give_rows(struct explaining *x, const struct gz_explained *told, struct gz_error *err)
{
	size_t omission = 0;

	for (size_t i = 0; i <= told->judgements.count; i++) {
		const struct gz_judgement *j = i < told->judgements.count ? &told->judgements.ptr[i] : NULL;

		for (; explain_omitted_before(told, omission, j); omission++) {
			if (!give_omission(x, &told->tagged.doc, &told->omissions.ptr[omission], err))
				return false;
		}
		if (j != NULL && !give_row(x, told, j, err))
			return false;
	}
	return true;
}

static bool explain(struct explaining *x, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_explained told;

	if (!gz_tagger_explain(x->tagger, doc, &x->arena, &told, err))
		return false;
	given_up_add(&x->given_up, &told.tagged);
	x->documents++;
	if (x->rows)
		return give_rows(x, &told, err);
	gz_buf_clear(&x->lines);
	if (x->documents > 1)
		gz_buf_byte(&x->lines, '\n');
	if (!explain_print(&told, x->color, x->s->details, &x->lines))
		return gz_fail_nomem(err);
	if (fwrite(x->lines.ptr, 1, x->lines.len, stdout) == x->lines.len && fflush(stdout) == 0)
		return true;
	return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
		       strerror(errno));
}

static bool explain_stored(struct explaining *x, const char *id, struct gz_error *err)
{
	struct gz_str sources[LIST_MAX];
	struct gz_stored stored;
	struct gz_query *query;
	bool good;

	for (size_t i = 0; i < x->s->sources.count; i++)
		sources[i] = gz_str(x->s->sources.item[i]);
	if (!gz_utf8_valid(gz_str(id)))
		return gz_fail(err, GZ_EUSAGE, "the id is not valid UTF-8: is that what the terminal uses?");
	if (!gz_query_open(database_path(x->s), &query, err))
		return false;
	good = gz_query_document(query, gz_str(id), sources, x->s->sources.count, &x->arena, &stored, err);
	gz_query_close(query);
	if (good && !x->s->quiet && stored.gazetteer.len > 0 &&
	    !gz_str_eq(stored.gazetteer, gz_gaz_hash(x->gaz)))
		say("the database was made with another gazetteer: what it holds may differ from this");
	return good && explain(x, &stored.doc, err);
}

static void say_reject(void *self, const struct gz_error *err)
{
	(void)self;
	say_error(err);
}

static bool explain_input(struct explaining *x, const char *path, struct gz_error *err)
{
	const struct gz_read_options options = {.format = x->s->input_format,
						.source_name = gz_str(x->s->source_name),
						.max_document = (size_t)x->s->max_document,
						.max_expansion = x->s->max_expansion,
						.date_from = x->s->date_from,
						.date_order = x->s->date_order,
						.map = x->s->map,
						.reject = say_reject};
	struct gz_read_progress progress;
	enum gz_read_status status;
	struct gz_reader *reader;
	struct gz_doc doc;
	bool good = true;

	if (!gz_reader_open(&path, 1, &options, &reader, err))
		return false;
	while (good && (status = gz_reader_next(reader, &x->arena, &doc, err)) != GZ_READ_END) {
		good = status == GZ_READ_DOC;
		if (good && doc.day == GZ_NO_DAY && x->s->date != GZ_NO_DAY) {
			doc.day = x->s->date;
			doc.precision = x->s->date_precision;
		}
		good = good &&
		       (interrupted(NULL) ? gz_fail(err, GZ_EINTR, "interrupted") : explain(x, &doc, err));
		gz_arena_reset(&x->arena);
	}
	gz_reader_progress(reader, &progress);
	x->rejected = progress.rejected;
	gz_reader_close(reader);
	return good;
}

static const char *subject(const struct settings *s)
{
	return s->arg_count > 0 ? s->args[0] : "-";
}

/* A document's id, or a file, unless a database is named. */
static bool is_stored(const struct settings *s)
{
	return strcmp(subject(s), "-") != 0 && (s->db != NULL || access(subject(s), R_OK) != 0);
}

/* A stored document is not read, and text that is read has no source to be looked up by. */
static bool check_options(const struct settings *s)
{
	const struct {
		const char *name;
		bool given, stored;
	} options[] = {
		{"input-format", s->input_format != NULL, false},
		{"map", s->map != NULL, false},
		{"date-from", s->date_from != NULL, false},
		{"date-order", s->date_order != NULL, false},
		{"date", s->date != GZ_NO_DAY, false},
		{"source-name", s->source_name != NULL, false},
		{"max-document", s->max_document > 0, false},
		{"max-expansion", s->max_expansion > 0, false},
		{"source", s->sources.count > 0, true},
	};

	for (size_t i = 0; i < GZ_COUNT(options); i++) {
		if (!options[i].given || options[i].stored == is_stored(s))
			continue;
		say("--%s is for %s", options[i].name,
		    options[i].stored ? "a stored document, not for text that is read"
				      : "text that is read, not for a stored document");
		return false;
	}
	return true;
}

static bool run(struct explaining *x, struct gz_error *err)
{
	const struct gz_tagger_options options = tagger_options(x->s);
	const char *what = subject(x->s);

	if (!gz_tagger_open(x->gaz, &options, &x->tagger, err))
		return false;
	if (x->rows && !x->output.sink.begin(x->output.sink.self, columns, GZ_COUNT(columns), err))
		return false;
	return (is_stored(x->s) ? explain_stored(x, what, err) : explain_input(x, what, err)) &&
	       (!x->rows || x->output.sink.end(x->output.sink.self, err));
}

int cmd_explain(const struct settings *s)
{
	static const char *const hidden[] = {"doc", "field", "type", "reasons", NULL};
	struct settings all = *s;
	struct explaining x = {.s = s, .rows = s->format != NULL};
	struct gz_error err;
	int status;
	bool good;

	if (!check_options(s))
		return EXIT_FATAL;
	all.limit_given = true;
	if (!output_open(&x.output, &all, &err))
		return say_error(&err);
	x.color = output_color(s);
	output_hide(&x.output, s, hidden);
	if (!gazetteer_load(s, &x.gaz, &status)) {
		gz_render_close(&x.output.renderer);
		return status;
	}
	interrupts_catch();
	good = run(&x, &err);
	status = output_finish(&x.output, &all, good, &err);
	given_up_say(&x.given_up);
	gz_tagger_close(x.tagger);
	gz_gaz_free(x.gaz);
	gz_arena_free(&x.arena);
	gz_buf_free(&x.lines);
	gz_buf_free(&x.codes);
	gz_buf_free(&x.words);
	return status == EXIT_DONE && x.rejected > 0 ? EXIT_REJECTED : status;
}
