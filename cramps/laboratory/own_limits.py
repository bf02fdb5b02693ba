"""The reference limits that a laboratory gives with a value: they come before all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cramps.errors import BadQuery
from cramps.laboratory import numbers
from cramps.laboratory.assays import to_own_unit
from cramps.laboratory.limits import Range, Reference
from cramps.laboratory.numbers import rounded
from cramps.safe_text import printable

if TYPE_CHECKING:
    from cramps.knowledge.model import Test

#: Whose they are, as a reader sees it.
LABORATORY = "the laboratory"


class OwnLimits(NamedTuple):
    """The laboratory's own limits as they were given, one or both."""

    low: float | None
    high: float | None
    unit: str

    def reference(self, test: Test, known: Reference | None) -> Reference:
        """Give them in the test's unit; one that is missing is that of the knowledge base.

        Raises BadQuery for a unit that cannot be brought to the test's.
        """
        low, high = (
            None if end is None else to_own_unit(test, end, self.unit)
            for end in (self.low, self.high)
        )
        if (low is None) != (self.low is None) or (high is None) != (self.high is None):
            raise BadQuery(f"{test.id}: no limits in {printable(self.unit)} are read; convert them")
        if high is None and known is not None:
            high = known.high
        if low is None and known is not None:
            low = known.low
        return Reference(low=low, high=high, of=LABORATORY, own=True)

    def level(self, values: Range) -> Literal["low", "normal", "high"] | None:
        """Give the level of a value in the same unit; None where it cannot be told."""
        low = False if self.low is None else values.under(self.low)
        high = None if self.high is None else values.over(self.high)
        if low:
            return "low"
        if high:
            return "high"
        return "normal" if low is False and high is False else None


class Read(NamedTuple):
    """The limits of a record, and what of them could not be read."""

    limits: OwnLimits | None
    broken: str = ""


def own_limits(low: object, high: object, unit: str) -> Read:
    """Read the limits of a record, none where it brings none. A missing low beside a high is 0.

    One that is no number is left out, and so are both where they run downwards: a value is not lost for its
    limits.
    """
    ends: list[float | None] = []
    broken = []
    for given in (low, high):
        try:
            ends.append(None if given is None else _end(given))
        except BadQuery as error:
            ends.append(None)
            broken.append(error.message)
    lowest, highest = ends
    if low is None and highest is not None:
        lowest = 0.0
    if lowest is not None and highest is not None and lowest > highest:
        broken = [f"the limits {rounded(lowest)} to {rounded(highest)} run downwards"]
        lowest = highest = None
    limits = None if lowest is highest is None else OwnLimits(lowest, highest, unit)
    return Read(limits, "; ".join(broken))


def _end(given: object) -> float:
    if not isinstance(given, str):
        return numbers.finite(given)
    number = numbers.parse(given)
    if number is None or number.bound or number.rest:
        raise BadQuery(f"the limit {printable(given)!r} is not a number")
    return number.value
