#!/bin/bash
# valgrind.sh [TEST...]: tests with each process under memcheck, JOBS at a time: scripts run the program so, other
# programs are run so themselves. By itself: the scripts that have golden files, a walk through the life of a database,
# and the fuzz targets over their corpora. BUILD is the folder of the build. What memcheck says is a failure: of values
# that were never set, of memory that is no longer there, or that nobody knows of any more.
cd "$(dirname "$0")/.." || exit 2
BUILD=${BUILD:-build}

if [ "${1:-}" != --one ]; then
	# shellcheck disable=SC2046
	[ $# -gt 0 ] || set -- tests/walk.sh $(grep -lE '^[ 	]*golden ' tests/cli/T*.sh) $(ls "$BUILD"/tests/replay_fuzz_* | grep -v '\.d$')
	PROCESSES=$(mktemp)
	export PROCESSES
	prove --timer --jobs "${JOBS:-$(nproc)}" --exec "$0 --one" "$@"
	status=$?
	awk '{ n += $1 } END { print "valgrind: " n " processes in " NR " tests" }' "$PROCESSES"
	rm -f "$PROCESSES"
	exit $status
fi

export REAL=$PWD/$BUILD/gazet
. tests/cli/lib.sh
export LOGS=$T/logs
mkdir "$LOGS"
# What is not ours: the C library has one code for memmove and memcpy with checked lengths, and memcheck takes it for
# the latter; its loader (of modules for character sets) compares eight bytes at a time, some of them behind a string.
cat >"$T/suppressions" <<'END'
{
   checked-memmove
   Memcheck:Overlap
   fun:__memcpy_chk
   fun:memmove
   ...
}
{
   strings-of-the-loader
   Memcheck:Addr8
   fun:strncmp
   fun:is_dst
   ...
}
END
# A log of each process, empty where nothing is wrong. It is opened here: valgrind would give it the number of a
# standard output that is closed.
cat >"$T/memcheck" <<'END'
#!/bin/sh
exec 9>"$LOGS/$$"
exec valgrind -q --vgdb=no --num-callers=20 --error-exitcode=66 --log-fd=9 \
	--suppressions="${0%/*}/suppressions" --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect "$@"
END
cat >"$T/gazet" <<'END'
#!/bin/sh
exec "${0%/*}/memcheck" "$REAL" "$@"
END
chmod +x "$T/memcheck" "$T/gazet"

good=yes
case $2 in
*.sh) TIME_LIMIT=1800 GAZET=$T/gazet bash "$2" >"$T/tap" 2>&1 || good=no ;;
*) FUZZ_RUNS=${FUZZ_RUNS:-50} "$T/memcheck" "$2" >"$T/tap" 2>&1 || good=no ;;
esac
! grep -q '^not ok' "$T/tap" || good=no
processes=$(find "$LOGS" -type f | wc -l)
[ "$processes" -gt 0 ] || good=no
echo "$processes" >>"$PROCESSES"
find "$LOGS" -type f -size +0 -exec cat '{}' + >"$T/why"
[ ! -s "$T/why" ] || good=no
grep -A20 '^not ok' "$T/tap" >>"$T/why"
[ $good = yes ] || sed 's/^/# /' "$T/why" >&2 # prove shows no more of a test than this
verdict "$2: $processes processes, $(grep -c '^ok' "$T/tap") tests" $good "$T/why"
finish
