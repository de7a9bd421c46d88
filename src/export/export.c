/* export.c: the table of formats for documents with mentions, and what an export does for all of them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

static const struct gz_document_format *const formats[] = {
	/* clang-format off */
	&gz_export_as_jsonl,
	&gz_export_as_mentions_jsonl,
	&gz_export_as_mentions_csv,
	&gz_export_as_annotation,
	&gz_export_as_spacy,
	&gz_export_as_conll,
	&gz_export_as_conllu,
	&gz_export_as_brat,
	&gz_export_as_displacy,
	&gz_export_as_timelinejs,
	&gz_export_as_ftm,
	&gz_export_as_gkg,
	&gz_export_as_datasette,
	/* clang-format on */
};

const struct gz_document_format *gz_document_format_at(size_t index)
{
	return index < GZ_COUNT(formats) ? formats[index] : NULL;
}

const struct gz_document_format *gz_document_format_find(const char *name)
{
	for (size_t i = 0; i < GZ_COUNT(formats); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

static const char *const partitions[] = {"none", "day", "month", "year", "source", "type"};

const char *gz_partition_name(enum gz_partition by)
{
	return partitions[by];
}

enum gz_partition gz_partition_of(const char *name)
{
	for (size_t i = 1; i < GZ_COUNT(partitions); i++) {
		if (strcmp(name, partitions[i]) == 0)
			return (enum gz_partition)i;
	}
	return GZ_PARTITIONS;
}

/* ---- writing ---------------------------------------------------------------------- */

bool gz_export_failed(const char *path, struct gz_error *err)
{
	int why = errno;

	if (why == EPIPE)
		return gz_fail(err, GZ_EPIPE, "broken pipe");
	return gz_fail(err, GZ_EIO, "cannot write %s: %s", path, why != 0 ? strerror(why) : "unknown reason");
}

static const char *target(const struct gz_exporter *e)
{
	return e->place != NULL ? gz_place_path(e->place) : "the output";
}

void gz_export_scratch(struct gz_exporter *e)
{
	e->buf.failed |= e->scratch.failed;
	gz_buf_clear(&e->scratch);
}

bool gz_exporter_flush(struct gz_exporter *e, struct gz_error *err)
{
	if (e->buf.failed || e->scratch.failed)
		return gz_fail_nomem(err);
	errno = 0;
	if (e->buf.len > 0 && fwrite(e->buf.ptr, 1, e->buf.len, e->out) != e->buf.len)
		return gz_export_failed(target(e), err);
	gz_buf_clear(&e->buf);
	return true;
}

/* The folders that a name stands in. `path` comes back as it was. */
static bool make_folders(char *path, size_t from, struct gz_error *err)
{
	for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		bool made;

		*slash = '\0';
		made = mkdir(path, 0777) == 0 || errno == EEXIST;
		if (!made)
			gz_export_failed(path, err);
		*slash = '/';
		if (!made)
			return false;
	}
	return true;
}

bool gz_exporter_file(struct gz_exporter *e, const char *name, struct gz_error *err)
{
	size_t folder = strlen(gz_place_path(e->place)) + 1;
	FILE *file;
	bool good;

	gz_buf_clear(&e->name);
	gz_buf_printf(&e->name, "%s/%s", gz_place_path(e->place), name);
	gz_buf_byte(&e->name, '\0');
	if (e->name.failed || e->buf.failed)
		return gz_fail_nomem(err);
	file = fopen(e->name.ptr, "wbx");
	if (file == NULL && errno == ENOENT) {
		if (!make_folders(e->name.ptr, folder, err))
			return false;
		file = fopen(e->name.ptr, "wbx");
	}
	if (file == NULL && errno == EEXIST)
		return gz_fail(err, GZ_EUSAGE, "%s is there already", e->name.ptr);
	if (file == NULL)
		return gz_export_failed(e->name.ptr, err);
	good = e->buf.len == 0 || fwrite(e->buf.ptr, 1, e->buf.len, file) == e->buf.len;
	good = fclose(file) == 0 && good;
	gz_buf_clear(&e->buf);
	return good || gz_export_failed(e->name.ptr, err);
}

/* The value of the partition that a row belongs to; empty: the one for all that have none. */
static struct gz_str partition_value(const struct gz_exporter *e, const struct gz_doc *doc, enum gz_type type,
				     char day[16])
{
	enum gz_precision least = GZ_YEAR;

	switch (e->options.partition) {
	case GZ_PARTITION_SOURCE: return doc->source;
	case GZ_PARTITION_TYPE: return gz_str(gz_type_name(type));
	case GZ_PARTITION_DAY: least = GZ_DAY; break;
	case GZ_PARTITION_MONTH: least = GZ_MONTH; break;
	default: break;
	}
	if (doc->day == GZ_NO_DAY || doc->precision < least)
		return GZ_STR("");
	return gz_str(gz_day_format(doc->day, least, day));
}

bool gz_exporter_row(struct gz_exporter *e, const struct gz_doc *doc, enum gz_type type, struct gz_error *err)
{
	char day[16];
	bool good;

	if (e->parts == NULL)
		return gz_exporter_flush(e, err);
	if (e->buf.failed)
		return gz_fail_nomem(err);
	good = gz_parts_write(e->parts, gz_partition_name(e->options.partition),
			      partition_value(e, doc, type, day), gz_buf_view(&e->header),
			      gz_buf_view(&e->buf), err);
	gz_buf_clear(&e->buf);
	return good;
}

/* ---- from begin to end ---------------------------------------------------------------- */

static bool check(const struct gz_document_format *format, const struct gz_export_options *options,
		  struct gz_error *err)
{
	if (options->partition != GZ_PARTITION_NONE && !format->rows)
		return gz_fail(err, GZ_EUSAGE, "%s cannot be partitioned: its documents are no rows",
			       format->name);
	if (options->partition == GZ_PARTITION_TYPE && !format->by_mention)
		return gz_fail(
			err, GZ_EUSAGE,
			"%s has a row for each document, which has no type: partition mentions or csv by it",
			format->name);
	if (options->path == NULL && options->partition != GZ_PARTITION_NONE)
		return gz_fail(err, GZ_EUSAGE, "a partitioned export is a folder: -o FOLDER names it");
	if (options->path == NULL && format->folder)
		return gz_fail(err, GZ_EUSAGE, "%s gives several files: -o FOLDER says where", format->name);
	return true;
}

static bool open_target(struct gz_exporter *e, struct gz_error *err)
{
	const struct gz_export_options *o = &e->options;

	if (o->path == NULL) {
		e->out = o->stream;
		return true;
	}
	if (!e->format->folder && o->partition == GZ_PARTITION_NONE)
		return gz_place_file(o->path, &e->place, &e->out, err);
	if (!gz_place_folder(o->path, &e->place, err))
		return false;
	return o->partition == GZ_PARTITION_NONE ||
	       gz_parts_open(gz_place_path(e->place), e->format->extension, &e->parts, err);
}

static bool begin(struct gz_exporter *e, struct gz_error *err)
{
	if (e->format->begin != NULL && !e->format->begin(e, err))
		return false;
	return e->out == NULL || gz_exporter_flush(e, err);
}

bool gz_export_open(const struct gz_document_format *format, const struct gz_export_options *options,
		    struct gz_exporter **out, struct gz_error *err)
{
	struct gz_exporter *e;

	*out = NULL;
	if (!check(format, options, err))
		return false;
	e = calloc(1, sizeof(*e));
	if (e == NULL)
		return gz_fail_nomem(err);
	e->format = format;
	e->options = *options;
	if (!open_target(e, err) || !begin(e, err)) {
		gz_export_close(e);
		return false;
	}
	*out = e;
	return true;
}

bool gz_export_document(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
			struct gz_error *err)
{
	e->documents++;
	e->mentions += tagged->count;
	if (!e->format->document(e, tagged, tokens, err))
		return false;
	return e->out == NULL || gz_exporter_flush(e, err);
}

/* What stands beside the export: the same bytes for the same question to the same database. */
static bool describe(struct gz_exporter *e, struct gz_error *err)
{
	struct gz_buf *out = &e->buf;
	bool good;

	if (e->options.provenance == NULL)
		return true;
	gz_buf_clear(out);
	gz_buf_printf(out, "{\"format\":\"%s\"", e->format->name);
	if (e->options.partition != GZ_PARTITION_NONE)
		gz_export_member(out, "partition", gz_str(gz_partition_name(e->options.partition)));
	gz_buf_printf(out, ",\"documents\":%llu,\"mentions\":%llu", (unsigned long long)e->documents,
		      (unsigned long long)e->mentions);
	gz_export_provenance(out, e->options.provenance);
	gz_buf_byte(out, '}');
	good = out->failed ? gz_fail_nomem(err) : gz_place_describe(e->place, gz_buf_view(out), err);
	gz_buf_clear(out);
	return good;
}

bool gz_export_finish(struct gz_exporter *e, struct gz_error *err)
{
	if (e->format->end != NULL && !e->format->end(e, err))
		return false;
	if (e->out != NULL && !gz_exporter_flush(e, err))
		return false;
	if (e->parts != NULL && !gz_parts_finish(e->parts, err))
		return false;
	if (e->place == NULL) {
		errno = 0;
		return (fflush(e->out) == 0 && !ferror(e->out)) || gz_export_failed("the output", err);
	}
	return describe(e, err) && gz_place_finish(e->place, err);
}

uint64_t gz_export_documents(const struct gz_exporter *e)
{
	return e->documents;
}

uint64_t gz_export_mentions(const struct gz_exporter *e)
{
	return e->mentions;
}

void gz_export_close(struct gz_exporter *e)
{
	if (e == NULL)
		return;
	if (e->format->close != NULL)
		e->format->close(e);
	gz_parts_close(e->parts);
	gz_place_close(e->place);
	gz_buf_free(&e->buf);
	gz_buf_free(&e->header);
	gz_buf_free(&e->scratch);
	gz_buf_free(&e->name);
	free(e->state);
	free(e);
}
