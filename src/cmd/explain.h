/* explain.h: what the two files of `gazet explain` share. */
#ifndef GAZET_CMD_EXPLAIN_H
#define GAZET_CMD_EXPLAIN_H

#include "cmd.h"

/* The verdict of what was left out, and is no judgement. */
#define EXPLAIN_OMITTED "omitted"

/* "chosen", "nested", "rejected" */
const char *explain_verdict(const struct gz_judgement *j);
/* The word that decided, as written; empty where there is none. */
struct gz_str explain_witness(const struct gz_explained *told, const struct gz_judgement *j);
/* Is there an omission of this number, in front of the judgement? NULL: the text's end. */
bool explain_omitted_before(const struct gz_explained *told, size_t omission, const struct gz_judgement *j);
/* A document as lines for people: each span in its context, what it was read as, and what not; with `all`, also those of which
 * little is to be told. */
bool explain_print(const struct gz_explained *told, bool color, bool all, struct gz_buf *out);

#endif
