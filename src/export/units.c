/*
 * units.c: a field cut into words, signs and sentences, as formats of one token a line have them. Words are
 * those of text.h; what it does not count as a word (signs, symbols) is cut here.
 */
#include "internal.h"

struct cut {
	struct gz_str text;
	const struct gz_tagged *tagged;
	gz_unit_vec *units;
	size_t next; /* the mention that was not reached yet */
	size_t end;  /* of the field's mentions */
	struct gz_outer outer;
	const struct gz_mention *inside; /* the outermost that is open */
	bool started;			 /* a unit of it was made */
	bool sentence;			 /* the next unit begins one */
};

/* The outermost mention that begins at or behind a byte, or NULL. */
static const struct gz_mention *next_mention(struct cut *c)
{
	for (; c->next < c->end; c->next++) {
		struct gz_outer outer = c->outer;

		if (gz_export_is_outer(c->tagged, c->next, &outer))
			return &c->tagged->mentions[c->next];
	}
	return NULL;
}

static size_t mention_end(const struct gz_mention *m)
{
	return (size_t)m->byte_start + m->byte_length;
}

/* Where a unit that begins at `at` has to end at the latest, so that no mention begins or ends inside it. */
static size_t limit(struct cut *c, size_t at, size_t end)
{
	const struct gz_mention *m;

	if (c->inside != NULL && at >= mention_end(c->inside))
		c->inside = NULL;
	m = c->inside == NULL ? next_mention(c) : NULL;
	if (m != NULL && m->byte_start <= at) {
		gz_export_is_outer(c->tagged, c->next++, &c->outer);
		c->inside = mention_end(m) > at ? m : NULL;
		c->started = false;
		return limit(c, at, end);
	}
	if (c->inside != NULL && mention_end(c->inside) < end)
		end = mention_end(c->inside);
	if (m != NULL && m->byte_start < end)
		end = m->byte_start;
	return end;
}

static bool add(struct cut *c, size_t start, size_t end)
{
	struct gz_unit unit = {(uint32_t)start, (uint32_t)end, c->sentence, false, c->inside};

	unit.begins = c->inside != NULL && !c->started;
	c->started = true;
	c->sentence = false;
	return GZ_PUSH(c->units, unit);
}

static bool add_word(struct cut *c, size_t start, size_t end)
{
	while (start < end) {
		size_t stop = limit(c, start, end);

		if (!add(c, start, stop))
			return false;
		start = stop;
	}
	return true;
}

/* What ends a sentence rather than beginning one, though a space is in front of it. */
static bool is_end(uint32_t code)
{
	return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 ||
	       code == 0xff01 || code == 0xff1f;
}

/* The signs between two words. Where a sentence ends between them, the next one begins with the first sign
 * behind white space that ends none, or with the word. */
static bool add_signs(struct cut *c, size_t from, size_t to, bool turn)
{
	bool spaced = false;

	for (size_t at = from; at < to;) {
		uint32_t code = 0, same;
		size_t len = gz_utf8_decode(c->text.ptr + at, to - at, &code), stop, end;

		len = len > 0 ? len : 1;
		if (gz_export_is_space(code)) {
			spaced = true;
			at += len;
			continue;
		}
		if (turn && spaced && !is_end(code)) {
			c->sentence = true;
			turn = false;
		}
		stop = limit(c, at, to);
		end = at + len;
		while (end < stop && gz_utf8_decode(c->text.ptr + end, stop - end, &same) == len &&
		       same == code)
			end += len;
		if (!add(c, at, end < stop ? end : stop))
			return false;
		spaced = false;
		at = end;
	}
	c->sentence |= turn;
	return true;
}

bool gz_export_units(const struct gz_tagged *tagged, enum gz_field field, const struct gz_tokens *tokens,
		     gz_unit_vec *out)
{
	struct cut c = {.text = tagged->doc.field[field], .tagged = tagged, .units = out, .sentence = true};
	size_t at = 0;

	out->len = 0;
	while (c.next < tagged->count && tagged->mentions[c.next].field != field)
		c.next++;
	for (c.end = c.next; c.end < tagged->count && tagged->mentions[c.end].field == field;)
		c.end++;
	c.outer.field = (uint8_t)field;
	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *token = &tokens->token[i];

		if (!add_signs(&c, at, token->start, i > 0 && token->gap >= GZ_GAP_SENTENCE) ||
		    !add_word(&c, token->start, token->end))
			return false;
		at = token->end;
	}
	return add_signs(&c, at, c.text.len, false);
}
