"""The JSON lines between a worker of Lect and this process: docs/worker-protocol.md tells each."""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any, Dict, List, Optional, TextIO, Type, Union

from .analyzer import Analyzer, Counts, Document, Report
from .annotator import AnnotatedDocument, Annotator
from .failure import Failure

#: The version of the JSON lines.
PROTOCOL = 1

Plugin = Union[Type[Analyzer], Type[Annotator]]


class Service:
    """Answers the lines of one worker."""

    def __init__(self, plugins: List[Plugin], output: TextIO) -> None:
        self.analyzers: Dict[str, Type[Analyzer]] = {p.name: p for p in plugins if issubclass(p, Analyzer)}
        self.annotators: Dict[str, Type[Annotator]] = {p.name: p for p in plugins if issubclass(p, Annotator)}
        self.output = output
        self.type: Optional[Type[Analyzer]] = None
        self.options: Dict[str, Any] = {}
        self.vocabulary: Dict[int, Optional[str]] = {-1: None}
        self.partials: Dict[int, Analyzer] = {}
        self.annotator: Optional[Annotator] = None
        #: What is being read, for messages.
        self.reading = ""

    def answer(self, value: Dict[str, Any]) -> None:
        """Writes a line."""
        try:
            line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        except ValueError as error:
            raise Failure(f"what it gives cannot be written as JSON: {error} (None stands for no number)") from error
        self.output.write(line + "\n")
        self.output.flush()

    def take(self, line: str) -> None:
        """Does what a line says."""
        message: Dict[str, Any] = json.loads(line)
        kind, value = next(iter(message.items()))
        self.reading = f" while it read {value['name']}" if kind in ("document", "annotate") else ""
        getattr(self, "take_" + kind)(value)

    def take_hello(self, value: Dict[str, Any]) -> None:
        self.answer({"hello": {
            "protocol": PROTOCOL, "analyzers": [a.card() for a in self.analyzers.values()],
            "annotators": [a.card() for a in self.annotators.values()],
        }})

    # Analyzers

    def take_open(self, value: Dict[str, Any]) -> None:
        self.type = self.analyzers[value["analyzer"]]
        self.options = {option.name: option.value(value["options"]) for option in self.type.options}
        self.vocabulary, self.partials = {-1: None}, {}
        self.fresh()
        self.answer({"opened": True})

    def fresh(self) -> Analyzer:
        """An instance that has seen nothing."""
        assert self.type is not None, "no analysis is open"
        return self.type(dict(self.options))

    def partial(self, number: int) -> Analyzer:
        """The instance that a number stands for."""
        if number not in self.partials:
            self.partials[number] = self.fresh()
        return self.partials[number]

    def take_vocabulary(self, value: Dict[str, Any]) -> None:
        self.vocabulary.update(zip(value["ids"], value["texts"]))

    def take_document(self, value: Dict[str, Any]) -> None:
        known = self.vocabulary
        self.partial(value["partial"]).add(Document(
            name=value["name"], language=value["language"], ordinal=value["ordinal"],
            tokens=[known[form] for form in value["forms"]], sentence_starts=value["sentences"],
            is_start=value["start"], is_end=value["end"], position=value["position"]))

    def take_counts(self, value: Dict[str, Any]) -> None:
        forms = [self.vocabulary[form] or "" for form in value["forms"]]
        self.partial(value["partial"]).add(Counts(
            counts=dict(zip(forms, value["counts"])), documents=dict(zip(forms, value["documents"])),
            tokens=value["tokens"], document_count=value["document_count"]))

    def take_sync(self, value: Any) -> None:
        self.answer({"synced": True})

    def take_encode(self, value: int) -> None:
        self.answer({"partial": self.partial(value).save()})
        self.partials.pop(value, None)

    def loaded(self, state: Any) -> Analyzer:
        """An instance out of what ``save`` gave; of nothing, a fresh one."""
        instance = self.fresh()
        if state is not None:
            instance.load(state)
        return instance

    def take_merge(self, value: List[Any]) -> None:
        whole = self.loaded(value[0])
        for state in value[1:]:
            whole.merge(self.loaded(state))
        self.answer({"partial": whole.save()})

    def take_finish(self, value: Dict[str, Any]) -> None:
        result = self.loaded(value["partial"]).finish()
        report = result if isinstance(result, Report) else Report(rows=result)
        tables: List[Dict[str, Any]] = [{"rows": [list(row) for row in report.rows]}]
        for table in report.more_tables:
            tables.append({"columns": [c.card() for c in table.columns], "rows": [list(row) for row in table.rows]})
        self.answer({"report": {
            "tables": tables, "notes": report.notes, "charts": [chart.card() for chart in report.charts]}})

    # Annotators

    def take_annotator(self, value: Dict[str, Any]) -> None:
        self.annotator = self.annotators[value["name"]]()
        self.answer({"opened": True})

    def take_annotate(self, value: Dict[str, Any]) -> None:
        assert self.annotator is not None, "no annotator is open"
        document = AnnotatedDocument(
            name=value["name"], language=value["language"], ordinal=value["ordinal"], sentences=value["sentences"])
        layers = self.annotator.annotate(document)
        for layer, sentences in layers.items():
            for given, wanted in zip(sentences, document.sentences):
                if len(given) != len(wanted):
                    raise Failure(f"{layer}: {len(given)} values for a sentence of {len(wanted)} tokens")
            if len(sentences) != len(document.sentences):
                raise Failure(f"{layer}: {len(sentences)} sentences for {len(document.sentences)}")
        self.answer({"annotated": {
            layer: [value for sentence in sentences for value in sentence] for layer, sentences in layers.items()}})


def run(*plugins: Plugin) -> None:
    """Serves plugins to Lect until it goes; what they print goes to standard error."""
    lines = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    service = Service(list(plugins), output)
    # What fails between two answers is told with the next one, so that questions and answers stay in step.
    failure: Optional[Failure] = None
    silent = ("vocabulary", "document", "counts")
    for line in lines:
        asks = not line.startswith(tuple('{"' + kind + '"' for kind in silent))
        if failure is not None:
            if asks:
                service.answer(failure.line())
                failure = None
            continue
        try:
            service.take(line)
        except Failure as error:
            failure = error
        except MemoryError:
            failure = Failure(
                f"it needed more memory than it may have{service.reading}. "
                "To give it more: set plugin-memory MEGABYTES")
        except Exception as error:  # noqa: BLE001 - the message goes to the user, the traceback to standard error
            traceback.print_exc()
            place = traceback.extract_tb(error.__traceback__)[-1]
            failure = Failure(
                f"{type(error).__name__}: {error} ({os.path.basename(place.filename)}:{place.lineno}){service.reading}")
        if failure is not None and asks:
            service.answer(failure.line())
            failure = None
