# markdown.awk: the Markdown of our own pages as mdoc: headings, paragraphs, lists, tables, code.

# Words that stand in bold, as they are typed.
function literal(s) {
	gsub(/\\/, "\\e", s)
	gsub(/-/, "\\-", s)
	gsub(/'/, "\\(aq", s)
	gsub(/`/, "\\(ga", s)
	gsub(/\^/, "\\(ha", s)
	gsub(/~/, "\\(ti", s)
	return s
}

# A line that begins so would be an instruction to the formatter.
function guard(s) {
	return s ~ /^[.']/ ? "\\&" s : s
}

# Text with its `code`, **bold** and [links](to); an --option is bold without being marked.
function inline(s,    out, at, rest, word, end) {
	out = ""
	while (match(s, /`[^`]+`|\*\*[^*]+\*\*|\*[A-Za-z][^*]*\*|\[[^]]+\]\([^)]*\)|--?[a-z][a-z-]*/)) {
		at = RSTART; word = substr(s, RSTART, RLENGTH); rest = substr(s, RSTART + RLENGTH)
		if (word ~ /^-/ && (at > 1 && substr(s, at - 1, 1) !~ /[ (\/]/)) {
			out = out plain(substr(s, 1, at)); s = substr(s, at + 1)
			continue
		}
		out = out plain(substr(s, 1, at - 1))
		if (word ~ /^`/)
			out = out "\\fB" unbroken(literal(substr(word, 2, length(word) - 2))) "\\fP"
		else if (word ~ /^\*\*/)
			out = out "\\fB" plain(substr(word, 3, length(word) - 4)) "\\fP"
		else if (word ~ /^\*/)
			out = out "\\fI" plain(substr(word, 2, length(word) - 2)) "\\fP"
		else if (word ~ /^-/)
			out = out "\\fB" literal(word) "\\fP"
		else {
			end = index(word, "](")
			out = out inline(substr(word, 2, end - 2))
			word = substr(word, end + 2, length(word) - end - 2)
			if (word ~ /^http/)
				out = out " \\(la" plain(word) "\\(ra"
		}
		s = rest
	}
	return out plain(s)
}
function plain(s) {
	gsub(/\\/, "\\e", s)
	return s
}

# A full stop in code ends no sentence.
function unbroken(s) {
	gsub(/\. /, ".\\\\\\& ", s)
	return s
}

# A paragraph, a line for each sentence.
function paragraph(s,    at) {
	s = inline(s)
	while (match(s, /[A-Za-z0-9)][.?!]\)? [A-Z(`\\]/)) {
		at = RSTART + RLENGTH - 2
		print guard(substr(s, 1, at - 1)) >out
		s = substr(s, at + 1)
	}
	print guard(s) >out
}

function code_begin() { print ".Bd -literal -offset indent" >out }
function code_line(s) { print guard(literal(s)) >out }
function code_end() { print ".Ed" >out }

function strip(s) {
	gsub(/^[ \t]+|[ \t]+$/, "", s)
	return s
}

# A row of a table: cells of text that is filled, but for short ones.
function table_row(line,    cells, n, i, s) {
	gsub(/\\\|/, "\001", line)
	n = split(line, cells, /\|/)
	for (i = 2; i < n; i++) {
		s = strip(cells[i])
		gsub(/\001/, "|", s)
		printf "%s", (i > 2 ? "\t" : "") >out
		if (length(s) > 14 || i == n - 1)
			printf "T{\n%s\nT}", guard(inline(s)) >out
		else
			printf "%s", guard(inline(s)) >out
	}
	printf "\n" >out
}
function table_begin(line,    n, cells, i) {
	n = split(line, cells, /\|/) - 2
	print ".Bd -ragged\n.TS" >out
	for (i = 1; i < n; i++)
		printf "lI " >out
	print "lIx" >out
	for (i = 1; i < n; i++)
		printf "l " >out
	print "lx." >out
	table_row(line)
}
function table_end() { print ".TE\n.Ed" >out }

# What was collected of a paragraph or an item goes out.
function flush() {
	if (gathered != "") {
		if (needs_gap)
			print ".Pp" >out
		paragraph(gathered)
		needs_gap = 1
	}
	gathered = ""
}
function list_end() {
	flush()
	if (in_list) {
		print ".El" >out
		needs_gap = 1
	}
	in_list = ""
}
function item(s,    at, kind) {
	flush()
	kind = s ~ /^(`[^`]*`|[0-9]+): / ? "tag -width Ds" : in_number ? "enum -compact" : "dash -compact"
	if (!in_list) {
		if (needs_gap && kind !~ /tag/)
			print ".Pp" >out
		print ".Bl -" kind >out
		in_list = kind
	}
	needs_gap = 0
	if (in_list ~ /tag/) {
		at = index(s, ": ")
		print ".It " inline(substr(s, 1, at - 1)) >out
		gathered = substr(s, at + 2)
	} else {
		print ".It" >out
		gathered = s
	}
}

# heading(): of "## Files"; before each, the caller's before_section(section) may print something.
function heading(line,    level, section) {
	list_end()
	level = index(line, " ") - 1
	section = substr(line, level + 2)
	gsub(/`/, "", section)
	needs_gap = 0
	if (level == 2) {
		before_section(section)
		print ".Sh " toupper(section) >out
	} else
		print ".Ss " literal(section) >out
}

# The page behind its title; `out` is the file that is written.
function convert(file,    line, fence, indented, rows) {
	gathered = in_list = ""
	needs_gap = fence = indented = rows = 0
	while ((getline line < file) > 0) {
		if (line ~ /^ *```/) {
			flush()
			fence = !fence
			if (fence) code_begin()
			else { code_end(); needs_gap = !in_list }
			continue
		}
		if (fence) { code_line(line); continue }
		if (indented && line !~ /^    / && line != "") { code_end(); indented = 0; needs_gap = 1 }
		if (indented) { code_line(substr(line, 5)); continue }
		if (rows && line !~ /^\|/) { table_end(); rows = 0; needs_gap = 1 }
		if (line ~ /^\|/) {
			if (!rows++) { list_end(); table_begin(line) }
			else if (line !~ /^\|[-| :]*$/) table_row(line)
		} else if (line ~ /^# /)
			continue
		else if (line ~ /^#/)
			heading(line)
		else if (line == "")
			flush()
		else if (line ~ /^(-|[0-9]+\.) /) {
			in_number = line !~ /^-/
			item(substr(line, index(line, " ") + 1))
		} else if (line ~ /^    / && gathered == "") {
			list_end()
			code_begin(); code_line(substr(line, 5)); indented = 1
		} else {
			if (in_list && gathered == "" && line !~ /^ /)
				list_end()
			gathered = gathered (gathered == "" ? "" : " ") strip(line)
		}
	}
	close(file)
	if (indented) code_end()
	if (rows) table_end()
	list_end()
}
