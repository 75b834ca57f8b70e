#!/usr/bin/env python3
"""Lets several processes read while others write, and looks whether any reads a wrong number.

usage: readers-test.py LECT FOLDER [-n ROUNDS] [--readers N]

FOLDER holds .txt files. One corpus stays as it is; another is loaded, appended to, compacted, replaced and dropped again and again, while
N processes (10) ask for the frequencies, concordance and collocates of both. Every answer about the first must be the same as before
the writing began, and every one about the other what it was in one of its states; no process may fail, but where the other is not
there. Exit status 0 when all was right.
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import threading


def main():
    parser = argparse.ArgumentParser(description="Lets several processes read while others write.")
    parser.add_argument("lect")
    parser.add_argument("folder")
    parser.add_argument("-n", type=int, default=5, help="rounds of the writer (5)")
    parser.add_argument("--readers", type=int, default=10, help="processes that read at a time (10)")
    options = parser.parse_args()
    path = os.path.abspath(options.folder)

    with tempfile.TemporaryDirectory(prefix="lect-readers.") as folder:
        store = os.path.join(folder, "store.db")

        def run(command):
            arguments = [options.lect, "-s", store, "-f", "tsv", "-q", "-c", command]
            return subprocess.run(arguments, capture_output=True, text=True, check=False)

        def must(command):
            done = run(command)
            if done.returncode != 0:
                sys.exit(f"{command}: exit status {done.returncode}: {done.stderr.strip()}")
            return done.stdout

        must(f"load still '{path}'")
        word = must("still | frequency --top 30").splitlines()[-1].split("\t")[0]
        asked = ["still | frequency", f"still | kwic {word}", f"still | cooccurrence {word} --min-count 1", "still | describe"]
        moving = ["moving | frequency --layer stem --punctuation", f"moving | kwic {word}", f"moving | cooccurrence {word} --min-count 1",
                  "moving | frequency --by document"]
        more = os.path.join(folder, "more")
        os.mkdir(more)
        for number, name in enumerate(sorted(glob.glob(os.path.join(path, "**", "*.txt"), recursive=True))):
            shutil.copy(name, os.path.join(more, f"more-{number}.txt"))
        states = {command: {must(command)} for command in asked}
        must(f"load moving '{path}'")
        for command in moving:
            states[command] = {must(command)}
        must(f"load moving '{more}' --append")
        for command in moving:
            states[command].add(must(command))
        must("drop moving")
        asked += moving
        done = threading.Event()
        failures, answers = [], [0]

        def read(number):
            turn = number
            while not done.is_set():
                command = asked[turn % len(asked)]
                turn += 1
                found = run(command)
                answers[0] += 1
                if command.startswith("moving") and found.returncode == 1 and "no corpus " in found.stderr:
                    continue
                if found.returncode != 0:
                    failures.append(f"{command}: exit status {found.returncode}: {found.stderr.strip()}")
                elif found.stdout not in states[command]:
                    failures.append(f"{command}: another answer than in any state")

        readers = [threading.Thread(target=read, args=(number,)) for number in range(options.readers)]
        for reader in readers:
            reader.start()
        try:
            for _ in range(options.n):
                must(f"load moving '{path}'")
                must(f"load moving '{more}' --append")
                must("compact")
                must(f"load moving '{path}' --replace")
                must("compact")
                must("drop moving")
        finally:
            done.set()
            for reader in readers:
                reader.join()
        problems = run("check")
        if problems.returncode != 0:
            failures.append(f"check: {problems.stdout}{problems.stderr}")
        for failure in failures[:20]:
            print(failure)
        print(f"{answers[0]} answers from {options.readers} processes in {options.n} rounds of writing, {len(failures)} wrong")
        sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
