/* charsets.h: which character sets documents were in, for people and as JSON. */
#ifndef GAZET_CMD_CHARSETS_H
#define GAZET_CMD_CHARSETS_H

#include "cmd.h"

/* "12 windows-1252 (detected), 3 iso-8859-2 (declared)", the commonest first; nothing where all was UTF-8. */
void charsets_text(const struct gz_read_progress *progress, struct gz_buf *out);
/* [{"charset":"windows-1252","known":"detected","documents":12}], in the same order. */
void charsets_json(const struct gz_read_progress *progress, struct gz_buf *out);
/* With -v, for struct gz_read_options: names a document. In the thread that reads. */
void say_charset(void *self, const char *file, uint64_t record, const char *name, enum gz_charset_way way);

#endif
