"""Annotators add layers to a corpus: a value for every token, such as its lemma or part of speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Dict, List, Optional, Sequence


@dataclass
class AnnotatedDocument:
    """A document as an annotator sees it: every token as it was written, sentence by sentence."""

    name: str
    language: str
    ordinal: int
    sentences: List[List[str]]


class Annotator:
    """Gives each token of each sentence a value in each layer."""

    #: What it is called.
    name: ClassVar[str]
    #: What it does, in a sentence.
    summary: ClassVar[str]
    #: The layers that it adds: lower case, one word each.
    layers: ClassVar[Sequence[str]] = ()
    #: The languages that it knows; documents in others get no values. Empty for all.
    languages: ClassVar[Sequence[str]] = ()
    #: Goes up when the values may change.
    version: ClassVar[int] = 1

    def annotate(self, document: AnnotatedDocument) -> Dict[str, List[List[Optional[str]]]]:
        """For each layer a list a sentence, with as many values as the sentence has tokens; None is no value."""
        raise NotImplementedError(f"{type(self).__name__} has no annotate")

    @classmethod
    def card(cls) -> Dict[str, Any]:
        """The card as the greeting tells it."""
        return {
            "name": cls.name, "summary": cls.summary, "layers": list(cls.layers), "languages": list(cls.languages),
            "version": cls.version,
        }
