#!/bin/bash
# What is too large for every day: a line of a gigabyte, as a file and through a pipe, packed and not, and a gazetteer of
# ten million rows (GAZ_ROWS: of so many). `make torture` runs it.
. tests/cli/lib.sh
once 'the sanitizers need memory of their own'
TIME_LIMIT=3600
LINE=${LINE_BYTES:-1000000000} ROWS=${GAZ_ROWS:-10000000}

small_gazetteer "$T/gaz"
cd "$T" || exit 1
# peak COMMAND...: its exit status, largest memory (MB) and seconds of the processor stand in $T/peak.
cat >peak.py <<'END'
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as out:
    print(status, used.ru_maxrss // 1024, round(used.ru_utime + used.ru_stime, 1), file=out)
sys.exit(status)
END
peak() { python3 -B peak.py "$T/peak" "$@"; }
# within TITLE MB: what was measured last
within() {
	local mb cpu
	read -r status mb cpu <peak
	verdict "$1: $mb MB, $cpu s" "$([ "$mb" -le "$2" ] && echo yes)" peak
}

# ---- a line of a gigabyte ----------------------------------------------------------------

line() {
	printf '{"id":"1","text":"NATO"}\n{"id":"2","text":"NATO '
	head -c "$LINE" /dev/zero | tr '\0' 'x'
	printf '"}\n{"id":"3","text":"Germany"}\n'
}
read_well() { # TITLE NAME MB LIMIT
	gives "$1: the record behind it is read" 0 jq -r .id tagged < <(printf '1\n3\n')
	holds "$1: exit status 3" test "$(cut -d ' ' -f 1 peak)" -eq 3
	sed "s|$T/||g" said >said.here
	same "$1: one message" <(echo "gazet: $2:2: longer than the limit of $4 bytes; skipped") said.here
	within "$1" "$3"
}
tag() { peak "$GAZET" tag -q -j2 -g gaz "$@" >tagged 2>said; }
for limit in 268435456 1048576; do
	mb=$((limit / 1048576 + 60))
	line >line.jsonl
	tag --max-document $limit line.jsonl
	read_well "a file, limit $limit" line.jsonl $mb $limit
	gzip -1 line.jsonl
	tag --max-document $limit line.jsonl.gz
	read_well "a packed file, limit $limit" line.jsonl.gz $mb $limit
	rm line.jsonl.gz
	line | tag --max-document $limit -
	read_well "a pipe, limit $limit" stdin $mb $limit
	line | gzip -1 | tag --max-document $limit -
	read_well "a packed pipe, limit $limit" stdin $mb $limit
done
line | peak "$GAZET" index -q --json -g gaz -d line.db - >summary 2>said
json 'index: two are added, one is rejected' '.[0] | .added == 2 and .rejected == 1' summary
is_sound 'the database is sound' line.db

# ---- a gazetteer of ten million rows ------------------------------------------------------------

awk -v rows="$ROWS" 'BEGIN {
	print "id\ttype\tname\taliases"
	for (i = 1; i <= rows; i++)
		printf "person/p%d\tperson\tGiven%d Surname%d\t\n", i, i % 70001, i % 999983
}' >rows.tsv
printf '{"id":"1","text":"Given1 Surname1 met Given%d Surname%d and NATO."}\n' $((ROWS % 70001)) $((ROWS % 999983)) >one.jsonl
peak "$GAZET" gaz compile -q -g rows.tsv -o rows.gazetc >out 2>err
status=$?
holds 'ten million rows compile' test "$status" -eq 0 -a ! -s err
within 'in the memory that is stated' $((ROWS / 1000000 * 400 + 200))
rm rows.tsv
peak "$GAZET" tag -q -g rows.gazetc one.jsonl >tagged 2>said
holds 'and are used' test "$(jq '.mentions | length' tagged)" -ge 2
within 'of which little is read' 400
cd "$TOP" || exit 1
finish
