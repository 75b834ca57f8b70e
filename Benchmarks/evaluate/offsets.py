#!/usr/bin/env python3
"""Whether the offsets of `lect tokenize` are exact, for every file in a folder.

    offsets.py DATA [--program lect]

For each file: a token's form is the bytes of the decoded text between its start and its end, in NFC and without soft
hyphens; tokens ascend and do not overlap; between them is nothing but white space, controls and format characters.
Files are read as they are, markup too, and decoded by Python from the encoding that the program names. A file that the program refuses is named; binary files are no failure.
"""
import argparse, os, re, subprocess, sys, tempfile, unicodedata
from lectrun import tokenize


def encoding(program, path, data):
    """The name of the encoding that the program says it read the file in; UTF-8 is not said."""
    try:
        data.decode("utf-8")
        if b"\0" not in data: return "utf-8"
    except UnicodeDecodeError:
        pass
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "-s", os.path.join(folder, "none.db"), "-f", "tsv", "-c", "tokenize '%s' | head 1" % path]
        notes = subprocess.run(command, capture_output=True).stderr.decode("utf-8")
    said = re.search(r"^encodings: (\S+) \(1\)", notes, re.MULTILINE)
    return said.group(1) if said else "utf-8"


def decoded(data, name):
    """The text as the program decodes it: a byte-order mark goes, wrong bytes become U+FFFD, one each maximal part."""
    text = data.decode(name, "replace")
    # Windows reads its five unassigned bytes as the controls of ISO 8859-1; Python has no character for them.
    if name == "windows-1252":
        text = "".join(bytes([byte]).decode(name, "ignore") or chr(byte) for byte in data)
    return text.removeprefix("\ufeff").encode("utf-8")


def gap(piece):
    text = piece.decode("utf-8", "replace")
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs") for c in text)


def problem(text, found):
    last = 0
    for sentence, form, start, end in found:
        if not last <= start < end <= len(text): return f"token at {start} overlaps or is empty"
        if not gap(text[last:start]): return f"text before {start} is in no token"
        try:
            raw = text[start:end].decode("utf-8")
        except UnicodeDecodeError:
            return f"token at {start} cuts a character"
        if unicodedata.normalize("NFC", raw.replace("\u00ad", "")) != form:
            return f"token at {start}: {raw!r} is {form!r}"
        last = end
    return None if gap(text[last:]) else f"text after {last} is in no token"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--program", default="lect")
    options = parser.parse_args()
    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(options.data) for name in names
                   if "'" not in folder + name)
    if not paths: sys.exit(f"{options.data} holds no file")
    wrong, refused, others, tokens = [], [], [], 0
    for first in range(0, len(paths), 200):
        part = paths[first:first + 200]
        for path, found in zip(part, tokenize(options.program, part)):
            if found is None:
                refused.append(path)
                continue
            tokens += len(found)
            with open(path, "rb") as file: data = file.read()
            name = encoding(options.program, path, data)
            if name != "utf-8": others.append(f"{path}: {name}")
            what = problem(decoded(data, name), found)
            if what: wrong.append(f"{path}: {what}")
    print(f"offsets: {len(paths) - len(refused)} files, {tokens} tokens, {len(wrong)} files with a wrong one, "
          f"{len(refused)} refused")
    for line in others: print("  not UTF-8: " + line)
    for line in wrong[:20]: print("  " + line)
    for path in refused: print("  refused: " + path)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
