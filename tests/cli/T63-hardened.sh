#!/bin/bash
# What the program and its libraries were built with against hostile bytes, as their ELF files tell.
. tests/cli/lib.sh
once 'sanitizers take the place of it'

BUILD=${GAZET%/gazet}
if ! command -v readelf >/dev/null || [ ! -f "$BUILD/libgazet.a" ]; then
	skip 'hardening' 'no readelf, or GAZET is not in a build folder'
	finish
fi

for file in "$GAZET" "$BUILD/libgazet.so.0" "$BUILD/gazet.so"; do
	name=$(basename "$file")
	[ -f "$file" ] || { skip "$name" 'was not built'; continue; }
	readelf -hldW "$file" >"$T/elf"
	readelf -sW "$file" >"$T/symbols"
	holds "$name: is placed at random" grep -qE 'Type: +DYN' "$T/elf"
	holds "$name: tables of addresses are read-only" grep -q 'GNU_RELRO' "$T/elf"
	holds "$name: from the start" grep -qE 'BIND_NOW|Flags:.* NOW' "$T/elf"
	holds "$name: the stack is not executable" grep -qE 'GNU_STACK .* RW +0x' "$T/elf"
	holds "$name: nothing is writable and executable" eval '! grep -qE "LOAD .* RWE " "$T/elf"'
	holds "$name: no addresses in read-only code" eval '! grep -q TEXTREL "$T/elf"'
	holds "$name: the stack is guarded" grep -q '__stack_chk_fail' "$T/symbols"
	holds "$name: calls nothing that runs a program or reaches a network" eval \
		'! grep -qE " UND (system|popen|v?fork|f?exec[lv]p?e?|posix_spawnp?|wordexp|socket|getaddrinfo)(@|$)" "$T/symbols"'
	holds "$name: lengths are checked where they are known" grep -qE '__(vsnprintf|memcpy|snprintf)_chk' "$T/symbols"
done
holds 'gazet: its own place is random too' grep -qE 'Flags:.* PIE' <(readelf -dW "$GAZET")

# Not the program alone: every object of the library that has an array on its stack.
readelf -sW "$BUILD/libgazet.a" >"$T/objects" 2>/dev/null
holds 'libgazet.a: many objects guard their stack' test "$(grep -c '__stack_chk_fail' "$T/objects")" -ge 100
# By which commands, then: each compilation and each link has the flags.
env -u MAKEFLAGS -u MAKELEVEL -u MAKEOVERRIDES make -Bn V=1 BUILD="$T/none" "$T/none/gazet" "$T/none/libgazet.so.0" \
	"$T/none/gazet.so" 2>/dev/null | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' >"$T/commands"
grep -E ' -c -o .*\.c$' "$T/commands" >"$T/compilations"
grep -E '^[^ ]+ .* -Wl,.* -o ' "$T/commands" | grep -v make_unicode >"$T/links"
holds 'every source file is compiled' test "$(wc -l <"$T/compilations")" -ge "$(find src -name '*.c' | wc -l)"
for flag in -fstack-protector-strong -D_FORTIFY_SOURCE=2 -O3 -fPIC -Werror; do
	holds "by a command with $flag" eval '! grep -vqe " $flag " "$T/compilations"'
done
holds 'the program and both libraries are linked' test "$(wc -l <"$T/links")" -eq 3
holds 'with tables that are sealed before main' eval '! grep -vqe "-Wl,-z,relro,-z,now,-z,noexecstack" "$T/links"'
holds 'and the program with -pie' grep -qe ' -pie -o [^ ]*/gazet ' "$T/links"
if [ "$(uname -m)" = x86_64 ]; then
	readelf -n "$BUILD/libgazet.a" >"$T/notes" 2>/dev/null
	same 'libgazet.a: every object marks where jumps may end' <(grep -c '^File: ' "$T/notes") \
		<(grep -c 'x86 feature: IBT, SHSTK' "$T/notes")
else
	skip 'libgazet.a: marks of jumps' "not looked for on $(uname -m)"
fi
finish
