#!/bin/bash
# gazet graph: links whose numbers can be counted by hand, every format as it is and against its rules, hostile names,
# the demo archive, and files that are complete or not there.
. tests/cli/lib.sh
once 'fuzz_export, test_query_network and test_picture have the same code'

small_gazetteer "$T/gaz"
{
	printf 'id\ttype\tname\taliases\n'
	printf 'org/hostile\torg\t<script>alert("1")</script> & '"'"'Sons'"'"' \\\\\tHostilia\n'
	printf 'place/rtl\tplace\t\xe2\x80\xaedesrever\tReversia\n'
	printf 'person/odd\tperson\tA "quoted", name;\tOddman\n'
} >"$T/gaz/hostile.tsv"
cat >"$T/one.jsonl" <<'END'
{"id":"d1","date":"2017-01-15","source":"one","title":"Talks","text":"Germany met Russia. NATO watched Germany."}
{"id":"d2","date":"2017-01-31","source":"one","text":"Germany stood alone."}
{"id":"d3","date":"2017-03-01","source":"two","title":"Russia, again","text":"Germany has spoken. The answer came after a long week."}
{"id":"d4","date":"2017-07-07","source":"two","title":"G20 summit","text":"Angela Merkel saw Vladimir Putin of Russia."}
{"id":"d5","date":"2017","source":"two","text":"Germany and NATO."}
{"id":"d6","source":"one","text":"Germany and Russia."}
{"id":"d7","date":"2017-03","source":"one","text":"Russia and the Group of 20."}
{"id":"d8","date":"2017-05-05","source":"one","text":"Hostilia, Reversia and Oddman met in Germany. Oddman and Hostilia spoke."}
END
D=$T/one.db
gazet index -q -g "$T/gaz" -d "$D" "$T/one.jsonl"
csv() { gazet "$@" -d "$D" --format csv | tr -d '\r'; }

# ---- links --------------------------------------------------------------------------

links() { csv graph "$@" | cut -d, -f 1,2,5; }
gives 'the network of all: pairs by documents; an edition has no link with its series' 0 \
	links --measure docs --type country,org,event --edges 100 <<'END'
from,to,docs
country/de,country/ru,3
country/de,org/nato,2
country/ru,event/g20,2
country/de,org/hostile,1
country/ru,org/nato,1
country/ru,event/g20-2017,1
END
gives 'the network of an entity: it is the centre; others link where it is too' 0 links Germany --measure docs --edges 100 --type country,org <<'END'
from,to,docs
country/de,country/ru,3
country/de,org/nato,2
country/de,org/hostile,1
country/ru,org/nato,1
END
gives 'without the centre' 0 links Germany --measure docs --without-centre --type country,org <<'END'
from,to,docs
country/ru,org/nato,1
END
gives 'within a window' 0 links --measure docs --window sentence --type country,org <<'END'
from,to,docs
country/de,country/ru,2
country/de,org/nato,2
country/de,org/hostile,1
END
gives 'at most so many, of so many documents' 0 links Germany --measure docs --min-docs 2 --edges 1 <<'END'
from,to,docs
country/de,country/ru,3
END
same_counts() { # every link is what docs gives
	local from to docs
	csv graph "$@" --edges 1000 | sed 1d | cut -d, -f 1,2,5 | tr -d '"' | while IFS=, read -r from to docs; do
		[ "$(gazet docs -d "$D" "${@:2}" "$1" "$from" "$to" --format jsonl | wc -l)" -eq "$docs" ] ||
			echo "$from $to: not $docs"
	done
}
gives 'every number is so many rows of docs' 0 same_counts country/ru </dev/null
gives 'nothing found: -e' 1 gazet graph person/angela-merkel --from 2018 -e -d "$D" --format jsonl </dev/null
for format in table json gexf svg; do
	complains "nothing found: a centre alone, as $format" 1 gazet graph G20 --not Russia -e -d "$D" --format $format <<'END'
gazet: nothing found: in the filter, event/g20 has 0 documents; without it 2
END
done
complains 'nothing found: not so near' 0 gazet graph Germany Russia --window 1 -d "$D" <<'END'
gazet: nothing found: in the filter, country/de has 6 documents, country/ru 5; none has all of them so near to each other
END
complains 'nothing found: nothing else' 0 gazet graph Germany --from 2017-01-31 --to 2017-01-31 -d "$D" <<'END'
gazet: nothing found: no two entities occur together in the documents that fit
END
complains 'nothing found: by an option' 0 gazet graph Germany --min-docs 9 -d "$D" <<'END'
gazet: nothing found: 6 documents fit, but no row is left by --min-docs
END
gives 'nothing found: -e, in a file' 1 gazet graph -q --from 2018 -e -d "$D" --format gexf -o "$T/none.gexf" </dev/null

# ---- formats --------------------------------------------------------------------------

steady() { # the network without what changes with the program
	gazet graph -d "$D" "$@" | sed -E 's/[0-9a-f]{32}/HASH/; s/(gazet[ :"]+|gazet_gazet=")[0-9]+\.[0-9]+\.[0-9]+/\1VERSION/; s/gazetteer [0-9a-f]{12}/gazetteer HASH/'
}
for format in gexf graphml dot json svg table csv tsv jsonl md; do
	golden "as $format" "networks/all.$format" 0 steady --format $format --min-docs 1
done
golden 'in time' networks/dynamic.gexf 0 steady Germany --format gexf --by month
golden 'in time, as json' networks/dynamic.json 0 steady Germany --format json --dynamic
gazet graph -q -d "$D" --format cypher -o "$T/neo4j"
golden 'nodes for Neo4j' networks/nodes.csv 0 cat "$T/neo4j/nodes.csv"
golden 'relationships for Neo4j' networks/relationships.csv 0 cat "$T/neo4j/relationships.csv"
json 'and what they were made from' '.[0] | .filter == "all documents" and .documents_database == 8 and .revision == 1' \
	"$T/neo4j/_gazet.json"

# ---- against the rules --------------------------------------------------------------------

gazet index -q -d "$T/demo.db" "$TOP/tests/data/demo/articles.jsonl" "$TOP/tests/data/demo/notes"
rules() { # TITLE FORMAT DATABASE ARGUMENTS...
	local title=$1 format=$2
	shift 2
	gazet graph -q -d "$@" --format "$format" >"$T/network.$format"
	holds "$title: $format keeps the rules" python3 -B tests/cli/network_rules.py "$format" "$T/network.$format"
	case $format in
	gexf) schema=gexf-1.3 ;;
	graphml) schema=graphml ;;
	*) return ;;
	esac
	if command -v xmllint >/dev/null; then
		holds "$title: $format is valid" xmllint --noout --relaxng tests/data/schemas/$schema.rng "$T/network.$format"
	else
		skip "$title: $format is valid" 'no xmllint here'
	fi
}
for format in gexf graphml dot svg; do
	rules 'hostile names' $format "$D"
	rules 'the demo' $format "$T/demo.db" event/g20
	rules 'nothing' $format "$D" --from 2030
done
rules 'in time' gexf "$T/demo.db" country/gr --by week
rules 'in time, all' gexf "$T/demo.db" --by day
if command -v dot >/dev/null; then
	gazet graph -q -d "$D" --format dot >"$T/network.dot"
	holds 'Graphviz reads it' dot -Tcanon "$T/network.dot"
else
	skip 'Graphviz reads it' 'no Graphviz here'
fi
gazet graph -q -d "$T/demo.db" --format json >"$T/network.json"
json 'json: links join nodes that are there' '.[0] | [.nodes[].id] as $ids | (.links | length > 5) and
	all(.links[]; (.source | IN($ids[])) and (.target | IN($ids[])))' "$T/network.json"
gazet graph -q -d "$T/demo.db" event/g20 --format svg >"$T/one.svg"
gazet graph -q -d "$T/demo.db" event/g20 --format svg >"$T/two.svg"
same 'the same picture twice' "$T/one.svg" "$T/two.svg"

# ---- files, and mistakes --------------------------------------------------------------------

printf 'old' >"$T/g.svg"
holds 'a file is replaced' gazet graph -q -d "$D" --format svg -o "$T/g.svg"
for format in svg gexf graphml dot json; do
	gazet graph -q -d "$D" --format $format -o "$T/g.$format"
	holds "$format says itself what it was made from" grep -q 'all documents' "$T/g.$format"
	holds "and nothing stands beside it: $format" test "$(ls "$T" | grep -c "^g\\.$format")" -eq 1
done
for format in csv tsv jsonl md table; do
	gazet graph -q -d "$D" --format $format -o "$T/g.$format"
	json "beside $format stands what it was made from" '.[0] | .measure == "g2" and .filter == "all documents"' \
		"$T/g.$format.meta.json"
	holds "and nothing else: $format" test "$(ls "$T" | grep -c "^g\\.$format")" -eq 2
done
gazet graph -q -d "$D" --limit 0 >"$T/table"
same 'a table in a file is the one on standard output' "$T/table" "$T/g.table"
gazet graph -q -d "$D" --format csv --limit 2 --offset 1 >"$T/rows.csv"
links=$(gazet graph -d "$D" --format jsonl | wc -l)
documents=$(gazet docs -d "$D" --format jsonl | wc -l)
complains 'rows in a file: how many were written is said' 0 \
	gazet graph -d "$D" --format csv --limit 2 --offset 1 -o "$T/two.csv" <<END
gazet: $T/two.csv: 2 of $links links, of $documents documents
END
same 'rows in a file: those that are printed' "$T/rows.csv" "$T/two.csv"
gazet graph -q -d "$D" --format csv --bom --limit 1 >"$T/rows.csv"
gazet graph -q -d "$D" --format csv --bom --limit 1 -o "$T/two.csv"
same 'rows in a file: for spreadsheets too' "$T/rows.csv" "$T/two.csv"
gives 'rows in a file: -e, none' 1 gazet graph -q -d "$D" --format csv --offset 100000 -e -o "$T/two.csv" </dev/null
mentions 'no such folder' 2 nowhere gazet graph -d "$D" --format svg -o "$T/nowhere/g.svg"
complains 'no such format' 2 gazet graph -d "$D" --format gefx <<'END'
gazet: there is no format 'gefx' of networks; did you mean gexf? (gazet help networks lists them)
END
complains 'no such measure' 2 gazet graph -d "$D" --measure pmi <<'END'
gazet: --measure is g2, npmi, jaccard or docs, not 'pmi'
END
complains 'a folder needs a name' 2 gazet graph -d "$D" --format cypher <<'END'
gazet: cypher is a folder of several files: name it with -o
END
complains 'periods where there is no room for them' 2 gazet graph -d "$D" --format dot --by day <<'END'
gazet: only gexf and json have room for periods: --format gexf --dynamic
END
complains 'too many' 2 gazet graph -d "$D" --nodes 6000 <<'END'
gazet: a network has at most 5000 nodes and 1000000 edges
END
complains 'too many for a picture' 2 gazet graph -d "$D" --format svg --nodes 1001 <<'END'
gazet: a picture has at most 1000 nodes, not 1001: --nodes
END
finish
