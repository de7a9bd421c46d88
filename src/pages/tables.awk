# tables.awk: reads what `gazet help --tables` prints (see src/cmd/tables.c) into arrays, for the scripts beside it.
# By number of command c, option o, example e, verb v: name[c], args[c], option_name[c, o] and so on. The options of a verb
# stand under c "." v in place of c.

BEGIN { FS = "\t" }

FILENAME != tables { next }
$1 == "version" { version = $2 }
$1 == "command" {
	c = ++commands
	name[c] = $2; args[c] = $3; summary[c] = $4; group[c] = $5
	v = 0
}
$1 == "text" && v { verb_text[c, v] = verb_text[c, v] $2 "\n\n" }
$1 == "text" && !v { text[c] = text[c] $2 "\n\n" }
$1 == "option" {
	k = v ? c "." v : c
	o = ++options[k]
	option_name[k, o] = $2; letter[k, o] = $3; value[k, o] = $4; choices[k, o] = $5; help[k, o] = $6
}
$1 == "note" || $1 == "run" {
	e = ++examples[c]
	example_kind[c, e] = $1; example[c, e] = substr($0, length($1) + 2)
}
$1 == "verb" { v = ++verbs[c]; verb_name[c, v] = $2; verb_args[c, v] = $3 }
$1 == "word" && v { verb_words[c, v] = verb_words[c, v] (verb_words[c, v] ? " " : "") $2 }
$1 == "word" && !v { words[c] = words[c] (words[c] ? " " : "") $2 }
$1 == "topic" { topic[++topics] = $2; title[topics] = $3 }

# The choices of all rows of an option, with blanks between them; what stands for others is left out.
function choices_of(c, wanted,    o, all, list, n, i) {
	all = " "
	for (o = 1; o <= options[c]; o++) {
		if (option_name[c, o] != wanted)
			continue
		n = split(choices[c, o], list, /\|/)
		for (i = 1; i <= n; i++)
			if (list[i] != "..." && !index(all, " " list[i] " "))
				all = all list[i] " "
	}
	return substr(all, 2, length(all) - 2)
}

# Is this the first row of its option?
function is_first(c, o,    i) {
	for (i = 1; i < o; i++)
		if (option_name[c, i] == option_name[c, o])
			return 0
	return 1
}

# What an argument or value is by the word that stands for it in help: "files", "entities" or nothing.
function kind_of(word) {
	if (word ~ /ENTITY/)
		return "entities"
	if (word ~ /PATH|FILE|FOLDER|GOLD|OLD|OUT/)
		return "files"
	return ""
}
