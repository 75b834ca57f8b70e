#!/usr/bin/env python3
"""Token and sentence F1 of `lect tokenize` against Universal Dependencies treebanks.

    evaluate.py DATA [--program "lect tokenize {file} --language {language} -f tsv"] [--only German,English] [--errors N]

DATA is a folder that holds `ud/UD_<Language>-<Name>/*.conllu`. The text of each treebank is rebuilt from its surface
tokens (a multi-word token counts as the token that is written), an empty line before each `# newpar` and
`# newdoc`, and cut by the program; a token or sentence is right when it covers the same characters other than white
space. The program prints the columns `sentence token form start end kind`, offsets in bytes. Python 3 alone.
"""
import argparse, glob, os, shlex, subprocess, sys, tempfile

CODES = {"German": "de", "English": "en", "French": "fr", "Spanish": "es", "Russian": "ru", "Chinese": "zh",
         "Japanese": "ja", "Italian": "it", "Dutch": "nl", "Portuguese": "pt", "Polish": "pl", "Arabic": "ar"}
# Trained UDPipe 1.2 (test split), ICU 72 with its abbreviation lists (dev split), and the project's goal (dev split).
KNOWN = {"German": ("99.6/81.8", "97.0/83.0", "99.0/85.0"), "English": ("99.1/77.1", "95.0/80.8", "98.0/82.0"),
         "French": ("98.8/94.1", "91.3/92.2", "98.0/93.5"), "Spanish": ("99.8/94.9", "99.6/92.9", "99.6/94.0"),
         "Russian": ("99.9/96.2", "89.3/93.4", "98.5/94.5"), "Chinese": ("90.3/98.8", "78.7/97.7", "80.0/97.5"),
         "Japanese": ("91.0/95.0", "81.5/99.7", "83.0/99.0")}


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


def run(command, text, language):
    """The program's tokens and sentences of a text as ranges of non-space characters."""
    with tempfile.NamedTemporaryFile("wb", suffix=".txt", delete=False) as file:
        file.write(text.encode("utf-8"))
    try:
        words = [word.format(file=file.name, language=language) for word in shlex.split(command)]
        output = subprocess.run(words, check=True, capture_output=True).stdout.decode("utf-8")
    finally:
        os.unlink(file.name)
    at, position = [], 0
    for character in text:
        at += [position] * len(character.encode("utf-8"))
        position += 0 if character.isspace() else 1
    at.append(position)
    tokens, sentences, last = [], [], None
    for line in output.split("\n")[1:]:
        if not line: continue
        columns = line.split("\t")
        start, end = at[int(columns[3])], at[int(columns[4])]
        tokens.append((start, end))
        if columns[0] != last: sentences.append([start, end])
        sentences[-1][1] = end
        last = columns[0]
    return tokens, [tuple(sentence) for sentence in sentences]


def f1(found, gold):
    right = len(set(found) & set(gold))
    return 200 * right / (len(found) + len(gold)) if found and gold else 0.0


def show_errors(text, found, gold, count):
    solid = "".join(character for character in text if not character.isspace())
    found_set, gold_set = set(found), set(gold)
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
    parser.add_argument("--program", default="lect tokenize {file} --language {language} -f tsv")
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", type=int, default=0, help="print so many missed tokens")
    parser.add_argument("--sentence-errors", type=int, default=0, help="print so many missed sentences")
    options = parser.parse_args()
    treebanks = sorted(glob.glob(os.path.join(options.data, "ud", "UD_*")))
    if not treebanks: sys.exit(f"no treebank in {options.data}/ud: give the folder that holds ud/UD_*")
    print("treebank\ttokens F1\tsentences F1\tgoal\tICU 72\tUDPipe 1.2 (test)")
    for folder in treebanks:
        name = os.path.basename(folder)[3:]
        language = name.split("-")[0].replace("_", " ")
        if options.only and language not in options.only.split(","): continue
        for path in sorted(glob.glob(os.path.join(folder, "*.conllu"))):
            text, tokens, sentences = read_treebank(path)
            found_tokens, found_sentences = run(options.program, text, CODES.get(language, "und"))
            udpipe, icu, goal = KNOWN.get(language, ("", "", ""))
            print(f"{name}\t{f1(found_tokens, spans(tokens)):.2f}\t{f1(found_sentences, spans(sentences)):.2f}"
                  f"\t{goal}\t{icu}\t{udpipe}")
            if options.errors: show_errors(text, found_tokens, spans(tokens), options.errors)
            if options.sentence_errors: show_errors(text, found_sentences, spans(sentences), options.sentence_errors)


main()
