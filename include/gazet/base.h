/*
 * base.h: what every stage stands on: string views, errors, arenas, growable
 * buffers, a string-keyed hash map, UTF-8, days and the clock.
 *
 * Ownership: three lifetimes. What belongs to the run lives until the run ends;
 * what belongs to a document lives in one arena that is reset after the document
 * was stored; a handle is closed by who opened it. A string view never owns.
 *
 * Nothing here prints and nothing here exits. A function that can fail returns
 * false (or NULL) and fills the struct gz_error that it got as last parameter;
 * that pointer is never NULL.
 */
#ifndef GAZET_BASE_H
#define GAZET_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GZ_NONE UINT32_MAX
#define GZ_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- string views ------------------------------------------------------ */

/* Bytes that somebody else owns; not NUL-terminated. */
struct gz_str {
	const char *ptr;
	size_t len;
};

#define GZ_STR(literal) ((struct gz_str){(literal), sizeof(literal) - 1})
/* For printf's "%.*s". */
#define GZ_ARG(s) (int)(s).len, (s).ptr

struct gz_str gz_str(const char *nul_terminated);
struct gz_str gz_str_of(const char *ptr, size_t len);
bool gz_str_eq(struct gz_str a, struct gz_str b);
/* Bytewise order, as memcmp, the shorter one first. */
int gz_str_cmp(struct gz_str a, struct gz_str b);
bool gz_str_starts(struct gz_str s, struct gz_str prefix);
bool gz_str_ends(struct gz_str s, struct gz_str suffix);
/* Without ASCII white space at both ends. */
struct gz_str gz_str_trim(struct gz_str s);
/* Position of the first `byte`, or s.len. */
size_t gz_str_find(struct gz_str s, char byte);
/* 64-bit hash (XXH3). */
uint64_t gz_str_hash(struct gz_str s);

/* ---- errors -------------------------------------------------------------- */

enum gz_code {
	GZ_OK = 0,
	GZ_ENOMEM,    /* out of memory */
	GZ_EIO,       /* the system refused: open, read, write */
	GZ_EFORMAT,   /* malformed input: a gazetteer row, a record, a date */
	GZ_ELIMIT,    /* larger than a stated limit */
	GZ_EUSAGE,    /* what was asked for makes no sense */
	GZ_ENOTFOUND, /* no such entity, document, file */
	GZ_EAMBIGUOUS,/* several entities have that name */
	GZ_EDB,       /* the database: not ours, newer, busy, damaged, full */
	GZ_EINTR,     /* interrupted by a signal or by the caller */
	GZ_EPIPE,     /* who reads the output has left */
};

#define GZ_MESSAGE_MAX 1024

/* A library that is in use, for `gazet --version`. */
struct gz_library {
	const char *name;
	char version[32];
};
/* json-c and xxHash; other stages have such a function for theirs. False behind the last one. */
bool gz_base_library(size_t index, struct gz_library *out);

struct gz_error {
	enum gz_code code;
	char file[512];   /* empty when there is none; cut at its front when too long */
	uint64_t line;    /* 1-based line or record; 0 when there is none */
	uint32_t column;  /* 1-based code point; 0 when there is none */
	char message[GZ_MESSAGE_MAX];
};

/* Sets code and message and always returns false, so that callers can `return gz_fail(...)`. */
bool gz_fail(struct gz_error *err, enum gz_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same with a place. */
bool gz_fail_at(struct gz_error *err, enum gz_code code, const char *file, uint64_t line, uint32_t column,
		const char *format, ...) __attribute__((format(printf, 6, 7)));
/* Out of memory; returns false. */
bool gz_fail_nomem(struct gz_error *err);
/* Writes "file:line:column: message" (parts that are not known are left out) and returns `out`. */
const char *gz_error_text(const struct gz_error *err, char *out, size_t size);

/* ---- runs of bytes --------------------------------------------------------- */

/* How many bytes at s, of len, come before the first that ... */
size_t gz_scan_text(const char *s, size_t len);    /* is NUL or not ASCII */
size_t gz_scan_read(const char *s, size_t len);    /* is a quotation mark, a backslash or below a space */
size_t gz_scan_written(const char *s, size_t len); /* is one of those, DEL or not ASCII */
/* How many bytes begin a code point. */
size_t gz_scan_codes(const char *s, size_t len);
/* The same without SSE2: their twins, for other machines and for tests. */
size_t gz_scan_text_words(const char *s, size_t len);
size_t gz_scan_read_words(const char *s, size_t len);
size_t gz_scan_written_words(const char *s, size_t len);
size_t gz_scan_codes_words(const char *s, size_t len);

/* ---- growable byte buffer ------------------------------------------------ */

/* Zero-initialised is empty. `failed` sticks once memory ran out, and every later call does
 * nothing, so that a caller may append many times and check once. */
struct gz_buf {
	char *ptr;
	size_t len;
	size_t cap;
	bool failed;
};

bool gz_buf_reserve(struct gz_buf *b, size_t extra);
bool gz_buf_add(struct gz_buf *b, const void *bytes, size_t len);
bool gz_buf_str(struct gz_buf *b, struct gz_str s);
bool gz_buf_byte(struct gz_buf *b, char byte);
bool gz_buf_printf(struct gz_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* In decimal. */
bool gz_buf_number(struct gz_buf *b, int64_t value);
/* LEB128, at most ten bytes. */
bool gz_buf_varint(struct gz_buf *b, uint64_t value);
void gz_buf_clear(struct gz_buf *b);
void gz_buf_free(struct gz_buf *b);
struct gz_str gz_buf_view(const struct gz_buf *b);

/* Writes the value, seven bits a byte, the lowest first; room for ten bytes. Returns the byte behind it. */
static inline char *gz_varint_put(char *at, uint64_t value)
{
	while (value > 0x7f) {
		*at++ = (char)(value | 0x80);
		value >>= 7;
	}
	*at++ = (char)value;
	return at;
}

/* Signed numbers as unsigned ones with the sign in the lowest bit. */
uint64_t gz_zigzag(int64_t value);
int64_t gz_unzigzag(uint64_t value);
/* Reads a varint at *at (< end) and moves *at behind it; false if it is cut off or too long. */
bool gz_varint_read(const unsigned char **at, const unsigned char *end, uint64_t *value);

/* ---- arena ------------------------------------------------------------------ */

struct gz_arena_chunk;
/* Zero-initialised is empty. Memory comes in growing chunks and goes all at once. */
struct gz_arena {
	struct gz_arena_chunk *chunks;
	struct gz_arena_chunk *spare; /* of before the last reset, the largest first */
	size_t used;                  /* bytes handed out since the last reset */
};

/* Aligned for any type; NULL when memory ran out. Not zeroed. */
void *gz_arena_alloc(struct gz_arena *a, size_t size);
void *gz_arena_zalloc(struct gz_arena *a, size_t size);
/* A NUL-terminated copy; .ptr is NULL when memory ran out. */
struct gz_str gz_arena_str(struct gz_arena *a, struct gz_str s);
/* Keeps up to 4 MiB of its chunks, the largest first: the next document finds memory that is in use already. */
void gz_arena_reset(struct gz_arena *a);
void gz_arena_free(struct gz_arena *a);

/* ---- growable arrays ----------------------------------------------------- */

/* GZ_VEC(struct gz_token) tokens = {0}; ... GZ_PUSH(&tokens, token) is false when memory ran out. */
#define GZ_VEC(type)        \
	struct {            \
		type *ptr;  \
		size_t len; \
		size_t cap; \
	}
#define GZ_GROW(v, extra) \
	((v)->len + (extra) <= (v)->cap || \
	 gz_vec_grow((void **)&(v)->ptr, &(v)->cap, sizeof(*(v)->ptr), (v)->len + (extra)))
#define GZ_PUSH(v, item) (GZ_GROW(v, 1) ? ((v)->ptr[(v)->len++] = (item), true) : false)
#define GZ_VEC_FREE(v) gz_vec_free((void **)&(v)->ptr, &(v)->len, &(v)->cap)
bool gz_vec_grow(void **ptr, size_t *cap, size_t item, size_t needed);
/* What malloc gave will be used: asks the system for huge pages where it is large. A hint, no more. */
void gz_expect_large(void *block, size_t size);
/* malloc, and that: where it is large, from a huge page on. */
void *gz_alloc_large(size_t size);
void gz_vec_free(void **ptr, size_t *len, size_t *cap);

/* ---- hash map ------------------------------------------------------------ */

/* From byte strings, which must outlive the map, to 32-bit values. Zero-initialised is empty. */
struct gz_map {
	struct gz_map_slot *slots;
	size_t count;
	size_t cap; /* a power of two, or 0 */
};

/* NULL when absent. */
uint32_t *gz_map_get(const struct gz_map *m, struct gz_str key);
/* The value's place, made with `value` if the key was absent; NULL when memory ran out. `added` may be NULL. */
uint32_t *gz_map_put(struct gz_map *m, struct gz_str key, uint32_t value, bool *added);
/* Goes through all keys, in no order; *at is 0 before the first one. False behind the last one. */
bool gz_map_next(const struct gz_map *m, size_t *at, struct gz_str *key, uint32_t *value);
void gz_map_free(struct gz_map *m);

/* ---- UTF-8 ----------------------------------------------------------------- */

/* Decodes the code point at s (len > 0 bytes left); returns its length in bytes, or 0 where the
 * bytes are malformed (overlong, surrogate, above U+10FFFF, cut off). */
size_t gz_utf8_decode(const char *s, size_t len, uint32_t *code);
/* Writes 1 to 4 bytes; returns how many. */
size_t gz_utf8_encode(uint32_t code, char out[4]);
/* Length in bytes of the maximal invalid subpart at s (Unicode 15, section 3.9, table 3-8): at least 1. */
size_t gz_utf8_invalid(const char *s, size_t len);
bool gz_utf8_valid(struct gz_str s);
/* Length of the beginning that is valid and holds no NUL. */
size_t gz_utf8_clean(struct gz_str s);
/* The beginning or the end of a string, of at most so many bytes, without a part of a character where it was cut. */
struct gz_str gz_utf8_head(struct gz_str s, size_t most);
struct gz_str gz_utf8_tail(struct gz_str s, size_t most);
/* How many code points are in a valid string. */
size_t gz_utf8_count(struct gz_str valid);
/* Byte offset of code point number `index` of a valid string (its length if there are fewer). */
size_t gz_utf8_offset(struct gz_str valid, size_t index);
/* Appends `s` with each maximal invalid subpart and each NUL replaced by U+FFFD, and adds their number to *replaced. */
bool gz_utf8_repair(struct gz_buf *out, struct gz_str s, uint64_t *replaced);

/* Turns ascending byte offsets of one field into code points, going on from where it stopped. */
struct gz_codepoints {
	struct gz_str text;
	uint32_t byte, code;
};
/* Code points in front of byte offset `byte`, which is not less than in the call before. */
uint32_t gz_codepoints_at(struct gz_codepoints *c, uint32_t byte);

/* ---- texts that are nearly alike ------------------------------------------ */

/* What somebody wrote and may have mistyped, as code points. */
#define GZ_TYPED_LONGEST 96
struct gz_typed {
	uint32_t code[GZ_TYPED_LONGEST];
	size_t length;
	uint32_t bound; /* edits that are forgiven: 1 of up to 4 code points, 2 of up to 8, else 3 */
};
/* False where it is empty or longer than anybody mistypes. */
bool gz_typed_start(struct gz_typed *n, struct gz_str text);
/* Edits between them, swaps of neighbours among them; more than the bound: some number above it. */
uint32_t gz_typed_distance(const struct gz_typed *n, struct gz_str other);
/* Does the longer name have these words in it, as whole words? Both are folded, with single spaces. */
bool gz_typed_has_words(struct gz_str name, struct gz_str words);

/* ---- days ------------------------------------------------------------------ */

/* Days since 1970-01-01 in the proleptic Gregorian calendar; years 1 to 9999. */
#define GZ_NO_DAY INT32_MIN

enum gz_precision { GZ_UNDATED = 0, GZ_YEAR = 1, GZ_MONTH = 2, GZ_DAY = 3 };

bool gz_date_valid(int year, int month, int day);
int32_t gz_day_of(int year, int month, int day);
void gz_day_split(int32_t day, int *year, int *month, int *dayofmonth);
/* YYYY, YYYY-MM or YYYY-MM-DD, nothing else: first and last day of the period it names. */
bool gz_day_parse(struct gz_str s, int32_t *first, int32_t *last, enum gz_precision *precision);
/* Last day of the period that begins on `day` ("2017-07" ends on 2017-07-31); GZ_NO_DAY stays what it is. */
int32_t gz_day_last(int32_t day, enum gz_precision precision);
/* "2017-07-07", cut to the precision ("2017-07", "2017", ""); returns `out`. */
const char *gz_day_format(int32_t day, enum gz_precision precision, char out[16]);

/* Seconds of a clock that never goes back. */
double gz_clock(void);
/* "2026-01-31T12:00:00Z" now. */
const char *gz_clock_iso(char out[24]);

#endif
