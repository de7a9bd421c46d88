/*
 * spacy_export.c: a gazetteer as patterns of spaCy's EntityRuler. spaCy compares its own tokens: an exact
 * name becomes a string, any other a list of LOWER, cut roughly as spaCy's tokenizer cuts it (at spaces, and
 * around what punctuation stands inside or behind).
 */
#include <string.h>

#include "internal.h"

static const char *const labels[GZ_TYPES] = {"PERSON", "GPE", "ORG", "LOC", "EVENT"};

static void add_string(struct gz_buf *out, struct gz_str s)
{
	gz_buf_byte(out, '"');
	for (size_t i = 0; i < s.len; i++) { /* names have no control characters */
		if (s.ptr[i] == '"' || s.ptr[i] == '\\')
			gz_buf_byte(out, '\\');
		gz_buf_byte(out, s.ptr[i]);
	}
	gz_buf_byte(out, '"');
}

static void add_token(struct gz_buf *out, struct gz_str token, bool *first)
{
	if (token.len == 0)
		return;
	gz_buf_str(out, *first ? GZ_STR("[{\"LOWER\":") : GZ_STR(",{\"LOWER\":"));
	add_string(out, token);
	gz_buf_byte(out, '}');
	*first = false;
}

/* "st. paul's" stays "st." and "paul" "'s"; "al-assad" becomes "al" "-" "assad". */
static void add_word(struct gz_buf *out, struct gz_str word, bool *first)
{
	while (word.len > 0) {
		size_t len = 0;

		while (len < word.len && strchr("-/(),:;\"[]&", word.ptr[len]) == NULL &&
		       !(len > 0 && word.len - len == 2 && memcmp(word.ptr + len, "'s", 2) == 0))
			len++;
		add_token(out, gz_str_of(word.ptr, len), first);
		word = gz_str_of(word.ptr + len, word.len - len);
		if (word.len == 0)
			return;
		len = word.ptr[0] == '\'' ? 2 : 1;
		add_token(out, gz_str_of(word.ptr, len), first);
		word = gz_str_of(word.ptr + len, word.len - len);
	}
}

static void add_tokens(struct gz_buf *out, struct gz_str lower)
{
	bool first = true;

	while (lower.len > 0) {
		size_t len = gz_str_find(lower, ' ');

		add_word(out, gz_str_of(lower.ptr, len), &first);
		lower = len < lower.len ? gz_str_of(lower.ptr + len + 1, lower.len - len - 1) : GZ_STR("");
	}
	gz_buf_byte(out, ']');
}

static bool add_pattern(const struct gz_gaz *g, const struct gz_entry *e, const struct gz_name *name, struct gz_buf *out,
			struct gz_arena *arena, struct gz_error *err)
{
	struct gz_str lower, text = gz_gaz_spelling(g, name);

	gz_buf_printf(out, "{\"label\":\"%s\",\"pattern\":", labels[gz_type_of_entry(e)]);
	if (name->exact) {
		add_string(out, text);
	} else {
		if (!gz_text_reform(text, GZ_FORM_LOWER, arena, &lower, err))
			return false;
		add_tokens(out, lower);
	}
	gz_buf_str(out, GZ_STR(",\"id\":"));
	add_string(out, gz_id_of(g, e));
	gz_buf_str(out, GZ_STR("}\n"));
	return !out->failed || gz_fail_nomem(err);
}

bool gz_export_spacy(const struct gz_gaz *g, bool all,
		     bool (*line)(void *self, struct gz_str text, struct gz_error *err), void *self,
		     uint64_t *left_out, struct gz_error *err)
{
	struct gz_arena arena = {0};
	struct gz_buf out = {0};
	bool good = true;

	*left_out = 0;
	for (uint32_t e = 0; e < gz_gaz_entity_count(g) && good; e++) {
		uint32_t count;
		const uint32_t *names = gz_gaz_names_of(g, e, &count);

		for (uint32_t n = 0; n < count && good; n++) {
			const struct gz_name *name = gz_gaz_name(g, names[n]);

			if (name->kind != GZ_NAME_ENTITY)
				continue;
			if (name->ambiguous && !all) {
				++*left_out;
				continue;
			}
			gz_buf_clear(&out);
			good = add_pattern(g, gz_gaz_entry(g, e), name, &out, &arena, err) &&
			       line(self, gz_buf_view(&out), err);
			gz_arena_reset(&arena);
		}
	}
	gz_buf_free(&out);
	gz_arena_free(&arena);
	return good;
}
