# The lines with @ are filled by src/pages/bash.awk from the tables of commands and options.

_gazet_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }

# Values with commas between them: the last one is completed.
_gazet_list() {
	local before=
	[[ $cur != *,* ]] || before=${cur%,*},
	mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
}

_gazet_files() {
	compopt -o filenames 2>/dev/null
	mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

# Ids that begin so; else those of names that do. Then what was typed stays among them, or the common beginning of the
# ids would take its place.
_gazet_entities() {
	local id beginning=() named=()
	[[ -n $cur ]] || return 0
	while IFS= read -r id; do
		if [[ $id == "$cur"* ]]; then beginning+=("$id"); else named+=("$id"); fi
	done < <("$program" entities "${cur##*/}" ${database:+-d "$database"} --limit 50 --format tsv 2>/dev/null |
		cut -f 1 | tail -n +2)
	if ((${#beginning[@]})); then
		COMPREPLY=("${beginning[@]}")
	elif [[ $cur != */* ]]; then
		COMPREPLY=("${named[@]}")
		((${#named[@]} < 2)) || COMPREPLY+=("$cur")
	fi
}

_gazet_takes_value() {
	case $1 in
@TAKES_VALUE@
	esac
	return 1
}

_gazet_option_names() {
	case $command:$verb in
@OPTIONS@
	esac
}

_gazet_value() {
	case $command:$1 in
@VALUES@
	esac
}

_gazet_argument() {
	case $command:$verb:$count in
@ARGUMENTS@
	esac
}

_gazet_commands() {
@COMMANDS@
}

_gazet() {
	local program=$1 cur=${COMP_WORDS[COMP_CWORD]} command= verb= database= option= ended= word
	local -i i count=0
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [[ -n $option ]]; then # bash makes a word of the = in --option=value
			[[ $word == = ]] && continue
			case $option in -d | --db) database=$word ;; esac
			option=
		elif [[ -z $ended && $word == -- ]]; then
			ended=yes
		elif [[ -z $ended && $word == -?* ]]; then
			if _gazet_takes_value "$word"; then option=$word; fi
		elif [[ -z $command ]]; then
			command=$word
		else
			case $command${verb:+:} in
@VERBS@
			*) count+=1 ;;
			esac
		fi
	done
	if [[ -n $option ]]; then
		[[ $cur != = ]] || cur=
		_gazet_value "$option"
	elif [[ -z $ended && $cur == -* ]]; then
		if [[ -z $command ]]; then _gazet_words '--help --version'; else _gazet_option_names; fi
	elif [[ -z $command ]]; then
		_gazet_commands
	else
		_gazet_argument
	fi
	return 0
}
complete -F _gazet gazet
