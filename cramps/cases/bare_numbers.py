"""Numbers of a text whose test is not named as in a report: burning 39.8, T 39.2, 168/114; and whose unit is.

A number without a unit that could be meant in two is meant in that of the list in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.errors import CrampsError
from cramps.laboratory.numbers import IN_THREES, parse
from cramps.laboratory.unit_inference import in_unit, is_multiple
from cramps.late_regex import late_regex

if TYPE_CHECKING:
    from cramps.knowledge.model import Test

_HEAT: Final = late_regex(
    r"(?:(?<![\w'])(?-i:T)(?![\w'])|\b(?:rectal|oral|axillary|tympanic|temp\w*|burning(?: up)?|hot|spik\w+|febrile|pyrexi\w+|fever\w*|"
    r"boiling|roasting|tmax)\b)"
    r"(?:\s+(?:temp|temperature|up|a|of|at|is|was|to|with|now|around|about)\b|\s*[:=(-]){0,4}\s*"
    r"(?P<value>(?:3[3-9]|4[0-3])(?:[.,]\d{1,2})?)(?P<unit>\s?\u00b0?\s?C\b)?"
    r"(?![\d/%]|\.\d|\s?(?:mg|weeks?|wks?|days?|hours?|hrs?|years?|yrs?|min|kg|bpm|y\b))",
    re.IGNORECASE,
)
#: The letter with its number in one: T39.2.
_JOINED: Final = late_regex(
    r"(?<!\w)T(?P<value>(?:3[3-9]|4[0-3])(?:[.,]\d{1,2})?)(?P<unit>\s?\u00b0?C\b)?(?![\w.])"
)
_CELSIUS: Final = late_regex(
    r"(?<![\d.])(?P<value>(?:3[3-9]|4[0-3])(?:[.,]\d{1,2})?)(?P<unit>\s?(?:\u00b0\s?C?\b|\u00b0|C\b|deg(?:rees?)?\b(?:\s?C\b)?|celsius))",
    re.IGNORECASE,
)
_FAHRENHEIT: Final = late_regex(
    r"(?<![\d.])(?P<value>(?:9[5-9]|10[0-8])(?:[.,]\d)?)(?P<unit>\s?(?:\u00b0\s?F\b|F\b|deg(?:rees)? F\b|fahrenheit))",
    re.IGNORECASE,
)
_PRESSURE: Final = late_regex(
    r"(?<![\d/.])(?P<upper>\d{2,3})/(?P<lower>\d{2,3})(?![\d/%]|\s?(?:mg|mcg|units?|weeks?|micro|inhaler|puff|tab))",
    re.IGNORECASE,
)
#: A number by itself in a list of signs: sweaty, pupils big, 38.6.
_ALONE: Final = late_regex(
    r"(?<![\w./])(?P<value>(?:3[4-9]|4[0-2])\.\d)(?=\s*(?:[,;]\s|[,;.]?\s*$))"
)
#: An electrolyte with its number in one: Na118, K6.1. Not vitamin K2, CA125, CK7.
_ELECTROLYTE: Final = late_regex(
    r"(?<![\w/.+-])(?P<test>Na(?=\+?[:=]?1\d\d)|K(?=\+?[:=]?\d[.,]\d)|Ca(?=\+*[:=]?[0-5][.,]\d)|Mg(?=\+*[:=]?\d[.,]\d)"
    r"|CK(?=[:=]?(?:\d{3}|\d{1,2}[ \u00a0\u2009\u202f'\u2019.,]\d{3})))"
    rf"\+{{0,2}}[:=]?(?P<value>{IN_THREES}|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)"
)
_ELECTROLYTES: Final = {
    "Na": "sodium",
    "K": "potassium",
    "Ca": "calcium",
    "Mg": "magnesium",
    "CK": "creatine-kinase",
}
#: Signs beside which such a number is a temperature.
_SIGNS: Final = late_regex(
    r"\b(?:HR|BP|RR|pulse|sats|SpO2|GCS|pupils?|sweat\w*|shiver\w*|rigors?|clammy|agitated|drowsy|clonus|tachycardi\w+|"
    r"flushed|rigid|confused)\b|\b\d{2,3}/\d{2,3}\b",
    re.IGNORECASE,
)
#: The heat of a day, a bath or a room, and no body's.
_OF_AIR_BEFORE: Final = late_regex(
    r"\b(?:in|at|outside|weather|day|days|heat of|hit|reached|worked|bath|water|room|gym|sauna|oven|set)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OF_AIR_BEHIND: Final = late_regex(
    r"[,\s]*(?:heat|outside|all day|weather|sun|days?\b|room|sauna|bath|water|in the (?:shade|sun)|humid|degree heat|on site)",
    re.IGNORECASE,
)
#: What a pressure lies between, and by how much the upper is more.
_UPPER: Final = (70, 270)
_LOWER: Final = (30, 160)
_APART: Final = 15
#: A unit of a report in moles, and one in grams.
_MOLAR: Final = late_regex(r"[mnp\u00b5\u03bcu]?mol/L", re.IGNORECASE)
_GRAMS: Final = late_regex(r"[mnp\u00b5\u03bcu]?g/d?L", re.IGNORECASE)


class Bare(NamedTuple):
    """A number, its test, and where both stand in the text."""

    start: int
    end: int
    test: str
    value: str


def bare_numbers(text: str) -> Iterator[Bare]:
    """Give the temperatures, blood pressures and electrolytes that a sentence tells in a form of their own."""
    taken = -1
    heats = [(m, "", False) for pattern in (_HEAT, _JOINED) for m in pattern.finditer(text)]
    heats += [(m, "", True) for m in _CELSIUS.finditer(text)]
    heats += [(m, " F", True) for m in _FAHRENHEIT.finditer(text)]
    heats += [(m, "", False) for m in _ALONE.finditer(text) if _is_alone(text, m.start())]
    for match, unit, by_degrees in sorted(heats, key=lambda one: one[0].start()):
        air = by_degrees and (
            _OF_AIR_BEFORE.search(text, max(0, match.start() - 24), match.start())
            or _OF_AIR_BEHIND.match(text, match.end())
        )
        if match.start() >= taken and not air:
            taken = match.end()
            yield Bare(match.start(), match.end(), "temperature", match["value"] + unit)
    for match in _ELECTROLYTE.finditer(text):
        yield Bare(match.start(), match.end(), _ELECTROLYTES[match["test"]], match["value"])
    for match in _PRESSURE.finditer(text):
        upper, lower = int(match["upper"]), int(match["lower"])
        usual = _UPPER[0] <= upper <= _UPPER[1] and _LOWER[0] <= lower <= _LOWER[1]
        if usual and upper - lower >= _APART:
            yield Bare(match.start(), match.end(), "blood-pressure", match[0])


def _is_alone(text: str, start: int) -> bool:
    """Tell whether a number begins a part of a list of signs, no test before it."""
    before = text[max(0, start - 3) : start].rstrip()
    return before[-1:] in ("", ",", ";") and _SIGNS.search(text) is not None


def units_of_the_list(values: Sequence[tuple[Test, str]]) -> dict[int, str]:
    """Give the numbers of values to which a unit belongs, each with the unit.

    ``values`` are tests with numbers as they stand in a text. Where those that can be meant in one
    unit only are all in moles, or all in grams, the others are too.
    """
    known: dict[tuple[str, str], dict[str, str]] = {}
    for test, value in values:
        if (test.id, value) not in known:
            known[test.id, value] = _ways(test, value)
    ways = [known[test.id, value] for test, value in values]
    sure = {next(iter(units)) for units in ways if len(units) == 1}
    if len(sure) != 1:
        return {}
    system = sure.pop()
    return {
        n: units[system]
        for n, (units, (_, value)) in enumerate(zip(ways, values, strict=True))
        if len(units) > 1 and value.replace(".", "", 1).replace(",", "").lstrip("<>").isdigit()
    }


def _ways(test: Test, value: str) -> dict[str, str]:
    """Give how a number may be meant: in moles, in grams, each with the unit; none where it makes no odds."""
    if test.assay is None or (number := parse(value)) is None or is_multiple(number):
        return {}
    units = [test.unit or "", *test.assay.units]
    moles = next((unit for unit in units if _MOLAR.fullmatch(unit)), None)
    grams = next((unit for unit in units if _GRAMS.fullmatch(unit)), None)
    if moles is None or grams is None:
        return {}
    if number.rest:
        system = (
            "moles"
            if _MOLAR.fullmatch(number.rest)
            else "grams"
            if _GRAMS.fullmatch(number.rest)
            else ""
        )
        return {system: number.rest} if system else {}
    found = {}
    for system, unit in (("moles", moles), ("grams", grams)):
        try:
            in_unit([test], number._replace(rest=unit))
        except CrampsError:
            continue
        found[system] = unit
    return found
