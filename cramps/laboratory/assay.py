"""A measurement of a phenopacket -> test results: only what can be told with certainty.

An assay is known by its LOINC code or by the plain name of the analyte. A number counts where its unit
can be brought to that of the test's thresholds, or where the laboratory gives its own limits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cramps.knowledge.model import has_threshold
from cramps.laboratory.analytes import Analyte, analyte_of, factor
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Result, Test

Level = Literal["low", "normal", "high"]


#: Words of a label that tell the specimen or the method, not the analyte.
_ASIDE = re.compile(
    r"\[[^\]]*\]|\((serum|plasma|blood)\)|\bin (serum( or plasma)?|plasma|blood)\b"
    r"|^(serum|plasma|blood)\s|\s(level|concentration|measurement)$",
    re.IGNORECASE,
)


#: How LOINC names what is measured in blood.
_LONG_NAME: Final = re.compile(r"\] in Serum( or|,) Plasma", re.IGNORECASE)


class Assays:
    """The tests of one knowledge base by LOINC code and by plain name."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._tests: dict[str, tuple[Test, Analyte | None]] = {}
        for test in kb.tests.values():
            analyte = analyte_of(test)
            more = (*analyte.names, *analyte.loinc) if analyte else ()
            for key in (fold(name) for name in (test.id, test.name, *more)):
                self._tests.setdefault(key, (test, analyte))

    def find(self, code: str, label: str) -> tuple[Test, Analyte | None] | None:
        """Give the test that an assay is, and what it measures.

        A LOINC code decides alone: one that is not known here may mean urine, or ionised calcium. Only
        the long common name that LOINC gives a code tells the specimen as well.
        """
        system, _, number = code.partition(":")
        if system.upper() == "LOINC":
            known = self._tests.get(fold(number))
            if known or not _LONG_NAME.search(label):
                return known
        return self._tests.get(fold(_ASIDE.sub(" ", label))) if label else None


class Reading(NamedTuple):
    """What a measurement tells."""

    results: tuple[str, ...] = ()
    not_results: tuple[str, ...] = ()


_LEVEL_WORDS: Final[dict[Level, tuple[str, ...]]] = {
    "high": ("raised", "high", "elevated", "increased"),
    "low": ("low", "reduced", "suppressed", "decreased"),
    "normal": ("normal",),
}


def at_level(test: Test, level: Level) -> Reading | None:
    """Give the result that stands for low, normal or high; None where the test has no such one."""
    words = _LEVEL_WORDS[level]
    found = [r.id for r in test.results if r.id.rpartition("-")[2] in words]
    fewest = min((result.count("-") for result in found), default=0)
    plainest = [result for result in found if result.count("-") == fewest]
    return Reading((plainest[0],)) if len(plainest) == 1 else None


class Quantity(NamedTuple):
    """A measured value with the laboratory's own limits, in the laboratory's unit."""

    value: float
    unit: str
    low: float | None = None
    high: float | None = None


def at_value(test: Test, analyte: Analyte | None, quantity: Quantity) -> Reading | None:
    """Give the results that a value means; None where that cannot be told.

    The laboratory's own limits decide where it gives them and the test has such a result; else the
    thresholds of the test.
    """
    within = _by_limits(quantity)
    if by_laboratory := within and at_level(test, within):
        return by_laboratory
    times = factor(quantity.unit, test.unit, analyte) if test.unit else None
    if times is None or not any(map(has_threshold, test.results)):
        return None
    value = quantity.value * times
    return by_thresholds(test, value, value)


def by_thresholds(test: Test, low: float, high: float) -> Reading | None:
    """Give what a range in the test's unit means, one value being a range too; None if several things.

    A range beyond every threshold means the result that the test calls the other one; where it calls
    none so (magnesium: not low, but perhaps high), it means that those with a threshold are not there.
    """
    limited = [r for r in test.results if has_threshold(r)]
    if surely := tuple(r.id for r in limited if _within(r, low, high)):
        return Reading(surely)
    if any(_touches(r, low, high) for r in limited):
        return None
    otherwise = tuple(r.id for r in test.results if r.otherwise)
    return Reading(otherwise, () if otherwise else tuple(r.id for r in limited))


def _by_limits(quantity: Quantity) -> Level | None:
    if quantity.high is not None and quantity.value > quantity.high:
        return "high"
    if quantity.low is not None and quantity.value < quantity.low:
        return "low"
    return "normal" if quantity.low is not None and quantity.high is not None else None


def _within(result: Result, low: float, high: float) -> bool:
    """Tell whether all of a range lies within a result's limits."""
    if low == high:
        above = result.above is None or low > result.above
        return above and (result.below is None or high < result.below)
    above = result.above is None or low >= result.above
    return above and (result.below is None or high <= result.below)


def _touches(result: Result, low: float, high: float) -> bool:
    above = result.above is None or high > result.above
    return above and (result.below is None or low < result.below)
