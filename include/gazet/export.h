/*
 * export.h: documents with their mentions as files of other tools. One file per format in src/export/, behind struct
 * gz_document_format; a new one is a line in src/export/export.c besides.
 *
 * What is written stands under a name of its own beside the target (PATH.gazet-partial) until it is complete, then takes
 * its place: a target is the old export or the new one, never half of one. What a killed run left there is removed by
 * the next one. Beside a file stands PATH.meta.json, in a folder _gazet.json: which database, gazetteer and filters.
 */
#ifndef GAZET_EXPORT_H
#define GAZET_EXPORT_H

#include <stdio.h>

#include "gazet/model.h"

/* ---- formats ------------------------------------------------------------------ */

enum gz_partition {
	GZ_PARTITION_NONE = 0,
	GZ_PARTITION_DAY,
	GZ_PARTITION_MONTH,
	GZ_PARTITION_YEAR,
	GZ_PARTITION_SOURCE,
	GZ_PARTITION_TYPE, /* of the entity: only where a row is a mention */
	GZ_PARTITIONS
};
/* "day" ...; GZ_PARTITIONS when the name is none of them. */
const char *gz_partition_name(enum gz_partition by);
enum gz_partition gz_partition_of(const char *name);

struct gz_exporter;

struct gz_document_format {
	const char *name;
	const char *help;      /* what it gives, for whom: a phrase */
	const char *extension; /* with its period, of the file or of each part */
	bool folder;           /* several files: it cannot be a stream */
	bool tokens;           /* it needs the documents' tokens */
	bool rows;             /* independent lines: it can be partitioned */
	bool by_mention;       /* of these, a line is a mention */
	bool limited;          /* it chooses documents: at most so many */
	/* begin and end may be NULL. document too: it is of the database, and wants no documents. What they leave in the exporter's buffer is written. */
	bool (*begin)(struct gz_exporter *e, struct gz_error *err);
	/* `tokens`: of each field, where the format asked for them, else NULL. */
	bool (*document)(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
			 struct gz_error *err);
	bool (*end)(struct gz_exporter *e, struct gz_error *err);
	/* Gives back what the format holds besides its state; also after a failure. May be NULL. */
	void (*close)(struct gz_exporter *e);
};
/* NULL behind the last one. */
const struct gz_document_format *gz_document_format_at(size_t index);
/* NULL where there is none of that name. */
const struct gz_document_format *gz_document_format_find(const char *name);

/* ---- an export ------------------------------------------------------------------ */

struct gz_export_options {
	const char *path; /* file or folder; NULL: `stream` */
	FILE *stream;
	enum gz_partition partition; /* then the path is a folder */
	bool bom;                    /* csv: a byte order mark, for Excel */
	bool safe;                   /* csv: an apostrophe in front of text that a spreadsheet would compute */
	struct gz_str title;         /* the names of the entities that were asked for; empty: all documents */
	struct gz_str database;      /* its file's name, without folder and ending */
	uint64_t limit;              /* of a format that chooses; 0: its own */
	const struct gz_provenance *provenance; /* NULL: nothing is recorded */
};

/* All of the options must stay until it is closed. GZ_EUSAGE where the format cannot be written so, or the target is a folder
 * that no export has made. */
bool gz_export_open(const struct gz_document_format *format, const struct gz_export_options *options,
		    struct gz_exporter **out, struct gz_error *err);
bool gz_export_document(struct gz_exporter *e, const struct gz_tagged *tagged, const struct gz_tokens *tokens,
			struct gz_error *err);
/* Completes it: only now the target is there, or replaced. */
bool gz_export_finish(struct gz_exporter *e, struct gz_error *err);
uint64_t gz_export_documents(const struct gz_exporter *e);
uint64_t gz_export_mentions(const struct gz_exporter *e);
/* Removes what was not finished. NULL is fine. */
void gz_export_close(struct gz_exporter *e);

/* ---- a place for one export, of whatever kind ------------------------------------- */

struct gz_place;

/* A file: *stream is open for writing until it is finished or closed. What is no regular file (a pipe, a device) is written
 * to directly. */
bool gz_place_file(const char *path, struct gz_place **out, FILE **stream, struct gz_error *err);
/* A folder, as yet empty: files are made below gz_place_path. */
bool gz_place_folder(const char *path, struct gz_place **out, struct gz_error *err);
/* What is being written: the name of the partial file or folder. */
const char *gz_place_path(const struct gz_place *p);
/* The content of PATH.meta.json or of FOLDER/_gazet.json, to be written by gz_place_finish. */
bool gz_place_describe(struct gz_place *p, struct gz_str json, struct gz_error *err);
/* Everything reaches the disk, then the target is replaced as a whole. */
bool gz_place_finish(struct gz_place *p, struct gz_error *err);
/* Removes what was not finished. NULL is fine. */
void gz_place_close(struct gz_place *p);

#endif
