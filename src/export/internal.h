/*
 * internal.h: what the files of src/export share: the exporter as formats see it. A format appends to `buf`;
 * what is there when its function returns is written to the one file. One that has several files, or rows
 * that may be partitioned, hands the buffer over with gz_exporter_file or gz_exporter_row.
 */
#ifndef GAZET_EXPORT_INTERNAL_H
#define GAZET_EXPORT_INTERNAL_H

#include "gazet/export.h"
#include "gazet/render.h"

struct gz_parts;

struct gz_exporter {
	const struct gz_document_format *format;
	struct gz_export_options options;
	struct gz_place *place; /* NULL: a stream */
	FILE *out;		/* of an export that is one file; else NULL */
	struct gz_parts *parts; /* of one that is partitioned; else NULL */
	struct gz_buf buf;
	struct gz_buf header; /* what each part begins with */
	struct gz_buf scratch, name;
	void *state; /* a format's own, from calloc; freed by gz_export_close */
	uint64_t documents, mentions;
};

/* What could not be written, from errno; always false. */
bool gz_export_failed(const char *path, struct gz_error *err);
/* Writes the buffer to the one file and clears it. */
bool gz_exporter_flush(struct gz_exporter *e, struct gz_error *err);
/* Writes the buffer as a file below the folder; folders in `name` are made. Clears it. GZ_EUSAGE: it is
 * there. */
bool gz_exporter_file(struct gz_exporter *e, const char *name, struct gz_error *err);
/* The buffer is one row, of a document or of a mention of this type: writes it where it belongs, and clears
 * it. */
bool gz_exporter_row(struct gz_exporter *e, const struct gz_doc *doc, enum gz_type type,
		     struct gz_error *err);

/* ---- parts.c: files of a partition, few of them open ----------------------------- */

bool gz_parts_open(const char *folder, const char *extension, struct gz_parts **out, struct gz_error *err);
/* Appends to <key>=<value>/part-0000<extension>; a new file begins with `header`. */
bool gz_parts_write(struct gz_parts *p, const char *key, struct gz_str value, struct gz_str header,
		    struct gz_str content, struct gz_error *err);
bool gz_parts_finish(struct gz_parts *p, struct gz_error *err);
void gz_parts_close(struct gz_parts *p);

/* ---- names.c: texts that are safe as something else --------------------------------- */

/* As Hive writes the value of a partition: what a file name cannot hold as %XX; a long one is cut and gets
 * its hash. */
bool gz_export_partition_value(struct gz_buf *out, struct gz_str value);
/* Letters, digits, `-`, `_` and `.` stay, the rest becomes `_`; at most `most` bytes, cut between characters.
 */
bool gz_export_file_name(struct gz_buf *out, struct gz_str text, size_t most);
/* For HTML and XML: & < > " ' escaped, and what XML 1.0 forbids left out. */
bool gz_export_markup(struct gz_buf *out, struct gz_str text);

/* ---- members of JSON --------------------------------------------------------------- */

/* ,"key":"value" (the comma only behind another member); nothing where the value is empty. */
bool gz_export_member(struct gz_buf *out, const char *key, struct gz_str value);

/* ---- mention.c: what formats say of a mention -------------------------------------- */

/* The words it was written in. */
struct gz_str gz_export_words(const struct gz_doc *doc, const struct gz_mention *m);
/* The object of the `tag` contract, with the country. */
bool gz_export_mention(struct gz_buf *out, const struct gz_doc *doc, const struct gz_mention *m);

/* ---- formats --------------------------------------------------------------------------- */

extern const struct gz_document_format gz_export_jsonl, gz_export_mentions_jsonl, gz_export_mentions_csv;

#endif
