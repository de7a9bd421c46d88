/* image.c: opening a compiled gazetteer: what the header promises must hold, then the sections are used where
 * they lie. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <xxhash.h>

#include "layout.h"

/* No padding: it would be whatever memory held, in a file whose bytes are to be the same each time. */
#define FILLED(type, last) \
	_Static_assert(offsetof(type, last) + sizeof(((type *)0)->last) == sizeof(type), "padding behind " #last)
FILLED(struct gz_entry, unused);
FILLED(struct gz_wikipedia, titles);
FILLED(struct gz_title, unused);
FILLED(struct gz_tenure, office);
FILLED(struct gz_veto, unused);
FILLED(struct gz_node, path);
FILLED(struct gz_token_row, head);

static const size_t elements[GZ_SECTIONS] = {
	[GZ_SECTION_TEXT] = 1,
	[GZ_SECTION_ENTRIES] = sizeof(struct gz_entry),
	[GZ_SECTION_WIKIPEDIA] = sizeof(struct gz_wikipedia),
	[GZ_SECTION_NAMES] = sizeof(struct gz_name),
	[GZ_SECTION_TITLES] = sizeof(struct gz_title),
	[GZ_SECTION_TENURES] = sizeof(struct gz_tenure),
	[GZ_SECTION_VETOES] = sizeof(struct gz_veto),
	[GZ_SECTION_PATTERNS] = sizeof(struct gz_pattern_row),
	[GZ_SECTION_TOKENS] = sizeof(struct gz_token_row),
	[GZ_SECTION_NODES] = sizeof(struct gz_node),
	[GZ_SECTION_TOKEN_SLOTS] = sizeof(struct gz_slot),
	[GZ_SECTION_ID_SLOTS] = sizeof(struct gz_slot),
	[GZ_SECTION_PATHS] = 1,
	[GZ_SECTION_PATH_SLOTS] = sizeof(struct gz_slot),
	[GZ_SECTION_PAIRS] = sizeof(uint64_t),
	[GZ_SECTION_LONGER] = sizeof(uint64_t),
	[GZ_SECTION_STAND] = sizeof(uint64_t),
	[GZ_SECTION_SMALL] = sizeof(uint64_t),
	[GZ_SECTION_BESIDE] = sizeof(uint64_t),
	[GZ_SECTION_PRINT] = 1,
};

size_t gz_section_element(enum gz_section section)
{
	return elements[section] ? elements[section] : sizeof(uint32_t);
}

/* How documents are folded and hashed by this program, and how large its structs are: a gazetteer made by another one
 * would never meet them, or be misread. */
void gz_image_sign(struct gz_image_header *header)
{
	header->folding = gz_text_hash(GZ_STR("gazet")) ^ gz_text_hash(GZ_STR("transliteration")) ^
			  XXH3_64bits(elements, sizeof(elements));
	memset(header->text_version, 0, sizeof(header->text_version));
	snprintf(header->text_version, sizeof(header->text_version), "%d, Unicode %s", GZ_TEXT_REVISION,
		 gz_text_unicode());
}

/* ---- what the header promises ------------------------------------------------- */

static bool unfit(struct gz_error *err, const char *path, const char *why)
{
	return gz_fail_at(err, GZ_EFORMAT, path, 0, 0, "%s", why);
}

static bool is_power_of_two(uint64_t number)
{
	return number > 1 && (number & (number - 1)) == 0;
}

static bool sections_fit(const struct gz_image_header *h)
{
	const struct gz_image_section *s = h->section;
	uint64_t entities = s[GZ_SECTION_ENTRIES].count;

	for (int i = 0; i < GZ_SECTIONS; i++) {
		uint64_t element = gz_section_element((enum gz_section)i);

		if (s[i].offset % GZ_IMAGE_ALIGN != 0 || s[i].offset < sizeof(*h) || s[i].offset > h->size ||
		    s[i].count >= GZ_NONE || s[i].count > (h->size - s[i].offset) / element)
			return false;
	}
	/* The tables have a free slot at least: hints look at one without asking. */
	return s[GZ_SECTION_NODES].count > 1 && s[GZ_SECTION_TEXT].count > 0 && s[GZ_SECTION_TOKEN_SLOTS].count > 0 &&
	       s[GZ_SECTION_PATH_SLOTS].count > 0 && s[GZ_SECTION_NAMES_FIRST].count == entities + 1 &&
	       s[GZ_SECTION_SERIES_FIRST].count == entities + 1 &&
	       s[GZ_SECTION_HOLDER_FIRST].count == entities + 1 &&
	       s[GZ_SECTION_TITLE_FIRST].count == s[GZ_SECTION_TITLES].count + 1 &&
	       s[GZ_SECTION_STANDS_FIRST].count == s[GZ_SECTION_TITLES].count + 1 &&
	       s[GZ_SECTION_VETO_NODES].count == s[GZ_SECTION_VETOES].count &&
	       is_power_of_two(s[GZ_SECTION_PAIRS].count) &&
	       is_power_of_two(s[GZ_SECTION_LONGER].count) && is_power_of_two(s[GZ_SECTION_STAND].count) &&
	       is_power_of_two(s[GZ_SECTION_SMALL].count) && is_power_of_two(s[GZ_SECTION_BESIDE].count);
}

static bool is_hash(const char *digits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (digits[i] == '\0' || strchr("0123456789abcdef", digits[i]) == NULL)
			return false;
	}
	return true;
}

static bool check_header(const struct gz_image_header *h, size_t size, const char *path, struct gz_error *err)
{
	struct gz_image_header mine;

	if (size < sizeof(h->magic) || memcmp(h->magic, GZ_IMAGE_MAGIC, sizeof(h->magic)) != 0)
		return unfit(err, path, "this is no compiled gazetteer");
	if (size < sizeof(*h))
		return unfit(err, path, "the compiled gazetteer is cut off");
	gz_image_sign(&mine);
	if (h->version != GZ_IMAGE_VERSION || h->order != GZ_IMAGE_ORDER || h->folding != mine.folding ||
	    memcmp(h->text_version, mine.text_version, sizeof(mine.text_version)) != 0)
		return unfit(err, path,
			     "the compiled gazetteer is of another version of gazet: compile it again");
	if (h->header != XXH3_64bits(h, offsetof(struct gz_image_header, header)))
		return unfit(err, path, "the compiled gazetteer is damaged: compile it again");
	if (h->size != size)
		return unfit(err, path, "the compiled gazetteer is cut off");
	return (sections_fit(h) && is_hash(h->hash, sizeof(h->hash))) || unfit(err, path, "the compiled gazetteer is damaged: compile it again");
}

/* ---- views --------------------------------------------------------------------- */

static const void *at(const struct gz_gaz *g, enum gz_section which, uint32_t *count)
{
	const struct gz_image_header *h = g->bytes;

	if (count != NULL)
		*count = (uint32_t)h->section[which].count;
	return (const char *)g->bytes + h->section[which].offset;
}

/* Where there is none, what is asked for a number that is none finds a blank one. */
static const struct gz_entry blank_entry = {.country = GZ_NONE, .series = GZ_NONE, .place = GZ_NONE,
					    .from = GZ_NO_DAY, .to = GZ_NO_DAY};
static const struct gz_name blank_name;
static const struct gz_title blank_title;
static const struct gz_tenure blank_tenure = {.country = GZ_NONE, .from = GZ_NO_DAY, .to = GZ_NO_DAY};

static struct gz_filter filter_at(const struct gz_gaz *g, enum gz_section which)
{
	uint32_t count;
	const uint64_t *words = at(g, which, &count);

	return (struct gz_filter){words, count - 1};
}

static struct gz_list_section lists_at(const struct gz_gaz *g, enum gz_section first, enum gz_section item)
{
	struct gz_list_section lists;

	lists.first = at(g, first, &lists.owners);
	lists.owners--;
	lists.item = at(g, item, &lists.items);
	return lists;
}

/* Where each depth begins: the first child of the first node one above. Wild numbers only are never the node's. */
static void view_levels(struct gz_gaz *g)
{
	for (uint32_t depth = 1; depth < GZ_COUNT(g->level); depth++) {
		uint32_t above = g->level[depth - 1];

		g->level[depth] = above < g->node_count ? g->nodes[above].first_child : g->node_count;
	}
}

static void view_sections(struct gz_gaz *g)
{
	uint32_t length;

	g->text = at(g, GZ_SECTION_TEXT, &length);
	g->text_length = length;
	g->entries = at(g, GZ_SECTION_ENTRIES, &g->entity_count);
	g->wikipedia = at(g, GZ_SECTION_WIKIPEDIA, &g->wikipedia_count);
	g->names = at(g, GZ_SECTION_NAMES, &g->name_count);
	g->titles = at(g, GZ_SECTION_TITLES, &g->title_count);
	g->tenures = at(g, GZ_SECTION_TENURES, &g->tenure_count);
	g->vetoes = at(g, GZ_SECTION_VETOES, &g->veto_count);
	g->veto_nodes = at(g, GZ_SECTION_VETO_NODES, NULL);
	g->veto_tokens = at(g, GZ_SECTION_VETO_TOKENS, &g->veto_token_count);
	g->tokens = at(g, GZ_SECTION_TOKENS, &g->token_count);
	g->token_slots = at(g, GZ_SECTION_TOKEN_SLOTS, &g->token_slot_count);
	g->id_slots = at(g, GZ_SECTION_ID_SLOTS, &g->id_slot_count);
	g->nodes = at(g, GZ_SECTION_NODES, &g->node_count);
	g->node_count--;
	view_levels(g);
	g->of_entity = lists_at(g, GZ_SECTION_NAMES_FIRST, GZ_SECTION_NAMES_ITEM);
	g->of_series = lists_at(g, GZ_SECTION_SERIES_FIRST, GZ_SECTION_SERIES_ITEM);
	g->of_holder = lists_at(g, GZ_SECTION_HOLDER_FIRST, GZ_SECTION_HOLDER_ITEM);
	g->of_title = lists_at(g, GZ_SECTION_TITLE_FIRST, GZ_SECTION_TITLE_ITEM);
	g->stands_for = lists_at(g, GZ_SECTION_STANDS_FIRST, GZ_SECTION_STANDS_ITEM);
	g->path_slots = at(g, GZ_SECTION_PATH_SLOTS, &g->path_slot_count);
	g->paths = at(g, GZ_SECTION_PATHS, &g->paths_length);
	g->pairs = filter_at(g, GZ_SECTION_PAIRS);
	g->longer = filter_at(g, GZ_SECTION_LONGER);
	g->stand = filter_at(g, GZ_SECTION_STAND);
	g->small = filter_at(g, GZ_SECTION_SMALL);
	g->beside = filter_at(g, GZ_SECTION_BESIDE);
	g->print.ptr = at(g, GZ_SECTION_PRINT, &length);
	g->print.len = length;
	if (g->entity_count == 0)
		g->entries = &blank_entry;
	if (g->name_count == 0)
		g->names = &blank_name;
	if (g->title_count == 0)
		g->titles = &blank_title;
	if (g->tenure_count == 0)
		g->tenures = &blank_tenure;
	g->hash = gz_str_of(((const struct gz_image_header *)g->bytes)->hash,
			    sizeof(((const struct gz_image_header *)0)->hash));
}

/* What a damaged file says must not be read for long. */
static struct gz_str kinds_at(const struct gz_gaz *g, struct gz_ref ref)
{
	struct gz_str kinds = gz_gaz_text(g, ref);

	return gz_str_of(kinds.ptr, kinds.len < GZ_KINDS_BYTES ? kinds.len : GZ_KINDS_BYTES);
}

static bool view_patterns(struct gz_gaz *g)
{
	const struct gz_pattern_row *rows = at(g, GZ_SECTION_PATTERNS, &g->pattern_count);

	g->patterns = calloc((size_t)g->pattern_count + 1, sizeof(*g->patterns));
	for (uint32_t i = 0; g->patterns != NULL && i < g->pattern_count; i++) {
		bool near = rows[i].near <= g->veto_token_count && rows[i].near_count <= g->veto_token_count - rows[i].near;

		g->patterns[i] = (struct gz_pattern){
			.anchor = rows[i].anchor,
			.regex = gz_gaz_text(g, rows[i].regex),
			.id = gz_gaz_text(g, rows[i].id),
			.name = gz_gaz_text(g, rows[i].name),
			.country = gz_gaz_text(g, rows[i].country),
			.series = gz_gaz_text(g, rows[i].series),
			.kinds = kinds_at(g, rows[i].kinds),
			.type = (enum gz_type)gz_clamp(rows[i].type, GZ_TYPES),
			.file = gz_gaz_text(g, rows[i].file).ptr,
			.line = rows[i].line,
			.near = near ? g->veto_tokens + rows[i].near : NULL,
			.near_count = near ? rows[i].near_count : 0,
		};
	}
	return g->patterns != NULL;
}

bool gz_image_open(void *bytes, size_t size, const char *path, struct gz_gaz **out, struct gz_error *err)
{
	struct gz_gaz *g = calloc(1, sizeof(*g));
	bool good = g != NULL;

	*out = NULL;
	if (!good) {
		gz_fail_nomem(err);
		munmap(bytes, size);
		return false;
	}
	g->bytes = bytes;
	g->size = size;
	g->path = strdup(path);
	good = (g->path != NULL || gz_fail_nomem(err)) && check_header(bytes, size, path, err);
	if (good) {
		view_sections(g);
		/* The last byte ends the last string, so that none leads outside. */
		if (g->text[g->text_length - 1] != '\0')
			good = unfit(err, path, "the compiled gazetteer is damaged: compile it again");
		else
			good = view_patterns(g) || gz_fail_nomem(err);
	}
	if (good)
		*out = g;
	else
		gz_gaz_free(g);
	return good;
}

void gz_gaz_free(struct gz_gaz *g)
{
	if (g == NULL)
		return;
	free(g->patterns);
	free(g->path);
	munmap(g->bytes, g->size);
	free(g);
}

bool gz_image_seal(const struct gz_gaz *g, struct gz_error *err)
{
	struct gz_image_header *h = g->bytes;
	struct gz_buf print = {0};
	bool good;

	if (g->path[0] != '\0')
		return true;
	good = gz_gaz_print(g, &print, err);
	if (good) {
		memcpy((char *)g->bytes + h->section[GZ_SECTION_PRINT].offset, print.ptr, print.len);
		h->contents = XXH3_64bits((const char *)g->bytes + sizeof(*h), g->size - sizeof(*h));
		h->header = XXH3_64bits(h, offsetof(struct gz_image_header, header));
	}
	gz_buf_free(&print);
	return good;
}

bool gz_gaz_verify(const struct gz_gaz *g, struct gz_error *err)
{
	const struct gz_image_header *h = g->bytes;

	if (h->contents == XXH3_64bits((const char *)g->bytes + sizeof(*h), g->size - sizeof(*h)))
		return true;
	return unfit(err, g->path, "the compiled gazetteer is damaged: compile it again");
}
