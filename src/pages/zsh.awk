# zsh.awk: completion for zsh. Set: tables.

function quote(s) {
	gsub(/'/, "'\\''", s)
	return "'" s "'"
}

# Help between the brackets of _arguments.
function told(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/\[/, "\\[", s)
	gsub(/\]/, "\\]", s)
	return s
}
function without_colons(s) {
	gsub(/:/, "\\:", s)
	return s
}

function action(words, kind, list, label) {
	if (words != "")
		return list ? "{_values -s , " label " " words "}" : "(" words ")"
	return kind == "files" ? "_files" : kind == "entities" ? "_gazet_entities" : " "
}

function option_spec(c, o,    long, short, label, spec) {
	long = "--" option_name[c, o]
	short = letter[c, o] ? "-" letter[c, o] : ""
	spec = help[c, o] ~ /repeated/ ? quote("*") : short ? quote("(" short " " long ")") : ""
	if (value[c, o])
		spec = spec (short ? "{" short "+," long "=}" : long "=")
	else
		spec = spec (short ? "{" short "," long "}" : long)
	spec = spec quote("[" told(help[c, o]) "]")
	if (!value[c, o])
		return spec
	label = value[c, o]
	sub(/,\.\.\.$/, "", label)
	return spec quote(":" without_colons(label) ":" action(choices_of(c, option_name[c, o]), kind_of(value[c, o]),
		value[c, o] ~ /,\.\.\./, label))
}

function argument_specs(words, arguments,    label) {
	label = arguments
	gsub(/[^A-Z|-]/, " ", label)
	sub(/^ */, "", label); sub(/ .*/, "", label)
	if (words != "")
		printf " \\\n\t\t\t%s", quote("1:" label ":(" words ")")
	if (kind_of(arguments))
		printf " \\\n\t\t\t%s", quote("*:" label ":" action("", kind_of(arguments)))
}

function print_arguments(c, pattern, words, arguments,    o) {
	printf "\t\t%s)\n\t\t\t_arguments -s -S", pattern
	for (o = 1; o <= options[c]; o++)
		if (is_first(c, o))
			printf " \\\n\t\t\t%s", option_spec(c, o)
	argument_specs(words, arguments)
	printf " ;;\n"
}

END {
	print "#compdef gazet\n# zsh completion for gazet. Made by src/pages/zsh.awk.\n"
	print "# Ids of entities by their beginning, or by words of their names."
	print "_gazet_entities() {"
	print "\tlocal database=${opt_args[--db]:-${opt_args[-d]}}"
	print "\tlocal -a ids"
	print "\t[[ -n $PREFIX ]] || return 1"
	print "\tids=(${(f)\"$(_call_program entities gazet entities ${(q)PREFIX##*/} ${database:+-d ${(q)database}} \\"
	print "\t\t--limit 50 --format tsv 2>/dev/null | cut -f 1 | tail -n +2)\"})"
	print "\tcompadd -U -a ids\n}\n"
	print "_gazet() {\n\tlocal curcontext=\"$curcontext\" state line\n\tlocal -a commands verbs\n\ttypeset -A opt_args\n\tcommands=("
	for (c = 1; c <= commands; c++)
		print "\t\t" quote(name[c] ":" summary[c])
	print "\t)"
	print "\t_arguments -C '1: :->command' '*:: :->rest'"
	print "\tcase $state in\n\tcommand) _describe -t commands command commands ;;\n\trest)\n\t\tcase $words[1] in"
	for (c = 1; c <= commands; c++) {
		if (!verbs[c]) {
			print_arguments(c, name[c], words[c], args[c])
			continue
		}
		list = ""
		for (v = 1; v <= verbs[c]; v++)
			list = list (v > 1 ? " " : "") verb_name[c, v]
		print "\t\t" name[c] ")\n\t\t\tif ((CURRENT == 2)); then\n\t\t\t\tverbs=(" list ")\n\t\t\t\t_describe -t verbs verb verbs"
		print "\t\t\t\treturn\n\t\t\tfi\n\t\t\tshift words\n\t\t\t((CURRENT--))\n\t\t\tcase $words[1] in"
		for (v = 1; v <= verbs[c]; v++)
			print_arguments(c "." v, verb_name[c, v], verb_words[c, v], verb_args[c, v])
		print "\t\t\tesac ;;"
	}
	print "\t\tesac ;;\n\tesac\n}\n\n_gazet \"$@\""
}
