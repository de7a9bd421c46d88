/* compile.c: lays a loaded gazetteer out as one run of bytes, with its lists and filters. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <xxhash.h>

#include "compile.h"
#include "print.h"

/* Filters have so many bits for each of their hashes, but never so many words that what is hot of all leaves
 * the second-level cache by far: what a filter lets through costs little more than a look beyond it, which is
 * asked for ahead. */
#define PAIR_BITS	  16
#define PAIR_WORDS_MOST	  ((uint64_t)1 << 18)
#define LONGER_WORDS_MOST ((uint64_t)1 << 17)
#define STAND_BITS	  16
#define STAND_WORDS_MOST  ((uint64_t)1 << 16)
#define FEWEST_WORDS	  ((uint64_t)1 << 6)

/* ---- sizes ----------------------------------------------------------------- */

static uint64_t filter_words(uint64_t hashes, unsigned bits, uint64_t most)
{
	uint64_t words = FEWEST_WORDS;

	while (words < hashes * bits / 64 && words < most)
		words *= 2;
	return words;
}

/* Tokens that are names by themselves, or anchors; all, or those that are meant in small letters too. */
static uint64_t count_standing(const struct gz_layout *l, bool small)
{
	uint64_t count = l->b->patterns.len;

	for (size_t i = 0; i < l->b->names.len; i++) {
		const struct gz_name *name = &l->b->names.ptr[i];

		count += name->tokens == 1 && !(small && gz_name_needs_capital(name));
	}
	return count;
}

/* A title is no name of an entity. */
static bool is_of_entity(const struct gz_name *name)
{
	return name->kind != GZ_NAME_TITLE;
}

static uint64_t count_of_entities(const struct gz_layout *l)
{
	uint64_t count = 0;

	for (size_t i = 0; i < l->b->names.len; i++)
		count += is_of_entity(&l->b->names.ptr[i]);
	return count;
}

static void count_sections(const struct gz_layout *l, struct gz_image_section *s)
{
	const struct gz_build *b = l->b;
	uint64_t tokens = b->tokens.len, entities = b->entries.len;
	/* Children of the root's children: first two tokens of names. All behind them: three and more. */
	uint32_t third = l->trie.first_child[l->second];
	uint64_t pairs = third - l->second, longer = l->trie.nodes - third;

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
	s[GZ_SECTION_NODES].count = (uint64_t)l->trie.nodes + 1;
	s[GZ_SECTION_NAMES_FIRST].count = s[GZ_SECTION_SERIES_FIRST].count =
		s[GZ_SECTION_HOLDER_FIRST].count = entities + 1;
	s[GZ_SECTION_NAMES_ITEM].count = count_of_entities(l);
	s[GZ_SECTION_SERIES_ITEM].count = b->editions.len;
	s[GZ_SECTION_HOLDER_ITEM].count = s[GZ_SECTION_TITLE_ITEM].count = b->tenures.len;
	s[GZ_SECTION_TITLE_FIRST].count = s[GZ_SECTION_STANDS_FIRST].count = b->titles.len + 1;
	s[GZ_SECTION_STANDS_ITEM].count = b->stands_for.len;
	s[GZ_SECTION_PATHS].count = l->paths_length;
	s[GZ_SECTION_PATH_SLOTS].count = (pairs + longer) + (pairs + longer) * 2 / 3 + 1;
	s[GZ_SECTION_PAIRS].count = filter_words(pairs, PAIR_BITS, PAIR_WORDS_MOST);
	s[GZ_SECTION_LONGER].count = filter_words(longer, PAIR_BITS, LONGER_WORDS_MOST);
	s[GZ_SECTION_STAND].count = filter_words(count_standing(l, false), STAND_BITS, STAND_WORDS_MOST);
	s[GZ_SECTION_SMALL].count = filter_words(count_standing(l, true), STAND_BITS, STAND_WORDS_MOST);
	s[GZ_SECTION_BESIDE].count = filter_words(b->vetoes.len, STAND_BITS, STAND_WORDS_MOST);
	s[GZ_SECTION_PRINT].count = gz_print_size((uint32_t)tokens);
}

/* Room for everything, zeroed. */
static bool make_room(struct gz_layout *l)
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
static void lay_lists(const struct gz_layout *l, gz_pairs *pairs, enum gz_section first_section,
		      enum gz_section item_section)
{
	uint32_t *first = gz_section(l, first_section), *item = gz_section(l, item_section);
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

/* The names of each entity, in the order in which they were added. */
static void lay_names_of(const struct gz_layout *l)
{
	uint32_t *first = gz_section(l, GZ_SECTION_NAMES_FIRST), *item = gz_section(l, GZ_SECTION_NAMES_ITEM);
	uint64_t entities = l->header->section[GZ_SECTION_ENTRIES].count;
	const struct gz_name *names = l->b->names.ptr;

	for (size_t i = 0; i < l->b->names.len; i++)
		first[names[i].target] += is_of_entity(&names[i]);
	for (uint64_t entity = 0, sum = 0; entity <= entities; entity++) {
		sum += first[entity];
		first[entity] = (uint32_t)sum; /* its end; counted down below */
	}
	for (size_t i = l->b->names.len; i-- > 0;) {
		if (is_of_entity(&names[i]))
			item[--first[names[i].target]] = l->numbers[i];
	}
}

/* The canonical name first. */
static void order_names(const struct gz_layout *l)
{
	const uint32_t *first = gz_section(l, GZ_SECTION_NAMES_FIRST);
	const struct gz_name *names = gz_section(l, GZ_SECTION_NAMES);
	uint32_t *item = gz_section(l, GZ_SECTION_NAMES_ITEM);
	uint32_t entities = (uint32_t)l->header->section[GZ_SECTION_ENTRIES].count;

	for (uint32_t entity = 0; entity < entities; entity++) {
		for (uint32_t i = first[entity]; i < first[entity + 1]; i++) {
			uint32_t canonical = item[i];

			if (names[canonical].via != GZ_VIA_NAME)
				continue;
			memmove(item + first[entity] + 1, item + first[entity],
				(i - first[entity]) * sizeof(*item));
			item[first[entity]] = canonical;
		}
	}
}

/* By their first day. */
static void order_editions(const struct gz_layout *l)
{
	const uint32_t *first = gz_section(l, GZ_SECTION_SERIES_FIRST);
	const struct gz_entry *entries = gz_section(l, GZ_SECTION_ENTRIES);
	uint32_t *item = gz_section(l, GZ_SECTION_SERIES_ITEM);
	uint32_t entities = (uint32_t)l->header->section[GZ_SECTION_ENTRIES].count;

	for (uint32_t series = 0; series < entities; series++) {
		for (uint32_t i = first[series] + 1; i < first[series + 1];
		     i++) { /* a few dozen, nearly sorted */
			uint32_t moved = item[i], at = i;

			for (; at > first[series] && entries[item[at - 1]].from > entries[moved].from; at--)
				item[at] = item[at - 1];
			item[at] = moved;
		}
	}
}

/* A holder's tenures side by side, so that they can be given out as an array; those of a title by their
 * numbers. */
static bool lay_tenures(const struct gz_layout *l)
{
	struct gz_build *b = l->b;
	struct gz_tenure *tenures = gz_section(l, GZ_SECTION_TENURES);
	uint32_t *item = gz_section(l, GZ_SECTION_HOLDER_ITEM);

	lay_lists(l, &b->tenures_of, GZ_SECTION_HOLDER_FIRST, GZ_SECTION_HOLDER_ITEM);
	for (uint32_t i = 0; i < b->tenures.len; i++) {
		tenures[i] = b->tenures.ptr[item[i]];
		item[i] = i;
		if (!GZ_PUSH(&b->tenures_by, ((struct gz_pair){tenures[i].title, i})))
			return false;
	}
	lay_lists(l, &b->tenures_by, GZ_SECTION_TITLE_FIRST, GZ_SECTION_TITLE_ITEM);
	lay_lists(l, &b->stands_for, GZ_SECTION_STANDS_FIRST, GZ_SECTION_STANDS_ITEM);
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
static void lay_vetoes(const struct gz_layout *l)
{
	struct gz_build *b = l->b;
	const struct gz_node *nodes = gz_section(l, GZ_SECTION_NODES);
	struct gz_name *names = gz_section(l, GZ_SECTION_NAMES);
	struct gz_veto *vetoes = gz_section(l, GZ_SECTION_VETOES);
	uint32_t *owners = gz_section(l, GZ_SECTION_VETO_NODES);

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

/* Copies an array and lets it go: there are never two of everything. */
#define lay_array(l, which, vec) (copy_array(l, which, (vec)->ptr), GZ_VEC_FREE(vec))

static void copy_array(const struct gz_layout *l, enum gz_section which, const void *from)
{
	size_t size = l->header->section[which].count * gz_section_element(which);

	if (size > 0)
		memcpy(gz_section(l, which), from, size);
}

/* ---- trie ------------------------------------------------------------ */

/* Tokens and nodes; the nodes take the place of the trie. */
static void lay_trie(struct gz_layout *l)
{
	struct gz_token_row *tokens = gz_section(l, GZ_SECTION_TOKENS);
	struct gz_node *nodes = gz_section(l, GZ_SECTION_NODES);

	lay_array(l, GZ_SECTION_TOKENS, &l->b->tokens);
	for (uint32_t node = 0; node <= l->trie.nodes; node++) {
		nodes[node].first_child = l->trie.first_child[node];
		nodes[node].token = node < l->trie.nodes ? l->trie.edge[node] : GZ_NONE;
	}
	for (uint32_t node = GZ_TRIE_ROOT + 1; node < l->second; node++)
		tokens[nodes[node].token].node = node;
	for (size_t i = 0; i < l->b->patterns.len; i++)
		tokens[l->b->patterns.ptr[i].anchor].flags |= GZ_TOKEN_ANCHOR;
	gz_trie_free(&l->trie);
}

/* The names by the nodes at which they end, shared surnames last; else in the order in which they were added.
 * l->numbers tells the new number of each. */
static void lay_names(const struct gz_layout *l)
{
	struct gz_node *nodes = gz_section(l, GZ_SECTION_NODES);
	struct gz_name *names = gz_section(l, GZ_SECTION_NAMES);
	struct gz_token_row *tokens = gz_section(l, GZ_SECTION_TOKENS);
	const uint32_t *at = l->b->names_at.links.ptr;

	for (size_t i = 0; i < l->b->names.len; i++)
		nodes[at[i]].first_name++;
	for (uint32_t node = 0, sum = 0; node <= l->trie.nodes; node++) {
		sum += nodes[node].first_name;
		nodes[node].first_name = sum; /* its end; counted down below */
	}
	for (int shared = 1; shared >= 0; shared--) {
		for (size_t i = l->b->names.len; i-- > 0;) {
			const struct gz_name *name = &l->b->names.ptr[i];

			if (gz_name_is_shared(name) != shared)
				continue;
			l->numbers[i] = --nodes[at[i]].first_name;
			names[l->numbers[i]] = *name;
		}
	}
	for (uint32_t node = GZ_TRIE_ROOT + 1; node < l->second; node++) {
		tokens[nodes[node].token].first_name = nodes[node].first_name;
		tokens[nodes[node].token].names = nodes[node + 1].first_name - nodes[node].first_name;
	}
	GZ_VEC_FREE(&l->b->names_at.links);
}

/* ---- all ----------------------------------------------------------------------------- */

static void lay_dictionary(const struct gz_layout *l, struct gz_dictionary *dictionary, enum gz_section which)
{
	gz_dictionary_lay(dictionary, gz_section(l, which), (uint32_t)l->header->section[which].count);
	gz_dictionary_free(dictionary);
}

/* What takes the place of something in b comes first, so that memory is used again. */
static bool lay_sections(struct gz_layout *l)
{
	struct gz_build *b = l->b;

	lay_dictionary(l, &b->token_by_norm, GZ_SECTION_TOKEN_SLOTS);
	lay_dictionary(l, &b->entity_by_id, GZ_SECTION_ID_SLOTS);
	copy_array(l, GZ_SECTION_TEXT, b->text.ptr);
	gz_buf_free(&b->text);
	lay_array(l, GZ_SECTION_ENTRIES, &b->entries);
	lay_trie(l);
	lay_names(l);
	lay_names_of(l);
	GZ_VEC_FREE(&b->names);
	lay_lists(l, &b->editions, GZ_SECTION_SERIES_FIRST, GZ_SECTION_SERIES_ITEM);
	order_names(l);
	order_editions(l);
	if (!lay_tenures(l))
		return false;
	lay_vetoes(l);
	gz_paths_lay(l);
	if (b->wikipedia.len > 1)
		qsort(b->wikipedia.ptr, b->wikipedia.len, sizeof(*b->wikipedia.ptr), by_entity);
	lay_array(l, GZ_SECTION_WIKIPEDIA, &b->wikipedia);
	lay_array(l, GZ_SECTION_TITLES, &b->titles);
	lay_array(l, GZ_SECTION_VETO_TOKENS, &b->veto_tokens);
	lay_array(l, GZ_SECTION_PATTERNS, &b->patterns);
	return true;
}

static void finish_header(const struct gz_layout *l, struct gz_str hash)
{
	struct gz_image_header *h = l->header;

	memcpy(h->magic, GZ_IMAGE_MAGIC, sizeof(h->magic));
	h->version = GZ_IMAGE_VERSION;
	h->order = GZ_IMAGE_ORDER;
	h->size = l->size;
	memcpy(h->hash, hash.ptr, sizeof(h->hash));
	gz_image_sign(h);
	h->header = XXH3_64bits(h, offsetof(struct gz_image_header, header));
}

/* Vetoes know the chain of their name; now it has a node. */
static void place_vetoes(struct gz_build *b)
{
	for (size_t i = 0; i < b->vetoes_at.len; i++)
		b->vetoes_at.ptr[i].owner = b->vetoes_of.links.ptr[b->vetoes_at.ptr[i].owner];
}

bool gz_image_make(struct gz_build *b, struct gz_str hash, struct gz_made_image *out)
{
	struct gz_layout l = {.b = b};
	bool good;

	*out = (struct gz_made_image){0};
	l.numbers = gz_alloc_large((b->names.len + 1) * sizeof(*l.numbers));
	good = l.numbers != NULL && gz_trie_lay(b, &l.trie);
	if (good) {
		place_vetoes(b);
		good = gz_paths_open(&l) && make_room(&l) && lay_sections(&l);
	}
	if (good)
		finish_header(&l, hash);
	gz_trie_free(&l.trie);
	gz_paths_close(&l);
	if (!good && l.bytes != NULL)
		munmap(l.bytes, l.size);
	if (!good) {
		free(l.numbers);
		return false;
	}
	out->names = l.numbers;
	out->bytes = l.bytes;
	out->size = l.size;
	return true;
}
