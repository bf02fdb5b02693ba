"""Measured numbers as people and laboratories write them: 1200, <10, 12e2, "3,4", 1,200, 12 500, 12'500.

Whatever is handed over, what comes back is a finite number or one of the errors of this program.
"""

from __future__ import annotations

import math
import re
from typing import Final, Literal, NamedTuple

from cramps.errors import BadQuery
from cramps.late_regex import late_regex
from cramps.safe_text import printable

Bound = Literal["", "<", "<=", ">", ">="]

#: Figures in threes, with the marks that no country takes for a point: spaces of every width, apostrophes.
IN_THREES: Final = r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'\u2019\u02bc]\d{3})+(?!\d)"
_BETWEEN: Final = late_regex(r"(?<=\d)[ \u00a0\u2009\u202f'\u2019\u02bc](?=\d)")
_NUMBER: Final = late_regex(
    r"(?P<bound>[<>]=?|[\u2264\u2265])?\s*"
    rf"(?P<number>[-+\u2212]?(?:{IN_THREES}(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][-+]?\d+)?)\s*(?P<rest>.*)",
    re.DOTALL,
)
_SIGNS: Final[dict[str, Bound]] = {
    "": "",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "\u2264": "<=",
    "\u2265": ">=",
}
#: A point in half of the world, a mark of thousands in the other.
_EITHER: Final = late_regex(r"[-+\u2212]?[1-9]\d{0,2},\d{3}")
_POINT_OR_MARK: Final = late_regex(
    r"\s*(?P<before>[^\d]*[1-9]\d{0,2})(?P<mark>[.,])(?P<behind>\d{3})(?![\d.,])"
)
_THOUSANDS: Final = late_regex(r"[-+\u2212]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")


class Written(NamedTuple):
    """A number as it was written, with what stands before and behind it."""

    value: float
    bound: Bound
    #: What follows the number: a unit, or nothing.
    rest: str


def parse(text: str) -> Written | None:
    """Read a number with what stands around it; None where there is none.

    Raises BadQuery for a number that can mean two, that is below zero, or that is too large.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign = _SIGNS[match["bound"] or ""]
    return Written(_value(match["number"]), sign, match["rest"].strip())


def both_ways(text: str) -> tuple[str, str] | None:
    """Give a text with a number that may be in thousands or have a point, written in thousands, then with a point.

    ``86.000 U/L`` is 86000 where thousands are marked so, and 86 elsewhere. None for any other.
    """
    match = _POINT_OR_MARK.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    return (
        f"{match['before']}{match['behind']}{rest}",
        f"{match['before']}.{match['behind']}{rest}",
    )


def without_marks(text: str) -> str:
    """Give a number without the marks between figures in threes that no country takes for a point."""
    return _BETWEEN.sub("", text)


def _value(number: str) -> float:
    number = without_marks(number)
    if _EITHER.fullmatch(number):
        plain, point = number.replace(",", ""), number.replace(",", ".")
        raise BadQuery(f"write {plain} or {point}; the comma can mean either")
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    elif number.count(",") + number.count(".") > 1:
        raise BadQuery(f"{printable(number)} is not a number")
    return finite(number.replace(",", ".").replace("\u2212", "-"))


def finite(given: object) -> float:
    """Give a number, or a text that is one, as a finite number from zero up.

    Raises BadQuery for anything else: NaN, infinity, a truth value, a number too large or below zero.
    """
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise BadQuery("a measured value is a number")
    try:
        value = float(given)
    except ValueError:
        raise BadQuery(f"{printable(str(given))} is not a number") from None
    except OverflowError:
        value = math.inf
    if math.isnan(value):
        raise BadQuery("NaN is not a measured value")
    if math.isinf(value):
        raise BadQuery("the number is too large for a measured value")
    if value < 0:
        raise BadQuery(f"{value:g}: no measured value is below zero")
    return value


def rounded(value: float, digits: int = 4) -> str:
    """Write a value as people do: no more than so many digits that count, no exponent."""
    if value == 0:
        return "0"
    places = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
