"""The texts of a folder, as all peers read them."""

import glob
import json
import os


def texts(folder):
    """The texts of the folder's .txt files, in the order of their names."""
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf-8", errors="replace") as file:
            yield file.read()


def answer(counts=None, **more):
    """Prints what a peer found: the most frequent words with their counts, by count, then word."""
    if counts is not None:
        more["words"] = sum(counts.values())
        more["top"] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1000]
    print(json.dumps(more))
