"""Test results written as ``test=level`` or ``test=number``: ck=high, ck=1200, potassium=2.8 mmol/L."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

from cramps.errors import BadQuery, NotFound
from cramps.knowledge.model import has_threshold
from cramps.laboratory.analytes import analyte_of, factor
from cramps.laboratory.assay import Reading, by_thresholds
from cramps.safe_text import printable
from cramps.words.folding import fold
from cramps.words.lookup import Lookup

if TYPE_CHECKING:
    from cramps.knowledge.model import Test

#: A level as people write it -> how the ids of such results end, the likeliest first.
LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "high": ("raised", "high"),
    "raised": ("raised", "high"),
    "elevated": ("raised", "high"),
    "low": ("low", "suppressed", "reduced"),
    "reduced": ("low", "suppressed", "reduced"),
    "suppressed": ("suppressed", "low"),
    "normal": ("normal",),
    "positive": ("positive", "present"),
    "negative": ("negative", "absent"),
    "present": ("present", "positive"),
    "absent": ("absent", "negative"),
    "abnormal": ("abnormal",),
}

_NUMBER = re.compile(r"([<>]?)\s*([-+]?\d+(?:[.,]\d+)?)\s*(.*)")
#: A point in half of the world, a mark of thousands in the other.
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")


def result_of(lookup: Lookup, text: str) -> Reading:
    """Give the results that ``test=value`` means, or those that it means are not there.

    Raises NotFound for an unknown test or level, and BadQuery for a number where the test has no
    thresholds, or a unit that cannot be brought to the test's.
    """
    test, value, number = _read(lookup, text)
    if number is None:
        return Reading((_level(test, value),))
    if _THOUSANDS.fullmatch(number[2]):
        plain, point = number[2].replace(",", ""), number[2].replace(",", ".")
        raise BadQuery(f"{printable(text)!r}: write {plain} or {point}; the comma can mean either")
    return _by_threshold(test, text, number[1], float(number[2].replace(",", ".")), number[3])


def assumed_unit(lookup: Lookup, text: str) -> str | None:
    """Give the unit in which a number without one was read, where another is as usual; else None."""
    test, _, number = _read(lookup, text)
    analyte = analyte_of(test)
    several = analyte is not None and analyte.molar_mass is not None
    return test.unit if several and number and not number[3] else None


def _read(lookup: Lookup, text: str) -> tuple[Test, str, re.Match[str] | None]:
    """Give the test, what is said of it, and the number in that, if it is one."""
    name, value = re.split("=|(?=[<>])", text, maxsplit=1)
    test = lookup.kb.tests[lookup.find(name.strip(), "test").id]
    return test, value.strip(), _NUMBER.fullmatch(value.strip())


def _level(test: Test, value: str) -> str:
    wanted = LEVELS.get(value.casefold(), ())
    for ending in wanted:
        for result in test.results:
            if result.id.endswith(f"-{ending}"):
                return result.id
    folded = fold(value)
    for result in test.results:
        if folded and folded in (fold(result.id), fold(result.name)):
            return result.id
    names = tuple(r.id for r in test.results)
    raise NotFound(f"{test.id} has no result {printable(value)!r}", names[:3])


def _by_threshold(test: Test, text: str, bound: str, number: float, unit: str) -> Reading:
    if number < 0:
        raise BadQuery(f"{printable(text)!r}: no measured value is below zero")
    if not any(map(has_threshold, test.results)):
        levels = ", ".join(r.id for r in test.results)
        raise BadQuery(
            f"{printable(text)!r}: no threshold is known for {test.id}; name a result: {levels}"
        )
    times = factor(unit, test.unit or "", analyte_of(test)) if unit else 1.0
    if times is None:
        raise BadQuery(
            f"{printable(text)!r}: {test.id} is measured in {test.unit or 'no unit'}; convert it first"
        )
    low = -inf if bound == "<" else number * times
    high = inf if bound == ">" else number * times
    reading = by_thresholds(test, low, high)
    if reading is None:
        raise BadQuery(f"{printable(text)!r} can mean several results; name one of them")
    return reading
