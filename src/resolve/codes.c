/* codes.c: letters that are no name: sums of money, shares, parts of longer initials, numbered things. */
#include "internal.h"

/* Part of a longer row of initials: the D.C. of M.D.C. Holdings. */
static bool is_part_of_initials(const struct gz_tokens *tokens, const struct gz_span *span)
{
	const struct gz_token *first = &tokens->token[span->token], *last = first + span->count - 1;
	uint32_t next = span->token + span->count;

	if (first->norm.len != 1 || last->norm.len != 1)
		return false;
	return (span->token > 0 && (first - 1)->norm.len == 1 && (first - 1)->dot &&
		first->start == (first - 1)->end + 1) ||
	       (next < tokens->count && last->dot && (last + 1)->norm.len == 1 &&
		(last + 1)->shape >= last->shape && (last + 1)->start == last->end + 1);
}

/* Initials that a space parts although those in front are not parted: in the U.S. A new law. */
static bool is_uneven(const struct gz_tokens *tokens, const struct gz_span *span)
{
	const struct gz_token *token = &tokens->token[span->token];
	uint32_t last = span->count - 1;

	if (span->count < 3)
		return false;
	for (uint32_t i = 0; i <= last; i++) {
		if (token[i].norm.len != 1)
			return false;
	}
	return token[1].start == token[0].end + 1 && token[0].dot &&
	       token[last].start > token[last - 1].end + 1;
}

/* US$, HK$; and how agencies write the code of a share: Union Carbide <UK> */
static bool is_code(const struct gz_tokens *tokens, const struct gz_span *span)
{
	uint32_t start = tokens->token[span->token].start,
		 end = tokens->token[span->token + span->count - 1].end;
	char behind = end < tokens->text.len ? tokens->text.ptr[end] : 0;

	return behind == '$' || gz_is_share_code(tokens, span->token) ||
	       (behind == '>' && start > 0 && tokens->text.ptr[start - 1] == '<');
}

static bool is_digit(struct gz_str text, size_t at)
{
	return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* An acronym that a hyphen joins to a number: PD-18 is no party, nor a 30-sec call one to the SEC; nor, in
 * text without case, 25bp an oil company. */
static bool is_numbered(const struct gz_tokens *tokens, const struct gz_span *span,
			const struct gz_name *name)
{
	struct gz_str text = tokens->text;
	size_t start = tokens->token[span->token].start, end = tokens->token[span->token].end;

	if (span->count != 1 || name->via != GZ_VIA_ACRONYM)
		return false;
	return (name->ambiguous && end < text.len && text.ptr[end] == '-' && is_digit(text, end + 1)) ||
	       ((name->ambiguous || !tokens->has_case) && start > 1 && text.ptr[start - 1] == '-' &&
		is_digit(text, start - 2)) ||
	       (!tokens->has_case && start > 0 && is_digit(text, start - 1));
}

bool gz_is_code(const struct gz_tokens *tokens, const struct gz_span *span, const struct gz_name *name)
{
	return (span->count == 1 && is_code(tokens, span)) || is_part_of_initials(tokens, span) ||
	       is_uneven(tokens, span) || is_numbered(tokens, span, name);
}
