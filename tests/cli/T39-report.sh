#!/bin/bash
# gazet report: the page as a file, and the page as a reader finds it in a browser.
. tests/cli/lib.sh

# ---- a small archive with titles that would hurt if they were anything but text -------------------------

small_gazetteer "$T/gaz"
printf 'country/gr\tcountry\tGreece\t\tGreek\tGreeks\n' >>"$T/gaz/entities.tsv"
python3 - >"$T/docs.jsonl" <<'END'
import json
hostile = ["</script><script>window.hurt = 1</script>", "<!-- <script> a comment", "<img src=x onerror=window.hurt=2>",
           "\"Quotes\", 'apostrophes' & more", "Line\u2028and paragraph\u2029separators", "\u202eright to left",
           "😀 emoji 👩‍👩‍👧 family", "long" * 600]
urls = ["http://example.org/%d", "https://example.org/a?b=%d&c=\"<", "javascript:window.hurt=%d", "data:text/html,%d", "", "ftp://example.org/%d"]
others = ["NATO met.", "The United Nations met.", "Vladimir Putin spoke.", "Russia and Germany spoke.", "Hamburg slept."]
number = 0
def give(day, text, title):
    global number
    number += 1
    url = urls[number % len(urls)]
    print(json.dumps({"id": "d%03d" % number, "date": day, "title": title, "text": text, "url": url % number if "%d" in url else url}))
give("2011-01-03", "Quiet day.", "first")
for i in range(18):
    month = "%d-%02d" % (2011 + i // 12, i % 12 + 1)
    for k in range(2):
        give("%s-%02d" % (month, 5 + 7 * k), "Greece <b>asked</b> Angela Merkel. " + others[(i + k) % 5] + " " + others[(2 * i + k) % 5],
             hostile[(2 * i + k) % len(hostile)] if i < 8 else "Title %d" % i)
    for k in range(8):
        give("%s-%02d" % (month, 20 + k), "Nothing much. " + others[k % 5], "other")
for i in range(10):
    give("2012-06-%02d" % (10 + i), "Angela Merkel and the Greeks. " + others[i % 5], "June %d" % i)
give("2012-06-30", "Quiet again.", "last")
END
holds 'the archive is indexed' gazet index -q -d "$T/t.db" -g "$T/gaz" "$T/docs.jsonl"

# ---- the file -------------------------------------------------------------------------------------------------

complains 'a place is needed' 2 gazet report country/gr -d "$T/t.db" <<END
gazet: where to? -o page.html names the file, -o - is standard output
END
complains 'a page has bounds' 2 gazet report country/gr -d "$T/t.db" -o "$T/x.html" --limit 1201 <<END
gazet: --limit of a report is 1 to 1200, so that the page opens at once
END
mentions 'an unknown name offers others' 2 'Greece' gazet report Greec -d "$T/t.db" -o "$T/x.html"
holds 'and nothing is written' test ! -e "$T/x.html"
cd "$T" || exit 1
run gazet report Greece 'Angela Merkel' -g "$T/gaz" -d "$T/t.db" -o page.html
printf 'gazet: page.html: %d bytes\n' "$(wc -c <page.html)" >"$T/expected"
compare 'a page is written' 0 "$T/expected" "$T/err" "$T/out"
holds 'without a rest' test "$(ls "$T" | grep -c page)" -eq 1
holds 'again, with the same bytes' sh -c "'$GAZET' report Greece 'Angela Merkel' -g '$T/gaz' -d '$T/t.db' -o - | cmp - page.html"
ln -s page.html link.html
holds 'a link stays a link' sh -c "'$GAZET' report -q Greece -d '$T/t.db' -o link.html && test -L link.html && grep -q '<title>Greece</title>' page.html"
run gazet report -q Greece 'Angela Merkel' -g "$T/gaz" -d "$T/t.db" -o page.html
holds 'what is no file is written to' sh -c "'$GAZET' report -q Greece -d '$T/t.db' -o /dev/null && test -c /dev/null"
mentions 'where nothing can be written, it is said' 2 'cannot write' gazet report Greece -d "$T/t.db" -o "$T/no/page.html"
cd "$TOP" || exit 1

# The numbers of the page are those of the other questions.
data() { sed -n '/<script type="application\/json" id="data">/,/<\/script>/p' "$1" | sed '1s/.*id="data">//; s/<\/script>.*//' >"$T/data.json"; }
data "$T/page.html"
agree() { # TITLE FILTER COMMAND...
	local title=$1 filter=$2
	shift 2
	run "$@"
	mv "$T/out" "$T/rows"
	jq -c "$filter | del(.title, .source)" "$T/data.json" >"$T/page.rows"
	jq -c 'del(.title)' "$T/rows" >"$T/expected" # which the page cuts
	same "$title" "$T/expected" "$T/page.rows"
}
agree 'associates are those of cooc' '.associates[]' gazet cooc Greece 'Angela Merkel' -d "$T/t.db" --format jsonl
agree 'contexts are those of kwic, newest first' '.contexts[] | select(.entity == "country/gr")' \
	gazet kwic Greece --with 'Angela Merkel' --width 70 --sort -date -d "$T/t.db" --format jsonl
run gazet docs Greece 'Angela Merkel' -d "$T/t.db" --format jsonl
json 'as many documents as docs gives' "length == $(jq .docs "$T/data.json")" "$T/out"
jq -r '.subjects[] | "\(.entity) \(.docs)"' "$T/data.json" >"$T/page.rows"
for entity in country/gr person/angela-merkel; do
	echo "$entity $(gazet docs "$entity" -d "$T/t.db" --format jsonl | wc -l)"
done >"$T/expected"
same 'so for each of them' "$T/expected" "$T/page.rows"
gazet timeline Greece 'Angela Merkel' --by day -d "$T/t.db" --format jsonl |
	jq -sc 'group_by(.entity) | map(map(select(.docs > 0) | [.docs, .mentions]))' >"$T/expected"
jq -c '.timeline.series[:2] | map(.points | map(.[1:]))' "$T/data.json" >"$T/page.rows"
same 'the timeline is that of timeline' "$T/expected" "$T/page.rows"
json 'what it was made from is told' '.[0].provenance | .newest == "2012-06-30" and .revision == 1 and (.gazetteer | length) == 32' \
	"$T/data.json"
holds 'titles are cut where they are very long' jq -e '[.articles[].title | length] | max == 401' "$T/data.json"

# What a page has no room for is counted.
left_out() { # TITLE WHICH ROWS SHOWN: the page says that of so many rows all but so many are left out
	local said="There are $3; $(($3 - $4)) $2 are left out of this page."
	holds "$1" grep -qF "$said" "$T/page.few"
}
rows() { gazet "$@" -d "$T/t.db" --format csv | tail -n +2 | wc -l; }
gazet report -q Greece -g "$T/gaz" -d "$T/t.db" --limit 5 -o "$T/page.few"
left_out 'mentions that are left out are counted' 'older mentions' "$(rows kwic Greece)" 5
left_out 'documents too' 'older ones' "$(rows docs Greece)" 5
gazet report -q Greece 'Angela Merkel' -g "$T/gaz" -d "$T/t.db" --limit 6 -o "$T/page.few"
left_out 'mentions of two entities' 'older mentions' \
	$(($(rows kwic Greece --with 'Angela Merkel') + $(rows kwic 'Angela Merkel' --with Greece))) 6
gazet report -q type:org Greece --window 4 -g "$T/gaz" -d "$T/t.db" --limit 6 -o "$T/page.few"
left_out 'mentions in a window' 'older mentions' \
	$(($(rows kwic type:org --with Greece --window 4) + $(rows kwic Greece --with type:org --window 4))) 6

complains 'a page about nothing is written, and it is said' 0 gazet report Greece --from 2013 -g "$T/gaz" -d "$T/t.db" -o - <<'END'
gazet: nothing found: no document fits the filter; the database has 192, of 2011-01-03 to 2012-06-30
END
holds 'a page all the same' grep -q '<title>Greece</title>' "$T/out"
complains 'by its status too, with -e' 1 gazet report Greece 'Vladimir Putin' --to 2011-01-10 -e -g "$T/gaz" -d "$T/t.db" -o - <<'END'
gazet: nothing found: in the filter, country/gr has 1 document, person/vladimir-putin 0; none has all of them
END
complains 'a page about something' 0 gazet report Greece -e -g "$T/gaz" -d "$T/t.db" -o - </dev/null

# ---- groups: --any, --not, selectors ------------------------------------------------------------------------------

cat >"$T/groups.jsonl" <<'END'
{"id":"1","source":"one","date":"2017-01-01","title":"A","text":"Greece and Angela Merkel met NATO."}
{"id":"1","source":"two","date":"2017-01-02","title":"A","text":"Greece and NATO met Russia."}
{"id":"2","source":"one","date":"2017-01-03","title":"B","text":"Greece saw Angela Merkel and Germany."}
{"id":"3","source":"one","date":"2017-01-04","title":"C","text":"Greece and NATO met in Hamburg."}
{"id":"4","source":"two","date":"2017-01-05","title":"D","text":"Greece and NATO saw Germany; NATO left."}
{"id":"5","source":"two","date":"2017-01-06","title":"E","text":"Greece and Angela Merkel. Angela Merkel and NATO. Vladimir Putin came."}
{"id":"6","source":"two","date":"2017-01-07","title":"F","text":"Greece, NATO and the G20."}
{"id":"7","source":"two","date":"2017-01-08","title":"G","text":"Vladimir Putin of Russia and the Germans."}
{"id":"8","source":"two","date":"2017-01-09","title":"H","text":"Greece alone."}
{"id":"9","source":"one","date":"2017-01-10","text":"Quiet."}
{"id":"10","source":"one","date":"2017-01-11","text":"Quiet."}
{"id":"11","source":"one","date":"2017-01-12","text":"Quiet."}
{"id":"12","source":"one","date":"2017-01-13","text":"Quiet."}
END
run gazet index -q -d "$T/groups.db" -g "$T/gaz" "$T/groups.jsonl"
agreeing() { # TITLE ARGUMENT...: every table, count and line of a page is what the other questions give
	local title=$1 term
	shift
	run gazet report -q "$@" -g "$T/gaz" -d "$T/groups.db" -o "$T/groups.html"
	data "$T/groups.html"
	agree "$title: cooc" '.associates[]' gazet cooc "$@" -d "$T/groups.db" --format jsonl
	agree "$title: docs" '.articles[]' gazet docs "$@" -d "$T/groups.db" --format jsonl
	holds "$title: their number" test "$(jq .docs "$T/data.json")" -eq "$(wc -l <"$T/rows")"
	gazet timeline "$@" --by day -d "$T/groups.db" --format jsonl |
		jq -sc 'group_by(.entity) | map([.[0].entity, map(select(.docs > 0) | [.docs, .mentions])])' >"$T/expected"
	jq -c '.timeline.series[:.subjects | length] | map([.entity, (.points | map(.[1:]))]) | sort' "$T/data.json" >"$T/page.rows"
	same "$title: a line of the timeline for each term" "$T/expected" "$T/page.rows"
	jq -c '.associates[] | [.entity, .docs]' "$T/data.json" | sort >"$T/expected"
	jq -c '.network.nodes[] | [.entity, .docs]' "$T/data.json" | sort >"$T/page.rows"
	holds "$title: nodes count what the tables count" \
		test -z "$(comm -13 "$T/expected" "$T/page.rows" | grep -v '|\|country/gr')"
}
agreeing 'a selector' type:person
json 'its members are counted' '.[0].subjects[0] | .name == "any person" and .docs == 4 and .first == "2017-01-01" and
	.last == "2017-01-08" and .members == [{"name":"Angela Merkel","docs":3},{"name":"Vladimir Putin","docs":2}]' "$T/data.json"
agreeing 'a selector of two conditions' type:person,country+country:ru
json 'is told in words' '.[0] | .title == "Any person or country (Russia)" and
	.provenance.filter == "documents with any person or country (Russia)"' "$T/data.json"
agreeing 'a selector and an entity' type:org country/gr --to 2017-01-05
agreeing 'alternatives' --any merkel --any nato --any G20
json 'are told in words, and counted each' '.[0] | .title == "Angela Merkel, NATO or G20" and (.subjects[0].members | map(.docs)) == [6, 3, 1]' \
	"$T/data.json"
agreeing 'a window' greece --any merkel --any nato --window 2
agreeing 'what is left out' greece --any merkel --any nato --not hamburg --not type:event
json 'is told in words' '.[0].provenance.filter ==
	"documents with Greece and either Angela Merkel or NATO; without Hamburg or any event"' "$T/data.json"

gazet report country/gr org/nato -o - -d "$T/groups.db" >"$T/expected"
run gazet report country/gr NATO country/gr org/nato Greece -o - -d "$T/groups.db"
same 'an entity that is named again, by whatever name, counts once' "$T/expected" "$T/out"
run gazet report -q greece merkel nato G20 russia germany putin hamburg -g "$T/gaz" -d "$T/groups.db" -o "$T/many.html"
data "$T/many.html"
json 'of many entities the first have a line, and all together' '.[0].timeline.series | map(.name) == [
	"Greece","Angela Merkel","NATO","G20","Russia","Germany","Vladimir Putin","together"]' "$T/data.json"
holds 'the card of the last one has none' test "$(grep -o 'class="spark"' "$T/many.html" | wc -l)" -eq 7

# ---- sparse and empty answers ----------------------------------------------------------------------------------

printf '%s\n' '{"id":"1","title":"","text":"Greece."}' '{"id":"2","date":"0001-01-01","text":"Greece met NATO."}' \
	'{"id":"3","date":"9999-12-31","text":"NATO met Russia."}' >"$T/far.jsonl"
run gazet index -q -d "$T/far.db" -g "$T/gaz" "$T/far.jsonl"
for entity in Greece NATO Russia; do
	holds "a page of documents without days and of all days there are: $entity" \
		gazet report "$entity" -d "$T/far.db" -o "$T/far-$entity.html"
done
holds 'a page without any document' gazet report Greece NATO --from 2020 -d "$T/far.db" -o "$T/empty.html"
holds 'says that there is none' grep -q 'No document fits' "$T/empty.html"
holds 'pages are not large' test "$(cat "$T"/far-*.html "$T/empty.html" | wc -c)" -lt 400000

for year in {1903..2019}; do
	echo "{\"id\":\"$year\",\"date\":\"$year-05-06\",\"text\":\"Greece met NATO.\"}"
done >"$T/long.jsonl"
run gazet index -q -d "$T/long.db" -g "$T/gaz" "$T/long.jsonl"
holds 'a page of a century' gazet report Greece -d "$T/long.db" -o "$T/long.html"

# ---- in a browser --------------------------------------------------------------------------------------------

if [ -n "${SAN:-}" ]; then
	skip 'the page in a browser' 'not again under the sanitizers: the page is the same'
elif ! PYTHONPATH=tests/cli python3 -B -c 'import browser, sys; sys.exit(browser.find() is None)'; then
	skip 'the page in a browser' 'there is no Chromium (.ci/deps page)'
else
	timeout 300 python3 -B tests/cli/page.py "$T/page.html" "$T/groups.html" "$T/long.html" "$T"/far-{Greece,NATO}.html "$T/empty.html" >"$T/read" 2>&1
	status=$?
	while IFS= read -r line; do
		case $line in
		'ok '*) verdict "in a browser: ${line#* - }" yes ;;
		'not ok '*)
			grep -A 20 -F "$line" "$T/read" | sed 1d | sed '/^ok\|^not ok/,$d' >"$T/why"
			verdict "in a browser: ${line#* - }" no "$T/why"
			;;
		esac
	done <"$T/read"
	tail -n 5 "$T/read" >"$T/why"
	[ $status -le 1 ] && grep -q '^1\.\.' "$T/read" && verdict 'in a browser: to the end' yes || verdict 'in a browser: to the end' no "$T/why"
fi
finish
