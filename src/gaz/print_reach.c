/*
 * print_reach.c: what the tagger can reach from an entity or a title, as a hash: the cells, of a person the
 * offices, the places that they are of, and how the names begin, of a body the titles that begin with a name
 * of it, of an event the names and what its series has, of a title all who held it. A reach more than that
 * has to be added here: `make check` compares with indexing anew.
 */
#include "print.h"

static uint64_t mix_id(const struct gz_printer *p, uint64_t hash, uint32_t entity)
{
	struct gz_str id;

	if (entity == GZ_NONE)
		return gz_mix(hash, 1);
	id = gz_id_of(p->g, gz_gaz_entry(p->g, entity));
	if (entity >= gz_gaz_entity_count(p->g)) /* of a damaged image */
		return gz_mix_str(hash, id);
	return gz_mix(gz_mix(hash, id.len), p->id[entity].hash);
}

static uint64_t hash_cells(const struct gz_printer *p, uint32_t entity)
{
	const struct gz_entry *e = gz_gaz_entry(p->g, entity);
	uint64_t hash = gz_mix_str(mix_id(p, 2, entity), gz_name_of(p->g, e));
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(p->g, entity, &count);
	bool ambiguous = count > 0 && gz_gaz_name(p->g, names[0])->ambiguous;

	hash = gz_mix(hash, (uint64_t)ambiguous << 16 | (uint64_t)e->type << 8 | e->gender);
	hash = gz_mix(hash, (uint64_t)(uint32_t)e->from << 32 | (uint32_t)e->to);
	hash = mix_id(p, hash, e->country);
	return mix_id(p, mix_id(p, hash, e->series), e->place);
}

uint64_t gz_print_title(const struct gz_printer *p, uint32_t number)
{
	const struct gz_title *title = gz_gaz_title(p->g, number);

	return gz_mix(gz_mix_str(3, gz_gaz_text(p->g, title->text)),
		      (uint64_t)title->courtesy << 16 | (uint64_t)title->consort << 8 | title->gender);
}

/* The places of its country that a title names, in any order. */
static uint64_t hash_parts(const struct gz_printer *p, const struct gz_tenure *t)
{
	struct gz_inside at = {0};
	uint64_t parts = 0;
	uint32_t place;

	while (t->country != GZ_NONE &&
	       (place = gz_gaz_next_part(p->g, t->title, t->country, &at)) != GZ_NONE)
		parts += mix_id(p, 11, place);
	return parts;
}

static uint64_t hash_tenure(const struct gz_printer *p, uint64_t hash, const struct gz_tenure *t)
{
	uint64_t title = t->title < p->g->title_count ? p->title[t->title] : gz_print_title(p, t->title);

	hash = gz_mix(mix_id(p, hash, t->holder), title);
	return gz_mix(mix_id(p, hash, t->country), (uint64_t)(uint32_t)t->from << 32 | (uint32_t)t->to);
}

static uint64_t hash_offices(const struct gz_printer *p, uint64_t hash, uint32_t person)
{
	uint32_t count;
	const struct gz_tenure *tenures = gz_gaz_tenures(p->g, person, &count);

	for (uint32_t i = 0; i < count; i++)
		hash = gz_mix(hash_tenure(p, hash, &tenures[i]), hash_parts(p, &tenures[i]));
	return hash;
}

/* A set of letters, by their low bytes: another name with one that is there already tells nothing new. */
struct letters {
	uint64_t bits[4];
	bool some;
};

static void put_letter(struct letters *set, uint32_t letter)
{
	set->bits[letter >> 6 & 3] |= (uint64_t)1 << (letter & 63);
	set->some = true;
}

static uint64_t mix_letters(uint64_t hash, const struct letters *set)
{
	for (size_t i = 0; i < GZ_COUNT(set->bits); i++)
		hash = gz_mix(hash, set->bits[i]);
	return hash;
}

/* Where names begin with a surname of the person: the surname, and the letters behind it. */
static uint64_t hash_surname_first(const struct gz_printer *p, const uint32_t *names, uint32_t count,
				   uint32_t surname)
{
	struct letters behind = {.some = false};

	for (uint32_t i = 0; i < count; i++) {
		uint32_t letter = gz_gaz_name(p->g, names[i])->kind == GZ_NAME_ENTITY
					  ? gz_gaz_letter_behind(p->g, names[i], surname)
					  : 0;

		if (letter != 0)
			put_letter(&behind, letter);
	}
	return behind.some ? mix_letters(gz_mix_str(9, gz_gaz_spelling(p->g, gz_gaz_name(p->g, surname))),
					 &behind)
			   : 0;
}

/* What initials behind the first one may stand for, in front of a surname. */
static void put_further(const struct gz_printer *p, struct letters *letters, const uint32_t *names,
			uint32_t count, const struct gz_name *surname)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t letter;

		if (gz_gaz_name(p->g, names[i])->kind != GZ_NAME_ENTITY ||
		    !gz_gaz_ends_with(p->g, names[i], surname))
			continue;
		for (uint32_t token = 1; (letter = gz_gaz_letter(p->g, names[i], token)) != 0; token++)
			put_letter(letters, letter);
	}
}

/* The offices, with which letters the names and their further words begin, and in which of them a surname
 * stands first. */
static uint64_t hash_person(const struct gz_printer *p, uint64_t hash, uint32_t person)
{
	struct letters initials = {.some = false}, further = {.some = false};
	uint64_t surnames = 0;
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(p->g, person, &count);

	hash = hash_offices(p, hash, person);
	for (uint32_t i = 0; i < count; i++) {
		if (gz_gaz_name(p->g, names[i])->kind == GZ_NAME_ENTITY) {
			put_letter(&initials, gz_gaz_first_letter(p->g, names[i]));
		} else {
			put_further(p, &further, names, count, gz_gaz_name(p->g, names[i]));
			surnames += hash_surname_first(p, names, count, names[i]);
		}
	}
	return gz_mix(mix_letters(mix_letters(hash, &initials), &further), surnames);
}

/* An event with where it was: a country may stand for its town. */
static uint64_t hash_place_of(const struct gz_printer *p, uint64_t hash, uint32_t event)
{
	uint32_t place = gz_gaz_entry(p->g, event)->place;

	hash = gz_mix(hash, p->shallow[event]);
	return place < gz_gaz_entity_count(p->g) ? gz_mix(hash, p->shallow[place]) : hash;
}

static uint64_t hash_series(const struct gz_printer *p, uint64_t hash, uint32_t series)
{
	uint32_t count;
	const uint32_t *editions = gz_gaz_editions(p->g, series, &count);

	hash = hash_place_of(p, hash, series);
	for (uint32_t i = 0; i < count; i++)
		if (editions[i] < gz_gaz_entity_count(p->g))
			hash = hash_place_of(p, hash, editions[i]);
	return hash;
}

static uint64_t hash_event(const struct gz_printer *p, uint64_t hash, uint32_t event)
{
	uint32_t count, series = gz_gaz_entry(p->g, event)->series;
	const uint32_t *names = gz_gaz_names_of(p->g, event, &count);

	for (uint32_t i = 0; i < count; i++)
		hash = gz_mix_str(hash, gz_gaz_spelling(p->g, gz_gaz_name(p->g, names[i])));
	hash = hash_series(p, hash, event);
	return series < gz_gaz_entity_count(p->g) ? hash_series(p, hash, series) : hash;
}

/* Who holds an office whose title begins with a name of a body is meant by his surname beside any of its
 * names. So it is the body's: its documents are fewer than those with one of the surnames. */
static void hash_headed(struct gz_printer *p)
{
	for (uint32_t i = 0; i < p->g->title_count; i++) {
		struct gz_inside at = {0};
		uint32_t held, body;

		gz_gaz_tenures_by(p->g, i, &held);
		while (held > 0 && (body = gz_gaz_next_body(p->g, i, &at)) != GZ_NONE) {
			if (body < gz_gaz_entity_count(p->g))
				p->deep[body] += gz_mix(10, p->title[i]);
		}
	}
}

void gz_print_reach(struct gz_printer *p)
{
	uint32_t count = gz_gaz_entity_count(p->g);

	for (uint32_t i = 0; i < count; i++) {
		struct gz_str id = gz_id_of(p->g, gz_gaz_entry(p->g, i));

		p->id[i] = (struct gz_printed_id){.hash = gz_str_hash(id),
						  .head = gz_print_head(id, sizeof(uint64_t))};
	}
	for (uint32_t i = 0; i < p->g->title_count; i++)
		p->title[i] = gz_print_title(p, i);
	for (uint32_t i = 0; i < count; i++)
		p->shallow[i] = hash_cells(p, i);
	for (uint32_t i = 0; i < count; i++) {
		p->deep[i] = p->shallow[i];
		if (gz_type_of_entry(gz_gaz_entry(p->g, i)) == GZ_PERSON)
			p->deep[i] = hash_person(p, p->deep[i], i);
		if (gz_type_of_entry(gz_gaz_entry(p->g, i)) == GZ_EVENT)
			p->deep[i] = hash_event(p, p->deep[i], i);
	}
	hash_headed(p);
}

/* Who is only meant by an office is not asked how the names begin. */
static uint64_t hash_holders(const struct gz_printer *p, uint64_t hash, uint32_t title)
{
	uint32_t count;
	const uint32_t *tenures = gz_gaz_tenures_by(p->g, title, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_tenure *tenure = gz_gaz_tenure(p->g, tenures[i]);

		hash = hash_tenure(p, hash, tenure);
		if (tenure->holder < gz_gaz_entity_count(p->g))
			hash = hash_offices(p, gz_mix(hash, p->shallow[tenure->holder]), tenure->holder);
	}
	return hash;
}

/* The same of what a title of another language stands for, each asked once. */
static uint64_t hash_meant(const struct gz_printer *p, uint64_t hash, uint32_t title)
{
	uint32_t meant;

	for (uint32_t which = 1; (meant = gz_gaz_meant_title(p->g, title, which)) != GZ_NONE; which++) {
		if (meant >= p->g->title_count)
			continue;
		if (p->held[meant] == 0)
			p->held[meant] = hash_holders(p, 5, meant);
		hash = gz_mix(hash, p->held[meant]);
	}
	return hash;
}

uint64_t gz_print_holders(const struct gz_printer *p, uint64_t hash, uint32_t title)
{
	return hash_meant(p, hash_holders(p, hash, title), title);
}
