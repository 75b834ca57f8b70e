#!/usr/bin/env python3
"""Whether the offsets of `lect tokenize` are exact, for every file in a folder.

    offsets.py DATA [--program lect]

For each file: a token's form is the bytes of the decoded text between its start and its end, in NFC and without soft
hyphens; tokens ascend and do not overlap; between them is nothing but white space, controls and format characters.
Files are read as they are, markup too. A file that the program refuses is named; binary files are no failure.
"""
import argparse, os, sys, unicodedata
from lectrun import tokenize


def decoded(data):
    """The text as the program decodes it: a byte-order mark goes, wrong bytes become U+FFFD, one each maximal part."""
    if data.startswith(b"\xef\xbb\xbf"): data = data[3:]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")): return data.decode("utf-16", "replace").encode("utf-8")
    return data.decode("utf-8", "replace").encode("utf-8")


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
    wrong, refused, tokens = [], [], 0
    for first in range(0, len(paths), 200):
        part = paths[first:first + 200]
        for path, found in zip(part, tokenize(options.program, part)):
            if found is None:
                refused.append(path)
                continue
            tokens += len(found)
            with open(path, "rb") as file: text = decoded(file.read())
            what = problem(text, found)
            if what: wrong.append(f"{path}: {what}")
    print(f"offsets: {len(paths) - len(refused)} files, {tokens} tokens, {len(wrong)} files with a wrong one, "
          f"{len(refused)} refused")
    for line in wrong[:20]: print("  " + line)
    for path in refused: print("  refused: " + path)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
