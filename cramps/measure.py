"""Test results written as ``test=level`` or ``test=number``: ck=high, ck=1200, potassium=2.8 mmol/L."""

from __future__ import annotations

import re
import unicodedata
from math import inf
from typing import TYPE_CHECKING, Final

from cramps.errors import BadQuery, NotFound
from cramps.names import fold, printable, resolve

if TYPE_CHECKING:
    from cramps.kb import KnowledgeBase
    from cramps.model import Result, Test

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


def result_of(kb: KnowledgeBase, text: str) -> list[str]:
    """Give the ids of the results that ``test=value`` means; a number can mean several, or none.

    Raises NotFound for an unknown test or level, and BadQuery for a number where the test has no
    thresholds, or another unit than the test's.
    """
    name, _, value = (part.strip() for part in text.partition("="))
    test = kb.tests[resolve(kb, name, "test").id]
    number = _NUMBER.fullmatch(value)
    if number is None:
        return [_level(test, value)]
    if _THOUSANDS.fullmatch(number[2]):
        plain, point = number[2].replace(",", ""), number[2].replace(",", ".")
        raise BadQuery(f"{printable(text)!r}: write {plain} or {point}; the comma can mean either")
    return _by_threshold(test, text, number[1], float(number[2].replace(",", ".")), number[3])


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


def _by_threshold(test: Test, text: str, bound: str, number: float, unit: str) -> list[str]:
    measured = [r for r in test.results if r.above is not None or r.below is not None]
    if not measured:
        levels = ", ".join(r.id for r in test.results)
        raise BadQuery(
            f"{printable(text)!r}: no threshold is known for {test.id}; name a result: {levels}"
        )
    if unit and _plain_unit(unit) != _plain_unit(test.unit or ""):
        raise BadQuery(
            f"{printable(text)!r}: {test.id} is measured in {test.unit or 'no unit'}; convert it first"
        )
    low = -inf if bound == "<" else number
    high = inf if bound == ">" else number
    surely = [r.id for r in measured if _within(r, low, high)]
    if not surely and any(_touches(r, low, high) for r in measured):
        raise BadQuery(f"{printable(text)!r} can mean several results; name one of them")
    return surely or _normal(test)


def _within(result: Result, low: float, high: float) -> bool:
    """Tell whether all of a range lies within a result's limits; one value is a range too."""
    if low == high:
        above = result.above is None or low > result.above
        return above and (result.below is None or high < result.below)
    above = result.above is None or low >= result.above
    return above and (result.below is None or high <= result.below)


def _touches(result: Result, low: float, high: float) -> bool:
    above = result.above is None or high > result.above
    return above and (result.below is None or low < result.below)


def _plain_unit(unit: str) -> str:
    plain = unicodedata.normalize("NFKC", unit).casefold().replace(" ", "")
    return plain.replace("\N{GREEK SMALL LETTER MU}", "u")


def _normal(test: Test) -> list[str]:
    return [r.id for r in test.results if r.id.endswith("-normal")]
