"""What raises a rule of danger: conditions, their leaves, and the ways in which they can be met.

Apart from ``model``, whose import costs 15 ms: who only matches rules does without it.
"""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Annotated, NamedTuple

from msgspec import Meta

from cramps.knowledge.closed_lists import PatientSex
from cramps.knowledge.record import Id, Record, Text


class Bounds(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A range; a side that is left out is open."""

    above: float | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None


class NumberBounds(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A range of what a test measures."""

    test: Id
    above: float | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None
    #: The test's own unit, named so that a reader need not look it up.
    unit: Text | None = None


class Condition(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What raises a rule: all that stands in it must hold. A bare id is a finding or a result.

    A finding holds where it, or a narrower one, is present; ``told`` demands the finding itself.
    """

    all: "tuple[Id | Condition, ...]" = ()
    #: So many of ``any`` must hold, one where it is left out.
    how_many: Annotated[int, Meta(ge=2)] | None = None
    any: "tuple[Id | Condition, ...]" = ()
    none: "tuple[Id | Condition, ...]" = ()
    told: Id | None = None
    drug: Id | None = None
    number: NumberBounds | None = None
    #: Years.
    age: Bounds | None = None
    sex: PatientSex | None = None


class Leaf(NamedTuple):
    """One thing that a condition asks for."""

    #: ``id`` for a finding or a result, ``told``, ``drug``, ``number``, ``age`` or ``sex``.
    kind: str
    #: The id of the finding, result, drug or test; the sex; nothing for an age.
    id: str
    bounds: Bounds | NumberBounds | None = None


def own_leaves(condition: Condition) -> Iterator[Leaf]:
    """Give what a condition asks for itself, not in its ``all``, ``any`` and ``none``."""
    if condition.told is not None:
        yield Leaf("told", condition.told)
    if condition.drug is not None:
        yield Leaf("drug", condition.drug)
    if condition.number is not None:
        yield Leaf("number", condition.number.test, condition.number)
    if condition.age is not None:
        yield Leaf("age", "", condition.age)
    if condition.sex is not None:
        yield Leaf("sex", condition.sex)


def ways(condition: Condition | str) -> Iterator[tuple[Leaf, ...]]:
    """Give every smallest set of leaves that meets a condition; what ``none`` forbids is left aside."""
    if isinstance(condition, str):
        yield (Leaf("id", condition),)
        return
    parts = [[tuple(own_leaves(condition))], *(list(ways(c)) for c in condition.all)]
    if condition.any:
        each = [list(ways(c)) for c in condition.any]
        parts.append(
            [
                tuple(leaf for way in chosen for leaf in way)
                for some in combinations(each, condition.how_many or 1)
                for chosen in product(*some)
            ]
        )
    for chosen in product(*parts):
        yield tuple(dict.fromkeys(leaf for way in chosen for leaf in way))


def leaves(condition: Condition | str) -> Iterator[Leaf]:
    """Give all that can take part in meeting a condition."""
    if isinstance(condition, str):
        yield Leaf("id", condition)
        return
    yield from own_leaves(condition)
    for inner in (*condition.all, *condition.any):
        yield from leaves(inner)


def forbidden(condition: Condition) -> Iterator[Condition | str]:
    """Give what must not hold, wherever ``none`` stands."""
    yield from condition.none
    for inner in (*condition.all, *condition.any):
        if not isinstance(inner, str):
            yield from forbidden(inner)


def within(value: float, bounds: Bounds | NumberBounds) -> bool:
    """Tell whether a value lies in a range."""
    return (
        (bounds.above is None or value > bounds.above)
        and (bounds.at_least is None or value >= bounds.at_least)
        and (bounds.below is None or value < bounds.below)
        and (bounds.at_most is None or value <= bounds.at_most)
    )


def number_alone(condition: Condition | str) -> tuple[NumberBounds, ...]:
    """Give the ranges of which one number meets a condition by itself."""
    if isinstance(condition, str):
        return ()
    if condition.number is not None:
        more = (condition.told, condition.drug, condition.age, condition.sex)
        lone = not (condition.all or condition.any or condition.none) and not any(more)
        return (condition.number,) if lone else ()
    if condition.all or condition.none or (condition.how_many or 1) > 1:
        return ()
    return tuple(bounds for way in condition.any for bounds in number_alone(way))
