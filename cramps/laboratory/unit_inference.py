"""What a number is meant as: of which of several tests, and in which unit.

A unit that is not given is inferred: a value that no patient has in one unit, and many have in another,
is meant in the other. What fits none is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.errors import BadQuery
from cramps.laboratory.assays import from_own_unit, same_values, to_own_unit, units
from cramps.laboratory.numbers import Bound, Written, rounded
from cramps.laboratory.units import plain
from cramps.late_regex import late_regex
from cramps.safe_text import printable

if TYPE_CHECKING:
    from cramps.knowledge.model import Test

#: Where no unit makes a value usual, one in which it lies so many times further out is not meant.
_FURTHER: Final = 2.0
#: A test with such an upper limit is written without three decimals.
_WHOLE: Final = 30.0
_MULTIPLE: Final = late_regex(
    r"[x\u00d7]|([x\u00d7]|times|fold)?[ -]*(the )?(ULN|upper (reference )?limit( of normal)?)|times|[ -]?fold",
    re.IGNORECASE,
)


class UnitWanted(BadQuery):
    """A bare number that would mean different things in the units in which it is plausible."""

    def __init__(self, message: str, rivals: tuple[Meant, ...]) -> None:
        super().__init__(message)
        self.rivals = rivals


class Meant(NamedTuple):
    """One way to read a number: as a value of this test, in this unit."""

    test: Test
    unit: str
    #: In the test's own unit.
    value: float


def in_unit(tests: list[Test], number: Written) -> Meant:
    """Give what a number with a unit is meant as. Raises BadQuery for a wrong unit or value."""
    converted = [(test, to_own_unit(test, number.value, number.rest)) for test in tests]
    known = [Meant(test, number.rest, value) for test, value in converted if value is not None]
    if not known:
        usual = " or ".join(dict.fromkeys(unit for test in tests for unit in units(test)))
        unit = printable(number.rest)
        measured = "has no unit" if usual == "1" else f"is measured in {usual}"
        raise BadQuery(f"{tests[0].id} {measured}, not in {unit}; convert it first")
    for meant in known:
        if _possible(meant, number.bound):
            return meant
    raise _implausible([meant.test for meant in known], number)


def is_multiple(number: Written) -> bool:
    """Tell whether a number counts upper limits: ``10x``, ``15 xULN``, ``5 times the upper limit``."""
    return _MULTIPLE.fullmatch(number.rest) is not None


def of_upper_limit(test: Test, number: Written, upper: float) -> Meant:
    """Give the value that is so many times the upper limit. Raises BadQuery where nobody has it."""
    multiple = Meant(test, test.unit or "1", number.value * upper)
    if not _possible(multiple, number.bound):
        raise _implausible([test], number._replace(value=multiple.value, rest=""))
    return multiple


def without_unit(
    tests: list[Test], number: Written, results: Callable[[Meant], tuple[str, ...]]
) -> Meant:
    """Give what a bare number is meant as; ``results`` tells what it would mean.

    Raises BadQuery where it is plausible in no unit, and UnitWanted where it would mean different things
    in two.
    """
    possible = sorted(_plausible(tests, number), key=_unusual)
    if not possible:
        raise _implausible(tests, number)
    least = _unusual(possible[0])
    further = least if least == 1 else _FURTHER * least
    rivals = [meant for meant in possible if _unusual(meant) <= further]
    if len(rivals) > 1 and len({results(meant) for meant in rivals}) > 1:
        raise UnitWanted(f"{_either(rivals, number)}? Write the unit", tuple(rivals))
    return rivals[0]


def is_counted_whole(test: Test, number: Written) -> bool:
    """Tell whether the values of a test, in the unit of a number, are so high that nobody writes three decimals."""
    limits = test.assay.limits if test.assay else ()
    highest = max((limit.high for limit in limits if limit.high is not None), default=0.0)
    upper = from_own_unit(test, highest, number.rest) if number.rest else highest
    return upper is not None and upper >= _WHOLE


def is_sure(meant: Meant, tests: Iterable[Test]) -> bool:
    """Tell whether a bare number could have been meant in no other unit."""
    return [*tests] == [meant.test] and len(same_values(meant.test, units(meant.test))) == 1


def _plausible(tests: list[Test], number: Written) -> Iterator[Meant]:
    for test in tests:
        for unit in same_values(test, units(test)):
            value = to_own_unit(test, number.value, unit)
            if value is not None and _possible(Meant(test, unit, value), number.bound):
                yield Meant(test, unit, value)


def _possible(meant: Meant, bound: Bound) -> bool:
    """Tell whether a patient can have the value; of ``<10`` only the upper end is one."""
    if meant.test.assay is None:
        return False
    plausible = meant.test.assay.plausible
    if bound in ("<", "<="):
        return meant.value > 0
    if bound in (">", ">="):
        return meant.value <= plausible.high
    return plausible.low <= meant.value <= plausible.high


def _unusual(meant: Meant) -> float:
    """Tell how far a value lies outside what is usual: 1 within, 2 at half of the low end."""
    usual = meant.test.assay.usual if meant.test.assay else None
    if usual is None or meant.value <= 0:
        return 1.0
    return max(usual.low / meant.value, meant.value / usual.high, 1.0)


def _implausible(tests: list[Test], number: Written) -> BadQuery:
    """Give the error of a value that no patient has, with the unit in which one would."""
    test = tests[0]
    if test.assay is None:
        return BadQuery(f"{test.id} is not read as a number")
    unit = number.rest or test.unit or ""
    low, high = test.assay.plausible.low, test.assay.plausible.high
    ends = [from_own_unit(test, end, unit) for end in (low, high)]
    if None in ends:
        unit, ends = test.unit or "", [low, high]
    between = " to ".join(rounded(end or 0, 3) for end in ends)
    fitting = [m.unit for m in _plausible(tests, number) if plain(m.unit) != plain(unit)]
    hint = f"; {fitting[0]} is perhaps meant" if fitting and number.rest else ""
    value, range_ = f"{number.value:g} {unit}".strip(), f"{between} {unit}".rstrip()
    return BadQuery(f"{value} is no value of {test.id} ({range_}){hint}")


def _either(rivals: list[Meant], number: Written) -> str:
    several = len({meant.test.id for meant in rivals}) > 1
    return " or ".join(
        f"{meant.test.id} {number.value:g} {meant.unit}"
        if several
        else f"{number.value:g} {meant.unit}"
        for meant in rivals
    )
