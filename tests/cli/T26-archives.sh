#!/bin/bash
# Archives: tar and zip are read like folders, packed or not, one in another; hostile ones do no harm.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
tag() { gazet tag -g "$T/gaz" "$@"; }
# The ids of the documents, in order; what was tagged stays in $T/tagged.
ids() {
	tag "$@" >"$T/tagged"
	jq -r .id "$T/tagged"
}

mkdir -p "$T/in/2017/07/07" "$T/in/.hidden" && cd "$T/in" || exit 1
echo 'Angela Merkel in Hamburg.' >a.txt
echo 'Vladimir Putin.' >2017/07/07/b.txt
echo 'Not this one, Russia.' >.hidden/c.txt
printf '{"id":"1","text":"Germany"}\n{"id":"2","date":"2017-07-07","text":"Russia"}\n' >d.jsonl
gzip -k d.jsonl && mv d.jsonl.gz e.jsonl.gz
head -c 600 /dev/zero >f.bin
python3 -B - <<'END'
import io, tarfile, zipfile

FILES = ["a.txt", "2017/07/07/b.txt", ".hidden/c.txt", "d.jsonl", "e.jsonl.gz", "f.bin"]

def add(tar, name, data=b"Angela Merkel", kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data) if kind == tarfile.REGTYPE else 0, kind, link
    tar.addfile(info, io.BytesIO(data))

for mode, name in (("w", "x.tar"), ("w:gz", "x.tar.gz"), ("w:bz2", "x.tbz"), ("w:xz", "x.txz")):
    for style in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT):
        with tarfile.open("../" + name, mode, format=style) as tar:
            for file in FILES:
                tar.add(file)
        if mode == "w":
            with open("../x.tar", "rb") as data, open("../x%d.tar" % style, "wb") as out:
                out.write(data.read())
for method, name in ((zipfile.ZIP_STORED, "stored.zip"), (zipfile.ZIP_DEFLATED, "x.zip")):
    with zipfile.ZipFile("../" + name, "w", method) as archive:
        for file in FILES:
            archive.write(file)
        archive.writestr("dir/", "")
        archive.writestr("é.txt", "Germany")
with zipfile.ZipFile("../outer.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write("../x.tar.gz", "y/x.tar.gz")
with zipfile.ZipFile("../third.zip", "w") as archive:
    archive.write("../outer.zip", "outer.zip")
    archive.writestr("behind.txt", "Russia")
with zipfile.ZipFile("../empty.zip", "w") as archive:
    pass
with tarfile.open("../tricks.tar", "w") as tar:
    add(tar, "../../../../tmp/out.txt")
    add(tar, "/etc/passwd.txt")
    add(tar, "./../x/./y.txt")
    add(tar, "link.txt", kind=tarfile.SYMTYPE, link="/etc/hostname")
    add(tar, "hard.txt", kind=tarfile.LNKTYPE, link="../a.txt")
    add(tar, "pipe.txt", kind=tarfile.FIFOTYPE)
    add(tar, "last.txt")
with zipfile.ZipFile("../tricks.zip", "w") as archive:
    for name in ("../../../../tmp/out.txt", "/etc/passwd.txt", "..\\x\\y.txt", "C:\\z.txt", "./../x/./y.txt"):
        archive.writestr(zipfile.ZipInfo(name), "Angela Merkel")
    for name, kind in (("link.txt", 0o120777), ("device.txt", 0o020666)):
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, kind << 16
        archive.writestr(info, "/etc/hostname")
    archive.writestr("last.txt", "Angela Merkel")
with tarfile.open("../bomb.tar.xz", "w:xz") as tar:
    add(tar, "before.txt")
    add(tar, "zeros.txt", b"a b\n" * (40 << 20))
    add(tar, "after.txt")
END
cd "$TOP" || exit 1
rm "$T/in/e.jsonl.gz" && gzip -c "$T/in/d.jsonl" >"$T/in/e.jsonl.gz"

for archive in x.tar x0.tar x1.tar x2.tar x.tar.gz x.tbz x.txz; do
	gives "$archive: its members are documents, in their order" 0 ids "$T/$archive" <<'END'
a.txt
2017/07/07/b.txt
1
2
1
2
END
done
for archive in x.zip stored.zip; do
	gives "$archive: the same, and a name in Unicode" 0 ids "$T/$archive" <<'END'
a.txt
2017/07/07/b.txt
1
2
1
2
é.txt
END
done
for archive in x.tar.gz x.zip; do
	ids - <"$T/$archive" >"$T/piped"
	ids "$T/$archive" >"$T/named"
	same "$archive from a pipe is the same" "$T/named" "$T/piped"
done
tag "$T/x.tar" >"$T/tagged"
gives 'a folder in an archive may be a date' 0 jq -c 'select(.id | endswith("b.txt")) | .date' "$T/tagged" <<'END'
"2017-07-07"
END
# What was changed on the way is told by the check sums: of a member, and of all of a packed archive.
python3 - "$T" <<'END'
import gzip, io, sys, tarfile, zipfile
folder = sys.argv[1]
for method, name in ((zipfile.ZIP_STORED, "flipped.zip"), (zipfile.ZIP_DEFLATED, "sum.zip")):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("one.txt", "Angela Merkel said so.")
        archive.writestr("two.txt", "Angela Merkel agreed.")
    data = bytearray(out.getvalue())
    if method == zipfile.ZIP_STORED:
        data[data.index(b"Angela Merkel said")] = ord("B")
    else:  # the sum in front of the member, and in the directory
        for mark, at in ((b"PK\3\4", 14), (b"PK\1\2", 16)):
            data[data.index(mark) + at] ^= 1
    open(f"{folder}/{name}", "wb").write(data)
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w") as tar:
    info = tarfile.TarInfo("one.txt")
    info.size = 13
    tar.addfile(info, io.BytesIO(b"Angela Merkel"))
data = bytearray(gzip.compress(out.getvalue()))
data[-8] ^= 1
open(f"{folder}/sum.tar.gz", "wb").write(data)
END
for archive in flipped.zip sum.zip; do
	mentions "$archive: a member that is not what it was" 3 "$archive/one.txt: truncated or damaged archive" tag "$T/$archive"
	gives "$archive: the others are read" 0 eval "ids '$T/$archive' 2>/dev/null || true" <<'END'
two.txt
END
done
mentions 'sum.tar.gz: a sum that is wrong' 3 'sum.tar.gz: ' tag "$T/sum.tar.gz"
mentions 'sum.tar.gz: from a pipe' 3 'what follows is lost' eval "tag - <'$T/sum.tar.gz'"
gives 'an archive in an archive' 0 ids "$T/outer.zip" <<'END'
y/x.tar.gz/a.txt
y/x.tar.gz/2017/07/07/b.txt
1
2
1
2
END
mkdir "$T/tree" && cp "$T/outer.zip" "$T/in/a.txt" "$T/tree"
gives 'below a folder an archive is a folder too' 0 ids "$T/tree" <<'END'
a.txt
outer.zip/y/x.tar.gz/a.txt
outer.zip/y/x.tar.gz/2017/07/07/b.txt
1
2
1
2
END
mentions 'what is deeper is refused by name' 3 'third.zip/outer.zip/y/x.tar.gz: an archive in an archive in an archive' tag "$T/third.zip"
gives 'and what follows it is read' 0 ids "$T/third.zip" <<'END'
behind.txt
END
gives 'an empty archive has no documents' 0 tag "$T/empty.zip" </dev/null

gazet index -q -g "$T/gaz" -d "$T/x.db" --json "$T/x.tar" >"$T/summary"
gives 'index: files of no known format are counted' 0 jq -c '[.added, .rejected, .skipped_files]' "$T/summary" <<'END'
[4,0,1]
END
gives 'the archive is the source' 0 sqlite3 "$T/x.db" 'SELECT DISTINCT name FROM source' <<'END'
x.tar
END

# ---- damage ----------------------------------------------------------------------

head -c 3000 "$T/x.tar" >"$T/cut.tar"
mentions 'a cut tar file is reported by name' 3 'cut.tar: truncated or damaged archive' tag "$T/cut.tar"
holds 'and gives what stood before' test "$(jq -r .id "$T/out" | head -n 1)" = a.txt
head -c 400 "$T/x.tar.gz" >"$T/cut.tar.gz"
mentions 'so is a cut gzip file around it' 3 'cut.tar.gz' tag "$T/cut.tar.gz"
head -c 300 "$T/x.zip" >"$T/cut.zip"
mentions 'and a zip file without its directory' 3 'cut.zip' tag "$T/cut.zip"
holds 'of which members are still read' test "$(jq -r .id "$T/out" | head -n 1)" = a.txt

gives 'names are only names' 0 ids "$T/tricks.tar" <<'END'
../../../../tmp/out.txt
etc/passwd.txt
../x/./y.txt
last.txt
END
gives 'in a zip file, too' 0 ids "$T/tricks.zip" <<'END'
../../../../tmp/out.txt
etc/passwd.txt
../x/y.txt
C:/z.txt
../x/./y.txt
last.txt
END
holds 'nothing is written anywhere' test ! -e /tmp/out.txt -a ! -e "$T/last.txt"
mentions 'a bomb stops at the limit' 3 'unpacks to more than 1000 times its size' tag "$T/bomb.tar.xz"
cp "$T/out" "$T/tagged"
gives 'after what stood before it' 0 jq -r .id "$T/tagged" <<'END'
before.txt
END
mentions 'the limit can be chosen' 3 'zeros.txt: larger than the limit' tag --max-expansion 100000 --max-document 1M "$T/bomb.tar.xz"
cp "$T/out" "$T/tagged"
gives 'and then all is read' 0 jq -r .id "$T/tagged" <<'END'
before.txt
after.txt
END

finish
