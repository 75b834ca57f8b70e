"""What a form more in the vocabulary costs a load: two texts of the same length, one of few words, one of many."""

import os
import random
import shutil

from . import measure

FEW, MANY = 2_000, 250_000
TOKENS = 1_100_000
# How many pairs of loads are done for each run that is asked for: what is wanted is a small difference.
REPEATS = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _write(folder, count, seed):
    """A text in files of about 260 KB, of words of six letters, `count` of them different, all of them about as often."""
    dice = random.Random(seed)
    words = set()
    while len(words) < count:
        words.add("".join(dice.choices(LETTERS, k=6)))
    words = sorted(words)
    dice.shuffle(words)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    tokens = [words[index % count] for index in range(TOKENS)]
    dice.shuffle(tokens)
    for number, start in enumerate(range(0, TOKENS, 37_000)):
        with open(os.path.join(folder, f"{number:04}.txt"), "w", encoding="ascii") as file:
            file.write(" ".join(tokens[start : start + 37_000]) + ".\n")


def cost(lect, work, runs):
    """CPU seconds a form, at least 0, as the median of some runs of the one text and the other in turn."""
    folders = {count: os.path.join(work, f"forms-{count}") for count in (FEW, MANY)}
    found = {count: [] for count in folders}
    for count, folder in folders.items():
        _write(folder, count, count)
    for _ in range(runs * REPEATS):
        for count, folder in folders.items():
            lect.delete()
            # The language is told, so that forms are stemmed as those of a text are.
            found[count].append(measure.run(lect.load(folder, "--language en")))
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
    lect.delete()
    few, many = (measure.medians(found[count]).cpu for count in (FEW, MANY))
    return max(0.0, (many - few) / (MANY - FEW))
