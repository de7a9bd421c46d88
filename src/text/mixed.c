/*
 * mixed.c: tokens with other characters than ASCII, one character after the other by the table of unicode.h.
 * Folding goes along into the token's own place; where the table does not know, or the place is too small,
 * utf8proc folds the whole token.
 */
#include "cutter.h"
#include "unicode.h"

/* More marks on one letter are no text, and ordering them takes quadratic time: the limit of Unicode's
 * Stream-Safe Text Format (UAX #15). */
#define MOST_MARKS 30

/* A token while it is read. */
struct run {
	enum gz_class kind;
	size_t end;    /* behind its last letter, mark or digit */
	char *to;      /* behind its folded form */
	uint32_t base; /* the entry of the last letter or digit */
	bool unknown;  /* the table cannot fold it */
	bool moves;    /* the last character is a mark that another one could be put before */
	size_t marks;  /* on the last letter or digit */
	size_t upper, lower, first_upper;
};

static void copy(struct run *run, const char *from, size_t len)
{
	for (size_t i = 0; i < len; i++)
		run->to[i] = from[i];
	run->to += len;
}

static void add_letter(struct run *run, uint32_t entry, const char *written, size_t step, const char *limit)
{
	enum gz_shape shape = GZ_ENTRY_SHAPE(entry);

	if (shape == GZ_UPPER)
		run->first_upper += run->upper++ + run->lower == 0;
	run->lower += shape == GZ_LOWER;
	run->base = entry;
	run->marks = 0;
	run->moves = false;
	if (run->unknown)
		return;
	if (entry & GZ_ENTRY_SAME)
		copy(run, written, step);
	else if (entry & GZ_ENTRY_FOLDS && GZ_ENTRY_LENGTH(entry) <= (size_t)(limit - run->to))
		copy(run, (const char *)gz_unicode_folds + GZ_ENTRY_PLACE(entry), GZ_ENTRY_LENGTH(entry));
	else
		run->unknown = true;
}

static void add_mark(struct run *run, uint32_t entry, const char *written, size_t step)
{
	bool moves = (entry & GZ_ENTRY_MOVES) != 0;

	if (run->unknown)
		return;
	if (run->kind == GZ_CLASS_DIGIT || (run->base & GZ_ENTRY_LOSES))
		run->unknown = !(entry & GZ_ENTRY_LOSES);
	else if (run->base & entry & GZ_ENTRY_KEEPS && !(moves && run->moves))
		copy(run, written, step);
	else
		run->unknown = true;
	run->moves = moves;
}

/* Reads the token that begins at `start`, with a character of class `kind`. */
static struct run read_run(const struct gz_cutter *c, size_t start, enum gz_class kind)
{
	struct run run = {.kind = kind, .to = c->folded + start};

	for (size_t at = start, step; at < c->text.len; at += step) {
		uint32_t entry = gz_unicode(gz_unicode_at(c->text, at, &step));
		enum gz_class class = GZ_ENTRY_CLASS(entry);

		if (class == kind && (kind != GZ_CLASS_SINGLE || at == start))
			add_letter(&run, entry, c->text.ptr + at, step, c->folded + at + step);
		else if (class == GZ_CLASS_MARK && ++run.marks <= MOST_MARKS)
			add_mark(&run, entry, c->text.ptr + at, step);
		else if (class != GZ_CLASS_IGNORED)
			break;
		if (class != GZ_CLASS_IGNORED)
			run.end = at + step;
	}
	return run;
}

static uint8_t shape_of(const struct run *run)
{
	if (run->upper == 0)
		return run->lower == 0 ? GZ_CASELESS : GZ_LOWER;
	if (run->lower == 0)
		return GZ_UPPER;
	return run->first_upper && run->upper == 1 ? GZ_CAPITALISED : GZ_MIXED;
}

/* The bytes of the character that begins a valid text. */
static size_t length_of_first(struct gz_str text)
{
	unsigned char first = (unsigned char)text.ptr[0];

	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

static bool fold(struct gz_cutter *c, size_t start, const struct run *run, struct gz_token *token)
{
	char *norm = c->folded + start;
	size_t len = (size_t)(run->to - norm);

	token->norm = gz_str_of(norm, len);
	if (run->unknown) {
		if (!gz_fold_token(gz_str_of(c->text.ptr + start, run->end - start), run->kind, c->arena,
				   &token->norm))
			return false;
	} else if (run->end > c->scanned) { /* the next blocks will be written over its place */
		token->norm = gz_arena_str(c->arena, token->norm);
		if (token->norm.ptr == NULL)
			return false;
	} else if (len <= GZ_HASH_SHORT) {
		token->hash = gz_hash_short(norm, len);
		return true;
	}
	token->hash = gz_text_hash(token->norm);
	return true;
}

static void count(struct gz_cutter *c, const struct gz_token *token)
{
	if (token->shape != GZ_CASELESS && length_of_first(token->norm) < token->norm.len)
		c->words += token->shape == GZ_LOWER ? GZ_LOWER_WORD : GZ_CAPITAL_WORD;
}

bool gz_cutter_mixed(struct gz_cutter *c, uint32_t start, uint32_t end)
{
	size_t at = start, step;

	while (at < end) {
		enum gz_class kind = GZ_ENTRY_CLASS(gz_unicode(gz_unicode_at(c->text, at, &step)));
		struct gz_token *token;
		struct run run;

		if (kind != GZ_CLASS_LETTER && kind != GZ_CLASS_DIGIT && kind != GZ_CLASS_SINGLE) {
			at += step;
			continue;
		}
		run = read_run(c, at, kind);
		if (!gz_cutter_reserve(c, at))
			return false;
		token = c->next;
		if (!fold(c, at, &run, token))
			return false;
		if (token->norm.len > 0) {
			token->start = (uint32_t)at;
			token->end = (uint32_t)run.end;
			token->shape = shape_of(&run);
			count(c, token);
			gz_cutter_place(c, token, c->behind);
			c->behind = token->end;
			c->next++;
		}
		at = run.end;
	}
	c->resume = (uint32_t)at;
	return gz_cutter_reserve(c, at);
}
