/* people.c: offices that persons held, and titles in front of names. */
#include "internal.h"

/* Who left office before that is of history, and not named by surname alone. */
#define LATELY_DAYS (40 * 366)

bool gz_in_office(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (gz_is_current(c, &tenure[i]) && !gz_gaz_title(c->g, tenure[i].title)->consort)
			return true;
	}
	return false;
}

bool gz_is_no_consort(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (!gz_gaz_title(c->g, tenure[i].title)->consort)
			return true;
	}
	return count == 0;
}

/* Had the tenure begun when the document was written? Who will be president one day is not called so. */
static bool has_begun(const struct gz_case *c, const struct gz_tenure *tenure)
{
	return c->first_day == GZ_NO_DAY || tenure->from == GZ_NO_DAY || tenure->from <= c->last_day;
}

bool gz_has_held(const struct gz_case *c, uint32_t person, uint32_t country)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (has_begun(c, &tenure[i]) && tenure[i].from != GZ_NO_DAY &&
		    (country == GZ_NONE || tenure[i].country == country) &&
		    !gz_gaz_title(c->g, tenure[i].title)->consort)
			return true;
	}
	return false;
}

/* Does a body that the document names have a name that the title begins with: ecb president? */
static bool names_body(const struct gz_case *c, uint32_t title)
{
	struct gz_inside at = {0};
	uint32_t body;

	while ((body = gz_gaz_next_body(c->g, title, &at)) != GZ_NONE) {
		if (gz_evidence_of(c, body) > 0)
			return true;
	}
	return false;
}

/* A title of an office of a body begins with its name. */
bool gz_heads_body(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (gz_is_current(c, &tenure[i]) && names_body(c, tenure[i].title))
			return true;
	}
	return false;
}

bool gz_has_held_lately(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (has_begun(c, &tenure[i]) && tenure[i].from != GZ_NO_DAY &&
		    !gz_gaz_title(c->g, tenure[i].title)->consort &&
		    (c->first_day == GZ_NO_DAY || tenure[i].to == GZ_NO_DAY ||
		     (int64_t)c->first_day - tenure[i].to < LATELY_DAYS))
			return true;
	}
	return false;
}

/* Does the document name the part of its country that the title is of: Virginia, of virginia governor? *part:
 * it is of one. */
static bool names_part(const struct gz_case *c, const struct gz_tenure *tenure, bool *part)
{
	struct gz_inside at = {0};
	uint32_t place;

	if (tenure->country == GZ_NONE)
		return false;
	while ((place = gz_gaz_next_part(c->g, tenure->title, tenure->country, &at)) != GZ_NONE) {
		*part = true;
		if (gz_evidence_of(c, place) > 0)
			return true;
	}
	return false;
}

/* Does it speak of what the office of a tenure is of, told by any of its titles? */
static bool speaks_of_office(const struct gz_case *c, uint32_t person, const struct gz_tenure *tenure)
{
	uint32_t count, country = gz_gaz_country(c->g, person);
	const struct gz_tenure *all = gz_gaz_tenures(c->g, person, &count);
	bool part = false;

	for (uint32_t i = 0; i < count; i++) {
		if (all[i].office == tenure->office && names_part(c, &all[i], &part))
			return true;
	}
	return !part && (country == GZ_NONE || gz_evidence_of_country(c, country) > 0);
}

bool gz_holds_here(const struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (gz_is_current(c, &tenure[i]) && !gz_gaz_title(c->g, tenure[i].title)->consort &&
		    speaks_of_office(c, person, &tenure[i]))
			return true;
	}
	return false;
}

/* Is it the title of an office of a part of a country, without that part, which the document names: governor,
 * of virginia governor? */
static bool is_title_of_part(const struct gz_case *c, uint32_t title, const struct gz_tenure *tenure)
{
	struct gz_str whole = gz_gaz_text(c->g, gz_gaz_title(c->g, tenure->title)->text);
	struct gz_str bare = gz_gaz_text(c->g, gz_gaz_title(c->g, title)->text);
	struct gz_inside at = {0};
	uint32_t place;

	if (tenure->country == GZ_NONE || whole.len <= bare.len || !gz_str_ends(whole, bare))
		return false;
	while ((place = gz_gaz_next_part(c->g, tenure->title, tenure->country, &at)) != GZ_NONE) {
		if (at.byte == whole.len - bare.len && gz_evidence_of(c, place) > 0)
			return true;
	}
	return false;
}

/* Is the tenure one of the title, and of its country, if it has one? */
static bool is_of_title(const struct gz_case *c, const struct gz_titled *titled,
			const struct gz_tenure *tenure)
{
	return (gz_gaz_title_means(c->g, titled->number, tenure->title) ||
		is_title_of_part(c, titled->number, tenure)) &&
	       (titled->country == GZ_NONE || tenure->country == titled->country);
}

bool gz_held_title(const struct gz_case *c, uint32_t person, const struct gz_titled *titled, bool now)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (is_of_title(c, titled, &tenure[i]) &&
		    (now ? gz_is_current(c, &tenure[i]) : has_begun(c, &tenure[i])))
			return true;
	}
	return false;
}

struct gz_held gz_days_held(const struct gz_case *c, uint32_t person, const struct gz_titled *titled)
{
	uint32_t count;
	const struct gz_tenure *tenure = gz_gaz_tenures(c->g, person, &count);
	struct gz_held term = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_tenure *t = &tenure[i];
		bool first = term.from == GZ_NO_DAY;

		if (!is_of_title(c, titled, t) || !has_begun(c, t))
			continue;
		term.abroad |= !first && t->country != term.country;
		term.country = t->country;
		term.from = first || t->from < term.from ? t->from : term.from;
		term.to = t->to == GZ_NO_DAY || (!first && term.to == GZ_NO_DAY) ? GZ_NO_DAY
			  : first || t->to > term.to				 ? t->to
										 : term.to;
	}
	return term;
}

/* The span of the given kind that ends in front of token `end`, the longest one; NULL: none does. */
static const struct gz_span *span_before(const struct gz_case *c, uint32_t field, uint32_t end, unsigned kind)
{
	const struct gz_page *page = &c->page[field];

	for (uint32_t i = gz_first_near(c, field, end); i < page->count && page->span[i].token < end; i++) {
		if (page->span[i].token + page->span[i].count == end && (page->span[i].kinds & kind) != 0)
			return &page->span[i]; /* ordered by first token: the longest comes first */
	}
	return NULL;
}

/* The country that ends in front of token `end`: "russian" in "russian president". */
static const struct gz_span *find_country_before(const struct gz_case *c, uint32_t field, uint32_t end,
						 struct gz_titled *titled)
{
	const struct gz_span *span = (c->page[field].mark[end] & GZ_MARK_COUNTRY_ENDS) != 0
					     ? span_before(c, field, end, GZ_SPAN_COUNTRY)
					     : NULL;

	for (uint32_t k = span != NULL ? span->first : 0; span != NULL && k < span->end; k++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, k), GZ_NAME_ENTITY);

		if (name == NULL || gz_gaz_entry(c->g, name->target)->type != GZ_COUNTRY)
			continue;
		titled->country = name->target;
		titled->bound = name->via == GZ_VIA_ADJECTIVE;
		return span;
	}
	return NULL;
}

/* The country between a title and a name: by its adjective, as in Romance languages and Arabic (presidente
 * ruso Putin; in small letters, where a field has case), or by its noun, as in Russian (президент США Трамп).
 * NULL: none. */
static const struct gz_span *country_between(const struct gz_case *c, const struct gz_span *span,
					     struct gz_titled *titled)
{
	const struct gz_span *country;

	if ((c->page[span->field].mark[span->token] & GZ_MARK_TITLE_BEFORE) == 0)
		return NULL;
	country = find_country_before(c, span->field, span->token, titled);
	if (country == NULL || !gz_is_joined(c, span->field, country->token) ||
	    (titled->bound && !country->small && c->tokens[span->field].has_case))
		return NULL;
	titled->bound = true;
	return country;
}

/* Does a title begin at once behind the name, as in Chinese, Japanese and Korean: オバマ大統領? */
static bool has_title_behind(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	return (c->page[span->field].mark[next] & GZ_MARK_TITLE_BEGINS) != 0 &&
	       gz_is_joined(c, span->field, next) &&
	       gz_is_east_asian(gz_token_at(c, span->field, next - 1)->norm);
}

bool gz_has_title(const struct gz_case *c, const struct gz_span *span)
{
	return (gz_is_joined(c, span->field, span->token) &&
		(c->page[span->field].mark[span->token] & (GZ_MARK_TITLE_ENDS | GZ_MARK_TITLE_BEFORE)) !=
			0) ||
	       has_title_behind(c, span);
}

/* The title that the span is, by its first such name. */
static void read_title(const struct gz_case *c, const struct gz_span *span, struct gz_titled *titled)
{
	for (uint32_t i = span->first; i < span->end && titled->title == NULL; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, i), GZ_NAME_TITLE);

		if (name == NULL)
			continue;
		titled->title = gz_gaz_title(c->g, name->target);
		titled->number = name->target;
	}
}

bool gz_holds_own_title(const struct gz_case *c, const struct gz_span *span, uint32_t person)
{
	const struct gz_page *page = &c->page[span->field];

	for (uint32_t i = gz_first_span(c, span->field, span->token);
	     i < page->count && page->span[i].token == span->token; i++) {
		struct gz_titled titled = {.country = GZ_NONE};

		if ((page->span[i].kinds & GZ_SPAN_TITLE) == 0 || page->span[i].count >= span->count)
			continue;
		read_title(c, &page->span[i], &titled);
		if (titled.title != NULL && gz_held_title(c, person, &titled, true))
			return true;
	}
	return false;
}

/* The span of the title in front of the name, or behind it; what a country beside it tells in `titled`. */
static const struct gz_span *find_title(const struct gz_case *c, const struct gz_span *span,
					struct gz_titled *titled)
{
	const struct gz_page *page = &c->page[span->field];
	const struct gz_span *title = NULL, *country;
	bool joined = gz_is_joined(c, span->field, span->token);

	if (joined && (page->mark[span->token] & GZ_MARK_TITLE_ENDS) != 0) {
		title = span_before(c, span->field, span->token, GZ_SPAN_TITLE);
		country = title != NULL && gz_is_joined(c, span->field, title->token)
				  ? find_country_before(c, span->field, title->token, titled)
				  : NULL;
		titled->first = country != NULL ? country->token : title != NULL ? title->token : 0;
		return title;
	}
	country = joined ? country_between(c, span, titled) : NULL;
	if (country != NULL)
		return span_before(c, span->field, country->token, GZ_SPAN_TITLE);
	*titled = (struct gz_titled){.country = GZ_NONE};
	if (!has_title_behind(c, span))
		return NULL;
	if (joined)
		find_country_before(c, span->field, span->token, titled);
	for (uint32_t i = gz_first_span(c, span->field, span->token + span->count); i < page->count; i++) {
		if ((page->span[i].kinds & GZ_SPAN_TITLE) != 0)
			return &page->span[i];
	}
	return NULL;
}

struct gz_titled gz_title_before(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_titled found = {.country = GZ_NONE};
	const struct gz_span *title = gz_has_title(c, span) ? find_title(c, span, &found) : NULL;

	if (title != NULL)
		read_title(c, title, &found);
	return found.title != NULL ? found : (struct gz_titled){.country = GZ_NONE};
}

bool gz_is_addressed(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_title *title = gz_title_before(c, span).title;

	return title != NULL && title->courtesy;
}

static bool is_space_or_quote(uint32_t code)
{
	return code == ' ' || code == 0xa0 || code == 0x202f || code == '"' || code == '\'' || code == 0xab ||
	       (code >= 0x2018 && code <= 0x201f);
}

/* Does nothing but a quotation mark that opens part the token from the one in front: крейсер «Москва»? */
static bool is_quoted(const struct gz_tokens *tokens, uint32_t token)
{
	uint32_t at = token > 0 ? tokens->token[token - 1].end : 0, end = tokens->token[token].start, code;

	if (token == 0 || tokens->token[token].gap != GZ_GAP_HARD)
		return false;
	while (at < end) {
		at += (uint32_t)gz_utf8_decode(tokens->text.ptr + at, end - at, &code);
		if (!is_space_or_quote(code))
			return false;
	}
	return true;
}

/* Not behind a plural: the destroyers London promised. */
bool gz_behind_vessel(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t before = span->token - 1;

	if (!gz_is_joined(c, span->field, span->token) && !is_quoted(&c->tokens[span->field], span->token))
		return false;
	return gz_token_is(c, span->field, before, GZ_WORD_VESSEL) ||
	       (gz_token_is(c, span->field, before, GZ_WORD_SHIP) && gz_is_joined(c, span->field, before) &&
		gz_token_is(c, span->field, before - 1, GZ_WORD_OF_SHIP));
}

/* Where capitals tell: is the word behind it, written with one, of those classes? */
static bool is_in_front_of(const struct gz_case *c, const struct gz_span *span, uint64_t classes)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t behind = span->token + span->count;

	return tokens->has_case && !tokens->title_case && gz_is_joined(c, span->field, behind) &&
	       tokens->token[behind].shape > GZ_LOWER && gz_token_is(c, span->field, behind, classes);
}

bool gz_behind_work(const struct gz_case *c, const struct gz_span *span)
{
	return gz_is_joined(c, span->field, span->token) &&
	       gz_token_is(c, span->field, span->token - 1, GZ_WORD_WORK);
}

bool gz_lends_name(const struct gz_case *c, const struct gz_span *span)
{
	return is_in_front_of(c, span, GZ_WORD_CALLED_AFTER);
}

bool gz_lends_street(const struct gz_case *c, const struct gz_span *span)
{
	return is_in_front_of(c, span, GZ_WORD_STREET);
}

bool gz_behind_rank(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_title *title = gz_title_before(c, span).title;

	return title != NULL && !title->courtesy && !title->consort;
}

static uint32_t letter_of(struct gz_str word)
{
	uint32_t letter = 0;

	gz_utf8_decode(word.ptr, word.len, &letter);
	return letter;
}

bool gz_has_initial(const struct gz_case *c, uint32_t person, struct gz_str word)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++) {
		if (gz_gaz_name(c->g, names[i])->kind == GZ_NAME_ENTITY &&
		    gz_gaz_first_letter(c->g, names[i]) == letter_of(word))
			return true;
	}
	return false;
}

bool gz_has_initials(const struct gz_case *c, const struct gz_name *surname, const struct gz_token *first,
		     uint32_t count)
{
	uint32_t name_count;
	const uint32_t *names = gz_gaz_names_of(c->g, surname->target, &name_count);

	if (count == 1)
		return gz_has_initial(c, surname->target, first->norm);
	for (uint32_t i = 0; i < name_count; i++) {
		uint32_t fit = 0;

		if (gz_gaz_name(c->g, names[i])->kind != GZ_NAME_ENTITY ||
		    !gz_gaz_ends_with(c->g, names[i], surname))
			continue;
		while (fit < count && gz_gaz_letter(c->g, names[i], fit) == letter_of(first[fit].norm))
			fit++;
		if (fit == count && gz_gaz_letter(c->g, names[i], count) != 0)
			return true;
	}
	return false;
}
