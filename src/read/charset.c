/*
 * charset.c: which character set the bytes of a document are in, and the document as UTF-8. In this order:
 *
 * 1. A byte order mark.
 * 2. UTF-8, where everything is that. What is declared loses to it, but for sets of escape sequences (all of
 *    whose bytes are ASCII), UTF-16 and 32 (with NULs), and short texts in sets of several bytes a character.
 * 3. UTF-8, where at least two of three bytes beyond ASCII stand in sequences of it: it is repaired later.
 * 4. What is declared. UTF-8 and US-ASCII, which it is not, count as nothing.
 * 5. What uchardet says, where it stands the test: hardly anything may be lost.
 * 6. Windows-1252.
 */
#include <stdlib.h>
#include <string.h>

#include <uchardet/uchardet.h>

#include "charset.h"

/* How much is shown to the detector, from the first byte on that is not ASCII: this, or less where so many
 * bytes beyond ASCII are in it. It takes a third of a microsecond for each byte, and knows no more from more
 * of them. */
#define DETECT_BYTES  ((size_t)4 << 10)
#define DETECT_BEYOND ((size_t)800)
/* Before that byte: the word that it stands in. */
#define DETECT_BEFORE ((size_t)64)
/* More than it takes. */
#define DETECTOR_BYTES ((size_t)256 << 10)
/* Fewer bytes beyond ASCII may be UTF-8 by accident, in a set of several bytes a character. */
#define ACCIDENT 12

struct gz_charset_state {
	struct gz_converter converter, latin; /* of Windows-1252 */
	uchardet_t detector;
	uint64_t file, record; /* of the document that was counted last */
	uint32_t counted;
	bool any;
};

/* What the bytes look like. */
struct look {
	size_t first;	/* byte that is not ASCII, or NUL; the length if there is none */
	uint64_t valid; /* bytes of UTF-8 sequences */
	uint64_t bad;	/* bytes of none */
	bool nuls;
};

void gz_charset_close(struct gz_reader *r)
{
	struct gz_charset_state *s = r->charset;

	if (s == NULL)
		return;
	gz_converter_close(&s->converter);
	gz_converter_close(&s->latin);
	if (s->detector != NULL)
		uchardet_delete(s->detector);
	free(s);
	r->charset = NULL;
}

static struct gz_charset_state *state_of(struct gz_reader *r)
{
	if (r->charset == NULL)
		r->charset = calloc(1, sizeof(*r->charset));
	return r->charset;
}

/* Once for a document, however many pieces it has. */
static void count(struct gz_reader *r, uint32_t charset, enum gz_charset_way way)
{
	struct gz_charset_state *s = r->charset;
	uint64_t file = atomic_load_explicit(&r->files, memory_order_relaxed);

	if (s->any && s->file == file && s->record == r->record && s->counted == charset)
		return;
	s->any = true;
	s->file = file;
	s->record = r->record;
	s->counted = charset;
	gz_count(&r->charsets[charset][way], 1);
	if (r->options.charset != NULL)
		r->options.charset(r->options.self, gz_reader_file(r), r->record,
				   gz_charset_table[charset].name, way);
}

bool gz_charset_note_file(struct gz_reader *r, struct gz_error *err)
{
	bool big;

	if (!gz_utf16_is(&r->input, &big))
		return true;
	if (state_of(r) == NULL)
		return gz_fail_nomem(err);
	count(r, gz_charset_find(big ? GZ_STR("utf-16be") : GZ_STR("utf-16le")), GZ_CHARSET_MARKED);
	return true;
}

/* Bytes beyond ASCII of what is valid. */
static uint64_t beyond_ascii(struct gz_str s)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t n = 0, word;
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8) {
		memcpy(&word, s.ptr + i, 8);
		n += ((word & high) >> 7) * 0x0101010101010101u >> 56;
	}
	for (; i < s.len; i++)
		n += (unsigned char)s.ptr[i] >= 0x80;
	return n;
}

static struct look look_at(struct gz_str s)
{
	struct look look = {.first = gz_scan_text(s.ptr, s.len)};

	for (size_t i = look.first; i < s.len;) {
		size_t clean = gz_utf8_clean(gz_str_of(s.ptr + i, s.len - i)), bad;

		look.valid += beyond_ascii(gz_str_of(s.ptr + i, clean));
		i += clean;
		if (i == s.len)
			break;
		if (s.ptr[i] == '\0') {
			look.nuls = true;
			i++;
			continue;
		}
		bad = gz_utf8_invalid(s.ptr + i, s.len - i);
		/* What is cut off at the end proves nothing against others. */
		look.bad += i + bad < s.len || look.valid == 0 ? bad : 0;
		i += bad;
	}
	return look;
}

static uint32_t by_name(const char *name)
{
	return gz_charset_find(gz_str(name));
}

static bool of_kind(uint32_t charset, enum gz_charset_kind kind)
{
	return charset != GZ_NONE && gz_charset_table[charset].kind == kind;
}

static bool is_wide(uint32_t charset)
{
	return of_kind(charset, GZ_CHARSET_WIDE2) || of_kind(charset, GZ_CHARSET_WIDE4);
}

/* By the mark; its length in *mark. GZ_NONE: there is none. */
static uint32_t marked(struct gz_str s, size_t *mark)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} marks[] = {
		{"\xef\xbb\xbf", 3, "utf-8"},	 {"\xff\xfe\0\0", 4, "utf-32le"},
		{"\0\0\xfe\xff", 4, "utf-32be"}, {"\xff\xfe", 2, "utf-16le"},
		{"\xfe\xff", 2, "utf-16be"},
	};

	for (size_t i = 0; i < GZ_COUNT(marks); i++) {
		*mark = marks[i].len;
		if (gz_str_starts(s, gz_str_of(marks[i].bytes, marks[i].len)))
			return by_name(marks[i].name);
	}
	*mark = 0;
	return GZ_NONE;
}

/* UTF-16 without a mark, of a script near ASCII: NULs in every other place and there only, and what stands in
 * the others is text. */
static uint32_t wide_without_mark(struct gz_str s)
{
	size_t len = s.len < GZ_PROBE_BYTES ? s.len & ~(size_t)1 : GZ_PROBE_BYTES;
	size_t nuls[2] = {0, 0}, controls[2] = {0, 0};

	if (len == 0 || memchr(s.ptr, '\0', len) == NULL)
		return GZ_NONE;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		nuls[i % 2] += c == '\0';
		/* Beside a NUL it is one; beside another byte it is half of a character. */
		controls[i % 2] += s.ptr[i ^ 1] == '\0' && c < ' ' && c != '\t' && c != '\n' && c != '\r';
	}
	if (len >= 4 && nuls[1] > len / 5 && controls[0] <= len / 100)
		return by_name("utf-16le");
	if (len >= 4 && nuls[0] > len / 5 && controls[1] <= len / 100)
		return by_name("utf-16be");
	return GZ_NONE;
}

bool gz_charset_wide(struct gz_str head)
{
	size_t mark;

	return is_wide(marked(head, &mark)) || wide_without_mark(head) != GZ_NONE;
}

/* All of it is UTF-8, or of its bytes. Is it something else nevertheless? */
static uint32_t despite_valid(struct gz_str s, const struct look *look, uint32_t declared)
{
	if (look->nuls && is_wide(declared))
		return declared;
	if (look->valid == 0 && of_kind(declared, GZ_CHARSET_SEVEN))
		return declared;
	if (look->valid > 0 && look->valid < ACCIDENT && of_kind(declared, GZ_CHARSET_MULTI))
		return declared;
	return look->nuls ? wide_without_mark(s) : GZ_NONE;
}

/* Escape sequences of ISO 2022 need no declaration. Where the first one stands; the length if there is none.
 */
static size_t escape_at(struct gz_str s)
{
	const char *at = s.ptr, *end = s.ptr + s.len;

	while (at < end && (at = memchr(at, 0x1b, (size_t)(end - at))) != NULL) {
		if (end - at >= 3 && at[1] == '$' && (at[2] == 'B' || at[2] == '@' || at[2] == ')'))
			return (size_t)(at - s.ptr);
		at++;
	}
	return s.len;
}

/* How many of the bytes are shown, from `from` on. */
static size_t detect_length(struct gz_str bytes, size_t from)
{
	size_t len = bytes.len - from < DETECT_BYTES ? bytes.len - from : DETECT_BYTES, beyond = 0;

	for (size_t i = 0; i < len; i++) {
		beyond += (unsigned char)bytes.ptr[from + i] >= 0x80;
		if (beyond == DETECT_BEYOND)
			return i + 1;
	}
	return len;
}

static const char *ask_detector(struct gz_charset_state *s, struct gz_str bytes, size_t first)
{
	size_t from = first > DETECT_BEFORE ? first - DETECT_BEFORE : 0;

	uchardet_reset(s->detector);
	if (uchardet_handle_data(s->detector, bytes.ptr + from, detect_length(bytes, from)) != 0)
		return "";
	uchardet_data_end(s->detector);
	return uchardet_get_charset(s->detector);
}

/* The detector is C++, and would end the process where it finds no memory: seen before it is made. */
static bool has_room(size_t bytes)
{
	void *room = malloc(bytes);

	free(room);
	return room != NULL;
}

/* GZ_NONE: nothing that can be believed. False only when memory ran out. */
static bool detect(struct gz_charset_state *s, struct gz_str bytes, size_t first, uint32_t *out,
		   struct gz_error *err)
{
	if (s->detector == NULL && has_room(DETECTOR_BYTES))
		s->detector = uchardet_new();
	if (s->detector == NULL)
		return gz_fail_nomem(err);
	*out = by_name(ask_detector(s, bytes, first));
	if (of_kind(*out, GZ_CHARSET_NOTHING) || of_kind(*out, GZ_CHARSET_UTF8) || is_wide(*out))
		*out = GZ_NONE;
	return true;
}

/* False only when memory ran out. *done: it was converted. */
static bool convert(struct gz_reader *r, uint32_t charset, struct gz_str bytes, struct gz_buf *buf,
		    uint64_t *lost, bool *done, struct gz_error *err)
{
	enum gz_convert_status status;

	gz_buf_clear(buf);
	*lost = 0;
	status = gz_converter_run(&r->charset->converter, charset, bytes, buf, lost);
	*done = status == GZ_CONVERTED;
	return status != GZ_CONVERT_NOMEM || gz_fail_nomem(err);
}

/* Few letters are the same in many sets: then it is the commonest of them. The converter is open for what was
 * detected. */
static bool same_as_latin(struct gz_charset_state *s, struct gz_str bytes, uint32_t latin)
{
	struct gz_buf none = {0};
	uint64_t lost;
	bool used[256] = {false}, same = true;

	if (gz_converter_run(&s->latin, latin, GZ_STR(""), &none, &lost) != GZ_CONVERTED)
		return false;
	for (size_t i = 0; i < bytes.len; i++)
		used[(unsigned char)bytes.ptr[i]] = true;
	for (size_t i = 0; i < 256 && same; i++)
		same = !used[i] || memcmp(s->latin.byte[i], s->converter.byte[i], s->latin.length[i]) == 0;
	gz_buf_free(&none);
	return same;
}

/* Neither UTF-8 nor declared (as far as is known). */
static bool guess(struct gz_reader *r, struct gz_str bytes, const struct look *look, struct gz_buf *buf,
		  struct gz_str *out, struct gz_error *err)
{
	const uint32_t latin = by_name("windows-1252");
	uint32_t charset = GZ_NONE;
	uint64_t lost = 0;
	bool done = false;

	if (!detect(r->charset, bytes, look->first, &charset, err))
		return false;
	if (charset != GZ_NONE && !convert(r, charset, bytes, buf, &lost, &done, err))
		return false;
	if (done && lost <= (look->valid + look->bad) / 32) {
		if (of_kind(charset, GZ_CHARSET_SINGLE) && same_as_latin(r->charset, bytes, latin))
			charset = latin;
		count(r, charset, GZ_CHARSET_DETECTED);
	} else {
		charset = latin;
		if (!convert(r, charset, bytes, buf, &lost, &done, err))
			return false;
		if (done)
			count(r, charset, GZ_CHARSET_ASSUMED);
	}
	*out = done ? gz_buf_view(buf) : bytes;
	return true;
}

/* The set that is known without detection; GZ_NONE for UTF-8 as it is. *guess_it: something has to be
 * detected. */
static uint32_t decide(struct gz_str bytes, struct look *look, uint32_t declared, enum gz_charset_way *way,
		       bool *guess_it)
{
	uint32_t found = GZ_NONE;

	*way = GZ_CHARSET_DECLARED;
	*guess_it = false;
	if (look->bad == 0) {
		found = despite_valid(bytes, look, declared);
		*way = found == declared ? GZ_CHARSET_DECLARED : GZ_CHARSET_DETECTED;
		if (found == GZ_NONE && look->valid == 0) {
			look->first = escape_at(bytes);
			*guess_it = look->first < bytes.len;
		}
		return found;
	}
	if (is_wide(declared) && look->nuls)
		return declared;
	if (look->nuls)
		found = wide_without_mark(bytes);
	if (found != GZ_NONE) {
		*way = GZ_CHARSET_DETECTED;
		return found;
	}
	if (look->valid >= 2 * look->bad)
		return GZ_NONE;
	*guess_it = declared == GZ_NONE || of_kind(declared, GZ_CHARSET_NOTHING) ||
		    of_kind(declared, GZ_CHARSET_UTF8);
	return *guess_it ? GZ_NONE : declared;
}

bool gz_charset_decode(struct gz_reader *r, struct gz_str bytes, const char *declared, struct gz_buf *buf,
		       struct gz_str *out, struct gz_error *err)
{
	uint32_t name = GZ_NONE, charset;
	enum gz_charset_way way = GZ_CHARSET_MARKED;
	bool guess_it = false, done = false;
	struct look look = {0};
	uint64_t lost;
	size_t mark;

	*out = bytes;
	if (bytes.len == 0)
		return true;
	if (state_of(r) == NULL)
		return gz_fail_nomem(err);
	charset = marked(bytes, &mark);
	*out = bytes = gz_str_of(bytes.ptr + mark, bytes.len - mark);
	if (of_kind(charset, GZ_CHARSET_UTF8) || r->utf8_marked)
		return true;
	if (charset == GZ_NONE) {
		look = look_at(bytes);
		name = declared != NULL ? gz_charset_find(gz_str(declared)) : GZ_NONE;
		charset = decide(bytes, &look, name, &way, &guess_it);
	}
	if (charset == GZ_NONE && !guess_it)
		return true;
	if (charset != GZ_NONE) {
		if (!convert(r, charset, bytes, buf, &lost, &done, err))
			return false;
		if (done) {
			count(r, charset, way);
			*out = gz_buf_view(buf);
			return true;
		}
	}
	return guess(r, bytes, &look, buf, out, err);
}

void gz_charset_report(const struct gz_reader *r, struct gz_read_progress *out)
{
	for (size_t i = 0; i < GZ_CHARSETS; i++) {
		for (int way = 0; way < GZ_CHARSET_WAYS; way++)
			out->charsets[i][way] =
				atomic_load_explicit(&r->charsets[i][way], memory_order_relaxed);
	}
}
