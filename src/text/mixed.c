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

/* A character of the field. Behind the field stands one that is no part of a token. */
struct character {
	size_t at, step;
	uint32_t entry;
};

/* A token while it is read. */
struct run {
	size_t end;    /* behind its last letter, mark or digit */
	char *to;      /* behind its folded form */
	uint32_t base; /* the entry of the last letter or digit */
	bool unknown;  /* the table cannot fold it */
	bool moves;    /* the last character is a mark that another one could be put before */
	bool first_upper;
	unsigned marks; /* on the last letter or digit */
	size_t upper, lower;
};

static inline struct character character_at(const struct gz_cutter *c, size_t at)
{
	struct character here = {.at = at, .step = 1, .entry = GZ_CLASS_BREAK};

	if (at < c->text.len)
		here.entry = gz_unicode(gz_unicode_at(c->text, at, &here.step));
	return here;
}

static inline void copy(struct run *run, const char *from, size_t len)
{
	for (size_t i = 0; i < len; i++)
		run->to[i] = from[i];
	run->to += len;
}

static inline bool is_ascii_letter(char byte)
{
	return (unsigned char)((byte | 0x20) - 'a') < 26;
}

/* The ASCII letters from `at` on, of which there is one at least. Returns where they end. */
static size_t add_ascii(struct run *run, struct gz_str text, size_t at)
{
	size_t first = at, upper = 0;

	for (; at < text.len && is_ascii_letter(text.ptr[at]); at++) {
		upper += (text.ptr[at] & 0x20) == 0;
		*run->to++ = (char)(text.ptr[at] | 0x20);
	}
	if (run->upper + run->lower == 0)
		run->first_upper = (text.ptr[first] & 0x20) == 0;
	run->upper += upper;
	run->lower += at - first - upper;
	run->base = GZ_ENTRY_LOSES;
	run->marks = 0;
	run->moves = false;
	return at;
}

static inline void add_letter(struct run *run, struct character here, const struct gz_cutter *c)
{
	enum gz_shape shape = GZ_ENTRY_SHAPE(here.entry);
	const char *limit = c->folded + here.at + here.step;
	size_t len = GZ_ENTRY_LENGTH(here.entry);

	if (shape == GZ_UPPER && run->upper + run->lower == 0)
		run->first_upper = true;
	run->upper += shape == GZ_UPPER;
	run->lower += shape == GZ_LOWER;
	run->base = here.entry;
	run->marks = 0;
	run->moves = false;
	if (here.entry & GZ_ENTRY_SAME && !run->unknown)
		copy(run, c->text.ptr + here.at, here.step);
	else if (here.entry & GZ_ENTRY_FOLDS && !run->unknown && len <= (size_t)(limit - run->to))
		copy(run, (const char *)gz_unicode_folds + GZ_ENTRY_PLACE(here.entry), len);
	else
		run->unknown = true;
}

static void add_mark(struct run *run, struct character here, enum gz_class kind, const struct gz_cutter *c)
{
	bool moves = (here.entry & GZ_ENTRY_MOVES) != 0;

	if (run->unknown)
		return;
	if (kind == GZ_CLASS_DIGIT || (run->base & GZ_ENTRY_LOSES))
		run->unknown = !(here.entry & GZ_ENTRY_LOSES);
	else if (run->base & here.entry & GZ_ENTRY_KEEPS && !(moves && run->moves))
		copy(run, c->text.ptr + here.at, here.step);
	else
		run->unknown = true;
	run->moves = moves;
}

/* Does the zero width non-joiner stand here, behind a letter of the Arabic script (U+0600 to U+06FF)? There it
 * parts what others write with a space, as in the names of Persian; in other scripts it only shapes letters. */
static bool parts_words(const struct gz_cutter *c, size_t at)
{
	const unsigned char *text = (const unsigned char *)c->text.ptr;

	return c->text.len - at >= 3 && memcmp(text + at, "\xe2\x80\x8c", 3) == 0 && at >= 2 &&
	       text[at - 2] >= 0xd8 && text[at - 2] <= 0xdb;
}

/* Reads the token that begins with `here`. Returns the character that ended it: what is between them is no
 * token. */
static struct character read_run(const struct gz_cutter *c, struct character here, struct run *run)
{
	enum gz_class kind = GZ_ENTRY_CLASS(here.entry), class = kind;

	*run = (struct run){.to = c->folded + here.at};
	for (;;) {
		size_t next = here.at + here.step;

		if (class == kind) {
			if (kind == GZ_CLASS_LETTER && (unsigned char)c->text.ptr[here.at] < 0x80)
				next = add_ascii(run, c->text, here.at);
			else
				add_letter(run, here, c);
		} else if (class == GZ_CLASS_MARK) {
			if (++run->marks > MOST_MARKS)
				return here;
			add_mark(run, here, kind, c);
		}
		if (class != GZ_CLASS_IGNORED)
			run->end = next;
		here = character_at(c, next);
		class = GZ_ENTRY_CLASS(here.entry);
		if (class != GZ_CLASS_MARK && class != GZ_CLASS_IGNORED &&
		    (class != kind || kind == GZ_CLASS_SINGLE))
			return here;
		if (class == GZ_CLASS_IGNORED && parts_words(c, here.at))
			return here;
	}
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

static bool fold(struct gz_cutter *c, size_t start, enum gz_class kind, const struct run *run,
		 struct gz_token *token)
{
	char *norm = c->folded + start;
	size_t len = (size_t)(run->to - norm);

	token->norm = gz_str_of(norm, len);
	if (run->unknown) {
		if (!gz_fold_token(gz_str_of(c->text.ptr + start, run->end - start), kind, c->arena,
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
	struct character here = character_at(c, start);
	struct gz_token *token;
	struct run run;

	while (here.at < end) {
		enum gz_class kind = GZ_ENTRY_CLASS(here.entry);

		if (kind != GZ_CLASS_LETTER && kind != GZ_CLASS_DIGIT && kind != GZ_CLASS_SINGLE) {
			here = character_at(c, here.at + here.step);
			continue;
		}
		if (!gz_cutter_reserve(c, here.at))
			return false;
		token = c->next;
		token->start = (uint32_t)here.at;
		here = read_run(c, here, &run);
		token->end = (uint32_t)run.end;
		if (!fold(c, token->start, kind, &run, token))
			return false;
		if (token->norm.len == 0)
			continue;
		token->shape = shape_of(&run);
		count(c, token);
		gz_cutter_place(c, c->folded, token, c->behind);
		c->behind = token->end;
		c->next++;
	}
	c->resume = (uint32_t)here.at;
	return gz_cutter_reserve(c, here.at);
}
