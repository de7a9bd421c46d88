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
/* Empties e->scratch; where there was no memory for what was in it, the output has failed. */
void gz_export_scratch(struct gz_exporter *e);
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
/* ASCII letters, digits, `-`, `_` and `.` stay, any other character becomes `_`; at most `most` bytes. */
bool gz_export_file_name(struct gz_buf *out, struct gz_str text, size_t most);
/* For HTML and XML: & < > " ' escaped, and what XML 1.0 forbids left out. */
bool gz_export_markup(struct gz_buf *out, struct gz_str text);
/* ASCII letters, digits and `kept` stay, other bytes become %XX. */
bool gz_export_encoded(struct gz_buf *out, struct gz_str text, const char *kept);
/* Every white space or control character becomes a space: for one line of a line-based format. */
bool gz_export_line(struct gz_buf *out, struct gz_str text);
/* White space of any kind, and control characters: no format has them inside a token. */
bool gz_export_is_space(uint32_t code);
/* An address that may stand as a link: http or https, without what an IRI cannot hold. */
bool gz_export_is_web(struct gz_str url);
/* ,"key":"value" (no comma behind a brace); nothing where the value is empty. */
bool gz_export_member(struct gz_buf *out, const char *key, struct gz_str value);
/* Members of an object that says what an export was made from, the first with a comma in front. */
bool gz_export_provenance(struct gz_buf *out, const struct gz_provenance *p);

/* ---- mention.c: what formats say of a mention -------------------------------------- */

/* The words it was written in. */
struct gz_str gz_export_words(const struct gz_doc *doc, const struct gz_mention *m);
/* The object of the `tag` contract, with the country. */
bool gz_export_mention(struct gz_buf *out, const struct gz_doc *doc, const struct gz_mention *m);

/* What others call our types. */
enum gz_labels { GZ_LABELS_CONLL = 0, GZ_LABELS_ONTONOTES, GZ_LABELS_BRAT, GZ_LABEL_SETS };
const char *gz_export_label(enum gz_type type, enum gz_labels labels);

/* A document as one text, for formats that know no fields: the title, a blank line, the text. */
struct gz_joined {
	struct gz_str text;  /* in the exporter's `scratch` */
	size_t bytes, codes; /* where the text field begins in it */
};
bool gz_export_join(struct gz_exporter *e, const struct gz_doc *doc, struct gz_joined *out);
struct gz_range {
	size_t start, end;
};
struct gz_range gz_joined_bytes(const struct gz_joined *j, const struct gz_mention *m);
struct gz_range gz_joined_codes(const struct gz_joined *j, const struct gz_mention *m);

/* Zeroed in front of a document's first mention; is number `number`, one after the other, outside of all
 * before? Formats that give a word one label have these only. */
struct gz_outer {
	uint8_t field;
	uint32_t end; /* code points */
};
bool gz_export_is_outer(const struct gz_tagged *tagged, size_t number, struct gz_outer *last);
/* urn:gazet:document:SOURCE:ID */
bool gz_export_urn(struct gz_buf *out, const struct gz_doc *doc);

/* ---- units.c: words and signs in sentences ------------------------------------------ */

/* What stands between white space and other units: a word as text.h cuts them, or a sign (several of the same
 * kind: ...). */
struct gz_unit {
	uint32_t start, end;		  /* bytes in the field */
	bool first;			  /* of a sentence */
	bool begins;			  /* first unit of its mention */
	const struct gz_mention *mention; /* the outermost that it belongs to, or NULL */
};
typedef GZ_VEC(struct gz_unit) gz_unit_vec;
/* The units of a field, in order; no mention begins or ends inside of one. False: out of memory. */
bool gz_export_units(const struct gz_tagged *tagged, enum gz_field field, const struct gz_tokens *tokens,
		     gz_unit_vec *out);
/* Of a format whose state is, or begins with, a gz_unit_vec. */
void gz_export_units_close(struct gz_exporter *e);

/* ---- distinct.c: entities of a document, each once ------------------------------------ */

/* One of the different words for an entity: number of its first mention, and of the entity in the document. */
struct gz_distinct {
	struct gz_str words;
	uint32_t entity, mention;
};
typedef GZ_VEC(struct gz_distinct) gz_distinct_vec;
/* Entities by first appearance, each with its words by first appearance. False: out of memory. */
bool gz_export_distinct(const struct gz_tagged *tagged, gz_distinct_vec *out);
/* Is number i the first of its entity? */
bool gz_distinct_begins(const gz_distinct_vec *all, size_t i);

/* ---- formats --------------------------------------------------------------------------- */

extern const struct gz_document_format gz_export_as_jsonl, gz_export_as_mentions_jsonl,
	gz_export_as_mentions_csv, gz_export_as_annotation, gz_export_as_spacy, gz_export_as_conll,
	gz_export_as_conllu, gz_export_as_brat, gz_export_as_displacy;
extern const struct gz_document_format gz_export_as_timelinejs, gz_export_as_ftm, gz_export_as_gkg, gz_export_as_datasette;

#endif
