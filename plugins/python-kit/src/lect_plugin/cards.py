"""What an analyzer declares: its options, its columns, its charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Union


@dataclass(frozen=True)
class Option:
    """An option of an analyzer; the workbench checks values before the analyzer sees them."""

    name: str
    kind: str
    summary: str
    default: Union[str, int, float, None] = None
    choices: Sequence[str] = ()
    min: Optional[float] = None
    max: Optional[float] = None

    @staticmethod
    def flag(name: str, summary: str) -> "Option":
        """An option without a value: true when given."""
        return Option(name, "flag", summary)

    @staticmethod
    def integer(name: str, default: int, summary: str, min: int = 0, max: int = 1_000_000_000) -> "Option":
        """A whole number."""
        return Option(name, "integer", summary, default, min=min, max=max)

    @staticmethod
    def real(name: str, default: float, summary: str, min: float = 0.0, max: float = 1e15) -> "Option":
        """A real number."""
        return Option(name, "real", summary, default, min=min, max=max)

    @staticmethod
    def choice(name: str, default: str, choices: Sequence[str], summary: str) -> "Option":
        """One of a few words."""
        return Option(name, "choice", summary, default, choices=tuple(choices))

    @staticmethod
    def word(name: str, summary: str, default: Optional[str] = None) -> "Option":
        """Any word."""
        return Option(name, "word", summary, default)

    def card(self) -> Dict[str, Any]:
        """The option as the greeting tells it."""
        card: Dict[str, Any] = {"name": self.name, "kind": self.kind, "summary": self.summary}
        if self.default is not None:
            card["default"] = self.default
        if self.choices:
            card["choices"] = list(self.choices)
        if self.min is not None:
            card["min"] = self.min
        if self.max is not None:
            card["max"] = self.max
        return card

    def value(self, given: Dict[str, Any]) -> Any:
        """The value that was given, else the default."""
        if self.name in given:
            return given[self.name]
        return False if self.kind == "flag" else self.default


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    kind: str
    summary: str = ""
    role: Optional[str] = None

    @staticmethod
    def text(name: str, summary: str = "", role: Optional[str] = None) -> "Column":
        """Text; the role ``term`` or ``document`` lets later stages follow it."""
        return Column(name, "text", summary, role)

    @staticmethod
    def integer(name: str, summary: str = "") -> "Column":
        """Whole numbers."""
        return Column(name, "integer", summary)

    @staticmethod
    def real(name: str, summary: str = "") -> "Column":
        """Real numbers."""
        return Column(name, "real", summary)

    def card(self) -> Dict[str, Any]:
        """The column as the greeting and reports tell it."""
        card: Dict[str, Any] = {"name": self.name, "kind": self.kind, "summary": self.summary}
        if self.role is not None:
            card["role"] = self.role
        return card


@dataclass(frozen=True)
class Chart:
    """A picture of the first table: ``kind`` is bar, line, scatter, dispersion, cloud, network or heatmap."""

    kind: str
    title: str
    x: str
    y: List[str] = field(default_factory=list)

    def card(self) -> Dict[str, Any]:
        """The chart as reports tell it."""
        return {"kind": self.kind, "title": self.title, "x": self.x, "y": list(self.y)}
