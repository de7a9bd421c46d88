# man.awk: manual pages in mdoc: gazet(1), a page for each command, and pages of section 5 from our Markdown.
# Set: tables (the file with the tables), folder, day (of the pages), usage, gazetteer, schema (files in Markdown).

function head(page, section, about) {
	out = folder "/" page "." section
	printf "" >out
	print "'\\\" t" >out
	print ".\\\" Made by src/pages/man.awk: edit the tables of src/cmd or the pages of docs instead." >out
	print ".Dd " day "\n.Dt " toupper(page) " " section "\n.Os gazet " version >out
	print ".Sh NAME\n.Nm " page "\n.Nd " about >out
}

# A usage line: words in capitals are replaced by the reader, the rest is typed.
function usage_line(s,    done, word) {
	done = ""
	while (match(s, /[A-Z][A-Z]+/)) {
		word = substr(s, RSTART, RLENGTH)
		done = done literal(substr(s, 1, RSTART - 1)) "\\fI" word "\\fP"
		s = substr(s, RSTART + RLENGTH)
	}
	return done literal(s) (s ~ /[].]$/ ? "\\&" : "")
}

function synopsis(command, arguments) {
	print ".Nm gazet " literal(command) >out
	if (arguments)
		print guard(usage_line(arguments)) >out
	print ".Op Ar options" >out
}

function print_options(c, common,    o) {
	print ".Bl -tag -width Ds" >out
	for (o = 1; o <= options[c]; o++) {
		if (is_common(option_name[c, o]) != common)
			continue
		printf ".It %s\\fB\\-\\-%s\\fP%s\n", letter[c, o] ? "\\fB\\-" letter[c, o] "\\fP, " : "",
			literal(option_name[c, o]), value[c, o] ? " \\fI" literal(value[c, o]) "\\fP" : "" >out
		paragraph(help[c, o])
	}
	print ".El" >out
}
# "--db, --unique": what a verb has of its own.
function option_list(c,    o, list) {
	for (o = 1; o <= options[c]; o++)
		if (!is_common(option_name[c, o]))
			list = list (list ? ", " : "") "--" option_name[c, o]
	return list
}
function is_common(option) { return option ~ /^(quiet|verbose|help|version)$/ }

# Examples of a command; `most`: the first ones only.
function print_examples(c, most,    e, inside, shown) {
	for (e = 1; e <= examples[c]; e++) {
		if (example_kind[c, e] == "note") {
			if (inside)
				code_end()
			if (++shown > most)
				return
			if (needs_gap)
				print ".Pp" >out
			needs_gap = 1
			inside = 0
			paragraph(toupper(substr(example[c, e], 1, 1)) substr(example[c, e], 2) ":")
			continue
		}
		if (!inside)
			code_begin()
		inside = 1
		code_line("$ " example[c, e])
	}
	if (inside)
		code_end()
}

function print_text(s,    list, n, i) {
	n = split(s, list, /\n\n/)
	for (i = 1; i < n; i++) {
		if (i > 1)
			print ".Pp" >out
		paragraph(list[i])
	}
}

function command_page(c,    v) {
	head("gazet-" name[c], 1, inline(summary[c]))
	print ".Sh SYNOPSIS" >out
	if (!verbs[c])
		synopsis(name[c], args[c])
	for (v = 1; v <= verbs[c]; v++)
		synopsis(name[c] " " verb_name[c, v], verb_args[c, v])
	print ".Sh DESCRIPTION" >out
	print_text(text[c])
	if (!text[c])
		print toupper(substr(summary[c], 1, 1)) inline(substr(summary[c], 2)) "." >out
	for (v = 1; v <= verbs[c]; v++) {
		print ".Ss gazet " literal(name[c] " " verb_name[c, v]) (verb_args[c, v] ? " " usage_line(verb_args[c, v]) : "") >out
		print_text(verb_text[c, v])
		print ".Pp" >out
		paragraph("Options: " option_list(c "." v) ".")
	}
	print ".Sh OPTIONS" >out
	print_options(c, 0)
	print ".Pp\nand, as every command:" >out
	print_options(c, 1)
	if (examples[c]) {
		print ".Sh EXAMPLES" >out
		needs_gap = 0
		print_examples(c, 99)
	}
	print ".Sh SEE ALSO\n.Xr gazet 1" >out
	close(out)
}

# In gazet(1), between the text and the sections of the page `usage`.
function before_section(section,    c, t, last, o) {
	if (page != "gazet" || section != "Environment")
		return
	print ".Sh COMMANDS" >out
	for (c = 1; c <= commands; c++) {
		if (group[c] == last)
			continue
		last = group[c]
		if (last in told)
			continue
		told[last] = 1
		print ".Ss " toupper(substr(last, 1, 1)) substr(last, 2) >out
		print ".Bl -tag -width Ds" >out
		for (o = 1; o <= commands; o++)
			if (group[o] == last)
				print ".It Nm gazet " literal(name[o]) (args[o] ? " " usage_line(args[o]) : "") "\n" inline(summary[o]) ";\nsee\n.Xr gazet-" \
					name[o] " 1 ." >out
		print ".El" >out
	}
	print ".Sh OPTIONS\nEvery command takes these; the page of a command has its own." >out
	print_options(1, 1)
	print ".Sh TOPICS\n.Ic gazet help Ar TOPIC\nprints a page of the documentation:\n.Bl -tag -width boilerplate -compact" >out
	for (t = 1; t <= topics; t++)
		print ".It Cm " topic[t] "\n" inline(title[t]) >out
	print ".El" >out
}

# Links to the pages of all commands, by name.
function see_commands(    c, i, order) {
	for (c = 1; c <= commands; c++) {
		for (i = c; i > 1 && order[i - 1] > name[c]; i--)
			order[i] = order[i - 1]
		order[i] = name[c]
	}
	for (c = 1; c <= commands; c++)
		print ".Xr gazet-" order[c] " 1 ," >out
}

function overview(    c) {
	page = "gazet"
	head(page, 1, "who and what is named in an archive of articles, when, and with whom")
	print ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar options\n.Op Ar arguments\n.Sh DESCRIPTION" >out
	convert(usage)
	print ".Sh EXAMPLES" >out
	needs_gap = 0
	for (c = 1; c <= commands; c++)
		if (name[c] ~ /^(index|cooc|timeline|kwic)$/)
			print_examples(c, 1)
	print ".Sh SEE ALSO" >out
	see_commands()
	print ".Xr sqlite3 1 ,\n.Xr gazet-gazetteer 5 ,\n.Xr gazet-schema 5" >out
	close(out)
}

function topic_page(about, file, summary) {
	page = about
	head("gazet-" about, 5, summary)
	print ".Sh DESCRIPTION" >out
	convert(file)
	print ".Sh SEE ALSO\n.Xr gazet 1" >out
	close(out)
}

END {
	overview()
	for (c = 1; c <= commands; c++)
		command_page(c)
	topic_page("gazetteer", gazetteer, "the format of gazetteers")
	topic_page("schema", schema, "tables and views of a database of gazet")
}
