/* digest.c: a hash of a file's bytes, by which the next run knows it again. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "internal.h"

bool gz_digest_open(struct gz_digest *d, struct gz_error *err)
{
	d->state = XXH3_createState();
	return d->state != NULL || gz_fail_nomem(err);
}

void gz_digest_start(struct gz_digest *d)
{
	XXH3_128bits_reset(d->state);
	d->at = 0;
	d->broken = false;
}

void gz_digest_add(struct gz_digest *d, uint64_t place, const char *bytes, size_t len)
{
	uint64_t known = d->at > place ? d->at - place : 0;

	if (place > d->at)
		d->broken = true;
	if (d->broken || known >= len)
		return;
	XXH3_128bits_update(d->state, bytes + known, len - (size_t)known);
	d->at += len - known;
}

/* By blocks of its own: a file that is read in jumps, or not to its end. */
static bool read_all(struct gz_digest *d, const char *path, struct gz_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char *block = malloc(GZ_READ_BLOCK);
	ssize_t got = -1;

	gz_digest_start(d);
	if (block == NULL)
		gz_fail_nomem(err);
	else if (fd < 0)
		gz_fail(err, GZ_EIO, "cannot open: %s", strerror(errno));
	while (block != NULL && fd >= 0) {
		got = read(fd, block, GZ_READ_BLOCK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		gz_digest_add(d, d->at, block, (size_t)got);
	}
	if (got < 0 && block != NULL && fd >= 0)
		gz_fail(err, GZ_EIO, "cannot read: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
	free(block);
	return got == 0;
}

bool gz_digest_end(struct gz_digest *d, const char *path, uint64_t size, unsigned char hash[16],
		   struct gz_error *err)
{
	XXH128_canonical_t canonical;

	if ((d->broken || d->at != size) && !read_all(d, path, err))
		return false;
	XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(d->state));
	memcpy(hash, canonical.digest, 16);
	return true;
}

void gz_digest_close(struct gz_digest *d)
{
	XXH3_freeState(d->state);
	d->state = NULL;
}
