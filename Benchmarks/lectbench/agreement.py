"""Whether the tools give the same numbers where they do the same: words and pairs of a text that all cut alike."""

import collections
import json
import os
import re

from . import measure, peer_tools
from .lect import Lect
from .peers.texts import texts


def plain_corpus(text, folder, megabytes=2):
    """One file of words of small ASCII letters between spaces, which nobody cuts in another way."""
    os.makedirs(folder, exist_ok=True)
    words, size = [], 0
    for content in texts(text):
        for word in re.findall(r"[a-z]{2,}", content.lower()):
            words.append(word)
            size += len(word) + 1
        if size > megabytes * 1e6:
            break
    with open(os.path.join(folder, "plain.txt"), "w", encoding="ascii") as file:
        for start in range(0, len(words), 12):
            file.write(" ".join(words[start : start + 12]) + "\n")
    return words


def check(program, text, work, interpreter, peers):
    """Lines of Markdown that say who agrees with whom."""
    folder = os.path.join(work, "plain")
    words = plain_corpus(text, folder)
    counts = collections.Counter(words)
    expected = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:1000]
    lect = Lect(program, os.path.join(work, "plain.db"))
    lect.delete()
    measure.run(lect.load(folder, "--language en"))
    rows = lect.rows("t | frequency --top 1000")
    lines = []

    def say(who, what, is_same):
        lines.append(f"| {who} | {what} | {'same' if is_same else '**differs**'} |")

    own = [(row["term"], int(row["count"])) for row in rows]
    say("Lect", "the 1,000 most frequent words and their counts", own == expected)
    for name, module, _ in peers:
        arguments = peer_tools.command(interpreter, module, folder)
        if module == "tantivy_index":
            continue
        if module == "fts5_index":
            arguments.append("--counts")
        answer = json.loads(peer_tools.run(arguments, work, keeps_output=True).output)
        say(name, "the 1,000 most frequent words and their counts", [tuple(pair) for pair in answer["top"]] == expected)

    if peer_tools.has(interpreter, "nltk"):
        terms = [word for word, _ in expected[:200]]
        arguments = peer_tools.command(interpreter, "nltk_pairs", folder, json.dumps(terms))
        pairs = json.loads(peer_tools.run(arguments, work, keeps_output=True).output)["pairs"]
        rows = lect.rows("t | cooccurrence --terms 200 --window 4 --ordered --min-count 1")
        found = {f"{row['term_a']} {row['term_b']}": int(row["o11"]) for row in rows}
        what = f"{len(pairs):,} ordered pairs of the 200 most frequent words, at most four apart"
        say("NLTK's collocation finder", what, found == pairs)
    lect.delete()
    return lines
