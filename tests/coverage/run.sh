#!/bin/bash
# run.sh BUILD TEST...: runs programs and scripts of the tests with a build that counts, and then reports. A test that
# fails does not end the run: what it ran was run. What takes minutes and adds nothing is not among the scripts.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$1
shift
find "$build" -name '*.gcda' -delete
"$build/gen/make_unicode" /dev/null # it is made of src/base and src/text
BUILD=$build tests/run.sh "$@" >"$build/coverage.log" 2>&1 || echo "some tests failed: see $build/coverage.log" >&2
python3 -B tests/coverage/report.py "$build" >"$build/coverage.txt" && cat "$build/coverage.txt"
