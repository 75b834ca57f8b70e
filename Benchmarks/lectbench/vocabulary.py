"""What a form more in the vocabulary costs a load: a part of a text several times over, and a text of about that size with forms of its own."""

import glob
import os
import shutil

from . import measure

# How many pairs of loads are done for each run that is asked for: what is wanted is a small difference.
REPEATS = 4


def _repeated(folder, copies):
    """Links the files of a folder so many times into a new one beside it."""
    target = folder + "-again"
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for path in glob.glob(os.path.join(folder, "*.txt")):
        for copy in range(copies):
            os.link(path, os.path.join(target, f"{copy}-{os.path.basename(path)}"))
    return target


def cost(lect, parts, runs):
    """CPU seconds a form, at least 0, of the first two of some (megabytes, folder) of growing size.

    A load takes so much a megabyte, so much a form, and what the program's start takes: two loads of about the same size tell how much
    a form takes, when one has fewer of them. Medians of some runs, in turn.
    """
    (few_size, few), (many_size, many) = parts[:2]
    copies = max(2, round(many_size / few_size))
    again = _repeated(few, copies)
    texts = [(few_size * copies, again), (many_size, many)]
    found, forms, starts = [[], []], [0, 0], []
    for _ in range(runs * REPEATS):
        for which, (_, folder) in enumerate(texts):
            lect.delete()
            found[which].append(measure.run(lect.load(folder)))
            forms[which] = int(lect.rows("corpora")[0]["forms"])
        starts.append(measure.run(lect.command("quit")))
    lect.delete()
    shutil.rmtree(again, ignore_errors=True)
    start = measure.medians(starts).cpu
    seconds = [(measure.medians(own).cpu - start) / size for own, (size, _) in zip(found, texts)]
    density = [count / size for count, (size, _) in zip(forms, texts)]
    return max(0.0, (seconds[1] - seconds[0]) / (density[1] - density[0])) if density[1] > density[0] else 0.0
