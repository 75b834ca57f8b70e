"""Builds a text of a size out of folders, or out of the documentation in Debian's packages.

usage: python3 -m lectbench.build_text MEGABYTES OUTPUT [FOLDER…]

OUTPUT gets files of about 256 KB and `about.json`, which says what they are made of and how much of it is repeated: a
paragraph is taken once only, until there are no more; then all come again in another order. The same sources give the same
files. Packages are fetched with apt-get into ~/.cache/lect-bench (LECT_BENCH_CACHE), and not installed.
"""

import argparse
import glob
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys

from . import plain_text

FILE_SIZE = 256 << 10
PACKAGES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "packages.txt")
_DIGITS = re.compile(r"\d+")


def cache_folder():
    return os.environ.get("LECT_BENCH_CACHE") or os.path.expanduser("~/.cache/lect-bench")


def files_below(folder):
    """All files below a folder, in an order that does not depend on the disk."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                yield path


def package_names():
    with open(PACKAGES, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def package_paragraphs(name):
    """The paragraphs of a package; they are kept in the cache, so that it is fetched once."""
    kept = os.path.join(cache_folder(), "paragraphs", name + ".txt")
    if not os.path.exists(kept):
        place = os.path.join(cache_folder(), "unpacked")
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
        fetched = subprocess.run(["apt-get", "download", name], cwd=place, capture_output=True, text=True, check=False)
        packed = glob.glob(os.path.join(place, "*.deb"))
        if fetched.returncode != 0 or not packed:
            print(f"{name} cannot be fetched, and is left out", file=sys.stderr)
            return
        subprocess.run(["dpkg-deb", "-x", packed[0], os.path.join(place, "files")], check=True)
        os.makedirs(os.path.dirname(kept), exist_ok=True)
        with open(kept + ".part", "w", encoding="utf-8") as file:
            for path in files_below(os.path.join(place, "files")):
                for paragraph in plain_text.paragraphs(plain_text.from_file(path) or ""):
                    file.write(paragraph + "\n")
        os.replace(kept + ".part", kept)
        shutil.rmtree(place, ignore_errors=True)
    with open(kept, encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def folder_paragraphs(folder):
    for path in files_below(folder):
        yield from plain_text.paragraphs(plain_text.from_file(path) or "")


class Output:
    """Numbered files of about the same size."""

    def __init__(self, folder, size):
        self.folder, self.left, self.number, self.file, self.room = folder, size, 0, None, 0

    def add(self, paragraph):
        """Writes a paragraph; false when the size is reached."""
        data = (paragraph + "\n\n").encode("utf-8", "replace")
        if self.room <= 0:
            self.close()
            self.number += 1
            self.file = open(os.path.join(self.folder, f"{self.number:05}.txt"), "wb")
            self.room = FILE_SIZE
        self.file.write(data)
        self.room -= len(data)
        self.left -= len(data)
        return self.left > 0

    def close(self):
        if self.file:
            self.file.close()


def build(megabytes, folder, sources):
    """Builds the text and returns what `about.json` says of it."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    size = int(megabytes * 1e6)
    output = Output(folder, size)
    seen, used = set(), {}
    more = True
    for name in sources or package_names():
        before = output.left
        for paragraph in folder_paragraphs(name) if sources else package_paragraphs(name):
            # Texts that differ in numbers only are boilerplate, too.
            key = hashlib.blake2b(_DIGITS.sub("0", paragraph).encode("utf-8", "replace"), digest_size=8).digest()
            if key in seen:
                continue
            seen.add(key)
            more = output.add(paragraph)
            if not more:
                break
        used[name] = before - output.left
        print(f"{name}: {used[name] / 1e6:.1f} MB of text that was not there before", file=sys.stderr)
        if not more:
            break
    distinct = size - max(output.left, 0)
    if distinct == 0:
        sys.exit("there is no text in the sources")
    output.close()
    # When there is no more, all paragraphs come again, in another order each time, so that files differ.
    dice = random.Random(1)
    originals = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    while more:
        output.room = 0
        dice.shuffle(originals)
        for start in range(0, len(originals), 64):
            pool = []
            for path in originals[start : start + 64]:
                with open(path, encoding="utf-8") as file:
                    pool += [line for line in file.read().split("\n\n") if line]
            dice.shuffle(pool)
            more = all(output.add(paragraph) for paragraph in pool)
            if not more:
                break
    output.close()
    about = {
        "bytes": size - output.left,
        "distinct_bytes": distinct,
        "repeated_share": round(1 - distinct / (size - output.left), 4),
        "files": output.number,
        "sources": used,
    }
    with open(os.path.join(folder, "about.json"), "w", encoding="utf-8") as file:
        json.dump(about, file, indent=1)
        file.write("\n")
    return about


def main():
    parser = argparse.ArgumentParser(description="Builds a text of a size out of folders or Debian packages.")
    parser.add_argument("megabytes", type=float)
    parser.add_argument("output")
    parser.add_argument("folders", nargs="*")
    options = parser.parse_args()
    about = build(options.megabytes, options.output, options.folders)
    print(
        f"{options.output}: {about['bytes'] / 1e6:.1f} MB in {about['files']} files, {about['distinct_bytes'] / 1e6:.1f} MB"
        f" of it distinct paragraphs, {about['repeated_share']:.0%} repeated"
    )


if __name__ == "__main__":
    main()
