/*
 * gzip.c: gzip through zlib itself. libarchive gives nothing of the 64 KiB block in which the data breaks
 * off, and a small truncated archive would give nothing at all; zlib gives every byte before the damage. In
 * files that one can go back in, ISA-L unpacks as long as all is well; where it stops, zlib takes the member
 * from its beginning once more and says what is wrong.
 */
#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "internal.h"

#define GZIP_WINDOW (15 + 16) /* largest window, gzip header and check sum */
#define FLAG_NAME   0x08

struct gzip {
	struct gz_raw *raw;
	z_stream stream;
	struct gz_igzip *fast; /* NULL: there is none, or it met damage */
	bool in_member;
	bool is_fast;	/* this member is ISA-L's */
	off_t member;	/* where it begins */
	uint64_t given; /* bytes of it that were given out */
	uint64_t again; /* bytes that zlib unpacks once more: they were given out already */
	bool damaged;
	struct gz_error err; /* reported after the bytes before it were given out */
};

static bool gzip_probe(const unsigned char *head, size_t len)
{
	return len >= 3 && head[0] == 0x1f && head[1] == 0x8b && head[2] == 8;
}

/* A member begins at the first unread byte. One with more in its header than a name is left to zlib, which
 * knows all that can be wrong with it. */
static void gzip_member(struct gzip *g)
{
	const struct gz_raw *raw = g->raw;

	inflateReset(&g->stream);
	g->in_member = true;
	g->given = 0;
	g->is_fast =
		g->fast != NULL && raw->len - raw->at >= 4 && (raw->block[raw->at + 3] & ~FLAG_NAME) == 0;
	if (!g->is_fast)
		return;
	g->member = gz_raw_tell(raw);
	gz_igzip_member(g->fast);
}

static bool gzip_open(struct gz_raw *raw, void **state, struct gz_error *err)
{
	struct gzip *g = calloc(1, sizeof(*g));

	if (g == NULL)
		return gz_fail_nomem(err);
	g->raw = raw;
	if (inflateInit2(&g->stream, GZIP_WINDOW) != Z_OK) {
		free(g);
		return gz_fail_nomem(err);
	}
	if (gz_raw_tell(raw) >= 0)
		g->fast = gz_igzip_open();
	gzip_member(g);
	*state = g;
	return true;
}

static void gzip_damage(struct gzip *g, const char *what)
{
	g->damaged = true;
	gz_fail(&g->err, GZ_EFORMAT, "%s", what);
}

/* Between members: another one, the end, or zeros up to the end. False at the end or at damage. */
static bool gzip_next_member(struct gzip *g)
{
	struct gz_raw *raw = g->raw;
	enum gz_input_status status;

	for (;;) {
		while (raw->at < raw->len && raw->block[raw->at] == '\0')
			raw->at++;
		if (raw->len - raw->at >= 3)
			break;
		status = gz_raw_fill(raw, &g->err);
		if (status == GZ_INPUT_DAMAGED)
			g->damaged = true;
		if (status != GZ_INPUT_DATA)
			break;
	}
	if (g->damaged || raw->at == raw->len)
		return false;
	if (!gzip_probe((const unsigned char *)raw->block + raw->at, raw->len - raw->at)) {
		gzip_damage(g, "what follows the gzip data is not gzip data");
		return false;
	}
	gzip_member(g);
	return true;
}

/* More compressed bytes inside a member. */
static bool gzip_more(struct gzip *g)
{
	enum gz_input_status status;

	if (g->raw->at < g->raw->len)
		return true;
	status = gz_raw_fill(g->raw, &g->err);
	if (status == GZ_INPUT_DAMAGED)
		g->damaged = true;
	else if (status == GZ_INPUT_END)
		gzip_damage(g, "truncated gzip data");
	return status == GZ_INPUT_DATA;
}

static void gzip_inflate(struct gzip *g)
{
	struct gz_raw *raw = g->raw;
	int status;

	g->stream.next_in = (const unsigned char *)raw->block + raw->at;
	g->stream.avail_in = (unsigned)(raw->len - raw->at);
	status = inflate(&g->stream, Z_NO_FLUSH);
	raw->at = raw->len - g->stream.avail_in;
	if (status == Z_STREAM_END)
		g->in_member = false;
	else if (status == Z_MEM_ERROR)
		g->damaged = !gz_fail_nomem(&g->err);
	else if (status != Z_OK && status != Z_BUF_ERROR)
		gzip_damage(g, "damaged gzip data");
}

/* One step of zlib's. */
static size_t gzip_step(struct gzip *g, char *out, size_t size)
{
	size_t given, again;

	g->stream.next_out = (unsigned char *)out;
	g->stream.avail_out = (unsigned)size;
	if (gzip_more(g))
		gzip_inflate(g);
	given = size - g->stream.avail_out;
	again = g->again < given ? (size_t)g->again : given;
	g->again -= again;
	memmove(out, out + again, given - again);
	return given - again;
}

/* ISA-L's member, or what looked like one, is zlib's from here on, and so is the rest of the file. */
static void gzip_leave_fast(struct gzip *g)
{
	gz_igzip_close(g->fast);
	g->fast = NULL;
	if (!gz_raw_back(g->raw, g->member)) {
		gzip_damage(g, "damaged gzip data");
		return;
	}
	g->again = g->given;
	g->is_fast = false;
}

static size_t gzip_fast_step(struct gzip *g, char *out, size_t size)
{
	size_t given;
	enum gz_igzip_status status = gz_igzip_read(g->fast, g->raw, out, size, &given);

	g->given += given;
	if (status == GZ_IGZIP_END)
		g->in_member = false;
	else if (status == GZ_IGZIP_DAMAGED)
		gzip_leave_fast(g);
	return given;
}

static ssize_t gzip_read(void *state, char *out, size_t size, struct gz_error *err)
{
	struct gzip *g = state;
	size_t given = 0;

	/* A member may be empty, and compressed bytes may give nothing yet: on until there is something. */
	while (!g->damaged && given == 0) {
		if (!g->in_member && !gzip_next_member(g))
			break;
		given = g->is_fast ? gzip_fast_step(g, out, size) : gzip_step(g, out, size);
	}
	if (given > 0 || !g->damaged)
		return (ssize_t)given;
	*err = g->err;
	return -1;
}

static void gzip_close(void *state)
{
	struct gzip *g = state;

	inflateEnd(&g->stream);
	gz_igzip_close(g->fast);
	free(g);
}

const struct gz_codec gz_codec_gzip = {"gzip", gzip_probe, gzip_open, gzip_read, gzip_close};
