#!/bin/bash
# The layout and the include rules of the design, kept by this test.
. tests/cli/lib.sh
once 'the sources are the same'
shopt -s lastpipe # `nothing` counts, though it stands behind a pipe

sources() { find src include tests -name '*.[ch]' | sort; }

# nothing TITLE: standard input, the list of offenders, is empty
nothing() {
	cat >"$T/why"
	if [ -s "$T/why" ]; then verdict "$1" no "$T/why"; else verdict "$1" yes; fi
}

# Lines of code without comments and string literals, as FILE:LINE:CODE.
code() {
	awk '
	FNR == 1 { inside = 0 }
	{
		line = $0
		gsub(/\\\\/, "", line); gsub(/\\"/, "", line)
		gsub(/"[^"]*"/, "\"\"", line)
		out = ""
		while (line != "") {
			if (inside) {
				at = index(line, "*/")
				if (!at) { line = ""; break }
				line = substr(line, at + 2); inside = 0
			} else {
				at = index(line, "/*")
				if (!at) { out = out line; line = "" } else { out = out substr(line, 1, at - 1); line = substr(line, at + 2); inside = 1 }
			}
		}
		sub(/\/\/.*/, "", out)
		if (out ~ /[^ \t]/) print FILENAME ":" FNR ":" out
	}' "$@"
}

# ---- which header may be included where ----------------------------------------------

# stage: headers of other stages that it may include, besides base.h, model.h and its own
allowed() {
	case $1 in
	base) echo base block sql json ;;
	read) echo read ;;
	text) echo text ;;
	gaz) echo gaz text regex ;;
	match) echo match gaz regex ;;
	resolve) echo resolve gaz ;;
	store) echo store block sql ;;
	query) echo query block sql ;;
	render) echo render ;;
	export) echo export network render sql ;;
	picture) echo picture render ;;
	report) echo report picture render ;;
	setup) echo setup gaz pipeline store ;;
	library) echo gazet setup gaz text read pipeline query store ;;
	extension) echo gazet ;;
	convert) echo convert gaz text json ;;
	eval) echo eval gaz text read json ;;
	pipeline) echo pipeline read gaz resolve ;;
	tagger) echo pipeline text match resolve gaz ;;
	cmd | main) ls include/gazet | sed 's/\.h$//' ;;
	*) echo "" ;;
	esac
}
offend() { # STAGE FILE...: includes of gazet/*.h that the stage may not have
	local stage=$1 place header may
	may=" base model $(allowed "$stage" | tr '\n' ' ') "
	shift
	grep -nHo '^[ 	]*#[ 	]*include "gazet/[a-z_]*\.h"' "$@" | sed -E 's/^([^:]*:[0-9]*):.*gazet\/(.*)\.h"/\1 \2/' |
		while read -r place header; do
			case $may in
			*" $header "*) ;;
			*) echo "$place: $stage includes gazet/$header.h" ;;
			esac
		done
}
for stage in src/*/; do
	stage=$(basename "$stage")
	[ "$stage" != pages ] || continue # scripts
	offend "$stage" src/"$stage"/*.[ch] | nothing "src/$stage includes only what it may"
done
{
	offend pipeline src/pipeline.c
	offend tagger src/tagger.c
	offend main src/main.c
} | nothing 'pipeline.c, tagger.c and main.c include only what they may'
for header in include/gazet/*.h; do
	stage=$(basename "$header" .h)
	case $stage in
	base) offend none "$header" | grep -v 'gazet/base.h' ;;
	block | sql) offend none "$header" ;;
	gaz) offend gaz "$header" | grep -v 'gazet/image.h' ;; # its inline part, which nobody else includes
	image) offend none "$header" ;;
	*) offend "$stage" "$header" ;;
	esac
done | nothing 'the headers themselves keep the rule'
grep -nHE '^[ 	]*#[ 	]*include "' $(find src -name '*.[ch]') | grep -v '"gazet/' | grep '/\.\./\|"\.\./\|"/' |
	nothing 'no stage reaches into the folder of another'
grep -nHE '^[ 	]*#[ 	]*include "[a-z_]*/' src/*/*.[ch] | grep -v '"gazet/' | nothing 'nor by a path'
ls src/*/*.c src/*.c | grep -vE '^src/(base|read|text|gaz|match|resolve|store|query|render|export|picture|report|library|extension|convert|eval|cmd)/[a-z0-9_]+\.c$|^src/(main|pipeline|tagger)\.c$' |
	nothing 'every source file has its place'

only() { # HEADER (a pattern) FOLDER...: it is included nowhere else
	local pattern=$1
	shift
	grep -nHE "^[ 	]*#[ 	]*include <($pattern)" $(find src include -name '*.[ch]') |
		grep -vE "^($(echo "$@" | tr ' ' '|'))/" | nothing "${pattern%%[\\.(|]*} only in $*"
}
only 'sqlite3\.h' src/store src/query
only 'sqlite3ext\.h' src/extension
only 'pcre2(posix)?\.h' src/gaz src/match
only 'utf8proc\.h' src/text
only 'archive(_entry)?\.h|zlib\.h|isa-l\.h|isa-l/|bzlib\.h|lzma\.h|zstd\.h' src/read
only 'expat\.h|libxml/.*|gumbo\.h|lexbor/.*|uchardet(/uchardet)?\.h|iconv\.h' src/read
only 'json-c/|json\.h' src/base src/read src/convert
only 'xxhash\.h|xxh3\.h' src/base src/read src/gaz
grep -nE '^[ 	]*#[ 	]*include <' include/gazet/*.h | grep -vE '<(std(arg|bool|def|int|io|atomic)|string)\.h>' |
	nothing 'the public headers need nothing but the C library'

# ---- what code may not do ----------------------------------------------------------------

library=$(find src -name '*.c' ! -path 'src/cmd/*' ! -path src/main.c)
# shellcheck disable=SC2086
code $library | grep -E '[^a-zA-Z0-9_](_?exit|_Exit|quick_exit|abort|assert)[ 	]*\(' | nothing 'library code never exits'
# shellcheck disable=SC2086
code $library | grep -E '[^a-zA-Z0-9_](v?printf|puts|putchar|perror)[ 	]*\(|[^a-zA-Z0-9_](stdout|stderr)[^a-zA-Z0-9_]' |
	nothing 'library code never prints'
# shellcheck disable=SC2046
code $(find src include -name '*.[ch]') |
	grep -E '[^a-zA-Z0-9_](strcpy|strcat|v?sprintf|gets|strtok|system|popen|tmpnam|mktemp|atoi|atol|atof|alloca|longjmp)[ 	]*\(' |
	nothing 'no strcpy, strcat, sprintf, system, popen and their like'
# shellcheck disable=SC2046
code $(find src include -name '*.[ch]') |
	grep -E '[^a-zA-Z0-9_](v?fork|clone3?|exec[lv]p?e?|execvpe|f?execve(at)?|posix_spawnp?|wordexp|dlm?open|socket|getaddrinfo)[ 	]*\(' |
	grep -v '^src/read/igzip\.c:.*dlopen(LIBRARY' | nothing 'no other program is run, no library loaded but one, no network used'

# ---- size and shape --------------------------------------------------------------------------

{
	sources
	find tests schema -name '*.sh' -o -name '*.sql'
} | xargs wc -l | awk '$2 != "total" && $1 > 800 { print $2 ": " $1 " lines" }' | nothing 'no file has more than 800 lines'
sources | while read -r file; do
	IFS= read -r -n 2 first <"$file"
	[ "$first" = '/*' ] || echo "$file"
done | nothing 'every C file begins with what it owns'
grep -nE '[ 	]+$' $(sources) | head -n 5 | nothing 'no white space at the ends of lines'
grep -lE $'\r' $(sources) Makefile | nothing 'no carriage returns'

if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ -n "$(git ls-files 2>/dev/null)" ]; then
	git ls-files | sed 's|/.*||'
else
	ls -A | grep -vxE 'build|build-.*|\.git'
fi | sort -u | grep -vxE 'src|include|schema|gazetteers|tests|docs|Makefile|README\.md|LICENSE|\..*' |
	nothing 'nothing else at the top'
for entry in src include schema gazetteers tests docs Makefile README.md LICENSE; do
	[ -e $entry ] || echo "$entry"
done | nothing 'and nothing is missing there'
ls tests | grep -vxE 'unit|golden|cli|coverage|fuzz|fault|long|bench|data|reference|eval|readers|.*\.sh' | nothing 'tests has its folders'
ls schema | grep -vxE 'core\.sql|derived\.sql|migrate|queries' | nothing 'schema has its files'
grep -nE 'sqlite3_(prepare|exec)[a-z0-9_]*\([^;]*"[^"]*%s' $(find src -name '*.c') | nothing 'no value is pasted into SQL'
for script in tests/cli/T*.sh tests/run.sh tests/golden/regenerate; do
	bash -n "$script" 2>&1
done | nothing 'the scripts are well-formed'
finish
