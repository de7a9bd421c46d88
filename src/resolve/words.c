/* words.c: the lists of words that are rules of the resolver, and the table that is made from them. */
#include <string.h>

#include "words.h"

static const struct {
	uint64_t classes;
	const char *words;
} classes[] = {
	{GZ_WORD_S, "s"},
	/* between an office and its country, and in front of the country, in other languages too */
	{GZ_WORD_OF, "of av da de degli dei del dell della der des di do dos du van von"},
	{GZ_WORD_THE, "the de el l la las les los"},
	{GZ_WORD_OF_ROMANCE, "al all alla ao au dal dall dalla del dell della do du el il l la le lo o"},
	{GZ_WORD_IN, "in"},
	{GZ_WORD_ON, "on"},
	{GZ_WORD_DAY, "day"},
	{GZ_WORD_LAST, "last"},
	{GZ_WORD_THIS, "this"},
	{GZ_WORD_WAITING, "waiting"},
	{GZ_WORD_AND, "and or"},
	/* In front of an office, or of its country: a former one, or who becomes it. */
	{GZ_WORD_OTHER,
	 "a an ancien ancienne another any appointed as assassinated assistant associate be became become "
	 "becomes becoming been dead deceased declared deposed deputy designate each ehemalige ehemaliger "
	 "eighteenth eighth ein eine elected eleventh every ex exiled fifteenth fifth former fourteenth "
	 "fourth future honorary incoming late murdered named nd next nineteenth ninth no once onetime "
	 "ousted overthrown past previous proclaimed rd second served seventeenth seventh shadow sixteenth "
	 "sixth slain some styled tenth th then third thirteenth time toppled twelfth twentieth un under "
	 "une vice wartime was were would "
	 /* as they are folded, where the country stands in front of the title, too: German */
	 "als damalige damaligen damaliger designierte designierten designierter ehemaligen einem einen "
	 "einer eines einstige einstigen einstiger ersten erster fruhere fruheren fruherer gewahlte "
	 "gewahlten gewahlter kunftige kunftigen kunftiger nachste nachsten nachster neue neuen neuer "
	 "stellvertretende stellvertretenden stellvertretender vorherige vorigen werden wird wurde zum zur "
	 /* French, Spanish, Italian, Portuguese */
	 "allora anterior antiguo antigua antigo antiga come comme como convertido devenir devenu devient "
	 "diventa eleita eleito eletta eletto elegida elegido elu elue entao entonces era ete etait foi "
	 "fue fut futur futura futuro nombrado nomme nouveau nouvelle nova novo nueva nuevo nuova nuovo "
	 "precedent primeira primeiro primer primera prochain prossimo proxima proximo sara sea ser sera "
	 "serait seria sido stata stato uma una uno "
	 /* Dutch, Scandinavian, Polish, Turkish */
	 "een eerdere nieuwe oud toekomstige toenmalig toenmalige voormalig voormalige vorige werd "
	 "blivande davaerende davarande en ett forre forrige nya tidigare tidligere "
	 "bylego bylemu byly bylym dawny nowy owczesny bir donemin eski secilen secilmis yeni "
	 /* Russian, Ukrainian */
	 "будущего будущии бывшая бывшего бывшеи бывшему бывшии бывшим бывших бывшую вице избранныи нового "
	 "новыи прежнии тогдашнии экс віце екс колишніи колишнього колишньому маибутніи обрании тодішніи "
	 "был была были быть будет выборах выборов выборы избран избрана избрание избрания избрать кандидат "
	 "кандидата кандидатом назначен назначена новым первого первои первыи первым пост поста посту "
	 "следующего следующии следующим стал стала станет стать обрано став "
	 /* Arabic */
	 "اصبح انتخاب انتخب كان منصب "
	 /* Chinese, Japanese: characters are tokens; of 当选, 成为, 就任, 第四十五任, 一位 the last */
	 "前 原 元 任 选 為 为 位 名 个 期 전 차기 "
	 /* Ukrainian: elections of */
	 "вибори виборах виборів"},
	/* Of those, the ones that an article may follow; not by the time the president. */
	{GZ_WORD_BECOMES,
	 "appointed as be became become becomes becoming been convertido devenir devenu devient diventa "
	 "eleita eleito elected eletta eletto elegida elegido elu elue era ete etait foi fue fut named "
	 "nombrado nomme sara sea ser sera serait seria served sido stata stato was were"},
	{GZ_WORD_POST,
	 "cargo carica fonction fonctions job office position post poste posto puesto rank role ruolo title"},
	{GZ_WORD_OTHER_BEHIND,
	 "candidate designate division economist elect electa electo eleita eleito eletta eletto elu elue "
	 "emeritus executive hopeful league "
	 "الاسبق الراحل الراحلة السابق السابقة المخلوع المقبل المنتخب المنتخبة الموقت سابق پیشین לשעבר "
	 /* 候補, 選挙, 夫人, 経験者; candidate, election, elect, wife */
	 "候 選 选 夫 経 후보 선거 당선인 부인"},
	{GZ_WORD_FIRST, "first st"},
	{GZ_WORD_TO, "to"},
	{GZ_WORD_FOR, "for"},
	{GZ_WORD_RUNS, "bid campaign campaigned candidate candidates race ran run running runs"},
	/* behind an office that is not that of its only country */
	{GZ_WORD_OF_OFFICE, "at av da de degli dei del dell della der des di dos du for in of van von"},
	{GZ_WORD_OF_EVENT,
	 "between of on over with "
	 /* with these it is no event: the treaty rights, the war department */
	 "crime crimes department law laws ministry obligations office power powers rights secretary"},
	/* By the word that their names begin or end with: the U.S. Army, the British Department of Trade. */
	{GZ_WORD_BODY,
	 "administration agency army attorney bureau cabinet command commission congress corps court courts "
	 "customs department embassy fleet force forces government guard marines military ministry navy "
	 "office parliament police secret senate service supreme survey treasury"},
	{GZ_WORD_SPEECH, "added announced argued asked called denied insisted replied reported s said says "
			 "spoke stressed told "
			 "urged warned wrote"},
	{GZ_WORD_FINITE, "agrees beat became began came can could did does fell gave got had has is kept led "
			 "lost made may met "
			 "must rose saw sent should signs sought took wants was went were will won would"},
	{GZ_WORD_OF_GROUP,
	 "agenda baton chair communique communiques countries economies finance foreign governments group "
	 "has have leaders member members ministers must nations officials presidency should sources "
	 "states task"},
	{GZ_WORD_IN_TIME, "in last late mid early next of on since this until"},
	{GZ_WORD_PARTING, "after ahead before since until when while"},
	{GZ_WORD_PAST, "last past previous"},
	{GZ_WORD_FUTURE, "next coming upcoming"},
	{GZ_WORD_OWN_NOUN, "summit conference games gipfel sommet cumbre vertice"},
	{GZ_WORD_MONTH_TOO, "march may"},
	{GZ_WORD_STRIKES, "disaster earthquake hurricane quake storm tsunami"},
	{GZ_WORD_IN_YEAR, "anno annee ano en im in jahr nel year"},
	{GZ_WORD_FIRM,
	 "ag associates bros brothers co company corp corporation gmbh inc incorporated llc llp "
	 "lp ltd partners plc securities sons"},
	{GZ_WORD_VESSEL,
	 "battleship cruiser destroyer freighter frigate gunboat hms minesweeper schooner steamer "
	 "steamship submarine supertanker tanker trawler uss warship "
	 /* French, Spanish, Italian, German; Russian, as it is folded */
	 "croiseur paquebot petrolier buque crucero fragata petrolero portaaviones submarino corazzata "
	 "incrociatore portaerei sottomarino traghetto flugzeugtrager frachter fregatte kreuzer "
	 "schlachtschiff zerstorer авианосец авианосца креисер креисера креисере креисером ледокол линкор "
	 "лодка лодке лодку паром парома подлодка подлодки подлодку теплоход теплохода фрегат "
	 "эсминец"},
	{GZ_WORD_SHIP, "avions carrier marin ship"},
	{GZ_WORD_CALLED_AFTER,
	 "academy airport arena avenue award bay boulevard bridge canal cathedral center centre church "
	 "college "
	 "county court dam elementary gallery glacier hall heights high hospital hotel institute "
	 "international "
	 "island islands lake lane lecture library mall medal memorial mount mountain mountains museum park "
	 "plaza prize river road scholarship school seminary square stadium street theater theatre tower "
	 "towers "
	 "township trophy university village"},
	{GZ_WORD_OF_SHIP, "aircraft battle container cruise merchant porte sous war"},
	{GZ_WORD_MONSIEUR, "m mm"},
	{GZ_WORD_FRENCH, "au aux avec dans des dit du est et le les ne ont par pas pour qui une"},
	{GZ_WORD_STREET, "avenue boulevard lane road street"},
	{GZ_WORD_KIN,
	 "brother brothers cousin cousins dad daughter daughters father granddaughter granddaughters "
	 "grandson "
	 "grandsons grandchildren husband mother mum nephew nephews niece nieces siblings sister sisters son "
	 "sons stepdaughter stepson twins wife "
	 "epouse fille filles fils frere freres mere pere soeur soeurs bruder ehefrau mutter schwester sohn "
	 "sohne tochter vater esposa hermana hermanas hermano hermanos hija hijas hijo hijos figli figlia "
	 "figlie figlio fratelli fratello moglie sorella filha filhas filho filhos irma irmao"},
	{GZ_WORD_SOMEBODY, "boy boys brother child children daughter friend girl girls guy kid kids man men "
			   "person people sister "
			   "son student teacher woman women"},
	{GZ_WORD_NAMED, "called named"},
	{GZ_WORD_WHERE, "where"},
	{GZ_WORD_ENGLISH_ARTICLE, "a an as the"},
	{GZ_WORD_WITH_ARTICLE, "am ans aufs beim dem den des einem einen einer eines im ins vom zum zur"},
	{GZ_WORD_ELECTION, "eleccion eleicao election elections elezione elezioni wahl"},
	{GZ_WORD_WORK, "album band film movie novel sitcom"},
	{GZ_WORD_GENERATION, "ii iii iv sr"},
	{GZ_WORD_ORDINAL, "d nd rd th"},
	{GZ_WORD_OF_HOLDER,
	 "administration cabinet campaign coalition era government presidency regime team"},
};

static const char *const months[] = {
	"january jan",	"february feb", "march",      "april apr",	    "may",
	"june jun",	"july jul",	"august aug", "september sept sep", "october oct",
	"november nov", "december dec",
};

/* How far the last and the next one reach. */
static const struct {
	const char *word;
	uint16_t days;
} units[] = {{"week", 7}, {"weekend", 5}, {"month", 31}, {"year", 366}};

/* Kinds of events by the word that names them, first, and those that may take one up besides. */
static const char *const kinds[] = {
	"summit talks meeting gathering conference",
	"conference talks meeting gathering",
	"meeting gathering talks",
	"election elections vote poll ballot",
	"elections election vote polls ballot",
	"referendum vote ballot",
	"games",
	"olympics games",
	"cup tournament",
	"championship tournament championships",
	"championships tournament",
	"tournament",
	"festival",
	"war conflict",
	"conflict war",
	"hurricane storm",
	"earthquake quake disaster",
	"tsunami disaster",
	"treaty",
	"agreement accord deal",
	"accords accord agreement",
	"gipfel",
	"sommet",
	"cumbre",
	"vertice",
};
_Static_assert(GZ_COUNT(kinds) <= 32, "a kind is a bit");

static uint32_t home(struct gz_str word)
{
	uint32_t hash = (unsigned char)word.ptr[0] * 0x9e3779b1u +
			(unsigned char)word.ptr[word.len - 1] * 0x85ebca6bu +
			(unsigned char)word.ptr[word.len / 2] * 0xc2b2ae35u +
			(uint32_t)word.len * 0x27d4eb2fu;

	return hash >> 21; /* GZ_WORD_SLOTS of them */
}
_Static_assert(GZ_WORD_SLOTS == 1 << (32 - 21), "the hash chooses a slot");

static const struct gz_word *at_slot(const struct gz_words *words, struct gz_str norm, uint32_t *slot)
{
	for (*slot = home(norm); words->slot[*slot] != 0; *slot = (*slot + 1) % GZ_WORD_SLOTS) {
		const struct gz_word *word = &words->word[words->slot[*slot] - 1];

		if (word->length == norm.len && memcmp(word->text, norm.ptr, norm.len) == 0)
			return word;
	}
	return NULL;
}

const struct gz_word *gz_words_find(const struct gz_words *words, struct gz_str norm)
{
	uint32_t slot;

	return at_slot(words, norm, &slot);
}

static void let_pass(struct gz_word_filter *filter, struct gz_str word)
{
	unsigned first = (unsigned char)word.ptr[0] & 31;

	filter->lengths[first] |= (uint32_t)1 << word.len;
	if (word.len > 1)
		filter->seconds[first] |= (uint32_t)1 << ((unsigned char)word.ptr[1] & 31);
}

/* The word's row, made where there is none. */
static struct gz_word *put(struct gz_words *words, struct gz_str text)
{
	uint32_t slot;

	if (at_slot(words, text, &slot) == NULL) {
		memcpy(words->word[words->count].text, text.ptr,
		       text.len); /* all are short: the unit test looks */
		words->word[words->count].length = (uint8_t)text.len;
		words->slot[slot] = (uint16_t)++words->count;
		let_pass(&words->all, text);
	}
	return &words->word[words->slot[slot] - 1];
}

static bool next(const char **list, struct gz_str *word)
{
	*list += strspn(*list, " ");
	*word = gz_str_of(*list, strcspn(*list, " "));
	*list += word->len;
	return word->len > 0;
}

void gz_words_fill(struct gz_words *words)
{
	struct gz_str word;

	memset(words, 0, sizeof(*words));
	for (size_t i = 0; i < GZ_COUNT(classes); i++) {
		for (const char *list = classes[i].words; next(&list, &word);)
			put(words, word)->classes |= classes[i].classes;
	}
	for (size_t i = 0; i < GZ_COUNT(months); i++) {
		for (const char *list = months[i]; next(&list, &word);)
			put(words, word)->month = (uint8_t)(i + 1);
	}
	for (size_t i = 0; i < GZ_COUNT(units); i++)
		put(words, gz_str(units[i].word))->days = units[i].days;
	for (size_t i = 0; i < GZ_COUNT(kinds); i++) {
		const char *list = kinds[i];

		next(&list, &word);
		put(words, word)->named |= (uint32_t)1 << i;
		for (list = kinds[i]; next(&list, &word);) {
			put(words, word)->taken_up |= (uint32_t)1 << i;
			let_pass(&words->nouns, word);
		}
	}
}
