/* topics.h: the texts of docs/, embedded at build time, for `gazet help TOPIC`. */
#ifndef GAZET_CMD_TOPICS_H
#define GAZET_CMD_TOPICS_H

struct topic {
	const char *name;
	const char *text;
};
/* Ends with a row of two NULLs. */
extern const struct topic topics[];

#endif
