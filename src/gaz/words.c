/* words.c: the tables that know words rather than entities: titles, given names, vetoes, cues. */
#include <string.h>

#include "internal.h"

static const char *const none[] = {NULL};

enum { TITLE, TITLE_TYPE, TITLE_GENDER, TITLE_OFFICE };
static const char *const title_required[] = {"title", NULL};
static const char *const title_optional[] = {"type", "gender", "office", NULL};

/* What the title is called where it is one of an office: in the language of the offices. */
static bool add_offices(struct gz_loader *l, const struct gz_row *row, const int *column, uint32_t title)
{
	struct gz_str offices = gz_row_list(row, column, TITLE_OFFICE), item;

	while (gz_load_list_next(l, &offices, &item)) {
		uint32_t office = gz_title_intern(l, row, column[TITLE_OFFICE], item);

		if (office == GZ_NONE)
			return false;
		if (office != title && !GZ_PUSH(&l->build->stands_for, ((struct gz_pair){title, office})))
			return gz_load_nomem(l);
	}
	return true;
}

static bool title_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str type = gz_row_cell(row, column, TITLE_TYPE),
		      gender = gz_row_cell(row, column, TITLE_GENDER);
	uint32_t title;

	if (gz_row_cell(row, column, TITLE).len == 0)
		return gz_load_fault(l, row, column[TITLE], "an empty title");
	if (type.len > 0 && !gz_str_eq(type, GZ_STR("rank")) && !gz_str_eq(type, GZ_STR("courtesy")) &&
	    !gz_str_eq(type, GZ_STR("consort")))
		return gz_load_fault(l, row, column[TITLE_TYPE],
				     "a title is of type rank, courtesy or consort, not '%.*s'",
				     GZ_ARG(type));
	if (gender.len > 0 && !gz_str_eq(gender, GZ_STR("m")) && !gz_str_eq(gender, GZ_STR("f")))
		return gz_load_fault(l, row, column[TITLE_GENDER], "gender is m or f, not '%.*s'",
				     GZ_ARG(gender));
	title = gz_title_intern(l, row, column[TITLE], gz_row_cell(row, column, TITLE));
	if (title == GZ_NONE)
		return false;
	l->build->titles.ptr[title].courtesy = gz_str_eq(type, GZ_STR("courtesy"));
	l->build->titles.ptr[title].consort = gz_str_eq(type, GZ_STR("consort"));
	if (gender.len > 0)
		l->build->titles.ptr[title].gender = gender.ptr[0] == 'm' ? GZ_MALE : GZ_FEMALE;
	return add_offices(l, row, column, title);
}

const struct gz_table gz_table_titles = {"titles", title_required, title_optional, title_row};

static const char *const given_required[] = {"given", NULL};
static const char *const given_optional[] = {"kind", NULL};

/* Flags the last token of a one-cell row: of Jean-Claude, that is what stands in front of the surname. */
static bool flag_word(struct gz_loader *l, const struct gz_row *row, const int *column, uint16_t flag)
{
	struct gz_tokens tokens;
	uint32_t token;

	if (!gz_load_tokens(l, row, column[0], gz_row_cell(row, column, 0), &tokens))
		return false;
	if (tokens.count == 0)
		return gz_load_fault(l, row, column[0], "a word without letters");
	token = gz_token_intern(l->build, &tokens.token[tokens.count - 1]);
	if (token == GZ_NONE)
		return gz_load_nomem(l);
	l->build->tokens.ptr[token].flags |= flag;
	return true;
}

static bool given_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str kind = gz_row_cell(row, column, 1);

	if (kind.len == 0)
		return flag_word(l, row, column, GZ_TOKEN_GIVEN);
	if (gz_str_eq(kind, GZ_STR("word")))
		return flag_word(l, row, column, GZ_TOKEN_GIVEN_WORD);
	if (gz_str_eq(kind, GZ_STR("place")))
		return flag_word(l, row, column, GZ_TOKEN_GIVEN_PLACE);
	return gz_load_fault(l, row, column[1], "a given name may be a word or a place too, not '%.*s'",
			     GZ_ARG(kind));
}

const struct gz_table gz_table_given = {"given", given_required, given_optional, given_row};

static const char *const surname_required[] = {"surname", NULL};

static bool surname_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	return flag_word(l, row, column, GZ_TOKEN_SURNAME);
}

const struct gz_table gz_table_surname = {"surnames", surname_required, none, surname_row};

static const char *const word_required[] = {"word", NULL};

static bool word_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	return flag_word(l, row, column, GZ_TOKEN_WORD);
}

const struct gz_table gz_table_word = {"words", word_required, none, word_row};

static const char *const neutral_required[] = {"neutral", NULL};
static const char *const neutral_optional[] = {"kind", NULL};

/* What it is besides: nothing, an article, one that means something known, a preposition of place. */
static const struct {
	const char *name;
	uint16_t flags;
} neutral_kinds[] = {
	{"", 0},
	{"article", GZ_TOKEN_ARTICLE},
	{"definite", GZ_TOKEN_ARTICLE | GZ_TOKEN_DEFINITE},
	{"preposition", GZ_TOKEN_PREPOSITION},
};

static bool neutral_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str kind = gz_row_cell(row, column, 1);

	for (size_t i = 0; i < GZ_COUNT(neutral_kinds); i++) {
		if (gz_str_eq(kind, gz_str(neutral_kinds[i].name)))
			return flag_word(l, row, column,
					 (uint16_t)(GZ_TOKEN_NEUTRAL | neutral_kinds[i].flags));
	}
	return gz_load_fault(l, row, column[1],
			     "a neutral word may be an article, definite or a preposition, not '%.*s'",
			     GZ_ARG(kind));
}

const struct gz_table gz_table_neutral = {"neutral", neutral_required, neutral_optional, neutral_row};

static const char *const veto_required[] = {"name", "left", "right", NULL};

/* Words beside a name: where they stand it is refused, or (a cue) meant. */
static bool add_vetoes(struct gz_loader *l, const struct gz_row *row, int cell, uint32_t chain,
		       struct gz_str list, bool behind, bool cue)
{
	struct gz_build *b = l->build;
	struct gz_str item;

	while (gz_load_list_next(l, &list, &item)) {
		struct gz_tokens tokens;
		struct gz_veto veto = {.tokens = (uint32_t)b->veto_tokens.len, .behind = behind, .cue = cue};

		if (!gz_load_tokens(l, row, cell, item, &tokens))
			return false;
		if (tokens.count == 0 || tokens.count > UINT8_MAX)
			continue;
		for (veto.count = 0; veto.count < tokens.count; veto.count++) {
			uint32_t token = gz_token_intern(b, &tokens.token[veto.count]);

			if (token == GZ_NONE || !GZ_PUSH(&b->veto_tokens, token))
				return gz_load_nomem(l);
		}
		if (!GZ_PUSH(&b->vetoes, veto) ||
		    !GZ_PUSH(&b->vetoes_at, ((struct gz_pair){chain, (uint32_t)(b->vetoes.len - 1)})))
			return gz_load_nomem(l);
	}
	return true;
}

static bool beside_row(struct gz_loader *l, const struct gz_row *row, const int *column, bool cue)
{
	struct gz_tokens tokens;
	uint32_t chain;

	if (!gz_load_tokens(l, row, column[0], gz_row_cell(row, column, 0), &tokens))
		return false;
	if (tokens.count == 0)
		return gz_load_fault(l, row, column[0], "a name is needed");
	if (gz_row_cell(row, column, 1).len + gz_row_cell(row, column, 2).len == 0)
		return gz_load_fault(l, row, column[0], "words are needed on its left or right");
	chain = gz_chain_add(l->build, &l->build->vetoes_of, &tokens);
	if (chain == GZ_NONE)
		return gz_load_nomem(l);
	if (l->records.keep &&
	    !GZ_PUSH(&l->records.vetoes,
		     ((struct gz_veto_row){chain, {row->file, row->line, row->column[column[0]]}})))
		return gz_load_nomem(l);
	return add_vetoes(l, row, column[1], chain, gz_row_list(row, column, 1), false, cue) &&
	       add_vetoes(l, row, column[2], chain, gz_row_list(row, column, 2), true, cue);
}

static bool veto_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	return beside_row(l, row, column, false);
}

static bool cue_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	return beside_row(l, row, column, true);
}

const struct gz_table gz_table_vetoes = {"vetoes", veto_required, none, veto_row};

static const char *const cue_required[] = {"cue", "left", "right", NULL};

const struct gz_table gz_table_cues = {"cues", cue_required, none, cue_row};
