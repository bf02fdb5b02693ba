"""Numbers of tests, as written on a command line or in a record -> what a case keeps of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from cramps.cases.case import Measured
from cramps.errors import CrampsError
from cramps.laboratory.analytes import Analyte, analyte_of, factor
from cramps.laboratory.measure import number_in

if TYPE_CHECKING:
    from cramps.knowledge.model import Test
    from cramps.words.lookup import Lookup

_BOUNDS: Final[dict[str, Literal["", "<", ">"]]] = {"": "", "<": "<", ">": ">"}


def measured(lookup: Lookup, text: str) -> Measured | None:
    """Give the number in ``potassium=2.1``; None where there is none, or its unit cannot be read."""
    try:
        found = number_in(lookup, text)
    except CrampsError:
        return None
    if found is None:
        return None
    test, bound, value, unit = found
    return in_own_unit(test, analyte_of(test), value, unit or test.unit or "", bound)


def in_own_unit(
    test: Test, analyte: Analyte | None, value: float, unit: str, bound: str = ""
) -> Measured | None:
    """Bring a value to the unit of its test; None where that cannot be done, and below zero."""
    times = factor(unit, test.unit or "", analyte)
    if times is None or value < 0:
        return None
    return Measured(test.id, value * times, test.unit, _BOUNDS[bound])
