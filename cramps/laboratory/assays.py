"""Which test a name or a LOINC code means, and how values of it go from one unit to another."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cramps.laboratory.units import Substance, factor, plain, unit_of
from cramps.late_regex import late_regex
from cramps.words.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Test

#: Word or code -> the tests that answer to it. Several where the unit tells them apart.
Index = dict[str, list[str]]

#: The part of a compiled knowledge base that holds the index.
PART: Final = "assays"

#: Words of a label that tell the specimen or the method, not what is measured.
_ASIDE: Final = late_regex(
    r"\[[^\]]*\]|\((serum|plasma|blood)\)|\bin (serum( or plasma)?|plasma|blood)\b"
    r"|^(serum|plasma|blood)\s|\s(level|concentration|measurement)$",
    re.IGNORECASE,
)
#: How LOINC names what is measured in blood.
_LONG_NAME: Final = late_regex(r"\] in Serum( or|,) Plasma", re.IGNORECASE)
#: Digits beyond these come of the arithmetic, not of the measurement.
_DIGITS: Final = 10


def build_index(kb: KnowledgeBase) -> Index:
    """Fold every name and code of every test with an assay. `cramps compile` does it once."""
    index: Index = {}
    for test in kb.tests.values():
        if test.assay is None:
            continue
        words = (test.id, test.name, *test.synonyms, *test.assay.names)
        codes = (f"loinc:{code}" for code in test.assay.loinc)
        for key in dict.fromkeys((*map(fold, words), *codes)):
            index.setdefault(key, []).append(test.id)
    return index


class Assays:
    """The tests of one knowledge base that are measured in numbers."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    @cached_property
    def _index(self) -> Index:
        prepared = self.kb.prepared_as(PART, Index)
        return build_index(self.kb) if prepared is None else prepared

    def named(self, word: str) -> tuple[Test, ...]:
        """Give the tests that a word names, written out or in full; none where it names none."""
        return self._tests(fold(word))

    def of_assay(self, code: str, label: str) -> tuple[Test, ...]:
        """Give the tests that the assay of a record is, by its code and its label.

        A LOINC code decides alone: one that is not known here may mean urine, or another form of the
        substance. Only the long common name that LOINC gives a code tells the specimen as well.
        """
        system, _, number = code.partition(":")
        if system.strip().upper() == "LOINC":
            known = self._tests(f"loinc:{number.strip()}")
            if known or not _LONG_NAME.search(label):
                return known
        if not label:
            return ()
        return self._tests(fold(label)) or self._tests(fold(_ASIDE.sub(" ", label)))

    def _tests(self, key: str) -> tuple[Test, ...]:
        return tuple(self.kb.tests[test_id] for test_id in self._index.get(key, ()))


def units(test: Test) -> tuple[str, ...]:
    """Give the units in which numbers of a test are usual, its own first."""
    return (test.unit or "1", *(test.assay.units if test.assay else ()))


def to_own_unit(test: Test, value: float, unit: str) -> float | None:
    """Bring a value into the test's unit; None for a unit that cannot be brought there."""
    if test.assay is None:
        return None
    own = test.unit or "1"
    for conversion in test.assay.conversions:
        if plain(conversion.unit) == plain(unit) or factor(unit, conversion.unit) == 1.0:
            return _clean((value - conversion.minus) / conversion.divided_by)
    if _is_share(unit) and plain(unit) not in map(plain, units(test)):
        return None  # a percentage of the control is no ratio of times
    times = factor(unit, own, Substance(test.assay.molar_mass, test.assay.charge))
    return None if times is None else _clean(value * times)


def from_own_unit(test: Test, value: float, unit: str) -> float | None:
    """Bring a value in the test's unit into another; None for a unit that cannot be reached."""
    if test.assay is None:
        return None
    for conversion in test.assay.conversions:
        if plain(conversion.unit) == plain(unit):
            return _clean(value * conversion.divided_by + conversion.minus)
    substance = Substance(test.assay.molar_mass, test.assay.charge)
    times = factor(test.unit or "1", unit, substance)
    return None if times is None else _clean(value * times)


def same_values(test: Test, some: Iterable[str]) -> tuple[str, ...]:
    """Give the units of which no two mean the same number: mmol/L stands for mEq/L of potassium."""
    by_value: dict[float | None, str] = {}
    for unit in some:
        by_value.setdefault(to_own_unit(test, 1.0, unit), unit)
    return tuple(by_value.values())


def _is_share(unit: str) -> bool:
    read = unit_of(unit)
    return read is not None and not read.dimension


def _clean(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
