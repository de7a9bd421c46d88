/*
 * read.h: archives into documents. One file per input format in src/read/, behind struct
 * gz_format with a probe; decompression (gzip, bzip2, xz, zstd) happens below all of them.
 *
 * A reader never stops at a bad record: it reports it through `reject` and reads on. Memory is
 * bounded by max_document, whatever the archive's size; a longer record is passed over.
 */
#ifndef GAZET_READ_H
#define GAZET_READ_H

#include "gazet/model.h"

#define GZ_MAX_DOCUMENT_DEFAULT ((size_t)256 << 20)

/* A file of the archives: what is known of it by name, and by having read it. */
enum gz_file_state {
	GZ_FILE_UNREAD = 0, /* its turn has not come, or it could not be opened */
	GZ_FILE_SAME,       /* passed over: as it was when it was read the last time */
	GZ_FILE_READ,       /* to its end */
	GZ_FILE_MOVED,      /* to its end, but it was written to at the same time: read it again */
	GZ_FILE_CUT         /* as far as the system gave it: read it again */
};
struct gz_file {
	const char *path;    /* absolute, without symbolic links above it; NULL: standard input, and what is no regular file */
	uint64_t size;       /* bytes */
	int64_t changed;     /* nanoseconds since 1970 */
	unsigned char hash[16]; /* XXH3-128 of its bytes, once it was read or compared */
	enum gz_file_state state;
	uint64_t documents;  /* given so far */
	uint64_t rejected;
	uint64_t titles_alone; /* documents without text */
	bool broken;         /* it is damaged, and something of it is lost: nobody knows what it no longer holds */
};
/* What to do with a file. */
enum gz_plan {
	GZ_PLAN_READ = 0,
	GZ_PLAN_PASS,   /* it is as it was */
	GZ_PLAN_COMPARE /* it is as it was if its bytes hash to `hash`; else read it */
};
/* How the character set of a document that is not UTF-8 is known: by its byte order mark, by what its format declares, by
 * detection, or not at all (then it is taken for Windows-1252). */
enum gz_charset_way { GZ_CHARSET_MARKED, GZ_CHARSET_DECLARED, GZ_CHARSET_DETECTED, GZ_CHARSET_ASSUMED, GZ_CHARSET_WAYS };
/* More than there are; they have numbers from 0. */
#define GZ_CHARSETS 64
/* NULL behind the last one. */
const char *gz_charset_name(size_t index);
/* "detected" */
const char *gz_charset_way_name(enum gz_charset_way way);

/* A directory is only a way to name many files: it is walked in bytewise order of the paths, symbolic links to
 * directories are not followed, names that begin with a dot are skipped, and files of no known format are counted. So is a
 * tar or zip archive, in the order of its members; archives in archives are unpacked, what is deeper is not. */
struct gz_read_options {
	const char *format;       /* name of a format ("jsonl", "text"), or NULL: by probing */
	struct gz_str source_name;/* for documents without a source of their own; empty: base name of PATH */
	size_t max_document;      /* bytes of one record; 0 = GZ_MAX_DOCUMENT_DEFAULT */
	uint64_t max_expansion;   /* how many times its size a file may unpack to; 0 = 1000 */
	const char *map;          /* "text=body,date=pub": our key = theirs; NULL: the known keys */
	const char *date_from;    /* where dates come from, best first: "field,url,path,fetched,modified"; NULL: "field,url,path",
	                           * and the path only where the file is one document */
	const char *date_order;   /* what 07/08/2017 is: "dmy", "mdy" or "ymd"; NULL: no date */
	/* Called for each record that was rejected and each file that could not be read (err names file and
	 * record). It must not keep `err`. */
	void (*reject)(void *self, const struct gz_error *err);
	/* Called for each file that is passed over, and why. As above; may be NULL. */
	void (*skipped)(void *self, const char *file, const char *why);
	/* Asked before a regular file is read, in the reader's thread: file->path, size and changed are known. Fills `hash` for
	 * GZ_PLAN_COMPARE; for GZ_PLAN_READ, *pass is how many of its documents were taken before: they are not given
	 * again, and what was rejected between them is not reported again. NULL: everything is read. */
	enum gz_plan (*plan)(void *self, const struct gz_file *file, unsigned char hash[16], uint64_t *pass);
	/* Called for each document that was not UTF-8: its file and record (from 1), the name of the character set, and
	 * how it was known. In the thread that reads; may be NULL. */
	void (*charset)(void *self, const char *file, uint64_t record, const char *name, enum gz_charset_way way);
	void *self;
};

struct gz_reader;

/* `paths` (count of them, kept by the caller while the reader lives): files, directories, or "-" for standard input.
 * Fails only where nothing can be read at all: unknown format name, bad map, out of memory. A path that does not
 * exist is reported through `reject` when its turn comes. */
bool gz_reader_open(const char *const *paths, size_t count, const struct gz_read_options *options,
		    struct gz_reader **out, struct gz_error *err);

enum gz_read_status { GZ_READ_DOC, GZ_READ_END, GZ_READ_FAILED };

/* The next document; all its strings live in `arena`, which this does not reset. GZ_READ_FAILED only when memory ran
 * out (a bad record is rejected, not failed). */
enum gz_read_status gz_reader_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				   struct gz_error *err);

/* How many files there are, and one of them, by gz_doc.file: what the reader's thread has done with it is to be seen by others
 * once gz_read_progress.files_done, as they got it from that thread, is greater. `root`: which of the paths. */
uint32_t gz_reader_count(const struct gz_reader *r);
const struct gz_file *gz_reader_file_at(const struct gz_reader *r, uint32_t index, uint32_t *root);
/* A directory that could not be read: not all files are known. */
bool gz_reader_is_partial(const struct gz_reader *r);
/* The first PATH from number *at on that is a folder without a file, which may be that of a disk that is not there; *at is
 * the number behind it then. NULL: there is no more. */
const char *gz_reader_empty(const struct gz_reader *r, uint32_t *at);

/* Would the next document have to wait for somebody to write it (a pipe, a terminal)? Then what is there should not
 * wait for it. */
bool gz_reader_waits(const struct gz_reader *r);

struct gz_read_progress {
	uint64_t bytes_read;  /* of the files, compressed where they are */
	uint64_t bytes_total; /* 0 when not known (standard input) */
	uint64_t bytes_text;  /* uncompressed */
	uint32_t files_done;  /* the first so many of gz_reader_file_at */
	uint64_t files_same;  /* passed over by plan */
	uint64_t archives;    /* tar and zip */
	uint64_t files, files_skipped; /* in archives too; skipped: of no known format */
	uint64_t records_passed; /* no documents by their kind: requests, images, redirects */
	uint64_t rejected;
	uint64_t bad_dates;
	uint64_t orderless_dates; /* of these: days in numbers that date_order would make dates */
	uint64_t titles_alone; /* documents without text */
	uint64_t repaired;    /* documents in which malformed UTF-8 or NULs were replaced */
	uint64_t charsets[GZ_CHARSETS][GZ_CHARSET_WAYS]; /* documents that were not UTF-8 */
};
void gz_reader_progress(const struct gz_reader *r, struct gz_read_progress *out);
/* The first few dates that could not be understood, as "FILE:RECORD: "DATE""; NULL behind the last one. Not while another thread
 * reads. */
const char *gz_reader_bad_date(const struct gz_reader *r, size_t index);
/* The first document without text, "FILE:RECORD", of the file that has the most of them, how many that has, and whether `map`,
 * which is silent of text, could say under which key (of JSON, or column) it is; NULL: there is none. As above. */
const char *gz_reader_title_alone(const struct gz_reader *r, uint64_t *count, bool *keyed);
/* The next part of `map`, as "date=pub", that no record had, where there were records that it is for, from number *at on; NULL
 * behind the last one. As above. */
const char *gz_reader_unmet(const struct gz_reader *r, size_t *at, char out[GZ_MESSAGE_MAX]);
/* A table in which two columns have one name that is looked for, as "FILE: "NAME""; NULL: there is none. As above. */
const char *gz_reader_twice(const struct gz_reader *r);
void gz_reader_close(struct gz_reader *r);

/* A file that holds no documents, by lines, unpacked like an archive. */
struct gz_lines;
/* "-" is standard input. Lines of more than `longest` bytes are passed over. */
bool gz_lines_open(const char *path, size_t longest, struct gz_lines **out, struct gz_error *err);
enum gz_lines_status { GZ_LINE, GZ_LINE_TOO_LONG, GZ_LINES_END, GZ_LINES_DAMAGED };
/* *line, without its line break, is valid until the next call. GZ_LINES_DAMAGED (*err says why) ends the file too. */
enum gz_lines_status gz_lines_next(struct gz_lines *lines, struct gz_str *line, struct gz_error *err);
void gz_lines_close(struct gz_lines *lines);

/* Would walking a folder, the first `folder` bytes of the path without a slash at their end, not come to the path? */
bool gz_read_passes_over(const char *path, size_t folder);

/* Names of the input formats, NULL-terminated, for help texts. */
const char *const *gz_read_formats(void);

/* Understands, as a whole string: ISO 8601 dates and date-times (the day as written, in the article's own zone:
 * no conversion), YYYY and YYYY-MM, RFC 822, "7-APR-1987 16:22:00.0", "Fri Oct 28, 2011 1:26pm EDT", "July 7, 2017",
 * "7 July 2017", "20170707", the like in some other languages ("3. Mai 2011", "3 de mayo de 2011"), and ten digits of
 * seconds since 1970 (thirteen of milliseconds) from 2001 to 2030, which are days of UTC. Impossible days are refused. */
bool gz_date_parse(struct gz_str s, int32_t *day, enum gz_precision *precision);
/* "07/08/2017", "7.8.2017", "07-08-17" in the stated order; two digits of a year as in RFC 5322. */
enum gz_date_order { GZ_DATE_NO_ORDER = 0, GZ_DATE_DMY, GZ_DATE_MDY, GZ_DATE_YMD };
bool gz_date_numbers(struct gz_str s, enum gz_date_order order, int32_t *day, enum gz_precision *precision);
/* A date in a path: the last component's "YYYY-MM-DD" or "YYYYMMDD", else its "DD-MM-YYYY" in the stated order, else
 * ".../YYYY/MM/DD/...", else ".../YYYY/MM/...". */
bool gz_date_in_path(struct gz_str path, enum gz_date_order order, int32_t *day, enum gz_precision *precision);

/* libarchive, zlib, expat, uchardet, and ISA-L where it can be loaded. See gz_base_library. */
bool gz_read_library(size_t index, struct gz_library *out);

#endif
