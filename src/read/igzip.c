/*
 * igzip.c: gzip through ISA-L, which is nearly three times as fast as zlib, where it is there (x86-64 in
 * Debian). It sees damage later than zlib, and what breaks off it gives less of. So nothing is given out
 * before a block behind it was unpacked too, or the member's check sum held; at the first doubt gzip.c lets
 * zlib unpack the member once more, from where this has come to. The library is loaded where a file needs it,
 * for no other start of the program to pay for it; where it is not installed, zlib unpacks all.
 */
#include <stdlib.h>
#include <string.h>

#ifdef GAZET_ISAL
#include <dlfcn.h>
#include <isa-l.h>
#endif

#include "internal.h"

#ifdef GAZET_ISAL

#define LIBRARY "libisal.so.2" /* whose interface is that of the header */

struct block {
	char *bytes; /* GZ_READ_BLOCK */
	size_t at, len;
};

struct gz_igzip {
	void *library;
	void (*init)(struct inflate_state *state);
	int (*inflate)(struct inflate_state *state);
	struct inflate_state state;
	struct block held, next; /* `held` is given out when `next` is full */
	bool ended;		 /* the member, soundly */
};

/* False where it is not there. A function's address is no object's: hence the copies. */
static bool load(struct gz_igzip *z)
{
	void *init, *inflate;

	z->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (z->library == NULL)
		return false;
	init = dlsym(z->library, "isal_inflate_init");
	inflate = dlsym(z->library, "isal_inflate");
	if (init == NULL || inflate == NULL)
		return false;
	memcpy(&z->init, &init, sizeof(init));
	memcpy(&z->inflate, &inflate, sizeof(inflate));
	return true;
}

struct gz_igzip *gz_igzip_open(void)
{
	struct gz_igzip *z = calloc(1, sizeof(*z));

	if (z == NULL)
		return NULL;
	if (!load(z)) {
		gz_igzip_close(z);
		return NULL;
	}
	z->held.bytes = malloc(GZ_READ_BLOCK);
	z->next.bytes = malloc(GZ_READ_BLOCK);
	if (z->held.bytes == NULL || z->next.bytes == NULL) {
		gz_igzip_close(z);
		return NULL;
	}
	return z;
}

void gz_igzip_close(struct gz_igzip *z)
{
	if (z == NULL)
		return;
	free(z->held.bytes);
	free(z->next.bytes);
	if (z->library != NULL)
		dlclose(z->library);
	free(z);
}

void gz_igzip_member(struct gz_igzip *z)
{
	z->init(&z->state);
	z->state.crc_flag = ISAL_GZIP;
	z->held.at = z->held.len = z->next.at = z->next.len = 0;
	z->ended = false;
}

/* Some more of the member. False when it is not sound, or the file ends in it. */
static bool unpack(struct gz_igzip *z, struct gz_raw *raw, struct block *to)
{
	struct inflate_state *state = &z->state;
	size_t before = raw->at, room = GZ_READ_BLOCK - to->len;
	struct gz_error ignored; /* zlib will meet it again */
	bool idle;

	state->next_in = (uint8_t *)raw->block + raw->at;
	state->avail_in = (uint32_t)(raw->len - raw->at);
	state->next_out = (uint8_t *)to->bytes + to->len;
	state->avail_out = (uint32_t)room;
	if (z->inflate(state) != ISAL_DECOMP_OK)
		return false;
	raw->at = raw->len - state->avail_in;
	to->len += room - state->avail_out;
	z->ended = state->block_state == ISAL_BLOCK_FINISH;
	idle = !z->ended && state->avail_out == room && raw->at == before;
	return !idle || (raw->at == raw->len && gz_raw_fill(raw, &ignored) == GZ_INPUT_DATA);
}

enum gz_igzip_status gz_igzip_read(struct gz_igzip *z, struct gz_raw *raw, char *out, size_t size,
				   size_t *given)
{
	*given = 0;
	if (z->held.at == z->held.len) {
		struct block empty = z->held;

		z->held = z->next;
		z->next = empty;
		z->next.at = z->next.len = 0;
	}
	while (!z->ended && z->next.len < GZ_READ_BLOCK) {
		if (!unpack(z, raw, &z->next))
			return GZ_IGZIP_DAMAGED;
	}
	*given = z->held.len - z->held.at;
	if (*given > size)
		*given = size;
	memcpy(out, z->held.bytes + z->held.at, *given);
	z->held.at += *given;
	if (z->ended && z->held.at == z->held.len && z->next.len == 0)
		return GZ_IGZIP_END;
	return GZ_IGZIP_GOES_ON;
}

#define TEXT_OF(x) #x
#define DIGITS(x)  TEXT_OF(x)

const char *gz_igzip_version(void)
{
	void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL); /* nothing is made ready */
	bool there = library != NULL;

	if (there)
		dlclose(library);
	return there ? DIGITS(ISAL_MAJOR_VERSION) "." DIGITS(ISAL_MINOR_VERSION) "." DIGITS(
			       ISAL_PATCH_VERSION)
		     : NULL;
}

#else

struct gz_igzip *gz_igzip_open(void)
{
	return NULL;
}

void gz_igzip_close(struct gz_igzip *z)
{
	(void)z;
}

void gz_igzip_member(struct gz_igzip *z)
{
	(void)z;
}

enum gz_igzip_status gz_igzip_read(struct gz_igzip *z, struct gz_raw *raw, char *out, size_t size,
				   size_t *given)
{
	(void)z;
	(void)raw;
	(void)out;
	(void)size;
	*given = 0;
	return GZ_IGZIP_DAMAGED;
}

const char *gz_igzip_version(void)
{
	return NULL;
}

#endif
