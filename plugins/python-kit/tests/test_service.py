"""The service answers each line as docs/worker-protocol.md tells. Run: python3 -m unittest discover -s plugins/python-kit/tests"""

import io
import json
import os
import subprocess
import sys
import unittest
from collections import Counter, defaultdict

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "src"))

from lect_plugin import Analyzer, Annotator, Column, Failure, Option, Report  # noqa: E402
from lect_plugin.service import Service  # noqa: E402


class Count(Analyzer):
    name = "count"
    summary = "Counts."
    options = [Option.integer("least", 1, "At least.", min=1), Option.flag("loud", "Loud.")]
    columns = [Column.text("term"), Column.integer("count")]

    def __init__(self, options):
        if options["least"] > 5:
            raise Failure("is too much", option="least")
        self._least = options["least"]
        self.counts = Counter()
        self.seen = set()

    def add(self, document):
        self.counts.update(document.words)
        self.seen.add(document.name)

    def merge(self, other):
        self.counts.update(other.counts)
        self.seen |= other.seen

    def finish(self):
        rows = sorted((term, count) for term, count in self.counts.items() if count >= self._least)
        return Report(rows, notes=[f"{len(self.seen)} texts"])


class Upper(Annotator):
    name = "upper"
    summary = "Upper case."
    layers = ["upper"]

    def annotate(self, document):
        return {"upper": [[token.upper() for token in sentence] for sentence in document.sentences]}


class Keeper(Analyzer):
    name = "keeper"
    summary = "Keeps all kinds of things."
    columns = [Column.integer("length"), Column.integer("count")]

    def __init__(self, options):
        self.lengths = Counter()
        self.pairs = Counter()
        self.places = defaultdict(list)
        self.seen = {("a", 1)}
        self.nested = {}

    def merge(self, other):
        self.lengths.update(other.lengths)
        self.pairs.update(other.pairs)
        for place, found in other.places.items():
            self.places[place] += found
        self.seen |= other.seen


class SavingTests(unittest.TestCase):
    def moved(self, keeper):
        """What comes back after the way to another process."""
        other = Keeper({})
        other.load(json.loads(json.dumps(keeper.save())))
        return other

    def test_keys_of_any_kind_come_back_as_they_were(self):
        keeper = Keeper({})
        keeper.lengths.update([3, 3, 12])
        keeper.pairs.update([("ein", "haus"), ("ein", 7)])
        keeper.places[2].append("x")
        keeper.seen.add(("b", 2))
        moved = self.moved(keeper)
        self.assertEqual(vars(moved), vars(keeper))
        self.assertEqual(moved.lengths.most_common(1), [(3, 2)])
        moved.merge(self.moved(keeper))
        self.assertEqual(moved.lengths[12], 2)
        self.assertEqual(moved.places[5], [])

    def test_the_bytes_do_not_depend_on_the_order_of_coming(self):
        one, two = Keeper({}), Keeper({})
        one.pairs.update([("a", 1), ("b", 2), 3])
        two.pairs.update([3, ("b", 2), ("a", 1)])
        self.assertEqual(json.dumps(one.save()), json.dumps(two.save()))

    def test_what_json_would_change_without_a_word_is_refused(self):
        keeper = Keeper({})
        keeper.nested = {"a": {1: 2}}
        with self.assertRaises(Failure) as caught:
            keeper.save()
        self.assertIn("nested holds a dictionary inside another", caught.exception.message)


class RunTests(unittest.TestCase):
    SOURCE = """
from lect_plugin import Analyzer, Column, run

class It(Analyzer):
    name = "it"
    summary = "Fails."
    columns = [Column.real("number")]
    def add(self, document):
        print("printed")
        [1][document.ordinal]
    def finish(self):
        return [[float("nan")]]

run(It)
"""

    def answers(self, *lines):
        """What a plugin answers to lines; what it prints must not be there."""
        source = os.path.join(os.path.dirname(__file__), "..", "src")
        done = subprocess.run(
            [sys.executable, "-c", self.SOURCE], input="".join(json.dumps(line) + "\n" for line in lines),
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": source})
        self.assertIn("printed", done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def document(self, name, ordinal):
        return {"document": {
            "partial": 1, "ordinal": ordinal, "name": name, "language": "de", "start": True, "end": True, "position": 0,
            "forms": [], "sentences": [0]}}

    def test_a_failure_names_the_text_and_the_line(self):
        answers = self.answers(
            {"open": {"analyzer": "it", "options": {}}}, self.document("a.txt", 0), self.document("b.txt", 7),
            {"sync": True}, {"finish": {"partial": None, "group": {}}})
        self.assertEqual(answers[0], {"opened": True})
        self.assertEqual(
            answers[1]["failed"]["message"], "IndexError: list index out of range (<string>:10) while it read b.txt")
        self.assertIn("None stands for no number", answers[2]["failed"]["message"])


class ServiceTests(unittest.TestCase):
    def setUp(self):
        self.output = io.StringIO()
        self.service = Service([Count, Upper], self.output)

    def ask(self, **message):
        self.output.truncate(0)
        self.output.seek(0)
        self.service.take(json.dumps(message))
        text = self.output.getvalue()
        return json.loads(text) if text else None

    def document(self, partial, name, forms):
        self.ask(document={
            "partial": partial, "ordinal": 0, "name": name, "language": "de", "start": True, "end": True, "position": 0,
            "forms": forms, "sentences": [0]})

    def test_a_fold_goes_through_partials(self):
        hello = self.ask(hello={"protocol": 1})["hello"]
        self.assertEqual([a["name"] for a in hello["analyzers"]], ["count"])
        self.assertEqual([a["name"] for a in hello["annotators"]], ["upper"])
        self.assertEqual(self.ask(open={"analyzer": "count", "options": {"least": 2}}), {"opened": True})
        self.ask(vocabulary={"ids": [7, 9], "texts": ["ein", "haus"]})
        self.document(1, "a", [7, 9, -1, 7])
        self.document(2, "b", [9, 9])
        self.assertEqual(self.ask(sync=True), {"synced": True})
        one, two = self.ask(encode=1)["partial"], self.ask(encode=2)["partial"]
        self.assertEqual(one, {"counts": {"ein": 2, "haus": 1}, "seen": ["a"]})
        merged = self.ask(merge=[one, two])["partial"]
        report = self.ask(finish={"partial": merged, "group": {}})["report"]
        self.assertEqual(report["tables"], [{"rows": [["ein", 2], ["haus", 3]]}])
        self.assertEqual(report["notes"], ["2 texts"])
        nothing = self.ask(finish={"partial": None, "group": {}})["report"]
        self.assertEqual(nothing["tables"], [{"rows": []}])

    def test_options_that_do_not_fit_are_refused(self):
        with self.assertRaises(Failure) as caught:
            self.service.take(json.dumps({"open": {"analyzer": "count", "options": {"least": 6}}}))
        self.assertEqual(caught.exception.line()["failed"]["subject"], "least")

    def test_an_annotator_gives_a_value_a_token(self):
        self.ask(annotator={"name": "upper", "corpus": "c"})
        answer = self.ask(annotate={"name": "a", "language": "de", "ordinal": 0, "sentences": [["ein", "."], ["zwei"]]})
        self.assertEqual(answer, {"annotated": {"upper": ["EIN", ".", "ZWEI"]}})


if __name__ == "__main__":
    unittest.main()
