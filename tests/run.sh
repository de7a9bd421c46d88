#!/bin/bash
# Runs test programs and scripts under prove, which prints the closing line. Every one of them speaks TAP.
# cmocka writes a skipped test as "not ok ... # SKIP", which TAP takes for a failure: mended here.
set -u
cd "$(dirname "$0")/.." || exit 1
export CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:allocator_may_return_null=1} UBSAN_OPTIONS=print_stacktrace=1
export GAZET=$PWD/${BUILD:-build}/gazet
export LC_ALL=C.UTF-8 TZ=UTC
unset GAZET_DB GAZET_GAZETTEERS NO_COLOR

if [ "${1:-}" = --one ]; then
	shift
	set -o pipefail
	case $1 in
	*.sh) exec timeout -k 5 600 bash "$1" ;;
	*) "$1" | sed -u 's/^not ok \(.*# SKIP\)/ok \1/' ;;
	esac
	exit
fi
# One more than processors: some tests mostly wait.
exec prove --timer --jobs "$(($(nproc) + 1))" --exec "$0 --one" "$@"
