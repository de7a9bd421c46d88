/* wikiname.c: what a wiki is called by: its namespaces in its own language, its script variants. */
#include <stdlib.h>
#include <string.h>

#include "wikitext.h"

struct gz_wiki {
	struct gz_arena arena;
	struct gz_map spaces; /* folded names to numbers, moved by SHIFT */
	bool variants;
	struct gz_wiki_frame frames[GZ_WIKI_DEPTH];
};

/* Namespaces have small numbers, some of them negative. */
#define SHIFT	   100000
#define SPACES_MAX 10000

struct name {
	const char *name;
	int number;
};

/* In English, and what a dump does not tell: other names that a wiki has had. */
static const struct name known[] = {
	{"file", GZ_WIKI_FILE},		{"image", GZ_WIKI_FILE},	 {"bild", GZ_WIKI_FILE},
	{"datei", GZ_WIKI_FILE},	{"fichier", GZ_WIKI_FILE},	 {"imagen", GZ_WIKI_FILE},
	{"archivo", GZ_WIKI_FILE},	{"immagine", GZ_WIKI_FILE},	 {"imagem", GZ_WIKI_FILE},
	{"ficheiro", GZ_WIKI_FILE},	{"arquivo", GZ_WIKI_FILE},	 {"bestand", GZ_WIKI_FILE},
	{"afbeelding", GZ_WIKI_FILE},	{"plik", GZ_WIKI_FILE},		 {"grafika", GZ_WIKI_FILE},
	{"fil", GZ_WIKI_FILE},		{"tiedosto", GZ_WIKI_FILE},	 {"kuva", GZ_WIKI_FILE},
	{"soubor", GZ_WIKI_FILE},	{"файл", GZ_WIKI_FILE},		 {"изображение", GZ_WIKI_FILE},
	{"зображення", GZ_WIKI_FILE},	{"ملف", GZ_WIKI_FILE},		 {"صورة", GZ_WIKI_FILE},
	{"ファイル", GZ_WIKI_FILE},	{"画像", GZ_WIKI_FILE},		 {"文件", GZ_WIKI_FILE},
	{"图像", GZ_WIKI_FILE},		{"檔案", GZ_WIKI_FILE},		 {"파일", GZ_WIKI_FILE},
	{"category", GZ_WIKI_CATEGORY}, {"kategorie", GZ_WIKI_CATEGORY},
};

/* Languages whose wikis convert between scripts. */
static const char *const converted[] = {"zh", "sr", "sh", "kk", "uz", "iu", "ku", "shi", "gan", "tg", "wuu"};

bool gz_wiki_open(struct gz_wiki **out, struct gz_error *err)
{
	struct gz_wiki *wiki = calloc(1, sizeof(*wiki));

	*out = NULL;
	if (wiki == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < GZ_COUNT(known); i++) {
		if (!gz_wiki_add_space(wiki, known[i].number, gz_str(known[i].name), err)) {
			gz_wiki_close(wiki);
			return false;
		}
	}
	*out = wiki;
	return true;
}

void gz_wiki_close(struct gz_wiki *wiki)
{
	if (wiki == NULL)
		return;
	gz_map_free(&wiki->spaces);
	gz_arena_free(&wiki->arena);
	free(wiki);
}

struct gz_wiki_frame *gz_wiki_frames(struct gz_wiki *wiki)
{
	return wiki->frames;
}

bool gz_wiki_variants(const struct gz_wiki *wiki)
{
	return wiki->variants;
}

void gz_wiki_set_language(struct gz_wiki *wiki, struct gz_str lang)
{
	struct gz_str first = gz_str_of(lang.ptr, gz_str_find(lang, '-'));

	wiki->variants = false;
	for (size_t i = 0; i < GZ_COUNT(converted); i++)
		wiki->variants = wiki->variants || gz_str_eq(first, gz_str(converted[i]));
}

/* Small letters of the scripts that wikis have namespaces in; only those whose length in bytes stays the
 * same. */
static uint32_t small(uint32_t code)
{
	if (code >= 'A' && code <= 'Z')
		return code + 32;
	if ((code >= 0xc0 && code <= 0xde && code != 0xd7) || (code >= 0x391 && code <= 0x3a9) ||
	    (code >= 0x410 && code <= 0x42f))
		return code + 32;
	if (code >= 0x400 && code <= 0x40f)
		return code + 80;
	if ((code >= 0x100 && code <= 0x137) || (code >= 0x14a && code <= 0x177))
		return code == 0x130 || code == 0x131 ? code : code | 1;
	if (code >= 0x531 && code <= 0x556)
		return code + 48;
	return code;
}

size_t gz_wiki_fold(struct gz_str s, char out[GZ_WIKI_NAME])
{
	size_t len = 0;

	s = gz_str_trim(s);
	while (s.len > 0 && (s.ptr[0] == '_' || s.ptr[0] == ' ')) {
		s.ptr++;
		s.len--;
	}
	while (s.len > 0 && (s.ptr[s.len - 1] == '_' || s.ptr[s.len - 1] == ' '))
		s.len--;
	if (s.len >= GZ_WIKI_NAME)
		return 0;
	for (size_t i = 0; i < s.len;) {
		uint32_t code;
		size_t step = gz_utf8_decode(s.ptr + i, s.len - i, &code);

		if (step == 0)
			return 0;
		if (code == '_')
			out[len++] = ' ';
		else
			len += gz_utf8_encode(small(code), out + len);
		i += step;
	}
	return len;
}

bool gz_wiki_add_space(struct gz_wiki *wiki, int number, struct gz_str name, struct gz_error *err)
{
	char folded[GZ_WIKI_NAME];
	size_t len = gz_wiki_fold(name, folded);
	uint32_t *value;
	struct gz_str key;
	bool added;

	if (len == 0 || number < -SHIFT || number > SHIFT || wiki->spaces.count > SPACES_MAX)
		return true;
	key = gz_arena_str(&wiki->arena, gz_str_of(folded, len));
	if (key.ptr == NULL)
		return gz_fail_nomem(err);
	value = gz_map_put(&wiki->spaces, key, (uint32_t)(number + SHIFT), &added);
	if (value == NULL)
		return gz_fail_nomem(err);
	*value = (uint32_t)(number + SHIFT);
	return true;
}

int gz_wiki_space(const struct gz_wiki *wiki, struct gz_str name)
{
	char folded[GZ_WIKI_NAME];
	size_t len = gz_wiki_fold(name, folded);
	uint32_t *value = len > 0 ? gz_map_get(&wiki->spaces, gz_str_of(folded, len)) : NULL;

	return value != NULL ? (int)*value - SHIFT : GZ_WIKI_NO_SPACE;
}
