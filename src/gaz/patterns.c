/* patterns.c: the table of pattern rules. */
#include <string.h>

#include "internal.h"

/* Its own columns. */
enum { ANCHOR, REGEX, ID, NAME, TYPE, SERIES, COUNTRY, NEAR, KINDS };
static const char *const required[] = {"anchor", "regex", "id", "name", "type", NULL};
static const char *const optional[] = {"series", "country", "near", "kinds", NULL};

/* Every `${` of a template must be closed; an id's must stand in type/slug. */
static bool check_template(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str template,
			   const char *type)
{
	struct gz_str rest = template;
	bool good = type == NULL;

	if (type != NULL && gz_str_starts(rest, gz_str(type)) && rest.len > strlen(type) + 1 &&
	    rest.ptr[strlen(type)] == '/') {
		rest = gz_str_of(rest.ptr + strlen(type) + 1, rest.len - strlen(type) - 1);
		good = true;
	}
	for (size_t i = 0; i < rest.len && good; i++) {
		char c = rest.ptr[i];

		if (c == '$' && i + 1 < rest.len && rest.ptr[i + 1] == '{') {
			i += gz_str_find(gz_str_of(rest.ptr + i, rest.len - i), '}');
			if (i >= rest.len)
				return gz_load_fault(l, row, cell, "a '${' without its '}'");
		} else if (type != NULL) {
			good = gz_is_slug_byte(c);
		}
	}
	return good ||
	       gz_load_fault(l, row, cell, "'%.*s' is no id: it must be %s/slug in a-z, 0-9, - and ${group}",
			     GZ_ARG(template), type);
}

static bool check_templates(struct gz_loader *l, const struct gz_row *row, const int *column,
			    enum gz_type type)
{
	static const int own[] = {ID, NAME, SERIES, COUNTRY};
	bool good = true;

	for (size_t i = 0; i < GZ_COUNT(own); i++)
		good &= check_template(l, row, column[own[i]], gz_row_cell(row, column, own[i]),
				       own[i] == ID ? gz_type_name(type) : NULL);
	return good;
}

/* Words of which one stands near the anchor wherever the rule can match. Rows in a row often have the same
 * ones. */
static bool keep_near(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
		      struct gz_pattern_row *pattern)
{
	struct gz_build *b = l->build;
	const struct gz_pattern_row *last =
		b->patterns.len > 0 ? &b->patterns.ptr[b->patterns.len - 1] : NULL;
	struct gz_tokens word;
	struct gz_str item;

	pattern->near = (uint32_t)b->veto_tokens.len;
	while (gz_load_list_next(l, &list, &item)) {
		uint32_t token;

		if (!gz_load_tokens(l, row, cell, item, &word))
			return false;
		if (word.count != 1)
			return gz_load_fault(l, row, cell, "'%.*s' is not one token", GZ_ARG(item));
		token = gz_token_intern(b, &word.token[0]);
		if (token == GZ_NONE || !GZ_PUSH(&b->veto_tokens, token))
			return gz_load_nomem(l);
		pattern->near_count++;
	}
	if (pattern->near_count > 0 && last != NULL && last->near_count == pattern->near_count &&
	    memcmp(b->veto_tokens.ptr + last->near, b->veto_tokens.ptr + pattern->near,
		   pattern->near_count * sizeof(uint32_t)) == 0) {
		b->veto_tokens.len = pattern->near;
		pattern->near = last->near;
	}
	return true;
}

static bool is_slug(struct gz_str word)
{
	for (size_t i = 0; i < word.len; i++) {
		if (!gz_is_slug_byte(word.ptr[i]))
			return false;
	}
	return word.len > 0 && word.ptr[0] != '-' && word.ptr[word.len - 1] != '-';
}

/* Kinds while they are kept: as gz_gaz_kind_of reads them, a line each, words joined by single spaces. */
struct kinds {
	struct gz_loader *l;
	const struct gz_row *row;
	int cell;
	struct gz_buf lines;
	bool has_default;
};

/* Each code is compared with those before it. */
static bool fits(struct kinds *k)
{
	return k->lines.len <= GZ_KINDS_BYTES ||
	       gz_load_fault(k->l, k->row, k->cell, "the kinds are longer than %d bytes", GZ_KINDS_BYTES);
}

/* The code must be new, and its country is looked up when all files are read. */
static bool keep_code(struct kinds *k, struct gz_str code)
{
	if (!fits(k))
		return false;
	if (!is_slug(code))
		return gz_load_fault(k->l, k->row, k->cell, "'%.*s' is no code of a country", GZ_ARG(code));
	if (gz_kinds_name(gz_buf_view(&k->lines), code))
		return gz_load_fault(k->l, k->row, k->cell, "the country %.*s has two kinds", GZ_ARG(code));
	gz_buf_byte(&k->lines, ' ');
	gz_buf_str(&k->lines, code);
	return gz_load_expect_country(k->l, k->row, k->cell, code);
}

static bool keep_kind(struct kinds *k, struct gz_str item)
{
	size_t colon = gz_str_find(item, ':');
	struct gz_str kind = gz_str_trim(gz_str_of(item.ptr, colon)), codes = gz_str_of("", 0), code;
	bool some = false;

	if (!is_slug(kind) && !gz_str_eq(kind, GZ_STR("-")))
		return gz_load_fault(k->l, k->row, k->cell, "'%.*s' is no kind: it must be of a-z, 0-9 and -",
				     GZ_ARG(kind));
	gz_buf_str(&k->lines, kind);
	if (colon < item.len)
		codes = gz_str_of(item.ptr + colon + 1, item.len - colon - 1);
	for (; gz_kind_word(&codes, &code); some = true)
		if (!keep_code(k, code))
			return false;
	if (colon < item.len && !some)
		return gz_load_fault(k->l, k->row, k->cell, "no country is of the kind '%.*s'", GZ_ARG(kind));
	if (!some && k->has_default)
		return gz_load_fault(k->l, k->row, k->cell, "'%.*s' is the second kind for all others",
				     GZ_ARG(kind));
	k->has_default |= !some;
	gz_buf_byte(&k->lines, '\n');
	return true;
}

static bool keep_kinds(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
		       struct gz_ref *kept)
{
	struct kinds k = {.l = l, .row = row, .cell = cell};
	struct gz_str item;
	bool good = true;

	while (good && gz_load_list_next(l, &list, &item))
		good = keep_kind(&k, item);
	good = good && fits(&k);
	if (good && k.lines.failed)
		good = gz_load_nomem(l);
	if (good)
		*kept = gz_build_text(l->build, gz_buf_view(&k.lines));
	gz_buf_free(&k.lines);
	return good && !l->failed;
}

/* It is compiled once to see that it can be; those that run it compile it again, each for itself. Behind the
 * first one that is too much no other is asked. */
static bool check_regex(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str regex = gz_row_cell(row, column, REGEX);
	struct pcre2_real_code_8 *code;
	struct gz_error err;
	bool good, grouped;

	if (l->rules.size > GZ_REGEX_BYTES)
		return true;
	if (l->rules.context == NULL && !gz_regexes_open(&l->rules, &err))
		return gz_load_nomem(l);
	good = gz_regex_compile(&l->rules, regex, &code, &err);
	grouped = good && gz_regex_has_group(code, "country");
	gz_regex_free(code);
	if (good && !grouped && gz_row_list(row, column, KINDS).len > 0)
		return gz_load_fault(l, row, column[KINDS],
				     "kinds are told by the group 'country', which the rule has not");
	if (good)
		return true;
	return err.code == GZ_ENOMEM ? gz_load_nomem(l)
				     : gz_load_fault_of(l, "pattern", row, column[REGEX], "%s", err.message);
}

static bool pattern_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	static const int own[] = {REGEX, ID, NAME, SERIES, COUNTRY};
	struct gz_build *b = l->build;
	struct gz_pattern_row pattern = {.line = (uint32_t)row->line};
	struct gz_ref *const kept[] = {&pattern.regex, &pattern.id, &pattern.name, &pattern.series,
				       &pattern.country};
	enum gz_type type = gz_type_of(gz_row_cell(row, column, TYPE));
	struct gz_tokens anchor;

	for (int i = ANCHOR; i <= TYPE; i++) {
		if (gz_row_cell(row, column, i).len == 0)
			return gz_load_fault(l, row, column[i], "the column %s is empty", required[i]);
	}
	pattern.type = type;
	if (type == GZ_TYPES)
		return gz_load_fault(l, row, column[TYPE], "'%.*s' is no type",
				     GZ_ARG(gz_row_cell(row, column, TYPE)));
	if (!check_templates(l, row, column, type))
		return false;
	if (!gz_load_tokens(l, row, column[ANCHOR], gz_row_cell(row, column, ANCHOR), &anchor))
		return false;
	if (anchor.count != 1)
		return gz_load_fault(l, row, column[ANCHOR], "the anchor must be one token, this is %u",
				     anchor.count);
	if (!check_regex(l, row, column))
		return false;
	pattern.anchor = gz_token_intern(b, &anchor.token[0]);
	if (!keep_near(l, row, column[NEAR], gz_row_list(row, column, NEAR), &pattern))
		return false;
	if (!keep_kinds(l, row, column[KINDS], gz_row_list(row, column, KINDS), &pattern.kinds))
		return false;
	pattern.file = gz_build_text(b, gz_str(row->file));
	for (size_t i = 0; i < GZ_COUNT(kept); i++)
		*kept[i] = gz_build_text(b, gz_row_cell(row, column, own[i]));
	if (pattern.anchor == GZ_NONE || b->text.failed || !GZ_PUSH(&b->patterns, pattern))
		return gz_load_nomem(l);
	return true;
}

const struct gz_table gz_table_patterns = {"patterns", required, optional, pattern_row};
