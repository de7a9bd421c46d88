/*
 * wikitemplate.c: templates whose words are content and not a box, a note or a reference: words in another
 * language, numbers with their unit, dates, quotations, names of people and states in lists. All others leave
 * nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "wikitext.h"

enum keep {
	FIRST,	/* argument 1 */
	SECOND, /* argument 2, or 1 where there is no other */
	LAST,
	WORDS, /* all arguments, blanks between them */
	PAIR,  /* the first two: a number and its unit, a first and a last name */
	DATE,  /* all that make a date */
	QUOTE, /* words and who said them, each as a paragraph */
	ITEMS, /* each argument as a paragraph */
	SIGN,  /* the words in `sign` */
	TITLE  /* of the page */
};

struct rule {
	const char *name; /* folded */
	enum keep keep;
	const char *sign;
};

/* Sorted by bytes. */
static const struct rule rules[] = {
	{"!", SIGN, "|"},
	{"'", SIGN, "'"},
	{"'s", SIGN, "'s"},
	{"-", SIGN, "\n"},
	{"=", SIGN, "="},
	{"abbr", FIRST, NULL},
	{"abbrlink", FIRST, NULL},
	{"abréviation", FIRST, NULL},
	{"as of", WORDS, "As of"},
	{"big", FIRST, NULL},
	{"bigger", FIRST, NULL},
	{"block quote", QUOTE, NULL},
	{"blockquote", QUOTE, NULL},
	{"c.", WORDS, "c."},
	{"ca.", WORDS, "c."},
	{"center", FIRST, NULL},
	{"centre", FIRST, NULL},
	{"circa", WORDS, "c."},
	{"cita", QUOTE, NULL},
	{"citaat", QUOTE, NULL},
	{"citat", QUOTE, NULL},
	{"citation", FIRST, NULL},
	{"citation bloc", QUOTE, NULL},
	{"citazione", QUOTE, NULL},
	{"citação", QUOTE, NULL},
	{"color", LAST, NULL},
	{"colored text", LAST, NULL},
	{"convert", PAIR, NULL},
	{"cquote", QUOTE, NULL},
	{"cvt", PAIR, NULL},
	{"cytat", QUOTE, NULL},
	{"d-", DATE, NULL},
	{"dash", SIGN, " – "},
	{"date", DATE, NULL},
	{"date-", DATE, NULL},
	{"date-lien", DATE, NULL},
	{"dates", DATE, NULL},
	{"datum", DATE, NULL},
	{"dts", DATE, NULL},
	{"em", FIRST, NULL},
	{"end date", DATE, NULL},
	{"fecha", DATE, NULL},
	{"flag", FIRST, NULL},
	{"flagcountry", FIRST, NULL},
	{"flagu", FIRST, NULL},
	{"font color", LAST, NULL},
	{"hlist", ITEMS, NULL},
	{"ill", FIRST, NULL},
	{"illm", FIRST, NULL},
	{"interlanguage link", FIRST, NULL},
	{"interlanguage link multi", FIRST, NULL},
	{"iw", FIRST, NULL},
	{"j", FIRST, NULL},
	{"lang", LAST, NULL},
	{"langue", LAST, NULL},
	{"langx", SECOND, NULL},
	{"larger", FIRST, NULL},
	{"lien", FIRST, NULL},
	{"link-interwiki", FIRST, NULL},
	{"mdash", SIGN, " — "},
	{"mono", FIRST, NULL},
	{"nbsp", SIGN, " "},
	{"ndash", SIGN, " – "},
	{"nihongo", FIRST, NULL},
	{"nobr", FIRST, NULL},
	{"nobreak", FIRST, NULL},
	{"nobreaks", FIRST, NULL},
	{"nombre", PAIR, NULL},
	{"nowrap", FIRST, NULL},
	{"num", FIRST, NULL},
	{"number", FIRST, NULL},
	{"nwr", FIRST, NULL},
	{"pagename", TITLE, NULL},
	{"plainlist", ITEMS, NULL},
	{"poem quote", QUOTE, NULL},
	{"quotation", QUOTE, NULL},
	{"quote", QUOTE, NULL},
	{"quote box", QUOTE, NULL},
	{"rquote", QUOTE, NULL},
	{"ruby", FIRST, NULL},
	{"sc", FIRST, NULL},
	{"small", FIRST, NULL},
	{"smallcaps", FIRST, NULL},
	{"smaller", FIRST, NULL},
	{"snd", SIGN, " – "},
	{"sort", LAST, NULL},
	{"sortname", PAIR, NULL},
	{"souligner", FIRST, NULL},
	{"spaced ndash", SIGN, " – "},
	{"start date", DATE, NULL},
	{"strong", FIRST, NULL},
	{"tooltip", FIRST, NULL},
	{"transl", LAST, NULL},
	{"transliteration", LAST, NULL},
	{"ubl", ITEMS, NULL},
	{"unbulleted list", ITEMS, NULL},
	{"unit", PAIR, NULL},
	{"unité", PAIR, NULL},
	{"val", FIRST, NULL},
	{"w", LAST, NULL},
	{"wert", FIRST, NULL},
	{"zitat", QUOTE, NULL},
	{"·", SIGN, " · "},
	{"не переведено", SECOND, NULL},
	{"нп", SECOND, NULL},
	{"нп5", SECOND, NULL},
	{"цитата", QUOTE, NULL},
	{"•", SIGN, " • "},
	{"仮リンク", FIRST, NULL},
};

/* An argument: named where there is a = in it, else counted from 1. */
struct arg {
	struct gz_str name, value;
	unsigned number; /* 0: named */
};

static int by_name(const void *key, const void *rule)
{
	return gz_str_cmp(*(const struct gz_str *)key, gz_str(((const struct rule *)rule)->name));
}

static const struct rule *rule_of(struct gz_str name)
{
	static const struct rule tongue = {"lang-", FIRST, NULL};
	const struct rule *rule = bsearch(&name, rules, GZ_COUNT(rules), sizeof(rules[0]), by_name);

	return rule != NULL ? rule : gz_str_starts(name, GZ_STR("lang-")) ? &tongue : NULL;
}

static unsigned number_of(struct gz_str s)
{
	return s.len == 1 && s.ptr[0] >= '1' && s.ptr[0] <= '9' ? (unsigned)(s.ptr[0] - '0') : 0;
}

/* In order, positional ones by number; returns how many there are. */
static unsigned args_of(const struct gz_wiki_scan *w, const struct gz_wiki_frame *frame,
			struct arg out[GZ_WIKI_ARGS])
{
	unsigned next = 1;

	for (unsigned i = 0; i < frame->args; i++) {
		struct gz_str piece = gz_wiki_arg(w, frame, i, w->out->len);
		size_t equals = gz_str_find(piece, '=');

		out[i] = (struct arg){GZ_STR(""), piece, 0};
		if (equals == piece.len || equals > GZ_WIKI_NAME) {
			out[i].number = next++;
			continue;
		}
		out[i].name = gz_str_trim(gz_str_of(piece.ptr, equals));
		out[i].value = gz_str_trim(gz_str_of(piece.ptr + equals + 1, piece.len - equals - 1));
		out[i].number = number_of(out[i].name);
	}
	return frame->args;
}

static struct gz_str arg_at(const struct arg *args, unsigned count, unsigned number)
{
	struct gz_str found = GZ_STR("");

	for (unsigned i = 0; i < count; i++) {
		if (args[i].number == number && args[i].value.len > 0)
			found = args[i].value;
	}
	return found;
}

/* The first of these names that an argument has; "fr" is how French calls the name of a page of its own. */
static struct gz_str arg_named(const struct arg *args, unsigned count, const char *const *names)
{
	for (; *names != NULL; names++) {
		for (unsigned i = 0; i < count; i++) {
			char folded[GZ_WIKI_NAME];
			size_t len = gz_wiki_fold(args[i].name, folded);

			if (args[i].value.len > 0 && gz_str_eq(gz_str_of(folded, len), gz_str(*names)))
				return args[i].value;
		}
	}
	return GZ_STR("");
}

static void add(struct gz_buf *out, struct gz_str s, const char *between)
{
	if (s.len == 0)
		return;
	if (out->len > 0)
		gz_buf_str(out, gz_str(between));
	gz_buf_str(out, s);
}

static void keep_quote(struct gz_buf *out, const struct arg *args, unsigned count)
{
	static const char *const words[] = {"text",  "quote", "content",   "texto", "testo",
					    "tekst", "текст", "sinngemäß", NULL};
	static const char *const speaker[] = {"author", "autor", "auteur", "autore", "source", "автор", NULL};
	struct gz_str text = arg_at(args, count, 1), who = arg_at(args, count, 2);

	if (text.len == 0)
		text = arg_named(args, count, words);
	if (who.len == 0)
		who = arg_named(args, count, speaker);
	if (text.len == 0)
		return;
	add(out, text, "");
	add(out, who, "\n\n");
}

static bool is_number(struct gz_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	}
	return s.len > 0;
}

/* Numbers from the year on as ISO 8601 has them, else word by word. */
static void keep_date(struct gz_buf *out, const struct arg *args, unsigned count)
{
	bool numbers = is_number(arg_at(args, count, 1)) && arg_at(args, count, 1).len == 4;

	for (unsigned i = 2; i <= 3; i++)
		numbers = numbers && (arg_at(args, count, i).len == 0 || is_number(arg_at(args, count, i)));
	for (unsigned i = 1; i <= (numbers ? 3 : 4); i++) {
		struct gz_str part = arg_at(args, count, i);

		if (numbers && part.len == 1 && i > 1) {
			add(out, GZ_STR("0"), "-");
			gz_buf_str(out, part);
		} else {
			add(out, part, numbers ? "-" : " ");
		}
	}
}

static void keep_all(struct gz_buf *out, const struct arg *args, unsigned count, const char *between)
{
	for (unsigned i = 0; i < count; i++) {
		if (args[i].number > 0)
			add(out, args[i].value, between);
	}
}

/* Whose first argument may be given by name instead. */
static void keep_first(struct gz_buf *out, const struct arg *args, unsigned count)
{
	static const char *const names[] = {"text", "texte", "texto", "fr", "content", NULL};
	struct gz_str first = arg_at(args, count, 1);

	add(out, first.len > 0 ? first : arg_named(args, count, names), "");
}

static void keep_last(struct gz_buf *out, const struct arg *args, unsigned count)
{
	static const char *const names[] = {"text", "texte", "texto", NULL};
	struct gz_str last = arg_named(args, count, names);

	for (unsigned i = 0; i < count && last.len == 0; i++) {
		if (args[count - 1 - i].number > 0)
			last = args[count - 1 - i].value;
	}
	add(out, last, "");
}

static void keep_words(struct gz_wiki_scan *w, const struct rule *rule, const struct arg *args,
		       unsigned count)
{
	struct gz_buf *out = &w->scratch;

	switch (rule->keep) {
	case FIRST: keep_first(out, args, count); break;
	case SECOND: add(out, arg_at(args, count, arg_at(args, count, 2).len > 0 ? 2 : 1), ""); break;
	case LAST: keep_last(out, args, count); break;
	case WORDS: keep_all(out, args, count, " "); break;
	case PAIR:
		add(out, arg_at(args, count, 1), "");
		add(out, arg_at(args, count, 2), " ");
		break;
	case DATE: keep_date(out, args, count); break;
	case QUOTE: keep_quote(out, args, count); break;
	case ITEMS: keep_all(out, args, count, "\n\n"); break;
	case SIGN: break;
	case TITLE: gz_buf_str(out, w->title); break;
	}
}

void gz_wiki_template(struct gz_wiki_scan *w, const struct gz_wiki_frame *frame)
{
	size_t name_end = frame->args > 0 ? frame->arg[0] - 1 : w->out->len;
	struct gz_str whole = gz_wiki_piece(w, frame->start, name_end);
	char folded[GZ_WIKI_NAME];
	size_t len = whole.len < 2 * GZ_WIKI_NAME ? gz_wiki_fold(whole, folded) : 0;
	const struct rule *rule = len > 0 ? rule_of(gz_str_of(folded, len)) : NULL;
	struct arg args[GZ_WIKI_ARGS];
	bool apart;

	gz_buf_clear(&w->scratch);
	if (rule != NULL && rule->sign != NULL)
		gz_buf_str(&w->scratch, gz_str(rule->sign));
	if (rule != NULL)
		keep_words(w, rule, args, args_of(w, frame, args));
	else if (len > 10 && memcmp(folded, "formatnum:", 10) == 0)
		gz_buf_str(&w->scratch, gz_str_trim(gz_str_of(folded + 10, len - 10)));
	gz_wiki_cut(w, frame->start);
	apart = rule != NULL && (rule->keep == QUOTE || rule->keep == ITEMS) && w->scratch.len > 0;
	if (apart)
		gz_wiki_break(w);
	gz_buf_str(w->out, gz_buf_view(&w->scratch));
	if (apart)
		gz_wiki_break(w);
}
