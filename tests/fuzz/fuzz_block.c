/*
 * fuzz_block.c: any bytes as a block. What the reader accepts, written again, must read the same; and it must
 * read the same documents without the positions.
 * Input: 1 byte first document, 1 byte base day, 2 bytes length of the entities (little endian), entities,
 * positions.
 */
#include <stdint.h>
#include <stdlib.h>

#include "gazet/block.h"

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void copy(struct gz_block_writer *w, const struct gz_block_document *doc)
{
	GZ_VEC(struct gz_posting) postings = {0};

	for (uint32_t i = 0; i < doc->count; i++)
		for (uint32_t k = 0; k < doc->entity[i].mentions; k++) {
			uint32_t at = doc->entity[i].first + k;

			must(GZ_PUSH(&postings, ((struct gz_posting){doc->entity[i].entity, doc->place[at],
								     doc->sentence[at]})));
		}
	must(gz_block_add(w, doc->document, doc->day, doc->source, postings.ptr, postings.len));
	GZ_VEC_FREE(&postings);
}

static void compare(const struct gz_block_document *a, const struct gz_block_document *b)
{
	must(a->document == b->document && a->day == b->day && a->source == b->source &&
	     a->count == b->count);
	for (uint32_t i = 0; i < a->count; i++) {
		must(a->entity[i].entity == b->entity[i].entity &&
		     a->entity[i].mentions == b->entity[i].mentions &&
		     a->entity[i].first == b->entity[i].first);
		for (uint32_t k = a->entity[i].first;
		     b->place && k < a->entity[i].first + a->entity[i].mentions; k++)
			must(a->place[k] == b->place[k] && a->sentence[k] == b->sentence[k]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_block_reader whole = {0}, bare = {0}, again = {0};
	struct gz_block_writer w = {0};
	const struct gz_block_document *doc, *other;
	struct gz_str entities, positions;
	int64_t first;
	int32_t base;
	size_t len;

	if (size < 4)
		return 0;
	first = data[0];
	base = (int8_t)data[1];
	len = (size_t)data[2] | (size_t)data[3] << 8;
	if (len > size - 4)
		len = size - 4;
	entities = gz_str_of((const char *)data + 4, len);
	positions = gz_str_of((const char *)data + 4 + len, size - 4 - len);
	gz_block_open(&whole, first, base, entities, positions);
	gz_block_open(&bare, first, base, entities, (struct gz_str){NULL, 0});
	gz_block_start(&w);
	while ((doc = gz_block_next(&whole))) {
		other = gz_block_next(&bare);
		must(other != NULL);
		compare(doc, other);
		copy(&w, doc);
	}
	/* Without positions the rest must end, too, whatever it is. */
	while (gz_block_next(&bare))
		;
	gz_block_open(&whole, first, base, entities, positions);
	gz_block_open(&again, w.first, w.base_day, gz_buf_view(&w.entities), gz_buf_view(&w.positions));
	while ((doc = gz_block_next(&again))) {
		other = gz_block_next(&whole);
		must(other != NULL);
		compare(other, doc);
	}
	must(!again.damaged && !again.failed && !gz_block_next(&whole));
	gz_block_close(&whole);
	gz_block_close(&bare);
	gz_block_close(&again);
	gz_block_free(&w);
	return 0;
}
