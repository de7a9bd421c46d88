/*
 * fuzz_unpack.c: text that is packed with gzip, bzip2, xz or zstd, whole or damaged. What was packed is read as the
 * text itself; damaged, it is read the same from a file (where ISA-L unpacks gzip) and from a pipe (zlib), ends, and
 * what comes out is sound. Input: a byte that chooses the packing, a byte: how many edits; edits of three bytes: where
 * (two bytes), what the byte there is changed by; the text.
 */
#include <archive.h>
#include <archive_entry.h>

#include "must.h"
#include "mutator.h"
#include "reader.h"

#define EDITS	 16
#define EDIT	 ((size_t)3)
#define LARGEST	 ((size_t)16 << 10)
#define PACKED	 (2 * LARGEST + 4096)
#define TWICE	 0x40 /* two members, one behind the other */
#define CUT	 0x80 /* it ends where the last edit is */

/* What was packed last: edits alone need no other. */
struct pack {
	uint8_t text[LARGEST], bytes[2 * PACKED];
	size_t text_size, size;
	unsigned how;
};

static int choose(struct archive *a, unsigned how)
{
	switch (how & 3) {
	case 0: return archive_write_add_filter_gzip(a);
	case 1: return archive_write_add_filter_bzip2(a);
	case 2: return archive_write_add_filter_xz(a);
	default: return archive_write_add_filter_zstd(a);
	}
}

static size_t pack_once(const uint8_t *text, size_t size, unsigned how, uint8_t *out)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	size_t used = 0;

	must(a != NULL && entry != NULL && choose(a, how) == ARCHIVE_OK);
	must(archive_write_set_format_raw(a) == ARCHIVE_OK);
	/* Of which most have no level 0; where they have, deflate stores. */
	archive_write_set_filter_option(a, NULL, "compression-level", (how & 4) != 0 ? "1" : "0");
	must(archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK);
	must(archive_write_open_memory(a, out, PACKED, &used) == ARCHIVE_OK);
	archive_entry_set_filetype(entry, AE_IFREG);
	must(archive_write_header(a, entry) == ARCHIVE_OK);
	must(archive_write_data(a, text, size) == (la_ssize_t)size);
	must(archive_write_close(a) == ARCHIVE_OK);
	archive_entry_free(entry);
	archive_write_free(a);
	return used;
}

static void pack(struct pack *p, const uint8_t *text, size_t size, unsigned how)
{
	bool twice = (how & TWICE) != 0;

	how &= ~(unsigned)CUT;
	if (p->size > 0 && p->how == how && p->text_size == size && memcmp(p->text, text, size) == 0)
		return;
	p->how = how;
	p->text_size = size;
	memcpy(p->text, text, size);
	p->size = pack_once(text, twice ? size / 2 : size, how, p->bytes);
	if (twice)
		p->size += pack_once(text + size / 2, size - size / 2, how, p->bytes + p->size);
}

/* Changes the copy; how long it is. */
static size_t damage(uint8_t *bytes, size_t size, const uint8_t *edits, size_t count, bool cut)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++, edits += EDIT) {
		at = (edits[0] | (size_t)edits[1] << 8) % size;
		bytes[at] ^= edits[2];
	}
	return cut && count > 0 ? at : size;
}

static void compare(struct fuzz_sum a, struct fuzz_sum b)
{
	must(a.docs == b.docs && a.rejected == b.rejected && a.hash == b.hash);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pack p;
	static uint8_t bytes[2 * PACKED];
	struct gz_read_options options = {.format = "text", .max_document = LARGEST, .source_name = GZ_STR("s")};
	size_t count = size > 1 ? data[1] % EDITS : 0, head = 2 + count * EDIT, length;
	struct fuzz_sum file;

	if (size <= head || size - head > LARGEST)
		return 0;
	pack(&p, data + head, size - head, data[0] & ~0x38u);
	memcpy(bytes, p.bytes, p.size);
	length = damage(bytes, p.size, data + 2, count, (data[0] & CUT) != 0);
	file = fuzz_read_path(fuzz_file(bytes, length), &options);
	if (length <= FUZZ_PIPE)
		compare(file, fuzz_read_pipe(bytes, length, &options));
	/* Text that looks packed is unpacked once more. */
	if (count == 0 && (data[head] | 0x20) >= 'a' && (data[head] | 0x20) <= 'z' && size > head + 8)
		compare(file, fuzz_read_path(fuzz_file(data + head, size - head), &options));
	return 0;
}

/* The edits most of the time: the text has to be packed again. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	size_t count = size > 1 ? data[1] % EDITS : 0, head = 2 + count * EDIT;

	if (size <= head || seed % 8 == 0)
		return LLVMFuzzerMutate(data, size, most);
	if (seed % 8 == 1 && count + 1 < EDITS && size + EDIT <= most) {
		memmove(data + head + EDIT, data + head, size - head);
		data[1] = (uint8_t)(count + 1);
		data[head] = (uint8_t)(seed >> 8);
		data[head + 1] = (uint8_t)(seed >> 16 & 1);
		data[head + 2] = (uint8_t)(1u << (seed >> 3) % 8);
		return size + EDIT;
	}
	LLVMFuzzerMutate(data + 2, head - 2, head - 2);
	return size;
}
