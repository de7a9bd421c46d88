/* dates.h: where the date of a document comes from, and what is understood of it. */
#ifndef GAZET_READ_DATES_H
#define GAZET_READ_DATES_H

#include "gazet/read.h"

struct gz_record;

enum gz_date_source {
	GZ_DATE_FIELD = 0, /* of the record */
	GZ_DATE_URL,
	GZ_DATE_PATH,	  /* of the file */
	GZ_DATE_FETCHED,  /* when the record was fetched or revised */
	GZ_DATE_MODIFIED, /* the file */
	GZ_DATE_SOURCES
};
struct gz_dates {
	uint8_t order[GZ_DATE_SOURCES];
	size_t count;
	bool given; /* by the user */
	enum gz_date_order numbers;
};
/* As struct gz_read_options has them. */
bool gz_dates_open(struct gz_dates *d, const char *from, const char *order, struct gz_error *err);
/* Sets the document's day and precision, and its `date` where something else than its field gave it. What is
 * given and cannot be understood is counted. */
bool gz_dates_record(struct gz_reader *r, const struct gz_record *record, struct gz_arena *arena,
		     struct gz_doc *doc, struct gz_error *err);
/* In the path of an address: directories or a name, with separators. */
bool gz_date_in_url(struct gz_str path, int32_t *day, enum gz_precision *precision);

/* dateunix.c: ten digits of seconds since 1970, or thirteen of milliseconds, that are of 2001 to 2030. Neither is a date in
 * numbers: as such it would have hours, and a year before 1900. The day is that of UTC. */
bool gz_date_unix(struct gz_str text, int32_t *day);
/* The same of any number of milliseconds; false where the day has no four digits of a year. */
bool gz_date_milliseconds(int64_t since, int32_t *day);

/* datewords.c: a day as other languages than English write it: "3. Mai 2011", "3 de mayo de 2011", "2011年5月3日". Whether
 * there is such a day is not asked. */
struct gz_worded_day {
	int year, month, day;
	enum gz_precision precision;
};
/* *rest: what stands behind it; of a day it begins with the time. */
bool gz_date_words(struct gz_str text, struct gz_worded_day *out, struct gz_str *rest);
/* Examples of dates that could not be understood. */
#define GZ_BAD_DATES 3

#endif
