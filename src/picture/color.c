/*
 * color.c: the colours of pictures and pages. The five are taken from the set that M. Okabe and K. Ito chose
 * for all kinds of colour vision (2008), darker on a light ground and lighter on a dark one.
 */
#include "gazet/picture.h"

struct shade {
	const char *light, *dark;
};

static const struct shade types[GZ_TYPES] = {
	[GZ_PERSON] = {"#0072b2", "#56b4e9"}, [GZ_COUNTRY] = {"#c65300", "#f58a4b"},
	[GZ_ORG] = {"#008462", "#2ac29a"},    [GZ_PLACE] = {"#9a7800", "#e3c64a"},
	[GZ_EVENT] = {"#b0408a", "#e795c8"},
};

static const struct shade inks[GZ_INKS] = {
	[GZ_INK_GROUND] = {"#ffffff", "#15181d"},
	[GZ_INK_TEXT] = {"#1b1f24", "#eceff3"},
	[GZ_INK_QUIET] = {"#5a626c", "#a7b0bb"},
	[GZ_INK_RULE] = {"#8b95a1", "#76808c"},
};

const char *gz_picture_color(enum gz_type type, bool dark)
{
	if ((unsigned)type >= GZ_TYPES)
		return gz_picture_ink(GZ_INK_QUIET, dark);
	return dark ? types[type].dark : types[type].light;
}

const char *gz_picture_ink(enum gz_ink ink, bool dark)
{
	return dark ? inks[ink].dark : inks[ink].light;
}

static void add_properties(struct gz_buf *out, bool dark)
{
	static const char *const names[GZ_INKS] = {"ground", "text", "quiet", "rule"};

	gz_buf_str(out, GZ_STR(":root{"));
	for (unsigned i = 0; i < GZ_INKS; i++)
		gz_buf_printf(out, "--%s:%s;", names[i], gz_picture_ink((enum gz_ink)i, dark));
	for (unsigned i = 0; i < GZ_TYPES; i++)
		gz_buf_printf(out, "--%s:%s;", gz_type_name((enum gz_type)i),
			      gz_picture_color((enum gz_type)i, dark));
	gz_buf_str(out, GZ_STR("}"));
}

bool gz_picture_style(struct gz_buf *out)
{
	add_properties(out, false);
	gz_buf_str(out, GZ_STR("\n@media (prefers-color-scheme:dark){"));
	add_properties(out, true);
	return gz_buf_str(out, GZ_STR("}\n"));
}
