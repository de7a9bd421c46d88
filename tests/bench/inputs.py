"""inputs.py: what is measured on: archive, text and gazetteers, made once below BUILD/bench/input and kept.

The archive is news of 2011 where $GAZET_TEST_DATA has it, else a generated one. The text is that of the archive, a
document a line; the words are the same in small letters, without signs and digits. Names are drawn from the text.
"""
import gzip
import os
import shutil
import subprocess

from measure import Failed, say

REAL = "news/reuters-news-2011.jsonl.gz"
SEED = 1


class Inputs:
    def __init__(self, here, build, quick):
        self.here, self.build, self.quick = here, build, quick
        self.tools = os.path.join(build, "bench")
        self.gazet = os.path.join(build, "gazet")
        self.shipped = os.path.join(here, "..", "..", "gazetteers")
        real = os.path.join(os.environ.get("GAZET_TEST_DATA", ""), REAL)
        self.real = not quick and bool(os.environ.get("GAZET_TEST_DATA")) and os.access(real, os.R_OK)
        self.folder = os.path.join(self.tools, "input", "quick" if quick else "real" if self.real else "generated")
        os.makedirs(self.folder, exist_ok=True)
        self.work = os.path.join(self.tools, "work-quick" if quick else "work")
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        if self.real:
            self.packed = real
            self.archive = self.make("archive.jsonl", [], ["gzip", "-dc", real])
            self.title = "news of 2011 (Reuters)"
        else:
            documents = 1000 if quick else 35000
            generate = self.tool("generate")
            command = [generate, self.shipped, documents, 12, SEED]
            self.archive = self.make(f"archive-{documents}.jsonl", [generate], command)
            self.packed = self.pack(f"archive-{documents}.jsonl.gz", self.archive)
            self.title = f"a generated archive ({documents} documents)"
        plain = os.path.join(here, "plain.py")
        self.text = self.make("text", [plain, self.archive], ["python3", plain, self.archive])
        self.words = self.make("words", [plain, self.archive], ["python3", plain, "--words", self.archive])

    def tool(self, name):
        return os.path.join(self.tools, name)

    def make(self, name, sources, command):
        """The command's output as a file, made anew when a source is newer."""
        path = os.path.join(self.folder, name)
        if os.path.exists(path) and all(os.path.getmtime(s) <= os.path.getmtime(path) for s in sources):
            return path
        say("makes", path)
        with open(path + ".new", "wb") as out:
            if subprocess.run([str(word) for word in command], stdout=out).returncode != 0:
                raise Failed(f"{command[0]} failed")
        os.replace(path + ".new", path)
        return path

    def pack(self, name, source):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(source):
            with open(source, "rb") as plain, gzip.open(path + ".new", "wb", 6) as packed:
                shutil.copyfileobj(plain, packed)
            os.replace(path + ".new", path)
        return path

    def names(self, number):
        """(gazetteer, list of its names) of so many names."""
        tool = self.tool("names")
        table = self.make(f"names-{number}.tsv", [tool, self.text], [tool, self.text, number, SEED])
        listing = self.make(f"names-{number}.txt", [table], ["sh", "-c", 'tail -n +2 "$1" | cut -f 3', "sh", table])
        return table, listing

    def compile(self, table, timer, rounds=1):
        """(what -g takes, processor seconds, MB): the compiled gazetteer, or the table if it cannot be."""
        path = os.path.join(self.work, os.path.basename(table.rstrip("/")) + ".gaz")
        command = [self.gazet, "gaz", "compile", "-o", path, table]
        try:
            costs = [timer.once(command) for _ in range(rounds)]
        except Failed as failure:
            say("not compiled, so the table is loaded:", failure)
            return table, [], []
        return path, [cost[1] for cost in costs], [cost[2] for cost in costs]

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)


def size_of(path):
    return os.path.getsize(path)


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
