/*
 * network_spells.c: documents of each period, of each node and edge. One more pass over the documents writes
 * down who was there when; the notes are sorted and added up whenever there are many.
 */
#include <stdlib.h>

#include "network.h"

#define NOTES_LEAST 65536

/* `docs` documents of `period` with an item: a seat, or an edge behind the seats. */
struct note {
	uint32_t item;
	int32_t period;
	uint32_t docs;
};

struct notes {
	GZ_VEC(struct note) list;
	size_t limit;	   /* at so many they are added up */
	uint32_t *edge_of; /* by pair: its edge + 1 */
};

static int compare_notes(const void *left, const void *right)
{
	const struct note *a = left, *b = right;

	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return (a->period > b->period) - (a->period < b->period);
}

static void add_up(struct notes *notes)
{
	struct note *list = notes->list.ptr;
	size_t kept = 0;

	if (notes->list.len > 1)
		qsort(list, notes->list.len, sizeof(*list), compare_notes);
	for (size_t i = 0; i < notes->list.len; i++) {
		if (kept > 0 && compare_notes(&list[kept - 1], &list[i]) == 0)
			list[kept - 1].docs += list[i].docs;
		else
			list[kept++] = list[i];
	}
	notes->list.len = kept;
}

static bool add_note(struct notes *notes, uint32_t item, int32_t period)
{
	if (notes->list.len >= notes->limit) {
		add_up(notes);
		if (notes->list.len > notes->limit / 2)
			notes->limit *= 2;
	}
	return GZ_PUSH(&notes->list, ((struct note){item, period, 1}));
}

/* The edge between a term and a node stands where the node stands. */
static bool note_document(struct gz_networking *n, struct notes *notes, int32_t period)
{
	uint32_t seats = (uint32_t)n->seats.len;
	bool ok = true;

	for (uint32_t i = 0; ok && i < n->terms; i++)
		ok = add_note(notes, i, period);
	for (size_t i = 0; ok && i < n->view.present.len; i++)
		ok = add_note(notes, n->view.present.ptr[i], period);
	for (size_t i = 0; ok && i < n->view.met.len; i++) {
		const struct gz_network_met *met = &n->view.met.ptr[i];
		size_t at = gz_network_pair_at(n, met->low, met->high);

		if (notes->edge_of[at] != 0)
			ok = add_note(notes, seats + notes->edge_of[at] - 1, period);
	}
	return ok;
}

static bool note_all(struct gz_networking *n, struct notes *notes, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	bool ok = gz_network_scan(n, &scan, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!gz_period_has(n->options->by, doc->day, doc->precision))
			continue;
		ok = gz_network_look(n, &scan, doc, err) &&
		     (note_document(n, notes, gz_period_of(doc->day, n->options->by)) || gz_fail_nomem(err));
		if (!ok)
			break;
	}
	gz_scan_close(&scan);
	add_up(notes);
	return ok;
}

static bool copy_spells(struct gz_networking *n, const struct notes *notes, struct gz_spells *seats)
{
	struct gz_spell *to = gz_arena_alloc(n->arena, (notes->list.len + 1) * sizeof(*to));

	if (to == NULL)
		return false;
	for (size_t i = 0; i < notes->list.len; i++) {
		const struct note *note = &notes->list.ptr[i];
		struct gz_spells *spells = note->item < n->seats.len
						   ? &seats[note->item]
						   : &n->edges.ptr[note->item - n->seats.len].spells;

		gz_period_days(note->period, n->options->by, &to[i].first, &to[i].last);
		to[i].docs = note->docs;
		if (spells->count++ == 0)
			spells->ptr = &to[i];
	}
	for (size_t i = 0; i < n->edges.len; i++) {
		if (n->edges.ptr[i].from < n->terms)
			n->edges.ptr[i].spells = seats[n->edges.ptr[i].to];
	}
	return true;
}

bool gz_network_spells(struct gz_networking *n, struct gz_spells *seats, struct gz_error *err)
{
	size_t count = n->seats.len - n->terms;
	struct notes notes = {.limit = NOTES_LEAST};
	struct gz_zeros memory = {NULL, NULL, 0};
	bool ok = gz_zeros_make(&memory, count * (count > 0 ? count - 1 : 0) / 2 + 1, sizeof(*notes.edge_of),
				err);

	notes.edge_of = memory.at;
	for (size_t i = 0; ok && i < n->edges.len; i++) {
		const struct gz_network_edge *e = &n->edges.ptr[i];

		if (e->from >= n->terms)
			notes.edge_of[gz_network_pair_at(n, e->from, e->to)] = (uint32_t)i + 1;
	}
	ok = ok && note_all(n, &notes, err) && (copy_spells(n, &notes, seats) || gz_fail_nomem(err));
	GZ_VEC_FREE(&notes.list);
	gz_zeros_free(&memory);
	return ok;
}
