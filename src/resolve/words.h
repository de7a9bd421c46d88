/*
 * words.h: the words that the rules of the resolver ask for, by class. One look tells all classes of a word.
 */
#ifndef GAZET_RESOLVE_WORDS_H
#define GAZET_RESOLVE_WORDS_H

#include "gazet/base.h"

enum {
	/* single words */
	GZ_WORD_S = 1 << 0,
	GZ_WORD_OF = 1 << 1,
	GZ_WORD_THE = 1 << 2,
	GZ_WORD_IN = 1 << 3,
	GZ_WORD_ON = 1 << 4,
	GZ_WORD_DAY = 1 << 5,
	GZ_WORD_LAST = 1 << 6,
	GZ_WORD_THIS = 1 << 7,
	GZ_WORD_WAITING = 1 << 8,
	/* classes */
	GZ_WORD_AND = 1 << 9,		/* and, or */
	GZ_WORD_OTHER = 1 << 10,	/* in front of an office: another than its holder */
	GZ_WORD_OTHER_BEHIND = 1 << 11, /* the same behind it */
	GZ_WORD_OF_OFFICE = 1 << 12,	/* behind an office without country: says of what it is */
	GZ_WORD_OF_EVENT = 1 << 13,	/* behind an event's noun: of what, or another word */
	GZ_WORD_BODY = 1 << 14,		/* a body of a state */
	GZ_WORD_SPEECH = 1 << 15,	/* behind a speaker's name */
	GZ_WORD_OF_GROUP = 1 << 16,	/* behind the name of a group of states: no meeting is meant */
	GZ_WORD_IN_TIME = 1 << 17,	/* in front of a month */
	GZ_WORD_PARTING = 1 << 18,	/* behind it a time belongs to something else */
	GZ_WORD_PAST = 1 << 19,		/* last week */
	GZ_WORD_FUTURE = 1 << 20,	/* next week */
	GZ_WORD_OWN_NOUN = 1 << 21,	/* names a summit itself, and not any meeting */
	GZ_WORD_MONTH_TOO = 1 << 22,	/* a month that is another word, too */
	GZ_WORD_STRIKES =
		1 << 23,	  /* what strikes again and again: the last one is meant, not one long past */
	GZ_WORD_VESSEL = 1 << 24, /* in front of the name of a ship */
	GZ_WORD_SHIP = 1 << 25,	  /* the same behind a word of its kind: the battle ship Maine */
	GZ_WORD_OF_SHIP = 1 << 26, /* such a word */
	GZ_WORD_FIRST = 1 << 27,
	GZ_WORD_TO = 1 << 28,
	GZ_WORD_OF_HOLDER = 1 << 29, /* behind the surname of who governs: the obama administration */
	GZ_WORD_FOR = 1 << 30,
};
/* Those that are no enumerators: these are of type int. */
/* In front of an office, with its country's adjective behind it: le président russe. */
#define GZ_WORD_OF_ROMANCE (1u << 31)
/* What makes it another's across an article, too: served as the president. */
#define GZ_WORD_BECOMES ((uint64_t)1 << 32)
/* In front of "for" it is the office that is meant: ran for. */
#define GZ_WORD_RUNS ((uint64_t)1 << 33)

/* What only the words around tell from an initial. */
#define GZ_WORD_MONSIEUR ((uint64_t)1 << 34)
#define GZ_WORD_FRENCH	 ((uint64_t)1 << 35)
/* Verbs that have a subject in front of them; GZ_WORD_SPEECH are others. */
#define GZ_WORD_FINITE ((uint64_t)1 << 36)
/* What is called after people, behind a surname: Clinton Avenue. */
#define GZ_WORD_CALLED_AFTER ((uint64_t)1 << 37)
/* Those of them that are called after places, too: Washington Street. */
#define GZ_WORD_STREET ((uint64_t)1 << 38)
/* Of the family: in front of a given name. */
#define GZ_WORD_KIN ((uint64_t)1 << 39)
/* Whoever is named or called so: a man named Israel. */
#define GZ_WORD_SOMEBODY ((uint64_t)1 << 40)
#define GZ_WORD_NAMED	 ((uint64_t)1 << 41)
/* With "of" in front of an office: the post of prime minister. */
#define GZ_WORD_POST ((uint64_t)1 << 42)
#define GZ_WORD_WHERE ((uint64_t)1 << 43)
/* A work or a band that has the name of a place behind it: the film Brazil. */
#define GZ_WORD_WORK ((uint64_t)1 << 44)
/* Behind a full name: of another generation. */
#define GZ_WORD_GENERATION ((uint64_t)1 << 45)
/* The same behind a digit, where it is a token of its own: 2d, 3rd. */
#define GZ_WORD_ORDINAL ((uint64_t)1 << 49)
/* Articles of English, behind which proper names stand, too (the Obama administration), and a word of it that is
 * one in Portuguese. */
#define GZ_WORD_ENGLISH_ARTICLE ((uint64_t)1 << 46)
/* Articles in other cases, and prepositions with the article in them: dem, im, beim. */
#define GZ_WORD_WITH_ARTICLE ((uint64_t)1 << 47)
/* With "of" in front of an office, with or without article: the election of the president. */
#define GZ_WORD_ELECTION ((uint64_t)1 << 48)

/* In front of a year in which something went on. */
#define GZ_WORD_IN_YEAR ((uint64_t)1 << 51)
/* The last word of a firm's name. */
#define GZ_WORD_FIRM ((uint64_t)1 << 50)

#define GZ_WORD_SLOTS	2048
#define GZ_WORD_LONGEST 21 /* bytes, one more than the longest has */

struct gz_word {
	char text[GZ_WORD_LONGEST]; /* not NUL-terminated */
	uint8_t length;
	uint64_t classes;
	uint32_t named;	   /* kinds of event that are called by it: a bit a row of the table */
	uint32_t taken_up; /* kinds of event that it may take up, those included */
	uint8_t month;	   /* 1 to 12; 0: none */
	uint16_t days;	   /* of a week, a weekend, a month, a year; 0: none */
};

/* By the low bits of the first byte: bit n of `lengths`: words of n bytes begin with it; of `seconds`: words
 * have n as low bits of their second byte. */
struct gz_word_filter {
	uint32_t lengths[32], seconds[32];
};

/* Made from the lists of words.c by gz_words_fill, and const from then on. */
struct gz_words {
	struct gz_word word[GZ_WORD_SLOTS / 2];
	uint32_t count;
	uint16_t slot[GZ_WORD_SLOTS];	  /* 1 + number of the word; 0: free */
	struct gz_word_filter all, nouns; /* nouns: words for events */
};

void gz_words_fill(struct gz_words *words);
const struct gz_word *gz_words_find(const struct gz_words *words, struct gz_str norm);

/* Quickly told of most words. */
static inline bool gz_may_be_word(const struct gz_word_filter *filter, struct gz_str norm)
{
	unsigned first = norm.len > 0 ? (unsigned char)norm.ptr[0] & 31 : 0;

	return norm.len < GZ_WORD_LONGEST && (filter->lengths[first] >> norm.len & 1) != 0 &&
	       (norm.len == 1 || (filter->seconds[first] >> ((unsigned char)norm.ptr[1] & 31) & 1) != 0);
}

/* Is it of a script of Chinese, Japanese or Korean (U+3000 to U+FFFF)? */
static inline bool gz_is_east_asian(struct gz_str norm)
{
	return norm.len > 0 && (unsigned char)norm.ptr[0] >= 0xe3 && (unsigned char)norm.ptr[0] <= 0xef;
}

/* What the rules know of a folded word; NULL: nothing. */
static inline const struct gz_word *gz_word_of(const struct gz_words *words, struct gz_str norm)
{
	return gz_may_be_word(&words->all, norm) ? gz_words_find(words, norm) : NULL;
}

/* The same of a word for an event; NULL: it is none. */
static inline const struct gz_word *gz_noun_of(const struct gz_words *words, struct gz_str norm)
{
	const struct gz_word *word = gz_may_be_word(&words->nouns, norm) ? gz_words_find(words, norm) : NULL;

	return word != NULL && word->taken_up != 0 ? word : NULL;
}

static inline bool gz_word_is(const struct gz_words *words, struct gz_str norm, uint64_t classes)
{
	const struct gz_word *word = gz_word_of(words, norm);

	return word != NULL && (word->classes & classes) != 0;
}

#endif
