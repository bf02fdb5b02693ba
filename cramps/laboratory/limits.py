"""From a value, or a range of values, to results: reference limits, thresholds and multiples.

What is not certain over the whole of a range is not said: every condition holds, does not hold, or is
open (True, False, None).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from cramps.laboratory.assays import to_own_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.closed_lists import ResultGrade
    from cramps.knowledge.model import Limits, Result, Test
    from cramps.laboratory.numbers import Bound

Sex = Literal["female", "male"]
#: The mildest first.
GRADES: Final[tuple[ResultGrade, ...]] = ("mild", "moderate", "severe")


class Person(NamedTuple):
    """What limits depend on; None where it is not known."""

    sex: Sex | None = None
    #: Years.
    age: float | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The reference limits by which a value is read, in the test's unit."""

    low: float | None = None
    high: float | None = None
    #: Whose they are.
    of: str
    #: The laboratory gave them with the value.
    own: bool = False
    sources: tuple[str, ...] = ()


class Range(NamedTuple):
    """All values that a written number can mean; an end that is open does not belong to it."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def of(cls, value: float, bound: Bound) -> Range:
        """Give the range that a value with a sign such as ``<`` stands for."""
        if bound in ("<", "<="):
            return cls(-inf, value, open_high=bound == "<")
        if bound in (">", ">="):
            return cls(value, inf, open_low=bound == ">")
        return cls(value, value)

    def over(self, limit: float) -> bool | None:
        """Tell whether all (True) or none (False) of it lies above a limit."""
        if self.low > limit or (self.low == limit and self.open_low):
            return True
        return False if self.high <= limit else None

    def under(self, limit: float) -> bool | None:
        """Tell whether all or none of it lies below a limit."""
        if self.high < limit or (self.high == limit and self.open_high):
            return True
        return False if self.low >= limit else None


class Meaning(NamedTuple):
    """What a range of values means."""

    results: tuple[str, ...]
    #: Findings that the results are kinds of: a temperature of 39 is a fever.
    findings: tuple[str, ...]
    not_results: tuple[str, ...]
    #: Results of which it cannot be told.
    undecided: tuple[str, ...]


def reference(test: Test, person: Person) -> Reference | None:
    """Give the first limits that are known to fit a person: an unknown sex fits those of anyone."""
    for limits in test.assay.limits if test.assay else ():
        if _fits(limits, person):
            return as_reference(test, limits)
    return None


def _fits(limits: Limits, person: Person) -> bool:
    if limits.sex not in (None, person.sex):
        return False
    if limits.from_age is None and limits.to_age is None:
        return True
    if person.age is None:
        return False
    return (limits.from_age or 0) <= person.age < (limits.to_age or inf)


def as_reference(test: Test, limits: Limits) -> Reference:
    """Give limits of the knowledge base in the test's unit."""
    low, high = (
        end if end is None or limits.unit is None else to_own_unit(test, end, limits.unit)
        for end in (limits.low, limits.high)
    )
    return Reference(low=low, high=high, of=limits.of, sources=limits.sources)


def meaning(kb: KnowledgeBase, test: Test, values: Range, known: Reference | None) -> Meaning:
    """Give the results that a range of values means, the gravest first, with what they are kinds of."""
    kinds = {result.id for result in test.results}
    told = {result.id: _holds(result, values, known, kinds) for result in test.results}
    there = [result for result in test.results if told[result.id]]
    there.sort(key=_gravity, reverse=True)
    shown = with_broader(kb, (result.id for result in there))
    results = tuple(i for i in shown if i not in kb.findings)
    absent = [result for result in test.results if told[result.id] is False]
    if (
        there
    ):  # that it is not low and high at once goes without saying; that it is not worse does not
        gravest = _gravity(there[0])
        absent = [r for r in absent if set(r.broader) & set(results) and _gravity(r) > gravest]
    return Meaning(
        results,
        tuple(i for i in shown if i in kb.findings),
        tuple(r.id for r in absent),
        tuple(r.id for r in test.results if told[r.id] is None and _by_number(r)),
    )


def _gravity(result: Result) -> float:
    """Sort by grade; among multiples of the limit by the multiple; the plain result comes last."""
    grade = GRADES.index(result.grade) + 1 if result.grade else 0
    return grade + (result.over_times or 0) / 1000


def with_broader(kb: KnowledgeBase, results: Iterable[str]) -> tuple[str, ...]:
    """Give results, and behind them all results and findings that they are kinds of."""
    shown = dict.fromkeys(results)
    now = list(shown)
    while now:
        above = [b for i in now if i in kb.results for b in kb.results[i][1].broader]
        now = [b for b in dict.fromkeys(above) if b not in shown]
        shown.update(dict.fromkeys(now))
    return tuple(shown)


def _by_number(result: Result) -> bool:
    from cramps.knowledge.model import has_threshold

    return has_threshold(result) or result.level in ("low", "normal", "high")


def _holds(result: Result, values: Range, known: Reference | None, kinds: set[str]) -> bool | None:
    """Tell whether a result holds for all (True), none (False) or some (None) of a range.

    Limits that the laboratory gave decide its plain results alone, and no grade holds within them.
    """
    from cramps.knowledge.model import has_threshold

    plain = result.grade is None and not kinds & set(result.broader)
    own = known is not None and known.own
    if not has_threshold(result) or (own and plain and result.level):
        return _at_level(result, values, known)
    conditions = list(_own_conditions(result, values, known))
    if own and result.level:
        conditions.append(_at_level(result, values, known))
    return _all(conditions)


def _own_conditions(
    result: Result, values: Range, known: Reference | None
) -> Iterator[bool | None]:
    if result.above is not None:
        yield values.over(result.above)
    if result.below is not None:
        yield values.under(result.below)
    if result.at_least is not None:
        yield _not(values.under(result.at_least))
    if result.at_most is not None:
        yield _not(values.over(result.at_most))
    if result.over_times is not None:
        upper = known.high if known else None
        yield values.over(result.over_times * upper) if upper else None


def _at_level(result: Result, values: Range, known: Reference | None) -> bool | None:
    if known is None:
        return None
    low = False if known.low is None else values.under(known.low)
    high = False if known.high is None else values.over(known.high)
    if result.level == "low":
        return None if known.low is None else low
    if result.level == "high":
        return None if known.high is None else high
    return _all([_not(low), _not(high)]) if result.level == "normal" else None


def _not(told: bool | None) -> bool | None:  # noqa: FBT001  # one of three truths, not a switch
    return None if told is None else not told


def _all(told: Iterable[bool | None]) -> bool | None:
    conditions = list(told)
    if False in conditions:
        return False
    return None if None in conditions else bool(conditions)
