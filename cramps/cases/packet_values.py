"""Elements of a phenopacket: its tree, read with the types of the schema, and times of life in years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from cramps.cases.case import OLDEST
from cramps.cases.packet_schema import Element, snake
from cramps.errors import BadQuery
from cramps.late_regex import late_regex
from cramps.safe_text import printable

if TYPE_CHECKING:
    from datetime import date

Span = tuple[float, float]
"""Years of age, from and to."""

#: A number from here on is not shown.
_LARGE: Final = 10**100

#: HPO onset terms that are narrow enough to stand for an age -> years, from and to.
ONSET_SPANS: Final = {
    "HP:0030674": (0.0, 0.0),  # antenatal
    "HP:0011460": (0.0, 0.0),  # embryonal
    "HP:0011461": (0.0, 0.0),  # fetal
    "HP:0003577": (0.0, 0.0),  # congenital
    "HP:0003623": (0.0, 0.1),  # neonatal
    "HP:0003593": (0.1, 1.0),  # infantile
    "HP:0011463": (1.0, 5.0),  # childhood
    "HP:0003621": (5.0, 15.0),  # juvenile
    "HP:0011462": (16.0, 40.0),  # young adult
    "HP:0025708": (16.0, 19.0),
    "HP:0025709": (19.0, 25.0),
    "HP:0025710": (25.0, 40.0),
    "HP:0003596": (40.0, 60.0),  # middle age
    "HP:0003584": (60.0, 80.0),  # late
}

_DURATION = late_regex(
    r"P(?=[\dT])(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T[\d.HMS]+)?"
)
#: Records without names often keep the year, or the month, alone.
_PART_OF_DATE = late_regex(r"(\d{4})(?:-(\d{2}))?")
#: How many of years, months, weeks and days a year has.
_IN_A_YEAR = (1, 12, 365.25 / 7, 365.25)


def value_at(node: Element, key: str) -> Any:
    """Give a value by its key in camelCase, or, where that is empty, the same in snake_case."""
    value = node.get(key)
    if value or value is False or value == 0:
        return value
    return node.get(snake(key), value)


def object_at(node: Element, key: str) -> Element:
    """Give an object by its key, an empty one where there is none. Raises BadQuery for another kind."""
    value = value_at(node, key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadQuery(f"{key} is not an object")
    return value


def objects_at(node: Element, key: str) -> Iterator[Element]:
    """Go through the objects of a list. Raises BadQuery for anything else."""
    value = value_at(node, key)
    if value is None:
        return
    if not isinstance(value, list):
        raise BadQuery(f"{key} is not a list")
    for item in value:
        if not isinstance(item, dict):
            raise BadQuery(f"{key} holds something that is not an object")
        yield item


def text_at(node: Element, key: str) -> str:
    """Give a text by its key, an empty one where there is none. Raises BadQuery for another kind."""
    value = value_at(node, key)
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise BadQuery(f"{key} is not a text")
    return str(value)


def truth_at(node: Element, key: str) -> bool:
    """Tell whether something is said to be so; what is not said is not. Raises BadQuery for another kind."""
    value = value_at(node, key)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise BadQuery(f"{key} is neither true nor false")
    return value


def named(term: Element) -> str:
    """Show an ontology class for a reader: ``HP:0003394 (Muscle spasm)``. Raises BadQuery for none."""
    return shown(text_at(term, "id"), text_at(term, "label"))


def shown(code: str, label: str) -> str:
    """Show a code and its label for a reader."""
    words = [printable(word) for word in (code, label) if word]
    return f"{words[0]} ({words[1]})" if len(words) == 2 else "".join(words)


def unit_label(quantity: Element) -> str:
    """Give a unit: its UCUM code, else its label."""
    told = object_at(quantity, "unit")
    code = text_at(told, "id")
    return code[5:] if code.upper().startswith("UCUM:") else text_at(told, "label")


def shown_quantity(quantity: Element) -> str:
    """Show a number with its unit as it was given, whatever it is."""
    value, unit = value_at(quantity, "value"), unit_label(quantity)
    if value is None:
        return "no value"
    if isinstance(value, int) and abs(value) >= _LARGE:
        return "a number too large to show"
    number = f"{value:g}" if isinstance(value, int | float) else printable(str(value))
    return f"{number} {printable(unit)}".strip()


def shown_time(time: Element) -> str:
    """Show a time of life as it was given. Raises BadQuery where its parts are of another kind."""
    if term := object_at(time, "ontologyClass"):
        return named(term)
    if limits := object_at(time, "ageRange"):
        ends = (text_at(object_at(limits, end), "iso8601duration") for end in ("start", "end"))
        return printable(" to ".join(ends))
    told = text_at(object_at(time, "age"), "iso8601duration")
    return printable(told or text_at(time, "timestamp") or "that is not of the schema")


def span_of(time: Element, born: str) -> Span | None:
    """Give a time of life (a TimeElement) as years; None where it cannot be computed.

    ``born`` is the subject's date of birth, for a time that is told as a date.
    """
    if value_at(time, "gestationalAge") is not None:
        return 0.0, 0.0
    if term := object_at(time, "ontologyClass"):
        return ONSET_SPANS.get(text_at(term, "id"))
    if limits := object_at(time, "ageRange"):
        first, last = (_years(object_at(limits, end)) for end in ("start", "end"))
        return min(first, last), max(first, last)
    moment = text_at(time, "timestamp") or text_at(object_at(time, "interval"), "end")
    if age := object_at(time, "age"):
        years = _years(age)
    elif moment and born:
        years = _between(born, moment)
    else:
        return None
    return years, years


def _years(age: Element) -> float:
    """Read an ISO 8601 duration (``P45Y3M``) as years. Raises BadQuery for another text."""
    duration = text_at(age, "iso8601duration")
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise BadQuery(f"{printable(duration)!r} is not an age; write it like P45Y or P45Y3M")
    years = sum(float(n or 0) / parts for n, parts in zip(match.groups(), _IN_A_YEAR, strict=True))
    if years > OLDEST:
        raise BadQuery(f"an age of {years:g} years is not possible")
    return years


def _between(born: str, moment: str) -> float:
    """Give the years between two dates. Raises BadQuery for what is none."""
    first, last = _date(born), _date(moment)
    years = (last - first).days / 365.25
    if not 0 <= years <= OLDEST:
        raise BadQuery(f"born {first}, seen {last}: not possible")
    return years


def _date(told: str) -> date:
    """Read a timestamp, or a date without its day or month, for which their middle stands."""
    from datetime import date, datetime

    try:
        if part := _PART_OF_DATE.fullmatch(told):
            year, month = int(part[1]), part[2]
            return date(year, int(month), 15) if month else date(year, 7, 1)
        return datetime.fromisoformat(told).date()
    except ValueError as error:
        raise BadQuery(f"not a timestamp: {printable(str(error))}") from error
