/* report_subjects.c: who or what a page is about: the cards of its entities, as lines of the page. */
#include "report.h"

#define NAMES	 12
#define EDITIONS 15

static struct gz_report_line *lines(struct report *r, size_t count, struct gz_error *err)
{
	struct gz_report_line *made = gz_arena_zalloc(&r->arena, (count + 1) * sizeof(*made));

	if (made == NULL)
		gz_fail_nomem(err);
	return made;
}

static bool add_names(struct report *r, const struct card *c, struct gz_report_subject *s,
		      struct gz_error *err)
{
	struct gz_report_line *line = lines(r, NAMES, err);

	s->names = line;
	for (size_t i = 0; line != NULL && c->profile.names_counted && i < c->profile.name_count && i < NAMES;
	     i++)
		line[s->name_count++] = (struct gz_report_line){c->profile.names[i].name, GZ_NO_DAY,
								GZ_NO_DAY, c->profile.names[i].mentions};
	return line != NULL;
}

/* "chancellor, Germany" */
static bool add_offices(struct report *r, const struct card *c, struct gz_report_subject *s,
			struct gz_error *err)
{
	struct gz_report_line *line = lines(r, c->office_count, err);
	struct gz_buf name = {0};

	s->offices = line;
	for (size_t i = 0; line != NULL && i < c->office_count; i++) {
		const struct card_office *office = &c->offices[i];

		gz_buf_clear(&name);
		gz_buf_str(&name, office->title);
		if (office->country_name.len > 0)
			gz_buf_str(&name, GZ_STR(", "));
		gz_buf_str(&name, office->country_name);
		line[i] = (struct gz_report_line){gz_arena_str(&r->arena, gz_buf_view(&name)), office->from,
						  office->to, 0};
		if (name.failed || line[i].name.ptr == NULL) {
			gz_buf_free(&name);
			return gz_fail_nomem(err);
		}
	}
	gz_buf_free(&name);
	s->office_count = c->office_count;
	return line != NULL;
}

/* Those with documents, the newest first. */
static bool add_editions(struct report *r, const struct card *c, struct gz_report_subject *s,
			 struct gz_error *err)
{
	struct gz_report_line *line = lines(r, EDITIONS, err);

	s->editions = line;
	for (size_t i = 0; line != NULL && i < c->edition_count; i++) {
		const struct card_edition *e = &c->editions[i];

		if (e->docs == 0)
			continue;
		if (s->edition_count == EDITIONS)
			s->editions_left_out++;
		else
			line[s->edition_count++] = (struct gz_report_line){e->edition.name, e->edition.from,
									   e->edition.to, e->docs};
	}
	return line != NULL;
}

static bool gather_subject(struct report *r, size_t number, struct gz_error *err)
{
	static const struct card_limits limits = {0, 0, 1};
	struct gz_report_subject *s = &r->subjects[number];
	struct gz_selection one = r->q->selection;
	struct card *c = &r->cards[number];

	one.terms = &r->q->terms[number];
	one.term_count = 1;
	one.min_docs = 0;
	one.window = GZ_WINDOW_DOCUMENT;
	s->entity = gz_str(one.terms->entity);
	s->name = gz_str(one.terms->name);
	if (one.terms->open || gz_term_is_joined(one.terms))
		return report_group(r, &one, s, err);
	if (!card_gather(c, r->q->query, &one, r->gaz, &limits, err))
		return false;
	s->type = gz_str(gz_type_name(c->profile.type));
	s->country = c->profile.country_name;
	s->series = c->profile.series_name;
	s->from = c->profile.from;
	s->to = c->profile.to;
	s->docs = c->profile.docs;
	s->mentions = c->profile.mentions;
	s->first = c->profile.first;
	s->last = c->profile.last;
	return add_names(r, c, s, err) && add_offices(r, c, s, err) && add_editions(r, c, s, err);
}

bool report_subjects(struct report *r, struct gz_error *err)
{
	for (size_t i = 0; i < r->page.subject_count; i++) {
		if (!gather_subject(r, i, err))
			return false;
	}
	return true;
}
