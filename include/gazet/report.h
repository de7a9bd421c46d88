/*
 * report.h: an answer as one page of HTML that needs nothing else: markup, style, script and data in one file, which
 * may reach no network. It is a whole page without its script; the script adds interaction. The same answer gives
 * the same bytes.
 */
#ifndef GAZET_REPORT_H
#define GAZET_REPORT_H

#include "gazet/picture.h"

/* ---- rows that are kept --------------------------------------------------------- */

/* The first rows of a query, kept; zero-initialised but for `limit` and `key` it is empty. */
struct gz_report_rows {
	size_t limit;          /* rows beyond it are counted and not kept */
	uint64_t seen;         /* rows that came */
	struct gz_column columns[16];
	size_t column_count;
	GZ_VEC(struct gz_cell) cells;
	size_t count;          /* rows kept */
	struct gz_arena arena; /* texts of the cells */
};
struct gz_sink gz_report_rows_sink(struct gz_report_rows *rows);
/* The cell of that column; NULL when there is no such column. */
const struct gz_cell *gz_report_cell(const struct gz_report_rows *rows, size_t row, const char *column);
void gz_report_rows_free(struct gz_report_rows *rows);

/* ---- a timeline that is kept ------------------------------------------------------ */

/* More periods are not embedded: a coarser one is to be asked for. */
#define GZ_REPORT_PERIODS 8000
#define GZ_REPORT_SERIES 8
/* Terms whose words are shown. */
#define GZ_REPORT_CONTEXTS 4

/* Counts of one period; without documents at all it has no point. */
struct gz_report_point {
	int32_t day; /* the first of the period */
	uint32_t docs, mentions, total;
};
struct gz_report_series {
	struct gz_str entity, name;
	GZ_VEC(struct gz_report_point) points;
};

/* Takes the rows of gz_query_timeline by day, month or year. Series beyond GZ_REPORT_SERIES are passed over. */
struct gz_report_timeline {
	const char *by; /* "day", "month", "year" */
	int32_t first, last; /* of all its periods; GZ_NO_DAY when there are none */
	struct gz_report_series series[GZ_REPORT_SERIES];
	size_t count;
	bool too_long; /* more than GZ_REPORT_PERIODS: it is incomplete */
	uint64_t undated;
	int32_t begin, end;  /* days of the first and the last document of the database; GZ_NO_DAY: none is dated */
	struct gz_arena arena;
};
struct gz_sink gz_report_timeline_sink(struct gz_report_timeline *timeline);
void gz_report_timeline_free(struct gz_report_timeline *timeline);

/* ---- the page ----------------------------------------------------------------------- */

/* A name with days or a number of documents beside it. */
struct gz_report_line {
	struct gz_str name;
	int32_t from, to; /* days; GZ_NO_DAY: open or not known */
	uint64_t docs;    /* or mentions, of a name */
};

/* Something the question names. */
struct gz_report_subject {
	struct gz_str entity, name;    /* "event/g20", "G20"; of a group its selector */
	struct gz_str type;            /* "event"; empty for a group */
	struct gz_str country, series; /* their names; may be empty */
	int32_t from, to;              /* its own days; GZ_NO_DAY: open or not known */
	uint64_t docs, mentions;       /* inside the filter; mentions are not known of a group */
	int32_t first, last;           /* days of its documents */
	const struct gz_report_line *names, *offices, *editions;
	const struct gz_report_line *members; /* of a group, with documents */
	size_t member_count;
	bool members_chosen; /* by a selector: there may be more, of fewer documents */
	size_t name_count, office_count, edition_count;
	size_t editions_left_out;
};

struct gz_report {
	struct gz_str title;      /* "Barack Obama with Angela Merkel" */
	const struct gz_report_subject *subjects;
	size_t subject_count;
	uint64_t docs, documents; /* with all of them, and of the filter */
	const struct gz_report_timeline *timeline;
	const struct gz_report_rows *associates; /* gz_query_cooc */
	const struct gz_report_rows *strongest;  /* an array of GZ_TYPES: gz_query_cooc of one type, more than by chance, by g2 */
	const struct gz_report_rows *contexts;   /* gz_query_kwic, an array */
	size_t context_count;
	const struct gz_report_rows *articles;   /* gz_query_docs */
	const struct gz_str *article_nodes;      /* of each, the numbers of its nodes in the network: "0 3 12"; or NULL */
	const struct gz_network *network;        /* NULL: none */
	const struct gz_spot *spots;             /* places of its nodes in a picture of this size */
	double width, height;
	const struct gz_provenance *provenance;
	struct gz_str newest;     /* date of the newest document; may be empty */
};

/* Appends the page. */
bool gz_report_page(struct gz_buf *out, const struct gz_report *report, struct gz_error *err);

/* SHA-256 (FIPS 180-4) of bytes: what the page's content security policy knows its own script and style by. */
void gz_report_sha256(struct gz_str bytes, unsigned char out[32]);

#endif
