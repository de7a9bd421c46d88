# lib.sh: helpers for the command line tests. A script sources it, runs tests, and ends with `finish`.
#
#   gives TITLE STATUS COMMAND... <<END     exact standard output (from the heredoc) and exit status
#   complains TITLE STATUS COMMAND... <<END exact standard error and exit status
#   golden TITLE FILE STATUS COMMAND...     exact standard output, compared with tests/golden/FILE
#   same TITLE EXPECTED ACTUAL              two files are equal
#   holds TITLE COMMAND...                  the command succeeds
#   refused TITLE MESSAGE ARGUMENT...       gazet ends with status 2, this message alone, and no output
#   mentions TITLE STATUS TEXT COMMAND...   exit status, and standard error contains the text
#   skip TITLE WHY                          a test that cannot run here
#   drop_powers                             permissions hold, though root runs the tests; powers=() ends it
#   once WHY                                the script runs without the sanitizers only
#   count COMMAND...                        how many lines it prints, as $lines
#   in_files                                for each line of its input, TITLE FILE REGEX parted by tabs: a line of the
#                                           file matches (as awk has it)
#
# A test reads nothing from the terminal: a command's input is $INPUT (a file), else empty. What it printed stays
# in $T/out and $T/err, its exit status in $status. $T is this script's temporary folder.
#
# With GOLDEN_OUT set, golden files are written there and not compared: tests/golden/regenerate uses that.

set -u
export LC_ALL=C.UTF-8 TZ=UTC
PATH=/usr/bin:/bin:$PATH # Debian's tools go before wrappers of others, which take longer to start than to work
unset GAZET_DB GAZET_CACHE GAZET_GAZETTEERS NO_COLOR
TOP=$PWD
GAZET=${GAZET:-$TOP/build/gazet}
T=$(mktemp -d "${TMPDIR:-/tmp}/gazet-test.XXXXXX") || exit 1
export XDG_CACHE_HOME=$T/cache # never the user's own
trap 'chmod -R u+rwX "$T" 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 1' INT TERM HUP
tests=0 failures=0 status=0 INPUT=/dev/null

# gazet ARGUMENT...: the program under test; tests/run.sh ends a script that hangs
gazet() { "${powers[@]}" "$GAZET" "$@"; }

# drop_powers: from here on, permissions hold for gazet, even where root runs the tests; false where that cannot be done.
# powers=() takes it back.
powers=()
drop_powers() {
	[ "$(id -u)" -eq 0 ] || return 0
	powers=(setpriv --bounding-set=-all --inh-caps=-all)
	"${powers[@]}" true 2>/dev/null || { powers=(); return 1; }
}

# run COMMAND...
run() {
	"$@" <"$INPUT" >"$T/out" 2>"$T/err"
	status=$?
}

# verdict TITLE GOOD [FILE WITH DETAILS]: one line of TAP; $3 is shown when the test failed
verdict() {
	tests=$((tests + 1))
	if [ "$2" = yes ]; then
		printf 'ok %d - %s\n' "$tests" "$1"
		return 0
	fi
	failures=$((failures + 1))
	printf 'not ok %d - %s\n' "$tests" "$1"
	if [ $# -gt 2 ]; then head -n 60 "$3" | cut -c1-400 | sed 's/^/# /'; fi
	return 1
}

# once WHY: the sanitizers would see nothing here that they do not see elsewhere: the test runs without them only
once() {
	[ -n "${SAN:-}" ] || return 0
	skip "$(basename "$0" .sh)" "not again under the sanitizers: $1"
	finish
}

count() {
	local printed
	"$@" >"$T/counted"
	mapfile -t printed <"$T/counted"
	lines=${#printed[@]}
}

in_files() {
	local good title asked=0 told=$tests
	while IFS= read -r title; do
		printf '%s\n' "$title"
		asked=$((asked + 1))
	done >"$T/asked"
	while IFS=$'\t' read -r good title; do
		verdict "$title" "$good"
	done < <(awk -F '\t' '
		!($2 in lines) {
			lines[$2] = 0
			while ((getline line < $2) > 0)
				text[$2, ++lines[$2]] = line
		}
		{
			for (i = lines[$2]; i > 0 && text[$2, i] !~ $3; i--)
				;
			print (i > 0 ? "yes" : "no") "\t" $1
		}' "$T/asked")
	[ $((tests - told)) -eq "$asked" ] || verdict "all $asked are answered, not $((tests - told))" no
}

skip() {
	tests=$((tests + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tests" "$1" "$2"
}

# Starting a program takes longer than what it is to look at: a small text is read by the shell itself.
# read_all FILE: into $all; false where it is no text, or large
read_all() {
	local LC_ALL=C
	all=
	[ -f "$1" ] && [ -r "$1" ] && ! IFS= read -r -d '' -n 200000 all <"$1"
}

# differ EXPECTED ACTUAL: whether they do; how, on standard output
differ() {
	local expected all
	if read_all "$1"; then
		expected=$all
		if read_all "$2" && [ "$expected" = "$all" ]; then return 1; fi
	fi
	! diff -u --label expected --label got "$1" "$2"
}

# has_text TEXT FILE: it has the text, in one line
has_text() {
	local all
	if read_all "$2"; then [[ $all == *"$1"* ]]; else grep -qF -- "$1" "$2"; fi
}

# keep_expected: standard input into $T/expected
keep_expected() {
	local LC_ALL=C text
	if IFS= read -r -d '' text; then
		{ printf '%s\0' "$text" && cat; } >"$T/expected"
	else
		printf '%s' "$text" >"$T/expected"
	fi
}

# Compares an expected exit status, and a file with another one; $T/why says what is different.
compare() { # TITLE STATUS EXPECTED ACTUAL OTHER
	local good=yes
	: >"$T/why"
	if [ "$status" -ne "$2" ]; then
		printf 'exit status %d, not %d\n' "$status" "$2" >"$T/why"
		good=no
	fi
	if differ "$3" "$4" >>"$T/why"; then good=no; fi
	if [ $good = no ] && [ -s "$5" ]; then sed 's/^/also printed: /' "$5" >>"$T/why"; fi
	verdict "$1" $good "$T/why"
}

gives() {
	local title=$1 want=$2
	shift 2
	keep_expected
	run "$@"
	compare "$title" "$want" "$T/expected" "$T/out" "$T/err"
}

complains() {
	local title=$1 want=$2
	shift 2
	keep_expected
	run "$@"
	compare "$title" "$want" "$T/expected" "$T/err" "$T/out"
}

golden() {
	local title=$1 file=$2 want=$3
	shift 3
	run "$@"
	if [ -n "${GOLDEN_OUT:-}" ]; then
		mkdir -p "$(dirname "$GOLDEN_OUT/$file")"
		cp "$T/out" "$GOLDEN_OUT/$file"
	fi
	if [ ! -f "$TOP/tests/golden/$file" ]; then
		echo "there is no tests/golden/$file" >"$T/why"
		verdict "$title" no "$T/why"
		return
	fi
	compare "$title" "$want" "$TOP/tests/golden/$file" "$T/out" "$T/err"
}

same() {
	local good=yes
	if differ "$2" "$3" >"$T/why"; then good=no; fi
	verdict "$1" $good "$T/why"
}

holds() {
	local title=$1 good=yes
	shift
	"$@" </dev/null >"$T/why" 2>&1 || good=no
	verdict "$title" $good "$T/why"
}

mentions() {
	local title=$1 want=$2 text=$3 good=yes
	shift 3
	run "$@"
	: >"$T/why"
	[ "$status" -eq "$want" ] || { good=no; echo "exit status $status, not $want" >>"$T/why"; }
	has_text "$text" "$T/err" || { good=no; echo "nothing says: $text" >>"$T/why"; }
	[ $good = yes ] || cat "$T/err" "$T/out" >>"$T/why"
	verdict "$title" $good "$T/why"
}

# without_folder FILE: paths below $T are told without it
without_folder() {
	local all
	if read_all "$1"; then printf '%s' "${all//"$T/"/}" >"$1"; else sed -i "s|$T/||g" "$1"; fi
}

# Paths below $T are told without it.
refused() {
	local title=$1 message=$2
	shift 2
	printf 'gazet: %s\n' "$message" >"$T/expected"
	run gazet "$@"
	without_folder "$T/err"
	[ ! -s "$T/out" ] || cat "$T/out" >>"$T/err"
	[ "$status" -eq 2 ] || echo "exit status $status" >>"$T/err"
	same "$title" "$T/expected" "$T/err"
}

# json TITLE FILTER FILE: jq's filter, given the file's values as one array, is true
json() {
	local good=yes
	if ! jq -es "$2" "$3" >"$T/why" 2>&1; then
		good=no
		{ echo "not true: $2"; head -n 5 "$3"; } >>"$T/why"
	fi
	verdict "$1" $good "$T/why"
}

finish() {
	printf '1..%d\n' "$tests"
	[ "$failures" -eq 0 ]
	exit
}

# The truth of a database, all but the runs, in an order of its own: by external keys, never by row numbers.
dump() {
	sqlite3 -batch -readonly "$1" <<'END'
.mode quote
SELECT 'source', name FROM source ORDER BY name;
SELECT 'document', s.name, d.external_id, hex(d.content_hash), os.name, o.external_id, d.day, d.precision, d.title,
       d.url, d.language, d.text
  FROM document d JOIN source s ON s.id = d.source_id LEFT JOIN document o ON o.id = d.duplicate_of
  LEFT JOIN source os ON os.id = o.source_id ORDER BY s.name, d.external_id;
SELECT 'entity', e.entity, e.type, e.name, c.entity, r.entity, e.from_day, e.to_day
  FROM entity e LEFT JOIN entity c ON c.id = e.country_id LEFT JOIN entity r ON r.id = e.series_id ORDER BY e.entity;
SELECT 'name', e.entity, n.name, n.folded FROM name n JOIN entity e ON e.id = n.entity_id ORDER BY e.entity, n.name;
SELECT 'mention', s.name, d.external_id, m.field, m.start, m.length, m.token, m.tokens, m.sentence, e.entity, n.name,
       v.name, m.score, m.nested
  FROM mention m JOIN document d ON d.id = m.document_id JOIN source s ON s.id = d.source_id
  JOIN entity e ON e.id = m.entity_id JOIN name n ON n.id = m.name_id JOIN via v ON v.id = m.via
  ORDER BY s.name, d.external_id, m.field, m.start, m.length, e.entity;
END
}

# Every table as it is, `run` excepted: for "nothing has changed".
dump_all() {
	sqlite3 -batch -readonly "$1" >"$T/statements" <<'END'
SELECT '.print == ' || t.name || char(10) || 'SELECT * FROM "' || t.name || '" ORDER BY ' ||
       (SELECT group_concat(cid + 1) FROM pragma_table_info(t.name)) || ';'
  FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT IN ('run', 'sqlite_stat1') ORDER BY t.name;
END
	sqlite3 -batch -readonly "$1" '.mode quote' '.read '"$T/statements"
}

# is_sound TITLE DATABASE
is_sound() {
	run gazet db check -d "$2" --json
	if [ "$status" -eq 0 ]; then
		json "$1" '.[0] | length >= 8 and all(.status == "ok")' "$T/out"
	else
		cat "$T/out" "$T/err" >"$T/why"
		verdict "$1" no "$T/why"
	fi
}

# A gazetteer of a few rows with everything in it, so that tests do not depend on the shipped rows.
small_gazetteer() {
	mkdir -p "$1"
	{
		printf 'id\ttype\tname\taliases\tadjectives\tdemonyms\tcountry\tseries\tplace\tfrom\tto\n'
		printf 'country/us\tcountry\tUnited States\tU.S. | USA | =US\tAmerican\tAmericans\n'
		printf 'country/ru\tcountry\tRussia\tRussian Federation | 俄罗斯\tRussian\tRussians\n'
		printf 'country/de\tcountry\tGermany\tDeutschland\tGerman\tGermans\n'
		printf 'country/sy\tcountry\tSyria\t\tSyrian\tSyrians\n'
		printf 'country/ie\tcountry\tÉire\tIreland\tIrish\n'
		printf 'place/hamburg\tplace\tHamburg\t\t\t\tcountry/de\n'
		printf 'org/nato\torg\tNATO\tNorth Atlantic Treaty Organization\n'
		printf 'org/un\torg\tUnited Nations\tU.N.\n'
		printf 'person/angela-merkel\tperson\tAngela Merkel\t\t\t\tcountry/de\n'
		printf 'person/vladimir-putin\tperson\tVladimir Putin\t\t\t\tcountry/ru\n'
		printf 'person/rex-tillerson\tperson\tRex Tillerson\t\t\t\tcountry/us\n'
		printf 'person/john-smith\tperson\tJohn Smith\n'
		printf 'person/adam-smith\tperson\tAdam Smith\tJohn Smith\n'
		printf 'person/mary-jones\tperson\tMary Jones\tMJ Jones\n'
		printf 'person/mike-jones\tperson\tMike Jones\tMJ Jones\n'
		printf 'event/g20\tevent\tG20\tGroup of 20 | G20 summit\n'
		printf 'event/g20-2017\tevent\t2017 G20 Hamburg summit\t\t\t\tcountry/de\tevent/g20\tplace/hamburg\t2017-07-07\t2017-07-08\n'
		printf 'event/syrian-civil-war\tevent\tSyrian civil war\tSyria civil war\t\t\tcountry/sy\t\t\t2011-03-15\t\n'
	} >"$1/entities.tsv"
	printf 'title\ttype\nmr\tcourtesy\npresident\trank\nchancellor\trank\n' >"$1/titles.tsv"
}
