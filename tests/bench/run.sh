#!/bin/sh
# run.sh BUILD: what `make bench` does: times the program that stands in BUILD on a generated archive and, where
# $GAZET_TEST_DATA names a folder that has it, on real news; prints a Markdown page and keeps it as
# BUILD/bench.md. What it generates lies in BUILD/bench/ and is removed at the end.
set -eu
if [ $# -ne 1 ]; then
	echo "usage: tests/bench/run.sh BUILD" >&2
	exit 2
fi
here=$(dirname "$0")
build=$1
tools=$build/bench
gazet=$build/gazet
gazetteer=$here/../../gazetteers
demo=$here/../data/demo
real=${GAZET_TEST_DATA:-}/news/reuters-news-2011.jsonl.gz
work=$tools/work
documents=100000
mentions=12
seed=1
began=$(date +%s)

mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

load() {
	cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown
}

# uncompressed FILE: its bytes.
uncompressed() {
	case $1 in
	*.gz) gzip -dc "$1" | wc -c ;;
	*) wc -c <"$1" ;;
	esac
}

# stages TITLE MEGABYTES PATH...
stages() {
	title=$1
	shift
	printf '\n### %s\n\n' "$title"
	echo '| stages | MB/s, median | min | max | share of the four |'
	echo '| --- | ---: | ---: | ---: | ---: |'
	"$tools/stages" "$gazetteer" "$@"
}

# through RUNS BYTES DOCUMENTS LABEL COMMAND...: a row with what went through in a second.
through() {
	runs=$1 bytes=$2 number=$3 label=$4
	shift 4
	"$tools/repeat" "$runs" "$@" >"$work/cost"
	awk -v label="$label" -v bytes="$bytes" -v number="$number" '{
		printf "| %s | %.2f | %.2f | %.2f | %.2f | %.1f | %.0f | %.0f |\n", label, $1 / 1000, $2 / 1000, $3 / 1000,
			$4 / 1000, bytes / 1000 / $1, number * 1000 / $1, $5
	}' "$work/cost"
}

through_head() {
	echo '| whole program | s, median | min | max | CPU s | MB/s | documents/s | memory, MB |'
	echo '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
}

# index RUNS FILE DATABASE DOCUMENTS: into a new database each time.
index() {
	through "$1" "$(uncompressed "$2")" "$4" '`gazet index`' \
		sh -c 'rm -f "$3" && exec "$1" index -q -g "$4" -d "$3" "$2"' sh "$gazet" "$2" "$3" "$gazetteer"
}

# tag RUNS FILE DOCUMENTS
tag() {
	for threads in 1 2; do
		through "$1" "$(uncompressed "$2")" "$3" "\`gazet tag -j $threads\`" \
			"$gazet" tag -j $threads -g "$gazetteer" "$2"
	done
}

sizes() {
	"$gazet" db stats -d "$1" --format tsv | awk -F '\t' '
		{ value[$1] = $2 }
		END {
			file = value["file_bytes"]; text = value["text_bytes"]; all = value["documents"]
			printf "\nThe database: %.1f MB for %.1f MB of text (%.2f bytes a byte of text), ",
				file / 1e6, text / 1e6, file / text
			printf "%d documents, %d mentions (%.1f a document).\n",
				all, value["mentions"], value["mentions"] / all
		}'
}

# ask DATABASE ENTITY DOCUMENTS COMMAND...
ask() {
	database=$1 entity=$2 number=$3
	shift 3
	"$tools/repeat" 11 "$gazet" "$1" "$entity" -q -d "$database" --limit 20 ${2+"$2" "$3"} >"$work/cost"
	awk -v label="\`$*\`" -v entity="$entity" -v number="$number" '{
		printf "| %s | %s, %d | %.1f | %.1f | %.1f | %.1f | %.0f |\n", label, entity, number, $1, $2, $3, $4, $5
	}' "$work/cost"
}

# questions DATABASE DOCUMENTS PERIOD: since PERIOD too; about the most frequent entity, one in about 7 % of the documents, and a rare one.
questions() {
	echo
	echo '| question, first 20 rows | of, documents | ms, median | min | max | CPU ms | memory, MB |'
	echo '| --- | --- | ---: | ---: | ---: | ---: | ---: |'
	"$gazet" entities -d "$1" --type person,country,org,place --format tsv --limit 0 >"$work/entities"
	awk -F '\t' -v all="$2" '
		NR == 2 || (NR > 2 && step == 0 && $4 <= 0.07 * all && ++step) ||
		(step == 1 && $4 <= 0.0005 * all && ++step) {
			print $1, $4
		}' "$work/entities" >"$work/chosen"
	while read -r entity number; do
		ask "$1" "$entity" "$number" cooc
		ask "$1" "$entity" "$number" cooc --from "$3"
		ask "$1" "$entity" "$number" cooc --window 50
		ask "$1" "$entity" "$number" timeline
		ask "$1" "$entity" "$number" kwic
	done <"$work/chosen"
}

# archive TITLE FILE DOCUMENTS TO-TAG DOCUMENTS RUNS PERIOD: FILE is indexed in so many runs, TO-TAG is tagged.
archive() {
	printf '\n## %s\n' "$1"
	stages 'Stages, one thread, on its front' 12 "$2"
	printf '\n### Whole\n\n'
	through_head
	tag 3 "$4" "$5"
	index "$6" "$2" "$work/bench.db" "$3"
	sizes "$work/bench.db"
	printf '\n### Questions to that database\n'
	questions "$work/bench.db" "$3" "$7"
}

page() {
	cat <<-END
	# gazet: timings

	MB/s are of uncompressed input bytes (1 MB = 1,000,000 bytes). Absolute times depend on the machine and on
	what else it does; compare only runs on the same one. Stages: median, min and max of 5 runs after one to warm
	up. Whole program: median of 3, questions: of 11, a new process each, after one to warm up; indexing the
	generated archive: one run. CPU is user and system time together.

	END
	processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
	echo "Machine: $processor, $(nproc) processors;" \
		"load at the start $(load). $("$gazet" --version | head -n 1), seed $seed."
	echo
	"$tools/stages" "$gazetteer"
	printf '\n## The demo archive\n'
	stages 'Stages, one thread, read again and again' 4 "$demo"
	"$tools/generate" "$gazetteer" $documents $mentions $seed >"$work/generated.jsonl"
	head -n $((documents / 5)) "$work/generated.jsonl" >"$work/front.jsonl"
	archive "Generated: $documents documents, $mentions names each (a fifth of them to tag)" \
		"$work/generated.jsonl" $documents "$work/front.jsonl" $((documents / 5)) 1 2017
	rm -f "$work/generated.jsonl" "$work/front.jsonl"
	if [ -n "${GAZET_TEST_DATA:-}" ] && [ -r "$real" ]; then
		number=$(gzip -dc "$real" | wc -l)
		archive 'Reuters news of 2011 (gzip)' "$real" "$number" "$real" "$number" 3 2011-11
	else
		printf '\nReal archives: skipped: $GAZET_TEST_DATA names no folder with %s.\n' \
			news/reuters-news-2011.jsonl.gz
	fi
	printf '\nLoad at the end %s; %d s in all.\n' "$(load)" $(($(date +%s) - began))
}

page >"$work/bench.md"
mv "$work/bench.md" "$build/bench.md"
cat "$build/bench.md"
