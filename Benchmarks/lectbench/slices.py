"""Parts of a text that are made of the same mixture as the whole."""

import glob
import os
import shutil


def sizes(largest):
    """Four sizes in megabytes, from 10 to the largest, by equal factors."""
    smallest = min(10.0, largest / 8)
    return [round(smallest * (largest / smallest) ** (step / 3), 1) for step in range(4)]


def make(text, megabytes, folder, prefix=""):
    """Links every n-th file of a text into a folder, until there are so many megabytes; returns the bytes.

    With a prefix the files have other names, so that a corpus can take them a second time.
    """
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    paths = sorted(glob.glob(os.path.join(text, "*.txt")))
    total = sum(map(os.path.getsize, paths))
    share = min(1.0, megabytes * 1e6 / total)
    linked, seen, used = 0, 0, 0
    for path in paths:
        size = os.path.getsize(path)
        seen += size
        # As much as the share of what was passed: so all parts of the text are in it.
        if used + size / 2 <= seen * share or share == 1.0:
            os.link(path, os.path.join(folder, prefix + os.path.basename(path)))
            used += size
            linked += 1
    return used
