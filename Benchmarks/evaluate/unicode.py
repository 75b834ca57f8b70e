#!/usr/bin/env python3
"""Unicode's own WordBreakTest and SentenceBreakTest against `lect tokenize`.

    unicode.py DATA [--program "lect tokenize {file} --language und -f tsv"] [--show N]

DATA is a folder that holds unicode15/WordBreakTest.txt and SentenceBreakTest.txt. White space is in no token, so
segments of white space and controls alone are left out on both sides, and blanks around a segment are ignored.
Every case that differs is counted by the characters that make it differ.
"""
import argparse, os, shlex, subprocess, sys, tempfile, unicodedata


def cases(path):
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if not line: continue
        segments = []
        for part in line.strip("÷ ").split("÷"):
            segments.append("".join(chr(int(code, 16)) for code in part.replace("×", " ").split()))
        yield segments


def blank(character):
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def expected_spans(segments):
    spans, at = [], 0
    for segment in segments:
        start, end = at, at + len(segment)
        at = end
        while start < end and blank(segment[start - (at - len(segment))]): start += 1
        while end > start and blank(segment[end - 1 - (at - len(segment))]): end -= 1
        if end > start: spans.append((start, end))
    return spans


def run(command, text):
    with tempfile.NamedTemporaryFile("wb", suffix=".txt", delete=False) as file:
        file.write(text.encode("utf-8"))
    try:
        words = [word.format(file=file.name) for word in shlex.split(command)]
        output = subprocess.run(words, check=True, capture_output=True).stdout.decode("utf-8")
    finally:
        os.unlink(file.name)
    at = {}
    position = 0
    for index, character in enumerate(text):
        at[position] = index
        position += len(character.encode("utf-8"))
    at[position] = len(text)
    return [(line.split("\t")[0], at[int(line.split("\t")[-3])], at[int(line.split("\t")[-2])])
            for line in output.split("\n") if line.count("\t") >= 5 and not line.startswith("sentence\t")]


def trimmed(text, start, end):
    while start < end and blank(text[start]): start += 1
    while end > start and blank(text[end - 1]): end -= 1
    return start, end


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--program", default="lect tokenize {file} --language und -f tsv")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    for name in ("WordBreakTest", "SentenceBreakTest"):
        path = os.path.join(options.data, "unicode15", name + ".txt")
        if not os.path.exists(path): sys.exit(f"{path} is missing: give the folder that holds unicode15/")
        right, total, shown = 0, 0, 0
        for segments in cases(path):
            text = "".join(segments)
            found = run(options.program, text)
            if name == "SentenceBreakTest":
                merged = {}
                for sentence, start, end in found:
                    first = merged.get(sentence, (start, end))
                    merged[sentence] = (first[0], end)
                ours = list(merged.values())
            else:
                ours = [(start, end) for _, start, end in found]
            ours = [span for span in (trimmed(text, *span) for span in ours) if span[1] > span[0]]
            want = expected_spans(segments)
            total += 1
            right += ours == want
            if ours != want and shown < options.show:
                shown += 1
                show = lambda spans: [" ".join("%04X" % ord(c) for c in text[a:b]) for a, b in spans]
                print("  expected", show(want), "ours", show(ours))
        print(f"{name}\t{right} of {total} equal")


main()
