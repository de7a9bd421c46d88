/*
 * internal.h: what the files of src/read share. The way of a byte: raw (raw.c, the file itself) →
 * codec (gzip.c, libarchive.c; none for a plain file) → input (input.c, uncompressed blocks) →
 * format (jsonl.c, text.c ...) → record (record.c) → struct gz_doc. Where the input is an archive
 * (archive.c), each of its members is the raw of another input (open.c).
 *
 * Adding an input format means one file with a struct gz_format and one line in formats.h; adding a
 * compression, one file with a struct gz_codec and one line in input.c's table.
 */
#ifndef GAZET_READ_INTERNAL_H
#define GAZET_READ_INTERNAL_H

#include <stdatomic.h>
#include <sys/types.h>
#include <time.h>

#include "dates.h"
#include "formats.h"
#include "gazet/read.h"

struct XXH3_state_s;

/* Bytes asked of the system and given to a format at once. Fuzzing has less, to meet the edges of blocks. */
#ifndef GZ_READ_BLOCK
#define GZ_READ_BLOCK ((size_t)256 << 10)
#endif
/* How much of a file a probe sees. */
#define GZ_PROBE_BYTES ((size_t)4096)
/* json-c counts bytes in int, SQLite ends at 1 GB a row. */
#define GZ_MAX_DOCUMENT_LIMIT ((size_t)1 << 30)

/* ---- digest.c: a hash of a file's bytes ------------------------------------------ */

/* Made of what is read anyway, as far as that is read once and in order. */
struct gz_digest {
	struct XXH3_state_s *state;
	uint64_t at; /* bytes that are in it */
	bool broken; /* something was passed over */
	bool cut; /* the system refused to read on: what the file holds is not known; until the next file */
};
bool gz_digest_open(struct gz_digest *d, struct gz_error *err);
void gz_digest_start(struct gz_digest *d);
/* Bytes of the file from `place` on; what is in it already is no matter. */
void gz_digest_add(struct gz_digest *d, uint64_t place, const char *bytes, size_t len);
/* The hash of a file of `size` bytes, which is read (once more) where the digest is not of all of it. */
bool gz_digest_end(struct gz_digest *d, const char *path, uint64_t size, unsigned char hash[16],
		   struct gz_error *err);
void gz_digest_close(struct gz_digest *d);

/* ---- bytes of a file --------------------------------------------------------- */

/* The file, or the member of an archive, as it is: bytes at..len of block are unread. */
struct gz_raw {
	int fd;
	/* For a member (fd is -1): writes up to `size` bytes; 0 at the end, negative where it is damaged. */
	ssize_t (*member)(void *archive, char *out, size_t size, struct gz_error *err);
	void *archive;
	char *block; /* GZ_READ_BLOCK bytes */
	size_t at, len;
	bool end;
	_Atomic uint64_t *count;  /* bytes read are added here; NULL: they are not counted */
	struct gz_digest *digest; /* NULL: none is made */
};

enum gz_input_status {
	GZ_INPUT_DATA,
	GZ_INPUT_END,
	GZ_INPUT_DAMAGED, /* err says why; nothing more will come */
};

/* Reads behind the unread bytes, which it moves to the front. GZ_INPUT_DATA when something was added. */
enum gz_input_status gz_raw_fill(struct gz_raw *raw, struct gz_error *err);
/* Where in the file the first unread byte is; -1 where the file is none that one can go back in. */
off_t gz_raw_tell(const struct gz_raw *raw);
/* Goes back there; what was read since is no longer counted. */
bool gz_raw_back(struct gz_raw *raw, off_t place);

/* One way of compression. */
struct gz_codec {
	const char *name;
	/* Looks at the first bytes of the file. */
	bool (*probe)(const unsigned char *head, size_t len);
	bool (*open)(struct gz_raw *raw, void **state, struct gz_error *err);
	/* Writes up to `size` bytes. Positive: how many; 0: the end; negative: damaged, as err says. */
	ssize_t (*read)(void *state, char *out, size_t size, struct gz_error *err);
	void (*close)(void *state);
};
extern const struct gz_codec gz_codec_gzip, gz_codec_bzip2, gz_codec_xz, gz_codec_zstd;
/* UTF-16 with a byte order mark, as UTF-8. */
extern const struct gz_codec gz_codec_utf16;

/* A faster way through sound gzip data; see igzip.c. */
struct gz_igzip;
enum gz_igzip_status {
	GZ_IGZIP_GOES_ON, /* also with nothing given yet */
	GZ_IGZIP_END,	  /* of the member: all of it was given */
	GZ_IGZIP_DAMAGED  /* or broken off, or not for ISA-L */
};
/* NULL where there is none (or no memory). */
struct gz_igzip *gz_igzip_open(void);
/* Here begins a member. */
void gz_igzip_member(struct gz_igzip *z);
/* Writes up to `size` bytes, *given in all. */
enum gz_igzip_status gz_igzip_read(struct gz_igzip *z, struct gz_raw *raw, char *out, size_t size,
				   size_t *given);
void gz_igzip_close(struct gz_igzip *z);
/* Of the library; NULL where it is not there. */
const char *gz_igzip_version(void);

/* How far a file may grow by unpacking: so many times what was read of it, and GZ_EXPANSION_FREE in any case.
 */
#define GZ_EXPANSION	  1000
#define GZ_EXPANSION_FREE ((uint64_t)64 << 20)
struct gz_budget {
	uint64_t times; /* 0: no limit */
	const _Atomic uint64_t *read;
	uint64_t read_before; /* value of *read when the file was opened */
	uint64_t unpacked;
};
/* False where `more` bytes are too many. */
bool gz_budget_take(struct gz_budget *budget, size_t more, struct gz_error *err);

/* A stream of uncompressed bytes: at..len of block are unread and may be changed in place. Its memory is kept
 * from one file to the next; the struct may be moved. */
struct gz_input {
	struct gz_raw *raw;
	const struct gz_codec *codec; /* NULL: the raw bytes are the text */
	void *codec_state;
	struct gz_stage *stage; /* unpacks beneath the codec; NULL: nothing does */
	bool late;		/* the very first bytes were damaged, for the reason in late_err */
	struct gz_error late_err;
	bool damaged; /* something of it could not be read */
	bool owned;   /* the descriptor is closed with it */
	char *plain;  /* GZ_READ_BLOCK bytes, for what a codec writes */
	char *block;
	size_t at, len;
	_Atomic uint64_t *raw_count; /* bytes of the file are added here */
	_Atomic uint64_t *count;     /* uncompressed bytes are added here */
	struct gz_budget *budget;    /* may be NULL */
	struct gz_digest *digest;    /* of the file; may be NULL */
};

/* "-" is standard input. `walked`: only a regular file will do (else GZ_EUSAGE), and opening never waits. */
bool gz_input_open(struct gz_input *in, const char *path, bool walked, struct gz_error *err);
/* The member of an archive. */
struct gz_archive;
bool gz_input_open_member(struct gz_input *in, struct gz_archive *archive, struct gz_error *err);
/* More bytes behind the unread ones, which move to the front (at becomes 0). */
enum gz_input_status gz_input_fill(struct gz_input *in, struct gz_error *err);
/* Goes to another place of a file that is not compressed; -1 where that cannot be. Nothing is unread then. */
off_t gz_input_seek(struct gz_input *in, off_t offset, int whence);
bool gz_input_can_seek(const struct gz_input *in);
void gz_input_close(struct gz_input *in);
void gz_input_free(struct gz_input *in);

/* Is it UTF-16 that utf16.c turns into UTF-8? */
bool gz_utf16_is(const struct gz_input *in, bool *big);

/* ---- archives ------------------------------------------------------------------- */

/* Is this the beginning of a tar or zip archive? */
bool gz_archive_probe(struct gz_str head);
/* A zip archive that is one thing to its users: a document of an office program, a book, a program. */
bool gz_archive_is_package(struct gz_str head);
/* `in`, which must stay where it is, is read from its first unread byte. */
bool gz_archive_open(struct gz_input *in, struct gz_archive **out, struct gz_error *err);
enum gz_archive_status {
	GZ_ARCHIVE_MEMBER,
	GZ_ARCHIVE_END,
	GZ_ARCHIVE_DAMAGED, /* err says why; nothing more will come */
	GZ_ARCHIVE_NO_MEMORY
};
/* The next regular file; *name is valid until the next call. What is none (links, devices) is added to
 * *skipped. */
enum gz_archive_status gz_archive_next(struct gz_archive *a, struct gz_str *name, uint64_t *skipped,
				       struct gz_error *err);
/* As struct gz_raw asks it of a member. */
ssize_t gz_archive_read(void *archive, char *out, size_t size, struct gz_error *err);
/* Nothing of it could be read: it is no archive, or libarchive had not the memory to see that it is one. */
bool gz_archive_refused(const struct gz_archive *a);
void gz_archive_close(struct gz_archive *a);

/* ---- names of files ------------------------------------------------------------ */

/* A file to read, a place that could not be read (`error` is an errno then), or a directory that is passed
 * over. */
struct gz_item {
	const char *path;     /* to open, and for messages */
	const char *relative; /* below its PATH; the base name of a PATH that is a file */
	uint32_t root;	      /* which PATH */
	int error;
	bool walked;	/* found in a directory */
	bool directory; /* could not be read, or is passed over */
	uint64_t size;
	struct gz_file file; /* of one that was walked, size and time as the walk found them */
};

struct gz_walk {
	GZ_VEC(struct gz_item) items;
	struct gz_arena arena;
	uint64_t bytes;
	uint64_t skipped; /* neither files nor directories */
	bool unsized;	  /* something's size is not known */
};

/* Adds what is at `path` (or below it) to the list. Only fails when memory ran out. */
bool gz_walk_add(struct gz_walk *w, const char *path, uint32_t root, struct gz_error *err);
void gz_walk_free(struct gz_walk *w);
/* Base name of a PATH argument, "stdin" for "-"; in `arena`; .ptr NULL when memory ran out. */
struct gz_str gz_path_source(const char *path, struct gz_arena *arena);

/* Does its name end so ("text.csv"), or so and then as that of a compressed file? */
bool gz_path_named(const char *path, const char *ending);

/* ---- records --------------------------------------------------------------------- */

enum gz_key {
	GZ_KEY_TEXT,
	GZ_KEY_DATE,
	GZ_KEY_TITLE,
	GZ_KEY_URL,
	GZ_KEY_ID,
	GZ_KEY_SOURCE,
	GZ_KEY_LANG,
	GZ_KEYS
};

#define GZ_KEY_NAMES 11
/* The keys under which a field is looked for, best first, up to the first NULL. */
struct gz_keys {
	const char *name[GZ_KEYS][GZ_KEY_NAMES];
	size_t length[GZ_KEYS][GZ_KEY_NAMES];
	bool paths; /* one of them has a dot: it may lead down into objects */
	bool mapped[GZ_KEYS]; /* the name is one of --map */
	bool met[GZ_KEYS];    /* and a record had it */
	uint64_t records;     /* that were looked into by these keys */
	char *copy;
};

/* `map` as in struct gz_read_options; an empty right side ("source=") means that no key is read. */
bool gz_keys_open(struct gz_keys *keys, const char *map, struct gz_error *err);
void gz_keys_close(struct gz_keys *keys);
/* As --map knows it: "text". */
const char *gz_key_name(enum gz_key key);
/* Under which keys the text is that an object holds, where it stands for one ({"rendered": "..."}), best first; NULL
 * behind the last one. */
const char *gz_key_inner(size_t index);

/* What stands under one of those keys in a record of JSON. */
enum gz_value_kind {
	GZ_VALUE_NONE = 0, /* no such key, or null */
	GZ_VALUE_STRING,
	GZ_VALUE_NUMBER,
	GZ_VALUE_CLIPPED, /* a whole number beyond 64 bits */
	GZ_VALUE_BOOLEAN,
	GZ_VALUE_LIST,
	GZ_VALUE_OBJECT
};

struct gz_value {
	enum gz_value_kind kind;
	bool escaped;	    /* the string holds backslashes: gz_json_unescape */
	struct gz_str text; /* of strings and numbers; of an object, a key in it that has a string, if any */
};

struct gz_values {
	struct gz_value of[GZ_KEYS][GZ_KEY_NAMES];
};

/* Reads a line of the plain kind that nearly all are: true, and *values say what a JSON parser would. False
 * says nothing about the line: it may be wrong, or only unusual. */
bool gz_json_record(const struct gz_keys *keys, struct gz_str line, struct gz_values *values);
/* Appends a string that gz_json_record called escaped. Writes no more bytes than it has. */
bool gz_json_unescape(struct gz_buf *out, struct gz_str escaped);

/* What a format found, as read: possibly malformed UTF-8, with NULs. */
struct gz_record {
	struct gz_str value[GZ_KEYS];
	int32_t day; /* when the format knows it by itself; else GZ_NO_DAY, and GZ_KEY_DATE is parsed */
	enum gz_precision precision;
	uint64_t record;
	uint64_t bytes;
	bool of_file;	       /* the file is this one document */
	struct gz_str crawled; /* when the archive got it, as written: the last resort for a date */
};

/* ---- the reader ---------------------------------------------------------------------- */

struct gz_head {
	struct gz_str bytes;	    /* the beginning of the file, without a byte order mark */
	const char *path;	    /* "-" for standard input */
	const struct gz_keys *keys; /* under which names fields are looked for; NULL: the known ones */
};

struct gz_format {
	const char *name;
	bool (*probe)(const struct gz_head *head);
	/* For one file, whose bytes are in r->input. */
	bool (*open)(struct gz_reader *r, struct gz_error *err);
	/* GZ_READ_END: nothing more in this file. */
	enum gz_read_status (*next)(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				    struct gz_error *err);
	void (*close)(struct gz_reader *r);
};
#define GZ_FORMAT(name) extern const struct gz_format gz_format_##name;
GZ_FORMATS(GZ_FORMAT)
#undef GZ_FORMAT

/* NULL when there is none of that name. */
const struct gz_format *gz_format_find(const char *name);
/* NULL when no format takes it. */
const struct gz_format *gz_format_probe(const struct gz_head *head);
/* What else it is that could be taken for text or an archive ("PDF"); NULL: nothing that is known. */
const char *gz_format_foreign(struct gz_str head);
/* What a table's columns are called, for messages: the first of them. */
#define GZ_CSV_NAMES 256
/* A table by its name and its first two rows, of which the first does not say where the text is. Asked of
 * what is of no other format than text. Writes what its columns are called, unless `names` is NULL. */
bool gz_csv_is_unnamed(const struct gz_head *head, char names[GZ_CSV_NAMES]);

/* Archives in archives are unpacked, what is deeper is not. */
#define GZ_NESTING 2
struct gz_level {
	struct gz_input input; /* the archive's bytes */
	struct gz_archive *archive;
	struct gz_item self; /* the archive */
	const char *path;    /* how messages call it */
	const char *prefix;  /* what the names of its members follow */
	struct gz_arena arena;
	struct gz_item member; /* the one being read */
	struct gz_arena member_arena;
};

struct gz_reader {
	const char *const *paths;
	size_t path_count;
	struct gz_read_options options;
	size_t max_document;
	struct gz_keys keys;
	struct gz_dates dates;
	char bad_date[GZ_BAD_DATES][256];
	char title_here[256];  /* the first document without text of the current file */
	char title_most[256];  /* and of the file that has the most of them */
	uint64_t titles_most;  /* how many that are */
	char twice[256];       /* a table in which two columns have one name that is looked for */
	struct gz_walk walk;
	size_t next_item;
	const struct gz_item *item; /* the file being read */
	struct gz_str source;	    /* of documents that name none */
	uint32_t source_root;
	struct gz_arena source_arena;
	struct gz_input input; /* of the file or member being read */
	struct gz_level level[GZ_NESTING];
	unsigned depth; /* of archives that are open */
	struct gz_budget budget;
	struct gz_digest digest;
	const char *root_path; /* the PATH's absolute one; NULL: it has none */
	uint64_t pass;	       /* documents of the file that are not given again */
	const struct gz_format *forced;
	const struct gz_format *format; /* of the file being read; NULL between files */
	void *format_state;
	bool utf8_marked; /* the file began with a byte order mark of UTF-8 */
	uint64_t record;  /* of the file being read: how many were looked at */
	struct gz_buf scratch;
	/* Another thread may ask for the progress. */
	_Atomic uint64_t bytes_read, bytes_total, bytes_text;
	_Atomic uint64_t bytes_packed; /* of archives, unpacked */
	_Atomic uint64_t files_done, files_same, archives, files, files_skipped, rejected, bad_dates,
		repaired;
	_Atomic uint64_t orderless_dates; /* of the bad ones: days in numbers, and nobody said in which order */
	_Atomic uint64_t titles_alone;	  /* documents without text */
	_Atomic uint64_t records_passed; /* nothing wrong, but no documents: redirects, talk */
	_Atomic uint64_t charsets[GZ_CHARSETS][GZ_CHARSET_WAYS];
	struct gz_charset_state *charset; /* of gz_charset_decode; NULL before its first call */
};

static inline void gz_count(_Atomic uint64_t *counter, uint64_t more)
{
	atomic_fetch_add_explicit(counter, more, memory_order_relaxed);
}

static inline int64_t gz_nanoseconds(struct timespec when)
{
	return (int64_t)when.tv_sec * 1000000000 + when.tv_nsec;
}

/* file.c: is the file read, or passed over? Begins its digest. */
bool gz_file_plan(struct gz_reader *r, struct gz_item *item, bool *passed, struct gz_error *err);
/* It was read to its end. */
void gz_file_end(struct gz_reader *r, struct gz_item *item);

/* open.c: goes on to the next file or member. r->format stays NULL where it was rejected, skipped, or an
 * archive. */
bool gz_reader_advance(struct gz_reader *r, struct gz_error *err);
/* Whatever of the file or member was not read is not to come any more. */
void gz_reader_leave(struct gz_reader *r);

/* How messages call the current file. */
const char *gz_reader_file(const struct gz_reader *r);
/* Counts a record of the current file (line > 0) or the file itself (line = 0) as rejected and reports it.
 * With GZ_ENOTFOUND it is sound and holds no document; else what it held is lost. */
void gz_reader_reject_at(struct gz_reader *r, enum gz_code code, uint64_t line, uint32_t column,
			 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* told.c: how the current file is called in what is told at the end: its path, of a long one the end behind "...". Returns
 * `out`. */
#define GZ_PLACE 160
const char *gz_reader_place(const struct gz_reader *r, char out[GZ_PLACE]);
/* A document that has no text; a table in which two columns have that name. */
void gz_reader_note_title(struct gz_reader *r, struct gz_file *file, const struct gz_doc *doc);
void gz_reader_note_twice(struct gz_reader *r, const char *name);

/* Something of the current file is lost. */
void gz_reader_lost(struct gz_reader *r);

/* Makes a document of a record: repairs UTF-8, parses the date, hashes, fills in source and id. */
bool gz_record_finish(struct gz_reader *r, const struct gz_record *record, struct gz_arena *arena,
		      struct gz_doc *doc, struct gz_error *err);

/* ---- what formats share ---------------------------------------------------------------- */

/* Appends all bytes of the file. GZ_READ_END: it was rejected (too long, damaged, blank), and that is said.
 */
enum gz_read_status gz_reader_whole(struct gz_reader *r, struct gz_buf *out, struct gz_error *err);
/* The file or member is one document, and holds no text. */
void gz_reader_reject_void(struct gz_reader *r, const char *why);
/* Is there more than white space? Else the file is rejected as empty. */
bool gz_reader_filled(struct gz_reader *r, struct gz_str text);
/* For a file that is one document: its path is its id, where the record has none, and may tell its date. */
void gz_record_of_file(const struct gz_reader *r, struct gz_record *record);

/* The bytes of a document (or of a part of one) as UTF-8, malformed only where nothing better is known. In
 * this order: a byte order mark (which is left out); UTF-8 where it is that, whatever is declared; `declared`
 * (NULL: nothing; a name that nobody knows counts as nothing); what detection says; Windows-1252. *out is
 * `bytes`, or a part of them, where nothing has to change, else in `buf`, which it overwrites. Whatever was
 * not UTF-8 is counted for the report, once for r->record. False only when memory ran out. */
bool gz_charset_decode(struct gz_reader *r, struct gz_str bytes, const char *declared, struct gz_buf *buf,
		       struct gz_str *out, struct gz_error *err);
/* Counts a document of a file in UTF-16, which was turned into UTF-8 below its format. False only when memory
 * ran out. */
bool gz_charset_note_file(struct gz_reader *r, struct gz_error *err);

/* Does this beginning of a file look like UTF-16 or UTF-32, by its mark or by where its NULs are? For probes.
 */
bool gz_charset_wide(struct gz_str head);
/* For reader.c: what was counted; the end of it. */
void gz_charset_report(const struct gz_reader *r, struct gz_read_progress *out);
void gz_charset_close(struct gz_reader *r);

#define GZ_CHARSET_NAME_MAX 48
/* The value of a parameter ("charset") of a header field: text/html; charset="utf-8". */
bool gz_charset_parameter(struct gz_str value, const char *key, char out[GZ_CHARSET_NAME_MAX]);
/* The character set that a page declares in itself (<meta>, XML declaration); NULL when it does not. */
const char *gz_html_charset(struct gz_str bytes, char out[GZ_CHARSET_NAME_MAX]);

/* What a page of HTML holds: each of the buffers may be empty. */
struct gz_page {
	struct gz_buf text, title, date, url, lang;
};
/* Reads a whole page of UTF-8: its main text without menus, scripts and footers, its title, what <meta>,
 * <link> and JSON-LD say. Overwrites *page, whose memory is the caller's to free. False only when memory ran
 * out. */
bool gz_html_page(struct gz_str html, struct gz_page *page, struct gz_error *err);
void gz_page_free(struct gz_page *page);
/* Appends all text of a piece of HTML in UTF-8 (an entry of a feed, a mail): an empty line between
 * paragraphs, and before the first one where *out holds something. Nothing that is hidden. False only when
 * memory ran out. */
bool gz_html_text(struct gz_str html, struct gz_buf *out, struct gz_error *err);

#endif
