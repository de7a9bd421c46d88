# bash.awk: completion for bash. Set: tables.

function quote(s) {
	gsub(/'/, "'\\''", s)
	return "'" s "'"
}

# What a value or an argument may be, as a call of a helper of the script.
function offer(words, kind, list) {
	if (words != "")
		return (list ? "_gazet_list " : "_gazet_words ") quote(words)
	return kind ? "_gazet_" kind : ""
}

# The options of a command or verb.
function option_words(c,    o, all) {
	for (o = 1; o <= options[c]; o++)
		if (is_first(c, o))
			all = all " --" option_name[c, o] (letter[c, o] ? " -" letter[c, o] : "")
	return substr(all, 2)
}

# A branch of a case, unless there is nothing to offer.
function branch(pattern, call) {
	if (call != "")
		printf "\t%s) %s ;;\n", pattern, call
}

function print_values(c,    o) {
	for (o = 1; o <= options[c]; o++)
		if (value[c, o] && is_first(c, o))
			branch(name[c] ":--" option_name[c, o] (letter[c, o] ? " | " name[c] ":-" letter[c, o] : ""),
				offer(choices_of(c, option_name[c, o]), kind_of(value[c, o]), value[c, o] ~ /,\.\.\./))
}

function print_arguments(c,    v, list) {
	for (v = 1; v <= verbs[c]; v++) {
		list = list " " verb_name[c, v]
		branch(name[c] ":" verb_name[c, v] ":0", offer(verb_words[c, v], kind_of(verb_args[c, v])))
		branch(name[c] ":" verb_name[c, v] ":*", offer("", kind_of(verb_args[c, v])))
	}
	if (verbs[c])
		branch(name[c] "::*", offer(substr(list, 2)))
	else {
		branch(name[c] "::0", offer(words[c], kind_of(args[c])))
		branch(name[c] "::*", offer("", kind_of(args[c])))
	}
}

END {
	print "# bash completion for gazet. Made by src/pages/bash.awk."
	while ((getline line < frame) > 0) {
		if (line == "@COMMANDS@") {
			for (c = 1; c <= commands; c++)
				all = all (c > 1 ? " " : "") name[c]
			print "\t_gazet_words " quote(all)
		} else if (line == "@TAKES_VALUE@") {
			for (c = 1; c <= commands; c++)
				for (o = 1; o <= options[c]; o++)
					if (value[c, o] && !seen[option_name[c, o]]++)
						alternatives = alternatives (alternatives ? " | " : "") "--" option_name[c, o] \
							(letter[c, o] ? " | -" letter[c, o] : "")
			print "\t" alternatives ") return 0 ;;"
		} else if (line == "@VERBS@") {
			for (c = 1; c <= commands; c++)
				if (verbs[c])
					with_verbs = with_verbs (with_verbs ? " | " : "") name[c]
			print "\t\t" with_verbs ") verb=$word ;;"
		} else if (line == "@OPTIONS@")
			for (c = 1; c <= commands; c++) {
				for (v = 1; v <= verbs[c]; v++)
					branch(name[c] ":" verb_name[c, v], "_gazet_words " quote(option_words(c "." v)))
				branch(name[c] ":*", "_gazet_words " quote(option_words(c)))
			}
		else if (line == "@VALUES@")
			for (c = 1; c <= commands; c++)
				print_values(c)
		else if (line == "@ARGUMENTS@")
			for (c = 1; c <= commands; c++)
				print_arguments(c)
		else
			print line
	}
}
