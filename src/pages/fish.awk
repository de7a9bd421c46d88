# fish.awk: completion for fish. Set: tables.

function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/'/, "\\'", s)
	return "'" s "'"
}

function offer(words, kind, list) {
	if (words != "")
		return list ? " -x -a " quote("(__fish_complete_list , 'printf \"%s\\n\" " words "')") : " -x -a " quote(words)
	if (kind == "files")
		return " -r -F"
	return kind == "entities" ? " -x -a '(__gazet_entities)'" : " -x"
}

# What stands behind the command or verb that the condition describes.
function print_arguments(condition, words, arguments) {
	if (words != "")
		print "complete -c gazet -n " condition " -a " quote(words)
	if (kind_of(arguments) == "files")
		print "complete -c gazet -n " condition " -F"
	else if (kind_of(arguments) == "entities")
		print "complete -c gazet -n " condition " -a '(__gazet_entities)'"
}

# The options of a command or verb.
function print_options(condition, c,    o) {
	for (o = 1; o <= options[c]; o++)
		if (is_first(c, o))
			print "complete -c gazet -n " condition " -l " option_name[c, o] (letter[c, o] ? " -s " letter[c, o] : "") \
				(value[c, o] ? offer(choices_of(c, option_name[c, o]), kind_of(value[c, o]), value[c, o] ~ /,\.\.\./) : "") \
				" -d " quote(help[c, o])
}

END {
	print "# fish completion for gazet. Made by src/pages/fish.awk.\n"
	print "# Ids of entities by their beginning, or by words of their names."
	print "function __gazet_entities"
	print "\tset -l word (string replace -r '.*/' '' -- (commandline -ct))"
	print "\ttest -n \"$word\"; or return"
	print "\tset -l database (string match -r -g -- '(?:--db[= ]|-d *)(\\S+)' (commandline -p))"
	print "\tset -q database[1]; and set database -d $database[1]"
	print "\tgazet entities $word $database --limit 50 --format tsv 2>/dev/null | tail -n +2 | string replace -r '^([^\\t]*\\t[^\\t]*).*' '$1'"
	print "end\n"
	print "complete -c gazet -f"
	for (c = 1; c <= commands; c++)
		print "complete -c gazet -n __fish_use_subcommand -a " name[c] " -d " quote(summary[c])
	for (c = 1; c <= commands; c++) {
		condition = quote("__fish_seen_subcommand_from " name[c])
		list = ""
		for (v = 1; v <= verbs[c]; v++) {
			list = list (v > 1 ? " " : "") verb_name[c, v]
			with_verb = quote("__fish_seen_subcommand_from " name[c] "; and __fish_seen_subcommand_from " verb_name[c, v])
			print_arguments(with_verb, verb_words[c, v], verb_args[c, v])
			print_options(with_verb, c "." v)
		}
		if (verbs[c])
			print "complete -c gazet -n " quote("__fish_seen_subcommand_from " name[c] \
				"; and not __fish_seen_subcommand_from " list) " -a " quote(list)
		else {
			print_arguments(condition, words[c], args[c])
			print_options(condition, c)
		}
	}
}
