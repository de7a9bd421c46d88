/* tables.c: the entities and offices of an import, their ids, and how they are written as tables. */
#include <stdio.h>
#include <string.h>

#include "internal.h"

#define NAME_WORDS_MAX 64 /* as in a gazetteer */
#define SLUG_MAX       80

struct gz_str gz_import_keep(struct gz_import *im, struct gz_str text)
{
	struct gz_str kept = gz_arena_str(&im->arena, text);

	if (kept.ptr != NULL)
		return kept;
	im->failed = true;
	return GZ_STR("");
}

size_t gz_import_words(struct gz_str name)
{
	size_t words = 0;

	for (size_t i = 0; i < name.len; i++)
		words += name.ptr[i] != ' ' && (i == 0 || name.ptr[i - 1] == ' ');
	return words;
}

/* The name as it is matched; empty (counted) where it cannot be matched. In the scratch arena. */
static struct gz_str fold_name(struct gz_import *im, struct gz_str name)
{
	struct gz_str folded;
	struct gz_error err;

	if (!gz_text_fold(name, &im->scratch, &folded, &err)) {
		im->failed = true;
		return GZ_STR("");
	}
	if (folded.len == 0)
		gz_import_skip(im, "a name without letters and digits");
	else if (gz_import_words(folded) > NAME_WORDS_MAX)
		gz_import_skip(im, "a name of more than 64 words");
	else
		return folded;
	return GZ_STR("");
}

/* White space of all kinds becomes single spaces, and what would be taken for a mark goes. */
static struct gz_str clean_name(struct gz_import *im, struct gz_str name)
{
	char *out = gz_arena_alloc(&im->scratch, name.len + 1);
	size_t len = 0;

	if (out == NULL) {
		im->failed = true;
		return GZ_STR("");
	}
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];

		if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'))
			continue;
		if (c <= ' ' && (len == 0 || out[len - 1] == ' '))
			continue;
		if (len == 0 && (c == '=' || c == '?'))
			continue;
		out[len++] = c <= ' ' ? ' ' : (char)c;
	}
	while (len > 0 && out[len - 1] == ' ')
		len--;
	return gz_str_of(out, len);
}

/* ---- ids --------------------------------------------------------------------------- */

/* Letters that Unicode does not take apart, in the ASCII that stands for them in names of files and
 * addresses. */
static const struct {
	const char *letter, *ascii;
} plain[] = {
	{"ø", "o"},  {"ł", "l"},  {"đ", "d"}, {"ð", "d"},  {"þ", "th"},
	{"æ", "ae"}, {"œ", "oe"}, {"ı", "i"}, {"ß", "ss"}, {"ħ", "h"},
};

/* Appends a folded token to a slug; false where it has other letters than Latin ones. */
static bool add_slug(struct gz_buf *slug, struct gz_str token)
{
	size_t start = slug->len;

	if (start > 0 && slug->ptr[start - 1] != '/')
		gz_buf_byte(slug, '-');
	for (size_t i = 0; i < token.len;) {
		size_t p = 0;

		if ((token.ptr[i] >= 'a' && token.ptr[i] <= 'z') ||
		    (token.ptr[i] >= '0' && token.ptr[i] <= '9')) {
			gz_buf_byte(slug, token.ptr[i++]);
			continue;
		}
		while (p < GZ_COUNT(plain) &&
		       !gz_str_starts(gz_str_of(token.ptr + i, token.len - i), gz_str(plain[p].letter)))
			p++;
		if (p == GZ_COUNT(plain)) {
			slug->len = slug->failed ? slug->len : start;
			return false;
		}
		gz_buf_str(slug, gz_str(plain[p].ascii));
		i += strlen(plain[p].letter);
	}
	return true;
}

/* Appends a slug of the words of folded text; false where one of them has no Latin spelling, or there is
 * none. */
static bool add_words(struct gz_buf *slug, struct gz_str folded)
{
	size_t start = slug->len;

	while (folded.len > 0 && slug->len - start < SLUG_MAX) {
		size_t len = gz_str_find(folded, ' ');

		if (!add_slug(slug, gz_str_of(folded.ptr, len)))
			return false;
		folded =
			len < folded.len ? gz_str_of(folded.ptr + len + 1, folded.len - len - 1) : GZ_STR("");
	}
	return slug->len > start;
}

/* Appends what can stand in an id of a number or key, all in ASCII; false where nothing can. */
static bool add_key(struct gz_buf *slug, struct gz_str key)
{
	size_t start = slug->len;

	for (size_t i = 0; i < key.len && slug->len - start < SLUG_MAX; i++) {
		char c = key.ptr[i] >= 'A' && key.ptr[i] <= 'Z' ? (char)(key.ptr[i] + 'a' - 'A') : key.ptr[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && slug->len > start))
			gz_buf_byte(slug, c);
	}
	while (!slug->failed && slug->len > start && slug->ptr[slug->len - 1] == '-')
		slug->len--;
	return slug->len > start;
}

/* type/slug of the name, else of the key, else of a hash of the name. A number behind it keeps it from being
 * another's. */
static struct gz_str make_id(struct gz_import *im, enum gz_type type, struct gz_str folded, struct gz_str key)
{
	struct gz_buf id = {0};
	struct gz_str kept;
	size_t start, base;

	gz_buf_printf(&id, "%s/", gz_type_name(type));
	start = id.len;
	if (!add_words(&id, folded)) {
		id.len = id.failed ? id.len : start;
		if (!add_key(&id, key)) {
			id.len = id.failed ? id.len : start;
			gz_buf_printf(&id, "n%016llx", (unsigned long long)gz_str_hash(folded));
		}
	}
	base = id.len;
	for (unsigned n = 2; !id.failed && gz_map_get(&im->ids, gz_buf_view(&id)) != NULL; n++) {
		id.len = base;
		gz_buf_printf(&id, "-%u", n);
	}
	im->failed |= id.failed;
	kept = gz_import_keep(im, gz_buf_view(&id));
	gz_buf_free(&id);
	return kept;
}

/* ---- rows -------------------------------------------------------------------------- */

/* Is the folded name new to the entity? */
static bool is_new_name(struct gz_import *im, uint32_t entity, struct gz_str folded)
{
	struct gz_buf key = {0};
	struct gz_str kept;
	bool added = false;

	gz_buf_printf(&key, "%u %.*s", entity, GZ_ARG(folded));
	if (!key.failed && gz_map_get(&im->names, gz_buf_view(&key)) == NULL) {
		kept = gz_import_keep(im, gz_buf_view(&key));
		added = !im->failed && gz_map_put(&im->names, kept, entity, NULL) != NULL;
		im->failed |= !added;
	}
	im->failed |= key.failed;
	gz_buf_free(&key);
	return added;
}

static uint32_t add_entity(struct gz_import *im, enum gz_type type, struct gz_str id, struct gz_str name,
			   struct gz_str folded)
{
	struct gz_import_entity entity = {.type = type,
					  .id = id,
					  .from = GZ_NO_DAY,
					  .to = GZ_NO_DAY,
					  .first = GZ_NONE,
					  .last = GZ_NONE};
	uint32_t index = (uint32_t)im->entities.len;

	entity.name = gz_import_keep(im, name);
	if (im->failed || !GZ_PUSH(&im->entities, entity) || gz_map_put(&im->ids, id, index, NULL) == NULL) {
		im->failed = true;
		return GZ_NONE;
	}
	is_new_name(im, index, folded);
	im->name_count++;
	return im->failed ? GZ_NONE : index;
}

uint32_t gz_import_entity(struct gz_import *im, enum gz_type type, struct gz_str name, struct gz_str key)
{
	struct gz_str folded;

	name = clean_name(im, name);
	folded = fold_name(im, name);
	if (folded.len == 0 || im->failed)
		return GZ_NONE;
	return add_entity(im, type, make_id(im, type, folded, key), name, folded);
}

uint32_t gz_import_keyed(struct gz_import *im, enum gz_type type, struct gz_str name, struct gz_str key)
{
	struct gz_buf typed = {0}; /* with a space, which no id has */
	uint32_t *known, entity;

	gz_buf_printf(&typed, "%s %.*s", gz_type_name(type), GZ_ARG(key));
	known = gz_map_get(&im->ids, gz_buf_view(&typed));
	entity = known != NULL ? *known : gz_import_entity(im, type, name, key);
	if (known == NULL && entity != GZ_NONE)
		im->failed |= typed.failed ||
			      gz_map_put(&im->ids, gz_import_keep(im, gz_buf_view(&typed)), entity, NULL) == NULL;
	gz_buf_free(&typed);
	return im->failed ? GZ_NONE : entity;
}

uint32_t gz_import_entity_of(struct gz_import *im, enum gz_type type, struct gz_str id, struct gz_str name)
{
	uint32_t *known = gz_map_get(&im->ids, id);
	struct gz_str folded;

	if (known != NULL)
		return *known;
	name = clean_name(im, name);
	folded = fold_name(im, name);
	if (folded.len == 0 || im->failed)
		return GZ_NONE;
	return add_entity(im, type, gz_import_keep(im, id), name, folded);
}

void gz_import_alias(struct gz_import *im, uint32_t entity, const char *marks, struct gz_str name)
{
	struct gz_import_alias alias = {.next = GZ_NONE};
	struct gz_import_entity *owner = &im->entities.ptr[entity];
	uint32_t index = (uint32_t)im->aliases.len;
	struct gz_buf text = {0};
	struct gz_str folded;

	name = clean_name(im, name);
	folded = fold_name(im, name);
	if (folded.len == 0 || im->failed || !is_new_name(im, entity, folded))
		return;
	gz_buf_printf(&text, "%s%.*s", marks, GZ_ARG(name));
	alias.text = gz_import_keep(im, gz_buf_view(&text));
	im->failed |= text.failed || !GZ_PUSH(&im->aliases, alias);
	gz_buf_free(&text);
	if (im->failed)
		return;
	if (owner->last == GZ_NONE)
		owner->first = index;
	else
		im->aliases.ptr[owner->last].next = index;
	owner->last = index;
	im->name_count++;
}

void gz_import_office(struct gz_import *im, uint32_t holder, struct gz_str title, struct gz_str country,
		      int32_t from, int32_t to)
{
	struct gz_import_office office = {.country = country, .holder = holder, .from = from, .to = to};

	title = clean_name(im, title);
	if (fold_name(im, title).len == 0)
		return;
	office.title = gz_import_keep(im, title);
	if (im->failed || !GZ_PUSH(&im->offices, office))
		im->failed = true;
}

void gz_import_surname(struct gz_import *im, uint32_t person, struct gz_str surname)
{
	surname = clean_name(im, surname);
	if (surname.len > 0 && fold_name(im, surname).len > 0)
		im->entities.ptr[person].surname = gz_import_keep(im, surname);
}

/* ---- writing ------------------------------------------------------------------------ */

/* A cell, or an item of a list, with what would end it escaped. */
static void write_text(struct gz_buf *out, struct gz_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\t' || text.ptr[i] == '\n')
			gz_buf_str(out, text.ptr[i] == '\t' ? GZ_STR("\\t") : GZ_STR("\\n"));
		else if (text.ptr[i] == '\\' || text.ptr[i] == '|')
			gz_buf_printf(out, "\\%c", text.ptr[i]);
		else if ((unsigned char)text.ptr[i] >= ' ' && text.ptr[i] != 0x7f)
			gz_buf_byte(out, text.ptr[i]);
	}
}

static void write_cell(struct gz_buf *out, struct gz_str text)
{
	gz_buf_byte(out, '\t');
	write_text(out, text);
}

static void write_day(struct gz_buf *out, int32_t day)
{
	char text[16] = "";

	gz_buf_byte(out, '\t');
	if (day != GZ_NO_DAY)
		gz_buf_str(out, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void write_entity(const struct gz_import *im, const struct gz_import_entity *e, struct gz_buf *out)
{
	static const char *const genders[] = {"", "m", "f"};

	write_text(out, e->id);
	write_cell(out, gz_str(gz_type_name(e->type)));
	gz_buf_str(out, e->exact ? GZ_STR("\t=") : GZ_STR("\t"));
	write_text(out, e->name);
	gz_buf_byte(out, '\t');
	for (uint32_t a = e->first; a != GZ_NONE; a = im->aliases.ptr[a].next) {
		if (a != e->first)
			gz_buf_str(out, GZ_STR(" | "));
		write_text(out, im->aliases.ptr[a].text);
	}
	write_cell(out, e->country);
	write_cell(out, e->surname);
	write_cell(out, gz_str(genders[e->gender]));
	write_day(out, e->from);
	write_day(out, e->to);
	write_cell(out, e->wikipedia);
	write_cell(out, e->wikidata);
	write_cell(out, e->note);
	gz_buf_byte(out, '\n');
}

bool gz_import_entities(const struct gz_import *im, struct gz_buf *out, struct gz_error *err)
{
	if (im->entities.len > 0)
		gz_buf_str(out, GZ_STR("id\ttype\tname\taliases\tcountry\tsurname\tgender\tfrom\tto\twikipedi"
				       "a\twikidata\tnote\n"));
	for (size_t i = 0; i < im->entities.len; i++)
		write_entity(im, &im->entities.ptr[i], out);
	return !out->failed || gz_fail_nomem(err);
}

bool gz_import_offices(const struct gz_import *im, struct gz_buf *out, struct gz_error *err)
{
	if (im->offices.len > 0)
		gz_buf_str(out, GZ_STR("office\tcountry\tholder\tfrom\tto\n"));
	for (size_t i = 0; i < im->offices.len; i++) {
		const struct gz_import_office *office = &im->offices.ptr[i];

		write_text(out, office->title);
		write_cell(out, office->country);
		write_cell(out, im->entities.ptr[office->holder].id);
		write_day(out, office->from);
		write_day(out, office->to);
		gz_buf_byte(out, '\n');
	}
	return !out->failed || gz_fail_nomem(err);
}
