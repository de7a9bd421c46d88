/* gaz_compile.c: `gazet gaz compile`: a gazetteer as one file that is mapped where it is used. */
#include <string.h>
#include <sys/stat.h>

#include "gaz.h"

/* 126,651 */
static const char *grouped(uint64_t number, char out[32])
{
	char plain[32];
	size_t len = (size_t)snprintf(plain, sizeof(plain), "%llu", (unsigned long long)number), at = 0;

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = plain[i];
	}
	out[at] = '\0';
	return out;
}

/* Names of entities: titles are words. */
static uint64_t count_names(const struct gz_gaz *g)
{
	uint64_t count = 0;

	for (uint32_t i = 0; i < gz_gaz_name_count(g); i++)
		count += gz_gaz_name(g, i)->kind != GZ_NAME_TITLE;
	return count;
}

int gaz_compile(const struct settings *s)
{
	struct stat info;
	struct gz_gaz *g;
	struct gz_error err;
	char names[32];
	uint64_t count;
	int status;
	bool good;

	if (s->output == NULL) {
		say("usage: gazet gaz compile -o FILE [PATH...]");
		return EXIT_FATAL;
	}
	if (output_path(s) == NULL) {
		say("a compiled gazetteer is a file, not standard output: -o ./- is one of that name");
		return EXIT_FATAL;
	}
	if (stat(s->output, &info) == 0 && !gz_gaz_is_compiled(s->output)) {
		say("%s is no compiled gazetteer: it is not overwritten", s->output);
		return EXIT_FATAL;
	}
	if (!gazetteer_load(s, &g, &status))
		return status;
	count = count_names(g);
	good = gz_gaz_unload(g, s->output, &err);
	if (!good)
		return say_error(&err);
	if (!s->quiet && stat(s->output, &info) == 0)
		say("%s: %s names, %.1f MB", s->output, grouped(count, names), (double)info.st_size / 1e6);
	return EXIT_DONE;
}
