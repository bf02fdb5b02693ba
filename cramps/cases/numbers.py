"""The numbers of a case: each is read, then what they allow together is calculated."""

from __future__ import annotations

from math import inf, nextafter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cramps.cases.case import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.laboratory.calculations import Calculation
    from cramps.laboratory.limits import Person
    from cramps.laboratory.reading import Laboratory, Reading

T = TypeVar("T")


class Numbers(NamedTuple):
    """What the numbers of a case mean."""

    readings: tuple[Reading, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    #: The readings before anything was calculated: what a laboratory told.
    given: tuple[Reading, ...] = ()

    @property
    def results(self) -> tuple[str, ...]:
        """The results that are there."""
        return _once(result for reading in self.readings for result in reading.results)

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that they are kinds of."""
        return _once(finding for reading in self.readings for finding in reading.findings)

    @property
    def not_results(self) -> tuple[str, ...]:
        """The results that every reading of their test excludes: another one, at another time, may not."""
        excluded: dict[str, list[str]] = {}
        for reading in self.readings:
            before = excluded.get(reading.test, list(reading.not_results))
            excluded[reading.test] = [r for r in before if r in reading.not_results]
        there = set(self.results)
        return _once(r for results in excluded.values() for r in results if r not in there)

    @property
    def measured(self) -> tuple[Measured, ...]:
        """The values, measured and calculated, in the units of their tests."""
        return _once(m for reading in self.readings if (m := _value_of(reading)))

    @property
    def told(self) -> tuple[Measured, ...]:
        """The values as they were given, before anything was calculated."""
        return _once(m for reading in self.given if (m := _value_of(reading)))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for granted, and what was calculated."""
        assumed = [a.text for reading in self.readings for a in reading.assumed]
        return _once((*assumed, *(calculation.text for calculation in self.calculations)))


def together(laboratory: Laboratory, readings: tuple[Reading, ...], person: Person) -> Numbers:
    """Give what readings of one person mean together."""
    from cramps.laboratory.calculations import calculate

    return Numbers(*calculate(laboratory, readings, person), readings)


def _value_of(reading: Reading) -> Measured | None:
    value = reading.value
    if value is None:
        return None
    if reading.bound == "<=":
        return Measured(reading.test, nextafter(value, inf), reading.unit, "<", reading.told)
    if reading.bound == ">=":
        return Measured(reading.test, nextafter(value, -inf), reading.unit, ">", reading.told)
    return Measured(reading.test, value, reading.unit, reading.bound, reading.told)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
