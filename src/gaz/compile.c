/* compile.c: lays a loaded gazetteer out as one run of bytes, with its lists and filters. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <xxhash.h>

#include "layout.h"

/* Of the filter of pairs: about ten bits a pair, but never so many that it leaves the second-level cache. */
#define PAIR_BITS 10
#define PAIR_WORDS_LEAST ((uint64_t)1 << 6)
#define PAIR_WORDS_MOST ((uint64_t)1 << 18)
/* Of tokens that stand alone. */
#define STAND_BITS 16
#define STAND_WORDS_LEAST ((uint64_t)1 << 6)
#define STAND_WORDS_MOST ((uint64_t)1 << 16)

struct layout {
	struct gz_build *b;
	uint32_t nodes;
	uint32_t *first_child, *edge; /* of the trie */
	uint32_t *numbers;            /* of each name as it was added, its new one */
	struct gz_image_header *header;
	char *bytes;
	size_t size;
};

static void *section(const struct layout *l, enum gz_section which)
{
	return l->bytes + l->header->section[which].offset;
}

/* ---- sizes ----------------------------------------------------------------- */

static uint64_t power_of_two(uint64_t wanted, uint64_t least, uint64_t most)
{
	while (least < wanted && least < most)
		least *= 2;
	return least;
}

/* Tokens that are names by themselves, or anchors. */
static uint64_t count_standing(const struct layout *l)
{
	uint64_t count = l->b->patterns.len;

	for (size_t i = 0; i < l->b->names.len; i++)
		count += l->b->names.ptr[i].tokens == 1;
	return count;
}

static void count_sections(const struct layout *l, struct gz_image_section *s)
{
	const struct gz_build *b = l->b;
	uint64_t tokens = b->tokens.len, entities = b->entries.len, singles = count_standing(l);
	/* Children of the root's children: first two tokens of names. */
	uint64_t pairs = l->first_child[l->first_child[1]] - l->first_child[1];

	s[GZ_SECTION_TEXT].count = b->text.len;
	s[GZ_SECTION_ENTRIES].count = entities;
	s[GZ_SECTION_WIKIPEDIA].count = b->wikipedia.len;
	s[GZ_SECTION_NAMES].count = b->names.len;
	s[GZ_SECTION_TITLES].count = b->titles.len;
	s[GZ_SECTION_TENURES].count = b->tenures.len;
	s[GZ_SECTION_VETOES].count = s[GZ_SECTION_VETO_NODES].count = b->vetoes.len;
	s[GZ_SECTION_VETO_TOKENS].count = b->veto_tokens.len;
	s[GZ_SECTION_PATTERNS].count = b->patterns.len;
	s[GZ_SECTION_TOKENS].count = tokens;
	s[GZ_SECTION_TOKEN_SLOTS].count = tokens + tokens * 2 / 3 + 1;
	s[GZ_SECTION_ID_SLOTS].count = entities + entities / 2 + 1;
	s[GZ_SECTION_NODES].count = (uint64_t)l->nodes + 1;
	s[GZ_SECTION_NAMES_FIRST].count = s[GZ_SECTION_SERIES_FIRST].count = s[GZ_SECTION_HOLDER_FIRST].count =
		entities + 1;
	s[GZ_SECTION_NAMES_ITEM].count = b->names_of.len;
	s[GZ_SECTION_SERIES_ITEM].count = b->editions.len;
	s[GZ_SECTION_HOLDER_ITEM].count = s[GZ_SECTION_TITLE_ITEM].count = b->tenures.len;
	s[GZ_SECTION_TITLE_FIRST].count = b->titles.len + 1;
	s[GZ_SECTION_PAIRS].count = power_of_two(pairs * PAIR_BITS / 64, PAIR_WORDS_LEAST, PAIR_WORDS_MOST);
	s[GZ_SECTION_STAND].count = s[GZ_SECTION_SMALL].count =
		power_of_two(singles * STAND_BITS / 64, STAND_WORDS_LEAST, STAND_WORDS_MOST);
}

/* Room for everything, zeroed. */
static bool make_room(struct layout *l)
{
	struct gz_image_header sizes = {0};
	uint64_t at = sizeof(sizes);

	count_sections(l, sizes.section);
	for (int i = 0; i < GZ_SECTIONS; i++) {
		at = (at + GZ_IMAGE_ALIGN - 1) / GZ_IMAGE_ALIGN * GZ_IMAGE_ALIGN;
		sizes.section[i].offset = at;
		at += sizes.section[i].count * gz_section_element((enum gz_section)i);
	}
	l->size = at;
	l->bytes = mmap(NULL, at, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (l->bytes == MAP_FAILED) {
		l->bytes = NULL;
		return false;
	}
	madvise(l->bytes, at, MADV_HUGEPAGE); /* a hint, no more */
	l->header = (struct gz_image_header *)l->bytes;
	*l->header = sizes;
	return true;
}

/* ---- lists ------------------------------------------------------------------- */

/* The items of each owner in a row, in the order in which they were added; the pairs are used up. */
static void lay_lists(const struct layout *l, gz_pairs *pairs, enum gz_section first_section,
		      enum gz_section item_section)
{
	uint32_t *first = section(l, first_section), *item = section(l, item_section);
	uint64_t owners = l->header->section[first_section].count - 1;

	for (size_t i = 0; i < pairs->len; i++)
		first[pairs->ptr[i].owner]++;
	for (uint64_t owner = 0, sum = 0; owner <= owners; owner++) {
		sum += first[owner];
		first[owner] = (uint32_t)sum; /* its end; counted down below */
	}
	for (size_t i = pairs->len; i-- > 0;)
		item[--first[pairs->ptr[i].owner]] = pairs->ptr[i].item;
	GZ_VEC_FREE(pairs);
}

/* The canonical name first. */
static void order_names(const struct layout *l)
{
	const uint32_t *first = section(l, GZ_SECTION_NAMES_FIRST);
	const struct gz_name *names = section(l, GZ_SECTION_NAMES);
	uint32_t *item = section(l, GZ_SECTION_NAMES_ITEM);

	for (uint32_t entity = 0; entity < l->b->entries.len; entity++) {
		for (uint32_t i = first[entity]; i < first[entity + 1]; i++) {
			uint32_t canonical = item[i];

			if (names[canonical].via != GZ_VIA_NAME)
				continue;
			memmove(item + first[entity] + 1, item + first[entity], (i - first[entity]) * sizeof(*item));
			item[first[entity]] = canonical;
		}
	}
}

/* By their first day. */
static void order_editions(const struct layout *l)
{
	const uint32_t *first = section(l, GZ_SECTION_SERIES_FIRST);
	const struct gz_entry *entries = l->b->entries.ptr;
	uint32_t *item = section(l, GZ_SECTION_SERIES_ITEM);

	for (uint32_t series = 0; series < l->b->entries.len; series++) {
		for (uint32_t i = first[series] + 1; i < first[series + 1]; i++) { /* a few dozen, nearly sorted */
			uint32_t moved = item[i], at = i;

			for (; at > first[series] && entries[item[at - 1]].from > entries[moved].from; at--)
				item[at] = item[at - 1];
			item[at] = moved;
		}
	}
}

/* A holder's tenures side by side, so that they can be given out as an array; those of a title by their numbers. */
static bool lay_tenures(const struct layout *l)
{
	struct gz_build *b = l->b;
	struct gz_tenure *tenures = section(l, GZ_SECTION_TENURES);
	uint32_t *item = section(l, GZ_SECTION_HOLDER_ITEM);

	lay_lists(l, &b->tenures_of, GZ_SECTION_HOLDER_FIRST, GZ_SECTION_HOLDER_ITEM);
	for (uint32_t i = 0; i < b->tenures.len; i++) {
		tenures[i] = b->tenures.ptr[item[i]];
		item[i] = i;
		if (!GZ_PUSH(&b->tenures_by, ((struct gz_pair){tenures[i].title, i})))
			return false;
	}
	lay_lists(l, &b->tenures_by, GZ_SECTION_TITLE_FIRST, GZ_SECTION_TITLE_ITEM);
	return true;
}

static int by_owner(const void *a, const void *b)
{
	const struct gz_pair *x = a, *y = b;

	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

/* Vetoes by node; few nodes have any, and the names there say so. */
static void lay_vetoes(const struct layout *l)
{
	struct gz_build *b = l->b;
	const struct gz_node *nodes = section(l, GZ_SECTION_NODES);
	struct gz_name *names = section(l, GZ_SECTION_NAMES);
	struct gz_veto *vetoes = section(l, GZ_SECTION_VETOES);
	uint32_t *owners = section(l, GZ_SECTION_VETO_NODES);

	if (b->vetoes_at.len > 1)
		qsort(b->vetoes_at.ptr, b->vetoes_at.len, sizeof(*b->vetoes_at.ptr), by_owner);
	for (size_t i = 0; i < b->vetoes_at.len; i++) {
		uint32_t node = b->vetoes_at.ptr[i].owner;

		vetoes[i] = b->vetoes.ptr[b->vetoes_at.ptr[i].item];
		owners[i] = node;
		for (uint32_t at = nodes[node].first_name; at < nodes[node + 1].first_name; at++)
			names[at].beside = true;
	}
}

/* The last word on an entity's article stands; those of one entity are few. */
static int by_entity(const void *a, const void *b)
{
	const struct gz_wikipedia *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return (x->titles.at < y->titles.at) - (x->titles.at > y->titles.at); /* the newest first */
}

/* ---- trie and filters ------------------------------------------------------------ */

static void lay_trie(const struct layout *l)
{
	struct gz_token_row *tokens = section(l, GZ_SECTION_TOKENS);
	struct gz_node *nodes = section(l, GZ_SECTION_NODES);

	for (size_t token = 0; token < l->b->tokens.len; token++) {
		struct gz_ref text = l->b->tokens.ptr[token];

		tokens[token] = (struct gz_token_row){text.at, (uint16_t)text.len, l->b->flags.ptr[token], GZ_NONE};
	}
	for (uint32_t node = 0; node <= l->nodes; node++) {
		nodes[node].first_child = l->first_child[node];
		nodes[node].token = node < l->nodes ? l->edge[node] : GZ_NONE;
	}
	for (uint32_t node = 1; node < l->first_child[1]; node++)
		tokens[l->edge[node]].node = node;
}

/* The names by the nodes at which they end, shared surnames last; else in the order in which they were added. l->numbers tells
 * the new number of each. */
static void lay_names(const struct layout *l)
{
	struct gz_node *nodes = section(l, GZ_SECTION_NODES);
	struct gz_name *names = section(l, GZ_SECTION_NAMES);
	gz_pairs *at = &l->b->names_at;

	for (size_t i = 0; i < at->len; i++)
		nodes[at->ptr[i].owner].first_name++;
	for (uint32_t node = 0, sum = 0; node <= l->nodes; node++) {
		sum += nodes[node].first_name;
		nodes[node].first_name = sum; /* its end; counted down below */
	}
	for (int shared = 1; shared >= 0; shared--) {
		for (size_t i = at->len; i-- > 0;) {
			const struct gz_name *name = &l->b->names.ptr[at->ptr[i].item];

			if (gz_name_is_shared(name) != shared)
				continue;
			l->numbers[at->ptr[i].item] = --nodes[at->ptr[i].owner].first_name;
			names[l->numbers[at->ptr[i].item]] = *name;
		}
	}
	GZ_VEC_FREE(at);
	GZ_VEC_FREE(&l->b->names);
	for (size_t i = 0; i < l->b->names_of.len; i++)
		l->b->names_of.ptr[i].item = l->numbers[l->b->names_of.ptr[i].item];
}

static uint64_t token_hash(const struct layout *l, uint32_t token)
{
	return gz_text_hash(gz_build_view(l->b, l->b->tokens.ptr[token]));
}

/* Does a name end at the node, and one that is meant in small letters too? */
static bool has_name(const struct layout *l, uint32_t node, bool small)
{
	const struct gz_node *at = (const struct gz_node *)section(l, GZ_SECTION_NODES) + node;
	const struct gz_name *names = section(l, GZ_SECTION_NAMES);

	for (uint32_t i = at->first_name; i < at[1].first_name; i++) {
		if (!small || !gz_name_needs_capital(&names[i]))
			return true;
	}
	return false;
}

static void lay_filters(const struct layout *l)
{
	struct gz_gaz view;
	uint64_t *pairs = section(l, GZ_SECTION_PAIRS), *stand = section(l, GZ_SECTION_STAND);
	uint64_t *small = section(l, GZ_SECTION_SMALL);

	gz_image_shifts(&view, l->header);
	for (uint32_t node = 1; node < l->first_child[1]; node++) {
		uint64_t first = token_hash(l, l->edge[node]);

		if (has_name(l, node, false))
			stand[first >> view.stand.shift] |= gz_stand_bits(first);
		if (has_name(l, node, true))
			small[first >> view.small.shift] |= gz_stand_bits(first);
		for (uint32_t child = l->first_child[node]; child < l->first_child[node + 1]; child++) {
			uint64_t pair = gz_pair_hash(first, token_hash(l, l->edge[child]));

			pairs[pair >> view.pairs.shift] |= gz_pair_bits(pair);
		}
	}
	for (size_t i = 0; i < l->b->patterns.len; i++) {
		uint64_t anchor = token_hash(l, l->b->patterns.ptr[i].anchor);

		stand[anchor >> view.stand.shift] |= gz_stand_bits(anchor);
		small[anchor >> view.small.shift] |= gz_stand_bits(anchor);
	}
}

/* ---- all ----------------------------------------------------------------------------- */

/* Copies an array and lets it go: there are never two of everything. */
#define lay_array(l, which, vec) (copy_array(l, which, (vec)->ptr), GZ_VEC_FREE(vec))

static void copy_array(const struct layout *l, enum gz_section which, const void *from)
{
	size_t size = l->header->section[which].count * gz_section_element(which);

	if (size > 0)
		memcpy(section(l, which), from, size);
}

static bool lay_sections(const struct layout *l)
{
	struct gz_build *b = l->b;

	lay_trie(l);
	lay_names(l);
	lay_lists(l, &b->names_of, GZ_SECTION_NAMES_FIRST, GZ_SECTION_NAMES_ITEM);
	lay_lists(l, &b->editions, GZ_SECTION_SERIES_FIRST, GZ_SECTION_SERIES_ITEM);
	order_names(l);
	order_editions(l);
	if (!lay_tenures(l))
		return false;
	lay_vetoes(l);
	lay_filters(l);
	if (b->wikipedia.len > 1)
		qsort(b->wikipedia.ptr, b->wikipedia.len, sizeof(*b->wikipedia.ptr), by_entity);
	copy_array(l, GZ_SECTION_TEXT, b->text.ptr);
	gz_buf_free(&b->text);
	lay_array(l, GZ_SECTION_ENTRIES, &b->entries);
	lay_array(l, GZ_SECTION_WIKIPEDIA, &b->wikipedia);
	lay_array(l, GZ_SECTION_TITLES, &b->titles);
	lay_array(l, GZ_SECTION_VETO_TOKENS, &b->veto_tokens);
	lay_array(l, GZ_SECTION_PATTERNS, &b->patterns);
	gz_dictionary_lay(&b->token_by_norm, section(l, GZ_SECTION_TOKEN_SLOTS),
			  (uint32_t)l->header->section[GZ_SECTION_TOKEN_SLOTS].count);
	gz_dictionary_lay(&b->entity_by_id, section(l, GZ_SECTION_ID_SLOTS),
			  (uint32_t)l->header->section[GZ_SECTION_ID_SLOTS].count);
	return true;
}

static void finish_header(const struct layout *l, struct gz_str hash)
{
	struct gz_image_header *h = l->header;

	memcpy(h->magic, GZ_IMAGE_MAGIC, sizeof(h->magic));
	h->version = GZ_IMAGE_VERSION;
	h->order = GZ_IMAGE_ORDER;
	h->size = l->size;
	memcpy(h->hash, hash.ptr, sizeof(h->hash));
	gz_image_sign(h);
	h->contents = XXH3_64bits(l->bytes + sizeof(*h), l->size - sizeof(*h));
	h->header = XXH3_64bits(h, offsetof(struct gz_image_header, header));
}

bool gz_image_make(struct gz_build *b, struct gz_str hash, struct gz_made_image *out)
{
	struct layout l = {.b = b};
	bool good;

	if (b->trie.nodes == 0)
		b->trie.nodes = 1; /* the root */
	*out = (struct gz_made_image){0};
	l.nodes = b->trie.nodes;
	l.first_child = malloc(((size_t)l.nodes + 1) * sizeof(*l.first_child));
	l.edge = malloc(((size_t)l.nodes + 1) * sizeof(*l.edge));
	l.numbers = malloc((b->names.len + 1) * sizeof(*l.numbers));
	good = l.first_child != NULL && l.edge != NULL && l.numbers != NULL &&
	       gz_trie_lay(b, l.first_child, l.edge, &out->nodes) && make_room(&l) && lay_sections(&l);
	if (good)
		finish_header(&l, hash);
	free(l.first_child);
	free(l.edge);
	out->names = l.numbers;
	out->bytes = l.bytes;
	out->size = l.size;
	if (good)
		return true;
	if (l.bytes != NULL)
		munmap(l.bytes, l.size);
	free(out->nodes);
	free(out->names);
	return false;
}
