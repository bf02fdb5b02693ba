"""Columns: one number for every disorder, of which most follow from the length of its entry.

What an observation says of a disorder whose entry does not speak of it depends on how long that entry is,
and on nothing else; so a column holds the numbers of the others, and one factor for all the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple


class Column(NamedTuple):
    """A number for every disorder."""

    #: For a disorder that is not in ``numbers``: this times how much the silence of its entry tells.
    slope: float
    #: Disorders, in their order, and the number of each.
    numbers: Sequence[int]
    values: Sequence[float]


#: Nothing for everyone.
NOTHING: Final = Column(0.0, (), ())


def packed(whole: Sequence[float], slope: float, silence: Sequence[float]) -> Column:
    """Keep of a whole column what the slope does not give; ``silence`` is that of every entry."""
    numbers = [n for n, value in enumerate(whole) if value != slope * silence[n]]
    return Column(slope, numbers, [whole[n] for n in numbers])


def whole(column: Column, silence: Sequence[float]) -> list[float]:
    """Give a column in full."""
    slope = column.slope
    found = [slope * power for power in silence] if slope else [0.0] * len(silence)
    for n, value in zip(column.numbers, column.values, strict=True):
        found[n] = value
    return found


def value_of(column: Column, number: int, silence: Sequence[float]) -> float:
    """Give the number of one disorder."""
    place = bisect_left(column.numbers, number)
    if place < len(column.numbers) and column.numbers[place] == number:
        return column.values[place]
    return column.slope * silence[number]


def times(column: Column, factor: float) -> Column:
    """Multiply every number."""
    return Column(column.slope * factor, column.numbers, [v * factor for v in column.values])


def added(parts: Iterable[tuple[int, Column]], silence: Sequence[float]) -> Column:
    """Add columns (1) and take others away (-1)."""
    columns = [column if sign > 0 else times(column, -1) for sign, column in parts]
    if len(columns) == 1:
        return columns[0]
    known = [dict(zip(c.numbers, c.values, strict=True)) for c in columns]
    numbers = sorted(set().union(*known))
    values = [0.0] * len(numbers)
    for column, mine in zip(columns, known, strict=True):
        slope = column.slope
        for place, n in enumerate(numbers):
            values[place] += mine[n] if n in mine else slope * silence[n]
    return Column(sum(column.slope for column in columns), numbers, values)
