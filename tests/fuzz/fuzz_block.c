/*
 * fuzz_block.c: any bytes as a block. What the reader accepts, written again, must read the same; and it must
 * read the same documents without the positions.
 * Input: 1 byte first document, 1 byte length of the heads, 2 bytes length of the entities (little endian),
 * heads, entities, positions.
 */
#include <stdint.h>
#include <stdlib.h>

#include "gazet/block.h"
#include "must.h"

static void copy(struct gz_block_writer *w, const struct gz_block_document *doc)
{
	GZ_VEC(struct gz_posting) postings = {0};

	for (uint32_t i = 0; i < doc->count; i++)
		for (uint32_t k = 0; k < doc->entity[i].mentions; k++) {
			uint32_t at = doc->entity[i].first + k;

			must(GZ_PUSH(&postings, ((struct gz_posting){doc->entity[i].entity, doc->place[at],
								     doc->sentence[at]})));
		}
	must(gz_block_add(w, &(struct gz_head){doc->document, doc->source, doc->day, doc->precision},
			  postings.ptr, postings.len));
	GZ_VEC_FREE(&postings);
}

static void compare(const struct gz_block_document *a, const struct gz_block_document *b)
{
	must(a->document == b->document && a->day == b->day && a->precision == b->precision &&
	     a->source == b->source && a->count == b->count);
	for (uint32_t i = 0; i < a->count; i++) {
		must(a->entity[i].entity == b->entity[i].entity &&
		     a->entity[i].mentions == b->entity[i].mentions &&
		     a->entity[i].first == b->entity[i].first);
		for (uint32_t k = a->entity[i].first;
		     b->place && k < a->entity[i].first + a->entity[i].mentions; k++)
			must(a->place[k] == b->place[k] && a->sentence[k] == b->sentence[k]);
	}
}

static const struct gz_block_document *next(struct gz_block_reader *r)
{
	const struct gz_block_document *doc = gz_block_next(r);

	return doc && gz_block_load(r) ? doc : NULL;
}

static struct gz_str take(const uint8_t **data, size_t *size, size_t len)
{
	struct gz_str taken = gz_str_of((const char *)*data, len < *size ? len : *size);

	*data += taken.len;
	*size -= taken.len;
	return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_block_reader whole = {0}, bare = {0}, again = {0};
	struct gz_block_writer w = {0};
	struct gz_buf new_entities = {0}, new_positions = {0};
	const struct gz_block_document *doc, *other;
	struct gz_str heads, entities, positions;
	int64_t first;
	size_t head_len, len;

	if (size < 4)
		return 0;
	first = data[0];
	head_len = data[1];
	len = (size_t)data[2] | (size_t)data[3] << 8;
	data += 4;
	size -= 4;
	heads = take(&data, &size, head_len);
	entities = take(&data, &size, len);
	positions = take(&data, &size, size);
	gz_block_open(&whole, first, heads);
	gz_block_attach(&whole, entities, positions);
	gz_block_open(&bare, first, heads);
	gz_block_attach(&bare, entities, (struct gz_str){NULL, 0});
	gz_block_start(&w);
	while ((doc = next(&whole))) {
		other = next(&bare);
		must(other != NULL);
		compare(doc, other);
		copy(&w, doc);
	}
	/* Without positions the rest must end, too, whatever it is. */
	while (next(&bare))
		;
	gz_block_open(&whole, first, heads);
	gz_block_attach(&whole, entities, positions);
	must(gz_block_entities(&w, &new_entities) && gz_block_positions(&w, &new_positions));
	gz_block_open(&again, w.first, gz_buf_view(&w.heads));
	gz_block_attach(&again, gz_buf_view(&new_entities), gz_buf_view(&new_positions));
	while ((doc = next(&again))) {
		other = next(&whole);
		must(other != NULL);
		compare(other, doc);
	}
	must(!again.damaged && !again.failed && !next(&whole));
	gz_block_close(&whole);
	gz_block_close(&bare);
	gz_block_close(&again);
	gz_block_free(&w);
	gz_buf_free(&new_entities);
	gz_buf_free(&new_positions);
	return 0;
}
