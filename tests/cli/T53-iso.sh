#!/bin/bash
# The countries against the lists of Debian's iso-codes: every code is there, under every name that ISO gives it, and under its names
# in other languages.
. tests/cli/lib.sh
once 'the gazetteers are the same'

ISO=/usr/share/iso-codes/json
if [ ! -r $ISO/iso_3166-1.json ] || ! command -v msgunfmt >/dev/null; then
	skip 'countries and ISO 3166' 'iso-codes or gettext is not installed'
	finish
fi
gazet gaz list -g gazetteers --type country --format tsv | tail -n +2 | cut -f 1 | sed 's|country/||' | sort >"$T/ours"

# ---- codes --------------------------------------------------------------------------------

jq -r '."3166-1"[].alpha_2 | ascii_downcase' $ISO/iso_3166-1.json | sort >"$T/codes"
holds 'ISO 3166-1 has 249 entries' test "$(wc -l <"$T/codes")" -eq 249
comm -23 "$T/codes" "$T/ours" >"$T/missing"
same 'every one of them is a country' /dev/null "$T/missing"
grep -x '..' "$T/ours" | comm -13 "$T/codes" - >"$T/more"
echo xk >"$T/expected"
same 'and no other two-letter code, but for Kosovo' "$T/expected" "$T/more"
jq -r '."3166-3"[].alpha_4 | ascii_downcase' $ISO/iso_3166-3.json | sort >"$T/retired"
# Czechoslovakia, both Germanies, the Soviet Union and so on; of North Vietnam and South Yemen too. ISO never had others.
grep -x '....' "$T/ours" | comm -23 - "$T/retired" >"$T/more"
same 'four-letter codes are those of ISO 3166-3' /dev/null "$T/more"
for code in suhh yucs cshh ddde ydye csxx; do
	holds "the retired $code is there" grep -qx "$code" "$T/ours"
done

# ---- three-letter codes, as dictionaries of events have them ---------------------------------

jq -r '."3166-1"[] | "N\(.alpha_3)_ [\(.alpha_3)]"' $ISO/iso_3166-1.json >"$T/actors.txt"
run gazet gaz import petrarch "$T/actors.txt" -g gazetteers
tail -n +2 "$T/out" | awk -F '\t' '{ print toupper($3), substr($1, 9) }' | sort >"$T/found"
jq -r '."3166-1"[] | "N\(.alpha_3) \(.alpha_2 | ascii_downcase)"' $ISO/iso_3166-1.json | sort >"$T/expected"
same 'the importers know all of ISO 3166-1 by three letters' "$T/expected" "$T/found"

# ---- names ----------------------------------------------------------------------------------------

# Ambiguous names need evidence: every country has one more name, which stands beside them.
{
	printf 'id\ttype\tname\taliases\n'
	gazet gaz list -g gazetteers --type country --format tsv | tail -n +2 |
		awk -F '\t' '{ code = substr($1, 9); print $1 "\tcountry\t" $2 "\tQxz" code }'
} >"$T/evidence.tsv"
# unknown: of lines "code<tab>name" those that are not tagged as that country
unknown() {
	jq -Rc 'split("\t") | {id: "\(.[0]) \(.[1])", text: "We were in \(.[1]) yesterday, the Qxz\(.[0]) said."}' >"$T/names.jsonl"
	gazet tag -q -g gazetteers -g "$T/evidence.tsv" -f jsonl "$T/names.jsonl" 2>/dev/null |
		jq -r '(.id[0:2]) as $c | select([.mentions[] | select(.entity == "country/\($c)")] | length < 2) | .id'
}
jq -r '."3166-1"[] | .alpha_2 as $c | [.name, .official_name, .common_name][] | select(. != null and (contains(",") | not)) |
	"\($c | ascii_downcase)\t\(.)"' $ISO/iso_3166-1.json >"$T/names"
holds 'some hundred names' test "$(wc -l <"$T/names")" -gt 400
unknown <"$T/names" >"$T/missing"
same 'every English name of ISO 3166-1 is one of the country' /dev/null "$T/missing"

# Translators write some names in another form: of twenty one may be another, of the Arabic ones, whose spelling varies, four.
for language in fr es de it pt ru ar zh_CN; do
	tolerated=$([ $language = ar ] && echo 4 || echo 1)
	msgunfmt "/usr/share/locale/$language/LC_MESSAGES/iso_3166-1.mo" 2>/dev/null |
		awk '/^msgid "/ { id = substr($0, 8, length($0) - 8); next } /^msgstr "/ { print id "\t" substr($0, 9, length($0) - 9) }' >"$T/translated"
	jq -r '."3166-1"[] | "\(.alpha_2 | ascii_downcase)\t\(.name)\t\(.common_name // "")"' $ISO/iso_3166-1.json |
		awk -F '\t' 'NR == FNR { to[$1] = $2; next } { name = $3 != "" && $3 in to ? to[$3] : to[$2]; if (name != "" && name !~ /,/) print $1 "\t" name }' \
			"$T/translated" - >"$T/names"
	unknown <"$T/names" >"$T/missing"
	total=$(wc -l <"$T/names") missing=$(wc -l <"$T/missing")
	cp "$T/missing" "$T/why"
	verdict "$language: $((total - missing)) of $total names" \
		"$([ "$total" -gt 200 ] && [ $((missing * 20)) -le $((total * tolerated)) ] && echo yes || echo no)" "$T/why"
done
finish
