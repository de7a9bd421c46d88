/* index_dry.c: `gazet index --dry-run`: what would become of each document. */
#include "index_dry.h"

static bool note(struct dry_run *d, struct gz_map *map, struct gz_str key, uint32_t value, uint32_t **place,
		 bool *added)
{
	*place = gz_map_get(map, key);
	*added = *place == NULL;
	if (!*added)
		return true;
	key = gz_arena_str(&d->arena, key);
	*place = key.ptr != NULL ? gz_map_put(map, key, value, NULL) : NULL;
	return *place != NULL;
}

bool dry_run_put(struct dry_run *d, struct gz_store *store, const struct gz_doc *doc, enum gz_put *what,
		 bool *duplicate, struct gz_error *err)
{
	struct gz_str hash = gz_str_of((const char *)doc->hash, sizeof(doc->hash));
	uint32_t *content, *identity;
	struct gz_buf key = {0};
	bool new_content, new_identity, good;

	*what = GZ_PUT_ADDED;
	*duplicate = false;
	if (store != NULL && !gz_store_look(store, doc, what, duplicate, err))
		return false;
	gz_buf_str(&key, doc->source);
	gz_buf_byte(&key, '\0');
	gz_buf_str(&key, doc->id);
	good = !key.failed &&
	       note(d, &d->contents, hash, (uint32_t)d->contents.count, &content, &new_content) &&
	       note(d, &d->identities, gz_buf_view(&key), *content, &identity, &new_identity);
	gz_buf_free(&key);
	if (!good)
		return gz_fail_nomem(err);
	if (!new_identity) {
		*what = *identity == *content ? GZ_PUT_UNCHANGED : GZ_PUT_REPLACED;
		d->overwritten += *what == GZ_PUT_REPLACED;
		*identity = *content;
	} else if (!new_content && *what != GZ_PUT_UNCHANGED) {
		*duplicate = true;
	}
	return true;
}

void dry_run_close(struct dry_run *d)
{
	gz_map_free(&d->identities);
	gz_map_free(&d->contents);
	gz_arena_free(&d->arena);
}
