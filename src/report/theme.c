/* theme.c: the colours of a page as custom properties: by what the reader's system prefers, by the switch of
 * the page, and light on paper. */
#include "internal.h"

struct shade {
	const char *name, *light, *dark;
};

/* Beside those that pages share with pictures. */
static const struct shade shades[] = {
	{"panel", "#f4f6f8", "#1e232a"},     {"line", "#d5dae0", "#39414b"},
	{"link", "#0b57a4", "#8cc4ff"},	     {"mark", "#ffe08a", "#5c4700"},
	{"marked", "#1b1f24", "#fff3cf"},    {"focus", "#9a3412", "#ffb86b"},
	{"button", "#ffffff", "#2a313a"},    {"chosen", "#0b57a4", "#8cc4ff"},
	{"on-chosen", "#ffffff", "#10141a"},
};

/* Series of a timeline: as far apart as the kinds of entities are. */
static const struct shade series[GZ_REPORT_SERIES] = {
	{"series-0", "#0b57a4", "#6db3f8"}, {"series-1", "#b8450b", "#f59a5f"},
	{"series-2", "#00795a", "#3ecba6"}, {"series-3", "#9c2f78", "#ec9fce"},
	{"series-4", "#6b5200", "#dcc04a"}, {"series-5", "#5b3fa8", "#b7a2f5"},
	{"series-6", "#8a1f1f", "#f08d8d"}, {"series-7", "#44505c", "#b4bfca"},
};

static void add_properties(struct gz_buf *out, bool dark)
{
	static const char *const inks[GZ_INKS] = {"ground", "text", "quiet", "rule"};

	gz_buf_printf(out, "color-scheme:%s;", dark ? "dark" : "light");
	for (unsigned i = 0; i < GZ_INKS; i++)
		gz_buf_printf(out, "--%s:%s;", inks[i], gz_picture_ink((enum gz_ink)i, dark));
	for (unsigned i = 0; i < GZ_TYPES; i++)
		gz_buf_printf(out, "--%s:%s;", gz_type_name((enum gz_type)i),
			      gz_picture_color((enum gz_type)i, dark));
	for (size_t i = 0; i < GZ_COUNT(shades); i++)
		gz_buf_printf(out, "--%s:%s;", shades[i].name, dark ? shades[i].dark : shades[i].light);
	for (size_t i = 0; i < GZ_COUNT(series); i++)
		gz_buf_printf(out, "--%s:%s;", series[i].name, dark ? series[i].dark : series[i].light);
}

bool gz_page_theme(struct gz_buf *out)
{
	static const struct {
		const char *before, *after;
		bool dark;
	} places[] = {
		{":root{", "}\n", false},
		{"@media (prefers-color-scheme:dark){:root{", "}}\n", true},
		{":root[data-theme=light]{", "}\n", false},
		{":root[data-theme=dark]{", "}\n", true},
		{"@media print{:root,:root[data-theme]{", "}}\n", false},
	};

	for (size_t i = 0; i < GZ_COUNT(places); i++) {
		gz_buf_str(out, gz_str(places[i].before));
		add_properties(out, places[i].dark);
		gz_buf_str(out, gz_str(places[i].after));
	}
	return !out->failed;
}
