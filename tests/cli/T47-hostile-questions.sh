#!/bin/bash
# Hostile questions and names: brackets without end, bytes that are no UTF-8, SQL and commands of printf in what is asked,
# names that a reader would take for another one.
. tests/cli/lib.sh
once 'the parsers are fuzzed under them'

small_gazetteer "$T/gaz"
cd "$T" || exit 1
printf '%s\n' '{"id":"1","date":"2017-07-07","text":"Angela Merkel met Vladimir Putin in Hamburg."}' >a.jsonl
gazet index -q -g gaz -d a.db a.jsonl
cp a.db before.db
again() { printf "%$1s" '' | sed "s#.#$2#g"; }
deep=10000
within() { (ulimit -t 5 -v 600000 && exec "$GAZET" "$@"); }

# ---- brackets 10,000 deep ---------------------------------------------------------------------

mentions 'SQL' 2 'gazet: SQL: parser stack overflow' within sql "SELECT $(again $deep '(')1$(again $deep ')')" -d a.db
echo "SELECT $(again $deep '(')1" >deep.sql
INPUT=deep.sql
mentions 'SQL that is piped' 2 'gazet: SQL: parser stack overflow' within sql - -d a.db
INPUT=/dev/null
mentions 'SELECT in SELECT' 2 'gazet: SQL: parser stack overflow' within sql "SELECT $(again $deep '(SELECT ')1$(again $deep ')')" -d a.db
mentions 'NOT NOT NOT' 2 'gazet: SQL: parser stack overflow' within sql "SELECT $(again $deep 'NOT ')1" -d a.db
mentions 'a sum' 2 'gazet: SQL: Expression tree is too large (maximum depth 1000)' within sql "SELECT $(again $deep '1+')1" -d a.db
mentions 'JSON in SQL' 2 'gazet: SQL: malformed JSON' within sql "SELECT json('$(again $deep '[')')" -d a.db
mentions 'a selector' 2 "gazet: type: takes person, country, org, place or event" within docs "type:$(again $deep '(')" -d a.db
mentions 'a selector of a thousand parts' 2 'gazet: type: stands twice' within docs "$(again 1000 'type:person+')country:de" -d a.db
mentions 'a name' 2 "gazet: no entity is called \"$(again 80 '(')\" in this database" within docs "$(again $deep '(')" -d a.db
{
	printf '{"id":"1","text":"NATO","spans":%s%s}\n' "$(again $deep '[')" "$(again $deep ']')"
} >gold.jsonl
mentions 'gold documents' 2 'gazet: gold.jsonl:1:' within eval -g gaz gold.jsonl
printf '{"label":"ORG","pattern":%s%s}\n' "$(again $deep '[')" "$(again $deep ']')" >ruler.jsonl
mentions 'an import' 3 'gazet: ruler.jsonl:1: no JSON object: nesting too deep' within gaz import spacy -o made ruler.jsonl
mentions 'keys of --map' 3 'gazet: a.jsonl:1: no text (looked for a.a.' within tag --map "text=$(again $deep 'a.')" -g gaz a.jsonl

# ---- more than there is room for ----------------------------------------------------------------

python3 -c 'print("""{"id":"1","text":"%s"}""" % ("Angela Merkel, Vladimir Putin, NATO, Germany, Russia, " * 10000))' >crowd.jsonl
gazet index -q -g gaz -d crowd.db crowd.jsonl
gives 'fifty thousand mentions in a window' 0 eval \
	'within graph -q -d crowd.db person/angela-merkel --window 1000000 --nodes 2 --format tsv | cut -f 1,2,5 | tr "\t" " "' <<'END'
from to docs
person/angela-merkel country/de 1
person/angela-merkel country/ru 1
country/de country/ru 1
END
cp a.db numbers.db
sqlite3 numbers.db 'UPDATE reading SET id = 4000000000 WHERE id = 1'
mentions 'a number that no row has' 2 'the index is damaged' within show -q -d numbers.db person/angela-merkel

# ---- bytes that are no UTF-8 --------------------------------------------------------------------

# Overlong slashes of two, three and four bytes, a surrogate, a pair of them, beyond the last code point, what no code begins with.
bytes='\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf|\xed\xa0\x80|\xed\xa0\xbd\xed\xb8\x80|\xf4\x90\x80\x80|\xf8\x88\x80\x80\x80|\xfe\xff'
shown=$(printf '%s' '#########|###|######|####|#####|##' | sed 's/#/�/g')
printf '{"id":"1","text":"%b NATO"}\n' "$bytes" >bad.jsonl
printf 'id,text\n1,"%b NATO"\n' "$bytes" >bad.csv
printf '<!doctype html><meta charset=utf-8><title>x</title><p>%b NATO' "$bytes" >bad.html
printf 'From: a\nSubject: b\nContent-Type: text/plain; charset=utf-8\n\n%b NATO\n' "$bytes" >bad.eml
printf '<nitf><head><title>x</title></head><body><body.content><p>%b NATO</p></body.content></body></nitf>' "$bytes" >bad.xml
# JSON is UTF-8: each byte that is none is marked. The others are read as the old character set that they may be.
old='À¯à€¯ð€€¯|í €|í ½í¸€|ô�€€|øˆ€€€|þÿ' # in HTML; elsewhere a space that does not break stays one
for file in bad.jsonl bad.csv bad.html bad.eml bad.xml; do
	rm -f b.db
	run gazet index -q -g gaz -d b.db $file
	sqlite3 -batch b.db 'SELECT trim(text, char(10)) FROM document' >got
	case $file in
	bad.jsonl) echo "$shown NATO" ;;
	bad.html) echo "$old NATO" ;;
	*) echo "${old//í /í$(printf '\u00a0')} NATO" ;;
	esac >expected
	same "no byte of $file becomes another letter than it is" expected got
done
printf 'id\ttype\tname\taliases\norg/x\torg\t\xc0\xaf\t\n' >bad.tsv
mentions 'nor has a gazetteer' 2 'gazet: bad.tsv:2:11: malformed UTF-8' gazet tag -g bad.tsv a.jsonl
for bytes in $'\xc0\xaf' $'\xed\xa0\x80' $'\xf4\x90\x80\x80'; do
	for command in docs kwic 'gaz lookup'; do
		# shellcheck disable=SC2086
		mentions "nor a question: $command" 2 'is not valid UTF-8' gazet $command "$bytes" $([ "${command#gaz}" = "$command" ] && echo '-d a.db' || echo '-g gaz')
	done
done

# ---- SQL and printf in what is asked ----------------------------------------------------------------

for name in "'; DROP TABLE entity; --" "x' OR '1'='1" '%s%n%99999999d' '$(reboot)`reboot`'; do
	for command in docs show kwic; do
		mentions "$command of $name" 2 "gazet: no entity is called \"$name\" in this database" gazet $command "$name" -d a.db
	done
	mentions "a source of $name" 2 "gazet: no source is called \"$name\"" gazet docs --source "$name" -d a.db
	mentions "a day of $name" 2 "not '$name'" gazet docs --from "$name" -d a.db
done
gives 'a value of a statement is no statement' 0 gazet sql 'SELECT ?1 AS x' "'; DROP TABLE entity; --" -d a.db --format jsonl <<'END'
{"x":"'; DROP TABLE entity; --"}
END
for statement in 'DROP TABLE entity' "ATTACH 'y.db' AS y" 'PRAGMA writable_schema = 1' "VACUUM INTO 'y.db'" "SELECT load_extension('y')" \
	"SELECT writefile('y.db', 'y')" 'SELECT 1; DROP TABLE entity'; do
	run gazet sql "$statement" -d a.db
	holds "no statement that writes: $statement" test "$status" -eq 2 -a ! -s out
done
holds 'nothing was made' test ! -e y.db
holds 'the database is what it was' cmp a.db before.db

# ---- names that look like others ----------------------------------------------------------------------

# What nobody sees, or what turns the rest around, is shown as a mark: on a terminal (T64), on pages and in pictures.
cat >like.py <<'END'
import sys
rows = {"zero": "Ali\u200bbaba", "turned": "Ali\u202eabab", "isolated": "Ali\u2066baba\u2069", "joined": "Ali\u2060baba",
        "marked": "Ali\u200fbaba", "hidden": "Ali\U000e0062baba", "bom": "Ali\ufeffbaba", "lines": "Ali\u2028baba"}
with open("like.tsv", "w", encoding="utf-8") as out:
    out.write("id\ttype\tname\taliases\n")
    for word, name in rows.items():
        out.write(f"org/{word}\torg\t{name}\tAcme{word}\n")
    out.write("org/flag\torg\tAli \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f\tAcmeflag\n")
    out.write("org/persian\torg\tAli \u0645\u06cc\u200c\u0631\u0648\u062f\tAcmepersian\n")
text = " and ".join(f"Acme{word}" for word in list(rows) + ["flag", "persian"])
with open("like.jsonl", "w", encoding="utf-8") as out:
    out.write('{"id":"i\u202ed","date":"2017-07-07","title":"T\u200bitle \u05d0\u200f!","text":"\u202e%s \u05d0\u200f!"}\n' % text)
END
python3 -B like.py
gazet index -q -g like.tsv -d like.db like.jsonl
for word in zero turned isolated joined marked hidden bom lines; do
	gazet report org/$word -q -d like.db -o page.html
	gives "a page shows it: $word" 0 grep -oE '<h1>.*</h1>' page.html < <(
		case $word in isolated) echo '<h1><bdi>Ali�baba�</bdi></h1>' ;; turned) echo '<h1><bdi>Ali�abab</bdi></h1>' ;; *) echo '<h1><bdi>Ali�baba</bdi></h1>' ;; esac)
	holds 'and nothing that is not seen' python3 -B "$TOP/tests/cli/unseen.py" page.html
done
gazet report org/flag -q -d like.db -o page.html
holds 'what flags and Persian are written with stays' grep -qF "<h1><bdi>Ali $(printf '\U1f3f4\Ue0067\Ue0062\Ue0065\Ue006e\Ue0067\Ue007f')</bdi>" page.html
holds 'in a word, too' grep -qF "$(printf '\u0645\u06cc\u200c\u0631')" page.html
gazet export displacy -q -d like.db -o displacy.html
holds 'displaCy' python3 -B "$TOP/tests/cli/unseen.py" --text displacy.html
gives 'its running text keeps its marks of direction' 0 grep -c "$(printf '\u05d0\u200f')!" displacy.html <<<2
gazet graph -q -d like.db --format svg -o network.svg
holds 'a network' python3 -B "$TOP/tests/cli/unseen.py" network.svg
gazet timeline org/zero org/turned org/hidden org/lines --by year --format svg -d like.db >chart.svg
holds 'a timeline' python3 -B "$TOP/tests/cli/unseen.py" chart.svg
gives 'in which the names are marked' 0 grep -oE 'Ali�[a-z]+' <(grep -oE '<text class="name[^<]*<?[^<]*Ali�[a-z]*' chart.svg | sort) < <(printf 'Ali�baba\nAli�abab\nAli�baba\nAli�baba\n')
cd "$TOP" || exit 1
finish
