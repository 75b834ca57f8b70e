#!/usr/bin/env python3
"""Token and sentence F1 of `lect tokenize` against Universal Dependencies treebanks.

    evaluate.py DATA [--program lect] [--only German,English] [--errors N] [--sentence-errors N]

DATA is a folder that holds `ud/UD_<Language>-<Name>/*.conllu`. The text of each treebank is rebuilt from its surface
tokens (a multi-word token counts as the token that is written), an empty line before each `# newpar` and
`# newdoc`, and cut by the program; a token or sentence is right when it covers the same characters other than white
space. Published values stand beside; below the goal for a development split the exit status is 1. Python 3 alone.
"""
import argparse, glob, os, sys, tempfile
from lectrun import tokenize

CODES = {"German": "de", "English": "en", "French": "fr", "Spanish": "es", "Russian": "ru", "Chinese": "zh",
         "Japanese": "ja", "Italian": "it", "Dutch": "nl", "Portuguese": "pt", "Polish": "pl", "Arabic": "ar",
         "Czech": "cs", "Danish": "da", "Swedish": "sv", "Norwegian": "nb", "Finnish": "fi", "Hungarian": "hu",
         "Turkish": "tr", "Ukrainian": "uk", "Romanian": "ro", "Greek": "el", "Thai": "th"}
# Tokens/sentences. The goals are for the dev splits of GSD and EWT; ICU 72 with its abbreviation lists on the same splits;
# UDPipe 1.2, plain UAX #29 and SoMaJo on the test splits.
KNOWN = {
    "German-GSD": ("99.0/85.0", "97.0/83.0", "99.6/81.8", "96.4/75.8", "97.9/72.6"),
    "English-EWT": ("98.0/82.0", "95.0/80.8", "99.1/77.1", "94.5/77.8", "97.0/78.1"),
    "French-GSD": ("98.0/93.5", "91.3/92.2", "98.8/94.1", "90.6/88.1", ""),
    "Spanish-GSD": ("99.6/94.0", "99.6/92.9", "99.8/94.9", "99.5/89.3", ""),
    "Russian-GSD": ("98.5/94.5", "89.3/93.4", "99.9/96.2", "89.9/94.0", ""),
    "Chinese-GSD": ("80.0/97.5", "78.7/97.7", "90.3/98.8", "43.5/96.7", ""),
    "Japanese-GSD": ("83.0/99.0", "81.5/99.7", "91.0/95.0", "47.9/99.7", ""),
}


def read_treebank(path):
    """The text of a CoNLL-U file, and its tokens and sentences as lists of strings."""
    pieces, tokens, sentences, sentence, skip = [], [], [], [], 0
    new_paragraph = False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar") or line.startswith("# newdoc"):
            new_paragraph = True
        elif line == "":
            if sentence: sentences.append("".join(sentence))
            sentence, skip = [], 0
        elif not line.startswith("#"):
            columns = line.split("\t")
            if "." in columns[0]: continue
            if "-" in columns[0]: skip = int(columns[0].split("-")[1])
            elif int(columns[0]) <= skip: continue
            if new_paragraph:
                if pieces: pieces.append("\n\n")
                new_paragraph = False
            pieces.append(columns[1])
            if "SpaceAfter=No" not in columns[9]: pieces.append(" ")
            tokens.append(columns[1])
            sentence.append(columns[1])
    if sentence: sentences.append("".join(sentence))
    return "".join(pieces), tokens, sentences


def spans(strings):
    """The ranges of non-space characters that the strings cover one after another."""
    result, position = [], 0
    for string in strings:
        length = sum(1 for character in string if not character.isspace())
        result.append((position, position + length))
        position += length
    return result


def solid_spans(text, found):
    """The program's tokens and sentences as ranges of non-space characters."""
    at, position = [], 0
    for character in text:
        at += [position] * len(character.encode("utf-8"))
        position += 0 if character.isspace() else 1
    at.append(position)
    tokens, sentences, last = [], [], None
    for sentence, _, first, after in found:
        start, end = at[first], at[after]
        tokens.append((start, end))
        if sentence != last: sentences.append([start, end])
        sentences[-1][1] = end
        last = sentence
    return tokens, [tuple(sentence) for sentence in sentences]


def run(program, text, language):
    """The program's tokens and sentences of a text as ranges of non-space characters."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.txt")
        with open(path, "wb") as file: file.write(text.encode("utf-8"))
        found = tokenize(program, [path], f"--language {language} --encoding utf-8")[0]
    return solid_spans(text, found or [])


def f1(found, gold):
    right = len(set(found) & set(gold))
    return 200 * right / (len(found) + len(gold)) if found and gold else 0.0


def show_errors(text, found, gold, count):
    solid = "".join(character for character in text if not character.isspace())
    found_set = set(found)
    shown = 0
    for start, end in gold:
        if (start, end) in found_set: continue
        ours = [solid[s:e] for s, e in found if e > start and s < end]
        left = solid[max(0, start - 25):start]
        print(f"  {left}[{solid[start:end][:80]}]{solid[end:end + 25]}\tours: {ours[:6]}"[:260])
        shown += 1
        if shown >= count: break


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--program", default="lect")
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", type=int, default=0, help="print so many missed tokens")
    parser.add_argument("--sentence-errors", type=int, default=0, help="print so many missed sentences")
    options = parser.parse_args()
    treebanks = sorted(glob.glob(os.path.join(options.data, "ud", "UD_*")))
    if not treebanks: sys.exit(f"no treebank in {options.data}/ud: give the folder that holds ud/UD_*")
    failed = False
    row = "{:<24} {:>6} {:>6}  {:<11} {:<5} {:<11} {:<11} {:<11} {:<11}"
    print(row.format("treebank (tokens/sent.)", "tokens", "sent.", "goal", "met", "ICU 72", "UDPipe 1.2*", "UAX #29*", "SoMaJo*"))
    for folder in treebanks:
        name = os.path.basename(folder)[3:]
        language = name.split("-")[0].replace("_", " ")
        if options.only and language not in options.only.split(","): continue
        for path in sorted(glob.glob(os.path.join(folder, "*.conllu"))):
            text, tokens, sentences = read_treebank(path)
            found_tokens, found_sentences = run(options.program, text, CODES.get(language, "und"))
            values = f1(found_tokens, spans(tokens)), f1(found_sentences, spans(sentences))
            is_dev = path.endswith("-dev.conllu")
            goal, icu, udpipe, uax, somajo = KNOWN.get(name, ("", "", "", "", ""))
            if not is_dev: goal = icu = ""
            met = all(value >= float(least) for value, least in zip(values, goal.split("/"))) if goal else True
            failed = failed or not met
            split = os.path.basename(path).rsplit("-", 1)[-1].split(".")[0]
            print(row.format(f"{name} {split}", "%.2f" % values[0], "%.2f" % values[1], goal,
                             ("yes" if met else "NO") if goal else "", icu, udpipe, uax, somajo))
            if options.errors: show_errors(text, found_tokens, spans(tokens), options.errors)
            if options.sentence_errors: show_errors(text, found_sentences, spans(sentences), options.sentence_errors)
    print("* on the test split, published")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
