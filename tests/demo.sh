#!/bin/sh
# demo.sh PROGRAM DATABASE: what `make demo` shows. Indexes the demo archive into DATABASE, made anew, and asks
# it four questions, each with its command line above it.
set -eu
if [ $# -ne 2 ]; then
	echo "usage: tests/demo.sh PROGRAM DATABASE" >&2
	exit 2
fi
gazet=$1
database=$2
archive=$(dirname "$0")/data/demo
export GAZET_CACHE="${GAZET_CACHE-$(dirname "$database")/cache}" # a demonstration leaves nothing elsewhere

show() {
	printf '\n$ %s %s\n' "$gazet" "$*"
	"$gazet" "$@"
}

rm -f "$database" "$database-wal" "$database-shm" "$database-journal"
show index -d "$database" "$archive/articles.jsonl" "$archive/notes" "$archive/scraped" 2>&1
show entities -d "$database" --limit 10
show cooc event/g20 -d "$database"
show timeline country/gr --by year -d "$database"
show kwic person/angela-merkel --with country/gr --limit 8 -d "$database"
