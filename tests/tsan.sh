#!/bin/bash
# tsan.sh [ARCHIVE...]: all that runs in threads, and processes side by side, under ThreadSanitizer, on the demo archive
# and the ones that are named. BUILD is the folder of a build with TSAN=1. A race is a test that failed.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build/tsan}
GAZET=$PWD/$BUILD/gazet
. tests/cli/lib.sh
export TSAN_OPTIONS="log_path=$T/race exitcode=66 second_deadlock_stack=1"

demo=tests/data/demo
D=$T/demo.db
# clean TITLE STATUS COMMAND...: its exit status, and no race
clean() {
	local title=$1 want=$2
	shift 2
	rm -f "$T"/race.*
	run "$@"
	cat "$T/err" "$T"/race.* >"$T/why" 2>/dev/null
	if [ "$status" -eq "$want" ] && ! compgen -G "$T/race.*" >/dev/null; then
		verdict "$title" yes
	else
		echo "exit status $status" >>"$T/why"
		verdict "$title" no "$T/why"
	fi
}

clean 'index' 0 gazet index -q -j 4 --commit 20 -d "$D" "$demo/articles.jsonl" "$demo/notes"
clean 'index from the cached gazetteer' 0 gazet index -q -j 4 --commit 1 -d "$D" "$demo/scraped"
clean 'index of what is there' 0 gazet index -q -j 4 --full-scan -d "$D" "$demo/articles.jsonl" "$demo/notes"
clean 'tag' 0 gazet tag -j 4 "$demo/articles.jsonl"
clean 'tag for one who leaves' 0 sh -c "'$GAZET' tag -j 4 '$demo/articles.jsonl' | head -n 1"
clean 'tag onto a full device' 2 sh -c "'$GAZET' tag -j 4 '$demo/articles.jsonl' >/dev/full"
clean 'a gazetteer that cannot be loaded' 2 gazet index -j 4 -g "$T/nowhere" -d "$T/none.db" "$demo/notes"
clean 'retag' 0 gazet retag -q --all -j 4 -d "$D"
clean 'merge' 0 gazet db merge -q -j 4 "$T/merged.db" "$D"
clean 'export' 0 gazet export mentions -q --partition source -d "$D" -o "$T/parts"
clean 'report' 0 gazet report event/g20 -q -d "$D" -o "$T/page.html"
clean 'rebuild' 0 gazet db rebuild -q -d "$D"
clean 'check' 0 gazet db check -d "$D"
"$GAZET" index -q -j 2 --commit 3 -d "$T/two.db" "$demo/notes" 2>"$T/other.err" &
clean 'index beside another' 0 gazet index -q -j 2 --commit 3 -d "$T/two.db" "$demo/articles.jsonl"
wait $!
holds 'which is done, too' test $? -eq 0
"$GAZET" index -q -j 2 --commit 1 --full-scan --source-name again -d "$T/two.db" "$demo/articles.jsonl" 2>"$T/other.err" &
for command in 'docs event/g20' 'cooc event/g20' 'kwic event/g20' 'bursts event/g20' 'export mentions' 'db check' 'db dump'; do
	# shellcheck disable=SC2086
	clean "$command beside one that indexes" 0 gazet $command -q -d "$T/two.db"
done
wait $!
holds 'which is done' test $? -eq 0
for test in library pipeline store_checkpoint; do
	clean "the unit test test_$test" 0 "$BUILD/tests/test_$test"
done
"$GAZET" index -q -j 4 -d "$T/stopped.db" "$@" "$demo/articles.jsonl" 2>"$T/other.err" &
sleep 1
kill -INT $!
wait $!
holds 'an interrupted one' test $? -ne 66
for archive in "$@"; do
	clean "index $(basename "$archive")" 0 gazet index -q -j 4 -d "$T/archive.db" "$archive"
	clean "tag $(basename "$archive")" 0 sh -c "'$GAZET' tag -j 4 '$archive' >/dev/null"
	clean 'retag' 0 gazet retag -q --all -j 4 -d "$T/archive.db"
done
finish
