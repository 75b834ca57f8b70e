"""Write analyzers for Lect in Python: a class with ``add``, ``merge`` and ``finish``.

    from lect_plugin import Analyzer, Column, Document, Option, run

    class Longest(Analyzer):
        name = "longest"
        summary = "Finds the longest word of each text."
        columns = [Column.text("document"), Column.text("word")]

        def __init__(self, options):
            self.rows = []

        def add(self, document):
            self.rows.append([document.name, max(document.words, key=len, default="")])

        def merge(self, other):
            self.rows += other.rows

        def finish(self):
            return sorted(self.rows)

    run(Longest)
"""

from .analyzer import Analyzer, Counts, Document, Report, Table
from .annotator import AnnotatedDocument, Annotator
from .cards import Chart, Column, Option
from .failure import Failure
from .service import run

__all__ = [
    "AnnotatedDocument", "Analyzer", "Annotator", "Chart", "Column", "Counts", "Document", "Failure", "Option",
    "Report", "Table", "run",
]
