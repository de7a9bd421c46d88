/*
 * network.c: the table of formats of networks, and what they share.
 */
#include <errno.h>
#include <string.h>

#include "network.h"

#define PIECE 65536

static const struct gz_network_format *const formats[] = {
	&gz_network_gexf, &gz_network_graphml, &gz_network_dot, &gz_network_json, &gz_network_cypher,
};

const struct gz_network_format *gz_network_format_at(size_t index)
{
	return index < GZ_COUNT(formats) ? formats[index] : NULL;
}

const struct gz_network_format *gz_network_format_find(const char *name)
{
	for (size_t i = 0; i < GZ_COUNT(formats); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

bool gz_network_flush(struct gz_buf *b, FILE *out, bool all, struct gz_error *err)
{
	if (b->failed)
		return gz_fail_nomem(err);
	if (b->len == 0 || (!all && b->len < PIECE))
		return true;
	if (fwrite(b->ptr, 1, b->len, out) != b->len)
		return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write: %s", strerror(errno));
	gz_buf_clear(b);
	return true;
}

bool gz_network_day_text(struct gz_buf *b, int32_t day)
{
	char text[16];

	return day == GZ_NO_DAY ? !b->failed : gz_buf_str(b, gz_str(gz_day_format(day, GZ_DAY, text)));
}

static void add_mark(struct gz_network_mark *marks, size_t *count, const char *name, struct gz_str value)
{
	if (value.len == 0)
		return;
	marks[*count].name = name;
	marks[(*count)++].value = value;
}

static void add_number(struct gz_network_mark *marks, size_t *count, const char *name, uint64_t value)
{
	struct gz_network_mark *mark = &marks[*count];

	snprintf(mark->number, sizeof(mark->number), "%llu", (unsigned long long)value);
	add_mark(marks, count, name, gz_str(mark->number));
}

size_t gz_network_marks(const struct gz_network *n, struct gz_network_mark marks[GZ_NETWORK_MARKS])
{
	const struct gz_provenance *p = &n->provenance;
	size_t count = 0;

	add_mark(marks, &count, "filter", p->filter);
	add_mark(marks, &count, "measure", gz_str(n->measure));
	if (n->by != NULL)
		add_mark(marks, &count, "by", gz_str(n->by));
	add_number(marks, &count, "documents_filter", n->documents);
	add_number(marks, &count, "documents_network", n->within);
	add_number(marks, &count, "documents_database", p->documents);
	add_number(marks, &count, "revision", p->revision);
	add_mark(marks, &count, "gazetteer", p->gazetteer);
	add_mark(marks, &count, "gazet", p->version);
	return count;
}

bool gz_network_provenance_json(struct gz_buf *out, const struct gz_network *n)
{
	struct gz_network_mark marks[GZ_NETWORK_MARKS];
	size_t count = gz_network_marks(n, marks);

	gz_buf_byte(out, '{');
	for (size_t i = 0; i < count; i++) {
		gz_buf_printf(out, "%s\"%s\":", i > 0 ? "," : "", marks[i].name);
		if (marks[i].value.ptr == marks[i].number)
			gz_buf_str(out, marks[i].value);
		else
			gz_json_string(out, marks[i].value);
	}
	return gz_buf_byte(out, '}');
}

bool gz_network_spell(const struct gz_spells *spells, size_t *at, int32_t *first, int32_t *last)
{
	if (*at >= spells->count)
		return false;
	*first = spells->ptr[*at].first;
	*last = spells->ptr[(*at)++].last;
	while (*at < spells->count && spells->ptr[*at].first == *last + 1)
		*last = spells->ptr[(*at)++].last;
	return true;
}
