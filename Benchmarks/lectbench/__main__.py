"""Measures Lect beside other tools and writes RESULTS.md; see README.md.

usage: python3 -m lectbench PROGRAM [--size MEGABYTES] [--folders FOLDER…] [--text FOLDER] [--runs N] [--peer-size MEGABYTES]
"""

import argparse
import os
import shutil
import sys

from . import agreement, build_text, measure, peer_tools, queries, report, slices, vocabulary
from .lect import Lect


# What takes fewer seconds is run so many times in a row.
SHORT, REPEATS = 1.0, 3
# How many bytes a news item has, about.
ITEM = 3_000


def measure_loads(options, work, parts, interpreter, peers):
    """{size: {tool: Run}}, every size and tool in turn, so that all meet the same machine; sizes of what they left on the disk; {size: forms}."""
    lect = Lect(os.path.abspath(options.program), os.path.join(work, "load.db"))
    stored, forms = {}, {}

    def load(megabytes, folder, *more):
        lect.delete()
        run = measure.run(lect.load(folder, *more), samples_memory=False)
        stored[megabytes, more] = lect.size()
        forms[megabytes] = int(lect.rows("corpora")[0]["forms"])
        return run

    tools = {}
    for megabytes, folder in parts:
        own = {"wc -w": lambda folder=folder: measure.run(peer_tools.word_count(folder), environment={"LC_ALL": "C", "PATH": os.environ["PATH"]})}
        own["Lect, with text"] = lambda megabytes=megabytes, folder=folder: load(megabytes, folder)
        if lect.can("--no-text"):
            own["Lect, without text"] = lambda megabytes=megabytes, folder=folder: load(megabytes, folder, "--no-text")
        if megabytes <= options.peer_size:
            for name, module, _ in peers:
                arguments = peer_tools.command(interpreter, module, folder)
                own[name] = lambda arguments=arguments: peer_tools.run(arguments, work)
        tools[megabytes] = own
    runs = {megabytes: {name: [] for name in own} for megabytes, own in tools.items()}
    for number in range(options.runs):
        for megabytes, own in tools.items():
            for name, tool in own.items():
                found = runs[megabytes][name]
                # Slow ones run once less than asked, but at least once.
                if number > 0 and found[0].wall > options.patience:
                    continue
                print(f"{megabytes:g} MB, {name} …", file=sys.stderr, flush=True)
                try:
                    found.append(tool())
                    while found[-1].wall < SHORT and len(found) < (number + 1) * REPEATS:
                        found.append(tool())
                except measure.CommandFailed as failure:
                    print(f"bench: {failure}", file=sys.stderr)
                    found.append(measure.Run(float("nan"), float("nan"), 0, 0))
    results = {size: {name: measure.medians(found) for name, found in own.items()} for size, own in runs.items()}
    return results, stored, forms


def main():
    parser = argparse.ArgumentParser(description="Measures Lect beside other tools and writes RESULTS.md.")
    parser.add_argument("program")
    parser.add_argument("--size", type=float, default=300, help="megabytes of text (300)")
    parser.add_argument("--folders", nargs="*", default=[], help="folders with text; without, Debian's documentation")
    parser.add_argument("--text", help="a folder of .txt files that is measured as it is")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts (3)")
    parser.add_argument("--peer-size", type=float, default=float("inf"), help="the largest size for peers, in megabytes")
    parser.add_argument("--patience", type=float, default=300, help="what takes more seconds is run once")
    parser.add_argument("--work", help="where texts and stores are made")
    parser.add_argument("--output", default=os.path.join(peer_tools.HERE, "RESULTS.md"))
    options = parser.parse_args()
    work = options.work or os.path.join(build_text.cache_folder(), "work")
    os.makedirs(work, exist_ok=True)

    text = options.text or os.path.join(work, f"text-{options.size:g}")
    if not options.text and (options.folders or not os.path.exists(os.path.join(text, "about.json"))):
        build_text.build(options.size, text, options.folders)
    about = report.about(text)
    interpreter = peer_tools.python()
    versions = {name: peer_tools.has(interpreter, package) for name, _, package in peer_tools.PEERS}
    for name, version in versions.items():
        if version is None:
            print(f"bench: {name} is not installed, and is left out", file=sys.stderr)
    peers = [peer for peer in peer_tools.PEERS if versions[peer[0]]]

    parts = []
    for megabytes in slices.sizes(about["bytes"] / 1e6):
        folder = os.path.join(work, f"slice-{megabytes:g}")
        used = slices.make(text, megabytes, folder)
        parts.append((round(used / 1e6, 1), folder))
    extra = os.path.join(work, "one-percent")
    slices.make(text, about["bytes"] / 1e8, extra, prefix="more-")

    program = os.path.abspath(options.program)
    agreed = agreement.check(program, text, work, interpreter, peers)
    loads, stored, forms = measure_loads(options, work, parts, interpreter, peers)
    items = os.path.join(work, "items")
    # The second size is enough for times that can be told from each other.
    documents = slices.recut(parts[1][1], ITEM, items)
    small = (documents, *measure_loads(options, work, [(parts[1][0], items)], interpreter, peers))
    shutil.rmtree(items, ignore_errors=True)
    lect = Lect(program, os.path.join(work, "queries.db"))
    form = vocabulary.cost(lect, parts, options.runs)
    lect.delete()
    load = measure.run(lect.load(parts[-1][1]), samples_memory=True)
    asked = queries.Queries(lect, options.runs)
    found = asked.all()
    appended = queries.append(lect, work, parts[-1][1], extra, options.runs)
    report.write(
        options.output, about=about, versions=versions, agreed=agreed, loads=loads, stored=stored, small=small, load=load, asked=asked,
        found=found, appended=appended, forms=forms, form=form, store=stored[parts[-1][0], ()], program=program, options=options,
    )  # fmt: skip
    queries.write(asked.rows, os.path.splitext(options.output)[0] + ".tsv")
    lect.delete()
    for _, folder in parts:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"written: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
