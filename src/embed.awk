# embed.awk: text files as a C table of {name, text} rows, for the schema, the help topics and the pages of reports.
# Set: header (what declares the table), type (its struct), table (its name), root (cut off in front of names), whole
# (names keep their endings); as: the name of a file, set in front of it.

function escape(line) {
	gsub(/\\/, "\\\\\\\\", line)
	gsub(/"/, "\\\"", line)
	gsub(/\t/, "\\t", line)
	return line
}

BEGIN {
	printf "/* Made by src/embed.awk. */\n#include <stddef.h>\n\n#include \"%s\"\n\nconst struct %s %s[] = {\n", header, type, table
}

FNR == 1 {
	if (open)
		print "\t},"
	name = as != "" ? as : substr(FILENAME, length(root) + 1)
	if (!whole)
		sub(/\.[a-z]+$/, "", name)
	printf "\t{\n\t\t\"%s\",\n", name
	open = 1
}

{
	printf "\t\t\"%s\\n\"\n", escape($0)
}

END {
	if (open)
		print "\t},"
	print "\t{NULL, NULL},\n};"
}
