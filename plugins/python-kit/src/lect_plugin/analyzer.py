"""The class that an author writes, and what it is given."""

from __future__ import annotations

import copy
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar, Dict, Iterable, List, Optional, Sequence, Union

from .cards import Chart, Column, Option
from .failure import Failure

Cell = Union[str, int, float, None]


@dataclass
class Document:
    """One document, or a part of a long one where ``demand`` is ``tokens``."""

    name: str
    language: str
    ordinal: int
    #: The forms of all tokens in the analysed layer; None where a token is not counted, such as punctuation.
    tokens: List[Optional[str]]
    #: The index of the first token of each sentence.
    sentence_starts: List[int]
    #: Whether the document starts and ends here.
    is_start: bool = True
    is_end: bool = True
    #: How many tokens of the document came before.
    position: int = 0

    @property
    def words(self) -> List[str]:
        """The forms of the counted tokens."""
        return [form for form in self.tokens if form is not None]

    @property
    def sentences(self) -> List[List[str]]:
        """The forms of the counted tokens, sentence by sentence."""
        starts = self.sentence_starts or [0]
        ends = starts[1:] + [len(self.tokens)]
        return [[form for form in self.tokens[a:b] if form is not None] for a, b in zip(starts, ends)]


@dataclass
class Counts:
    """How often forms occur in a piece of the corpus: what ``demand = "counts"`` gives."""

    counts: Dict[str, int]
    #: In how many documents each form occurs.
    documents: Dict[str, int]
    tokens: int
    document_count: int


@dataclass
class Table:
    """A table with columns of its own."""

    columns: Sequence[Column]
    rows: List[Sequence[Cell]] = field(default_factory=list)


@dataclass
class Report:
    """Tables with notes and charts, for analyzers that give more than rows."""

    rows: Iterable[Sequence[Cell]] = ()
    notes: List[str] = field(default_factory=list)
    charts: List[Chart] = field(default_factory=list)
    more_tables: List[Table] = field(default_factory=list)


class Analyzer:
    """An analysis as a fold. An instance is a partial result: it starts empty, takes documents in, and others of its kind.

    The laws: however the documents are cut among instances, and in whatever order these are merged, ``finish`` gives the
    same. Sets and dictionaries have no order: sort what you give. ``plugin check`` tests it.
    """

    #: The command: lower case, one word.
    name: ClassVar[str]
    #: What it does, in a sentence.
    summary: ClassVar[str]
    #: How it counts and what to know.
    discussion: ClassVar[str] = ""
    options: ClassVar[Sequence[Option]] = ()
    columns: ClassVar[Sequence[Column]] = ()
    #: Commands with a sentence about each; the corpora news-de and news-en are there.
    examples: ClassVar[Sequence[Sequence[str]]] = ()
    references: ClassVar[Sequence[str]] = ()
    #: ``documents`` (whole), ``tokens`` (long documents may come in parts), or ``counts``.
    demand: ClassVar[str] = "documents"
    #: Goes up when the numbers may change.
    version: ClassVar[int] = 1

    def __init__(self, options: Dict[str, Any]) -> None:
        """Starts with nothing. ``options`` has a value for every option; raise ``Failure`` where they do not fit."""

    def add(self, document: Any) -> None:
        """Takes a document in, or counts."""
        raise NotImplementedError(f"{type(self).__name__} has no add")

    def merge(self, other: Any) -> None:
        """Takes in what another instance has."""
        raise NotImplementedError(f"{type(self).__name__} has no merge")

    def finish(self) -> Union[Report, Iterable[Sequence[Cell]]]:
        """The rows of the table, or a report."""
        raise NotImplementedError(f"{type(self).__name__} has no finish")

    # What goes from process to process. The defaults carry every attribute that is JSON, a dictionary (a Counter, a
    # defaultdict) with keys of any kind, or a set. Tuples that are no keys come back as lists.

    def save(self) -> Any:
        """What the instance holds, as JSON."""
        return {key: _saved(key, value) for key, value in vars(self).items() if not key.startswith("_")}

    def load(self, state: Any) -> None:
        """Takes back what ``save`` gave, into an instance that was made with the same options."""
        for key, value in state.items():
            setattr(self, key, _loaded(value, getattr(self, key, None)))

    @classmethod
    def card(cls) -> Dict[str, Any]:
        """The card as the greeting tells it."""
        return {
            "name": cls.name, "summary": cls.summary, "discussion": cls.discussion, "demand": cls.demand,
            "options": [option.card() for option in cls.options], "columns": [column.card() for column in cls.columns],
            "examples": [list(example) for example in cls.examples], "references": list(cls.references),
            "version": cls.version,
        }


def _saved(name: str, value: Any) -> Any:
    """An attribute as JSON: sets as lists, dictionaries whose keys are no text as lists of pairs."""
    if isinstance(value, (set, frozenset)):
        return _sorted(value)
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            saved: Any = dict(sorted(value.items())) if isinstance(value, Counter) else value
        else:
            saved = _sorted([key, entry] for key, entry in value.items())
        for entry in value.values():
            _check(name, entry)
        return saved
    _check(name, value)
    return value


def _check(name: str, value: Any) -> None:
    """JSON would turn keys into text without a word, and numbers would not be found again."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise Failure(f"{name} holds a dictionary inside another whose keys are no text: write save and load")
        for entry in value.values():
            _check(name, entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            if isinstance(entry, (dict, list, tuple)):
                _check(name, entry)


def _sorted(values: Iterable[Any]) -> List[Any]:
    """In an order that does not depend on hashes, whatever the kinds of the values."""
    values = list(values)
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: json.dumps(value, sort_keys=True))


def _loaded(value: Any, like: Any) -> Any:
    if isinstance(like, dict):
        # A copy of what a fresh instance has, so that a Counter or defaultdict stays one.
        result = copy.copy(like)
        result.clear()
        result.update(value if isinstance(value, dict) else {_key(key): entry for key, entry in value})
        return result
    if isinstance(like, (set, frozenset)):
        return type(like)(_key(entry) for entry in value)
    return value


def _key(value: Any) -> Any:
    """A tuple that was a key has become a list."""
    return tuple(_key(part) for part in value) if isinstance(value, list) else value
