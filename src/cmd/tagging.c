/* tagging.c: how documents are tagged, for the store, by what the options say. */
#include "tagging.h"
#include "gazet/setup.h"

struct gz_names tagging_names(const struct gz_gaz *g)
{
	return gz_setup_names(g);
}

struct gz_run tagging_run(const struct settings *s, const struct gz_gaz *g)
{
	const struct gz_tagger_options options = tagger_options(s);

	return gz_setup_run(g, &options);
}

bool tagging_is(const struct gz_run *run, const struct gz_tagging *tagging)
{
	return gz_str_eq(run->gazetteer_hash, tagging->gazetteer) &&
	       gz_str_eq(run->tool_version, tagging->tool_version) &&
	       gz_str_eq(run->tagging, tagging->options);
}

void tagging_tidy(const char *path)
{
	struct gz_store *store = NULL;
	struct gz_error ignored;

	if (gz_store_open(path, &store, &ignored))
		gz_store_close(store, &ignored);
}
