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
    seen, used = 0, 0
    for path in paths:
        size = os.path.getsize(path)
        seen += size
        # As much as the share of what was passed: so all parts of the text are in it.
        if used + size / 2 <= seen * share or share == 1.0:
            os.link(path, os.path.join(folder, prefix + os.path.basename(path)))
            used += size
    if paths and not used:
        # Not even one: as many paragraphs of the first.
        with open(paths[0], "rb") as file:
            whole = file.read()
        wanted = int(total * share)
        end = whole.rfind(b"\n\n", 0, wanted)
        used = end if end > 0 else wanted
        with open(os.path.join(folder, prefix + os.path.basename(paths[0])), "wb") as file:
            file.write(whole[:used])
    return used


def recut(source, size, folder):
    """Cuts the texts of a folder into documents of about so many bytes, at the ends of paragraphs; returns how many there are."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    count = 0
    for path in sorted(glob.glob(os.path.join(source, "*.txt"))):
        with open(path, "rb") as file:
            paragraphs = file.read().split(b"\n\n")
        document, room = [], size
        for number, paragraph in enumerate(paragraphs):
            document.append(paragraph)
            room -= len(paragraph)
            if room <= 0 or number == len(paragraphs) - 1:
                with open(os.path.join(folder, f"{count:07}.txt"), "wb") as file:
                    file.write(b"\n\n".join(document))
                document, room = [], size
                count += 1
    return count
