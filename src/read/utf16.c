/*
 * utf16.c: UTF-16 with a byte order mark as UTF-8, below all formats, as a compression would be: what Windows
 * calls "Unicode text". Half of a surrogate pair becomes the byte 0xFF, which the repair of malformed UTF-8
 * counts and replaces.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Units that a probe looks at, and how many of them may be no text. */
#define PROBE_UNITS 512

struct utf16 {
	struct gz_raw *raw;
	bool big; /* the high byte first */
	bool damaged;
	char pending[4]; /* a character that there was no room for */
	size_t pending_at, pending_len;
	struct gz_error err;
};

static uint32_t unit_at(const unsigned char *at, bool big)
{
	return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* FF FE may also begin a sound or a picture: what follows has to be text. */
static bool utf16_probe(const unsigned char *head, size_t len)
{
	size_t units = 0, bad = 0;
	bool big;

	if (len < 2 || !((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff)))
		return false;
	big = head[0] == 0xfe;
	for (size_t at = 2; at + 2 <= len && units < PROBE_UNITS; at += 2, units++) {
		uint32_t unit = unit_at(head + at, big);

		bad += (unit < 0x20 && !(unit >= '\b' && unit <= '\r')) || unit >= 0xfffe ||
		       (unit >= 0x80 && unit < 0xa0);
	}
	return bad <= 1 + units / 10;
}

static bool utf16_open(struct gz_raw *raw, void **state, struct gz_error *err)
{
	struct utf16 *u = calloc(1, sizeof(*u));

	if (u == NULL)
		return gz_fail_nomem(err);
	u->raw = raw;
	u->big = (unsigned char)raw->block[raw->at] == 0xfe;
	raw->at += 2;
	*state = u;
	return true;
}

/* Enough for a character, or all there is. False at the end or at damage. */
static bool utf16_more(struct utf16 *u, size_t wanted)
{
	struct gz_raw *raw = u->raw;
	enum gz_input_status status;

	while (raw->len - raw->at < wanted) {
		status = gz_raw_fill(raw, &u->err);
		u->damaged |= status == GZ_INPUT_DAMAGED;
		if (status != GZ_INPUT_DATA)
			break;
	}
	return !u->damaged && raw->len - raw->at >= 2;
}

/* Copies ASCII, most of what there is in most of the world's tables; returns how many characters. */
static size_t copy_ascii(const unsigned char *at, const unsigned char *end, bool big, char *out, size_t room)
{
	const size_t low = big ? 1 : 0;
	size_t count = (size_t)(end - at) / 2, done = 0;

	if (count > room)
		count = room;
	while (done + 8 <= count) {
		unsigned char high = 0, bits = 0;

		for (size_t i = 0; i < 8; i++) {
			unsigned char byte = at[2 * (done + i) + low];

			high |= at[2 * (done + i) + 1 - low];
			bits |= byte;
			out[done + i] = (char)byte;
		}
		if (high != 0 || bits >= 0x80)
			break;
		done += 8;
	}
	for (; done < count; done++) {
		if (at[2 * done + 1 - low] != 0 || at[2 * done + low] >= 0x80)
			break;
		out[done] = (char)at[2 * done + low];
	}
	return done;
}

/* One character at `at`, of which `len` bytes are there (at least 2); returns the bytes it took. */
static size_t convert(const unsigned char *at, size_t len, bool big, char out[4], size_t *written)
{
	uint32_t unit = unit_at(at, big);

	*written = 1;
	if (is_high(unit) && len >= 4 && is_low(unit_at(at + 2, big))) {
		unit = 0x10000 + ((unit - 0xd800) << 10) + (unit_at(at + 2, big) - 0xdc00);
		*written = gz_utf8_encode(unit, out);
		return 4;
	}
	if (is_high(unit) || is_low(unit))
		out[0] = (char)0xff;
	else
		*written = gz_utf8_encode(unit, out);
	return 2;
}

/* What the raw bytes in view give; the last four of them may need more behind them. */
static size_t convert_view(struct utf16 *u, char *out, size_t size)
{
	struct gz_raw *raw = u->raw;
	const unsigned char *at = (const unsigned char *)raw->block + raw->at;
	const unsigned char *end = (const unsigned char *)raw->block + raw->len;
	size_t given = 0, written;

	while (size - given >= 4 && end - at >= 4) {
		size_t ascii = copy_ascii(at, end, u->big, out + given, size - given);

		at += 2 * ascii;
		given += ascii;
		if (size - given < 4 || end - at < 4)
			break;
		at += convert(at, (size_t)(end - at), u->big, out + given, &written);
		given += written;
	}
	raw->at = (size_t)((const char *)at - raw->block);
	return given;
}

static size_t take_pending(struct utf16 *u, char *out, size_t size)
{
	size_t count = u->pending_len - u->pending_at;

	if (count > size)
		count = size;
	memcpy(out, u->pending + u->pending_at, count);
	u->pending_at += count;
	return count;
}

static ssize_t utf16_read(void *state, char *out, size_t size, struct gz_error *err)
{
	struct utf16 *u = state;
	struct gz_raw *raw = u->raw;
	size_t given = take_pending(u, out, size);

	if (given > 0)
		return (ssize_t)given;
	if (utf16_more(u, 4)) {
		given = convert_view(u, out, size);
		if (given > 0)
			return (ssize_t)given;
		/* The last character, or one that there is little room for. */
		u->pending_at = 0;
		raw->at += convert((const unsigned char *)raw->block + raw->at, raw->len - raw->at, u->big,
				   u->pending, &u->pending_len);
		return (ssize_t)take_pending(u, out, size);
	}
	if (!u->damaged && raw->len > raw->at) {
		gz_fail(&u->err, GZ_EFORMAT, "truncated UTF-16: half of a character at the end");
		u->damaged = true;
	}
	if (!u->damaged)
		return 0;
	*err = u->err;
	return -1;
}

static void utf16_close(void *state)
{
	free(state);
}

const struct gz_codec gz_codec_utf16 = {"utf16", utf16_probe, utf16_open, utf16_read, utf16_close};

bool gz_utf16_is(const struct gz_input *in, bool *big)
{
	if (in->codec != &gz_codec_utf16)
		return false;
	*big = ((const struct utf16 *)in->codec_state)->big;
	return true;
}
