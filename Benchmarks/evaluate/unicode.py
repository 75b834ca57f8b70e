#!/usr/bin/env python3
"""Unicode's own WordBreakTest and SentenceBreakTest against `lect tokenize`.

    unicode.py DATA [--program lect] [--show]

DATA is a folder that holds unicode15/WordBreakTest.txt and SentenceBreakTest.txt. White space and controls are in no
token, so segments of them alone are left out on both sides and blanks around a segment are ignored.

A case is equal, or it differs exactly as the deviations below say: each is an edit of Unicode's boundaries by the
characters around them, and docs/tokens.md gives its reason. A case that differs in any other way fails.
"""
import argparse, os, re, sys, tempfile, unicodedata
from lectrun import tokenize

MARK = "[\u0300-\u036f\u200d\u2060]*"
LETTER = "[^\\W\\d_]"
KANA = "[\u3031-\u3035\u30a0-\u30ff]"

# (name, regular expression, groups): `join` takes away Unicode's boundaries inside the match, `split` adds one at the
# start and the end of group 1, `move` moves the boundary at the end of group 1 to its start.
WORD_DEVIATIONS = [
    ("full-stops", "join", r"\.\.+"),
    ("decimal", "join", rf"(?<![\w.{MARK[1:-2]}])\.\d"),
    ("quotes", "join", r"''"),
    ("digits-colon", "join", rf"\d:{MARK}\d"),
    ("digit-apostrophe", "join", rf"\d'{MARK}{LETTER}"),
    ("initial", "join", rf"(?<![\w]){LETTER}\.(?={MARK}[,:])"),
    ("colon-capital", "split", rf"(?<={LETTER})(:{MARK})(?=[A-Z])"),
    ("kana-underscore", "split", rf"{KANA}{MARK}()(?=_)"),
    ("kana-underscore", "split", rf"_{MARK}()(?={KANA})"),
    ("letter-emoji", "split", rf"(?<=[a-z])(\u200d)(?=[\u2701\U0001f6d1])"),
]
SENTENCE_DEVIATIONS = [
    ("line-end", "join", r"[^\r\n]\n(?![\r\n])."),
    ("small-letters", "split", r"\.[\u2060)\u2019]*([ \u00a0]\u2060*)(?=[\u2018(\u2060\u0308]*[a-z])"),
    ("mark-after-blank", "move", r"(?<=[\u00a0\u2060])(\u0308)(?=T)"),
]


def cases(path):
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if not line: continue
        yield ["".join(chr(int(code, 16)) for code in part.replace("×", " ").split())
               for part in line.strip("÷ ").split("÷")]


def blank(character):
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def solid(text, boundaries):
    """The segments between the boundaries, without blanks around them; empty ones are left out."""
    spans, places = [], sorted(boundaries)
    for start, end in zip(places, places[1:]):
        while start < end and blank(text[start]): start += 1
        while end > start and blank(text[end - 1]): end -= 1
        if end > start: spans.append((start, end))
    return spans


def deviated(text, boundaries, deviations):
    """Unicode's boundaries after the deviations, and the names of those that changed something."""
    places, used = set(boundaries), []
    for name, kind, expression in deviations:
        before = set(places)
        at = 0
        while True:
            found = re.compile(expression, re.S).search(text, at)
            if not found: break
            if kind == "join": places -= set(range(found.start() + 1, found.end()))
            if kind == "split": places |= {found.start(1), found.end(1)}
            if kind == "move" and found.end(1) in places: places = places - {found.end(1)} | {found.start(1)}
            at = found.start() + 1
        if places != before: used.append(name)
    return places, used


def our_spans(text, found, by_sentence):
    at, position = {}, 0
    for index, character in enumerate(text):
        at[position] = index
        position += len(character.encode("utf-8"))
    at[position] = len(text)
    spans = {}
    for index, (sentence, _, start, end) in enumerate(found or []):
        key = sentence if by_sentence else index
        spans[key] = (spans.get(key, (at[start], 0))[0], at[end])
    trimmed = [solid(text, span) for span in spans.values()]
    return [parts[0] for parts in trimmed if parts]


def codes(text, spans):
    return " | ".join(" ".join("%04X" % ord(character) for character in text[start:end]) for start, end in spans)


def check(name, deviations, options, folder):
    path = os.path.join(options.data, "unicode15", name + ".txt")
    if not os.path.exists(path): sys.exit(f"{path} is missing: give the folder that holds unicode15/")
    every, files = list(cases(path)), []
    for index, segments in enumerate(every):
        files.append(os.path.join(folder, f"{name}{index}.txt"))
        with open(files[-1], "wb") as file: file.write("".join(segments).encode("utf-8"))
    equal, explained, wrong = 0, {}, 0
    for segments, found in zip(every, tokenize(options.program, files, "--language und --encoding utf-8")):
        text, boundaries = "".join(segments), [0]
        for segment in segments: boundaries.append(boundaries[-1] + len(segment))
        ours = our_spans(text, found, name.startswith("Sentence"))
        if ours == solid(text, boundaries):
            equal += 1
            continue
        places, used = deviated(text, boundaries, deviations)
        if used and ours == solid(text, places):
            for deviation in used: explained.setdefault(deviation, []).append(text)
        else:
            wrong += 1
            print(f"  not explained: Unicode {codes(text, solid(text, boundaries))}  ours {codes(text, ours)}")
    print(f"{name}: {equal} of {len(every)} equal, {len(every) - equal - wrong} explained, {wrong} not")
    for deviation, texts in explained.items():
        print(f"  {deviation}: {len(texts)}")
        if options.show:
            for text in texts: print("    " + codes(text, [(0, len(text))]))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--program", default="lect")
    parser.add_argument("--show", action="store_true", help="print the cases of each deviation")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = check("WordBreakTest", WORD_DEVIATIONS, options, folder)
        wrong += check("SentenceBreakTest", SENTENCE_DEVIATIONS, options, folder)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
