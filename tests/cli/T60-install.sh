#!/bin/bash
# make install and uninstall below a temporary folder. Nothing is built: `all` counts as made.
. tests/cli/lib.sh

BUILD=${GAZET#"$TOP"/}
BUILD=${BUILD%/gazet}
if [ ! -f "$BUILD/libgazet.a" ]; then
	skip 'make install' 'GAZET is not in a build folder of this tree'
	finish
fi
# Not the make that runs the tests: its options and job server stay out of this.
quiet_make() { env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -o all BUILD="$BUILD" "$@"; }
stamp=$(stat -c %Y "$GAZET")
umask 022

for prefix in /usr/local /opt/gazet; do
	run quiet_make install DESTDIR="$T/root" PREFIX="$prefix"
	holds "make install to $prefix" test "$status" -eq 0
	[ "$status" -eq 0 ] || sed 's/^/# /' "$T/err"
	P=$T/root$prefix
	holds "$prefix: the program runs" eval '[ "$("$P/bin/gazet" --version)" = "$("$GAZET" --version)" ]'
	printf '{"id":"1","text":"Angela Merkel in Paris."}\n' >"$T/doc.jsonl"
	gives "$prefix: it finds its gazetteer beside itself" 0 eval \
		'(cd "$T" && GAZET_CACHE= "$P/bin/gazet" tag -v doc.jsonl) 2>&1 | sed -E "s|^gazet: gazetteer: .*/bin/\.\./|gazetteer: |; s/.*\"entity\":\"(place[^\"]*)\".*/\1/"' <<'END'
gazetteer: share/gazet/gazetteers
place/paris
END
	holds "$prefix: library and headers" test -s "$P/lib/libgazet.a" -a -s "$P/include/gazet/base.h"
	holds "$prefix: every gazetteer" diff -r gazetteers "$P/share/gazet/gazetteers"
	holds "$prefix: a man page" test -s "$P/share/man/man1/gazet.1"
	ln -sf "$P/bin/gazet" "$T/link"
	holds "$prefix: through a symbolic link" eval '"$T/link" tag "$T/doc.jsonl" | grep -q place/paris'
	if command -v gcc >/dev/null && command -v pkg-config >/dev/null && [ -z "${SAN:-}" ]; then
		printf '#include <gazet/text.h>\nint main(void)\n{\n\tstruct gz_arena a = {0};\n\tstruct gz_str s;\n\tstruct gz_error e;\n\tbool good = gz_text_fold(GZ_STR("\\xc3\\x89ire"), &a, &s, &e) && gz_str_eq(s, GZ_STR("eire"));\n\n\tgz_arena_free(&a);\n\treturn !good;\n}\n' >"$T/client.c"
		holds "$prefix: a program can be built with it" eval \
			'gcc -std=c11 -I"$P/include" -o "$T/client" "$T/client.c" -L"$P/lib" -lgazet $(pkg-config --libs libutf8proc libxxhash) && "$T/client"'
	else
		skip "$prefix: a program can be built with it" 'not with the sanitizers, or no compiler'
	fi
	run quiet_make uninstall DESTDIR="$T/root" PREFIX="$prefix"
	holds "make uninstall from $prefix" test "$status" -eq 0
	(cd "$T/root" && find . ! -type d) >"$T/left"
	same "$prefix: no file is left" /dev/null "$T/left"
done
(cd "$T/root" && find . -name '*gazet*' ! -path './opt/gazet*') >"$T/left"
same 'and no folder of its own' /dev/null "$T/left"
holds 'nothing was built' test "$(stat -c %Y "$GAZET")" = "$stamp"
finish
