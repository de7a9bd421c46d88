/*
 * boilerplate.c: where boilerplate may stand: at the beginnings and ends of lines, in brackets, at the end of
 * the text. Each such place is looked at once, from left to right, by the rules of dateline.c and credits.c.
 */
#include <stdlib.h>
#include <string.h>

#include "boilerplate.h"

/* ---- phrases --------------------------------------------------------------------------- */

static uint32_t slot_of(uint64_t hash)
{
	return (uint32_t)hash & (GZ_PHRASE_SLOTS - 1);
}

/* Adds one phrase. Longer ones go first in a slot. */
static bool add(struct gz_boilerplate *b, struct gz_str text, unsigned classes, struct gz_error *err)
{
	struct gz_phrase *p = &b->phrase[b->count];
	struct gz_tokens tokens;
	uint32_t *at;

	if (!gz_text_tokenize(text, &b->arena, &tokens, err))
		return false;
	if (tokens.count == 0)
		return true;
	*p = (struct gz_phrase){.hash = tokens.token[0].hash, .classes = classes};
	for (; p->count < tokens.count && p->count < GZ_PHRASE_LONGEST; p->count++)
		p->norm[p->count] = tokens.token[p->count].norm;
	at = &b->slot[slot_of(p->hash)];
	while (*at != GZ_NONE && b->phrase[*at].count > p->count)
		at = &b->phrase[*at].next;
	p->next = *at;
	*at = (uint32_t)b->count++;
	return true;
}

static size_t count_phrases(void)
{
	size_t count = 0;

	for (const struct gz_phrase_row *row = gz_phrase_rows; row->phrases != NULL; row++) {
		count++;
		for (const char *c = row->phrases; *c != '\0'; c++)
			count += *c == '|';
	}
	return count;
}

static bool add_row(struct gz_boilerplate *b, const struct gz_phrase_row *row, struct gz_error *err)
{
	struct gz_str rest = gz_str(row->phrases);

	for (bool more = true; more;) {
		size_t end = gz_str_find(rest, '|');

		if (!add(b, gz_str_of(rest.ptr, end), row->classes, err))
			return false;
		more = end < rest.len;
		if (more)
			rest = gz_str_of(rest.ptr + end + 1, rest.len - end - 1);
	}
	return true;
}

bool gz_boilerplate_open(struct gz_boilerplate **out, struct gz_error *err)
{
	struct gz_boilerplate *b = calloc(1, sizeof(*b));

	*out = NULL;
	if (b == NULL)
		return gz_fail_nomem(err);
	memset(b->slot, 0xff, sizeof(b->slot));
	b->phrase = calloc(count_phrases(), sizeof(*b->phrase));
	if (b->phrase == NULL) {
		gz_boilerplate_close(b);
		return gz_fail_nomem(err);
	}
	for (const struct gz_phrase_row *row = gz_phrase_rows; row->phrases != NULL; row++) {
		if (!add_row(b, row, err)) {
			gz_boilerplate_close(b);
			return false;
		}
	}
	*out = b;
	return true;
}

void gz_boilerplate_close(struct gz_boilerplate *b)
{
	if (b == NULL)
		return;
	gz_arena_free(&b->arena);
	free(b->phrase);
	free(b);
}

unsigned gz_phrase_classes(const struct gz_finder *f, uint32_t token)
{
	uint64_t hash = gz_finder_token(f, token)->hash;
	unsigned classes = 0;

	for (uint32_t i = f->b->slot[slot_of(hash)]; i != GZ_NONE; i = f->b->phrase[i].next)
		classes |= f->b->phrase[i].hash == hash ? f->b->phrase[i].classes : 0;
	return classes;
}

uint32_t gz_phrase_at(const struct gz_finder *f, uint32_t token, unsigned classes)
{
	const struct gz_token *first = gz_finder_token(f, token);

	for (uint32_t i = f->b->slot[slot_of(first->hash)]; i != GZ_NONE; i = f->b->phrase[i].next) {
		const struct gz_phrase *p = &f->b->phrase[i];
		uint32_t same = 0;

		if (p->hash != first->hash || (p->classes & classes) == 0 ||
		    p->count > f->tokens->count - token)
			continue;
		while (same < p->count && gz_str_eq(p->norm[same], first[same].norm) &&
		       (same == 0 || first[same].gap < GZ_GAP_PARAGRAPH))
			same++;
		if (same == p->count)
			return same;
	}
	return 0;
}

uint32_t gz_line_end(const struct gz_finder *f, uint32_t token, uint32_t most)
{
	uint32_t end = token + 1;

	while (end < f->tokens->count && end - token <= most && !gz_begins_line(f, end))
		end++;
	return end;
}

/* ---- omissions --------------------------------------------------------------------------------- */

static bool room(struct gz_finder *f)
{
	uint32_t cap = f->cap ? f->cap * 2 : 8;
	struct gz_omission *moved;

	if (f->count < f->cap)
		return true;
	moved = gz_arena_alloc(f->arena, cap * sizeof(*moved));
	f->failed |= moved == NULL;
	if (moved == NULL)
		return false;
	if (f->count > 0)
		memcpy(moved, f->found, f->count * sizeof(*moved));
	f->found = moved;
	f->cap = cap;
	return true;
}

/* Signs that belong to the span: an opening bracket or a copyright sign at once in front, a closing bracket
 * or period behind. Gaps are between tokens, so spans stay apart. */
static void set_bytes(const struct gz_finder *f, struct gz_omission *o)
{
	struct gz_str before = gz_finder_gap(f, o->token), after = gz_finder_gap(f, o->token + o->tokens);
	uint32_t start = gz_finder_token(f, o->token)->start;
	uint32_t end = gz_finder_token(f, o->token + o->tokens - 1)->end;
	size_t taken = 0;

	while (before.len > 0 && before.ptr[before.len - 1] == ' ')
		before.len--;
	if (before.len > 0 && gz_is_sign_of("([/", before.ptr[before.len - 1]))
		start = (uint32_t)(before.ptr + before.len - 1 - f->tokens->text.ptr);
	else if (gz_str_ends(before, GZ_STR("\xc2\xa9")))
		start = (uint32_t)(before.ptr + before.len - 2 - f->tokens->text.ptr);
	for (size_t i = 0; i < after.len && gz_is_sign_of(" .)]/", after.ptr[i]); i++) {
		if (after.ptr[i] != ' ')
			taken = i + 1;
	}
	o->byte_start = start;
	o->byte_length = end + (uint32_t)taken - start;
}

bool gz_omit(struct gz_finder *f, uint32_t from, uint32_t to, enum gz_boiler kind)
{
	struct gz_omission *o;

	if (from < f->behind || to <= from || !room(f))
		return true;
	o = &f->found[f->count++];
	*o = (struct gz_omission){
		.token = from, .tokens = to - from, .field = GZ_TEXT, .kind = (uint8_t)kind};
	set_bytes(f, o);
	f->behind = to;
	return true;
}

/* Bars the tokens of what was found. */
static void bar(const struct gz_finder *f, struct gz_tokens *tokens)
{
	for (uint32_t i = 0; i < f->count; i++) {
		uint32_t from = f->found[i].token, to = from + f->found[i].tokens;

		for (uint32_t token = from; token < to; token++)
			tokens->token[token].barred = GZ_BAR_OMITTED;
		if (tokens->token[from].gap < GZ_GAP_HARD)
			tokens->token[from].gap = GZ_GAP_HARD;
		if (to < tokens->count && tokens->token[to].gap < GZ_GAP_HARD)
			tokens->token[to].gap = GZ_GAP_HARD;
	}
}

/* ---- places --------------------------------------------------------------------------------------- */

/* The first token from `token` on that begins at the byte or behind it: by steps that double, for the next
 * place is mostly near. */
static uint32_t seek(const struct gz_finder *f, uint32_t token, size_t at)
{
	const struct gz_token *t = f->tokens->token;
	uint32_t count = f->tokens->count, step = 1, low = token, high;

	while (low + step < count && t[low + step].start < at) {
		low += step;
		step *= 2;
	}
	high = count - low > step ? low + step : count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Does a sentence or line, or nothing, end in front of the byte? */
static bool behind_sentence(struct gz_str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] == ' ')
		at--;
	return at == 0 || gz_is_sign_of("\n\r\t.!?:;\"')]*", text.ptr[at - 1]) ||
	       (unsigned char)text.ptr[at - 1] >= 0x80;
}

static void look_at_line(struct gz_finder *f, uint32_t token)
{
	if (token > 0)
		gz_find_line_end(f, token - 1);
	if (token >= f->tokens->count || token < f->behind)
		return;
	if (f->line < 3 && gz_find_byline(f, token))
		token = f->behind; /* something follows, or it were no byline */
	if (!gz_find_dateline(f, token))
		gz_find_line(f, token);
}

/* Looks at each line and bracket, in their order. */
static void look_through(struct gz_finder *f)
{
	struct gz_str text = f->tokens->text;
	const char *end = text.ptr + text.len;
	const char *line = memchr(text.ptr, '\n', text.len), *bracket = memchr(text.ptr, '(', text.len);
	uint32_t token = 0;

	look_at_line(f, 0);
	while (line != NULL || bracket != NULL) {
		bool is_line = bracket == NULL || (line != NULL && line < bracket);
		const char *at = is_line ? line : bracket;

		token = seek(f, token, (size_t)(at - text.ptr));
		if (token >= f->tokens->count)
			return;
		if (is_line) {
			f->line++;
			look_at_line(f, token);
		} else {
			gz_find_bracket(f, token, behind_sentence(text, (size_t)(at - text.ptr)));
		}
		/* Each token is looked at once, however many signs stand in front of it. */
		at = text.ptr + gz_finder_token(f, token)->start;
		if (line != NULL && line < at)
			line = memchr(at, '\n', (size_t)(end - at));
		if (bracket != NULL && bracket < at) {
			if (is_line) /* the line begins with it */
				gz_find_bracket(f, token, true);
			bracket = memchr(at, '(', (size_t)(end - at));
		}
	}
}

bool gz_boilerplate_omit(const struct gz_boilerplate *b, struct gz_tokens *tokens,
			 const struct gz_place_asker *asker, struct gz_arena *arena, struct gz_omissions *out,
			 struct gz_error *err)
{
	struct gz_finder f = {.b = b, .tokens = tokens, .asker = asker, .arena = arena};

	*out = (struct gz_omissions){NULL, 0};
	if (tokens->count == 0)
		return true;
	look_through(&f);
	gz_find_tail(&f);
	if (f.failed)
		return gz_fail_nomem(err);
	bar(&f, tokens);
	*out = (struct gz_omissions){f.found, f.count};
	return true;
}
