"""A measurement of a phenopacket -> test results: only what can be told with certainty.

An assay is known by its LOINC code or by the plain name of the analyte. A number counts where its unit
can be brought to that of the test's thresholds, or where the laboratory gives its own limits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cramps.names import fold

if TYPE_CHECKING:
    from cramps.kb import KnowledgeBase
    from cramps.model import Result, Test

Level = Literal["low", "normal", "high"]


class Analyte(NamedTuple):
    """What is measured, under the names by which nothing else is meant."""

    names: tuple[str, ...]
    loinc: tuple[str, ...]
    #: Grams in a mole, where laboratories report mass and tests are in moles, or the other way.
    molar_mass: float | None = None
    #: Equivalents in a mole.
    charge: int | None = None


#: Only LOINC codes whose published meaning was looked up: all of serum or plasma.
ANALYTES: Final = (
    Analyte(("creatine kinase", "creatine phosphokinase", "CK", "CPK"), ("2157-6",)),
    Analyte(("potassium",), ("2823-3",), 39.098, 1),
    Analyte(("sodium",), (), 22.990, 1),
    Analyte(("calcium", "total calcium"), (), 40.078, 2),
    Analyte(
        ("magnesium",),
        (
            "19123-9",
            "2601-3",
        ),
        24.305,
        2,
    ),
    Analyte(("phosphate", "phosphorus", "inorganic phosphate"), (), 30.974),
    Analyte(("creatinine",), (), 113.12),
    Analyte(("glucose",), (), 180.16),
    Analyte(("lactate", "lactic acid"), (), 90.08),
    Analyte(("hba1c", "hemoglobin a1c", "glycated hemoglobin"), ()),
    Analyte(("thyroid stimulating hormone", "TSH", "thyrotropin"), ("3016-3",)),
    Analyte(("free thyroxine", "free T4"), (), 776.87),
    Analyte(("parathyroid hormone", "intact PTH", "PTH"), ()),
    Analyte(("25-hydroxyvitamin D", "vitamin D"), ("1989-3",), 400.64),
    Analyte(("vitamin B12", "cobalamin"), ("2132-9",), 1355.4),
    Analyte(("homocysteine",), (), 135.19),
)

_PREFIXES = {"": 1.0, "d": 1e-1, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12}
_UNIT = re.compile(r"([dmunp]?)(mol|g|eq|iu|u)/([dmu]?)l")
_SPELT = (
    (r"\bmilli", "m"),
    (r"\bmicro", "u"),
    (r"\bnano", "n"),
    (r"\bpico", "p"),
    (r"\bdeci", "d"),
    (r"\s+per\s+", "/"),
    (r"\binternational units?\b|\benzyme units?\b|\bunits?\b", "u"),
    (r"moles?\b", "mol"),
    (r"grams?\b", "g"),
    (r"equivalents?\b", "eq"),
    (r"(liter|litre)s?\b", "l"),
)
#: Words of a label that tell the specimen or the method, not the analyte.
_ASIDE = re.compile(
    r"\[[^\]]*\]|\((serum|plasma|blood)\)|\bin (serum( or plasma)?|plasma|blood)\b"
    r"|^(serum|plasma|blood)\s|\s(level|concentration|measurement)$",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """A unit as its size in mol, g, eq or u a litre."""

    size: float
    quantity: str


def unit_of(text: str) -> Unit | None:
    """Read a unit of concentration: UCUM, a usual abbreviation, or words; None for another."""
    plain = text.strip().casefold().replace("\N{MICRO SIGN}", "u")
    plain = plain.replace("\N{GREEK SMALL LETTER MU}", "u").removeprefix("ucum:")
    for words, short in _SPELT:
        plain = re.sub(words, short, plain)
    plain = plain.replace("[iu]", "iu").replace("[u]", "u").replace(" ", "")
    match = _UNIT.fullmatch(plain)
    if match is None:
        return None
    quantity = "u" if match[2] == "iu" else match[2]
    return Unit(_PREFIXES[match[1]] / _PREFIXES[match[3]], quantity)


def factor(given: str, wanted: str, analyte: Analyte | None) -> float | None:
    """Give what a value in one unit is multiplied by to be in another; None where it is not known."""
    if given.strip() == wanted.strip():
        return 1.0
    one, other = unit_of(given), unit_of(wanted)
    if one is None or other is None:
        return None
    moles = {
        "mol": 1.0,
        "g": 1 / analyte.molar_mass if analyte and analyte.molar_mass else None,
        "eq": 1 / analyte.charge if analyte and analyte.charge else None,
    }
    if one.quantity == other.quantity:
        return one.size / other.size
    per_one, per_other = moles.get(one.quantity), moles.get(other.quantity)
    if per_one is None or per_other is None:
        return None
    return one.size * per_one / (other.size * per_other)


class Assays:
    """The tests of one knowledge base by LOINC code and by plain name."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._tests: dict[str, tuple[Test, Analyte | None]] = {}
        for test in kb.tests.values():
            own = {fold(test.id), fold(test.name)}
            analyte = next((a for a in ANALYTES if own & {fold(n) for n in a.names}), None)
            more = (*analyte.names, *analyte.loinc) if analyte else ()
            for key in (*own, *(fold(name) for name in more)):
                self._tests.setdefault(key, (test, analyte))

    def find(self, code: str, label: str) -> tuple[Test, Analyte | None] | None:
        """Give the test that an assay is, and what it measures.

        A LOINC code decides alone: one that is not known here may mean urine, or ionised calcium.
        """
        system, _, number = code.partition(":")
        if system.upper() == "LOINC":
            return self._tests.get(fold(number))
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

    The test's own thresholds decide; the laboratory's limits do where it has none, or where they
    tell more than "not low".
    """
    within = _by_limits(quantity)
    limited = [r for r in test.results if r.above is not None or r.below is not None]
    times = factor(quantity.unit, test.unit, analyte) if test.unit else None
    if not limited or times is None:
        return within and at_level(test, within)
    value = quantity.value * times
    if found := tuple(r.id for r in limited if _holds(r, value)):
        return Reading(found)
    either_side = {r.above is None for r in limited} == {True, False}
    normal = at_level(test, "normal") if either_side or within == "normal" else None
    return normal or Reading((), tuple(r.id for r in limited))


def _by_limits(quantity: Quantity) -> Level | None:
    if quantity.high is not None and quantity.value > quantity.high:
        return "high"
    if quantity.low is not None and quantity.value < quantity.low:
        return "low"
    return "normal" if quantity.low is not None and quantity.high is not None else None


def _holds(result: Result, value: float) -> bool:
    above = result.above is None or value > result.above
    return above and (result.below is None or value < result.below)
