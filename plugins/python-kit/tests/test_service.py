"""The service answers each line as docs/worker-protocol.md tells. Run: python3 -m unittest discover -s plugins/python-kit/tests"""

import io
import json
import os
import sys
import unittest
from collections import Counter

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
