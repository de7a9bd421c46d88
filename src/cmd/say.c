/* say.c: messages to the person at the terminal: always on stderr. */
#include <string.h>

#include "cmd.h"

#define FAR   3 /* edits; a word that is so far from a mistyped one is no help */
#define SHORT 5 /* letters; of fewer, two edits leave little */

/* File names, ids and records may hold control characters. Line breaks stay only in our own lists. */
static void print_safe(const char *text, bool list)
{
	struct gz_buf safe = {0};

	for (const char *line = text; line != NULL;) {
		const char *end = list ? strchr(line, '\n') : NULL;

		gz_terminal_safe(&safe, gz_str_of(line, end ? (size_t)(end - line) : strlen(line)));
		if (end != NULL)
			gz_buf_byte(&safe, '\n');
		line = end ? end + 1 : NULL;
	}
	gz_buf_byte(&safe, '\0');
	fprintf(stderr, "gazet: %s\n", safe.failed ? "out of memory" : safe.ptr);
	gz_buf_free(&safe);
}

void say(const char *format, ...)
{
	char text[8192];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	text[gz_utf8_head(gz_str(text), sizeof(text)).len] = '\0'; /* it may have been cut */
	print_safe(text, false);
}

int say_error(const struct gz_error *err)
{
	char text[8192];

	gz_error_text(err, text, sizeof(text));
	print_safe(text, err->code == GZ_EAMBIGUOUS); /* the candidates, one a line */
	return err->code == GZ_EINTR ? EXIT_INTERRUPTED : EXIT_FATAL;
}

void list_words(const char *words, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (const char *word = words; *word != '\0' && used < size;) {
		size_t len = strcspn(word, "|");
		bool last = word[len] == '\0';
		const char *before = word == words ? "" : last ? " or " : ", ";

		used += (size_t)snprintf(out + used, size - used, "%s%.*s", before, (int)len, word);
		word += len + !last;
	}
}

/* Edits between two short words; two letters that changed places are one (optimal string alignment). */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][32], *before = rows[0], *above = rows[1], *row = rows[2], *spare, len = strlen(b);

	if (len >= GZ_COUNT(rows[0]))
		return len;
	for (size_t j = 0; j <= len; j++)
		above[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);

			best = best < above[j] + 1 ? best : above[j] + 1;
			best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[len];
}

/* Fewer edits than this make one word of the other. */
static size_t far_from(const char *word)
{
	return strlen(word) < SHORT ? FAR - 1 : FAR;
}

bool is_near(const char *word, const char *known)
{
	return distance(word, known) < far_from(word);
}

const char *nearest_word(const char *word, const char *(*next)(size_t index))
{
	const char *best = NULL, *known;
	size_t best_distance = far_from(word);

	for (size_t i = 0; (known = next(i)) != NULL; i++) {
		size_t d = distance(word, known);

		if (d < best_distance) {
			best = known;
			best_distance = d;
		}
	}
	return best;
}
