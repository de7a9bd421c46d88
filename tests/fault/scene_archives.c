/* scene_archives.c: documents in gzip, tar and zip, made byte by byte. */
#include <stdio.h>
#include <string.h>

#include <zlib.h>

#include "scene.h"

#define TAR_BLOCK 512

static bool write_gzip(const char *path, const void *bytes, size_t len)
{
	gzFile file = gzopen(path, "wb");
	bool good = file != NULL && gzwrite(file, bytes, (unsigned)len) == (int)len;

	return file != NULL && gzclose(file) == Z_OK && good;
}

/* Appends a member, whose text is shorter than a block. */
static size_t add_member(char *out, const char *name, const char *text)
{
	size_t len = strlen(text);
	unsigned sum = 0;

	memset(out, 0, 2 * TAR_BLOCK);
	snprintf(out, 100, "%s", name);
	memcpy(out + 100, "0000644", 8);
	snprintf(out + 124, 12, "%011o", (unsigned)len & 0777);
	snprintf(out + 136, 12, "%011o", 1483228800u);
	memset(out + 148, ' ', 8);
	out[156] = '0';
	memcpy(out + 257, "ustar\00000", 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += (unsigned char)out[i];
	snprintf(out + 148, 8, "%06o", sum & 0777777);
	memcpy(out + TAR_BLOCK, text, len);
	return 2 * TAR_BLOCK;
}

static bool write_tar(const char *path)
{
	char bytes[6 * TAR_BLOCK] = {0};
	size_t len = add_member(bytes, "one.txt", "Angela Merkel came to Hamburg.\n");

	len += add_member(bytes + len, "two.jsonl", "{\"id\":\"2\",\"text\":\"Russia left NATO.\"}\n");
	return write_gzip(path, bytes, len + 2 * TAR_BLOCK);
}

static void add_number(unsigned char **at, unsigned long value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		*(*at)++ = (unsigned char)value;
}

/* Of what a local and a central header share. */
static void add_facts(unsigned char **at, const char *name, const char *text)
{
	add_number(at, 20, 2);
	add_number(at, 0, 4); /* flags; stored as it is */
	add_number(at, 0, 2);
	add_number(at, 0x4a21, 2); /* 2017-01-01 */
	add_number(at, crc32(0, (const unsigned char *)text, (unsigned)strlen(text)), 4);
	add_number(at, strlen(text), 4);
	add_number(at, strlen(text), 4);
	add_number(at, strlen(name), 2);
	add_number(at, 0, 2);
}

static bool write_zip(const char *path)
{
	static const char name[] = "three.txt", text[] = "Vladimir Putin spoke at the G20 summit.\n";
	unsigned char bytes[512], *at = bytes, *central;
	FILE *file = fopen(path, "wb");
	bool good;

	add_number(&at, 0x04034b50, 4);
	add_facts(&at, name, text);
	at = (unsigned char *)mempcpy(at, name, strlen(name));
	at = (unsigned char *)mempcpy(at, text, strlen(text));
	central = at;
	add_number(&at, 0x02014b50, 4);
	add_number(&at, 20, 2);
	add_facts(&at, name, text);
	add_number(&at, 0, 6); /* comment, disk, how it was seen inside */
	add_number(&at, 0, 8); /* how it was seen outside; where its local header is */
	at = (unsigned char *)mempcpy(at, name, strlen(name));
	size_t size = (size_t)(at - central);

	add_number(&at, 0x06054b50, 4);
	add_number(&at, 0, 4);
	add_number(&at, 1, 2);
	add_number(&at, 1, 2);
	add_number(&at, size, 4);
	add_number(&at, (unsigned long)(central - bytes), 4);
	add_number(&at, 0, 2);
	good = file != NULL && fwrite(bytes, 1, (size_t)(at - bytes), file) == (size_t)(at - bytes);
	return file != NULL && fclose(file) == 0 && good;
}

bool scene_archives(void)
{
	static const char lines[] = "{\"id\":\"4\",\"date\":\"2017-07-08\",\"text\":\"Germany and NATO\"}\n"
				    "{\"id\":\"5\",\"date\":\"2017-07-09\",\"text\":\"Mr John Smith\"}\n";

	return write_gzip("packed/a.jsonl.gz", lines, sizeof(lines) - 1) && write_tar("packed/b.tar.gz") &&
	       write_zip("packed/c.zip");
}
