#!/usr/bin/env python3
"""Holds lect's counts against independent ones, made by a few lines of Python over the tokens of `tokenize`.

usage: verify.py LECT DATA [quick]

DATA holds the folders seed, debian_news, bundestag (with bundestag_metadata.tsv beside it) and inaugural; a folder that
is not there is skipped with a word. Checks: frequency with stop words and groups; cooccurrence around ten nodes for
windows 1, 5 and 10, with and without sentences; the same bytes for one thread and eight, for one segment and many, for
a corpus loaded at once and by appends, and for a cached second run.
"""
import csv, glob, math, os, subprocess, sys, tempfile
from collections import Counter, defaultdict

lect, data = sys.argv[1], sys.argv[2]
folder = tempfile.mkdtemp(prefix="lect-verify-")
checks = failures = 0


def run(store, *commands, options=()):
    arguments = [lect, "-q", "-f", "tsv", "-s", os.path.join(folder, store), *options]
    for command in commands:
        arguments += ["-c", command]
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{commands}: {done.stderr}")
    return done.stdout


def unescape(cell):
    return cell.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")


def rows(text):
    lines = text.split("\n")
    names = lines[0].split("\t")
    return [dict(zip(names, map(unescape, line.split("\t")))) for line in lines[1:] if line]


def check(what, found, expected):
    global checks, failures
    checks += 1
    if found != expected:
        failures += 1
        print(f"FAILED {what}")
        if isinstance(found, list) and isinstance(expected, list):
            for a, b in zip(found, expected):
                if a != b:
                    print("  found   ", a, "\n  expected", b)
                    break
        else:
            print("  found   ", str(found)[:300], "\n  expected", str(expected)[:300])


class Document:
    """The tokens of one file: words in lower case, positions among counted tokens, sentences."""

    def __init__(self, path, language):
        self.path = path
        self.words, self.sentence_of = [], []
        for row in rows(run("none", f"tokenize '{path}' --heading auto --language {language}")):
            if any(c.isalnum() for c in row["form"]):
                self.words.append(row["form"].lower())
                self.sentence_of.append(int(row["sentence"]))


def stopwords(language):
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    path = os.path.join(here, "Sources/TextProcessing/Languages", language, "stopwords.txt")
    words = {line.strip() for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")}
    return words | {w.replace("'", "’") for w in words}


def frequency(documents, stop, top):
    counts, documents_with = Counter(), Counter()
    for document in documents:
        counts.update(document.words)
        documents_with.update(set(document.words))
    total = sum(counts.values())
    kept = sorted((w for w in counts if w not in stop), key=lambda w: (-counts[w], w.encode()))
    result, rank = [], 0
    for index, word in enumerate(kept[:top]):
        if index == 0 or counts[word] != counts[kept[index - 1]]:
            rank = index + 1
        result.append((word, counts[word], counts[word] / total * 1e6, rank, documents_with[word],
                       documents_with[word] / len(documents) * 100))
    return result


def found_frequency(text):
    return [(r["term"], int(r["count"]), float(r["per_million"]), int(r["rank"]), int(r["documents"]),
             float(r["documents_percent"])) for r in rows(text)]


def cooccurrence(documents, node, window, within):
    """Evert (2008), by brute force: for every token, is a node near?"""
    inside, corpus, documents_with = Counter(), Counter(), defaultdict(set)
    nodes = 0
    for number, document in enumerate(documents):
        words, sentence = document.words, document.sentence_of
        for position, word in enumerate(words):
            if word == node:
                nodes += 1
                continue
            corpus[word] += 1
            near = any(words[other] == node and (not within or sentence[other] == sentence[position])
                       for other in range(max(0, position - window), min(len(words), position + window + 1)))
            if near:
                inside[word] += 1
                documents_with[word].add(number)
    r1, n = sum(inside.values()), sum(corpus.values())
    result = []
    for word, o11 in inside.items():
        if o11 >= 3:
            c1 = corpus[word]
            mi = math.log2(o11 * n / (r1 * c1))
            dice = 14 + math.log2(2 * o11 / (nodes + c1))
            t = (o11 - r1 * c1 / n) / math.sqrt(o11)
            result.append((word, o11, r1, c1, n, len(documents_with[word]), round(mi, 9), round(dice, 9), round(t, 9)))
    return sorted(result)


def found_cooccurrence(text):
    return sorted((r["collocate"], int(r["o11"]), int(r["r1"]), int(r["c1"]), int(r["n"]), int(r["documents"]),
                   round(float(r["mi"]), 9), round(float(r["log_dice"]), 9), round(float(r["t_score"]), 9))
                  for r in rows(text))


def verify_counts(name, pattern, languages, load):
    paths = sorted(glob.glob(os.path.join(data, pattern)))
    if not paths:
        print(f"skipped: {name} (no {pattern} in {data})")
        return
    store = name + ".db"
    run(store, load)
    known = {r["document"]: r for r in rows(run(store, f"{name} | documents"))}
    common = os.path.commonpath(paths) if len(paths) > 1 else os.path.dirname(paths[0])
    documents = {}
    for path in paths:
        key = os.path.relpath(path, common)
        documents[key] = Document(path, known[key]["language"])
        check(f"{name}: words of {key}", int(known[key]["words"]), len(documents[key].words))
    ordered = [documents[key] for key in known]
    for language in languages:
        text = run(store, f"{name} | frequency --stopwords {language} --top 50")
        check(f"{name}: frequency --stopwords {language}", found_frequency(text),
              frequency(ordered, stopwords(language), 50))
    by = defaultdict(list)
    for key, document in documents.items():
        by[known[key]["language"]].append(document)
    grouped = rows(run(store, f"{name} | frequency --by language --top 20"))
    for language, group in by.items():
        found = [(r["term"], int(r["count"])) for r in grouped if r["language"] == language]
        check(f"{name}: --by language {language}", found, [(f[0], f[1]) for f in frequency(group, set(), 20)])
    counts = Counter(w for d in ordered for w in d.words)
    frequent = [w for w, c in counts.most_common() if w.isalpha() and c >= 3]
    nodes = (frequent[20::max(1, len(frequent[:400]) // 10)] + frequent)[:3 if "quick" in sys.argv else 10]
    for node in nodes:
        for window in (1, 5, 10):
            for within in (False, True):
                command = f"{name} | cooccurrence {node} --window {window}" + (" --within s" if within else "")
                check(command, found_cooccurrence(run(store, command)), cooccurrence(ordered, node, window, within))
    return ordered


def verify_metadata():
    table = os.path.join(data, "bundestag_metadata.tsv")
    if not os.path.exists(table):
        return print("skipped: bundestag metadata")
    known = {r["file"]: r for r in csv.DictReader(open(table, encoding="utf-8"), delimiter="\t")}
    loaded = rows(run("bundestag.db", "bundestag | documents"))
    check("bundestag: 1,302 speeches", len(loaded), 1302)
    for field in ("party", "speaker", "session", "agenda_item"):
        check(f"bundestag: {field}", [r[field] for r in loaded], [known[r["document"]][field] for r in loaded])
    by = Counter()
    for row in loaded:
        by[row["party"]] += int(row["words"])
    found = rows(run("bundestag.db", "bundestag | frequency die --by party"))
    check("bundestag: --by party has every party", sorted(r["party"] for r in found), sorted(by))
    for row in found:
        check(f"bundestag: per_million of {row['party']}", float(row["per_million"]),
              int(row["count"]) / by[row["party"]] * 1e6)


def verify_sameness():
    pattern = os.path.join(data, "debian_news")
    if not os.path.isdir(pattern):
        return print("skipped: debian_news")
    commands = [
        "c | frequency --by date:year --top 40", "c | frequency --forms --top 20", "c | frequency debian=Debian*, die *",
        "c | cooccurrence Debian --within s", "c | cooccurrence --terms 60 --stopwords de --measures all",
        "c | cooccurrence --context sentence --terms 40", "c | cooccurrence --context document --terms 40",
        "c | sentiment", "c | sentiment --unit sentence", "c | sentiment --unit corpus --by language",
        "c | sentiment --around Debian --explain", "c | kwic Debian* --sort R1,L1,date --show title", "c | kwic die *",
        "c | where date >= 2015 and language = \"de\" | frequency --top 30 --layer word", "c | frequency --punctuation --top 9",
        "c | describe | filter not property in (\"segments\", \"created\")",
    ]
    years = [f"'{data}/debian_news'/**/{year}*.txt" for year in range(2012, 2019)]
    load = "load c " + " ".join(years)
    run("one.db", load)
    expected = run("one.db", *commands)
    check("one thread", run("one.db", *commands, options=["-t", "1"]), expected)
    check("eight threads", run("one.db", *commands, options=["-t", "8"]), expected)
    for size in (50, 1000, 20000):
        run(f"many{size}.db", f"{load} --segment-tokens {size}", options=["-t", "8"])
        check(f"segments of {size} tokens", run(f"many{size}.db", *commands, options=["-t", "3"]), expected)
        check(f"a second run, segments of {size} tokens", run(f"many{size}.db", *commands), expected)
        sound = subprocess.run([lect, "-s", os.path.join(folder, f"many{size}.db"), "-c", "check"], capture_output=True)
        check(f"check of segments of {size} tokens", sound.returncode, 0)
    run("appended.db", f"load c {years[0]}")
    for year in years[1:]:
        run("appended.db", f"load c {year} --append")
        run("appended.db", *commands)
    check("loaded by appends", run("appended.db", *commands), expected)
    run("appended.db", "compact")
    check("compacted", run("appended.db", *commands), expected)
    check("check after compact", run("appended.db", "check"), "")
    paths = [sorted(glob.glob(f"{data}/debian_news/{language}/*.txt")) for language in ("de", "en")]
    everything = paths[0] + paths[1]
    names = {r["document"] for r in rows(run("one.db", "c | documents"))}
    check("names", names, {os.path.relpath(p, data + "/debian_news") for p in everything})


verify_counts("seed", "seed/*.txt", ["de"], f"load seed '{data}/seed'")
verify_counts("debian_news", "debian_news/*/*.txt", ["de", "en"], f"load debian_news '{data}/debian_news'")
verify_counts("bundestag", "bundestag/*.txt", ["de"],
              f"load bundestag '{data}/bundestag' --meta '{data}/bundestag_metadata.tsv' --key file")
verify_metadata()
verify_sameness()
print(f"{checks - failures} of {checks} checks hold")
sys.exit(1 if failures else 0)
