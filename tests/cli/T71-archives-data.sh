#!/bin/bash
# All the news in the shared data, as it lies there, indexed whole: how much it is, how much of it is dated and rejected,
# compared with counts that are made otherwise. Needs GAZET_TEST_DATA.
. tests/cli/lib.sh

NEWS=${GAZET_TEST_DATA:-}/news
why=
if [ -z "${GAZET_TEST_DATA:-}" ]; then
	why='GAZET_TEST_DATA is not set'
elif [ ! -r "$NEWS/reuters-21578-000-013.tar.gz" ]; then
	why="there is no $NEWS/reuters-21578-000-013.tar.gz"
elif [ -n "${SAN:-}" ]; then
	why='too slow under the sanitizers'
fi
if [ -n "$why" ]; then
	skip 'the news in the shared data' "$why"
	finish
fi
small_gazetteer "$T/gaz"
D=$T/news.db
index() { gazet index -g "$T/gaz" -d "$D" "$@"; }
ask() { sqlite3 -batch -readonly "$D" "$@"; }

index -q --json "$NEWS"/* >"$T/summary" 2>"$T/rejects"
gives 'all of it is read' 0 jq -c '[.files, .added, .replaced, .undated, .bad_dates, .rejected, .skipped_files, .repaired]' "$T/summary" <<'END'
[17,29311,0,0,0,1,0,0]
END
is_sound 'the database is sound' "$D"

of() { ask "SELECT count(*), sum(date IS NULL), min(date), max(date) FROM v_document WHERE source = '$1'"; }

# The raw files are no XML: counted by their tags alone.
REUTERS=reuters-21578-000-013.tar.gz
tar xzOf "$NEWS/$REUTERS" >"$T/raw.sgm"
stories=$(grep -a -c '<REUTERS ' "$T/raw.sgm")
holds 'every story of Reuters-21578 has a date' test "$(grep -a -c '<DATE>' "$T/raw.sgm")" -eq "$stories"
gives 'a story is a document, but for one that has no words' 0 of $REUTERS <<END
$((stories - 1))|0|1987-02-26|1987-04-07
END
holds 'that is rejected by its place' grep -q 'reut2-012.sgm:793: no text and no title' "$T/rejects"
gives 'headlines without a story are documents' 0 ask "SELECT count(*) FROM document d JOIN source s ON s.id = d.source_id WHERE s.name = '$REUTERS' AND text = ''" <<END
$(grep -a -c 'TYPE="BRIEF"' "$T/raw.sgm")
END
for file in reuters-news-2011 state-of-the-union multilingual-sample; do
	zcat "$NEWS/$file.jsonl.gz" >"$T/$file"
	gives "$file: every line is a document of its day" 0 eval "of $file.jsonl.gz | cut -d '|' -f 1,2" <<END
$(wc -l <"$T/$file")|0
END
done
gives 'the addresses of two centuries' 0 of state-of-the-union.jsonl.gz <<'END'
245|0|1790-01-08|2024-03-07
END
gives 'four languages' 0 ask "SELECT group_concat(language, ' ') FROM (SELECT DISTINCT language FROM document WHERE language IS NOT NULL ORDER BY 1)" <<'END'
es fr it zh
END
gives 'again: no file is read' 0 eval 'index -q --json "$NEWS"/* | jq -c "[.files, .unchanged_files, .unchanged, .added]"' <<'END'
[0,4,29311,0]
END

# The same files otherwise packed are the same documents.
mkdir "$T/in" && tar xzf "$NEWS/reuters-21578-000-013.tar.gz" -C "$T/in"
(cd "$T/in" && find . -name '*.sgm' | sort | python3 -B -c '
import sys, zipfile
with zipfile.ZipFile("../again.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name in sys.stdin.read().split():
        archive.write(name)')
for archive in "$T/again.zip" "$T/in" "$NEWS/reuters-21578-000-013.tar.gz"; do
	rm -f "$T/a.db"
	gazet index -q --source-name reuters -g "$T/gaz" -d "$T/a.db" "$archive" 2>/dev/null
	gazet db dump -d "$T/a.db" | md5sum
done | sort -u >"$T/sums"
holds 'as a zip archive, as a folder, as a tar archive' test "$(wc -l <"$T/sums")" -eq 1

finish
