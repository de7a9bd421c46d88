/*
 * formats.h: the table of input formats. The first one that takes a file's beginning reads it: the most particular first,
 * for nearly everything is text. A format is a struct gz_format in a file of its own, and a line here.
 */
#ifndef GAZET_READ_FORMATS_H
#define GAZET_READ_FORMATS_H

#define GZ_FORMATS(X) \
	X(warc)       \
	X(mbox)       \
	X(mail)       \
	X(reuters21578) \
	X(mediawiki)  \
	X(nitf)       \
	X(newsml)     \
	X(rcv1)       \
	X(rss)        \
	X(atom)       \
	X(html)       \
	X(json)       \
	X(jsonl)      \
	X(csv)        \
	X(tsv)        \
	X(text)

#endif
