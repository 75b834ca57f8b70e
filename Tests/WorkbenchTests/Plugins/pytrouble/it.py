"""Does what no plugin should, so that tests see that it costs the session nothing."""

import ctypes
import os
import subprocess
import sys
import time

from lect_plugin import Analyzer, Column, run


class Trouble(Analyzer):
    summary = "Makes trouble."
    columns = [Column.integer("words", "Counted words.")]

    def __init__(self, options):
        self.words = 0

    def add(self, document):
        self.words += len(document.words)
        self.make(document)

    def make(self, document):
        pass

    def merge(self, other):
        self.words += other.words

    def finish(self):
        return [[self.words]]


class Crash(Trouble):
    name = "py-crash"

    def make(self, document):
        ctypes.string_at(0)


class Raise(Trouble):
    name = "py-raise"

    def make(self, document):
        if document.name == "b.txt":
            raise KeyError("seven")


class Leave(Trouble):
    name = "py-leave"

    def make(self, document):
        sys.stderr.write("I go \x1b[31mnow\n")
        sys.exit(3)


class Endless(Trouble):
    name = "py-endless"

    def make(self, document):
        while True:
            pass


class Greedy(Trouble):
    name = "py-greedy"

    def make(self, document):
        pages = []
        while True:
            pages.append(bytearray(1 << 20))


class GreedyChildren(Trouble):
    name = "py-greedy-children"

    def make(self, document):
        source = "import time; b = bytearray(200 << 20); time.sleep(1000)"
        for _ in range(5):
            subprocess.Popen([sys.executable, "-c", source])
        time.sleep(1000)


class Chatty(Trouble):
    name = "py-chatty"

    def make(self, document):
        print("What is printed comes between nothing.")
        os.system("echo Nor what a child prints.")


class Mistyped(Trouble):
    name = "py-mistyped"

    def finish(self):
        return [["many"]]


class Wide(Trouble):
    name = "py-wide"

    def finish(self):
        return [[1, 2, 3]]


class NotFinite(Trouble):
    name = "py-not-finite"

    def finish(self):
        return [[float("inf")]]


class Pieces(Analyzer):
    name = "py-pieces"
    summary = "Tells in what pieces counts come."
    demand = "counts"
    columns = [Column.integer(name, "A number.") for name in ("pieces", "largest", "forms", "words", "documents")]

    def __init__(self, options):
        self.pieces, self.largest, self.forms, self.words, self.documents, self.sum = 0, 0, set(), 0, 0, 0

    def add(self, counts):
        self.pieces += 1
        self.largest = max(self.largest, len(counts.counts))
        self.forms |= set(counts.counts)
        self.words += counts.tokens
        self.documents += counts.document_count
        self.sum += sum(counts.counts.values())

    def merge(self, other):
        self.pieces += other.pieces
        self.largest = max(self.largest, other.largest)
        self.forms |= other.forms
        self.words += other.words
        self.documents += other.documents
        self.sum += other.sum

    def finish(self):
        if self.words != self.sum:
            raise ValueError(f"{self.words} words, and {self.sum} in pieces")
        return [[self.pieces, self.largest, len(self.forms), self.words, self.documents]]


run(Pieces, Crash, Raise, Leave, Endless, Greedy, GreedyChildren, Chatty, Mistyped, Wide, NotFinite)
