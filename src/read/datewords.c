/*
 * datewords.c: days as other languages than English write them: the day, perhaps with a mark of order, the
 * month by its name, the year, with the small words that stand between them; and numbers with the signs for
 * year, month and day of Chinese, Japanese and Korean.
 */
#include <string.h>

#include "internal.h"

#define WORD_BYTES  40
#define SHORT_LEAST 3 /* characters of a name that is shortened: févr., Dez. */
#define SHORT_MOST  5

/* In the case that dates have them in: German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish
 * and Norwegian, Polish, Czech, Russian, Ukrainian, Turkish (with i for ı: see lower). */
static const char *const months[12] = {
	"januar januari janvier enero janeiro gennaio stycznia ledna января січня ocak jänner",
	"februar februari février fevrier febrero fevereiro febbraio lutego února февраля лютого şubat",
	"märz maart mrt mars marts marzo março marca března марта березня mart",
	"april avril abril aprile kwietnia dubna апреля квітня nisan",
	"mai mayo maio maggio mei maj maja května мая май травня mayis",
	"juni juin junio junho giugno czerwca června июня червня haziran",
	"juli juillet julio julho luglio lipca července июля липня temmuz",
	"august août aout agosto augustus augusti sierpnia srpna августа серпня ağustos",
	"september septembre septiembre setiembre setembro settembre września září сентября вересня eylül",
	"oktober octobre octubre outubro ottobre października října октября жовтня ekim",
	"november novembre noviembre novembro listopada listopadu ноября листопада kasim",
	("dezember décembre decembre diciembre dezembro dicembre december grudnia prosince "
	 "декабря грудня aralik"),
};

/* Whether it was that day is not asked; they may be shortened to two letters. */
static const char weekdays[] =
	"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
	"lundi mardi mercredi jeudi vendredi samedi dimanche "
	"lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta "
	"lunedì martedì mercoledì giovedì venerdì sabato domenica "
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
	"måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag "
	"poniedziałek wtorek środa czwartek piątek sobota niedziela "
	"pondělí úterý středa čtvrtek pátek neděle "
	"понедельник вторник среда четверг пятница суббота воскресенье "
	"понеділок вівторок середа четвер субота неділя";

struct scan {
	const char *at, *end;
};

/* ---- words ------------------------------------------------------------------------------- */

static uint32_t lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c == 0x130 || c == 0x131) /* İ and ı: an I may be the large letter of i or of ı */
		return 'i';
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return c + (c & 1);
	if (c >= 0x100 && c <= 0x177)
		return c | 1;
	return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0x17f && c != 0xf7) || (c >= 0x430 && c <= 0x45f);
}

/* The letters that stand here, made small: *word, in `bytes`. Their number. */
static size_t word_here(const struct scan *s, char bytes[WORD_BYTES], struct gz_str *word,
			const char **behind)
{
	size_t letters = 0, len = 0;
	const char *at = s->at;

	for (; at < s->end && len + 4 <= WORD_BYTES; letters++) {
		uint32_t c = 0;
		size_t step = gz_utf8_decode(at, (size_t)(s->end - at), &c);

		c = lower(c);
		if (step == 0 || !is_letter(c))
			break;
		if (c < 0x80)
			bytes[len++] = (char)c;
		else
			len += gz_utf8_encode(c, bytes + len);
		at += step;
	}
	*word = gz_str_of(bytes, len);
	*behind = at;
	return letters;
}

/* How it is found among names with blanks between them. */
enum fit { FIT_NONE, FIT_BEGINS, FIT_WHOLE };

static enum fit among(const char *names, struct gz_str word)
{
	enum fit best = FIT_NONE;

	for (const char *at = names; at != NULL && best != FIT_WHOLE;) {
		struct gz_str rest = gz_str(at), name = gz_str_of(at, gz_str_find(rest, ' '));

		if (gz_str_eq(name, word))
			best = FIT_WHOLE;
		else if (gz_str_starts(name, word))
			best = FIT_BEGINS;
		at = name.len < rest.len ? at + name.len + 1 : NULL;
	}
	return best;
}

static bool accept(struct scan *s, const char *bytes)
{
	size_t len = strlen(bytes);

	if ((size_t)(s->end - s->at) < len || memcmp(s->at, bytes, len) != 0)
		return false;
	s->at += len;
	return true;
}

static bool accept_one(struct scan *s, const char *const *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (accept(s, all[i]))
			return true;
	}
	return false;
}

static bool accept_blanks(struct scan *s)
{
	const char *start = s->at;

	while (accept(s, " ") || accept(s, "\t") || accept(s, "\xc2\xa0"))
		;
	return s->at > start;
}

/* One of the small words, with blanks behind it. */
static bool accept_word(struct scan *s, const char *names)
{
	char bytes[WORD_BYTES];
	struct gz_str word;
	struct scan t = *s;

	if (word_here(s, bytes, &word, &t.at) == 0 || among(names, word) != FIT_WHOLE || !accept_blanks(&t))
		return false;
	*s = t;
	return true;
}

/* "Dienstag, ", "mar. ", "terça-feira, ", and an article behind it. */
static void accept_weekday(struct scan *s)
{
	char bytes[WORD_BYTES];
	struct gz_str word;
	struct scan t = *s;

	if (word_here(s, bytes, &word, &t.at) >= 2 && among(weekdays, word) != FIT_NONE) {
		accept(&t, "-feira");
		accept(&t, ".");
		accept(&t, ",");
		if (accept_blanks(&t))
			*s = t;
	}
	accept_word(s, "den der le el il");
}

/* A name, or one that only one month can be short for. */
static bool accept_month(struct scan *s, int *month)
{
	char bytes[WORD_BYTES];
	struct gz_str word;
	struct scan t = *s;
	size_t letters = word_here(s, bytes, &word, &t.at);
	int begins = 0, found = 0;

	if (letters < SHORT_LEAST)
		return false;
	for (int i = 0; i < 12; i++) {
		enum fit fit = among(months[i], word);

		if (fit == FIT_WHOLE) {
			*month = i + 1;
			*s = t;
			return true;
		}
		begins += fit == FIT_BEGINS;
		found = fit == FIT_BEGINS ? i + 1 : found;
	}
	if (begins != 1 || letters > SHORT_MOST)
		return false;
	*month = found;
	*s = t;
	return true;
}

/* A number of at least `least` and at most `most` digits. */
static bool accept_number(struct scan *s, size_t least, size_t most, int *value)
{
	const char *at = s->at;
	int number = 0;

	for (; at < s->end && (size_t)(at - s->at) <= most && *at >= '0' && *at <= '9'; at++)
		number = number * 10 + (*at - '0');
	if ((size_t)(at - s->at) < least || (size_t)(at - s->at) > most)
		return false;
	s->at = at;
	*value = number;
	return true;
}

/* ---- the shapes of a day --------------------------------------------------------------------- */

/* "2011年5月3日", "2011년 5월", "2011年" */
static bool signs(struct scan *s, struct gz_worded_day *d)
{
	d->precision = GZ_YEAR;
	d->month = d->day = 1;
	if (!accept_number(s, 4, 4, &d->year) || (!accept(s, "年") && !accept(s, "년")))
		return false;
	accept_blanks(s);
	if (!accept_number(s, 1, 2, &d->month))
		return true;
	d->precision = GZ_MONTH;
	if (!accept(s, "月") && !accept(s, "월"))
		return false;
	accept_blanks(s);
	if (!accept_number(s, 1, 2, &d->day))
		return true;
	d->precision = GZ_DAY;
	return accept(s, "日") || accept(s, "일");
}

/* " (火)", " 화요일", "星期二" */
static void accept_weekday_sign(struct scan *s)
{
	static const char *const weeks[] = {"星期", "週", "周"};
	static const char *const days[] = {"月", "火", "水", "木", "金", "土", "日", "월", "화", "수", "목",
					   "금", "토", "일", "一", "二", "三", "四", "五", "六", "天"};
	static const char *const endings[] = {"曜日", "曜", "요일"};
	struct scan t = *s;
	bool bracket;

	accept_blanks(&t);
	bracket = accept(&t, "(") || accept(&t, "（");
	accept_one(&t, weeks, GZ_COUNT(weeks));
	if (!accept_one(&t, days, GZ_COUNT(days)))
		return;
	accept_one(&t, endings, GZ_COUNT(endings));
	if (!bracket || accept(&t, ")") || accept(&t, "）"))
		*s = t;
}

/* "3. ", "1er ", "1º de ", "3-", "3 ", "3" */
static bool accept_day(struct scan *s, int *day)
{
	static const char *const orders[] = {".", "er", "re", "º", "°", "ª"};

	if (!accept_number(s, 1, 2, day))
		return false;
	accept_one(s, orders, GZ_COUNT(orders));
	if (!accept_blanks(s))
		accept(s, "-");
	accept_word(s, "de");
	return true;
}

/* "3. Mai 2011", "Mai 2011" */
static bool words(struct scan *s, struct gz_worded_day *d)
{
	struct scan t;

	d->day = 1;
	d->precision = accept_day(s, &d->day) ? GZ_DAY : GZ_MONTH;
	if (!accept_month(s, &d->month))
		return false;
	accept(s, ".");
	accept(s, ",");
	if (!accept_blanks(s) && !accept(s, "-"))
		return false;
	accept_word(s, "de del");
	if (!accept_number(s, 4, 4, &d->year))
		return false;
	t = *s;
	if (accept_blanks(&t) && (accept(&t, "г.") || accept(&t, "года") || accept(&t, "р.") ||
				  accept(&t, "року") || accept(&t, "г") || accept(&t, "r.")))
		*s = t;
	return true;
}

/* ", 14:30", " à 14h30", " um 14:30 Uhr": what stands before a time, where something follows it. */
static void accept_before_time(struct scan *s)
{
	static const char names[] = "à às a las alle ore um om o v в о";
	struct scan t = *s;

	accept(&t, ",");
	accept_blanks(&t);
	if (accept_word(&t, names))
		accept_word(&t, names);
	if (t.at < t.end)
		*s = t;
}

bool gz_date_words(struct gz_str text, struct gz_worded_day *out, struct gz_str *rest)
{
	struct scan s = {text.ptr, text.ptr + text.len}, t = s;

	if (signs(&t, out)) {
		if (out->precision == GZ_DAY)
			accept_weekday_sign(&t);
	} else {
		t = s;
		accept_weekday(&t);
		if (!words(&t, out)) {
			t = s; /* what looks like a short weekday may be a month: Mart, mart(es) */
			if (!words(&t, out))
				return false;
		}
	}
	if (out->precision == GZ_DAY)
		accept_before_time(&t);
	*rest = gz_str_of(t.at, (size_t)(t.end - t.at));
	return true;
}
