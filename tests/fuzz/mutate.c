/*
 * mutate.c: changes that parsers stumble over: bits, bytes and numbers; pieces left out, repeated, exchanged
 * and taken from other saved inputs; words of theirs; ends that come too early.
 */
#include "mutate.h"

#include <stdbool.h>
#include <string.h>

/* Words of a corpus are of at most so many bytes, and so are strange bytes that come in. */
#define WORD   ((size_t)32)
#define ROUNDS 8

struct input {
	const struct fuzz_bytes *corpus;
	size_t count;
	uint64_t state;
	uint8_t *data;
	size_t size;
};

/* Where a piece is: from..from + size. */
struct piece {
	const uint8_t *from;
	size_t size;
};

/* splitmix64 */
static uint64_t draw(struct input *in)
{
	uint64_t z = in->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* 0..below - 1; 0 where there is nothing below. */
static size_t pick(struct input *in, size_t below)
{
	return below > 0 ? (size_t)(draw(in) % below) : 0;
}

/* Small ones more often. */
static size_t pick_length(struct input *in, size_t most)
{
	size_t limit = (size_t)1 << pick(in, 17);

	return most > 0 ? 1 + pick(in, limit < most ? limit : most) : 0;
}

/* ---- pieces ---------------------------------------------------------------------- */

static struct piece pick_piece(struct input *in, const uint8_t *data, size_t size)
{
	size_t at = pick(in, size);

	return (struct piece){data + at, pick_length(in, size - at)};
}

static const struct fuzz_bytes *pick_saved(struct input *in)
{
	return &in->corpus[pick(in, in->count)];
}

static int kind_of(uint8_t byte)
{
	bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';

	if (letter || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_')
		return 0;
	return byte > ' ' && byte < 0x7f ? 1 : 2;
}

/* Bytes of a kind that stand together in a saved input. */
static struct piece pick_word(struct input *in)
{
	const struct fuzz_bytes *saved = pick_saved(in);
	size_t from = pick(in, saved->size), to = from;
	int kind;

	if (saved->size == 0)
		return (struct piece){saved->data, 0};
	kind = kind_of(saved->data[from]);
	while (from > 0 && to - from < WORD && kind_of(saved->data[from - 1]) == kind)
		from--;
	while (to < saved->size && to - from < WORD && kind_of(saved->data[to]) == kind)
		to++;
	return (struct piece){saved->data + from, to - from};
}

/* Puts a piece, which may be one of the input itself, in place of `less` bytes. */
static void replace(struct input *in, size_t at, size_t less, struct piece piece)
{
	static uint8_t copy[FUZZ_LARGEST];
	size_t room = FUZZ_LARGEST - (in->size - less);

	if (piece.size > room)
		piece.size = room;
	if (piece.size > 0)
		memcpy(copy, piece.from, piece.size);
	memmove(in->data + at + piece.size, in->data + at + less, in->size - at - less);
	memcpy(in->data + at, copy, piece.size);
	in->size = in->size - less + piece.size;
}

/* ---- changes ----------------------------------------------------------------------- */

static void change_bit(struct input *in)
{
	if (in->size > 0)
		in->data[pick(in, in->size)] ^= (uint8_t)(1u << pick(in, 8));
}

static void change_byte(struct input *in)
{
	if (in->size > 0)
		in->data[pick(in, in->size)] = (uint8_t)draw(in);
}

/* Of one, two, four or eight bytes, either way round. */
static void change_number(struct input *in)
{
	static const uint64_t values[] = {0,	      1,	 0x7f,	    0x80,	0xff,
					  0x7fff,     0x8000,	 0xffff,    0x7fffffff, 0x80000000,
					  0xffffffff, INT64_MAX, UINT64_MAX};
	uint64_t value = values[pick(in, sizeof(values) / sizeof(*values))];
	size_t width = (size_t)1 << pick(in, 4), at;
	bool big = pick(in, 2) == 0;

	if (in->size < width)
		return;
	at = pick(in, in->size - width + 1);
	for (size_t i = 0; i < width; i++)
		in->data[at + i] = (uint8_t)(value >> 8 * (big ? width - 1 - i : i));
}

/* The digits behind a place of one's choice. */
static void change_digits(struct input *in)
{
	static const char *const values[] = {"0",
					     "-1",
					     "1",
					     "255",
					     "2147483648",
					     "4294967295",
					     "9223372036854775807",
					     "18446744073709551616",
					     "99999999999999999999999999999999",
					     "77777777777"};
	const char *value = values[pick(in, sizeof(values) / sizeof(*values))];
	size_t at = pick(in, in->size), less = 0;

	while (at < in->size && (in->data[at] < '0' || in->data[at] > '9'))
		at++;
	while (at + less < in->size && in->data[at + less] >= '0' && in->data[at + less] <= '9')
		less++;
	replace(in, at, less, (struct piece){(const uint8_t *)value, strlen(value)});
}

static void leave_out(struct input *in)
{
	struct piece piece = pick_piece(in, in->data, in->size);

	replace(in, (size_t)(piece.from - in->data), piece.size, (struct piece){in->data, 0});
}

static void put_noise(struct input *in)
{
	uint8_t noise[WORD];

	for (size_t i = 0; i < WORD; i++)
		noise[i] = (uint8_t)draw(in);
	replace(in, pick(in, in->size + 1), 0, (struct piece){noise, 1 + pick(in, WORD)});
}

static void put_same(struct input *in)
{
	static uint8_t same[4096];
	size_t size = pick_length(in, sizeof(same));

	memset(same, in->size > 0 && pick(in, 2) == 0 ? in->data[pick(in, in->size)] : (uint8_t)draw(in),
	       size);
	replace(in, pick(in, in->size + 1), 0, (struct piece){same, size});
}

static void repeat(struct input *in)
{
	struct piece piece = pick_piece(in, in->data, in->size);
	size_t times = 1 + pick(in, pick(in, 4) == 0 ? 64 : 4);

	for (size_t i = 0; i < times && in->size < FUZZ_LARGEST; i++)
		replace(in, (size_t)(piece.from - in->data), 0, piece);
}

static void move(struct input *in)
{
	struct piece piece = pick_piece(in, in->data, in->size);

	replace(in, pick(in, in->size + 1), 0, piece);
}

static void put_other(struct input *in)
{
	const struct fuzz_bytes *saved = pick_saved(in);
	size_t at = pick(in, in->size + 1), less = pick(in, 2) == 0 ? 0 : pick_length(in, in->size - at);

	replace(in, at, less, pick_piece(in, saved->data, saved->size));
}

/* Its head, and another one's tail. */
static void cross(struct input *in)
{
	const struct fuzz_bytes *saved = pick_saved(in);
	size_t from = pick(in, saved->size), at = pick(in, in->size + 1);

	replace(in, at, in->size - at, (struct piece){saved->data + from, saved->size - from});
}

static void put_word(struct input *in)
{
	struct piece word = pick_word(in);
	size_t at = pick(in, in->size + 1), less = pick(in, 2) == 0 ? 0 : word.size;

	replace(in, at, less < in->size - at ? less : in->size - at, word);
}

static void cut_off(struct input *in)
{
	if (pick(in, 4) == 0)
		in->size = pick(in, in->size + 1);
	else
		in->size -= pick_length(in, in->size);
}

size_t fuzz_mutate(const struct fuzz_bytes *corpus, size_t count, uint64_t seed, uint64_t number,
		   uint8_t *out)
{
	static void (*const changes[])(struct input *) = {
		change_bit, change_byte, change_number, change_digits, leave_out, put_noise, put_same, repeat,
		move,	    put_other,	 cross,		put_word,      put_word,  put_word,  cut_off};
	struct input in = {
		.corpus = corpus, .count = count, .state = seed * UINT64_C(0xd1342543de82ef95), .data = out};
	const struct fuzz_bytes *saved;
	size_t rounds;

	in.state = draw(&in) + number;
	in.state = draw(&in);
	saved = &corpus[number % count];
	in.size = saved->size < FUZZ_LARGEST ? saved->size : FUZZ_LARGEST;
	memcpy(out, saved->data, in.size);
	rounds = 1 + pick(&in, (size_t)1 << pick(&in, 4));
	for (size_t i = 0; i < rounds && i < ROUNDS; i++)
		changes[pick(&in, sizeof(changes) / sizeof(*changes))](&in);
	return in.size;
}
