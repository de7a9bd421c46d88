/*
 * words.c: headers of mail as people read them: encoded words (RFC 2047) and bytes that nobody encoded become
 * UTF-8. Neighbouring encoded words of one character set are put together before they are decoded: a
 * character may have been cut between them.
 */
#include <string.h>

#include "transfer.h"

/* The standard allows 75 bytes; longer ones occur. */
#define WORD_MAX ((size_t)4096)
/* Nobody writes a longer header; what looks like one costs time. */
#define DECODED_MAX ((size_t)64 << 10)

struct word {
	struct gz_str charset, text;
	bool base64;
	size_t len; /* of the whole */
};

/* "=?charset*language?Q?text?=" at the front of s. */
static bool word_here(struct gz_str s, struct word *word)
{
	struct gz_str rest;
	size_t end;

	if (!gz_str_starts(s, GZ_STR("=?")))
		return false;
	rest = gz_str_of(s.ptr + 2, s.len - 2 < WORD_MAX ? s.len - 2 : WORD_MAX);
	end = gz_str_find(rest, '?');
	if (end == 0 || end + 3 > rest.len || rest.ptr[end + 2] != '?')
		return false;
	word->charset = gz_str_of(rest.ptr, end);
	word->charset.len = gz_str_find(word->charset, '*');
	if ((rest.ptr[end + 1] | 0x20) != 'q' && (rest.ptr[end + 1] | 0x20) != 'b')
		return false;
	word->base64 = (rest.ptr[end + 1] | 0x20) == 'b';
	rest = gz_str_of(rest.ptr + end + 3, rest.len - end - 3);
	for (end = 0; end + 1 < rest.len; end++) {
		if (rest.ptr[end] == '?' && rest.ptr[end + 1] == '=')
			break;
	}
	if (end + 1 >= rest.len || memchr(s.ptr, '\n', (size_t)(rest.ptr - s.ptr)) != NULL)
		return false;
	word->text = gz_str_of(rest.ptr, end);
	word->len = (size_t)(rest.ptr - s.ptr) + end + 2;
	return true;
}

static struct gz_str word_decode(const struct word *word)
{
	char *at = (char *)word->text.ptr;
	size_t len = word->text.len;

	if (word->base64)
		return gz_str_of(at, gz_base64_decode(at, len));
	for (size_t i = 0; i < len; i++) {
		if (at[i] == '_')
			at[i] = ' ';
	}
	return gz_str_of(at, gz_quoted_decode(at, len));
}

/* Appends with white space and control characters as single blanks. */
static bool add_line(struct gz_buf *out, struct gz_str s)
{
	for (size_t i = 0; i < s.len;) {
		size_t run = 0;

		while (i + run < s.len && ((unsigned char)s.ptr[i + run] > ' ' || s.ptr[i + run] == '\0'))
			run++;
		gz_buf_add(out, s.ptr + i, run);
		i += run;
		if (i < s.len && out->len > 0 && out->ptr[out->len - 1] != ' ')
			gz_buf_byte(out, ' ');
		while (i < s.len && (unsigned char)s.ptr[i] <= ' ' && s.ptr[i] != '\0')
			i++;
	}
	return !out->failed;
}

static bool add_bytes(struct gz_reader *r, struct gz_str bytes, struct gz_str charset, struct gz_buf *utf8,
		      struct gz_buf *out, struct gz_error *err)
{
	char name[GZ_CHARSET_NAME_MAX] = "";
	struct gz_str text;

	if (bytes.len == 0)
		return true;
	if (charset.len < sizeof(name) && !gz_header_is(charset, "us-ascii"))
		memcpy(name, charset.ptr, charset.len);
	if (!gz_charset_decode(r, bytes, name[0] != '\0' ? name : NULL, utf8, &text, err))
		return false;
	return add_line(out, text) || gz_fail_nomem(err);
}

/* Puts a word and its neighbours of the same character set together, in place; *len: how many bytes of s they
 * take. */
static struct gz_str join_words(struct gz_str s, struct word word, size_t *len)
{
	struct gz_str charset = word.charset, all = word_decode(&word);

	*len = word.len;
	for (;;) {
		size_t at = *len;
		struct gz_str next;

		while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
			at++;
		if (!word_here(gz_str_of(s.ptr + at, s.len - at), &word) || !gz_str_eq(word.charset, charset))
			return all;
		next = word_decode(&word);
		memmove((char *)all.ptr + all.len, next.ptr, next.len);
		all.len += next.len;
		*len = at + word.len;
	}
}

bool gz_words_decode(struct gz_reader *r, struct gz_str value, struct gz_buf *utf8, struct gz_buf *out,
		     struct gz_error *err)
{
	size_t at = 0, plain = 0;
	bool after_word = false;

	while (at < value.len && value.len <= DECODED_MAX) {
		const char *mark = memmem(value.ptr + at, value.len - at, "=?", 2);
		struct gz_str before, words;
		struct word word;
		size_t len;

		if (mark == NULL)
			break;
		at = (size_t)(mark - value.ptr);
		if (!word_here(gz_str_of(mark, value.len - at), &word)) {
			at += 2;
			continue;
		}
		before = gz_str_of(value.ptr + plain, at - plain);
		if (after_word && gz_str_trim(before).len == 0)
			before.len = 0;
		words = join_words(gz_str_of(mark, value.len - at), word, &len);
		if (!add_bytes(r, before, GZ_STR(""), utf8, out, err) ||
		    !add_bytes(r, words, word.charset, utf8, out, err))
			return false;
		plain = at += len;
		after_word = true;
	}
	return add_bytes(r, gz_str_of(value.ptr + plain, value.len - plain), GZ_STR(""), utf8, out, err);
}
