#!/bin/bash
# What is wrong in what is asked, in an order of an import, an export or a merge: each has its message, and nothing
# is written.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/a.db
cat >"$T/a.jsonl" <<'END_'
{"id":"1","date":"2017-07-07","text":"Angela Merkel met Vladimir Putin in Hamburg."}
{"id":"2","text":"Germany and NATO."}
END_
gazet index -q -g "$T/gaz" -d "$D" "$T/a.jsonl"
cp "$D" "$T/before"
cd "$T" || exit 1

# ---- letters that are no UTF-8 -----------------------------------------------------------

what='is that what the terminal uses?'
refused 'a name' "the name is not valid UTF-8: $what" docs $'\xff' -d a.db
refused 'the pattern of names' "the pattern is not valid UTF-8: $what" entities $'\xff' -d a.db
refused 'what no name has' "'(((' is no word of a name (it has no letter and no digit), no id and no selector" entities '(((' -d a.db
refused 'nor a blank' "' ' is no word of a name (it has no letter and no digit), no id and no selector" entities ' ' -d a.db
refused 'what no name of a gazetteer has' "'(((' is no word of a name (it has no letter and no digit), no id and no selector" gaz list '(((' -g gaz
refused 'the pattern of a gazetteer' "the pattern is not valid UTF-8: $what" gaz list $'\xff' -g gaz
refused 'an id that is explained' "the id is not valid UTF-8: $what" explain $'\xff' -g gaz -d a.db
refused 'a statement' 'SQL: not valid UTF-8: the statement' sql $'SELECT \xff' -d a.db
refused 'a value' 'SQL: not valid UTF-8: the value' sql 'SELECT ?' $'\xff' -d a.db
printf 'SELECT \xff' >latin
INPUT=latin
refused 'a statement that is piped' 'SQL: the statement is not valid UTF-8' sql - -d a.db
printf 'SELECT 1\0 + 1' >nul
INPUT=nul
refused 'a NUL in it' 'SQL: there is a NUL in the statement' sql - -d a.db
INPUT=.
refused 'a folder for it' 'standard input cannot be read' sql - -d a.db
INPUT=/dev/null
refused 'nothing for it' 'SQL: there is no statement' sql - -d a.db

# ---- options of verbs ------------------------------------------------------------------------

while read -r command verb options; do
	for option in $options; do
		value=x
		case $option in all | as-is | bom | json | retag | unique) value= ;; limit | offset | threads) value=1 ;; date) value=2017 ;; esac
		refused "$command $verb --$option" "'$command $verb' has no option --$option (see gazet help $command)" \
			"$command" "$verb" "--$option" ${value:+"$value"}
	done
done <<'END_'
gaz lint type limit offset date map output all
gaz list output date map all sort
gaz lookup type output map
gaz diff type date
gaz stats all limit date
gaz compile map format type
gaz import type limit format all
gaz export limit type format map
db stats retag gazetteer threads limit
db check as-is unique
db rebuild json unique gazetteer
db remove json unique type
db dump threads json format bom unique
db merge db unique limit
db vacuum unique json
END_
for option in '--json' '-g gaz' '--no-follow-ups' '--keep-boilerplate'; do
	case $option in --json) name=format ;; -g*) name=gazetteer ;; *) name=${option#--} ;; esac
	# shellcheck disable=SC2086
	refused "db merge $option, where nothing is tagged" "--$name goes with --retag: without it no document is tagged" \
		db merge new.db a.db $option
done
refused 'what is no verb takes what any verb takes' \
	"gazet db does stats, check, rebuild, dump, merge, remove or vacuum, not 'mend' (see gazet help db)" db mend --retag
refused 'a compiled gazetteer on standard output' \
	'a compiled gazetteer is a file, not standard output: -o ./- is one of that name' gaz compile -o - gaz

# ---- options that would mean nothing --------------------------------------------------------

while read -r option question; do
	# shellcheck disable=SC2086
	refused "$question --$option 0" "--$option is at least 1, not 0" $question "--$option" 0
done <<'END_'
steps path germany nato -d a.db
width kwic germany -d a.db
width eval a.jsonl
nodes graph -d a.db
edges graph germany -d a.db
commit index -d new.db a.jsonl
max-expansion tag a.jsonl
END_
refused 'no byte at all' '--max-document is at least 1, not 0K' tag --max-document 0K a.jsonl
refused 'a source without a name' '--source-name is empty: it takes NAME' index -d new.db --source-name '' a.jsonl
for format in svg gexf json; do
	for option in '--limit 1' '--offset 1'; do
		# shellcheck disable=SC2086
		refused "a network as $format with $option" \
			"$format has the whole network: --limit and --offset choose rows; --nodes and --edges make it smaller" \
			graph --format $format $option -d a.db
	done
done
for option in '--input-format text' '--map text=body' '--date-from url' '--date-order dmy' '--date 2017' \
	'--source-name x' '--max-document 1M' '--max-expansion 9'; do
	# shellcheck disable=SC2086
	refused "a stored document with $option" "${option%% *} is for text that is read, not for a stored document" \
		explain 1 -g gaz -d a.db $option
done
refused 'text of a source' '--source is for a stored document, not for text that is read' explain a.jsonl --source x -g gaz

# ---- timelines -------------------------------------------------------------------------------

refused 'drawn and not' '--plot and --no-plot: one of them' timeline germany --plot --no-plot -d a.db
refused 'drawn as rows' '--plot draws, and --format csv gives rows: one of them' \
	timeline germany --plot --format csv -d a.db
for option in '--sort docs' '--limit 3' '--offset 1'; do
	# shellcheck disable=SC2086
	refused "drawn with $option" 'a drawing has all periods in their order: leave out --sort, --limit and --offset' \
		timeline germany --plot $option -d a.db
done
refused 'only a timeline is plotted' 'only a timeline can be plotted' docs germany --format plot -d a.db

# ---- exports ---------------------------------------------------------------------------------

refused 'an annotated document is no row' 'brat cannot be partitioned: its documents are no rows' \
	export brat --partition day -o made -d a.db
refused 'a document has no type' \
	'jsonl has a row for each document, which has no type: partition mentions or csv by it' \
	export jsonl --partition type -o made -d a.db
refused 'parts without a folder' 'a partitioned export is a folder: -o FOLDER names it' \
	export csv --partition day -d a.db
refused 'files without a folder' 'brat gives several files: -o FOLDER says where' export brat -d a.db
mkdir folder && echo mine >folder/notes.txt
refused 'a folder for one file' 'folder is a folder, and this export is one file' export csv -o folder -d a.db
refused 'a folder with other files' \
	'folder is a folder with files that no export has made (it has no _gazet.json): name another, or empty it' \
	export brat -o folder -d a.db
refused 'a file for a folder' 'cannot write the folder a.jsonl: Not a directory' export brat -o a.jsonl -d a.db
refused 'a timeline without days' \
	'no document of the selection has a date, and a timeline without events cannot be shown: ask for other entities or days (gazet docs shows the documents)' \
	export timelinejs nato -o t.json -d a.db
same 'what was in the folder is there' <(echo mine) folder/notes.txt
holds 'and nothing was left' eval '! ls -A | grep -qE "^made|^t\.json|partial"'

# ---- databases ---------------------------------------------------------------------------------

refused 'no database to mend' 'none.db: No such file or directory: `gazet index` makes a database' db rebuild -d none.db
refused 'a database below a file' 'a.jsonl/a.db: Not a directory' db rebuild -d a.jsonl/a.db
refused 'merged into itself' 'a.db is to be merged into itself' db merge a.db a.db
ln -s a.db link.db
refused 'by another name' 'link.db is to be merged into itself' db merge a.db link.db
refused 'a folder' '.: not a gazet database: not a regular file' docs germany -d .
refused 'a folder that is checked' '.: is a directory, not a database: name a file in it' db check -d .
ln -s circle circle
refused 'a circle of links' 'circle: Too many levels of symbolic links' docs germany -d circle
refused 'that is checked' 'circle: cannot open: Too many levels of symbolic links' db check -d circle
long=$(printf '%0300d' 0)
refused 'a name that is too long' "$long: File name too long" docs germany -d "$long"
refused 'that is checked' "$long: cannot open: File name too long" db check -d "$long"
: >empty.db
refused 'an empty file' 'empty.db: not a gazet database: name another file' db check -d empty.db
refused 'no database to check' 'none.db: no such database: `gazet index` makes one' db check -d none.db
cp a.db old.db
sqlite3 old.db 'PRAGMA user_version = 2003'
refused 'an older one that is merged' \
	'old.db: made by an older gazet: run `gazet db rebuild` to bring it up to date' db merge new.db old.db
cp a.db unknown.db
# As the second version of the tables is brought up to date.
sqlite3 unknown.db "UPDATE tagging SET gazetteer_hash = '', tool_version = '', options = '', print = NULL"
refused 'one of which it is not known how it was made' \
	'it is not known with which gazetteer documents of unknown.db were tagged: --retag tags them again, --as-is keeps the mentions they have' \
	db merge new.db unknown.db
holds 'no database was made' test ! -e new.db -a ! -e none.db

# ---- archives -----------------------------------------------------------------------------------

refused 'a key given twice' 'map: "text" is given twice' tag -g gaz --map text=a,text=b a.jsonl
refused 'a key there is not' 'map: "body" is none of text, date, title, url, id, source, lang' \
	tag -g gaz --map body=a a.jsonl
refused 'an order of dates' "--date-order is dmy, mdy or ymd, not 'dmy,mdy'" tag -g gaz --date-order dmy,mdy a.jsonl
printf '\xff\xfeG\0e\0r\0m\0a\0n\0y\0.' >half.txt
INPUT=/dev/null
complains 'half a character of UTF-16' 3 gazet tag -g gaz half.txt <<'END_'
gazet: half.txt: truncated UTF-16: half of a character at the end; the document is skipped
END_

# ---- gazetteers ---------------------------------------------------------------------------------

mentions 'an import there is not' 2 "there is no import format 'access'" gazet gaz import access -o made a.jsonl
printf '{"label":"PERSON","pattern":"Ada Okafor"}\n' >ruler.jsonl
long=$(printf 'x/%02000d' 0)
mentions 'a path that is too long' 2 'File name too long' gazet gaz import spacy -o "$long$long$long" ruler.jsonl
printf '{"id":"1","text":"Rome","spans":[{"start":0,"end":4}]}\n' >bare.jsonl
printf '{"id":"1","text":"Rome","spans":[],"ambiguous":{}}\n' >doubt.jsonl
mentions 'a span that says nothing' 2 'bare.jsonl:1: a span says neither its type nor what it means' gazet eval -g gaz bare.jsonl
mentions 'doubts that are no array' 2 'doubt.jsonl:1: `ambiguous` is no array' gazet eval -g gaz doubt.jsonl

cmp a.db before >why 2>&1
same 'the database is as it was' /dev/null why
cd "$TOP" || exit 1
finish
