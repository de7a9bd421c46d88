/*
 * mail.h: a message (RFC 5322, MIME) between the file that holds it (mail.c, mbox.c) and its parts (mime.c).
 */
#ifndef GAZET_READ_MAIL_H
#define GAZET_READ_MAIL_H

#include "transfer.h"

struct gz_mail {
	struct gz_buf text, title, utf8;
	bool saved; /* a page with what it shows, as browsers save it (MHTML): its first HTML is it, */
	struct gz_page page; /* with what that says of itself */
};

void gz_mail_free(struct gz_mail *mail);
/* Makes a document of a message, which it changes. `file`: the message is the whole file. False with a reason
 * in err: the message's own fault, unless its code is GZ_ENOMEM. */
bool gz_mail_document(struct gz_reader *r, struct gz_mail *mail, struct gz_str message, bool file,
		      struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
		      struct gz_error *err);

/* The headers that say how a part is to be read. */
enum gz_mime_header { GZ_MIME_TYPE, GZ_MIME_ENCODING, GZ_MIME_DISPOSITION, GZ_MIME_SUBJECT, GZ_MIME_HEADERS };
#define GZ_MIME_NAMES "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Subject"

/* Appends the text of a message's body to mail->text. False only when memory ran out. */
bool gz_mime_text(struct gz_reader *r, struct gz_mail *mail, const struct gz_str *header, struct gz_str body,
		  struct gz_error *err);

#endif
