#!/bin/bash
# What a terminal shows and a pipe does not: colours, tables that fit, trends, drawn timelines; and cards of entities, whose
# numbers are those of entities, cooc, timeline and docs.
. tests/cli/lib.sh
once 'the renderers are tested with them'

D=$T/demo.db
gazet index -q -d "$D" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped
unset COLUMNS
# terminal COLUMNS COMMAND...: on a terminal as wide as that
terminal() { timeout -k 5 60 python3 -B tests/cli/terminal.py "$1" "$GAZET" "${@:2}" -d "$D"; }
plain() { terminal "$@" --color never; }
ask() { gazet "$@" -q -d "$D" --format jsonl; }
widest() { LC_ALL=C.UTF-8 wc -L <"$T/out"; }

# ---- tables -------------------------------------------------------------------------------

golden 'entities: colours by type, and a trend' terminal/entities.txt 0 terminal 100 entities --limit 8
golden 'cooc: fits 60 columns; days give way to ids' terminal/cooc-60.txt 0 plain 60 cooc event/g20 --limit 6
golden 'kwic: the words meet in the middle, the match has the colour of its type' terminal/kwic.txt 0 \
	terminal 90 kwic person/angela-merkel --with country/gr --limit 4
golden 'docs' terminal/docs.txt 0 plain 70 docs country/gr --limit 4
golden 'diff: shares and the rest give way to ids' terminal/diff-80.txt 0 plain 80 diff --from 2014 --to 2016 --vs-from 2010 --vs-to 2013 --limit 4
golden 'bursts: a headline has room; without a title it is the id' terminal/bursts-80.txt 0 \
	plain 80 bursts org/eu org/imf event/us-presidential-election --by week
golden 'path: ids are whole' terminal/path-80.txt 0 plain 80 path person/angela-merkel person/xi-jinping
golden 'kwic: words go before ids' terminal/kwic-60.txt 0 plain 60 kwic person/angela-merkel --with country/gr --limit 4
golden 'sql: what was asked for by name is shown' terminal/sql-60.txt 0 plain 60 sql \
	"SELECT doc, 'http://www.example.org/a/long/address/of/a/document' AS url, min(date) AS first, max(date) AS last FROM v_mention WHERE entity = 'event/g20'"
for columns in 45 80 133; do
	run plain $columns docs event/g20
	holds "a table fits $columns columns" test "$(widest)" -le $columns
done
run plain 40 docs country/gr --limit 4
holds 'in a narrow one days are whole' eval '[ $(widest) -le 40 ] && [ $(grep -cE " [0-9]{4}-[0-9]{2}-[0-9]{2} " "$T/out") -eq 4 ]'
run plain 40 show country/gr
sed -n '/^trend/,/^$/p' "$T/out" >"$T/blocks"
holds 'and a trend fits' eval '[ -s "$T/blocks" ] && [ "$(LC_ALL=C.UTF-8 wc -L <"$T/blocks")" -le 40 ]'
run env COLUMNS=50 python3 -B tests/cli/terminal.py 200 "$GAZET" docs event/g20 --color never -d "$D"
holds 'COLUMNS goes first' test "$(widest)" -le 50 -a "$(widest)" -gt 40
run env NO_COLOR=1 python3 -B tests/cli/terminal.py 80 "$GAZET" entities --limit 3 -d "$D"
holds 'NO_COLOR: no colours' eval '! grep -q "$(printf "\033")" "$T/out"'
run terminal 80 entities --limit 3 --format csv
holds 'another format is no table on a terminal either' eval '! grep -qE "trend|$(printf "\033")" "$T/out"'

# The trend is the timeline: documents by month or year, the greatest is a whole block.
run plain 200 entities greece --limit 1
cut -c1- "$T/out" | tail -n 1 | grep -oE ' [ ▁▂▃▄▅▆▇█]+$' | tr -d '\n' >"$T/blocks"
holds 'a trend has a whole block' grep -q '█' "$T/blocks"

# Of a long span it has fewer blocks, and is not cut: the last one is what happened last.
for year in $(seq 1790 3 2024); do
	printf '{"id":"y%d","date":"%d-05-01","text":"The United States."}\n' "$year" "$year"
done >"$T/long.jsonl"
gazet index -q -d "$T/long.db" "$T/long.jsonl"
for columns in 55 80 100 120 150; do
	run timeout -k 5 60 python3 -B tests/cli/terminal.py $columns "$GAZET" entities 'united states' --color never -d "$T/long.db"
	holds "a trend of two centuries is whole in $columns columns" eval \
		'tail -n 1 "$T/out" | grep -qE "^country.* [▁▂▃▄▅▆▇█]{4,24}\s*$"'
done

# Nothing of it when piped.
for command in 'entities --limit 5' 'cooc event/g20 --limit 5' 'timeline country/gr --by year' 'kwic country/gr --limit 3' 'show event/g20'; do
	# shellcheck disable=SC2086
	run env COLUMNS=30 TERM=xterm-256color "$GAZET" $command -d "$D"
	holds "piped: $command has no colours, blocks and cuts" eval '! grep -qE "$(printf "\033")|[▁▂▃▄▅▆▇█…⣀┤]" "$T/out"'
done

# ---- drawn timelines ---------------------------------------------------------------------------

golden 'timeline: bars' terminal/bars.txt 0 plain 70 timeline country/gr --by year
golden 'timeline: lines' terminal/lines.txt 0 terminal 80 timeline country/gr country/us --by year
golden 'timeline: periods suit the span' terminal/suited.txt 0 plain 80 timeline country/gr
golden 'timeline: periods are put together where they do not fit' terminal/merged.txt 0 plain 60 timeline country/gr --by month
golden 'timeline: strips of many' terminal/strips.txt 0 plain 80 timeline --by year country/gr country/us country/de country/fr \
	country/ru country/cn event/g20
golden 'timeline: --plot in a pipe' terminal/bars.txt 0 env COLUMNS=70 "$GAZET" timeline country/gr --by year --plot -q -d "$D"
golden 'timeline: --format plot is the same' terminal/bars.txt 0 env COLUMNS=70 "$GAZET" timeline country/gr --by year --format plot -q -d "$D"
printf '{"id":"%d","date":"2011-%s","text":"Germany."}\n' 1 01-02 2 02-05 3 12-31 >"$T/ends.jsonl"
gazet index -q -d "$T/ends.db" "$T/ends.jsonl"
ends() { gazet timeline germany --plot -d "$T/ends.db" "$@"; }
complains 'timeline: weeks that are not whole at the ends are told' 0 ends --by week <<'END'
gazet: documents are of 2011-01-02 to 2011-12-31: a week in which they begin or end is not whole
END
complains '... of a filter that reaches to them' 0 ends --by month --to 2011-02 <<'END'
gazet: documents are of 2011-01-02 to 2011-12-31: a month in which they begin or end is not whole
END
complains '... not of one that takes whole periods between them' 0 ends --by month --from 2011-02 --to 2011-11 </dev/null
printf '{"id":"%d","date":"%s","text":"Germany."}\n' 1 2001-01-01 2 2003-05-05 3 2004-12-31 >"$T/years.jsonl"
printf '{"id":"%d","date":"%s","text":"Germany."}\n' 1 2001 2 2004 >"$T/undated.jsonl"
for years in years undated; do
	gazet index -q -d "$T/$years.db" "$T/$years.jsonl"
	complains "... nor of years without documents before and behind whole ones: $years" 0 \
		gazet timeline germany --plot --by year --from 1990 --to 2030 -d "$T/$years.db" </dev/null
done
complains '... not where they are' 0 ends --by day </dev/null
complains '... not with -q' 0 ends --by week -q </dev/null
complains '... and not of rows' 0 gazet timeline germany --by week --format csv -d "$T/ends.db" </dev/null
for command in 'timeline germany --by week --format svg' 'report germany -o -'; do
	# shellcheck disable=SC2086
	run gazet $command -d "$T/ends.db"
	holds "... in ${command%% *} ${command##* }" \
		grep -qF 'The documents are of 2011-01-02 to 2011-12-31: a week in which they begin or end is not whole.' "$T/out"
done
for command in 'timeline germany --by week --format svg' 'report germany -o -'; do
	# shellcheck disable=SC2086
	run gazet $command --from 2011-02 --to 2011-11 -d "$T/ends.db"
	holds "... of a part not in ${command%% *} ${command##* }" eval '[ "$(wc -c <"$T/out")" -gt 999 ] && ! grep -qF "not whole" "$T/out"'
done
golden 'timeline: --all' terminal/all.txt 0 plain 60 timeline country/gr person/angela-merkel --all --by year
gives 'timeline: one day' 0 gazet timeline country/gr --from 2010-05-03 --to 2010-05-03 --by day --plot -d "$D" <<'END'
country/gr  1 document
documents per day
   1
1 ┤█████████
  │█████████
  │█████████
  │█████████
  │█████████
  │█████████
  │█████████
  │█████████
  │█████████
  │█████████
0 ┼┬─────────
   2010-05-03
END
run gazet timeline country/gr --from 0001 --to 9999 --by day --plot -d "$D"
holds 'timeline: a span of 9,999 years by day' eval '[ $status -eq 0 ] && [ $(widest) -le 80 ]'
run gazet timeline country/gr country/us --from 0001 --to 9999 --plot -d "$D"
holds 'and for several by themselves' eval '[ $status -eq 0 ] && [ $(widest) -le 80 ]'
run plain 80 timeline country/gr --by year --no-plot
cp "$T/out" "$T/rows"
run gazet timeline country/gr --by year -d "$D"
same '--no-plot gives the rows' "$T/out" "$T/rows"
run plain 80 timeline country/gr --by year --limit 3
holds '--limit too' grep -q '^entity  *period  *docs' "$T/out"
mentions '--plot and --no-plot' 2 'one of them' gazet timeline country/gr --plot --no-plot -d "$D"
mentions '--plot and --format' 2 'gives rows' gazet timeline country/gr --plot --format csv -d "$D"
mentions '--plot and --limit' 2 'leave out' gazet timeline country/gr --plot --limit 3 -d "$D"
mentions 'what is no timeline cannot be drawn' 2 'only a timeline' gazet cooc country/gr --format plot -d "$D"

# The documents of a drawing are those of docs, but for the undated.
run gazet timeline country/gr --plot -d "$D"
holds 'a drawing counts what docs gives' grep -qx "country/gr  $(ask docs country/gr | jq -s 'map(select(.date)) | length') documents.*" "$T/out"

# ---- cards ----------------------------------------------------------------------------------------

golden 'show: a series' terminal/show-g20.txt 0 plain 110 show event/g20
golden 'show: a person, with colours' terminal/show-merkel.txt 0 terminal 80 show Merkel
golden 'show: piped' terminal/show-piped.txt 0 gazet show country/gr --from 2010 --to 2011 -d "$D"
golden 'show: Markdown' terminal/show.md 0 gazet show event/g20-2017 --format md -d "$D"
golden 'show: JSON' terminal/show.json 0 gazet show person/angela-merkel --json -d "$D"
for what in event/g20 person/angela-merkel country/gr; do
	for filter in '' '--from 2010 --to 2012 --unique' '--source articles.jsonl'; do
		# shellcheck disable=SC2086
		{
			run gazet show "$what" $filter --json -q -d "$D"
			cp "$T/out" "$T/card"
			ask entities $filter | jq -c "select(.entity == \"$what\")" >"$T/row"
			json "$what $filter: documents, mentions and days as in entities" \
				".[0] as \$c | .[1] | .docs == \$c.docs and .mentions == \$c.mentions and .first == \$c.first and .last == \$c.last" \
				<(cat "$T/card" "$T/row")
			holds "$what $filter: as many as docs gives" test "$(jq .docs "$T/card")" -eq "$(ask docs "$what" $filter | wc -l)"
			ask docs "$what" $filter --limit 5 | jq -c '{doc, date, title, url, mentions}' >"$T/a"
			jq -c '.newest[]' "$T/card" >"$T/b"
			same "$what $filter: the newest documents" "$T/a" "$T/b"
			json "$what $filter: names add up to mentions, periods with the undated to documents" \
				'.[0] | (.names | map(.mentions) | add // 0) == .mentions and (.trend.periods | map(.docs) | add // 0) + .trend.undated == .docs' "$T/card"
			ask cooc "$what" $filter --sort -g2 | jq -cs 'map(select(.npmi > 0)) | group_by(.type)[] | sort_by(-.g2)[:5][] | {entity, docs, share, npmi, g2}' >"$T/a"
			jq -c '.associates | to_entries | sort_by(.key)[].value[] | {entity, docs, share, npmi, g2}' "$T/card" >"$T/b"
			same "$what $filter: associates as in cooc" "$T/a" "$T/b"
		}
	done
done
jq -r '.editions[] | "\(.entity) \(.docs)"' <(gazet show event/g20 --json -d "$D") | while read -r edition docs; do
	[ "$(ask docs "$edition" | wc -l)" -eq "$docs" ] || echo "$edition $docs"
done >"$T/why"
same 'editions: as many documents as docs gives' /dev/null "$T/why"

# Offices of the same days are several, their titles are not; two gazetteers tell of one.
mkdir "$T/offices"
printf '%s\n' $'id\ttype\tname\taliases' $'country/de\tcountry\tGermany' $'country/fr\tcountry\tFrance' $'person/ada\tperson\tAda Adler' \
	>"$T/offices/entities.tsv"
{
	printf 'office\tcountry\tholder\tfrom\tto\taliases\n'
	printf 'vice chancellor\tcountry/de\tperson/ada\t2018-03-14\t2021-12-08\tdeputy chancellor\n'
	printf 'finance minister\tcountry/de\tperson/ada\t2018-03-14\t2021-12-08\tfinance chief | treasurer\n'
	printf 'envoy\tcountry/fr\tperson/ada\t2001\t2002\nenvoy\tcountry/de\tperson/ada\t2001\t2002\n'
	printf 'envoy\tcountry/de\tperson/ada\t2001\t\nenvoy\tcountry/de\tperson/ada\t2001\t2003\n'
} >"$T/offices/offices.tsv"
sed 3q "$T/offices/offices.tsv" >"$T/again.tsv"
echo '{"id":"1","text":"Ada Adler"}' >"$T/ada.jsonl"
gazet index -q -g "$T/offices" -d "$T/ada.db" "$T/ada.jsonl"
offices() { gazet show person/ada --json -g "$T/offices" -d "$T/ada.db" "$@" | jq -r '.offices[] | "\(.office) \(.country) \(.from) \(.to)"'; }
cat >"$T/expected" <<'END'
finance minister country/de 2018-03-14 2021-12-08
vice chancellor country/de 2018-03-14 2021-12-08
envoy country/de 2001-01-01 2003-01-01
envoy country/de 2001-01-01 2002-01-01
envoy country/de 2001-01-01 null
envoy country/fr 2001-01-01 2002-01-01
END
gives 'show: every office once, whatever its titles' 0 offices <"$T/expected"
gives 'show: of two gazetteers, too' 0 offices -g "$T/again.tsv" <"$T/expected"
mentions 'show: other formats are refused' 2 'as table, json or md' gazet show country/gr --format csv -d "$D"
mentions 'show: who is unknown' 2 'nearest' gazet show country/gt -d "$D"
mentions 'show: a gazetteer that is not there' 2 'the gazetteer was not loaded' gazet show person/angela-merkel -g "$T/none.tsv" -d "$D"
run gazet show country/gr --from 1890 --to 1891 -d "$D"
holds 'show: nothing in the filter' grep -qx 'documents   0 of 0' "$T/out"

# ---- hostile names and titles ----------------------------------------------------------------------

mkdir "$T/gaz"
printf 'id\ttype\tname\taliases\nperson/eve\tperson\tEve `"<b>*_ Harlow\tEve Harlow\norg/dove\torg\t鸽子\t\n' >"$T/gaz/x.tsv"
python3 -B - >"$T/hostile.jsonl" <<'END'
import json
for i, title in enumerate(["<script>alert(1)</script>", "\u202eevil\u202c | `x` \x1b[31mred\x07", "\U0001F468\u200D\U0001F469 \u0645\u0635\u0631 \u4e2d\u56fd",
                           "a\r\nb\tc", "long " * 100, ""]):
    print(json.dumps({"id": "%d\x1b]0;x\x07" % i, "date": "2020-01-%02d" % (i + 1), "title": title,
                      "text": "Eve Harlow met 鸽子."}))
END
H=$T/hostile.db
gazet index -q -g "$T/gaz" -d "$H" "$T/hostile.jsonl"
run python3 -B tests/cli/terminal.py 60 "$GAZET" show person/eve -g "$T/gaz" --color never -d "$H"
cp "$T/out" "$T/shown"
golden 'hostile: a card' terminal/hostile.txt 0 cat "$T/shown"
# wc knows nothing of emoji that are joined: that line is looked at in the golden file
grep -v ^2020-01-03 "$T/shown" >"$T/out"
holds 'hostile: it fits' test "$(widest)" -le 60
holds 'hostile: nothing that a terminal obeys' eval '! LC_ALL=C grep -qP "[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae" "$T/shown"'
run gazet show person/eve --json -g "$T/gaz" -d "$H"
json 'hostile: JSON is whole' '.[0].newest | length == 5 and .[0].doc == "5\u001b]0;x\u0007" and .[0].title == null and .[4].title == "\u202eevil\u202c | `x` \u001b[31mred\u0007"' "$T/out"
golden 'hostile: Markdown' terminal/hostile.md 0 gazet show person/eve --format md -g "$T/gaz" -d "$H"
run python3 -B tests/cli/terminal.py 60 "$GAZET" docs person/eve -d "$H"
holds 'hostile: docs' eval '! LC_ALL=C grep -qP "\xe2\x80\xae|\x07|\x1b\]" "$T/out"'
finish
