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
	holds "$prefix: the library" test -s "$P/lib/libgazet.a" -a -s "$P/lib/pkgconfig/gazet.pc"
	gives "$prefix: the public header alone" 0 eval '(cd "$P/include" && find . ! -type d)' <<'END'
./gazet/gazet.h
END
	holds "$prefix: every gazetteer" diff -r gazetteers "$P/share/gazet/gazetteers"
	holds "$prefix: a man page" test -s "$P/share/man/man1/gazet.1"
	ln -sf "$P/bin/gazet" "$T/link"
	holds "$prefix: through a symbolic link" eval '"$T/link" tag "$T/doc.jsonl" | grep -q place/paris'
	if [ -z "${SAN:-}" ]; then
		gives "$prefix: the shared library and the extension" 0 eval \
			'(cd "$P/lib" && find . -name "*.so*" -printf "%p %l\n") | sed "s/ \$//" | sort' <<'END'
./gazet.so
./libgazet.so libgazet.so.0
./libgazet.so.0 libgazet.so.0.1.0
./libgazet.so.0.1.0
END
	else
		skip "$prefix: the shared library and the extension" 'not with the sanitizers'
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
