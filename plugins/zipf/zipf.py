"""Zipf's law in a corpus: the exponent of the frequencies by rank, and the words that occur once or twice."""

from collections import Counter
from math import exp, log
from typing import Any, Dict, List, Optional

from lect_plugin import Analyzer, Column, Counts, Option, Report, run


class Zipf(Analyzer):
    name = "zipf"
    summary = "Fits Zipf's law to the frequencies of words, and counts those that occur once or twice."
    discussion = (
        "The exponent is the maximum-likelihood estimate of a in p(r) = r^-a / (1 + 2^-a + … + V^-a) over all ranks r "
        "from 1 to V, the number of types. About 1 is usual; a larger one means that few words make up more of the text.")
    demand = "counts"
    options = [Option.integer("min-types", 2, "Gives no exponent for fewer types than N.", min=2)]
    columns = [
        Column.integer("tokens", "Counted words."),
        Column.integer("types", "Different words."),
        Column.integer("hapaxes", "Words that occur once."),
        Column.integer("dis_legomena", "Words that occur twice."),
        Column.real("hapax_share", "Hapaxes among the types."),
        Column.real("exponent", "The exponent a of Zipf's law."),
    ]
    examples = [
        ("news-de | zipf", "The exponent of a corpus."),
        ("news-en | zipf --by date:year", "Whether it changes with the years."),
    ]
    references = [
        "Moreno-Sánchez, I., Font-Clos, F. & Corral, Á. (2016). Large-scale analysis of Zipf's law in English texts. "
        "PLoS ONE 11(1).",
    ]

    def __init__(self, options: Dict[str, Any]) -> None:
        self._least: int = options["min-types"]
        self.counts: "Counter[str]" = Counter()

    def add(self, counts: Counts) -> None:
        self.counts.update(counts.counts)

    def merge(self, other: "Zipf") -> None:
        self.counts.update(other.counts)

    def finish(self) -> Report:
        frequencies = sorted(self.counts.values(), reverse=True)
        tokens, types = sum(frequencies), len(frequencies)
        hapaxes, twice = frequencies.count(1), frequencies.count(2)
        share = hapaxes / types if types else None
        fit = exponent(frequencies) if types >= self._least else None
        return Report([[tokens, types, hapaxes, twice, share, fit]])


def exponent(frequencies: List[int]) -> Optional[float]:
    """The a that makes the frequencies, by rank, most likely: the likelihood is concave in a, so bisection finds it."""
    logs = [log(rank) for rank in range(1, len(frequencies) + 1)]
    observed = sum(f * l for f, l in zip(frequencies, logs)) / sum(frequencies)

    def expected(a: float) -> float:
        weights = [exp(-a * l) for l in logs]
        return sum(w * l for w, l in zip(weights, logs)) / sum(weights)

    low, high = -1.0, 20.0
    if not expected(high) <= observed <= expected(low):
        return None
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if expected(middle) > observed else (low, middle)
    return round((low + high) / 2, 9)


run(Zipf)
