#!/bin/bash
# Faults that are met early and always: a file of the archive that cannot be read is read by the next run; the power fails
# while a database gets its first tables.
. tests/cli/lib.sh
once 'tests/fault runs under them too'

faults=${GAZET%/gazet}/tests/faults
if [ ! -x "$faults" ]; then
	skip 'faults' 'GAZET is not in a build folder with the harness of faults'
	finish
fi
all_pass() { # TITLE SCENE KIND LEAST VARIABLE=VALUE...: at least so many rounds, and none fails
	local good=no rounds
	env FAULT_SCENE="$2" FAULT_KIND="$3" "${@:5}" "$faults" >"$T/why" 2>&1 && good=yes
	rounds=$(sed -n 's/^# \([0-9]*\) rounds, [0-9]* faults.*, 0 failures.*/\1/p' "$T/why")
	[ "${rounds:-0}" -ge "$4" ] || good=no
	verdict "$1" $good "$T/why"
}
all_pass 'the archive cannot be read once' index 'input error' 8 FAULT_ROUNDS=8
all_pass 'or from then on' index 'input is unreadable' 8 FAULT_ROUNDS=8
all_pass 'nor a changed one' 'index again' 'input error' 8 FAULT_ROUNDS=8
all_pass 'the power fails after each of the first calls' index 'lost power' 64 FAULT_ROUNDS=0 FAULT_LAST=16
finish
