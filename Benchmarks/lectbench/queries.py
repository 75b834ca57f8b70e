"""The queries that issue tables of goals name, on a store that is loaded."""

import csv
import os

from . import measure


def pick(rows, wanted):
    """The word whose count is nearest to a number."""
    row = min(rows, key=lambda row: abs(int(row["count"]) - wanted))
    return row["term"], int(row["count"])


class Queries:
    """Measures queries and keeps a row for each."""

    def __init__(self, lect, runs):
        self.lect, self.runs = lect, runs
        self.rows = []
        corpus = lect.rows("corpora")[0]
        self.tokens, self.words = int(corpus["tokens"]), int(corpus["words"])
        listed = [row for row in lect.rows("t | frequency --top 30000") if row["term"].isalpha()]
        self.many = pick(listed, 1_000_000)
        self.some = pick(listed, 10_000)

    def whole(self, name, command):
        """A process from start to end."""
        run = self.lect.whole(command, self.runs)
        self.rows.append((name, "process", command, run))
        return run

    def inside(self, name, command):
        """One more of a command in a session, warm."""
        run = self.lect.inside(command, self.runs + 2)
        self.rows.append((name, "in session", command, run))
        return run

    def all(self):
        """Everything; a dictionary of runs by name."""
        found = {}
        some, many = self.some[0], self.many[0]
        found["quit"] = self.whole("start and quit", "quit")
        found["frequency"] = self.whole("frequency", "t | frequency --top 20")
        found["frequency in"] = self.inside("frequency", "t | frequency --top 20")
        found["frequency word"] = self.whole("frequency of words", f"t | frequency {some}, {many}")
        found["kwic"] = self.whole("concordance, all lines", f"t | kwic {some}")
        found["kwic in"] = self.inside("concordance, all lines", f"t | kwic {some}")
        found["kwic head in"] = self.inside("concordance, first screen", f"t | kwic {some} | head 24")
        found["node"] = self.whole("collocates ±5", f"t | cooccurrence {some} --top 20")
        found["node in"] = self.inside("collocates ±5", f"t | cooccurrence {some} --top 20")
        found["node many"] = self.whole("collocates ±5", f"t | cooccurrence {many} --top 20")
        found["node many in"] = self.inside("collocates ±5", f"t | cooccurrence {many} --top 20")
        pairs = "t | cooccurrence --terms 5000 --window 5 --min-count 20000"
        found["pairs"] = self.whole("pairs of 5,000 terms", pairs)
        found["sentiment"] = self.whole("sentiment", "t | sentiment --unit document")
        # What needs a table of stems for each language, and counts for each group.
        self.whole("frequency of stems", "t | frequency --layer stem --top 20")
        self.whole("collocates ±5 by stem", f"t | cooccurrence {some} --layer stem --top 20")
        self.whole("frequency by language", "t | frequency --by language --top 20")
        return found


def write(rows, path):
    """Keeps the rows as a table, for whoever wants to plot them."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(["what", "how", "command", "cpu", "wall", "peak", "anonymous"])
        for what, how, command, run in rows:
            writer.writerow([what, how, command, f"{run.cpu:.4f}", f"{run.wall:.4f}", run.peak, run.anonymous])


def append(lect, work, folder, extra, runs):
    """What an append of a folder to a store just loaded, and a frequency list after it, take of what the load took: the loads, the rest.

    Both in turn, so that both meet the same machine.
    """
    loads, rest = [], []
    store = type(lect)(lect.program, os.path.join(work, "append.db"))
    for _ in range(runs):
        store.delete()
        loads.append(measure.run(store.load(folder)))
        added = measure.run(store.load(extra, "--append"))
        listed = measure.run(store.command("t | frequency --top 20"))
        rest.append(measure.Run(added.cpu + listed.cpu, added.wall + listed.wall, added.peak, 0))
    store.delete()
    return measure.medians(loads), measure.medians(rest)
