/*
 * trie.c: the token trie. While names are added only their tokens are kept, one behind the other; the trie is
 * made of all at once, one depth after the other, by sorting: its nodes stand in the order in which they are
 * numbered.
 */
#include <stdlib.h>
#include <string.h>

#include "build.h"

/* Ends the tokens of a chain; afterwards the rest is its node. */
#define LAST 0x80000000u
/* Fewer are sorted by insertion. */
#define FEW	   32
#define DIGIT_BITS 8

/* What the tokens so far are looked up by, as in an image. */
static struct gz_gaz token_view(const struct gz_build *b)
{
	return (struct gz_gaz){.tokens = b->tokens.ptr,
			       .token_count = (uint32_t)b->tokens.len,
			       .token_slots = b->token_by_norm.slots,
			       .token_slot_count = b->token_by_norm.cap,
			       .text = b->text.ptr,
			       .text_length = b->text.len};
}

uint32_t gz_token_intern(struct gz_build *b, const struct gz_token *token)
{
	const struct gz_gaz view = token_view(b);
	uint32_t number = gz_gaz_token_hashed(&view, token->norm, token->hash);
	struct gz_token_row row = {.length = (uint16_t)token->norm.len, .node = GZ_NONE};

	if (number != GZ_NONE)
		return number;
	number = (uint32_t)b->tokens.len;
	if (number >= LAST || !gz_dictionary_add(&b->token_by_norm, token->hash, number))
		return GZ_NONE;
	row.text = gz_build_text(b, token->norm).at;
	memcpy(row.head, token->norm.ptr,
	       token->norm.len < sizeof(row.head) ? token->norm.len : sizeof(row.head));
	return row.text != GZ_NONE && GZ_PUSH(&b->tokens, row) ? number : GZ_NONE;
}

/* Memory is asked for what all tokens of a name will be compared with, before the first one is. */
static void expect_tokens(const struct gz_build *b, const struct gz_tokens *tokens)
{
	const struct gz_gaz view = token_view(b);

	if (view.token_slot_count == 0)
		return;
	for (uint32_t i = 0; i < tokens->count; i++)
		gz_gaz_expect(&view, tokens->token[i].hash, false);
	for (uint32_t i = 0; i < tokens->count; i++)
		gz_gaz_guess(&view, tokens->token[i].hash, false);
}

uint32_t gz_chain_add(struct gz_build *b, struct gz_chains *chains, const struct gz_tokens *tokens)
{
	uint32_t number = chains->count;

	if (chains->links.len + tokens->count >= LAST || !GZ_GROW(&chains->links, tokens->count))
		return GZ_NONE;
	expect_tokens(b, tokens);
	for (uint32_t i = 0; i < tokens->count; i++) {
		uint32_t token = gz_token_intern(b, &tokens->token[i]);

		if (token == GZ_NONE)
			return GZ_NONE;
		chains->links.ptr[chains->links.len++] = token;
	}
	chains->links.ptr[chains->links.len - 1] |= LAST;
	chains->count++;
	return number;
}

/* ---- layout -------------------------------------------------------------------- */

/* A chain on its way through the trie. */
struct step {
	uint32_t token; /* the next one; LAST: and its last one */
	uint32_t at;	/* where it stands, the links of names in front of the others */
};

struct laying {
	struct gz_chains *names, *others;
	struct step *steps, *onward; /* of this depth; of the next one */
	unsigned bits;		     /* of a token's number */
	uint32_t next;		     /* node */
	size_t going;		     /* of `onward` */
};

static uint32_t *link_at(const struct laying *l, uint32_t at)
{
	size_t names = l->names->links.len;

	return at < names ? &l->names->links.ptr[at] : &l->others->links.ptr[at - names];
}

static void sort_few(struct step *steps, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct step moved = steps[i];
		size_t at = i;

		for (; at > 0 && (steps[at - 1].token & ~LAST) > (moved.token & ~LAST); at--)
			steps[at] = steps[at - 1];
		steps[at] = moved;
	}
}

/* By token, those of one token in their order. `spare` has room for as many. */
static void sort_steps(struct step *steps, struct step *spare, size_t count, unsigned bits)
{
	struct step *from = steps, *to = spare, *swapped;

	if (count < FEW) {
		sort_few(steps, count);
		return;
	}
	for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
		uint32_t place[1u << DIGIT_BITS] = {0}, digit, sum = 0;

		for (size_t i = 0; i < count; i++)
			place[(from[i].token & ~LAST) >> shift & (GZ_COUNT(place) - 1)]++;
		for (digit = 0; digit < GZ_COUNT(place); digit++) {
			uint32_t here = place[digit];

			place[digit] = sum;
			sum += here;
		}
		for (size_t i = 0; i < count; i++)
			to[place[(from[i].token & ~LAST) >> shift & (GZ_COUNT(place) - 1)]++] = from[i];
		swapped = from;
		from = to;
		to = swapped;
	}
	if (from != steps)
		memcpy(steps, from, count * sizeof(*steps));
}

/* Makes the children of a node out of the chains that go on behind it. Of each child, first_child becomes the
 * number of those that go on behind that one. */
static void make_children(struct laying *l, struct step *steps, size_t count, const struct gz_trie *out)
{
	for (size_t i = 0; i < count;) {
		uint32_t token = steps[i].token & ~LAST, node = l->next++;
		size_t before = l->going;

		for (; i < count && (steps[i].token & ~LAST) == token; i++) {
			if (steps[i].token & LAST)
				*link_at(l, steps[i].at) = node | LAST;
			else
				l->onward[l->going++] =
					(struct step){*link_at(l, steps[i].at + 1), steps[i].at + 1};
		}
		out->edge[node] = token;
		out->first_child[node] = (uint32_t)(l->going - before);
	}
}

static void start_chains(struct laying *l, const struct gz_chains *chains, uint32_t first)
{
	for (size_t i = 0; i < chains->links.len; i++) {
		if (i == 0 || (chains->links.ptr[i - 1] & LAST))
			l->onward[l->going++] = (struct step){chains->links.ptr[i], (uint32_t)(first + i)};
	}
}

/* Depth after depth: the nodes of one are numbered, and their children's are the next ones. */
static void make_nodes(struct laying *l, const struct gz_trie *out)
{
	out->edge[GZ_TRIE_ROOT] = GZ_NONE;
	out->first_child[GZ_TRIE_ROOT] = (uint32_t)l->going;
	l->next = GZ_TRIE_ROOT + 1;
	for (uint32_t node = GZ_TRIE_ROOT, end = l->next; node < end; end = l->next) {
		struct step *steps = l->onward;
		size_t at = 0;

		l->onward = l->steps;
		l->steps = steps;
		l->going = 0;
		for (; node < end; node++) {
			size_t count = out->first_child[node];

			out->first_child[node] = l->next;
			/* Not more go on than were looked at: behind them is room to sort. */
			sort_steps(steps + at, l->onward + at, count, l->bits);
			make_children(l, steps + at, count, out);
			at += count;
		}
	}
	out->first_child[l->next] = l->next;
}

/* The node of each chain, in a row. */
static void gather_nodes(struct gz_chains *chains)
{
	size_t count = 0;

	for (size_t i = 0; i < chains->links.len; i++) {
		if (chains->links.ptr[i] & LAST)
			chains->links.ptr[count++] = chains->links.ptr[i] & ~LAST;
	}
	chains->links.len = count;
}

bool gz_trie_lay(struct gz_build *b, struct gz_trie *out)
{
	struct laying l = {.names = &b->names_at, .others = &b->vetoes_of};
	size_t chains = (size_t)b->names_at.count + b->vetoes_of.count;
	size_t links = b->names_at.links.len + b->vetoes_of.links.len;

	*out = (struct gz_trie){0};
	if (links >= LAST - 2)
		return false;
	out->first_child = gz_alloc_large((links + 2) * sizeof(*out->first_child));
	out->edge = gz_alloc_large((links + 1) * sizeof(*out->edge));
	l.steps = gz_alloc_large((chains + 1) * sizeof(*l.steps));
	l.onward = gz_alloc_large((chains + 1) * sizeof(*l.onward));
	if (out->first_child != NULL && out->edge != NULL && l.steps != NULL && l.onward != NULL) {
		while (l.bits < 31 && b->tokens.len >> l.bits > 0)
			l.bits++;
		start_chains(&l, l.names, 0);
		start_chains(&l, l.others, (uint32_t)l.names->links.len);
		make_nodes(&l, out);
		gather_nodes(l.names);
		gather_nodes(l.others);
		out->nodes = l.next;
	}
	free(l.steps);
	free(l.onward);
	return out->nodes > 0;
}

void gz_trie_free(struct gz_trie *t)
{
	free(t->first_child);
	free(t->edge);
	t->first_child = t->edge = NULL;
}
