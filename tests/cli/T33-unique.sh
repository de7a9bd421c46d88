#!/bin/bash
# Near-duplicates and --unique: clusters, and what every question counts of them.
. tests/cli/lib.sh
once 'its questions are those of test_query_sql and test_store_cluster'

small_gazetteer "$T/gaz"
D=$T/news.db
# story NUMBER FIRST: a paragraph of forty words of its own
story() {
	awk -v first="$1" 'BEGIN {
		for (i = first; i < first + 40; i++) {
			word = ""
			for (k = 1; k <= length(i ""); k++)
				word = word substr("qzvkjbmfpd", substr(i "", k, 1) + 1, 1)
			printf "w%sx ", word
		}
	}'
}
doc() { printf '{"id":"%s","date":"%s","source":"%s","text":"%s"}\n' "$@"; }
{
	doc a1 2017-01-01 one "Germany met Russia. $(story 100)"
	doc b1 2017-01-02 one "Germany stood alone. $(story 200)"
	doc a2 2017-02-01 two "UPDATE: Germany met Russia. $(story 100)"
	doc c1 2017-02-02 two "Russia and NATO. $(story 300)"
	doc a3 2017-03-01 two "Germany met Russia and NATO. $(story 100) More."
	doc s1 2017-03-02 one 'Germany, briefly.'
	doc s2 2017-03-02 two 'Germany, briefly.'
	doc d1 2017-03-03 two "Germany, again. $(story 400)"
} >"$T/news.jsonl"
gives 'the summary counts near-duplicates' 0 eval \
	'gazet index -g "$T/gaz" -d "$D" "$T/news.jsonl" 2>&1 | grep -v "MB of text"' <<'END'
gazet: 8 added, 0 unchanged, 0 replaced, 1 duplicate, 0 undated, 0 rejected
gazet: in the database: 5 near-duplicates in 2 clusters
END
ask() { sqlite3 -readonly "$D" "$@"; }
gives 'clusters, by document' 0 ask "SELECT c.doc, (SELECT external_id FROM document WHERE id = c.cluster) FROM v_cluster c ORDER BY c.id" <<'END'
a1|a1
a2|a1
a3|a1
s1|s1
s2|s1
END
csv() { gazet "$@" -d "$D" -q --format csv | tr -d '\r'; }
gives 'docs --unique: the first of each cluster' 0 eval 'csv docs --unique --sort doc | cut -d, -f1' <<'END'
doc
a1
b1
c1
d1
s1
END
gives '... of those inside the filter' 0 eval 'csv docs --unique --from 2017-02 --source two --sort doc | cut -d, -f1' <<'END'
doc
a2
c1
d1
s2
END
gives 'entities' 0 csv entities --unique <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,4,4,2017-01-01,2017-03-03
country/ru,Russia,country,2,2,2017-01-01,2017-02-02
org/nato,NATO,org,1,1,2017-02-02,2017-02-02
END
gives 'cooc: an update that names more counts only where it is the first' 0 csv cooc country/ru --unique <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
country/de,Germany,country,1,0.5,-0.29203,2.23144,2017-01-01,2017-01-01,0.2,1,1
org/nato,NATO,org,1,0.5,0.569323,2.23144,2017-02-02,2017-02-02,0.5,0.4,1
END
gives 'timeline' 0 csv timeline country/de --unique --by month <<'END'
entity,period,docs,mentions,total_docs,share
country/de,2017-01,2,2,2,1
country/de,2017-02,0,0,1,0
country/de,2017-03,2,2,2,1
END
gives 'timeline --all' 0 csv timeline country/de country/ru --all --unique --by year <<'END'
entity,period,docs,mentions,total_docs,share
country/de + country/ru,2017,1,2,5,0.2
END
gives 'kwic' 0 eval 'csv kwic country/ru --unique | cut -d, -f1' <<'END'
doc
a1
c1
END
gives 'db stats' 0 eval 'csv db stats --unique | sed -n 2,7p; csv db stats --unique | grep mentions,' <<'END'
documents,5
dated,5
undated,0
duplicates,0
near_duplicates,5
clusters,2
mentions,7
END
gives 'db stats of all' 0 eval 'csv db stats | sed -n 2,7p; csv db stats | grep mentions,' <<'END'
documents,8
dated,8
undated,0
duplicates,1
near_duplicates,5
clusters,2
mentions,13
END
said() { gazet "$@" -d "$D" --format csv 2>&1 >/dev/null; }
gives 'which documents were counted stands on standard error' 0 eval \
	'said cooc country/ru --unique; said docs --unique --source two; said docs; said docs -q --unique; said db stats --unique; said docs -v | grep counted' <<'END'
gazet: counted: one document of each cluster of near-duplicates, 5 of 8 documents
gazet: counted: one document of each cluster of near-duplicates, 4 of 5 documents
gazet: counted: one document of each cluster of near-duplicates, 5 of 8 documents
gazet: counted: all documents, near-duplicates too (--unique: one of each cluster)
END

# equal TITLE OPTION...: every count of documents that cooc, entities and timeline print is that of the rows of docs
equal() {
	local title=$1 entity docs lines good=yes
	shift
	: >"$T/why"
	csv entities "$@" | tail -n +2 | cut -d, -f1,4 >"$T/counts"
	while IFS=, read -r entity docs; do
		count gazet docs "$entity" "$@" -d "$D" -q --format jsonl
		[ "$lines" -eq "$docs" ] || echo "entities $entity $docs" >>"$T/why"
		[ "$(csv timeline "$entity" "$@" --by year | tail -n +2 | awk -F, '{ n += $3 } END { print n + 0 }')" -eq "$docs" ] ||
			echo "timeline $entity $docs" >>"$T/why"
		[ "$(csv kwic "$entity" "$@" | tail -n +2 | cut -d, -f1 | sort -u | wc -l)" -eq "$docs" ] || echo "kwic $entity" >>"$T/why"
		csv cooc "$entity" "$@" | tail -n +2 | cut -d, -f1,4 >"$T/pairs"
		while IFS=, read -r other pair; do
			count gazet docs "$entity" "$other" "$@" -d "$D" -q --format jsonl
			[ "$lines" -eq "$pair" ] || echo "cooc $entity $other $pair" >>"$T/why"
		done <"$T/pairs"
	done <"$T/counts"
	[ -s "$T/counts" ] && [ ! -s "$T/why" ] || good=no
	verdict "$title" "$good" "$T/why"
}
equal 'every count is the number of rows of docs' --unique
equal '... inside a filter' --unique --from 2017-02 --source two
equal '... and without --unique' --to 2017-02

# ---- changes ---------------------------------------------------------------------------

dump() { ask 'SELECT * FROM ix_cluster; SELECT id, hex(rows) FROM ix_sketch'; }
doc a1 2017-01-01 one "Angela Merkel spoke. $(story 500)" | gazet index -q -g "$T/gaz" -d "$D" --source-name x -
is_sound 'a document is replaced: the database is sound' "$D"
gives 'its cluster is called after the next one' 0 ask "SELECT doc FROM v_cluster WHERE cluster = (SELECT id FROM document WHERE external_id = 'a2')" <<'END'
a2
a3
END
dump >"$T/before"
gazet db rebuild -q -d "$D"
dump >"$T/after"
same 'made again, sketches and clusters are the same' "$T/before" "$T/after"
rm "$D"
head -n 3 "$T/news.jsonl" | gazet index -q -g "$T/gaz" -d "$D" -j1 -
gazet index -q -g "$T/gaz" -d "$D" "$T/news.jsonl" 2>/dev/null
dump >"$T/parts"
gazet index -q -g "$T/gaz" -d "$T/whole.db" -j4 "$T/news.jsonl"
D=$T/whole.db
dump >"$T/whole"
same 'in two runs or in one, they are the same' "$T/parts" "$T/whole"

if [ -f "${GAZET_TEST_DATA:-}/news/reuters-news-2011.jsonl.gz" ]; then
	D=$T/reuters.db
	gzip -dc "$GAZET_TEST_DATA/news/reuters-news-2011.jsonl.gz" | gazet index -q -g "$T/gaz" -d "$D" -
	equal 'real news: every count is the number of rows of docs' --unique --from 2011-03 --to 2011-03
	dump >"$T/before"
	gazet db rebuild -q -d "$D"
	dump >"$T/after"
	same 'real news: made again, the clusters are the same' "$T/before" "$T/after"
else
	skip 'real news' 'GAZET_TEST_DATA names no folder with them'
fi
finish
