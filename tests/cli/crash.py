"""crash.py GAZET FOLDER ROUNDS SEED [KILLS]: kills gazet with SIGKILL at random moments and lets the same command finish; the
database must then be sound and say what an undisturbed run says. Prints TAP. With KILLS each command has as many rounds as it takes until it was killed so often while
it ran, instead of ROUNDS in all. FOLDER has the gazetteers `old` and `new`;
everything is made below it."""

import csv
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile

gazet, folder, rounds, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
wanted = int(sys.argv[5]) if len(sys.argv) > 5 else 0
choose = random.Random(seed)
os.chdir(folder)

WORDS = "Angela Merkel met Vladimir Putin in Hamburg , Germany and Russia spoke of NATO at the G20 summit . the of a word".split()
COMMIT = "32"  # documents: so that there is much to interrupt


def text(number, version):
    draw = random.Random("%d %d" % (number, version))
    return "Story %d. %s" % (number, " ".join(draw.choice(WORDS) for _ in range(draw.randrange(20, 60))))


def write_archive(name, version):
    """Documents 0..849 in files of several formats; every tenth has another text in another version."""
    def story(number):
        return text(number, version if number % 10 == 0 else 0)

    os.makedirs(name + "/tree")
    with open(name + "/a.jsonl", "w") as out:
        for i in range(400):
            out.write('{"id":"%d","date":"2017-07-%02d","text":"%s"}\n' % (i, i % 28 + 1, story(i)))
    with tarfile.open(name + "/b.tar.gz", "w:gz") as tar:
        for i in range(400, 550):
            data = story(i).encode()
            info = tarfile.TarInfo("%d.txt" % i)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    with open(name + "/c.csv", "w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "title", "text"])
        for i in range(550, 700):
            rows.writerow([i, "Row %d" % i, story(i)])
    with zipfile.ZipFile(name + "/d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(700, 790):
            archive.writestr("%d.html" % i, "<html><title>Page %d</title><body><p>%s</p></body></html>" % (i, story(i)))
    for i in range(790, 850):
        if version and i % 7 == 0:
            continue  # gone in the second version
        with open("%s/tree/%d.txt" % (name, i), "w") as out:
            out.write(story(i))


def run(*arguments):
    return subprocess.run([gazet, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def must(*arguments):
    done = run(*arguments)
    if done.returncode not in (0, 3):
        raise SystemExit("Bail out! %s: %s" % (" ".join(arguments), done.stderr.decode()))
    return done.stdout


def kill_at_random(longest, *arguments):
    """True when it was killed before it ended."""
    process = subprocess.Popen([gazet, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(choose.random() * longest)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def forget(path):
    for ending in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(path + ending):
            os.remove(path + ending)


def copy(source, path):
    forget(path)
    shutil.copyfile(source, path)


# ---- what can be interrupted, and what it comes to -----------------------------------------------------------

write_archive("one", 0)
write_archive("two", 1)
shutil.copytree("one", "archive", copy_function=shutil.copy2)
INDEX = ("index", "-q", "--commit", COMMIT, "-j", "2", "-d", "x.db")
FRESH = INDEX + ("-g", "old", "archive")
AGAIN = INDEX + ("-g", "old", "--prune", "archive")
RETAG = ("retag", "-q", "-d", "x.db", "-g", "new")
MERGE = ("db", "merge", "x.db", "left.db", "right.db")
REBUILD = ("db", "rebuild", "-q", "-d", "x.db")
REMOVE = ("db", "remove", "-q", "-g", "old", "--source", "archive", "--source", "again", "-d", "x.db")


archive_version = "one"


def set_archive(version):
    global archive_version
    if archive_version != version:
        shutil.rmtree("archive")
        shutil.copytree(version, "archive", copy_function=shutil.copy2)
    archive_version = version


def timed(*arguments):
    start = time.monotonic()
    must(*arguments)
    return time.monotonic() - start


must("index", "-q", "-d", "left.db", "-g", "old", "--source-name", "archive", "one/a.jsonl", "one/b.tar.gz")
must("index", "-q", "-d", "right.db", "-g", "old", "--source-name", "archive", "one/c.csv", "one/tree")
longest, dumps = {}, {}
forget("x.db")
longest["index"] = timed(*FRESH)
dumps["index"] = must("db", "dump", "-d", "x.db")
copy("x.db", "one.db")
set_archive("two")
longest["again"] = timed(*AGAIN)
dumps["again"] = must("db", "dump", "-d", "x.db")
copy("one.db", "x.db")
longest["retag"] = timed(*RETAG)
dumps["retag"] = must("db", "dump", "-d", "x.db")
forget("x.db")
longest["merge"] = timed(*MERGE)
dumps["merge"] = must("db", "dump", "-d", "x.db")
copy("one.db", "x.db")
longest["rebuild"] = timed(*REBUILD)
dumps["rebuild"] = must("db", "dump", "-d", "x.db")
# Half of the archive stands there twice, and a third time in what stays.
copy("one.db", "three.db")
must("index", "-q", "-d", "three.db", "-g", "old", "--source-name", "again", "one/a.jsonl")
must("index", "-q", "-d", "three.db", "-g", "old", "--source-name", "kept", "two/a.jsonl", "two/b.tar.gz")
copy("three.db", "x.db")
longest["remove"] = timed(*REMOVE)
dumps["remove"] = must("db", "dump", "-d", "x.db")

# ---- rounds --------------------------------------------------------------------------------------------------

KINDS = {
    "index": (lambda: forget("x.db"), "one", FRESH),
    "again": (lambda: copy("one.db", "x.db"), "two", AGAIN),
    "retag": (lambda: copy("one.db", "x.db"), "two", RETAG),
    "merge": (lambda: forget("x.db"), "one", MERGE),
    "rebuild": (lambda: copy("one.db", "x.db"), "one", REBUILD),
    "remove": (lambda: copy("three.db", "x.db"), "one", REMOVE),
}
failures, ended = [], 0
kills, played = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
# Half of the rounds are of the command that people run most.
ORDER = ["index", "again", "index", "retag", "index", "merge", "index", "rebuild", "index", "remove"]


def kinds():
    """Which command each round is of."""
    if not wanted:
        yield from (ORDER[number % len(ORDER)] for number in range(rounds))
    while wanted and min(kills.values()) < wanted and not len(failures) > 20:
        yield from (kind for kind in KINDS if kills[kind] < wanted)


for number, kind in enumerate(kinds()):
    played[kind] += 1
    prepare, version, command = KINDS[kind]
    prepare()
    set_archive(version)
    for _ in range(choose.randrange(1, 4)):
        killed = kill_at_random(longest[kind] * 1.1, *command)
        kills[kind] += killed
        # A machine with more to do, or less, than when the time was taken: moments are chosen inside what it takes now.
        longest[kind] *= 1.02 if killed else 0.85
        if not killed:
            ended += 1
            break
    # As it was left: a look at every third is enough, for finishing it looks at all of them.
    if number % 3 == 0 and os.path.exists("x.db") and os.path.getsize("x.db") > 0:
        broken = run("db", "check", "-d", "x.db")
        # Killed while the very first tables were made, there is no database yet.
        if broken.returncode and not any(word in broken.stderr for word in (b"not a gazet database", b"was broken off")):
            failures.append("%d %s: not sound when it was killed: %s" % (number, kind, broken.stdout.decode()))
    done = run(*command)
    # What is removed cannot be removed again, and that is said.
    if done.returncode and not (kind == "remove" and b"has no source" in done.stderr):
        failures.append("%d %s: cannot be finished: %s" % (number, kind, done.stderr.decode()))
        continue
    if must("db", "dump", "-d", "x.db") != dumps[kind]:
        failures.append("%d %s: another dump" % (number, kind))
    sound = run("db", "check", "-d", "x.db")
    if sound.returncode:
        failures.append("%d %s: not sound: %s" % (number, kind, sound.stdout.decode()))
    if any(name.startswith("x.db-") for name in os.listdir(".")):
        failures.append("%d %s: something is left beside the database" % (number, kind))

for failure in failures[:20]:
    print("# " + failure.replace("\n", "\n# "))
for kind in KINDS:
    print("# %s: killed %d times while it ran, in %d rounds" % (kind, kills[kind], played[kind]))
rounds, killed = sum(played.values()), sum(kills.values())
print("%s 1 - %d rounds, %d kills (%d ended before): sound, and the same dump as undisturbed; seed %d"
      % ("not ok" if failures else "ok", rounds, killed, ended, seed))
print("%s 2 - they were killed in the middle" % ("ok" if killed >= rounds // 2 else "not ok"))
print("1..2")
