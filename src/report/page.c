/* page.c: the page put together: its frame with the parts in their places, and the policy that lets nothing
 * but its own style and script in. */
#include <string.h>

#include "internal.h"

/* The scripts, in the order in which they need each other. */
static const char *const scripts[] = {"page.js", "table.js", "timeline.js", "network.js"};

struct gz_str gz_asset_find(const char *name)
{
	for (const struct gz_asset *asset = gz_assets; asset->name != NULL; asset++) {
		if (strcmp(asset->name, name) == 0)
			return gz_str(asset->text);
	}
	return GZ_STR("");
}

static bool page_style(struct gz_buf *out, const struct gz_report *r)
{
	(void)r;
	return gz_page_theme(out) && gz_buf_str(out, gz_asset_find("page.css"));
}

static bool page_script(struct gz_buf *out, const struct gz_report *r)
{
	(void)r;
	gz_buf_str(out, GZ_STR("(function () {\n\"use strict\";\n"));
	for (size_t i = 0; i < GZ_COUNT(scripts); i++)
		gz_buf_str(out, gz_asset_find(scripts[i]));
	return gz_buf_str(out, GZ_STR("})();\n"));
}

static void add_base64(struct gz_buf *out, const unsigned char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t three = (uint32_t)bytes[i] << 16 | (i + 1 < len ? (uint32_t)bytes[i + 1] << 8 : 0) |
				 (i + 2 < len ? bytes[i + 2] : 0);

		for (size_t k = 0; k < 4; k++)
			gz_buf_byte(out, i + k > len ? '=' : digits[three >> (18 - 6 * k) & 63]);
	}
}

/* The source expression that a content security policy knows a text by. */
static bool add_hash(struct gz_buf *out, bool (*part)(struct gz_buf *out, const struct gz_report *r))
{
	unsigned char hash[32];
	struct gz_buf text = {0};
	bool ok = part(&text, NULL) && !text.failed;

	if (ok) {
		gz_report_sha256(gz_buf_view(&text), hash);
		gz_buf_str(out, GZ_STR("'sha256-"));
		add_base64(out, hash, sizeof(hash));
		gz_buf_byte(out, '\'');
	}
	gz_buf_free(&text);
	return ok && !out->failed;
}

static bool page_policy(struct gz_buf *out, const struct gz_report *r)
{
	(void)r;
	gz_buf_str(out, GZ_STR("default-src 'none'; base-uri 'none'; form-action 'none'; style-src "));
	if (!add_hash(out, page_style))
		return false;
	gz_buf_str(out, GZ_STR("; script-src "));
	return add_hash(out, page_script);
}

static bool page_title(struct gz_buf *out, const struct gz_report *r)
{
	return gz_markup_text(out, r->title);
}

static bool page_heading(struct gz_buf *out, const struct gz_report *r)
{
	return gz_markup_name(out, r->title);
}

static bool page_version(struct gz_buf *out, const struct gz_report *r)
{
	return gz_markup_text(out, r->provenance->version);
}

static const struct {
	const char *name; /* {{name}} in page.html */
	bool (*write)(struct gz_buf *out, const struct gz_report *r);
} slots[] = {
	{"policy", page_policy},
	{"version", page_version},
	{"title", page_title},
	{"heading", page_heading},
	{"style", page_style},
	{"script", page_script},
	{"lede", gz_page_lede},
	{"cards", gz_page_cards},
	{"timeline", gz_page_timeline},
	{"network", gz_page_network},
	{"associates", gz_page_associates},
	{"contexts", gz_page_contexts},
	{"articles", gz_page_articles},
	{"provenance", gz_page_provenance},
	{"data", gz_page_data},
};

static bool fill(struct gz_buf *out, const struct gz_report *r, struct gz_str name)
{
	for (size_t i = 0; i < GZ_COUNT(slots); i++) {
		if (gz_str_eq(name, gz_str(slots[i].name)))
			return slots[i].write(out, r);
	}
	return true;
}

bool gz_report_page(struct gz_buf *out, const struct gz_report *r, struct gz_error *err)
{
	const char *at = gz_asset_find("page.html").ptr, *open;
	bool ok = true;

	while (ok && (open = strstr(at, "{{")) != NULL) {
		const char *close = strstr(open, "}}");

		gz_buf_add(out, at, (size_t)(open - at));
		if (close == NULL)
			break;
		ok = fill(out, r, gz_str_of(open + 2, (size_t)(close - open - 2)));
		at = close + 2;
	}
	gz_buf_str(out, gz_str(at));
	return (ok && !out->failed) || gz_fail_nomem(err);
}
