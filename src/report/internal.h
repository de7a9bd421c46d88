/* internal.h: what the parts of a page share: how text gets into markup, and the parts themselves. */
#ifndef GAZET_REPORT_INTERNAL_H
#define GAZET_REPORT_INTERNAL_H

#include "gazet/render.h"
#include "gazet/report.h"

/* ---- assets: page.html, page.css and the scripts, embedded at build time under their file names ---- */

struct gz_asset {
	const char *name;
	const char *text;
};
/* Ends with a row of two NULLs. */
extern const struct gz_asset gz_assets[];
struct gz_str gz_asset_find(const char *name);

/* ---- markup.c ------------------------------------------------------------------------ */

/* Text that means nothing in markup, in an attribute between quotes neither; control characters become
 * U+FFFD. */
bool gz_markup_text(struct gz_buf *out, struct gz_str s);
/* The same, its direction kept to itself: <bdi>. */
bool gz_markup_name(struct gz_buf *out, struct gz_str s);
/* A link where the address is one of the web, and else the text alone. */
bool gz_markup_link(struct gz_buf *out, struct gz_str url, struct gz_str text);
bool gz_markup_is_web(struct gz_str url);
/* 14,687 */
bool gz_markup_count(struct gz_buf *out, uint64_t value);
/* "1 document", "2,386 documents" */
bool gz_markup_counted(struct gz_buf *out, uint64_t value, const char *one);
bool gz_markup_real(struct gz_buf *out, double value, int decimals);
/* JSON inside of markup: no byte of it can end a script element or be a line break to a script. */
bool gz_markup_json(struct gz_buf *out, struct gz_str json);
/* A text cell's text; empty for others and for NULL. */
struct gz_str gz_cell_words(const struct gz_cell *cell);

/* ---- bins.c: periods of a picture ------------------------------------------------------ */

enum gz_bin_unit { GZ_BIN_DAY, GZ_BIN_WEEK, GZ_BIN_MONTH, GZ_BIN_YEAR };
extern const char *const gz_bin_names[];
/* First day of the period that holds `day`, and of the one behind it. Weeks begin on Monday. */
int32_t gz_bin_first(int32_t day, enum gz_bin_unit unit);
int32_t gz_bin_next(int32_t first, enum gz_bin_unit unit);
/* The finest unit of which a picture has room for all of first .. last, not finer than the data. */
enum gz_bin_unit gz_bin_fitting(int32_t first, int32_t last, const char *by);
/* 2011-11-04, 2011-11 or 2011; of a week its Monday. */
const char *gz_bin_name(int32_t first, enum gz_bin_unit unit, char out[16]);

/* ---- parts of the page, each in the file of its name ------------------------------------ */

bool gz_page_lede(struct gz_buf *out, const struct gz_report *r);
bool gz_page_cards(struct gz_buf *out, const struct gz_report *r);
bool gz_page_timeline(struct gz_buf *out, const struct gz_report *r);
bool gz_page_network(struct gz_buf *out, const struct gz_report *r);
/* "person" ...; "group" where it stands for any of several. */
const char *gz_page_node_type(const struct gz_network_node *node);
bool gz_page_associates(struct gz_buf *out, const struct gz_report *r);
bool gz_page_contexts(struct gz_buf *out, const struct gz_report *r);
bool gz_page_articles(struct gz_buf *out, const struct gz_report *r);
bool gz_page_provenance(struct gz_buf *out, const struct gz_report *r);
bool gz_page_data(struct gz_buf *out, const struct gz_report *r);

/* The custom properties that page.css uses. */
bool gz_page_theme(struct gz_buf *out);
/* "There are 1,204; 804 older ones are left out of this page." where rows were left out; `what`: which. */
bool gz_page_left_out(struct gz_buf *out, uint64_t seen, uint64_t shown, const char *what);

#endif
