/* eval.c: `gazet eval`: precision, recall and F1 against annotated documents. */
#include <string.h>

#include "given_up.h"
#include "gazet/eval.h"
#include "gazet/pipeline.h"
#include "gazet/read.h"

#define REFUSALS_SAID  20
#define LINE_MAX_BYTES ((size_t)256 << 20)

struct evaluation {
	const struct settings *s;
	enum gz_form form;
	struct gz_gaz *gaz;
	struct gz_articles *articles;
	struct gz_tagger *tagger;
	struct gz_eval *eval;
	struct gz_arena arena;
	uint64_t documents, refused;
	struct given_up given_up;
};

static enum gz_form read_form(const char *name)
{
	int form = 0;

	while (name != NULL && form + 1 < GZ_FORMS && strcmp(name, gz_form_name((enum gz_form)form)) != 0)
		form++;
	return (enum gz_form)form;
}

static bool evaluate(struct evaluation *v, struct gz_str line, const char *path, uint64_t number,
		     struct gz_error *err)
{
	struct gz_gold_doc gold;
	struct gz_tagged tagged;

	gz_arena_reset(&v->arena);
	if (!gz_gold_read(v->articles, line, &v->arena, &gold, err)) {
		if (err->code == GZ_ENOMEM)
			return false;
		v->refused++;
		gz_fail_at(err, err->code, path, number, 0, "%s", err->message);
		if (v->refused <= REFUSALS_SAID)
			say_error(err);
		return true;
	}
	for (int field = 0; field < GZ_FIELDS; field++) {
		if (!gz_text_reform(gold.doc.field[field], v->form, &v->arena, &gold.doc.field[field], err))
			return false;
	}
	v->documents++;
	if (!gz_tagger_tag(v->tagger, &gold.doc, &v->arena, &tagged, err))
		return false;
	given_up_add(&v->given_up, &tagged);
	return gz_eval_add(v->eval, &gold, &tagged, err);
}

static bool evaluate_file(struct evaluation *v, const char *path, struct gz_error *err)
{
	enum gz_lines_status status;
	struct gz_lines *lines;
	struct gz_str line;
	uint64_t number = 0;
	bool good = gz_lines_open(path, LINE_MAX_BYTES, &lines, err);

	if (!good)
		return false;
	while (good && (status = gz_lines_next(lines, &line, err)) != GZ_LINES_END) {
		number++;
		if (interrupted(NULL))
			good = gz_fail(err, GZ_EINTR, "interrupted");
		else if (status == GZ_LINES_DAMAGED)
			good = gz_fail_at(err, err->code, path, number, 0, "%s",
					  err->message); /* half a set has no scores */
		else if (status == GZ_LINE_TOO_LONG)
			good = gz_fail_at(err, GZ_ELIMIT, path, number, 0, "a line of more than 256 MB");
		else if (gz_str_trim(line).len > 0)
			good = evaluate(v, line, path, number, err);
	}
	gz_lines_close(lines);
	return good;
}

/* Two columns of context must stand beside the others in a table. */
static uint32_t width_of(const struct settings *s)
{
	if (s->width == 0)
		return s->format == NULL || strcmp(s->format, "table") == 0 ? 30 : 60;
	return (uint32_t)(s->width < 10000 ? s->width : 10000);
}

static bool evaluation_open(struct evaluation *v, int *status, struct gz_error *err)
{
	const struct settings *s = v->s;
	struct gz_eval_options options = {
		.strict = s->strict, .known = s->known, .names_only = s->names_only, .width = width_of(s)};
	struct gz_tagger_options tagging = tagger_options(s);

	*status = EXIT_FATAL;
	v->form = read_form(s->as);
	if (!read_types(s, &options.types, err))
		return false;
	err->code = GZ_OK;
	if (!gazetteer_load(s, &v->gaz, status))
		return false;
	return gz_articles_open(v->gaz, &v->articles, err) &&
	       gz_tagger_open(v->gaz, &tagging, &v->tagger, err) &&
	       gz_eval_open(v->articles, &options, &v->eval, err);
}

static void evaluation_close(struct evaluation *v)
{
	given_up_say(&v->given_up);
	gz_eval_close(v->eval);
	gz_tagger_close(v->tagger);
	gz_articles_close(v->articles);
	gz_gaz_free(v->gaz);
	gz_arena_free(&v->arena);
}

static bool print(const struct evaluation *v, struct output *output, struct gz_error *err)
{
	static const char *const hidden[] = {"start", "end", "score", NULL};

	if (v->s->confusions)
		return gz_eval_confusions(v->eval, &output->sink, err);
	if (!v->s->errors)
		return gz_eval_scores(v->eval, &output->sink, err);
	output_hide(output, v->s, hidden);
	return gz_eval_errors(v->eval, &output->sink, err);
}

int cmd_eval(const struct settings *s)
{
	struct evaluation v = {.s = s};
	struct output output;
	struct gz_error err;
	int status;
	bool good;

	if (s->errors && s->confusions) {
		say("--errors or --confusions, not both");
		return EXIT_FATAL;
	}
	if (!output_open(&output, s, &err))
		return say_error(&err);
	output.skip = s->offset;
	good = evaluation_open(&v, &status, &err);
	if (good)
		interrupts_catch();
	for (size_t i = 0; good && i < s->arg_count; i++)
		good = evaluate_file(&v, s->args[i], &err);
	if (v.refused > REFUSALS_SAID)
		say("and %llu more that are no annotated documents",
		    (unsigned long long)(v.refused - REFUSALS_SAID));
	if (good && v.documents == 0)
		good = gz_fail(&err, GZ_ENOTFOUND, "no annotated documents (gazet help gold describes them)");
	if (good && !s->quiet)
		say("%llu %s, %s", (unsigned long long)v.documents,
		    v.documents == 1 ? "document" : "documents", gz_form_name(v.form));
	good = good && print(&v, &output, &err);
	if (!good && err.code == GZ_OK) { /* the gazetteer's faults have been said */
		gz_render_close(&output.renderer);
		return status;
	}
	status = output_finish(&output, s, good, &err);
	evaluation_close(&v);
	return status == EXIT_DONE && v.refused > 0 ? EXIT_REJECTED : status;
}
