/* test_gaz_lint.c: each rule of the linter: broken, kept, and accepted by the row. */
#include "gaz_tables.h"

#define NAMES "id\ttype\tname\taliases\tadjectives\tcountry\taccept\n"
#define EVENTS "id\ttype\tname\taliases\tseries\tfrom\tto\taccept\n"
#define PEOPLE "id\ttype\tname\taliases\nperson/a\tperson\tAda Alpha\t\nperson/b\tperson\tBob Beta\t\n"
#define TITLES "title\ttype\tgender\taccept\n"
#define HELD "office\tcountry\tholder\tfrom\tto\taliases\taccept\n"

struct lint_case {
	const char *content, *more; /* two files; the second may be NULL */
	const char *found;          /* "file:line:column: severity rule" of each, a line each */
	const char *words;          /* in the last message, or NULL */
};

struct found {
	char text[2048], message[GZ_MESSAGE_MAX];
	size_t len;
};

static void keep(void *self, const struct gz_finding *finding)
{
	struct found *f = self;
	const char *slash = strrchr(finding->where.file, '/');

	f->len += (size_t)snprintf(f->text + f->len, sizeof(f->text) - f->len, "%s%s:%d:%d: %s %s", f->len ? "\n" : "",
				   slash + 1, (int)finding->where.line, (int)finding->where.column,
				   gz_severity_name(finding->severity), finding->rule);
	snprintf(f->message, sizeof(f->message), "%s", finding->where.message);
}

static void check_lint(const struct lint_case *c)
{
	struct found found = {.len = 0};
	const char *paths[1];
	struct gz_gaz *g;
	struct gz_error err;
	struct world w;

	world_open(&w);
	world_write(&w, "a.tsv", gz_str(c->content));
	if (c->more != NULL)
		world_write(&w, "b.tsv", gz_str(c->more));
	world_layer(&w, "");
	paths[0] = w.path[0];
	assert_true(gz_gaz_lint(paths, 1, gz_day_of(2026, 1, 1), keep, &found, &g, &err));
	if (strcmp(found.text, c->found) != 0 || (c->words != NULL && strstr(found.message, c->words) == NULL))
		print_error("%s\nexpected %s (%s), got %s (%s)\n", c->content, c->found, c->words ? c->words : "", found.text,
			    found.message);
	assert_string_equal(found.text, c->found);
	assert_true(c->words == NULL || strstr(found.message, c->words) != NULL);
	gz_gaz_free(g);
	world_close(&w);
}

static void check_all(const struct lint_case *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_lint(&all[i]);
}

static void test_spelling(void **state)
{
	static const struct lint_case all[] = {
		{NAMES "org/a\torg\tE\xcc\x81mile Works\n", NULL, "a.tsv:2:11: warning normal-form", NULL},
		{NAMES "org/a\torg\tÉmile Works\n", NULL, "", NULL},
		{NAMES "org/a\torg\tE\xcc\x81mile Works\t\t\t\tnormal-form\n", NULL, "", NULL},
		{NAMES "org/a\torg\tAcme\xc2\xa0Works\n", NULL, "a.tsv:2:11: warning invisible", "U+00A0"},
		{NAMES "org/a\torg\tAcme  Works\n", NULL, "a.tsv:2:11: warning invisible", "U+0020"},
		{NAMES "org/a\torg\tAcme\xe2\x80\x8bWorks\n", NULL, "a.tsv:2:11: warning invisible", "U+200B"},
		/* A joiner belongs to Persian spelling. */
		{NAMES "org/a\torg\tنمی\xe2\x80\x8cدانم\n", NULL, "", NULL},
		{NAMES "person/a\tperson\tVladimir Put\xd0\xb8n\n", NULL, "a.tsv:2:17: warning mixed-script", NULL},
		{NAMES "person/a\tperson\tVladimir Putin\tПутин Putin\n", NULL, "", NULL},
		{NAMES "org/a\torg\tAcme Works\t=acme\n", NULL, "a.tsv:2:22: warning useless-mark", NULL},
		{NAMES "org/a\torg\tAcme Works\t=中国\n", NULL, "a.tsv:2:22: warning useless-mark", NULL},
		{NAMES "org/a\torg\tAcme Works\t=ACME\n", NULL, "", NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

static void test_names_that_meet(void **state)
{
	static const struct lint_case all[] = {
		{NAMES "org/a\torg\tAcme Works\tÁCME works\n", NULL, "a.tsv:2:22: warning duplicate-name", "line 2"},
		{NAMES "org/a\torg\tAcme Works\tWashington, D.C. | Washington D.C.\n", NULL, "", NULL},
		{NAMES "org/a\torg\tAcme Works\norg/b\torg\tAcme works\n", NULL, "a.tsv:3:11: warning collision", "org/a"},
		{NAMES "org/a\torg\tAcme Works\norg/b\torg\t?Acme works\tAcme of Bern\n", NULL, "", NULL},
		{NAMES "org/a\torg\tAcme Works\norg/b\torg\tAcme works\t\t\t\tcollision\n", NULL, "", NULL},
		/* An edition may bear the name of its series. */
		{EVENTS "event/a\tevent\tAlpha summit\nevent/a-2001\tevent\tAlpha summit\t\tevent/a\t2001\n", NULL, "", NULL},
		{NAMES "org/a\torg\tAcme\n", "given\nAcme\n", "a.tsv:2:11: warning risky-name", "given name"},
		{NAMES "org/a\torg\tAcme\n", "surname\nAcme\n", "a.tsv:2:11: warning risky-name", "common surname"},
		{NAMES "org/a\torg\tAcme\n", "word\nacme\n", "a.tsv:2:11: warning risky-name", "common word"},
		{NAMES "org/a\torg\tAcme\n", "neutral\nacme\n", "a.tsv:2:11: warning risky-name", "neutral word"},
		{NAMES "org/a\torg\tAcme\n", "title\nacme\n", "a.tsv:2:11: warning risky-name", "title"},
		{NAMES "org/a\torg\tAlpha\n", PEOPLE, "a.tsv:2:11: warning risky-name", "surname"},
		{NAMES "place/a\tplace\tAlpha\n", PEOPLE, "", NULL}, /* people bear the names of places */
		{NAMES "org/a\torg\tAlpha Works\n", PEOPLE, "", NULL},
		{NAMES "org/a\torg\tAcme Works\t=ACME\n", "given\nAcme\n", "", NULL},
		{NAMES "org/a\torg\tAcme Works\tACME\n", "given\nAcme\n", "", NULL}, /* an acronym */
		{NAMES "org/a\torg\tAcme Works\tACME\n", "word\nacme\n", "a.tsv:2:22: warning risky-name", NULL},
		{NAMES "org/a\torg\t?Acme\n", NULL, "a.tsv:2:1: warning unreachable", "org/a"},
		{NAMES "org/a\torg\t?Acme\tAcme Works\n", NULL, "", NULL},
		{NAMES "org/a\torg\t?Acme\t\t\tcountry/de\ncountry/de\tcountry\tGermany\n", NULL, "", NULL},
		{NAMES "person/a\tperson\t?Ada Alpha\t\t\tcountry/de\ncountry/de\tcountry\tGermany\n", NULL,
		 "a.tsv:2:1: warning unreachable", NULL},
		{NAMES "org/a\torg\tAcme\n", "name\tleft\tright\nAcme\told\t\nBeta\told\t\n", "b.tsv:3:1: warning unused-veto",
		 NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

static void test_offices(void **state)
{
	static const struct lint_case all[] = {
		{HELD "chief\t\tperson/a\t2001\t2003\nchief\t\tperson/b\t2003\t2004\n", PEOPLE, "", NULL},
		{HELD "chief\t\tperson/a\t2001\t2003-02\nchief\t\tperson/b\t2003\t2004\n", PEOPLE,
		 "a.tsv:3:1: warning overlap", "2003-02-01"},
		{HELD "chief\t\tperson/a\t2001\t2003-02\nchief\t\tperson/b\t2003\t2004\t\toverlap\n", PEOPLE, "", NULL},
		{HELD "chief\t\tperson/a\t2001\t2003-02\ndeputy\t\tperson/b\t2003\t2004\n", PEOPLE, "", NULL},
		/* One inside another: the later one is compared with who left last. */
		{HELD "chief\t\tperson/a\t2001\t2009\nchief\t\tperson/b\t2002\t2003\t\toverlap\nchief\t\tperson/b\t2005\t2006\n", PEOPLE,
		 "a.tsv:4:1: warning overlap", "until 2009-01-01"},
		{HELD "chief\t\tperson/a\t2001\t2003\nchief\t\tperson/b\t2003-02-02\t2004\n", PEOPLE, "a.tsv:3:1: note gap",
		 "32 days"},
		{HELD "chief\t\tperson/a\t2001\t2003\nchief\t\tperson/b\t2003-02-01\t2004\n", PEOPLE, "", NULL},
		{HELD "chief\t\tperson/a\t2001\t\nchief\t\tperson/b\t2003\t2004\n", PEOPLE,
		 "a.tsv:2:1: note long-office\na.tsv:2:1: warning stale-office", "person/b"},
		{HELD "chief\t\tperson/a\t2011-02\t\n", PEOPLE, "", NULL},
		{HELD "chief\t\tperson/a\t\t2003\nchief\t\tperson/b\t2001\t2004\n", PEOPLE, "", NULL}, /* since when, nobody says */
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

static void test_titles(void **state)
{
	static const struct lint_case all[] = {
		{TITLES "présidente\trank\tf\npresidente\n", NULL, "a.tsv:3:1: warning title-gender", "women"},
		{TITLES "presidente\nprésidente\trank\tf\n", NULL, "a.tsv:3:1: warning title-gender", "women"},
		{TITLES "presidente\nprésidente\trank\n", NULL, "", NULL},
		{TITLES "Chairman\nchairman\trank\tm\n", NULL, "", NULL},
		{TITLES "presidente\nprésidente\trank\tf\ttitle-gender\n", NULL, "", NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

static void test_events(void **state)
{
	static const struct lint_case all[] = {
		{EVENTS "event/a\tevent\tAlpha\nevent/a-2001\tevent\tAlpha in Bern\t\tevent/a\t2001-02-03\n", NULL, "", NULL},
		{EVENTS "event/a\tevent\tAlpha\nevent/a-2001\tevent\tAlpha in Bern\t\tevent/a\n", NULL,
		 "a.tsv:3:1: warning edition", "without a day"},
		{EVENTS "event/a-2001\tevent\tAlpha in Bern\t\t\t2002\n", NULL, "a.tsv:2:1: warning edition", "2002"},
		{EVENTS "event/a-2001\tevent\tAlpha in Bern\t\t\t2000\t2001\n", NULL, "", NULL},
		{EVENTS "event/a-2001\tevent\tAlpha in Bern\t\t\t2002\t\tedition\n", NULL, "", NULL},
		{EVENTS "event/a\tevent\tAlpha\t\t\t2005\nevent/a-2001\tevent\tAlpha in Bern\t\tevent/a\t2001\n", NULL,
		 "a.tsv:3:1: warning edition", "outside"},
		{EVENTS "event/a\tevent\tAlpha\nevent/b\tevent\tBeta\t\tevent/a\t2001\nevent/c\tevent\tGamma\t\tevent/b\t2001\n", NULL,
		 "a.tsv:4:1: warning edition", "itself"},
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

static void test_errors_and_accept(void **state)
{
	static const struct lint_case all[] = {
		{NAMES "org/a\torg\tAcme\t\t\tcountry/xx\n", NULL, "a.tsv:2:18: error unknown-id", "country/xx"},
		{NAMES "org/a\torg\tB\xc3(\n", "given\n!\n", "a.tsv:2:12: error encoding\nb.tsv:2:1: error format", NULL},
		{NAMES "org/a\torg\tAcme\norg/a\torg\tAcme\n", NULL, "a.tsv:3:1: error duplicate-id", NULL},
		{NAMES "org/a\torg\t--\n", NULL, "a.tsv:2:11: error empty-name", NULL},
		{EVENTS "event/a\tevent\tAlpha\t\t\t2002\t2001\n", NULL, "a.tsv:2:28: error inverted", NULL},
		{EVENTS "event/a\tevent\tAlpha\t\t\t2002-13\n", NULL, "a.tsv:2:23: error day", NULL},
		{HELD "chief\t\tperson/a\t2003\t2001\n", PEOPLE, "a.tsv:2:22: error inverted", NULL},
		{HELD "chief\t\torg/a\t2003\t\n", NAMES "org/a\torg\tAcme\n", "a.tsv:2:8: error wrong-type", NULL},
		{NAMES "org/a\torg\tAcme\t\t\t\tgap | gaps\n", NULL, "a.tsv:2:19: warning accept", "gaps"},
	};

	(void)state;
	check_all(all, GZ_COUNT(all));
}

/* Rules have names of their own. */
static void test_rules(void **state)
{
	enum gz_severity severity;
	const char *name, *about;
	size_t count = 0;

	(void)state;
	for (; (name = gz_lint_rule(count, &severity, &about)) != NULL; count++) {
		enum gz_severity other;
		const char *of;

		assert_true(strlen(about) > 0 && severity <= GZ_WARNING);
		for (size_t i = 0; i < count; i++)
			assert_string_not_equal(gz_lint_rule(i, &other, &of), name);
	}
	assert_true(count > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spelling), cmocka_unit_test(test_names_that_meet),
		cmocka_unit_test(test_offices),	 cmocka_unit_test(test_titles),
		cmocka_unit_test(test_events),	 cmocka_unit_test(test_errors_and_accept),
		cmocka_unit_test(test_rules),
	};

	return cmocka_run_group_tests_name("gaz_lint", tests, NULL, NULL);
}
