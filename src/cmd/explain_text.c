/* explain_text.c: the judgements of a document as lines for people. */
#include <inttypes.h>

#include "explain.h"

#define CONTEXT 28 /* code points on each side */

#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define GREEN "\033[32m"
#define RED   "\033[31m"
#define PLAIN "\033[0m"

struct printer {
	const struct gz_explained *told;
	struct gz_buf *out;
	bool color;
};

static void put(struct printer *p, const char *text)
{
	gz_buf_str(p->out, gz_str(text));
}

static void shade(struct printer *p, const char *code)
{
	if (p->color)
		put(p, code);
}

/* What came from outside, in one line. */
static void put_safe(struct printer *p, struct gz_str text)
{
	struct gz_buf flat = {0};

	for (size_t i = 0; i < text.len; i++)
		gz_buf_byte(&flat, (unsigned char)text.ptr[i] <= ' ' ? ' ' : text.ptr[i]);
	if (flat.len > 0)
		gz_terminal_safe(p->out, gz_buf_view(&flat));
	p->out->failed |= flat.failed;
	gz_buf_free(&flat);
}

/* The last `count` code points. */
static struct gz_str tail(struct gz_str text, size_t count)
{
	size_t at = text.len;

	while (at > 0 && count > 0) {
		at--;
		count -= ((unsigned char)text.ptr[at] & 0xc0) != 0x80;
	}
	return gz_str_of(text.ptr + at, text.len - at);
}

/* Code points `start` .. `end` - 1 of a field, the bytes `what` of it. */
static void put_span(struct printer *p, unsigned field, struct gz_str what, uint64_t start, uint64_t end)
{
	struct gz_str text = p->told->tagged.doc.field[field];
	size_t at = (size_t)(what.ptr - text.ptr);
	struct gz_str left = tail(gz_str_of(text.ptr, at), CONTEXT);
	struct gz_str right = gz_str_of(what.ptr + what.len, text.len - at - what.len);

	right.len = gz_utf8_offset(right, CONTEXT);
	gz_buf_printf(p->out, "\n%s %" PRIu64 "-%" PRIu64 "  ", gz_field_name((enum gz_field)field), start,
		      end);
	shade(p, DIM);
	put_safe(p, left);
	shade(p, PLAIN BOLD);
	put(p, "[");
	put_safe(p, what);
	put(p, "]");
	shade(p, PLAIN DIM);
	put_safe(p, right);
	shade(p, PLAIN);
	put(p, "\n");
}

/* What was left out: where it stands, and by which rule. */
static void put_omission(struct printer *p, const struct gz_omission *o)
{
	struct gz_str text = p->told->tagged.doc.field[o->field];
	struct gz_str what = gz_str_of(text.ptr + o->byte_start, o->byte_length);
	uint64_t start = gz_utf8_count(gz_str_of(text.ptr, o->byte_start));

	put_span(p, o->field, what, start, start + gz_utf8_count(what));
	shade(p, DIM);
	put(p, "  x ");
	put(p, gz_boiler_name((enum gz_boiler)o->kind));
	shade(p, PLAIN);
	put(p, ", left out: ");
	put(p, gz_boiler_words((enum gz_boiler)o->kind));
	put(p, "\n");
}

static void put_judged(struct printer *p, const struct gz_judgement *j)
{
	struct gz_str text = p->told->tagged.doc.field[j->field];

	put_span(p, j->field, gz_str_of(text.ptr + j->byte_start, j->byte_length), j->start,
		 (uint64_t)j->start + j->length);
}

static void put_reasons(struct printer *p, const struct gz_judgement *j)
{
	struct gz_str witness = explain_witness(p->told, j);
	bool any = false;

	for (int i = 0; i < GZ_REASONS; i++) {
		if ((j->reasons >> i & 1) == 0)
			continue;
		put(p, any ? "; " : ": ");
		put(p, gz_reason_row((enum gz_reason)i)->words);
		any = true;
	}
	if (witness.len > 0) {
		put(p, " (");
		put_safe(p, witness);
		put(p, ")");
	}
	put(p, "\n");
}

static void put_reading(struct printer *p, const struct gz_judgement *j)
{
	bool chosen = j->verdict != GZ_REJECTED;

	shade(p, chosen ? GREEN : RED);
	put(p, chosen ? "  + " : "  - ");
	put_safe(p, j->entity->id);
	shade(p, PLAIN);
	put(p, " ");
	put_safe(p, j->entity->name);
	gz_buf_printf(p->out, ", %s", gz_via_name((enum gz_via)j->via));
	if (chosen)
		gz_buf_printf(p->out, " %.2f", (double)j->score);
	put_reasons(p, j);
}

/* Behind the last judgement of the span that begins with `first`. */
static size_t span_end(const struct gz_judgements *all, size_t first)
{
	const struct gz_judgement *j = &all->ptr[first];
	size_t end = first;

	while (end < all->count && all->ptr[end].field == j->field && all->ptr[end].token == j->token &&
	       all->ptr[end].tokens == j->tokens)
		end++;
	return end;
}

/* Is the span worth showing: is anything chosen, or rejected for more than standing inside a mention, or being
 * written otherwise? */
static bool is_telling(const struct gz_judgements *all, size_t first, size_t end)
{
	const uint64_t dull =
		(uint64_t)1 << GZ_LESS_INSIDE | (uint64_t)1 << GZ_NOT_EXACT | (uint64_t)1 << GZ_NOT_LOWERED;

	for (size_t i = first; i < end; i++) {
		if (all->ptr[i].verdict != GZ_REJECTED || (all->ptr[i].reasons & dull) == 0)
			return true;
	}
	return false;
}

/* Of many that were rejected alike, all the others of a surname, so many are enough. */
#define ALIKE 3

static void put_readings(struct printer *p, size_t first, size_t end, bool all)
{
	const struct gz_judgement *j = p->told->judgements.ptr;
	size_t more = 0;

	for (size_t i = first; i < end; i++) {
		size_t alike = 0;

		for (size_t k = first; k < i && alike < ALIKE; k++)
			alike += j[k].verdict == GZ_REJECTED && j[k].reasons == j[i].reasons && j[k].via == j[i].via;
		if (all || j[i].verdict != GZ_REJECTED || alike < ALIKE)
			put_reading(p, &j[i]);
		else
			more++;
	}
	if (more > 0)
		gz_buf_printf(p->out, "  - and %zu more, for the same reasons\n", more);
}

bool explain_print(const struct gz_explained *told, bool color, bool all, struct gz_buf *out)
{
	struct printer p = {told, out, color};
	const struct gz_doc *doc = &told->tagged.doc;
	char day[16];
	size_t end, omission = 0;

	shade(&p, BOLD);
	put_safe(&p, doc->id);
	shade(&p, PLAIN);
	gz_day_format(doc->day, doc->precision, day);
	gz_buf_printf(out, ", %s, %zu %s", day[0] != '\0' ? day : "undated", told->tagged.count,
		      told->tagged.count == 1 ? "mention" : "mentions");
	if (told->omissions.count > 0)
		gz_buf_printf(out, ", %zu left out", told->omissions.count);
	put(&p, "\n");
	for (size_t i = 0; i < told->judgements.count; i = end) {
		for (; explain_omitted_before(told, omission, &told->judgements.ptr[i]); omission++)
			put_omission(&p, &told->omissions.ptr[omission]);
		end = span_end(&told->judgements, i);
		if (!all && !is_telling(&told->judgements, i, end))
			continue;
		put_judged(&p, &told->judgements.ptr[i]);
		put_readings(&p, i, end, all);
	}
	for (; explain_omitted_before(told, omission, NULL); omission++)
		put_omission(&p, &told->omissions.ptr[omission]);
	return !out->failed;
}
