"""Test results written as ``test=level`` or ``test=number``: ck=high, ck=1200, potassium=2.8 mmol/L."""

from __future__ import annotations

import re
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
    return _by_threshold(test, text, float(number[2].replace(",", ".")), number[3])


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


def _by_threshold(test: Test, text: str, number: float, unit: str) -> list[str]:
    measured = [r for r in test.results if r.above is not None or r.below is not None]
    if not measured:
        levels = ", ".join(r.id for r in test.results)
        raise BadQuery(
            f"{printable(text)!r}: no threshold is known for {test.id}; name a result: {levels}"
        )
    if unit and fold(unit) != fold(test.unit or ""):
        raise BadQuery(
            f"{printable(text)!r}: {test.id} is measured in {test.unit or 'no unit'}; convert it first"
        )
    return [r.id for r in measured if _within(r, number)] or _normal(test)


def _within(result: Result, number: float) -> bool:
    high_enough = result.above is None or number > result.above
    return high_enough and (result.below is None or number < result.below)


def _normal(test: Test) -> list[str]:
    return [r.id for r in test.results if r.id.endswith("-normal")]
