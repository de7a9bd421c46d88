#!/bin/bash
# run.sh BUILD TEST...: runs programs and scripts of the tests with a build that counts, and then reports. A test that
# fails does not end the run: what it ran was run. What takes minutes and adds nothing is not among the scripts. Of the
# harness of faults a seeded choice is run: FAULT_ROUNDS at most of each command and fault, each at a place of the program
# where none was before.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
find "$build" -name '*.gcda' -delete
export GAZET_COUNTS=$PWD/$build/counts # see counts.c
rm -rf "$GAZET_COUNTS"
mkdir "$GAZET_COUNTS" || exit 1

"$build/gen/make_unicode" /dev/null # it is made of src/base and src/text
BUILD=$build tests/run.sh "$@" >"$build/coverage.log" 2>&1 || echo "some tests failed: see $build/coverage.log" >&2
FAULT_SITES=1 FAULT_ROUNDS=${FAULT_ROUNDS:-100} "$build/tests/faults" >"$build/faults.log" 2>&1 || echo "see $build/faults.log" >&2

# What all processes of a program have counted, as gcov wants it.
export GAZET_COUNTS_END=1
for program in "$build/gazet" "$build/gen/make_unicode" "$build"/tests/*; do
	[ ! -f "$program" ] || [ ! -x "$program" ] || "$program" || exit 1
done
for library in "$build/gazet.so" "$build"/libgazet.so.?; do
	LD_PRELOAD=$PWD/$library /bin/true || exit 1
done
unset GAZET_COUNTS GAZET_COUNTS_END
python3 -B tests/coverage/report.py "$build" >"$build/coverage.txt"
status=$?
cat "$build/coverage.txt"
exit $status
