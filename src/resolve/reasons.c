/*
 * reasons.c: the one table of what speaks for and against a reading. Weights decide between readings of the
 * same words: the highest sum wins, equal sums leave the words unlinked. Scores say how sure a mention is:
 * that of the way it was found, and what its reasons add. Both are set by hand; no rule of the resolver has a
 * number of its own.
 */
#include "internal.h"

static const struct gz_reason_row rows[GZ_REASONS] = {
	[GZ_FOR_UNMARKED] = {"unmarked", "a name that needs no other evidence", 2, 0, false},
	[GZ_FOR_NAMED] = {"named", "the document names it without doubt", 8, 0, false},
	[GZ_FOR_COUNTRY] = {"country", "the document speaks of its country", 4, 0, false},
	[GZ_FOR_OFFICE] = {"in-office", "in office on the document's day", 3, 0, false},
	[GZ_FOR_CUE] = {"cue", "a word beside it shows that it is meant", 1, 0, false},
	[GZ_FOR_UNCASED] = {"uncased", "in text without case: its long form or its country is named, too", 1,
			    -0.15f, false},
	[GZ_FOR_PREPOSITION] = {"preposition", "behind a preposition of place", 1, 0, false},
	[GZ_FOR_LIST] = {"list", "in a row with others of its kind", 2, 0, false},
	[GZ_FOR_CAPITAL] = {"capital", "its capital letter, and nothing else", 0, -0.15f, false},
	[GZ_FOR_BROADER] = {"broader", "of a city and its country by one name, the country", 0, 0, false},

	[GZ_FOR_MORE] = {"more", "the document names it more often than the other entity of this name", 0,
			 -0.05f, false},
	[GZ_FOR_NEARER] =
		{"nearer",
		 "of two series of this name, the one whose edition is nearer to the document's day", 0,
		 -0.05f, false},
	[GZ_FOR_ITS_SERIES] = {"its-series", "the document names the series that it is an edition of", 6, 0,
			       false},

	[GZ_FOR_RANK_NAMED] = {"rank-named", "held the office before it, and is named in full", 0, 0.05f,
			       false},
	[GZ_FOR_RANK_NOW] = {"rank-now", "holds the office before it then", 0, 0, false},
	[GZ_FOR_RANK_ONCE] = {"rank-once", "the only one of the surname who held the office, or the last by far",
			      0, -0.15f, false},
	[GZ_FOR_TITLED] = {"titled", "behind a title", 0, 0.05f, false},
	[GZ_FOR_KNOWN] = {"known", "the one of the surname whom the document names", 0, 0, false},
	[GZ_FOR_KNOWN_RANK] = {"known-rank", "of several named, the one whom a rank means elsewhere", 0,
			       -0.15f, false},
	[GZ_FOR_KNOWN_OFFICE] = {"known-office",
				 "of several named, the one in office on the document's day, or who is no consort",
				 0, -0.15f, false},
	[GZ_FOR_KNOWN_LAST] = {"known-last", "of several named, the last one named in full before", 0, -0.2f,
			       false},
	[GZ_FOR_INITIAL] = {"initial", "the one of the surname with this initial", 0, -0.15f, false},
	[GZ_FOR_PROMINENT] = {"prominent", "nobody else of the surname is in office on the document's day", 0,
			      -0.2f, false},
	[GZ_FOR_UNIQUE] = {"unique",
			   "the gazetteer has one of this surname, of a country that the document speaks of",
			   0, -0.25f, false},

	[GZ_FOR_ITS_COUNTRY] = {"its-country",
				"its country stands beside it, and this is the holder then",
				0, 0, false},
	[GZ_FOR_ONLY_ONE] =
		{"only-one",
		 "one country or the world has the office, and this is the holder then", 0,
		 -0.1f, false},
	[GZ_FOR_EDITION_YEAR] = {"edition-year", "the edition of the year beside it", 0, 0.05f, false},
	[GZ_FOR_EDITION_PLACE] = {"edition-place", "the edition of the place beside it", 0, 0, false},
	[GZ_FOR_EDITION_DAY] = {"edition-day",
				"the edition near the document's day, or of the month or week beside it", 0,
				-0.1f, false},
	[GZ_FOR_SERIES] = {"series", "no edition of the series is told by year, place or day", 0, 0, false},
	[GZ_FOR_FOLLOW_UP] = {"follow-up", "the last such event that the document names", 0, 0, false},
	[GZ_FOR_NESTED] = {"nested", "inside a longer mention", 0, 0, false},

	[GZ_DOUBT_AMBIGUOUS] = {"ambiguous", "a name that is marked as ambiguous", 0, -0.15f, false},
	[GZ_DOUBT_LOWERED] = {"lowered", "small letters, where the field has capitals", 0, -0.3f, false},
	[GZ_DOUBT_SKIPPED] = {"skipped", "a middle initial was passed over", -16, -0.05f, false},

	[GZ_NOT_VETO] = {"veto", "a word that the gazetteer vetoes stands beside it", 0, 0, true},
	[GZ_NOT_EXACT] = {"not-exact", "it counts only written exactly so", 0, 0, true},
	[GZ_NOT_CODE] = {"code", "a sum of money (US$), part of initials (M.D.C.), a code (<UK>, PD-18)", 0,
			 0, true},
	[GZ_NOT_LOWERED] = {"not-lowered", "a name of this kind does not count in small letters", 0, 0, true},
	[GZ_NOT_YET] = {"not-yet", "long before it happened", 0, 0, true},
	[GZ_NOT_COMPOUND] = {"not-compound", "it counts only as the first half of a compound", 0, 0, true},
	[GZ_NOT_GIVEN] = {"given-name", "a given name stands before it, or a word of kinship", 0, 0, true},
	[GZ_NOT_ADDRESSED] = {"address", "a form of address stands before it: it is a person's", 0, 0, true},
	[GZ_NOT_HYPHEN] = {"hyphen", "the name goes on behind a hyphen", 0, 0, true},
	[GZ_NOT_SHIP] = {"ship", "a word for ships, films or bands stands before it: it is one's", 0, 0, true},
	[GZ_NOT_CALLED_AFTER] = {"called-after",
				 "what stands behind it is called after it: an avenue, a prize", 0, 0,
				 true},
	[GZ_NOT_THERE] = {"elsewhere", "another country or its state stands beside it: it is there", 0, 0,
			  true},
	[GZ_NOT_WHOLE] = {"divided", "the comma in it is one of the sentence: its parts stand for themselves",
			  0, 0, true},
	[GZ_NOT_STRANGER] = {"stranger", "a word that belongs to no known name makes it part of a longer one",
			     0, 0, true},
	[GZ_NOT_NAMESAKE] = {"namesake", "the document has a stranger of this name", 0, 0, true},
	[GZ_NOT_WORD] = {"word", "a common word at the start of a sentence", 0, 0, true},
	[GZ_NOT_EVIDENT] = {"no-evidence", "it is ambiguous, and nothing in the document speaks for it", 0, 0,
			    true},
	[GZ_NOT_KNOWN] = {"not-named", "the document names nobody of the surname, nor his country", 0, 0, true},
	[GZ_NOT_ONE] = {"several", "several of the surname are as likely", 0, 0, true},
	[GZ_NOT_GENDER] = {"gender", "the title before it is for another gender", 0, 0, true},
	[GZ_NOT_INITIAL] = {"other-initial", "the initial before it is another's", 0, 0, true},
	[GZ_NOT_SPEAKER] = {"common-word",
			    "a common word, without a title before it or a verb of speech behind it", 0, 0,
			    true},
	[GZ_NOT_HELD_THERE] = {"held-elsewhere", "nobody of the surname held the office in that country", 0,
			       0, true},
	[GZ_NOT_HOLDER] = {"not-holder", "a former, coming or other bearer of the title is meant", 0, 0,
			   true},
	[GZ_NOT_BEARER] = {"bearer", "a name beside the title says whose it is", 0, 0, true},

	[GZ_LESS_TIE] = {"tie", "another entity is as likely", 0, 0, true},
	[GZ_LESS_WEIGHT] = {"outweighed", "more speaks for another entity", 0, 0, true},
	[GZ_LESS_SURNAME] = {"a-person", "a person of this surname is named in the document", 0, 0, true},
	[GZ_LESS_INSIDE] = {"inside", "inside a longer mention, or longer than it by a description", 0, 0, true},
};

const struct gz_reason_row *gz_reason_row(enum gz_reason reason)
{
	return &rows[reason];
}

const float gz_base_score[GZ_VIAS] = {
	[GZ_VIA_NAME] = 0.95f,	    [GZ_VIA_ALIAS] = 0.9f,     [GZ_VIA_ACRONYM] = 0.9f,
	[GZ_VIA_ADJECTIVE] = 0.85f, [GZ_VIA_DEMONYM] = 0.85f,  [GZ_VIA_SURNAME] = 0.8f,
	[GZ_VIA_TITLE] = 0.85f,	    [GZ_VIA_EDITION] = 0.85f,  [GZ_VIA_PATTERN] = 0.85f,
	[GZ_VIA_OFFICE] = 0.8f,	    [GZ_VIA_FOLLOW_UP] = 0.6f,
};

void gz_reading_weigh(struct gz_reading *reading, enum gz_reason reason)
{
	reading->reasons |= (uint64_t)1 << reason;
	reading->weight += rows[reason].weight;
	reading->score += rows[reason].score;
	reading->refused |= rows[reason].refuses;
}

void gz_reading_reach(struct gz_reading *reading, enum gz_via via, enum gz_reason reason)
{
	/* The score of the name that was reached from counts no more: how the edition was found does. */
	reading->via = via;
	reading->score = gz_base_score[via];
	gz_reading_weigh(reading, reason);
}
