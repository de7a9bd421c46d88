#!/bin/bash
# The shipped set against reference data: national leaders of 1990 to 2015, and names in annotated news. Needs GAZET_TEST_DATA.
. tests/cli/lib.sh

LEADERS=${GAZET_TEST_DATA:-}/reference/archigos-leaders-1875-2015.csv
if [ -z "${GAZET_TEST_DATA:-}" ] || [ ! -r "$LEADERS" ]; then
	skip 'national leaders, names in the news' 'GAZET_TEST_DATA is not set, or has no reference folder'
	finish
fi
export PYTHONDONTWRITEBYTECODE=1

python3 tests/reference/leaders.py gazetteers "$LEADERS" --since 1990 >"$T/leaders" 2>"$T/err"
read -r agree dates missing < <(sed -n 's/^# .*: \([0-9]*\) agree, \([0-9]*\) dates, \([0-9]*\) missing$/\1 \2 \3/p' "$T/leaders")
cp "$T/leaders" "$T/why"
holds 'some thousand spells of leaders are compared' test $((agree + dates + missing)) -gt 1000
verdict "of a hundred leaders two may be missing ($missing are)" "$([ $((missing * 50)) -le $((agree + dates + missing)) ] && echo yes || echo no)" "$T/why"
verdict "of six spells one may have other days ($dates have): the table counts who rules, offices count who holds them" \
	"$([ $((dates * 6)) -le $((agree + dates + missing)) ] && echo yes || echo no)" "$T/why"

python3 tests/reference/holdings.py gazetteers "$GAZET_TEST_DATA" >"$T/holdings" 2>"$T/err"
share() { # WHAT LEAST (in hundredths)
	local held
	held=$(awk -F '\t' -v what="$1" '$1 == what { printf "%d", $4 * 100 }' "$T/holdings")
	cp "$T/holdings" "$T/why"
	verdict "$1: at least $2 of 100 are held" "$([ "${held:-0}" -ge "$2" ] && echo yes || echo no)" "$T/why"
}
share 'country mentions, aida' 99
share 'country mentions, geovirus' 98
share 'country mentions, lgl' 98
share 'leaders and ministers, persons' 85
share 'leaders and ministers, mentions' 95
finish
