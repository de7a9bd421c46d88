#!/bin/bash
# kill -9 at random moments of index, a second run with --prune, retag, merge, rebuild and remove: nothing is lost, and finishing
# gives what an undisturbed run gives. CRASH_ROUNDS and CRASH_SEED choose more, or the same again; CRASH_KILLS: until each
# command was killed so often while it ran (`make torture`).
. tests/cli/lib.sh
once 'what is killed reports nothing'

small_gazetteer "$T/old"
cp -r "$T/old" "$T/new"
# A name more, a name less, another canonical name.
sed -i 's/^\(person\/vladimir-putin\t[^\t]*\t[^\t]*\t\)/\1Story/; s/ | G20 summit//; s/\tNATO\t/\tNato\t/' "$T/new/entities.tsv"
rounds=${CRASH_ROUNDS:-60}
python3 -B tests/cli/crash.py "$GAZET" "$T" "$rounds" "${CRASH_SEED:-20170707}" ${CRASH_KILLS:+"$CRASH_KILLS"}
