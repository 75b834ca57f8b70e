"""Runs `lect tokenize` on many files in one process, and reads what it prints. Python 3 alone."""
import os, subprocess, tempfile


def unescaped(field):
    """The text of a TSV field: backslash escapes tab, line end and itself."""
    if "\\" not in field: return field
    result, at = [], 0
    while at < len(field):
        if field[at] == "\\" and at + 1 < len(field):
            result.append({"t": "\t", "n": "\n", "r": "\r"}.get(field[at + 1], field[at + 1]))
            at += 2
        else:
            result.append(field[at])
            at += 1
    return "".join(result)


def tokenize(program, paths, options=""):
    """For each file the list of its tokens as (sentence, form, start, end); None where the program refused it.

    Offsets are bytes of the decoded text. `program` is the path of `lect`.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "files.lect")
        results = []
        for first in range(0, len(paths), 500):
            part = paths[first:first + 500]
            with open(script, "w", encoding="utf-8") as file:
                for path in part: file.write("tokenize '%s' %s\n" % (path, options))
            results += [read(program, script, part)][0]
    return results


def read(program, script, paths):
    command = [program, "-q", "--keep-going", "-t", "1", "-f", "tsv", "-s", script + ".db", "run", script]
    done = subprocess.run(command, capture_output=True)
    output = done.stdout.decode("utf-8")
    header = "sentence\ttoken\tform\tstart\tend\tkind\n"
    tables = output.split(header)[1:]
    if len(tables) == len(paths): return [rows(table) for table in tables]
    if done.returncode not in (0, 1): raise SystemExit(done.stderr.decode("utf-8", "replace"))
    # One was refused: ask for each alone.
    results = []
    for path in paths:
        with open(script, encoding="utf-8") as file: options = file.readline().rsplit("' ", 1)[1].strip()
        words = [program, "-q", "-f", "tsv", "-s", script + ".db", "-c", "tokenize '%s' %s" % (path, options)]
        alone = subprocess.run(words, capture_output=True)
        table = alone.stdout.decode("utf-8").split(header)
        results.append(rows(table[1]) if alone.returncode == 0 and len(table) == 2 else None)
    return results


def rows(table):
    found = []
    for line in table.split("\n"):
        columns = line.split("\t")
        if len(columns) == 6: found.append((int(columns[0]), unescaped(columns[2]), int(columns[3]), int(columns[4])))
    return found
