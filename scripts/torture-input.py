#!/usr/bin/env python3
"""Gives lect input that is made to break it, and looks whether each is read or refused in bounded time and memory.

usage: torture-input.py LECT [--size MB] [--seconds N]

Each input is loaded in a process of its own. The exit status must be the expected one, and no process may die of a signal, take
longer than N seconds (120) or more memory than is said beside its input. The formats that hold many documents are also given in
two sizes, 20 MB and --size (200): the larger may take no more than 60 MB and a third more. Descriptors that are closed, and a pipe in the
place of the store, must not make it wait. Exit status 0 when all held.
"""

import argparse
import gzip
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

MB = 1 << 20
DEEP = 300_000
TEI = "<TEI><text><p>{}</p></text></TEI>"


def repeated(text, size):
    """Pieces of a text that together have so many bytes."""
    piece = text * max(1, MB // len(text.encode()))
    for _ in range(size // len(piece.encode()) + 1):
        yield piece


def inputs(large):
    """Name, pieces of the content, whether it is loaded, and how many megabytes that may take besides what text is held."""
    yield "words.txt", repeated("the quick brown fox ", large), True, large // MB + 150
    yield "token.txt", repeated("abcdefghijklmnop", large), True, large // MB + 150
    yield "emoji.txt", repeated("👍", large), True, large // MB + 150
    yield "marks.txt", repeated("\u0301", large // 8), True, large // MB // 8 + 150
    for extension in ["txt", "csv", "tsv", "jsonl", "conllu", "vrt", "xml", "html"]:
        yield f"empty.{extension}", repeated("\n", 10_000_000), extension in ("txt", "html"), 100
    yield "quote.csv", ["id,text\n1,\"", *repeated("lorem ipsum\n", large)], False, 250
    yield "list.jsonl", ['{"text":"a","x":' + "[" * DEEP + "]" * DEEP + "}\n"], False, 100
    yield "deep.xml", ["<TEI><text>" + "<div>" * DEEP], False, 100
    yield "deep.html", ["<div>" * DEEP], False, 100
    yield "deep.vrt", ["<text>\n", "<r>\n" * DEEP, "x\n", "</r>\n" * DEEP, "</text>\n"], True, 200
    for extension, start in [("xml", "<TEI><text><div"), ("html", "<p")]:
        attributes = (f' a{n}="1"' for n in range(DEEP))
        yield f"attributes.{extension}", [start, *attributes, ">x"], extension == "html", 100
    yield "names.vrt", ["<text>\n", *(f"<e{n}>\nx\n</e{n}>\n" for n in range(DEEP)), "</text>\n"], False, 100
    yield "attributes.vrt", ["<text", *(f' a{n}="1"' for n in range(DEEP)), ">\nx\n</text>\n"], False, 250
    yield "long.xml", ["<TEI><text><p>", *repeated("word ", 20 * MB)], False, 150
    yield "sentence.conllu", (f"{n}\tw\t_\t_\t_\t_\t0\t_\t_\t_\n" for n in range(1, DEEP + 1)), False, 300
    yield "comments.conllu", [*(f"# k{n} = v\n" for n in range(DEEP)), "1\tw" + "\t_" * 8 + "\n"], True, 400
    yield "columns.conllu", ["# global.columns = ID FORM", *(f" C{n}" for n in range(DEEP)), "\n1\tw\n"], False, 150
    laugh = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    yield "laugh.xml", [f'<!DOCTYPE TEI [<!ENTITY a0 "lol">{laugh}]>', TEI.format("&a9;")], False, 100
    square = f'<!DOCTYPE TEI [<!ENTITY a "{"x" * 100_000}">]>'
    yield "square.xml", [square, TEI.format("&a;" * 100_000)], False, 150
    entities = (f'<!ENTITY e{n} "v">' for n in range(DEEP))
    yield "entities.xml", ["<!DOCTYPE TEI [", *entities, "]>", TEI.format("&e5;")], False, 100
    yield "other.xml", ['<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>', TEI.format("&x;")], False, 100


def packed(folder):
    """The same for packed files, which are written here."""
    with gzip.open(os.path.join(folder, "bomb.txt.gz"), "wb") as file:
        for piece in repeated("a b ", 300 * MB):
            file.write(piece.encode())
    yield "bomb.txt.gz", False, 300
    with zipfile.ZipFile(os.path.join(folder, "bomb.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a b " * (75 * MB))
    yield "bomb.zip", False, 100
    with zipfile.ZipFile(os.path.join(folder, "many.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20_000):
            archive.writestr(f"../{number}.txt", f"word {number}")
    yield "many.zip", True, 150


def growing():
    """A format's extension, and what stands before, again and again, and at the end."""
    text = " ".join(f"word{n}" for n in range(40)) + "."
    words = text.split()
    yield "csv", "id,text\n", f'1,"{text}"\n', ""
    yield "tsv", "id\ttext\n", f"1\t{text}\n", ""
    yield "jsonl", "", f'{{"text":"{text}"}}\n', ""
    yield "vrt", "", "<text>\n" + "".join(f"{word}\tN\n" for word in words) + "</text>\n", ""
    rows = "".join(f"{n}\t{word}" + "\t_" * 8 + "\n" for n, word in enumerate(words, 1))
    yield "conllu", "", f"# newdoc\n{rows}\n", ""
    yield "xml", "<teiCorpus>", TEI.format(text) + "\n", "</teiCorpus>"


def closed(lect, folder):
    """Runs lect with descriptors closed, and with a pipe as its store: what was tried, and whether it ended as it should."""
    store = os.path.join(folder, "closed.db")
    subprocess.run([lect, "-s", store, "-q", "-c", "corpora"], check=True, stdout=subprocess.DEVNULL)
    pipe = os.path.join(folder, "pipe")
    os.mkfifo(pipe)
    for descriptors in [(0,), (1,), (2,), (0, 1, 2)]:
        def close():
            for descriptor in descriptors:
                os.close(descriptor)

        for command in [["-c", "corpora"], ["-c", "nothing"], []]:
            try:
                process = subprocess.run(
                    [lect, "-s", store, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    preexec_fn=close, timeout=20)
                yield f"without {descriptors} {command}", process.returncode in (0, 1, 2)
            except subprocess.TimeoutExpired:
                yield f"without {descriptors} {command}", False
    try:
        yield "a pipe", subprocess.run([lect, "-s", pipe, "-c", "corpora"], capture_output=True, timeout=20).returncode == 1
    except subprocess.TimeoutExpired:
        yield "a pipe", False


def main():
    parser = argparse.ArgumentParser(description="Gives lect input that is made to break it.")
    parser.add_argument("lect")
    parser.add_argument("--size", type=int, default=200, help="megabytes of the large inputs (200)")
    parser.add_argument("--seconds", type=int, default=120, help="how long one input may take (120)")
    options = parser.parse_args()
    large = options.size * MB
    failures = 0

    with tempfile.TemporaryDirectory(prefix="lect-torture.") as folder:

        def write(name, pieces):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.writelines(pieces)

        def load(name):
            """Loads a file into a store of its own: the exit status, the seconds, the megabytes, and what was said last."""
            store = os.path.join(folder, "store.db")
            said = os.path.join(folder, "said")
            command = [options.lect, "-s", store, "-q", "-c", f"load a '{os.path.join(folder, name)}'"]
            with open(said, "wb") as errors:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (options.seconds, options.seconds)))
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            for path in [os.path.join(folder, name), *(store + end for end in ("", "-wal", "-shm"))]:
                if os.path.exists(path):
                    os.remove(path)
            with open(said, encoding="utf-8", errors="replace") as errors:
                lines = errors.read().strip().splitlines() or [""]
            return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, lines[0][:110]

        def judge(name, isLoaded, most):
            nonlocal failures
            status, seconds, memory, said = load(name)
            right = status == (0 if isLoaded else 1) and memory <= most and (isLoaded or said.startswith("error: "))
            failures += not right
            print(f"{'ok' if right else 'FAILED':6} {name:16} status {status} {seconds:6.1f} s {memory:5} MB  {said}", flush=True)
            return memory

        for name, right in closed(options.lect, folder):
            failures += not right
            print(f"{'ok' if right else 'FAILED':6} {name}", flush=True)
        for name, pieces, isLoaded, most in inputs(large):
            write(name, pieces)
            judge(name, isLoaded, most)
        for name, isLoaded, most in packed(folder):
            judge(name, isLoaded, most)
        for extension, start, middle, end in growing():
            write(f"small.{extension}", [start, *repeated(middle, 20 * MB), end])
            memory = judge(f"small.{extension}", True, 300)
            write(f"large.{extension}", [start, *repeated(middle, large), end])
            # 20 MB do not fill all the segments that are under way at a time; beyond, nothing grows with the file.
            judge(f"large.{extension}", True, memory * 1.3 + 60)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
