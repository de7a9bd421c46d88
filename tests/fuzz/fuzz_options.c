/*
 * fuzz_options.c: what says how an archive is read, and an archive: the name of a format, the map of its
 * keys, where dates come from and how they are written, the name of the source. What makes no sense is
 * refused with words; else sound documents come out, from a pipe the same as from a file. Input: these five,
 * each ended by 0x1E (empty: not said), then a byte that chooses the limit, then the file.
 */
#include "must.h"
#include "mutator.h"
#include "reader.h"

#define STRINGS 5
#define LONGEST 256

struct said {
	char text[STRINGS][LONGEST];
	size_t size; /* of all, with their ends */
};

static bool cut(struct said *said, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < STRINGS; i++) {
		const uint8_t *from = data + said->size, *end = memchr(from, 0x1e, size - said->size);

		if (end == NULL || (size_t)(end - from) >= LONGEST)
			return false;
		memcpy(said->text[i], from, (size_t)(end - from));
		said->text[i][end - from] = '\0';
		said->size += (size_t)(end - from) + 1;
	}
	return said->size < size;
}

static const char *option(const struct said *said, size_t index)
{
	return said->text[index][0] != '\0' ? said->text[index] : NULL;
}

/* Does it make sense at all? */
static bool is_accepted(const char *path, const struct gz_read_options *options)
{
	struct gz_reader *reader;
	struct gz_error err = {0};

	if (!gz_reader_open(&path, 1, options, &reader, &err)) {
		must(err.code == GZ_EUSAGE && err.message[0] != '\0');
		return false;
	}
	gz_reader_close(reader);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct said said = {.size = 0};
	struct gz_read_options options;
	struct fuzz_sum file, piped;
	const char *path;

	if (!cut(&said, data, size))
		return 0;
	options = (struct gz_read_options){
		.format = option(&said, 0),
		.map = option(&said, 1),
		.date_from = option(&said, 2),
		.date_order = option(&said, 3),
		.source_name = gz_str(gz_utf8_valid(gz_str(said.text[4])) ? said.text[4] : ""),
		.max_document = data[said.size] * 64u};
	data += said.size + 1;
	size -= said.size + 1;
	path = fuzz_file(data, size);
	if (!is_accepted(path, &options))
		return 0;
	file = fuzz_read_path(path, &options);
	/* A zip file is read by its directory where one can go to it; a pipe has another path, and no time.
	 */
	if (size > FUZZ_PIPE || (size > 1 && memcmp(data, "PK", 2) == 0) ||
	    strchr(said.text[2], 'p') != NULL || strchr(said.text[2], 'm') != NULL)
		return 0;
	piped = fuzz_read_pipe(data, size, &options);
	must(file.docs == piped.docs && file.rejected == piped.rejected && file.hash == piped.hash);
	return 0;
}
