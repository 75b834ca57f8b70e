#!/usr/bin/env python3
"""Kills lect at random moments of writing and looks whether the store survives.

usage: kill-test.py LECT FOLDER [-n ROUNDS] [--seed N]

FOLDER holds .txt files, in it or below. Each round kills (kill -9) a load, an append, a replacement, a drop or a compaction, in
turn, at a random moment; then the store must open, `check` must find nothing, and every corpus must be as before or complete: its
row in `corpora` and the whole frequency list are compared. Exit status 0 when every round passed.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Lect:
    """The program with one store."""

    def __init__(self, program, store):
        self.program = program
        self.store = store

    def arguments(self, command):
        return [self.program, "-s", self.store, "-f", "tsv", "-q", "-c", command]

    def run(self, command):
        """Runs a command; returns its status, output and errors."""
        done = subprocess.run(self.arguments(command), capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def output(self, command):
        """Runs a command that must succeed."""
        status, out, err = self.run(command)
        if status != 0:
            raise RuntimeError(f"{command}: exit status {status}: {err.strip()}")
        return out

    def run_and_kill(self, command, seconds):
        """Starts a command and kills it after some seconds; returns its exit status."""
        process = subprocess.Popen(self.arguments(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return process.wait()


def has_store(lect):
    """Whether there is a store: a first load that was killed early has made none, or a file with nothing in it."""
    if not os.path.exists(lect.store) or os.path.getsize(lect.store) == 0:
        return False
    status, _, errors = lect.run("corpora")
    return status == 0 or "there is no store" not in errors


def state(lect):
    """All that a round compares: the list of corpora, and the frequencies in each."""
    if not has_store(lect):
        return ([], [])
    lines = lect.output("corpora").splitlines()
    if not lines:
        return ([], [])
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"))) for line in lines[1:]]
    shown = [tuple(row.items()) for row in rows]
    return (shown, [lect.output(f"{row['corpus']} | frequency") for row in rows])


def copy_store(source, target):
    for end in ("", "-wal", "-shm", "-journal", ".cache"):
        if os.path.exists(target + end):
            os.remove(target + end)
        if os.path.exists(source + end) and end != ".cache":
            shutil.copyfile(source + end, target + end)


def quoted(path):
    return "'" + path.replace("'", "'\\''") + "'"


def main():
    parser = argparse.ArgumentParser(description="Kills lect while it loads and looks whether the store survives.")
    parser.add_argument("lect")
    parser.add_argument("folder")
    parser.add_argument("-n", type=int, default=10, help="rounds (10)")
    parser.add_argument("--seed", type=int, default=None, help="for the moments")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    names = [
        os.path.join(place, name) for place, _, files in os.walk(options.folder) for name in files if name.endswith(".txt")
    ]
    names.sort()
    if len(names) < 2:
        sys.exit(f"{options.folder} holds fewer than two .txt files")

    with tempfile.TemporaryDirectory(prefix="lect-kill.") as folder:
        # One half is there before; the other is appended.
        halves = [os.path.join(folder, half) for half in ("first", "second")]
        for half in halves:
            os.mkdir(half)
        for index, name in enumerate(names):
            shutil.copyfile(name, os.path.join(halves[index % 2], f"{index}.txt"))

        base = Lect(options.lect, os.path.join(folder, "base.db"))
        base.output(f"load other {quoted(halves[1])}")
        empty = os.path.join(folder, "empty.db")
        copy_store(base.store, empty)
        base.output(f"load work {quoted(halves[0])}")

        # Small appends leave small segments, which a compaction merges.
        parts = Lect(options.lect, os.path.join(folder, "parts.db"))
        copy_store(base.store, parts.store)
        for name in sorted(os.listdir(halves[1]))[:6]:
            parts.output(f"load work {quoted(os.path.join(halves[1], name))} --append")
        whole = os.path.abspath(options.folder)
        kinds = [
            ("load", empty, f"load work {quoted(whole)}"),
            ("append", base.store, f"load work {quoted(halves[1])} --append"),
            ("replace", base.store, f"load work {quoted(whole)} --replace"),
            ("drop", base.store, "drop work"),
            ("compact", parts.store, "compact"),
            ("first load", os.path.join(folder, "none.db"), f"load work {quoted(whole)}"),
        ]
        work = Lect(options.lect, os.path.join(folder, "work.db"))
        expected = {}
        for name, start, command in kinds:
            copy_store(start, work.store)
            before = state(work)
            began = time.monotonic()
            work.output(command)
            seconds = time.monotonic() - began
            expected[name] = (before, state(work), seconds)
            if expected[name][0] == expected[name][1] and name != "compact":
                sys.exit(f"{name} changes nothing; give it more files")

        failures = 0
        counts = {"before": 0, "complete": 0}
        for number in range(options.n):
            name, start, command = kinds[number % len(kinds)]
            before, after, seconds = expected[name]
            copy_store(start, work.store)
            # Half of them near the end, where the transaction ends and the log is moved into the file.
            moment = dice.uniform(0.8 * dice.choice((0, 1)), 1.1) * seconds
            status = work.run_and_kill(command, moment)
            try:
                found = state(work)
                problems = work.run("check") if has_store(work) else (0, "", "")
                # A file that was made and has no tables yet is no store: nothing is there to be checked, or lost.
                if found == ([], []) and "there is no store" in problems[2]:
                    problems = (0, "", "")
            except RuntimeError as error:
                failures += 1
                print(f"{number + 1} {name} killed at {moment:.3f} s of {seconds:.3f}: FAILED: {error}")
                continue
            # A compaction changes nothing that can be seen: what ended by itself is complete.
            first, second = ("complete", after), ("before", before)
            if status != 0:
                first, second = second, first
            which = first[0] if found == first[1] else second[0] if found == second[1] else None
            if which is None or problems[0] != 0 or (status == 0 and which != "complete"):
                failures += 1
                print(f"{number + 1} {name} killed at {moment:.3f} s of {seconds:.3f}: FAILED: {problems}")
                continue
            counts[which] += 1
            ended = "ended by itself" if status == 0 else f"killed at {moment:.3f} s of {seconds:.3f}"
            print(f"{number + 1} {name} {ended}: {which}")
        print(f"{options.n} rounds, {failures} failed; as before {counts['before']}, complete {counts['complete']}")
        sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
