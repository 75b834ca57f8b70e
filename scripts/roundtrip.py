#!/usr/bin/env python3
"""Whether corpora survive CoNLL-U and VRT: scripts/roundtrip.py PROGRAM [DATA]

Loads annotated files, saves them as CoNLL-U and as VRT, loads what was saved, and compares: tokens, spaces, sentences,
paragraphs, layers, regions with their attributes, and metadata. Two ways: by the store's fingerprints (of text, of each layer,
of all regions), tables of documents and frequencies; and, for CoNLL-U, by an independent reading of the original and of what
was saved. The files are those of DATA (ud/*/*.conllu, gerdracor/*.xml) and samples that this script writes. Python 3 alone.
"""
import glob, os, re, sqlite3, subprocess, sys, tempfile, unicodedata

VRT = """<!-- #vrt positional-attributes: word pos lemma ner -->
<text id="a" title="Brief &amp; Siegel" date="1848-03-18" year="1848" place="Köln">
<div type="letter" n="1">
<p id="p1">
<s id="s1" lang="de">
Am\tAPPR\tan+der\t_
18.\tADJA\t18.\tB-DATE
März\tNN\tMärz\tI-DATE
<g/>
,\t$,\t,\t
sagte\tVVFIN\tsagen\t_
<name type="person" ref="#m">
Karl\tNE\tKarl\t*
<name type="family">
Müller\tNE\tMüller\tI-PER
</name>
</name>
<g/>
:\t$.\t:\t_
</s>
<s id="s2">
&quot;\t$(\t&quot;\t_
<g/>
a|b\tXY\ta|b\t_
&lt;c&gt;\tXY\t&lt;c&gt;\t_
</s>
</p>
<p>
<s>
Ende\tNN\tEnde\t_
<g/>
.\t$.\t.\t_
</s>
</p>
</div>
<div type="empty">
</div>
<div type="note" n="2">
<p>
<s>
Nachsatz\tNN\tNachsatz\t_
</s>
</p>
</div>
</text>
<text id="b" title="Zwei" year="1849">
<s>
Nur\tADV\tnur\t_
ein\tART\tein\t_
Satz\tNN\tSatz\t_
</s>
</text>
"""

CONLLU = """# newdoc id = eins
# author = Anna Beispiel
# newpar id = p1
# sent_id = s1
# text = Zum Haus  geht's, nicht?
# mood = fragend
1-2\tZum\t_\t_\t_\t_\t_\t_\t_\t_
1\tzu\tzu\tADP\tAPPR\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut\t3\tdet\t_\t_
3\tHaus\tHaus\tNOUN\tNN\tCase=Dat|Number=Sing\t4\tobl\t_\tSpacesAfter=\\s\\s
4-5\tgeht's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\tgeht\tgehen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_
5\t's\tes\tPRON\tPPER\t_\t4\tnsubj\t_\t_
5.1\t_\tsein\tVERB\t_\t_\t_\t_\t4:conj\t_
6\t,\t,\tPUNCT\t$,\t_\t7\tpunct\t_\t_
7\tnicht\tnicht\tPART\tPTKNEG\tPolarity=Neg\t4\tadvmod\t_\tSpaceAfter=No
8\t?\t?\tPUNCT\t$.\t_\t4\tpunct\t_\t_

# sent_id = s2
# text = _ steht für nichts
1\t_\t_\tSYM\tXY\t_\t2\tnsubj\t_\t_
2\tsteht\tstehen\tVERB\tVVFIN\t_\t0\troot\t_\t_
3\tfür\tfür\tADP\tAPPR\t_\t4\tcase\t_\t_
4\tnichts\tnichts\tPRON\tPIS\t_\t2\tobl\t_\t_

# newpar id = p2
# sent_id = s3
# text = 10 000 Menschen
1\t10 000\t10000\tNUM\tCARD\tNumType=Card\t2\tnummod\t_\t_
2\tMenschen\tMensch\tNOUN\tNN\t_\t0\troot\t_\t_

# newdoc id = zwei
# author = Bernd Beispiel
# sent_id = t1
# text = Schluss.
1\tSchluss\tSchluss\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t$.\t_\t1\tpunct\t_\t_

"""

PLUS = """# global.columns = ID FORM UPOS LEMMA NER MISC
# newdoc id = plus
# sent_id = 1
1\tBerlin\tPROPN\tBerlin\tB-LOC\t_
2\tsingt\tVERB\tsingen\t_\tSpaceAfter=No
3\t.\tPUNCT\t.\t_\t_

"""


def run(program, store, *commands):
    words = [program, "-q", "-f", "tsv", "-s", store]
    for command in commands: words += ["-c", command]
    done = subprocess.run(words, capture_output=True)
    if done.returncode: raise SystemExit("%s\n%s" % (commands, done.stderr.decode("utf-8", "replace")))
    return done.stdout.decode("utf-8")


def facts(program, store, name):
    """What a corpus holds, by everything that the program says and the store keeps of it."""
    found = {"documents": run(program, store, name + " | documents")}
    described = run(program, store, name + " | describe").split("\n")
    passed = ("corpus\t", "created\t", "segments\t", "encodings\t", "language detection\t", "tokeniser\t")
    found["describe"] = [line for line in described if not line.startswith(passed)]
    layers = next(line for line in described if line.startswith("layers\t")).split("\t")[1].split(", ")
    for layer in layers:
        if layer != "stem": found["layer " + layer] = run(program, store, f"{name} | frequency --layer {layer} --punctuation")
    base = sqlite3.connect("file:%s?mode=ro" % store, uri=True)
    corpus = base.execute("SELECT id, hex(fingerprint) FROM corpus WHERE name = ?", [name]).fetchone()
    found["fingerprint"] = corpus[1]
    found["annotation"] = base.execute(
        "SELECT kind, name, tokens, hex(fingerprint) FROM annotation WHERE corpus = ? ORDER BY kind, name", [corpus[0]]).fetchall()
    found["regions"] = base.execute(
        "SELECT name, regions FROM region WHERE corpus = ? ORDER BY name", [corpus[0]]).fetchall()
    base.close()
    return found


def sentences(path):
    """The sentences of a CoNLL-U file, read without the program: (document, id, paragraph, tokens with their words)."""
    document, opens, number, found, comments, rows = None, False, None, [], {}, []
    columns = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line[1:].strip().partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            if "newdoc id" in comments: document = comments["newdoc id"]
            tokens, until = [], 0
            for row in rows:
                if "." in row[0]: continue
                first, _, last = row[0].partition("-")
                spaced = not re.search(r"(^|\|)(SpaceAfter=No|SpacesAfter=($|\|))", row[9])
                if last:
                    tokens.append([row[1], spaced, []])
                    until = int(last)
                elif int(first) <= until:
                    tokens[-1][2].append(tuple(row[1:8]))
                else:
                    tokens.append([row[1], spaced, [tuple(row[1:8])]])
            tokens[-1][1] = True
            opens = any(key.split(" ")[0] == "newpar" for key in comments)
            found.append((document, comments.get("sent_id"), opens, tokens))
            comments, rows = {}, []
        else:
            comments = {}
    return found


def normal(found):
    nfc = lambda text: unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return [(nfc(form), spaced, [tuple(nfc(value) for value in word) for word in words]) for form, spaced, words in found]


def difference(original, saved):
    """The first thing in which two readings of CoNLL-U differ, or None."""
    if len(original) != len(saved): return "%d sentences, saved %d" % (len(original), len(saved))
    for first, second in zip(original, saved):
        if first[1] != second[1]: return "sentence %s is called %s" % (first[1], second[1])
        if first[0] is not None and first[0] != second[0]: return "document %s is called %s" % (first[0], second[0])
        for one, other in zip(normal(first[3]), normal(second[3])):
            if one != other: return "sentence %s: %s, saved %s" % (first[1], one, other)
        if len(first[3]) != len(second[3]): return "sentence %s has %d tokens, saved %d" % (first[1], len(first[3]), len(second[3]))
    return None


def check(program, folder, path, options=""):
    """What went wrong with one file."""
    store, problems = os.path.join(folder, "store.db"), []
    for name in glob.glob(store + "*"): os.remove(name)
    run(program, store, "load a '%s' %s" % (path, options))
    before = facts(program, store, "a")
    for format in ("conllu", "vrt"):
        saved, again = os.path.join(folder, "saved." + format), os.path.join(folder, "again." + format)
        for name in (saved, again):
            if os.path.exists(name): os.remove(name)
        run(program, store, "a | save '%s'" % saved, "load b '%s' --replace" % saved if format == "vrt" else "load b '%s'" % saved)
        after = facts(program, store, "b")
        for what in before:
            if before[what] != after.get(what): problems.append("%s: %s differs: %s" % (format, what, first(before[what], after.get(what))))
        run(program, store, "b | save '%s'" % again)
        with open(saved, "rb") as one, open(again, "rb") as other:
            if one.read() != other.read(): problems.append(format + ": saved again, it is another file")
        if format == "conllu" and path.endswith(".conllu") and "global.columns" not in open(path, encoding="utf-8").read(4096):
            wrong = difference(sentences(path), sentences(saved))
            if wrong: problems.append("conllu, read apart: " + wrong)
    return problems


def first(one, other):
    one = one.split("\n") if isinstance(one, str) else list(one)
    other = other.split("\n") if isinstance(other, str) else list(other or [])
    for left, right in zip(one, other):
        if left != right: return "%r, then %r" % (left, right)
    return "%d lines, then %d" % (len(one), len(other))


def selection(program, folder):
    """What went wrong with saving a part of a corpus."""
    store, path = os.path.join(folder, "store.db"), os.path.join(folder, "parts.vrt")
    for name in glob.glob(store + "*"): os.remove(name)
    run(program, store, "load a '%s'" % os.path.join(folder, "nested.vrt"))
    for format in ("vrt", "conllu"):
        saved = os.path.join(folder, "part." + format)
        run(program, store, "a | where year = 1848 | save '%s'" % saved, "load %s '%s'" % (format, saved))
        expected = run(program, store, "a | where year = 1848 | documents")
        found = run(program, store, format + " | documents")
        if expected != found: return ["where … | save %s: %s" % (format, first(expected, found))]
        for layer in ("word", "lemma", "ner"):
            expected = run(program, store, f"a | where year = 1848 | frequency --layer {layer} --punctuation")
            found = run(program, store, f"{format} | frequency --layer {layer} --punctuation")
            if expected != found: return ["where … | save %s, %s: %s" % (format, layer, first(expected, found))]
    return []


def main():
    if len(sys.argv) < 2: sys.exit(__doc__)
    program, data = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    failed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, text in (("nested.vrt", VRT), ("words.conllu", CONLLU), ("plus.conllu", PLUS)):
            files.append(os.path.join(folder, name))
            with open(files[-1], "w", encoding="utf-8") as file: file.write(text)
        if data and os.path.isdir(data):
            files += sorted(glob.glob(os.path.join(data, "ud", "*", "*.conllu")) + glob.glob(os.path.join(data, "gerdracor", "*.xml")))
        else:
            print("roundtrip: samples only; say where the data is: scripts/roundtrip.py PROGRAM DATA")
        results = [(path, check(program, folder, path)) for path in files] + [("a selection", selection(program, folder))]
    for path, problems in results:
        count += 1
        failed += bool(problems)
        print("%-45s %s" % (os.path.basename(path), "same" if not problems else "DIFFERS"))
        for problem in problems[:6]: print("    " + problem[:600])
    print("roundtrip: %d of %d the same" % (count - failed, count))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
