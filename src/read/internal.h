/*
 * internal.h: what the files of src/read share. The way of a byte: raw (raw.c, the file itself) →
 * codec (gzip.c, libarchive.c; none for a plain file) → input (input.c, uncompressed blocks) →
 * format (jsonl.c, text.c) → record (record.c) → struct gz_doc.
 *
 * Adding an input format means one file with a struct gz_format and one line in probe.c's table; adding a
 * compression, one file with a struct gz_codec and one line in input.c's table.
 */
#ifndef GAZET_READ_INTERNAL_H
#define GAZET_READ_INTERNAL_H

#include <stdatomic.h>
#include <sys/types.h>

#include "gazet/read.h"

struct XXH3_state_s;

/* Bytes asked of the system and given to a format at once. */
#define GZ_READ_BLOCK ((size_t)256 << 10)
/* How much of a file a probe sees. */
#define GZ_PROBE_BYTES ((size_t)4096)
/* json-c counts bytes in int, SQLite ends at 1 GB a row. */
#define GZ_MAX_DOCUMENT_LIMIT ((size_t)1 << 30)

/* ---- bytes of a file --------------------------------------------------------- */

/* The file as it is: bytes at..len of block are unread. */
struct gz_raw {
	int fd;
	char *block; /* GZ_READ_BLOCK bytes */
	size_t at, len;
	bool end;
	_Atomic uint64_t *count; /* bytes read are added here */
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

/* A stream of uncompressed bytes: at..len of block are unread and may be changed in place. Its memory is kept
 * from one file to the next. */
struct gz_input {
	struct gz_raw raw;
	const struct gz_codec *codec; /* NULL: the raw bytes are the text */
	void *codec_state;
	bool owned;  /* the descriptor is closed with it */
	char *plain; /* GZ_READ_BLOCK bytes, for what a codec writes */
	char *block;
	size_t at, len;
	_Atomic uint64_t *count; /* uncompressed bytes are added here */
};

/* "-" is standard input. `walked`: only a regular file will do (else GZ_EUSAGE), and opening never waits. */
bool gz_input_open(struct gz_input *in, const char *path, bool walked, struct gz_error *err);
/* More bytes behind the unread ones, which move to the front (at becomes 0). */
enum gz_input_status gz_input_fill(struct gz_input *in, struct gz_error *err);
void gz_input_close(struct gz_input *in);
void gz_input_free(struct gz_input *in);

/* ---- names of files ------------------------------------------------------------ */

/* A file to read, or a place that could not be read (`error` is an errno then). */
struct gz_item {
	const char *path;     /* to open, and for messages */
	const char *relative; /* below its PATH; the base name of a PATH that is a file */
	uint32_t root;	      /* which PATH */
	int error;
	bool walked;	/* found in a directory */
	bool directory; /* the place that could not be read is a directory */
	uint64_t size;
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

#define GZ_KEY_NAMES 7
/* The keys under which a field is looked for, best first, up to the first NULL. */
struct gz_keys {
	const char *name[GZ_KEYS][GZ_KEY_NAMES];
	size_t length[GZ_KEYS][GZ_KEY_NAMES];
	char *copy;
};

/* `map` as in struct gz_read_options; an empty right side ("source=") means that no key is read. */
bool gz_keys_open(struct gz_keys *keys, const char *map, struct gz_error *err);
void gz_keys_close(struct gz_keys *keys);

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
	struct gz_str text; /* of strings and numbers */
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
	char path_day[16]; /* where gz_record_of_file writes the date that it found in the path */
};

/* ---- the reader ---------------------------------------------------------------------- */

struct gz_head {
	struct gz_str bytes; /* the beginning of the file, without a byte order mark */
	const char *path;    /* "-" for standard input */
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
extern const struct gz_format gz_format_nitf, gz_format_newsml, gz_format_rcv1, gz_format_rss, gz_format_atom,
	gz_format_html, gz_format_jsonl, gz_format_text;

/* NULL when there is none of that name. */
const struct gz_format *gz_format_find(const char *name);
/* NULL when no format takes it. */
const struct gz_format *gz_format_probe(const struct gz_head *head);

struct gz_reader {
	const char *const *paths;
	struct gz_read_options options;
	size_t max_document;
	struct gz_keys keys;
	struct gz_walk walk;
	size_t next_item;
	const struct gz_item *item; /* the file being read */
	struct gz_str source;	    /* of documents that name none */
	uint32_t source_root;
	struct gz_arena source_arena;
	struct gz_input input;
	const struct gz_format *forced;
	const struct gz_format *format; /* of the file being read; NULL between files */
	void *format_state;
	bool utf8_marked; /* the file began with a byte order mark of UTF-8 */
	uint64_t record;  /* of the file being read: how many were looked at */
	struct XXH3_state_s *hash;
	struct gz_buf scratch;
	uint64_t read_before; /* counter at the beginning of the file */
	/* Another thread may ask for the progress. */
	_Atomic uint64_t bytes_read, bytes_total, bytes_text;
	_Atomic uint64_t files, files_skipped, rejected, bad_dates, repaired;
	_Atomic uint64_t charsets[GZ_CHARSETS][GZ_CHARSET_WAYS];
	struct gz_charset_state *charset; /* of gz_charset_decode; NULL before its first call */
};

static inline void gz_count(_Atomic uint64_t *counter, uint64_t more)
{
	atomic_fetch_add_explicit(counter, more, memory_order_relaxed);
}

/* How messages call the current file. */
const char *gz_reader_file(const struct gz_reader *r);
/* Counts a record of the current file (line > 0) or the file itself (line = 0) as rejected and reports it. */
void gz_reader_reject_at(struct gz_reader *r, enum gz_code code, uint64_t line, uint32_t column,
			 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Makes a document of a record: repairs UTF-8, parses the date, hashes, fills in source and id. */
bool gz_record_finish(struct gz_reader *r, const struct gz_record *record, struct gz_arena *arena,
		      struct gz_doc *doc, struct gz_error *err);

/* ---- what formats share ---------------------------------------------------------------- */

/* Appends all bytes of the file. GZ_READ_END: it was rejected (too long, damaged, blank), and that is said.
 */
enum gz_read_status gz_reader_whole(struct gz_reader *r, struct gz_buf *out, struct gz_error *err);
/* For a file that is one document: its path is its id, and gives the date, where the record has none. */
void gz_record_of_file(const struct gz_reader *r, struct gz_record *record);

/* The bytes of a document (or of a part of one) as UTF-8, malformed only where nothing better is known. In
 * this order: a byte order mark (which is left out); UTF-8 where it is that, whatever is declared; `declared`
 * (NULL: nothing; a name that nobody knows counts as nothing); what detection says; Windows-1252. *out is
 * `bytes`, or a part of them, where nothing has to change, else in `buf`, which it overwrites. Whatever was
 * not UTF-8 is counted for the report, once for r->record. False only when memory ran out. */
bool gz_charset_decode(struct gz_reader *r, struct gz_str bytes, const char *declared, struct gz_buf *buf,
		       struct gz_str *out, struct gz_error *err);

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
