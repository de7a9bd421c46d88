#!/bin/bash
# The library as a program gets it: installed below a temporary folder, found with pkg-config, its examples compiled
# and run. And the extension of SQLite, in the sqlite3 shell and in Python.
. tests/cli/lib.sh
once 'a program that is not compiled with them cannot load the library'

BUILD=${GAZET#"$TOP"/}
BUILD=${BUILD%/gazet}
if [ ! -f "$BUILD/gazet.so" ]; then
	skip 'the library' 'GAZET is not in a build folder of this tree'
	finish
fi
P=$T/root/opt/gazet
run env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -o all BUILD="$BUILD" install DESTDIR="$T/root" PREFIX=/opt/gazet
holds 'make install' test "$status" -eq 0
export PKG_CONFIG_SYSROOT_DIR=$T/root PKG_CONFIG_PATH=$P/lib/pkgconfig

# ---- what it is ------------------------------------------------------------------------

sed -nE 's/^GZ_API .*[ *](gz_[a-z_]+)\(.*/\1/p' include/gazet/gazet.h | sort >"$T/declared"
nm -D --defined-only "$P/lib/libgazet.so" | awk '{ print $3 }' | sort >"$T/exported"
holds 'gazet.h declares functions' test "$(wc -l <"$T/declared")" -ge 30
same 'libgazet.so exports what gazet.h declares, and nothing else' "$T/declared" "$T/exported"
gives 'its soname' 0 eval "readelf -d '$P/lib/libgazet.so' | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p'" <<'END'
libgazet.so.0
END
gives 'the extension exports where it begins' 0 eval "nm -D --defined-only '$P/lib/gazet.so' | awk '{ print \$3 }'" <<'END'
sqlite3_gazet_init
END
gives 'and has no SQLite: it takes the one of its host' 0 eval \
	"{ nm '$P/lib/gazet.so'; nm -D '$P/lib/gazet.so'; readelf -d '$P/lib/gazet.so'; } | grep -E ' U sqlite3|sqlite3VdbeExec|NEEDED.*sqlite' | head" </dev/null
gives 'pkg-config' 0 pkg-config --modversion gazet <<END
$("$GAZET" --version | sed -n '1s/gazet //p')
END

# ---- examples --------------------------------------------------------------------------------

gazet index -q -d "$T/demo.db" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped
compile() { # PROGRAM SOURCE WORD...
	local program=$1 source=$2
	shift 2
	# shellcheck disable=SC2046
	gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$T/$program" "$source" "$@"
}
for example in docs/examples/*.c; do
	name=$(basename "$example" .c)
	# shellcheck disable=SC2046
	holds "$name.c compiles" compile "$name" "$example" $(pkg-config --cflags --libs gazet)
	grep -qF "$name.c" docs/library.md || echo "$name.c"
done >"$T/named"
cat "$T/named" | grep -v '^ok\|^not ok\|^#' >"$T/unnamed"
grep '^ok\|^not ok\|^#' "$T/named"
same 'docs/library.md tells of every example' /dev/null "$T/unnamed"
export LD_LIBRARY_PATH=$P/lib
gives 'tag' 0 "$T/tag" 'Chancellor Angela Merkel flew to Paris. Merkel met the French president.' 2011-11-04 <<'END'
11-24 Angela Merkel: person/angela-merkel (name)
33-38 Paris: place/paris (name)
40-46 Merkel: person/angela-merkel (surname)
55-61 French: country/fr (adjective)
62-71 president: person/nicolas-sarkozy (office)
END
texts=('Angela Merkel spoke of Greece.' 'Angela Merkel and Nicolas Sarkozy met over Greece.' 'Nothing.')
gives 'cooc' 0 "$T/cooc" "$T/own.db" Greece "${texts[@]}" <<'END'
Angela Merkel: 2
Nicolas Sarkozy: 1
END
gives 'cooc once more: the same texts are the same documents' 0 "$T/cooc" "$T/own.db" country/gr "${texts[@]}" <<'END'
Angela Merkel: 2
Nicolas Sarkozy: 1
END
is_sound 'what it wrote is sound' "$T/own.db"
gives 'and one file' 0 eval "ls '$T' | grep -F own.db" <<'END'
own.db
END
complains 'an entity that is not there' 1 "$T/cooc" "$T/own.db" Grecee "${texts[@]}" <<'END'
no entity is called "Grecee" in this database; nearest: Greece (country/gr)
END
gazet timeline -d "$T/demo.db" --by year --format jsonl country/gr person/angela-merkel |
	jq -r 'select(.docs > 0) | "\(.entity) \(.period) \(.docs) of \(.total_docs)"' >"$T/years"
echo "$(awk '{ sum += $3 } END { print sum }' "$T/years") documents" >>"$T/years"
run "$T/timeline" "$T/demo.db" country/gr person/angela-merkel
same 'timeline: the rows of the program' "$T/years" "$T/out"
complains 'timeline of no database' 1 "$T/timeline" "$T/none.db" x <<END
$T/none.db: no such database: \`gazet index\` makes one
END
gazet diff -q -d "$T/demo.db" --from 2010 --to 2012 --limit 10 --format jsonl event/g20 >"$T/rows"
{
	echo "2010-01-01 to 2012-12-31: $(gazet docs -d "$T/demo.db" --from 2010 --to 2012 --format jsonl event/g20 | wc -l) documents;" \
		"2007-01-01 to 2009-12-31: $(gazet docs -d "$T/demo.db" --from 2007 --to 2009 --format jsonl event/g20 | wc -l)"
	jq -r '"\(.name): \(.docs), before \(.vs_docs), q = \(.q)"' "$T/rows"
} >"$T/changes"
run "$T/diff" "$T/demo.db" 2010 2012 event/g20
same 'diff: the rows of the program, and what they are counted of' "$T/changes" "$T/out"
complains 'diff of a time that is none' 1 "$T/diff" "$T/demo.db" 2010 2009 <<'END'
the first day, 2010-01-01, is after the last one, 2009-12-31
END
# shellcheck disable=SC2046
holds 'with the static library' compile static docs/examples/tag.c $(pkg-config --cflags gazet) "$P/lib/libgazet.a" \
	$(pkg-config --static --libs gazet | sed 's/-lgazet//')
gives 'it finds no set beside it, and says so' 1 env GAZET_CACHE= LD_LIBRARY_PATH= "$T/static" 'Angela Merkel' </dev/null
printf '#include <gazet/gazet.h>\n#include <string>\nint main() { gz_problem p; gz_document d = gz_document_of("x"); d.id = "1";\n  return gz_db_open(d.text, &p) != nullptr || std::string(gz_version()) != GAZET_VERSION; }\n' >"$T/client.cpp"
# shellcheck disable=SC2046
holds 'a program in C++' eval \
	'g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -o "$T/cpp" "$T/client.cpp" $(pkg-config --cflags --libs gazet) && "$T/cpp"'
unset LD_LIBRARY_PATH

# ---- the extension --------------------------------------------------------------------------------

shell() { # SQL...: on the demo database, read-only
	sqlite3 -batch -readonly -init /dev/null "$T/demo.db" ".load $P/lib/gazet" ".mode json" "$@"
}
# rows TITLE SQL COMMAND...: the same rows as the program's, which prints six digits
rows() {
	local title=$1 sql=$2 good=yes
	shift 2
	gazet -q "$@" -d "$T/demo.db" --format json >"$T/want"
	shell "$sql" >"$T/got" 2>"$T/err"
	python3 - "$T/want" "$T/got" >"$T/why" 2>&1 <<'END' || good=no
import json, sys
want, got = ([{k: float("%.6g" % v) if isinstance(v, float) else v for k, v in row.items()} for row in json.load(open(path))]
             for path in sys.argv[1:])
different = [(w, g) for w, g in zip(want, got) if list(w.items()) != list(g.items())]
print(len(want), len(got), different[:3])
sys.exit(not want or len(want) != len(got) or bool(different))
END
	cat "$T/err" >>"$T/why"
	verdict "$title" $good "$T/why"
}
rows 'gazet_cooc' "SELECT * FROM gazet_cooc('event/g20')" cooc event/g20
rows 'gazet_cooc of two' "SELECT * FROM gazet_cooc('G20', 'country/ru')" cooc G20 country/ru
rows 'gazet_cooc of three, with a filter' \
	"SELECT * FROM gazet_cooc('event/g20', 'country/ru + country/us', 'person,org') WHERE since = '2012' AND until = '2023' AND min_docs = 1" \
	cooc event/g20 country/ru country/us --type person,org --from 2012 --to 2023
rows 'gazet_cooc in a window' "SELECT * FROM gazet_cooc('country/gr') WHERE near = 'sentence' AND sort_by = '-npmi' AND max_rows = 5" \
	cooc country/gr --window sentence --sort -npmi --limit 5
rows 'gazet_cooc of unique documents' "SELECT * FROM gazet_cooc('country/gr') WHERE is_unique = 1" cooc country/gr --unique
rows 'gazet_entities' "SELECT * FROM gazet_entities('hamburg')" entities hamburg
rows 'gazet_entities of a selector' "SELECT * FROM gazet_entities('type:person+country:ru')" entities type:person+country:ru
rows 'gazet_entities of a type' "SELECT * FROM gazet_entities WHERE types = 'event'" entities --type event
rows 'gazet_timeline' "SELECT * FROM gazet_timeline('country/gr', 'year')" timeline country/gr --by year
rows 'gazet_timeline of two together' "SELECT * FROM gazet_timeline('country/us', 'year', 'country/ru', 1)" \
	timeline country/us country/ru --by year --all
rows 'gazet_kwic' "SELECT * FROM gazet_kwic('person/angela-merkel', 'country/gr') WHERE width = 20" \
	kwic person/angela-merkel --with country/gr --width 20
rows 'gazet_docs' "SELECT * FROM gazet_docs('event/g20')" docs event/g20
rows 'gazet_docs of all' "SELECT * FROM gazet_docs" docs
G20='event/g20 + country/gr'
rows 'gazet_cooc of any' "SELECT * FROM gazet_cooc WHERE any = '$G20'" cooc --any event/g20 --any country/gr
rows 'gazet_cooc of one and any, without two' \
	"SELECT * FROM gazet_cooc('country/us') WHERE any = '$G20' AND without = 'country/cn + Joe Biden' AND since = '2000'" \
	cooc country/us --any event/g20 --any country/gr --not country/cn --not 'Joe Biden' --from 2000
rows 'gazet_cooc of selectors, two of them by also' \
	"SELECT * FROM gazet_cooc('type:person+country:de', 'type:event + country:ru', 'person,event')" \
	cooc type:person+country:de type:event country:ru --type person,event
rows 'gazet_entities in documents with any of two, without one' \
	"SELECT * FROM gazet_entities WHERE types = 'person' AND any = '$G20' AND without = 'country/us'" \
	entities --type person --any event/g20 --any country/gr --not country/us
rows 'gazet_timeline of one, and of any' \
	"SELECT * FROM gazet_timeline('country/us', 'year') WHERE any = '$G20' AND without = 'type:org'" \
	timeline country/us --any event/g20 --any country/gr --by year --not type:org
rows 'gazet_kwic shows any where there is no first one' \
	"SELECT * FROM gazet_kwic WHERE any = 'person/angela-merkel + person/nicolas-sarkozy' AND also = 'country/gr' AND without = 'org/imf'" \
	kwic --any person/angela-merkel --any person/nicolas-sarkozy --with country/gr --not org/imf
rows 'gazet_docs of any, without a country and its own' \
	"SELECT * FROM gazet_docs WHERE any = '$G20' AND without = 'country:fr'" docs --any event/g20 --any country/gr --not country:fr
rows 'gazet_docs without events' "SELECT * FROM gazet_docs WHERE without = 'type:event'" docs --not type:event
rows 'gazet_diff' "SELECT * FROM gazet_diff('country/gr', '2011', '2011', '2006', '2010')" \
	diff country/gr --from 2011 --to 2011 --vs-from 2006 --vs-to 2010
rows 'gazet_diff of all, with the time before' \
	"SELECT * FROM gazet_diff WHERE since = '2017' AND until = '2017' AND types = 'person'" diff --from 2017 --to 2017 --type person
rows 'gazet_diff of three, with options' \
	"SELECT * FROM gazet_diff('country/us', '2010', '2015', '2002', NULL, 'type:person + type:event', 'country,org', 2) WHERE without = 'country/cn' AND is_unique = 1 AND sort_by = '-change' AND max_rows = 6" \
	diff country/us type:person type:event --from 2010 --to 2015 --vs-from 2002 --type country,org --min-docs 2 --not country/cn \
	--unique --sort -change --limit 6
rows 'gazet_bursts' "SELECT * FROM gazet_bursts" bursts
rows 'gazet_bursts of two, by week' \
	"SELECT * FROM gazet_bursts('person/joe-biden', 'week', 'person/barack-obama') WHERE sort_by = 'from'" \
	bursts person/joe-biden person/barack-obama --by week --sort from
rows 'gazet_bursts of one, and of any, in some documents' \
	"SELECT * FROM gazet_bursts('Joe Biden') WHERE any = 'Nicolas Sarkozy + Barack Obama' AND without = 'country/gr'" \
	bursts 'Joe Biden' --any 'Nicolas Sarkozy' --any 'Barack Obama' --not country/gr
rows 'gazet_path' "SELECT * FROM gazet_path('person/angela-merkel', 'Vladimir Putin')" path person/angela-merkel 'Vladimir Putin'
rows 'gazet_path over two types, without an entity' \
	"SELECT * FROM gazet_path('person/joe-biden', 'person/alexis-tsipras', 3, 'person,event', 1) WHERE since = '2000' AND without = 'place/hamburg'" \
	path person/joe-biden person/alexis-tsipras --steps 3 --via-type person --via-type event --min-docs 1 --from 2000 --not place/hamburg
gives 'each row counts what gazet_docs gives' 0 shell \
	"SELECT count(*) AS wrong FROM gazet_cooc('event/g20') c WHERE c.docs <> (SELECT count(*) FROM gazet_docs('event/g20', c.entity))" <<'END'
[{"wrong":0}]
END
gives 'of any, without some' 0 shell \
	"SELECT count(*) AS wrong FROM gazet_cooc c WHERE any = '$G20' AND without = 'country/cn' AND c.docs <> (SELECT count(*) FROM gazet_docs d WHERE d.of = c.entity AND d.any = '$G20' AND d.without = 'country/cn')" <<'END'
[{"wrong":0}]
END
gives 'of a diff' 0 shell \
	"SELECT count(*) AS wrong FROM gazet_diff('country/gr', '2011', '2011', '2006', '2010') c WHERE c.docs <> (SELECT count(*) FROM gazet_docs('country/gr', c.entity) WHERE since = '2011' AND until = '2011') OR vs_docs <> (SELECT count(*) FROM gazet_docs('country/gr', c.entity) WHERE since = '2006' AND until = '2010')" <<'END'
[{"wrong":0}]
END
gives 'of bursts, whose document is the first one of the peak' 0 shell \
	"SELECT count(*) AS wrong FROM gazet_bursts b WHERE docs <> (SELECT count(*) FROM gazet_docs(b.entity) WHERE since = b.\"from\" AND until = b.\"to\") OR doc <> (SELECT doc FROM gazet_docs(b.entity) WHERE since = b.peak AND until = b.peak AND sort_by = '-mentions' LIMIT 1)" <<'END'
[{"wrong":0}]
END
gives 'of a path' 0 shell \
	"SELECT sum(docs = (SELECT count(*) FROM gazet_docs(before, entity))) AS steps, count(*) AS \"of\" FROM (SELECT *, lag(entity) OVER (ORDER BY step) AS before FROM gazet_path('person/joe-biden', 'person/alexis-tsipras')) WHERE step > 0" <<'END'
[{"steps":2,"of":2}]
END

# limited TITLE PLAN SLICE SQL: LIMIT is passed down only where SQLite leaves out no row and keeps their order
limited() {
	shell "EXPLAIN QUERY PLAN $4" | sed -n 's/.*VIRTUAL TABLE INDEX 0:[a-z]*\([A-Z]*\).*/\1/p' >"$T/plan"
	shell "${4% LIMIT*}" | jq -c ".[$3][]" >"$T/want"
	shell "$4" | jq -c '.[]' >"$T/got"
	holds "$1: some rows" test -s "$T/want"
	same "$1: those that SQLite would take of all" "$T/want" "$T/got"
	gives "$1: what is passed down" 0 cat "$T/plan" <<<"$2"
}
limited 'LIMIT' L :3 "SELECT * FROM gazet_cooc('country/gr') LIMIT 3"
limited 'LIMIT and OFFSET' LO 4:7 "SELECT * FROM gazet_cooc('country/gr') LIMIT 3 OFFSET 4"
limited 'LIMIT below max_rows' L :3 "SELECT * FROM gazet_docs('country/gr') WHERE max_rows = 8 LIMIT 3"
limited 'LIMIT above max_rows' L :2 "SELECT * FROM gazet_cooc('country/gr') WHERE max_rows = 2 LIMIT 3"
limited 'LIMIT of some of the rows' '' :3 "SELECT * FROM gazet_cooc('country/gr') WHERE type = 'person' LIMIT 3"
limited 'LIMIT of some of the rows, by an expression' '' :3 "SELECT * FROM gazet_cooc('country/gr') WHERE docs % 2 = 1 LIMIT 3"
limited 'LIMIT of rows in another order' '' :3 "SELECT * FROM gazet_cooc('country/gr') ORDER BY entity LIMIT 3"
limited 'LIMIT of several questions' '' 100:170 "SELECT * FROM gazet_cooc WHERE of IN ('country/gr', 'event/g20') LIMIT 70 OFFSET 100"
limited 'LIMIT of a count' '' :1 "SELECT count(*) FROM gazet_cooc('country/gr') LIMIT 1"
limited 'LIMIT of none' L 0: "SELECT * FROM gazet_cooc('country/gr') LIMIT -1"
gives 'LIMIT 0' 0 shell "SELECT * FROM gazet_cooc('country/gr') LIMIT 0" </dev/null
gives 'in a join, by columns of other tables' 0 shell \
	"SELECT e.entity, (SELECT entity FROM gazet_cooc(e.entity) WHERE types = 'country' AND max_rows = 1) AS country FROM entity e WHERE e.entity IN ('event/g20', 'org/imf') ORDER BY 1" <<END
[{"entity":"event/g20","country":"$(gazet cooc event/g20 -d "$T/demo.db" --type country --limit 1 --format json | jq -r '.[0].entity')"},
{"entity":"org/imf","country":"$(gazet cooc org/imf -d "$T/demo.db" --type country --limit 1 --format json | jq -r '.[0].entity')"}]
END
shell_jq() { shell "$@" | jq -c '.[]'; }
gives 'gazet_tag' 0 shell_jq \
	"SELECT * FROM gazet_tag('Die Kanzlerin Angela Merkel — in Hamburg, for the G20 summit.', 'Merkel', '2017-07-07')" <<'END'
{"field":"title","start":0,"end":6,"text":"Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"surname","score":0.8,"series":null,"nested":0}
{"field":"text","start":14,"end":27,"text":"Angela Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"name","score":0.95,"series":null,"nested":0}
{"field":"text","start":33,"end":40,"text":"Hamburg","entity":"place/hamburg","name":"Hamburg","type":"place","via":"name","score":0.95,"series":null,"nested":0}
{"field":"text","start":50,"end":60,"text":"G20 summit","entity":"event/g20-2017","name":"2017 G20 Hamburg summit","type":"event","via":"edition","score":0.75,"series":"event/g20","nested":0}
END
gives 'gazet_tag of stored documents gives the stored mentions' 0 shell \
	"SELECT count(*) > 500 AS many, sum(m.start IS NULL) AS wrong FROM document d, gazet_tag(d.text, d.title, (SELECT date FROM v_document v WHERE v.id = d.id)) t LEFT JOIN v_mention m ON m.document_id = d.id AND m.field = t.field AND m.start = t.start AND m.entity = t.entity" <<'END'
[{"many":1,"wrong":0}]
END
small_gazetteer "$T/small"
gives 'another gazetteer' 0 shell "SELECT length(gazet_gazetteer('$T/small')) AS hash" \
	"SELECT entity FROM gazet_tag('The IMF, NATO and John Smith')" <<'END'
[{"hash":32}]
[{"entity":"org/nato"}]
END
gives 'gazet_fold' 0 shell "SELECT gazet_fold('Éire,  U.S.') AS a, gazet_fold(NULL) AS b, gazet_fold(12) AS c, gazet_fold(x'ff41') AS d" <<'END'
[{"a":"eire u s","b":null,"c":"12","d":"a"}]
END
g20=$(gazet docs event/g20 -d "$T/demo.db" --format json | jq length)
gives 'nothing known, nothing found' 0 shell "SELECT (SELECT count(*) FROM gazet_tag(NULL)) AS a, (SELECT count(*) FROM gazet_tag('')) AS b, (SELECT count(*) FROM gazet_cooc(NULL)) AS c, (SELECT count(*) FROM gazet_docs(NULL)) AS d, (SELECT count(*) FROM gazet_tag(x'00ff80')) AS e, (SELECT count(*) FROM gazet_tag(1.5, 7, x'00')) AS f, (SELECT count(*) FROM gazet_docs('event/g20', NULL)) AS g, (SELECT count(*) FROM gazet_cooc WHERE any = NULL) AS h, (SELECT count(*) FROM gazet_bursts(NULL)) AS i, (SELECT count(*) FROM gazet_docs('event/g20') WHERE any = NULL AND without = NULL) AS j" <<END
[{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":$g20,"h":0,"i":0,"j":$g20}]
END
fails() { # SQL MESSAGE
	mentions "refused: $1" 1 "$2" shell "$1"
}
fails 'SELECT * FROM gazet_cooc' 'gazet_cooc needs an argument: gazet_cooc(of)'
fails 'SELECT * FROM gazet_tag' 'gazet_tag needs an argument: gazet_tag(document)'
fails "SELECT * FROM gazet_cooc('Nobody at all')" 'no entity is called "Nobody at all" in this database'
fails "SELECT * FROM gazet_cooc(x'4700')" 'an argument holds a NUL character'
fails "SELECT * FROM gazet_cooc(x'ff')" 'gazet_cooc: of is not valid UTF-8'
fails "SELECT * FROM gazet_cooc('event/g20', x'ff')" 'gazet_cooc: of or also is not valid UTF-8'
fails "SELECT * FROM gazet_docs WHERE any = x'ff'" 'gazet_docs: any is not valid UTF-8'
fails "SELECT * FROM gazet_docs WHERE without = 'type:person + Nobody at all'" 'no entity is called "Nobody at all" in this database'
fails "SELECT * FROM gazet_docs WHERE without = 'type:thing'" 'thing'
fails "SELECT * FROM gazet_cooc('event/g20') WHERE since = '2017-13'" "gazet_cooc: since is YYYY, YYYY-MM or YYYY-MM-DD, not '2017-13'"
fails "SELECT * FROM gazet_docs WHERE since = '2017' AND until = '2016'" 'gazet_docs: the first day, 2017-01-01, is after the last one, 2016-12-31'
fails "SELECT * FROM gazet_cooc('event/g20') WHERE max_rows = -1" "gazet_cooc: max_rows is a number up to 4294967295, not '-1'"
fails "SELECT * FROM gazet_cooc('event/g20') WHERE max_rows = 'few' LIMIT 3" "gazet_cooc: max_rows is a number up to 4294967295, not 'few'"
fails "SELECT * FROM gazet_cooc('event/g20') WHERE near = 'far'" "gazet_cooc: near is a number of tokens or sentence, not 'far'"
fails "SELECT * FROM gazet_timeline('event/g20', 'decade')" "gazet_timeline: by_period is day, week, month or year, not 'decade'"
fails "SELECT * FROM gazet_bursts('event/g20', 'year')" "gazet_bursts: by_period is day or week, not 'year'"
fails "SELECT * FROM gazet_diff('event/g20')" 'gazet_diff: since is needed: the first day of the period that is compared with another'
fails "SELECT * FROM gazet_diff('event/g20', '2017', '2017', '2017-05')" 'gazet_diff: the periods overlap'
fails "SELECT * FROM gazet_diff('event/g20', '2017', '2017', 'May')" "gazet_diff: vs_since is YYYY, YYYY-MM or YYYY-MM-DD, not 'May'"
fails 'SELECT * FROM gazet_path' 'gazet_path needs an argument: gazet_path(of)'
fails "SELECT * FROM gazet_path('event/g20')" 'gazet_path: path needs two entities'
fails "SELECT * FROM gazet_path('event/g20', 'event/g20-2017')" 'are the same, or one is part of the other'
fails "SELECT * FROM gazet_path('event/g20', 'country/ru', 9)" 'gazet_path: a path has at most 8 steps'
fails "SELECT * FROM gazet_path('event/g20', 'country/ru', 2, 'people')" "gazet_path: via_types is person, country, org, place or event, not 'people'"
fails "SELECT gazet_gazetteer('$T/none.tsv')" "$T/none.tsv: No such file or directory"
fails 'SELECT gazet_gazetteer(NULL)' 'the path is NULL'
mentions 'refused: no file' 1 'the main database is no file' \
	sqlite3 -batch -init /dev/null :memory: ".load $P/lib/gazet" "SELECT * FROM gazet_docs"
sqlite3 "$T/other.db" 'CREATE TABLE t(x)'
mentions 'refused: another database' 1 'not a gazet database' \
	sqlite3 -batch -init /dev/null "$T/other.db" ".load $P/lib/gazet" "SELECT * FROM gazet_docs"
(ls -A "$T" | grep demo.db) >"$T/beside"
gives 'nothing is left beside the database' 0 cat "$T/beside" <<'END'
demo.db
END

# ---- in a program that has SQLite built in ----------------------------------------------------------

cat >"$T/host.c" <<'END'
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdio.h>

static int show(void *self, int count, char **values, char **names)
{
	(void)self;
	(void)count;
	(void)names;
	puts(values[0]);
	return 0;
}

int main(int argc, char **argv)
{
	char *message = NULL;
	sqlite3 *db;
	int status = argc != 4 || sqlite3_open(argv[1], &db) || sqlite3_enable_load_extension(db, 1) ||
		     sqlite3_load_extension(db, argv[2], NULL, &message) || sqlite3_exec(db, argv[3], show, NULL, &message);

	if (message != NULL)
		puts(message);
	puts(dlopen("libsqlite3.so.0", RTLD_NOLOAD | RTLD_LAZY) == NULL ? "one SQLite" : "a second SQLite");
	return status || sqlite3_close(db);
}
END
if ! gcc -o "$T/host" "$T/host.c" -l:libsqlite3.a -lm -lz 2>"$T/err"; then
	skip 'in a program that has SQLite built in' 'there is no static SQLite'
else
	gives 'in a program that has SQLite built in' 0 "$T/host" "$T/demo.db" "$P/lib/gazet" \
		"BEGIN; SELECT entity FROM gazet_cooc('event/g20') WHERE max_rows = 1; SELECT entity FROM gazet_tag('Angela Merkel'); COMMIT" <<'END'
person/angela-merkel
person/angela-merkel
one SQLite
END
	gives 'while the connection writes, what was committed is seen' 0 "$T/host" "$T/demo.db" "$P/lib/gazet" \
		"BEGIN IMMEDIATE; DELETE FROM document; SELECT count(*) > 50 FROM gazet_docs; ROLLBACK; SELECT count(*) > 50 FROM gazet_docs" <<'END'
1
1
one SQLite
END
fi

# ---- in Python, which Datasette is -----------------------------------------------------------------

for python in python3 /usr/bin/python3; do
	"$python" -c 'import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)' 2>/dev/null && break
	python=
done
if [ -z "$python" ]; then
	skip 'in Python' 'no python3 whose sqlite3 can load extensions'
else
	cat >"$T/ask.py" <<'END'
import json, sqlite3, sys, threading
library, path, want = sys.argv[1:]
want = json.load(open(want))

def ask(uri, problems):
    try:
        db = sqlite3.connect(uri, uri=True)
        db.row_factory = sqlite3.Row
        db.enable_load_extension(True)
        db.load_extension(library)
        for _ in range(20):
            rows = db.execute("SELECT * FROM gazet_cooc(?)", ["event/g20"]).fetchall()
            assert [list(r.keys()) for r in rows[:1]] == [list(want[0])], rows[0].keys()
            assert [(r["entity"], r["docs"], r["first"]) for r in rows] == [(w["entity"], w["docs"], w["first"]) for w in want]
            assert all(abs(r[k] - w[k]) < 1e-5 * max(1, abs(w[k])) for r, w in zip(rows, want) for k in ("share", "npmi", "g2"))
        tags = db.execute("SELECT entity FROM gazet_tag(?)", ["Angela Merkel \U0001f600 NATO"]).fetchall()
        assert [t[0] for t in tags] == ["person/angela-merkel", "org/nato"], tags
        try:
            db.execute("SELECT * FROM gazet_cooc('Nobody at all')").fetchall()
            assert False
        except sqlite3.OperationalError as error:
            assert "no entity is called" in str(error), error
        db.enable_load_extension(False)
        try:
            db.execute("SELECT gazet_gazetteer(?)", [path])
            assert False
        except sqlite3.OperationalError as error:
            assert "may load extensions" in str(error), error
        a, b = db.execute("SELECT * FROM gazet_docs('event/g20')"), db.execute("SELECT * FROM gazet_docs('country/gr')")
        assert next(a)[0] != next(b)[0] and len(a.fetchall()) > 1 and len(b.fetchall()) > 1
        db.close()
    except BaseException as error:
        problems.append((uri, repr(error)))

problems = []
uris = [f"file:{path}?mode=ro", f"file:{path}?immutable=1", f"file:{path}"]
threads = [threading.Thread(target=ask, args=(uri, problems)) for uri in uris * 2]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(problems or "good")
END
	gazet cooc event/g20 -d "$T/demo.db" --format json >"$T/want"
	gives 'in Python: read-only, immutable and not, in six threads' 0 "$python" "$T/ask.py" "$P/lib/gazet" "$T/demo.db" "$T/want" <<'END'
good
END
fi
finish
