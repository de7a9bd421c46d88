#!/bin/bash
# Dates: which of its sources tells the day of a document, in which order, and what is no date.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
days() { gazet tag -g "$T/gaz" "$@" 2>/dev/null | jq -r '[.id, .date // "undated"] | join(" ")'; }
cd "$T" || exit 1

cat >a.jsonl <<'END'
{"id":"iso","date":"2017-07-07T23:30:00-08:00","text":"Germany"}
{"id":"reuters","date":"Fri Oct 28, 2011 1:26pm EDT","text":"Germany"}
{"id":"old","date":" 7-APR-1987 16:22:00.0","text":"Germany"}
{"id":"month","date":"2017-07","text":"Germany"}
{"id":"year","date":1987,"text":"Germany"}
{"id":"numbers","date":"07/08/2017","text":"Germany"}
{"id":"impossible","date":"2017-02-30","url":"https://example.org/2016/01/02/x.html","text":"Germany"}
{"id":"url","url":"https://example.org/news/2016/01/02/a-title?year=2001","text":"Germany"}
{"id":"url-month","url":"https://example.org/2016/03/a-title","text":"Germany"}
{"id":"number","url":"https://example.org/20160102/title","text":"Germany"}
{"id":"none","text":"Germany"}
END
cp a.jsonl 1999-12-31.jsonl

gives 'the day is the one written, in its own zone' 0 days a.jsonl <<'END'
iso 2017-07-07
reuters 2011-10-28
old 1987-04-07
month 2017-07
year 1987
numbers undated
impossible 2016-01-02
url 2016-01-02
url-month 2016-03
number undated
none undated
END
gives 'numbers alone need an order' 0 eval 'for order in dmy mdy ymd; do days --date-order $order a.jsonl | grep numbers; done' <<'END'
numbers 2017-08-07
numbers 2017-07-08
numbers undated
END
gives 'an archive of many has no day of its own' 0 eval 'days 1999-12-31.jsonl | grep none' <<'END'
none undated
END
gives 'but when it is asked for' 0 eval 'days --date-from field,path 1999-12-31.jsonl | grep -E "none|url|iso"' <<'END'
iso 2017-07-07
url 1999-12-31
url-month 1999-12-31
none 1999-12-31
END
gives 'the order is the order' 0 eval 'days --date-from url,field,path 1999-12-31.jsonl | grep -E "impossible|iso|number "' <<'END'
iso 2017-07-07
impossible 2016-01-02
number 1999-12-31
END
mkdir -p 2017/07/08 2018/09
echo 'Germany' >2017/07/08/a.txt
echo 'Germany' >2018/09/b.txt
echo 'Germany' >2018/09/c-2018-09-30.txt
touch -d '2001-02-03 12:00 UTC' 2018/09/b.txt
gives 'paths of texts, the PATH and above it too' 0 days "$T/2017" "$T/2018" <<'END'
07/08/a.txt 2017-07-08
09/b.txt 2018-09
09/c-2018-09-30.txt 2018-09-30
END
gives 'the time of the file, where it is asked for' 0 days --date-from modified 2018/09/b.txt <<'END'
b.txt 2001-02-03
END
printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2015-05-06T07:08:09Z\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nGermany\r\n\r\n' >a.wet
gives 'when it was fetched is no date' 0 days a.wet <<'END'
20150506070809/https://example.org/a undated
END
gives 'but when it is asked for' 0 days --date-from field,url,fetched a.wet <<'END'
20150506070809/https://example.org/a 2015-05-06
END

run gazet index -g "$T/gaz" -d d.db a.jsonl
mentions 'what is no date is counted, with examples' 0 'dates that could not be understood: 2, such as a.jsonl:6: "07/08/2017"' gazet index --full-scan -g "$T/gaz" -d d.db a.jsonl
mentions 'and more of them' 0 '  and a.jsonl:7: "2017-02-30"' gazet index --full-scan -g "$T/gaz" -d d.db a.jsonl
mentions 'for days in numbers the option is named' 0 \
	'days in numbers alone: 1 of them (--date-order dmy, mdy or ymd says which number is the day)' gazet index --full-scan -g "$T/gaz" -d d.db a.jsonl
run gazet index --full-scan --date-order ymd -g "$T/gaz" -d ymd.db a.jsonl
holds 'but not where it was given' eval 'grep -q "could not be understood: 2" "$T/err" && ! grep -q "in numbers alone" "$T/err"'
mkdir "$T/named"
echo Germany >"$T/named/wire_03-05-2012.txt"
gives 'names of files have numbers, too' 0 eval 'for order in dmy mdy ymd; do days --date-order $order "$T/named"; done' <<'END'
wire_03-05-2012.txt 2012-05-03
wire_03-05-2012.txt 2012-03-05
wire_03-05-2012.txt undated
END
cat >words.jsonl <<'END'
{"id":"de","date":"Dienstag, 3. Mai 2011, 14:30","text":"Germany"}
{"id":"es","date":"3 de mayo de 2011","text":"Germany"}
{"id":"fr","date":"1er févr. 2011","text":"Germany"}
{"id":"ru","date":"3 мая 2011 г.","text":"Germany"}
{"id":"zh","date":"2011年5月3日","text":"Germany"}
{"id":"seconds","date":1499212800,"text":"Germany"}
{"id":"milliseconds","date":"1499212800123","text":"Germany"}
{"id":"hour","date":"2017070516","text":"Germany"}
END
gives 'months of other languages, and time as programs count it' 0 days words.jsonl <<'END'
de 2011-05-03
es 2011-05-03
fr 2011-02-01
ru 2011-05-03
zh 2011-05-03
seconds 2017-07-05
milliseconds 2017-07-05
hour undated
END
long=a$(printf 'é%.0s' {1..110})
mkdir "$long"
printf '{"text":"NATO","date":"%s"}\n' "$long" >"$long/a.jsonl"
mentions 'a long path and a long date lose whole characters' 0 \
	"such as ...$(printf 'é%.0s' {1..71})/a.jsonl:1: \"a$(printf 'é%.0s' {1..19})\"" gazet index -g "$T/gaz" -d long.db "$long/a.jsonl"
gives 'another order is another date of the same document' 0 eval '
	gazet index -q --json --date-order dmy -g "$T/gaz" -d d.db a.jsonl | jq -c "[.replaced, .unchanged, .bad_dates]"
	sqlite3 d.db "SELECT date FROM v_document WHERE doc = \"numbers\""' <<'END'
[1,10,1]
2017-08-07
END
# Few file systems can tell such a time; this one can, where it is.
late=$(mktemp -d /dev/shm/gazet-test.XXXXXX 2>/dev/null) || late=.
printf 'Germany\n' >"$late/late.txt"
touch -d @999999999999 "$late/late.txt"
gives 'the time of a file behind the last day that can be written is none' 0 eval '
	gazet index -q --date-from modified -g "$T/gaz" -d late.db "$late/late.txt"
	sqlite3 late.db "SELECT count(*) FROM document WHERE day > 2932896"' <<'END'
0
END
[ "$late" = . ] || rm -r "$late"
complains 'a source that there is not' 2 gazet tag --date-from field,mtime a.jsonl <<'END'
gazet: --date-from is field, url, path, fetched or modified, not 'mtime'
END
complains 'a source twice' 2 gazet tag --date-from url,url a.jsonl <<'END'
gazet: date-from: "url" is given twice
END
complains 'an order that there is not' 2 gazet tag --date-order ydm a.jsonl <<'END'
gazet: --date-order is dmy, mdy or ymd, not 'ydm'
END
cd "$TOP" || exit 1

finish
